//! What went wrong in one record?
//!
//! A closed list of troubles. What a service decided is told by its deciding reason; everything else is a fact of the
//! network, of a service or of TLS. A trouble carries ids, so that an edit can be made for it and so that equal ones
//! are told once.

use std::net::Ipv4Addr;

use super::brings::brings;
use super::offload;
pub use super::offload::OffloadFault;
use super::why::Fault;
use crate::policy::Reason;
use crate::reading::citation::{names_another, resolved, speaks_another};
use crate::reading::{Moment, says_no};
use crate::rules::Rule;
use crate::trace::{
    Actor, CertificateProblem, ConnectionId, Decision, Disagreement, LegFailure, Limit, RecordId, RecordKind, Timer,
    Trace, WhyClosed, WhyNoTls, WhyProbeFails, WhyRefused, Window,
};
use crate::world::{
    Action, BalancerId, ClientId, Component, Endpoint, Host, HostRef, LinkId, Mechanism, NameId, NoCertificate,
    Protocol, Requesters, Security, ServerId, Service, ServiceId, UserId, World,
};

/// Something that went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A name is not known to the resolver of whoever asks; for a candidate, if a service asks.
    NameUnknown(NameId, Option<ServerId>),
    /// Nobody has the address.
    Nobody(Endpoint, Option<ServerId>),
    /// What a candidate offers leads to another host (LB-1); `None`: to nobody, or not at all.
    Elsewhere {
        /// The candidate.
        candidate: ServerId,
        /// What it offers.
        endpoint: Endpoint,
        /// Where that leads.
        host: Option<Host>,
    },
    /// Packets got lost: on this link, or because there is no way.
    Lost(Option<LinkId>),
    /// A service does not run (SVC-4).
    Stopped(ServiceId),
    /// A service accepts connections and never answers (SVC-5).
    Hung(ServiceId),
    /// A server is switched off.
    Off(ServerId),
    /// Nothing is bound to the port.
    NothingListens(ServerId, u16),
    /// The balancer does not forward the port.
    NotForwarded(BalancerId, u16),
    /// The balancer believes that nobody is up.
    NoMember(BalancerId),
    /// A component is held inactive (CMP-3, CMP-4).
    Component {
        /// Of which service.
        service: ServiceId,
        /// Which component holds it.
        component: Component,
        /// By whom.
        by: Requesters,
        /// Whether the service stops.
        stops: bool,
        /// Why its local probe failed, where Managed Availability holds it (BIND-1).
        probe: Option<WhyProbeFails>,
    },
    /// A service was stopped, or a database failed over, while the connection was open (DET-7).
    Cut(ServiceId),
    /// A service has no usable certificate (LEG-6).
    NoCertificate(ServiceId, NoCertificate),
    /// The two sides agree on no version or cipher (LEG-5).
    Disagree(Actor, ServiceId, Disagreement),
    /// One side speaks TLS and the other does not (DET-2).
    ClearMeetsTls(ServiceId, Endpoint),
    /// Whoever connects speaks the other protocol (PORT-1): a port of POP3 where IMAP4 is meant, or the reverse.
    OtherProtocol(ServiceId, Endpoint),
    /// TLS inside TLS (DET-2).
    TlsInsideTls,
    /// STARTTLS is not offered, because there is no usable certificate.
    StartTlsMissing(ServiceId),
    /// The certificate is not accepted.
    CertificateRejected {
        /// By whom.
        by: Actor,
        /// Whose it is.
        service: ServiceId,
        /// For which name it was shown.
        endpoint: Endpoint,
        /// What is wrong with it.
        problem: CertificateProblem,
    },
    /// What a balancer does about TLS on the way (LB-7).
    Offload(BalancerId, OffloadFault),
    /// MaxConnections or MaxConnectionFromSingleIP (LIM-2).
    Limit(ServiceId, Limit),
    /// A service refused, for this reason.
    Decided(ServiceId, Reason),
    /// A client without a ticket took GSSAPI.
    NoTicket,
    /// A client obeyed LOGINDISABLED.
    LoginDisabled(ServiceId),
    /// A command was longer than MaxCommandSize.
    TooLong(ServiceId),
    /// Ten failed commands.
    TooManyErrors(ServiceId),
    /// A time ran out, and nothing else explains it.
    Waited(Timer, Option<ServiceId>),
    /// A leg failed, and nothing else explains it.
    Leg(Endpoint, LegFailure),
}

