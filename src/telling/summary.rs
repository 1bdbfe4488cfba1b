//! What is said after the trace: which attempts are told together, what did each client see, by which facts?
//!
//! Attempts of one client that ended alike are one group, so that a poller of a week is one paragraph; those of all
//! clients of a group too.

use std::collections::BTreeMap;

use super::Scope;
use super::content::{Quote, Quotes, quotes};
use super::crowd::{Crowd, crowds};
use crate::protocol::Line;
use crate::reading::Citation;
use crate::reading::citation::fall7_switch;
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::time::Micros;
use crate::trace::{LegFailure, Pending, RecordId, RecordKind, Run, Stop};
use crate::verdict::trouble::Trouble;
use crate::verdict::{AttemptVerdict, Expectation, KeyFact, Miss, Overall, Verdict};
use crate::world::{ClientId, Outcome, Password, ServerId, ServiceId, WebService, World};

/// How many groups of attempts are shown.
const GROUPS_SHOWN: usize = 40;
/// How many facts of one failure are shown.
const FACTS_SHOWN: usize = 8;
/// How many things that were still to do, and how many misses of one expectation, are listed.
const ITEMS_SHOWN: usize = 4;

/// The first few of something, and how many more there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Few<'a, T> {
    pub(crate) shown: &'a [T],
    pub(crate) more: usize,
}

impl<'a, T> Few<'a, T> {
    /// At most so many.
    pub(crate) fn of(all: &'a [T], most: usize) -> Self {
        let shown = &all[..all.len().min(most)];
        Self { shown, more: all.len() - shown.len() }
    }
}

/// Attempts of one client, or of those of a group, that ended alike.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) first: &'a AttemptVerdict,
    /// The numbers of the attempts, by client.
    pub(crate) numbers: BTreeMap<ClientId, Vec<u32>>,
    pub(crate) shortest: Option<Micros>,
    pub(crate) longest: Option<Micros>,
    pub(crate) sees: Sees,
    /// By whom the mailbox was served, in the order in which that was met.
    pub(crate) served_by: Vec<ServerId>,
    pub(crate) why: Vec<Fact<'a>>,
}

/// What the client of an attempt sees. A record is the line that it heard last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sees {
    /// Nothing that would be worth a word: the attempt is still running, or nobody served it.
    Nothing,
    /// The mailbox; in a browser what it asked for.
    Mailbox(Option<WebService>),
    /// These words, which are those for a wrong password although the password is right (FE-4).
    WrongPassword(RecordId),
    Words(RecordId),
    Lost,
    Unavailable,
    LoginDisabled,
    NoName,
    Refused,
    NoAnswer,
    OtherProtocol(RecordId),
    NoGreeting,
    NoTls,
    GaveUp,
}

/// One fact that tells why an attempt failed.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    pub(crate) says: FactSays<'a>,
    pub(crate) rules: Vec<Citation>,
}

/// What a fact says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FactSays<'a> {
    Fact(&'a KeyFact),
    /// What ended the circle of the fact before.
    LoopEnd(RecordId),
    /// This service was waited for in vain, and hangs.
    Hangs(ServiceId),
    /// This server was waited for in vain, and was switched off meanwhile.
    Silent(ServerId),
}

/// What is said after the trace about the attempts.
#[derive(Debug)]
pub(crate) struct Summary<'a> {
    /// The attempts that are meant, those of one client that ended alike together, in the order of the first of each.
    pub(crate) groups: Vec<Group<'a>>,
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
    let mut of_party: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
    for attempt in verdict.attempts.iter().filter(|it| scope.has(world, it.client)) {
        let (sees, why) = (sees(world, attempt, &quotes), why(attempt, &quotes));
        let known = of_party.entry(world.stands_for(attempt.client)).or_default();
        let alike = |it: &&usize| groups[**it].is_like(attempt, sees, (world, &quotes));
        let index = known.iter().find(alike).copied().unwrap_or_else(|| {
            known.push(groups.len());
            let (numbers, served_by) = (BTreeMap::new(), Vec::new());
            groups.push(Group { first: attempt, numbers, shortest: None, longest: None, sees, served_by, why });
            groups.len() - 1
        });
        let group = &mut groups[index];
        group.numbers.entry(attempt.client).or_default().push(attempt.number);
        group.served_by.extend(attempt.served_by.filter(|it| !group.served_by.contains(it)));
        group.shortest = group.shortest.into_iter().chain(attempt.duration).min();
        group.longest = group.longest.into_iter().chain(attempt.duration).max();
    }
    let left = groups.split_off(groups.len().min(scope.most(GROUPS_SHOWN)));
    let attempts: usize = left.iter().flat_map(|it| it.numbers.values()).map(Vec::len).sum();
    let clients: std::collections::BTreeSet<_> = left.iter().flat_map(|it| it.numbers.keys()).collect();
    let beyond = (!left.is_empty()).then_some((attempts as u64, clients.len() as u64));
    Summary { groups, quotes, beyond, facts: scope.most(FACTS_SHOWN) }
}

