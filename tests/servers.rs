//! What holds on the servers themselves: certificates, start types, TLS, roles, bindings? The cases of `tests/cases`,
//! each with the right value by hand.

use coexist::check::check;
use coexist::lang::Lang;
use coexist::render::{Options, event_log};
use coexist::resolve::load;
use coexist::sim;
use coexist::time::SimTime;
use coexist::trace::{RecordKind, Run};
use coexist::verdict::judge;
use coexist::world::World;

use crate::repairs::explained_text;

fn case(name: &str) -> (World, Run) {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(&path).expect("the case is there");
    let world = load(&source, name).unwrap_or_else(|it| panic!("{name}: {it:#?}")).world;
    let run = sim::run(&world);
    (world, run)
}

/// `a LoggedOn`, for each attempt in the order of the run.
fn ends(world: &World, run: &Run) -> Vec<String> {
    let verdict = judge(world, run);
    let attempts = verdict.attempts.iter();
    let of = |client: coexist::world::ClientId| &world.clients[client.index()].name;
    attempts.map(|it| format!("{} {:?}", of(it.client), it.outcome.expect("it ended"))).collect()
}

/// Explanations without their line breaks.
fn flat(told: &[String]) -> String {
    told.iter().flat_map(|it| it.split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn events(world: &World, run: &Run) -> String {
    let mut out = String::new();
    event_log::write(world, run, &Options::default(), &mut out).expect("a String takes everything");
    out
}

#[test]
fn a_wildcard_certificate_serves_without_being_enabled() {
    let (world, run) = case("wildcard-certificate-is-not-enabled");
    assert_eq!(ends(&world, &run), ["laptop LoggedOn"]);
    assert!(!events(&world, &run).contains("certificate"));
}

#[test]
fn a_name_with_a_star_finds_no_certificate() {
    let (world, run) = case("wildcard-certificate");
    let mut ends = ends(&world, &run);
    ends.sort();
    assert_eq!(ends, ["a TlsFailed", "b TlsFailed", "c LoggedOn"]);
    let events = events(&world, &run);
    let at: Vec<_> = events.lines().map(|it| it.split_whitespace().nth(1).unwrap_or_default()).collect();
    assert_eq!(at, ["EXB", "EXA"], "{events}");
    assert!(events.lines().all(|it| it.contains("MSExchangeIMAP4") && it.contains("in substance")), "{events}");
}

/// ROLE-1: on the other role's server a setting is read-only.
#[test]
fn a_setting_of_the_other_role_is_refused() {
    let path = format!("{}/tests/cases/limit-on-the-wrong-role.ron", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).expect("the case is there");
    let Err(problems) = load(&source, "case") else { panic!("it is refused") };
    let problems = format!("{problems:#?}");
    assert!(problems.contains("R062") && problems.contains("ClientAccess"), "{problems}");
    let right = source.replace("imap4: (MaxConnectionsPerUser: 1)", "imap4: (LoginType: PlainTextLogin)");
    assert!(load(&right, "case").is_ok(), "LoginType is there on both");
}

/// ROLE-1: the run, the cmdlets and the advice agree that nobody sets a limit of a back end whose server has no Client
/// Access role: the line is refused, the default counts, and no repair sets it there.
#[test]
fn a_limit_that_is_read_only_is_set_by_nobody() {
    let name = "back-end-keeps-its-limits-at-the-defaults";
    let path = format!("{}/scenarios/service/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let line = "Set-ImapSettings -Server CAS13 -MaxConnectionsPerUser 100";
    let more = format!("{line}\\n{}", line.replace("CAS13", "MBX13"));
    let source = std::fs::read_to_string(path).expect("the scenario is there").replace(line, &more);
    let loaded = load(&source, name).unwrap_or_else(|it| panic!("{it:#?}"));
    let told: Vec<_> = loaded.warnings.iter().map(|it| it.message.of(Lang::En).to_owned()).collect();
    assert_eq!(told, ["line 2: MaxConnectionsPerUser is read-only on MBX13: it belongs to the other role"]);
    let checked = check(&source, name).unwrap_or_else(|it| panic!("{it:#?}"));
    let met = checked.findings.iter().find(|it| it.what.code().id() == "F037").expect("the limit is met");
    assert!(met.mends().is_empty(), "{met:#?}");
    let explained = flat(&explained_text(&source, name));
    assert!(explained.contains("there it is read-only"), "{explained}");
    assert!(!explained.contains("MaxConnectionsPerUser 1"), "{explained}");
    // Where both roles are on one server it is the setting of both.
    let both = source
        .replace(
            "CAS13\", version: Exchange2013, roles: [ClientAccess], running: [Imap4]",
            "CAS13\", version: Exchange2013, running: [Imap4, Imap4BE]",
        )
        .replace("on: [\"MBX13\"]", "on: [\"CAS13\"]")
        .replace("RestartService(server: \"MBX13\"", "RestartService(server: \"CAS13\"");
    let world = load(&both, name).unwrap_or_else(|it| panic!("{it:#?}")).world;
    let run = sim::run(&world);
    assert!(ends(&world, &run).iter().all(|it| it == "many LoggedOn"), "{:?}", ends(&world, &run));
}

/// LEG-5: TLS 1.0 and 1.1 may be switched off from an update on that comes after the one that brings TLS 1.2. Windows
/// switches them off all the same; the advice is there from the moment at which it is set, and goes with the build.
#[test]
fn tls_1_0_is_switched_off_from_a_build_on() {
    let text = |version: &str, build: &str, tls: &str, changes: &str| {
        format!(
            "Scenario(schema: 1, servers: [Server(name: \"S\", version: {version}, windows: WindowsServer2012{build}{tls})], \
             changes: [{changes}])"
        )
    };
    let advice = |text: &str| {
        let checked = check(text, "build").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        let found = checked.findings.iter().filter(|it| it.what.code().id() == "F046");
        found.map(|it| it.since.is_some()).collect::<Vec<_>>()
    };
    let only = ", tls: Tls(versions: [Tls12])";
    for (version, build, tls, found) in [
        ("Exchange2013", ", build: Build(update: 19)", only, &[false][..]),
        ("Exchange2013", ", build: Build(update: 20)", only, &[]),
        ("Exchange2013", "", only, &[]),
        ("Exchange2013", ", build: Build(update: 19)", "", &[]),
        ("Exchange2013", ", build: Build(update: 19)", ", tls: Tls(offers: [Tls11, Tls12])", &[false]),
        ("Exchange2013", ", build: Build(update: 19)", ", tls: Tls(versions: [Tls10, Tls11, Tls12])", &[]),
        ("Exchange2010", ", build: Build(service_pack: 3, update: 19)", only, &[false]),
        ("Exchange2010", ", build: Build(service_pack: 3, update: 20)", only, &[]),
        ("Exchange2010", ", build: Build(service_pack: 2, update: 8)", only, &[false]),
    ] {
        assert_eq!(advice(&text(version, build, tls, "")), found, "{version}{build}{tls}");
    }
    let change = r#"Change(at: "1min", action: SetTls(server: "S", tls: Tls(versions: [Tls12])))"#;
    assert_eq!(advice(&text("Exchange2013", ", build: Build(update: 19)", "", change)), [true]);
    // 2007 has no such build, whatever is written.
    let old = text("Exchange2007", "", ", tls: Tls(versions: [Ssl3])", "").replace("Server2012", "Server2008");
    assert_eq!(advice(&old), [false]);
}

/// One server with IMAP4 and an idle client that keeps the run going for half an hour.
fn probed(version: &str, server: &str, changes: &str, responder: &str) -> String {
    format!(
        r#"Scenario(schema: 1,
            servers: [Server(name: "S", version: {version}, address: "10.0.0.5", running: [Imap4{}]{server})],
            databases: [Database(name: "DB", on: ["S"])],
            mailboxes: [Mailbox(name: "anna", database: "DB")],
            clients: [Client(name: "a", user: "anna", connect: "s.contoso.com:993:SSL", at: ["30min"])],
            changes: [{changes}],
            assumptions: (offline_responder: {responder}))"#,
        if version == "Exchange2013" { ", Imap4BE" } else { "" }
    )
}

/// When components are taken offline, in seconds, each with the component and the reason, and how the log-on ends.
fn taken_offline(text: &str) -> (Vec<String>, Vec<String>) {
    let world = load(text, "probed").unwrap_or_else(|it| panic!("{it:#?}\n{text}")).world;
    let run = sim::run(&world);
    let taken = run.trace.records().iter().filter_map(|it| match it.kind() {
        RecordKind::TakenOffline { component, why } => {
            Some(format!("{} {} {why:?}", it.at().since(SimTime::ZERO).0 / 1_000_000, component.word()))
        }
        _ => None,
    });
    (taken.collect(), ends(&world, &run))
}

/// BIND-1: what the responder does, and when: after so many failed probes in a row, and again after somebody has set the
/// component active. POP3, which does not run here, is taken offline with the first round that is due.
#[test]
fn the_local_probe_takes_a_component_offline() {
    const ON: &str = r#"On(every: "1min", after: 3)"#;
    let own = r#", imap4: (SSLBindings: ["10.0.0.5:993"])"#;
    let imap = |(taken, ends): (Vec<String>, Vec<String>)| {
        let imap: Vec<_> = taken.into_iter().filter(|it| it.contains("ImapProxy")).collect();
        (imap.join(", "), ends.join(", "))
    };
    let of = |server: &str, changes: &str| imap(taken_offline(&probed("Exchange2013", server, changes, ON)));
    let is = |taken: &str, ends: &str| (taken.to_owned(), ends.to_owned());
    // Every address; 127.0.0.1 beside the own one; one port of two without it; IPv6 alone; nothing at all.
    assert_eq!(of("", ""), is("", "a LoggedOn"));
    assert_eq!(of(r#", imap4: (SSLBindings: ["10.0.0.5:993", "127.0.0.1:993"])"#, ""), is("", "a LoggedOn"));
    assert_eq!(of(own, ""), is("180 ImapProxy NoLoopback(993)", "a NoGreeting"));
    assert_eq!(
        of(r#", imap4: (UnencryptedOrTLSBindings: ["[::]:143"])"#, ""),
        is("180 ImapProxy NoLoopback(143)", "a NoGreeting")
    );
    assert_eq!(
        of(", imap4: (UnencryptedOrTLSBindings: [], SSLBindings: [])", ""),
        is("180 ImapProxy NotBound", "a ConnectionRefused")
    );
    // Off is the default, and then nothing happens; a version without components has no responder.
    let off = probed("Exchange2013", own, "", "Off");
    assert_eq!(taken_offline(&off), (Vec::new(), vec!["a LoggedOn".to_owned()]));
    let left_out = off.replace("assumptions: (offline_responder: Off)", "");
    let digest = |text: &str| {
        let world = load(text, "off").unwrap_or_else(|it| panic!("{it:#?}")).world;
        coexist::render::digest(&world, &sim::run(&world))
    };
    assert_eq!(digest(&off), digest(&left_out));
    assert_eq!(taken_offline(&probed("Exchange2010", own, "", ON)), (Vec::new(), vec!["a LoggedOn".to_owned()]));
    // A service that stops for four minutes, or hangs, is taken offline, and stays so when it runs again.
    let change = |at: u32, what: &str| format!("Change(at: \"{at}s\", action: {what}),");
    let service = |it: &str| format!("{it}(server: \"S\", service: Imap4)");
    let active = |requester: &str, state: &str| {
        format!("SetServerComponentState(server: \"S\", component: ImapProxy, requester: {requester}, state: {state})")
    };
    let pause = change(90, &service("StopService")) + &change(330, &service("StartService"));
    assert_eq!(of("", &pause), is("240 ImapProxy Stopped", "a NoGreeting"));
    let set = change(600, &active("HealthAPI", "Active"));
    assert_eq!(of("", &(pause + &set)), is("240 ImapProxy Stopped", "a LoggedOn"));
    let hangs = change(90, &service("HangService"));
    assert_eq!(of("", &hangs).0, "240 ImapProxy Hung");
    // One probe that passes in between begins the count anew.
    let short = [(70, "StopService"), (190, "StartService"), (250, "StopService"), (370, "StartService")];
    let short: String = short.iter().map(|it| change(it.0, &service(it.1))).collect();
    assert_eq!(of("", &short), is("", "a LoggedOn"));
    // Set active, it is taken offline again, after as many probes as before. Nobody probes what is held anyway.
    assert_eq!(
        of(own, &change(610, &active("HealthAPI", "Active"))),
        is("180 ImapProxy NoLoopback(993), 780 ImapProxy NoLoopback(993)", "a NoGreeting")
    );
    let held = change(10, &active("Maintenance", "Inactive")) + &change(610, &active("Maintenance", "Active"));
    assert_eq!(of(own, &held), is("780 ImapProxy NoLoopback(993)", "a NoGreeting"));
}

/// BIND-1: what is advised makes the probe pass: the bindings, the restart, and the component.
#[test]
fn a_component_that_is_taken_offline_is_repaired_at_its_cause() {
    let own = r#", imap4: (SSLBindings: ["10.0.0.5:993"])"#;
    let text = probed("Exchange2013", own, "", r#"On(every: "1min", after: 3)"#);
    let told = flat(&explained_text(&text, "probed"));
    for it in [
        "its local probe, which connects to 127.0.0.1, fails: port 993 is not bound to 127.0.0.1",
        "with Off it would log on",
        "Set-ImapSettings -Server S -SSLBindings \"[::]:993\",\"0.0.0.0:993\"",
    ] {
        assert!(told.contains(it), "{it}: {told}");
    }
    for (responder, severity) in [("On(every: \"1min\", after: 3)", "Error"), ("Off", "Advice")] {
        let text = probed("Exchange2013", own, "", responder);
        let checked = check(&text, "probed").unwrap_or_else(|it| panic!("{it:#?}"));
        let found: Vec<_> =
            checked.findings.iter().map(|it| format!("{} {:?}", it.what.code().id(), it.severity)).collect();
        assert_eq!(found, [format!("F048 {severity}")], "{responder}");
    }
    let checked = check(&probed("Exchange2010", own, "", "Off"), "probed").unwrap_or_else(|it| panic!("{it:#?}"));
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
}

/// TLS-7 and the Windows of a version: each Windows carries a version from a build on, and TLS 1.3 is on in some of them
/// before the build supports it; the advice goes where it is switched off, and with the build.
#[test]
fn windows_and_tls_1_3_of_a_build() {
    let found = |windows: &str, more: &str, changes: &str| {
        let text = format!(
            "Scenario(schema: 1, servers: [Server(name: \"S\", version: Exchange2019, windows: {windows}{more})], \
             changes: [{changes}])"
        );
        let checked = check(&text, "windows").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        let meant = |it: &&str| ["F042", "F050"].contains(it);
        let mut codes: Vec<_> = checked.findings.iter().map(|it| it.what.code().id()).filter(meant).collect();
        codes.sort_unstable();
        codes
    };
    let cu = |update: u32| format!(", build: Build(update: {update})");
    for (windows, more, codes) in [
        ("WindowsServer2019", cu(11), &[][..]),
        ("WindowsServer2022", cu(11), &["F042", "F050"]),
        ("WindowsServer2022", cu(12), &["F050"]),
        ("WindowsServer2022", cu(15), &[]),
        ("WindowsServer2022", String::new(), &[]),
        ("WindowsServer2025", cu(13), &["F042", "F050"]),
        ("WindowsServer2025", cu(14), &["F050"]),
        ("WindowsServer2016", cu(14), &["F042"]),
        ("WindowsServer2022", format!("{}, tls: Tls(versions: [Tls12])", cu(14)), &[]),
        ("WindowsServer2022", format!("{}, tls: Tls(offers: [Tls12])", cu(14)), &["F050"]),
    ] {
        assert_eq!(found(windows, &more, ""), codes, "{windows}{more}");
    }
    let off = r#"Change(at: "1min", action: SetTls(server: "S", tls: Tls(versions: [Tls12])))"#;
    let on = r#"Change(at: "2min", action: SetTls(server: "S", tls: Tls(versions: [Tls12, Tls13])))"#;
    let written = format!("{}, tls: Tls(versions: [Tls12])", cu(14));
    assert_eq!(found("WindowsServer2022", &cu(14), off), ["F050"]);
    assert_eq!(found("WindowsServer2022", &written, on), ["F050"]);
    assert_eq!(found("WindowsServer2022", &written, off), Vec::<&str>::new());
}

/// TLS-5: where a server of 2019 and an older one share no TLS, the older one has to change: nothing that is offered
/// switches on at 2019 what its Setup has switched off.
#[test]
fn nothing_weakens_what_setup_of_2019_left() {
    let text = |older: &str| {
        format!(
            "Scenario(schema: 1, servers: [
                Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE]{older}),
                Server(name: \"EX19\", version: Exchange2019, running: [Imap4, Imap4BE], build: Build(update: 14)),
            ],
            databases: [Database(name: \"DB13\", on: [\"EX13\"]), Database(name: \"DB19\", on: [\"EX19\"])],
            mailboxes: [Mailbox(name: \"old\", database: \"DB13\"), Mailbox(name: \"new\", database: \"DB19\")],
            clients: [
                Client(name: \"up\", user: \"new\", connect: \"ex13.contoso.com:993:SSL\"),
                Client(name: \"down\", user: \"old\", connect: \"ex19.contoso.com:993:SSL\"),
            ])"
        )
    };
    let mends = |text: &str| {
        let checked = check(text, "legs").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        let legs = checked.findings.iter().filter(|it| it.what.code().id() == "F008");
        legs.map(|it| format!("{:?}", it.mends())).collect::<Vec<_>>()
    };
    // The build bears it; somebody has left TLS 1.0 alone on.
    let switched_off = mends(&text(", build: Build(update: 23), tls: Tls(versions: [Tls10])"));
    assert_eq!(switched_off.len(), 2, "in both directions: {switched_off:#?}");
    for it in &switched_off {
        assert!(it.contains("SetTls") && it.contains("EX13") && it.contains("Tls12"), "{it}");
        assert!(!it.contains("EX19"), "{it}");
    }
}

/// CERT-1: a certificate with an ECC key that was refused serves once the server is Subscription Edition and somebody has
/// enabled it again: the build at that moment decides, for actions and for lines.
#[test]
fn an_ecc_certificate_serves_after_the_update() {
    let of = |enable: &str, at: u32| {
        let text = format!(
            r#"(schema: 1, date: "2025-10-01", until: "1h",
                servers: [(name: "A", version: Exchange2019, build: "CU14", running: [Imap4, Imap4BE],
                    automatic: [Imap4, Imap4BE],
                    certificates: [
                        (name: "rsa", subject_names: ["a.contoso.com"], valid_to: "2026-01-01"),
                        (name: "curve", subject_names: ["a.contoso.com"], key: Ecc),
                    ])],
                databases: [(name: "DB", on: ["A"])],
                mailboxes: [(name: "anna", database: "DB")],
                clients: [(name: "c", user: "anna", connect: "a.contoso.com:993:SSL", at: ["50min"])],
                changes: [
                    (at: "20min", action: UpdateServer(server: "A", build: "SE RTM")),
                    (at: "{at}min", {enable}),
                    (at: "40min", action: RestartService(server: "A", service: Imap4)),
                ])"#
        );
        let loaded = load(&text, "curve").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        let run = sim::run(&loaded.world);
        let shown: Vec<_> = run
            .trace
            .records()
            .iter()
            .filter_map(|it| match it.kind() {
                RecordKind::Secured { shown, .. } => Some(loaded.world.certificates[shown.index()].name.clone()),
                _ => None,
            })
            .collect();
        (loaded.warnings.len(), shown[0].clone())
    };
    let action = r#"action: EnableCertificate(server: "A", certificate: "curve", services: [Imap, Pop])"#;
    let line = r#"on: "A", run: "Enable-ExchangeCertificate -Server A -Thumbprint curve -Services IMAP,POP""#;
    assert_eq!(of(action, 30), (0, "curve".into()));
    assert_eq!(of(line, 30), (0, "curve".into()));
    // Before the update it is refused, and what was refused stays so.
    assert_eq!(of(action, 10), (0, "rsa".into()));
    assert_eq!(of(line, 10), (1, "rsa".into()));
}

/// A database whose only copy is on a server that is not there yet: the server is not off, it is not installed, and what
/// helps is to install it.
#[test]
fn a_server_that_is_not_there_yet_is_not_switched_off() {
    // In turn: the store of 2010, which its Client Access server opens, and the back end of 2016.
    for (old, new, told, from) in [
        (
            "version: Exchange2010, roles: [ClientAccess], running: [Imap4]",
            "version: Exchange2010, roles: [Mailbox]",
            "NEW, which is not installed",
            "is not installed, not yet or no longer",
        ),
        (
            "version: Exchange2016, running: [Imap4, Imap4BE]",
            "version: Exchange2016, automatic: [Imap4, Imap4BE]",
            "cannot resolve new.contoso.com",
            "Bring NEW into the organisation",
        ),
    ] {
        let text = format!(
            r#"(schema: 1, until: "3h",
            servers: [(name: "OLD", {old}), (name: "NEW", {new})],
            databases: [(name: "DB", on: ["NEW"])],
            mailboxes: [(name: "anna", database: "DB")],
            clients: [(name: "c", user: "anna", connect: "old.contoso.com:143:TLS", at: ["1s", "2h"])],
            changes: [(at: "1h", action: AddServer(server: "NEW"))])"#
        );
        let said = flat(&explained_text(&text, "not there"));
        assert!(said.contains(told) && said.contains(from), "{said}");
        assert!(said.contains("Bring NEW into the organisation"), "{said}");
        let own = said.split("What else looks like this").next().expect("what is said of it");
        assert!(!own.contains("switched off"), "{own}");
    }
}

/// CERT-2: servers behind one name whose certificates and TLS are alike are nothing to tell; those that differ are, by the
/// name that clients use, and not where a balancer ends TLS itself.
#[test]
fn servers_behind_one_name_are_compared() {
    let of = |second: &str, balancer: &str| {
        let certificate = r#"certificates: [(subject_names: ["mail.contoso.com"])],
            imap4: (X509CertificateName: "mail.contoso.com")"#;
        let text = format!(
            r#"(schema: 1,
                servers: [
                    (name: "A", version: Exchange2016, running: [Imap4, Imap4BE], {certificate}),
                    (name: "B", {second}, running: [Imap4, Imap4BE]),
                ],
                load_balancers: [(name: "mail.contoso.com", pool: ["A", "B"]{balancer})],
                databases: [(name: "DB", on: ["A"])],
                mailboxes: [(name: "anna", database: "DB")],
                clients: [(name: "c", user: "anna", connect: "mail.contoso.com:993:SSL", at: ["1s"])])"#
        );
        let checked = check(&text, "behind").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        checked.findings.iter().filter(|it| it.what.code().id() == "F052").count()
    };
    let alike = r#"version: Exchange2016, certificates: [(subject_names: ["mail.contoso.com"])],
        imap4: (X509CertificateName: "mail.contoso.com")"#;
    assert_eq!(of(alike, ""), 0);
    assert_eq!(of("version: Exchange2016", ""), 1);
    assert_eq!(of(&alike.replace("2016", "2019"), ""), 1);
    assert_eq!(of("version: Exchange2019", ""), 2);
    let ends = r#", tls: Terminate, certificate: (subject_names: ["mail.contoso.com"])"#;
    assert_eq!(of("version: Exchange2019", ends), 0);
}

/// What only looks is read by version: probes and components are of 2013 and later.
#[test]
fn probes_are_asked_where_there_are_any() {
    let of = |version: &str, line: &str| {
        let text = format!(
            r#"(schema: 1, servers: [(name: "S", version: {version})], changes: [(at: "1s", on: "S", run: "{line}")])"#
        );
        let loaded = load(&text, "looks").unwrap_or_else(|it| panic!("{it:#?}\n{text}"));
        assert!(loaded.world.changes.is_empty(), "{line}: it changes nothing");
        loaded.warnings.len()
    };
    for version in ["Exchange2007", "Exchange2010", "Exchange2013", "Exchange2016", "Exchange2019", "ExchangeSE"] {
        let old = usize::from(["Exchange2007", "Exchange2010"].contains(&version));
        assert_eq!(of(version, "Invoke-MonitoringProbe IMAP.Proxy\\\\ImapProxyTestProbe -Server S"), old, "{version}");
        assert_eq!(of(version, "Get-ServerHealth S -HealthSet IMAP.Proxy | fl"), old, "{version}");
        assert_eq!(of(version, "Get-ServerComponentState S -Component ImapProxy | fl"), old, "{version}");
        assert_eq!(of(version, "Test-ImapConnectivity -ClientAccessServer S | fl"), 0, "{version}");
        assert_eq!(of(version, "Test-PopConnectivity -ClientAccessServer S"), 0, "{version}");
    }
}
