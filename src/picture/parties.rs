//! Who says what to whom, in which order?
//!
//! What every sequence diagram has in common: the parties that appear, and one row for each thing that is shown, with
//! an arrow where it points to somebody. Every writer shows these rows and decides only how they look.

use std::collections::BTreeMap;

use crate::change::Org;
use crate::reading::{Nature, Reading, says_no};
use crate::render::{Length, Options};
use crate::telling::fold::{self, ViewItem};
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, Record, RecordId, RecordKind, Run};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::{self, Lang, diagram, summary as sum};
use crate::world::{Action, RequestedState, ServiceId, ServiceState, World};

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
    /// What happened.
    pub(crate) text: String,
    /// The rules that speak in it; empty where there are none.
    pub(crate) rules: String,
}

/// Everything that a sequence diagram shows.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// The parties in the order in which they appear.
    pub(crate) parties: Vec<Actor>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// How many steps were cut at the end.
    pub(crate) cut: u64,
    /// From which row to before which something was broken.
    pub(crate) faults: Vec<(usize, usize)>,
}

impl Scene {
    /// What is said where it was cut.
    pub(crate) fn cut_note(&self, lang: Lang) -> Option<String> {
        let steps = words::counts::steps(lang, self.cut);
        (self.cut > 0).then(|| diagram::cut(lang, steps))
    }
}

/// The rows of the attempts that are meant: at most so many, or so many where everything is wanted.
pub(crate) fn scene(
    world: &World,
    run: &Run,
    options: &Options,
    attempt: Option<AttemptId>,
    most: (usize, usize),
) -> Scene {
    let mut drawing = Drawing::new(world, run, options);
    let view = match attempt {
        None => fold::view(world, &run.trace, options.scope()),
        Some(attempt) => fold::view_of(world, &run.trace, options.scope(), attempt),
    };
    let last = attempt.and_then(|it| run.trace.records.iter().rposition(|record| record.attempt == Some(it)));
    let first = attempt.map(|it| run.trace.attempts[it.0 as usize].began);
    let during = |id: RecordId| first.is_none_or(|it| it <= id) && last.is_none_or(|it| id.0 as usize <= it);
    let steps: Vec<ViewItem> = view
        .steps
        .into_iter()
        .filter(|it| match it {
            // A diagram shows attempts and what the admin changes meanwhile; checks of balancers are noise there.
            ViewItem::Record(id) => {
                let record = run.trace.record(*id);
                !matches!(record.what, RecordKind::Checked { .. }) && (record.attempt.is_some() || during(*id))
            }
            ViewItem::Levels(_) | ViewItem::Alike(..) => true,
            ViewItem::Attempts(..) | ViewItem::Events(_) => attempt.is_none(),
        })
        .collect();
    let most = if options.length == Length::All { most.1 } else { most.0 };
    let mut cut = 0;
    for step in &steps {
        if drawing.rows.len() < most {
            drawing.step(step);
        } else {
            cut += 1;
        }
    }
    let faults = faults(drawing.touched, drawing.rows.len());
    Scene { parties: drawing.parties, rows: drawing.rows, cut, faults }
}

struct Drawing<'a> {
    run: &'a Run,
    options: &'a Options,
    say: Say<'a>,
    reading: Reading<'a>,
    parties: Vec<Actor>,
    aliases: BTreeMap<(bool, String), usize>,
    rows: Vec<Row>,
    /// The rows in which something that can be broken is touched, and whether it is broken from there on.
    touched: Vec<(usize, Fault, bool)>,
}

