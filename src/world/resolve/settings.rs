//! What are the POP3 and IMAP4 settings of a server?
//!
//! The defaults of its version, and what is written instead. A change of settings during the run makes a further
//! complete state of them, so that the run only swaps ids.

use super::certificates::judge_certificate_name;
use super::problem::{BadName, ProblemKind};
use super::{NAME_MAX, Path, Report, SymbolTables, defaults};
use crate::lang::both;
use crate::scenario::{ProtocolSettings, Version};
use crate::time::Micros;
use crate::world::{ByProtocol, Endpoint, HostRef, NameId, Protocol, Security, Server, Settings, SettingsId};

/// Whose settings they are.
pub(super) struct Owner<'a> {
    pub(super) version: Version,
    pub(super) fqdn: NameId,
    pub(super) fqdn_text: &'a str,
}

/// The settings as the product installs them.
pub(super) fn defaults_of(owner: &Owner<'_>, protocol: Protocol) -> Settings {
    let version = owner.version;
    let has_internal = version.has_connection_settings();
    let endpoint = |port, security| Endpoint { host: HostRef::Name(owner.fqdn), port, security };
    let (plain, ssl) = (defaults::plain_port(protocol), defaults::ssl_port(protocol));
    let certificate_name = owner.fqdn_text.to_lowercase();
    Settings {
        internal: if has_internal {
            vec![endpoint(ssl, Security::Ssl), endpoint(plain, Security::Tls)]
        } else {
            Vec::new()
        },
        login_type: defaults::LOGIN_TYPE,
        certificate_name,
        enforce_certificate_errors: false,
        max_connections: defaults::max_connections(version),
        max_from_single_ip: defaults::max_from_single_ip(version),
        max_per_user: defaults::max_per_user(version),
        max_command_size: defaults::max_command_size(protocol),
        pre_authenticated_timeout: defaults::PRE_AUTHENTICATED_TIMEOUT,
        authenticated_timeout: defaults::AUTHENTICATED_TIMEOUT,
        gssapi_and_ntlm: version.product().ntlm_and_gssapi,
        protocol_log: false,
        banner: defaults::banner(protocol).to_owned(),
        plain_ports: vec![plain],
        ssl_ports: vec![ssl],
        proxy_target_port: defaults::proxy_target_port(protocol),
        cross_site_sessions: false,
    }
}

/// The settings of the web server, the same for all: no limit, and port 443.
pub(super) fn of_web(owner: &Owner<'_>) -> Settings {
    Settings {
        internal: Vec::new(),
        certificate_name: String::new(),
        max_connections: CONNECTIONS_MAX,
        max_from_single_ip: CONNECTIONS_MAX,
        max_per_user: CONNECTIONS_MAX,
        pre_authenticated_timeout: WEB_TIMEOUT,
        plain_ports: Vec::new(),
        ..defaults_of(owner, Protocol::Http)
    }
}

/// How long a web server waits for a request (IIS, connectionTimeout).
const WEB_TIMEOUT: Micros = Micros::from_secs(120);
/// What PreAuthenticatedConnectionTimeout may be.
const PRE_AUTHENTICATED: (Micros, Micros) = (Micros::from_secs(30), Micros::from_secs(3_600));
/// What AuthenticatedConnectionTimeout may be.
const AUTHENTICATED: (Micros, Micros) = (Micros::from_secs(30), Micros::from_secs(86_400));
/// What the limits of connections may be at the most.
const CONNECTIONS_MAX: u32 = 2_147_483_647;

/// Applies what is written; what is left out stays as it is.
pub(super) fn apply(
    settings: &mut Settings,
    written: ProtocolSettings,
    owner: &Owner<'_>,
    ground: &SymbolTables,
    report: &mut Report,
    path: impl Fn() -> Path,
) {
    check_version(&written, owner.version, report, &path);
    let at = |field: &'static str| path().with(field);
    if let Some(values) = written.InternalConnectionSettings {
        let host = |it: &str| ground.names.host(it, &ground.domain);
        settings.internal =
            values.iter().map(|it| Endpoint { host: host(&it.host), port: it.port, security: it.security }).collect();
    }
    set(&mut settings.login_type, written.LoginType);
    if let Some(name) = written.X509CertificateName {
        if let Some(bad) = judge_certificate_name(&name) {
            report.add(ProblemKind::BadText(name.clone(), bad), || at("X509CertificateName"));
        }
        settings.certificate_name = name.to_lowercase();
    }
    set(&mut settings.enforce_certificate_errors, written.EnforceCertificateErrors);
    let mut limit = |slot: &mut u32, value: Option<u32>, field: &'static str| {
        let Some(value) = value else { return };
        if value == 0 || value > CONNECTIONS_MAX {
            let what = ProblemKind::OutOfRange(field, u64::from(value), 1, u64::from(CONNECTIONS_MAX));
            report.add(what, || at(field));
        }
        *slot = value;
    };
    limit(&mut settings.max_connections, written.MaxConnections, "MaxConnections");
    limit(&mut settings.max_from_single_ip, written.MaxConnectionFromSingleIP, "MaxConnectionFromSingleIP");
    limit(&mut settings.max_per_user, written.MaxConnectionsPerUser, "MaxConnectionsPerUser");
    limit(&mut settings.max_command_size, written.MaxCommandSize, "MaxCommandSize");
    let mut timeout = |slot: &mut Micros, value: Option<Micros>, field: &'static str, (from, to): (Micros, Micros)| {
        let Some(value) = value else { return };
        if value < from || value > to {
            report.add(ProblemKind::TimeoutOutOfRange(field, value, from, to), || at(field));
        }
        *slot = value;
    };
    let (slot, value) = (&mut settings.pre_authenticated_timeout, written.PreAuthenticatedConnectionTimeout);
    timeout(slot, value, "PreAuthenticatedConnectionTimeout", PRE_AUTHENTICATED);
    let (slot, value) = (&mut settings.authenticated_timeout, written.AuthenticatedConnectionTimeout);
    timeout(slot, value, "AuthenticatedConnectionTimeout", AUTHENTICATED);
    set(&mut settings.gssapi_and_ntlm, written.EnableGSSAPIAndNTLMAuth);
    set(&mut settings.protocol_log, written.ProtocolLogEnabled);
    if let Some(banner) = written.Banner {
        if banner.chars().any(char::is_control) {
            report.add(ProblemKind::BadText(banner.clone(), BadName::Control), || at("Banner"));
        } else if banner.chars().count() > NAME_MAX {
            report.add(ProblemKind::BadText(banner.clone(), BadName::TooLong(NAME_MAX)), || at("Banner"));
        }
        settings.banner = banner;
    }
    for (field, slot, ports) in [
        ("UnencryptedOrTLSBindings", &mut settings.plain_ports, written.UnencryptedOrTLSBindings),
        ("SSLBindings", &mut settings.ssl_ports, written.SSLBindings),
    ] {
        if let Some(ports) = ports {
            judge_ports(&ports, report, || at(field));
            *slot = ports;
        }
    }
    if let Some(port) = written.ProxyTargetPort {
        if port == 0 {
            report.add(ProblemKind::PortZero, || at("ProxyTargetPort"));
        }
        settings.proxy_target_port = port;
    }
    set(&mut settings.cross_site_sessions, written.AllowCrossSiteSessions);
}

