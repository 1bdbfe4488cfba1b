//! How do several threads share the sets of faults?
//!
//! Each takes the next few numbers, whoever is free first; what came of them is put together in the order of the
//! numbers, so that nothing depends on how many threads there are. Who interrupts the program keeps what is known: the
//! sets up to the first few that nobody has gone through.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Prepared;
use crate::cli::long::{Counted, KEPT};
use crate::cli::together::together;
use crate::lang::Lang;
use crate::sweep::{Found, Level, Results, SeenValues, Sweep, Told, Worker};

/// How many sets one thread takes at once.
const CHUNK: u64 = 64;
/// After how many sets what is known is put together.
const BLOCK: u64 = 1 << 16;

/// What is done by now: parts by their place, and what is known of the values of a space.
type Done = (Vec<(u64, Told)>, Option<SeenValues>);

/// Those who work.
pub(super) struct Workers<'a> {
    sweep: &'a Sweep,
    threads: usize,
    stopped: &'a AtomicBool,
    bar: Counted,
}

impl<'a> Workers<'a> {
    /// As many as are wanted, or as the machine has processors.
    pub(super) fn new(sweep: &'a Sweep, threads: Option<NonZeroUsize>, stopped: &'a AtomicBool, lang: Lang) -> Self {
        let threads = threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Self { sweep, threads, stopped, bar: Counted::of(0, lang) }
    }

    /// Goes through all smaller sets, and through those of the largest size with these numbers. `keep` hears now and
    /// then what is known, and up to which number. What was found, and up to which number; nothing where it was ended
    /// among the smaller ones.
    pub(super) fn run(
        &self,
        prepared: &Prepared,
        numbers: Range<u64>,
        keep: &mut dyn FnMut(&Results, u64),
    ) -> (Results, Option<u64>) {
        let (sweep, size) = (self.sweep, prepared.size);
        let mut found = Found::new(sweep);
        if !found.is_anybody_alive() {
            (1..=size).for_each(|it| found.add_all(it, Vec::new()));
            let results = Results::new(sweep, &found, 0);
            keep(&results, numbers.end);
            return (results, Some(numbers.end));
        }
        let smaller: u64 = (1..size).map(|it| sweep.count(it)).sum();
        self.bar.set_length(smaller + (numbers.end - numbers.start));
        let mut crew: Vec<Worker<'_>> = (0..self.threads).map(|_| Worker::new(sweep)).collect();
        let mut reached = numbers.start;
        for at in 1..=size {
            let (mut next, end) = if at < size { (0, sweep.count(at)) } else { (numbers.start, numbers.end) };
            let mut told = Vec::new();
            let mut kept = self.bar.passed();
            let mut whole = true;
            while next < end && whole {
                let block = next..(next + BLOCK).min(end);
                let level = Level::after(sweep, &found, at);
                let (more, seen) = self.work(&level, &mut crew, at < size, block.clone());
                next += more.iter().map(|it| it.count.sets).sum::<u64>();
                whole = next == block.end;
                if let Some(seen) = seen {
                    found.add_seen(&seen);
                }
                told.extend(more);
                if at == size {
                    found.add_all(at, std::mem::take(&mut told));
                    reached = next;
                    if kept + KEPT <= self.bar.passed() || !whole {
                        keep(&Results::new(sweep, &found, prepared.all), reached);
                        kept = self.bar.passed();
                    }
                }
            }
            found.add_all(at, told);
            if !whole {
                self.bar.done();
                let behind = (at == size).then_some(reached);
                return (Results::new(sweep, &found, prepared.all), behind);
            }
        }
        self.bar.done();
        let results = Results::new(sweep, &found, prepared.all);
        keep(&results, numbers.end);
        (results, Some(numbers.end))
    }

    /// What came of sets with these numbers, in parts: all of them, or those up to where somebody ended it.
    fn work(
        &self,
        level: &Level<'_>,
        crew: &mut [Worker<'_>],
        goes_on: bool,
        numbers: Range<u64>,
    ) -> (Vec<Told>, Option<SeenValues>) {
        let chunks = (numbers.end - numbers.start).div_ceil(CHUNK);
        let next = AtomicU64::new(0);
        let done: Mutex<Done> = Mutex::default();
        let threads = crew.len().min(usize::try_from(chunks).unwrap_or(usize::MAX));
        let one = |worker: &mut Worker<'_>| {
            while !self.stopped.load(Ordering::Relaxed) {
                let chunk = next.fetch_add(1, Ordering::Relaxed);
                if chunks <= chunk {
                    break;
                }
                let first = numbers.start + chunk * CHUNK;
                let behind = (first + CHUNK).min(numbers.end);
                let mut told = level.work(worker, goes_on, first..behind);
                let mut done = done.lock().expect("nobody panics");
                if let Some(seen) = told.seen.take() {
                    done.1.get_or_insert_with(|| seen.clone()).merge(&seen);
                }
                done.0.push((chunk, told));
                drop(done);
                self.bar.more(behind - first);
            }
        };
        together(&mut crew[..threads], one);
        let (mut all, seen) = done.into_inner().expect("nobody panics");
        all.sort_unstable_by_key(|it| it.0);
        let known = (0..).zip(&all).take_while(|(at, it)| *at == it.0).count();
        all.truncate(known);
        (all.into_iter().map(|it| it.1).collect(), seen)
    }
}
