//! Where are clients led to instead, and what must run there?
//!
//! Whoever is led to another server is served there, or nothing is gained: a service that does not run is started with
//! the mend that leads to it.

use super::look::Look;
use crate::product::matrix::{Cell, Pair};
use crate::scenario::Action;
use crate::world::{
    BalancerId, Client, ClientId, Endpoint, Host, HostRef, LinkId, NameId, Protocol, Security, ServerId, Service,
    ServiceId, SiteId, Version, defaults,
};

impl Look<'_> {
    /// Whoever offers a name offers its own instead.
    fn own_instead_of(&self, host: HostRef) -> Vec<Action> {
        let mut own = Vec::new();
        for server in self.servers() {
            for protocol in self.protocols() {
                if self.settings(server, protocol).internal.iter().any(|it| it.host == host) {
                    own.extend(self.write().own_fqdn(server, protocol));
                }
            }
        }
        own
    }

    /// A name that leads to nobody leads to the newest front end; one that a candidate offers becomes its own.
    pub(super) fn lead_home(&self, host: HostRef) -> Vec<Vec<Action>> {
        let write = self.write();
        let HostRef::Name(name) = host else { return Vec::new() };
        // It is to lead to that server, once it is there.
        if self.org.not_yet_there(self.world, name).is_some() {
            return Vec::new();
        }
        let mut own = self.own_instead_of(host);
        let asked = self.asked_at(host, None);
        if let Some(front_end) = self.front_end(&asked, |_| true).filter(|_| !asked.is_empty()) {
            own.push(write.dns(name, self.world.servers[front_end.index()].address));
            own.extend(self.ready(front_end, &asked));
        }
        if own.is_empty() { Vec::new() } else { vec![own] }
    }

    /// Where nobody has registered the name, the clients are told one that leads to a server.
    pub(super) fn by_a_name_that_leads(&self, host: HostRef) -> Vec<Vec<Action>> {
        let HostRef::Name(name) = host else { return Vec::new() };
        if !self.world.names[name.index()].views.is_empty() {
            return Vec::new();
        }
        let site = |client: ClientId| self.org.client(self.world, client).site;
        let leads = |client: ClientId| {
            let names = (0..self.world.names.len()).map(NameId::at);
            let all = names.map(|it| (it, self.hosts(HostRef::Name(it), site(client))));
            let leads = all.filter(|(name, servers)| {
                !servers.is_empty() && servers.iter().all(|to| self.world.servers[to.index()].fqdn != *name)
            });
            // Where somebody serves the protocol already, if there is such a name.
            let service = Service::of(self.org.client(self.world, client).protocol);
            let serves = |it: &ServerId| self.runs(ServiceId::new(*it, service));
            leads.min_by_key(|(name, servers)| (!servers.iter().any(serves), *name))
        };
        // Servers may offer it too.
        let mut told = self.own_instead_of(host);
        let mut ready: Vec<Action> = Vec::new();
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            if it.connect.host == host && it.protocol.is_mail() {
                let Some((better, servers)) = leads(client) else { return Vec::new() };
                let connect = Endpoint { host: HostRef::Name(better), ..it.connect };
                told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
                let up = servers.iter().flat_map(|at| self.ready(*at, &[it.protocol]));
                ready.extend(up.filter(|it| !ready.contains(it)).collect::<Vec<_>>());
            }
        }
        vec![[told, ready].concat()]
    }

    /// Clients of a protocol whose mailboxes are in a site connect to a server of that site instead of another: all of
    /// them, or none.
    pub(super) fn beside_their_mailboxes(&self, not: ServerId, site: SiteId, protocol: Protocol) -> Vec<Action> {
        let version = self.org.version(not);
        let mut told = Vec::new();
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            let mailbox = self.org.database(it.mailbox).map(|it| self.org.active(it));
            let is_there = mailbox.is_some_and(|it| self.world.servers[it.index()].site == site);
            if is_there && it.protocol == protocol && self.hosts(it.connect.host, it.site).contains(&not) {
                let runs = |at: &&ServerId| self.runs(ServiceId::new(**at, Service::of(protocol)));
                let Some(there) = self.world.client_access(site, version).iter().find(runs) else {
                    return Vec::new();
                };
                let host = HostRef::Name(self.world.servers[there.index()].fqdn);
                let connect = Endpoint { host, ..it.connect };
                told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
            }
        }
        told
    }

    /// The server to which clients of any version may be sent: the newest one, and of several that one which runs most
    /// of what they ask for.
    pub(super) fn front_end(&self, asked: &[Protocol], serves: impl Fn(&ServerId) -> bool) -> Option<ServerId> {
        let runs = |it: &ServerId| asked.iter().filter(|of| self.runs(ServiceId::new(*it, Service::of(**of)))).count();
        let reached = self.servers().filter(|it| self.world.servers[it.index()].client_access);
        let all: Vec<_> = reached.filter(|it| !self.org.is_off(*it) && serves(it)).collect();
        all.iter().copied().max_by_key(|it| (self.org.version(*it), runs(it), std::cmp::Reverse(*it)))
    }

    /// The protocols in which clients ask for a host: by its name, or by any that leads to the same balancer.
    fn asked_at(&self, host: HostRef, balancer: Option<BalancerId>) -> Vec<Protocol> {
        let all = self.who_comes(host, balancer);
        self.protocols().into_iter().filter(|of| all.iter().any(|it| it.protocol == *of)).collect()
    }

    /// The clients that ask for a host, or for any that leads to the same balancer.
    fn who_comes(&self, host: HostRef, balancer: Option<BalancerId>) -> Vec<&Client> {
        let leads_there = |it: &Client| {
            let to = self.resolve(it.connect.host, it.site).and_then(|it| self.world.host(it));
            balancer.is_some_and(|of| to == Some(Host::Balancer(of)))
        };
        let clients = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        clients.filter(|it| it.protocol.is_mail() && (it.connect.host == host || leads_there(it))).collect()
    }

    /// What lets a server serve those who are led to it from now on.
    fn ready(&self, server: ServerId, asked: &[Protocol]) -> Vec<Action> {
        let services = asked.iter().map(|it| ServiceId::new(server, Service::of(*it)));
        services.filter(|it| self.has(*it)).flat_map(|it| self.served_again(it)).collect()
    }

    /// The name, the pool or the client itself is sent to the newest version.
    pub(super) fn to_front_end(
        &self,
        host: HostRef,
        client: ClientId,
        not: ServerId,
        mailbox: Version,
    ) -> Vec<Vec<Action>> {
        let write = self.write();
        let site = self.org.client(self.world, client).site;
        let version = |it: &ServerId| self.org.version(*it);
        let serves = |it: &ServerId| {
            version(it) != version(&not) && Pair::of(version(it), mailbox).same_site != Cell::NotSupported
        };
        let by_name = |name: NameId| self.world.servers.iter().any(|it| it.fqdn == name);
        let told = || {
            let each = self.led_alike(host, client, mailbox).into_iter().map(|client| {
                let now = self.org.client(self.world, client);
                let asked = [now.protocol];
                // A server that opens mailboxes of its own site alone is the next that would refuse (SITE-2).
                let home =
                    self.org.database(now.mailbox).map(|it| self.world.servers[self.org.active(it).index()].site);
                let at_once = |it: &ServerId| {
                    let pair = Pair::of(version(it), mailbox);
                    let is_there = home == Some(self.world.servers[it.index()].site);
                    serves(it) && (is_there || pair.other_site != Cell::ServesIfAllowed)
                };
                let front_end = self.front_end(&asked, at_once).or_else(|| self.front_end(&asked, serves))?;
                let host = HostRef::Name(self.world.servers[front_end.index()].fqdn);
                let told = self.told(client, |it| it.connect = Some(Endpoint { host, ..now.connect })).concat();
                Some([told, self.ready(front_end, &asked)].concat())
            });
            let mut all = Vec::new();
            for it in each.flatten().flatten() {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
            vec![all]
        };
        match host {
            HostRef::Name(name) if !by_name(name) => {
                let balancer = match self.resolve(host, site).and_then(|it| self.world.host(it)) {
                    Some(Host::Balancer(it)) => Some(it),
                    Some(Host::Server(_)) | None => None,
                };
                let asked = self.asked_at(host, balancer);
                // Where no version serves all who come by it, this one goes elsewhere: in turn it would never end.
                let serves_all = |it: &ServerId| serves(it) && self.serves_all(*it, host, balancer);
                let Some(of_all) = self.front_end(&asked, serves_all) else { return told() };
                let led = match balancer {
                    Some(it) => write.pool(it, &[of_all]),
                    None => write.dns(name, self.world.servers[of_all.index()].address),
                };
                vec![[vec![led], self.ready(of_all, &asked)].concat()]
            }
            _ => told(),
        }
    }

    /// Those of whom a finding about one who is led to a version that cannot serve a mailbox is told as well: who asks
    /// for the same host and has a mailbox of the same version. Of the group of the one, that one stands for all.
    fn led_alike(&self, host: HostRef, client: ClientId, mailbox: Version) -> Vec<ClientId> {
        let is_alike = |it: &ClientId| {
            let now = self.org.client(self.world, *it);
            let of = self.org.database(now.mailbox).map(|it| self.org.version_of(it));
            let group = self.world.clients[it.index()].group;
            now.protocol.is_mail() && now.connect.host == host && of == Some(mailbox) && group.is_none()
        };
        let others = (0..self.world.clients.len()).map(ClientId::at).filter(|it| *it != client && is_alike(it));
        std::iter::once(client).chain(others).collect()
    }

    /// Whether a server serves the mailboxes of all who come by a name.
    fn serves_all(&self, server: ServerId, host: HostRef, balancer: Option<BalancerId>) -> bool {
        let version = self.org.version(server);
        let all = self.who_comes(host, balancer);
        let mut mailboxes = all.iter().filter_map(|it| self.org.database(it.mailbox));
        mailboxes.all(|it| Pair::of(version, self.org.version_of(it)).same_site != Cell::NotSupported)
    }

    pub(super) fn listens(&self, server: ServerId, port: u16) -> Vec<Vec<Action>> {
        let mut mends = Vec::new();
        let clients = (0..self.world.clients.len()).map(ClientId::at);
        let mut told = Vec::new();
        for client in clients {
            let it = self.org.client(self.world, client);
            if it.protocol.is_mail() && it.connect.port == port {
                let ssl = defaults::ssl_port(it.protocol);
                if self.hosts(it.connect.host, it.site).contains(&server) {
                    // A server without the service never will listen: the client belongs to a front end.
                    let other = self
                        .front_end(&[it.protocol], |at| *at != server)
                        .map(|it| self.world.servers[it.index()].fqdn);
                    let host = match other.filter(|_| !self.has(ServiceId::new(server, Service::of(it.protocol)))) {
                        Some(name) => HostRef::Name(name),
                        None => it.connect.host,
                    };
                    let connect = Endpoint { host, port: ssl, security: Security::Ssl };
                    told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
                }
            }
        }
        for protocol in self.protocols() {
            let (plain, ssl) = (defaults::plain_port(protocol), defaults::ssl_port(protocol));
            if (port == plain || port == ssl) && self.has(ServiceId::new(server, Service::of(protocol))) {
                mends.extend(self.write().bind(server, protocol, port, port == ssl).map(|it| vec![it]));
            }
        }
        if mends.is_empty() && !told.is_empty() {
            mends.push(told);
        }
        mends
    }

    /// Whatever keeps the members of a pool from serving is done away with.
    pub(super) fn members_up(&self, balancer: BalancerId, protocol: Protocol) -> Vec<Action> {
        let write = self.write();
        let mut up = Vec::new();
        for server in &self.world.pools[self.org.pool(balancer).index()] {
            let ends = [self.world.balancers[balancer.index()].site, self.world.servers[server.index()].site];
            let between = |it: &LinkId| {
                let link = &self.world.links[it.index()];
                self.org.is_cut(*it) && link.from != link.to && ends.contains(&link.from) && ends.contains(&link.to)
            };
            let cut = (0..self.world.links.len()).map(LinkId::at).find(between);
            up.extend(cut.map(|it| write.mend(it)).filter(|it| !up.contains(it)));
            if self.org.is_off(*server) {
                up.push(write.start_server(*server));
            }
            let service = ServiceId::new(*server, Service::of(protocol));
            if !self.has(service) {
                continue;
            }
            if let Err(why) = self.org.certificate(service) {
                up.extend(self.certificate(service, why).into_iter().next().unwrap_or_default());
            }
            up.extend(self.not_bound(balancer, service));
            up.extend(self.served_again(service));
        }
        up
    }
}