impl<'a> Drawing<'a> {
    fn new(world: &'a World, run: &'a Run, options: &'a Options) -> Self {
        Self {
            run,
            options,
            say: Say::new(Names::new(world, options.lang)),
            reading: Reading::new(world, &run.trace),
            parties: Vec::new(),
            aliases: BTreeMap::new(),
            rows: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// The number of a party, which appears now if it has not before.
    fn alias(&mut self, actor: Actor) -> usize {
        // A server and the service on it are one party, unless the service is a back end beside a front end.
        let key = (matches!(actor, Actor::Client(_)), self.say.names.actor(actor).into_owned());
        if let Some(alias) = self.aliases.get(&key) {
            return *alias;
        }
        self.parties.push(actor);
        self.aliases.insert(key, self.parties.len() - 1);
        self.parties.len() - 1
    }

    fn step(&mut self, step: &ViewItem) {
        let text = match step {
            ViewItem::Record(id) => return self.record(*id),
            ViewItem::Levels(_) | ViewItem::Alike(..) | ViewItem::Attempts(..) | ViewItem::Events(_) => self.left(step),
        };
        if !self.parties.is_empty() {
            let last = self.parties.len() - 1;
            let (shape, nature, rules) = (Shape::Left, Nature::Neutral, String::new());
            self.rows.push(Row { record: None, at: None, from: 0, to: Some(last), shape, nature, text, rules });
        }
    }

    /// What was left out.
    fn left(&self, step: &ViewItem) -> String {
        let lang = self.options.lang;
        match step {
            ViewItem::Record(_) => String::new(),
            ViewItem::Levels(left) => {
                let levels = if left.levels == 1 { sum::one_level(lang) } else { sum::levels(lang, left.levels) };
                sum::loop_levels(lang, levels, left.first.0, left.last.0)
            }
            ViewItem::Alike(client, numbers, left) => {
                let attempts = words::attempts(lang, numbers);
                let client = self.say.names.client(*client);
                sum::like_shown(lang, client, attempts, left.first.0, left.last.0)
            }
            ViewItem::Attempts(attempts, clients) => sum::beyond_bound(
                lang,
                words::counts::attempts(lang, *attempts),
                words::counts::clients(lang, *clients),
            ),
            ViewItem::Events(count) => sum::events_beyond_bound(lang, words::counts::changes_and_checks(lang, *count)),
        }
    }

    fn record(&mut self, id: RecordId) {
        let moment = self.reading.advance_to(id);
        let (record, nature, points_to) = (*moment.record, moment.nature(), moment.points_to());
        if let RecordKind::Changed(change) = record.what
            && let Some((what, broken)) = fault(moment.org(), moment.world().changes[change.index()].action)
        {
            self.touched.push((self.rows.len(), what, broken));
        }
        let (text, rules) = (self.text(), self.rules());
        let from = self.alias(record.actor);
        let to = points_to.map(|it| self.alias(it));
        let shape = shape(&record, to.is_some());
        self.rows.push(Row { record: Some(id), at: Some(record.at), from, to, shape, nature, text, rules });
    }

    /// The sentence of the record that was read last.
    fn text(&self) -> String {
        let moment = self.reading.now();
        let text = self.say.what(moment);
        let RecordKind::Decides { decision, reasons } = moment.record.what else { return text };
        let reasons = self.run.trace.reasons(reasons);
        // One reason has room beside its decision. Of several, that which decided is told where it says no.
        match reasons.last().filter(|_| reasons.len() == 1 || says_no(decision)) {
            Some(last) => words::reasons::because(self.options.lang, text, self.say.reason(*last)),
            None => text,
        }
    }

    /// The rules that speak in the record that was read last.
    fn rules(&self) -> String {
        let moment = self.reading.now();
        let mut rules = moment.rules().to_vec();
        if let RecordKind::Decides { reasons, .. } = moment.record.what {
            rules.extend(self.run.trace.reasons(reasons).iter().map(|it| (it.rule(), it.assumed())));
        }
        let mut shown: Vec<String> = Vec::new();
        for (rule, assumed) in rules {
            let id = match assumed {
                Some(_) => diagram::assumed(self.options.lang, rule.id()),
                None => rule.id().to_owned(),
            };
            if !shown.contains(&id) {
                shown.push(id);
            }
        }
        shown.join(", ")
    }
}

const fn shape(record: &Record, points: bool) -> Shape {
    match record.what {
        RecordKind::Decides { .. } => Shape::Decision,
        RecordKind::Changed(_) => Shape::Change,
        _ if !points => Shape::Note,
        RecordKind::Refuses(_)
        | RecordKind::ClosesForLimit(_)
        | RecordKind::ClosesForComponent { .. }
        | RecordKind::StopsForComponent { .. } => Shape::Refusal,
        RecordKind::Says { line, .. } if line.is_command() => Shape::Request,
        RecordKind::Says { .. } | RecordKind::Accepts => Shape::Answer,
        _ => Shape::Request,
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
        | Action::FailOver(..)
        | Action::SetDns(..)
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
