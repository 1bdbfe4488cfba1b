//! Every small world: each pair of versions, same or other site, service up, down or hung, each kind of client
//! connection, each class of settings, both protocols, both readings of FALL-3, right and wrong password. Whatever
//! comes out, some things must hold; and taken together with the gallery, every rule and every outcome must occur.

use std::collections::{BTreeMap, BTreeSet};

use coexist::policy::Refusal;
use coexist::product::together::Together;
use coexist::resolve::load;
use coexist::rules::Rule;
use coexist::scenario::Setting;
use coexist::sim::run;
use coexist::time::SimTime;
use coexist::trace::{Decision, LegFailure, RecordKind, Run, Stop, Timer};
use coexist::verdict::judge;
use coexist::world::{Outcome, Version, World};

/// One small world, by its choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    front: usize,
    mailbox: usize,
    other_site: bool,
    service: usize,
    security: usize,
    settings: usize,
    pop3: bool,
    select_once: bool,
    wrong_password: bool,
}

/// Defaults; everything offered and allowed; ports where nobody listens; nothing offered; the shared name.
const SETTINGS: [&str; 5] = ["default", "open", "dead port", "empty", "shared name"];

fn all_choices() -> Vec<Choice> {
    let mut all = Vec::new();
    let versions = Version::ALL.len();
    let together = |it: &Choice| Together::may_be(Version::ALL[it.front], Version::ALL[it.mailbox]);
    let sizes = [versions, versions, 2, 3, 3, 5, 2, 2, 2];
    let count: usize = sizes.iter().product();
    for number in 0..count {
        let mut rest = number;
        let mut digit = |size: usize| {
            let digit = rest % size;
            rest /= size;
            digit
        };
        all.push(Choice {
            front: digit(versions),
            mailbox: digit(versions),
            other_site: digit(2) == 1,
            service: digit(3),
            security: digit(3),
            settings: digit(5),
            pop3: digit(2) == 1,
            select_once: digit(2) == 1,
            wrong_password: digit(2) == 1,
        });
    }
    all.retain(together);
    all
}

/// The scenario text of a choice. The target is the server of the mailbox; where front and target are of the same
/// version and site they are two servers all the same, so that "down" means the same everywhere.
fn text(it: Choice) -> String {
    let (service, port, ssl) = if it.pop3 { ("Pop3", 110, 995) } else { ("Imap4", 143, 993) };
    let block = service.to_lowercase();
    let connect = match it.security {
        0 => format!("front.contoso.com:{ssl}:SSL"),
        1 => format!("front.contoso.com:{port}:TLS"),
        _ => format!("front.contoso.com:{port}"),
    };
    let site = if it.other_site { "Branch" } else { "HQ" };
    let [front, version] = [it.front, it.mailbox].map(|it| format!("{:?}", Version::ALL[it]));
    let back_end = if Version::ALL[it.mailbox].has_back_end() { format!(", {service}BE") } else { String::new() };
    let state = match it.service {
        0 => format!("running: [{service}{back_end}]"),
        1 => String::new(),
        _ => format!("hung: [{service}{back_end}]"),
    };
    let mut settings = String::from("LoginType: PlainTextLogin, ");
    let has_connection_settings = Setting::InternalConnectionSettings.exists_on(Version::ALL[it.mailbox]);
    let value = match SETTINGS[it.settings] {
        "open" => format!(
            "[\"target.contoso.com:{ssl}:SSL\", \"target.contoso.com:{port}:TLS\", \"target.contoso.com:{port}\"]"
        ),
        "dead port" => {
            "[\"target.contoso.com:9993:SSL\", \"target.contoso.com:9143:TLS\", \"target.contoso.com:9143\"]".to_owned()
        }
        "empty" => "[]".to_owned(),
        "shared name" => format!("[\"mail.contoso.com:{ssl}:SSL\"]"),
        _ => String::new(),
    };
    if !value.is_empty() && has_connection_settings {
        settings = format!("{settings}InternalConnectionSettings: {value}, ");
    }
    if SETTINGS[it.settings] == "default" {
        settings = settings.replace("LoginType: PlainTextLogin, ", "");
    }
    let front_back_end = if Version::ALL[it.front].has_back_end() { format!(", {service}BE") } else { String::new() };
    let fallback = if it.select_once { "SelectOnce" } else { "FallThrough" };
    let password = if it.wrong_password { "Wrong" } else { "Right" };
    format!(
        r#"Scenario(schema: 1,
        sites: [Site(name: "HQ"), Site(name: "Branch")],
        links: [Link(between: ("HQ", "Branch"))],
        assumptions: (fallback: {fallback}, candidate_order: ByName),
        servers: [
            Server(name: "FRONT", version: {front}, site: "HQ", running: [{service}{front_back_end}], {block}: (LoginType: PlainTextLogin)),
            Server(name: "TARGET", version: {version}, site: "{site}", {state} {comma} {block}: ({settings})),
        ],
        load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["FRONT"])],
        databases: [Database(name: "DB", on: ["TARGET"])],
        mailboxes: [Mailbox(name: "anna", database: "DB")],
        clients: [Client(name: "laptop", user: "anna", site: "HQ", protocol: {service}, connect: "{connect}", password: {password})],
    )"#,
        comma = if state.is_empty() { "" } else { "," },
    )
}

