//! What is asked before a decision, and what is the answer?
//!
//! For teaching: which server and which connection type will be tried next, or whether the log-on goes on. Answered
//! from the trace, so that a question can never disagree with what the run then shows.

use serde::{Deserialize, Serialize};

use crate::policy::Reason;
use crate::reading::Reading;
use crate::trace::{Decision, Record, RecordKind, Trace};
use crate::world::{Security, ServerId, World};

/// How many servers a question offers.
const SERVERS_MAX: usize = 8;

/// A question before a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Question {
    /// The record of the decision.
    pub(crate) record: u32,
    #[serde(flatten)]
    pub(crate) about: Asked,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(crate) enum Asked {
    /// Whether the log-on goes on.
    Accepted { answer: bool },
    /// Who is tried next, and how: nobody where nothing is tried.
    Next { servers: Vec<String>, server: Option<String>, security: Option<String> },
}

/// The questions of a run, in its order.
pub(super) fn questions(world: &World, trace: &Trace) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut reading = Reading::new(world, trace);
    while let Some(moment) = reading.advance() {
        let (index, record) = (moment.id.0 as usize, moment.record);
        let RecordKind::Decides { decision, reasons } = record.kind() else { continue };
        let about = match decision {
            Decision::Authenticates { accepted, .. } => Asked::Accepted { answer: accepted },
            Decision::NotAllowed(_) | Decision::Redirects(_) => continue,
            Decision::Serves(_) | Decision::Refuses { .. } | Decision::GivesUp => {
                next(world, trace.reasons(reasons), None, None)
            }
            Decision::Proxies { to, .. } => {
                let security = opened(trace, index, record);
                next(world, trace.reasons(reasons), Some(to), security)
            }
            Decision::Tries(endpoint) => {
                let to = record.connection().and_then(|it| moment.candidate(it));
                next(world, trace.reasons(reasons), to, Some(endpoint.security))
            }
        };
        questions.push(Question { record: index as u32, about });
    }
    questions
}

fn next(world: &World, reasons: &[Reason], to: Option<ServerId>, security: Option<Security>) -> Asked {
    let mut servers: Vec<ServerId> = to.into_iter().collect();
    let all = (0..world.servers.len()).map(ServerId::at);
    for id in reasons.iter().filter_map(|it| super::records::who(*it)).chain(all) {
        if servers.len() < SERVERS_MAX && !servers.contains(&id) {
            servers.push(id);
        }
    }
    servers.sort_unstable();
    let name = |it: ServerId| crate::words::names::clean(&world.servers[it.index()].name).into_owned();
    Asked::Next {
        servers: servers.into_iter().map(name).collect(),
        server: to.map(name),
        security: security.map(|it| it.word().to_owned()),
    }
}

/// How the connection is protected that is opened because of a decision.
fn opened(trace: &Trace, at: usize, decision: Record<'_>) -> Option<Security> {
    trace.records().iter().skip(at + 1).take_while(|it| it.at() == decision.at()).find_map(|it| match it.kind() {
        RecordKind::Connects { endpoint } if it.actor() == decision.actor() && it.attempt() == decision.attempt() => {
            Some(endpoint.security)
        }
        _ => None,
    })
}
