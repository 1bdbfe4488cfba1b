//! Which server may serve which mailbox? (Section 7.)
//!
//! [`matrix`] is section 7 and nothing else: versions and sites in, one word out, from the cells that stand in
//! [`crate::product::matrix`]. [`route`] asks it and then finds the candidates where the word is "proxied". POP3 and IMAP4 know no redirect, so neither does this module (SITE-1).

use super::discover::{self, EndpointSource, Mailbox, Offered};
use super::{Ask, Reason, ReasonSink, Refusal, Route, View, fallback};
use crate::product::Pair;
use crate::product::matrix::Cell;
use crate::scenario::Setting;
use crate::world::{
    DiscoverySite, Fallback, GssapiNtlmSetting, LoginType, Mechanism, Protocol, Security, ServerId, Settings, SiteId,
    Version,
};

/// Whether the server that a client hits stands in the mailbox's site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sites {
    /// It does.
    Same,
    /// It does not.
    Other,
}

/// What bends the version matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// AllowCrossSiteSessions of the 2007 server that was hit.
    pub cross_site_sessions: bool,
    /// The assumption `proxy_2010_to_2007`.
    pub proxy_2010_to_2007: bool,
    /// The assumption `proxy_up`.
    pub proxy_up: bool,
}

/// A cell of the version matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The server opens the mailbox.
    Served,
    /// A 2007 server opens it over RPC across sites (AllowCrossSiteSessions).
    ServedAcrossSites,
    /// A 2007 server refuses it, event 1008 (SITE-2).
    RefusedAcrossSites,
    /// Proxied to the back end with the active copy, in whatever site (DISC-4, DISC-11).
    ToBackEnd,
    /// The same, of a newer version (`proxy_up`, DISC-10).
    ToNewerBackEnd,
    /// To the back end of a newer version with `proxy_up` off: refused.
    NotProxiedUp,
    /// Proxied to a Client Access server of the mailbox's version, found by discovery (DISC-1, DISC-2).
    ToDownLevel,
    /// 2010 to 2010: proxied to a Client Access server of the mailbox's site, over SSL (DET-5).
    ToMailboxSite,
    /// 2010 to 2007: proxied to a 2007 Client Access server of the mailbox's site (`proxy_2010_to_2007`).
    To2007,
    /// 2010 to 2007 with `proxy_2010_to_2007` off: refused.
    NotProxied,
    /// Refused: this version never opens or proxies to a mailbox of that one.
    NotSupported,
}

/// Section 7: what a server of version `front` does with a log-on for a mailbox of version `mailbox`.
#[must_use]
pub const fn matrix(front: Version, mailbox: Version, sites: Sites, switches: Switches) -> Access {
    let pair = Pair::of(front, mailbox);
    let cell = match sites {
        Sites::Same => pair.same_site,
        Sites::Other => pair.other_site,
    };
    match cell {
        Cell::Serves => Access::Served,
        Cell::ServesIfAllowed if switches.cross_site_sessions => Access::ServedAcrossSites,
        Cell::ServesIfAllowed => Access::RefusedAcrossSites,
        Cell::Proxies(EndpointSource::BackEnd) => Access::ToBackEnd,
        Cell::ProxiesUp if switches.proxy_up => Access::ToNewerBackEnd,
        Cell::ProxiesUp => Access::NotProxiedUp,
        Cell::Proxies(EndpointSource::ConnectionSettings | EndpointSource::Bindings) => Access::ToDownLevel,
        Cell::Proxies(EndpointSource::AcrossSites) => Access::ToMailboxSite,
        Cell::Proxies(EndpointSource::SslBindings) if switches.proxy_2010_to_2007 => Access::To2007,
        Cell::Proxies(EndpointSource::SslBindings) => Access::NotProxied,
        Cell::NotSupported => Access::NotSupported,
    }
}

