//! What happens next?
//!
//! A plain binary heap of 24-byte entries in a total order: time first, and for the same instant the order in which
//! the events were scheduled. Nothing is ever scheduled in the past.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::time::SimTime;

/// An event and when it is due.
#[derive(Clone, Copy, Debug)]
struct Entry<E> {
    at: SimTime,
    sequence: u32,
    event: E,
}

impl<E> Ord for Entry<E> {
    /// The heap gives the greatest first, so the earliest is the greatest. One comparison of 96 bits in one go.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (u128::from(it.at.0) << 32) | u128::from(it.sequence);
        key(other).cmp(&key(self))
    }
}

impl<E> PartialOrd for Entry<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for Entry<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<E> Eq for Entry<E> {}

/// The events that are still to come.
#[derive(Clone, Debug)]
pub struct Queue<E> {
    heap: BinaryHeap<Entry<E>>,
    now: SimTime,
    scheduled: u32,
}

impl<E: Copy> Default for Queue<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Copy> Queue<E> {
    /// Nothing to come, at the start of time.
    #[must_use]
    pub fn new() -> Self {
        Self { heap: BinaryHeap::new(), now: SimTime::ZERO, scheduled: 0 }
    }

    /// Schedules an event, and gives the number of it: the how-manieth it is to be scheduled.
    ///
    /// # Panics
    /// If `at` is in the past, or after four thousand million events.
    pub fn push(&mut self, at: SimTime, event: E) -> u32 {
        assert!(self.now <= at, "an event is scheduled in the past: {at} at {}", self.now);
        let sequence = self.scheduled;
        self.scheduled = sequence.checked_add(1).expect("a run has fewer than 2^32 events");
        self.heap.push(Entry { at, sequence, event });
        sequence
    }

    /// Takes the next event, with its time and its number. The clock moves on to it.
    pub fn pop(&mut self) -> Option<(SimTime, u32, E)> {
        let Entry { at, sequence, event } = self.heap.pop()?;
        self.now = at;
        Some((at, sequence, event))
    }

    /// When the next event is due.
    #[must_use]
    pub fn next_at(&self) -> Option<SimTime> {
        self.heap.peek().map(|it| it.at)
    }

    /// What time it is: that of the event taken last.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// How many events are to come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Whether no event is to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.now = SimTime::ZERO;
        self.scheduled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_instant_keeps_the_order_of_scheduling() {
        let mut queue = Queue::new();
        for event in 0..100_u8 {
            queue.push(SimTime(u64::from(event % 3)), event);
        }
        let mut seen = Vec::new();
        while let Some((at, _, event)) = queue.pop() {
            seen.push((at, event));
        }
        assert!(seen.is_sorted(), "{seen:?}");
        assert_eq!(seen.len(), 100);
    }
}
