//! What changes while the clock runs?
//!
//! Changes are put in order of time (those of one instant in the order of the file), and everything that they will
//! bring about is made ready: settings, pools and DNS answers are complete before the run begins.

use std::collections::BTreeMap;

use super::directory::same_name;
use super::names::Registered;
use super::problem::{Entity, ProblemKind, path_to};
use super::settings::{self, Owner};
use super::{Path, Report, SymbolTables, certificates, defaults, links, look_up, servers};
use crate::scenario::{self, Action as Written, ProtocolSettings, Service};
use crate::time::{Micros, SimTime};
use crate::world::{
    Action, AnswerId, BalancerId, CertificateId, Change, DatabaseId, DnsRecordSet, NameId, PoolId, Protocol, ServerId,
    ServiceId, SettingsId, UserId, World,
};

/// Resolves the changes into `world`.
pub(super) fn changes(
    mut written: Vec<scenario::Change>,
    world: &mut World,
    registered: &Registered<'_>,
    ground: &SymbolTables,
    report: &mut Report,
) {
    let mut order: Vec<(Micros, u32)> = (0..).zip(&written).map(|(place, it)| (it.at, place)).collect();
    order.sort_unstable();
    let mut resolver = Resolver {
        world,
        registered,
        ground,
        current: BTreeMap::new(),
        ttls: BTreeMap::new(),
        certificates: BTreeMap::new(),
    };
    let mut changes = Vec::with_capacity(written.len());
    for (time, place) in order {
        let at = SimTime::ZERO + time;
        let until = resolver.world.until;
        if at > until {
            let what = ProblemKind::ChangeAfterEnd(time, until.since(SimTime::ZERO));
            report.add(what, || path_to!["changes", place, "at"]);
        }
        let nothing = Written::FailOver { database: String::new(), to: String::new() };
        let action = std::mem::replace(&mut written[place as usize].action, nothing);
        let path = || path_to!["changes", place, "action"];
        if let Some(action) = resolver.action(action, report, &path) {
            changes.push(Change { at, action });
        }
    }
    world.changes = changes;
}

/// What changes so far have brought about.
struct Resolver<'a> {
    world: &'a mut World,
    registered: &'a Registered<'a>,
    ground: &'a SymbolTables,
    /// The settings that were changed, by server and `Protocol as usize`.
    current: BTreeMap<(ServerId, usize), SettingsId>,
    /// The TTLs that were changed.
    ttls: BTreeMap<NameId, Micros>,
    /// The certificates of the servers where some were installed or removed.
    certificates: BTreeMap<ServerId, Vec<CertificateId>>,
}

