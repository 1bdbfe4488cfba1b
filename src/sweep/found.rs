//! What was found?

use std::collections::BTreeMap;

use super::level::{Told, Touch};
use super::sets::{Bits, Sets};
use super::{Harm, SeenValues, Sweep, Worker};

/// How many sets of one size came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many there are.
    pub sets: u64,
    /// How many were run.
    pub run: u64,
    /// Of those that were run: how many nobody notices.
    pub unnoticed: u64,
    /// Of those that were run: how many lock somebody out.
    pub locking: u64,
    /// How many cannot matter: they befall what the run never touches.
    pub untouched: u64,
    /// How many are implied: everybody is locked out by fewer.
    pub implied: u64,
    /// How many of those that are implied were run as a sample.
    pub sampled: u64,
    /// In how many of that sample somebody gets on again.
    pub contradicted: u64,
    /// How many hold two faults that cannot both be.
    pub excluded: u64,
    /// How many cannot be written into the scenario.
    pub impossible: u64,
    /// How many of those that were run had to be resolved anew.
    pub anew: u64,
}

impl Count {
    /// Adds what came of other sets.
    pub fn add(&mut self, it: Self) {
        for (sum, more) in [
            (&mut self.sets, it.sets),
            (&mut self.run, it.run),
            (&mut self.unnoticed, it.unnoticed),
            (&mut self.locking, it.locking),
            (&mut self.untouched, it.untouched),
            (&mut self.implied, it.implied),
            (&mut self.sampled, it.sampled),
            (&mut self.contradicted, it.contradicted),
            (&mut self.excluded, it.excluded),
            (&mut self.impossible, it.impossible),
            (&mut self.anew, it.anew),
        ] {
            *sum += more;
        }
    }
}

/// A set of faults that locks a group out, or a single one that harms it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The faults.
    pub set: Vec<u32>,
    /// Whom.
    pub group: u32,
    /// How badly.
    pub harm: Harm,
}

/// What was found by now: everything of the sizes that are done.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// By size, from single faults on.
    pub counts: Vec<Count>,
    /// In the order of the sizes, and of the sets.
    pub patterns: Vec<Pattern>,
    /// Of a space: what is known of its values.
    pub seen: Option<SeenValues>,
    /// How many faults there are.
    faults: usize,
    /// The groups of which anybody logs on in the plain run.
    alive: Bits,
    /// By size and set: whom it locks out.
    locks: Vec<BTreeMap<u64, Bits>>,
    /// What runs touched, and by set of the last size that is done, which of these is its own.
    touched: Vec<Bits>,
    own: Vec<u32>,
}

/// Nothing is known of what a run touches.
const UNKNOWN: u32 = u32::MAX;

impl Found {
    /// Nothing but the plain run.
    #[must_use]
    pub fn new(sweep: &Sweep) -> Self {
        let mut alive = Bits::new(sweep.groups.len());
        for (at, _) in sweep.groups.iter().enumerate().filter(|it| it.1.plain.well > 0) {
            alive.set(at);
        }
        let touched = Worker::new(sweep).touch(&[]).map(|it| it.1).into_iter().collect();
        Self { faults: sweep.faults.len(), alive, touched, own: vec![0], ..Self::default() }
    }

    /// Adds what came of a size, in parts in the order of their numbers.
    pub fn add_all(&mut self, size: usize, told: Vec<Told>) {
        let mut touched = Vec::new();
        if self.counts.len() < size {
            self.counts.push(Count::default());
            self.locks.push(BTreeMap::new());
        }
        for mut it in told {
            touched.append(&mut it.touched);
            self.add(size, it);
        }
        self.keep_touched(size, touched);
    }

    /// Adds what is known of the values of a space.
    pub fn add_seen(&mut self, seen: &SeenValues) {
        self.seen.get_or_insert_with(|| seen.clone()).merge(seen);
    }

    fn add(&mut self, size: usize, told: Told) {
        self.counts[size - 1].add(told.count);
        let sets = Sets::new(self.faults, size);
        let mut set = Vec::new();
        for (number, group, harm) in told.rows {
            sets.decode(number, &mut set);
            self.patterns.push(Pattern { set: set.clone(), group, harm });
        }
        self.locks[size - 1].extend(told.locks);
    }

    /// Keeps what runs of a size touched, for the size above it: all of it, in the order of the numbers.
    fn keep_touched(&mut self, size: usize, all: Vec<(u64, Touch)>) {
        if all.is_empty() {
            return;
        }
        let count = usize::try_from(Sets::new(self.faults, size).count()).unwrap_or(0);
        let mut own = vec![UNKNOWN; count];
        let mut touched = std::mem::take(&mut self.touched);
        for (number, touch) in all {
            own[number as usize] = match touch {
                Touch::As(other) => self.own[other as usize],
                Touch::These(bits) => {
                    touched.push(bits);
                    touched.len() as u32 - 1
                }
            };
        }
        (self.own, self.touched) = (own, touched);
    }

    /// What the run under a set of the last size that is done touches, where that is known.
    pub(super) fn touches(&self, number: u64) -> Option<&Bits> {
        let own = *self.own.get(usize::try_from(number).ok()?)?;
        self.touched.get(own as usize)
    }

    /// Marks whom a set, or any part of it, locks out.
    pub(super) fn add_locked(&self, set: &[u32], into: &mut Bits) {
        let mut look = |part: &[u32]| {
            let number = Sets::new(self.faults, part.len()).encode(part);
            if let Some(bits) = self.locks.get(part.len() - 1).and_then(|it| it.get(&number)) {
                into.add(bits);
            }
        };
        if !set.is_empty() {
            look(set);
        }
        if set.len() > 1 {
            for it in set {
                look(&[*it]);
            }
        }
    }

    /// Whether all are marked of whom anybody logs on.
    pub(super) fn are_all(&self, marked: &Bits) -> bool {
        self.alive.words().iter().zip(marked.words()).all(|(alive, marked)| alive & !marked == 0)
    }

    /// Whether anybody logs on in the plain run.
    #[must_use]
    pub fn is_anybody_alive(&self) -> bool {
        self.alive.count() > 0
    }
}
