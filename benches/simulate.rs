//! How fast is a run? Each figure stands beside two limits that do the same work in the same process: a bare loop that
//! decides nothing, and the same story written by hand (`fair`). What counts is the ratio. Every contestant ends in an
//! assertion on what came out, so that a fast wrong answer fails.

mod bare;
mod fair;
mod organisation;
mod pairs;

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::process::ExitCode;

use coexist::resolve::load;
use coexist::sim::Simulator;
use coexist::sim::tracer::{Counting, Ends, Full, Off, Tracer};
use coexist::trace::{Run, Stop};
use coexist::verdict::judge;
use coexist::verdict::listen::{Hold, VerdictListener};
use coexist::world::{Outcome, World};
use fair::{Fair, Kept, Nobody, Story, Told};
use pairs::{Contestant, Options, Worth, aim, compare, ratio};

/// The chain: 1,000 clients, 100 log-ons each, all alive at once; two targets that time out, one that answers.
const CHAIN: Story = Story {
    clients: 1_000,
    logons_each: 100,
    every: 60_000_000,
    stagger: 59_000,
    sites: 1,
    targets: 1,
    dead: 2,
    tls: false,
    mail: false,
};
/// One small proxied log-on: 2013 in front, 2010 behind, over SSL.
const SMALL: Story = Story { clients: 1, logons_each: 1, dead: 0, tls: true, ..CHAIN };
/// 200 servers in 20 sites, 20,000 mailboxes whose clients poll every 10 minutes, one simulated day.
const DAY: Story = Story {
    clients: 20_000,
    logons_each: 144,
    every: 600_000_000,
    stagger: 29_000,
    sites: 20,
    targets: 9,
    dead: 0,
    tls: true,
    mail: true,
};
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

const fn logons(story: &Story) -> u64 {
    story.clients as u64 * story.logons_each as u64
}

/// What the simulator makes of a story: how many events, how many records. It is what `fair` makes of it.
fn the_same_story(story: &Story, world: &World) -> (u64, usize) {
    let mut counting = Simulator::<Counting>::default();
    let events = run(&mut counting, world);
    assert_eq!(counting.tracer.count(Outcome::LoggedOn), logons(story), "every log-on succeeds");
    let records = counting.tracer.records as usize;
    let told = Fair::<Nobody>::default().run(story);
    assert_eq!(told, Told { events, logged_on: logons(story) }, "the story by hand has the same events");
    (events, records)
}

fn chain(options: &Options) {
    let world = world(&organisation::chain(CHAIN.clients, CHAIN.logons_each, CHAIN.every, CHAIN.stagger));
    let (events, records) = the_same_story(&CHAIN, &world);
    println!("chain: {} log-ons, {events} events, {records} records", logons(&CHAIN));
    let (mut by_hand, mut by_hand_kept) = (Fair::<Nobody>::default(), Fair::<Kept>::default());
    let (mut off, mut counting) = (Simulator::<Off>::default(), Simulator::<Counting>::default());
    let mut full = Simulator::<Full>::default();
    compare(
        options,
        "chain",
        11,
        Worth { count: logons(&CHAIN), of: "log-ons" },
        &mut [
            Contestant::new("bare", || {
                let Story { clients, logons_each, every, stagger, .. } = CHAIN;
                let (_, succeeded) = bare::chain(clients, logons_each, every, stagger, LATENCY, TIMEOUT);
                assert_eq!(succeeded, logons(&CHAIN));
            }),
            Contestant::new("fair", || assert_eq!(by_hand.run(&CHAIN).events, events)),
            Contestant::new("no trace", || assert_eq!(run(&mut off, &world), events)),
            Contestant::new("counting", || assert_eq!(run(&mut counting, &world), events)),
            Contestant::new("fair with records", || {
                assert_eq!(by_hand_kept.run(&CHAIN).events, events);
                assert_eq!(by_hand_kept.listener.0.len(), records);
            }),
            Contestant::new("every record", || {
                assert_eq!(run(&mut full, &world), events);
                assert_eq!(full.tracer.trace.records().len(), records);
            }),
        ],
        &[
            aim("no trace", "bare", 1.0),
            aim("no trace", "fair", 0.5),
            ratio("counting", "fair"),
            aim("every record", "bare", 0.6),
            aim("every record", "fair with records", 0.5),
            ratio("fair", "bare"),
        ],
    );
}

