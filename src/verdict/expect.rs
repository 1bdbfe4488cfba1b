//! Did what the scenario expects come out?

use super::AttemptVerdict;
use crate::rules::Rule;
use crate::trace::{AttemptId, Pending, Run};
use crate::world::{Expect, Outcome, ServerId, World};

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
    /// The client made no such attempt.
    NoAttempt,
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
    world.expects.iter().map(|it| Expectation { misses: misses(run, attempts, it) }).collect()
}

fn misses(run: &Run, attempts: &[AttemptVerdict], expect: &Expect) -> Vec<Miss> {
    let of_client = attempts
        .iter()
        .filter(|it| it.client == expect.client && expect.attempt.is_none_or(|number| number == it.number));
    match expect.count {
        Some(count) => {
            let meant: Vec<_> = of_client
                .filter(|it| it.outcome == Some(expect.outcome))
                .filter(|it| expect.served_by.is_none() || expect.served_by == it.served_by)
                .collect();
            let mut misses = Vec::new();
            let found = meant.len() as u32;
            if found < count && to_come(run, attempts, expect) {
                misses.push(Miss::CountSoFar(found));
            } else if found != count {
                misses.push(Miss::Count(found));
            }
            if found > 0 {
                rules(&meant, expect, false, &mut misses);
            }
            misses
        }
        None => every(run, attempts, expect, &of_client.collect::<Vec<_>>()),
    }
}

/// Every attempt that is meant must be as expected.
fn every(run: &Run, attempts: &[AttemptVerdict], expect: &Expect, meant: &[&AttemptVerdict]) -> Vec<Miss> {
    if meant.is_empty() {
        return vec![if to_come(run, attempts, expect) { Miss::NotYet } else { Miss::NoAttempt }];
    }
    let mut misses = Vec::new();
    for attempt in meant {
        match attempt.outcome {
            None => misses.push(Miss::NotYet),
            Some(outcome) if outcome != expect.outcome => misses.push(Miss::Outcome(attempt.id, outcome)),
            Some(_) if expect.served_by.is_some() && expect.served_by != attempt.served_by => {
                misses.push(Miss::ServedBy(attempt.id, attempt.served_by));
            }
            Some(_) => {}
        }
    }
    let open = meant.iter().any(|it| it.outcome.is_none());
    rules(meant, expect, open, &mut misses);
    misses
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

/// Whether an attempt of the client was still running, or still to begin, when the run was cut off.
fn to_come(run: &Run, attempts: &[AttemptVerdict], expect: &Expect) -> bool {
    run.pending.iter().any(|it| match it {
        Pending::Attempt(id) => attempts[id.0 as usize].client == expect.client,
        Pending::Client(client) => *client == expect.client,
        Pending::Change(_) => false,
    })
}
