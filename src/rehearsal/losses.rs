//! Who loses mail, when and for how long?
//!
//! Whoever listens notes of each client whether it has mail by now, and since when it has not, and nothing of its
//! log-ons: what is held grows with the clients and the steps, never with time. Log-ons are read in the order in which
//! they began, in whichever order they end.
//!
//! An *outage* of a client begins with the first log-on that fails, or the first session that is cut, after a good
//! log-on, or with the first that it ever tries. It ends with the next good log-on. Where none comes it ends with the
//! last that failed: what a client that has stopped trying lacks, nobody notices.

use std::collections::BTreeMap;

use crate::telling::Scope;
use crate::telling::people::{Whose, WhyNot, failed_at, parties};
use crate::time::{Micros, SimTime};
use crate::trace::{AttemptId, Trace};
use crate::verdict::AttemptVerdict;
use crate::verdict::listen::Audience;
use crate::verdict::trouble::Trouble;
use crate::world::{ClientId, Outcome, World};

/// How many sights of a client wait at the least before they are put in order.
const PATIENCE: usize = 64;
/// How many times of a party are told apart at the most in which somebody is without mail.
const SPANS_MAX: usize = 256;

/// What the clients of one party lose between one step and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// The log-ons that failed.
    pub failed: u64,
    /// The sessions that were cut once somebody was logged on.
    pub cut: u64,
    /// The clients of which one failed or was cut.
    pub hit: u32,
    /// Those of them that had mail before.
    pub worse: u32,
    /// Those of these that had it again before the next step.
    pub back: u32,
    /// The clients that had none before, and have it now.
    pub better: u32,
    /// How long they were without mail, all together.
    pub outage: Micros,
    /// The longest of the outages that began then, however long it lasted.
    pub longest: Micros,
}

impl Toll {
    fn add(&mut self, other: &Self) {
        self.failed += other.failed;
        self.cut += other.cut;
        self.hit += other.hit;
        self.worse += other.worse;
        self.back += other.back;
        self.better += other.better;
        self.outage = Micros(self.outage.0.saturating_add(other.outage.0));
        self.longest = self.longest.max(other.longest);
    }

    /// Whether anybody fails in it.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        self.failed > 0 || self.cut > 0 || self.outage.0 > 0
    }
}

/// A kind of failure between one step and the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOfFailure {
    /// Behind how many steps.
    pub stretch: usize,
    /// What failed first, and how often.
    pub why: WhyNot,
    key: Option<Trouble>,
}

/// A time in which somebody of a party is without mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Without {
    /// Since when.
    pub from: SimTime,
    /// Until when.
    pub to: SimTime,
    /// Who is so first.
    pub first: ClientId,
}

/// What is known of everybody in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Who is told of in one row, and its clients.
    pub parties: Vec<(Whose, Vec<ClientId>)>,
    /// By party and by stretch (behind how many steps): only where there is something to tell.
    pub cells: BTreeMap<(usize, usize), Toll>,
    /// What each party loses behind the first step, in outages that began there. Each client is hit once.
    pub parts: Vec<Toll>,
    /// The same of all of them together.
    pub all: Toll,
    /// What fails for each party behind the first step, and how long it is without mail there, whenever that began.
    pub behind: Vec<Toll>,
    /// By party: when somebody of it is without mail, in order, none touching another. Where there are too many of
    /// them, those with the least time between them are told as one.
    pub spans: Vec<Vec<Without>>,
    /// How many clients had no mail already when the first step was done.
    pub without_before: u32,
    /// Why log-ons fail: by stretch, and there in the order in which that was met.
    pub kinds: Vec<KindOfFailure>,
}

/// What was seen of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Saw {
    Well,
    /// A log-on failed, or a session was cut (`true`); until when somebody waited for it.
    Fails(bool, SimTime),
}

