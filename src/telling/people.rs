//! Who gets on, and when?
//!
//! A table: a row for each client, columns between the moments at which anything differs for anybody, and in each cell
//! who logs on or why not. Log-ons are told together by their cause and their time, never by who happened to serve
//! them. Rows that are alike in every cell are one row.

mod moments;
mod sights;

use std::collections::BTreeMap;

use super::{Length, Scope};
use crate::reading::Citation;
use crate::time::SimTime;
use crate::trace::{AttemptId, RecordId, Run};
use crate::verdict::Verdict;
use crate::verdict::trouble::Trouble;
use crate::world::{ClientId, GroupId, Outcome, ServerId, World};
use sights::State;
pub(crate) use sights::{Sights, failed_at};

/// How many moments are told apart, and how many rows and causes are shown.
const MOMENTS: usize = 7;
const ROWS_SHOWN: usize = 10;
const CAUSES_SHOWN: usize = 4;

/// Whose row a client belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Its own.
    Client(ClientId),
    /// That of its group.
    Group(GroupId),
}

impl Whose {
    /// Whether it is the row of a whole group.
    #[must_use]
    pub const fn is_group(self) -> bool {
        match self {
            Self::Client(_) => false,
            Self::Group(_) => true,
        }
    }
}

/// Whose row a client belongs to.
#[must_use]
pub fn whose(world: &World, client: ClientId) -> Whose {
    world.clients[client.index()].group.map_or(Whose::Client(client), Whose::Group)
}

/// Who gets on, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The columns: from when (of the first nothing) to when (of the last nothing).
    pub columns: Vec<Stretch>,
    /// The rows that are shown.
    pub rows: Vec<RowOfPeople>,
    /// Why log-ons fail, in the order in which that was met.
    pub causes: Vec<WhyNot>,
    /// How many rows and causes are left out where not all is shown.
    pub beyond: Beyond,
}

/// How much of each is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond {
    /// The rows that are left out of a short form.
    pub rows: usize,
    /// The causes that are left out of a short form.
    pub causes: usize,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From when; nothing where it begins with the run.
    pub from: Option<SimTime>,
    /// Until when; nothing where it ends with the run.
    pub until: Option<SimTime>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOfPeople {
    /// Whose: several where they are alike in every cell.
    pub whose: Vec<Whose>,
    /// How many clients that are.
    pub clients: usize,
    /// By column.
    pub cells: Vec<Tally>,
}

/// What becomes of the log-ons that are begun in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Whether members of a group are counted, and not log-ons.
    pub is_group: bool,
    /// How many there are.
    pub tried: u32,
    /// How many get on.
    pub well: u32,
    /// How many were still running when the run was cut off.
    pub running: u32,
    /// Why the others do not: positions in [`People::causes`], and how many.
    pub causes: Vec<(usize, u32)>,
}

/// Why log-ons fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// The first that failed.
    pub first: AttemptId,
    /// What failed first in it; nothing where that cannot be named.
    pub trouble: Option<Trouble>,
    /// The servers at which it was met.
    pub servers: Vec<ServerId>,
    /// The rule that speaks in it.
    pub rule: Option<Citation>,
    /// How the log-ons end.
    pub outcomes: Vec<Outcome>,
    /// How many log-ons fail.
    pub failed: u32,
    /// Whom it hits: rows, and in which columns, from one to another.
    pub who: Vec<Hit>,
    /// The change that brings it about, where a re-run has shown that.
    pub since: Option<RecordId>,
}

/// Rows that a cause hits, and in which columns: from one to another.
pub type Hit = (Vec<usize>, Vec<(usize, usize)>);

/// Lays out who gets on, and when.
#[must_use]
pub fn people(world: &World, run: &Run, verdict: &Verdict, scope: Scope) -> People {
    laid_out(world, run, verdict, scope, true)
}

/// The same with a row for each client or group, however alike they are, and nothing left out.
#[must_use]
pub fn each(world: &World, run: &Run, verdict: &Verdict, scope: Scope) -> People {
    laid_out(world, run, verdict, Scope { length: Length::All, ..scope }, false)
}

