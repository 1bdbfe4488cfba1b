//! Which values of a space lock whom out, whatever else is combined with them?
//!
//! A value, or a pair of them, locks a group out where no combination that was run with it lets anybody of the group
//! log on. What is kept are marks, so that it does not matter who ran which combination, or how often.

use super::sets::Bits;
use super::{Fare, Harm, Pattern, SweepGroup};
use crate::time::Micros;

/// What is known of the values of a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenValues {
    values: usize,
    /// By value and by pair: whether it was run.
    met: Bits,
    /// By group, value and pair: whether somebody of the group logged on with it.
    alive: Vec<Bits>,
    /// By group: the longest time without mail.
    without: Vec<Micros>,
}

impl SeenValues {
    /// Nothing of so many values and groups.
    #[must_use]
    pub fn new(values: usize, groups: usize) -> Self {
        let marks = Bits::new(values + values * values);
        Self { values, met: marks.clone(), alive: vec![marks; groups], without: vec![Micros::ZERO; groups] }
    }

    /// One made of its marks; nothing where they are not as many as belong to it.
    #[must_use]
    pub fn of(values: usize, met: Vec<u64>, alive: Vec<Vec<u64>>, without: Vec<Micros>) -> Option<Self> {
        let marks = |it: Vec<u64>| Bits::of(values + values * values, it);
        if alive.len() != without.len() {
            return None;
        }
        let alive = alive.into_iter().map(marks).collect::<Option<_>>()?;
        Some(Self { values, met: marks(met)?, alive, without })
    }

    /// Its marks: what was run, and by group where somebody logged on, with the longest time without mail.
    pub fn marks(&self) -> (&[u64], impl Iterator<Item = (&[u64], Micros)>) {
        (self.met.words(), self.alive.iter().map(Bits::words).zip(self.without.iter().copied()))
    }

    /// Adds a combination: by group, whether anybody of it logs on where nothing is wrong, and how it fared.
    pub(super) fn add(&mut self, values: &[u32], fares: impl Iterator<Item = (bool, Fare)>) {
        let of = self.values;
        let sets = || {
            let pairs = values.iter().enumerate().flat_map(move |(at, one)| {
                values[at + 1..].iter().map(move |other| place(of, *one as usize, *other as usize))
            });
            values.iter().map(|it| *it as usize).chain(pairs)
        };
        sets().for_each(|it| self.met.set(it));
        for ((alive, without), (counts, fare)) in self.alive.iter_mut().zip(&mut self.without).zip(fares) {
            *without = (*without).max(fare.without);
            if counts && fare.well > 0 {
                sets().for_each(|it| alive.set(it));
            }
        }
    }

    /// Adds all that is known elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.met.add(&other.met);
        self.alive.iter_mut().zip(&other.alive).for_each(|(own, other)| own.add(other));
        self.without.iter_mut().zip(&other.without).for_each(|(own, other)| *own = (*own).max(*other));
    }

    /// Whom which values, and which pairs of others, lock out.
    pub(super) fn patterns(&self, groups: &[SweepGroup]) -> Vec<Pattern> {
        let mut found = Vec::new();
        for (at, group) in groups.iter().enumerate().filter(|it| it.1.plain.well > 0) {
            let locks = |it: usize| self.met.has(it) && !self.alive[at].has(it);
            let harm =
                Harm { lost: group.plain.well, of: group.plain.well, without: self.without[at], locked_out: true };
            let mut add = |set: Vec<u32>| found.push(Pattern { set, group: at as u32, harm });
            let alone: Vec<usize> = (0..self.values).filter(|it| locks(*it)).collect();
            for it in &alone {
                add(vec![*it as u32]);
            }
            for one in (0..self.values).filter(|it| alone.binary_search(it).is_err()) {
                let others = (one + 1..self.values).filter(|it| alone.binary_search(it).is_err());
                let both = others.filter(|it| locks(place(self.values, one, *it)));
                both.for_each(|it| add(vec![one as u32, it as u32]));
            }
        }
        found.sort_by(|one, other| {
            (one.set.len(), &one.set, one.group).cmp(&(other.set.len(), &other.set, other.group))
        });
        found
    }
}

/// Where a pair stands.
const fn place(values: usize, one: usize, other: usize) -> usize {
    values + one * values + other
}
