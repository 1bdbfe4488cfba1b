//! Which way does a packet take, and how long is it under way?
//!
//! What comes out is told from the world by hand: the client is in A and the server in B, and from the request to the
//! acceptance the packet goes from A to B once.

use coexist::resolve::load;
use coexist::sim::tracer::Full;
use coexist::sim::{self, Simulator};
use coexist::trace::{Record, RecordKind};
use coexist::world::World;

fn world(links: &str, seed: u64, every: &str) -> World {
    within(&["A", "B", "C", "D"].map(str::to_owned), links, "", seed, every)
}

fn within(sites: &[String], links: &str, changes: &str, seed: u64, every: &str) -> World {
    let sites = sites.iter().map(|it| format!("Site(name: \"{it}\")")).collect::<Vec<_>>().join(", ");
    let text = format!(
        r#"Scenario(schema: 1, seed: {seed},
        sites: [{sites}],
        links: [{links}],
        changes: [{changes}],
        servers: [Server(name: "EX10", version: Exchange2010, site: "B", running: [Imap4])],
        databases: [Database(name: "DB", on: ["EX10"])],
        mailboxes: [Mailbox(name: "anna", database: "DB")],
        clients: [Client(name: "laptop", user: "anna", site: "A", connect: "ex10.contoso.com:993:SSL"{every})])"#
    );
    load(&text, "network").unwrap_or_else(|it| panic!("{it:#?}\n{text}")).world
}

/// How long each request was under way, in microseconds; nothing where it did not arrive at once.
fn ways(world: &World) -> Vec<Option<u64>> {
    let trace = sim::run(world).trace;
    let of = |wanted: fn(&RecordKind) -> bool, attempt| {
        trace.records().iter().find(|it| it.attempt() == Some(attempt) && wanted(&it.kind())).map(Record::at)
    };
    (0..trace.attempts.len() as u32)
        .map(coexist::trace::AttemptId)
        .map(|attempt| {
            let sent = of(|it| matches!(it, RecordKind::Connects { .. }), attempt)?;
            let accepted = of(|it| matches!(it, RecordKind::Accepts), attempt)?;
            Some(accepted.since(sent).0).filter(|it| *it < 3_000_000)
        })
        .collect()
}

fn way(links: &str) -> Option<u64> {
    ways(&world(links, 1, ""))[0]
}

/// A link from one site to another and back.
fn link(between: &str, latency: &str, more: &str) -> String {
    let (a, b) = between.split_at(1);
    format!("Link(between: (\"{a}\", \"{b}\"), latency: \"{latency}\"{more}), ")
}

const LOST: &str = ", loss: \"100%\"";

#[test]
fn a_packet_takes_the_way_of_least_latency() {
    let over = |links: &[(&str, &str, &str)]| way(&links.iter().map(|it| link(it.0, it.1, it.2)).collect::<String>());
    for (links, micros) in [
        (&[("AB", "30ms", "")][..], Some(30_000)),
        // Two short links are shorter than a long one, and three are.
        (&[("AB", "30ms", ""), ("AC", "10ms", ""), ("CB", "19ms", "")], Some(29_000)),
        (&[("AB", "30ms", ""), ("AC", "10ms", ""), ("CB", "21ms", "")], Some(30_000)),
        (&[("AB", "40ms", ""), ("AC", "10ms", ""), ("CD", "11ms", ""), ("DB", "12ms", "")], Some(33_000)),
        (&[("AC", "10ms", ""), ("CB", "50ms", ""), ("CD", "1ms", ""), ("DB", "2ms", "")], Some(13_000)),
        // What it loses, and what it costs otherwise, is nothing to the choice.
        (&[("AB", "30ms", ""), ("AC", "10ms", LOST), ("CB", "19ms", "")], None),
        (&[("AB", "30ms", LOST), ("AC", "10ms", ""), ("CB", "21ms", "")], None),
        // What is cut is no way.
        (&[("AB", "30ms", ""), ("AC", "10ms", ", cut: true"), ("CB", "19ms", "")], Some(30_000)),
        (&[("AB", "30ms", ", cut: true"), ("AC", "10ms", ""), ("CB", "21ms", "")], Some(31_000)),
        (&[("AB", "30ms", ", cut: true"), ("AC", "10ms", "")], None),
    ] {
        assert_eq!(over(links), micros, "{links:?}");
        let turned: Vec<_> = links.iter().rev().copied().collect();
        assert_eq!(over(&turned), micros, "{links:?} the other way round");
    }
}

/// Of ways that are equally long the one over fewer links is taken, then the one over the sites of the first names. Which
/// it was is told by the link that loses everything.
#[test]
fn of_equal_ways_one_is_taken_always() {
    let over = |links: &[(&str, &str, &str)]| way(&links.iter().map(|it| link(it.0, it.1, it.2)).collect::<String>());
    for (links, arrives) in [
        (&[("AB", "20ms", ""), ("AC", "10ms", LOST), ("CB", "10ms", LOST)][..], true),
        (&[("AB", "20ms", LOST), ("AC", "10ms", ""), ("CB", "10ms", "")], false),
        (&[("AC", "10ms", ""), ("CB", "10ms", ""), ("AD", "10ms", LOST), ("DB", "10ms", LOST)], true),
        (&[("AC", "10ms", LOST), ("CB", "10ms", LOST), ("AD", "10ms", ""), ("DB", "10ms", "")], false),
        (&[("AC", "5ms", ""), ("CB", "15ms", ""), ("AD", "15ms", LOST), ("DB", "5ms", LOST)], true),
        (&[("AC", "15ms", ""), ("CB", "5ms", ""), ("AD", "5ms", LOST), ("DB", "15ms", LOST)], true),
        (&[("AC", "15ms", LOST), ("CB", "5ms", ""), ("AD", "5ms", ""), ("DB", "15ms", "")], false),
    ] {
        let mut turned: Vec<_> = links.to_vec();
        for _ in 0..links.len() {
            turned.rotate_left(1);
            assert_eq!(over(&turned), arrives.then_some(20_000), "{turned:?}");
        }
        turned.reverse();
        assert_eq!(over(&turned), arrives.then_some(20_000), "{turned:?}");
    }
}