/// What is said of attempts alone, each for itself: how it ended and what its client sees.
pub(crate) fn ends<'a>(
    world: &World,
    run: &Run,
    attempts: impl Iterator<Item = &'a AttemptVerdict> + Clone,
) -> Summary<'a> {
    let quotes = quotes(world, &run.trace, attempts.clone().filter_map(|it| it.heard));
    let alone = |it: &'a AttemptVerdict| {
        let (numbers, sees) = (BTreeMap::from([(it.client, vec![it.number])]), sees(world, it, &quotes));
        let served_by = it.served_by.into_iter().collect();
        Group { first: it, numbers, shortest: it.duration, longest: it.duration, sees, served_by, why: Vec::new() }
    };
    Summary { groups: attempts.map(alone).collect(), beyond: None, facts: 0, quotes }
}

impl Group<'_> {
    /// Who made them: one client, or several of a group.
    pub(crate) fn crowd(&self, world: &World) -> Crowd {
        let all = self.numbers.iter().map(|(client, numbers)| (*client, numbers.as_slice()));
        let own = self.numbers.get(&self.first.client).map(|it| (self.first.client, it.as_slice()));
        let others = all.filter(|it| it.0 != self.first.client);
        crowds(world, own.into_iter().chain(others)).remove(0)
    }

    /// Whether an attempt of the same client, or of another of its group, is told together with these: it ended alike,
    /// for the same causes. By whom it happened to be served makes no difference.
    fn is_like(&self, attempt: &AttemptVerdict, sees: Sees, (world, quotes): (&World, &Quotes)) -> bool {
        let of = |it| world.mailbox_stands_for(it);
        let general = |it: &AttemptVerdict| -> Vec<_> {
            it.findings.iter().map(|it| it.trouble.anywhere().with_users(of)).collect()
        };
        (self.first.outcome, self.first.then) == (attempt.outcome, attempt.then)
            && self.sees.is_like(sees, quotes)
            && general(self.first) == general(attempt)
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

/// What made a leg fail, as far as it is told with it: what cut a leg off is what ended the connection above it, and is
/// told for itself.
pub(crate) fn cause_of(fact: &KeyFact) -> Option<RecordId> {
    match fact {
        KeyFact::Leg { how, cause, .. } => cause.filter(|_| *how != LegFailure::Abandoned),
        KeyFact::WrongTarget { .. } | KeyFact::Loop { .. } | KeyFact::Decided(_) | KeyFact::Met(_) => None,
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
        (Outcome::LoggedOn, _) => attempt.served_by.map_or(Sees::Nothing, |_| Sees::Mailbox(client.web)),
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
    let cited = |it: RecordId| quotes[&it].rules.clone();
    for fact in attempt.why.iter().flat_map(|it| &it.facts) {
        let (mut rules, mut end_of_loop) = (Vec::new(), None);
        match fact {
            KeyFact::WrongTarget { .. } => rules.push((Rule::Lb1, None)),
            KeyFact::Loop { end, .. } => {
                rules.push((Rule::Lb3, Some(Switch::loop_guard.name())));
                end_of_loop = *end;
            }
            KeyFact::Leg { how, cause, .. } => {
                rules = cause.map(cited).unwrap_or_default();
                // That this failure moves the front end on is FALL-7; it is cited only where nothing more precise is.
                if rules.is_empty() {
                    rules.push((Rule::Fall7, Some(fall7_switch(*how))));
                }
            }
            KeyFact::Met(id) => match silence(attempt, *id, quotes) {
                Some((silent, rules)) => {
                    why.push(Fact { says: silent, rules });
                    continue;
                }
                None => rules = cited(*id),
            },
            KeyFact::Decided(id) => rules = cited(*id),
        }
        why.push(Fact { says: FactSays::Fact(fact), rules });
        why.extend(end_of_loop.map(|it| Fact { says: FactSays::LoopEnd(it), rules: cited(it) }));
    }
    why
}

/// Who said nothing any more, behind a record that does not tell of it: a connection that was accepted, a command that
/// was sent.
fn silence(attempt: &AttemptVerdict, id: RecordId, quotes: &Quotes) -> Option<(FactSays<'static>, Vec<Citation>)> {
    if !matches!(quotes[&id].content.what, RecordKind::Accepts | RecordKind::Says { .. }) {
        return None;
    }
    let fault = attempt.findings.iter().find(|it| it.records.contains(&id))?;
    let says = match fault.trouble {
        Trouble::Hung(service) => FactSays::Hangs(service),
        Trouble::Cut(service) => FactSays::Silent(service.server()),
        _ => return None,
    };
    Some((says, fault.rules.clone()))
}

/// The misses of an expectation that are listed.
pub(crate) fn misses(found: &Expectation) -> Few<'_, Miss> {
    let few = Few::of(&found.misses, ITEMS_SHOWN);
    Few { more: few.more + found.more, ..few }
}

/// Where the run was cut off: what was still to do.
#[derive(Debug)]
pub(crate) struct CutOff<'a> {
    /// What cut it off.
    pub(crate) stop: Stop,
    /// Whether nothing can be said of the run for it.
    pub(crate) inconclusive: bool,
    pub(crate) pending: Few<'a, Pending>,
    /// How many records had been kept by then.
    pub(crate) records: usize,
}

/// Where the run was cut off, if it was.
pub(crate) fn cut_off<'a>(run: &'a Run, verdict: &Verdict) -> Option<CutOff<'a>> {
    if run.stop == Stop::Finished {
        return None;
    }
    let (inconclusive, pending) = (verdict.overall == Overall::Inconclusive, Few::of(&run.pending, ITEMS_SHOWN));
    let records = run.trace.records().len();
    (!run.pending.is_empty()).then_some(CutOff { stop: run.stop, inconclusive, pending, records })
}
