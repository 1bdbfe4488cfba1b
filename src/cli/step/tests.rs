//! Does a walk hold what it promises, whatever keys are pressed?

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::draw::draw;
use super::story::Story;
use super::theme::Theme;
use super::walk::{Key, Overlay, Start, Walk};
use crate::gallery;
use crate::page::form::read::Asked;
use crate::page::walk::Said;
use crate::reading::RecordClass;
use crate::render::Lang;
use crate::resolve::load;
use crate::trace::RecordId;

fn story(name: &str) -> Rc<Story> {
    let entry = gallery::find(name).unwrap_or_else(|| panic!("{name} is in the gallery"));
    let world = load(entry.text, entry.claim).expect("the gallery is sound").world;
    let run = crate::sim::run(&world);
    Rc::new(Story::new(entry.claim, entry.text, world, run))
}

const START: Start = Start { lang: Lang::En, colors: true, client: None, at: 0, predict: false };

fn walk(name: &str, start: Start) -> Walk {
    Walk::new(story(name), &start)
}

/// What stands on a screen of this size.
fn screen(walk: &mut Walk, width: u16, height: u16) -> String {
    walk.resize(Rect::new(0, 0, width, height));
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("memory is a terminal");
    terminal.draw(|frame| draw(frame, walk)).expect("memory takes everything");
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..height {
        let (mut line, mut x) = (String::new(), 0);
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a character is narrow");
        }
        assert_eq!(line.width(), usize::from(width), "{line}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn press(walk: &mut Walk, keys: &str) {
    for it in keys.chars() {
        walk.key(match it {
            '>' => Key::Right,
            '<' => Key::Left,
            '\n' => Key::Enter,
            '$' => Key::End,
            '^' => Key::Home,
            '~' => Key::Esc,
            it => Key::Char(it),
        });
        while walk.has_work() {
            walk.work();
        }
    }
}

const LOOP: &str = "shared-name-loops-through-2013";
const STOPPED: &str = "stopped-target-stays-a-candidate";

// --- what is shown ---------------------------------------------------------------------------------------------------

macro_rules! screens {
    ($($test:ident: $name:expr, $width:literal by $height:literal, $lang:ident, $keys:literal;)*) => {$(
        #[test]
        fn $test() {
            let mut walk = walk($name, Start { lang: Lang::$lang, ..START });
            press(&mut walk, $keys);
            let text = screen(&mut walk, $width, $height);
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("../../../tests/snapshots/step");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(stringify!($test), text));
        }
    )*};
}

screens! {
    begins_at_80: LOOP, 80 by 24, En, "";
    decision_at_80: LOOP, 80 by 24, En, "dd";
    decision_at_120: LOOP, 120 by 40, En, "dd";
    decision_at_180: LOOP, 180 by 45, En, "dd";
    decision_in_chinese_at_80: LOOP, 80 by 24, Zh, "dd";
    decision_in_chinese_at_120: LOOP, 120 by 40, Zh, "dd";
    wire_in_chinese_at_120: LOOP, 120 by 40, Zh, "f>>";
    failure_at_80: STOPPED, 80 by 24, En, "f";
    failure_at_120: STOPPED, 120 by 40, En, "f";
    why_at_80: STOPPED, 80 by 24, En, "$w";
    why_at_120: STOPPED, 120 by 40, En, "$w";
    why_in_chinese: STOPPED, 120 by 40, Zh, "$w";
    rules_at_120: LOOP, 120 by 40, En, "ddr";
    detail_at_80: LOOP, 80 by 24, En, "dd\n";
    help_at_80: LOOP, 80 by 24, En, "?";
    help_in_chinese: LOOP, 80 by 24, Zh, "?";
    clients: "five-services-and-three-versions", 80 by 24, En, "c";
    predict_asks: LOOP, 80 by 24, En, "pd";
    predict_asks_for_a_server: LOOP, 80 by 24, En, "pd1>";
    predict_asks_for_a_type: LOOP, 120 by 40, Zh, "pd1>1";
    predict_was_wrong: LOOP, 120 by 40, En, "pd1>11d2";
    maintenance: "i-16-services-stay-stopped-after-maintenance", 120 by 40, En, "$";
    inactive_component: "i-13-inactive-component-leaves-the-screen-blank", 120 by 40, En, "f";
    links: "discovery-in-the-front-end-site-costs-a-second-hop", 120 by 40, En, "ddd";
    too_small: LOOP, 40 by 10, En, "";
}

#[test]
fn every_tone_is_told_without_color_too() {
    let mut colored = walk(LOOP, START);
    let mut plain = walk(LOOP, Start { colors: false, ..START });
    assert_eq!(plain.theme, Theme::Plain);
    press(&mut colored, "ddf");
    press(&mut plain, "ddf");
    assert_eq!(screen(&mut colored, 100, 30), screen(&mut plain, 100, 30));
    press(&mut plain, "t");
    assert_eq!(plain.theme, Theme::Plain);
    press(&mut colored, "ttt");
    assert_eq!(colored.theme, Theme::Dark);
}

