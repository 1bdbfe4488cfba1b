//! How is a record kept, in 32 bytes?
//!
//! A run keeps more records than it delivers events, and to write them into the memory costs more than to work them
//! out. So nothing is kept of a record that its connection tells already (its attempt, its user, its endpoint), and
//! the kinds that are still too large stand in a list beside, to which the record points.

use super::{
    Actor, AttemptId, CertificateProblem, Connection, ConnectionId, Decision, LegFailure, Reasons, RecordId,
    RecordKind, RecordPlace, Timer, WhyClosed, WhyNoTls, WhyProbeFails, WhyRefused, Window,
};
use crate::policy::{Event, Refusal};
use crate::protocol::Line;
use crate::time::SimTime;
use crate::world::{
    Agreed, BalancerId, CertificateId, ChangeId, ClientId, Component, Endpoint, HostRef, LinkId, NameId, Outcome,
    RefusedLineId, Requesters, Security, ServerId, Service, ServiceId, UserId,
};

/// A record as it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) at: SimTime,
    cause: OptionalId,
    actor: StoredActor,
    pub(super) place: Place,
    pub(super) kind: Kind,
}

const _: () = assert!(size_of::<Stored>() == 32, "a record has grown");

impl Stored {
    #[inline]
    pub(super) fn new(at: SimTime, actor: Actor, cause: Option<RecordId>, place: Place, kind: Kind) -> Self {
        Self { at, cause: OptionalId::of(cause.map(|it| it.0)), actor: StoredActor::of(actor), place, kind }
    }

    pub(super) fn cause(&self) -> Option<RecordId> {
        self.cause.get().map(RecordId)
    }

    pub(super) fn actor(&self) -> Actor {
        self.actor.get()
    }
}

/// A number, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct OptionalId(u32);

impl OptionalId {
    #[inline]
    fn of(it: Option<u32>) -> Self {
        debug_assert!(it != Some(u32::MAX), "there are fewer");
        Self(it.unwrap_or(u32::MAX))
    }

    fn get(self) -> Option<u32> {
        (self.0 != u32::MAX).then_some(self.0)
    }
}

/// Where a record belongs: the number of its connection or, where it has none, of its attempt. Of each there are at
/// most half as many as records, so that a bit is left to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

const NOWHERE: u32 = u32::MAX;
const ATTEMPT: u32 = 1 << 31;

impl Place {
    #[inline]
    pub(super) fn of(place: RecordPlace) -> Self {
        match place {
            RecordPlace { connection: Some(it), .. } => Self(it.0),
            RecordPlace { connection: None, attempt: Some(it) } => Self(it.0 | ATTEMPT),
            RecordPlace { connection: None, attempt: None } => Self(NOWHERE),
        }
    }

    pub(super) fn connection(self) -> Option<ConnectionId> {
        (self.0 & ATTEMPT == 0).then_some(ConnectionId(self.0))
    }

    /// Of which attempt a connection is, that says itself.
    pub(super) fn attempt(self, connections: &Window<Connection>) -> Option<AttemptId> {
        match self.0 {
            NOWHERE => None,
            it if it & ATTEMPT != 0 => Some(AttemptId(it & !ATTEMPT)),
            it => Some(connections[it as usize].attempt),
        }
    }
}

/// Who did it: what it is in four bits, and its number. (None has 2^28: a scenario of so many does not fit into any
/// memory.)
#[derive(Clone, Copy, Debug)]
struct StoredActor(u32);

const NUMBER: u32 = (1 << 28) - 1;
/// The bits of the first of the services.
const FIRST_SERVICE: u32 = 5;

impl StoredActor {
    #[inline]
    fn of(actor: Actor) -> Self {
        let (what, number) = match actor {
            Actor::Client(it) => (0, it.0),
            Actor::Server(it) => (1, it.0),
            Actor::Balancer(it) => (2, it.0),
            Actor::Network => (3, 0),
            Actor::Admin => (4, 0),
            Actor::Service(it) => (FIRST_SERVICE + it.service() as u32, it.server().0),
        };
        debug_assert!(number <= NUMBER, "there are fewer");
        Self(what << 28 | number)
    }

