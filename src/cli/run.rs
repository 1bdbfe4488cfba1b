//! What does `coexist run` do?

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::files::replace;
use super::load::{client, loaded};
use super::long;
use super::output::{Output, Shell, already_there, complain};
use super::several::each;
use super::source::{self, Missing, Source};
use super::{UNUSABLE, bug};
use crate::catalogue::marks;
use crate::picture::mermaid;
use crate::render::people::Beside;
use crate::render::protocol_log::LogFilter;
use crate::render::{Lang, Length, Options, event_log, json, matrix as grid, pcapng, people, protocol_log, text};
use crate::telling::matrix::{Matrix, matrix};
use crate::telling::people::{People, people as who_gets_on};
use crate::trace::Run;
use crate::trial::Ground;
use crate::trial::since::since;
use crate::verdict::{Verdict, judge};
use crate::words::cli as say;
use crate::words::names::Names;
use crate::words::people::no_matrix;
use crate::world::{Protocol, ServerId, World};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenarios: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(short, long)]
    quiet: bool,
    #[arg(long, value_enum, default_value_t = AsMatrix::Auto, value_name = "WHEN")]
    matrix: AsMatrix,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(long, value_name = "imap4|pop3|SERVER", conflicts_with_all = ["format", "quiet", "all"])]
    log: Vec<String>,
    #[arg(long, conflicts_with_all = ["format", "quiet", "all"])]
    events: bool,
    #[arg(long)]
    all: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Html,
    Markdown,
    Mermaid,
    Pcapng,
}

/// Whether a verdict is shown as a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AsMatrix {
    Auto,
    Always,
    Never,
}

impl Arguments {
    /// Whether nothing of the run is wanted but how it came out: none of its records is kept for it.
    fn wants_verdict_alone(&self) -> bool {
        let is_table = matches!(self.format, Format::Csv | Format::Html | Format::Markdown);
        (is_table || (self.quiet && self.format == Format::Text)) && self.log.is_empty() && !self.events
    }
}

/// Runs a scenario and returns the exit code.
pub(super) fn run(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    if let Err(code) = where_to(arguments, shell) {
        return code;
    }
    let is_short = arguments.quiet && arguments.format == Format::Text;
    each(&arguments.scenarios, is_short, shell, output, &mut |name, output| match prepare(arguments, name, shell) {
        Ok((world, options, wanted, source)) => {
            show((arguments, name), shell, (&world, &source), &options, &wanted, output)
        }
        Err(code) => code,
    })
}

/// Whether a capture has a place to go: before anything is run, so that nobody waits in vain.
fn where_to(arguments: &Arguments, shell: Shell) -> Result<(), u8> {
    let lang = shell.lang;
    if arguments.matrix == AsMatrix::Always && !arguments.wants_verdict_alone() {
        complain(shell, &say::matrix_needs_quiet(lang), None);
        return Err(UNUSABLE);
    }
    let (message, help) = match &arguments.output {
        Some(_) if arguments.format != Format::Pcapng => {
            (say::only_of_a_capture(lang), say::only_of_a_capture_help(lang))
        }
        Some(path) if path.is_file() && !arguments.force => return Err(already_there(shell, path)),
        None if arguments.format == Format::Pcapng && std::io::stdout().is_terminal() => {
            (say::no_text(lang), say::no_text_help(lang))
        }
        _ => return Ok(()),
    };
    complain(shell, &message, Some(&help));
    Err(UNUSABLE)
}

/// Writes a capture to where it is wanted.
fn captured(arguments: &Arguments, bytes: &[u8], shell: Shell, output: &mut Output) -> Result<(), u8> {
    let Some(path) = &arguments.output else {
        output.bytes(bytes);
        return Ok(());
    };
    match replace(path, bytes) {
        Ok(()) => {
            output.text(&format!("{}\n", say::drawn(shell.lang, path.display())));
            Ok(())
        }
        Err(error) => {
            complain(shell, &say::cannot_write(shell.lang, path.display(), error), None);
            Err(UNUSABLE)
        }
    }
}

/// Shows the verdict of a scenario alone, or what is wrong with it.
pub(super) fn quietly(scenario: &str, client: Option<String>, shell: Shell, output: &mut Output) -> u8 {
    let arguments = Arguments {
        scenarios: vec![scenario.to_owned()],
        format: Format::Text,
        quiet: true,
        matrix: AsMatrix::Auto,
        client,
        log: Vec::new(),
        events: false,
        all: false,
        output: None,
        force: false,
        seed: None,
    };
    run(&arguments, shell, output)
}

/// Finds and loads the scenario, and looks up what the arguments name in it. What is wrong is told here.
fn prepare(arguments: &Arguments, name: Option<&str>, shell: Shell) -> Result<(World, Options, LogFilter, Source), u8> {
    let refuse = |Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let source = source::find(name, shell.lang).map_err(refuse)?;
    let mut world = loaded(&source, shell)?;
    if let Some(seed) = arguments.seed {
        world.seed = seed;
    }
    let client = match &arguments.client {
        Some(name) => Some(client(&world, name, shell.lang).map_err(refuse)?),
        None => None,
    };
    let wanted = wanted(&world, &arguments.log, shell.lang).map_err(refuse)?;
    let length = if arguments.all { Length::All } else { Length::Bounded };
    Ok((world, Options { lang: shell.lang, client, length }, wanted, source))
}

