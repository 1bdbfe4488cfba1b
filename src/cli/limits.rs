//! Which bounds do the commands have, and what happens at each?
//!
//! One table, of which `docs/limits.md` is made.

use super::lsp::outline::{PARTS_MAX, TOKENS_MAX};
use super::{lesson, raster, report, shrink, sweep, typed};
use crate::catalogue::limits as words;
use crate::cmdlet::read::{STEPS_MAX, TOLD_MAX};
use crate::diag::REPORT_MAX;
use crate::explain::proof::{EVENTS_MAX, RECORDS_MAX, RUNS_MAX};
use crate::import::probe::CLIENTS_MAX;
use crate::import::shapes::{DEEPEST as DEEPEST_XML, NOTES_MAX};
use crate::import::sources::Limits;
use crate::lang::{Fixed, Lang};
use crate::page::form::RECORDS_MAX as PAGE_RECORDS;
use crate::rehearsal::orders::{EDGES_MAX, SEARCH_MAX};
use crate::rehearsal::otherwise::OTHERWISE_MAX;
use crate::rehearsal::pauses::LONGEST;
use crate::resolve::{LIST_MAX, NAME_MAX};
use crate::scenario::defaults;
use crate::scenario::parse::FILE_MAX;
use crate::scenario::tree::DEEPEST;
use crate::sim::Budget;
use crate::sweep::VALUES_MAX;
use crate::time::Micros;
use crate::words::{bytes, thousands as number};

struct Row {
    what: Fixed,
    most: String,
    then: Fixed,
}

fn rows() -> Vec<Row> {
    vec![
        Row { what: words::memory(), most: bytes(Budget::USUAL), then: words::memory_then() },
        Row { what: words::memory_page(), most: bytes(Budget::USUAL), then: words::memory_page_then() },
        Row { what: words::system(), most: "–".to_owned(), then: words::system_then() },
        Row { what: words::numbers(), most: number(u64::from(u32::MAX)), then: words::numbers_then() },
        Row { what: words::events(), most: number(defaults::EVENT_LIMIT), then: words::events_then() },
        Row { what: words::events_most(), most: number(defaults::EVENT_LIMIT_MAX), then: words::events_most_then() },
        Row { what: words::span(), most: format!("{} d", Micros::MAX.0 / 86_400_000_000), then: words::span_then() },
        Row { what: words::file(), most: format!("{} MiB", FILE_MAX >> 20), then: words::file_then() },
        Row { what: words::nesting(), most: number(DEEPEST as u64), then: words::nesting_then() },
        Row { what: words::list(), most: number(LIST_MAX as u64), then: words::list_then() },
        Row { what: words::name(), most: number(NAME_MAX as u64), then: words::name_then() },
        Row { what: words::watched(), most: number(defaults::WATCHED_MAX), then: words::watched_then() },
        Row {
            what: words::place(),
            most: format!("({}, {})", defaults::PLACE_MAX.0, defaults::PLACE_MAX.1),
            then: words::place_then(),
        },
        Row { what: words::problems(), most: number(REPORT_MAX as u64), then: words::problems_then() },
        Row { what: words::script(), most: format!("{} MiB", typed::SCRIPT_MAX >> 20), then: words::script_then() },
        Row { what: words::script_steps(), most: number(u64::from(STEPS_MAX)), then: words::script_steps_then() },
        Row { what: words::script_told(), most: number(TOLD_MAX as u64), then: words::script_told_then() },
        Row { what: words::remedies(), most: number(u64::from(RUNS_MAX)), then: words::remedies_then() },
        Row { what: words::remedies_events(), most: number(EVENTS_MAX), then: words::remedies_events_then() },
        Row { what: words::pivot(), most: number(RECORDS_MAX), then: words::pivot_then() },
        Row { what: words::shrink(), most: number(u64::from(shrink::RUNS_MAX)), then: words::shrink_then() },
        Row { what: words::shrink_events(), most: number(shrink::EVENTS_MAX), then: words::shrink_events_then() },
        Row {
            what: words::lesson_text(),
            most: format!("{} MiB", lesson::TEXT_MAX >> 20),
            then: words::lesson_text_then(),
        },
        Row { what: words::lesson_files(), most: number(lesson::FILES_MAX as u64), then: words::lesson_files_then() },
        Row {
            what: words::lesson_progress(),
            most: format!("{} MiB", crate::lesson::progress::FILE_MAX >> 20),
            then: words::lesson_progress_then(),
        },
        Row {
            what: words::lesson_attempts(),
            most: number(crate::lesson::progress::ATTEMPTS_MAX as u64),
            then: words::lesson_attempts_then(),
        },
        Row { what: words::lesson_sets(), most: number(crate::lesson::SETS_MAX), then: words::lesson_sets_then() },
        Row { what: words::sweep(), most: number(sweep::SETS_MAX), then: words::sweep_then() },
        Row { what: words::sweep_space(), most: number(VALUES_MAX as u64), then: words::sweep_space_then() },
        Row { what: words::rehearsed(), most: number(OTHERWISE_MAX as u64), then: words::rehearsed_then() },
        Row { what: words::edges(), most: number(EDGES_MAX as u64), then: words::edges_then() },
        Row { what: words::searched(), most: number(u64::from(SEARCH_MAX)), then: words::searched_then() },
        Row { what: words::pauses(), most: LONGEST.to_string(), then: words::pauses_then() },
        Row { what: words::probe(), most: number(CLIENTS_MAX as u64), then: words::probe_then() },
        Row { what: words::page(), most: number(PAGE_RECORDS as u64), then: words::page_then() },
        Row { what: words::report(), most: format!("{} MB", report::LARGEST / 1_000_000), then: words::report_then() },
        Row { what: words::parts(), most: number(PARTS_MAX as u64), then: words::parts_then() },
        Row { what: words::tokens(), most: number(TOKENS_MAX as u64), then: words::tokens_then() },
        Row {
            what: words::import_file(),
            most: format!("{} MiB", Limits::USUAL.file >> 20),
            then: words::import_file_then(),
        },
        Row {
            what: words::import_all(),
            most: format!("{} MiB", Limits::USUAL.all >> 20),
            then: words::import_all_then(),
        },
        Row { what: words::import_files(), most: number(Limits::USUAL.files as u64), then: words::import_files_then() },
        Row { what: words::import_ratio(), most: number(Limits::USUAL.ratio), then: words::import_ratio_then() },
        Row { what: words::import_nesting(), most: number(DEEPEST_XML as u64), then: words::import_nesting_then() },
        Row { what: words::import_notes(), most: number(NOTES_MAX as u64), then: words::import_notes_then() },
        Row { what: words::pixels(), most: number(u64::from(raster::MOST)), then: words::pixels_then() },
    ]
}

/// The page.
#[must_use]
pub fn page(lang: Lang) -> String {
    let of = |it: Fixed| it.of(lang);
    let (title, introduction) = (of(words::title()), of(words::introduction()));
    let head = format!("| {} | {} | {} |", of(words::head()), of(words::head_most()), of(words::head_then()));
    let other = match lang {
        Lang::En => "[中文](zh/limits.md)",
        Lang::Zh => "[English](../limits.md)",
    };
    let mut text = format!(
        "# {title}\n\n{other}\n\n<!-- Generated from src/cli/limits.rs; do not edit. UPDATE_DOCS=1 cargo test reference:: rewrites it. -->\n\n\
         {introduction}\n\n{head}\n|---|---|---|\n"
    );
    for it in rows() {
        text += &format!("| {} | {} | {} |\n", of(it.what), it.most, of(it.then));
    }
    text
}