    fn get(self) -> Actor {
        let number = self.0 & NUMBER;
        match self.0 >> 28 {
            0 => Actor::Client(ClientId(number)),
            1 => Actor::Server(ServerId(number)),
            2 => Actor::Balancer(BalancerId(number)),
            3 => Actor::Network,
            4 => Actor::Admin,
            it => Actor::Service(ServiceId::new(ServerId(number), Service::ALL[(it - FIRST_SERVICE) as usize])),
        }
    }
}

/// What happened, in 12 bytes. The first list is of kinds that are kept as they are; the second, of those of which
/// something is left out.
macro_rules! kinds {
    (as they are {$($name:ident $(($it:ident: $of:ty))? $({ $($field:ident: $type:ty),+ })?;)+}
     shorter {$($shorter:ident $({ $($kept:ident: $kept_type:ty),+ })?;)+}) => {
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Kind {
            $($name $(($of))? $({ $($field: $type),+ })?,)+
            $($shorter $({ $($kept: $kept_type),+ })?,)+
            /// The one with this number in the list beside.
            Large(u32),
        }

        impl Kind {
            /// One that is kept as it is.
            #[inline]
            fn as_it_is(kind: RecordKind) -> Option<Self> {
                match kind {
                    $(RecordKind::$name $(($it))? $({ $($field),+ })? => {
                        Some(Self::$name $(($it))? $({ $($field),+ })?)
                    })+
                    RecordKind::Resolved { .. }
                    | RecordKind::Connects { .. }
                    | RecordKind::Forwards { .. }
                    | RecordKind::ClosesForLimit(_)
                    | RecordKind::Lost { .. }
                    | RecordKind::Decides { .. }
                    | RecordKind::LegFailed { .. } => None,
                }
            }

            /// What happened on a connection.
            pub(super) fn get(self, large: &[RecordKind], connection: Option<&Connection>) -> RecordKind {
                let connection = || connection.expect("what is left out is told by the connection");
                let decides = |decision, reasons| RecordKind::Decides { decision, reasons };
                match self {
                    $(Self::$name $(($it))? $({ $($field),+ })? => {
                        RecordKind::$name $(($it))? $({ $($field),+ })?
                    })+
                    Self::Connects => RecordKind::Connects { endpoint: connection().endpoint },
                    Self::Forwards { member, up, of } => {
                        RecordKind::Forwards { member, up: up.into(), of: of.into() }
                    }
                    Self::Lost { link, sent } => RecordKind::Lost { link: link.get().map(LinkId), sent },
                    Self::LegFailed { candidate, how } => {
                        RecordKind::LegFailed { endpoint: connection().endpoint, candidate, how }
                    }
                    Self::Authenticates { user, accepted, reasons } => {
                        decides(Decision::Authenticates { user, accepted }, reasons)
                    }
                    Self::Serves { user, reasons } => decides(Decision::Serves(user), reasons),
                    Self::Proxies { to, reasons } => {
                        decides(Decision::Proxies { user: connection().user, to }, reasons)
                    }
                    Self::RefusesLogon { user, why, reasons } => decides(Decision::Refuses { user, why }, reasons),
                    Self::Redirects { user, reasons } => decides(Decision::Redirects(user), reasons),
                    Self::TriesName { name, port, security, reasons } => {
                        let host = HostRef::Name(name);
                        decides(Decision::Tries(Endpoint { host, port, security }), reasons)
                    }
                    Self::TriesAddress { address, port, security, reasons } => {
                        let host = HostRef::Address(address);
                        decides(Decision::Tries(Endpoint { host, port, security }), reasons)
                    }
                    Self::GivesUp { reasons } => decides(Decision::GivesUp, reasons),
                    Self::NotAllowed { user, reasons } => decides(Decision::NotAllowed(user), reasons),
                    Self::Large(at) => large[at as usize],
                }
            }
        }
    };
}

