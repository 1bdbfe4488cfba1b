//! What goes wrong by what a balancer does about TLS and ports on the way?
//!
//! A server behind a balancer that ends TLS (LB-7) meets what the balancer speaks, and who connects meets the
//! balancer's certificate: what fails there is neither side's own doing.

use super::trouble::Trouble;
use crate::reading::Moment;
use crate::trace::{Actor, CertificateProblem, ConnectionId};
use crate::world::{Action, BalancerId, Endpoint, Protocol, Security, ServerId, ServiceId, defaults};

/// What goes wrong by what a balancer does about TLS and ports (LB-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffloadFault {
    /// It passes log-ons on in clear, which the LoginType of the member refuses.
    InClear(ServiceId),
    /// It leads a port of its own to one of the member that is for the other kind of connection.
    OtherKind(ServiceId, u16),
    /// It leads a port of its own to one to which nothing is bound at the member.
    NothingListens(ServerId, u16),
    /// It begins TLS anew, and the member shares no version or cipher with it.
    NoTls(ServiceId),
    /// Its certificate has no private key.
    NoKey,
    /// Its certificate is not accepted.
    Rejected {
        /// By whom.
        by: Actor,
        /// For which name it was shown.
        endpoint: Endpoint,
        /// What is wrong with it.
        problem: CertificateProblem,
    },
}

impl OffloadFault {
    /// The same with other services, sides and endpoints.
    pub(super) fn with(
        self,
        of: impl Fn(ServiceId) -> ServiceId,
        who: impl Fn(Actor) -> Actor,
        at: impl Fn(Endpoint) -> Endpoint,
    ) -> Self {
        match self {
            Self::InClear(it) => Self::InClear(of(it)),
            Self::OtherKind(it, _) => Self::OtherKind(of(it), 0),
            Self::NothingListens(it, _) => Self::NothingListens(it, 0),
            Self::NoTls(it) => Self::NoTls(of(it)),
            Self::NoKey => Self::NoKey,
            Self::Rejected { by, endpoint, problem } => Self::Rejected { by: who(by), endpoint: at(endpoint), problem },
        }
    }

    /// Whether it is the same wherever which member it is does not matter: where none is left, the first is named.
    #[must_use]
    pub(crate) fn is_like(self, met: Self) -> bool {
        match (self, met) {
            (Self::NothingListens(_, port), Self::NothingListens(_, other)) => port == other,
            _ => self == met,
        }
    }

    /// Whether a change beside those of the balancer can have brought it about.
    pub(super) fn is_brought_by(self, action: Action) -> bool {
        let sets = |service: ServiceId| {
            let (server, protocol) = (service.server(), service.service().protocol());
            matches!(action, Action::Set(a, b, _) if a == server && b == protocol)
        };
        match self {
            Self::InClear(it) | Self::OtherKind(it, _) => sets(it),
            Self::NothingListens(it, _) => matches!(action, Action::Set(server, ..) if server == it),
            Self::NoTls(it) => matches!(action, Action::SetTls(server, _) if server == it.server()),
            Self::NoKey => false,
            Self::Rejected { by: Actor::Service(by), .. } => sets(by) || matches!(action, Action::SetDns(..)),
            Self::Rejected { .. } => matches!(action, Action::SetClient(..) | Action::SetDns(..)),
        }
    }
}

/// One side speaks TLS and the other does not: that is the balancer's doing where it leads the port to which the opener
/// rightly spoke to one of the other kind.
pub(super) fn other_kind(moment: Moment<'_>, on: ConnectionId, service: ServiceId) -> Trouble {
    let endpoint = moment.trace().connections[on.0 as usize].endpoint;
    let begins_with_tls = endpoint.security == Security::Ssl;
    let is_for_tls = [Protocol::Imap4, Protocol::Pop3].iter().any(|it| defaults::ssl_port(*it) == endpoint.port);
    match moment.through(on) {
        Some((balancer, it))
            if begins_with_tls == is_for_tls
                && (it.port_of_member(endpoint.port) != endpoint.port || it.ends_tls(endpoint.port)) =>
        {
            Trouble::Offload(balancer, OffloadFault::OtherKind(service, endpoint.port))
        }
        _ => Trouble::ClearMeetsTls(service, endpoint),
    }
}

/// No member is believed to be up, which is no wonder where the balancer leads the port to one that nobody has.
pub(super) fn no_member(moment: Moment<'_>, balancer: BalancerId, asked: u16) -> Trouble {
    let (world, org) = (moment.world(), moment.org());
    let port = org.offload(world, balancer).port_of_member(asked);
    let pool = &world.pools[org.pool(balancer).index()];
    match pool.first() {
        Some(first) if port != asked && !pool.iter().any(|it| org.listener(world, *it, port).is_some()) => {
            Trouble::Offload(balancer, OffloadFault::NothingListens(*first, asked))
        }
        _ => Trouble::NoMember(balancer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Service;

    /// A fault is like itself alone; which member it is at whose port nothing listens does not matter.
    #[test]
    fn a_fault_is_like_itself() {
        let service = |it| ServiceId::new(ServerId(it), Service::Imap4);
        let all = [
            OffloadFault::InClear(service(0)),
            OffloadFault::InClear(service(1)),
            OffloadFault::OtherKind(service(0), 993),
            OffloadFault::OtherKind(service(0), 995),
            OffloadFault::NothingListens(ServerId(0), 993),
            OffloadFault::NothingListens(ServerId(1), 993),
            OffloadFault::NothingListens(ServerId(0), 995),
            OffloadFault::NoTls(service(0)),
            OffloadFault::NoKey,
        ];
        for (at, one) in all.into_iter().enumerate() {
            for (of, other) in all.into_iter().enumerate() {
                let same = at == of || matches!((at, of), (4, 5) | (5, 4));
                assert_eq!(one.is_like(other), same, "{one:?} and {other:?}");
            }
        }
    }
}
