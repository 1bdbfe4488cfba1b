//! At which pixel does everything stand?
//!
//! The rows and gaps give the heights, the lanes that cross them give the widths, and then every line has its corners.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::parts::{Part, Parts, Zone};
use super::route::{Across, Lanes, Routes, lanes};
use super::sight::Sight;
use super::{
    Area, Chip, ChipKind, Edge, EdgeKind, Frame, Key, Label, Message, Node, NodeKind, Picture, Point, Tag, TextRole,
    links,
};
use crate::picture::measure;
use crate::words::names::Names;
use crate::words::say::Say;
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
pub(super) const LANE: i32 = 9;
/// Before the first lane of a gutter, and behind its last, where arrows end.
pub(super) const BEFORE: i32 = 16;
const BEHIND: i32 = 22;
/// A tab with the text of a link, and from one to the next.
pub(super) const TAB: i32 = 26;
pub(super) const TAB_STEP: i32 = 34;
/// A line of a mark, above and below its text, and from one mark to the next.
const TAG_LINE: i32 = 19;
const TAG_PAD: i32 = 3;
const TAG_GAP: i32 = 4;
/// The widest text of a mark.
const TAG_ROOM: i32 = 282;
/// How wide the name of a database may be before it is shortened.
const DATABASE: i32 = 130;
/// Where sites stand beside each other, how far the border of one is from its boxes.
const BORDER: i32 = 10;
/// The widest title for which a picture is made wider.
const TITLE: i32 = 1100;
/// A sample in the legend.
const SAMPLE: i32 = 36;

/// The height of a part.
pub(super) fn height(part: &Part) -> i32 {
    let lines = part.lines.len() as i32;
    let held = part.chips.iter().filter(|it| it.by.is_some()).count() as i32;
    let chips = part.chips.len() as i32;
    let below = if chips > 0 { 4 + chips * CHIP_STEP + held * LINE } else { 0 };
    let tags: i32 = part.tags.iter().map(|it| tag_height(tag_lines(part.kind, &it.text).len()) + TAG_GAP).sum();
    HEAD + 6 + lines * LINE + below + if tags > 0 { tags + 4 } else { 0 } + 8
}

fn tag_height(lines: usize) -> i32 {
    lines as i32 * TAG_LINE + 2 * TAG_PAD
}

/// How wide a part is at the least and at the most, by its kind.
const fn widths(kind: NodeKind) -> (i32, i32) {
    match kind {
        NodeKind::Client => (150, 290),
        NodeKind::Name => (150, 270),
        NodeKind::Balancer => (170, 270),
        NodeKind::Server => (210, 330),
        NodeKind::Rest => (150, 250),
    }
}

/// The lines of a mark: it is broken rather than cut.
fn tag_lines(kind: NodeKind, text: &str) -> Vec<String> {
    let most = (widths(kind).1 - 2 * PAD - 20).min(TAG_ROOM);
    measure::wrap(text, TextRole::Tag.measured(), most)
}

/// The width that a part would like to have, within what is good for its kind.
fn width(part: &Part) -> i32 {
    let (least, most) = widths(part.kind);
    let of = |text: &str, role: TextRole| text_width(text, role);
    let beside = |text: Option<&str>| text.map_or(0, |it| of(it, TextRole::Version) + 14);
    let mut wanted = of(&part.name, TextRole::Name) + beside(part.year().as_deref());
    for (at, line) in part.lines.iter().enumerate() {
        let power = if at == 0 { beside(part.power.as_deref()) } else { 0 };
        wanted = wanted.max(of(line, TextRole::Line) + power);
    }
    for kinds in CHIP_KINDS {
        let (names, states) = chip_columns(part, kinds);
        wanted = wanted.max(names + 10 + states + 16);
    }
    for by in part.chips.iter().filter_map(|it| it.by.as_deref()) {
        wanted = wanted.max(of(by, TextRole::Line) + 10);
    }
    for line in part.tags.iter().flat_map(|it| tag_lines(part.kind, &it.text)) {
        wanted = wanted.max(of(&line, TextRole::Tag) + 20);
    }
    (wanted + 2 * PAD).clamp(least, most)
}

/// The kinds of chips whose names stand in one column.
const CHIP_KINDS: [&[ChipKind]; 2] = [&[ChipKind::Service, ChipKind::Component], &[ChipKind::Database]];

/// How wide the names and the states of its chips are at the most.
fn chip_columns(part: &Part, kinds: &[ChipKind]) -> (i32, i32) {
    let of = || part.chips.iter().filter(|it| kinds.contains(&it.kind));
    let name = |it: &super::parts::Spec| text_width(&it.name, TextRole::Service);
    let state =
        |it: &super::parts::Spec| it.states.iter().map(|it| text_width(&it.1, TextRole::State)).max().unwrap_or(0);
    let names = of().map(name).max().unwrap_or(0);
    let names = if kinds == [ChipKind::Database] { names.min(DATABASE) } else { names };
    (names, of().map(state).max().unwrap_or(0))
}