/// Decides what `ask.service` does with a log-on whose password is right. Where it proxies, `candidates` is filled
/// with the servers that may be picked, by name; each offers at least one endpoint (of the type in
/// [`Route::Proxy::only`], if that is set).
pub fn route(view: &View<'_>, ask: &Ask, candidates: &mut Vec<ServerId>, reasons: &mut impl ReasonSink) -> Route {
    candidates.clear();
    let Some(mailbox) = discover::mailbox(view, ask.user, reasons) else {
        return Route::Refuse(Refusal::NoMailbox);
    };
    let here = ask.service.server();
    if ask.service.service().is_back_end() {
        return at_back_end(here, &mailbox, reasons);
    }
    let front = view.version(here);
    match access(view, ask, &mailbox) {
        Access::Served => {
            reasons.push(Reason::Served { by: here, on: mailbox.active });
            Route::Serve
        }
        Access::ServedAcrossSites => {
            reasons.push(Reason::ServedAcrossSites(mailbox.site));
            Route::Serve
        }
        Access::RefusedAcrossSites => {
            reasons.push(Reason::RefusedAcrossSites(mailbox.site));
            Route::Refuse(Refusal::OtherSite)
        }
        Access::ToBackEnd => {
            if front != mailbox.version {
                reasons.push(Reason::ProxiesDown(front, mailbox.version));
            }
            to_back_end(view, ask, &mailbox, candidates, reasons)
        }
        Access::ToNewerBackEnd => {
            reasons.push(Reason::ProxiesUp { front, mailbox: mailbox.version, does: true });
            to_back_end(view, ask, &mailbox, candidates, reasons)
        }
        Access::NotProxiedUp => {
            reasons.push(Reason::ProxiesUp { front, mailbox: mailbox.version, does: false });
            Route::Refuse(Refusal::NotProxied)
        }
        Access::ToDownLevel => {
            let site = discovery_site(view, here, &mailbox, reasons);
            to_client_access(view, ask, &mailbox, site, candidates, reasons)
        }
        Access::ToMailboxSite => {
            reasons.push(Reason::ProxiedAcrossSites(mailbox.site));
            to_client_access(view, ask, &mailbox, mailbox.site, candidates, reasons)
        }
        Access::To2007 => {
            reasons.push(Reason::Proxies2010To2007(true));
            to_client_access(view, ask, &mailbox, mailbox.site, candidates, reasons)
        }
        Access::NotProxied => {
            reasons.push(Reason::Proxies2010To2007(false));
            Route::Refuse(Refusal::NotProxied)
        }
        Access::NotSupported => {
            reasons.push(Reason::NotSupported(front, mailbox.version));
            Route::Refuse(Refusal::NotSupported)
        }
    }
}

/// The cell of the matrix for this server and this mailbox.
fn access(view: &View<'_>, ask: &Ask, mailbox: &Mailbox) -> Access {
    let here = ask.service.server();
    let server = &view.world.servers[here.index()];
    let sites = if server.site == mailbox.site { Sites::Same } else { Sites::Other };
    let cross_site_sessions = view.settings(here, ask.service.service().protocol()).cross_site_sessions;
    let assumptions = &view.world.assumptions;
    let (proxy_2010_to_2007, proxy_up) = (assumptions.proxy_2010_to_2007, assumptions.proxy_up);
    matrix(view.version(here), mailbox.version, sites, Switches { cross_site_sessions, proxy_2010_to_2007, proxy_up })
}

/// A back end opens what is active on its own server and proxies nothing (DISC-4).
fn at_back_end(here: ServerId, mailbox: &Mailbox, reasons: &mut impl ReasonSink) -> Route {
    if mailbox.active == here {
        reasons.push(Reason::Served { by: here, on: here });
        Route::Serve
    } else {
        reasons.push(Reason::NotHere(here));
        Route::Refuse(Refusal::NotHere)
    }
}

