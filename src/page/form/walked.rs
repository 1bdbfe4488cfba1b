//! What of a page is walked through?
//!
//! Read from the text of a page, or taken from the page itself where the program has it: both give the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::questions::Question;
use super::records::Records;
use super::spans::Span;
use super::states::States;
use super::{Attempted, GroupOfClients, Page};
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
    causes: Vec<u32>,
    folds: Vec<Fold>,
    spans: Vec<Span>,
    groups: Vec<GroupOfClients>,
}

#[derive(Deserialize)]
struct Fold {
    first: u32,
    last: u32,
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
    let columns = [&records.to, &records.attempt, &records.met, &records.fold, &records.span].map(Vec::len);
    let is_below =
        |column: &[i64], end: usize| column.iter().all(|it| usize::try_from(*it).is_ok_and(|it| it < end) || *it == -1);
    // What a span lies in stands before it: there is no way round.
    let is_within =
        |at: u32, span: &Span| span.parent.is_none_or(|it| it < at) && (span.attempt as usize) < it.attempts.len();
    let is_sound = columns.iter().all(|it| *it == many)
        && records.lane.len() == many
        && records.lane.iter().all(|at| (*at as usize) < it.lanes.len())
        && is_below(&records.to, it.lanes.len())
        && is_below(&records.attempt, it.attempts.len())
        && is_below(&records.met, it.met.len())
        && is_below(&records.fold, it.folds.len())
        && is_below(&records.span, it.spans.len())
        && (0..).zip(&it.spans).all(|(at, span)| is_within(at, span))
        && it.causes.is_sorted()
        && it.questions.is_sorted_by_key(|it| it.record)
        && it.states.changes.is_sorted_by_key(|it| it.0);
    if !is_sound {
        return Err("the columns of the records do not fit together".to_owned());
    }
    let attempts = it.attempts.into_iter().map(|it| (it.client, it.well)).collect();
    let folds = it.folds.iter().map(|it| (it.first, it.last)).collect();
    let told = Told { met: it.met, questions: it.questions, states: it.states, spans: it.spans, lanes: it.lanes.len() };
    Ok(course(&it.records, attempts, told, it.causes, folds, &it.groups))
}

/// What is walked through, from a page.
#[must_use]
pub(crate) fn of(page: &Page) -> Course {
    let attempt = |it: &Attempted| (it.client.clone(), it.well);
    let told = Told {
        met: page.met.clone(),
        questions: page.questions.clone(),
        states: page.states.clone(),
        spans: page.spans.clone(),
        lanes: page.lanes.len(),
    };
    let folds = page.folds.iter().map(|it| (it.first, it.last)).collect();
    let attempts = page.attempts.iter().map(attempt).collect();
    course(&page.records, attempts, told, page.causes.clone(), folds, &page.groups)
}

/// What is taken as it is.
struct Told {
    met: Vec<String>,
    questions: Vec<Question>,
    states: States,
    spans: Vec<Span>,
    lanes: usize,
}

fn course(
    records: &Records,
    attempts: Vec<(String, bool)>,
    told: Told,
    causes: Vec<u32>,
    folds: Vec<(u32, u32)>,
    groups: &[GroupOfClients],
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
    let groups = groups.iter().map(|it| {
        let members = it.clients.iter().filter_map(|it| known.get(it).copied()).collect();
        (it.name.clone(), members)
    });
    let groups = groups.collect();
    let places = |column: &[i64]| column.iter().map(|it| u32::try_from(*it).ok()).collect();
    Course {
        class: records.kind.clone(),
        causes,
        fold: places(&records.fold),
        folds,
        span: places(&records.span),
        spans: told.spans,
        lane: records.lane.clone(),
        to: places(&records.to),
        attempt: places(&records.attempt),
        met: places(&records.met),
        words: told.met,
        attempts,
        clients,
        groups,
        questions: told.questions,
        states: course::States::new(told.states.initial, told.states.changes),
        lanes: told.lanes,
    }
}
