//! Is what `coexist shrink` leaves as small as can be, and does the same still fail in it for the same reason?

use crate::process;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use coexist::gallery;
use coexist::resolve::load;
use coexist::scenario::format::format;
use coexist::scenario::tree::read;
use coexist::sim::run;
use coexist::verdict::{Overall, judge};

use process::{Came, call, call_in, call_with, folder};

fn shrink(arguments: &[&str]) -> Came {
    let all: Vec<&str> = ["shrink"].into_iter().chain(arguments.iter().copied()).collect();
    call(&all)
}

/// Whether a scenario does what it expects.
fn holds(text: &str) -> bool {
    load(text, "smaller").is_ok_and(|it| judge(&it.world, &run(&it.world)).overall == Overall::Pass)
}

/// What is told of why log-ons fail in a scenario: the first cause.
fn cause(folder: &Path, text: &str) -> Option<String> {
    fs::write(folder.join("small.ron"), text).expect("it is written");
    let told = call_in(folder, &["run", "-q", "small.ron"], b"").out;
    let line = told.lines().find(|it| it.contains(": ") && it.contains(" attempt"))?;
    Some(line.split_once(": ")?.0.to_owned())
}

/// The scenario without an item of a list at its top: each in turn. Cut out by the commas of the layout and not by the
/// program's own hand.
fn without_each(text: &str) -> Vec<String> {
    let tree = read(text);
    let top = tree.top.as_ref().and_then(|it| it.group.as_ref()).expect("a scenario");
    let lists = top.entries.iter().filter(|it| it.key.clone().is_some_and(|it| &text[it] != "expect"));
    let lists = lists.filter_map(|it| it.value.as_ref()?.group.as_ref()).filter(|it| it.open == '[');
    let items = lists.flat_map(|it| &it.entries);
    items
        .map(|it| {
            let span = it.value.as_ref().expect("it is whole").span.clone();
            let rest = text[span.end..].trim_start().strip_prefix(',').unwrap_or(&text[span.end..]);
            format!("{}{rest}", &text[..span.start])
        })
        .collect()
}

#[test]
fn every_failure_of_the_gallery_gets_smaller_and_stays_the_same() {
    let mut asked = 0;
    let folder = folder("shrink-gallery");
    for entry in gallery::ALL.iter().filter(|it| it.text.contains("LogonFailed")).step_by(5) {
        let came = shrink(&[entry.claim]);
        if came.code == 1 {
            assert!(came.err.contains("nobody fails"), "{}: {}", entry.claim, came.err);
            continue;
        }
        assert_eq!(came.code, 0, "{}: {}", entry.claim, came.err);
        assert!(holds(&came.out), "{}:\n{}", entry.claim, came.out);
        assert_eq!(format(&came.out), came.out, "{} is laid out", entry.claim);
        assert!(came.out.len() <= entry.text.len() + 200, "{}:\n{}", entry.claim, came.out);
        let small = cause(&folder, &came.out).expect("it fails");
        let before = call(&["run", "-q", entry.claim]).out;
        assert!(before.contains(&small), "{}: {small}\n{before}", entry.claim);
        for less in without_each(&came.out) {
            let same = holds(&less) && cause(&folder, &less).as_ref() == Some(&small);
            assert!(!same, "{}: more could go, to\n{less}\nof\n{}", entry.claim, came.out);
        }
        asked += 1;
    }
    assert!(asked >= 10, "{asked}");
}

/// An organisation of many servers in many sites, of which one is the reason why one person does not get in.
pub(crate) fn large(servers: usize, sites: usize) -> String {
    let mut text = "Scenario(schema: 1, title: \"Large\", sites: [".to_owned();
    (0..sites).for_each(|it| write!(text, "Site(name: \"S{it}\"), ").expect("a text"));
    text += "], links: [";
    (1..sites).for_each(|it| write!(text, "Link(between: (\"S0\", \"S{it}\")), ").expect("a text"));
    text += "], servers: [";
    for it in 0..servers {
        let site = it % sites;
        let (version, running) = if it < sites { (2013, "[Imap4, Imap4BE]") } else { (2010, "[Imap4]") };
        let running = if it == servers - 1 { "[]" } else { running };
        write!(text, "Server(name: \"EX{it}\", version: Exchange{version}, site: \"S{site}\", running: {running}), ")
            .expect("a text");
    }
    text += "], databases: [";
    (0..servers).for_each(|it| write!(text, "Database(name: \"DB{it}\", on: [\"EX{it}\"]), ").expect("a text"));
    text += "], mailboxes: [";
    for it in 0..servers {
        write!(text, "Mailbox(name: \"u{it}\", count: 300, database: \"DB{it}\"), ").expect("a text");
    }
    write!(text, "Mailbox(name: \"anna\", database: \"DB{}\")], clients: [", servers - 1).expect("a text");
    for it in 0..servers {
        let to = it % sites;
        write!(
            text,
            "Client(name: \"c{it}\", user: \"u{it}-1\", site: \"S{to}\", connect: \"ex{to}.contoso.com:993:SSL\"), "
        )
        .expect("a text");
    }
    text += "Client(name: \"laptop\", user: \"anna\", site: \"S0\", connect: \"ex0.contoso.com:993:SSL\")])";
    text
}

