//! Is the machine sound, whatever it is told to do, and do page and program walk alike?

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::course::Course;
use super::pair::{Choice, Pair};
use super::{Command, News, Note, Said, Shown, Side, Sought, Start, Step, Walk};
use crate::gallery;
use crate::page::form::spans::SpanKind;
use crate::page::form::{Asked, Page, walked};
use crate::page::{Session, of_world};
use crate::render::diff;
use crate::resolve::load;
use crate::sim;
use crate::verdict::{Verdict, judge};
use crate::world::World;

const LOOP: &str = "shared-name-loops-through-2013";
const STOPPED: &str = "stopped-target-stays-a-candidate";
const MIXED: &str = "five-services-and-three-versions";
const MAINTENANCE: &str = "i-16-services-stay-stopped-after-maintenance";

fn world(name: &str) -> World {
    let entry = gallery::find(name).unwrap_or_else(|| panic!("{name} is in the gallery"));
    load(entry.text, entry.claim).expect("the gallery is sound").world
}

fn page(name: &str) -> Page {
    of_world(name, gallery::find(name).expect("it is there").text, &world(name), false)
}

fn course(name: &str) -> Arc<Course> {
    Arc::new(walked::of(&page(name)))
}

fn walk(name: &str, predict: bool) -> Walk {
    Walk::new(course(name), &Start { predict, ..Start::default() })
}

fn go(walk: &mut Walk, step: Step) -> Option<Note> {
    walk.take(Command::Go(step));
    walk.view().note
}

// --- what is walked through ------------------------------------------------------------------------------------------

#[test]
fn the_text_of_a_page_is_read_as_the_page_is() {
    for entry in gallery::ALL.iter().step_by(7) {
        let page = page(entry.claim);
        let text = serde_json::to_string(&page).expect("a page is plain data");
        assert_eq!(walked::read(&text).expect("it is a page"), walked::of(&page), "{}", entry.claim);
    }
}

#[test]
fn what_is_no_page_is_refused() {
    let text = serde_json::to_string(&page(STOPPED)).expect("a page is plain data");
    assert!(walked::read("").is_err());
    assert!(walked::read(&text[..text.len() / 2]).is_err());
    let sound: Value = serde_json::from_str(&text).expect("it is JSON");
    for (column, value) in [
        ("lane", json!(99_999)),
        ("to", json!(99_999)),
        ("attempt", json!(99_999)),
        ("met", json!(-7)),
        ("span", json!(99_999)),
    ] {
        let mut page = sound.clone();
        page["records"][column][0] = value;
        assert!(walked::read(&page.to_string()).is_err(), "{column}");
        let mut page = sound.clone();
        page["records"][column].as_array_mut().expect("a column is a list").pop();
        assert!(walked::read(&page.to_string()).is_err(), "{column}");
    }
    let mut session = Session::default();
    assert!(session.open(0, "{}").is_err());
    assert_eq!(session.open(0, &text), Ok(()));
}

// --- moving ----------------------------------------------------------------------------------------------------------

#[test]
fn one_moves_and_is_told_where_it_ends() {
    let mut walk = walk(STOPPED, false);
    let rows = walk.view().rows;
    assert_eq!((go(&mut walk, Step::Next), walk.record()), (None, Some(1)));
    assert_eq!((go(&mut walk, Step::Last), walk.view().row), (None, rows - 1));
    assert_eq!((go(&mut walk, Step::Next), walk.view().row), (Some(Note::End), rows - 1));
    assert_eq!(go(&mut walk, Step::Play), Some(Note::End));
    assert_eq!((go(&mut walk, Step::By(-3)), walk.view().row), (None, rows - 4));
    go(&mut walk, Step::First);
    go(&mut walk, Step::Play);
    assert!(walk.view().playing);
    go(&mut walk, Step::Tick(2));
    assert_eq!((walk.view().row, walk.view().playing), (2, true));
    go(&mut walk, Step::Tick(usize::MAX));
    assert_eq!((walk.view().row, walk.view().playing), (rows - 1, false));
}

