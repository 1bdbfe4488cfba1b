//! What did the user ask for?
//!
//! The only place with files, the terminal and exit codes: 0 = everything expected held, 1 = something did not,
//! 2 = the input cannot be used, 3 = inconclusive. Everything else is a pure function below.

mod check;
mod color;
mod diagram;
mod diff;
mod explain;
mod files;
mod fmt;
mod help;
mod lang;
mod list;
mod load;
mod lsp;
mod new;
mod output;
mod report;
mod rules;
mod run;
mod source;
mod step;
mod test;
mod tools;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::render::Lang;
use crate::words::cli as say;
use color::When;
use output::{Output, Shell, complain};

/// The exit code for input that cannot be used.
const UNUSABLE: u8 = 2;
/// The exit code when the program itself fails: that of a panic.
const BUG: u8 = 101;

const AFTER_HELP: &str = "\
Examples:
  coexist run
      the scenario that the documentation begins with
  coexist run mine.ron
      your own organisation: why each log-on succeeded or failed
  coexist run mine.ron --client laptop
      only what happened to one mail program
  coexist run mine.ron -q
      only whether what you expect came out
  coexist run mine.ron --log imap4 --events
      the protocol logs and event logs that the real servers would have written
  coexist new 2010-to-2013 -o mine.ron
      a commented starting file for your own organisation
  coexist check mine.ron
      mistakes and misconfigurations, without running anything
  coexist explain mine.ron
      the first failing step, and repairs that are proven by re-runs
  coexist step mine.ron
      the run step by step on a full screen: topology, wire, decisions
  coexist what-if mine.ron --set servers.EX10.imap4.LoginType=PlainTextLogin
      who is better or worse off, and where the runs part
  coexist diagram mine.ron -o mine.svg
      a picture of the organisation, for slides and wikis
  coexist test
      every scenario below this folder, as a regression test
  coexist list
      the scenarios that come with the program
  coexist rules LB-3
      what a rule says, how certain it is, and which scenarios show it

Exit codes: 0 everything expected held, 1 something did not, 2 the input
cannot be used, 3 inconclusive (the run was cut off).";

/// What is said when nothing is asked for.
const WELCOME: &str = "\
coexist simulates POP3 and IMAP4 log-ons where Exchange 2007, 2010 and 2013 run
side by side, and tells which decision of the front end made one fail, and why.

  coexist run              run a first scenario: a shared name in InternalConnectionSettings
  coexist list             see which other scenarios there are
  coexist new              a starting file for your own organisation
  coexist check FILE.ron   find mistakes and misconfigurations without running
  coexist run FILE.ron     run it
  coexist explain FILE.ron why a log-on failed, and which commands repair it

coexist --help tells the rest.
";

/// The same in Chinese.
const WELCOME_ZH: &str = "\
coexist 模拟 Exchange 2007、2010 和 2013 并存时的 POP3 和 IMAP4 登录，
并说明前端的哪个决定使登录失败、为什么，以及用什么命令修复。

  coexist run              运行第一个场景：InternalConnectionSettings 中的共享名称
  coexist new              为您自己的组织写出起始文件
  coexist check FILE.ron   不运行即找出错误和配置错误
  coexist explain FILE.ron 说明登录为什么失败、怎样修复

其余请见 coexist --help。
";

