//! What do `coexist diff` and `coexist what-if` do?

use std::fmt::Write;

use clap::Args;

use super::UNUSABLE;
use super::load::problems;
use super::output::{Output, Shell, complain};
use super::source::{self, Missing, Source};
use super::typed::{self, Typed};
use crate::diag::Diagnostic;
use crate::lang::{Lang, Text};
use crate::render::PaintRole;
use crate::render::diff::{Fares, Side, compare, write};
use crate::resolve::{Loaded, load_bytes};
use crate::scenario::When;
use crate::scenario::edit;
use crate::sim;
use crate::time::Micros;
use crate::verdict::judge;
use crate::words::{cli as say, diff as words};
use crate::world::World;

/// The runs are different.
const DIFFERENT: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    #[arg(value_name = "A")]
    first: String,
    #[arg(value_name = "B", required_unless_present_any = ["assume", "without"], conflicts_with_all = ["assume", "without"])]
    second: Option<String>,
    #[arg(long, value_name = "SWITCH=VALUE")]
    assume: Vec<String>,
    #[arg(long, value_name = "N|all", conflicts_with = "assume")]
    without: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct WhatIfArguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: String,
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    #[arg(long = "do", value_name = "ACTION", group = "done")]
    actions: Vec<String>,
    #[arg(long, value_name = "LINE|@FILE", group = "done")]
    run: Vec<String>,
    #[arg(long, value_name = "SERVER", requires = "run")]
    on: Option<String>,
    #[arg(long, value_name = "NAME=VALUE", requires = "run")]
    answer: Vec<String>,
    #[arg(long, requires = "run")]
    skip_unknown: bool,
    #[arg(long, value_name = "TIME", requires = "done", value_parser = moment)]
    at: Option<Micros>,
    #[arg(long)]
    print: bool,
}

/// A time as a scenario writes it.
fn moment(text: &str) -> Result<Micros, String> {
    Micros::parse(text).map_err(|it| Text::from(it).of(Lang::En).to_owned())
}

/// Compares two scenarios, or one with itself under a switch or without a change.
pub(super) fn diff(arguments: &DiffArguments, shell: Shell, output: &mut Output) -> u8 {
    let sides = || {
        let first = find(&arguments.first, shell)?;
        let base = load(&first, &[], shell)?;
        if let Some(which) = &arguments.without {
            let variant = without(&first, which, shell)?;
            let other = load(&variant, &base.warnings, shell)?;
            return Ok([(variant, other.world), (first, base.world)]);
        }
        let second = match &arguments.second {
            Some(second) => find(second, shell)?,
            None => {
                let sets: Vec<_> = arguments.assume.iter().map(|it| format!("assumptions.{it}")).collect();
                changed(&first, &sets, shell)?
            }
        };
        let other = load(&second, if arguments.second.is_some() { &[] } else { &base.warnings }, shell)?;
        Ok([(first, base.world), (second, other.world)])
    };
    match sides() {
        Ok([a, b]) => shown((&a.0.place, &a.1), (&b.0.place, &b.1), shell, output),
        Err(code) => code,
    }
}

/// Compares a scenario with itself, with something else set.
pub(super) fn what_if(arguments: &WhatIfArguments, shell: Shell, output: &mut Output) -> u8 {
    let sides = || {
        let first = find(&arguments.scenario, shell)?;
        // What is wrong with the base is told as such, not as a failed edit.
        let base = load(&first, &[], shell)?;
        let mut second = changed(&first, &arguments.set, shell)?;
        let mut refused = Vec::new();
        let when = arguments.at.map_or(When::FromStart, When::At);
        if !arguments.actions.is_empty() {
            second = done(&second, &arguments.actions, when, shell)?;
        }
        if !arguments.run.is_empty() {
            let typed = Typed {
                lines: &arguments.run,
                on: arguments.on.as_deref(),
                answers: &arguments.answer,
                skip_unknown: arguments.skip_unknown,
            };
            let done = typed::carried_out(&second, &typed, when, shell)?;
            second = with_text(&second, done.text, done.what, when, shell);
            refused = done.refused;
        }
        let other = load(&second, &base.warnings, shell)?;
        Ok(([(first, base.world), (second, other.world)], refused))
    };
    match sides() {
        Ok(([_, (second, _)], _)) if arguments.print => {
            output.text(&String::from_utf8_lossy(&second.bytes));
            0
        }
        Ok(([a, b], refused)) => {
            let code = shown((&a.0.place, &a.1), (&b.0.place, &b.1), shell, output);
            let paint = output.paint();
            for (at, it) in refused.iter().enumerate() {
                let between = if at == 0 { "\n" } else { "" };
                let line = words::refused(shell.lang, it);
                let (start, end) = (paint.start(PaintRole::Bad), paint.end(PaintRole::Bad));
                let _ = writeln!(output, "{between}{start}{line}{end}");
            }
            code
        }
        Err(code) => code,
    }
}

