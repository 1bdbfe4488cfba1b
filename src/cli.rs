//! What did the user ask for?
//!
//! The only place with files, the terminal and exit codes: 0 = everything expected held, 1 = something did not,
//! 2 = the input cannot be used, 3 = inconclusive. Everything else is a pure function below.

mod bug;
mod check;
mod collect;
mod color;
mod complete;
mod course;
mod diagram;
mod diff;
mod explain;
mod files;
mod flatten;
mod fmt;
mod help;
mod import;
mod inner;
mod interrupt;
mod lang;
mod lesson;
pub mod limits;
mod list;
mod load;
mod long;
pub mod lsp;
mod man;
mod manual;
mod mark;
pub mod memory;
mod new;
mod output;
mod raster;
mod rehearse;
mod report;
mod rules;
mod run;
mod several;
mod shrink;
mod source;
mod step;
mod sweep;
mod terminal;
mod test;
mod together;
mod tools;
mod typed;
mod usage;
mod watch;

use std::ffi::OsString;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::lang::Lang;
use crate::words::cli as say;
use color::When;
use output::{Output, Shell, complain};

/// The exit code for input that cannot be used.
const UNUSABLE: u8 = 2;
/// The exit code for what was cut off before it could be told.
const INCONCLUSIVE: u8 = 3;
/// The exit code when the program itself fails: that of a panic.
const BUG: u8 = 101;

/// The arguments of the program. What the help says of each stands in `help.ftl`.
#[derive(Debug, Parser)]
#[command(name = "coexist", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    color: When,
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<lang::Choice>,
    #[arg(long, global = true, value_name = "SIZE", value_parser = memory::amount)]
    memory: Option<u64>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Explain(explain::Arguments),
    Check(check::Arguments),
    Diagram(diagram::Arguments),
    Diff(diff::DiffArguments),
    WhatIf(diff::WhatIfArguments),
    Fmt(fmt::Arguments),
    Flatten(flatten::Arguments),
    Shrink(shrink::Arguments),
    Rehearse(rehearse::Arguments),
    Sweep(sweep::Arguments),
    Lesson(lesson::Arguments),
    Test(test::Arguments),
    New(new::Arguments),
    Collect(collect::Arguments),
    Import(import::Arguments),
    Schema,
    Lsp,
    Completions(tools::Completions),
    Man(man::Arguments),
    Report(report::Arguments),
    Course(course::Arguments),
    Step(step::Arguments),
    List(list::Arguments),
    Rules(rules::Arguments),
    Help(manual::Arguments),
    Watch(watch::Arguments),
}

/// Reads a seed.
fn seed(written: &str) -> Result<u64, String> {
    written.parse().map_err(|_| say::what_a_seed_is(lang::choose(None)))
}

/// Does what the command line asks for, and returns the exit code.
#[must_use]
pub fn main() -> u8 {
    bug::expect_bugs();
    let arguments = inner::take(std::env::args_os().collect());
    complete::answer(&arguments).unwrap_or_else(|| run(arguments))
}

/// What is said of a command line that is not carried out: what is wrong with it, or the help that it asks for.
#[must_use]
pub fn objection(arguments: Vec<OsString>) -> Option<String> {
    let lang = lang::before_reading(&arguments);
    let error = understood(arguments, lang).err()?;
    Some(match usage::worded(&error, lang) {
        Some((message, help)) => format!("{message}\n{help}"),
        None => error.to_string(),
    })
}

fn understood(arguments: Vec<OsString>, lang: Lang) -> Result<Cli, clap::Error> {
    let read = help::command(lang).try_get_matches_from(arguments);
    read.and_then(|it| Cli::from_arg_matches(&it))
}

fn run(arguments: Vec<OsString>) -> u8 {
    let lang = lang::before_reading(&arguments);
    let cli = match understood(arguments, lang) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are "errors" with exit code 0. A closed pipe is no reason to complain.
            if !usage::said(&error, Shell { color: When::Auto, lang }) {
                let _ = error.print();
            }
            return u8::try_from(error.exit_code()).unwrap_or(UNUSABLE);
        }
    };
    let shell = Shell { color: cli.color, lang: lang::choose(cli.lang) };
    memory::allow(cli.memory);
    memory::make_ready(shell);
    let mut output = Output::new(cli.color);
    let code = match cli.command {
        None => {
            output.text(&help::welcome(shell.lang));
            0
        }
        Some(Command::Run(arguments)) => run::run(&arguments, shell, &mut output),
        Some(Command::Explain(arguments)) => explain::explain(&arguments, shell, &mut output),
        Some(Command::Check(arguments)) => check::check(&arguments, shell, &mut output),
        Some(Command::Diagram(arguments)) => diagram::diagram(&arguments, shell, &mut output),
        Some(Command::Diff(arguments)) => diff::diff(&arguments, shell, &mut output),
        Some(Command::WhatIf(arguments)) => diff::what_if(&arguments, shell, &mut output),
        Some(Command::Fmt(arguments)) => fmt::fmt(&arguments, shell, &mut output),
        Some(Command::Shrink(arguments)) => shrink::shrink(&arguments, shell, &mut output),
        Some(Command::Rehearse(arguments)) => rehearse::rehearse(&arguments, shell, &mut output),
        Some(Command::Sweep(arguments)) => sweep::sweep(&arguments, shell, &mut output),
        Some(Command::Flatten(arguments)) => flatten::flatten(&arguments, shell, &mut output),
        Some(Command::Lesson(arguments)) => lesson::lesson(&arguments, shell, &mut output),
        Some(Command::Test(arguments)) => test::test(&arguments, shell, &mut output),
        Some(Command::New(arguments)) => new::new(&arguments, shell, &mut output),
        Some(Command::Collect(arguments)) => collect::collect(&arguments, shell, &mut output),
        Some(Command::Import(arguments)) => import::import(&arguments, shell, &mut output),
        Some(Command::Schema) => tools::write_schema(&mut output),
        Some(Command::Lsp) => {
            // An editor is answered by a thread of its own, which needs the standard output for itself.
            drop(output);
            return lsp::serve(shell);
        }
        Some(Command::Completions(arguments)) => tools::completions(&arguments, &mut output),
        Some(Command::Man(arguments)) => man::man(&arguments, help::command(shell.lang), shell, &mut output),
        Some(Command::Report(arguments)) => report::report(&arguments, shell, &mut output),
        Some(Command::Course(arguments)) => course::course(&arguments, shell, &mut output),
        Some(Command::Step(arguments)) => step::step(&arguments, shell),
        Some(Command::List(arguments)) => list::list(&arguments, shell, &mut output),
        Some(Command::Rules(arguments)) => rules::rules(&arguments, shell, &mut output),
        Some(Command::Help(arguments)) => manual::help(&arguments, &help::command(shell.lang), shell, &mut output),
        Some(Command::Watch(arguments)) => watch::watch(&arguments, shell, &mut output),
    };
    match output.finish() {
        Ok(()) => code,
        Err(error) => {
            complain(shell, &say::cannot_write_output(shell.lang, error), None);
            UNUSABLE
        }
    }
}
