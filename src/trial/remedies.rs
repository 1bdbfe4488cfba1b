//! Which steps make failed log-ons succeed, and whom else do they touch?
//!
//! The attempts that failed alike are one group with one plan. Each candidate is tried by running the whole scenario
//! again with it: first as a change at the moment when the first attempt began, so that what has broken by then is
//! broken, then as if it had been so from the start, and then also as a change after the failure, with the clients
//! logging on once more. If no single step helps all of the group without weakening anything, two and three are tried:
//! first with the steps that the failure of a re-run suggests, then of the first candidates. The number of re-runs and
//! the events in them are bounded, both the same on every machine, and a bound that is met is told.

mod afterwards;

use std::collections::{BTreeMap, BTreeSet};

use super::{Ground, attempt_of};
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::explain::candidates::{Step, candidates};
use crate::explain::harm::Harm;
use crate::explain::proof::{Afterwards, EVENTS_MAX, RUNS_MAX, Remedies, Remedy, Uncovered, When, actions};
use crate::explain::steps::rank;
use crate::explain::{Explanation, Failure};
use crate::scenario::Action;
use crate::sim::tracer::{Ends, Full};
use crate::sim::{Budget, Simulator};
use crate::time::SimTime;
use crate::trace::Run;
use crate::verdict::trouble::Trouble;
use crate::verdict::{AttemptVerdict, Verdict, judge};
use crate::world::{ClientId, Protocol, World};

/// How many remedies are told at the most.
const TOLD: usize = 5;
/// How many remedies of several steps are searched for.
const SEVERAL_TOLD: usize = 3;
/// How many steps one remedy has at the most.
const STEPS: usize = 3;
/// For how many clients of a group candidates are drawn.
const CLIENTS: usize = 24;
/// For how many of those that are one group in the file.
const OF_A_GROUP: usize = 3;
/// How many plans that are begun are carried on.
const BEGUN: usize = 8;
/// How many first faults are told behind which another shows.
const UNCOVERED: usize = 2;

/// Searches for remedies of attempts that failed alike.
#[must_use]
pub fn remedies(
    ground: &Ground,
    world: &World,
    run: &Run,
    verdict: &Verdict,
    failure: &Failure,
    explanation: &Explanation,
) -> Remedies {
    let named = failure.alike.iter().flat_map(|(client, numbers)| numbers.iter().map(move |it| (*client, *it)));
    let named: BTreeSet<(ClientId, u32)> = named.collect();
    let is_meant = |it: &&AttemptVerdict| named.contains(&(it.client, it.number));
    let mut attempts: Vec<&AttemptVerdict> = verdict.attempts.iter().filter(is_meant).collect();
    // The one that is explained comes first.
    attempts.retain(|it| it.id != failure.attempt);
    attempts.insert(0, &verdict.attempts[failure.attempt.0 as usize]);
    let mut protocols: Vec<Protocol> = Vec::new();
    for it in &attempts {
        let protocol = run.trace.attempts[it.id.0 as usize].protocol;
        if !protocols.contains(&protocol) {
            protocols.push(protocol);
        }
    }
    let began = verdict.attempts[failure.attempt.0 as usize].began;
    let mut search = Search {
        ground,
        world,
        verdict,
        group: attempts.iter().map(|it| (it.client, it.number)).collect(),
        members: attempts.iter().map(|it| (it.client, it.number)).collect(),
        clients: attempts.iter().map(|it| it.client).collect(),
        protocols,
        trouble: explanation.findings.first().map(|it| it.trouble.in_general()),
        moments: vec![began],
        simulator: Simulator::default(),
        quick: Simulator::default(),
        events: 0,
        baseline: None,
        partial: Vec::new(),
        alone: 0,
        found: Remedies::default(),
    };
    // What broke while the attempt ran is mended right after it broke.
    let since = explanation.findings.iter().flat_map(|it| &it.since).map(|it| run.trace.record(*it).at());
    search.moments.extend(since.filter(|at| began < *at).take(1));
    let first = search.candidates(world, run, verdict, Some(explanation));
    search.found.candidates = first.len() as u32;
    let begun = search.singles(&first);
    search.alone = search.found.proven.len();
    search.several(&first, begun);
    search.ask_afterwards();
    search.ask_restarts(run);
    search.finish()
}

