//! Of which rows is the trace made, and how deep does each stand?
//!
//! One fact a row. A look-up and the connection request after it are one row; of a decision with several reasons each
//! has a row of its own below it, one step deeper; legs stand as deep as they are, as far as no levels are folded away.

use std::net::Ipv4Addr;

use super::content::Content;
use super::fold::{LeftOut, View, ViewItem, view};
use super::{Length, Scope};
use crate::policy::Reason;
use crate::reading::{Citation, Moment, Nature, Reading, RecordClass};
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, LegFailure, RecordId, RecordKind, Trace};
use crate::world::{Endpoint, HostRef, NameId, World};

/// How many reasons of one decision are shown at its beginning and at its end.
const REASONS_SHOWN: usize = 8;

/// One row of the trace.
#[derive(Debug)]
pub(crate) struct Row {
    /// Of a record: when, by whom, and how it is drawn.
    pub(crate) head: Option<Head>,
    /// How deep it stands.
    pub(crate) depth: u32,
    /// What it says.
    pub(crate) says: Says,
    /// The rules that are cited in it.
    pub(crate) rules: Vec<Citation>,
}

/// What stands before what a record says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) at: SimTime,
    pub(crate) actor: Actor,
    pub(crate) nature: Nature,
    pub(crate) class: RecordClass,
}

/// What a row says.
#[derive(Debug)]
pub(crate) enum Says {
    /// What a record does; of a decision its reason, where there is only one.
    Record(Content, Option<Reason>),
    /// A look-up, and the connection request that uses its answer.
    Connects { name: NameId, address: Ipv4Addr, ttl: Micros, cached: bool, endpoint: Endpoint },
    /// A reason of the decision above.
    Reason(Reason),
    /// So many reasons are left out.
    MoreReasons(usize),
    /// Something is left out.
    LeftOut(LeftOut),
}

/// The rows of the trace.
pub(crate) fn rows(world: &World, trace: &Trace, scope: Scope) -> Vec<Row> {
    let view = view(world, trace, scope);
    let mut writer = Writer { trace, reading: Reading::new(world, trace), view: &view, scope, rows: Vec::new() };
    let mut steps = view.steps.iter().peekable();
    while let Some(step) = steps.next() {
        match step {
            ViewItem::Record(id) => {
                let next = steps.next_if(|it| matches!(it, ViewItem::Record(next) if joins(trace, *id, *next)));
                match next {
                    Some(ViewItem::Record(next)) => writer.joined(*id, *next),
                    _ => writer.record(*id),
                }
            }
            ViewItem::LeftOut(left) => writer.left_out(left.clone()),
        }
    }
    writer.rows
}

/// Whether a look-up and the connection request after it are one row.
fn joins(trace: &Trace, first: RecordId, second: RecordId) -> bool {
    let (resolved, connects) = (trace.record(first), trace.record(second));
    match (resolved.kind(), connects.kind()) {
        (RecordKind::Resolved { name, .. }, RecordKind::Connects { endpoint }) => {
            resolved.at() == connects.at()
                && resolved.actor() == connects.actor()
                && resolved.attempt() == connects.attempt()
                && endpoint.host == HostRef::Name(name)
        }
        _ => false,
    }
}

struct Writer<'a> {
    trace: &'a Trace,
    reading: Reading<'a>,
    view: &'a View,
    scope: Scope,
    rows: Vec<Row>,
}

impl Writer<'_> {
    fn record(&mut self, id: RecordId) {
        let depth = self.depth(id);
        let moment = self.reading.advance_to(id);
        let head = Some(head(moment));
        let RecordKind::Decides { reasons, .. } = moment.record.kind() else {
            let (says, rules) = (Says::Record(Content::of(moment), None), moment.rules().to_vec());
            return self.rows.push(Row { head, depth, says, rules });
        };
        let reasons = self.trace.reasons(reasons);
        let only = if let [only] = reasons { Some(*only) } else { None };
        let rules = only.map_or_else(Vec::new, |it| cited(moment, it));
        self.rows.push(Row { head, depth, says: Says::Record(Content::of(moment), only), rules });
        if only.is_some() {
            return;
        }
        let left_out = match self.scope.length {
            Length::Bounded if reasons.len() > 2 * REASONS_SHOWN + 1 => REASONS_SHOWN..reasons.len() - REASONS_SHOWN,
            Length::Bounded | Length::All => 0..0,
        };
        for (index, reason) in reasons.iter().enumerate() {
            let (says, rules) = if !left_out.contains(&index) {
                (Says::Reason(*reason), cited(moment, *reason))
            } else if index == left_out.start {
                (Says::MoreReasons(left_out.len()), Vec::new())
            } else {
                continue;
            };
            self.rows.push(Row { head: None, depth: depth + 1, says, rules });
        }
    }

    fn joined(&mut self, resolved: RecordId, connects: RecordId) {
        let depth = self.depth(connects);
        let mut rules = self.reading.advance_to(resolved).rules().to_vec();
        let moment = self.reading.advance_to(connects);
        rules.extend(moment.rules());
        let (RecordKind::Resolved { name, address, ttl, cached }, RecordKind::Connects { endpoint }) =
            (self.trace.record(resolved).kind(), moment.record.kind())
        else {
            unreachable!("{resolved:?} and {connects:?} are not one row")
        };
        let says = Says::Connects { name, address, ttl, cached, endpoint };
        self.rows.push(Row { head: Some(head(moment)), depth, says, rules });
    }

    fn left_out(&mut self, left: LeftOut) {
        let depth = match left {
            LeftOut::Levels(_, span) | LeftOut::Alike(_, span) => self.depth(span.first),
            LeftOut::Attempts(..) | LeftOut::Events(_) | LeftOut::SameChange(..) => 0,
        };
        self.rows.push(Row { head: None, depth, says: Says::LeftOut(left), rules: Vec::new() });
    }

    /// How deep a record stands: what the opener of a leg does to open it, and how it fails, belong to the opener.
    fn depth(&self, id: RecordId) -> u32 {
        let record = self.trace.record(id);
        let Some(place) = self.view.places[id.0 as usize] else { return 0 };
        let depth = self.trace.connections[place.0 as usize].depth;
        let by_opener = match record.kind() {
            RecordKind::Connects { .. } => true,
            // A look-up stands with the connection request after it, if there was one.
            RecordKind::Resolved { .. } => record.connection() != Some(place),
            // Without a name there was no leg, and the record is the opener's already.
            RecordKind::LegFailed { how, .. } => how != LegFailure::NameNotResolved,
            _ => false,
        };
        self.view.indent(record.attempt(), if by_opener { depth.saturating_sub(1) } else { depth })
    }
}

fn head(moment: Moment<'_>) -> Head {
    Head { at: moment.record.at(), actor: moment.record.actor(), nature: moment.nature(), class: moment.class() }
}

/// The rules that are cited in one reason of a decision.
fn cited(moment: Moment<'_>, reason: Reason) -> Vec<Citation> {
    std::iter::once((reason.rule(), reason.assumed())).chain(moment.also(reason)).collect()
}
