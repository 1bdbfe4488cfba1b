//! Which steps make a failed log-on succeed, and whom else do they touch?
//!
//! Each candidate is tried by running the whole scenario again with it: first as a change at the moment when the
//! attempt began, so that what has broken by then is broken, then as if it had been so from the start. If no single
//! step helps, pairs are tried: first with the steps that the failure of a re-run suggests, then of the first
//! candidates. The number of re-runs and the events in them are bounded, both the same on every machine, and a bound
//! that is met is told.

use super::{Ground, attempt_of, logged_on, named};
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::explain::candidates::{Step, candidates};
use crate::explain::explain;
use crate::explain::proof::{EVENTS_MAX, RUNS_MAX, Remedies, Remedy, When, actions};
use crate::scenario::Action;
use crate::sim::Simulator;
use crate::sim::tracer::Full;
use crate::time::SimTime;
use crate::trace::{AttemptId, Run};
use crate::verdict::{Verdict, judge};
use crate::world::{ClientId, Outcome, World};

/// How many remedies are told at the most.
const TOLD: usize = 5;
/// How many remedies of pairs are searched for.
const PAIRS_TOLD: usize = 3;

/// Searches for remedies of a failed attempt.
#[must_use]
pub fn remedies(ground: &Ground, world: &World, run: &Run, verdict: &Verdict, attempt: AttemptId) -> Remedies {
    let (client, number) = named(verdict, attempt);
    let mut search = Search {
        ground,
        world,
        verdict,
        client,
        number,
        moments: Vec::new(),
        simulator: Simulator::default(),
        events: 0,
        found: Remedies::default(),
    };
    let explanation = explain(world, run, verdict, attempt);
    // What broke while the attempt ran is mended right after it broke.
    search.moments.push(verdict.attempts[attempt.0 as usize].began);
    let began = search.moments[0];
    let since = explanation.findings.iter().filter_map(|it| it.since).map(|it| run.trace.record(it).at);
    search.moments.extend(since.filter(|at| began < *at).take(1));
    let first = candidates(world, run, &explanation);
    search.found.candidates = first.len() as u32;
    search.singles(&first);
    if search.found.proven.is_empty() {
        search.pairs(&first);
    }
    let weight = |it: &Remedy| (it.steps.len(), it.steps.iter().map(|it| it.weight).sum::<u32>());
    search.found.proven.sort_by_key(weight);
    search.found.proven.truncate(TOLD);
    search.found.harmful.sort_by_key(weight);
    search.found.harmful.truncate(TOLD);
    search.found
}

/// What a re-run showed.
struct Tried {
    remedy: Option<Remedy>,
    /// What the failure, if it still fails, suggests next.
    next: Vec<Step>,
}

struct Search<'a> {
    ground: &'a Ground,
    world: &'a World,
    verdict: &'a Verdict,
    client: ClientId,
    number: u32,
    /// When steps are taken, before they are tried as if from the start.
    moments: Vec<crate::time::SimTime>,
    simulator: Simulator<Full>,
    events: u64,
    found: Remedies,
}

