//! Which value of a setting is meant?
//!
//! As the cmdlet takes it: of its type and within the range of the version. A list replaces the one that was there, and
//! `@{Add=…;Remove=…}` changes single values of it, on 2010 and later.

use compact_str::CompactString;

use super::organisation::Server;
use super::read::{Stop, Value, flat, shown, text_of};
use super::table::Versions;
use super::told::{CommandRefusal, Wanted};
use crate::scenario::settings::value::Value as Set;
use crate::scenario::settings::{MailProtocol, SetBy, Takes};
use crate::scenario::{Binding, ConnectionSetting, ExtendedProtection, LogRollOver, LoginType, Setting};
use crate::time::Micros;

/// The value of a setting on a server as it is at that moment, or why the cmdlet refuses it.
pub(super) fn value(
    cmdlet: &'static str,
    server: &Server,
    protocol: MailProtocol,
    (setting, given): (Setting, &Value),
) -> Result<Set, Stop> {
    let name = setting.name();
    let (version, here) = (server.version, || server.name.clone());
    match setting.set_by(version) {
        SetBy::Cmdlet => {}
        SetBy::File(key) => return Err(CommandRefusal::InAFile(name, key, here()).into()),
        // Of no version it is a parameter.
        SetBy::Nothing if !crate::scenario::Version::ALL.into_iter().any(|it| setting.set_by(it) == SetBy::Cmdlet) => {
            return Err(CommandRefusal::NoSuchParameter(cmdlet, name.to_owned(), None).into());
        }
        SetBy::Nothing => {
            return Err(CommandRefusal::ParameterNotInVersion(cmdlet, name.to_owned(), here(), version).into());
        }
    }
    let roles = setting.roles();
    if version.has_back_end() && !server.roles.iter().any(|it| roles.contains(it)) {
        return Err(CommandRefusal::ReadOnly(name, here(), roles[0]).into());
    }
    let now = server.value(protocol, setting);
    let given = match given {
        Value::Hash(changes) => return changed(server, name, now, changes),
        it => it,
    };
    let value = of_type(name, &now, given)?;
    in_range(name, setting.takes(version, protocol), &value)?;
    Ok(value)
}

fn bad(name: &str, given: &Value, wanted: Wanted) -> Stop {
    CommandRefusal::BadValue(name.to_owned(), shown(given), wanted).into()
}

/// A value of the type that the setting has now.
fn of_type(name: &str, now: &Set, given: &Value) -> Result<Set, Stop> {
    if let Value::Unknown(it) = given {
        return Err(Stop::NotModelled(it.clone()));
    }
    let text = || text_of(given);
    Ok(match now {
        Set::Switch(_) => match given {
            Value::Bool(it) => Set::Switch(*it),
            Value::Text(it) if it == "1" => Set::Switch(true),
            Value::Text(it) if it == "0" => Set::Switch(false),
            _ => return Err(bad(name, given, Wanted::Bool)),
        },
        Set::Number(_) => match text().and_then(|it| it.parse::<u64>().ok()) {
            Some(it) => match u32::try_from(it) {
                Ok(it) => Set::Number(it),
                Err(_) => return Err(bad(name, given, Wanted::Number)),
            },
            None => return Err(bad(name, given, Wanted::Number)),
        },
        Set::Port(_) => match text().and_then(|it| it.parse().ok()) {
            Some(it) => Set::Port(it),
            None => return Err(bad(name, given, Wanted::Number)),
        },
        Set::Span(_) => match text().as_deref().and_then(Micros::of_cmdlet) {
            Some(it) => Set::Span(it),
            None => return Err(bad(name, given, Wanted::Span)),
        },
        Set::LoginType(_) => {
            let all = [LoginType::PlainTextLogin, LoginType::PlainTextAuthentication, LoginType::SecureLogin];
            let text = text().unwrap_or_default();
            let meant = (1..)
                .zip(all)
                .find(|(number, it)| format!("{it:?}").eq_ignore_ascii_case(&text) || text == format!("{number}"));
            match meant {
                Some((_, it)) => Set::LoginType(it),
                None => {
                    let words = Wanted::Words(&["PlainTextLogin", "PlainTextAuthentication", "SecureLogin"]);
                    return Err(bad(name, given, words));
                }
            }
        }
        Set::ExtendedProtection(_) => {
            let all = [ExtendedProtection::None, ExtendedProtection::Allow, ExtendedProtection::Require];
            let text = text().unwrap_or_default();
            match all.into_iter().find(|it| format!("{it:?}").eq_ignore_ascii_case(&text)) {
                Some(it) => Set::ExtendedProtection(it),
                None => return Err(bad(name, given, Wanted::Words(&["None", "Allow", "Require"]))),
            }
        }
        Set::LogRollOver(_) => {
            let all = [LogRollOver::Hourly, LogRollOver::Daily, LogRollOver::Weekly, LogRollOver::Monthly];
            let text = text().unwrap_or_default();
            match all.into_iter().find(|it| format!("{it:?}").eq_ignore_ascii_case(&text)) {
                Some(it) => Set::LogRollOver(it),
                None => return Err(bad(name, given, Wanted::Words(&["Hourly", "Daily", "Weekly", "Monthly"]))),
            }
        }
        Set::Text(_) => match given {
            Value::Null => Set::Text(CompactString::default()),
            _ => Set::Text(text().ok_or_else(|| bad(name, given, Wanted::Text))?.into()),
        },
        Set::Bindings(_) | Set::Endpoints(_) => listed(name, now, given)?,
    })
}

