//! What else looks just like this to the user?

use crate::policy::Reason;
use crate::verdict::trouble::Trouble;
use crate::world::Outcome;

/// A possible cause of what a user sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Password,
    Elsewhere,
    Stopped,
    OwnStopped,
    Hung,
    Tls,
    Certificate,
    LoginType,
    Limit,
    Disabled,
    Mechanism,
    Component,
    AddressLimit,
    Binding,
    Balancer,
    Network,
    Off,
    SecureLogin,
    TlsInside,
    GoesOn,
}

impl Cause {
    /// Whether a trouble is it.
    pub(crate) const fn is(self, it: &Trouble) -> bool {
        match self {
            Self::Password => matches!(it, Trouble::Decided(_, Reason::PasswordWrong(_) | Reason::UnknownName)),
            Self::Elsewhere => matches!(it, Trouble::Elsewhere { .. }),
            Self::Stopped => matches!(it, Trouble::Stopped(_) | Trouble::Off(_)),
            Self::OwnStopped => matches!(it, Trouble::Stopped(_)),
            Self::Hung => matches!(it, Trouble::Hung(_)),
            Self::Tls => matches!(it, Trouble::Disagree(..)),
            Self::Certificate => matches!(
                it,
                Trouble::NoCertificate(..) | Trouble::StartTlsMissing(_) | Trouble::CertificateRejected { .. }
            ),
            Self::LoginType => matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: true, .. })),
            Self::Limit => matches!(it, Trouble::Decided(_, Reason::UserLimit { .. }) | Trouble::Limit(..)),
            Self::Disabled => matches!(it, Trouble::Decided(_, Reason::ProtocolDisabled { .. })),
            Self::Mechanism => {
                matches!(it, Trouble::Decided(_, Reason::NoPassword(_) | Reason::MechanismOff(_)) | Trouble::NoTicket)
            }
            Self::Component => matches!(it, Trouble::Component { .. }),
            Self::AddressLimit => matches!(it, Trouble::Limit(..)),
            Self::Binding => matches!(it, Trouble::NothingListens(..)),
            Self::Balancer => matches!(it, Trouble::NoMember(_) | Trouble::NotForwarded(..)),
            Self::Network => matches!(it, Trouble::Lost(..) | Trouble::Nobody(..)),
            Self::Off => matches!(it, Trouble::Off(_)),
            Self::SecureLogin => matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: false, .. })),
            Self::TlsInside => matches!(it, Trouble::TlsInsideTls),
            Self::GoesOn => false,
        }
    }
}

/// For which reasons the user would see just this, by what the client met.
pub(super) const fn possible(outcome: Outcome) -> &'static [Cause] {
    match outcome {
        Outcome::LogonFailed => &[
            Cause::Password,
            Cause::Stopped,
            Cause::Elsewhere,
            Cause::Hung,
            Cause::Tls,
            Cause::Certificate,
            Cause::LoginType,
            Cause::Limit,
            Cause::Mechanism,
            Cause::Disabled,
        ],
        Outcome::NoGreeting | Outcome::ClosedByServer | Outcome::ConnectionLost => {
            &[Cause::Component, Cause::Hung, Cause::AddressLimit, Cause::Certificate]
        }
        Outcome::ConnectionRefused => &[Cause::OwnStopped, Cause::Binding, Cause::Balancer],
        Outcome::NoAnswer | Outcome::ClientGaveUp => &[Cause::Network, Cause::Off, Cause::Hung],
        Outcome::LogonDisabled | Outcome::LogonNotSent => &[Cause::SecureLogin, Cause::TlsInside, Cause::GoesOn],
        Outcome::TlsFailed => &[Cause::Certificate, Cause::Tls],
        Outcome::LoggedOn | Outcome::NotConnected | Outcome::NameNotResolved | Outcome::ServiceUnavailable => &[],
    }
}
