//! What else looks just like this to the user?
//!
//! By what the client met, in its own words, and by the version that it talked to: a server that hands no log-on on has
//! no target that could be stopped. The cause of the failure itself is one of them, and the only one that is marked.

use crate::change::Org;
use crate::explain::Fault;
use crate::policy::Reason;
use crate::product::matrix::{Cell, EndpointSource, Pair};
use crate::protocol::Line;
use crate::trace::Actor;
use crate::verdict::trouble::{OffloadFault, Trouble};
use crate::world::{DatabaseId, Outcome, Protocol, ServerId, Version, World};

/// A possible cause of what a user sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Password,
    Name,
    Elsewhere,
    Stopped,
    OwnStopped,
    Hung,
    Tls,
    Certificate,
    ClientRejects,
    LoginType,
    Limit,
    StoreSessions,
    StoreOff,
    Disabled,
    Mechanism,
    Rights,
    SmtpAddress,
    Policy,
    Matrix,
    NoTarget,
    Component,
    AddressLimit,
    Binding,
    Balancer,
    Network,
    Off,
    Dns,
    SecureLogin,
    OtherProtocol,
    WrongPort,
    TlsInside,
    GoesOn,
    TooLong,
    TooManyErrors,
    TooSlow,
    Cut,
    Web,
}

impl Cause {
    /// Which one it is that a finding tells of.
    pub(super) const fn of(finding: &Fault) -> Self {
        let on_leg = finding.depth > 0;
        match &finding.trouble {
            Trouble::NameUnknown(..) | Trouble::Nobody(..) => Self::Dns,
            Trouble::Elsewhere { .. } => Self::Elsewhere,
            Trouble::Lost(_) => Self::Network,
            Trouble::Stopped(_) if on_leg => Self::Stopped,
            Trouble::Stopped(_) => Self::OwnStopped,
            Trouble::Hung(_) => Self::Hung,
            Trouble::Off(_) => Self::Off,
            Trouble::NothingListens(..) => Self::Binding,
            Trouble::NotForwarded(..) | Trouble::NoMember(_) => Self::Balancer,
            Trouble::Component { .. } => Self::Component,
            Trouble::Cut(_) => Self::Cut,
            Trouble::NoCertificate(..) | Trouble::StartTlsMissing(_) => Self::Certificate,
            Trouble::Disagree(..) => Self::Tls,
            Trouble::ClearMeetsTls(..) => Self::WrongPort,
            Trouble::OtherProtocol(..) => Self::OtherProtocol,
            Trouble::TlsInsideTls => Self::TlsInside,
            Trouble::CertificateRejected { by: Actor::Service(_), .. } => Self::Certificate,
            Trouble::CertificateRejected { .. } => Self::ClientRejects,
            Trouble::Offload(_, fault) => match fault {
                OffloadFault::InClear(_) if on_leg => Self::LoginType,
                OffloadFault::InClear(_) => Self::SecureLogin,
                OffloadFault::OtherKind(..) => Self::WrongPort,
                OffloadFault::NothingListens(..) => Self::Balancer,
                OffloadFault::NoTls(_) => Self::Tls,
                OffloadFault::NoKey | OffloadFault::Rejected { by: Actor::Service(_), .. } => Self::Certificate,
                OffloadFault::Rejected { .. } => Self::ClientRejects,
            },
            Trouble::Limit(..) if on_leg => Self::Limit,
            Trouble::Limit(..) => Self::AddressLimit,
            Trouble::NoTicket => Self::Mechanism,
            Trouble::LoginDisabled(_) => Self::SecureLogin,
            Trouble::TooLong(_) => Self::TooLong,
            Trouble::TooManyErrors(_) => Self::TooManyErrors,
            Trouble::Waited(..) | Trouble::Leg(..) => Self::TooSlow,
            Trouble::Decided(_, reason) => Self::of_reason(*reason),
        }
    }

    const fn of_reason(reason: Reason) -> Self {
        match reason {
            Reason::UnknownName | Reason::Reserved(_) => Self::Name,
            Reason::NoRights { .. } => Self::Rights,
            Reason::NoSmtpAddress(_) => Self::SmtpAddress,
            Reason::PolicyBlocks { .. } => Self::Policy,
            Reason::UserLimit { .. } => Self::Limit,
            Reason::StoreSessions { .. } => Self::StoreSessions,
            Reason::StoreOff(_) | Reason::StoreNotThere(_) => Self::StoreOff,
            Reason::LoginTypeRefuses { on_leg: true, .. } => Self::LoginType,
            Reason::LoginTypeRefuses { on_leg: false, .. } => Self::SecureLogin,
            Reason::NtlmAlias(_) | Reason::MechanismOff(..) | Reason::NotBound(_) | Reason::NoPassword(_) => {
                Self::Mechanism
            }
            Reason::ProtocolDisabled { .. } => Self::Disabled,
            Reason::Checked(..) => Self::NoTarget,
            Reason::NoMailbox(_) | Reason::NoCandidate(..) | Reason::NoEndpoint(..) => Self::NoTarget,
            Reason::RefusedAcrossSites(_)
            | Reason::Proxies2010To2007(_)
            | Reason::ProxiesUp { .. }
            | Reason::NotSupported(..)
            | Reason::NotHere(_) => Self::Matrix,
            Reason::NoHealthyTarget(..) | Reason::NoTargetInService(..) | Reason::WebNotModelled(..) => Self::Web,
            Reason::OwnLogon(_) => Self::Elsewhere,
            // A password that is replayed wrongly is a wrong one to the target.
            _ => Self::Password,
        }
    }
}

