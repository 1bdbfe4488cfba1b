//! What happens next? The engine, which alone owns the queue, the clock, chance and the trace.
//!
//! One loop over one closed enum of events, in the total order of [`queue`]. The engine feeds the actors, carries
//! out what they answer, asks policy, and tells the tracer. A [`Simulator`] is reused from run to run and keeps its
//! memory, so that a sweep allocates next to nothing after its first run.
//!
//! Order of simultaneous events: changes first, in the order of the file; then clients whose first time has come, in
//! the order of their names; then whatever was scheduled earlier. An event that is no longer wanted (a timer of a
//! connection that has ended) is dropped when it comes up, by the number of its connection.

mod balancers;
pub mod branch;
mod changes;
mod clients;
mod connections;
mod proxy;
pub mod queue;
mod services;
pub mod tracer;
mod web;

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::actor::balancer::Memory;
use crate::actor::logon::Logon;
use crate::actor::resolver::Resolver;
use crate::actor::session::Session;
use crate::chance::Stream;
use crate::change::Org;
use crate::net::Net;
use crate::policy::{LegAttempt, Reason};
use crate::protocol::Line;
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, ConnectionId, Pending, RecordId, RecordKind, Run, Stop, WhyNoTls};
use crate::world::{
    BalancerId, ChangeId, Check, ClientId, DatabaseId, Endpoint, Host, Outcome, Security, ServerId, ServiceId, SiteId,
    UserId, World,
};
use queue::Queue;
use tracer::{Full, Place, Tracer};

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Opener,
    Acceptor,
}

impl End {
    const fn other(self) -> Self {
        match self {
            Self::Opener => Self::Acceptor,
            Self::Acceptor => Self::Opener,
        }
    }
}

/// What travels over a connection at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Segment {
    /// The connection is accepted; with the greeting, where the service greets at once.
    Accepted { greets: bool },
    /// The connection is refused.
    Refused,
    /// The beginning of a TLS handshake.
    Hello,
    /// The end of it; with the greeting, where that comes only now.
    Finished { greets: bool },
    /// TLS cannot be set up.
    NoTls(WhyNoTls),
    /// A line.
    Said(Line),
    /// The other side has closed the connection.
    Close,
}

/// A connection by its slot and its number: the slot is used again, the number never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ref {
    slot: u32,
    serial: u32,
}

/// What can happen.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A client's time has come.
    Attempt(ClientId),
    /// A client tries again after a failure.
    Retry(ClientId),
    /// A connection request reaches the host that it was sent to.
    Request(Ref),
    /// A connection request was lost and is sent again.
    RequestAgain(Ref),
    /// A segment reaches one end.
    Deliver(Ref, End, Segment),
    /// Segments of one end were lost and are sent again.
    SendAgain(Ref, End),
    /// One end may have waited long enough.
    Deadline(Ref, End),
    /// The scenario changes something.
    Change(ChangeId),
    /// A balancer checks its members.
    Check(BalancerId),
    /// The front ends probe the down-level web servers.
    Probe,
    /// A probe has waited long enough.
    ProbeFails(ServerId, ServerId),
}

/// Who opened a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    /// A mail program.
    Client(ClientId),
    /// The service at the accepting end of the connection in this slot.
    Leg(u32),
}

/// No slot.
const NONE: u32 = u32::MAX;