/// What a re-run showed.
struct Tried {
    remedy: Remedy,
    /// Whether the attempt that is explained logged on.
    helps_first: bool,
    /// What the failures that are left, if any are, suggest next.
    next: Vec<Step>,
    uncovered: Option<Box<Uncovered>>,
}

impl Tried {
    fn is_whole(&self) -> bool {
        self.helps_first && self.remedy.alike.0 == self.remedy.alike.1
    }

    fn is_well(&self) -> bool {
        self.is_whole() && self.remedy.harms.is_empty()
    }

    /// Whether something was gained: some log on, or the first fault is gone.
    fn gains(&self) -> bool {
        self.remedy.alike.0 > 0 || self.uncovered.is_some()
    }
}

struct Search<'a> {
    ground: &'a Ground,
    world: &'a World,
    verdict: &'a Verdict,
    /// The attempts that failed alike; the first is the one that is explained.
    group: Vec<(ClientId, u32)>,
    /// The same, to look up in.
    members: BTreeSet<(ClientId, u32)>,
    /// Whose they are.
    clients: BTreeSet<ClientId>,
    protocols: Vec<Protocol>,
    /// What failed first, in general.
    trouble: Option<Trouble>,
    /// When steps are taken, before they are tried as if from the start.
    moments: Vec<SimTime>,
    simulator: Simulator<Full>,
    quick: Simulator<Ends>,
    events: u64,
    /// Whether the clients log on later without any remedy.
    baseline: Option<bool>,
    /// What lets the explained attempt log on, and not all of the group.
    partial: Vec<Remedy>,
    /// How many remedies of a single step were found.
    alone: usize,
    found: Remedies,
}