fn laid_out(world: &World, run: &Run, verdict: &Verdict, scope: Scope, folds: bool) -> People {
    let mut watched = |breaks: &[SimTime]| {
        let mut sights = Sights::new(world, scope, breaks);
        for (_, it) in run.trace.records().numbered() {
            sights.pass(it);
        }
        for it in &verdict.attempts {
            sights.see(world, &run.trace, it);
        }
        sights.settle();
        sights
    };
    lay_out(world, scope, folds, &mut watched)
}

/// The same of a run to which somebody listens, once or twice: where something differs at a moment at which nothing is
/// changed, what happens before it and after it is counted apart, and whoever listened without knowing the moment must
/// listen again.
pub(crate) fn lay_out(
    world: &World,
    scope: Scope,
    folds: bool,
    watched: &mut dyn FnMut(&[SimTime]) -> Sights,
) -> People {
    let mut sights = watched(&[]);
    let mut causes = sights.causes();
    let moments = sights.moments(&causes, scope.most(MOMENTS));
    if !sights.counts_by(&moments) {
        sights = watched(&moments);
        causes = sights.causes();
    }
    let parties = parties(world, scope);
    let (moments, cells) = merged(moments, &parties, &sights);
    let columns = columns(&moments);
    let rows = folded(parties, cells, folds);
    let causes = causes.into_iter().map(|it| it.why).collect();
    let mut people = People { columns, rows, causes, beyond: Beyond::default() };
    people.finish(scope);
    people
}

/// Who has a row, and the clients of each.
pub(crate) fn parties(world: &World, scope: Scope) -> Vec<(Whose, Vec<ClientId>)> {
    let mut parties: Vec<(Whose, Vec<ClientId>)> = Vec::new();
    let mut place: BTreeMap<Whose, usize> = BTreeMap::new();
    for client in (0..world.clients.len()).map(ClientId::at).filter(|it| scope.has(world, *it)) {
        let whose = whose(world, client);
        let at = *place.entry(whose).or_insert(parties.len());
        if at == parties.len() {
            parties.push((whose, Vec::new()));
        }
        parties[at].1.push(client);
    }
    parties
}

fn columns(moments: &[SimTime]) -> Vec<Stretch> {
    let from = std::iter::once(None).chain(moments.iter().copied().map(Some));
    let until = moments.iter().copied().map(Some).chain(std::iter::once(None));
    from.zip(until).map(|(from, until)| Stretch { from, until }).collect()
}

/// The cells of everybody, without the moments at which nobody's differ.
fn merged(
    mut moments: Vec<SimTime>,
    parties: &[(Whose, Vec<ClientId>)],
    sights: &Sights,
) -> (Vec<SimTime>, Vec<Vec<Tally>>) {
    loop {
        let all: Vec<Vec<Tally>> = parties.iter().map(|it| cells(it.0.is_group(), &it.1, sights, &moments)).collect();
        let says_nothing = |at: &usize| all.iter().all(|it| it[*at].goes_on_as(&it[*at + 1]));
        match (0..moments.len()).find(says_nothing) {
            Some(at) => moments.remove(at),
            None => return (moments, all),
        };
    }
}

/// The cells of one row: of a single client its log-ons are counted, of a group its members.
fn cells(is_group: bool, clients: &[ClientId], sights: &Sights, moments: &[SimTime]) -> Vec<Tally> {
    let mut cells = vec![Tally { is_group, ..Tally::default() }; moments.len() + 1];
    let column = |at: SimTime| moments.partition_point(|moment| *moment <= at);
    for client in clients {
        for parts in sights.parts(*client).chunk_by(|a, b| column(a.from) == column(b.from)) {
            let cell = &mut cells[column(parts[0].from)];
            let counted = parts.iter().flat_map(|it| &it.counted);
            if is_group {
                // Of a member that fails once in that time is said that it fails; the last of the causes for which.
                let worst = parts.iter().filter_map(|it| it.worst).max_by_key(|it| it.rank());
                if let Some(it) = worst {
                    cell.see(it, 1);
                }
            } else {
                counted.for_each(|(state, count)| cell.see(*state, *count));
            }
        }
    }
    cells
}