#[test]
fn one_jumps_forth_and_back() {
    let mut walk = walk(MAINTENANCE, false);
    for what in [Sought::Decision, Sought::Failure, Sought::Attempt, Sought::Change] {
        go(&mut walk, Step::First);
        let mut found = vec![walk.record()];
        while go(&mut walk, Step::Seek(what, Side::After)).is_none() {
            found.push(walk.record());
        }
        assert!(found.len() > 2, "{what:?}");
        go(&mut walk, Step::Last);
        let mut back = Vec::new();
        let is_last = found.last() == Some(&walk.record());
        back.extend(is_last.then(|| walk.record()));
        while go(&mut walk, Step::Seek(what, Side::Before)).is_none() {
            back.push(walk.record());
        }
        back.reverse();
        assert!(found.ends_with(&back) && back.len() + 1 >= found.len(), "{what:?}: {found:?} {back:?}");
    }
}

#[test]
fn a_link_leads_to_where_it_points_whatever_is_filtered() {
    let mut walk = walk(MIXED, false);
    let rows = walk.view().rows;
    let client = walk.course.clients[1].clone();
    walk.take(Command::Client(Some("nobody".to_owned())));
    assert_eq!((walk.view().note, walk.view().rows), (Some(Note::NeverConnects), rows));
    walk.take(Command::Client(Some(client.clone())));
    assert_eq!(walk.view().client, Some(client));
    assert!(walk.view().rows < rows);
    let other = (0..rows as u32).find(|it| !walk.rows.has(*it)).expect("others connect too");
    walk.take(Command::Record(other));
    assert_eq!((walk.record(), walk.view().client, walk.view().rows), (Some(other), None, rows));
}

#[test]
fn of_hidden_parties_no_record_is_a_row() {
    let mut walk = walk(LOOP, false);
    let parties = walk.news().parties.expect("it is new");
    let (lane, many) = parties[1];
    assert!(many > 0);
    let rows = walk.view().rows;
    walk.take(Command::Hide(vec![lane]));
    assert!(walk.view().rows < rows);
    let news = walk.news();
    // Who is hidden can be shown again.
    assert!(news.parties.expect("they are told").contains(&(lane, many)));
    let Some(Shown::Records(records)) = news.rows else { panic!("other rows are told") };
    assert!(records.iter().all(|it| walk.course.parties(*it).all(|it| it != lane)));
    walk.take(Command::Hide(parties.iter().map(|it| it.0).collect()));
    assert_eq!((walk.view().rows, walk.record()), (0, None));
    for step in [Step::Next, Step::Back, Step::Last, Step::Play, Step::Tick(1), Step::By(5)] {
        go(&mut walk, step);
    }
    walk.take(Command::Hide(Vec::new()));
    assert_eq!(walk.view().rows, rows);
}

#[test]
fn another_run_is_walked_on_near_the_same_record() {
    let mut walk = walk(STOPPED, false);
    go(&mut walk, Step::To(5));
    walk.news();
    walk.change_to(course(LOOP));
    assert_eq!(walk.record(), Some(5));
    let news = walk.news();
    assert!(news.rows.is_some() && news.states.len() == walk.states().len());
}

// --- predicting ------------------------------------------------------------------------------------------------------

fn right(walk: &Walk) -> Option<Said> {
    Some(match &walk.due()?.about {
        Asked::Accepted { answer } => Said::Accepted(*answer),
        Asked::Next { server, security, .. } => Said::Next(server.clone(), security.clone()),
    })
}

