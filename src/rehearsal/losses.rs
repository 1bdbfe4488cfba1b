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
    without_before: u32,
    kinds: Vec<KindOfFailure>,
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
        let clients = vec![OfClient::default(); world.clients.len()];
        Self { steps: steps.to_vec(), parties, party, clients, ..Self::default() }
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
