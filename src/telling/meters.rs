//! How near is each limit, at each record?
//!
//! Only what comes near is told where there is much: a loop, or somebody who tries again and again, ends where one of
//! these is full. What counts is what the engine counted ([`crate::trace::LimitCount`]), and by which limit it goes is
//! what the service read.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use crate::reading::{Moment, Reading};
use crate::trace::{AttemptId, Connection, ConnectionId, CountsFor, LimitCount, RecordId, RecordKind, Trace};
use crate::world::{ServerId, ServiceId, UserId, World};

/// What there may be only so many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quantity {
    /// Authenticated connections of a user at a service (LIM-1).
    User(UserId, ServiceId),
    /// Connections from an address to a service (LIM-2).
    Address(Ipv4Addr, ServiceId),
    /// Connections of a service (LIM-2).
    Service(ServiceId),
    /// Session objects of a user in the store of a server (LEG-9).
    Sessions(UserId, ServerId),
}

/// How many there are from some record on, and how many there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// From which record on.
    pub(crate) from: RecordId,
    /// How many there are.
    pub(crate) now: u32,
    /// How many there may be.
    pub(crate) limit: u32,
}

/// A quantity that comes near its limit in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meter {
    /// How it rises and falls.
    pub(crate) marks: Vec<Mark>,
    /// The attempts whose connections count for it.
    pub(crate) attempts: BTreeSet<AttemptId>,
}

impl Meter {
    /// Whether it is full at some time, or half full where that is more than one or two.
    pub(crate) fn comes_near(&self) -> bool {
        self.marks.iter().any(|it| it.now >= it.limit || (it.now > 2 && it.now >= it.limit / 2))
    }

    fn mark(&mut self, mark: Mark) {
        match self.marks.last_mut() {
            Some(last) if last.from == mark.from => *last = mark,
            Some(last) if (last.now, last.limit) == (mark.now, mark.limit) => {}
            _ => self.marks.push(mark),
        }
    }
}

/// What a connection counts for now.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    service: bool,
    address: bool,
    user: bool,
    store: Option<ServerId>,
}

/// All quantities: those that come near their limits, and, where they change so many times at the most, all others.
pub(crate) fn meters(world: &World, trace: &Trace, most: usize) -> BTreeMap<Quantity, Meter> {
    let mut counted = vec![Counted::default(); trace.connections.len()];
    let mut all: BTreeMap<Quantity, Meter> = BTreeMap::new();
    let mut now: BTreeMap<Quantity, u32> = BTreeMap::new();
    let mut tallies = trace.tallies.iter().peekable();
    let mut reading = Reading::new(world, trace);
    while let Some(moment) = reading.advance() {
        let mut others = BTreeSet::new();
        while let Some(tally) = tallies.next_if(|it| it.from <= moment.id) {
            for (quantity, up) in counts(moment, *tally, &mut counted) {
                let count = now.entry(quantity).or_default();
                *count = if up { *count + 1 } else { *count - 1 };
                all.entry(quantity).or_default().attempts.insert(connection(trace, tally.connection).attempt);
                others.insert(quantity);
            }
        }
        if moment.changes_organisation() {
            others.extend(all.keys().copied());
        }
        for it in others {
            let mark = Mark { from: moment.id, now: now.get(&it).copied().unwrap_or(0), limit: limit(moment, it) };
            all.entry(it).or_default().mark(mark);
        }
    }
    if all.values().map(|it| it.marks.len()).sum::<usize>() > most {
        all.retain(|_, it| it.comes_near());
    }
    all
}

fn connection(trace: &Trace, id: ConnectionId) -> &Connection {
    &trace.connections[id.0 as usize]
}

