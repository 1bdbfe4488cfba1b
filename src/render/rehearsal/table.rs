//! How does the table of steps against groups look?

use std::fmt::{Result, Write};

use super::{Told, lasting};
use crate::catalogue::rehearsal as say;
use crate::rehearsal::losses::Toll;
use crate::render::markdown::escaped;
use crate::render::people::{Said, columns, widths};
use crate::render::text::row;
use crate::render::{Length, Options, Paint, PaintRole};
use crate::telling::people::Whose;
use crate::words::names::Names;
use crate::words::{people, thousands};

/// How many rows are shown where not all is.
const ROWS: usize = 20;

/// Writes the table; where it is wider than there is room, row by row as a list of the steps that hurt.
///
/// # Errors
/// Those of `out`.
pub(super) fn text(
    names: &Names<'_>,
    told: Told<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    out.write_char('\n')?;
    row::line(paint, PaintRole::Title, &say::table_heading(names.lang), out)?;
    let (mut said, mut more) = (said(names, told), 0);
    if options.length == Length::Bounded && said.rows.len() > ROWS {
        // Those who lose nothing are left out first.
        said.rows.sort_by_key(|it| it.1.iter().all(|it| it.1 == PaintRole::Good));
        more = said.rows.len() - ROWS;
        said.rows.truncate(ROWS);
    }
    match widths(&said, paint.columns()) {
        Some(widths) => columns(&said, &widths, paint, out)?,
        None => {
            for (name, cells) in &said.rows {
                row::paragraph(paint, PaintRole::Actor, name, out)?;
                for (head, (text, role)) in said.heads.iter().zip(cells).filter(|it| it.1.1 != PaintRole::Good) {
                    row::line(paint, *role, &format!("  {head}  {text}"), out)?;
                }
            }
        }
    }
    if more > 0 {
        row::line(paint, PaintRole::Note, &crate::catalogue::people::more_rows(names.lang, more), out)?;
    }
    Ok(())
}

/// Writes the table as Markdown.
///
/// # Errors
/// Those of `out`.
pub(super) fn markdown(names: &Names<'_>, told: Told<'_>, out: &mut dyn Write) -> Result {
    let said = said(names, told);
    let line = |first: &str, cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(escaped).collect();
        format!("| {} | {} |", escaped(first), cells.join(" | "))
    };
    let who = crate::catalogue::people::who(names.lang);
    writeln!(out, "{}", line(&who, &mut said.heads.iter().map(String::as_str)))?;
    writeln!(out, "|---|{}", "---|".repeat(said.heads.len()))?;
    for (name, cells) in &said.rows {
        writeln!(out, "{}", line(name, &mut cells.iter().map(|it| it.0.as_str())))?;
    }
    Ok(())
}

/// The table in words: a row for each party, a column for each step by its number, and what it comes to.
fn said(names: &Names<'_>, told: Told<'_>) -> Said {
    let (lang, lost) = (names.lang, &told.rehearsed.lost);
    let before = lost.cells.iter().any(|it| it.0.1 == 0 && it.1.is_any());
    let stretches = usize::from(!before)..=told.world.steps.len();
    let head = |it: usize| if it == 0 { say::column_before(lang) } else { it.to_string() };
    let mut heads: Vec<String> = stretches.clone().map(head).collect();
    heads.extend([say::column_failed(lang), say::column_longest(lang), say::column_outage(lang)]);
    let rows = lost.parties.iter().enumerate().map(|(party, (whose, _))| {
        let each = stretches.clone().map(|it| lost.cells.get(&(party, it)).copied().unwrap_or_default());
        let mut cells: Vec<_> = each.map(|it| cell(names, *whose, &it)).collect();
        let part = &lost.parts[party];
        let role = if part.hit == 0 { PaintRole::Good } else { PaintRole::Bad };
        let said = |text: String| (if part.hit == 0 { "–".to_owned() } else { text }, role);
        cells.push(said(thousands(part.failed)));
        cells.extend([said(lasting(part.longest)), said(lasting(part.outage))]);
        (people::whose(names, *whose), cells)
    });
    Said { heads, rows: rows.collect() }
}

/// What a party loses in one stretch: how long it is without mail all together, and of a group how many are hit.
fn cell(names: &Names<'_>, whose: Whose, loss: &Toll) -> (String, PaintRole) {
    if !loss.is_any() {
        return ("✓".to_owned(), PaintRole::Good);
    }
    let said = if loss.outage.0 == 0 {
        say::cell_failed(names.lang, thousands(loss.failed + loss.cut))
    } else {
        lasting(loss.outage)
    };
    let text = if whose.is_group() && loss.hit > 0 {
        crate::catalogue::people::several(names.lang, said, thousands(u64::from(loss.hit)))
    } else {
        said
    };
    (text, PaintRole::Bad)
}
