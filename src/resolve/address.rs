//! Who has which IPv4 address?
//!
//! What is written stands; everybody else gets the next free address of the site: `10.<site>.<…>`, servers first,
//! then load balancers, then clients, each by name, so that the order of the file plays no part. Clients that are
//! behind something have its address, and those of all others are as if they had none.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::directory::{Directory, judge_text};
use super::problem::{BadName, Entity, ProblemKind, path_to};
use super::{Report, SymbolTables};
use crate::scenario;
use crate::world::{BalancerId, Host, ServerId, SiteId, SourceId};

/// Who needs an address.
pub(super) struct Sources<'a> {
    pub(super) servers: &'a [scenario::Server],
    pub(super) server_sites: &'a [SiteId],
    pub(super) balancers: &'a [scenario::LoadBalancer],
    pub(super) balancer_sites: &'a [SiteId],
    pub(super) clients: &'a [scenario::Client],
    pub(super) client_sites: &'a [SiteId],
}

/// Who has which address, by id.
pub(super) struct Addresses {
    pub(super) servers: Vec<Ipv4Addr>,
    pub(super) balancers: Vec<Ipv4Addr>,
    pub(super) clients: Vec<Ipv4Addr>,
    /// The number of the address of each client.
    pub(super) client_sources: Vec<SourceId>,
    /// Sorted by address.
    pub(super) hosts: Vec<(Ipv4Addr, Host)>,
}

/// Gives every server, load balancer and client an address.
pub(super) fn addresses(sources: &Sources<'_>, ground: &SymbolTables, report: &mut Report) -> Addresses {
    let written_servers = sources.servers.iter().map(|it| it.address);
    let written_balancers = sources.balancers.iter().map(|it| it.address);
    let mut written: Vec<Ipv4Addr> = written_servers.chain(written_balancers).flatten().map(|it| it.0).collect();
    written.extend(sources.servers.iter().flat_map(|it| &it.more_addresses).map(|it| it.0));
    let shared = sources.clients.iter().filter_map(|it| it.behind.as_deref());
    written.extend(shared.filter_map(|it| it.parse::<Ipv4Addr>().ok()));
    written.sort_unstable();
    written.dedup();
    let mut pool = Pool { written, next: vec![0; ground.sites.names.len()], overflow: OVERFLOW };
    let mut give =
        |address: Option<scenario::Address>, site: SiteId| address.map_or_else(|| pool.take(site), |it| it.0);
    let servers: Vec<_> =
        sources.servers.iter().zip(sources.server_sites).map(|(it, site)| give(it.address, *site)).collect();
    let balancers: Vec<_> =
        sources.balancers.iter().zip(sources.balancer_sites).map(|(it, site)| give(it.address, *site)).collect();
    let mut clients: Vec<_> = sources.client_sites.iter().map(|site| give(None, *site)).collect();

    let server_hosts = servers.iter().enumerate().map(|(at, it)| (*it, Host::Server(ServerId::at(at)), None));
    let balancer_hosts = balancers.iter().enumerate().map(|(at, it)| (*it, Host::Balancer(BalancerId::at(at)), None));
    let further = sources.servers.iter().enumerate().flat_map(|(id, it)| {
        let all = it.more_addresses.iter().enumerate();
        all.map(move |(at, it)| (it.0, Host::Server(ServerId::at(id)), Some(at)))
    });
    let mut hosts: Vec<_> = server_hosts.chain(balancer_hosts).chain(further).collect();
    // Stable: of two that are the same the one that is written as `address` comes first.
    hosts.sort_by_key(|it| it.0);
    for pair in hosts.windows(2) {
        if pair[0].0 == pair[1].0 {
            report_twice(pair[0], pair[1], ground, report);
        }
    }
    let hosts: Vec<_> = hosts.into_iter().map(|(address, host, _)| (address, host)).collect();
    let first = servers.len() + balancers.len();
    let mut client_sources: Vec<_> = (first..first + clients.len()).map(SourceId::at).collect();
    behind(sources, (&mut clients, &mut client_sources), &hosts, &mut pool, ground, report);
    Addresses { servers, balancers, clients, client_sources, hosts }
}

/// Gives the clients that are behind something its address. A name gets the next free one, in the site of the first
/// client that is behind it.
fn behind(
    sources: &Sources<'_>,
    (clients, client_sources): (&mut [Ipv4Addr], &mut [SourceId]),
    hosts: &[(Ipv4Addr, Host)],
    pool: &mut Pool,
    ground: &SymbolTables,
    report: &mut Report,
) {
    let mut shared = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for (id, (it, (address, source))) in sources.clients.iter().zip(clients.iter_mut().zip(client_sources)).enumerate()
    {
        let Some(written) = &it.behind else { continue };
        report.of(&ground.clients, id);
        let path = || path_to!["clients", ground.clients.place(id), "behind"];
        if let Ok(it) = written.parse::<Ipv4Addr>() {
            *address = it;
            *source = *numbers.entry(it).or_insert(*source);
            if let Ok(at) = hosts.binary_search_by_key(&it, |it| it.0) {
                let (entity, list, host) = of_host(hosts[at].1, ground);
                report.add(ProblemKind::AddressTaken(it, entity, list.names[host].to_string()), path);
            }
            continue;
        }
        let looks_like_one = written.contains('.') && written.bytes().all(|it| it == b'.' || it.is_ascii_digit());
        if let Some(bad) = judge_text(written).or(looks_like_one.then_some(BadName::NotAddress)) {
            report.add(ProblemKind::BadText(written.to_string(), bad), path);
        }
        let site = sources.client_sites[id];
        *address = *shared.entry(written.to_lowercase()).or_insert_with(|| pool.take(site));
        *source = *numbers.entry(*address).or_insert(*source);
    }
    report.muted = false;
}

/// What a host is, the list in which it stands, and where there.
fn of_host(host: Host, ground: &SymbolTables) -> (Entity, &Directory, usize) {
    match host {
        Host::Server(id) => (Entity::Server, &ground.servers, id.index()),
        Host::Balancer(id) => (Entity::Balancer, &ground.balancers, id.index()),
    }
}

/// Reports an address that two hosts have; it is written at both.
fn report_twice(first: Written, second: Written, ground: &SymbolTables, report: &mut Report) {
    let place = |(_, host, further): Written| {
        let (entity, list, id) = of_host(host, ground);
        match further {
            None => path_to![entity.list(), list.place(id), "address"],
            Some(at) => path_to![entity.list(), list.place(id), "more_addresses", at],
        }
    };
    let (entity, list, id) = of_host(first.1, ground);
    let what = ProblemKind::AddressTaken(first.0, entity, list.names[id].to_string());
    report.add_pair(what, || place(second), || place(first));
}

/// An address, whose it is, and where among its further ones it is written.
type Written = (Ipv4Addr, Host, Option<usize>);

/// The free addresses.
struct Pool {
    /// Sorted, each once.
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
