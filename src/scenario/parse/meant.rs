//! What did people mean who wrote a word that the language does not have?
//!
//! Roles, versions and builds are written in many ways: `2019`, `Exchange2019CU14`, `ExchangeSubscriptionEdition`,
//! `SP3 RU11`. Where one of them can be told, the help says how it is written here, or why it is not there at all
//! (VER-2, VER-3).

use crate::catalogue::shapes;
use crate::lang::Text;
use crate::scenario::build::version;
use crate::scenario::language::EnumKind;

/// What is said of a word that is none of the variants of a list.
pub(super) fn variant(list: &'static EnumKind, word: &str) -> Option<Text> {
    match list.name {
        "Role" => role(word),
        "Version" => match version(list, word) {
            Some((version, None)) => Some(shapes::did_you_mean(version)),
            Some((version, Some(it))) => Some(shapes::version_and_build(version, it)),
            None if is_before_the_first(word) => Some(shapes::no_older_version().into()),
            None => None,
        },
        _ => None,
    }
}

/// What is said of a field that `owner` has not.
pub(super) fn field(owner: &str, name: &str) -> Option<Text> {
    (owner == "UpdateServer" && name == "version").then(|| shapes::version_stands_in_the_build().into())
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

/// Whether a text names a version of Exchange before the first of which this program knows something.
fn is_before_the_first(text: &str) -> bool {
    ["2003", "2000", "5.5"].iter().any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_before_the_first() {
        assert!(is_before_the_first("Exchange2003") && !is_before_the_first("Exchange2013"));
    }
}
