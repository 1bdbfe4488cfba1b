//! What happened, in which order, and what caused it?
//!
//! A flat list of [`Record`]s of ids and small enums, one for each thing that a person would tell. The cause of a
//! record is an earlier record. No text is made here; renderers do that. Outcomes are not stored beside the records:
//! [`crate::verdict`] reads them off [`RecordKind::Ended`].

mod pieces;
mod reasons;
mod record;
mod stored;
mod window;

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

pub use crate::policy::Event;
pub use crate::policy::accept::{Limit, WhyProbeFails, WhyRefused};
pub use crate::policy::handshake::WhyNoTls;
pub use crate::policy::patience::Timer;
use crate::policy::{Reason, Refusal};
use crate::protocol::Line;
use crate::time::{Micros, SimTime};
pub use reasons::Reasons;
use reasons::{Carried, ReasonLists};
pub use record::{Record, Records};
use stored::{Kind, Place, Stored};
pub use window::Window;

pub use crate::world::tls::{CertificateProblem, Disagreement};
use crate::world::{
    Agreed, BalancerId, CertificateId, ChangeId, ClientId, Component, Endpoint, LinkId, NameId, Outcome, Protocol,
    RefusedLineId, Requesters, Security, ServerId, ServiceId, UserId,
};

/// The position of a record in its trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordId(pub u32);

/// One log-on attempt of one client, numbered over the whole run from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttemptId(pub u32);

/// One TCP connection, numbered over the whole run from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionId(pub u32);

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A mail program.
    Client(ClientId),
    /// A service on a server.
    Service(ServiceId),
    /// A server's host, where no service of it is concerned.
    Server(ServerId),
    /// A load balancer.
    Balancer(BalancerId),
    /// The network between.
    Network,
    /// The admin: a change of the scenario.
    Admin,
}

/// Where a record belongs.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordPlace {
    /// The connection, if any.
    pub connection: Option<ConnectionId>,
    /// The attempt, if any.
    pub attempt: Option<AttemptId>,
}

