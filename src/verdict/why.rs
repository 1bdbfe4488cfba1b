//! Which few facts tell why an attempt failed?
//!
//! The records of an attempt hold everything; a summary needs the handful without which the failure cannot be
//! understood: what the client met, which decision refused, which legs failed and by what, which name led elsewhere,
//! and whether the log-on ran in a circle. Whoever wants all of it reads the trace.

use super::AttemptVerdict;
use super::trouble::{self, Trouble, Troubles};
use crate::reading::citation::{is_loop, names_another, resolved};
use crate::reading::{Citation, Moment, says_no};
use crate::trace::{Actor, AttemptId, Connection, Decision, LegFailure, Record, RecordId, RecordKind, Trace, Window};
use crate::world::{BalancerId, Endpoint, Host, HostRef, Outcome, ServerId, ServiceId, World};

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

/// One thing that went wrong in an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub trouble: Trouble,
    /// On which connection it was met: 0 is the client's own, 1 the first leg, and so on.
    pub depth: u32,
    /// The records that show it, the first first.
    pub records: Vec<RecordId>,
    /// The rules that speak in it.
    pub rules: Vec<Citation>,
    /// The changes of the scenario that can have brought it about, the last first. Whether one did, a re-run tells.
    pub since: Vec<RecordId>,
}

/// Finds what went wrong in the attempts, and the key facts of those that have failed: the one analysis of first
/// causes, record by record.
#[derive(Debug, Default)]
pub(super) struct Causes {
    troubles: Troubles,
    /// By attempt.
    seen: Window<Option<Box<Seen>>>,
    /// By connection: the last record of trouble on it.
    trouble: Window<Option<RecordId>>,
}

impl Causes {
    /// Reads one record; of attempts that go well nothing is remembered.
    pub(super) fn read(
        &mut self,
        moment: Moment<'_>,
        attempts: &mut Window<AttemptVerdict>,
        is_well: impl Fn(&AttemptVerdict) -> bool,
    ) {
        let attempt = moment.record.attempt().map(|it| it.0 as usize);
        // What is remembered of a connection is asked for by its own attempt alone.
        if attempt.is_some_and(|it| is_well(&attempts[it])) {
            return;
        }
        let met = self.troubles.read(moment);
        self.trouble.grow(moment.trace().connections.len());
        let Some(attempt) = attempt else { return };
        self.seen.grow(moment.trace().attempts.len());
        key_facts(moment, met, &mut self.trouble, &mut self.seen[attempt]);
        if let Some((it, evidence)) = met {
            found(moment, it, evidence, &self.troubles, &mut attempts[attempt].findings);
        }
    }

    /// Nothing more is to be read of an attempt: says what of it is the cause.
    pub(super) fn conclude(&mut self, attempt: &mut AttemptVerdict) {
        let seen = self.seen.get_mut(attempt.id.0 as usize).and_then(Option::take);
        if attempt.outcome == Some(Outcome::LoggedOn) {
            attempt.findings.clear();
            return;
        }
        trouble::only_causes(&mut attempt.findings);
        attempt.why = attempt.outcome.map(|_| tell(seen.map(|it| *it).unwrap_or_default()));
        attempt.forgive_idleness();
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.troubles.clear();
        self.seen.clear();
        self.trouble.clear();
    }

    /// Forgets what is remembered of attempts that are not wanted.
    pub(super) fn sift(&mut self, trace: &Trace, wanted: impl Fn(AttemptId) -> bool) {
        let of = |at: u32| trace.connections[at as usize].attempt;
        // Of attempts that went well nothing was read: what they opened is forgotten along with the rest, and never
        // asked for once the trace has forgotten it.
        self.troubles.know_of(trace.connections.len());
        self.trouble.grow(trace.connections.len());
        self.seen.grow(trace.attempts.len());
        self.seen.sift(|at, _| wanted(AttemptId(at)));
        self.trouble.sift(|at, _| wanted(of(at)));
        self.troubles.sift(|at| wanted(of(at)));
    }
}

/// Adds what a record tells of to the findings of its attempt.
fn found(
    moment: Moment<'_>,
    trouble: Trouble,
    evidence: Option<RecordId>,
    troubles: &Troubles,
    findings: &mut Vec<Fault>,
) {
    let (id, record, trace) = (moment.id, moment.record, moment.trace());
    let mut rules = moment.rules().to_vec();
    if let RecordKind::Decides { reasons, .. } = record.kind() {
        let deciding = trace
            .reasons(reasons)
            .iter()
            .rev()
            .find(|it| trouble::of_reason(trace, id, **it).is_some())
            .or(trace.reasons(reasons).last());
        rules.splice(0..0, deciding.map(|it| (it.rule(), it.assumed())));
    }
    let own = trouble.rules().iter().map(|it| (*it, None));
    let own: Vec<Citation> = own.filter(|it| !rules.contains(it)).collect();
    rules.splice(0..0, own);
    if let Some(known) = findings.iter_mut().find(|it| it.trouble == trouble) {
        known.records.extend(evidence.filter(|it| *it != id));
        known.records.push(id);
        for rule in &rules {
            if !known.rules.contains(rule) {
                known.rules.push(*rule);
            }
        }
        return;
    }
    let on = evidence.and_then(|it| trace.record(it).connection()).or(record.connection());
    let depth = on.map_or(0, |it| trace.connections[it.0 as usize].depth);
    let since = troubles.since(moment.world(), &trouble);
    let records = evidence.into_iter().filter(|it| *it != id).chain([id]).collect();
    rules.dedup();
    findings.push(Fault { trouble, depth, records, rules, since });
}

