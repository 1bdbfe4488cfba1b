//! What comes of the lines that somebody types into a page?
//!
//! They are read as `coexist what-if --run` reads them, in the organisation as it is at their moment, and are added to
//! the scenario as they were typed: what a cmdlet refuses is told beside the line, and the trace tells of it too.

use serde::{Deserialize, Serialize};

use crate::catalogue::questions;
use crate::cmdlet::Context;
use crate::lang::{Lang, Text};
use crate::resolve::{self, LineFault};
use crate::scenario::write::ToRon;
use crate::scenario::{Change, When, edit, parse};
use crate::time::Micros;

/// Lines that are typed at one moment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedLines {
    /// When; at the start of the run without it.
    at: Option<String>,
    /// The lines.
    run: String,
    /// The server on which they are typed.
    on: Option<String>,
    /// What their variables hold.
    #[serde(default)]
    answers: Vec<(String, String)>,
}

/// What comes of a line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct ToldLine {
    /// Which, from 1.
    line: u32,
    /// Whether it does something, is refused by the cmdlet, or cannot be run.
    what: What,
    /// What it does as a scenario writes it, or what is wrong with it, in both languages.
    text: [String; 2],
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<[String; 2]>,
}

/// Of which kind that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Does,
    Refused,
    Hinders,
}

/// A scenario with lines that were typed.
#[derive(Debug)]
pub(super) struct Added {
    /// Its text.
    pub(super) text: String,
    /// What comes of each line, by the blocks in which they were typed.
    pub(super) told: Vec<Vec<ToldLine>>,
    /// What hinders running it.
    pub(super) error: Option<(Text, Option<Text>)>,
}

fn both(it: &Text) -> [String; 2] {
    [it.of(Lang::En).to_owned(), it.of(Lang::Zh).to_owned()]
}

/// Adds lines to a scenario. Where one of them cannot be run, what is wrong is told and nothing is to be run.
pub(super) fn added(text: String, typed: Vec<TypedLines>) -> Added {
    let mut added = Added { text, told: Vec::new(), error: None };
    for block in typed {
        let on = block.on.filter(|it| !it.is_empty());
        // What is wrong with the scenario itself is told when it is loaded.
        let Ok(scenario) = parse::understand(&added.text) else { return added };
        let written = block.at.unwrap_or_else(|| Micros::ZERO.to_string());
        let at = match scenario.time(&written) {
            Ok(at) => at,
            Err(wanted) => {
                added.error = Some((questions::no_time(written), Some(wanted)));
                return added;
            }
        };
        let context = Context { here: on.as_deref(), answers: &block.answers };
        let mut told = Vec::new();
        for it in resolve::typed(&scenario, &block.run, When::At(at.after()), &context) {
            told.push(match it {
                Ok((_, line, action)) => {
                    let ron = action.ron();
                    ToldLine { line, what: What::Does, text: [ron.clone(), ron], help: None }
                }
                Err(problem) => {
                    let said = problem.said();
                    let is_refused = matches!(problem.what, LineFault::Refused(_));
                    if !is_refused && added.error.is_none() {
                        added.error = Some((said.message.clone(), Some(said.help.clone())));
                    }
                    let what = if is_refused { What::Refused } else { What::Hinders };
                    ToldLine { line: problem.line, what, text: both(&said.message), help: Some(both(&said.help)) }
                }
            });
        }
        added.told.push(told);
        let change = Change { at, action: None, run: Some(block.run), on, answers: block.answers };
        match edit::with_lines(&added.text, &change) {
            Ok(text) => added.text = text,
            Err(it) => added.error = Some((it.message, it.help)),
        }
        if added.error.is_some() {
            return added;
        }
    }
    added
}
