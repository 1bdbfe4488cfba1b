//! Does the full screen of `coexist step` work on a terminal, and is the terminal as it was afterwards?
//!
//! The program runs in a pseudo-terminal, and a terminal in memory reads what it writes. Nothing sleeps: a test waits
//! for output, for a bounded number of reads and a bounded time.
//!
//! On Windows a console stands between: it draws what the program shows in its own words, so there the terminal in
//! memory shows the same texts and colours, and not whether the program took the other screen. Nor has it modes that
//! could be asked from outside, or signals: what is about these is asked on Unix only, each test says so.

#![cfg(any(unix, windows))]

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use crate::process;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How many reads a text may take to appear.
const READS: usize = 400;
/// How often a text is waited for a tenth of a second.
const LOOKS: usize = 600;

/// The program in a terminal.
struct Stage {
    child: Box<dyn Child + Send + Sync>,
    /// Until the program has ended: only then a console on Windows says that nothing more comes.
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// The modes of the terminal before the program began, and once it has ended.
    before: String,
    after: String,
}

impl Stage {
    fn new(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::called(&[&["step"], arguments].concat(), variables)
    }

    fn called(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
        let before = modes(&*pair.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COEXIST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let mut keys = pair.master.take_writer().expect("the terminal can be written");
        greet(&mut *keys);
        let (send, output) = channel();
        // A read blocks; it waits in a thread of its own, so that a test can give up.
        std::thread::Builder::new()
            .spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(read @ 1..) = reader.read(&mut bytes) {
                    if send.send(bytes[..read].to_vec()).is_err() {
                        break;
                    }
                }
            })
            .expect("a thread starts");
        let after = String::new();
        Self { child, master: Some(pair.master), keys, output, screen: terminal(30, 100), before, after }
    }

    /// Reads on; false once the program has ended and all is read.
    #[allow(clippy::disallowed_types, reason = "the program runs in real time, and a test must not wait for ever")]
    fn read(&mut self) -> bool {
        use std::sync::mpsc::RecvTimeoutError;
        for _ in 0..LOOKS {
            match self.output.recv_timeout(std::time::Duration::from_millis(100)) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    return true;
                }
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => self.look(),
            }
        }
        panic!("nothing is written:\n{}", self.text());
    }

    /// Gives the terminal up where the program has ended.
    fn look(&mut self) {
        if self.child.try_wait().expect("it can be asked").is_some()
            && let Some(master) = self.master.take()
        {
            self.after = modes(&*master);
        }
    }

    fn resize(&mut self, rows: u16, cols: u16) {
        self.screen = terminal(rows, cols);
        let master = self.master.as_ref().expect("the program runs");
        master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a terminal has a size");
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen shows a text.
    fn shows(&mut self, text: &str) {
        for _ in 0..READS {
            if self.text().contains(text) {
                return;
            }
            assert!(self.read(), "the program has ended without {text:?}:\n{}", self.text());
        }
        panic!("{text:?} does not appear:\n{}", self.text());
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    /// Waits for the end, and looks whether the terminal is as it was.
    fn ends(mut self) -> u32 {
        for _ in 0..READS {
            if !self.read() {
                break;
            }
        }
        let code = self.child.wait().expect("it ends").exit_code();
        self.look();
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert_eq!(self.after, self.before, "the modes are as before");
        code
    }
}

fn terminal(rows: u16, columns: u16) -> vt100::Parser {
    let size = |it| std::num::NonZero::new(it).expect("a terminal is not empty");
    vt100::Parser::new(size(rows), size(columns), 0)
}

/// A console asks first where the cursor stands, and waits for the answer.
fn greet(keys: &mut dyn Write) {
    if cfg!(windows) {
        keys.write_all(b"\x1b[1;1R").and_then(|()| keys.flush()).expect("the terminal can be written");
    }
}

#[cfg(unix)]
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// Nobody but the program can ask for those of a console.
#[cfg(windows)]
fn modes(_: &dyn MasterPty) -> String {
    String::new()
}

#[test]
fn one_walks_through_a_run_and_leaves_the_terminal_as_it_was() {
    let mut stage = Stage::new(&["stopped-target-stays-a-candidate"], &[]);
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
    let mut stage = Stage::new(&["--at", "3"], &[]);
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
    let mut stage = Stage::new(&["stopped-target-stays-a-candidate", "--lang", "zh"], &[]);
    stage.shows("记录 0 /");
    stage.press("+++++ ");
    stage.shows("LogonFailed");
    stage.press("q");
    assert_eq!(stage.ends(), 0);
}

#[test]
fn outcomes_are_asked_for() {
    let mut stage = Stage::new(&["--predict", "--client", "laptop"], &[]);
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
        let mut stage = Stage::new(arguments, variables);
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
    let mut stage = Stage::new(&[], &[]);
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
    let mut stage = Stage::called(&["--inner-bug-at=small", "step", &file], &[]);
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
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"));
    command.arg("step");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
    let (mut screen, mut bytes) = (terminal(30, 100), [0; 4096]);
    while !screen.screen().contents().contains("record 0 of") {
        let read = reader.read(&mut bytes).expect("it writes");
        assert!(read > 0, "it has ended:\n{}", screen.screen().contents());
        screen.process(&bytes[..read]);
    }
    // Nothing else holds the terminal: it is gone, and no key was left in it.
    drop((reader, pair.master));
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
        let mut stage = Stage::new(arguments, &[]);
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
