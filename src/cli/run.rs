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
use crate::render::protocol_log::Wanted;
use crate::render::{Lang, Length, Options, event_log, json, mermaid, protocol_log, text};
use crate::sim;
use crate::trace::Run;
use crate::verdict::judge;
use crate::world::{ClientId, Protocol, ServerId, World, load_bytes};

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
    /// Instead of the report, print the protocol log that the real servers would have written: imap4, pop3, or the
    /// name of a server; may be given several times
    #[arg(long, value_name = "imap4|pop3|SERVER", conflicts_with_all = ["format", "quiet", "all"])]
    log: Vec<String>,
    /// Instead of the report, print what would stand in the servers' event logs
    #[arg(long, conflicts_with_all = ["format", "quiet", "all"])]
    events: bool,
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
        Ok((world, options, wanted)) => show(arguments, color, &world, &options, &wanted, output),
        Err(code) => code,
    }
}

/// Finds and loads the scenario, and looks up what the arguments name in it. What is wrong is told here.
fn prepare(arguments: &Arguments, color: When) -> Result<(World, Options, Wanted), u8> {
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
    let wanted = wanted(&world, &arguments.log).map_err(refuse)?;
    let length = if arguments.all { Length::All } else { Length::Bounded };
    Ok((world, Options { lang: Lang::En, client, length }, wanted))
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

/// Which protocol logs are meant.
fn wanted(world: &World, names: &[String]) -> Result<Wanted, Missing> {
    let mut wanted = Wanted::default();
    for name in names {
        if name.eq_ignore_ascii_case("imap4") {
            wanted.protocols.push(Protocol::Imap4);
        } else if name.eq_ignore_ascii_case("pop3") {
            wanted.protocols.push(Protocol::Pop3);
        } else if let Some(index) = world.servers.iter().position(|it| it.name.eq_ignore_ascii_case(name)) {
            wanted.servers.push(ServerId::at(index));
        } else {
            let names = || ["imap4", "pop3"].into_iter().chain(world.servers.iter().map(|it| it.name.as_str()));
            let help = match source::closest(name, names()) {
                Some(meant) => format!("did you mean {meant:?}?"),
                None if world.servers.len() <= 12 => {
                    format!("--log takes {}", names().collect::<Vec<_>>().join(", "))
                }
                None => "--log takes imap4, pop3 or the name of a server".to_owned(),
            };
            return Err(Missing { message: format!("there is no log {name:?}"), help: Some(help) });
        }
    }
    Ok(wanted)
}

fn show(
    arguments: &Arguments,
    color: When,
    world: &World,
    options: &Options,
    wanted: &Wanted,
    output: &mut Output,
) -> u8 {
    let paint = output.paint();
    let shown = catch_unwind(AssertUnwindSafe(|| {
        let run = sim::run(world);
        let verdict = judge(world, &run);
        if !arguments.log.is_empty() || arguments.events {
            let _ = evidence(arguments, world, &run, options, wanted, output);
            return verdict.overall.exit_code();
        }
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

/// The product's own evidence: protocol logs, then event logs.
fn evidence(
    arguments: &Arguments,
    world: &World,
    run: &Run,
    options: &Options,
    wanted: &Wanted,
    output: &mut Output,
) -> std::fmt::Result {
    if !arguments.log.is_empty() {
        protocol_log::write(world, run, wanted, options, output)?;
        if arguments.events {
            output.text("\n");
        }
    }
    if arguments.events { event_log::write(world, run, options, output) } else { Ok(()) }
}
