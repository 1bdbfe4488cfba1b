//! What changes while the clock runs?
//!
//! Changes are put in order of time (those of one instant in the order of the file), and everything that they will
//! bring about is made ready: settings, pools and DNS answers are complete before the run begins.

mod enabling;
mod overlay;

use std::collections::BTreeMap;

use super::clients::{self, Told};
use super::directory::{judge_host, same_name};
use super::groups;
use super::identity::Accounts;
use super::lines::{Origin, Refusal};
use super::members::Members;
use super::names::Registered;
use super::problem::{Entity, ProblemKind, path_to};
use super::settings::{self, Owner};
use super::{
    Path, Report, SymbolTables, builds, certificates, counted, defaults, links, look_up, servers, stores, together,
};
use crate::change::Org;
use crate::scenario::plan::ChangePlace;
use crate::scenario::settings::MailProtocol;
use crate::scenario::{self, Action as WrittenAction, ProtocolSettings, Service, Setting};
use crate::time::{Micros, SimTime};
use crate::world::{
    Action, AnswerId, BalancerId, ByProtocol, CertificateId, Change, ChangedClientId, ClientId, DatabaseId, Defects,
    DnsRecordSet, Enabled, NameId, NameView, NewSettings, Offload, OffloadId, Password, PoolId, PortsId, Protocol,
    RefusedLine, ServerId, ServiceId, SettingsId, TlsHalves, UserId, World,
};

/// What actions refer to.
pub(super) struct Known<'a> {
    pub(super) registered: &'a Registered<'a>,
    pub(super) accounts: &'a Accounts,
    /// Whether each client knows the password of its user.
    pub(super) passwords: Vec<Password>,
    pub(super) ground: &'a SymbolTables,
}

/// What is written of changes, once lines have become actions.
pub(super) struct Written {
    /// What was done before the run.
    pub(super) from_start: Vec<WrittenAction>,
    /// What changes while it runs.
    pub(super) changes: Vec<scenario::Change>,
    /// Where each of these stands.
    pub(super) origins: Vec<Origin>,
    /// The lines that were refused.
    pub(super) refusals: Vec<Refusal>,
    /// What takes each step back, the last step first.
    pub(super) undo: Vec<(ChangePlace, WrittenAction)>,
    /// What may have been done before the run beside all that, each by itself.
    pub(super) overlays: Vec<Vec<WrittenAction>>,
}

/// What comes of what was done before the run.
pub(super) struct Before {
    /// What was done.
    pub(super) done: Vec<Action>,
    /// What each overlay does; nothing of one that cannot be.
    pub(super) overlays: Vec<Option<Vec<Action>>>,
}

/// Resolves the changes into `world`, and what was done before the run, which is handed out with the overlays.
pub(super) fn changes(
    Written { from_start, changes: mut written, origins, refusals, undo, overlays }: Written,
    absent: &[ServerId],
    world: &mut World,
    Known { registered, accounts, passwords, ground }: Known<'_>,
    report: &mut Report,
) -> Before {
    let mut order: Vec<(Micros, u32)> = (0..).zip(&written).map(|(place, it)| (it.at.after(), place)).collect();
    order.sort_unstable();
    world.refused_lines = refused(refusals, &order, ground);
    let mut resolver = Resolver {
        defects: world.servers.iter().map(|it| it.defects).collect(),
        members: Members::at_the_start(world, absent),
        world,
        registered,
        accounts,
        passwords,
        ground,
        running: false,
        current: BTreeMap::new(),
        ttls: BTreeMap::new(),
        answers: BTreeMap::new(),
        clients: BTreeMap::new(),
        certificates: BTreeMap::new(),
        of_balancers: BTreeMap::new(),
    };
    let mut done = Vec::with_capacity(from_start.len());
    for (place, action) in (0_u32..).zip(from_start) {
        done.extend(resolver.actions(action, report, &|| path_to!["from_start", place]));
    }
    let overlays = overlays.into_iter().map(|it| resolver.overlay(it)).collect();
    resolver.running = true;
    together::judge(ground, &mut resolver.members, report);
    let mut changes = Vec::with_capacity(written.len());
    for (nth, (time, place)) in (0_u32..).zip(order) {
        let at = SimTime::ZERO + time;
        let until = resolver.world.until;
        if at > until {
            let clock = resolver.world.clock();
            let what = ProblemKind::ChangeAfterEnd(clock.moment(at), clock.moment(until));
            let written = origins[place as usize].at;
            // A step whose time never comes is an error of its own.
            if written.step().is_none() {
                report.add(what, || Path(written.entry()).with("at"));
            }
        }
        let origin = origins[place as usize];
        let path = || origin.path();
        let action = written[place as usize].action.take();
        if let Some(action) = action {
            let done = resolver.actions(action, report, &path).into_iter();
            changes.extend(done.map(|action| Change { at, action, written: origin.place, nth }));
        }
    }
    // What takes steps back is judged where all of them are done, from the last to the first.
    for (at, action) in undo {
        resolver.actions(action, report, &|| Path(at.path()));
    }
    world.changes = changes;
    Before { done, overlays }
}

