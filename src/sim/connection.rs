//! What is one TCP connection, and what does each of its ends know?
//!
//! Two ends, each with its own state: the [`Opener`] knows its log-on, the [`Acceptor`] its session and its leg. What
//! TCP keeps for an end is its [`Side`]. Nobody writes the state of an end but the end itself. [`Connections`] is the
//! arena of them: a place in it ([`Slot`]) is used again, the number of a connection ([`Serial`]) never.

mod acceptor;
mod opener;
mod side;

pub(super) use acceptor::Acceptor;
pub(super) use opener::{OpenedBy, Opener, Opens};
pub(super) use side::{Deadline, Side};

use std::net::Ipv4Addr;
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

use crate::protocol::Line;
use crate::sim::SeatId;
use crate::trace::{AttemptId, ConnectionId, RecordId, WhyNoTls};
use crate::world::{BalancerId, Endpoint, Host, OffloadId, SiteId, SourceId, UserId};

/// A place in the arena of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(NonZeroU32);

/// The number of a connection over the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Serial(NonZeroU32);

// Both count from one, so that there is a value to spare for `None`.

impl Slot {
    fn at(index: usize) -> Self {
        let after = u32::try_from(index + 1).expect("fewer than 2^32 connections at once");
        Self(NonZeroU32::new(after).expect("one more than an index is not zero"))
    }

    const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Serial {
    const FIRST: Self = Self(NonZeroU32::MIN);

    fn next(self) -> Self {
        Self(self.0.checked_add(1).expect("fewer than 2^32 connections"))
    }

    const fn id(self) -> ConnectionId {
        ConnectionId(self.0.get() - 1)
    }
}

/// A connection by its place and its number: by the number it is known whether it still stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ref {
    pub slot: Slot,
    serial: Serial,
}

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Opener,
    Acceptor,
}

impl End {
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Opener => Self::Acceptor,
            Self::Acceptor => Self::Opener,
        }
    }
}

/// What travels over a connection at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// The connection is accepted; with the greeting, where the service greets at once.
    Accepted { greets: bool },
    /// The connection is refused.
    Refused,
    /// The beginning of a TLS handshake.
    Hello,
    /// The end of it; with the greeting, where that comes only now.
    Finished { greets: bool },
    /// TLS cannot be set up.
    NoTls(WhyNoTls),
    /// A line.
    Said(Line),
    /// The other side has closed the connection.
    Close,
}

/// What is settled when a connection is opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub attempt: AttemptId,
    pub depth: u32,
    /// For which client, on which of its seats.
    pub client: SeatId,
    /// Who logs on over it.
    pub user: UserId,
    pub endpoint: Endpoint,
    /// Where the opener is.
    pub site: SiteId,
}

/// Where a connection leads: to a host, or by way of a balancer to a member of its pool.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// Who answers; `None`: nobody has the address.
    pub host: Option<Host>,
    /// Where that is.
    pub site: SiteId,
    /// The balancer in between.
    pub balancer: Option<BalancerId>,
    /// The address that is asked for there.
    pub to: Ipv4Addr,
    /// The port that is asked for there: another one, where a balancer maps it (LB-7).
    pub port: u16,
    /// The balancer that ends TLS on the way (LB-7).
    pub tls_ends: Option<(BalancerId, OffloadId)>,
    /// The address that the acceptor sees.
    pub source: Source,
}

/// From where a connection comes: the address, and its number for whoever counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    pub address: Ipv4Addr,
    pub id: SourceId,
}

/// One TCP connection with what both ends know of it.
#[derive(Debug)]
pub(super) struct Connection {
    /// `None`: it has ended, and its place is free.
    serial: Option<Serial>,
    about: About,
    way: Way,
    pub opener: Opener,
    pub acceptor: Acceptor,
    /// The last record on this connection: the cause of what a timer brings about.
    last: Option<RecordId>,
    /// The timer of this place, if one is in the queue: it looks after whatever connection stands here, both its ends.
    pub timer: Option<Deadline>,
}

impl Connection {
    pub(super) const fn about(&self) -> &About {
        &self.about
    }

    pub(super) const fn way(&self) -> &Way {
        &self.way
    }

    /// Its number in the trace.
    pub(super) fn id(&self) -> ConnectionId {
        self.serial.expect("a connection has a number for as long as it lives").id()
    }

    pub(super) const fn last(&self) -> Option<RecordId> {
        self.last
    }

