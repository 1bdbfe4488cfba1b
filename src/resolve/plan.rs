//! Which steps has the plan, and may they stand like that?
//!
//! What steps do and verify is resolved with the changes and the expectations that they have become. Here it is judged
//! whether their times and what they need fit together.

use compact_str::CompactString;

use super::directory::{Directory, Named};
use super::problem::{Entity, ProblemKind, path_to};
use super::{Report, look_up};
use crate::scenario::Step;
use crate::scenario::plan::{ChangePlace, ExpectPlace, Unfolded};
use crate::time::{Clock, SimTime};
use crate::world::{PlannedStep, StepId};

/// A name of a step, to be found again.
#[derive(Clone, Debug)]
struct NameOfStep(CompactString);

impl Named for NameOfStep {
    const ENTITY: Entity = Entity::Step;

    fn name(&mut self) -> &mut CompactString {
        &mut self.0
    }
}

/// The steps in the order in which they are done.
pub(super) fn steps(unfolded: &Unfolded, clock: Clock, until: SimTime, report: &mut Report) -> Vec<PlannedStep> {
    if unfolded.steps.is_empty() {
        return Vec::new();
    }
    let names = unfolded.steps.iter().map(|it| NameOfStep(it.name.as_str().into())).collect();
    let (names, _) = Directory::sort(names, report);
    let order = unfolded.order();
    // By place in the file: which it is in time.
    let mut nth = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, place)| nth[*place] = at);
    let mut too_early = Vec::new();
    let needs: Vec<Vec<usize>> = (0_u32..)
        .zip(&unfolded.steps)
        .map(|(place, step)| {
            judge_time(step, place, SimTime(unfolded.times[place as usize].0), (clock, until), report);
            let each = (0_u32..).zip(&step.needs).filter_map(|(at, name)| {
                let found = look_up(&names, report, name, || path_to!["steps", place, "needs", at])?;
                let needed = names.place(found) as usize;
                if needed != place as usize && nth[place as usize] < nth[needed] {
                    too_early.push((place, at, needed));
                }
                Some(needed)
            });
            each.collect()
        })
        .collect();
    if let Some(circle) = circle(&needs) {
        let named = circle.iter().map(|it| unfolded.steps[*it].name.clone()).collect();
        report.add(ProblemKind::NeedsInCircle(named), || path_to!["steps", circle[0], "needs"]);
    } else {
        // Of a circle one is always too early.
        for (place, at, needed) in too_early {
            let name = |it: usize| unfolded.steps[it].name.clone();
            let what = ProblemKind::StepBeforeNeed(name(place as usize), name(needed));
            report.add_pair(what, || path_to!["steps", place, "needs", at], || path_to!["steps", needed]);
        }
    }
    order
        .iter()
        .map(|place| {
            let is_mine = |it: &ChangePlace| it.step() == Some(*place as u32);
            let verifies = |it: &ExpectPlace| matches!(it, ExpectPlace::Verify(step, _) if *step as usize == *place);
            let mut needs: Vec<StepId> = needs[*place].iter().map(|it| StepId::at(nth[*it])).collect();
            needs.sort_unstable();
            needs.dedup();
            PlannedStep {
                name: unfolded.steps[*place].name.clone(),
                at: SimTime(unfolded.times[*place].0),
                needs,
                place: *place as u32,
                written: range(unfolded.changes.iter().map(is_mine)),
                verify: range(unfolded.expects.iter().map(verifies)),
            }
        })
        .collect()
}

/// From where to where something holds; it holds in one piece.
fn range(holds: impl Iterator<Item = bool>) -> std::ops::Range<u32> {
    let mut all = (0_u32..).zip(holds).filter(|it| it.1).map(|it| it.0);
    let Some(first) = all.next() else { return 0..0 };
    first..all.last().unwrap_or(first) + 1
}

/// Reports a step of which nobody knows when it is done, and one that is never done.
fn judge_time(step: &Step, place: u32, at: SimTime, (clock, until): (Clock, SimTime), report: &mut Report) {
    match (&step.at, &step.after) {
        (None, None) => {
            report.add(ProblemKind::StepWithoutTime(step.name.clone()), || path_to!["steps", place]);
        }
        (Some(_), Some(_)) => {
            let what = ProblemKind::StepWithTwoTimes(step.name.clone());
            report.add_pair(what, || path_to!["steps", place, "after"], || path_to!["steps", place, "at"]);
        }
        (Some(_), None) | (None, Some(_)) if until < at => {
            let field = if step.at.is_some() { "at" } else { "after" };
            let what = ProblemKind::StepAfterEnd(step.name.clone(), clock.moment(at), clock.moment(until));
            report.add(what, || path_to!["steps", place, field]);
        }
        _ => {}
    }
}

/// Steps that need each other in a circle: the places of one, in the order in which each needs the next.
fn circle(needs: &[Vec<usize>]) -> Option<Vec<usize>> {
    // What needs nothing that is left is taken away, until nothing is left or only what hangs on a circle.
    let mut left: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (step, needs) in needs.iter().enumerate() {
        for it in needs {
            needed_by[*it].push(step);
        }
    }
    let mut free: Vec<usize> = (0..needs.len()).filter(|it| left[*it] == 0).collect();
    while let Some(step) = free.pop() {
        for other in &needed_by[step] {
            left[*other] -= 1;
            if left[*other] == 0 {
                free.push(*other);
            }
        }
    }
    let mut at = left.iter().position(|it| *it > 0)?;
    let mut way = Vec::new();
    // Whatever is left needs something that is left, so this comes back to where it was.
    loop {
        if let Some(began) = way.iter().position(|it| *it == at) {
            way.drain(..began);
            return Some(way);
        }
        way.push(at);
        at = needs[at].iter().copied().find(|it| left[*it] > 0)?;
    }
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn a_circle_is_found_wherever_it_hangs() {
        assert_eq!(circle(&[vec![], vec![0], vec![0, 1]]), None);
        assert_eq!(circle(&[vec![0]]), Some(vec![0]));
        // The third hangs on the circle and is none of it.
        assert_eq!(circle(&[vec![1], vec![0], vec![0]]), Some(vec![0, 1]));
        assert_eq!(circle(&[vec![3], vec![0], vec![1], vec![2]]), Some(vec![0, 3, 2, 1]));
    }
}
