//! The same scenario and seed give the same bytes; what has nothing to do with each other does not touch each other.

use coexist::gallery::ALL;
use coexist::policy::Silent;
use coexist::resolve::load;
use coexist::sim::tracer::{Counting, Full, Tracer};
use coexist::sim::{Simulator, run};
use coexist::time::SimTime;
use coexist::trace::{Actor, Decision, Record, RecordKind, RecordPlace, Run, Stop};
use coexist::verdict::{Verdict, judge};
use coexist::world::{Outcome, World};
use proptest::prelude::*;

use crate::worlds;

fn world(text: &str) -> World {
    load(text, "scenario").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
}

/// Outcome, rules and server of each attempt by client name: what must not depend on names and orders elsewhere.
fn story(world: &World, verdict: &Verdict) -> Vec<(String, u32, Option<Outcome>, Vec<&'static str>)> {
    let mut story: Vec<_> = verdict
        .attempts
        .iter()
        .map(|it| {
            let rules = it.rules.iter().map(coexist::rules::Rule::id).collect();
            (world.clients[it.client.index()].name.to_string(), it.number, it.outcome, rules)
        })
        .collect();
    story.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    story
}

fn json(world: &World, run: &Run) -> String {
    let mut out = String::new();
    coexist::render::json::write(world, run, &judge(world, run), &mut out);
    out
}

#[test]
fn the_same_scenario_gives_the_same_bytes_twice() {
    for entry in ALL {
        let text = entry.text;
        let (one, other) = (world(text), world(text));
        assert_eq!(json(&one, &run(&one)), json(&other, &run(&other)), "{}", entry.claim);
    }
}

/// A simulator that is used again remembers nothing, whatever ran on it before; and who listens changes nothing.
#[test]
fn a_used_simulator_is_as_good_as_a_new_one() {
    let mut full = Simulator::<Full>::default();
    let mut counting = Simulator::<Counting>::default();
    for entry in ALL {
        let text = entry.text;
        let world = world(text);
        let fresh = run(&world);
        full.run(&world);
        assert_eq!(fresh.trace.records(), full.tracer.trace.records(), "{}", entry.claim);
        counting.run(&world);
        assert_eq!(counting.tracer.records, fresh.trace.records().len() as u64, "{}", entry.claim);
    }
}

/// Nor does it remember the same run, or one that left much behind: each scenario twice, and after some of each topic.
#[test]
fn a_simulator_forgets_the_same_run_and_any_other() {
    let mut used = Simulator::<Full>::default();
    let mut topics: Vec<&str> = Vec::new();
    let dirty: Vec<_> = ALL
        .iter()
        .filter(|it| {
            !topics.contains(&it.topic) && {
                topics.push(it.topic);
                true
            }
        })
        .map(|it| world(it.text))
        .collect();
    assert!(dirty.len() > 10, "{}", dirty.len());
    for (at, entry) in ALL.iter().enumerate() {
        let world = world(entry.text);
        let fresh = run(&world).trace;
        for before in [&world, &dirty[at % dirty.len()], &dirty[at * 7 % dirty.len()]] {
            used.run(before);
            used.run(&world);
            assert_eq!(fresh.records(), used.tracer.trace.records(), "{} after {}", entry.claim, before.title);
        }
    }
}

/// The same over small worlds, each beside what is left of the one before: runs that end with connections open, at their
/// horizon or at their last event, among servers that go off and services that stop.
#[test]
fn a_simulator_forgets_the_connections_of_the_run_before() {
    let mut used = Simulator::<Full>::default();
    let mut asked = 0;
    for seed in worlds::sample_up_to(400, 2_000) {
        let Some(mut world) = worlds::world(seed) else { continue };
        let events = used.run(&world).events;
        let fresh = run(&world);
        assert_eq!(fresh.trace.records(), used.tracer.trace.records(), "small world {seed}");
        // Cut off in its middle it leaves whatever was open.
        world.event_limit = (events / 2).max(1);
        used.run(&world);
        assert_eq!(run(&world).trace.records(), used.tracer.trace.records(), "half of small world {seed}");
        asked += 1;
    }
    assert!(asked > 200, "{asked} asked");
}

