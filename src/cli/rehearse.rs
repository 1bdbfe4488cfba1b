//! What does `coexist rehearse` do?

mod known;
mod script;
mod search;

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use clap::{Args, ValueEnum};

use super::interrupt::stop;
use super::load::problems;
use super::output::{Output, Shell, already_there, complain, put};
use super::report::with_overview;
use super::source::{self, Source};
use super::{INCONCLUSIVE, UNUSABLE, bug, long};
use crate::rehearsal::{Rehearsed, StepPlan};
use crate::render::rehearsal::{Told, csv, json, markdown, text, timeline};
use crate::render::{Length, Options, Paint, Plain};
use crate::resolve::load_both;
use crate::trial::Ground;
use crate::verdict::Held;
use crate::words::cli as say;
use known::Kept;
use script::with_script;
use search::Search;

/// Something that was expected did not come out, or somebody lost mail.
const NOT_WELL: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: String,
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    #[arg(long, value_name = "TIME", requires = "script")]
    at: Option<String>,
    #[arg(long, value_name = "SPAN", requires = "script")]
    apart: Option<String>,
    #[arg(long, value_name = "SERVER", requires = "script")]
    on: Option<String>,
    #[arg(long, value_name = "NAME=VALUE", requires = "script")]
    answer: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long)]
    once: bool,
    #[arg(long)]
    orders: bool,
    #[arg(long)]
    pauses: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Markdown,
    Html,
}

/// Runs a plan with its clients, and tells who loses mail, step by step.
pub(super) fn rehearse(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    match rehearsed(arguments, shell, output) {
        Ok(code) | Err(code) => code,
    }
}

fn rehearsed(arguments: &Arguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    if let Some(path) = arguments.output.as_ref().filter(|it| it.exists() && !arguments.force) {
        return Err(already_there(shell, path));
    }
    let mut source = source::find(Some(&arguments.scenario), lang).map_err(|it| {
        complain(shell, &it.message, it.help.as_deref());
        UNUSABLE
    })?;
    if let Some(script) = &arguments.script {
        // What is wrong with the scenario is told of its own text.
        source.load().map_err(|found| told(&source, &found, shell))?;
        source = with_script(&source, script, arguments, shell)?;
    }
    let loaded = load_both(&source.sources(&source.place), &source.name);
    let (loaded, scenario, _) = loaded.map_err(|found| told(&source, &found, shell))?;
    problems(&source, &loaded.warnings, shell);
    let mut world = loaded.world;
    if let Some(seed) = arguments.seed {
        world.seed = seed;
    }
    if world.steps.is_empty() {
        complain(shell, &say::no_plan(lang), Some(&say::no_plan_help(lang)));
        return Err(UNUSABLE);
    }
    let _at_work = bug::at_work(shell, &world);
    let plan = StepPlan::new(scenario, &world);
    let kept = Kept::begun(arguments.resume.as_deref(), &source.text(), (&world, &plan), shell)?;
    let stopped = stop();
    let mut rehearsed = long::rehearsed(&world, &stopped, lang);
    let was_ended = stopped.load(Ordering::Relaxed);
    if !was_ended {
        rehearsed.blame(&Ground::new(&source.text(), &world), &world);
    }
    let length = if arguments.all { Length::All } else { Length::Bounded };
    let options = Options { lang, client: None, length };
    let search = Search::new((&world, &plan, &rehearsed), kept, arguments.threads, &stopped, shell);
    let otherwise = (!arguments.once).then(|| search.otherwise());
    let orders = arguments.orders.then(|| search.orders()).flatten();
    let pauses = arguments.pauses.then(|| search.pauses());
    let (left, is_kept) = search.end();
    let told = Told {
        world: &world,
        plan: &plan,
        rehearsed: &rehearsed,
        otherwise: otherwise.as_ref(),
        orders: orders.as_ref(),
        pauses: pauses.as_deref(),
        ended: (was_ended || !left.is_empty()).then_some((was_ended, left.as_slice())),
    };
    let mut file = String::new();
    let paint = output.paint();
    let (paint, out): (&dyn Paint, &mut dyn Write) =
        if arguments.output.is_some() { (&Plain, &mut file) } else { (&paint, output) };
    // An error means only that nobody reads on.
    let _ = match arguments.format {
        Format::Text => text(told, &options, paint, out),
        Format::Json => json(told, out),
        Format::Csv => csv(told, out),
        Format::Markdown => markdown(told, &options, out),
        Format::Html => {
            let run = long::run(&world, shell);
            out.write_str(&with_overview((&source, &world), &run, &timeline(told, &run), shell)?)
        }
    };
    if let Some(path) = &arguments.output {
        put(file.as_bytes(), Some(path), shell, output)?;
    }
    Ok(match told.ended {
        _ if !is_kept => UNUSABLE,
        Some(_) => INCONCLUSIVE,
        None => code(&rehearsed),
    })
}

fn told(source: &Source, found: &[crate::diag::Diagnostic], shell: Shell) -> u8 {
    problems(source, found, shell);
    UNUSABLE
}

/// The exit code: whether all held and nobody lost mail, as far as that can be told.
fn code(rehearsed: &Rehearsed) -> u8 {
    let fails = |it: &crate::verdict::Expectation| it.held() == Held::No;
    if rehearsed.lost.all.hit > 0 || rehearsed.verdict.expectations.iter().any(fails) {
        return NOT_WELL;
    }
    let is_open = rehearsed.verdict.expectations.iter().any(|it| it.held() == Held::Open);
    // Whoever comes again for ever is no reason to doubt what came out until the end that was set.
    let was_cut = matches!(rehearsed.run.stop, crate::trace::Stop::EventLimit | crate::trace::Stop::RecordLimit);
    if is_open || was_cut { INCONCLUSIVE } else { 0 }
}
