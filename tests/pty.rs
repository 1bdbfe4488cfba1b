//! How is the program called in a terminal of its own, and what is seen there?
//!
//! It runs in a pseudo-terminal, and where somebody looks at it a terminal in memory reads what it writes. Nothing sleeps:
//! a test waits for output, for a bounded number of reads and a bounded time.

#![cfg(any(unix, windows))]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};

/// A terminal of this size.
pub(crate) fn open(rows: u16, cols: u16) -> PtyPair {
    native_pty_system()
        .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
        .expect("there are pseudo-terminals")
}

/// A process in a terminal, and the other end of that.
pub(crate) struct Begun {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) reader: Box<dyn Read + Send>,
    pub(crate) keys: Box<dyn Write + Send>,
}

impl Begun {
    /// Begins a command in a terminal, in no language and with no wish for colors but those of the variables.
    pub(crate) fn new(pair: PtyPair, mut command: CommandBuilder, variables: &[(&str, &str)]) -> Self {
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COEXIST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let keys = pair.master.take_writer().expect("the terminal can be written to");
        Self { child, master: pair.master, reader, keys }
    }
}

/// How many reads a text may take to appear.
const READS: usize = 400;
/// How often a text is waited for a tenth of a second.
const LOOKS: usize = 600;

/// The program in a terminal that is looked at.
pub(crate) struct Stage {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    /// Until the program has ended: only then a console on Windows says that nothing more comes.
    pub(crate) master: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    /// The modes of the terminal before the program began, and once it has ended.
    pub(crate) before: String,
    after: String,
}

impl Stage {
    /// Calls the program in a folder.
    pub(crate) fn new(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let pair = open(30, 100);
        let before = modes(&*pair.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"));
        command.args(arguments);
        command.cwd(folder);
        let Begun { child, master, mut reader, mut keys } = Begun::new(pair, command, variables);
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
        Self { child, master: Some(master), keys, output, screen: terminal(30, 100), before, after }
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

    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.screen = terminal(rows, cols);
        let master = self.master.as_ref().expect("the program runs");
        master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a terminal has a size");
    }

    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen shows a text.
    pub(crate) fn shows(&mut self, text: &str) {
        for _ in 0..READS {
            if self.text().contains(text) {
                return;
            }
            assert!(self.read(), "the program has ended without {text:?}:\n{}", self.text());
        }
        panic!("{text:?} does not appear:\n{}", self.text());
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    /// Waits for the end, and looks whether the terminal is as it was.
    pub(crate) fn ends(mut self) -> u32 {
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

/// A terminal in memory.
pub(crate) fn terminal(rows: u16, columns: u16) -> vt100::Parser {
    let size = |it| std::num::NonZero::new(it).expect("a terminal is not empty");
    vt100::Parser::new(size(rows), size(columns), 0)
}

/// A console asks first where the cursor stands, and waits for the answer.
fn greet(keys: &mut dyn Write) {
    if cfg!(windows) {
        keys.write_all(b"\x1b[1;1R").and_then(|()| keys.flush()).expect("the terminal can be written");
    }
}

/// The modes of a terminal.
#[cfg(unix)]
pub(crate) fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// Nobody but the program can ask for those of a console.
#[cfg(windows)]
pub(crate) fn modes(_: &dyn MasterPty) -> String {
    String::new()
}
