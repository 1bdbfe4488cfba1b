//! What does a page ask of the core, and what does it answer?
//!
//! The same functions serve the program, which writes a page, and the core that was compiled to WebAssembly and runs
//! inside it. A question is a line of JSON, and so is the answer; the same question gives the same bytes in both.

mod editing;
pub mod form;
mod lessons;
mod opened;
pub(crate) mod session;
mod typed;
pub(crate) mod walk;

use serde::Deserialize;
use serde_json::json;

use crate::catalogue::questions;
use crate::diag::Lines;
use crate::explain::{Failure, failures};
use crate::lang::{Lang, Text};
use crate::page::editing::Tongue;
use crate::page::form::{About, Known, Page, RECORDS_MAX, page};
use crate::page::lessons::Did;
use crate::page::session::{Chosen, Lost, PairCommand};
use crate::page::typed::{Added, ToldLine, TypedLines, added};
use crate::page::walk::Command;
use crate::resolve::load;
use crate::scenario::When;
use crate::scenario::edit::set;
use crate::scenario::write::ToRon;
use crate::sim;
use crate::trace::Run;
use crate::trial::plan::plan;
use crate::trial::{Ground, study};
use crate::verdict::{Verdict, judge};
use crate::world::World;

pub use opened::of_lesson;
pub use session::Session;

/// How many different failures of a run are explained.
pub(crate) const EXPLAINED: usize = 12;
/// Runs with more records are explained for their first failure only: each explanation re-runs them many times.
const RECORDS_EXPLAINED: usize = 20_000;
/// Of runs with more records no plan for all failures is searched for: that explains the run several times.
const RECORDS_PLANNED: usize = 3_000;
/// Runs with more records are not explained at all.
const RECORDS_NOT_EXPLAINED: usize = 400_000;

/// What a page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Question {
    /// What happens with these edits, each `PATH=VALUE`, and with these lines? With none, the scenario as it is.
    Run {
        /// What the scenario is called.
        name: String,
        /// The scenario.
        source: String,
        /// The edits.
        #[serde(default)]
        sets: Vec<String>,
        /// The lines, as they are typed, by the moments at which they are.
        #[serde(default)]
        lines: Vec<TypedLines>,
        /// Whether failures are explained.
        #[serde(default = "yes")]
        explain: bool,
        /// How many records are wanted at the most.
        #[serde(default)]
        most: Option<usize>,
    },
    /// What happens with a remedy of a failure?
    Remedy {
        /// What the scenario is called.
        name: String,
        /// The scenario.
        source: String,
        /// Which of the failures that are explained.
        failure: usize,
        /// Which of its remedies.
        remedy: usize,
    },
    /// Begin to walk through a run that was opened.
    Walk {
        /// Its number.
        run: u32,
        /// Whether one goes on near the same record, from the run that is walked through.
        #[serde(default)]
        goes_on: bool,
        /// Whether outcomes are hidden from the beginning on.
        #[serde(default)]
        predict: bool,
    },
    /// Carry out commands, one after the other.
    Move {
        /// The commands.
        commands: Vec<Command>,
    },
    /// Begin to compare two runs that were opened.
    Compare {
        /// What is to stand on either side.
        sides: [Chosen; 2],
    },
    /// Move both that are compared.
    MovePair {
        /// The commands.
        commands: Vec<PairCommand>,
    },
    /// What is each word of this text?
    Colors {
        /// The text.
        text: String,
    },
    /// What may be typed at this place?
    Offers {
        /// The text.
        text: String,
        /// The place, counted in UTF-16.
        at: usize,
        /// In which language what it means is told.
        lang: Tongue,
    },
    /// Write down what a learner did, or read what he did.
    Progress {
        /// The file; nothing of somebody who begins.
        #[serde(default)]
        progress: Option<String>,
        /// What was done since.
        did: Vec<Did>,
    },
    /// What is true of the start of a lesson?
    LessonTruth {
        /// Its `lesson.ron`.
        lesson: String,
        /// Its `start.ron`.
        start: String,
    },
    /// Does a scenario meet the goals of a lesson?
    LessonGoals {
        /// Its `lesson.ron`.
        lesson: String,
        /// Its `start.ron`.
        start: String,
        /// The scenario.
        text: String,
    },
    /// With which organisation is somebody examined?
    Exam {
        /// The learner's name.
        name: String,
    },
    /// What is wrong with this text, and what would `check` find?
    Remarks {
        /// What it is called.
        name: String,
        /// The text.
        text: String,
    },
}

