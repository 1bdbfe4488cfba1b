//! What happens where the program itself fails?
//!
//! A panic is a bug of ours, and nothing catches it: the program that is shipped is built so that nothing could
//! (docs/architecture.md). So a hook does what is left to do, in every build: it puts the terminal back, says where the
//! bug is, at which scenario it came up and where to report it, has a new process do what is left of several files, and
//! leaves.

use std::panic::{set_hook, take_hook};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::output::{Shell, complain};
use super::{BUG, inner, terminal};
use crate::words::cli as say;
use crate::world::World;

/// What is being done.
#[derive(Debug)]
struct Work {
    shell: Shell,
    title: String,
    seed: u64,
}

static WORK: Mutex<Option<Work>> = Mutex::new(None);

/// How many of several files are done when the present one is; 0 where nothing goes on after it.
static DONE: AtomicUsize = AtomicUsize::new(0);

/// A scenario is worked on for as long as this lives: a bug is told of it.
#[must_use]
pub(super) struct AtWork;

/// From here on a scenario is worked on.
pub(super) fn at_work(shell: Shell, world: &World) -> AtWork {
    now(Some(Work { shell, title: world.title.to_string(), seed: world.seed }));
    AtWork
}

impl Drop for AtWork {
    fn drop(&mut self) {
        now(None);
    }
}

fn now(work: Option<Work>) {
    *WORK.lock().unwrap_or_else(PoisonError::into_inner) = work;
}

/// One of several files is worked on; so many are done when it is.
pub(super) fn one_of_several(done: usize) {
    DONE.store(done, Ordering::Relaxed);
}

/// Fails at the scenario at which a test wants it to.
pub(super) fn where_asked_for(world: &World) {
    assert!(inner::told().bug_at.as_deref() != Some(world.title.as_str()), "a bug that was asked for");
}

/// From here on a panic ends the program as described above.
pub(super) fn expect_bugs() {
    let told_by_rust = take_hook();
    set_hook(Box::new(move |panic| {
        terminal::restore();
        told_by_rust(panic);
        let work = WORK.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Work { shell, title, seed }) = work {
            let message = say::bug(shell.lang, format!("{title:?}"), seed);
            complain(shell, &message, Some(&say::report_bug(shell.lang)));
        }
        let done = DONE.swap(0, Ordering::Relaxed);
        if done > 0 {
            // Where it cannot be started, the others stay undone, as the exit code says.
            let _ = inner::go_on_after(done);
        }
        std::process::exit(BUG.into());
    }));
}
