//! Which change brought a failure about?
//!
//! The scenario is run without each change that can have done it: the one without which the trouble does not come is
//! named, and no other.

use super::{Ground, attempt_of, logged_on, named};
use crate::sim::run as simulate;
use crate::trace::{AttemptId, RecordId, RecordKind, Run};
use crate::verdict::trouble::Trouble;
use crate::verdict::{Verdict, judge};
use crate::world::World;

/// How many records the re-runs for a table write at the most.
const RECORDS: usize = 4_000_000;
/// How many changes are left out for one attempt, whatever they have to do with its failure.
const TURNED: usize = 4;

/// Of the changes that can have brought about a trouble of an attempt the one without which it does not come.
pub(super) fn brought(
    (ground, world): (&Ground, &World),
    run: &Run,
    verdict: &Verdict,
    attempt: AttemptId,
    trouble: Trouble,
    all: Vec<RecordId>,
) -> Option<RecordId> {
    let (client, number) = named(verdict, attempt);
    let trouble = trouble.in_general();
    all.into_iter().find(|change| {
        let RecordKind::Changed(id) = run.trace.record(*change).what else { return false };
        let Some(without) = ground.without(world, id) else { return false };
        let again = judge(&without, &simulate(&without));
        let it = attempt_of(&again, client, number);
        it.is_some_and(|it| it.findings.iter().all(|it| it.trouble.in_general() != trouble))
    })
}

/// The changes between the last attempt of the same client that logged on and this one, the last first: whatever each
/// has to do with the failure.
fn turned_before(run: &Run, verdict: &Verdict, attempt: AttemptId) -> Vec<RecordId> {
    let this = &verdict.attempts[attempt.0 as usize];
    let before = verdict.attempts[..attempt.0 as usize].iter().rev().find(|it| it.client == this.client);
    let Some(before) = before.filter(|it| it.ended_well()) else { return Vec::new() };
    let (from, until) = (before.began, this.began + this.duration.unwrap_or_default());
    let records = run.trace.records.iter().enumerate().rev();
    records
        .filter(|(_, it)| matches!(it.what, RecordKind::Changed(_)) && from < it.at && it.at <= until)
        .take(TURNED)
        .map(|it| RecordId(it.0 as u32))
        .collect()
}

/// The change that brought about the first failing step of each of these attempts, where a re-run shows one; of runs so
/// long that their re-runs would take as long as a coffee nothing is asked.
#[must_use]
pub fn since(
    ground: &Ground,
    world: &World,
    run: &Run,
    verdict: &Verdict,
    attempts: &[AttemptId],
) -> Vec<Option<RecordId>> {
    let mut left = RECORDS;
    let mut dated = |attempt: &AttemptId| {
        let fault = verdict.attempts[attempt.0 as usize].findings.first()?;
        let turned = turned_before(run, verdict, *attempt);
        let cost = (fault.since.len() + turned.len()) * run.trace.records.len();
        left = left.checked_sub(cost)?;
        let (client, number) = named(verdict, *attempt);
        let lets_log_on = |change: &RecordId| {
            let RecordKind::Changed(id) = run.trace.record(*change).what else { return false };
            ground.without(world, id).is_some_and(|it| logged_on(&judge(&it, &simulate(&it)), client, number))
        };
        brought((ground, world), run, verdict, *attempt, fault.trouble, fault.since.clone())
            .or_else(|| turned.into_iter().find(lets_log_on))
    };
    attempts.iter().map(&mut dated).collect()
}
