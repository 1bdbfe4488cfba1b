//! What would an admin type?
//!
//! The commands of an action, for the Exchange Management Shell of the server's version. Never translated. What they do
//! is proven by reading them back ([`super::read`]). An action without commands is not done in a shell, or has no
//! command that is documented: it is said in words.

use super::table::Cmdlet;
use crate::product::CertificateFile;
use crate::scenario::settings::value::argument;
use crate::scenario::settings::{MailProtocol, SetBy};
use crate::scenario::{Action, Certificate, CertificateService, ProtocolSettings, Service, Version};

/// What must be known of an organisation to write commands for it.
pub(crate) trait Known {
    /// The version of a server.
    fn version(&self, server: &str) -> Option<Version>;

    /// The thumbprint of a certificate of a server, where it is known.
    fn thumbprint(&self, server: &str, certificate: &str) -> Option<String>;

    /// Whether there is an authentication policy of this name.
    fn has_policy(&self, name: &str) -> bool;

    /// The version of the servers that hold a database.
    fn version_of_database(&self, database: &str) -> Option<Version>;

    /// Whether a name is that of a group of mailboxes, and no other mailbox is called as if it were one of them.
    fn is_group(&self, mailbox: &str) -> bool;
}

/// Lines to be typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Commands {
    /// The lines, in their order.
    pub lines: Vec<String>,
    /// The blanks that have to be filled in before: variables that the first lines set to nothing, so that a line whose
    /// blank was forgotten is refused.
    pub blanks: Vec<Blank>,
    /// The server on which they have to be typed, where that matters.
    pub on: Option<String>,
    /// What the lines leave out of the action, as it stands in a file of the service and is said in words.
    pub beside: Option<Action>,
}

/// A variable that has to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blank {
    /// Its name, without `$`.
    pub variable: String,
    /// What it stands for.
    pub stands_for: StandsFor,
}

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StandsFor {
    /// The thumbprint of a certificate.
    Thumbprint(String),
    /// The file with a certificate.
    File(Box<Certificate>),
}

/// A command as it is put together; every parameter has a row.
struct Line {
    cmdlet: Cmdlet,
    text: String,
}

impl Line {
    fn new(cmdlet: Cmdlet) -> Self {
        Self { cmdlet, text: cmdlet.row().name.to_owned() }
    }

    /// The parameter that may stand without its name.
    fn first(mut self, name: &str) -> Self {
        self.text.push(' ');
        self.text.push_str(&shell(name));
        self
    }

    /// The mailbox that may stand without its parameter's name; those of a group come through the pipe.
    fn mailbox(mut self, known: &dyn Known, name: &str) -> Self {
        if !known.is_group(name) {
            return self.first(name);
        }
        let all = shell(&format!("{name}-*"));
        self.text = format!("{} {all} -ResultSize Unlimited | {}", Cmdlet::GetMailbox.row().name, self.text);
        self
    }

    fn with(mut self, parameter: &'static str, value: &str) -> Self {
        let is_setting = || self.cmdlet.protocol().is_some();
        debug_assert!(
            self.cmdlet.row().parameter(parameter).is_some() || is_setting(),
            "{} has no row for -{parameter}",
            self.cmdlet.row().name
        );
        self.text.push_str(&format!(" -{parameter} {value}"));
        self
    }

    /// A switch: it is said, or taken back behind a colon.
    fn switch(mut self, parameter: &'static str, on: bool) -> Self {
        debug_assert!(self.cmdlet.row().parameter(parameter).is_some(), "no row for -{parameter}");
        self.text.push_str(&if on { format!(" -{parameter}") } else { format!(" -{parameter}:$false") });
        self
    }

    fn on(self, server: &str, version: Version) -> Self {
        let remote = self.cmdlet.row().parameter("Server").is_some_and(|it| it.versions.has(version));
        if remote { self.with("Server", &shell(server)) } else { self }
    }
}