impl Trouble {
    /// The same in general, for telling attempts that failed for another cause: without the protocol, and without what
    /// counts up from attempt to attempt.
    #[must_use]
    pub fn in_general(self) -> Self {
        let of = |it: ServiceId| match it.service() {
            Service::Imap4 | Service::Pop3 | Service::W3SVC => ServiceId::new(it.server(), Service::Imap4),
            Service::Imap4BE | Service::Pop3BE => ServiceId::new(it.server(), Service::Imap4BE),
        };
        let by = |it: Actor| match it {
            Actor::Service(it) => Actor::Service(of(it)),
            Actor::Client(_) => Actor::Client(ClientId(0)),
            other => other,
        };
        let at = |it: Endpoint| Endpoint { port: 0, security: Security::Ssl, ..it };
        match self {
            Self::Nobody(endpoint, candidate) => Self::Nobody(at(endpoint), candidate),
            Self::Elsewhere { candidate, endpoint, host } => {
                Self::Elsewhere { candidate, endpoint: at(endpoint), host }
            }
            Self::Stopped(it) => Self::Stopped(of(it)),
            Self::Hung(it) => Self::Hung(of(it)),
            Self::Cut(it) => Self::Cut(of(it)),
            Self::NoCertificate(it, why) => Self::NoCertificate(of(it), why),
            Self::StartTlsMissing(it) => Self::StartTlsMissing(of(it)),
            Self::Disagree(opener, it, why) => Self::Disagree(by(opener), of(it), why),
            Self::ClearMeetsTls(it, endpoint) => Self::ClearMeetsTls(of(it), at(endpoint)),
            Self::OtherProtocol(it, endpoint) => Self::OtherProtocol(of(it), at(endpoint)),
            Self::CertificateRejected { by: who, service, endpoint, problem } => {
                Self::CertificateRejected { by: by(who), service: of(service), endpoint: at(endpoint), problem }
            }
            Self::Decided(it, reason) => Self::Decided(
                if is_the_same_everywhere(reason) { ServiceId::new(ServerId(0), Service::Imap4) } else { of(it) },
                match reason {
                    Reason::UserLimit { limit, .. } => Reason::UserLimit { user: UserId(0), limit, open: limit },
                    Reason::PasswordWrong(_) => Reason::PasswordWrong(UserId(0)),
                    Reason::NoPassword(_) => Reason::NoPassword(Mechanism::Ntlm),
                    Reason::ProtocolDisabled { user, at, .. } => {
                        Reason::ProtocolDisabled { user, protocol: Protocol::Imap4, at }
                    }
                    Reason::PolicyBlocks { user, policy, own, at, .. } => {
                        Reason::PolicyBlocks { user, policy, own, protocol: Protocol::Imap4, at }
                    }
                    other => other,
                },
            ),
            Self::Offload(balancer, fault) => Self::Offload(balancer, fault.with(of, by, at)),
            Self::LoginDisabled(it) => Self::LoginDisabled(of(it)),
            Self::TooLong(it) => Self::TooLong(of(it)),
            Self::Waited(timer, it) => Self::Waited(timer, it.map(of)),
            Self::Leg(endpoint, how) => Self::Leg(at(endpoint), how),
            Self::Component { service, component, by, stops, probe } => {
                Self::Component { service: of(service), component, by, stops, probe }
            }
            Self::NameUnknown(..)
            | Self::Off(_)
            | Self::NothingListens(..)
            | Self::NotForwarded(..)
            | Self::NoMember(_)
            | Self::Lost(_)
            | Self::TlsInsideTls
            | Self::Limit(..)
            | Self::NoTicket
            | Self::TooManyErrors(_) => self,
        }
    }
}