/// What is known of one client.
#[derive(Clone, Debug, Default)]
struct OfClient {
    /// What is not in order yet, because an attempt that began before may still end.
    waiting: Vec<(SimTime, AttemptId, Saw)>,
    /// When the attempts began that have not ended.
    under_way: Vec<(AttemptId, SimTime)>,
    patience: usize,
    /// Since when it has no mail, and until when it is known to have none.
    out: Option<(SimTime, SimTime)>,
    /// Whether it had mail when the stretch began in which it is; nothing where it never tried before.
    before: Option<bool>,
    /// Whether it has mail by now.
    now: Option<bool>,
    /// Behind how many steps it is, and whether one failed there.
    stretch: usize,
    fails_here: bool,
    /// Whether an outage began behind the first step.
    was_hit: bool,
    /// Outages that began behind the first step: together, and the longest.
    lost: Toll,
    /// What fails behind the first step, whenever the outage began.
    behind: Toll,
}

/// Notes who loses mail while a run goes on.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    steps: Vec<SimTime>,
    parties: Vec<(Whose, Vec<ClientId>)>,
    /// By client.
    party: Vec<u32>,
    clients: Vec<OfClient>,
    now: SimTime,
    /// Until when whoever has no mail in the end has none.
    until: Option<SimTime>,
    cells: BTreeMap<(usize, usize), Toll>,
    spans: Vec<Vec<Without>>,
    without_before: u32,
    kinds: Vec<KindOfFailure>,
}

/// Adds a time to others, in order.
fn add_span(all: &mut Vec<Without>, mut new: Without) {
    let first = all.partition_point(|it| it.to < new.from);
    let behind = all.partition_point(|it| it.from <= new.to);
    for it in &all[first..behind] {
        if it.from < new.from {
            (new.from, new.first) = (it.from, it.first);
        }
        new.to = new.to.max(it.to);
    }
    all.splice(first..behind, [new]);
    if SPANS_MAX < all.len() {
        let gap = |at: &usize| all[at + 1].from.since(all[*at].to);
        if let Some(at) = (0..all.len() - 1).min_by_key(gap) {
            all[at].to = all.remove(at + 1).to;
        }
    }
}

impl Losses {
    /// Nothing is known yet. `steps` are the times of the steps, ascending.
    #[must_use]
    pub fn new(world: &World, steps: &[SimTime]) -> Self {
        let parties = parties(world, Scope::default());
        let mut party = vec![0; world.clients.len()];
        for (at, (_, clients)) in (0_u32..).zip(&parties) {
            for it in clients {
                party[it.index()] = at;
            }
        }
        let (clients, spans) = (vec![OfClient::default(); world.clients.len()], vec![Vec::new(); parties.len()]);
        Self { steps: steps.to_vec(), parties, party, clients, spans, ..Self::default() }
    }

    /// The same where what is run is a part: an outage of which no end is seen lasts until then.
    #[must_use]
    pub(super) const fn until(mut self, until: SimTime) -> Self {
        self.until = Some(until);
        self
    }

    /// Behind how many steps a moment is.
    fn stretch(&self, at: SimTime) -> usize {
        self.steps.partition_point(|it| *it <= at)
    }

    /// Puts what was seen of a client before a moment in its place.
    fn settle(&mut self, client: ClientId, until: SimTime) {
        let of = &mut self.clients[client.index()];
        of.waiting.sort_unstable();
        let certain = of.waiting.partition_point(|it| it.0 < until);
        let rest = of.waiting.split_off(certain);
        let all = std::mem::replace(&mut of.waiting, rest);
        for (at, _, saw) in all {
            self.see(client, at, saw);
        }
    }

    fn see(&mut self, client: ClientId, at: SimTime, saw: Saw) {
        let stretch = self.stretch(at);
        self.turn_to(client, stretch);
        let of = &mut self.clients[client.index()];
        match saw {
            Saw::Well => {
                of.now = Some(true);
                if let Some((since, _)) = of.out.take() {
                    self.close(client, since, at);
                }
            }
            Saw::Fails(was_cut, until) => {
                of.now = Some(false);
                of.fails_here = true;
                let (since, _) = *of.out.get_or_insert((at, until));
                of.out = Some((since, until));
                // One that began before the first step is none of the plan's.
                if self.steps.first().is_some_and(|it| *it <= since) {
                    of.was_hit = true;
                    of.lost.failed += u64::from(!was_cut);
                    of.lost.cut += u64::from(was_cut);
                }
                if stretch > 0 {
                    of.behind.hit = 1;
                    of.behind.failed += u64::from(!was_cut);
                    of.behind.cut += u64::from(was_cut);
                }
                let cell = self.cells.entry((self.party[client.index()] as usize, stretch)).or_default();
                cell.failed += u64::from(!was_cut);
                cell.cut += u64::from(was_cut);
            }
        }
    }

