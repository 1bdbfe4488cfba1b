//! At which pixel does everything stand?
//!
//! The rows and gaps give the heights, the lanes that cross them give the widths, and then every line has its corners.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::parts::{Part, Parts, Zone};
use super::route::{Across, Lanes, Routes, lanes};
use super::{Area, Chip, Edge, EdgeKind, Frame, Key, Label, Node, NodeKind, Picture, Point, TextRole};
use crate::picture::measure;
use crate::words::names::Names;
use crate::words::{self, Lang, topology as say};
use crate::world::{ServerId, ServiceState, Version, World};

/// Around the picture.
const MARGIN: i32 = 24;
/// Between two sites.
const BETWEEN: i32 = 28;
/// The strip with the name of a site.
const STRIP: i32 = 36;
/// The head of a node, with its name.
const HEAD: i32 = 32;
/// A line of a node.
const LINE: i32 = 21;
/// A chip.
const CHIP: i32 = 24;
/// From one chip to the next.
const CHIP_STEP: i32 = 27;
/// Left and right of the text of a node.
const PAD: i32 = 12;
/// Between two rows at the least.
const GAP: i32 = 26;
/// Between two lanes.
const LANE: i32 = 9;
/// Before the first lane of a gutter, and behind its last, where arrows end.
const BEFORE: i32 = 16;
const BEHIND: i32 = 22;
/// A tab with the text of a link, and from one to the next.
const TAB: i32 = 26;
const TAB_STEP: i32 = 34;
/// A sample in the legend.
const SAMPLE: i32 = 36;

/// The height of a part.
pub(super) fn height(part: &Part) -> i32 {
    let lines = part.lines.len() as i32;
    let held = part.chips.iter().filter(|it| it.by.is_some()).count() as i32;
    let chips = part.chips.len() as i32;
    let below = if chips > 0 { 4 + chips * CHIP_STEP + held * LINE } else { 0 };
    HEAD + 6 + lines * LINE + below + 8
}

/// The width that a part would like to have, within what is good for its kind.
fn width(part: &Part) -> i32 {
    let (least, most) = match part.kind {
        NodeKind::Client => (150, 290),
        NodeKind::Name => (150, 270),
        NodeKind::Balancer => (170, 270),
        NodeKind::Server => (210, 330),
        NodeKind::Database => (170, 270),
    };
    let of = |text: &str, role: TextRole| text_width(text, role);
    let beside = |text: Option<&str>| text.map_or(0, |it| of(it, TextRole::Version) + 14);
    let mut wanted = of(&part.name, TextRole::Name) + beside(part.year().as_deref());
    for (at, line) in part.lines.iter().enumerate() {
        let power = if at == 0 { beside(part.power.as_deref()) } else { 0 };
        wanted = wanted.max(of(line, TextRole::Line) + power);
    }
    let (names, states) = chip_columns(part);
    wanted = wanted.max(names + 10 + states + 16);
    for by in part.chips.iter().filter_map(|it| it.by.as_deref()) {
        wanted = wanted.max(of(by, TextRole::Line) + 10);
    }
    (wanted + 2 * PAD).clamp(least, most)
}

/// How wide the names and the states of its chips are at the most.
fn chip_columns(part: &Part) -> (i32, i32) {
    let name = |it: &super::parts::Spec| text_width(it.name, TextRole::Service);
    let state =
        |it: &super::parts::Spec| it.states.iter().map(|it| text_width(&it.1, TextRole::State)).max().unwrap_or(0);
    (part.chips.iter().map(name).max().unwrap_or(0), part.chips.iter().map(state).max().unwrap_or(0))
}

fn text_width(text: &str, role: TextRole) -> i32 {
    measure::width(text, role.measured())
}

fn label(text: &str, role: TextRole, frame: Frame) -> Label {
    Label::fitted(text, role, frame)
}

