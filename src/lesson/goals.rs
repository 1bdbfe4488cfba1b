//! Does a learner's scenario do what is wanted?
//!
//! Every goal is judged by what becomes of the scenario: by a run of it, by what it says otherwise than the start, by
//! what `check` finds or a sweep shows. Never is one text compared with another. One that is not met tells which place
//! of the scenario is responsible, where a finding or a name leads there.

use super::begun::{Begun, clients};
use super::truth::{SETS_MAX, befalling, each_set};
use super::written::{
    AtMostEdits, BothTexts, FindingGone, Goal, GoalCheck, Lesson, NotChanged, StillWorks, UnderFaults,
};
use crate::catalogue::lessons;
use crate::check;
use crate::diag::Diagnostic;
use crate::diag::sources::Sources;
use crate::lang::Text;
use crate::resolve;
use crate::scenario::differences::{Difference, of_all};
use crate::scenario::parse::locate::{PathSegment, Place};
use crate::scenario::parse::{Origins, places};
use crate::scenario::{Expect, Scenario};
use crate::sweep::{FaultKind, Sets, Sweep, Worker};
use crate::verdict::{Held, Miss, Verdict, judge};
use crate::world::{ClientId, World};

/// What came of one goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalResult {
    /// The name of the goal.
    pub id: String,
    /// Whether it is a guard.
    pub guard: bool,
    /// Whether it is met; [`Held::Open`] where the run ends before that can be told.
    pub met: Held,
    /// What its author says then.
    pub said: Option<Text>,
    /// What was seen, where it is not met.
    pub why: Option<Text>,
    /// The place in the learner's text that is responsible, where one can be named.
    pub place: Option<Place>,
}

/// What was found out about one goal.
struct Found {
    met: Held,
    why: Option<Text>,
    /// Where it is written, where a path leads there.
    path: Vec<PathSegment>,
    /// The attempt that shows it, for which a finding is looked for.
    met_by: Option<(ClientId, u32)>,
}

impl Found {
    const fn met() -> Self {
        Self { met: Held::Yes, why: None, path: Vec::new(), met_by: None }
    }

    const fn not(why: Text) -> Self {
        Self { met: Held::No, why: Some(why), path: Vec::new(), met_by: None }
    }
}

/// Judges the goals of a lesson over a learner's scenario that stands alone.
///
/// # Errors
/// What is wrong with the learner's text.
pub fn goals(lesson: &Lesson, start: &str, text: &str) -> Result<Vec<GoalResult>, Vec<Diagnostic>> {
    let begun = Begun::new(start, "start")?;
    judged(lesson, &begun, &Begun::new(text, "lesson")?)
}

/// The same where both were run.
///
/// # Errors
/// The learner's scenario cannot be looked at by `check`.
pub fn judged(lesson: &Lesson, start: &Begun, learner: &Begun) -> Result<Vec<GoalResult>, Vec<Diagnostic>> {
    let differences = of_all(&start.scenario, &learner.scenario);
    let mut found = Vec::with_capacity(lesson.goals.len());
    let needs_check = |it: &Goal| matches!(it.check, GoalCheck::FindingGone(_));
    let mut checked = None;
    if lesson.goals.iter().any(needs_check) {
        checked = Some(check::check(&learner.text, &learner.name)?);
    }
    for goal in &lesson.goals {
        found.push(match &goal.check {
            GoalCheck::Expect(it) => expect(it, learner),
            GoalCheck::NotChanged(it) => not_changed(it, &differences, &learner.scenario),
            GoalCheck::StillWorks(it) => still_works(it, learner),
            GoalCheck::UnderFaults(it) => under_faults(it, learner),
            GoalCheck::FindingGone(it) => finding_gone(it, checked.as_ref().expect("it was looked for")),
            GoalCheck::AtMostEdits(it) => at_most(it, &differences),
        });
    }
    if checked.is_none() && found.iter().any(|it| it.met_by.is_some()) {
        checked = Some(check::check(&learner.text, &learner.name)?);
    }
    let result = |(goal, it): (&Goal, Found)| GoalResult {
        id: goal.id.to_string(),
        guard: goal.check.is_guard(),
        said: if it.met == Held::Yes { goal.pass.as_ref().map(BothTexts::text) } else { Some(goal.fail.text()) },
        place: place(&it, checked.as_ref(), learner),
        met: it.met,
        why: it.why,
    };
    Ok(lesson.goals.iter().zip(found).map(result).collect())
}

