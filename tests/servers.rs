//! What holds on the servers themselves: certificates, start types, TLS, roles, bindings? The cases of `tests/cases`,
//! each with the right value by hand.

use coexist::render::{Options, event_log};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::Run;
use coexist::verdict::judge;
use coexist::world::World;

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
