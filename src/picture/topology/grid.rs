//! In which cell of the grid does each part stand?
//!
//! Columns are the same for the whole picture, rows belong to a *band*: a site, or several beside each other where the
//! organisation is large. A column of many parts is broken into several beside each other, so that the picture is
//! about as wide as a screen. Parts that the scenario places keep their cells; the others fill those that are free.
//! Sites of which nothing is drawn but what is left out stand below, as many in a band as there are columns.

use std::collections::BTreeSet;

use super::parts::{Part, Parts, Zone};
use super::{EdgeKind, NodeKind};

/// A cell: the column of the picture, and the row within the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) band: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// The columns of a site in its band: the first, and the one behind the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) band: usize,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Whether nothing of it is drawn but what is left out.
    pub(super) folded: bool,
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// By part.
    pub(super) cells: Vec<Cell>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// How many rows each band has.
    pub(super) rows: Vec<usize>,
    /// By site.
    pub(super) sites: Vec<Span>,
    /// How many whole sites stand beside each other.
    pub(super) across: usize,
    /// Whether sites stand beside each other: then the links between them have no lines.
    pub(super) beside: bool,
    /// Which columns belong to a zone of which sites: the first and the one behind the last.
    zones: Vec<Columns>,
    /// Those of them in which something of their kind stands.
    pub(super) headed: Vec<Columns>,
    /// The cells that are taken.
    pub(super) taken: BTreeSet<Cell>,
}

/// The columns of a zone, for the sites that stand above each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub(super) zone: Zone,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Of the sites in which column of sites.
    of: usize,
}

/// About how wide and high a part is with the space around it, for the shape of the picture only.
const WIDTH: usize = 330;
const HEIGHT: usize = 180;
/// How high the rest of a site is.
const SITE: usize = 80;
/// How much wider than high a picture should be, in tenths; and that of a large organisation.
const SHAPE: [usize; 2] = [15, 18];
/// How many columns find room on a wide page without its type becoming too small.
const COLUMNS: usize = 8;

type Counts = [usize; Zone::ALL.len()];

/// Gives every part a cell. At the most so many sites stand beside each other; where the picture
/// should be as low as it can, at the most so many columns.
pub(super) fn grid(parts: &Parts, most_beside: usize, flat: Option<usize>) -> Grid {
    let mut counts: Vec<Counts> = vec![[0; Zone::ALL.len()]; parts.sites];
    // Also those that are placed: the columns of all others stay where they are.
    for it in &parts.nodes {
        counts[it.site][it.zone as usize] += 1;
    }
    let folded = |site: &usize| {
        let mut all = parts.nodes.iter().filter(|it| it.site == *site).peekable();
        all.peek().is_some() && all.all(|it| it.kind == NodeKind::Rest)
    };
    let (folded, whole): (Vec<usize>, Vec<usize>) = parts.order.iter().partition(|it| folded(it));
    let placed = parts.nodes.iter().any(|it| it.at.is_some());
    let most = if parts.large && !placed { whole.len().clamp(1, most_beside) } else { 1 };
    let of_whole: Vec<Counts> = whole.iter().map(|it| counts[*it]).collect();
    let (beside, cap) = best(&of_whole, most, parts.large, flat);
    let mut sites = vec![Span::default(); parts.sites];
    let (mut zones, mut columns) = (Vec::new(), 0);
    for of in 0..beside {
        let first = columns;
        for zone in Zone::ALL {
            let in_column = of_whole.iter().skip(of).step_by(beside);
            let wide = in_column.map(|it| it[zone as usize].div_ceil(cap)).max().unwrap_or(0);
            if wide > 0 {
                zones.push(Columns { zone, first: columns, end: columns + wide, of });
                columns += wide;
            }
        }
        if columns == first {
            columns += 1;
        }
        for (at, site) in whole.iter().enumerate().filter(|it| it.0 % beside == of) {
            sites[*site] = Span { band: at / beside, first, end: columns, folded: false };
        }
    }
    let bands = whole.len().div_ceil(beside);
    for (at, site) in folded.iter().enumerate() {
        let column = at % columns;
        sites[*site] = Span { band: bands + at / columns, first: column, end: column + 1, folded: true };
    }
    let mut grid = Grid {
        cells: vec![Cell { band: 0, row: 0, column: 0 }; parts.nodes.len()],
        columns,
        rows: vec![1; bands + folded.len().div_ceil(columns)],
        sites,
        across: beside,
        beside: beside > 1 || !folded.is_empty(),
        zones,
        headed: Vec::new(),
        taken: BTreeSet::new(),
    };
    for (index, it) in parts.nodes.iter().enumerate() {
        if let Some((column, row)) = it.at {
            let span = grid.sites[it.site];
            grid.take(index, Cell { band: span.band, row: row as usize, column: span.first + column as usize });
        }
    }
    let is_there = |columns: &Columns| {
        let within = |column: u32| (columns.first..columns.end).contains(&(column as usize));
        let of = |site: usize| whole.iter().position(|it| *it == site).is_some_and(|it| it % beside == columns.of);
        let own = |it: &&Part| it.zone == columns.zone && it.kind != NodeKind::Rest && of(it.site);
        parts.nodes.iter().filter(own).any(|it| it.at.is_none_or(|at| within(at.0)))
    };
    grid.headed = grid.zones.iter().filter(|it| is_there(it)).copied().collect();
    for (at, site) in whole.iter().enumerate() {
        let (counts, band) = (&counts[*site], grid.sites[*site].band);
        let rows = counts.iter().map(|it| (*it).min(cap)).max().unwrap_or(1).max(1);
        grid.rows[band] = grid.rows[band].max(rows);
        for Columns { zone, first, end, .. } in grid.zones.clone().into_iter().filter(|it| it.of == at % beside) {
            let members = grid.ordered(parts, *site, zone);
            // Full columns from the left; those of one zone are about equally high.
            let wide = members.len().div_ceil(cap).max(1).min(end - first);
            let each = members.len().div_ceil(wide);
            for (at, chunk) in members.chunks(each.max(1)).enumerate() {
                let top = (rows - chunk.len().min(rows)) / 2;
                for (row, index) in chunk.iter().enumerate() {
                    grid.take(*index, Cell { band, row: top + row, column: first + at });
                }
            }
        }
    }
    for site in folded {
        let span = grid.sites[site];
        for index in (0..parts.nodes.len()).filter(|it| parts.nodes[*it].site == site) {
            grid.take(index, Cell { band: span.band, row: 0, column: span.first });
        }
    }
    if beside == 1 {
        let end = grid.columns;
        grid.sites.iter_mut().filter(|it| !it.folded).for_each(|it| it.end = end);
    }
    grid
}