/// The commands of an action; none where it is not done in a shell.
#[must_use]
pub(crate) fn commands(known: &dyn Known, action: &Action) -> Commands {
    let one = |line: Line| Commands { lines: vec![line.text], ..Commands::default() };
    match action {
        Action::StartService { server, service } => piped(server, *service, Cmdlet::StartService),
        Action::StopService { server, service } => piped(server, *service, Cmdlet::StopService),
        Action::RestartService { server, service } => piped(server, *service, Cmdlet::RestartService),
        Action::SetStartType { server, service, start_type } => one(Line::new(Cmdlet::SetService)
            .with("ComputerName", &shell(server))
            .with("Name", service.windows_name())
            .with("StartupType", start_type.word())),
        Action::RestartServer { server } => {
            let line = Line::new(Cmdlet::RestartComputer).with("ComputerName", &shell(server));
            one(Line { text: format!("{} -Force", line.text), ..line })
        }
        Action::SetServerComponentState { server, component, requester, state } => {
            one(Line::new(Cmdlet::SetServerComponentState)
                .first(server)
                .with("Component", component.word())
                .with("Requester", requester.word())
                .with("State", state.word()))
        }
        Action::SetImapSettings { server, settings } => set(known, server, Cmdlet::SetImapSettings, settings),
        Action::SetPopSettings { server, settings } => set(known, server, Cmdlet::SetPopSettings, settings),
        Action::EnableCertificate { server, certificate, services } => enable(known, server, certificate, services),
        Action::ImportCertificate { server, certificate } => import(known, server, certificate),
        Action::RemoveCertificate { server, certificate } => {
            let Some(version) = known.version(server) else { return Commands::default() };
            let (thumbprint, mut commands) = thumbprint(known, server, certificate);
            let line = Line::new(Cmdlet::RemoveExchangeCertificate).on(server, version);
            commands.lines.push(line.with("Thumbprint", &thumbprint).text);
            local(commands, server, version)
        }
        Action::SetCASMailbox { mailbox, PopEnabled, ImapEnabled } => {
            let mut line = Line::new(Cmdlet::SetCasMailbox).mailbox(known, mailbox);
            for (name, value) in [("PopEnabled", PopEnabled), ("ImapEnabled", ImapEnabled)] {
                if let Some(on) = value {
                    line = line.with(name, &format!("${on}"));
                }
            }
            one(line)
        }
        Action::AddMailboxPermission { mailbox, user } => one(Line::new(Cmdlet::AddMailboxPermission)
            .mailbox(known, mailbox)
            .with("User", &shell(user))
            .with("AccessRights", "FullAccess")),
        Action::SetAuthenticationPolicy { policy, BlockLegacyAuthImap, BlockLegacyAuthPop } => {
            let is_new = !known.has_policy(policy);
            let cmdlet = if is_new { Cmdlet::NewAuthenticationPolicy } else { Cmdlet::SetAuthenticationPolicy };
            let mut line = Line::new(cmdlet).first(policy);
            for (name, value) in
                [("BlockLegacyAuthImap", BlockLegacyAuthImap), ("BlockLegacyAuthPop", BlockLegacyAuthPop)]
            {
                if let Some(on) = *value {
                    line = line.switch(name, on);
                }
            }
            one(line)
        }
        Action::SetUser { user, AuthenticationPolicy: it } => {
            one(Line::new(Cmdlet::SetUser).mailbox(known, user).with("AuthenticationPolicy", &policy(it)))
        }
        Action::SetOrganizationConfig { DefaultAuthenticationPolicy: it } => {
            one(Line::new(Cmdlet::SetOrganizationConfig).with("DefaultAuthenticationPolicy", &policy(it)))
        }
        Action::FailOver { database, to } => {
            one(Line::new(Cmdlet::MoveActiveMailboxDatabase).first(database).with("ActivateOnServer", &shell(to)))
        }
        Action::MoveMailbox { mailbox, database } => {
            let cmdlet = Cmdlet::NewMoveRequest;
            match known.version_of_database(database) {
                Some(version) if cmdlet.row().versions.has(version) => {
                    one(Line::new(cmdlet).mailbox(known, mailbox).with("TargetDatabase", &shell(database)))
                }
                _ => Commands::default(),
            }
        }
        Action::SetClientAccessServer { server, IsOutOfService } => one(Line::new(Cmdlet::SetClientAccessServer)
            .first(server)
            .with("IsOutOfService", &format!("${IsOutOfService}"))),
        // What is to hold afterwards is said in words: the cmdlets of DNS delete and add for whoever uses the name;
        // what stands in the registry of Windows, on a balancer, or in a mail program has no cmdlet.
        Action::SetDns { .. }
        | Action::AddDnsRecord { .. }
        | Action::HangService { .. }
        | Action::ShutDownServer { .. }
        | Action::StartServer { .. }
        | Action::FailedUpdate { .. }
        | Action::InstallServicePack { .. }
        | Action::RemoveServer { .. }
        | Action::AddServer { .. }
        | Action::UpdateServer { .. }
        | Action::SetTls { .. }
        | Action::SetPrimarySmtpAddress { .. }
        | Action::SetStoreSessions { .. }
        | Action::MendLink { .. }
        | Action::CutLink { .. }
        | Action::SetPool { .. }
        | Action::SetPorts { .. }
        | Action::SetBalancerTls { .. }
        | Action::InstallUpdate { .. }
        | Action::SetClient { .. } => Commands::default(),
    }
}