/// One TCP connection with what both ends know of it.
#[derive(Debug)]
struct Connection {
    serial: u32,
    attempt: AttemptId,
    depth: u32,
    opener: Opener,
    /// The service that opened it, if one did. Segments may still be on their way when that one's own connection, and
    /// with it the slot, is long somebody else's.
    opener_service: Option<ServiceId>,
    /// For which client.
    client: ClientId,
    /// Who logs on over it, and whether with the right password.
    user: UserId,
    password_right: bool,
    endpoint: Endpoint,
    /// Where the opener is, where the host is that answers, and the balancer between them.
    opener_site: SiteId,
    acceptor_site: SiteId,
    balancer: Option<BalancerId>,
    host: Option<Host>,
    /// The address that the acceptor sees.
    source: Ipv4Addr,
    /// Whether each end still has the connection open.
    open: [bool; 2],
    /// When each end stops waiting, and for when a timer is in the queue for it.
    deadline: [SimTime; 2],
    armed: [SimTime; 2],
    /// When the last segment to each end arrives: nothing overtakes.
    arrival: [SimTime; 2],
    /// Segments of each end that were lost and wait to be sent again, and how many times the first one was sent.
    outbox: [Vec<Segment>; 2],
    sent: [u32; 2],
    /// Whether TCP has given up sending for each end.
    broken: [bool; 2],
    /// The opener's side of the log-on.
    logon: Logon,
    logged_on: bool,
    tag: u32,
    /// The acceptor's side.
    service: Option<ServiceId>,
    ssl_port: bool,
    /// Whether the service has greeted, and so can say something.
    greeted: bool,
    session: Session,
    database: Option<DatabaseId>,
    counted_source: bool,
    counted_user: bool,
    /// The server in whose store it has a session object.
    counted_store: Option<ServerId>,
    /// The acceptor's connection to its target.
    leg: u32,
    steps: Vec<LegAttempt>,
    next_step: usize,
    /// What the route said: the one connection type, if there is but one, and from how many candidates was picked.
    picked_from: (Option<Security>, usize),
    /// The last record on this connection: the cause of what a timer brings about.
    last: Option<RecordId>,
}

/// What a client is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing.
    Idle,
    /// The log-on.
    LoggingOn,
    /// Opening the inbox.
    Opening,
    /// Asking for folders that do not exist.
    Probing,
    /// Sending a command that is not known.
    Sending,
    /// Going on after a refusal, as if nothing had happened.
    GoingOn(Outcome),
    /// Staying connected.
    Staying,
    /// Logging out.
    LeavingWell,
}

/// A client as it is now.
#[derive(Clone, Copy, Debug)]
struct ClientNow {
    stage: Stage,
    /// How many attempts it has begun.
    attempts: u32,
    /// The connection of the attempt that runs.
    slot: u32,
    attempt: AttemptId,
    /// How many of its listed times have come.
    times: u32,
    retries_left: u32,
    /// How many folders are still to be asked for.
    probes_left: u32,
    /// Whether something is scheduled for it.
    expected: u32,
}

/// What is told of a run that kept no trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How it stopped.
    pub stop: Stop,
    /// When the last event happened.
    pub ended: SimTime,
    /// How many events were delivered.
    pub events: u64,
}

/// The engine with all its memory.
#[derive(Debug, Default)]
pub struct Simulator<T> {
    /// Who listens.
    pub tracer: T,
    now: SimTime,
    queue: Queue<Event>,
    /// Events in the queue that keep a run going: all but timers and checks.
    foreground: u64,
    running_attempts: u64,
    /// What the event that is being delivered counts beyond itself.
    extra_events: u64,
    org: Org,
    net: Net,
    resolver: Resolver,
    balancers: Vec<Memory>,
    prober: crate::actor::prober::Memory,
    connections: Vec<Connection>,
    free: Vec<u32>,
    next_serial: u32,
    next_attempt: u32,
    clients: Vec<ClientNow>,
    changes_done: usize,
    /// Open connections of each service; those from one address, where a limit makes that matter.
    open_connections: Vec<u32>,
    from_source: BTreeMap<(ServiceId, Ipv4Addr), u32>,
    /// Authenticated connections of each user, by service.
    by_user: Vec<Vec<(ServiceId, u32)>>,
    /// Session objects of each user, by 2010 Mailbox server (LEG-9).
    by_store: BTreeMap<(ServerId, UserId), u32>,
    /// How many log-ons each service has proxied, and its stream of draws.
    proxied: Vec<u32>,
    streams: Vec<Option<Stream>>,
    /// From where on what was left open is drawn anew, and the draws.
    pub branch: Option<branch::Branch>,
    branched: Option<Stream>,
    /// Scratch memory.
    candidates: Vec<ServerId>,
    checked: Vec<(ServerId, u16, bool)>,
    doomed: Vec<u32>,
    /// An entry for the event log that belongs to the refusal about to be said.
    pending_event: Option<crate::trace::Event>,
}

