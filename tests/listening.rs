//! Does a verdict that listens say what one says that has everything before it?
//!
//! Over the gallery and small worlds, however little is held meanwhile; and what is held does not grow with the run.

use coexist::gallery::ALL;
use coexist::reading::Moment;
use coexist::render::{digest, heard};
use coexist::resolve::load;
use coexist::sim::run;
use coexist::telling::people::{each, people};
use coexist::telling::{Length, Scope};
use coexist::verdict::listen::{Audience, Hold, listen};
use coexist::verdict::{Held, judge};
use coexist::world::World;

use crate::worlds;

fn world(text: &str) -> World {
    load(text, "scenario").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
}

/// What is held at the least: every record is read as it comes, and what nobody wants goes at once.
const LEAST: Hold = Hold { batch: 1, records: 1 };

/// Several records are read at once, so that of some attempts it is known by then how they ended.
const AT_ONCE: Hold = Hold { batch: 16, records: 1 };

/// Asserts that both say the same of a world.
fn says_the_same(world: &World, hold: Hold, told: &str) {
    let scope = Scope { client: None, length: Length::All };
    let kept = run(world);
    let judged = judge(world, &kept);
    let (run, verdict, table) = heard(world, (scope, true), hold, u64::MAX, &mut |_| true);
    assert_eq!(table, people(world, &kept, &judged, scope), "{told}");
    let (.., rows) = heard(world, (scope, false), hold, u64::MAX, &mut |_| true);
    assert_eq!(rows, each(world, &kept, &judged, scope), "{told}");
    assert_eq!((verdict.overall, verdict.counts), (judged.overall, judged.counts), "{told}");
    assert_eq!((run.stop, run.ended, &run.pending), (kept.stop, kept.ended, &kept.pending), "{told}");
    assert_eq!(run.trace.records().len(), kept.trace.records().len(), "{told}");
    assert_eq!(verdict.attempts.len(), judged.attempts.len(), "{told}");
    assert_eq!(digest(world, &run), digest(world, &kept), "{told}");
    for (at, it) in verdict.attempts.numbered() {
        assert_eq!(it, &judged.attempts[at as usize], "{told}");
    }
    for (one, other) in verdict.expectations.iter().zip(&judged.expectations) {
        assert_eq!(one.held(), other.held(), "{told}");
        assert_eq!(one.misses.len() + one.more, other.misses.len(), "{told}");
        if one.more == 0 {
            assert_eq!(one.misses, other.misses, "{told}");
        }
        assert!(one.more == 0 || one.held() == Held::No, "{told}");
    }
}

#[test]
fn whoever_listens_says_what_whoever_keeps_says_over_the_gallery() {
    for entry in ALL {
        let world = world(entry.text);
        says_the_same(&world, LEAST, entry.claim);
        says_the_same(&world, AT_ONCE, entry.claim);
        says_the_same(&world, Hold::default(), entry.claim);
    }
}

#[test]
fn whoever_listens_says_what_whoever_keeps_says_over_small_worlds() {
    let mut asked = 0;
    for seed in worlds::sample_up_to(400, 1_000) {
        let Some(mut world) = worlds::world(seed) else { continue };
        says_the_same(&world, LEAST, &format!("small world {seed}"));
        says_the_same(&world, AT_ONCE, &format!("small world {seed}, read by sixteen"));
        // Cut off in its middle.
        world.event_limit = 60 + seed % 200;
        says_the_same(&world, LEAST, &format!("half of small world {seed}"));
        asked += 1;
    }
    assert!(asked > 200, "{asked} asked");
}

/// A day goes well, and what was seen of it is forgotten; then something fails.
#[test]
fn what_fails_after_a_good_day_is_told_as_if_all_had_been_kept() {
    let (good, _) = POLLS.split_once("        Client(name: \"wrong\"").expect("it is there");
    let breaks = "    ],
    changes: [
        Change(at: \"26h\", action: StopService(server: \"EX10\", service: Imap4)),
        Change(at: \"27h\", action: StartService(server: \"EX10\", service: Imap4)),
    ],
    until: \"2d\",
    event_limit: 100000000,
)";
    let world = world(&format!("{good}{breaks}"));
    for (batch, records) in [(1, 1), (16, 1), (16, 500), (256, 2_000)] {
        says_the_same(&world, Hold { batch, records }, &format!("read by {batch}, {records} held"));
    }
}

/// Notes how much is held at the most.
#[derive(Default)]
struct Most {
    records: usize,
    connections: usize,
    attempts: usize,
}

impl Audience for Most {
    fn hear(&mut self, moment: Moment<'_>) {
        let trace = moment.trace();
        self.records = self.records.max(trace.records().held());
        self.connections = self.connections.max(trace.connections.held());
        self.attempts = self.attempts.max(trace.attempts.held());
    }
}

/// People poll for days, some in vain and some through a pool of which one member is dead; of ten days no more is held
/// than of two.
#[test]
fn what_is_held_does_not_grow_with_the_run() {
    let days = |until: u32| {
        let text = POLLS.replace("UNTIL", &format!("{until}d"));
        let world = world(&text);
        let (run, verdict, most) =
            listen(&world, Most::default(), Hold { batch: 16, records: 2_000 }, 0, &mut |_| true);
        assert_eq!(verdict.attempts.len(), run.trace.attempts.len());
        assert!(verdict.attempts.held() < 400, "{} verdicts are held", verdict.attempts.held());
        assert!(verdict.counts.failed > 0 && verdict.counts.logged_on > 0);
        (run.trace.records().len(), most)
    };
    let ((few, two), (many, ten)) = (days(2), days(10));
    assert!(4 * few < many, "{few} {many}");
    assert!(ten.records <= two.records.max(2_100), "{} {}", two.records, ten.records);
    assert!(ten.connections <= two.connections + 100, "{} {}", two.connections, ten.connections);
    assert!(ten.attempts <= two.attempts + 100, "{} {}", two.attempts, ten.attempts);
}

const POLLS: &str = r#"
Scenario(
    schema: 1,
    title: "people poll for days",
    servers: [
        Server(name: "EX10", version: Exchange2010, running: [Imap4]),
        Server(name: "EX10B", version: Exchange2010, roles: [ClientAccess], running: []),
        Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE]),
    ],
    databases: [Database(name: "DB10", on: ["EX10"])],
    mailboxes: [Mailbox(name: "staff", count: 10, database: "DB10")],
    clients: [
        Client(
            name: "phones",
            user: "staff",
            count: 10,
            protocol: Imap4,
            connect: "ex13.contoso.com:993:SSL",
            every: "20min",
            spread: "20min",
        ),
        Client(name: "wrong", user: "staff-1", protocol: Imap4, connect: "ex10b.contoso.com:993:SSL", every: "1h"),
    ],
    until: "UNTIL",
    event_limit: 100000000,
)
"#;
