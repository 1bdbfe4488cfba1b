//! Which target is tried, over which connection types, in which order? (Sections 4 and 5.)
//!
//! The whole plan is laid out before the first connection, because nothing that happens on the way changes it: a
//! failed target is not remembered (FALL-9), and none is asked beforehand whether it would answer (FE-3).

use super::discover::{EndpointSource, Offered};
use super::{Ask, LegAttempt, Reason, ReasonSink, View, fallback};
use crate::world::{
    Assumptions, CandidateOrder, NextTarget, Protocol, SameTypeEndpoints, Security, ServerId, ServiceId, UserId,
};

/// In which order candidates are taken that are equal (DISC-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As discovery found them, which is by name.
    AsFound,
    /// In turn: each log-on begins with the one after the one with which the last began.
    InTurn,
    /// By chance: so many are drawn, each with the same probability; the others come after them in any order.
    Drawn(usize),
}

/// The order of so many candidates. With one there is nothing to put in order, and chance is not asked; and only as
/// many are drawn as can be taken: the first, or all of them (FALL-6).
#[must_use]
pub const fn order(assumptions: &Assumptions, candidates: usize) -> Order {
    match (candidates, assumptions.candidate_order) {
        (0 | 1, _) | (_, CandidateOrder::ByName) => Order::AsFound,
        (_, CandidateOrder::RoundRobin) => Order::InTurn,
        (_, CandidateOrder::Random) => match assumptions.next_target {
            NextTarget::Never => Order::Drawn(1),
            NextTarget::EachCandidate => Order::Drawn(candidates),
        },
    }
}

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
    steps: &mut Vec<LegAttempt>,
    reasons: &mut impl ReasonSink,
) {
    steps.clear();
    let picked = *candidates.first().expect("a route that proxies has a candidate");
    let leg = EndpointSource::between(view.version(ask.service.server()), view.version(picked));
    tell_target(view, ask, leg, candidates, reasons);
    lay_out(view, ask, (leg, only), candidates, steps, reasons);
    if steps.first().is_some_and(|it| spoils(view, ask.service, ask.account, it)) {
        reasons.push(Reason::UnquotedReplay(ask.account));
    }
}

/// Whether name and password reach the target as something else than what the client sent: a build that replays them
/// without the quotation marks that the password needs (LEG-1). To a back end nothing is replayed (DISC-4).
#[must_use]
pub(crate) fn spoils(view: &View<'_>, service: ServiceId, account: UserId, step: &LegAttempt) -> bool {
    !step.back_end
        && service.service().protocol() == Protocol::Imap4
        && view.defects[service.server().index()].unquoted_replay
        && view.world.users[account.index()].password_needs_quotes
}

/// The steps of [`plan`], and why they come in this order.
fn lay_out(
    view: &View<'_>,
    ask: &Ask,
    (leg, only): (EndpointSource, Option<Security>),
    candidates: &[ServerId],
    steps: &mut Vec<LegAttempt>,
    reasons: &mut impl ReasonSink,
) {
    let (assumptions, picked) = (&view.world.assumptions, candidates[0]);
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
    let matters = reasons.wanted() && targets.iter().any(|&it| fallback::order_matters(offered(view, ask, leg, it)));
    fallback::tell_order(leg, ask.arrived, assumptions.starttls_counts_as_encrypted, matters, reasons);
    let of_each_type = match assumptions.same_type_endpoints {
        SameTypeEndpoints::First => 1,
        SameTypeEndpoints::Each => usize::MAX,
    };
    for &target in targets {
        let offered = offered(view, ask, leg, target);
        if reasons.wanted() {
            tell_types(offered, target, types, assumptions.same_type_endpoints, reasons);
        }
        for &security in types {
            steps.extend(offered.of(security).take(of_each_type).map(|it| step(target, leg, it)));
        }
    }
}

fn offered<'a>(view: &View<'a>, ask: &Ask, leg: EndpointSource, target: ServerId) -> Offered<'a> {
    Offered::new(view, leg, target, ask.service.service().protocol())
}

fn step(candidate: ServerId, leg: EndpointSource, endpoint: crate::world::Endpoint) -> LegAttempt {
    LegAttempt { candidate, endpoint, back_end: leg == EndpointSource::BackEnd }
}

/// Who was picked, and what it will be given: name and password (LEG-1), or the authenticated user where it is a back
/// end (DISC-4). Of a back end there is nothing to pick or to check.
fn tell_target(
    view: &View<'_>,
    ask: &Ask,
    leg: EndpointSource,
    candidates: &[ServerId],
    reasons: &mut impl ReasonSink,
) {
    match leg {
        EndpointSource::BackEnd => reasons.push(Reason::HandsOver(ask.user)),
        EndpointSource::ConnectionSettings
        | EndpointSource::Bindings
        | EndpointSource::AcrossSites
        | EndpointSource::SslBindings => {
            let (picked, order) = (candidates[0], view.world.assumptions.candidate_order);
            reasons.push(Reason::Picked(picked, candidates.len() as u32, order));
            reasons.push(Reason::NotChecked(picked));
            reasons.push(Reason::Replays(ask.user));
        }
    }
}

/// Which types a target lacks, and of which it has more than one endpoint (FALL-4).
fn tell_types(
    offered: Offered<'_>,
    target: ServerId,
    types: &[Security],
    each: SameTypeEndpoints,
    reasons: &mut impl ReasonSink,
) {
    for &security in types {
        match offered.of(security).take(2).count() {
            0 => reasons.push(Reason::NotOffered(target, security)),
            1 => {}
            _ => reasons.push(Reason::SameType(target, security, each)),
        }
    }
}