fn small(options: &Options) {
    let text = organisation::small();
    let world = world(&text);
    let (events, records) = the_same_story(&SMALL, &world);
    let (mut by_hand, mut by_hand_kept) = (Fair::<Nobody>::default(), Fair::<Kept>::default());
    let (mut off, mut counting) = (Simulator::<Off>::default(), Simulator::<Counting>::default());
    let full = RefCell::new(Simulator::<Full>::default());
    let mut listener = VerdictListener::<()>::default();
    compare(
        options,
        "small log-on",
        31,
        Worth { count: 1, of: "log-ons" },
        &mut [
            Contestant::new("bare", || assert_eq!(black_box(bare::chain(1, 1, 0, 0, LATENCY, 0)).1, 1)),
            Contestant::new("fair", || assert_eq!(by_hand.run(&SMALL).events, events)),
            Contestant::new("no trace", || assert_eq!(run(&mut off, &world), events)),
            Contestant::new("counting", || {
                run(&mut counting, &world);
                assert_eq!(counting.tracer.count(Outcome::LoggedOn), 1);
            }),
            Contestant::new("fair with records", || {
                by_hand_kept.run(&SMALL);
                assert_eq!(by_hand_kept.listener.0.len(), records);
            }),
            Contestant::new("every record", || {
                let mut full = full.borrow_mut();
                run(&mut full, &world);
                assert_eq!(full.tracer.trace.records().len(), records);
            }),
            Contestant::new("trace and verdict", || {
                let mut full = full.borrow_mut();
                let summary = full.run(&world);
                let trace = std::mem::take(&mut full.tracer.trace);
                let run = Run { trace, stop: summary.stop, ended: summary.ended, pending: Vec::new(), digest: None };
                assert_eq!(judge(&world, &run).attempts.len(), 1);
                full.tracer.trace = run.trace;
            }),
            Contestant::new("listening verdict", || {
                let (run, verdict, ()) = listener.listen(&world, (), Hold::default(), u64::MAX, &mut |_| true);
                assert_eq!(verdict.counts.logged_on, 1);
                listener.take_back(run, verdict);
            }),
        ],
        &[
            aim("no trace", "fair", 0.5),
            ratio("counting", "fair"),
            aim("every record", "fair with records", 0.5),
            ratio("trace and verdict", "fair with records"),
            ratio("listening verdict", "fair with records"),
            aim("listening verdict", "no trace", 0.8),
        ],
    );
}

/// From the text of a file to the verdict, against an empty pass of the reader over the same bytes.
fn text(options: &Options) {
    let text = organisation::small();
    compare(
        options,
        "text to verdict",
        31,
        Worth { count: 1, of: "files" },
        &mut [
            Contestant::new("empty pass", || empty_pass(black_box(&text))),
            Contestant::new("world", || assert_eq!(world(black_box(&text)).clients.len(), 1)),
            Contestant::new("verdict", || {
                let world = world(black_box(&text));
                let run = coexist::sim::run(&world);
                assert_eq!(judge(&world, &run).attempts.len(), 1);
            }),
        ],
        &[ratio("world", "empty pass"), aim("verdict", "empty pass", 0.6)],
    );
}

/// What any reader of this grammar has to do: look at every value once and keep nothing.
fn empty_pass(text: &str) {
    ron::from_str::<serde::de::IgnoredAny>(text).expect("the file is sound");
}

