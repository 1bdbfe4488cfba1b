//! What is a plan: which steps are done one after the other?
//!
//! A step is changes with a name, in the words of the team's run sheet, and with what must hold behind them. Whoever
//! runs a scenario knows changes and expectations alone: steps become those, and what is left of them is a table.

use super::language::language;
use super::parse::locate::PathSegment;
use super::{Action, Change, Expect, Scenario};
use crate::time::{Micros, Time};

language! {
    /// A step of a plan: changes with a name, and what must hold behind them.
    pub(crate) struct Step {
        /// The name, in the words of the run sheet.
        name: String,
        /// When it is done.
        at: Option<Time> = "`after` says it",
        /// How long after the step before it in the file it is done; the first step: after the start of the run.
        after: Option<Micros> = "`at` says it",
        /// The steps that must be done before it, by their names. `coexist rehearse --orders` tries every order that
        /// this allows.
        needs: Vec<String> = "none",
        /// What is done, in this order: the same actions as in `changes`.
        actions: Vec<Action> = "nothing",
        /// Lines as an admin types them into the Exchange Management Shell, one behind the other; they are run behind
        /// the actions, as `run` of a change is.
        run: Vec<String> = "none",
        /// The server on which the lines are typed. Those that name no server work on this one.
        on: Option<String> = "none: every line must name its server",
        /// What the variables of the lines hold, as `answers` of a change.
        answers: Vec<(String, String)> = "nothing",
        /// What must come out of the log-ons that begin behind the step and before the next one.
        verify: Vec<Expect> = "nothing is asked",
        /// What takes the step back, in this order. The rehearsal tries it, and says what it does not restore.
        undo: Vec<Action> = "it cannot be taken back",
    }
}

/// Where a change is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangePlace {
    /// An entry of `changes`; whether it is lines.
    Change(u32, bool),
    /// An action of a step: the place of the step in `steps`, and that of the action in `actions`.
    Action(u32, u32),
    /// The lines of a step.
    Lines(u32),
    /// An action that takes a step back: the place of the step, and that of the action in `undo`.
    Undo(u32, u32),
}

impl ChangePlace {
    /// The path of it.
    pub(crate) fn path(self) -> Vec<PathSegment> {
        match self {
            Self::Change(at, is_line) => {
                vec!["changes".into(), at.into(), if is_line { "run" } else { "action" }.into()]
            }
            Self::Action(step, at) => vec!["steps".into(), step.into(), "actions".into(), at.into()],
            Self::Lines(step) => vec!["steps".into(), step.into(), "run".into()],
            Self::Undo(step, at) => vec!["steps".into(), step.into(), "undo".into(), at.into()],
        }
    }

    /// The path of the entry that says when.
    pub(crate) fn entry(self) -> Vec<PathSegment> {
        self.path()[..2].to_vec()
    }

    /// The place in `steps`, where it is a step that does it.
    pub(crate) const fn step(self) -> Option<u32> {
        match self {
            Self::Change(..) => None,
            Self::Action(step, _) | Self::Lines(step) | Self::Undo(step, _) => Some(step),
        }
    }
}

/// Where an expectation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpectPlace {
    /// An entry of `expect`.
    Expect(u32),
    /// What a step verifies: the place of the step in `steps`, and that in `verify`.
    Verify(u32, u32),
}

impl ExpectPlace {
    /// The path of it.
    pub(crate) fn path(self) -> Vec<PathSegment> {
        match self {
            Self::Expect(at) => vec!["expect".into(), at.into()],
            Self::Verify(step, at) => vec!["steps".into(), step.into(), "verify".into(), at.into()],
        }
    }
}

/// What is left of the steps of a scenario once they have become changes and expectations.
#[derive(Debug, Default)]
pub(crate) struct Unfolded {
    /// Where each change is written, `changes` first.
    pub(crate) changes: Vec<ChangePlace>,
    /// Where each expectation is written, `expect` first.
    pub(crate) expects: Vec<ExpectPlace>,
    /// The steps in the order of the file: without what they do and verify.
    pub(crate) steps: Vec<Step>,
    /// When each of them is done.
    pub(crate) times: Vec<Micros>,
}

