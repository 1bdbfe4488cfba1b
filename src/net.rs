//! Does a packet arrive, and when?
//!
//! A packet takes the way of least latency over the links that are up; latencies add up, each link may add jitter
//! and may lose it. Within a site it always arrives. Ways are found over the site graph and kept until a link is cut or
//! mended, and beyond that where the links come back to a state in which they were found. What TCP does about a lost
//! packet is laid down in [`REQUEST_AGAIN`] and [`DATA_AGAIN`].

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use petgraph::graph::{DiGraph, NodeIndex};

use crate::chance::Stream;
use crate::time::Micros;
use crate::world::{Link, LinkId, SiteId, World};

/// After which pauses a connection request is sent again (Windows: 3 s, then twice that; RFC 1122).
pub(crate) const REQUEST_AGAIN: [Micros; 2] = [Micros::from_secs(3), Micros::from_secs(6)];
/// How long an operating system waits in all for an answer to a connection request: 3 + 6 + 12 s.
pub(crate) const REQUEST_TIMEOUT: Micros = Micros::from_secs(21);
/// After which pauses data is sent again (TcpMaxDataRetransmissions 5; RFC 6298). After the last one the connection
/// is lost.
pub(crate) const DATA_AGAIN: [Micros; 5] = [
    Micros::from_millis(300),
    Micros::from_millis(600),
    Micros::from_millis(1_200),
    Micros::from_millis(2_400),
    Micros::from_millis(4_800),
];

/// What becomes of one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It arrives after this time.
    Arrives(Micros),
    /// It is lost: on this link, or because there is no way.
    Lost(Option<LinkId>),
}

/// The way from one site to another.
#[derive(Clone, Debug)]
enum Way {
    /// Not looked for yet.
    Unknown,
    /// There is none.
    None,
    /// Over links without jitter or loss: nothing is left to chance.
    Sure(Micros),
    /// Over these links.
    Links(Vec<LinkId>),
}

/// The ways that were found while these links were cut.
#[derive(Debug)]
struct Found {
    cut: Vec<bool>,
    /// The ways from each site, made when the first packet leaves it.
    ways: Vec<Vec<Way>>,
    /// How far was looked from each site for them.
    searches: Vec<Search>,
}

/// Of so many states of the links the ways are kept, if there are no more sites than this: links that come and go, and
/// runs of the same links, find them once.
const STATES: usize = 8;
const FEW_SITES: usize = 64;

/// The network of a run.
#[derive(Debug, Default)]
pub(crate) struct Net {
    cut: Vec<bool>,
    graph: Option<DiGraph<(), LinkId>>,
    /// The links and the number of sites for which ways were found.
    links: Vec<Link>,
    sites: usize,
    found: Vec<Found>,
    /// Which of those holds now.
    now: usize,
    streams: Vec<Option<Stream>>,
    /// The seed, where what is drawn is no longer that of the world.
    anew: Option<u64>,
}

impl Net {
    /// The network as it is at the start of a run.
    pub(crate) fn reset(&mut self, world: &World, cut: &[bool]) {
        self.cut.clear();
        self.cut.extend_from_slice(cut);
        self.streams.clear();
        self.streams.resize_with(world.links.len(), || None);
        self.anew = None;
        if self.links != world.links || self.sites != world.sites.len() {
            self.links.clone_from(&world.links);
            self.sites = world.sites.len();
            self.found.clear();
        }
        self.turn();
    }

    /// The links are in another state: the ways that were found in it hold, if there are any.
    fn turn(&mut self) {
        self.graph = None;
        let most = if self.sites <= FEW_SITES { STATES } else { 1 };
        if let Some(at) = self.found.iter().position(|it| it.cut == self.cut) {
            self.now = at;
        } else if self.found.len() < most {
            self.now = self.found.len();
            let mut searches = Vec::new();
            searches.resize_with(self.sites, Search::default);
            self.found.push(Found { cut: self.cut.clone(), ways: vec![Vec::new(); self.sites], searches });
        } else {
            self.now = (self.now + 1) % most;
            let oldest = &mut self.found[self.now];
            oldest.cut.clone_from(&self.cut);
            oldest.ways.iter_mut().for_each(Vec::clear);
            oldest.searches.iter_mut().for_each(Search::forget);
        }
    }

