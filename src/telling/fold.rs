//! Which records are shown, and what stands where others are left out?
//!
//! A loop repeats its levels, a poller its attempts. What repeats is shown once or twice, and wherever something is
//! left out stands a [`ViewItem`] that says how much and of what, so that nothing is missing silently.

use std::collections::{BTreeMap, BTreeSet};

use super::crowd::{self, Crowd, crowds};
use super::{Length, Scope};
use crate::policy::Reason;
use crate::reading::citation::is_loop;
use crate::trace::{AttemptId, ConnectionId, Record, RecordId, RecordKind, Trace};
use crate::world::{ClientId, World};

/// How many attempts of one client that went alike are shown, beside its last.
const ALIKE_SHOWN: usize = 2;
/// How many attempts are shown in all.
const ATTEMPTS_SHOWN: usize = 24;
/// How many changes, checks and the like are shown.
const EVENTS_SHOWN: u32 = 60;
/// From which depth of a loop on its levels are left out, but for the deepest.
const LEVELS_SHOWN: u32 = 2;

/// One thing to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ViewItem {
    /// A record.
    Record(RecordId),
    /// Something was left out here.
    LeftOut(LeftOut),
}

/// What was left out in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// So many levels of a loop.
    Levels(u32, Span),
    /// Attempts that went like one that is shown.
    Alike(Crowd, Span),
    /// Attempts beyond the bound: how many, of how many clients.
    Attempts(u64, u64),
    /// Changes and checks beyond the bound.
    Events(u64),
    /// The same change to so many more of a group.
    SameChange(u32, Span),
}

/// From which record to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first record.
    pub(crate) first: RecordId,
    /// The last one.
    pub(crate) last: RecordId,
}

/// What is shown.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// In order.
    pub(crate) steps: Vec<ViewItem>,
    /// The connection at which each record is told.
    pub(crate) places: Vec<Option<ConnectionId>>,
    /// By attempt: how many levels of its loop are folded away, so that what is deeper need not be indented so far.
    pub(crate) folded: BTreeMap<AttemptId, u32>,
}

impl View {
    /// How far a record is indented that is told at `depth`.
    pub(crate) fn indent(&self, attempt: Option<AttemptId>, depth: u32) -> u32 {
        let folded = attempt.and_then(|it| self.folded.get(&it)).copied().unwrap_or(0);
        if depth <= LEVELS_SHOWN { depth } else { depth.saturating_sub(folded).max(LEVELS_SHOWN) }
    }
}

/// How an attempt is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    /// It is.
    Yes,
    /// It goes like one that is shown.
    Alike,
    /// The bound is met.
    Beyond,
    /// The user asked for another client.
    Other,
}

/// Lays out what is shown.
pub(crate) fn view(world: &World, trace: &Trace, scope: Scope) -> View {
    lay_out(world, trace, scope, &shows(world, trace, scope))
}

/// Lays out what is shown of one attempt.
pub(crate) fn view_of(world: &World, trace: &Trace, scope: Scope, attempt: AttemptId) -> View {
    let mut show = vec![Show::Other; trace.attempts.len()];
    if let Some(it) = show.get_mut(attempt.0 as usize) {
        *it = Show::Yes;
    }
    lay_out(world, trace, scope, &show)
}