/// Reverses the items of a top-level list of a scenario, as an author might order them differently.
fn reversed(text: &str, list: &str) -> Option<String> {
    let marker = format!("\n    {list}: [\n");
    let start = text.find(&marker)? + marker.len();
    let end = start + text[start..].find("\n    ],")? + 1;
    let mut items: Vec<String> = Vec::new();
    for line in text[start..end].lines() {
        let starts_item =
            line.starts_with("        ") && !line.starts_with("         ") && !line.trim_start().starts_with(')');
        if starts_item || items.is_empty() {
            items.push(String::new());
        }
        let item = items.last_mut().expect("an item was begun");
        item.push_str(line);
        item.push('\n');
    }
    if items.len() < 2 {
        return None;
    }
    items.reverse();
    Some(format!("{}{}{}", &text[..start], items.concat(), &text[end..]))
}

#[test]
fn the_order_of_a_file_does_not_matter() {
    let mut tried = 0;
    for entry in ALL {
        let text = entry.text;
        let plain = world(text);
        let expected = story(&plain, &judge(&plain, &run(&plain)));
        for list in ["sites", "links", "servers", "load_balancers", "databases", "mailboxes", "clients"] {
            let Some(text) = reversed(text, list) else { continue };
            let Ok(loaded) = load(&text, "scenario") else { continue };
            tried += 1;
            let other = loaded.world;
            assert_eq!(expected, story(&other, &judge(&other, &run(&other))), "{}: {list} reversed", entry.claim);
        }
    }
    assert!(tried > 20, "the test has stopped finding lists to reverse: {tried}");
}

/// A second company on the same sites, with nothing in common but the file.
const UNRELATED: &str = r#"
        Server(name: "ZZ-UNRELATED", version: Exchange2013, site: "ZZ-UNRELATED", running: [Imap4, Imap4BE, Pop3, Pop3BE]),
    ],"#;

#[test]
fn what_is_unrelated_leaves_the_verdicts_alone() {
    let mut tried = 0;
    for entry in ALL {
        let text = entry.text;
        let plain = world(text);
        let expected = story(&plain, &judge(&plain, &run(&plain)));
        let (Some(sites), Some(servers)) = (text.find("\n    sites: ["), text.find("\n    servers: [\n")) else {
            continue;
        };
        let end = servers + text[servers..].find("\n    ],").expect("the list of servers ends");
        let mut changed = text.to_owned();
        changed.replace_range(end..end + "\n    ],".len(), UNRELATED);
        changed.insert_str(sites + "\n    sites: [".len(), "Site(name: \"ZZ-UNRELATED\"), ");
        let Ok(loaded) = load(&changed, "scenario") else { continue };
        tried += 1;
        let other = loaded.world;
        assert_eq!(expected, story(&other, &judge(&other, &run(&other))), "{}", entry.claim);
    }
    assert!(tried > 5, "the test has stopped finding scenarios to add to: {tried}");
}

/// Two sites with a jittery, lossy link each to the middle; what is drawn for one says nothing about the other.
fn links(extra: &str) -> String {
    format!(
        r#"Scenario(schema: 1, seed: 11,
    sites: [Site(name: "HQ"), Site(name: "A"), Site(name: "B"), Site(name: "C")],
    links: [{extra}Link(between: ("A", "HQ"), latency: "20ms", jitter: "9ms", loss: "5%"), Link(between: ("B", "HQ"), latency: "30ms", jitter: "9ms", loss: "5%")],
    servers: [Server(name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE])],
    databases: [Database(name: "DB", on: ["EX13"])],
    mailboxes: [Mailbox(name: "anna", database: "DB"), Mailbox(name: "bob", database: "DB")],
    clients: [
        Client(name: "in-a", user: "anna", site: "A", connect: "ex13.contoso.com:993:SSL", every: "1min", until: "1h"),
        Client(name: "in-b", user: "bob", site: "B", connect: "ex13.contoso.com:993:SSL", every: "1min", until: "1h"),
    ],
)"#
    )
}

fn of_client(world: &World, run: &Run, name: &str) -> Vec<(u64, RecordKind)> {
    let client = world.clients.iter().position(|it| it.name == name).expect("the client is there");
    let mine =
        |it: &Record<'_>| it.attempt().is_some_and(|it| run.trace.attempts[it.0 as usize].client.index() == client);
    run.trace.records().iter().filter(mine).map(|it| (it.at().0, it.kind())).collect()
}

