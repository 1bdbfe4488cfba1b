//! Which down-level targets does a front end believe to be up? (HTTP-1, HTTP-2)
//!
//! One memory for all front ends. A target is believed to be up until `down_after` probes in a row have failed, and
//! down until `up_after` have passed. POP3 and IMAP4 have nothing of the kind (FE-3).

use crate::world::{HttpPing, ServerId, Sorted};

/// What a front end believes of one target.
#[derive(Clone, Copy, Debug)]
struct Belief {
    up: bool,
    /// How many probes in a row said the opposite.
    against: u32,
}

/// What all front ends believe: front end and target. Who is not in it is believed to be up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    beliefs: Sorted<(ServerId, ServerId), Belief>,
}

impl Memory {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.beliefs.clear();
    }

    /// Before the run a probe has failed often enough.
    pub(crate) fn begins_down(&mut self, front: ServerId, target: ServerId) {
        self.beliefs.insert((front, target), Belief { up: false, against: 0 });
    }

    /// Whether a front end believes a target to be up.
    #[must_use]
    pub(crate) fn is_up(&self, front: ServerId, target: ServerId) -> bool {
        self.beliefs.get((front, target)).is_none_or(|it| it.up)
    }

    /// A probe has passed or failed. Returns the new belief where it changes.
    pub(crate) fn probed(&mut self, ping: &HttpPing, front: ServerId, target: ServerId, passed: bool) -> Option<bool> {
        let it = self.beliefs.get_or_insert((front, target), Belief { up: true, against: 0 });
        if it.up == passed {
            it.against = 0;
            return None;
        }
        it.against += 1;
        let enough = if passed { ping.up_after } else { ping.down_after };
        if it.against < enough {
            return None;
        }
        *it = Belief { up: passed, against: 0 };
        Some(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Micros;

    #[test]
    fn a_belief_changes_after_enough_probes_in_a_row() {
        let span = Micros::from_secs(1);
        let ping = HttpPing { every: span, timeout: span, down_after: 2, up_after: 3 };
        let (front, target) = (ServerId(0), ServerId(1));
        let mut memory = Memory::default();
        let mut tell = |passed| memory.probed(&ping, front, target, passed);
        assert_eq!([false, true, false, false].map(&mut tell), [None, None, None, Some(false)]);
        assert_eq!([true, true, false, true, true, true].map(&mut tell), [None, None, None, None, None, Some(true)]);
        memory.begins_down(front, target);
        assert!(!memory.is_up(front, target) && memory.is_up(target, front));
    }
}
