//! Who has which IPv4 address?
//!
//! What is written stands; everybody else gets the next free address of the site: `10.<site>.<…>`, servers first,
//! then load balancers, then clients, each by name, so that the order of the file plays no part.

use std::net::Ipv4Addr;

use super::problem::{Entity, ProblemKind, path_to};
use super::{Report, SymbolTables};
use crate::scenario;
use crate::world::{BalancerId, Host, ServerId, SiteId};

/// Who needs an address.
pub(super) struct Sources<'a> {
    pub(super) servers: &'a [scenario::Server],
    pub(super) server_sites: &'a [SiteId],
    pub(super) balancers: &'a [scenario::LoadBalancer],
    pub(super) balancer_sites: &'a [SiteId],
    pub(super) client_sites: &'a [SiteId],
}

/// Who has which address, by id.
pub(super) struct Addresses {
    pub(super) servers: Vec<Ipv4Addr>,
    pub(super) balancers: Vec<Ipv4Addr>,
    pub(super) clients: Vec<Ipv4Addr>,
    /// Sorted by address.
    pub(super) hosts: Vec<(Ipv4Addr, Host)>,
}

/// Gives every server, load balancer and client an address.
pub(super) fn addresses(sources: &Sources<'_>, ground: &SymbolTables, report: &mut Report) -> Addresses {
    let written_servers = sources.servers.iter().map(|it| it.address);
    let written_balancers = sources.balancers.iter().map(|it| it.address);
    let mut written: Vec<Ipv4Addr> = written_servers.chain(written_balancers).flatten().map(|it| it.0).collect();
    written.sort_unstable();
    let mut pool = Pool { written, next: vec![0; ground.sites.names.len()], overflow: OVERFLOW };
    let mut give =
        |address: Option<scenario::Address>, site: SiteId| address.map_or_else(|| pool.take(site), |it| it.0);
    let servers: Vec<_> =
        sources.servers.iter().zip(sources.server_sites).map(|(it, site)| give(it.address, *site)).collect();
    let balancers: Vec<_> =
        sources.balancers.iter().zip(sources.balancer_sites).map(|(it, site)| give(it.address, *site)).collect();
    let clients = sources.client_sites.iter().map(|site| give(None, *site)).collect();

    let server_hosts = servers.iter().enumerate().map(|(at, it)| (*it, Host::Server(ServerId::at(at))));
    let balancer_hosts = balancers.iter().enumerate().map(|(at, it)| (*it, Host::Balancer(BalancerId::at(at))));
    let mut hosts: Vec<_> = server_hosts.chain(balancer_hosts).collect();
    hosts.sort_by_key(|it| it.0);
    for pair in hosts.windows(2) {
        if pair[0].0 == pair[1].0 {
            report_twice(pair[0].0, pair[0].1, pair[1].1, ground, report);
        }
    }
    Addresses { servers, balancers, clients, hosts }
}

/// Reports an address that two hosts have; it is written at both.
fn report_twice(address: Ipv4Addr, first: Host, second: Host, ground: &SymbolTables, report: &mut Report) {
    let of = |host: Host| match host {
        Host::Server(id) => (Entity::Server, &ground.servers, id.index()),
        Host::Balancer(id) => (Entity::Balancer, &ground.balancers, id.index()),
    };
    let ((first, first_list, first_id), (second, second_list, second_id)) = (of(first), of(second));
    report.add_pair(
        ProblemKind::AddressTaken(address, first, first_list.names[first_id].clone()),
        || path_to![second.list(), second_list.place(second_id), "address"],
        || path_to![first.list(), first_list.place(first_id), "address"],
    );
}

/// The free addresses.
struct Pool {
    /// Sorted.
    written: Vec<Ipv4Addr>,
    /// How many addresses of each site were looked at.
    next: Vec<u32>,
    /// The next address for sites that are full, or beyond the 256th.
    overflow: u32,
}

/// From here on addresses are given to sites that have none of their own left.
const OVERFLOW: u32 = 0x0B00_0001;
/// 256 networks of 254 hosts in each site.
const SITE_HOSTS: u32 = 256 * 254;

impl Pool {
    /// The next free address of a site.
    fn take(&mut self, site: SiteId) -> Ipv4Addr {
        loop {
            let address = self.next_of(site);
            if self.written.binary_search(&address).is_err() {
                return address;
            }
        }
    }

    fn next_of(&mut self, site: SiteId) -> Ipv4Addr {
        let next = &mut self.next[site.index()];
        if site.0 < 256 && *next < SITE_HOSTS {
            let (network, host) = (*next / 254, *next % 254 + 1);
            *next += 1;
            Ipv4Addr::from(0x0A00_0000 | site.0 << 16 | network << 8 | host)
        } else {
            let address = self.overflow;
            self.overflow += 1;
            Ipv4Addr::from(address)
        }
    }
}
