//! What does the end know that opened a connection?

use super::{Side, Slot};
use crate::actor::logon::{Input, Logon, LogonEffect};
use crate::protocol::Line;
use crate::sim::SeatId;
use crate::world::{Protocol, ServiceId};

/// Who opened a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum OpenedBy {
    /// A mail program, on one of its seats.
    Client(SeatId),
    /// The service at the accepting end of the connection in this slot.
    Leg(Slot),
}

/// What an opener has when it begins.
#[derive(Clone, Copy, Debug)]
pub(in crate::sim) struct Opens {
    pub by: OpenedBy,
    /// The service that opens it, if one does. Segments may still be on their way when that one's own connection, and
    /// with it the slot, is long somebody else's.
    pub service: Option<ServiceId>,
    /// Whether what it has is the right password.
    pub password_right: bool,
    pub logon: Logon,
}

/// The end that opened a connection.
#[derive(Debug)]
pub(in crate::sim) struct Opener {
    side: Side,
    opens: Opens,
    /// How many commands it has given.
    tag: u32,
}

impl Opener {
    pub(super) fn new(opens: Opens) -> Self {
        Self { side: Side::new(true), opens, tag: 0 }
    }

    /// It opens another connection in the same place.
    pub(super) fn begin(&mut self, opens: Opens) {
        self.side.begin(true);
        (self.opens, self.tag) = (opens, 0);
    }

    pub(super) const fn side(&self) -> &Side {
        &self.side
    }

    pub(super) const fn side_mut(&mut self) -> &mut Side {
        &mut self.side
    }

    pub(in crate::sim) const fn by(&self) -> OpenedBy {
        self.opens.by
    }

    pub(in crate::sim) const fn service(&self) -> Option<ServiceId> {
        self.opens.service
    }

    pub(in crate::sim) const fn password_right(&self) -> bool {
        self.opens.password_right
    }

    pub(in crate::sim) const fn protocol(&self) -> Protocol {
        self.opens.logon.protocol()
    }

    /// Whether the log-on is over, and what comes is for whoever goes on after it.
    pub(in crate::sim) const fn is_logged_on(&self) -> bool {
        self.opens.logon.is_logged_on()
    }

    /// Something happened during the log-on.
    pub(in crate::sim) fn handle(&mut self, input: Input) -> LogonEffect {
        self.opens.logon.handle(input)
    }

    /// It goes on after a refusal as if it were logged on.
    pub(in crate::sim) const fn go_on(&mut self) {
        self.opens.logon.go_on();
    }

    /// The number of the last command.
    pub(in crate::sim) const fn tag(&self) -> u32 {
        self.tag
    }

    /// It says a line, which has this number if it is a command.
    pub(in crate::sim) const fn says(&mut self, line: Line) {
        if line.takes_tag() {
            self.tag += 1;
        }
    }
}