fn world(text: &str) -> World {
    load(text, "small").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
}

/// What must hold in every run, whatever the world.
fn check_run(world: &World, run: &Run, what: &dyn std::fmt::Debug) {
    let trace = &run.trace;
    let mut last = SimTime::ZERO;
    for (at, record) in trace.records().iter().enumerate() {
        assert!(record.cause().is_none_or(|it| (it.0 as usize) < at), "{what:?}: record {at} is caused by a later one");
        assert!(last <= record.at(), "{what:?}: time runs backwards at record {at}");
        last = record.at();
        if let RecordKind::Decides { decision, reasons } = record.kind() {
            let told = trace.reasons(reasons);
            // Whoever gives up because nothing is left to try has the failed leg for a reason.
            let by_failed_leg = decision == Decision::GivesUp
                && record.cause().is_some_and(|it| {
                    matches!(trace.record(it).kind(), RecordKind::LegFailed { .. } | RecordKind::Closes(_))
                });
            assert!(!told.is_empty() || by_failed_leg, "{what:?}: {decision:?} has no reason");
        }
    }
    for (at, _) in trace.attempts.iter().enumerate() {
        let mine = || trace.records().iter().filter(move |it| it.attempt().is_some_and(|it| it.0 as usize == at));
        let ended = mine().filter(|it| matches!(it.kind(), RecordKind::Ended(_))).count();
        assert!(ended == 1 || run.stop != Stop::Finished, "{what:?}: attempt {at} ended {ended} times");
        let own = trace.connections.iter().filter(|it| it.depth == 0 && it.attempt.0 as usize == at).count();
        let is_web = world.clients[trace.attempts[at].client.index()].web.is_some();
        assert!(
            own <= 1 + usize::from(is_web),
            "{what:?}: a client was sent elsewhere, and POP3 and IMAP4 know no redirect"
        );
    }
}

fn legs(run: &Run) -> Vec<coexist::world::Endpoint> {
    run.trace.connections.iter().filter(|it| it.depth == 1).map(|it| it.endpoint).collect()
}

