//! What does each step of a plan do, and what is the plan with its steps otherwise?
//!
//! A plan that is carried out otherwise is a scenario with other steps, resolved anew: lines are read in the
//! organisation as it is by then, and what was tried is what a file with these steps does.

use super::otherwise::Otherwise;
use crate::resolve;
use crate::scenario::{Action, Change, Scenario, Step};
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
    pub fn new(mut scenario: Scenario, world: &World) -> Self {
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

    /// Whether a step can be taken back, or has nothing that could be.
    #[must_use]
    pub(super) fn can_be_taken_back(&self, step: StepId) -> bool {
        !self.scenario.steps[step.index()].undo.is_empty() || self.does(step).is_empty()
    }

    /// The scenario in which the plan is carried out otherwise. What steps need is not asked there.
    pub(super) fn otherwise(&self, how: Otherwise) -> Scenario {
        let mut scenario = self.scenario.clone();
        let steps = &mut scenario.steps;
        for it in steps.iter_mut() {
            it.needs.clear();
        }
        match how {
            Otherwise::Without(step) => {
                steps.remove(step.index());
            }
            Otherwise::Swapped(step) => {
                let (a, b) = (step.index(), step.index() + 1);
                steps.swap(a, b);
                let (first, second) = (steps[b].at, steps[a].at);
                (steps[a].at, steps[b].at) = (first, second);
            }
            Otherwise::Half(step, count) => {
                let half = &mut steps[step.index()];
                half.actions.clear();
                half.run.clear();
                let at = self.time(step).since(SimTime::ZERO);
                let done = self.does(step)[..count].iter();
                scenario.changes.extend(done.map(|(delay, action)| Change::of(at + *delay, action.clone())));
            }
            Otherwise::TakenBack(last) => {
                let done = last.index() + 1;
                let back = steps[..done].iter().rev().flat_map(|it| it.undo.clone()).collect();
                let at = self.next_time(last);
                steps.truncate(done);
                let names: Vec<&str> = steps.iter().map(|it| it.name.as_str()).collect();
                let step = taking_back(&names, at, back);
                steps.push(step);
            }
        }
        self.away(scenario)
    }

    /// The scenario in which the servers that steps bring are away until one of them does: without that step a file
    /// would have them from the start. As if they had come and gone before.
    fn away(&self, mut scenario: Scenario) -> Scenario {
        let brought = self.does.iter().flatten().filter_map(|(_, action)| match action {
            Action::AddServer { server } => Some(server),
            _ => None,
        });
        let away =
            |it: &String| [Action::AddServer { server: it.clone() }, Action::RemoveServer { server: it.clone() }];
        let away: Vec<Action> = brought.flat_map(away).collect();
        scenario.from_start.splice(0..0, away);
        scenario
    }

    /// The scenario in which the steps are done in another order, each at the time of the one in whose place it is.
    pub(super) fn in_order(&self, order: &[StepId]) -> Scenario {
        let mut scenario = self.scenario.clone();
        let place = |(slot, step): (usize, &StepId)| {
            let mut it = self.scenario.steps[step.index()].clone();
            it.needs.clear();
            it.at = self.scenario.steps[slot].at;
            it
        };
        scenario.steps = order.iter().enumerate().map(place).collect();
        scenario
    }

    /// The scenario in which some steps were done before the run, and another one is done at a moment.
    pub(super) fn behind(&self, done: u64, next: StepId, at: SimTime) -> Scenario {
        let is_done = |it: &usize| done & (1 << it) != 0;
        let before: Vec<usize> = (0..self.len()).filter(is_done).collect();
        let mut scenario = self.scenario.clone();
        let place = |step: usize, at: Micros| {
            let mut it = self.scenario.steps[step].clone();
            it.needs.clear();
            it.verify.clear();
            it.at = Some(at.into());
            it
        };
        // Lines are read in the organisation as it is by then.
        let early = before.iter().map(|it| place(*it, Micros::ZERO));
        scenario.steps = early.chain([place(next.index(), Micros(at.0))]).collect();
        scenario.expect.clear();
        let mine = scenario.unfold_steps();
        let is_early = |at: &usize| mine.changes[*at].step().is_some_and(|it| (it as usize) < before.len());
        let early: Vec<bool> = (0..scenario.changes.len()).map(|it| is_early(&it)).collect();
        let (mut scenario, origins) = resolve::plain_with_places(self.away(scenario));
        let mut start = Vec::new();
        let mut kept = Vec::new();
        for (change, place) in std::mem::take(&mut scenario.changes).into_iter().zip(origins) {
            if early[place as usize] || change.at.after().0 < at.0 {
                start.push(change);
            } else {
                kept.push(change);
            }
        }
        start.sort_by_key(|it| it.at.after());
        scenario.from_start.extend(start.into_iter().filter_map(|it| it.action));
        scenario.changes = kept;
        scenario
    }

    /// The scenario in which there is so much time behind a step before the next one; later ones move along.
    pub(super) fn waiting(&self, step: StepId, wait: Micros) -> Scenario {
        let mut scenario = self.scenario.clone();
        let next = step.index() + 1;
        let (from, planned) = (self.time(step), self.time(StepId::at(next)).since(self.time(step)));
        for later in next..self.len() {
            let at = self.time(StepId::at(later)).since(from).0 - planned.0 + wait.0;
            scenario.steps[later].at = Some((from.since(SimTime::ZERO) + Micros(at)).into());
        }
        scenario
    }

    /// When the step behind another one is done; behind the last as long after it as that was after the one before.
    fn next_time(&self, step: StepId) -> SimTime {
        let next = step.index() + 1;
        if next < self.len() {
            return self.time(StepId::at(next));
        }
        let at = self.time(step);
        let before = step.index().checked_sub(1).map_or(SimTime::ZERO, |it| self.time(StepId::at(it)));
        // The run may end before: then it is taken back with its end.
        (at + at.since(before)).min(SimTime(self.scenario.until().after().0))
    }

    /// The scenario without a plan.
    pub(super) fn without_steps(&self) -> Scenario {
        self.away(Scenario { steps: Vec::new(), ..self.scenario.clone() })
    }
}

/// A scenario whose start is what another one ends with.
pub(super) fn in_the_end(scenario: &Scenario) -> Scenario {
    let (mut scenario, _) = resolve::plain(scenario.clone());
    let mut changes = std::mem::take(&mut scenario.changes);
    changes.sort_by_key(|it| it.at.after());
    scenario.from_start.extend(changes.into_iter().filter_map(|it| it.action));
    scenario.expect.clear();
    scenario
}

/// The step that takes a plan back.
fn taking_back(names: &[&str], at: SimTime, actions: Vec<Action>) -> Step {
    let mut name = "undo".to_owned();
    while names.iter().any(|it| it.eq_ignore_ascii_case(&name)) {
        name.push('\'');
    }
    Step {
        name,
        at: Some(Micros(at.0).into()),
        after: None,
        needs: Vec::new(),
        actions,
        run: Vec::new(),
        on: None,
        answers: Vec::new(),
        verify: Vec::new(),
        undo: Vec::new(),
    }
}
