//! How is it said what changed in the organisation?

use std::fmt::{Result, Write};

use super::super::text::row::{line, wrapped};
use super::super::{Lang, Paint, PaintRole};
use crate::diag::sources::Sources;
use crate::scenario::differences::{Became, Difference, Held, between};
use crate::words::{diff as words, list};

/// So many entries are named where something changed in several, and so many of more than that.
const NAMED_MOST: usize = 6;
const NAMED_OF_MORE: usize = 3;
/// So many changes are told.
const TOLD: usize = 60;
/// How far the lines stand in, and what goes on below.
const INDENT: usize = 2;

/// Writes what is otherwise in the organisation of the second than in that of the first, if anything is.
///
/// # Errors
/// Those of `out`.
pub fn write_organisation(
    (a, b): (&Sources<'_>, &Sources<'_>),
    lang: Lang,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let all = between(a, b);
    if all.is_empty() {
        return Ok(());
    }
    line(paint, PaintRole::Title, &words::organisation(lang), out)?;
    for it in all.iter().take(TOLD) {
        let (role, text) = said(it, lang);
        for (at, part) in wrapped(&text, paint.columns() - 2 * INDENT).iter().enumerate() {
            let indent = if at == 0 { INDENT } else { 2 * INDENT };
            line(paint, role, &format!("{}{part}", " ".repeat(indent)), out)?;
        }
    }
    if all.len() > TOLD {
        line(paint, PaintRole::Note, &format!("  {}", words::more_differences(lang, all.len() - TOLD)), out)?;
    }
    out.write_char('\n')
}

/// One difference in words.
fn said(it: &Difference, lang: Lang) -> (PaintRole, String) {
    let who = who(it, lang);
    let what = if it.path.is_empty() { it.list } else { &it.path };
    let of = |path: &str| {
        if it.entries.is_empty() { path.to_owned() } else { words::of_entries(lang, path, it.list, &who) }
    };
    match &it.what {
        // A whole entry, or one of a list within an entry.
        Became::Added if it.path.is_empty() => (PaintRole::Good, words::added(lang, what, who)),
        Became::Removed if it.path.is_empty() => (PaintRole::Bad, words::removed(lang, what, who)),
        Became::Added => (PaintRole::Good, words::is_new(lang, of(what))),
        Became::Removed => (PaintRole::Bad, words::is_gone(lang, of(what))),
        Became::Value(a, b) => (PaintRole::Plain, words::from_to(lang, of(what), held(a, lang), held(b, lang))),
        Became::Items(new, gone) => {
            let text = match (new.as_slice(), gone.as_slice()) {
                (new, []) => words::items_new(lang, of(what), list(lang, new)),
                ([], gone) => words::items_gone(lang, of(what), list(lang, gone)),
                (new, gone) => words::items_both(lang, of(what), list(lang, new), list(lang, gone)),
            };
            (PaintRole::Plain, text)
        }
    }
}

fn held(it: &Held, lang: Lang) -> String {
    match it {
        Held::Written(text) => text.clone(),
        Held::LeftOut(Some(default)) => words::left_out_is(lang, default),
        Held::LeftOut(None) => words::left_out(lang),
    }
}

/// The entries: all by name, or how many and some.
fn who(it: &Difference, lang: Lang) -> String {
    if it.entries.len() <= NAMED_MOST {
        return list(lang, &it.entries);
    }
    let some = list(lang, &it.entries[..NAMED_OF_MORE]);
    words::entries_and_more(lang, it.entries.len(), some, it.entries.len() - NAMED_OF_MORE)
}
