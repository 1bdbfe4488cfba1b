//! Does a long search, or a lesson, end cleanly: at Ctrl-C, when its disk is full, when nobody reads on?
//!
//! `sweep`, `rehearse` and `shrink` are begun in a terminal of their own, where their bar is seen, and Ctrl-C is typed
//! there. What is told then is less than everything, and all of it is so. Of a lesson nothing is lost.

#![cfg(unix)]

use std::fs;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use regex::Regex;
use serde_json::Value;

use crate::process::{call, call_in, files_below, folder, read, write};
use crate::pty::{self, Begun};
use crate::{rehearse, shrink};

/// A plan of so many people, that takes the longer to be rehearsed in every way.
fn plan(folder: &Path, people: usize) {
    let many = rehearse::PLAN.replace("count: 20", &format!("count: {people}"));
    assert_ne!(many, rehearse::PLAN);
    write(folder, "plan.ron", many);
}

/// Rehearses a plan in a terminal, and ends it. A quick machine gets a larger one, of which there is something to end.
fn ended_rehearsal(folder: &Path, arguments: &[&str]) -> String {
    for people in [60, 240, 960, 3840] {
        plan(folder, people);
        let _ = fs::remove_file(folder.join("known.json"));
        if let (3, said) = ended(folder, arguments, &is_counted) {
            return said;
        }
    }
    panic!("{arguments:?} was never ended by what was typed");
}

/// Runs a command in a terminal, types Ctrl-C as soon as this is seen, and says how it ended and what was seen.
fn ended(folder: &Path, arguments: &[&str], seen: &dyn Fn(&str) -> bool) -> (u32, String) {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"));
    command.args(arguments);
    command.cwd(folder);
    let begun = Begun::new(pty::open(50, 110), command, &[("COEXIST_LANG", "en")]);
    let Begun { mut child, master: _master, mut reader, keys: mut writer } = begun;
    let (mut said, mut bytes, mut is_typed) = (Vec::new(), [0; 4096], false);
    // A terminal whose last process has ended is told as an error.
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        said.extend(&bytes[..count]);
        if !is_typed && seen(&String::from_utf8_lossy(&said)) {
            writer.write_all(b"\x03").expect("somebody types");
            writer.flush().expect("it is typed");
            is_typed = true;
        }
    }
    let code = child.wait().expect("it ends").exit_code();
    (code, String::from_utf8_lossy(&said).into_owned())
}

/// How many are done, as the bar says.
fn far(said: &str) -> Option<u64> {
    let all = Regex::new(r"(\d+)/\d+ \d+ a second").expect("a pattern").captures_iter(said).last()?;
    all[1].parse().ok()
}

/// Whether a bar of many runs was seen.
fn is_counted(said: &str) -> bool {
    far(said).is_some()
}

#[test]
fn a_sweep_tells_at_ctrl_c_what_is_known() {
    let folder = folder("ended-sweep");
    let contoso = format!("{}/docs/examples/contoso.ron", env!("CARGO_MANIFEST_DIR"));
    // Behind the single faults, which each call runs anew.
    let is_at_pairs = |said: &str| far(said).is_some_and(|done| done > 300);
    let (code, said) = ended(&folder, &["sweep", &contoso, "--faults", "2", "--resume", "known.json"], &is_at_pairs);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("This is what was known when it was ended"), "{said}");
    let kept: Value = serde_json::from_str(&read(folder.join("known.json"))).expect("what is known is kept whole");
    assert!(kept["behind"].as_u64() < kept["of"].as_u64(), "{kept}");
}

/// The lines of a kind.
fn lines(text: &str, kind: &str) -> Vec<Value> {
    let all = text.lines().map(|it| serde_json::from_str::<Value>(it).expect("a line is JSON"));
    all.filter(|it| it["type"] == kind).collect()
}

#[test]
fn a_rehearsal_tells_at_ctrl_c_what_is_known_and_goes_on_from_there() {
    let folder = folder("ended-rehearsal");
    let asked = ["rehearse", "plan.ron", "--format", "json", "--pauses", "--threads", "1"];
    let resumed = [&asked[..], &["--resume", "known.json"]].concat();
    let said = ended_rehearsal(&folder, &resumed);
    // Behind the last time that the bar was drawn.
    let told = &said[said.find("{\"type\":\"plan\"").expect("it is told")..];
    let whole = call_in(&folder, &asked, b"");
    assert_eq!(whole.code, 1, "{}", whole.err);
    let all = lines(&whole.out, "otherwise");
    let some = lines(told, "otherwise");
    assert!(some.iter().all(|it| all.contains(it)), "{told}");
    let known = |text: &str| lines(text, "otherwise").len() + lines(text, "pause").len();
    assert!(known(told) < known(&whole.out), "{told}");
    assert_eq!(lines(told, "end")[0]["ended"], true, "{told}");
    assert_eq!(lines(&whole.out, "end")[0]["ended"], false);
    let kept: Value = serde_json::from_str(&read(folder.join("known.json"))).expect("what is known is kept whole");
    assert_eq!(kept["otherwise"].as_array().map(Vec::len), Some(some.len()), "{kept}");
    let rest = call_in(&folder, &resumed, b"");
    assert_eq!((rest.code, &rest.out), (1, &whole.out), "{}", rest.err);
    // What is known is not run again: what the file says is what is told.
    let text = read(folder.join("known.json"));
    let mut changed: Value = serde_json::from_str(&text).expect("it is JSON");
    for it in changed["otherwise"].as_array_mut().expect("ways") {
        it[1]["why"] = "as it is kept".into();
    }
    write(&folder, "known.json", changed.to_string());
    let again = call_in(&folder, &resumed, b"");
    assert!(lines(&again.out, "otherwise").iter().all(|it| it["why"] == "as it is kept"), "{}", again.out);
    // In words, and of a plan that is not whole.
    let said = ended_rehearsal(&folder, &["rehearse", "plan.ron", "--threads", "1"]);
    assert!(said.contains("This is what was known when it was ended"), "{said}");
}

