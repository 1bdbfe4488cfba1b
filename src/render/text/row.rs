//! How is one line of the trace laid out in columns?
//!
//! Widths are those on the screen, so that Chinese names align. No line ends in a blank.

use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use crate::reading::Citation;
use crate::render::{Paint, PaintRole};
use crate::rules::Rule;
use crate::words::{Lang, marks, summary as words};

/// How far the second line of a long text stands to the right of the first.
const HANG: usize = 2;
/// A text is never broken into lines narrower than this part of the columns.
const NARROWEST: usize = 4;
/// The ids have room for two of the shorter ones, so that the notes before them end in one column too.
const IDS_LEAST: usize = 7;
/// Actors whose names are longer than this part of the columns push the rest of their line to the right.
pub(crate) const ACTOR_MOST: usize = 5;

/// The widths of the columns that depend on what is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) time: usize,
    pub(crate) actor: usize,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) time: String,
    pub(crate) indent: usize,
    pub(crate) actor: String,
    pub(crate) text: String,
    pub(crate) role: PaintRole,
    /// Whether it is no record, but a line about what was left out: it begins in the column of actors.
    pub(crate) is_note: bool,
    /// The language of the notes.
    pub(crate) lang: Lang,
    /// Rule ids, each with what is assumed about it.
    pub(crate) rules: Vec<(&'static str, Option<String>)>,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            time: String::new(),
            indent: 0,
            actor: String::new(),
            text: String::new(),
            role: PaintRole::Plain,
            is_note: false,
            lang: Lang::default(),
            rules: Vec::new(),
        }
    }
}

impl Row {
    /// Adds a rule to the right column, once.
    pub(crate) fn add(&mut self, lang: Lang, rule: Rule, assumed: Option<&str>) {
        self.lang = lang;
        if self.rules.iter().all(|it| it.0 != rule.id()) {
            self.rules.push((rule.id(), assumed.map(|it| self::assumed(lang, it))));
        }
    }

    /// Adds rules to the right column.
    pub(crate) fn cite(&mut self, lang: Lang, rules: &[Citation]) {
        for (rule, assumed) in rules {
            self.add(lang, *rule, *assumed);
        }
    }

    /// Writes the row: one line, or several where the text is too long for one. The rules stand in the last of them.
    pub(crate) fn write(&self, layout: &Layout, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let actor = if self.is_note { 0 } else { layout.actor.max(self.actor.width()) + 2 };
        let room = paint.columns().saturating_sub(layout.time + 2 + 2 * self.indent + actor);
        let narrowest = paint.columns() / NARROWEST;
        let lines = self.broken(room.max(narrowest), narrowest);
        if let [_] = lines.as_slice() {
            return self.write_line(layout, paint, out);
        }
        let last = lines.len() - 1;
        for (index, text) in lines.into_iter().enumerate() {
            if text.is_empty() && index == last {
                // Rules alone have the whole line, so that those of a narrow terminal fit.
                let row = Self { rules: self.rules.clone(), lang: self.lang, is_note: true, ..Self::default() };
                return row.write_line(&Layout { time: 0, actor: 0 }, paint, out);
            }
            let mut row = Self { text, role: self.role, indent: self.indent, lang: self.lang, ..Self::default() };
            if index == 0 {
                (row.time, row.actor) = (self.time.clone(), self.actor.clone());
                row.is_note = self.is_note;
            } else {
                // The actor's column is left empty, so that what follows stands below what came before.
                row.text.insert_str(0, &" ".repeat(HANG));
                row.actor = " ".repeat(actor.saturating_sub(2));
            }
            if index == last {
                row.rules.clone_from(&self.rules);
            }
            row.write_line(layout, paint, out)?;
        }
        Ok(())
    }

    /// The text in lines of at most `room` columns, the last of which leaves room for the rules.
    fn broken(&self, room: usize, narrowest: usize) -> Vec<String> {
        let rules = if self.rules.is_empty() { 0 } else { 2 + self.rules_width() };
        if self.text.width() + rules <= room {
            return vec![self.text.clone()];
        }
        let mut lines = wrapped(&self.text, room - HANG);
        if lines.last().is_some_and(|it| HANG + it.width() + rules <= room) {
            return lines;
        }
        if let Some(beside) = room.checked_sub(rules + HANG).filter(|it| narrowest <= *it) {
            return wrapped(&self.text, beside);
        }
        lines.push(String::new());
        lines
    }

    /// The columns that the notes and the rule ids need.
    fn rules_width(&self) -> usize {
        let (notes, ids) = self.notes_and_ids();
        let notes = if notes.is_empty() { 0 } else { notes.width() + 2 };
        notes + if notes == 0 { ids.width() } else { ids.width().max(IDS_LEAST) }
    }

