//! How does a service hand a log-on to a target, and relay after it?
//!
//! One leg at a time (sections 5 and 6): a connection of its own to the next endpoint that policy laid out. A leg
//! that fails is not remembered (FALL-9).

use super::connections::{Opening, leg_proof};
use super::{End, NONE, Opener, Simulator};
use crate::actor::logon::{ClientQuirks, Credentials, Failure, Input};
use crate::actor::resolver::Holder;
use crate::actor::session::State;
use crate::chance::Stream;
use crate::policy::fallback::{self, Failed};
use crate::policy::target::plan;
use crate::policy::{Ask, LegAttempt, Reason};
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, CertificateProblem, Decision, LegFailure, RecordKind, WhyClosed};
use crate::world::{CandidateOrder, NextTarget, Protocol, Security, ServerId, World};

impl<T: Tracer> Simulator<T> {
    /// Policy has found candidates: puts them in order, lays out the steps, and takes the first.
    pub(super) fn proxy(
        &mut self,
        world: &World,
        slot: u32,
        ask: &Ask,
        only: Option<Security>,
        candidates: &mut [ServerId],
    ) {
        self.put_in_order(world, ask, candidates);
        let mut steps = std::mem::take(&mut self.connections[slot as usize].steps);
        steps.clear();
        let view = self.org.view(world, self.now, ask.service);
        plan(&view, ask, only, candidates, &mut steps, self.tracer.why());
        let to = steps.first().expect("every candidate offers an endpoint").candidate;
        let connection = &mut self.connections[slot as usize];
        connection.steps = steps;
        connection.next_step = 0;
        connection.picked_from = (only, candidates.len());
        connection.session.state = State::Proxying;
        if self.replays_badly(world, slot, self.connections[slot as usize].steps[0].back_end) {
            self.push_reason(Reason::UnquotedReplay(self.connections[slot as usize].user));
        }
        self.decide(slot, Decision::Proxies { user: ask.user, to });
        self.next_leg(world, slot);
    }

    /// Whether name and password reach the target as something else than what the client sent: a build that replays
    /// them without the quotation marks that the password needs (KB 932605).
    fn replays_badly(&self, world: &World, slot: u32, back_end: bool) -> bool {
        let connection = &self.connections[slot as usize];
        let service = connection.service.expect("a proxying session has a service");
        !back_end
            && service.service().protocol() == Protocol::Imap4
            && world.servers[service.server().index()].unquoted_replay
            && world.users[connection.user.index()].password_needs_quotes
    }

