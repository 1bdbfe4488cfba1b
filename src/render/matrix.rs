//! How does the matrix of who gets on, and through which front end, look: on a terminal, in a page, in a table of a
//! change request, in a spreadsheet?
//!
//! On a terminal a cell has room for a mark alone: ✓, or the number of a cause that stands below. Everywhere else the
//! cause stands in the cell in a few words.

use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use super::markdown::escaped;
use super::people::{Beside, begin_page, class, explaining, field, role};
use super::text::row::{self, wrapped};
use super::{Lang, Options, Paint, PaintRole};
use crate::catalogue::people as sentences;
use crate::telling::matrix::{FoldedMatrix, FrontEnds, Matrix, WayKind};
use crate::telling::people::{People, Tally};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::markup::xml;
use crate::words::names::{self, Names};
use crate::words::{counts, list, marks, people as words};
use crate::world::{ClientId, HostRef, Outcome, World};

/// The widest that the column of names is.
const NAMES_MOST: usize = 38;
/// What stands between two columns.
const GAP: usize = 2;
/// So many of the front ends, or of the mailboxes, that are alike are named on a terminal.
const NAMED: usize = 3;

/// Why log-ons of a matrix fail, each by what it says at the front end: what every front end has in itself is one.
struct Legend<'p> {
    causes: Vec<Cause<'p>>,
    /// By row and column: the positions in it.
    cells: Vec<Vec<Vec<usize>>>,
}

/// One of them.
struct Cause<'p> {
    said: String,
    /// The first log-on that meets it.
    first: &'p AttemptVerdict,
    outcomes: Vec<Outcome>,
    failed: u64,
}

impl<'p> Legend<'p> {
    fn new(names: &Names<'_>, matrix: &Matrix, people: &People, verdict: &'p Verdict) -> Self {
        let mut it = Self { causes: Vec::new(), cells: Vec::new() };
        // Each client tries once; the last that is put there is its first.
        let attempts: BTreeMap<ClientId, &AttemptVerdict> =
            verdict.attempts.iter().rev().map(|it| (it.client, it)).collect();
        for row in 0..matrix.mailboxes.len() {
            let cells = matrix.ways.iter().enumerate().map(|(at, way)| {
                let causes = matrix.cell(people, row, at).causes.iter().map(|cause| &people.causes[cause.0]);
                let attempt = attempts.get(&matrix.client(row, at));
                let said = causes.map(|cause| words::cause_at(names, cause, way.server(names.world)));
                said.filter_map(|said| attempt.map(|attempt| it.number(said, attempt))).collect()
            });
            let cells = cells.collect();
            it.cells.push(cells);
        }
        it
    }

    /// The position of a cause, which is met once more.
    fn number(&mut self, said: String, attempt: &'p AttemptVerdict) -> usize {
        let at = self.causes.iter().position(|it| it.said == said).unwrap_or_else(|| {
            self.causes.push(Cause { said, first: attempt, outcomes: Vec::new(), failed: 0 });
            self.causes.len() - 1
        });
        let it = &mut self.causes[at];
        it.failed += 1;
        if let Some(outcome) = attempt.outcome.filter(|outcome| !it.outcomes.contains(outcome)) {
            it.outcomes.push(outcome);
        }
        at
    }

    /// What a cell says, to be compared with what another says.
    fn says(&self, matrix: &Matrix, people: &People, row: usize, column: usize) -> (bool, bool, Vec<usize>) {
        let cell = matrix.cell(people, row, column);
        (cell.is_well(), cell.running > 0, self.cells[row][column].clone())
    }

    /// Each with how the log-ons end, and the command that explains one of them.
    fn told(&self, names: &Names<'_>, beside: Beside<'_>) -> Vec<(String, Option<String>)> {
        let lang = names.lang;
        let one = |it: &Cause<'_>| {
            let ends: Vec<String> = it.outcomes.iter().map(|it| names::outcome_said(lang, *it).to_owned()).collect();
            let text = sentences::matrix_cause(lang, &it.said, list(lang, &ends), counts::attempts(lang, it.failed));
            (text, beside.scenario.map(|scenario| explaining(names, it.first, scenario)))
        };
        self.causes.iter().map(one).collect()
    }
}