impl Trouble {
    /// The same with other users in the place of those of whom it speaks.
    #[must_use]
    pub(crate) fn with_users(self, of: impl Fn(UserId) -> UserId) -> Self {
        match self {
            Self::Decided(it, reason) => Self::Decided(it, reason.with_users(of)),
            other => other,
        }
    }

    /// The rules of which it is an instance wherever it is met, beside those of the record that shows it.
    pub(super) const fn rules(&self) -> &'static [Rule] {
        match self {
            Self::Hung(_) => &[Rule::Svc5],
            Self::OtherProtocol(..) => &[Rule::Port1],
            Self::ClearMeetsTls(..) => &[Rule::Det1],
            Self::Offload(..) => &[Rule::Lb7],
            _ => &[],
        }
    }
}

/// Reads troubles off the moments of a run, which must come in order.
#[derive(Debug, Default)]
pub(super) struct Troubles {
    connections: Window<OnConnection>,
    changes: Vec<(RecordId, Action)>,
}

/// What is remembered of a connection.
#[derive(Clone, Copy, Debug, Default)]
struct OnConnection {
    /// The loss that waits for an answer.
    lost: Option<(RecordId, Option<LinkId>)>,
    /// Whether something has gone wrong on it already.
    troubled: bool,
    /// Whether nobody has the address to which it was opened.
    leads_nowhere: bool,
    /// The leg that was opened because of it and has not failed.
    leg: Option<ConnectionId>,
    /// Its last record.
    last: Option<RecordId>,
    /// Where it was accepted.
    accepted: Option<RecordId>,
}

