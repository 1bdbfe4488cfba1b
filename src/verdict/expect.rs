//! Did what the scenario expects come out?

use std::collections::BTreeSet;

use super::{AttemptVerdict, RuleSet};
use crate::rules::Rule;
use crate::trace::{AttemptId, Pending, Run, Stop, Window};
use crate::world::{Bounds, ClientId, Expect, Outcome, ServerId, World};

/// What became of one expectation: every way in which it was missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Empty where it held.
    pub misses: Vec<Miss>,
    /// How many further attempts are not as expected and are not named, where the run was listened to and not kept.
    pub more: usize,
}

/// Whether an expectation held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It held.
    Yes,
    /// It did not.
    No,
    /// The run was cut off before it could be told.
    Open,
}

/// How an expectation was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// This client made no such attempt.
    NoAttempt(ClientId),
    /// The run was cut off before the attempt began or ended.
    NotYet,
    /// An attempt ended otherwise.
    Outcome(AttemptId, Outcome),
    /// So many attempts ended as expected, which is not the number that was expected.
    Count(u32),
    /// So many attempts ended as expected when the run was cut off, fewer than expected.
    CountSoFar(u32),
    /// The rule decided nothing.
    Silent(Rule),
    /// The rule decided something in this attempt.
    Spoke(AttemptId, Rule),
    /// An attempt came last to another server, or to none.
    ServedBy(AttemptId, Option<ServerId>),
}

impl Expectation {
    /// Whether it held.
    #[must_use]
    pub fn held(&self) -> Held {
        if self.misses.is_empty() {
            Held::Yes
        } else if self.more == 0 && self.misses.iter().all(|it| matches!(it, Miss::NotYet | Miss::CountSoFar(_))) {
            Held::Open
        } else {
            Held::No
        }
    }
}

/// Whoever waits for what is expected, while attempts end. It is told of each attempt once, in whichever order they
/// end, and what it says does not depend on that order.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// By client: the expectations that are about him, and his place among those that each is about.
    about: Vec<Vec<(u32, u32)>>,
    /// By position in [`WorldTables::expects`].
    so_far: Vec<SoFar>,
    /// How many attempts that are not as expected are named by one expectation.
    most: usize,
}

/// What is known of one expectation so far.
#[derive(Debug, Default)]
struct SoFar {
    /// Of each client that it is about, in their order.
    clients: Vec<OfClient>,
    /// The attempts that are not as expected, with the place of the client, in order.
    misses: Vec<((u32, AttemptId), Miss)>,
    /// How many more there are.
    more: usize,
    /// How many ended as expected.
    found: u32,
    /// How many are asked for their rules, and the rules that decided something in one of them.
    asked: u32,
    rules: RuleSet,
    /// By position in `not_rules`: the first attempt in which the rule decided something.
    spoke: Vec<Option<(u32, AttemptId)>>,
    /// Whether an attempt is still running.
    open: bool,
}

/// What is known of the attempts of one client of an expectation.
#[derive(Clone, Copy, Debug, Default)]
struct OfClient {
    /// Whether one ended as expected.
    so: bool,
    /// Whether one did not, or has not ended.
    otherwise: bool,
}

/// How an expectation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// Every attempt that is meant must be as expected.
    Every,
    /// So many attempts must be.
    Attempts(Bounds),
    /// Of a group the members are counted: for the least those of whom every attempt ended so, for the most those of
    /// whom any did.
    Members(Bounds),
}

impl Counts {
    fn of(expect: &Expect) -> Self {
        match expect.count {
            Some(it) if expect.of_members => Self::Members(it),
            Some(it) => Self::Attempts(it),
            None => Self::Every,
        }
    }
}

impl Watch {
    /// Nobody has tried yet. Of each expectation so many attempts are named at the most that are not as expected.
    pub(super) fn new(world: &World, most: usize) -> Self {
        let mut about = vec![Vec::new(); if world.expects.is_empty() { 0 } else { world.clients.len() }];
        let mut so_far = Vec::with_capacity(world.expects.len());
        for (at, expect) in world.expects.iter().enumerate() {
            let mut clients: Vec<OfClient> = Vec::new();
            for client in expect.clients(world) {
                about[client.index()].push((at as u32, clients.len() as u32));
                clients.push(OfClient::default());
            }
            so_far.push(SoFar { clients, spoke: vec![None; expect.not_rules.len()], ..SoFar::default() });
        }
        Self { about, so_far, most }
    }

    /// An attempt has ended; or the run has, and it is still running.
    pub(super) fn see(&mut self, world: &World, attempt: &AttemptVerdict) {
        let Some(about) = self.about.get(attempt.client.index()) else { return };
        for (at, place) in about {
            let expect = &world.expects[*at as usize];
            if is_meant(attempt, expect) {
                self.so_far[*at as usize].see(expect, attempt, *place, self.most);
            }
        }
    }

    /// The attempts that the misses name.
    pub(super) fn named(&self) -> impl Iterator<Item = AttemptId> {
        let of = |it: &SoFar| -> Vec<AttemptId> {
            let spoke = it.spoke.iter().flatten().map(|it| it.1);
            it.misses.iter().map(|it| it.0.1).chain(spoke).collect()
        };
        self.so_far.iter().flat_map(of)
    }

