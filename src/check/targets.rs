//! What is wrong with the servers to which log-ons are proxied, with services and with pools?

use super::{FindingKind, Look};
use crate::product::FoundBy;
use crate::scenario::Setting;
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::settings::Value;
use crate::world::{
    Check, Endpoint, Host, HostRef, LoginType, Protocol, Security, ServerId, Service, ServiceId, ServiceState, SiteId,
    Version,
};

impl Look<'_> {
    /// Services that hang, components that are held, front ends without their back end.
    pub(super) fn services(&mut self) {
        for server in self.servers() {
            for protocol in self.protocols() {
                let service = ServiceId::new(server, Service::of(protocol));
                if !self.has(service) {
                    continue;
                }
                if self.state(service) == ServiceState::Hung {
                    let mut path = self.server_path(server);
                    path.push("hung".into());
                    self.add(FindingKind::Hung(service), path, [self.write().restart(service)]);
                }
                let here = &self.world.servers[server.index()];
                if !here.version.product().components {
                    continue;
                }
                let draining = self.world.assumptions.draining_component;
                let held = crate::world::component::held(&here.components, protocol, draining);
                if let Some((component, by)) = held
                    && self.state(service) == ServiceState::Running
                {
                    let mut path = self.server_path(server);
                    path.push("components".into());
                    let mends = self.write().activate(server, component, by);
                    self.add(FindingKind::Inactive(service, component, by), path, mends);
                }
            }
        }
    }

    /// What the Client Access servers offer to the front ends of 2013.
    pub(super) fn candidates(&mut self) {
        for protocol in self.protocols() {
            let front_ends = self.front_ends(protocol);
            let Some(&front_end) = front_ends.first() else { continue };
            let site = self.world.servers[front_end.index()].site;
            let plaintext =
                front_ends.iter().any(|it| self.settings(*it, protocol).login_type == LoginType::PlainTextLogin);
            for server in self.servers() {
                let here = &self.world.servers[server.index()];
                if !here.client_access || !self.serves_mailboxes(server) {
                    continue;
                }
                match here.version.product().found_by {
                    FoundBy::ConnectionSettings => self.candidate_by_settings(server, protocol, site, plaintext),
                    FoundBy::Bindings => {
                        let binds = !self.settings(server, protocol).plain_ports.is_empty();
                        self.login_type(server, protocol, plaintext && binds);
                    }
                    FoundBy::BackEnd => {}
                }
            }
        }
    }

    /// Whether there are mailboxes of its version in its site.
    fn serves_mailboxes(&self, server: ServerId) -> bool {
        let here = &self.world.servers[server.index()];
        self.sites_with_mailboxes(here.version).contains(&here.site)
    }

    fn sites_with_mailboxes(&self, version: Version) -> Vec<SiteId> {
        let mut sites = Vec::new();
        for user in &self.world.users {
            let Some(database) = user.database else { continue };
            let database = &self.world.databases[database.index()];
            let site = self.world.servers[database.active.index()].site;
            if database.version == version && !sites.contains(&site) {
                sites.push(site);
            }
        }
        sites
    }

    fn candidate_by_settings(&mut self, server: ServerId, protocol: Protocol, from: SiteId, plaintext: bool) {
        let settings = self.settings(server, protocol).clone();
        let service = ServiceId::new(server, Service::of(protocol));
        for (at, endpoint) in settings.internal.iter().enumerate() {
            let mut path = self.setting_path(server, protocol, Setting::InternalConnectionSettings);
            path.push(at.into());
            let own = self.write().own_fqdn(server, protocol);
            let Some(address) = self.resolve(endpoint.host, from) else {
                if let HostRef::Name(name) = endpoint.host {
                    self.add(FindingKind::Unresolved(name), path, own);
                }
                continue;
            };
            match self.world.host(address) {
                Some(Host::Server(it)) if it == server => {
                    let bound =
                        (settings.ssl_ports.contains(&endpoint.port), settings.plain_ports.contains(&endpoint.port));
                    let ssl = endpoint.security == Security::Ssl;
                    match bound {
                        (false, false) => {
                            let bind = self.write().bind(server, protocol, endpoint.port, ssl);
                            self.add(FindingKind::NotBound(server, *endpoint), path, bind);
                        }
                        (on_ssl, _) if on_ssl != ssl => {
                            let offer = self.write().offer(server, protocol, endpoint.security);
                            self.add(FindingKind::OtherKind(server, *endpoint), path, offer);
                        }
                        _ => {}
                    }
                }
                Some(host) => self.foreign_name(server, protocol, *endpoint, host, path),
                None => {
                    if let HostRef::Name(name) = endpoint.host {
                        self.add(FindingKind::Unresolved(name), path, own);
                    }
                }
            }
        }
        // Where nobody in the site runs it, that is told instead (F003).
        let site = self.world.servers[server.index()].site;
        let others = self.world.client_access(site, self.world.servers[server.index()].version);
        let some_run = others.iter().any(|it| self.ever_runs(ServiceId::new(*it, Service::of(protocol))));
        if some_run && !self.ever_runs(service) && self.state(service) == ServiceState::Stopped {
            let mut path = self.server_path(server);
            path.push("running".into());
            self.add(FindingKind::CandidateStopped(service), path, [self.write().start(service)]);
        }
        let offers = settings.internal.iter().any(|it| it.security == Security::Plaintext);
        self.login_type(server, protocol, plaintext && offers);
    }

    fn foreign_name(
        &mut self,
        server: ServerId,
        protocol: Protocol,
        endpoint: Endpoint,
        host: Host,
        path: Vec<PathSegment>,
    ) {
        let reached = match host {
            Host::Server(it) => vec![it],
            Host::Balancer(it) => self.world.pools[self.world.balancers[it.index()].pool.index()].clone(),
        };
        let mends = self.write().own_fqdn(server, protocol);
        self.add(FindingKind::ForeignName(server, endpoint, host), path.clone(), mends.clone());
        let front_end = reached.into_iter().find(|it| {
            let it = &self.world.servers[it.index()];
            it.version.has_back_end() && it.client_access
        });
        if let Some(front_end) = front_end {
            let limit = self.settings(front_end, protocol).max_per_user;
            self.add(FindingKind::LoopLimit(front_end, protocol, limit), path, mends);
        }
    }

    /// LEG-3: a plaintext client comes over plaintext first, and a refused log-on is final unless assumed otherwise.
    fn login_type(&mut self, server: ServerId, protocol: Protocol, offered: bool) {
        let refuses = self.settings(server, protocol).login_type != LoginType::PlainTextLogin;
        if offered && refuses && !self.world.assumptions.retry_after_login_refused {
            let path = self.setting_path(server, protocol, Setting::LoginType);
            let value = Value::LoginType(LoginType::PlainTextLogin);
            let mends = self.write().set(server, protocol, Setting::LoginType, value);
            self.add(FindingKind::PlaintextRefused(server, protocol), path, mends);
        }
    }

    /// Sites with mailboxes, and who serves them.
    pub(super) fn mailboxes(&mut self) {
        for protocol in self.protocols() {
            if self.front_ends(protocol).is_empty() {
                continue;
            }
            for version in Version::ALL.into_iter().rev().filter(|it| it.is_down_level()) {
                for site in self.sites_with_mailboxes(version) {
                    self.site(site, version, protocol);
                }
            }
            for server in self.servers() {
                let here = &self.world.servers[server.index()];
                let holds = here.version.has_back_end()
                    && self.world.databases.iter().any(|it| it.active == server)
                    && self
                        .world
                        .users
                        .iter()
                        .any(|it| it.database.is_some_and(|it| self.world.databases[it.index()].active == server));
                let back_end = match protocol {
                    Protocol::Pop3 => Service::Pop3BE,
                    Protocol::Imap4 | Protocol::Http => Service::Imap4BE,
                };
                let service = ServiceId::new(server, back_end);
                if holds && !self.ever_runs(service) {
                    let mut path = self.server_path(server);
                    path.push("running".into());
                    self.add(FindingKind::NoBackEnd(service), path, [self.write().start(service)]);
                }
            }
        }
    }

    fn site(&mut self, site: SiteId, version: Version, protocol: Protocol) {
        let servers = self.world.client_access(site, version).to_vec();
        let name = &self.world.sites[site.index()].name;
        let at = self.scenario.sites.iter().position(|it| it.name == *name).unwrap_or(0);
        let path: Vec<PathSegment> = vec!["sites".into(), at.into(), "name".into()];
        if servers.is_empty() {
            self.add(FindingKind::NoCandidate(site, version), path, None);
            return;
        }
        let services: Vec<_> = servers.iter().map(|it| ServiceId::new(*it, Service::of(protocol))).collect();
        if services.iter().any(|it| self.ever_runs(*it)) {
            // Where it offers by a setting, the stopped candidate is told there.
            if !version.is_found_by_settings() {
                let stopped: Vec<_> = services.into_iter().filter(|it| !self.ever_runs(*it)).collect();
                for service in stopped {
                    let mut path = self.server_path(service.server());
                    path.push("running".into());
                    self.add(FindingKind::CandidateStopped(service), path, [self.write().start(service)]);
                }
            }
            return;
        }
        let hangs = services.iter().any(|it| self.state(*it) == ServiceState::Hung);
        if !hangs {
            let path = self.server_path(servers[0]);
            let mends = [self.write().start(services[0])];
            self.add(FindingKind::NoneRuns(site, version, protocol), path, mends);
        }
    }

    /// Pools with members that cannot serve and a check that does not see it.
    pub(super) fn balancers(&mut self) {
        for protocol in self.protocols() {
            let ports: [u16; 2] = if protocol == Protocol::Pop3 { [110, 995] } else { [143, 993] };
            for (index, balancer) in self.world.balancers.iter().enumerate() {
                if !self.world.ports[balancer.ports.index()].iter().any(|it| ports.contains(it)) {
                    continue;
                }
                for member in self.world.pools[balancer.pool.index()].clone() {
                    let service = ServiceId::new(member, Service::of(protocol));
                    let here = &self.world.servers[member.index()];
                    let draining = self.world.assumptions.draining_component;
                    let held = here.version.product().components
                        && crate::world::component::held(&here.components, protocol, draining).is_some();
                    let unseen = match (self.state(service), balancer.check) {
                        (ServiceState::Stopped, Check::None) => !self.ever_runs(service),
                        (ServiceState::Hung, Check::None | Check::TcpConnect) => true,
                        (ServiceState::Running, Check::None | Check::TcpConnect) => held,
                        _ => false,
                    };
                    if unseen {
                        let name = self.world.name(balancer.name).to_owned();
                        let at = self.scenario.load_balancers.iter().position(|it| it.name.eq_ignore_ascii_case(&name));
                        let path = vec!["load_balancers".into(), at.unwrap_or(0).into(), "pool".into()];
                        let edit = match self.state(service) {
                            ServiceState::Hung => self.write().restart(service),
                            ServiceState::Stopped | ServiceState::Running => self.write().start(service),
                        };
                        let mends = (!held).then_some(edit);
                        let what = FindingKind::DeadMember(crate::world::BalancerId::at(index), service);
                        self.add(what, path, mends);
                    }
                }
            }
        }
    }
}
