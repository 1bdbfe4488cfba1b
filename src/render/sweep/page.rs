//! A page with the heat map: a row for each fault, a column for the groups that fare alike, and behind each row the
//! command that shows its run.

use std::fmt::{Result, Write};

use super::{counted, sets, span, who};
use crate::catalogue::sweep as words;
use crate::render::Lang;
use crate::sweep::{NamedFault, Results};
use crate::words::marks;
use crate::words::markup::xml;
use crate::words::names::clean;
use crate::words::sweep::{fault, faults};

/// Colors that tell apart also without color: what is lost stands in each cell.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;\
    color:#1c1c1c;background:#fff}table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.2rem .5rem;\
    text-align:left;vertical-align:top}td.cell{text-align:right;font-variant-numeric:tabular-nums}\
    thead th{position:sticky;top:0;background:#f3f3f3}code{white-space:pre-wrap;overflow-wrap:anywhere}\
    @media(prefers-color-scheme:dark){body{color:#eee;background:#161616}thead th{background:#262626}\
    th,td{border-color:#555}}";

/// Writes the page.
///
/// # Errors
/// Those of `out`.
pub fn html(results: &Results, lang: Lang, out: &mut dyn Write) -> Result {
    let title = xml(&words::title(lang, clean(&results.title), results.seed));
    let tag = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    writeln!(out, "<!doctype html>\n<html lang=\"{tag}\">\n<head><meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<ul>")?;
    for (at, count) in results.counts.iter().enumerate() {
        for line in counted(results, count, at + 1, lang) {
            writeln!(out, "<li>{}</li>", xml(&line))?;
        }
    }
    if !results.is_whole() {
        writeln!(out, "<li>{}</li>", xml(&words::cut_off(lang, results.done(), results.all)))?;
    }
    writeln!(out, "</ul>")?;
    if !results.is_anybody_alive() {
        return writeln!(out, "<p>{}</p>\n</body>\n</html>", xml(&words::nobody(lang)));
    }
    let alike = results.alike();
    writeln!(out, "<h2>{}</h2>", xml(&words::locked_out(lang)))?;
    if !results.locks_out() {
        writeln!(out, "<p>{}</p>", xml(&words::nobody_locked_out(lang)))?;
    }
    for it in alike.iter().filter(|it| it.locked_out().next().is_some()) {
        let head = words::locked_out_by(lang, who(results, it, lang), sets(results, it, lang));
        writeln!(out, "<details open><summary>{}</summary>\n<ul>", xml(&head))?;
        for (set, harm) in it.locked_out() {
            let all: Vec<&NamedFault> = set.iter().map(|it| &results.faults[*it as usize]).collect();
            let said = faults(lang, all.iter().copied());
            let without = words::without(lang, span(harm.without));
            writeln!(out, "<li>{} · {}{}</li>", xml(&said), xml(&without), seen(&all, lang))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    let harmful = results.harmful();
    if harmful.is_empty() {
        return writeln!(out, "</body>\n</html>");
    }
    writeln!(
        out,
        "<h2>{}</h2>\n<table>\n<thead><tr><th>{}</th>",
        xml(&words::heat_map(lang)),
        xml(&words::fault(lang))
    )?;
    alike.iter().try_for_each(|it| writeln!(out, "<th>{}</th>", xml(&who(results, it, lang))))?;
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for id in harmful {
        let named = &results.faults[id as usize];
        write!(out, "<tr><th>{}{}</th>", xml(&fault(lang, named)), seen(&[named], lang))?;
        for it in &alike {
            match it.alone(id) {
                None => write!(out, "<td class=\"cell\">·</td>")?,
                Some(harm) => {
                    let percent = harm.percent();
                    let note = xml(&words::without(lang, span(harm.without)));
                    let style = format!("background:rgb(200 30 30/{}%)", 15 + percent * 55 / 100);
                    write!(out, "<td class=\"cell\" style=\"{style}\" title=\"{note}\">{percent}</td>")?;
                }
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table>\n</body>\n</html>")
}

/// How to see the run under faults; nothing where one of them cannot be asked for.
fn seen(all: &[&NamedFault], lang: Lang) -> String {
    if all.iter().any(|it| it.asked.is_empty()) {
        return String::new();
    }
    let quoted = |it: &String| format!(" '{}'", it.replace('\'', "'\\''"));
    let asked: String = all.iter().flat_map(|it| &it.asked).map(quoted).collect();
    let (see, colon) = (xml(&words::see(lang)), marks::colon(lang));
    format!(
        "<details><summary>{see}{colon}</summary><code>{}</code></details>",
        xml(&format!("coexist what-if FILE{asked}"))
    )
}
