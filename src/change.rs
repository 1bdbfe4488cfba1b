//! What changes while the clock runs?
//!
//! [`Org`] holds everything of the organisation that a change of the scenario can touch, starting from the
//! [`World`] and never writing to it. Settings are kept as a list of changes, so that each service can see them as
//! they stood when it last read them (SVC-6, DISC-9).

mod certificates;
mod members;
mod offline;
pub mod overlay;
mod policies;
mod start;
mod starting;
mod switches;

use std::net::Ipv4Addr;

use certificates::Installed;
use policies::Policies;
pub use switches::MailboxSwitch;

use crate::policy::accept::{self, Candidate, Listener, WhyProbeFails};
use crate::policy::{Applied, ServiceStates, View};
use crate::time::SimTime;
use crate::world::{
    Action, AnswerId, BalancerId, BuildNumber, ByProtocol, ByService, CertificateId, ChangedClientId, Client, ClientId,
    Component, Components, DatabaseId, Defects, LinkId, NoCertificate, Offload, OffloadId, PerService, PoolId, PortsId,
    Protocol, RequestedState, ServerId, ServerWideOffline, Service, ServiceId, ServiceState, Settings, SettingsId,
    Sorted, StartType, TlsHalves, UserId, Version, World,
};

/// A service as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ServiceNow {
    state: ServiceState,
    /// What stopped it, where that is worth telling.
    stopped: Option<Stopped>,
    /// Whether it ever ran.
    ran: bool,
    /// The settings that it read when it started (SVC-6).
    settings: SettingsId,
    /// How many settings changes it had read when it started.
    read: u32,
    /// How many changes of PopEnabled and ImapEnabled there had been when it started.
    switches: u32,
    /// When it started.
    started: SimTime,
    /// The certificate that it chose then.
    shown: Result<CertificateId, NoCertificate>,
}

/// What stopped a service, where that was not somebody who stopped it by hand, or nobody ever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// `ServerWideOffline` became inactive (CMP-5).
    Maintenance,
    /// Somebody connected while its component was inactive (CMP-4).
    Component,
    /// Its server was switched off or restarted, and it does not start by itself (SVC-3).
    PowerCut,
    /// An update failed (SVC-8).
    FailedUpdate,
}

/// The organisation as it is now. It changes by [`Org::apply`], [`Org::stop_for_component`] and [`Org::take_offline`]
/// alone, and each of them is told in a record, so that whoever has the records can carry it out once more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Org {
    /// How many times it was changed.
    times_changed: u32,
    services: PerService<ServiceNow>,
    applied: Vec<Applied>,
    applied_at: Vec<SimTime>,
    off: Vec<bool>,
    out_of_service: Vec<bool>,
    components: Vec<Components>,
    /// The front ends whose component Managed Availability holds inactive, and why (BIND-1).
    taken_offline: Sorted<ServiceId, WhyProbeFails>,
    /// The servers that were taken out of the directory (`true`) or came into it, each with how many changes it held
    /// from then on.
    removed: Vec<(ServerId, bool, u32)>,
    /// The changes of IsOutOfService, each with how many changes the directory held from then on.
    in_and_out: Vec<(ServerId, bool, u32)>,
    databases: Vec<Option<DatabaseId>>,
    active: Vec<ServerId>,
    /// The certificates of the servers that no longer have those of the start.
    installed: Vec<Installed>,
    /// When each service starts.
    start_types: Vec<ByService<StartType>>,
    /// The version of each server.
    versions: Vec<Version>,
    /// The build of each server, where one is known.
    builds: Vec<Option<BuildNumber>>,
    /// The TLS of the servers where it was changed, in force or not.
    tls: Sorted<ServerId, TlsHalves>,
    /// The TLS that each server speaks: it reads what is set when it starts (LEG-5).
    tls_in_force: Vec<TlsHalves>,
    /// PopEnabled and ImapEnabled of each user; nothing disables the web.
    enabled: Vec<ByProtocol<bool>>,
    /// The changes of PopEnabled and ImapEnabled: of whom, and what was before.
    switched: Vec<(UserId, ByProtocol<bool>)>,
    /// Who may open which mailbox, beside those of the start.
    granted: Sorted<(UserId, UserId), ()>,
    /// The users whose primary SMTP address was given or taken away.
    smtp_address: Sorted<UserId, bool>,
    /// What authentication policies block, and whose they are.
    policies: Policies,
    /// The defects of each server's build.
    defects: Vec<Defects>,
    /// How many session objects one user may have in the store of each server.
    store_sessions: Vec<u32>,
    /// The clients that are no longer as at the start.
    clients: Sorted<ClientId, ChangedClientId>,
    /// The ports of each balancer.
    ports: Vec<PortsId>,
    /// The answer of each DNS view.
    pub answers: Vec<AnswerId>,
    /// The pool of each balancer.
    pools: Vec<PoolId>,
    /// What each balancer does about TLS.
    offloads: Vec<OffloadId>,
    /// Whether each link is cut.
    cut: Vec<bool>,
}

