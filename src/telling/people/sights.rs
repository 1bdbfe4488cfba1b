//! What is known of everybody's log-ons, without each of them?
//!
//! A year of log-ons is more than anybody keeps. Of each client is kept, between two changes of the organisation, what
//! came first and last, where it turned (as long as it turned seldom), and how many log-ons came out how. That is what
//! the table of who gets on is made of, whether the log-ons are read off a run that was kept or told one by one while
//! it happens, in whichever order they end.

use std::collections::BTreeSet;

use super::WhyNot;
use super::moments::{self, TURNS, Turn, turn};
use crate::telling::Scope;
use crate::time::SimTime;
use crate::trace::{AttemptId, Record, RecordKind, Trace};
use crate::verdict::AttemptVerdict;
use crate::verdict::trouble::Trouble;
use crate::world::{ClientId, Outcome, World};

/// What was seen of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Well,
    Running,
    /// For the cause with this number.
    Fails(usize),
}

impl State {
    /// How bad it is.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Running => 1,
            Self::Fails(_) => 2,
        }
    }
}

/// When something was seen of a client, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) at: SimTime,
    pub(super) state: State,
}

/// What was seen of one client between two changes.
#[derive(Clone, Debug)]
pub(super) struct Phase {
    /// How many changes came before.
    changes: usize,
    pub(super) first: Seen,
    pub(super) last: Seen,
    /// Where it turned, as long as that was not too often.
    pub(super) turns: Vec<Turn>,
    /// What was seen, each once, in the order in which it was.
    states: Vec<State>,
}

impl Phase {
    /// Whether it goes to and fro, so that it is told in numbers.
    pub(super) const fn is_mixed(&self) -> bool {
        self.turns.len() > TURNS
    }

    /// What was seen, each once, whatever came first.
    pub(super) fn sorted(&self) -> Vec<State> {
        let mut states = self.states.clone();
        states.sort_by_key(|it| {
            let cause = if let State::Fails(cause) = it { *cause } else { 0 };
            (it.rank(), cause)
        });
        states
    }

    /// `alike`: whether two states are one cause, which one client meets now at this server and now at that.
    fn see(&mut self, it: Seen, alike: impl Fn(State, State) -> bool) {
        if !alike(it.state, self.last.state) && !self.is_mixed() {
            self.turns.push(turn(self.last, it));
        }
        if !self.states.contains(&it.state) {
            self.states.push(it.state);
        }
        self.last = it;
    }
}

/// The log-ons of one client from one moment to the next.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// When the first of them was.
    pub(super) from: SimTime,
    /// How many changes and other moments came before.
    number: usize,
    /// How many came out how, in the order in which that was met.
    pub(super) counted: Vec<(State, u32)>,
    /// The worst of them, of equal ones the last.
    pub(super) worst: Option<State>,
}

impl Part {
    fn see(&mut self, state: State) {
        match self.counted.iter_mut().find(|it| it.0 == state) {
            Some((_, count)) => *count += 1,
            None => self.counted.push((state, 1)),
        }
        if self.worst.is_none_or(|it| it.rank() <= state.rank()) {
            self.worst = Some(state);
        }
    }
}

/// What is known of one client.
#[derive(Clone, Debug, Default)]
struct OfClient {
    /// What is not in order yet, because an attempt that began before may still end: with the attempt, and which of its
    /// sights it is.
    waiting: Vec<(Seen, AttemptId, u8)>,
    /// When the attempts began that have not ended.
    under_way: Vec<(AttemptId, SimTime)>,
    phases: Vec<Phase>,
    parts: Vec<Part>,
    /// How many wait when they are looked at next.
    patience: usize,
}

/// How many sights of a client wait at the least before they are put in order.
const PATIENCE: usize = 64;

/// Why log-ons fail, as it is found.
#[derive(Clone, Debug)]
pub(crate) struct Cause {
    pub(super) why: WhyNot,
    key: Option<Trouble>,
    /// How the log-ons end, each with the first that ends so.
    outcomes: Vec<(Outcome, AttemptId)>,
    /// When the changes were that can have brought it about.
    since: Vec<SimTime>,
}

