//! Of which texts is a scenario made, and where in them is a place?
//!
//! A place is a number of bytes. Where a scenario has bases, its texts are numbered through, its own first, so that a
//! place tells of itself in which text it is.

use std::borrow::Cow;
use std::ops::Range;

use super::{Diagnostic, Lines};

/// A text with its name.
#[derive(Clone, Debug)]
pub struct SourceFile<'a> {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub text: Cow<'a, str>,
    /// The number of its first byte.
    start: usize,
}

/// The texts of a scenario: its own, then that of its base, that of the base's base, and so on.
#[derive(Clone, Debug)]
pub struct Sources<'a> {
    files: Vec<SourceFile<'a>>,
}

impl<'a> Sources<'a> {
    /// Of one text.
    #[must_use]
    pub fn of(name: &str, text: impl Into<Cow<'a, str>>) -> Self {
        Self { files: vec![SourceFile { name: name.to_owned(), text: text.into(), start: 0 }] }
    }

    /// Adds a base.
    pub(crate) fn add(&mut self, name: String, text: String) {
        let last = self.last();
        // One byte lies between two texts, so that the end of the one is not the beginning of the other.
        let start = last.start + last.text.len() + 1;
        self.files.push(SourceFile { name, text: Cow::Owned(text), start });
    }

    /// Calls the scenario's own text something else.
    pub(crate) fn call(&mut self, name: &str) {
        name.clone_into(&mut self.files[0].name);
    }

    /// The texts.
    #[must_use]
    pub fn files(&self) -> &[SourceFile<'a>] {
        &self.files
    }

    /// The scenario's own text.
    #[must_use]
    pub fn own(&self) -> &SourceFile<'a> {
        &self.files[0]
    }

    /// The last of its bases.
    #[must_use]
    pub(crate) fn last(&self) -> &SourceFile<'a> {
        &self.files[self.files.len() - 1]
    }

    /// In which text a byte is.
    #[must_use]
    pub fn index(&self, at: usize) -> usize {
        self.files.partition_point(|it| it.start <= at).saturating_sub(1)
    }

    /// The text in which a byte is.
    #[must_use]
    pub fn file(&self, at: usize) -> &SourceFile<'a> {
        &self.files[self.index(at)]
    }
}

impl SourceFile<'_> {
    /// A place in it, numbered through all texts.
    #[must_use]
    pub(crate) fn outer(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// A problem of this text alone as one of all texts.
    #[must_use]
    pub(crate) fn placed(&self, mut it: Diagnostic) -> Diagnostic {
        it.move_to(|span| self.outer(span));
        it
    }

    /// A place of it as one of this text alone.
    #[must_use]
    pub fn inner(&self, span: &Range<usize>) -> Range<usize> {
        span.start.saturating_sub(self.start)..span.end.saturating_sub(self.start)
    }
}

/// Lines and columns in the texts of a scenario.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    sources: &'a Sources<'a>,
    lines: Vec<Lines<'a>>,
}

impl<'a> Places<'a> {
    /// In these texts.
    #[must_use]
    pub fn new(sources: &'a Sources<'a>) -> Self {
        Self { sources, lines: sources.files.iter().map(|it| Lines::new(&it.text)).collect() }
    }

    /// The name of the text of a place, and line and column of its beginning and its end, each from 1.
    #[must_use]
    pub fn of(&self, span: &Range<usize>) -> (&'a str, (usize, usize), (usize, usize)) {
        let at = self.sources.index(span.start);
        let (file, lines) = (&self.sources.files[at], &self.lines[at]);
        let inner = file.inner(span);
        (&file.name, lines.place(inner.start), lines.place(inner.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_in_which_text_it_is() {
        let mut sources = Sources::of("top", "ab\n");
        sources.add("base".to_owned(), String::new());
        sources.add("bottom".to_owned(), "cd\nef".to_owned());
        for (at, name) in [(0, "top"), (3, "top"), (4, "base"), (5, "bottom"), (10, "bottom")] {
            assert_eq!(sources.file(at).name, name, "{at}");
        }
        let file = sources.last();
        let place = file.outer(3..5);
        assert_eq!(file.inner(&place), 3..5);
        assert_eq!(Places::new(&sources).of(&place), ("bottom", (2, 1), (2, 3)));
    }
}
