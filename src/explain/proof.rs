//! What did re-runs show?
//!
//! Data only; the re-runs are made above the engine. Nothing is in here that was not run.

use super::steps::Step;
use super::{Explanation, Fault};
pub use crate::scenario::When;
use crate::scenario::write::ToRon;
use crate::scenario::{Action, Switch, edit};
use crate::time::{Micros, SimTime};
use crate::trace::{RecordId, Run};
use crate::world::{CertificateId, ClientId, World};

/// How many re-runs a search for remedies takes at the most.
pub(crate) const RUNS_MAX: u32 = 160;
/// How many events they take together at the most.
pub(crate) const EVENTS_MAX: u64 = 40_000_000;
/// How many times a step of a failed attempt is repeated with other draws.
pub(crate) const DRAWS: u32 = 16;

/// Everything that re-runs show of attempts that failed alike.
#[derive(Clone, Debug)]
pub struct Study {
    /// Why the first of them failed. A change is named as the one since which it is so only where a re-run without it
    /// came out otherwise.
    pub explanation: Explanation,
    /// The lines that a cmdlet refused and with which, as they were perhaps meant, some of the attempts log on.
    pub refused: Vec<Missed>,
    /// From when it was certain.
    pub pivot: Pivot,
    /// What is assumed in it, and whether it hangs on that.
    pub assumed: Vec<Turned>,
    /// What helps all of them.
    pub remedies: Remedies,
}

/// A line that a cmdlet refused, and what came of running it as it was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The record of the line.
    pub record: RecordId,
    /// The attempts that log on then, by client.
    pub logs_on: Vec<(ClientId, Vec<u32>)>,
}

/// A switch that was cited in a failed attempt, and what came of turning it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Which.
    pub switch: Switch,
    /// How it is turned, as a file writes it.
    pub is: String,
    /// The other ways in which it was turned and the attempt logged on.
    pub logs_on: Vec<String>,
}

/// A step, or up to three, with which the scenario was run again.
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
    /// Of the attempts that failed alike those that log on now, and how many there are.
    pub alike: (u32, u32),
    /// What came of it when it was done after the failure and the clients logged on once more.
    pub afterwards: Afterwards,
}

/// What came of a remedy that was done after the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// It was not tried: the remedy was made at a moment already, or the clients log on later without it.
    NotAsked,
    /// The clients logged on at this moment.
    LogsOn(Micros),
    /// They did not: it helps only where it has been so all the time.
    Fails,
}

/// What comes to light where the first of several faults is repaired.
#[derive(Clone, Debug)]
pub struct Uncovered {
    /// What was done.
    pub remedy: Remedy,
    /// The organisation with it.
    pub(crate) world: World,
    /// What happened there.
    pub(crate) run: Run,
    /// What failed first then.
    pub(crate) fault: Fault,
}

impl Remedy {
    /// What the re-run carried out, in order.
    #[must_use]
    pub(crate) fn actions(&self) -> Vec<Action> {
        actions(&self.steps, &self.restarts)
    }

    /// The same, as a scenario writes it.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        self.actions().iter().map(ToRon::ron).collect()
    }

    /// The scenario with this remedy, of the text without it. What was run is what it does.
    #[must_use]
    pub fn scenario(&self, text: &str) -> Option<String> {
        edit::with(text, &self.written(), self.when).ok()
    }
}

/// The actions of steps, and then what must restart.
#[must_use]
pub(crate) fn actions(steps: &[Step], restarts: &[Action]) -> Vec<Action> {
    steps.iter().flat_map(|it| &it.actions).chain(restarts).cloned().collect()
}

/// What a search has found.
#[derive(Clone, Debug, Default)]
pub struct Remedies {
    /// What makes the log-on succeed and harms nobody, the smallest first.
    pub proven: Vec<Remedy>,
    /// What makes it succeed, and makes another client's log-on fail.
    pub harmful: Vec<Remedy>,
    /// What is enough from the last failure on, because by then only a restart is wanting: what is done before is set
    /// already.
    pub waiting: Vec<Remedy>,
    /// How many steps were candidates.
    pub candidates: u32,
    /// How many re-runs there were.
    pub runs: u32,
    /// Whether a bound was met before everything was tried.
    pub cut_off: bool,
    /// Steps that were tried and did not help.
    pub(crate) in_vain: Vec<Step>,
    /// Where nothing helps: what repairs the first fault, and what shows then.
    pub(crate) uncovered: Vec<Uncovered>,
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
    /// The end of a certificate: were it valid for longer, the attempt would log on.
    Expires(CertificateId, SimTime),
}
