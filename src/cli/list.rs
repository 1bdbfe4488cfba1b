//! Which scenarios are there, and what does one show?

use clap::Args;

use super::UNUSABLE;
use super::output::{Output, Shell, complain};
use super::source;
use crate::catalogue::marks;
use crate::gallery::{self, Entry};
use crate::ledger;
use crate::render::Lang;
use crate::render::text::wrapped;
use crate::rules::Rule;
use crate::scenario::language::{Describe, Kind};
use crate::words::cli as say;
use crate::words::gallery::{opening_of, title_of};
use crate::world::Outcome;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    topic: Option<String>,
    #[arg(long, value_name = "WORD")]
    search: Vec<String>,
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
}

/// What is asked for.
struct Wanted {
    topic: Option<&'static str>,
    words: Vec<String>,
    rule: Option<Rule>,
    outcome: Option<&'static str>,
}

/// Lists the gallery by topic, each scenario with its title; a scenario that is named is described.
pub(super) fn list(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    if let Some(entry) = arguments.topic.as_deref().and_then(gallery::find) {
        one(entry, lang, output);
        return 0;
    }
    let wanted = match wanted(arguments, shell) {
        Ok(wanted) => wanted,
        Err(code) => return code,
    };
    let mut last = "";
    let found: Vec<&Entry> = gallery::ALL.iter().filter(|it| wanted.is(it)).collect();
    for entry in &found {
        let title = title_of(lang, entry.topic, entry.claim);
        if entry.topic != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            output.text(&format!("{gap}{}\n", entry.topic));
            last = entry.topic;
        }
        let width = found.iter().filter(|it| it.topic == last).map(|it| it.claim.len()).max().unwrap_or(0);
        let mark = if entry.claim == gallery::DEFAULT { say::default_scenario(lang) } else { String::new() };
        // Where both do not fit into a line, the title stands below.
        let line = format!("  {:width$}  {title}{mark}", entry.claim);
        if unicode_width::UnicodeWidthStr::width(line.as_str()) <= output.width() {
            output.text(&format!("{line}\n"));
        } else {
            output.text(&format!("  {}\n      {title}{mark}\n", entry.claim));
        }
    }
    if found.is_empty() {
        complain(shell, &say::no_scenario_found(lang), Some(&say::search_help(lang)));
        return UNUSABLE;
    }
    output.text(&format!("\n{}\n", say::run_one(lang)));
    0
}

/// Reads what is asked for. What is not there is told here.
fn wanted(arguments: &Arguments, shell: Shell) -> Result<Wanted, u8> {
    let lang = shell.lang;
    let refuse = |message: String, written: &str, known: &[&str]| {
        let help = source::closest(written, known.iter().copied()).map_or_else(
            || say::there_are(lang, known.join(&marks::item(lang))),
            |it| say::did_you_mean(lang, format!("{it:?}")),
        );
        complain(shell, &message, Some(&help));
        UNUSABLE
    };
    let mut topics: Vec<&'static str> = gallery::ALL.iter().map(|it| it.topic).collect();
    topics.dedup();
    let topic = match &arguments.topic {
        Some(name) => match topics.iter().find(|it| *it == name) {
            Some(topic) => Some(*topic),
            None => return Err(refuse(say::no_topic(lang, format!("{name:?}")), name, &topics)),
        },
        None => None,
    };
    let rule = match &arguments.rule {
        Some(id) => match Rule::from_id(id) {
            Some(rule) => Some(rule),
            None => {
                let known: Vec<_> = Rule::ALL.iter().map(|it| it.id()).collect();
                let help = source::closest(id, known.iter().copied())
                    .map_or_else(|| say::rules_are_listed(lang), |it| say::did_you_mean(lang, format!("{it:?}")));
                complain(shell, &say::no_such_rule(lang, format!("{id:?}")), Some(&help));
                return Err(UNUSABLE);
            }
        },
        None => None,
    };
    let outcome = match &arguments.outcome {
        Some(name) => {
            let Kind::Enum(list) = Outcome::KIND else { unreachable!("outcomes are a list of words") };
            let all: Vec<&'static str> = list.variants.iter().map(|it| it.name).collect();
            match all.iter().find(|it| it.eq_ignore_ascii_case(name)) {
                Some(outcome) => Some(*outcome),
                None => return Err(refuse(say::no_outcome(lang, format!("{name:?}")), name, &all)),
            }
        }
        None => None,
    };
    Ok(Wanted { topic, words: arguments.search.iter().map(|it| it.to_lowercase()).collect(), rule, outcome })
}

impl Wanted {
    /// Whether a scenario is one that is asked for.
    fn is(&self, entry: &Entry) -> bool {
        if self.topic.is_some_and(|it| it != entry.topic) || !self.words.iter().all(|it| speaks_of(entry, it)) {
            return false;
        }
        self.rule.is_none_or(|it| ledger::expects_rule(entry, it))
            && self.outcome.is_none_or(|it| ledger::expects_outcome(entry, it))
    }
}

/// Whether a word stands in the name of a scenario or anywhere in its text: title, opening words, settings.
fn speaks_of(entry: &Entry, word: &str) -> bool {
    let (topic, claim) = (entry.topic, entry.claim);
    claim.replace('-', " ").contains(word)
        || claim.contains(word)
        || entry.text.to_lowercase().contains(word)
        || title_of(Lang::Zh, topic, claim).to_lowercase().contains(word)
        || opening_of(Lang::Zh, topic, claim).to_lowercase().contains(word)
}

/// One scenario: its title, the words with which it opens, and how it is run.
fn one(entry: &Entry, lang: Lang, output: &mut Output) {
    output.text(&format!("{}/{}\n\n  {}\n\n", entry.topic, entry.claim, title_of(lang, entry.topic, entry.claim)));
    for line in wrapped(opening_of(lang, entry.topic, entry.claim), output.width() - 2) {
        output.text(&format!("  {line}\n"));
    }
    output.text(&format!("\n{}\n", say::run_this(lang, entry.claim)));
}
