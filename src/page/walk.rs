//! Where is one in a run, and what may be seen from there?
//!
//! One machine for the full screen of `coexist step` and, compiled into the core, for a page: position, the filter of
//! clients and columns, jumps, playing, the states of the picture, predicting. Commands go in, a [`View`] comes out. It
//! knows neither keys nor clock nor words; how fast it plays is the business of whoever sends [`Step::Tick`].

pub(crate) mod course;
pub(crate) mod pair;
pub(crate) mod predict;
mod rows;
mod states;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::page::form::Question;
use crate::reading::RecordClass;
use course::Course;
use predict::{Predict, is_right};
use rows::{Parties, Rows, StandsFor, Together};
use states::StatesNow;

pub(crate) use predict::{Asking, Feedback, Said};

/// What somebody wants of a walk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Command {
    /// To move.
    Go(Step),
    /// To go to a record as a link does: a client's filter that hides it is lifted.
    Record(u32),
    /// To the row in which a record stands, without opening anything.
    Near(u32),
    /// To see one client's attempts, and whatever belongs to no attempt; or everybody's.
    Client(Option<String>),
    /// Not to see the records of these parties, by their positions among the lanes.
    Hide(Vec<u32>),
    /// To predict from here on, or no longer.
    Predict(bool),
    /// To answer the question that is due.
    Answer(Said),
    /// To see the records that stand together as one row, by the number of their fold; or no longer.
    Unfold(u32),
    /// To have them together again.
    Fold(u32),
    /// To have what repeats together, or each record alone.
    FoldAll(bool),
    /// To have an attempt, a leg or a wait as one row, by the number of its span; or no longer.
    Shut(u32),
    /// To see its records again.
    Reopen(u32),
    /// To have as one row what is called so, in this run and in others.
    ShutKeys(BTreeSet<String>),
}

/// How to move.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// One on.
    Next,
    /// One back.
    Back,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// So many on, or back.
    By(i32),
    /// To a row.
    To(usize),
    /// To the next row with something, or the one before.
    Seek(Sought, Side),
    /// To step by itself.
    Play,
    /// To stand still.
    Pause,
    /// So many on, as long as it plays.
    Tick(usize),
}

/// What one looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sought {
    /// A decision.
    Decision,
    /// A cause: the record that shows why an attempt fails, as its explanation names it.
    Failure,
    /// The beginning of an attempt.
    Attempt,
    /// A change of the organisation.
    Change,
}

/// In which direction one looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// After here.
    After,
    /// Before here.
    Before,
}

/// What is to be said of a command that could not be carried out as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Note {
    /// A question is to be answered first.
    AnswerFirst,
    /// This is the last row.
    End,
    /// There is none in this direction.
    NoMore,
    /// Where the next failure is would tell that there is one.
    Hidden,
    /// The client never begins an attempt.
    NeverConnects,
    /// Nothing is asked now that could be answered so.
    NotAsked,
}

/// What may be seen of a walk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct View {
    /// The record; none where no row is left.
    pub record: Option<u32>,
    /// Its row.
    pub row: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them may be shown.
    pub shown: usize,
    /// The client whose attempts are shown.
    pub client: Option<String>,
    /// Whether it steps by itself.
    pub playing: bool,
    /// Whether one predicts.
    pub predicting: bool,
    /// Whether outcomes are hidden.
    pub hides: bool,
    /// The question that is due.
    pub question: Option<Asking>,
    /// What became of the answer at this record.
    pub feedback: Option<Feedback>,
    /// How many answers were right, and how many there are.
    pub score: Option<(u32, u32)>,
    /// What is to be said.
    pub note: Option<Note>,
    /// Which folds are opened; nothing where each record is a row.
    pub unfolded: Option<Vec<u32>>,
    /// Which spans are folded by hand.
    pub shut: Vec<u32>,
    /// What these are called in any run.
    pub shut_keys: BTreeSet<String>,
}

/// What has changed for whoever draws, since it was asked for before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct News {
    /// Whether other rows are shown: their records, or `All`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Shown>,
    /// Who takes part in what may be seen, in the order of their appearance, each with the number of its records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<(u32, u32)>>,
    /// The states of the picture that are other ones, by their keys.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub states: BTreeMap<String, String>,
}

/// Which records are rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Shown {
    /// All of the run.
    All,
    /// These.
    Records(Vec<u32>),
}

/// How a walk begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// At this record.
    pub record: u32,
    /// With the attempts of this client alone.
    pub client: Option<String>,
    /// With outcomes hidden.
    pub predict: bool,
    /// With what repeats as one row.
    pub folds: bool,
}

