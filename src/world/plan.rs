//! Which steps has the plan?

use std::ops::Range;

use super::{Change, ChangeId, StepId, World};
use crate::time::SimTime;

/// A step of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// Its name.
    pub name: String,
    /// When it is done.
    pub at: SimTime,
    /// The steps that must be done before it, ascending.
    pub needs: Vec<StepId>,
    /// Its place in the file.
    pub place: u32,
    /// Which of the file's changes it brings about, as [`Change::written`] counts them.
    pub written: Range<u32>,
    /// What it verifies, by position in [`expects`](crate::world::WorldTables::expects).
    pub verify: Range<u32>,
}

impl World {
    /// The changes that a step brings about, in the order in which they happen.
    pub fn changes_of(&self, step: StepId) -> impl Iterator<Item = (ChangeId, &Change)> {
        let written = self.steps[step.index()].written.clone();
        let all = self.changes.iter().enumerate().filter(move |it| written.contains(&it.1.written));
        all.map(|(at, it)| (ChangeId::at(at), it))
    }

    /// The step of the plan that brings a change about, where one does.
    #[must_use]
    pub fn step_of(&self, change: ChangeId) -> Option<StepId> {
        let written = self.changes[change.index()].written;
        self.steps.iter().position(|it| it.written.contains(&written)).map(StepId::at)
    }
}
