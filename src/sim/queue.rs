//! What happens next?
//!
//! Events in a total order: time first, and for the same instant the order in which they were scheduled. Nothing is
//! ever scheduled in the past. Two stores of 24-byte entries, one order:
//!
//! * a plain binary heap, for whatever is under way;
//! * waiting lines, one for each length of wait. Timers and polls wait for one of a few fixed lengths, and the clock
//!   never runs backwards, so whoever joins a line is due after all who stand in it: no sifting, first in, first out.
//!   Most timers are never wanted; in the heap they would make every other event slower (measured: the chain of the
//!   benchmarks at 0.35 of the bare loop instead of 0.60).

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

use crate::time::{Micros, SimTime};

/// How many waiting lines there are at the most; whoever waits for yet another length goes to the heap.
const LINES: usize = 16;

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
        other.key().cmp(&self.key())
    }
}

impl<E> Entry<E> {
    fn key(&self) -> u128 {
        (u128::from(self.at.0) << 32) | u128::from(self.sequence)
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

/// Events that wait for the same length of time, the first to be due in front.
#[derive(Clone, Debug)]
struct Line<E> {
    wait: Micros,
    entries: VecDeque<Entry<E>>,
}

/// The length of a line that has none.
const NO_WAIT: Micros = Micros(u64::MAX);

/// No event: later than any.
const NEVER: u128 = u128::MAX;

/// When the event with this key is due.
const fn due(key: u128) -> SimTime {
    SimTime((key >> 32) as u64)
}

/// What is next, for whoever takes what is due up to some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<E> {
    /// An event, with its time and its number.
    Event(SimTime, u32, E),
    /// All that is still to come is due later.
    Later,
    /// Nothing is to come.
    Nothing,
}

/// The events that are still to come.
#[derive(Clone, Debug)]
pub struct Queue<E> {
    heap: BinaryHeap<Entry<E>>,
    lines: Vec<Line<E>>,
    /// The keys of those in front of the lines, beside each other: whoever is due first is found in one look.
    fronts: [u128; LINES],
    /// The line whose front is due first, and the key of that entry.
    front: (u128, usize),
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
        Self {
            heap: BinaryHeap::new(),
            lines: Vec::new(),
            fronts: [NEVER; LINES],
            front: (NEVER, 0),
            now: SimTime::ZERO,
            scheduled: 0,
        }
    }

    /// Schedules an event, and gives the number of it: the how-manieth it is to be scheduled.
    ///
    /// # Panics
    /// If `at` is in the past, or after four thousand million events.
    pub fn push(&mut self, at: SimTime, event: E) -> u32 {
        let entry = self.entry(at, event);
        self.heap.push(entry);
        entry.sequence
    }

    /// Schedules an event that many others wait as long for: a poll. Only the cost differs from [`Queue::push`], never
    /// the order.
    ///
    /// # Panics
    /// As [`Queue::push`].
    pub fn push_in_line(&mut self, at: SimTime, event: E) -> u32 {
        let entry = self.entry(at, event);
        self.join(entry);
        entry.sequence
    }

    /// Takes a number for an event that may be scheduled later, by [`Queue::push_reserved`]: it keeps its place in the
    /// order of scheduling.
    ///
    /// # Panics
    /// After four thousand million events.
    pub fn reserve(&mut self) -> u32 {
        let sequence = self.scheduled;
        self.scheduled = sequence.checked_add(1).expect("a run has fewer than 2^32 events");
        sequence
    }

    /// Schedules an event under a number that was taken before: a timer.
    ///
    /// # Panics
    /// If `at` is in the past.
    pub fn push_reserved(&mut self, at: SimTime, sequence: u32, event: E) {
        assert!(self.now <= at, "an event is scheduled in the past: {at:?} at {:?}", self.now);
        self.join(Entry { at, sequence, event });
    }

    /// Joins the line of those that wait as long, or goes to the heap where there is no such line and no free one.
    fn join(&mut self, entry: Entry<E>) {
        let wait = entry.at.since(self.now);
        let line = self.lines.iter().position(|it| it.wait == wait).or_else(|| {
            // A line that has emptied takes on another length.
            let free = self.fronts[..self.lines.len()].iter().position(|it| *it == NEVER);
            if free.is_none() && self.lines.len() == LINES {
                return None;
            }
            let line = free.unwrap_or_else(|| {
                self.lines.push(Line { wait, entries: VecDeque::new() });
                self.lines.len() - 1
            });
            self.lines[line].wait = wait;
            Some(line)
        });
        // Of those with the same time one with a number taken earlier must not stand behind.
        let line = line.filter(|it| self.lines[*it].entries.back().is_none_or(|last| last.key() < entry.key()));
        let Some(line) = line else { return self.heap.push(entry) };
        if self.fronts[line] == NEVER {
            self.fronts[line] = entry.key();
            if entry.key() < self.front.0 {
                self.front = (entry.key(), line);
            }
        }
        self.lines[line].entries.push_back(entry);
    }

    fn entry(&mut self, at: SimTime, event: E) -> Entry<E> {
        assert!(self.now <= at, "an event is scheduled in the past: {at:?} at {:?}", self.now);
        Entry { at, sequence: self.reserve(), event }
    }

