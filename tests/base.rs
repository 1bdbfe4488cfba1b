//! Does a scenario that stands on another one do what both say, in every command, and is each mistake told in the file
//! that it is in?

use crate::process;

use std::path::PathBuf;

use coexist::diag::Code;
use coexist::diag::sources::{Places, Sources};
use coexist::resolve::load_all;
use coexist::scenario::base::gather;
use coexist::scenario::parse::flattened;
use process::{Editor, call, call_in, call_with, folder, read, write};

/// The organisation.
const BASE: &str = r#"Scenario(
    schema: 1,
    title: "Contoso",
    date: "2014-03-21 18:00",
    sites: [(name: "HQ"), (name: "Branch")],
    links: [(between: ("HQ", "Branch"), latency: "20ms")],
    servers: [
        (name: "EX10", version: Exchange2010, site: "HQ", imap4: (LoginType: SecureLogin, MaxConnections: 100)),
        (name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
    ],
    dns: [(name: "mail", points_to: ["EX10"], ttl: "5min")],
    databases: [(name: "DB10", on: ["EX10"])],
    mailboxes: [(name: "anna", database: "DB10")],
    changes: [(at: "22:00", action: SetDns(name: "mail", points_to: ["EX13"]))],
)
"#;

/// What one scenario of many says of it.
const TOP: &str = r#"Scenario(
    schema: 1,
    base: "lib/contoso.ron",
    title: "Anna at night",
    links: [(between: ("branch", "hq"), jitter: "1ms")],
    servers: [(name: "ex10", running: [Imap4], imap4: (LoginType: PlainTextLogin))],
    clients: [(name: "laptop", user: "anna", connect: "mail:993:SSL", site: "Branch", at: ["21:00", "23:00"])],
    changes: [(at: "23:30", action: StopService(server: "EX10", service: Imap4))],
    expect: [(client: "laptop", outcome: LoggedOn)],
)
"#;

/// The same as one file, by hand.
const WHOLE: &str = r#"Scenario(
    schema: 1,
    title: "Anna at night",
    date: "2014-03-21 18:00",
    sites: [Site(name: "HQ"), Site(name: "Branch")],
    links: [Link(between: ("HQ", "Branch"), latency: "20ms", jitter: "1ms")],
    servers: [
        Server(
            name: "EX10",
            version: Exchange2010,
            site: "HQ",
            running: [Imap4],
            imap4: (LoginType: PlainTextLogin, MaxConnections: 100),
        ),
        Server(name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
    ],
    dns: [DnsName(name: "mail", points_to: ["EX10"], ttl: "5min")],
    databases: [Database(name: "DB10", on: ["EX10"])],
    mailboxes: [Mailbox(name: "anna", database: "DB10")],
    clients: [Client(name: "laptop", user: "anna", connect: "mail:993:SSL", at: ["21:00", "23:00"], site: "Branch")],
    changes: [
        Change(at: "22:00", action: SetDns(name: "mail", points_to: ["EX13"])),
        Change(at: "23:30", action: StopService(server: "EX10", service: Imap4)),
    ],
    expect: [Expect(client: "laptop", outcome: LoggedOn)],
)
"#;

fn lab(name: &str) -> (PathBuf, String) {
    let folder = folder(name);
    write(&folder, "lib/contoso.ron", BASE);
    let top = write(&folder, "anna.ron", TOP);
    (folder, top)
}

fn sources<'a>(top: &'a str, bases: &[(&str, &str)]) -> Sources<'a> {
    gather("lab/top.ron", top, &mut |path| bases.iter().find(|it| it.0 == path).map(|it| it.1.to_owned()))
}

/// What is wrong, and where: the code, the file, line and column, and what it is about.
fn wrong(top: &str, bases: &[(&str, &str)]) -> Vec<(Code, String, (usize, usize), String)> {
    let sources = sources(top, bases);
    let places = Places::new(&sources);
    let found = load_all(&sources, "top").map_or_else(|it| it, |it| it.warnings);
    let told = found.iter().map(|it| {
        let (file, start, _) = places.of(&it.span);
        (it.code, file.to_owned(), start, it.entity.clone())
    });
    told.collect()
}

#[test]
fn what_stands_on_a_base_is_both() {
    let sources = sources(TOP, &[("lab/lib/contoso.ron", BASE)]);
    assert_eq!(flattened(&sources).expect("it is sound"), WHOLE);
    let [one, both] = [Sources::of("whole", WHOLE), sources].map(|it| {
        let world = load_all(&it, "x").expect("it is sound").world;
        coexist::render::digest(&world, &coexist::sim::run(&world))
    });
    assert_eq!(one, both);
}