    fn write_line(&self, layout: &Layout, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let mut line = Line { text: String::new(), width: 0, paint };
        line.put(PaintRole::Time, &self.time);
        line.pad_to(layout.time + 2 + 2 * self.indent);
        if !self.is_note {
            line.put(PaintRole::Actor, &self.actor);
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
        let (notes, ids) = self.notes_and_ids();
        // The column of rules ends where the lines end.
        let end = line.paint.columns();
        let ids_from = end.saturating_sub(ids.width().max(IDS_LEAST));
        line.pad(2);
        if !notes.is_empty() {
            line.pad_to(ids_from.saturating_sub(notes.width() + 2));
            line.put(PaintRole::Note, &notes);
            line.pad(2);
        }
        line.pad_to(end.saturating_sub(ids.width()));
        line.put(PaintRole::Rule, &ids);
    }
}

impl Row {
    fn notes_and_ids(&self) -> (String, String) {
        let mut notes: Vec<&str> = Vec::new();
        for note in self.rules.iter().filter_map(|it| it.1.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        // Of several switches the word before their names is said once.
        let word = words::assumed(self.lang, "");
        for note in notes.iter_mut().skip(1) {
            *note = note.strip_prefix(word.as_str()).unwrap_or(note);
        }
        (notes.join(&marks::item(self.lang)), self.rules.iter().map(|it| it.0).collect::<Vec<_>>().join(" "))
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
    fn put(&mut self, role: PaintRole, text: &str) {
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
pub(crate) fn line(paint: &dyn Paint, role: PaintRole, text: &str, out: &mut dyn Write) -> Result {
    write!(out, "{}{text}{}", paint.start(role), paint.end(role))?;
    out.write_char('\n')
}

/// Writes a text that begins at the left, over as many lines as it needs.
pub(crate) fn paragraph(paint: &dyn Paint, role: PaintRole, text: &str, out: &mut dyn Write) -> Result {
    for (index, text) in wrapped(text, paint.columns() - HANG).iter().enumerate() {
        if index > 0 {
            out.write_str(&" ".repeat(HANG))?;
        }
        line(paint, role, text, out)?;
    }
    Ok(())
}

/// The columns below which a sentence is not squeezed by the rules beside it.
const SENTENCE_LEAST: usize = 56;

/// Writes an indented sentence with the rules of which it speaks, over as many lines as it needs.
pub(crate) fn sentence(
    text: &str,
    lang: Lang,
    rules: &[Citation],
    role: PaintRole,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let mut row = Row { role, ..Row::default() };
    row.cite(lang, rules);
    let right =
        row.rules.iter().map(|it| it.0.width() + 1 + it.1.as_ref().map_or(0, |it| it.width() + 2)).sum::<usize>();
    let rules = std::mem::take(&mut row.rules);
    let beside = paint.columns().saturating_sub(right.max(9) + 8);
    let mut lines = wrapped(text, beside);
    // Rules that would squeeze the sentence into a narrow column stand below it.
    if lines.len() > 1 && beside < SENTENCE_LEAST.min(paint.columns() - 8) {
        lines = wrapped(text, paint.columns() - 8);
        if lines.last().is_some_and(|it| beside < it.width()) {
            lines.push(String::new());
        }
    }
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

/// The words of a text in lines of at most `width` columns, where no word is longer. Chinese goes on after any
/// character, but no line begins with a closing mark.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (index, word) in text.split(' ').enumerate() {
        let mut spaced = index > 0;
        for piece in pieces(word) {
            let line = lines.last_mut().expect("there is always a line");
            let gap = usize::from(spaced && !line.is_empty());
            if line.is_empty() || line.width() + gap + piece.width() <= width {
                line.push_str(&" "[..gap]);
                line.push_str(piece);
            } else {
                lines.push(piece.to_owned());
            }
            spaced = false;
        }
    }
    lines
}

/// A word in the pieces between which a line may end.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = word.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let Some((_, next)) = letters.peek() else { break };
        let wide = is_wide(letter) || is_wide(*next);
        if wide && !"，。：；、）」！？》…".contains(*next) && !"（「《".contains(letter) {
            pieces.push(&word[start..end]);
            start = end;
        }
    }
    pieces.push(&word[start..]);
    pieces
}

/// Whether a character fills two columns.
fn is_wide(letter: char) -> bool {
    unicode_width::UnicodeWidthChar::width(letter) == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::COLUMNS;

    /// Paper of so many columns.
    struct Columns(usize);

    impl Paint for Columns {
        fn columns(&self) -> usize {
            self.0
        }

        fn start(&self, _: PaintRole) -> String {
            String::new()
        }

        fn end(&self, _: PaintRole) -> String {
            String::new()
        }
    }

    fn written(text: &str, rules: &[(&'static str, Option<&str>)], columns: usize) -> Vec<String> {
        let rules = rules.iter().map(|it| (it.0, it.1.map(str::to_owned))).collect();
        let row = Row { time: "1.000s".into(), actor: "EX13".into(), text: text.into(), rules, ..Row::default() };
        let mut out = String::new();
        row.write(&Layout { time: 6, actor: 6 }, &Columns(columns), &mut out).expect("a String takes everything");
        out.lines().map(str::to_owned).collect()
    }

    /// However long the text, no line is wider than the table, no word is lost, and the rules end in one column.
    #[test]
    fn a_long_text_goes_on_below() {
        let note = Some("assumed: protocol_disabled_checked_at");
        for (length, columns) in (1..60).flat_map(|it| [60, 80, 110, 200].map(|columns| (it, columns))) {
            let text = vec!["word"; length].join(" ");
            for rules in
                [&[][..], &[("FE-1", None)], &[("LEG-8", note)], &[("LIM-1", None), ("LIM-4", Some("assumed"))]]
            {
                let lines = written(&text, rules, columns);
                let all = lines.join("\n");
                assert!(lines.iter().all(|it| it.width() <= columns && it.trim_end() == it), "{all}");
                assert_eq!(all.matches("word").count(), length, "{all}");
                let last = lines.last().expect("there is a line");
                if let Some((rule, _)) = rules.last() {
                    assert!(last.ends_with(rule) && last.width() == columns, "{all}");
                }
            }
        }
    }

    #[test]
    fn what_goes_on_stands_below_what_came_before() {
        let lines = written(&"sentence ".repeat(12), &[("LEG-4", None)], COLUMNS);
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].find("sentence"), lines[1].find("sentence")), (Some(16), Some(18)));
    }
}