    /// Takes the next event, with its time and its number. The clock moves on to it.
    pub fn pop(&mut self) -> Option<(SimTime, u32, E)> {
        match self.pop_by(SimTime::NEVER) {
            Next::Event(at, sequence, event) => Some((at, sequence, event)),
            Next::Later | Next::Nothing => None,
        }
    }

    /// Takes the next event if it is due by `until`. The clock moves on to it. One look for whether there is one, when
    /// it is due and where it stands.
    pub fn pop_by(&mut self, until: SimTime) -> Next<E> {
        let heap = self.heap.peek().map_or(NEVER, Entry::key);
        let key = heap.min(self.front.0);
        if key == NEVER {
            return Next::Nothing;
        }
        if until < due(key) {
            return Next::Later;
        }
        let entry = if heap < self.front.0 { self.heap.pop() } else { self.pop_front() };
        let Entry { at, sequence, event } = entry.expect("an event was just seen");
        self.now = at;
        Next::Event(at, sequence, event)
    }

    fn pop_front(&mut self) -> Option<Entry<E>> {
        let at = self.front.1;
        let entries = &mut self.lines.get_mut(at)?.entries;
        let entry = entries.pop_front()?;
        self.fronts[at] = entries.front().map_or(NEVER, Entry::key);
        self.front = (NEVER, 0);
        for (line, &key) in self.fronts[..self.lines.len()].iter().enumerate() {
            if key < self.front.0 {
                self.front = (key, line);
            }
        }
        Some(entry)
    }

    /// When the next event is due.
    #[must_use]
    pub fn next_at(&self) -> Option<SimTime> {
        let key = self.heap.peek().map_or(NEVER, Entry::key).min(self.front.0);
        (key != NEVER).then_some(due(key))
    }

    /// What time it is: that of the event taken last.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// How many events are to come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heap.len() + self.lines.iter().map(|it| it.entries.len()).sum::<usize>()
    }

    /// Whether no event is to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.next_at().is_none()
    }

    /// Forgets everything and keeps the memory: the lines too take on their lengths anew, in the order in which they
    /// did before, so that each has the room that it needs.
    pub fn clear(&mut self) {
        self.heap.clear();
        for it in &mut self.lines {
            it.entries.clear();
            it.wait = NO_WAIT;
        }
        self.fronts = [NEVER; LINES];
        self.front = (NEVER, 0);
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

    /// An event that is scheduled under a number taken before comes as if it had been scheduled then.
    #[test]
    fn a_reserved_number_keeps_its_place() {
        let mut stream = crate::chance::Stream::new(1, "test/reserved");
        let (mut plain, mut reserving) = (Queue::new(), Queue::new());
        let mut held: Vec<(SimTime, u32, u32)> = Vec::new();
        for event in 0..20_000_u32 {
            let at = plain.now() + Micros(10 * u64::from(stream.below(30)));
            plain.push(at, event);
            if stream.below(3) == 0 {
                let number = reserving.reserve();
                held.push((at, number, event));
            } else {
                reserving.push_in_line(at, event);
            }
            // What is held back must be there before anything that comes after it is taken.
            if stream.below(2) == 0 {
                held.sort_by_key(|it| (it.0, it.1));
                let due = plain.next_at();
                let later = held.partition_point(|it| due.is_none_or(|due| it.0 <= due));
                held.drain(..later).for_each(|(at, number, event)| reserving.push_reserved(at, number, event));
                assert_eq!(plain.pop(), reserving.pop());
            }
        }
        held.drain(..).for_each(|(at, number, event)| reserving.push_reserved(at, number, event));
        while let Some(expected) = plain.pop() {
            assert_eq!(reserving.pop(), Some(expected));
        }
        assert!(reserving.is_empty());
    }

    #[test]
    fn what_is_due_later_stays() {
        let mut queue = Queue::new();
        assert_eq!(queue.pop_by(SimTime::NEVER), Next::Nothing);
        queue.push(SimTime(7), 'a');
        queue.push_in_line(SimTime(5), 'b');
        assert_eq!(queue.pop_by(SimTime(4)), Next::Later);
        assert_eq!(queue.pop_by(SimTime(5)), Next::Event(SimTime(5), 1, 'b'));
        assert_eq!(queue.pop_by(SimTime(6)), Next::Later);
        assert_eq!(queue.pop_by(SimTime(7)), Next::Event(SimTime(7), 0, 'a'));
        assert_eq!(queue.pop_by(SimTime(7)), Next::Nothing);
    }

    /// Whether an event waits in a line or in the heap changes nothing but the cost.
    #[test]
    fn lines_and_heap_keep_one_order() {
        let mut stream = crate::chance::Stream::new(1, "test/queue");
        let (mut plain, mut lined) = (Queue::new(), Queue::new());
        for event in 0..20_000_u32 {
            // More lengths than there are lines, some of them common.
            let wait = Micros(u64::from(stream.below(40)) * 10);
            let at = plain.now() + wait;
            plain.push(at, event);
            if stream.below(2) == 0 {
                lined.push(at, event)
            } else {
                lined.push_in_line(at, event)
            };
            if stream.below(2) == 0 {
                assert_eq!(plain.next_at(), lined.next_at());
                assert_eq!(plain.pop(), lined.pop());
            }
            assert_eq!(plain.len(), lined.len());
        }
        while let Some(expected) = plain.pop() {
            assert_eq!(lined.pop(), Some(expected));
        }
        assert!(lined.is_empty() && lined.pop().is_none());
    }
}
