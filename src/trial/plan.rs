//! Which steps together let everybody log on?
//!
//! The failures are mended one after the other, the one that hits most first: its best remedy is written into the
//! scenario, which is run again, and what still fails there is mended next. So the last run is the proof for all of
//! them at once, and what only shows behind something else is mended too.

use std::collections::BTreeSet;

use super::{Ground, remedies};
use crate::explain::proof::Remedy;
use crate::explain::{Failure, explain, failures};
use crate::resolve::load;
use crate::sim::{Budget, Simulator};
use crate::trace::Run;
use crate::verdict::{Verdict, judge};
use crate::world::{ClientId, Whom, World};

/// How many remedies one plan has at the most.
const ROUNDS: usize = 6;
/// For how many failures of one round a remedy is searched for before the plan ends.
const TRIED: usize = 3;

/// Remedies that together mend what fails.
#[derive(Clone, Debug)]
pub struct Plan {
    /// In the order in which they were found, each with the organisation in which it is done.
    pub steps: Vec<(World, Remedy)>,
    /// The attempts that fail without the plan, and those of them that no longer do with all of it.
    pub mended: (u32, u32),
    /// The clients of which an attempt went well before and does not with the plan.
    pub harms: Vec<ClientId>,
    /// How many re-runs there were.
    pub runs: u32,
    /// The scenario with all of it.
    pub scenario: String,
}

/// The failures of a run, those that hit most attempts first.
#[must_use]
pub fn by_weight(world: &World, verdict: &Verdict, whom: Option<Whom>) -> Vec<Failure> {
    let mut all = failures(world, verdict, whom);
    all.sort_by_key(|it| std::cmp::Reverse(weight(it)));
    all
}

fn weight(failure: &Failure) -> usize {
    failure.alike.iter().map(|it| it.1.len()).sum()
}

/// Searches for a plan; nothing where not even one failure can be mended.
#[must_use]
pub fn plan(text: &str, name: &str, world: &World, run: &Run, verdict: &Verdict) -> Option<Plan> {
    let seed = world.seed;
    let wrong = verdict.attempts.iter().filter(|it| it.went_wrong()).map(|it| (it.client, it.number)).collect();
    let mut at = Stage { text: text.to_owned(), world: world.clone(), wrong };
    let (mut keeping, mut quick) = (Simulator::default(), Simulator::default());
    let (mut steps, mut runs) = (Vec::new(), 0);
    while steps.len() < ROUNDS && !at.wrong.is_empty() {
        let ground = Ground::new(&at.text, &at.world);
        // Only of a stage that is mended further everything is kept.
        let again = (!steps.is_empty()).then(|| {
            let run = keeping.keep(&at.world, Budget::default(), u64::MAX, &mut |_| true);
            let verdict = judge(&at.world, &run);
            (run, verdict)
        });
        let (run, verdict) = again.as_ref().map_or((run, verdict), |it| (&it.0, &it.1));
        let next = by_weight(&at.world, verdict, None).iter().take(TRIED).find_map(|failure| {
            let why = explain(&at.world, run, verdict, failure.attempt);
            let found = remedies(&ground, &at.world, run, verdict, failure, &why);
            runs += found.runs;
            let remedy = found.proven.into_iter().next()?;
            let text = remedy.scenario(&at.text)?;
            let mut world = load(&text, name).ok()?.world;
            world.seed = seed;
            runs += 1;
            let ends = quick.ends(&world).attempts.iter();
            let wrong = ends.filter(|it| it.went_wrong()).map(|it| (it.client, it.number)).collect();
            let after = Stage { text, world, wrong };
            (after.wrong.len() < at.wrong.len()).then_some((remedy, after))
        });
        if let Some((run, _)) = again {
            keeping.take_back(run);
        }
        let Some((remedy, after)) = next else { break };
        let before = std::mem::replace(&mut at, after);
        steps.push((before.world, remedy));
    }
    if steps.is_empty() {
        return None;
    }
    let (mut mended, mut harms) = ((0, 0), Vec::new());
    for it in verdict.attempts.iter().filter(|it| it.outcome.is_some()) {
        let fails = at.wrong.contains(&(it.client, it.number));
        if it.went_wrong() {
            mended.0 += 1;
            mended.1 += u32::from(!fails);
        } else if fails && !harms.contains(&it.client) {
            harms.push(it.client);
        }
    }
    Some(Plan { steps, mended, harms, runs, scenario: at.text })
}

/// The scenario as it is with the plan so far, and which attempts go wrong in it.
struct Stage {
    text: String,
    world: World,
    wrong: BTreeSet<(ClientId, u32)>,
}