kinds! {
    as they are {
        Began { number: u32 };
        Skipped;
        Ended(it: Outcome);
        NotResolved(it: NameId);
        NoMember;
        NoTicket;
        ObeysLoginDisabled;
        Accepts;
        Refuses(it: WhyRefused);
        ClosesForComponent { component: Component, by: Requesters };
        StopsForComponent { component: Component, by: Requesters };
        IsOff;
        DoesNotStart;
        Broken;
        Secured { agreed: Agreed, shown: CertificateId, ignored: Option<CertificateProblem> };
        TlsFailed(it: WhyNoTls);
        RejectsCertificate(it: CertificateProblem);
        Says { line: Line, tag: u32 };
        TimedOut(it: Timer);
        Closes(it: WhyClosed);
        CallsStore { server: ServerId };
        StoreAnswers;
        Changed(it: ChangeId);
        LineRefused(it: RefusedLineId);
        Checked { member: ServerId, port: u16, up: bool };
        Probed { target: ServerId, up: bool };
        TakenOffline { component: Component, why: WhyProbeFails };
        Logs(it: Event);
    }
    shorter {
        Connects;
        Forwards { member: ServerId, up: u16, of: u16 };
        Lost { link: OptionalId, sent: u32 };
        LegFailed { candidate: ServerId, how: LegFailure };
        Authenticates { user: UserId, accepted: bool, reasons: Reasons };
        Serves { user: UserId, reasons: Reasons };
        Proxies { to: ServerId, reasons: Reasons };
        RefusesLogon { user: UserId, why: Refusal, reasons: Reasons };
        Redirects { user: UserId, reasons: Reasons };
        TriesName { name: NameId, port: u16, security: Security, reasons: Reasons };
        TriesAddress { address: std::net::Ipv4Addr, port: u16, security: Security, reasons: Reasons };
        GivesUp { reasons: Reasons };
        NotAllowed { user: UserId, reasons: Reasons };
    }
}

impl Kind {
    /// What happened on a connection, in 12 bytes; `large` is the list beside.
    #[allow(clippy::inline_always, reason = "as with `Full::record`")]
    #[inline(always)]
    pub(super) fn of<'t>(
        kind: RecordKind,
        large: &mut Vec<RecordKind>,
        connection: impl Fn() -> Option<&'t Connection>,
    ) -> Self {
        let shorter = match kind {
            RecordKind::Connects { endpoint } if connection().is_some_and(|it| it.endpoint == endpoint) => {
                Some(Self::Connects)
            }
            RecordKind::LegFailed { endpoint, candidate, how }
                if connection().is_some_and(|it| it.endpoint == endpoint) =>
            {
                Some(Self::LegFailed { candidate, how })
            }
            RecordKind::Forwards { member, up, of } => match (u16::try_from(up), u16::try_from(of)) {
                (Ok(up), Ok(of)) => Some(Self::Forwards { member, up, of }),
                _ => None,
            },
            RecordKind::Lost { link, sent } => Some(Self::Lost { link: OptionalId::of(link.map(|it| it.0)), sent }),
            RecordKind::Decides { decision, reasons } => Self::decision(decision, reasons, connection),
            it => Self::as_it_is(it),
        };
        shorter.unwrap_or_else(|| {
            large.push(kind);
            Self::Large(u32::try_from(large.len() - 1).expect("fewer than 2^32 records"))
        })
    }

    #[inline]
    fn decision<'t>(
        decision: Decision,
        reasons: Reasons,
        connection: impl Fn() -> Option<&'t Connection>,
    ) -> Option<Self> {
        Some(match decision {
            Decision::Authenticates { user, accepted } => Self::Authenticates { user, accepted, reasons },
            Decision::Serves(user) => Self::Serves { user, reasons },
            Decision::Proxies { user, to } if connection().is_some_and(|it| it.user == user) => {
                Self::Proxies { to, reasons }
            }
            Decision::Proxies { .. } => return None,
            Decision::Refuses { user, why } => Self::RefusesLogon { user, why, reasons },
            Decision::Redirects(user) => Self::Redirects { user, reasons },
            Decision::Tries(Endpoint { host, port, security }) => match host {
                HostRef::Name(name) => Self::TriesName { name, port, security, reasons },
                HostRef::Address(address) => Self::TriesAddress { address, port, security, reasons },
            },
            Decision::GivesUp => Self::GivesUp { reasons },
            Decision::NotAllowed(user) => Self::NotAllowed { user, reasons },
        })
    }
}
