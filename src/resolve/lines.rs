//! What do the lines in `run` do?
//!
//! Before anything else is looked at, lines become actions, in the order of time and for the organisation as it is by
//! then, so that everything below knows actions alone. Where each was written is kept.

use super::problem::ProblemKind;
use super::{Path, Report};
use crate::cmdlet::{Context, Organisation, Outcome, RefusedCommand, Told, read};
use crate::scenario::plan::{ChangePlace, Unfolded};
use crate::scenario::{Change, Scenario, When};
use crate::time::Micros;

/// What comes of a line that does nothing, and which line it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, from 1.
    pub line: u32,
    /// What comes of it.
    pub what: LineFault,
}

/// Why a line does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// None of the lines runs.
    Script(crate::cmdlet::SyntaxFault),
    /// The cmdlet refuses it.
    Refused(Box<RefusedCommand>),
    /// It is not modelled.
    NotModelled(String),
    /// It lacks something.
    Asks(crate::cmdlet::Question),
}

/// Where a change is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The place among all changes: `changes`, then what steps do.
    pub place: u32,
    /// Where that is.
    pub at: ChangePlace,
}

impl Origin {
    /// The path of the action.
    pub(super) fn path(self) -> Path {
        Path(self.at.path())
    }
}

/// A line that a cmdlet refused: it changes nothing, and the trace tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// When it was typed.
    pub(super) at: Micros,
    /// So many of the changes, as they are written, come before it where it is the same moment.
    pub(super) after: usize,
    /// The place in `changes`.
    pub(super) place: u32,
    /// The line, from 1, and its text.
    pub(super) line: (u32, String),
    /// Why.
    pub(super) refused: RefusedCommand,
}

impl Refusal {
    /// The same where a change is left out.
    pub(crate) fn without(&mut self, change: usize) {
        self.after -= usize::from(change < self.after);
    }
}

/// What came of the lines of a scenario.
#[derive(Default)]
pub(super) struct CarriedOut {
    /// Where each change was written.
    pub(super) origins: Vec<Origin>,
    /// The lines that were refused.
    pub(super) refusals: Vec<Refusal>,
    /// What is left of the steps.
    pub(super) unfolded: Unfolded,
}

/// Turns steps into changes and expectations, and lines into actions, in place.
pub(super) fn carry_out(scenario: &mut Scenario, report: &mut Report) -> CarriedOut {
    let unfolded = scenario.unfold_steps();
    let origin = |place: u32| Origin { place, at: unfolded.changes[place as usize] };
    let is_plain = |it: &Change| it.action.is_some() && it.run.is_none();
    if scenario.changes.iter().all(is_plain) {
        let origins = (0..scenario.changes.len() as u32).map(origin).collect();
        return CarriedOut { origins, refusals: Vec::new(), unfolded };
    }
    let mut organisation = Organisation::of(scenario);
    let written = std::mem::take(&mut scenario.changes);
    let mut order: Vec<u32> = (0..written.len() as u32).collect();
    order.sort_by_key(|it| written[*it as usize].at.after());
    let mut done: Vec<(Change, Origin)> = Vec::with_capacity(written.len());
    let mut refusals = Vec::new();
    for place in order {
        let change = &written[place as usize];
        let at = || Path(origin(place).at.entry());
        match (&change.action, &change.run) {
            (Some(_), None) => {
                let change = change.clone();
                change.action.iter().for_each(|it| organisation.apply(it));
                done.push((change, origin(place)));
            }
            (None, Some(lines)) => {
                let context = Context { here: change.on.as_deref(), answers: &change.answers };
                if let Some(on) = change.on.as_deref()
                    && organisation.server(on).is_none()
                {
                    let entity = super::Entity::Server;
                    let what = ProblemKind::Unknown { entity, name: on.to_owned(), meant: None };
                    report.add(what, || at().with("on"));
                    continue;
                }
                for it in outcomes(lines, &mut organisation, &context) {
                    let problem = match it {
                        Ok((delay, _, action)) => {
                            done.push((Change::of(change.at.after() + delay, action), origin(place)));
                            continue;
                        }
                        Err(it) => it,
                    };
                    if let LineFault::Refused(refused) = &problem.what {
                        let line = (problem.line, line_of(lines, problem.line));
                        let (at, refused) = (change.at.after() + refused.after, refused.as_ref().clone());
                        refusals.push(Refusal { at, after: done.len(), place, line, refused });
                    }
                    let line = problem.line;
                    report.add(ProblemKind::Line(problem), || path_of_line(&unfolded, place, line));
                }
            }
            (Some(_), Some(_)) => report.add(ProblemKind::ChangeSaysBoth, at),
            (None, None) => report.add(ProblemKind::ChangeSaysNothing, at),
        }
    }
    let origins = done.iter().map(|it| it.1).collect();
    scenario.changes = done.into_iter().map(|it| it.0).collect();
    CarriedOut { origins, refusals, unfolded }
}

