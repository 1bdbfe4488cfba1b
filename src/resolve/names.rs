//! What does DNS know?
//!
//! The names of servers and load balancers register themselves; the scenario's `dns` adds others; and a name that
//! nobody registered but somebody asks for is known as such, so that asking for it needs no text at run time. A name
//! without a dot gets the search suffix, as a Windows resolver does it: so NetBIOS names resolve.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use compact_str::{CompactString, format_compact};

use super::address::Addresses;
use super::directory::{Directory, folded_cmp, judge_host, same_name};
use super::problem::{Entity, ProblemKind, path_to};
use super::{Path, Report, SymbolTables, defaults, look_up};
use crate::diag::suggest;
use crate::scenario::{self, Action, ProtocolSettings};
use crate::time::Micros;
use crate::world::{AnswerId, Balancer, DnsRecordSet, HostRef, Name, NameId, NameView, Server, SiteId};

/// Where names are written.
pub(super) struct Sources<'a> {
    pub(super) domain: &'a str,
    /// With their FQDNs filled in.
    pub(super) servers: &'a [scenario::Server],
    pub(super) balancers: &'a Directory,
    pub(super) dns: &'a [scenario::DnsName],
    pub(super) clients: &'a [scenario::Client],
    pub(super) from_start: &'a [Action],
    pub(super) changes: &'a [scenario::Change],
    pub(super) overlays: &'a [Vec<Action>],
    pub(super) legacy: Option<&'a str>,
}

/// Every DNS name that is written anywhere, sorted. The position is the id.
pub(super) struct Names {
    /// As first written, with the search suffix where there is no dot.
    pub(super) texts: Vec<CompactString>,
}

impl Names {
    /// Collects the names.
    pub(super) fn collect(sources: &Sources<'_>, report: &mut Report) -> Self {
        let mut texts = Vec::with_capacity(sources.servers.len() + sources.balancers.names.len());
        let add = |host: &str| qualified(host, sources.domain);
        texts.extend(sources.servers.iter().filter_map(|it| it.fqdn.clone()));
        texts.extend(sources.balancers.names.iter().map(|it| add(it)));
        for (place, it) in (0_u32..).zip(sources.dns) {
            if let Some(bad) = judge_host(&it.name) {
                report.add(ProblemKind::BadName(Entity::DnsName, it.name.to_string(), bad), || {
                    path_to!["dns", place, "name"]
                });
            }
            texts.push(add(&it.name));
        }
        let server_settings = sources.servers.iter().flat_map(|it| [&it.imap4, &it.pop3]).flatten();
        let mut hosts: Vec<&str> = server_settings.flat_map(internal).map(|it| it.host.as_str()).collect();
        hosts.extend(sources.clients.iter().map(|it| it.connect.host.as_str()));
        let changes = sources.changes.iter().filter_map(|it| it.action.as_ref());
        for action in sources.from_start.iter().chain(changes).chain(sources.overlays.iter().flatten()) {
            match action {
                Action::SetImapSettings { settings, .. } | Action::SetPopSettings { settings, .. } => {
                    hosts.extend(internal(settings).map(|it| it.host.as_str()));
                }
                Action::SetClient { connect, .. } => hosts.extend(connect.iter().map(|it| it.host.as_str())),
                // A name that is none is reported with its place when the action is looked at.
                Action::AddDnsRecord { name, .. } => hosts.push(name),
                _ => {}
            }
        }
        texts.extend(hosts.into_iter().filter(|it| address(it).is_none()).map(add));
        texts.extend(sources.legacy.map(add));
        texts.sort_by(|left, right| folded_cmp(left, right));
        texts.dedup_by(|later, first| same_name(later, first));
        Self { texts }
    }

    /// The id of a name that was collected.
    pub(super) fn find(&self, host: &str, domain: &str) -> Option<NameId> {
        let host = qualified(host, domain);
        self.texts.binary_search_by(|it| folded_cmp(it, &host)).ok().map(NameId::at)
    }

    /// Where a host that was collected is.
    pub(super) fn host(&self, host: &str, domain: &str) -> HostRef {
        match address(host) {
            Some(address) => HostRef::Address(address),
            None => HostRef::Name(self.find(host, domain).expect("every host was collected")),
        }
    }
}

fn internal(settings: &ProtocolSettings) -> impl Iterator<Item = &scenario::ConnectionSetting> {
    settings.InternalConnectionSettings.iter().flatten()
}

/// The address, where a host is written as one.
fn address(host: &str) -> Option<Ipv4Addr> {
    if host.ends_with(|it: char| it.is_ascii_digit()) { host.parse().ok() } else { None }
}

/// The name with the search suffix where it has no dot.
fn qualified(host: &str, domain: &str) -> CompactString {
    if host.contains('.') { host.into() } else { format_compact!("{host}.{domain}") }
}

