//! Who listens while the run happens?
//!
//! The engine tells a tracer everything; what becomes of it is a type parameter, so that a run nobody listens to
//! costs nothing for it. [`Off`] forgets, [`Counting`] counts, [`Full`] keeps every record with its cause.

use std::net::Ipv4Addr;

use crate::change::Org;
use crate::policy::{Ask, Reason, ReasonSink, Silent};
use crate::time::SimTime;
use crate::trace::{
    Actor, Attempt, AttemptId, Connection, ConnectionId, CountsFor, Decision, LimitCount, Reasons, RecordId,
    RecordKind, RecordPlace, Trace,
};
use crate::world::{ByOutcome, ClientId, Outcome, ServiceId, World};

/// Everything on which the reasons hang for which a log-on is proxied as it is: the same question has the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyQuestion {
    pub(crate) ask: Ask,
    /// How much of the directory the service has read.
    pub(crate) read: usize,
    /// How many times the organisation had been changed.
    pub(crate) times_changed: u32,
}

/// Listens to a run.
pub trait Tracer {
    /// Whether records are kept, so that facts are worth working out which nothing but a record needs.
    const KEEPS: bool;
    /// Where policy tells its reasons.
    type Why: ReasonSink;
    /// What an event keeps of what it was scheduled for: it stands in the queue beside it.
    type Cause: Copy + std::fmt::Debug;

    /// Forgets the run before.
    fn clear(&mut self);
    /// An event is scheduled because of what happened last.
    fn scheduled(&mut self) -> Self::Cause;
    /// An event is delivered: what it was scheduled for is the cause again.
    fn delivered(&mut self, cause: Self::Cause);
    /// Something happened, because of what happened last ([`Tracer::set_cause`] if of something else).
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind);
    /// The organisation as it is before the next record, for whoever compares. Nobody does while it counts.
    fn organisation(&mut self, _org: &Org) {}
    /// Where the reasons of the next decision go.
    fn why(&mut self) -> &mut Self::Why;
    /// A decision was taken for the reasons told since the last one.
    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision);

    /// Whether it is known for which reasons a question was decided, so that they need not be told again.
    fn knows(&self, _question: &ProxyQuestion) -> bool {
        false
    }
    /// A decision on a question was taken, for the reasons told since the last one or those that are known.
    fn decide_as_asked(
        &mut self,
        at: SimTime,
        actor: Actor,
        place: RecordPlace,
        decision: Decision,
        _question: &ProxyQuestion,
    ) {
        self.decide(at, actor, place, decision);
    }

    // What only a kept trace needs; without one there is nothing to do.

    /// The record that is the cause of whatever is recorded next.
    fn cause(&self) -> Option<RecordId> {
        None
    }
    /// Names another cause.
    fn set_cause(&mut self, _cause: Option<RecordId>) {}
    /// A connection begins.
    fn connection(&mut self, _connection: Connection) {}
    /// A connection was accepted by a service, which sees it come from `source`.
    fn accepted(&mut self, _connection: ConnectionId, _service: ServiceId, _source: Ipv4Addr) {}
    /// A connection is over: nothing will be told of it any more.
    fn released(&mut self, _connection: ConnectionId) {}
    /// An event was delivered, with all that came of it.
    fn settle(&mut self, _world: &World) {}
    /// From the next record on a connection counts for something, or no longer.
    fn counts(&mut self, _connection: ConnectionId, _counts: CountsFor) {}
    /// An attempt begins; its first record is the next one.
    fn attempt(&mut self, _attempt: Attempt) {}
    /// The number of the next record.
    fn next_record(&self) -> RecordId {
        RecordId(0)
    }
    /// Whether there is no room for more, so that the run must end.
    fn is_full(&self) -> bool {
        false
    }
}

/// How much may be kept of a run, so that one that is far too long ends with a word on what to ask for, and not with
/// the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The records, and what hangs on them, in bytes.
    pub bytes: u64,
}

impl Budget {
    /// What a command may take that is told nothing else, in bytes.
    pub const USUAL: u64 = 2_000_000_000;
    /// Of what a command takes, the records are this part: what hangs on them grows by doubling, and what is read off
    /// them (how each attempt ended, the rows that are shown) takes more than they do.
    const PART: u64 = 3;

    /// What one of so many runs may take that are kept beside each other by a command that may take so many bytes.
    #[must_use]
    pub const fn of_one(bytes: u64, runs: u64) -> Self {
        Self { bytes: bytes / Self::PART / runs }
    }

    /// What has to be asked for, so that each of so many runs may take so many bytes.
    #[must_use]
    pub const fn asked(bytes: u64, runs: u64) -> u64 {
        bytes.saturating_mul(Self::PART * runs)
    }

