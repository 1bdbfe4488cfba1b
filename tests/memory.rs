//! Does a simulator that is used again take no more memory, and is what is told of a text bounded by its length? A
//! program of its own: it counts what is allocated.

use std::fmt::Write;
use std::io::Cursor;

use allocation_counter::{AllocationInfo, measure};
use coexist::cli::lsp::{Serving, converse};
use coexist::gallery::ALL;
use coexist::import::shapes::{Export, read};
use coexist::lang::Lang;
use coexist::resolve::load;
use coexist::sim::tracer::{Counting, Ends, Full, Off, Tracer};
use coexist::sim::{Budget, Simulator};
use coexist::world::World;
use serde_json::json;

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

fn gallery() -> impl Iterator<Item = (&'static str, World)> {
    ALL.iter().map(|entry| {
        let loaded = load(entry.text, "scenario");
        (entry.claim, loaded.unwrap_or_else(|problems| panic!("{}: {problems:?}", entry.claim)).world)
    })
}

/// How often the second run of a scenario allocates, whatever was run before on the same simulator.
fn of_the_second<T: Tracer>(simulator: &mut Simulator<T>, world: &World) -> u64 {
    let first = simulator.run(world);
    measure(|| assert_eq!(simulator.run(world), first)).count_total
}

/// Of every scenario of the gallery the second run allocates nothing, whoever listens: nobody, somebody who counts, who
/// notes the ends, or who keeps everything.
#[test]
fn a_run_after_the_first_allocates_nothing() {
    let (mut off, mut counting) = (Simulator::<Off>::default(), Simulator::<Counting>::default());
    let (mut ends, mut full) = (Simulator::<Ends>::default(), Simulator::<Full>::default());
    let mut wrong = Vec::new();
    for (claim, world) in gallery() {
        let again = [
            of_the_second(&mut off, &world),
            of_the_second(&mut counting, &world),
            of_the_second(&mut ends, &world),
            of_the_second(&mut full, &world),
        ];
        if again != [0; 4] {
            wrong.push(format!("{claim}: {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} allocate:\n{}", wrong.len(), ALL.len(), wrong.join("\n"));
}

/// Once a worker has run every fault, it runs them again without allocating anything, but for those of which the world
/// is resolved anew.
#[test]
fn faults_that_were_run_before_allocate_nothing() {
    let text = include_str!("../docs/examples/contoso.ron");
    let world = load(text, "scenario").expect("the scenario is sound").world;
    let sweep = coexist::sweep::Sweep::new(text, &world);
    let mut worker = coexist::sweep::Worker::new(&sweep);
    let is_laid = |worker: &mut coexist::sweep::Worker<'_>, it: u32| {
        let anew = worker.anew;
        worker.run(&[it]);
        worker.anew == anew
    };
    let laid: Vec<u32> = (0..sweep.faults().len() as u32).filter(|it| is_laid(&mut worker, *it)).collect();
    assert!(laid.len() > 100, "{}", laid.len());
    for it in &laid {
        let again = measure(|| assert!(worker.run(&[*it]).is_some())).count_total;
        assert_eq!(again, 0, "{:?}", sweep.faults()[*it as usize]);
    }
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

/// What an editor is told of a document with so many mistakes: what that took, and how long it is.
fn broken(mistakes: usize) -> (AllocationInfo, usize) {
    let mut boxes = String::new();
    (0..mistakes).for_each(|it| write!(boxes, "(name: \"m{it}\", databas: \"DB\"), ").expect("a text takes it"));
    let text = format!("Scenario(schema: 1, mailboxes: [{boxes}])");
    let document = json!({ "uri": "file:///broken.ron", "languageId": "ron", "version": 1, "text": text });
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
    ];
    let framed = messages.map(|it| it.to_string()).map(|it| format!("Content-Length: {}\r\n\r\n{it}", it.len()));
    let serving =
        Serving { lang: Lang::En, program: None, find: |_| None, events_most: 1_000, budget: Budget::default() };
    let mut out = Vec::new();
    let input = Cursor::new(framed.concat());
    let took = measure(|| assert_eq!(converse(input, &mut out, serving).expect("memory is read and written"), 0));
    (took, out.len())
}

/// Ten times as long costs about ten times as much, so that a document of many megabytes is answered, too; and however
/// many mistakes there are, no more is told than of a hundred.
#[test]
fn a_broken_document_costs_what_it_is_long() {
    let ((short, said), (long, said_of_long)) = (broken(1_000), broken(10_000));
    assert!(short.count_total > 1_000, "it was judged: {short:?}");
    for (short, long) in [(short.count_total, long.count_total), (short.bytes_total, long.bytes_total)] {
        assert!(long < 13 * short, "{short}, and {long} of ten times as much");
    }
    assert!(said_of_long < said + said / 10, "{said} and {said_of_long} bytes are said");
}
