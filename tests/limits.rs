//! What happens at the bounds of memory?
//!
//! What is kept of a run ends at its budget with a word on what to do, and where the system itself gives no more, the
//! program says so and leaves with its own code.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use coexist::gallery;
use coexist::page;
use coexist::resolve::load;
use coexist::sim::{self, Budget};
use coexist::trace::Stop;
use serde_json::{Value, json};

use crate::process::{SMALL, call, folder, write};

/// A client that asks again every microsecond: each time is a record.
fn asks(millis: u32) -> String {
    let often = format!("SSL\", every: \"1us\", until: \"{millis}ms\")]");
    SMALL.replace("SSL\")]", &often).replace("title:", "event_limit: 100000000, title:")
}

/// More than a third of 16 MB, and less than that of the usual budget.
const MILLIS: u32 = 200;

#[test]
fn a_run_ends_where_its_budget_is_full() {
    let folder = folder("memory-budget");
    let path = write(&folder, "asks.ron", asks(MILLIS));
    let least = ["--memory", "16MB"];
    let run = call(&[&["run", &path][..], &least].concat());
    assert_eq!(run.code, 3, "{}", run.err);
    let said = "Inconclusive: the run ended after ";
    assert!(run.out.contains(said) && run.out.contains("as many as there is room for"), "{}", run.out);
    assert!(run.out.contains("--memory") && run.out.contains("(until)"), "{}", run.out);
    // It was said before.
    let foretold = "keeping all of this run takes about ";
    assert!(run.err.contains(foretold) && run.err.contains("no more than 16 MB is taken"), "{}", run.err);
    for arguments in [&["explain", &path][..], &["diagram", &path, "--at", "5"]] {
        let came = call(&[arguments, &least].concat());
        assert!(came.err.contains(foretold), "{arguments:?}: {}", came.err);
        assert_eq!(came.code, 3, "{arguments:?}: {}{}", came.out, came.err);
    }
    // Nothing is kept, or there is room.
    for arguments in [
        &["run", "-q", &path, "--memory", "16MB"][..],
        &["test", &path, "--memory", "16MB"],
        &["diff", &path, &path, "--memory", "16MB"],
        &["what-if", &path, "--set", "seed=2", "--memory", "16MB"],
        &["run", &path],
    ] {
        let came = call(arguments);
        assert_eq!((came.code, came.err.contains(foretold)), (0, false), "{arguments:?}: {}{}", came.out, came.err);
    }
    assert!(call(&["run", &path, "--memory", "16MB", "--lang", "zh"]).err.contains("保留整个运行约需"));
}

/// `report` goes by the same: it says before its run what will not fit, and the page of a run that ended for want of
/// room says that nothing is certain.
#[test]
fn a_page_goes_by_the_budget() {
    let folder = folder("memory-page");
    let text = asks(MILLIS);
    let path = write(&folder, "asks.ron", &text);
    let file = folder.join("page.html");
    let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["report", &path, "--memory", "16MB", "--lang", "en", "-o"])
        .arg(&file)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut said = String::new();
    BufReader::new(child.stderr.take().expect("it complains")).read_line(&mut said).expect("a line");
    assert!(said.contains("keeping all of this run takes about ") && said.contains("than 16 MB is taken"), "{said}");
    // A page of so many records is long in the making.
    let _ = child.kill();
    let _ = child.wait();
    let world = load(&text, "asks").expect("it can be read").world;
    let cut = sim::run_within(&world, Budget { bytes: 100_000 }, u64::MAX, &mut |_| true);
    assert_eq!(page::of_run("asks", (&text, &world), &cut, false).about()["overall"], "inconclusive");
}

