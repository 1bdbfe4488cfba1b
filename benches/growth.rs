//! Does anything grow faster than what it is asked about? Cases that once did, each at one, four and sixteen times the
//! size: the CPU time of each, and how many times that of the size before it is. Four is even growth; sixteen is the
//! square. What comes out is asserted, the time is not.

mod pairs;

use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;

use coexist::check::check;
use coexist::diag::render::{Color, report_all};
use coexist::diag::sources::Sources;
use coexist::explain::{explain, failures};
use coexist::lang::Lang;
use coexist::render::digest;
use coexist::resolve::load;
use coexist::sim::run;
use coexist::trial::{Ground, study};
use coexist::verdict::judge;
use coexist::world::World;
use pairs::Options;

/// A case: what it is about, its smallest size, and what is done, which tells that it was done right.
struct Case {
    name: &'static str,
    size: usize,
    make: fn(usize) -> String,
    work: fn(&str, &World, usize) -> bool,
}

const CASES: [Case; 12] = [
    Case { name: "explain, attempts of polling clients", size: 250, make: polls, work: studied },
    Case { name: "explain, depth of a loop", size: 16, make: deep, work: studied },
    Case { name: "explain, kinds of failure", size: 30, make: kinds, work: each_explained },
    Case { name: "explain, lost connections", size: 250, make: lost, work: explained_once },
    Case { name: "failures, kinds of failure", size: 125, make: kinds, work: told_apart },
    Case { name: "check, changes", size: 250, make: changes, work: checked },
    Case { name: "check, sites with front ends", size: 125, make: sites, work: checked },
    Case { name: "check, findings", size: 125, make: stopped, work: found },
    Case { name: "mistakes of a file", size: 1_000, make: mistakes, work: reported },
    Case { name: "expectations", size: 4_000, make: expected, work: judged },
    Case { name: "run, servers of a site", size: 50, make: servers, work: ran },
    Case { name: "run, sites that all talk", size: 125, make: star, work: ran },
];

fn main() -> ExitCode {
    let names = CASES.map(|it| it.name);
    let chosen = match Options::read_without_rounds().and_then(|it| it.chosen(&names)) {
        Ok(chosen) => chosen,
        Err(code) => return code,
    };
    println!("{:44}{:>9}{:>12}{:>8}", "case", "size", "CPU", "ratio");
    for case in CASES.iter().filter(|it| chosen.contains(&it.name)) {
        let mut before = None;
        for size in [case.size, 4 * case.size, 16 * case.size] {
            let text = (case.make)(size);
            let world = world_of(&text);
            let seconds = spent(|| assert!((case.work)(&text, &world, size), "{} at {size}", case.name));
            let ratio = before.map_or_else(String::new, |it: f64| format!("{:.1}", seconds / it));
            println!("{:44}{size:>9}{:>9.1} ms{ratio:>8}", case.name, seconds * 1_000.0);
            before = Some(seconds);
        }
    }
    ExitCode::SUCCESS
}

/// A file with mistakes has no world; nothing is asked of this one.
fn world_of(text: &str) -> World {
    let none = || load("Scenario(schema: 1)", "growth").expect("it is sound");
    load(text, "growth").unwrap_or_else(|_| none()).world
}

/// The CPU time of this thread, in seconds: what others do on the machine is not in it. Where the system does not tell,
/// the time that has passed.
#[allow(clippy::disallowed_types, clippy::cast_precision_loss, reason = "a benchmark measures")]
fn spent(work: impl FnOnce()) -> f64 {
    let cpu = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split_whitespace().next()?.parse::<u64>().ok()
    };
    let began = std::time::Instant::now();
    let before = cpu();
    work();
    match (before, cpu()) {
        (Some(before), Some(after)) => (after - before) as f64 / 1e9,
        _ => began.elapsed().as_secs_f64(),
    }
}

// --- what is done ----------------------------------------------------------------------------------------------------

fn studied(text: &str, world: &World, _: usize) -> bool {
    let run = run(world);
    let verdict = judge(world, &run);
    let failures = failures(world, &verdict, None);
    let study = study(&Ground::new(text, world), world, &run, &verdict, &failures[0]);
    !study.explanation.findings.is_empty() && !study.remedies.proven.is_empty()
}

fn each_explained(_: &str, world: &World, size: usize) -> bool {
    let run = run(world);
    let verdict = judge(world, &run);
    let failures = failures(world, &verdict, None);
    let told = failures.iter().filter(|it| !explain(world, &run, &verdict, it.attempt).legs.is_empty());
    told.count() == size
}

