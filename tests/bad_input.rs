//! Whatever file the program is given, it ends by itself with a clear message: exit code 2 for what cannot be used, 3
//! with what was still to do for a run that was cut off, and never a panic. That it ends is bounded by events and
//! sizes, not by the clock of the machine that runs this test.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

struct Came {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program with what is on its standard input.
fn call(arguments: &[&str], input: &[u8]) -> Came {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that has seen enough does not read the rest of its input.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let came = Came {
        code: output.status.code().expect("it ends by itself and not by a signal"),
        out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("the messages are UTF-8"),
    };
    let err: String = came.err.chars().take(2_000).collect();
    assert!(!came.err.contains("panicked") && !came.err.contains("this is a bug"), "{err}");
    assert!([0, 1, 2, 3].contains(&came.code), "exit code {}: {err}", came.code);
    came
}

fn run(text: impl AsRef<[u8]>) -> Came {
    call(&["run", "-q", "-"], text.as_ref())
}

/// The program refuses the text with exit code 2 and says all of `wanted`; nothing goes to standard output.
#[track_caller]
fn refused(text: impl AsRef<[u8]>, wanted: &[&str]) {
    let came = run(text);
    let err: String = came.err.chars().take(4_000).collect();
    assert_eq!(came.code, 2, "{err}");
    assert_eq!(came.out, "", "{err}");
    assert!(came.err.len() < 200_000, "a message that nobody can read: {} bytes", came.err.len());
    for wanted in wanted {
        assert!(came.err.contains(wanted), "{wanted:?} is not in\n{err}");
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bad-input-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// A scenario around one 2010 server with `more` fields at the top and one client with `client` fields.
fn small(more: &str, client: &str) -> String {
    format!(
        "Scenario(\n    schema: 1,\n    {more}\n    \
         servers: [(name: \"EX10\", version: Exchange2010, running: [Imap4])],\n    \
         databases: [(name: \"DB\", on: [\"EX10\"])],\n    \
         mailboxes: [(name: \"anna\", database: \"DB\")],\n    \
         clients: [(name: \"laptop\", user: \"anna\", connect: \"ex10.contoso.com:993:SSL\", {client})],\n)\n"
    )
}

#[test]
fn a_file_that_is_missing_or_no_file_is_named() {
    let folder = folder("missing");
    for (name, wanted) in [("nowhere.ron", "there is no file"), ("", "is a folder")] {
        let path = folder.join(name);
        let came = call(&["run", path.to_str().expect("UTF-8")], b"");
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{}", came.err);
        assert!(came.err.contains(wanted), "{}", came.err);
    }
}

#[test]
fn nothing_at_all_is_said_to_be_nothing() {
    for text in ["", "   \n\n\t", "\u{feff}", "// only a comment\n", "/* only a comment */"] {
        refused(text, &["S003", "there is no scenario in the file", "standard input", "Scenario(schema: 1)"]);
    }
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let mut text = small("", "").into_bytes();
    let at = text.iter().position(|it| *it == b'\n').expect("it has lines") + 5;
    text[at] = 0xff;
    refused(&text, &["S001", "standard input:2", "UTF-8"]);
    refused([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe], &["S001", "standard input:1", "UTF-8"]);
    // UTF-16 with its mark is read; one that is cut off in the middle of a character is not guessed at.
    let mut wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(small("", "").bytes().flat_map(|it| [it, 0])).collect();
    assert_eq!(run(wide.clone()).code, 0);
    wide.pop();
    refused(wide, &["S001", "UTF-8"]);
    refused("Scenario(schema: 1, title: \"a\0b\")", &["standard input:1"]);
    refused(vec![0; 100_000], &["standard input:1"]);
}

/// A file cut off at any byte is refused with its place, and so is one from which any one byte is missing.
#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let text = small("title: \"caf\u{e9}\", // a comment", "at: [\"1s\"], then: Stay(wait: \"5s\"),");
    let whole = text.trim_end().len();
    for end in (1..whole).step_by(7) {
        refused(&text.as_bytes()[..end], &["standard input"]);
    }
    for at in (0..whole).step_by(11) {
        let mut holed = text.clone().into_bytes();
        holed.remove(at);
        let came = run(holed);
        assert!(came.code == 0 || !came.err.is_empty(), "byte {at}");
    }
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_read() {
    let mut text = small("", "").into_bytes();
    text.resize(100 << 20, b' ');
    refused(&text, &["larger than 64 MiB"]);
    let path = folder("large").join("large.ron");
    fs::write(&path, &text).expect("the file can be written");
    let came = call(&["run", path.to_str().expect("UTF-8")], b"");
    let _ = fs::remove_file(&path);
    assert_eq!((came.code, came.out.as_str()), (2, ""), "{}", came.err);
    assert!(came.err.contains("larger than 64 MiB"), "{}", came.err);
}

#[test]
fn large_files_that_are_read_are_judged_in_bounded_memory() {
    // One line of eight million bytes; eight million empty lines; a text that never ends; a comment that never ends.
    refused("x".repeat(8 << 20), &["standard input:1"]);
    refused("\n".repeat(8 << 20), &["S003"]);
    refused(format!("Scenario(schema: 1, title: \"{}", "x".repeat(8 << 20)), &["standard input:1"]);
    refused(format!("/*{}", "x".repeat(8 << 20)), &["standard input"]);
    // A hundred thousand mistakes are counted, and a hundred told.
    let sites = "(nmae: \"HQ\"),\n".repeat(100_000);
    refused(format!("Scenario(schema: 1, sites: [\n{sites}])"), &["S011", "standard input:2", "more problems"]);
    let sites = "(name: \"HQ\"),\n".repeat(100_000);
    refused(format!("Scenario(schema: 1, sites: [\n{sites}])"), &["R001", "HQ"]);
}

#[test]
fn what_is_nested_ten_thousand_deep_is_refused() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("{", "}"), ("Scenario(", ")"), ("(a:", ")"), ("[(", ")]"), ("/*", "")]
    {
        for closed in [true, false] {
            let close = if closed { close.repeat(10_000) } else { String::new() };
            let nested = format!("{}{close}", open.repeat(10_000));
            refused(&nested, &["standard input"]);
            refused(format!("Scenario(schema: 1, servers: [{nested}])"), &["standard input"]);
        }
    }
    refused(
        format!("Scenario(schema: 1, title: {}\"x\"{})", "Some(".repeat(10_000), ")".repeat(10_000)),
        &["standard input"],
    );
    refused(format!("#![{}", "#![".repeat(10_000)), &["standard input"]);
    refused("\"".repeat(10_001), &["standard input:1"]);
}

#[test]
fn unknown_fields_duplicate_names_and_dangling_references_are_told_at_once() {
    refused(
        "Scenario(\n    schema: 1,\n    severs: [],\n    sites: [(name: \"HQ\", latncy: \"1ms\")],\n)",
        &["standard input:3:5", "severs", "servers", "standard input:4", "latncy", "latency", "2 errors"],
    );
    refused(
        "Scenario(\n  schema: 1,\n  sites: [(name: \"HQ\"),\n    (name: \"hq\")],\n  \
         databases: [(name: \"DB\", on: [\"EX1\"])],\n  \
         load_balancers: [(name: \"lb.contoso.com\", pool: [\"EX2\"])],\n  \
         clients: [(name: \"a\", user: \"nobody\", connect: \"x:993:SSL\")],\n  \
         changes: [(at: \"1s\", action: StopService(server: \"EX3\", service: Imap4))],\n  \
         expect: [(client: \"b\", outcome: LoggedOn)],\n)",
        &["R001", "standard input:4", "R003", "EX1", "EX2", "EX3", "R005", "nobody", "R006", "\"b\""],
    );
}

#[test]
fn impossible_times_are_refused_where_they_stand() {
    for time in ["-1s", "", "1", "1e3s", "367d", "99999999999999999999s", "0.0000001s", "NaN", "soon", "1s 1s", "1ms1s"]
    {
        let client = format!("at: [\"{time}\"]");
        refused(small("", &client), &["S016", "standard input:7"]);
    }
    refused(small("until: \"0s\",", ""), &["R032", "standard input:3"]);
    refused(small("", "every: \"0s\""), &["R032", "standard input:7"]);
    refused(small("", "at: [\"10s\"], every: \"1s\", until: \"5s\""), &["R034", "standard input:7"]);
    refused(small("", "timeout: \"0s\""), &["R032", "standard input:7"]);
    refused(small("event_limit: 0,", ""), &["R033", "standard input:3"]);
    refused(small("event_limit: 18446744073709551615,", ""), &["R021", "standard input:3", "100000000"]);
    refused(small("event_limit: 18446744073709551616,", ""), &["S017", "standard input:3"]);
    refused(small("seed: -1,", ""), &["standard input:3"]);
}

#[test]
fn loops_in_pools_are_refused() {
    refused(
        "Scenario(\n  schema: 1,\n  load_balancers: [\n    (name: \"a.contoso.com\", pool: [\"b.contoso.com\"]),\n    \
         (name: \"b.contoso.com\", pool: [\"a.contoso.com\"]),\n  ],\n)",
        &["R026", "standard input:4", "standard input:5"],
    );
    refused(
        "Scenario(\n  schema: 1,\n  load_balancers: [(name: \"a.contoso.com\", pool: [])],\n)",
        &["standard input:3"],
    );
    refused("Scenario(\n  schema: 1,\n  dns: [(name: \"a\", points_to: [\"a\"])],\n)", &["standard input:3"]);
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let text = small("", "");
    for text in
        [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))]
    {
        let came = run(text);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{}", came.out);
    }
    refused(small("nonsense: 1,", "").replace('\n', "\r\n"), &["standard input:3:5", "nonsense"]);
    refused(format!("\u{feff}{}", small("nonsense: 1,", "")), &["standard input:3:5", "nonsense"]);
    refused(small("nonsense: 1,", "").replace('\n', "\r"), &["nonsense"]);
}

