//! What is said after the trace: which attempts are told together, what did each client see, by which facts?
//!
//! Attempts of one client that ended alike are one group, so that a poller of a week is one paragraph.

use std::collections::BTreeMap;

use super::Scope;
use super::content::{Quote, Quotes, quotes};
use crate::protocol::Line;
use crate::reading::Citation;
use crate::reading::citation::fall7_switch;
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::time::Micros;
use crate::trace::{Actor, LegFailure, Pending, RecordId, RecordKind, Run, Stop};
use crate::verdict::{AttemptVerdict, Expectation, KeyFact, Miss, Overall, Verdict};
use crate::world::{BalancerId, ClientId, Endpoint, Outcome, Password, ServerId, WebService, World};

/// How many groups of attempts are shown.
const GROUPS_SHOWN: usize = 40;
/// How many facts of one failure are shown.
const FACTS_SHOWN: usize = 8;
/// How many things that were still to do, and how many misses of one expectation, are listed.
const ITEMS_SHOWN: usize = 4;

/// The first few of something, and how many more there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Few<'a, T> {
    /// Those that are listed.
    pub(crate) shown: &'a [T],
    /// How many more there are.
    pub(crate) more: usize,
}

impl<'a, T> Few<'a, T> {
    /// At most so many.
    pub(crate) fn of(all: &'a [T], most: usize) -> Self {
        let shown = &all[..all.len().min(most)];
        Self { shown, more: all.len() - shown.len() }
    }
}

/// Attempts of one client that ended alike.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    /// The first of them.
    pub(crate) first: &'a AttemptVerdict,
    /// Their numbers.
    pub(crate) numbers: Vec<u32>,
    /// How long the shortest took.
    pub(crate) shortest: Option<Micros>,
    /// How long the longest took.
    pub(crate) longest: Option<Micros>,
    /// What the client sees.
    pub(crate) sees: Sees,
    /// Why it failed.
    pub(crate) why: Vec<Fact<'a>>,
}

/// What the client of an attempt sees. A record is the line that it heard last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sees {
    /// Nothing that would be worth a word: the attempt is still running, or nobody served it.
    Nothing,
    /// The mailbox, by way of a server; in a browser what it asked for.
    Mailbox(ServerId, Option<WebService>),
    /// These words, which are those for a wrong password although the password is right (FE-4).
    WrongPassword(RecordId),
    /// These words.
    Words(RecordId),
    /// That the connection is gone.
    Lost,
    /// A page that says that the service is unavailable.
    Unavailable,
    /// That LOGIN is disabled.
    LoginDisabled,
    /// That the name is unknown.
    NoName,
    /// That the connection is refused.
    Refused,
    /// That nobody answers.
    NoAnswer,
    /// These words of another protocol.
    OtherProtocol(RecordId),
    /// No greeting.
    NoGreeting,
    /// That there is no TLS.
    NoTls,
    /// That its time ran out.
    GaveUp,
}

/// One fact that tells why an attempt failed.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    /// Which.
    pub(crate) says: FactSays<'a>,
    /// The rules that are cited in it.
    pub(crate) rules: Vec<Citation>,
}

/// What a fact says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactSays<'a> {
    /// A setting leads elsewhere.
    WrongTarget { candidate: ServerId, endpoint: Endpoint, balancer: Option<BalancerId>, reached: &'a [ServerId] },
    /// The log-on ran in a circle.
    Loop { through: &'a [ServerId], depth: u32 },
    /// What ended the circle.
    LoopEnd(RecordId),
    /// A leg failed, and the record that brought it about.
    Leg { by: Actor, candidate: ServerId, endpoint: Endpoint, how: LegFailure, cause: Option<RecordId>, times: u32 },
    /// What a record says.
    Record(RecordId),
}

/// What is said after the trace about the attempts.
#[derive(Debug)]
pub(crate) struct Summary<'a> {
    /// The attempts that are meant, those of one client that ended alike together, in the order of the first of each.
    pub(crate) groups: Vec<Group<'a>>,
    /// The records of which they speak.
    pub(crate) quotes: Quotes,
    /// How many attempts are in no group because there are too many, and of how many clients.
    pub(crate) beyond: Option<(u64, u64)>,
    /// How many facts of one failure are shown.
    pub(crate) facts: usize,
}

