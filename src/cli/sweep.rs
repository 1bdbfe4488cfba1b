//! What does `coexist sweep` do?

mod columns;
mod share;
mod work;

use std::fmt::Write;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::interrupt::stop;
use super::mark::Mark;
use super::output::{Output, Shell, already_there, complain, put};
use super::report::with_overview;
use super::source::{self, Source};
use super::{INCONCLUSIVE, UNUSABLE, bug, long};
use crate::render::sweep::json::SweptScenario;
use crate::render::{Paint, Plain, sweep as render};
use crate::scenario::edit;
use crate::scenario::parse::understand;
use crate::scenario::write::ToRon;
use crate::sweep::{Results, SPACE_MAX, Sets, Space, SpaceProblem, Sweep};
use crate::words::{cli as say, thousands};
use work::Workers;

/// How many sets of faults, or combinations, are gone through at the most.
pub(super) const SETS_MAX: u64 = 1_000_000_000;
/// Somebody is locked out.
const LOCKED_OUT: u8 = 1;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    share: Option<Share>,
    #[command(flatten)]
    plan: Plan,
    #[command(flatten)]
    shown: Shown,
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Share {
    Plan(share::PlanArguments),
    Run(share::RunArguments),
    Merge(share::MergeArguments),
}

/// What is to be run.
#[derive(Debug, Args)]
struct Plan {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: Option<String>,
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    faults: u8,
    #[arg(long, value_name = "FILE", conflicts_with = "faults")]
    space: Option<PathBuf>,
    #[arg(long, value_name = "T", requires = "space", value_parser = clap::value_parser!(u8).range(1..=6))]
    strength: Option<u8>,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
}

/// In which form it is shown.
#[derive(Debug, Args)]
struct Shown {
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(long)]
    all: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Html,
    Markdown,
    Parquet,
}

/// Runs a scenario under every fault, and tells whom which lock out.
pub(super) fn sweep(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let done = match &arguments.share {
        None => swept(arguments, shell, output),
        Some(Share::Plan(it)) => share::plan(it, shell, output),
        Some(Share::Run(it)) => share::run(it, shell, output),
        Some(Share::Merge(it)) => share::merge(it, shell, output),
    };
    match done {
        Ok(code) | Err(code) => code,
    }
}

fn swept(arguments: &Arguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    arguments.shown.may_write(shell)?;
    let prepared = Prepared::new(&arguments.plan, shell)?;
    let before = match &arguments.resume {
        Some(path) => share::begun(path, &prepared, shell)?,
        None => None,
    };
    let stopped = stop();
    let workers = Workers::new(&prepared.sweep, arguments.threads, &stopped, shell.lang);
    let first = before.as_ref().map_or(0, |it| it.0);
    let mut is_kept = true;
    // Where it cannot be kept it is still told.
    let mut keep = |known: &Results, behind: u64| {
        if let Some(path) = arguments.resume.as_ref().filter(|_| is_kept) {
            let known = (before.as_ref().map(|it| &it.1), known);
            is_kept = share::keep(path, &prepared, known, behind, shell).is_ok();
        }
    };
    let numbers = first..prepared.sweep.count(prepared.size);
    let (more, _) = workers.run(&prepared, numbers, &mut keep);
    let mut results = more;
    if let Some((_, mut known)) = before {
        known.add(results);
        results = known;
    }
    results.settle();
    let code = told(&results, &prepared.scenario, &arguments.shown, shell, output)?;
    Ok(if is_kept { code } else { UNUSABLE })
}

/// A scenario with what may befall it, and how it is combined.
struct Prepared {
    sweep: Sweep,
    /// How many faults at once, at the most.
    size: usize,
    /// How many sets there are of all sizes.
    all: u64,
    /// What tells this plan from every other one.
    mark: String,
    scenario: SweptScenario,
}