#[test]
fn scenarios_in_which_nothing_happens_pass() {
    let no_clients = "Scenario(schema: 1, servers: [(name: \"EX10\", version: Exchange2010)])";
    let no_servers = "Scenario(schema: 1, mailboxes: [(name: \"anna\", database: \"\")], \
                      clients: [(name: \"a\", user: \"anna\", connect: \"nowhere.contoso.com:993:SSL\")])";
    for text in ["Scenario(schema: 1)", "(schema: 1)", no_clients, no_servers] {
        for format in ["text", "json", "mermaid"] {
            let came = call(&["run", "--format", format, "-"], text.as_bytes());
            assert_eq!(came.code, 0, "{text}: {}", came.err);
            assert!(!came.out.is_empty(), "{text} as {format}");
        }
    }
}

/// The run is cut off with exit code 3 and the sentence that says what was still to do.
#[track_caller]
fn inconclusive(text: &str, wanted: &[&str]) {
    let came = run(text);
    assert_eq!(came.code, 3, "{}{}", came.err, came.out);
    // Long sentences go on in the next line.
    let told = came.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in wanted.iter().chain(&["Inconclusive", "with this still to do"]) {
        assert!(told.contains(wanted), "{wanted:?} is not in\n{}", came.out);
    }
}

#[test]
fn a_client_that_never_ends_makes_the_run_inconclusive() {
    inconclusive(&small("until: \"55min\",", "every: \"10min\""), &["until", "laptop would have come again"]);
    inconclusive(&small("event_limit: 1000,", "every: \"1us\""), &["event_limit", "laptop"]);
    let waits = small("until: \"10s\",", "then: Stay(wait: \"20s\")");
    inconclusive(&waits, &["laptop, attempt 1"]);
    let retries = small("event_limit: 1000,", "password: Wrong, on_failure: Retry(after: \"0s\", times: 4294967295)");
    let came = run(&retries);
    assert!([2, 3].contains(&came.code), "{}{}", came.err, came.out);
}

