//! Who says what to whom, in which order?
//!
//! What every sequence diagram has in common: the parties that appear, and one row for each thing that is shown, with
//! an arrow where it points to somebody. Every writer words these rows and decides only how they look.

use std::collections::BTreeMap;

use super::content::Content;
use super::fold::{self, LeftOut, ViewItem};
use super::{Party, Scope, crowd};
use crate::change::Org;
use crate::policy::Reason;
use crate::reading::{Citation, Moment, Nature, Reading, RecordClass, says_no};
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, RecordId, RecordKind, Run};
use crate::world::{Action, GroupId, RequestedState, ServiceId, ServiceState, World};

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A request or a command: drawn through.
    Request,
    /// An answer: dashed.
    Answer,
    /// A refusal: dashed, with a cross.
    Refusal,
    /// Something that one party does by itself.
    Note,
    /// A decision, with its rules.
    Decision,
    /// The admin changes something.
    Change,
    /// Something was left out here.
    Left,
}

/// One row of a sequence diagram.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The record, where it is one.
    pub(crate) record: Option<RecordId>,
    /// When.
    pub(crate) at: Option<SimTime>,
    /// Who: the number of a party.
    pub(crate) from: usize,
    /// To whom, where it is an arrow. Of what was left out: up to which party.
    pub(crate) to: Option<usize>,
    /// How it is drawn.
    pub(crate) shape: Shape,
    /// What nature it has.
    pub(crate) nature: Nature,
    /// What it says.
    pub(crate) says: Says,
    /// The rules that are cited in it, each once.
    pub(crate) rules: Vec<Citation>,
}

/// What a row says.
#[derive(Clone, Debug)]
pub(crate) enum Says {
    /// What a record does; of a decision the reason that has room beside it.
    Record(Content, Option<Reason>),
    /// What was left out here.
    LeftOut(LeftOut),
    /// So many steps were cut at the end.
    Cut(u64),
    /// That nothing happened.
    Nothing,
}

impl Row {
    /// A row that is no record.
    pub(crate) fn left(to: Option<usize>, says: Says) -> Self {
        let (shape, nature, rules) = (Shape::Left, Nature::Neutral, Vec::new());
        Self { record: None, at: None, from: 0, to, shape, nature, says, rules }
    }
}

/// Everything that a sequence diagram shows.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// The parties in the order in which they appear.
    pub(crate) parties: Vec<Actor>,
    /// By party: the group, where it is several clients of one.
    pub(crate) groups: Vec<Option<GroupId>>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// How many steps were cut at the end.
    pub(crate) cut: u64,
    /// From which row to before which something was broken.
    pub(crate) faults: Vec<(usize, usize)>,
}

/// The rows of the attempts that are meant: at most so many, or so many where everything is wanted.
pub(crate) fn scene(world: &World, run: &Run, scope: Scope, attempt: Option<AttemptId>, most: (usize, usize)) -> Scene {
    let mut drawing = Drawing {
        world,
        reading: Reading::new(world, &run.trace),
        parties: Vec::new(),
        groups: Vec::new(),
        numbers: BTreeMap::new(),
        rows: Vec::new(),
        touched: Vec::new(),
    };
    let view = match attempt {
        None => fold::view(world, &run.trace, scope),
        Some(attempt) => fold::view_of(world, &run.trace, scope, attempt),
    };
    let last = attempt.and_then(|it| run.trace.records().iter().rposition(|record| record.attempt() == Some(it)));
    let first = attempt.map(|it| run.trace.attempts[it.0 as usize].began);
    let during = |id: RecordId| first.is_none_or(|it| it <= id) && last.is_none_or(|it| id.0 as usize <= it);
    let steps: Vec<ViewItem> = view
        .steps
        .into_iter()
        .filter(|it| match it {
            // A diagram shows attempts and what the admin changes meanwhile; checks of balancers are noise there.
            ViewItem::Record(id) => {
                let record = run.trace.record(*id);
                !matches!(record.kind(), RecordKind::Checked { .. }) && (record.attempt().is_some() || during(*id))
            }
            ViewItem::LeftOut(LeftOut::Levels(..) | LeftOut::Alike(..)) => true,
            ViewItem::LeftOut(LeftOut::SameChange(_, span)) => during(span.first),
            ViewItem::LeftOut(LeftOut::Attempts(..) | LeftOut::Events(_)) => attempt.is_none(),
        })
        .collect();
    let most = scope.most(most.0).min(most.1);
    let mut cut = 0;
    for step in steps {
        if drawing.rows.len() < most {
            drawing.step(step);
        } else {
            cut += 1;
        }
    }
    let faults = faults(drawing.touched, drawing.rows.len());
    Scene { parties: drawing.parties, groups: drawing.groups, rows: drawing.rows, cut, faults }
}

struct Drawing<'a> {
    world: &'a World,
    reading: Reading<'a>,
    parties: Vec<Actor>,
    groups: Vec<Option<GroupId>>,
    numbers: BTreeMap<Party, usize>,
    rows: Vec<Row>,
    /// The rows in which something that can be broken is touched, and whether it is broken from there on.
    touched: Vec<(usize, Fault, bool)>,
}

