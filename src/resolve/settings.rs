//! What are the POP3 and IMAP4 settings of a server?
//!
//! The defaults of its version, and what is written instead. A change of settings during the run makes a further
//! complete state of them, so that the run only swaps ids.

use std::collections::BTreeMap;

use super::certificates::judge_certificate_name;
use super::problem::{BadName, ProblemKind};
use super::{NAME_MAX, Path, Report, SymbolTables, defaults};
use crate::catalogue::organisation;
use crate::lang::Text;
use crate::scenario::settings::{MailProtocol, Takes, Value};
use crate::scenario::{ProtocolSettings, Role, Setting, Version};
use crate::world::{Binding, ByProtocol, Endpoint, HostRef, NameId, Protocol, Server, Settings, SettingsId};

/// Whose settings they are.
pub(super) struct Owner<'a> {
    pub(super) version: Version,
    /// Whether it has the Client Access role, and whether it has the Mailbox role.
    pub(super) roles: (bool, bool),
    pub(super) fqdn: NameId,
    pub(super) fqdn_text: &'a str,
}

impl Owner<'_> {
    /// The role that a setting belongs to, where this server has it not and so cannot set it: only where the roles
    /// have services of their own (ROLE-1).
    fn lacks_role_for(&self, setting: Setting) -> Option<Role> {
        let has = |it: &Role| match it {
            Role::ClientAccess => self.roles.0,
            Role::Mailbox => self.roles.1,
        };
        let roles = setting.roles();
        let lacks = self.version.has_back_end() && !roles.iter().any(has);
        roles.first().copied().filter(|_| lacks)
    }

    /// The settings as the product installs them.
    pub(super) fn installed(&self, protocol: MailProtocol) -> Settings {
        Settings::installed(self.version, protocol, HostRef::Name(self.fqdn), self.fqdn_text)
    }
}