/// What every way to write the matrix begins with: the names, why log-ons fail, which rows and front ends are alike.
struct Laid<'w> {
    names: Names<'w>,
    legend: Legend<'w>,
    folded: FoldedMatrix,
}

impl<'w> Laid<'w> {
    fn new((world, verdict): (&'w World, &'w Verdict), (matrix, people): (&Matrix, &People), lang: Lang) -> Self {
        let names = Names::new(world, lang);
        let legend = Legend::new(&names, matrix, people, verdict);
        let folded = matrix.folded(&|row, at| legend.says(matrix, people, row, at));
        Self { names, legend, folded }
    }
}

/// Writes the matrix as text, with the causes that are numbered in it below.
///
/// # Errors
/// Those of `out`.
pub fn text(
    (world, verdict): (&World, &Verdict),
    (matrix, people): (&Matrix, &People),
    beside: Beside<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let Laid { names, legend, folded } = Laid::new((world, verdict), (matrix, people), options.lang);
    let rows: Vec<String> = folded.rows.iter().map(|it| mailboxes(&names, matrix, it, NAMED)).collect();
    let first = rows.iter().map(|it| it.width()).max().unwrap_or(0).min(NAMES_MOST);
    row::line(paint, PaintRole::Title, &sentences::matrix_heading(options.lang), out)?;
    for block in &folded.blocks {
        let heads: Vec<[String; 2]> =
            block.columns.iter().map(|it| head(options.lang, matrix.ways[*it].kind)).collect();
        let widths: Vec<usize> = heads.iter().map(|it| it[0].width().max(it[1].width())).collect();
        row::paragraph(paint, PaintRole::Actor, &hosts(&names, block, NAMED), out)?;
        let mut from = 0;
        while from < heads.len() {
            let to = from + fitting(&widths[from..], paint.columns().saturating_sub(first));
            for line in [0, 1] {
                let cells = (from..to).map(|at| (heads[at][line].clone(), PaintRole::Time));
                one_line("", first, &cells.collect::<Vec<_>>(), &widths[from..to], paint, out)?;
            }
            for (name, row) in rows.iter().zip(&folded.rows) {
                let cells = (from..to).map(|at| {
                    let cell = matrix.cell(people, row[0], block.columns[at]);
                    (mark(cell, &legend.cells[row[0]][block.columns[at]]), role(cell))
                });
                let cells: Vec<_> = cells.collect();
                let lines = wrapped(name, first);
                // A name that is too long for its column stands above its cells.
                let above = lines.len() - usize::from(lines.last().is_some_and(|it| it.width() <= first));
                for it in &lines[..above] {
                    row::line(paint, PaintRole::Actor, it, out)?;
                }
                let last = lines.get(above).map_or("", String::as_str);
                one_line(last, first, &cells, &widths[from..to], paint, out)?;
            }
            from = to;
        }
        out.write_char('\n')?;
    }
    for (at, (text, command)) in legend.told(&names, beside).into_iter().enumerate() {
        row::paragraph(paint, PaintRole::Bad, &format!("{}  {text}", at + 1), out)?;
        if let Some(command) = command {
            // A line that can be copied stays whole, however long.
            let label = sentences::label_helps(options.lang);
            row::line(paint, PaintRole::Plain, &format!("  {label}  {command}"), out)?;
        }
    }
    if people.causes.is_empty() { Ok(()) } else { out.write_char('\n') }
}

/// How many columns fit beside each other, at least one.
fn fitting(widths: &[usize], room: usize) -> usize {
    let mut left = room;
    let fits = |it: &&usize| {
        let is_room = left >= **it + GAP;
        left = left.saturating_sub(**it + GAP);
        is_room
    };
    widths.iter().take_while(fits).count().max(1)
}

