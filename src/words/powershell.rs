//! What would an admin type, as it may go to a terminal? Never translated.

use crate::cmdlet::write::{self, Commands};
use crate::explain::actions::Writer;
use crate::scenario::Action;
use crate::words::names::clean;
use crate::world::World;

/// The commands of an action for the organisation as it is then; none where it is not done in a shell.
#[must_use]
pub(crate) fn commands(at: Writer<'_>, action: &Action) -> Commands {
    let commands = write::commands(at.world, action);
    let lines = commands.lines.iter().map(|it| clean(it).into_owned()).collect();
    Commands { lines, ..commands }
}

/// What is set in the configuration file of the service instead: the file, the key, and the value.
#[must_use]
pub(crate) fn in_a_file(world: &World, action: &Action) -> Option<(&'static str, &'static str, String)> {
    write::in_a_file(world, action)
}
