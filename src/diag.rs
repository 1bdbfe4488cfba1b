//! What is wrong with the file, where, and what was meant?
//!
//! A [`Diagnostic`] is one problem with its place in bytes. Making them is the business of the scenario and the world;
//! showing them is the business of [`render`].

pub(crate) mod code;
pub mod reference;
#[cfg(feature = "cli")]
pub mod render;
mod short;
pub mod sources;
pub(crate) mod suggest;

use std::ops::Range;

use crate::catalogue::problems;
use crate::lang::{Lang, Text};

pub use code::{Code, Severity};
pub(crate) use short::cut;
use short::{short, shortened};

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
    pub message: Text,
    /// What is said at the underlined text; may be empty.
    pub label: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// Other places that have to do with it, each with what is said there.
    pub notes: Vec<(Range<usize>, Text)>,
}

impl Diagnostic {
    /// Makes other places of its own.
    pub(crate) fn move_to(&mut self, at: impl Fn(Range<usize>) -> Range<usize>) {
        self.span = at(self.span.clone());
        for (span, _) in &mut self.notes {
            *span = at(span.clone());
        }
    }

    /// With the names cut that are too long to be read.
    #[must_use]
    pub(crate) fn shortened(self) -> Self {
        Self {
            entity: short(&self.entity).into_owned(),
            message: shortened(self.message),
            label: shortened(self.label),
            help: self.help.map(shortened),
            notes: self.notes.into_iter().map(|(span, text)| (span, shortened(text))).collect(),
            ..self
        }
    }

    /// The problem in one line, as editors take it: `file:line:column: error[R014]: …`.
    #[must_use]
    pub fn line(&self, lines: &Lines<'_>, file: &str, lang: Lang) -> String {
        let (line, column) = lines.place(self.span.start);
        let (severity, message) = (self.severity.said(lang), self.message.of(lang));
        format!("{file}:{line}:{column}: {severity}[{}]: {message}", self.code)
    }
}

/// The most problems that are reported of one file; the rest are counted.
pub const REPORT_MAX: usize = 100;

/// Collects problems up to [`REPORT_MAX`] and counts the rest.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    found: Vec<Diagnostic>,
    more: usize,
}

impl Sink {
    /// Adds a problem, which is made only if there is room for it.
    pub(crate) fn add(&mut self, code: Code, make: impl FnOnce() -> Diagnostic) {
        if self.found.len() < REPORT_MAX {
            let it = make();
            assert_eq!(it.code, code, "a problem has the code under which it was announced");
            self.found.push(it);
        } else {
            self.more += 1;
        }
    }

    /// Takes over the problems of another one, each at the place that `at` makes of its own.
    pub(crate) fn take(&mut self, other: Self, at: impl Fn(Range<usize>) -> Range<usize>) {
        self.more += other.more;
        for mut it in other.found {
            it.move_to(&at);
            self.add(it.code, || it);
        }
    }

    /// Counts problems that are not shown.
    pub(crate) fn skip(&mut self, count: usize) {
        self.more += count;
    }

    /// How many problems there were.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.found.len() + self.more
    }

    /// Whether there was no problem at all.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The problems in the order of the file, the last one telling how many are not among them.
    #[must_use]
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        let mut found: Vec<_> = self.found.into_iter().map(Diagnostic::shortened).collect();
        in_file_order(&mut found);
        if self.more > 0 {
            found.push(more(self.more));
        }
        found
    }
}

/// Sorts by place; of several at one place, the first found is the first.
pub(crate) fn in_file_order(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|it| (it.span.start, it.span.end));
}

/// So many problems are not shown.
#[must_use]
pub(crate) fn more(count: usize) -> Diagnostic {
    Diagnostic {
        code: Code::S021,
        severity: Code::S021.severity(),
        span: 0..0,
        entity: String::new(),
        message: problems::not_shown(count as u64),
        label: Text::default(),
        help: Some(problems::repair_first_ones().into()),
        notes: Vec::new(),
    }
}

/// Where the lines of a text begin: found once, however many places are asked for.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| it.0 + 1);
        Self { text, starts: [0].into_iter().chain(ends).collect() }
    }

    /// The line of a byte, from 0, and what stands on it before that byte.
    #[must_use]
    pub fn before(&self, byte: usize) -> (usize, &'a str) {
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|it| *it <= end) - 1;
        (line, &self.text[self.starts[line]..end])
    }

    /// The line and column of a byte, both from 1; a column is a character. A byte order mark does not count.
    #[must_use]
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let (line, before) = self.before(byte);
        (line + 1, before.chars().filter(|it| *it != '\u{feff}').count() + 1)
    }
}