fn one_line(
    name: &str,
    first: usize,
    cells: &[(String, PaintRole)],
    widths: &[usize],
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let mut line = String::new();
    if !name.is_empty() {
        write!(line, "{}{name}{}", paint.start(PaintRole::Actor), paint.end(PaintRole::Actor))?;
    }
    let mut blanks = first.saturating_sub(name.width()) + GAP;
    for ((text, role), width) in cells.iter().zip(widths) {
        if !text.is_empty() {
            line.push_str(&" ".repeat(std::mem::take(&mut blanks)));
            write!(line, "{}{text}{}", paint.start(*role), paint.end(*role))?;
        }
        blanks += (width + GAP).saturating_sub(text.width());
    }
    writeln!(out, "{line}")
}

/// What stands in a cell on a terminal.
fn mark(cell: &Tally, causes: &[usize]) -> String {
    if cell.is_well() {
        return "✓".to_owned();
    }
    let mut marks: Vec<String> = causes.iter().map(|it| (it + 1).to_string()).collect();
    if cell.running > 0 {
        marks.push("…".to_owned());
    }
    if marks.is_empty() { "–".to_owned() } else { marks.join(",") }
}

/// The two lines above a column.
fn head(lang: Lang, it: WayKind) -> [String; 2] {
    [names::protocol(it.protocol).to_owned(), sentences::matrix_port(lang, it.port, it.security.word())]
}

/// The mailboxes of a row, so many by name at the most.
fn mailboxes(names: &Names<'_>, matrix: &Matrix, row: &[usize], most: usize) -> String {
    let all: Vec<String> = row.iter().map(|it| names.user(matrix.mailboxes[*it]).into_owned()).collect();
    alike(names.lang, &all, most)
}

fn hosts(names: &Names<'_>, block: &FrontEnds, most: usize) -> String {
    let all: Vec<String> = block.hosts.iter().map(|it| names.host(*it).into_owned()).collect();
    alike(names.lang, &all, most)
}

/// Those that are alike, so many by name at the most, and how many they are.
fn alike(lang: Lang, all: &[String], most: usize) -> String {
    match all {
        [only] => only.clone(),
        all if all.len() <= most => sentences::matrix_alike(lang, list(lang, all)),
        all => {
            let more = all.len() - most;
            sentences::matrix_alike(lang, sentences::and_more(lang, all[..most].join(&marks::item(lang)), more))
        }
    }
}

/// The matrix with the causes in its cells: heads, and rows with their names.
struct Table {
    heads: Vec<String>,
    rows: Vec<(String, Vec<(String, PaintRole)>)>,
}

fn table(names: &Names<'_>, (matrix, people): (&Matrix, &People), legend: &Legend<'_>, folded: &FoldedMatrix) -> Table {
    let columns = || folded.blocks.iter().flat_map(|block| block.columns.iter().map(move |at| (block, *at)));
    let heads = columns().map(|(block, at)| {
        let [protocol, port] = head(names.lang, matrix.ways[at].kind);
        format!("{} {protocol} {port}", hosts(names, block, usize::MAX))
    });
    let rows = folded.rows.iter().map(|row| {
        let cells = columns().map(|(_, at)| {
            let cell = matrix.cell(people, row[0], at);
            let why: Vec<&str> = legend.cells[row[0]][at].iter().map(|it| legend.causes[*it].said.as_str()).collect();
            // Where nothing fails, or nothing is known of why, the cell says what it says anywhere.
            let said =
                if why.is_empty() { words::cell(names, people, cell) } else { why.join(&marks::semicolon(names.lang)) };
            (said, role(cell))
        });
        (mailboxes(names, matrix, row, usize::MAX), cells.collect())
    });
    Table { heads: heads.collect(), rows: rows.collect() }
}

