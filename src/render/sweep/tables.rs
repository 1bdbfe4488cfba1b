//! Tables for a change request and for a spreadsheet: a row for each set of faults and group.

use std::fmt::{Result, Write};

use super::{counted, span, who};
use crate::catalogue::sweep as words;
use crate::render::Lang;
use crate::render::markdown::escaped;
use crate::render::people::field;
use crate::sweep::{NamedFault, Pattern, Results, SweepGroup};
use crate::words::names::clean;
use crate::words::sweep::{fault, faults};

/// A row of the table: whom a set of faults harms, and how much.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableRow<'a> {
    results: &'a Results,
    pattern: &'a Pattern,
    lang: Lang,
}

/// How a value is read off a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TableColumn {
    /// A number.
    Number(fn(&TableRow<'_>) -> u64),
    /// A text.
    Text(fn(&TableRow<'_>) -> String),
    /// Whether something is so.
    Truth(fn(&TableRow<'_>) -> bool),
}

/// The columns of the table, whatever it is written as.
pub(crate) const COLUMNS: [(&str, TableColumn); 10] = [
    ("size", TableColumn::Number(|it| it.pattern.set.len() as u64)),
    ("kinds", TableColumn::Text(|it| it.faults().map(|it| it.kind.id()).collect::<Vec<_>>().join("+"))),
    ("faults", TableColumn::Text(|it| faults(it.lang, it.faults()))),
    ("group", TableColumn::Text(|it| clean(&it.group().name).into_owned())),
    ("clients", TableColumn::Number(|it| it.group().clients.into())),
    ("lost", TableColumn::Number(|it| it.pattern.harm.lost.into())),
    ("of", TableColumn::Number(|it| it.pattern.harm.of.into())),
    ("percent", TableColumn::Number(|it| it.pattern.harm.percent().into())),
    ("seconds_without_mail", TableColumn::Number(|it| it.pattern.harm.without.0 / 1_000_000)),
    ("locked_out", TableColumn::Truth(|it| it.pattern.harm.locked_out)),
];

impl<'a> TableRow<'a> {
    /// All rows: everything that harms anybody alone, and the sets that lock somebody out.
    pub(crate) fn all(results: &'a Results, lang: Lang) -> Vec<Self> {
        results.patterns.iter().map(|pattern| Self { results, pattern, lang }).collect()
    }

    fn faults(&self) -> impl Iterator<Item = &'a NamedFault> + Clone + use<'a> {
        let results = self.results;
        self.pattern.set.iter().map(move |it| &results.faults[*it as usize])
    }

    fn group(&self) -> &'a SweepGroup {
        &self.results.groups[self.pattern.group as usize]
    }
}

/// Writes all that was found as CSV.
///
/// # Errors
/// Those of `out`.
pub fn csv(results: &Results, lang: Lang, out: &mut dyn Write) -> Result {
    // A byte order mark, without which Excel takes UTF-8 for something else.
    write!(out, "\u{feff}{}\r\n", COLUMNS.map(|it| it.0).join(","))?;
    for row in TableRow::all(results, lang) {
        for (at, (_, column)) in COLUMNS.iter().enumerate() {
            let between = if at == 0 { "" } else { "," };
            match column {
                TableColumn::Number(of) => write!(out, "{between}{}", of(&row))?,
                TableColumn::Text(of) => write!(out, "{between}{}", field(&of(&row)))?,
                TableColumn::Truth(of) => write!(out, "{between}{}", of(&row))?,
            }
        }
        out.write_str("\r\n")?;
    }
    Ok(())
}

/// Writes it as Markdown.
///
/// # Errors
/// Those of `out`.
pub fn markdown(results: &Results, lang: Lang, out: &mut dyn Write) -> Result {
    writeln!(out, "# {}\n", escaped(&words::title(lang, clean(&results.title), results.seed)))?;
    for (at, count) in results.counts.iter().enumerate() {
        for line in counted(results, count, at + 1, lang) {
            writeln!(out, "* {}", escaped(&line))?;
        }
    }
    if !results.is_whole() {
        writeln!(out, "* {}", escaped(&words::cut_off(lang, results.done(), results.all)))?;
    }
    if !results.is_anybody_alive() {
        return writeln!(out, "\n{}", escaped(&words::nobody(lang)));
    }
    let alike = results.alike();
    writeln!(out, "\n## {}\n", escaped(&words::locked_out(lang)))?;
    if results.locks_out() {
        let heads = [words::group(lang), words::faults(lang), words::time_without(lang)];
        table_head(&heads.map(|it| escaped(&it)), out)?;
        for it in &alike {
            for (set, harm) in it.locked_out() {
                let said = faults(lang, set.iter().map(|it| &results.faults[*it as usize]));
                let who = escaped(&who(results, it, lang));
                writeln!(out, "| {who} | {} | {} |", escaped(&said), span(harm.without))?;
            }
        }
    } else {
        writeln!(out, "{}", escaped(&words::nobody_locked_out(lang)))?;
    }
    let harmful = results.harmful();
    if harmful.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", escaped(&words::heat_map(lang)))?;
    let heads = [escaped(&words::fault(lang))].into_iter();
    let heads: Vec<String> = heads.chain(alike.iter().map(|it| escaped(&who(results, it, lang)))).collect();
    table_head(&heads, out)?;
    for id in harmful {
        write!(out, "| {} |", escaped(&fault(lang, &results.faults[id as usize])))?;
        for it in &alike {
            let cell = it.alone(id).map_or_else(|| "·".to_owned(), |it| it.percent().to_string());
            write!(out, " {cell} |")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn table_head(heads: &[String], out: &mut dyn Write) -> Result {
    writeln!(out, "| {} |", heads.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(heads.len()))
}