pub(super) fn text_width(text: &str, role: TextRole) -> i32 {
    measure::width(text, role.measured())
}

fn label(text: &str, role: TextRole, frame: Frame) -> Label {
    Label::fitted(text, role, frame)
}

/// Gives everything its place.
pub(super) fn place(sight: &Sight<'_>, lang: Lang, parts: Parts, grid: &Grid, routes: &Routes) -> Picture {
    let world = sight.world;
    let names = Names::new(world, lang);
    let tabs = links::tabs(sight, &names);
    let caption = caption(sight, lang)
        .map_or_else(Vec::new, |text| measure::wrap(&text, TextRole::Caption.measured(), CAPTION_ROOM));
    // Where a sentence stands below the title, everything else is lower.
    let lower = caption.len() as i32 * CAPTION + if caption.is_empty() { 0 } else { 10 };
    let rows = Rows::new(&parts, grid, routes, &tabs, lower);
    let gutters = gutters(&parts, grid, routes, &rows);
    let columns = Columns::new(&parts, grid, &gutters);
    let inner = columns.right;
    let mut edges = edges(&parts, grid, routes, &rows, &columns, &gutters);
    let areas: Vec<Area> = (0..parts.sites)
        .map(|site| {
            let name = say::site(lang, names.text(&world.sites[site].name));
            let (frame, x) = (columns.area(grid, site, &rows), columns.at[grid.sites[site].first].0);
            let mut strip = Frame { x, y: frame.y + 6, w: frame.right() - BORDER - x, h: 26 };
            // The name ends where a line to another site crosses its strip.
            for pair in edges.iter().flat_map(|it: &Edge| it.points.windows(2)) {
                let (upper, lower) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
                if pair[0].x == pair[1].x && pair[0].x > x && upper < strip.bottom() && strip.y < lower {
                    strip.w = strip.w.min(pair[0].x - 10 - x);
                }
            }
            Area { key: format!("site:{site}"), frame, name: label(&name, TextRole::Site, strip) }
        })
        .collect();
    let links = if grid.beside {
        links::beside(world, &names, &tabs, grid, &columns, &rows)
    } else {
        links::links(world, &names, &tabs, &areas)
    };
    let beyond = links.iter().flat_map(|it| it.points.iter().map(|it| it.x)).max().unwrap_or(inner);
    edges.extend(links);
    let headings = headings(lang, grid, &columns, lower);
    let bottom = areas.iter().map(|it| it.frame.bottom()).max().unwrap_or(MARGIN + 80);
    // A title is not shortened as long as a picture of that width fits a page.
    let titled = MARGIN + text_width(&names.title(), TextRole::Title).min(TITLE);
    let captioned = caption.iter().map(|it| text_width(it, TextRole::Caption)).max().unwrap_or(0) + MARGIN;
    let width = beyond.max(inner).max(640).max(titled).max(captioned) + MARGIN;
    let legend = legend(sight, &parts, lang, bottom + 24, width - 2 * MARGIN);
    let nodes = nodes(parts, grid, &rows, &columns);
    let height = legend.iter().map(|it| it.frame.bottom()).max().unwrap_or(bottom) + MARGIN;
    let title = label(&names.title(), TextRole::Title, Frame { x: MARGIN, y: 18, w: width - 2 * MARGIN, h: 32 });
    let mut description = describe(world, &names);
    if !caption.is_empty() {
        description = format!("{} {description}", caption.join(" "));
    }
    let captions = caption.iter().enumerate().map(|(at, text)| {
        let frame = Frame { x: MARGIN, y: 56 + at as i32 * CAPTION, w: width - 2 * MARGIN, h: CAPTION };
        label(text, TextRole::Caption, frame)
    });
    let caption = captions.collect();
    let mut picture = Picture {
        lang,
        width,
        height,
        title,
        caption,
        description,
        headings,
        areas,
        nodes,
        edges,
        message: None,
        legend,
    };
    picture.message = sight.acting.as_ref().and_then(|it| message(&picture, it));
    picture
}

/// A line of the sentence below the title, and how wide it may be: no wider than a small picture.
const CAPTION: i32 = 24;
const CAPTION_ROOM: i32 = 900;

