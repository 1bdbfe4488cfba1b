//! What do the records of attempts tell beside what went wrong in them?

use super::Explanation;
use crate::policy::Reason;
use crate::trace::{Decision, RecordKind, Run};
use crate::world::{Security, ServerId, ServiceId, World};

/// What the records of an attempt tell beside what went wrong in it.
#[derive(Clone, Default)]
pub(super) struct Seen {
    /// The service that the client reached.
    pub(super) reached: Option<ServiceId>,
    /// Types that targets which were tried do not offer.
    pub(super) not_offered: Vec<(ServerId, Security)>,
}

/// Of each explanation what its attempt tells, in one pass over the run.
pub(super) fn seen(world: &World, run: &Run, explanations: &[Explanation]) -> Vec<Seen> {
    let trace = &run.trace;
    let mut places: Vec<Option<usize>> = vec![None; trace.attempts.len()];
    for (place, it) in explanations.iter().enumerate() {
        places[it.attempt.0 as usize] = Some(place);
    }
    let mut seen = vec![Seen::default(); explanations.len()];
    let mut is_known = vec![false; explanations.len()];
    for it in trace.connections.iter().filter(|it| it.depth == 0) {
        if let Some(place) = places[it.attempt.0 as usize]
            && !std::mem::replace(&mut is_known[place], true)
        {
            seen[place].reached = it.service;
        }
    }
    let first = explanations.iter().map(|it| trace.attempts[it.attempt.0 as usize].began.0).min();
    for record in trace.records().iter().skip(first.unwrap_or(0) as usize) {
        let RecordKind::Decides { decision: Decision::Proxies { to, .. }, reasons } = record.kind() else { continue };
        let Some(place) = record.attempt().and_then(|it| places[it.0 as usize]) else { continue };
        if !world.servers[to.index()].version.is_found_by_settings() {
            continue;
        }
        seen[place].not_offered.extend(trace.reasons(reasons).iter().filter_map(|it| match it {
            Reason::NotOffered(server, security) => Some((*server, *security)),
            _ => None,
        }));
    }
    seen
}
