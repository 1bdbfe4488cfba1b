//! At which addresses of its server does a service answer?

use std::net::Ipv4Addr;

use super::FindingKind;
use super::look::Look;
use crate::scenario::Action;
use crate::world::{
    Binding, ClientId, Endpoint, Host, HostRef, NameId, Protocol, ServerId, Service, ServiceId, SiteId,
};

impl Look<'_> {
    /// BIND-1: the services that people ask for at an address of their server at which they do not answer, while they
    /// do at another. Those of a server with one address are told otherwise.
    pub(super) fn other_addresses(&mut self) {
        if self.world.servers.iter().all(|it| it.more_addresses.is_empty()) {
            return;
        }
        for (protocol, site, endpoint) in self.asked_for() {
            for address in self.addresses(endpoint.host, site) {
                let Some(Host::Server(server)) = self.world.host(address) else { continue };
                let service = ServiceId::new(server, Service::of(protocol));
                if let Some(found) = self.at_another_address(server, protocol, endpoint.port)
                    && !self.answers_at(service, endpoint.port, address)
                {
                    self.add(found);
                }
            }
        }
    }

    /// Where clients connect, and what Client Access servers offer to the front ends: what they were set, or their
    /// name and their bindings. Each with the protocol, and from where.
    fn asked_for(&self) -> Vec<(Protocol, SiteId, Endpoint)> {
        let clients = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        let mail = clients.filter(|it| it.protocol.is_mail());
        let mut all: Vec<_> = mail.map(|it| (it.protocol, it.site, it.connect)).collect();
        for protocol in self.protocols() {
            for front_end in self.front_ends(protocol) {
                let site = self.world.servers[front_end.index()].site;
                for server in self.servers().filter(|it| self.is_candidate(*it)) {
                    all.extend(self.offered_to_front_ends(server, protocol).into_iter().map(|it| (protocol, site, it)));
                }
            }
        }
        all
    }

    /// Whether mailboxes of its version in its site are reached through a server, by others than itself.
    fn is_candidate(&self, server: ServerId) -> bool {
        let here = &self.world.servers[server.index()];
        here.client_access && !self.org.version(server).has_back_end() && self.serves_mailboxes(server)
    }

    /// Whether a service is bound to a port of an address.
    fn answers_at(&self, service: ServiceId, port: u16, address: Ipv4Addr) -> bool {
        let bound = self.goes_by(service);
        [&bound.ssl_bindings, &bound.plain_bindings].iter().any(|it| Binding::any_answers(it, address, port))
    }

    /// What there is to find where a service answers on a port at some address of its server and not at all.
    pub(super) fn at_another_address(&self, server: ServerId, protocol: Protocol, port: u16) -> Option<FindingKind> {
        let here = &self.world.servers[server.index()];
        let service = ServiceId::new(server, Service::of(protocol));
        if here.more_addresses.is_empty() || !self.has(service) {
            return None;
        }
        let some = here.addresses().any(|it| self.answers_at(service, port, it));
        let all = here.addresses().all(|it| self.answers_at(service, port, it));
        (some && !all).then_some(FindingKind::OtherAddress(service, port))
    }

    /// The address of a server to which a host leads.
    pub(super) fn reached(&self, host: HostRef, site: SiteId, server: ServerId) -> Ipv4Addr {
        let mut all = self.addresses(host, site).into_iter();
        let own = self.world.servers[server.index()].address;
        all.find(|it| self.world.host(*it) == Some(Host::Server(server))).unwrap_or(own)
    }

    /// The port is bound at every address, or the names lead to those where it answers.
    pub(super) fn at_all_addresses(&self, service: ServiceId, port: u16) -> Vec<Vec<Action>> {
        let (server, protocol) = (service.server(), service.service().protocol());
        let ssl = self.goes_by(service).ssl_bindings.iter().any(|it| it.port == port);
        let bound = self.write().bind(server, protocol, port, ssl);
        let mut led = Vec::new();
        for name in (0..self.world.names.len()).map(NameId::at) {
            let views = self.world.names[name.index()].views.clone();
            let [view] = views.collect::<Vec<_>>()[..] else { continue };
            let now = &self.world.answers[self.org.answers[view as usize].index()].addresses;
            let is_good = |it: &&Ipv4Addr| {
                self.world.host(**it) != Some(Host::Server(server)) || self.answers_at(service, port, **it)
            };
            let good: Vec<String> = now.iter().filter(is_good).map(ToString::to_string).collect();
            if good.len() == now.len() {
                continue;
            }
            // Where none is left, who asks for the name is told nothing by it.
            if good.is_empty() {
                return bound.map(|it| vec![it]).into_iter().collect();
            }
            led.push(Action::SetDns { name: self.world.name(name).to_owned(), points_to: good, ttl: None });
        }
        let told = (0..self.world.clients.len()).any(|it| {
            let host = self.org.client(self.world, ClientId::at(it)).connect.host;
            matches!(host, HostRef::Address(it) if self.world.host(it) == Some(Host::Server(server))
                && !self.answers_at(service, port, it))
        });
        let led = if told { Vec::new() } else { led };
        [bound.map(|it| vec![it]), Some(led)].into_iter().flatten().collect()
    }
}
