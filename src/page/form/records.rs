//! How does a page read the records of a run?
//!
//! Column by column, because a hundred thousand of them have to open at once: numbers, and texts by their position.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CitedRule;
use super::spans::Spans;
use super::texts::{TextId, Texts};
use crate::policy::Reason;
use crate::reading::{Moment, Nature, Reading};
use crate::render::Lang;
use crate::render::diff::parting::Meets;
use crate::telling::content::Content;
use crate::telling::fold::Folds;
use crate::telling::node;
use crate::trace::{Actor, Decision, Record, RecordId, RecordKind, Trace};
use crate::words::names::{self, Names};
use crate::words::rows;
use crate::words::say::Say;
use crate::world::{ServerId, World};

/// Who takes part in a run.
#[derive(Debug, Serialize)]
pub(crate) struct Lane {
    /// The node of the picture at which it is.
    pub(crate) node: String,
    /// The service, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<&'static str>,
    kind: &'static str,
    pub(super) name: TextId,
}

/// The records, a list for each field. `-1` stands for none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Records {
    /// Microseconds since the record before.
    after: Vec<u64>,
    /// Who, by position among the lanes.
    pub(super) lane: Vec<u32>,
    /// To whom it points, where it is an arrow.
    pub(super) to: Vec<i64>,
    pub(super) kind: Vec<u8>,
    pub(super) nature: Vec<u8>,
    depth: Vec<i64>,
    connection: Vec<i64>,
    pub(super) attempt: Vec<i64>,
    cause: Vec<i64>,
    pub(super) text: Vec<TextId>,
    pub(super) rules: Vec<i64>,
    pub(super) decision: Vec<i64>,
    /// What of it is compared with another run, by position.
    pub(super) met: Vec<i64>,
    /// The fold in which it stands.
    pub(super) fold: Vec<i64>,
    /// The innermost span in which it stands.
    pub(super) span: Vec<i64>,
}

/// Why something was decided.
#[derive(Debug, Serialize)]
pub(crate) struct Decided {
    pub(crate) kind: &'static str,
    pub(crate) reasons: Vec<ReasonText>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ReasonText {
    /// What it is in the decision: `candidate`, `offered`, `rejected`, `chosen` or `because`.
    pub(crate) part: &'static str,
    pub(crate) text: TextId,
    pub(crate) rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assumed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<String>,
}

/// The records as they are told.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) lanes: Vec<Lane>,
    pub(super) records: Records,
    pub(super) rules: Vec<Vec<CitedRule>>,
    pub(super) decisions: Vec<Decided>,
    /// The words by which runs are compared, each once.
    pub(super) met: Vec<String>,
    /// By attempt: the record that ends it.
    pub(super) ended: Vec<Option<u32>>,
}

struct RowWriter<'a> {
    world: &'a World,
    trace: &'a Trace,
    say: [Say<'a>; 2],
    texts: &'a mut Texts,
    lane_of: BTreeMap<String, u32>,
    rules_of: BTreeMap<Vec<CitedRule>, i64>,
    meets: Meets<'a>,
    met_of: BTreeMap<String, i64>,
    told: Rows,
}

/// Tells the records of a run, up to `most`.
pub(super) fn tell<'a>(
    world: &'a World,
    trace: &'a Trace,
    (folds, spans, most): (&Folds, &Spans, usize),
    texts: &'a mut Texts,
) -> Rows {
    let mut reading = Reading::new(world, trace);
    let mut teller = RowWriter {
        world,
        trace,
        say: [Lang::En, Lang::Zh].map(|lang| Say::new(Names::new(world, lang))),
        texts,
        lane_of: BTreeMap::new(),
        rules_of: BTreeMap::new(),
        meets: Meets::new(world),
        met_of: BTreeMap::new(),
        told: Rows {
            lanes: Vec::new(),
            records: Records::default(),
            rules: Vec::new(),
            decisions: Vec::new(),
            met: Vec::new(),
            ended: vec![None; trace.attempts.len()],
        },
    };
    let mut before = 0;
    for (index, record) in trace.records().iter().enumerate() {
        if let (RecordKind::Ended(_), Some(attempt)) = (record.kind(), record.attempt()) {
            teller.told.ended[attempt.0 as usize] = Some(index as u32);
        }
        if index < most {
            teller.record(reading.advance_to(RecordId(index as u32)), record.at().0 - before);
            before = record.at().0;
            teller.told.records.fold.push(folds.of[index].map_or(-1, i64::from));
            teller.told.records.span.push(spans.of[index].map_or(-1, i64::from));
        }
    }
    teller.told
}

