//! What would Exchange decide, and why?
//!
//! Pure functions over a [`View`]: no clock, no queue, no chance, no text. Each returns its choice and tells its
//! reasons, rejected candidates included, to a [`ReasonSink`]. A reason carries its rule id. The fallback
//! order lives here and nowhere else.

pub mod accept;
pub mod authenticate;
pub(crate) mod discover;
pub mod fallback;
pub mod handshake;
pub mod http;
pub mod patience;
pub mod route;
pub use crate::rules;
pub mod serve;
pub mod target;
mod whom;

use crate::product::{Logged, Pair};
use crate::scenario::Switch;
use crate::world::{
    AuthPolicyCheckedAt, AuthPolicyId, CandidateOrder, DatabaseId, Defects, DiscoverySite, Endpoint, LoginType,
    Mechanism, NoCertificate, Protocol, ProtocolCheckedAt, SameTypeEndpoints, Security, ServerId, Service, ServiceId,
    ServiceState, Settings, SettingsId, SiteId, UserId, Version, WebService, World,
};
use discover::EndpointSource;
use rules::Rule;

/// A settings change that has happened: the directory holds it, whoever has read it or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Whose settings.
    pub server: ServerId,
    /// Which of the two.
    pub protocol: Protocol,
    /// What they are from then on.
    pub settings: SettingsId,
}

/// What one server knows of the organisation at one moment.
///
/// Settings are seen as they stood in the directory when that server last read it ([`View::read`]); where a mailbox
/// is, is seen as it is now (DISC-9).
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The organisation.
    pub world: &'a World,
    /// Every settings change so far, in order.
    pub applied: &'a [Applied],
    /// How many of them the server has read.
    pub read: usize,
    /// The servers that were taken out of the directory, each with how many changes it held from then on.
    pub removed: &'a [(ServerId, bool, u32)],
    /// The changes of IsOutOfService, each with how many changes the directory held from then on.
    pub in_and_out: &'a [(ServerId, bool, u32)],
    /// The database of each user.
    pub databases: &'a [Option<DatabaseId>],
    /// The server with the active copy of each database.
    pub active: &'a [ServerId],
    /// The version of each server.
    pub versions: &'a [Version],
    /// The defects of each server's build.
    pub defects: &'a [Defects],
    /// What the services do at this moment. A front end does not know it unless it looks (FE-3).
    pub services: &'a dyn ServiceStates,
}

/// What each service does at this moment.
pub trait ServiceStates: std::fmt::Debug {
    /// The state of one.
    fn state(&self, service: ServiceId) -> ServiceState;
}

impl<'a> View<'a> {
    /// Whether the back end for a protocol runs on a server.
    #[must_use]
    pub fn back_end_runs(&self, server: ServerId, protocol: Protocol) -> bool {
        Service::back_end_of(protocol)
            .is_none_or(|it| self.services.state(ServiceId::new(server, it)) == ServiceState::Running)
    }

    /// The version of a server.
    #[must_use]
    pub fn version(&self, server: ServerId) -> Version {
        self.versions[server.index()]
    }

    /// The settings of a server as this view sees them.
    #[must_use]
    pub fn settings(&self, server: ServerId, protocol: Protocol) -> &'a Settings {
        &self.world.settings[self.settings_id(server, protocol).index()]
    }

    /// Which state of its settings that is.
    #[must_use]
    pub fn settings_id(&self, server: ServerId, protocol: Protocol) -> SettingsId {
        self.applied[..self.read]
            .iter()
            .rev()
            .find(|it| it.server == server && it.protocol == protocol)
            .map_or(self.world.servers[server.index()].settings[protocol], |it| it.settings)
    }

    /// Whether this view has seen that a server was taken out of the directory.
    #[must_use]
    pub fn is_removed(&self, server: ServerId) -> bool {
        let seen = self.removed.iter().rev().find(|it| it.0 == server && it.2 as usize <= self.read);
        seen.is_some_and(|it| it.1)
    }

    /// Whether web clients are kept away from a server, as this view sees it (HTTP-5).
    #[must_use]
    pub fn is_out_of_service(&self, server: ServerId) -> bool {
        let seen = self.in_and_out.iter().rev().find(|it| it.0 == server && it.2 as usize <= self.read);
        seen.map_or(self.world.servers[server.index()].out_of_service, |it| it.1)
    }
}

