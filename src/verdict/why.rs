//! Which few facts tell why an attempt failed?
//!
//! The records of an attempt hold everything; a summary needs the handful without which the failure cannot be
//! understood: what the client met, which decision refused, which legs failed and by what, which name led elsewhere,
//! and whether the log-on ran in a circle. Whoever wants all of it reads the trace.

use crate::policy::Reason;
use crate::reading::citation::{is_loop, names_another, resolved};
use crate::trace::{
    Actor, AttemptId, Connection, ConnectionId, Decision, LegFailure, Record, RecordId, RecordKind, Trace,
};
use crate::world::{BalancerId, Endpoint, Host, HostRef, ServerId, ServiceId, World};

/// The key facts of a failed attempt, the deepest cause last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// In the order in which they are told.
    pub facts: Vec<KeyFact>,
}

/// One key fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFact {
    /// The InternalConnectionSettings of a candidate lead somewhere else than to the candidate (LB-1).
    WrongTarget {
        /// Whose setting.
        candidate: ServerId,
        /// Its value.
        endpoint: Endpoint,
        /// The balancer to which it leads, if it is one.
        balancer: Option<BalancerId>,
        /// The servers that were reached through it, each once, in that order.
        reached: Vec<ServerId>,
    },
    /// A front end proxied to a front end (LB-3).
    Loop {
        /// The front ends through which the log-on went, each once, in that order.
        through: Vec<ServerId>,
        /// How many times the log-on came back to a front end.
        depth: u32,
        /// The record that ended it, where one can be named.
        end: Option<RecordId>,
    },
    /// A proxying service failed at an endpoint.
    Leg {
        /// Which service.
        by: Actor,
        /// On whose behalf.
        candidate: ServerId,
        /// Where.
        endpoint: Endpoint,
        /// How.
        how: LegFailure,
        /// The record that brought it about, where one can be named.
        cause: Option<RecordId>,
        /// How many times this happened in the attempt.
        times: u32,
    },
    /// A service refused by its own decision; the record is that decision.
    Decided(RecordId),
    /// What the client met on its own connection, or what ended the session behind it.
    Met(RecordId),
}

/// What was seen of one attempt.
#[derive(Debug, Default)]
struct Seen {
    legs: Vec<KeyFact>,
    wrong: Vec<KeyFact>,
    through: Vec<ServerId>,
    depth: u32,
    /// How deep the deepest connection of a loop is, and what made it fail.
    deepest: u32,
    loop_end: Option<RecordId>,
    decided: Vec<RecordId>,
    met: Option<RecordId>,
    /// The last trouble on a leg: what ended a session that was relayed over it.
    behind: Option<RecordId>,
}

/// The key facts of every attempt, by [`AttemptId`].
pub(super) fn all(world: &World, trace: &Trace) -> Vec<Why> {
    let mut seen: Vec<Seen> = trace.attempts.iter().map(|_| Seen::default()).collect();
    // By connection: the last record of trouble on it, and the candidate to which its log-on is being handed.
    let mut trouble: Vec<Option<RecordId>> = vec![None; trace.connections.len()];
    let mut target: Vec<Option<ServerId>> = vec![None; trace.connections.len()];
    // By connection: the packet that was lost, if nothing has happened on the connection since.
    let mut lost: Vec<Option<RecordId>> = vec![None; trace.connections.len()];
    for (index, record) in trace.records.iter().enumerate() {
        let id = RecordId(index as u32);
        let (Some(attempt), Some(on)) = (record.attempt, record.connection) else {
            meet_without_connection(trace, record, id, &mut seen);
            continue;
        };
        let seen = &mut seen[attempt.0 as usize];
        let connection = &trace.connections[on.0 as usize];
        note_target(trace, record, on, &mut target);
        match record.what {
            RecordKind::Connects { endpoint } => {
                let candidate = parent_target(connection, &target);
                wrong_target(world, resolved(trace, record), endpoint, candidate, seen);
            }
            RecordKind::Accepts if is_loop(world, connection) => loop_level(connection, seen),
            RecordKind::LegFailed { endpoint, candidate, how } => {
                let cause = trouble[on.0 as usize].or(record.cause);
                if how == LegFailure::NameNotResolved {
                    wrong_target(world, None, endpoint, Some(candidate), seen);
                }
                leg(
                    world,
                    connection,
                    KeyFact::Leg { by: record.actor, candidate, endpoint, how, cause, times: 1 },
                    seen,
                );
            }
            RecordKind::Decides { .. } if refuses(record) => {
                trouble[on.0 as usize] = Some(id);
                seen.decided.push(id);
            }
            RecordKind::TimedOut(_) if lost[on.0 as usize].is_some() => {
                let id = lost[on.0 as usize].unwrap_or(id);
                trouble[on.0 as usize] = Some(id);
                let met = if connection.depth == 0 { &mut seen.met } else { &mut seen.behind };
                *met = Some(id);
            }
            _ if is_trouble(record) => {
                trouble[on.0 as usize] = Some(id);
                // That a service cannot resolve a name is trouble of a leg, although no leg is there yet.
                let of_leg = matches!((record.what, record.actor), (RecordKind::NotResolved(_), Actor::Service(_)));
                if connection.depth == 0 && !of_leg {
                    seen.met = Some(id);
                } else {
                    seen.behind = Some(id);
                }
            }
            _ => {}
        }
        lost[on.0 as usize] = matches!(record.what, RecordKind::Lost { .. } | RecordKind::IsOff).then_some(id);
        reach(record, connection, seen);
    }
    seen.into_iter().enumerate().map(|(index, it)| tell(trace, AttemptId(index as u32), it)).collect()
}

