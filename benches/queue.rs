//! How fast is the queue? The hold model: as many events pending as named; each step takes the next and schedules
//! one more at a random distance.

mod bare;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;

use coexist::chance::Stream;
use coexist::sim::queue::Queue;
use coexist::time::SimTime;
use criterion::{BenchmarkId, Criterion, Throughput};

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

fn hold(criterion: &mut Criterion) {
    let distances = distances();
    for pending in [100_u64, 10_000, 1_000_000] {
        let name = format!("queue hold {pending}");
        let mut group = criterion.benchmark_group(&name);
        group.throughput(Throughput::Elements(STEPS));
        group.sample_size(30);
        group.bench_function(BenchmarkId::from_parameter("bare"), |bencher| {
            let mut heap = BinaryHeap::new();
            let mut sequence = 0_u64;
            for number in 0..pending {
                heap.push(Reverse((distances[number as usize % distances.len()], sequence, event(number))));
                sequence += 1;
            }
            bencher.iter(|| {
                let mut sum = 0_u64;
                for step in 0..STEPS {
                    let Reverse((at, _, event)) = heap.pop().expect("events are pending");
                    sum = sum.wrapping_add(match event {
                        Event::Tick(bytes) => u64::from(bytes[0]),
                        Event::Tock(number) => u64::from(number),
                    });
                    heap.push(Reverse((at + distances[step as usize % distances.len()], sequence, event)));
                    sequence += 1;
                }
                black_box(sum)
            });
        });
        group.bench_function(BenchmarkId::from_parameter("ours"), |bencher| {
            let mut queue = Queue::new();
            let fill = |queue: &mut Queue<Event>| {
                queue.clear();
                for number in 0..pending {
                    queue.push(SimTime(distances[number as usize % distances.len()]), event(number));
                }
            };
            fill(&mut queue);
            let mut steps = 0_u64;
            bencher.iter(|| {
                // The number of an event has 32 bits: a run never has that many, but a benchmark might.
                steps += STEPS;
                if steps > 4_000_000_000 {
                    fill(&mut queue);
                    steps = 0;
                }
                let mut sum = 0_u64;
                for step in 0..STEPS {
                    let (at, _, event) = queue.pop().expect("events are pending");
                    sum = sum.wrapping_add(match event {
                        Event::Tick(bytes) => u64::from(bytes[0]),
                        Event::Tock(number) => u64::from(number),
                    });
                    queue.push(SimTime(at.0 + distances[step as usize % distances.len()]), event);
                }
                black_box(sum)
            });
            assert_eq!(queue.len() as u64, pending, "a hold keeps as many pending as there were");
        });
        group.finish();
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    hold(&mut criterion);
    criterion.final_summary();
    for pending in [100, 10_000, 1_000_000] {
        bare::print_ratios(&format!("queue hold {pending}"), &["ours"]);
    }
}
