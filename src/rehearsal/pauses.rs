//! How long must be waited after a step so that nobody notices the next one too early?
//!
//! The shortest wait by bisection: it is taken that whoever notices nothing after some wait notices nothing after a
//! longer one either. What is told was run: with this wait as many clients fail as with the longest that is tried, and
//! with a second less it is more of them.

use super::Rehearser;
use super::plan::StepPlan;
use crate::resolve::resolve_or_why;
use crate::telling::people::WhyNot;
use crate::time::{Micros, SimTime};
use crate::world::{StepId, World};

/// The longest wait that is tried, where the plan itself does not wait longer.
pub const LONGEST: Micros = Micros::from_secs(4 * 3_600);
/// To what a wait is told exactly.
const EXACT: Micros = Micros::from_secs(1);

/// How long must be waited after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause<W> {
    /// Behind which step.
    pub step: StepId,
    /// How long the plan waits.
    pub planned: Micros,
    /// The longest wait that was tried.
    pub tried: Micros,
    /// The shortest with which no more fail than with that; nothing where the plan cannot be carried out so.
    pub least: Option<Micros>,
    /// How many clients fail even with the longest.
    pub even_so: u32,
    /// How many more fail with less, and what fails first, as it is told.
    pub with_less: Option<(u32, W)>,
}

/// The wait after a step. `say` words what fails, while the organisation of that run is there.
pub fn pause<W>(
    (plan, world): (&StepPlan, &World),
    step: StepId,
    rehearser: &mut Rehearser,
    say: impl Fn(&World, &WhyNot) -> W,
) -> Pause<W> {
    let planned = plan.time(StepId::at(step.index() + 1)).since(plan.time(step));
    // Whoever has stopped trying notices nothing: all steps are done while everybody comes again.
    let last = plan.time(StepId::at(plan.len() - 1));
    let polls = world.clients.iter().filter(|it| it.every.is_some());
    let ends = polls.map(|it| it.last_comes(world.until)).min().unwrap_or(world.until);
    let room = planned + ends.max(last).since(last);
    let tried = LONGEST.max(planned).min(room);
    let mut hit = |wait: Micros| -> Option<(u32, Option<W>)> {
        let other = resolve_or_why(plan.waiting(step, wait), &world.title).ok()?;
        let times: Vec<SimTime> = other.steps.iter().map(|it| it.at).collect();
        let run = rehearser.rehearse_by(&other, &times, u64::MAX, &mut |_| true);
        // What fails behind the next step or a later one, because that came too early.
        let kinds = run.lost.kinds.iter().find(|it| it.stretch > step.index() + 1);
        let why =
            kinds.or_else(|| run.lost.kinds.iter().rev().find(|it| it.stretch > 0)).map(|it| say(&other, &it.why));
        let hit = run.lost.all.hit;
        rehearser.take_back(run);
        Some((hit, why))
    };
    let mut told = Pause { step, planned, tried, least: None, even_so: 0, with_less: None };
    let Some((even_so, _)) = hit(tried) else { return told };
    told.even_so = even_so;
    let Some((at_once, why)) = hit(Micros::ZERO) else { return told };
    if at_once <= even_so {
        told.least = Some(Micros::ZERO);
        return told;
    }
    let (mut short, mut enough) = (Micros::ZERO, Micros(tried.0.div_ceil(EXACT.0) * EXACT.0));
    told.with_less = why.map(|why| (at_once - even_so, why));
    while EXACT.0 < enough.0 - short.0 {
        let middle = Micros(u64::midpoint(short.0, enough.0) / EXACT.0 * EXACT.0);
        match hit(middle) {
            Some((count, why)) if even_so < count => {
                told.with_less = why.map(|why| (count - even_so, why)).or(told.with_less.take());
                short = middle;
            }
            Some(_) => enough = middle,
            None => return told,
        }
    }
    told.least = Some(enough.min(tried));
    told
}
