//! Where in the file is the walk, in words that a reader recognizes?

use std::fmt::Write;
use std::ops::Range;

use super::locate::PathSegment;
use crate::scenario::tree::{Group, TreeNode, plain};

/// One step from the top of the file.
#[derive(Clone, Debug)]
pub(super) enum Frame<'a> {
    /// Into a field of the language.
    Field(&'static str),
    /// Into a field that the language does not have.
    Unknown(&'a str),
    /// Into an item of a list, from 0; with its name, if it has one.
    Item(usize, Option<String>),
}

/// The steps as they are shown: `servers["EX10"].site`.
pub(super) fn entity(frames: &[Frame<'_>]) -> String {
    let mut text = String::new();
    for frame in frames {
        match frame {
            Frame::Field(name) | Frame::Unknown(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Frame::Item(at, name) => {
                let name =
                    name.as_ref().filter(|it| !it.is_empty() && it.len() <= 64 && !it.contains(char::is_control));
                let written = match name {
                    Some(name) => write!(text, "[\"{name}\"]"),
                    None => write!(text, "[{at}]"),
                };
                written.expect("a string takes everything");
            }
        }
    }
    text
}

/// The steps as a path, as far as the language knows them.
pub(super) fn path(frames: &[Frame<'_>]) -> Vec<PathSegment> {
    let step = |frame: &Frame<'_>| match frame {
        Frame::Field(name) => Some(PathSegment::from(*name)),
        Frame::Item(at, _) => Some(PathSegment::from(*at)),
        Frame::Unknown(_) => None,
    };
    frames.iter().map_while(step).collect()
}

/// What a value looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// `"…"`.
    Text,
    /// Digits, perhaps with a sign.
    Number,
    /// A bare word.
    Word(&'a str),
    /// `(…)`, perhaps with a name before it.
    Round(Option<&'a str>),
    /// `[…]`.
    List,
    /// `{…}`.
    Map,
    /// `'c'`, `b"…"`: nothing that the language has.
    Other,
}

/// What a value looks like.
pub(super) fn shape<'a>(text: &'a str, node: &TreeNode) -> Shape<'a> {
    if let Some(group) = &node.group {
        return match group.open {
            '(' => Shape::Round(group.name.clone().map(|it| plain(&text[it]))),
            '[' => Shape::List,
            _ => Shape::Map,
        };
    }
    let written = &text[node.span.clone()];
    if is_text(text, node) {
        return Shape::Text;
    }
    match written.chars().next() {
        Some('0'..='9' | '+' | '-' | '.') => Shape::Number,
        // RON reads `b'A'` as a number too.
        Some('b') if written.starts_with("b'") => Shape::Number,
        Some('\'') | None => Shape::Other,
        Some('b') if written.contains('"') => Shape::Other,
        Some(_) => Shape::Word(plain(written)),
    }
}

/// Whether a value is a text, closed or not.
fn is_text(text: &str, node: &TreeNode) -> bool {
    let written = &text[node.span.clone()];
    let first = written.chars().next().unwrap_or(' ');
    let is_mark = !(first.is_alphanumeric() || matches!(first, '_' | '.' | '+' | '-' | '\''));
    is_mark || ["r\"", "r#\"", "r##"].iter().any(|it| written.starts_with(it))
}

/// What to underline: the value where it stands on one line, else its beginning.
pub(super) fn span(text: &str, node: &TreeNode) -> Range<usize> {
    if text[node.span.clone()].contains('\n') { head(text, node) } else { node.span.clone() }
}

/// The name and the opening bracket, or the word.
pub(super) fn head(text: &str, node: &TreeNode) -> Range<usize> {
    let start = node.span.start;
    match (&node.group, shape(text, node)) {
        (Some(group), _) => start..group.start,
        (None, Shape::Word(_)) => node.span.clone(),
        (None, _) => start..start + text[start..].chars().next().map_or(0, char::len_utf8),
    }
}

/// Whether names of fields stand in it.
pub(super) fn is_keyed(group: &Group) -> bool {
    group.entries.iter().any(|it| it.key.is_some())
}
