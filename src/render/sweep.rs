//! How does it look what locks whom out: on a terminal, in a change request, in a spreadsheet, for a program?

#[cfg(feature = "cli")]
mod heat;
pub mod json;
mod tables;

use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use super::text::row::{self, wrapped};
use super::{Lang, Paint, PaintRole};
use crate::catalogue::sweep as words;
use crate::sweep::{Alike, Count, Results};
use crate::time::Micros;
use crate::words::names::clean;
use crate::words::sweep::{fault, faults};
use crate::words::{list, marks, thousands};
#[cfg(feature = "cli")]
pub(crate) use heat::heat;
#[cfg(feature = "parquet")]
pub(crate) use tables::{COLUMNS as TABLE, TableColumn, TableRow};
pub use tables::{csv, markdown};

/// So many sets of faults of one group, and so many rows of the heat map, are shown where not all is asked for.
const SETS_SHOWN: usize = 12;
const ROWS_SHOWN: usize = 40;
/// So many names stand in one line.
const NAMED: usize = 6;
/// The room of a number in the heat map.
const CELL: usize = 5;

/// Writes it as text.
///
/// # Errors
/// Those of `out`.
pub fn text(results: &Results, lang: Lang, shows_all: bool, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    row::line(paint, PaintRole::Title, &words::title(lang, clean(&results.title), results.seed), out)?;
    if !results.is_anybody_alive() {
        return line_of(paint, PaintRole::Warning, 2, &words::nobody(lang), out);
    }
    for (at, count) in results.counts.iter().enumerate() {
        for line in counted(results, count, at + 1, lang) {
            line_of(paint, PaintRole::Plain, 2, &line, out)?;
        }
    }
    if !results.is_whole() {
        let (done, all) = (thousands(results.done()), thousands(results.all));
        line_of(paint, PaintRole::Warning, 2, &words::cut_off(lang, done, all), out)?;
    }
    let alike = results.alike();
    writeln!(out)?;
    row::line(paint, PaintRole::Title, &words::locked_out(lang), out)?;
    if !results.locks_out() {
        line_of(paint, PaintRole::Good, 2, &words::nobody_locked_out(lang), out)?;
    }
    let most = if shows_all { usize::MAX } else { SETS_SHOWN };
    for it in alike.iter().filter(|it| it.locked_out().next().is_some()) {
        let head = words::locked_out_by(lang, who(results, it, lang), sets(results, it, lang));
        line_of(paint, PaintRole::Bad, 2, &head, out)?;
        for (set, harm) in it.locked_out().take(most) {
            let said = faults(lang, set.iter().map(|it| &results.faults[*it as usize]));
            let long = (harm.without > Micros::ZERO).then(|| words::without(lang, span(harm.without)));
            let said = long.map_or_else(|| said.clone(), |it| format!("{said} · {it}"));
            line_of(paint, PaintRole::Plain, 4, &said, out)?;
        }
        let more = it.locked_out().count().saturating_sub(most);
        if more > 0 {
            line_of(paint, PaintRole::Note, 4, &words::more_sets(lang, thousands(more as u64)), out)?;
        }
    }
    heat_map(results, &alike, (lang, shows_all), paint, out)
}

/// The heat map: a row for each fault that costs anybody a log-on, a column for the groups that fare alike.
fn heat_map(
    results: &Results,
    alike: &[Alike],
    (lang, shows_all): (Lang, bool),
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let all = results.harmful();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    row::line(paint, PaintRole::Title, &words::heat_map(lang), out)?;
    let rows = if shows_all { &all[..] } else { &all[..all.len().min(ROWS_SHOWN)] };
    let said: Vec<String> = rows.iter().map(|it| fault(lang, &results.faults[*it as usize])).collect();
    let columns = alike.len().min((paint.columns() / 2).saturating_sub(2) / CELL).max(1);
    let room = paint.columns().saturating_sub(2 + columns * CELL);
    let first = said.iter().map(|it| it.width()).max().unwrap_or(0).min(room);
    for (at, it) in alike.iter().enumerate().take(columns) {
        line_of(paint, PaintRole::Note, 2, &words::column(lang, at + 1, who(results, it, lang)), out)?;
    }
    if columns < alike.len() {
        line_of(paint, PaintRole::Note, 2, &words::more_columns(lang, alike.len() - columns), out)?;
    }
    let mut head = " ".repeat(2 + first);
    for at in 1..=columns.min(alike.len()) {
        write!(head, "{at:>CELL$}")?;
    }
    row::line(paint, PaintRole::Note, &head, out)?;
    for (id, said) in rows.iter().zip(&said) {
        let lines = wrapped(said, first);
        for (at, line) in lines.iter().enumerate() {
            write!(out, "  {line}")?;
            if at + 1 == lines.len() {
                write!(out, "{}", " ".repeat(first.saturating_sub(line.width())))?;
                for it in alike.iter().take(columns) {
                    let (role, said) = match it.alone(*id) {
                        None => (PaintRole::Note, "·".to_owned()),
                        Some(harm) if harm.locked_out => (PaintRole::Bad, harm.percent().to_string()),
                        Some(harm) => (PaintRole::Warning, harm.percent().to_string()),
                    };
                    write!(out, "{}{said:>CELL$}{}", paint.start(role), paint.end(role))?;
                }
            }
            writeln!(out)?;
        }
    }
    let more = all.len() - rows.len();
    if more > 0 {
        line_of(paint, PaintRole::Note, 2, &words::more_rows(lang, thousands(more as u64)), out)?;
    }
    Ok(())
}

