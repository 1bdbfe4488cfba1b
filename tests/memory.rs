//! Does a simulator that is used again take no more memory? A program of its own: it counts what is allocated.

use allocation_counter::measure;
use coexist::gallery::ALL;
use coexist::import::shapes::{Export, read};
use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::{Counting, Off};

#[path = "import/generator.rs"]
mod generator;

/// A large organisation is read as a stream: beside the file at hand a few megabytes are enough, though a hundred
/// thousand mailboxes come of it.
#[test]
fn a_hundred_thousand_mailboxes_are_read_as_a_stream() {
    let size = generator::Size { servers: 300, sites: 40, databases: 2_000, mailboxes: 100_000 };
    let exports: Vec<_> = generator::files(size)
        .into_iter()
        .map(|(name, text)| Ok(Export { name: name.into(), made: None, bytes: text.into_bytes() }))
        .collect();
    let (mut count, mut notes) = (0, Vec::new());
    let measured = measure(|| read(&mut exports.into_iter(), &mut |_| count += 1, &mut notes));
    assert_eq!(count, 300 * 5 + 40 + 39 + 2_000 + 100_000 * 2);
    assert!(notes.is_empty(), "{notes:?}");
    assert!(measured.bytes_max < 32 << 20, "{} bytes at the most", measured.bytes_max);
}

/// Of every scenario of the gallery the second run allocates nothing, whatever was run before on the same simulator.
#[test]
fn a_run_after_the_first_allocates_nothing() {
    let (mut off, mut counting) = (Simulator::<Off>::default(), Simulator::<Counting>::default());
    let mut wrong = Vec::new();
    for entry in ALL {
        let world =
            load(entry.text, "scenario").unwrap_or_else(|problems| panic!("{}: {problems:?}", entry.claim)).world;
        let first = off.run(&world);
        let again = measure(|| assert_eq!(off.run(&world), first));
        counting.run(&world);
        let counted = measure(|| assert_eq!(counting.run(&world), first));
        if again.count_total + counted.count_total > 0 {
            wrong.push(format!("{}: {} and {} times", entry.claim, again.count_total, counted.count_total));
        }
    }
    assert!(wrong.is_empty(), "{} of {} allocate:\n{}", wrong.len(), ALL.len(), wrong.join("\n"));
}

/// What is measured can fail: the first run allocates.
#[test]
fn the_first_run_does() {
    let world = load(ALL[0].text, "scenario").expect("the scenario is sound").world;
    let mut simulator = Simulator::<Off>::default();
    let first = measure(|| {
        simulator.run(&world);
    });
    assert!(first.count_total > 0);
}
