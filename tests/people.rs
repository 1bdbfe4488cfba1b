//! Does the table say who gets on, and when? By hand for what a consultant asks, and by laws for every scenario: nobody
//! is missing in it, nobody is counted twice, it fits, and it says the same in every form.

use coexist::gallery;
use coexist::render::{Lang, Options, Plain, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::telling::Scope;
use coexist::telling::people::{People, each, people};
use coexist::trace::Run;
use coexist::verdict::{Overall, Verdict, judge};
use coexist::world::{Outcome, World};
use unicode_width::UnicodeWidthStr;

use crate::process::{call, call_with, folder};

const TEN: &str = "tests/cases/who-breaks-when-the-name-moves.ron";

fn played(text: &str) -> (World, Run, Verdict) {
    let world = load(text, "case").unwrap_or_else(|it| panic!("{it:#?}")).world;
    let run = sim::run(&world);
    let verdict = judge(&world, &run);
    (world, run, verdict)
}

fn told(text: &str) -> String {
    let (world, run, verdict) = played(text);
    let mut out = String::new();
    text::verdict(&world, &run, &verdict, &Options::default(), &Plain, &mut out).expect("a String takes everything");
    out
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who breaks at ten, from when, by what, and where is told what helps: one screen, by the clock, no attempt counted.
#[test]
fn who_breaks_at_ten() {
    let came = call(&["run", "-q", TEN]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.lines().count() <= 40 && came.out.lines().all(|it| it.width() <= 110), "{}", came.out);
    let text = on_one_line(&came.out);
    for said in [
        "until 22:00 22:00 to 22:30 from 22:30",
        "anna-pop ✓ ✓ POP3 stopped on EX13 · SVC-4",
        "POP3 stopped on EX13 · SVC-4: ConnectionRefused, 4 clients, 34 attempts",
        "anna-pop from 22:30; liwei-pop, scanner and pilot-pop from 22:00",
        "22:00: somebody lets mail.contoso.com point to EX13",
        "2010 does not serve 2013 mailboxes · section 7: LogonFailed, 1 client, 88 attempts",
        "pilot-pop until 22:00",
        "--client liwei-pop --attempt 89",
        "nothing expected, 122 of 346 failed",
    ] {
        assert!(text.contains(said), "{said}\n{}", came.out);
    }
    for named in ["CAS10-A", "CAS10-B", "attempts 1,", "as expected"] {
        assert!(!text.contains(named), "{named}\n{}", came.out);
    }
    // The command that it names explains just that failure.
    let explained = call(&["explain", TEN, "--client", "liwei-pop", "--attempt", "89"]);
    assert!(explained.out.contains("MSExchangePOP3 is stopped"), "{}", explained.out);
    // The whole report says it first after the trace.
    let whole = call(&["run", TEN]).out;
    let (table, paragraphs) = (whole.find("until 22:00"), whole.find("The client says that the server refuses"));
    assert!(table.is_some() && table < paragraphs, "{whole}");
}

/// What is not to blame is not named: the change at 22:05 has nothing to do with it.
#[test]
fn a_change_that_turns_nothing_is_not_named() {
    let text = std::fs::read_to_string(TEN).expect("it is there").replacen(
        "changes: [",
        "changes: [Change(at: \"22h5min\", action: StopService(server: \"CAS10-BJ\", service: Imap4)),",
        1,
    );
    let came = call_with(&["run", "-q", "-"], text.as_bytes());
    assert!(came.out.contains("22:00: somebody lets mail.contoso.com point to EX13"), "{}", came.out);
    assert!(!came.out.contains("22:05"), "{}", came.out);
    // What came over standard input cannot be asked again.
    assert!(!came.out.contains("coexist explain"), "{}", came.out);
}

const POOL: &str = r#"Scenario(
    schema: 1,
    servers: [
        Server(name: "EX-A", version: Exchange2010, running: []),
        Server(name: "EX-B", version: Exchange2010, running: []),
        Server(name: "EX-C", version: Exchange2010, running: [Imap4]),
    ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX-A", "EX-B"], check: None)],
    databases: [Database(name: "DB", on: ["EX-C"])],
    mailboxes: [Mailbox(name: "anna", database: "DB"), Mailbox(name: "bob", database: "DB")],
    clients: [
        Client(name: "laptop", user: "anna", connect: "mail.contoso.com:993:SSL", every: "5min", until: "1h"),
        Client(name: "phone", user: "bob", connect: "mail.contoso.com:993:SSL", at: ["7min"], every: "5min", until: "1h"),
        Client(name: "desktop", user: "bob", connect: "ex-c.contoso.com:993:SSL", every: "5min", until: "1h"),
    ],
)"#;

/// To which member of a pool a log-on happens to come makes no cause of its own, and rows that are alike are one.
#[test]
fn who_happened_to_answer_makes_no_difference() {
    let (world, run, verdict) = played(POOL);
    let table = people(&world, &run, &verdict, Scope::default());
    assert_eq!((table.columns.len(), table.rows.len(), table.causes.len()), (1, 2, 1), "{table:#?}");
    assert_eq!((table.causes[0].servers.len(), table.causes[0].failed), (2, 24));
    let said = on_one_line(&told(POOL));
    assert!(said.contains("all the time"), "{said}");
    assert!(said.contains("laptop, phone (2) IMAP4 stopped on EX-A and EX-B · SVC-4"), "{said}");
    assert!(said.contains("desktop ✓"), "{said}");
}

/// What goes to and fro is told in numbers, and not in a column for each time.
#[test]
fn what_goes_to_and_fro_is_counted() {
    let stopped = r#"name: "EX-B", version: Exchange2010, running: []"#;
    let phone = r#"user: "bob", connect: "mail.contoso.com:993:SSL""#;
    assert!(POOL.contains(stopped) && POOL.contains(phone));
    let half =
        POOL.replacen(stopped, &stopped.replace("[]", "[Imap4]"), 1).replacen(phone, &phone.replace("mail", "ex-c"), 1);
    let said = on_one_line(&told(&half));
    assert!(said.contains("all the time"), "{said}");
    assert!(said.contains("laptop 6 of 13 log-ons: IMAP4 stopped on EX-A · SVC-4"), "{said}");
}

/// A session that is cut has been logged on until then.
#[test]
fn a_session_that_is_cut_fails_when_it_is_cut() {
    let cut = r#"Scenario(
        schema: 1,
        date: "2014-03-21 18:00",
        servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4])],
        databases: [Database(name: "DB", on: ["EX10"])],
        mailboxes: [Mailbox(name: "anna", database: "DB")],
        clients: [Client(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL", then: Stay(wait: "25min"))],
        changes: [Change(at: "10min", action: StopService(server: "EX10", service: Imap4))],
    )"#;
    let said = on_one_line(&told(cut));
    assert!(said.contains("until 18:10 from 18:10"), "{said}");
    assert!(said.contains("laptop ✓ session cut: IMAP4 on EX10"), "{said}");
}

