//! What stands in a man page?
//!
//! One page for the program and one for each of its commands, with the sections that readers of such pages look for.
//! What is said of commands and arguments is their help; what a page has beside that stands in the tables here.

use std::path::PathBuf;

use clap::{Arg, Args, Command};
use roff::{Inline, Roff, bold, italic, roman};

use super::files::replace;
use super::output::{Output, Shell, complain};
use super::{UNUSABLE, help};
use crate::catalogue::man as words;
use crate::lang::Lang;
use crate::words::cli as say;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// What the page of a command has beside its help.
struct Page {
    command: &'static str,
    /// Beside those below the help of the program: the key of what is said, and the command.
    examples: &'static [(&'static str, &'static str)],
    /// The commands whose pages go on from there.
    related: &'static [&'static str],
}

const PAGES: [Page; 27] = [
    Page { command: "run", examples: &[], related: &["explain", "test", "step"] },
    Page { command: "explain", examples: &[], related: &["run", "what-if"] },
    Page { command: "check", examples: &[], related: &["run", "fmt", "explain"] },
    Page { command: "diagram", examples: &[], related: &["report", "step"] },
    Page { command: "diff", examples: &[("diff", "coexist diff before.ron after.ron")], related: &["what-if"] },
    Page { command: "what-if", examples: &[], related: &["diff", "explain"] },
    Page { command: "fmt", examples: &[("fmt", "coexist fmt --check scenarios")], related: &["check"] },
    Page { command: "flatten", examples: &[("flatten", "coexist flatten mine.ron")], related: &["fmt"] },
    Page {
        command: "shrink",
        examples: &[("shrink", "coexist shrink mine.ron -o small.ron")],
        related: &["explain", "test"],
    },
    Page {
        command: "rehearse",
        examples: &[
            ("rehearse", "coexist rehearse night.ron"),
            ("rehearse-script", "coexist rehearse mine.ron --script night.ps1 --at 22:00"),
        ],
        related: &["run", "diff"],
    },
    Page {
        command: "sweep",
        examples: &[("sweep", "coexist sweep mine.ron --faults 2")],
        related: &["explain", "what-if", "report"],
    },
    Page {
        command: "lesson",
        examples: &[("lesson", "coexist lesson open 1"), ("lint", "coexist lesson lint my-course")],
        related: &["run", "explain", "report"],
    },
    Page {
        command: "collect",
        examples: &[("collect", "coexist collect -o Collect-Coexist.ps1")],
        related: &["import"],
    },
    Page {
        command: "import",
        examples: &[("import", "coexist import export.zip -o contoso.ron --probe probe.ron")],
        related: &["collect", "check", "diff"],
    },
    Page { command: "test", examples: &[("accept", "coexist test --accept")], related: &["run", "check"] },
    Page { command: "new", examples: &[], related: &["check", "list"] },
    Page { command: "schema", examples: &[("schema", "coexist schema")], related: &["lsp", "help"] },
    Page { command: "lsp", examples: &[("lsp", "coexist lsp")], related: &["schema", "check"] },
    Page { command: "completions", examples: &[("completions", "coexist completions bash")], related: &["man"] },
    Page { command: "man", examples: &[("man", "coexist man --folder man1")], related: &["help"] },
    Page { command: "report", examples: &[("report", "coexist report scenarios")], related: &["step", "diagram"] },
    Page { command: "course", examples: &[("course", "coexist course -o course.html")], related: &["report"] },
    Page { command: "step", examples: &[], related: &["run", "report"] },
    Page { command: "list", examples: &[], related: &["rules", "run"] },
    Page { command: "rules", examples: &[], related: &["list", "help"] },
    Page { command: "help", examples: &[("help", "coexist help servers.imap4.LoginType")], related: &["man"] },
    Page { command: "watch", examples: &[("watch", "coexist watch mine.ron")], related: &["run", "report"] },
];

/// What the environment tells, each with the key of what is said.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("COEXIST_LANG", "own-language"),
    ("LC_ALL, LC_MESSAGES, LANG", "language"),
    ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "color"),
    ("TERM", "terminal"),
];

/// Files, each with the key of what is said, and the command that alone has to do with it.
const FILES: [(&str, &str, Option<&str>); 6] = [
    ("*.ron", "scenario", None),
    ("*.json", "json", None),
    ("*.snap.txt", "snapshot", Some("test")),
    ("report.html", "report", Some("report")),
    ("work/progress.json", "progress", Some("lesson")),
    ("course.html", "course", Some("course")),
];

/// Writes the man pages.
pub(super) fn man(arguments: &Arguments, mut command: Command, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    command.build();
    let main = page(&command, None, lang);
    let Some(folder) = &arguments.folder else {
        output.text(&main);
        return 0;
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        replace(&folder.join("coexist.1"), main.as_bytes())?;
        for it in PAGES {
            let Some(of) = command.find_subcommand(it.command) else { continue };
            let name = format!("coexist-{}.1", it.command);
            replace(&folder.join(name), page(of, Some(&it), lang).as_bytes())?;
        }
        Ok(())
    });
    match written {
        Ok(()) => 0,
        Err(error) => {
            complain(shell, &say::cannot_write(lang, folder.display(), error), None);
            UNUSABLE
        }
    }
}

