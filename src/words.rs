//! In which words is it said?
//!
//! Every sentence that a user reads stands below this module, as a function with named holes and one text for each
//! language. A language that is added makes every sentence that it lacks a compile error. Reasons of decisions are in
//! [`reasons`], what happened in [`facts`], and what is said after the trace in [`summary`].

pub mod check;
pub mod cli;
pub mod diagram;
pub mod diff;
pub mod evidence;
pub mod explain;
pub mod facts;
pub mod names;
pub mod page;
pub mod powershell;
pub mod reasons;
pub mod remedy;
pub mod report;
pub mod rules;
pub(crate) mod say;
pub mod step;
pub mod summary;
pub mod test;
pub mod topology;

pub use crate::lang::Lang;

/// How many ranges of attempt numbers are listed.
const RANGES_SHOWN: usize = 6;

/// Writes one function for each sentence: `/// what it says` `name(hole, …) { En: "text with {hole}" }`.
macro_rules! sentences {
    ($($(#[doc = $doc:literal])+ $name:ident($($hole:ident),*) { En: $en:literal, Zh: $zh:literal $(,)? })*) => {$(
        $(#[doc = $doc])+
        #[must_use]
        #[allow(clippy::too_many_arguments)]
        pub fn $name(lang: $crate::words::Lang, $($hole: impl std::fmt::Display),*) -> String {
            match lang {
                $crate::words::Lang::En => format!($en),
                $crate::words::Lang::Zh => format!($zh),
            }
        }
    )*};
}
pub(crate) use sentences;

/// A number and its noun: `1 attempt`, `2 attempts`.
#[must_use]
pub fn count(lang: Lang, number: u64, one: &str, many: &str) -> String {
    match lang {
        Lang::Zh => format!("{} {}", thousands(number), counted(one)),
        Lang::En => {
            if number == 1 {
                format!("1 {one}")
            } else {
                format!("{} {many}", thousands(number))
            }
        }
    }
}

/// A noun with its measure word.
fn counted(noun: &str) -> &str {
    match noun {
        "attempt" => "次登录",
        "client" => "个客户端",
        "step" => "步",
        "change or check" => "项更改或检查",
        "record" => "条记录",
        "level" => "层",
        "second" => "秒",
        other => unreachable!("{other} has no Chinese"),
    }
}

/// `attempt 1`, `attempts 1 to 3, 7 and 12 more`.
#[must_use]
pub fn attempts(lang: Lang, numbers: &[u32]) -> String {
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

/// `12,345`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(lang: Lang, items: &[String]) -> String {
    match lang {
        Lang::Zh => match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} 和 {last}", first.join("、")),
        },
        Lang::En => match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        },
    }
}
