//! What nature has a record: does it tell of trouble, of a refusal, of something to watch, of success, or just of a
//! step?
//!
//! The one place where this is decided. Whatever shows a run asks here what to mark, and whoever looks for what failed
//! asks here where to look.

use crate::protocol::Line;
use crate::trace::{Decision, Record, RecordKind, WhyClosed};
use crate::world::Outcome;

/// The nature of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Something failed.
    Trouble,
    /// Somebody said no.
    Refusal,
    /// Something is not as it should be, and nothing has failed by it yet.
    Warning,
    /// A log-on succeeded.
    Good,
    /// A step like any other.
    Neutral,
}

impl Nature {
    /// Whether it is shown as a failure.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        match self {
            Self::Trouble | Self::Refusal => true,
            Self::Warning | Self::Good | Self::Neutral => false,
        }
    }
}

/// What nature a record has.
#[must_use]
pub fn nature(record: Record<'_>) -> Nature {
    match record.kind() {
        RecordKind::Ended(Outcome::LoggedOn) => Nature::Good,
        RecordKind::Ended(_)
        | RecordKind::NotResolved(_)
        | RecordKind::NoMember
        | RecordKind::StopsForComponent { .. }
        | RecordKind::IsOff
        | RecordKind::DoesNotStart
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket
        | RecordKind::Broken
        | RecordKind::TlsFailed(_)
        | RecordKind::RejectsCertificate(_)
        | RecordKind::TimedOut(_)
        | RecordKind::LegFailed { .. } => Nature::Trouble,
        RecordKind::Refuses(_) | RecordKind::ClosesForLimit(_) | RecordKind::ClosesForComponent { .. } => {
            Nature::Refusal
        }
        RecordKind::Decides { decision, .. } if says_no(decision) => Nature::Refusal,
        RecordKind::Says { line, .. } => of_line(line),
        // TCP sends the packet again; whether anybody is hurt by a connection that was cut, the records after it tell.
        RecordKind::Lost { .. }
        | RecordKind::Closes(
            WhyClosed::ServiceStopped | WhyClosed::FailedOver | WhyClosed::TooLong | WhyClosed::TooManyErrors,
        )
        | RecordKind::Skipped
        | RecordKind::LineRefused(_)
        | RecordKind::Checked { up: false, .. }
        | RecordKind::Probed { up: false, .. }
        | RecordKind::TakenOffline { .. }
        | RecordKind::Logs(_) => Nature::Warning,
        RecordKind::Began { .. }
        | RecordKind::Resolved { .. }
        | RecordKind::Connects { .. }
        | RecordKind::Forwards { .. }
        | RecordKind::Accepts
        | RecordKind::Secured { .. }
        | RecordKind::CallsStore { .. }
        | RecordKind::StoreAnswers
        | RecordKind::Closes(WhyClosed::Done | WhyClosed::OtherSideEnded | WhyClosed::GaveUp | WhyClosed::TimedOut)
        | RecordKind::Decides { .. }
        | RecordKind::Changed(_)
        | RecordKind::Checked { up: true, .. }
        | RecordKind::Probed { up: true, .. } => Nature::Neutral,
    }
}

/// Whether a decision ends the log-on.
#[must_use]
pub const fn says_no(decision: Decision) -> bool {
    match decision {
        Decision::Authenticates { accepted, .. } => !accepted,
        Decision::Refuses { .. } | Decision::NotAllowed(_) | Decision::GivesUp => true,
        Decision::Serves(_) | Decision::Redirects(_) | Decision::Proxies { .. } | Decision::Tries(_) => false,
    }
}

/// A line on the wire is a refusal by what it means, never by how it reads: a banner may begin with any word.
const fn of_line(line: Line) -> Nature {
    match line {
        Line::LogonFailed
        | Line::AuthenticateFailed
        | Line::AuthenticateCancelled
        | Line::CommandTooLong
        | Line::InvalidState
        | Line::NotConnected
        | Line::NoSuchFolder
        | Line::UnknownCommand
        | Line::ArgumentError
        | Line::ServerUnavailable
        | Line::WebUnauthorized
        | Line::WebUnavailable => Nature::Refusal,
        Line::ByeErrors | Line::ByeTimeout => Nature::Warning,
        Line::AskCapability
        | Line::StartTls
        | Line::Login
        | Line::User
        | Line::UserAccepted
        | Line::Pass
        | Line::Authenticate(_)
        | Line::AuthenticateData
        | Line::HandOver
        | Line::CancelAuthenticate
        | Line::WebRequest
        | Line::WebAnswer
        | Line::WebRedirect
        | Line::ProbeFolder
        | Line::LongCommand
        | Line::OpenInbox
        | Line::LogOut
        | Line::Greeting
        | Line::Capability(_)
        | Line::BeginTls
        | Line::Continue
        | Line::LoggedOn
        | Line::InboxOpened
        | Line::SignOff => Nature::Neutral,
    }
}
