//! How is a build written?
//!
//! By its numbers, `Build(update: 23)`, or as admins call it: `"CU23"`, `"SP3 RU11"`, `"RTM"`, `"SE CU1"`. Which builds
//! there are is for whoever knows the version.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::language::{Describe, EnumKind, Form, Kind, LeafKind, StructKind};
use super::write::ToRon;
use super::{Build, Version};
use crate::catalogue::values;
use crate::lang::{Fixed, Lang, Text};

/// Service pack and update.
type BuildNumber = (u32, u32);

/// A build as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WrittenBuild {
    /// By its numbers.
    Numbers(Build),
    /// As it is called.
    Name(BuildName),
}

/// A build as it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BuildName {
    text: String,
    version: Option<Version>,
    number: BuildNumber,
}

impl WrittenBuild {
    /// A build as it is called: `CU23`; nothing where none is called so.
    #[must_use]
    pub(crate) fn named(word: &str) -> Option<Self> {
        BuildName::parse(word).ok().map(Self::Name)
    }

    /// Service pack and update.
    #[must_use]
    pub(crate) fn number(&self) -> BuildNumber {
        match self {
            Self::Numbers(it) => (it.service_pack(), it.update()),
            Self::Name(it) => it.number,
        }
    }

    /// The version that is called with it, where one is.
    #[must_use]
    pub(crate) const fn version(&self) -> Option<Version> {
        match self {
            Self::Numbers(_) => None,
            Self::Name(it) => it.version,
        }
    }
}

impl BuildName {
    /// Reads `CU23`, `SP3 RU11`, `RTM`, and the same behind a version: `SE RTM`.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = values::build_name();
        let Kind::Enum(versions) = Version::KIND else { return Err(WANTED.into()) };
        let (version, number) = match version(versions, text) {
            Some((name, rest)) => {
                let meant = Version::ALL.into_iter().find(|it| format!("{it:?}") == name);
                (meant, rest.and_then(number))
            }
            None => (None, number(text)),
        };
        Ok(Self { text: text.trim().to_owned(), version, number: number.ok_or(WANTED)? })
    }
}

impl fmt::Display for BuildName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The version that a text names, with what stands behind it where that is a build.
pub(super) fn version<'a>(list: &'static EnumKind, text: &'a str) -> Option<(&'static str, Option<&'a str>)> {
    let low = text.to_ascii_lowercase();
    for name in list.variants.iter().map(|it| it.name) {
        let full = name.to_ascii_lowercase();
        let short = full.trim_start_matches("exchange");
        let is_named = if short.bytes().all(|it| it.is_ascii_digit()) {
            low.contains(short)
        } else {
            low.contains("subscription") || words(&low).any(|it| it == short || it == full)
        };
        if is_named {
            let behind = low.find(short).map_or("", |at| &text[at + short.len()..]);
            let behind = behind.trim_matches(|it: char| !it.is_ascii_alphanumeric());
            return Some((name, number(behind).is_some().then_some(behind)));
        }
    }
    None
}

/// A build as admins write it: `SP3 RU11`, `CU23`, `SP1`, `RTM`.
fn number(text: &str) -> Option<BuildNumber> {
    let low: String = text.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    if low == "rtm" {
        return Some((0, 0));
    }
    let (mut rest, mut pack, mut update) = (&*low, None, None);
    while !rest.is_empty() {
        let word = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_alphabetic()).len();
        let digits = rest[word..].len() - rest[word..].trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let number = rest[word..word + digits].parse().ok()?;
        match &rest[..word] {
            "sp" | "servicepack" if pack.is_none() && update.is_none() => pack = Some(number),
            "ru" | "ur" | "cu" | "updaterollup" | "rollup" | "cumulativeupdate" if update.is_none() => {
                update = Some(number);
            }
            _ => return None,
        }
        rest = &rest[word + digits..];
    }
    (pack.is_some() || update.is_some()).then(|| (pack.unwrap_or(0), update.unwrap_or(0)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_ascii_alphanumeric())
}

