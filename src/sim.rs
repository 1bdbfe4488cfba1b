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
pub(crate) mod branch;
mod changes;
mod clients;
mod connection;
mod connections;
mod counts;
mod handshakes;
mod logons;
mod proxy;
pub mod queue;
mod responder;
mod services;
mod store;
pub mod tracer;
mod web;

use crate::actor::balancer::Memory;
use crate::actor::resolver::Resolver;
use crate::chance::Stream;
use crate::change::Org;
use crate::change::overlay::Step;
use crate::net::Net;
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, Pending, RecordKind, RecordPlace, Run, Stop};
use crate::world::{
    BalancerId, ByService, ChangeId, ChangedClientId, Check, ClientId, Outcome, PerService, RefusedLineId, ServerId,
    ServiceId, ServiceState, World,
};
use connection::{Connections, End, OpenedBy, Ref, Segment, Slot};
use counts::Counts;
use queue::{Next, Queue};
pub use tracer::Budget;
use tracer::{Ends, Full, Tracer};

/// What can happen.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A client's time has come.
    Attempt(ClientId),
    /// A client opens one more connection at the same time (DET-11).
    Another(ClientId),
    /// A client tries again after a failure.
    Retry(SeatId),
    /// A connection request reaches the host that it was sent to.
    Request(Ref),
    /// A connection request was lost and is sent again.
    RequestAgain(Ref),
    /// A segment reaches one end.
    Deliver(Ref, End, Segment),
    /// Segments of one end were lost and are sent again.
    SendAgain(Ref, End),
    /// A Mailbox server has been asked for a mailbox, and has answered (RPC-1).
    StoreAnswers(Ref, ServerId),
    /// A Mailbox server is asked once more, because the packet was lost.
    StoreAgain(Ref, ServerId),
    /// An end of whatever connection stands in this place may have waited long enough.
    Timer(Slot),
    /// The scenario changes something.
    Change(ChangeId),
    /// A line of the scenario is typed, and refused.
    Refused(RefusedLineId),
    /// A balancer checks its members.
    Check(BalancerId),
    /// Managed Availability probes the front ends of its server (BIND-1).
    LocalProbe,
    /// The front ends probe the down-level web servers.
    Probe,
    /// A probe has waited long enough.
    ProbeFails(ServerId, ServerId),
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
    /// How many attempts it has begun.
    attempts: u32,
    /// How many of its listed times have come.
    times: u32,
    /// Whether its next time is a poll, and not one of those that are listed.
    polls: bool,
    /// How many connections it has still to open at this time (DET-11).
    more: u32,
    /// Whether something is scheduled for it.
    expected: u32,
}

/// One of the seats of a client: each attempt that it makes takes one, and so it needs as many as it makes at once
/// (DET-11). The first seats are those of the clients themselves, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SeatId(u32);

/// What a client is at on one of its seats.
#[derive(Clone, Copy, Debug)]
struct Seat {
    client: ClientId,
    stage: Stage,
    /// What a change had made of the client when its attempt began.
    changed: Option<ChangedClientId>,
    attempt: AttemptId,
    retries_left: u32,
    /// How many folders are still to be asked for.
    probes_left: u32,
    /// The next seat of the same client.
    next: Option<SeatId>,
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

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When the last event happened.
    pub at: SimTime,
    /// How many events were delivered.
    pub events: u64,
}

/// The engine with all its memory.
#[derive(Debug, Default)]
pub struct Simulator<T: Tracer> {
    /// Who listens.
    pub tracer: T,
    now: SimTime,
    queue: Queue<(Event, T::Cause)>,
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
    /// How many local probes of each front end have failed in a row.
    failed_probes: PerService<u32>,
    connections: Connections,
    next_attempt: u32,
    clients: Vec<ClientNow>,
    seats: Vec<Seat>,
    changes_done: usize,
    counts: Counts,
    /// How many log-ons each service has proxied, and its stream of draws.
    proxied: PerService<u32>,
    streams: PerService<Option<Stream>>,
    /// What is different from the start than in the world.
    pub overlay: Vec<Step>,
    /// From where on what was left open is drawn anew, and the draws.
    pub branch: Option<branch::Branch>,
    branched: Option<Stream>,
    /// Scratch memory.
    candidates: Vec<ServerId>,
    checked: Vec<(ServerId, u16, bool)>,
    doomed: Vec<Slot>,
}

