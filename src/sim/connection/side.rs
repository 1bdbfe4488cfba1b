//! What does TCP keep for one end of a connection?
//!
//! Whether it is open, what was lost and waits to be sent again, when it stops waiting. Nothing overtakes.

use super::Segment;
use crate::net::{DATA_AGAIN, REQUEST_AGAIN};
use crate::time::{Micros, SimTime};

/// One end's half of TCP.
#[derive(Debug)]
pub(in crate::sim) struct Side {
    open: bool,
    /// When it stops waiting, if it waits.
    deadline: Option<Deadline>,
    /// When the last segment to it arrives.
    arrival: SimTime,
    /// Segments that were lost and wait to be sent again, and how many times the first one was sent.
    outbox: Vec<Segment>,
    sent: u32,
    /// Whether TCP has given up sending.
    broken: bool,
}

/// When an end stops waiting; and its place among what is due at the same time, which is that of a timer that is set
/// when the waiting begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sim) struct Deadline {
    pub at: SimTime,
    pub sequence: u32,
}

impl Side {
    /// An end that is open or not yet.
    pub(super) const fn new(open: bool) -> Self {
        let outbox = Vec::new();
        Self { open, deadline: None, arrival: SimTime::ZERO, outbox, sent: 0, broken: false }
    }

    /// The end of another connection in the same place.
    pub(super) fn begin(&mut self, open: bool) {
        self.outbox.clear();
        (self.open, self.deadline, self.arrival) = (open, None, SimTime::ZERO);
        (self.sent, self.broken) = (0, false);
    }

    pub(in crate::sim) const fn is_open(&self) -> bool {
        self.open
    }

    pub(super) const fn open(&mut self) {
        self.open = true;
    }

    /// It has nothing to do with the connection any more. Gives whether it had.
    pub(in crate::sim) const fn shut(&mut self) -> bool {
        self.deadline = None;
        std::mem::replace(&mut self.open, false)
    }

    // --- sending -------------------------------------------------------------------------------------------------

    /// Whether a segment can go at once. Otherwise it is kept behind those that wait; or dropped, where TCP has given
    /// up.
    pub(in crate::sim) fn may_send(&mut self, segment: Segment) -> bool {
        if self.broken {
            return false;
        }
        if self.outbox.is_empty() {
            return true;
        }
        self.outbox.push(segment);
        false
    }

    /// A segment was lost: it is kept to be sent again.
    pub(in crate::sim) fn keep(&mut self, segment: Segment) {
        self.outbox.push(segment);
    }

    /// The segment that is to be sent again first.
    pub(in crate::sim) fn waiting(&self) -> Option<Segment> {
        self.outbox.first().copied()
    }

    /// The first of the waiting segments has gone.
    pub(in crate::sim) fn gone(&mut self) {
        self.outbox.remove(0);
    }

    /// What was sent has got through.
    pub(in crate::sim) const fn got_through(&mut self) {
        self.sent = 0;
    }

    /// What was sent is lost: how many times that was, and how long TCP waits before it sends it again, if it does.
    pub(in crate::sim) fn lost(&mut self) -> (u32, Option<Micros>) {
        self.sent += 1;
        (self.sent, DATA_AGAIN.get(self.sent as usize - 1).copied())
    }

    /// How often a connection request has been sent in vain.
    pub(in crate::sim) const fn requests_sent(&self) -> u32 {
        self.sent
    }

    /// A connection request was not answered: how long TCP waits before it sends it again, if it does.
    pub(in crate::sim) fn request_unanswered(&mut self) -> Option<Micros> {
        self.sent += 1;
        REQUEST_AGAIN.get(self.sent as usize - 1).copied()
    }

    /// TCP gives up sending. Gives whether the end still had the connection open.
    pub(in crate::sim) fn give_up(&mut self) -> bool {
        self.outbox.clear();
        self.broken = true;
        self.open
    }

    /// When a segment to this end arrives that could be there at `earliest`.
    pub(in crate::sim) fn arrives(&mut self, earliest: SimTime) -> SimTime {
        self.arrival = earliest.max(self.arrival);
        self.arrival
    }

    // --- waiting -------------------------------------------------------------------------------------------------

    /// It waits so long and no longer.
    pub(in crate::sim) const fn wait_until(&mut self, deadline: Deadline) {
        self.deadline = Some(deadline);
    }

    /// It waits without end, or for nothing.
    pub(in crate::sim) const fn wait_for_ever(&mut self) {
        self.deadline = None;
    }

    /// How long it waits, if it does.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        self.deadline.filter(|_| self.open)
    }
}
