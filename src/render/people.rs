//! How does the table of who gets on, and when, look: on a terminal, in a change request, in a notebook?
//!
//! What stands in it is decided in [`crate::telling::people`], and worded in [`crate::words::people`]. Here it is laid
//! out. On a terminal it fits the width: cells go on below, and where there are too many columns for that each row is a
//! list.

use std::fmt::{Result, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::markdown::escaped;
use super::text::row::{self, wrapped};
use super::{Lang, Options, Paint, PaintRole, stamp};
use crate::catalogue::people as sentences;
use crate::telling::content::quotes;
use crate::telling::people::{People, Stretch, Tally, WhyNot};
use crate::time::SimTime;
use crate::trace::Run;
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::markup::xml;
use crate::words::names::{self, Names};
use crate::words::people as words;
use crate::words::rows::quote;
use crate::words::say::Say;
use crate::words::{list, marks, typed};
use crate::world::World;

/// The widest that the column of names is, and the narrowest that a cell is.
const NAMES_MOST: usize = 34;
const CELL_LEAST: usize = 15;
/// What stands between two columns.
const GAP: usize = 2;

/// What is told beside the table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The scenario as it was named to the program: with it stands the command that tells what helps.
    pub scenario: Option<&'a str>,
}

/// A table in words.
pub(super) struct Said {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(String, Vec<(String, PaintRole)>)>,
}

fn said(names: &Names<'_>, people: &People, most: usize) -> Said {
    let shown = &people.rows[..people.rows.len() - people.beyond.rows];
    Said {
        heads: people.columns.iter().map(|it| words::column(names, *it)).collect(),
        rows: shown
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|it| (words::cell(names, people, it), role(it)));
                (words::row(names, row, most), cells.collect())
            })
            .collect(),
    }
}

pub(super) fn role(cell: &Tally) -> PaintRole {
    match (cell.tried, cell.well) {
        (0, _) => PaintRole::Note,
        (tried, well) if tried == well => PaintRole::Good,
        (_, 0) if cell.causes.is_empty() => PaintRole::Note,
        (_, 0) => PaintRole::Bad,
        _ => PaintRole::Warning,
    }
}

/// The class of a cell in a page.
pub(super) const fn class(role: PaintRole) -> &'static str {
    match role {
        PaintRole::Good => "good",
        PaintRole::Bad => "bad",
        PaintRole::Warning => "some",
        _ => "none",
    }
}

/// Writes the table and its causes as text.
pub(crate) fn text(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    beside: Beside<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    if people.rows.is_empty() {
        return Ok(());
    }
    let names = Names::new(world, options.lang);
    let said = said(&names, people, words::NAMES);
    row::line(paint, PaintRole::Title, &sentences::heading(options.lang), out)?;
    match widths(&said, paint.columns()) {
        Some(widths) => columns(&said, &widths, paint, out)?,
        None => lists(&names, people, &said, paint, out)?,
    }
    if people.beyond.rows > 0 {
        row::line(paint, PaintRole::Note, &sentences::more_rows(options.lang, people.beyond.rows), out)?;
    }
    out.write_char('\n')?;
    for cause in &people.causes[..people.causes.len() - people.beyond.causes] {
        one(&names, (run, verdict), people, (cause, beside), paint, out)?;
    }
    if people.beyond.causes > 0 {
        let text = sentences::more_causes_below(options.lang, people.beyond.causes);
        row::line(paint, PaintRole::Note, &text, out)?;
    }
    if people.causes.is_empty() { Ok(()) } else { out.write_char('\n') }
}

/// Writes the causes alone, those that hit most first.
///
/// # Errors
/// Those of `out`.
pub(crate) fn causes(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let names = Names::new(world, options.lang);
    let mut all: Vec<&WhyNot> = people.causes.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.failed));
    for cause in &all[..all.len() - people.beyond.causes] {
        one(&names, (run, verdict), people, (cause, Beside::default()), paint, out)?;
    }
    if people.beyond.causes > 0 {
        let text = sentences::more_causes_below(options.lang, people.beyond.causes);
        row::line(paint, PaintRole::Note, &text, out)?;
    }
    Ok(())
}

