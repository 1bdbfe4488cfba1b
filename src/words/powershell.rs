//! What would an admin type?
//!
//! One or more commands for each action, for the Exchange Management Shell of the server's version. Never translated.

use crate::explain::actions::Writer;
use crate::product::Dialect;
use crate::scenario::settings::value::argument;
use crate::scenario::settings::{MailProtocol, SetBy};
use crate::scenario::{Action, Certificate, ProtocolSettings, Service};
use crate::words::names::clean;
use crate::world::{Enabled, TlsSet, TlsVersion, Version, World};

/// The commands of an action for the organisation as it is then; none where it is not done in a shell.
#[must_use]
pub(crate) fn commands(at: Writer<'_>, action: &Action) -> Vec<String> {
    let world = at.world;
    match action {
        Action::StartService { server, service } => {
            vec![format!("{} | Start-Service", get_service(server, *service))]
        }
        Action::StopService { server, service } => {
            vec![format!("{} | Stop-Service -Force", get_service(server, *service))]
        }
        Action::RestartService { server, service } => {
            vec![format!("{} | Restart-Service -Force", get_service(server, *service))]
        }
        Action::SetServerComponentState { server, component, requester, state } => vec![format!(
            "Set-ServerComponentState {} -Component {} -Requester {} -State {}",
            shell(server),
            component.word(),
            requester.word(),
            state.word()
        )],
        Action::SetImapSettings { server, settings } => set(world, server, MailProtocol::Imap4, settings),
        Action::SetPopSettings { server, settings } => set(world, server, MailProtocol::Pop3, settings),
        Action::EnableCertificate { server, certificate, services } => {
            let whose = if is_local(world, server) { String::new() } else { format!(" -Server {}", shell(server)) };
            vec![format!(
                "Enable-ExchangeCertificate{whose} -Thumbprint <of {}> -Services {}",
                clean(certificate),
                enabled(Enabled::of(services))
            )]
        }
        Action::ImportCertificate { server, certificate } => vec![import(world, server, certificate)],
        Action::RemoveCertificate { server, certificate } => {
            let whose = if is_local(world, server) { String::new() } else { format!(" -Server {}", shell(server)) };
            vec![format!("Remove-ExchangeCertificate{whose} -Thumbprint <of {}>", clean(certificate))]
        }
        Action::SetTls { server, tls } => {
            let old = at.named(server).map_or_else(TlsSet::all, |it| at.org.tls_of(world, it));
            let new = tls.versions.iter().flatten().filter(|it| !old.speaks(**it));
            let mut commands: Vec<_> =
                new.flat_map(|it| ["Server", "Client"].map(|side| schannel(*it, side))).collect();
            let best = tls.versions.iter().flatten().any(|it| *it == TlsVersion::Tls12);
            if best && !old.speaks(TlsVersion::Tls12) {
                commands.extend(["Microsoft\\.NETFramework", "Wow6432Node\\Microsoft\\.NETFramework"].map(dot_net));
            }
            commands
        }
        Action::SetCASMailbox { mailbox, PopEnabled, ImapEnabled } => {
            let mut command = format!("Set-CASMailbox {}", shell(mailbox));
            for (name, value) in [("PopEnabled", PopEnabled), ("ImapEnabled", ImapEnabled)] {
                if let Some(on) = value {
                    command.push_str(&format!(" -{name} ${on}"));
                }
            }
            vec![command]
        }
        Action::AddMailboxPermission { mailbox, user } => {
            vec![format!("Add-MailboxPermission {} -User {} -AccessRights FullAccess", shell(mailbox), shell(user))]
        }
        Action::SetPrimarySmtpAddress { user, .. } => vec![format!("Enable-Mailbox {}", shell(user))],
        Action::SetStoreSessions { store_sessions_per_user: limit, .. } => vec![format!(
            "New-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersSystem -Name \
             'Maximum Allowed Service Sessions Per User' -PropertyType DWord -Value {limit} -Force"
        )],
        Action::FailOver { database, to } => {
            vec![format!("Move-ActiveMailboxDatabase {} -ActivateOnServer {}", shell(database), shell(to))]
        }
        Action::SetClientAccessServer { server, IsOutOfService } => {
            vec![format!("Set-ClientAccessServer {} -IsOutOfService ${IsOutOfService}", shell(server))]
        }
        // What is to hold afterwards is said in words: the cmdlets of DNS delete and add for whoever uses the name.
        Action::SetDns { .. }
        | Action::AddDnsRecord { .. }
        | Action::HangService { .. }
        | Action::ShutDownServer { .. }
        | Action::StartServer { .. }
        | Action::RemoveServer { .. }
        | Action::MoveMailbox { .. }
        | Action::MendLink { .. }
        | Action::CutLink { .. }
        | Action::SetPool { .. }
        | Action::SetPorts { .. }
        | Action::InstallUpdate { .. }
        | Action::SetClient { .. } => Vec::new(),
    }
}

