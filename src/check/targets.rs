//! What is wrong with the servers to which log-ons are proxied, with services and with pools?

use std::rc::Rc;

use super::FindingKind;
use super::look::Look;
use crate::change::Org;
use crate::policy::accept::port_without_loopback;
use crate::product::matrix::{Cell, Pair};
use crate::product::{EndpointSource, FoundBy};
use crate::scenario::settings::Value;
use crate::scenario::{Action as WrittenAction, Setting, Tls, TlsVersion};
use crate::world::{
    Action, BalancerId, Binding, Check, Client, ClientId, DatabaseId, Endpoint, Host, HostRef, LoginType, Protocol,
    Security, ServerId, Service, ServiceId, ServiceState, SiteId, StartType, TlsSet, Version, defaults,
};

impl Look<'_> {
    /// Everything that can be read off the organisation without anybody logging on.
    pub(super) fn everything(&mut self) {
        self.services();
        self.candidates();
        self.mailboxes();
        self.certificates();
        self.balancers();
        self.texts();
        self.windows();
        self.builds();
        self.too_many();
        self.other_addresses();
        self.times();
    }

    /// Services that hang, components that are held.
    fn services(&mut self) {
        for server in self.servers() {
            for protocol in self.protocols() {
                let front = ServiceId::new(server, Service::of(protocol));
                for service in [front, Look::back_end(server, protocol)] {
                    if self.has(service) && self.org.is_disabled(service) && !self.runs(service) {
                        self.add(FindingKind::ServiceDisabled(service));
                    }
                    if self.has(service) && self.state(service) == ServiceState::Hung {
                        self.add(FindingKind::Hung(service));
                    }
                }
                if self.has(front)
                    && self.world.servers[server.index()].version.product().components
                    && let Some(port) = port_without_loopback(self.goes_by(front))
                {
                    self.add(FindingKind::NoLoopback(front, port));
                }
                if self.has(front)
                    && self.world.servers[server.index()].version.product().components
                    && let Some((component, by)) = self.org.held(self.world, front)
                    && self.runs(front)
                {
                    self.add(FindingKind::Inactive(front, component, by));
                }
            }
        }
    }

    /// The Windows that a version is not carried by.
    fn windows(&mut self) {
        for server in self.servers() {
            let here = &self.world.servers[server.index()];
            let Some(written) = self.written_server(server) else { continue };
            let product = self.org.version(server).product();
            if let Some(windows) = written.windows
                && !product.runs_on(windows, self.org.build(server))
            {
                self.add(FindingKind::WrongWindows(server, windows));
            }
            let windows = here.windows;
            let has_tls13 = TlsSet::of(windows, self.world.assumptions.server_2025_tls10).speaks(TlsVersion::Tls13);
            if product.tls13_from.is_some()
                && !product.speaks_tls13(self.org.build(server))
                && has_tls13
                && self.leaves_tls13_on(server, written.tls.as_ref())
            {
                self.add(FindingKind::TooOldForTls13(server, windows));
            }
        }
    }

    /// Whether nobody has switched TLS 1.3 off, of a server whose Windows has it on. What a build cannot speak is left
    /// out of what it speaks, so it is read where it is written.
    fn leaves_tls13_on(&self, server: ServerId, at_the_start: Option<&Tls>) -> bool {
        let mut so_far = self.world.changes.iter().filter(|it| it.at <= self.at);
        let set = so_far.rfind(|it| matches!(it.action, Action::SetTls(it, _) if it == server));
        let changed = set.and_then(|it| self.scenario.change_written(it.written)).map(|it| it.1);
        let written = match changed.as_ref().and_then(|it| it.action.as_ref()) {
            Some(WrittenAction::SetTls { tls, .. }) => Some(tls),
            _ => at_the_start,
        };
        let Some(tls) = written else { return true };
        [&tls.accepts, &tls.offers]
            .into_iter()
            .any(|half| half.as_ref().or(tls.versions.as_ref()).is_none_or(|it| it.contains(&TlsVersion::Tls13)))
    }

    /// LEG-5: what is switched off although the build does not bear it, of what its Windows speaks.
    fn builds(&mut self) {
        for server in self.servers() {
            let here = &self.world.servers[server.index()];
            let set = self.org.tls_of(self.world, server);
            let installed = here.installed_tls.and(self.org.speakable(self.world, server));
            let off = |it: &TlsVersion| {
                let both = set.accepts.speaks(*it) && set.offers.speaks(*it);
                installed.speaks(*it) && !both
            };
            if !self.org.version(server).product().bears_tls12_alone(self.org.build(server))
                && [TlsVersion::Tls10, TlsVersion::Tls11].iter().any(off)
            {
                self.add(FindingKind::TooOldForTls12Alone(server));
            }
        }
    }

    /// What the Client Access servers offer to the front ends.
    fn candidates(&mut self) {
        for protocol in self.protocols() {
            let front_ends = self.front_ends(protocol);
            let site = front_ends.first().map(|it| self.world.servers[it.index()].site);
            let plaintext = front_ends.iter().any(|it| {
                self.goes_by(ServiceId::new(*it, Service::of(protocol))).login_type == LoginType::PlainTextLogin
            });
            for server in self.servers() {
                let here = &self.world.servers[server.index()];
                if !here.client_access || self.org.directory(self.world).is_removed(server) {
                    continue;
                }
                let by = here.version.product().found_by;
                if by != FoundBy::Bindings {
                    self.names(server, protocol, by == FoundBy::ConnectionSettings, site);
                }
                if site.is_none() || !self.serves_mailboxes(server) {
                    continue;
                }
                match by {
                    FoundBy::ConnectionSettings => self.candidate_by_settings(server, protocol, plaintext),
                    FoundBy::Bindings => {
                        let binds = &self.goes_by(ServiceId::new(server, Service::of(protocol))).plain_bindings;
                        let binds = binds.iter().any(|it| here.addresses().any(|at| it.answers(at, it.port)));
                        self.login_type(server, protocol, plaintext && binds);
                    }
                    FoundBy::BackEnd => {}
                }
            }
        }
    }

    /// LB-1: every name that a server offers must be its own, wherever it leads today.
    fn names(&mut self, server: ServerId, protocol: Protocol, is_read: bool, from: Option<SiteId>) {
        let here = &self.world.servers[server.index()];
        let site = from.unwrap_or(here.site);
        for endpoint in self.settings(server, protocol).internal.clone() {
            let is_own = |it| endpoint.host == HostRef::Address(it);
            if endpoint.host == HostRef::Name(here.fqdn) || here.addresses().any(is_own) {
                continue;
            }
            let host = self.resolve(endpoint.host, site).and_then(|it| self.world.host(it));
            let matters = is_read && from.is_some() && self.serves_mailboxes(server);
            match host {
                Some(it) if it != Host::Server(server) && matters => self.foreign_name(server, protocol, endpoint, it),
                None if matters => self.add(FindingKind::Unresolved(endpoint.host)),
                _ => self.add(FindingKind::NotOwnName(server, endpoint)),
            }
        }
    }

    /// Whether mailboxes are reached through this one alone: no other Client Access server of its version is on there.
    pub(super) fn is_only_one_for_its_mailboxes(&self, server: ServerId) -> bool {
        let here = &self.world.servers[server.index()];
        let version = self.org.version(server);
        let mut others = self.servers().filter(|it| {
            let other = &self.world.servers[it.index()];
            *it != server && other.client_access && other.site == here.site && self.org.version(*it) == version
        });
        self.serves_mailboxes(server) && others.all(|it| self.org.is_off(it))
    }

    /// Whether a client was told a server by its own name or address, which no other can take over.
    pub(super) fn is_told_to_somebody(&self, server: ServerId) -> bool {
        let here = &self.world.servers[server.index()];
        let own: Vec<_> = here.addresses().map(HostRef::Address).chain([HostRef::Name(here.fqdn)]).collect();
        let clients = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        clients.into_iter().any(|it| it.protocol.is_mail() && own.contains(&it.connect.host))
    }

    /// Whether there are mailboxes of its version in its site.
    pub(super) fn serves_mailboxes(&self, server: ServerId) -> bool {
        let here = &self.world.servers[server.index()];
        self.crowd().inhabited[self.org.version(server)].contains(&here.site)
    }

    fn candidate_by_settings(&mut self, server: ServerId, protocol: Protocol, plaintext: bool) {
        let here = &self.world.servers[server.index()];
        let service = ServiceId::new(server, Service::of(protocol));
        let bound = self.goes_by(service);
        let offered = &self.settings(server, protocol).internal;
        for endpoint in offered.iter().filter(|it| it.host == HostRef::Name(here.fqdn)) {
            let ssl = endpoint.security == Security::Ssl;
            let answers = |all: &[Binding]| here.addresses().any(|it| Binding::any_answers(all, it, endpoint.port));
            match (answers(&bound.ssl_bindings), answers(&bound.plain_bindings)) {
                (false, false) => self.add(FindingKind::NotBound(server, *endpoint)),
                (on_ssl, _) if on_ssl != ssl => self.add(FindingKind::OtherKind(server, *endpoint)),
                _ => {}
            }
        }
        // Where nobody in the site runs it, that is told instead (F003).
        let others = self.world.client_access(here.site, here.version);
        let some_run = others.iter().any(|it| self.runs(ServiceId::new(*it, Service::of(protocol))));
        if some_run && self.state(service) == ServiceState::Stopped && !self.org.is_off(server) {
            self.add(FindingKind::CandidateStopped(service));
        }
        let offers = offered.iter().any(|it| it.security == Security::Plaintext);
        self.login_type(server, protocol, plaintext && offers);
    }

    fn foreign_name(&mut self, server: ServerId, protocol: Protocol, endpoint: Endpoint, host: Host) {
        let reached = match host {
            Host::Server(it) => vec![it],
            Host::Balancer(it) => self.world.pools[self.org.pool(it).index()].clone(),
        };
        self.add(FindingKind::ForeignName(server, endpoint, host));
        let front_end = reached.into_iter().find(|it| {
            let it = &self.world.servers[it.index()];
            it.version.has_back_end() && it.client_access
        });
        if let Some(front_end) = front_end {
            let limit = self.goes_by(ServiceId::new(front_end, Service::of(protocol))).max_per_user;
            self.add(FindingKind::LoopLimit(front_end, protocol, limit));
        }
    }

    /// LEG-3: a plaintext client comes over plaintext first, and a refused log-on is final unless assumed otherwise.
    fn login_type(&mut self, server: ServerId, protocol: Protocol, offered: bool) {
        let service = ServiceId::new(server, Service::of(protocol));
        let refuses = self.goes_by(service).login_type != LoginType::PlainTextLogin;
        if offered && refuses && self.runs(service) && !self.world.assumptions.retry_after_login_refused {
            self.add(FindingKind::PlaintextRefused(server, protocol));
        }
    }

    /// Sites with mailboxes, and who serves them.
    fn mailboxes(&mut self) {
        for protocol in self.protocols() {
            if self.front_ends(protocol).is_empty() {
                continue;
            }
            for version in Version::ALL.into_iter().rev().filter(|it| it.is_down_level()) {
                let crowd = Rc::clone(self.crowd());
                for &site in &crowd.inhabited[version] {
                    self.site(site, version, protocol);
                }
            }
            for server in self.servers() {
                let here = &self.world.servers[server.index()];
                let holds = here.version.has_back_end() && self.crowd().holds[server.index()];
                let service = Look::back_end(server, protocol);
                if holds && self.state(service) == ServiceState::Stopped && !self.org.is_off(server) {
                    self.add(FindingKind::NoBackEnd(service));
                }
            }
        }
    }

    fn site(&mut self, site: SiteId, version: Version, protocol: Protocol) {
        let directory = self.org.directory(self.world);
        let all = self.world.client_access(site, version).iter().copied();
        let servers: Vec<ServerId> = all.filter(|it| !directory.is_removed(*it)).collect();
        if servers.is_empty() {
            self.add(FindingKind::NoCandidate(site, version));
            return;
        }
        let source = EndpointSource::ConnectionSettings;
        let by_settings = version.is_found_by_settings();
        if by_settings && servers.iter().all(|it| self.settings(*it, protocol).internal.is_empty()) {
            self.add(FindingKind::NoEndpoint(site, source, protocol));
        }
        let services: Vec<_> = servers.iter().map(|it| ServiceId::new(*it, Service::of(protocol))).collect();
        if services.iter().any(|it| self.runs(*it)) {
            // Where it offers by a setting, the stopped candidate is told there.
            if !by_settings {
                for service in services {
                    if self.state(service) == ServiceState::Stopped && !self.org.is_off(service.server()) {
                        self.add(FindingKind::CandidateStopped(service));
                    }
                }
            }
            return;
        }
        let off = services.iter().all(|it| self.org.is_off(it.server()));
        let hangs = services.iter().any(|it| self.state(*it) == ServiceState::Hung);
        if !hangs && !off {
            self.add(FindingKind::NoneRuns(site, version, protocol));
        }
    }

    /// Pools with members that cannot serve and a check that does not see it.
    fn balancers(&mut self) {
        for protocol in self.protocols() {
            let ports: [u16; 2] = if protocol == Protocol::Pop3 { [110, 995] } else { [143, 993] };
            for (index, balancer) in self.world.balancers.iter().enumerate() {
                let id = BalancerId::at(index);
                if !self.org.ports(self.world, id).iter().any(|it| ports.contains(it)) {
                    continue;
                }
                for member in self.world.pools[self.org.pool(id).index()].clone() {
                    let service = ServiceId::new(member, Service::of(protocol));
                    let components = self.world.servers[member.index()].version.product().components;
                    let held = components && self.org.held(self.world, service).is_some();
                    let unseen = match (self.state(service), balancer.check) {
                        (ServiceState::Stopped, Check::None) => true,
                        (ServiceState::Hung, Check::None | Check::TcpConnect) => true,
                        (ServiceState::Running, Check::None | Check::TcpConnect) => held,
                        _ => false,
                    };
                    if unseen && !self.org.is_off(member) {
                        self.add(FindingKind::DeadMember(id, service));
                    }
                }
            }
        }
    }

    /// LB-8: members that a check takes out for what they greet with.
    fn texts(&mut self) {
        for protocol in self.protocols() {
            for balancer in (0..self.world.balancers.len()).map(BalancerId::at) {
                for member in self.world.pools[self.org.pool(balancer).index()].clone() {
                    let service = ServiceId::new(member, Service::of(protocol));
                    if self.lacks_the_text(balancer, service) {
                        self.add(FindingKind::TextMissing(balancer, service));
                    }
                }
            }
        }
    }

    /// The first member that a check takes out for what it greets with.
    pub(super) fn kept_out_by_a_text(&self, balancer: BalancerId, protocol: Protocol) -> Option<ServiceId> {
        let members = self.world.pools[self.org.pool(balancer).index()].iter();
        let mut services = members.map(|it| ServiceId::new(*it, Service::of(protocol)));
        services.find(|it| self.lacks_the_text(balancer, *it))
    }

    /// Whether a service runs and greets, and not with what the check of a balancer looks for.
    fn lacks_the_text(&self, balancer: BalancerId, service: ServiceId) -> bool {
        let it = &self.world.balancers[balancer.index()];
        let Some(text) = it.check_text.as_ref().filter(|_| it.check == Check::Banner) else { return false };
        let is_asked = self.org.ports(self.world, balancer).iter().any(|port| {
            let port = self.org.offload(self.world, balancer).port_of_member(*port);
            let listener = self.org.listener(self.world, service.server(), port);
            listener.is_some_and(|it| it.service == service)
        });
        let greets = self.has(service) && self.runs(service) && !self.org.is_off(service.server());
        greets && is_asked && !self.goes_by(service).banner.contains(text.as_str())
    }

    /// The Banner that another member has and that the check knows, or else the text alone.
    pub(super) fn greets_alike(&self, balancer: BalancerId, service: ServiceId) -> Vec<Vec<WrittenAction>> {
        let Some(text) = &self.world.balancers[balancer.index()].check_text else { return Vec::new() };
        let members = self.world.pools[self.org.pool(balancer).index()].iter();
        let has = members.map(|it| ServiceId::new(*it, service.service())).filter(|it| self.has(*it));
        let protocol = service.service().protocol();
        let before = Org::with_changes(self.world, 0);
        let before = &before.directory(self.world).settings(service.server(), protocol).banner;
        let known = has.map(|it| self.goes_by(it).banner.as_str()).chain([before.as_str()]);
        let known = known.into_iter().find(|it| it.contains(text.as_str())).unwrap_or(text);
        let set = self.write().set(service.server(), protocol, Setting::Banner, Value::Text(known.into()));
        set.map(|it| vec![it]).into_iter().collect()
    }

    /// Where a known defect is: on the server itself, or on whoever replays to it.
    pub(super) fn defective(&self, server: ServerId, defect: crate::world::Defect) -> ServerId {
        let has = |it: &ServerId| self.org.defects(*it).without(defect) != self.org.defects(*it);
        if has(&server) { server } else { self.servers().find(has).unwrap_or(server) }
    }

    /// The bindings that a member lacks for what clients ask of a balancer.
    pub(super) fn not_bound(&self, balancer: BalancerId, service: ServiceId) -> Vec<WrittenAction> {
        let (server, protocol) = (service.server(), service.service().protocol());
        let forwarded = self.org.ports(self.world, balancer);
        let at_balancer = |it: &&Client| {
            self.resolve(it.connect.host, it.site).and_then(|it| self.world.host(it)) == Some(Host::Balancer(balancer))
        };
        let clients = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        let asked = clients.filter(|it| it.protocol == protocol).filter(at_balancer).map(|it| it.connect.port);
        let at_member = |it| self.org.offload(self.world, balancer).port_of_member(it);
        let ports: Vec<_> = asked.filter(|it| forwarded.contains(it)).map(at_member).collect();
        let usual = [(defaults::plain_port(protocol), false), (defaults::ssl_port(protocol), true)];
        let usual = usual.into_iter().filter(|it| ports.contains(&it.0));
        usual.filter_map(|(port, ssl)| self.write().bind(server, protocol, port, ssl)).collect()
    }

    /// A server is switched on, and what ran on it and does not start by itself is started (SVC-8).
    pub(super) fn switched_on(&self, server: ServerId) -> Vec<WrittenAction> {
        let protocols = self.protocols();
        let all = Service::ALL.into_iter().filter(|it| protocols.contains(&it.protocol()));
        let ran = |it: &ServiceId| {
            let at_the_start = self.world.servers[server.index()].services[it.service()];
            at_the_start == Some(ServiceState::Running) || (self.has(*it) && self.org.has_run(*it))
        };
        let manual = all.map(|it| ServiceId::new(server, it)).filter(ran);
        let manual = manual.filter(|it| self.org.start_type(*it) == StartType::Manual);
        let write = self.write();
        std::iter::once(write.start_server(server)).chain(manual.map(|it| write.start(it))).collect()
    }

    /// The pools through which clients come to a server although it is off, each with its other members.
    fn pools_blind_to(&self, off: ServerId) -> Vec<(BalancerId, Vec<ServerId>)> {
        let asked = |id: BalancerId| {
            let clients = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
            let mut mail = clients.filter(|it| it.protocol.is_mail());
            let leads = |host, site| self.resolve(host, site).and_then(|it| self.world.host(it));
            mail.any(|it| leads(it.connect.host, it.site) == Some(Host::Balancer(id)))
        };
        let all = (0..self.world.balancers.len()).map(BalancerId::at);
        let blind = all.filter(|it| self.world.balancers[it.index()].check == Check::None && asked(*it));
        let pools = blind.map(|it| (it, self.world.pools[self.org.pool(it).index()].clone()));
        let others = |pool: Vec<ServerId>| pool.into_iter().filter(|it| *it != off).collect();
        pools.filter(|it| it.1.contains(&off)).map(|(id, pool)| (id, others(pool))).collect()
    }

    /// It is switched on, unless it was taken out of the organisation; or those whom a name leads to it are led to
    /// another that serves them.
    pub(super) fn without_the_server(&self, off: ServerId) -> Vec<Vec<WrittenAction>> {
        let write = self.write();
        let mut mends = Vec::new();
        if !self.org.directory(self.world).is_removed(off) {
            mends.push(self.switched_on(off));
        }
        let mut led = Vec::new();
        // A check that looks at nothing goes on sending people to it.
        for (balancer, others) in self.pools_blind_to(off) {
            if others.is_empty() {
                return mends;
            }
            led.push(write.pool(balancer, &others));
        }
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            let HostRef::Name(name) = it.connect.host else { continue };
            let is_own = self.world.servers.iter().any(|it| it.fqdn == name);
            let leads = |host| self.resolve(host, it.site).and_then(|it| self.world.host(it));
            if is_own || !it.protocol.is_mail() || leads(it.connect.host) != Some(Host::Server(off)) {
                continue;
            }
            let Some(mailbox) = self.org.database(it.mailbox).map(|it| self.org.version_of(it)) else {
                continue;
            };
            let serves = |at: &ServerId| {
                let version = self.org.version(*at);
                *at != off
                    && Pair::of(version, mailbox).same_site != Cell::NotSupported
                    && self.runs(ServiceId::new(*at, Service::of(it.protocol)))
            };
            let Some(front_end) = self.front_end(&[it.protocol], serves) else { continue };
            let dns = write.dns(name, self.world.servers[front_end.index()].address);
            if !led.contains(&dns) {
                led.push(dns);
            }
        }
        let lost = self.world.databases.iter().enumerate().filter_map(|(at, it)| {
            let id = DatabaseId::at(at);
            let up = it.copies.iter().find(|it| !self.org.is_off(**it))?;
            (self.org.active(id) == off).then(|| write.fail_over(id, *up))
        });
        // All of it at once, and only where nobody was told this very server: a part helps a part of those who need it.
        led.extend(lost);
        if !self.is_only_one_for_its_mailboxes(off) && !self.is_told_to_somebody(off) && !self.holds_alone(off) {
            mends.push(led);
        }
        mends
    }

    /// Whether a mailbox that somebody asks for is on this server, and nowhere else where it could be opened.
    fn holds_alone(&self, server: ServerId) -> bool {
        let asked = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        asked.filter(|it| it.protocol.is_mail()).filter_map(|it| self.org.database(it.mailbox)).any(|it| {
            let copies = &self.world.databases[it.index()].copies;
            self.org.active(it) == server && !copies.iter().any(|it| *it != server && !self.org.is_off(*it))
        })
    }
}