/// What happened. A closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    // --- a client's attempt --------------------------------------------------------------------------------------
    /// An attempt begins.
    Began {
        /// The number of the attempt of this client, from 1.
        number: u32,
    },
    /// A poll was left out, because the attempt before it is still running.
    Skipped,
    /// An attempt ends. The closing record of every attempt.
    Ended(Outcome),
    // --- names and connections -----------------------------------------------------------------------------------
    /// A name was resolved.
    Resolved {
        /// The name.
        name: NameId,
        /// The address.
        address: Ipv4Addr,
        /// For how long the answer may still be kept.
        ttl: Micros,
        /// Whether the answer was kept from an earlier look-up (LB-6, DET-9).
        cached: bool,
    },
    /// A name could not be resolved.
    NotResolved(NameId),
    /// A connection request was sent. `connection` is the new connection.
    Connects {
        /// Where to.
        endpoint: Endpoint,
    },
    /// A balancer passes a connection on to a member (LB-2).
    Forwards {
        /// The member.
        member: ServerId,
        /// How many members it believes to be up.
        up: u32,
        /// How many members the pool has.
        of: u32,
    },
    /// A balancer has no member that it believes to be up, and refuses the connection.
    NoMember,
    /// The client has no Kerberos ticket, and breaks the mechanism off.
    NoTicket,
    /// The client sends no LOGIN, because LOGINDISABLED is listed.
    ObeysLoginDisabled,
    /// The TCP connection is accepted. Said by the accepting service.
    Accepts,
    /// The TCP connection is refused at once.
    Refuses(WhyRefused),
    /// The TCP connection is accepted and closed again without a greeting (LIM-2).
    ClosesForLimit(Limit),
    /// The TCP connection is accepted and closed again without a greeting, because a component is inactive (CMP-3).
    ClosesForComponent {
        /// The component: that of the protocol, or the whole server (CMP-5).
        component: Component,
        /// Who holds it inactive (CMP-2).
        by: Requesters,
    },
    /// The service stops, because somebody connected and its component is inactive (CMP-4).
    StopsForComponent {
        /// The component.
        component: Component,
        /// Who holds it inactive.
        by: Requesters,
    },
    /// Nothing answers a connection request, because the server is switched off.
    IsOff,
    /// A service does not start, because it is disabled (SVC-8).
    DoesNotStart,
    /// A packet is lost; TCP sends it again.
    Lost {
        /// On which link; `None`: there is no way to that site.
        link: Option<LinkId>,
        /// How many times it was sent so far.
        sent: u32,
    },
    /// The connection was broken off after TCP sent a packet again and again in vain.
    Broken,
    /// TLS is up.
    Secured {
        /// On what both sides agreed.
        agreed: Agreed,
        /// The certificate that was shown.
        shown: CertificateId,
        /// What is wrong with it, if anything, and the other side does not mind.
        ignored: Option<CertificateProblem>,
    },
    /// TLS could not be set up.
    TlsFailed(WhyNoTls),
    /// The opener closes the connection, because the certificate is not good enough (LEG-4).
    RejectsCertificate(CertificateProblem),
    /// A line was sent.
    Says {
        /// The line.
        line: Line,
        /// The number of the command on its connection, from 1; for a reply that of its command.
        tag: u32,
    },
    /// One side waited in vain.
    TimedOut(Timer),
    /// One side closes the connection.
    Closes(WhyClosed),
    // --- decisions -----------------------------------------------------------------------------------------------
    /// A service decided something. The reasons are in [`Trace::reasons`].
    Decides {
        /// What was decided.
        decision: Decision,
        /// Why.
        reasons: Reasons,
    },
    /// A service asks a Mailbox server over RPC to open the mailbox (RPC-1).
    CallsStore {
        /// The Mailbox server.
        server: ServerId,
    },
    /// The Mailbox server has answered.
    StoreAnswers,
    /// A leg failed: an attempt of a proxying service at one endpoint.
    LegFailed {
        /// The endpoint.
        endpoint: Endpoint,
        /// The candidate on whose behalf.
        candidate: ServerId,
        /// How.
        how: LegFailure,
    },
    // --- changes and checks --------------------------------------------------------------------------------------
    /// The admin changed something.
    Changed(ChangeId),
    /// The admin typed a line, and the cmdlet refuses it: nothing changes by it.
    LineRefused(RefusedLineId),
    /// A balancer's check of a member changed its mind (DET-4).
    Checked {
        /// The member.
        member: ServerId,
        /// The port that was checked.
        port: u16,
        /// Whether it is believed to be up from now on.
        up: bool,
    },
    /// A probe of the HTTP proxy changed its mind about a target (HTTP-1).
    Probed {
        /// The target.
        target: ServerId,
        /// Whether it is believed to be up from now on.
        up: bool,
    },
    /// Managed Availability sets the component of a front end inactive, because its local probe failed (BIND-1). Said
    /// by that front end.
    TakenOffline {
        /// The component.
        component: Component,
        /// Why the probe failed last.
        why: WhyProbeFails,
    },
    /// A service writes an event to the event log of its server.
    Logs(Event),
}

impl RecordKind {
    /// Whether the organisation is another one after it: whoever follows that needs it. What the admin typed in vain
    /// is told beside.
    #[must_use]
    pub const fn changes_organisation(self) -> bool {
        matches!(
            self,
            Self::Changed(_) | Self::LineRefused(_) | Self::StopsForComponent { .. } | Self::TakenOffline { .. }
        )
    }
}

/// What a service decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Whether the log-on is accepted so far (FE-1, FE-7, LIM-1, LoginType).
    Authenticates {
        /// Who logs on.
        user: UserId,
        /// Whether it goes on.
        accepted: bool,
    },
    /// The mailbox is opened here.
    Serves(UserId),
    /// The log-on is handed on: to which candidate first.
    Proxies {
        /// Who logs on.
        user: UserId,
        /// The candidate that was picked.
        to: ServerId,
    },
    /// The log-on is refused without a connection.
    Refuses {
        /// Who logs on.
        user: UserId,
        /// Why.
        why: Refusal,
    },
    /// A web client is sent to the legacy namespace (HTTP-3).
    Redirects(UserId),
    /// The next endpoint is tried.
    Tries(Endpoint),
    /// Nothing is left to try: the log-on fails.
    GivesUp,
    /// The user is authenticated, but may not use this protocol on the mailbox (LEG-8).
    NotAllowed(UserId),
}

