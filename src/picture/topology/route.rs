//! Between which boxes does each line run?
//!
//! A line leaves a box at its right edge, runs up or down in a *gutter* between two columns, and along a *gap* between
//! two rows where it has to pass columns; it enters a box at its left edge. So it can touch no other box. Lines of one
//! net share their ways; those of different nets get lanes beside each other. Where all cells between are empty, a line
//! runs straight along its row.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid};
use super::parts::Parts;

/// The height of one port, and the least distance between two.
const PORT: i32 = 12;
/// How far apart ports are at the most that stand too close.
const TOO_CLOSE: i32 = 5;
/// How much of a box has no ports, above and below.
const CORNER: i32 = 14;

/// How a line gets from its gutter to that of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// There is one gutter only.
    Direct,
    /// Along the row of its beginning.
    Start,
    /// Along the row of its end.
    End,
    /// Along a gap: that above this row of this band.
    Gap(usize, usize),
}

/// The way of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) across: Across,
    /// The gutter behind its beginning; gutter `k` is at the left of column `k`.
    pub(super) out: usize,
    /// The gutter before its end.
    pub(super) into: usize,
    /// Where it leaves its first box, from the middle of that downwards.
    pub(super) from: i32,
    /// Where it enters its last box.
    pub(super) to: i32,
}

/// The ways of all lines.
#[derive(Clone, Debug)]
pub(super) struct Routes {
    /// By wire.
    pub(super) ways: Vec<Way>,
    /// By gap (band, row below it): the lane of each net, and how many lanes there are.
    pub(super) gaps: BTreeMap<(usize, usize), Lanes>,
}

/// Lanes beside each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// By net.
    pub(super) of: BTreeMap<usize, usize>,
    /// How many.
    pub(super) count: usize,
}

/// A stretch along a row: from one gutter to another, so far from its middle.
struct Run {
    band: usize,
    row: usize,
    from: usize,
    to: usize,
    offset: i32,
    net: usize,
}

/// Plans all ways.
pub(super) fn plan(parts: &Parts, grid: &Grid) -> Routes {
    let ports = Ports::new(parts, grid);
    let mut runs: Vec<Run> = Vec::new();
    let mut ways = vec![None; parts.wires.len()];
    let mut order: Vec<usize> = (0..parts.wires.len()).collect();
    // The shortest first: a long line can give way.
    order.sort_by_key(|it| {
        let wire = &parts.wires[*it];
        (grid.cells[wire.to].column.abs_diff(grid.cells[wire.from].column), *it)
    });
    for index in order {
        let wire = &parts.wires[index];
        let (a, b) = (grid.cells[wire.from], grid.cells[wire.to]);
        let (from, to) = (ports.right[&(wire.from, wire.net)], ports.left[&(wire.to, wire.net)]);
        let (out, into) = (a.column + 1, b.column);
        let way = |across| Way { across, out, into, from, to };
        let free = |row: Cell| (out..into).all(|column| !grid.taken.contains(&Cell { column, ..row })) && out < into;
        let clear = |runs: &[Run], row: Cell, offset: i32| {
            !runs.iter().any(|it| {
                (it.band, it.row) == (row.band, row.row)
                    && it.net != wire.net
                    && it.from < into + 1
                    && out < it.to + 1
                    && (it.offset - offset).abs() <= TOO_CLOSE
            })
        };
        let run =
            |row: Cell, offset: i32| Run { band: row.band, row: row.row, from: out, to: into, offset, net: wire.net };
        ways[index] = Some(if out == into {
            way(Across::Direct)
        } else if free(a) && clear(&runs, a, from) {
            runs.push(run(a, from));
            way(Across::Start)
        } else if free(b) && clear(&runs, b, to) {
            runs.push(run(b, to));
            way(Across::End)
        } else {
            let below = (a.band, a.row) < (b.band, b.row);
            way(Across::Gap(b.band, if below { b.row } else { b.row + 1 }))
        });
    }
    let ways: Vec<Way> = ways.into_iter().flatten().collect();
    let gaps = gaps(parts, &ways);
    Routes { ways, gaps }
}

/// The lanes in each gap.
fn gaps(parts: &Parts, ways: &[Way]) -> BTreeMap<(usize, usize), Lanes> {
    let mut stretches: BTreeMap<(usize, usize), BTreeMap<usize, (i32, i32)>> = BTreeMap::new();
    for (way, wire) in ways.iter().zip(&parts.wires) {
        if let Across::Gap(site, row) = way.across {
            let (from, to) = (way.out.min(way.into) as i32, way.out.max(way.into) as i32);
            let it = stretches.entry((site, row)).or_default().entry(wire.net).or_insert((from, to));
            *it = (it.0.min(from), it.1.max(to));
        }
    }
    stretches
        .into_iter()
        .map(|(gap, nets)| (gap, lanes(nets.into_iter().map(|(net, (from, to))| (net, from, to)))))
        .collect()
}