/// What happens at the moment that is drawn: when, who and what.
#[must_use]
pub fn caption(sight: &Sight<'_>, lang: Lang) -> Option<String> {
    if sight.says.is_some() {
        return sight.says.clone();
    }
    let (run, acting) = (sight.run?, sight.acting.as_ref()?);
    let names = Names::new(sight.world, lang);
    let mut reading = crate::reading::Reading::new(sight.world, &run.trace);
    let moment = reading.advance_to(acting.record);
    let record = moment.record;
    let (who, what) = (names.actor(record.actor()), Say::new(Names::new(sight.world, lang)).what(moment));
    let at = sight.world.clock().exact(record.at());
    Some(say::caption(lang, at, acting.record.0, who, what))
}

/// The message of the moment.
fn message(picture: &Picture, acting: &super::sight::Acting) -> Option<Message> {
    let points = picture.route(&acting.from, acting.to.as_ref()?)?;
    Some(Message { points, bad: acting.bad, answer: acting.answer })
}

/// Where a band begins and ends, and its rows and gaps.
pub(super) struct Band {
    pub(super) top: i32,
    pub(super) bottom: i32,
    /// By row: its middle.
    middles: Vec<i32>,
    /// By gap: where its first lane lies.
    gaps: Vec<i32>,
    /// Where the links of its sites are told, where they have no lines.
    pub(super) links: i32,
}

pub(super) struct Rows {
    pub(super) bands: Vec<Band>,
}

impl Rows {
    fn new(parts: &Parts, grid: &Grid, routes: &Routes, tabs: &[Vec<links::Tab>], lower: i32) -> Self {
        let mut heights: Vec<Vec<i32>> = grid.rows.iter().map(|it| vec![0; *it]).collect();
        for (part, cell) in parts.nodes.iter().zip(&grid.cells) {
            let it = &mut heights[cell.band][cell.row];
            *it = (*it).max(height(part));
        }
        let lanes = |band: usize, row: usize| routes.gaps.get(&(band, row)).map_or(0, |it| it.count as i32);
        // The title, then the headings, then the sites.
        let mut y = MARGIN + 36 + 34 + lower;
        let mut bands = Vec::new();
        for (band, heights) in heights.iter().enumerate() {
            let top = y;
            y += STRIP;
            let (mut middles, mut gaps) = (Vec::new(), Vec::new());
            for (row, height) in heights.iter().enumerate() {
                gaps.push(y + GAP / 2 - if row == 0 { GAP / 4 } else { 0 });
                let lanes = (lanes(band, row) - 1).max(0) * LANE + if lanes(band, row) > 0 { 4 } else { 0 };
                y += lanes + if row == 0 { if lanes > 0 { GAP } else { 4 } } else { GAP };
                middles.push(y + height / 2);
                y += height;
            }
            gaps.push(y + GAP / 2);
            let lanes = lanes(band, heights.len());
            y += if lanes > 0 { GAP + lanes * LANE } else { 18 };
            // The tabs of the links need their room too.
            let of_band = || (0..parts.sites).filter(|it| grid.sites[*it].band == band);
            let links = y - 4;
            if grid.beside {
                let rows = |site: usize| {
                    let span = grid.sites[site];
                    if span.folded { 0 } else { tabs[site].len().div_ceil((span.end - span.first).max(1)) as i32 }
                };
                y += of_band().map(rows).max().unwrap_or(0) * TAB_STEP;
            } else {
                let most = of_band().map(|it| tabs[it].len()).max().unwrap_or(0);
                y = y.max(top + STRIP + most as i32 * TAB_STEP + 8);
            }
            bands.push(Band { top, bottom: y, middles, gaps, links });
            y += BETWEEN;
        }
        Self { bands }
    }

    fn middle(&self, cell: super::grid::Cell) -> i32 {
        self.bands[cell.band].middles[cell.row]
    }

    /// Where the line of a net lies in a gap.
    fn gap(&self, routes: &Routes, band: usize, row: usize, net: usize) -> i32 {
        let lane = routes.gaps.get(&(band, row)).and_then(|it| it.of.get(&net)).copied().unwrap_or(0);
        self.bands[band].gaps[row] + lane as i32 * LANE
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
            Across::Gap(band, row) => {
                let gap = rows.gap(routes, band, row, wire.net);
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

pub(super) struct Columns {
    /// By column: where it begins and how wide it is.
    pub(super) at: Vec<(i32, i32)>,
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
            // Where a site ends and another begins, both have a border.
            let seam = !outer && grid.sites.iter().any(|it| it.first == gutter || it.end == gutter);
            let border = if seam { BORDER } else { 0 };
            x += border;
            lanes.push(x + BEFORE);
            x += border;
            x += if outer && count == 0 { BEFORE } else { BEFORE + (count - 1).max(0) * LANE + BEHIND };
            if let Some(width) = widths.get(gutter) {
                at.push((x, *width));
                x += width;
            }
        }
        Self { at, lanes, right: x.max(MARGIN + 240) }
    }

    /// The frame of a site.
    fn area(&self, grid: &Grid, site: usize, rows: &Rows) -> Frame {
        let span = grid.sites[site];
        let band = &rows.bands[span.band];
        let left = if span.first == 0 { MARGIN } else { self.at[span.first].0 - BORDER };
        let last = self.at[span.end - 1];
        let right = if span.end == grid.columns { self.right } else { last.0 + last.1 + BORDER };
        Frame { x: left, y: band.top, w: right - left, h: band.bottom - band.top }
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
                Across::Gap(band, row) => {
                    let y = rows.gap(routes, band, row, wire.net);
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
                state: wire.state.clone(),
                points: corners(points),
                labels: Vec::new(),
                title: format!("{} → {}", from.name, to.name),
            }
        })
        .collect()
}

