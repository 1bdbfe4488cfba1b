//! Which servers are candidates, and which endpoints do they offer? (Section 4.)
//!
//! Facts only: where the mailbox is, who may be asked for it, and where each of those says that it can be reached.
//! Which of them is taken, and over what, is the business of [`super::target`]. Nothing here looks at whether a
//! service runs: the product does not either (FE-3).

use super::{Reason, ReasonSink, View};
pub(crate) use crate::product::EndpointSource;
use crate::product::SiteOfMailbox;
use crate::world::{
    DatabaseId, Endpoint, HostRef, Protocol, Security, ServerId, Settings, SiteId, SiteOf2010Mailbox, UserId, Version,
    defaults,
};

/// Where a mailbox is (FE-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mailbox {
    /// The database.
    pub database: DatabaseId,
    /// The version of the server with the active copy (DAG-1).
    pub version: Version,
    /// The server with the active copy.
    pub active: ServerId,
    /// The site that counts as the mailbox's (DET-6).
    pub site: SiteId,
}

/// Looks up the mailbox of `user`: mailbox → database → version and site. `None` for an account without one.
#[must_use]
pub(crate) fn mailbox(view: &View<'_>, user: UserId, reasons: &mut impl ReasonSink) -> Option<Mailbox> {
    let Some(database) = view.databases[user.index()] else {
        reasons.push(Reason::NoMailbox(user));
        return None;
    };
    let facts = &view.world.databases[database.index()];
    let active = view.active[database.index()];
    let version = view.version(active);
    let rule = version.product().site_of_mailbox;
    let server = match (rule, view.world.assumptions.site_of_2010_mailbox) {
        (SiteOfMailbox::Assumed, SiteOf2010Mailbox::HomeServer) => facts.copies[0],
        (SiteOfMailbox::Assumed, SiteOf2010Mailbox::ActiveCopy) | (SiteOfMailbox::ActiveCopy, _) => active,
    };
    let site = site_of(view, server);
    let actual = site_of(view, active);
    reasons.push(Reason::Mailbox { user, database, version, server: active, site: actual });
    // DET-6 decides only where home server and active copy stand in different sites.
    if rule == SiteOfMailbox::Assumed && site_of(view, facts.copies[0]) != actual {
        reasons.push(match view.world.assumptions.site_of_2010_mailbox {
            SiteOf2010Mailbox::HomeServer => Reason::HomeServerSite(site),
            SiteOf2010Mailbox::ActiveCopy => Reason::ActiveCopySite(site),
        });
    }
    Some(Mailbox { database, version, active, site })
}

fn site_of(view: &View<'_>, server: ServerId) -> SiteId {
    view.world.servers[server.index()].site
}

/// What one target offers, as the view of the proxying service has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offered<'a> {
    leg: EndpointSource,
    protocol: Protocol,
    fqdn: HostRef,
    settings: &'a Settings,
}

impl<'a> Offered<'a> {
    /// What `target` offers to a service that reaches it by `leg`.
    #[must_use]
    pub(crate) fn new(view: &View<'a>, leg: EndpointSource, target: ServerId, protocol: Protocol) -> Self {
        let fqdn = HostRef::Name(view.world.servers[target.index()].fqdn);
        Self { leg, protocol, fqdn, settings: view.settings(target, protocol) }
    }

    /// The endpoints, in the order of the setting (of bindings, DISC-7: SSL, TLS, plaintext).
    pub(crate) fn endpoints(self) -> impl Iterator<Item = Endpoint> {
        (0..).map_while(move |at| self.endpoint(at))
    }

    /// The endpoints of one type.
    pub(crate) fn of(self, security: Security) -> impl Iterator<Item = Endpoint> {
        self.endpoints().filter(move |it| it.security == security)
    }

    /// Whether there is an endpoint at all.
    #[must_use]
    pub(crate) fn any(self) -> bool {
        self.endpoint(0).is_some()
    }

    /// By position instead of in a list, so that asking costs no memory.
    fn endpoint(self, at: usize) -> Option<Endpoint> {
        let Self { leg, protocol, fqdn, settings } = self;
        let own = |port: u16, security| Endpoint { host: fqdn, port, security };
        match leg {
            EndpointSource::BackEnd => (at == 0).then(|| own(settings.proxy_target_port, Security::Ssl)),
            EndpointSource::ConnectionSettings => settings.internal.get(at).copied(),
            EndpointSource::Bindings => {
                let (ssl, plain) = (settings.ssl_bindings.len(), settings.plain_bindings.len());
                if at < ssl {
                    Some(own(settings.ssl_bindings[at].port, Security::Ssl))
                } else if at < ssl + plain {
                    Some(own(settings.plain_bindings[at - ssl].port, Security::Tls))
                } else {
                    settings.plain_bindings.get(at - ssl - plain).map(|it| own(it.port, Security::Plaintext))
                }
            }
            EndpointSource::AcrossSites => {
                // DET-5: the host of the value, the well-known port.
                let value = settings.internal.iter().find(|it| it.security == Security::Ssl)?;
                (at == 0).then(|| Endpoint { port: defaults::ssl_port(protocol), ..*value })
            }
            EndpointSource::SslBindings => settings.ssl_bindings.get(at).map(|it| own(it.port, Security::Ssl)),
        }
    }
}

/// Fills `candidates` with the Client Access servers of `version` in `site` that offer an endpoint, by name
/// (DISC-1, DISC-2, DISC-5, DISC-6). Returns how many there were, whether they offer anything or not.
pub(crate) fn candidates(
    view: &View<'_>,
    leg: EndpointSource,
    (site, version): (SiteId, Version),
    protocol: Protocol,
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> usize {
    let servers = view.world.client_access(site, version);
    let mut count = 0;
    for &server in servers {
        if view.is_removed(server) {
            reasons.push(Reason::Removed(server));
            continue;
        }
        count += 1;
        reasons.push(Reason::Candidate(server, version));
        let offered = Offered::new(view, leg, server, protocol);
        if offered.any() {
            candidates.push(server);
        } else {
            reasons.push(Reason::OffersNothing(server, leg));
        }
        if reasons.wanted() {
            offered.endpoints().for_each(|it| reasons.push(Reason::Offers(server, version, it)));
        }
    }
    if reasons.wanted() {
        tell_rejected(view, leg, (site, version), reasons);
    }
    if count == 0 {
        reasons.push(Reason::NoCandidate(site, version));
    } else if candidates.is_empty() {
        reasons.push(Reason::NoEndpoint(site, leg));
    }
    count
}

/// Who stands near and is no candidate all the same.
fn tell_rejected(
    view: &View<'_>,
    leg: EndpointSource,
    (site, version): (SiteId, Version),
    reasons: &mut impl ReasonSink,
) {
    for other in Version::ALL {
        if other != version {
            view.world.client_access(site, other).iter().for_each(|&it| reasons.push(Reason::OtherVersion(it)));
        }
    }
    // DISC-3 is a rule of the 2013 front end; 2010 goes to the mailbox's site and no other.
    if leg.is_down_level() {
        let elsewhere = view.world.client_access_in_all[version] - view.world.client_access(site, version).len();
        if elsewhere > 0 {
            reasons.push(Reason::OtherSites(elsewhere as u32));
        }
    }
}
