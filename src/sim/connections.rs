//! How does a connection come about, carry segments, and end?
//!
//! TCP as far as it matters here: a request is accepted, refused or never answered; segments of one direction never
//! overtake each other; what is lost is sent again; a close reaches the other side as a segment of its own.

use super::connection::{About, Deadline, End, OpenedBy, Opens, Segment, Slot, Source, Way};
use super::{Event, SeatId, Simulator};
use crate::actor::logon::{ClientQuirks, Credentials, Input, Logon};
use crate::actor::resolver::{Holder, Question};
use crate::net::Fate;
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, ConnectionId, RecordKind, RecordPlace, WhyClosed};
use crate::world::{Endpoint, Host, HostRef, Mechanism, Protocol, Security, SiteId, UserId, World};

/// What is to be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub opener: OpenedBy,
    pub actor: Actor,
    pub attempt: AttemptId,
    pub depth: u32,
    pub client: SeatId,
    pub user: UserId,
    pub password_right: bool,
    pub endpoint: Endpoint,
    pub protocol: Protocol,
    pub proof: Credentials,
    /// What it does that not every side does.
    pub ways: ClientQuirks,
    pub site: SiteId,
    pub source: Source,
    pub holder: Holder,
}

impl<T: Tracer> Simulator<T> {
    /// Resolves the host and sends the connection request. `None` where the name is not resolved.
    pub(super) fn open(&mut self, world: &World, opening: Opening) -> Option<Slot> {
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
        let slot = self.new_connection(world, &opening, address);
        self.tell_connection(&opening, address);
        self.record(slot, opening.actor, RecordKind::Connects { endpoint: opening.endpoint });
        if self.connections[slot].way().host.is_some() {
            self.send_request(world, slot);
        }
        Some(slot)
    }

    /// What happens before a connection exists belongs to the connection because of which it is opened.
    fn place_of(&self, opening: &Opening) -> RecordPlace {
        RecordPlace { connection: self.parent_of(opening), attempt: Some(opening.attempt) }
    }

    fn parent_of(&self, opening: &Opening) -> Option<ConnectionId> {
        match opening.opener {
            OpenedBy::Client(_) => None,
            OpenedBy::Leg(parent) => Some(self.connections[parent].id()),
        }
    }

    fn new_connection(&mut self, world: &World, opening: &Opening, address: std::net::Ipv4Addr) -> Slot {
        let &Opening { attempt, depth, client, user, endpoint, site, source, .. } = opening;
        let host = world.host(address);
        let host_site = match host {
            Some(Host::Server(it)) => world.servers[it.index()].site,
            Some(Host::Balancer(it)) => world.balancers[it.index()].site,
            None => site,
        };
        let service = match opening.opener {
            OpenedBy::Client(_) => None,
            OpenedBy::Leg(parent) => Some(self.connections[parent].acceptor.service()),
        };
        let logon = Logon::new(opening.protocol, endpoint.security, opening.proof, opening.ways);
        let about = About { attempt, depth, client, user, endpoint, site };
        let way =
            Way { host, site: host_site, balancer: None, to: address, port: endpoint.port, tls_ends: None, source };
        let opens = Opens { by: opening.opener, service, password_right: opening.password_right, logon };
        self.connections.open(about, way, opens)
    }

    fn tell_connection(&mut self, opening: &Opening, to: std::net::Ipv4Addr) {
        self.tracer.connection(crate::trace::Connection {
            opener: opening.actor,
            depth: opening.depth,
            parent: self.parent_of(opening),
            attempt: opening.attempt,
            endpoint: opening.endpoint,
            service: None,
            security: opening.endpoint.security,
            user: opening.user,
            source: opening.source.address,
            to,
        });
    }

    // --- the connection request ----------------------------------------------------------------------------------

    /// Sends the connection request, for the first time or again.
    pub(super) fn send_request(&mut self, world: &World, slot: Slot) {
        let from = self.connections[slot].about().site;
        self.send_request_from(world, slot, from);
    }

    /// Sends the connection request from a site: the opener's own, or that of a balancer which passes it on.
    pub(super) fn send_request_from(&mut self, world: &World, slot: Slot, from: SiteId) {
        self.branch_net();
        let it = self.connections.reference(slot);
        match self.net.send(world, from, self.connections[slot].way().site) {
            Fate::Arrives(after) => self.schedule(self.now + after, Event::Request(it)),
            Fate::Lost(link) => {
                // However it was lost, the opener's side of TCP sends it again, the whole way.
                let sent = self.connections[slot].side(End::Opener).requests_sent() + 1;
                self.record(slot, Actor::Network, RecordKind::Lost { link, sent });
                self.ask_again(slot);
            }
        }
    }