impl Search<'_> {
    /// The steps that the failures of the group suggest in a run: of each client the first one that failed.
    fn candidates(&self, world: &World, run: &Run, verdict: &Verdict, known: Option<&Explanation>) -> Vec<Step> {
        let mut asked: BTreeSet<ClientId> = BTreeSet::new();
        let mut of_groups: BTreeMap<ClientId, usize> = BTreeMap::new();
        let mut told: Vec<Explanation> = Vec::new();
        let failed = verdict.attempts.iter().filter(|it| has_failed(it));
        let failed: BTreeMap<_, _> = failed.map(|it| ((it.client, it.number), it)).collect();
        for (client, number) in &self.group {
            if told.len() == CLIENTS {
                break;
            }
            let of_group = of_groups.get(&world.stands_for(*client)).copied().unwrap_or(0);
            if asked.contains(client) || of_group == OF_A_GROUP {
                continue;
            }
            let Some(it) = failed.get(&(*client, *number)) else { continue };
            asked.insert(*client);
            *of_groups.entry(world.stands_for(*client)).or_default() += 1;
            told.push(match known.filter(|known| known.attempt == it.id) {
                Some(known) => known.clone(),
                None => Explanation::to_be_mended(verdict, it.id),
            });
        }
        candidates(world, run, &told, &self.clients)
    }

    /// Tries each candidate alone, and tells which of them gained something and are not enough.
    fn singles(&mut self, candidates: &[Step]) -> Vec<Tried> {
        let mut begun = Vec::new();
        for step in candidates {
            if self.supersedes(step) {
                continue;
            }
            match self.tried_always(std::slice::from_ref(step)) {
                None => break,
                Some(tried) if tried.is_whole() => self.keep(tried.remedy),
                Some(tried) => {
                    if !tried.gains() {
                        self.found.in_vain.push(step.clone());
                    }
                    begun.push(tried);
                }
            }
        }
        begun
    }

    /// Whether a smaller value of the same limit has already been found to do.
    fn supersedes(&self, step: &Step) -> bool {
        let mine = step.raises();
        mine.is_some() && self.found.proven.iter().any(|it| it.steps.iter().any(|it| it.raises() == mine))
    }

    /// Whether a remedy was found that harms nobody.
    fn is_satisfied(&self) -> bool {
        self.found.proven.iter().any(|it| rank(&it.steps).0 < Harm::Others)
    }

    /// Tries two steps and three, where no single one does.
    fn several(&mut self, candidates: &[Step], mut begun: Vec<Tried>) {
        let mut seen: Vec<Vec<Step>> = Vec::new();
        for size in 2..=STEPS {
            if self.is_satisfied() || self.found.cut_off {
                break;
            }
            // What gained most is carried on first.
            begun.sort_by_key(|it| (!it.gains(), rank(&it.remedy.steps)));
            let mut more = Vec::new();
            for one in begun.iter().filter(|it| it.gains() || size == 2) {
                for next in &one.next {
                    let fresh = size > 2 || one.gains() || !candidates.contains(next);
                    if fresh && !self.carry_on(&one.remedy.steps, next, &mut seen, &mut more) {
                        return self.settle(&more, &begun);
                    }
                }
            }
            if size == 2 {
                for (at, one) in candidates.iter().enumerate() {
                    for other in &candidates[at + 1..] {
                        if !self.carry_on(std::slice::from_ref(one), other, &mut seen, &mut more) {
                            return self.settle(&more, &begun);
                        }
                    }
                }
            }
            self.settle(&more, &begun);
            more.truncate(BEGUN * BEGUN);
            begun = more.into_iter().filter(Tried::gains).take(BEGUN).collect();
        }
    }

    /// Tries steps and one more. False where the search is over.
    fn carry_on(&mut self, steps: &[Step], next: &Step, seen: &mut Vec<Vec<Step>>, more: &mut Vec<Tried>) -> bool {
        // A step that does more than another takes its place.
        let is_more = |it: &&Step| !it.actions.iter().all(|it| next.actions.contains(it));
        let mut all: Vec<Step> = steps.iter().filter(is_more).cloned().collect();
        if all.iter().any(|it| it.overlaps(next)) {
            return true;
        }
        all.push(next.clone());
        all.sort_by_key(|it| (it.turn(), it.kind));
        if seen.contains(&all) {
            return true;
        }
        seen.push(all.clone());
        let Some(tried) = self.tried_always(&all) else { return false };
        if !tried.is_whole() {
            more.push(tried);
        } else if self.alone == 0 || rank(&all).0 < Harm::Weakens {
            let least = if all.len() > 2 { self.without_one(&all) } else { None };
            self.keep(least.unwrap_or(tried.remedy));
        }
        self.found.proven.len() < self.alone + SEVERAL_TOLD
    }

    /// What does as well with a step less: a step that came first and was in vain stays out.
    fn without_one(&mut self, all: &[Step]) -> Option<Remedy> {
        for out in 0..all.len() {
            let fewer: Vec<_> = all.iter().enumerate().filter(|it| it.0 != out).map(|it| it.1.clone()).collect();
            let tried = self.tried_always(&fewer)?;
            if tried.is_well() {
                return Some(tried.remedy);
            }
        }
        None
    }

    /// Remembers what the best of the plans that are begun let come to light.
    fn settle(&mut self, more: &[Tried], begun: &[Tried]) {
        for it in begun.iter().chain(more) {
            if let Some(uncovered) = &it.uncovered
                && rank(&it.remedy.steps).0 < Harm::Weakens
                && self.found.uncovered.len() < UNCOVERED
                && self.found.uncovered.iter().all(|known| known.remedy.steps != it.remedy.steps)
            {
                self.found.uncovered.push((**uncovered).clone());
            }
        }
    }

    fn keep(&mut self, remedy: Remedy) {
        if remedy.harms.is_empty() {
            self.found.proven.push(remedy);
        } else {
            self.found.harmful.push(remedy);
        }
    }

    /// Tries steps at the moment of the attempt, after everything that has happened by then, and if that does not help,
    /// as if it had been so from the start. `None` where a bound is met.
    fn tried_always(&mut self, steps: &[Step]) -> Option<Tried> {
        let mut best: Option<Tried> = None;
        for when in self.whens() {
            let tried = self.tried(steps, when)?;
            if tried.is_well() {
                return Some(tried);
            }
            let gained = |it: &Tried| (it.is_whole(), it.remedy.alike.0, it.gains());
            if best.as_ref().is_none_or(|best| gained(best) < gained(&tried)) {
                best = Some(tried);
            }
        }
        best
    }

    /// When steps are taken. Before the first moment of the run there is nothing that has happened.
    fn whens(&self) -> Vec<When> {
        let moments = self.moments.iter().filter(|it| **it > SimTime::ZERO);
        moments.map(|it| When::At(it.since(SimTime::ZERO))).chain([When::FromStart]).collect()
    }

    /// Whether one more run is within the bounds.
    const fn may_run(&mut self) -> bool {
        if RUNS_MAX <= self.found.runs || EVENTS_MAX <= self.events {
            self.found.cut_off = true;
            return false;
        }
        self.found.runs += 1;
        true
    }

    /// Runs a world for how the attempts end, within the bounds.
    fn ends(&mut self, world: &World) -> Option<Ends> {
        if !self.may_run() {
            return None;
        }
        let summary = self.quick.run(world);
        self.events += summary.events.max(1);
        Some(std::mem::take(&mut self.quick.tracer))
    }

    /// Runs a world once more and keeps everything: what is left over in it is looked at closely. Whoever has looked
    /// gives the run back.
    fn kept(&mut self, world: &World) -> (Run, Verdict) {
        let run = self.simulator.keep(world, Budget::default(), u64::MAX, &mut |_| true);
        let verdict = judge(world, &run);
        (run, verdict)
    }

    fn tried(&mut self, steps: &[Step], when: When) -> Option<Tried> {
        let restarts = self.restarts(steps, when);
        let Some(world) = self.ground.with(&actions(steps, &restarts), when) else {
            let remedy = self.nothing(steps, restarts, when);
            return Some(Tried { remedy, helps_first: false, next: Vec::new(), uncovered: None });
        };
        let (client, number) = self.group[0];
        let ends = self.ends(&world)?;
        let remedy = self.remedy(steps, restarts, when, &ends);
        let helps_first = ends.ended_well(client, number);
        if helps_first && remedy.alike.0 == remedy.alike.1 {
            return Some(Tried { remedy, helps_first, next: Vec::new(), uncovered: None });
        }
        if helps_first && remedy.harms.is_empty() {
            self.partial.push(remedy.clone());
        }
        let (mut run, verdict) = self.kept(&world);
        let first = attempt_of(&verdict, client, number).filter(|it| has_failed(it));
        let next = self.candidates(&world, &run, &verdict, None);
        let fault = first.and_then(|it| Some((it.id, it.findings.first()?.clone())));
        let other = fault.filter(|it| Some(it.1.trouble.in_general()) != self.trouble);
        let uncovered = other.map(|(attempt, fault)| {
            // Of the run nothing else is told.
            run.trace.sift(|it| it == attempt);
            Box::new(Uncovered { remedy: remedy.clone(), world, run: run.clone(), fault })
        });
        self.simulator.take_back(run);
        Some(Tried { remedy, helps_first, next, uncovered })
    }

    /// What must restart before steps take effect, of what runs at that time.
    fn restarts(&self, steps: &[Step], when: When) -> Vec<Action> {
        let org = Org::at(self.world, when);
        let write = Writer { world: self.world, org: &org };
        let mut restarts: Vec<Action> = Vec::new();
        for action in steps.iter().flat_map(|it| &it.actions) {
            for restart in self.protocols.iter().flat_map(|it| write.restarts(action, Some(*it))) {
                let done = |it: &Action| *it == restart || starts_what(it, &restart);
                if !restarts.contains(&restart) && !steps.iter().any(|it| it.actions.iter().any(done)) {
                    restarts.push(restart);
                }
            }
        }
        restarts
    }

    fn nothing(&self, steps: &[Step], restarts: Vec<Action>, when: When) -> Remedy {
        Remedy {
            steps: steps.to_vec(),
            restarts,
            when,
            also_helps: Vec::new(),
            harms: Vec::new(),
            repaired: (0, 0),
            alike: (0, self.group.len() as u32),
            afterwards: Afterwards::NotAsked,
        }
    }

    /// Whom the steps touch, of the group and beside it.
    fn remedy(&self, steps: &[Step], restarts: Vec<Action>, when: When, after: &Ends) -> Remedy {
        let mut remedy = self.nothing(steps, restarts, when);
        let ended = |it: &AttemptVerdict| it.outcome.map(|_| it.ended_well());
        let after = after.attempts.iter().map(|it| ((it.client, it.number), it.outcome.map(|_| it.ended_well())));
        let after: BTreeMap<_, _> = after.collect();
        for before in &self.verdict.attempts {
            let Some(was) = ended(before) else { continue };
            let is = after.get(&(before.client, before.number)).copied().flatten();
            let is_meant = self.members.contains(&(before.client, before.number));
            if !was {
                remedy.repaired.0 += 1;
                remedy.repaired.1 += u32::from(is == Some(true));
                // An attempt that no longer comes, because one before it went well, has not failed.
                remedy.alike.0 += u32::from(is_meant && is != Some(false));
            }
            let mine = || self.clients.contains(&before.client);
            let list = match (was, is) {
                (true, Some(false)) => &mut remedy.harms,
                (false, Some(true)) if !mine() => &mut remedy.also_helps,
                _ => continue,
            };
            list.push(before.client);
        }
        for list in [&mut remedy.also_helps, &mut remedy.harms] {
            let mut seen = BTreeSet::new();
            list.retain(|it| seen.insert(*it));
        }
        remedy
    }

    /// Sorts what was found. Where something helps all of the group, nothing is told that helps a part of it.
    fn finish(mut self) -> Remedies {
        if self.found.proven.is_empty() {
            let most = self.partial.iter().map(|it| it.alike.0).max();
            self.partial.retain(|it| Some(it.alike.0) == most);
            self.found.proven = self.partial;
        }
        let weight = |it: &Remedy| {
            let (harm, count, size) = rank(&it.steps);
            (harm, it.afterwards == Afterwards::Fails, count, size)
        };
        for list in [&mut self.found.proven, &mut self.found.harmful] {
            list.sort_by_key(weight);
            only_once(list);
            list.truncate(TOLD);
        }
        if !self.found.proven.is_empty() || !self.found.harmful.is_empty() {
            self.found.uncovered.clear();
        }
        self.found
    }
}

