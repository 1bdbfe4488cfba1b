//! Which sets of faults are there, and which has which number?
//!
//! Sets of one size are numbered in the order of their members, so a set is made of its number and no list of them
//! exists anywhere. All pairs that begin with the first fault come before those that begin with the second.

/// Marks for so many things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of so many is marked.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Marks for so many that were written as words; nothing where the words are not as many.
    #[must_use]
    pub fn of(count: usize, words: Vec<u64>) -> Option<Self> {
        (words.len() == count.div_ceil(64)).then_some(Self(words))
    }

    /// Marks one.
    pub fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether one is marked.
    #[must_use]
    pub fn has(&self, at: usize) -> bool {
        self.0[at / 64] & 1 << (at % 64) != 0
    }

    /// Marks all that are marked there.
    pub fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// How many are marked.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|it| it.count_ones()).sum()
    }

    /// The marks as words of 64.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.0
    }
}

/// The sets of one size out of so many faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sets {
    of: u64,
    size: usize,
}

impl Sets {
    /// The largest sets that are asked.
    pub const LARGEST: usize = 3;

    /// The sets of a size.
    #[must_use]
    pub const fn new(of: usize, size: usize) -> Self {
        Self { of: of as u64, size }
    }

    /// How many members each has.
    #[must_use]
    pub const fn size(self) -> usize {
        self.size
    }

    /// How many there are; the most that a number can be where there are more.
    #[must_use]
    pub fn count(self) -> u64 {
        choose(self.of, self.size as u64)
    }

    /// The set of a number, its members ascending.
    pub fn decode(self, number: u64, into: &mut Vec<u32>) {
        into.clear();
        let (mut rest, mut first) = (number, 0);
        for left in (0..self.size as u64).rev() {
            // How many sets begin with this one: those of what comes behind it. They grow fewer, so a search by halves
            // finds the last that begins before the number.
            let before = |it: u64| choose(self.of - first, left + 1) - choose(self.of - it, left + 1);
            let (mut low, mut high) = (first, self.of);
            while low + 1 < high {
                let middle = low.midpoint(high);
                if before(middle) <= rest {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            rest -= before(low);
            into.push(low as u32);
            first = low + 1;
        }
    }

    /// The number of a set whose members ascend.
    #[must_use]
    pub fn encode(self, set: &[u32]) -> u64 {
        let (mut number, mut first) = (0, 0);
        for (at, it) in set.iter().enumerate() {
            let left = (self.size - at) as u64;
            number += choose(self.of - first, left) - choose(self.of - u64::from(*it), left);
            first = u64::from(*it) + 1;
        }
        number
    }
}

/// How many sets of a size there are.
fn choose(of: u64, size: u64) -> u64 {
    if of < size {
        return 0;
    }
    let mut count: u128 = 1;
    for at in 0..u128::from(size) {
        // Each step is whole: so many in a row have one among them that each up to their number divides.
        let Some(more) = count.checked_mul(u128::from(of) - at) else { return u64::MAX };
        count = more / (at + 1);
    }
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_its_set_in_the_order_of_the_members() {
        for (of, size) in [(1, 1), (7, 1), (7, 2), (9, 3), (3, 3), (2, 3), (0, 1)] {
            let sets = Sets::new(of, size);
            let (mut set, mut before, mut all) = (Vec::new(), Vec::new(), 0);
            for number in 0..sets.count() {
                sets.decode(number, &mut set);
                assert_eq!(set.len(), size);
                assert!(set.windows(2).all(|it| it[0] < it[1]) && set.iter().all(|it| (*it as usize) < of), "{set:?}");
                assert!(before < set, "{before:?} before {set:?}");
                assert_eq!(sets.encode(&set), number);
                before.clone_from(&set);
                all += 1;
            }
            let expected = (0..size).map(|at| of as u64 - at.min(of) as u64).product::<u64>();
            let ways: u64 = (1..=size as u64).product();
            assert_eq!(all, if of < size { 0 } else { expected / ways });
        }
        assert_eq!(Sets::new(usize::MAX, 3).count(), u64::MAX);
    }
}