/// One log-on, as the service that has to decide about it sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The service that decides.
    pub service: ServiceId,
    /// Who logs on, and has been authenticated.
    pub account: UserId,
    /// Whose mailbox is asked for.
    pub user: UserId,
    /// How the connection on which the log-on came is protected: SSL, TLS (it came in clear and did STARTTLS or
    /// STLS), or plaintext.
    pub arrived: Security,
    /// How the client authenticated.
    pub mechanism: Mechanism,
}

/// Where the decision's reasons go. Policy tells them one by one; what becomes of them is not its business.
pub trait ReasonSink {
    /// One more reason.
    fn push(&mut self, reason: Reason);

    /// Whether anybody will read the reasons. Where nobody does, reasons that cost a search are not looked for.
    fn wanted(&self) -> bool {
        true
    }
}

impl ReasonSink for Vec<Reason> {
    fn push(&mut self, reason: Reason) {
        self.push(reason);
    }
}

/// Nobody wants to know why.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl ReasonSink for Silent {
    fn push(&mut self, _: Reason) {}

    fn wanted(&self) -> bool {
        false
    }
}

/// What a service does with a log-on whose password is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// It opens the mailbox itself.
    Serve,
    /// It hands the log-on to one of the candidates that were found.
    Proxy {
        /// Where FALL-3 is read as `SelectOnce`: the one connection type that is used.
        only: Option<Security>,
    },
    /// It refuses, without any connection.
    Refuse(Refusal),
}

/// Why a log-on is refused although the password is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The account has no mailbox.
    NoMailbox,
    /// This version never opens or proxies to a mailbox of that version.
    NotSupported,
    /// 2007 does not serve a mailbox of another site (SITE-2).
    OtherSite,
    /// `proxy_2010_to_2007` or `proxy_up` is off.
    NotProxied,
    /// The back end does not run, and the front end looked (`checks_back_end`).
    BackEndDown,
    /// There is no Client Access server of the mailbox's version in the site.
    NoCandidate,
    /// No candidate offers an endpoint.
    NoEndpoint,
    /// NTLM or GSSAPI left no password that could be replayed.
    NoPassword,
    /// This back end does not hold the active copy.
    NotHere,
    /// The server with the active copy is switched off.
    StoreOff,
    /// The server with the active copy is not reached over the network.
    StoreNotReached,
    /// The user has too many session objects in the store.
    StoreSessions,
    /// Every target of a web request is down or out of service.
    NoHealthyTarget,
    /// What 2010 and 2007 do with web requests for other versions is not modelled.
    NotModelled,
    /// There is no legacy namespace to send the client to.
    NoLegacyNamespace,
}

/// An entry in the event log of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Refused, because the mailbox is in another site (SITE-2).
    RefusedAcrossSites(UserId),
    /// The user has too many session objects in the store (LEG-9). Written on the Mailbox server.
    StoreSessions(UserId),
    /// The user has too many connections (LIM-1).
    TooManyForUser(UserId),
    /// A service started without a usable certificate (LEG-6).
    NoCertificate(NoCertificate),
}

impl Event {
    /// What kind of entry it is.
    #[must_use]
    pub const fn logged(self) -> Logged {
        match self {
            Self::RefusedAcrossSites(_) => Logged::RefusedAcrossSites,
            Self::TooManyForUser(_) => Logged::TooManyForUser,
            Self::StoreSessions(_) => Logged::StoreSessions,
            Self::NoCertificate(_) => Logged::NoCertificate,
        }
    }

    /// The entry, where a server of this version writes it.
    #[must_use]
    pub fn written_by(self, version: Version) -> Option<Self> {
        version.product().writes(self.logged()).then_some(self)
    }
}

/// One attempt of a proxying service: a connection to one endpoint on behalf of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegAttempt {
    /// The candidate whose endpoint it is.
    pub candidate: ServerId,
    /// Where the connection goes; not always to the candidate (LB-1).
    pub endpoint: Endpoint,
    /// Whether the endpoint is a 2013 back end.
    pub back_end: bool,
}

