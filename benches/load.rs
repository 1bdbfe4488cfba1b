//! How fast is a file read? 10,000 servers and 100,000 mailboxes, against a plain pass over the same bytes by ron.

mod bare;
mod organisation;

use std::hint::black_box;

use coexist::resolve::load;
use criterion::{BenchmarkId, Criterion, Throughput};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let text = organisation::directory(100, 10_000, 100_000);
    let loaded = load(&text, "benchmark").unwrap_or_else(|problems| panic!("the file is sound: {problems:?}"));
    assert_eq!((loaded.world.servers.len(), loaded.world.users.len()), (10_000, 100_000));
    println!("the file has {} bytes", text.len());

    let mut group = criterion.benchmark_group("load");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function(BenchmarkId::from_parameter("bare"), |bencher| {
        // What any reader of this grammar has to do: look at every value once and keep nothing.
        bencher.iter(|| ron::from_str::<serde::de::IgnoredAny>(black_box(&text)).expect("the file is sound"));
    });
    group.bench_function(BenchmarkId::from_parameter("text to world"), |bencher| {
        bencher.iter(|| load(black_box(&text), "benchmark").expect("the file is sound").world.users.len());
    });
    group.finish();
    criterion.final_summary();
    bare::print_ratios("load", &["text to world"]);
}