    /// How many records have room in it, were there nothing else.
    #[must_use]
    pub const fn records(self) -> u64 {
        self.bytes / Trace::RECORD as u64
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::of_one(Self::USUAL, 1)
    }
}

/// Records, connections and attempts have numbers of 32 bits, whatever the budget: an event adds a few thousand at the
/// most.
const NUMBERS_MOST: usize = u32::MAX as usize - (1 << 24);

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Off {
    silent: Silent,
}

/// Somebody counts.
#[derive(Clone, Debug)]
pub struct Counting {
    silent: Silent,
    /// How many records there would have been.
    pub records: u64,
    /// How many attempts ended how.
    pub outcomes: ByOutcome<u64>,
}

/// Somebody notes how each attempt ends, and nothing else: what a re-run is asked most.
#[derive(Clone, Debug)]
pub struct Ends {
    silent: Silent,
    /// How many records there would have been.
    pub records: u64,
    /// By [`AttemptId`].
    pub attempts: Vec<AttemptEnd>,
}

/// How an attempt ends, and nothing else of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptEnd {
    /// Whose it was.
    pub client: ClientId,
    /// Its number among the attempts of that client, from 1.
    pub number: u32,
    /// When it began.
    pub began: SimTime,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
}

impl AttemptEnd {
    /// Whether its client got what it wanted: it was logged on, and stayed so for as long as it liked.
    #[must_use]
    pub fn ended_well(&self) -> bool {
        self.outcome == Some(Outcome::LoggedOn)
    }

    /// Whether it ended, and not well.
    #[must_use]
    pub fn went_wrong(&self) -> bool {
        self.outcome.is_some() && !self.ended_well()
    }
}

/// Everything is kept.
#[derive(Clone, Debug, Default)]
pub struct Full {
    /// What was recorded.
    pub trace: Trace,
    /// How much may be.
    pub budget: Budget,
    cause: Option<RecordId>,
    reasons: Vec<Reason>,
    /// By who logs on: what was asked last, and for which reasons it was decided.
    asked: Vec<Option<(ProxyQuestion, Reasons)>>,
}

impl Default for Off {
    fn default() -> Self {
        Self { silent: Silent }
    }
}

impl Default for Counting {
    fn default() -> Self {
        Self { silent: Silent, records: 0, outcomes: ByOutcome::default() }
    }
}

impl Default for Ends {
    fn default() -> Self {
        Self { silent: Silent, records: 0, attempts: Vec::new() }
    }
}

impl Ends {
    /// Whether the attempt of a client with a number logged on, and stayed so for as long as it liked.
    #[must_use]
    pub fn ended_well(&self, client: ClientId, number: u32) -> bool {
        self.attempts.iter().any(|it| (it.client, it.number) == (client, number) && it.ended_well())
    }

    /// The attempts of which that is so.
    pub fn ended_well_all(&self) -> impl Iterator<Item = (ClientId, u32)> {
        self.attempts.iter().filter(|it| it.ended_well()).map(|it| (it.client, it.number))
    }
}

impl Counting {
    /// How many attempts ended in `outcome`.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome]
    }
}

impl Tracer for Off {
    const KEEPS: bool = false;
    type Why = Silent;
    type Cause = ();

    fn scheduled(&mut self) {}
    fn delivered(&mut self, (): ()) {}

    fn clear(&mut self) {}
    fn record(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: RecordKind) {}
    fn why(&mut self) -> &mut Silent {
        &mut self.silent
    }
    fn decide(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: Decision) {}
}

impl Tracer for Counting {
    const KEEPS: bool = false;
    type Why = Silent;
    type Cause = ();

    fn scheduled(&mut self) {}
    fn delivered(&mut self, (): ()) {}

    fn clear(&mut self) {
        *self = Self::default();
    }
    fn record(&mut self, _: SimTime, _: Actor, _: RecordPlace, what: RecordKind) {
        self.records += 1;
        if let RecordKind::Ended(outcome) = what {
            self.outcomes[outcome] += 1;
        }
    }
    fn why(&mut self) -> &mut Silent {
        &mut self.silent
    }
    fn decide(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: Decision) {
        self.records += 1;
    }
}

impl Tracer for Ends {
    const KEEPS: bool = false;
    type Why = Silent;
    type Cause = ();