    /// The run has ended, and every attempt was told of.
    pub(super) fn held(self, world: &World, run: &Run, attempts: &Window<AttemptVerdict>) -> Vec<Expectation> {
        let expects = world.expects.iter().zip(self.so_far);
        expects.map(|(expect, it)| it.held(expect, world, &to_come(world, run, attempts, expect))).collect()
    }
}

impl SoFar {
    fn see(&mut self, expect: &Expect, attempt: &AttemptVerdict, place: u32, most: usize) {
        let is_served = expect.served_by.is_none() || expect.served_by == attempt.served_by;
        let so = attempt.ended(expect.outcome) && is_served;
        self.clients[place as usize].so |= so;
        self.clients[place as usize].otherwise |= !so;
        self.found += u32::from(so);
        self.open |= attempt.outcome.is_none();
        let id = (place, attempt.id);
        let counts = Counts::of(expect);
        if let Counts::Every = counts
            && !so
        {
            let miss = match attempt.outcome {
                None => Miss::NotYet,
                Some(outcome) if !attempt.ended(expect.outcome) => Miss::Outcome(attempt.id, outcome),
                Some(_) => Miss::ServedBy(attempt.id, attempt.served_by),
            };
            self.misses(id, miss, most);
        }
        if so || !matches!(counts, Counts::Attempts(_)) {
            self.asked += 1;
            self.rules = self.rules.with(attempt.rules);
            for (rule, spoke) in expect.not_rules.iter().zip(&mut self.spoke) {
                if attempt.rules.contains(*rule) && spoke.is_none_or(|it| id < it) {
                    *spoke = Some(id);
                }
            }
        }
    }

    /// Names an attempt, in its place among the first.
    fn misses(&mut self, id: (u32, AttemptId), miss: Miss, most: usize) {
        let at = self.misses.partition_point(|it| it.0 < id);
        self.misses.insert(at, (id, miss));
        if most < self.misses.len() {
            self.misses.pop();
            self.more += 1;
        }
    }

    fn held(self, expect: &Expect, world: &World, to_come: &BTreeSet<ClientId>) -> Expectation {
        let waits = || expect.clients(world).any(|it| to_come.contains(&it));
        let mut misses = Vec::new();
        let mut counted = |found: u32, too_few: bool, too_many: bool| {
            if too_few && waits() {
                misses.push(Miss::CountSoFar(found));
            } else if too_few || too_many {
                misses.push(Miss::Count(found));
            }
        };
        match Counts::of(expect) {
            Counts::Members(Bounds { least, most }) => {
                let always = self.clients.iter().filter(|it| it.so && !it.otherwise).count() as u32;
                let ever = self.clients.iter().filter(|it| it.so).count() as u32;
                counted(always, least.is_some_and(|it| always < it), false);
                counted(ever, false, most.is_some_and(|it| it < ever));
            }
            Counts::Attempts(Bounds { least, most }) => {
                let found = self.found;
                counted(found, least.is_some_and(|it| found < it), most.is_some_and(|it| it < found));
            }
            Counts::Every => {
                // A member of a group need not try in just that time.
                let need_not = expect.group.is_some() && (expect.from.is_some() || expect.until.is_some());
                let idle = expect.clients(world).zip(&self.clients).filter(|(_, it)| !it.so && !it.otherwise);
                for (client, _) in idle.filter(|_| !need_not) {
                    misses.push(if to_come.contains(&client) { Miss::NotYet } else { Miss::NoAttempt(client) });
                }
                if self.asked == 0 && misses.is_empty() {
                    misses.push(if waits() { Miss::NotYet } else { Miss::NoAttempt(expect.client) });
                }
            }
        }
        let is_open = self.open && Counts::of(expect) == Counts::Every;
        misses.extend(self.misses.iter().map(|it| it.1));
        // Where nobody did as expected there is nobody to ask; while an attempt is still open, a rule may yet speak.
        let asks = match Counts::of(expect) {
            Counts::Members(_) => true,
            Counts::Attempts(_) | Counts::Every => self.asked > 0,
        };
        if asks && !is_open {
            let silent = expect.rules.iter().filter(|it| !self.rules.contains(**it));
            misses.extend(silent.map(|it| Miss::Silent(*it)));
        }
        for (rule, spoke) in expect.not_rules.iter().zip(&self.spoke) {
            misses.extend(spoke.map(|it| Miss::Spoke(it.1, *rule)));
        }
        Expectation { misses, more: self.more }
    }
}

/// Whether an expectation about its client is about an attempt of his.
fn is_meant(attempt: &AttemptVerdict, expect: &Expect) -> bool {
    expect.attempt.is_none_or(|it| it == attempt.number)
        && expect.from.is_none_or(|it| it <= attempt.began)
        && expect.until.is_none_or(|it| attempt.began < it)
}

/// The clients of which an attempt that is meant was still running, or still to begin, when the run was cut off.
fn to_come(world: &World, run: &Run, attempts: &Window<AttemptVerdict>, expect: &Expect) -> BTreeSet<ClientId> {
    // What was due by the last moment of a run has happened, though the last thing of all may lie long before it.
    let known = if run.stop == Stop::Horizon { world.until } else { run.ended };
    let client = |it: &Pending| match it {
        Pending::Attempt(id) => Some(&attempts[id.0 as usize]).filter(|it| is_meant(it, expect)).map(|it| it.client),
        // It would have come again after the end of the run.
        Pending::Client(it) => Some(*it).filter(|_| expect.until.is_none_or(|it| known < it)),
        Pending::Change(_) => None,
    };
    run.pending.iter().filter_map(client).collect()
}
