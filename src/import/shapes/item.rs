//! What does a value say that an export holds, in whatever shape?
//!
//! The shapes differ in how they write a value: a live object with its text, the text alone, a number, a nested object,
//! a name of a type where the values are lost. Here each becomes a [`ExportValue`], or is refused.

use std::rc::Rc;

use crate::import::notes::Loss;
use crate::import::record::{Class, ExportValue};
use crate::scenario::Setting;

/// A value as it stands in the export. Cheap to copy: what is referred to twice is not kept twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Nil,
    Text(Rc<str>),
    /// A number: itself, or of an enumeration.
    Number(Rc<str>),
    List(Rc<[Item]>),
    /// A nested object that has no text of its own.
    Fields(Rc<[(Rc<str>, Item)]>),
    /// What the reader of the shape has seen to be lost.
    Lost(Loss),
}

/// How a property is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One value.
    One,
    /// Several that hold no blanks.
    List,
    /// Several that may hold blanks.
    Names,
    /// Flags that are written as one text, with commas.
    Flags,
    /// A number of an enumeration, and what each means.
    Numbered(&'static [(&'static str, &'static str)]),
}

const LOGIN_TYPES: &[(&str, &str)] = &[("1", "PlainTextLogin"), ("2", "PlainTextAuthentication"), ("3", "SecureLogin")];
const SERVICE_STATES: &[(&str, &str)] = &[
    ("1", "Stopped"),
    ("2", "StartPending"),
    ("3", "StopPending"),
    ("4", "Running"),
    ("5", "ContinuePending"),
    ("6", "PausePending"),
    ("7", "Paused"),
];
const START_MODES: &[(&str, &str)] = &[("2", "Automatic"), ("3", "Manual"), ("4", "Disabled")];
const COMPONENT_STATES: &[(&str, &str)] = &[("0", "Inactive"), ("1", "Active")];
/// The bits of ServerRole.
const ROLES: &[(u32, &str)] =
    &[(2, "Mailbox"), (4, "ClientAccess"), (16, "UnifiedMessaging"), (32, "HubTransport"), (64, "Edge")];

/// The settings that are lists.
const LISTS: [Setting; 4] = [
    Setting::UnencryptedOrTLSBindings,
    Setting::SSLBindings,
    Setting::InternalConnectionSettings,
    Setting::ExternalConnectionSettings,
];

fn kind(class: Class, property: &str) -> Kind {
    match property {
        "Servers" | "CertificateDomains" => Kind::List,
        "Sites" | "ActivationPreference" | "DatabaseCopies" | "AcceptedDomains" | "Errors" => Kind::Names,
        "ServerRole" | "Services" => Kind::Flags,
        "Status" if class == Class::Service => Kind::Numbered(SERVICE_STATES),
        "StartType" | "StartMode" => Kind::Numbered(START_MODES),
        "State" if class == Class::Component => Kind::Numbered(COMPONENT_STATES),
        "Status" | "State" => Kind::Numbered(&[]),
        _ if property == Setting::LoginType.name() => Kind::Numbered(LOGIN_TYPES),
        _ if property == Setting::ExtendedProtectionPolicy.name() => Kind::Numbered(&[]),
        _ if LISTS.iter().any(|it| it.name() == property) => Kind::List,
        _ => Kind::One,
    }
}

