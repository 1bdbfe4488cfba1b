//! What is the one true answer to each question?
//!
//! Read off a run of the start, or off a rehearsal or sweep of it; nobody writes it down. A question of which that
//! shows no answer, or more than one, is told: its author asks it otherwise.

use std::collections::BTreeSet;

use super::begun::Begun;
use super::questions::{AND, NETWORK, NEVER, NONE, NUMBER_MAX, THEN, of_share, of_time};
use super::written::{AskedAbout, Lesson, Prediction};
use crate::catalogue::lessons;
use crate::lang::Text;
use crate::rehearsal::Rehearser;
use crate::rules::Rule;
use crate::sweep::{FaultKind, Sets, Sweep, Worker};
use crate::trace::{Actor, RecordId};
use crate::trial::Ground;
use crate::world::{ClientId, World};

/// So many sets of faults are run at the most to answer a question, or to judge a goal.
pub const SETS_MAX: u64 = 20_000;

/// The answer to a question, and where in the run it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueAnswer {
    /// The answer, as it has no language.
    pub answer: String,
    /// The record of the run of the start that shows it, where one does.
    pub shown_by: Option<RecordId>,
}

/// Why a question has no one true answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTruth(pub Text);

impl TrueAnswer {
    fn plain(answer: &impl ToString) -> Self {
        Self { answer: answer.to_string(), shown_by: None }
    }
}

/// The true answer to each question of a lesson, in their order.
#[must_use]
pub fn truths(lesson: &Lesson, start: &Begun) -> Vec<Result<TrueAnswer, NoTruth>> {
    lesson.predict.iter().map(|it| truth(it, start)).collect()
}

/// The true answer to a question.
///
/// # Errors
/// Why it has none.
pub fn truth(prediction: &Prediction, start: &Begun) -> Result<TrueAnswer, NoTruth> {
    let no = |it: Text| Err(NoTruth(it));
    match &prediction.about {
        AskedAbout::Outcome { client, attempt } => {
            let it = ended(start, client, *attempt)?;
            // Where something fails, the first of that decides; or else how it ends.
            let fails = it.findings.first().and_then(|it| it.records.first().copied());
            let end = || start.records(it.id).last().map(|it| RecordId(it.0));
            let answer = format!("{:?}", it.outcome.expect("it has ended"));
            Ok(TrueAnswer { answer, shown_by: fails.or_else(end) })
        }
        AskedAbout::Route { client, attempt } => route(start, ended(start, client, *attempt)?.id),
        AskedAbout::Duration { client, attempt, buckets } => {
            let it = ended(start, client, *attempt)?;
            let end = start.records(it.id).last().map(|it| RecordId(it.0));
            let answer = of_time(buckets, it.duration.expect("it has ended")).answer;
            Ok(TrueAnswer { answer, shown_by: end })
        }
        AskedAbout::Actor { client, attempt, nth } => {
            let it = ended(start, client, *attempt)?;
            let record = start.records(it.id).nth((*nth as usize).saturating_sub(1)).filter(|_| *nth > 0);
            let Some((id, record)) = record else { return no(lessons::no_such_record(nth)) };
            Ok(TrueAnswer { answer: party(&start.world, record.actor()), shown_by: Some(RecordId(id)) })
        }
        AskedAbout::FirstFailed { client } => first_failed(start, client),
        AskedAbout::WhoFails { clients } => {
            let fails = |name: &&str| all(start, name).map(|of| of.iter().any(|it| it.went_wrong()));
            let mut failing = Vec::new();
            for name in clients.iter().map(compact_str::CompactString::as_str) {
                if fails(&name)? {
                    failing.push(name);
                }
            }
            Ok(TrueAnswer::plain(&if failing.is_empty() { NONE.to_owned() } else { failing.join(AND) }))
        }
        AskedAbout::Share { clients, buckets } => {
            let (mut failed, mut count) = (0, 0);
            for name in clients {
                let of = all(start, name)?;
                count += of.len();
                failed += of.iter().filter(|it| it.went_wrong()).count();
            }
            let percent = u32::try_from(failed * 100 / count.max(1)).unwrap_or(100);
            let answer = of_share(buckets, percent).answer;
            Ok(TrueAnswer::plain(&answer))
        }
        AskedAbout::Rule { client, attempt, choices } => rule(start, client, *attempt, choices),
        AskedAbout::HurtingStep => hurting_step(start),
        AskedAbout::SmallestSet { clients, faults } => smallest_set(start, clients, *faults),
    }
}

