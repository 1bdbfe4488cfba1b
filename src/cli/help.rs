//! What does the help of the commands say?
//!
//! Commands and arguments are declared where they are carried out; what is said of each stands in `help.ftl`, by
//! command (`run`) and argument (`run.quiet`). A test walks the whole tree of commands and fails where a text is
//! missing or no longer needed. The examples stand here, because commands are the same in every language.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use crate::catalogue::{help as words, welcome};
use crate::lang::Lang;

/// The examples below the help: their key in `welcome.ftl`, and the command.
const EXAMPLES: [(&str, &str); 14] = [
    ("first", "coexist run"),
    ("own", "coexist run mine.ron"),
    ("one-client", "coexist run mine.ron --client laptop"),
    ("quiet", "coexist run mine.ron -q"),
    ("logs", "coexist run mine.ron --log imap4 --events"),
    ("new", "coexist new 2010-to-2013 -o mine.ron"),
    ("check", "coexist check mine.ron"),
    ("explain", "coexist explain mine.ron"),
    ("step", "coexist step mine.ron"),
    ("what-if", "coexist what-if mine.ron --set servers.EX10.imap4.LoginType=PlainTextLogin"),
    ("diagram", "coexist diagram mine.ron -o mine.svg"),
    ("test", "coexist test"),
    ("list", "coexist list"),
    ("rules", "coexist rules LB-3"),
];

/// What is proposed when nothing is asked for.
const WELCOME: [(&str, &str); 6] = [
    ("run", "coexist run"),
    ("list", "coexist list"),
    ("new", "coexist new"),
    ("check", "coexist check FILE.ron"),
    ("run-file", "coexist run FILE.ron"),
    ("explain", "coexist explain FILE.ron"),
];

/// What is said when nothing is asked for.
pub(super) fn welcome(lang: Lang) -> String {
    let of = |key: &str| welcome::get(key).of(lang);
    let mut text = format!("{}\n\n", of("welcome"));
    for (key, command) in WELCOME {
        text += &format!("  {command:24} {}\n", of(&format!("welcome.{key}")));
    }
    text + "\n" + of("welcome.rest") + "\n"
}

/// What stands below the help of the program.
fn below(lang: Lang) -> String {
    let of = |key: &str| welcome::get(key).of(lang);
    let examples = examples(lang).map(|(command, said)| format!("  {command}\n      {said}\n"));
    format!("{}\n{}\n{}", of("examples"), examples.collect::<String>(), exit(None, lang))
}

/// The examples below the help of the program: the command, and what it does.
pub(super) fn examples(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let said = move |key: &str| welcome::get(&format!("examples.{key}")).of(lang);
    EXAMPLES.iter().map(move |(key, command)| (*command, said(key)))
}

/// What the program is for, in a few sentences.
pub(super) fn introduction(lang: Lang) -> &'static str {
    welcome::get("welcome").of(lang)
}

/// What the exit codes of a command mean, or those of the program.
pub(super) fn exit(command: Option<&str>, lang: Lang) -> &'static str {
    match command {
        None => welcome::get("exit-codes").of(lang),
        Some(name) => words::get(&format!("{name}.exit")).of(lang),
    }
}

/// All commands with their help.
pub(super) fn command(lang: Lang) -> Command {
    let command = explained(Cli::command(), "coexist", lang).after_help(below(lang));
    match lang {
        Lang::En => command,
        Lang::Zh => {
            let of = |key: &str| words::get(key).of(lang);
            let version =
                Arg::new("version").short('V').long("version").action(ArgAction::Version).help(of("print-version"));
            translated(command, "", lang).disable_version_flag(true).arg(version.help_heading(of("options")))
        }
    }
}

/// A command and those below it with what is said of them and of their arguments.
fn explained(command: Command, name: &str, lang: Lang) -> Command {
    let of = |key: &str| text(key).map_or("", |it| it.of(lang));
    let key = |id: &str| format!("{}.{id}", if is_global(id) { "coexist" } else { name });
    let exit = text(&format!("{name}.exit"));
    let command = match exit {
        Some(exit) => command.after_help(exit.of(lang)),
        None => command,
    };
    command
        .about(of(name))
        .mut_args(|it| {
            let help = of(&key(it.get_id().as_str()));
            let takes_values = it.get_action().takes_values();
            let it = it.help(help);
            // The sentence says which values there are.
            if takes_values { it.hide_possible_values(true) } else { it }
        })
        .mut_subcommands(|it| {
            let name = within(name, it.get_name());
            explained(it, &name, lang)
        })
}

/// Under which name a command within another one stands: `sweep-run`.
fn within(outer: &str, name: &str) -> String {
    if outer.is_empty() || outer == "coexist" { name.to_owned() } else { format!("{outer}-{name}") }
}