const fn yes() -> bool {
    true
}

/// Answers a question for which nothing needs to be kept: see [`Session::answer`].
#[must_use]
pub fn answer(question: &str) -> String {
    Session::default().answer(question)
}

impl Session {
    /// Answers a question: `{"page": …}`, `{"walk": …}` or `{"pair": …}`; or `{"error": …, "help": …}` with what is
    /// wrong, in both languages.
    pub fn answer(&mut self, question: &str) -> String {
        answered(self, question)
    }
}

fn answered(session: &mut Session, question: &str) -> String {
    let question = match serde_json::from_str(question) {
        Ok(question) => question,
        Err(error) => {
            return refused(&questions::the_question_cannot_be_read(error.to_string()), None);
        }
    };
    match question {
        Question::Run { name, source, sets, lines, explain, most } => {
            let base = (!sets.is_empty() || !lines.is_empty()).then(|| source.clone());
            let mut text = source;
            for edit in &sets {
                match set(&text, edit) {
                    Ok(edited) => text = edited,
                    Err(refusal) => return refused(&refusal.message, refusal.help.as_ref()),
                }
            }
            let Added { text, told, error } = added(text, lines);
            if let Some((message, help)) = error {
                return refused_with(&message, help.as_ref(), &told);
            }
            match load(&text, &name) {
                Ok(loaded) => {
                    // What it was before the edits: what they change is marked in the picture.
                    let base = base.and_then(|it| load(&it, &name).ok()).map(|it| it.world);
                    let most = most.unwrap_or(RECORDS_MAX);
                    let page = of_variant(&name, (&text, &loaded.world), base.as_ref(), explain, most);
                    replied(&Reply { page, actions: None, at: None, lines: told })
                }
                Err(found) => {
                    let lines = Lines::new(&text);
                    let in_lang =
                        |lang| found.iter().map(|it| it.line(&lines, &name, lang)).collect::<Vec<_>>().join("\n");
                    refused(&Text::new(in_lang(Lang::En), in_lang(Lang::Zh)), None)
                }
            }
        }
        Question::Remedy { name, source, failure, remedy } => {
            let Ok(loaded) = load(&source, &name) else {
                return refused(&questions::the_scenario_cannot_be_used().into(), None);
            };
            let base = loaded.world;
            let Some(known) = known_one(&source, &base, failure) else {
                return refused(&questions::there_is_no_such_failure().into(), None);
            };
            let mut all = known.study.remedies.proven.into_iter().chain(known.study.remedies.harmful);
            let repaired = all.nth(remedy).and_then(|it| {
                let text = it.scenario(&source)?;
                let world = load(&text, &name).ok()?.world;
                Some((it, text, world))
            });
            let Some((remedy, text, world)) = repaired else {
                return refused(&questions::there_is_no_such_remedy().into(), None);
            };
            let at = match remedy.when {
                When::FromStart => None,
                When::At(at) => Some(at.to_string()),
            };
            let page = of_variant(&name, (&text, &world), Some(&base), false, RECORDS_MAX);
            let actions = Some(remedy.actions().iter().map(ToRon::ron).collect());
            replied(&Reply { page, actions, at, lines: Vec::new() })
        }
        Question::Walk { run, goes_on, predict } => walked(session.begin(run, goes_on, predict)),
        Question::Move { commands } => walked(session.moved(commands)),
        Question::Compare { sides } => walked(session.compare(sides)),
        Question::MovePair { commands } => walked(session.pair_moved(commands)),
        Question::Progress { progress, did } => told(lessons::progress(progress.as_deref(), did)),
        Question::LessonTruth { lesson, start } => told(lessons::truth(&lesson, &start)),
        Question::LessonGoals { lesson, start, text } => told(lessons::judged(&lesson, &start, &text)),
        Question::Exam { name } => json!({ "lesson": opened::of_exam(&name) }).to_string(),
        Question::Colors { text } => json!({ "colors": editing::colors(&text) }).to_string(),
        Question::Offers { text, at, lang } => json!(editing::offers(&text, at, lang.into())).to_string(),
        Question::Remarks { name, text } => json!({ "remarks": editing::remarks(&text, &name) }).to_string(),
    }
}