/// That a run is longer than what may be kept of it is a finding like others, for people and for programs. The runs
/// that `check` makes itself go by the same budget, and where one of them does not fit that is no verdict.
#[test]
fn what_will_not_fit_is_a_finding() {
    let folder = folder("memory-finding");
    let least = ["--memory", "16MB"];
    let check =
        |path: &str, format: &str, memory: &[&str]| call(&[&["check", path, "--format", format], memory].concat());
    // Longer than `check` runs it; what `check` runs of it fits.
    let long = asks(2_000).replace("1us", "1ms").replace("2000ms", "2h");
    let path = write(&folder, "long.ron", &long);
    let line = 1 + long[..long.find("event_limit").expect("it is written")].matches('\n').count() as u64;
    let foretold = "keeping all of this run takes about ";
    let text = check(&path, "text", &[]);
    assert!(text.code == 0 && text.out.contains("F054") && text.out.contains(foretold), "{text:?}");
    assert!(text.out.contains("no more than 2 GB is taken") && text.err.is_empty(), "{text:?}");
    let object: Value =
        serde_json::from_str(check(&path, "json", &[]).out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        (&object["code"], &object["severity"], &object["line"]),
        (&json!("F054"), &json!("advice"), &json!(line))
    );
    let sarif: Value = serde_json::from_str(&check(&path, "sarif", &[]).out).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    assert!(results.iter().any(|it| it["ruleId"] == "F054"), "{sarif}");
    // With more memory it is none, with less it is one that says so.
    assert_eq!(check(&path, "json", &["--memory", "64GB"]).out, "");
    assert!(check(&path, "text", &["--memory", "1GB"]).out.contains("no more than 1 GB is taken"));
    assert!(call(&["check", &path, "--lang", "zh"]).out.contains("保留整个运行约需"));
    // What `check` runs itself does not fit into the least.
    let path = write(&folder, "asks.ron", asks(MILLIS));
    let cut = check(&path, "json", &least);
    assert!(cut.code == 3 && cut.err.contains("where 16 MB of memory were full"), "{cut:?}");
    assert!(cut.out.contains("F054"), "{cut:?}");
    assert_eq!((check(&path, "json", &[]).code, check(&path, "json", &[]).out.as_str()), (0, ""));
}

/// What is foretold is about what is needed: with that much there is room, with a third of it there is none.
#[test]
fn what_is_foretold_is_what_is_needed() {
    let world = load(&asks(MILLIS), "asks").expect("it can be read").world;
    let budget = Budget { bytes: 1 << 20 };
    let foretold = sim::foretold(&world, budget).expect("it does not fit");
    let stop = |bytes| sim::run_within(&world, Budget { bytes }, u64::MAX, &mut |_| true).stop;
    assert_eq!((stop(foretold), stop(foretold / 3)), (Stop::Finished, Stop::RecordLimit));
    assert_eq!(sim::foretold(&world, Budget { bytes: foretold }), None);
}

/// The budget is kept to the byte: a run that just has room ends as one that has all the room, and what is kept goes
/// beyond less room by no more than one event brings.
#[test]
fn budgets_are_kept() {
    for it in gallery::ALL.iter().step_by(7) {
        let world = load(it.text, it.claim).expect("the gallery can be read").world;
        let whole = sim::run(&world);
        let bytes = whole.trace.bytes();
        let within = |bytes| sim::run_within(&world, Budget { bytes }, u64::MAX, &mut |_| true);
        let fits = within(bytes + 1);
        assert_eq!((fits.stop, fits.trace.records().len()), (whole.stop, whole.trace.records().len()), "{}", it.claim);
        let half = within(bytes / 2);
        assert_eq!(half.stop, Stop::RecordLimit, "{}", it.claim);
        assert!(
            bytes / 2 <= half.trace.bytes() && half.trace.records().len() < whole.trace.records().len(),
            "{}",
            it.claim
        );
    }
}

#[test]
fn amounts_that_are_none_are_refused() {
    for amount in ["4", "15MB", "much", "1.5GB", "-1GB"] {
        let came = call(&["run", &format!("--memory={amount}")]);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{amount}");
        assert!(came.err.contains("at least 16 MB") && came.err.contains("4GB"), "{amount}: {}", came.err);
    }
}

