//! What does a page show of a run before anybody walks through it, and what stands together in it?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::texts::{TextId, Texts};
use crate::render::Lang;
use crate::telling::crowd::Crowd;
use crate::telling::fold::{Folds, LeftOut};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::names::{self, Names};
use crate::words::rows;
use crate::world::{ClientId, World};

/// Records that stand together as one row.
#[derive(Debug, Serialize)]
pub(crate) struct Folded {
    /// What that row says.
    text: TextId,
    pub(super) first: u32,
    pub(super) last: u32,
    /// How many records they are.
    records: u32,
    /// What repeats: `levels`, `attempts` or `changes`.
    kind: &'static str,
    /// How often.
    times: u64,
}

/// Clients that are told together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GroupOfClients {
    pub(super) name: String,
    pub(super) clients: Vec<String>,
}

/// How people fare: those who begin attempts, and how these end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fares {
    /// How many there are.
    pub(crate) clients: usize,
    /// Of how many the last attempt that ended failed.
    pub(crate) fail: usize,
    /// Of how many some attempt failed, but not the last.
    pub(crate) hindered: usize,
    /// Of how many no attempt has ended.
    pub(crate) running: usize,
}

/// What stands together, of so many records.
pub(super) fn folded(world: &World, all: &Folds, records: usize, texts: &mut Texts) -> Vec<Folded> {
    let mut spans: Vec<Option<(u32, u32, u32)>> = vec![None; all.folds.len()];
    for (record, fold) in all.of.iter().take(records).enumerate() {
        let Some(fold) = fold else { continue };
        let record = record as u32;
        let span = spans[*fold as usize].get_or_insert((record, record, 0));
        (span.1, span.2) = (record, span.2 + 1);
    }
    let told = all.folds.iter().zip(spans).map(|(left, span)| {
        let [en, zh] = [Lang::En, Lang::Zh].map(|lang| rows::folded(&Names::new(world, lang), left));
        let (first, last, records) = span.unwrap_or_default();
        let (kind, times) = match left.first() {
            Some(LeftOut::Levels(levels, _)) => ("levels", u64::from(*levels)),
            Some(LeftOut::SameChange(more, _)) => ("changes", u64::from(*more)),
            _ => ("attempts", left.iter().map(attempts).sum()),
        };
        Folded { text: texts.both(en, zh), first, last, records, kind, times }
    });
    told.collect()
}

fn attempts(left: &LeftOut) -> u64 {
    match left {
        LeftOut::Alike(Crowd::One(_, numbers), _) => numbers.len() as u64,
        LeftOut::Alike(Crowd::Many { attempts, .. }, _) | LeftOut::Attempts(attempts, _) => *attempts,
        LeftOut::Levels(..) | LeftOut::Events(_) | LeftOut::SameChange(..) => 0,
    }
}

/// The records that show why attempts fail: of each thing that went wrong the first, as an explanation names it. Where
/// nothing can be named, what the client heard last.
pub(super) fn causes(verdict: &Verdict, records: usize) -> Vec<u32> {
    let failed = verdict.attempts.iter().filter(|it| it.went_wrong());
    let causes = failed.flat_map(|it| {
        let shown: Vec<u32> = it.findings.iter().filter_map(|it| it.records.first()).map(|it| it.0).collect();
        let heard = it.heard.filter(|_| shown.is_empty()).map(|it| it.0);
        shown.into_iter().chain(heard)
    });
    let causes: BTreeSet<u32> = causes.filter(|it| (*it as usize) < records).collect();
    causes.into_iter().collect()
}

/// The groups, with the names of their clients.
pub(super) fn groups(world: &World) -> Vec<GroupOfClients> {
    let mut all: Vec<GroupOfClients> = world
        .groups
        .iter()
        .map(|it| GroupOfClients { name: names::clean(&it.name).into_owned(), clients: Vec::new() })
        .collect();
    for client in &world.clients {
        if let Some(group) = client.group {
            all[group.index()].clients.push(names::clean(&client.name).into_owned());
        }
    }
    all.retain(|it| !it.clients.is_empty());
    all
}

/// How people fare.
pub(super) fn fares(verdict: &Verdict) -> Fares {
    let mut clients: BTreeMap<ClientId, Vec<&AttemptVerdict>> = BTreeMap::new();
    for it in &verdict.attempts {
        clients.entry(it.client).or_default().push(it);
    }
    let mut fares = Fares { clients: clients.len(), ..Fares::default() };
    for attempts in clients.values() {
        match attempts.iter().rev().find(|it| it.outcome.is_some()) {
            None => fares.running += 1,
            Some(last) if last.has_failed() => fares.fail += 1,
            Some(_) if attempts.iter().any(|it| it.has_failed()) => fares.hindered += 1,
            Some(_) => {}
        }
    }
    fares
}
