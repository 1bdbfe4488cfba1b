//! What can be wrong with the syntax of a text?
//!
//! Facts and places only; the words stand in `parse::syntax`.

use std::ops::Range;

/// A mistake of syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What to underline.
    pub span: Range<usize>,
    /// What it is.
    pub kind: MistakeKind,
}

/// What is wrong with the syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MistakeKind {
    /// A bracket that is never closed.
    Unclosed {
        /// The bracket.
        open: char,
        /// Others that are missing at the same place, further out: where they were opened.
        others: Vec<usize>,
        /// Where it should have been closed.
        missing: Missing,
    },
    /// A bracket that closes nothing.
    NeverOpened,
    /// A text that is not closed.
    Text,
    /// A comment that is not closed.
    Comment,
    /// Brackets in brackets in brackets, and so on.
    TooDeep,
    /// Something stands after the scenario.
    AfterTheEnd,
    /// A line for extensions of RON.
    Extension,
    /// A NUL byte.
    Nul,
    /// A typographic quotation mark.
    Typographic,
    /// A full-width comma, colon or bracket.
    FullWidth,
    /// A text in the quotation marks of PowerShell's other kind of text: `'anna'`.
    SingleQuoted,
    /// A comment of PowerShell: `# …`.
    Hash,
    /// A variable of PowerShell: `$true`.
    Variable,
    /// `=` where a colon belongs.
    Equals,
    /// `;` where a comma belongs.
    Semicolon,
    /// A backslash that begins no escape.
    Escape,
    /// No comma before this.
    Comma,
    /// No colon before this.
    Colon,
    /// A second colon.
    SecondColon,
    /// The name of a field is expected.
    Name,
    /// No value before this.
    Value,
    /// Something that cannot be read at all.
    Stray,
}

/// Where a bracket should have been closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Another bracket stands there.
    Instead(usize, char),
    /// Something follows that belongs further out: behind this.
    Behind(Range<usize>),
    /// The text ends.
    AtTheEnd(Range<usize>),
}
