//! Where else may a client knock?
//!
//! Another port or connection type of the same server, another server, another name, or the same name that leads
//! elsewhere.

use super::actions::ClientTold;
use super::candidates::{Draft, MOST};
use crate::product::matrix::{Cell, Pair};
use crate::world::{
    Endpoint, Host, HostRef, NameId, Protocol, Security, ServerId, Service, ServiceId, ServiceState, defaults,
};

/// How many names are tried in place of one that nobody knows.
const NAMES: usize = 3;

impl Draft<'_> {
    /// Whoever offers the same name of somebody else offers its own instead: one mistake, one step.
    pub(super) fn own_fqdns(&mut self, candidate: ServerId, host: HostRef, protocol: Protocol) {
        let others = (0..self.world.servers.len()).map(ServerId::at).filter(|it| *it != candidate);
        let same = |it: &ServerId| self.settings(*it, protocol).internal.iter().any(|it| it.host == host);
        let is_read = |it: &ServerId| {
            let it = &self.world.servers[it.index()];
            it.client_access && it.version.is_found_by_settings() && host != HostRef::Name(it.fqdn)
        };
        let all = std::iter::once(candidate).chain(others.filter(|it| is_read(it) && same(it)));
        let steps: Vec<_> = all.filter_map(|it| self.write.own_fqdn(it, protocol)).collect();
        self.push(steps);
    }

    /// A certificate that is there and in order for a name is enabled, or named where it need not be.
    pub(super) fn covering(&mut self, server: ServerId, name: NameId, protocol: Protocol) {
        let world = self.world;
        let (host, date) = (world.name(name).to_lowercase(), world.date.at(self.at));
        for (id, enabled) in self.write.org.certificates(world, server) {
            let it = &world.certificates[id.index()];
            if !it.has_key_for(protocol, self.write.org.takes_ecc(server))
                || crate::world::tls::problem(it, Some(&host), date).is_some()
            {
                continue;
            }
            if it.serves(enabled, protocol) {
                self.certificate_name(server, protocol, host.clone());
            } else {
                self.push([self.write.enable(server, id, protocol)]);
            }
        }
    }

    /// The client speaks TLS from the beginning on a port where it did not (DET-1).
    pub(super) fn over_ssl(&mut self, protocol: Protocol) {
        let connect = self.mine().connect;
        if protocol.is_mail() && connect.security != Security::Ssl {
            self.connect(Endpoint { security: Security::Ssl, ..connect });
        }
    }

    pub(super) fn point_to_front_ends(&mut self, name: NameId, protocol: Protocol) {
        for (at, it) in self.world.servers.iter().enumerate() {
            let runs = it.services[Service::of(protocol)] == Some(ServiceState::Running);
            if it.version.has_back_end() && it.client_access && runs {
                self.dns(name, self.world.servers[at].address);
            }
        }
    }

    /// The client connects over another port of the same host.
    pub(super) fn other_ports(&mut self, protocol: Protocol) {
        let mut connect = self.mine().connect;
        if !protocol.is_mail() {
            return;
        }
        let (ssl, plain) = (defaults::ssl_port(protocol), defaults::plain_port(protocol));
        let given = connect;
        for (port, security) in [(ssl, Security::Ssl), (plain, Security::Tls)] {
            (connect.port, connect.security) = (port, security);
            if connect != given {
                self.connect(connect);
            }
        }
    }

    /// One side speaks TLS on a port where the other does not: either gives in.
    pub(super) fn other_kind(&mut self, service: ServiceId, endpoint: Endpoint, protocol: Protocol) {
        if self.mine().connect == endpoint {
            self.other_ports(protocol);
            if protocol.is_mail() {
                let ssl = endpoint.security != Security::Ssl;
                let security = if ssl { Security::Ssl } else { Security::Tls };
                self.connect(Endpoint { security, ..endpoint });
            }
        } else {
            self.offer(service.server(), protocol, Security::Ssl);
            self.offer(service.server(), protocol, Security::Tls);
        }
    }

    /// A port of the other protocol: that of one's own is taken, or, where the mail program lets one choose, the other
    /// protocol.
    pub(super) fn other_protocol(&mut self, service: ServiceId, endpoint: Endpoint, protocol: Protocol) {
        let connect = self.mine().connect;
        if connect == endpoint {
            let ports = |protocol| match connect.security {
                Security::Ssl => defaults::ssl_port(protocol),
                Security::Tls | Security::Plaintext => defaults::plain_port(protocol),
            };
            self.connect(Endpoint { port: ports(protocol), ..connect });
            self.other_ports(protocol);
            if let Some(spoken) = service.service().protocol().mail() {
                self.told(ClientTold { protocol: Some(spoken), ..ClientTold::default() });
            }
        } else if protocol.is_mail() {
            self.offer(service.server(), protocol, Security::Ssl);
            self.offer(service.server(), protocol, Security::Tls);
        }
    }

    /// The client is given another Client Access server: the newest first, then one beside the mailbox.
    pub(super) fn other_front_ends(&mut self, protocol: Protocol) {
        let connect = self.mine().connect;
        let mut servers: Vec<_> = (0..self.world.servers.len()).map(ServerId::at).collect();
        servers.retain(|it| self.world.servers[it.index()].client_access && !self.write.org.is_off(*it));
        servers.sort_by_key(|it| std::cmp::Reverse(self.write.org.version(*it)));
        for server in servers.into_iter().take(MOST) {
            let server = &self.world.servers[server.index()];
            let has = server.services[Service::of(protocol)].is_some();
            if has && connect.host != HostRef::Name(server.fqdn) {
                let connect = Endpoint { host: HostRef::Name(server.fqdn), ..connect };
                self.connect(connect);
            }
        }
    }

    /// The back end that a front end looked for and did not find running, or another copy (FE-3).
    pub(super) fn back_end_up(&mut self, target: ServerId, protocol: Protocol) {
        if self.write.org.is_off(target) {
            self.push([self.write.start_server(target)]);
            self.copies(target);
        }
        if let Some(it) = Service::back_end_of(protocol).map(|it| ServiceId::new(target, it)) {
            match self.write.org.state(it) {
                ServiceState::Hung => self.restart(it),
                ServiceState::Stopped | ServiceState::Running => self.start(it),
            }
        }
    }

    /// The client belongs to another server than this one: it is told another, or what it connects to leads there.
    pub(super) fn led_elsewhere(&mut self, not: ServerId, protocol: Protocol) {
        self.other_front_ends(protocol);
        let HostRef::Name(name) = self.mine().connect.host else { return };
        if self.world.servers.iter().any(|it| it.fqdn == name) {
            return;
        }
        let mailbox = self.write.org.database(self.mine().mailbox);
        let Some(mailbox) = mailbox.map(|it| self.write.org.version_of(it)) else { return };
        let front_end = (0..self.world.servers.len()).map(ServerId::at).filter(|it| {
            let here = &self.world.servers[it.index()];
            *it != not
                && here.client_access
                && Pair::of(self.write.org.version(*it), mailbox).same_site != Cell::NotSupported
                && self.write.org.state(ServiceId::new(*it, Service::of(protocol))) == ServiceState::Running
                && !self.write.org.is_off(*it)
        });
        let newest = front_end.max_by_key(|it| (self.write.org.version(*it), std::cmp::Reverse(*it)));
        let Some(front_end) = newest else { return };
        let balancers = &self.world.balancers;
        match balancers.iter().position(|it| it.name == name) {
            Some(at) => self.pool(crate::world::BalancerId::at(at), &[front_end]),
            None => self.dns(name, self.world.servers[front_end.index()].address),
        }
    }

    /// In place of a name that nobody has registered the client is told one that leads to a server, or the server.
    pub(super) fn other_names(&mut self, protocol: Protocol) {
        let world = self.world;
        let connect = self.mine().connect;
        let leads = |name: &NameId| {
            let mut views = world.names[name.index()].views.clone();
            let first = views.next().map(|it| &world.answers[self.write.org.answers[it as usize].index()]);
            let host = first.and_then(|it| it.addresses.first()).and_then(|it| world.host(*it));
            match host {
                Some(Host::Server(it)) => world.servers[it.index()].fqdn != *name,
                Some(Host::Balancer(_)) => true,
                None => false,
            }
        };
        let names: Vec<_> = (0..world.names.len()).map(NameId::at).filter(leads).take(NAMES).collect();
        for name in names {
            self.connect(Endpoint { host: HostRef::Name(name), ..connect });
        }
        self.other_front_ends(protocol);
    }
}
