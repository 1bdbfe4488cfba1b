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

/// The end that opened a connection.
#[derive(Debug)]
pub(in crate::sim) struct Opener {
    side: Side,
    by: OpenedBy,
    /// The service that opened it, if one did. Segments may still be on their way when that one's own connection, and
    /// with it the slot, is long somebody else's.
    service: Option<ServiceId>,
    /// Whether what it has is the right password.
    password_right: bool,
    logon: Logon,
    /// How many commands it has given.
    tag: u32,
}

impl Opener {
    pub(in crate::sim) fn new(
        by: OpenedBy,
        service: Option<ServiceId>,
        password_right: bool,
        logon: Logon,
        old: Option<&mut Self>,
    ) -> Self {
        let memory = old.map(|it| it.side.take_memory()).unwrap_or_default();
        Self { side: Side::new(true, memory), by, service, password_right, logon, tag: 0 }
    }

    pub(super) const fn side(&self) -> &Side {
        &self.side
    }

    pub(super) const fn side_mut(&mut self) -> &mut Side {
        &mut self.side
    }

    pub(in crate::sim) const fn by(&self) -> OpenedBy {
        self.by
    }

    pub(in crate::sim) const fn service(&self) -> Option<ServiceId> {
        self.service
    }

    pub(in crate::sim) const fn password_right(&self) -> bool {
        self.password_right
    }

    pub(in crate::sim) const fn protocol(&self) -> Protocol {
        self.logon.protocol()
    }

    /// Whether the log-on is over, and what comes is for whoever goes on after it.
    pub(in crate::sim) const fn is_logged_on(&self) -> bool {
        self.logon.is_logged_on()
    }

    /// Something happened during the log-on.
    pub(in crate::sim) fn handle(&mut self, input: Input) -> LogonEffect {
        self.logon.handle(input)
    }

    /// It goes on after a refusal as if it were logged on.
    pub(in crate::sim) const fn go_on(&mut self) {
        self.logon.go_on();
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