/// A walk through a run.
#[derive(Debug)]
pub(crate) struct Walk {
    course: Arc<Course>,
    client: Option<String>,
    hidden: BTreeSet<u32>,
    rows: Rows,
    parties: Parties,
    row: usize,
    /// The record one was at last, for when no row is left.
    near: u32,
    playing: bool,
    predict: Option<Predict>,
    states: StatesNow,
    note: Option<Note>,
    folds: bool,
    unfolded: BTreeSet<u32>,
    /// What is folded by hand, as it is called in any run, and which spans of this one these are.
    shut_keys: BTreeSet<String>,
    shut: BTreeSet<u32>,
    has_other_rows: bool,
    has_other_parties: bool,
}

impl Walk {
    /// A walk through a run from some record on.
    #[must_use]
    pub(crate) fn new(course: Arc<Course>, start: &Start) -> Self {
        let mut walk = Self {
            client: start.client.clone(),
            hidden: BTreeSet::new(),
            rows: Rows::all(course.len()),
            parties: Parties::default(),
            row: 0,
            near: start.record,
            playing: false,
            predict: None,
            states: StatesNow::new(&course.states),
            note: None,
            folds: start.folds,
            unfolded: BTreeSet::new(),
            shut_keys: BTreeSet::new(),
            shut: BTreeSet::new(),
            has_other_rows: true,
            has_other_parties: true,
            course,
        };
        walk.retrack();
        if start.predict {
            walk.predict(true);
        }
        walk
    }

    /// Goes on in another run near the same record: the one with an edit made, or the one without. What is hidden by
    /// its parties is shown again, for others take part there.
    pub(crate) fn change_to(&mut self, course: Arc<Course>) {
        self.note = None;
        self.states = StatesNow::new(&course.states);
        self.course = course;
        self.hidden.clear();
        self.unfolded.clear();
        self.shut = self.course.spans_called(&self.shut_keys);
        self.retrack();
        self.stop_at_the_end();
    }

    /// Carries out a command.
    pub(crate) fn take(&mut self, command: Command) {
        self.note = None;
        match command {
            Command::Go(step) => self.go(&step),
            Command::Record(record) => {
                let is_left_out = !self.rows.has(record) && (record as usize) < self.course.len();
                if is_left_out && self.client.is_some() {
                    self.client = None;
                    self.retrack();
                }
                self.open_up(record);
                self.move_to(self.rows.at_or_before(record));
            }
            Command::Near(record) => self.move_to(self.rows.at_or_before(record)),
            Command::Client(client) => match &client {
                Some(it) if !self.course.has_client(it) => self.note = Some(Note::NeverConnects),
                _ => {
                    self.client = client;
                    self.retrack();
                }
            },
            Command::Hide(lanes) => {
                self.hidden = lanes.into_iter().collect();
                self.retrack();
            }
            Command::Predict(is_on) => self.predict(is_on),
            Command::Answer(said) => self.answer(said),
            Command::Unfold(fold) => {
                self.unfolded.insert(fold);
                self.retrack();
            }
            Command::Fold(fold) => {
                self.unfolded.remove(&fold);
                self.retrack();
            }
            Command::FoldAll(folds) => {
                self.folds = folds;
                self.unfolded.clear();
                self.retrack();
            }
            Command::Shut(span) if (span as usize) < self.course.spans.len() => {
                self.shut.insert(span);
                self.shut_keys.insert(self.course.key_of_span(span));
                self.retrack();
            }
            Command::Reopen(span) if (span as usize) < self.course.spans.len() => self.reopen(span),
            Command::Shut(_) | Command::Reopen(_) => {}
            Command::ShutKeys(keys) => {
                self.shut_keys = keys;
                self.shut = self.course.spans_called(&self.shut_keys);
                self.retrack();
            }
        }
        self.stop_at_the_end();
    }

    /// What may be seen.
    #[must_use]
    pub(crate) fn view(&self) -> View {
        let record = self.record();
        View {
            record,
            row: self.row,
            rows: self.rows.len(),
            shown: match &self.predict {
                Some(it) if self.hides() => self.rows.up_to(it.seen),
                _ => self.rows.len(),
            },
            client: self.only().map(str::to_owned),
            playing: self.playing,
            predicting: self.predict.is_some(),
            hides: self.hides(),
            question: self.due().map(Asking::of),
            feedback: record.and_then(|it| self.feedback(it)),
            score: self.predict.as_ref().map(|it| it.score),
            note: self.note,
            unfolded: self.is_folding().then(|| self.unfolded.iter().copied().collect()),
            shut: if self.predict.is_some() { Vec::new() } else { self.shut.iter().copied().collect() },
            shut_keys: self.shut_keys.clone(),
        }
    }

