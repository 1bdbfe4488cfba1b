//! How did a run come out that nobody kept?
//!
//! A verdict that listens: it reads the records while they happen, judges each attempt when nothing more can come of
//! it, and forgets it. What is held is what lives, and the few attempts that somebody names: a year of log-ons takes
//! the memory of a day. The records are read by the same hands as those of a run that was kept ([`super::judge`]), so
//! both say the same.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::expect::Watch;
use super::why::Causes;
use super::{AttemptCounts, AttemptVerdict, Verdict, facts, overall};
use crate::change::Org;
use crate::policy::Reason;
use crate::reading::{Moment, Reading, SoFar};
use crate::sim::tracer::{Full, ProxyQuestion, Tracer};
use crate::sim::{Progress, Simulator};
use crate::time::SimTime;
use crate::trace::{
    Actor, Attempt, AttemptId, Connection, ConnectionId, Decision, Record, RecordId, RecordKind, RecordPlace, Run,
    Trace, Window,
};
use crate::world::{ClientId, Outcome, ServiceId, World};

/// How much is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// How many records come before they are read: enough that reading and running do not take each other's place in
    /// the memory near the processor.
    pub batch: usize,
    /// How many records are held at the least before those that are not wanted are forgotten.
    pub records: usize,
}

impl Default for Hold {
    fn default() -> Self {
        Self { batch: 256, records: 1 << 17 }
    }
}

/// How many reasons are held at the least: a decision among thousands of servers has as many.
const REASONS: usize = 1 << 20;
/// How many attempts that are not as expected are named by one expectation.
const NAMED: usize = 8;