#[test]
fn nothing_leads_past_a_question_and_right_answers_are_counted() {
    let mut walk = walk(LOOP, true);
    let mut asked = 0;
    loop {
        let note = go(&mut walk, Step::Last);
        let Some(right) = right(&walk) else { break };
        assert_eq!(note, Some(Note::AnswerFirst));
        assert_eq!(go(&mut walk, Step::Next), Some(Note::AnswerFirst));
        let asking = walk.view().question.expect("it is due");
        assert!(walk.record() < Some(asking.record) && walk.view().hides);
        assert_eq!(go(&mut walk, Step::Seek(Sought::Failure, Side::After)), Some(Note::Hidden));
        walk.take(Command::Answer(right));
        asked += 1;
        assert_eq!((walk.record(), walk.view().score), (Some(asking.record), Some((asked, asked))));
        assert!(walk.view().feedback.is_some_and(|it| it.is_right));
        walk.take(Command::Answer(Said::Nothing));
        assert!(walk.view().note == Some(Note::NotAsked) || walk.view().score == Some((asked, asked)));
    }
    assert!(asked > 4);
    assert!(!walk.view().hides);
    assert_eq!(walk.view().shown, walk.view().rows);
}

#[test]
fn a_wrong_answer_is_told_and_one_that_is_shown_does_not_count() {
    let mut walk = walk(STOPPED, true);
    go(&mut walk, Step::Last);
    walk.take(Command::Answer(Said::Next(None, None)));
    assert_eq!(walk.view().note, Some(Note::NotAsked), "it is asked whether the log-on goes on");
    walk.take(Command::Answer(Said::Accepted(false)));
    assert_eq!(walk.view().feedback.map(|it| it.is_right), Some(false));
    assert_eq!(walk.view().score, Some((0, 1)));
    go(&mut walk, Step::Last);
    let told = json!(walk.view().question);
    assert!(told["servers"].as_array().is_some_and(|it| it.len() == 2), "{told}");
    assert!(told.get("server").is_none() && told.get("security").is_none(), "the answer is not told: {told}");
    walk.take(Command::Answer(Said::Nothing));
    assert_eq!(walk.view().score, Some((0, 1)));
    walk.take(Command::Predict(false));
    assert_eq!((walk.view().score, walk.view().hides), (None, false));
}

// --- whatever happens ------------------------------------------------------------------------------------------------

fn steps() -> impl Strategy<Value = Step> {
    let sought = prop::sample::select(vec![Sought::Decision, Sought::Failure, Sought::Attempt, Sought::Change]);
    prop_oneof![
        6 => Just(Step::Next),
        2 => Just(Step::Back),
        1 => Just(Step::First),
        1 => Just(Step::Last),
        2 => (-40i32..40).prop_map(Step::By),
        2 => (0usize..400).prop_map(Step::To),
        4 => (sought, prop::bool::ANY)
            .prop_map(|(what, on)| Step::Seek(what, if on { Side::After } else { Side::Before })),
        1 => Just(Step::Play),
        1 => Just(Step::Pause),
        2 => (0usize..30).prop_map(Step::Tick),
    ]
}

/// The numbers are made fit to what there is.
#[derive(Clone, Debug)]
enum Wish {
    Plain(Command),
    Client(usize),
    Run(usize),
}

fn wishes() -> impl Strategy<Value = Wish> {
    let server = prop::sample::select(vec![None, Some("EX10".to_owned()), Some("EX13".to_owned())]);
    let security = prop::sample::select(vec![None, Some("SSL".to_owned())]);
    prop_oneof![
        12 => steps().prop_map(|it| Wish::Plain(Command::Go(it))),
        2 => (0u32..500).prop_map(|it| Wish::Plain(Command::Record(it))),
        2 => (0usize..9).prop_map(Wish::Client),
        1 => prop::collection::vec(0u32..12, 0..3).prop_map(|it| Wish::Plain(Command::Hide(it))),
        1 => prop::bool::ANY.prop_map(|it| Wish::Plain(Command::Predict(it))),
        2 => prop::bool::ANY.prop_map(|it| Wish::Plain(Command::Answer(Said::Accepted(it)))),
        2 => (server, security).prop_map(|(it, over)| Wish::Plain(Command::Answer(Said::Next(it, over)))),
        1 => Just(Wish::Plain(Command::Answer(Said::Nothing))),
        1 => (0usize..4).prop_map(Wish::Run),
    ]
}