fn get_service(server: &str, service: Service) -> String {
    format!("Get-Service -ComputerName {} -Name {}", shell(server), service.windows_name())
}

/// Services as the certificate cmdlets take them.
fn enabled(services: Enabled) -> String {
    let named = [(services.imap, "IMAP"), (services.pop, "POP"), (services.iis, "IIS")];
    named.iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(",")
}

/// What the cmdlet sets. What stands in a file of the service is no parameter.
fn set(world: &World, server: &str, protocol: MailProtocol, settings: &ProtocolSettings) -> Vec<String> {
    let version = version_of(world, server);
    let values = settings.values();
    let by_cmdlet = values.iter().filter(|(it, _)| version.is_none_or(|version| it.set_by(version) == SetBy::Cmdlet));
    let values: Vec<_> = by_cmdlet.map(|(it, value)| format!(" -{} {}", it.name(), value.argument())).collect();
    if values.is_empty() {
        return Vec::new();
    }
    vec![format!("{} -Server {}{}", protocol.cmdlet(), shell(server), values.concat())]
}

/// What is set in the configuration file of the service instead: the file, the key, and the value.
#[must_use]
pub(crate) fn in_a_file(world: &World, action: &Action) -> Option<(&'static str, &'static str, String)> {
    let (server, settings, file) = match action {
        Action::SetImapSettings { server, settings } => (server, settings, "Microsoft.Exchange.Imap4.exe.config"),
        Action::SetPopSettings { server, settings } => (server, settings, "Microsoft.Exchange.Pop3.exe.config"),
        _ => return None,
    };
    let version = version_of(world, server)?;
    settings.values().into_iter().find_map(|(it, value)| match it.set_by(version) {
        SetBy::File(key) => Some((file, key, value.ron())),
        SetBy::Cmdlet | SetBy::Nothing => None,
    })
}

/// Whether the certificate cmdlets of a server's version work on the server itself alone.
#[must_use]
pub(crate) fn is_local(world: &World, server: &str) -> bool {
    version_of(world, server).is_some_and(|it| it.product().dialect == Dialect::Local)
}

fn version_of(world: &World, server: &str) -> Option<Version> {
    world.servers.iter().find(|it| it.name == server).map(|it| it.version)
}

fn import(world: &World, server: &str, certificate: &Certificate) -> String {
    let services = enabled(Enabled::of(&certificate.services()));
    if is_local(world, server) {
        return format!(
            "Import-ExchangeCertificate -Path C:\\new.pfx -Password (Get-Credential).Password | \
             Enable-ExchangeCertificate -Services {services}"
        );
    }
    let server = shell(server);
    format!(
        "Import-ExchangeCertificate -Server {server} -FileData ([Byte[]](Get-Content C:\\new.pfx -Encoding Byte \
         -ReadCount 0)) -Password (Get-Credential).Password | Enable-ExchangeCertificate -Server {server} \
         -Services {services}"
    )
}

/// Switches a version on for one side. The key is made only where it is missing: made once more it would lose what is
/// in it.
fn schannel(version: TlsVersion, side: &str) -> String {
    let version = match version {
        TlsVersion::Ssl3 => "SSL 3.0",
        TlsVersion::Tls10 => "TLS 1.0",
        TlsVersion::Tls11 => "TLS 1.1",
        TlsVersion::Tls12 => "TLS 1.2",
    };
    let key = "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols";
    format!(
        "$k = '{key}\\{version}\\{side}'; if (!(Test-Path $k)) {{ New-Item $k -Force }}; \
         New-ItemProperty $k -Name Enabled -PropertyType DWord -Value 1 -Force; \
         New-ItemProperty $k -Name DisabledByDefault -PropertyType DWord -Value 0 -Force"
    )
}

/// Lets .NET, and with it Exchange, take what Windows has.
fn dot_net(key: &str) -> String {
    format!(
        "New-ItemProperty 'HKLM:\\SOFTWARE\\{key}\\v4.0.30319' -Name SystemDefaultTlsVersions -PropertyType DWord \
         -Value 1 -Force"
    )
}

/// A name as an argument.
fn shell(name: &str) -> String {
    argument(&clean(name))
}
