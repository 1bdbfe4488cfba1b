//! Does `coexist lesson watch` take a learner through lessons by keys, and is the terminal as it was afterwards?

#![cfg(any(unix, windows))]

use std::fs;
use std::path::Path;

use crate::process::{call_in, folder, read};
use crate::pty::Stage;

/// Lesson 3, opened, with its scenario.
fn opened(folder: &Path) -> std::path::PathBuf {
    let came = call_in(folder, &["lesson", "open", "3"], b"");
    assert_eq!(came.code, 0, "{}", came.err);
    folder.join("work/03-mailbox-on-2010.ron")
}

fn watched(folder: &Path, more: &[&str]) -> Stage {
    let mut stage = Stage::new(folder, &[&["lesson", "watch"], more].concat(), &[("COEXIST_LANG", "en")]);
    // Everything that a test looks for stands on one screen.
    stage.resize(200, 120);
    stage
}

#[test]
fn keys_do_what_the_line_below_says() {
    let here = folder("watched-keys");
    let file = opened(&here);
    let mut stage = watched(&here, &["--skip"]);
    stage.shows("h hints · d picture · e explain · r begin anew · n next lesson · q end");
    stage.press("h");
    stage.shows("Which line of the file tells other servers where EX10 is?");
    stage.press("d");
    stage.shows("work/03-mailbox-on-2010.svg");
    stage.press("e");
    stage.shows("DET-9");
    assert!(read(here.join("work/03-mailbox-on-2010.svg")).starts_with("<svg"));
    // What is saved is run and checked, and what was passed is kept.
    let own = format!("// mine\n{}", read(&file));
    fs::write(&file, &own).expect("it can be saved");
    stage.shows("03-mailbox-on-2010.ron:12:");
    stage.press("r");
    stage.shows("03-mailbox-on-2010.before.ron");
    stage.shows("03-mailbox-on-2010.ron:11:");
    assert_eq!(read(here.join("work/03-mailbox-on-2010.before.ron")), own);
    let solution = format!("{}/scenarios/lessons/03-mailbox-on-2010/solution.ron", env!("CARGO_MANIFEST_DIR"));
    fs::copy(solution, &file).expect("it can be saved");
    stage.shows("All goals are met.");
    stage.shows("What happened");
    stage.press("n");
    stage.shows("work/04-");
    stage.press("q");
    assert_eq!(stage.ends(), 0);
    let progress = read(here.join("work/progress.json"));
    assert!(progress.contains("\"passed\": true") && progress.contains("\"current\": \"04-"), "{progress}");
}

#[test]
fn nothing_is_watched_before_it_was_predicted() {
    let here = folder("watched-predict");
    opened(&here);
    let came = call_in(&here, &["lesson", "watch"], b"");
    assert!(came.code == 2 && came.err.contains("first say what will happen"), "{} {}", came.out, came.err);
    let mut stage = watched(&here, &[]);
    stage.shows("Say first what will happen? [Y/n]");
    assert!(!stage.text().contains("LogonFailed"), "{}", stage.text());
    stage.press("n\r");
    stage.shows("q end");
    stage.press("\x03");
    assert_eq!(stage.ends(), 0);
}

/// On Windows nothing tells a process to end.
#[cfg(unix)]
#[test]
fn a_watch_that_is_ended_puts_the_terminal_back() {
    let here = folder("watched-ended");
    opened(&here);
    let mut stage = watched(&here, &["--skip"]);
    stage.shows("q end");
    let id = stage.child.process_id().expect("it runs").to_string();
    let told = std::process::Command::new("kill").args(["-TERM", &id]).status();
    assert!(told.expect("there is kill").success());
    assert_eq!(stage.ends(), 128 + 15);
}