impl Troubles {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.connections.clear();
        self.changes.clear();
    }

    /// Forgets what is remembered of connections that are not wanted.
    pub(super) fn sift(&mut self, wanted: impl Fn(u32) -> bool) {
        self.connections.sift(|at, _| wanted(at));
    }

    /// So many connections were opened until now.
    pub(super) fn know_of(&mut self, connections: usize) {
        self.connections.grow(connections);
    }

    /// The trouble that a record tells of, and an earlier record that shows it better.
    pub(super) fn read(&mut self, moment: Moment<'_>) -> Option<(Trouble, Option<RecordId>)> {
        let (id, record, world, trace) = (moment.id, moment.record, moment.world(), moment.trace());
        if let RecordKind::Changed(change) = record.kind() {
            self.changes.push((id, world.changes[change.index()].action));
        }
        self.know_of(trace.connections.len());
        record.attempt()?;
        let Some(on) = record.connection() else {
            let RecordKind::NotResolved(name) = record.kind() else { return None };
            return Some((Trouble::NameUnknown(name, None), None));
        };
        let at = on.0 as usize;
        let parent = trace.connections[at].parent;
        match (parent, record.kind()) {
            (Some(parent), RecordKind::Connects { .. }) => self.connections[parent.0 as usize].leg = Some(on),
            (Some(parent), RecordKind::LegFailed { .. }) => self.connections[parent.0 as usize].leg = None,
            _ => {}
        }
        if let RecordKind::Connects { endpoint } = record.kind() {
            self.connections[at].leads_nowhere = match (endpoint.host, resolved(trace, record)) {
                (HostRef::Address(address), _) | (HostRef::Name(_), Some(address)) => world.host(address).is_none(),
                (HostRef::Name(_), None) => false,
            };
        }
        if matches!(record.kind(), RecordKind::Accepts) {
            self.connections[at].accepted = Some(id);
        }
        let lost = std::mem::replace(
            &mut self.connections[at].lost,
            if let RecordKind::Lost { link, .. } = record.kind() { Some((id, link)) } else { None },
        );
        let found = self.trouble(moment, on, lost);
        self.connections[at].last = Some(id);
        if found.is_some() && !matches!(found, Some((Trouble::Elsewhere { .. }, _))) {
            self.connections[at].troubled = true;
        }
        found
    }

    fn trouble(
        &self,
        moment: Moment<'_>,
        on: ConnectionId,
        lost: Option<(RecordId, Option<LinkId>)>,
    ) -> Option<(Trouble, Option<RecordId>)> {
        let (id, record, world, trace) = (moment.id, moment.record, moment.world(), moment.trace());
        let connection = &trace.connections[on.0 as usize];
        let service = connection.service;
        let candidate = connection.parent.and_then(|it| moment.candidate(it));
        let troubled = self.connections[on.0 as usize].troubled;
        // The balancer that ends TLS on the way, and whether it is the one that speaks.
        let through = moment.through(on).filter(|(_, it)| it.ends_tls(connection.endpoint.port));
        let (ends, by_balancer) = (through.map(|it| it.0), balancer(record.actor()).is_some());
        let trouble = match record.kind() {
            RecordKind::NotResolved(name) => {
                // The record stands on the connection of the service that wants to open the leg.
                let of = matches!(record.actor(), Actor::Service(_)).then(|| moment.candidate(on)).flatten();
                Trouble::NameUnknown(name, of)
            }
            RecordKind::Connects { endpoint } => {
                let candidate = candidate?;
                let address = resolved(trace, record);
                if !names_another(world, endpoint, candidate, address) {
                    return None;
                }
                Trouble::Elsewhere { candidate, endpoint, host: host(world, endpoint, address) }
            }
            RecordKind::NoMember => offload::no_member(moment, balancer(record.actor())?, connection.endpoint.port),
            RecordKind::Refuses(WhyRefused::Stopped(service)) => Trouble::Stopped(service),
            RecordKind::Refuses(WhyRefused::NothingListens(port) | WhyRefused::OtherAddress(port)) => {
                let (server, asked) = (server(record.actor())?, connection.endpoint.port);
                match moment.through(on).filter(|_| asked != port) {
                    Some((balancer, _)) => Trouble::Offload(balancer, OffloadFault::NothingListens(server, asked)),
                    None => Trouble::NothingListens(server, port),
                }
            }
            RecordKind::Refuses(WhyRefused::NotForwarded(port)) => {
                Trouble::NotForwarded(balancer(record.actor())?, port)
            }
            RecordKind::ClosesForLimit(limit) => Trouble::Limit(service?, limit),
            RecordKind::ClosesForComponent { component, by } | RecordKind::StopsForComponent { component, by } => {
                let (service, stops) = (service?, matches!(record.kind(), RecordKind::StopsForComponent { .. }));
                let probe = moment.org().held_by_the_responder(service, component, by);
                Trouble::Component { service, component, by, stops, probe }
            }
            RecordKind::IsOff => Trouble::Off(server(record.actor())?),
            RecordKind::NoTicket => Trouble::NoTicket,
            RecordKind::ObeysLoginDisabled => match moment.through(on).filter(|_| moment.is_in_clear(on)) {
                Some((balancer, _)) => Trouble::Offload(balancer, OffloadFault::InClear(service?)),
                None => Trouble::LoginDisabled(service?),
            },
            RecordKind::TlsFailed(why) => match why {
                WhyNoTls::NoCertificate(why) => match ends {
                    Some(balancer) if !by_balancer => Trouble::Offload(balancer, OffloadFault::NoKey),
                    _ => Trouble::NoCertificate(service?, why),
                },
                WhyNoTls::Disagree(why) => match ends {
                    Some(balancer) if by_balancer => Trouble::Offload(balancer, OffloadFault::NoTls(service?)),
                    _ => Trouble::Disagree(connection.opener, service?, why),
                },
                WhyNoTls::NotSpokenHere => offload::other_kind(moment, on, service?),
                WhyNoTls::InsideTls => Trouble::TlsInsideTls,
                WhyNoTls::NotOffered => Trouble::StartTlsMissing(service?),
            },
            RecordKind::RejectsCertificate(problem) => {
                let (by, endpoint) = (record.actor(), connection.endpoint);
                match ends {
                    Some(balancer) => Trouble::Offload(balancer, OffloadFault::Rejected { by, endpoint, problem }),
                    None => Trouble::CertificateRejected { by, service: service?, endpoint, problem },
                }
            }
            // The greeting tells the protocols apart; a web server has none.
            RecordKind::Says { line: crate::protocol::Line::Greeting, .. } if speaks_another(trace, connection) => {
                Trouble::OtherProtocol(service?, connection.endpoint)
            }
            RecordKind::TimedOut(timer) => {
                if moment.is_hung(connection) {
                    Trouble::Hung(service?)
                } else if let Some((record, link)) = lost {
                    return Some((self.loss(connection.endpoint, candidate, service, link, on), Some(record)));
                } else if troubled {
                    return None;
                } else if service.is_none() && self.connections[on.0 as usize].leads_nowhere {
                    Trouble::Nobody(connection.endpoint, candidate)
                } else {
                    return Some(self.waited(moment, on, timer));
                }
            }
            RecordKind::Broken => {
                let link = lost.and_then(|it| it.1);
                return Some((Trouble::Lost(link), lost.map(|it| it.0)));
            }
            RecordKind::Closes(WhyClosed::ServiceStopped | WhyClosed::FailedOver) => Trouble::Cut(service?),
            RecordKind::Closes(WhyClosed::TooLong) => Trouble::TooLong(service?),
            RecordKind::Closes(WhyClosed::TooManyErrors) => Trouble::TooManyErrors(service?),
            RecordKind::Decides { decision, reasons } if says_no(decision) => {
                let reasons = trace.reasons(reasons);
                // A Mailbox server that is not reached is told by the packet that was lost.
                if let Some((record, link)) = lost.filter(|_| matches!(reasons, [Reason::StoreNotReached(_)])) {
                    return Some((Trouble::Lost(link), Some(record)));
                }
                if let Some(service) = service
                    && let Some((balancer, _)) = moment.through(on).filter(|_| moment.is_in_clear(on))
                    && reasons.iter().any(|it| matches!(it, Reason::LoginTypeRefuses { .. }))
                {
                    return Some((Trouble::Offload(balancer, OffloadFault::InClear(service)), None));
                }
                let refusing = reasons.iter().rev().find_map(|it| of_reason(trace, id, *it));
                // A refusal for which no reason is to blame alone is told by its last one.
                let last = || match (decision, record.actor(), reasons.last()) {
                    (Decision::Refuses { .. }, Actor::Service(service), Some(reason)) => {
                        Some(Trouble::Decided(service, *reason))
                    }
                    _ => None,
                };
                refusing.or_else(last)?
            }
            RecordKind::LegFailed { endpoint, how, .. } if !troubled => match how {
                LegFailure::Abandoned | LegFailure::NameNotResolved => return None,
                LegFailure::NoAnswer { connected: false } if service.is_none() => {
                    self.loss(endpoint, candidate, service, None, on)
                }
                how => Trouble::Leg(endpoint, how),
            },
            _ => return None,
        };
        Some((trouble, None))
    }

    /// Why an answer did not come before a time ran out. Whoever waits for a leg waits for what that waits for.
    fn waited(&self, moment: Moment<'_>, on: ConnectionId, timer: Timer) -> (Trouble, Option<RecordId>) {
        let trace = moment.trace();
        let mut at = on;
        while let Some(leg) = self.connections[at.0 as usize].leg {
            at = leg;
        }
        let it = &trace.connections[at.0 as usize];
        let trouble = match (it.service, self.connections[at.0 as usize].lost) {
            (Some(service), _) if moment.org().is_off(service.server()) || self.lost_power(at, service.server()) => {
                Trouble::Cut(service)
            }
            (Some(service), _) if moment.is_hung(it) => Trouble::Hung(service),
            (Some(service), _) if speaks_another(trace, it) => Trouble::OtherProtocol(service, it.endpoint),
            (Some(service), _) if moment.waits_for_tls(at) => offload::other_kind(moment, at, service),
            (service, Some((record, link))) if at != on => {
                let candidate = it.parent.and_then(|it| moment.candidate(it));
                return (self.loss(it.endpoint, candidate, service, link, at), Some(record));
            }
            _ => return (Trouble::Waited(timer, trace.connections[on.0 as usize].service), None),
        };
        (trouble, self.connections[at.0 as usize].last.filter(|_| at != on))
    }

    /// Whether a server was switched off after it had accepted a connection, and knows nothing of it any more.
    fn lost_power(&self, on: ConnectionId, server: ServerId) -> bool {
        let switches_off = |it: Action| match it {
            Action::ShutDown(off) | Action::RemoveServer(off) | Action::Reboot(off) => off == server,
            _ => false,
        };
        let since = self.connections[on.0 as usize].accepted;
        since.is_some_and(|since| self.changes.iter().any(|it| since < it.0 && switches_off(it.1)))
    }

    /// A packet that never came back: nobody is there, or the way is not.
    fn loss(
        &self,
        endpoint: Endpoint,
        candidate: Option<ServerId>,
        service: Option<ServiceId>,
        link: Option<LinkId>,
        on: ConnectionId,
    ) -> Trouble {
        let nobody = service.is_none() && link.is_none() && self.connections[on.0 as usize].leads_nowhere;
        if nobody { Trouble::Nobody(endpoint, candidate) } else { Trouble::Lost(link) }
    }

    /// The changes so far that can have brought a trouble about, the last first.
    pub(super) fn since(&self, world: &World, trouble: &Trouble) -> Vec<RecordId> {
        const MOST: usize = 4;
        let brought = |it: &&(RecordId, Action)| brings(world, it.1, trouble);
        self.changes.iter().rev().filter(brought).take(MOST).map(|it| it.0).collect()
    }
}