/// Whether a nested object is asked for a field of this name.
pub(super) fn is_asked_for(name: &str) -> bool {
    const NAMES: [&str; 14] = [
        "value",
        "Name",
        "DistinguishedName",
        "Port",
        "Address",
        "IPAddressToString",
        "Hostname",
        "EncryptionType",
        "Major",
        "Minor",
        "Build",
        "Revision",
        "Ticks",
        "DateTime",
    ];
    NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// The value of a property of an object of a class.
///
/// # Errors
/// How it was lost.
pub(super) fn value(class: Class, property: &'static str, item: &Item) -> Result<ExportValue, Loss> {
    let kind = kind(class, property);
    if let Kind::List | Kind::Names = kind {
        return Ok(ExportValue::List(list(kind, property, item)?));
    }
    let text = match item {
        Item::List(items) if kind == Kind::Flags => {
            let parts = items.iter().map(|it| one(class, property, it)).collect::<Result<Vec<_>, _>>()?;
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Item::List(items) => match &**items {
            [] => return Ok(ExportValue::Unset),
            [only] => one(class, property, only)?.unwrap_or_default(),
            _ => return Err(Loss::Nested),
        },
        Item::Text(text) if kind == Kind::Flags && text.trim().starts_with('{') => elements(kind, text)?.join(", "),
        other => one(class, property, other)?.unwrap_or_default(),
    };
    Ok(match text.as_str() {
        "" => ExportValue::Unset,
        it if it.eq_ignore_ascii_case("true") => ExportValue::Text("True".into()),
        it if it.eq_ignore_ascii_case("false") => ExportValue::Text("False".into()),
        _ => ExportValue::Text(text.into()),
    })
}

/// The elements of a list, without the empty ones.
fn list(kind: Kind, property: &str, item: &Item) -> Result<Vec<Box<str>>, Loss> {
    let texts: Vec<String> = match item {
        Item::List(items) => {
            let parts = items.iter().map(|it| element(property, it)).collect::<Result<Vec<_>, _>>()?;
            parts.into_iter().flatten().collect()
        }
        Item::Text(text) => elements(kind, text)?,
        other => element(property, other)?.into_iter().collect(),
    };
    Ok(texts.into_iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).map(Into::into).collect())
}

/// The elements of a list that is one text: `{a, b}` in lists of PowerShell, `a;b` or `a b` in a cell.
fn elements(kind: Kind, text: &str) -> Result<Vec<String>, Loss> {
    let text = text.trim();
    if is_type_name(text) {
        return Err(Loss::TypeName);
    }
    if text.starts_with("@{") {
        return Err(Loss::Nested);
    }
    let ends_open = |it: &str| it.ends_with("...") || it.ends_with('…');
    if let Some(inner) = text.strip_prefix('{') {
        let inner = inner.strip_suffix('}').ok_or(Loss::Ellipsis)?;
        let parts = split_list(inner);
        if parts.last().is_some_and(|it| ends_open(it)) {
            return Err(Loss::Ellipsis);
        }
        let is_cut = kind == Kind::List && parts.iter().any(|it| it.contains(char::is_whitespace));
        return if is_cut { Err(Loss::Wrapped) } else { Ok(parts) };
    }
    if ends_open(text) {
        return Err(Loss::Ellipsis);
    }
    if text.contains(';') {
        return Ok(text.split(';').map(str::to_owned).collect());
    }
    match kind {
        Kind::List => Ok(text.split_whitespace().map(str::to_owned).collect()),
        _ if text.starts_with('[') => Ok(text.split_inclusive(']').map(|it| it.trim().to_owned()).collect()),
        _ if text.contains(char::is_whitespace) => Err(Loss::Blanks),
        _ => Ok(vec![text.to_owned()]),
    }
}

/// `a, [b, 1], c` at its commas, but not at those in brackets.
fn split_list(inner: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    let mut letters = inner.chars().peekable();
    while let Some(it) = letters.next() {
        match it {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && letters.peek().is_none_or(|it| it.is_whitespace()) => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(it);
        }
    }
    parts.into_iter().map(|it| it.trim().to_owned()).collect()
}

fn element(property: &str, item: &Item) -> Result<Option<String>, Loss> {
    match item {
        Item::Fields(_) if property.ends_with("Bindings") => endpoint(item).map(Some),
        Item::Fields(_) if property.ends_with("ConnectionSettings") => connection(item).map(Some),
        Item::Fields(_) => name(item).map(Some),
        other => plain(other),
    }
}

/// The text of one value.
fn one(class: Class, property: &'static str, item: &Item) -> Result<Option<String>, Loss> {
    match item {
        Item::Number(number) => numbered(class, property, number).map(Some),
        Item::Fields(_) => nested(property, item).map(Some),
        other => plain(other),
    }
}

fn plain(item: &Item) -> Result<Option<String>, Loss> {
    match item {
        Item::Nil => Ok(None),
        Item::Number(text) => Ok(Some(text.to_string())),
        Item::Text(text) => {
            let text = text.trim();
            if is_type_name(text) {
                Err(Loss::TypeName)
            } else if text.starts_with("@{") {
                Err(Loss::Nested)
            } else if text.ends_with('…') || text.ends_with("...") {
                Err(Loss::Ellipsis)
            } else {
                Ok(Some(text.to_owned()))
            }
        }
        Item::Lost(how) => Err(how.clone()),
        Item::List(_) | Item::Fields(_) => Err(Loss::Nested),
    }
}

/// `Microsoft.Exchange.Data.MultiValuedProperty`1[…]`, `System.Object[]`: the name of a type, and no value.
fn is_type_name(text: &str) -> bool {
    let Some(rest) = ["System.", "Microsoft."].iter().find_map(|it| text.strip_prefix(it)) else { return false };
    let letters = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '+');
    let rest = rest.trim_start_matches(letters);
    let rest = match rest.strip_prefix('`') {
        Some(arity) => arity.trim_start_matches(|it: char| it.is_ascii_digit()),
        None => rest,
    };
    rest.is_empty() || rest.starts_with('[') && rest.ends_with(']')
}

