//! Which name stands for which, where an organisation is shown to others?
//!
//! Every host, domain, site, database, person, address and certificate gets a pseudonym; what is equal stays equal, and
//! so do the structure of domains, ports and versions. Pseudonyms are numbered in the order of the names, so that
//! whatever goes by the order of names goes as before. Names are taken out of the records, before anything is made of
//! them: no other place can let one through. What is free text, and no name, is left out.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::organisation::names;
use super::record::{Class, ExportRecord, ExportValue, Origin};
use crate::scenario::Setting;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// The first label of a host's name.
    Host,
    /// A domain, by its whole name; what stands for it is its first label.
    Domain,
    Site,
    SiteLink,
    Database,
    /// A person, and whatever else belongs to one alone.
    Person,
    Address,
    Certificate,
    File,
    Text,
}

impl Sort {
    const fn word(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Domain => "domain",
            Self::Site => "site",
            Self::SiteLink => "link",
            Self::Database => "database",
            Self::Person => "person",
            Self::Address => "address",
            Self::Certificate => "certificate",
            Self::File => "file",
            Self::Text => "text",
        }
    }
}

/// What the value of a property holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Nothing that names anybody.
    Nothing,
    /// What is better left out: free text, or what nobody here uses.
    Leave,
    /// Hosts or servers, in any form.
    Host,
    /// A name with a server before it, `EX10A\1`.
    OfServer,
    /// `[EX10A, 1]`.
    Preference,
    Site,
    SiteLink,
    Database,
    Person,
    /// A list of `host:port:SSL`.
    Endpoints,
    /// A list of `address:port`.
    Bindings,
    Subject,
    Thumbprint,
    Url,
    /// A file that lies beside that of the record.
    FileBeside,
    Text,
}

/// The top-level domains that say nothing of an organisation. Those of two letters are countries.
const PUBLIC: [&str; 12] =
    ["com", "net", "org", "edu", "gov", "mil", "int", "local", "lan", "internal", "test", "example"];

/// Which pseudonym stands for which name.
#[derive(Debug, Default)]
pub(crate) struct Pseudonyms {
    /// By what it is of and the name in lower case; empty until they are numbered.
    all: BTreeMap<(Sort, String), String>,
}

impl Pseudonyms {
    /// Takes the names of a record. What stands for each is settled by [`Self::number`].
    pub(crate) fn meet(&mut self, record: &ExportRecord) {
        let mut meet = |sort: Sort, name: &str| {
            self.all.entry((sort, name.to_lowercase())).or_default();
            String::new()
        };
        redacted(record, &mut meet);
    }

    /// Takes the name of a file of which something is told.
    pub(crate) fn meet_file(&mut self, name: &str) {
        self.all.entry((Sort::File, name.to_lowercase())).or_default();
    }

    /// What a file is called.
    pub(crate) fn file(&self, name: &str) -> Rc<str> {
        Rc::from(self.of(Sort::File, name))
    }

    /// Numbers the names that were met.
    pub(crate) fn number(&mut self) {
        let mut counts: BTreeMap<Sort, usize> = BTreeMap::new();
        for (sort, _) in self.all.keys() {
            *counts.entry(*sort).or_default() += 1;
        }
        let mut numbers: BTreeMap<Sort, usize> = BTreeMap::new();
        for ((sort, name), pseudonym) in &mut self.all {
            let number = numbers.entry(*sort).or_default();
            *number += 1;
            let width = counts[sort].to_string().len();
            *pseudonym = match sort {
                // In a network that is kept for tests, so that nobody's own address is meant.
                Sort::Address => format!("198.{}.{}.{}", 18 + *number / 65_536, *number / 256 % 256, *number % 256),
                Sort::Certificate => format!("{number:040X}"),
                Sort::File => {
                    let ending = name.rsplit_once('.').map_or("", |it| it.1);
                    let known = ["xml", "csv", "json", "txt"].contains(&ending);
                    format!("file{number:0width$}{}", if known { format!(".{ending}") } else { String::new() })
                }
                sort => format!("{}{number:0width$}", sort.word()),
            };
        }
    }

    /// The record with pseudonyms in the place of names.
    pub(crate) fn instead(&self, record: &ExportRecord) -> ExportRecord {
        redacted(record, &mut |sort, name| self.of(sort, name))
    }