fn lay_out(world: &World, trace: &Trace, scope: Scope, show: &[Show]) -> View {
    let places = places(trace);
    let Folded { hidden, levels: folded } = fold(world, trace, scope);
    let mut steps = Vec::new();
    let mut levels: BTreeMap<AttemptId, (Span, BTreeSet<ConnectionId>)> = BTreeMap::new();
    let mut alike: BTreeMap<ClientId, Folding> = BTreeMap::new();
    let (mut events, mut events_left) = (0, 0);
    let mut same = SameChanges::default();
    for (index, record) in trace.records().iter().enumerate() {
        let id = RecordId(index as u32);
        let Some(attempt) = record.attempt() else {
            if scope.length == Length::Bounded && same.takes(world, id, record.kind()) {
                continue;
            }
            steps.extend(same.left());
            events += 1;
            if scope.length == Length::All || events <= EVENTS_SHOWN {
                steps.push(ViewItem::Record(id));
            } else {
                events_left += 1;
            }
            continue;
        };
        let client = trace.attempts[attempt.0 as usize].client;
        match show[attempt.0 as usize] {
            Show::Other | Show::Beyond => continue,
            Show::Alike => {
                let of = alike.entry(world.stands_for(client)).or_insert_with(|| Folding::at(id));
                of.span.last = id;
                if matches!(record.kind(), RecordKind::Began { .. }) {
                    of.attempts.entry(client).or_default().push(trace.attempts[attempt.0 as usize].number);
                }
                continue;
            }
            Show::Yes => {}
        }
        steps.extend(same.left());
        if matches!(record.kind(), RecordKind::Began { .. })
            && let Some(of) = alike.remove(&world.stands_for(client))
        {
            steps.extend(of.left(world));
        }
        if let Some(place) = places[index].filter(|it| hidden[it.0 as usize]) {
            let (span, connections) = levels.entry(attempt).or_insert((Span { first: id, last: id }, BTreeSet::new()));
            span.last = id;
            connections.insert(place);
            continue;
        }
        steps.extend(levels.remove(&attempt).map(levels_left));
        steps.push(ViewItem::Record(id));
    }
    steps.extend(levels.into_values().map(levels_left));
    steps.extend(same.left());
    steps.extend(alike.into_values().flat_map(|it| it.left(world)));
    if let Some((attempts, clients)) = beyond(trace, show) {
        steps.push(ViewItem::LeftOut(LeftOut::Attempts(attempts, clients)));
    }
    if events_left > 0 {
        steps.push(ViewItem::LeftOut(LeftOut::Events(events_left)));
    }
    View { steps, places, folded }
}

/// Which records stand together as one row where one walks through a run, and what that row says of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folds {
    /// By record: the fold in which it stands.
    pub(crate) of: Vec<Option<u32>>,
    /// What each of them leaves out; several where members of a group do not fare alike.
    pub(crate) folds: Vec<Vec<LeftOut>>,
}

/// Folds what repeats: the levels of loops, attempts that went like one that is shown, the same change to a group. What
/// a bound alone leaves out of a text stands in a walk, which has room for it.
pub(crate) fn folds(world: &World, trace: &Trace) -> Folds {
    let scope = Scope::default();
    let show = shows(world, trace, scope);
    let places = places(trace);
    let hidden = fold(world, trace, scope).hidden;
    let mut all = Folds { of: vec![None; trace.records().len()], folds: Vec::new() };
    let mut levels: BTreeMap<AttemptId, (u32, Span, BTreeSet<ConnectionId>)> = BTreeMap::new();
    let mut alike: BTreeMap<ClientId, (u32, Folding)> = BTreeMap::new();
    let mut same = SameChanges::default();
    let mut change = None;
    for (index, record) in trace.records().iter().enumerate() {
        let id = RecordId(index as u32);
        let Some(attempt) = record.attempt() else {
            if same.takes(world, id, record.kind()) {
                let at = *change.get_or_insert_with(|| all.begin());
                all.of[index] = Some(at);
            } else {
                all.end_changes(&mut same, &mut change);
            }
            continue;
        };
        let client = trace.attempts[attempt.0 as usize].client;
        let party = world.stands_for(client);
        if show[attempt.0 as usize] == Show::Alike {
            let (at, of) = alike.entry(party).or_insert_with(|| (all.begin(), Folding::at(id)));
            of.span.last = id;
            all.of[index] = Some(*at);
            // One that began before another was shown goes on here.
            let (number, numbers) = (trace.attempts[attempt.0 as usize].number, of.attempts.entry(client).or_default());
            if !numbers.contains(&number) {
                numbers.push(number);
            }
            continue;
        }
        if matches!(record.kind(), RecordKind::Began { .. })
            && let Some((at, of)) = alike.remove(&party)
        {
            all.folds[at as usize] = of.left_out(world);
        }
        if let Some(place) = places[index].filter(|it| hidden[it.0 as usize]) {
            let begin = || (all.begin(), Span { first: id, last: id }, BTreeSet::new());
            let (at, span, connections) = levels.entry(attempt).or_insert_with(begin);
            span.last = id;
            connections.insert(place);
            all.of[index] = Some(*at);
        } else if let Some((at, span, connections)) = levels.remove(&attempt) {
            all.folds[at as usize] = vec![LeftOut::Levels(connections.len() as u32, span)];
        }
    }
    for (at, span, connections) in levels.into_values() {
        all.folds[at as usize] = vec![LeftOut::Levels(connections.len() as u32, span)];
    }
    for (at, of) in alike.into_values() {
        all.folds[at as usize] = of.left_out(world);
    }
    all.end_changes(&mut same, &mut change);
    all
}