/// Sums up the attempts.
pub(crate) fn summary<'a>(world: &World, run: &Run, verdict: &'a Verdict, scope: Scope) -> Summary<'a> {
    let quotes = quotes(world, &run.trace, records(verdict));
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut of_client: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
    for attempt in verdict.attempts.iter().filter(|it| scope.has(it.client)) {
        let (sees, why) = (sees(world, attempt, &quotes), why(attempt, &quotes));
        let known = of_client.entry(attempt.client).or_default();
        let alike = |it: &&usize| groups[**it].is_like(attempt, sees, &why, &quotes);
        let index = known.iter().find(alike).copied().unwrap_or_else(|| {
            known.push(groups.len());
            groups.push(Group { first: attempt, numbers: Vec::new(), shortest: None, longest: None, sees, why });
            groups.len() - 1
        });
        let group = &mut groups[index];
        group.numbers.push(attempt.number);
        group.shortest = group.shortest.into_iter().chain(attempt.duration).min();
        group.longest = group.longest.into_iter().chain(attempt.duration).max();
    }
    let left = groups.split_off(groups.len().min(scope.most(GROUPS_SHOWN)));
    let attempts: usize = left.iter().map(|it| it.numbers.len()).sum();
    let clients: std::collections::BTreeSet<_> = left.iter().map(|it| it.first.client).collect();
    let beyond = (!left.is_empty()).then_some((attempts as u64, clients.len() as u64));
    Summary { groups, quotes, beyond, facts: scope.most(FACTS_SHOWN) }
}

/// What is said of attempts alone, each for itself: how it ended and what its client sees.
pub(crate) fn ends<'a>(world: &World, run: &Run, attempts: &'a [AttemptVerdict]) -> Summary<'a> {
    let quotes = quotes(world, &run.trace, attempts.iter().filter_map(|it| it.heard));
    let alone = |it: &'a AttemptVerdict| {
        let (numbers, sees) = (vec![it.number], sees(world, it, &quotes));
        Group { first: it, numbers, shortest: it.duration, longest: it.duration, sees, why: Vec::new() }
    };
    Summary { groups: attempts.iter().map(alone).collect(), beyond: None, facts: 0, quotes }
}

impl Group<'_> {
    /// Whether an attempt of the same client is told together with these.
    fn is_like(&self, attempt: &AttemptVerdict, sees: Sees, why: &[Fact<'_>], quotes: &Quotes) -> bool {
        let is_fact = |a: &Fact<'_>, b: &Fact<'_>| a.says.is_like(b.says, quotes);
        self.first.outcome == attempt.outcome
            && self.sees.is_like(sees, quotes)
            && self.why.len() == why.len()
            && self.why.iter().zip(why).all(|(a, b)| is_fact(a, b))
    }
}

impl Sees {
    fn is_like(self, other: Self, quotes: &Quotes) -> bool {
        let words = |it: RecordId| &quotes[&it].content.wire;
        match (self, other) {
            (Self::WrongPassword(a), Self::WrongPassword(b))
            | (Self::Words(a), Self::Words(b))
            | (Self::OtherProtocol(a), Self::OtherProtocol(b)) => words(a) == words(b),
            (a, b) => a == b,
        }
    }
}

impl FactSays<'_> {
    fn is_like(self, other: FactSays<'_>, quotes: &Quotes) -> bool {
        let says = |a: RecordId, b: RecordId| quotes[&a].says_the_same(&quotes[&b]);
        match (self, other) {
            (FactSays::LoopEnd(a), FactSays::LoopEnd(b)) | (FactSays::Record(a), FactSays::Record(b)) => says(a, b),
            (
                FactSays::Leg { cause: Some(a), by, candidate, endpoint, how, times },
                FactSays::Leg { cause: Some(b), by: by_b, candidate: of_b, endpoint: at_b, how: how_b, times: times_b },
            ) => (by, candidate, endpoint, how, times) == (by_b, of_b, at_b, how_b, times_b) && says(a, b),
            (a, b) => a == b,
        }
    }
}

/// Every record of which a summary speaks.
fn records(verdict: &Verdict) -> impl Iterator<Item = RecordId> {
    let of_fact = |it: &KeyFact| match it {
        KeyFact::WrongTarget { .. } => None,
        KeyFact::Loop { end, .. } => *end,
        KeyFact::Leg { cause, .. } => *cause,
        KeyFact::Decided(id) | KeyFact::Met(id) => Some(*id),
    };
    verdict.attempts.iter().flat_map(move |it| {
        let facts = it.why.iter().flat_map(|it| &it.facts).filter_map(of_fact);
        it.heard.into_iter().chain(facts)
    })
}

