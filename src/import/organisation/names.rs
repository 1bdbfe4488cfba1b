//! Which name does a text speak of: of a server, a site, a database, a host?
//!
//! One thing is called in many ways: `EX10A`, `ex10a.contoso.com`, `contoso.com/Configuration/Sites/Branch`, a
//! distinguished name, a legacy one, `EX10A\1`.

use crate::scenario::ConnectionSetting;

/// The relative names of a distinguished name, each with its type: `CN=a\, b,OU=c` is `CN`, `a, b` and `OU`, `c`.
/// Nothing where it is none.
fn relative_names(text: &str) -> Option<Vec<(String, String)>> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => parts.last_mut()?.extend(letters.next()),
            ',' => parts.push(String::new()),
            other => parts.last_mut()?.push(other),
        }
    }
    let split = |it: String| it.trim_start().split_once('=').map(|(kind, name)| (kind.to_owned(), name.to_owned()));
    let all: Option<Vec<_>> = parts.into_iter().map(split).collect();
    all.filter(|it| it[0].0.eq_ignore_ascii_case("CN") && it.len() > 1)
}

/// The last name of a legacy name: `/o=Contoso/…/cn=Servers/cn=EX10A`.
fn of_legacy_name(text: &str) -> Option<&str> {
    let all = text.starts_with('/').then_some(text)?;
    all.split('/').rev().find_map(|it| it.get(..3).filter(|kind| kind.eq_ignore_ascii_case("cn=")).map(|_| &it[3..]))
}

/// The server that a text names, as it names it.
pub(crate) fn server(text: &str) -> String {
    let text = text.trim();
    if let Some(names) = relative_names(text) {
        let below = names.iter().position(|(_, name)| name.eq_ignore_ascii_case("Servers")).filter(|it| *it > 0);
        return names[below.map_or(0, |it| it - 1)].1.clone();
    }
    if let Some(name) = of_legacy_name(text) {
        return name.to_owned();
    }
    let text = text.split('\\').next().unwrap_or(text);
    text.rsplit('/').next().unwrap_or(text).trim().to_owned()
}

/// The site or site link that a text names.
pub(crate) fn object(text: &str) -> String {
    let text = text.trim();
    if let Some(names) = relative_names(text) {
        return names[0].1.clone();
    }
    text.rsplit('/').next().unwrap_or(text).trim().to_owned()
}

/// The database that a text names: on 2007 its server and its storage group may stand before it.
pub(crate) fn database(text: &str) -> String {
    let name = object(text);
    let last = name.rsplit('\\').next().unwrap_or(&name).trim();
    if last.is_empty() { name } else { last.to_owned() }
}

/// The file of a name that lies beside another one.
pub(crate) fn beside(file: &str, name: &str) -> String {
    file.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The first label of a host's name, in lower case: by it names are compared.
pub(crate) fn label(host: &str) -> String {
    host.split('.').next().unwrap_or(host).trim().to_lowercase()
}

/// The host in an address of the web.
pub(crate) fn host_of_url(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |it| it.1);
    let host = host.split(':').next()?;
    is_host(host).then(|| host.to_lowercase())
}

/// Whether a text is the name of a host, so that a scenario may hold it.
pub(crate) fn is_host(text: &str) -> bool {
    !text.is_empty() && ConnectionSetting::parse(&format!("{text}:1")).is_ok()
}

/// The longest name that a scenario takes, in letters.
const LONGEST: usize = crate::resolve::NAME_MAX;

/// A name as a scenario may hold it: without control characters and blanks around it, and of no more than the length
/// that it takes.
pub(crate) fn clean(name: &str) -> String {
    let printed: String = name.chars().map(|it| if it.is_control() { '_' } else { it }).collect();
    let short: String = printed.trim().chars().take(LONGEST).collect();
    short.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_called_in_many_ways() {
        for (text, name) in [
            ("EX10A", "EX10A"),
            ("ex10a.contoso.com", "ex10a.contoso.com"),
            ("EX10A\\1", "EX10A"),
            ("EX07MBX\\First Storage Group\\DB", "EX07MBX"),
            ("CN=1,CN=IMAP4,CN=Protocols,CN=EX10A,CN=Servers,CN=Org,DC=contoso,DC=com", "EX10A"),
            ("CN=EX10A,CN=Servers,CN=Org", "EX10A"),
            ("/o=Contoso/ou=Group/cn=Configuration/cn=Servers/cn=EX10A", "EX10A"),
            ("contoso.com/Servers/EX10A", "EX10A"),
        ] {
            assert_eq!(server(text), name, "{text}");
        }
    }

    #[test]
    fn a_site_or_a_database_is_called_in_many_ways() {
        for (text, name) in [
            ("Branch", "Branch"),
            ("contoso.com/Configuration/Sites/Main Office", "Main Office"),
            ("CN=Nord\\, West,CN=Sites,CN=Configuration,DC=contoso,DC=com", "Nord, West"),
            ("a=b", "a=b"),
            ("a\\b", "a\\b"),
        ] {
            assert_eq!(object(text), name, "{text}");
        }
        assert_eq!(database("EX07MBX\\First Storage Group\\Mailbox Database"), "Mailbox Database");
        assert_eq!(database("contoso.com/Databases/DB1"), "DB1");
    }

    #[test]
    fn hosts_of_the_web() {
        assert_eq!(host_of_url("https://Mail.contoso.com:443/owa").as_deref(), Some("mail.contoso.com"));
        assert_eq!(host_of_url("mail.contoso.com"), None);
        assert_eq!(host_of_url("https:///owa"), None);
    }

    #[test]
    fn a_name_is_made_fit() {
        assert_eq!(clean(" a\r\nb\u{202e}\" "), "a__b\u{202e}\"");
        assert_eq!(clean(&"x".repeat(300)).len(), LONGEST);
    }
}
