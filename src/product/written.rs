//! Which version and build do people mean who write them in other words?
//!
//! `2019`, `Exchange2019CU14`, `ExchangeSubscriptionEdition`, `SP3 RU11`: as they stand in documents. For what is said
//! about a word that the language does not have.

use super::BuildNumber;
use crate::scenario::Version;

/// The version that a text names, with a build where it names one too.
#[must_use]
pub(crate) fn version(text: &str) -> Option<(Version, Option<BuildNumber>)> {
    let low = text.to_ascii_lowercase();
    let named = |it: &Version| {
        let year = it.product().year.to_ascii_lowercase();
        if year.bytes().all(|it| it.is_ascii_digit()) {
            low.contains(&year)
        } else {
            low.contains("subscription") || words(&low).any(|it| it == year || it == format!("exchange{year}"))
        }
    };
    let version = Version::ALL.into_iter().find(named)?;
    let year = version.product().year.to_ascii_lowercase();
    let rest = low.split_once(&*year).map_or("", |it| it.1);
    Some((version, build(rest)))
}

/// Whether a text names a version of Exchange of which this program knows nothing: one before its first.
#[must_use]
pub(crate) fn is_before_the_first(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    version(text).is_none() && ["2003", "2000", "5.5"].iter().any(|it| low.contains(it))
}

/// A build as admins write it: `SP3 RU11`, `CU23`, `SP1`, `RTM`.
#[must_use]
pub(crate) fn build(text: &str) -> Option<BuildNumber> {
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
            assert_eq!(build(text), meant, "{text}");
        }
    }

    #[test]
    fn versions_as_people_write_them() {
        for (text, meant) in [
            ("2019", Some(("2019", None))),
            ("Exchange2019CU14", Some(("2019", Some((0, 14))))),
            ("Exchange Server 2010 SP3 RU11", Some(("2010", Some((3, 11))))),
            ("ExchangeSubscriptionEdition", Some(("SE", None))),
            ("SE", Some(("SE", None))),
            ("Exchange SE CU1", Some(("SE", Some((0, 1))))),
            ("Exchange2003", None),
            ("Server", None),
        ] {
            assert_eq!(version(text).map(|it| (it.0.product().year, it.1)), meant, "{text}");
        }
        assert!(is_before_the_first("Exchange2003") && !is_before_the_first("Exchange2013"));
    }
}
