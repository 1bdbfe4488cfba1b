//! How does the engine carry out a change of the scenario?

use super::Simulator;
use super::connection::{Connection, End};
use crate::actor::balancer::Memory;
use crate::change::Consequence;
use crate::policy::handshake;
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, RecordKind, WhyClosed};
use crate::world::{Action, ByService, ChangeId, DatabaseId, ServerId, Service, ServiceId, World};

impl<T: Tracer> Simulator<T> {
    pub(super) fn change_due(&mut self, world: &World, id: ChangeId) {
        self.changes_done += 1;
        let action = world.changes[id.index()].action;
        self.record_outside(Actor::Admin, None, RecordKind::Changed(id));
        self.balancers.iter_mut().for_each(Memory::unsettle);
        let starting = self.org.starting(world, action);
        let in_vain = self.org.starts_in_vain(action);
        let cause = self.tracer.cause();
        self.carry_out(world, action);
        self.tracer.set_cause(cause);
        if let Some(service) = in_vain {
            self.record_outside(Actor::Service(service), None, RecordKind::DoesNotStart);
        }
        if let Some((server, services)) = starting {
            self.without_certificate(server, services);
        }
    }

    /// Each of these services that has just started without a usable certificate says so (LEG-6).
    pub(super) fn without_certificate(&mut self, server: ServerId, started: ByService<bool>) {
        let version = self.org.version(server);
        let cause = self.tracer.cause();
        for service in Service::ALL.into_iter().filter(|it| started[*it]) {
            let id = ServiceId::new(server, service);
            if let Some(event) = handshake::event_at_start(version, service.protocol(), self.org.certificate(id)) {
                self.tracer.set_cause(cause);
                self.record_outside(Actor::Service(id), None, RecordKind::Logs(event));
            }
        }
        self.tracer.set_cause(cause);
    }

    fn carry_out(&mut self, world: &World, action: Action) {
        match self.org.apply(world, self.now, action) {
            Consequence::Nothing => {}
            Consequence::CloseConnections(service) => self.close_connections_of(world, service),
            Consequence::CloseConnectionsOf(server, services) => {
                for service in Service::ALL.into_iter().filter(|it| services[*it]) {
                    self.close_connections_of(world, ServiceId::new(server, service));
                }
            }
            Consequence::PowerOff(server) => self.power_off(world, server),
            Consequence::EndSessions(database) => self.end_sessions_on(world, database),
            Consequence::Pool(balancer, pool) => self.change_pool(world, balancer, pool),
            Consequence::Ports(balancer, ports) => self.change_ports(world, balancer, ports),
            Consequence::Links(one, other, cut) => {
                self.net.set_cut(one, cut);
                if let Some(other) = other {
                    self.net.set_cut(other, cut);
                }
            }
        }
    }

    /// A server is off: its ends of all connections are gone, and nobody is told.
    fn power_off(&mut self, world: &World, server: ServerId) {
        let mut doomed = std::mem::take(&mut self.doomed);
        self.connections.accepted(|it| it.acceptor.accepted_by().is_some_and(|it| it.server() == server), &mut doomed);
        for slot in doomed.drain(..) {
            if let Some(leg) = self.connections[slot].acceptor.legs.over() {
                self.shut(world, leg, End::Opener);
            }
            self.shut(world, slot, End::Acceptor);
        }
        self.doomed = doomed;
    }

    /// A service stopped: its connections end, those that it accepted and those that it opened (DET-7).
    pub(super) fn close_connections_of(&mut self, world: &World, service: ServiceId) {
        self.end_each(world, WhyClosed::ServiceStopped, |it| it.acceptor.accepted_by() == Some(service));
    }

    /// A database failed over: the sessions on it end (DET-7).
    fn end_sessions_on(&mut self, world: &World, database: DatabaseId) {
        self.end_each(world, WhyClosed::FailedOver, |it| it.acceptor.database() == Some(database));
    }

    /// The acceptor of every connection that `is_meant` closes it. What hangs on it ends as a consequence.
    fn end_each(&mut self, world: &World, why: WhyClosed, is_meant: impl Fn(&Connection) -> bool) {
        let mut doomed = std::mem::take(&mut self.doomed);
        self.connections.accepted(is_meant, &mut doomed);
        let cause = self.tracer.cause();
        for slot in doomed.drain(..) {
            if self.connections[slot].is_open(End::Acceptor) {
                self.tracer.set_cause(cause);
                self.close_leg_of(world, slot, why);
                self.close(world, slot, End::Acceptor, why);
            }
        }
        self.doomed = doomed;
    }
}