/// How many sets of one size there were, and what came of them.
fn counted(results: &Results, count: &Count, size: usize, lang: Lang) -> Vec<String> {
    let number = thousands;
    let all = if let Some((_, all)) = &results.space {
        words::combinations(lang, number(count.sets), number(u64::try_from(*all).unwrap_or(u64::MAX)))
    } else if size == 1 {
        words::faults_alone(lang, number(count.sets))
    } else {
        words::faults_together(lang, number(count.sets), size)
    };
    let told = count.run - count.sampled;
    let harming = told - count.unnoticed - count.locking;
    let ran = words::ran(lang, number(told), number(count.locking), number(harming), number(count.unnoticed));
    let mut lines = vec![format!("{all}{}{ran}", marks::colon(lang))];
    let mut add = |count: u64, said: String| lines.extend((count > 0).then_some(said));
    add(count.untouched, words::not_touched(lang, number(count.untouched)));
    let implied = count.implied + count.sampled;
    let (sampled, contradicted) = (number(count.sampled), number(count.contradicted));
    add(implied, words::not_needed(lang, number(implied), sampled, contradicted));
    add(count.excluded, words::not_both(lang, number(count.excluded)));
    add(count.impossible, words::not_written(lang, number(count.impossible)));
    lines
}

/// How many sets of each size lock somebody out.
fn sets(results: &Results, it: &Alike, lang: Lang) -> String {
    let is_space = results.space.is_some();
    let of = |size: usize| it.locked_out().filter(|it| it.0.len() == size).count();
    let largest = it.locked_out().map(|it| it.0.len()).max().unwrap_or(0);
    let each = (1..=largest).filter(|it| of(*it) > 0).map(|size| {
        let count = thousands(of(size) as u64);
        if size == 1 && is_space {
            words::by_values(lang, of(size) as u64)
        } else if is_space {
            words::by_pairs(lang, of(size) as u64)
        } else if size == 1 {
            words::by_alone(lang, of(size) as u64)
        } else {
            words::by_together(lang, count, size)
        }
    });
    let each: Vec<String> = each.collect();
    if each.is_empty() { words::by_nothing(lang) } else { list(lang, &each) }
}

/// Who fares alike: the names of the first of them, and how many clients they are.
fn who(results: &Results, it: &Alike, lang: Lang) -> String {
    let named = |at: &u32| clean(&results.groups[*at as usize].name).into_owned();
    let names: Vec<String> = it.groups.iter().take(NAMED).map(named).collect();
    let more = it.groups.len() - names.len();
    let names = names.join(&marks::item(lang));
    let names = if more > 0 { crate::catalogue::people::and_more(lang, names, more) } else { names };
    if it.clients > 1 { crate::catalogue::people::several(lang, names, thousands(it.clients)) } else { names }
}

/// A span of time.
fn span(it: Micros) -> String {
    it.to_string()
}

/// A line that goes on below, further to the right.
fn line_of(paint: &dyn Paint, role: PaintRole, indent: usize, text: &str, out: &mut dyn Write) -> Result {
    let room = paint.columns().saturating_sub(indent);
    for (at, it) in wrapped(text, room.saturating_sub(2)).iter().enumerate() {
        let indent = if at == 0 { indent } else { indent + 2 };
        row::line(paint, role, &format!("{}{it}", " ".repeat(indent)), out)?;
    }
    Ok(())
}
