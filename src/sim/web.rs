//! What does a web server do with a request, and what does a front end learn by probing? (Section 10.)

use super::connection::Slot;
use super::{Event, SeatId, Simulator};
use crate::actor::prober;
use crate::actor::session::SessionInput;
use crate::policy::http::{self, Health, Probe, WebRoute};
use crate::policy::{LegAttempt, Refusal, serve};
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{Actor, Decision, LegFailure, RecordKind, RecordPlace};
use crate::world::{
    Endpoint, HostRef, Protocol, Security, ServerId, Service, ServiceId, ServiceState, Version, World, defaults,
};

/// What one front end knows of its targets.
struct Known<'a> {
    front: ServerId,
    prober: &'a prober::Memory,
}

impl Health for Known<'_> {
    fn probed_down(&self, target: ServerId) -> bool {
        !self.prober.is_up(self.front, target)
    }
}

impl<T: Tracer> Simulator<T> {
    // --- probes --------------------------------------------------------------------------------------------------

    /// Whether anybody probes: only where there are web clients is it of any interest.
    pub(super) fn reset_probes(&mut self, world: &World) {
        self.prober.clear();
        if world.clients.iter().all(|it| it.web.is_none()) {
            return;
        }
        // Probes have been going on for long: who is down from the start is known to be.
        for (front, target) in pairs(world) {
            if self.probe_of(world, front, target) != Probe::Passes {
                self.prober.begins_down(front, target);
            }
        }
        self.schedule_background(SimTime::ZERO + world.assumptions.http_ping.every, Event::Probe);
    }

    /// Every front end probes every down-level Client Access server (HTTP-1, HTTP-2).
    pub(super) fn probe_due(&mut self, world: &World) {
        let ping = world.assumptions.http_ping;
        for (front, target) in pairs(world) {
            if self.org.state(ServiceId::new(front, Service::W3SVC)) != ServiceState::Running {
                continue;
            }
            match self.probe_of(world, front, target) {
                Probe::Passes => self.probed(world, front, target, true),
                Probe::Fails => self.probed(world, front, target, false),
                Probe::Waits => self.schedule_background(self.now + ping.timeout, Event::ProbeFails(front, target)),
            }
        }
        self.schedule_background(self.now + ping.every, Event::Probe);
    }

    /// A probe has passed or failed.
    pub(super) fn probed(&mut self, world: &World, front: ServerId, target: ServerId, passed: bool) {
        if let Some(up) = self.prober.probed(&world.assumptions.http_ping, front, target, passed) {
            self.tracer.set_cause(None);
            let actor = Actor::Service(ServiceId::new(front, Service::W3SVC));
            self.tell(actor, RecordPlace::default(), RecordKind::Probed { target, up });
        }
    }

    fn probe_of(&mut self, world: &World, front: ServerId, target: ServerId) -> Probe {
        let (from, to) = (world.servers[front.index()].site, world.servers[target.index()].site);
        let reached = self.net.reaches(world, from, to) && self.net.reaches(world, to, from);
        let answers = reached && !self.org.is_off(target);
        http::probe(answers, self.org.state(ServiceId::new(target, Service::W3SVC)))
    }

    // --- requests ------------------------------------------------------------------------------------------------

