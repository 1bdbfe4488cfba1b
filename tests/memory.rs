//! Does a simulator that is used again take no more memory? A program of its own: it counts what is allocated.

use allocation_counter::measure;
use coexist::gallery::ALL;
use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::{Counting, Off};

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
