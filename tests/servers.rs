//! What holds on the servers themselves: certificates, start types, TLS, roles, bindings? The cases of `tests/cases`,
//! each with the right value by hand.

use coexist::check::check;
use coexist::lang::Lang;
use coexist::render::{Options, event_log};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::Run;
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
        ("Exchange2010", ", build: Build(service_pack: 2, update: 30)", only, &[false]),
    ] {
        assert_eq!(advice(&text(version, build, tls, "")), found, "{version}{build}{tls}");
    }
    let change = r#"Change(at: "1min", action: SetTls(server: "S", tls: Tls(versions: [Tls12])))"#;
    assert_eq!(advice(&text("Exchange2013", ", build: Build(update: 19)", "", change)), [true]);
    // 2007 has no such build, whatever is written.
    let old = text("Exchange2007", "", ", tls: Tls(versions: [Ssl3])", "").replace("Server2012", "Server2008");
    assert_eq!(advice(&old), [false]);
}
