//! Which states does the picture have at a record?
//!
//! Forth and back along the changes, so that a step costs what has changed and not what the run has seen.

use std::collections::{BTreeMap, BTreeSet};

use super::course::States;

/// The states at the record one is at.
#[derive(Debug)]
pub(super) struct StatesNow {
    now: BTreeMap<String, String>,
    /// How many changes were made.
    made: usize,
    /// The keys that nobody was told of yet.
    untold: BTreeSet<String>,
}

impl StatesNow {
    /// At the start.
    pub(super) fn new(states: &States) -> Self {
        Self { now: states.initial.clone(), made: 0, untold: states.initial.keys().cloned().collect() }
    }

    pub(super) const fn all(&self) -> &BTreeMap<String, String> {
        &self.now
    }

    /// To the states after a record, or to those at the start.
    pub(super) fn go(&mut self, states: &States, record: Option<u32>) {
        let due = record.map_or(0, |record| states.changes.partition_point(|it| it.0 <= record));
        while self.made < due {
            let (_, key, state) = &states.changes[self.made];
            self.set(key, Some(state));
            self.made += 1;
        }
        while self.made > due {
            self.made -= 1;
            let key = &states.changes[self.made].1;
            let before = match states.before[self.made] {
                Some(at) => Some(&states.changes[at].2),
                None => states.initial.get(key),
            };
            self.set(key, before);
        }
    }

    fn set(&mut self, key: &str, state: Option<&String>) {
        self.untold.insert(key.to_owned());
        match state {
            Some(state) => self.now.insert(key.to_owned(), state.clone()),
            None => self.now.remove(key),
        };
    }

    /// The states that are other ones since this was asked for before. What has none any longer is told as empty.
    pub(super) fn news(&mut self) -> BTreeMap<String, String> {
        let untold = std::mem::take(&mut self.untold);
        let state = |it: String| {
            let state = self.now.get(&it).cloned().unwrap_or_default();
            (it, state)
        };
        untold.into_iter().map(state).collect()
    }
}