fn host(world: &World, endpoint: Endpoint, address: Option<Ipv4Addr>) -> Option<Host> {
    match (endpoint.host, address) {
        (HostRef::Address(address), _) | (HostRef::Name(_), Some(address)) => world.host(address),
        (HostRef::Name(_), None) => None,
    }
}

fn server(actor: Actor) -> Option<ServerId> {
    match actor {
        Actor::Server(server) => Some(server),
        Actor::Service(service) => Some(service.server()),
        Actor::Client(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => None,
    }
}

const fn balancer(actor: Actor) -> Option<BalancerId> {
    match actor {
        Actor::Balancer(balancer) => Some(balancer),
        Actor::Client(_) | Actor::Service(_) | Actor::Server(_) | Actor::Network | Actor::Admin => None,
    }
}

/// Whether it is the same to whichever server of a pool a log-on comes.
pub(super) const fn is_the_same_everywhere(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::PasswordWrong(_)
            | Reason::UnknownName
            | Reason::Reserved(_)
            | Reason::NoRights { .. }
            | Reason::NoSmtpAddress(_)
            | Reason::PolicyBlocks { .. }
            | Reason::ProtocolDisabled { .. }
            | Reason::NotSupported(..)
            | Reason::Proxies2010To2007(_)
            | Reason::ProxiesUp { .. }
    )
}

