//! Whose password is it, whose mailbox, and is one more log-on too many? (Sections 3 and 12.)
//!
//! What a service asks before it asks where the mailbox is: first the mechanism, as soon as the client names it, then
//! everything else, once the credentials are there. The client hears the same words whatever the reason (FE-4).

use super::route::{GssapiAndNtlm, login_type_refuses};
use super::serve;
use super::{Event, Reason, ReasonSink};
use crate::world::{
    AuthPolicyCheckedAt, AuthPolicyId, Defects, ExtendedProtection, LoginType, LoopGuard, Mechanism, ProtocolCheckedAt,
    Security, ServerId, ServiceId, UserId, World,
};

/// A client, or a service that proxies, has named its mechanism.
#[derive(Clone, Copy, Debug)]
pub struct MechanismAsk {
    /// The mechanism.
    pub mechanism: Mechanism,
    /// How the connection is protected.
    pub arrived: Security,
    /// The LoginType of the service that was asked.
    pub login_type: LoginType,
    /// Its EnableGSSAPIAndNTLMAuth.
    pub gssapi_and_ntlm: GssapiAndNtlm,
    /// Whether a proxying service asks.
    pub on_leg: bool,
    /// Where the mechanism has proved who it is: whether that is bound to the TLS connection on which it came, and the
    /// service's ExtendedProtectionPolicy.
    pub proved: Option<(bool, ExtendedProtection)>,
}

/// What a service says to a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanisms {
    /// It goes on.
    Taken,
    /// LoginType does not allow it in clear (section 2; for a leg LEG-3).
    RefusedByLoginType,
    /// It is not offered (section 2).
    NotOffered,
    /// ExtendedProtectionPolicy wants it to be bound to the TLS connection, and it is not (section 2).
    NotBound,
}

/// Whether a service takes the mechanism: whether it knows it at all, and whether LoginType allows it on a connection
/// that is protected so; and once it has proved who it is, whether ExtendedProtectionPolicy lets it in.
pub fn mechanism(ask: &MechanismAsk, reasons: &mut impl ReasonSink) -> Mechanisms {
    let MechanismAsk { mechanism, arrived, login_type, gssapi_and_ntlm, on_leg, proved } = *ask;
    let is_integrated = !mechanism.leaves_password();
    let assumed = gssapi_and_ntlm.assumed(arrived);
    if is_integrated && !gssapi_and_ntlm.offered(arrived) {
        reasons.push(Reason::MechanismOff(mechanism, assumed));
        return Mechanisms::NotOffered;
    }
    if login_type_refuses(login_type, mechanism, arrived) {
        reasons.push(Reason::LoginTypeRefuses { login_type, mechanism, on_leg });
        return Mechanisms::RefusedByLoginType;
    }
    let Some((bound, policy)) = proved.filter(|_| is_integrated) else { return Mechanisms::Taken };
    if assumed {
        reasons.push(Reason::MechanismStays(mechanism));
    }
    if policy == ExtendedProtection::Require && !bound {
        reasons.push(Reason::NotBound(mechanism));
        return Mechanisms::NotBound;
    }
    Mechanisms::Taken
}

/// What came in proof of who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The right password.
    Right,
    /// A wrong one.
    Wrong,
    /// One that the client knows rightly and that a build on the way has spoiled (LEG-1).
    Spoiled,
    /// None: a front end hands over a user whom it has authenticated (DISC-4, LEG-2).
    HandedOver,
}

/// One log-on whose credentials are there.
#[derive(Clone, Copy, Debug)]
pub struct LogonAsk {
    /// The service that decides.
    pub service: ServiceId,
    /// Who logs on.
    pub user: UserId,
    /// Whether the log-on name is anybody's (DET-10).
    pub known: bool,
    /// Whose mailbox is asked for (DET-10).
    pub mailbox: UserId,
    /// What came in proof.
    pub proof: Proof,
    /// How it came.
    pub mechanism: Mechanism,
    /// The server whose service opened the connection; `None`: a client did.
    pub opened_by: Option<ServerId>,
    /// How many authenticated connections the user has at this service, this one not counted.
    pub open: u32,
    /// MaxConnectionsPerUser, as the service read it.
    pub limit: u32,
    /// Whether the protocol is enabled for the mailbox.
    pub enabled: bool,
    /// Where that was changed since the service started: whether it goes by what was before (section 2).
    pub switch_waits: Option<bool>,
    /// Whether the user has a primary SMTP address.
    pub has_smtp_address: bool,
    /// The authentication policy that blocks the protocol for the user, and whether it is the user's own (AUTH-2).
    pub blocked_by: Option<(AuthPolicyId, bool)>,
    /// Whether the server, as it is by now, knows authentication policies.
    pub knows_policies: bool,
    /// The defects of the server's build.
    pub defects: Defects,
}