/// A shared name in front of the 2013 server that proxies to itself; nothing but time ends the loop.
#[test]
fn a_loop_without_limits_ends() {
    let looping = |limit: &str| {
        format!(
            "(schema: 1, {limit} sites: [(name: \"HQ\", latency: \"500us\")],\n\
             servers: [(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE], \
             imap4: (MaxConnectionsPerUser: 2147483647)), (name: \"EX10\", version: Exchange2010, running: [Imap4], \
             imap4: (InternalConnectionSettings: [\"mail.contoso.com:993:SSL\"]))],\n\
             load_balancers: [(name: \"mail.contoso.com\", pool: [\"EX13\"])],\n\
             databases: [(name: \"DB\", on: [\"EX10\"])], mailboxes: [(name: \"anna\", database: \"DB\")],\n\
             clients: [(name: \"laptop\", user: \"anna\", connect: \"mail.contoso.com:993:SSL\")])"
        )
    };
    let came = run(looping(""));
    assert_eq!(came.code, 0, "{}{}", came.err, came.out);
    assert!(came.out.contains("LogonFailed"), "{}", came.out);
    inconclusive(&looping("event_limit: 20000,"), &["event_limit", "laptop, attempt 1"]);
}

/// Values as large as the language takes.
#[test]
fn huge_values_are_borne() {
    inconclusive(&small("until: \"366d\", event_limit: 50000,", "every: \"1us\", timeout: \"366d\""), &["laptop"]);
    let came = run(small("until: \"366d\",", "at: [\"366d\"], timeout: \"366d\", then: Stay(wait: \"366d\")"));
    assert_eq!(came.code, 3, "{}{}", came.err, came.out);
    // Every port of a server and of a balancer.
    let ports: Vec<_> = (1..=65_535_u32).map(|it| it.to_string()).collect();
    let ports = ports.join(",");
    let text = format!(
        "(schema: 1, servers: [(name: \"EX10\", version: Exchange2010, running: [Imap4], roles: [ClientAccess, Mailbox], \
         imap4: (SSLBindings: [993], UnencryptedOrTLSBindings: [143]))],\n\
         load_balancers: [(name: \"lb.contoso.com\", pool: [\"EX10\"], ports: [{ports}], every: \"1us\")],\n\
         databases: [(name: \"DB\", on: [\"EX10\"])], mailboxes: [(name: \"anna\", database: \"DB\")],\n\
         clients: [(name: \"a\", user: \"anna\", connect: \"lb.contoso.com:993:SSL\")])"
    );
    let came = run(text);
    assert_eq!(came.code, 0, "{}{}", came.err, came.out);
}