/// DISC-4: the one candidate is the server with the active copy.
fn to_back_end(
    view: &View<'_>,
    ask: &Ask,
    mailbox: &Mailbox,
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> Route {
    let target = mailbox.active;
    let runs = || view.back_end_runs(target, ask.service.service().protocol());
    if view.world.assumptions.checks_back_end {
        let runs = runs();
        reasons.push(Reason::Checked(target, runs));
        if !runs {
            return Route::Refuse(Refusal::BackEndDown);
        }
    } else if reasons.wanted() && !runs() {
        // That it does not look is told where something hangs on it.
        reasons.push(Reason::Unchecked(target));
    }
    candidates.push(target);
    if reasons.wanted() {
        let offered = Offered::new(view, EndpointSource::BackEnd, target, ask.service.service().protocol());
        offered.endpoints().for_each(|it| reasons.push(Reason::BackEnd(target, it)));
    }
    Route::Proxy { only: None }
}

/// DISC-3: the site in which a 2013 front end looks for targets.
fn discovery_site(view: &View<'_>, here: ServerId, mailbox: &Mailbox, reasons: &mut impl ReasonSink) -> SiteId {
    let own = view.world.servers[here.index()].site;
    let reading = view.world.assumptions.discovery_site;
    let site = match reading {
        DiscoverySite::MailboxSite => mailbox.site,
        DiscoverySite::FrontEndSite => own,
    };
    if own != mailbox.site {
        reasons.push(Reason::DiscoverySite(site, reading));
    }
    site
}

/// Proxies to a Client Access server of the mailbox's version in `site`.
fn to_client_access(
    view: &View<'_>,
    ask: &Ask,
    mailbox: &Mailbox,
    site: SiteId,
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> Route {
    // LEG-2: down-level the front end replays the password, if it holds one.
    if !ask.mechanism.leaves_password() {
        reasons.push(Reason::NoPassword(ask.mechanism));
        return Route::Refuse(Refusal::NoPassword);
    }
    let leg = EndpointSource::between(view.version(ask.service.server()), mailbox.version);
    let protocol = ask.service.service().protocol();
    let found = discover::candidates(view, leg, (site, mailbox.version), protocol, candidates, reasons);
    if candidates.is_empty() {
        return Route::Refuse(if found == 0 { Refusal::NoCandidate } else { Refusal::NoEndpoint });
    }
    match (leg, view.world.assumptions.fallback) {
        (EndpointSource::ConnectionSettings | EndpointSource::Bindings, Fallback::SelectOnce) => {
            let selected = select_once(view, ask, (leg, protocol), candidates, reasons);
            Route::Proxy { only: Some(selected) }
        }
        // FALL-3 speaks of 2013; 2010 has but one type to choose from.
        (EndpointSource::BackEnd | EndpointSource::AcrossSites | EndpointSource::SslBindings, Fallback::SelectOnce)
        | (
            EndpointSource::BackEnd
            | EndpointSource::ConnectionSettings
            | EndpointSource::Bindings
            | EndpointSource::AcrossSites
            | EndpointSource::SslBindings,
            Fallback::FallThrough,
        ) => Route::Proxy { only: None },
    }
}

/// FALL-3 as `SelectOnce`: the first type in the client's order that any candidate offers. The candidates that do
/// not offer it are left out.
fn select_once(
    view: &View<'_>,
    ask: &Ask,
    (leg, protocol): (EndpointSource, Protocol),
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> Security {
    let starttls_counts = view.world.assumptions.starttls_counts_as_encrypted;
    let matters =
        reasons.wanted() && candidates.iter().any(|&it| fallback::order_matters(Offered::new(view, leg, it, protocol)));
    fallback::tell_order(leg, ask.arrived, starttls_counts, matters, reasons);
    let offers = |it: ServerId, security| Offered::new(view, leg, it, protocol).of(security).next().is_some();
    for &security in fallback::types(leg, ask.arrived, starttls_counts) {
        let selected = candidates.iter().any(|&it| offers(it, security));
        if selected {
            reasons.push(Reason::SelectedOnce(security));
        }
        for &candidate in candidates.iter().filter(|&&it| !offers(it, security)) {
            reasons.push(Reason::NotOffered(candidate, security));
        }
        if selected {
            candidates.retain(|&it| offers(it, security));
            return security;
        }
    }
    unreachable!("every candidate offers an endpoint, and an endpoint has one of three types")
}

/// LoginType (section 2; for a leg LEG-3): whether a log-on with `mechanism` is refused on a connection that is
/// protected as `arrived` says. Over SSL or after STARTTLS (STLS) nothing is.
#[must_use]
pub const fn login_type_refuses(login_type: LoginType, mechanism: Mechanism, arrived: Security) -> bool {
    match (arrived, login_type) {
        (Security::Plaintext, LoginType::SecureLogin) => true,
        (Security::Plaintext, LoginType::PlainTextAuthentication) => match mechanism {
            Mechanism::Login | Mechanism::Plain => true,
            Mechanism::Ntlm | Mechanism::Gssapi => false,
        },
        (Security::Plaintext, LoginType::PlainTextLogin)
        | (
            Security::Ssl | Security::Tls,
            LoginType::SecureLogin | LoginType::PlainTextAuthentication | LoginType::PlainTextLogin,
        ) => false,
    }
}

/// How a service has EnableGSSAPIAndNTLMAuth (section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GssapiAndNtlm {
    /// It offers NTLM and GSSAPI.
    On,
    /// The version has neither.
    Missing,
    /// It is off, and concerns these connections.
    Off(GssapiNtlmSetting),
}

impl GssapiAndNtlm {
    /// That of a service of this version with these settings.
    #[must_use]
    pub fn of(settings: &Settings, version: Version, concerns: GssapiNtlmSetting) -> Self {
        if settings.gssapi_and_ntlm {
            Self::On
        } else if Setting::EnableGSSAPIAndNTLMAuth.exists_on(version) {
            Self::Off(concerns)
        } else {
            Self::Missing
        }
    }

    /// Whether NTLM and GSSAPI are offered on a connection that is protected so.
    #[must_use]
    pub const fn offered(self, arrived: Security) -> bool {
        match (self, arrived) {
            (Self::On, _) | (Self::Off(GssapiNtlmSetting::WithoutTls), Security::Ssl | Security::Tls) => true,
            (Self::Missing | Self::Off(_), _) => false,
        }
    }

    /// Whether it is a switch that decides about a connection that is protected so.
    #[must_use]
    pub const fn assumed(self, arrived: Security) -> bool {
        matches!((self, arrived), (Self::Off(_), Security::Ssl | Security::Tls))
    }
}