/// What follows from a change at once, beside the change itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing.
    Nothing,
    /// The connections of this service are closed.
    CloseConnections(ServiceId),
    /// The sessions on this database end.
    EndSessions(DatabaseId),
    /// The connections of these services of a server are closed.
    CloseConnectionsOf(ServerId, ByService<bool>),
    /// A server is off: its connections end without a word.
    PowerOff(ServerId),
    /// A balancer has another pool.
    Pool(BalancerId, PoolId),
    /// A balancer forwards other ports.
    Ports(BalancerId, PortsId),
    /// A link is cut (`true`) or mended, and the way back too where there is a second one.
    Links(LinkId, Option<LinkId>, bool),
}

impl ServiceStates for Org {
    fn state(&self, service: ServiceId) -> ServiceState {
        self.services[service].state
    }
}

impl Org {
    /// The organisation as it is at the start.
    pub fn reset(&mut self, world: &World) {
        self.times_changed = 0;
        self.services.reset(world.servers.len(), |id| {
            let (server, service) = (&world.servers[id.server().index()], id.service());
            let state = server.services[service].unwrap_or(ServiceState::Stopped);
            let state = if server.off { ServiceState::Stopped } else { state };
            let (shown, settings) = (server.shown[service.protocol()], server.settings[service.protocol()]);
            ServiceNow {
                state,
                stopped: None,
                ran: state == ServiceState::Running,
                settings,
                read: 0,
                switches: 0,
                started: SimTime::ZERO,
                shown,
            }
        });
        self.off.clear();
        self.off.extend(world.servers.iter().map(|it| it.off));
        self.out_of_service.clear();
        self.out_of_service.extend(world.servers.iter().map(|it| it.out_of_service));
        self.components.clear();
        self.components.extend(world.servers.iter().map(|it| it.components));
        self.taken_offline.clear();
        self.removed.clear();
        self.in_and_out.clear();
        let removed = world.servers.iter().enumerate().filter(|it| it.1.removed);
        self.removed.extend(removed.map(|(at, _)| (ServerId::at(at), true, 0)));
        self.defects.clear();
        self.defects.extend(world.servers.iter().map(|it| it.defects));
        self.store_sessions.clear();
        self.store_sessions.extend(world.servers.iter().map(|it| it.store_sessions));
        self.granted.clear();
        self.switched.clear();
        self.smtp_address.clear();
        self.policies.reset(world);
        self.clients.clear();
        self.ports.clear();
        self.ports.extend(world.balancers.iter().map(|it| it.ports));
        self.installed.iter_mut().for_each(Installed::reset);
        self.installed.resize_with(world.servers.len(), Installed::default);
        self.start_types.clear();
        self.start_types.extend(world.servers.iter().map(|it| it.start_types));
        self.versions.clear();
        self.versions.extend(world.servers.iter().map(|it| it.version));
        self.builds.clear();
        self.builds.extend(world.servers.iter().map(|it| it.build));
        self.tls.clear();
        self.tls_in_force.clear();
        self.tls_in_force.extend(world.servers.iter().map(|it| it.tls));
        self.applied.clear();
        self.applied_at.clear();
        self.databases.clear();
        self.databases.extend(world.users.iter().map(|it| it.database));
        self.active.clear();
        self.active.extend(world.databases.iter().map(|it| it.active));
        self.enabled.clear();
        self.enabled.extend(world.users.iter().map(|user| {
            ByProtocol::of(|it| match it {
                Protocol::Imap4 => user.imap_enabled,
                Protocol::Pop3 => user.pop_enabled,
                Protocol::Http => true,
            })
        }));
        self.answers.clear();
        self.answers.extend(world.views.iter().map(|it| it.answer));
        self.pools.clear();
        self.pools.extend(world.balancers.iter().map(|it| it.pool));
        self.offloads.clear();
        self.offloads.extend(world.balancers.iter().map(|it| it.offload));
        self.cut.clear();
        self.cut.extend(world.links.iter().map(|it| it.cut));
    }

