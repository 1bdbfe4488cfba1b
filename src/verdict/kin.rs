//! Which troubles are one cause, whoever met them and whichever server of a pool they met?
//!
//! A table of many users names a cause once. Who the user is, how many connections were open and how long it took make
//! no other cause; nor does it matter to which member of a pool a log-on happened to come.

use super::trouble::{Trouble, is_the_same_everywhere};
use crate::policy::Reason;
use crate::trace::{Actor, Limit};
use crate::world::{ClientId, ServerId, ServiceId, UserId};

impl Trouble {
    /// The same without whoever met it.
    #[must_use]
    pub(crate) fn of_anybody(self) -> Self {
        let nobody = |it: Actor| if let Actor::Client(_) = it { Actor::Client(ClientId(0)) } else { it };
        match self {
            Self::Decided(service, reason) => {
                let at = if is_the_same_everywhere(reason) { at(service, ServerId(0)) } else { service };
                Self::Decided(at, of_anybody(reason))
            }
            Self::Disagree(opener, service, why) => Self::Disagree(nobody(opener), service, why),
            Self::CertificateRejected { by, service, endpoint, problem } => {
                Self::CertificateRejected { by: nobody(by), service, endpoint, problem }
            }
            Self::Elsewhere { candidate, endpoint, .. } => Self::Elsewhere { candidate, endpoint, host: None },
            Self::Limit(service, Limit::FromSingleIp(limit, _)) => {
                Self::Limit(service, Limit::FromSingleIp(limit, std::net::Ipv4Addr::UNSPECIFIED))
            }
            other => other,
        }
    }

    /// Whether both are said in the same few words, of the same server: who holds a component, and what is wrong with a
    /// certificate that is not usable, is for the explanation.
    #[must_use]
    pub(crate) fn is_said_like(self, other: Self) -> bool {
        let server = |it: ServiceId| it.server();
        match (self.of_anybody(), other.of_anybody()) {
            (Self::Component { service: a, component: x, .. }, Self::Component { service: b, component: y, .. }) => {
                (server(a), x) == (server(b), y)
            }
            (Self::NoCertificate(a, _), Self::NoCertificate(b, _))
            | (Self::Disagree(_, a, _), Self::Disagree(_, b, _))
            | (Self::StartTlsMissing(a), Self::StartTlsMissing(b))
            | (Self::LoginDisabled(a), Self::LoginDisabled(b))
            | (Self::TooLong(a), Self::TooLong(b))
            | (Self::TooManyErrors(a), Self::TooManyErrors(b)) => server(a) == server(b),
            (Self::Elsewhere { candidate: a, .. }, Self::Elsewhere { candidate: b, .. }) => a == b,
            (Self::Nobody(a, _), Self::Nobody(b, _)) => a.host == b.host,
            (Self::NameUnknown(a, _), Self::NameUnknown(b, _)) => a == b,
            (
                Self::CertificateRejected { service: a, problem: x, .. },
                Self::CertificateRejected { service: b, problem: y, .. },
            ) => (server(a), x) == (server(b), y),
            (a, b) => a == b,
        }
    }

    /// The server at which it is.
    #[must_use]
    pub(crate) fn server(&self) -> Option<ServerId> {
        match *self {
            Self::Decided(_, reason) if is_the_same_everywhere(reason) => None,
            Self::Stopped(it)
            | Self::Hung(it)
            | Self::Component { service: it, .. }
            | Self::Cut(it)
            | Self::NoCertificate(it, _)
            | Self::Disagree(_, it, _)
            | Self::ClearMeetsTls(it, _)
            | Self::OtherProtocol(it, _)
            | Self::StartTlsMissing(it)
            | Self::CertificateRejected { service: it, .. }
            | Self::Limit(it, _)
            | Self::Decided(it, _)
            | Self::LoginDisabled(it)
            | Self::TooLong(it)
            | Self::TooManyErrors(it) => Some(it.server()),
            Self::Waited(_, it) => it.map(ServiceId::server),
            Self::Off(it) | Self::NothingListens(it, _) => Some(it),
            Self::Elsewhere { candidate, .. } => Some(candidate),
            Self::NameUnknown(..)
            | Self::Nobody(..)
            | Self::Lost(_)
            | Self::NotForwarded(..)
            | Self::NoMember(_)
            | Self::TlsInsideTls
            | Self::Offload(..)
            | Self::NoTicket
            | Self::Leg(..) => None,
        }
    }