#[test]
fn what_is_kept_of_another_plan_or_is_cut_off_is_refused() {
    let folder = folder("ended-foreign");
    write(&folder, "plan.ron", rehearse::PLAN);
    let of = |more: &[&str]| {
        let all = [&["rehearse", "plan.ron", "--resume", "known.json"], more].concat();
        call_in(&folder, &all, b"")
    };
    assert_eq!(of(&[]).code, 1);
    for (more, language) in [(&["--seed", "9"][..], "en"), (&["--lang", "zh"], "zh")] {
        let came = of(more);
        assert_eq!(came.code, 2, "{}", came.err);
        assert!(came.err.contains(if language == "en" { "another rehearsal" } else { "另一次演练" }), "{}", came.err);
    }
    let whole = read(folder.join("known.json"));
    let mut wrong: Value = serde_json::from_str(&whole).expect("it is JSON");
    wrong["otherwise"][0][1]["told_by"] = vec![77].into();
    for text in [&whole[..whole.len() / 2], "", "[]", &wrong.to_string()] {
        write(&folder, "known.json", text);
        let came = of(&[]);
        assert_eq!(came.code, 2, "{}", came.err);
        assert!(came.err.contains("does not hold what is known"), "{}", came.err);
    }
    // A device may be read without end.
    for command in ["rehearse", "sweep"] {
        let came = call_in(&folder, &[command, "plan.ron", "--resume", "/dev/zero"], b"");
        assert_eq!(came.code, 2, "{}", came.err);
    }
}

#[test]
fn shrinking_ends_at_ctrl_c_with_the_smallest_that_was_found() {
    let folder = folder("ended-shrink");
    write(&folder, "large.ron", shrink::large(100, 50));
    let keep = "client: \"laptop\", outcome: LogonFailed, rules: [\"SVC-4\"]";
    let left_out = Regex::new(r"\b[1-9]\d*/\d+ parts left out").expect("a pattern");
    let asked = ["shrink", "large.ron", "--keep", keep, "-o", "small.ron"];
    let (code, said) = ended(&folder, &asked, &|it| left_out.is_match(it));
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("ended before everything was tried"), "{said}");
    let small = read(folder.join("small.ron"));
    let parts = |text: &str| text.matches("name: ").count();
    assert!(parts(&small) < parts(&read(folder.join("large.ron"))), "{small}");
    assert_eq!(call_in(&folder, &["test", "small.ron"], b"").code, 0, "what was to be kept holds");
}

/// The three, each with something that it does in moments.
const QUICK: [&[&str]; 3] = [
    &["sweep", "docs/examples/contoso.ron", "--all"],
    &["rehearse", "docs/examples/contoso-plan.ron", "--orders", "--pauses"],
    &["shrink", "service/stopped-target-stays-a-candidate"],
];

/// What of lessons only tells something.
const LESSONS: [&[&str]; 3] =
    [&["lesson"], &["lesson", "poll", "3", "rule"], &["lesson", "lint", "scenarios/lessons/03-mailbox-on-2010"]];