/// Where a line is written: of a step, which lists its lines, the item.
fn path_of_line(unfolded: &Unfolded, place: u32, line: u32) -> Path {
    let at = unfolded.changes[place as usize];
    let path = Path(at.path());
    let Some(step) = at.step() else { return path };
    let mut last = 0;
    let ends = unfolded.steps[step as usize].run.iter().map(|it| {
        last += it.split('\n').count() as u32;
        last
    });
    match ends.collect::<Vec<_>>().iter().position(|it| line <= *it) {
        Some(item) => path.with(item),
        None => path,
    }
}

/// The longest that a line is quoted, in characters.
const QUOTED_MAX: usize = 160;

/// The text of a line, cut where it is long.
fn line_of(lines: &str, number: u32) -> String {
    let line = lines.lines().nth(number.saturating_sub(1) as usize).unwrap_or_default().trim();
    if line.chars().count() <= QUOTED_MAX {
        return line.to_owned();
    }
    line.chars().take(QUOTED_MAX - 1).chain(['…']).collect()
}

/// What a line does: how long after the first, which line it is, and the action.
type Line = Result<(Micros, u32, crate::scenario::Action), LineProblem>;

fn outcomes(lines: &str, organisation: &mut Organisation, context: &Context<'_>) -> Vec<Line> {
    let told = match read(lines, organisation, context) {
        Ok(told) => told,
        Err(it) => return vec![Err(LineProblem { line: it.line, what: LineFault::Script(it.fault) })],
    };
    let each = told.into_iter().map(|Told { line, what }| match what {
        Outcome::Does(delay, action) => Ok((delay, line, action)),
        Outcome::Refused(it) => Err(LineProblem { line, what: LineFault::Refused(Box::new(it)) }),
        Outcome::NotModelled(it) => Err(LineProblem { line, what: LineFault::NotModelled(it) }),
        Outcome::Asks(it) => Err(LineProblem { line, what: LineFault::Asks(it) }),
    });
    each.collect()
}

/// What lines do that are typed at a moment, into the organisation of a scenario as it is by then.
pub(crate) fn typed(scenario: &Scenario, lines: &str, when: When, context: &Context<'_>) -> Vec<Line> {
    let mut scenario = scenario.clone();
    carry_out(&mut scenario, &mut Report::default());
    let mut organisation = Organisation::of(&scenario);
    if let When::At(moment) = when {
        for it in scenario.changes.iter().filter(|it| it.at.after() <= moment) {
            it.action.iter().for_each(|it| organisation.apply(it));
        }
    }
    outcomes(lines, &mut organisation, context)
}

/// What each step of a scenario does, in the order of the file: how long after its time, and what.
pub(crate) fn done_by_steps(scenario: &Scenario) -> Vec<Vec<(Micros, crate::scenario::Action)>> {
    let mut scenario = scenario.clone();
    let CarriedOut { origins, unfolded, .. } = carry_out(&mut scenario, &mut Report::default());
    let mut all = vec![Vec::new(); unfolded.steps.len()];
    for (change, origin) in scenario.changes.into_iter().zip(origins) {
        if let (Some(step), Some(action)) = (origin.at.step(), change.action) {
            let step = step as usize;
            all[step].push((Micros(change.at.after().0 - unfolded.times[step].0), action));
        }
    }
    all
}

/// A scenario in which lines have become actions, and of which of its changes, as they were, each comes.
pub(crate) fn plain_with_places(mut scenario: Scenario) -> (Scenario, Vec<u32>) {
    let CarriedOut { origins, .. } = carry_out(&mut scenario, &mut Report::default());
    (scenario, origins.into_iter().map(|it| it.place).collect())
}

/// A scenario in which lines have become actions, and the lines that were refused.
pub(crate) fn plain(mut scenario: Scenario) -> (Scenario, Vec<Refusal>) {
    let CarriedOut { refusals, .. } = carry_out(&mut scenario, &mut Report::default());
    (scenario, refusals)
}

impl LineProblem {
    /// Whether the lines cannot be run because of it.
    #[must_use]
    pub(crate) const fn is_error(&self) -> bool {
        !matches!(self.what, LineFault::Refused(_))
    }
}
