//! What of a page is walked through?
//!
//! Read from the text of a page, or taken from the page itself where the program has it: both give the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::questions::Question;
use super::records::{Records, is_failure};
use super::states::States;
use super::{Attempted, Page};
use crate::page::walk::course::{self, Course};

/// The parts of a page that a walk looks at.
#[derive(Deserialize)]
struct Text {
    records: Records,
    lanes: Vec<IgnoredAny>,
    attempts: Vec<Attempt>,
    met: Vec<String>,
    questions: Vec<Question>,
    states: States,
}

#[derive(Deserialize)]
struct Attempt {
    client: String,
    well: bool,
}

/// What is walked through, from the text of a page. Tells what is wrong with it.
pub(in crate::page) fn read(text: &str) -> Result<Course, String> {
    let it: Text = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let records = &it.records;
    let many = records.kind.len();
    let columns = [records.lane.len(), records.to.len(), records.attempt.len(), records.met.len()];
    let is_below =
        |column: &[i64], end: usize| column.iter().all(|it| usize::try_from(*it).is_ok_and(|it| it < end) || *it == -1);
    let is_sound = columns.iter().all(|it| *it == many)
        && records.lane.iter().all(|at| (*at as usize) < it.lanes.len())
        && is_below(&records.to, it.lanes.len())
        && is_below(&records.attempt, it.attempts.len())
        && is_below(&records.met, it.met.len())
        && it.questions.is_sorted_by_key(|it| it.record)
        && it.states.changes.is_sorted_by_key(|it| it.0);
    if !is_sound {
        return Err("the columns of the records do not fit together".to_owned());
    }
    let attempts = it.attempts.into_iter().map(|it| (it.client, it.well)).collect();
    Ok(course(&it.records, attempts, it.met, it.questions, it.states, it.lanes.len()))
}

/// What is walked through, from a page.
#[must_use]
pub(crate) fn of(page: &Page) -> Course {
    let attempt = |it: &Attempted| (it.client.clone(), it.well);
    course(
        &page.records,
        page.attempts.iter().map(attempt).collect(),
        page.met.clone(),
        page.questions.clone(),
        page.states.clone(),
        page.lanes.len(),
    )
}

fn course(
    records: &Records,
    attempts: Vec<(String, bool)>,
    words: Vec<String>,
    questions: Vec<Question>,
    states: States,
    lanes: usize,
) -> Course {
    let mut clients: Vec<String> = Vec::new();
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut position = |name: String| {
        *known.entry(name).or_insert_with_key(|it| {
            clients.push(it.clone());
            clients.len() as u32 - 1
        })
    };
    let attempts = attempts.into_iter().map(|(client, well)| (position(client), well)).collect();
    let places = |column: &[i64]| column.iter().map(|it| u32::try_from(*it).ok()).collect();
    let natures = records.nature.iter().zip(&records.kind);
    Course {
        class: records.kind.clone(),
        failure: natures.map(|(nature, kind)| is_failure(*nature, *kind)).collect(),
        lane: records.lane.clone(),
        to: places(&records.to),
        attempt: places(&records.attempt),
        met: places(&records.met),
        words,
        attempts,
        clients,
        questions,
        states: course::States::new(states.initial, states.changes),
        lanes,
    }
}