    /// A connection request was not answered: it is sent again, as often as TCP does that.
    pub(super) fn ask_again(&mut self, slot: Slot) {
        let it = self.connections.reference(slot);
        if let Some(pause) = self.connections[slot].side_mut(End::Opener).request_unanswered() {
            self.schedule(self.now + pause, Event::RequestAgain(it));
        }
    }

    /// A connection request was answered, in whatever way.
    pub(super) fn request_answered(&mut self, slot: Slot) {
        self.connections[slot].side_mut(End::Opener).got_through();
    }

    /// The request has reached a host: a server, or a balancer that passes it on.
    pub(super) fn request_arrives(&mut self, world: &World, slot: Slot) {
        match self.connections[slot].way().host {
            Some(Host::Balancer(balancer)) => {
                self.request_answered(slot);
                self.forward(world, slot, balancer);
            }
            Some(Host::Server(server)) => self.arrives_at(world, slot, server),
            None => unreachable!("nothing is sent to an address that nobody has"),
        }
    }

    // --- segments ------------------------------------------------------------------------------------------------

    /// Sends a segment from one end to the other.
    pub(super) fn send(&mut self, world: &World, slot: Slot, from: End, segment: Segment) {
        if self.connections[slot].side_mut(from).may_send(segment) && !self.try_send(world, slot, from, segment) {
            // The first loss is never the last: there is time to send again.
            self.connections[slot].side_mut(from).keep(segment);
        }
    }

    fn try_send(&mut self, world: &World, slot: Slot, from: End, segment: Segment) -> bool {
        match self.way(world, slot, from) {
            Fate::Arrives(after) => {
                let (it, to) = (self.connections.reference(slot), from.other());
                let connection = &mut self.connections[slot];
                connection.side_mut(from).got_through();
                let at = connection.side_mut(to).arrives(self.now + after);
                self.schedule(at, Event::Deliver(it, to, segment));
                true
            }
            Fate::Lost(link) => {
                let (sent, pause) = self.connections[slot].side_mut(from).lost();
                self.record(slot, Actor::Network, RecordKind::Lost { link, sent });
                match pause {
                    Some(pause) => {
                        let it = self.connections.reference(slot);
                        self.schedule(self.now + pause, Event::SendAgain(it, from));
                    }
                    None => self.broken(world, slot, from),
                }
                false
            }
        }
    }

    /// One packet from one end to the other, by way of the balancer if there is one.
    fn way(&mut self, world: &World, slot: Slot, from: End) -> Fate {
        self.branch_net();
        let connection = &self.connections[slot];
        let (mut start, mut goal) = (connection.about().site, connection.way().site);
        if from == End::Acceptor {
            std::mem::swap(&mut start, &mut goal);
        }
        let Some(balancer) = connection.way().balancer else {
            return self.net.send(world, start, goal);
        };
        let middle = world.balancers[balancer.index()].site;
        match (self.net.send(world, start, middle), self.net.send(world, middle, goal)) {
            (Fate::Arrives(one), Fate::Arrives(other)) => Fate::Arrives(one + other),
            (Fate::Lost(link), _) | (_, Fate::Lost(link)) => Fate::Lost(link),
        }
    }

    /// What one end had lost is sent again, and what waits behind it.
    pub(super) fn send_again(&mut self, world: &World, slot: Slot, from: End) {
        while let Some(segment) = self.connections[slot].side(from).waiting() {
            if !self.try_send(world, slot, from, segment) {
                return;
            }
            self.connections[slot].side_mut(from).gone();
        }
    }