    pub(super) const fn remember(&mut self, record: Option<RecordId>) {
        self.last = record;
    }

    pub(super) const fn side(&self, end: End) -> &Side {
        match end {
            End::Opener => self.opener.side(),
            End::Acceptor => self.acceptor.side(),
        }
    }

    pub(super) const fn side_mut(&mut self, end: End) -> &mut Side {
        match end {
            End::Opener => self.opener.side_mut(),
            End::Acceptor => self.acceptor.side_mut(),
        }
    }

    pub(super) const fn is_open(&self, end: End) -> bool {
        self.side(end).is_open()
    }

    /// Which of its ends stops waiting first, and when.
    pub(super) fn next_deadline(&self) -> Option<(Deadline, End)> {
        let of = |end| self.side(end).deadline().map(|it| (it, end));
        match (of(End::Opener), of(End::Acceptor)) {
            (Some(opener), Some(acceptor)) => Some(if acceptor.0 < opener.0 { acceptor } else { opener }),
            (opener, acceptor) => opener.or(acceptor),
        }
    }

    /// A balancer has passed it on to a member of its pool, which sees this address (DET-3).
    pub(super) const fn forwarded(&mut self, way: Way) {
        self.way = way;
    }
}

/// All connections of a run.
#[derive(Debug)]
pub(super) struct Connections {
    arena: Vec<Connection>,
    free: Vec<Slot>,
    next: Serial,
}

impl Default for Connections {
    fn default() -> Self {
        Self { arena: Vec::new(), free: Vec::new(), next: Serial::FIRST }
    }
}

impl Connections {
    /// Forgets all connections and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.free.clear();
        self.free.extend((0..self.arena.len()).rev().map(Slot::at));
        self.arena.iter_mut().for_each(|it| (it.serial, it.timer) = (None, None));
        self.next = Serial::FIRST;
    }

    /// A new connection, made where an old one stood if there is a free place: nothing is moved, and the place keeps
    /// its memory.
    pub(super) fn open(&mut self, about: About, way: Way, opens: Opens) -> Slot {
        let serial = Some(self.next);
        self.next = self.next.next();
        if let Some(slot) = self.free.pop() {
            let it = &mut self[slot];
            (it.serial, it.about, it.way, it.last) = (serial, about, way, None);
            it.opener.begin(opens);
            it.acceptor.begin();
            return slot;
        }
        let (opener, acceptor) = (Opener::new(opens), Acceptor::new());
        self.arena.push(Connection { serial, about, way, opener, acceptor, last: None, timer: None });
        Slot::at(self.arena.len() - 1)
    }

    /// Whether a connection has ended for both ends and still takes its place.
    pub(super) fn is_over(&self, slot: Slot) -> bool {
        let it = &self[slot];
        it.serial.is_some() && !it.is_open(End::Opener) && !it.is_open(End::Acceptor)
    }

    /// The place of a connection that has ended is free again.
    pub(super) fn release(&mut self, slot: Slot) {
        self[slot].serial = None;
        self.free.push(slot);
    }

    pub(super) fn reference(&self, slot: Slot) -> Ref {
        let serial = self[slot].serial.expect("only a connection that lives is referred to");
        Ref { slot, serial }
    }

    /// Whether the connection that is meant still stands in its place.
    pub(super) fn is_live(&self, it: Ref) -> bool {
        self[it.slot].serial == Some(it.serial)
    }

    /// The connections that are meant and open at their acceptor, in the order of their numbers. The order of places
    /// would not do: it depends on which connections ended before. A place without a number holds what is left of an
    /// earlier run, in which a connection may have been open to the end.
    pub(super) fn accepted(&self, is_meant: impl Fn(&Connection) -> bool, into: &mut Vec<Slot>) {
        let is_live = |it: &Connection| it.serial.is_some() && it.is_open(End::Acceptor);
        let slots = (0..self.arena.len()).map(Slot::at);
        into.extend(slots.filter(|&it| is_live(&self[it]) && is_meant(&self[it])));
        into.sort_by_key(|&it| self[it].serial);
    }
}

impl Index<Slot> for Connections {
    type Output = Connection;

    fn index(&self, slot: Slot) -> &Connection {
        &self.arena[slot.index()]
    }
}

impl IndexMut<Slot> for Connections {
    fn index_mut(&mut self, slot: Slot) -> &mut Connection {
        &mut self.arena[slot.index()]
    }
}
