//! What does `coexist report` do?
//!
//! Puts one or several runs, the texts, the pictures and the core into one file that opens from disk.

pub(super) mod assemble;

use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{replace, scenarios};
use super::load::loaded;
use super::output::{Output, Shell, complain};
use super::source::{self, Source};
use super::{UNUSABLE, bug, long, memory};
use crate::page;
use crate::resolve::load;
use crate::sim;
use crate::trace::Run;
use crate::words::{cli as say, report as words};
use crate::world::World;
use assemble::{Run as PackedRun, assemble, mark};

/// The largest page that is written, in bytes. Browsers open it; mail servers and wikis take it.
pub(super) const LARGEST: usize = 10_000_000;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,
    #[arg(long)]
    predict: bool,
}

/// Writes a page.
pub(super) fn report(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let sources = match sources(&arguments.scenarios, shell) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    if sources.is_empty() {
        complain(shell, &words::no_scenario(lang), None);
        return UNUSABLE;
    }
    let mut runs = Vec::new();
    let mut unusable = 0;
    for source in &sources {
        match loaded(source, shell) {
            // One broken file in a folder does not keep the others from being shown.
            Err(_) => unusable += 1,
            Ok(world) => {
                let text = &source.text();
                let _at_work = bug::at_work(shell, &world);
                bug::where_asked_for(&world);
                let run = long::run(&world, shell);
                runs.push(PackedRun::new(source, &page::of_run(&source.name, (text, &world), &run, true)));
            }
        }
    }
    if runs.is_empty() {
        return UNUSABLE;
    }
    let file = assemble(&runs, lang, arguments.predict, (None, None));
    if file.len() > LARGEST {
        complain(
            shell,
            &words::too_large(lang, file.len() / 1_000_000, LARGEST / 1_000_000),
            Some(&words::smaller(lang)),
        );
        return UNUSABLE;
    }
    if let Err(error) = replace(&arguments.output, file.as_bytes()) {
        complain(shell, &say::cannot_write(lang, arguments.output.display(), error), None);
        return UNUSABLE;
    }
    output.text(&format!("{}\n", words::written(lang, arguments.output.display(), runs.len(), file.len() / 1000)));
    if unusable > 0 {
        complain(shell, &words::left_out(lang, unusable), None);
        return UNUSABLE;
    }
    memory::cut_short(shell).unwrap_or(0)
}

/// The page of one run that first shows what came of many, and what goes wrong with it.
pub(super) fn with_overview(
    (source, world): (&Source, &World),
    run: &Run,
    overview: &serde_json::Value,
    shell: Shell,
) -> Result<String, u8> {
    let lang = shell.lang;
    let text = &source.text();
    let shown = page::of_run(&source.name, (text, world), run, true);
    let file = assemble(&[PackedRun::new(source, &shown)], lang, false, (None, Some(overview)));
    if file.len() > LARGEST {
        let message = words::too_large(lang, file.len() / 1_000_000, LARGEST / 1_000_000);
        complain(shell, &message, Some(&words::smaller(lang)));
        return Err(UNUSABLE);
    }
    Ok(file)
}

/// Writes the page of a file that is watched, and beside it a picture by which an open page sees that it was written
/// anew. What is wrong with the file was told: then the page stays as it was.
pub(super) fn watched(name: &str, page: &Path, shell: Shell, output: &mut Output) {
    let Ok(source) = source::file(name, shell.lang) else { return };
    let text = source.text();
    let Ok(found) = load(&text, &source.name) else { return };
    let run = sim::run_within(&found.world, memory::of_one(1), u64::MAX, &mut |_| true);
    let shown = page::of_run(&source.name, (&text, &found.world), &run, true);
    let stamp = page.file_name().map_or_else(String::new, |it| format!("{}.svg", it.to_string_lossy()));
    let file = assemble(&[PackedRun::new(&source, &shown)], shell.lang, false, (Some(&stamp), None));
    let mark = mark(file.as_bytes());
    let written = replace(page, file.as_bytes()).and_then(|()| replace(&page.with_file_name(&stamp), mark.as_bytes()));
    match written {
        Err(error) => complain(shell, &say::cannot_write(shell.lang, page.display(), error), None),
        Ok(()) => output.text(&format!("{}\n", words::written(shell.lang, page.display(), 1, file.len() / 1000))),
    }
}

fn sources(named: &[String], shell: Shell) -> Result<Vec<Source>, u8> {
    let missing = |it: source::Missing| {
        complain(shell, &it.message, it.help.as_deref());
        UNUSABLE
    };
    if named.is_empty() {
        return Ok(vec![source::find(None, shell.lang).map_err(missing)?]);
    }
    let mut found = Vec::new();
    for name in named {
        let path = PathBuf::from(name);
        if path.is_dir() {
            let files = scenarios(&[path]).map_err(|(path, error)| {
                complain(shell, &say::cannot_read(shell.lang, path.display(), error), None);
                UNUSABLE
            })?;
            for file in files {
                found.push(source::file(&file.to_string_lossy(), shell.lang).map_err(missing)?);
            }
        } else {
            found.push(source::find(Some(name), shell.lang).map_err(missing)?);
        }
    }
    Ok(found)
}
