//! Does the product's own evidence say what happened?
//!
//! Every scenario of the gallery is run with every protocol log turned on. What the log says is held against the
//! trace: every failed leg looks like itself in the log of the service that proxied (FE-5), and nothing else does.

use coexist::gallery;
use coexist::render::protocol_log::{LogFilter, write};
use coexist::render::{Options, event_log};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::{Actor, LegFailure, RecordKind, Run};
use coexist::world::World;

fn world(text: &str, name: &str) -> World {
    load(text, name).unwrap_or_else(|it| panic!("{name}: {it:?}")).world
}

fn log(world: &World, run: &Run) -> String {
    let mut log = String::new();
    write(world, run, &LogFilter::default(), &Options::default(), &mut log).expect("a string takes all");
    log
}

fn events(world: &World, run: &Run) -> String {
    let mut log = String::new();
    event_log::write(world, run, &Options::default(), &mut log).expect("a string takes all");
    log
}

/// The gallery, every service keeping its log.
fn runs() -> impl Iterator<Item = (&'static str, World, Run)> {
    gallery::ALL.iter().map(|it| {
        let mut world = world(it.text, it.claim);
        world.settings.iter_mut().for_each(|it| it.protocol_log = true);
        let run = sim::run(&world);
        (it.claim, world, run)
    })
}

/// The cells of a line of comma-separated values.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for it in line.chars() {
        match it {
            '"' => {
                quoted = !quoted;
                // A doubled quote closes and opens again: one of the two belongs to the text.
                cells.last_mut().expect("never empty").push('"');
            }
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().expect("never empty").push(other),
        }
    }
    assert!(!quoted, "{line} ends within quotes");
    cells
}

#[test]
fn every_line_has_its_columns_and_its_place_in_the_session() {
    let (mut lines, mut events) = (0, 0);
    for (claim, world, run) in runs() {
        let log = log(&world, &run);
        let mut columns: Vec<String> = Vec::new();
        let mut next: Vec<((String, String), u32)> = Vec::new();
        let mut file = String::new();
        for line in log.lines().filter(|it| !it.is_empty()) {
            if let Some(comment) = line.strip_prefix('#') {
                if let Some(name) = comment.strip_prefix(' ').filter(|it| it.contains("MSExchange")) {
                    name.clone_into(&mut file);
                }
                if let Some(names) = comment.strip_prefix("Fields: ") {
                    columns = names.split(',').map(str::to_owned).collect();
                }
                continue;
            }
            lines += 1;
            let cells = cells(line);
            assert_eq!(cells.len(), columns.len(), "{claim}: {line}");
            let at = |names: [&str; 2]| columns.iter().position(|it| names.contains(&it.as_str())).expect("a column");
            let (session, sequence) = (at(["sessionId", "session-id"]), at(["seqNumber", "sequence-number"]));
            let (what, opens) = match columns.len() {
                9 => (at(["event", "event"]), "+"),
                _ => (at(["command", "command"]), "OpenSession"),
            };
            if columns.len() == 9 {
                events += 1;
                assert!(["+", "-", "<", ">", "*"].contains(&cells[what].as_str()), "{claim}: {line}");
            }
            assert!(cells[0].ends_with('Z') && cells[0].contains('T'), "{claim}: {line}");
            let key = (file.clone(), cells[session].clone());
            let sequence: u32 = cells[sequence].parse().expect("a number");
            if let Some(it) = next.iter_mut().find(|it| it.0 == key) {
                assert_eq!(it.1, sequence, "{claim}: {line}");
                it.1 += 1;
            } else {
                assert_eq!(sequence, 0, "{claim}: {line}");
                assert_eq!(cells[what], opens, "{claim}: {line}");
                next.push((key, 1));
            }
            assert!(!line.contains("secret"), "{claim}: a password in {line}");
        }
    }
    assert!(lines > 500, "only {lines} lines in the whole gallery");
    assert!(events > 10, "only {events} events of 2007 in the whole gallery");
}