    fn scheduled(&mut self) {}
    fn delivered(&mut self, (): ()) {}
    fn clear(&mut self) {
        self.records = 0;
        self.attempts.clear();
    }
    fn record(&mut self, at: SimTime, _: Actor, place: RecordPlace, what: RecordKind) {
        self.records += 1;
        let Some(attempt) = place.attempt.map(|it| it.0 as usize) else { return };
        match what {
            RecordKind::Began { .. } => self.attempts[attempt].began = at,
            RecordKind::Ended(outcome) => self.attempts[attempt].outcome = Some(outcome),
            _ => {}
        }
    }
    fn why(&mut self) -> &mut Silent {
        &mut self.silent
    }
    fn decide(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: Decision) {
        self.records += 1;
    }
    fn attempt(&mut self, attempt: Attempt) {
        let Attempt { client, number, .. } = attempt;
        self.attempts.push(AttemptEnd { client, number, began: SimTime::ZERO, outcome: None });
    }
    fn next_record(&self) -> RecordId {
        RecordId(u32::try_from(self.records).unwrap_or(u32::MAX))
    }
}

impl Full {
    /// For which reasons a question was decided, if it is the one that its user asked last.
    fn known(&self, question: &ProxyQuestion) -> Option<Reasons> {
        let (asked, reasons) = (*self.asked.get(question.ask.account.index())?)?;
        (asked == *question).then_some(reasons)
    }

    /// Forgets all but the attempts that are wanted ([`Trace::sift`]).
    pub(crate) fn sift(&mut self, wanted: impl Fn(AttemptId) -> bool) {
        self.trace.sift(wanted);
        // Their reasons stand elsewhere now, or nowhere.
        self.asked.clear();
    }
}

impl Tracer for Full {
    const KEEPS: bool = true;
    type Why = Vec<Reason>;
    type Cause = Option<RecordId>;

    fn clear(&mut self) {
        self.trace.clear();
        self.cause = None;
        self.reasons.clear();
        self.asked.clear();
    }

    #[allow(clippy::inline_always, reason = "where it is told the kind is known, so only how that one is kept is left")]
    #[inline(always)]
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind) {
        let id = self.next_record();
        assert!(self.cause.is_none_or(|it| it < id), "the cause {:?} is not earlier than {id:?}", self.cause);
        self.trace.push(at, actor, self.cause, place, what);
        self.cause = Some(id);
    }

    fn why(&mut self) -> &mut Vec<Reason> {
        &mut self.reasons
    }

    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision) {
        let reasons = self.trace.add_reasons(&self.reasons);
        self.reasons.clear();
        self.record(at, actor, place, RecordKind::Decides { decision, reasons });
    }

    fn knows(&self, question: &ProxyQuestion) -> bool {
        self.known(question).is_some()
    }

    fn decide_as_asked(
        &mut self,
        at: SimTime,
        actor: Actor,
        place: RecordPlace,
        decision: Decision,
        question: &ProxyQuestion,
    ) {
        let by = question.ask.account.index();
        let known = self.known(question);
        if self.asked.len() <= by {
            self.asked.resize(by + 1, None);
        }
        debug_assert!(
            known.is_none_or(|it| self.reasons.is_empty() || self.reasons == self.trace.reasons(it)),
            "the same question has another answer"
        );
        let reasons = known.unwrap_or_else(|| self.trace.add_reasons(&self.reasons));
        self.asked[by] = Some((*question, reasons));
        self.reasons.clear();
        self.record(at, actor, place, RecordKind::Decides { decision, reasons });
    }

    fn cause(&self) -> Option<RecordId> {
        self.cause
    }

    fn set_cause(&mut self, cause: Option<RecordId>) {
        self.cause = cause;
    }

    fn scheduled(&mut self) -> Option<RecordId> {
        self.cause
    }

    fn delivered(&mut self, cause: Option<RecordId>) {
        self.cause = cause;
    }

    fn connection(&mut self, connection: Connection) {
        self.trace.connections.push(connection);
    }

    fn accepted(&mut self, connection: ConnectionId, service: ServiceId, source: Ipv4Addr) {
        let connection = &mut self.trace.connections[connection.0 as usize];
        connection.service = Some(service);
        connection.source = source;
    }

    fn counts(&mut self, connection: ConnectionId, counts: CountsFor) {
        let from = self.next_record();
        self.trace.tallies.push(LimitCount { from, connection, counts });
    }

    fn attempt(&mut self, attempt: Attempt) {
        self.trace.attempts.push(attempt);
    }

    fn next_record(&self) -> RecordId {
        RecordId(u32::try_from(self.trace.records().len()).expect("fewer than 2^32 records"))
    }

    fn is_full(&self) -> bool {
        self.budget.bytes <= self.trace.bytes()
            || NUMBERS_MOST <= self.trace.records().len()
            || NUMBERS_MOST <= self.trace.reasons_held()
    }
}
