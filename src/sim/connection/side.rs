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
    /// When it stops waiting, and for when a timer is in the queue.
    deadline: SimTime,
    armed: SimTime,
    /// When the last segment to it arrives.
    arrival: SimTime,
    /// Segments that were lost and wait to be sent again, and how many times the first one was sent.
    outbox: Vec<Segment>,
    sent: u32,
    /// Whether TCP has given up sending.
    broken: bool,
}

/// What a timer finds that comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum Due {
    /// Nobody waits for this timer any more.
    Stale,
    /// It comes up too early: it is set anew.
    Early(SimTime),
    /// The end has waited long enough.
    Waited,
}

impl Side {
    /// An end that is open or not yet, with memory that may be used again.
    pub(super) fn new(open: bool, mut outbox: Vec<Segment>) -> Self {
        outbox.clear();
        let (deadline, armed) = (SimTime::NEVER, SimTime::NEVER);
        Self { open, deadline, armed, arrival: SimTime::ZERO, outbox, sent: 0, broken: false }
    }

    pub(super) fn take_memory(&mut self) -> Vec<Segment> {
        std::mem::take(&mut self.outbox)
    }

    pub(in crate::sim) const fn is_open(&self) -> bool {
        self.open
    }

    pub(super) const fn open(&mut self) {
        self.open = true;
    }

    /// It has nothing to do with the connection any more. Gives whether it had.
    pub(in crate::sim) const fn shut(&mut self) -> bool {
        self.deadline = SimTime::NEVER;
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

    /// It waits until `at` and no longer. Gives whether a timer must be set: one is in the queue at most, and is set
    /// anew when it comes up too early.
    pub(in crate::sim) fn wait_until(&mut self, at: SimTime) -> bool {
        self.deadline = at;
        let earlier = at < self.armed;
        if earlier {
            self.armed = at;
        }
        earlier
    }

    /// A timer comes up.
    pub(in crate::sim) fn timer_due(&mut self, now: SimTime) -> Due {
        if !self.open || self.armed != now {
            return Due::Stale;
        }
        self.armed = SimTime::NEVER;
        if self.deadline <= now {
            Due::Waited
        } else if self.deadline == SimTime::NEVER {
            Due::Stale
        } else {
            Due::Early(self.deadline)
        }
    }
}