/// A command and those below it with what the library says by itself in another language than its own.
fn translated(command: Command, name: &str, lang: Lang) -> Command {
    let of = |key: &str| words::get(key).of(lang);
    let usage = usage(&command, name, lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(of("print-help"));
    command
        .override_usage(usage)
        .help_template(format!("{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}", of("usage")))
        .disable_help_flag(true)
        .subcommand_help_heading(of("commands"))
        .mut_args(|it| {
            let heading = of(if it.is_positional() { "arguments" } else { "options" });
            let takes_values = it.get_action().takes_values();
            let it = it.help_heading(heading);
            if takes_values { it.hide_default_value(true) } else { it }
        })
        .arg(help.help_heading(of("options")))
        .mut_subcommands(|it| {
            let name = within(name, it.get_name());
            translated(it, &name, lang)
        })
}

/// How a command is used, with its placeholders in the language.
fn usage(command: &Command, name: &str, lang: Lang) -> String {
    // Here each command is on its own. Within the program it has a longer name, and the options that every command has;
    // any option stands for those.
    let whole = if name.is_empty() { "coexist".to_owned() } else { format!("coexist {}", spoken(name)) };
    let option = Arg::new("option").long("option").action(ArgAction::SetTrue);
    let usage = command.clone().bin_name(whole).arg(option).render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    ["any-options", "any-command"].iter().fold(usage.to_owned(), |usage, key| {
        let it = words::get(key);
        // Where one must be named the brackets are others.
        let must = |it: &str| format!("<{}>", it.trim_matches(['[', ']']));
        usage.replace(it.of(Lang::En), it.of(lang)).replace(&must(it.of(Lang::En)), &must(it.of(lang)))
    })
}

/// As it is typed: only a command within another one has a name of two parts that `help.ftl` joins.
fn spoken(name: &str) -> String {
    match name.split_once('-') {
        Some((outer, inner)) if words::ALL.iter().any(|it| it.0 == outer) => format!("{outer} {inner}"),
        _ => name.to_owned(),
    }
}

/// Arguments that every command takes.
fn is_global(id: &str) -> bool {
    matches!(id, "color" | "lang" | "memory")
}

fn text(key: &str) -> Option<crate::lang::Fixed> {
    words::ALL.iter().find(|it| it.0 == key).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that the tree of commands needs.
    fn keys() -> Vec<String> {
        let command = Cli::command();
        let of_all = ["coexist", "coexist.color", "coexist.lang", "coexist.memory"];
        let mut keys = of_all.map(str::to_owned).to_vec();
        keys_below(&command, "", &mut keys);
        keys
    }

    fn keys_below(command: &Command, outer: &str, keys: &mut Vec<String>) {
        for it in command.get_subcommands() {
            let name = within(outer, it.get_name());
            keys.push(name.clone());
            keys.push(format!("{name}.exit"));
            let own = it.get_arguments().map(|it| it.get_id().as_str()).filter(|it| !is_global(it) && *it != "help");
            keys.extend(own.map(|id| format!("{name}.{id}")));
            keys_below(it, &name, keys);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_and_nothing_else() {
        let keys = keys();
        let missing: Vec<_> = keys.iter().filter(|it| text(it).is_none()).collect();
        assert!(missing.is_empty(), "without a text: {missing:?}");
        let own =
            ["usage", "options", "arguments", "commands", "any-options", "any-command", "print-help", "print-version"];
        let left: Vec<_> =
            words::ALL.iter().filter(|it| !own.contains(&it.0) && !keys.iter().any(|key| key == it.0)).collect();
        assert!(left.is_empty(), "no longer needed: {left:?}");
    }

    #[test]
    fn every_example_is_a_command_and_said_in_every_language() {
        for (key, command) in EXAMPLES {
            let arguments = command.split(' ').map(std::ffi::OsString::from);
            assert!(super::command(Lang::En).try_get_matches_from(arguments).is_ok(), "{key}: {command}");
        }
        let said = |start: &str| welcome::ALL.iter().filter(|it| it.0.starts_with(start)).count();
        assert_eq!(said("examples."), EXAMPLES.len());
        assert_eq!(said("welcome."), WELCOME.len() + 1);
        for lang in [Lang::En, Lang::Zh] {
            let (help, first) = (below(lang), super::welcome(lang));
            assert!(EXAMPLES.iter().all(|it| help.lines().any(|line| line.trim() == it.1)), "{help}");
            assert!(WELCOME.iter().all(|it| first.contains(&format!("  {:24} ", it.1))), "{first}");
        }
    }

    #[test]
    fn the_help_in_chinese_has_no_english_sentence() {
        let mut all = vec![command(Lang::Zh)];
        all.extend(command(Lang::Zh).get_subcommands().cloned());
        for mut command in all {
            let help = command.render_long_help().to_string();
            let words = [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Arguments",
                "Print",
                "possible values",
                "default",
            ];
            for word in words {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
        }
    }

    /// The usage is that of the English help, but for its placeholders.
    #[test]
    fn the_usage_in_chinese_names_the_same_arguments() {
        let line = |help: &str, start: &str| {
            let line = help.lines().find(|it| it.starts_with(start)).unwrap_or_else(|| panic!("no usage in\n{help}"));
            line[start.len()..].trim().to_owned()
        };
        let help = |mut command: Command, name: &str| {
            command.build();
            match command.find_subcommand_mut(name) {
                Some(it) => it.render_long_help().to_string(),
                None => command.render_long_help().to_string(),
            }
        };
        let names: Vec<_> = Cli::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
        for name in names.iter().map(String::as_str).chain([""]) {
            let english = line(&help(command(Lang::En), name), "Usage:");
            let chinese = line(&help(command(Lang::Zh), name), "用法：");
            assert_eq!(chinese, english.replace("OPTIONS", "选项").replace("COMMAND", "命令"));
        }
    }
}
