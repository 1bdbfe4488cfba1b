//! What did people mean who wrote a word that the language does not have?
//!
//! Roles, versions and builds are written in many ways: `2019`, `Exchange2019CU14`, `ExchangeSubscriptionEdition`,
//! `SP3 RU11`. Where one of them can be told, the help says how it is written here, or why it is not there at all
//! (VER-2, VER-3).

use crate::catalogue::shapes;
use crate::lang::Text;
use crate::scenario::language::EnumKind;

/// Service pack and update.
type BuildNumber = (u32, u32);

/// What is said of a word that is none of the variants of a list.
pub(super) fn variant(list: &'static EnumKind, word: &str) -> Option<Text> {
    match list.name {
        "Role" => role(word),
        "Version" => match version(list, word) {
            Some((version, None)) => Some(shapes::did_you_mean(version)),
            Some((version, Some(it))) => Some(shapes::version_and_build(version, build(it))),
            None if is_before_the_first(word) => Some(shapes::no_older_version().into()),
            None => None,
        },
        _ => None,
    }
}

/// What is said of a text where a struct is written.
pub(super) fn structure(owner: &str, text: &str) -> Option<Text> {
    let it = (owner == "Build").then(|| number(text))??;
    Some(shapes::write_it_as(build(it)))
}

/// What is said of a field that `owner` has not.
pub(super) fn field(owner: &str, name: &str) -> Option<Text> {
    (owner == "UpdateServer" && name == "version").then(|| shapes::no_version_in_place().into())
}

fn role(word: &str) -> Option<Text> {
    let low = word.to_ascii_lowercase();
    Some(if low.contains("edge") {
        shapes::edge_has_no_mail_clients().into()
    } else if low.contains("hub") || low.contains("transport") {
        shapes::hub_has_no_mail_clients().into()
    } else if low.contains("unified") || low == "um" {
        shapes::messaging_has_no_mail_clients().into()
    } else if low == "cas" {
        shapes::did_you_mean("ClientAccess")
    } else {
        return None;
    })
}

fn build((pack, update): BuildNumber) -> String {
    match (pack, update) {
        (0, _) => format!("Build(update: {update})"),
        (_, 0) => format!("Build(service_pack: {pack})"),
        _ => format!("Build(service_pack: {pack}, update: {update})"),
    }
}

/// The version that a text names, with a build where it names one too.
fn version(list: &'static EnumKind, text: &str) -> Option<(&'static str, Option<BuildNumber>)> {
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
            return Some((name, number(low.split_once(short).map_or("", |it| it.1))));
        }
    }
    None
}

/// Whether a text names a version of Exchange before the first of which this program knows something.
fn is_before_the_first(text: &str) -> bool {
    ["2003", "2000", "5.5"].iter().any(|it| text.contains(it))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Version;
    use crate::scenario::language::{Describe, Kind};

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
            ("Exchange2019CU14", Some(("Exchange2019", Some((0, 14))))),
            ("Exchange Server 2010 SP3 RU11", Some(("Exchange2010", Some((3, 11))))),
            ("ExchangeSubscriptionEdition", Some(("ExchangeSE", None))),
            ("SE", Some(("ExchangeSE", None))),
            ("Exchange SE CU1", Some(("ExchangeSE", Some((0, 1))))),
            ("Exchange2003", None),
            ("Server", None),
        ] {
            assert_eq!(version(list, text), meant, "{text}");
        }
        assert!(is_before_the_first("Exchange2003") && !is_before_the_first("Exchange2013"));
    }
}
