//! What does `coexist watch` do?

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::thread::sleep;

use clap::Args;
use ratatui::crossterm::event;

use super::output::{Output, Shell, complain, is_dumb};
use super::report;
use super::run;
use super::source::{self, Missing};
use super::terminal::{Key, Taken, key, signals};
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
    let mut file = File { arguments, shell };
    again(&mut file, shell, output)
}

/// A file and, where one is wanted, its page.
struct File<'a> {
    arguments: &'a Arguments,
    shell: Shell,
}

impl Watched for File<'_> {
    fn file(&self) -> String {
        self.arguments.file.clone()
    }

    fn show(&mut self, output: &mut Output) {
        let Arguments { file, client, output: page } = self.arguments;
        run::quietly(file, client.clone(), self.shell, output);
        if let Some(page) = page {
            report::watched(file, page, self.shell, output);
        }
    }
}

/// What is shown again whenever its file is saved.
pub(super) trait Watched {
    /// The file.
    fn file(&self) -> String;

    /// Shows what comes of the file.
    fn show(&mut self, output: &mut Output);

    /// What the keys do that mean something here; nothing where none is heard.
    fn keys(&self) -> Option<String> {
        None
    }

    /// Does what a key means. What is shown of the same file, or of another one, comes below it.
    fn pressed(&mut self, _key: char, _output: &mut Output) {}
}

/// Shows something of a file, and again whenever it is saved, until it is interrupted or nobody reads any more.
pub(super) fn again(it: &mut dyn Watched, shell: Shell, output: &mut Output) -> u8 {
    let was_terminal = std::io::stdout().is_terminal();
    let is_heard = was_terminal && !is_dumb() && std::io::stdin().is_terminal();
    let keys = it.keys().filter(|_| is_heard);
    let signal =
        match keys.as_ref().map(|_| signals::watch().and_then(|it| signals::guard(&it).map(|()| it))).transpose() {
            Ok(signal) => signal,
            Err(error) => {
                complain(shell, &say::keys_are_not_heard(shell.lang, error), None);
                None
            }
        };
    // What another process has shown, and failed at, is not shown again.
    let mut known = (inner::told().after > 0).then(|| (it.file(), std::fs::read(it.file()).ok()));
    // What was shown when a key was pressed stays there, and what comes of it stands below.
    let mut stays = false;
    // Taken while a key is waited for. What is shown in between is shown as ever, and Ctrl-C ends it.
    let mut taken = None;
    let mut is_told = false;
    loop {
        let now = (it.file(), std::fs::read(it.file()).ok());
        if known.as_ref() != Some(&now) {
            taken = None;
            if was_terminal && !is_dumb() && !stays {
                // The last verdict makes room for the next.
                output.text("\u{1b}[2J\u{1b}[H");
            }
            output.text(&format!("{}\n", say::watching(shell.lang, &now.0)));
            output.flush();
            bug::one_of_several(1);
            it.show(output);
            bug::one_of_several(0);
            output.text("\n");
            is_told = false;
            known = Some(now);
        }
        stays = false;
        if !output.flush() || (was_terminal && !std::io::stdout().is_terminal()) {
            return 0;
        }
        let Some(signal) = &signal else {
            sleep(PAUSE);
            continue;
        };
        if taken.is_none() {
            taken = Taken::keys().ok();
        }
        // Keys are heard before they are told, so that whoever reads of one may press it. A terminal whose keys are
        // taken does not begin a line by itself.
        if let (Some(keys), Some(_), false) = (&keys, &taken, is_told) {
            output.text(&format!("{keys}\r\n"));
            output.flush();
            is_told = true;
        }
        match taken.as_ref().map_or(Ok(None), |_| pressed()) {
            Ok(Some(Key::Char('q') | Key::Esc | Key::Interrupt)) => return 0,
            Ok(Some(Key::Char(key))) => {
                taken = None;
                it.pressed(key, output);
                stays = true;
            }
            Ok(_) if taken.is_some() => {}
            _ => sleep(PAUSE),
        }
        if let Some(code) = signals::code(signal) {
            return code;
        }
    }
}

/// The key that is pressed before the file is looked at again.
fn pressed() -> std::io::Result<Option<Key>> {
    if event::poll(PAUSE)? { event::read().map(|it| key(&it)) } else { Ok(None) }
}
