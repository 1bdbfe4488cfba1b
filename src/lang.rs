//! In which language is it said?
//!
//! The languages, and texts that are there in each of them. Whoever finds out what is wrong does not know who will
//! read it, so a problem carries its words in every language and the language is chosen where it is shown. The words
//! stand in the catalogue; a text without its Chinese does not build.

use std::fmt;

pub mod reference;

/// The language of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

/// A text in every language. It cannot be printed without saying in which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    en: String,
    zh: String,
}

impl Text {
    /// A text in both languages; the functions of `catalogue` make them.
    #[must_use]
    pub const fn new(en: String, zh: String) -> Self {
        Self { en, zh }
    }

    /// What is the same in every language: nothing at all, or a name.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { en: text.to_owned(), zh: text.to_owned() }
    }

    /// What stands in a hole, on its own.
    #[must_use]
    pub fn from_hole(hole: &impl Placeholder) -> Self {
        Self { en: In(hole, Lang::En).to_string(), zh: In(hole, Lang::Zh).to_string() }
    }

    /// The text in a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// A text without holes in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    en: &'static str,
    zh: &'static str,
}

impl Fixed {
    /// A text in both languages.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// The text in a language.
    #[must_use]
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

impl From<Fixed> for Text {
    fn from(fixed: Fixed) -> Self {
        Self { en: fixed.en.to_owned(), zh: fixed.zh.to_owned() }
    }
}

/// Whether a text has a Chinese character (U+4E00 to U+9FFF, near enough: the first byte of its UTF-8 tells).
#[must_use]
pub const fn has_chinese(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] >= 0xE4 && bytes[at] <= 0xE9 {
            return true;
        }
        at += 1;
    }
    false
}

/// What may stand for a placeholder of a text in every language: whatever is the same in all of them, or a text.
pub trait Placeholder {
    /// Writes it as it is said in a language.
    ///
    /// # Errors
    /// As [`fmt::Display`].
    fn said(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: fmt::Display + ?Sized> Placeholder for T {
    fn said(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(to)
    }
}

impl Placeholder for Text {
    fn said(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.of(lang))
    }
}

impl Placeholder for &Text {
    fn said(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.of(lang))
    }
}

impl Placeholder for Fixed {
    fn said(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.of(lang))
    }
}

/// What stands for a placeholder, said in one language.
pub(crate) struct In<'a, T: ?Sized>(pub &'a T, pub Lang);

impl<T: Placeholder + ?Sized> fmt::Display for In<'_, T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.said(self.1, to)
    }
}

/// The text with a key in a table that is there before the program runs.
///
/// # Panics
/// If it is not there; in a constant the program is not built then.
#[must_use]
pub(crate) const fn find(table: &[(&str, Fixed)], key: &str) -> Fixed {
    let mut row = 0;
    while row < table.len() {
        if same(table[row].0, key) {
            return table[row].1;
        }
        row += 1;
    }
    panic!("the catalogue has no such key")
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A number with its thousands apart: `12,345`.
#[must_use]
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words() {
        let (count, what) = (3, Fixed::new("a site", "站点"));
        let said = |lang| format!("{}: {count}", In(&what, lang));
        let text = Text::new(said(Lang::En), said(Lang::Zh));
        assert_eq!((text.of(Lang::En), text.of(Lang::Zh)), ("a site: 3", "站点: 3"));
        assert_eq!(Text::same("EX10").of(Lang::Zh), "EX10");
    }

    #[test]
    fn chinese_is_told_from_what_only_looks_wide() {
        for (text, is_chinese) in
            [("", false), ("`(…)`", false), ("é“”", false), ("，。", false), ("a 一", true), ("龥", true)]
        {
            assert_eq!(has_chinese(text), is_chinese, "{text}");
        }
    }
}
