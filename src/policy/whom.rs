//! Of whom does a reason speak?

use super::Reason;
use crate::world::UserId;

impl Reason {
    /// The same reason with other users in the place of those of whom it speaks.
    #[must_use]
    pub(crate) fn with_users(self, of: impl Fn(UserId) -> UserId) -> Self {
        match self {
            Self::PasswordRight(it) => Self::PasswordRight(of(it)),
            Self::PasswordWrong(it) => Self::PasswordWrong(of(it)),
            Self::Reserved(it) => Self::Reserved(of(it)),
            Self::NtlmAlias(it) => Self::NtlmAlias(of(it)),
            Self::UnquotedReplay(it) => Self::UnquotedReplay(of(it)),
            Self::NoSmtpAddress(it) => Self::NoSmtpAddress(of(it)),
            Self::NoMailbox(it) => Self::NoMailbox(of(it)),
            Self::Replays(it) => Self::Replays(of(it)),
            Self::HandsOver(it) => Self::HandsOver(of(it)),
            Self::NoRights { user, mailbox } => Self::NoRights { user: of(user), mailbox: of(mailbox) },
            Self::StoreSessions { user, server, limit } => Self::StoreSessions { user: of(user), server, limit },
            Self::PolicyBlocks { user, policy, own, protocol, at } => {
                Self::PolicyBlocks { user: of(user), policy, own, protocol, at }
            }
            Self::UserLimit { user, open, limit } => Self::UserLimit { user: of(user), open, limit },
            Self::ProtocolDisabled { user, protocol, at } => Self::ProtocolDisabled { user: of(user), protocol, at },
            Self::MailboxSwitch { user, protocol, waits } => Self::MailboxSwitch { user: of(user), protocol, waits },
            Self::Mailbox { user, database, version, server, site } => {
                Self::Mailbox { user: of(user), database, version, server, site }
            }
            other => other,
        }
    }
}
