//! How do several threads share work, where the system may give fewer than are wanted?

use std::thread::{Builder, scope};

/// Gives each of these to a thread, the first to the one that is here. Where the system gives no further thread, as
/// under a limit of memory or of processes, those do the work that there are.
pub(super) fn together<T: Send>(all: impl IntoIterator<Item = T>, work: impl Fn(T) + Copy + Send) {
    let mut all = all.into_iter();
    let Some(own) = all.next() else { return };
    scope(|scope| {
        for it in all {
            if Builder::new().spawn_scoped(scope, move || work(it)).is_err() {
                break;
            }
        }
        work(own);
    });
}