    /// A client comes into another stretch: what became of it in the one before is counted.
    fn turn_to(&mut self, client: ClientId, stretch: usize) {
        let of = &mut self.clients[client.index()];
        if of.stretch == stretch {
            return;
        }
        let (began, here) = (of.before, of.stretch);
        let (failed, now) = (std::mem::take(&mut of.fails_here), of.now);
        (of.before, of.stretch) = (now, stretch);
        if here == 0 && now == Some(false) {
            self.without_before += 1;
        }
        let got_better = began == Some(false) && now == Some(true);
        if failed || got_better {
            let cell = self.cells.entry((self.party[client.index()] as usize, here)).or_default();
            cell.hit += u32::from(failed);
            // Who tries for the first time had no mail, and lost none.
            let got_worse = failed && began == Some(true);
            cell.worse += u32::from(got_worse);
            cell.back += u32::from(got_worse && now == Some(true));
            cell.better += u32::from(got_better);
        }
    }

    /// An outage is over.
    fn close(&mut self, client: ClientId, since: SimTime, until: SimTime) {
        let party = self.party[client.index()] as usize;
        let (first, last) = (self.stretch(since), self.stretch(until));
        add_span(&mut self.spans[party], Without { from: since, to: until, first: client });
        for stretch in first..=last {
            let from = if stretch == first { since } else { self.steps[stretch - 1] };
            let to = if stretch == last { until } else { self.steps[stretch] };
            let cell = self.cells.entry((party, stretch)).or_default();
            cell.outage = cell.outage + to.since(from);
            if stretch > 0 {
                let behind = &mut self.clients[client.index()].behind;
                behind.outage = behind.outage + to.since(from);
            }
        }
        let length = until.since(since);
        let cell = self.cells.entry((party, first)).or_default();
        cell.longest = cell.longest.max(length);
        if last > 0 {
            let behind = &mut self.clients[client.index()].behind;
            behind.longest = behind.longest.max(length);
        }
        if first > 0 {
            let lost = &mut self.clients[client.index()].lost;
            lost.outage = lost.outage + length;
            lost.longest = lost.longest.max(length);
        }
    }

    /// The kind of a failure, counted once more.
    fn count(&mut self, attempt: &AttemptVerdict, outcome: Outcome, at: SimTime) {
        let stretch = self.stretch(at);
        let fault = attempt.findings.first();
        let key = fault.map(|it| it.trouble.of_anybody());
        let is_same = |it: &&mut KindOfFailure| {
            it.stretch == stretch
                && match (it.key, key) {
                    (Some(known), Some(new)) => known.is_said_like(new),
                    (None, None) => it.why.outcomes.first() == Some(&outcome),
                    _ => false,
                }
        };
        let why = |failed| WhyNot {
            first: attempt.id,
            trouble: fault.map(|it| it.trouble),
            servers: key.and_then(|it| it.server()).into_iter().collect(),
            rule: fault.and_then(|it| it.rules.first().copied()),
            outcomes: vec![outcome],
            failed,
            who: Vec::new(),
            since: None,
        };
        match self.kinds.iter_mut().find(is_same) {
            Some(known) => {
                known.why.failed += 1;
                if attempt.id < known.why.first {
                    let (failed, outcomes) = (known.why.failed, std::mem::take(&mut known.why.outcomes));
                    known.why = WhyNot { outcomes, ..why(failed) };
                }
                if !known.why.outcomes.contains(&outcome) {
                    known.why.outcomes.push(outcome);
                }
            }
            None => self.kinds.push(KindOfFailure { stretch, key, why: why(1) }),
        }
    }

