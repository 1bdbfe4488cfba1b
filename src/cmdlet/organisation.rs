//! What does whoever types a line find there?
//!
//! The organisation as far as a line can name or change it, as the directory holds it: what is written in a scenario,
//! and what the actions since then have made of it. No service is asked whether it runs: no cmdlet asks that either.

use crate::product::BuildNumber;
use crate::scenario::clients::{is_member, member_name};
use crate::scenario::settings::{MailProtocol, Value};
use crate::scenario::{
    Action, Builds, Certificate, Mailbox, ProtocolSettings, Role, Scenario, Service, Setting, Version, added_first,
    full_name,
};

/// What a server holds whose version has one role.
const BOTH: [Role; 2] = [Role::ClientAccess, Role::Mailbox];

/// The organisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Organisation {
    /// Its servers.
    pub servers: Vec<Server>,
    /// Its mailboxes, and the database of each; empty for an account without a mailbox.
    pub mailboxes: Vec<(String, String)>,
    /// The groups of mailboxes, which actions may name.
    pub groups: Vec<String>,
    /// Its databases, and the servers with a copy of each.
    pub databases: Vec<(String, Vec<String>)>,
    /// The names of its authentication policies.
    pub policies: Vec<String>,
    /// The certificates in files.
    pub files: Vec<(String, Certificate)>,
    /// The suffix of names in DNS.
    pub domain: String,
}

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Its name.
    pub name: String,
    /// Its fully qualified name.
    pub fqdn: String,
    /// Its version.
    pub version: Version,
    /// Its build, where one is written.
    pub build: Option<BuildNumber>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its site, where one is written.
    pub site: Option<String>,
    /// What was set of IMAP4.
    pub imap4: ProtocolSettings,
    /// What was set of POP3.
    pub pop3: ProtocolSettings,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
    /// Whether it is in the directory: one that was taken out is a computer, and no server to the cmdlets.
    pub in_directory: bool,
}

impl Organisation {
    /// As a scenario begins.
    #[must_use]
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let domain = scenario.domain();
        let builds = scenario.assumptions.clone().unwrap_or_default().builds();
        let unwritten = (builds == Builds::AsReleased).then_some((0, 0));
        let later = added_first(&scenario.from_start, &scenario.changes);
        let servers = scenario.servers.iter().map(|it| {
            let fqdn = full_name(&it.name, it.fqdn.as_deref(), &domain);
            Server {
                name: it.name.to_string(),
                version: it.version,
                build: it
                    .build
                    .as_ref()
                    .map(|build| it.version.build(build.number()).unwrap_or(build.number()))
                    .or(unwritten),
                in_directory: !later.iter().any(|later| later.eq_ignore_ascii_case(&it.name)),
                // Where there is one role, it holds the services and the settings of both (VER-2).
                roles: if it.version.product().one_role { BOTH.to_vec() } else { it.roles() },
                site: it.site.as_deref().map(str::to_owned),
                imap4: it.imap4.clone().unwrap_or_default(),
                pop3: it.pop3.clone().unwrap_or_default(),
                certificates: if it.certificates.is_empty() {
                    vec![self_signed(&it.name, &fqdn)]
                } else {
                    it.certificates.clone()
                },
                fqdn: fqdn.into(),
            }
        });
        let mut organisation = Self {
            servers: servers.collect(),
            mailboxes: scenario.mailboxes.iter().flat_map(mailboxes).collect(),
            groups: scenario.mailboxes.iter().filter(|it| it.count.is_some()).map(|it| it.name.to_string()).collect(),
            databases: scenario
                .databases
                .iter()
                .map(|it| (it.name.to_string(), it.on.iter().map(ToString::to_string).collect()))
                .collect(),
            policies: scenario.authentication_policies.iter().map(|it| it.name.to_string()).collect(),
            files: scenario.files.iter().map(|it| (it.path.to_string(), it.certificate.clone())).collect(),
            domain: domain.into(),
        };
        for action in &scenario.from_start {
            organisation.apply(action);
        }
        organisation
    }

    /// A server by its name or its fully qualified name.
    #[must_use]
    pub(crate) fn server(&self, name: &str) -> Option<usize> {
        let is_meant = |it: &Server| it.name.eq_ignore_ascii_case(name) || it.fqdn.eq_ignore_ascii_case(name);
        self.servers.iter().position(is_meant)
    }

    /// A mailbox, or an account without one.
    #[must_use]
    pub(crate) fn mailbox(&self, name: &str) -> Option<&(String, String)> {
        let address = |it: &str| format!("{it}@{}", self.domain);
        self.mailboxes
            .iter()
            .find(|it| it.0.eq_ignore_ascii_case(name))
            .or_else(|| self.mailboxes.iter().find(|it| address(&it.0).eq_ignore_ascii_case(name)))
    }

    /// A database.
    #[must_use]
    pub(crate) fn database(&self, name: &str) -> Option<&(String, Vec<String>)> {
        self.databases.iter().find(|it| it.0.eq_ignore_ascii_case(name))
    }

    /// Follows what an action leaves in the directory.
    pub(crate) fn apply(&mut self, action: &Action) {
        match action {
            Action::SetImapSettings { server, settings } => self.set(server, MailProtocol::Imap4, settings),
            Action::SetPopSettings { server, settings } => self.set(server, MailProtocol::Pop3, settings),
            Action::ImportCertificate { server, certificate } => {
                if let Some(at) = self.server(server) {
                    self.servers[at].certificates.push(certificate.clone());
                }
            }
            Action::RemoveCertificate { server, certificate } => {
                if let Some(at) = self.server(server) {
                    self.servers[at].certificates.retain(|it| !name_of(it).eq_ignore_ascii_case(certificate));
                }
            }
            Action::MoveMailbox { mailbox, database } => {
                let is_group = self.groups.iter().any(|it| it.eq_ignore_ascii_case(mailbox));
                let is_meant = |it: &str| it.eq_ignore_ascii_case(mailbox) || is_group && is_member(it, mailbox);
                for it in self.mailboxes.iter_mut().filter(|it| is_meant(&it.0)) {
                    it.1.clone_from(database);
                }
            }
            Action::SetAuthenticationPolicy { policy, .. }
                if !self.policies.iter().any(|it| it.eq_ignore_ascii_case(policy)) =>
            {
                self.policies.push(policy.clone());
            }
            Action::RemoveServer { server } => {
                if let Some(at) = self.server(server) {
                    self.servers[at].in_directory = false;
                }
            }
            Action::UpdateServer { server, build } => {
                if let Some(at) = self.server(server) {
                    let it = &mut self.servers[at];
                    it.version = build.version().unwrap_or(it.version);
                    it.build = it.version.build(build.number()).or(Some(build.number()));
                }
            }
            Action::AddServer { server } => {
                if let Some(at) = self.server(server) {
                    self.servers[at].in_directory = true;
                }
            }
            // Nothing else changes what a line can name, or what a list holds.
            _ => {}
        }
    }

    fn set(&mut self, server: &str, protocol: MailProtocol, settings: &ProtocolSettings) {
        let Some(at) = self.server(server) else { return };
        let of = match protocol {
            MailProtocol::Imap4 => &mut self.servers[at].imap4,
            MailProtocol::Pop3 => &mut self.servers[at].pop3,
        };
        for (setting, value) in settings.values() {
            of.write(setting, value);
        }
    }
}