impl Tally {
    fn see(&mut self, state: State, count: u32) {
        self.tried += count;
        match state {
            State::Well => self.well += count,
            State::Running => self.running += count,
            State::Fails(cause) => self.count(cause, count),
        }
    }

    fn count(&mut self, cause: usize, more: u32) {
        match self.causes.iter_mut().find(|it| it.0 == cause) {
            Some((_, count)) => *count += more,
            None => self.causes.push((cause, more)),
        }
    }

    fn add(&mut self, other: &Self) {
        self.tried += other.tried;
        self.well += other.well;
        self.running += other.running;
        other.causes.iter().for_each(|it| self.count(it.0, it.1));
    }

    /// Whether everybody who tries gets on.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.tried > 0 && self.well == self.tried
    }

    /// What is said of it, without numbers.
    fn kind(&self) -> (bool, bool, Vec<usize>) {
        let mut causes: Vec<usize> = self.causes.iter().map(|it| it.0).collect();
        causes.sort_unstable();
        (self.well > 0, self.running > 0, causes)
    }

    /// Whether the next cell says nothing new.
    fn goes_on_as(&self, next: &Self) -> bool {
        let differs = self.is_group && (self.tried, self.well) != (next.tried, next.well);
        self.tried == 0 || next.tried == 0 || (self.kind() == next.kind() && !differs)
    }

    /// Whether two rows may share a cell: it says the same of both, in numbers too where there are any.
    fn is_like(&self, other: &Self) -> bool {
        let numbers = |it: &Self| (it.well > 0 && it.well < it.tried).then_some((it.tried, it.well));
        self.is_group == other.is_group
            && (self.tried > 0) == (other.tried > 0)
            && self.kind() == other.kind()
            && numbers(self) == numbers(other)
    }
}

/// Rows that are alike in every cell are one row.
fn folded(parties: Vec<(Whose, Vec<ClientId>)>, cells: Vec<Vec<Tally>>, folds: bool) -> Vec<RowOfPeople> {
    let mut rows: Vec<RowOfPeople> = Vec::new();
    for ((whose, clients), cells) in parties.into_iter().zip(cells) {
        let like = |it: &&mut RowOfPeople| folds && it.cells.iter().zip(&cells).all(|(a, b)| a.is_like(b));
        match rows.iter_mut().find(like) {
            Some(row) => {
                row.whose.push(whose);
                row.clients += clients.len();
                row.cells.iter_mut().zip(&cells).for_each(|(cell, other)| cell.add(other));
            }
            None => rows.push(RowOfPeople { whose: vec![whose], clients: clients.len(), cells }),
        }
    }
    rows
}

impl People {
    /// Tells of each cause whom it hits, and puts first what is shown where not all is.
    fn finish(&mut self, scope: Scope) {
        let rows = scope.most(ROWS_SHOWN);
        if self.rows.len() > rows {
            self.rows.sort_by_key(|it| it.cells.iter().all(|it| it.causes.is_empty()));
            self.beyond.rows = self.rows.len() - rows;
        }
        self.beyond.causes = self.causes.len().saturating_sub(scope.most(CAUSES_SHOWN));
        for (index, cause) in self.causes.iter_mut().enumerate() {
            for (row, it) in self.rows.iter().enumerate() {
                let hit = |it: &Tally| it.causes.iter().any(|it| it.0 == index);
                let mut spans: Vec<(usize, usize)> = Vec::new();
                for at in (0..it.cells.len()).filter(|at| hit(&it.cells[*at])) {
                    match spans.last_mut() {
                        // A column in which nobody tried does not end it.
                        Some((_, last)) if (*last + 1..at).all(|it_| it.cells[it_].tried == 0) => *last = at,
                        _ => spans.push((at, at)),
                    }
                }
                if spans.is_empty() {
                    continue;
                }
                match cause.who.iter_mut().find(|it| it.1 == spans) {
                    Some((rows, _)) => rows.push(row),
                    None => cause.who.push((vec![row], spans)),
                }
            }
        }
    }

    /// How many different clients a cause hits.
    #[must_use]
    pub fn hit(&self, cause: &WhyNot) -> usize {
        cause.who.iter().flat_map(|it| &it.0).map(|it| self.rows[*it].clients).sum()
    }
}