/// A whole list.
fn listed(name: &str, now: &Set, given: &Value) -> Result<Set, Stop> {
    let items = match given {
        Value::Null => Vec::new(),
        // `{a:993:SSL, b:143:TLS}`, as the cmdlet prints a list.
        Value::Block(text, _) => {
            let parts = text.split(',').map(str::trim).filter(|it| !it.is_empty());
            parts.map(|it| Value::Text(it.to_owned())).collect()
        }
        it => flat(it.clone()),
    };
    let mut list = match now {
        Set::Bindings(_) => Set::Bindings(Vec::new()),
        _ => Set::Endpoints(Vec::new()),
    };
    for it in &items {
        add(name, &mut list, it)?;
    }
    Ok(list)
}

/// Adds one value to a list, once.
fn add(name: &str, list: &mut Set, given: &Value) -> Result<(), Stop> {
    match list {
        Set::Bindings(bindings) => {
            let it = binding(name, given)?;
            let mut each: Vec<_> = bindings.iter().flat_map(|it| it.each_family()).collect();
            if !each.contains(&it) {
                each.push(it);
                *bindings = Binding::folded(&each);
            }
        }
        Set::Endpoints(endpoints) => {
            let it = endpoint(name, given)?;
            if !endpoints.contains(&it) {
                endpoints.push(it);
            }
        }
        _ => return Err(bad(name, given, Wanted::WholeList)),
    }
    Ok(())
}

/// `address:port`.
fn binding(name: &str, given: &Value) -> Result<Binding, Stop> {
    let text = text_of(given).ok_or_else(|| bad(name, given, Wanted::Binding))?;
    let (address, port) = text.rsplit_once(':').ok_or_else(|| bad(name, given, Wanted::Binding))?;
    if port.trim().parse::<u16>().is_err() {
        return Err(bad(name, given, Wanted::Binding));
    }
    // Of IPv6 the simulator knows no address (DET-9).
    let is_ipv6 = address.trim().starts_with('[') && address.trim() != "[::]";
    Binding::parse(&text).map_err(|_| if is_ipv6 { Stop::NotModelled(text) } else { bad(name, given, Wanted::Binding) })
}

/// `host:port:SSL`. That the second colon may be left out for clear text is nowhere said.
fn endpoint(name: &str, given: &Value) -> Result<ConnectionSetting, Stop> {
    let text = text_of(given).ok_or_else(|| bad(name, given, Wanted::Endpoint))?;
    if text.matches(':').count() != 2 {
        return Err(bad(name, given, Wanted::Endpoint));
    }
    ConnectionSetting::parse(text.trim()).map_err(|_| bad(name, given, Wanted::Endpoint))
}

/// `@{Add=…; Remove=…}`.
fn changed(server: &Server, name: &str, now: Set, changes: &[(String, Value)]) -> Result<Set, Stop> {
    let whole = Value::Hash(changes.to_vec());
    if !Versions::Remote.has(server.version) || !now.is_list() {
        return Err(bad(name, &whole, Wanted::WholeList));
    }
    let mut list = now;
    for (what, items) in changes {
        let items = flat(items.clone());
        match what.to_lowercase().as_str() {
            "add" | "+" => {
                for it in &items {
                    add(name, &mut list, it)?;
                }
            }
            "remove" | "-" => {
                for it in &items {
                    match &mut list {
                        Set::Bindings(bindings) => {
                            let gone = binding(name, it)?;
                            let each = bindings.iter().flat_map(|it| it.each_family());
                            *bindings = Binding::folded(&each.filter(|it| *it != gone).collect::<Vec<_>>());
                        }
                        Set::Endpoints(endpoints) => {
                            let gone = endpoint(name, it)?;
                            let is_gone = |it: &ConnectionSetting| {
                                it.host.eq_ignore_ascii_case(&gone.host)
                                    && (it.port, it.security) == (gone.port, gone.security)
                            };
                            endpoints.retain(|it| !is_gone(it));
                        }
                        _ => {}
                    }
                }
            }
            _ => return Err(bad(name, &whole, Wanted::WholeList)),
        }
    }
    Ok(list)
}

fn in_range(name: &str, takes: Takes, value: &Set) -> Result<(), Stop> {
    match (takes, value) {
        (Takes::Number(from, to), Set::Number(it)) if !(from..=to).contains(it) => {
            Err(CommandRefusal::OutOfRange(name.to_owned(), u64::from(*it), u64::from(from), u64::from(to)).into())
        }
        (Takes::Span(from, to), Set::Span(it)) if !(from..=to).contains(it) => {
            Err(CommandRefusal::SpanOutOfRange(name.to_owned(), *it, from, to).into())
        }
        (Takes::Port, Set::Port(0)) => Err(CommandRefusal::OutOfRange(name.to_owned(), 0, 1, 65_535).into()),
        (Takes::Bindings, Set::Bindings(all)) if all.iter().any(|it| it.port == 0) => {
            Err(CommandRefusal::OutOfRange(name.to_owned(), 0, 1, 65_535).into())
        }
        _ => Ok(()),
    }
}
