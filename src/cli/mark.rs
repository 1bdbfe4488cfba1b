//! Which search does a file belong to that keeps what is known of one?

use sha2::{Digest, Sha256};

/// What tells a search from every other one: the program, the scenario with all that it stands on, and what is asked.
pub(super) struct Mark(Sha256);

impl Mark {
    pub(super) fn new(text: &str, seed: u64) -> Self {
        let mut mark = Self(Sha256::new());
        for it in [env!("CARGO_PKG_VERSION"), text, &seed.to_string()] {
            mark.part(it);
        }
        mark
    }

    /// Adds something else that is asked.
    pub(super) fn part(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// The first sixteen digits: enough to tell them apart.
    pub(super) fn end(self) -> String {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0.finalize()[..8]);
        format!("{:016x}", u64::from_be_bytes(first))
    }
}