    /// Who is meant by a name on the command line, where anybody is.
    pub(crate) fn person(&self, name: &str) -> String {
        let local = name.split('@').next().unwrap_or(name);
        let of = |name: &str| self.all.get(&(Sort::Person, name.to_lowercase())).cloned();
        of(local).or_else(|| of(name)).unwrap_or_else(|| name.to_owned())
    }

    fn of(&self, sort: Sort, name: &str) -> String {
        // Whatever was not met is nobody's: the exports changed between two readings.
        let found = self.all.get(&(sort, name.to_lowercase())).cloned();
        found.unwrap_or_else(|| format!("{}-unknown", sort.word()))
    }

    /// Which pseudonym stands for what: a table with tabs between its columns.
    pub(crate) fn key(&self) -> String {
        let mut text = String::from("pseudonym\tname\tof\n");
        for ((sort, name), pseudonym) in &self.all {
            let name: String = name
                .chars()
                .flat_map(|it| if it.is_control() { it.escape_default().collect::<Vec<_>>() } else { vec![it] })
                .collect();
            text += &format!("{pseudonym}\t{name}\t{}\n", sort.word());
        }
        text
    }
}

/// Gives names of a sort to whoever knows what stands for them.
type Give<'a> = &'a mut dyn FnMut(Sort, &str) -> String;

/// A record in which `give` has given each name.
fn redacted(record: &ExportRecord, give: Give<'_>) -> ExportRecord {
    let mut fields = Vec::with_capacity(record.fields.len());
    for (property, value) in &record.fields {
        let holds = holds(record.class, property);
        if holds == Holds::Leave {
            continue;
        }
        let mut one = |text: &str| match holds {
            Holds::FileBeside => give(Sort::File, &names::beside(&record.origin.file, text)).into_boxed_str(),
            holds => instead(holds, text, give).into_boxed_str(),
        };
        let value = match value {
            ExportValue::Unset => ExportValue::Unset,
            ExportValue::Lost => ExportValue::Lost,
            ExportValue::Text(it) => ExportValue::Text(one(it)),
            ExportValue::List(it) => ExportValue::List(it.iter().map(|it| one(it)).collect()),
        };
        fields.push((*property, value));
    }
    let file = Rc::from(give(Sort::File, &record.origin.file));
    ExportRecord { class: record.class, fields, origin: Origin { file, ..record.origin.clone() } }
}

/// What the property of a class holds.
fn holds(class: Class, property: &str) -> Holds {
    let is = |setting: Setting| property == setting.name();
    if is(Setting::InternalConnectionSettings) || is(Setting::ExternalConnectionSettings) {
        return Holds::Endpoints;
    }
    if is(Setting::SSLBindings) || is(Setting::UnencryptedOrTLSBindings) {
        return Holds::Bindings;
    }
    if is(Setting::X509CertificateName) {
        return Holds::Host;
    }
    if is(Setting::Banner) || property == "Errors" {
        return Holds::Text;
    }
    match property {
        "Fqdn"
        | "Server"
        | "ServerName"
        | "Servers"
        | "MachineName"
        | "SystemName"
        | "PSComputerName"
        | "ServerFqdn"
        | "ServerLegacyDN"
        | "MountedOnServer"
        | "MasterServerOrAvailabilityGroup"
        | "RpcClientAccessServer"
        | "CertificateDomains" => Holds::Host,
        "Site" | "Sites" => Holds::Site,
        "Database" => Holds::Database,
        "ActivationPreference" => Holds::Preference,
        "Id" | "Guid" | "PrimarySmtpAddress" | "SamAccountName" | "UserPrincipalName" => Holds::Person,
        "Subject" => Holds::Subject,
        "Thumbprint" => Holds::Thumbprint,
        "InternalUrl" | "ExternalUrl" => Holds::Url,
        "Name" | "Identity" | "DistinguishedName" => match class {
            Class::Server | Class::FrontEnd => Holds::Host,
            Class::PopSettings | Class::ImapSettings if property != "Name" => Holds::OfServer,
            Class::Database | Class::MailboxCount => Holds::Database,
            Class::Site => Holds::Site,
            Class::SiteLink => Holds::SiteLink,
            Class::Mailbox | Class::CasMailbox => Holds::Person,
            Class::Manifest => Holds::FileBeside,
            Class::Service => Holds::Nothing,
            _ => Holds::Leave,
        },
        "AcceptedDomains" | "DatabaseCopies" | "Issuer" | "RawData" => Holds::Leave,
        _ => Holds::Nothing,
    }
}