    /// TCP has sent a segment again and again in vain: for this end the connection is lost.
    fn broken(&mut self, world: &World, slot: Slot, end: End) {
        if !self.connections[slot].side_mut(end).give_up() {
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

    pub(super) fn segment_arrives(&mut self, world: &World, slot: Slot, to: End, segment: Segment) {
        if !self.connections[slot].is_open(to) {
            return;
        }
        match to {
            End::Opener => self.opener_gets(world, slot, segment),
            End::Acceptor => self.acceptor_gets(world, slot, segment),
        }
    }

    fn opener_gets(&mut self, world: &World, slot: Slot, segment: Segment) {
        match segment {
            Segment::Accepted { greets } => {
                self.opener_input(world, slot, Input::Accepted);
                let expects_greeting = self.connections[slot].about().endpoint.security != Security::Ssl;
                // Behind a balancer that ends TLS the greeting waits there.
                let expects_greeting = expects_greeting && self.connections[slot].way().tls_ends.is_none();
                if greets && expects_greeting && self.connections[slot].is_open(End::Opener) {
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
                let is_web = self.connections[slot].opener.protocol() == Protocol::Http;
                if is_web && greets {
                    return self.opener_input(world, slot, Input::OtherProtocol);
                }
                self.opener_input(world, slot, Input::Secured);
                if greets && self.connections[slot].is_open(End::Opener) {
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
    fn opener_greeted(&mut self, world: &World, slot: Slot) {
        let connection = &self.connections[slot];
        let spoken = connection.acceptor.accepted_by().map(|it| it.service().protocol());
        let input = if spoken == Some(connection.opener.protocol()) {
            Input::Said(Line::Greeting)
        } else {
            Input::OtherProtocol
        };
        self.opener_input(world, slot, input);
    }

    /// One side says a line.
    pub(super) fn say(&mut self, world: &World, slot: Slot, from: End, line: Line) {
        let opener = &mut self.connections[slot].opener;
        if from == End::Opener {
            opener.says(line);
        }
        let tag = opener.tag();
        let actor = self.end_actor(slot, from);
        self.record(slot, actor, RecordKind::Says { line, tag });
        self.send(world, slot, from, Segment::Said(line));
    }

    // --- the end -------------------------------------------------------------------------------------------------

    /// One side closes the connection and tells the other.
    pub(super) fn close(&mut self, world: &World, slot: Slot, end: End, why: WhyClosed) {
        let actor = self.end_actor(slot, end);
        self.record(slot, actor, RecordKind::Closes(why));
        self.send(world, slot, end, Segment::Close);
        self.shut(world, slot, end);
    }

    /// One side has nothing to do with the connection any more.
    pub(super) fn shut(&mut self, world: &World, slot: Slot, end: End) {
        if self.connections[slot].side_mut(end).shut() && end == End::Acceptor {
            self.uncount(slot);
        }
        if self.connections.is_over(slot) {
            // A connection that was never accepted has ended for the balancer too.
            self.tell_balancer(world, slot);
            self.tracer.released(self.connections[slot].id());
            self.connections.release(slot);
        }
    }

    // --- time-outs -----------------------------------------------------------------------------------------------

    /// One end waits until `at` and no longer. By its number it comes in the order of scheduling as if a timer of its
    /// own were set now.
    pub(super) fn wait_until(&mut self, slot: Slot, end: End, at: SimTime) {
        if at == SimTime::NEVER {
            return self.connections[slot].side_mut(end).wait_for_ever();
        }
        let sequence = self.queue.reserve();
        let deadline = Deadline { at, sequence };
        self.connections[slot].side_mut(end).wait_until(deadline);
        self.set_timer(slot, deadline);
    }

    /// Sets the one timer of a place, where none comes up before.
    fn set_timer(&mut self, slot: Slot, deadline: Deadline) {
        if self.connections[slot].timer.is_none_or(|it| deadline < it) {
            self.connections[slot].timer = Some(deadline);
            let event = (Event::Timer(slot), self.tracer.scheduled());
            self.queue.push_reserved(deadline.at, deadline.sequence, event);
        }
    }

    /// The timer of a place comes up. False where nobody there has waited long enough.
    pub(super) fn timer_due(&mut self, world: &World, slot: Slot, sequence: u32) -> bool {
        let now = Deadline { at: self.now, sequence };
        let connection = &mut self.connections[slot];
        // One that was set before an earlier one.
        if connection.timer != Some(now) {
            return false;
        }
        connection.timer = None;
        let next = connection.next_deadline();
        let Some((_, end)) = next.filter(|it| it.0 <= now) else {
            self.set_timer_again(slot);
            return false;
        };
        connection.side_mut(end).wait_for_ever();
        self.tracer.set_cause(connection.last());
        match end {
            End::Opener => self.opener_waited(world, slot),
            End::Acceptor => self.acceptor_waited(world, slot),
        }
        // The other end may still wait, or whoever has come to this place meanwhile.
        self.set_timer_again(slot);
        true
    }

    /// The timer of a place has come up: another is set where somebody there waits.
    fn set_timer_again(&mut self, slot: Slot) {
        if let Some((deadline, _)) = self.connections[slot].next_deadline() {
            self.set_timer(slot, deadline);
        }
    }
}

/// What a leg proves itself with.
pub(super) const fn leg_proof(back_end: bool) -> Credentials {
    if back_end { Credentials::HandOver } else { Credentials::Mechanism(Mechanism::Login) }
}