/// Gives each net a lane, in this order: it lies beyond those before it that it would meet.
pub(super) fn lanes(nets: impl Iterator<Item = (usize, i32, i32)>) -> Lanes {
    let mut placed: Vec<(i32, i32, usize)> = Vec::new();
    let mut lanes = Lanes::default();
    for (net, from, to) in nets {
        let lane = placed.iter().filter(|it| it.0 <= to && from <= it.1).map(|it| it.2 + 1).max().unwrap_or(0);
        placed.push((from, to, lane));
        lanes.of.insert(net, lane);
        lanes.count = lanes.count.max(lane + 1);
    }
    lanes
}

/// Where the lines of each net touch a box, from its middle downwards: by part and net.
struct Ports {
    left: BTreeMap<(usize, usize), i32>,
    right: BTreeMap<(usize, usize), i32>,
}

impl Ports {
    fn new(parts: &Parts, grid: &Grid) -> Self {
        // By part and net: the sum of the places of the other ends, and their number.
        let mut sides: [BTreeMap<(usize, usize), (usize, usize)>; 2] = [BTreeMap::new(), BTreeMap::new()];
        let place = |it: usize| {
            let cell = grid.cells[it];
            grid.rows[..cell.band].iter().sum::<usize>() + cell.row
        };
        for wire in &parts.wires {
            for (side, here, there) in [(0, wire.to, wire.from), (1, wire.from, wire.to)] {
                let it = sides[side].entry((here, wire.net)).or_insert((0, 0));
                *it = (it.0 + place(there), it.1 + 1);
            }
        }
        let [left, right] = sides.map(|side| spread(&side, parts));
        let mut ports = Self { left, right };
        ports.keep_apart(grid);
        ports.straighten(parts, grid);
        ports
    }

    /// Moves the only port of a left edge to where its line comes from in the same row, so that the line is straight.
    fn straighten(&mut self, parts: &Parts, grid: &Grid) {
        for wire in &parts.wires {
            let (a, b) = (grid.cells[wire.from], grid.cells[wire.to]);
            let only = self.left.range((wire.to, 0)..=(wire.to, usize::MAX)).count() == 1;
            if only && (a.band, a.row) == (b.band, b.row) && a.column < b.column {
                let from = self.right[&(wire.from, wire.net)];
                let reach = super::place::height(&parts.nodes[wire.to]) / 2 - CORNER;
                // Not where the stub of another net, from a box between, would be taken for the same line.
                let meets = self.right.iter().any(|((part, net), at)| {
                    let cell = grid.cells[*part];
                    let between = (cell.band, cell.row) == (b.band, b.row) && a.column < cell.column;
                    between && cell.column < b.column && *net != wire.net && (at - from).abs() < 4
                });
                if from.abs() <= reach && !meets {
                    self.left.insert((wire.to, wire.net), from);
                }
            }
        }
    }

    /// Moves ports at the right edge that lie just opposite of a port of another net, so that the two stubs cannot be
    /// taken for one line.
    fn keep_apart(&mut self, grid: &Grid) {
        let at: BTreeMap<Cell, usize> = grid.cells.iter().enumerate().map(|(index, it)| (*it, index)).collect();
        let opposite = |part: usize| {
            let cell = grid.cells[part];
            (cell.column + 1..grid.columns).find_map(|column| at.get(&Cell { column, ..cell }).copied())
        };
        let keys: Vec<_> = self.right.keys().copied().collect();
        for (part, net) in keys {
            let Some(other) = opposite(part) else { continue };
            let others: Vec<i32> =
                self.left.range((other, 0)..=(other, usize::MAX)).filter(|it| it.0.1 != net).map(|it| *it.1).collect();
            let own: Vec<i32> =
                self.right.range((part, 0)..=(part, usize::MAX)).filter(|it| it.0.1 != net).map(|it| *it.1).collect();
            let here = self.right[&(part, net)];
            let meets = |offset: i32| {
                others.iter().any(|it| (it - offset).abs() < 4) || own.iter().any(|it| (it - offset).abs() < 4)
            };
            if others.iter().any(|it| (it - here).abs() < 4)
                && let Some(free) = [6, -6, 4, -4, 10, -10].map(|it| here + it).into_iter().find(|it| !meets(*it))
            {
                self.right.insert((part, net), free);
            }
        }
    }
}

/// Spreads the ports of each box over its edge, in the order of the other ends.
fn spread(side: &BTreeMap<(usize, usize), (usize, usize)>, parts: &Parts) -> BTreeMap<(usize, usize), i32> {
    let mut by_part: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for ((part, net), (sum, count)) in side {
        by_part.entry(*part).or_default().push((sum * 100 / count, *net));
    }
    let mut ports = BTreeMap::new();
    for (part, mut nets) in by_part {
        nets.sort_unstable();
        let room = super::place::height(&parts.nodes[part]) - 2 * CORNER;
        let count = nets.len() as i32;
        let step = (room / count.max(1)).min(PORT);
        for (at, (_, net)) in (0_i32..).zip(nets) {
            ports.insert((part, net), (2 * at - (count - 1)) * step / 2);
        }
    }
    ports
}
