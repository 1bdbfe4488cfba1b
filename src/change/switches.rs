//! Are POP3 and IMAP4 enabled for a mailbox, and which services know it?

use super::Org;
use crate::world::{Protocol, ServiceId, UserId, World};

/// PopEnabled or ImapEnabled of a mailbox, as a service goes by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailboxSwitch {
    /// What it goes by.
    pub enabled: bool,
    /// Where it was changed since the service started, and the version may want a restart for that: whether it goes by
    /// what was before (section 2, `mailbox_switch_needs_restart`).
    pub waits: Option<bool>,
}

impl Org {
    /// Whether the protocol is enabled for the mailbox now.
    #[must_use]
    pub fn is_enabled(&self, user: UserId, protocol: Protocol) -> bool {
        self.enabled[user.index()][protocol]
    }

    /// Whether a changed PopEnabled or ImapEnabled waits for the restart of a service.
    #[must_use]
    pub(crate) fn switches_wait(&self, world: &World, service: ServiceId) -> bool {
        let since = &self.switched[self.services[service].switches as usize..];
        since.iter().any(|it| self.mailbox_switch(world, service, it.0).waits == Some(true))
    }

    /// Whether the protocol is enabled for the mailbox to a service.
    #[must_use]
    pub fn mailbox_switch(&self, world: &World, service: ServiceId, user: UserId) -> MailboxSwitch {
        let protocol = service.service().protocol();
        let now = self.is_enabled(user, protocol);
        let version = world.servers[service.server().index()].version;
        if self.switched.is_empty() || !version.product().mailbox_switch_may_wait {
            return MailboxSwitch { enabled: now, waits: None };
        }
        let since = &self.switched[self.services[service].switches as usize..];
        let before = since.iter().find(|it| it.0 == user).map_or(now, |it| it.1[protocol]);
        let waits = world.assumptions.mailbox_switch_needs_restart;
        MailboxSwitch { enabled: if waits { before } else { now }, waits: (before != now).then_some(waits) }
    }
}