fn explained_once(_: &str, world: &World, size: usize) -> bool {
    let run = run(world);
    let verdict = judge(world, &run);
    let failures = failures(world, &verdict, None);
    failures.len() == 1 && failures[0].alike.len() == size
}

fn told_apart(_: &str, world: &World, size: usize) -> bool {
    let run = run(world);
    failures(world, &judge(world, &run), None).len() == size
}

fn checked(text: &str, _: &World, _: usize) -> bool {
    check(text, "growth").is_ok()
}

fn found(text: &str, _: &World, size: usize) -> bool {
    check(text, "growth").is_ok_and(|it| it.findings.len() >= size)
}

fn reported(text: &str, _: &World, size: usize) -> bool {
    let mistakes = load(text, "growth").expect_err("it has mistakes");
    let told = report_all(&Sources::of("a.ron", text), &mistakes, Lang::En, Color::Never);
    told.contains("no-such-user") && told.matches("error[R").count() == 100.min(size)
}

fn judged(_: &str, world: &World, size: usize) -> bool {
    let run = run(world);
    let verdict = judge(world, &run);
    verdict.expectations.len() == size && verdict.expectations.iter().all(|it| it.misses.is_empty())
}

fn ran(_: &str, world: &World, _: usize) -> bool {
    let run = run(world);
    let verdict = judge(world, &run);
    verdict.attempts.len() == world.clients.len() && !digest(world, &run).is_empty()
}

// --- of what ---------------------------------------------------------------------------------------------------------

/// Lists of the parts of a scenario, each written by its number.
#[derive(Default)]
struct Parts(String);

impl Parts {
    fn list(mut self, name: &str, count: usize, of: impl Fn(usize) -> String) -> Self {
        let _ = write!(self.0, "{name}: [");
        (0..count).for_each(|it| {
            let _ = writeln!(self.0, "{},", of(it));
        });
        self.0 += "],\n";
        self
    }

    fn scenario(self) -> String {
        format!("Scenario(schema: 1, until: \"25h\", event_limit: 100000000,\n{})\n", self.0)
    }
}

const FRONT: &str = r#"Server(name: "F", version: Exchange2013, running: [Imap4, Imap4BE])"#;