    /// Cuts or mends a link.
    pub(crate) fn set_cut(&mut self, link: LinkId, cut: bool) {
        self.cut[link.index()] = cut;
        self.turn();
    }

    /// Whether there is any way from one site to the other now.
    pub(crate) fn reaches(&mut self, world: &World, from: SiteId, to: SiteId) -> bool {
        from == to || !matches!(self.way(world, from, to), Way::None)
    }

    /// Sends one packet.
    pub(crate) fn send(&mut self, world: &World, from: SiteId, to: SiteId) -> Fate {
        if from == to {
            return Fate::Arrives(world.sites[from.index()].latency);
        }
        match self.way(world, from, to) {
            Way::None | Way::Unknown => Fate::Lost(None),
            Way::Sure(latency) => Fate::Arrives(*latency),
            Way::Links(_) => self.send_by_chance(world, from, to),
        }
    }

    /// From now on draws by another seed.
    pub(crate) fn draw_anew(&mut self, seed: u64) {
        if self.anew.is_none() {
            self.anew = Some(seed);
            self.streams.iter_mut().for_each(|it| *it = None);
        }
    }

    /// Whether chance had a part in what became of a packet.
    pub(crate) fn has_drawn(&self) -> bool {
        self.streams.iter().any(Option::is_some)
    }

    fn send_by_chance(&mut self, world: &World, from: SiteId, to: SiteId) -> Fate {
        let Self { found, now, streams, anew, .. } = self;
        let Way::Links(links) = &found[*now].ways[from.index()][to.index()] else {
            unreachable!("only ways left to chance")
        };
        let mut latency = Micros::ZERO;
        for &id in links {
            let link = &world.links[id.index()];
            latency = latency + link.latency;
            if link.loss == 0 && link.jitter == Micros::ZERO {
                continue;
            }
            let stream = streams[id.index()].get_or_insert_with(|| {
                let site = |it: SiteId| &world.sites[it.index()].name;
                Stream::of_parts(anew.unwrap_or(world.seed), &["link/", site(link.from), ">", site(link.to)])
            });
            if stream.happens(link.loss) {
                return Fate::Lost(Some(id));
            }
            let jitter = u32::try_from(link.jitter.0).unwrap_or(u32::MAX - 1);
            latency = latency + Micros(u64::from(stream.below(jitter + 1)));
        }
        Fate::Arrives(latency)
    }

    fn way(&mut self, world: &World, from: SiteId, to: SiteId) -> &Way {
        let (from_at, to_at) = (from.index(), to.index());
        let ways = &mut self.found[self.now].ways[from_at];
        if ways.is_empty() {
            ways.resize(world.sites.len(), Way::Unknown);
        }
        if matches!(ways[to_at], Way::Unknown) {
            self.found[self.now].ways[from_at][to_at] = self.find(world, from, to);
        }
        &self.found[self.now].ways[from_at][to_at]
    }

    /// The way of least latency, and among equal ones that with the fewest links; then that over the sites of the first
    /// names, told from its beginning, because sites stand in the order of their names.
    fn find(&mut self, world: &World, from: SiteId, to: SiteId) -> Way {
        let cut = &self.cut;
        let graph = self.graph.get_or_insert_with(|| {
            let mut graph = DiGraph::with_capacity(world.sites.len(), world.links.len());
            for _ in &world.sites {
                graph.add_node(());
            }
            for (at, link) in world.links.iter().enumerate().filter(|it| !cut[it.0]) {
                graph.add_edge(NodeIndex::new(link.from.index()), NodeIndex::new(link.to.index()), LinkId::at(at));
            }
            graph
        });
        let search = &mut self.found[self.now].searches[from.index()];
        if !search.reaches(graph, world, (from, to)) {
            return Way::None;
        }
        let links: Vec<LinkId> = search
            .way(to)
            .windows(2)
            .map(|pair| {
                graph
                    .edges_connecting(NodeIndex::new(pair[0].index()), NodeIndex::new(pair[1].index()))
                    .map(|edge| *edge.weight())
                    .min_by_key(|&link| (world.links[link.index()].latency, link))
                    .expect("the way goes over links")
            })
            .collect();
        if links.iter().all(|it| world.links[it.index()].loss == 0 && world.links[it.index()].jitter == Micros::ZERO) {
            Way::Sure(links.iter().fold(Micros::ZERO, |sum, it| sum + world.links[it.index()].latency))
        } else {
            Way::Links(links)
        }
    }
}

