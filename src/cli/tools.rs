//! What do `coexist schema`, `coexist completions` and `coexist man` write?

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell as Terminal;

use super::files::replace;
use super::output::{Output, Shell, complain};
use super::{UNUSABLE, complete};
use crate::scenario::schema::schema;
use crate::words::cli as say;

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    terminal: Terminal,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Writes the JSON Schema of the scenario language.
pub(super) fn write_schema(output: &mut Output) -> u8 {
    output.text(&format!("{:#}\n", schema()));
    0
}

/// Writes what a shell needs to complete with Tab.
pub(super) fn completions(arguments: &Completions, output: &mut Output) -> u8 {
    let script = complete::script(&arguments.terminal.to_string());
    output.text(&String::from_utf8_lossy(&script));
    0
}

/// Writes the man pages.
pub(super) fn man(arguments: &Man, mut command: Command, shell: Shell, output: &mut Output) -> u8 {
    command.build();
    let page = |command: &Command| {
        let mut bytes = Vec::new();
        let rendered = clap_mangen::Man::new(command.clone()).render(&mut bytes);
        rendered.map(|()| bytes)
    };
    let Some(folder) = &arguments.folder else {
        return match page(&command) {
            Ok(bytes) => {
                output.text(&String::from_utf8_lossy(&bytes));
                0
            }
            Err(error) => {
                complain(shell, &error.to_string(), None);
                UNUSABLE
            }
        };
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        replace(&folder.join("coexist.1"), &page(&command)?)?;
        for it in command.get_subcommands() {
            let name = format!("coexist-{}", it.get_name());
            let one = it.clone().display_name(name.clone());
            replace(&folder.join(format!("{name}.1")), &page(&one)?)?;
        }
        Ok(())
    });
    match written {
        Ok(()) => 0,
        Err(error) => {
            complain(shell, &say::cannot_write(shell.lang, folder.display(), error), None);
            UNUSABLE
        }
    }
}
