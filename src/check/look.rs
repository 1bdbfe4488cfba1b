//! What is the organisation at one moment, and where does each part of it stand in the file?

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::rc::Rc;

use super::crowd::Crowd;
use super::{FindingKind, NotAllowed};
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::explain::trouble::OffloadFault;
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::{Scenario, Setting};
use crate::time::SimTime;
use crate::world::{
    ClientId, Endpoint, Host, HostRef, NoCertificate, Protocol, ServerId, Service, ServiceId, ServiceState, Settings,
    SiteId, World,
};

/// A look at the organisation as it is at one moment.
pub(super) struct Look<'a> {
    pub(super) world: &'a World,
    pub(super) scenario: &'a Scenario,
    /// The organisation at the moment.
    pub(super) org: &'a Org,
    /// The organisation when the log-on began that is read: it goes on as its client was then.
    pub(super) began: &'a Org,
    /// When the moment is.
    pub(super) at: SimTime,
    pub(super) found: Vec<FindingKind>,
    /// Who is there at the moment, once somebody has asked.
    pub(super) crowd: OnceCell<Rc<Crowd>>,
    /// Where servers, clients and mailboxes are written, by name, once somebody has asked.
    pub(super) places: Rc<Places>,
}

/// Where servers, clients and mailboxes are written, by name: the same at every moment.
pub(super) type Places = OnceCell<[BTreeMap<String, usize>; 3]>;

impl<'a> Look<'a> {
    pub(super) fn new(world: &'a World, scenario: &'a Scenario, org: &'a Org, at: SimTime) -> Self {
        let (crowd, places) = (OnceCell::new(), Rc::default());
        Self { world, scenario, org, began: org, at, found: Vec::new(), crowd, places }
    }

    /// The same where it is known who is there, and perhaps where everything is written.
    pub(super) fn in_crowd(self, crowd: &Rc<Crowd>, places: &Rc<Places>) -> Self {
        Self { crowd: Rc::clone(crowd).into(), places: Rc::clone(places), ..self }
    }

    /// Who is there.
    pub(super) fn crowd(&self) -> &Rc<Crowd> {
        self.crowd.get_or_init(|| Rc::new(Crowd::of(self.world, self.org)))
    }

    /// Where a server, a client or a mailbox of a name is written.
    fn places(&self) -> &[BTreeMap<String, usize>; 3] {
        self.places.get_or_init(|| {
            let scenario = self.scenario;
            [
                first_places(scenario.servers.iter().map(|it| &*it.name)),
                first_places(scenario.clients.iter().map(|it| &*it.name)),
                first_places(scenario.mailboxes.iter().map(|it| &*it.name)),
            ]
        })
    }