/// Adds what a record tells of to the key facts of its attempt. `met` is its trouble, with the record that shows it
/// better; `trouble` holds the last record of trouble on each connection.
fn key_facts(
    moment: Moment<'_>,
    met: Option<(Trouble, Option<RecordId>)>,
    trouble: &mut Window<Option<RecordId>>,
    of: &mut Option<Box<Seen>>,
) {
    let (world, id, record) = (moment.world(), moment.id, moment.record);
    let tells = match record.kind() {
        RecordKind::NotResolved(_) | RecordKind::LegFailed { .. } | RecordKind::TimedOut(_) => true,
        RecordKind::Decides { decision, .. } => says_no(decision),
        RecordKind::Accepts => moment.connection().is_some_and(|it| is_loop(world, it)),
        _ => false,
    };
    if of.is_none() && met.is_none() && !tells {
        return;
    }
    let seen = &mut **of.get_or_insert_default();
    let (Some(on), Some(connection)) = (record.connection(), moment.connection()) else {
        // A name that the client itself could not resolve: there is no connection yet.
        if let (Actor::Client(_), RecordKind::NotResolved(_)) = (record.actor(), record.kind()) {
            seen.met = Some(id);
        }
        return;
    };
    let at = on.0 as usize;
    match (record.kind(), met) {
        (RecordKind::Connects { endpoint }, Some((Trouble::Elsewhere { candidate, .. }, _))) => {
            wrong_target(world, resolved(moment.trace(), record), endpoint, candidate, seen);
        }
        (RecordKind::Accepts, _) if is_loop(world, connection) => loop_level(connection, seen),
        (RecordKind::LegFailed { endpoint, candidate, how }, _) => {
            if how == LegFailure::NameNotResolved && names_another(world, endpoint, candidate, None) {
                wrong_target(world, None, endpoint, candidate, seen);
            }
            let cause = trouble[at].or(record.cause());
            let fact = KeyFact::Leg { by: record.actor(), candidate, endpoint, how, cause, times: 1 };
            leg(world, connection, fact, seen);
        }
        // That nothing is left to try only follows from what was tried.
        (RecordKind::Decides { decision: Decision::GivesUp, .. }, _) => {}
        (RecordKind::Decides { decision, .. }, _) if says_no(decision) => {
            trouble[at] = Some(id);
            seen.decided.push(id);
        }
        // The words only repeat what is told already.
        (RecordKind::Says { .. }, _) => {}
        // That a server is off is told once somebody has waited for it in vain.
        (RecordKind::IsOff, _) => {}
        (RecordKind::TimedOut(_), _) => {
            let off = record.cause().filter(|it| {
                let cause = moment.trace().record(*it);
                cause.connection() == record.connection() && matches!(cause.kind(), RecordKind::IsOff)
            });
            // Who waited in vain for a packet that was lost is told by the loss.
            let lost = met.and_then(|it| it.1);
            met_on(moment, lost.or(off).unwrap_or(id), trouble, seen);
        }
        (_, Some(_)) => met_on(moment, id, trouble, seen),
        (_, None) => {}
    }
    reach(record, connection, seen);
}

fn wrong_target(
    world: &World,
    address: Option<std::net::Ipv4Addr>,
    endpoint: Endpoint,
    candidate: ServerId,
    seen: &mut Seen,
) {
    if !world.servers[candidate.index()].version.is_found_by_settings() {
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

/// A record tells of what made its connection fail, and `shown` shows it.
fn met_on(moment: Moment<'_>, shown: RecordId, trouble: &mut Window<Option<RecordId>>, seen: &mut Seen) {
    let (Some(on), Some(connection)) = (moment.record.connection(), moment.connection()) else { return };
    trouble[on.0 as usize] = Some(shown);
    // That a service cannot resolve a name is trouble of a leg, although no leg is there yet.
    let of_leg =
        matches!((moment.record.kind(), moment.record.actor()), (RecordKind::NotResolved(_), Actor::Service(_)));
    if connection.depth == 0 && !of_leg {
        seen.met = Some(shown);
    } else {
        seen.behind = Some(shown);
    }
}

/// Which servers a wrong target led to.
fn reach(record: Record<'_>, connection: &Connection, seen: &mut Seen) {
    let at = match record.kind() {
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

/// Puts the facts in the order in which they are told.
fn tell(seen: Seen) -> Why {
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
