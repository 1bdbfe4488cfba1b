//! What does a reason of a decision look like in JSON?

use std::borrow::Cow;

use super::mirror::{Choice, Described, Field, Object, Row, Shape, is_flatten, is_skipped, mirror};
use super::record::{EndpointObject, endpoint};
use super::words::{
    CheckedAtWord, DiscoverySiteWord, LacksWord, MechanismWord, OrderWord, PolicyCheckedAtWord, SameTypeWord,
};
use crate::policy::Reason;
use crate::words::names::{self, Names};
use crate::words::say::login_type_name;

mirror! {
    /// A reason of a decision.
    struct ReasonLine<'a> {
        /// Its rule.
        rule: &'static str,
        /// What it says.
        kind: &'static str,
        /// The switch that decided, or `null` where nothing is assumed.
        assumed: Option<&'static str>,
        /// The further fields.
        #[serde(flatten)]
        about: About<'a>,
    }

    /// What goes with a reason, by what it says.
    parts About<'a> by "kind" {
        /// The password is right.
        PasswordRight "password_right" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// The password is wrong.
        PasswordWrong "password_wrong" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// The user has no primary SMTP address.
        NoSmtpAddress "no_smtp_address" {
            /// Who.
            user: Cow<'a, str>,
        },
        /// An authentication policy blocks the protocol for the user.
        PolicyBlocks "policy_blocks" {
            /// Whom.
            user: Cow<'a, str>,
            /// Which policy.
            policy: Cow<'a, str>,
            /// Whether it is the user's own, and not the default one.
            own: bool,
            /// Which protocol.
            protocol: &'static str,
            /// Where it is looked at.
            at: PolicyCheckedAtWord,
        },
        /// A policy would block it, and the server that would look at it does not know authentication policies.
        PolicyNotKnown "policy_not_known" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// Anonymous, Guest and Administrator may not use POP3 and IMAP4 on 2013.
        Reserved "reserved" {
            /// Who.
            user: Cow<'a, str>,
        },
        /// NTLM fails in this build, because the alias is not the sAMAccountName.
        NtlmAlias "ntlm_alias" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// This build replays name and password without quotation marks, which the password needs.
        UnquotedReplay "unquoted_replay" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// The account has no mailbox.
        NoMailbox "no_mailbox" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// Name and password are replayed.
        Replays "replays" {
            /// Whose.
            user: Cow<'a, str>,
        },
        /// The back end is handed the authenticated user; no password is needed.
        HandsOver "hands_over" {
            /// Who.
            user: Cow<'a, str>,
        },
        /// The log-on name is nobody's.
        UnknownName "unknown_name" {},
        /// The user has no rights on the mailbox that was asked for.
        NoRights "no_rights" {
            /// Who.
            user: Cow<'a, str>,
            /// On whose mailbox.
            mailbox: Cow<'a, str>,
        },
        /// The user has as many session objects in the store as there may be.
        StoreSessions "store_sessions" {
            /// Who.
            user: Cow<'a, str>,
            /// In whose store.
            server: Cow<'a, str>,
            /// How many there may be.
            limit: u32,
        },
        /// The user has as many authenticated connections as there may be.
        UserLimit "user_limit" {
            /// Who.
            user: Cow<'a, str>,
            /// How many there are, the one at hand not counted.
            open: u32,
            /// MaxConnectionsPerUser.
            limit: u32,
        },
        /// The log-on came from the server itself.
        OwnLogon "own_logon" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// A Client Access server of the site that is no candidate, because it is of another version.
        OtherVersion "other_version" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// Nobody asks whether the target's service runs.
        NotChecked "not_checked" {
            /// The target.
            server: Cow<'a, str>,
        },
        /// The next target.
        NextTarget "next_target" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// This back end does not hold the active copy.
        NotHere "not_here" {
            /// Who does.
            server: Cow<'a, str>,
        },
        /// No candidate any more: it was taken out of the directory.
        Removed "removed" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// The database is on a server that is switched off.
        StoreOff "store_off" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// The database is on a server that is none of the organisation: not yet, or no longer.
        StoreNotThere "store_not_there" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// The Mailbox server with the database is not reached over the links between (RPC-1).
        StoreNotReached "store_not_reached" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// This LoginType refuses the mechanism without TLS.
        LoginTypeRefuses "login_type_refuses" {
            /// LoginType of the service.
            login_type: &'static str,
            /// What was tried.
            mechanism: MechanismWord,
            /// Whether a proxying service tried it.
            on_leg: bool,
        },
        /// EnableGSSAPIAndNTLMAuth is off and concerns no connection over TLS.
        MechanismStays "mechanism_stays" {
            /// Which.
            mechanism: MechanismWord,
        },
        /// ExtendedProtectionPolicy is Require, and the log-on is not bound to a TLS connection of this server.
        NotBound "not_bound" {
            /// Which.
            mechanism: MechanismWord,
        },
        /// EnableGSSAPIAndNTLMAuth is off, or the version has no such mechanism.
        MechanismOff "mechanism_off" {
            /// Which.
            mechanism: MechanismWord,
        },
        /// The mechanism left no password to replay.
        NoPassword "no_password" {
            /// Which.
            mechanism: MechanismWord,
        },
        /// PopEnabled or ImapEnabled is false.
        ProtocolDisabled "protocol_disabled" {
            /// Of whose mailbox.
            user: Cow<'a, str>,
            /// Which protocol.
            protocol: &'static str,
            /// Where it is looked at; `null` where there was but one place.
            at: Option<CheckedAtWord>,
        },
        /// PopEnabled or ImapEnabled was changed since the service started.
        MailboxSwitch "mailbox_switch" {
            /// Of whose mailbox.
            user: Cow<'a, str>,
            /// Which protocol.
            protocol: &'static str,
            /// Whether the service goes by what was before until it restarts.
            waits: bool,
        },
        /// Mailbox, database, version and site.
        Mailbox "mailbox" {
            /// Whose.
            user: Cow<'a, str>,
            /// In which database.
            database: Cow<'a, str>,
            /// Of which version.
            version: &'static str,
            /// On which server the active copy is.
            server: Cow<'a, str>,
            /// In which site that stands.
            site: Cow<'a, str>,
        },
        /// The site is that of the home server, although the active copy is elsewhere.
        HomeServerSite "home_server_site" {
            /// Which.
            site: Cow<'a, str>,
        },
        /// The site is that of the active copy, although the home server is elsewhere.
        ActiveCopySite "active_copy_site" {
            /// Which.
            site: Cow<'a, str>,
        },
        /// 2007 with AllowCrossSiteSessions serves by RPC across sites.
        ServedAcrossSites "served_across_sites" {
            /// The mailbox's.
            site: Cow<'a, str>,
        },
        /// 2007 refuses a mailbox of another site.
        RefusedAcrossSites "refused_across_sites" {
            /// The mailbox's.
            site: Cow<'a, str>,
        },
        /// 2010 proxies to the mailbox's site, always over SSL.
        ProxiedAcrossSites "proxied_across_sites" {
            /// The mailbox's.
            site: Cow<'a, str>,
        },
        /// A candidate without an endpoint.
        OffersNothing "offers_nothing" {
            /// Which.
            server: Cow<'a, str>,
            /// What it would need.
            lacks: LacksWord,
        },
        /// No candidate offers an endpoint.
        NoEndpoint "no_endpoint" {
            /// In which site.
            site: Cow<'a, str>,
            /// What one would need.
            lacks: LacksWord,
        },
        /// The site in which targets are looked for, where the two readings differ.
        DiscoverySite "discovery_site" {
            /// Which.
            site: Cow<'a, str>,
            /// Which reading.
            reading: DiscoverySiteWord,
        },
        /// A candidate.
        Candidate "candidate" {
            /// Which.
            server: Cow<'a, str>,
            /// Of which version.
            version: &'static str,
        },
        /// An endpoint that a candidate offers.
        Offers "offers" {
            /// Which candidate.
            server: Cow<'a, str>,
            /// Of which version.
            version: &'static str,
            /// Where.
            endpoint: EndpointObject<'a>,
        },
        /// The back end of the server with the active copy.
        BackEnd "back_end" {
            /// Which.
            server: Cow<'a, str>,
            /// Where.
            endpoint: EndpointObject<'a>,
        },
        /// Client Access servers of the right version that are no candidates: they stand in another site.
        OtherSites "other_sites" {
            /// How many.
            count: u32,
        },
        /// Nobody in the site is a candidate.
        NoCandidate "no_candidate" {
            /// Which.
            site: Cow<'a, str>,
            /// Of which version one would have to be.
            version: &'static str,
        },
        /// The candidate that was picked.
        Picked "picked" {
            /// Which.
            server: Cow<'a, str>,
            /// Out of how many.
            of: u32,
            /// In which order.
            order: OrderWord,
        },
        /// The client came encrypted: SSL, TLS, plaintext.
        EncryptedOrder "encrypted_order" {},
        /// The client came in plaintext: plaintext, SSL, TLS.
        PlaintextOrder "plaintext_order" {},
        /// Every type failed on the target, and no other target is tried.
        NoNextTarget "no_next_target" {},
        /// The client did STARTTLS or STLS.
        StartTlsCounts "starttls_counts" {
            /// Whether it counts as encrypted.
            value: bool,
        },
        /// The target refused the log-on.
        RefusalIsFinal "refusal_is_final" {
            /// Whether that is final.
            value: bool,
        },
        /// Whether 2010 proxies to 2007.
        Proxies2010To2007 "proxies_2010_to_2007" {
            /// Whether it does.
            value: bool,
        },
        /// A front end before a mailbox on a newer version.
        ProxiesUp "proxies_up" {
            /// The version of the front end.
            front: &'static str,
            /// That of the mailbox.
            mailbox: &'static str,
            /// Whether it proxies.
            value: bool,
        },
        /// A front end before a mailbox on an older version proxies to its back end.
        ProxiesDown "proxies_down" {
            /// The version of the front end.
            front: &'static str,
            /// That of the mailbox.
            mailbox: &'static str,
        },
        /// Whether the back end runs, where the front end looks.
        Checked "checked" {
            /// The server.
            server: Cow<'a, str>,
            /// Whether it runs.
            value: bool,
        },
        /// The target offers no endpoint of this type.
        NotOffered "not_offered" {
            /// The target.
            server: Cow<'a, str>,
            /// `SSL`, `TLS` or `plaintext`.
            security: &'static str,
        },
        /// The target offers several endpoints of this type.
        SameType "same_type" {
            /// The target.
            server: Cow<'a, str>,
            /// The type.
            security: &'static str,
            /// Which are tried.
            reading: SameTypeWord,
        },
        /// This type is tried next on the same target.
        NextType "next_type" {
            /// Which.
            security: &'static str,
        },
        /// The type that is used, and no other.
        SelectedOnce "selected_once" {
            /// Which.
            security: &'static str,
        },
        /// The mailbox is opened here.
        Served "served" {
            /// By which server.
            by: Cow<'a, str>,
            /// On which server it is.
            on: Cow<'a, str>,
        },
        /// This version does not serve mailboxes of that one.
        NotSupported "not_supported" {
            /// Of the server.
            version: &'static str,
            /// Of the mailbox.
            mailbox: &'static str,
        },
        /// Requests for a mailbox of this version are proxied.
        WebProxied "web_proxied" {
            /// Which version.
            version: &'static str,
            /// `OWA`, `ECP`, `EWS`, `ActiveSync` or `OAB`.
            service: &'static str,
        },
        /// Requests for a mailbox on 2007 are sent to the legacy namespace.
        WebRedirected "web_redirected" {
            /// Which.
            service: &'static str,
        },
        /// 2010 and 2007 answer web requests for mailboxes of their own version.
        WebOwnVersion "web_own_version" {
            /// Which.
            version: &'static str,
        },
        /// What 2010 and 2007 do with web requests for another version is not modelled.
        WebNotModelled "web_not_modelled" {
            /// Of the server.
            version: &'static str,
            /// Of the mailbox.
            mailbox: &'static str,
        },
        /// The server with the active copy.
        WebBackEnd "web_back_end" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// The probe of this front end has seen the target down.
        ProbedDown "probed_down" {
            /// The target.
            server: Cow<'a, str>,
        },
        /// The target is out of service.
        OutOfService "out_of_service" {
            /// Which.
            server: Cow<'a, str>,
        },
        /// No target is left: each of them is out of service.
        NoTargetInService "no_target_in_service" {
            /// Of which site.
            site: Cow<'a, str>,
            /// Of which version.
            version: &'static str,
        },
        /// No target is left.
        NoHealthyTarget "no_healthy_target" {
            /// In which site.
            site: Cow<'a, str>,
            /// Of which version.
            version: &'static str,
        },
        /// The target that a hash of the user has chosen.
        HashPicked "hash_picked" {
            /// Which.
            server: Cow<'a, str>,
            /// Out of how many healthy ones.
            of: u32,
        },
        /// Another target after a failure.
        WebRetry "web_retry" {
            /// Whether it is tried.
            tries: bool,
        },
    }
}