impl Prepared {
    fn new(plan: &Plan, shell: Shell) -> Result<Self, u8> {
        let unusable = |message: &str, help: Option<&str>| {
            complain(shell, message, help);
            UNUSABLE
        };
        let source = source::find(plan.scenario.as_deref(), shell.lang)
            .map_err(|it| unusable(&it.message, it.help.as_deref()))?;
        let mut world = super::load::loaded(&source, shell)?;
        world.seed = plan.seed.unwrap_or(world.seed);
        let _at_work = bug::at_work(shell, &world);
        let text = source.text();
        let Source { place, is_of_gallery, name, .. } = source;
        let scenario = SweptScenario { place, is_of_gallery, name, text: text.clone() };
        let mut mark = Mark::new(&text, world.seed);
        mark.part(&plan.faults.to_string());
        let Some(path) = &plan.space else {
            let sweep = Sweep::new(&text, &world);
            let all = all_sets(&sweep, usize::from(plan.faults), shell)?;
            return Ok(Self { sweep, size: usize::from(plan.faults), all, mark: mark.end(), scenario });
        };
        let written = read_space(path, shell)?;
        mark.part(&written);
        mark.part(&format!("{:?}", plan.strength));
        let wrong = |it: &SpaceProblem| unusable(&problem(it, &path.display().to_string(), shell), None);
        let mut space = Space::read(&written).map_err(|it| wrong(&it))?;
        if let Some(strength) = plan.strength
            && !space.stand_for(usize::from(strength))
        {
            let help = say::space_strength_help(shell.lang);
            return Err(unusable(&say::space_strength(shell.lang, strength), Some(&help)));
        }
        fits(&space, shell)?;
        let sweep = Sweep::of_space(&text, &world, space).map_err(|it| wrong(&it))?;
        let all = sweep.count(1);
        Ok(Self { sweep, size: 1, all, mark: mark.end(), scenario })
    }
}

/// The page with the heat map, in which each cell opens its run.
fn page(scenario: &SweptScenario, results: &Results, shell: Shell) -> Result<String, u8> {
    let SweptScenario { place, is_of_gallery, name, text } = scenario.clone();
    let mut source = Source { file: place.clone(), place, is_of_gallery, name, bytes: text.into_bytes() };
    let mut world = super::load::loaded_again(&source, shell)?;
    if world.seed != results.seed {
        // Whoever gave another seed sees the runs of that one.
        let text = edit::set(&source.text(), &format!("seed={}", results.seed)).map_err(|_| UNUSABLE)?;
        source.bytes = text.into_bytes();
        world.seed = results.seed;
    }
    let from_start = understand(&source.text()).map_err(|_| UNUSABLE)?.from_start;
    let from_start: Vec<String> = from_start.iter().map(ToRon::ron).collect();
    let run = long::run(&world, shell);
    with_overview((&source, &world), &run, &render::heat(results, &from_start), shell)
}

fn read_space(path: &std::path::Path, shell: Shell) -> Result<String, u8> {
    let read = std::fs::metadata(path)
        .and_then(|it| if it.len() > SPACE_MAX as u64 { Ok(None) } else { std::fs::read_to_string(path).map(Some) });
    let message = match read {
        Ok(Some(text)) => return Ok(text),
        Ok(None) => say::too_large(shell.lang, path.display()),
        Err(error) => say::cannot_read(shell.lang, path.display(), error),
    };
    complain(shell, &message, None);
    Err(UNUSABLE)
}

/// What is wrong with a space, in words.
fn problem(it: &SpaceProblem, path: &str, shell: Shell) -> String {
    let lang = shell.lang;
    match it {
        SpaceProblem::Unreadable(line, column, why) => say::space_unreadable(lang, path, line, column, why),
        SpaceProblem::NoFactor => say::space_without_factor(lang, path),
        SpaceProblem::NoValue(name) => say::space_without_value(lang, path, format!("{name:?}")),
        SpaceProblem::Twice(name) => say::space_twice(lang, path, format!("{name:?}")),
        SpaceProblem::TooMany(count, most) => say::space_values(lang, path, count, most),
        SpaceProblem::CannotBe(factor, value) => {
            say::space_cannot_be(lang, path, format!("{factor:?}"), format!("{value:?}"))
        }
    }
}