/// The points of a line without those that are no corners.
pub(super) fn corners(points: Vec<Point>) -> Vec<Point> {
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

fn headings(lang: Lang, grid: &Grid, columns: &Columns, lower: i32) -> Vec<Label> {
    grid.headed
        .iter()
        .map(|it| {
            let text = match it.zone {
                Zone::Clients => say::clients(lang),
                Zone::Names => say::names(lang),
                Zone::Balancers => say::balancers(lang),
                Zone::Front => say::front_servers(lang),
                Zone::Other => say::other_servers(lang),
                Zone::Mailbox => say::mailbox_servers(lang),
            };
            let (x, last) = (columns.at[it.first].0, columns.at[it.end - 1]);
            // A heading may reach into the gutter behind its column, where nothing runs so high.
            let frame = Frame { x, y: MARGIN + 40 + lower, w: last.0 + last.1 - x + BEFORE, h: 24 };
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
    let columns = CHIP_KINDS.map(|it| chip_columns(&part, it).0);
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
        let names = columns[usize::from(it.kind == ChipKind::Database)];
        let state = left + 8 + names + 10;
        chips.push(Chip {
            name: label(&it.name, TextRole::Service, Frame { x: left + 8, y, w: names, h: CHIP }),
            state: label(text, TextRole::State, Frame { x: state, y, w: left + inner - 4 - state, h: CHIP }),
            key: it.key,
            kind: it.kind,
            frame: row,
            class: it.class,
            classes: it.classes,
            states: it.states,
        });
        y += CHIP_STEP;
        if let Some(by) = it.by {
            title = format!("{title} ({by})");
            labels.push(label(&by, TextRole::Line, Frame { x: left + 8, y: y - 2, w: inner - 8, h: LINE }));
            y += LINE;
        }
    }
    if !part.tags.is_empty() {
        y += 4;
    }
    let mut tags = Vec::new();
    for it in part.tags {
        let lines = tag_lines(part.kind, &it.text);
        let h = tag_height(lines.len());
        let at = |row: usize| Frame { x: left + 8, y: y + TAG_PAD + row as i32 * TAG_LINE, w: inner - 16, h: TAG_LINE };
        let labels = lines.iter().enumerate().map(|(row, it)| label(it, TextRole::Tag, at(row))).collect();
        if it.on {
            title = format!("{title}\n{}", it.text);
        }
        tags.push(Tag { key: it.key, class: it.class, on: it.on, frame: Frame { x: left, y, w: inner, h }, labels });
        y += h + TAG_GAP;
    }
    Node {
        key: part.key,
        count: part.count,
        tags,
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

fn legend(sight: &Sight<'_>, parts: &Parts, lang: Lang, top: i32, room: i32) -> Vec<Key> {
    let world = sight.world;
    let mut entries: Vec<(&'static str, String)> = Vec::new();
    for version in Version::ALL {
        let class = version.product().look.server_class;
        if parts.nodes.iter().any(|it| it.kind == NodeKind::Server && it.version == Some(version)) {
            entries.push((class, version.word().to_owned()));
        }
    }
    if !world.clients.is_empty() || !world.balancers.is_empty() {
        entries.push(("edge connects", say::line_connects(lang)));
    }
    if parts.wires.iter().any(|it| it.kind == EdgeKind::Reaches) {
        entries.push(("edge reaches", say::line_reaches(lang)));
    }
    if !world.links.is_empty() {
        entries.push(("edge link", say::line_link(lang)));
    }
    let tags = |tone: super::Tone| parts.nodes.iter().flat_map(|it| &it.tags).any(|it| it.class == tone.class());
    for (tone, class, text) in [
        (super::Tone::Set, "tag set", say::tag_set(lang)),
        (super::Tone::Changed, "tag changed", say::tag_changed(lang)),
        (super::Tone::Decides, "tag decides", say::tag_decides(lang)),
    ] {
        if tags(tone) {
            entries.push((class, text));
        }
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
