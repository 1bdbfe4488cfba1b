//! Does a remedy help when it is done after the failure has happened?
//!
//! What was shown as if it had been so from the start may not be enough once something has failed: a service that has
//! stopped stays stopped. So it is done once more after the failure, and the clients of the group log on again.

use std::collections::{BTreeMap, BTreeSet};

use super::{STEPS, Search, only_once};
use crate::explain::candidates::Step;
use crate::explain::harm::Kind;
use crate::explain::proof::{Afterwards, Remedy, When, actions};
use crate::sim::tracer::AttemptEnd;
use crate::time::{Micros, SimTime};
use crate::trace::Run;
use crate::verdict::Verdict;
use crate::world::{ClientId, World};

/// How long after the remedy the clients log on again: longer than what is cached is kept as a rule.
const LATER: Micros = Micros::from_secs(2 * 3_600);
/// Between the failure and the remedy.
const PAUSE: Micros = Micros::from_secs(60);
/// How many remedies are asked.
const ASKED: usize = 6;

impl Search<'_> {
    /// Asks it of each remedy that was shown from the start on, and adds the steps that it takes then.
    pub(super) fn ask_afterwards(&mut self) {
        let Some((when, again)) = self.later() else { return };
        for index in 0..self.found.proven.len().min(ASKED) {
            if self.found.proven[index].when != When::FromStart {
                continue;
            }
            let remedy = self.found.proven[index].clone();
            let Some((helps, next)) = self.helps_afterwards(&remedy.steps, when, again) else { return };
            self.found.proven[index].afterwards = if helps { Afterwards::LogsOn(again) } else { Afterwards::Fails };
            if !helps && let Some(more) = self.completed(&remedy, &next, when, again) {
                self.found.proven[index] = more;
            }
        }
        only_once(&mut self.found.proven);
    }

    /// Asks whether by the last failure only a restart is wanting: of a group that began before a setting was changed
    /// that waits for it, the plan that repairs all of it sets more than is left to be done.
    pub(super) fn ask_restarts(&mut self, run: &Run) {
        let mut last: BTreeMap<ClientId, u32> = BTreeMap::new();
        for (client, number) in &self.group {
            let known = last.entry(*client).or_insert(*number);
            *known = (*known).max(*number);
        }
        let last: Vec<_> = last.into_iter().collect();
        if last.len() == self.group.len() && last.len() < 2 {
            return;
        }
        let (world, verdict) = (self.world, self.verdict);
        let mut steps = self.suggested(world, run, verdict, last);
        let is_told =
            |it: &Step| self.found.proven.iter().any(|known| known.steps.iter().all(|step| it.actions == step.actions));
        steps.retain(|it| it.kind == Kind::Restart && !is_told(it));
        if steps.is_empty() {
            return;
        }
        let Some((when, again)) = self.after_the_last() else { return };
        for step in steps.into_iter().take(ASKED) {
            match self.again(std::slice::from_ref(&step), when, again) {
                None => return,
                Some((false, _)) => {}
                Some((true, _)) => {
                    self.found.in_vain.retain(|it| it.actions != step.actions);
                    let nothing = self.nothing(std::slice::from_ref(&step), Vec::new(), When::At(when));
                    self.found.waiting.push(Remedy { afterwards: Afterwards::LogsOn(again), ..nothing });
                    return;
                }
            }
        }
    }

    /// When the remedy is made and when the clients log on again, where one was shown from the start on.
    fn later(&mut self) -> Option<(Micros, Micros)> {
        if self.found.proven.iter().all(|it| it.when != When::FromStart) {
            return None;
        }
        self.after_the_last()
    }

    /// A moment after the last failure of the group, and one at which the clients log on again; `None` where the run is
    /// over too soon, or where they log on later without any remedy.
    fn after_the_last(&mut self) -> Option<(Micros, Micros)> {
        let ends = self.verdict.attempts.iter().filter(|it| self.members.contains(&(it.client, it.number)));
        let last = ends.filter_map(|it| it.duration.map(|lasted| it.began + lasted)).max()?;
        let when = Micros(last.since(SimTime::ZERO).0.div_ceil(PAUSE.0) * PAUSE.0 + PAUSE.0);
        let until = self.world.until.since(SimTime::ZERO);
        let again = Micros((when.0 + LATER.0).min(until.0.saturating_sub(PAUSE.0)));
        if again <= when {
            return None;
        }
        if self.baseline.is_none() {
            self.baseline = Some(self.again(&[], when, again)?.0);
        }
        (self.baseline == Some(false)).then_some((when, again))
    }

    /// Whether the clients of the group log on again after steps, and what the failures suggest if not.
    fn helps_afterwards(&mut self, steps: &[Step], when: Micros, again: Micros) -> Option<(bool, Vec<Step>)> {
        self.again(steps, when, again)
    }

    fn again(&mut self, steps: &[Step], when: Micros, again: Micros) -> Option<(bool, Vec<Step>)> {
        // Of a group one is enough: all at the same moment would be in each other's way.
        let mut parties = BTreeSet::new();
        let own = self.group.iter().map(|it| it.0);
        let clients: BTreeSet<ClientId> = own.filter(|it| parties.insert(self.world.stands_for(*it))).collect();
        let names: Vec<&str> = clients.iter().map(|it| self.world.clients[it.index()].name.as_str()).collect();
        let restarts = self.restarts(steps, When::At(when));
        let world = self.ground.with_again(&actions(steps, &restarts), when, &names, again)?;
        let at = SimTime::ZERO + again;
        let is_later = |it: &&AttemptEnd| clients.contains(&it.client) && it.began >= at;
        let ends = self.ends(&world)?.attempts;
        let failed = ends.iter().filter(is_later).filter(|it| !it.ended_well());
        let failed: Vec<_> = failed.map(|it| (it.client, it.number)).collect();
        if failed.is_empty() {
            return Some((true, Vec::new()));
        }
        let (run, verdict) = self.kept(&world);
        let next = self.suggested(&world, &run, &verdict, failed);
        self.simulator.take_back(run);
        Some((false, next))
    }

    fn suggested(&mut self, world: &World, run: &Run, verdict: &Verdict, failed: Vec<(ClientId, u32)>) -> Vec<Step> {
        let group = std::mem::replace(&mut self.group, failed);
        let next = self.candidates(world, run, verdict, None);
        self.group = group;
        next
    }

    /// A remedy with the step more that it takes after the failure.
    fn completed(&mut self, remedy: &Remedy, next: &[Step], when: Micros, again: Micros) -> Option<Remedy> {
        if remedy.steps.len() >= STEPS {
            return None;
        }
        for step in next.iter().take(ASKED) {
            if remedy.steps.iter().any(|it| it.overlaps(step)) {
                continue;
            }
            let mut steps = remedy.steps.clone();
            steps.push(step.clone());
            steps.sort_by_key(|it| (it.turn(), it.kind));
            if !self.helps_afterwards(&steps, when, again)?.0 {
                continue;
            }
            let tried = self.tried(&steps, When::FromStart)?;
            if tried.is_well() {
                return Some(Remedy { afterwards: Afterwards::LogsOn(again), ..tried.remedy });
            }
        }
        None
    }
}