/// In a plain theme no cell has a color, whatever is shown.
#[test]
fn plain_has_no_color() {
    use ratatui::style::Color;
    let mut walk = walk(LOOP, Start { colors: false, ..START });
    for keys in ["", "dd", "f", "r", "~?", "~\n"] {
        press(&mut walk, keys);
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("memory is a terminal");
        terminal.draw(|frame| draw(frame, &walk)).expect("memory takes everything");
        let cells = &terminal.backend().buffer().content;
        assert!(cells.iter().all(|it| it.fg == Color::Reset && it.bg == Color::Reset), "{keys}");
    }
}

// --- what keys do ----------------------------------------------------------------------------------------------------

#[test]
fn letters_lead_from_one_to_the_next_and_capitals_back() {
    let mut walk = walk(LOOP, START);
    press(&mut walk, "dd");
    let second = walk.at();
    assert_eq!(walk.story.class(second), RecordClass::Decides);
    press(&mut walk, "dD");
    assert_eq!(walk.at(), second);
    press(&mut walk, "f");
    assert_eq!(walk.at(), 11, "the cause that an explanation names");
    assert!(walk.at() > second);
    press(&mut walk, "F");
    assert!(walk.note.is_some(), "there is no failure before the first");
    press(&mut walk, "$>");
    assert_eq!(walk.at() + 1, walk.story.told());
    assert!(walk.note.is_some());
    press(&mut walk, "A");
    assert_eq!(walk.story.class(walk.at()), RecordClass::Begins);
}

#[test]
fn it_plays_to_the_end_and_stops() {
    let mut walk = walk(STOPPED, START);
    let pace = walk.pace();
    press(&mut walk, "+ ");
    assert!(walk.is_playing() && walk.pace() < pace);
    for _ in 0..walk.story.told() {
        walk.tick();
    }
    assert!(!walk.is_playing());
    assert_eq!(walk.at() + 1, walk.story.told());
    press(&mut walk, " ");
    assert!(!walk.is_playing(), "there is nothing left to play");
}

#[test]
fn escape_closes_before_it_leaves() {
    for keys in ["~", "q", "w~q", "?~~", "?qq", "\n~q", "c~q", "pd~q"] {
        let mut walk = walk(STOPPED, START);
        press(&mut walk, &keys[..keys.len() - 1]);
        assert!(!walk.is_over, "{keys}");
        press(&mut walk, &keys[keys.len() - 1..]);
        assert!(walk.is_over, "{keys}");
    }
    let mut walk = walk(STOPPED, START);
    press(&mut walk, "?");
    walk.key(Key::Interrupt);
    assert!(walk.is_over);
}

#[test]
fn one_client_is_shown_without_the_others() {
    let mut walk = walk("five-services-and-three-versions", START);
    let all = walk.machine.view().rows;
    press(&mut walk, "c");
    walk.key(Key::Down);
    walk.key(Key::Enter);
    let rows = walk.machine.view().rows;
    assert!(walk.client().is_some() && rows < all);
    let trace = &walk.story.run.trace;
    let records = (0..rows).filter_map(|it| walk.machine.record_of(it));
    let clients: BTreeSet<_> = records.filter_map(|it| trace.record(RecordId(it)).attempt()).collect();
    assert!(clients.iter().all(|it| Some(trace.attempts[it.0 as usize].client) == walk.client()));
    press(&mut walk, "c");
    walk.key(Key::Home);
    walk.key(Key::Enter);
    assert_eq!(walk.machine.view().rows, all);
}

#[test]
fn states_follow_the_record_back_and_forth() {
    let mut walk = walk("i-16-services-stay-stopped-after-maintenance", START);
    let mut states = vec![walk.machine.states().clone()];
    while walk.at() + 1 < walk.story.told() {
        press(&mut walk, ">");
        states.push(walk.machine.states().clone());
    }
    assert!(states.iter().any(|it| *it != states[0]), "something changes");
    press(&mut walk, "^$");
    while let Some(expected) = states.pop() {
        assert_eq!(*walk.machine.states(), expected);
        press(&mut walk, "<");
    }
}

#[test]
fn right_answers_are_counted() {
    let mut walk = walk(LOOP, Start { predict: true, ..START });
    let mut asked = 0;
    loop {
        press(&mut walk, "$");
        let Some(quiz) = walk.quiz.clone() else { break };
        let record = quiz.record;
        assert!(walk.at() < record);
        let right = match &walk.story.page.question(record).expect("it is asked").about {
            Asked::Accepted { answer } => if *answer { "1" } else { "2" }.to_owned(),
            Asked::Next { servers, server, security } => match server {
                None => (servers.len() + 1).to_string(),
                Some(server) => {
                    let at = servers.iter().position(|it| it == server).expect("it is offered");
                    let over = ["SSL", "TLS", "plaintext"].iter().position(|it| Some(*it) == security.as_deref());
                    format!("{}{}", at + 1, over.unwrap_or(0) + 1)
                }
            },
        };
        press(&mut walk, &right);
        assert_eq!(walk.at(), record);
        asked += 1;
        assert_eq!(walk.machine.view().score, Some((asked, asked)));
    }
    assert!(asked > 4);
    assert_eq!(walk.at() + 1, walk.story.told());
}