impl Resolver<'_> {
    fn action(&mut self, action: Written, report: &mut Report, path: &impl Fn() -> Path) -> Option<Action> {
        match action {
            Written::StartService { server, service } => {
                self.service(&server, service, report, path).map(Action::Start)
            }
            Written::StopService { server, service } => self.service(&server, service, report, path).map(Action::Stop),
            Written::HangService { server, service } => self.service(&server, service, report, path).map(Action::Hang),
            Written::RestartService { server, service } => {
                self.service(&server, service, report, path).map(Action::Restart)
            }
            Written::SetImapSettings { server, settings } => {
                self.set(&server, Protocol::Imap4, &settings, report, path)
            }
            Written::SetPopSettings { server, settings } => self.set(&server, Protocol::Pop3, &settings, report, path),
            Written::SetCASMailbox { mailbox, PopEnabled, ImapEnabled } => {
                if PopEnabled.is_none() && ImapEnabled.is_none() {
                    report.add(ProblemKind::ChangesNothing("SetCASMailbox"), path);
                }
                let user = self.mailbox(&mailbox, report, path)?;
                Some(Action::SetCasMailbox { user, pop: PopEnabled, imap: ImapEnabled })
            }
            Written::MoveMailbox { mailbox, database } => {
                let user = self.mailbox(&mailbox, report, path);
                let database = look_up(&self.ground.databases, report, &database, || path().with("database"));
                Some(Action::Move(user?, DatabaseId::at(database?)))
            }
            Written::ImportCertificate { server, certificate } => {
                let id = self.server(&server, report, path);
                let it = certificates::certificate(certificate, report, || path().with("certificate"));
                let id = id?;
                let known = self.certificate(id, &it.name);
                if known.is_some() {
                    report.add(ProblemKind::CertificateTwice(it.name.clone()), || path().with("certificate"));
                }
                self.world.certificates.push(it);
                let new = CertificateId::at(self.world.certificates.len() - 1);
                self.installed(id).push(new);
                Some(Action::Import(id, new))
            }
            Written::EnableCertificate { server, certificate, services } => {
                let (id, it) = self.installed_certificate(&server, &certificate, report, path)?;
                Some(Action::Enable(id, it, certificates::enabled(&services)))
            }
            Written::RemoveCertificate { server, certificate } => {
                let (id, it) = self.installed_certificate(&server, &certificate, report, path)?;
                self.installed(id).retain(|other| *other != it);
                Some(Action::Uninstall(id, it))
            }
            Written::SetTls { server, tls } => {
                let id = self.server(&server, report, path)?;
                let installed = self.world.servers[id.index()].installed_tls;
                Some(Action::SetTls(id, certificates::tls_set(Some(tls), installed)))
            }
            Written::SetServerComponentState { server, component, requester, state } => {
                let id = self.server(&server, report, path)?;
                servers::check_components(self.world.servers[id.index()].version, &server, report, path);
                Some(Action::SetComponent(id, component, requester, state))
            }
            Written::SetClientAccessServer { server, IsOutOfService } => {
                let id = self.server(&server, report, path)?;
                let version = self.world.servers[id.index()].version;
                if !version.product().out_of_service {
                    report.add(ProblemKind::NoSuchSetting("IsOutOfService", version), || path().with("IsOutOfService"));
                }
                Some(Action::SetOutOfService(id, IsOutOfService))
            }
            Written::ShutDownServer { server } => self.server(&server, report, path).map(Action::ShutDown),
            Written::StartServer { server } => self.server(&server, report, path).map(Action::StartUp),
            Written::RemoveServer { server } => self.server(&server, report, path).map(Action::RemoveServer),
            Written::FailOver { database, to } => self.fail_over(&database, &to, report, path),
            Written::SetDns { name, points_to, ttl } => self.set_dns(&name, &points_to, ttl, report, path),
            Written::SetPool { load_balancer, pool } => {
                let balancer = look_up(&self.ground.balancers, report, &load_balancer, || path().with("load_balancer"));
                let pool = servers::pool(&pool, &load_balancer, self.ground, report, || path().with("pool"));
                self.world.pools.push(pool);
                Some(Action::SetPool(BalancerId::at(balancer?), PoolId::at(self.world.pools.len() - 1)))
            }
            Written::CutLink { between, one_way } => {
                let (link, back) = self.links(&between, one_way.unwrap_or(false), report, path)?;
                Some(Action::Cut(link, back))
            }
            Written::MendLink { between, one_way } => {
                let (link, back) = self.links(&between, one_way.unwrap_or(false), report, path)?;
                Some(Action::Mend(link, back))
            }
        }
    }

    /// The certificates that a server has by now.
    fn installed(&mut self, server: ServerId) -> &mut Vec<CertificateId> {
        let at_the_start = &self.world.servers[server.index()].certificates;
        self.certificates.entry(server).or_insert_with(|| at_the_start.clone())
    }

    fn certificate(&mut self, server: ServerId, name: &str) -> Option<CertificateId> {
        let installed = self.installed(server).clone();
        installed.into_iter().find(|it| same_name(&self.world.certificates[it.index()].name, name))
    }

    /// A certificate that a server has by now.
    fn installed_certificate(
        &mut self,
        server: &str,
        name: &str,
        report: &mut Report,
        path: &impl Fn() -> Path,
    ) -> Option<(ServerId, CertificateId)> {
        let id = self.server(server, report, path)?;
        let found = self.certificate(id, name);
        if found.is_none() {
            let installed = self.installed(id).clone();
            let names: Vec<_> = installed.iter().map(|it| self.world.certificates[it.index()].name.clone()).collect();
            let what = ProblemKind::UnknownCertificate { name: name.to_owned(), server: server.to_owned(), names };
            report.add(what, || path().with("certificate"));
        }
        found.map(|it| (id, it))
    }

    fn server(&self, name: &str, report: &mut Report, path: impl Fn() -> Path) -> Option<ServerId> {
        look_up(&self.ground.servers, report, name, || path().with("server")).map(ServerId::at)
    }

    fn service(&self, name: &str, service: Service, report: &mut Report, path: impl Fn() -> Path) -> Option<ServiceId> {
        let id = self.server(name, report, &path)?;
        let server = &self.world.servers[id.index()];
        if server.services[service as usize].is_none() {
            let what = ProblemKind::NoSuchService { server: name.to_owned(), version: server.version, service };
            report.add(what, || path().with("service"));
        }
        Some(ServiceId::new(id, service))
    }

    /// A mailbox, and not an account without one.
    fn mailbox(&self, name: &str, report: &mut Report, path: impl Fn() -> Path) -> Option<UserId> {
        let id = look_up(&self.ground.mailboxes, report, name, || path().with("mailbox"))?;
        if self.world.users[id].database.is_none() {
            report.add(ProblemKind::NoMailbox(name.to_owned()), || path().with("mailbox"));
        }
        Some(UserId::at(id))
    }

    fn set(
        &mut self,
        name: &str,
        protocol: Protocol,
        written: &ProtocolSettings,
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Option<Action> {
        if *written == ProtocolSettings::default() {
            let action = if protocol == Protocol::Imap4 { "SetImapSettings" } else { "SetPopSettings" };
            report.add(ProblemKind::ChangesNothing(action), || path().with("settings"));
        }
        let id = self.server(name, report, &path)?;
        let mut ids = self.world.servers[id.index()].settings;
        for (at, slot) in ids.iter_mut().enumerate() {
            *slot = self.current.get(&(id, at)).copied().unwrap_or(*slot);
        }
        let mut settings = self.world.settings[ids[protocol as usize].index()].clone();
        let server = &self.world.servers[id.index()];
        let owner = Owner {
            version: server.version,
            fqdn: server.fqdn,
            fqdn_text: &self.ground.names.texts[server.fqdn.index()],
        };
        let binds = written.binds();
        if let Some(protocol) = protocol.mail() {
            let whose = (&owner, protocol);
            settings::apply(&mut settings, written, whose, self.ground, report, || path().with("settings"));
        }
        self.world.settings.push(settings);
        let new = SettingsId::at(self.world.settings.len() - 1);
        ids[protocol as usize] = new;
        self.current.insert((id, protocol as usize), new);
        if binds {
            settings::check_ports(&self.world.servers[id.index()], &self.world.settings, ids, report, |_| {
                path().with("settings")
            });
        }
        Some(Action::Set(id, protocol, new))
    }

    fn fail_over(&self, database: &str, to: &str, report: &mut Report, path: impl Fn() -> Path) -> Option<Action> {
        let id = look_up(&self.ground.databases, report, database, || path().with("database"));
        let server = look_up(&self.ground.servers, report, to, || path().with("to"));
        let (id, server) = (id?, ServerId::at(server?));
        if !self.world.databases[id].copies.contains(&server) {
            report.add(ProblemKind::FailOverWithoutCopy(to.to_owned(), database.to_owned()), || path().with("to"));
        }
        Some(Action::FailOver(DatabaseId::at(id), server))
    }

    fn set_dns(
        &mut self,
        name: &str,
        points_to: &[String],
        ttl: Option<Micros>,
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Option<Action> {
        let addresses = self.registered.addresses_of(points_to, self.ground, report, || path().with("points_to"));
        let server = self.ground.servers.find(name).map(|it| self.world.servers[it].fqdn);
        let found = server.or_else(|| self.ground.names.find(name, &self.ground.domain));
        let Some(id) = found.filter(|it| self.registered.contains(*it)) else {
            let meant = if report.is_full() { None } else { self.registered.meant(name, self.ground) };
            let what = ProblemKind::Unknown { entity: Entity::DnsName, name: name.to_owned(), meant };
            report.add(what, || path().with("name"));
            return None;
        };
        let views = self.world.names[id.index()].views.clone();
        let as_installed = self.world.views[views.start as usize..views.end as usize].last();
        let as_installed = as_installed.map_or(defaults::TTL, |it| self.world.answers[it.answer.index()].ttl);
        let ttl = ttl.or_else(|| self.ttls.get(&id).copied()).unwrap_or(as_installed);
        self.ttls.insert(id, ttl);
        self.world.names[id.index()].changes = true;
        self.world.answers.push(DnsRecordSet { addresses, ttl });
        Some(Action::SetDns(id, AnswerId::at(self.world.answers.len() - 1)))
    }

    /// The links in one direction or in both. Where only one of the two is described, that one.
    fn links(
        &self,
        between: &(String, String),
        one_way: bool,
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Option<(crate::world::LinkId, Option<crate::world::LinkId>)> {
        let (from, to) = links::ends(between, self.ground, report, || path().with("between"))?;
        let forth = links::find(&self.world.links, from, to);
        let back = if one_way { None } else { links::find(&self.world.links, to, from) };
        let Some(first) = forth.or(back) else {
            let what = ProblemKind::NoSuchLink(between.0.clone(), between.1.clone());
            report.add(what, || path().with("between"));
            return None;
        };
        Some((first, back.filter(|it| *it != first)))
    }
}
