//! What does each step of a plan do, and what is the plan with its steps otherwise?
//!
//! A plan that is carried out otherwise is a scenario with other steps, resolved anew: lines are read in the
//! organisation as it is by then, and what was tried is what a file with these steps does.

use crate::resolve;
use crate::scenario::{Action, Scenario, Step};
use crate::time::{Micros, SimTime};
use crate::world::{StepId, World};

/// A plan, and what stands beside it in the scenario.
#[derive(Clone, Debug)]
pub struct StepPlan {
    /// With the steps in the order in which they are done, each with its time.
    scenario: Scenario,
    /// What each step does, lines as actions: how long after the step, and what.
    does: Vec<Vec<(Micros, Action)>>,
}

impl StepPlan {
    /// The plan of a scenario, from which this world was made.
    #[must_use]
    pub(crate) fn new(mut scenario: Scenario, world: &World) -> Self {
        scenario.seed = Some(world.seed);
        let times = scenario.step_times();
        let does = resolve::done_by_steps(&scenario);
        let places: Vec<usize> = world.steps.iter().map(|it| it.place as usize).collect();
        let in_order = |place: &usize| {
            let mut step: Step = scenario.steps[*place].clone();
            (step.at, step.after) = (Some(times[*place].into()), None);
            step
        };
        let steps = places.iter().map(in_order).collect();
        let does = places.iter().map(|it| does[*it].clone()).collect();
        scenario.steps = steps;
        Self { scenario, does }
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.does.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.does.is_empty()
    }

    /// What a step does: how long after its time, and what.
    #[must_use]
    pub(crate) fn does(&self, step: StepId) -> &[(Micros, Action)] {
        &self.does[step.index()]
    }

    /// The lines of a step, as they are written.
    #[must_use]
    pub(crate) fn lines(&self, step: StepId) -> &[String] {
        &self.scenario.steps[step.index()].run
    }

    /// When a step is done.
    #[must_use]
    pub fn time(&self, step: StepId) -> SimTime {
        SimTime(self.scenario.steps[step.index()].at.map_or(0, |it| it.after().0))
    }
}
