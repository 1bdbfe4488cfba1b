//! How far has a learner come?
//!
//! What a learner did, as one value that the terminal keeps in a file and the page in the browser, and that both hand
//! in. It is a diary and no proof: whoever grades judges the texts that it holds anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exam::EXAM;
use super::written::{Hint, Lesson};
use crate::chance::fnv1a;

/// The version of the form of a progress.
pub const SCHEMA: u32 = 1;
/// So many bytes may a file with progress have.
pub const FILE_MAX: usize = 16 << 20;
/// After so many runs the solution is shown to whoever asks.
pub const RUNS_BEFORE_SOLUTION: u32 = 5;

/// What a learner did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerProgress {
    /// The version of this form.
    pub schema: u32,
    /// The learner, as he calls himself.
    pub learner: String,
    /// The lesson that was opened last.
    #[serde(default)]
    pub current: Option<String>,
    /// Whether the file was once altered by somebody else than the program.
    #[serde(default)]
    pub edited: bool,
    /// Whether his lessons have the seed of his name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seeded: bool,
    /// By the name of the lesson.
    #[serde(default)]
    pub lessons: BTreeMap<String, LessonProgress>,
    /// A digest of everything above: who alters the file by hand does not alter this
    /// ([`LearnerProgress::is_as_saved`]).
    #[serde(default)]
    pub seal: String,
}

/// What a learner did in one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonProgress {
    /// What he predicted, in the order in which he was asked.
    #[serde(default)]
    pub predictions: Vec<GivenAnswer>,
    /// How many times he ran his scenario.
    #[serde(default)]
    pub runs: u32,
    /// How many hints he has seen.
    #[serde(default)]
    pub hints: u32,
    /// What came of each time that the goals were checked.
    #[serde(default)]
    pub attempts: Vec<LessonAttempt>,
    /// His scenario as it was last seen.
    #[serde(default)]
    pub text: Option<String>,
    /// Whether all goals were met once.
    #[serde(default)]
    pub passed: bool,
    /// Whether he asked for the solution before that and before his fifth run.
    #[serde(default)]
    pub gave_up: bool,
}

/// An answer to a prediction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenAnswer {
    /// Which prediction.
    pub id: String,
    /// The answer, as it has no language.
    pub answer: String,
    /// The digest of the scenario about which it was given.
    pub of: String,
}

/// What came of checking the goals once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonAttempt {
    /// The scenario.
    pub text: String,
    /// The goals that were met.
    pub met: Vec<String>,
    /// Whether these were all.
    pub passed: bool,
}

/// So many attempts are kept: the first ones, and the last one.
pub const ATTEMPTS_MAX: usize = 200;

/// Why a text is no progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoProgress {
    /// It is too large.
    TooLarge,
    /// It cannot be read: line, column, and why.
    Unreadable(usize, usize, String),
    /// It is of another version: this.
    OtherSchema(u64),
}

/// What every version of the form has.
#[derive(Deserialize)]
struct Head {
    schema: u64,
}

/// The digest of a scenario.
#[must_use]
pub fn digest(text: &str) -> String {
    format!("{:016x}", fnv1a(text.as_bytes()))
}

impl LearnerProgress {
    /// Of somebody who has done nothing yet.
    #[must_use]
    pub fn new(learner: &str) -> Self {
        Self {
            schema: SCHEMA,
            learner: learner.to_owned(),
            current: None,
            edited: false,
            seeded: false,
            lessons: BTreeMap::new(),
            seal: String::new(),
        }
    }

    /// Reads a progress.
    ///
    /// # Errors
    /// It is none, or one of another version.
    pub fn read(text: &str) -> Result<Self, NoProgress> {
        if text.len() > FILE_MAX {
            return Err(NoProgress::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        let unreadable = |it: serde_json::Error| NoProgress::Unreadable(it.line(), it.column(), it.to_string());
        // The version first: another one may well have other fields.
        let head: Head = serde_json::from_str(text).map_err(unreadable)?;
        if head.schema != u64::from(SCHEMA) {
            return Err(NoProgress::OtherSchema(head.schema));
        }
        serde_json::from_str(text).map_err(unreadable)
    }

    /// The progress as a file, with its seal.
    #[must_use]
    pub fn write(&self) -> String {
        let sealed = Self { seal: self.own_seal(), ..self.clone() };
        let text = serde_json::to_string_pretty(&sealed).expect("a progress is plain data");
        format!("{text}\n")
    }

    /// Whether it is as the program saved it, and nobody has altered it since.
    #[must_use]
    pub fn is_as_saved(&self) -> bool {
        self.seal == self.own_seal()
    }

    fn own_seal(&self) -> String {
        let without = Self { seal: String::new(), ..self.clone() };
        digest(&serde_json::to_string(&without).expect("a progress is plain data"))
    }

    /// What was done in a lesson.
    pub fn lesson_mut(&mut self, name: &str) -> &mut LessonProgress {
        self.lessons.entry(name.to_owned()).or_default()
    }
}

impl LessonProgress {
    /// What was answered last to a prediction about this scenario.
    #[must_use]
    pub fn answer(&self, id: &str, text: &str) -> Option<&str> {
        let of = digest(text);
        self.predictions.iter().rev().find(|it| it.id == id && it.of == of).map(|it| it.answer.as_str())
    }

    /// Stores an answer about a scenario.
    pub fn predict(&mut self, id: &str, answer: &str, text: &str) {
        self.predictions.push(GivenAnswer { id: id.to_owned(), answer: answer.to_owned(), of: digest(text) });
    }

    /// Stores what came of checking the goals.
    pub fn attempt(&mut self, text: &str, met: Vec<String>, passed: bool) {
        if self.attempts.len() == ATTEMPTS_MAX {
            self.attempts.pop();
        }
        self.attempts.push(LessonAttempt { text: text.to_owned(), met, passed });
        self.passed |= passed;
        self.text = Some(text.to_owned());
    }

    /// The hints that are due by now.
    #[must_use]
    pub fn hints_due<'a>(&self, lesson: &'a Lesson) -> Vec<&'a Hint> {
        lesson.hints.iter().filter(|it| it.after.runs <= self.runs).collect()
    }

    /// Whether the solution of the lesson of this name, in which this was done, is shown without giving up. That of an
    /// exam is not, however often it was tried.
    #[must_use]
    pub fn may_see_solution(&self, lesson: &str) -> bool {
        self.passed || self.gave_up || (lesson != EXAM && self.runs >= RUNS_BEFORE_SOLUTION)
    }
}
