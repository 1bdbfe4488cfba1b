//! Does `check` know what the run knows? Cases in which it once said nothing or too much, each with what must stand in
//! it; and the law, over the gallery and the small worlds: every failure that is certain from the start or from a
//! change has a finding, every error is a failure of a run, and mends never go in a circle.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use coexist::check::{Checked, Finding, FindingSeverity, check};
use coexist::gallery;
use coexist::render::{Lang, check as tell};
use coexist::resolve::load;
use coexist::scenario::When;
use coexist::scenario::edit::with;
use coexist::sim;
use coexist::time::{Micros, SimTime};
use coexist::verdict::{AttemptVerdict, judge};
use coexist::world::World;

use crate::worlds;

/// `error F001 servers["EX10"].…: since …`: a finding in one line.
fn line(world: &World, it: &Finding) -> String {
    let severity = if it.severity == FindingSeverity::Error { "error" } else { "advice" };
    let holds = tell::holds(world, Lang::En, it);
    format!("{severity} {} {} {holds} | {}", it.what.code().id(), it.place.entity, tell::message(world, Lang::En, it))
}

/// The attempts that fail in every one of several runs with other seeds than those that `check` tries.
fn certain(world: &World) -> Vec<AttemptVerdict> {
    let mut world = world.clone();
    let failed = |it: &AttemptVerdict| it.went_wrong();
    let mut all: Option<Vec<AttemptVerdict>> = None;
    for seed in [901, 902, 903] {
        world.seed = seed;
        let verdict = judge(&world, &sim::run(&world));
        let now: Vec<_> = verdict.attempts.into_iter().filter(failed).collect();
        all = Some(match all {
            None => now,
            Some(before) => {
                let same = |it: &AttemptVerdict, other: &AttemptVerdict| {
                    (it.client, it.number, it.began) == (other.client, other.number, other.began)
                };
                before.into_iter().filter(|it| now.iter().any(|other| same(it, other))).collect()
            }
        });
    }
    all.unwrap_or_default()
}

/// Failures of one file that are certain and have no finding that their client meets.
fn not_found(checked: &Checked, name: &str) -> Vec<String> {
    let world = &checked.world;
    let mut broken = Vec::new();
    for attempt in certain(world) {
        if !world.clients[attempt.client.index()].protocol.is_mail() {
            continue;
        }
        let began = attempt.began + attempt.duration.unwrap_or_default();
        let holds = |it: &&Finding| {
            it.since.as_ref().map_or(SimTime::ZERO, |it| it.at) <= began
                && it.met_by.iter().any(|it| it.0 == attempt.client)
        };
        if !checked.findings.iter().any(|it| holds(&it)) {
            let client = &world.clients[attempt.client.index()].name;
            broken.push(format!("{name}: {client}#{} fails for certain: {:?}", attempt.number, attempt.findings));
        }
    }
    broken
}

/// A finding as it can be told again in a file to which something was added.
fn key(world: &World, it: &Finding) -> (String, Option<SimTime>) {
    (tell::message(world, Lang::En, it), it.since.as_ref().map(|it| it.at))
}

/// What goes wrong while one finding after the other is mended as it says.
fn circles(text: &str, name: &str) -> Vec<String> {
    let mut text = text.to_owned();
    let mut mended: Vec<(String, Option<SimTime>)> = Vec::new();
    let mut wrong = Vec::new();
    let mut last = String::new();
    for _ in 0..12 {
        let checked = match check(&text, name) {
            Ok(it) => it,
            Err(it) => {
                wrong.push(format!("{name}: {last} is refused: {:?}", it.first().map(|it| &it.message)));
                return wrong;
            }
        };
        let world = &checked.world;
        if let Some(again) = checked.findings.iter().map(|it| key(world, it)).find(|it| mended.contains(it)) {
            wrong.push(format!("{name}: {again:?} is there although it was mended"));
            return wrong;
        }
        let Some(finding) = checked.findings.iter().find(|it| !it.mends().is_empty()) else { return wrong };
        let mend = &finding.mends()[0];
        last = format!("{mend:?}");
        match with(&text, &finding.steps(world, 0), finding.when()) {
            Ok(better) => {
                text = better;
            }
            Err(it) => {
                wrong.push(format!("{name}: {mend:?} cannot be written: {it:?}"));
                return wrong;
            }
        }
        mended.push(key(world, finding));
    }
    wrong
}

