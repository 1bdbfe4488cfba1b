//! What does `coexist new` do?

mod chinese;

use std::path::PathBuf;

use clap::Args;

use super::UNUSABLE;
use super::files::replace;
use super::output::{Output, Shell, complain};
use super::source::closest;
use crate::render::Lang;
use crate::words::{cli, test as say};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The situation to start from; without one they are listed
    situation: Option<String>,
    /// Write it to this file instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "situation")]
    output: Option<PathBuf>,
    /// Overwrite the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// A starting file.
struct Situation {
    name: &'static str,
    about: fn(Lang) -> String,
    text: &'static str,
}

const SITUATIONS: [Situation; 5] = [
    Situation { name: "2010-to-2013", about: say::situation_2010, text: include_str!("new/2010-to-2013.ron") },
    Situation { name: "2007-to-2013", about: say::situation_2007, text: include_str!("new/2007-to-2013.ron") },
    Situation { name: "all-three", about: say::situation_all, text: include_str!("new/all-three.ron") },
    Situation { name: "two-sites", about: say::situation_sites, text: include_str!("new/two-sites.ron") },
    Situation { name: "load-balancer", about: say::situation_balancer, text: include_str!("new/load-balancer.ron") },
];

/// Writes a commented starting file.
pub(super) fn new(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let Some(name) = &arguments.situation else {
        output.text(&format!("{}\n", say::situations(lang)));
        for it in &SITUATIONS {
            output.text(&format!("  {:14}  {}\n", it.name, (it.about)(lang)));
        }
        output.text(&format!("\n{}\n", say::new_help(lang)));
        return 0;
    };
    let Some(situation) = SITUATIONS.iter().find(|it| it.name.eq_ignore_ascii_case(name)) else {
        let names = || SITUATIONS.iter().map(|it| it.name);
        let help = closest(name, names()).map_or_else(
            || cli::there_are(lang, names().collect::<Vec<_>>().join(", ")),
            |it| cli::did_you_mean(lang, format!("{it:?}")),
        );
        complain(shell, &say::no_situation(lang, format!("{name:?}")), Some(&help));
        return UNUSABLE;
    };
    let text = match lang {
        Lang::En => situation.text.to_owned(),
        Lang::Zh => chinese::in_chinese(situation.text),
    };
    let Some(path) = &arguments.output else {
        output.text(&text);
        return 0;
    };
    if path.exists() && !arguments.force {
        complain(shell, &say::exists(lang, path.display()), Some(&say::exists_help(lang)));
        return UNUSABLE;
    }
    match replace(path, text.as_bytes()) {
        Ok(()) => {
            output.text(&format!("{}\n", say::written(lang, path.display())));
            0
        }
        Err(error) => {
            complain(shell, &cli::cannot_write(lang, path.display(), error), None);
            UNUSABLE
        }
    }
}
