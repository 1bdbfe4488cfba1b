//! How fast is a file read? 10,000 servers and 100,000 mailboxes, against a plain pass over the same bytes by ron; and
//! 100,000 programs with a mailbox each, as a group and written one by one.

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
    members(&mut criterion);
    criterion.final_summary();
    bare::print_ratios("load", &["text to world"]);
}

/// A group costs what its members cost, but for reading them.
fn members(criterion: &mut Criterion) {
    const COUNT: u32 = 100_000;
    let around = |mailboxes: &str, clients: &str| {
        format!(
            "Scenario(schema: 1, servers: [Server(name: \"EX10\", version: Exchange2010, running: [Imap4])],\n\
             databases: [Database(name: \"DB10\", on: [\"EX10\"])],\n\
             mailboxes: [{mailboxes}],\nclients: [{clients}])\n"
        )
    };
    let of_group = around(
        &format!("Mailbox(name: \"branch\", count: {COUNT}, database: \"DB10\")"),
        &format!("Client(name: \"phones\", count: {COUNT}, user: \"branch\", connect: \"ex10.contoso.com:993:SSL\")"),
    );
    let each = |of: &dyn Fn(u32) -> String| (1..=COUNT).map(of).collect::<String>();
    let written = around(
        &each(&|it| format!("Mailbox(name: \"branch-{it}\", database: \"DB10\"),\n")),
        &each(&|it| {
            format!("Client(name: \"phones-{it}\", user: \"branch-{it}\", connect: \"ex10.contoso.com:993:SSL\"),\n")
        }),
    );
    let mut group = criterion.benchmark_group("members");
    group.sample_size(10);
    for (name, text) in [("a group", &of_group), ("written", &written)] {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| load(black_box(text), "benchmark").expect("the file is sound").world.clients.len());
        });
    }
    group.finish();
}
