//! From which decision or event on was a failure certain?
//!
//! Found by re-running. From each step of the attempt at which something was left open (which candidate, which pool
//! member, which address, whether a packet was lost) the run is repeated with other draws, up to that step as it was.
//! Each change before the failure is left out once. The last step before which a re-run still logs on is the pivot.

use super::{Ground, named};
use crate::explain::proof::{At, DRAWS, Pivot, RECORDS_MAX};
use crate::policy::Reason;
use crate::sim::Simulator;
use crate::sim::branch::Branch;
use crate::time::{Date, Micros, SimTime};
use crate::trace::{AttemptId, CertificateProblem, RecordId, RecordKind, Run};
use crate::verdict::trouble::Trouble;
use crate::verdict::{Fault, Verdict};
use crate::world::{Action, CandidateOrder, CertificateId, ClientId, Method, Outcome, World};

/// How many steps, and how many changes, are looked at: the last ones. What they write is bounded, too.
const STEPS: usize = 24;
/// How many certificates that have expired are looked at.
const CERTIFICATES: usize = 3;

/// Finds from where on the failure of an attempt was certain.
#[must_use]
pub fn pivot(ground: &Ground, world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Pivot {
    let mut pivot = turned(ground, world, run, verdict, attempt);
    let before = match pivot.at {
        At::Start => SimTime::ZERO,
        At::Step { record, .. } | At::Change(record) => run.trace.record(record).at(),
        At::Expires(_, at) => at,
    };
    for (certificate, at) in expired(world, verdict, attempt) {
        if at <= before {
            break;
        }
        let mut valid = world.clone();
        valid.certificates[certificate.index()].to = Date(u64::MAX);
        let (client, number) = named(verdict, attempt);
        pivot.runs += 1;
        if Simulator::default().ends(&valid).ended_well(client, number) {
            return Pivot { at: At::Expires(certificate, at), runs: pivot.runs, cut_off: false };
        }
    }
    pivot
}

/// The certificates that have expired in the run before an attempt that was refused for it, the last first.
fn expired(world: &World, verdict: &Verdict, attempt: AttemptId) -> Vec<(CertificateId, SimTime)> {
    let it = &verdict.attempts[attempt.0 as usize];
    let refused = |it: &Fault| {
        let problem = CertificateProblem::Expired;
        matches!(it.trouble, Trouble::CertificateRejected { problem: it, .. } if it == problem)
    };
    if !it.findings.iter().any(refused) {
        return Vec::new();
    }
    let ended = it.began + it.duration.unwrap_or_default();
    let start = world.date.at(SimTime::ZERO);
    let all = world.certificates.iter().enumerate().filter_map(|(index, it)| {
        let after = it.to.0.checked_sub(start.0).filter(|it| *it > 0)?;
        let at = SimTime::ZERO + Micros(after.saturating_mul(1_000_000));
        (at <= ended).then_some((CertificateId::at(index), at))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|it| (std::cmp::Reverse(it.1), it.0));
    all.truncate(CERTIFICATES);
    all
}

fn turned(ground: &Ground, world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Pivot {
    let (client, number) = named(verdict, attempt);
    let ended = run.trace.records().iter().rposition(|it| {
        it.attempt() == Some(attempt) && matches!(it.kind(), RecordKind::Ended(outcome) if outcome != Outcome::LoggedOn)
    });
    let end = ended.unwrap_or(run.trace.records().len());
    let (mut runs, mut records) = (0, 0);
    let mut simulator = Simulator::default();
    let mut steps: Vec<_> = (0..end).rev().filter(|at| is_open(world, run, attempt, *at)).take(STEPS + 1).collect();
    let mut changes = changes(world, run, client, end);
    let mut cut_off = steps.len() > STEPS || changes.len() > STEPS;
    steps.truncate(STEPS);
    changes.truncate(STEPS);
    let mut places: Vec<usize> = steps.into_iter().chain(changes).collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    for at in places {
        // A step of a run is looked at with all its draws or not at all, so that the counts can be compared.
        if RECORDS_MAX <= records {
            cut_off = true;
            break;
        }
        let record = RecordId(at as u32);
        if let RecordKind::Changed(id) = run.trace.record(RecordId(at as u32)).kind() {
            // A change on which a later one builds cannot be left out alone.
            let Some(without) = ground.without(world, id) else { continue };
            runs += 1;
            let again = simulator.ends(&without);
            records += again.records;
            if again.ended_well(client, number) {
                return Pivot { at: At::Change(record), runs, cut_off: false };
            }
            continue;
        }
        let mut well = 0;
        for seed in 0..DRAWS {
            runs += 1;
            let again = simulator.ends_branched(world, Some(Branch { before: record, seed: u64::from(seed) }));
            records += again.records;
            well += u32::from(again.ended_well(client, number));
        }
        if well > 0 {
            return Pivot { at: At::Step { record, logged_on: well, of: DRAWS }, runs, cut_off: false };
        }
    }
    Pivot { at: At::Start, runs, cut_off }
}

/// The last changes before a record, the last first. Of one to a group that counts which is about the client itself.
fn changes(world: &World, run: &Run, client: ClientId, end: usize) -> Vec<usize> {
    let it = &world.clients[client.index()];
    let own = [it.user, it.account.unwrap_or(it.user), it.mailbox];
    let is_own = |action: &Action| match action {
        Action::SetClient(it, _) => *it == client,
        Action::Move(it, _)
        | Action::SetCasMailbox { user: it, .. }
        | Action::SetSmtpAddress(it, _)
        | Action::SetUserPolicy(it, _) => own.contains(it),
        Action::Grant { mailbox, user } => own.contains(mailbox) && own.contains(user),
        _ => false,
    };
    let mut found: Vec<(u32, usize)> = Vec::new();
    for at in (0..end).rev() {
        let RecordKind::Changed(id) = run.trace.record(RecordId(at as u32)).kind() else { continue };
        let (change, is_full) = (&world.changes[id.index()], found.len() > STEPS);
        match found.last_mut().filter(|it| it.0 == change.nth) {
            Some(known) if is_own(&change.action) => known.1 = at,
            Some(_) => {}
            None if is_full => break,
            None => found.push((change.nth, at)),
        }
    }
    found.into_iter().map(|it| it.1).collect()
}

/// Whether something was open in a record of the attempt.
fn is_open(world: &World, run: &Run, attempt: AttemptId, at: usize) -> bool {
    let record = &run.trace.record(RecordId(at as u32));
    if record.attempt() != Some(attempt) {
        return false;
    }
    match record.kind() {
        RecordKind::Decides { reasons, .. } => run
            .trace
            .reasons(reasons)
            .iter()
            .any(|it| matches!(it, Reason::Picked(_, 2.., CandidateOrder::Random | CandidateOrder::RoundRobin))),
        RecordKind::Forwards { up, .. } => {
            let crate::trace::Actor::Balancer(balancer) = record.actor() else { return false };
            up > 1 && world.balancers[balancer.index()].method == Method::RoundRobin
        }
        RecordKind::Resolved { name, .. } => {
            let mut views = world.names[name.index()].views.clone();
            views.any(|it| world.answers[world.views[it as usize].answer.index()].addresses.len() > 1)
        }
        RecordKind::Lost { link: Some(link), .. } => world.links[link.index()].loss < 1_000_000,
        _ => false,
    }
}
