//! What stands in one value of the text, one level deep, and where?
//!
//! RON's own parser does the reading: a borrowed [`RawValue`] is a slice of the text, so its address minus that of
//! the text is its place. Only the first token of a value is looked at by hand, to know what to ask for.

use std::fmt;
use std::ops::Range;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::lang::{Fixed, fixed};

/// The most items of one list that are looked at.
pub(super) const ITEMS_MAX: usize = 1_000_000;

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

impl Shape<'_> {
    /// As it is called in a sentence.
    pub(super) const fn word(self) -> Fixed {
        match self {
            Self::Text => fixed!("a text", "文本"),
            Self::Number => fixed!("a number", "数字"),
            Self::Word(_) => fixed!("a word without quotation marks", "不加引号的词"),
            Self::Round(_) => fixed!("a value in `(…)`", "写在 `(…)` 中的值"),
            Self::List => fixed!("a list", "列表"),
            Self::Map => fixed!("a map in `{…}`", "写在 `{…}` 中的映射"),
            Self::Other => fixed!("something that this language does not have", "此语言没有的内容"),
        }
    }
}

/// A value of the text: a slice of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    /// From its first character on; what follows it may include blanks and comments.
    pub(super) text: &'a str,
    /// What it looks like.
    pub(super) shape: Shape<'a>,
    /// How long it is up to and with its opening bracket, or its word.
    head: usize,
}

/// The fields of a value in `(…)` with names, or the values of one without, or of a list.
#[derive(Debug)]
pub(super) enum Inside<'a> {
    /// `name: value`, each name with its place.
    Fields(Vec<(&'a str, Value<'a>)>),
    /// Values.
    Items {
        /// At most [`ITEMS_MAX`].
        items: Vec<Value<'a>>,
        /// How many there are.
        count: usize,
    },
    /// It cannot be looked into.
    Nothing,
}

impl<'a> Value<'a> {
    /// The value that `text` is, blanks and comments before it left aside.
    pub(super) fn new(text: &'a str) -> Self {
        let text = skip_blank(text);
        let (shape, head) = shape(text);
        Self { text, shape, head }
    }

    /// Looks one level deeper.
    pub(super) fn inside(&self) -> Inside<'a> {
        match self.shape {
            Shape::Round(name) if name != Some("Some") => self.read().unwrap_or(Inside::Nothing),
            Shape::List => self.read().unwrap_or(Inside::Nothing),
            Shape::Round(_) | Shape::Text | Shape::Number | Shape::Word(_) | Shape::Map | Shape::Other => {
                Inside::Nothing
            }
        }
    }

    /// Reads the value as a `T`.
    pub(super) fn read<T: Deserialize<'a>>(&self) -> Option<T> {
        ron::Options::default().from_str(self.text).ok()
    }

    /// What to underline: the value where it stands on one line, else its beginning.
    pub(super) fn span(&self, source: &str) -> Range<usize> {
        let start = offset(source, self.text);
        let whole = self.trimmed();
        if whole.contains('\n') { self.head_span(source) } else { start..start + whole.len().max(1) }
    }

    /// The name and the opening bracket.
    pub(super) fn head_span(&self, source: &str) -> Range<usize> {
        let start = offset(source, self.text);
        start..start + self.head
    }

    /// Its first line.
    pub(super) fn line(&self) -> &'a str {
        self.trimmed().lines().next().unwrap_or("")
    }

    /// Without what follows it.
    fn trimmed(&self) -> &'a str {
        match self.shape {
            Shape::Word(_) => &self.text[..self.head],
            Shape::Text | Shape::Number | Shape::Round(_) | Shape::List | Shape::Map | Shape::Other => {
                self.text[..super::tokens::end_of_value(self.text)].trim_end()
            }
        }
    }
}

/// Where `part`, a slice of `source`, begins.
pub(super) fn offset(source: &str, part: &str) -> usize {
    let at = (part.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    assert!(at <= source.len(), "a value is a slice of its own text");
    at
}

/// Leaves out blanks and comments.
pub(super) fn skip_blank(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.find('\n').map_or("", |it| &comment[it..]);
        } else if rest.starts_with("/*") {
            rest = &rest[block_comment(rest).unwrap_or(rest.len())..];
        } else {
            return rest;
        }
    }
}

/// The length of the block comment at the beginning of `text`; `None` where it does not end. They nest.
pub(crate) fn block_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'/', b'*') => (depth, at) = (depth + 1, at + 2),
            (b'*', b'/') => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// What stands at the beginning of `text`, and how long its head is.
fn shape(text: &str) -> (Shape<'_>, usize) {
    let Some(first) = text.chars().next() else { return (Shape::Other, 0) };
    match first {
        '"' => return (Shape::Text, 1),
        '[' => return (Shape::List, 1),
        '{' => return (Shape::Map, 1),
        '(' => return (Shape::Round(None), 1),
        '0'..='9' | '+' | '-' | '.' => return (Shape::Number, 1),
        _ => {}
    }
    if ["r\"", "r#\"", "r##"].iter().any(|it| text.starts_with(it)) {
        return (Shape::Text, 1);
    }
    if ["b\"", "b'", "br\"", "br#"].iter().any(|it| text.starts_with(it)) {
        return (Shape::Other, 1);
    }
    let raw = text.strip_prefix("r#");
    let word = raw.unwrap_or(text);
    let is_word = |it: char| it.is_alphanumeric() || it == '_' || (raw.is_some() && ".+-".contains(it));
    let length = word.find(|it| !is_word(it)).unwrap_or(word.len());
    if length == 0 {
        return (Shape::Other, first.len_utf8());
    }
    let (word, rest) = word.split_at(length);
    let end = text.len() - rest.len();
    let after = skip_blank(rest);
    if after.starts_with('(') {
        (Shape::Round(Some(word)), text.len() - after.len() + 1)
    } else {
        (Shape::Word(word), end)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Inside<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = Inside<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list or a value in brackets")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inside<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<&'de str>()? {
                    let value: &'de RawValue = map.next_value()?;
                    // A value with so many fields is no value of this language; the count is not told apart.
                    if fields.len() < ITEMS_MAX {
                        fields.push((name, Value::new(value.get_ron())));
                    }
                }
                Ok(Inside::Fields(fields))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Inside<'de>, A::Error> {
                let (mut items, mut count) = (Vec::new(), 0);
                while count < ITEMS_MAX {
                    let Some(item) = sequence.next_element::<&'de RawValue>()? else { break };
                    items.push(Value::new(item.get_ron()));
                    count += 1;
                }
                while sequence.next_element::<IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Inside::Items { items, count })
            }
            fn visit_unit<E>(self) -> Result<Inside<'de>, E> {
                Ok(Inside::Items { items: Vec::new(), count: 0 })
            }
        }
        deserializer.deserialize_any(Look)
    }
}