/// The lines that were refused, each behind the changes that come before it.
fn refused(mut refusals: Vec<Refusal>, order: &[(Micros, u32)], ground: &SymbolTables) -> Vec<RefusedLine> {
    refusals.sort_by_key(|it| (it.at, it.after));
    let line = |it: Refusal| {
        let before = order.partition_point(|(at, place)| (*at, *place as usize) < (it.at, it.after));
        RefusedLine {
            at: SimTime::ZERO + it.at,
            before,
            written: it.place,
            server: it.refused.server.as_deref().and_then(|it| ground.servers.find(it)).map(ServerId::at),
            line: it.line.0,
            text: it.line.1.into(),
            why: it.refused.why,
            meant: it.refused.meant,
        }
    };
    refusals.into_iter().map(line).collect()
}

/// Makes what was done before the run the start of it.
pub(super) fn begin(world: &mut World, done: Vec<Action>) {
    if done.is_empty() {
        return;
    }
    let mut org = Org::at_start(world);
    for action in done {
        org.apply(world, SimTime::ZERO, action);
    }
    org.begin(world);
}

/// What changes so far have brought about.
pub(super) struct Resolver<'a> {
    pub(super) world: &'a mut World,
    registered: &'a Registered<'a>,
    accounts: &'a Accounts,
    passwords: Vec<Password>,
    pub(super) ground: &'a SymbolTables,
    /// Whether the run has begun.
    running: bool,
    /// The settings that were changed.
    current: BTreeMap<(ServerId, Protocol), SettingsId>,
    /// The TTLs that were changed.
    ttls: BTreeMap<NameId, Micros>,
    /// The answers that were changed, by view.
    answers: BTreeMap<u32, AnswerId>,
    /// The clients that were changed.
    clients: BTreeMap<ClientId, ChangedClientId>,
    /// The certificates of the servers where some were installed or removed.
    certificates: BTreeMap<ServerId, Vec<CertificateId>>,
    /// The certificate that a balancer has by now, where that is not the one of the start.
    of_balancers: BTreeMap<BalancerId, CertificateId>,
    /// The defects of each server's build by now.
    defects: Vec<Defects>,
    /// Which servers come, go and are updated, so far.
    pub(super) members: Members,
}