/// Gives everything its place.
pub(super) fn place(world: &World, lang: Lang, parts: Parts, grid: &Grid, routes: &Routes) -> Picture {
    let names = Names::new(world, lang);
    let tabs = tabs(world, &names);
    let rows = Rows::new(&parts, grid, routes, &tabs);
    let gutters = gutters(&parts, grid, routes, &rows);
    let columns = Columns::new(&parts, grid, &gutters);
    let inner = columns.right;
    let mut edges = edges(&parts, grid, routes, &rows, &columns, &gutters);
    let areas: Vec<Area> = rows
        .sites
        .iter()
        .enumerate()
        .map(|(site, it)| {
            let name = say::site(lang, names.text(&world.sites[site].name));
            let x = columns.at.first().map_or(MARGIN + BEFORE, |it| it.0);
            let mut strip = Frame { x, y: it.top + 6, w: inner - BEFORE - x, h: 26 };
            // The name ends where a line to another site crosses its strip.
            for pair in edges.iter().flat_map(|it: &Edge| it.points.windows(2)) {
                let (upper, lower) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
                if pair[0].x == pair[1].x && pair[0].x > x && upper < strip.bottom() && strip.y < lower {
                    strip.w = strip.w.min(pair[0].x - 10 - x);
                }
            }
            Area {
                key: format!("site:{site}"),
                frame: Frame { x: MARGIN, y: it.top, w: inner - MARGIN, h: it.bottom - it.top },
                name: label(&name, TextRole::Site, strip),
            }
        })
        .collect();
    let links = links(world, &names, &tabs, &areas);
    let beyond = links.iter().flat_map(|it| it.points.iter().map(|it| it.x)).max().unwrap_or(inner);
    edges.extend(links);
    let headings = headings(lang, grid, &columns);
    let tied = parts.tied;
    let nodes = nodes(parts, grid, &rows, &columns);
    let lower = areas.iter().map(|it| it.frame.bottom()).max().unwrap_or(MARGIN + 80);
    let width = beyond.max(640) + MARGIN;
    let legend = legend(world, lang, tied, lower + 24, width - 2 * MARGIN);
    let height = legend.iter().map(|it| it.frame.bottom()).max().unwrap_or(lower) + MARGIN;
    let title = label(&names.title(), TextRole::Title, Frame { x: MARGIN, y: 18, w: width - 2 * MARGIN, h: 32 });
    let description = describe(world, &names);
    Picture { lang, width, height, title, description, headings, areas, nodes, edges, legend }
}

/// Where a site begins and ends, and its rows and gaps.
struct Band {
    top: i32,
    bottom: i32,
    /// By row: its middle.
    middles: Vec<i32>,
    /// By gap: where its first lane lies.
    gaps: Vec<i32>,
}

struct Rows {
    sites: Vec<Band>,
}

impl Rows {
    fn new(parts: &Parts, grid: &Grid, routes: &Routes, tabs: &[Vec<Tab>]) -> Self {
        let mut heights: Vec<Vec<i32>> = grid.rows.iter().map(|it| vec![0; *it]).collect();
        for (part, cell) in parts.nodes.iter().zip(&grid.cells) {
            let it = &mut heights[cell.site][cell.row];
            *it = (*it).max(height(part));
        }
        let lanes = |site: usize, row: usize| routes.gaps.get(&(site, row)).map_or(0, |it| it.count as i32);
        // The title, then the headings, then the sites.
        let mut y = MARGIN + 36 + 34;
        let mut sites = Vec::new();
        for (site, heights) in heights.iter().enumerate() {
            let top = y;
            y += STRIP;
            let (mut middles, mut gaps) = (Vec::new(), Vec::new());
            for (row, height) in heights.iter().enumerate() {
                gaps.push(y + GAP / 2 - if row == 0 { GAP / 4 } else { 0 });
                let lanes = (lanes(site, row) - 1).max(0) * LANE + if lanes(site, row) > 0 { 4 } else { 0 };
                y += lanes + if row == 0 { if lanes > 0 { GAP } else { 4 } } else { GAP };
                middles.push(y + height / 2);
                y += height;
            }
            gaps.push(y + GAP / 2);
            let lanes = lanes(site, heights.len());
            y += if lanes > 0 { GAP + lanes * LANE } else { 18 };
            // The tabs of the links need their room too.
            let least = STRIP + tabs[site].len() as i32 * TAB_STEP + 8;
            y = y.max(top + least);
            sites.push(Band { top, bottom: y, middles, gaps });
            y += BETWEEN;
        }
        Self { sites }
    }