/// Who wants to know what comes of the attempts of a run, and nothing else of it.
pub trait Audience: Default {
    /// The next record.
    fn hear(&mut self, _moment: Moment<'_>) {}
    /// An attempt has begun.
    fn begins(&mut self, _world: &World, _client: ClientId, _attempt: AttemptId, _at: SimTime) {}
    /// Nothing more can come of an attempt, or the run has ended. Its records are still there.
    fn ends(&mut self, _world: &World, _trace: &Trace, _attempt: &AttemptVerdict) {}
    /// All that ended before this moment has been told.
    fn knows_until(&mut self, _now: SimTime) {}
    /// The attempts of which somebody will speak after the run.
    fn names(&self) -> Vec<AttemptId> {
        Vec::new()
    }
}

/// Nobody wants to know.
impl Audience for () {}

/// What is known of an attempt beside its verdict.
#[derive(Clone, Copy, Debug, Default)]
struct Life {
    /// How many of its connections are not over.
    connections: u32,
    /// Whether nothing more can come of it.
    is_over: bool,
    /// Whether it is known to end well: then no cause is looked for in what is still to be read of it.
    is_well: bool,
    /// The attempt of the same client that began before.
    before: Option<AttemptId>,
}

/// A tracer that judges.
#[derive(Debug, Default)]
pub struct ListeningVerdict<A> {
    /// Who wants to know.
    pub audience: A,
    hold: Hold,
    full: Full,
    so_far: SoFar,
    attempts: Window<AttemptVerdict>,
    causes: Causes,
    watch: Watch,
    counts: AttemptCounts,
    lives: Window<Life>,
    /// The attempts that have ended, and of which more may come: legs may still be open.
    ended: Vec<AttemptId>,
    /// By client: its last attempt.
    last: Vec<Option<AttemptId>>,
    /// Whether a run has begun, and how many records are held before some are forgotten.
    has_begun: bool,
    room: usize,
    /// The same of reasons.
    room_of_reasons: usize,
}

/// Whoever listens to one run after the other, in the memory of those before.
#[derive(Debug, Default)]
pub struct VerdictListener<A: Audience>(Simulator<ListeningVerdict<A>>);

/// Runs a scenario and judges it, without keeping it: of its trace only what still lived at the end is there, with what
/// changed the organisation, and of the verdicts those that somebody names.
pub fn listen<A: Audience>(
    world: &World,
    audience: A,
    hold: Hold,
    each: u64,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> (Run, Verdict, A) {
    VerdictListener::default().listen(world, audience, hold, each, watch)
}

impl<A: Audience> VerdictListener<A> {
    /// Listens to the next run, as [`listen`] does to one.
    pub fn listen(
        &mut self,
        world: &World,
        audience: A,
        hold: Hold,
        each: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> (Run, Verdict, A) {
        let Self(simulator) = self;
        simulator.tracer.audience = audience;
        simulator.tracer.hold = hold;
        let summary = simulator.run_watched(world, each, watch);
        let pending = simulator.pending(world, summary.stop);
        let run = Run { trace: Trace::default(), stop: summary.stop, ended: summary.ended, pending, digest: None };
        simulator.tracer.finish(world, run)
    }

    /// Takes back what was said of a run, once nobody needs it: the next is told in its memory.
    pub fn take_back(&mut self, run: Run, verdict: Verdict) {
        self.0.tracer.full.trace = run.trace;
        self.0.tracer.attempts = verdict.attempts;
    }
}

impl<A: Audience> ListeningVerdict<A> {
    fn begin(&mut self, world: &World) {
        if !self.has_begun {
            self.has_begun = true;
            self.room = self.hold.records;
            self.room_of_reasons = REASONS;
            self.so_far.begin(world);
            self.watch = Watch::new(world, NAMED);
            self.last.resize(world.clients.len(), None);
        }
    }

    /// Reads what has happened since.
    fn read(&mut self, world: &World) {
        self.begin(world);
        let trace = &self.full.trace;
        let mut reading = Reading::resumed(world, trace, std::mem::take(&mut self.so_far));
        while let Some(moment) = reading.advance() {
            facts::read(&mut self.attempts, moment);
            // How it ends is known where it has ended since it was last read, which is so for most.
            self.causes.read(moment, &mut self.attempts, |it| self.lives[it.id.0 as usize].is_well);
            self.audience.hear(moment);
            match (moment.record.kind(), moment.record.attempt()) {
                (RecordKind::Began { .. }, Some(attempt)) => {
                    let client = trace.attempts[attempt.0 as usize].client;
                    let before = self.last[client.index()].replace(attempt);
                    self.lives[attempt.0 as usize].before = before;
                    self.audience.begins(world, client, attempt, moment.record.at());
                }
                (RecordKind::Ended(_), Some(attempt)) => self.ended.push(attempt),
                _ => {}
            }
        }
        self.so_far = reading.paused();
    }

    /// Judges the attempts of which nothing more can come.
    fn conclude(&mut self, world: &World) {
        let mut ended = std::mem::take(&mut self.ended);
        ended.retain(|id| {
            let more = self.lives[id.0 as usize].connections > 0;
            if !more {
                self.lives[id.0 as usize].is_over = true;
                self.judge(world, *id);
            }
            more
        });
        self.ended = ended;
    }

    fn judge(&mut self, world: &World, id: AttemptId) {
        let attempt = &mut self.attempts[id.0 as usize];
        self.causes.conclude(attempt);
        self.counts.count(attempt);
        self.watch.see(world, attempt);
        self.audience.ends(world, &self.full.trace, attempt);
    }

    /// Forgets what nobody wants.
    fn sift(&mut self) {
        let lives = &self.lives;
        let live = |it: AttemptId| lives.get(it.0 as usize).is_some_and(|it| !it.is_over);
        let mut named: BTreeSet<AttemptId> = self.audience.names().into_iter().chain(self.watch.named()).collect();
        named.extend(self.last.iter().flatten());
        let before = |it: AttemptId| lives.get(it.0 as usize).and_then(|it| it.before);
        let alive = lives.numbered().filter(|it| !it.1.is_over).map(|it| AttemptId(it.0));
        let befores: Vec<AttemptId> = named.iter().copied().chain(alive).filter_map(before).collect();
        named.extend(befores);
        self.so_far.sift(&self.full.trace, live);
        self.causes.sift(&self.full.trace, live);
        self.full.sift(live);
        let wanted = |at: u32| live(AttemptId(at)) || named.contains(&AttemptId(at));
        self.attempts.sift(|at, _| wanted(at));
        self.lives.sift(|at, it| !it.is_over || named.contains(&AttemptId(at)));
        self.room = self.hold.records.max(2 * self.full.trace.records().held());
        self.room_of_reasons = REASONS.max(2 * self.full.trace.reasons_held());
    }

    /// The run has ended.
    fn finish(&mut self, world: &World, mut run: Run) -> (Run, Verdict, A) {
        self.read(world);
        self.conclude(world);
        let open: Vec<AttemptId> = self.lives.numbered().filter(|it| !it.1.is_over).map(|it| AttemptId(it.0)).collect();
        for id in open {
            self.judge(world, id);
        }
        run.trace = std::mem::take(&mut self.full.trace);
        let attempts = std::mem::take(&mut self.attempts);
        let expectations = std::mem::take(&mut self.watch).held(world, &run, &attempts);
        let overall = overall(&expectations, &run);
        (run, Verdict { overall, attempts, expectations, counts: self.counts }, std::mem::take(&mut self.audience))
    }
}

impl<A: Audience> Tracer for ListeningVerdict<A> {
    const KEEPS: bool = true;
    type Why = Vec<Reason>;
    type Cause = Option<RecordId>;

    fn clear(&mut self) {
        self.full.clear();
        self.attempts.clear();
        self.causes.clear();
        self.lives.clear();
        self.ended.clear();
        self.last.clear();
        self.counts = AttemptCounts::default();
        self.has_begun = false;
    }
    fn scheduled(&mut self) -> Option<RecordId> {
        self.full.scheduled()
    }
    fn delivered(&mut self, cause: Option<RecordId>) {
        self.full.delivered(cause);
    }
    #[allow(clippy::inline_always, reason = "as with `Full::record`")]
    #[inline(always)]
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind) {
        if let (RecordKind::Ended(Outcome::LoggedOn), Some(attempt)) = (what, place.attempt) {
            self.lives[attempt.0 as usize].is_well = true;
        }
        self.full.record(at, actor, place, what);
    }
    fn organisation(&mut self, org: &Org) {
        self.full.organisation(org);
    }
    fn why(&mut self) -> &mut Vec<Reason> {
        self.full.why()
    }
    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision) {
        self.full.decide(at, actor, place, decision);
    }
    fn knows(&self, question: &ProxyQuestion) -> bool {
        self.full.knows(question)
    }
    fn decide_as_asked(
        &mut self,
        at: SimTime,
        actor: Actor,
        place: RecordPlace,
        decision: Decision,
        question: &ProxyQuestion,
    ) {
        self.full.decide_as_asked(at, actor, place, decision, question);
    }
    fn cause(&self) -> Option<RecordId> {
        self.full.cause()
    }
    fn set_cause(&mut self, cause: Option<RecordId>) {
        self.full.set_cause(cause);
    }
    fn connection(&mut self, connection: Connection) {
        self.lives[connection.attempt.0 as usize].connections += 1;
        self.full.connection(connection);
    }
    fn accepted(&mut self, connection: ConnectionId, service: ServiceId, source: Ipv4Addr) {
        self.full.accepted(connection, service, source);
    }
    fn released(&mut self, connection: ConnectionId) {
        let attempt = self.full.trace.connections[connection.0 as usize].attempt;
        self.lives[attempt.0 as usize].connections -= 1;
    }
    fn settle(&mut self, world: &World) {
        let trace = &self.full.trace;
        if trace.records().len() < self.so_far.read() + self.hold.batch {
            return;
        }
        self.read(world);
        self.conclude(world);
        if let Some(now) = self.full.trace.records().last().map(Record::at) {
            self.audience.knows_until(now);
        }
        let trace = &self.full.trace;
        if self.room <= trace.records().held() || self.room_of_reasons <= trace.reasons_held() {
            self.sift();
        }
    }
    fn attempt(&mut self, attempt: Attempt) {
        self.lives.push(Life::default());
        self.full.attempt(attempt);
    }
    fn next_record(&self) -> RecordId {
        self.full.next_record()
    }
    fn is_full(&self) -> bool {
        self.full.is_full() || u32::MAX as usize - self.hold.batch <= self.full.trace.records().len()
    }
}
