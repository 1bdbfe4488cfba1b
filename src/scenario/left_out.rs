//! What holds where a field is left out?
//!
//! Where it is a value, the row of the field writes the value, and the words of the reference are printed from it: no
//! default is prose in one place and code in another. Prose is left for what is no value, for example "the only site".

use std::borrow::Cow;

use compact_str::CompactString;

use super::{CertificateService, Role, Share};
use crate::lang::Lang;
use crate::time::{Date, Micros, Time, TimeZone};

/// What holds where a field is left out.
#[derive(Clone, Copy, Debug)]
pub enum LeftOut {
    /// In words (Markdown), where it is no value.
    Prose(&'static str),
    /// A value, printed (Markdown).
    Value(fn(Lang) -> String),
}

impl LeftOut {
    /// As the reference says it (Markdown).
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'static, str> {
        match self {
            Self::Prose(text) => Cow::Borrowed(text),
            Self::Value(print) => Cow::Owned(print(lang)),
        }
    }
}

/// A field that may be left out, with what it holds then.
pub(crate) trait MayBeLeftOut {
    /// The value itself.
    type Filled;

    /// What is written, or else the default.
    fn filled(&self, default: impl FnOnce() -> Self::Filled) -> Self::Filled;
}

impl<T: Clone> MayBeLeftOut for Option<T> {
    type Filled = T;

    fn filled(&self, default: impl FnOnce() -> T) -> T {
        self.clone().unwrap_or_else(default)
    }
}

impl<T: Clone> MayBeLeftOut for Vec<T> {
    type Filled = Self;

    fn filled(&self, default: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { default() } else { self.clone() }
    }
}

/// A value that can be printed into the reference (Markdown).
pub(crate) trait Shown {
    /// As the reference says it.
    fn shown(&self, lang: Lang) -> String;
}

impl Shown for Micros {
    fn shown(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Shown for CompactString {
    fn shown(&self, lang: Lang) -> String {
        self.as_str().to_owned().shown(lang)
    }
}

impl Shown for bool {
    fn shown(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Shown for u32 {
    fn shown(&self, lang: Lang) -> String {
        u64::from(*self).shown(lang)
    }
}

impl Shown for u64 {
    /// With a comma for every three digits.
    fn shown(&self, _: Lang) -> String {
        let digits = self.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }
}

/// A port; the only number of sixteen bits. Ports are names rather than numbers, so nothing divides their digits.
impl Shown for u16 {
    fn shown(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Shown for Date {
    fn shown(&self, _: Lang) -> String {
        format!("`{self}`")
    }
}

impl Shown for String {
    fn shown(&self, _: Lang) -> String {
        self.clone()
    }
}

impl Shown for Share {
    fn shown(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Shown for Time {
    fn shown(&self, _: Lang) -> String {
        self.to_string()
    }
}

impl Shown for TimeZone {
    fn shown(&self, _: Lang) -> String {
        format!("`{self}`")
    }
}

impl Shown for Vec<Time> {
    fn shown(&self, _: Lang) -> String {
        let items: Vec<_> = self.iter().map(|it| format!("\"{it}\"")).collect();
        format!("`[{}]`", items.join(", "))
    }
}

/// Lists of which the items are printed as they are written.
macro_rules! lists {
    ($($item:ty)+) => {$(
        impl Shown for Vec<$item> {
            fn shown(&self, _: Lang) -> String {
                format!("`{self:?}`")
            }
        }
    )+};
}
lists!(u16 Role CertificateService);