fn client(at: usize, user: usize, more: &str) -> String {
    format!(r#"Client(name: "c{at}", user: "u{user}", connect: "f.contoso.com:993:SSL", at: ["{}ms"]{more})"#, at * 7)
}

fn mailbox(at: usize, database: usize) -> String {
    format!(r#"Mailbox(name: "u{at}", database: "DB{database}")"#)
}

fn database(at: usize) -> String {
    format!(r#"Database(name: "DB{at}", on: ["B{at}"])"#)
}

/// One 2013 server in front of so many of 2010, each with a database; the rest of it as `backs` says of each.
fn behind_one(count: usize, backs: impl Fn(usize) -> String) -> Parts {
    Parts::default().list("servers", count + 1, |it| if it == 0 { FRONT.to_owned() } else { backs(it - 1) }).list(
        "databases",
        count,
        database,
    )
}

fn back(at: usize, more: &str) -> String {
    format!(r#"Server(name: "B{at}", version: Exchange2010{more})"#)
}

/// A hundred clients that poll a stopped server, so many attempts in all.
fn polls(attempts: usize) -> String {
    let until = format!(r#", every: "10min", until: "{}s""#, (attempts / 25 - 1) * 600);
    behind_one(1, |it| back(it, ""))
        .list("mailboxes", 25, |it| mailbox(it, 0))
        .list("clients", 25, |it| client(it, it, &until))
        .scenario()
}

fn deep(depth: usize) -> String {
    Parts::default()
        .list("servers", 2, |it| {
            let limit = format!(", imap4: (MaxConnectionsPerUser: {depth}))");
            let loops = r#", running: [Imap4], imap4: (InternalConnectionSettings: ["f.contoso.com:993:SSL"])"#;
            if it == 0 { FRONT.replace(')', &limit) } else { back(0, loops) }
        })
        .list("databases", 1, database)
        .list("mailboxes", 5, |it| mailbox(it, 0))
        .list("clients", 5, |it| client(it, it, ""))
        .scenario()
}

/// Each client fails for a reason of its own: the server of another site, which nobody reaches.
fn kinds(count: usize) -> String {
    let server = |it: usize| match it.checked_sub(1) {
        None => FRONT.replace(')', r#", site: "S0")"#),
        Some(it) => {
            let dead = format!("10.99.{}.{}:993:SSL", it / 250, it % 250 + 1);
            back(it, &format!(r#", site: "S{it}", running: [Imap4], imap4: (InternalConnectionSettings: ["{dead}"])"#))
        }
    };
    in_star(count)
        .list("servers", count + 1, server)
        .list("databases", count, database)
        .list("mailboxes", count, |it| mailbox(it, it))
        .list("clients", count, |it| client(it, it, r#", site: "S0""#))
        .scenario()
}

/// Nobody gets through to the mailbox's server.
fn lost(count: usize) -> String {
    Parts::default()
        .list("sites", 2, |it| format!(r#"Site(name: "S{it}")"#))
        .list("links", 1, |_| r#"Link(between: ("S0", "S1"), cut: true)"#.to_owned())
        .list("servers", 2, |it| {
            if it == 0 { FRONT.replace(')', r#", site: "S0")"#) } else { back(0, r#", site: "S1", running: [Imap4]"#) }
        })
        .list("databases", 1, database)
        .list("mailboxes", count, |it| mailbox(it, 0))
        .list("clients", count, |it| client(it, it, r#", site: "S0""#))
        .scenario()
}

fn changes(count: usize) -> String {
    let set = |it: usize| {
        format!(
            r#"Change(at: "{it}ms", action: SetImapSettings(server: "B{}", settings: (MaxConnections: {})))"#,
            it % 4,
            1_000 + it
        )
    };
    behind_one(4, |it| back(it, ", running: [Imap4]"))
        .list("mailboxes", 2_000, |it| mailbox(it, it % 4))
        .list("clients", 2_000, |it| client(it, it, ""))
        .list("changes", count, set)
        .scenario()
}

fn sites(count: usize) -> String {
    let server = |it: usize| match it % 2 {
        0 => format!(r#"Server(name: "F{0}", version: Exchange2013, site: "S{0}", running: [Imap4, Imap4BE])"#, it / 2),
        _ => format!(r#"Server(name: "B{0}", version: Exchange2010, site: "S{0}", running: [Imap4])"#, it / 2),
    };
    in_star(count)
        .list("servers", 2 * count, server)
        .list("databases", count, database)
        .list("mailboxes", count, |it| mailbox(it, it))
        .list("clients", count, |it| {
            client(it, it, &format!(r#", site: "S{it}""#)).replace("f.contoso", &format!("f{it}.contoso"))
        })
        .scenario()
}

fn in_star(count: usize) -> Parts {
    Parts::default()
        .list("sites", count, |it| format!(r#"Site(name: "S{it}")"#))
        .list("links", count - 1, |it| format!(r#"Link(between: ("S0", "S{}"), latency: "1ms")"#, it + 1))
}

/// Sites around one in which the front end is; there is a client in each.
fn star(count: usize) -> String {
    let server = |it: usize| match it {
        0 => FRONT.replace(')', r#", site: "S0")"#),
        _ => back(it - 1, &format!(r#", site: "S{}", running: [Imap4]"#, it - 1)),
    };
    in_star(count)
        .list("servers", count + 1, server)
        .list("databases", count, database)
        .list("mailboxes", count, |it| mailbox(it, it))
        .list("clients", count, |it| client(it, it, &format!(r#", site: "S{it}""#)))
        .scenario()
}

/// Servers whose service does not run, in a site each.
fn stopped(count: usize) -> String {
    let server = |it: usize| match it {
        0 => FRONT.replace(')', r#", site: "S0")"#),
        _ => back(it - 1, &format!(r#", site: "S{}""#, it - 1)),
    };
    in_star(count)
        .list("servers", count + 1, server)
        .list("databases", count, database)
        .list("mailboxes", count, |it| mailbox(it, it))
        .list("clients", 50, |it| client(it, it, r#", site: "S0""#))
        .scenario()
}

fn mistakes(count: usize) -> String {
    Parts::default()
        .list("clients", count, |it| client(it, it, "").replace(&format!("\"u{it}\""), "\"no-such-user\""))
        .scenario()
}

fn expected(count: usize) -> String {
    behind_one(1, |it| back(it, ", running: [Imap4]"))
        .list("mailboxes", count, |it| mailbox(it, 0))
        .list("clients", count, |it| client(it, it, ""))
        .list("expect", count, |it| format!(r#"Expect(client: "c{it}", outcome: LoggedOn)"#))
        .scenario()
}

fn servers(count: usize) -> String {
    behind_one(count, |it| back(it, ", running: [Imap4]"))
        .list("mailboxes", 200, |it| mailbox(it, it % count))
        .list("clients", 200, |it| client(it, it, ""))
        .scenario()
}