/// Writes a cause with what stands below it.
fn one(
    names: &Names<'_>,
    told: (&Run, &Verdict),
    people: &People,
    (cause, beside): (&WhyNot, Beside<'_>),
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    row::paragraph(paint, PaintRole::Bad, &headline(names, people, cause), out)?;
    for Below { label, text, is_command } in below(names, told, people, cause, beside) {
        let label = format!("  {label}  ");
        // A line that can be copied stays whole, however long.
        let room = if is_command { usize::MAX } else { paint.columns() - label.width() };
        let lines = wrapped(&text, room);
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { label.clone() } else { " ".repeat(label.width()) };
            row::line(paint, PaintRole::Plain, &format!("{before}{line}"), out)?;
        }
    }
    Ok(())
}

/// A cause, how the log-ons end, and how many there are.
fn headline(names: &Names<'_>, people: &People, cause: &WhyNot) -> String {
    let lang = names.lang;
    let ends: Vec<String> = cause.outcomes.iter().map(|it| names::outcome_said(lang, *it).to_owned()).collect();
    let parts = [list(lang, &ends), words::hits(lang, people, cause)].join(&marks::comma(lang));
    format!("{}{}{parts}", words::cause_by_rule(names, cause), marks::colon(lang))
}

/// A line below a cause.
struct Below {
    label: String,
    text: String,
    /// Whether it is a line that can be copied.
    is_command: bool,
}

/// What stands below a cause: whom it hits, since which change, and where what helps is told.
fn below(
    names: &Names<'_>,
    (run, verdict): (&Run, &Verdict),
    people: &People,
    cause: &WhyNot,
    beside: Beside<'_>,
) -> Vec<Below> {
    let lang = names.lang;
    let told = |label: String, text: String| Below { label, text, is_command: false };
    let mut lines = vec![told(sentences::label_who(lang), words::who(names, people, cause))];
    if let Some(record) = cause.since {
        let quotes = quotes(names.world, &run.trace, [record]);
        let what = quote(&Say::new(*names), &quotes[&record]);
        let at = names.world.moment(run.trace.record(record).at());
        lines.push(told(sentences::label_since(lang), sentences::since(lang, at, what)));
    }
    if let Some(scenario) = beside.scenario {
        let command = explaining(names, &verdict.attempts[cause.first.0 as usize], scenario);
        lines.push(Below { is_command: true, ..told(sentences::label_helps(lang), command) });
    }
    let widest = lines.iter().map(|it| it.label.width()).max().unwrap_or(0);
    for Below { label, .. } in &mut lines {
        label.push_str(&" ".repeat(widest - label.width()));
    }
    lines
}

/// The command that explains a log-on.
pub(super) fn explaining(names: &Names<'_>, attempt: &AttemptVerdict, scenario: &str) -> String {
    let client = typed(&names.world.clients[attempt.client.index()].name);
    format!("coexist explain {} --client {client} --attempt {}", typed(scenario), attempt.number)
}

