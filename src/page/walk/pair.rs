//! How does one walk through two runs, or two attempts, side by side?
//!
//! Both sides move in steps: what both met alike stands side by side, and so do the records at which they part, as
//! [`crate::render::diff`] names them. In between, the side that has less to tell waits.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::course::Course;
use super::rows::{Parties, Rows};
use super::states::StatesNow;
use super::{News, Note, Side, Sought, Step};
use crate::render::diff::parting::{Fares, alike, compare, part};

/// What is to stand on a side.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The run.
    pub course: Arc<Course>,
    /// One of its attempts, or all of it.
    pub attempt: Option<u32>,
}

/// Two runs in step.
#[derive(Debug)]
pub(crate) struct Pair {
    sides: [PairSide; 2],
    /// By step: the row of each side. A row beyond the last: that side has ended.
    steps: Vec<[usize; 2]>,
    parting: Option<usize>,
    /// Of two whole runs: how many clients fare better in the second, and how many worse.
    fares: Option<(usize, usize)>,
    at: usize,
    playing: bool,
    note: Option<Note>,
}

#[derive(Debug)]
struct PairSide {
    course: Arc<Course>,
    rows: Rows,
    states: StatesNow,
    tracks: bool,
}

/// What may be seen of two runs in step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PairView {
    /// The step.
    pub row: usize,
    /// How many there are.
    pub rows: usize,
    /// The step at which they part.
    pub parting: Option<usize>,
    /// Of two whole runs: how many clients fare better in the second, and how many worse.
    pub fares: Option<(usize, usize)>,
    /// Both sides.
    pub sides: [SideView; 2],
    /// Whether it steps by itself.
    pub playing: bool,
    /// What is to be said.
    pub note: Option<Note>,
}

/// What may be seen of a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SideView {
    /// The record; none where the side has no row.
    pub record: Option<u32>,
    /// Its row.
    pub row: usize,
    /// Whether it has ended before.
    pub over: bool,
    /// The row at which it parts from the other.
    pub parts: Option<usize>,
}

/// Where two sides part: the records.
type Part = (Option<u32>, Option<u32>);

impl Pair {
    /// Two sides, at their beginning.
    #[must_use]
    pub(crate) fn new(choices: &[Choice; 2]) -> Self {
        let [a, b] = choices;
        let (met_a, met_b) = (a.course.met(a.attempt), b.course.met(b.attempt));
        let is_whole = a.attempt.is_none() && b.attempt.is_none();
        let mut fares = None;
        let apart = if is_whole {
            let (apart, counts) = apart(&a.course, &b.course);
            fares = Some(counts);
            apart
        } else {
            part(&met_a, &met_b)
        };
        let sides = choices.each_ref().map(|it| PairSide {
            rows: match it.attempt {
                None => Rows::all(it.course.len()),
                Some(_) => Rows::some(it.course.records_of(it.attempt)),
            },
            states: StatesNow::new(&it.course.states),
            course: Arc::clone(&it.course),
            tracks: true,
        });
        let [one, other] = &sides;
        let row =
            |side: &PairSide, record: Option<u32>| record.map_or(side.rows.len(), |it| side.rows.at_or_before(it));
        let apart = apart.map(|(a, b)| [row(one, a), row(other, b)]);
        let mut anchors: Vec<[usize; 2]> = Vec::new();
        for (a, b) in met_a.iter().zip(&met_b).take(alike(&met_a, &met_b)) {
            let both = [row(one, Some(a.0)), row(other, Some(b.0))];
            if apart.is_none_or(|apart| both[0] < apart[0] && both[1] < apart[1]) {
                anchors.push(both);
            }
        }
        anchors.extend(apart);
        let (steps, parting) = in_step(&anchors, apart.is_some(), [one.rows.len(), other.rows.len()]);
        let mut pair = Self { sides, steps, parting, fares, at: 0, playing: false, note: None };
        pair.arrive();
        pair
    }

    /// Moves both.
    pub(crate) fn take(&mut self, step: &Step) {
        self.note = None;
        let last = self.steps.len() - 1;
        let to = match *step {
            Step::Next if self.at == last => {
                self.note = Some(Note::End);
                last
            }
            Step::Next => self.at + 1,
            Step::Back => self.at.saturating_sub(1),
            Step::First => 0,
            Step::Last => last,
            Step::By(rows) => self.at.saturating_add_signed(rows as isize),
            Step::To(row) => row,
            Step::Seek(what, side) => {
                let found = match side {
                    Side::After => (self.at + 1..self.steps.len()).find(|it| self.is(*it, what)),
                    Side::Before => (0..self.at).rev().find(|it| self.is(*it, what)),
                };
                if found.is_none() {
                    self.note = Some(Note::NoMore);
                }
                found.unwrap_or(self.at)
            }
            Step::Play => {
                self.playing = self.at < last;
                self.at
            }
            Step::Pause => {
                self.playing = false;
                self.at
            }
            Step::Tick(rows) if self.playing => self.at.saturating_add(rows),
            Step::Tick(_) => self.at,
        };
        self.at = to.min(last);
        self.playing &= self.at < last;
        self.arrive();
    }