#[test]
fn a_base_may_have_a_base() {
    let middle = r#"(schema: 1, base: "../lib/contoso.ron", servers: [(name: "EX10", imap4: (MaxConnections: 7))])"#;
    let top = TOP.replace("lib/contoso.ron", "mid/middle.ron");
    let bases = [("lab/mid/middle.ron", middle), ("lab/lib/contoso.ron", BASE)];
    let wanted = WHOLE.replace("MaxConnections: 100", "MaxConnections: 7");
    assert_eq!(flattened(&sources(&top, &bases)).expect("it is sound"), wanted);
}

#[test]
fn every_mistake_is_told_in_its_file() {
    let base = |text: &'static str| [("lab/lib/contoso.ron", text)];
    let told = |code, file: &str, place, entity: &str| vec![(code, file.to_owned(), place, entity.to_owned())];
    let (here, there) = ("lab/top.ron", "lab/lib/contoso.ron");
    // Syntax and shape.
    let broken: &'static str = Box::leak(BASE.replace("ttl: \"5min\"", "tll: \"5min\"").into_boxed_str());
    assert_eq!(wrong(TOP, &base(broken))[0], told(Code::S011, there, (11, 47), "dns[\"mail\"].tll")[0]);
    assert_eq!(wrong(&TOP.replace("user:", "usr:"), &base(BASE))[0].0, Code::S011);
    // A name that nobody has: in the base, on top, and where both say something of the entry.
    let broken: &'static str =
        Box::leak(BASE.replace("points_to: [\"EX13\"]", "points_to: [\"EX14\"]").into_boxed_str());
    assert_eq!(wrong(TOP, &base(broken)), told(Code::R027, there, (14, 70), "changes[0].action.points_to[0]"));
    let broken = TOP.replace("StopService(server: \"EX10\"", "StopService(server: \"EX11\"");
    assert_eq!(wrong(&broken, &base(BASE)), told(Code::R003, here, (8, 57), "changes[0].action.server"));
    let broken: &'static str =
        Box::leak(BASE.replace("Exchange2010, site: \"HQ\"", "Exchange2010, site: \"H\"").into_boxed_str());
    assert_eq!(wrong(TOP, &base(broken)), told(Code::R002, there, (8, 53), "servers[\"EX10\"].site"));
    // What neither says.
    let broken = TOP.replace("(name: \"ex10\", running", "(name: \"ex10\"), (name: \"EX16\", running");
    assert_eq!(wrong(&broken, &base(BASE)), told(Code::S013, here, (6, 31), "servers[\"EX16\"]"));
    // The same twice on top.
    let broken = TOP
        .replace("servers: [", "servers: [(name: \"EX13\"), (name: \"EX13\", version: Exchange2013, site: \"HQ\"), ");
    assert_eq!(wrong(&broken, &base(BASE))[0].0, Code::R001);
}

#[test]
fn a_base_that_is_not_there_and_one_in_a_circle_are_told() {
    let told = |code, file: &str, place| vec![(code, file.to_owned(), place, "base".to_owned())];
    assert_eq!(wrong(TOP, &[]), told(Code::S022, "lab/top.ron", (3, 11)));
    let middle = r#"(schema: 1, base: "../top.ron")"#;
    assert_eq!(wrong(TOP, &[("lab/lib/contoso.ron", middle)]), told(Code::S023, "lab/lib/contoso.ron", (1, 19)));
    let itself = r#"(schema: 1, base: "top.ron")"#;
    assert_eq!(wrong(itself, &[]), told(Code::S023, "lab/top.ron", (1, 19)));
    let missing = r#"(schema: 1, base: "nowhere.ron")"#;
    let found = wrong(TOP, &[("lab/lib/contoso.ron", missing)]);
    assert_eq!(found, told(Code::S022, "lab/lib/contoso.ron", (1, 19)));
}