/// Runs a scenario and keeps everything that happened.
#[must_use]
pub fn run(world: &World) -> Run {
    run_watched(world, u64::MAX, &mut |_| true)
}

/// The same; after every so many events somebody sees how far it is, and says whether it goes on.
#[must_use]
pub fn run_watched(world: &World, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Run {
    run_within(world, Budget::default(), each, watch)
}

/// The same, of which no more is kept than has room.
#[must_use]
pub fn run_within(world: &World, budget: Budget, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Run {
    Simulator::default().keep(world, budget, each, watch)
}

/// How many events of a run are looked at to tell what keeping all of it takes.
const FORETOLD_BY: u64 = 50_000;
/// How many records an event brings at the most, in the long run.
const RECORDS_OF_EVENT: u64 = 4;

/// About how many bytes keeping a run takes, where that is more than may be kept: told from how it begins.
#[must_use]
pub fn foretold(world: &World, budget: Budget) -> Option<u64> {
    if world.event_limit.saturating_mul(RECORDS_OF_EVENT) < budget.records() {
        return None;
    }
    let mut simulator = Simulator::<tracer::Counting>::default();
    let seen = simulator.run_to(world, FORETOLD_BY.min(world.event_limit), u64::MAX, &mut |_| true);
    let records = u128::from(simulator.tracer.records);
    let all = if seen.stop == Stop::EventLimit && world.event_limit > seen.events {
        // It goes on as it began, until its end or its limit.
        let by_events = records * u128::from(world.event_limit) / u128::from(seen.events.max(1));
        let end = world.clients.iter().map(|it| it.last_comes(world.until)).max().unwrap_or_default();
        let by_time = records * u128::from(end.max(seen.ended).0) / u128::from(seen.ended.0.max(1));
        by_events.min(by_time)
    } else {
        records
    };
    // Half as much again for what hangs on the records.
    let bytes = u64::try_from(all * crate::trace::Trace::RECORD as u128 * 3 / 2).unwrap_or(u64::MAX);
    (budget.bytes < bytes).then_some(bytes)
}

impl Simulator<Ends> {
    /// Runs a scenario and notes how each attempt ends, and nothing else.
    pub fn ends(&mut self, world: &World) -> &Ends {
        self.ends_branched(world, None)
    }

    /// The same of one which from some record on draws anew what was left open.
    pub(crate) fn ends_branched(&mut self, world: &World, branch: Option<branch::Branch>) -> &Ends {
        self.branch = branch;
        self.run(world);
        &self.tracer
    }
}

impl Simulator<Full> {
    /// Runs a scenario and keeps what happened, as far as there is room, as [`run_within`] does.
    pub fn keep(&mut self, world: &World, budget: Budget, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Run {
        self.tracer.budget = budget;
        let summary = self.run_watched(world, each, watch);
        let pending = self.pending(world, summary.stop);
        let trace = std::mem::take(&mut self.tracer.trace);
        Run { trace, stop: summary.stop, ended: summary.ended, pending, digest: None }
    }

    /// Takes back a run that nobody needs any more: the next is kept in its memory.
    pub fn take_back(&mut self, run: Run) {
        self.tracer.trace = run.trace;
    }
}

impl<T: Tracer> Simulator<T> {
    /// Runs a scenario from its start.
    pub fn run(&mut self, world: &World) -> Summary {
        self.run_watched(world, u64::MAX, &mut |_| true)
    }

    /// The same; after every so many events somebody sees how far it is, and says whether it goes on.
    pub fn run_watched(&mut self, world: &World, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Summary {
        self.run_to(world, world.event_limit, each, watch)
    }

    /// The same, to the end of so many events.
    fn run_to(
        &mut self,
        world: &World,
        events_most: u64,
        each: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Summary {
        self.reset(world);
        let (mut events, mut watched) = (0, each);
        let stop = loop {
            if self.foreground == 0 && self.running_attempts == 0 {
                break Stop::Finished;
            }
            let limit = if events_most <= events {
                Some(Stop::EventLimit)
            } else {
                self.tracer.is_full().then_some(Stop::RecordLimit)
            };
            if let Some(limit) = limit {
                // Where nothing more would have happened, no limit has ended it.
                break match self.queue.next_at() {
                    None => Stop::Finished,
                    Some(at) if world.until < at => Stop::Horizon,
                    Some(_) => limit,
                };
            }
            if watched <= events {
                watched = events + each;
                if !watch(Progress { at: self.now, events }) {
                    break Stop::EventLimit;
                }
            }
            let (at, sequence, (event, cause)) = match self.queue.pop_by(world.until) {
                Next::Event(at, sequence, event) => (at, sequence, event),
                Next::Later => break Stop::Horizon,
                Next::Nothing => break Stop::Finished,
            };
            self.now = at;
            self.tracer.delivered(cause);
            events += u64::from(self.deliver(world, sequence, event)) + std::mem::take(&mut self.extra_events);
            self.tracer.settle(world);
        };
        Summary { stop, ended: self.now, events }
    }

    /// Whether chance had a part in the last run: where it had none, every seed brings the same.
    pub(crate) fn has_drawn(&self) -> bool {
        self.net.has_drawn() || self.streams.values().any(Option::is_some)
    }

    fn reset(&mut self, world: &World) {
        self.tracer.clear();
        self.now = SimTime::ZERO;
        self.queue.clear();
        self.foreground = 0;
        self.running_attempts = 0;
        self.extra_events = 0;
        self.org.reset(world);
        if !self.overlay.is_empty() {
            self.org.begin_with(world, &self.overlay);
        }
        self.net.reset(world, self.org.cut());
        self.resolver.reset(world);
        self.connections.clear();
        self.next_attempt = 0;
        self.changes_done = 0;
        let servers = world.servers.len();
        self.counts.reset(world, servers);
        self.proxied.reset(servers, |_| 0);
        self.streams.reset(servers, |_| None);
        self.branched = None;
        self.reset_balancers(world);
        self.reset_probes(world);
        self.reset_local_probes(world);
        let mut refused = world.refused_lines.iter().enumerate().peekable();
        for at in 0..=world.changes.len() {
            while let Some((line, it)) = refused.next_if(|it| it.1.before == at) {
                self.schedule(it.at, Event::Refused(RefusedLineId::at(line)));
            }
            let comes = self.overlay.is_empty() || !self.overlay.contains(&Step::LeaveOut(ChangeId::at(at)));
            if let Some(change) = world.changes.get(at).filter(|_| comes) {
                self.schedule(change.at, Event::Change(ChangeId::at(at)));
            }
        }
        self.reset_clients(world);
        for (at, balancer) in world.balancers.iter().enumerate() {
            if balancer.check != Check::None {
                self.schedule_background(SimTime::ZERO + balancer.every, Event::Check(BalancerId::at(at)));
            }
        }
        // Those that are there from the start have said so when they started.
        for server in (0..world.servers.len()).map(ServerId::at) {
            let running = ByService::of(|it| self.org.state(ServiceId::new(server, it)) != ServiceState::Stopped);
            self.without_certificate(server, running);
        }
    }

    /// Delivers an event. False where nobody wanted it any more.
    fn deliver(&mut self, world: &World, sequence: u32, event: Event) -> bool {
        match event {
            Event::Timer(_) | Event::Check(_) | Event::LocalProbe | Event::Probe | Event::ProbeFails(..) => {}
            Event::Attempt(_)
            | Event::Another(_)
            | Event::Retry(_)
            | Event::Request(_)
            | Event::RequestAgain(_)
            | Event::Deliver(..)
            | Event::SendAgain(..)
            | Event::StoreAnswers(..)
            | Event::StoreAgain(..)
            | Event::Change(_)
            | Event::Refused(_) => self.foreground -= 1,
        }
        match event {
            Event::Attempt(client) => self.attempt_due(world, client),
            Event::Another(client) => self.another_due(world, client),
            Event::Retry(seat) => self.retry_due(world, seat),
            Event::Change(change) => self.change_due(world, change),
            Event::Refused(line) => self.record_outside(Actor::Admin, None, RecordKind::LineRefused(line)),
            Event::Check(balancer) => self.check_due(world, balancer),
            Event::LocalProbe => self.local_probe_due(world),
            Event::Probe => self.probe_due(world),
            Event::ProbeFails(front, target) => self.probed(world, front, target, false),
            Event::Request(it) if self.connections.is_live(it) => self.request_arrives(world, it.slot),
            Event::RequestAgain(it) if self.connections.is_live(it) => self.send_request(world, it.slot),
            Event::Deliver(it, to, segment) if self.connections.is_live(it) => {
                self.segment_arrives(world, it.slot, to, segment);
            }
            Event::SendAgain(it, from) if self.connections.is_live(it) => self.send_again(world, it.slot, from),
            Event::StoreAnswers(it, server) if self.connections.is_live(it) => {
                self.store_answers(world, it.slot, server);
            }
            Event::StoreAgain(it, server) if self.connections.is_live(it) => self.call_again(world, it.slot, server),
            Event::Timer(slot) => return self.timer_due(world, slot, sequence),
            Event::Request(_)
            | Event::RequestAgain(_)
            | Event::Deliver(..)
            | Event::SendAgain(..)
            | Event::StoreAnswers(..)
            | Event::StoreAgain(..) => return false,
        }
        true
    }

    /// Schedules an event that keeps the run going.
    fn schedule(&mut self, at: SimTime, event: Event) {
        self.foreground += 1;
        self.queue.push(at, (event, self.tracer.scheduled()));
    }

    /// Schedules an event for which alone a run does not go on: a timer or a check.
    fn schedule_background(&mut self, at: SimTime, event: Event) {
        self.queue.push_in_line(at, (event, self.tracer.scheduled()));
    }

    /// Schedules an event of which many wait for the same length of time.
    fn schedule_in_line(&mut self, at: SimTime, event: Event) {
        self.foreground += 1;
        self.schedule_background(at, event);
    }

    /// Tells the tracer of something on a connection.
    #[allow(clippy::inline_always, reason = "as with `Full::record`")]
    #[inline(always)]
    fn record(&mut self, slot: Slot, actor: Actor, what: RecordKind) {
        self.tell(actor, self.place(slot), what);
        self.remember_last(slot);
    }

    /// What happens on a connection belongs to it.
    fn place(&self, slot: Slot) -> RecordPlace {
        let connection = &self.connections[slot];
        RecordPlace { connection: Some(connection.id()), attempt: Some(connection.about().attempt) }
    }

    /// Tells the tracer of something.
    #[allow(clippy::inline_always, reason = "as with `Full::record`")]
    #[inline(always)]
    fn tell(&mut self, actor: Actor, place: RecordPlace, what: RecordKind) {
        self.tracer.organisation(&self.org);
        self.tracer.record(self.now, actor, place, what);
    }

    fn remember_last(&mut self, slot: Slot) {
        if T::KEEPS {
            self.connections[slot].remember(self.tracer.cause());
        }
    }

    /// Tells the tracer of something that belongs to no connection.
    fn record_outside(&mut self, actor: Actor, attempt: Option<AttemptId>, what: RecordKind) {
        self.tell(actor, RecordPlace { connection: None, attempt }, what);
    }

    fn opener_actor(&self, slot: Slot) -> Actor {
        match self.connections[slot].opener.by() {
            OpenedBy::Client(seat) => Actor::Client(self.seat(seat).client),
            OpenedBy::Leg(parent) => self.acceptor_actor(parent),
        }
    }

    fn acceptor_actor(&self, slot: Slot) -> Actor {
        Actor::Service(self.connections[slot].acceptor.service())
    }

    fn end_actor(&self, slot: Slot, end: End) -> Actor {
        match end {
            End::Opener => self.opener_actor(slot),
            End::Acceptor => self.acceptor_actor(slot),
        }
    }

    /// What was still to do when the run was cut off.
    pub(crate) fn pending(&self, world: &World, stop: Stop) -> Vec<Pending> {
        if stop == Stop::Finished {
            return Vec::new();
        }
        let mut pending: Vec<Pending> =
            (self.changes_done..world.changes.len()).map(|at| Pending::Change(ChangeId::at(at))).collect();
        for (at, client) in self.clients.iter().enumerate() {
            let id = ClientId::at(at);
            let before = pending.len();
            pending.extend(self.busy_seats(id).map(|it| Pending::Attempt(self.seat(it).attempt)));
            if pending.len() == before && client.expected > 0 {
                pending.push(Pending::Client(id));
            }
        }
        pending
    }
}
