//! What does the page of a course ask, and what is it told?
//!
//! The page keeps no knowledge of lessons: which answer is true, whether a goal is met and what a progress holds is
//! answered here, by the functions that `coexist lesson` uses.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::catalogue::questions;
use crate::diag::{Diagnostic, Lines};
use crate::lang::{Lang, Text};
use crate::lesson::progress::{FILE_MAX, NoProgress, SCHEMA};
use crate::lesson::{Begun, LearnerProgress, Lesson, goals, read, truths};
use crate::verdict::Held;

/// What a learner did.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Did {
    /// He is called so.
    Renamed(String),
    /// He predicted what becomes of a scenario.
    Predicted {
        /// In which lesson.
        lesson: String,
        /// Of which scenario.
        of: String,
        /// The answers, each with the name of its question.
        answers: Vec<(String, String)>,
    },
    /// He ran a scenario.
    Ran {
        /// In which lesson.
        lesson: String,
        /// Which.
        text: String,
    },
    /// He typed.
    Typed {
        /// In which lesson.
        lesson: String,
        /// What stands there now.
        text: String,
    },
    /// He has seen hints.
    Hinted {
        /// In which lesson.
        lesson: String,
        /// How many.
        hints: u32,
    },
    /// He had the goals checked.
    Tried {
        /// In which lesson.
        lesson: String,
        /// Of which scenario.
        text: String,
        /// Those that are met.
        met: Vec<String>,
        /// Whether these are all.
        passed: bool,
    },
    /// He gave up.
    GaveUp {
        /// In which lesson.
        lesson: String,
    },
}

/// Writes down what was done, in a progress or in a new one.
pub(super) fn progress(text: Option<&str>, did: Vec<Did>) -> Result<Value, Text> {
    let mut all = match text {
        None => LearnerProgress::new(""),
        Some(text) => {
            let mut read = LearnerProgress::read(text).map_err(|it| refused(&it))?;
            read.edited |= !read.is_as_saved();
            read
        }
    };
    for it in did {
        note(&mut all, it);
    }
    Ok(json!({ "progress": all.write(), "as_saved": !all.edited, "done": all }))
}

fn note(all: &mut LearnerProgress, did: Did) {
    match did {
        Did::Renamed(name) => all.learner = name,
        Did::Predicted { lesson, of, answers } => {
            for (id, answer) in answers {
                all.lesson_mut(&lesson).predict(&id, &answer, &of);
            }
        }
        Did::Ran { lesson, text } => {
            let lesson = all.lesson_mut(&lesson);
            lesson.runs = lesson.runs.saturating_add(1);
            lesson.text = Some(text);
        }
        Did::Typed { lesson, text } => all.lesson_mut(&lesson).text = Some(text),
        Did::Hinted { lesson, hints } => {
            let lesson = all.lesson_mut(&lesson);
            lesson.hints = lesson.hints.max(hints);
        }
        Did::Tried { lesson, text, met, passed } => all.lesson_mut(&lesson).attempt(&text, met, passed),
        Did::GaveUp { lesson } => all.lesson_mut(&lesson).gave_up = true,
    }
}

fn refused(why: &NoProgress) -> Text {
    match why {
        NoProgress::TooLarge => questions::progress_too_large(FILE_MAX >> 20),
        NoProgress::Unreadable(line, column, why) => questions::progress_unreadable(line, column, why),
        NoProgress::OtherSchema(schema) => questions::progress_of_other_schema(schema, SCHEMA),
    }
}

/// What was true of the start of a lesson.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    answer: String,
    record: Option<u32>,
}

/// What is true of the start of a lesson, question by question.
pub(super) fn truth(lesson: &str, start: &str) -> Result<Value, Text> {
    let lesson = lesson_of(lesson)?;
    let start = Begun::new(start, "start").map_err(|it| listed(&it, start))?;
    let mut all = Vec::new();
    for (prediction, truth) in lesson.predict.iter().zip(truths(&lesson, &start)) {
        let truth = truth.map_err(|it| it.0)?;
        let record = truth.shown_by.map(|it| it.0);
        all.push(Shown { id: prediction.id.to_string(), answer: truth.answer, record });
    }
    Ok(json!({ "truth": all }))
}

/// Whether a scenario meets the goals of a lesson.
pub(super) fn judged(lesson: &str, start: &str, text: &str) -> Result<Value, Text> {
    let lesson = lesson_of(lesson)?;
    let lines = Lines::new(text);
    let both = |it: &Text| [it.of(Lang::En).to_owned(), it.of(Lang::Zh).to_owned()];
    let goals = goals(&lesson, start, text).map_err(|it| listed(&it, text))?;
    let goals: Vec<Value> = goals
        .iter()
        .map(|it| {
            let met = match it.met {
                Held::Yes => "yes",
                Held::No => "no",
                Held::Open => "open",
            };
            json!({ "id": it.id, "met": met, "said": it.said.as_ref().map(both), "why": it.why.as_ref().map(both),
                    "line": it.place.as_ref().map(|it| lines.place(it.span.start).0) })
        })
        .collect();
    Ok(json!({ "goals": goals }))
}

