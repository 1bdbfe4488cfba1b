//! Which organisation is a learner examined with?
//!
//! One that the course never showed, drawn from his name: a sound organisation of one of several shapes, broken in
//! one to three ways. Each way alone keeps somebody from his mail, and without them everybody has it, which runs prove
//! while the exam is drawn: it can be solved by undoing what was broken. What is broken is written as the state of the
//! organisation, so that nothing in the text tells it. The same name gives the same bytes.

mod breaks;
mod shapes;

use super::begun::Begun;
use super::files::{LESSON, LessonFiles, LessonText, SOLUTION, START};
use super::written::{
    BothTexts, Goal, GoalCheck, Hint, HintAfter, Lesson, LessonLevel, Minutes, NotChanged, Objective, StillWorks,
};
use crate::catalogue::lessons;
use crate::chance::{Stream, fnv1a};
use crate::lang::{Lang, Text};
use crate::scenario::format::format;
use crate::scenario::write::ToRon;
use crate::scenario::{Expect, Outcome, Scenario};
use crate::world::World;
pub use breaks::BreakKind;
use shapes::SHAPES;

/// What the exam is called among lessons.
pub const EXAM: &str = "exam";
/// In so many ways an organisation is broken at the most.
pub const BREAKS_MAX: u32 = 3;
/// What may not be changed: whoever moves a mailbox or a client has repaired nothing.
const STAYS: [&str; 4] = ["clients", "databases", "mailboxes.*.database", "servers.*.version"];

/// An exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// What is to be done, with the broken organisation as its start and the sound one as its solution.
    pub files: LessonFiles,
    /// The goals.
    pub lesson: Lesson,
    /// In which ways it is broken.
    pub breaks: Vec<BreakKind>,
}

/// A sound organisation, which everybody logs on to.
struct Sound {
    scenario: Scenario,
    world: World,
}

/// The exam of whoever has this name.
///
/// # Panics
/// Never: a service can always be stopped.
#[must_use]
pub fn exam(name: &str) -> Exam {
    let mut stream = Stream::new(fnv1a(name.trim().as_bytes()), EXAM);
    loop {
        if let Some(found) = drawn(&mut stream) {
            return found;
        }
    }
}

/// Draws the ways, then a shape in which all of them can be, then what of it they befall. Nothing where one of them
/// harms nobody in any of these shapes.
fn drawn(stream: &mut Stream) -> Option<Exam> {
    let count = 1 + stream.below(BREAKS_MAX) as usize;
    let mut kinds = BreakKind::ALL;
    stream.put_first(&mut kinds, count);
    let kinds = &kinds[..count];
    let mut shapes: Vec<usize> = (0..SHAPES.len()).collect();
    stream.put_first(&mut shapes, SHAPES.len());
    for shape in shapes {
        let sound = Sound::of(&SHAPES[shape], stream);
        if let Some(broken) = broken(&sound, kinds, stream) {
            return Some(asked(&sound, &broken, kinds));
        }
    }
    None
}

impl Sound {
    fn of(shape: &shapes::Shape, stream: &mut Stream) -> Self {
        let text = shape.text(stream);
        let begun = Begun::new(&text, EXAM).expect("a shape is a scenario");
        debug_assert!(begun.verdict.attempts.iter().all(crate::verdict::AttemptVerdict::ended_well), "{text}");
        Self { scenario: begun.scenario, world: begun.world }
    }
}

/// The text of a scenario.
fn text(scenario: &Scenario) -> String {
    format(&scenario.ron())
}

/// Whom a scenario keeps from his mail, by name; nothing where it cannot be.
fn harmed(scenario: &Scenario) -> Option<Vec<String>> {
    let begun = Begun::new(&scenario.ron(), EXAM).ok()?;
    let of = |name: &str| begun.attempts(&begun.clients(name)).iter().any(|it| !it.ended_well());
    Some(begun.scenario.clients.iter().map(|it| it.name.to_string()).filter(|it| of(it)).collect())
}