    /// The run has ended, and everybody was told.
    #[must_use]
    pub fn lost(mut self) -> Lost {
        let last = self.steps.len() + 1;
        for client in (0..self.clients.len()).map(ClientId::at) {
            self.settle(client, SimTime::NEVER);
            if let Some((since, until)) = self.clients[client.index()].out.take() {
                let until = self.until.map_or(until, |it| it.max(since));
                self.close(client, since, until);
            }
            // Nothing comes behind the last stretch: this only counts what became of the client in it.
            self.turn_to(client, last);
        }
        let mut parts = vec![Toll::default(); self.parties.len()];
        let mut behind = parts.clone();
        for (of, party) in self.clients.iter().zip(&self.party) {
            let mut lost = of.lost;
            lost.hit = u32::from(of.was_hit);
            parts[*party as usize].add(&lost);
            behind[*party as usize].add(&of.behind);
        }
        for ((party, stretch), cell) in &self.cells {
            if *stretch > 0 {
                let part = &mut parts[*party];
                part.worse += cell.worse;
                part.back += cell.back;
                part.better += cell.better;
            }
        }
        let mut all = Toll::default();
        for it in &parts {
            all.add(it);
        }
        self.kinds.sort_by_key(|it| (it.stretch, it.why.first));
        self.kinds.iter_mut().for_each(|it| it.why.outcomes.sort_unstable());
        Lost {
            parties: self.parties,
            cells: self.cells,
            parts,
            all,
            behind,
            spans: self.spans,
            without_before: self.without_before,
            kinds: self.kinds,
        }
    }
}

impl Audience for Losses {
    fn begins(&mut self, _: &World, client: ClientId, attempt: AttemptId, at: SimTime) {
        self.clients[client.index()].under_way.push((attempt, at));
    }

    fn ends(&mut self, _: &World, trace: &Trace, attempt: &AttemptVerdict) {
        let works = attempt.logged_on.is_some();
        let began = attempt.began;
        let of = &mut self.clients[attempt.client.index()];
        of.under_way.retain(|it| it.0 != attempt.id);
        match attempt.outcome {
            None if !works => {}
            None | Some(Outcome::LoggedOn) => of.waiting.push((began, attempt.id, Saw::Well)),
            Some(outcome) => {
                let at = failed_at(trace, attempt);
                let until = attempt.duration.map_or(at, |it| began + it).max(at);
                if works {
                    of.waiting.push((began, attempt.id, Saw::Well));
                }
                of.waiting.push((at, attempt.id, Saw::Fails(works, until)));
                self.count(attempt, outcome, at);
            }
        }
        // What is certain is put in its place: no attempt that may still end began before.
        let of = &self.clients[attempt.client.index()];
        if of.waiting.len() >= of.patience.max(PATIENCE) {
            let until = of.under_way.iter().map(|it| it.1).min().unwrap_or(self.now).min(self.now);
            self.settle(attempt.client, until);
            let of = &mut self.clients[attempt.client.index()];
            of.patience = 2 * of.waiting.len();
        }
    }

    fn knows_until(&mut self, now: SimTime) {
        self.now = now;
    }

    fn names(&self) -> Vec<AttemptId> {
        self.kinds.iter().map(|it| it.why.first).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(all: &[(u64, u64)]) -> Vec<Without> {
        let mut found = Vec::new();
        for (at, (from, to)) in (0..).zip(all) {
            add_span(&mut found, Without { from: SimTime(*from), to: SimTime(*to), first: ClientId(at) });
        }
        found
    }

    #[test]
    fn times_that_touch_are_one_and_begin_with_whoever_is_first() {
        let told = |all: &[(u64, u64)]| -> Vec<(u64, u64, u32)> {
            spans(all).iter().map(|it| (it.from.0, it.to.0, it.first.0)).collect()
        };
        assert_eq!(told(&[(5, 9), (1, 2), (20, 21)]), [(1, 2, 1), (5, 9, 0), (20, 21, 2)]);
        assert_eq!(told(&[(5, 9), (1, 5)]), [(1, 9, 1)]);
        assert_eq!(told(&[(1, 2), (5, 6), (9, 12), (2, 10)]), [(1, 12, 0)]);
        assert_eq!(told(&[(1, 9), (2, 3)]), [(1, 9, 0)]);
        let many: Vec<(u64, u64)> = (0..1_000).map(|it| (it * 10 + it % 3, it * 10 + 5)).collect();
        let few = spans(&many);
        assert_eq!(few.len(), SPANS_MAX);
        assert_eq!((few[0].from.0, few[SPANS_MAX - 1].to.0), (0, 9_995));
        assert!(few.windows(2).all(|it| it[0].to < it[1].from));
    }
}