    fn middle(&self, cell: super::grid::Cell) -> i32 {
        self.sites[cell.site].middles[cell.row]
    }

    /// Where the line of a net lies in a gap.
    fn gap(&self, routes: &Routes, site: usize, row: usize, net: usize) -> i32 {
        let lane = routes.gaps.get(&(site, row)).and_then(|it| it.of.get(&net)).copied().unwrap_or(0);
        self.sites[site].gaps[row] + lane as i32 * LANE
    }
}

/// The lanes of each gutter.
fn gutters(parts: &Parts, grid: &Grid, routes: &Routes, rows: &Rows) -> Vec<Lanes> {
    /// What a net does in a gutter.
    #[derive(Default)]
    struct Stretch {
        from: i32,
        to: i32,
        /// The places at which it comes in, and at which it goes out: their sums and their number.
        enters: i64,
        leaves: i64,
        count: i64,
    }
    let mut stretches: Vec<BTreeMap<usize, Stretch>> = Vec::new();
    stretches.resize_with(grid.columns + 1, BTreeMap::new);
    for (wire, way) in parts.wires.iter().zip(&routes.ways) {
        let start = rows.middle(grid.cells[wire.from]) + way.from;
        let end = rows.middle(grid.cells[wire.to]) + way.to;
        let mut pass = |gutter: usize, from: i32, to: i32| {
            if from == to {
                return;
            }
            let empty = || Stretch { from: from.min(to), to: from.max(to), ..Stretch::default() };
            let it = stretches[gutter].entry(wire.net).or_insert_with(empty);
            it.from = it.from.min(from.min(to));
            it.to = it.to.max(from.max(to));
            it.enters += i64::from(from);
            it.leaves += i64::from(to);
            it.count += 1;
        };
        match way.across {
            Across::Direct | Across::End => pass(way.out, start, end),
            Across::Start => pass(way.into, start, end),
            Across::Gap(site, row) => {
                let gap = rows.gap(routes, site, row, wire.net);
                pass(way.out, start, gap);
                pass(way.into, gap, end);
            }
        }
    }
    stretches
        .into_iter()
        .map(|nets| {
            let mut nets: Vec<_> = nets.into_iter().collect();
            // Lines that go up lie at the left, the lower the further to the right; those that go down at the right,
            // the higher the further: so that lines of one direction do not cross.
            nets.sort_by_key(|(net, it)| {
                let (enters, leaves) = (it.enters / it.count.max(1), it.leaves / it.count.max(1));
                if leaves < enters { (0, enters, *net) } else { (1, -enters, *net) }
            });
            lanes(nets.into_iter().map(|(net, it)| (net, it.from - 6, it.to + 6)))
        })
        .collect()
}

struct Columns {
    /// By column: where it begins and how wide it is.
    at: Vec<(i32, i32)>,
    /// By gutter: where its first lane lies.
    lanes: Vec<i32>,
    /// The right edge of the sites.
    right: i32,
}

