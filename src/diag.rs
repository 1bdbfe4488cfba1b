//! What is wrong with the file, where, and what was meant?
//!
//! A [`Diagnostic`] is one problem with its place in bytes. Making them is the business of the scenario and the world;
//! showing them is the business of [`render`].

pub mod code;
pub mod suggest;

use std::ops::Range;

pub use code::{Code, Severity};

/// One problem of a scenario file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is, in bytes of the text.
    pub span: Range<usize>,
    /// What it is about, as a path with names: `servers["EX10"].site`. Empty where it is about the whole file.
    pub entity: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What is said at the underlined text; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that have to do with it, each with what is said there.
    pub notes: Vec<(Range<usize>, String)>,
}

/// The line and column of a byte, both from 1; a column is a character. A byte order mark does not count.
#[must_use]
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    let line = before.bytes().filter(|it| *it == b'\n').count() + 1;
    let column = before[line_start..].chars().filter(|it| *it != '\u{feff}').count() + 1;
    (line, column)
}