/// Simulates POP3 and IMAP4 log-ons where Exchange 2007, 2010 and 2013 run side by side.
#[derive(Debug, Parser)]
#[command(name = "coexist", version, about, after_help = AFTER_HELP, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Whether to color the output
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    color: When,
    /// The language: en or zh; by default that of the locale
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<lang::Choice>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario and show what happened, why, and whether what was expected came out
    Run(run::Arguments),
    /// Say why log-ons failed, from when it was certain, and what makes them succeed, proven by re-runs
    Explain(explain::Arguments),
    /// Find mistakes and misconfigurations without running anything
    Check(check::Arguments),
    /// Draw the organisation, or who said what to whom in a run: SVG for slides, Mermaid or DOT
    Diagram(diagram::Arguments),
    /// Compare two runs: who is better, worse or unchanged, and at which decision they part
    Diff(diff::DiffArguments),
    /// Compare a scenario with itself, with something else set; the file is never changed
    WhatIf(diff::WhatIfArguments),
    /// Put scenario files into the canonical layout, comments kept
    Fmt(fmt::Arguments),
    /// Run every scenario below the paths: hold what it expects, compare its report with the snapshot beside it
    Test(test::Arguments),
    /// Write a commented starting file for a situation
    New(new::Arguments),
    /// Write the JSON Schema of the scenario language, for editors
    Schema,
    /// Serve an editor: mistakes and findings while one types, completion, hover, formatting (docs/editor.md)
    Lsp,
    /// Write the completions of a shell
    Completions(tools::Completions),
    /// Write the man pages
    Man(tools::Man),
    /// Write one page for the browser: the run to walk through, why it failed, what helps, and what-ifs
    Report(report::Arguments),
    /// Walk through a run on a full screen of the terminal, step by step
    Step(step::Arguments),
    /// List the scenarios that come with the program
    List(list::Arguments),
    /// List the rules of the product that are simulated, or tell which scenarios show one
    Rules(rules::Arguments),
}

/// Does what the arguments ask for, and returns the exit code.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let read = match lang::before_reading(&arguments) {
        Lang::En => Cli::command(),
        Lang::Zh => help::in_chinese(Cli::command()),
    };
    let read = read.try_get_matches_from(arguments).and_then(|it| Cli::from_arg_matches(&it));
    let cli = match read {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are "errors" with exit code 0. A closed pipe is no reason to complain.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(UNUSABLE);
        }
    };
    let shell = Shell { color: cli.color, lang: lang::choose(cli.lang) };
    let mut output = Output::new(cli.color);
    let code = match cli.command {
        None => {
            output.text(match shell.lang {
                Lang::En => WELCOME,
                Lang::Zh => WELCOME_ZH,
            });
            0
        }
        Some(Command::Run(arguments)) => run::run(&arguments, shell, &mut output),
        Some(Command::Explain(arguments)) => explain::explain(&arguments, shell, &mut output),
        Some(Command::Check(arguments)) => check::check(&arguments, shell, &mut output),
        Some(Command::Diagram(arguments)) => diagram::diagram(&arguments, shell, &mut output),
        Some(Command::Diff(arguments)) => diff::diff(&arguments, shell, &mut output),
        Some(Command::WhatIf(arguments)) => diff::what_if(&arguments, shell, &mut output),
        Some(Command::Fmt(arguments)) => fmt::fmt(&arguments, shell, &mut output),
        Some(Command::Test(arguments)) => test::test(&arguments, shell, &mut output),
        Some(Command::New(arguments)) => new::new(&arguments, shell, &mut output),
        Some(Command::Schema) => tools::write_schema(&mut output),
        Some(Command::Lsp) => {
            // An editor is answered by a thread of its own, which needs the standard output for itself.
            drop(output);
            return lsp::serve(shell);
        }
        Some(Command::Completions(arguments)) => tools::completions(&arguments, Cli::command(), &mut output),
        Some(Command::Man(arguments)) => {
            let command = match shell.lang {
                Lang::En => Cli::command(),
                Lang::Zh => help::in_chinese(Cli::command()),
            };
            tools::man(&arguments, command, shell, &mut output)
        }
        Some(Command::Report(arguments)) => report::report(&arguments, shell, &mut output),
        Some(Command::Step(arguments)) => step::step(&arguments, shell),
        Some(Command::List(arguments)) => list::list(&arguments, shell, &mut output),
        Some(Command::Rules(arguments)) => rules::rules(&arguments, shell, &mut output),
    };
    match output.finish() {
        Ok(()) => code,
        Err(error) => {
            complain(shell, &say::cannot_write_output(shell.lang, error), None);
            UNUSABLE
        }
    }
}
