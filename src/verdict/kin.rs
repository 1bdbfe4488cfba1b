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