/// Those, and these.
fn quick() -> impl Iterator<Item = &'static [&'static str]> {
    QUICK.into_iter().chain(LESSONS)
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    for arguments in quick() {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("there is a disk that is full");
        let came = Command::new(env!("CARGO_BIN_EXE_coexist"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("COEXIST_LANG", "en")
            .stdout(full)
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&came.stderr);
        assert_eq!(came.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("cannot write") && err.contains("space"), "{arguments:?}: {err}");
    }
    let came = call(&["shrink", QUICK[2][1], "-o", "/dev/full", "--force"]);
    assert_eq!(came.code, 2, "{}", came.err);
    assert!(came.err.contains("/dev/full"), "{}", came.err);
}

/// Each command that writes a file, to where not even an administrator may: which file it is, and why not.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_is_read_only_is_told() {
    for arguments in [
        &["report", "-o", "/sys/page.html"][..],
        &["diagram", "-o", "/sys/picture.svg"],
        &["course", "-o", "/sys/course"],
        &["collect", "-o", "/sys/script.ps1"],
        &["new", "all-three", "-o", "/sys/mine.ron"],
        &["import", "docs/examples/contoso-export", "-o", "/sys/base.ron"],
        &["lesson", "open", "2", "--work", "/sys/work"],
        &["test", "scenarios/evidence", "--junit", "/sys/tests.xml"],
        &["sweep", QUICK[0][1], "-o", "/sys/sweep.txt"],
        &["sweep", QUICK[0][1], "--resume", "/sys/known.json"],
        &["rehearse", QUICK[1][1], "-o", "/sys/plan.txt"],
        &["rehearse", QUICK[1][1], "--resume", "/sys/known.json"],
        &["shrink", QUICK[2][1], "-o", "/sys/small.ron"],
    ] {
        let came = call(arguments);
        let place = arguments.iter().find(|it| it.starts_with("/sys")).expect("it writes there");
        assert_eq!(came.code, 2, "{arguments:?}: {}", came.err);
        assert!(came.err.contains(place) && came.err.contains("cannot be written"), "{arguments:?}: {}", came.err);
    }
}

/// What cannot be kept is told all the same.
#[test]
fn where_nothing_can_be_kept_it_is_still_told() {
    let folder = folder("ended-full");
    for (arguments, tells) in [(QUICK[0], "Who is locked out by what"), (QUICK[1], "Without mail: scanner")] {
        let kept = folder.join("known.json");
        // No file may have a single byte, and the program is not ended for it.
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
        let came = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_coexist")])
            .args(arguments)
            .args(["--resume", &kept.to_string_lossy()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("COEXIST_LANG", "en")
            .output()
            .expect("it runs");
        let (out, err) = (String::from_utf8_lossy(&came.stdout), String::from_utf8_lossy(&came.stderr));
        assert_eq!(came.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(out.contains(tells), "{arguments:?}: {out}");
        assert!(err.contains("known.json cannot be written"), "{arguments:?}: {err}");
        assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 0, "nothing half is left");
    }
}

#[test]
fn nobody_who_has_seen_enough_is_told_of_it() {
    for arguments in quick() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("COEXIST_LANG", "en")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let mut err = String::new();
        BufReader::new(child.stderr.take().expect("it is piped")).read_to_string(&mut err).expect("text");
        let code = child.wait().expect("it ends").code();
        assert_eq!(code, call(arguments).code.into(), "{arguments:?}: {err}");
        assert!(!err.contains("error") && !err.contains("panic"), "{arguments:?}: {err}");
    }
}

/// What a learner and a trainer do that is kept, each in a folder where it can be done.
const KEPT: [&[&str]; 9] = [
    &["lesson", "open", "4"],
    &["lesson", "predict", "--answer", "who=anna"],
    &["lesson", "run", "--skip"],
    &["lesson", "check"],
    &["lesson", "hints"],
    &["lesson", "export"],
    &["lesson", "reset"],
    &["lesson", "unpack", "3"],
    &["course"],
];

/// The files below a folder, each with what it holds.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let held = |path: PathBuf| {
        let bytes = fs::read(&path).expect("it can be read");
        (path, bytes)
    };
    files_below(folder).into_iter().map(held).collect()
}

#[test]
fn a_full_disk_takes_nothing_from_a_learner() {
    let here = folder("ended-lesson-full");
    assert_eq!(call_in(&here, &["lesson", "open", "3"], b"").code, 0);
    let before = files(&here);
    for arguments in KEPT {
        // No file may have a single byte, and the program is not ended for it.
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
        let came = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_coexist")])
            .args(arguments)
            .current_dir(&here)
            .env("COEXIST_LANG", "en")
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&came.stderr);
        assert_eq!(came.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("cannot be written"), "{arguments:?}: {err}");
        assert_eq!(files(&here), before, "{arguments:?} leaves something half, or takes something away");
    }
}

#[test]
fn ctrl_c_takes_nothing_from_a_learner() {
    let here = folder("ended-lesson");
    assert_eq!(call_in(&here, &["lesson", "open", "3"], b"").code, 0);
    let before = files(&here);
    // While a question waits for its answer, and before one says whether one wants to be asked.
    for (arguments, shown) in [(&["lesson", "predict"][..], "[who]"), (&["lesson", "run"], "[Y/n]")] {
        let (code, said) = ended(&here, arguments, &|it| it.contains(shown));
        assert_ne!(code, 0, "{said}");
        assert_eq!(files(&here), before, "{arguments:?}");
    }
    let (code, said) = ended(&here, &["lesson", "watch", "--skip"], &|it| it.contains("q end"));
    assert_eq!(code, 0, "{said}");
    let progress: Value = serde_json::from_str(&read(here.join("work/progress.json"))).expect("it is kept whole");
    assert_eq!(progress["lessons"]["03-mailbox-on-2010"]["runs"], 1, "{progress}");
}