    /// DISC-8. With one candidate there is nothing to put in order, and chance is not asked.
    fn put_in_order(&mut self, world: &World, ask: &Ask, candidates: &mut [ServerId]) {
        let count = candidates.len() as u32;
        if count < 2 {
            return;
        }
        match world.assumptions.candidate_order {
            CandidateOrder::ByName => {}
            CandidateOrder::RoundRobin | CandidateOrder::Random if self.branched_order(candidates) => {}
            CandidateOrder::RoundRobin => {
                let proxied = &mut self.proxied[ask.service];
                candidates.rotate_left((*proxied % count) as usize);
                *proxied = proxied.wrapping_add(1);
            }
            CandidateOrder::Random => {
                let stream = self.streams[ask.service].get_or_insert_with(|| {
                    let server = &world.servers[ask.service.server().index()].name;
                    Stream::new(world.seed, &format!("service/{server}/{}", ask.service.service().windows_name()))
                });
                // Only as many are drawn as can be taken: the first, or all of them.
                let drawn = match world.assumptions.next_target {
                    NextTarget::Never => 1,
                    NextTarget::EachCandidate => candidates.len(),
                };
                stream.put_first(candidates, drawn);
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
    fn next_leg(&mut self, world: &World, slot: u32) {
        loop {
            let opening = self.leg_opening(world, slot);
            if let Some(leg) = self.open(world, opening) {
                self.connections[slot as usize].leg = leg;
                return self.wait_until(leg, End::Opener, self.now + world.assumptions.proxy_connect_timeout);
            }
            self.step_failed(slot, None, LegFailure::NameNotResolved);
            if !self.falls_back(world, slot, Failed::Before) {
                return;
            }
        }
    }

    /// The leg for the step that is next.
    pub(super) fn leg_opening(&self, world: &World, slot: u32) -> Opening {
        let connection = &self.connections[slot as usize];
        let step = connection.steps[connection.next_step];
        let service = connection.service.expect("a proxying session has a service");
        let server = &world.servers[service.server().index()];
        let protocol = service.service().protocol();
        Opening {
            opener: Opener::Leg(slot),
            actor: Actor::Service(service),
            attempt: connection.attempt,
            depth: connection.depth + 1,
            client: connection.client,
            user: connection.user,
            password_right: connection.password_right && !self.replays_badly(world, slot, step.back_end),
            endpoint: step.endpoint,
            protocol,
            proof: if protocol.is_mail() { leg_proof(step.back_end) } else { Credentials::Web },
            ways: ClientQuirks::default(),
            site: server.site,
            source: server.address,
            holder: Holder::Server(service.server()),
        }
    }

    /// A step failed: policy says whether another is tried. False where the log-on has failed for good.
    fn falls_back(&mut self, world: &World, slot: u32, failed: Failed) -> bool {
        let connection = &mut self.connections[slot as usize];
        let (steps, at) = (&connection.steps, connection.next_step);
        let next = fallback::next(&world.assumptions, steps, at, failed, connection.picked_from, self.tracer.why());
        if let Some(next) = next {
            connection.next_step = next;
            let endpoint = connection.steps[next].endpoint;
            self.decide(slot, Decision::Tries(endpoint));
            return true;
        }
        self.decide(slot, Decision::GivesUp);
        self.refuse_log_on(world, slot);
        false
    }

    /// Tells of a step that failed: on its leg, or on the connection because of which there was none.
    pub(super) fn step_failed(&mut self, slot: u32, leg: Option<u32>, how: LegFailure) {
        let connection = &self.connections[slot as usize];
        let LegAttempt { endpoint, candidate, .. } = connection.steps[connection.next_step];
        let actor = self.acceptor_actor(slot);
        self.record(leg.unwrap_or(slot), actor, RecordKind::LegFailed { endpoint, candidate, how });
    }

    /// The log-on on a leg failed.
    pub(super) fn leg_failed(&mut self, world: &World, leg: u32, parent: u32, failure: Failure) {
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
    pub(super) fn leg_rejects(&mut self, world: &World, leg: u32, parent: u32, problem: CertificateProblem) {
        self.leg_over(world, leg, parent, LegFailure::Certificate(problem));
    }

    fn leg_over(&mut self, world: &World, leg: u32, parent: u32, how: LegFailure) {
        self.step_failed(parent, Some(leg), how);
        let cause = self.tracer.cause();
        self.drop_leg(world, leg, WhyClosed::GaveUp);
        self.tracer.set_cause(cause);
        self.connections[parent as usize].leg = NONE;
        if self.connections[parent as usize].logon.protocol() == Protocol::Http {
            return self.web_falls_back(world, parent);
        }
        let failed = if how == LegFailure::LogonRefused { Failed::LogonRefused } else { Failed::Before };
        if self.falls_back(world, parent, failed) {
            self.next_leg(world, parent);
        }
    }

    /// The log-on on a leg succeeded: from here on the service relays (FE-6).
    pub(super) fn leg_logged_on(&mut self, world: &World, leg: u32, parent: u32) {
        self.connections[leg as usize].logged_on = true;
        self.wait_until(leg, End::Opener, crate::time::SimTime::NEVER);
        self.connections[parent as usize].session.state = State::Relaying;
        let service = self.connections[parent as usize].service.expect("a proxying session has a service");
        if service.service().protocol().is_mail() {
            self.logged_on_here(world, parent, service);
        } else {
            self.web_answers(world, parent, service);
        }
    }

    /// The client said something: the target hears it.
    pub(super) fn relay(&mut self, world: &World, slot: u32, line: Line) {
        let leg = self.leg_of(slot).expect("a relaying session has a leg");
        self.say(world, leg, End::Opener, line);
    }

    /// Something came from the target: the client hears it.
    pub(super) fn relay_back(&mut self, world: &World, leg: u32, parent: u32, input: Input) {
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
                self.connections[parent as usize].leg = NONE;
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
    pub(super) fn close_leg_of(&mut self, world: &World, slot: u32, why: WhyClosed) {
        let Some(leg) = self.leg_of(slot) else { return };
        if !self.connections[leg as usize].logged_on {
            self.step_failed(slot, Some(leg), LegFailure::Abandoned);
        }
        self.drop_leg(world, leg, why);
        self.connections[slot as usize].leg = NONE;
    }

    /// Closes the opener's end of a leg, where there is still somebody to be told.
    fn drop_leg(&mut self, world: &World, leg: u32, why: WhyClosed) {
        let connection = &self.connections[leg as usize];
        if !connection.open[End::Opener as usize] {
            return;
        }
        if connection.open[End::Acceptor as usize] {
            self.close(world, leg, End::Opener, why);
        } else {
            self.shut(world, leg, End::Opener);
        }
    }
}