    /// Carries out a change. What follows from it for balancers and network is told.
    pub fn apply(&mut self, world: &World, now: SimTime, action: Action) -> Consequence {
        self.times_changed += 1;
        match action {
            Action::Start(_) => {
                self.start_those_of(world, action, now);
                Consequence::Nothing
            }
            Action::Stop(service) => {
                let it = &mut self.services[service];
                (it.state, it.stopped) = (ServiceState::Stopped, None);
                Consequence::CloseConnections(service)
            }
            Action::Hang(service) => {
                self.services[service].state = ServiceState::Hung;
                Consequence::Nothing
            }
            Action::Restart(service) => {
                if self.is_disabled(service) {
                    let it = &mut self.services[service];
                    (it.state, it.stopped) = (ServiceState::Stopped, None);
                }
                self.start_those_of(world, action, now);
                Consequence::CloseConnections(service)
            }
            Action::SetStartType(service, start_type) => {
                self.start_types[service.server().index()][service.service()] = start_type;
                Consequence::Nothing
            }
            Action::Set(server, protocol, settings) => {
                self.set(server, protocol, settings, now);
                Consequence::Nothing
            }
            Action::SetCasMailbox { user, pop, imap } => {
                let enabled = &mut self.enabled[user.index()];
                self.switched.push((user, *enabled));
                for (protocol, value) in [(Protocol::Pop3, pop), (Protocol::Imap4, imap)] {
                    if let Some(value) = value {
                        enabled[protocol] = value;
                    }
                }
                Consequence::Nothing
            }
            Action::Grant { mailbox, user } => {
                self.granted.insert((mailbox, user), ());
                Consequence::Nothing
            }
            Action::SetSmtpAddress(user, has) => {
                self.smtp_address.insert(user, has);
                Consequence::Nothing
            }
            Action::SetAuthPolicy { .. } | Action::SetUserPolicy(..) | Action::SetDefaultPolicy(_) => {
                self.policies.apply(action);
                Consequence::Nothing
            }
            Action::InstallUpdate(server, defect) => {
                let defects = &mut self.defects[server.index()];
                *defects = defects.without(defect);
                Consequence::Nothing
            }
            Action::SetStoreSessions(server, limit) => {
                self.store_sessions[server.index()] = limit;
                Consequence::Nothing
            }
            Action::SetClient(client, changed) => {
                self.clients.insert(client, changed);
                Consequence::Nothing
            }
            Action::Move(user, database) => {
                self.databases[user.index()] = Some(database);
                Consequence::Nothing
            }
            Action::SetComponent(server, component, requester, state) => {
                self.components[server.index()][component].set(requester, state);
                self.asked(server, component, requester);
                let stops = component == Component::ServerWideOffline
                    && state == RequestedState::Inactive
                    && world.assumptions.server_wide_offline == ServerWideOffline::StopServices;
                if !stops {
                    return Consequence::Nothing;
                }
                let stopped = ByService::of(|it| {
                    let service = ServiceId::new(server, it);
                    it.protocol().is_mail() && !it.is_back_end() && self.state(service) != ServiceState::Stopped
                });
                for service in Service::ALL.into_iter().filter(|it| stopped[*it]) {
                    self.stop(ServiceId::new(server, service), Stopped::Maintenance);
                }
                Consequence::CloseConnectionsOf(server, stopped)
            }
            Action::SetOutOfService(server, out) => {
                self.out_of_service[server.index()] = out;
                self.place_in_directory(world, now, server);
                self.in_and_out.push((server, out, self.applied.len() as u32));
                Consequence::Nothing
            }
            Action::ShutDown(server) => self.shut_down(server),
            Action::StartUp(server) => {
                self.switch_on(world, server, action, now);
                Consequence::Nothing
            }
            Action::Reboot(server) => self.reboot(world, server, action, now),
            Action::FailedUpdate(server) => self.fail_to_update(world, server),
            Action::ResetFiles(server, settings) => {
                settings.each().for_each(|(protocol, settings)| self.set(server, protocol, settings, now));
                Consequence::Nothing
            }
            Action::RemoveServer(server) => self.remove(world, server, now),
            Action::AddServer(server, answer) => self.add(world, server, answer, now),
            Action::UpdateServer(server, build, tls) => self.update(world, server, (build, tls), now),
            Action::Import(server, certificate, enabled, named) => {
                self.installed_on(world, server).push((certificate, enabled.granted));
                named.each().for_each(|(protocol, settings)| self.set(server, protocol, settings, now));
                Consequence::Nothing
            }
            Action::Enable(server, certificate, enabled, named) => {
                self.installed_on(world, server)
                    .iter_mut()
                    .filter(|it| it.0 == certificate)
                    .for_each(|it| it.1 = it.1.and(enabled.granted));
                named.each().for_each(|(protocol, settings)| self.set(server, protocol, settings, now));
                Consequence::Nothing
            }
            Action::Uninstall(server, certificate) => {
                self.installed_on(world, server).retain(|it| it.0 != certificate);
                Consequence::Nothing
            }
            Action::SetTls(server, tls) => {
                self.tls.insert(server, tls);
                Consequence::Nothing
            }
            Action::FailOver(database, server) => {
                self.active[database.index()] = server;
                Consequence::EndSessions(database)
            }
            Action::SetDns(name, answer) => {
                self.answer(world, name, answer);
                Consequence::Nothing
            }
            Action::AddDns(name, first) => {
                for (view, answer) in world.names[name.index()].views.clone().zip(first.0..) {
                    self.answers[view as usize] = AnswerId(answer);
                }
                Consequence::Nothing
            }
            Action::SetPorts(balancer, ports) => {
                self.ports[balancer.index()] = ports;
                Consequence::Ports(balancer, ports)
            }
            Action::SetOffload(balancer, offload) => {
                self.offloads[balancer.index()] = offload;
                Consequence::Nothing
            }
            Action::SetPool(balancer, pool) => {
                self.pools[balancer.index()] = pool;
                Consequence::Pool(balancer, pool)
            }
            Action::Cut(one, other) => self.set_cut(one, other, true),
            Action::Mend(one, other) => self.set_cut(one, other, false),
        }
    }

