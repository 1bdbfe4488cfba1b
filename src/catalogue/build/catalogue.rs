//! Does every language say the same, and which Rust does it become?
//!
//! Two halves: the files are read into sentences ([`read`]), and the sentences of all languages are held against each
//! other and written as Rust ([`write`]). Pure: texts in, one text or a list of problems out, so that it can be tested.

mod check;
mod gallery;
mod read;
mod write;

use std::fmt;

pub(crate) use gallery::gallery;

/// The languages: the folder, and the name in `Lang`. The first is the one that the others follow.
pub(crate) const LANGUAGES: [(&str, &str); 2] = [("en", "En"), ("zh", "Zh")];

/// The forms of a number that a language tells apart, beside `other` (Unicode's plural rules).
fn plural_forms(language: &str) -> &'static [&'static str] {
    if language == "en" { &["one"] } else { &[] }
}

/// What the functions of a topic make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A `String` in the language that is asked for.
    Said,
    /// A `Text` of all languages, for whoever does not know the reader yet.
    Text,
    /// No functions but a table of texts by key. Placeholders become `{0}`, `{1}` …, for a program to fill in.
    Table,
}

/// The topics that do not make the usual functions.
const SHAPES: [(&str, Shape); 23] = [
    ("course-page", Shape::Table),
    ("edits", Shape::Text),
    ("fields", Shape::Table),
    ("findings", Shape::Table),
    ("gallery", Shape::Table),
    ("help", Shape::Table),
    ("ledger", Shape::Text),
    ("lessons", Shape::Text),
    ("limits", Shape::Text),
    ("lines", Shape::Text),
    ("man", Shape::Table),
    ("openings", Shape::Table),
    ("organisation", Shape::Text),
    ("outcomes", Shape::Table),
    ("page", Shape::Table),
    ("problems", Shape::Text),
    ("questions", Shape::Text),
    ("rule-texts", Shape::Table),
    ("shapes", Shape::Text),
    ("situations", Shape::Table),
    ("syntax", Shape::Text),
    ("values", Shape::Text),
    ("welcome", Shape::Table),
];

fn shape(topic: &str) -> Shape {
    SHAPES.iter().find(|it| it.0 == topic).map_or(Shape::Said, |it| it.1)
}

/// One file of sentences.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The folder that it is in: `en`.
    pub(crate) language: &'static str,
    /// Its name without the ending: `reasons`.
    pub(crate) topic: String,
    /// Where it is, for messages.
    pub(crate) path: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// What is wrong with a file of sentences, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    path: String,
    line: usize,
    text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: {}", self.path, self.line, self.text)
    }
}

/// All sentences of one file.
struct File {
    source: Source,
    /// What the file says about itself (`###`).
    about: String,
    sentences: Vec<Sentence>,
}

/// One sentence in one language.
struct Sentence {
    /// `too-many`, or `run.quiet` for an attribute.
    key: String,
    line: usize,
    /// The lines of its comment.
    comment: Vec<String>,
    parts: Vec<Part>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Hole(String),
    /// What is said depends on a number.
    Plural {
        hole: String,
        /// What is said for `one` or for a number.
        variants: Vec<(String, Vec<Part>)>,
        /// What is said for all other numbers.
        other: Vec<Part>,
    },
}

/// The Rust for all files, or everything that is wrong with them.
pub(crate) fn compile(sources: &[Source]) -> Result<String, Vec<Problem>> {
    let mut problems = Vec::new();
    let files: Vec<File> = sources.iter().map(|it| read::file(it, &mut problems)).collect();
    let topics = check::topics(&files, &mut problems);
    if problems.is_empty() {
        return Ok(write::modules(&topics));
    }
    problems.sort();
    Err(problems)
}
