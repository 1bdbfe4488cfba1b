//! How did each attempt end, who served it, which rules decided something in it?
//!
//! Everything about the attempts but the reasons of their failures, read record by record.

use super::{AttemptVerdict, RuleSet};
use crate::protocol::Line;
use crate::reading::Moment;
use crate::trace::{Actor, AttemptId, Decision, RecordKind, Trace, Window};
use crate::world::{ServerId, ServiceId};

impl AttemptVerdict {
    /// Of an attempt that has only begun.
    fn begun(trace: &Trace, id: AttemptId) -> Self {
        let it = &trace.attempts[id.0 as usize];
        Self {
            id,
            client: it.client,
            number: it.number,
            began: trace.record(it.began).at(),
            duration: None,
            outcome: None,
            then: None,
            logged_on: None,
            rules: RuleSet::default(),
            served_by: None,
            heard: None,
            why: None,
            findings: Vec::new(),
        }
    }
}

/// Reads one record: what it tells of its attempt.
pub(super) fn read(attempts: &mut Window<AttemptVerdict>, moment: Moment<'_>) {
    let (id, record, trace) = (moment.id, moment.record, moment.trace());
    let Some(attempt) = record.attempt() else { return };
    while attempts.len() <= attempt.0 as usize {
        attempts.push(AttemptVerdict::begun(trace, AttemptId(attempts.len() as u32)));
    }
    let attempt = &mut attempts[attempt.0 as usize];
    for (rule, _) in moment.rules() {
        attempt.rules.insert(*rule);
    }
    match record.kind() {
        RecordKind::Ended(outcome) => {
            assert!(attempt.outcome.is_none(), "attempt {:?} ended twice, again in {id:?}", attempt.id);
            attempt.outcome = Some(outcome);
            attempt.duration = Some(record.at().since(attempt.began));
        }
        RecordKind::Decides { decision, reasons } => {
            trace.reasons(reasons).iter().for_each(|it| attempt.rules.insert(it.rule()));
            if accepts_logon(decision) {
                attempt.served_by = server_of(record.actor()).or(attempt.served_by);
            }
        }
        RecordKind::Says { line, .. } => {
            let Some(connection) = record.connection().map(|it| &trace.connections[it.0 as usize]) else { return };
            if line.is_command() && connection.depth > 0 && hands_over(line) {
                attempt.served_by = connection.service.map(ServiceId::server).or(attempt.served_by);
            } else if !line.is_command() && connection.depth == 0 {
                attempt.heard = Some(id);
                if matches!(line, Line::LoggedOn | Line::WebAnswer) {
                    attempt.logged_on = attempt.logged_on.or(Some(record.at()));
                }
            }
        }
        RecordKind::Began { .. }
        | RecordKind::Skipped
        | RecordKind::Resolved { .. }
        | RecordKind::NotResolved(_)
        | RecordKind::Connects { .. }
        | RecordKind::Forwards { .. }
        | RecordKind::NoMember
        | RecordKind::Accepts
        | RecordKind::Refuses(_)
        | RecordKind::ClosesForLimit(_)
        | RecordKind::ClosesForComponent { .. }
        | RecordKind::StopsForComponent { .. }
        | RecordKind::IsOff
        | RecordKind::DoesNotStart
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket
        | RecordKind::Lost { .. }
        | RecordKind::Broken
        | RecordKind::Secured { .. }
        | RecordKind::CallsStore { .. }
        | RecordKind::StoreAnswers
        | RecordKind::TlsFailed(_)
        | RecordKind::RejectsCertificate(_)
        | RecordKind::TimedOut(_)
        | RecordKind::Closes(_)
        | RecordKind::LegFailed { .. }
        | RecordKind::Changed(_)
        | RecordKind::LineRefused(_)
        | RecordKind::Checked { .. }
        | RecordKind::Probed { .. }
        | RecordKind::TakenOffline { .. }
        | RecordKind::Logs(_) => {}
    }
}

/// Whether the decision accepts the log-on here.
const fn accepts_logon(decision: Decision) -> bool {
    match decision {
        Decision::Authenticates { accepted, .. } => accepted,
        Decision::Serves(_) | Decision::NotAllowed(_) => true,
        Decision::Redirects(_) => false,
        Decision::Proxies { .. } | Decision::Refuses { .. } | Decision::Tries(_) | Decision::GivesUp => false,
    }
}

/// Whether the line carries a log-on.
const fn hands_over(line: Line) -> bool {
    matches!(line, Line::Login | Line::Pass | Line::Authenticate(_) | Line::HandOver | Line::WebRequest)
}

/// The server that an actor is, or runs on.
const fn server_of(actor: Actor) -> Option<ServerId> {
    match actor {
        Actor::Service(service) => Some(service.server()),
        Actor::Server(server) => Some(server),
        Actor::Client(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => None,
    }
}
