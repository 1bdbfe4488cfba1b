//! What is a record to whoever draws it: a command, a decision, the end of an attempt?
//!
//! The one place where this is decided, in one look at the record together with its nature. Signs, colors and arrows
//! of the page, the full screen and the pictures follow from the two.

use super::nature;
use crate::trace::{Record, RecordKind};

/// What a record is to whoever draws it. The numbers are the page's (`src/page/run.js`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordClass {
    /// Something that one party does by itself.
    Note = 0,
    /// A command on the wire.
    Command = 1,
    /// A reply on the wire.
    Reply = 2,
    /// A connection request, or its way through a balancer.
    Connects = 3,
    /// A connection is accepted.
    Accepts = 4,
    /// A connection is refused, or closed at once.
    Refuses = 5,
    /// A decision.
    Decides = 6,
    /// Something failed.
    Fails = 7,
    /// The admin changes something.
    Changes = 8,
    /// An attempt begins.
    Begins = 9,
    /// An attempt ends with a log-on.
    EndsWell = 10,
    /// An attempt ends without one.
    EndsBadly = 11,
    /// A check, a probe, an event in a log.
    Watches = 12,
}

/// What a record is to whoever draws it.
#[must_use]
pub fn class(record: Record<'_>) -> RecordClass {
    let fails = nature(record).is_failure();
    match record.kind() {
        RecordKind::Says { line, .. } if line.is_command() => RecordClass::Command,
        RecordKind::Says { .. } => RecordClass::Reply,

        RecordKind::Connects { .. } | RecordKind::Forwards { .. } | RecordKind::CallsStore { .. } => {
            RecordClass::Connects
        }
        RecordKind::Accepts | RecordKind::StoreAnswers => RecordClass::Accepts,
        RecordKind::Refuses(_) | RecordKind::ClosesForLimit(_) | RecordKind::ClosesForComponent { .. } => {
            RecordClass::Refuses
        }
        RecordKind::Decides { .. } => RecordClass::Decides,
        RecordKind::Changed(_) | RecordKind::LineRefused(_) => RecordClass::Changes,
        RecordKind::Began { .. } => RecordClass::Begins,
        RecordKind::Ended(_) if fails => RecordClass::EndsBadly,
        RecordKind::Ended(_) => RecordClass::EndsWell,
        RecordKind::Checked { .. }
        | RecordKind::Probed { .. }
        | RecordKind::TakenOffline { .. }
        | RecordKind::Logs(_) => RecordClass::Watches,
        RecordKind::StopsForComponent { .. }
        | RecordKind::NoMember
        | RecordKind::IsOff
        | RecordKind::DoesNotStart
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket
        | RecordKind::Broken
        | RecordKind::TlsFailed(_)
        | RecordKind::RejectsCertificate(_)
        | RecordKind::NotResolved(_)
        | RecordKind::TimedOut(_)
        | RecordKind::LegFailed { .. }
        | RecordKind::Skipped
        | RecordKind::Resolved { .. }
        | RecordKind::Lost { .. }
        | RecordKind::Secured { .. }
        | RecordKind::Closes(_) => {
            if fails {
                RecordClass::Fails
            } else {
                RecordClass::Note
            }
        }
    }
}
