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
        "Service" => service(list, word).map(shapes::did_you_mean),
        "Version" => match version(list, word) {
            Some((version, None)) => Some(shapes::did_you_mean(version)),
            Some((version, Some(it))) => Some(shapes::version_and_build(version, it)),
            None if is_before_the_first(word) => Some(shapes::no_older_version().into()),
            // Another number is another version, and no slip of the pen.
            None if word.bytes().any(|it| it.is_ascii_digit()) => Some(no_such_version(list)),
            None => None,
        },
        _ => None,
    }
}

/// The variant of a list that is surely meant by a word of another language, where there is one.
pub(crate) fn word(list: &'static EnumKind, word: &str) -> Option<&'static str> {
    match list.name {
        "Role" if word.eq_ignore_ascii_case("cas") => Some("ClientAccess"),
        "Service" => service(list, word),
        "Version" => version(list, word).filter(|it| it.1.is_none()).map(|it| it.0),
        _ => None,
    }
}

/// What is said of a field that `owner` has not.
pub(super) fn field(owner: &str, name: &str) -> Option<Text> {
    if owner == "UpdateServer" && name == "version" {
        return Some(shapes::version_stands_in_the_build().into());
    }
    let low: String = name.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let is_one = |all: &[&str]| all.contains(&low.strip_suffix('s').unwrap_or(&low));
    Some(if is_clustered(&low) {
        shapes::a_cluster_is_two_servers().into()
    } else if is_one(&["dag", "databaseavailabilitygroup", "availabilitygroup"]) {
        shapes::a_dag_is_where_the_copies_are().into()
    } else if is_one(&["casarray", "clientaccessarray"]) || low.contains("rpcclientaccess") {
        shapes::a_cas_array_is_a_balancer().into()
    } else if owner != "LoadBalancer"
        && is_one(&["nat", "natted", "sourcenat", "behindnat", "publicaddres", "publicip"])
        || owner == "Client" && is_one(&["addres", "ip", "ipaddres", "sourceaddres", "sourceip"])
    {
        shapes::nat_is_behind().into()
    } else if owner == "Server" && low.contains("edge") {
        shapes::edge_has_no_mail_clients().into()
    } else if owner == "Server" && low.contains("hubtransport") {
        shapes::hub_has_no_mail_clients().into()
    } else {
        return None;
    })
}

/// Whether a word is about the clusters of 2007: continuous replication (CCR, SCR) or a single copy (SCC).
fn is_clustered(low: &str) -> bool {
    ["ccr", "scc", "scr", "cms"].contains(&low) || low.contains("cluster")
}

fn role(word: &str) -> Option<Text> {
    let low = word.to_ascii_lowercase();
    Some(if low.contains("edge") {
        shapes::edge_has_no_mail_clients().into()
    } else if is_clustered(&low) {
        shapes::a_cluster_is_two_servers().into()
    } else if low == "dag" {
        shapes::a_dag_is_where_the_copies_are().into()
    } else if low == "casarray" {
        shapes::a_cas_array_is_a_balancer().into()
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

/// The service that Windows knows by this name: `MSExchangeIMAP4`, `Microsoft Exchange POP3 Backend`, `iisadmin`.
fn service(list: &'static EnumKind, word: &str) -> Option<&'static str> {
    let low: String = word.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let low = low.replace("backend", "be");
    let named = |it: &&str| low.ends_with(&it.to_ascii_lowercase());
    let web = || low.starts_with("iis") || low.starts_with("w3") || low.contains("worldwideweb");
    let names = || list.variants.iter().map(|it| it.name);
    names().filter(named).max_by_key(|it| it.len()).or_else(|| names().find(|it| *it == "W3SVC").filter(|_| web()))
}

fn no_such_version(list: &'static EnumKind) -> Text {
    let names: Vec<_> = list.variants.iter().map(|it| it.name).collect();
    shapes::no_such_version(names.join(", "))
}

/// Whether a text names a version of Exchange before the first of which this program knows something.
fn is_before_the_first(text: &str) -> bool {
    ["2003", "2000", "5.5"].iter().any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Service;
    use crate::scenario::language::{Describe, Kind};

    #[test]
    fn services_as_windows_names_them() {
        let Kind::Enum(list) = Service::KIND else { panic!("a list of services") };
        for (text, meant) in [
            ("MSExchangeIMAP4", Some("Imap4")),
            ("MSExchangePop3BE", Some("Pop3BE")),
            ("Microsoft Exchange IMAP4 Backend", Some("Imap4BE")),
            ("IISADMIN", Some("W3SVC")),
            ("World Wide Web Publishing Service", Some("W3SVC")),
            ("MSExchangeIS", None),
            ("", None),
        ] {
            assert_eq!(service(list, text), meant, "{text}");
        }
    }

    #[test]
    fn versions_before_the_first() {
        assert!(is_before_the_first("Exchange2003") && !is_before_the_first("Exchange2013"));
    }
}
