//! In which words is it said?
//!
//! Which sentence of the catalogue says what: `say` for what happened and why, [`names`] for the
//! parties, [`powershell`] for what an admin would type. Beside these the sentences of the renderers by topic.

pub(crate) mod check;
pub(crate) mod gallery;
pub(crate) mod markup;
pub(crate) mod names;
pub(crate) mod offload;
pub(crate) mod page;
pub(crate) mod people;
pub(crate) mod powershell;
pub(crate) mod rows;
pub(crate) mod say;
pub(crate) mod sweep;

#[allow(unused_imports, reason = "without the command line some have no reader")]
pub(crate) use crate::catalogue::{
    cli, counts, course, diagram, diff, editor, evidence, explain, facts, imported, lesson, mapping, marks, notes,
    reasons, rehearsal, remedy, report, rules, step, summary, test, topology,
};
pub(crate) use crate::lang::{Lang, grouped as thousands};

/// How many ranges of attempt numbers are listed.
const RANGES_SHOWN: usize = 6;

/// `attempt 1`, `attempts 1 to 3, 7 and 12 more`.
#[must_use]
pub(crate) fn attempts(lang: Lang, numbers: &[u32]) -> String {
    if let [only] = numbers {
        return summary::attempt(lang, only);
    }
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let mut parts: Vec<String> = Vec::new();
    let mut left = numbers.len();
    for (first, last) in ranges.iter().take(RANGES_SHOWN) {
        match last - first {
            0 => parts.push(first.to_string()),
            1 => parts.extend([first.to_string(), last.to_string()]),
            _ => parts.push(summary::range(lang, first, last)),
        }
        left -= (last - first + 1) as usize;
    }
    if left > 0 {
        parts.push(summary::and_more(lang, thousands(left as u64)));
    }
    summary::attempts(lang, list(lang, &parts))
}

/// A word of a command, in quotation marks where it needs them.
#[must_use]
pub(crate) fn typed(word: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || "-_./\\:@~".contains(it);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "''"))
    }
}

/// An amount of memory as people write it, rounded up.
#[must_use]
pub(crate) fn bytes(bytes: u64) -> String {
    let megabytes = bytes.div_ceil(1_000_000);
    if megabytes < 1_000 {
        return format!("{megabytes} MB");
    }
    let tenths = bytes.div_ceil(100_000_000);
    if tenths.is_multiple_of(10) {
        format!("{} GB", tenths / 10)
    } else {
        format!("{}.{} GB", tenths / 10, tenths % 10)
    }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub(crate) fn list(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => marks::last_item(lang, first.join(&marks::item(lang)), last),
    }
}
