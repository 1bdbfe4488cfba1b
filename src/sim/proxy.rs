//! How does a service hand a log-on to a target, and relay after it?
//!
//! One leg at a time (sections 5 and 6): a connection of its own to the next endpoint that policy laid out. A leg
//! that fails is not remembered (FALL-9).

use super::Simulator;
use super::connection::{End, OpenedBy, Slot, Source};
use super::connections::{Opening, leg_proof};
use crate::actor::logon::{ClientQuirks, Credentials, Failure, Input};
use crate::actor::resolver::Holder;
use crate::actor::session::SessionInput;
use crate::chance::Stream;
use crate::policy::fallback::{self, Failed};
use crate::policy::serve::Hears;
use crate::policy::target::{Order, order, plan, spoils};
use crate::policy::{Ask, LegAttempt, Silent};
use crate::protocol::Line;
use crate::sim::tracer::{ProxyQuestion, Tracer};
use crate::trace::{Actor, CertificateProblem, Decision, LegFailure, RecordKind, WhyClosed};
use crate::world::{Host, Protocol, Security, ServerId, World};

impl<T: Tracer> Simulator<T> {
    /// Policy has found candidates: puts them in order, lays out the steps, and takes the first. `is_known`: whether it
    /// is, for which reasons.
    pub(super) fn proxy(
        &mut self,
        world: &World,
        slot: Slot,
        (question, is_known): (&ProxyQuestion, bool),
        only: Option<Security>,
        candidates: &mut [ServerId],
    ) {
        let ask = &question.ask;
        self.put_in_order(world, ask, candidates);
        let mut steps = self.connections[slot].acceptor.legs.take_memory();
        let view = self.org.view(world, self.now, ask.service);
        if is_known {
            plan(&view, ask, only, candidates, &mut steps, &mut Silent);
        } else {
            plan(&view, ask, only, candidates, &mut steps, self.tracer.why());
        }
        let to = steps.first().expect("every candidate offers an endpoint").candidate;
        self.connections[slot].acceptor.legs.plan(steps, (only, candidates.len()));
        let decision = Decision::Proxies { user: ask.user, to };
        // Where the order is drawn, or changes from one to the next, the same question has more than one answer.
        if order(&world.assumptions, candidates.len()) == Order::AsFound {
            self.decide_as_asked(slot, decision, question);
        } else {
            self.decide(slot, decision);
        }
        self.tell_session(world, slot, SessionInput::Proxied);
        self.next_leg(world, slot);
    }

    /// Puts candidates in the order that policy wants (DISC-8): the engine keeps whose turn it is, and draws.
    fn put_in_order(&mut self, world: &World, ask: &Ask, candidates: &mut [ServerId]) {
        match order(&world.assumptions, candidates.len()) {
            Order::AsFound => {}
            Order::InTurn | Order::Drawn(_) if self.branched_order(candidates) => {}
            Order::InTurn => {
                let proxied = &mut self.proxied[ask.service];
                candidates.rotate_left((*proxied % candidates.len() as u32) as usize);
                *proxied = proxied.wrapping_add(1);
            }
            Order::Drawn(amount) => {
                let stream = self.streams[ask.service].get_or_insert_with(|| {
                    let server = &world.servers[ask.service.server().index()].name;
                    let service = ask.service.service().windows_name();
                    Stream::of_parts(world.seed, &["service/", server, "/", service])
                });
                stream.put_first(candidates, amount);
            }
        }
    }

    /// Puts candidates in another order, where the run has branched off.
    fn branched_order(&mut self, candidates: &mut [ServerId]) -> bool {
        let count = candidates.len() as u32;
        for at in 0..count - 1 {
            let Some(drawn) = self.drawn_anew(count - at) else { return false };
            candidates.swap(at as usize, (at + drawn) as usize);
        }
        true
    }

    /// Opens a leg for the step that is next; a name that is not resolved fails the step at once.
    fn next_leg(&mut self, world: &World, slot: Slot) {
        loop {
            let opening = self.leg_opening(world, slot);
            if let Some(leg) = self.open(world, opening) {
                self.connections[slot].acceptor.legs.opened(leg);
                return self.opener_waits(world, leg);
            }
            self.step_failed(slot, None, LegFailure::NameNotResolved);
            if !self.falls_back(world, slot, Failed::Before) {
                return;
            }
        }
    }

    /// The leg for the step that is next.
    pub(super) fn leg_opening(&self, world: &World, slot: Slot) -> Opening {
        let connection = &self.connections[slot];
        let step = *connection.acceptor.legs.step();
        let service = connection.acceptor.service();
        let server = &world.servers[service.server().index()];
        let protocol = service.service().protocol();
        Opening {
            opener: OpenedBy::Leg(slot),
            actor: Actor::Service(service),
            attempt: connection.about().attempt,
            depth: connection.about().depth + 1,
            client: connection.about().client,
            user: connection.about().user,
            password_right: connection.opener.password_right()
                && !spoils(&self.org.view(world, self.now, service), service, connection.about().user, &step),
            endpoint: step.endpoint,
            protocol,
            proof: if protocol.is_mail() { leg_proof(step.back_end) } else { Credentials::Web },
            ways: ClientQuirks::default(),
            site: server.site,
            source: Source { address: server.address, id: world.source_of(Host::Server(service.server())) },
            holder: Holder::Server(service.server()),
        }
    }

