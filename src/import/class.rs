//! What does an object describe?
//!
//! The name of its type says it best, then the cmdlet behind which it stands, then its properties, and the name of the
//! file only where nothing else does.

use crate::import::record::Class;
use crate::scenario::Setting;

/// What is known of it beside its properties.
#[derive(Debug, Clone, Default)]
pub(super) struct Hints<'a> {
    /// The name of the type, with all that stands before it.
    pub(super) type_name: Option<&'a str>,
    /// The cmdlet of a prompt, or the key of JSON, under which it stands.
    pub(super) under: Option<&'a str>,
    /// The name of the file.
    pub(super) file: &'a str,
}

/// What an object describes, as far as can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told<'a> {
    Class(Class),
    /// Something else, by its name.
    Other(&'a str),
    /// A list that was formatted before it was exported.
    Formatted,
    /// Settings of POP3 or of IMAP4.
    Protocol,
    Nothing,
}

/// By which words a class is known: the last part of type names, cmdlets without `Get-`, keys of JSON and names of
/// files, in lower case. Of those that a name of a file holds, the longest is meant.
const WORDS: &[(&str, Class)] = &[
    ("exchangeserver", Class::Server),
    ("server", Class::Server),
    ("pop3adconfiguration", Class::PopSettings),
    ("popsetting", Class::PopSettings),
    ("pop3setting", Class::PopSettings),
    ("pop3", Class::PopSettings),
    ("pop", Class::PopSettings),
    ("imap4adconfiguration", Class::ImapSettings),
    ("imapsetting", Class::ImapSettings),
    ("imap4setting", Class::ImapSettings),
    ("imap4", Class::ImapSettings),
    ("imap", Class::ImapSettings),
    ("mailboxdatabase", Class::Database),
    ("database", Class::Database),
    ("mailbox", Class::Mailbox),
    ("mailboxe", Class::Mailbox),
    ("casmailbox", Class::CasMailbox),
    ("casmailboxe", Class::CasMailbox),
    ("mailboxcount", Class::MailboxCount),
    ("groupinfo", Class::MailboxCount),
    ("groupinfonoelement", Class::MailboxCount),
    ("adsite", Class::Site),
    ("site", Class::Site),
    ("adsitelink", Class::SiteLink),
    ("sitelink", Class::SiteLink),
    ("clientaccessserver", Class::FrontEnd),
    ("clientaccessservice", Class::FrontEnd),
    ("servercomponentstatepresentationobject", Class::Component),
    ("servercomponentstate", Class::Component),
    ("componentstate", Class::Component),
    ("component", Class::Component),
    ("servicecontroller", Class::Service),
    ("win32_service", Class::Service),
    ("service", Class::Service),
    ("exchangecertificate", Class::Certificate),
    ("x509certificate2", Class::Certificate),
    ("certificate", Class::Certificate),
    ("virtualdirectory", Class::VirtualDirectory),
    ("virtualdirectorie", Class::VirtualDirectory),
    ("manifest", Class::Manifest),
];

/// Settings of POP3 and IMAP4 that nothing else has. All but the last name ports.
const SETTINGS: [Setting; 5] = [
    Setting::SSLBindings,
    Setting::UnencryptedOrTLSBindings,
    Setting::InternalConnectionSettings,
    Setting::ProxyTargetPort,
    Setting::LoginType,
];

/// Types that say nothing: those of tables by hand, and of objects out of which properties were taken.
const MUTE: [&str; 6] = ["pscustomobject", "psobject", "object", "hashtable", "managementobject", "ciminstance"];

/// The name of a type without what stands before it and behind it: `ExchangeServer`, `Win32_Service`.
fn short(type_name: &str) -> &str {
    let name = bare(type_name);
    let name = name.split(['`', '[', ',']).next().unwrap_or(name);
    name.rsplit(['.', '#', '/', '\\', '+']).next().unwrap_or(name)
}

/// The name of a type without `Deserialized.` and `Selected.`, which may be stacked.
fn bare(type_name: &str) -> &str {
    let mut name = type_name.trim();
    while let Some(rest) = name.strip_prefix("Deserialized.").or_else(|| name.strip_prefix("Selected.")) {
        name = rest;
    }
    name
}

/// The class that a name of a type, a cmdlet or a key is of.
fn of_word(written: &str) -> Option<Class> {
    let lower = written.to_ascii_lowercase();
    let lower = lower.strip_prefix("get-").unwrap_or(&lower);
    let find = |word: &str| WORDS.iter().find(|it| it.0 == word).map(|it| it.1);
    let directory = || lower.ends_with("virtualdirectory").then_some(Class::VirtualDirectory);
    find(lower).or_else(|| lower.strip_suffix('s').and_then(find)).or_else(directory)
}