/// A case, what stands in its findings, each in a line, and how many findings there are.
type Row = (&'static str, &'static [&'static str], usize);

const ROWS: [Row; 19] = [
    (
        "two-members-of-the-wrong-version",
        &[
            "error F021 load_balancers[\"mail.contoso.com\"].pool from the start | laptop is led over mail.contoso.com to",
        ],
        1,
    ),
    (
        "starttls-on-an-ssl-port",
        &[
            "error F024 clients[\"starttls\"].connect from the start",
            "error F024 clients[\"plain\"].connect from the start",
            "error F024 clients[\"stls\"].connect from the start",
        ],
        3,
    ),
    (
        "client-of-the-other-protocol",
        &["error F023 clients[\"listener\"].connect from the start | listener connects to port 995 of EX13"],
        1,
    ),
    (
        "a-pop-port-with-the-default-protocol",
        &["error F023 clients[\"laptop\"].connect from the start | laptop connects to port 995 of EX10"],
        1,
    ),
    (
        "faults-that-come-with-the-changes",
        &[
            "error F003 changes[0].action since 1h30min, by StopService(server: \"EX10\", service: Imap4)",
            "error F006 changes[2].action since 2h31min, by RestartService(server: \"EX13\", service: Imap4BE)",
        ],
        3,
    ),
    (
        "foreign-name-that-leads-home-today",
        &["advice F022 servers[\"EX10\"].imap4.InternalConnectionSettings[0] from the start"],
        1,
    ),
    // Times that are written happen, whatever the client is at: nothing is dropped any more.
    ("times-that-are-dropped", &[], 0),
    (
        "enforce-on-the-back-end-leg",
        &["error F007 servers[\"EX13\"].imap4.EnforceCertificateErrors from the start | EX13 enforces certificate \
           errors, and certificate web of EX13 is not in order for ex13.contoso.com:1993"],
        1,
    ),
    (
        "enforce-fails-on-the-leg-to-the-own-back-end",
        &["error F007 servers[\"EX13\"].imap4.EnforceCertificateErrors from the start | EX13 enforces certificate \
           errors, and certificate public of EX13 is not in order for ex13.contoso.com:1993"],
        1,
    ),
    (
        "namespace-on-2010-and-the-first-mailbox-on-2013",
        &["error F021 dns[\"mail.contoso.com\"].points_to from the start | b is led over mail.contoso.com to EX10"],
        1,
    ),
    (
        "a-mend-that-goes-in-a-circle",
        &["error F006 servers[\"EX10\"].imap4.X509CertificateName from the start | MSExchangeIMAP4 on EX10"],
        2,
    ),
    ("a-limit-that-is-not-met", &["advice F009 servers[\"CAS07-A\"]", "advice F009 servers[\"CAS07-B\"]"], 2),
    (
        "a-night-with-a-plan",
        &[
            "error F003 servers[\"CAS10-BJ\"].running from the start | Beijing has mailboxes on Exchange 2010",
            "error F021 load_balancers[\"mail.contoso.com\"].pool from the start until 22:00, when SetPool(",
            "advice F019 changes[2].action since 21:35, by SetPopSettings(",
            "error F018 changes[3].action since 22:00, by SetPool(load_balancer: \"mail.contoso.com\", \
             pool: [\"EX13\"]) | scanner logs on in plaintext",
        ],
        4,
    ),
    (
        "who-breaks-at-ten",
        &[
            "error F021 load_balancers[\"mail.contoso.com\"].pool from the start until 22:00, when SetDns(",
            "advice F010 changes from the start until 22:00, when SetDns(",
            "error F013 changes[0].action since 22:00, by SetDns(name: \"mail.contoso.com\", \
             points_to: [\"EX13\"]) | anna-pop is sent to EX13",
            "error F013 changes[0].action since 22:00, by SetDns(name: \"mail.contoso.com\", \
             points_to: [\"EX13\"]) | scanner is sent to EX13",
            // Behind the service that does not run stand two faults more.
            "advice F004 changes[0].action since 22:00, by SetDns(name: \"mail.contoso.com\", \
             points_to: [\"EX13\"]) | EX13 holds mailboxes, and its back end MSExchangePOP3BE",
            "advice F018 changes[0].action since 22:00, by SetDns(name: \"mail.contoso.com\", \
             points_to: [\"EX13\"]) | scanner logs on in plaintext",
        ],
        8,
    ),
    (
        "a-renewal-that-breaks-one-version",
        &["error F006 changes[7].action since 20:10, by RestartService(server: \"EX10\", service: Imap4)"],
        1,
    ),
    (
        "a-new-version-behind-a-check-for-a-text",
        &["error F045 changes[0].action since 10min, by SetPool(load_balancer: \"mail.contoso.com\", \
             pool: [\"EX13\"]) | the check of mail.contoso.com looks for \"Contoso mail\" and takes EX13 out"],
        1,
    ),
    (
        "wildcard-certificate",
        &[
            "error F006 servers[\"EXB\"].imap4.X509CertificateName from the start | X509CertificateName of \
             MSExchangeIMAP4 on EXB is a name with a star",
            "error F006 changes[1].action since 2min, by RestartService(server: \"EXA\", service: Imap4) | \
             X509CertificateName of MSExchangeIMAP4 on EXA is a name with a star",
        ],
        2,
    ),
    (
        "windows-that-carries-no-such-version",
        &[
            "advice F042 servers[\"EX13\"].windows from the start",
            "advice F042 servers[\"EX07\"].windows from the start",
        ],
        2,
    ),
    (
        "behind-what-the-client-was-told",
        &[
            "error F023 clients[\"listener\"].connect from the start",
            "advice F027 clients[\"listener\"].log_on_as from the start",
            // Behind the name of nobody too.
            "advice F028 clients[\"listener\"].password from the start",
            "error F025 clients[\"scanner\"].tls from the start",
            "advice F016 clients[\"scanner\"].mechanism from the start",
            "error F024 clients[\"phone\"].connect from the start",
            "advice F029 clients[\"phone\"].certificate_errors from the start",
        ],
        7,
    ),
];

#[test]
fn check_knows_what_these_cases_hold() {
    for (name, wanted, count) in ROWS {
        let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("the case is there");
        let checked = check(&text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
        let lines: Vec<_> = checked.findings.iter().map(|it| line(&checked.world, it)).collect();
        for wanted in wanted {
            assert!(lines.iter().any(|it| it.starts_with(wanted)), "{name}: {wanted}\n{}", lines.join("\n"));
        }
        assert_eq!(lines.len(), count, "{name}:\n{}", lines.join("\n"));
    }
}

/// The mend of the case that once went in a circle, and those that once would have taken something away.
#[test]
fn a_mend_names_what_is_there_before_it_brings_more() {
    for (name, code, wanted) in [
        ("a-mend-that-goes-in-a-circle", "F006", "X509CertificateName: \"ex10.contoso.com\""),
        ("a-renewal-that-breaks-one-version", "F006", "subject_names: [\"ex10.contoso.com\", \"mail.contoso.com\"]"),
        (
            "enforce-fails-on-the-leg-to-the-own-back-end",
            "F007",
            "subject_names: [\"ex13.contoso.com\", \"mail.contoso.com\"]",
        ),
        ("a-new-version-behind-a-check-for-a-text", "F045", "SetImapSettings(server: \"EX13\", settings: (Banner: "),
    ] {
        let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("the case is there");
        let checked = check(&text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
        let found = checked.findings.iter().find(|it| it.what.code().id() == code && it.odds.met > 0);
        let mends = found.unwrap_or_else(|| panic!("{name}: no {code}")).mends();
        assert!(mends[0][0].contains(wanted), "{name}: {mends:?}");
        assert!(mends.concat().iter().all(|it| !it.starts_with("Remove")), "{name}: {mends:?}");
    }
}

/// The mends of the finding of a code in a case.
fn mends_of(text: &str, code: &str) -> Vec<Vec<String>> {
    let checked = check(text, "case").unwrap_or_else(|it| panic!("{it:#?}"));
    let found = checked.findings.iter().find(|it| it.what.code().id() == code);
    found.unwrap_or_else(|| panic!("no {code}: {:#?}", checked.findings)).mends()
}

fn case(name: &str) -> String {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the case is there")
}

/// A client on a port of the other protocol takes its own port, or the protocol of that one where it is served and
/// allowed.
#[test]
fn a_client_on_the_port_of_the_other_protocol_may_speak_it() {
    let text = case("client-of-the-other-protocol");
    let port = vec![r#"SetClient(client: "listener", connect: "ex13.contoso.com:993:SSL")"#.to_owned()];
    let protocol = vec![r#"SetClient(client: "listener", protocol: Pop3)"#.to_owned()];
    assert_eq!(mends_of(&text, "F023"), [port.clone(), protocol]);
    let forbidden = text.replace(r#"database: "DB")"#, r#"database: "DB", PopEnabled: false)"#);
    assert_ne!(text, forbidden);
    assert_eq!(mends_of(&forbidden, "F023"), [port]);
}

/// What stands in several places is mended in all of them: whoever holds a front end back, the copy and the pool of a
/// dead server, a name of nobody at clients and servers, a service where clients are led that does not run, a name and a
/// password. Where a server alone holds a mailbox, nobody is led away from it.
#[test]
fn a_mend_is_whole() {
    let held = mends_of(&case("held-twice-and-stopped"), "F013").concat();
    for (component, requester) in [("ServerWideOffline", "Functional"), ("PopProxy", "Maintenance")] {
        let active = format!("component: {component}, requester: {requester}, state: Active");
        assert!(held.iter().any(|it| it.contains(&active)), "{component}: {held:?}");
    }
    let off = mends_of(&case("a-dead-server-in-a-blind-pool"), "F034");
    let [_, without] = off.as_slice() else { panic!("{off:?}") };
    let copy = r#"FailOver(database: "DB", to: "EX13-A")"#;
    assert_eq!(*without, [r#"SetPool(load_balancer: "mail.contoso.com", pool: ["EX13-A"])"#, copy]);
    let text = case("one-client-of-each-protocol-across-sites");
    let checked = check(&text, "case").expect("it is sound");
    let across: Vec<_> = checked.findings.iter().filter(|it| it.what.code().id() == "F030").collect();
    let of = |protocol: &str| {
        let is_meant = |it: &&&Finding| line(&checked.world, it).contains(&format!("reached over {protocol} "));
        across.iter().find(is_meant).unwrap_or_else(|| panic!("no {protocol}: {across:#?}")).mends()
    };
    assert_eq!(of("POP3").len(), 1, "{:?}", of("POP3"));
    assert_eq!(of("IMAP4")[1], [r#"SetClient(client: "by-imap", connect: "ex07-a.contoso.com:993:SSL")"#]);
    let led = mends_of(&case("led-to-a-service-that-does-not-run"), "F021");
    let started = r#"StartService(server: "CAS10", service: Pop3)"#;
    assert_eq!(led, [[r#"SetPool(load_balancer: "mail.contoso.com", pool: ["CAS10"])"#, started]]);
    let both = mends_of(&case("a-name-and-a-password-that-are-wrong"), "F028");
    assert_eq!(both, [[r#"SetClient(client: "laptop", password: Right, log_on_as: "anna")"#]]);
    let alone = mends_of(&case("a-server-that-alone-holds-a-database"), "F034");
    assert!(alone.len() == 1 && alone[0][0].starts_with("StartServer("), "{alone:?}");
    let nobody = mends_of(&case("a-name-of-nobody-at-client-and-server"), "F014");
    let told = nobody.iter().find(|it| it.iter().any(|it| it.starts_with("SetClient("))).expect("the client is told");
    assert!(
        told.iter().any(|it| it.contains(r#"InternalConnectionSettings: ["ex10.contoso.com:993:SSL"]"#)),
        "{told:?}"
    );
}

/// A Banner that is changed breaks a check that looks for the old one when the service restarts: of one member out of two
/// nobody notices it, of both everybody does. What mends it is a Banner that the check knows.
#[test]
fn a_changed_banner_breaks_a_check_with_the_restart() {
    let claim = "changed-banner-takes-a-member-out";
    let checked = check(gallery::find(claim).expect("it is in the gallery").text, claim).expect("it is sound");
    let found: Vec<_> = checked.findings.iter().filter(|it| it.what.code().id() == "F045").collect();
    let mends = |it: &Finding, server: &str, banner: &str| {
        let wanted = format!("SetImapSettings(server: {server:?}, settings: (Banner: {banner:?}))");
        assert_eq!(it.mends(), [[wanted]]);
    };
    let [first, last] = found[..] else { panic!("{found:#?}") };
    assert!(line(&checked.world, first).contains("F045 changes[1].action since 1min, by RestartService("));
    mends(first, "EX13-A", "The Microsoft Exchange IMAP4 service is ready.");
    assert!(line(&checked.world, last).contains("F045 changes[3].action since 10min, by RestartService("));
    // The one that it had at the start is put back, not the bare text.
    mends(last, "EX13-B", "The Microsoft Exchange IMAP4 service is ready.");
    assert!(last.met_by.iter().any(|it| it.1 == 1), "{last:?}");
}

/// EX13 and laptop, whose mailbox is on `database`, with what is on the servers and one change at 1 min.
fn with_a_change(servers: &str, database: &str, change: &str) -> String {
    format!(
        "Scenario(schema: 1, servers: [{servers}], databases: [Database(name: \"DB\", on: [\"{database}\"])], \
         mailboxes: [Mailbox(name: \"anna\", database: \"DB\")], clients: [Client(name: \"laptop\", user: \"anna\", \
         connect: \"ex13.contoso.com:993:SSL\", at: [\"0s\", \"2min\"])], changes: [Change(at: \"1min\", action: {change})])"
    )
}

/// The finding of a code, in a line, and the first of its mends with the restarts for which it waits.
fn found(text: &str, code: &str) -> (String, Vec<String>) {
    let checked = check(text, "change").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
    let it = checked.findings.iter().find(|it| it.what.code().id() == code);
    let it = it.unwrap_or_else(|| panic!("no {code}: {:#?}", checked.findings));
    (line(&checked.world, it), it.steps(&checked.world, 0))
}

/// TLS that is set and waits for a restart of the computer is told with the change, as what runs fail by, and mended by
/// that restart: not by setting it once more (LEG-5).
#[test]
fn tls_that_waits_for_a_restart_is_found() {
    let text = with_a_change(
        "Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE], automatic: [Imap4], \
         tls: Tls(versions: [Tls12])), Server(name: \"EX10\", version: Exchange2010, running: [Imap4])",
        "EX10",
        "SetTls(server: \"EX13\", tls: Tls(versions: [Tls10, Tls12]))",
    );
    let (line, steps) = found(&text, "F019");
    assert!(line.starts_with("advice F019 changes[0].action since 1min, by SetTls("), "{line}");
    let started = "StartService(server: \"EX13\", service: Imap4BE)";
    assert_eq!(steps, ["RestartServer(server: \"EX13\")", started]);
    let checked = check(&text, "change").expect("it is sound");
    let met = checked.findings.iter().find(|it| it.what.code().id() == "F019").map(|it| it.odds.met);
    assert_eq!(met, Some(4), "the log-on at 2 min fails for want of the restart");
    let restarted = with(&text, &steps, When::At(Micros::from_secs(60))).expect("it can be written");
    let after = check(&restarted, "change").expect("it is sound");
    assert!(after.findings.iter().all(|it| it.since.is_none()), "{:#?}", after.findings);
}

/// Services of start type Manual that a restart of the server leaves stopped, and those that a failed update disabled:
/// told with the change, and mended together with the back end and the component, in the start type of before (SVC-8).
#[test]
fn what_a_restart_or_a_failed_update_leaves_stopped_is_found() {
    let server = "Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE])";
    let action = |name: &str, service: &str| format!("{name}(server: \"EX13\", service: {service})");
    let typed =
        |service: &str, to: &str| format!("SetStartType(server: \"EX13\", service: {service}, start_type: {to})");
    let (line, steps) = found(&with_a_change(server, "EX13", "RestartServer(server: \"EX13\")"), "F013");
    assert!(line.starts_with("error F013 changes[0].action since 1min, by RestartServer("), "{line}");
    let started = |to: &str| ["Imap4BE", "Imap4"].map(|it| [typed(it, to), action("StartService", it)]).concat();
    assert_eq!(steps, started("Automatic"));
    let (line, steps) = found(&with_a_change(server, "EX13", "FailedUpdate(server: \"EX13\")"), "F044");
    assert!(line.starts_with("error F044 changes[0].action since 1min, by FailedUpdate("), "{line}");
    assert!(steps[0].contains("component: ServerWideOffline, requester: Functional, state: Active"), "{steps:?}");
    assert_eq!(steps[1..], started("Manual"));
}

/// A service pack that sets AllowCrossSiteSessions back is told from when it is installed, although log-ons fail only
/// after the restart, and what it set back is set again, in the file, before the service restarts (SVC-9).
#[test]
fn a_service_pack_that_resets_a_key_is_found() {
    let claim = "service-pack-resets-the-configuration-files";
    let checked = check(gallery::find(claim).expect("it is in the gallery").text, claim).expect("it is sound");
    let lines: Vec<_> = checked.findings.iter().map(|it| line(&checked.world, it)).collect();
    let [line] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(line.starts_with("error F049 changes[0].action since 1min, by InstallServicePack("), "{line}");
    assert!(line.contains("ProtocolLogEnabled and AllowCrossSiteSessions"), "{line}");
    let told = tell::lines(&checked.world, Lang::En, &checked.findings[0]);
    let fix = &told.iter().find(|it| it.0 == "fix").expect("it is mended").1;
    let at = |what: &str| fix.find(what).unwrap_or_else(|| panic!("no {what}: {fix}"));
    assert!(
        at("AllowCrossSiteSessions = true in Microsoft.Exchange.Imap4.exe.config") < at("Restart-Service"),
        "{fix}"
    );
}

fn all_texts(quick: u64, most: u64) -> Vec<(String, String)> {
    let small = worlds::sample_up_to(quick, most).map(|seed| (seed.to_string(), worlds::text(seed)));
    let small = small.filter(|it| load(&it.1, "small").is_ok());
    gallery::ALL.iter().map(|it| (it.claim.to_owned(), it.text.to_owned())).chain(small).collect()
}

/// Asks a law of files, on every core: its answers in the order of the files.
fn of_each<T: Send>(texts: &[(String, String)], law: impl Fn(&str, &str) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let mut all: Vec<(usize, T)> = thread::scope(|scope| {
        let work = || {
            let taken = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            let mine = taken.map_while(|at| texts.get(at).map(|(name, text)| (at, law(name, text))));
            mine.collect::<Vec<_>>()
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|it| it.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    all.sort_by_key(|it| it.0);
    all.into_iter().map(|it| it.1).collect()
}

/// Every failure that is certain has a finding that its client meets, and every error is a failure of each of several
/// runs, of somebody whom it names. Both are asked of one check of each file: it costs more than all of their runs.
#[test]
fn what_fails_is_found_and_what_is_found_fails() {
    let texts = all_texts(1_000, worlds::ALL);
    assert!(texts.len() > 500, "the test has stopped drawing worlds: {}", texts.len());
    let all = of_each(&texts, |name, text| {
        let checked = check(text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
        (not_found(&checked, name), errors_that_fail(&checked, name))
    });
    let broken: Vec<_> = all.iter().flat_map(|it| it.0.iter().cloned()).collect();
    assert!(broken.is_empty(), "{} failures are not found:\n{}", broken.len(), broken.join("\n"));
    let (errors, advice) = all.iter().fold((0, 0), |sum, it| (sum.0 + it.1.0, sum.1 + it.1.1));
    assert!(errors > 1_000 && advice > 200, "{errors} errors, {advice} advice");
}

/// What a client meets once its first fault is mended as the finding says was told before (`then the next fault shows`):
/// nobody mends a port and only then reads that the password is wrong too.
#[test]
fn what_shows_behind_a_fault_of_a_client_was_told_before() {
    let texts = [files_of("findings"), files_of("cases"), all_texts(400, 2_000)].concat();
    let (mut mended, mut behind, mut late) = (0, 0, Vec::new());
    for (name, text) in &texts {
        let checked = check(text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
        let world = &checked.world;
        let told: Vec<_> = checked.findings.iter().map(|it| key(world, it).0).collect();
        for finding in checked.findings.iter().filter(|it| it.odds.met == it.odds.of && it.since.is_none()) {
            if finding.mends().is_empty() {
                continue;
            }
            let steps = finding.steps(world, 0);
            let client = |it: &Finding| it.place.entity.starts_with("clients[").then(|| it.place.entity.clone());
            let Some(whose) = client(finding).filter(|_| steps.iter().all(|it| it.starts_with("SetClient("))) else {
                continue;
            };
            let better = with(text, &steps, finding.when()).expect("it can be written");
            let Ok(then) = check(&better, name) else { continue };
            mended += 1;
            let of_it = |it: &&Finding| client(it).is_some_and(|it| it.split('.').next() == whose.split('.').next());
            // Who goes when logged on does not wait until a time runs out: that only the runs of the file show.
            let shows = then.findings.iter().filter(|it| it.since.is_none() && it.what.code().id() != "F039");
            for it in shows.filter(of_it) {
                let now = key(&then.world, it).0;
                behind += u32::from(!checked.findings.iter().any(|it| it.odds.met > 0 && key(world, it).0 == now));
                if !told.contains(&now) {
                    late.push(format!("{name}: after {steps:?} {now}"));
                }
            }
        }
    }
    assert!(mended > 100 && behind > 20, "{mended} mends, {behind} faults behind them");
    assert!(late.is_empty(), "{} of {mended} faults show late:\n{}", late.len(), late.join("\n"));
}

/// How often an error of one file was met in runs, each time by somebody whom it names, and how many pieces of advice
/// there are.
fn errors_that_fail(checked: &Checked, name: &str) -> (usize, usize) {
    let mut world = checked.world.clone();
    let found: Vec<_> = checked.findings.iter().filter(|it| it.severity == FindingSeverity::Error).collect();
    let advice = checked.findings.len() - found.len();
    if found.is_empty() {
        return (0, advice);
    }
    let runs = 4;
    for more in 0..runs {
        world.seed = checked.world.seed.wrapping_add(more);
        let verdict = judge(&world, &sim::run(&world));
        for finding in &found {
            let meets = |it: &AttemptVerdict| finding.met_by.iter().any(|by| by.0 == it.client);
            let failed = verdict.attempts.iter().any(|it| it.went_wrong() && meets(it));
            assert!(failed, "{name}: nobody fails with seed {}: {}", world.seed, line(&checked.world, finding));
        }
    }
    (found.len() * usize::try_from(runs).expect("a few"), advice)
}

/// The files of a folder of the tests that can be run.
fn files_of(folder: &str) -> Vec<(String, String)> {
    let folder = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(folder).expect("it is there").map(|it| it.expect("it can be read").path());
    let scenarios = paths.filter(|it| it.extension().is_some_and(|it| it == "ron"));
    let read =
        |it: std::path::PathBuf| (it.display().to_string(), std::fs::read_to_string(&it).expect("it can be read"));
    scenarios.map(read).filter(|it| load(&it.1, "file").is_ok()).collect()
}

/// One mend after the other: each makes its finding go away, and no later one brings one back that was mended before.
#[test]
fn mends_never_go_in_a_circle() {
    let texts = [files_of("findings"), files_of("cases"), all_texts(200, 1_000)].concat();
    let wrong = of_each(&texts, |name, text| circles(text, name)).concat();
    assert!(wrong.is_empty(), "{} mends go wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many mends there are, and what is left, after each of them alone, of what it mends.
fn left(name: &str, text: &str) -> (usize, Vec<String>) {
    let checked = check(text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
    let world = &checked.world;
    let (mut mends, mut left) = (0, Vec::new());
    for finding in &checked.findings {
        for (at, mend) in finding.mends().iter().enumerate() {
            mends += 1;
            let better = with(text, &finding.steps(world, at), finding.when());
            let then = better.map_err(|it| format!("{it:?}")).and_then(|better| {
                check(&better, name).map_err(|it| format!("{:?}", it.first().map(|it| &it.message)))
            });
            match then {
                Err(it) => left.push(format!("{name}: {mend:?} is refused: {it}")),
                Ok(then) if then.findings.iter().any(|it| key(&then.world, it) == key(world, finding)) => {
                    left.push(format!("{name}: {mend:?} leaves {}", line(world, finding)));
                }
                Ok(_) => {}
            }
        }
    }
    (mends, left)
}

/// Every mend of every finding makes it go away, each of several too.
#[test]
fn each_mend_makes_its_finding_go_away() {
    let texts = [files_of("findings"), files_of("cases"), all_texts(200, 2_000)].concat();
    let all = of_each(&texts, left);
    let mends: usize = all.iter().map(|it| it.0).sum();
    let wrong: Vec<_> = all.into_iter().flat_map(|it| it.1).collect();
    assert!(mends > 900, "only {mends} mends");
    assert!(wrong.is_empty(), "{} of {mends} mends go wrong:\n{}", wrong.len(), wrong.join("\n"));
}
