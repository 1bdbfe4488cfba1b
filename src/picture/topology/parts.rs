//! What is in the picture, and what does each part of it say?
//!
//! The parts of an organisation in the order of their arenas, not yet placed. What would be many boxes alike is one
//! box with a count: clients that connect alike, databases with the same copies.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::{ChipKind, EdgeKind, NodeKind};
use crate::picture::measure;
use crate::words::names::{self, Names};
use crate::words::{self, Lang, topology as say};
use crate::world::{
    Action, BalancerTls, Check, ClientId, Component, DatabaseId, Host, HostRef, NameId, Protocol, ServerId, Service,
    ServiceId, ServiceState, Version, World,
};

/// So many clients of a site, and in all, stand in a box each, before those that connect alike share one.
const CLIENTS_APART: (usize, usize) = (6, 24);
/// So many databases of a site stand in a box each, before those with the same copies share one.
const DATABASES_APART: usize = 12;
/// So many boxes of databases in a site, and in all, are tied to their servers by lines. Where there are more, lines
/// would be all that one sees, and the copies are named instead.
const DATABASES_TIED: (usize, usize) = (8, 24);
/// How many names are given where there are more.
const NAMED: usize = 3;
/// How wide a line with names may be.
const ROOM: i32 = 246;
/// How many lines a name in DNS has at the most.
const VIEWS_SHOWN: usize = 4;
/// How many ports that a balancer maps stand on a line.
const MAPPED: usize = 3;

/// The columns from the left to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    Clients,
    Names,
    Balancers,
    Front,
    Other,
    Mailbox,
    Databases,
}

impl Zone {
    pub(super) const ALL: [Self; 7] =
        [Self::Clients, Self::Names, Self::Balancers, Self::Front, Self::Other, Self::Mailbox, Self::Databases];
}

/// A node before it has a place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) key: String,
    pub(super) members: Vec<String>,
    pub(super) kind: NodeKind,
    pub(super) classes: Vec<&'static str>,
    pub(super) site: usize,
    pub(super) zone: Zone,
    pub(super) at: Option<(u32, u32)>,
    pub(super) name: String,
    /// What stands beside the name.
    pub(super) version: Option<Version>,
    /// What a server becomes in place.
    pub(super) later: Vec<Version>,
    /// The power state, where it is off or may become so.
    pub(super) power: Option<String>,
    pub(super) lines: Vec<String>,
    pub(super) chips: Vec<Spec>,
}

impl Part {
    /// The version as it stands beside the name.
    pub(super) fn year(&self) -> Option<String> {
        let years: Vec<_> = self.version.iter().chain(&self.later).map(|it| it.product().year).collect();
        (!years.is_empty()).then(|| years.join(" → "))
    }
}

/// A chip before it has a place.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) key: String,
    pub(super) kind: ChipKind,
    pub(super) name: &'static str,
    pub(super) class: &'static str,
    pub(super) states: Vec<(&'static str, String)>,
    /// Who holds it.
    pub(super) by: Option<String>,
}

/// An edge before it has a way. Edges of one net may share theirs.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    pub(super) kind: EdgeKind,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) net: usize,
    pub(super) classes: Vec<&'static str>,
}

/// Everything, not yet placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) nodes: Vec<Part>,
    pub(super) wires: Vec<Wire>,
    /// How many sites there are.
    pub(super) sites: usize,
    /// Whether databases are tied to their servers by lines.
    pub(super) tied: bool,
}

/// What an edge shares its way with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Net {
    /// All that goes to one node.
    To(usize),
    /// All that comes from one node.
    From(usize),
    /// All copies on the same servers.
    Copies(Vec<usize>),
}

/// Collects the parts.
pub(super) fn parts(world: &World, lang: Lang) -> Parts {
    let web = world.clients.iter().any(|it| it.protocol == Protocol::Http);
    let collect = Collect { world, lang, names: Names::new(world, lang), web };
    let mut parts = Parts { sites: world.sites.len(), ..Parts::default() };
    let own = collect.own_names();
    let mut at = At { own, ..At::default() };
    collect.clients(&mut parts);
    for (index, name) in world.names.iter().enumerate() {
        if !at.own.contains_key(&NameId::at(index)) && (!name.views.is_empty() || collect.is_asked(NameId::at(index))) {
            at.names.insert(NameId::at(index), parts.nodes.len());
            parts.nodes.push(collect.name(index));
        }
    }
    at.balancers = parts.nodes.len();
    for index in 0..world.balancers.len() {
        parts.nodes.push(collect.balancer(index));
    }
    at.servers = parts.nodes.len();
    let front = collect.front();
    for (index, is_front) in front.iter().enumerate() {
        parts.nodes.push(collect.server(index, *is_front));
    }
    let databases = parts.nodes.len();
    let groups = collect.databases(&mut parts);
    collect.wires(&mut parts, &at, databases, &groups);
    parts
}