/// Applies what is written; what is left out stays as it is.
pub(super) fn apply(
    settings: &mut Settings,
    written: &ProtocolSettings,
    (owner, protocol): (&Owner<'_>, MailProtocol),
    ground: &SymbolTables,
    report: &mut Report,
    path: impl Fn() -> Path,
) {
    for (setting, value) in written.values() {
        let name = setting.name();
        if !setting.exists_on(owner.version) {
            report.add(ProblemKind::NoSuchSetting(name, owner.version), || path().with(name));
        } else if let Some(role) = owner.lacks_role_for(setting) {
            report.add(ProblemKind::OtherRole(name, role), || path().with(name));
        }
        match written.bindings(setting) {
            Some(bindings) => judge_bindings(bindings, report, || path().with(name)),
            None => judge(setting.takes(owner.version, protocol), name, &value, report, || path().with(name)),
        }
        if Settings::keep(setting) {
            let host = |it: &str| ground.names.host(it, &ground.domain);
            let value = match value {
                // Names are compared in lower case.
                Value::Text(text) if setting == Setting::X509CertificateName => Value::Text(text.to_lowercase()),
                value => {
                    value.with_endpoints(|it| Endpoint { host: host(&it.host), port: it.port, security: it.security })
                }
            };
            let fits = settings.set(setting, value);
            debug_assert!(fits, "{name} has one type in the language and in the world");
        }
    }
}

/// Reports a value that the cmdlet would refuse.
fn judge(takes: Takes, name: &'static str, value: &Value, report: &mut Report, path: impl Fn() -> Path) {
    match (takes, value) {
        (Takes::Number(from, to), Value::Number(it)) if !(from..=to).contains(it) => {
            report.add(ProblemKind::OutOfRange(name, u64::from(*it), u64::from(from), u64::from(to)), path);
        }
        (Takes::Span(from, to), Value::Span(it)) if !(from..=to).contains(it) => {
            report.add(ProblemKind::TimeoutOutOfRange(name, *it, from, to), path);
        }
        (Takes::CertificateName, Value::Text(it)) => {
            if let Some(bad) = judge_certificate_name(it) {
                report.add(ProblemKind::BadText(it.to_string(), bad), path);
            }
        }
        (Takes::Line, Value::Text(it)) => {
            if it.chars().any(char::is_control) {
                report.add(ProblemKind::BadText(it.to_string(), BadName::Control), path);
            } else if it.chars().count() > NAME_MAX {
                report.add(ProblemKind::BadText(it.to_string(), BadName::TooLong(NAME_MAX)), path);
            }
        }
        (Takes::Port, Value::Port(0)) => report.add(ProblemKind::PortZero, path),
        (
            Takes::Words
            | Takes::Number(..)
            | Takes::Span(..)
            | Takes::CertificateName
            | Takes::Line
            | Takes::Port
            | Takes::Bindings
            | Takes::Endpoints,
            _,
        ) => {}
    }
}

/// Reports port 0 and bindings that are listed twice, or that are part of another.
fn judge_bindings(bindings: &[Binding], report: &mut Report, path: impl Fn() -> Path) {
    let mut first: BTreeMap<Binding, usize> = BTreeMap::new();
    for (at, it) in bindings.iter().enumerate() {
        if it.port == 0 {
            report.add(ProblemKind::PortZero, || path().with(at));
        }
        let parts = it.each_family();
        if let Some(&earlier) = parts.iter().find_map(|it| first.get(it)) {
            let name = Text::from_hole(&it.to_string());
            report.add_pair(ProblemKind::ListedTwice(name), || path().with(at), || path().with(earlier));
        }
        for part in parts {
            first.entry(part).or_insert(at);
        }
    }
}

/// Reports port 0 and ports that are listed twice.
pub(crate) fn judge_ports(ports: &[u16], report: &mut Report, path: impl Fn() -> Path) {
    for (at, port) in ports.iter().enumerate() {
        if *port == 0 {
            report.add(ProblemKind::PortZero, || path().with(at));
        }
    }
    if ports.len() > 1 {
        let items: Vec<_> = ports.iter().copied().map(Some).collect();
        report.listed_twice(&items, |at| ports[at].to_string(), path);
    }
}

/// Reports ports that two bindings of one server share. A service that the server does not have binds nothing.
/// `place` is where the settings of a protocol are written, as far as they are.
pub(super) fn check_ports(
    server: &Server,
    arena: &[Settings],
    ids: ByProtocol<SettingsId>,
    report: &mut Report,
    place: impl Fn(Protocol) -> Path,
) {
    let front = server.client_access;
    let back = server.mailbox && server.version.has_back_end();
    let mut bound: Vec<(Binding, bool, &'static str, Protocol)> = Vec::with_capacity(6);
    for protocol in [Protocol::Imap4, Protocol::Pop3] {
        let settings = &arena[ids[protocol].index()];
        let mut bind = |setting: Setting, bindings: &[Binding], usual: u16| {
            bound.extend(bindings.iter().map(|it| (*it, it.port != usual, setting.name(), protocol)));
        };
        if front {
            bind(Setting::UnencryptedOrTLSBindings, &settings.plain_bindings, defaults::plain_port(protocol));
            bind(Setting::SSLBindings, &settings.ssl_bindings, defaults::ssl_port(protocol));
        }
        if back {
            bind(
                Setting::ProxyTargetPort,
                &[Binding::every(settings.proxy_target_port)],
                defaults::proxy_target_port(protocol),
            );
        }
    }
    // What is as installed comes first, so that the report points at what somebody wrote.
    bound.sort_by_key(|it| (it.0.port, it.1));
    for (at, &(binding, _, field, protocol)) in bound.iter().enumerate() {
        let of_this_port = bound[..at].iter().rev().take_while(|it| it.0.port == binding.port);
        let mut others = of_this_port.filter(|it| (it.2, it.3) != (field, protocol) && it.0.overlaps(binding));
        if let Some(&(_, _, first_field, first)) = others.next().filter(|_| binding.port != 0) {
            let other = match first {
                Protocol::Imap4 => organisation::of_imap4(first_field),
                Protocol::Pop3 => organisation::of_pop3(first_field),
                Protocol::Http => organisation::the_web_server().into(),
            };
            report.add(ProblemKind::PortTwice(binding.port, other), || place(protocol).with(field));
        }
    }
}