/// The examples of the documents come out as they expect, and are laid out.
#[test]
fn the_examples_hold() {
    for name in ["contoso.ron", "contoso-moves-at-ten.ron"] {
        let path = format!("docs/examples/{name}");
        let came = call(&["run", "-q", &path]);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{}", came.out);
        assert_eq!(call(&["fmt", "--check", &path]).code, 0);
    }
    let came = call(&["run", "-q", "docs/examples/contoso-moves-at-ten.ron"]).out;
    assert!(came.contains("until 22:30  from 22:30"), "{came}");
    // All below one heading each, and the worst exit code: what the plan verifies does not hold.
    let all = call(&["run", "-q", "docs/examples"]);
    assert!(all.code == 1 && all.out.matches("Who logs on, and when").count() == 3, "{all:?}");
    assert_eq!(call(&["run", "docs/examples"]).code, 2);
    let short = call(&["explain", "-q", "docs/examples"]);
    assert!(short.code == 0 && short.out.contains("LoginType SecureLogin on EX13"), "{short:?}");
}

#[test]
fn every_command_knows_the_base() {
    let (folder, top) = lab("every-command-knows-the-base");
    let here = |arguments: &[&str]| call_in(&folder, arguments, b"");
    let run = here(&["run", "anna.ron", "-q"]);
    let whole = write(&folder, "whole.ron", WHOLE);
    assert_eq!(run, call(&["run", &whole, "-q"]));
    assert!(run.out.contains("digest"), "{run:?}");
    assert_eq!(here(&["flatten", "anna.ron"]).out, WHOLE);
    // From another folder, and from standard input in this one.
    assert_eq!(call(&["flatten", &top]).out, WHOLE);
    assert_eq!(call_in(&folder, &["flatten", "-"], TOP.as_bytes()).out, WHOLE);
    for arguments in [&["explain"][..], &["diagram"], &["check"], &["test"]] {
        let of = |file: &str| here(&[arguments, &[file]].concat());
        let (both, one) = (of("anna.ron"), of("whole.ron"));
        let renamed = one.out.replace("whole.ron", "anna.ron");
        assert_eq!(both.code, one.code, "{arguments:?} {both:?}");
        if arguments != ["check"] {
            assert_eq!(both.out, renamed, "{arguments:?}");
        }
    }
    let report = here(&["report", "anna.ron", "-o", "page.html"]);
    assert_eq!(report.code, 0, "{}", report.err);
    // What is changed by a path may stand in the base; what is printed is one file.
    let printed = here(&["what-if", "anna.ron", "--set", "servers.EX13.imap4.MaxConnections=5", "--print"]);
    assert!(printed.out.contains("imap4: (MaxConnections: 5)") && !printed.out.contains(" base:"), "{}", printed.out);
    let typed = here(&["what-if", "anna.ron", "--do", "RestartServer(server: \"EX13\")", "--at", "22:30", "--print"]);
    assert!(typed.out.contains("Change(at: \"22:30\", action: RestartServer"), "{} {}", typed.out, typed.err);
    let same = here(&["diff", "anna.ron", "whole.ron"]);
    assert_eq!(same.code, 0, "{}", same.out);
    // Only the file itself is laid out.
    assert_eq!(here(&["fmt", "--check", "anna.ron", "lib"]).code, 0);
    write(&folder, "anna.ron", TOP.replace("    schema", "  schema"));
    assert_eq!(here(&["fmt", "--check", "anna.ron", "lib"]).out, "anna.ron\n");
    assert_eq!(here(&["fmt", "anna.ron"]).code, 0);
    assert_eq!(read(&top), TOP);
    assert_eq!(here(&["flatten", "anna.ron"]).out, WHOLE);
    // A finding points into the base.
    write(&folder, "lib/contoso.ron", BASE.replace("[\"EX13\"]))]", "[\"EX99\"]))]"));
    let came = here(&["check", "anna.ron"]);
    assert!(came.err.contains("--> lib/contoso.ron:14:"), "{}{}", came.out, came.err);
}