/// Whether a space is not too large.
fn fits(space: &Space, shell: Shell) -> Result<(), u8> {
    if space.count() <= SETS_MAX {
        return Ok(());
    }
    let mut fewer = space.clone();
    let rows = (1..=3).rev().find_map(|strength| {
        fewer.stand_for(strength).then(|| (strength, fewer.count())).filter(|it| it.1 <= SETS_MAX)
    });
    let help = rows.map(|(strength, rows)| say::space_would_fit(shell.lang, strength, thousands(rows)));
    let all = space.all().to_string();
    complain(shell, &say::space_too_large(shell.lang, all, thousands(SETS_MAX)), help.as_deref());
    Err(UNUSABLE)
}

/// How many sets there are up to a size, where that is not too many.
fn all_sets(sweep: &Sweep, size: usize, shell: Shell) -> Result<u64, u8> {
    let faults = sweep.faults().len();
    let of = |size: usize| (1..=size).map(|it| Sets::new(faults, it).count()).fold(0, u64::saturating_add);
    let all = of(size);
    if all <= SETS_MAX {
        return Ok(all);
    }
    let fits = (1..size).rev().find(|it| of(*it) <= SETS_MAX);
    let help = fits.map(|it| say::sweep_would_fit(shell.lang, it, thousands(of(it))));
    complain(shell, &say::sweep_too_large(shell.lang, thousands(all), thousands(SETS_MAX)), help.as_deref());
    Err(UNUSABLE)
}

/// Shows what came out of a scenario, or writes it into a file; the exit code.
fn told(
    results: &Results,
    scenario: &SweptScenario,
    shown: &Shown,
    shell: Shell,
    output: &mut Output,
) -> Result<u8, u8> {
    let code = if !results.is_whole() {
        INCONCLUSIVE
    } else if results.locks_out() {
        LOCKED_OUT
    } else {
        0
    };
    let (lang, mut file, paint) = (shell.lang, String::new(), output.paint());
    let (paint, out): (&dyn Paint, &mut dyn Write) =
        if shown.output.is_some() { (&Plain, &mut file) } else { (&paint, output) };
    // What goes wrong with the output is told when it is finished.
    let _ = match shown.format {
        Format::Text => render::text(results, lang, shown.all, paint, out),
        Format::Markdown => render::markdown(results, lang, out),
        Format::Csv => render::csv(results, lang, out),
        Format::Html => out.write_str(&page(scenario, results, shell)?),
        Format::Json => writeln!(out, "{}", serde_json::json!(render::json::SweepObject::new(results))),
        Format::Parquet => {
            return put(&columns::parquet(results, lang), shown.output.as_deref(), shell, output).map(|()| code);
        }
    };
    if let Some(path) = &shown.output {
        put(file.as_bytes(), Some(path), shell, output)?;
    }
    Ok(code)
}

impl Shown {
    /// Whether it may be written where it is to be, and by this program.
    fn may_write(&self, shell: Shell) -> Result<(), u8> {
        let refused = |message: &str, help: &str| {
            complain(shell, message, Some(help));
            Err(UNUSABLE)
        };
        if self.format == Format::Parquet && !columns::IS_BUILT {
            return refused(&say::no_parquet(shell.lang), &say::no_parquet_help(shell.lang));
        }
        if self.format == Format::Parquet && self.output.is_none() && std::io::stdout().is_terminal() {
            return refused(&say::no_parquet_for_terminal(shell.lang), &say::no_parquet_for_terminal_help(shell.lang));
        }
        match self.output.as_ref().filter(|it| it.exists() && !self.force) {
            Some(path) => Err(already_there(shell, path)),
            None => Ok(()),
        }
    }
}
