//! Does the program do what it is asked for, with the exit code that it promises?

use crate::process;

use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use process::{call, call_with, folder};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coexist"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

const SMALL: &str = r#"Scenario(
    schema: 1,
    title: "small",
    servers: [(name: "EX10", version: Exchange2010, running: [Imap4])],
    databases: [(name: "DB", on: ["EX10"])],
    mailboxes: [(name: "anna", database: "DB")],
    clients: [(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL")],
    expect: [(client: "laptop", outcome: LoggedOn)],
)"#;

#[test]
fn without_arguments_it_says_what_to_do_first() {
    let came = call(&[]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    insta::assert_snapshot!(came.out);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let help = call(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("coexist run mine.ron") && help.out.contains("Exit codes"), "{}", help.out);
    let version = call(&["--version"]);
    assert_eq!(version.out, format!("coexist {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_first_run_needs_no_file() {
    let came = call(&["run"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    insta::assert_snapshot!(came.out);
    assert_eq!(came.out, call(&["run", "shared-name-loops-through-2013"]).out);
    assert_eq!(came.out, call(&["run", "load-balancer/shared-name-loops-through-2013"]).out);
    assert_eq!(came.out, call(&["run", "scenarios/load-balancer/shared-name-loops-through-2013.ron"]).out);
}

/// Every scenario that is listed runs under its name, and the exit code is its verdict.
#[test]
fn every_scenario_that_is_listed_runs() {
    let came = call(&["list"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    let claims: Vec<_> = came
        .out
        .lines()
        .filter(|it| it.starts_with("  ") && !it.starts_with("   "))
        .map(str::trim)
        .filter_map(|it| it.split_whitespace().next())
        .collect();
    assert_eq!(claims.len(), coexist::gallery::ALL.len());
    for claim in claims {
        let came = call(&["run", claim, "-q"]);
        let entry = coexist::gallery::find(claim).expect("it is listed");
        let world = coexist::resolve::load(entry.text, claim).expect("it is sound").world;
        let verdict = coexist::verdict::judge(&world, &coexist::sim::run(&world));
        // Nothing is doubtful about a scenario but lines that are meant to be refused.
        let doubts: Vec<_> = came.err.lines().filter(|it| it.starts_with("warning[")).collect();
        let are_meant = !doubts.is_empty() && doubts.iter().all(|it| it.starts_with("warning[W008]"));
        let told = if are_meant { "" } else { came.err.as_str() };
        assert_eq!((came.code, told), (i32::from(verdict.overall.exit_code()), ""), "{claim}");
        assert!(!came.out.contains("nothing expected"), "{claim} expects nothing");
    }
}

/// The list in the program and the folder are the same.
#[test]
fn the_gallery_holds_every_file_of_its_folder() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found = Vec::new();
    for topic in fs::read_dir(root).expect("the folder is there") {
        let topic = topic.expect("it can be read").path();
        // What belongs to lessons stands in a table of its own.
        if topic.ends_with("lessons") {
            continue;
        }
        for file in fs::read_dir(&topic).expect("a topic is a folder") {
            let file = file.expect("it can be read").path();
            assert_eq!(file.extension().and_then(|it| it.to_str()), Some("ron"), "{}", file.display());
            let name = |it: &std::path::Path| it.file_stem().expect("it has a name").to_string_lossy().into_owned();
            found.push((name(&topic), name(&file)));
        }
    }
    found.sort();
    let listed: Vec<_> = coexist::gallery::ALL.iter().map(|it| (it.topic.to_owned(), it.claim.to_owned())).collect();
    let lines: Vec<_> = found.iter().map(|(topic, claim)| format!("    {topic:?} / {claim:?}")).collect();
    let lines = lines.join("\n");
    assert_eq!(found, listed, "the list in src/gallery.rs should be:\n{lines}");
}

#[test]
fn the_exit_code_is_the_verdict() {
    let run = |text: &str| call_with(&["run", "-", "-q"], text.as_bytes());
    assert_eq!(run(SMALL).code, 0);
    let failed = run(&SMALL.replace("outcome: LoggedOn", "outcome: NoAnswer, rules: [\"LB-3\"]"));
    assert_eq!(failed.code, 1);
    insta::assert_snapshot!(failed.out);
    let cut_off = run(&SMALL.replace("SSL\")]", "SSL\", every: \"5min\")]").replace("title:", "until: \"1h\", title:"));
    assert_eq!(cut_off.code, 3, "{}{}", cut_off.out, cut_off.err);
    insta::assert_snapshot!(cut_off.out);
    assert_eq!(run("Scenario(").code, 2);
}

#[test]
fn what_cannot_be_used_is_told_on_standard_error() {
    let folder = folder("unusable");
    fs::write(folder.join("latin1.ron"), b"Scenario(title: \"caf\xe9\")").expect("it can be written");
    fs::write(folder.join("wrong.ron"), "Scenario(schema: 1, sites: [Site(nmae: \"HQ\")])").expect("it can be written");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    for (argument, wanted) in [
        (path("missing.ron"), "there is no file"),
        (path(""), "is a folder"),
        (".".to_owned(), "is a folder"),
        (path("latin1.ron"), "UTF-8"),
        (path("wrong.ron"), "wrong.ron:1:"),
        ("shared-name-lops-through-2013".to_owned(), "did you mean \"shared-name-loops-through-2013\"?"),
        ("stopped target".to_owned(), "coexist list"),
    ] {
        let came = call(&["run", &argument]);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{argument}");
        assert!(came.err.starts_with("error") && came.err.contains(wanted), "{argument}: {}", came.err);
    }
    let came = call(&["run", "--client", "lapto"]);
    assert_eq!((came.code, came.out.as_str()), (2, ""));
    assert!(came.err.contains("did you mean \"laptop\"?"), "{}", came.err);
    assert_eq!(call(&["run", "--format", "xml"]).code, 2);
    assert_eq!(call(&["runn"]).code, 2);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let path = folder("large").join("large.ron");
    let file = fs::File::create(&path).expect("it can be made");
    file.set_len(64 * 1024 * 1024 + 1).expect("it can grow");
    let came = call(&["run", &path.to_string_lossy()]);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("64 MiB"), "{}", came.err);
    let _ = fs::remove_file(path);
}

/// What is only suspicious does not keep a scenario from running, and does not disturb its output.
#[test]
fn warnings_go_to_standard_error() {
    // A server that is in no site with a client, and that nobody needs, is not suspicious; an expectation of an
    // attempt that is never made is.
    let text =
        SMALL.replace("outcome: LoggedOn)", "outcome: LoggedOn), (client: \"laptop\", attempt: 7, outcome: LoggedOn)");
    let came = call_with(&["run", "-", "-q"], text.as_bytes());
    assert_eq!(came.code, 1, "{}{}", came.out, came.err);
    assert!(came.out.contains("there was no such attempt"), "{}", came.out);
    assert!(came.err.starts_with("warning") && came.err.ends_with('\n'), "{}", came.err);
}

#[test]
fn the_list_can_be_narrowed_to_a_topic() {
    let came = call(&["list", "leg"]);
    assert_eq!(came.code, 0);
    assert!(came.out.starts_with("leg\n  ") && !came.out.contains("load-balancer\n"), "{}", came.out);
    let came = call(&["list", "fallbak"]);
    assert_eq!((came.code, came.out.as_str()), (2, ""));
    assert!(came.err.contains("did you mean \"fallback\"?"), "{}", came.err);
}

#[test]
fn another_seed_is_taken() {
    let came = call(&["run", "--seed", "42"]);
    assert!(came.out.lines().next().expect("a header").ends_with("seed 42"), "{}", came.out);
    assert_eq!(call(&["run", "--seed", "x"]).code, 2);
}

#[test]
fn one_client_can_be_looked_at_alone() {
    let text = SMALL
        .replace("clients: [", "clients: [(name: \"phone\", user: \"anna\", connect: \"ex10.contoso.com:143:TLS\"),");
    let came = call_with(&["run", "-", "--client", "phone"], text.as_bytes());
    assert_eq!(came.code, 0, "{}", came.err);
    let before_the_end = came.out.split("held ").next().expect("there is a first part");
    assert!(came.out.contains("phone, attempt 1") && !before_the_end.contains("laptop"), "{}", came.out);
    assert!(came.out.contains("2 clients · 2 attempts"), "{}", came.out);
}

#[test]
fn json_is_one_object_a_line() {
    let came = call(&["run", "--format", "json"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    for line in came.out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        assert!(value["type"].is_string(), "{line}");
    }
    let quiet = call(&["run", "--format", "json", "-q"]);
    assert!(!quiet.out.contains("\"type\":\"record\"") && quiet.out.contains("\"type\":\"end\""), "{}", quiet.out);
}

#[test]
fn mermaid_begins_as_mermaid_wants_it() {
    let came = call(&["run", "--format", "mermaid"]);
    assert_eq!(came.code, 0);
    assert!(came.out.starts_with("sequenceDiagram\n"), "{}", came.out);
}

#[test]
fn color_is_only_for_terminals_unless_it_is_asked_for() {
    let plain = call(&["run"]).out;
    assert!(!plain.contains('\x1b'));
    assert_eq!(call(&["run", "--color", "never"]).out, plain);
    let colored = call(&["run", "--color", "always"]).out;
    assert!(colored.contains('\x1b'));
    let mut stripped = String::new();
    let mut inside = false;
    for it in colored.chars() {
        match (inside, it) {
            (false, '\x1b') => inside = true,
            (true, 'm') => inside = false,
            (true, _) => {}
            (false, it) => stripped.push(it),
        }
    }
    assert_eq!(stripped, plain);
}

/// `coexist run --all | head -1`: the reader goes away, and nobody complains.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = command(&["run", "--all"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 8];
    let mut out = child.stdout.take().expect("it is piped");
    out.read_exact(&mut first).expect("something is written");
    drop(out);
    let mut err = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut err).expect("UTF-8");
    let status = child.wait().expect("the program ends");
    assert_eq!((&first, status.code(), err.as_str()), (b"coexist ", Some(0), ""));
}

#[test]
fn protocol_logs_are_asked_for_by_protocol_and_by_server() {
    let name = "protocol-log-tells-a-failed-leg-from-a-wrong-password";
    let by_protocol = call(&["run", name, "--log", "imap4"]);
    assert_eq!(by_protocol.code, 0, "{}", by_protocol.err);
    assert!(by_protocol.out.contains("ErrMsg=ProxyNotAuthenticated"), "{}", by_protocol.out);
    assert_eq!(call(&["run", name, "--log", "ex13"]).out, by_protocol.out);
    let other = call(&["run", name, "--log", "pop3"]);
    assert!(other.out.contains("no log:") && other.code == 0, "{}", other.out);
    let client = call(&["run", name, "--log", "imap4", "--client", "phone"]);
    assert!(client.out.contains("bob") && !client.out.contains("anna"), "{}", client.out);
    let unknown = call(&["run", name, "--log", "EX31"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean \"EX13\"?"), "{}", unknown.err);
    let both = call(&["run", name, "--log", "imap4", "--format", "json"]);
    assert_eq!(both.code, 2, "{}", both.out);
}

#[test]
fn event_logs_are_printed_and_an_empty_one_says_so() {
    let events = call(&["run", "event-log-names-user-and-site", "--events"]);
    assert!(events.out.contains("1008") && events.out.contains("1009") && events.code == 0, "{}", events.out);
    let none = call(&["run", "--events"]);
    assert!(none.out.starts_with("# no events."), "{}", none.out);
    let store = call(&["run", "store-allows-sixteen-sessions-of-one-user", "--events"]);
    assert!(store.out.contains("MSExchangeIS") && store.out.contains("9646"), "{}", store.out);
}

#[test]
fn rules_are_listed_and_told_one_by_one() {
    let all = call(&["rules"]);
    assert!(all.code == 0 && all.out.contains("FALL-3") && all.out.contains("HTTP-5"), "{}", all.err);
    let one = call(&["rules", "lb-3"]);
    assert!(one.out.contains("loop_guard") && one.out.contains("shared-name-loops-through-2013"), "{}", one.out);
    let group = call(&["rules", "CMP"]);
    assert!(group.out.contains("CMP-6") && !group.out.contains("SVC-1"), "{}", group.out);
    let unknown = call(&["rules", "FALL-33"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean \"FALL-3\"?"), "{}", unknown.err);
}
