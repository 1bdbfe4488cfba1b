//! How fast is a run? Each figure stands beside a bare loop that does the same work in the same process, so that
//! what counts is the ratio. Every benchmark ends in an assertion on what came out.

mod bare;
mod organisation;

use std::hint::black_box;

use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::{Counting, Full, Off, Tracer};
use coexist::trace::{Run, Stop};
use coexist::verdict::judge;
use coexist::world::{Outcome, World};
use criterion::{BenchmarkId, Criterion, Throughput};

/// The chain: 1,000 clients, 100 log-ons each, all alive at once; two targets that time out, one that answers.
const CLIENTS: u32 = 1_000;
const LOGONS_EACH: u32 = 100;
const EVERY: u64 = 60_000_000;
const STAGGER: u64 = 59_000;
const LATENCY: u64 = 500;
const TIMEOUT: u64 = 21_000_000;

fn world(text: &str) -> World {
    load(text, "benchmark").unwrap_or_else(|problems| panic!("the scenario is sound: {problems:?}")).world
}

fn run<T: Tracer + Default>(simulator: &mut Simulator<T>, world: &World) -> u64 {
    let summary = simulator.run(world);
    assert_eq!(summary.stop, Stop::Finished);
    summary.events
}

fn chain(criterion: &mut Criterion) {
    let text = organisation::chain(CLIENTS, LOGONS_EACH, EVERY, STAGGER);
    let world = world(&text);
    let logons = u64::from(CLIENTS) * u64::from(LOGONS_EACH);
    let (bare_events, succeeded) = bare::chain(CLIENTS, LOGONS_EACH, EVERY, STAGGER, LATENCY, TIMEOUT);
    assert_eq!(succeeded, logons);
    let mut counting = Simulator::<Counting>::default();
    let events = run(&mut counting, &world);
    assert_eq!(counting.tracer.count(Outcome::LoggedOn), logons, "every log-on reaches the third target");
    println!("chain: {logons} log-ons; the bare loop delivers {bare_events} events, the simulator {events}");

    let mut group = criterion.benchmark_group("chain");
    group.throughput(Throughput::Elements(logons)).sample_size(10);
    group.bench_function(BenchmarkId::from_parameter("bare"), |bencher| {
        bencher.iter(|| black_box(bare::chain(CLIENTS, LOGONS_EACH, EVERY, STAGGER, LATENCY, TIMEOUT)));
    });
    group.bench_function(BenchmarkId::from_parameter("off"), |bencher| {
        let mut simulator = Simulator::<Off>::default();
        bencher.iter(|| assert_eq!(run(&mut simulator, &world), events));
    });
    group.bench_function(BenchmarkId::from_parameter("counting"), |bencher| {
        let mut simulator = Simulator::<Counting>::default();
        bencher.iter(|| assert_eq!(run(&mut simulator, &world), events));
    });
    group.bench_function(BenchmarkId::from_parameter("full"), |bencher| {
        let mut simulator = Simulator::<Full>::default();
        bencher.iter(|| assert_eq!(run(&mut simulator, &world), events));
    });
    group.finish();
}

/// One small proxied log-on: 2013 in front, 2010 behind, over SSL.
fn small(criterion: &mut Criterion) {
    let text = organisation::small();
    let world = world(&text);
    let mut group = criterion.benchmark_group("small log-on");
    group.throughput(Throughput::Elements(1));
    group.bench_function(BenchmarkId::from_parameter("bare"), |bencher| {
        bencher.iter(|| black_box(bare::chain(1, 1, 0, 0, LATENCY, 0)));
    });
    group.bench_function(BenchmarkId::from_parameter("off"), |bencher| {
        let mut simulator = Simulator::<Off>::default();
        bencher.iter(|| black_box(run(&mut simulator, &world)));
    });
    group.bench_function(BenchmarkId::from_parameter("counting"), |bencher| {
        let mut simulator = Simulator::<Counting>::default();
        bencher.iter(|| {
            run(&mut simulator, &world);
            assert_eq!(simulator.tracer.count(Outcome::LoggedOn), 1);
        });
    });
    group.bench_function(BenchmarkId::from_parameter("full"), |bencher| {
        let mut simulator = Simulator::<Full>::default();
        bencher.iter(|| {
            run(&mut simulator, &world);
            black_box(simulator.tracer.trace.records.len())
        });
    });
    group.bench_function(BenchmarkId::from_parameter("full and verdict"), |bencher| {
        let mut simulator = Simulator::<Full>::default();
        bencher.iter(|| {
            let summary = simulator.run(&world);
            let trace = std::mem::take(&mut simulator.tracer.trace);
            let run = Run { trace, stop: summary.stop, ended: summary.ended, pending: Vec::new() };
            let verdict = judge(&world, &run);
            assert_eq!(verdict.attempts.len(), 1);
            simulator.tracer.trace = run.trace;
        });
    });
    group.bench_function(BenchmarkId::from_parameter("RON text to verdict"), |bencher| {
        bencher.iter(|| {
            let world = self::world(black_box(&text));
            let run = coexist::sim::run(&world);
            assert_eq!(judge(&world, &run).attempts.len(), 1);
        });
    });
    group.finish();
}

/// 200 servers in 20 sites, 20,000 mailboxes whose clients poll every 10 minutes, one simulated day.
fn large(criterion: &mut Criterion) {
    let text = organisation::large(20, 10, 20_000);
    let world = world(&text);
    let mut counting = Simulator::<Counting>::default();
    let events = run(&mut counting, &world);
    let logons = counting.tracer.count(Outcome::LoggedOn);
    assert_eq!(logons, 20_000 * 144, "every client polls 144 times a day");
    println!("large organisation: {logons} log-ons, {events} events");
    // Flat memory: what one day of 2,880,000 log-ons took, further days do not add to.
    if let (Some(one_day), Some(three_days)) = (peak_memory(), {
        run(&mut counting, &world);
        run(&mut counting, &world);
        peak_memory()
    }) {
        println!("memory: {one_day} after one day, {three_days} after three");
    }
    let mut group = criterion.benchmark_group("large organisation");
    group.throughput(Throughput::Elements(logons)).sample_size(10);
    group.bench_function(BenchmarkId::from_parameter("bare"), |bencher| {
        bencher.iter(|| black_box(bare::chain(20_000, 144, 600_000_000, 30_000, LATENCY, LATENCY)));
    });
    group.bench_function(BenchmarkId::from_parameter("off"), |bencher| {
        let mut simulator = Simulator::<Off>::default();
        bencher.iter(|| assert_eq!(run(&mut simulator, &world), events));
    });
    group.finish();
}

/// The most memory that the process has had so far, where the system tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|it| it.strip_prefix("VmHWM:")).map(|it| it.trim().to_owned())
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    // A group that is not asked for is not even prepared: the large one alone takes a while.
    let wanted = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    let asked = |group: &str| wanted.as_deref().is_none_or(|it| it.contains(group) || group.contains(it));
    if asked("small log-on") {
        small(&mut criterion);
    }
    if asked("chain") {
        chain(&mut criterion);
    }
    if asked("large organisation") {
        large(&mut criterion);
    }
    criterion.final_summary();
    bare::print_ratios("small log-on", &["off", "counting", "full", "full and verdict", "RON text to verdict"]);
    bare::print_ratios("chain", &["off", "counting", "full"]);
    bare::print_ratios("large organisation", &["off"]);
}