    /// A step failed: policy says whether another is tried. False where the log-on has failed for good.
    fn falls_back(&mut self, world: &World, slot: Slot, failed: Failed) -> bool {
        let legs = &mut self.connections[slot].acceptor.legs;
        let (at, from) = (legs.at(), legs.picked_from());
        let next = fallback::next(&world.assumptions, legs.steps(), at, failed, from, self.tracer.why());
        if let Some(next) = next {
            let endpoint = legs.go_to(next).endpoint;
            self.decide(slot, Decision::Tries(endpoint));
            return true;
        }
        self.decide(slot, Decision::GivesUp);
        self.refuse_log_on(world, slot, Hears::LogonFailure);
        false
    }

    /// Tells of a step that failed: on its leg, or on the connection because of which there was none.
    pub(super) fn step_failed(&mut self, slot: Slot, leg: Option<Slot>, how: LegFailure) {
        let connection = &self.connections[slot];
        let LegAttempt { endpoint, candidate, .. } = *connection.acceptor.legs.step();
        let actor = self.acceptor_actor(slot);
        self.record(leg.unwrap_or(slot), actor, RecordKind::LegFailed { endpoint, candidate, how });
    }

    /// The log-on on a leg failed.
    pub(super) fn leg_failed(&mut self, world: &World, leg: Slot, parent: Slot, failure: Failure) {
        let how = match failure {
            Failure::Refused => LegFailure::Refused,
            Failure::NoAnswer => LegFailure::NoAnswer { connected: false },
            Failure::NoGreeting { closed: true } | Failure::Lost | Failure::Bye => LegFailure::Closed,
            Failure::NoGreeting { closed: false } | Failure::Silence => LegFailure::NoAnswer { connected: true },
            Failure::OtherProtocol => LegFailure::OtherProtocol,
            Failure::Tls => LegFailure::TlsHandshake,
            Failure::LoginDisabled | Failure::TlsInsideTls => unreachable!("{failure:?} on a leg"),
            Failure::StartTlsNotOffered => LegFailure::StartTlsNotOffered,
            Failure::Refusal(_) => LegFailure::LogonRefused,
        };
        self.leg_over(world, leg, parent, how);
    }

    /// The certificate on a leg is not good enough, and EnforceCertificateErrors is set (LEG-4).
    pub(super) fn leg_rejects(&mut self, world: &World, leg: Slot, parent: Slot, problem: CertificateProblem) {
        self.leg_over(world, leg, parent, LegFailure::Certificate(problem));
    }

    fn leg_over(&mut self, world: &World, leg: Slot, parent: Slot, how: LegFailure) {
        self.step_failed(parent, Some(leg), how);
        let cause = self.tracer.cause();
        self.drop_leg(world, leg, WhyClosed::GaveUp);
        self.tracer.set_cause(cause);
        self.connections[parent].acceptor.legs.over();
        if self.connections[parent].opener.protocol() == Protocol::Http {
            return self.web_falls_back(world, parent);
        }
        let failed = if how == LegFailure::LogonRefused { Failed::LogonRefused } else { Failed::Before };
        if self.falls_back(world, parent, failed) {
            self.next_leg(world, parent);
        }
    }

    /// The log-on on a leg succeeded: from here on the service relays (FE-6).
    pub(super) fn leg_logged_on(&mut self, world: &World, leg: Slot, parent: Slot) {
        self.wait_until(leg, End::Opener, crate::time::SimTime::NEVER);
        self.logged_on_here(world, parent, SessionInput::TargetLoggedOn);
    }

    /// The client said something: the target hears it.
    pub(super) fn relay(&mut self, world: &World, slot: Slot, line: Line) {
        let leg = self.connections[slot].acceptor.legs.leg().expect("a relaying session has a leg");
        self.say(world, leg, End::Opener, line);
    }

    /// Something came from the target: the client hears it.
    pub(super) fn relay_back(&mut self, world: &World, leg: Slot, parent: Slot, input: Input) {
        match input {
            Input::Said(line) => {
                self.say(world, parent, End::Acceptor, line);
                if matches!(line, Line::SignOff | Line::ByeTimeout | Line::ByeErrors) {
                    self.close_leg_of(world, parent, WhyClosed::Done);
                    self.close(world, parent, End::Acceptor, WhyClosed::Done);
                }
            }
            Input::Closed | Input::Broken => {
                self.drop_leg(world, leg, WhyClosed::OtherSideEnded);
                self.connections[parent].acceptor.legs.over();
                self.close(world, parent, End::Acceptor, WhyClosed::OtherSideEnded);
            }
            Input::TimedOut
            | Input::Accepted
            | Input::Refused
            | Input::Secured
            | Input::TlsFailed
            | Input::OtherProtocol => {
                unreachable!("{input:?} on a leg that is logged on")
            }
        }
    }

    /// The connection in `slot` ends: so does its leg, if it has one.
    pub(super) fn close_leg_of(&mut self, world: &World, slot: Slot, why: WhyClosed) {
        let Some(leg) = self.connections[slot].acceptor.legs.leg() else { return };
        if !self.connections[leg].opener.is_logged_on() {
            self.step_failed(slot, Some(leg), LegFailure::Abandoned);
        }
        self.drop_leg(world, leg, why);
        self.connections[slot].acceptor.legs.over();
    }

    /// Closes the opener's end of a leg, where there is still somebody to be told.
    fn drop_leg(&mut self, world: &World, leg: Slot, why: WhyClosed) {
        let connection = &self.connections[leg];
        if !connection.is_open(End::Opener) {
            return;
        }
        if connection.is_open(End::Acceptor) {
            self.close(world, leg, End::Opener, why);
        } else {
            self.shut(world, leg, End::Opener);
        }
    }
}
