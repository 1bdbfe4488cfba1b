//! Who loses mail while a plan is carried out, and what if it is carried out otherwise?
//!
//! A plan is run with its clients, and whoever listens notes who loses mail, when and for how long ([`losses`]). Then
//! it is run again with its steps otherwise ([`otherwise`]). Everything that is said was run.

pub mod losses;
pub mod orders;
pub mod otherwise;
pub mod pauses;
pub mod plan;
pub mod restore;

use crate::sim::Progress;
use crate::time::SimTime;
use crate::trace::Run;
use crate::trial::{Ground, since::since};
use crate::verdict::listen::{Hold, VerdictListener};
use crate::verdict::{Held, Verdict};
use crate::world::{StepId, World};
pub use losses::{KindOfFailure, Losses, Lost, Without};
pub use plan::StepPlan;

/// What came of a plan.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    /// The run, of which only what is spoken of was kept.
    pub run: Run,
    /// What was expected, and the attempts that are spoken of.
    pub verdict: Verdict,
    /// Who loses mail.
    pub lost: Lost,
    /// The step that brought each kind of failure about; nothing of those before the first step.
    pub blamed: Vec<Option<StepId>>,
}

/// Whoever rehearses one plan after the other, in the memory of those before.
#[derive(Debug, Default)]
pub struct Rehearser(VerdictListener<Losses>);

impl Rehearser {
    /// Runs a plan with its clients.
    pub fn rehearse(&mut self, world: &World, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Rehearsed {
        let times: Vec<SimTime> = world.steps.iter().map(|it| it.at).collect();
        self.rehearse_by(world, &times, each, watch)
    }

    /// The same, told by these times instead of those of its own steps: those of the plan that it is held against.
    pub(crate) fn rehearse_by(
        &mut self,
        world: &World,
        times: &[SimTime],
        each: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Rehearsed {
        self.hear(world, Losses::new(world, times), each, watch)
    }

    /// The same of a part of a plan, which goes on until then: whoever has no mail by its end has none until then.
    pub(crate) fn rehearse_until(&mut self, world: &World, times: &[SimTime], until: SimTime) -> Rehearsed {
        self.hear(world, Losses::new(world, times).until(until), u64::MAX, &mut |_| true)
    }

    fn hear(&mut self, world: &World, losses: Losses, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Rehearsed {
        let (run, verdict, losses) = self.0.listen(world, losses, Hold::default(), each, watch);
        let lost = losses.lost();
        // Until somebody has looked closer it is the step behind which it is met.
        let blamed = lost.kinds.iter().map(|it| it.stretch.checked_sub(1).map(StepId::at)).collect();
        Rehearsed { run, verdict, lost, blamed }
    }

    /// Takes back what was said of a run, once nobody needs it.
    pub fn take_back(&mut self, rehearsed: Rehearsed) {
        self.0.take_back(rehearsed.run, rehearsed.verdict);
    }
}

impl Rehearsed {
    /// Looks by re-runs for the step that brought each kind of failure about, as far as they show one.
    pub fn blame(&mut self, ground: &Ground, world: &World) {
        let behind: Vec<usize> = (0..self.lost.kinds.len()).filter(|it| self.lost.kinds[*it].stretch > 0).collect();
        let firsts: Vec<_> = behind.iter().map(|it| self.lost.kinds[*it].why.first).collect();
        let found = since(ground, world, &self.run, &self.verdict, &firsts);
        for (kind, record) in behind.into_iter().zip(found) {
            let Some(record) = record else { continue };
            self.lost.kinds[kind].why.since = Some(record);
            if let crate::trace::RecordKind::Changed(change) = self.run.trace.record(record).kind()
                && let Some(step) = world.step_of(change)
            {
                self.blamed[kind] = Some(step);
            }
        }
    }

    /// Whether what a step verifies held; nothing where it verifies nothing.
    #[must_use]
    pub fn verified(&self, world: &World, step: StepId) -> Option<Held> {
        let verify = world.steps[step.index()].verify.clone();
        let held = verify.map(|it| self.verdict.expectations[it as usize].held());
        held.reduce(|a, b| match (a, b) {
            (Held::No, _) | (_, Held::No) => Held::No,
            (Held::Open, _) | (_, Held::Open) => Held::Open,
            (Held::Yes, Held::Yes) => Held::Yes,
        })
    }

    /// Whether all that was expected held and nobody lost mail.
    #[must_use]
    pub fn went_well(&self) -> bool {
        self.lost.all.hit == 0 && self.verdict.expectations.iter().all(|it| it.held() == Held::Yes)
    }
}