/// What is written of a mailbox: its name and its database, or those of each of a group.
fn mailboxes(written: &Mailbox) -> impl Iterator<Item = (String, String)> {
    let of = |name: String| (name, written.database.to_string());
    let alone = written.count.is_none().then(|| of(written.name.to_string()));
    let members = (1..=written.count.unwrap_or(0)).map(move |it| of(member_name(&written.name, it).into()));
    alone.into_iter().chain(members)
}

impl Server {
    /// What a setting is: what was set, or what the version installs.
    #[must_use]
    pub(crate) fn value(&self, protocol: MailProtocol, setting: Setting) -> Value {
        let of = match protocol {
            MailProtocol::Imap4 => &self.imap4,
            MailProtocol::Pop3 => &self.pop3,
        };
        let set = of.values().into_iter().find(|it| it.0 == setting).map(|it| it.1);
        set.unwrap_or_else(|| setting.default(self.version, protocol, &self.fqdn))
    }

    /// The services that it has.
    #[must_use]
    pub(crate) fn services(&self) -> Vec<Service> {
        let all = Service::ALL.into_iter();
        all.filter(|it| self.version.has_service(*it, |role| self.roles.contains(&role))).collect()
    }

    /// A certificate by its thumbprint, or by the name that the scenario gives it.
    #[must_use]
    pub(crate) fn certificate(&self, thumbprint: &str) -> Option<&Certificate> {
        let plain: String = thumbprint.chars().filter(|it| !it.is_whitespace()).collect();
        let has = |it: &&Certificate| it.thumbprint.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(&plain));
        let is_called = |it: &&Certificate| name_of(it).eq_ignore_ascii_case(thumbprint);
        self.certificates.iter().find(has).or_else(|| self.certificates.iter().find(is_called))
    }
}

/// What changes call a certificate.
#[must_use]
pub(crate) fn name_of(it: &Certificate) -> String {
    it.name.clone().or_else(|| it.subject_names.first().cloned()).unwrap_or_default().into()
}

/// The certificate that Setup makes.
#[must_use]
pub(crate) fn self_signed(name: &str, fqdn: &str) -> Certificate {
    Certificate {
        trusted: Some(false),
        ..Certificate::named(Some("self-signed".into()), vec![fqdn.into(), name.into()])
    }
}