impl Folds {
    fn begin(&mut self) -> u32 {
        self.folds.push(Vec::new());
        self.folds.len() as u32 - 1
    }

    fn end_changes(&mut self, same: &mut SameChanges, change: &mut Option<u32>) {
        if let (Some(at), Some(ViewItem::LeftOut(left))) = (change.take(), same.left()) {
            self.folds[at as usize] = vec![left];
        }
    }
}

/// Attempts that are left out until one is shown again.
struct Folding {
    /// By client.
    attempts: BTreeMap<ClientId, Vec<u32>>,
    span: Span,
}

impl Folding {
    fn at(id: RecordId) -> Self {
        Self { attempts: BTreeMap::new(), span: Span { first: id, last: id } }
    }

    fn left(self, world: &World) -> Vec<ViewItem> {
        self.left_out(world).into_iter().map(ViewItem::LeftOut).collect()
    }

    fn left_out(self, world: &World) -> Vec<LeftOut> {
        let crowds = crowds(world, self.attempts.iter().map(|(client, numbers)| (*client, numbers.as_slice())));
        crowds.into_iter().map(|it| LeftOut::Alike(it, self.span)).collect()
    }
}

/// A change to a group is one to each of its members: the first is shown for all of them.
#[derive(Default)]
struct SameChanges {
    /// The action of the change that came last.
    action: Option<u32>,
    more: u32,
    span: Option<Span>,
}

impl SameChanges {
    /// Whether a record is the same change to a further one of a group.
    fn takes(&mut self, world: &World, id: RecordId, what: RecordKind) -> bool {
        let RecordKind::Changed(change) = what else {
            self.action = None;
            return false;
        };
        let action = Some(world.changes[change.index()].nth);
        if self.action != action {
            self.action = action;
            return false;
        }
        self.more += 1;
        self.span.get_or_insert(Span { first: id, last: id }).last = id;
        true
    }

    fn left(&mut self) -> Option<ViewItem> {
        let span = self.span.take()?;
        Some(ViewItem::LeftOut(LeftOut::SameChange(std::mem::take(&mut self.more), span)))
    }
}

fn levels_left((span, connections): (Span, BTreeSet<ConnectionId>)) -> ViewItem {
    ViewItem::LeftOut(LeftOut::Levels(connections.len() as u32, span))
}

fn beyond(trace: &Trace, show: &[Show]) -> Option<(u64, u64)> {
    let left: Vec<_> =
        trace.attempts.iter().zip(show).filter(|it| *it.1 == Show::Beyond).map(|it| it.0.client).collect();
    let clients: BTreeSet<_> = left.iter().collect();
    (!left.is_empty()).then_some((left.len() as u64, clients.len() as u64))
}

/// How each attempt is shown.
fn shows(world: &World, trace: &Trace, scope: Scope) -> Vec<Show> {
    if scope.length == Length::All {
        return trace.attempts.iter().map(|it| shows_all(scope.has(world, it.client))).collect();
    }
    let mut records: Vec<Vec<Record<'_>>> = vec![Vec::new(); trace.attempts.len()];
    for record in trace.records().iter().filter(|it| !matches!(it.kind(), RecordKind::Began { .. })) {
        if let Some(attempt) = record.attempt() {
            records[attempt.0 as usize].push(record);
        }
    }
    let mut last: BTreeMap<ClientId, usize> = BTreeMap::new();
    for (index, attempt) in trace.attempts.iter().enumerate() {
        last.insert(world.stands_for(attempt.client), index);
    }
    // The attempts that are shown: so few that each of the others may be compared with them.
    let mut shown: Vec<usize> = Vec::new();
    let mut show = Vec::with_capacity(trace.attempts.len());
    for (index, attempt) in trace.attempts.iter().enumerate() {
        let party = world.stands_for(attempt.client);
        let is_alike = |it: &&usize| {
            world.stands_for(trace.attempts[**it].client) == party
                && went_alike((world, trace), &records[**it], &records[index])
        };
        show.push(if !scope.has(world, attempt.client) {
            Show::Other
        } else if last[&party] != index && shown.iter().filter(is_alike).count() >= ALIKE_SHOWN {
            Show::Alike
        } else if shown.len() >= ATTEMPTS_SHOWN {
            Show::Beyond
        } else {
            shown.push(index);
            Show::Yes
        });
    }
    show
}

