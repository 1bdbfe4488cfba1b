//! How does the program start itself?
//!
//! With what it was called with, and before that what only it says to itself: these arguments are in no help, and what
//! is not known among them is left to whoever reads the command line, who refuses it.

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitStatus};
use std::sync::OnceLock;

/// What a process was told that started itself.
#[derive(Debug, Default)]
pub(super) struct Inner {
    /// How many of several files another process has done.
    pub(super) after: usize,
    /// It tests the files that it is given on standard input.
    pub(super) is_worker: bool,
    /// It fails, as if by a bug of its own, at the scenario with this title: for tests.
    pub(super) bug_at: Option<String>,
}

const AFTER: &str = "--inner-after=";
const WORKER: &str = "--inner-worker";
const BUG_AT: &str = "--inner-bug-at=";

static INNER: OnceLock<Inner> = OnceLock::new();

/// What this process was told.
pub(super) fn told() -> &'static Inner {
    INNER.get_or_init(Inner::default)
}

/// Takes what it was told out of its arguments.
pub(super) fn take(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut inner = Inner::default();
    let mut rest = Vec::with_capacity(arguments.len());
    let mut arguments = arguments.into_iter();
    rest.extend(arguments.next());
    for argument in arguments.by_ref() {
        match argument.to_str() {
            Some(WORKER) => inner.is_worker = true,
            Some(it) if it.starts_with(BUG_AT) => inner.bug_at = it.strip_prefix(BUG_AT).map(str::to_owned),
            Some(it) if it.starts_with(AFTER) => {
                inner.after = it.strip_prefix(AFTER).and_then(|it| it.parse().ok()).unwrap_or_default();
            }
            _ => {
                rest.push(argument);
                break;
            }
        }
    }
    rest.extend(arguments);
    // Whoever calls this twice in one process was told once.
    let _ = INNER.set(inner);
    rest
}

/// Starts the program anew for what is left to do of several files, and waits for it.
pub(super) fn go_on_after(done: usize) -> io::Result<ExitStatus> {
    let again = std::env::args_os().skip(1).skip_while(|it| it.to_str().is_some_and(|it| it.starts_with(AFTER)));
    Command::new(std::env::current_exe()?).arg(format!("{AFTER}{done}")).args(again).status()
}

/// The command that starts a worker, to which whoever starts it adds what is to be done.
pub(super) fn worker() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(WORKER);
    command.args(told().bug_at.iter().map(|it| format!("{BUG_AT}{it}")));
    Ok(command)
}