    /// The same at whichever server it is, of anybody.
    #[must_use]
    pub(crate) fn anywhere(self) -> Self {
        let first = ServerId(0);
        match self.of_anybody() {
            Self::Stopped(it) => Self::Stopped(at(it, first)),
            Self::Hung(it) => Self::Hung(at(it, first)),
            Self::Component { service, component, by, stops, probe } => {
                Self::Component { service: at(service, first), component, by, stops, probe }
            }
            Self::Cut(it) => Self::Cut(at(it, first)),
            Self::NoCertificate(it, why) => Self::NoCertificate(at(it, first), why),
            Self::Disagree(opener, it, why) => Self::Disagree(opener, at(it, first), why),
            Self::ClearMeetsTls(it, endpoint) => Self::ClearMeetsTls(at(it, first), endpoint),
            Self::OtherProtocol(it, endpoint) => Self::OtherProtocol(at(it, first), endpoint),
            Self::StartTlsMissing(it) => Self::StartTlsMissing(at(it, first)),
            Self::CertificateRejected { by, service, endpoint, problem } => {
                Self::CertificateRejected { by, service: at(service, first), endpoint, problem }
            }
            Self::Limit(it, limit) => Self::Limit(at(it, first), limit),
            Self::Decided(it, reason) => Self::Decided(at(it, first), reason),
            Self::LoginDisabled(it) => Self::LoginDisabled(at(it, first)),
            Self::TooLong(it) => Self::TooLong(at(it, first)),
            Self::TooManyErrors(it) => Self::TooManyErrors(at(it, first)),
            Self::Waited(timer, it) => Self::Waited(timer, it.map(|it| at(it, first))),
            Self::Off(_) => Self::Off(first),
            Self::NothingListens(_, port) => Self::NothingListens(first, port),
            other => other,
        }
    }
}

/// The same service on another server.
const fn at(service: ServiceId, server: ServerId) -> ServiceId {
    ServiceId::new(server, service.service())
}