#[test]
fn what_must_hold_holds_in_every_small_world() {
    let mut first_legs: BTreeMap<Choice, Option<coexist::world::Endpoint>> = BTreeMap::new();
    let choices = all_choices();
    assert_eq!(choices.len(), 720 * 24, "24 pairs of versions stand in one organisation");
    for choice in choices {
        let text = text(choice);
        let world = world(&text);
        let run = run(&world);
        check_run(&world, &run, &choice);
        assert_eq!(run.stop, Stop::Finished, "{choice:?} does not end");
        let verdict = judge(&world, &run);
        let outcome = verdict.attempts[0].outcome.expect("the attempt ended");
        let legs = legs(&run);

        if choice.wrong_password {
            assert!(legs.is_empty(), "{choice:?}: a wrong password reached a target (FE-1)");
            assert_ne!(outcome, Outcome::LoggedOn, "{choice:?}");
        }
        if Version::ALL[choice.front].has_back_end() {
            // Only one target is ever tried, and each of its types at most once (FALL-3, FALL-6).
            assert!(legs.len() <= 3, "{choice:?}: {} legs", legs.len());
            if choice.select_once && !Version::ALL[choice.mailbox].has_back_end() {
                assert!(legs.len() <= 1, "{choice:?}: SelectOnce is final");
            }
            let last_failed = run.trace.records().iter().rev().find_map(|it| match it.kind() {
                RecordKind::LegFailed { how, .. } => Some(how),
                _ => None,
            });
            if let Some(how) = last_failed
                && outcome != Outcome::LoggedOn
            {
                // A failed leg looks like a wrong password (FE-4), unless the client's time ran out first.
                let expected =
                    if how == LegFailure::Abandoned { Outcome::ClosedByServer } else { Outcome::LogonFailed };
                assert_eq!(outcome, expected, "{choice:?}: the last leg failed by {how:?}");
            }
        }
        // A target is never avoided because it is down (FE-3): what is tried first does not depend on it.
        let key = Choice { service: 0, ..choice };
        let first = legs.first().copied();
        let seen = *first_legs.entry(key).or_insert(first);
        assert_eq!(seen, first, "{choice:?}: the first leg depends on whether the target runs");

        // An attempt that succeeded was served by a server of the mailbox's version that runs.
        if outcome == Outcome::LoggedOn {
            assert!(choice.service == 0 || legs.is_empty(), "{choice:?}: served by a service that does not run");
            let server = verdict.attempts[0].served_by.expect("somebody served it");
            let served = world.servers[server.index()].version as usize;
            assert_eq!(served, choice.mailbox, "{choice:?}: served by another version (DISC-5)");
        }
        // Down is refused at once, hung is waited for (SVC-4, SVC-5).
        for record in run.trace.records().iter() {
            if let RecordKind::LegFailed { how: LegFailure::NoAnswer { connected }, .. } = record.kind() {
                assert!(
                    connected && choice.service == 2 || choice.settings == 4,
                    "{choice:?}: waited for a stopped service"
                );
            }
        }
    }
}