/// One reason of one decision. Each variant belongs to one rule ([`Reason::rule`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    // --- log-on at a service -------------------------------------------------------------------------------------
    /// FE-1: the password is right.
    PasswordRight(UserId),
    /// FE-1: the password is wrong.
    PasswordWrong(UserId),
    /// DET-10: the log-on name is nobody's.
    UnknownName,
    /// Section 11: Anonymous, Guest and Administrator may not use POP3 and IMAP4 on 2013.
    Reserved(UserId),
    /// DET-10: NTLM fails in this build, because the alias is not the sAMAccountName.
    NtlmAlias(UserId),
    /// LEG-1: this build replays name and password without quotation marks, which the password needs.
    UnquotedReplay(UserId),
    /// DET-10: the user has no rights on the mailbox that was asked for.
    NoRights {
        /// Who.
        user: UserId,
        /// On whose mailbox.
        mailbox: UserId,
    },
    /// LEG-9: the user has this many session objects in the store of a Mailbox server, and the limit is met.
    StoreSessions {
        /// Who.
        user: UserId,
        /// Where.
        server: ServerId,
        /// How many there may be.
        limit: u32,
    },
    /// FE-7: the user has no primary SMTP address.
    NoSmtpAddress(UserId),
    /// AUTH-2: an authentication policy blocks the protocol for the user, by whatever mechanism it logs on.
    PolicyBlocks {
        /// Whom.
        user: UserId,
        /// Which policy.
        policy: AuthPolicyId,
        /// Whether it is the user's own, and not the default one.
        own: bool,
        /// Which protocol.
        protocol: Protocol,
        /// Where it is looked at (AUTH-3).
        at: AuthPolicyCheckedAt,
    },
    /// AUTH-3: a policy would block it, and the server that would look at it does not know authentication policies.
    PolicyNotKnown(ServerId),
    /// LIM-1: the user has this many authenticated connections, the one at hand not counted, and the limit is met.
    UserLimit {
        /// Who.
        user: UserId,
        /// How many there are.
        open: u32,
        /// MaxConnectionsPerUser.
        limit: u32,
    },
    /// LB-3 with `loop_guard`: the log-on came from the server itself.
    OwnLogon(ServerId),
    /// This LoginType refuses the mechanism without TLS: LEG-3 on a leg (`on_leg`), section 2 for a client.
    LoginTypeRefuses {
        /// The LoginType of the service.
        login_type: LoginType,
        /// The mechanism that was tried.
        mechanism: Mechanism,
        /// Whether a proxying service tried it.
        on_leg: bool,
    },
    /// Section 2: EnableGSSAPIAndNTLMAuth is off, or the version has no such mechanism. With whether it is a switch
    /// that decides about this connection (`gssapi_ntlm_setting`).
    MechanismOff(Mechanism, bool),
    /// Section 2: EnableGSSAPIAndNTLMAuth is off, and concerns no connection over TLS (`gssapi_ntlm_setting`).
    MechanismStays(Mechanism),
    /// Section 2: ExtendedProtectionPolicy is Require, and the log-on is not bound to a TLS connection of this server.
    NotBound(Mechanism),
    /// LEG-8: PopEnabled or ImapEnabled is false.
    ProtocolDisabled {
        /// Of whose mailbox.
        user: UserId,
        /// Which.
        protocol: Protocol,
        /// Where it is looked at; `None` where the client came to the server with the mailbox directly, so that there
        /// was but one place.
        at: Option<ProtocolCheckedAt>,
    },
    /// Section 2: PopEnabled or ImapEnabled was changed since the service started; whether it goes by what was before
    /// until it restarts (`mailbox_switch_needs_restart`).
    MailboxSwitch {
        /// Of whose mailbox.
        user: UserId,
        /// Which.
        protocol: Protocol,
        /// Whether it waits for a restart.
        waits: bool,
    },
    // --- discovery -----------------------------------------------------------------------------------------------
    /// FE-2: mailbox → database → version and site.
    Mailbox {
        /// Whose.
        user: UserId,
        /// In which database.
        database: DatabaseId,
        /// Of which version.
        version: Version,
        /// On which server the active copy is.
        server: ServerId,
        /// In which site that stands.
        site: SiteId,
    },
    /// DET-6: the site of a 2010 mailbox is that of its home server, although the active copy is elsewhere.
    HomeServerSite(SiteId),
    /// DET-6: the site of a 2010 mailbox is that of its active copy, although the home server is elsewhere.
    ActiveCopySite(SiteId),
    /// FE-2: the account has no mailbox.
    NoMailbox(UserId),
    /// DISC-3: the site in which targets are looked for, where the two readings differ.
    DiscoverySite(SiteId, DiscoverySite),
    /// DISC-1, DISC-2: a candidate, of 2010 or 2007.
    Candidate(ServerId, Version),
    /// DISC-1 (of 2010), DISC-7 (of 2007): one endpoint that a candidate offers.
    Offers(ServerId, Version, Endpoint),
    /// DISC-4: the back end of the server with the active copy.
    BackEnd(ServerId, Endpoint),
    /// DISC-5: a Client Access server of the site that is no candidate, because it is of another version.
    OtherVersion(ServerId),
    /// DISC-3: so many Client Access servers of the right version are no candidates: they stand in another site.
    OtherSites(u32),
    /// DISC-6: a candidate without an endpoint.
    OffersNothing(ServerId, EndpointSource),
    /// DISC-9: a server that is no candidate any more, because it was taken out of the directory.
    Removed(ServerId),
    /// The database is on a server that is switched off.
    StoreOff(ServerId),
    /// The database is on this server, which is none of the organisation: not yet, or no longer.
    StoreNotThere(ServerId),
    /// RPC-1: the Mailbox server with the database is not reached over the links between.
    StoreNotReached(ServerId),
    /// DISC-1, DISC-2, SVC-7: nobody in the site is a candidate.
    NoCandidate(SiteId, Version),
    /// DISC-6: no candidate offers an endpoint.
    NoEndpoint(SiteId, EndpointSource),
    // --- target and fallback -------------------------------------------------------------------------------------
    /// DISC-8: the candidate that was picked, out of how many, in which order.
    Picked(ServerId, u32, CandidateOrder),
    /// FE-3: nobody asks whether the target's service runs.
    NotChecked(ServerId),
    /// FALL-1: the client came encrypted, so SSL, TLS, plaintext.
    EncryptedOrder,
    /// FALL-2: the client came in plaintext, so plaintext, SSL, TLS.
    PlaintextOrder,
    /// FALL-5: the client did STARTTLS or STLS; whether it counts as encrypted.
    StartTlsCounts(bool),
    /// FALL-4: the target offers no endpoint of this type.
    NotOffered(ServerId, Security),
    /// FALL-4: the target offers several endpoints of this type, of which the first or each is tried.
    SameType(ServerId, Security, SameTypeEndpoints),
    /// FALL-3 as `FallThrough`: this type is tried next on the same target.
    NextType(Security),
    /// FALL-3 as `SelectOnce`: the type that is used, and no other.
    SelectedOnce(Security),
    /// FALL-6 as `Never`: every type failed on the target, and no other target is tried.
    NoNextTarget,
    /// FALL-6 as `EachCandidate`: the next target.
    NextTarget(ServerId),
    /// FALL-7: a refused log-on is final (`retry_after_login_refused: false`), or not.
    RefusalIsFinal(bool),
    /// LEG-1: name and password are replayed.
    Replays(UserId),
    /// LEG-2: NTLM or GSSAPI left no password to replay.
    NoPassword(Mechanism),
    /// DISC-4, LEG-2: the back end is handed the authenticated user; no password is needed.
    HandsOver(UserId),
    // --- section 10 ----------------------------------------------------------------------------------------------
    /// HTTP-3: requests for a mailbox of this version are proxied.
    WebProxied(Version, WebService),
    /// HTTP-3: requests for a mailbox on 2007 are sent to the legacy namespace.
    WebRedirected(WebService),
    /// DISC-4: the server with the active copy.
    WebBackEnd(ServerId),
    /// HTTP-3: 2010 and 2007 answer web requests for mailboxes of their own version.
    WebOwnVersion(Version),
    /// HTTP-3: what 2010 and 2007 do with web requests for another version is not modelled.
    WebNotModelled(Version, Version),
    /// HTTP-1: the probe of this front end has seen the target down.
    ProbedDown(ServerId),
    /// HTTP-5: the target is out of service.
    OutOfService(ServerId),
    /// HTTP-1: no target is left.
    NoHealthyTarget(SiteId, Version),
    /// HTTP-5: no target is left, because each of them is out of service.
    NoTargetInService(SiteId, Version),
    /// HTTP-4: the target that a hash of the user has chosen, of so many healthy ones.
    HashPicked(ServerId, u32),
    /// HTTP-1: whether another target is tried after a failure (`http_retry`).
    WebRetry(bool),
    // --- section 7 -----------------------------------------------------------------------------------------------
    /// Section 7: the mailbox is opened here.
    Served {
        /// By which server.
        by: ServerId,
        /// On which server the mailbox is.
        on: ServerId,
    },
    /// Section 7: 2007 with AllowCrossSiteSessions serves by RPC across sites.
    ServedAcrossSites(SiteId),
    /// Section 7, SITE-2: 2007 refuses a mailbox of another site.
    RefusedAcrossSites(SiteId),
    /// Section 7, DET-5: 2010 proxies to a 2010 Client Access server of the mailbox's site, always over SSL.
    ProxiedAcrossSites(SiteId),
    /// Section 7: 2010 proxies to 2007, or not (`proxy_2010_to_2007`).
    Proxies2010To2007(bool),
    /// Section 7: this version does not serve mailboxes of that one.
    NotSupported(Version, Version),
    /// DISC-10: a front end proxies to the back end of a newer version, or not (`proxy_up`).
    ProxiesUp {
        /// The version of the front end.
        front: Version,
        /// That of the mailbox.
        mailbox: Version,
        /// Whether it does.
        does: bool,
    },
    /// DISC-11: a front end proxies to the back end of an older version.
    ProxiesDown(Version, Version),
    /// FE-3: the front end looked whether the back end runs (`checks_back_end`).
    Checked(ServerId, bool),
    /// FE-3: it did not, and the back end does not run.
    Unchecked(ServerId),
    /// DISC-4: this back end does not hold the active copy.
    NotHere(ServerId),
}