fn told(it: Result<serde_json::Value, Text>) -> String {
    it.map_or_else(|why| refused(&why, None), |it| it.to_string())
}

fn walked(told: Result<String, Lost>) -> String {
    told.unwrap_or_else(|lost| {
        let text = match lost {
            Lost::NotOpened => questions::this_run_was_not_opened(),
            Lost::NotBegun => questions::nothing_was_begun(),
        };
        refused(&text.into(), None)
    })
}

fn refused(error: &Text, help: Option<&Text>) -> String {
    refused_with(error, help, &[])
}

/// The same, with what comes of the lines that were typed.
fn refused_with(error: &Text, help: Option<&Text>, lines: &[Vec<ToldLine>]) -> String {
    let both = |it: &Text| [it.of(Lang::En).to_owned(), it.of(Lang::Zh).to_owned()];
    let mut told = json!({ "error": both(error), "help": help.map(both) });
    if !lines.is_empty() {
        told["lines"] = json!(lines);
    }
    told.to_string()
}

fn replied(reply: &Reply) -> String {
    serde_json::to_string(reply).expect("a page is plain data")
}

#[derive(serde::Serialize)]
struct Reply {
    page: Page,
    /// What a remedy does, in actions of the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    actions: Option<Vec<String>>,
    /// When it does it, where that is not from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// What comes of the lines that were typed, by the moments at which they were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Vec<ToldLine>>,
}

/// Everything that a page shows of a scenario.
#[must_use]
pub fn of_world(name: &str, source: &str, world: &World, explained: bool) -> Page {
    of_run(name, (source, world), &sim::run(world), explained)
}

/// The same of a run that was made.
#[must_use]
pub fn of_run(name: &str, about: (&str, &World), run: &Run, explained: bool) -> Page {
    of_both(name, about, run, None, explained, RECORDS_MAX)
}

/// The same of a variant of `base`, with so many records at the most.
fn of_variant(name: &str, (source, world): (&str, &World), base: Option<&World>, explained: bool, most: usize) -> Page {
    of_both(name, (source, world), &sim::run(world), base, explained, most)
}

fn of_both(
    name: &str,
    (source, world): (&str, &World),
    run: &Run,
    base: Option<&World>,
    explained: bool,
    most: usize,
) -> Page {
    let verdict = judge(world, run);
    let known = if explained { known(source, world, run, &verdict) } else { Vec::new() };
    let is_small = run.trace.records().len() <= RECORDS_PLANNED;
    let plan = (known.len() > 1 && is_small).then(|| plan(source, name, world, run, &verdict)).flatten();
    page(&About { name, source, world, run, verdict: &verdict, known: &known, plan: plan.as_ref(), most, base })
}

/// The failures of a run with what re-runs show of them, bounded by what a run costs.
fn known(source: &str, world: &World, run: &Run, verdict: &Verdict) -> Vec<Known> {
    let all = explained(world, run, verdict);
    if all.is_empty() {
        return Vec::new();
    }
    let ground = Ground::new(source, world);
    let known = |failure| Known { study: study(&ground, world, run, verdict, &failure), failure };
    all.into_iter().map(known).collect()
}

/// One of the failures that a page knows of a world.
fn known_one(source: &str, world: &World, failure: usize) -> Option<Known> {
    let run = sim::run(world);
    let verdict = judge(world, &run);
    let failure = explained(world, &run, &verdict).into_iter().nth(failure)?;
    let study = study(&Ground::new(source, world), world, &run, &verdict, &failure);
    Some(Known { failure, study })
}

