//! Which value of a setting does a text of an export say?
//!
//! The form in which PowerShell shows it: bindings as `[::]:143` or, by older .NET, `:::143`; spans of time as
//! `00:30:00`; words of an enum, or its number where JSON wrote it so.

use super::merged::{Use, as_switch, as_text};
use crate::import::record;
use crate::scenario::settings::{UNLIMITED, Value};
use crate::scenario::{Binding, BoundTo, ConnectionSetting, ExtendedProtection, LogRollOver, LoginType};
use crate::time::Micros;

/// What an export says of a setting: its value, and what of it a scenario cannot hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// The value.
    pub(super) value: Value,
    /// Bindings to an IPv6 address: nobody connects to one in a scenario.
    pub(super) ipv6: Vec<String>,
}

/// Reads the value of a setting; `like` is one of its type.
pub(super) fn setting(value: &record::ExportValue, like: &Value) -> Use<Read> {
    if *value == record::ExportValue::Lost {
        return Use::Unsaid;
    }
    let read = match like {
        Value::Bindings(_) => return bindings(value),
        Value::Endpoints(_) => endpoints(value),
        Value::Switch(_) => match as_switch(value) {
            Use::As(it) => Some(Value::Switch(it)),
            Use::Unsaid => return Use::Unsaid,
            Use::NotUnderstood => None,
        },
        _ => match as_text(value) {
            Use::As(text) => scalar(&text, like),
            Use::Unsaid => return Use::Unsaid,
            Use::NotUnderstood => None,
        },
    };
    read.map_or(Use::NotUnderstood, |value| Use::As(Read { value, ipv6: Vec::new() }))
}

fn scalar(text: &str, like: &Value) -> Option<Value> {
    let digits = || text.bytes().all(|it| it.is_ascii_digit());
    Some(match like {
        Value::Number(_) if text.eq_ignore_ascii_case("Unlimited") => Value::Number(UNLIMITED),
        Value::Number(_) => Value::Number(text.parse().ok().filter(|_| digits())?),
        Value::Port(_) => Value::Port(text.parse().ok().filter(|_| digits())?),
        Value::Span(_) => Value::Span(Micros::of_cmdlet(text)?),
        // The numbers are those of the reference: 1, 2, 3.
        Value::LoginType(_) => Value::LoginType(word(
            text,
            &[LoginType::PlainTextLogin, LoginType::PlainTextAuthentication, LoginType::SecureLogin],
            Some(1),
        )?),
        Value::ExtendedProtection(_) => Value::ExtendedProtection(word(
            text,
            &[ExtendedProtection::None, ExtendedProtection::Allow, ExtendedProtection::Require],
            None,
        )?),
        Value::LogRollOver(_) => Value::LogRollOver(word(
            text,
            &[LogRollOver::Hourly, LogRollOver::Daily, LogRollOver::Weekly, LogRollOver::Monthly],
            None,
        )?),
        Value::Text(_) => Value::Text(text.into()),
        Value::Switch(_) | Value::Bindings(_) | Value::Endpoints(_) => return None,
    })
}

/// The word of an enum, or its number, counted from `first` where the numbers are known.
fn word<T: Copy + std::fmt::Debug>(text: &str, all: &[T], first: Option<usize>) -> Option<T> {
    let spelled = all.iter().copied().find(|it| format!("{it:?}").eq_ignore_ascii_case(text));
    let counted = || all.get(text.parse::<usize>().ok()?.checked_sub(first?)?).copied();
    spelled.or_else(counted)
}

/// The items of a list, however it came.
fn items(value: &record::ExportValue) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |text: &str| {
        let text = text.trim();
        let text = text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(text);
        // Neither bindings nor connection settings hold a blank, a comma or a semicolon.
        let parts = text.split(|it: char| it.is_whitespace() || matches!(it, ',' | ';'));
        all.extend(parts.filter(|it| !it.is_empty()).map(str::to_owned));
    };
    match value {
        record::ExportValue::Text(it) => add(it),
        record::ExportValue::List(it) => it.iter().for_each(|it| add(it)),
        record::ExportValue::Unset | record::ExportValue::Lost => {}
    }
    all
}

fn endpoints(value: &record::ExportValue) -> Option<Value> {
    let read = |it: String| {
        let it = ConnectionSetting::parse(&it).ok()?;
        Some(ConnectionSetting { host: it.host.to_lowercase(), ..it })
    };
    items(value).into_iter().map(read).collect::<Option<Vec<_>>>().map(Value::Endpoints)
}

fn bindings(value: &record::ExportValue) -> Use<Read> {
    let (mut found, mut ipv6) = (Vec::new(), Vec::new());
    for it in items(value) {
        match binding(&it) {
            Some(Ok(binding)) => {
                if !found.contains(&binding) {
                    found.push(binding);
                }
            }
            Some(Err(())) => ipv6.push(it),
            None => return Use::NotUnderstood,
        }
    }
    Use::As(Read { value: Value::Bindings(Binding::folded(&found)), ipv6 })
}

