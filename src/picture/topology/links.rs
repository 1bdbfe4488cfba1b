//! How are the links between sites told?
//!
//! By a tab at the edge of each of the two sites and a line between the tabs. Where sites stand beside each other, a
//! line would run through others: there the tabs alone tell it, below the boxes of their site.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::place::{BEFORE, Columns, LANE, Rows, TAB, TAB_STEP, corners, text_width};
use super::route::lanes;
use super::sight::Sight;
use super::{Area, Edge, EdgeKind, Frame, Label, Point, TextRole};
use crate::picture::measure;
use crate::words::names::Names;
use crate::words::topology as say;
use crate::world::{Link, LinkId, World};

/// The text of one end of a link.
pub(super) struct Tab {
    /// The link, as its two sites, the smaller first.
    link: (usize, usize),
    text: String,
    cut: bool,
}

/// By site: the tabs at its edge. Those of links that lead up come first, the nearest at the top; those that lead down
/// follow, the farthest first: so that the lines need not cross.
pub(super) fn tabs(sight: &Sight<'_>, names: &Names<'_>) -> Vec<Vec<Tab>> {
    let (world, org) = (sight.world, &sight.org);
    let lang = names.lang;
    let mut ways: BTreeMap<(usize, usize), [Option<Link>; 2]> = BTreeMap::new();
    for (number, it) in world.links.iter().enumerate() {
        let (from, to) = (it.from.index(), it.to.index());
        let cut = org.is_cut(LinkId::at(number));
        ways.entry((from.min(to), from.max(to))).or_default()[usize::from(from > to)] =
            Some(Link { cut, ..it.clone() });
    }
    let mut tabs: Vec<Vec<Tab>> = Vec::new();
    tabs.resize_with(world.sites.len(), Vec::new);
    for (link, ways) in &ways {
        let alike = |a: &Link, b: &Link| (a.latency, a.jitter, a.loss, a.cut) == (b.latency, b.jitter, b.loss, b.cut);
        for (end, other) in [(link.0, link.1), (link.1, link.0)] {
            let (own, back) = if end == link.0 { (&ways[0], &ways[1]) } else { (&ways[1], &ways[0]) };
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
pub(super) fn links_in_words(sight: &Sight<'_>, names: &Names<'_>) -> Vec<((usize, usize), String)> {
    let mut links = Vec::new();
    for (site, tabs) in tabs(sight, names).into_iter().enumerate() {
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

pub(super) fn links(world: &World, names: &Names<'_>, tabs: &[Vec<Tab>], areas: &[Area]) -> Vec<Edge> {
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
                state: None,
                points: corners(points),
                title: format!("{} – {}\n{}", site(link.0), site(link.1), ends[0].0.text),
                labels: ends.iter().map(|it| it.0.clone()).collect(),
            }
        })
        .collect()
}

/// The tabs of sites that stand beside each other, one in a column, and below each the line that stands for the link.
pub(super) fn beside(
    world: &World,
    names: &Names<'_>,
    tabs: &[Vec<Tab>],
    grid: &Grid,
    columns: &Columns,
    rows: &Rows,
) -> Vec<Edge> {
    let mut edges: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
    for (site, tabs) in tabs.iter().enumerate() {
        let span = grid.sites[site];
        if span.folded {
            continue;
        }
        let wide = (span.end - span.first).max(1);
        for (at, tab) in tabs.iter().enumerate() {
            let (x, w) = columns.at[span.first + at % wide];
            let y = rows.bands[span.band].links + (at / wide) as i32 * TAB_STEP;
            let label = Label::fitted(&tab.text, TextRole::Link, Frame { x, y, w: w - 12, h: TAB });
            let line = vec![Point { x, y: y + TAB }, Point { x: x + w - 12, y: y + TAB }];
            let site = |it: usize| names.text(&world.sites[it].name);
            let edge = edges.entry(tab.link).or_insert_with(|| Edge {
                kind: EdgeKind::Link,
                from: format!("site:{}", tab.link.0),
                to: format!("site:{}", tab.link.1),
                classes: if tab.cut { vec!["cut"] } else { Vec::new() },
                state: None,
                points: line,
                labels: Vec::new(),
                title: format!("{} – {}\n{}", site(tab.link.0), site(tab.link.1), tab.text),
            });
            edge.labels.push(label);
        }
    }
    edges.into_values().collect()
}