/// The widths of the columns, that of the names first; nothing where they do not fit beside each other.
pub(super) fn widths(said: &Said, columns: usize) -> Option<Vec<usize>> {
    let names = said.rows.iter().map(|it| it.0.width()).max().unwrap_or(0).min(NAMES_MOST);
    let natural = |at: usize| {
        let cells = said.rows.iter().map(|it| it.1[at].0.width());
        cells.chain([said.heads[at].width()]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..said.heads.len()).map(natural).collect();
    let room = columns.checked_sub(names + GAP * widths.len())?;
    while widths.iter().sum::<usize>() > room {
        let (at, widest) = widths.iter().copied().enumerate().max_by_key(|it| (it.1, std::cmp::Reverse(it.0)))?;
        if widest <= CELL_LEAST {
            return None;
        }
        widths[at] -= 1;
    }
    widths.insert(0, names);
    Some(widths)
}

/// Writes a table in columns of these widths.
///
/// # Errors
/// Those of `out`.
pub(super) fn columns(said: &Said, widths: &[usize], paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let head: Vec<(String, PaintRole)> = said.heads.iter().map(|it| (it.clone(), PaintRole::Time)).collect();
    let rows = std::iter::once((String::new(), &head)).chain(said.rows.iter().map(|it| (it.0.clone(), &it.1)));
    for (name, cells) in rows {
        let mut all = vec![(wrapped(&name, widths[0]), PaintRole::Actor)];
        all.extend(cells.iter().zip(&widths[1..]).map(|(it, width)| (wrapped(&it.0, *width), it.1)));
        let height = all.iter().map(|it| it.0.len()).max().unwrap_or(0);
        for at in 0..height {
            let (mut line, mut blanks) = (String::new(), 0);
            for ((lines, role), width) in all.iter().zip(widths) {
                let text = lines.get(at).map_or("", String::as_str);
                if !text.is_empty() {
                    line.push_str(&" ".repeat(std::mem::take(&mut blanks)));
                    write!(line, "{}{text}{}", paint.start(*role), paint.end(*role))?;
                }
                blanks += (width + GAP).saturating_sub(text.width());
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Each row as a list of its times: neighbours that say the same are one.
fn lists(names: &Names<'_>, people: &People, said: &Said, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    for (name, cells) in &said.rows {
        row::paragraph(paint, PaintRole::Actor, name, out)?;
        let mut at = 0;
        let mut lines = Vec::new();
        for same in cells.chunk_by(|a, b| a == b) {
            let (from, until) = (people.columns[at].from, people.columns[at + same.len() - 1].until);
            at += same.len();
            lines.push((words::column(names, Stretch { from, until }), &same[0]));
        }
        let widest = lines.iter().map(|it| it.0.width()).max().unwrap_or(0);
        for (when, (text, role)) in lines {
            let before = format!("  {when}{}", " ".repeat(widest - when.width() + GAP));
            for (index, line) in wrapped(text, paint.columns().saturating_sub(before.width())).iter().enumerate() {
                let before = if index == 0 { before.clone() } else { " ".repeat(before.width()) };
                writeln!(out, "{before}{}{line}{}", paint.start(*role), paint.end(*role))?;
            }
        }
    }
    Ok(())
}

/// The table as a page draws it.
#[derive(Debug, Serialize)]
pub(crate) struct Laid {
    heading: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<(String, &'static str)>)>,
    /// Below the rows: how many are left out.
    more: Option<String>,
    causes: Vec<LaidCause>,
}

/// A cause below the table.
#[derive(Debug, Serialize)]
struct LaidCause {
    text: String,
    /// The position of the first attempt that it hits.
    attempt: u32,
    /// Whom it hits and more, each with its label.
    lines: Vec<(String, String)>,
}

/// The table for a page.
pub(crate) fn laid_out((world, run, verdict): (&World, &Run, &Verdict), people: &People, lang: Lang) -> Laid {
    let names = Names::new(world, lang);
    let Said { heads, rows } = said(&names, people, words::NAMES);
    let rows = rows.into_iter().map(|(name, cells)| (name, cells.into_iter().map(|it| (it.0, class(it.1))).collect()));
    let shown = &people.causes[..people.causes.len() - people.beyond.causes];
    let causes = shown.iter().map(|it| LaidCause {
        text: headline(&names, people, it),
        attempt: it.first.0,
        lines: below(&names, (run, verdict), people, it, Beside::default())
            .into_iter()
            .map(|it| (it.label, it.text))
            .collect(),
    });
    Laid {
        heading: sentences::heading(lang),
        heads,
        rows: rows.collect(),
        more: (people.beyond.rows > 0).then(|| sentences::more_rows(lang, people.beyond.rows)),
        causes: causes.collect(),
    }
}

/// Writes the table and its causes as Markdown.
///
/// # Errors
/// Those of `out`.
pub(crate) fn markdown(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    beside: Beside<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result {
    let names = Names::new(world, options.lang);
    let said = said(&names, people, usize::MAX);
    let line = |first: &str, cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(escaped).collect();
        format!("| {} | {} |", escaped(first), cells.join(" | "))
    };
    writeln!(out, "# {}\n", escaped(&names::clean(&world.title)))?;
    writeln!(out, "{}", line(&sentences::who(options.lang), &mut said.heads.iter().map(String::as_str)))?;
    writeln!(out, "|---|{}", "---|".repeat(said.heads.len()))?;
    for (name, cells) in &said.rows {
        writeln!(out, "{}", line(name, &mut cells.iter().map(|it| it.0.as_str())))?;
    }
    for cause in &people.causes {
        writeln!(out, "\n**{}**\n", escaped(&headline(&names, people, cause)))?;
        for Below { label, text, is_command } in below(&names, (run, verdict), people, cause, beside) {
            let is_plain = is_command && !text.contains('`');
            let text = if is_plain { format!("`{text}`") } else { escaped(&text) };
            writeln!(out, "* {}{}{text}", escaped(label.trim()), marks::colon(options.lang))?;
        }
    }
    Ok(())
}

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse}\
th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}.good{background:#e3f4e3}\
.bad{background:#fbe3e1}.some{background:#fdf3d7}dt{font-weight:600;margin-top:.8em}";

/// Writes the table and its causes as a page of their own.
///
/// # Errors
/// Those of `out`.
pub(crate) fn html(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    beside: Beside<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result {
    let names = Names::new(world, options.lang);
    let said = said(&names, people, usize::MAX);
    let lang = options.lang;
    begin_page(&names, out)?;
    write!(out, "<tr><th>{}</th>", xml(&sentences::who(lang)))?;
    said.heads.iter().try_for_each(|it| write!(out, "<th>{}</th>", xml(it)))?;
    writeln!(out, "</tr>")?;
    for (name, cells) in &said.rows {
        write!(out, "<tr><th>{}</th>", xml(name))?;
        for (text, role) in cells {
            write!(out, "<td class=\"{}\">{}</td>", class(*role), xml(text))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table>\n<dl>")?;
    for cause in &people.causes {
        writeln!(out, "<dt>{}</dt>", xml(&headline(&names, people, cause)))?;
        for Below { label, text, is_command } in below(&names, (run, verdict), people, cause, beside) {
            let (label, colon, text) = (xml(label.trim()), marks::colon(lang), xml(&text));
            let text = if is_command { format!("<code>{text}</code>") } else { text };
            writeln!(out, "<dd>{label}{colon}{text}</dd>")?;
        }
    }
    writeln!(out, "</dl>\n</body>\n</html>")
}

/// Begins a page that holds a table alone.
pub(super) fn begin_page(names: &Names<'_>, out: &mut dyn Write) -> Result {
    let title = xml(&names::clean(&names.world.title));
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">",
        match names.lang {
            Lang::En => "en",
            Lang::Zh => "zh-Hans",
        }
    )?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<table>")
}

/// Writes a line for each client, or group, and column (RFC 4180), of a table in which each has a row of its own.
///
/// # Errors
/// Those of `out`.
pub(crate) fn csv(world: &World, people: &People, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::new(world, options.lang);
    let mut put = |fields: &[String]| {
        let fields: Vec<String> = fields.iter().map(|it| field(it)).collect();
        write!(out, "{}\r\n", fields.join(","))
    };
    put(&["client", "from", "until", "counted", "tried", "logged_on", "running", "cause", "rule"].map(str::to_owned))?;
    for row in &people.rows {
        for (column, cell) in people.columns.iter().zip(&row.cells) {
            let causes = cell.causes.iter().map(|it| &people.causes[it.0]);
            let said: Vec<String> = causes.clone().map(|it| words::cause(&names, it)).collect();
            let rules: Vec<&str> = causes.filter_map(|it| it.rule).map(|it| it.0.id()).collect();
            put(&[
                words::party(&names, row.whose[0]),
                stamp(world, column.from.unwrap_or(SimTime::ZERO)),
                column.until.map(|it| stamp(world, it)).unwrap_or_default(),
                if cell.is_group { "members" } else { "attempts" }.to_owned(),
                cell.tried.to_string(),
                cell.well.to_string(),
                cell.running.to_string(),
                said.join("; "),
                rules.join("; "),
            ])?;
        }
    }
    Ok(())
}

/// A field, in quotation marks where it needs them.
pub(super) fn field(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