const fn shows_all(meant: bool) -> Show {
    if meant { Show::Yes } else { Show::Other }
}

/// Whether everything happened in the same way, but for the times; to members of a group as if they were one.
fn went_alike((world, trace): (&World, &Trace), a: &[Record<'_>], b: &[Record<'_>]) -> bool {
    let actor = |it: Record<'_>| crowd::actor(world, it.actor());
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| actor(*a) == actor(*b) && says_the_same((world, trace), a.kind(), b.kind()))
}

fn says_the_same((world, trace): (&World, &Trace), a: RecordKind, b: RecordKind) -> bool {
    let of = |it| world.mailbox_stands_for(it);
    match (crowd::what(world, a), crowd::what(world, b)) {
        // The time for which an answer is still kept differs from poll to poll and means nothing by itself.
        (
            RecordKind::Resolved { name, address, cached, ttl: _ },
            RecordKind::Resolved { name: other, address: there, cached: kept, ttl: _ },
        ) => (name, address, cached) == (other, there, kept),
        (RecordKind::Decides { decision, reasons }, RecordKind::Decides { decision: other, reasons: others }) => {
            let (mine, theirs) = (trace.reasons(reasons), trace.reasons(others));
            let same = |it: (&Reason, &Reason)| it.0.with_users(of) == it.1.with_users(of);
            decision == other && mine.len() == theirs.len() && mine.iter().zip(theirs).all(same)
        }
        (a, b) => a == b,
    }
}

/// The connection at which each record is told: its own, or that of the nearest of its causes that has one. A look-up
/// is told at the connection that is opened with what it found.
fn places(trace: &Trace) -> Vec<Option<ConnectionId>> {
    let mut places: Vec<Option<ConnectionId>> = Vec::with_capacity(trace.records().len());
    for (index, record) in trace.records().iter().enumerate() {
        let inherited = record
            .cause()
            .filter(|it| trace.record(*it).attempt() == record.attempt())
            .and_then(|it| places[it.0 as usize]);
        places.push(record.connection().or(inherited));
        if let (RecordKind::Connects { .. }, Some(cause)) = (record.kind(), record.cause())
            && matches!(trace.record(cause).kind(), RecordKind::Resolved { .. })
        {
            places[cause.0 as usize] = places[index];
        }
    }
    places
}

/// Which levels of loops are folded away.
struct Folded {
    /// By connection: whether its records are left out.
    hidden: Vec<bool>,
    /// By attempt: how many levels.
    levels: BTreeMap<AttemptId, u32>,
}

/// Folds the levels of deep loops, but for the first ones and the deepest.
fn fold(world: &World, trace: &Trace, scope: Scope) -> Folded {
    let mut folded = Folded { hidden: vec![false; trace.connections.len()], levels: BTreeMap::new() };
    if scope.length == Length::All {
        return folded;
    }
    // By attempt: the first connection of its deepest loop.
    let mut deepest: BTreeMap<AttemptId, ConnectionId> = BTreeMap::new();
    for (index, connection) in trace.connections.iter().enumerate().filter(|it| is_loop(world, it.1)) {
        let id = ConnectionId(index as u32);
        let known = deepest.entry(connection.attempt).or_insert(id);
        if trace.connections[known.0 as usize].depth < connection.depth {
            *known = id;
        }
    }
    // One level is not worth folding: the line in its place is as long.
    deepest.retain(|_, it| trace.connections[it.0 as usize].depth > LEVELS_SHOWN + 1);
    for (attempt, it) in &deepest {
        folded.levels.insert(*attempt, trace.connections[it.0 as usize].depth - LEVELS_SHOWN - 1);
    }
    let mut below_deepest = vec![false; trace.connections.len()];
    for (index, connection) in trace.connections.iter().enumerate() {
        let Some(deepest) = deepest.get(&connection.attempt) else { continue };
        let is_deepest = *deepest == ConnectionId(index as u32);
        below_deepest[index] = is_deepest || connection.parent.is_some_and(|it| below_deepest[it.0 as usize]);
        folded.hidden[index] = connection.depth >= LEVELS_SHOWN && !below_deepest[index];
    }
    folded
}
