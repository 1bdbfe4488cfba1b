//! Which change brought a failure about?
//!
//! The scenario is run without each change that can have done it: the one without which the trouble does not come is
//! named, and no other.

use super::{Ground, named};
use crate::sim::Simulator;
use crate::trace::{AttemptId, RecordId, RecordKind, Run, Trace};
use crate::verdict::listen::{Audience, Hold, VerdictListener};
use crate::verdict::trouble::Trouble;
use crate::verdict::{AttemptVerdict, Verdict};
use crate::world::{ClientId, World};

/// How many records the re-runs for a table write at the most.
const RECORDS: usize = 4_000_000;
/// How many changes are left out for one attempt, whatever they have to do with its failure.
const TURNED: usize = 4;

/// Listens for what goes wrong in one attempt.
#[derive(Debug, Default)]
struct Of {
    /// Whose, and its number.
    attempt: Option<(ClientId, u32)>,
    /// What went wrong in it, if it came.
    troubles: Option<Vec<Trouble>>,
}

impl Audience for Of {
    fn ends(&mut self, _: &World, _: &Trace, attempt: &AttemptVerdict) {
        if self.attempt == Some((attempt.client, attempt.number)) {
            self.troubles = Some(attempt.findings.iter().map(|it| it.trouble).collect());
        }
    }
}

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
    let mut listener = VerdictListener::default();
    all.into_iter().find(|change| {
        let RecordKind::Changed(id) = run.trace.record(*change).kind() else { return false };
        let Some(without) = ground.without(world, id) else { return false };
        let of = Of { attempt: Some((client, number)), troubles: None };
        let (run, verdict, again) = listener.listen(&without, of, Hold::default(), u64::MAX, &mut |_| true);
        listener.take_back(run, verdict);
        again.troubles.is_some_and(|it| it.iter().all(|it| it.in_general() != trouble))
    })
}

/// The changes between the last attempt of the same client that logged on and this one, the last first: whatever each
/// has to do with the failure.
fn turned_before(run: &Run, verdict: &Verdict, attempt: AttemptId) -> Vec<RecordId> {
    let this = &verdict.attempts[attempt.0 as usize];
    let earlier = verdict.attempts.numbered().rev().skip_while(|it| attempt.0 <= it.0);
    let before = earlier.map(|it| it.1).find(|it| it.client == this.client);
    let Some(before) = before.filter(|it| it.ended_well()) else { return Vec::new() };
    let (from, until) = (before.began, this.began + this.duration.unwrap_or_default());
    let records = run.trace.records().numbered().rev();
    records
        .filter(|(_, it)| matches!(it.kind(), RecordKind::Changed(_)) && from < it.at() && it.at() <= until)
        .take(TURNED)
        .map(|it| RecordId(it.0))
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
    let mut simulator = Simulator::default();
    let mut dated = |attempt: &AttemptId| {
        let fault = verdict.attempts[attempt.0 as usize].findings.first()?;
        let turned = turned_before(run, verdict, *attempt);
        let cost = (fault.since.len() + turned.len()) * run.trace.records().len();
        left = left.checked_sub(cost)?;
        let (client, number) = named(verdict, *attempt);
        let mut lets_log_on = |change: &RecordId| {
            let RecordKind::Changed(id) = run.trace.record(*change).kind() else { return false };
            ground.without(world, id).is_some_and(|it| simulator.ends(&it).ended_well(client, number))
        };
        brought((ground, world), run, verdict, *attempt, fault.trouble, fault.since.clone())
            .or_else(|| turned.into_iter().find(|it| lets_log_on(it)))
    };
    attempts.iter().map(&mut dated).collect()
}