/// FE-5: every endpoint that a service tried stands in its log, and `ErrMsg=ProxyNotAuthenticated` behind each that
/// failed, and only there.
#[test]
fn every_failed_leg_looks_like_itself_in_the_log() {
    let mut seen = 0;
    for (claim, world, run) in runs() {
        let log = log(&world, &run);
        let (mut tried, mut failed) = (0, 0);
        for it in run.trace.records().iter().filter(|it| is_mail(it.actor())) {
            let is_leg = || it.connection().is_some_and(|it| run.trace.connections[it.0 as usize].parent.is_some());
            match it.kind() {
                RecordKind::Connects { .. } if is_leg() => tried += 1,
                RecordKind::LegFailed { how, .. } => {
                    failed += 1;
                    tried += usize::from(how == LegFailure::NameNotResolved);
                }
                _ => {}
            }
        }
        assert_eq!(tried, log.matches("Msg=Proxy:").count(), "{claim}:\n{log}");
        assert_eq!(failed, log.matches("ErrMsg=ProxyNotAuthenticated").count(), "{claim}:\n{log}");
        seen += failed;
    }
    assert!(seen > 100, "only {seen} failed legs in the whole gallery");
}

/// Whether a POP3 or IMAP4 service did it.
fn is_mail(actor: Actor) -> bool {
    matches!(actor, Actor::Service(it) if it.service().windows_name().starts_with("MSExchange"))
}

#[test]
fn a_wrong_password_and_a_failed_leg_differ_only_in_the_log() {
    let claim = "protocol-log-tells-a-failed-leg-from-a-wrong-password";
    let entry = gallery::find(claim).expect("in the gallery");
    let world = world(entry.text, claim);
    let run = sim::run(&world);
    insta::assert_snapshot!(log(&world, &run));
    insta::assert_snapshot!(events(&world, &run));
}

#[test]
fn a_log_begins_when_the_service_has_read_the_setting() {
    let claim = "protocol-log-is-written-once-the-service-has-read-the-setting";
    let world = world(gallery::find(claim).expect("in the gallery").text, claim);
    insta::assert_snapshot!(log(&world, &sim::run(&world)));
}

#[test]
fn events_name_user_server_and_site() {
    let claim = "event-log-names-user-and-site";
    let world = world(gallery::find(claim).expect("in the gallery").text, claim);
    insta::assert_snapshot!(events(&world, &sim::run(&world)));
}

/// The files of the IMAP4 log of EX, each with how many log-ons stand in it.
fn files(version: &str, rolls: &str, at: &str, changes: &str) -> Vec<(String, usize)> {
    let text = format!(
        "Scenario(schema: 1, date: \"2026-01-30 23:30\", until: \"60d\", \
         servers: [Server(name: \"EX\", version: {version}, running: [Imap4, Imap4BE], \
         imap4: ProtocolSettings(ProtocolLogEnabled: true{rolls}))], \
         databases: [Database(name: \"DB\", on: [\"EX\"])], mailboxes: [Mailbox(name: \"anna\", database: \"DB\")], \
         clients: [Client(name: \"laptop\", user: \"anna\", connect: \"ex.contoso.com:993:SSL\", at: [{at}])], \
         changes: [{changes}])"
    );
    let text = if version == "Exchange2010" { text.replace(", Imap4BE", "") } else { text };
    let world = world(&text, "rolls");
    let log = log(&world, &sim::run(&world));
    let mut files: Vec<(String, usize)> = Vec::new();
    for line in log.lines().take_while(|it| !it.contains("MSExchangeIMAP4BE")) {
        if let Some(name) = line.strip_prefix("# file ") {
            files.push((name.split(' ').next().expect("a name").to_owned(), 0));
        }
        if line.contains(",login,") {
            files.last_mut().expect("a line stands in a file").1 += 1;
        }
    }
    files
}