/// Why a side closes the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyClosed {
    /// It is done.
    Done,
    /// The other connection, to which this one is relayed, has ended (FE-6).
    OtherSideEnded,
    /// It gave up.
    GaveUp,
    /// Its service stopped or restarted (DET-7).
    ServiceStopped,
    /// The database failed over (DET-7).
    FailedOver,
    /// It said goodbye because a time ran out.
    TimedOut,
    /// The command was longer than MaxCommandSize.
    TooLong,
    /// Too many commands have failed.
    TooManyErrors,
}

/// How an attempt of a proxying service failed (FALL-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegFailure {
    /// The name of the host was not resolved.
    NameNotResolved,
    /// The connection was refused.
    Refused,
    /// No answer within `proxy_connect_timeout`: to the connection request (`connected: false`) or after it.
    NoAnswer {
        /// Whether the connection had been accepted.
        connected: bool,
    },
    /// The greeting is that of the other protocol: the port is one of POP3 where IMAP4 is meant, or the reverse.
    OtherProtocol,
    /// TLS could not be set up.
    TlsHandshake,
    /// The certificate is not good enough and EnforceCertificateErrors is set (LEG-4).
    Certificate(CertificateProblem),
    /// STARTTLS or STLS is not offered.
    StartTlsNotOffered,
    /// The target refused the log-on.
    LogonRefused,
    /// The connection was closed or broken before the log-on was answered.
    Closed,
    /// The client went away, or its time ran out, before the leg was done.
    Abandoned,
}

/// How the run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nothing was left to do.
    Finished,
    /// The time named in `until` came while something was still to do.
    Horizon,
    /// The limit on events was met, or whoever watched wanted no more of them.
    EventLimit,
    /// There was no room for more records ([`crate::sim::tracer::Budget`]).
    RecordLimit,
}

/// One connection of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Who opened it.
    pub opener: Actor,
    /// How deep it is: 0 for a client's own connection, 1 for a leg opened because of it, and so on.
    pub depth: u32,
    /// The connection because of which it was opened; `None` for a client's own.
    pub parent: Option<ConnectionId>,
    /// The attempt to which it belongs.
    pub attempt: AttemptId,
    /// Where it was opened to.
    pub endpoint: Endpoint,
    /// The service that accepted it, once one has.
    pub service: Option<ServiceId>,
    /// How it was meant to be protected.
    pub security: Security,
    /// The user who logs on over it.
    pub user: UserId,
    /// The address that the accepting service sees: the opener's, or that of a balancer in between (DET-3).
    pub source: Ipv4Addr,
    /// The address that it was opened to: of a server or a balancer.
    pub to: Ipv4Addr,
}

/// One attempt of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Whose.
    pub client: ClientId,
    /// Its number among the attempts of that client, from 1.
    pub number: u32,
    /// Which protocol it speaks, as the client was told when it began.
    pub protocol: Protocol,
    /// Its first record.
    pub began: RecordId,
}

/// That a connection counts for the limits of who accepted it, or no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitCount {
    /// From which record on.
    pub from: RecordId,
    /// Which connection.
    pub connection: ConnectionId,
    /// For what.
    pub counts: CountsFor,
}

/// For what a connection counts from some record on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountsFor {
    /// For the connections of the service (LIM-2), and for those from its address where a limit makes that matter.
    Accepted {
        /// Whether it does.
        address: bool,
    },
    /// For the authenticated connections of its user at the service (LIM-1).
    Authenticated,
    /// For the session objects of its user in the store of a server (LEG-9).
    Session(ServerId),
    /// For no user any more.
    LoggedOff,
    /// For nothing any more.
    Ended,
}

/// Everything that happened in one run.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// What happened, in order.
    stored: Window<Stored>,
    /// The kinds of records that are too large to stand in them.
    large: Vec<RecordKind>,
    reasons: ReasonLists,
    /// The connections, by [`ConnectionId`].
    pub connections: Window<Connection>,
    /// The attempts, by [`AttemptId`].
    pub attempts: Window<Attempt>,
    /// What the engine counted, in order. It is no part of the records: these tell where a limit was met.
    pub tallies: Vec<LimitCount>,
}

