//! What does Tab offer?
//!
//! What `coexist completions` writes for a shell asks the program itself at each Tab. So it knows the scenarios of the
//! gallery, the files that are there and who is in them, rules, situations and topics, and never gets old.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, Command, ValueHint};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;

use super::{UNUSABLE, help, lang, load, manual, new, source};
use crate::gallery;
use crate::render::Lang;
use crate::rules::Rule;
use crate::scenario::language::{Describe, Kind};
use crate::words::gallery::title_of;
use crate::world::{Outcome, World};

/// The variable by which the shell asks.
const ASKED: &str = "COEXIST_COMPLETE";

/// What a shell reads to ask the program.
pub(super) fn script(shell: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(shell) = Shells::builtins().completer(shell) {
        // Into memory nothing is written in vain.
        let _ = shell.write_registration(ASKED, "coexist", "coexist", "coexist", &mut bytes);
    }
    bytes
}

/// Answers a shell that asks. The exit code, if one did.
pub(super) fn answer(arguments: &[OsString]) -> Option<u8> {
    std::env::var_os(ASKED)?;
    let typed: Arc<[String]> = arguments.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    let lang = lang::before_reading(arguments);
    let here = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(|| offering(lang, &typed)).var(ASKED);
    match asked.try_complete(arguments, here.as_deref()) {
        Ok(true) => Some(0),
        Ok(false) => None,
        Err(error) => {
            let _ = error.print();
            Some(UNUSABLE)
        }
    }
}

/// The program, with what may stand for each argument.
fn offering(lang: Lang, typed: &Arc<[String]>) -> Command {
    help::command(lang).mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|it| offered(&name, it, lang, typed))
    })
}

/// An argument of a command, with what may stand for it.
fn offered(command: &str, argument: Arg, lang: Lang, typed: &Arc<[String]>) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let list = move |all: Vec<(String, String)>| ArgValueCompleter::new(move |current: &OsStr| among(&all, current));
    let of_world = |who: fn(&World) -> Vec<String>| {
        let typed = Arc::clone(typed);
        ArgValueCompleter::new(move |current: &OsStr| {
            let all = typed.iter().filter_map(|it| world(it, lang)).flat_map(|it| who(&it));
            among(&all.map(|it| (it, String::new())).collect::<Vec<_>>(), current)
        })
    };
    let named =
        |all: &mut dyn Iterator<Item = &'static str>| list(all.map(|it| (it.to_owned(), String::new())).collect());
    match (command, id.as_str()) {
        ("fmt" | "test", "paths") | ("watch", "file") => argument.add(ArgValueCompleter::new(files())),
        (_, "scenario" | "scenarios" | "first" | "second") => {
            argument.add(ArgValueCompleter::new(move |current: &OsStr| scenarios(current, lang)))
        }
        (_, "client") => argument.add(of_world(|it| load::who(it).into_iter().map(str::to_owned).collect())),
        ("what-if", "on") => argument.add(of_world(|it| it.servers.iter().map(|it| it.name.to_string()).collect())),
        ("rules", "id") | ("list", "rule") => {
            argument.add(list(Rule::ALL.iter().map(|it| (it.id().to_owned(), it.said(lang).to_owned())).collect()))
        }
        ("list", "outcome") => {
            let Kind::Enum(all) = Outcome::KIND else { return argument };
            argument.add(named(&mut all.variants.iter().map(|it| it.name)))
        }
        ("list", "topic") => {
            let mut topics: Vec<_> = gallery::ALL.iter().map(|it| it.topic).collect();
            topics.dedup();
            argument.add(named(&mut topics.into_iter()))
        }
        ("new", "situation") => argument.add(list(new::situations(lang))),
        ("help", "topic") => argument.add(ArgValueCompleter::new(move |current: &OsStr| {
            // There are hundreds: only what has been begun is completed.
            let names = manual::known(&help::command(lang), lang).into_iter().filter(|it| !it.contains(' '));
            let all: Vec<_> = names.map(|it| (it, String::new())).collect();
            if current.is_empty() { Vec::new() } else { among(&all, current) }
        })),
        (_, "output" | "junit" | "font") => argument.value_hint(ValueHint::FilePath),
        (_, "frames" | "folder") => argument.value_hint(ValueHint::DirPath),
        _ => argument,
    }
}

/// Those of a list that begin as it is written, in whatever case, each once; with what is said of each.
fn among(all: &[(String, String)], current: &OsStr) -> Vec<CompletionCandidate> {
    let begun = current.to_string_lossy().to_lowercase();
    let mut found: Vec<_> = all.iter().filter(|it| it.0.to_lowercase().starts_with(&begun)).collect();
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    let said = |it: &str| (!it.is_empty()).then(|| it.replace(['`', '*'], "").into());
    found.into_iter().map(|(name, about)| CompletionCandidate::new(name).help(said(about))).collect()
}

/// Scenarios that are files, and the folders on the way to them.
fn files() -> PathCompleter {
    PathCompleter::any().filter(|path| {
        let ends = |it| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(it));
        path.is_dir() || ends("ron") || ends("json")
    })
}

/// Files, and the gallery like folders: first its topics, then what is in one, or what begins as it is written.
fn scenarios(current: &OsStr, lang: Lang) -> Vec<CompletionCandidate> {
    let mut found = files().complete(current);
    let begun = current.to_string_lossy();
    let mut of_gallery = Vec::new();
    for it in gallery::ALL {
        let title = title_of(lang, it.topic, it.claim).to_owned();
        if begun.contains('/') {
            of_gallery.push((format!("{}/{}", it.topic, it.claim), title));
        } else {
            of_gallery.push((format!("{}/", it.topic), String::new()));
            if !begun.is_empty() {
                of_gallery.push((it.claim.to_owned(), title));
            }
        }
    }
    found.extend(among(&of_gallery, current));
    found
}

/// The scenario that a word of the command line means, if it does.
fn world(word: &str, lang: Lang) -> Option<World> {
    if word == "-" || gallery::find(word).is_none() && !Path::new(word).is_file() {
        return None;
    }
    Some(source::find(Some(word), lang).ok()?.load().ok()?.world)
}