#[test]
fn another_link_leaves_all_other_draws_alone() {
    let plain = world(&links(""));
    let more = world(&links("Link(between: (\"C\", \"HQ\"), latency: \"5ms\", jitter: \"4ms\", loss: \"50%\"), "));
    let (one, other) = (run(&plain), run(&more));
    for client in ["in-a", "in-b"] {
        let (one, other) = (of_client(&plain, &one, client), of_client(&more, &other, client));
        let times = |it: &[(u64, RecordKind)]| it.iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(times(&one), times(&other), "{client}");
        assert!(one.iter().any(|it| matches!(it.1, RecordKind::Lost { .. })), "{client} never lost a packet");
    }
}

#[test]
fn another_seed_matters_only_where_chance_has_a_say() {
    let text = links("");
    let (one, other) = (world(&text), world(&text.replace("seed: 11", "seed: 12")));
    assert_ne!(run(&one).trace.records(), run(&other).trace.records());
    let certain = text.replace("jitter: \"9ms\", loss: \"5%\"", "jitter: \"0s\"");
    let (one, other) = (world(&certain), world(&certain.replace("seed: 11", "seed: 12")));
    assert_eq!(run(&one).trace.records(), run(&other).trace.records());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Names mean nothing: the same organisation under other names has the same story.
    #[test]
    fn names_mean_nothing(suffix in "[a-z]{1,8}") {
        let text = links("");
        let plain = world(&text);
        let renamed = world(&text.replace("EX13", &format!("EX13{suffix}")).replace("ex13.", &format!("ex13{suffix}.")).replace("\"anna\"", &format!("\"anna{suffix}\"")));
        let (one, other) = (run(&plain), run(&renamed));
        prop_assert_eq!(story(&plain, &judge(&plain, &one)), story(&renamed, &judge(&renamed, &other)));
        prop_assert_eq!(one.trace.records().len(), other.trace.records().len());
    }

    /// Starting one more service never turns a success into a failure, and never the other way round unless the
    /// log-on needs that service.
    #[test]
    fn a_slower_network_changes_times_and_not_outcomes(factor in 2_u32..20) {
        let text = links("").replace("jitter: \"9ms\", loss: \"5%\"", "jitter: \"0s\"");
        let slow = text.replace("20ms", &format!("{}ms", 20 * factor)).replace("30ms", &format!("{}ms", 30 * factor));
        let (one, other) = (world(&text), world(&slow));
        let (first, second) = (run(&one), run(&other));
        prop_assert_eq!(story(&one, &judge(&one, &first)), story(&other, &judge(&other, &second)));
        prop_assert!(first.ended < second.ended);
    }
}

/// Keeps so many records and no more.
struct Small {
    silent: Silent,
    most: u32,
    records: u32,
}

impl Default for Small {
    fn default() -> Self {
        Self { silent: Silent, most: u32::MAX, records: 0 }
    }
}

impl Tracer for Small {
    const KEEPS: bool = false;
    type Why = Silent;
    type Cause = ();

    fn scheduled(&mut self) {}
    fn delivered(&mut self, (): ()) {}

    fn clear(&mut self) {
        self.records = 0;
    }
    fn record(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: RecordKind) {
        self.records += 1;
    }
    fn why(&mut self) -> &mut Silent {
        &mut self.silent
    }
    fn decide(&mut self, _: SimTime, _: Actor, _: RecordPlace, _: Decision) {
        self.records += 1;
    }
    fn is_full(&self) -> bool {
        self.most <= self.records
    }
}

/// A run ends where there is no room for more records, and only there.
#[test]
fn a_run_ends_where_no_more_is_kept() {
    let world = world(ALL[0].text);
    let stops = |most| {
        let mut simulator = Simulator::<Small>::default();
        simulator.tracer.most = most;
        (simulator.run(&world).stop, simulator.tracer.records)
    };
    let (whole, all) = stops(u32::MAX);
    assert!(whole != Stop::RecordLimit && all > 60, "{whole:?} {all}");
    let (cut, kept) = stops(50);
    assert_eq!(cut, Stop::RecordLimit);
    assert!((50..all).contains(&kept), "{kept} of {all}");
}