/// The page of a command, or of the program.
fn page(command: &Command, of: Option<&Page>, lang: Lang) -> String {
    let word = |key: &str| words::get(key).of(lang);
    let name = of.map_or_else(|| "coexist".to_owned(), |it| format!("coexist-{}", it.command));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let about = about.trim_end_matches(['.', '。']);
    let mut roff = Roff::new();
    let version = concat!("coexist ", env!("CARGO_PKG_VERSION"));
    // No day of its own: the same program writes the same bytes. An empty one would be left out, and move the others.
    roff.control("TH", [&*name, "1", " ", version, word("manual")]);
    roff.control("SH", [word("name")]).text([roman(format!("{name} - {about}"))]);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    roff.control("SH", [word("synopsis")]).text([bold(usage)]);
    roff.control("SH", [word("description")]).text([roman(format!("{about}{}", word("stop")))]);
    if of.is_none() {
        roff.control("PP", []).text([roman(one_line(help::introduction(lang)))]);
    }
    roff.control("SH", [word("options")]);
    for it in command.get_arguments().filter(|it| !it.is_hide_set()) {
        entry(&mut roff, called(it), &said_of(it, lang));
    }
    if of.is_none() {
        roff.control("SH", [word("commands")]);
        for it in PAGES {
            let about = command.find_subcommand(it.command).and_then(Command::get_about).map(ToString::to_string);
            entry(&mut roff, vec![bold(format!("coexist-{}", it.command)), roman("(1)")], &about.unwrap_or_default());
        }
    }
    roff.control("SH", [word("exit-status")]).text([roman(one_line(help::exit(of.map(|it| it.command), lang)))]);
    roff.control("SH", [word("environment")]);
    for (variable, key) in ENVIRONMENT {
        entry(&mut roff, vec![bold(variable)], word(&format!("environment.{key}")));
    }
    roff.control("SH", [word("files")]);
    for (file, key, _) in FILES.iter().filter(|it| it.2.is_none() || of.is_none() || it.2 == of.map(|it| it.command)) {
        entry(&mut roff, vec![italic(*file)], word(&format!("files.{key}")));
    }
    roff.control("SH", [word("examples")]);
    for (command, said) in examples(of, lang) {
        entry(&mut roff, vec![bold(command)], said);
    }
    roff.control("SH", [word("see-also")]);
    let related = of.map_or_else(|| vec!["help"], |it| it.related.to_vec());
    let mut others: Vec<Inline> = of.map(|_| [bold("coexist"), roman("(1), ")]).into_iter().flatten().collect();
    for it in related {
        others.extend([bold(format!("coexist-{it}")), roman("(1), ")]);
    }
    others.push(roman(word("more")));
    roff.text(others);
    roff.render()
}

/// A term, and what is said of it below.
fn entry(roff: &mut Roff, term: Vec<Inline>, said: &str) {
    roff.control("TP", []).text(term).text([roman(one_line(said))]);
}

/// Each line of a source begins a line of the page where it begins with a space: a sentence stands in one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How an argument is written.
fn called(argument: &Arg) -> Vec<Inline> {
    let mut all = Vec::new();
    let names = [argument.get_short().map(|it| format!("-{it}")), argument.get_long().map(|it| format!("--{it}"))];
    for name in names.into_iter().flatten() {
        if !all.is_empty() {
            all.push(roman(", "));
        }
        all.push(bold(name));
    }
    if argument.get_action().takes_values() {
        if !all.is_empty() {
            all.push(roman(" "));
        }
        let values = argument.get_value_names().unwrap_or_default();
        all.push(italic(values.iter().map(clap::builder::Str::as_str).collect::<Vec<_>>().join(" ")));
    }
    all
}

/// What an argument does, and what it is where it is left out.
fn said_of(argument: &Arg, lang: Lang) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let usual: Vec<_> = argument.get_default_values().iter().map(|it| it.to_string_lossy()).collect();
    if usual.is_empty() || !argument.get_action().takes_values() {
        return help;
    }
    format!("{help} {}", say::usually(lang, usual.join(" ")))
}

/// Commands that show what a page is about, each with what it does.
fn examples(of: Option<&Page>, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let is_of = |command: &str| of.is_none_or(|it| command.split(' ').nth(1) == Some(it.command));
    let own = of.map_or(&[][..], |it| it.examples);
    let own = own.iter().map(|(key, command)| (*command, words::get(&format!("examples.{key}")).of(lang)));
    help::examples(lang).filter(|it| is_of(it.0)).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_page_and_every_page_its_command() {
        let command = help::command(Lang::En);
        let mut names: Vec<_> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
        let mut pages: Vec<_> = PAGES.iter().map(|it| it.command.to_owned()).collect();
        names.sort();
        pages.sort();
        assert_eq!(pages, names);
        for it in PAGES {
            assert!(it.related.iter().all(|other| *other != it.command && names.contains(&(*other).to_owned())));
            assert!(!examples(Some(&it), Lang::En).is_empty(), "{} has no example", it.command);
        }
    }

    #[test]
    fn every_example_is_a_command_and_everything_is_said() {
        let mut keys = 0;
        for (_, command) in PAGES.iter().flat_map(|it| it.examples) {
            let arguments = command.split(' ').map(std::ffi::OsString::from);
            assert!(help::command(Lang::En).try_get_matches_from(arguments).is_ok(), "{command}");
            keys += 1;
        }
        let said = |start: &str| words::ALL.iter().filter(|it| it.0.starts_with(start)).count();
        assert_eq!(said("examples."), keys);
        assert_eq!(said("environment."), ENVIRONMENT.len());
        assert_eq!(said("files."), FILES.len());
    }
}
