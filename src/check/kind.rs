//! What can be wrong with an organisation, and by which code is it known?

use super::code::FindingCode;
use crate::explain::trouble::OffloadFault;
use crate::product::EndpointSource;
use crate::scenario::Setting;
use crate::sim::Budget;
use crate::time::{Micros, SimTime};
use crate::trace::{CertificateProblem, Limit, Timer};
use crate::world::{
    AuthPolicyId, BalancerId, CertificateId, ClientId, Component, Defect, Endpoint, Host, HostRef, LinkId, NameId,
    NoCertificate, Protocol, Requesters, ServerId, ServiceId, SiteId, TlsHalves, TlsSet, UserId, Version, Windows, tls,
};

/// What is misconfigured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// F001: what a candidate offers leads to another host.
    ForeignName(ServerId, Endpoint, Host),
    /// F002: no service is bound to the port that a candidate offers.
    NotBound(ServerId, Endpoint),
    /// F002: the port is bound for the other kind of connection.
    OtherKind(ServerId, Endpoint),
    /// F002: the service behind what a candidate offers does not run.
    CandidateStopped(ServiceId),
    /// F003: mailboxes in a site, and no Client Access server of their version there.
    NoCandidate(SiteId, Version),
    /// F003: mailboxes in a site, and no Client Access server of their version there runs the protocol.
    NoneRuns(SiteId, Version, Protocol),
    /// F003: no candidate in a site offers anything.
    NoEndpoint(SiteId, EndpointSource, Protocol),
    /// F004: a front end whose back end does not run.
    NoBackEnd(ServiceId),
    /// F005: plaintext is offered and LoginType refuses it.
    PlaintextRefused(ServerId, Protocol),
    /// F006: no usable certificate.
    NoCertificate(ServiceId, NoCertificate),
    /// F007: a front end minds certificates, and this one is not in order for what is offered.
    CertificateRejected {
        /// The front end.
        by: ServerId,
        /// The target.
        server: ServerId,
        /// What it offers.
        endpoint: Endpoint,
        /// The certificate that it shows.
        shown: CertificateId,
        /// For which protocol.
        protocol: Protocol,
    },
    /// F008: a front end and a target share no TLS version or cipher.
    NoCommonTls(ServerId, ServerId, TlsSet, TlsSet),
    /// F009: more clients than MaxConnectionFromSingleIP allows come over one front end.
    TooMany {
        /// The target.
        server: ServerId,
        /// For which protocol.
        protocol: Protocol,
        /// The limit.
        limit: u32,
        /// How many clients there are.
        clients: u32,
    },
    /// F010: an answer is kept for long although the name will move.
    LongTtl(NameId, Micros),
    /// F011: a component is held inactive.
    Inactive(ServiceId, Component, Requesters),
    /// F012: a loop, and the limit that will end it.
    LoopLimit(ServerId, Protocol, u32),
    /// F013: a client is sent to a service that does not run.
    ClientToStopped(ClientId, ServiceId),
    /// F014: a host is asked for that is nobody, by a client or for a candidate.
    Unresolved(HostRef),
    /// F015: a pool member that cannot serve, and a check that does not see it.
    DeadMember(BalancerId, ServiceId),
    /// F016: a mechanism that leaves no password, for a mailbox to which the log-on is replayed.
    NothingToReplay(ClientId, ServerId),
    /// F017: the protocol is disabled for the mailbox that a client asks for.
    Disabled(ClientId, Protocol),
    /// F018: a client logs on in plaintext where LoginType refuses it.
    ClientInPlaintext(ClientId, ServerId),
    /// F019: settings are changed and the service is not restarted afterwards.
    NotRestarted(ServerId, Protocol),
    /// F019: the TLS of a server is changed, and the server is not restarted afterwards. What is set and not in force.
    TlsNotInForce(ServerId, TlsHalves),
    /// F020: a service hangs.
    Hung(ServiceId),
    /// F021: a client is led to a version that cannot serve its mailbox.
    WrongVersion {
        /// Where the client connects.
        host: HostRef,
        /// The server that cannot.
        server: ServerId,
        /// The version of the mailbox.
        mailbox: Version,
        /// One of the clients.
        client: ClientId,
    },
    /// F022: a name in InternalConnectionSettings is not the server's own, wherever it leads.
    NotOwnName(ServerId, Endpoint),
    /// F023: the port of a client belongs to the other protocol.
    OtherProtocol(ClientId, ServerId, u16),
    /// F024: the kind of connection of a client does not fit the port.
    WrongMode(ClientId, Endpoint),
    /// F024: a client begins TLS inside TLS.
    InsideTls(ClientId),
    /// F025: a client and a server share no TLS version or cipher.
    ClientNoTls(ClientId, ServerId),
    /// F026: the mechanism of a client is not to be had at a server.
    NoMechanism(ClientId, ServerId),
    /// F026: a client would need a Kerberos ticket that it does not have.
    NoTicket(ClientId),
    /// F027: the log-on name of a client is nobody's.
    NobodysName(ClientId),
    /// F028: a client does not know the password.
    WrongPassword(ClientId),
    /// F029: a client minds certificates, and this one is not in order for where it connects.
    ClientMinds(ClientId, ServerId, CertificateProblem),
    /// F030: a server does not open mailboxes of another site.
    AcrossSites(ServerId, SiteId, Protocol),
    /// F031: nothing is bound to a port to which somebody connects.
    NothingListens(ServerId, u16),
    /// F032: a balancer does not forward a port to which somebody connects.
    NotForwarded(BalancerId, u16),
    /// F033: a balancer has no member that it believes to be up.
    NoMember(BalancerId, Protocol),
    /// F034: a server is switched off.
    ServerOff(ServerId),
    /// F035: there is no way over the network: a link is cut, or there is none.
    NoWay(Option<LinkId>),
    /// F036: an account cannot be used so.
    NotAllowed(ClientId, NotAllowed),
    /// F037: a limit of a service is met.
    LimitMet(ServiceId, LimitKind),
    /// F038: sessions on a service end because of a change.
    SessionsEnd(ServiceId),
    /// F039: a time runs out.
    OutOfTime(ClientId, Timer, Option<ServiceId>),
    /// F040: a client sends what the server does not take.
    NotTaken(ClientId, ServerId, NotTaken),
    /// F041: times of a client at which it does not log on, because they are after its `until`.
    DroppedTimes(ClientId, Vec<SimTime>),
    /// F042: a Windows that does not carry the version.
    WrongWindows(ServerId, Windows),
    /// F047: what a balancer does about TLS and ports on the way.
    Offload(BalancerId, OffloadFault),
    /// F043: a known defect of a build.
    KnownDefect(ServerId, Defect),
    /// F044: a service is disabled, and does not start.
    ServiceDisabled(ServiceId),
    /// F045: the check of a balancer looks for a text that the greeting of a member does not have.
    TextMissing(BalancerId, ServiceId),
    /// F046: TLS 1.0 or 1.1 is switched off on a build that does not bear it.
    TooOldForTls12Alone(ServerId),
    /// F048: a front end does not answer at 127.0.0.1, on this port.
    NoLoopback(ServiceId, u16),
    /// F049: a service pack wrote the configuration file of a service anew, and these settings are as installed again.
    FileReset(ServerId, Protocol, Vec<Setting>),
    /// F050: TLS 1.3 is on in a Windows under a build that does not support it.
    TooOldForTls13(ServerId, Windows),
    /// F051: a certificate with a key on an elliptic curve that its server cannot use for POP3 and IMAP4, while another
    /// one serves.
    EccUnused(ServerId, CertificateId),
    /// F052: of two servers behind one name, the certificate of the first is in order for it and that of the second is
    /// not.
    OtherCertificate(NameId, ServerId, ServerId),
    /// F052: two servers behind one name take other versions of TLS.
    OtherTls(NameId, ServerId, ServerId),
    /// F053: a service does not answer on a port at one address of its server, and does at another.
    OtherAddress(ServiceId, u16),
    /// F054: keeping all of the run takes more memory than may be kept of it.
    WillNotFit {
        /// How many bytes it takes, about.
        needed: u64,
        /// How many may be kept.
        budget: Budget,
    },
    /// F000: the file accepts a finding that is not there.
    NothingToAccept(String),
}

