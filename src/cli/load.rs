//! How does a scenario come into a command, and how is told what is wrong with it?

use anstream::ColorChoice;

use super::UNUSABLE;
use super::output::{Shell, to_stderr};
use super::source::{self, Missing, Source};
use crate::catalogue::marks;
use crate::diag::Diagnostic;
use crate::diag::render::{Color, report_all};
use crate::render::Lang;
use crate::words::cli as say;
use crate::world::{Whom, World};

/// Loads a scenario. What is wrong with it, or only suspicious, is told.
///
/// # Errors
/// The exit code, where it cannot be used.
pub(super) fn loaded(source: &Source, shell: Shell) -> Result<World, u8> {
    match source.load() {
        Ok(loaded) => {
            problems(source, &loaded.warnings, shell);
            Ok(loaded.world)
        }
        Err(found) => {
            problems(source, &found, shell);
            Err(UNUSABLE)
        }
    }
}

/// Loads a scenario of which was told already what is suspicious about it.
///
/// # Errors
/// The exit code, where it cannot be used.
pub(super) fn loaded_again(source: &Source, shell: Shell) -> Result<World, u8> {
    let loaded = source.load().map_err(|found| {
        problems(source, &found, shell);
        UNUSABLE
    })?;
    Ok(loaded.world)
}

/// Shows what is wrong with the file, or only suspicious.
pub(super) fn problems(source: &Source, found: &[Diagnostic], shell: Shell) {
    if found.is_empty() {
        return;
    }
    let paint = if shell.color.stderr() == ColorChoice::Never { Color::Never } else { Color::Always };
    let told = report_all(&source.sources(&source.place), found, shell.lang, paint);
    to_stderr(shell.color, &format!("{}\n", told.trim_end()));
}

/// Who may be named: the groups of clients, and the clients without one.
pub(super) fn who(world: &World) -> Vec<&str> {
    let groups = world.groups.iter().map(|it| it.name.as_str());
    groups.chain(world.clients.iter().filter(|it| it.group.is_none()).map(|it| it.name.as_str())).collect()
}

/// The client, or the group of clients, that is meant.
///
/// # Errors
/// There is none, and what may have been meant.
pub(super) fn client(world: &World, name: &str, lang: Lang) -> Result<Whom, Missing> {
    if let Some(whom) = world.whom(name) {
        return Ok(whom);
    }
    let all = who(world);
    let names = || all.iter().copied().chain(world.clients.iter().map(|it| it.name.as_str()));
    let help = match source::closest(name, names()) {
        Some(meant) => Some(say::did_you_mean(lang, format!("{meant:?}"))),
        None if all.len() <= 12 => Some(say::there_are(lang, all.join(&marks::item(lang)))),
        None => None,
    };
    Err(Missing { message: say::no_client(lang, format!("{name:?}")), help })
}
