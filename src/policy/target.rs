//! Which target is tried, over which connection types, in which order? (Sections 4 and 5.)
//!
//! The whole plan is laid out before the first connection, because nothing that happens on the way changes it: a
//! failed target is not remembered (FALL-9), and none is asked beforehand whether it would answer (FE-3).

use super::discover::{Leg, Offered};
use super::{Ask, Because, Reason, Step, View, fallback};
use crate::world::{NextTarget, SameTypeEndpoints, Security, ServerId};

/// Lays out every connection that the log-on may need, in order, into `steps`. `candidates` is what
/// [`route`](super::route::route) found, in the order in which they are to be taken (the first is the one picked).
///
/// # Panics
/// If `candidates` is empty: a route that proxies has at least one.
pub fn plan(
    view: &View<'_>,
    ask: &Ask,
    only: Option<Security>,
    candidates: &[ServerId],
    steps: &mut Vec<Step>,
    because: &mut impl Because,
) {
    steps.clear();
    let assumptions = &view.world.assumptions;
    let picked = *candidates.first().expect("a route that proxies has a candidate");
    let version = |it: ServerId| view.world.servers[it.index()].version;
    let leg = Leg::between(version(ask.service.server()), version(picked));
    tell_target(view, ask, leg, candidates, because);
    if let Some(security) = only {
        // The order and the type were told where the type was selected, in `route`.
        steps.extend(offered(view, ask, leg, picked).of(security).take(1).map(|it| step(picked, leg, it)));
        return;
    }
    let types = fallback::types(leg, ask.arrived, assumptions.starttls_counts_as_encrypted);
    let targets = match assumptions.next_target {
        NextTarget::Never => &candidates[..1],
        NextTarget::EachCandidate => candidates,
    };
    let matters = because.wanted() && targets.iter().any(|&it| fallback::order_matters(offered(view, ask, leg, it)));
    fallback::tell_order(leg, ask.arrived, assumptions.starttls_counts_as_encrypted, matters, because);
    let of_each_type = match assumptions.same_type_endpoints {
        SameTypeEndpoints::First => 1,
        SameTypeEndpoints::Each => usize::MAX,
    };
    for &target in targets {
        let offered = offered(view, ask, leg, target);
        if because.wanted() {
            tell_types(offered, target, types, assumptions.same_type_endpoints, because);
        }
        for &security in types {
            steps.extend(offered.of(security).take(of_each_type).map(|it| step(target, leg, it)));
        }
    }
}

fn offered<'a>(view: &View<'a>, ask: &Ask, leg: Leg, target: ServerId) -> Offered<'a> {
    Offered::new(view, leg, target, ask.service.service().protocol())
}

fn step(candidate: ServerId, leg: Leg, endpoint: crate::world::Endpoint) -> Step {
    Step { candidate, endpoint, back_end: leg == Leg::BackEnd }
}

/// Who was picked, and what it will be given: name and password (LEG-1), or the authenticated user where it is a back
/// end (DISC-4). Of a back end there is nothing to pick or to check.
fn tell_target(view: &View<'_>, ask: &Ask, leg: Leg, candidates: &[ServerId], because: &mut impl Because) {
    match leg {
        Leg::BackEnd => because.because(Reason::HandsOver(ask.user)),
        Leg::ConnectionSettings | Leg::Bindings | Leg::AcrossSites | Leg::SslBindings => {
            let (picked, order) = (candidates[0], view.world.assumptions.candidate_order);
            because.because(Reason::Picked(picked, candidates.len() as u32, order));
            because.because(Reason::NotChecked(picked));
            because.because(Reason::Replays(ask.user));
        }
    }
}

/// Which types a target lacks, and of which it has more than one endpoint (FALL-4).
fn tell_types(
    offered: Offered<'_>,
    target: ServerId,
    types: &[Security],
    each: SameTypeEndpoints,
    because: &mut impl Because,
) {
    for &security in types {
        match offered.of(security).take(2).count() {
            0 => because.because(Reason::NotOffered(target, security)),
            1 => {}
            _ => because.because(Reason::SameType(target, security, each)),
        }
    }
}
