//! What does `coexist watch` do?

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::thread::sleep;

use clap::Args;

use super::output::{Output, Shell, complain, is_dumb};
use super::report;
use super::run;
use super::source::{self, Missing};
use super::{UNUSABLE, bug, inner};
use crate::words::cli as say;

/// How long it waits before it looks at the file again.
#[allow(clippy::disallowed_types, reason = "a file is looked at in the time of whoever writes it")]
const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    file: String,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Shows the verdict of a file, and again whenever it is saved, until it is interrupted or nobody reads any more.
pub(super) fn watch(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let name = &arguments.file;
    if !Path::new(name).is_file() {
        // A scenario of the gallery is in the program and never saved.
        let Err(Missing { message, help }) = source::file(name, shell.lang) else { return UNUSABLE };
        complain(shell, &message, help.as_deref());
        return UNUSABLE;
    }
    let mut show = |output: &mut Output| {
        run::quietly(name, arguments.client.clone(), shell, output);
        if let Some(page) = &arguments.output {
            report::watched(name, page, shell, output);
        }
    };
    again(name, shell, output, &mut show)
}

/// Shows something of a file, and again whenever it is saved, until it is interrupted or nobody reads any more.
pub(super) fn again(name: &str, shell: Shell, output: &mut Output, show: &mut dyn FnMut(&mut Output)) -> u8 {
    let was_terminal = std::io::stdout().is_terminal();
    // What another process has shown, and failed at, is not shown again.
    let mut known = (inner::told().after > 0).then(|| std::fs::read(name).ok());
    loop {
        let bytes = std::fs::read(name).ok();
        if known.as_ref() != Some(&bytes) {
            if was_terminal && !is_dumb() {
                // The last verdict makes room for the next.
                output.text("\u{1b}[2J\u{1b}[H");
            }
            output.text(&format!("{}\n", say::watching(shell.lang, name)));
            output.flush();
            bug::one_of_several(1);
            show(output);
            bug::one_of_several(0);
            output.text("\n");
            known = Some(bytes);
        }
        if !output.flush() || (was_terminal && !std::io::stdout().is_terminal()) {
            return 0;
        }
        sleep(PAUSE);
    }
}
