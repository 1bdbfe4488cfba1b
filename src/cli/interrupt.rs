//! Does somebody want a long command to end?
//!
//! Whoever searches long (`sweep`, `rehearse`, `shrink`) hears Ctrl-C between two runs, or in the middle of a long one,
//! and tells what is known by then.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Whether somebody wants it to end: Ctrl-C is heard from now on.
pub(super) fn stop() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // The second time it ends the program as ever. Where it cannot be heard, so does the first.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&stopped));
        let _ = signal_hook::flag::register(signal, Arc::clone(&stopped));
    }
    stopped
}