/// Whether a log-on goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// It goes on to discovery.
    Accepted,
    /// It ends here; with what the service writes to the event log.
    Refused(Option<Event>),
}

/// Whether the log-on is accepted so far: name (DET-10), password (FE-1), policy (AUTH-2), address (FE-7), loop guard
/// (LB-3), limit (LIM-1), and whether the protocol is enabled, where that is looked at here (LEG-8).
pub fn authenticate(world: &World, ask: &LogonAsk, reasons: &mut impl ReasonSink) -> Authentication {
    if !proved(ask.user, ask.known, ask.proof, reasons) {
        return Authentication::Refused(None);
    }
    let server = ask.service.server();
    let version = world.servers[server.index()].version;
    if policy_blocks(world, ask, reasons) {
        return Authentication::Refused(None);
    }
    if is_front_end(world, ask.service)
        && let Some(reason) = front_end_refuses(world, ask)
    {
        reasons.push(reason);
        return Authentication::Refused(None);
    }
    if ask.limit <= ask.open {
        reasons.push(Reason::UserLimit { user: ask.user, open: ask.open, limit: ask.limit });
        return Authentication::Refused(Event::TooManyForUser(ask.user).written_by(version));
    }
    let at = world.assumptions.protocol_disabled_checked_at;
    let looks = is_front_end(world, ask.service) && at == ProtocolCheckedAt::FrontEnd;
    let protocol = ask.service.service().protocol();
    if looks {
        serve::tell_switch(ask.mailbox, protocol, ask.switch_waits, reasons);
    }
    if looks && !ask.enabled {
        reasons.push(Reason::ProtocolDisabled { user: ask.mailbox, protocol, at: Some(at) });
        return Authentication::Refused(None);
    }
    Authentication::Accepted
}

/// FE-1, DET-10: whether it is somebody, and who it says. A web request is asked no more than that.
pub(crate) fn proved(user: UserId, known: bool, proof: Proof, reasons: &mut impl ReasonSink) -> bool {
    let (reason, accepted) = match (known, proof) {
        (false, _) => (Reason::UnknownName, false),
        (true, Proof::Right) => (Reason::PasswordRight(user), true),
        (true, Proof::Wrong) => (Reason::PasswordWrong(user), false),
        (true, Proof::Spoiled) => (Reason::UnquotedReplay(user), false),
        (true, Proof::HandedOver) => (Reason::HandsOver(user), true),
    };
    reasons.push(reason);
    accepted
}

/// AUTH-2, AUTH-3: whether an authentication policy blocks the protocol for the user, and this is where it is looked
/// at: at the server to which the client came, or at the one that opens the mailbox. One that does not know policies
/// lets everybody pass.
fn policy_blocks(world: &World, ask: &LogonAsk, reasons: &mut impl ReasonSink) -> bool {
    let Some((policy, own)) = ask.blocked_by else { return false };
    let at = world.assumptions.auth_policy_checked_at;
    let here = match at {
        AuthPolicyCheckedAt::FrontEnd => ask.opened_by.is_none(),
        AuthPolicyCheckedAt::Target => !is_front_end(world, ask.service),
    };
    if !here {
        return false;
    }
    reasons.push(if ask.knows_policies {
        let protocol = ask.service.service().protocol();
        Reason::PolicyBlocks { user: ask.user, policy, own, protocol, at }
    } else {
        Reason::PolicyNotKnown(ask.service.server())
    });
    ask.knows_policies
}

/// What a front end of 2013 and later looks at, and nobody else: reserved accounts (section 11), NTLM with an alias
/// that is not the sAMAccountName (DET-10), the primary SMTP address (FE-7), and with `loop_guard` whether the log-on
/// comes from the server itself (LB-3).
fn front_end_refuses(world: &World, ask: &LogonAsk) -> Option<Reason> {
    let server = ask.service.server();
    let about = &world.users[ask.user.index()];
    let alias_fails = ask.defects.ntlm_alias_mismatch && !about.alias_is_sam;
    if about.reserved {
        Some(Reason::Reserved(ask.user))
    } else if ask.mechanism == Mechanism::Ntlm && alias_fails {
        Some(Reason::NtlmAlias(ask.user))
    } else if !ask.has_smtp_address {
        Some(Reason::NoSmtpAddress(ask.user))
    } else if world.assumptions.loop_guard == LoopGuard::RefuseOwn && ask.opened_by == Some(server) {
        Some(Reason::OwnLogon(server))
    } else {
        None
    }
}

/// Whether a service is a front end, which has a back end of its own (SVC-2).
#[must_use]
pub(crate) fn is_front_end(world: &World, service: ServiceId) -> bool {
    world.servers[service.server().index()].version.has_back_end() && !service.service().is_back_end()
}
