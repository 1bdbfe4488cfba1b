//! Which rules are there, and what does each say?

use clap::Args;

use super::UNUSABLE;
use super::output::{Output, Shell, complain};
use super::source;
use crate::ledger::{self, GROUPS, Shown, Standing};
use crate::render::{Paint, Role};
use crate::rules::Rule;

/// How wide the text is.
const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only this rule, with every scenario that shows it (FALL-3), or this group of rules (FALL)
    #[arg(value_name = "ID")]
    id: Option<String>,
}

/// Lists the rules, or tells all about one.
pub(super) fn rules(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let gallery = ledger::gallery();
    let Some(id) = &arguments.id else {
        list(&gallery, |_| true, output);
        output.text("\ncoexist rules ID tells which scenarios show a rule; docs/rules.md has the same.\n");
        return 0;
    };
    if let Some(rule) = Rule::from_id(id) {
        one(&gallery, rule, output);
        return 0;
    }
    if let Some((group, _)) = GROUPS.iter().find(|it| it.0.eq_ignore_ascii_case(id)) {
        list(&gallery, |it| ledger::group(it) == *group, output);
        return 0;
    }
    let known = || Rule::ALL.iter().map(|it| it.id()).chain(GROUPS.iter().map(|it| it.0));
    let help = source::closest(id, known())
        .map_or_else(|| "coexist rules lists them".to_owned(), |it| format!("did you mean {it:?}?"));
    complain(shell, &format!("there is no rule {id:?}"), Some(&help));
    UNUSABLE
}

fn list(gallery: &[Shown], is_meant: impl Fn(Rule) -> bool, output: &mut Output) {
    let paint = output.paint();
    let mut first = true;
    for (group, question) in GROUPS {
        let rules: Vec<_> = Rule::ALL.iter().filter(|it| ledger::group(**it) == group && is_meant(**it)).collect();
        if rules.is_empty() {
            continue;
        }
        let gap = if std::mem::take(&mut first) { "" } else { "\n" };
        output.text(&format!("{gap}{}\n", painted(paint, Role::Title, question)));
        for &&rule in &rules {
            let shown = match ledger::standing(rule).1 {
                Standing::Decides => {
                    let count = gallery.iter().filter(|it| it.rules.contains(&rule)).count();
                    format!("{count} scenario{}", if count == 1 { "" } else { "s" })
                }
                Standing::BuiltIn(_) => "kept without a word".to_owned(),
                Standing::NotModelled(_) => "not modelled yet".to_owned(),
            };
            let id = painted(paint, Role::Rule, &format!("{:<10}", rule.id()));
            output.text(&format!("  {id}  {}   {shown}\n", rule.mark_note()));
            wrapped(&plain(rule.text()), 14, output);
        }
    }
}

fn one(gallery: &[Shown], rule: Rule, output: &mut Output) {
    let paint = output.paint();
    output.text(&format!("{}\n\n", painted(paint, Role::Rule, rule.id())));
    wrapped(&plain(rule.text()), 2, output);
    output.text(&format!("\n  mark      {}\n  source    {}\n", rule.mark_note(), ledger::sources(rule)));
    if !rule.switches().is_empty() {
        output.text(&format!("  switch    {} (in assumptions)\n", rule.switches()));
    }
    let (module, standing) = ledger::standing(rule);
    output.text(&format!("  decided   {module}\n"));
    match standing {
        Standing::BuiltIn(why) | Standing::NotModelled(why) => {
            output.text(&format!("  shown     by no scenario: {why}\n"));
        }
        Standing::Decides => {
            output.text("\n  shown by\n");
            for it in gallery.iter().filter(|it| it.rules.contains(&rule)) {
                output.text(&format!("    {}/{}\n      {}\n", it.entry.topic, it.entry.claim, it.title));
            }
        }
    }
}

/// The text of a rule without the marks of Markdown.
fn plain(text: &str) -> String {
    text.replace('`', "").replace("**", "")
}

fn painted(paint: &dyn Paint, role: Role, text: &str) -> String {
    format!("{}{text}{}", paint.start(role), paint.end(role))
}

/// Writes a paragraph, indented, no wider than [`WIDTH`].
fn wrapped(text: &str, indent: usize, output: &mut Output) {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
            output.text(&format!("{:indent$}{line}\n", ""));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    output.text(&format!("{:indent$}{line}\n", ""));
}