impl Resolver<'_> {
    /// An action, or one on each of the group that it names.
    fn actions(&mut self, action: WrittenAction, report: &mut Report, path: &impl Fn() -> Path) -> Vec<Action> {
        if self.ground.mailboxes.groups.is_empty() && self.ground.clients.groups.is_empty() {
            return self.action(action, report, path).into_iter().collect();
        }
        let mut done = Vec::new();
        for it in groups::each(action, self.ground) {
            done.extend(self.action(it, report, path));
            report.muted = true;
        }
        report.muted = false;
        done
    }

    fn action(&mut self, action: WrittenAction, report: &mut Report, path: &impl Fn() -> Path) -> Option<Action> {
        match action {
            WrittenAction::StartService { server, service } => {
                self.service(&server, service, report, path).map(Action::Start)
            }
            WrittenAction::StopService { server, service } => {
                self.service(&server, service, report, path).map(Action::Stop)
            }
            WrittenAction::HangService { server, service } => {
                self.service(&server, service, report, path).map(Action::Hang)
            }
            WrittenAction::RestartService { server, service } => {
                self.service(&server, service, report, path).map(Action::Restart)
            }
            WrittenAction::SetStartType { server, service, start_type } => {
                self.service(&server, service, report, path).map(|it| Action::SetStartType(it, start_type))
            }
            WrittenAction::SetImapSettings { server, settings } => {
                self.set(&server, Protocol::Imap4, &settings, report, path)
            }
            WrittenAction::SetPopSettings { server, settings } => {
                self.set(&server, Protocol::Pop3, &settings, report, path)
            }
            WrittenAction::SetCASMailbox { mailbox, PopEnabled, ImapEnabled } => {
                if PopEnabled.is_none() && ImapEnabled.is_none() {
                    report.add(ProblemKind::ChangesNothing("SetCASMailbox"), path);
                }
                let user = self.mailbox(&mailbox, report, path)?;
                Some(Action::SetCasMailbox { user, pop: PopEnabled, imap: ImapEnabled })
            }
            WrittenAction::AddMailboxPermission { mailbox, user } => {
                let id = self.mailbox(&mailbox, report, path);
                let user = look_up(&self.ground.mailboxes, report, &user, || path().with("user"));
                Some(Action::Grant { mailbox: id?, user: UserId::at(user?) })
            }
            WrittenAction::SetPrimarySmtpAddress { user, PrimarySmtpAddress } => {
                let id = look_up(&self.ground.mailboxes, report, &user, || path().with("user"));
                let has = stores::has_smtp_address(&PrimarySmtpAddress, report, || path().with("PrimarySmtpAddress"));
                Some(Action::SetSmtpAddress(UserId::at(id?), has))
            }
            WrittenAction::SetAuthenticationPolicy { policy, BlockLegacyAuthImap, BlockLegacyAuthPop } => {
                Some(self.set_policy(&policy, BlockLegacyAuthImap, BlockLegacyAuthPop, report, path))
            }
            WrittenAction::SetUser { user, AuthenticationPolicy } => {
                self.set_user_policy(&user, &AuthenticationPolicy, report, path)
            }
            WrittenAction::SetOrganizationConfig { DefaultAuthenticationPolicy } => {
                self.set_default_policy(&DefaultAuthenticationPolicy, report, path)
            }
            WrittenAction::InstallUpdate { server, mends } => {
                let id = self.server(&server, report, path)?;
                self.defects[id.index()] = self.defects[id.index()].without(mends);
                Some(Action::InstallUpdate(id, mends))
            }
            WrittenAction::SetStoreSessions { server, store_sessions_per_user } => {
                let at = || path().with(servers::STORE_SESSIONS);
                let limit = counted(store_sessions_per_user, servers::STORE_SESSIONS, report, at);
                let id = self.server(&server, report, path)?;
                servers::check_store_sessions(self.members.version(id), report, at);
                Some(Action::SetStoreSessions(id, limit))
            }
            WrittenAction::SetClient {
                client,
                connect,
                protocol,
                mechanism,
                password,
                log_on_as,
                kerberos_ticket,
                starttls_inside_ssl,
                certificate_errors,
                tls,
                timeout,
            } => {
                let told = Told {
                    connect,
                    protocol,
                    mechanism,
                    password,
                    log_on_as,
                    kerberos_ticket,
                    starttls_inside_ssl,
                    certificate_errors,
                    tls,
                    timeout,
                };
                self.set_client(&client, told, report, path)
            }
            WrittenAction::MoveMailbox { mailbox, database } => {
                let user = self.mailbox(&mailbox, report, path);
                let database = look_up(&self.ground.databases, report, &database, || path().with("database"));
                Some(Action::Move(user?, DatabaseId::at(database?)))
            }
            WrittenAction::ImportCertificate { server, certificate } => {
                let id = self.server(&server, report, path);
                let asked = Enabled::of(&certificate.services());
                let takes_ecc = id.is_some_and(|it| self.members.takes_ecc(it));
                let it = certificates::certificate(certificate, takes_ecc, report, || path().with("certificate"));
                let id = id?;
                let known = self.certificate(id, &it.name);
                if known.is_some() {
                    report.add(ProblemKind::CertificateTwice(it.name.to_string()), || path().with("certificate"));
                }
                self.world.certificates.push(it);
                let new = CertificateId::at(self.world.certificates.len() - 1);
                self.installed(id).push(new);
                let enabling = self.enabling(id, new, asked);
                Some(Action::Import(id, new, enabling, self.named(id, new, asked)))
            }
            WrittenAction::EnableCertificate { server, certificate, services } => {
                if services.is_empty() {
                    report.add(ProblemKind::ChangesNothing("EnableCertificate"), || path().with("services"));
                }
                let (id, it) = self.installed_certificate(&server, &certificate, report, path)?;
                let asked = Enabled::of(&services);
                let enabling = self.enabling(id, it, asked);
                Some(Action::Enable(id, it, enabling, self.named(id, it, asked)))
            }
            WrittenAction::RemoveCertificate { server, certificate } => {
                let (id, it) = self.installed_certificate(&server, &certificate, report, path)?;
                self.installed(id).retain(|other| *other != it);
                Some(Action::Uninstall(id, it))
            }
            WrittenAction::SetTls { server, tls } => {
                let id = self.server(&server, report, path)?;
                let here = &self.world.servers[id.index()];
                let set = TlsHalves::written(Some(tls), here.installed_tls);
                Some(Action::SetTls(id, self.members.switch_on(self.world, id, set)))
            }
            WrittenAction::SetServerComponentState { server, component, requester, state } => {
                let id = self.server(&server, report, path)?;
                servers::check_components(self.members.version(id), &server, report, path);
                Some(Action::SetComponent(id, component, requester, state))
            }
            WrittenAction::SetClientAccessServer { server, IsOutOfService } => {
                let id = self.server(&server, report, path)?;
                let version = self.members.version(id);
                if !version.product().out_of_service {
                    report.add(ProblemKind::NoSuchSetting("IsOutOfService", version), || path().with("IsOutOfService"));
                }
                Some(Action::SetOutOfService(id, IsOutOfService))
            }
            WrittenAction::ShutDownServer { server } => self.server(&server, report, path).map(Action::ShutDown),
            WrittenAction::StartServer { server } => self.server(&server, report, path).map(Action::StartUp),
            WrittenAction::RestartServer { server } => self.server(&server, report, path).map(Action::Reboot),
            WrittenAction::FailedUpdate { server } => self.server(&server, report, path).map(Action::FailedUpdate),
            WrittenAction::InstallServicePack { server } => {
                let id = self.server(&server, report, path)?;
                let version = self.members.version(id);
                if !Setting::ALL.iter().any(|it| it.stands_in_a_file(version)) {
                    report.add(ProblemKind::ChangesNothing("InstallServicePack"), path);
                }
                Some(Action::ResetFiles(id, self.reset_files(id)))
            }
            WrittenAction::RemoveServer { server } => {
                let id = self.server(&server, report, path)?;
                self.members.remove(id);
                Some(Action::RemoveServer(id))
            }
            WrittenAction::AddServer { server } => {
                let id = self.server(&server, report, path)?;
                Some(self.add_server(id, report, path))
            }
            WrittenAction::UpdateServer { server, build } => {
                let id = self.server(&server, report, path)?;
                let (version, now) = (self.members.version(id), self.members.build(id));
                let at = || path().with("build");
                let new = builds::of_update((&server, version, now), &build, report, at)?;
                if (version, now) == (new.0, Some(new.1)) {
                    report.add(ProblemKind::ChangesNothing("UpdateServer"), at);
                }
                let tls = self.members.update(self.world, id, new);
                self.together(id, report, &at);
                Some(Action::UpdateServer(id, new, tls))
            }
            WrittenAction::FailOver { database, to } => self.fail_over(&database, &to, report, path),
            WrittenAction::SetDns { name, points_to, ttl } => self.set_dns(&name, &points_to, ttl, report, path),
            WrittenAction::AddDnsRecord { name, points_to } => self.add_dns(&name, &points_to, report, path),
            WrittenAction::SetPorts { load_balancer, ports } => {
                let balancer = look_up(&self.ground.balancers, report, &load_balancer, || path().with("load_balancer"));
                servers::forwarded_ports(&ports, self.ground, report, || path().with("ports"));
                self.world.ports.push(ports);
                Some(Action::SetPorts(BalancerId::at(balancer?), PortsId::at(self.world.ports.len() - 1)))
            }
            WrittenAction::SetBalancerTls { load_balancer, tls, certificate, map_ports } => {
                let balancer = look_up(&self.ground.balancers, report, &load_balancer, || path().with("load_balancer"));
                let map_ports = servers::map_ports(tls, &map_ports, report, || path().with("map_ports"));
                let new =
                    certificate.map(|it| certificates::certificate(it, true, report, || path().with("certificate")));
                let balancer = BalancerId::at(balancer?);
                let at_the_start = self.world.balancers[balancer.index()].offload;
                let known = self.of_balancers.get(&balancer).copied();
                let certificate = match new {
                    Some(new) => {
                        self.world.certificates.push(new);
                        CertificateId::at(self.world.certificates.len() - 1)
                    }
                    None => known.unwrap_or(self.world.offloads[at_the_start.index()].certificate),
                };
                self.of_balancers.insert(balancer, certificate);
                self.world.offloads.push(Offload { tls, certificate, map_ports });
                Some(Action::SetOffload(balancer, OffloadId::at(self.world.offloads.len() - 1)))
            }
            WrittenAction::SetPool { load_balancer, pool } => {
                let balancer = look_up(&self.ground.balancers, report, &load_balancer, || path().with("load_balancer"));
                let pool = servers::pool(&pool, &load_balancer, self.ground, report, || path().with("pool"));
                self.world.pools.push(pool);
                Some(Action::SetPool(BalancerId::at(balancer?), PoolId::at(self.world.pools.len() - 1)))
            }
            WrittenAction::CutLink { between, one_way } => {
                let (link, back) = self.links(&between, one_way.unwrap_or(false), report, path)?;
                Some(Action::Cut(link, back))
            }
            WrittenAction::MendLink { between, one_way } => {
                let (link, back) = self.links(&between, one_way.unwrap_or(false), report, path)?;
                Some(Action::Mend(link, back))
            }
        }
    }

    /// A server comes: its name is in DNS from then on, where it was not and nobody has written something else there.
    fn add_server(&mut self, id: ServerId, report: &mut Report, path: &impl Fn() -> Path) -> Action {
        if !self.members.add(id) {
            report.add(ProblemKind::ChangesNothing("AddServer"), || path().with("server"));
        }
        self.together(id, report, &|| path().with("server"));
        let name = self.world.servers[id.index()].fqdn;
        let views = self.world.names[name.index()].views.clone();
        let answer = self.members.first_answer(id).filter(|_| {
            // Who has written to DNS has done it already.
            views.clone().all(|it| !self.answers.contains_key(&it))
        });
        if let Some(answer) = answer {
            self.world.names[name.index()].changes |= self.running;
            self.answers.extend(views.map(|it| (it, answer)));
        }
        Action::AddServer(id, answer)
    }

    /// Whether a server that came, or has another build, may stand beside those that are there by now.
    fn together(&mut self, id: ServerId, report: &mut Report, path: &impl Fn() -> Path) {
        if self.running {
            together::judge_change(self.ground, &mut self.members, id, report, path);
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

    /// The settings of a server with those as installed that stand in files.
    fn reset_files(&mut self, server: ServerId) -> NewSettings {
        let here = &self.world.servers[server.index()];
        let (version, fqdn, roles) = (self.members.version(server), here.fqdn, (here.client_access, here.mailbox));
        let owner = Owner { version, roles, fqdn, fqdn_text: &self.ground.names.texts[fqdn.index()] };
        let mut of = |mail: MailProtocol, protocol: Protocol| {
            let installed = owner.installed(mail);
            let current = self.settings_by_now(server)[protocol];
            let mut settings = self.world.settings[current.index()].clone();
            for setting in Setting::ALL.iter().filter(|it| it.stands_in_a_file(version)) {
                if let Some(value) = installed.value(*setting) {
                    settings.set(*setting, value);
                }
            }
            if settings == self.world.settings[current.index()] {
                return None;
            }
            self.world.settings.push(settings);
            let new = SettingsId::at(self.world.settings.len() - 1);
            self.current.insert((server, protocol), new);
            Some(new)
        };
        NewSettings { imap: of(MailProtocol::Imap4, Protocol::Imap4), pop: of(MailProtocol::Pop3, Protocol::Pop3) }
    }

    /// The settings of a server as the changes so far have left them.
    fn settings_by_now(&self, server: ServerId) -> ByProtocol<SettingsId> {
        let at_the_start = &self.world.servers[server.index()].settings;
        ByProtocol::of(|it| self.current.get(&(server, it)).copied().unwrap_or(at_the_start[it]))
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
            let names: Vec<_> =
                installed.iter().map(|it| self.world.certificates[it.index()].name.to_string()).collect();
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
        if server.services[service].is_none() {
            let what =
                ProblemKind::NoSuchService { server: name.to_owned(), version: self.members.version(id), service };
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
        let mut ids = self.settings_by_now(id);
        let mut settings = self.world.settings[ids[protocol].index()].clone();
        let server = &self.world.servers[id.index()];
        let owner = Owner {
            version: self.members.version(id),
            roles: (server.client_access, server.mailbox),
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
        ids[protocol] = new;
        self.current.insert((id, protocol), new);
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
        let Some(id) = found.filter(|it| !self.world.names[it.index()].views.is_empty()) else {
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
        self.world.names[id.index()].changes |= self.running;
        self.world.answers.push(DnsRecordSet { addresses, ttl });
        let answer = AnswerId::at(self.world.answers.len() - 1);
        self.answers.extend(views.map(|it| (it, answer)));
        Some(Action::SetDns(id, answer))
    }

    /// Further addresses for a name. One that nobody had registered gets a view for every site.
    fn add_dns(
        &mut self,
        name: &str,
        points_to: &[String],
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Option<Action> {
        if let Some(bad) = judge_host(name) {
            let what = ProblemKind::BadName(Entity::DnsName, name.to_owned(), bad);
            report.add(what, || path().with("name"));
        }
        if points_to.is_empty() {
            report.add(ProblemKind::ChangesNothing("AddDnsRecord"), || path().with("points_to"));
        }
        let more = self.registered.addresses_of(points_to, self.ground, report, || path().with("points_to"));
        // An address is no name, and was not collected as one.
        let id = self.ground.names.find(name, &self.ground.domain)?;
        if self.world.names[id.index()].views.is_empty() {
            self.world.answers.push(DnsRecordSet { addresses: Vec::new(), ttl: defaults::TTL });
            let answer = AnswerId::at(self.world.answers.len() - 1);
            self.world.views.push(NameView { sites: Vec::new(), answer });
            let end = self.world.views.len() as u32;
            self.world.names[id.index()].views = end - 1..end;
        }
        self.world.names[id.index()].changes |= self.running;
        let first = AnswerId::at(self.world.answers.len());
        for view in self.world.names[id.index()].views.clone() {
            let now = self.answers.get(&view).copied().unwrap_or(self.world.views[view as usize].answer);
            let mut answer = self.world.answers[now.index()].clone();
            answer.addresses.extend(more.iter().filter(|it| !self.world.answers[now.index()].addresses.contains(it)));
            self.answers.insert(view, AnswerId::at(self.world.answers.len()));
            self.world.answers.push(answer);
        }
        Some(Action::AddDns(id, first))
    }

    fn set_client(&mut self, name: &str, told: Told, report: &mut Report, path: &impl Fn() -> Path) -> Option<Action> {
        if told == Told::default() {
            report.add(ProblemKind::ChangesNothing("SetClient"), path);
        }
        let id = ClientId::at(look_up(&self.ground.clients, report, name, || path().with("client"))?);
        if let Some(password) = told.password {
            self.passwords[id.index()] = password;
        }
        let world = &mut *self.world;
        let now = self.clients.get(&id).map_or(&world.clients[id.index()], |it| &world.changed_clients[it.index()]);
        let knows = self.passwords[id.index()];
        let changed = clients::told(now.clone(), told, knows, self.accounts, self.ground, report, path);
        let new = ChangedClientId::at(world.changed_clients.len());
        world.changed_clients.push(changed);
        self.clients.insert(id, new);
        Some(Action::SetClient(id, new))
    }

    /// The links in one direction or in both. Where only one of the two is described, that one.
    fn links(
        &self,
        between: &(String, String),
        one_way: bool,
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Option<(crate::world::LinkId, Option<crate::world::LinkId>)> {
        let (from, to) = links::ends((&between.0, &between.1), self.ground, report, || path().with("between"))?;
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
