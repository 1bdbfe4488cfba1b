//! How does a connection come about, carry segments, and end?
//!
//! TCP as far as it matters here: a request is accepted, refused or never answered; segments of one direction never
//! overtake each other; what is lost is sent again; a close reaches the other side as a segment of its own.

use super::{Connection, End, Event, NONE, Opener, Ref, Segment, Simulator};
use crate::actor::logon::{ClientQuirks, Credentials, Input, Logon};
use crate::actor::resolver::{Holder, Question};
use crate::actor::session::Session;
use crate::net::{DATA_AGAIN, Fate, REQUEST_AGAIN};
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, ConnectionId, RecordKind, WhyClosed};
use crate::world::{ClientId, Endpoint, Host, HostRef, Mechanism, Protocol, Security, SiteId, UserId, World};

/// What is to be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub opener: Opener,
    pub actor: Actor,
    pub attempt: AttemptId,
    pub depth: u32,
    pub client: ClientId,
    pub user: UserId,
    pub password_right: bool,
    pub endpoint: Endpoint,
    pub protocol: Protocol,
    pub proof: Credentials,
    /// What it does that not every side does.
    pub ways: ClientQuirks,
    pub site: SiteId,
    pub source: std::net::Ipv4Addr,
    pub holder: Holder,
}

impl<T: Tracer> Simulator<T> {
    /// Resolves the host and sends the connection request. `None` where the name is not resolved.
    pub(super) fn open(&mut self, world: &World, opening: Opening) -> Option<u32> {
        let place = self.place_of(&opening);
        let address = match opening.endpoint.host {
            HostRef::Address(address) => address,
            HostRef::Name(name) => {
                let Opening { holder, site, .. } = opening;
                let drawn = self.drawn_anew(u32::from(u16::MAX));
                let answers = &self.org.answers;
                let question = Question { holder, site, name };
                if let Some(it) = self.resolver.resolve(world, answers, self.now, question, drawn) {
                    let (address, ttl, cached) = (it.address, it.ttl, it.cached);
                    let what = RecordKind::Resolved { name, address, ttl, cached };
                    self.tell(opening.actor, place, what);
                    address
                } else {
                    self.tell(opening.actor, place, RecordKind::NotResolved(name));
                    return None;
                }
            }
        };
        let slot = self.take_slot(world, &opening, address);
        self.tell_connection(slot, &opening);
        self.record(slot, opening.actor, RecordKind::Connects { endpoint: opening.endpoint });
        if self.connections[slot as usize].host.is_some() {
            self.send_request(world, slot);
        }
        Some(slot)
    }

    /// What happens before a connection exists belongs to the connection because of which it is opened.
    fn place_of(&self, opening: &Opening) -> super::Place {
        let connection = match opening.opener {
            Opener::Client(_) => None,
            Opener::Leg(parent) => Some(ConnectionId(self.connections[parent as usize].serial)),
        };
        super::Place { connection, attempt: Some(opening.attempt) }
    }

    fn take_slot(&mut self, world: &World, opening: &Opening, address: std::net::Ipv4Addr) -> u32 {
        let host = world.host(address);
        let acceptor_site = match host {
            Some(Host::Server(it)) => world.servers[it.index()].site,
            Some(Host::Balancer(it)) => world.balancers[it.index()].site,
            None => opening.site,
        };
        let serial = self.next_serial;
        self.next_serial += 1;
        let opener_service = self.service_of_opener(opening.opener);
        let fresh = |outbox, steps| Connection {
            serial,
            attempt: opening.attempt,
            depth: opening.depth,
            opener: opening.opener,
            opener_service,
            client: opening.client,
            user: opening.user,
            password_right: opening.password_right,
            endpoint: opening.endpoint,
            opener_site: opening.site,
            acceptor_site,
            balancer: None,
            host,
            source: opening.source,
            open: [true, false],
            deadline: [SimTime::NEVER; 2],
            armed: [SimTime::NEVER; 2],
            arrival: [SimTime::ZERO; 2],
            outbox,
            sent: [0; 2],
            broken: [false; 2],
            logon: Logon::new(opening.protocol, opening.endpoint.security, opening.proof, opening.ways),
            logged_on: false,
            tag: 0,
            service: None,
            ssl_port: false,
            greeted: false,
            session: Session::new(false),
            database: None,
            counted_source: false,
            counted_user: false,
            counted_store: None,
            leg: NONE,
            steps,
            next_step: 0,
            picked_from: (None, 0),
            last: None,
        };
        if let Some(slot) = self.free.pop() {
            let old = &mut self.connections[slot as usize];
            let mut outbox = std::mem::take(&mut old.outbox);
            outbox.iter_mut().for_each(Vec::clear);
            let mut steps = std::mem::take(&mut old.steps);
            steps.clear();
            *old = fresh(outbox, steps);
            slot
        } else {
            self.connections.push(fresh([Vec::new(), Vec::new()], Vec::new()));
            self.connections.len() as u32 - 1
        }
    }

