//! What does `coexist lesson` do?

mod desk;
mod folder;
mod grade;
mod learn;
mod page;
mod teach;
mod watch;

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, Subcommand, ValueEnum};

use super::output::{Output, Shell, to_stderr};
use crate::diag::Diagnostic;
use crate::diag::render::{Color, report};
use desk::Desk;
pub(super) use desk::course as opened;
pub(super) use folder::{FILES_MAX, TEXT_MAX};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    step: Option<Step>,
    #[command(flatten)]
    desk: Desk,
}

#[derive(Debug, Subcommand)]
enum Step {
    List(AtDesk),
    Open(Open),
    Predict(Predict),
    Run(Run),
    Watch(Run),
    Check(One),
    Hints(One),
    Explain(One),
    Solution(Solution),
    Reset(One),
    Export(Export),
    Exam(AtDesk),
    Lint(Lint),
    Grade(Grade),
    Poll(Poll),
    New(New),
    Unpack(Unpack),
}

/// One lesson.
#[derive(Debug, Args)]
struct One {
    lesson: Option<String>,
    #[command(flatten)]
    desk: Desk,
}

#[derive(Debug, Args)]
struct Open {
    #[command(flatten)]
    one: One,
    #[arg(long)]
    seed_by_name: bool,
}

#[derive(Debug, Args)]
struct Predict {
    #[command(flatten)]
    one: One,
    #[arg(long, value_name = "ID=ANSWER")]
    answer: Vec<String>,
}

#[derive(Debug, Args)]
struct Run {
    #[command(flatten)]
    one: One,
    #[arg(long)]
    skip: bool,
}

#[derive(Debug, Args)]
struct Solution {
    #[command(flatten)]
    one: One,
    #[arg(long)]
    give_up: bool,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    one: One,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

/// What is done where a learner works, and not with one lesson.
#[derive(Debug, Args)]
struct AtDesk {
    #[command(flatten)]
    desk: Desk,
}

#[derive(Debug, Args)]
struct Grade {
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[arg(long)]
    csv: bool,
    #[arg(long, value_enum)]
    show: Option<GradeShown>,
    #[arg(long)]
    seed_by_name: bool,
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GradeShown {
    Summary,
    Failed,
    All,
}

#[derive(Debug, Args)]
struct Poll {
    lesson: String,
    question: Option<String>,
    #[arg(long, value_enum, default_value_t = PollFormat::Text)]
    format: PollFormat,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PollFormat {
    Text,
    Html,
}

#[derive(Debug, Args)]
struct New {
    #[arg(value_name = "NAME")]
    lesson: String,
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Unpack {
    lesson: Option<String>,
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Lint {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    format: LintFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LintFormat {
    Text,
    Short,
}

/// Takes a learner, or a trainer, through lessons.
pub(super) fn lesson(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let done = match &arguments.step {
        None => learn::list(&arguments.desk, shell, output),
        Some(Step::List(it)) => learn::list(&it.desk, shell, output),
        Some(Step::Open(it)) => learn::open(&it.one, it.seed_by_name, shell, output),
        Some(Step::Predict(it)) => learn::predict(it, shell, output),
        Some(Step::Run(it)) => learn::run(it, shell, output),
        Some(Step::Watch(it)) => watch::watch(it, shell, output),
        Some(Step::Check(it)) => learn::check(it, shell, output),
        Some(Step::Hints(it)) => learn::hints(it, shell, output),
        Some(Step::Explain(it)) => learn::explain(it, shell, output),
        Some(Step::Solution(it)) => learn::solution(it, shell, output),
        Some(Step::Reset(it)) => learn::reset(it, shell, output),
        Some(Step::Export(it)) => learn::export(it, shell, output),
        Some(Step::Exam(it)) => learn::exam(&it.desk, shell, output),
        Some(Step::Grade(it)) => grade::grade(it, shell, output),
        Some(Step::Poll(it)) => teach::poll(it, shell, output),
        Some(Step::New(it)) => teach::new(it, shell, output),
        Some(Step::Unpack(it)) => teach::unpack(it, shell, output),
        Some(Step::Lint(it)) => teach::lint(it, shell, output),
    };
    match done {
        Ok(code) | Err(code) => code,
    }
}

/// Tells what is wrong with a text.
pub(super) fn told(path: &str, text: &str, problems: &[Diagnostic], shell: Shell) {
    let paint = if shell.color.stderr() == ColorChoice::Never { Color::Never } else { Color::Always };
    let told = report(text, path, problems, shell.lang, paint);
    to_stderr(shell.color, &format!("{}\n", told.trim_end()));
}