impl Drawing<'_> {
    /// The number of a party, which appears now if it has not before. The clients of a group are one.
    fn number(&mut self, actor: Actor) -> usize {
        let world = self.world;
        let number = *self.numbers.entry(Party::of(crowd::actor(world, actor))).or_insert_with(|| {
            self.parties.push(actor);
            self.groups.push(None);
            self.parties.len() - 1
        });
        if let Actor::Client(client) = actor
            && self.parties[number] != actor
        {
            self.groups[number] = world.clients[client.index()].group;
        }
        number
    }

    fn step(&mut self, step: ViewItem) {
        match step {
            ViewItem::Record(id) => self.record(id),
            ViewItem::LeftOut(left) => {
                if let Some(last) = self.parties.len().checked_sub(1) {
                    self.rows.push(Row::left(Some(last), Says::LeftOut(left)));
                }
            }
        }
    }

    fn record(&mut self, id: RecordId) {
        let moment = self.reading.advance_to(id);
        let (at, actor) = (moment.record.at(), moment.record.actor());
        let (kind, nature, points_to) = (moment.record.kind(), moment.nature(), moment.points_to());
        if let RecordKind::Changed(change) = kind
            && let Some((what, broken)) = fault(moment.org(), moment.world().changes[change.index()].action)
        {
            self.touched.push((self.rows.len(), what, broken));
        }
        let shape = shape(moment.class(), points_to.is_some());
        let (says, rules) = (Says::Record(Content::of(moment), reason(moment)), rules(moment));
        let from = self.number(actor);
        let to = points_to.map(|it| self.number(it));
        self.rows.push(Row { record: Some(id), at: Some(at), from, to, shape, nature, says, rules });
    }
}

/// The reason that has room beside a decision: where it is the only one, and that which decided where it says no.
fn reason(moment: Moment<'_>) -> Option<Reason> {
    let RecordKind::Decides { decision, reasons } = moment.record.kind() else { return None };
    let reasons = moment.trace().reasons(reasons);
    reasons.last().copied().filter(|_| reasons.len() == 1 || says_no(decision))
}

/// The rules that are cited in a record and in its reasons.
fn rules(moment: Moment<'_>) -> Vec<Citation> {
    let reasons = match moment.record.kind() {
        RecordKind::Decides { reasons, .. } => moment.trace().reasons(reasons),
        _ => &[],
    };
    let mut rules: Vec<Citation> = Vec::new();
    for (rule, assumed) in moment.rules().iter().copied().chain(reasons.iter().map(|it| (it.rule(), it.assumed()))) {
        if rules.iter().all(|it| (it.0, it.1.is_some()) != (rule, assumed.is_some())) {
            rules.push((rule, assumed));
        }
    }
    rules
}

const fn shape(class: RecordClass, points: bool) -> Shape {
    match class {
        RecordClass::Decides => Shape::Decision,
        RecordClass::Changes => Shape::Change,
        _ if !points => Shape::Note,
        RecordClass::Refuses | RecordClass::Fails => Shape::Refusal,
        RecordClass::Reply | RecordClass::Accepts => Shape::Answer,
        RecordClass::Command
        | RecordClass::Connects
        | RecordClass::Note
        | RecordClass::Begins
        | RecordClass::EndsWell
        | RecordClass::EndsBadly
        | RecordClass::Watches => Shape::Request,
    }
}

/// What a change breaks or mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Service(ServiceId),
    Server(crate::world::ServerId),
    Link(crate::world::LinkId),
    Component(crate::world::ServerId, crate::world::Component, crate::world::Requester),
}

/// What a change touches that can be broken, and whether it is now that the change has happened.
fn fault(org: &Org, action: Action) -> Option<(Fault, bool)> {
    match action {
        Action::Stop(it) | Action::Hang(it) | Action::Start(it) | Action::Restart(it) => {
            Some((Fault::Service(it), org.state(it) != ServiceState::Running))
        }
        Action::ShutDown(it) | Action::StartUp(it) => Some((Fault::Server(it), org.is_off(it))),
        Action::Cut(it, _) | Action::Mend(it, _) => Some((Fault::Link(it), org.is_cut(it))),
        Action::SetComponent(server, component, requester, wanted) => {
            Some((Fault::Component(server, component, requester), wanted == RequestedState::Inactive))
        }
        Action::Set(..)
        | Action::SetCasMailbox { .. }
        | Action::Move(..)
        | Action::Import(..)
        | Action::Enable(..)
        | Action::Uninstall(..)
        | Action::SetTls(..)
        | Action::SetOutOfService(..)
        | Action::RemoveServer(_)
        | Action::AddServer(..)
        | Action::UpdateServer(..)
        | Action::Reboot(_)
        | Action::FailedUpdate(_)
        | Action::ResetFiles(..)
        | Action::SetStartType(..)
        | Action::FailOver(..)
        | Action::SetDns(..)
        | Action::AddDns(..)
        | Action::SetPorts(..)
        | Action::SetOffload(..)
        | Action::Grant { .. }
        | Action::SetSmtpAddress(..)
        | Action::SetAuthPolicy { .. }
        | Action::SetUserPolicy(..)
        | Action::SetDefaultPolicy(_)
        | Action::InstallUpdate(..)
        | Action::SetStoreSessions(..)
        | Action::SetClient(..)
        | Action::SetPool(..) => None,
    }
}

/// From which row to before which something was broken.
fn faults(touched: Vec<(usize, Fault, bool)>, rows: usize) -> Vec<(usize, usize)> {
    let mut open: Vec<(Fault, usize)> = Vec::new();
    let mut closed = Vec::new();
    for (row, what, broken) in touched {
        let known = open.iter().position(|it| it.0 == what);
        match (known, broken) {
            (None, true) => open.push((what, row)),
            (Some(at), false) => closed.push((open.remove(at).1, row)),
            (Some(_), true) | (None, false) => {}
        }
    }
    closed.extend(open.into_iter().map(|it| (it.1, rows)));
    closed.sort_unstable();
    closed
}