    fn service_of_opener(&self, opener: Opener) -> Option<crate::world::ServiceId> {
        match opener {
            Opener::Client(_) => None,
            Opener::Leg(parent) => self.connections[parent as usize].service,
        }
    }

    fn tell_connection(&mut self, slot: u32, opening: &Opening) {
        let parent = match opening.opener {
            Opener::Client(_) => None,
            Opener::Leg(parent) => Some(ConnectionId(self.connections[parent as usize].serial)),
        };
        self.tracer.connection(crate::trace::Connection {
            opener: opening.actor,
            depth: self.connections[slot as usize].depth,
            parent,
            attempt: opening.attempt,
            endpoint: opening.endpoint,
            service: None,
            security: opening.endpoint.security,
            user: opening.user,
            source: opening.source,
        });
    }

    pub(super) fn reference(&self, slot: u32) -> Ref {
        Ref { slot, serial: self.connections[slot as usize].serial }
    }

    // --- the connection request ----------------------------------------------------------------------------------

    /// Sends the connection request, for the first time or again.
    pub(super) fn send_request(&mut self, world: &World, slot: u32) {
        let from = self.connections[slot as usize].opener_site;
        self.send_request_from(world, slot, from);
    }

    /// Sends the connection request from a site: the opener's own, or that of a balancer which passes it on.
    pub(super) fn send_request_from(&mut self, world: &World, slot: u32, from: SiteId) {
        self.branch_net();
        let it = self.reference(slot);
        let connection = &mut self.connections[slot as usize];
        match self.net.send(world, from, connection.acceptor_site) {
            Fate::Arrives(after) => self.schedule(self.now + after, Event::Request(it)),
            Fate::Lost(link) => {
                // However it was lost, the opener's side of TCP sends it again, the whole way.
                let sent = connection.sent[End::Opener as usize] + 1;
                self.record(slot, Actor::Network, RecordKind::Lost { link, sent });
                self.ask_again(slot);
            }
        }
    }

    /// A connection request was not answered: it is sent again, as often as TCP does that.
    fn ask_again(&mut self, slot: u32) {
        let it = self.reference(slot);
        let sent = &mut self.connections[slot as usize].sent[End::Opener as usize];
        *sent += 1;
        if let Some(&pause) = REQUEST_AGAIN.get(*sent as usize - 1) {
            self.schedule(self.now + pause, Event::RequestAgain(it));
        }
    }

    /// The request has reached a host: a server, or a balancer that passes it on.
    pub(super) fn request_arrives(&mut self, world: &World, slot: u32) {
        match self.connections[slot as usize].host {
            Some(Host::Balancer(balancer)) => {
                self.connections[slot as usize].sent[End::Opener as usize] = 0;
                self.forward(world, slot, balancer);
            }
            Some(Host::Server(server)) if self.org.is_off(server) => {
                self.record(slot, Actor::Server(server), RecordKind::IsOff);
                self.ask_again(slot);
            }
            Some(Host::Server(server)) => {
                self.connections[slot as usize].sent[End::Opener as usize] = 0;
                self.accept(world, slot, server);
            }
            None => unreachable!("nothing is sent to an address that nobody has"),
        }
    }

    // --- segments ------------------------------------------------------------------------------------------------

    /// Sends a segment from one end to the other.
    pub(super) fn send(&mut self, world: &World, slot: u32, from: End, segment: Segment) {
        let connection = &mut self.connections[slot as usize];
        if connection.broken[from as usize] {
            return;
        }
        if !connection.outbox[from as usize].is_empty() {
            connection.outbox[from as usize].push(segment);
            return;
        }
        if !self.try_send(world, slot, from, segment) {
            // The first loss is never the last: there is time to send again.
            self.connections[slot as usize].outbox[from as usize].push(segment);
        }
    }