/// The class that the name of a file speaks of: `EX10A-ImapSettings.xml`.
fn of_file(name: &str) -> Option<Class> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let in_it = WORDS.iter().filter(|it| last.contains(it.0));
    in_it.max_by_key(|it| it.0.len()).map(|it| it.1)
}

/// What an object describes that has these properties.
pub(super) fn told<'a>(hints: &Hints<'a>, has: &dyn Fn(&str) -> bool) -> Told<'a> {
    if let Some(type_name) = hints.type_name {
        if bare(type_name).starts_with("Microsoft.PowerShell.Commands.Internal.Format.") {
            return Told::Formatted;
        }
        let short = short(type_name);
        if let Some(class) = of_word(short) {
            return Told::Class(class);
        }
        if !MUTE.iter().any(|it| it.eq_ignore_ascii_case(short)) {
            return Told::Other(short);
        }
    }
    if let Some(under) = hints.under {
        if let Some(class) = of_word(under) {
            return Told::Class(class);
        }
        if under.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("get-")) {
            return Told::Other(under);
        }
    }
    match of_properties(has) {
        Told::Nothing => of_file(hints.file).map_or(Told::Nothing, Told::Class),
        told => told,
    }
}

/// Whether the name of a type alone says what it is.
pub(super) fn says(type_name: &str) -> bool {
    of_word(short(type_name)).is_some()
}

/// Whether the properties alone say what it is: an object, and no value of one.
pub(super) fn tell(has: &dyn Fn(&str) -> bool) -> bool {
    of_properties(has) != Told::Nothing
}

/// Whether a key says of which class the objects under it are.
pub(super) fn is_word(key: &str) -> bool {
    of_word(key).is_some()
}

/// What has these properties. Each line asks for what only that class has, or for what no class above it has.
fn of_properties(has: &dyn Fn(&str) -> bool) -> Told<'static> {
    let any = |of: &[&str]| of.iter().any(|it| has(it));
    let all = |of: &[&str]| of.iter().all(|it| has(it));
    let class = if SETTINGS.iter().any(|it| has(it.name())) {
        return Told::Protocol;
    } else if all(&["Cmdlet", "Errors"]) {
        Class::Manifest
    } else if any(&["Thumbprint", "CertificateDomains", "RawData"]) {
        Class::Certificate
    } else if any(&["ADCost", "ExchangeCost"]) || all(&["Cost", "Sites"]) {
        Class::SiteLink
    } else if all(&["Component", "State"]) {
        Class::Component
    } else if any(&["StartMode", "StartType"]) || all(&["ServiceName", "Status"]) {
        Class::Service
    } else if any(&["IsClientAccessServer", "ServerRole"]) || all(&["Fqdn", "AdminDisplayVersion"]) {
        Class::Server
    } else if any(&["Mounted", "Recovery", "ActivationPreference", "MasterServerOrAvailabilityGroup"]) {
        Class::Database
    } else if any(&["InternalUrl", "ExternalUrl"]) {
        Class::VirtualDirectory
    } else if has("Database") {
        Class::Mailbox
    } else if any(&["PopEnabled", "ImapEnabled"]) {
        Class::CasMailbox
    } else if has("HubSiteEnabled") {
        Class::Site
    } else if all(&["Name", "Count"]) {
        Class::MailboxCount
    } else {
        return Told::Nothing;
    };
    Told::Class(class)
}

/// Of which protocol settings are whose object does not say it: by its ports, its distinguished name, its file.
pub(super) fn protocol(said: &dyn Fn(&str) -> Vec<String>, file: &str) -> Option<Class> {
    let of_name = said("ProtocolName").first().map(|it| it.to_ascii_uppercase());
    match of_name.as_deref() {
        Some("POP3" | "POP") => return Some(Class::PopSettings),
        Some("IMAP4" | "IMAP") => return Some(Class::ImapSettings),
        _ => {}
    }
    for value in SETTINGS.iter().flat_map(|it| said(it.name())) {
        for part in value.split(':') {
            match part {
                "110" | "995" | "1995" => return Some(Class::PopSettings),
                "143" | "993" | "1993" => return Some(Class::ImapSettings),
                _ => {}
            }
        }
    }
    for name in said("DistinguishedName") {
        match name.split(',').nth(1).map(str::trim) {
            Some("CN=POP3") => return Some(Class::PopSettings),
            Some("CN=IMAP4") => return Some(Class::ImapSettings),
            _ => {}
        }
    }
    of_file(file).filter(|it| matches!(it, Class::PopSettings | Class::ImapSettings))
}
