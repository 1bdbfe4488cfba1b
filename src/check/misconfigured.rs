//! Which wrong values of settings do the findings know?
//!
//! One row for each: the setting, the finding by which it is known, and the values that it would have on a server. They
//! are what a sweep sets one after the other.

use super::code::FindingCode;
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::scenario::settings::{Takes, Value};
use crate::scenario::{Action, ConnectionSetting, ExtendedProtection, LoginType, Setting};
use crate::world::{Protocol, Security, ServerId, World, defaults};

/// Where a setting stands.
#[derive(Clone, Copy)]
struct Here<'a> {
    world: &'a World,
    org: &'a Org,
    server: ServerId,
    protocol: Protocol,
    setting: Setting,
}

/// A wrong value of a setting.
#[derive(Clone, Debug)]
pub(crate) struct Misconfigured {
    /// The setting.
    pub setting: Setting,
    /// By which finding it is known.
    pub code: FindingCode,
    /// The value as a scenario writes it.
    pub value: String,
    /// What sets it.
    pub action: Action,
}

/// One row: a setting, a finding, and the values.
type Row = (Setting, FindingCode, fn(Here<'_>) -> Vec<Value>);

/// The rows, in the order of the findings.
const ROWS: &[Row] = &[
    (Setting::InternalConnectionSettings, FindingCode::F001, shared_names),
    (Setting::InternalConnectionSettings, FindingCode::F002, other_kind),
    (Setting::InternalConnectionSettings, FindingCode::F003, |_| vec![Value::Endpoints(Vec::new())]),
    (Setting::LoginType, FindingCode::F018, |_| vec![Value::LoginType(LoginType::SecureLogin)]),
    (Setting::X509CertificateName, FindingCode::F006, nobodys_name),
    (Setting::EnforceCertificateErrors, FindingCode::F007, |_| vec![Value::Switch(true)]),
    (Setting::MaxConnectionFromSingleIP, FindingCode::F009, |it| if crowds(it) { least(it) } else { Vec::new() }),
    (Setting::EnableGSSAPIAndNTLMAuth, FindingCode::F026, |_| vec![Value::Switch(false)]),
    (Setting::ExtendedProtectionPolicy, FindingCode::F026, |_| {
        vec![Value::ExtendedProtection(ExtendedProtection::Require)]
    }),
    (Setting::AllowCrossSiteSessions, FindingCode::F030, |_| vec![Value::Switch(false)]),
    (Setting::SSLBindings, FindingCode::F031, |_| vec![Value::Bindings(Vec::new())]),
    (Setting::UnencryptedOrTLSBindings, FindingCode::F031, |_| vec![Value::Bindings(Vec::new())]),
    (Setting::MaxConnectionFromSingleIP, FindingCode::F037, |it| if crowds(it) { Vec::new() } else { least(it) }),
    (Setting::MaxConnections, FindingCode::F037, least),
    (Setting::MaxConnectionsPerUser, FindingCode::F037, least),
    (Setting::PreAuthenticatedConnectionTimeout, FindingCode::F039, least),
    (Setting::MaxCommandSize, FindingCode::F040, least),
];

/// Every name that a load balancer has, in place of the server's own (LB-1).
fn shared_names(here: Here<'_>) -> Vec<Value> {
    let port = defaults::ssl_port(here.protocol);
    let name = |it: &crate::world::Balancer| here.world.name(it.name).to_owned();
    let forwards = |it: &&crate::world::Balancer| here.world.ports[it.ports.index()].contains(&port);
    let names = here.world.balancers.iter().filter(forwards).map(name);
    let endpoint = |host: String| ConnectionSetting { host: host.into(), port, security: Security::Ssl };
    names.map(|host| Value::Endpoints(vec![endpoint(host)])).collect()
}

/// The port for plaintext and STARTTLS, offered for SSL.
fn other_kind(here: Here<'_>) -> Vec<Value> {
    let host = here.world.name(here.world.servers[here.server.index()].fqdn).to_owned();
    let port = defaults::plain_port(here.protocol);
    vec![Value::Endpoints(vec![ConnectionSetting { host: host.into(), port, security: Security::Ssl }])]
}

/// A name that no certificate has.
fn nobodys_name(here: Here<'_>) -> Vec<Value> {
    let own = here.world.name(here.world.servers[here.server.index()].fqdn);
    vec![Value::Text(format!("nobody.{own}.invalid").into())]
}

/// Whether it is the limit of an old server that all proxied log-ons share (LEG-7), and not that of whoever comes.
fn crowds(here: Here<'_>) -> bool {
    here.org.version(here.server).product().crowds_one_address
}

/// The least that the version takes.
fn least(here: Here<'_>) -> Vec<Value> {
    let Some(protocol) = here.protocol.mail() else { return Vec::new() };
    match here.setting.takes(here.org.version(here.server), protocol) {
        Takes::Number(from, _) => vec![Value::Number(from)],
        Takes::Span(from, _) => vec![Value::Span(from)],
        Takes::Words | Takes::CertificateName | Takes::Line | Takes::Port | Takes::Bindings | Takes::Endpoints => {
            Vec::new()
        }
    }
}

/// The wrong values that the settings of a server would have for a protocol, each other than what is set.
pub(crate) fn misconfigured(world: &World, org: &Org, server: ServerId, protocol: Protocol) -> Vec<Misconfigured> {
    let writer = Writer { world, org };
    let now = writer.settings(server, protocol);
    let mut found = Vec::new();
    for &(setting, code, values) in ROWS {
        let is = now.value(setting).map(|it| it.with_endpoints(|it| writer.endpoint(it)));
        for value in values(Here { world, org, server, protocol, setting }) {
            if is.as_ref() == Some(&value) {
                continue;
            }
            let ron = value.ron();
            let action = writer.set(server, protocol, setting, value);
            found.extend(action.map(|action| Misconfigured { setting, code, value: ron, action }));
        }
    }
    found
}