/// Why an account cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAllowed {
    /// It has no mailbox.
    NoMailbox(UserId),
    /// It has no primary SMTP address.
    NoSmtpAddress(UserId),
    /// An authentication policy blocks the protocol for it (AUTH-2).
    Policy {
        /// Whom.
        user: UserId,
        /// Which policy.
        policy: AuthPolicyId,
        /// Whether it is the user's own, and not the default one.
        own: bool,
        /// Which protocol.
        protocol: Protocol,
    },
    /// It may not open the mailbox that is asked for.
    NoRights(UserId, UserId),
    /// It is one of those that may not use POP3 and IMAP4.
    Reserved(UserId),
}

/// Which limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// MaxConnections.
    Connections,
    /// MaxConnectionFromSingleIP.
    FromSingleIp,
    /// MaxConnectionsPerUser.
    PerUser(UserId),
    /// The session objects of a user in the store.
    StoreSessions(UserId),
}

impl From<Limit> for LimitKind {
    fn from(it: Limit) -> Self {
        match it {
            Limit::Connections(_) => Self::Connections,
            Limit::FromSingleIp(..) => Self::FromSingleIp,
        }
    }
}

/// What a server does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// A command that is too long.
    TooLong,
    /// One failed command more than it bears.
    TooMany,
}

