//! What does `coexist collect` do?

use std::path::PathBuf;

use clap::Args;

use super::UNUSABLE;
use super::files::replace;
use super::output::{Output, Shell, already_there, complain};
use crate::import::collect::script;
use crate::words::cli;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

/// Writes the script that an admin runs in the Exchange Management Shell.
pub(super) fn collect(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let Some(path) = &arguments.output else {
        output.text(&script());
        return 0;
    };
    if path.exists() && !arguments.force {
        return already_there(shell, path);
    }
    match replace(path, script().as_bytes()) {
        Ok(()) => {
            output.text(&format!("{}\n", cli::wrote(shell.lang, path.display())));
            0
        }
        Err(error) => {
            complain(shell, &cli::cannot_write(shell.lang, path.display(), error), None);
            UNUSABLE
        }
    }
}