/// A session that lies idle was logged on, whatever became of it then; what expects it to be closed holds as well.
#[test]
fn an_idle_session_was_logged_on() {
    let entry = gallery::find("idle-session-is-closed-after-thirty-minutes").expect("it is there");
    let (_, _, verdict) = played(entry.text);
    assert_eq!((verdict.overall, verdict.logged_on(), verdict.failed()), (Overall::Pass, 2, 0));
    let ends: Vec<_> = verdict.attempts.iter().map(|it| (it.outcome, it.then)).collect();
    let (on, closed) = (Some(Outcome::LoggedOn), Some(Outcome::ClosedByServer));
    assert!(ends.contains(&(on, closed)) && ends.contains(&(on, None)), "{ends:?}");
    let expects = entry.text.replacen("outcome: ClosedByServer", "outcome: LoggedOn", 1);
    assert_eq!(played(&expects).2.overall, Overall::Pass);
    let never = entry.text.replacen("outcome: ClosedByServer", "outcome: LogonFailed", 1);
    assert_eq!(played(&never).2.overall, Overall::Fail);
    let said = call(&["run", "idle-session-is-closed-after-thirty-minutes"]).out;
    assert!(said.contains("LoggedOn, then ClosedByServer (idle)"), "{said}");
    assert!(!said.contains("before the log-on was answered"), "{said}");
    // Why it was closed is explained all the same.
    let explained = call(&["explain", "idle-session-is-closed-after-thirty-minutes"]).out;
    let ends = explained.contains("LoggedOn, then ClosedByServer (idle)");
    assert!(ends && explained.contains("the log-on is not concerned"), "{explained}");
    assert!(!explained.contains("before the log-on was answered"), "{explained}");
}