/// What a way costs: latency first, then the number of links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    latency: u64,
    links: u32,
}

impl std::ops::Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { latency: self.latency + other.latency, links: self.links + other.links }
    }
}

/// A search for the shortest ways from one site (Dijkstra's), which goes only as far as somebody has asked and is gone
/// on with when somebody asks for a site that is farther: however many there are, each is looked at once.
#[derive(Debug, Default)]
struct Search {
    /// The sites that were seen: what the way to each costs as far as is known, the one before it, and whether it is
    /// sure.
    seen: BTreeMap<SiteId, Seen>,
    /// Those from which nobody has looked on, the nearest first.
    ahead: BinaryHeap<Ahead>,
    /// The one that was found last, from which nobody has looked on either.
    found: Option<SiteId>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    cost: Cost,
    before: SiteId,
    is_sure: bool,
}

/// A site to look on from. The nearest is the greatest, as a heap has it, and of equal ones neither is.
#[derive(Clone, Copy, Debug)]
struct Ahead {
    cost: Cost,
    site: SiteId,
}

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        self.cost == other.cost
    }
}

impl Eq for Ahead {}

impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ahead {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost)
    }
}

impl Search {
    fn forget(&mut self) {
        self.seen.clear();
        self.ahead.clear();
        self.found = None;
    }

    /// Looks on until the way to a site is sure. Whether there is one.
    fn reaches(&mut self, graph: &DiGraph<(), LinkId>, world: &World, (from, to): (SiteId, SiteId)) -> bool {
        if self.seen.is_empty() {
            self.seen.insert(from, Seen { cost: Cost::default(), before: from, is_sure: false });
            self.ahead.push(Ahead { cost: Cost::default(), site: from });
        }
        if self.seen.get(&to).is_some_and(|it| it.is_sure) {
            return true;
        }
        loop {
            if let Some(site) = self.found.take() {
                self.look_on(graph, world, site);
            }
            let Some(Ahead { site, .. }) = self.ahead.pop() else { return false };
            let seen = self.seen.get_mut(&site).expect("it was seen before");
            if std::mem::replace(&mut seen.is_sure, true) {
                continue;
            }
            self.found = Some(site);
            if site == to {
                return true;
            }
        }
    }

    fn look_on(&mut self, graph: &DiGraph<(), LinkId>, world: &World, site: SiteId) {
        let so_far = self.seen[&site].cost;
        for edge in graph.edges(NodeIndex::new(site.index())) {
            let next = SiteId::at(petgraph::visit::EdgeRef::target(&edge).index());
            let latency = world.links[edge.weight().index()].latency.0;
            let cost = so_far + Cost { latency, links: 1 };
            let known = self.seen.get(&next).copied();
            if known.is_none_or(|it| cost < it.cost) {
                self.seen.insert(next, Seen { cost, before: site, is_sure: false });
                self.ahead.push(Ahead { cost, site: next });
            } else if let Some(known) = known
                && cost == known.cost
                && self.way(site) < self.way(known.before)
            {
                self.seen.insert(next, Seen { before: site, ..known });
            }
        }
    }

    /// The sites on the way to one that is sure.
    fn way(&self, to: SiteId) -> Vec<SiteId> {
        let mut way = vec![to];
        let mut at = to;
        // The first of all is before itself.
        while self.seen[&at].before != at {
            at = self.seen[&at].before;
            way.push(at);
        }
        way.reverse();
        way
    }
}