#[test]
fn an_organisation_of_three_hundred_servers_fits_on_a_slide() {
    // EX299 is alone in no site: others of 2010 there are candidates too, so all of them must be stopped for her.
    let text = large(300, 150);
    let came = call_with(
        &["shrink", "-", "--keep", "client: \"laptop\", outcome: LogonFailed, rules: [\"SVC-4\"]"],
        text.as_bytes(),
    );
    assert_eq!(came.code, 0, "{}", came.err);
    assert!(came.err.contains("servers: 300 → 2"), "{}", came.err);
    assert!(came.err.contains("mailboxes: 301 → 1"), "{}", came.err);
    assert!(came.out.lines().count() <= 14, "{}", came.out);
    for part in ["\"EX0\"", "\"EX299\"", "\"anna\"", "\"laptop\""] {
        assert!(came.out.contains(part), "{part}:\n{}", came.out);
    }
    assert!(holds(&came.out));
}

#[test]
fn a_run_sheet_keeps_the_line_that_matters() {
    let text = "Scenario(schema: 1, servers: [\
        Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE])], \
        databases: [Database(name: \"DB\", on: [\"EX13\"])], mailboxes: [Mailbox(name: \"anna\", database: \"DB\")], \
        clients: [Client(name: \"laptop\", user: \"anna\", connect: \"ex13.contoso.com:993:SSL\", at: [\"10min\"])], \
        changes: [Change(at: \"1min\", on: \"EX13\", run: \"\
Set-ImapSettings -Server EX13 -ProtocolLogEnabled $true
Set-CASMailbox anna -ImapEnabled $false
Set-ImapSettings -Server EX13 -MaxConnections 500\")])";
    let came = call_with(&["shrink", "-"], text.as_bytes());
    assert_eq!(came.code, 0, "{}", came.err);
    assert!(came.out.contains("Set-CASMailbox anna -ImapEnabled $false"), "{}", came.out);
    assert!(!came.out.contains("Set-ImapSettings"), "{}", came.out);
}

#[test]
fn what_cannot_be_kept_is_told() {
    let of = |keep: &str| shrink(&["service/stopped-target-stays-a-candidate", "--keep", keep]);
    let wrong = of("client: \"laptop\", outcome: LoggedOn");
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert!(wrong.err.contains("does not hold in the whole scenario"), "{}", wrong.err);
    let unknown = of("client: \"lapptop\", outcome: LogonFailed");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("lapptop") && unknown.err.contains("\"laptop\""), "{}", unknown.err);
    let two = of("client: \"laptop\", outcome: LogonFailed), Expect(client: \"laptop\", outcome: LoggedOn");
    assert_eq!(two.code, 2, "{}{}", two.out, two.err);
    let broken = of("client: \"laptop");
    assert_eq!(broken.code, 2, "{}{}", broken.out, broken.err);
    let well = shrink(&["docs/examples/contoso.ron"]);
    assert_eq!((well.code, well.out.as_str()), (1, ""));
    assert!(well.err.contains("nobody fails") && well.err.contains("--keep"), "{}", well.err);
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let folder = folder("shrink-output");
    let ask = |more: &[&str]| {
        let all: Vec<&str> = ["shrink", "-o", "small.ron"].into_iter().chain(more.iter().copied()).collect();
        call_in(&folder, &all, b"")
    };
    assert_eq!(ask(&[]).code, 0);
    let first = fs::read_to_string(folder.join("small.ron")).expect("it is there");
    assert!(holds(&first));
    assert_eq!(ask(&[]).code, 2);
    assert_eq!(ask(&["--force"]).code, 0);
    let blanks = call_in(&folder, &["shrink", "-o", "the least.ron"], b"");
    assert!(blanks.out.contains("next: coexist explain 'the least.ron'"), "{}", blanks.out);
}