impl Search<'_> {
    fn singles(&mut self, candidates: &[Step]) {
        for step in candidates {
            if self.supersedes(step) {
                continue;
            }
            match self.tried_both(std::slice::from_ref(step)) {
                None => return,
                Some(Tried { remedy: Some(remedy), .. }) => self.keep(remedy),
                Some(Tried { remedy: None, .. }) => self.found.in_vain.push(step.clone()),
            }
        }
    }

    /// Whether a smaller value of the same limit has already been found to do.
    fn supersedes(&self, step: &Step) -> bool {
        let mine = step.raises();
        mine.is_some() && self.found.proven.iter().any(|it| it.steps.iter().any(|it| it.raises() == mine))
    }

    fn pairs(&mut self, candidates: &[Step]) {
        // What a repaired first step lets come to light is likelier than any two of the first candidates.
        let mut seen: Vec<[Step; 2]> = Vec::new();
        for step in candidates {
            let steps = std::slice::from_ref(step);
            let mut suggested = Vec::new();
            for when in self.whens() {
                let Some(tried) = self.tried(steps, when) else { return };
                suggested.extend(tried.next);
            }
            for next in suggested {
                if !candidates.contains(&next) && !self.pair(step, &next, &mut seen) {
                    return;
                }
            }
        }
        for (at, one) in candidates.iter().enumerate() {
            for other in &candidates[at + 1..] {
                if !self.pair(one, other, &mut seen) {
                    return;
                }
            }
        }
    }

    /// Tries a pair. False where the search is over.
    fn pair(&mut self, one: &Step, other: &Step, seen: &mut Vec<[Step; 2]>) -> bool {
        let mut pair = [one.clone(), other.clone()];
        pair.sort_by_key(|it| (it.turn(), it.weight));
        if one.overlaps(other) || one == other || seen.contains(&pair) {
            return true;
        }
        seen.push(pair.clone());
        let Some(tried) = self.tried_both(&pair) else { return false };
        if let Some(remedy) = tried.remedy {
            self.keep(remedy);
        }
        self.found.proven.len() < PAIRS_TOLD
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
    fn tried_both(&mut self, steps: &[Step]) -> Option<Tried> {
        let well = |it: &Tried| it.remedy.as_ref().is_some_and(|it| it.harms.is_empty());
        let mut best: Option<Tried> = None;
        for when in self.whens() {
            let tried = self.tried(steps, when)?;
            let better = best.as_ref().is_none_or(|best| best.remedy.is_none());
            if well(&tried) {
                return Some(tried);
            }
            if better {
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

    fn tried(&mut self, steps: &[Step], when: When) -> Option<Tried> {
        if RUNS_MAX <= self.found.runs || EVENTS_MAX <= self.events {
            self.found.cut_off = true;
            return None;
        }
        let restarts = self.restarts(steps, when);
        let Some(world) = self.ground.with(&actions(steps, &restarts), when) else {
            return Some(Tried { remedy: None, next: Vec::new() });
        };
        self.found.runs += 1;
        let summary = self.simulator.run(&world);
        self.events += summary.events.max(1);
        let trace = std::mem::take(&mut self.simulator.tracer.trace);
        let run = Run { trace, stop: summary.stop, ended: summary.ended, pending: Vec::new() };
        let verdict = judge(&world, &run);
        if logged_on(&verdict, self.client, self.number) {
            return Some(Tried { remedy: Some(self.remedy(steps, restarts, when, &verdict)), next: Vec::new() });
        }
        let failed = attempt_of(&verdict, self.client, self.number).map(|it| it.id);
        let next = failed.map_or(Vec::new(), |it| candidates(&world, &run, &explain(&world, &run, &verdict, it)));
        Some(Tried { remedy: None, next })
    }

    /// What must restart before steps take effect, of what runs at that time.
    fn restarts(&self, steps: &[Step], when: When) -> Vec<Action> {
        let org = Org::at(self.world, when);
        let write = Writer { world: self.world, org: &org };
        let protocol = self.world.clients[self.client.index()].protocol;
        let mut restarts: Vec<Action> = Vec::new();
        for action in steps.iter().flat_map(|it| &it.actions) {
            for restart in write.restarts(action, Some(protocol)) {
                let done = |it: &Action| *it == restart || starts_what(it, &restart);
                if !restarts.contains(&restart) && !steps.iter().any(|it| it.actions.iter().any(done)) {
                    restarts.push(restart);
                }
            }
        }
        restarts
    }

    /// Whom the steps touch beside the attempt.
    fn remedy(&self, steps: &[Step], restarts: Vec<Action>, when: When, after: &Verdict) -> Remedy {
        let (steps, harms) = (steps.to_vec(), Vec::new());
        let mut remedy = Remedy { steps, restarts, when, also_helps: Vec::new(), harms, repaired: (0, 0) };
        for before in &self.verdict.attempts {
            let Some(was) = before.outcome else { continue };
            let is = attempt_of(after, before.client, before.number).and_then(|it| it.outcome);
            let well = |it: Outcome| it == Outcome::LoggedOn;
            if !well(was) {
                remedy.repaired.0 += 1;
                remedy.repaired.1 += u32::from(is.is_some_and(well));
            }
            let list = match (well(was), is) {
                (true, Some(is)) if !well(is) => &mut remedy.harms,
                (false, Some(is)) if well(is) && before.client != self.client => &mut remedy.also_helps,
                _ => continue,
            };
            if !list.contains(&before.client) {
                list.push(before.client);
            }
        }
        remedy
    }
}

/// Whether an action starts the service that a restart is about.
fn starts_what(action: &Action, restart: &Action) -> bool {
    matches!((action, restart), (
        Action::StartService { server, service },
        Action::RestartService { server: other, service: same },
    ) if server == other && service == same)
}
