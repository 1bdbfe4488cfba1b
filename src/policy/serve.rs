//! What does a service do that opens the mailbox itself, and what does the client hear? (Sections 6, 7 and 11.)
//!
//! Three questions, in this order: whether the store takes one more session, whether the protocol is enabled for the
//! mailbox, and whether the user may open it. How many sessions there are is handed in as a number.

use super::{Event, Reason, ReasonSink, Refusal};
use crate::world::{Protocol, ProtocolCheckedAt, ServerId, StoreNotReached, UserId, Version, World};

/// One log-on that is about to open a mailbox.
#[derive(Clone, Copy, Debug)]
pub struct StoreAsk {
    /// Who logs on.
    pub account: UserId,
    /// The server with the active copy of the mailbox's database; `None` for an account without a mailbox.
    pub active: Option<ServerId>,
    /// Whether that server is switched off.
    pub off: bool,
    /// Whether that server is one of the organisation: not yet to come, and not taken out.
    pub there: bool,
    /// How many session objects the account has in its store (LEG-9).
    pub sessions: u32,
    /// How many it may have there.
    pub limit: u32,
}

/// What the store says to one more session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// It takes it, and counts a session object on this server, if on any.
    Opens(Option<ServerId>),
    /// It does not; with what is written to the event log of which server.
    Refuses(Refusal, Option<(ServerId, Event)>),
}

/// Whether the server with the active copy can be asked at all: one that is switched off cannot, nor one that is not
/// there.
pub(crate) fn reachable(active: Option<ServerId>, (off, there): (bool, bool), reasons: &mut impl ReasonSink) -> bool {
    match active {
        Some(server) if !there => {
            reasons.push(Reason::StoreNotThere(server));
            false
        }
        Some(server) if off => {
            reasons.push(Reason::StoreOff(server));
            false
        }
        Some(_) | None => true,
    }
}

/// RPC-1: the Mailbox server on which a service of `here` has to open the mailbox, where that is another one.
#[must_use]
pub(crate) fn over_rpc(here: ServerId, active: Option<ServerId>) -> Option<ServerId> {
    active.filter(|it| *it != here)
}

/// RPC-1: the request to the Mailbox server was sent again and again in vain.
pub fn not_reached(server: ServerId, reasons: &mut impl ReasonSink) -> Refusal {
    reasons.push(Reason::StoreNotReached(server));
    Refusal::StoreNotReached
}

/// The server that counts session objects, if the one with the active copy does (LEG-9).
#[must_use]
pub(crate) fn counts_sessions(world: &World, active: Option<ServerId>) -> Option<ServerId> {
    active.filter(|it| world.servers[it.index()].version.product().store_sessions.is_some())
}

/// Whether the store takes one more session of the account: its server must not be switched off, and on 2010 there is
/// a limit to the session objects of one user (LEG-9).
pub fn store(world: &World, ask: &StoreAsk, reasons: &mut impl ReasonSink) -> Store {
    if !reachable(ask.active, (ask.off, ask.there), reasons) {
        return Store::Refuses(Refusal::StoreOff, None);
    }
    let counted = counts_sessions(world, ask.active);
    if let Some(server) = counted.filter(|_| ask.limit <= ask.sessions) {
        reasons.push(Reason::StoreSessions { user: ask.account, server, limit: ask.limit });
        let event = Event::StoreSessions(ask.account).written_by(world.servers[server.index()].version);
        return Store::Refuses(Refusal::StoreSessions, event.map(|it| (server, it)));
    }
    Store::Opens(counted)
}

/// Section 2: tells that PopEnabled or ImapEnabled was changed since the service started, and whether it goes by what
/// was before.
pub fn tell_switch(mailbox: UserId, protocol: Protocol, waits: Option<bool>, reasons: &mut impl ReasonSink) {
    if let Some(waits) = waits {
        reasons.push(Reason::MailboxSwitch { user: mailbox, protocol, waits });
    }
}

/// LEG-8 at the target: whether the protocol is enabled for the mailbox. `behind_front_end` where a 2013 front end let
/// the log-on pass before it came here, so that there was another place to look.
pub fn enabled(
    mailbox: UserId,
    protocol: Protocol,
    enabled: bool,
    behind_front_end: bool,
    reasons: &mut impl ReasonSink,
) -> bool {
    if !enabled {
        let at = behind_front_end.then_some(ProtocolCheckedAt::Target);
        reasons.push(Reason::ProtocolDisabled { user: mailbox, protocol, at });
    }
    enabled
}

/// DET-10: whether the account may open the mailbox: its own, or one on which it has the rights.
pub fn entitled(account: UserId, mailbox: UserId, rights: bool, reasons: &mut impl ReasonSink) -> bool {
    let entitled = account == mailbox || rights;
    if !entitled {
        reasons.push(Reason::NoRights { user: account, mailbox });
    }
    entitled
}

/// Whether a 2013 front end is among the servers that have let a log-on pass.
pub fn behind_front_end(world: &World, mut passed: impl Iterator<Item = ServerId>) -> bool {
    passed.any(|it| world.servers[it.index()].version.has_back_end())
}

/// What a client hears that is authenticated and may not use the mailbox (LEG-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutMailbox {
    /// IMAP4: it is logged on, and every command that wants the mailbox fails.
    NotConnected,
    /// POP3: the words for a failed log-on.
    LogonFails,
}

/// How a protocol says that there is no mailbox behind the log-on (LEG-8).
#[must_use]
pub const fn without_mailbox(protocol: Protocol) -> WithoutMailbox {
    match protocol {
        Protocol::Imap4 | Protocol::Http => WithoutMailbox::NotConnected,
        Protocol::Pop3 => WithoutMailbox::LogonFails,
    }
}

/// What a client hears whose log-on is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// The words for a wrong password (FE-4).
    LogonFailure,
    /// That the server is unavailable (LEG-9).
    Unavailable,
}

impl Refusal {
    /// What the client hears: the words for a wrong password, whatever the reason (FE-4), but for the one thing that
    /// the store itself says (LEG-9), and where a store that is not reached is taken to be told so (RPC-1).
    #[must_use]
    pub const fn hears(self, unreached: StoreNotReached) -> Hears {
        match (self, unreached) {
            (Self::StoreSessions, _) | (Self::StoreNotReached, StoreNotReached::ServerUnavailable) => {
                Hears::Unavailable
            }
            (Self::StoreNotReached, StoreNotReached::LogonFailure)
            | (
                Self::NoMailbox
                | Self::NotSupported
                | Self::OtherSite
                | Self::NotProxied
                | Self::BackEndDown
                | Self::NoCandidate
                | Self::NoEndpoint
                | Self::NoPassword
                | Self::NotHere
                | Self::StoreOff
                | Self::NoHealthyTarget
                | Self::NotModelled
                | Self::NoLegacyNamespace,
                _,
            ) => Hears::LogonFailure,
        }
    }

    /// What a service of this version writes to the event log when it refuses a log-on for a mailbox of `user`
    /// (SITE-2).
    #[must_use]
    pub fn event(self, version: Version, user: UserId) -> Option<Event> {
        match self {
            Self::OtherSite => Event::RefusedAcrossSites(user).written_by(version),
            Self::StoreSessions
            | Self::StoreNotReached
            | Self::NoMailbox
            | Self::NotSupported
            | Self::NotProxied
            | Self::BackEndDown
            | Self::NoCandidate
            | Self::NoEndpoint
            | Self::NoPassword
            | Self::NotHere
            | Self::StoreOff
            | Self::NoHealthyTarget
            | Self::NotModelled
            | Self::NoLegacyNamespace => None,
        }
    }
}