/// Where the system gives no more, no process ends by a signal: it is said, whatever was being done.
#[cfg(target_os = "linux")]
#[test]
fn no_want_of_memory_ends_in_an_abort() {
    let folder = folder("memory-limit");
    let path = write(&folder, "asks.ron", asks(2_000));
    let program = env!("CARGO_BIN_EXE_coexist");
    let mut said = 0;
    let page = folder.join("page.html").display().to_string();
    for limit in [100_000, 120_000] {
        for command in [
            format!("run '{path}'"),
            format!("explain '{path}'"),
            format!("diff '{path}' '{path}'"),
            format!("what-if '{path}' --set seed=2"),
            format!("diagram '{path}' --at 5"),
            format!("report '{path}' -o '{page}'"),
        ] {
            let line = format!("ulimit -v {limit}; exec '{program}' {command} --memory 64GB --lang en");
            let came = Command::new("sh").args(["-c", &line]).output().expect("there is a shell");
            let err = String::from_utf8_lossy(&came.stderr);
            let code = came.status.code();
            assert!(code == Some(3) || (code == Some(0) && err.is_empty()), "{line}: {:?} {err}", came.status);
            if code == Some(3) {
                assert!(err.starts_with("error: there is no more memory") && err.contains("--memory"), "{line}: {err}");
                said += 1;
            }
        }
    }
    assert!(said > 2, "{said}");
}

/// A thread takes memory too, and is counted by a limit of processes: where there is none to be had, the work is done by
/// the one that there is.
#[cfg(target_os = "linux")]
#[test]
fn work_is_done_without_further_threads() {
    let program = env!("CARGO_BIN_EXE_coexist");
    for command in [
        "sweep docs/examples/contoso.ron --threads 64",
        "rehearse migration/road-from-2016-to-se --threads 64",
        "test scenarios/evidence --threads 64",
    ] {
        let of = |before: &str| {
            let line = format!("{before} exec '{program}' {command} --lang en");
            let came = Command::new("sh").args(["-c", &line]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
            let came = came.expect("there is a shell");
            (came.status.code(), String::from_utf8_lossy(&came.stdout).into_owned(), came.stderr)
        };
        let (code, out, _) = of("");
        // Not even a few of the stacks have room, each of a gigabyte.
        let (limited, told, err) = of("ulimit -v 900000; RUST_MIN_STACK=1000000000");
        assert_eq!((limited, told), (code, out), "{command}: {}", String::from_utf8_lossy(&err));
    }
}

/// Probes of 300 front ends of 300 targets each cost what somebody asks of them, and not what there are.
#[test]
fn probes_cost_no_more_than_they_count() {
    let events = |count: usize| {
        let servers = |name: &str, rest: &str| -> String {
            let one = |it| format!("Server(name: \"{name}{it:03}\", {rest}, running: [Imap4, W3SVC]), ");
            (0..count).map(one).collect::<Vec<_>>().concat()
        };
        let text = format!(
            "(schema: 1, servers: [{}{}],
            databases: [(name: \"DB\", on: [\"BE000\"])], mailboxes: [(name: \"anna\", database: \"DB\")],
            clients: [(name: \"laptop\", user: \"anna\", protocol: Owa, connect: \"fe000.contoso.com:443:SSL\",
                every: \"1min\", until: \"9min\")])",
            servers("FE", "version: Exchange2013, roles: [ClientAccess]"),
            servers("BE", "version: Exchange2010"),
        );
        let world = load(&text, "probes").unwrap_or_else(|it| panic!("{it:#?}")).world;
        let mut simulator = sim::Simulator::<sim::tracer::Counting>::default();
        let events = simulator.run(&world).events;
        assert_eq!(simulator.tracer.count(coexist::world::Outcome::LoggedOn), 10);
        events
    };
    assert_eq!(events(300), events(3));
}