    /// The server of a name as it is written.
    pub(super) fn written_server(&self, server: ServerId) -> Option<&'a crate::scenario::Server> {
        let place = self.places()[0].get(self.world.servers[server.index()].name.as_str());
        place.map(|it| &self.scenario.servers[*it])
    }

    pub(super) fn add(&mut self, what: FindingKind) {
        if !self.found.contains(&what) {
            self.found.push(what);
        }
    }

    /// Whoever writes what mends a finding.
    pub(super) fn write(&self) -> Writer<'a> {
        Writer { world: self.world, org: self.org }
    }

    /// What the directory holds: what others read, and what a service will read when it starts.
    pub(super) fn settings(&self, server: ServerId, protocol: Protocol) -> &'a Settings {
        &self.world.settings[self.org.directory(self.world).settings_id(server, protocol).index()]
    }

    /// What a service goes by: what it read when it started, or what it would read.
    pub(super) fn goes_by(&self, service: ServiceId) -> &'a Settings {
        match self.org.state(service) {
            ServiceState::Stopped => self.settings(service.server(), service.service().protocol()),
            ServiceState::Running | ServiceState::Hung => self.org.settings(self.world, service),
        }
    }

    pub(super) fn has(&self, service: ServiceId) -> bool {
        self.world.servers[service.server().index()].services[service.service()].is_some()
    }

    pub(super) fn state(&self, service: ServiceId) -> ServiceState {
        self.org.state(service)
    }

    pub(super) fn runs(&self, service: ServiceId) -> bool {
        self.org.state(service) == ServiceState::Running
    }

    /// Which protocols the file is about: those of its clients, both where it has none.
    pub(super) fn protocols(&self) -> Vec<Protocol> {
        self.crowd().protocols.clone()
    }

    pub(super) fn servers(&self) -> impl Iterator<Item = ServerId> + use<> {
        (0..self.world.servers.len()).map(ServerId::at)
    }

    /// The front ends that speak a protocol: of the versions that have a back end.
    pub(super) fn front_ends(&self, protocol: Protocol) -> Vec<ServerId> {
        let meant = |it: &ServerId| {
            let server = &self.world.servers[it.index()];
            server.version.has_back_end()
                && server.client_access
                && self.runs(ServiceId::new(*it, Service::of(protocol)))
        };
        self.servers().filter(meant).collect()
    }

    /// The back end of a protocol.
    pub(super) fn back_end(server: ServerId, protocol: Protocol) -> ServiceId {
        let service = match protocol {
            Protocol::Pop3 => Service::Pop3BE,
            Protocol::Imap4 | Protocol::Http => Service::Imap4BE,
        };
        ServiceId::new(server, service)
    }

    /// What a name stands for, as resolvers in a site see it.
    pub(super) fn resolve(&self, host: HostRef, site: SiteId) -> Option<Ipv4Addr> {
        self.addresses(host, site).first().copied()
    }

    /// Every address for which a name stands there.
    pub(super) fn addresses(&self, host: HostRef, site: SiteId) -> Vec<Ipv4Addr> {
        let name = match host {
            HostRef::Address(address) => return vec![address],
            HostRef::Name(name) => name,
        };
        let views = self.world.names[name.index()].views.clone();
        let all = views.map(|it| (it as usize, &self.world.views[it as usize]));
        let found =
            all.filter(|it| it.1.sites.is_empty() || it.1.sites.contains(&site)).min_by_key(|it| it.1.sites.is_empty());
        found.map_or_else(Vec::new, |(at, _)| self.world.answers[self.org.answers[at].index()].addresses.clone())
    }

    /// Who answers where somebody in a site connects.
    pub(super) fn hosts(&self, host: HostRef, site: SiteId) -> Vec<ServerId> {
        let host = self.resolve(host, site).and_then(|it| self.world.host(it));
        match host {
            Some(Host::Server(server)) => vec![server],
            Some(Host::Balancer(it)) => self.world.pools[self.org.pool(it).index()].clone(),
            None => Vec::new(),
        }
    }

    /// Where a server is written.
    pub(super) fn server_path(&self, server: ServerId, field: &'static str) -> Vec<PathSegment> {
        let name = &self.world.servers[server.index()].name;
        let at = self.places()[0].get(name.as_str()).copied().unwrap_or(0);
        vec!["servers".into(), at.into(), field.into()]
    }

    /// Where a setting of a server is written, or would be.
    pub(super) fn setting_path(&self, server: ServerId, protocol: Protocol, setting: Setting) -> Vec<PathSegment> {
        let mut path = self.server_path(server, if protocol == Protocol::Pop3 { "pop3" } else { "imap4" });
        path.push(setting.name().into());
        path
    }

    pub(super) fn client_path(&self, client: ClientId, field: &'static str) -> Vec<PathSegment> {
        let name = self.world.called(client);
        let at = self.places()[1].get(name).copied().unwrap_or(0);
        vec!["clients".into(), at.into(), field.into()]
    }

    /// In which list a server offers an endpoint, and where in it.
    pub(super) fn offers(&self, server: ServerId, endpoint: Endpoint) -> Option<(Protocol, usize)> {
        let of = |protocol| {
            let all = &self.settings(server, protocol).internal;
            all.iter().position(|it| *it == endpoint).map(|at| (protocol, at))
        };
        of(Protocol::Imap4).or_else(|| of(Protocol::Pop3))
    }

    fn offer_path(&self, server: ServerId, endpoint: Endpoint) -> Vec<PathSegment> {
        let (protocol, at) = self.offers(server, endpoint).unwrap_or((Protocol::Imap4, 0));
        let mut path = self.setting_path(server, protocol, Setting::InternalConnectionSettings);
        path.push(at.into());
        path
    }

    /// Where a host is written to which a client connects: the entry in DNS or the balancer, or else what the client
    /// was told.
    fn host_path(&self, host: HostRef, client: ClientId) -> Vec<PathSegment> {
        let HostRef::Name(name) = host else { return self.client_path(client, "connect") };
        let text = self.world.name(name);
        if let Some(at) = self.scenario.dns.iter().position(|it| it.name.eq_ignore_ascii_case(text)) {
            return vec!["dns".into(), at.into(), "points_to".into()];
        }
        let balancer = self.scenario.load_balancers.iter().position(|it| it.name.eq_ignore_ascii_case(text));
        match balancer {
            Some(at) => vec!["load_balancers".into(), at.into(), "pool".into()],
            None => self.client_path(client, "connect"),
        }
    }

    pub(super) fn balancer_path(&self, balancer: crate::world::BalancerId, field: &'static str) -> Vec<PathSegment> {
        let name = self.world.name(self.world.balancers[balancer.index()].name);
        let at = self.scenario.load_balancers.iter().position(|it| it.name.eq_ignore_ascii_case(name));
        vec!["load_balancers".into(), at.unwrap_or(0).into(), field.into()]
    }

    fn mailbox_path(&self, client: ClientId, field: &'static str) -> Vec<PathSegment> {
        let mailbox = self.org.client(self.world, client).mailbox;
        let group = self.world.users[mailbox.index()].group.map(|it| &self.world.mailbox_groups[it.index()].name);
        let name = group.unwrap_or(&self.world.users[mailbox.index()].name);
        let at = self.places()[2].get(name.as_str()).copied().unwrap_or(0);
        vec!["mailboxes".into(), at.into(), field.into()]
    }

    /// Where what is found is written in the file.
    pub(super) fn path(&self, what: &FindingKind) -> Vec<PathSegment> {
        match *what {
            FindingKind::NothingToAccept(_) => vec!["accepted".into()],
            FindingKind::WillNotFit { .. } => vec!["event_limit".into()],
            FindingKind::ForeignName(server, endpoint, _)
            | FindingKind::NotBound(server, endpoint)
            | FindingKind::OtherKind(server, endpoint)
            | FindingKind::NotOwnName(server, endpoint) => self.offer_path(server, endpoint),
            FindingKind::CandidateStopped(it) | FindingKind::NoBackEnd(it) => self.server_path(it.server(), "running"),
            FindingKind::NoCandidate(site, _) | FindingKind::NoEndpoint(site, ..) => self.site_path(site),
            FindingKind::NoneRuns(site, version, _) => match self.world.client_access(site, version).first() {
                Some(server) => self.server_path(*server, "running"),
                None => self.site_path(site),
            },
            FindingKind::PlaintextRefused(it, protocol) => self.setting_path(it, protocol, Setting::LoginType),
            FindingKind::NoCertificate(it, why) => match why {
                NoCertificate::NotEnabled | NoCertificate::NoPrivateKey | NoCertificate::KeyNotUsable => {
                    self.server_path(it.server(), "certificates")
                }
                NoCertificate::NotCovered | NoCertificate::WildcardName => {
                    self.setting_path(it.server(), it.service().protocol(), Setting::X509CertificateName)
                }
            },
            FindingKind::CertificateRejected { by, protocol, .. } => {
                self.setting_path(by, protocol, Setting::EnforceCertificateErrors)
            }
            FindingKind::NoCommonTls(_, it, ..) => self.server_path(it, "tls"),
            FindingKind::TooMany { server, protocol, .. } => {
                self.setting_path(server, protocol, Setting::MaxConnectionFromSingleIP)
            }
            FindingKind::LongTtl(name, _) => {
                let text = self.world.name(name);
                match self.scenario.dns.iter().position(|it| it.name.eq_ignore_ascii_case(text)) {
                    Some(at) => vec!["dns".into(), at.into(), "ttl".into()],
                    None => vec!["changes".into()],
                }
            }
            FindingKind::Inactive(it, ..) => self.server_path(it.server(), "components"),
            FindingKind::LoopLimit(it, protocol, _) => self.setting_path(it, protocol, Setting::MaxConnectionsPerUser),
            FindingKind::Unresolved(host) => self.asked_path(host),
            FindingKind::DeadMember(it, _) | FindingKind::NoMember(it, _) => self.balancer_path(it, "pool"),
            FindingKind::Offload(it, fault) => {
                let field = match fault {
                    OffloadFault::InClear(_) | OffloadFault::NoTls(_) => "tls",
                    OffloadFault::OtherKind(..) | OffloadFault::NothingListens(..) => "map_ports",
                    OffloadFault::NoKey | OffloadFault::Rejected { .. } => "certificate",
                };
                self.balancer_path(it, field)
            }
            FindingKind::TextMissing(it, _) => self.balancer_path(it, "check_text"),
            FindingKind::NotForwarded(it, _) => self.balancer_path(it, "ports"),
            FindingKind::Disabled(client, protocol) => {
                self.mailbox_path(client, if protocol == Protocol::Pop3 { "PopEnabled" } else { "ImapEnabled" })
            }
            FindingKind::NotRestarted(..) | FindingKind::TlsNotInForce(..) | FindingKind::FileReset(..) => {
                vec!["changes".into()]
            }
            FindingKind::Hung(it) => self.server_path(it.server(), "hung"),
            FindingKind::WrongVersion { host, client, .. } => self.host_path(host, client),
            FindingKind::ClientToStopped(client, _)
            | FindingKind::ClientInPlaintext(client, _)
            | FindingKind::OtherProtocol(client, ..)
            | FindingKind::WrongMode(client, _) => self.client_path(client, "connect"),
            FindingKind::InsideTls(client) => self.client_path(client, "starttls_inside_ssl"),
            FindingKind::ClientNoTls(client, _) => self.client_path(client, "tls"),
            FindingKind::NothingToReplay(client, _) | FindingKind::NoMechanism(client, _) => {
                self.client_path(client, "mechanism")
            }
            FindingKind::NoTicket(client) => self.client_path(client, "kerberos_ticket"),
            FindingKind::NobodysName(client) => self.client_path(client, "log_on_as"),
            FindingKind::WrongPassword(client) => self.client_path(client, "password"),
            FindingKind::ClientMinds(client, ..) => self.client_path(client, "certificate_errors"),
            FindingKind::OutOfTime(client, ..) => self.client_path(client, "timeout"),
            FindingKind::NotTaken(client, ..) => self.client_path(client, "then"),
            FindingKind::DroppedTimes(client, _) => self.client_path(client, "at"),
            FindingKind::NotAllowed(_, NotAllowed::Policy { own: false, .. }) => {
                vec!["default_authentication_policy".into()]
            }
            FindingKind::NotAllowed(client, _) => self.client_path(client, "user"),
            FindingKind::AcrossSites(server, ..) => self.server_path(server, "site"),
            FindingKind::NothingListens(server, _) => self.server_path(server, "name"),
            FindingKind::ServerOff(server) => self.server_path(server, "off"),
            FindingKind::NoWay(link) => self.link_path(link),
            FindingKind::LimitMet(service, kind) => {
                let (server, protocol) = (service.server(), service.service().protocol());
                match kind {
                    super::LimitKind::Connections => self.setting_path(server, protocol, Setting::MaxConnections),
                    super::LimitKind::FromSingleIp => {
                        self.setting_path(server, protocol, Setting::MaxConnectionFromSingleIP)
                    }
                    super::LimitKind::PerUser(_) => self.setting_path(server, protocol, Setting::MaxConnectionsPerUser),
                    super::LimitKind::StoreSessions(_) => self.server_path(server, "store_sessions_per_user"),
                }
            }
            FindingKind::SessionsEnd(_) => vec!["changes".into()],
            FindingKind::TooOldForTls12Alone(server) => self.server_path(server, "tls"),
            FindingKind::NoLoopback(it, port) | FindingKind::OtherAddress(it, port) => {
                let (server, protocol) = (it.server(), it.service().protocol());
                let ssl = self.goes_by(it).ssl_bindings.iter().any(|it| it.port == port);
                let setting = if ssl { Setting::SSLBindings } else { Setting::UnencryptedOrTLSBindings };
                self.setting_path(server, protocol, setting)
            }
            FindingKind::EccUnused(server, _) | FindingKind::OtherCertificate(_, _, server) => {
                self.server_path(server, "certificates")
            }
            FindingKind::OtherTls(_, _, server) => self.server_path(server, "tls"),
            FindingKind::WrongWindows(server, _) | FindingKind::TooOldForTls13(server, _) => {
                self.server_path(server, "windows")
            }
            FindingKind::ServiceDisabled(it) => self.server_path(it.server(), "disabled"),
            FindingKind::KnownDefect(server, _) => self.server_path(server, "defects"),
        }
    }

    fn site_path(&self, site: SiteId) -> Vec<PathSegment> {
        let name = &self.world.sites[site.index()].name;
        let at = self.scenario.sites.iter().position(|it| it.name == *name).unwrap_or(0);
        vec!["sites".into(), at.into(), "name".into()]
    }

    fn link_path(&self, link: Option<crate::world::LinkId>) -> Vec<PathSegment> {
        let Some(link) = link else { return vec!["links".into()] };
        let it = &self.world.links[link.index()];
        let ends = [&self.world.sites[it.from.index()].name, &self.world.sites[it.to.index()].name];
        let is_it = |it: &crate::scenario::Link| ends.contains(&&it.between.0) && ends.contains(&&it.between.1);
        let at = self.scenario.links.iter().position(is_it).unwrap_or(0);
        vec!["links".into(), at.into(), "cut".into()]
    }

    /// Where a host is asked for: by a client, or by what a server offers.
    fn asked_path(&self, host: HostRef) -> Vec<PathSegment> {
        let asks = |it: &ClientId| self.org.client(self.world, *it).connect.host == host;
        if let Some(client) = (0..self.world.clients.len()).map(ClientId::at).find(asks) {
            return self.client_path(client, "connect");
        }
        for server in self.servers() {
            for protocol in [Protocol::Imap4, Protocol::Pop3] {
                let all = &self.settings(server, protocol).internal;
                if let Some(endpoint) = all.iter().find(|it| it.host == host) {
                    return self.offer_path(server, *endpoint);
                }
            }
        }
        vec!["servers".into()]
    }
}

/// Where each name stands first.
fn first_places<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (at, name) in names.enumerate() {
        places.entry(name.to_owned()).or_insert(at);
    }
    places
}