impl Columns {
    fn new(parts: &Parts, grid: &Grid, gutters: &[Lanes]) -> Self {
        let mut widths = vec![0; grid.columns];
        for (part, cell) in parts.nodes.iter().zip(&grid.cells) {
            widths[cell.column] = widths[cell.column].max(width(part));
        }
        let mut x = MARGIN;
        let (mut at, mut lanes) = (Vec::new(), Vec::new());
        for (gutter, it) in gutters.iter().enumerate() {
            let count = it.count as i32;
            let outer = gutter == 0 || gutter == grid.columns;
            lanes.push(x + BEFORE);
            x += if outer && count == 0 { BEFORE } else { BEFORE + (count - 1).max(0) * LANE + BEHIND };
            if let Some(width) = widths.get(gutter) {
                at.push((x, *width));
                x += width;
            }
        }
        Self { at, lanes, right: x.max(MARGIN + 240) }
    }

    fn lane(&self, gutters: &[Lanes], gutter: usize, net: usize) -> i32 {
        let lane = gutters[gutter].of.get(&net).copied().unwrap_or(0);
        self.lanes[gutter] + lane as i32 * LANE
    }
}

fn edges(parts: &Parts, grid: &Grid, routes: &Routes, rows: &Rows, columns: &Columns, gutters: &[Lanes]) -> Vec<Edge> {
    let lane = |gutter: usize, net: usize| columns.lane(gutters, gutter, net);
    parts
        .wires
        .iter()
        .zip(&routes.ways)
        .map(|(wire, way)| {
            let (a, b) = (grid.cells[wire.from], grid.cells[wire.to]);
            let start = Point { x: columns.at[a.column].0 + columns.at[a.column].1, y: rows.middle(a) + way.from };
            let end = Point { x: columns.at[b.column].0, y: rows.middle(b) + way.to };
            let turn = |x: i32| vec![start, Point { x, y: start.y }, Point { x, y: end.y }, end];
            let points = match way.across {
                Across::Direct | Across::End => turn(lane(way.out, wire.net)),
                Across::Start => turn(lane(way.into, wire.net)),
                Across::Gap(site, row) => {
                    let y = rows.gap(routes, site, row, wire.net);
                    let (first, last) = (lane(way.out, wire.net), lane(way.into, wire.net));
                    vec![
                        start,
                        Point { x: first, y: start.y },
                        Point { x: first, y },
                        Point { x: last, y },
                        Point { x: last, y: end.y },
                        end,
                    ]
                }
            };
            let (from, to) = (&parts.nodes[wire.from], &parts.nodes[wire.to]);
            Edge {
                kind: wire.kind,
                from: from.key.clone(),
                to: to.key.clone(),
                classes: wire.classes.clone(),
                points: corners(points),
                labels: Vec::new(),
                title: format!("{} → {}", from.name, to.name),
            }
        })
        .collect()
}

/// The points of a line without those that are no corners.
fn corners(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for it in points {
        if kept.last() == Some(&it) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && (a.x == b.x && b.x == it.x || a.y == b.y && b.y == it.y)
        {
            kept.pop();
        }
        kept.push(it);
    }
    kept
}

fn headings(lang: Lang, grid: &Grid, columns: &Columns) -> Vec<Label> {
    grid.headed
        .iter()
        .map(|(zone, first, end)| {
            let text = match zone {
                Zone::Clients => say::clients(lang),
                Zone::Names => say::names(lang),
                Zone::Balancers => say::balancers(lang),
                Zone::Front => say::front_servers(lang),
                Zone::Other => say::other_servers(lang),
                Zone::Mailbox => say::mailbox_servers(lang),
                Zone::Databases => say::databases(lang),
            };
            let (x, last) = (columns.at[*first].0, columns.at[end - 1]);
            // A heading may reach into the gutter behind its column, where nothing runs so high.
            let frame = Frame { x, y: MARGIN + 40, w: last.0 + last.1 - x + BEFORE, h: 24 };
            label(&text, TextRole::Heading, frame)
        })
        .collect()
}