/// How many sites stand beside each other, and how many parts above each other at the most, so that the picture gets
/// the shape of a screen.
fn best(counts: &[Counts], most_beside: usize, large: bool, flat: Option<usize>) -> (usize, usize) {
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let shape = SHAPE[usize::from(large)];
    let mut all = (1..=most_beside)
        .flat_map(|beside| (if flat.is_some() { 1 } else { 2 }..=most.clamp(2, 40)).map(move |cap| (beside, cap)));
    let first = all.next().unwrap_or((1, most));
    std::iter::once(first)
        .chain(all)
        .min_by_key(|(beside, cap)| {
            let of = |column: usize, zone: usize| {
                counts.iter().skip(column).step_by(*beside).map(|it| it[zone].div_ceil(*cap)).max().unwrap_or(0)
            };
            let columns: usize =
                (0..*beside).map(|it| (0..Zone::ALL.len()).map(|zone| of(it, zone)).sum::<usize>().max(1)).sum();
            let high = |it: &Counts| it.iter().map(|it| (*it).min(*cap)).max().unwrap_or(0).max(1);
            let rows: usize = counts.chunks(*beside).map(|it| it.iter().map(high).max().unwrap_or(1)).sum();
            let bands = counts.len().div_ceil(*beside);
            if let Some(most) = flat {
                return (columns.saturating_sub(most), rows * HEIGHT + bands * SITE);
            }
            let too_wide = if large { columns.saturating_sub(COLUMNS) } else { 0 };
            (too_wide, (columns * WIDTH * 10).abs_diff((rows * HEIGHT + bands * SITE) * shape))
        })
        .unwrap_or(first)
}

impl Grid {
    /// Gives a part its cell, or the next free one below.
    fn take(&mut self, index: usize, mut cell: Cell) {
        while !self.taken.insert(cell) {
            cell.row += 1;
        }
        self.columns = self.columns.max(cell.column + 1);
        self.rows[cell.band] = self.rows[cell.band].max(cell.row + 1);
        self.cells[index] = cell;
    }

    /// The parts of a zone in the order in which they stand: as those at their left stand to which they are tied, so
    /// that lines cross less.
    fn ordered(&self, parts: &Parts, site: usize, zone: Zone) -> Vec<usize> {
        let member = |it: &Part| it.at.is_none() && it.site == site && it.zone == zone;
        let mut members: Vec<_> = (0..parts.nodes.len()).filter(|it| member(&parts.nodes[*it])).collect();
        // A server has no edge to its peers, so its version decides: the newest stands at the top.
        let version = |it: usize| std::cmp::Reverse(parts.nodes[it].version);
        members.sort_by_key(|it| (self.weight(parts, *it), version(*it), *it));
        members
    }

    /// The middle of the rows of those at the left, in hundredths.
    fn weight(&self, parts: &Parts, index: usize) -> usize {
        let zone = parts.nodes[index].zone;
        let mut rows = Vec::new();
        for it in parts.wires.iter().filter(|it| it.to == index) {
            let other = &parts.nodes[it.from];
            if other.zone < zone && other.site == parts.nodes[index].site && it.kind != EdgeKind::Reaches {
                let cell = self.cells[it.from];
                rows.push(cell.row * 100);
            }
        }
        if rows.is_empty() { usize::MAX / 2 } else { rows.iter().sum::<usize>() / rows.len() }
    }
}
