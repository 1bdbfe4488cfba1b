//! How does a long list grow?
//!
//! In pieces of one length. A list in one piece that has no room left is copied to where there is twice as much, and
//! takes three times its memory meanwhile; what stands in pieces stays where it is.

use std::iter::FusedIterator;
use std::ops::Range;

/// How many stand in a piece: of records, half a megabyte.
const PIECE: usize = 1 << 14;

/// A list in pieces.
#[derive(Clone, Debug)]
pub(super) struct Pieces<T> {
    /// All are full but the last in use; those after it are empty and wait to be used again.
    pieces: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { pieces: Vec::new(), len: 0 }
    }
}

impl<T> Pieces<T> {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn push(&mut self, it: T) {
        let piece = self.len / PIECE;
        if piece == self.pieces.len() {
            // A short list has no more room than it needs.
            self.pieces.push(if piece == 0 { Vec::new() } else { Vec::with_capacity(PIECE) });
        }
        self.pieces[piece].push(it);
        self.len += 1;
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.pieces.get_mut(at / PIECE)?.get_mut(at % PIECE)
    }

    pub(super) const fn iter(&self) -> Iter<'_, T> {
        Iter { of: self, left: 0..self.len }
    }

    /// Takes all out, and keeps the memory.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = T> {
        self.len = 0;
        self.pieces.iter_mut().flat_map(|it| it.drain(..))
    }

    pub(super) fn into_iter(self) -> std::iter::Flatten<std::vec::IntoIter<Vec<T>>> {
        self.pieces.into_iter().flatten()
    }

    /// Forgets all, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.pieces.iter_mut().for_each(Vec::clear);
    }
}

/// Goes through a list in pieces.
#[derive(Debug)]
pub struct Iter<'a, T> {
    of: &'a Pieces<T>,
    left: Range<usize>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self { of: self.of, left: self.left.clone() }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.of.get(self.left.next()?)
    }

    fn nth(&mut self, n: usize) -> Option<&'a T> {
        self.of.get(self.left.nth(n)?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.of.get(self.left.next_back()?)
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<T> FusedIterator for Iter<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_wherever_a_piece_ends() {
        for len in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let mut it = Pieces::default();
            // The second time in the memory of the first.
            for _ in 0..2 {
                it.clear();
                (0..len).for_each(|at| it.push(at));
                assert_eq!((it.len(), it.get(len)), (len, None));
                assert!(it.iter().copied().eq(0..len) && it.iter().rev().copied().eq((0..len).rev()));
                assert_eq!((it.iter().len(), it.iter().nth(len / 2)), (len, (len > 0).then_some(&(len / 2))));
            }
            assert!(it.drain().eq(0..len));
            assert_eq!((it.len(), it.iter().next()), (0, None));
        }
    }

    #[test]
    fn nothing_is_moved_when_it_grows() {
        let mut it = Pieces::default();
        (0..=PIECE).for_each(|at| it.push(at));
        let first: *const usize = it.get(0).expect("it is there");
        (0..10 * PIECE).for_each(|at| it.push(at));
        assert_eq!(it.get(0).map(std::ptr::from_ref), Some(first));
        assert!(it.pieces.iter().all(|it| it.capacity() == PIECE), "and there is no more room than for one piece");
    }
}
