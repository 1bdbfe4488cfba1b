//! In which cell of the grid does each part stand?
//!
//! Columns are the same for the whole picture, rows belong to one site. A column of many parts is broken into several
//! beside each other, so that the picture is about as wide as a screen. Parts that the scenario places keep their
//! cells; the others fill those that are free.

use std::collections::BTreeSet;

use super::parts::{Part, Parts, Zone};

/// A cell: the column of the picture, and the row within the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) site: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// By part.
    pub(super) cells: Vec<Cell>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// How many rows each site has.
    pub(super) rows: Vec<usize>,
    /// Which columns belong to a zone: the first and the one behind the last.
    pub(super) zones: Vec<(Zone, usize, usize)>,
    /// Those of them in which something of their kind stands.
    pub(super) headed: Vec<(Zone, usize, usize)>,
    /// The cells that are taken.
    pub(super) taken: BTreeSet<Cell>,
}

/// About how wide and high a part is with the space around it, for the shape of the picture only.
const WIDTH: usize = 330;
const HEIGHT: usize = 180;
/// How high the rest of a site is.
const SITE: usize = 80;
/// How much wider than high a picture should be, in tenths.
const SHAPE: usize = 15;

/// Gives every part a cell.
pub(super) fn grid(parts: &Parts) -> Grid {
    let mut counts = vec![[0_usize; Zone::ALL.len()]; parts.sites];
    // Also those that are placed: the columns of all others stay where they are.
    for it in &parts.nodes {
        counts[it.site][it.zone as usize] += 1;
    }
    let cap = best_cap(&counts);
    let mut zones = Vec::new();
    let mut columns = 0;
    for zone in Zone::ALL {
        let wide = counts.iter().map(|it| it[zone as usize].div_ceil(cap)).max().unwrap_or(0);
        if wide > 0 {
            zones.push((zone, columns, columns + wide));
            columns += wide;
        }
    }
    let mut grid = Grid {
        cells: vec![Cell { site: 0, row: 0, column: 0 }; parts.nodes.len()],
        columns,
        rows: vec![1; parts.sites],
        zones,
        headed: Vec::new(),
        taken: BTreeSet::new(),
    };
    for (index, it) in parts.nodes.iter().enumerate() {
        if let Some((column, row)) = it.at {
            grid.take(index, Cell { site: it.site, row: row as usize, column: column as usize });
        }
    }
    let is_there = |zone: Zone, columns: &std::ops::Range<usize>| {
        parts
            .nodes
            .iter()
            .any(|it| it.zone == zone && it.at.is_none_or(|(column, _)| columns.contains(&(column as usize))))
    };
    grid.headed = grid.zones.iter().filter(|it| is_there(it.0, &(it.1..it.2))).copied().collect();
    for (site, counts) in counts.iter().enumerate() {
        let rows = counts.iter().map(|it| (*it).min(cap)).max().unwrap_or(1).max(1);
        grid.rows[site] = grid.rows[site].max(rows);
        for (zone, first, end) in grid.zones.clone() {
            let members = grid.ordered(parts, site, zone);
            // Full columns from the left; those of one zone are about equally high.
            let wide = members.len().div_ceil(cap).max(1).min(end - first);
            let each = members.len().div_ceil(wide);
            for (at, chunk) in members.chunks(each.max(1)).enumerate() {
                let top = (rows - chunk.len().min(rows)) / 2;
                for (row, index) in chunk.iter().enumerate() {
                    grid.take(*index, Cell { site, row: top + row, column: first + at });
                }
            }
        }
    }
    grid
}

/// How many parts stand above each other at the most, so that the picture gets the shape of a screen.
fn best_cap(counts: &[[usize; Zone::ALL.len()]]) -> usize {
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    (2..=most.clamp(2, 40))
        .min_by_key(|cap| {
            let columns: usize = (0..Zone::ALL.len())
                .map(|zone| counts.iter().map(|it| it[zone].div_ceil(*cap)).max().unwrap_or(0))
                .sum();
            let rows: usize =
                counts.iter().map(|it| it.iter().map(|it| (*it).min(*cap)).max().unwrap_or(0).max(1)).sum();
            (columns * WIDTH * 10).abs_diff((rows * HEIGHT + counts.len() * SITE) * SHAPE)
        })
        .unwrap_or(most)
}

impl Grid {
    /// Gives a part its cell, or the next free one below.
    fn take(&mut self, index: usize, mut cell: Cell) {
        while !self.taken.insert(cell) {
            cell.row += 1;
        }
        self.columns = self.columns.max(cell.column + 1);
        self.rows[cell.site] = self.rows[cell.site].max(cell.row + 1);
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
            let active = !it.classes.contains(&"passive");
            if other.zone < zone && other.site == parts.nodes[index].site && active {
                let cell = self.cells[it.from];
                rows.push(cell.row * 100 + if zone == Zone::Databases { cell.column } else { 0 });
            }
        }
        if rows.is_empty() { usize::MAX / 2 } else { rows.iter().sum::<usize>() / rows.len() }
    }
}