/// Of remedies that do the same things only the first stays, in whatever order each does them; and none that does all
/// that one before it does and more.
fn only_once(list: &mut Vec<Remedy>) {
    let does_all = |of: &Remedy, it: &Remedy| {
        let (of, it) = (of.actions(), it.actions());
        of.iter().all(|action| it.contains(action))
    };
    let mut kept: Vec<Remedy> = Vec::new();
    for it in std::mem::take(list) {
        if !kept.iter().any(|known| does_all(known, &it)) {
            kept.push(it);
        }
    }
    *list = kept;
}

fn has_failed(it: &AttemptVerdict) -> bool {
    it.went_wrong()
}

/// Whether an action starts the service that a restart is about.
fn starts_what(action: &Action, restart: &Action) -> bool {
    matches!((action, restart), (
        Action::StartService { server, service },
        Action::RestartService { server: other, service: same },
    ) if server == other && service == same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::harm::Kind;
    use crate::scenario::StartType;
    use crate::world::Service;

    #[test]
    fn what_does_the_same_in_another_order_is_told_once() {
        let (server, service) = (|| "EX10".to_owned(), Service::Imap4);
        let enabled = Action::SetStartType { server: server(), service, start_type: StartType::Manual };
        let started = Action::StartService { server: server(), service };
        let step = |it: &Action| Step { actions: vec![it.clone()], kind: Kind::Setting };
        let remedy = |steps: Vec<Step>| Remedy {
            steps,
            restarts: Vec::new(),
            when: When::FromStart,
            also_helps: Vec::new(),
            harms: Vec::new(),
            repaired: (1, 1),
            alike: (1, 1),
            afterwards: Afterwards::NotAsked,
        };
        let first = remedy(vec![step(&enabled), step(&started)]);
        let reversed = remedy(vec![step(&started), step(&enabled)]);
        let both = Step { actions: vec![started.clone(), enabled.clone()], kind: Kind::Setting };
        let less = remedy(vec![step(&started)]);
        let mut all = vec![first.clone(), less.clone(), reversed, remedy(vec![both])];
        only_once(&mut all);
        assert_eq!(all, [first, less]);
    }
}
