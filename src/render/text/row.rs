//! How is one line of the trace laid out in columns?
//!
//! Widths are those on the screen, so that Chinese names align. No line ends in a blank.

use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use crate::render::words::{Lang, summary as words};
use crate::render::{Paint, Role};
use crate::rules::Rule;
use crate::verdict::facts::Spoken;

/// Where the column of rules ends.
const WIDTH: usize = 112;
/// Actors with longer names push the rest of their line to the right.
pub(super) const ACTOR_MOST: usize = 22;

/// The widths of the columns that depend on what is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) time: usize,
    pub(super) actor: usize,
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) time: String,
    pub(super) indent: usize,
    pub(super) actor: String,
    pub(super) text: String,
    pub(super) role: Role,
    /// Whether it is no record, but a line about what was left out: it begins in the column of actors.
    pub(super) is_note: bool,
    /// Rule ids, each with what is assumed about it.
    pub(super) rules: Vec<(&'static str, Option<String>)>,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            time: String::new(),
            indent: 0,
            actor: String::new(),
            text: String::new(),
            role: Role::Plain,
            is_note: false,
            rules: Vec::new(),
        }
    }
}

impl Row {
    /// Adds a rule to the right column, once.
    pub(super) fn add(&mut self, lang: Lang, rule: Rule, assumed: Option<&str>) {
        if self.rules.iter().all(|it| it.0 != rule.id()) {
            self.rules.push((rule.id(), assumed.map(|it| self::assumed(lang, it))));
        }
    }

    /// Writes the line.
    pub(super) fn write(&self, layout: &Layout, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let mut line = Line { text: String::new(), width: 0, paint };
        line.put(Role::Time, &self.time);
        line.pad_to(layout.time + 2 + 2 * self.indent);
        if !self.is_note {
            line.put(Role::Actor, &self.actor);
            line.pad_to(layout.time + 2 + 2 * self.indent + layout.actor);
            line.pad(2);
        }
        line.put(self.role, &self.text);
        self.put_rules(&mut line);
        out.write_str(line.text.trim_end())?;
        out.write_char('\n')
    }

    /// The notes on what is assumed, then the rule ids, so that these end in one column.
    fn put_rules(&self, line: &mut Line<'_>) {
        if self.rules.is_empty() {
            return;
        }
        let mut notes: Vec<&str> = Vec::new();
        for note in self.rules.iter().filter_map(|it| it.1.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let notes = notes.join(", ");
        let ids = self.rules.iter().map(|it| it.0).collect::<Vec<_>>().join(" ");
        // The ids have room for two of the shorter ones, so that the notes before them end in one column too.
        let ids_from = WIDTH - ids.width().max(7);
        line.pad(2);
        if !notes.is_empty() {
            line.pad_to(ids_from.saturating_sub(notes.width() + 2));
            line.put(Role::Note, &notes);
            line.pad(2);
        }
        line.pad_to(WIDTH - ids.width().min(WIDTH));
        line.put(Role::Rule, &ids);
    }
}

/// `assumed: loop_guard`; where no switch decides, `assumed`.
fn assumed(lang: Lang, switch: &str) -> String {
    if switch.ends_with("no switch") { words::assumed_no_switch(lang) } else { words::assumed(lang, switch) }
}

/// A line that grows from left to right.
struct Line<'a> {
    text: String,
    width: usize,
    paint: &'a dyn Paint,
}

impl Line<'_> {
    fn put(&mut self, role: Role, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(&self.paint.start(role));
        self.text.push_str(text);
        self.text.push_str(&self.paint.end(role));
        self.width += text.width();
    }

    fn pad(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
        self.width += count;
    }

    fn pad_to(&mut self, column: usize) {
        self.pad(column.saturating_sub(self.width));
    }
}

/// Writes a line of one role that has no columns.
pub(super) fn line(paint: &dyn Paint, role: Role, text: &str, out: &mut dyn Write) -> Result {
    write!(out, "{}{text}{}", paint.start(role), paint.end(role))?;
    out.write_char('\n')
}

/// Writes an indented sentence with the rules of which it speaks, over as many lines as it needs.
pub(super) fn sentence(
    text: &str,
    lang: Lang,
    rules: &[Spoken],
    role: Role,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let mut row = Row { role, ..Row::default() };
    for (rule, assumed) in rules {
        row.add(lang, *rule, *assumed);
    }
    let right =
        row.rules.iter().map(|it| it.0.width() + 1 + it.1.as_ref().map_or(0, |it| it.width() + 2)).sum::<usize>();
    let rules = std::mem::take(&mut row.rules);
    let lines = wrapped(text, WIDTH.saturating_sub(right.max(9) + 8));
    for (index, line) in lines.iter().enumerate() {
        row.text.clone_from(line);
        row.indent = usize::from(index > 0);
        if index + 1 == lines.len() {
            row.rules.clone_from(&rules);
        }
        row.write(&Layout { time: 0, actor: 0 }, paint, out)?;
    }
    Ok(())
}

/// The words of a text in lines of at most `width` columns, where no word is longer.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
