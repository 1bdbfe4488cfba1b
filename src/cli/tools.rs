//! What do `coexist schema` and `coexist completions` write?

use clap::Args;
use clap_complete::Shell as Terminal;

use super::complete;
use super::output::Output;
use crate::scenario::schema::schema;

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    terminal: Terminal,
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