fn nodes(parts: Parts, grid: &Grid, rows: &Rows, columns: &Columns) -> Vec<Node> {
    parts
        .nodes
        .into_iter()
        .zip(&grid.cells)
        .map(|(part, cell)| {
            let (x, w) = columns.at[cell.column];
            let h = height(&part);
            let frame = Frame { x, y: rows.middle(*cell) - h / 2, w, h };
            node(part, frame)
        })
        .collect()
}

fn node(part: Part, frame: Frame) -> Node {
    let (left, inner) = (frame.x + PAD, frame.w - 2 * PAD);
    let mut labels = Vec::new();
    let year = part.year();
    let beside = year.as_deref().map_or(0, |it| text_width(it, TextRole::Version) + 12);
    labels.push(label(&part.name, TextRole::Name, Frame { x: left, y: frame.y + 4, w: inner - beside, h: 24 }));
    if let Some(version) = &year {
        let w = beside - 10;
        labels.push(label(version, TextRole::Version, Frame { x: left + inner - w, y: frame.y + 4, w, h: 24 }));
    }
    let mut y = frame.y + HEAD + 6;
    for (at, line) in part.lines.iter().enumerate() {
        let power = part.power.as_ref().filter(|_| at == 0).map_or(0, |it| text_width(it, TextRole::State) + 10);
        labels.push(label(line, TextRole::Line, Frame { x: left, y, w: inner - power, h: LINE }));
        if let Some(text) = part.power.as_ref().filter(|_| at == 0) {
            let w = power - 8;
            labels.push(label(text, TextRole::State, Frame { x: left + inner - w, y, w, h: LINE }));
        }
        y += LINE;
    }
    y += 4;
    let (names, _) = chip_columns(&part);
    let mut title = std::iter::once(part.name.as_str())
        .chain(year.as_deref())
        .chain(part.lines.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n");
    let mut chips = Vec::new();
    for it in part.chips {
        let text = it.states.iter().find(|state| state.0 == it.class).map_or("", |it| it.1.as_str());
        title = format!("{title}\n{} {text}", it.name);
        let row = Frame { x: left, y, w: inner, h: CHIP };
        let state = left + 8 + names + 10;
        chips.push(Chip {
            name: label(it.name, TextRole::Service, Frame { x: left + 8, y, w: names, h: CHIP }),
            state: label(text, TextRole::State, Frame { x: state, y, w: left + inner - 4 - state, h: CHIP }),
            key: it.key,
            kind: it.kind,
            frame: row,
            class: it.class,
            states: it.states,
        });
        y += CHIP_STEP;
        if let Some(by) = it.by {
            title = format!("{title} ({by})");
            labels.push(label(&by, TextRole::Line, Frame { x: left + 8, y: y - 2, w: inner - 8, h: LINE }));
            y += LINE;
        }
    }
    Node {
        key: part.key,
        members: part.members,
        kind: part.kind,
        classes: part.classes,
        version: part.version,
        area: part.site,
        frame,
        labels,
        chips,
        title,
    }
}

/// The text of one end of a link.
struct Tab {
    /// The link, as its two sites, the smaller first.
    link: (usize, usize),
    text: String,
    cut: bool,
}

/// By site: the tabs at its edge. Those of links that lead up come first, the nearest at the top; those that lead down
/// follow, the farthest first: so that the lines need not cross.
fn tabs(world: &World, names: &Names<'_>) -> Vec<Vec<Tab>> {
    let lang = names.lang;
    let mut ways: BTreeMap<(usize, usize), [Option<&crate::world::Link>; 2]> = BTreeMap::new();
    for it in &world.links {
        let (from, to) = (it.from.index(), it.to.index());
        ways.entry((from.min(to), from.max(to))).or_default()[usize::from(from > to)] = Some(it);
    }
    let mut tabs: Vec<Vec<Tab>> = Vec::new();
    tabs.resize_with(world.sites.len(), Vec::new);
    for (link, ways) in &ways {
        let alike = |a: &crate::world::Link, b: &crate::world::Link| {
            (a.latency, a.jitter, a.loss, a.cut) == (b.latency, b.jitter, b.loss, b.cut)
        };
        for (end, other) in [(link.0, link.1), (link.1, link.0)] {
            let (own, back) = if end == link.0 { (ways[0], ways[1]) } else { (ways[1], ways[0]) };
            let (arrow, shown) = match (own, back) {
                (Some(own), Some(back)) if alike(own, back) => ("⇄", own),
                (Some(own), _) => ("→", own),
                (None, Some(back)) => ("←", back),
                (None, None) => continue,
            };
            let site = names.text(&world.sites[other].name);
            let site = measure::shorten(&site, TextRole::Link.measured(), 150);
            let mut text = say::link(lang, arrow, site, shown.latency);
            if shown.jitter.0 > 0 {
                text.push_str(&say::jitter(lang, shown.jitter));
            }
            if shown.loss > 0 {
                text.push_str(&say::loss(lang, share(shown.loss)));
            }
            if shown.cut {
                text.push_str(&say::cut(lang));
            }
            tabs[end].push(Tab { link: *link, text, cut: shown.cut });
        }
    }
    for (site, tabs) in tabs.iter_mut().enumerate() {
        tabs.sort_by_key(|it| {
            let other = if it.link.0 == site { it.link.1 } else { it.link.0 };
            if other < site { (0, site - other) } else { (1, usize::MAX - other) }
        });
    }
    tabs
}

/// The links, each once with the text of its first end.
pub(super) fn links_in_words(world: &World, names: &Names<'_>) -> Vec<((usize, usize), String)> {
    let mut links = Vec::new();
    for (site, tabs) in tabs(world, names).into_iter().enumerate() {
        links.extend(tabs.into_iter().filter(|it| it.link.0 == site).map(|it| (it.link, it.text)));
    }
    links.sort();
    links
}

/// Parts per million as a share.
fn share(millionths: u32) -> String {
    let (whole, part) = (millionths / 10_000, millionths % 10_000);
    let part = format!("{part:04}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{whole}%") } else { format!("{whole}.{part}%") }
}

