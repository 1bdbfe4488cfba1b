//! What is run again?
//!
//! The scenario as it is written. Changes are left out of it, or actions are added to it as whoever writes it would add
//! them, and it is resolved anew: what was tried is what the printed scenario does ([`crate::scenario::edit::with`]).

use crate::explain::proof::Remedy;
use crate::resolve::{self, Refusal};
use crate::scenario::{Action, Scenario, Switch, When, edit, parse};
use crate::time::{Micros, SimTime};
use crate::world::{ChangeId, World};

/// A scenario that was loaded once, to be run with further actions.
#[derive(Clone, Debug)]
pub struct Ground {
    scenario: Scenario,
    /// The lines that were refused: the trace tells of them.
    refusals: Vec<Refusal>,
    text: String,
    name: String,
}

impl Ground {
    /// The scenario of a world; `text` is what the world was loaded from.
    ///
    /// # Panics
    /// If no world could be loaded from the text.
    #[must_use]
    pub fn new(text: &str, world: &World) -> Self {
        let mut scenario = parse::understand(text).expect("the text was loaded before");
        scenario.seed = Some(world.seed);
        let (scenario, refusals) = resolve::plain(scenario);
        Self { scenario, refusals, text: text.to_owned(), name: world.title.to_string() }
    }

    /// The text that it was loaded from.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The scenario, in which steps and lines are changes.
    pub(crate) const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The scenario with nothing left of its changes, as what they have done by a moment was done before.
    pub(super) fn scenario_at(&self, when: When) -> Scenario {
        let mut scenario = self.scenario.clone();
        let mut changes = std::mem::take(&mut scenario.changes);
        if let When::At(moment) = when {
            changes.sort_by_key(|it| it.at.after());
            let before = changes.into_iter().filter(|it| it.at.after() <= moment);
            scenario.from_start.extend(before.filter_map(|it| it.action));
        }
        scenario
    }

    /// A world without one of its changes, of a group without that of each member; `None` where something else refers
    /// to what it brings.
    #[must_use]
    pub fn without(&self, world: &World, change: ChangeId) -> Option<World> {
        let mut scenario = self.scenario.clone();
        let mut order: Vec<usize> = (0..scenario.changes.len()).collect();
        order.sort_by_key(|it| scenario.changes[*it].at.after());
        let left_out = order[world.changes[change.index()].nth as usize];
        scenario.changes.remove(left_out);
        let mut refusals = self.refusals.clone();
        for it in &mut refusals {
            it.without(left_out);
        }
        resolve::resolve_plain(scenario, refusals, &self.name)
    }

    /// How a switch is turned, as the file writes it.
    #[must_use]
    pub(crate) fn turned(&self, switch: Switch) -> String {
        switch.turned(&self.scenario.assumptions.clone().unwrap_or_default())
    }

    /// The world with a switch turned to another value; `None` where that cannot stand there.
    #[must_use]
    pub(crate) fn assuming(&self, switch: Switch, value: &str) -> Option<World> {
        let text = edit::set(&self.text, &format!("assumptions.{}={value}", switch.name())).ok()?;
        let mut scenario = parse::understand(&text).ok()?;
        scenario.seed = self.scenario.seed;
        resolve::resolve(scenario, &self.name)
    }

    /// The world with these actions, in which some clients log on once more at a moment. `None` where they cannot be
    /// carried out there.
    #[must_use]
    pub(crate) fn with_again(&self, actions: &[Action], when: Micros, again: &[&str], at: Micros) -> Option<World> {
        let mut scenario = self.scenario.clone();
        scenario.add(actions, When::At(when));
        let mut world = resolve::resolve_plain(scenario, self.refusals.clone(), &self.name)?;
        // Of a group one alone may log on once more, so this is told to the clients and not to the file.
        let at = SimTime::ZERO + at;
        for client in world.clients.iter_mut().filter(|it| again.contains(&it.name.as_str())) {
            let place = client.times.binary_search(&at).err()?;
            client.times.insert(place, at);
        }
        Some(world)
    }

    /// The world with what may lie on it ([`resolve::resolve_with`]); `None` where something else is wrong.
    pub(crate) fn with_overlays(
        &self,
        overlays: Vec<Vec<Action>>,
    ) -> Option<(World, Vec<Option<Vec<crate::world::Action>>>)> {
        resolve::resolve_with(self.scenario.clone(), self.refusals.clone(), &self.name, overlays)
    }

    /// The world of a scenario in which something is written otherwise; `None` where that cannot be.
    pub(crate) fn altered(&self, alter: impl FnOnce(&mut Scenario) -> bool) -> Option<World> {
        let mut scenario = self.scenario.clone();
        if !alter(&mut scenario) {
            return None;
        }
        resolve::resolve_plain(scenario, self.refusals.clone(), &self.name)
    }

    /// The world with a remedy, as it was tried.
    #[must_use]
    pub fn tried(&self, remedy: &Remedy) -> Option<World> {
        self.with(&remedy.actions(), remedy.when)
    }

    /// The world with these actions; `None` where they cannot be carried out there.
    #[must_use]
    pub(crate) fn with(&self, actions: &[Action], when: When) -> Option<World> {
        let mut scenario = self.scenario.clone();
        scenario.add(actions, when);
        resolve::resolve_plain(scenario, self.refusals.clone(), &self.name)
    }
}