/// An attempt that has ended.
fn ended<'a>(
    start: &'a Begun,
    client: &str,
    number: Option<u32>,
) -> Result<&'a crate::verdict::AttemptVerdict, NoTruth> {
    let number = number.unwrap_or(1);
    let found = start.attempt(client, number).ok_or_else(|| NoTruth(lessons::no_such_attempt(client, number)))?;
    if found.outcome.is_none() {
        return Err(NoTruth(lessons::attempt_goes_on(client, number)));
    }
    Ok(found)
}

/// Every attempt of a client or group, in order. Each has ended.
fn all<'a>(start: &'a Begun, name: &str) -> Result<Vec<&'a crate::verdict::AttemptVerdict>, NoTruth> {
    let found = start.attempts(&start.clients(name));
    match found.iter().find(|it| it.outcome.is_none()) {
        _ if found.is_empty() => Err(NoTruth(lessons::no_such_attempt(name, 1))),
        Some(it) => Err(NoTruth(lessons::attempt_goes_on(name, it.number))),
        None => Ok(found),
    }
}

/// Who acts, as an answer.
fn party(world: &World, actor: Actor) -> String {
    match actor {
        Actor::Client(it) => world.called(it).to_owned(),
        Actor::Service(it) => world.servers[it.server().index()].name.to_string(),
        Actor::Server(it) => world.servers[it.index()].name.to_string(),
        Actor::Balancer(it) => world.name(world.balancers[it.index()].name).to_owned(),
        Actor::Network | Actor::Admin => NETWORK.to_owned(),
    }
}

/// The hosts of an attempt, each once, in the order in which they first act in it.
fn route(start: &Begun, attempt: crate::trace::AttemptId) -> Result<TrueAnswer, NoTruth> {
    let mut hosts: Vec<String> = Vec::new();
    let mut last = None;
    for (id, record) in start.records(attempt) {
        if !matches!(record.actor(), Actor::Service(_) | Actor::Server(_) | Actor::Balancer(_)) {
            continue;
        }
        let host = party(&start.world, record.actor());
        if !hosts.contains(&host) {
            hosts.push(host);
            last = Some(RecordId(id));
        }
    }
    if hosts.is_empty() {
        return Err(NoTruth(lessons::reaches_nobody().into()));
    }
    Ok(TrueAnswer { answer: hosts.join(THEN), shown_by: last })
}

fn first_failed(start: &Begun, client: &str) -> Result<TrueAnswer, NoTruth> {
    let found = all(start, client)?;
    let Some(at) = found.iter().position(|it| it.went_wrong()) else { return Ok(TrueAnswer::plain(&NEVER)) };
    if at >= NUMBER_MAX as usize {
        return Err(NoTruth(lessons::number_too_large(NUMBER_MAX)));
    }
    let shown_by = found[at].findings.first().and_then(|it| it.records.first().copied());
    Ok(TrueAnswer { answer: (at + 1).to_string(), shown_by })
}

/// Which of these rules decides the first failure: exactly one of them speaks in it.
fn rule(
    start: &Begun,
    client: &str,
    attempt: Option<u32>,
    choices: &[compact_str::CompactString],
) -> Result<TrueAnswer, NoTruth> {
    let found = ended(start, client, attempt)?;
    let Some(fault) = found.findings.first() else { return Err(NoTruth(lessons::nothing_fails().into())) };
    let speaks = |it: &Rule| fault.rules.iter().any(|(rule, _)| rule == it);
    let speaking: BTreeSet<&str> =
        choices.iter().filter_map(|it| Rule::from_id(it)).filter(speaks).map(Rule::id).collect();
    let told: BTreeSet<&str> = fault.rules.iter().map(|it| it.0.id()).collect();
    let told = told.into_iter().collect::<Vec<_>>().join(AND);
    match speaking.len() {
        1 => Ok(TrueAnswer { answer: speaking.into_iter().collect(), shown_by: fault.records.first().copied() }),
        0 => Err(NoTruth(lessons::no_rule_of_these(told))),
        _ => Err(NoTruth(lessons::several_rules_of_these(told))),
    }
}