/// Nothing is as expected where nothing is expected.
#[test]
fn nothing_expected_is_said_everywhere() {
    let said = "nothing expected, 122 of 346 failed";
    let json = call(&["run", "-q", "--format", "json", TEN]).out;
    assert!(json.contains(r#""verdict":"nothing_expected""#) && json.contains(r#""failed":122"#), "{json}");
    let folder = folder("nothing-expected");
    let junit = folder.join("junit.xml");
    let tested = call(&["test", TEN, "--junit", junit.to_str().expect("it is UTF-8")]);
    assert!(tested.code == 0 && tested.out.contains(said), "{tested:?}");
    let xml = std::fs::read_to_string(junit).expect("it was written");
    assert!(xml.contains(&format!("<system-out>{said}</system-out>")), "{xml}");
    let zh = call(&["--lang", "zh", "run", "-q", TEN]).out;
    assert!(zh.contains("没有预期，346 次中 122 次失败") && zh.contains("22:00 至 22:30"), "{zh}");
}

/// A title that would be a script, and a row that would be a column.
#[test]
fn what_is_handed_on_is_escaped() {
    let sharp = POOL.replacen("schema: 1,", "schema: 1, title: \"<script>alert(1)</script> & | \\\"x\\\"\",", 1);
    let page = call_with(&["run", "--format", "html", "-"], sharp.as_bytes()).out;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; | &quot;x&quot;"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"), "{page}");
    let markdown = call_with(&["run", "--format", "markdown", "-"], sharp.as_bytes()).out;
    assert!(markdown.contains("\\<script\\>alert(1)\\</script\\> \\& \\| "), "{markdown}");
    let rows: Vec<_> = markdown.lines().filter(|it| it.starts_with('|')).collect();
    let bars = |it: &str| it.replace("\\|", "").matches('|').count();
    assert!(rows.len() == 4 && rows.iter().all(|it| bars(it) == bars(rows[0])), "{markdown}");
    let csv = call_with(&["run", "--format", "csv", "-"], sharp.as_bytes()).out;
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "client,from,until,counted,tried,logged_on,running,cause,rule");
    assert_eq!(lines[2], "laptop,2014-01-15T00:00:00.000Z,,attempts,13,0,0,IMAP4 stopped on EX-A and EX-B,SVC-4");
    assert_eq!((lines.len(), lines[4]), (5, ""), "a line for each client and column, and the last is ended");
}

/// In every scenario: each attempt is in one cell, each failure in one cause, and each column says something new.
#[test]
fn nobody_is_missing_in_the_table() {
    for entry in gallery::ALL {
        let (world, run, verdict) = played(entry.text);
        let all = each(&world, &run, &verdict, Scope::default());
        let count = |table: &People, of: fn(&coexist::telling::people::Tally) -> u32| -> u32 {
            table.rows.iter().flat_map(|it| &it.cells).map(of).sum()
        };
        let cut = verdict.attempts.iter().filter(|it| it.has_failed() && it.logged_on.is_some()).count();
        let failed = |it: &coexist::telling::people::Tally| it.causes.iter().map(|it| it.1).sum();
        let alone = world.clients.iter().filter(|it| it.group.is_none()).count();
        assert_eq!(all.rows.len(), alone + world.groups.len(), "{}", entry.claim);
        // Of a group members are counted, and not log-ons.
        if world.groups.is_empty() {
            assert_eq!(count(&all, |it| it.tried) as usize, verdict.attempts.len() + cut, "{}", entry.claim);
            assert_eq!(count(&all, failed) as usize, verdict.failed(), "{}", entry.claim);
        }
        assert_eq!(all.causes.iter().map(|it| it.failed).sum::<u32>() as usize, verdict.failed(), "{}", entry.claim);
        let folded = people(&world, &run, &verdict, Scope::default());
        assert_eq!(count(&folded, |it| it.tried), count(&all, |it| it.tried), "{}", entry.claim);
        for pair in folded.columns.windows(2) {
            assert!(pair[0].until == pair[1].from && pair[0].from < pair[0].until, "{}", entry.claim);
        }
        for lang in [Lang::En, Lang::Zh] {
            let options = Options { lang, ..Options::default() };
            let mut out = String::new();
            text::verdict(&world, &run, &verdict, &options, &Plain, &mut out).expect("a String takes everything");
            let wide = out.lines().find(|it| it.width() > 110 || it.trim_end() != *it);
            assert_eq!(wide, None, "{}\n{out}", entry.claim);
        }
    }
}

