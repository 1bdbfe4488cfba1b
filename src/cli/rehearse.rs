//! What does `coexist rehearse` do?

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};

use super::load::problems;
use super::output::{Output, Shell, complain};
use super::source::{self, Source};
use super::{INCONCLUSIVE, UNUSABLE, bug, long, typed};
use crate::cmdlet::sheet;
use crate::rehearsal::orders::{Orders, edges, of_prices, price, searched};
use crate::rehearsal::otherwise::{carried_out, ways};
use crate::rehearsal::pauses::{Pause, pause};
use crate::rehearsal::{Rehearsed, Rehearser, StepPlan};
use crate::render::rehearsal::{OtherwiseTold, Told, csv, json, markdown, text, why};
use crate::render::{Length, Options};
use crate::resolve::load_both;
use crate::scenario::times::time_of_run;
use crate::scenario::write::ToRon;
use crate::scenario::{Step, edit, parse};
use crate::time::Micros;
use crate::trial::Ground;
use crate::verdict::Held;
use crate::words::{cli as say, rehearsal as words};
use crate::world::{StepId, World};

/// Something that was expected did not come out, or somebody lost mail.
const NOT_WELL: u8 = 1;
/// How far the steps of a script are apart where nobody says otherwise.
const APART: Micros = Micros::from_secs(300);

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
    #[arg(long)]
    once: bool,
    #[arg(long)]
    orders: bool,
    #[arg(long)]
    pauses: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
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
}

/// Runs a plan with its clients, and tells who loses mail, step by step.
pub(super) fn rehearse(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    match rehearsed(arguments, shell, output) {
        Ok(code) | Err(code) => code,
    }
}

fn rehearsed(arguments: &Arguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
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
    let mut rehearsed = long::rehearsed(&world, lang);
    rehearsed.blame(&Ground::new(&source.text(), &world), &world);
    let length = if arguments.all { Length::All } else { Length::Bounded };
    let options = Options { lang, client: None, length };
    let otherwise = (!arguments.once).then(|| otherwise(arguments, (&world, &plan, &rehearsed), shell));
    let all = (&world, &plan, &rehearsed);
    let orders = arguments.orders.then(|| orders(arguments, all));
    let pauses = arguments.pauses.then(|| pauses(arguments, all, shell));
    let told = Told {
        world: &world,
        plan: &plan,
        rehearsed: &rehearsed,
        otherwise: otherwise.as_ref(),
        orders: orders.as_ref(),
        pauses: pauses.as_deref(),
    };
    let paint = output.paint();
    // An error means only that nobody reads on.
    let _ = match arguments.format {
        Format::Text => text(told, &options, &paint, output),
        Format::Json => json(told, output),
        Format::Csv => csv(told, output),
        Format::Markdown => markdown(told, &options, output),
    };
    Ok(code(&world, &rehearsed))
}

/// What comes of the plan when it is carried out otherwise: each way is run, in several threads; the order of what is
/// told is that of the ways.
fn otherwise(arguments: &Arguments, plan: (&World, &StepPlan, &Rehearsed), shell: Shell) -> OtherwiseTold {
    let (ways, beyond) = ways(plan.1);
    let came = in_threads(&ways, arguments.threads, &|rehearser: &mut Rehearser, how| {
        carried_out(plan, *how, rehearser, |world, cause| why(world, cause, shell.lang))
    });
    OtherwiseTold { came, beyond }
}

/// What comes of the orders that the needs of the steps allow: of all of them, or of those that a search runs.
fn orders(arguments: &Arguments, (world, plan, _): (&World, &StepPlan, &Rehearsed)) -> Orders {
    let Some(edges) = edges(world) else { return searched((plan, world), &mut Rehearser::default()) };
    let prices =
        in_threads(&edges, arguments.threads, &|rehearser: &mut Rehearser, edge| price(plan, world, *edge, rehearser));
    let prices: BTreeMap<_, _> = edges.into_iter().zip(prices).collect();
    of_prices((plan, world), &prices, &mut Rehearser::default())
}

/// How long must be waited after each step but the last.
fn pauses(
    arguments: &Arguments,
    (world, plan, _): (&World, &StepPlan, &Rehearsed),
    shell: Shell,
) -> Vec<Pause<String>> {
    let steps: Vec<StepId> = (1..plan.len()).map(|it| StepId::at(it - 1)).collect();
    in_threads(&steps, arguments.threads, &|rehearser: &mut Rehearser, step| {
        pause((plan, world), *step, rehearser, |world, cause| why(world, cause, shell.lang))
    })
}

