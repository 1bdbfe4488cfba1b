//! What does a web server do with a request, and what does a front end learn by probing? (Section 10.)

use super::{End, Event, Simulator};
use crate::actor::prober;
use crate::actor::session::State;
use crate::change::Org;
use crate::policy::http::{self, Health, WebRoute};
use crate::policy::{LegAttempt, Reason, Refusal};
use crate::protocol::Line;
use crate::sim::tracer::{Place, Tracer};
use crate::time::SimTime;
use crate::trace::{Actor, Decision, LegFailure, RecordKind};
use crate::world::{
    ClientId, Endpoint, HostRef, HttpRetry, Protocol, Security, ServerId, Service, ServiceId, ServiceState, Version,
    World, defaults,
};

/// What one front end knows of its targets.
struct Known<'a> {
    front: ServerId,
    org: &'a Org,
    prober: &'a prober::Memory,
}

impl Health for Known<'_> {
    fn probed_down(&self, target: ServerId) -> bool {
        !self.prober.is_up(self.front, target)
    }
    fn out_of_service(&self, target: ServerId) -> bool {
        self.org.is_out_of_service(target)
    }
}

/// How a probe ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Probe {
    /// It is answered.
    Passes,
    /// It is refused at once.
    Fails,
    /// Nothing answers.
    Waits,
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
            self.tell(actor, Place::default(), RecordKind::Probed { target, up });
        }
    }

    fn probe_of(&mut self, world: &World, front: ServerId, target: ServerId) -> Probe {
        let (from, to) = (world.servers[front.index()].site, world.servers[target.index()].site);
        if self.org.is_off(target) || !self.net.reaches(world, from, to) || !self.net.reaches(world, to, from) {
            return Probe::Waits;
        }
        match self.org.state(ServiceId::new(target, Service::W3SVC)) {
            ServiceState::Running => Probe::Passes,
            ServiceState::Stopped => Probe::Fails,
            ServiceState::Hung => Probe::Waits,
        }
    }

    // --- requests ------------------------------------------------------------------------------------------------

    /// The password of a request is right.
    pub(super) fn web(&mut self, world: &World, slot: u32, service: ServiceId) {
        let client = &world.clients[self.connections[slot as usize].client.index()];
        let web = client.web.expect("only web clients ask a web server");
        let user = client.mailbox;
        let mut candidates = std::mem::take(&mut self.candidates);
        let view = self.org.view(world, self.now, service);
        let known = Known { front: service.server(), org: &self.org, prober: &self.prober };
        let decided = http::route(&view, (service, user, web), &known, &mut candidates, self.tracer.why());
        match decided {
            WebRoute::Serve => self.web_serves(world, slot, service),
            WebRoute::Refuse(why) => {
                self.decide(slot, Decision::Refuses { user, why });
                self.web_refuses(world, slot, Line::WebUnavailable);
            }
            WebRoute::Redirect(_) => {
                self.decide(slot, Decision::Redirects(user));
                self.connections[slot as usize].session.state = State::Fresh { challenged: None };
                self.say(world, slot, End::Acceptor, Line::WebRedirect);
            }
            WebRoute::Proxy => {
                let steps = candidates.iter().map(|&candidate| LegAttempt {
                    candidate,
                    endpoint: web_endpoint(world, candidate),
                    back_end: world.servers[candidate.index()].version.has_back_end(),
                });
                let connection = &mut self.connections[slot as usize];
                connection.steps.clear();
                connection.steps.extend(steps);
                connection.next_step = 0;
                connection.session.state = State::Proxying;
                self.decide(slot, Decision::Proxies { user, to: candidates[0] });
                self.web_leg(world, slot);
            }
        }
        self.candidates = candidates;
    }

    fn web_serves(&mut self, world: &World, slot: u32, service: ServiceId) {
        let user = world.clients[self.connections[slot as usize].client.index()].mailbox;
        let active = self.org.database(user).map(|it| self.org.active(it));
        if let Some(active) = active.filter(|it| self.org.is_off(*it)) {
            self.push_reason(Reason::StoreOff(active));
            self.decide(slot, Decision::Refuses { user, why: Refusal::StoreOff });
            return self.web_refuses(world, slot, Line::WebUnavailable);
        }
        self.decide(slot, Decision::Serves(user));
        self.connections[slot as usize].session.state = State::Serving { connected: true };
        self.web_answers(world, slot, service);
    }

    /// The request has its answer: from here, or from the target for which this server relays.
    pub(super) fn web_answers(&mut self, world: &World, slot: u32, service: ServiceId) {
        self.say(world, slot, End::Acceptor, Line::WebAnswer);
        let timeout = self.org.settings(world, service).authenticated_timeout;
        self.wait_until(slot, End::Acceptor, self.now + timeout);
    }

    /// The request has no answer.
    pub(super) fn web_refuses(&mut self, world: &World, slot: u32, line: Line) {
        self.connections[slot as usize].session.state = State::Fresh { challenged: None };
        self.say(world, slot, End::Acceptor, line);
    }

    /// Opens a leg for the step that is next.
    pub(super) fn web_leg(&mut self, world: &World, slot: u32) {
        let opening = self.leg_opening(world, slot);
        if let Some(leg) = self.open(world, opening) {
            self.connections[slot as usize].leg = leg;
            self.wait_until(leg, End::Opener, self.now + world.assumptions.proxy_connect_timeout);
        } else {
            self.step_failed(slot, None, LegFailure::NameNotResolved);
            self.web_falls_back(world, slot);
        }
    }

    /// A leg failed although its target was believed to be up (`http_retry`).
    pub(super) fn web_falls_back(&mut self, world: &World, slot: u32) {
        let connection = &mut self.connections[slot as usize];
        let (at, of) = (connection.next_step, connection.steps.len());
        let retries = world.assumptions.http_retry == HttpRetry::EachCandidate && at + 1 < of;
        if retries {
            connection.next_step += 1;
            let endpoint = connection.steps[at + 1].endpoint;
            self.push_reason(Reason::WebRetry(true));
            self.decide(slot, Decision::Tries(endpoint));
            return self.web_leg(world, slot);
        }
        if of > 1 {
            self.push_reason(Reason::WebRetry(false));
        }
        self.decide(slot, Decision::GivesUp);
        self.web_refuses(world, slot, Line::WebUnavailable);
    }

    /// A redirected client comes to the other name, in the same attempt.
    pub(super) fn follow(&mut self, world: &World, id: ClientId) -> Option<u32> {
        let name = world.legacy_namespace?;
        let endpoint =
            Endpoint { host: HostRef::Name(name), port: defaults::ssl_port(Protocol::Http), security: Security::Ssl };
        self.open(world, self.opening_of(world, id, endpoint))
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
