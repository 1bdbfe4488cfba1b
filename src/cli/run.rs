//! What does `coexist run` do?

use std::panic::{AssertUnwindSafe, catch_unwind};

use anstream::ColorChoice;
use clap::{Args, ValueEnum};

use super::UNUSABLE;
use super::color::When;
use super::output::{Output, complain, to_stderr};
use super::source::{self, Missing, Source};
use crate::diag::Diagnostic;
use crate::diag::render::{Color, report};
use crate::render::{Lang, Length, Options, json, mermaid, text};
use crate::sim;
use crate::verdict::judge;
use crate::world::{ClientId, World, load_bytes};

/// The exit code when the program itself fails: that of a panic.
const BUG: u8 = 101;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A scenario of the gallery, a file, or - for standard input
    #[arg(value_name = "NAME|FILE|-")]
    scenario: Option<String>,
    /// How to show the run
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show only the verdict: how each attempt ended, what was expected, the counts
    #[arg(short, long)]
    quiet: bool,
    /// Show only the attempts of this client, and what changes meanwhile
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// Show everything, however long
    #[arg(long)]
    all: bool,
    /// Take this seed instead of the scenario's
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one JSON object a line (docs/trace.md)
    Json,
    /// A sequence diagram
    Mermaid,
}

/// Runs a scenario and returns the exit code.
pub(super) fn run(arguments: &Arguments, color: When, output: &mut Output) -> u8 {
    match prepare(arguments, color) {
        Ok((world, options)) => show(arguments, color, &world, &options, output),
        Err(code) => code,
    }
}

/// Finds and loads the scenario, and looks up what the arguments name in it. What is wrong is told here.
fn prepare(arguments: &Arguments, color: When) -> Result<(World, Options), u8> {
    let refuse = |Missing { message, help }| {
        complain(color, &message, help.as_deref());
        UNUSABLE
    };
    let source = source::find(arguments.scenario.as_deref()).map_err(refuse)?;
    let mut world = loaded(&source, color)?;
    if let Some(seed) = arguments.seed {
        world.seed = seed;
    }
    let client = match &arguments.client {
        Some(name) => Some(client(&world, name).map_err(refuse)?),
        None => None,
    };
    let length = if arguments.all { Length::All } else { Length::Bounded };
    Ok((world, Options { lang: Lang::En, client, length }))
}

fn loaded(source: &Source, color: When) -> Result<World, u8> {
    match load_bytes(&source.bytes, &source.name) {
        Ok(loaded) => {
            problems(source, &loaded.warnings, color);
            Ok(loaded.world)
        }
        Err(found) => {
            problems(source, &found, color);
            Err(UNUSABLE)
        }
    }
}

/// Shows what is wrong with the file, or only suspicious.
fn problems(source: &Source, found: &[Diagnostic], color: When) {
    if found.is_empty() {
        return;
    }
    let text = String::from_utf8_lossy(&source.bytes);
    let paint = if color.stderr() == ColorChoice::Never { Color::Never } else { Color::Always };
    to_stderr(color, &format!("{}\n", report(&text, &source.place, found, paint).trim_end()));
}

fn client(world: &World, name: &str) -> Result<ClientId, Missing> {
    if let Some(index) = world.clients.iter().position(|it| it.name == name) {
        return Ok(ClientId::at(index));
    }
    let names = || world.clients.iter().map(|it| it.name.as_str());
    let help = match source::closest(name, names()) {
        Some(meant) => Some(format!("did you mean {meant:?}?")),
        None if world.clients.len() <= 12 => Some(format!("there are: {}", names().collect::<Vec<_>>().join(", "))),
        None => None,
    };
    Err(Missing { message: format!("there is no client {name:?} in the scenario"), help })
}

fn show(arguments: &Arguments, color: When, world: &World, options: &Options, output: &mut Output) -> u8 {
    let paint = output.paint();
    let shown = catch_unwind(AssertUnwindSafe(|| {
        let run = sim::run(world);
        let verdict = judge(world, &run);
        // An error means only that nobody reads on; the output itself remembers what kind it was.
        let _ = match arguments.format {
            Format::Text if arguments.quiet => text::verdict(world, &run, &verdict, options, paint, output),
            Format::Text => text::report(world, &run, &verdict, options, paint, output),
            Format::Json if arguments.quiet => json::verdict(world, &run, &verdict, options, output),
            Format::Json => json::run(world, &run, &verdict, options, output),
            Format::Mermaid => mermaid::diagram(world, &run, options, output),
        };
        verdict.overall.exit_code()
    }));
    shown.unwrap_or_else(|_| {
        let message = format!("this is a bug of coexist; scenario {:?}, seed {}", world.title, world.seed);
        complain(color, &message, Some("please report it with the scenario"));
        BUG
    })
}