fn links(world: &World, names: &Names<'_>, tabs: &[Vec<Tab>], areas: &[Area]) -> Vec<Edge> {
    let mut ends: BTreeMap<(usize, usize), Vec<(Label, bool)>> = BTreeMap::new();
    let mut right = 0;
    for (site, tabs) in tabs.iter().enumerate() {
        let area = areas[site].frame;
        let mut y = area.y + (area.h - tabs.len() as i32 * TAB_STEP) / 2 + (TAB_STEP - TAB) / 2;
        for tab in tabs {
            let w = text_width(&tab.text, TextRole::Link) + 20;
            let frame = Frame { x: area.right(), y, w, h: TAB };
            right = right.max(frame.right());
            let label = Label { role: TextRole::Link, frame, text: tab.text.clone(), full: None };
            ends.entry(tab.link).or_default().push((label, tab.cut));
            y += TAB_STEP;
        }
    }
    let mut order: Vec<_> = ends.iter().filter(|it| it.1.len() == 2).map(|it| *it.0).collect();
    order.sort_by_key(|it| (it.1 - it.0, *it));
    let middle = |it: &(Label, bool)| it.0.frame.y + TAB / 2;
    let lanes = lanes(order.iter().enumerate().map(|(index, it)| (index, middle(&ends[it][0]), middle(&ends[it][1]))));
    order
        .iter()
        .enumerate()
        .map(|(index, link)| {
            let ends = &ends[link];
            let x = right + BEFORE + lanes.of[&index] as i32 * (LANE + 3);
            let (a, b) = (middle(&ends[0]), middle(&ends[1]));
            let points = vec![
                Point { x: ends[0].0.frame.right(), y: a },
                Point { x, y: a },
                Point { x, y: b },
                Point { x: ends[1].0.frame.right(), y: b },
            ];
            let site = |it: usize| names.text(&world.sites[it].name);
            Edge {
                kind: EdgeKind::Link,
                from: format!("site:{}", link.0),
                to: format!("site:{}", link.1),
                classes: if ends.iter().any(|it| it.1) { vec!["cut"] } else { Vec::new() },
                points: corners(points),
                title: format!("{} – {}\n{}", site(link.0), site(link.1), ends[0].0.text),
                labels: ends.iter().map(|it| it.0.clone()).collect(),
            }
        })
        .collect()
}