    pub(super) fn send_to_opener(&mut self, world: &World, slot: u32, segment: Segment) {
        self.send(world, slot, End::Acceptor, segment);
    }

    fn try_send(&mut self, world: &World, slot: u32, from: End, segment: Segment) -> bool {
        let it = self.reference(slot);
        match self.way(world, slot, from) {
            Fate::Arrives(after) => {
                let to = from.other();
                let connection = &mut self.connections[slot as usize];
                connection.sent[from as usize] = 0;
                let at = (self.now + after).max(connection.arrival[to as usize]);
                connection.arrival[to as usize] = at;
                self.schedule(at, Event::Deliver(it, to, segment));
                true
            }
            Fate::Lost(link) => {
                let sent = self.connections[slot as usize].sent[from as usize] + 1;
                self.connections[slot as usize].sent[from as usize] = sent;
                self.record(slot, Actor::Network, RecordKind::Lost { link, sent });
                if let Some(&pause) = DATA_AGAIN.get(sent as usize - 1) {
                    self.schedule(self.now + pause, Event::SendAgain(it, from));
                } else {
                    self.broken(world, slot, from);
                }
                false
            }
        }
    }

    /// One packet from one end to the other, by way of the balancer if there is one.
    fn way(&mut self, world: &World, slot: u32, from: End) -> Fate {
        self.branch_net();
        let connection = &self.connections[slot as usize];
        let (mut start, mut goal) = (connection.opener_site, connection.acceptor_site);
        if from == End::Acceptor {
            std::mem::swap(&mut start, &mut goal);
        }
        let Some(balancer) = connection.balancer else {
            return self.net.send(world, start, goal);
        };
        let middle = world.balancers[balancer.index()].site;
        match (self.net.send(world, start, middle), self.net.send(world, middle, goal)) {
            (Fate::Arrives(one), Fate::Arrives(other)) => Fate::Arrives(one + other),
            (Fate::Lost(link), _) | (_, Fate::Lost(link)) => Fate::Lost(link),
        }
    }

    /// What one end had lost is sent again, and what waits behind it.
    pub(super) fn send_again(&mut self, world: &World, slot: u32, from: End) {
        while let Some(&segment) = self.connections[slot as usize].outbox[from as usize].first() {
            if !self.try_send(world, slot, from, segment) {
                return;
            }
            self.connections[slot as usize].outbox[from as usize].remove(0);
        }
    }

    /// TCP has sent a segment again and again in vain: for this end the connection is lost.
    fn broken(&mut self, world: &World, slot: u32, end: End) {
        self.connections[slot as usize].outbox[end as usize].clear();
        self.connections[slot as usize].broken[end as usize] = true;
        if !self.connections[slot as usize].open[end as usize] {
            return;
        }
        let actor = self.end_actor(slot, end);
        self.record(slot, actor, RecordKind::Broken);
        match end {
            End::Opener => self.opener_input(world, slot, Input::Broken),
            End::Acceptor => {
                self.close_leg_of(world, slot, WhyClosed::OtherSideEnded);
                self.shut(world, slot, End::Acceptor);
            }
        }
    }

    pub(super) fn segment_arrives(&mut self, world: &World, slot: u32, to: End, segment: Segment) {
        if !self.connections[slot as usize].open[to as usize] {
            return;
        }
        match to {
            End::Opener => self.opener_gets(world, slot, segment),
            End::Acceptor => self.acceptor_gets(world, slot, segment),
        }
    }

    fn opener_gets(&mut self, world: &World, slot: u32, segment: Segment) {
        match segment {
            Segment::Accepted { greets } => {
                self.opener_input(world, slot, Input::Accepted);
                let expects_greeting = self.connections[slot as usize].endpoint.security != Security::Ssl;
                if greets && expects_greeting && self.connections[slot as usize].open[End::Opener as usize] {
                    self.opener_greeted(world, slot);
                }
            }
            Segment::Refused => {
                self.opener_input(world, slot, Input::Refused);
            }
            Segment::Finished { greets } => {
                if !self.opener_secured(world, slot) {
                    return;
                }
                // A web client has nothing to say to a mail server, and hears it in the greeting.
                let is_web = self.connections[slot as usize].logon.protocol() == Protocol::Http;
                if is_web && greets {
                    return self.opener_input(world, slot, Input::OtherProtocol);
                }
                self.opener_input(world, slot, Input::Secured);
                if greets && self.connections[slot as usize].open[End::Opener as usize] {
                    self.opener_greeted(world, slot);
                }
            }
            Segment::NoTls(why) => {
                let actor = self.opener_actor(slot);
                self.record(slot, actor, RecordKind::TlsFailed(why));
                self.opener_input(world, slot, Input::TlsFailed);
            }
            Segment::Said(line) => self.opener_input(world, slot, Input::Said(line)),
            Segment::Close => self.opener_input(world, slot, Input::Closed),
            Segment::Hello => unreachable!("only the opener begins TLS"),
        }
    }

