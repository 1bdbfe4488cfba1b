//! May the servers of a scenario stand in one organisation, at the start and after each change?
//!
//! Rules COEX-0 to COEX-10. Setup of the newer version would refuse, so no real run exists, and there is nothing to
//! simulate. A server that came or was updated is judged beside all that are there then, at the change that did it.

use super::members::Members;
use super::problem::{Apart, ProblemKind, path_to};
use super::{Path, Report, SymbolTables};
use crate::product::together::{May, Together, is_at_least};
use crate::rules::Rule;
use crate::scenario::Version;
use crate::world::{BuildNumber, ServerId};

/// A server with what decides about its neighbours.
type Member = (Version, Option<BuildNumber>);

/// Reports the pairs of servers that never stand side by side at the start: each pair of versions once, at the newer
/// one.
pub(super) fn judge(ground: &SymbolTables, members: &mut Members, report: &mut Report) {
    let mut told = Vec::new();
    let kinds = kinds(members);
    for &(older, one) in &kinds {
        // Servers that are alike may always stand side by side.
        for &(newer, other) in kinds.iter().filter(|it| it.1 != one) {
            let Some((why, rule)) = apart(older, newer) else { continue };
            if told.contains(&(older.0, newer.0, why)) {
                continue;
            }
            told.push((older.0, newer.0, why));
            let at = match why {
                Apart::OlderTooOld(_) => one,
                Apart::Versions | Apart::NewerTooOld(_) | Apart::NewerTooNew(_) | Apart::TooLate => other,
            };
            let field = if why == Apart::Versions { "version" } else { "build" };
            report.add(pair(members, ground, (one, other), at, (why, rule)), || {
                path_to!["servers", ground.servers.place(at.index()), field]
            });
        }
    }
    members.closed = closes(members);
}

/// What servers there are, each kind with the first of its servers: thousands are of a handful of kinds, and what is
/// said of a pair is said of the first pair.
fn kinds(members: &Members) -> Vec<(Member, ServerId)> {
    let mut kinds: Vec<(Member, ServerId)> = Vec::new();
    for id in members.ids() {
        let kind = member(members, id);
        if kinds.iter().all(|it| it.0 != kind) {
            kinds.push((kind, id));
        }
    }
    kinds
}

/// Reports whom a server that came just now, or has another build, never stands beside: each version once.
pub(super) fn judge_change(
    ground: &SymbolTables,
    members: &mut Members,
    id: ServerId,
    report: &mut Report,
    path: &impl Fn() -> Path,
) {
    let mut told = Vec::new();
    let me = member(members, id);
    for other in members.ids().filter(|it| *it != id) {
        let them = member(members, other);
        let found = apart(me, them).map(|it| (id, other, it)).or_else(|| apart(them, me).map(|it| (other, id, it)));
        let Some((older, newer, why)) = found else { continue };
        if !told.contains(&(them.0, why)) {
            told.push((them.0, why));
            report.add(pair(members, ground, (older, newer), id, why), path);
        }
    }
    if let Some(first) = members.closed
        && me.0.is_never_added_later()
    {
        report.add(pair(members, ground, (id, first), id, (Apart::TooLate, Rule::Coex10)), path);
    }
    members.closed = members.closed.or_else(|| closes(members));
}

/// The server that keeps another version from being added for good, as none of that is there (COEX-10).
fn closes(members: &Members) -> Option<ServerId> {
    let version = |it: &ServerId| members.version(*it);
    if members.ids().any(|it| version(&it).is_never_added_later()) {
        return None;
    }
    members.ids().find(|it| version(it).shuts_out_those_before())
}

fn member(members: &Members, id: ServerId) -> Member {
    (members.version(id), members.build(id))
}

fn pair(
    members: &Members,
    ground: &SymbolTables,
    (older, newer): (ServerId, ServerId),
    at: ServerId,
    (why, rule): (Apart, Rule),
) -> ProblemKind {
    let named = |id: ServerId| (ground.servers.names[id.index()].to_string(), members.version(id));
    ProblemKind::Apart { older: named(older), newer: named(newer), why, at: members.version(at), rule }
}

/// Why an older and a newer server never stand side by side; `None` where they may, or where the second is not newer.
fn apart(older: Member, newer: Member) -> Option<(Apart, Rule)> {
    let row = Together::of(older.0, newer.0)?;
    if row.older != older.0 {
        return None;
    }
    let why = match row.may {
        May::Never => Apart::Versions,
        May::From { older: least, newer: least_of_newer, newer_before } => {
            if older.1.is_some_and(|it| !is_at_least(it, least)) {
                Apart::OlderTooOld(least)
            } else if newer.1.is_some_and(|it| !is_at_least(it, least_of_newer)) {
                Apart::NewerTooOld(least_of_newer)
            } else if let Some(before) = newer_before
                && newer.1.is_some_and(|it| is_at_least(it, before))
            {
                Apart::NewerTooNew(before)
            } else {
                return None;
            }
        }
    };
    Some((why, row.rule))
}
