//! Which scenarios are there?

use super::output::Output;
use crate::gallery;
use crate::world::load;

/// Lists the gallery by topic, each scenario with its title.
pub(super) fn list(output: &mut Output) -> u8 {
    let width = gallery::ALL.iter().map(|it| it.claim.len()).max().unwrap_or(0);
    let mut topic = "";
    for entry in gallery::ALL {
        if topic != entry.topic {
            let gap = if topic.is_empty() { "" } else { "\n" };
            topic = entry.topic;
            output.text(&format!("{gap}{topic}\n"));
        }
        let loaded = load(entry.text, entry.claim)
            .unwrap_or_else(|problems| panic!("{} of the gallery is unsound: {problems:?}", entry.claim));
        let mark = if entry.claim == gallery::DEFAULT { "  (run when none is named)" } else { "" };
        output.text(&format!("  {:width$}  {}{mark}\n", entry.claim, loaded.world.title));
    }
    output.text("\ncoexist run NAME runs one.\n");
    0
}