fn lesson_of(text: &str) -> Result<Lesson, Text> {
    read(text).map_err(|it| listed(&it, text))
}

/// Mistakes, one a line.
fn listed(mistakes: &[Diagnostic], text: &str) -> Text {
    let lines = Lines::new(text);
    let in_lang = |lang| mistakes.iter().map(|it| it.line(&lines, "", lang)).collect::<Vec<_>>().join("\n");
    Text::new(in_lang(Lang::En), in_lang(Lang::Zh))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = r#"Scenario(
    schema: 1,
    servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4])],
    databases: [Database(name: "DB", on: ["EX10"])],
    mailboxes: [Mailbox(name: "anna", database: "DB")],
    clients: [Client(name: "laptop", user: "anna", connect: "ex10.contoso.com:143")],
)
"#;
    const LESSON: &str = r#"Lesson(
    schema: 1,
    title: (en: "A log-on", zh: "登录"),
    minutes: (talk: 5, work: 5),
    level: Basic,
    objectives: [(en: "See it", zh: "看到", by: ["end"])],
    predict: [(id: "end", ask: (en: "How does it end?", zh: "结果如何？"), about: Outcome(client: "laptop"))],
    goals: [(
        id: "g1", check: Expect(client: "laptop", outcome: LoggedOn),
        fail: (en: "It does not log on", zh: "未能登录"),
    )],
)
"#;

    fn asked(question: &Value) -> Value {
        serde_json::from_str(&crate::page::answer(&question.to_string())).expect("an answer is JSON")
    }

    #[test]
    fn what_is_true_of_a_start_is_told() {
        let told = asked(&json!({"op": "lesson_truth", "lesson": LESSON, "start": START}));
        // POP and IMAP of 2010 take no password without encryption unless they are told to.
        assert_eq!(told["truth"][0]["answer"], "LogonDisabled", "{told}");
        assert!(told["truth"][0]["record"].is_u64(), "{told}");
        let broken = asked(&json!({"op": "lesson_truth", "lesson": "Lesson(", "start": START}));
        assert!(broken["error"][1].is_string(), "{broken}");
    }

    #[test]
    fn goals_are_judged() {
        let judge = |text: &str| asked(&json!({"op": "lesson_goals", "lesson": LESSON, "start": START, "text": text}));
        let told = judge(START);
        assert_eq!(
            (&told["goals"][0]["met"], &told["goals"][0]["said"][1]),
            (&json!("no"), &json!("未能登录")),
            "{told}"
        );
        assert_eq!(judge(&START.replace(":143", ":993:SSL"))["goals"][0]["met"], "yes");
        assert!(judge("Scenario(")["error"][0].is_string());
    }

    #[test]
    fn a_progress_is_written_and_read() {
        let did = json!([{"renamed": "安娜"},
                         {"predicted": {"lesson": "a", "of": START, "answers": [["end", "LoggedOn"]]}},
                         {"ran": {"lesson": "a", "text": START}}, {"hinted": {"lesson": "a", "hints": 1}},
                         {"typed": {"lesson": "a", "text": "x"}}, {"gave_up": {"lesson": "a"}},
                         {"tried": {"lesson": "a", "text": "y", "met": ["g1"], "passed": true}}]);
        let told = asked(&json!({"op": "progress", "did": did}));
        let text = told["progress"].as_str().expect("it is written");
        let read = LearnerProgress::read(text).expect("it is a progress");
        assert!(read.is_as_saved() && read.learner == "安娜");
        let lesson = &read.lessons["a"];
        assert_eq!((lesson.answer("end", START), lesson.runs, lesson.hints), (Some("LoggedOn"), 1, 1));
        assert!(lesson.passed && lesson.gave_up && lesson.attempts[0].met == ["g1"]);
        assert_eq!(lesson.text.as_deref(), Some("y"));
        // What was altered by hand stays so, whatever is done afterwards.
        let altered = text.replace("\"runs\": 1", "\"runs\": 9");
        let told = asked(&json!({"op": "progress", "progress": altered, "did": [{"renamed": "x"}]}));
        assert_eq!(told["as_saved"], false);
        let again = LearnerProgress::read(told["progress"].as_str().expect("text")).expect("a progress");
        assert!(again.edited && again.learner == "x" && again.lessons["a"].runs == 9);
        for broken in ["{}", "nothing", "{\"schema\": 99}"] {
            let told = asked(&json!({"op": "progress", "progress": broken, "did": []}));
            assert!(told["error"][0].is_string() && told["progress"].is_null(), "{told}");
        }
    }
}
