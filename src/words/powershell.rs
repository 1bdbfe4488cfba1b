//! What would an admin type?
//!
//! One or more commands for each edit, for the Exchange Management Shell of the server's version. Never translated.

use crate::explain::edit::{Edit, Setting};
use crate::time::Micros;
use crate::words::names::Names;
use crate::world::{Endpoint, HostRef, Protocol, Security, ServerId, ServiceId, TlsVersion, World};

/// The commands of an edit; none where it is not done in a shell.
#[must_use]
pub(crate) fn commands(world: &World, edit: &Edit) -> Vec<String> {
    let server = |it: ServerId| world.servers[it.index()].name.clone();
    match edit {
        Edit::Start(service) => vec![
            format!("{} | Start-Service", get_service(world, *service)),
            format!(
                "Set-Service -ComputerName {} -Name {} -StartupType Automatic",
                server(service.server()),
                service.service().windows_name()
            ),
        ],
        Edit::Restart(service) => vec![restart(world, *service)],
        Edit::Activate(it, component, by) => by
            .each()
            .map(|requester| {
                let (component, requester) = (component.word(), requester.word());
                let server = server(*it);
                format!("Set-ServerComponentState {server} -Component {component} -Requester {requester} -State Active")
            })
            .collect(),
        Edit::Set(it, protocol, setting) => vec![set(world, *it, *protocol, setting)],
        Edit::Enable(it, certificate, protocol) => {
            let name = &world.certificates[certificate.index()].name;
            let (server, services) = (server(*it), services(*protocol));
            vec![format!("Enable-ExchangeCertificate -Server {server} -Thumbprint <of {name}> -Services {services}")]
        }
        Edit::Import(it, _, protocol) => import(world, *it, *protocol),
        Edit::Tls(it, set) => {
            let old = world.servers[it.index()].tls;
            let new = set.versions().filter(|it| !old.speaks(*it));
            new.flat_map(|it| ["Server", "Client"].map(|side| schannel(it, side))).collect()
        }
        Edit::Dns(name, address) => {
            let name = world.name(*name);
            let (host, zone) = name.split_once('.').unwrap_or((name, "contoso.com"));
            vec![
                format!("Remove-DnsServerResourceRecord -ZoneName {zone} -Name {host} -RRType A -Force"),
                format!("Add-DnsServerResourceRecordA -ZoneName {zone} -Name {host} -IPv4Address {address}"),
            ]
        }
        Edit::CasMailbox(user, protocol) => {
            let user = shell(&world.users[user.index()].name);
            let setting = if *protocol == Protocol::Pop3 { "PopEnabled" } else { "ImapEnabled" };
            vec![format!("Set-CASMailbox {user} -{setting} $true")]
        }
        Edit::FullAccess { mailbox, user } => {
            let name = |it: crate::world::UserId| shell(&world.users[it.index()].name);
            vec![format!("Add-MailboxPermission {} -User {} -AccessRights FullAccess", name(*mailbox), name(*user))]
        }
        Edit::SmtpAddress(user) => vec![format!("Enable-Mailbox {}", shell(&world.users[user.index()].name))],
        Edit::StoreSessions(_, limit) => vec![
            format!(
                "New-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersSystem -Name \
                 'Maximum Allowed Service Sessions Per User' -PropertyType DWord -Value {limit} -Force"
            ),
            "Restart-Service MSExchangeIS".to_owned(),
        ],
        Edit::FailOver(database, it) => {
            let database = shell(&world.databases[database.index()].name);
            vec![format!("Move-ActiveMailboxDatabase {database} -ActivateOnServer {}", server(*it))]
        }
        Edit::InService(it) => vec![format!("Set-ClientAccessServer {} -IsOutOfService $false", server(*it))],
        Edit::StartServer(_)
        | Edit::Mend(_)
        | Edit::Pool(..)
        | Edit::Forward(..)
        | Edit::Update(..)
        | Edit::Client(..) => Vec::new(),
    }
}

/// The command that restarts a service.
#[must_use]
pub(crate) fn restart(world: &World, service: ServiceId) -> String {
    format!("{} | Restart-Service -Force", get_service(world, service))
}

fn get_service(world: &World, service: ServiceId) -> String {
    let server = &world.servers[service.server().index()].name;
    format!("Get-Service -ComputerName {server} -Name {}", service.service().windows_name())
}

/// The cmdlet that sets the settings of a protocol.
#[must_use]
pub(crate) const fn cmdlet(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap4 => "Set-ImapSettings",
        Protocol::Pop3 => "Set-PopSettings",
        Protocol::Http => "Set-ClientAccessServer",
    }
}

const fn services(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap4 => "IMAP",
        Protocol::Pop3 => "POP",
        Protocol::Http => "IIS",
    }
}