    /// To where a side is at a row.
    pub(crate) fn pick(&mut self, side: usize, row: usize) {
        if let Some(found) = self.steps.iter().position(|it| it.get(side).is_some_and(|it| *it >= row)) {
            self.take(&Step::To(found));
        }
    }

    /// What may be seen.
    #[must_use]
    pub(crate) fn view(&self) -> PairView {
        let side = |at: usize| {
            let (side, row) = (&self.sides[at], self.steps[self.at][at]);
            let last = side.rows.len().saturating_sub(1);
            SideView {
                record: side.rows.record(row.min(last)),
                row: row.min(last),
                over: row > last,
                parts: self.parting.map(|it| self.steps[it][at]).filter(|it| *it <= last),
            }
        };
        PairView {
            row: self.at,
            rows: self.steps.len(),
            parting: self.parting,
            fares: self.fares,
            sides: [side(0), side(1)],
            playing: self.playing,
            note: self.note,
        }
    }

    /// What has changed for whoever draws each side, once.
    pub(crate) fn news(&mut self) -> [News; 2] {
        self.sides.each_mut().map(|side| {
            let is_new = std::mem::take(&mut side.tracks);
            let mut parties = Parties::default();
            let mut count = || {
                let records = (0..side.rows.len()).filter_map(|it| side.rows.record(it));
                records.for_each(|it| parties.add(&side.course, it));
                parties.each().collect()
            };
            News {
                parties: is_new.then(&mut count),
                rows: is_new.then(|| side.rows.shown()),
                states: if side.rows.len() == 0 { BTreeMap::new() } else { side.states.news() },
            }
        })
    }

    fn is(&self, step: usize, what: Sought) -> bool {
        let [before, rows] = [step.checked_sub(1).map(|it| self.steps[it]), Some(self.steps[step])];
        let is_there = |at: usize| {
            let row = rows.map(|it| it[at]);
            // A side that waits is not found again and again.
            let record =
                row.filter(|it| Some(*it) != before.map(|it| it[at])).and_then(|it| self.sides[at].rows.record(it));
            record.is_some_and(|it| self.sides[at].course.is(it, what))
        };
        is_there(0) || is_there(1)
    }

    fn arrive(&mut self) {
        let view = self.view();
        for (side, seen) in self.sides.iter_mut().zip(view.sides) {
            side.states.go(&side.course.states, seen.record);
        }
    }
}

/// Where two whole runs part, and how many clients fare better and worse in the second.
fn apart(a: &Course, b: &Course) -> (Option<Part>, (usize, usize)) {
    let (of_a, of_b) = (a.met_by_client(), b.met_by_client());
    let compared = compare(&of_a, &of_b);
    let first = |all: &super::course::MetByClient<'_>, client: &str| {
        all.get(client).and_then(|it| it.iter().find_map(|it| it.met.first())).map(|it| it.0)
    };
    let parts = compared.iter().filter_map(|it| match it.fares {
        Fares::OnlyInA => first(&of_a, &it.client).map(|record| (Some(record), None)),
        Fares::OnlyInB => first(&of_b, &it.client).map(|record| (None, Some(record))),
        Fares::Better | Fares::Worse | Fares::Otherwise | Fares::Unchanged => {
            it.parts.map(|(_, a, b)| (a.map(|it| it.0), b.map(|it| it.0)))
        }
    });
    let count = |fares| compared.iter().filter(|it| it.fares == fares).count();
    // The client that parts first tells.
    (parts.min_by_key(|it| it.0.or(it.1)), (count(Fares::Better), count(Fares::Worse)))
}

/// The steps in which the rows of two sides are walked, so that each pair of `anchors` is one; and the step of the last
/// of them, where they part there.
fn in_step(anchors: &[[usize; 2]], parts: bool, rows: [usize; 2]) -> (Vec<[usize; 2]>, Option<usize>) {
    let mut steps: Vec<[usize; 2]> = Vec::new();
    let mut next = [0, 0];
    let mut parting = None;
    // Up to some rows; a side that is there waits at the row before.
    let walk = |next: &mut [usize; 2], to: [usize; 2], steps: &mut Vec<[usize; 2]>| {
        let many = (to[0].saturating_sub(next[0])).max(to[1].saturating_sub(next[1]));
        for it in 0..many {
            steps.push([0, 1].map(|at| (next[at] + it).min(to[at].saturating_sub(1).max(next[at].saturating_sub(1)))));
        }
        *next = [next[0].max(to[0]), next[1].max(to[1])];
    };
    for anchor in anchors {
        walk(&mut next, *anchor, &mut steps);
        steps.push(*anchor);
        next = anchor.map(|it| it + 1);
    }
    if parts {
        parting = steps.len().checked_sub(1);
    }
    // To the end nobody waits: who has come to it has ended.
    let many = (rows[0].saturating_sub(next[0])).max(rows[1].saturating_sub(next[1]));
    steps.extend((0..many).map(|it| [0, 1].map(|at| (next[at] + it).min(rows[at]))));
    if steps.is_empty() {
        steps.push([0, 0]);
    }
    (steps, parting)
}