    fn set(&mut self, server: ServerId, protocol: Protocol, settings: SettingsId, now: SimTime) {
        self.applied.push(Applied { server, protocol, settings });
        self.applied_at.push(now);
    }

    fn set_cut(&mut self, one: LinkId, other: Option<LinkId>, cut: bool) -> Consequence {
        for link in [Some(one), other].into_iter().flatten() {
            self.cut[link.index()] = cut;
        }
        Consequence::Links(one, other, cut)
    }

    fn shut_down(&mut self, server: ServerId) -> Consequence {
        self.off[server.index()] = true;
        for service in Service::ALL {
            self.stop(ServiceId::new(server, service), Stopped::PowerCut);
        }
        Consequence::PowerOff(server)
    }

    /// A service stops by itself, because somebody connected and its component is inactive (CMP-4).
    pub fn stop_for_component(&mut self, service: ServiceId) {
        self.times_changed += 1;
        self.stop(service, Stopped::Component);
    }

    /// What is stopped already stays so for the reason for which it is.
    fn stop(&mut self, service: ServiceId, why: Stopped) {
        let it = &mut self.services[service];
        if it.state != ServiceState::Stopped {
            (it.state, it.stopped) = (ServiceState::Stopped, Some(why));
        }
    }

    /// What stopped a service, where that is worth telling.
    #[must_use]
    pub fn stopped_by(&self, service: ServiceId) -> Option<Stopped> {
        self.services[service].stopped
    }

