//! Does a lesson make sense in itself?
//!
//! What can be told of `lesson.ron` alone: names that stand twice, rules, findings and paths that there are not, bounds
//! out of order. What hangs on the files around it is the business of the lint.

use std::collections::BTreeSet;

use super::written::{AskedAbout, GoalCheck, Lesson};
use crate::catalogue::lessons;
use crate::check::FindingCode;
use crate::diag::sources::Sources;
use crate::diag::{Code, Diagnostic, in_file_order};
use crate::lang::Text;
use crate::rules::Rule;
use crate::scenario::Scenario;
use crate::scenario::language::{Describe, Field, Kind};
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::parse::{Origins, places, read_as};
use crate::sweep::FaultKind;

/// So many faults at once a goal asks for at the most.
const FAULTS_OF_GOAL: u32 = 2;
/// So many a question asks for.
const FAULTS_ASKED: u32 = 3;

/// A problem of a text whose place a path tells.
pub(super) struct At {
    pub(super) code: Code,
    pub(super) path: Vec<PathSegment>,
    pub(super) message: Text,
    pub(super) help: Option<Text>,
}

impl At {
    pub(super) const fn new(code: Code, path: Vec<PathSegment>, message: Text) -> Self {
        Self { code, path, message, help: None }
    }
}

/// The problems at their places in a text, in its order.
pub(super) fn placed(text: &str, found: Vec<At>) -> Vec<Diagnostic> {
    let paths: Vec<_> = found.iter().map(|it| it.path.clone()).collect();
    let all = places(&Sources::of("", text), &Origins::default(), &paths);
    let problem = |(it, place): (At, crate::scenario::parse::locate::Place)| {
        Diagnostic {
            code: it.code,
            severity: it.code.severity(),
            span: place.span,
            entity: place.entity,
            message: it.message,
            label: Text::default(),
            help: it.help,
            notes: Vec::new(),
        }
        .shortened()
    };
    let mut told: Vec<_> = found.into_iter().zip(all).map(problem).collect();
    in_file_order(&mut told);
    told.truncate(crate::diag::REPORT_MAX);
    told
}

/// Reads `lesson.ron`.
///
/// # Errors
/// Everything that is wrong with it, as far as it alone tells.
pub fn read(text: &str) -> Result<Lesson, Vec<Diagnostic>> {
    let lesson: Lesson = read_as(text)?;
    let found = problems(&lesson);
    if found.is_empty() { Ok(lesson) } else { Err(placed(text, found)) }
}

/// Whether a text may be the name of a question or a goal, or of a track.
fn is_id(it: &str) -> bool {
    let fits = |it: u8| it.is_ascii_alphanumeric() || it == b'-' || it == b'_';
    !it.is_empty() && it.len() <= super::files::NAME_MAX && it.bytes().all(fits)
}

fn problems(lesson: &Lesson) -> Vec<At> {
    let mut found = Vec::new();
    ids(lesson, &mut found);
    for (at, rule) in lesson.rules.iter().enumerate() {
        unknown_rule(rule, vec!["rules".into(), at.into()], &mut found);
    }
    for (at, asked) in lesson.predict.iter().enumerate() {
        let within = |field: &'static str| vec!["predict".into(), at.into(), "about".into(), field.into()];
        match &asked.about {
            AskedAbout::Duration { buckets, .. } => rising(buckets, within("buckets"), &mut found),
            AskedAbout::Share { buckets, clients } => {
                rising(buckets, within("buckets"), &mut found);
                if buckets.iter().any(|it| *it > 100) {
                    found.push(At::new(Code::L010, within("buckets"), lessons::share_over_100().into()));
                }
                nobody(clients, within("clients"), &mut found);
            }
            AskedAbout::Rule { choices, .. } => {
                for (nth, rule) in choices.iter().enumerate() {
                    let path = within("choices").into_iter().chain([nth.into()]).collect();
                    unknown_rule(rule, path, &mut found);
                }
            }
            AskedAbout::SmallestSet { faults, clients } => {
                number(*faults, FAULTS_ASKED, within("faults"), &mut found);
                nobody(clients, within("clients"), &mut found);
            }
            AskedAbout::WhoFails { clients } => nobody(clients, within("clients"), &mut found),
            AskedAbout::Outcome { .. }
            | AskedAbout::Route { .. }
            | AskedAbout::Actor { .. }
            | AskedAbout::FirstFailed { .. }
            | AskedAbout::HurtingStep => {}
        }
    }
    for (at, goal) in lesson.goals.iter().enumerate() {
        let within = |field: &'static str| vec!["goals".into(), at.into(), "check".into(), field.into()];
        match &goal.check {
            GoalCheck::NotChanged(it) => {
                for (nth, path) in it.paths.iter().enumerate().filter(|it| !leads_somewhere(it.1)) {
                    let at = within("paths").into_iter().chain([nth.into()]).collect();
                    found.push(At::new(Code::L008, at, lessons::path_leads_nowhere(format!("{path:?}"))));
                }
            }
            GoalCheck::FindingGone(it) if FindingCode::from_id(&it.code.0).is_none() => {
                found.push(At::new(Code::L009, within("code"), lessons::no_such_finding(&it.code.0)));
            }
            GoalCheck::UnderFaults(it) => {
                for (nth, kind) in it.kinds.iter().enumerate().filter(|it| kind(it.1).is_none()) {
                    let at = within("kinds").into_iter().chain([nth.into()]).collect();
                    let all = FaultKind::ALL.iter().map(|it| it.id()).collect::<Vec<_>>().join(super::questions::AND);
                    let help = Some(lessons::one_of(all));
                    found.push(At { help, ..At::new(Code::L009, at, lessons::no_such_kind(format!("{kind:?}"))) });
                }
                number(it.faults, FAULTS_OF_GOAL, within("faults"), &mut found);
                number(it.at_least, 100, within("at_least"), &mut found);
                nobody(&it.clients, within("clients"), &mut found);
            }
            GoalCheck::StillWorks(it) => nobody(&it.clients, within("clients"), &mut found),
            GoalCheck::Expect(it) => {
                for (field, rules) in [("rules", &it.rules), ("not_rules", &it.not_rules)] {
                    for (nth, rule) in rules.iter().enumerate() {
                        let path = within(field).into_iter().chain([nth.into()]).collect();
                        unknown_rule(rule, path, &mut found);
                    }
                }
            }
            GoalCheck::FindingGone(_) | GoalCheck::AtMostEdits(_) => {}
        }
    }
    found
}