/// What becomes more or less by a tally.
fn counts(moment: Moment<'_>, tally: LimitCount, counted: &mut [Counted]) -> Vec<(Quantity, bool)> {
    let it = connection(moment.trace(), tally.connection);
    let Some(service) = it.service else { return Vec::new() };
    let mine = &mut counted[tally.connection.0 as usize];
    let (user, address) = (Quantity::User(it.user, service), Quantity::Address(it.source, service));
    let mut all = Vec::new();
    match tally.counts {
        CountsFor::Accepted { address: matters } => {
            // One that is turned away is accepted and closed again in the same breath.
            let record = moment.record;
            let closes = matches!(record.kind(), RecordKind::ClosesForLimit(_) | RecordKind::ClosesForComponent { .. });
            mine.service = !(closes && record.connection() == Some(tally.connection));
            mine.address = matters;
            all.extend(mine.service.then_some((Quantity::Service(service), true)));
            all.extend(mine.address.then_some((address, true)));
        }
        CountsFor::Authenticated => {
            let is_new = !std::mem::replace(&mut mine.user, true);
            all.extend(is_new.then_some((user, true)));
        }
        CountsFor::Session(server) => {
            mine.store = Some(server);
            all.push((Quantity::Sessions(it.user, server), true));
        }
        CountsFor::LoggedOff | CountsFor::Ended => {
            all.extend(mine.store.take().map(|store| (Quantity::Sessions(it.user, store), false)));
            all.extend(std::mem::take(&mut mine.user).then_some((user, false)));
            if tally.counts == CountsFor::Ended {
                all.extend(std::mem::take(&mut mine.address).then_some((address, false)));
                all.extend(std::mem::take(&mut mine.service).then_some((Quantity::Service(service), false)));
            }
        }
    }
    all
}

/// How many there may be now.
fn limit(moment: Moment<'_>, of: Quantity) -> u32 {
    match of {
        Quantity::User(_, it) => moment.settings(it).max_per_user,
        Quantity::Address(_, it) => moment.settings(it).max_from_single_ip,
        Quantity::Service(it) => moment.settings(it).max_connections,
        Quantity::Sessions(_, it) => moment.store_sessions(it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Reason;
    use crate::policy::accept::Limit;
    use crate::trace::{Actor, Decision};
    use crate::{gallery, sim};

    /// How many there are of a quantity at a record.
    fn at(all: &BTreeMap<Quantity, Meter>, of: Quantity, record: usize) -> Option<(u32, u32)> {
        let marks = &all.get(&of)?.marks;
        let after = marks.partition_point(|it| it.from.0 as usize <= record);
        marks.get(after.checked_sub(1)?).map(|it| (it.now, it.limit))
    }

    #[test]
    fn wherever_a_limit_is_met_its_meter_says_so() {
        let mut met = BTreeMap::new();
        for entry in gallery::ALL {
            let world = crate::resolve::load(entry.text, entry.claim).expect("the gallery is sound").world;
            let trace = sim::run(&world).trace;
            let all = meters(&world, &trace, 0);
            for (index, record) in trace.records().iter().enumerate() {
                let Actor::Service(service) = record.actor() else { continue };
                match record.kind() {
                    RecordKind::Decides { decision: Decision::Authenticates { accepted: false, .. }, reasons } => {
                        for reason in trace.reasons(reasons) {
                            if let Reason::UserLimit { user, open, limit } = *reason {
                                let told = at(&all, Quantity::User(user, service), index);
                                assert_eq!(told, Some((open, limit)), "{}, record {index}", entry.claim);
                                *met.entry("user").or_insert(0) += 1;
                            }
                        }
                    }
                    RecordKind::ClosesForLimit(limit) => {
                        let (of, most) = match limit {
                            Limit::Connections(most) => (Quantity::Service(service), most),
                            Limit::FromSingleIp(most, address) => (Quantity::Address(address, service), most),
                        };
                        assert_eq!(at(&all, of, index), Some((most, most)), "{}, record {index}", entry.claim);
                        *met.entry(if matches!(of, Quantity::Service(_)) { "service" } else { "address" })
                            .or_insert(0) += 1;
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(met.keys().copied().collect::<Vec<_>>(), ["address", "service", "user"], "{met:?}");
    }

    #[test]
    fn what_ends_the_loop_of_the_default_fills_up() {
        let entry = gallery::find("shared-name-loops-through-2013").expect("it is in the gallery");
        let world = crate::resolve::load(entry.text, entry.claim).expect("it is sound").world;
        let trace = sim::run(&world).trace;
        let all = meters(&world, &trace, 0);
        let [(Quantity::User(..), meter)] = &all.iter().collect::<Vec<_>>()[..] else {
            panic!("one quantity: {all:?}")
        };
        let up: Vec<_> = meter.marks.iter().map(|it| it.now).take(16).collect();
        assert_eq!(up, (1..=16).collect::<Vec<_>>());
        assert!(meter.marks.iter().all(|it| it.limit == 16));
        assert_eq!(meter.marks.last().map(|it| it.now), Some(0));
        // Where there is room for them, all others are told too: the connections of each service.
        assert!(meters(&world, &trace, 1000).len() > all.len());
    }
}
