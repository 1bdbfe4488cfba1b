//! What does `coexist help TOPIC` say?
//!
//! The whole reference is in the program: every document, in each language, as it stands in `docs`. A topic is a
//! command, a document, a heading of one (a finding, a diagnostic, a type, a cmdlet), or a row of one of its tables (a
//! field, a rule, an outcome, a switch). `--html` writes all of it as one page.

mod documents;
mod page;
mod terminal;

use std::path::PathBuf;

use clap::{Args, Command};

use super::UNUSABLE;
use super::files::replace;
use super::output::{Output, Shell, already_there, complain};
use super::source::closest;
use crate::catalogue::marks;
use crate::render::{Lang, Paint, PaintRole};
use crate::scenario::reference;
use crate::words::cli as say;

use documents::{DOCUMENTS, Topic, topics};

/// So many topics are told in full; of more, only where they stand.
const FULL_MAX: usize = 4;
/// So many places are listed of what is only spoken of.
const PLACES_MAX: usize = 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    topic: Option<String>,
    #[arg(long)]
    html: bool,
    #[arg(short, long, value_name = "FILE", requires = "html")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

/// Tells what is known of a topic, or writes everything as a page.
pub(super) fn help(arguments: &Arguments, program: &Command, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    if arguments.html {
        if let Some(path) = arguments.output.as_ref().filter(|it| it.exists() && !arguments.force) {
            return already_there(shell, path);
        }
        let page = page::page(lang);
        let Some(path) = &arguments.output else {
            output.text(&page);
            return 0;
        };
        if let Err(error) = replace(path, page.as_bytes()) {
            complain(shell, &say::cannot_write(lang, format!("{:?}", path.display()), error), None);
            return UNUSABLE;
        }
        output.text(&format!("{}\n", say::wrote(lang, path.display())));
        return 0;
    }
    let Some(topic) = &arguments.topic else {
        overview(program, lang, output);
        return 0;
    };
    if tell(topic, program, lang, output) {
        return 0;
    }
    let names = known(program, lang);
    let help = closest(topic, names.iter().map(String::as_str))
        .map_or_else(|| say::help_lists(lang), |it| say::did_you_mean(lang, format!("{it:?}")));
    complain(shell, &say::no_help(lang, format!("{topic:?}")), Some(&help));
    UNUSABLE
}

/// Whether there is a topic of this name that `coexist help` tells in full.
pub(super) fn is_topic(name: &str) -> bool {
    !named(name, Lang::En).is_empty()
}

/// Tells a topic. Whether there was something to be told.
pub(super) fn tell(topic: &str, program: &Command, lang: Lang, output: &mut Output) -> bool {
    if let Some(command) = program.get_subcommands().find(|it| it.get_name() == topic) {
        let mut command = command.clone().bin_name(format!("coexist {topic}"));
        output.text(&command.render_help().to_string());
        return true;
    }
    if let Some(document) = DOCUMENTS.iter().find(|it| it.name.eq_ignore_ascii_case(topic)) {
        output.text(&terminal::rendered(document.text(lang), output.width(), &output.paint()));
        return true;
    }
    let found = named(topic, lang);
    if found.is_empty() {
        return mentioned(topic, lang, output);
    }
    if found.len() > FULL_MAX {
        output.text(&format!("{}\n", say::several_topics(lang, format!("{topic:?}"))));
        for it in &found {
            output.text(&format!("  coexist help {}.{topic}\n", it.under));
        }
        return true;
    }
    for (index, it) in found.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        let paint = &output.paint();
        let (start, end) = (paint.start(PaintRole::Note), paint.end(PaintRole::Note));
        let place = if it.under.is_empty() { it.document.to_owned() } else { format!("{}, {}", it.document, it.under) };
        output.text(&format!("{gap}{start}{}{end}\n\n", say::from_document(lang, place)));
        output.text(&terminal::rendered(&it.text(), output.width(), paint));
    }
    true
}

