//! May the servers of a scenario stand in one organisation, at the start and after each change?
//!
//! Rules COEX-1 to COEX-10. Setup of the newer version would refuse, so no real run exists, and there is nothing to
//! simulate.

use super::problem::{Apart, ProblemKind, path_to};
use super::{Report, SymbolTables};
use crate::product::together::{May, Together, is_at_least};
use crate::rules::Rule;
use crate::world::{Server, ServerId, World};

/// Reports the pairs of servers that never stand side by side: each pair of versions once, at the newer one.
pub(super) fn judge(world: &World, ground: &SymbolTables, report: &mut Report) {
    let ids = || (0..world.servers.len()).map(ServerId::at);
    let mut told = Vec::new();
    for one in ids() {
        for other in ids().filter(|it| *it != one) {
            let (older, newer) = (&world.servers[one.index()], &world.servers[other.index()]);
            let Some((why, rule)) = apart(older, newer) else { continue };
            if told.contains(&(older.version, newer.version, why)) {
                continue;
            }
            told.push((older.version, newer.version, why));
            let named = |id: ServerId| (ground.servers.names[id.index()].clone(), world.servers[id.index()].version);
            let at = match why {
                Apart::OlderTooOld(_) => one,
                Apart::Versions | Apart::NewerTooOld(_) | Apart::NewerTooNew(_) => other,
            };
            let field = if why == Apart::Versions { "version" } else { "build" };
            report.add(ProblemKind::Apart { older: named(one), newer: named(other), why, rule }, || {
                path_to!["servers", ground.servers.place(at.index()), field]
            });
        }
    }
}

/// Why an older and a newer server never stand side by side; `None` where they may, or where the second is not newer.
fn apart(older: &Server, newer: &Server) -> Option<(Apart, Rule)> {
    let row = Together::of(older.version, newer.version)?;
    if row.older != older.version {
        return None;
    }
    let why = match row.may {
        May::Never => Apart::Versions,
        May::From { older: least, newer: newer_least, newer_before } => {
            if older.build.is_some_and(|it| !is_at_least(it, least)) {
                Apart::OlderTooOld(least)
            } else if newer.build.is_some_and(|it| !is_at_least(it, newer_least)) {
                Apart::NewerTooOld(newer_least)
            } else if let Some(before) = newer_before
                && newer.build.is_some_and(|it| is_at_least(it, before))
            {
                Apart::NewerTooNew(before)
            } else {
                return None;
            }
        }
    };
    Some((why, row.rule))
}
