//! What do `coexist diff` and `coexist what-if` do?

use clap::Args;

use super::UNUSABLE;
use super::load::loaded;
use super::output::{Output, Shell, complain};
use super::source::{self, Missing, Source};
use crate::render::diff::{Fares, Side, compare, write};
use crate::render::words::{cli as say, diff as words};
use crate::scenario::edit;
use crate::sim;
use crate::verdict::judge;
use crate::world::World;

/// The runs are different.
const DIFFERENT: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The first scenario
    #[arg(value_name = "A")]
    first: String,
    /// The second scenario
    #[arg(value_name = "B", required_unless_present_any = ["assume", "without"], conflicts_with_all = ["assume", "without"])]
    second: Option<String>,
    /// Instead of B: A under this switch, for example fallback=SelectOnce; may be given several times
    #[arg(long, value_name = "SWITCH=VALUE")]
    assume: Vec<String>,
    /// Compare A without this change (counted from 1 in the order of the file, or all) with A as it is
    #[arg(long, value_name = "N|all", conflicts_with = "assume")]
    without: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct WhatIfArguments {
    /// A scenario of the gallery, a file, or - for standard input
    #[arg(value_name = "NAME|FILE|-")]
    scenario: String,
    /// What to set, for example servers.EX10.imap4.LoginType=PlainTextLogin; may be given several times
    #[arg(long, value_name = "PATH=VALUE", required = true)]
    set: Vec<String>,
    /// Print the scenario with everything set instead of comparing
    #[arg(long)]
    print: bool,
}

/// Compares two scenarios, or one with itself under a switch or without a change.
pub(super) fn diff(arguments: &DiffArguments, shell: Shell, output: &mut Output) -> u8 {
    let first = match find(&arguments.first, shell) {
        Ok(source) => source,
        Err(code) => return code,
    };
    if let Some(second) = &arguments.second {
        return match find(second, shell) {
            Ok(second) => compared(&first, &second, shell, output),
            Err(code) => code,
        };
    }
    if let Some(which) = &arguments.without {
        return without(&first, which, shell, output);
    }
    let sets: Vec<_> = arguments.assume.iter().map(|it| format!("assumptions.{it}")).collect();
    match changed(&first, &sets, shell) {
        Ok(second) => compared(&first, &second, shell, output),
        Err(code) => code,
    }
}

/// Compares a scenario with itself, with something else set.
pub(super) fn what_if(arguments: &WhatIfArguments, shell: Shell, output: &mut Output) -> u8 {
    let changed = find(&arguments.scenario, shell)
        .and_then(|first| changed(&first, &arguments.set, shell).map(|second| (first, second)));
    match changed {
        Ok((_, second)) if arguments.print => match loaded(&second, shell) {
            Ok(_) => {
                output.text(&String::from_utf8_lossy(&second.bytes));
                0
            }
            Err(code) => code,
        },
        Ok((first, second)) => compared(&first, &second, shell, output),
        Err(code) => code,
    }
}

fn find(name: &str, shell: Shell) -> Result<Source, u8> {
    source::find(Some(name), shell.lang).map_err(|Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    })
}

/// The source with edits made. The file itself is never touched.
fn changed(base: &Source, sets: &[String], shell: Shell) -> Result<Source, u8> {
    // What is wrong with the base is told as such, not as a failed edit.
    loaded(base, shell)?;
    let mut text = String::from_utf8_lossy(&base.bytes).into_owned();
    for it in sets {
        text = edit::set(&text, it).map_err(|refused| {
            complain(shell, refused.message.of(shell.lang), refused.help.as_ref().map(|it| it.of(shell.lang)));
            UNUSABLE
        })?;
    }
    let place = words::with(shell.lang, &base.place, sets.join(", "));
    Ok(Source { file: place.clone(), place, name: base.name.clone(), bytes: text.into_bytes() })
}

fn compared(first: &Source, second: &Source, shell: Shell, output: &mut Output) -> u8 {
    let worlds = loaded(first, shell).and_then(|a| loaded(second, shell).map(|b| (a, b)));
    match worlds {
        Ok((a, b)) => shown((&first.place, &a), (&second.place, &b), shell, output),
        Err(code) => code,
    }
}

fn without(source: &Source, which: &str, shell: Shell, output: &mut Output) -> u8 {
    let worlds = loaded(source, shell).and_then(|a| loaded(source, shell).map(|b| (a, b)));
    let (mut a, b) = match worlds {
        Ok(worlds) => worlds,
        Err(code) => return code,
    };
    let count = b.changes.len();
    let name = if which == "all" {
        a.changes.clear();
        words::without_all(shell.lang, &source.place)
    } else {
        match which.parse::<usize>().ok().filter(|it| (1..=count).contains(it)) {
            Some(number) => {
                a.changes.remove(number - 1);
                words::without(shell.lang, &source.place, number)
            }
            None => {
                complain(shell, &say::no_change(shell.lang, which), Some(&say::changes_are(shell.lang, count)));
                return UNUSABLE;
            }
        }
    };
    shown((&name, &a), (&source.place, &b), shell, output)
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