/// The same reason for whichever user.
const fn of_anybody(reason: Reason) -> Reason {
    let user = UserId(0);
    match reason {
        Reason::PasswordWrong(_) => Reason::PasswordWrong(user),
        Reason::Reserved(_) => Reason::Reserved(user),
        Reason::NtlmAlias(_) => Reason::NtlmAlias(user),
        Reason::UnquotedReplay(_) => Reason::UnquotedReplay(user),
        Reason::NoRights { .. } => Reason::NoRights { user, mailbox: user },
        Reason::StoreSessions { server, limit, .. } => Reason::StoreSessions { user, server, limit },
        Reason::NoSmtpAddress(_) => Reason::NoSmtpAddress(user),
        Reason::PolicyBlocks { policy, own, protocol, at, .. } => {
            Reason::PolicyBlocks { user, policy, own, protocol, at }
        }
        Reason::UserLimit { limit, .. } => Reason::UserLimit { user, open: limit, limit },
        Reason::ProtocolDisabled { protocol, at, .. } => Reason::ProtocolDisabled { user, protocol, at },
        Reason::NoMailbox(_) => Reason::NoMailbox(user),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::trace::{CertificateProblem, Timer};
    use crate::world::tls::Disagreement;
    use crate::world::{
        AuthPolicyCheckedAt, AuthPolicyId, BalancerId, Component, Endpoint, HostRef, LinkId, LoginType, Mechanism,
        NameId, NoCertificate, Protocol, Requester, Requesters, Security, Service, TlsSet, Version,
    };

    /// Of whom and of what a trouble is.
    #[derive(Clone, Copy)]
    struct Of {
        server: u32,
        /// The user, his client, and how many connections were open: what makes no other cause.
        who: u32,
        protocol: Protocol,
        /// What only an explanation tells: who holds a component, what is wrong with a certificate.
        detail: usize,
    }

    const ONE: Of = Of { server: 1, who: 1, protocol: Protocol::Imap4, detail: 0 };

    /// Reasons that speak of a user, and whether they are the same at whichever server he logs on.
    fn reasons(of: Of) -> Vec<(Reason, bool)> {
        let (user, protocol) = (UserId(of.who), of.protocol);
        vec![
            (Reason::PasswordWrong(user), true),
            (Reason::Reserved(user), true),
            (Reason::NtlmAlias(user), false),
            (Reason::UnquotedReplay(user), false),
            (Reason::NoRights { user, mailbox: UserId(of.who + 1) }, true),
            (Reason::StoreSessions { user, server: ServerId(9), limit: 16 }, false),
            (Reason::NoSmtpAddress(user), true),
            (
                Reason::PolicyBlocks {
                    user,
                    policy: AuthPolicyId(0),
                    own: true,
                    protocol,
                    at: AuthPolicyCheckedAt::FrontEnd,
                },
                true,
            ),
            (Reason::UserLimit { user, open: 16 + of.who, limit: 16 }, false),
            (Reason::ProtocolDisabled { user, protocol, at: None }, true),
            (Reason::NoMailbox(user), false),
            // These speak of nobody.
            (Reason::UnknownName, true),
            (Reason::NotBound(Mechanism::Ntlm), false),
            (
                Reason::LoginTypeRefuses {
                    login_type: LoginType::SecureLogin,
                    mechanism: Mechanism::Plain,
                    on_leg: false,
                },
                false,
            ),
            (Reason::NotSupported(Version::Exchange2010, Version::Exchange2013), true),
            (Reason::Proxies2010To2007(false), true),
        ]
    }

    /// Troubles at a server.
    fn at_a_server(of: Of) -> Vec<Trouble> {
        let server = ServerId(of.server);
        let service =
            ServiceId::new(server, if of.protocol == Protocol::Imap4 { Service::Imap4 } else { Service::Pop3 });
        let endpoint = Endpoint { host: HostRef::Name(NameId(3)), port: 993, security: Security::Ssl };
        let client = Actor::Client(ClientId(of.who));
        let set = TlsSet::up_to_tls12();
        let mut all = vec![
            Trouble::Stopped(service),
            Trouble::Hung(service),
            Trouble::Off(server),
            Trouble::NothingListens(server, 993),
            Trouble::Component {
                service,
                component: Component::ImapProxy,
                by: Requesters::only([Requester::Maintenance, Requester::HealthAPI][of.detail]),
                stops: false,
                probe: None,
            },
            Trouble::Cut(service),
            Trouble::NoCertificate(service, [NoCertificate::NotEnabled, NoCertificate::NotCovered][of.detail]),
            Trouble::Disagree(client, service, Disagreement::Version { opener: set, acceptor: set }),
            Trouble::ClearMeetsTls(service, endpoint),
            Trouble::OtherProtocol(service, endpoint),
            Trouble::StartTlsMissing(service),
            Trouble::CertificateRejected { by: client, service, endpoint, problem: CertificateProblem::NameMismatch },
            Trouble::Limit(service, Limit::Connections(2000)),
            Trouble::Limit(service, Limit::FromSingleIp(20, Ipv4Addr::from(of.who))),
            Trouble::LoginDisabled(service),
            Trouble::TooLong(service),
            Trouble::TooManyErrors(service),
            Trouble::Waited(Timer::Proxy, Some(service)),
        ];
        all.extend(reasons(of).into_iter().filter(|it| !it.1).map(|it| Trouble::Decided(service, it.0)));
        all
    }

    /// Troubles at no server, or at whichever.
    fn elsewhere(of: Of) -> Vec<Trouble> {
        let service = ServiceId::new(ServerId(of.server), Service::Imap4);
        let endpoint = Endpoint { host: HostRef::Name(NameId(3)), port: 993, security: Security::Ssl };
        let mut all = vec![
            Trouble::NameUnknown(NameId(3), None),
            Trouble::Nobody(endpoint, None),
            Trouble::Lost(Some(LinkId(0))),
            Trouble::NotForwarded(BalancerId(0), 993),
            Trouble::NoMember(BalancerId(0)),
            Trouble::TlsInsideTls,
            Trouble::NoTicket,
        ];
        all.extend(reasons(of).into_iter().filter(|it| it.1).map(|it| Trouble::Decided(service, it.0)));
        all
    }

    fn all(of: Of) -> Vec<Trouble> {
        [at_a_server(of), elsewhere(of)].concat()
    }

    /// Whether no two of them are the same.
    fn all_differ(all: &[Trouble]) {
        for (at, it) in all.iter().enumerate() {
            let same = all.iter().position(|other| other == it);
            assert_eq!(same, Some(at), "{it:?} is also another");
        }
    }

    #[test]
    fn who_met_it_makes_no_other_cause() {
        let anybody = |of| all(of).into_iter().map(Trouble::of_anybody).collect::<Vec<_>>();
        assert_eq!(anybody(ONE), anybody(Of { who: 7, ..ONE }));
        all_differ(&anybody(ONE));
        // At another server it is another one, but for what is the same there.
        let (here, there) = (anybody(ONE), anybody(Of { server: 2, ..ONE }));
        let count = at_a_server(ONE).len();
        assert!(here[..count].iter().zip(&there[..count]).all(|(a, b)| a != b), "{here:?}");
        assert_eq!(here[count..], there[count..]);
        let host = |it| Trouble::Elsewhere {
            candidate: ServerId(1),
            endpoint: Endpoint { host: HostRef::Name(NameId(3)), port: 993, security: Security::Ssl },
            host: it,
        };
        assert_eq!(host(Some(crate::world::Host::Server(ServerId(4)))).of_anybody(), host(None).of_anybody());
    }

    #[test]
    fn anywhere_is_wherever_it_was_met() {
        let anywhere = |of| all(of).into_iter().map(Trouble::anywhere).collect::<Vec<_>>();
        assert_eq!(anywhere(ONE), anywhere(Of { server: 2, who: 7, ..ONE }));
        all_differ(&anywhere(ONE));
    }

    #[test]
    fn the_server_is_where_something_can_be_done() {
        assert!(at_a_server(ONE).iter().all(|it| it.server() == Some(ServerId(1))));
        assert!(elsewhere(ONE).iter().all(|it| it.server().is_none()));
    }

    #[test]
    fn few_words_tell_no_details() {
        let (one, detailed) = (all(ONE), all(Of { who: 7, detail: 1, ..ONE }));
        for (at, it) in one.iter().enumerate() {
            for (other, that) in detailed.iter().enumerate() {
                assert_eq!(it.is_said_like(*that), at == other, "{it:?} and {that:?}");
            }
        }
        let there = at_a_server(Of { server: 2, ..ONE });
        for (it, that) in at_a_server(ONE).iter().zip(&there) {
            assert!(!it.is_said_like(*that), "{it:?} and {that:?}");
        }
        // Of the same server the protocol is no other word for these.
        let pop = all(Of { protocol: Protocol::Pop3, ..ONE });
        let told: Vec<_> = one.iter().zip(pop).filter(|(a, b)| *a != b && a.is_said_like(*b)).map(|it| it.1).collect();
        let service = ServiceId::new(ServerId(1), Service::Pop3);
        assert_eq!(told.len(), 8, "{told:?}");
        assert!(told.contains(&Trouble::StartTlsMissing(service)) && told.contains(&Trouble::TooLong(service)));
    }

    /// The protocol makes no other cause, nor what counts up from attempt to attempt.
    #[test]
    fn in_general_the_protocol_does_not_matter() {
        let general = |of| all(of).into_iter().map(Trouble::in_general).collect::<Vec<_>>();
        let (imap, pop) = (general(ONE), general(Of { protocol: Protocol::Pop3, ..ONE }));
        let differ: Vec<_> = imap.iter().zip(pop).filter(|(a, b)| *a != b).map(|it| *it.0).collect();
        // Limits are counted by protocol.
        let service = ServiceId::new(ServerId(1), Service::Imap4);
        let by_protocol = [
            Trouble::Limit(service, Limit::Connections(2000)),
            Trouble::Limit(service, Limit::FromSingleIp(20, Ipv4Addr::from(1))),
            Trouble::TooManyErrors(service),
        ];
        assert_eq!(differ, by_protocol);
        all_differ(&imap);
        let decided = |it| Trouble::Decided(service, it).in_general();
        let limit = |who, open| decided(Reason::UserLimit { user: UserId(who), open, limit: 16 });
        assert_eq!(limit(1, 16), limit(2, 17));
        assert_eq!(decided(Reason::PasswordWrong(UserId(1))), decided(Reason::PasswordWrong(UserId(2))));
        assert_eq!(decided(Reason::NoPassword(Mechanism::Gssapi)), decided(Reason::NoPassword(Mechanism::Ntlm)));
        let back_end = |it| Trouble::Stopped(ServiceId::new(ServerId(1), it)).in_general();
        assert_eq!(back_end(Service::Imap4BE), back_end(Service::Pop3BE));
        assert_ne!(back_end(Service::Imap4BE), back_end(Service::Imap4));
    }
}
