//! Which scenarios are there?

use clap::Args;

use super::UNUSABLE;
use super::output::{Output, Shell, complain};
use super::source;
use crate::catalogue::marks;
use crate::gallery::{self, Entry};
use crate::resolve::load;
use crate::words::cli as say;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    topic: Option<String>,
}

/// Lists the gallery by topic, each scenario with its title.
pub(super) fn list(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let mut topics: Vec<&str> = gallery::ALL.iter().map(|it| it.topic).collect();
    topics.dedup();
    if let Some(wanted) = &arguments.topic {
        if !topics.contains(&wanted.as_str()) {
            let help = source::closest(wanted, topics.iter().copied()).map_or_else(
                || say::there_are(lang, topics.join(&marks::item(lang))),
                |it| say::did_you_mean(lang, format!("{it:?}")),
            );
            complain(shell, &say::no_topic(lang, format!("{wanted:?}")), Some(&help));
            return UNUSABLE;
        }
        topics.retain(|it| it == wanted);
    }
    for (index, topic) in topics.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        output.text(&format!("{gap}{topic}\n"));
        let entries = || gallery::ALL.iter().filter(|it| it.topic == *topic);
        let width = entries().map(|it| it.claim.len()).max().unwrap_or(0);
        for entry in entries() {
            let mark = if entry.claim == gallery::DEFAULT { say::default_scenario(lang) } else { String::new() };
            output.text(&format!("  {:width$}  {}{mark}\n", entry.claim, title(entry)));
        }
    }
    output.text(&format!("\n{}\n", say::run_one(lang)));
    0
}

fn title(entry: &Entry) -> String {
    load(entry.text, entry.claim)
        .unwrap_or_else(|problems| panic!("{} of the gallery is unsound: {problems:?}", entry.claim))
        .world
        .title
}