/// The kind of fault of a name; one of the reader's own has no place in a lesson.
fn kind(name: &str) -> Option<FaultKind> {
    FaultKind::named(name).filter(|it| *it != FaultKind::Own)
}

/// What questions and goals are called, and whether objectives name them.
fn ids(lesson: &Lesson, found: &mut Vec<At>) {
    let asked = lesson.predict.iter().enumerate().map(|(at, it)| ("predict", at, it.id.as_str()));
    let wanted = lesson.goals.iter().enumerate().map(|(at, it)| ("goals", at, it.id.as_str()));
    let mut known = BTreeSet::new();
    for (list, at, id) in asked.chain(wanted) {
        let path = || vec![list.into(), at.into(), "id".into()];
        if !is_id(id) {
            found.push(At::new(Code::R041, path(), lessons::no_id(format!("{id:?}"))));
        }
        if !known.insert(id) {
            found.push(At::new(Code::R001, path(), lessons::id_twice(format!("{id:?}"))));
        }
    }
    for (at, objective) in lesson.objectives.iter().enumerate() {
        if objective.by.is_empty() {
            let path = vec!["objectives".into(), at.into()];
            found.push(At::new(Code::L014, path, lessons::objective_untouched().into()));
        }
        for (nth, id) in objective.by.iter().enumerate().filter(|it| !known.contains(it.1.as_str())) {
            let path = vec!["objectives".into(), at.into(), "by".into(), nth.into()];
            found.push(At::new(Code::L006, path, lessons::no_such_id(format!("{id:?}"))));
        }
    }
}

fn unknown_rule(id: &str, path: Vec<PathSegment>, found: &mut Vec<At>) {
    if Rule::from_id(id).is_none() {
        found.push(At::new(Code::R037, path, lessons::no_such_rule(format!("{id:?}"))));
    }
}

fn rising<T: PartialOrd>(bounds: &[T], path: Vec<PathSegment>, found: &mut Vec<At>) {
    if bounds.is_empty() || bounds.windows(2).any(|it| it[1] <= it[0]) {
        found.push(At::new(Code::L010, path, lessons::bounds_do_not_rise().into()));
    }
}

fn number(written: u32, most: u32, path: Vec<PathSegment>, found: &mut Vec<At>) {
    if !(1..=most).contains(&written) {
        found.push(At::new(Code::L010, path, lessons::number_from_to(written, most)));
    }
}

fn nobody(clients: &[compact_str::CompactString], path: Vec<PathSegment>, found: &mut Vec<At>) {
    if clients.is_empty() {
        found.push(At::new(Code::L009, path, lessons::about_nobody().into()));
    }
}

/// Whether a path is one of the language: `servers.*.version`.
fn leads_somewhere(path: &str) -> bool {
    let mut fields: Option<&'static [Field]> = match Scenario::KIND {
        Kind::Struct(it) => Some(it.fields),
        Kind::Enum(_) | Kind::List(_) | Kind::ListOrText(_) | Kind::Leaf(_) | Kind::Pair(_) => None,
    };
    let mut steps = path.split('.');
    while let Some(step) = steps.next() {
        let Some(field) = fields.and_then(|it| it.iter().find(|it| it.name == step)) else { return false };
        fields = match field.kind {
            Kind::Struct(it) => Some(it.fields),
            Kind::List(Kind::Struct(it)) => {
                match steps.next() {
                    Some("") => return false,
                    Some(_) => {}
                    None => return true,
                }
                Some(it.fields)
            }
            Kind::Enum(_) | Kind::List(_) | Kind::ListOrText(_) | Kind::Leaf(_) | Kind::Pair(_) => None,
        };
    }
    true
}
