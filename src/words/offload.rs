//! How is it said what a balancer does about TLS, and what goes wrong by it?

use super::check as check_;
use super::{Lang, explain, facts, marks};
use crate::change::Org;
use crate::trace::CertificateProblem;
use crate::verdict::trouble::OffloadFault;
use crate::words::names::Names;
use crate::world::{BalancerId, BalancerTls};

/// What a balancer does about TLS, and which ports it maps.
pub(crate) fn does(lang: Lang, tls: BalancerTls, map_ports: &[(u16, u16)]) -> String {
    let does = match tls {
        BalancerTls::PassThrough => facts::balancer_passes(lang),
        BalancerTls::Terminate => facts::balancer_terminates(lang),
        BalancerTls::ReEncrypt => facts::balancer_re_encrypts(lang),
    };
    if map_ports.is_empty() {
        return does;
    }
    facts::balancer_maps(lang, does, mapped(lang, map_ports))
}

/// Ports that a balancer passes on to others: `993→143, 995→110`.
pub(crate) fn mapped(lang: Lang, map_ports: &[(u16, u16)]) -> String {
    let ports: Vec<_> = map_ports.iter().map(|(from, to)| format!("{from}→{to}")).collect();
    ports.join(&marks::item(lang))
}

/// What goes wrong by it, in one sentence.
pub(crate) fn fault(names: &Names<'_>, org: &Org, balancer: BalancerId, fault: OffloadFault) -> String {
    let (lang, it) = (names.lang, names.balancer(balancer));
    let to = |port| org.offload(names.world, balancer).port_of_member(port);
    match fault {
        OffloadFault::InClear(at) => facts::offload_in_clear(lang, it, Names::service(at), names.server(at.server())),
        OffloadFault::OtherKind(at, port) => {
            facts::offload_other_kind(lang, it, port, to(port), names.server(at.server()))
        }
        OffloadFault::NothingListens(at, port) => {
            facts::offload_nothing_listens(lang, it, port, to(port), names.server(at))
        }
        OffloadFault::NoTls(at) => facts::offload_no_tls(lang, it, names.server(at.server())),
        OffloadFault::NoKey => facts::offload_no_key(lang, it),
        OffloadFault::Rejected { by, endpoint, problem } => {
            let problem = match problem {
                CertificateProblem::NameMismatch => check_::problem_name(lang),
                CertificateProblem::NotYetValid => check_::problem_not_yet(lang),
                CertificateProblem::Expired => check_::problem_expired(lang),
                CertificateProblem::UnknownIssuer => check_::problem_issuer(lang),
            };
            facts::offload_rejected(lang, names.actor(by), it, names.host(endpoint.host), problem)
        }
    }
}

/// What an admin should know about it.
pub(crate) fn meaning(names: &Names<'_>, balancer: BalancerId, fault: OffloadFault) -> String {
    let (lang, it) = (names.lang, names.balancer(balancer));
    match fault {
        OffloadFault::InClear(at) => explain::means_in_clear_behind(lang, it, names.server(at.server())),
        OffloadFault::OtherKind(..) | OffloadFault::NothingListens(..) => explain::means_mapped_wrongly(lang),
        OffloadFault::NoTls(_) => explain::means_disagree(lang),
        OffloadFault::NoKey | OffloadFault::Rejected { .. } => explain::means_certificate_of_balancer(lang, it),
    }
}
