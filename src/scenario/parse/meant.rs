//! What did people mean who wrote a word that the language does not have?
//!
//! Roles, versions and builds are written in many ways. Where one of them can be told, the help says how it is written
//! here, or why it is not there at all (VER-2, VER-3).

use crate::catalogue::shapes;
use crate::lang::Text;
use crate::product::{BuildNumber, written};

/// What is said of a word that is none of the variants of `list`.
pub(super) fn variant(list: &str, word: &str) -> Option<Text> {
    match list {
        "Role" => role(word),
        "Version" => match written::version(word) {
            Some((version, None)) => Some(shapes::did_you_mean(format!("{version:?}"))),
            Some((version, Some(number))) => Some(shapes::version_and_build(format!("{version:?}"), build(number))),
            None if written::is_before_the_first(word) => Some(shapes::no_older_version().into()),
            None => None,
        },
        _ => None,
    }
}

/// What is said of a text where a struct is written.
pub(super) fn structure(owner: &str, text: &str) -> Option<Text> {
    let number = (owner == "Build").then(|| written::build(text))??;
    Some(shapes::write_it_as(build(number)))
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