const BRANCH: &str = r#"Scenario(
    schema: 1,
    date: "2014-03-21 18:00",
    servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4])],
    databases: [Database(name: "DB", on: ["EX10"])],
    mailboxes: [Mailbox(name: "branch", count: 1200, database: "DB")],
    clients: [
        Client(
            name: "phones",
            count: 1200,
            user: "branch",
            connect: "ex10.contoso.com:993:SSL",
            every: "10min",
            spread: "10min",
            until: "59min",
        ),
    ],
    changes: [
        Change(at: "20min", action: StopService(server: "EX10", service: Imap4)),
        Change(at: "25min", action: StartService(server: "EX10", service: Imap4)),
    ],
    expect: [
        Expect(client: "phones", from: "30min", until: "40min", outcome: LoggedOn),
        Expect(client: "phones", at_least: 599, outcome: LoggedOn),
        Expect(client: "phones", from: "20min", until: "30min", at_most: 601, outcome: ConnectionRefused),
        Expect(client: "phones", until: "20min", at_most: 0, outcome: ConnectionRefused),
    ],
)"#;

/// Twelve hundred people are one row, people are counted and not log-ons, and one screen is enough.
#[test]
fn a_group_is_one_row() {
    let said = told(BRANCH);
    assert!(said.lines().count() <= 40, "{said}");
    let said = on_one_line(&said);
    assert!(said.contains("phones (1,200) ✓ 0"), "{said}");
    assert!(said.contains("✓ 0 of 600: IMAP4 stopped on EX10 · SVC-4 ✓"), "{said}");
    assert!(said.contains("until 18:20 18:20 to 18:25 from 18:25"), "{said}");
    let (_, _, verdict) = played(BRANCH);
    assert_eq!(verdict.overall, Overall::Pass, "{:#?}", verdict.expectations);
    // One less is not enough, and one more is too many.
    for (from, to) in [("at_least: 599", "at_least: 602"), ("at_most: 601", "at_most: 598")] {
        assert_eq!(played(&BRANCH.replacen(from, to, 1)).2.overall, Overall::Fail, "{to}");
    }
}

/// Several failures have one plan, whose last re-run is the proof, and what else looks like them is told once.
#[test]
fn one_plan_for_all_that_fails() {
    let came = call(&["explain", TEN]);
    let text = on_one_line(&came.out);
    assert_eq!(came.code, 0, "{}", came.err);
    for said in ["What helps all of it, one step after the other", "122 of 122 failed attempts no longer fail"] {
        assert!(text.contains(said), "{said}\n{}", came.out);
    }
    let plan = text.find("What helps all of it").expect("it is there");
    let (first, second) = (text.find("2010 does not serve"), text.find("POP3 stopped on EX13 · SVC-4"));
    assert!(first < second && second.is_some_and(|it| it < plan), "{}", came.out);
    assert!(text.find("The first failing step").is_some_and(|it| plan < it), "{}", came.out);
    assert_eq!(came.out.matches("What else looks like this").count(), 1, "{}", came.out);
    assert_eq!(came.out.matches("this is the case here").count(), 2, "{}", came.out);
}

/// The verdict comes again at each save; a file that is broken meanwhile shows its problems and is looked at again.
#[test]
fn a_file_is_watched() {
    use std::io::{BufRead, BufReader};
    let folder = folder("watched");
    let file = folder.join("mine.ron");
    let save = |text: &str| {
        let beside = folder.join("beside");
        std::fs::write(&beside, text).expect("it is written");
        std::fs::rename(&beside, &file).expect("it is in its place");
    };
    save(POOL);
    let page = folder.join("mine.html");
    let mark = || std::fs::read_to_string(folder.join("mine.html.svg")).expect("a picture lies beside the page");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["watch", file.to_str().expect("it is UTF-8"), "-o", page.to_str().expect("it is UTF-8")])
        .env("COEXIST_LANG", "en")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut err = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let mut comes = |what: &str| out.by_ref().any(|it| it.is_ok_and(|it| it.contains(what)));
    assert!(comes("IMAP4 stopped on EX-A and EX-B"));
    assert!(comes("mine.html"));
    let first = mark();
    let shown = std::fs::read_to_string(&page).expect("the page is there");
    assert!(shown.contains("\"watched\":\"mine.html.svg\"") && shown.contains("img-src data: file:"));
    save(&POOL.replacen("running: []", "runing: []", 1));
    assert!(err.by_ref().any(|it| it.is_ok_and(|it| it.contains("runing"))));
    save(&POOL.replace("running: []", "running: [Imap4]"));
    assert!(comes("37 logged on"));
    assert!(comes("mine.html"));
    assert_ne!(mark(), first, "an open page sees that it was written anew");
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
    let gone = call(&["watch", folder.join("none.ron").to_str().expect("it is UTF-8")]);
    assert!(gone.code == 2 && gone.err.contains("none.ron"), "{gone:?}");
}