impl Reason {
    /// The rule to which the reason belongs.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::PasswordRight(_) | Self::PasswordWrong(_) => Rule::Fe1,
            Self::WebProxied(..) | Self::WebRedirected(_) | Self::WebOwnVersion(_) | Self::WebNotModelled(..) => {
                Rule::Http3
            }
            Self::WebBackEnd(_) => Rule::Disc4,
            Self::ProbedDown(_) | Self::NoHealthyTarget(..) | Self::WebRetry(_) => Rule::Http1,
            Self::OutOfService(_) | Self::NoTargetInService(..) => Rule::Http5,
            Self::HashPicked(..) => Rule::Http4,
            Self::UnknownName | Self::NtlmAlias(_) | Self::NoRights { .. } => Rule::Det10,
            Self::Reserved(_) => Rule::Section11,
            Self::UnquotedReplay(_) => Rule::Leg1,
            Self::StoreSessions { .. } => Rule::Leg9,
            Self::NoSmtpAddress(_) => Rule::Fe7,
            Self::PolicyBlocks { .. } => Rule::Auth2,
            Self::PolicyNotKnown(_) => Rule::Auth3,
            Self::UserLimit { .. } => Rule::Lim1,
            Self::OwnLogon(_) => Rule::Lb3,
            Self::LoginTypeRefuses { on_leg: true, .. } => Rule::Leg3,
            Self::LoginTypeRefuses { on_leg: false, .. }
            | Self::MechanismOff(..)
            | Self::MechanismStays(_)
            | Self::MailboxSwitch { .. }
            | Self::NotBound(_) => Rule::Section2,
            Self::ProtocolDisabled { .. } => Rule::Leg8,
            Self::Mailbox { .. } | Self::NoMailbox(_) => Rule::Fe2,
            Self::Removed(_) => Rule::Disc9,
            Self::StoreOff(_) | Self::StoreNotThere(_) => Rule::Section7,
            Self::StoreNotReached(_) => Rule::Rpc1,
            Self::HomeServerSite(_) | Self::ActiveCopySite(_) => Rule::Det6,
            Self::DiscoverySite(..) | Self::OtherSites(_) => Rule::Disc3,
            Self::Candidate(_, version) | Self::NoCandidate(_, version) => version.product().candidates,
            Self::Offers(_, version, _) => version.product().endpoints,
            Self::BackEnd(..) | Self::HandsOver(_) | Self::NotHere(_) => Rule::Disc4,
            Self::OtherVersion(_) => Rule::Disc5,
            Self::OffersNothing(..) | Self::NoEndpoint(..) => Rule::Disc6,
            Self::Picked(..) => Rule::Disc8,
            Self::NotChecked(_) | Self::Checked(..) | Self::Unchecked(_) => Rule::Fe3,
            Self::ProxiesUp { .. } => Rule::Disc10,
            Self::ProxiesDown(..) => Rule::Disc11,
            Self::EncryptedOrder => Rule::Fall1,
            Self::PlaintextOrder => Rule::Fall2,
            Self::StartTlsCounts(_) => Rule::Fall5,
            Self::NotOffered(..) | Self::SameType(..) => Rule::Fall4,
            Self::NextType(_) | Self::SelectedOnce(_) => Rule::Fall3,
            Self::NoNextTarget | Self::NextTarget(_) => Rule::Fall6,
            Self::RefusalIsFinal(_) => Rule::Fall7,
            Self::Replays(_) => Rule::Leg1,
            Self::NoPassword(_) => Rule::Leg2,
            Self::RefusedAcrossSites(_) => Rule::Site2,
            Self::ProxiedAcrossSites(_) => Rule::Det5,
            Self::Served { .. } | Self::ServedAcrossSites(_) | Self::Proxies2010To2007(_) | Self::NotSupported(..) => {
                Rule::Section7
            }
        }
    }

    /// The switch in `assumptions` that decided here, where one did: the reason is then shown as assumed.
    #[must_use]
    pub const fn assumed(self) -> Option<&'static str> {
        match self {
            Self::DiscoverySite(..) | Self::OtherSites(_) => Some(Switch::discovery_site.name()),
            Self::HomeServerSite(_) | Self::ActiveCopySite(_) => Some(Switch::site_of_2010_mailbox.name()),
            Self::SameType(..) => Some(Switch::same_type_endpoints.name()),
            Self::Picked(_, 2.., _) => Some(Switch::candidate_order.name()),
            Self::NextType(_) | Self::SelectedOnce(_) => Some(Switch::fallback.name()),
            Self::StartTlsCounts(_) => Some(Switch::starttls_counts_as_encrypted.name()),
            Self::NoNextTarget | Self::NextTarget(_) => Some(Switch::next_target.name()),
            Self::RefusalIsFinal(_) => Some(Switch::retry_after_login_refused.name()),
            Self::ProtocolDisabled { at: Some(_), .. } => Some(Switch::protocol_disabled_checked_at.name()),
            Self::PolicyBlocks { .. } | Self::PolicyNotKnown(_) => Some(Switch::auth_policy_checked_at.name()),
            Self::MechanismOff(_, true) | Self::MechanismStays(_) => Some(Switch::gssapi_ntlm_setting.name()),
            Self::MailboxSwitch { .. } => Some(Switch::mailbox_switch_needs_restart.name()),
            Self::OwnLogon(_) => Some(Switch::loop_guard.name()),
            Self::Proxies2010To2007(_) => Some(Switch::proxy_2010_to_2007.name()),
            Self::ProxiesUp { .. } => Some(Switch::proxy_up.name()),
            Self::ProxiesDown(front, mailbox) if Pair::of(front, mailbox).is_assumed() => Some("DISC-11, no switch"),
            Self::Checked(..) | Self::Unchecked(_) => Some(Switch::checks_back_end.name()),
            Self::WebRetry(_) => Some(Switch::http_retry.name()),
            Self::WebOwnVersion(_) => Some("HTTP-3, no switch"),
            Self::WebNotModelled(..) => Some("not modelled"),
            Self::Removed(_) => Some(Switch::topology_refresh.name()),
            Self::StoreOff(_) | Self::StoreNotThere(_) => Some("section 7, no switch"),
            Self::StoreNotReached(_) => Some(Switch::store_not_reached.name()),
            Self::OffersNothing(..) | Self::NoEndpoint(..) => Some("DISC-6, no switch"),
            Self::Offers(_, version, _) => version.product().endpoints_assumed,
            Self::Replays(_) | Self::UnquotedReplay(_) => Some("LEG-1, no switch"),
            Self::NoPassword(_) => Some("LEG-2, no switch"),
            Self::NotSupported(front, mailbox) if Pair::of(front, mailbox).is_assumed() => Some("section 7, no switch"),
            _ => None,
        }
    }
}