/// Writes the matrix as a table in Markdown.
///
/// # Errors
/// Those of `out`.
pub fn markdown(
    (world, verdict): (&World, &Verdict),
    (matrix, people): (&Matrix, &People),
    beside: Beside<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result {
    let Laid { names, legend, folded } = Laid::new((world, verdict), (matrix, people), options.lang);
    let table = table(&names, (matrix, people), &legend, &folded);
    let line = |first: &str, cells: Vec<&str>| {
        let cells: Vec<String> = cells.into_iter().map(escaped).collect();
        format!("| {} | {} |", escaped(first), cells.join(" | "))
    };
    writeln!(out, "# {}\n", escaped(&names::clean(&world.title)))?;
    let heads = table.heads.iter().map(String::as_str).collect();
    writeln!(out, "{}", line(&sentences::matrix_mailbox(options.lang), heads))?;
    writeln!(out, "|---|{}", "---|".repeat(table.heads.len()))?;
    for (name, cells) in &table.rows {
        writeln!(out, "{}", line(name, cells.iter().map(|it| it.0.as_str()).collect()))?;
    }
    for (text, command) in legend.told(&names, beside) {
        writeln!(out, "\n**{}**", escaped(&text))?;
        if let Some(command) = command {
            let command = if command.contains('`') { escaped(&command) } else { format!("`{command}`") };
            writeln!(out, "\n* {}{}{command}", sentences::label_helps(options.lang), marks::colon(options.lang))?;
        }
    }
    Ok(())
}

/// Writes the matrix as a page of its own.
///
/// # Errors
/// Those of `out`.
pub fn html(
    (world, verdict): (&World, &Verdict),
    (matrix, people): (&Matrix, &People),
    beside: Beside<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> Result {
    let Laid { names, legend, folded } = Laid::new((world, verdict), (matrix, people), options.lang);
    begin_page(&names, out)?;
    write!(out, "<tr><th rowspan=\"2\">{}</th>", xml(&sentences::matrix_mailbox(options.lang)))?;
    for block in &folded.blocks {
        let said = xml(&hosts(&names, block, usize::MAX));
        write!(out, "<th colspan=\"{}\">{said}</th>", block.columns.len())?;
    }
    write!(out, "</tr>\n<tr>")?;
    for at in folded.blocks.iter().flat_map(|it| &it.columns) {
        let [protocol, port] = head(options.lang, matrix.ways[*at].kind);
        write!(out, "<th>{} {}</th>", xml(&protocol), xml(&port))?;
    }
    writeln!(out, "</tr>")?;
    for (name, cells) in &table(&names, (matrix, people), &legend, &folded).rows {
        write!(out, "<tr><th>{}</th>", xml(name))?;
        for (text, role) in cells {
            write!(out, "<td class=\"{}\">{}</td>", class(*role), xml(text))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table>\n<dl>")?;
    for (text, command) in legend.told(&names, beside) {
        writeln!(out, "<dt>{}</dt>", xml(&text))?;
        if let Some(command) = command {
            let (label, colon) = (sentences::label_helps(options.lang), marks::colon(options.lang));
            writeln!(out, "<dd>{}{colon}<code>{}</code></dd>", xml(&label), xml(&command))?;
        }
    }
    writeln!(out, "</dl>\n</body>\n</html>")
}

/// Writes the whole matrix, nothing of it folded (RFC 4180).
///
/// # Errors
/// Those of `out`.
pub fn csv(world: &World, (matrix, people): (&Matrix, &People), options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::new(world, options.lang);
    let mut put = |fields: Vec<String>| {
        let fields: Vec<String> = fields.iter().map(|it| field(it)).collect();
        write!(out, "{}\r\n", fields.join(","))
    };
    let way = |host: HostRef, it: WayKind| {
        // As a scenario writes where a client connects.
        let endpoint = format!("{}:{}:{}", names.host(host), it.port, it.security.setting());
        format!("{} {}", names::protocol(it.protocol), endpoint.trim_end_matches(':'))
    };
    let heads = matrix.ways.iter().map(|it| way(it.host, it.kind));
    put(std::iter::once("mailbox".to_owned()).chain(heads).collect())?;
    for (row, mailbox) in matrix.mailboxes.iter().enumerate() {
        let cells = (0..matrix.ways.len()).map(|at| words::cell(&names, people, matrix.cell(people, row, at)));
        put(std::iter::once(names.user(*mailbox).into_owned()).chain(cells).collect())?;
    }
    Ok(())
}