/// Nothing is vacuous: each rule of the sections that are simulated, each outcome, each refusal, each way for a leg
/// to fail occurs in the small worlds or in the gallery.
#[test]
fn every_rule_and_every_outcome_occurs() {
    let mut rules = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    let mut failures = BTreeSet::new();
    let mut refusals = BTreeSet::new();
    let mut timers = BTreeSet::new();
    let mut lines = 0;
    let mut see = |world: &World, run: &Run| {
        check_run(world, run, &world.title);
        let verdict = judge(world, run);
        for attempt in &verdict.attempts {
            rules.extend(attempt.rules.iter());
            outcomes.extend(attempt.outcome.map(|it| it as u8));
        }
        for record in run.trace.records().iter() {
            match record.kind() {
                RecordKind::LegFailed { how, .. } => drop(failures.insert(format!("{how:?}"))),
                RecordKind::Decides { decision: Decision::Refuses { why, .. }, .. } => {
                    refusals.insert(format!("{why:?}"));
                }
                RecordKind::LineRefused(_) => lines += 1,
                RecordKind::TimedOut(timer) => drop(timers.insert(format!("{timer:?}"))),
                _ => {}
            }
        }
    };
    for choice in all_choices().into_iter().step_by(7) {
        let world = world(&text(choice));
        see(&world, &run(&world));
    }
    for entry in coexist::gallery::ALL {
        let world = world(entry.text);
        see(&world, &run(&world));
    }
    // FALL-9 and LB-5 speak of what does *not* happen, LIM-3 of where LIM-1 and LIM-2 hold. They have scenarios.
    // What LB-9 and LB-10 say shows as LB-7 and DET-9, and LB-11 is advice for a design.
    let not_decisions = [Rule::Fall9, Rule::Lb5, Rule::Lim3, Rule::Lb9, Rule::Lb10, Rule::Lb11];
    for &rule in Rule::ALL {
        let group = rule.id().split('-').next().expect("an id has a group");
        let simulated = matches!(group, "FE" | "DISC" | "FALL" | "LB" | "LEG" | "LIM")
            || matches!(
                rule,
                Rule::Cmp2 | Rule::Cmp3 | Rule::Cmp4 | Rule::Cmp5 | Rule::Det10 | Rule::Site2 | Rule::Section7
            );
        assert!(
            !simulated || not_decisions.contains(&rule) || rules.contains(&rule),
            "{} never decides anything",
            rule.id()
        );
    }
    assert!(lines > 0, "no line is ever refused");
    assert_eq!(outcomes.len(), 14, "outcomes that occur: {outcomes:?}");
    let expected = [
        "NameNotResolved",
        "Refused",
        "NoAnswer { connected: false }",
        "NoAnswer { connected: true }",
        "TlsHandshake",
        "StartTlsNotOffered",
        "LogonRefused",
        "Closed",
        "Abandoned",
    ];
    for how in expected {
        assert!(failures.contains(how), "no leg ever fails by {how}: {failures:?}");
    }
    assert!(failures.iter().any(|it| it.starts_with("Certificate")), "{failures:?}");
    let all = [
        Refusal::NoMailbox,
        Refusal::NotSupported,
        Refusal::OtherSite,
        Refusal::NotProxied,
        Refusal::NoCandidate,
        Refusal::NoEndpoint,
        Refusal::NoPassword,
        Refusal::StoreOff,
        Refusal::StoreNotReached,
        Refusal::StoreSessions,
        Refusal::NoHealthyTarget,
        Refusal::NoLegacyNamespace,
        Refusal::NotModelled,
    ];
    for why in all {
        assert!(refusals.contains(&format!("{why:?}")), "nobody is ever refused for {why:?}: {refusals:?}");
    }
    for timer in [Timer::PreAuthenticated, Timer::Authenticated, Timer::Proxy, Timer::Client] {
        assert!(timers.contains(&format!("{timer:?}")), "{timer:?} never runs out");
    }
}

/// Section 7 for a client that hits each version: who may serve whom, read off whole runs and not off the policy.
#[test]
fn the_version_matrix_comes_out_of_whole_runs() {
    let mut table = String::new();
    for (front, front_version) in Version::ALL.into_iter().enumerate() {
        let together = |it: &(usize, Version)| Together::may_be(front_version, it.1);
        for (mailbox, mailbox_version) in Version::ALL.into_iter().enumerate().filter(together) {
            let mut row = format!("{front_version:?} → {mailbox_version:?}:");
            for other_site in [false, true] {
                let choice = Choice {
                    front,
                    mailbox,
                    other_site,
                    service: 0,
                    security: 0,
                    settings: 1,
                    pop3: false,
                    select_once: false,
                    wrong_password: false,
                };
                let world = world(&text(choice));
                let run = run(&world);
                let served = judge(&world, &run).attempts[0].outcome == Some(Outcome::LoggedOn);
                let word = match (served, legs(&run).is_empty()) {
                    (true, true) => "served",
                    (true, false) => "proxied",
                    (false, true) => "refused",
                    (false, false) => "failed",
                };
                row = format!("{row} {word}");
            }
            table += &row;
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
}
