//! Does the full screen of `coexist step` work on a terminal, and is the terminal as it was afterwards?
//!
//! The program runs in a pseudo-terminal (`pty.rs`). On Windows a console stands between: it draws what the program shows in its own words, so there the terminal in
//! memory shows the same texts and colours, and not whether the program took the other screen. Nor has it modes that
//! could be asked from outside, or signals: what is about these is asked on Unix only, each test says so.

#![cfg(any(unix, windows))]

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process;
#[cfg(unix)]
use crate::pty::{self, Begun, terminal};
use crate::pty::{Stage, modes};
#[cfg(unix)]
use portable_pty::CommandBuilder;

/// `coexist step` in a terminal.
fn step(arguments: &[&str], variables: &[(&str, &str)]) -> Stage {
    Stage::new(Path::new(env!("CARGO_MANIFEST_DIR")), &[&["step"], arguments].concat(), variables)
}

#[test]
fn one_walks_through_a_run_and_leaves_the_terminal_as_it_was() {
    let mut stage = step(&["stopped-target-stays-a-candidate"], &[]);
    stage.shows("record 0 of");
    if cfg!(unix) {
        let screen = stage.screen.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor());
        let master = stage.master.as_deref().expect("the program runs");
        assert_ne!(modes(master), stage.before, "keys come at once");
    }
    stage.shows("begins attempt 1");
    stage.press("\x1b[C");
    stage.shows("record 1 of");
    stage.press("d");
    stage.shows("Decision of");
    stage.press("?");
    stage.shows("Keys and signs");
    stage.shows("Esc close");
    stage.press("\x1b");
    stage.shows("d decision  f failure");
    stage.press("l");
    stage.shows("拓扑");
    stage.press("l");
    stage.shows("Topology");
    stage.press("\x1b[F");
    stage.shows("LogonFailed");
    stage.press("w");
    stage.shows("Why did it fail?");
    stage.shows("The first failing step");
    stage.press("q");
    stage.press("q");
    assert_eq!(stage.ends(), 0);
}

#[test]
fn another_size_is_drawn_at_once() {
    let mut stage = step(&["--at", "3"], &[]);
    stage.shows("record 3 of");
    stage.resize(12, 50);
    stage.shows("too small");
    stage.resize(40, 140);
    stage.shows("record 3 of");
    stage.press("\x03");
    assert_eq!(stage.ends(), 0);
}

#[test]
fn it_plays_by_itself() {
    let mut stage = step(&["stopped-target-stays-a-candidate", "--lang", "zh"], &[]);
    stage.shows("记录 0 /");
    stage.press("+++++ ");
    stage.shows("LogonFailed");
    stage.press("q");
    assert_eq!(stage.ends(), 0);
}

#[test]
fn outcomes_are_asked_for() {
    let mut stage = step(&["--predict", "--client", "laptop"], &[]);
    stage.shows("predict: 0 of 0 right");
    stage.press("d");
    stage.shows("Does EX13 let the log-on through?");
    stage.press("1");
    stage.shows("predict: 1 of 1 right");
    stage.press("qq");
    assert_eq!(stage.ends(), 0);
}

#[test]
fn no_color_means_no_color() {
    for (arguments, variables) in
        [(&["--color", "never"][..], &[][..]), (&[], &[("NO_COLOR", "1")]), (&["--color", "always"], &[])]
    {
        let mut stage = step(arguments, variables);
        stage.shows("record 0 of");
        stage.shows("quit");
        let screen = stage.screen.screen();
        let is_plain =
            |cell: &vt100::Cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default;
        let cells = (0..30).flat_map(|y| (0..100).map(move |x| (y, x)));
        let plain = cells.filter_map(|(y, x)| screen.cell(y, x)).all(is_plain);
        assert_eq!(plain, !arguments.contains(&"always"), "{arguments:?} {variables:?}");
        stage.press("q");
        assert_eq!(stage.ends(), 0);
    }
}

/// On Windows nothing tells a process to end: it is ended, and can do nothing before.
#[cfg(unix)]
#[test]
fn a_process_that_is_ended_puts_the_terminal_back() {
    let mut stage = step(&[], &[]);
    stage.shows("record 0 of");
    let id = stage.child.process_id().expect("it runs").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().expect("there is kill").success());
    assert_eq!(stage.ends(), 128 + 15);
}

/// A bug of the program itself is told on the screen that was there before.
#[test]
fn a_bug_puts_the_terminal_back() {
    let folder = process::folder("step-bug");
    let file = process::write(&folder, "a.ron", process::SMALL);
    let mut stage = Stage::new(&folder, &["--inner-bug-at=small", "step", &file], &[]);
    stage.shows("a bug that was asked for");
    assert!(!stage.screen.screen().alternate_screen(), "it is told where it stays");
    stage.shows("this is a bug of coexist; scenario \"small\", seed 1");
    assert_eq!(stage.ends(), 101);
}

/// A window that is closed takes the program with it, although nobody presses a key any more. That a console is closed
/// on Windows is asked of every command that waits (terminal.rs); here it is the code with which it ends on Unix.
#[cfg(unix)]
#[test]
fn it_ends_with_its_terminal() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"));
    command.arg("step");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let Begun { mut child, master, mut reader, .. } = Begun::new(pty::open(30, 100), command, &[]);
    let (mut screen, mut bytes) = (terminal(30, 100), [0; 4096]);
    while !screen.screen().contents().contains("record 0 of") {
        let read = reader.read(&mut bytes).expect("it writes");
        assert!(read > 0, "it has ended:\n{}", screen.screen().contents());
        screen.process(&bytes[..read]);
    }
    // Nothing else holds the terminal: it is gone, and no key was left in it.
    drop((reader, master));
    // By itself, where reading fails, or by the signal.
    let code = child.wait().expect("it ends").exit_code();
    assert!([2, 128 + 1].contains(&code), "{code}");
}

#[test]
fn what_cannot_be_walked_through_is_told_before() {
    for (arguments, text) in [
        (&["--at", "100000"][..], "no record 100000"),
        (&["--client", "lapdog"], "did you mean"),
        (&["no-such-scenario"], "no scenario"),
    ] {
        let mut stage = step(arguments, &[]);
        stage.shows(text);
        assert_eq!(stage.ends(), 2, "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    for (lang, text) in [("en", "`coexist run`"), ("zh", "请改用 `coexist run`")] {
        let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
            .args(["step", "--lang", lang])
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(told.contains(text), "{told}");
    }
}