/// A name that the client itself could not resolve: there is no connection yet.
fn meet_without_connection(trace: &Trace, record: &Record, id: RecordId, seen: &mut [Seen]) {
    let (Some(attempt), Actor::Client(_), RecordKind::NotResolved(_)) = (record.attempt, record.actor, record.what)
    else {
        return;
    };
    debug_assert!((attempt.0 as usize) < trace.attempts.len(), "{attempt:?} is not in the trace");
    seen[attempt.0 as usize].met = Some(id);
}

fn note_target(trace: &Trace, record: &Record, on: ConnectionId, target: &mut [Option<ServerId>]) {
    let RecordKind::Decides { decision, reasons } = record.what else { return };
    if let Decision::Proxies { to, .. } = decision {
        target[on.0 as usize] = Some(to);
    }
    for reason in trace.reasons(reasons) {
        if let Reason::NextTarget(server) = reason {
            target[on.0 as usize] = Some(*server);
        }
    }
}

fn parent_target(connection: &Connection, target: &[Option<ServerId>]) -> Option<ServerId> {
    target[connection.parent?.0 as usize]
}

fn wrong_target(
    world: &World,
    address: Option<std::net::Ipv4Addr>,
    endpoint: Endpoint,
    candidate: Option<ServerId>,
    seen: &mut Seen,
) {
    let Some(candidate) = candidate else { return };
    if !world.servers[candidate.index()].version.is_found_by_settings()
        || !names_another(world, endpoint, candidate, address)
    {
        return;
    }
    let known = seen.wrong.iter().any(
        |it| matches!(it, KeyFact::WrongTarget { candidate: c, endpoint: e, .. } if (*c, *e) == (candidate, endpoint)),
    );
    if !known {
        let balancer = balancer_at(world, endpoint, address);
        seen.wrong.push(KeyFact::WrongTarget { candidate, endpoint, balancer, reached: Vec::new() });
    }
}

/// The balancer to which an endpoint leads.
fn balancer_at(world: &World, endpoint: Endpoint, address: Option<std::net::Ipv4Addr>) -> Option<BalancerId> {
    let by_name = |name| world.balancers.iter().position(|it| it.name == name).map(BalancerId::at);
    match (endpoint.host, address) {
        (HostRef::Address(address), _) | (HostRef::Name(_), Some(address)) => match world.host(address)? {
            Host::Balancer(balancer) => Some(balancer),
            Host::Server(_) => None,
        },
        (HostRef::Name(name), None) => by_name(name),
    }
}

fn loop_level(connection: &Connection, seen: &mut Seen) {
    if let (Actor::Service(opener), Some(service)) = (connection.opener, connection.service) {
        for server in [opener.server(), service.server()] {
            if !seen.through.contains(&server) {
                seen.through.push(server);
            }
        }
    }
    seen.depth += 1;
    seen.deepest = seen.deepest.max(connection.depth);
}

/// Which servers a wrong target led to.
fn reach(record: &Record, connection: &Connection, seen: &mut Seen) {
    let at = match record.what {
        RecordKind::Accepts
        | RecordKind::ClosesForLimit(_)
        | RecordKind::ClosesForComponent { .. }
        | RecordKind::StopsForComponent { .. } => connection.service.map(ServiceId::server),
        RecordKind::Forwards { member, .. } => Some(member),
        RecordKind::Refuses(crate::trace::WhyRefused::Stopped(service)) => Some(service.server()),
        _ => None,
    };
    let Some(at) = at else { return };
    for fact in &mut seen.wrong {
        if let KeyFact::WrongTarget { endpoint, reached, .. } = fact
            && *endpoint == connection.endpoint
            && connection.depth > 0
            && !reached.contains(&at)
        {
            reached.push(at);
        }
    }
}