/// What somebody who draws has made of the news.
#[derive(Default)]
struct Drawn {
    rows: Option<Vec<u32>>,
    states: BTreeMap<String, String>,
    parties: Vec<(u32, u32)>,
}

impl Drawn {
    fn hear(&mut self, news: News) {
        match news.rows {
            Some(Shown::All) => self.rows = None,
            Some(Shown::Records(records)) => self.rows = Some(records),
            None => {}
        }
        self.parties = news.parties.unwrap_or(std::mem::take(&mut self.parties));
        self.states.extend(news.states);
    }

    fn record(&self, row: usize) -> u32 {
        self.rows.as_ref().map_or(row as u32, |it| it[row])
    }
}

#[test]
fn no_command_leads_astray() {
    let courses = [STOPPED, LOOP, MIXED, MAINTENANCE].map(course);
    let strategy = (0..courses.len(), prop::bool::ANY, prop::collection::vec(wishes(), 1..60));
    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |(which, predict, wishes)| {
            let mut course = Arc::clone(&courses[which]);
            let mut walk = Walk::new(Arc::clone(&course), &Start { predict, ..Start::default() });
            let mut drawn = Drawn::default();
            drawn.hear(walk.news());
            for wish in wishes {
                let before = (walk.seen(), walk.view());
                let restarts = matches!(wish, Wish::Plain(Command::Predict(_)));
                match wish {
                    Wish::Plain(command) => walk.take(command),
                    Wish::Client(at) => walk.take(Command::Client(course.clients.get(at).cloned())),
                    Wish::Run(at) => {
                        course = Arc::clone(&courses[at]);
                        drawn.states.clear();
                        walk.change_to(Arc::clone(&course));
                    }
                }
                drawn.hear(walk.news());
                let view = walk.view();
                prop_assert_eq!(view.record.is_some(), view.row < view.rows);
                prop_assert!(view.rows == 0 || view.row < view.rows);
                prop_assert!(view.shown <= view.rows && (view.rows == 0 || view.row < view.shown));
                prop_assert!(!view.playing || view.row + 1 < view.rows);
                if let Some(record) = view.record {
                    prop_assert_eq!(drawn.record(view.row), record);
                    let mut states = course.states.initial.clone();
                    let due = course.states.changes.iter().filter(|it| it.0 <= record);
                    states.extend(due.map(|it| (it.1.clone(), it.2.clone())));
                    prop_assert_eq!(walk.states(), &states);
                    prop_assert_eq!(&drawn.states, &states);
                }
                // Columns are those of who has appeared.
                let until = if view.hides { walk.seen().map_or(usize::MAX, |it| it as usize + 1) } else { usize::MAX };
                let mut parties = BTreeMap::new();
                for record in 0..until.min(course.len()) as u32 {
                    let whose = course.attempt[record as usize].map(|it| course.attempts[it as usize].0);
                    let whose = whose.map(|it| course.clients[it as usize].clone());
                    if view.client.is_none() || whose.is_none() || whose == view.client {
                        for lane in course.parties(record) {
                            *parties.entry(lane).or_insert(0) += 1;
                        }
                    }
                }
                prop_assert_eq!(drawn.parties.iter().copied().collect::<BTreeMap<_, _>>(), parties);
                // What was seen stays seen, and nobody passes a question.
                if let (Some(seen), Some(now), false) = (before.0, walk.seen(), restarts) {
                    prop_assert!(now >= seen);
                }
                if let Some(asking) = &view.question {
                    prop_assert!(view.hides && walk.seen() < Some(asking.record));
                    prop_assert!(view.record.is_none_or(|it| it < asking.record));
                }
                if let Some((right, all)) = view.score {
                    prop_assert!(right <= all);
                }
                prop_assert_eq!(view.score.is_some(), view.predicting);
            }
            Ok(())
        })
        .unwrap_or_else(|it| panic!("{it}"));
}

