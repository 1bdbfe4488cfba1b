//! How is the text of Format-List read, alone or in a transcript?
//!
//! A line is a label with its value, the rest of a value that was too long for the console, or of no concern: prompts,
//! warnings, the head and the foot of a transcript. Labels are padded, so that all values of an object begin in one
//! column; where a text went through a web page or a mail, the blanks are gone.

use std::rc::Rc;

use super::item::Item;
use super::{Out, Raw, number};
use crate::import::notes::{Loss, Noted};
use crate::import::record::property;

/// A line, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    Blank,
    /// Behind a prompt: what was typed.
    Prompt(&'a str),
    /// A label, its value, and the column in which the value begins.
    Labelled {
        label: &'a str,
        value: &'a str,
        column: usize,
    },
    /// The rule below the header of a table.
    Dashes,
    /// What a shell says beside its answers.
    Aside,
    Other,
}

fn line(text: &str) -> Line<'_> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Line::Blank;
    }
    if let Some(typed) = prompt(text) {
        return Line::Prompt(typed);
    }
    let is_rule = |it: char| trimmed.chars().all(|letter| letter == it || letter == ' ');
    if trimmed.len() >= 5 && is_rule('*') {
        return Line::Aside;
    }
    if trimmed.starts_with("--") && is_rule('-') {
        return Line::Dashes;
    }
    if ["WARNING:", "VERBOSE:", "DEBUG:"].iter().any(|it| text.starts_with(it)) {
        return Line::Aside;
    }
    let label_end = text.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_')).unwrap_or(text.len());
    let (label, rest) = text.split_at(label_end);
    let padding = rest.len() - rest.trim_start_matches(' ').len();
    match rest[padding..].strip_prefix(':') {
        Some(value) if padding > 0 && !label.is_empty() && (value.is_empty() || value.starts_with(' ')) => {
            Line::Labelled { label, value: value.trim(), column: label_end + padding + 2 }
        }
        _ => Line::Other,
    }
}

/// What was typed behind a prompt: `[PS] C:\>Get-Mailbox`, `PS C:\> Get-Mailbox`, `>> | fl`.
fn prompt(text: &str) -> Option<&str> {
    if let Some(more) = text.strip_prefix(">>") {
        return Some(more);
    }
    let after = text.strip_prefix("[PS] ").or_else(|| text.strip_prefix("PS "))?;
    after.split_once('>').map(|it| it.1)
}

/// The cmdlet that gives what is shown: the first that gets something.
fn cmdlet(typed: &str) -> Option<&str> {
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let mut words = typed.split(|it| !is_part(it));
    words.find(|it| it.len() > 4 && it.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("get-")))
}

/// Whether a text is of this shape: a line in it has the label of a property that is of use, or it is a transcript, or
/// a table with a column that is of use.
pub(super) fn is(text: &str) -> bool {
    let mut above = "";
    text.lines().any(|it| {
        let above = std::mem::replace(&mut above, it);
        match line(it) {
            Line::Labelled { label, .. } => property(label).is_some(),
            Line::Prompt(typed) => cmdlet(typed).is_some(),
            Line::Dashes => is_header(above),
            _ => false,
        }
    })
}

/// Whether a line above a rule is the header of a table of what is of use.
fn is_header(line: &str) -> bool {
    line.split_whitespace().any(|it| property(it).is_some())
}

/// An object whose lines are being read.
#[derive(Default)]
struct Open {
    values: Vec<Labelled>,
    /// Whether its values begin in different columns: the blanks are gone.
    is_collapsed: bool,
}

struct Labelled {
    label: String,
    value: String,
    column: usize,
    /// What was last added to the value, and how long that line was.
    last: (String, usize),
    /// A part of it is lost.
    is_broken: bool,
}