/// The text with pseudonyms.
fn instead(holds: Holds, text: &str, give: Give<'_>) -> String {
    match holds {
        Holds::Nothing | Holds::Leave | Holds::FileBeside => text.to_owned(),
        Holds::Host => host(&names::server(text), give),
        Holds::OfServer => format!("{}\\1", host(&names::server(text), give)),
        Holds::Preference => {
            let parts = text.trim_matches(['[', ']']).rsplit_once(',');
            let of = |(name, number): (&str, &str)| format!("[{},{number}]", host(name.trim(), give));
            parts.map_or_else(String::new, of)
        }
        Holds::Site => give(Sort::Site, &names::clean(&names::object(text))),
        Holds::SiteLink => give(Sort::SiteLink, &names::clean(&names::object(text))),
        Holds::Database => {
            let database = give(Sort::Database, &names::clean(&names::database(text)));
            let has_server = text.contains('\\') && names::server(text) != text;
            if has_server { format!("{}\\{database}", host(&names::server(text), give)) } else { database }
        }
        Holds::Person => match text.trim().split_once('@') {
            Some((local, domain)) => format!("{}@{}", give(Sort::Person, local), self::domain(domain, give)),
            None => give(Sort::Person, &names::object(text)),
        },
        Holds::Endpoints => each(text, &mut |it| match it.split_once(':') {
            Some((name, rest)) => format!("{}:{rest}", host(name, give)),
            None => String::new(),
        }),
        Holds::Bindings => each(text, &mut |it| match it.rsplit_once(':') {
            Some((address, port)) => format!("{}:{port}", bound(address, give)),
            None => it.to_owned(),
        }),
        Holds::Subject => {
            let name = text.split(',').find_map(|it| it.trim().strip_prefix("CN="));
            name.map_or_else(String::new, |it| format!("CN={}", host(it.trim_matches('"'), give)))
        }
        Holds::Thumbprint => give(Sort::Certificate, text),
        Holds::Url => names::host_of_url(text).map_or_else(String::new, |it| format!("https://{}/", host(&it, give))),
        Holds::Text => {
            let installed = super::organisation::banners();
            if installed.iter().any(|it| it == text) { text.to_owned() } else { give(Sort::Text, text) }
        }
    }
}

/// A list in one text, item by item.
fn each(text: &str, of: &mut dyn FnMut(&str) -> String) -> String {
    let items = text.split(|it: char| it.is_whitespace() || ",;{}".contains(it)).filter(|it| !it.is_empty());
    items.map(of).collect::<Vec<_>>().join(" ")
}

/// The name of a host: the first label, and the domain.
fn host(name: &str, give: Give<'_>) -> String {
    let name = name.trim();
    if name.is_empty() || name == "." {
        return name.to_owned();
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return bound(name, give);
    }
    match name.split_once('.') {
        Some(("*", rest)) => format!("*.{}", domain(rest, give)),
        Some((first, rest)) => format!("{}.{}", give(Sort::Host, first), domain(rest, give)),
        None => give(Sort::Host, name),
    }
}

/// The name of a domain: each label below the public ones has a pseudonym of its own, by the domain that it makes.
fn domain(name: &str, give: Give<'_>) -> String {
    let public = name.len() == 2 || PUBLIC.iter().any(|it| it.eq_ignore_ascii_case(name));
    if name.is_empty() || public {
        return name.to_lowercase();
    }
    let own = give(Sort::Domain, name);
    match name.split_once('.') {
        Some((_, above)) => format!("{own}.{}", domain(above, give)),
        None => own,
    }
}

/// An address to which something is bound; those that every host has stay.
fn bound(address: &str, give: Give<'_>) -> String {
    let bare = address.trim_matches(['[', ']']);
    match bare.parse::<std::net::IpAddr>() {
        Ok(it) if it.is_unspecified() || it.is_loopback() => address.to_owned(),
        Ok(std::net::IpAddr::V4(_)) => give(Sort::Address, bare),
        // No scenario holds an IPv6 address of its own; any other says the same.
        Ok(std::net::IpAddr::V6(_)) => "[2001:db8::1]".to_owned(),
        Err(_) => String::new(),
    }
}
