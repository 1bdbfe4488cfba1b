//! Which services start, when, and what do they read then?
//!
//! Start types (SVC-3, SVC-8), restarts of whole servers, and an update that fails.

use super::{Consequence, Org, ServiceNow, Stopped};
use crate::time::SimTime;
use crate::world::{
    Action, ByService, Component, RequestedState, Requester, ServerId, Service, ServiceId, ServiceState, StartType,
    TlsHalves, TlsSet, World,
};

impl Org {
    /// The services that start when a change is carried out now.
    #[must_use]
    pub fn starting(&self, world: &World, action: Action) -> Option<(ServerId, ByService<bool>)> {
        match action {
            Action::StartUp(server) | Action::AddServer(server, _) if self.is_off(server) => {
                Some((server, self.automatic(world, server)))
            }
            Action::Reboot(server) | Action::UpdateServer(server, ..) if !self.is_off(server) => {
                Some((server, self.automatic(world, server)))
            }
            _ => {
                let id = self.wants_to_start(action).filter(|it| !self.is_disabled(*it))?;
                Some((id.server(), ByService::of(|it| it == id.service())))
            }
        }
    }

    /// The service that somebody tries to start in vain when a change is carried out now, as it is disabled (SVC-8).
    #[must_use]
    pub fn starts_in_vain(&self, action: Action) -> Option<ServiceId> {
        self.wants_to_start(action).filter(|it| self.is_disabled(*it))
    }

    /// To Windows a service that hangs is running: starting it does nothing, it wants a restart (SVC-5).
    fn wants_to_start(&self, action: Action) -> Option<ServiceId> {
        match action {
            Action::Start(service) => (self.state(service) == ServiceState::Stopped).then_some(service),
            Action::Restart(service) => Some(service),
            _ => None,
        }
    }

    fn automatic(&self, world: &World, server: ServerId) -> ByService<bool> {
        let installed = &world.servers[server.index()].services;
        let start_types = &self.start_types[server.index()];
        ByService::of(|it| start_types[it] == StartType::Automatic && installed[it].is_some())
    }

    /// When a service starts, by now.
    #[must_use]
    pub fn start_type(&self, service: ServiceId) -> StartType {
        self.start_types[service.server().index()][service.service()]
    }

    /// Whether a service cannot be started (SVC-8).
    #[must_use]
    pub fn is_disabled(&self, service: ServiceId) -> bool {
        self.start_type(service) == StartType::Disabled
    }

    /// What TLS a server speaks once it has restarted.
    #[must_use]
    pub fn tls_of(&self, world: &World, server: ServerId) -> TlsHalves {
        self.tls.get(server).copied().unwrap_or(world.servers[server.index()].tls)
    }

    /// What TLS a server speaks now: what was set when it started (LEG-5).
    #[must_use]
    pub(crate) fn tls_in_force(&self, server: ServerId) -> TlsHalves {
        self.tls_in_force[server.index()]
    }

    /// What TLS a service takes from those that connect to it: that which its server read when it started (LEG-5).
    #[must_use]
    pub fn accepts(&self, service: ServiceId) -> TlsSet {
        self.tls_in_force[service.server().index()].accepts
    }

    /// What TLS it proposes where it connects itself.
    #[must_use]
    pub fn offers(&self, service: ServiceId) -> TlsSet {
        self.tls_in_force[service.server().index()].offers
    }

    /// A server is switched on, where it was off.
    pub(super) fn switch_on(&mut self, world: &World, server: ServerId, action: Action, now: SimTime) {
        let starting = self.starting(world, action);
        if std::mem::replace(&mut self.off[server.index()], false) {
            self.boot(world, server, starting, now);
        }
    }

    /// A server has started: it reads what TLS is set (LEG-5), and its automatic services start.
    pub(super) fn boot(
        &mut self,
        world: &World,
        server: ServerId,
        starting: Option<(ServerId, ByService<bool>)>,
        now: SimTime,
    ) {
        self.tls_in_force[server.index()] = self.tls_of(world, server);
        self.start_all(world, starting, now);
    }

    pub(super) fn start_those_of(&mut self, world: &World, action: Action, now: SimTime) {
        let starting = self.starting(world, action);
        self.start_all(world, starting, now);
    }

    pub(super) fn start_all(&mut self, world: &World, starting: Option<(ServerId, ByService<bool>)>, now: SimTime) {
        let Some((server, services)) = starting else { return };
        for service in Service::ALL.into_iter().filter(|it| services[*it]) {
            self.start(world, ServiceId::new(server, service), now);
        }
    }

    /// A service starts: it reads its settings and chooses its certificate (SVC-6, LEG-6).
    pub(super) fn start(&mut self, world: &World, service: ServiceId, now: SimTime) {
        let read = u32::try_from(self.applied.len()).expect("fewer than 2^32 changes");
        let (server, protocol) = (service.server(), service.service().protocol());
        let settings = self.view_at(world, read as usize).settings_id(server, protocol);
        let shown = self.choose(world, server, protocol, settings, now);
        let state = ServiceState::Running;
        let switches = u32::try_from(self.switched.len()).expect("fewer than 2^32 changes");
        let started = now;
        self.services[service] =
            ServiceNow { state, stopped: None, ran: true, settings, read, switches, started, shown };
    }

    /// A server restarts: nothing runs on it for a moment, and its automatic services start.
    pub(super) fn reboot(&mut self, world: &World, server: ServerId, action: Action, now: SimTime) -> Consequence {
        let Some(starting) = self.starting(world, action) else { return Consequence::Nothing };
        let running = ByService::of(|it| self.state(ServiceId::new(server, it)) != ServiceState::Stopped);
        for service in Service::ALL {
            self.stop(ServiceId::new(server, service), Stopped::PowerCut);
        }
        self.boot(world, server, Some(starting), now);
        Consequence::CloseConnectionsOf(server, running)
    }

    /// An update fails: its POP3 and IMAP4 services are stopped and disabled (SVC-8).
    pub(super) fn fail_to_update(&mut self, world: &World, server: ServerId) -> Consequence {
        let it = &world.servers[server.index()];
        let meant = |service: Service| service.protocol().is_mail() && it.services[service].is_some();
        let running = ByService::of(|service| {
            meant(service) && self.state(ServiceId::new(server, service)) != ServiceState::Stopped
        });
        for service in Service::ALL.into_iter().filter(|it| meant(*it)) {
            self.stop(ServiceId::new(server, service), Stopped::FailedUpdate);
            self.start_types[server.index()][service] = StartType::Disabled;
        }
        if self.version(server).product().components {
            let whole = &mut self.components[server.index()][Component::ServerWideOffline];
            whole.set(Requester::Functional, RequestedState::Inactive);
        }
        Consequence::CloseConnectionsOf(server, running)
    }
}