fn legend(world: &World, lang: Lang, tied: bool, top: i32, room: i32) -> Vec<Key> {
    let mut entries: Vec<(&'static str, String)> = Vec::new();
    for version in Version::ALL {
        let class = version.product().look.server_class;
        if world.servers.iter().any(|it| it.version == version) {
            entries.push((class, version.word().to_owned()));
        }
    }
    if world.clients.iter().len() > 0 || !world.balancers.is_empty() {
        entries.push(("edge connects", say::line_connects(lang)));
    }
    if !world.databases.is_empty() {
        let (class, text) =
            if tied { ("edge copy active", say::line_active(lang)) } else { ("", say::copies_are_named(lang)) };
        entries.push((class, text));
    }
    if tied && world.databases.iter().any(|it| it.copies.len() > 1) {
        entries.push(("edge copy passive", say::line_passive(lang)));
    }
    if !world.links.is_empty() {
        entries.push(("edge link", say::line_link(lang)));
    }
    let (mut x, mut y) = (MARGIN, top);
    let mut keys = Vec::new();
    for (class, text) in entries {
        let w = text_width(&text, TextRole::Legend);
        let sample = if class.is_empty() { 0 } else { SAMPLE };
        if x > MARGIN && x + SAMPLE + 8 + w > MARGIN + room {
            (x, y) = (MARGIN, y + 28);
        }
        let frame = Frame { x, y, w: sample, h: 22 };
        let label = label(&text, TextRole::Legend, Frame { x: x + sample + 8, y, w, h: 22 });
        keys.push(Key { class, frame, label });
        x += sample + 8 + w + 20;
    }
    keys
}

/// How many servers are described one by one.
const DESCRIBED: usize = 12;

/// The picture in words.
fn describe(world: &World, names: &Names<'_>) -> String {
    let lang = names.lang;
    let title = names.title();
    let mut text = say::about(lang, title, world.sites.len(), world.servers.len(), world.clients.len());
    for (at, it) in world.servers.iter().enumerate().take(DESCRIBED) {
        let services: Vec<_> = crate::world::Service::ALL
            .into_iter()
            .filter_map(|service| {
                let state = match it.services[service]? {
                    _ if it.off => say::off(lang),
                    ServiceState::Running => say::running(lang),
                    ServiceState::Stopped => say::stopped(lang),
                    ServiceState::Hung => say::hung(lang),
                };
                Some(format!("{} {}", service.windows_name(), state.split_once(' ').map_or("", |it| it.1)))
            })
            .collect();
        let (name, site) = (names.text(&it.name), names.text(&world.sites[it.site.index()].name));
        let roles = match (it.client_access && !it.version.product().one_role, it.mailbox) {
            (true, false) => say::client_access_role(lang),
            (false, true) => say::mailbox_role(lang),
            (true, true) | (false, false) => say::both_roles(lang),
        };
        let services = if services.is_empty() { roles } else { services.join(", ") };
        text.push(' ');
        text.push_str(&say::about_server(lang, name, names.versions(ServerId::at(at)), site, services));
    }
    if world.servers.len() > DESCRIBED {
        text.push(' ');
        text.push_str(&say::about_more(lang, words::thousands((world.servers.len() - DESCRIBED) as u64)));
    }
    text
}
