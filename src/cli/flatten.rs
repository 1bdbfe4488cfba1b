//! What does `coexist flatten` do?

use clap::Args;

use super::UNUSABLE;
use super::load::problems;
use super::output::{Output, Shell, complain};
use super::source;
use crate::resolve::text_of;
use crate::scenario::parse::flattened;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: String,
}

/// Writes a scenario with everything that it stands on as one file, in canonical layout.
pub(super) fn flatten(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let source = match source::find(Some(&arguments.scenario), shell.lang) {
        Ok(source) => source,
        Err(it) => {
            complain(shell, &it.message, it.help.as_deref());
            return UNUSABLE;
        }
    };
    let sources = source.sources(&source.place);
    // What does not fit together is told, and can be put into one file all the same.
    match text_of(&source.bytes).and_then(|_| flattened(&sources)) {
        Ok(text) => {
            output.text(&text);
            0
        }
        Err(found) => {
            problems(&source, &found, shell);
            UNUSABLE
        }
    }
}