/// The place that is responsible: that of a finding which the attempt meets, or else what the goal itself names.
fn place(found: &Found, checked: Option<&check::Checked>, learner: &Begun) -> Option<Place> {
    let by_finding = found.met_by.and_then(|attempt| {
        let findings = &checked?.findings;
        findings.iter().find(|it| it.met_by.contains(&attempt)).map(|it| it.path.clone())
    });
    let path = by_finding.unwrap_or_else(|| found.path.clone());
    if path.is_empty() {
        return None;
    }
    places(&Sources::of("", learner.text.as_str()), &Origins::default(), &[path]).pop()
}

/// Where a client or group is written.
fn of_client(scenario: &Scenario, name: &str) -> Vec<PathSegment> {
    let at = scenario.clients.iter().position(|it| it.name == name);
    at.map_or_else(Vec::new, |it| vec!["clients".into(), it.into()])
}

/// What is expected of the scenario, beside nothing of what it expects itself.
fn expect(wanted: &Expect, learner: &Begun) -> Found {
    let path = of_client(&learner.scenario, &wanted.client);
    let mut scenario = learner.scenario.clone();
    scenario.expect = vec![wanted.clone()];
    let world = match resolve::resolve_or_why(scenario, &learner.name) {
        Ok(world) => world,
        Err(why) => return Found { path, ..Found::not(lessons::does_not_fit(why)) },
    };
    // What is expected decides nothing: the run is that of the learner's scenario.
    let verdict = judge(&world, &learner.run);
    let Some(expectation) = verdict.expectations.first() else { return Found::met() };
    let met = expectation.held();
    if met == Held::Yes {
        return Found::met();
    }
    let miss = expectation.misses.first();
    let attempt = miss.and_then(|it| match it {
        Miss::Outcome(id, _) | Miss::Spoke(id, _) | Miss::ServedBy(id, _) => Some(*id),
        Miss::NoAttempt(_) | Miss::NotYet | Miss::Count(_) | Miss::CountSoFar(_) | Miss::Silent(_) => None,
    });
    // Where they are counted, the first that went wrong is as good as any.
    let failed = || {
        let of = clients(&world, &wanted.client);
        learner.attempts(&of).into_iter().find(|it| it.went_wrong()).map(|it| (it.client, it.number))
    };
    let met_by = match attempt {
        Some(id) => verdict.attempts.iter().find(|it| it.id == id).map(|it| (it.client, it.number)),
        None => failed(),
    };
    Found { met, why: miss.map(|it| missed(it, &world, &verdict, &wanted.client)), path, met_by }
}

/// How something that is expected was missed.
fn missed(miss: &Miss, world: &World, verdict: &Verdict, client: &str) -> Text {
    let of = |id: &crate::trace::AttemptId| {
        let it = verdict.attempts.iter().find(|it| it.id == *id).expect("a miss names an attempt");
        (world.clients[it.client.index()].name.clone(), it.number)
    };
    match miss {
        Miss::NoAttempt(it) => lessons::not_there(&world.clients[it.index()].name),
        Miss::NotYet => lessons::not_there(client),
        Miss::Outcome(id, outcome) => {
            let (name, number) = of(id);
            lessons::ended_so(name, number, format!("{outcome:?}"))
        }
        Miss::Count(it) | Miss::CountSoFar(it) => lessons::counted_so(it),
        Miss::Silent(rule) => lessons::rule_silent(rule.id()),
        Miss::Spoke(_, rule) => lessons::rule_speaks(rule.id()),
        Miss::ServedBy(id, _) => {
            let (name, number) = of(id);
            lessons::served_elsewhere(name, number)
        }
    }
}

fn still_works(wanted: &StillWorks, learner: &Begun) -> Found {
    let mut open = None;
    for name in &wanted.clients {
        let path = of_client(&learner.scenario, name);
        let attempts = learner.attempts(&learner.clients(name));
        if attempts.is_empty() {
            return Found { path, ..Found::not(lessons::not_there(name)) };
        }
        for it in attempts {
            let called = &learner.world.clients[it.client.index()].name;
            match it.outcome {
                Some(_) if it.ended_well() => {}
                None => {
                    let why = lessons::still_running(called, it.number);
                    open.get_or_insert(Found { met: Held::Open, path: path.clone(), ..Found::not(why) });
                }
                Some(outcome) => {
                    let outcome = it.then.unwrap_or(outcome);
                    let why = lessons::ended_so(called, it.number, format!("{outcome:?}"));
                    return Found { path, met_by: Some((it.client, it.number)), ..Found::not(why) };
                }
            }
        }
    }
    open.unwrap_or_else(Found::met)
}

