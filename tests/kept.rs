//! Is what is read of a run what the engine told of it?
//!
//! Records are kept short, and whoever reads one gets it whole again. Over the gallery, every record with its reasons;
//! and the same once others are forgotten.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use coexist::gallery::ALL;
use coexist::policy::Reason;
use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::{Full, ProxyQuestion, Tracer};
use coexist::time::SimTime;
use coexist::trace::{
    Actor, Attempt, Connection, ConnectionId, Decision, Record, RecordId, RecordKind, RecordPlace, Trace,
};
use coexist::world::ServiceId;

/// What was told of a record. Of a decision that is the decision, and its reasons.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    at: SimTime,
    actor: Actor,
    cause: Option<RecordId>,
    place: (Option<ConnectionId>, Option<u32>),
    what: Result<RecordKind, (Decision, Vec<Reason>)>,
}

impl Told {
    /// The same, as it is read.
    fn read(trace: &Trace, record: Record<'_>) -> Self {
        let what = match record.kind() {
            RecordKind::Decides { decision, reasons } => Err((decision, trace.reasons(reasons).to_vec())),
            it => Ok(it),
        };
        let place = (record.connection(), record.attempt().map(|it| it.0));
        Self { at: record.at(), actor: record.actor(), cause: record.cause(), place, what }
    }
}

/// Keeps the trace, and beside it what was told.
#[derive(Default)]
struct Telling {
    full: Full,
    told: Vec<Told>,
}

impl Telling {
    fn told(
        &mut self,
        at: SimTime,
        actor: Actor,
        place: RecordPlace,
        what: Result<RecordKind, (Decision, Vec<Reason>)>,
    ) {
        let place = (place.connection, place.attempt.map(|it| it.0));
        self.told.push(Told { at, actor, cause: self.full.cause(), place, what });
    }
}

impl Tracer for Telling {
    const KEEPS: bool = true;
    type Why = Vec<Reason>;
    type Cause = Option<RecordId>;

    fn clear(&mut self) {
        self.full.clear();
        self.told.clear();
    }
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind) {
        self.told(at, actor, place, Ok(what));
        self.full.record(at, actor, place, what);
    }
    fn why(&mut self) -> &mut Vec<Reason> {
        self.full.why()
    }
    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision) {
        let reasons = self.full.why().clone();
        self.told(at, actor, place, Err((decision, reasons)));
        self.full.decide(at, actor, place, decision);
    }
    fn decide_as_asked(
        &mut self,
        at: SimTime,
        actor: Actor,
        place: RecordPlace,
        decision: Decision,
        question: &ProxyQuestion,
    ) {
        let reasons = self.full.why().clone();
        self.told(at, actor, place, Err((decision, reasons)));
        self.full.decide_as_asked(at, actor, place, decision, question);
    }
    fn cause(&self) -> Option<RecordId> {
        self.full.cause()
    }
    fn set_cause(&mut self, cause: Option<RecordId>) {
        self.full.set_cause(cause);
    }
    fn scheduled(&mut self) -> Option<RecordId> {
        self.full.scheduled()
    }
    fn delivered(&mut self, cause: Option<RecordId>) {
        self.full.delivered(cause);
    }
    fn connection(&mut self, connection: Connection) {
        self.full.connection(connection);
    }
    fn accepted(&mut self, connection: ConnectionId, service: ServiceId, source: Ipv4Addr) {
        self.full.accepted(connection, service, source);
    }
    fn attempt(&mut self, attempt: Attempt) {
        self.full.attempt(attempt);
    }
    fn next_record(&self) -> RecordId {
        self.full.next_record()
    }
}

#[test]
fn what_is_read_is_what_was_told() {
    let mut simulator = Simulator::<Telling>::default();
    let mut kinds = BTreeSet::new();
    for entry in ALL {
        let world = load(entry.text, "scenario").unwrap_or_else(|problems| panic!("{problems:?}")).world;
        simulator.run(&world);
        let Telling { full: Full { trace, .. }, told } = &simulator.tracer;
        assert_eq!(trace.records().len(), told.len(), "{}", entry.claim);
        for (record, told) in trace.records().iter().zip(told) {
            assert_eq!(&Told::read(trace, record), told, "{}", entry.claim);
            let kind = format!("{:?}", record.kind());
            kinds.insert(kind.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default().to_owned());
        }
        let mut some = trace.clone();
        for every in [2, 6] {
            some.sift(|it| it.0 % every == 0);
            let of_these = |it: &Told| it.place.1.is_some_and(|it| it % every == 0);
            let changes = |it: &Told| it.what.as_ref().is_ok_and(|it| it.changes_organisation());
            let stay = told.iter().enumerate().filter(|it| of_these(it.1) || changes(it.1));
            let stay = stay.map(|(at, it)| (at as u32, it.clone()));
            assert!(some.records().numbered().map(|(at, it)| (at, Told::read(&some, it))).eq(stay), "{}", entry.claim);
        }
    }
    assert!(kinds.len() > 30, "the gallery has nearly all kinds of records: {kinds:?}");
}
