//! What does `coexist fmt` do?

use std::path::PathBuf;

use clap::Args;

use super::UNUSABLE;
use super::files::{replace, scenarios};
use super::load::problems;
use super::output::{Output, Shell, complain};
use super::source::{self, Missing, Source};
use crate::catalogue::marks;
use crate::scenario::format::format;
use crate::scenario::parse::by_itself;
use crate::scenario::tree::json::is_json;
use crate::words::{cli as say, test as words};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE|FOLDER|-", required = true)]
    paths: Vec<PathBuf>,
    #[arg(long)]
    check: bool,
}

/// Puts files into the canonical layout.
pub(super) fn fmt(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    if arguments.paths.iter().any(|it| it.as_os_str() == "-") {
        if arguments.paths.len() > 1 {
            complain(shell, &say::input_alone(shell.lang), None);
            return UNUSABLE;
        }
        let input = source::find(Some("-"), shell.lang).map_err(|it| refuse(&it, shell));
        return match input.and_then(|it| formatted(&it, shell)) {
            Ok((before, after)) if arguments.check => u8::from(before != after),
            Ok((_, after)) => {
                output.text(&after);
                0
            }
            Err(code) => code,
        };
    }
    let files = match scenarios(&arguments.paths) {
        Ok(files) => files,
        Err((path, error)) => {
            complain(shell, &say::cannot_read(shell.lang, path.display(), error), None);
            return UNUSABLE;
        }
    };
    if files.is_empty() {
        let folders: Vec<_> = arguments.paths.iter().map(|it| it.display().to_string()).collect();
        let help = words::no_scenario_help(shell.lang);
        complain(shell, &words::no_scenario(shell.lang, folders.join(&marks::item(shell.lang))), Some(&help));
        return UNUSABLE;
    }
    let mut worst = 0;
    for path in files {
        let name = path.to_string_lossy();
        let one = source::file(&name, shell.lang).map_err(|it| refuse(&it, shell)).and_then(|it| formatted(&it, shell));
        let (before, after) = match one {
            Ok(texts) => texts,
            Err(code) => {
                worst = worst.max(code);
                continue;
            }
        };
        if before == after {
            continue;
        }
        if arguments.check {
            output.text(&format!("{name}\n"));
            worst = worst.max(1);
        } else if let Err(error) = replace(&path, after.as_bytes()) {
            complain(shell, &say::cannot_write(shell.lang, &name, error), None);
            worst = worst.max(UNUSABLE);
        } else {
            output.text(&format!("{}\n", say::formatted(shell.lang, &name)));
        }
    }
    worst
}

fn refuse(missing: &Missing, shell: Shell) -> u8 {
    complain(shell, &missing.message, missing.help.as_deref());
    UNUSABLE
}

/// The text as it is and as it should be. A file that cannot be read as a scenario is left alone, and its mistakes are
/// told.
fn formatted(source: &Source, shell: Shell) -> Result<(String, String), u8> {
    let Ok(text) = std::str::from_utf8(&source.bytes) else {
        problems(source, &source.load().err().unwrap_or_default(), shell);
        return Err(UNUSABLE);
    };
    // What does not fit together can still be laid out; what is no scenario cannot.
    if is_json(text) {
        complain(shell, &say::json_is_not_laid_out(shell.lang, &source.place), None);
        return Err(UNUSABLE);
    }
    let before = by_itself(text).map_err(|mistakes| {
        problems(source, &mistakes, shell);
        complain(shell, &say::left_alone(shell.lang, &source.place), None);
        UNUSABLE
    })?;
    let after = format(text);
    if by_itself(&after).ok() != Some(before) {
        complain(shell, &say::format_bug(shell.lang, &source.place), Some(&say::report_bug(shell.lang)));
        return Err(super::BUG);
    }
    Ok((text.to_owned(), after))
}