/// Where what stands among the nodes.
#[derive(Default)]
struct At {
    names: BTreeMap<NameId, usize>,
    own: BTreeMap<NameId, Host>,
    balancers: usize,
    servers: usize,
}

impl At {
    fn host(&self, host: Host) -> usize {
        match host {
            Host::Server(it) => self.servers + it.index(),
            Host::Balancer(it) => self.balancers + it.index(),
        }
    }
}

struct Collect<'a> {
    world: &'a World,
    lang: Lang,
    names: Names<'a>,
    /// Whether there are web clients.
    web: bool,
}

impl Collect<'_> {
    /// The names that are somebody's own: they are not drawn apart.
    fn own_names(&self) -> BTreeMap<NameId, Host> {
        let servers = self.world.servers.iter().enumerate();
        let balancers = self.world.balancers.iter().enumerate();
        let mut own: BTreeMap<_, _> = servers.map(|(at, it)| (it.fqdn, Host::Server(ServerId::at(at)))).collect();
        own.extend(balancers.map(|(at, it)| (it.name, Host::Balancer(crate::world::BalancerId::at(at)))));
        own
    }

    /// Whether a client or the settings of a server ask for a name.
    fn is_asked(&self, name: NameId) -> bool {
        self.world.clients.iter().any(|it| it.connect.host == HostRef::Name(name))
            || self.world.settings.iter().any(|it| it.internal.iter().any(|it| it.host == HostRef::Name(name)))
    }

    /// What the views of a name give, without repetition.
    fn targets(&self, name: NameId) -> Vec<Ipv4Addr> {
        let mut all = Vec::new();
        for view in self.views(name) {
            for address in &self.world.answers[view.answer.index()].addresses {
                if !all.contains(address) {
                    all.push(*address);
                }
            }
        }
        all
    }

    fn views(&self, name: NameId) -> &[crate::world::NameView] {
        let views = &self.world.names[name.index()].views;
        &self.world.views[views.start as usize..views.end as usize]
    }

    fn clients(&self, parts: &mut Parts) {
        let mut of_site = vec![0_usize; self.world.sites.len()];
        let first = |index: usize| self.world.stands_for(ClientId::at(index)).index();
        for (index, it) in self.world.clients.iter().enumerate() {
            of_site[it.site.index()] += usize::from(first(index) == index);
        }
        let all: usize = of_site.iter().sum();
        // A group is one box. Where it connects, over what, and when: those that do all this alike may share a box.
        let mut groups: BTreeMap<(usize, String, String), Vec<usize>> = BTreeMap::new();
        for (index, it) in self.world.clients.iter().enumerate() {
            let many = of_site[it.site.index()] > CLIENTS_APART.0 || all > CLIENTS_APART.1;
            let merged = many && it.place.is_none() && it.group.is_none();
            let alone = if merged { String::new() } else { format!("{:08}", first(index)) };
            let like = format!("{} {}", self.speaks(index), self.names.setting(it.connect));
            groups.entry((it.site.index(), alone, like)).or_default().push(index);
        }
        for members in groups.into_values() {
            let first = &self.world.clients[members[0]];
            let connect = self.names.setting(first.connect);
            let (name, mut lines) = if let Some(group) = first.group {
                let user = self.names.mailboxes(first.user, members.len());
                let name = self.names.part(group, members.len() as u32);
                (name, vec![say::logs_on(self.lang, user, self.speaks(members[0])), connect])
            } else if let [only] = members[..] {
                let name = self.names.client(ClientId::at(only)).into_owned();
                (name, vec![say::logs_on(self.lang, self.user(only), self.speaks(only)), connect])
            } else {
                let names: Vec<_> =
                    members.iter().map(|it| self.names.client(ClientId::at(*it)).into_owned()).collect();
                let count = crate::words::thousands(members.len() as u64);
                let few = self.few(&names, names.len(), "");
                (say::clients_like(self.lang, count), vec![few, self.speaks(members[0]).to_owned(), connect])
            };
            let behind = |index: &usize| self.world.clients[*index].behind.as_deref();
            if let Some(it) = behind(&members[0])
                && members.iter().all(|other| behind(other) == Some(it))
            {
                lines.push(say::behind(self.lang, self.names.text(it)));
            }
            parts.nodes.push(Part {
                key: format!("client:{}", members[0]),
                members: members.iter().map(|it| format!("client:{it}")).collect(),
                kind: NodeKind::Client,
                classes: if members.len() > 1 { vec!["group"] } else { Vec::new() },
                site: first.site.index(),
                zone: Zone::Clients,
                at: if members.len() == 1 || first.group.is_some() { first.place } else { None },
                name,
                version: None,
                later: Vec::new(),
                power: None,
                lines,
                chips: Vec::new(),
            });
        }
    }

    fn user(&self, client: usize) -> String {
        let client = &self.world.clients[client];
        match &client.log_on_as {
            Some(it) => self.names.text(it).into_owned(),
            None => self.names.user(client.user).into_owned(),
        }
    }

    fn speaks(&self, client: usize) -> &'static str {
        let client = &self.world.clients[client];
        client.web.map_or_else(|| names::protocol(client.protocol), crate::world::WebService::word)
    }

    /// A few names of so many, behind a text: as many as find room on a line.
    fn few(&self, names: &[String], count: usize, before: &str) -> String {
        let named = |few: usize| {
            let names = names[..few].join(", ");
            let more = if few < count { say::and_more(self.lang, names, count - few) } else { names };
            if before.is_empty() { more } else { say::mailboxes_named(self.lang, before, more) }
        };
        let fits = |it: &String| measure::width(it, 14) <= ROOM;
        let most = if names.len() == count && count <= NAMED + 1 { count } else { NAMED.min(names.len()) };
        (1..=most)
            .rev()
            .map(named)
            .find(fits)
            .unwrap_or_else(|| if before.is_empty() { named(most.min(1)) } else { before.to_owned() })
    }

    fn host(&self, address: Ipv4Addr) -> String {
        match self.world.host(address) {
            Some(Host::Server(it)) => self.names.server(it).into_owned(),
            Some(Host::Balancer(it)) => self.names.balancer(it).into_owned(),
            None => address.to_string(),
        }
    }

    fn name(&self, index: usize) -> Part {
        let (id, lang) = (NameId::at(index), self.lang);
        let views = self.views(id);
        let split = views.iter().any(|it| !it.sites.is_empty());
        let mut lines = Vec::new();
        let mut ttls = BTreeSet::new();
        for view in views {
            let answer = &self.world.answers[view.answer.index()];
            let hosts: Vec<_> = answer.addresses.iter().map(|it| self.host(*it)).collect();
            let hosts = if hosts.is_empty() { say::not_registered(lang) } else { hosts.join(", ") };
            let sites: Vec<_> = view.sites.iter().map(|it| self.names.site(*it).into_owned()).collect();
            lines.push(if !sites.is_empty() {
                say::points_to_for(lang, sites.join(", "), hosts)
            } else if split {
                say::elsewhere(lang, hosts)
            } else {
                say::points_to(lang, hosts)
            });
            ttls.insert(answer.ttl);
        }
        if views.is_empty() {
            lines.push(say::not_registered(lang));
        }
        let left = lines.len().saturating_sub(VIEWS_SHOWN);
        if left > 0 {
            lines.truncate(VIEWS_SHOWN);
            lines.push(say::more_lines(lang, left));
        }
        if !ttls.is_empty() {
            lines.push(say::ttl(lang, ttls.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")));
        }
        let target = self.targets(id).into_iter().find_map(|it| self.world.host(it));
        let site = match target {
            Some(Host::Server(it)) => self.world.servers[it.index()].site.index(),
            Some(Host::Balancer(it)) => self.world.balancers[it.index()].site.index(),
            None => {
                let asks = self.world.clients.iter().find(|it| it.connect.host == HostRef::Name(id));
                asks.map_or(0, |it| it.site.index())
            }
        };
        Part {
            key: format!("name:{index}"),
            members: vec![format!("name:{index}")],
            kind: NodeKind::Name,
            classes: Vec::new(),
            site,
            zone: Zone::Names,
            at: self.world.names[index].place,
            name: self.names.text(self.world.name(id)).into_owned(),
            version: None,
            later: Vec::new(),
            power: None,
            lines,
            chips: Vec::new(),
        }
    }

    fn balancer(&self, index: usize) -> Part {
        let (lang, it) = (self.lang, &self.world.balancers[index]);
        let pool = &self.world.pools[it.pool.index()];
        let check = match it.check {
            Check::None => say::no_check(lang),
            Check::TcpConnect | Check::Banner => say::checks(lang, format!("{:?}", it.check), it.every),
        };
        let mut lines = vec![say::pool(lang, format!("{:?}", it.method), pool.len()), check];
        // What it does about TLS, and to which ports it leads (LB-7); what it only passes through needs no word.
        let offload = &self.world.offloads[it.offload.index()];
        if offload.tls != BalancerTls::PassThrough {
            lines.push(words::offload::does(lang, offload.tls, &[]));
        }
        for pairs in offload.map_ports.chunks(MAPPED) {
            lines.push(words::offload::mapped(lang, pairs));
        }
        if let Some(view) = self.views(it.name).first() {
            lines.push(say::ttl(lang, self.world.answers[view.answer.index()].ttl));
        }
        Part {
            key: format!("balancer:{index}"),
            members: vec![format!("balancer:{index}")],
            kind: NodeKind::Balancer,
            classes: Vec::new(),
            site: it.site.index(),
            zone: Zone::Balancers,
            at: it.place,
            name: self.names.text(self.world.name(it.name)).into_owned(),
            version: None,
            later: Vec::new(),
            power: None,
            lines,
            chips: Vec::new(),
        }
    }

    /// By server: whether clients, names or balancers lead to it.
    fn front(&self) -> Vec<bool> {
        let world = self.world;
        let mut front = vec![false; world.servers.len()];
        let own = self.own_names();
        let mut mark = |host: Option<Host>| {
            if let Some(Host::Server(it)) = host {
                front[it.index()] = true;
            }
        };
        for it in &world.clients {
            mark(match it.connect.host {
                HostRef::Name(name) => own.get(&name).copied(),
                HostRef::Address(address) => world.host(address),
            });
        }
        for index in (0..world.names.len()).filter(|it| !own.contains_key(&NameId::at(*it))) {
            for address in self.targets(NameId::at(index)) {
                mark(world.host(address));
            }
        }
        for it in &world.balancers {
            for member in &world.pools[it.pool.index()] {
                mark(Some(Host::Server(*member)));
            }
        }
        front
    }

    fn server(&self, index: usize, is_front: bool) -> Part {
        let (lang, it, id) = (self.lang, &self.world.servers[index], ServerId::at(index));
        let changes = |test: &dyn Fn(Action) -> bool| self.world.changes.iter().any(|it| test(it.action));
        // Where there is one role, it is called Mailbox (VER-2).
        let roles = match (it.client_access && !it.version.product().one_role, it.mailbox) {
            (true, false) => say::client_access_role(lang),
            (false, true) => say::mailbox_role(lang),
            (true, true) | (false, false) => say::both_roles(lang),
        };
        let mut chips = Vec::new();
        for service in Service::ALL {
            let Some(state) = it.services[service] else { continue };
            let id = ServiceId::new(id, service);
            let touched = || {
                changes(&|it| match it {
                    Action::Start(it) | Action::Stop(it) | Action::Hang(it) | Action::Restart(it) => it == id,
                    _ => false,
                })
            };
            // The web server is there on every Client Access server; without web clients nobody asks for it.
            if service == Service::W3SVC && !self.web && state == ServiceState::Running && !touched() {
                continue;
            }
            chips.push(Spec {
                key: format!("server:{index}:{}", service.windows_name()),
                kind: ChipKind::Service,
                name: short(service),
                class: if it.off { "off" } else { state_class(state) },
                states: vec![
                    ("running", say::running(lang)),
                    ("stopped", say::stopped(lang)),
                    ("hung", say::hung(lang)),
                    ("off", say::off(lang)),
                ],
                by: None,
            });
        }
        if it.version.product().components {
            for component in [Component::ImapProxy, Component::PopProxy, Component::ServerWideOffline] {
                let holds = it.components[component];
                let touched = || {
                    changes(&|it| matches!(it, Action::SetComponent(s, c, ..) if s.index() == index && c == component))
                };
                let by = holds.held_by(crate::world::DrainingComponent::AsInactive);
                if by.is_none() && !touched() {
                    continue;
                }
                let inactive = holds.held_by(crate::world::DrainingComponent::AsActive).is_some();
                let by = by.map(|it| {
                    let words: Vec<_> = it.each().map(|it| it.word().to_owned()).collect();
                    say::held_by(lang, crate::words::list(lang, &words))
                });
                chips.push(Spec {
                    key: format!("server:{index}:{}", component.word()),
                    kind: ChipKind::Component,
                    name: component.word(),
                    class: match (inactive, holds.drains()) {
                        (true, _) => "inactive",
                        (false, true) => "draining",
                        (false, false) => "active",
                    },
                    states: vec![
                        ("active", say::active(lang)),
                        ("inactive", say::inactive(lang)),
                        ("draining", say::draining(lang)),
                    ],
                    by,
                });
            }
        }
        let mut classes = vec![it.version.product().look.class];
        classes.extend(it.off.then_some("off"));
        let may_be_off =
            it.off || changes(&|it| matches!(it, Action::ShutDown(s) | Action::RemoveServer(s) if s.index() == index));
        Part {
            key: format!("server:{index}"),
            members: vec![format!("server:{index}")],
            kind: NodeKind::Server,
            classes,
            site: it.site.index(),
            zone: match (is_front, it.client_access) {
                (true, _) => Zone::Front,
                (false, true) => Zone::Other,
                (false, false) => Zone::Mailbox,
            },
            at: it.place,
            name: self.names.text(&it.name).into_owned(),
            version: Some(it.version),
            later: self.world.versions_of(id).split_off(1),
            power: may_be_off.then(|| say::off(lang)),
            lines: vec![roles],
            chips,
        }
    }

    /// The databases, and which of them stand in one box: by box, their indices.
    fn databases(&self, parts: &mut Parts) -> Vec<Vec<usize>> {
        let (lang, world) = (self.lang, self.world);
        let mut mailboxes: Vec<Vec<usize>> = vec![Vec::new(); world.databases.len()];
        for (index, user) in world.users.iter().enumerate() {
            if let Some(database) = user.database {
                mailboxes[database.index()].push(index);
            }
        }
        let site = |index: usize| world.servers[world.databases[index].active.index()].site.index();
        let mut of_site = vec![0_usize; world.sites.len()];
        for index in 0..world.databases.len() {
            of_site[site(index)] += 1;
        }
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, it) in world.databases.iter().enumerate() {
            let alone = if of_site[site(index)] > DATABASES_APART { 0 } else { index + 1 };
            groups.entry((site(index), alone, it.active, it.copies.clone())).or_default().push(index);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_unstable();
        let mut boxes = vec![0_usize; world.sites.len()];
        for it in &groups {
            boxes[site(it[0])] += 1;
        }
        parts.tied = groups.len() <= DATABASES_TIED.1 && boxes.iter().all(|it| *it <= DATABASES_TIED.0);
        for members in &groups {
            let (first, id) = (&world.databases[members[0]], DatabaseId::at(members[0]));
            let mut users: Vec<usize> = members.iter().flat_map(|it| mailboxes[*it].iter().copied()).collect();
            users.sort_unstable();
            let (names, listed) = self.mailboxes(&users);
            let mut lines = vec![say::active_on(lang, self.names.server(first.active))];
            let others: Vec<_> = first.copies.iter().copied().filter(|it| *it != first.active).collect();
            if !parts.tied && !others.is_empty() {
                lines.push(say::copies_on(lang, self.names.servers(&others)));
            }
            lines.push(match users.len() {
                0 => say::no_mailbox(lang),
                1 => self.few(&names, 1, &say::one_mailbox(lang)),
                count => {
                    let before = say::mailboxes(lang, crate::words::thousands(count as u64));
                    self.few(&names, listed, &before)
                }
            });
            let name = if members.len() == 1 {
                self.names.database(id).into_owned()
            } else {
                let all: Vec<_> =
                    members.iter().map(|it| self.names.database(DatabaseId::at(*it)).into_owned()).collect();
                lines.insert(0, self.few(&all, all.len(), ""));
                say::databases_like(lang, members.len())
            };
            parts.nodes.push(Part {
                key: format!("database:{}", members[0]),
                members: members.iter().map(|it| format!("database:{it}")).collect(),
                kind: NodeKind::Database,
                classes: vec![world.version_of(id).product().look.class],
                site: site(members[0]),
                zone: Zone::Databases,
                at: None,
                name,
                version: Some(world.version_of(id)),
                later: Vec::new(),
                power: None,
                lines,
                chips: Vec::new(),
            });
        }
        groups
    }

    /// The first few of so many mailboxes, those of a group as one; and how many there are to be named.
    fn mailboxes(&self, users: &[usize]) -> (Vec<String>, usize) {
        let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
        let mut names = Vec::new();
        let mut listed = 0;
        for it in users {
            let user = &self.world.users[*it];
            if let Some(group) = user.group {
                *groups.entry(group.index()).or_default() += 1;
                continue;
            }
            listed += 1;
            if names.len() <= NAMED {
                names.push(self.names.text(&user.name).into_owned());
            }
        }
        listed += groups.len();
        let first = |group: usize| self.world.mailbox_groups[group].first();
        names.splice(0..0, groups.into_iter().map(|(group, count)| self.names.mailboxes(first(group), count)));
        names.truncate(NAMED + 1);
        (names, listed)
    }

    fn wires(&self, parts: &mut Parts, at: &At, databases: usize, groups: &[Vec<usize>]) {
        let world = self.world;
        let mut nets: BTreeMap<Net, usize> = BTreeMap::new();
        let mut wires: Vec<Wire> = Vec::new();
        let mut known: BTreeSet<(EdgeKind, usize, usize)> = BTreeSet::new();
        let mut wire = |kind: EdgeKind, from: usize, to: usize, net: Net, classes: Vec<&'static str>| {
            if !known.insert((kind, from, to)) {
                return;
            }
            let next = nets.len();
            let net = *nets.entry(net).or_insert(next);
            wires.push(Wire { kind, from, to, net, classes });
        };
        for (from, part) in parts.nodes.iter().enumerate().filter(|it| it.1.kind == NodeKind::Client) {
            let index: usize = part.key["client:".len()..].parse().unwrap_or(0);
            let to = match world.clients[index].connect.host {
                HostRef::Name(name) => match at.own.get(&name) {
                    Some(host) => Some(at.host(*host)),
                    None => at.names.get(&name).copied(),
                },
                HostRef::Address(address) => world.host(address).map(|it| at.host(it)),
            };
            if let Some(to) = to {
                wire(EdgeKind::Connects, from, to, Net::To(to), Vec::new());
            }
        }
        for (name, from) in &at.names {
            for host in self.targets(*name).into_iter().filter_map(|it| world.host(it)) {
                wire(EdgeKind::Points, *from, at.host(host), Net::From(*from), Vec::new());
            }
        }
        for (index, it) in world.balancers.iter().enumerate() {
            let from = at.balancers + index;
            for member in &world.pools[it.pool.index()] {
                wire(EdgeKind::Pool, from, at.host(Host::Server(*member)), Net::From(from), Vec::new());
            }
        }
        for (box_, members) in groups.iter().enumerate().filter(|_| parts.tied) {
            let database = &world.databases[members[0]];
            let servers: Vec<_> = database.copies.iter().map(|it| at.servers + it.index()).collect();
            for (copy, from) in database.copies.iter().zip(&servers) {
                let class = if *copy == database.active { "active" } else { "passive" };
                let mut on = servers.clone();
                on.sort_unstable();
                wire(EdgeKind::Copy, *from, databases + box_, Net::Copies(on), vec![class]);
            }
        }
        parts.wires = wires;
    }
}

/// A service, short.
const fn short(service: Service) -> &'static str {
    match service {
        Service::Imap4 => "IMAP4",
        Service::Pop3 => "POP3",
        Service::Imap4BE => "IMAP4BE",
        Service::Pop3BE => "POP3BE",
        Service::W3SVC => "W3SVC",
    }
}

/// A state as a class.
const fn state_class(state: ServiceState) -> &'static str {
    match state {
        ServiceState::Running => "running",
        ServiceState::Stopped => "stopped",
        ServiceState::Hung => "hung",
    }
}