/// The organisation broken in each of these ways, of which each alone harms somebody.
fn broken(sound: &Sound, kinds: &[BreakKind], stream: &mut Stream) -> Option<(Scenario, Vec<String>)> {
    let mut whole = (sound.scenario.clone(), Vec::new());
    for kind in kinds {
        let mut ways = kind.ways(sound);
        let count = ways.len();
        stream.put_first(&mut ways, count);
        whole = ways.iter().find_map(|way| {
            let harming = |it: Scenario| harmed(&it).filter(|who| !who.is_empty()).map(|who| (it, who));
            let alone = harming(way.done(&sound.scenario)?)?;
            // Of the first way alone is all that is broken.
            if whole.1.is_empty() { Some(alone) } else { harming(way.done(&whole.0)?) }
        })?;
    }
    Some(whole)
}

/// A text as a lesson writes it.
fn both(text: &Text) -> BothTexts {
    BothTexts { en: text.of(Lang::En).to_owned(), zh: text.of(Lang::Zh).to_owned() }
}

/// What is asked of the learner.
fn asked(sound: &Sound, (broken, harmed): &(Scenario, Vec<String>), kinds: &[BreakKind]) -> Exam {
    let mut goals: Vec<Goal> = harmed.iter().map(|it| logs_on(it)).collect();
    let others =
        sound.scenario.clients.iter().map(|it| it.name.clone()).filter(|it| !harmed.iter().any(|name| it == name));
    let others: Vec<_> = others.collect();
    if !others.is_empty() {
        let fail = both(&lessons::others_must_go_on().into());
        let check = GoalCheck::StillWorks(StillWorks { clients: others });
        let pass = Some(both(&lessons::others_go_on().into()));
        goals.push(Goal { id: "others".into(), check, pass, fail });
    }
    let paths = STAYS.iter().map(|it| (*it).into()).collect();
    let fail = both(&lessons::what_stays().into());
    let pass = Some(both(&lessons::all_stays().into()));
    goals.push(Goal { id: "stays".into(), check: GoalCheck::NotChanged(NotChanged { paths }), pass, fail });
    let domain = sound.scenario.domain().to_string();
    let objective = both(&lessons::exam_objective().into());
    let by = goals.iter().map(|it| it.id.clone()).collect();
    let hint = both(&lessons::exam_hint().into());
    let lesson = Lesson {
        schema: 1,
        title: both(&lessons::exam_title(&domain)),
        minutes: Minutes { talk: 0, work: 30 },
        level: LessonLevel::Advanced,
        rules: Vec::new(),
        needs: Vec::new(),
        objectives: vec![Objective { en: objective.en, zh: objective.zh, by }],
        predict: Vec::new(),
        goals,
        hints: vec![Hint { after: HintAfter { runs: 3 }, en: hint.en, zh: hint.zh }],
    };
    let mut files = LessonFiles { name: EXAM.to_owned(), ..LessonFiles::default() };
    let who = harmed.join(super::questions::AND);
    let story = lessons::exam_story(&domain, who);
    let mut put = |path: &str, text: String| files.texts.insert(path.to_owned(), text.into());
    put(START, text(broken));
    put(SOLUTION, text(&sound.scenario));
    put(LESSON, format(&lesson.ron()));
    for lang in [Lang::En, Lang::Zh] {
        put(LessonText::Story.file(lang), story.of(lang).to_owned());
    }
    Exam { files, lesson, breaks: kinds.to_vec() }
}

fn logs_on(client: &str) -> Goal {
    let expect = Expect {
        client: client.into(),
        attempt: None,
        from: None,
        until: None,
        count: None,
        at_least: None,
        at_most: None,
        outcome: Outcome::LoggedOn,
        rules: Vec::new(),
        not_rules: Vec::new(),
        served_by: None,
    };
    let fail = both(&lessons::must_log_on(client));
    let pass = Some(both(&lessons::logs_on(client)));
    Goal { id: client.into(), check: GoalCheck::Expect(expect), pass, fail }
}