/// What a client met.
#[derive(Clone, Copy)]
pub(super) struct Met {
    /// How its attempt ended.
    pub(super) outcome: Outcome,
    /// The last line that it heard.
    pub(super) heard: Option<Line>,
    /// The protocol that it speaks.
    pub(super) protocol: Protocol,
    /// The version that it talked to, where somebody answered.
    pub(super) version: Option<Version>,
}

/// For which reasons the user would see just this.
pub(super) fn possible(world: &World, met: Met) -> Vec<Cause> {
    let has = |is: fn(Version) -> bool| met.version.is_none_or(is);
    let mut causes = Vec::new();
    let mut add = |is_so: bool, cause: Cause| {
        if is_so {
            causes.push(cause);
        }
    };
    match (met.outcome, met.heard) {
        (Outcome::LogonFailed, Some(Line::ServerUnavailable)) => {
            add(true, Cause::StoreSessions);
            add(true, Cause::StoreOff);
        }
        (Outcome::LogonFailed, _) => {
            let ways = ways(world, met.version);
            let proxies = !ways.is_empty();
            add(true, Cause::Password);
            add(true, Cause::Name);
            add(proxies, Cause::Stopped);
            let named =
                |it: &EndpointSource| matches!(it, EndpointSource::ConnectionSettings | EndpointSource::AcrossSites);
            add(ways.iter().any(named), Cause::Elsewhere);
            add(proxies, Cause::Hung);
            add(proxies, Cause::Tls);
            add(proxies, Cause::Certificate);
            // Only 2013 hands a log-on on in plaintext (FALL-1, DET-5).
            let plain =
                |it: &EndpointSource| matches!(it, EndpointSource::ConnectionSettings | EndpointSource::Bindings);
            add(ways.iter().any(plain), Cause::LoginType);
            add(true, Cause::Limit);
            // LOGIN is answered in other words than AUTHENTICATE.
            let by_mechanism = met.protocol != Protocol::Imap4 || met.heard == Some(Line::AuthenticateFailed);
            add(by_mechanism, Cause::Mechanism);
            let knows_policies =
                [Org::at_start(world), Org::with_changes(world, world.changes.len())].iter().any(|org| {
                    let mut servers = (0..world.servers.len()).map(ServerId::at);
                    servers.any(|it| org.version(it).product().has_authentication_policies(org.build(it)))
                });
            add(knows_policies, Cause::Policy);
            // IMAP4 has words of its own for it (LEG-8).
            add(met.protocol == Protocol::Pop3, Cause::Disabled);
        }
        (Outcome::NoGreeting, Some(Line::Greeting)) => add(true, Cause::OtherProtocol),
        (Outcome::NoGreeting | Outcome::ConnectionLost, _) => {
            add(has(|it| it.product().components), Cause::Component);
            add(true, Cause::Hung);
            add(true, Cause::AddressLimit);
            add(met.outcome == Outcome::NoGreeting, Cause::WrongPort);
            add(met.outcome == Outcome::ConnectionLost, Cause::Cut);
        }
        (Outcome::ClosedByServer, Some(Line::ByeErrors)) => add(true, Cause::TooManyErrors),
        (Outcome::ClosedByServer, _) => {
            add(true, Cause::TooSlow);
            add(true, Cause::Hung);
            add(true, Cause::Network);
        }
        (Outcome::ConnectionRefused, _) => {
            add(true, Cause::OwnStopped);
            add(true, Cause::Binding);
            add(!world.balancers.is_empty(), Cause::Balancer);
        }
        (Outcome::NoAnswer | Outcome::ClientGaveUp, _) => {
            add(true, Cause::Network);
            add(true, Cause::Off);
            add(true, Cause::Hung);
        }
        (Outcome::LogonDisabled | Outcome::LogonNotSent, _) => {
            add(true, Cause::SecureLogin);
            add(true, Cause::TlsInside);
            add(true, Cause::GoesOn);
        }
        (Outcome::TlsFailed, _) => {
            add(true, Cause::Certificate);
            add(true, Cause::Tls);
            add(true, Cause::WrongPort);
            add(true, Cause::ClientRejects);
        }
        (Outcome::NotConnected, _) => {
            add(true, Cause::Disabled);
            add(true, Cause::GoesOn);
        }
        (Outcome::NameNotResolved, _) => add(true, Cause::Dns),
        (Outcome::ServiceUnavailable, _) => add(true, Cause::Web),
        (Outcome::LoggedOn, _) => {}
    }
    causes
}

/// How a front end of a version hands log-ons on, to the versions that there are.
fn ways(world: &World, front: Option<Version>) -> Vec<EndpointSource> {
    let Some(front) = front else { return Vec::new() };
    let by = |it: Cell| match it {
        Cell::Proxies(by) => Some(by),
        Cell::ProxiesUp => Some(EndpointSource::BackEnd),
        Cell::Serves | Cell::ServesIfAllowed | Cell::NotSupported => None,
    };
    let all = (0..world.databases.len()).map(DatabaseId::at);
    let pairs = all.map(|it| Pair::of(front, world.version_of(it)));
    pairs.flat_map(|it| [by(it.same_site), by(it.other_site)]).flatten().collect()
}
