//! Between which moments does nothing differ for anybody?
//!
//! Of each client is known when it tried and what came of it. Where that differs from one time to the next, a moment
//! lies between the two: that of the change that brought it about, if there was one, or else one that others share, or
//! else the roundest. As few moments as possible stand for all of them. What goes to and fro between two changes has no
//! moments: it is told in numbers.

use super::sights::{Phase, Seen, State};
use crate::time::SimTime;

/// How many times it may turn between two changes before it is told in numbers.
pub(super) const TURNS: usize = 2;

/// Between two sights of a client something has turned: after `after`, and at `until` at the latest.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) after: SimTime,
    pub(super) until: SimTime,
    pub(super) state: State,
}

/// The moments, in order: at most so many, those first that most clients share.
pub(super) fn moments<'a>(
    all: impl Iterator<Item = &'a [Phase]>,
    changes: &[SimTime],
    since: impl Fn(State) -> Vec<SimTime>,
    most: usize,
) -> Vec<SimTime> {
    let mut turns: Vec<Turn> = all.flat_map(turns).collect();
    turns.sort_by_key(|it| (it.until, it.after));
    // Each moment, and how many turns it stands for.
    let mut found: Vec<(SimTime, usize)> = Vec::new();
    let inside = |it: &Turn, at: SimTime| it.after < at && at <= it.until;
    let mut left: Vec<&Turn> = Vec::new();
    for turn in &turns {
        match since(turn.state).into_iter().find(|at| inside(turn, *at)) {
            Some(at) => add(&mut found, at),
            None => left.push(turn),
        }
    }
    for turn in left {
        let known = found.iter().map(|it| it.0).filter(|at| inside(turn, *at)).max();
        let changed = || changes.iter().rev().copied().find(|at| inside(turn, *at));
        add(&mut found, known.or_else(changed).unwrap_or_else(|| roundest(turn)));
    }
    if found.len() > most {
        // Where two stand for equally many the one with a change is told, then the earlier one.
        found.sort_by_key(|(at, count)| (std::cmp::Reverse(*count), !changes.contains(at), *at));
        found.truncate(most);
    }
    let mut moments: Vec<SimTime> = found.into_iter().map(|it| it.0).collect();
    moments.sort_unstable();
    moments
}

fn add(found: &mut Vec<(SimTime, usize)>, at: SimTime) {
    match found.iter_mut().find(|it| it.0 == at) {
        Some((_, count)) => *count += 1,
        None => found.push((at, 1)),
    }
}

/// The full minute, the full second or the moment itself, whichever is the roundest inside.
fn roundest(turn: &Turn) -> SimTime {
    let full = |unit: u64| SimTime(turn.until.0 / unit * unit);
    [60_000_000, 1_000_000].into_iter().map(full).find(|it| *it > turn.after).unwrap_or(turn.until)
}

/// Where something turns for one client.
fn turns(phases: &[Phase]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut before: Option<&Phase> = None;
    for phase in phases {
        if let Some(last) = before {
            let differs = if phase.is_mixed() || last.is_mixed() {
                last.sorted() != phase.sorted()
            } else {
                last.last.state != phase.first.state
            };
            if differs {
                turns.push(turn(last.last, phase.first));
            }
        }
        if !phase.is_mixed() {
            turns.extend(phase.turns.iter().cloned());
        }
        before = Some(phase);
    }
    turns
}

/// Between two sights of one client something has turned.
pub(super) const fn turn(before: Seen, then: Seen) -> Turn {
    Turn { after: before.at, until: then.at, state: then.state }
}