/// The failures of a run that are explained: fewer where a run costs more.
fn explained(world: &World, run: &Run, verdict: &Verdict) -> Vec<Failure> {
    let records = run.trace.records().len();
    let most = if records <= RECORDS_EXPLAINED { EXPLAINED } else { usize::from(records <= RECORDS_NOT_EXPLAINED) };
    let mut all = failures(world, verdict, None);
    all.truncate(most);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;

    fn asked(question: &serde_json::Value) -> serde_json::Value {
        serde_json::from_str(&answer(&question.to_string())).expect("an answer is JSON")
    }

    #[test]
    fn a_what_if_is_answered_and_the_base_stays() {
        let entry = gallery::find("stopped-target-stays-a-candidate").expect("it is there");
        let run = |sets: &[&str]| asked(&json!({"op": "run", "name": entry.claim, "source": entry.text, "sets": sets}));
        let base = run(&[]);
        assert_eq!(base["page"]["source"], entry.text);
        assert_eq!(base["page"]["attempts"][0]["well"], false);
        let better = run(&["servers[\"EX10\"].running=[Imap4]"]);
        assert_eq!(better["page"]["attempts"][0]["well"], true);
        assert_ne!(better["page"]["source"], entry.text);
        let wrong = run(&["servers[\"EX11\"].running=[Imap4]"]);
        assert!(wrong["error"][0].as_str().is_some_and(|it| it.contains("EX11")), "{wrong}");
        let wrong = run(&["servers[\"EX10\"].running=[Imap5]"]);
        assert!(wrong["error"][1].as_str().is_some_and(|it| it.contains("Imap5")), "{wrong}");
    }

    #[test]
    fn lines_are_typed() {
        let entry = gallery::find("stopped-target-stays-a-candidate").expect("it is there");
        let typed = |lines: serde_json::Value| {
            asked(&json!({"op": "run", "name": entry.claim, "source": entry.text, "lines": [lines]}))
        };
        // The cmdlet refuses the first line, and the second one does what it says.
        let run = "Restart-Service -ComputerName EX10 -Name MSExchangeIMAP4\nGet-Service -ComputerName EX10 -Name \
                   MSExchangeIMAP4 | Start-Service";
        let better = typed(json!({"run": run}));
        assert_eq!(better["page"]["attempts"][0]["well"], true, "{better}");
        let told = &better["lines"][0];
        assert_eq!((&told[0]["line"], &told[0]["what"]), (&json!(1), &json!("refused")));
        assert!(told[0]["text"][1].as_str().is_some_and(|it| it.contains("ComputerName")), "{told}");
        assert_eq!((&told[1]["line"], &told[1]["what"]), (&json!(2), &json!("does")));
        assert_eq!(told[1]["text"][0], r#"StartService(server: "EX10", service: Imap4)"#);
        let source = better["page"]["source"].as_str().unwrap_or_default();
        let without_blanks: String = source.split_whitespace().collect();
        assert!(without_blanks.contains("changes:[Change(at:\"0s\",run:\"Restart-Service"), "{source}");
        // The same lines when it is too late, on a server of their own.
        let late = typed(json!({"at": "22h", "run": "net start MSExchangeIMAP4", "on": "EX10"}));
        assert_eq!(late["page"]["attempts"][0]["well"], false, "{late}");
        assert!(late["page"]["source"].as_str().is_some_and(|it| it.contains("on: \"EX10\"")), "{late}");
        // What a line lacks is asked for beside it, and nothing is run.
        let asks = typed(json!({"run": "# first\nnet start MSExchangeIMAP4"}));
        assert_eq!((&asks["lines"][0][0]["line"], &asks["lines"][0][0]["what"]), (&json!(2), &json!("hinders")));
        assert!(asks["page"].is_null() && asks["error"][0].is_string(), "{asks}");
        assert!(typed(json!({"at": "soon", "run": "fl"}))["error"][1].is_string());
    }

    #[test]
    fn a_remedy_is_run() {
        let entry = gallery::find("shared-name-loops-through-2013").expect("it is there");
        let base = asked(&json!({"op": "run", "name": entry.claim, "source": entry.text}));
        assert!(base["page"]["failures"][0]["remedies"].as_u64() >= Some(2), "{base}");
        let ask = |remedy: u32| {
            asked(&json!({"op": "remedy", "name": entry.claim, "source": entry.text, "failure": 0, "remedy": remedy}))
        };
        let first = ask(0);
        assert_eq!(first["page"]["attempts"][0]["well"], true);
        // What is handed out is the scenario that was run.
        let again = asked(&json!({"op": "run", "name": entry.claim, "source": first["page"]["source"]}));
        assert_eq!(again["page"]["records"], first["page"]["records"]);
        assert!(first["actions"][0].as_str().is_some_and(|it| it.contains("EX")), "{}", first["actions"]);
        assert!(ask(99)["error"][0].is_string());
        assert!(asked(&json!({"op": "dance"}))["error"][0].is_string());
    }
}