/// The DNS part of a world.
pub(super) struct Registry {
    /// Their texts are moved in at the end.
    pub(super) names: Vec<Name>,
    pub(super) views: Vec<NameView>,
    pub(super) answers: Vec<DnsRecordSet>,
}

/// One view of one name before views are put in order.
struct Entry {
    name: NameId,
    /// Empty: for all others.
    sites: Vec<SiteId>,
    answer: DnsRecordSet,
}

impl Registry {
    /// Registers servers, load balancers and the scenario's own names.
    pub(super) fn build(
        dns: Vec<scenario::DnsName>,
        servers: &[Server],
        balancers: &[(Balancer, Micros)],
        registered: &Registered<'_>,
        ground: &SymbolTables,
        report: &mut Report,
    ) -> Self {
        let mut entries = Vec::with_capacity(servers.len() + balancers.len() + dns.len());
        let alone = |name, address, ttl| Entry {
            name,
            sites: Vec::new(),
            answer: DnsRecordSet { addresses: vec![address], ttl },
        };
        // Windows registers every address that it has.
        entries.extend(servers.iter().map(|it| {
            let mut entry = alone(it.fqdn, it.address, defaults::TTL);
            entry.answer.addresses.extend(&it.more_addresses);
            entry
        }));
        entries.extend(balancers.iter().map(|(it, ttl)| alone(it.name, it.address, *ttl)));
        let mut places = BTreeMap::new();
        let mut placed = BTreeMap::new();
        for (place, it) in (0_u32..).zip(dns) {
            let Some(name) = ground.names.find(&it.name, &ground.domain) else { continue };
            let sites = for_sites(&it, place, ground, report);
            if let Some(cell) = super::place(it.place, report, || path_to!["dns", place, "place"]) {
                placed.entry(name).or_insert(cell);
            }
            let everywhere = it.for_sites.is_empty().then_some(None);
            for site in sites.iter().copied().map(Some).chain(everywhere) {
                if let Some(first) = places.insert((name, site), place) {
                    let site = site.map(|it| ground.sites.names[it.index()].to_string());
                    report.add_pair(
                        ProblemKind::DnsTwice(it.name.to_string(), site),
                        || path_to!["dns", place, "name"],
                        || path_to!["dns", first, "name"],
                    );
                }
            }
            let addresses =
                registered.addresses_of(&it.points_to, ground, report, || path_to!["dns", place, "points_to"]);
            let answer = DnsRecordSet { addresses, ttl: it.ttl() };
            entries.push(Entry { name, sites, answer });
        }
        // A view for all other sites comes last; views for some sites in the order of their first site.
        entries.sort_by(|left, right| {
            let key = |it: &Entry| (it.name, it.sites.is_empty(), it.sites.first().copied());
            key(left).cmp(&key(right))
        });
        let mut registry = Self::arrange(entries, ground.names.texts.len());
        for (name, cell) in placed {
            registry.names[name.index()].place = Some(cell);
        }
        registry
    }

    fn arrange(entries: Vec<Entry>, names: usize) -> Self {
        let mut registry = Self {
            names: Vec::with_capacity(names),
            views: Vec::with_capacity(entries.len()),
            answers: Vec::with_capacity(entries.len()),
        };
        let mut entries = entries.into_iter().peekable();
        for at in 0..names {
            let start = registry.views.len() as u32;
            while let Some(entry) = entries.next_if(|it| it.name.index() == at) {
                registry.views.push(NameView { sites: entry.sites, answer: AnswerId::at(registry.answers.len()) });
                registry.answers.push(entry.answer);
            }
            let views = start..registry.views.len() as u32;
            registry.names.push(Name { text: CompactString::default(), views, changes: false, place: None });
        }
        registry
    }
}

/// The sites for which an entry of `dns` is meant, sorted.
fn for_sites(entry: &scenario::DnsName, place: u32, ground: &SymbolTables, report: &mut Report) -> Vec<SiteId> {
    let path = || path_to!["dns", place, "for_sites"];
    let found: Vec<_> = entry
        .for_sites
        .iter()
        .enumerate()
        .map(|(at, name)| look_up(&ground.sites, report, name, || path().with(at)).map(SiteId::at))
        .collect();
    report.listed_twice(&found, |at| entry.for_sites[at].clone(), path);
    let mut sites: Vec<_> = found.into_iter().flatten().collect();
    sites.sort_unstable();
    sites.dedup();
    sites
}

/// Who can be pointed to: what is known about names before any view is made.
pub(super) struct Registered<'a> {
    /// Which names servers and load balancers have registered, sorted.
    taken: Vec<(NameId, Entity, usize)>,
    /// Which names the scenario's `dns` registers, sorted.
    dns: Vec<NameId>,
    addresses: &'a Addresses,
}

