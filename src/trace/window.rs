//! How is what happened kept, and how is it forgotten?
//!
//! A list that numbers what is pushed from 0 on. Whoever listens to a run without wanting all of it sifts now and then:
//! what is not wanted any more goes, and what stays keeps its number. So there are two parts, the young one as it came
//! and the old one that has been sifted; where nobody sifts, all is young, and this is a plain list in pieces.

use std::ops::{Index, IndexMut};

use super::pieces::{Iter, Pieces};

/// A list of what came, by its number.
#[derive(Clone, Debug)]
pub struct Window<T> {
    /// What has been sifted, with its number, in order.
    old: Vec<(u32, T)>,
    /// The number of the first young one.
    base: u32,
    young: Pieces<T>,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self { old: Vec::new(), base: 0, young: Pieces::default() }
    }
}

impl<T> Window<T> {
    /// How many have come, those that are forgotten included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base as usize + self.young.len()
    }

    /// Whether none has come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many are held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.old.len() + self.young.len()
    }

    /// Adds one.
    pub fn push(&mut self, it: T) {
        self.young.push(it);
    }

    /// The one with this number. `None` where it is forgotten, or has not come.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        match at.checked_sub(self.base as usize) {
            Some(at) => self.young.get(at),
            None => self.place(at).map(|it| &self.old[it].1),
        }
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        match at.checked_sub(self.base as usize) {
            Some(at) => self.young.get_mut(at),
            None => self.place(at).map(|it| &mut self.old[it].1),
        }
    }

    fn place(&self, at: usize) -> Option<usize> {
        self.old.binary_search_by_key(&at, |it| it.0 as usize).ok()
    }

    /// All of them, in order.
    ///
    /// # Panics
    /// If one is forgotten: who asks for all must have listened to all.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        assert_eq!(self.base, 0, "some are forgotten");
        self.young.iter()
    }

    /// The one that came last, where it is held.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// Those that are held, each with its number, in order.
    #[must_use]
    pub fn numbered(&self) -> impl DoubleEndedIterator<Item = (u32, &T)> {
        let old = self.old.iter().map(|(at, it)| (*at, it));
        old.chain(self.young.iter().enumerate().map(|(at, it)| (self.base + at as u32, it)))
    }

    /// Forgets those that are not wanted. What is asked of each: whether it is, by its number.
    pub fn sift(&mut self, mut wanted: impl FnMut(u32, &mut T) -> bool) {
        self.old.retain_mut(|(at, it)| wanted(*at, it));
        let base = self.base;
        self.base = u32::try_from(self.len()).expect("fewer than 2^32 are numbered");
        for (mut it, at) in self.young.drain().zip(base..) {
            if wanted(at, &mut it) {
                self.old.push((at, it));
            }
        }
    }

    /// Adds empty ones until there are so many.
    pub fn grow(&mut self, len: usize)
    where
        T: Default,
    {
        if self.len() < len {
            (self.len()..len).for_each(|_| self.push(T::default()));
        }
    }

    /// Forgets all, and keeps the memory.
    pub fn clear(&mut self) {
        self.old.clear();
        self.young.clear();
        self.base = 0;
    }
}

impl<T: PartialEq> PartialEq for Window<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.numbered().eq(other.numbered())
    }
}

impl<T: Eq> Eq for Window<T> {}

impl<T> Index<usize> for Window<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        self.get(at).unwrap_or_else(|| panic!("number {at} is forgotten"))
    }
}

impl<T> IndexMut<usize> for Window<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        self.get_mut(at).unwrap_or_else(|| panic!("number {at} is forgotten"))
    }
}

impl<'a, T> IntoIterator for &'a Window<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for Window<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        assert_eq!(self.base, 0, "some are forgotten");
        self.young.into_iter()
    }
}

impl<T> FromIterator<T> for Window<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut it = Self::default();
        all.into_iter().for_each(|one| it.push(one));
        it
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_keeps_its_number() {
        let mut it: Window<u32> = (0..10).collect();
        it.sift(|at, value| {
            assert_eq!(at, *value);
            at % 3 == 0
        });
        it.push(10);
        assert_eq!((it.len(), it.held()), (11, 5));
        assert_eq!((it.get(3), it.get(4), it[10], it.get(11)), (Some(&3), None, 10, None));
        it.sift(|at, _| at == 9 || at == 10);
        it.push(11);
        let held: Vec<_> = it.numbered().map(|(at, it)| (at, *it)).collect();
        assert_eq!((it.len(), held), (12, vec![(9, 9), (10, 10), (11, 11)]));
        it[9] = 90;
        assert_eq!(it[9], 90);
        it.clear();
        it.push(0);
        assert_eq!((it.len(), it[0]), (1, 0));
    }

    #[test]
    #[should_panic(expected = "some are forgotten")]
    fn who_asks_for_all_must_have_listened_to_all() {
        let mut it: Window<u32> = (0..3).collect();
        it.sift(|at, _| at > 0);
        let _ = it.iter();
    }
}
