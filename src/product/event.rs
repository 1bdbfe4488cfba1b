//! Which entries are there in the event logs, and how does the log know each?
//!
//! Which version writes which stands in its row. Only the events of section 11 are modelled.

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logged {
    /// A log-on is refused, because the mailbox is in another site (SITE-2).
    RefusedAcrossSites,
    /// The user has too many session objects in the store (LEG-9).
    StoreSessions,
    /// The user has too many connections (LIM-1).
    TooManyForUser,
    /// A service started without a usable certificate (LEG-6).
    NoCertificate,
}

/// The source under which the store of a Mailbox server writes; a service writes under the name by which Windows knows
/// it.
pub const STORE: &str = "MSExchangeIS";

impl Logged {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::RefusedAcrossSites, Self::StoreSessions, Self::TooManyForUser, Self::NoCertificate];

    /// The number under which the event log has it, where it is known.
    #[must_use]
    pub const fn number(self) -> Option<u16> {
        match self {
            Self::RefusedAcrossSites => Some(1008),
            Self::StoreSessions => Some(9646),
            Self::TooManyForUser => Some(1009),
            Self::NoCertificate => None,
        }
    }
}