/// A new file is begun as often as LogFileRollOverSettings says. 2026-01-30 was a Friday.
#[test]
fn a_log_begins_a_new_file_as_often_as_it_is_set() {
    let at = "\"0s\", \"10min\", \"40min\", \"100min\", \"49h\", \"11d\"";
    let rows = [
        // As installed: each day, from 2016 on each hour.
        (
            "Exchange2010",
            "",
            "IMAP420260130-1.LOG 2, IMAP420260131-1.LOG 2, IMAP420260202-1.LOG 1, IMAP420260210-1.LOG 1",
        ),
        (
            "Exchange2013",
            "",
            "IMAP420260130-1.LOG 2, IMAP420260131-1.LOG 2, IMAP420260202-1.LOG 1, IMAP420260210-1.LOG 1",
        ),
        (
            "Exchange2016",
            "",
            "IMAP42026013023-1.LOG 2, IMAP42026013100-1.LOG 1, IMAP42026013101-1.LOG 1, IMAP42026020200-1.LOG 1, \
             IMAP42026021023-1.LOG 1",
        ),
        // A week begins on Monday.
        ("Exchange2013", "Weekly", "IMAP420260126-1.LOG 4, IMAP420260202-1.LOG 1, IMAP420260209-1.LOG 1"),
        ("Exchange2016", "Monthly", "IMAP4202601-1.LOG 4, IMAP4202602-1.LOG 2"),
    ];
    for (version, rolls, wanted) in rows {
        let set = if rolls.is_empty() { String::new() } else { format!(", LogFileRollOverSettings: {rolls}") };
        let told: Vec<_> = files(version, &set, at, "").iter().map(|it| format!("{} {}", it.0, it.1)).collect();
        assert_eq!(told.join(", "), wanted, "{version} {rolls}");
    }
    // It is read when the service restarts (SVC-6).
    let set = "Change(at: \"20min\", run: \"Set-ImapSettings -Server EX -LogFileRollOverSettings Hourly\")";
    let restart = "Change(at: \"90min\", action: RestartService(server: \"EX\", service: Imap4))";
    let files = files("Exchange2013", "", at, &format!("{set}, {restart}"));
    let names: Vec<_> = files.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(
        names,
        [
            "IMAP420260130-1.LOG",
            "IMAP420260131-1.LOG",
            "IMAP42026013101-1.LOG",
            "IMAP42026020200-1.LOG",
            "IMAP42026021023-1.LOG"
        ]
    );
}

/// A log names the version that its service was when it wrote it: the same day has a second file once 2019 is SE.
#[test]
fn a_log_names_the_version_of_its_service() {
    let text = "Scenario(schema: 1, date: \"2026-01-30 12:00\", servers: [Server(name: \"EX\", version: Exchange2019, \
                build: \"CU14\", running: [Imap4, Imap4BE], automatic: [Imap4, Imap4BE], \
                imap4: ProtocolSettings(ProtocolLogEnabled: true, LogFileRollOverSettings: Daily))], \
                databases: [Database(name: \"DB\", on: [\"EX\"])], mailboxes: [Mailbox(name: \"anna\", database: \"DB\")], \
                clients: [Client(name: \"laptop\", user: \"anna\", connect: \"ex.contoso.com:993:SSL\", \
                at: [\"0s\", \"40min\"])], \
                changes: [Change(at: \"5min\", action: UpdateServer(server: \"EX\", build: \"SE RTM\"))])";
    let world = world(text, "update");
    let log = log(&world, &sim::run(&world));
    let front = log.split("MSExchangeIMAP4BE").next().expect("the log of the front end");
    let files: Vec<_> = front.split("# file ").skip(1).collect();
    let [old, new] = files[..] else { panic!("{log}") };
    assert!(old.starts_with("IMAP420260130-1.LOG") && new.starts_with("IMAP420260130-2.LOG"), "{log}");
    let names = |it: &str, version: &str| it.lines().any(|it| it.starts_with("# ") && it.contains(version));
    assert!(names(old, "2019") && !names(old, "SE "), "{old}");
    assert!(names(new, "Exchange SE") && !names(new, "2019"), "{new}");
}