impl<'a> ReasonLine<'a> {
    /// Of a reason.
    pub(super) fn of(names: &Names<'a>, reason: Reason) -> Self {
        let about = about(names, reason);
        Self { rule: reason.rule().id(), kind: about.word(), assumed: reason.assumed(), about }
    }
}

fn about<'a>(names: &Names<'a>, reason: Reason) -> About<'a> {
    match reason {
        Reason::PasswordRight(user) => About::PasswordRight { user: names.user(user) },
        Reason::PasswordWrong(user) => About::PasswordWrong { user: names.user(user) },
        Reason::NoSmtpAddress(user) => About::NoSmtpAddress { user: names.user(user) },
        Reason::PolicyBlocks { user, policy, own, protocol, at } => About::PolicyBlocks {
            user: names.user(user),
            policy: names.policy(policy),
            own,
            protocol: names::protocol(protocol),
            at: at.into(),
        },
        Reason::PolicyNotKnown(server) => About::PolicyNotKnown { server: names.server(server) },
        Reason::Reserved(user) => About::Reserved { user: names.user(user) },
        Reason::NtlmAlias(user) => About::NtlmAlias { user: names.user(user) },
        Reason::UnquotedReplay(user) => About::UnquotedReplay { user: names.user(user) },
        Reason::NoMailbox(user) => About::NoMailbox { user: names.user(user) },
        Reason::Replays(user) => About::Replays { user: names.user(user) },
        Reason::HandsOver(user) => About::HandsOver { user: names.user(user) },
        Reason::UnknownName => About::UnknownName {},
        Reason::NoRights { user, mailbox } => About::NoRights { user: names.user(user), mailbox: names.user(mailbox) },
        Reason::StoreSessions { user, server, limit } => {
            About::StoreSessions { user: names.user(user), server: names.server(server), limit }
        }
        Reason::UserLimit { user, open, limit } => About::UserLimit { user: names.user(user), open, limit },
        Reason::OwnLogon(server) => About::OwnLogon { server: names.server(server) },
        Reason::OtherVersion(server) => About::OtherVersion { server: names.server(server) },
        Reason::NotChecked(server) | Reason::Unchecked(server) => About::NotChecked { server: names.server(server) },
        Reason::NextTarget(server) => About::NextTarget { server: names.server(server) },
        Reason::NotHere(server) => About::NotHere { server: names.server(server) },
        Reason::Removed(server) => About::Removed { server: names.server(server) },
        Reason::StoreOff(server) => About::StoreOff { server: names.server(server) },
        Reason::StoreNotThere(server) => About::StoreNotThere { server: names.server(server) },
        Reason::StoreNotReached(server) => About::StoreNotReached { server: names.server(server) },
        Reason::LoginTypeRefuses { login_type, mechanism, on_leg } => {
            About::LoginTypeRefuses { login_type: login_type_name(login_type), mechanism: mechanism.into(), on_leg }
        }
        Reason::MechanismStays(mechanism) => About::MechanismStays { mechanism: mechanism.into() },
        Reason::NotBound(mechanism) => About::NotBound { mechanism: mechanism.into() },
        Reason::MechanismOff(mechanism, _) => About::MechanismOff { mechanism: mechanism.into() },
        Reason::NoPassword(mechanism) => About::NoPassword { mechanism: mechanism.into() },
        Reason::ProtocolDisabled { user, protocol, at } => About::ProtocolDisabled {
            user: names.user(user),
            protocol: names::protocol(protocol),
            at: at.map(Into::into),
        },
        Reason::MailboxSwitch { user, protocol, waits } => {
            About::MailboxSwitch { user: names.user(user), protocol: names::protocol(protocol), waits }
        }
        Reason::Mailbox { user, database, version, server, site } => About::Mailbox {
            user: names.user(user),
            database: names.database(database),
            version: version.word(),
            server: names.server(server),
            site: names.site(site),
        },
        Reason::HomeServerSite(site) => About::HomeServerSite { site: names.site(site) },
        Reason::ActiveCopySite(site) => About::ActiveCopySite { site: names.site(site) },
        Reason::ServedAcrossSites(site) => About::ServedAcrossSites { site: names.site(site) },
        Reason::RefusedAcrossSites(site) => About::RefusedAcrossSites { site: names.site(site) },
        Reason::ProxiedAcrossSites(site) => About::ProxiedAcrossSites { site: names.site(site) },
        Reason::OffersNothing(server, lacks) => {
            About::OffersNothing { server: names.server(server), lacks: lacks.into() }
        }
        Reason::NoEndpoint(site, lacks) => About::NoEndpoint { site: names.site(site), lacks: lacks.into() },
        Reason::DiscoverySite(site, reading) => {
            About::DiscoverySite { site: names.site(site), reading: reading.into() }
        }
        Reason::Candidate(server, version) => {
            About::Candidate { server: names.server(server), version: version.word() }
        }
        Reason::Offers(server, version, at) => {
            About::Offers { server: names.server(server), version: version.word(), endpoint: endpoint(names, at) }
        }
        Reason::BackEnd(server, at) => About::BackEnd { server: names.server(server), endpoint: endpoint(names, at) },
        Reason::OtherSites(count) => About::OtherSites { count },
        Reason::NoCandidate(site, version) => About::NoCandidate { site: names.site(site), version: version.word() },
        Reason::Picked(server, of, order) => About::Picked { server: names.server(server), of, order: order.into() },
        Reason::EncryptedOrder => About::EncryptedOrder {},
        Reason::PlaintextOrder => About::PlaintextOrder {},
        Reason::NoNextTarget => About::NoNextTarget {},
        Reason::StartTlsCounts(value) => About::StartTlsCounts { value },
        Reason::RefusalIsFinal(value) => About::RefusalIsFinal { value },
        Reason::Proxies2010To2007(value) => About::Proxies2010To2007 { value },
        Reason::ProxiesUp { front, mailbox, does } => {
            About::ProxiesUp { front: front.word(), mailbox: mailbox.word(), value: does }
        }
        Reason::ProxiesDown(front, mailbox) => About::ProxiesDown { front: front.word(), mailbox: mailbox.word() },
        Reason::Checked(server, value) => About::Checked { server: names.server(server), value },
        Reason::NotOffered(server, security) => {
            About::NotOffered { server: names.server(server), security: security.word() }
        }
        Reason::SameType(server, security, reading) => {
            About::SameType { server: names.server(server), security: security.word(), reading: reading.into() }
        }
        Reason::NextType(security) => About::NextType { security: security.word() },
        Reason::SelectedOnce(security) => About::SelectedOnce { security: security.word() },
        Reason::Served { by, on } => About::Served { by: names.server(by), on: names.server(on) },
        Reason::NotSupported(version, mailbox) => {
            About::NotSupported { version: version.word(), mailbox: mailbox.word() }
        }
        Reason::WebProxied(version, service) => About::WebProxied { version: version.word(), service: service.word() },
        Reason::WebRedirected(service) => About::WebRedirected { service: service.word() },
        Reason::WebOwnVersion(version) => About::WebOwnVersion { version: version.word() },
        Reason::WebNotModelled(version, mailbox) => {
            About::WebNotModelled { version: version.word(), mailbox: mailbox.word() }
        }
        Reason::WebBackEnd(server) => About::WebBackEnd { server: names.server(server) },
        Reason::ProbedDown(server) => About::ProbedDown { server: names.server(server) },
        Reason::OutOfService(server) => About::OutOfService { server: names.server(server) },
        Reason::NoTargetInService(site, version) => {
            About::NoTargetInService { site: names.site(site), version: version.word() }
        }
        Reason::NoHealthyTarget(site, version) => {
            About::NoHealthyTarget { site: names.site(site), version: version.word() }
        }
        Reason::HashPicked(server, of) => About::HashPicked { server: names.server(server), of },
        Reason::WebRetry(tries) => About::WebRetry { tries },
    }
}
