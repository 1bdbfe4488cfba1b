//! Is the first cause named, dated and told from what looks alike? Cases in which it once was not, each with what its
//! explanation must say, in this order, and what it must not.

use coexist::gallery;
use coexist::render::{Options, Plain, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::verdict::judge;

use crate::repairs::{explained, explained_text, says_in_order};

/// A case, what its explanations say in this order, and what they do not say.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: [Row; 13] = [
    (
        "starttls-on-an-ssl-port",
        &[
            "The first failing step On the client's own connection: starttls waits for a greeting (over TLS), while EX13 \
             waits for TLS from the first byte on port 993",
            "DET-1",
            "1. Let starttls connect to ex13.contoso.com:993 over SSL",
            "● STARTTLS or clear text on an SSL port",
        ],
        &["A time ran out", "PreAuthenticatedConnectionTimeout of"],
    ),
    (
        "client-of-the-other-protocol",
        &[
            "listener speaks IMAP4, and port 995 of EX13 is one of POP3",
            "PORT-1",
            "1. Let listener connect to ex13.contoso.com:993 over SSL",
            "● a port of the other protocol",
        ],
        &["No single step"],
    ),
    (
        "a-pop-port-with-the-default-protocol",
        &["laptop speaks IMAP4, and port 995 of EX10", "1. Let laptop connect to ex10.contoso.com:993 over SSL"],
        &["No single step"],
    ),
    (
        "repair-that-what-if-refutes",
        &[
            "anna.meier is the alias of anna, not a log-on name",
            "and that is a.meier",
            "1. Let imap log on as a.meier",
            "○ a wrong password",
            "● a log-on name that is nobody's",
        ],
        &["● a wrong password"],
    ),
    (
        "explain-hides-the-switch",
        &["assumed: discovery_site: FrontEndSite; with MailboxSite it would log on", "DISC-3"],
        &["changes nothing: discovery_site"],
    ),
    (
        "one-repair-for-a-group-of-two",
        &[
            "The same holds for",
            "1. Start MSExchangeIMAP4 on EX10; Start MSExchangePOP3 on EX10",
            "2 of 2 failed attempts",
        ],
        &["1 of 2"],
    ),
    (
        "repair-lost-behind-a-name",
        &["Let curl log on with PLAIN", "Set EnableGSSAPIAndNTLMAuth of EX10 to $false", "careful: nobody can log on"],
        &[],
    ),
    (
        "weaker-repairs-come-first",
        &[
            "1. Give EX10 a certificate for IMAP4 that is valid, trusted and covers mail.contoso.com and ex10.contoso.com",
        ],
        &["these together", "EnforceCertificateErrors $false", "PlainTextLogin"],
    ),
    (
        "dated-to-a-change-that-did-not-cause-it",
        &["Failure was inevitable from the start", "1. Restart MSExchangeIMAP4 on EX10"],
        &["Since 1h", "Set LoginType"],
    ),
    (
        "a-night-with-a-plan",
        &[
            "25 of 25 failed attempts",
            "pilot-pop connect to ex13.contoso.com:995 over SSL",
            "16 of 16 failed attempts",
            "Since 22:00: somebody gives mail.contoso.com the pool EX13",
            "1. Restart MSExchangePOP3 on EX13",
            "done at 22:00, just before the attempt",
            "13 of 13 failed attempts",
        ],
        &["Since 21:35", "Nothing that was tried", "Set LoginType"],
    ),
    (
        "who-breaks-at-ten",
        &[
            "88 of 88 failed attempts",
            "Since 22:00: somebody lets mail.contoso.com point to EX13",
            "34 of 34 failed attempts",
        ],
        &["22:00:00.000, just", "14 of 122"],
    ),
    (
        "one-fault-behind-the-other",
        &[
            "svc-tickets has no primary SMTP address",
            "Nothing that was tried lets this attempt log on",
            "Give svc-tickets a primary SMTP address",
            "this mends the first fault, and then the next fault shows: On the client's own connection: EX13 refuses \
             svc-tickets: svc-tickets has no mailbox",
        ],
        &[],
    ),
    (
        "active-again-and-still-stopped",
        &[
            "1. Set ImapProxy on EX13 Active for HealthAPI; Start MSExchangeIMAP4 on EX13",
            "as if it had always been so, and done after the failure too",
        ],
        &[],
    ),
];

#[test]
fn the_first_cause_is_named() {
    for (name, says, never) in ROWS {
        let text = flat(&explained(name).concat());
        says_in_order(name, &text, says, never);
    }
}