/// Thousands of pool members, checked every microsecond: a check of what did not change costs nothing, and one of
/// much counts for more than one event. The limit leaves thousands of events after the change
/// at the thousandth: each of eight thousand checks then, which is work enough to see that it is bounded.
#[test]
fn a_balancer_with_thousands_of_members_ends() {
    let (mut servers, mut pool) = (String::new(), String::new());
    for at in 0..2_000 {
        write!(servers, "(name: \"S{at}\", version: Exchange2010, running: [Imap4]),").expect("text can be written");
        write!(pool, "\"S{at}\",").expect("text can be written");
    }
    for change in ["", "(at: \"1ms\", action: StopService(server: \"S1\", service: Imap4)),"] {
        let text = format!(
            "(schema: 1, event_limit: 5000, servers: [{servers}],\n\
             load_balancers: [(name: \"lb.contoso.com\", pool: [{pool}], every: \"1us\", down_after: 4294967295)],\n\
             databases: [(name: \"DB\", on: [\"S0\"])], mailboxes: [(name: \"anna\", database: \"DB\")],\n\
             changes: [{change}],\n\
             clients: [(name: \"laptop\", user: \"anna\", connect: \"lb.contoso.com:993:SSL\", then: Stay(wait: \"10min\"))])"
        );
        inconclusive(&text, &["event_limit", "laptop, attempt 1"]);
    }
}

#[test]
fn a_chain_of_five_hundred_sites_ends() {
    let (mut sites, mut links) = (String::new(), String::new());
    for at in 0..500 {
        write!(sites, "(name: \"N{at:03}\"),").expect("text can be written");
    }
    for at in 0..499 {
        let next = at + 1;
        write!(
            links,
            "(between: (\"N{at:03}\", \"N{next:03}\"), latency: \"1us\", jitter: \"JITTER\", loss: \"LOSS\"),"
        )
        .expect("text can be written");
    }
    let text = format!(
        "(schema: 1, until: \"366d\", event_limit: 20000, sites: [{sites}], links: [{links}],\n\
         servers: [(name: \"EX10\", version: Exchange2010, running: [Imap4], site: \"N499\")],\n\
         databases: [(name: \"DB\", on: [\"EX10\"])], mailboxes: [(name: \"anna\", database: \"DB\")],\n\
         clients: [(name: \"laptop\", site: \"N000\", user: \"anna\", connect: \"ex10.contoso.com:993:SSL\")])"
    );
    let came = run(text.replace("JITTER", "0s").replace("LOSS", "0%"));
    assert_eq!(came.code, 0, "{}{}", came.err, came.out);
    assert!(came.out.contains("1 logged on"), "{}", came.out);
    for (jitter, loss) in [("366d", "0%"), ("0s", "100%"), ("366d", "50%")] {
        let came = run(text.replace("JITTER", jitter).replace("LOSS", loss));
        assert_eq!(came.code, 0, "{}{}", came.err, came.out);
        assert!(came.out.contains("NoAnswer"), "{}", came.out);
    }
}

/// A name without a dot gets the suffix, wherever it stands; IMAP4 and POP3 do not understand each other.
#[test]
fn what_once_went_wrong_goes_right() {
    let text = small("", "").replace("running:", "fqdn: \"EX10\", running:");
    let came = run(&text);
    assert_eq!(came.code, 0, "{}{}", came.err, came.out);
    assert!(came.out.contains("1 logged on"), "{}", came.out);
    let text = small("", "").replace("[Imap4]", "[Imap4, Pop3]");
    for (from, to, said) in [
        (":993:SSL\", ", ":995:SSL\", ", "port 995 speaks POP3"),
        ("user: ", "protocol: Pop3, user: ", "port 993 speaks IMAP4"),
    ] {
        let came = run(text.replace(from, to));
        assert_eq!(came.code, 0, "{}{}", came.err, came.out);
        assert!(came.out.contains("NoGreeting") && came.out.contains(said), "{}", came.out);
    }
}