impl Trace {
    /// The reasons of a decision.
    #[must_use]
    pub fn reasons(&self, reasons: Reasons) -> &[Reason] {
        self.reasons.get(reasons)
    }

    /// The record with this id.
    ///
    /// # Panics
    /// Where it is forgotten, or has not come.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Record<'_> {
        self.records().get(id.0 as usize).unwrap_or_else(|| panic!("{id:?} is forgotten"))
    }

    /// All records, in order.
    #[must_use]
    pub const fn records(&self) -> Records<'_> {
        Records::of(self)
    }

    /// Something happened.
    #[allow(clippy::inline_always, reason = "as with `Full::record`")]
    #[inline(always)]
    pub(crate) fn push(
        &mut self,
        at: SimTime,
        actor: Actor,
        cause: Option<RecordId>,
        place: RecordPlace,
        kind: RecordKind,
    ) {
        let (place, attempt) = (Place::of(place), place.attempt);
        debug_assert!(place.attempt(&self.connections) == attempt, "a connection belongs to one attempt");
        let connection = || place.connection().map(|it| &self.connections[it.0 as usize]);
        let kind = Kind::of(kind, &mut self.large, connection);
        self.stored.push(Stored::new(at, actor, cause, place, kind));
    }

    /// A decision has these reasons.
    pub(crate) fn add_reasons(&mut self, reasons: &[Reason]) -> Reasons {
        self.reasons.add(reasons)
    }

    /// How many reasons are held.
    #[must_use]
    pub fn reasons_held(&self) -> usize {
        self.reasons.len()
    }

    /// How many bytes a record takes.
    pub(crate) const RECORD: usize = size_of::<Stored>();

    /// How many bytes that takes which is held.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let records = self.stored.held() * Self::RECORD;
        let large = self.large.len() * size_of::<RecordKind>();
        let reasons = self.reasons.bytes();
        let connections = self.connections.held() * size_of::<Connection>();
        let attempts = self.attempts.held() * size_of::<Attempt>();
        (records + large + reasons + connections + attempts + self.tallies.len() * size_of::<LimitCount>()) as u64
    }

    /// Forgets all but the attempts that are wanted, and what changes the organisation: what is left can be read as the
    /// whole was.
    pub fn sift(&mut self, wanted: impl Fn(AttemptId) -> bool) {
        let (mut large, mut reasons) = (Vec::new(), Carried::from(&self.reasons));
        let (mut connections, mut attempts) = (BTreeSet::new(), BTreeSet::new());
        let all = &self.connections;
        self.stored.sift(|_, it| {
            let (connection, attempt) = (it.place.connection(), it.place.attempt(all));
            let place = connection.map(|it| &all[it.0 as usize]);
            let mut kind = it.kind.get(&self.large, place);
            if !(attempt.is_some_and(&wanted) || kind.changes_organisation()) {
                return false;
            }
            if let RecordKind::Decides { reasons: of, .. } = &mut kind {
                *of = reasons.carry(*of);
            }
            it.kind = Kind::of(kind, &mut large, || place);
            connections.extend(connection);
            attempts.extend(attempt);
            true
        });
        self.reasons = reasons.into();
        self.large = large;
        self.connections.sift(|at, it| wanted(it.attempt) || connections.contains(&ConnectionId(at)));
        self.attempts.sift(|at, _| wanted(AttemptId(at)) || attempts.contains(&AttemptId(at)));
        // A count without those that are forgotten would be wrong.
        self.tallies.clear();
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.stored.clear();
        self.large.clear();
        self.reasons.clear();
        self.connections.clear();
        self.attempts.clear();
        self.tallies.clear();
    }
}

/// One complete run: its trace and how it stopped.
#[derive(Clone, Debug)]
pub struct Run {
    /// What happened.
    pub trace: Trace,
    /// How it stopped.
    pub stop: Stop,
    /// When the last thing happened.
    pub ended: SimTime,
    /// What was still to do when a run was cut off.
    pub pending: Vec<Pending>,
    /// The digest of all records, where whoever listened did not keep them all.
    pub digest: Option<u64>,
}

/// Something that was still to do when the run was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// An attempt was still running.
    Attempt(AttemptId),
    /// A client would have come again.
    Client(ClientId),
    /// A change had not happened yet.
    Change(ChangeId),
}