impl<'de> Deserialize<'de> for WrittenBuild {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// With its name before the bracket, and without.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Read {
            Name(String),
            Called(Called),
            Plain(Build),
            Nothing(()),
        }
        #[derive(Deserialize)]
        enum Called {
            Build(Inside),
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Inside {
            Numbers(Build),
            Nothing(()),
            Empty([u8; 0]),
        }
        match Read::deserialize(deserializer)? {
            Read::Name(it) => match BuildName::parse(&it) {
                Ok(it) => Ok(Self::Name(it)),
                // Nobody reads this: what is wrong is told by the slow pass, in every language.
                Err(it) => Err(D::Error::custom(it.of(Lang::En))),
            },
            Read::Called(Called::Build(Inside::Numbers(it))) | Read::Plain(it) => Ok(Self::Numbers(it)),
            Read::Called(Called::Build(Inside::Nothing(()) | Inside::Empty([]))) | Read::Nothing(()) => {
                Ok(Self::Numbers(Build { service_pack: None, update: None }))
            }
        }
    }
}

impl Describe for WrittenBuild {
    const KIND: &'static Kind = {
        const NUMBERS: &StructKind = match Build::KIND {
            Kind::Struct(it) => it,
            _ => panic!("a build has fields"),
        };
        &Kind::Struct(&StructKind {
            text: Some(&Kind::Leaf(&LeafKind {
                name: values::a_build_name(),
                form: Form::Text,
                example: "\"CU23\"",
                pattern: || r"[A-Za-z0-9 ._-]+".to_owned(),
                most: 0,
                check: |text| BuildName::parse(text).map(drop),
            })),
            ..*NUMBERS
        })
    };
}

impl ToRon for WrittenBuild {
    fn write(&self, out: &mut String) {
        match self {
            Self::Numbers(it) => it.write(out),
            Self::Name(it) => out.push_str(&format!("{:?}", it.text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_as_admins_write_them() {
        for (text, meant) in [
            ("SP3 RU11", Some((3, 11))),
            ("sp3-ru11", Some((3, 11))),
            ("SP3UR11", Some((3, 11))),
            ("CU23", Some((0, 23))),
            ("Cumulative Update 23", Some((0, 23))),
            ("SP1", Some((1, 0))),
            ("RTM", Some((0, 0))),
            ("RU11 SP3", None),
            ("CU", None),
            ("CU99999999999", None),
            ("15.2.1544", None),
            ("", None),
        ] {
            assert_eq!(number(text), meant, "{text}");
        }
    }

    #[test]
    fn versions_as_people_write_them() {
        let Kind::Enum(list) = Version::KIND else { panic!("a list of versions") };
        for (text, meant) in [
            ("2019", Some(("Exchange2019", None))),
            ("Exchange2019CU14", Some(("Exchange2019", Some("CU14")))),
            ("Exchange Server 2010 SP3 RU11", Some(("Exchange2010", Some("SP3 RU11")))),
            ("ExchangeSubscriptionEdition", Some(("ExchangeSE", None))),
            ("SE", Some(("ExchangeSE", None))),
            ("Exchange SE CU1", Some(("ExchangeSE", Some("CU1")))),
            ("Exchange2003", None),
            ("Server", None),
        ] {
            assert_eq!(version(list, text), meant, "{text}");
        }
    }

    /// Both ways to write it, with the name before the bracket and without; and a text that names a version too.
    #[test]
    fn a_build_is_read_by_its_numbers_or_by_its_name() {
        for (text, version, number) in [
            ("Build(service_pack: 3, update: 11)", None, (3, 11)),
            ("(update: 23)", None, (0, 23)),
            ("Build()", None, (0, 0)),
            ("()", None, (0, 0)),
            ("\"SP3 RU11\"", None, (3, 11)),
            ("\"SE RTM\"", Some(Version::ExchangeSE), (0, 0)),
            ("\"2019 CU15\"", Some(Version::Exchange2019), (0, 15)),
        ] {
            let read: WrittenBuild = ron::from_str(text).unwrap_or_else(|it| panic!("{text}: {it}"));
            assert_eq!((read.version(), read.number()), (version, number), "{text}");
            let again: WrittenBuild = ron::from_str(&read.ron()).expect("what is written is read");
            assert_eq!(again, read);
        }
        for text in ["Bild(update: 3)", "Build(updates: 3)", "\"15.2.1544\"", "\"SE\"", "23", "Build(update: -1)"] {
            assert!(ron::from_str::<WrittenBuild>(text).is_err(), "{text}");
        }
    }
}