/// Does something with each of many in several threads; what comes of each stands in its place.
fn in_threads<T: Sync, S: Default, R: Send>(
    all: &[T],
    threads: Option<u16>,
    each: &(dyn Fn(&mut S, &T) -> R + Sync),
) -> Vec<R> {
    let available = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.map_or(available, usize::from).min(all.len()).max(1);
    let bar = long::Several::of(all.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new(all.iter().map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut state = S::default();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(it) = all.get(at) else { break };
                    let result = each(&mut state, it);
                    results.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(result);
                    bar.one_more();
                }
            });
        }
    });
    bar.done();
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().map(|it| it.expect("each was done")).collect()
}

fn told(source: &Source, found: &[crate::diag::Diagnostic], shell: Shell) -> u8 {
    problems(source, found, shell);
    UNUSABLE
}

/// The exit code: whether all held and nobody lost mail, as far as that can be told.
fn code(world: &World, rehearsed: &Rehearsed) -> u8 {
    let fails = |it: &crate::verdict::Expectation| it.held() == Held::No;
    if rehearsed.lost.all.hit > 0 || rehearsed.verdict.expectations.iter().any(fails) {
        return NOT_WELL;
    }
    let is_open = rehearsed.verdict.expectations.iter().any(|it| it.held() == Held::Open);
    // Whoever comes again for ever is no reason to doubt what came out until the end that was set.
    let was_cut = matches!(rehearsed.run.stop, crate::trace::Stop::EventLimit | crate::trace::Stop::RecordLimit);
    let _ = world;
    if is_open || was_cut { INCONCLUSIVE } else { 0 }
}

/// The scenario with the steps of a script behind its own.
fn with_script(base: &Source, path: &std::path::Path, arguments: &Arguments, shell: Shell) -> Result<Source, u8> {
    let lang = shell.lang;
    let script = typed::read(&path.to_string_lossy(), shell)?;
    let refuse = |message: String, help: Option<String>| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let text = base.text();
    let Ok(scenario) = parse::understand(&text) else { return Err(UNUSABLE) };
    let time = |written: &str| {
        let told = time_of_run(written, scenario.date);
        told.map_err(|it| refuse(say::bad_value(lang, "--at", written, it.of(lang)), None))
    };
    let apart = match &arguments.apart {
        Some(it) => Micros::parse(it).map_err(|why| refuse(say::bad_value(lang, "--apart", it, why.of(lang)), None))?,
        None => APART,
    };
    let steps = sheet::steps(&script);
    let Some(first) = steps.first() else {
        return Err(refuse(say::script_says_nothing(lang, path.display()), None));
    };
    if arguments.at.is_none() && first.at.is_none() {
        return Err(refuse(say::script_without_time(lang, path.display()), Some(say::script_without_time_help(lang))));
    }
    let mut names: Vec<String> = scenario.steps.iter().map(|it| it.name.to_lowercase()).collect();
    let answers = typed::answers(&arguments.answer, shell)?;
    let mut written = Vec::new();
    for (nth, step) in steps.into_iter().enumerate() {
        let at = match (&step.at, &arguments.at) {
            (Some(it), _) => Some(time(it)?),
            (None, Some(it)) if nth == 0 => Some(time(it)?),
            (None, _) => None,
        };
        let plain = step.name.unwrap_or_else(|| words::lines_from(lang, step.line));
        let plain = crate::diag::cut(&plain);
        let mut name = plain.clone();
        for number in 2_u32.. {
            if !names.contains(&name.to_lowercase()) {
                break;
            }
            name = words::once_more(lang, &plain, number);
        }
        names.push(name.to_lowercase());
        written.push(
            Step {
                name,
                at,
                after: at.is_none().then_some(apart),
                needs: Vec::new(),
                actions: Vec::new(),
                run: step.lines,
                on: arguments.on.clone(),
                answers: answers.clone(),
                verify: Vec::new(),
                undo: Vec::new(),
            }
            .ron(),
        );
    }
    let text = edit::with_items(&text, "steps", &written)
        .map_err(|it| refuse(it.message.of(lang).to_owned(), it.help.map(|it| it.of(lang).to_owned())))?;
    let place = format!("{} + {}", base.place, path.display());
    Ok(Source { file: place.clone(), place, is_of_gallery: false, name: base.name.clone(), bytes: text.into_bytes() })
}