    /// The password of a request is right.
    pub(super) fn web(&mut self, world: &World, slot: Slot, service: ServiceId) {
        let client = self.client(world, self.connections[slot].about().client);
        let web = client.web.expect("only web clients ask a web server");
        let user = client.mailbox;
        let mut candidates = std::mem::take(&mut self.candidates);
        let view = self.org.view(world, self.now, service);
        let known = Known { front: service.server(), prober: &self.prober };
        let decided = http::route(&view, (service, user, web), &known, &mut candidates, self.tracer.why());
        match decided {
            WebRoute::Serve => self.web_serves(world, slot),
            WebRoute::Refuse(why) => {
                self.decide(slot, Decision::Refuses { user, why });
                self.web_refuses(world, slot, Line::WebUnavailable);
            }
            WebRoute::Redirect(_) => {
                self.decide(slot, Decision::Redirects(user));
                self.web_refuses(world, slot, Line::WebRedirect);
            }
            WebRoute::Proxy => {
                let steps = candidates.iter().map(|&candidate| LegAttempt {
                    candidate,
                    endpoint: web_endpoint(world, candidate),
                    back_end: world.servers[candidate.index()].version.has_back_end(),
                });
                let legs = &mut self.connections[slot].acceptor.legs;
                let mut plan = legs.take_memory();
                plan.extend(steps);
                legs.plan(plan, (None, candidates.len()));
                self.decide(slot, Decision::Proxies { user, to: candidates[0] });
                self.tell_session(world, slot, SessionInput::Proxied);
                self.web_leg(world, slot);
            }
        }
        self.candidates = candidates;
    }

    fn web_serves(&mut self, world: &World, slot: Slot) {
        let user = self.client(world, self.connections[slot].about().client).mailbox;
        let active = self.org.database(user).map(|it| self.org.active(it));
        let off = active.is_some_and(|it| self.org.is_off(it));
        let there = active.is_none_or(|it| self.org.is_there(it));
        if !serve::reachable(active, (off, there), self.tracer.why()) {
            self.decide(slot, Decision::Refuses { user, why: Refusal::StoreOff });
            return self.web_refuses(world, slot, Line::WebUnavailable);
        }
        self.decide(slot, Decision::Serves(user));
        self.logged_on_here(world, slot, SessionInput::Opened { connected: true });
    }

    /// The request has no answer of its own: this is said instead.
    pub(super) fn web_refuses(&mut self, world: &World, slot: Slot, line: Line) {
        self.tell_session(world, slot, SessionInput::WebRefused(line));
    }

    /// Opens a leg for the step that is next.
    pub(super) fn web_leg(&mut self, world: &World, slot: Slot) {
        let opening = self.leg_opening(world, slot);
        if let Some(leg) = self.open(world, opening) {
            self.connections[slot].acceptor.legs.opened(leg);
            self.opener_waits(world, leg);
        } else {
            self.step_failed(slot, None, LegFailure::NameNotResolved);
            self.web_falls_back(world, slot);
        }
    }

    /// A leg failed although its target was believed to be up (`http_retry`).
    pub(super) fn web_falls_back(&mut self, world: &World, slot: Slot) {
        let legs = &mut self.connections[slot].acceptor.legs;
        if let Some(next) = http::next(&world.assumptions, legs.at(), legs.steps().len(), self.tracer.why()) {
            let endpoint = legs.go_to(next).endpoint;
            self.decide(slot, Decision::Tries(endpoint));
            return self.web_leg(world, slot);
        }
        self.decide(slot, Decision::GivesUp);
        self.web_refuses(world, slot, Line::WebUnavailable);
    }

    /// A redirected client comes to the other name, in the same attempt.
    pub(super) fn follow(&mut self, world: &World, seat: SeatId) -> Option<Slot> {
        let name = world.legacy_namespace?;
        let endpoint =
            Endpoint { host: HostRef::Name(name), port: defaults::ssl_port(Protocol::Http), security: Security::Ssl };
        self.open(world, self.opening_of(world, seat, endpoint))
    }
}

/// Every front end with every down-level Client Access server.
fn pairs(world: &World) -> impl Iterator<Item = (ServerId, ServerId)> {
    let of = move |is: fn(Version) -> bool| {
        let servers = 0..world.servers.len();
        servers.map(ServerId::at).filter(move |it| {
            let server = &world.servers[it.index()];
            server.client_access && is(server.version)
        })
    };
    of(Version::has_back_end).flat_map(move |front| of(Version::is_down_level).map(move |target| (front, target)))
}

fn web_endpoint(world: &World, target: ServerId) -> Endpoint {
    let host = HostRef::Name(world.servers[target.index()].fqdn);
    Endpoint { host, port: defaults::ssl_port(Protocol::Http), security: Security::Ssl }
}