impl RowWriter<'_> {
    fn record(&mut self, moment: Moment<'_>, after: u64) {
        let record = moment.record;
        let rules: Vec<_> = moment.rules().iter().map(|(rule, assumed)| CitedRule(rule.id(), *assumed)).collect();
        let lane = self.lane(record.actor());
        let to = moment.points_to().map_or(-1, |it| i64::from(self.lane(it)));
        let text = self.text(moment);
        let decision = self.decision(record);
        let next = position(self.told.rules.len());
        let rules = if rules.is_empty() {
            -1
        } else {
            *self.rules_of.entry(rules).or_insert_with_key(|it| {
                self.told.rules.push(it.clone());
                next
            })
        };
        let met = self.meets.text(moment).map_or(-1, |text| {
            let next = position(self.told.met.len());
            *self.met_of.entry(text).or_insert_with_key(|it| {
                self.told.met.push(it.clone());
                next
            })
        });
        let depth = record.connection().map_or(-1, |it| i64::from(self.trace.connections[it.0 as usize].depth));
        let records = &mut self.told.records;
        records.after.push(after);
        records.lane.push(lane);
        records.to.push(to);
        records.kind.push(moment.class() as u8);
        records.nature.push(number(moment.nature()));
        records.depth.push(depth);
        records.connection.push(record.connection().map_or(-1, |it| i64::from(it.0)));
        records.attempt.push(record.attempt().map_or(-1, |it| i64::from(it.0)));
        records.cause.push(record.cause().map_or(-1, |it| i64::from(it.0)));
        records.text.push(text);
        records.rules.push(rules);
        records.decision.push(decision);
        records.met.push(met);
    }

    fn lane(&mut self, actor: Actor) -> u32 {
        let (service, kind) = match actor {
            Actor::Client(_) => (None, "client"),
            Actor::Service(id) => (Some(id.service().windows_name()), "service"),
            Actor::Server(_) => (None, "server"),
            Actor::Balancer(_) => (None, "balancer"),
            Actor::Network => (None, "network"),
            Actor::Admin => (None, "admin"),
        };
        let node = node(actor);
        let key = service.map_or_else(|| node.clone(), |it| format!("{node}:{it}"));
        if let Some(known) = self.lane_of.get(&key) {
            return *known;
        }
        let next = u32::try_from(self.told.lanes.len()).expect("fewer than 2^32 lanes");
        self.lane_of.insert(key, next);
        let [en, zh] = [0, 1].map(|at: usize| self.say[at].names.actor(actor).into_owned());
        let name = self.texts.both(en, zh);
        self.told.lanes.push(Lane { node, service, kind, name });
        next
    }

    fn text(&mut self, moment: Moment<'_>) -> TextId {
        let content = Content::of(moment);
        let [en, zh] = [0, 1].map(|at: usize| rows::lines(&self.say[at], &content).join("\n"));
        self.texts.both(en, zh)
    }

    fn decision(&mut self, record: Record<'_>) -> i64 {
        let RecordKind::Decides { decision, reasons } = record.kind() else { return -1 };
        let mut all = Vec::new();
        for reason in self.trace.reasons(reasons) {
            let [en, zh] = [0, 1].map(|at: usize| self.say[at].reason(*reason));
            let server = who(*reason).map(|it| names::clean(&self.world.servers[it.index()].name).into_owned());
            all.push(ReasonText {
                part: part(*reason),
                text: self.texts.both(en, zh),
                rule: reason.rule().id(),
                assumed: reason.assumed(),
                server,
            });
        }
        let kind = match decision {
            Decision::Authenticates { .. } => "authenticates",
            Decision::Serves(_) => "serves",
            Decision::Proxies { .. } => "proxies",
            Decision::Refuses { .. } => "refuses",
            Decision::Redirects(_) => "redirects",
            Decision::Tries(_) => "tries",
            Decision::GivesUp => "gives_up",
            Decision::NotAllowed(_) => "not_allowed",
        };
        self.told.decisions.push(Decided { kind, reasons: all });
        position(self.told.decisions.len() - 1)
    }
}

/// A position as a column holds it.
fn position(at: usize) -> i64 {
    i64::try_from(at).expect("fewer than 2^63 entries")
}

/// A nature as the page numbers it.
const fn number(nature: Nature) -> u8 {
    match nature {
        Nature::Neutral => 0,
        Nature::Good => 1,
        Nature::Warning => 2,
        Nature::Refusal => 3,
        Nature::Trouble => 4,
    }
}

/// Of whom a reason speaks.
pub(super) const fn who(reason: Reason) -> Option<ServerId> {
    match reason {
        Reason::Candidate(it, _)
        | Reason::Offers(it, ..)
        | Reason::BackEnd(it, _)
        | Reason::OtherVersion(it)
        | Reason::OffersNothing(it, _)
        | Reason::Removed(it)
        | Reason::Picked(it, ..)
        | Reason::NotOffered(it, _)
        | Reason::SameType(it, ..)
        | Reason::NextTarget(it)
        | Reason::ProbedDown(it)
        | Reason::OutOfService(it)
        | Reason::HashPicked(it, _)
        | Reason::WebBackEnd(it) => Some(it),
        _ => None,
    }
}

/// What part a reason plays in a decision.
const fn part(reason: Reason) -> &'static str {
    match reason {
        Reason::Candidate(..) => "candidate",
        Reason::Offers(..) | Reason::BackEnd(..) => "offered",
        Reason::OtherVersion(_)
        | Reason::OtherSites(_)
        | Reason::OffersNothing(..)
        | Reason::Removed(_)
        | Reason::NotOffered(..)
        | Reason::ProbedDown(_)
        | Reason::OutOfService(_) => "rejected",
        Reason::Picked(..) | Reason::HashPicked(..) | Reason::NextTarget(_) | Reason::NextType(_) => "chosen",
        _ => "because",
    }
}