/// Services of other servers are reached through the pipe: the commands that start and stop take no computer's name.
fn piped(server: &str, service: Service, cmdlet: Cmdlet) -> Commands {
    let get = Line::new(Cmdlet::GetService).with("ComputerName", &shell(server)).with("Name", service.windows_name());
    let force = if cmdlet.row().parameter("Force").is_some() { " -Force" } else { "" };
    let line = format!("{} | {}{force}", get.text, cmdlet.row().name);
    Commands { lines: vec![line], ..Commands::default() }
}

/// What the cmdlet sets. What stands in a file of the service is no parameter.
fn set(known: &dyn Known, server: &str, cmdlet: Cmdlet, settings: &ProtocolSettings) -> Commands {
    let version = known.version(server);
    let values = settings.values();
    let by_cmdlet = |it: crate::scenario::Setting| version.is_none_or(|version| it.set_by(version) == SetBy::Cmdlet);
    let mut line = Line::new(cmdlet).with("Server", &shell(server));
    let (mut any, mut beside) = (false, ProtocolSettings::default());
    for (setting, value) in values {
        if by_cmdlet(setting) {
            line = line.with(setting.name(), &value.argument());
            any = true;
        } else {
            beside.write(setting, value);
        }
    }
    if !any {
        return Commands::default();
    }
    let server = server.to_owned();
    let beside = (beside != ProtocolSettings::default()).then_some(match cmdlet {
        Cmdlet::SetPopSettings => Action::SetPopSettings { server, settings: beside },
        _ => Action::SetImapSettings { server, settings: beside },
    });
    Commands { lines: vec![line.text], beside, ..Commands::default() }
}

/// What is set in the configuration file of the service instead: the file, the key, and the value.
#[must_use]
pub(crate) fn in_a_file(known: &dyn Known, action: &Action) -> Option<(&'static str, &'static str, String)> {
    let (server, settings, protocol) = match action {
        Action::SetImapSettings { server, settings } => (server, settings, MailProtocol::Imap4),
        Action::SetPopSettings { server, settings } => (server, settings, MailProtocol::Pop3),
        _ => return None,
    };
    let version = known.version(server)?;
    settings.values().into_iter().find_map(|(it, value)| match it.set_by(version) {
        SetBy::File(key) => Some((config_file(protocol), key, value.ron())),
        SetBy::Cmdlet | SetBy::Nothing => None,
    })
}

/// The configuration file of a service, in the ClientAccess folder of the server.
#[must_use]
pub(crate) const fn config_file(protocol: MailProtocol) -> &'static str {
    match protocol {
        MailProtocol::Imap4 => "Microsoft.Exchange.Imap4.exe.config",
        MailProtocol::Pop3 => "Microsoft.Exchange.Pop3.exe.config",
    }
}

