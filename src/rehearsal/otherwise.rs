//! What if the plan is carried out otherwise?
//!
//! Each step left out, neighbours swapped, a step that fails half way, a plan that is stopped and taken back: each is
//! run, and held against the run of the plan. What nobody notices is that in which no client or group has more log-ons
//! that fail, or is longer without mail, than with the plan itself.

use super::losses::{Lost, Toll};
use super::plan::{StepPlan, in_the_end};
use super::restore::{NotRestored, not_restored};
use super::{Rehearsed, Rehearser};
use crate::lang::Text;
use crate::resolve::{resolve, resolve_or_why};
use crate::scenario::Scenario;
use crate::telling::people::WhyNot;
use crate::time::{Micros, SimTime};
use crate::verdict::Held;
use crate::world::{StepId, World};

/// How many of them are run at the most.
pub const OTHERWISE_MAX: usize = 1_000;

/// How the plan is carried out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Otherwise {
    /// A step is left out.
    Without(StepId),
    /// A step and the next one change places.
    Swapped(StepId),
    /// Of a step only so many actions are done.
    Half(StepId, usize),
    /// The plan ends with a step, and is taken back when the next one would be done.
    TakenBack(StepId),
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Came<W> {
    /// How the plan was carried out.
    pub how: Otherwise,
    /// Why it cannot be: another step hangs on what is left out. Nothing where it was run.
    pub refused: Option<Text>,
    /// By party of the plan: how much more it loses. Empty where nobody notices.
    pub more: Vec<(usize, Toll)>,
    /// What fails first of what does not fail with the plan, as it is told.
    pub why: Option<W>,
    /// The steps whose `verify` would tell.
    pub told_by: Vec<StepId>,
    /// Of a plan that was taken back: what is not as it was.
    pub not_restored: Vec<NotRestored>,
    /// Of a plan that was taken back: the steps that nothing takes back.
    pub final_steps: Vec<StepId>,
}

impl<W> Came<W> {
    /// Whether nobody notices, and nothing is left behind.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.refused.is_none() && self.more.is_empty() && self.not_restored.is_empty()
    }
}

/// Every way in which a plan is carried out otherwise, and how many there are beyond the bound.
#[must_use]
pub fn ways(plan: &StepPlan) -> (Vec<Otherwise>, usize) {
    let steps = || (0..plan.len()).map(StepId::at);
    let half = steps().flat_map(|it| (1..plan.does(it).len()).map(move |count| Otherwise::Half(it, count)));
    let mut all: Vec<Otherwise> = steps()
        .map(Otherwise::Without)
        .chain(steps().take(plan.len().saturating_sub(1)).map(Otherwise::Swapped))
        .chain(half)
        .chain(steps().map(Otherwise::TakenBack))
        .collect();
    let beyond = all.len().saturating_sub(OTHERWISE_MAX);
    all.truncate(OTHERWISE_MAX);
    (all, beyond)
}

/// Carries the plan out otherwise, and holds what comes of it against what came of the plan. `say` words what fails,
/// while the organisation of that run is there.
pub fn carried_out<W>(
    (world, plan, rehearsed): (&World, &StepPlan, &Rehearsed),
    how: Otherwise,
    rehearser: &mut Rehearser,
    say: impl Fn(&World, &WhyNot) -> W,
) -> Came<W> {
    let mut came = Came {
        how,
        refused: None,
        more: Vec::new(),
        why: None,
        told_by: Vec::new(),
        not_restored: Vec::new(),
        final_steps: Vec::new(),
    };
    let scenario = plan.otherwise(how);
    if let Otherwise::TakenBack(last) = how {
        came.final_steps = (0..=last.index()).map(StepId::at).filter(|it| !plan.can_be_taken_back(*it)).collect();
        came.not_restored = left_behind(plan, &scenario, world);
    }
    let other = match resolve_or_why(scenario, &world.title) {
        Ok(it) => it,
        Err(why) => {
            came.refused = Some(why);
            return came;
        }
    };
    let times: Vec<SimTime> = world.steps.iter().map(|it| it.at).collect();
    let run = rehearser.rehearse_by(&other, &times, u64::MAX, &mut |_| true);
    came.more = more(&run.lost, &rehearsed.lost);
    if !came.more.is_empty() {
        let is_known = |why: &WhyNot| {
            let same = |it: &WhyNot| it.rule == why.rule && it.outcomes == why.outcomes && why.failed <= it.failed;
            rehearsed.lost.kinds.iter().any(|it| same(&it.why))
        };
        let kinds = || run.lost.kinds.iter().filter(|it| it.stretch > 0);
        let new = kinds().find(|it| !is_known(&it.why)).or_else(|| kinds().next());
        came.why = new.map(|it| say(&other, &it.why));
    }
    for (at, step) in world.steps.iter().enumerate() {
        let id = StepId::at(at);
        let held = other.steps.iter().position(|it| it.name == step.name).map(StepId::at);
        let held = held.and_then(|it| run.verified(&other, it));
        if held == Some(Held::No) && rehearsed.verified(world, id) != Some(Held::No) {
            came.told_by.push(id);
        }
    }
    rehearser.take_back(run);
    came
}

/// How much more each party loses behind the first step.
pub(super) fn more(lost: &Lost, than: &Lost) -> Vec<(usize, Toll)> {
    let each = lost.behind.iter().zip(&than.behind).enumerate();
    each.filter_map(|(party, (lost, than))| {
        let (fails, failed) = (lost.failed + lost.cut, than.failed + than.cut);
        let is_more = failed < fails || than.outage < lost.outage;
        let outage = Micros(lost.outage.0.saturating_sub(than.outage.0));
        is_more.then(|| (party, Toll { failed: fails.saturating_sub(failed), cut: 0, outage, ..*lost }))
    })
    .collect()
}

/// What is not as it was once the plan was taken back.
fn left_behind(plan: &StepPlan, taken_back: &Scenario, world: &World) -> Vec<NotRestored> {
    let end = |scenario: &Scenario| resolve(in_the_end(scenario), &world.title);
    let (before, after) = (end(&plan.without_steps()), end(taken_back));
    before.zip(after).map_or_else(Vec::new, |(before, after)| not_restored(&before, &after))
}