impl Unfolded {
    /// What takes the steps back, the last step first.
    pub(crate) fn undo(&mut self) -> Vec<(ChangePlace, Action)> {
        let mut all = Vec::new();
        for step in self.order().into_iter().rev() {
            let actions = (0_u32..).zip(std::mem::take(&mut self.steps[step].undo));
            all.extend(actions.map(|(at, action)| (ChangePlace::Undo(step as u32, at), action)));
        }
        all
    }

    /// The places of the steps in the order in which they are done.
    pub(crate) fn order(&self) -> Vec<usize> {
        order(&self.times)
    }
}

/// The places in the order of time, those of one instant in the order of the file.
fn order(times: &[Micros]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by_key(|it| times[*it]);
    order
}

impl Step {
    /// Its lines as one text.
    fn lines(&self) -> Option<String> {
        (!self.run.is_empty()).then(|| self.run.join("\n"))
    }
}

impl Scenario {
    /// When each step is done, in the order of the file. One without a time counts as done with the one before it.
    pub(crate) fn step_times(&self) -> Vec<Micros> {
        let mut last = Micros::ZERO;
        let when = |step: &Step| {
            last = match (step.at, step.after) {
                (Some(at), _) => at.after(),
                (None, after) => Micros(last.0.saturating_add(after.unwrap_or_default().0)),
            };
            last
        };
        self.steps.iter().map(when).collect()
    }

    /// Makes changes and expectations of the steps.
    pub(crate) fn unfold_steps(&mut self) -> Unfolded {
        let changes = (0_u32..).zip(&self.changes).map(|(at, it)| ChangePlace::Change(at, it.run.is_some()));
        let expects = (0_u32..).zip(&self.expect).map(|(at, _)| ExpectPlace::Expect(at));
        let mut all = Unfolded { changes: changes.collect(), expects: expects.collect(), ..Unfolded::default() };
        if self.steps.is_empty() {
            return all;
        }
        all.times = self.step_times();
        let mut steps = std::mem::take(&mut self.steps);
        for (place, (step, at)) in (0_u32..).zip(steps.iter_mut().zip(&all.times)) {
            for (nth, action) in (0_u32..).zip(std::mem::take(&mut step.actions)) {
                self.changes.push(Change::of(*at, action));
                all.changes.push(ChangePlace::Action(place, nth));
            }
            if let Some(lines) = step.lines() {
                let (on, answers) = (step.on.clone(), step.answers.clone());
                self.changes.push(Change { at: (*at).into(), action: None, run: Some(lines), on, answers });
                all.changes.push(ChangePlace::Lines(place));
            }
        }
        let order = order(&all.times);
        for (nth, place) in order.iter().enumerate() {
            let at = all.times[*place];
            let next = order[nth + 1..].iter().map(|it| all.times[*it]).find(|it| at < *it);
            for (index, mut it) in (0_u32..).zip(std::mem::take(&mut steps[*place].verify)) {
                it.from = Some(it.from.map_or(at, |it| it.after().max(at)).into());
                let ends = it.until.map(Time::after);
                it.until = ends.map_or(next, |it| Some(next.map_or(it, |next| next.min(it)))).map(Time::from);
                self.expect.push(it);
                all.expects.push(ExpectPlace::Verify(*place as u32, index));
            }
        }
        all.steps = steps;
        all
    }

    /// A change as it is written, and where: counted through `changes` and then through what steps do.
    pub(crate) fn change_written(&self, place: u32) -> Option<(ChangePlace, Change)> {
        if let Some(it) = self.changes.get(place as usize) {
            return Some((ChangePlace::Change(place, it.run.is_some()), it.clone()));
        }
        let mut left = place as usize - self.changes.len();
        for (at, (step, time)) in (0_u32..).zip(self.steps.iter().zip(self.step_times())) {
            if let Some(action) = step.actions.get(left) {
                return Some((ChangePlace::Action(at, left as u32), Change::of(time, action.clone())));
            }
            left -= step.actions.len();
            if let Some(lines) = step.lines() {
                if left == 0 {
                    let (on, answers) = (step.on.clone(), step.answers.clone());
                    let lines = Change { at: time.into(), action: None, run: Some(lines), on, answers };
                    return Some((ChangePlace::Lines(at), lines));
                }
                left -= 1;
            }
        }
        None
    }
}