/// Runs a scenario and keeps everything that happened.
#[must_use]
pub fn run(world: &World) -> Run {
    run_branched(world, None)
}

/// Runs a scenario which from some record on draws anew what was left open.
#[must_use]
pub fn run_branched(world: &World, branch: Option<branch::Branch>) -> Run {
    let mut simulator = Simulator::<Full> { branch, ..Simulator::default() };
    let summary = simulator.run(world);
    let pending = simulator.pending(world, summary.stop);
    Run { trace: simulator.tracer.trace, stop: summary.stop, ended: summary.ended, pending }
}

impl<T: Tracer> Simulator<T> {
    /// Runs a scenario from its start.
    pub fn run(&mut self, world: &World) -> Summary {
        self.reset(world);
        let mut events = 0;
        let stop = loop {
            if self.foreground == 0 && self.running_attempts == 0 {
                break Stop::Finished;
            }
            let Some(at) = self.queue.next_at() else {
                break Stop::Finished;
            };
            if world.until < at {
                break Stop::Horizon;
            }
            if world.event_limit <= events {
                break Stop::EventLimit;
            }
            let (at, sequence, event) = self.queue.pop().expect("an event was just seen");
            self.now = at;
            events += u64::from(self.deliver(world, sequence, event)) + std::mem::take(&mut self.extra_events);
        };
        Summary { stop, ended: self.now, events }
    }

    fn reset(&mut self, world: &World) {
        self.tracer.clear();
        self.now = SimTime::ZERO;
        self.queue.clear();
        self.foreground = 0;
        self.running_attempts = 0;
        self.extra_events = 0;
        self.org.reset(world);
        self.net.reset(world);
        self.resolver.clear();
        self.free.clear();
        self.free.extend((0..self.connections.len() as u32).rev());
        for connection in &mut self.connections {
            connection.open = [false; 2];
            connection.serial = NONE;
        }
        self.next_serial = 0;
        self.next_attempt = 0;
        self.changes_done = 0;
        let services = world.servers.len() * 5;
        self.open_connections.clear();
        self.open_connections.resize(services, 0);
        self.from_source.clear();
        self.by_store.clear();
        self.by_user.iter_mut().for_each(Vec::clear);
        self.by_user.resize_with(world.users.len(), Vec::new);
        self.proxied.clear();
        self.proxied.resize(services, 0);
        self.streams.clear();
        self.streams.resize_with(services, || None);
        self.branched = None;
        self.pending_event = None;
        self.reset_balancers(world);
        self.reset_probes(world);
        for (at, change) in world.changes.iter().enumerate() {
            self.schedule(change.at, Event::Change(ChangeId::at(at)));
        }
        self.reset_clients(world);
        for (at, balancer) in world.balancers.iter().enumerate() {
            if balancer.check != Check::None {
                self.schedule_background(SimTime::ZERO + balancer.every, Event::Check(BalancerId::at(at)));
            }
        }
    }

    /// Delivers an event. False where nobody wanted it any more.
    fn deliver(&mut self, world: &World, sequence: u32, event: Event) -> bool {
        match event {
            Event::Deadline(..) | Event::Check(_) | Event::Probe | Event::ProbeFails(..) => {}
            Event::Attempt(_)
            | Event::Retry(_)
            | Event::Request(_)
            | Event::RequestAgain(_)
            | Event::Deliver(..)
            | Event::SendAgain(..)
            | Event::Change(_) => self.foreground -= 1,
        }
        self.tracer.delivered(sequence);
        match event {
            Event::Attempt(client) => self.attempt_due(world, client),
            Event::Retry(client) => self.retry_due(world, client),
            Event::Change(change) => self.change_due(world, change),
            Event::Check(balancer) => self.check_due(world, balancer),
            Event::Probe => self.probe_due(world),
            Event::ProbeFails(front, target) => self.probed(world, front, target, false),
            Event::Request(it) if self.is_live(it) => self.request_arrives(world, it.slot),
            Event::RequestAgain(it) if self.is_live(it) => self.send_request(world, it.slot),
            Event::Deliver(it, to, segment) if self.is_live(it) => self.segment_arrives(world, it.slot, to, segment),
            Event::SendAgain(it, from) if self.is_live(it) => self.send_again(world, it.slot, from),
            Event::Deadline(it, end) if self.is_live(it) => return self.deadline_due(world, it.slot, end),
            Event::Request(_)
            | Event::RequestAgain(_)
            | Event::Deliver(..)
            | Event::SendAgain(..)
            | Event::Deadline(..) => return false,
        }
        true
    }