/// Reads a text of this shape.
pub(super) fn read(text: &str, out: &mut Out) {
    let lines: Vec<&str> = text.lines().collect();
    let width = width(&lines);
    let mut under: Option<Rc<str>> = None;
    let mut open = Open::default();
    let mut is_table = false;
    for (index, text) in lines.iter().enumerate() {
        let line = line(text);
        if is_table && line != Line::Blank && !matches!(line, Line::Prompt(_)) {
            continue;
        }
        is_table = false;
        match line {
            Line::Blank => close(&mut open, under.as_ref(), out),
            Line::Prompt(typed) => {
                close(&mut open, under.as_ref(), out);
                let is_more = text.starts_with(">>");
                let named = cmdlet(typed).map(Rc::from);
                under = if is_more { under.or(named) } else { named };
            }
            Line::Dashes => {
                close(&mut open, under.as_ref(), out);
                if index > 0 && is_header(lines[index - 1]) {
                    out.note(Noted::Table(number(index + 1)));
                    is_table = true;
                }
            }
            Line::Aside => {}
            Line::Labelled { label, value, column } => {
                if open.values.iter().any(|it| it.label == label) {
                    close(&mut open, under.as_ref(), out);
                }
                open.is_collapsed |= open.values.last().is_some_and(|it| it.column != column);
                let last = (value.to_owned(), text.chars().count());
                let (label, value) = (label.to_owned(), value.to_owned());
                open.values.push(Labelled { label, value, column, last, is_broken: false });
            }
            Line::Other => {
                if !open.values.is_empty() && !open.go_on(text, width) {
                    out.note(Noted::StrayLines(number(index + 1)));
                    close(&mut open, under.as_ref(), out);
                }
            }
        }
    }
    close(&mut open, under.as_ref(), out);
}

/// The width at which the console broke lines: of the lines that go on in the next one the longest. It is certain where
/// several end there, or where consoles are so wide; else every break was a blank.
fn width(lines: &[&str]) -> usize {
    let goes_on = |it: &&[&str]| it[1].starts_with("          ") && !it[1].trim().is_empty();
    let lengths: Vec<usize> = lines.windows(2).filter(goes_on).map(|it| it[0].chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let is_usual = longest.is_multiple_of(10) || (longest + 1).is_multiple_of(10);
    if is_usual || lengths.iter().filter(|it| **it == longest).count() > 1 { longest } else { usize::MAX }
}

impl Open {
    /// Takes a line that is the rest of the value above it; says whether it is.
    fn go_on(&mut self, text: &str, width: usize) -> bool {
        let Some(above) = self.values.last_mut() else { return false };
        let piece = text.trim();
        let begin = text.chars().take_while(|it| *it == ' ').count();
        if begin >= above.column && !self.is_collapsed {
            // A word that is longer than a line is cut where the line ends. Any other break was a blank.
            let (last, length) = &above.last;
            let is_cut = *length >= width && !last.contains(' ');
            if !is_cut {
                above.value.push(' ');
            }
        } else if begin == 0 || self.is_collapsed {
            // A list may be broken behind a comma only; of all else nobody knows whether a blank stood there.
            above.is_broken |= !(above.value.starts_with('{') && above.value.ends_with(','));
            above.value.push(' ');
        } else {
            return false;
        }
        above.value.push_str(piece);
        above.last = (piece.to_owned(), text.chars().count());
        true
    }
}

/// Hands on the object that was being read.
fn close(open: &mut Open, under: Option<&Rc<str>>, out: &mut Out) {
    let values = std::mem::take(open).values;
    if values.is_empty() {
        return;
    }
    let mut raw = Raw { under: under.cloned(), ..Raw::default() };
    for it in values {
        let Some(property) = property(&it.label) else { continue };
        let item = match it.value.as_str() {
            "" => Item::Nil,
            _ if it.is_broken => Item::Lost(Loss::Wrapped),
            value => Item::Text(value.into()),
        };
        raw.fields.push((property, item));
    }
    out.object(&raw);
}