    /// Whether what repeats is one row. Where one predicts it would tell how often something is going to repeat.
    fn is_folding(&self) -> bool {
        self.folds && self.predict.is_none()
    }

    /// What stands together as one row now. Where one predicts nothing does: it would tell what is going to come.
    fn together(&self) -> Together<'_> {
        Together {
            unfolded: self.is_folding().then_some(&self.unfolded),
            shut: self.predict.is_none().then_some(&self.shut),
        }
    }

    /// Opens whatever a record stands in that is one row.
    fn open_up(&mut self, record: u32) {
        while !self.rows.has(record) {
            match self.together().of(&self.course, record) {
                Some(StandsFor::Fold(fold)) => {
                    self.unfolded.insert(fold);
                    self.retrack();
                }
                Some(StandsFor::Span(span)) => self.reopen(span),
                None => break,
            }
        }
    }

    fn reopen(&mut self, span: u32) {
        self.shut.remove(&span);
        self.shut_keys.remove(&self.course.key_of_span(span));
        self.retrack();
    }

    /// What has changed for whoever draws, once.
    pub(crate) fn news(&mut self) -> News {
        let rows = std::mem::take(&mut self.has_other_rows).then(|| self.rows.shown());
        let parties = std::mem::take(&mut self.has_other_parties).then(|| self.parties.each().collect());
        News { rows, parties, states: self.states.news() }
    }

    /// The record one is at.
    #[must_use]
    pub(crate) fn record(&self) -> Option<u32> {
        self.rows.record(self.row)
    }

    /// The record of a row.
    #[must_use]
    pub(crate) fn record_of(&self, row: usize) -> Option<u32> {
        self.rows.record(row)
    }

    /// The states of the picture, by their keys.
    #[must_use]
    pub(crate) fn states(&self) -> &BTreeMap<String, String> {
        self.states.all()
    }

    /// Whether there is something that must not be shown yet.
    #[must_use]
    pub(crate) fn hides(&self) -> bool {
        let last = self.rows.record(self.last());
        self.predict.as_ref().is_some_and(|it| last.is_none_or(|last| it.seen < last))
    }

    /// The furthest record that was shown, where one predicts.
    #[cfg(test)]
    pub(crate) fn seen(&self) -> Option<u32> {
        self.predict.as_ref().map(|it| it.seen)
    }

    /// What became of the answer that was given at a record.
    #[must_use]
    pub(crate) fn feedback(&self, record: u32) -> Option<Feedback> {
        let said = self.predict.as_ref()?.said.get(&record)?;
        let question = self.course.question(record)?;
        Some(Feedback { is_right: is_right(said, &question.about), said: said.clone(), about: question.about.clone() })
    }

    /// What the question that is due is about, with its answer.
    pub(crate) fn due(&self) -> Option<&Question> {
        self.open().filter(|_| self.row >= self.limit())
    }

    // --- moving ------------------------------------------------------------------------------------------------------

    /// The last row.
    fn last(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    fn go(&mut self, step: &Step) {
        let last = self.last();
        match *step {
            Step::Next if self.row == last => self.note = Some(Note::End),
            Step::Next => self.move_to(self.row + 1),
            Step::Back => self.move_to(self.row.saturating_sub(1)),
            Step::First => self.move_to(0),
            Step::Last => self.move_to(last),
            Step::By(rows) => self.move_to(self.row.saturating_add_signed(rows as isize)),
            Step::To(row) => self.move_to(row),
            Step::Seek(Sought::Failure, Side::After) if self.hides() => self.note = Some(Note::Hidden),
            Step::Seek(what, Side::After) => {
                let found = (self.row + 1..self.rows.len()).find(|it| self.is(*it, what));
                match found {
                    Some(found) => self.move_to(found),
                    None if self.limit() < last => self.move_to(last),
                    None => self.note = Some(Note::NoMore),
                }
            }
            Step::Seek(what, Side::Before) => match (0..self.row).rev().find(|it| self.is(*it, what)) {
                Some(found) => self.move_to(found),
                None => self.note = Some(Note::NoMore),
            },
            Step::Play if self.row == last => self.note = Some(Note::End),
            Step::Play if self.row >= self.limit() => self.note = Some(Note::AnswerFirst),
            Step::Play => self.playing = true,
            Step::Pause => self.playing = false,
            Step::Tick(rows) => {
                if self.playing {
                    self.move_to(self.row.saturating_add(rows));
                }
            }
        }
    }

    fn is(&self, row: usize, what: Sought) -> bool {
        self.rows.record(row).is_some_and(|it| self.course.is(it, what))
    }

    /// To a row; where one predicts, no further than to the first question on the way.
    fn move_to(&mut self, row: usize) {
        let row = row.min(self.last());
        let limit = self.limit();
        if row > limit {
            self.note = Some(Note::AnswerFirst);
            self.playing = false;
        }
        self.row = row.min(limit);
        self.arrive();
    }

    /// Brings along what follows from where one is.
    fn arrive(&mut self) {
        let record = self.record();
        if let Some(record) = record {
            self.near = record;
            if let Some(predict) = &mut self.predict {
                predict.seen = predict.seen.max(record);
            }
        }
        self.states.go(&self.course.states, record.map(|it| self.end_of_row(it)));
        let until = match &self.predict {
            Some(it) if self.hides() => it.seen,
            _ => u32::MAX,
        };
        self.has_other_parties |= self.parties.count(&self.course, self.client.as_deref(), until);
    }

    /// The last record for which the row of a record stands: what is folded has happened when one is at its row.
    fn end_of_row(&self, record: u32) -> u32 {
        let last = match self.together().of(&self.course, record) {
            Some(StandsFor::Fold(fold)) => self.course.folds[fold as usize].1,
            Some(StandsFor::Span(span)) => self.course.spans[span as usize].last,
            None => return record,
        };
        let next = self.rows.record(self.row + 1).map_or(u32::MAX, |it| it.saturating_sub(1));
        last.max(record).min(next)
    }

    /// Nothing plays beyond the end or a question.
    fn stop_at_the_end(&mut self) {
        if self.playing && self.row >= self.limit() {
            self.playing = false;
            if self.row < self.last() {
                self.note = Some(Note::AnswerFirst);
            }
        }
    }

    /// The client whose attempts alone are shown: after a change to a run without it, everybody's are.
    fn only(&self) -> Option<&str> {
        self.client.as_deref().filter(|it| self.course.has_client(it))
    }

    /// Finds the rows anew, and stays near the record one was at.
    fn retrack(&mut self) {
        self.rows = Rows::of(&self.course, self.only(), &self.hidden, self.together());
        self.parties = Parties::default();
        self.has_other_rows = true;
        self.has_other_parties = true;
        self.row = self.rows.at_or_before(self.near);
        self.arrive();
    }

    // --- predicting --------------------------------------------------------------------------------------------------

    fn predict(&mut self, is_on: bool) {
        self.playing = false;
        self.predict = is_on.then(|| Predict::from(self.near));
        self.parties = Parties::default();
        self.has_other_parties = true;
        if self.folds || !self.shut.is_empty() {
            self.retrack();
        }
        self.arrive();
    }

    /// The first question on the way that nobody has seen the answer of.
    fn open(&self) -> Option<&Question> {
        let seen = self.predict.as_ref()?.seen;
        let questions = &self.course.questions;
        questions[questions.partition_point(|it| it.record <= seen)..].iter().find(|it| self.rows.has(it.record))
    }

    /// The last row to which one may go.
    fn limit(&self) -> usize {
        self.open().map_or(self.last(), |it| self.rows.at_or_before(it.record).saturating_sub(1))
    }

    fn answer(&mut self, said: Said) {
        let Some(question) = self.due().filter(|it| said.answers(&it.about)) else {
            self.note = Some(Note::NotAsked);
            return;
        };
        let (record, right) = (question.record, is_right(&said, &question.about));
        let Some(predict) = &mut self.predict else { return };
        if said != Said::Nothing {
            predict.score.0 += u32::from(right);
            predict.score.1 += 1;
        }
        predict.said.insert(record, said);
        predict.seen = predict.seen.max(record);
        self.move_to(self.rows.at_or_before(record));
    }
}

impl Course {
    /// Whether a record is what one looks for.
    fn is(&self, record: u32, what: Sought) -> bool {
        let class = self.class[record as usize];
        match what {
            Sought::Decision => class == RecordClass::Decides as u8,
            Sought::Attempt => class == RecordClass::Begins as u8,
            Sought::Change => class == RecordClass::Changes as u8,
            Sought::Failure => self.causes.binary_search(&record).is_ok(),
        }
    }
}