/// What is known of everybody's log-ons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sights {
    scope: Scope,
    /// When the organisation changes: when it was changed so far, and when certificates expire.
    changes: Vec<SimTime>,
    expires: BTreeSet<SimTime>,
    /// Further moments before and after which log-ons are counted apart.
    breaks: Vec<SimTime>,
    /// Before when all is known of whoever is not under way.
    now: SimTime,
    clients: Vec<OfClient>,
    causes: Vec<Cause>,
}

impl Sights {
    /// Nothing is known yet. `breaks` are further moments before and after which log-ons are counted apart.
    pub(crate) fn new(world: &World, scope: Scope, breaks: &[SimTime]) -> Self {
        let start = world.date.0;
        let expires = world.certificates.iter().filter_map(|it| {
            let after = it.to.0.checked_sub(start).filter(|it| *it > 0)?;
            after.checked_mul(1_000_000).map(SimTime)
        });
        let clients = vec![OfClient::default(); world.clients.len()];
        Self {
            scope,
            changes: Vec::new(),
            expires: expires.collect(),
            breaks: breaks.to_vec(),
            now: SimTime::ZERO,
            clients,
            causes: Vec::new(),
        }
    }

    /// The next record of the run.
    pub(crate) fn pass(&mut self, record: Record<'_>) {
        while let Some(first) = self.expires.first().copied().filter(|it| *it <= record.at()) {
            self.expires.remove(&first);
            self.changes(first);
        }
        if let RecordKind::Changed(_) = record.kind() {
            self.changes(record.at());
        }
    }

    fn changes(&mut self, at: SimTime) {
        if SimTime::ZERO < at && self.changes.last() != Some(&at) {
            self.changes.push(at);
        }
    }

    /// All that ended before this moment has been told.
    pub(crate) const fn knows_until(&mut self, now: SimTime) {
        self.now = now;
    }

    /// An attempt begins.
    pub(crate) fn begins(&mut self, world: &World, client: ClientId, attempt: AttemptId, at: SimTime) {
        if self.scope.has(world, client) {
            self.clients[client.index()].under_way.push((attempt, at));
        }
    }

    /// An attempt has ended, and its records are there; or the run has, and it is still running.
    pub(crate) fn see(&mut self, world: &World, trace: &Trace, attempt: &AttemptVerdict) {
        if !self.scope.has(world, attempt.client) {
            return;
        }
        let began = |state| (Seen { at: attempt.began, state }, attempt.id, 0);
        // Of a log-on that has not ended: whether the user works already.
        let works = attempt.logged_on.is_some();
        let seen = match attempt.outcome {
            None if works => [Some(began(State::Well)), None],
            None => [Some(began(State::Running)), None],
            Some(Outcome::LoggedOn) => [Some(began(State::Well)), None],
            Some(outcome) => {
                let state = State::Fails(self.cause(trace, attempt, outcome));
                let failed = (Seen { at: failed_at(trace, attempt), state }, attempt.id, 1);
                [works.then(|| began(State::Well)), Some(failed)]
            }
        };
        let of = &mut self.clients[attempt.client.index()];
        of.under_way.retain(|it| it.0 != attempt.id);
        of.waiting.extend(seen.into_iter().flatten());
        // What is certain is put in its place: no attempt that may still end began before, and all changes are known.
        if of.waiting.len() >= of.patience.max(PATIENCE) {
            let until = of.under_way.iter().map(|it| it.1).min().unwrap_or(self.now).min(self.now);
            of.settle(until, &self.changes, &self.breaks, &self.causes);
            of.patience = 2 * of.waiting.len();
        }
    }

    /// The run has ended, and everybody was told.
    pub(crate) fn settle(&mut self) {
        for it in &mut self.clients {
            it.settle(SimTime(u64::MAX), &self.changes, &self.breaks, &self.causes);
        }
    }