/// The thumbprint as an argument: itself, or a variable that the lines before set to nothing.
fn thumbprint(known: &dyn Known, server: &str, certificate: &str) -> (String, Commands) {
    if let Some(it) = known.thumbprint(server, certificate) {
        return (it, Commands::default());
    }
    let variable = variable("thumbprint", certificate);
    let note = format!("thumbprint of {certificate} on {server}");
    let commands = Commands {
        lines: vec![format!("${variable} = ''  # {note}")],
        blanks: vec![Blank { variable: variable.clone(), stands_for: StandsFor::Thumbprint(certificate.to_owned()) }],
        ..Commands::default()
    };
    (format!("${variable}"), commands)
}

fn enable(known: &dyn Known, server: &str, certificate: &str, services: &[CertificateService]) -> Commands {
    let Some(version) = known.version(server) else { return Commands::default() };
    let (thumbprint, mut commands) = thumbprint(known, server, certificate);
    let line = Line::new(Cmdlet::EnableExchangeCertificate).on(server, version).with("Thumbprint", &thumbprint);
    commands.lines.push(line.with("Services", &names(services)).text);
    local(commands, server, version)
}

fn import(known: &dyn Known, server: &str, certificate: &Certificate) -> Commands {
    let Some(version) = known.version(server) else { return Commands::default() };
    let name = super::organisation::name_of(certificate);
    let variable = variable("pfx", &name);
    let names_covered = certificate.subject_names.join(", ");
    let first = format!("${variable} = ''  # the file (PFX) with a certificate for {names_covered}");
    let mut line = Line::new(Cmdlet::ImportExchangeCertificate).on(server, version);
    line = match version.product().certificate_file {
        CertificateFile::Path => line.with("Path", &format!("${variable}")),
        CertificateFile::Bytes => {
            line.with("FileData", &format!("([Byte[]](Get-Content -Path ${variable} -Encoding Byte -ReadCount 0))"))
        }
        CertificateFile::AllBytes | CertificateFile::AllBytesOnly => {
            line.with("FileData", &format!("([System.IO.File]::ReadAllBytes(${variable}))"))
        }
    };
    let mut text = line.with("Password", "(Get-Credential).Password").text;
    let services = certificate.services();
    if !services.is_empty() {
        let enable = Line::new(Cmdlet::EnableExchangeCertificate).on(server, version);
        text = format!("{text} | {}", enable.with("Services", &names(&services)).text);
    }
    let blank = Blank { variable, stands_for: StandsFor::File(Box::new(certificate.clone())) };
    local(Commands { lines: vec![first, text], blanks: vec![blank], ..Commands::default() }, server, version)
}

/// Where the certificate cmdlets of a version work on the server itself, that is where they are typed.
fn local(commands: Commands, server: &str, version: Version) -> Commands {
    let is_local = version.product().certificate_file == CertificateFile::Path;
    Commands { on: is_local.then(|| server.to_owned()), ..commands }
}

/// Services as the certificate cmdlets take them.
fn names(services: &[CertificateService]) -> String {
    let all = [(CertificateService::Imap, "IMAP"), (CertificateService::Pop, "POP"), (CertificateService::Iis, "IIS")];
    all.iter().filter(|it| services.contains(&it.0)).map(|it| it.1).collect::<Vec<_>>().join(",")
}

/// `$pfx_new`: a variable for something of this name.
fn variable(what: &str, name: &str) -> String {
    let mut variable = what.to_owned();
    let words = name.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    for word in words.take(4) {
        variable.push('_');
        variable.push_str(&word.to_ascii_lowercase());
    }
    variable
}

/// A policy as an argument; none is `$null`.
fn policy(name: &str) -> String {
    if name.is_empty() { "$null".to_owned() } else { shell(name) }
}

/// A name as an argument.
fn shell(name: &str) -> String {
    argument(name)
}