/// Which protocol logs are meant.
fn wanted(world: &World, names: &[String], lang: Lang) -> Result<LogFilter, Missing> {
    let mut wanted = LogFilter::default();
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
                Some(meant) => say::did_you_mean(lang, format!("{meant:?}")),
                None if world.servers.len() <= 12 => {
                    say::log_takes(lang, names().collect::<Vec<_>>().join(&marks::item(lang)))
                }
                None => say::log_takes_any(lang),
            };
            return Err(Missing { message: say::no_log(lang, format!("{name:?}")), help: Some(help) });
        }
    }
    Ok(wanted)
}

fn show(
    (arguments, name): (&Arguments, Option<&str>),
    shell: Shell,
    (world, source): (&World, &Source),
    options: &Options,
    wanted: &LogFilter,
    output: &mut Output,
) -> u8 {
    let paint = &output.paint();
    let _at_work = bug::at_work(shell, world);
    bug::where_asked_for(world);
    if arguments.wants_verdict_alone() {
        return alone(arguments, name, (world, source), options, shell, output);
    }
    let run = long::run(world, shell);
    let verdict = judge(world, &run);
    if !arguments.log.is_empty() || arguments.events {
        let _ = evidence(arguments, world, &run, options, wanted, output);
        return verdict.overall.exit_code();
    }
    let told = (world, &run, &verdict);
    let beside = beside(name, source);
    let people = || since_when(told, source, who_gets_on(world, &run, &verdict, options.scope()));
    // An error means only that nobody reads on; the output itself remembers what kind it was.
    let _ = match arguments.format {
        Format::Text => text::report_with(told, &people(), beside, options, paint, output),
        Format::Json if arguments.quiet => json::verdict(world, &run, &verdict, options, output),
        Format::Json => json::run(world, &run, &verdict, options, output),
        Format::Csv | Format::Html | Format::Markdown => unreachable!("these are of the verdict alone"),
        Format::Mermaid => mermaid::diagram(world, &run, options, output),
        Format::Pcapng => {
            let bytes = pcapng::capture(world, &run, options);
            return match captured(arguments, &bytes, shell, output) {
                Ok(()) => verdict.overall.exit_code(),
                Err(code) => code,
            };
        }
    };
    verdict.overall.exit_code()
}

/// What is told beside a verdict: what came over standard input is gone.
fn beside<'a>(name: Option<&'a str>, source: &'a Source) -> Beside<'a> {
    Beside { scenario: Some(name.unwrap_or(&source.name)).filter(|it| *it != "-") }
}

/// Shows what needs no record of what happened: whoever listens to the run knows it.
fn alone(
    arguments: &Arguments,
    name: Option<&str>,
    (world, source): (&World, &Source),
    options: &Options,
    shell: Shell,
    output: &mut Output,
) -> u8 {
    let matrix = match as_matrix(arguments, world, shell) {
        Ok(matrix) => matrix,
        Err(code) => return code,
    };
    let is_text = arguments.format == Format::Text;
    let length = if is_text && matrix.is_none() { options.length } else { Length::All };
    let folds = arguments.format != Format::Csv && matrix.is_none();
    let (run, verdict, people) = long::heard(world, (Options { length, ..*options }.scope(), folds), options.lang);
    let (told, paint, beside) = ((world, &run, &verdict), output.paint(), beside(name, source));
    // An error means only that nobody reads on.
    let _ = if let Some(matrix) = matrix {
        let shown = (&matrix, &people);
        match arguments.format {
            Format::Csv => grid::csv(world, shown, options, output),
            Format::Html => grid::html((world, &verdict), shown, beside, options, output),
            Format::Markdown => grid::markdown((world, &verdict), shown, beside, options, output),
            _ => text::matrix_with(told, shown, beside, options, &paint, output),
        }
    } else {
        let dated = |people| since_when(told, source, people);
        match arguments.format {
            Format::Csv => people::csv(world, &people, options, output),
            Format::Html => people::html(told, &dated(people), beside, options, output),
            Format::Markdown => people::markdown(told, &dated(people), beside, options, output),
            _ => text::verdict_with(told, &dated(people), beside, options, &paint, output),
        }
    };
    verdict.overall.exit_code()
}

/// The matrix to show, if one is wanted. Of one client there is none.
fn as_matrix(arguments: &Arguments, world: &World, shell: Shell) -> Result<Option<Matrix>, u8> {
    match (arguments.matrix, matrix(world)) {
        (AsMatrix::Never, _) => Ok(None),
        (AsMatrix::Auto, found) => Ok(found.ok().filter(|_| arguments.client.is_none())),
        (AsMatrix::Always, Ok(matrix)) => Ok(Some(matrix)),
        (AsMatrix::Always, Err(why)) => {
            let why = no_matrix(&Names::new(world, shell.lang), why);
            complain(shell, &say::no_matrix(shell.lang, why), Some(&say::no_matrix_help(shell.lang)));
            Err(UNUSABLE)
        }
    }
}

/// Who gets on when, with the change that brought each cause about as far as re-runs tell.
fn since_when((world, run, verdict): (&World, &Run, &Verdict), source: &Source, mut people: People) -> People {
    if people.causes.is_empty() || world.changes.is_empty() {
        return people;
    }
    let shown = people.causes.len() - people.beyond.causes;
    let firsts: Vec<_> = people.causes.iter().take(shown).map(|it| it.first).collect();
    let since = since(&Ground::new(&source.text(), world), world, run, verdict, &firsts);
    people.causes.iter_mut().zip(since).for_each(|(cause, since)| cause.since = since);
    people
}

/// The product's own evidence: protocol logs, then event logs.
fn evidence(
    arguments: &Arguments,
    world: &World,
    run: &Run,
    options: &Options,
    wanted: &LogFilter,
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