// --- two runs --------------------------------------------------------------------------------------------------------

struct Played {
    name: &'static str,
    world: World,
    verdict: Verdict,
    course: Arc<Course>,
}

impl Played {
    fn new(entry: &gallery::Entry) -> Self {
        let world = world(entry.claim);
        let verdict = judge(&world, &sim::run(&world));
        Self { name: entry.claim, course: course(entry.claim), world, verdict }
    }

    fn side(&self) -> diff::Side<'_> {
        diff::Side::heard(self.name, &self.world, u64::MAX, &mut |_| true)
    }

    fn choice(&self, attempt: Option<u32>) -> Choice {
        Choice { course: Arc::clone(&self.course), attempt }
    }
}

/// The page and `coexist diff` name the same records.
#[test]
fn two_runs_part_where_diff_says_so() {
    let all: Vec<_> = gallery::ALL.iter().step_by(2).map(Played::new).collect();
    let mut parted = 0;
    for (a, b) in all.iter().zip(all.iter().skip(1)) {
        let compared = diff::compare(&a.side(), &b.side());
        let mut pair = Pair::new(&[a.choice(None), b.choice(None)]);
        let better = |fares| compared.iter().filter(|it| it.fares == fares).count();
        let fares = (better(diff::Fares::Better), better(diff::Fares::Worse));
        assert_eq!(pair.view().fares, Some(fares), "{} and {}", a.name, b.name);
        // Of the first attempts of a client that both have.
        for it in compared.iter().filter(|it| it.parts.is_some_and(|it| it.0 == 1)) {
            let (_, x, y) = it.parts.expect("they part");
            let attempt = |of: &Played| {
                let id = of.world.clients.iter().position(|client| client.name == it.client).expect("it is there");
                of.verdict.attempts.iter().find(|it| it.client.index() == id).map(|it| it.id.0)
            };
            let (Some(one), Some(other)) = (attempt(a), attempt(b)) else { continue };
            pair = Pair::new(&[a.choice(Some(one)), b.choice(Some(other))]);
            let parting = pair.view().parting.unwrap_or_else(|| panic!("{} and {} part", a.name, b.name));
            pair.take(&Step::To(parting));
            let [left, right] = pair.view().sides;
            let named = |side: &super::pair::SideView| side.record.filter(|_| !side.over);
            assert_eq!((named(&left), named(&right)), (x.map(|it| it.0), y.map(|it| it.0)), "{} {}", a.name, b.name);
            parted += 1;
        }
    }
    assert!(parted > 30, "{parted}");
}

/// What was changed in between is where they part, though the rows before are not as many.
#[test]
fn a_run_and_itself_never_part() {
    for entry in gallery::ALL.iter().step_by(11) {
        let it = Played::new(entry);
        let mut pair = Pair::new(&[it.choice(None), it.choice(None)]);
        assert_eq!((pair.view().parting, pair.view().fares), (None, Some((0, 0))), "{}", it.name);
        assert_eq!(pair.view().rows, it.course.len());
        pair.take(&Step::Last);
        assert_eq!(pair.view().sides.map(|it| it.record), [Some(it.course.len() as u32 - 1); 2]);
    }
}