fn numbered(class: Class, property: &'static str, number: &str) -> Result<String, Loss> {
    let refused = || Loss::Number(number.into());
    match kind(class, property) {
        Kind::Numbered(table) => table.iter().find(|it| it.0 == number).map(|it| it.1.to_owned()).ok_or_else(refused),
        Kind::Flags if property == "ServerRole" => {
            let bits: u32 = number.parse().map_err(|_| refused())?;
            let known: u32 = ROLES.iter().map(|it| it.0).sum();
            if bits & !known != 0 {
                return Err(refused());
            }
            Ok(ROLES.iter().filter(|it| bits & it.0 != 0).map(|it| it.1).collect::<Vec<_>>().join(", "))
        }
        Kind::Flags => Err(refused()),
        _ => Ok(number.to_owned()),
    }
}

fn field<'a>(item: &'a Item, name: &str) -> Option<&'a Item> {
    let Item::Fields(fields) = item else { return None };
    fields.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| &it.1)
}

fn text_of(item: &Item, name: &str) -> Option<String> {
    match field(item, name)? {
        Item::Text(text) | Item::Number(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The text of a nested object: a version, a span of time, the name of what it identifies, a value in a wrapping.
fn nested(property: &str, item: &Item) -> Result<String, Loss> {
    if let Some(text) = text_of(item, "value") {
        return Ok(date(&text).unwrap_or(text));
    }
    let number = |name| text_of(item, name).filter(|it| it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty());
    if let (Some(major), Some(minor)) = (number("Major"), number("Minor")) {
        let (build, revision) = (number("Build").ok_or(Loss::Nested)?, number("Revision").ok_or(Loss::Nested)?);
        return Ok(format!("Version {major}.{minor} (Build {build}.{revision})"));
    }
    if let Some(ticks) = number("Ticks").and_then(|it| it.parse().ok())
        && property.ends_with("Timeout")
    {
        return Ok(span(ticks));
    }
    name(item)
}

fn name(item: &Item) -> Result<String, Loss> {
    let name = text_of(item, "Name").or_else(|| text_of(item, "DistinguishedName"));
    name.filter(|it| !it.is_empty()).ok_or(Loss::Nested)
}

/// `[::]:143` of an address and a port.
fn endpoint(item: &Item) -> Result<String, Loss> {
    let address = field(item, "Address").ok_or(Loss::Nested)?;
    let address = match address {
        Item::Text(text) => text.to_string(),
        nested => text_of(nested, "IPAddressToString").ok_or(Loss::Nested)?,
    };
    let port = text_of(item, "Port").ok_or(Loss::Nested)?;
    Ok(if address.contains(':') { format!("[{address}]:{port}") } else { format!("{address}:{port}") })
}

/// `host:993:SSL` of a nested object, only where its type of connection is said in the words that Exchange prints.
fn connection(item: &Item) -> Result<String, Loss> {
    let said = |name| text_of(item, name).ok_or(Loss::Nested);
    let (host, port, mode) = (said("Hostname")?, said("Port")?, said("EncryptionType")?.to_ascii_uppercase());
    if matches!(mode.as_str(), "SSL" | "TLS") { Ok(format!("{host}:{port}:{mode}")) } else { Err(Loss::Nested) }
}

/// A span of time of ticks of 100 ns: `[d.]hh:mm:ss[.fffffff]`.
fn span(ticks: u64) -> String {
    let (seconds, rest) = (ticks / 10_000_000, ticks % 10_000_000);
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let days = if days > 0 { format!("{days}.") } else { String::new() };
    let rest = if rest > 0 { format!(".{rest:07}") } else { String::new() };
    format!("{days}{hours:02}:{:02}:{:02}{rest}", seconds / 60 % 60, seconds % 60)
}

/// The date in `/Date(1326441600000)/`, as ISO 8601 writes it.
fn date(text: &str) -> Option<String> {
    let milliseconds: i64 = text.strip_prefix("/Date(")?.strip_suffix(")/")?.parse().ok()?;
    Some(crate::time::date::iso(milliseconds.div_euclid(1000)))
}