/// The name of a setting, and its value as the cmdlet takes it.
#[must_use]
pub(crate) fn value(world: &World, server: ServerId, protocol: Protocol, setting: &Setting) -> (&'static str, String) {
    let here = &world.servers[server.index()];
    let settings = &world.settings[here.settings[protocol].index()];
    let switch = |it: bool| if it { "$true" } else { "$false" }.to_owned();
    match setting {
        Setting::OwnFqdn => {
            let own = HostRef::Name(here.fqdn);
            let values = settings.internal.iter().map(|it| Endpoint { host: own, ..*it });
            ("InternalConnectionSettings", endpoints(world, values))
        }
        Setting::Offer(security) => {
            let port = match (protocol, security) {
                (Protocol::Pop3, Security::Ssl) => 995,
                (Protocol::Pop3, _) => 110,
                (_, Security::Ssl) => 993,
                (_, _) => 143,
            };
            let more = Endpoint { host: HostRef::Name(here.fqdn), port, security: *security };
            let kept = settings.internal.iter().filter(|it| it.security != *security).copied();
            ("InternalConnectionSettings", endpoints(world, kept.chain([more])))
        }
        Setting::LoginType(it) => ("LoginType", crate::words::say::login_type_name(*it).to_owned()),
        Setting::Enforce(it) => ("EnforceCertificateErrors", switch(*it)),
        Setting::CertificateName(it) => ("X509CertificateName", it.clone()),
        Setting::MaxConnections(it) => ("MaxConnections", it.to_string()),
        Setting::MaxFromSingleIp(it) => ("MaxConnectionFromSingleIP", it.to_string()),
        Setting::MaxPerUser(it) => ("MaxConnectionsPerUser", it.to_string()),
        Setting::MaxCommandSize(it) => ("MaxCommandSize", it.to_string()),
        Setting::PreAuthenticated(it) => ("PreAuthenticatedConnectionTimeout", time_span(*it)),
        Setting::Authenticated(it) => ("AuthenticatedConnectionTimeout", time_span(*it)),
        Setting::GssapiAndNtlm(it) => ("EnableGSSAPIAndNTLMAuth", switch(*it)),
        Setting::Bind(port, ssl) => {
            let ports = if *ssl { &settings.ssl_ports } else { &settings.plain_ports };
            let all = ports.iter().chain([port]).map(|it| format!("0.0.0.0:{it}")).collect::<Vec<_>>();
            (if *ssl { "SSLBindings" } else { "UnencryptedOrTLSBindings" }, all.join(","))
        }
        Setting::CrossSite => ("AllowCrossSiteSessions", switch(true)),
    }
}

fn set(world: &World, server: ServerId, protocol: Protocol, setting: &Setting) -> String {
    let (name, value) = value(world, server, protocol, setting);
    format!("{} -Server {} -{name} {value}", cmdlet(protocol), world.servers[server.index()].name)
}

fn endpoints(world: &World, values: impl Iterator<Item = Endpoint>) -> String {
    let names = Names::raw(world);
    values.map(|it| format!("\"{}\"", names.setting(it))).collect::<Vec<_>>().join(",")
}

fn import(world: &World, server: ServerId, protocol: Protocol) -> Vec<String> {
    let it = &world.servers[server.index()];
    let (name, services) = (&it.name, services(protocol));
    let remove = format!("Remove-ExchangeCertificate -Server {name} -Thumbprint <of the one it replaces>");
    match it.version.product().dialect {
        crate::product::Dialect::Local => vec![
            format!(
                "Import-ExchangeCertificate -Path C:\\new.pfx -Password (Get-Credential).Password | \
             Enable-ExchangeCertificate -Services {services}"
            ),
            remove,
        ],
        crate::product::Dialect::Remote => vec![
            format!(
                "Import-ExchangeCertificate -Server {name} -FileData ([Byte[]](Get-Content C:\\new.pfx -Encoding Byte \
             -ReadCount 0)) -Password (Get-Credential).Password | Enable-ExchangeCertificate -Server {name} -Services \
             {services}"
            ),
            remove,
        ],
    }
}

fn schannel(version: TlsVersion, side: &str) -> String {
    let version = match version {
        TlsVersion::Ssl3 => "SSL 3.0",
        TlsVersion::Tls10 => "TLS 1.0",
        TlsVersion::Tls11 => "TLS 1.1",
        TlsVersion::Tls12 => "TLS 1.2",
    };
    format!(
        "New-Item 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\{version}\\{side}' \
         -Force | New-ItemProperty -Name Enabled -PropertyType DWord -Value 1 -Force"
    )
}

/// `00:04:00`.
fn time_span(span: Micros) -> String {
    let seconds = span.0 / 1_000_000;
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A name as an argument.
fn shell(name: &str) -> String {
    let name = crate::words::names::clean(name);
    if name.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '_')) {
        name.into_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}
