//! What did re-runs show?
//!
//! Data only; the re-runs are made above the engine. Nothing is in here that was not run.

use super::candidates::Step;
pub use crate::scenario::When;
use crate::scenario::write::ToRon;
use crate::scenario::{Action, edit};
use crate::trace::RecordId;
use crate::world::ClientId;

/// How many re-runs a search for remedies takes at the most.
pub(crate) const RUNS_MAX: u32 = 160;
/// How many events they take together at the most.
pub(crate) const EVENTS_MAX: u64 = 40_000_000;
/// How many times a step of a failed attempt is repeated with other draws.
pub(crate) const DRAWS: u32 = 16;

/// A step, or two, with which the scenario was run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What is done.
    pub(crate) steps: Vec<Step>,
    /// What must restart before that takes effect.
    pub(crate) restarts: Vec<Action>,
    /// When it was done in the re-run.
    pub when: When,
    /// How many other attempts failed and now log on; the clients.
    pub also_helps: Vec<ClientId>,
    /// The clients of which an attempt logged on and now fails.
    pub harms: Vec<ClientId>,
    /// Attempts that failed before, and those of them that log on now.
    pub repaired: (u32, u32),
}

impl Remedy {
    /// What the re-run carried out, in order.
    #[must_use]
    pub(crate) fn actions(&self) -> Vec<Action> {
        actions(&self.steps, &self.restarts)
    }

    /// The scenario with this remedy, of the text without it. What was run is what it does.
    #[must_use]
    pub fn scenario(&self, text: &str) -> Option<String> {
        let actions: Vec<_> = self.actions().iter().map(ToRon::ron).collect();
        edit::with(text, &actions, self.when).ok()
    }
}

/// The actions of steps, and then what must restart.
#[must_use]
pub(crate) fn actions(steps: &[Step], restarts: &[Action]) -> Vec<Action> {
    steps.iter().flat_map(|it| &it.actions).chain(restarts).cloned().collect()
}

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    /// What makes the log-on succeed and harms nobody, the smallest first.
    pub proven: Vec<Remedy>,
    /// What makes it succeed, and makes another client's log-on fail.
    pub harmful: Vec<Remedy>,
    /// How many steps were candidates.
    pub candidates: u32,
    /// How many re-runs there were.
    pub runs: u32,
    /// Whether a bound was met before everything was tried.
    pub cut_off: bool,
    /// Steps that were tried and did not help.
    pub(crate) in_vain: Vec<Step>,
}

/// How many records the re-runs for a pivot write at the most.
pub(crate) const RECORDS_MAX: u64 = 8_000_000;

/// From where on a failure was certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pivot {
    /// What made it certain.
    pub at: At,
    /// How many re-runs were made in all.
    pub runs: u32,
    /// Whether a bound was met before everything was looked at.
    pub cut_off: bool,
}

/// What made a failure certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Nothing: it was certain from the start.
    Start,
    /// A step at which something was open: of so many re-runs that went another way from there, so many logged on.
    Step {
        /// The record.
        record: RecordId,
        /// How many of the re-runs logged on.
        logged_on: u32,
        /// Out of how many.
        of: u32,
    },
    /// A change: without it the attempt logs on.
    Change(RecordId),
}