impl FindingKind {
    /// The stable code of its kind.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        match self {
            Self::NothingToAccept(_) => FindingCode::F000,
            Self::ForeignName(..) => FindingCode::F001,
            Self::NotBound(..) | Self::OtherKind(..) | Self::CandidateStopped(_) => FindingCode::F002,
            Self::NoCandidate(..) | Self::NoneRuns(..) | Self::NoEndpoint(..) => FindingCode::F003,
            Self::NoBackEnd(_) => FindingCode::F004,
            Self::PlaintextRefused(..) => FindingCode::F005,
            Self::NoCertificate(..) => FindingCode::F006,
            Self::CertificateRejected { .. } => FindingCode::F007,
            Self::NoCommonTls(..) => FindingCode::F008,
            Self::TooMany { .. } => FindingCode::F009,
            Self::LongTtl(..) => FindingCode::F010,
            Self::Inactive(..) => FindingCode::F011,
            Self::LoopLimit(..) => FindingCode::F012,
            Self::ClientToStopped(..) => FindingCode::F013,
            Self::Unresolved(_) => FindingCode::F014,
            Self::DeadMember(..) => FindingCode::F015,
            Self::NothingToReplay(..) => FindingCode::F016,
            Self::Disabled(..) => FindingCode::F017,
            Self::ClientInPlaintext(..) => FindingCode::F018,
            Self::NotRestarted(..) | Self::TlsNotInForce(..) => FindingCode::F019,
            Self::Hung(_) => FindingCode::F020,
            Self::WrongVersion { .. } => FindingCode::F021,
            Self::NotOwnName(..) => FindingCode::F022,
            Self::OtherProtocol(..) => FindingCode::F023,
            Self::WrongMode(..) | Self::InsideTls(_) => FindingCode::F024,
            Self::ClientNoTls(..) => FindingCode::F025,
            Self::NoMechanism(..) | Self::NoTicket(_) => FindingCode::F026,
            Self::NobodysName(_) => FindingCode::F027,
            Self::WrongPassword(_) => FindingCode::F028,
            Self::ClientMinds(..) => FindingCode::F029,
            Self::AcrossSites(..) => FindingCode::F030,
            Self::NothingListens(..) => FindingCode::F031,
            Self::NotForwarded(..) => FindingCode::F032,
            Self::NoMember(..) => FindingCode::F033,
            Self::ServerOff(_) => FindingCode::F034,
            Self::NoWay(_) => FindingCode::F035,
            Self::NotAllowed(..) => FindingCode::F036,
            Self::LimitMet(..) => FindingCode::F037,
            Self::SessionsEnd(_) => FindingCode::F038,
            Self::OutOfTime(..) => FindingCode::F039,
            Self::NotTaken(..) => FindingCode::F040,
            Self::DroppedTimes(..) => FindingCode::F041,
            Self::WrongWindows(..) => FindingCode::F042,
            Self::KnownDefect(..) => FindingCode::F043,
            Self::ServiceDisabled(_) => FindingCode::F044,
            Self::TextMissing(..) => FindingCode::F045,
            Self::TooOldForTls12Alone(_) => FindingCode::F046,
            Self::Offload(..) => FindingCode::F047,
            Self::NoLoopback(..) => FindingCode::F048,
            Self::FileReset(..) => FindingCode::F049,
            Self::TooOldForTls13(..) => FindingCode::F050,
            Self::EccUnused(..) => FindingCode::F051,
            Self::OtherCertificate(..) | Self::OtherTls(..) => FindingCode::F052,
            Self::OtherAddress(..) => FindingCode::F053,
            Self::WillNotFit { .. } => FindingCode::F054,
        }
    }

    /// Whether it is the same fault, or what a log-on meets where that one is: a pool member that is dead is met as a
    /// service that does not run.
    #[must_use]
    pub(super) fn covers(&self, met: &Self) -> bool {
        if self == met {
            return true;
        }
        match (self, met) {
            (Self::DeadMember(_, it), Self::ClientToStopped(_, met) | Self::Hung(met) | Self::Inactive(met, ..)) => {
                it == met
            }
            (
                Self::ServiceDisabled(it),
                Self::ClientToStopped(_, met) | Self::CandidateStopped(met) | Self::NoBackEnd(met),
            ) => it == met,
            (Self::TooMany { server, protocol, .. }, Self::LimitMet(met, LimitKind::FromSingleIp)) => {
                met.server() == *server && met.service().protocol() == *protocol
            }
            (Self::NoneRuns(_, _, protocol), Self::CandidateStopped(met) | Self::ClientToStopped(_, met)) => {
                met.service().protocol() == *protocol
            }
            // Of a pool of several such members one is told: what mends it mends it for all who come by the name.
            (Self::WrongVersion { host, mailbox, .. }, Self::WrongVersion { host: by, mailbox: of, .. }) => {
                mailbox == of && host == by
            }
            // Where no member is left, the first of them is named.
            (Self::Offload(balancer, it), Self::Offload(of, met)) => balancer == of && it.is_like(*met),
            // Where no member is left, one of them is met for all that the text keeps out.
            (Self::TextMissing(balancer, it), Self::TextMissing(of, met)) => {
                balancer == of && it.service().protocol() == met.service().protocol()
            }
            (Self::ForeignName(server, ..), Self::LoopLimit(..)) => self.is_about(*server),
            // What is set already would do, once it is in force.
            (Self::TlsNotInForce(server, set), Self::NoCommonTls(by, at, own, other)) => {
                let (mut own, mut other, before) = (*own, *other, (*own, *other));
                if by == server {
                    own = set.offers;
                }
                if at == server {
                    other = set.accepts;
                }
                (own, other) != before && tls::agree(own, other).is_ok()
            }
            (Self::FileReset(server, protocol, reset), Self::AcrossSites(at, _, of)) => {
                (server, protocol) == (at, of) && reset.contains(&Setting::AllowCrossSiteSessions)
            }
            _ => false,
        }
    }

    fn is_about(&self, server: ServerId) -> bool {
        self.server() == Some(server)
    }

    /// The server that it is about, if it is about one.
    #[must_use]
    pub(super) const fn server(&self) -> Option<ServerId> {
        Some(match self {
            Self::ForeignName(it, ..)
            | Self::NotBound(it, _)
            | Self::OtherKind(it, _)
            | Self::PlaintextRefused(it, _)
            | Self::CertificateRejected { server: it, .. }
            | Self::TooMany { server: it, .. }
            | Self::LoopLimit(it, ..)
            | Self::NotRestarted(it, _)
            | Self::TlsNotInForce(it, _)
            | Self::FileReset(it, ..)
            | Self::WrongVersion { server: it, .. }
            | Self::NotOwnName(it, _)
            | Self::AcrossSites(it, ..)
            | Self::NothingListens(it, _)
            | Self::ServerOff(it)
            | Self::WrongWindows(it, _)
            | Self::TooOldForTls13(it, _)
            | Self::EccUnused(it, _)
            | Self::OtherCertificate(_, _, it)
            | Self::OtherTls(_, _, it)
            | Self::TooOldForTls12Alone(it)
            | Self::KnownDefect(it, _) => *it,
            Self::CandidateStopped(it)
            | Self::NoBackEnd(it)
            | Self::NoCertificate(it, _)
            | Self::Inactive(it, ..)
            | Self::Hung(it)
            | Self::LimitMet(it, _)
            | Self::ServiceDisabled(it)
            | Self::TextMissing(_, it)
            | Self::NoLoopback(it, _)
            | Self::OtherAddress(it, _)
            | Self::SessionsEnd(it) => it.server(),
            _ => return None,
        })
    }

    /// The client that it is about, if it is about one.
    #[must_use]
    pub(super) const fn client(&self) -> Option<ClientId> {
        Some(match self {
            Self::ClientToStopped(it, _)
            | Self::NothingToReplay(it, _)
            | Self::Disabled(it, _)
            | Self::ClientInPlaintext(it, _)
            | Self::OtherProtocol(it, ..)
            | Self::WrongMode(it, _)
            | Self::InsideTls(it)
            | Self::ClientNoTls(it, _)
            | Self::NoMechanism(it, _)
            | Self::NoTicket(it)
            | Self::NobodysName(it)
            | Self::WrongPassword(it)
            | Self::ClientMinds(it, ..)
            | Self::NotAllowed(it, _)
            | Self::OutOfTime(it, ..)
            | Self::NotTaken(it, ..)
            | Self::DroppedTimes(it, _)
            | Self::WrongVersion { client: it, .. } => *it,
            _ => return None,
        })
    }
}