/// Reads `[::]:143`, `:::143`, `0.0.0.0:143`, `10.0.0.12:143`; the port stands behind the last colon. `Err` where it is
/// an IPv6 address of its own.
fn binding(text: &str) -> Option<Result<Binding, ()>> {
    let (address, port) = text.rsplit_once(':')?;
    let digits = !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit());
    let port = port.parse::<u16>().ok().filter(|it| digits && *it > 0)?;
    let bare = address.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(address);
    // A zone (`%4`) belongs to a link, and to no meaning of its own.
    let bare = bare.split('%').next().unwrap_or(bare);
    if let Ok(it) = bare.parse::<std::net::Ipv6Addr>() {
        return Some(if it.is_unspecified() { Ok(Binding { port, to: BoundTo::EveryIpv6 }) } else { Err(()) });
    }
    let to = bare.parse().ok().filter(|it: &std::net::Ipv4Addr| !it.is_broadcast() && !it.is_multicast())?;
    Some(Ok(Binding { port, to: BoundTo::Address(to) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(it: &str) -> record::ExportValue {
        record::ExportValue::Text(it.into())
    }

    fn list(it: &[&str]) -> record::ExportValue {
        record::ExportValue::List(it.iter().map(|it| (*it).into()).collect())
    }

    fn ron(value: &record::ExportValue, like: &Value) -> Option<String> {
        match setting(value, like) {
            Use::As(it) => Some(it.value.ron()),
            Use::Unsaid => Some(String::new()),
            Use::NotUnderstood => None,
        }
    }

    #[test]
    fn bindings_in_every_form() {
        let like = Value::Bindings(Vec::new());
        for (value, expected) in [
            (list(&["[::]:143", "0.0.0.0:143"]), Some("[143]")),
            (list(&[":::143", "0.0.0.0:143"]), Some("[143]")),
            (list(&["0000:0000:0000:0000:0000:0000:0000:0000:143"]), Some("[\"[::]:143\"]")),
            (text("[::]:143 0.0.0.0:143"), Some("[143]")),
            (text("{[::]:993, 10.0.0.12:993}"), Some("[\"[::]:993\", \"10.0.0.12:993\"]")),
            (list(&["[fe80::1%4]:143", "0.0.0.0:143"]), Some("[\"0.0.0.0:143\"]")),
            (list(&[]), Some("[]")),
            (record::ExportValue::Unset, Some("[]")),
            (list(&["143"]), None),
            (list(&["[::]:0"]), None),
            (list(&["[::]:70000"]), None),
            (list(&["host:143"]), None),
        ] {
            assert_eq!(ron(&value, &like).as_deref(), expected, "{value:?}");
        }
        assert!(matches!(setting(&list(&["[fe80::1]:143"]), &like), Use::As(it) if it.ipv6 == ["[fe80::1]:143"]));
    }

    #[test]
    fn connection_settings_in_every_form() {
        let like = Value::Endpoints(Vec::new());
        for (value, expected) in [
            (list(&["Mail.contoso.com:993:SSL", "a:143:tls"]), Some(r#"["mail.contoso.com:993:SSL", "a:143:TLS"]"#)),
            (list(&["a:143:", "b:143"]), Some(r#"["a:143", "b:143"]"#)),
            (text("a:993:SSL;b:143:TLS"), Some(r#"["a:993:SSL", "b:143:TLS"]"#)),
            (list(&["a:993:?"]), None),
            (list(&["Microsoft.Exchange.Data.ProtocolConnectionSettings"]), None),
        ] {
            assert_eq!(ron(&value, &like).as_deref(), expected, "{value:?}");
        }
    }

    #[test]
    fn single_values() {
        for (value, like, expected) in [
            (text("SecureLogin"), Value::LoginType(LoginType::SecureLogin), Some("SecureLogin")),
            (text("1"), Value::LoginType(LoginType::SecureLogin), Some("PlainTextLogin")),
            (text("7"), Value::LoginType(LoginType::SecureLogin), None),
            (text("1"), Value::ExtendedProtection(ExtendedProtection::None), None),
            (text("True"), Value::Switch(false), Some("true")),
            (text("perhaps"), Value::Switch(false), None),
            (text("00:30:00"), Value::Span(Micros::ZERO), Some("\"30min\"")),
            (text("30"), Value::Span(Micros::ZERO), None),
            (text("Unlimited"), Value::Number(0), Some("2147483647")),
            (text("-1"), Value::Number(0), None),
            (record::ExportValue::Unset, Value::Number(0), Some("")),
            (record::ExportValue::Lost, Value::Number(0), Some("")),
        ] {
            assert_eq!(ron(&value, &like).as_deref(), expected, "{value:?}");
        }
    }
}
