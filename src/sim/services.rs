//! What does a service do with a connection that reaches its server, and with what is said over it?
//!
//! It carries out: what a request meets is decided by [`crate::policy::accept`], what is said by the session.

use super::Simulator;
use super::connection::{End, OpenedBy, Segment, Slot, Source, Way};
use crate::actor::balancer::Memory;
use crate::actor::session::{ServiceConfig, SessionEffect, SessionInput, Then};
use crate::policy::accept::{self, Listener, OpenConnections, Reception, Request, WhyTurnedAway};
use crate::policy::patience;
use crate::policy::route::GssapiAndNtlm;
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, CountsFor, Decision, RecordKind, Timer, WhyClosed};
use crate::world::{AfterLogon, Security, ServerId, ServiceId, ServiceState, SourceId, World};

impl<T: Tracer> Simulator<T> {
    // --- the connection ------------------------------------------------------------------------------------------

    /// A connection request has reached a server.
    pub(super) fn arrives_at(&mut self, world: &World, slot: Slot, server: ServerId) {
        let connection = &self.connections[slot];
        let &Way { to, port, source: Source { address: source, id }, .. } = connection.way();
        let listener = self.org.listener_at(world, server, to, port);
        let settings = listener.map(|it| self.org.settings(world, it.service));
        let counted_source = settings.is_some_and(accept::counts_addresses).then_some(id);
        let open = listener.map_or(OpenConnections::default(), |it| self.counts.open(it.service, counted_source));
        let held = listener.and_then(|it| self.org.held(world, it.service));
        let elsewhere = listener.is_none() && self.org.is_bound(world, server, port);
        let request = Request { server, off: self.org.is_off(server), port, source, listener, elsewhere, held };
        let reception = accept::receive(world, &request, settings, open);
        if reception == Reception::Silence {
            self.record(slot, Actor::Server(server), RecordKind::IsOff);
            return self.ask_again(slot);
        }
        self.request_answered(slot);
        match reception {
            Reception::Silence => {}
            Reception::Refused(why) => {
                self.record(slot, Actor::Server(server), RecordKind::Refuses(why));
                self.send(world, slot, End::Acceptor, Segment::Refused);
            }
            Reception::Closed(by, why) => self.turn_away(world, slot, by, why),
            Reception::Accepted { by, greets } => self.accept(world, slot, by, counted_source, greets),
        }
    }

    fn take(&mut self, slot: Slot, by: Listener, counted_source: Option<SourceId>) {
        let service = by.service;
        let connection = &mut self.connections[slot];
        connection.acceptor.accept(by);
        self.counts.accepted(&mut connection.acceptor.counted, service, counted_source);
        self.tracer.accepted(connection.id(), service, connection.way().source.address);
        self.tracer.counts(connection.id(), CountsFor::Accepted { address: counted_source.is_some() });
    }

    /// The connection is accepted, and closed before a word is said.
    fn turn_away(&mut self, world: &World, slot: Slot, by: Listener, why: WhyTurnedAway) {
        let service = by.service;
        self.take(slot, by, None);
        self.record(
            slot,
            Actor::Service(service),
            match why {
                WhyTurnedAway::Limit(limit) => RecordKind::ClosesForLimit(limit),
                WhyTurnedAway::Component { component, by, stops: false } => {
                    RecordKind::ClosesForComponent { component, by }
                }
                WhyTurnedAway::Component { component, by, stops: true } => {
                    RecordKind::StopsForComponent { component, by }
                }
            },
        );
        let stops = matches!(why, WhyTurnedAway::Component { stops: true, .. });
        if stops {
            self.org.stop_for_component(service);
        }
        self.send(world, slot, End::Acceptor, Segment::Accepted { greets: false });
        self.send(world, slot, End::Acceptor, Segment::Close);
        self.shut(world, slot, End::Acceptor);
        if stops {
            self.balancers.iter_mut().for_each(Memory::unsettle);
            self.close_connections_of(world, service);
        }
    }

    fn accept(&mut self, world: &World, slot: Slot, by: Listener, counted_source: Option<SourceId>, greets: bool) {
        let actor = Actor::Service(by.service);
        self.take(slot, by, counted_source);
        self.record(slot, actor, RecordKind::Accepts);
        if greets {
            self.greet(slot, actor);
        }
        self.send(world, slot, End::Acceptor, Segment::Accepted { greets });
        self.service_waits(world, slot, false);
    }

    /// The service waits for what its client says next, no longer than it may.
    pub(super) fn service_waits(&mut self, world: &World, slot: Slot, logged_on: bool) {
        let at = match self.patience(world, slot, logged_on) {
            Some((_, span)) => self.now + span,
            None => SimTime::NEVER,
        };
        self.wait_until(slot, End::Acceptor, at);
    }

    fn patience(&self, world: &World, slot: Slot, logged_on: bool) -> Option<(Timer, Micros)> {
        let service = self.connections[slot].acceptor.service();
        patience::of_service(self.org.settings(world, service), self.org.state(service), logged_on)
    }

    /// The greeting travels with the segment that comes before it.
    pub(super) fn greet(&mut self, slot: Slot, actor: Actor) {
        self.connections[slot].acceptor.greet();
        self.record(slot, actor, RecordKind::Says { line: Line::Greeting, tag: 0 });
    }

    /// A connection has ended for its acceptor: it counts no longer.
    pub(super) fn uncount(&mut self, slot: Slot) {
        let connection = &mut self.connections[slot];
        let (service, user) = (connection.acceptor.service(), connection.about().user);
        self.counts.ended(&mut connection.acceptor.counted, service, user);
        self.tracer.counts(connection.id(), CountsFor::Ended);
    }