/// The step because of which somebody loses mail.
fn hurting_step(start: &Begun) -> Result<TrueAnswer, NoTruth> {
    let world = &start.world;
    if world.steps.is_empty() {
        return Err(NoTruth(lessons::no_plan().into()));
    }
    let mut rehearsed = Rehearser::default().rehearse(world, u64::MAX, &mut |_| true);
    rehearsed.blame(&Ground::new(&start.text, world), world);
    let hurts = |stretch: usize| rehearsed.lost.cells.iter().any(|(at, toll)| at.1 == stretch && toll.worse > 0);
    let kinds = rehearsed.lost.kinds.iter().zip(&rehearsed.blamed).filter(|it| hurts(it.0.stretch));
    let steps: BTreeSet<_> = kinds.filter_map(|it| it.1.map(crate::world::StepId::index)).collect();
    match steps.len() {
        0 => Ok(TrueAnswer::plain(&NONE)),
        1 => Ok(TrueAnswer::plain(&steps.iter().map(|it| world.steps[*it].name.as_str()).collect::<String>())),
        _ => Err(NoTruth(lessons::several_steps_hurt().into())),
    }
}

/// How many faults it takes to lock all of these clients out.
fn smallest_set(start: &Begun, names: &[compact_str::CompactString], most: u32) -> Result<TrueAnswer, NoTruth> {
    let mut clients = Vec::new();
    for name in names {
        let of = start.clients(name);
        if of.is_empty() {
            return Err(NoTruth(lessons::no_such_attempt(name, 1)));
        }
        clients.extend(of);
    }
    let sweep = Sweep::new(&start.text, &start.world);
    let faults = befalling(&sweep, &[]);
    let mut worker = Worker::new(&sweep);
    for size in 1..=most as usize {
        let sets = Sets::new(faults.len(), size);
        if sets.count() > SETS_MAX {
            return Err(NoTruth(lessons::too_many_sets(sets.count(), SETS_MAX)));
        }
        if any_set(&sweep, &mut worker, &faults, sets, |still| !clients.iter().any(|it| still.contains(it))) {
            return Ok(TrueAnswer::plain(&size));
        }
    }
    Ok(TrueAnswer::plain(&NONE))
}

/// The faults of these kinds, where none is named of all: an open question that is read otherwise is no fault.
pub(super) fn befalling(sweep: &Sweep, kinds: &[FaultKind]) -> Vec<u32> {
    let is_meant = |it: FaultKind| {
        if kinds.is_empty() { it != FaultKind::ReadOtherwise } else { kinds.contains(&it) }
    };
    (0_u32..).zip(sweep.faults()).filter(|it| is_meant(it.1.kind)).map(|it| it.0).collect()
}

/// Whether a set of these faults leaves only such clients with a log-on that goes well.
fn any_set(
    sweep: &Sweep,
    worker: &mut Worker<'_>,
    faults: &[u32],
    sets: Sets,
    is_so: impl Fn(&BTreeSet<ClientId>) -> bool,
) -> bool {
    let mut found = false;
    each_set(sweep, worker, faults, sets, |still| {
        found = is_so(still);
        !found
    });
    found
}

/// Runs every set of these faults, and tells who still logs on at least once, for as long as somebody wants to know.
pub(super) fn each_set(
    sweep: &Sweep,
    worker: &mut Worker<'_>,
    faults: &[u32],
    sets: Sets,
    mut tell: impl FnMut(&BTreeSet<ClientId>) -> bool,
) {
    let mut set = Vec::new();
    for number in 0..sets.count() {
        sets.decode(number, &mut set);
        let meant: Vec<u32> = set.iter().map(|it| faults[*it as usize]).collect();
        let excluded = meant.iter().enumerate().any(|(at, it)| meant[at + 1..].iter().any(|b| sweep.excludes(*it, *b)));
        if excluded || worker.run(&meant).is_none() {
            continue;
        }
        let well = worker.ends().attempts.iter().filter(|it| it.ended_well()).map(|it| it.client);
        if !tell(&well.collect()) {
            return;
        }
    }
}
