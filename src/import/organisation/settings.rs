//! Which POP3 and IMAP4 settings does a server have, where they are not as its version installs them?

use super::merged::Merged;
use super::names;
use super::read::{self, Read};
use super::remark::{OutOfRange, Remark, What};
use super::servers::ListedServer;
use crate::scenario::settings::{MailProtocol, ProtocolSettings, SetBy, Takes, Value};
use crate::scenario::{ConnectionSetting, LoginType, Role, Security, Setting};

/// What the records of a protocol say of a server, as a scenario writes it; nothing where all is as it is installed.
/// Which settings they do not speak of, though the cmdlet shows them, is added to `unsaid`.
pub(super) fn written(
    server: &ListedServer,
    protocol: MailProtocol,
    records: &Merged<'_>,
    (told, comments): (&mut Vec<Remark>, &mut Vec<Remark>),
    unsaid: &mut Vec<&'static str>,
) -> ProtocolSettings {
    let whose = What::Settings(server.name.clone(), protocol);
    let mut settings = ProtocolSettings::default();
    for &setting in Setting::ALL {
        let default = setting.default(server.version, protocol, &server.fqdn);
        let property = setting.name();
        let is_here = setting.exists_on(server.version) && stands_on(setting, server);
        if is_here && setting.set_by(server.version) == SetBy::Cmdlet && !records.says(property) {
            unsaid.push(property);
        }
        let Some(Read { value, ipv6 }) = records.get(&whose, property, |it| read::setting(it, &default), told) else {
            continue;
        };
        if !is_here {
            continue;
        }
        if !ipv6.is_empty() {
            comments.push(Remark::Ipv6(whose.clone(), property, ipv6));
        }
        let Some(value) = fitting(setting, &value, (server, protocol), &whose, comments) else { continue };
        if same(&value, &default) {
            continue;
        }
        if matches!(&value, Value::Bindings(it) if it.is_empty()) {
            comments.push(Remark::NoListener(whose.clone(), property));
        }
        let fits = settings.write(setting, value);
        debug_assert!(fits, "{property} was read as its own type");
    }
    settings
}

/// Whether a server has a role on which the setting stands; on the other it is read-only (ROLE-1).
fn stands_on(setting: Setting, server: &ListedServer) -> bool {
    let has = |it: &Role| match it {
        Role::ClientAccess => server.has_client_access,
        Role::Mailbox => server.has_mailbox,
    };
    !server.version.has_back_end() || setting.roles().iter().any(has)
}

/// The value as far as the version takes it. A limit beyond what it takes is the nearest that it does take.
fn fitting(
    setting: Setting,
    value: &Value,
    (server, protocol): (&ListedServer, MailProtocol),
    whose: &What,
    comments: &mut Vec<Remark>,
) -> Option<Value> {
    let nearest = match (setting.takes(server.version, protocol), value) {
        (Takes::Number(from, to), Value::Number(it)) => Value::Number((*it).clamp(from, to)),
        (Takes::Span(from, to), Value::Span(it)) => Value::Span((*it).clamp(from, to)),
        (Takes::CertificateName, Value::Text(it)) if !names::is_host(it.strip_prefix("*.").unwrap_or(it)) => {
            comments.push(Remark::TextLeftOut(whose.clone(), setting.name(), it.to_string()));
            return None;
        }
        (Takes::Line, Value::Text(it)) if names::clean(it) != *it => {
            comments.push(Remark::TextLeftOut(whose.clone(), setting.name(), it.to_string()));
            return None;
        }
        _ => return Some(value.clone()),
    };
    if nearest != *value {
        let it = OutOfRange { protocol, setting: setting.name(), value: plain(value), written: plain(&nearest) };
        match comments.iter_mut().find_map(|it| if let Remark::OutOfRange(_, all) = it { Some(all) } else { None }) {
            Some(all) => all.push(it),
            None => comments.push(Remark::OutOfRange(server.version, vec![it])),
        }
    }
    Some(nearest)
}

/// A limit as people write it.
fn plain(value: &Value) -> String {
    match value {
        Value::Number(it) => crate::words::thousands(u64::from(*it)),
        other => other.ron().trim_matches('"').to_owned(),
    }
}

/// Whether two values mean the same: capitals in names, and the order of bindings and of connection settings of
/// different types, mean nothing.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one.eq_ignore_ascii_case(other),
        (Value::Bindings(one), Value::Bindings(other)) => {
            let sorted = |it: &[_]| {
                let mut all = crate::scenario::Binding::folded(it);
                all.sort_unstable();
                all
            };
            sorted(one) == sorted(other)
        }
        (Value::Endpoints(one), Value::Endpoints(other)) => {
            let of = |all: &[ConnectionSetting], security: Security| {
                let of_type = all.iter().filter(move |it| it.security == security);
                of_type.map(|it| (it.host.to_lowercase(), it.port)).collect::<Vec<_>>()
            };
            [Security::Ssl, Security::Tls, Security::Plaintext].into_iter().all(|it| of(one, it) == of(other, it))
        }
        _ => one == other,
    }
}

/// What a setting is on a server: as it is written, or as it is installed.
pub(crate) fn in_force(
    setting: Setting,
    written: Option<&ProtocolSettings>,
    (server, fqdn): (crate::scenario::Version, &str),
    protocol: MailProtocol,
) -> Value {
    let values = written.map(ProtocolSettings::values).unwrap_or_default();
    let found = values.into_iter().find(|it| it.0 == setting).map(|it| it.1);
    found.unwrap_or_else(|| setting.default(server, protocol, fqdn))
}

/// Whether a server takes log-ons in clear and tells the others of no connection in clear, by which they could hand one
/// on as it came.
pub(super) fn lacks_clear_entry(server: &ListedServer, protocol: MailProtocol, written: &ProtocolSettings) -> bool {
    let value = |setting| in_force(setting, Some(written), (server.version, &server.fqdn), protocol);
    let takes_clear = !matches!(value(Setting::LoginType), Value::LoginType(LoginType::SecureLogin));
    let is_told = Setting::InternalConnectionSettings.exists_on(server.version);
    let is_clear = |it: &ConnectionSetting| it.security == Security::Plaintext;
    let entries = value(Setting::InternalConnectionSettings);
    takes_clear && is_told && matches!(entries, Value::Endpoints(it) if !it.is_empty() && !it.iter().any(is_clear))
}
