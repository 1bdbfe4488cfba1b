//! How does text reach the terminal, a file or a pipe?
//!
//! A reader that has seen enough (`coexist run | head`) is no error: the rest is not written, and nobody is told.

use std::fmt;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::UNUSABLE;
use super::color::{Screen, When};
use super::files::replace;
use crate::catalogue::marks;
use crate::render::{COLUMNS, Lang};
use crate::words::{cli as diag, test as files};

/// What every command needs to know about how to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shell {
    /// When to color.
    pub(super) color: When,
    /// In which language.
    pub(super) lang: Lang,
}

/// Standard output.
pub(super) struct Output {
    stream: BufWriter<AutoStream<StdoutLock<'static>>>,
    screen: Screen,
    error: Option<io::Error>,
}

impl Output {
    pub(super) fn new(when: When) -> Self {
        let choice = when.stdout();
        let stream = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        let screen = Screen { is_colored: choice != ColorChoice::Never, columns: width() };
        Self { stream, screen, error: None }
    }

    /// What text is put on.
    pub(super) const fn paint(&self) -> Screen {
        self.screen
    }

    /// How many columns there are for text.
    pub(super) const fn width(&self) -> usize {
        self.screen.columns
    }

    /// Writes text. What goes wrong is told by [`Output::finish`].
    pub(super) fn text(&mut self, text: &str) {
        if self.error.is_none() {
            self.error = self.stream.write_all(text.as_bytes()).err();
        }
    }

    /// Writes what is no text, as it is. What goes wrong is told by [`Output::finish`].
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        if self.flush() {
            // Not through the stream, which takes colors out of what it is given.
            let mut stdout = io::stdout().lock();
            self.error = stdout.write_all(bytes).and_then(|()| stdout.flush()).err();
        }
    }

    /// Writes what is still buffered, and goes on. Whether anybody still reads.
    pub(super) fn flush(&mut self) -> bool {
        if self.error.is_none() {
            self.error = self.stream.flush().err();
        }
        self.error.is_none()
    }

    /// Writes what is still buffered.
    ///
    /// # Errors
    /// Whatever kept the text from being written, but for a reader that went away.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.error.is_none() {
            self.error = self.stream.flush().err();
        }
        // What is left in the buffer after an error must not be tried again when the buffer is dropped.
        let (_stream, _rest) = self.stream.into_parts();
        match self.error {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }
}

impl fmt::Write for Output {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text(text);
        // To stop early saves making text that nobody reads.
        if self.error.is_none() { Ok(()) } else { Err(fmt::Error) }
    }
}

/// The least: what is laid out for less is no layout.
const NARROW: usize = 60;

/// How many columns there are for text: as wide as the terminal, from 60 to 110, and 110 where there is none, so that
/// snapshots are the same everywhere.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(COLUMNS, |(width, _)| usize::from(width.0).clamp(NARROW, COLUMNS))
}

/// Whether the terminal says that it can only write lines one below the other.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|it| it == "dumb")
}

/// Shows a text, or writes it into a file where one is named; what goes wrong is told.
pub(super) fn put(text: &[u8], file: Option<&Path>, shell: Shell, output: &mut Output) -> Result<(), u8> {
    let Some(path) = file else {
        output.bytes(text);
        return Ok(());
    };
    replace(path, text).map_err(|error| {
        complain(shell, &diag::cannot_write(shell.lang, path.display(), error), None);
        UNUSABLE
    })?;
    output.text(&format!("{}\n", diag::wrote(shell.lang, path.display())));
    Ok(())
}

/// Says that a file is there and is not overwritten. The exit code.
pub(super) fn already_there(shell: Shell, path: &Path) -> u8 {
    complain(shell, &files::exists(shell.lang, path.display()), Some(&files::exists_help(shell.lang)));
    UNUSABLE
}

/// Says that a folder is there already, which is never overwritten; the code that tells so.
pub(super) fn folder_already_there(shell: Shell, path: &Path) -> u8 {
    complain(shell, &files::exists(shell.lang, path.display()), Some(&files::folder_exists_help(shell.lang)));
    UNUSABLE
}

/// Says on standard error what is wrong, and what may help.
pub(super) fn complain(shell: Shell, message: &str, help: Option<&str>) {
    let colon = marks::colon(shell.lang);
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let green = anstyle::AnsiColor::Green.on_default().bold();
    let help = help.map(|it| format!("{green}{}{green:#}{colon}{it}\n", diag::help(shell.lang))).unwrap_or_default();
    let text = format!("{red}{}{red:#}{colon}{message}\n{help}", diag::error(shell.lang));
    to_stderr(shell.color, &text);
}

/// As [`complain`], of what is no error.
pub(super) fn warn(shell: Shell, message: &str, help: Option<&str>) {
    let colon = marks::colon(shell.lang);
    let yellow = anstyle::AnsiColor::Yellow.on_default().bold();
    let green = anstyle::AnsiColor::Green.on_default().bold();
    let help = help.map(|it| format!("{green}{}{green:#}{colon}{it}\n", diag::help(shell.lang))).unwrap_or_default();
    let word = crate::diag::Severity::Warning.said(shell.lang);
    let text = format!("{yellow}{word}{yellow:#}{colon}{message}\n{help}");
    to_stderr(shell.color, &text);
}

/// Writes text to standard error. If that fails too, there is nobody left to be told.
pub(super) fn to_stderr(when: When, text: &str) {
    let mut stream = AutoStream::new(io::stderr().lock(), when.stderr());
    let _ = stream.write_all(text.as_bytes());
}
