//! Which values, names and comments stand in a text, where, and what is wrong with its syntax?
//!
//! The one tree of a text, for checking, formatting, edits by path and the help of editors. Every byte is accounted
//! for, and a text with mistakes still has a tree: a bracket that is missing is taken to stand where the layout and
//! what follows tell (`brackets`), and what cannot be read is passed over. Whether the values are right is not its
//! business.

mod brackets;
pub(crate) mod json;
mod mistake;
mod reader;
mod token;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use brackets::closing;
use brackets::{Pairing, pair};
pub use mistake::{Missing, Mistake, MistakeKind};
pub(super) use reader::after_attributes;
use reader::tree;
use token::{Lexer, Quotes, Token};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// From its first byte to its last.
    pub span: Range<usize>,
    /// What is inside, if it is in brackets.
    pub group: Option<Box<Group>>,
}

/// What stands in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name before the bracket.
    pub name: Option<Range<usize>>,
    /// `(`, `[` or `{`.
    pub open: char,
    /// Where the inside begins: after the opening bracket.
    pub start: usize,
    /// Where the inside ends: before the closing bracket, or where that should stand.
    pub end: usize,
    /// How it ends.
    pub closed: Closed,
    /// What is in it.
    pub entries: Vec<TreeEntry>,
    /// How many entries there are; more than are kept only where the tree is bounded.
    pub count: usize,
    /// Comments after the last entry, and whether a blank line stands before them.
    pub last_comments: Vec<Comment>,
}

/// How a value in brackets ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// With its bracket.
    Bracket,
    /// Its bracket is missing, but where it belongs can be told.
    Mended,
    /// The text ends before it does, or what is in it was not looked at: there may be more.
    CutOff,
}

/// A value in brackets, with its name and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeEntry {
    /// `name:` before the value.
    pub key: Option<Range<usize>>,
    /// The value, if it is there already.
    pub value: Option<TreeNode>,
    /// The end of the entry, its comma included.
    pub end: usize,
    /// Comments before it, and those inside it that stand before its value begins.
    pub before: Vec<Comment>,
    /// A comment behind it on its line.
    pub after: Option<Range<usize>>,
    /// Whether a blank line stands before it (and before its comments).
    pub blank_before: bool,
    /// Whether a blank line stands between its comments and it.
    pub blank_between: bool,
    /// Whether a mistake of syntax was told about it, so that nothing else can be said of its value.
    pub broken: bool,
}

/// A comment on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The comment.
    pub span: Range<usize>,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Comments and attributes before the value.
    pub head: Vec<Comment>,
    /// Whether a blank line stands between them and the value.
    pub blank_between: bool,
    /// The value.
    pub top: Option<TreeNode>,
    /// Whether a mistake of syntax was told about the value as a whole.
    pub broken: bool,
    /// Comments after it.
    pub tail: Vec<Comment>,
    /// What is wrong with the syntax, in the order of the text.
    pub mistakes: Vec<Mistake>,
}

/// How deep brackets may stand in each other: RON reads no deeper.
pub(crate) const DEEPEST: usize = 128;
/// How many entries of one list are kept in a bounded tree.
pub(super) const ITEMS_MAX: usize = 1_000_000;
/// How many entries are kept in a bounded tree.
const ENTRIES_MAX: usize = 4_000_000;

/// Reads a text, finished or not.
#[must_use]
pub fn read(text: &str) -> Tree {
    read_some(text, usize::MAX, usize::MAX)
}

/// As [`read`], but of a text with a huge number of values not all are kept. The mistakes are those of the whole text.
pub(super) fn read_bounded(text: &str) -> Tree {
    read_some(text, ITEMS_MAX, ENTRIES_MAX)
}

/// As [`read`], of RON or JSON.
pub(super) fn read_any(text: &str) -> Tree {
    if json::is_json(text) { json::read(text).unwrap_or_else(|_| read(text)) } else { read(text) }
}

/// As [`read_bounded`], of RON or JSON.
pub(super) fn read_any_bounded(text: &str) -> Tree {
    if json::is_json(text) { json::read(text).unwrap_or_else(|_| read_bounded(text)) } else { read_bounded(text) }
}

fn read_some(text: &str, items: usize, entries: usize) -> Tree {
    let built = |how| tree(text, pair(text, how), true, (items, entries));
    // In a finished text a text in quotation marks may go over several lines. Where one does not end, or a bracket
    // has no partner, the reading that explains the text with the fewest mistakes is taken.
    let strict = pair(text, Pairing::Strict);
    if strict.sound {
        let tree = tree(text, strict, false, (items, entries));
        if tree.mistakes.is_empty() {
            return tree;
        }
        let other = built(Pairing::Layout);
        return if other.mistakes.len() < tree.mistakes.len() { other } else { tree };
    }
    let layout = built(Pairing::Layout);
    if layout.mistakes.len() < 2 {
        return layout;
    }
    let plain = built(Pairing::Plain);
    if plain.cost() < layout.cost() { plain } else { layout }
}

impl Tree {
    /// By how much a reading explains the text badly: what stands after the end was not looked at.
    fn cost(&self) -> usize {
        let weight = |it: &Mistake| if it.kind == MistakeKind::AfterTheEnd { 3 } else { 1 };
        self.mistakes.iter().map(weight).sum()
    }
}

impl Group {
    /// The entry with this name.
    #[must_use]
    pub fn field<'a>(&'a self, text: &str, name: &str) -> Option<&'a TreeEntry> {
        self.entries.iter().find(|it| it.key.clone().is_some_and(|key| plain(&text[key]) == name))
    }
}

impl TreeNode {
    /// The value of its field `name`, if it is a text: by which an item of a list is known.
    #[must_use]
    pub fn name(&self, text: &str) -> Option<String> {
        self.group.as_ref()?.field(text, "name")?.value.as_ref()?.said(text).map(Cow::into_owned)
    }

    /// What it says, if it is a text. One that is not closed says what it surely holds, if that can be told.
    #[must_use]
    pub fn said<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        let written = &text[self.span.clone()];
        let quoted = written.starts_with(|it| matches!(it, '"' | '\'') || token::is_typographic(it));
        let is_raw = ["r\"", "r#"].iter().any(|it| written.starts_with(it)) && written.contains('"');
        if self.group.is_some() || !(quoted || is_raw) {
            return None;
        }
        if matches!(Lexer::new(written, false).advance(), Some((Token::Text(Quotes::Open), _)))
            && !token::surely_ends(text, self.span.end)
        {
            return None;
        }
        // JSON has other escapes.
        token::unquoted(written).ok().or_else(|| serde_json::from_str::<String>(written).ok().map(Cow::Owned))
    }
}

/// A word without the mark of a raw identifier: `r#name` is `name`.
#[must_use]
pub(super) fn plain(word: &str) -> &str {
    word.strip_prefix("r#").unwrap_or(word)
}