/// What the client sees.
fn sees(world: &World, attempt: &AttemptVerdict, quotes: &Quotes) -> Sees {
    let Some(outcome) = attempt.outcome else { return Sees::Nothing };
    let client = &world.clients[attempt.client.index()];
    match (outcome, attempt.heard) {
        (Outcome::LoggedOn, _) => attempt.served_by.map_or(Sees::Nothing, |it| Sees::Mailbox(it, client.web)),
        // FE-4: whatever made the log-on fail, the words are those for a wrong password.
        (Outcome::LogonFailed, Some(heard))
            if client.password == Password::Right && are_for_a_wrong_password(&quotes[&heard]) =>
        {
            Sees::WrongPassword(heard)
        }
        (
            Outcome::LogonFailed | Outcome::LogonDisabled | Outcome::NotConnected | Outcome::ClosedByServer,
            Some(heard),
        ) => Sees::Words(heard),
        (
            Outcome::LogonFailed
            | Outcome::LogonDisabled
            | Outcome::NotConnected
            | Outcome::ClosedByServer
            | Outcome::ConnectionLost,
            _,
        ) => Sees::Lost,
        (Outcome::ServiceUnavailable, _) => Sees::Unavailable,
        (Outcome::LogonNotSent, _) => Sees::LoginDisabled,
        (Outcome::NameNotResolved, _) => Sees::NoName,
        (Outcome::ConnectionRefused, _) => Sees::Refused,
        (Outcome::NoAnswer, _) => Sees::NoAnswer,
        (Outcome::NoGreeting, Some(heard)) => Sees::OtherProtocol(heard),
        (Outcome::NoGreeting, None) => Sees::NoGreeting,
        (Outcome::TlsFailed, _) => Sees::NoTls,
        (Outcome::ClientGaveUp, _) => Sees::GaveUp,
    }
}

const fn are_for_a_wrong_password(heard: &Quote) -> bool {
    matches!(heard.content.what, RecordKind::Says { line: Line::LogonFailed | Line::AuthenticateFailed, .. })
}

/// Why the attempt failed.
fn why<'a>(attempt: &'a AttemptVerdict, quotes: &Quotes) -> Vec<Fact<'a>> {
    let mut why = Vec::new();
    for fact in attempt.why.iter().flat_map(|it| &it.facts) {
        let cited = |it: RecordId| quotes[&it].rules.clone();
        let (says, rules) = match fact {
            KeyFact::WrongTarget { candidate, endpoint, balancer, reached } => {
                let says =
                    FactSays::WrongTarget { candidate: *candidate, endpoint: *endpoint, balancer: *balancer, reached };
                (says, vec![(Rule::Lb1, None)])
            }
            KeyFact::Loop { through, depth, end } => {
                let rules = vec![(Rule::Lb3, Some(Switch::loop_guard.name()))];
                why.push(Fact { says: FactSays::Loop { through, depth: *depth }, rules });
                let Some(end) = *end else { continue };
                (FactSays::LoopEnd(end), cited(end))
            }
            KeyFact::Leg { by, candidate, endpoint, how, cause, times } => {
                let rules = cause.map(cited).unwrap_or_default();
                // That this failure moves the front end on is FALL-7; it is told only where nothing more precise is
                // known.
                let rules = if rules.is_empty() { vec![(Rule::Fall7, Some(fall7_switch(*how)))] } else { rules };
                // What cut a leg off is what ended the connection above it, and is told for itself.
                let cause = cause.filter(|_| *how != LegFailure::Abandoned);
                let (by, candidate, endpoint, how, times) = (*by, *candidate, *endpoint, *how, *times);
                (FactSays::Leg { by, candidate, endpoint, how, cause, times }, rules)
            }
            KeyFact::Decided(id) | KeyFact::Met(id) => (FactSays::Record(*id), cited(*id)),
        };
        why.push(Fact { says, rules });
    }
    why
}

impl<'a> Few<'a, Miss> {
    /// The misses of an expectation that are listed.
    pub(crate) fn misses(found: &'a Expectation) -> Self {
        Self::of(&found.misses, ITEMS_SHOWN)
    }
}

/// Where the run was cut off: what was still to do.
#[derive(Debug)]
pub(crate) struct CutOff<'a> {
    /// Whether it met the limit on events, and not the end of its time.
    pub(crate) by_limit: bool,
    /// Whether nothing can be said of the run for it.
    pub(crate) inconclusive: bool,
    /// What was still to do.
    pub(crate) pending: Few<'a, Pending>,
}

/// Where the run was cut off, if it was.
pub(crate) fn cut_off<'a>(run: &'a Run, verdict: &Verdict) -> Option<CutOff<'a>> {
    let by_limit = match run.stop {
        Stop::Finished => return None,
        Stop::Horizon => false,
        Stop::EventLimit => true,
    };
    let (inconclusive, pending) = (verdict.overall == Overall::Inconclusive, Few::of(&run.pending, ITEMS_SHOWN));
    (!run.pending.is_empty()).then_some(CutOff { by_limit, inconclusive, pending })
}
