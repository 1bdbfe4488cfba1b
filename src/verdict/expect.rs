//! Did what the scenario expects come out?

use std::collections::BTreeSet;

use super::AttemptVerdict;
use crate::rules::Rule;
use crate::trace::{AttemptId, Pending, Run};
use crate::world::{Bounds, ClientId, Expect, Outcome, ServerId, World};

/// What became of one expectation: every way in which it was missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Empty where it held.
    pub misses: Vec<Miss>,
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
        } else if self.misses.iter().all(|it| matches!(it, Miss::NotYet | Miss::CountSoFar(_))) {
            Held::Open
        } else {
            Held::No
        }
    }
}

/// Judges every expectation of the world.
pub(super) fn judge(world: &World, run: &Run, attempts: &[AttemptVerdict]) -> Vec<Expectation> {
    let mut of_clients: Vec<Vec<u32>> =
        vec![Vec::new(); if world.expects.is_empty() { 0 } else { world.clients.len() }];
    if !world.expects.is_empty() {
        for it in attempts {
            of_clients[it.client.index()].push(it.id.0);
        }
    }
    let judge = |it: &Expect| {
        let to_come = to_come(run, attempts, it);
        let clients: Vec<_> = it.clients(world).collect();
        let of = |client: ClientId| -> Vec<&AttemptVerdict> {
            let all = of_clients[client.index()].iter().map(|it| &attempts[*it as usize]);
            all.filter(|attempt| is_meant(attempt, it)).collect()
        };
        Expectation { misses: misses(&to_come, it, &clients, &of) }
    };
    world.expects.iter().map(judge).collect()
}

fn misses<'a>(
    to_come: &BTreeSet<ClientId>,
    expect: &Expect,
    clients: &[ClientId],
    of: &dyn Fn(ClientId) -> Vec<&'a AttemptVerdict>,
) -> Vec<Miss> {
    let waits = |client: ClientId| to_come.contains(&client);
    match expect.count {
        Some(Bounds { least, most }) if expect.group.is_some() && least != most => {
            let all: Vec<Vec<&AttemptVerdict>> = clients.iter().map(|it| of(*it)).collect();
            let mut misses = members((least, most), expect, &all, &|| clients.iter().any(|it| waits(*it)));
            rules(&all.concat(), expect, false, &mut misses);
            misses
        }
        Some(Bounds { least, most }) => {
            let meant: Vec<_> = clients
                .iter()
                .flat_map(|it| of(*it))
                .filter(|it| it.ended(expect.outcome))
                .filter(|it| expect.served_by.is_none() || expect.served_by == it.served_by)
                .collect();
            let mut misses = Vec::new();
            let found = meant.len() as u32;
            let too_few = least.is_some_and(|it| found < it);
            if too_few && clients.iter().any(|it| waits(*it)) {
                misses.push(Miss::CountSoFar(found));
            } else if too_few || most.is_some_and(|it| it < found) {
                misses.push(Miss::Count(found));
            }
            if found > 0 {
                rules(&meant, expect, false, &mut misses);
            }
            misses
        }
        None => {
            let (mut misses, mut meant) = (Vec::new(), Vec::new());
            for client in clients {
                let own = of(*client);
                // A member of a group need not try in just that time.
                let need_not = expect.group.is_some() && (expect.from.is_some() || expect.until.is_some());
                if own.is_empty() && !need_not {
                    misses.push(if waits(*client) { Miss::NotYet } else { Miss::NoAttempt(*client) });
                }
                meant.extend(own);
            }
            if !meant.is_empty() {
                every(expect, &meant, &mut misses);
            } else if misses.is_empty() {
                misses.push(Miss::NoAttempt(expect.client));
            }
            misses
        }
    }
}

/// Of a group the members are counted: for the least those of whom every attempt ended so, for the most those of whom
/// any did.
fn members(
    (least, most): (Option<u32>, Option<u32>),
    expect: &Expect,
    all: &[Vec<&AttemptVerdict>],
    waits: &dyn Fn() -> bool,
) -> Vec<Miss> {
    let so = |it: &&AttemptVerdict| {
        it.ended(expect.outcome) && (expect.served_by.is_none() || expect.served_by == it.served_by)
    };
    let always = all.iter().filter(|it| !it.is_empty() && it.iter().all(so)).count() as u32;
    let ever = all.iter().filter(|it| it.iter().any(so)).count() as u32;
    let mut misses = Vec::new();
    if least.is_some_and(|it| always < it) {
        misses.push(if waits() { Miss::CountSoFar(always) } else { Miss::Count(always) });
    }
    if most.is_some_and(|it| it < ever) {
        misses.push(Miss::Count(ever));
    }
    misses
}

/// Whether an expectation about its client is about an attempt of his.
fn is_meant(attempt: &AttemptVerdict, expect: &Expect) -> bool {
    expect.attempt.is_none_or(|it| it == attempt.number)
        && expect.from.is_none_or(|it| it <= attempt.began)
        && expect.until.is_none_or(|it| attempt.began < it)
}

/// Every attempt that is meant must be as expected.
fn every(expect: &Expect, meant: &[&AttemptVerdict], misses: &mut Vec<Miss>) {
    for attempt in meant {
        match attempt.outcome {
            None => misses.push(Miss::NotYet),
            Some(outcome) if !attempt.ended(expect.outcome) => misses.push(Miss::Outcome(attempt.id, outcome)),
            Some(_) if expect.served_by.is_some() && expect.served_by != attempt.served_by => {
                misses.push(Miss::ServedBy(attempt.id, attempt.served_by));
            }
            Some(_) => {}
        }
    }
    let open = meant.iter().any(|it| it.outcome.is_none());
    rules(meant, expect, open, misses);
}

/// `rules` must each have decided something in one of the attempts, `not_rules` in none. While an attempt is still
/// `open`, a rule that has not spoken may yet.
fn rules(meant: &[&AttemptVerdict], expect: &Expect, open: bool, misses: &mut Vec<Miss>) {
    if !open {
        let silent = expect.rules.iter().filter(|rule| !meant.iter().any(|it| it.rules.contains(**rule)));
        misses.extend(silent.map(|it| Miss::Silent(*it)));
    }
    for rule in &expect.not_rules {
        let spoke = meant.iter().find(|it| it.rules.contains(*rule));
        misses.extend(spoke.map(|it| Miss::Spoke(it.id, *rule)));
    }
}

/// The clients of which an attempt that is meant was still running, or still to begin, when the run was cut off.
fn to_come(run: &Run, attempts: &[AttemptVerdict], expect: &Expect) -> BTreeSet<ClientId> {
    let client = |it: &Pending| match it {
        Pending::Attempt(id) => Some(&attempts[id.0 as usize]).filter(|it| is_meant(it, expect)).map(|it| it.client),
        // It would have come again after the end of the run.
        Pending::Client(it) => Some(*it).filter(|_| expect.until.is_none_or(|it| run.ended < it)),
        Pending::Change(_) => None,
    };
    run.pending.iter().filter_map(client).collect()
}
