//! Why did this attempt fail, and at which step first?
//!
//! The verdict has found what went wrong in each attempt: [`Fault`]s, each with the records that are its evidence.
//! The first of them is the first failing step; the others followed from it or came on top. What may repair each is
//! in [`candidates`]; whether it does is for a re-run to say.

pub mod actions;
pub mod candidates;
pub(crate) mod commands;
mod doors;
pub(crate) mod groups;
pub(crate) mod harm;
pub mod proof;
mod seen;
pub(crate) mod steps;
pub mod undo;

use std::collections::BTreeMap;

use crate::policy::Reason;
use crate::trace::{Actor, AttemptId, ConnectionId, Decision, Record, RecordId, RecordKind, Run, Trace};
use crate::verdict::{AttemptVerdict, Verdict};
pub use crate::verdict::{Fault, trouble};
use crate::world::{CertificateId, ClientId, ServiceId, Whom, World};
use trouble::Trouble;

/// One connection of an attempt, as a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Which.
    pub connection: ConnectionId,
    /// Who opened it.
    pub opener: Actor,
    /// Who answered, if anybody did.
    pub service: Option<ServiceId>,
    /// The record of TLS being set up: version, cipher, certificate.
    pub secured: Option<RecordId>,
    /// The certificate that was shown.
    pub shown: Option<CertificateId>,
    /// The record with which it failed or ended in trouble.
    pub failed: Option<RecordId>,
}

/// Another attempt that fared better, and where the two part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// The attempt that logged on.
    pub other: AttemptId,
    /// The first decision in which they differ: here, and there.
    pub parts: Option<(RecordId, RecordId)>,
}

/// Why one attempt failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which attempt.
    pub attempt: AttemptId,
    /// Everything that went wrong, in the order in which it was met; the first is the first failing step.
    pub findings: Vec<Fault>,
    /// The connections, in the order in which they were opened; those deeper in a loop left out.
    pub legs: Vec<Leg>,
    /// How many connections were left out.
    pub legs_left_out: u32,
    /// The nearest attempt that logged on.
    pub contrast: Option<Contrast>,
}

impl Explanation {
    /// What is to be mended in an attempt, without what only readers ask for: its connections, and one that fared
    /// better.
    pub(crate) fn to_be_mended(verdict: &Verdict, attempt: AttemptId) -> Self {
        let findings = verdict.attempts[attempt.0 as usize].findings.clone();
        Self { attempt, findings, legs: Vec::new(), legs_left_out: 0, contrast: None }
    }
}

/// How many connections are told.
const LEGS: usize = 8;

/// Explains an attempt.
#[must_use]
pub fn explain(world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Explanation {
    let findings = verdict.attempts[attempt.0 as usize].findings.clone();
    let (legs, legs_left_out) = legs(run, attempt, &findings);
    Explanation { attempt, findings, legs, legs_left_out, contrast: contrast(world, run, verdict, attempt) }
}

/// Attempts that failed for the same cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The first of them.
    pub attempt: AttemptId,
    /// All of them, by client.
    pub alike: Vec<(ClientId, Vec<u32>)>,
}

/// The attempts that failed, those together that failed for the same cause, in the order of the first of each.
#[must_use]
pub fn failures(world: &World, verdict: &Verdict, whom: Option<Whom>) -> Vec<Failure> {
    let mut found: Vec<(Vec<Trouble>, Failure)> = Vec::new();
    // Where the numbers of a client's attempts stand in each.
    let mut places: BTreeMap<(usize, ClientId), usize> = BTreeMap::new();
    let failed = |it: &&AttemptVerdict| it.went_wrong();
    for attempt in verdict.attempts.iter().filter(failed) {
        if whom.is_some_and(|it| !it.is(world, attempt.client)) {
            continue;
        }
        // What is the matter with one of a group of mailboxes is the same with another.
        let of = |it| world.mailbox_stands_for(it);
        let key: Vec<_> = attempt.findings.iter().map(|it| it.trouble.in_general().with_users(of)).collect();
        // Where nothing can be named, at least nothing is mixed up.
        let known = found.iter().position(|it| it.0 == key && !key.is_empty());
        let at = known.unwrap_or_else(|| {
            found.push((key, Failure { attempt: attempt.id, alike: Vec::new() }));
            found.len() - 1
        });
        let alike = &mut found[at].1.alike;
        let place = *places.entry((at, attempt.client)).or_insert_with(|| {
            alike.push((attempt.client, Vec::new()));
            alike.len() - 1
        });
        alike[place].1.push(attempt.number);
    }
    found.into_iter().map(|it| it.1).collect()
}

