//! Which rules are there, and what does each say?

use clap::Args;

use super::UNUSABLE;
use super::manual;
use super::output::{Output, Shell, complain};
use super::source;
use crate::ledger::{self, GROUPS, Showing, Standing};
use crate::render::text::wrapped as lines;
use crate::render::{Lang, Paint, PaintRole};
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::words::gallery::title_of;
use crate::words::{cli, rules as say};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "ID")]
    id: Option<String>,
}

/// Lists the rules, or tells all about one.
pub(super) fn rules(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let (gallery, lang) = (ledger::gallery(), shell.lang);
    let Some(id) = &arguments.id else {
        list(&gallery, |_| true, lang, output);
        output.text(&format!("\n{}\n", say::more(lang)));
        return 0;
    };
    if let Some(rule) = Rule::from_id(id) {
        one(&gallery, rule, lang, output);
        return 0;
    }
    if let Some((group, _)) = GROUPS.iter().find(|it| it.0.eq_ignore_ascii_case(id)) {
        list(&gallery, |it| ledger::group(it) == *group, lang, output);
        return 0;
    }
    if manual::is_topic(id) && manual::tell(id, &super::help::command(lang), lang, output) {
        return 0;
    }
    let known = || Rule::ALL.iter().map(|it| it.id()).chain(GROUPS.iter().map(|it| it.0));
    let help = source::closest(id, known())
        .map_or_else(|| say::lists_them(lang), |it| cli::did_you_mean(lang, format!("{it:?}")));
    complain(shell, &say::no_rule(lang, format!("{id:?}")), Some(&help));
    UNUSABLE
}

fn list(gallery: &[Showing], is_meant: impl Fn(Rule) -> bool, lang: Lang, output: &mut Output) {
    let paint = &output.paint();
    let mut first = true;
    for (group, question) in GROUPS {
        let rules: Vec<_> = Rule::ALL.iter().filter(|it| ledger::group(**it) == group && is_meant(**it)).collect();
        if rules.is_empty() {
            continue;
        }
        let gap = if std::mem::take(&mut first) { "" } else { "\n" };
        output.text(&format!("{gap}{}\n", painted(paint, PaintRole::Title, question.of(lang))));
        for &&rule in &rules {
            let shown = match ledger::standing(rule).1 {
                Standing::Decides => match gallery.iter().filter(|it| it.rules.contains(&rule)).count() {
                    1 => say::one_scenario(lang),
                    count => say::scenarios(lang, count),
                },
                Standing::BuiltIn(_) => say::built_in(lang),
                Standing::NotModelled(_) => say::not_modelled(lang),
            };
            let id = painted(paint, PaintRole::Rule, &format!("{:<10}", rule.id()));
            output.text(&format!("  {id}  {}   {shown}\n", rule.mark_said(lang)));
            wrapped(&plain(rule.said(lang)), 14, output);
        }
    }
}

fn one(gallery: &[Showing], rule: Rule, lang: Lang, output: &mut Output) {
    let paint = &output.paint();
    output.text(&format!("{}\n\n", painted(paint, PaintRole::Rule, rule.id())));
    wrapped(&plain(rule.said(lang)), 2, output);
    output.text(&format!("\n  {}\n", say::mark(lang, rule.mark_said(lang))));
    output.text(&format!("  {}\n", say::source(lang, ledger::sources(rule, lang))));
    let switches = Switch::names_of(rule);
    if !switches.is_empty() {
        output.text(&format!("  {}\n", say::switch(lang, switches)));
    }
    let (module, standing) = ledger::standing(rule);
    output.text(&format!("  {}\n", say::decided(lang, module)));
    match standing {
        Standing::BuiltIn(why) | Standing::NotModelled(why) => {
            output.text(&format!("  {}\n", say::shown_by_none(lang, why.of(lang))));
        }
        Standing::Decides => {
            output.text(&format!("\n  {}\n", say::shown_by(lang)));
            for it in gallery.iter().filter(|it| it.rules.contains(&rule)) {
                output.text(&format!(
                    "    {}/{}\n      {}\n",
                    it.entry.topic,
                    it.entry.claim,
                    title_of(lang, it.entry.topic, it.entry.claim)
                ));
            }
        }
    }
}

/// The text of a rule without the marks of Markdown.
fn plain(text: &str) -> String {
    text.replace('`', "").replace("**", "")
}

fn painted(paint: &dyn Paint, role: PaintRole, text: &str) -> String {
    format!("{}{text}{}", paint.start(role), paint.end(role))
}

/// Writes a paragraph, indented, no wider than the terminal.
fn wrapped(text: &str, indent: usize, output: &mut Output) {
    for line in lines(text, output.width() - indent) {
        output.text(&format!("{:indent$}{line}\n", ""));
    }
}
