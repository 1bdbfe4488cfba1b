//! What do the lines in `run` do?
//!
//! Before anything else is looked at, lines become actions, in the order of time and for the organisation as it is by
//! then, so that everything below knows actions alone. Where each was written is kept.

use super::problem::{ProblemKind, path_to};
use super::{Path, Report};
use crate::cmdlet::{Context, Organisation, Outcome, Told, read};
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
    Refused(crate::cmdlet::CommandRefusal),
    /// It is not modelled.
    NotModelled(String),
    /// It lacks something.
    Asks(crate::cmdlet::Question),
}

/// Where a change is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The place in `changes`.
    pub place: u32,
    /// Whether it comes of lines.
    pub is_line: bool,
}

impl Origin {
    /// The path of the action.
    pub(super) fn path(self) -> Path {
        let field = if self.is_line { "run" } else { "action" };
        path_to!["changes", self.place, field]
    }
}

/// Turns lines into actions, in place; hands out where each change was written.
pub(super) fn carry_out(scenario: &mut Scenario, report: &mut Report) -> Vec<Origin> {
    let is_plain = |it: &Change| it.action.is_some() && it.run.is_none();
    if scenario.changes.iter().all(is_plain) {
        return (0..scenario.changes.len() as u32).map(|place| Origin { place, is_line: false }).collect();
    }
    let mut organisation = Organisation::of(scenario);
    let written = std::mem::take(&mut scenario.changes);
    let mut order: Vec<u32> = (0..written.len() as u32).collect();
    order.sort_by_key(|it| written[*it as usize].at);
    let mut done: Vec<(Change, Origin)> = Vec::with_capacity(written.len());
    for place in order {
        let change = &written[place as usize];
        let at = || path_to!["changes", place];
        match (&change.action, &change.run) {
            (Some(_), None) => {
                let change = change.clone();
                change.action.iter().for_each(|it| organisation.apply(it));
                done.push((change, Origin { place, is_line: false }));
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
                for (delay, action) in told(lines, &mut organisation, &context, report, || at().with("run")) {
                    done.push((Change::of(change.at + delay, action), Origin { place, is_line: true }));
                }
            }
            (Some(_), Some(_)) => report.add(ProblemKind::ChangeSaysBoth, at),
            (None, None) => report.add(ProblemKind::ChangeSaysNothing, at),
        }
    }
    let origins = done.iter().map(|it| it.1).collect();
    scenario.changes = done.into_iter().map(|it| it.0).collect();
    origins
}

/// What lines do, and what is to be told of those that do nothing.
fn told(
    lines: &str,
    organisation: &mut Organisation,
    context: &Context<'_>,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Vec<(Micros, crate::scenario::Action)> {
    let mut actions = Vec::new();
    for it in outcomes(lines, organisation, context) {
        match it {
            Ok(it) => actions.push(it),
            Err(it) => report.add(ProblemKind::Line(it), &path),
        }
    }
    actions
}

type Line = Result<(Micros, crate::scenario::Action), LineProblem>;

fn outcomes(lines: &str, organisation: &mut Organisation, context: &Context<'_>) -> Vec<Line> {
    let told = match read(lines, organisation, context) {
        Ok(told) => told,
        Err(it) => return vec![Err(LineProblem { line: it.line, what: LineFault::Script(it.fault) })],
    };
    let each = told.into_iter().map(|Told { line, what }| match what {
        Outcome::Does(delay, action) => Ok((delay, action)),
        Outcome::Refused(it) => Err(LineProblem { line, what: LineFault::Refused(it) }),
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
        for it in scenario.changes.iter().filter(|it| it.at <= moment) {
            it.action.iter().for_each(|it| organisation.apply(it));
        }
    }
    outcomes(lines, &mut organisation, context)
}

/// A scenario in which lines have become actions.
pub(crate) fn plain(mut scenario: Scenario) -> Scenario {
    carry_out(&mut scenario, &mut Report::default());
    scenario
}

impl LineProblem {
    /// Whether the lines cannot be run because of it.
    #[must_use]
    pub(crate) const fn is_error(&self) -> bool {
        !matches!(self.what, LineFault::Refused(_))
    }
}
