//! How did each attempt end, and did what was expected come out?
//!
//! Derived from the records and never stored beside them: an attempt ended as its [`What::Ended`] says, and one
//! without it is still running. Everything is made of ids; renderers word it.

mod expect;
pub mod facts;
#[cfg(test)]
pub(crate) mod sample;
mod why;

pub use expect::{Expectation, Held, Miss};
pub use why::{Fact, Why};

use crate::protocol::Line;
use crate::rules::Rule;
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, AttemptId, Decision, RecordId, Run, Stop, Trace, What};
use crate::world::{ClientId, Outcome, ServerId, World};
use facts::Facts;

/// What came out of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// All in all.
    pub overall: Overall,
    /// By [`AttemptId`].
    pub attempts: Vec<AttemptVerdict>,
    /// By position in [`World::expects`].
    pub expectations: Vec<Expectation>,
}

/// All in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    /// Every expectation held (also where there is none).
    Pass,
    /// One at least did not.
    Fail,
    /// None failed, but the run was cut off while something was still to do.
    Inconclusive,
}

impl Overall {
    /// The exit code of the process: 0, 1 or 3. (2 is unusable input.)
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Fail => 1,
            Self::Inconclusive => 3,
        }
    }
}

/// How one attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptVerdict {
    /// Which.
    pub id: AttemptId,
    /// Whose.
    pub client: ClientId,
    /// Its number among the attempts of that client, from 1.
    pub number: u32,
    /// When it began.
    pub began: SimTime,
    /// How long it took; `None` while it is still running.
    pub duration: Option<Micros>,
    /// How it ended; `None` while it is still running.
    pub outcome: Option<Outcome>,
    /// The rules that decided something in it.
    pub rules: RuleSet,
    /// The server of the last service that accepted the log-on or to which it was handed.
    pub served_by: Option<ServerId>,
    /// The last line that a server said to the client.
    pub heard: Option<RecordId>,
    /// The key facts of a failure; `None` for a success.
    pub why: Option<Why>,
}

/// A set of rules, in the order of the specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet(u128);

const _: () = assert!(Rule::ALL.len() <= 128, "a RuleSet has a bit for every rule");

impl RuleSet {
    /// Adds a rule.
    pub const fn insert(&mut self, rule: Rule) {
        self.0 |= 1 << rule as u32;
    }

    /// Whether the rule is in it.
    #[must_use]
    pub const fn contains(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    /// The rules, in the order of the specification.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |it| self.contains(*it))
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<T: IntoIterator<Item = Rule>>(rules: T) -> Self {
        let mut set = Self::default();
        rules.into_iter().for_each(|it| set.insert(it));
        set
    }
}

/// Judges a run: how each attempt ended and why, and whether each expectation of the world held.
#[must_use]
pub fn judge(world: &World, run: &Run) -> Verdict {
    let mut attempts = attempts(world, &run.trace);
    let cut_off = run.stop != Stop::Finished && !run.pending.is_empty();
    for (attempt, why) in attempts.iter_mut().zip(why::all(world, &run.trace)) {
        if attempt.outcome.is_some_and(|it| it != Outcome::LoggedOn) {
            attempt.why = Some(why);
        }
    }
    let expectations = expect::judge(world, run, &attempts);
    let overall = if expectations.iter().any(|it| it.held() == Held::No) {
        Overall::Fail
    } else if cut_off {
        Overall::Inconclusive
    } else {
        Overall::Pass
    };
    Verdict { overall, attempts, expectations }
}

/// Everything about the attempts but the reasons of their failures, in one pass over the records.
fn attempts(world: &World, trace: &Trace) -> Vec<AttemptVerdict> {
    let mut attempts: Vec<AttemptVerdict> = trace
        .attempts
        .iter()
        .enumerate()
        .map(|(index, it)| AttemptVerdict {
            id: AttemptId(index as u32),
            client: it.client,
            number: it.number,
            began: trace.record(it.began).at,
            duration: None,
            outcome: None,
            rules: RuleSet::default(),
            served_by: None,
            heard: None,
            why: None,
        })
        .collect();
    let mut facts = Facts::new(world, trace);
    let mut spoke = Vec::new();
    for (index, record) in trace.records.iter().enumerate() {
        let id = RecordId(index as u32);
        spoke.clear();
        facts.observe(id, &mut spoke);
        let Some(attempt) = record.attempt else { continue };
        let attempt = &mut attempts[attempt.0 as usize];
        spoke.iter().for_each(|it| attempt.rules.insert(it.0));
        match record.what {
            What::Ended(outcome) => {
                assert!(attempt.outcome.is_none(), "attempt {:?} ended twice, again in record {index}", attempt.id);
                attempt.outcome = Some(outcome);
                attempt.duration = Some(record.at.since(attempt.began));
            }
            What::Decides { decision, reasons } => {
                trace.reasons(reasons).iter().for_each(|it| attempt.rules.insert(it.rule()));
                if accepts_logon(decision) {
                    attempt.served_by = server_of(record.actor).or(attempt.served_by);
                }
            }
            What::Says { line, .. } => {
                let Some(connection) = record.connection.map(|it| &trace.connections[it.0 as usize]) else { continue };
                if line.is_command() && connection.depth > 0 && hands_over(line) {
                    attempt.served_by = connection.service.map(|it| it.server()).or(attempt.served_by);
                } else if !line.is_command() && connection.depth == 0 {
                    attempt.heard = Some(id);
                }
            }
            What::Began { .. }
            | What::Skipped
            | What::Resolved { .. }
            | What::NotResolved(_)
            | What::Connects { .. }
            | What::Forwards { .. }
            | What::NoMember
            | What::Accepts
            | What::Refuses(_)
            | What::ClosesForLimit(_)
            | What::Lost { .. }
            | What::Broken
            | What::Secured { .. }
            | What::TlsFailed(_)
            | What::RejectsCertificate(_)
            | What::TimedOut(_)
            | What::Closes(_)
            | What::LegFailed { .. }
            | What::Changed(_)
            | What::Checked { .. }
            | What::Logs(_) => {}
        }
    }
    attempts
}

/// Whether the decision accepts the log-on here.
const fn accepts_logon(decision: Decision) -> bool {
    match decision {
        Decision::Authenticates { accepted, .. } => accepted,
        Decision::Serves(_) | Decision::NotAllowed(_) => true,
        Decision::Proxies { .. } | Decision::Refuses { .. } | Decision::Tries(_) | Decision::GivesUp => false,
    }
}

/// Whether the line carries a log-on.
const fn hands_over(line: Line) -> bool {
    matches!(line, Line::Login | Line::Pass | Line::Authenticate(_) | Line::HandOver)
}

/// The server that an actor is, or runs on.
const fn server_of(actor: Actor) -> Option<ServerId> {
    match actor {
        Actor::Service(service) => Some(service.server()),
        Actor::Server(server) => Some(server),
        Actor::Client(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => None,
    }
}