/// Adds a failed leg; the legs of a loop are told by the loop.
fn leg(world: &World, connection: &Connection, fact: KeyFact, seen: &mut Seen) {
    let KeyFact::Leg { by, candidate, endpoint, how, cause, .. } = fact else { unreachable!("{fact:?} is no leg") };
    if is_loop(world, connection) {
        // A leg that fails further out was cut off from there, and says nothing of the end of the loop.
        if how != LegFailure::Abandoned && seen.deepest <= connection.depth {
            seen.loop_end = seen.loop_end.or(cause);
        }
        return;
    }
    for known in &mut seen.legs {
        if let KeyFact::Leg { by: b, candidate: c, endpoint: e, how: h, times, .. } = known
            && (*b, *c, *e, *h) == (by, candidate, endpoint, how)
        {
            *times += 1;
            return;
        }
    }
    seen.legs.push(fact);
}

/// Whether a decision ends the log-on by itself.
const fn refuses(record: &Record) -> bool {
    match record.what {
        RecordKind::Decides { decision, .. } => match decision {
            Decision::Authenticates { accepted, .. } => !accepted,
            Decision::Refuses { .. } | Decision::NotAllowed(_) => true,
            Decision::Serves(_)
            | Decision::Redirects(_)
            | Decision::Proxies { .. }
            | Decision::Tries(_)
            | Decision::GivesUp => false,
        },
        _ => false,
    }
}

/// Whether the record is one that can make a connection fail.
const fn is_trouble(record: &Record) -> bool {
    match record.what {
        RecordKind::NotResolved(_)
        | RecordKind::NoMember
        | RecordKind::Refuses(_)
        | RecordKind::ClosesForLimit(_)
        | RecordKind::ClosesForComponent { .. }
        | RecordKind::StopsForComponent { .. }
        | RecordKind::Broken
        | RecordKind::TlsFailed(_)
        | RecordKind::RejectsCertificate(_)
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket
        | RecordKind::TimedOut(_) => true,
        RecordKind::Closes(why) => match why {
            crate::trace::WhyClosed::ServiceStopped
            | crate::trace::WhyClosed::FailedOver
            | crate::trace::WhyClosed::TooLong
            | crate::trace::WhyClosed::TooManyErrors => true,
            crate::trace::WhyClosed::Done
            | crate::trace::WhyClosed::OtherSideEnded
            | crate::trace::WhyClosed::GaveUp
            | crate::trace::WhyClosed::TimedOut => false,
        },
        RecordKind::Began { .. }
        | RecordKind::Skipped
        | RecordKind::Ended(_)
        | RecordKind::Resolved { .. }
        | RecordKind::Connects { .. }
        | RecordKind::Forwards { .. }
        | RecordKind::Accepts
        | RecordKind::Lost { .. }
        | RecordKind::IsOff
        | RecordKind::Secured { .. }
        | RecordKind::Says { .. }
        | RecordKind::Decides { .. }
        | RecordKind::LegFailed { .. }
        | RecordKind::Changed(_)
        | RecordKind::Checked { .. }
        | RecordKind::Probed { .. }
        | RecordKind::Logs(_) => false,
    }
}

/// Puts the facts in the order in which they are told.
fn tell(trace: &Trace, attempt: AttemptId, seen: Seen) -> Why {
    debug_assert!((attempt.0 as usize) < trace.attempts.len(), "{attempt:?} is not in the trace");
    let mut facts = seen.wrong;
    if seen.depth > 0 {
        // What ended the loop is what went wrong at its deepest level: the first refusal, or the first failed leg,
        // within the loop or where it left it. Where nothing did, it was cut off from outside.
        let own = |it: &KeyFact| !matches!(it, KeyFact::Leg { how: LegFailure::Abandoned, .. });
        let legs: Vec<_> = seen.legs.into_iter().filter(own).collect();
        let decided = seen.decided.first().copied();
        let end = decided.or(seen.loop_end).or_else(|| legs.iter().find_map(cause_of));
        facts.push(KeyFact::Loop { through: seen.through, depth: seen.depth, end });
        facts.extend(legs);
    } else {
        // A refusal on a leg is told by the leg that it made fail.
        let told: Vec<_> = seen.legs.iter().filter_map(cause_of).collect();
        facts.extend(seen.legs);
        facts.extend(seen.decided.into_iter().filter(|it| !told.contains(it)).map(KeyFact::Decided));
    }
    facts.extend(seen.met.map(KeyFact::Met));
    if facts.is_empty() {
        facts.extend(seen.behind.map(KeyFact::Met));
    }
    Why { facts }
}

fn cause_of(fact: &KeyFact) -> Option<RecordId> {
    match fact {
        KeyFact::Leg { cause, .. } => *cause,
        KeyFact::WrongTarget { .. } | KeyFact::Loop { .. } | KeyFact::Decided(_) | KeyFact::Met(_) => None,
    }
}