    /// Whether a service runs, or did before.
    #[must_use]
    pub fn has_run(&self, service: ServiceId) -> bool {
        self.services[service].ran
    }

    /// The pool of a balancer now.
    #[must_use]
    pub fn pool(&self, balancer: BalancerId) -> PoolId {
        self.pools[balancer.index()]
    }

    /// Which list of ports a balancer forwards now.
    #[must_use]
    pub(crate) fn ports_id(&self, balancer: BalancerId) -> PortsId {
        self.ports[balancer.index()]
    }

    /// The ports that a balancer forwards now.
    #[must_use]
    pub fn ports<'a>(&self, world: &'a World, balancer: BalancerId) -> &'a [u16] {
        &world.ports[self.ports[balancer.index()].index()]
    }

    /// What a balancer does about TLS now (LB-7).
    #[must_use]
    pub fn offload_id(&self, balancer: BalancerId) -> OffloadId {
        self.offloads[balancer.index()]
    }

    /// What a balancer does about TLS now (LB-7).
    #[must_use]
    pub fn offload<'a>(&self, world: &'a World, balancer: BalancerId) -> &'a Offload {
        &world.offloads[self.offload_id(balancer).index()]
    }

    /// A client as it is now.
    #[must_use]
    pub fn client<'a>(&self, world: &'a World, client: ClientId) -> &'a Client {
        self.changed_client(client)
            .map_or_else(|| &world.clients[client.index()], |it| &world.changed_clients[it.index()])
    }

    /// What a client became by a change; `None` where it is as at the start.
    #[must_use]
    pub fn changed_client(&self, client: ClientId) -> Option<ChangedClientId> {
        self.clients.get(client).copied()
    }

    /// Whether a user may open a mailbox now (DET-10).
    #[must_use]
    pub fn may_open(&self, world: &World, user: UserId, mailbox: UserId) -> bool {
        user == mailbox
            || world.users[mailbox.index()].full_access.contains(&user)
            || self.granted.get((mailbox, user)).is_some()
    }

    /// Whether a user has a primary SMTP address now (FE-7).
    #[must_use]
    pub fn has_smtp_address(&self, world: &World, user: UserId) -> bool {
        self.smtp_address.get(user).copied().unwrap_or(world.users[user.index()].has_smtp_address)
    }

    /// The defects of a server's build now.
    #[must_use]
    pub fn defects(&self, server: ServerId) -> Defects {
        self.defects[server.index()]
    }

    /// How many session objects one user may have in the store of a server now (LEG-9).
    #[must_use]
    pub fn store_sessions(&self, server: ServerId) -> u32 {
        self.store_sessions[server.index()]
    }

    /// Whether a link is cut now.
    #[must_use]
    pub fn is_cut(&self, link: LinkId) -> bool {
        self.cut[link.index()]
    }

    /// The server with the active copy of a database now.
    #[must_use]
    pub fn active(&self, database: DatabaseId) -> ServerId {
        self.active[database.index()]
    }

    /// Whether web clients are kept away from a server (HTTP-5).
    #[must_use]
    pub fn is_out_of_service(&self, server: ServerId) -> bool {
        self.out_of_service[server.index()]
    }

    /// Whether a server is switched off now.
    #[must_use]
    pub fn is_off(&self, server: ServerId) -> bool {
        self.off[server.index()]
    }

    /// How a service is now.
    #[must_use]
    pub fn state(&self, service: ServiceId) -> ServiceState {
        self.services[service].state
    }

    /// Where a user's mailbox is now.
    #[must_use]
    pub fn database(&self, user: UserId) -> Option<DatabaseId> {
        self.databases[user.index()]
    }

    /// The settings of a service, as it read them when it started (SVC-6).
    #[must_use]
    pub fn settings<'a>(&self, world: &'a World, service: ServiceId) -> &'a Settings {
        &world.settings[self.services[service].settings.index()]
    }

    /// What the directory holds now, read by the services or not.
    #[must_use]
    pub fn directory<'a>(&'a self, world: &'a World) -> View<'a> {
        self.view_at(world, self.applied.len())
    }

    /// Whether a setting by which a service goes was changed since it read it (SVC-6).
    #[must_use]
    pub fn is_stale(&self, world: &World, service: ServiceId) -> bool {
        let it = &self.services[service];
        if it.read as usize == self.applied.len() {
            return false;
        }
        let now = self.directory(world).settings_id(service.server(), service.service().protocol());
        it.settings != now && world.settings[it.settings.index()].differ_in_what_waits(&world.settings[now.index()])
    }

    /// What a proxying service knows of the organisation: the directory as it last read it, which is when it started
    /// and every `topology_refresh` after that (DISC-9); where mailboxes are, as it is now.
    #[must_use]
    pub fn view<'a>(&'a self, world: &'a World, now: SimTime, service: ServiceId) -> View<'a> {
        let it = self.services[service];
        let mut read = it.read as usize;
        if read < self.applied.len() {
            let refresh = world.assumptions.topology_refresh.0;
            let age = now.since(it.started).0;
            let seen = SimTime(it.started.0 + age.checked_div(refresh).map_or(age, |rounds| rounds * refresh));
            read = read.max(self.applied_at.partition_point(|&at| at <= seen));
        }
        self.view_at(world, read)
    }

    fn view_at<'a>(&'a self, world: &'a World, read: usize) -> View<'a> {
        View {
            world,
            applied: &self.applied,
            read,
            removed: &self.removed,
            in_and_out: &self.in_and_out,
            databases: &self.databases,
            active: &self.active,
            versions: &self.versions,
            defects: &self.defects,
            services: self,
        }
    }

    /// How many times it was changed: as long as it was not, what is asked of it is answered as before.
    #[must_use]
    pub(crate) const fn times_changed(&self) -> u32 {
        self.times_changed
    }

    /// The service of `server` that is bound to `port` of its first address by the settings that it read.
    #[must_use]
    pub fn listener(&self, world: &World, server: ServerId, port: u16) -> Option<Listener> {
        self.listener_at(world, server, world.servers[server.index()].address, port)
    }

    /// The same, at one of its addresses (BIND-1).
    #[must_use]
    pub(crate) fn listener_at(&self, world: &World, server: ServerId, to: Ipv4Addr, port: u16) -> Option<Listener> {
        accept::listener(self.services_of(world, server), to, port)
    }

    /// Whether a service of `server` is bound to `port`, at whatever address.
    #[must_use]
    pub(crate) fn is_bound(&self, world: &World, server: ServerId, port: u16) -> bool {
        accept::is_bound(self.services_of(world, server), port)
    }

    fn services_of<'a>(&'a self, world: &'a World, server: ServerId) -> impl Iterator<Item = Candidate<'a>> {
        let installed = &world.servers[server.index()].services;
        let services = Service::ALL.into_iter().filter(|it| installed[*it].is_some());
        services.map(move |it| {
            let service = ServiceId::new(server, it);
            Candidate { service, state: self.state(service), settings: self.settings(world, service) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::sample;

    #[test]
    fn a_changed_setting_waits_for_the_restart_of_its_service() {
        let world = sample::world("laptop");
        let (server, protocol) = (ServerId(1), Protocol::Imap4);
        let service = |it| ServiceId::new(server, it);
        let mut org = Org::default();
        org.reset(&world);
        assert!(Service::ALL.into_iter().all(|it| !org.is_stale(&world, service(it))));
        org.apply(&world, SimTime(1), Action::Set(server, protocol, SettingsId(0)));
        assert!(org.is_stale(&world, service(Service::Imap4)) && org.is_stale(&world, service(Service::Imap4BE)));
        assert!(!org.is_stale(&world, service(Service::Pop3)));
        assert!(std::ptr::eq(org.settings(&world, service(Service::Imap4)), &raw const world.settings[2]));
        assert!(std::ptr::eq(org.directory(&world).settings(server, protocol), &raw const world.settings[0]));
        // To a service that runs a start is nothing (SVC-5); a restart is what it takes.
        org.apply(&world, SimTime(2), Action::Start(service(Service::Imap4)));
        assert!(org.is_stale(&world, service(Service::Imap4)));
        org.apply(&world, SimTime(3), Action::Restart(service(Service::Imap4)));
        assert!(!org.is_stale(&world, service(Service::Imap4)) && org.is_stale(&world, service(Service::Imap4BE)));
    }
}
