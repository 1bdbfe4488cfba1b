//! What is in the picture, and what does each part of it say?
//!
//! The parts of an organisation in the order of their arenas, not yet placed. What would be many boxes alike is one
//! box with a count: clients that connect alike, servers that differ in nothing but their name. Databases stand in the
//! servers that have them. Where only some parties are wanted, the rest of each site is one box.

mod alike;
mod clients;
mod databases;
pub(super) mod marks;
mod names;
mod servers;

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use super::sight::Sight;
use super::{ChipKind, EdgeKind, NodeKind};
use crate::change::Org;
use crate::picture::measure;
use crate::words::names::Names;
use crate::words::{Lang, topology as say};
use crate::world::{ClientId, Host, HostRef, NameId, Protocol, ServerId, ServiceId, Version, World};

/// How many names are given where there are more.
const NAMED: usize = 3;
/// How wide a line with names may be.
const ROOM: i32 = 246;

/// The columns from the left to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    Clients,
    Names,
    Balancers,
    Front,
    Other,
    Mailbox,
}

impl Zone {
    pub(super) const ALL: [Self; 6] =
        [Self::Clients, Self::Names, Self::Balancers, Self::Front, Self::Other, Self::Mailbox];
}

/// A node before it has a place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) key: String,
    /// The keys of everything for which it stands, its own first.
    pub(super) members: Vec<String>,
    /// How many boxes of its kind it stands for.
    pub(super) count: usize,
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
    /// What was set, has changed or decides.
    pub(super) tags: Vec<TagSpec>,
}

impl Part {
    /// A box that stands for one thing and says nothing yet.
    fn new(kind: NodeKind, index: usize, site: usize, zone: Zone, name: String) -> Self {
        let key = format!("{}:{index}", kind.class());
        Self {
            members: vec![key.clone()],
            key,
            count: 1,
            kind,
            classes: Vec::new(),
            site,
            zone,
            at: None,
            name,
            version: None,
            later: Vec::new(),
            power: None,
            lines: Vec::new(),
            chips: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// The version as it stands beside the name.
    pub(super) fn year(&self) -> Option<String> {
        let years: Vec<_> = self.version.iter().chain(&self.later).map(|it| it.product().year).collect();
        (!years.is_empty()).then(|| years.join(" → "))
    }
}

/// A chip before it has a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spec {
    pub(super) key: String,
    pub(super) kind: ChipKind,
    pub(super) name: String,
    /// Its state.
    pub(super) class: &'static str,
    /// What else it is: `needed`, `changed`, `refusing`.
    pub(super) classes: Vec<&'static str>,
    pub(super) states: Vec<(&'static str, String)>,
    /// Who holds it.
    pub(super) by: Option<String>,
}

/// A mark before it has a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagSpec {
    /// `mark:0`: its position among the marks.
    pub(super) key: String,
    pub(super) class: &'static str,
    /// Whether it is there at the moment that is drawn.
    pub(super) on: bool,
    pub(super) text: String,
}

/// An edge before it has a way. Edges of one net may share theirs.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    pub(super) kind: EdgeKind,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) net: usize,
    pub(super) classes: Vec<&'static str>,
    /// The key of its state, where it has one.
    pub(super) state: Option<String>,
}

/// Everything, not yet placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) nodes: Vec<Part>,
    pub(super) wires: Vec<Wire>,
    /// How many sites there are.
    pub(super) sites: usize,
    /// The sites in the order in which they stand.
    pub(super) order: Vec<usize>,
    /// Whether something is left out, so that sites may stand beside each other.
    pub(super) large: bool,
}

/// What an edge shares its way with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Net {
    /// All that goes to one node.
    To(usize),
    /// All that comes from one node.
    From(usize),
    /// All that is reached by way of one server's settings.
    Reaches(usize),
}

/// So many servers are drawn one by one, whatever they are.
pub(super) const SERVERS_APART: usize = 10;

/// Collects the parts.
pub(super) fn parts(sight: &Sight<'_>, lang: Lang) -> Parts {
    let world = sight.world;
    let web = world.clients.iter().any(|it| it.protocol == Protocol::Http);
    let collect = Collect {
        sight,
        world,
        org: &sight.org,
        lang,
        names: Names::new(world, lang),
        web,
        spoken: super::sight::spoken(world),
        needed: servers::needed(world, &sight.org),
    };
    let large = world.servers.len() > SERVERS_APART;
    let mut parts = Parts { sites: world.sites.len(), large, ..Parts::default() };
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
    collect.servers(&mut parts, &mut at);
    for part in &mut parts.nodes {
        collect.tag(part);
    }
    collect.wires(&mut parts, &at);
    collect.act(&mut parts);
    collect.leave_out(&mut parts);
    parts
}