fn not_changed(wanted: &NotChanged, differences: &[Difference], scenario: &Scenario) -> Found {
    for written in &wanted.paths {
        let Some(it) = differences.iter().find(|it| concerns(written, it)) else { continue };
        let whole = match (it.list, it.path.as_str()) {
            ("", path) => path.to_owned(),
            (list, "") => list.to_owned(),
            (list, path) => format!("{list}.{path}"),
        };
        let why = if it.entries.is_empty() {
            lessons::changed_here(whole)
        } else {
            lessons::changed_of(whole, it.entries.join(super::questions::AND))
        };
        return Found { path: path_of(it, scenario), ..Found::not(why) };
    }
    Found::met()
}

/// Whether a path of a goal leads to something that is otherwise: `servers.*.version`.
fn concerns(written: &str, it: &Difference) -> bool {
    let mut steps = written.split('.');
    let first = steps.next().unwrap_or_default();
    if it.list.is_empty() {
        return begins(&it.path, written) || begins(written, &it.path);
    }
    if first != it.list {
        return false;
    }
    let Some(entry) = steps.next() else { return true };
    if entry != "*" && !it.entries.iter().any(|it| it == entry) {
        return false;
    }
    let rest = steps.collect::<Vec<_>>().join(".");
    match &it.what {
        // What is new was never otherwise before.
        crate::scenario::differences::Became::Added if it.path.is_empty() => rest.is_empty() && entry != "*",
        _ if it.path.is_empty() => true,
        _ => rest.is_empty() || begins(&it.path, &rest) || begins(&rest, &it.path),
    }
}

/// Whether a path is the beginning of another one.
fn begins(path: &str, with: &str) -> bool {
    path.strip_prefix(with).is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
}

/// Where a difference is written in the learner's scenario: its list, as far as a path leads.
fn path_of(it: &Difference, scenario: &Scenario) -> Vec<PathSegment> {
    let entry = it.entries.first().map(String::as_str).unwrap_or_default();
    let at = match it.list {
        "servers" => scenario.servers.iter().position(|it| it.name == entry),
        "clients" => scenario.clients.iter().position(|it| it.name == entry),
        "databases" => scenario.databases.iter().position(|it| it.name == entry),
        "mailboxes" => scenario.mailboxes.iter().position(|it| it.name == entry),
        "load_balancers" => scenario.load_balancers.iter().position(|it| it.name == entry),
        _ => None,
    };
    match (it.list, at) {
        ("", _) => Vec::new(),
        (list, Some(at)) => vec![list.into(), at.into()],
        (list, None) => vec![list.into()],
    }
}

fn at_most(wanted: &AtMostEdits, differences: &[Difference]) -> Found {
    let count: usize = differences.iter().map(Difference::places).sum();
    if count <= wanted.edits as usize { Found::met() } else { Found::not(lessons::too_many_edits(count, wanted.edits)) }
}

fn finding_gone(wanted: &FindingGone, checked: &check::Checked) -> Found {
    let about = |it: &check::Finding| wanted.on.as_ref().is_none_or(|on| it.concerns(&checked.world, on));
    let found = checked.findings.iter().find(|it| it.what.code().id() == wanted.code.0 && about(it));
    found.map_or_else(Found::met, |it| Found {
        path: it.path.clone(),
        ..Found::not(lessons::still_found(&wanted.code.0))
    })
}

fn under_faults(wanted: &UnderFaults, learner: &Begun) -> Found {
    let mut all = Vec::new();
    for name in &wanted.clients {
        let of = learner.clients(name);
        if of.is_empty() {
            return Found::not(lessons::not_there(name));
        }
        all.extend(of);
    }
    let sweep = Sweep::new(&learner.text, &learner.world);
    let kinds: Vec<FaultKind> = wanted.kinds.iter().filter_map(|it| FaultKind::named(it)).collect();
    let faults = befalling(&sweep, &kinds);
    let (mut well, mut count) = (0_u64, 0_u64);
    let mut worker = Worker::new(&sweep);
    for size in 1..=wanted.faults as usize {
        let sets = Sets::new(faults.len(), size);
        if sets.count() > SETS_MAX {
            return Found { met: Held::Open, ..Found::not(lessons::too_many_sets(sets.count(), SETS_MAX)) };
        }
        each_set(&sweep, &mut worker, &faults, sets, |still| {
            count += 1;
            well += u64::from(all.iter().all(|it| still.contains(it)));
            true
        });
    }
    if count == 0 {
        return Found::not(lessons::no_faults().into());
    }
    if well * 100 >= u64::from(wanted.at_least) * count {
        return Found::met();
    }
    Found::not(lessons::under_faults_so(well, count, well * 100 / count, wanted.at_least))
}