    pub(super) fn acceptor_gets(&mut self, world: &World, slot: Slot, segment: Segment) {
        if segment == Segment::Close {
            self.close_leg_of(world, slot, WhyClosed::OtherSideEnded);
            return self.shut(world, slot, End::Acceptor);
        }
        let service = self.connections[slot].acceptor.service();
        // After STARTTLS or STLS inside the TLS that a balancer ends, the next hello is for the member.
        if segment == Segment::Hello
            && let Some(balancer) = self.connections[slot].way().tls_ends
            && !self.connections[slot].acceptor.session().awaits_tls()
        {
            return self.handshake_at_balancer(world, slot, balancer);
        }
        if self.org.state(service) == ServiceState::Hung {
            return;
        }
        match segment {
            Segment::Hello => self.handshake(world, slot, service),
            Segment::Said(line) => self.service_hears(world, slot, service, line),
            Segment::Accepted { .. }
            | Segment::Refused
            | Segment::Finished { .. }
            | Segment::NoTls(_)
            | Segment::Close => unreachable!("{segment:?} to the acceptor"),
        }
    }

    // --- the conversation ----------------------------------------------------------------------------------------

    fn config(&self, world: &World, slot: Slot, service: ServiceId) -> ServiceConfig {
        let settings = self.org.settings(world, service);
        let (connection, version) = (&self.connections[slot], self.org.version(service.server()));
        ServiceConfig {
            version,
            back_end: service.service().is_back_end(),
            login_type: settings.login_type,
            gssapi_and_ntlm: GssapiAndNtlm::of(settings, version, world.assumptions.gssapi_ntlm_setting),
            extended_protection: settings.extended_protection,
            bound: connection.acceptor.session().arrived() != Security::Plaintext
                && connection.way().tls_ends.is_none()
                && self.client(world, connection.about().client).channel_binding,
            certificate: self.org.certificate(service).is_ok(),
            on_leg: matches!(connection.opener.by(), OpenedBy::Leg(_)),
            oversized: match self.client(world, connection.about().client).then {
                AfterLogon::SendCommand { bytes } => settings.max_command_size < bytes,
                AfterLogon::CheckMail
                | AfterLogon::LogOut
                | AfterLogon::Disconnect
                | AfterLogon::ProbeFolders { .. }
                | AfterLogon::Stay { .. } => false,
            },
            oversized_command: world.assumptions.oversized_command,
        }
    }

    fn service_hears(&mut self, world: &World, slot: Slot, service: ServiceId, line: Line) {
        let config = self.config(world, slot, service);
        let acceptor = &mut self.connections[slot].acceptor;
        let effect = acceptor.handle(SessionInput::Heard(line, &config), self.tracer.why());
        if acceptor.session().is_authenticated() {
            self.service_waits(world, slot, true);
        }
        self.service_does(world, slot, effect);
    }

    /// Tells a session what was decided, and does what it says.
    pub(super) fn tell_session(&mut self, world: &World, slot: Slot, input: SessionInput<'_>) {
        let effect = self.connections[slot].acceptor.handle(input, self.tracer.why());
        self.service_does(world, slot, effect);
    }

    fn service_does(&mut self, world: &World, slot: Slot, effect: SessionEffect) {
        match effect {
            SessionEffect::Wait => {}
            SessionEffect::Say(line, then) => self.answer(world, slot, line, then),
            SessionEffect::RefuseMechanism(line, then) => {
                let user = self.connections[slot].about().user;
                self.decide(slot, Decision::Authenticates { user, accepted: false });
                self.answer(world, slot, line, then);
            }
            SessionEffect::LogOn { handed_over } => {
                self.log_on(world, slot, self.connections[slot].acceptor.service(), handed_over);
            }
            SessionEffect::WebRequest => self.web_request(world, slot, self.connections[slot].acceptor.service()),
            SessionEffect::Relay(line) => self.relay(world, slot, line),
            SessionEffect::Close => self.close(world, slot, End::Acceptor, WhyClosed::TooLong),
        }
    }

    fn answer(&mut self, world: &World, slot: Slot, line: Line, then: Then) {
        self.say(world, slot, End::Acceptor, line);
        match then {
            Then::GoOn => {}
            Then::Close => self.close(world, slot, End::Acceptor, WhyClosed::Done),
            Then::SayGoodbye => {
                self.say(world, slot, End::Acceptor, Line::ByeErrors);
                self.close(world, slot, End::Acceptor, WhyClosed::TooManyErrors);
            }
        }
    }

    /// The acceptor of a connection has waited long enough: without log-on (FALL-8), or idle after it.
    pub(super) fn acceptor_waited(&mut self, world: &World, slot: Slot) {
        let service = self.connections[slot].acceptor.service();
        let actor = Actor::Service(service);
        let logged_on = self.connections[slot].acceptor.session().is_authenticated();
        let Some((timer, _)) = self.patience(world, slot, logged_on) else {
            return self.wait_until(slot, End::Acceptor, SimTime::NEVER);
        };
        self.record(slot, actor, RecordKind::TimedOut(timer));
        // On a port for SSL nothing can be said before the handshake.
        if self.connections[slot].acceptor.has_greeted() && service.service().protocol().is_mail() {
            self.say(world, slot, End::Acceptor, Line::ByeTimeout);
        }
        self.close_leg_of(world, slot, WhyClosed::TimedOut);
        self.close(world, slot, End::Acceptor, WhyClosed::TimedOut);
    }
}