/// Jitter adds from nothing to all of it, and loses nothing.
#[test]
fn jitter_alone_delays_and_loses_nothing() {
    let every = ", every: \"1min\", until: \"3h\"";
    for (jitter, most) in [("1us", 1), ("3us", 3), ("5ms", 5_000)] {
        let links = link("AB", "10ms", &format!(", jitter: \"{jitter}\""));
        let took: Vec<u64> = ways(&world(&links, 7, every)).into_iter().map(|it| it.expect("it arrives")).collect();
        assert_eq!(took.len(), 181);
        assert!(took.iter().all(|it| (10_000..=10_000 + most).contains(it)), "{jitter}: {took:?}");
        let (least, longest) = (took.iter().min().expect("some"), took.iter().max().expect("some"));
        assert!(
            *least <= 10_000 + most / 50 && 10_000 + most - most / 50 <= *longest,
            "{jitter}: {least} to {longest}"
        );
        // Over two links both add.
        let links = link("AC", "4ms", &format!(", jitter: \"{jitter}\""))
            + &link("CB", "6ms", &format!(", jitter: \"{jitter}\""));
        let took: Vec<u64> = ways(&world(&links, 7, every)).into_iter().map(|it| it.expect("it arrives")).collect();
        assert!(took.iter().all(|it| (10_000..=10_000 + 2 * most).contains(it)), "{jitter}: {took:?}");
        assert!(took.iter().any(|it| 10_000 + most < *it), "{jitter}: {took:?}");
    }
}

/// Links that are cut one after another, mended one after another, and so once more: the way is always over the first that
/// is whole, in however many states the links have been before, and among however many sites.
#[test]
fn ways_are_found_again_however_often_links_come_and_go() {
    const RELAYS: usize = 12;
    for others in [0, 70] {
        let mut sites: Vec<String> = ["A", "B"].map(str::to_owned).into();
        sites.extend((1..=RELAYS).map(|it| format!("R{it:02}")));
        sites.extend((0..others).map(|it| format!("X{it:02}")));
        let over = |it: usize| format!(r#"Link(between: ("A", "R{it:02}"), latency: "{it}ms"), "#);
        let links = r#"Link(between: ("A", "B"), latency: "50ms"), "#.to_owned()
            + &(1..=RELAYS)
                .map(|it| over(it) + &format!(r#"Link(between: ("R{it:02}", "B"), latency: "20ms"), "#))
                .collect::<String>();
        // All are cut in turn, then mended in turn, twice; half a minute behind each, somebody comes.
        let (mut changes, mut expected) = (String::new(), Vec::new());
        let mut is_cut = [false; RELAYS];
        for minute in 0..4 * RELAYS {
            let (it, cut) = (minute % RELAYS, (minute / RELAYS).is_multiple_of(2));
            is_cut[it] = cut;
            let action = if cut { "CutLink" } else { "MendLink" };
            changes += &format!(r#"Change(at: "{minute}min", action: {action}(between: ("A", "R{:02}"))), "#, it + 1);
            let first = is_cut.iter().position(|it| !it);
            expected.push(Some(first.map_or(50_000, |it| 1_000 * (it as u64 + 1 + 20))));
        }
        let every = format!(r#", at: ["30s"], every: "1min", until: "{}min""#, 4 * RELAYS);
        assert_eq!(ways(&within(&sites, &links, &changes, 1, &every)), expected, "{others} more sites");
    }
}

/// A simulator that ran in one network remembers nothing of it in another: as many sites and links, or more, or fewer,
/// cut or not, with and without chance, and the same once more.
#[test]
fn a_network_is_forgotten_with_its_run() {
    let every = ", every: \"1min\", until: \"10min\"";
    let more = |it: &str| link("AB", "30ms", it);
    let networks = [
        more(""),
        more(", cut: true"),
        more(", jitter: \"5ms\""),
        more(", loss: \"50%\""),
        link("AB", "31ms", ""),
        more("") + &link("AC", "10ms", "") + &link("CB", "10ms", ""),
        more("") + &link("AC", "10ms", ", cut: true") + &link("CB", "10ms", ""),
        more("") + &link("AC", "10ms", "") + &link("CB", "25ms", ""),
        more("") + &link("AD", "10ms", "") + &link("DB", "10ms", ", loss: \"50%\""),
    ];
    let worlds: Vec<World> = networks.iter().flat_map(|it| [1, 2].map(|seed| world(it, seed, every))).collect();
    let fresh: Vec<_> = worlds.iter().map(|it| sim::run(it).trace).collect();
    let mut used = Simulator::<Full>::default();
    for (at, first) in worlds.iter().enumerate() {
        for (then, second) in worlds.iter().enumerate() {
            used.run(first);
            used.run(second);
            assert_eq!(used.tracer.trace.records(), fresh[then].records(), "{at}, then {then}");
        }
    }
}