#[test]
fn json_is_read_wherever_ron_is() {
    let folder = folder("json-is-read-wherever-ron-is");
    write(&folder, "lib/contoso.ron", BASE);
    let json = r#"{
  "schema": 1,
  "base": "lib/contoso.ron",
  "title": "Anna at night",
  "links": [{"between": ["branch", "hq"], "jitter": "1ms"}],
  "servers": [{"name": "ex10", "running": ["Imap4"], "imap4": {"LoginType": "PlainTextLogin"}}],
  "clients": [
    {"name": "laptop", "user": "anna", "connect": "mail:993:SSL", "site": "Branch", "at": ["21:00", "23:00"]}
  ],
  "changes": [{"at": "23:30", "action": {"StopService": {"server": "EX10", "service": "Imap4"}}}],
  "expect": [{"client": "laptop", "outcome": "LoggedOn"}]
}"#;
    write(&folder, "anna.json", json);
    assert_eq!(call_in(&folder, &["flatten", "anna.json"], b"").out, WHOLE);
    assert_eq!(call_in(&folder, &["flatten", "-"], json.as_bytes()).out, WHOLE);
    write(&folder, "whole.ron", WHOLE);
    assert_eq!(call_in(&folder, &["run", "anna.json", "-q"], b""), call_in(&folder, &["run", "whole.ron", "-q"], b""));
    let set = ["what-if", "anna.json", "--set", "servers.EX10.imap4.LoginType=SecureLogin", "--print"];
    assert!(call_in(&folder, &set, b"").out.contains("LoginType: SecureLogin"));
    let laid_out = call_in(&folder, &["fmt", "anna.json"], b"");
    assert!(laid_out.code == 2 && laid_out.err.contains("coexist flatten"), "{}", laid_out.err);
    // Mistakes are told where they are.
    let places = |text: &str| call_with(&["check", "-", "--format", "json"], text.as_bytes()).out;
    let place = |text: &str, code: &str, at: &str| {
        let all = places(text);
        let first: serde_json::Value = serde_json::from_str(all.lines().next().unwrap_or_default()).expect("JSON");
        let line = format!("{}:{}", first["line"], first["column"]);
        assert_eq!((first["code"].as_str(), &*line), (Some(code), at), "{text}: {all}");
    };
    place("{\"schema\": 1,\n \"servers\": [{\"name\": \"EX10\", \"version\": \"Exchange2011\"}]}", "S014", "2:42");
    place("{\"schema\": 1,\n \"servers\": [{\"name\": \"EX10\"}]}", "S013", "2:14");
    place("{\"schema\": 1, \"until\": 5}", "S015", "1:24");
    place("{\"schema\": 1, \"title\": null}", "S015", "1:24");
    place("{\"schema\": 1, \"sites\": [{\"name\": \"a\"}, {\"name\": \"A\"}]}", "R001", "1:49");
    place("{\"schema\": 1, \"until\": \"1d\" \"seed\": 2}", "S024", "1:29");
    let action = r#"{"schema": 1, "changes": [{"at": "1s",
"action": {"StopService": {"server": "X", "service": "Imap4"}}}]}"#;
    place(action, "R003", "2:38");
    let client = r#"{"schema": 1, "clients": [{"name": "a", "user": "b", "connect": "10.0.0.5:993",
"then": "Stay"}], "mailboxes": [{"name": "b", "database": ""}]}"#;
    place(client, "S015", "2:9");
}

#[test]
fn an_editor_hears_of_each_file() {
    let folder = folder("an-editor-hears-of-each-file");
    write(&folder, "lib/contoso.ron", BASE);
    let uri = |file: &str| crate::lsp::uri(&folder.join(file));
    let note = |method: &str, file: &str, text: &str| {
        let params = serde_json::json!({
            "textDocument": { "uri": uri(file), "text": text },
            "contentChanges": [{ "text": text }],
        });
        serde_json::json!({ "jsonrpc": "2.0", "method": format!("textDocument/{method}"), "params": params })
    };
    let broken = BASE.replace("points_to: [\"EX13\"]", "points_to: [\"EX14\"]");
    // The base is on disk, then open with a mistake, then mended.
    let mut editor = Editor::open();
    let told: Vec<serde_json::Value> = [
        note("didOpen", "anna.ron", TOP),
        note("didOpen", "lib/contoso.ron", &broken),
        note("didChange", "lib/contoso.ron", BASE),
    ]
    .iter()
    .flat_map(|it| editor.tells(it))
    .collect();
    let errors = |it: &serde_json::Value| {
        let all = it["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
        all.iter().filter(|it| it["severity"] == 1).map(|it| it["range"]["start"].to_string()).collect::<Vec<_>>()
    };
    let of = |file: &str| told.iter().filter(|it| it["params"]["uri"] == uri(file)).map(&errors).collect::<Vec<_>>();
    assert!(of("anna.ron").iter().all(Vec::is_empty), "{told:#?}");
    let base = of("lib/contoso.ron");
    let place = serde_json::json!({ "line": 13, "character": 69 }).to_string();
    assert!(base.ends_with(&[vec![place], Vec::new()]), "{told:#?}");
}
