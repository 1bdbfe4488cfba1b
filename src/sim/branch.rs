//! What if chance and open choices had fallen differently from one record on?
//!
//! A run can be told to go as always up to a record, and from there on to draw anew whatever was left open: losses and
//! jitter, which candidate or pool member is next in turn or picked by chance, which of several addresses comes first.
//! What the rules or the scenario settle (the first by name, the hash of a source) stays as it is. The pivot of a
//! failure is found with it.

use super::Simulator;
use super::tracer::Tracer;
use crate::chance::Stream;
use crate::trace::RecordId;

/// From where on a run draws anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The first record that may be another.
    pub before: RecordId,
    /// The seed of what is drawn from there on.
    pub seed: u64,
}

impl<T: Tracer> Simulator<T> {
    /// What an open choice among `count` is, where the run has branched off; `None`: as always.
    pub(super) fn drawn_anew(&mut self, count: u32) -> Option<u32> {
        let branch = self.branch?;
        if self.tracer.next_record() < branch.before {
            return None;
        }
        let stream = self.branched.get_or_insert_with(|| Stream::new(branch.seed, "branch/choices"));
        Some(stream.below(count.max(1)))
    }

    /// Lets the network draw anew, where the run has branched off.
    pub(super) fn branch_net(&mut self) {
        if let Some(branch) = self.branch
            && branch.before <= self.tracer.next_record()
        {
            self.net.draw_anew(branch.seed);
        }
    }
}