#[test]
fn both_sides_are_told_row_by_row() {
    let courses = [STOPPED, LOOP, MIXED, MAINTENANCE].map(course);
    let choice = (0..courses.len(), prop::option::of(0usize..6));
    let strategy = (choice.clone(), choice, prop::collection::vec(steps(), 1..30));
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |(a, b, steps)| {
            let chosen = [a, b].map(|(which, attempt)| Choice {
                course: Arc::clone(&courses[which]),
                attempt: attempt.map(|it| (it % courses[which].attempts.len()) as u32),
            });
            let many = chosen.each_ref().map(|it| it.course.records_of(it.attempt).len());
            let mut pair = Pair::new(&chosen);
            let rows = pair.view().rows;
            // Every row of either side is told, in order, and none is skipped.
            let mut before = [0, 0];
            for step in 0..rows {
                pair.take(&Step::To(step));
                let view = pair.view();
                for (at, side) in view.sides.iter().enumerate() {
                    let wanted = before[at]..=before[at] + 1;
                    prop_assert!(
                        wanted.contains(&side.row),
                        "step {} side {}: {:?} after {}",
                        step,
                        at,
                        side,
                        before[at]
                    );
                    before[at] = side.row;
                }
            }
            prop_assert_eq!(before.map(|it| it + 1), many);
            for step in steps {
                pair.take(&step);
                let view = pair.view();
                prop_assert!(view.row < view.rows && (!view.playing || view.row + 1 < view.rows));
                for (at, side) in view.sides.iter().enumerate() {
                    prop_assert!(side.row < many[at] && side.record.is_some());
                    pair.pick(at, side.row);
                    prop_assert_eq!(pair.view().sides[at].row, side.row);
                    pair.take(&Step::To(view.row));
                }
            }
            Ok(())
        })
        .unwrap_or_else(|it| panic!("{it}"));
}

// --- what repeats ----------------------------------------------------------------------------------------------------

fn folding(name: &str) -> Walk {
    Walk::new(course(name), &Start { folds: true, ..Start::default() })
}

/// The default goes round sixteen times: two levels and the deepest are told, on the way down and on the way up.
#[test]
fn levels_of_a_loop_are_one_row_that_can_be_opened() {
    let mut walk = folding(LOOP);
    assert_eq!(walk.view().rows, 40);
    assert_eq!(walk.view().unfolded, Some(Vec::new()));
    walk.take(Command::Record(18));
    go(&mut walk, Step::Next);
    assert_eq!(walk.record(), Some(19), "the first record stands for all of them");
    go(&mut walk, Step::Next);
    assert_eq!(walk.record(), Some(145));
    go(&mut walk, Step::Back);
    walk.take(Command::Unfold(0));
    assert_eq!((walk.record(), walk.view().rows), (Some(19), 40 + 125));
    go(&mut walk, Step::Next);
    assert_eq!(walk.record(), Some(20));
    walk.take(Command::Fold(0));
    assert_eq!((walk.record(), walk.view().rows), (Some(19), 40));
    // A link into it opens it.
    walk.take(Command::Record(42));
    assert_eq!((walk.record(), walk.view().unfolded), (Some(42), Some(vec![0])));
    walk.take(Command::FoldAll(false));
    assert_eq!((walk.view().rows, walk.view().unfolded), (220, None));
    walk.take(Command::FoldAll(true));
    // How often something is going to repeat is an outcome.
    walk.take(Command::Predict(true));
    assert_eq!(walk.view().unfolded, None);
    walk.take(Command::Predict(false));
    assert_eq!(walk.view().rows, 40);
}

/// Whoever looks for what went wrong finds what an explanation names: first the cause, then what followed from it.
#[test]
fn a_failure_is_sought_at_its_cause() {
    let mut walk = folding(LOOP);
    for record in [11, 152] {
        assert_eq!(go(&mut walk, Step::Seek(Sought::Failure, Side::After)), None);
        assert_eq!(walk.record(), Some(record));
    }
    assert_eq!(go(&mut walk, Step::Seek(Sought::Failure, Side::After)), Some(Note::NoMore));
}