fn set<T>(slot: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *slot = value;
    }
}

/// Reports settings that the version does not have (section 2 of the specification).
fn check_version(written: &ProtocolSettings, version: Version, report: &mut Report, path: impl Fn() -> Path) {
    let (product, has_internal) = (version.product(), version.has_connection_settings());
    let settings = [
        ("InternalConnectionSettings", written.InternalConnectionSettings.is_some(), has_internal),
        ("ExternalConnectionSettings", written.ExternalConnectionSettings.is_some(), has_internal),
        ("EnforceCertificateErrors", written.EnforceCertificateErrors.is_some(), product.enforce_certificate_errors),
        ("EnableGSSAPIAndNTLMAuth", written.EnableGSSAPIAndNTLMAuth.is_some(), product.ntlm_and_gssapi),
        ("ProxyTargetPort", written.ProxyTargetPort.is_some(), version.has_back_end()),
        ("AllowCrossSiteSessions", written.AllowCrossSiteSessions.is_some(), product.cross_site_sessions),
    ];
    for (field, is_written, exists) in settings {
        if is_written && !exists {
            report.add(ProblemKind::NoSuchSetting(field, version), || path().with(field));
        }
    }
}

/// Whether a change of settings says anything.
pub(super) fn says_nothing(written: &ProtocolSettings) -> bool {
    *written == NOTHING
}

const NOTHING: ProtocolSettings = ProtocolSettings {
    InternalConnectionSettings: None,
    ExternalConnectionSettings: None,
    LoginType: None,
    X509CertificateName: None,
    EnforceCertificateErrors: None,
    MaxConnections: None,
    MaxConnectionFromSingleIP: None,
    MaxConnectionsPerUser: None,
    MaxCommandSize: None,
    PreAuthenticatedConnectionTimeout: None,
    AuthenticatedConnectionTimeout: None,
    EnableGSSAPIAndNTLMAuth: None,
    ProtocolLogEnabled: None,
    Banner: None,
    UnencryptedOrTLSBindings: None,
    SSLBindings: None,
    ProxyTargetPort: None,
    AllowCrossSiteSessions: None,
};

/// Reports port 0 and ports that are listed twice.
pub(super) fn judge_ports(ports: &[u16], report: &mut Report, path: impl Fn() -> Path) {
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
    let mut bound: Vec<(u16, &'static str, Protocol)> = Vec::with_capacity(6);
    for protocol in [Protocol::Imap4, Protocol::Pop3] {
        let settings = &arena[ids[protocol].index()];
        if front {
            bound.extend(settings.plain_ports.iter().map(|it| (*it, "UnencryptedOrTLSBindings", protocol)));
            bound.extend(settings.ssl_ports.iter().map(|it| (*it, "SSLBindings", protocol)));
        }
        if back {
            bound.push((settings.proxy_target_port, "ProxyTargetPort", protocol));
        }
    }
    // What is as installed comes first, so that the report points at what somebody wrote.
    let is_default = |it: &(u16, &'static str, Protocol)| match it.1 {
        "UnencryptedOrTLSBindings" => it.0 == defaults::plain_port(it.2),
        "SSLBindings" => it.0 == defaults::ssl_port(it.2),
        _ => it.0 == defaults::proxy_target_port(it.2),
    };
    bound.sort_by_key(|it| (it.0, !is_default(it)));
    for pair in bound.windows(2) {
        let ((first_port, first_field, first), (port, field, protocol)) = (pair[0], pair[1]);
        if port == first_port && port != 0 && (first_field, first) != (field, protocol) {
            let other = match first {
                Protocol::Imap4 => both!("{first_field} of IMAP4", " IMAP4 的 {first_field} "),
                Protocol::Pop3 => both!("{first_field} of POP3", " POP3 的 {first_field} "),
                Protocol::Http => both!("the web server", " Web 服务器的设置"),
            };
            report.add(ProblemKind::PortTwice(port, other), || place(protocol).with(field));
        }
    }
}