    /// The greeting has come. It tells POP3 from IMAP4, and nobody goes on in the other one's language.
    fn opener_greeted(&mut self, world: &World, slot: u32) {
        let connection = &self.connections[slot as usize];
        let spoken = connection.service.map(|it| it.service().protocol());
        let input = if spoken == Some(connection.logon.protocol()) {
            Input::Said(Line::Greeting)
        } else {
            Input::OtherProtocol
        };
        self.opener_input(world, slot, input);
    }

    /// One side says a line.
    pub(super) fn say(&mut self, world: &World, slot: u32, from: End, line: Line) {
        let connection = &mut self.connections[slot as usize];
        if from == End::Opener && line.takes_tag() {
            connection.tag += 1;
        }
        let tag = connection.tag;
        let actor = self.end_actor(slot, from);
        self.record(slot, actor, RecordKind::Says { line, tag });
        self.send(world, slot, from, Segment::Said(line));
    }

    // --- the end -------------------------------------------------------------------------------------------------

    /// One side closes the connection and tells the other.
    pub(super) fn close(&mut self, world: &World, slot: u32, end: End, why: WhyClosed) {
        let actor = self.end_actor(slot, end);
        self.record(slot, actor, RecordKind::Closes(why));
        self.send(world, slot, end, Segment::Close);
        self.shut(world, slot, end);
    }

    /// One side has nothing to do with the connection any more.
    pub(super) fn shut(&mut self, world: &World, slot: u32, end: End) {
        let connection = &mut self.connections[slot as usize];
        let was_open = std::mem::replace(&mut connection.open[end as usize], false);
        connection.deadline[end as usize] = SimTime::NEVER;
        if was_open && end == End::Acceptor {
            self.uncount(slot);
        }
        if self.connections[slot as usize].open == [false; 2] && self.connections[slot as usize].serial != NONE {
            // A connection that was never accepted has ended for the balancer too.
            self.tell_balancer(world, slot);
            let connection = &mut self.connections[slot as usize];
            connection.serial = NONE;
            self.free.push(slot);
        }
    }

    // --- time-outs -----------------------------------------------------------------------------------------------

    /// One end waits until `at` and no longer. One timer a side is in the queue at most; it is set anew when it
    /// comes up too early.
    pub(super) fn wait_until(&mut self, slot: u32, end: End, at: SimTime) {
        let it = self.reference(slot);
        let connection = &mut self.connections[slot as usize];
        connection.deadline[end as usize] = at;
        if at < connection.armed[end as usize] {
            connection.armed[end as usize] = at;
            self.schedule_background(at, Event::Deadline(it, end));
        }
    }

    /// A timer comes up. False where nobody has waited long enough.
    pub(super) fn deadline_due(&mut self, world: &World, slot: u32, end: End) -> bool {
        let connection = &mut self.connections[slot as usize];
        if !connection.open[end as usize] || connection.armed[end as usize] != self.now {
            return false;
        }
        connection.armed[end as usize] = SimTime::NEVER;
        let deadline = connection.deadline[end as usize];
        if self.now < deadline {
            if deadline != SimTime::NEVER {
                self.wait_until(slot, end, deadline);
            }
            return false;
        }
        let last = self.connections[slot as usize].last;
        self.tracer.set_cause(last);
        match end {
            End::Opener => self.opener_waited(world, slot),
            End::Acceptor => self.acceptor_waited(world, slot),
        }
        true
    }
}

/// What a leg proves itself with.
pub(super) const fn leg_proof(back_end: bool) -> Credentials {
    if back_end { Credentials::HandOver } else { Credentials::Mechanism(Mechanism::Login) }
}
