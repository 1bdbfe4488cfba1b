//! Do the printed commands of a repair what was run?
//!
//! They are read as somebody types them, and what they do is resolved and can be run like the repair itself.

use super::{Ground, study};
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::explain::commands::typed;
use crate::explain::failures;
use crate::resolve;
use crate::scenario::parse;
use crate::scenario::write::ToRon;
use crate::trace::Run;
use crate::verdict::judge;
use crate::world::World;

/// A repair, and what comes of its commands.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The lines that are printed.
    pub lines: Vec<String>,
    /// Lines that are refused, or do something else: there must be none.
    pub told: Vec<String>,
    /// The organisation in which the repair was run.
    pub claimed: Option<World>,
    /// The organisation in which the lines were typed.
    pub typed: Option<World>,
}

/// The repairs of every failure of a run.
///
/// # Panics
/// If no world could be loaded from the text.
#[must_use]
pub fn claims(text: &str, world: &World, run: &Run) -> Vec<Claim> {
    let ground = Ground::new(text, world);
    let verdict = judge(world, run);
    let mut claims = Vec::new();
    for failure in failures(world, &verdict, None) {
        let found = study(&ground, world, run, &verdict, &failure).remedies;
        for remedy in found.proven.iter().chain(&found.harmful).chain(&found.waiting) {
            let org = Org::at(world, remedy.when);
            let at = Writer { world, org: &org };
            let back = typed(at, &ground.scenario_at(remedy.when), &remedy.actions());
            claims.push(Claim {
                lines: back.lines,
                told: back.told,
                claimed: ground.tried(remedy),
                typed: ground.with(&back.actions, remedy.when),
            });
        }
    }
    claims
}

/// An action of a scenario, and what comes of its commands.
#[derive(Clone, Debug)]
pub struct ReadBack {
    /// The action, as a scenario writes it.
    pub action: String,
    /// The lines that are printed for it; none where it has no command.
    pub lines: Vec<String>,
    /// What the lines do, each as a scenario writes it.
    pub does: Vec<String>,
    /// Lines that are refused.
    pub told: Vec<String>,
}

/// The commands of every change of a scenario, read back in the organisation as it is then.
///
/// # Panics
/// If no world could be loaded from the text.
#[must_use]
pub fn changes_read_back(text: &str, world: &World) -> Vec<ReadBack> {
    let (mut scenario, _) = resolve::plain(parse::understand(text).expect("the text is a scenario"));
    let mut changes = std::mem::take(&mut scenario.changes);
    changes.sort_by_key(|it| it.at.after());
    let org = Org::at_start(world);
    let at = Writer { world, org: &org };
    let mut all = Vec::new();
    for action in changes.into_iter().filter_map(|it| it.action) {
        let back = typed(at, &scenario, std::slice::from_ref(&action));
        let does = back.actions.iter().map(ToRon::ron).collect();
        all.push(ReadBack { action: action.ron(), lines: back.lines, does, told: back.told });
        scenario.from_start.push(action);
    }
    all
}

/// What the changes of a scenario do, each as a scenario writes it; lines are what they do.
///
/// # Panics
/// If the text is no scenario.
#[must_use]
pub fn changes(text: &str) -> Vec<String> {
    let (scenario, _) = resolve::plain(parse::understand(text).expect("the text is a scenario"));
    scenario.changes.iter().filter_map(|it| it.action.as_ref()).map(ToRon::ron).collect()
}
