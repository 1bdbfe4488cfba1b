//! What becomes of a scenario of a lesson?
//!
//! It is loaded and run once, and everything that is asked of it is read off that.

use crate::diag::Diagnostic;
use crate::diag::sources::Sources;
use crate::resolve::load_while;
use crate::scenario::Scenario;
use crate::sim;
use crate::trace::{AttemptId, Run};
use crate::verdict::{AttemptVerdict, Verdict, judge};
use crate::world::{ClientId, World};

/// A scenario of a lesson that was run.
#[derive(Debug)]
pub struct Begun {
    /// What it is called.
    pub(super) name: String,
    /// Its text.
    pub text: String,
    /// What is written in it.
    pub(crate) scenario: Scenario,
    /// Its world.
    pub world: World,
    /// The run.
    pub run: Run,
    /// What came of it.
    pub verdict: Verdict,
}

impl Begun {
    /// Loads and runs a scenario that stands alone; `name` is its title if it has none.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn new(text: &str, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let (loaded, scenario, _) =
            load_while(&Sources::of("", text), name, &mut || true).expect("it is wanted to the end")?;
        let run = sim::run(&loaded.world);
        let verdict = judge(&loaded.world, &run);
        Ok(Self { name: name.to_owned(), text: text.to_owned(), scenario, world: loaded.world, run, verdict })
    }

    /// The clients of this name: one, or all of a group. Nobody where there is none.
    pub(super) fn clients(&self, name: &str) -> Vec<ClientId> {
        clients(&self.world, name)
    }

    /// The attempts of these clients in the order in which they begin.
    pub(super) fn attempts(&self, clients: &[ClientId]) -> Vec<&AttemptVerdict> {
        let mut found: Vec<_> = self.verdict.attempts.iter().filter(|it| clients.contains(&it.client)).collect();
        found.sort_by_key(|it| (it.began, it.id));
        found
    }

    /// The attempt of a client with a number.
    pub(super) fn attempt(&self, client: &str, number: u32) -> Option<&AttemptVerdict> {
        let [client] = self.clients(client)[..] else { return None };
        self.verdict.attempts.iter().find(|it| it.client == client && it.number == number)
    }

    /// The records of an attempt, by their places in the trace.
    pub(super) fn records(&self, attempt: AttemptId) -> impl Iterator<Item = (u32, crate::trace::Record<'_>)> {
        let all = self.run.trace.records().numbered();
        all.filter(move |it| it.1.attempt() == Some(attempt))
    }
}

/// The clients of this name: one, or all of a group. Nobody where there is none.
pub(super) fn clients(world: &World, name: &str) -> Vec<ClientId> {
    match world.whom(name) {
        None => Vec::new(),
        Some(whom) => match whom.group {
            None => vec![whom.client],
            Some(group) => world.groups[group.index()].members.clone(),
        },
    }
}