/// 10,000 servers and 100,000 mailboxes.
fn directory(options: &Options) {
    let text = organisation::directory(100, 10_000, 100_000);
    println!("directory: {} bytes", text.len());
    compare(
        options,
        "directory",
        11,
        Worth { count: text.len() as u64, of: "bytes" },
        &mut [
            Contestant::new("empty pass", || empty_pass(black_box(&text))),
            Contestant::new("world", || {
                let world = world(black_box(&text));
                assert_eq!((world.servers.len(), world.users.len()), (10_000, 100_000));
            }),
        ],
        &[aim("world", "empty pass", 0.6)],
    );
}

fn day(options: &Options) {
    let world = world(&organisation::large(DAY.sites, 1 + DAY.targets, DAY.clients));
    let (events, _) = the_same_story(&DAY, &world);
    println!("day: {} log-ons, {events} events", logons(&DAY));
    let (mut by_hand, mut off) = (Fair::<Nobody>::default(), Simulator::<Off>::default());
    compare(
        options,
        "day",
        3,
        Worth { count: logons(&DAY), of: "log-ons" },
        &mut [
            Contestant::new("bare", || {
                let Story { clients, logons_each, every, stagger, .. } = DAY;
                let (_, succeeded) = bare::chain(clients, logons_each, every, stagger, LATENCY, LATENCY);
                assert_eq!(succeeded, logons(&DAY));
            }),
            Contestant::new("fair", || assert_eq!(by_hand.run(&DAY).events, events)),
            Contestant::new("no trace", || assert_eq!(run(&mut off, &world), events)),
        ],
        &[aim("no trace", "fair", 0.5), ratio("no trace", "bare")],
    );
    for (what, days) in [("one-day", 1), ("three-days", 3)] {
        if let Some(memory) = options.memory(what) {
            println!("day: {memory} in a process of its own after {days} of them");
        }
    }
}

/// What it costs to try a remedy in a large organisation: a run of which only is kept how each log-on ended, beside one
/// of which nothing is.
fn remedy(options: &Options) {
    let world = world(&organisation::large(DAY.sites, 1 + DAY.targets, DAY.clients));
    let plain = RefCell::new(Simulator::<Off>::default());
    let again = RefCell::new(Simulator::<Ends>::default());
    let mut events = 0;
    compare(
        options,
        "remedy",
        3,
        Worth { count: logons(&DAY), of: "log-ons" },
        &mut [
            Contestant::new("plain run", || events = run(&mut plain.borrow_mut(), &world)),
            Contestant::new("re-run", || {
                let mut again = again.borrow_mut();
                let ends = again.ends(&world);
                assert_eq!(ends.ended_well_all().count() as u64, logons(&DAY));
            }),
        ],
        &[aim("re-run", "plain run", 0.9)],
    );
    assert!(events > logons(&DAY));
}

/// What a process of its own does whose memory is measured.
fn memory_of(what: &str) -> ExitCode {
    let days = match what {
        "one-day" => 1,
        "three-days" => 3,
        _ => {
            eprintln!("error: --memory-of takes one-day or three-days, not {what:?}");
            return ExitCode::from(2);
        }
    };
    let world = world(&organisation::large(DAY.sites, 1 + DAY.targets, DAY.clients));
    let mut off = Simulator::<Off>::default();
    let events = Cell::new(0);
    for _ in 0..days {
        let now = run(&mut off, &world);
        assert!(events.replace(now) == 0 || events.get() == now, "every day is like the other");
    }
    pairs::tell_peak_memory();
    ExitCode::SUCCESS
}

pub(crate) fn main() -> ExitCode {
    let options = match Options::read() {
        Ok(options) => options,
        Err(code) => return code,
    };
    if let Some(what) = options.memory_of() {
        return memory_of(what);
    }
    let groups: [pairs::Group; 6] = [
        ("small log-on", small),
        ("text to verdict", text),
        ("chain", chain),
        ("directory", directory),
        ("day", day),
        ("remedy", remedy),
    ];
    pairs::run(&options, &groups)
}