fn legs(run: &Run, attempt: AttemptId, findings: &[Fault]) -> (Vec<Leg>, u32) {
    let trace = &run.trace;
    let mut legs: Vec<Leg> = Vec::new();
    for (index, it) in trace.connections.iter().enumerate() {
        if it.attempt == attempt {
            let connection = ConnectionId(index as u32);
            let opener = it.opener;
            legs.push(Leg { connection, opener, service: it.service, secured: None, shown: None, failed: None });
        }
    }
    // They stand in the order in which they were opened, and that is the order of their numbers.
    let place = |legs: &[Leg], on: Option<ConnectionId>| legs.binary_search_by_key(&on?, |it| it.connection).ok();
    let began = trace.attempts[attempt.0 as usize].began.0 as usize;
    for (index, record) in trace.records().iter().enumerate().skip(began) {
        let Some(leg) = place(&legs, record.connection()).map(|it| &mut legs[it]) else { continue };
        match record.kind() {
            // What the opener sees comes first; behind a balancer that begins TLS anew there is more.
            RecordKind::Secured { shown, .. } if leg.secured.is_none() => {
                leg.secured = Some(RecordId(index as u32));
                leg.shown = Some(shown);
            }
            RecordKind::LegFailed { .. } => leg.failed = Some(RecordId(index as u32)),
            _ => {}
        }
    }
    for finding in findings {
        for id in &finding.records {
            if let Some(leg) = place(&legs, trace.record(*id).connection()).map(|it| &mut legs[it]) {
                leg.failed = leg.failed.or(Some(*id));
            }
        }
    }
    // The levels of a loop are all alike: the first is told for all of them.
    let all = legs.len();
    legs.dedup_by_key(|it| {
        let endpoint = trace.connections[it.connection.0 as usize].endpoint;
        let how = it.failed.map(|id| match trace.record(id).kind() {
            RecordKind::LegFailed { how, .. } => Some(how),
            _ => None,
        });
        (it.opener, it.service, endpoint.host, endpoint.port, endpoint.security, how)
    });
    legs.truncate(LEGS);
    let left_out = (all - legs.len()) as u32;
    (legs, left_out)
}

/// The nearest attempt that logged on: of the same client if there is one, or else of one that differs least.
fn contrast(world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Option<Contrast> {
    let this = &verdict.attempts[attempt.0 as usize];
    let mine = &world.clients[this.client.index()];
    let spoken = run.trace.attempts[attempt.0 as usize].protocol;
    let far = |it: &AttemptVerdict| {
        let other = &world.clients[it.client.index()];
        let differs = [
            it.client != this.client,
            other.user != mine.user,
            other.connect != mine.connect,
            other.site != mine.site,
            other.mechanism != mine.mechanism,
            run.trace.attempts[it.id.0 as usize].protocol != spoken,
        ];
        let unlike = differs.into_iter().filter(|it| *it).count();
        (unlike, it.began.0.abs_diff(this.began.0))
    };
    let other = verdict
        .attempts
        .iter()
        .filter(|it| it.ended_well())
        .filter(|it| world.clients[it.client.index()].protocol.is_mail() == mine.protocol.is_mail())
        .min_by_key(|it| (far(it), it.id))?;
    let (here, there) = (choices(run, attempt), choices(run, other.id));
    let same = |a: &RecordId, b: &RecordId| {
        let (a, b) = (run.trace.record(*a), run.trace.record(*b));
        let both_clients = matches!((a.actor(), b.actor()), (Actor::Client(_), Actor::Client(_)));
        (both_clients || a.actor() == b.actor()) && same_choice(&run.trace, a, b)
    };
    let parts = here.iter().zip(&there).find(|(a, b)| !same(a, b)).map(|(a, b)| (*a, *b));
    Some(Contrast { other: other.id, parts })
}

/// The records of an attempt in which something was chosen or met, those of the deepest levels of a loop included.
fn choices(run: &Run, attempt: AttemptId) -> Vec<RecordId> {
    let trace = &run.trace;
    let chosen = |it: &RecordId| {
        let record = trace.record(*it);
        record.attempt() == Some(attempt)
            && matches!(
                record.kind(),
                RecordKind::Decides { .. }
                    | RecordKind::Forwards { .. }
                    | RecordKind::Resolved { .. }
                    | RecordKind::LegFailed { .. }
            )
    };
    let began = trace.attempts[attempt.0 as usize].began.0;
    (began..trace.records().len() as u32).map(RecordId).filter(chosen).collect()
}

/// Whether two records choose the same: the same decision for the same reasons, but for whom it is.
fn same_choice(trace: &Trace, a: Record<'_>, b: Record<'_>) -> bool {
    match (a.kind(), b.kind()) {
        (RecordKind::Decides { decision: a, reasons: x }, RecordKind::Decides { decision: b, reasons: y }) => {
            let kind = |it: Decision| match it {
                Decision::Authenticates { accepted, .. } => (0, u32::from(accepted), None),
                Decision::Serves(_) => (1, 0, None),
                Decision::Proxies { to, .. } => (2, to.0, None),
                Decision::Refuses { why, .. } => (3, why as u32, None),
                Decision::Redirects(_) => (4, 0, None),
                Decision::Tries(endpoint) => (5, 0, Some(endpoint)),
                Decision::GivesUp => (6, 0, None),
                Decision::NotAllowed(_) => (7, 0, None),
            };
            let mailbox = |it: &[Reason]| {
                it.iter().find_map(|it| match it {
                    Reason::Mailbox { version, site, .. } => Some((*version, *site)),
                    _ => None,
                })
            };
            kind(a) == kind(b) && mailbox(trace.reasons(x)) == mailbox(trace.reasons(y))
        }
        (RecordKind::Resolved { name: a, address: x, .. }, RecordKind::Resolved { name: b, address: y, .. }) => {
            (a, x) == (b, y)
        }
        (a, b) => a == b,
    }
}
