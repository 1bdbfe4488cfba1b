//! How fast is the queue? The hold model: as many events pending as named; each step takes the next and schedules
//! one more at a random distance.

mod pairs;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::process::ExitCode;

use coexist::chance::Stream;
use coexist::sim::queue::Queue;
use coexist::time::SimTime;
use pairs::{Contestant, Options, Worth, compare, ratio};

const STEPS: u64 = 10_000;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Tick([u8; 8]),
    Tock(u32),
}

fn distances() -> Vec<u64> {
    let mut stream = Stream::new(1, "bench/queue");
    (0..65_536).map(|_| u64::from(stream.below(2_000_000))).collect()
}

fn event(number: u64) -> Event {
    if number.is_multiple_of(2) { Event::Tick(number.to_le_bytes()) } else { Event::Tock(number as u32) }
}

fn value(event: Event) -> u64 {
    match event {
        Event::Tick(bytes) => u64::from(bytes[0]),
        Event::Tock(number) => u64::from(number),
    }
}

/// The bare heap under hold.
fn bare(distances: &[u64], pending: u64) -> impl FnMut() {
    let mut heap = BinaryHeap::new();
    let mut sequence = 0_u64;
    for number in 0..pending {
        heap.push(Reverse((distances[number as usize % distances.len()], sequence, event(number))));
        sequence += 1;
    }
    move || {
        let mut sum = 0_u64;
        for step in 0..STEPS {
            let Reverse((at, _, event)) = heap.pop().expect("events are pending");
            sum = sum.wrapping_add(value(event));
            heap.push(Reverse((at + distances[step as usize % distances.len()], sequence, event)));
            sequence += 1;
        }
        black_box(sum);
    }
}

/// Ours under hold.
fn ours(distances: &[u64], pending: u64) -> impl FnMut() {
    let mut queue = Queue::new();
    let fill = move |queue: &mut Queue<Event>| {
        queue.clear();
        for number in 0..pending {
            queue.push(SimTime(distances[number as usize % distances.len()]), event(number));
        }
    };
    fill(&mut queue);
    let mut steps = 0_u64;
    move || {
        // The number of an event has 32 bits: a run never has that many, but a benchmark might.
        steps += STEPS;
        if steps > 4_000_000_000 {
            fill(&mut queue);
            steps = 0;
        }
        let mut sum = 0_u64;
        for step in 0..STEPS {
            let (at, _, event) = queue.pop().expect("events are pending");
            sum = sum.wrapping_add(value(event));
            queue.push(SimTime(at.0 + distances[step as usize % distances.len()]), event);
        }
        assert_eq!(queue.len() as u64, pending, "a hold keeps as many pending as there were");
        black_box(sum);
    }
}

fn hold(options: &Options, group: &str, pending: u64) {
    let distances = distances();
    compare(
        options,
        group,
        31,
        Worth { count: STEPS, of: "events" },
        &mut [Contestant::new("bare", bare(&distances, pending)), Contestant::new("ours", ours(&distances, pending))],
        &[ratio("ours", "bare")],
    );
}

fn main() -> ExitCode {
    let options = match Options::read() {
        Ok(options) => options,
        Err(code) => return code,
    };
    let groups: [pairs::Group; 3] = [
        ("queue hold 100", |options| hold(options, "queue hold 100", 100)),
        ("queue hold 10000", |options| hold(options, "queue hold 10000", 10_000)),
        ("queue hold 1000000", |options| hold(options, "queue hold 1000000", 1_000_000)),
    ];
    pairs::run(&options, &groups)
}