    fn is_live(&self, it: Ref) -> bool {
        self.connections[it.slot as usize].serial == it.serial
    }

    /// Schedules an event that keeps the run going.
    fn schedule(&mut self, at: SimTime, event: Event) {
        self.foreground += 1;
        let sequence = self.queue.push(at, event);
        self.tracer.scheduled(sequence);
    }

    /// Schedules an event for which alone a run does not go on: a timer or a check.
    fn schedule_background(&mut self, at: SimTime, event: Event) {
        let sequence = self.queue.push_in_line(at, event);
        self.tracer.scheduled(sequence);
    }

    /// Schedules an event of which many wait for the same length of time.
    fn schedule_in_line(&mut self, at: SimTime, event: Event) {
        self.foreground += 1;
        self.schedule_background(at, event);
    }

    /// Tells the tracer of something on a connection.
    fn record(&mut self, slot: u32, actor: Actor, what: RecordKind) {
        let connection = &self.connections[slot as usize];
        let place = Place { connection: Some(ConnectionId(connection.serial)), attempt: Some(connection.attempt) };
        self.tell(actor, place, what);
        self.remember_last(slot);
    }

    /// Tells the tracer of something.
    fn tell(&mut self, actor: Actor, place: Place, what: RecordKind) {
        self.tracer.organisation(&self.org);
        self.tracer.record(self.now, actor, place, what);
    }

    fn remember_last(&mut self, slot: u32) {
        if T::KEEPS {
            self.connections[slot as usize].last = self.tracer.cause();
        }
    }

    /// Tells the tracer of something that belongs to no connection.
    fn record_outside(&mut self, actor: Actor, attempt: Option<AttemptId>, what: RecordKind) {
        self.tell(actor, Place { connection: None, attempt }, what);
    }

    /// Tells the reasons of the next decision.
    fn push_reason(&mut self, reason: Reason) {
        use crate::policy::ReasonSink;
        self.tracer.why().push(reason);
    }

    fn opener_actor(&self, slot: u32) -> Actor {
        match self.connections[slot as usize].opener {
            Opener::Client(client) => Actor::Client(client),
            Opener::Leg(parent) => self.acceptor_actor(parent),
        }
    }

    fn acceptor_actor(&self, slot: u32) -> Actor {
        match self.connections[slot as usize].service {
            Some(service) => Actor::Service(service),
            None => unreachable!("nobody has accepted the connection in slot {slot}"),
        }
    }

    fn end_actor(&self, slot: u32, end: End) -> Actor {
        match end {
            End::Opener => self.opener_actor(slot),
            End::Acceptor => self.acceptor_actor(slot),
        }
    }

    /// What was still to do when the run was cut off.
    fn pending(&self, world: &World, stop: Stop) -> Vec<Pending> {
        if stop == Stop::Finished {
            return Vec::new();
        }
        let mut pending: Vec<Pending> =
            (self.changes_done..world.changes.len()).map(|at| Pending::Change(ChangeId::at(at))).collect();
        for (at, client) in self.clients.iter().enumerate() {
            if client.stage != Stage::Idle {
                pending.push(Pending::Attempt(client.attempt));
            } else if client.expected > 0 {
                pending.push(Pending::Client(ClientId::at(at)));
            }
        }
        pending
    }
}