    /// The number of the cause of a failed attempt.
    fn cause(&mut self, trace: &Trace, attempt: &AttemptVerdict, outcome: Outcome) -> usize {
        let fault = attempt.findings.first();
        let key = fault.map(|it| it.trouble.of_anybody());
        // What cannot be named is told apart by how it ended.
        let known = self.causes.iter().position(|it| match (it.key, key) {
            (Some(known), Some(new)) => known.is_said_like(new),
            (None, None) => it.outcomes[0].0 == outcome,
            _ => false,
        });
        let is_first = known.is_none_or(|it| attempt.id < self.causes[it].why.first);
        let at = known.unwrap_or(self.causes.len());
        if is_first {
            let why = WhyNot {
                first: attempt.id,
                trouble: fault.map(|it| it.trouble),
                servers: key.and_then(|it| it.server()).into_iter().collect(),
                rule: fault.and_then(|it| it.rules.first().copied()),
                outcomes: Vec::new(),
                failed: known.map_or(0, |it| self.causes[it].why.failed),
                who: Vec::new(),
                since: None,
            };
            let since = fault.map_or(&[][..], |it| &it.since).iter().map(|it| trace.record(*it).at()).collect();
            match known {
                Some(at) => self.causes[at] = Cause { why, key, since, outcomes: self.causes[at].outcomes.clone() },
                None => self.causes.push(Cause { why, key, since, outcomes: Vec::new() }),
            }
        }
        let it = &mut self.causes[at];
        it.why.failed += 1;
        match it.outcomes.iter_mut().find(|it| it.0 == outcome) {
            Some((_, first)) => *first = attempt.id.min(*first),
            None => it.outcomes.push((outcome, attempt.id)),
        }
        at
    }

    /// The attempts that stand for a cause: who tells of it speaks of them.
    pub(crate) fn examples(&self) -> impl Iterator<Item = AttemptId> {
        self.causes.iter().map(|it| it.why.first)
    }

    /// The causes, in the order of their first attempts, each kind once; the sights speak of them by these numbers from
    /// now on.
    pub(super) fn causes(&mut self) -> Vec<Cause> {
        let mut causes = std::mem::take(&mut self.causes);
        let mut order: Vec<usize> = (0..causes.len()).collect();
        order.sort_by_key(|it| causes[*it].why.first);
        let mut place = vec![0; causes.len()];
        order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
        self.renumber(&place);
        causes.sort_by_key(|it| it.why.first);
        for it in &mut causes {
            it.outcomes.sort_by_key(|it| it.1);
            it.why.outcomes = it.outcomes.iter().map(|it| it.0).collect();
        }
        self.one_of_a_kind(causes)
    }

    /// Makes one cause of those that differ by the server alone and that one client meets between the same two changes.
    fn one_of_a_kind(&mut self, causes: Vec<Cause>) -> Vec<Cause> {
        let mut into: Vec<usize> = (0..causes.len()).collect();
        let kind = |it: usize| causes[it].why.trouble.map(Trouble::anywhere);
        for phase in self.clients.iter().flat_map(|it| &it.phases) {
            let mut met: Vec<usize> = Vec::new();
            for state in &phase.states {
                let State::Fails(cause) = *state else { continue };
                let same = met.iter().find(|it| kind(**it) == kind(cause) && kind(cause).is_some());
                if let Some(other) = same {
                    let (a, b) = (into[*other], into[cause]);
                    let (first, second) = (a.min(b), a.max(b));
                    into.iter_mut().filter(|it| **it == second).for_each(|it| *it = first);
                }
                met.push(cause);
            }
        }
        let mut kept: Vec<Cause> = Vec::new();
        let mut place = vec![0; causes.len()];
        for (index, cause) in causes.into_iter().enumerate() {
            if into[index] == index {
                place[index] = kept.len();
                kept.push(cause);
                continue;
            }
            place[index] = place[into[index]];
            let (known, other) = (&mut kept[place[index]].why, cause.why);
            known.failed += other.failed;
            for it in other.servers {
                if !known.servers.contains(&it) {
                    known.servers.push(it);
                }
            }
            for it in other.outcomes {
                if !known.outcomes.contains(&it) {
                    known.outcomes.push(it);
                }
            }
        }
        self.renumber(&place);
        kept
    }