/// A server that was off for a minute knows nothing of the sessions that were open, and is up again when somebody asks
/// in vain: that is told, of the server whose session it was, and only if it had one then.
#[test]
fn power_that_is_back_is_told_of_the_sessions_that_it_took() {
    let source = |changes: &str| {
        format!(
            r#"Scenario(schema: 1,
            servers: [
                Server(name: "EX13", version: Exchange2013, running: [Imap4]),
                Server(name: "EX10", version: Exchange2010, running: [Imap4], automatic: [Imap4]),
                Server(name: "EX10-B", version: Exchange2010, running: [Imap4], automatic: [Imap4]),
            ],
            databases: [Database(name: "DB10", on: ["EX10"])],
            mailboxes: [Mailbox(name: "anna", database: "DB10")],
            clients: [Client(name: "open", user: "anna", connect: "ex10.contoso.com:993:SSL", at: ["2min"],
                then: Stay(wait: "20min"))],
            changes: [{changes}])"#
        )
    };
    let off = |at: &str, server: &str| {
        let (off, on) = at.split_once(' ').expect("two moments");
        format!(
            r#"Change(at: "{off}", action: ShutDownServer(server: "{server}")),
            Change(at: "{on}", action: StartServer(server: "{server}")),"#
        )
    };
    let silent = "On the client's own connection: EX10 has been switched off and says nothing more.";
    let hung = "open got no answer within its own time-out: MSExchangeIMAP4 on EX10 hangs.";
    let hangs = r#"Change(at: "5min", action: HangService(server: "EX10", service: Imap4)),"#;
    for (changes, said) in [
        (off("5min 6min", "EX10"), Some(silent)),
        (off("5min 6min", "EX10-B"), None),
        (off("0s 1min", "EX10"), None),
        (off("0s 1min", "EX10") + &off("5min 6min", "EX10-B"), None),
        (off("4min 5min", "EX10") + &off("6min 7min", "EX10-B"), Some(silent)),
        // What it waits for in vain is another thing.
        (off("0s 1min", "EX10") + hangs, Some(hung)),
        (off("3min 4min", "EX10-B") + hangs, Some(hung)),
    ] {
        let told = explained_text(&source(&changes), "power");
        assert_eq!(told.len(), usize::from(said.is_some()), "{changes}: {told:#?}");
        assert!(told.iter().all(|it| flat(it).contains(said.unwrap_or_default())), "{changes}: {told:#?}");
    }
}

/// A table of the tests: its rows, without comments.
fn rows(table: &str) -> Vec<&str> {
    table.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).collect()
}

/// Holds what is told of every scenario of the gallery against a table.
fn held(name: &str, table: &str, told: impl Fn(&str, &str) -> Vec<String>) {
    let wanted = rows(table);
    let told: Vec<String> =
        gallery::ALL.iter().flat_map(|it| told(&format!("{}/{}", it.topic, it.claim), it.text)).collect();
    let more = told.iter().filter(|it| !wanted.contains(&it.as_str())).map(|it| format!("+ {it}"));
    let less = wanted.iter().filter(|it| !told.iter().any(|told| told == *it)).map(|it| format!("- {it}"));
    let wrong: Vec<_> = more.chain(less).collect();
    assert!(wrong.is_empty(), "told (+) and not in tests/{name}, or there (-) and not told:\n{}", wrong.join("\n"));
    assert_eq!(told.len(), wanted.len(), "a line of tests/{name} stands twice");
}

/// A text in one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line for each failure of a file: its name, who failed and how, and the first failing step with its rules.
fn first_steps(name: &str, source: &str) -> Vec<String> {
    let step = |text: &String| {
        let said = flat(text);
        let (_, from_head) = said.split_once(", attempt ").unwrap_or_else(|| panic!("{name}: {said}"));
        let who = text.lines().find_map(|it| it.split_once(", attempt ")).expect("a failure begins with it").0;
        let (attempt, how) = from_head.split_once(": ").expect("behind it stands how it ended");
        let outcome = how.split_whitespace().next().expect("a word");
        let (_, step) = said.split_once("The first failing step ").expect("it is told");
        let (step, _) = step.split_once(" record ").expect("its record is told");
        format!("{name} | {who} {attempt} {} | {step}", outcome.trim_end_matches(['.', ',']))
    };
    explained_text(source, name).iter().map(step).collect()
}

/// Of every failure of the gallery, what went wrong first, and by which rules. Each line of the table was held against
/// the goal of its scenario by hand; whoever adds a scenario in which somebody fails adds its lines.
#[test]
fn the_first_failing_step_of_every_failure_of_the_gallery() {
    held("causes.txt", include_str!("causes.txt"), first_steps);
}

/// A line for each group of failures in a report: its name, who failed and how, and everything that is told of why.
fn whys(name: &str, source: &str) -> Vec<String> {
    let world = load(source, name).unwrap_or_else(|it| panic!("{name}: {it:#?}")).world;
    let run = sim::run(&world);
    let mut report = String::new();
    text::report(&world, &run, &judge(&world, &run), &Options::default(), &Plain, &mut report)
        .expect("a String takes everything");
    let mut told = Vec::new();
    for part in report.split("\n\n") {
        let Some((who, rest)) = part.split_once(", attempt").filter(|it| !it.0.contains('\n')) else { continue };
        let Some((head, why)) = rest.split_once("\n    ") else { continue };
        let (attempts, outcome) = head.split_once(": ").expect("behind them stands how they ended");
        let outcome = outcome.split_whitespace().next().expect("a word").trim_end_matches(['.', ',']);
        let attempts = attempts.trim_start_matches('s').trim();
        told.push(format!("{name} | {who} {} {outcome} | {}", flat(attempts), flat(why)));
    }
    told
}

/// Of every group of failures of the gallery, what a report tells of why. It was read as the other table was.
#[test]
fn why_every_failure_of_the_gallery_came_about() {
    held("why.txt", include_str!("why.txt"), whys);
}
