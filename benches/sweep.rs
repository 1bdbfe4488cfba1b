//! How fast is a sweep? Faults a second beside a bare loop of as many plain runs, two workers beside one, and all pairs
//! of faults of thirty servers. Every contestant ends in an assertion on what came out.

mod organisation;
mod pairs;

use std::cell::RefCell;
use std::hint::black_box;
use std::process::ExitCode;
use std::thread;

use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::Ends;
use coexist::sweep::{Found, Level, Sweep, Worker};
use pairs::{Contestant, Options, Worth, aim, compare};

fn sweep(text: &str) -> Sweep {
    let world = load(text, "benchmark").unwrap_or_else(|problems| panic!("the scenario is sound: {problems:?}")).world;
    Sweep::new(text, &world)
}

/// Every so many-th fault, each alone.
fn alone(options: &Options, group: &str, text: &str, each: usize) {
    let sweep = sweep(text);
    let faults: Vec<u32> = (0..sweep.faults().len() as u32).step_by(each).collect();
    let plain = RefCell::new(Simulator::<Ends>::default());
    let expected = plain.borrow_mut().ends(sweep.world()).attempts.len();
    let one = RefCell::new(Worker::new(&sweep));
    let two = RefCell::new([Worker::new(&sweep), Worker::new(&sweep)]);
    let run = |worker: &mut Worker<'_>, faults: &[u32]| {
        for it in faults {
            black_box(worker.run(&[*it]).expect("it can be"));
        }
    };
    let halves = faults.split_at(faults.len() / 2);
    compare(
        options,
        group,
        7,
        Worth { count: faults.len() as u64, of: "faults" },
        &mut [
            Contestant::new("plain runs", || {
                for _ in &faults {
                    assert_eq!(plain.borrow_mut().ends(sweep.world()).attempts.len(), expected);
                }
            }),
            Contestant::new("faults", || run(&mut one.borrow_mut(), &faults)),
            Contestant::new("two workers", || {
                let [first, second] = &mut *two.borrow_mut();
                thread::scope(|scope| {
                    scope.spawn(|| run(first, halves.0));
                    run(second, halves.1);
                });
            }),
        ],
        &[aim("faults", "plain runs", 0.9), aim("two workers", "faults", 1.9)],
    );
}

fn small(options: &Options) {
    let text = coexist::gallery::find(coexist::gallery::DEFAULT).expect("the default is in the gallery").text;
    alone(options, "alone", text, 1);
}

fn large(options: &Options) {
    alone(options, "alone of 200 servers", &organisation::large(20, 9, 20), 97);
}

/// All pairs of the faults of thirty servers, on one thread.
fn together(options: &Options) {
    let sweep = sweep(&organisation::logging_on(3, 30));
    let all = || {
        let mut found = Found::new(&sweep);
        let mut worker = Worker::new(&sweep);
        for size in [1, 2] {
            let level = Level::after(&sweep, &found, size);
            let told = level.work(&mut worker, size == 1, 0..level.count());
            found.add_all(size, vec![told]);
        }
        found.counts[1]
    };
    let count = all();
    assert!(count.run > 10_000 && count.contradicted == 0, "{count:?}");
    compare(
        options,
        "pairs",
        5,
        Worth { count: count.run, of: "runs" },
        &mut [Contestant::new("pairs", || assert_eq!(all(), count))],
        &[],
    );
}

fn main() -> ExitCode {
    match Options::read() {
        Ok(options) => pairs::run(&options, &[("alone", small), ("alone of 200 servers", large), ("pairs", together)]),
        Err(code) => code,
    }
}