/// Where what stands among the nodes.
#[derive(Default)]
struct At {
    names: BTreeMap<NameId, usize>,
    own: BTreeMap<NameId, Host>,
    balancers: usize,
    /// By server.
    servers: Vec<usize>,
}

impl At {
    fn host(&self, host: Host) -> usize {
        match host {
            Host::Server(it) => self.servers[it.index()],
            Host::Balancer(it) => self.balancers + it.index(),
        }
    }
}

struct Collect<'a> {
    sight: &'a Sight<'a>,
    world: &'a World,
    org: &'a Org,
    lang: Lang,
    names: Names<'a>,
    /// Whether there are web clients.
    web: bool,
    /// The protocols of mail that somebody speaks.
    spoken: Vec<Protocol>,
    /// The services without which a log-on fails, or one that is tried.
    needed: BTreeSet<ServiceId>,
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
        targets(self.world, self.org, name)
    }

    /// Whether a party is drawn whole.
    fn is_in_focus(&self, key: &str) -> bool {
        self.sight.focus.as_ref().is_none_or(|it| it.contains(key))
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

    fn wires(&self, parts: &mut Parts, at: &At) {
        let world = self.world;
        let mut nets: BTreeMap<Net, usize> = BTreeMap::new();
        let mut wires: Vec<Wire> = Vec::new();
        let mut known: BTreeSet<(EdgeKind, usize, usize)> = BTreeSet::new();
        let mut wire = |(kind, from, to): (EdgeKind, usize, usize), net: Net, classes: Vec<&'static str>, state| {
            if from == to || !known.insert((kind, from, to)) {
                return;
            }
            let next = nets.len();
            let net = *nets.entry(net).or_insert(next);
            wires.push(Wire { kind, from, to, net, classes, state });
        };
        let host = |it: HostRef| match it {
            HostRef::Name(name) => match at.own.get(&name) {
                Some(host) => Some(at.host(*host)),
                None => at.names.get(&name).copied(),
            },
            HostRef::Address(address) => world.host(address).map(|it| at.host(it)),
        };
        for (from, part) in parts.nodes.iter().enumerate().filter(|it| it.1.kind == NodeKind::Client) {
            let index: usize = part.key["client:".len()..].parse().unwrap_or(0);
            if let Some(to) = host(self.org.client(world, ClientId::at(index)).connect.host) {
                wire((EdgeKind::Connects, from, to), Net::To(to), Vec::new(), None);
            }
        }
        for (name, from) in &at.names {
            for host in self.targets(*name).into_iter().filter_map(|it| world.host(it)) {
                wire((EdgeKind::Points, *from, at.host(host)), Net::From(*from), Vec::new(), None);
            }
        }
        for index in 0..world.balancers.len() {
            let from = at.balancers + index;
            for member in self.pool(index) {
                wire((EdgeKind::Pool, from, at.host(Host::Server(*member))), Net::From(from), Vec::new(), None);
            }
        }
        for (number, ((server, to), on)) in self.sight.reaches.iter().enumerate() {
            let from = at.servers[server.index()];
            if let Some(to) = host(*to) {
                let classes = if *on { Vec::new() } else { vec!["gone"] };
                wire((EdgeKind::Reaches, from, to), Net::Reaches(from), classes, Some(format!("reach:{number}")));
            }
        }
        parts.wires = wires;
    }

    /// Marks those who do something at the moment that is drawn.
    fn act(&self, parts: &mut Parts) {
        let Some(acting) = &self.sight.acting else { return };
        for key in std::iter::once(&acting.from).chain(&acting.to) {
            if let Some(it) = parts.nodes.iter_mut().find(|it| it.members.contains(key))
                && !it.classes.contains(&"acting")
            {
                it.classes.push("acting");
            }
        }
    }
}

/// What the views of a name give, without repetition.
fn targets(world: &World, org: &Org, name: NameId) -> Vec<Ipv4Addr> {
    let mut all = Vec::new();
    for view in world.names[name.index()].views.clone() {
        for address in &world.answers[org.answers[view as usize].index()].addresses {
            if !all.contains(address) {
                all.push(*address);
            }
        }
    }
    all
}
