//! How is what the reference says of a field, a value or a code said in another language?
//!
//! These texts stand beside what they describe, in English, because that is where they are kept true. Their Chinese
//! stands in `catalogue/zh.po`, in the form of gettext, by the English text: so a text that is changed has no Chinese
//! any more, and a test says which.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::Lang;

/// The Chinese of the texts of the reference, as translators keep it.
const ZH: &str = include_str!("../catalogue/zh.po");

/// Says the texts of the reference in one language, and keeps in mind which were asked for.
#[derive(Debug)]
pub struct Reference {
    /// The language.
    pub lang: Lang,
    asked: RefCell<BTreeSet<String>>,
}

impl Reference {
    /// In a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, asked: RefCell::default() }
    }

    /// A text in the language, as one paragraph.
    #[must_use]
    pub fn say(&self, english: &str) -> String {
        let text = paragraph(english);
        let said = said(self.lang, &text).into_owned();
        if !text.is_empty() {
            self.asked.borrow_mut().insert(text);
        }
        said
    }

    /// What was asked for, in English.
    #[must_use]
    pub fn asked(self) -> BTreeSet<String> {
        self.asked.into_inner()
    }
}

/// A text of the reference in a language; the English one where it has no other, which a test excludes.
#[must_use]
pub fn said(lang: Lang, english: &str) -> Cow<'_, str> {
    match lang {
        Lang::En => Cow::Borrowed(english),
        Lang::Zh => chinese().get(paragraph(english).as_str()).map_or(Cow::Borrowed(english), |it| Cow::Borrowed(it)),
    }
}

/// Every text that has its Chinese, by the English one.
#[must_use]
pub fn chinese() -> &'static BTreeMap<String, String> {
    static READ: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    READ.get_or_init(|| read(ZH))
}

fn paragraph(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a file of gettext: `msgid` and `msgstr`, each with any number of quoted lines.
fn read(po: &str) -> BTreeMap<String, String> {
    let (mut found, mut english, mut other) = (BTreeMap::new(), String::new(), String::new());
    let mut is_english = true;
    for line in po.lines().map(str::trim) {
        let quoted = match (line.strip_prefix("msgid "), line.strip_prefix("msgstr ")) {
            (Some(rest), _) => {
                put(&mut found, &mut english, &mut other);
                is_english = true;
                rest
            }
            (_, Some(rest)) => {
                is_english = false;
                rest
            }
            (None, None) if line.starts_with('"') => line,
            (None, None) => continue,
        };
        let text = quoted.trim_matches('"').replace("\\\"", "\"").replace("\\\\", "\\");
        if is_english { &mut english } else { &mut other }.push_str(&text);
    }
    put(&mut found, &mut english, &mut other);
    found
}

fn put(found: &mut BTreeMap<String, String>, english: &mut String, other: &mut String) {
    let (english, other) = (std::mem::take(english), std::mem::take(other));
    if !english.is_empty() && !other.is_empty() {
        found.insert(english, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_gettext_is_read() {
        let po = "# A comment.\nmsgid \"\"\nmsgstr \"Language: zh\"\n\nmsgid \"Over \"\n\"two \\\"lines\\\" C:\\\\x\"\nmsgstr \"两行\"\n\n\
                  msgid \"Not yet\"\nmsgstr \"\"\n";
        let found = read(po);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("Over two \"lines\" C:\\x".to_owned(), "两行".to_owned())]);
    }

    #[test]
    fn what_is_asked_for_is_kept_in_mind() {
        let reference = Reference::new(Lang::Zh);
        assert_eq!(reference.say(" no  such\n text "), "no such text");
        assert_eq!(reference.asked().into_iter().collect::<Vec<_>>(), ["no such text"]);
    }
}
