//! What do `coexist diff` and `coexist what-if` do?

use std::fmt::Write;

use clap::Args;

use super::UNUSABLE;
use super::load::problems;
use super::long;
use super::memory;
use super::output::{Output, Shell, complain};
use super::source::{self, Missing, Source};
use super::typed::{self, Typed};
use crate::catalogue::questions;
use crate::diag::Diagnostic;
use crate::render::diff::{Fares, compare, write, write_organisation};
use crate::render::{Paint, PaintRole};
use crate::resolve::Loaded;
use crate::scenario::When;
use crate::scenario::edit;
use crate::scenario::times::time_of_run;
use crate::time::SimTime;
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
    #[arg(long, value_name = "TIME", requires = "done")]
    at: Option<String>,
    #[arg(long)]
    print: bool,
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
        Ok([a, b]) => {
            // Of one scenario, the line above says already what is otherwise in it.
            if arguments.second.is_some() {
                let (of_a, of_b) = (a.0.sources(&a.0.place), b.0.sources(&b.0.place));
                let paint = &output.paint();
                let _ = write_organisation((&of_a, &of_b), shell.lang, paint, output);
            }
            shown((&a.0.place, &a.1), (&b.0.place, &b.1), shell, output)
        }
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
        let when = arguments.at.as_deref().map_or(Ok(When::FromStart), |it| moment(it, &base.world, shell))?;
        if !arguments.actions.is_empty() {
            second = done(&second, &arguments.actions, (when, &base.world), shell)?;
        }
        if !arguments.run.is_empty() {
            let typed = Typed {
                lines: &arguments.run,
                on: arguments.on.as_deref(),
                answers: &arguments.answer,
                skip_unknown: arguments.skip_unknown,
            };
            let done = typed::carried_out(&second, &typed, when, shell)?;
            second = with_text(&second, done.text, done.what, (when, &base.world), shell);
            refused = done.refused;
        }
        let other = load(&second, &base.warnings, shell)?;
        Ok(([(first, base.world), (second, other.world)], refused))
    };
    match sides() {
        Ok(([_, (second, _)], _)) if arguments.print => {
            output.text(&second.text());
            0
        }
        Ok(([a, b], refused)) => {
            let code = shown((&a.0.place, &a.1), (&b.0.place, &b.1), shell, output);
            let paint = &output.paint();
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

/// When something is to be done, as a scenario writes a time.
fn moment(text: &str, world: &World, shell: Shell) -> Result<When, u8> {
    time_of_run(text, world.clock().start).map(|it| When::At(it.after())).map_err(|wanted| {
        complain(shell, questions::no_time(text).of(shell.lang), Some(wanted.of(shell.lang)));
        UNUSABLE
    })
}

fn find(name: &str, shell: Shell) -> Result<Source, u8> {
    source::find(Some(name), shell.lang).map_err(|Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    })
}

/// Loads one side. Of its warnings those are told that are not `known` from the other.
fn load(source: &Source, known: &[Diagnostic], shell: Shell) -> Result<Loaded, u8> {
    let loaded = source.load().map_err(|mistakes| {
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
    let mut text = base.text();
    for it in sets {
        text = edit::set(&text, it).map_err(|refused| {
            complain(shell, refused.message.of(shell.lang), refused.help.as_ref().map(|it| it.of(shell.lang)));
            UNUSABLE
        })?;
    }
    let place =
        if sets.is_empty() { base.place.clone() } else { words::with(shell.lang, &base.place, sets.join(", ")) };
    Ok(Source {
        is_of_gallery: base.is_of_gallery,
        file: place.clone(),
        place,
        name: base.name.clone(),
        bytes: text.into_bytes(),
    })
}

/// The source with actions carried out.
fn done(base: &Source, actions: &[String], (when, world): (When, &World), shell: Shell) -> Result<Source, u8> {
    let text = edit::with(&base.text(), actions, when).map_err(|refused| {
        complain(shell, refused.message.of(shell.lang), refused.help.as_ref().map(|it| it.of(shell.lang)));
        UNUSABLE
    })?;
    Ok(with_text(base, text, actions.join(", "), (when, world), shell))
}

/// The source with another text, in which `what` was done.
fn with_text(base: &Source, text: String, mut what: String, (when, world): (When, &World), shell: Shell) -> Source {
    if let When::At(at) = when {
        what = words::at(shell.lang, what, world.moment(SimTime::ZERO + at));
    }
    let place = words::doing(shell.lang, &base.place, what);
    Source {
        is_of_gallery: base.is_of_gallery,
        file: place.clone(),
        place,
        name: base.name.clone(),
        bytes: text.into_bytes(),
    }
}

/// The source without one of its changes, or without all of them.
fn without(base: &Source, which: &str, shell: Shell) -> Result<Source, u8> {
    let text = base.text();
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
    Ok(Source {
        is_of_gallery: base.is_of_gallery,
        file: place.clone(),
        place,
        name: base.name.clone(),
        bytes: edit::without(&text, number).into_bytes(),
    })
}

fn shown(a: (&str, &World), b: (&str, &World), shell: Shell, output: &mut Output) -> u8 {
    let [a, b] = [a, b].map(|(name, world)| long::compared(name, world, shell.lang));
    let paint = &output.paint();
    let _ = write(&a, &b, shell.lang, paint, output);
    // Of runs that ended for want of room it cannot be told how they differ.
    memory::cut_short(shell)
        .unwrap_or_else(|| u8::from(compare(&a, &b).iter().any(|it| it.fares != Fares::Unchanged)) * DIFFERENT)
}
