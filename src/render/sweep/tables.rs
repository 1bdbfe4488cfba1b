//! Tables for a change request and for a spreadsheet: a row for each set of faults and group.

use std::fmt::{Result, Write};

use super::{counted, span, who};
use crate::catalogue::sweep as words;
use crate::render::Lang;
use crate::render::markdown::escaped;
use crate::render::people::field;
use crate::sweep::Results;
use crate::words::names::clean;
use crate::words::sweep::{fault, faults};

/// Writes all that was found as CSV: everything that harms anybody alone, and the sets that lock somebody out.
///
/// # Errors
/// Those of `out`.
pub fn csv(results: &Results, lang: Lang, out: &mut dyn Write) -> Result {
    // A byte order mark, without which Excel takes UTF-8 for something else.
    out.write_str("\u{feff}")?;
    out.write_str("size,kinds,faults,group,clients,lost,of,percent,seconds_without_mail,locked_out\r\n")?;
    for it in &results.patterns {
        let group = &results.groups[it.group as usize];
        let all = it.set.iter().map(|it| &results.faults[*it as usize]);
        let kinds: Vec<&str> = all.clone().map(|it| it.kind.id()).collect();
        let (lost, of, percent) = (it.harm.lost, it.harm.of, it.harm.percent());
        let (size, clients) = (it.set.len(), group.clients);
        let seconds = it.harm.without.0 / 1_000_000;
        let (kinds, said, name) = (field(&kinds.join("+")), field(&faults(lang, all)), field(&clean(&group.name)));
        let locked_out = it.harm.locked_out;
        write!(out, "{size},{kinds},{said},{name},{clients},{lost},{of},{percent},{seconds},{locked_out}\r\n")?;
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