#[test]
fn an_answer_may_be_shown_instead() {
    let mut walk = walk(LOOP, Start { predict: true, ..START });
    press(&mut walk, "$s");
    let view = walk.machine.view();
    assert_eq!((view.score, view.feedback.map(|it| it.said)), (Some((0, 0)), Some(Said::Nothing)));
    press(&mut walk, "w");
    assert_eq!(walk.overlay, None, "why would tell the outcome");
    assert!(walk.note.is_some());
    press(&mut walk, "pw");
    assert!(matches!(walk.overlay, Some(Overlay::Why(_))));
}

// --- whatever happens ------------------------------------------------------------------------------------------------

#[test]
fn every_scenario_of_the_gallery_is_walked_to_its_end() {
    for entry in gallery::ALL {
        let mut walk = walk(entry.claim, START);
        let mut steps = 1;
        while walk.at() + 1 < walk.story.told() {
            press(&mut walk, ">");
            steps += 1;
            if steps % 16 == 0 {
                screen(&mut walk, 80, 24);
            }
        }
        assert_eq!(steps, walk.story.told(), "{}", entry.claim);
        screen(&mut walk, 120, 40);
    }
}

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => Just(Key::Right),
        2 => Just(Key::Left),
        1 => Just(Key::Up),
        2 => Just(Key::Down),
        1 => Just(Key::Home),
        1 => Just(Key::End),
        1 => Just(Key::PageUp),
        2 => Just(Key::PageDown),
        3 => Just(Key::Enter),
        2 => Just(Key::Esc),
        8 => prop::sample::select("dDfFaAwrpclt?h +-=_s12345qx".chars().collect::<Vec<_>>()).prop_map(Key::Char),
        4 => Just(Key::Char('d')),
        2 => Just(Key::Char('1')),
    ]
}

const SOME: [&str; 4] = [
    STOPPED,
    "hung-service-wants-a-restart",
    "five-services-and-three-versions",
    "i-16-services-stay-stopped-after-maintenance",
];

#[test]
fn no_key_leads_astray() {
    let stories = SOME.map(story);
    let sizes = [(80, 24), (120, 40), (170, 45), (60, 16), (30, 5), (1, 1)];
    let steps = prop::collection::vec((keys(), 0..sizes.len(), prop::bool::ANY), 1..50);
    let strategy = (0..stories.len(), prop::bool::ANY, steps);
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |(which, predict, steps)| {
            let mut walk = Walk::new(Rc::clone(&stories[which]), &Start { predict, ..START });
            for (key, size, tick) in steps {
                if walk.is_over {
                    break;
                }
                walk.key(key);
                if tick {
                    walk.tick();
                }
                let (width, height) = sizes[size];
                screen(&mut walk, width, height);
                let view = walk.machine.view();
                prop_assert!(view.row < view.rows);
                prop_assert!(walk.at() < walk.story.told());
            }
            Ok(())
        })
        .unwrap_or_else(|it| panic!("{it}"));
}

/// The beginnings of what the records from `from` on say, but for what was said before too.
fn unseen(walk: &Walk, from: usize) -> BTreeSet<String> {
    let text = |at: usize| {
        let row = walk.story.page.row(&walk.story.run, at, walk.lang);
        row.text.lines().next().unwrap_or_default().chars().take(18).collect::<String>()
    };
    let said: Vec<String> = (0..from).map(text).collect();
    let is_new = |it: &String| it.chars().count() >= 12 && !said.iter().any(|said| said.contains(it.as_str()));
    (from..walk.story.told()).map(text).filter(is_new).collect()
}

#[test]
fn what_is_predicted_is_not_shown() {
    let stories = SOME.map(story);
    let steps = prop::collection::vec(keys(), 1..40);
    let strategy = (0..stories.len(), steps);
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |(which, steps)| {
            let mut walk = Walk::new(Rc::clone(&stories[which]), &Start { predict: true, ..START });
            for key in steps {
                // Whoever stops to predict, or asks for another client, may see more.
                if matches!(key, Key::Char('p' | 'c')) {
                    continue;
                }
                walk.key(key);
                let Some(seen) = walk.machine.seen().map(|it| it as usize) else { break };
                if let Some(quiz) = &walk.quiz {
                    prop_assert!(seen < quiz.record);
                }
                let text = screen(&mut walk, 120, 40);
                for hidden in unseen(&walk, seen + 1) {
                    prop_assert!(!text.contains(&hidden), "{hidden:?} in\n{text}");
                }
            }
            Ok(())
        })
        .unwrap_or_else(|it| panic!("{it}"));
}