/// The trouble that a reason of a decision tells of, if it is one that refuses.
pub(super) fn of_reason(trace: &Trace, id: RecordId, reason: Reason) -> Option<Trouble> {
    let refuses = match reason {
        Reason::PasswordWrong(_)
        | Reason::UnknownName
        | Reason::Reserved(_)
        | Reason::NtlmAlias(_)
        | Reason::UnquotedReplay(_)
        | Reason::NoRights { .. }
        | Reason::StoreSessions { .. }
        | Reason::NoSmtpAddress(_)
        | Reason::PolicyBlocks { .. }
        | Reason::UserLimit { .. }
        | Reason::OwnLogon(_)
        | Reason::LoginTypeRefuses { .. }
        | Reason::MechanismOff(..)
        | Reason::NotBound(_)
        | Reason::ProtocolDisabled { .. }
        | Reason::NoMailbox(_)
        | Reason::StoreOff(_)
        | Reason::StoreNotThere(_)
        | Reason::StoreNotReached(_)
        | Reason::NoCandidate(..)
        | Reason::NoEndpoint(..)
        | Reason::NoPassword(_)
        | Reason::WebNotModelled(..)
        | Reason::NoHealthyTarget(..)
        | Reason::NoTargetInService(..)
        | Reason::RefusedAcrossSites(_)
        | Reason::Proxies2010To2007(false)
        | Reason::ProxiesUp { does: false, .. }
        | Reason::Checked(_, false)
        | Reason::NotSupported(..)
        | Reason::NotHere(_) => true,
        Reason::PasswordRight(_)
        | Reason::MechanismStays(_)
        | Reason::PolicyNotKnown(_)
        | Reason::MailboxSwitch { .. }
        | Reason::Mailbox { .. }
        | Reason::HomeServerSite(_)
        | Reason::ActiveCopySite(_)
        | Reason::DiscoverySite(..)
        | Reason::Candidate(..)
        | Reason::Offers(..)
        | Reason::BackEnd(..)
        | Reason::OtherVersion(_)
        | Reason::OtherSites(_)
        | Reason::OffersNothing(..)
        | Reason::Removed(_)
        | Reason::Picked(..)
        | Reason::NotChecked(_)
        | Reason::EncryptedOrder
        | Reason::PlaintextOrder
        | Reason::StartTlsCounts(_)
        | Reason::NotOffered(..)
        | Reason::SameType(..)
        | Reason::NextType(_)
        | Reason::SelectedOnce(_)
        | Reason::NoNextTarget
        | Reason::NextTarget(_)
        | Reason::RefusalIsFinal(_)
        | Reason::Replays(_)
        | Reason::HandsOver(_)
        | Reason::WebProxied(..)
        | Reason::WebRedirected(_)
        | Reason::WebBackEnd(_)
        | Reason::WebOwnVersion(_)
        | Reason::ProbedDown(_)
        | Reason::OutOfService(_)
        | Reason::HashPicked(..)
        | Reason::WebRetry(_)
        | Reason::Served { .. }
        | Reason::ServedAcrossSites(_)
        | Reason::ProxiedAcrossSites(_)
        | Reason::Proxies2010To2007(true)
        | Reason::ProxiesUp { does: true, .. }
        | Reason::ProxiesDown(..)
        | Reason::Checked(_, true)
        | Reason::Unchecked(_) => false,
    };
    let Actor::Service(service) = trace.record(id).actor() else { return None };
    refuses.then_some(Trouble::Decided(service, reason))
}

/// Drops what only followed from something else: a time that ran out, or a leg that failed, because of a trouble that
/// is told already.
pub(super) fn only_causes(findings: &mut Vec<Fault>) {
    let explained = findings.iter().any(|it| !matches!(it.trouble, Trouble::Waited(..) | Trouble::Leg(..)));
    if explained {
        findings
            .retain(|it| !matches!(it.trouble, Trouble::Leg(..) | Trouble::Waited(Timer::Client | Timer::Proxy, _)));
    }
}
