//! Which connection type comes first, and which after it? And what comes after a failure? (Section 5.)

use super::discover::{EndpointSource, Offered};
use super::{LegAttempt, Reason, ReasonSink};
use crate::world::{Assumptions, NextTarget, Security};

/// The connection types in the order in which a client that counts as encrypted has them tried (FALL-1).
const ENCRYPTED: &[Security] = &[Security::Ssl, Security::Tls, Security::Plaintext];
/// The same for a client in plaintext (FALL-2).
const PLAINTEXT: &[Security] = &[Security::Plaintext, Security::Ssl, Security::Tls];
/// The only type of a leg to a back end (DISC-4) and of every leg of 2010 (DET-5).
const SSL_ONLY: &[Security] = &[Security::Ssl];

/// The connection types of a leg, in the order in which they are tried. `starttls_counts` is the switch of FALL-5.
#[must_use]
pub(crate) const fn types(leg: EndpointSource, arrived: Security, starttls_counts: bool) -> &'static [Security] {
    match leg {
        EndpointSource::BackEnd | EndpointSource::AcrossSites | EndpointSource::SslBindings => SSL_ONLY,
        EndpointSource::ConnectionSettings | EndpointSource::Bindings => {
            if counts_as_encrypted(arrived, starttls_counts) { ENCRYPTED } else { PLAINTEXT }
        }
    }
}

const fn counts_as_encrypted(arrived: Security, starttls_counts: bool) -> bool {
    match arrived {
        Security::Ssl => true,
        Security::Tls => starttls_counts,
        Security::Plaintext => false,
    }
}

/// Whether the two orders of [`types`] differ for a target that offers these endpoints: SSL comes before TLS in both,
/// so they do only where plaintext is offered beside another type.
#[must_use]
pub(crate) fn order_matters(offered: Offered<'_>) -> bool {
    let offers = |security| offered.of(security).next().is_some();
    offers(Security::Plaintext) && (offers(Security::Ssl) || offers(Security::Tls))
}

/// Tells why [`types`] are in this order; nothing where the leg knows one type only. Whether STARTTLS counts is told
/// only where the order `matters` ([`order_matters`]): elsewhere the switch decides nothing.
pub(crate) fn tell_order(
    leg: EndpointSource,
    arrived: Security,
    starttls_counts: bool,
    matters: bool,
    reasons: &mut impl ReasonSink,
) {
    match leg {
        EndpointSource::BackEnd | EndpointSource::AcrossSites | EndpointSource::SslBindings => {}
        EndpointSource::ConnectionSettings | EndpointSource::Bindings => {
            if arrived == Security::Tls && matters {
                reasons.push(Reason::StartTlsCounts(starttls_counts));
            }
            let encrypted = counts_as_encrypted(arrived, starttls_counts);
            reasons.push(if encrypted { Reason::EncryptedOrder } else { Reason::PlaintextOrder });
        }
    }
}

/// Whether the log-on on a leg was what failed, or something before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The target refused the log-on.
    LogonRefused,
    /// The leg did not come so far: name, connection, TLS, certificate, no answer (FALL-7).
    Before,
}

/// The step to take once `steps[at]` has failed, by its position; `None` where the log-on has failed for good: a
/// refused log-on is final unless `retry_after_login_refused` is set (FALL-7), and other targets are in the plan only
/// where `next_target` says so (FALL-6).
/// `only` and `candidates` (how many there were to pick from) are those of the route.
#[must_use]
pub fn next(
    assumptions: &Assumptions,
    steps: &[LegAttempt],
    at: usize,
    failed: Failed,
    (only, candidates): (Option<Security>, usize),
    reasons: &mut impl ReasonSink,
) -> Option<usize> {
    let step = &steps[at];
    let Some(next) = steps.get(at + 1) else {
        tell_end(assumptions, step, failed, (only, candidates), reasons);
        return None;
    };
    if failed == Failed::LogonRefused {
        reasons.push(Reason::RefusalIsFinal(!assumptions.retry_after_login_refused));
        if !assumptions.retry_after_login_refused {
            return None;
        }
    }
    reasons.push(if next.candidate != step.candidate {
        Reason::NextTarget(next.candidate)
    } else if next.endpoint.security == step.endpoint.security {
        Reason::SameType(next.candidate, next.endpoint.security, assumptions.same_type_endpoints)
    } else {
        Reason::NextType(next.endpoint.security)
    });
    Some(at + 1)
}

/// Why nothing comes after the last step; nothing where no switch could have changed that.
fn tell_end(
    assumptions: &Assumptions,
    step: &LegAttempt,
    failed: Failed,
    (only, candidates): (Option<Security>, usize),
    reasons: &mut impl ReasonSink,
) {
    let elsewhere = only.is_some() || candidates > 1 && !step.back_end;
    if elsewhere && failed == Failed::LogonRefused && !assumptions.retry_after_login_refused {
        // However many types and targets there were: after a refusal none of them would be tried.
        reasons.push(Reason::RefusalIsFinal(true));
    } else if let Some(security) = only {
        reasons.push(Reason::SelectedOnce(security));
    } else if candidates > 1 && !step.back_end && assumptions.next_target == NextTarget::Never {
        reasons.push(Reason::NoNextTarget);
    }
}
