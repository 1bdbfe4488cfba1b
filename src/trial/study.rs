//! What do re-runs show of attempts that failed alike?
//!
//! Which change it was (by a run without it), what was assumed (by a run with each switch turned), from when on it was
//! certain, and what helps all of them.

use std::collections::BTreeSet;

use super::{Ground, named, pivot, remedies, since};
use crate::explain::proof::{At, Missed, Pivot, Study, Turned};
use crate::explain::{Explanation, Failure, explain};
use crate::reading::Reading;
use crate::scenario::{Switch, When};
use crate::sim::Simulator;
use crate::time::SimTime;
use crate::trace::{AttemptId, RecordId, RecordKind, Run};
use crate::verdict::Verdict;
use crate::world::{ClientId, World};

/// Of how many findings the change is looked for.
const DATED: usize = 3;
/// How many switches are turned, and how many records the re-runs for it write at the most.
const SWITCHES: usize = 12;
/// How many lines that were refused are run as they were perhaps meant.
const LINES: usize = 12;
const RECORDS: u64 = 4_000_000;

/// Studies attempts that failed alike.
#[must_use]
pub fn study(ground: &Ground, world: &World, run: &Run, verdict: &Verdict, failure: &Failure) -> Study {
    let attempt = failure.attempt;
    let pivot = pivot(ground, world, run, verdict, attempt);
    let mut explanation = explain(world, run, verdict, attempt);
    date((ground, world), run, verdict, &mut explanation, pivot);
    let assumed = assumed(ground, world, run, verdict, attempt);
    let remedies = remedies(ground, world, run, verdict, failure, &explanation);
    let refused = refused(ground, world, run, failure);
    Study { explanation, refused, pivot, assumed, remedies }
}

/// Keeps of the changes that can have brought a finding about the one without which it does not come. Of the first
/// finding it is otherwise the change without which the attempt logs on, whatever that has to do with it.
fn date((ground, world): (&Ground, &World), run: &Run, verdict: &Verdict, told: &mut Explanation, pivot: Pivot) {
    for (index, finding) in told.findings.iter_mut().enumerate() {
        let all = std::mem::take(&mut finding.since);
        if index < DATED {
            finding.since.extend(since::brought((ground, world), run, verdict, told.attempt, finding.trouble, all));
        }
    }
    if let (At::Change(record), Some(first)) = (pivot.at, told.findings.first_mut())
        && first.since.is_empty()
    {
        first.since.push(record);
    }
}

/// The refused lines without whose refusal some of the attempts log on: each is run as it was perhaps meant.
fn refused(ground: &Ground, world: &World, run: &Run, failure: &Failure) -> Vec<Missed> {
    let lines = run.trace.records().iter().enumerate().filter_map(|(at, it)| match it.kind() {
        RecordKind::LineRefused(line) => Some((RecordId(at as u32), &world.refused_lines[line.index()])),
        _ => None,
    });
    let (mut simulator, mut records) = (Simulator::default(), 0);
    let mut found = Vec::new();
    for (record, line) in lines.filter(|it| !it.1.meant.is_empty()).take(LINES) {
        if RECORDS <= records {
            break;
        }
        let Some(other) = ground.with(&line.meant, When::At(line.at.since(SimTime::ZERO))) else { continue };
        let again = simulator.ends(&other);
        records += again.records;
        let ended_well: BTreeSet<(ClientId, u32)> = again.ended_well_all().collect();
        let well = |(client, numbers): &(ClientId, Vec<u32>)| {
            let well: Vec<u32> = numbers.iter().copied().filter(|it| ended_well.contains(&(*client, *it))).collect();
            (!well.is_empty()).then_some((*client, well))
        };
        let well: Vec<_> = failure.alike.iter().filter_map(well).collect();
        if !well.is_empty() {
            found.push(Missed { record, logs_on: well });
        }
    }
    found
}

/// Turns each switch that was cited in an attempt.
fn assumed(ground: &Ground, world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Vec<Turned> {
    let (client, number) = named(verdict, attempt);
    let mut turned = Vec::new();
    let (mut simulator, mut records) = (Simulator::default(), 0);
    for switch in cited(world, run, attempt).into_iter().take(SWITCHES) {
        let is = ground.turned(switch);
        let mut logs_on = Vec::new();
        for value in switch.others(&is) {
            if RECORDS <= records {
                break;
            }
            let Some(other) = ground.assuming(switch, &value) else { continue };
            let again = simulator.ends(&other);
            records += again.records;
            if again.ended_well(client, number) {
                logs_on.push(value);
            }
        }
        turned.push(Turned { switch, is, logs_on });
    }
    turned
}

/// The switches that were cited in an attempt, in the order in which they were.
fn cited(world: &World, run: &Run, attempt: AttemptId) -> Vec<Switch> {
    let mut names: Vec<&'static str> = Vec::new();
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        if moment.record.attempt() != Some(attempt) {
            continue;
        }
        let mut add = |name: Option<&'static str>| names.extend(name.filter(|it| !names.contains(it)));
        moment.rules().iter().for_each(|it| add(it.1));
        if let RecordKind::Decides { reasons, .. } = moment.record.kind() {
            for reason in run.trace.reasons(reasons) {
                add(reason.assumed());
                add(moment.also(*reason).and_then(|it| it.1));
            }
        }
    }
    names.into_iter().filter_map(Switch::named).collect()
}