    fn renumber(&mut self, place: &[usize]) {
        let moved = |it: &mut State| {
            if let State::Fails(cause) = it {
                *cause = place[*cause];
            }
        };
        for it in &mut self.clients {
            for phase in &mut it.phases {
                [&mut phase.first.state, &mut phase.last.state].into_iter().for_each(moved);
                phase.turns.iter_mut().for_each(|it| moved(&mut it.state));
                phase.states.iter_mut().for_each(moved);
                let mut once: Vec<State> = Vec::new();
                phase.states.retain(|it| {
                    let is_new = !once.contains(it);
                    once.push(*it);
                    is_new
                });
            }
            for part in &mut it.parts {
                part.counted.iter_mut().for_each(|it| moved(&mut it.0));
                part.worst.iter_mut().for_each(moved);
            }
        }
    }

    /// The moments at which something differs for somebody, at most so many.
    pub(super) fn moments(&self, causes: &[Cause], most: usize) -> Vec<SimTime> {
        let since = |state: State| match state {
            State::Fails(cause) => causes[cause].since.clone(),
            State::Well | State::Running => Vec::new(),
        };
        moments::moments(self.clients.iter().map(|it| &it.phases[..]), &self.changes, since, most)
    }

    /// Whether log-ons before and after each of these moments are counted apart.
    pub(super) fn counts_by(&self, moments: &[SimTime]) -> bool {
        moments.iter().all(|it| self.changes.contains(it) || self.breaks.contains(it))
    }

    /// The log-ons of a client from one moment to the next.
    pub(super) fn parts(&self, client: ClientId) -> &[Part] {
        &self.clients[client.index()].parts
    }
}

impl OfClient {
    /// Puts what was seen before a moment in its place.
    fn settle(&mut self, until: SimTime, changes: &[SimTime], breaks: &[SimTime], causes: &[Cause]) {
        let kind = |it: State| match it {
            State::Fails(cause) => causes[cause].why.trouble.map(Trouble::anywhere),
            State::Well | State::Running => None,
        };
        let alike = |a: State, b: State| a == b || (kind(a).is_some() && kind(a) == kind(b));
        self.waiting.sort_by_key(|(seen, attempt, nth)| (seen.at, *attempt, *nth));
        let certain = self.waiting.partition_point(|it| it.0.at < until);
        let mut all = std::mem::take(&mut self.waiting);
        for (seen, ..) in all.drain(..certain) {
            let before = changes.partition_point(|it| *it <= seen.at);
            match self.phases.last_mut() {
                Some(it) if it.changes == before => it.see(seen, alike),
                _ => self.phases.push(Phase {
                    changes: before,
                    first: seen,
                    last: seen,
                    turns: Vec::new(),
                    states: vec![seen.state],
                }),
            }
            let number = before + breaks.partition_point(|it| *it <= seen.at);
            match self.parts.last_mut() {
                Some(it) if it.number == number => it.see(seen.state),
                _ => {
                    let mut part = Part { from: seen.at, number, counted: Vec::new(), worst: None };
                    part.see(seen.state);
                    self.parts.push(part);
                }
            }
        }
        self.waiting = all;
    }
}

/// When a failure is seen: that of a session that was logged on when it was cut, any other when the log-on began.
pub(crate) fn failed_at(trace: &Trace, attempt: &AttemptVerdict) -> SimTime {
    let met = attempt.findings.first().and_then(|it| it.records.last()).map(|it| trace.record(*it).at());
    let ended = attempt.duration.map(|it| attempt.began + it);
    attempt.logged_on.and_then(|_| met.or(ended)).unwrap_or(attempt.began)
}