/// The topics that bear a name: `LoginType`, `ProtocolSettings.LoginType`, `servers.imap4.LoginType`, `LB-3`.
fn named(topic: &str, lang: Lang) -> Vec<Topic> {
    let all = topics(lang);
    let is = |it: &Topic, name: &str| it.names.iter().any(|it| it.eq_ignore_ascii_case(name));
    let mut found: Vec<Topic> = all.iter().filter(|it| is(it, topic)).cloned().collect();
    if found.is_empty()
        && let Some((owner, field)) = reference::owner_of(topic)
    {
        let fits = |it: &&Topic| is(it, field) && it.under.eq_ignore_ascii_case(owner) && it.document == "scenario";
        found = all.iter().filter(fits).cloned().collect();
    }
    // A heading says more than the rows that only link to it.
    if found.iter().any(|it| it.is_section) {
        found.retain(|it| !it.only_links());
    }
    found
}

/// Lists what only speaks of a word. Whether something does.
fn mentioned(word: &str, lang: Lang, output: &mut Output) -> bool {
    let low = word.to_lowercase();
    let speaks = |it: &Topic| it.text().to_lowercase().contains(&low);
    let all = topics(lang);
    let mut names: Vec<_> = all
        .iter()
        .filter(|it| it.is_section && speaks(it))
        .filter_map(|it| it.names.first().map(|name| (name.clone(), it.document)))
        .collect();
    names.dedup();
    if names.is_empty() || low.chars().count() < 2 {
        return false;
    }
    output.text(&format!("{}\n", say::only_mentioned(lang, format!("{word:?}"))));
    for (name, document) in names.iter().take(PLACES_MAX) {
        let name = if name.contains(' ') { format!("{name:?}") } else { name.clone() };
        output.text(&format!("  coexist help {name:40} {document}\n"));
    }
    if names.len() > PLACES_MAX {
        output.text(&format!("  {}\n", say::and_more(lang, names.len() - PLACES_MAX)));
    }
    true
}

/// What there is to ask for.
fn overview(program: &Command, lang: Lang, output: &mut Output) {
    let commands: Vec<_> = program.get_subcommands().map(clap::Command::get_name).collect();
    let documents: Vec<_> = DOCUMENTS.iter().map(|it| it.name).collect();
    let paint = &output.paint();
    let title = |text: String| format!("{}{text}{}", paint.start(PaintRole::Title), paint.end(PaintRole::Title));
    let list = |names: Vec<&str>| terminal::paragraph(&names.join(&marks::item(lang)), 2, output.width());
    let mut text = format!("{}\n\n", say::help_of_topics(lang));
    text += &format!("{}\n{}\n", title(say::help_commands(lang)), list(commands));
    text += &format!("{}\n{}\n", title(say::help_documents(lang)), list(documents));
    text += &format!("{}\n", title(say::help_topics(lang)));
    for (topic, what) in [
        ("servers.imap4.LoginType", say::help_a_field(lang)),
        ("SetDns", say::help_an_action(lang)),
        ("LogonFailed", say::help_an_outcome(lang)),
        ("FALL-3", say::help_a_rule(lang)),
        ("F013", say::help_a_finding(lang)),
        ("R003", say::help_a_diagnostic(lang)),
        ("Set-ImapSettings", say::help_a_cmdlet(lang)),
    ] {
        text += &format!("  coexist help {topic:24} {what}\n");
    }
    output.text(&(text + "\n" + &say::help_as_page(lang) + "\n"));
}

/// Every name that can be asked for.
pub(super) fn known(program: &Command, lang: Lang) -> Vec<String> {
    let commands = program.get_subcommands().map(|it| it.get_name().to_owned());
    let documents = DOCUMENTS.iter().map(|it| it.name.to_owned());
    commands.chain(documents).chain(topics(lang).into_iter().flat_map(|it| it.names)).collect()
}