/// Opened one after the other they are all records; and whatever is closed, each record is in one place.
#[test]
fn what_is_folded_is_there_once_it_is_opened() {
    let mut folds = 0;
    for entry in gallery::ALL.iter().step_by(5) {
        let course = course(entry.claim);
        let mut walk = folding(entry.claim);
        let (all, closed) = (course.len(), walk.view().rows);
        let hidden = course.fold.iter().flatten().count() - course.folds.len();
        assert_eq!(closed + hidden, all, "{}", entry.claim);
        for fold in 0..course.folds.len() as u32 {
            walk.take(Command::Unfold(fold));
        }
        assert_eq!(walk.view().rows, all, "{}", entry.claim);
        folds += course.folds.len();
        let page = json!(page(entry.claim));
        let says = |it: &Value| it["times"].as_u64() > Some(0) && it["last"].as_u64() >= it["first"].as_u64();
        assert!(page["folds"].as_array().is_some_and(|it| it.iter().all(says)), "{}: {}", entry.claim, page["folds"]);
    }
    assert!(folds > 5, "{folds}");
}

// --- what a page asks ------------------------------------------------------------------------------------------------

/// A page asks in JSON, the full screen calls: it is the same machine.
#[test]
fn a_page_is_told_what_the_full_screen_sees() {
    let mut session = Session::default();
    let mut ask = |question: Value| {
        serde_json::from_str::<Value>(&session.answer(&question.to_string())).expect("an answer is JSON")
    };
    assert!(ask(json!({"op": "move", "commands": []}))["error"][0].is_string());
    assert!(ask(json!({"op": "walk", "run": 3}))["error"][1].is_string());
    session.open(3, &serde_json::to_string(&page(LOOP)).expect("a page is plain data")).expect("it is a page");
    let mut ask = |question: Value| {
        serde_json::from_str::<Value>(&session.answer(&question.to_string())).expect("an answer is JSON")
    };
    let mut walk = Walk::new(course(LOOP), &Start { predict: true, folds: true, ..Start::default() });
    let mut same = |asked: Value, walk: &mut Walk| {
        let told = ask(asked);
        assert_eq!(told["walk"], json!(walk.view()));
        let news = json!(walk.news());
        for key in ["rows", "parties", "states"] {
            assert_eq!(told.get(key), news.get(key), "{key}");
        }
    };
    same(json!({"op": "walk", "run": 3, "predict": true}), &mut walk);
    go(&mut walk, Step::Seek(Sought::Decision, Side::After));
    same(json!({"op": "move", "commands": [{"go": {"seek": ["decision", "after"]}}]}), &mut walk);
    walk.take(Command::Answer(Said::Accepted(true)));
    same(json!({"op": "move", "commands": [{"answer": {"accepted": true}}]}), &mut walk);
    go(&mut walk, Step::Next);
    walk.take(Command::Answer(Said::Next(Some("EX13".to_owned()), None)));
    let answer = json!({"answer": {"next": ["EX13", null]}});
    same(json!({"op": "move", "commands": [{"go": "next"}, answer]}), &mut walk);
    walk.take(Command::Predict(false));
    go(&mut walk, Step::To(100));
    walk.take(Command::Hide(vec![1]));
    same(json!({"op": "move", "commands": [{"predict": false}, {"go": {"to": 100}}, {"hide": [1]}]}), &mut walk);
    let told = ask(json!({"op": "compare", "sides": [{"run": 3, "attempt": null}, {"run": 3, "attempt": 0}]}));
    assert!(told["pair"]["rows"].as_u64() > Some(100), "{told}");
    let told = ask(json!({"op": "move_pair", "commands": [{"go": "last"}, {"pick": [0, 7]}]}));
    assert_eq!(told["pair"]["sides"][0]["row"], 7);
    session.open(3, "").expect("a run can be closed");
    assert!(session.answer(r#"{"op": "walk", "run": 3}"#).contains("error"));
}

// --- what is folded by hand ------------------------------------------------------------------------------------------

/// Folds the innermost span of a record.
fn shut(walk: &mut Walk, record: u32) -> u32 {
    let span = walk.course.spans_of(record).next().expect("it stands in a span");
    walk.take(Command::Shut(span));
    span
}

#[test]
fn an_attempt_a_leg_or_a_wait_is_one_row_that_is_stepped_over() {
    // Two legs of two records and more, both refused.
    let mut walk = walk(STOPPED, false);
    let rows = walk.view().rows;
    let leg = shut(&mut walk, 11);
    let (first, last) = (walk.course.spans[leg as usize].first, walk.course.spans[leg as usize].last);
    assert_eq!((first, last, walk.view().rows), (10, 12, rows - 2));
    walk.take(Command::Record(9));
    go(&mut walk, Step::Next);
    assert_eq!(walk.record(), Some(10));
    go(&mut walk, Step::Next);
    assert_eq!(walk.record(), Some(13), "what is folded is stepped over");
    walk.take(Command::Near(11));
    assert_eq!((walk.record(), walk.view().shut), (Some(10), vec![leg]), "one can go there without opening it");
    // A link into it opens it.
    walk.take(Command::Record(11));
    assert_eq!((walk.record(), walk.view().rows, walk.view().shut), (Some(11), rows, Vec::new()));
    // The attempt around both is one row.
    let attempt = walk.course.spans_of(0).last().expect("it is in an attempt");
    shut(&mut walk, 11);
    walk.take(Command::Shut(attempt));
    assert_eq!((walk.view().rows, walk.record()), (1, Some(0)));
    walk.take(Command::Reopen(attempt));
    assert_eq!(walk.view().rows, rows - 2, "what was folded in it still is");
}

#[test]
fn a_wait_in_vain_is_a_span_of_its_own() {
    let walk = walk("i-49-one-member-with-a-hung-service", false);
    let waits: Vec<_> = walk.course.spans.iter().filter(|it| it.kind == SpanKind::Wait).collect();
    assert_eq!(waits.iter().map(|it| (it.first, it.last)).collect::<Vec<_>>(), [(4, 5)]);
}

#[test]
fn what_is_folded_stays_so_in_a_what_if_and_is_known_by_its_name() {
    let mut walk = walk(STOPPED, false);
    shut(&mut walk, 16);
    let keys = walk.view().shut_keys;
    assert_eq!(keys.iter().map(String::as_str).collect::<Vec<_>>(), ["a0.l1:1:laptop"]);
    // In a run without a second leg it waits, and is there again in the run that has one.
    let other = course(LOOP);
    let base = Arc::clone(&walk.course);
    walk.change_to(other);
    walk.change_to(base);
    assert_eq!((walk.view().shut.len(), walk.view().shut_keys), (1, keys.clone()));
    let mut anew = Walk::new(course(STOPPED), &Start::default());
    anew.take(Command::ShutKeys(keys));
    assert_eq!(anew.view().rows, walk.view().rows);
    // Who predicts is not told where something ends.
    anew.take(Command::Predict(true));
    assert!(anew.view().shut.is_empty() && anew.view().rows > walk.view().rows);
}

#[test]
fn whatever_is_folded_is_one_row_and_nothing_else_is_hidden() {
    for name in [STOPPED, LOOP, MAINTENANCE] {
        let course = course(name);
        for span in 0..course.spans.len() as u32 {
            let mut walk = Walk::new(Arc::clone(&course), &Start { folds: true, ..Start::default() });
            let before = walk.view().rows;
            let inside = |it: u32| course.spans_of(it).any(|it| it == span);
            walk.take(Command::Shut(span));
            let rows: Vec<_> = (0..walk.view().rows).filter_map(|row| walk.record_of(row)).collect();
            assert_eq!(rows.iter().filter(|it| inside(**it)).count(), 1, "{name}, span {span}");
            let whole = Walk::new(Arc::clone(&course), &Start { folds: true, ..Start::default() });
            let outside = (0..before).filter_map(|row| whole.record_of(row)).filter(|it| !inside(*it));
            assert!(outside.clone().all(|it| rows.contains(&it)), "{name}, span {span}: {rows:?}");
        }
    }
}