fn find(name: &str, shell: Shell) -> Result<Source, u8> {
    source::find(Some(name), shell.lang).map_err(|Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    })
}

/// Loads one side. Of its warnings those are told that are not `known` from the other.
fn load(source: &Source, known: &[Diagnostic], shell: Shell) -> Result<Loaded, u8> {
    let loaded = load_bytes(&source.bytes, &source.name).map_err(|mistakes| {
        problems(source, &mistakes, shell);
        UNUSABLE
    })?;
    let is_new = |it: &&Diagnostic| !known.iter().any(|known| (known.code, &known.message) == (it.code, &it.message));
    let new: Vec<_> = loaded.warnings.iter().filter(is_new).cloned().collect();
    problems(source, &new, shell);
    Ok(loaded)
}

/// The source with edits made. The file itself is never touched.
fn changed(base: &Source, sets: &[String], shell: Shell) -> Result<Source, u8> {
    let mut text = String::from_utf8_lossy(&base.bytes).into_owned();
    for it in sets {
        text = edit::set(&text, it).map_err(|refused| {
            complain(shell, refused.message.of(shell.lang), refused.help.as_ref().map(|it| it.of(shell.lang)));
            UNUSABLE
        })?;
    }
    let place =
        if sets.is_empty() { base.place.clone() } else { words::with(shell.lang, &base.place, sets.join(", ")) };
    Ok(Source { file: place.clone(), place, name: base.name.clone(), bytes: text.into_bytes() })
}

/// The source with actions carried out.
fn done(base: &Source, actions: &[String], when: When, shell: Shell) -> Result<Source, u8> {
    let text = edit::with(&base.text(), actions, when).map_err(|refused| {
        complain(shell, refused.message.of(shell.lang), refused.help.as_ref().map(|it| it.of(shell.lang)));
        UNUSABLE
    })?;
    Ok(with_text(base, text, actions.join(", "), when, shell))
}

/// The source with another text, in which `what` was done.
fn with_text(base: &Source, text: String, mut what: String, when: When, shell: Shell) -> Source {
    if let When::At(at) = when {
        what = words::at(shell.lang, what, at);
    }
    let place = words::doing(shell.lang, &base.place, what);
    Source { file: place.clone(), place, name: base.name.clone(), bytes: text.into_bytes() }
}

/// The source without one of its changes, or without all of them.
fn without(base: &Source, which: &str, shell: Shell) -> Result<Source, u8> {
    let text = String::from_utf8_lossy(&base.bytes);
    let count = edit::changes(&text);
    let (number, place) = if which == "all" {
        (None, words::without_all(shell.lang, &base.place))
    } else {
        match which.parse::<usize>().ok().filter(|it| (1..=count).contains(it)) {
            Some(number) => (Some(number), words::without(shell.lang, &base.place, number)),
            None => {
                let message = say::no_change(shell.lang, format!("{which:?}"));
                complain(shell, &message, Some(&say::changes_are(shell.lang, count)));
                return Err(UNUSABLE);
            }
        }
    };
    Ok(Source { file: place.clone(), place, name: base.name.clone(), bytes: edit::without(&text, number).into_bytes() })
}

fn shown(a: (&str, &World), b: (&str, &World), shell: Shell, output: &mut Output) -> u8 {
    let runs = [a.1, b.1].map(|world| {
        let run = sim::run(world);
        let verdict = judge(world, &run);
        (run, verdict)
    });
    let side = |(name, world), at: usize| Side { name, world, run: &runs[at].0, verdict: &runs[at].1 };
    let (a, b) = (side(a, 0), side(b, 1));
    let paint = output.paint();
    let _ = write(&a, &b, shell.lang, paint, output);
    u8::from(compare(&a, &b).iter().any(|it| it.fares != Fares::Unchanged)) * DIFFERENT
}