impl<'a> Registered<'a> {
    /// Collects the names, and reports those that two parties have.
    pub(super) fn new(
        dns: &[scenario::DnsName],
        servers: &[Server],
        balancers: &[(Balancer, Micros)],
        addresses: &'a Addresses,
        ground: &SymbolTables,
        report: &mut Report,
    ) -> Self {
        let servers = servers.iter().enumerate().map(|(at, it)| (it.fqdn, Entity::Server, at));
        let balancers = balancers.iter().enumerate().map(|(at, (it, _))| (it.name, Entity::Balancer, at));
        let mut taken: Vec<_> = servers.chain(balancers).collect();
        taken.sort_unstable();
        for pair in taken.windows(2) {
            if pair[0].0 == pair[1].0 {
                report_taken(pair[0], pair[1], ground, report);
            }
        }
        let mut own = Vec::with_capacity(dns.len());
        for (place, it) in (0_u32..).zip(dns) {
            let Some(name) = ground.names.find(&it.name, &ground.domain) else { continue };
            own.push(name);
            let Ok(at) = taken.binary_search_by_key(&name, |it| it.0) else { continue };
            let (_, entity, id) = taken[at];
            let list = list(entity, ground);
            report.add_pair(
                ProblemKind::NameTaken(it.name.to_string(), entity, list.names[id].to_string()),
                || path_to!["dns", place, "name"],
                || path_to![entity.list(), list.place(id), "name"],
            );
        }
        own.sort_unstable();
        Self { taken, dns: own, addresses }
    }

    /// The registered name that `name` was perhaps meant to be.
    pub(super) fn meant(&self, name: &str, ground: &SymbolTables) -> Option<String> {
        let known = self.taken.iter().map(|it| it.0).chain(self.dns.iter().copied());
        suggest::closest(name, known.map(|it| ground.names.texts[it.index()].as_str())).map(str::to_owned)
    }

    /// The addresses of servers, load balancers and plain addresses.
    pub(super) fn addresses_of(
        &self,
        points_to: &[impl AsRef<str>],
        ground: &SymbolTables,
        report: &mut Report,
        path: impl Fn() -> Path,
    ) -> Vec<Ipv4Addr> {
        let found: Vec<_> = points_to
            .iter()
            .enumerate()
            .map(|(at, name)| self.address_of(name.as_ref(), ground, report, || path().with(at)))
            .collect();
        report.listed_twice(&found, |at| points_to[at].as_ref().to_owned(), path);
        found.into_iter().flatten().collect()
    }

    /// The address of one server (by its name or FQDN) or load balancer, or a plain address.
    fn address_of(
        &self,
        name: &str,
        ground: &SymbolTables,
        report: &mut Report,
        path: impl FnOnce() -> Path,
    ) -> Option<Ipv4Addr> {
        if let Some(address) = address(name) {
            return Some(address);
        }
        if let Some(server) = ground.servers.find(name) {
            return Some(self.addresses.servers[server]);
        }
        let known = ground.names.find(name, &ground.domain);
        if let Some(at) = known.and_then(|it| self.taken.binary_search_by_key(&it, |it| it.0).ok()) {
            let (_, entity, id) = self.taken[at];
            let list = if entity == Entity::Server { &self.addresses.servers } else { &self.addresses.balancers };
            return Some(list[id]);
        }
        if known.is_some_and(|it| self.dns.binary_search(&it).is_ok()) {
            report.add(ProblemKind::PointsToName(name.to_owned()), path);
            return None;
        }
        let names = ground.servers.names.iter().chain(&ground.balancers.names).map(CompactString::as_str);
        let meant = if report.is_full() { None } else { suggest::closest(name, names).map(str::to_owned) };
        report.add(ProblemKind::PointsToNothing { name: name.to_owned(), meant }, path);
        None
    }
}

/// Reports a name that two servers or load balancers have.
fn report_taken(
    (_, first, first_id): (NameId, Entity, usize),
    (name, entity, id): (NameId, Entity, usize),
    ground: &SymbolTables,
    report: &mut Report,
) {
    let (first_list, list) = (list(first, ground), list(entity, ground));
    // Two entries of one kind and name were reported as the duplicate that they are.
    if first == entity && same_name(&list.names[id], &first_list.names[first_id]) {
        return;
    }
    let field = if entity == Entity::Server { "fqdn" } else { "name" };
    report.add_pair(
        ProblemKind::NameTaken(
            ground.names.texts[name.index()].to_string(),
            first,
            first_list.names[first_id].to_string(),
        ),
        || path_to![entity.list(), list.place(id), field],
        || path_to![first.list(), first_list.place(first_id), "name"],
    );
}

/// The directory of servers or of load balancers.
fn list(entity: Entity, ground: &SymbolTables) -> &Directory {
    if entity == Entity::Server { &ground.servers } else { &ground.balancers }
}
