//! Does somebody want a long command to end?
//!
//! Whoever searches long (`sweep`, `rehearse`, `shrink`) hears Ctrl-C between two runs, or in the middle of a long one,
//! and tells what is known by then.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Whether somebody wants it to end: Ctrl-C is heard from now on. The second time it ends the program as ever; where it
/// cannot be heard, so does the first.
pub(super) fn stop() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    hear(&stopped);
    stopped
}

#[cfg(unix)]
fn hear(stopped: &Arc<AtomicBool>) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;

    for signal in [SIGINT, SIGTERM] {
        let _ = flag::register_conditional_default(signal, Arc::clone(stopped));
        let _ = flag::register(signal, Arc::clone(stopped));
    }
}

/// Windows has no signals: its console tells of Ctrl-C, of Ctrl-Break, and that it is closed.
#[cfg(windows)]
fn hear(stopped: &Arc<AtomicBool>) {
    use std::sync::atomic::Ordering;

    /// What a shell says of a program that Ctrl-C has ended, on each system.
    const ENDED: i32 = 128 + 2;

    let stopped = Arc::clone(stopped);
    let _ = ctrlc::set_handler(move || {
        if stopped.swap(true, Ordering::SeqCst) {
            std::process::exit(ENDED);
        }
    });
}
