//! What is walked through?
//!
//! The columns of a page that a walk looks at. The program takes them from the page that it makes, the core inside a
//! page reads them from it: [`crate::page::form::walked`].

use std::collections::{BTreeMap, BTreeSet};

use crate::page::form::Question;
use crate::page::form::spans::Span;
use crate::render::diff::parting::{Attempt, Clients, Met};

/// A run as it is walked through. What stands for a position is one: that is looked at where it is made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Course {
    /// By record: what it is, as a page counts it.
    pub(in crate::page) class: Vec<u8>,
    /// The records that show why attempts fail, in order.
    pub(in crate::page) causes: Vec<u32>,
    /// By record: the fold in which it stands.
    pub(in crate::page) fold: Vec<Option<u32>>,
    /// By fold: its first record and its last.
    pub(in crate::page) folds: Vec<(u32, u32)>,
    /// By record: the innermost span in which it stands.
    pub(in crate::page) span: Vec<Option<u32>>,
    pub(in crate::page) spans: Vec<Span>,
    /// By record: who.
    pub(in crate::page) lane: Vec<u32>,
    /// By record: to whom it points.
    pub(in crate::page) to: Vec<Option<u32>>,
    /// By record: the attempt to which it belongs.
    pub(in crate::page) attempt: Vec<Option<u32>>,
    /// By record: what of it is compared, by position in `words`.
    pub(in crate::page) met: Vec<Option<u32>>,
    pub(in crate::page) words: Vec<String>,
    /// By attempt: the client, by position in `clients`, and whether it logged on.
    pub(in crate::page) attempts: Vec<(u32, bool)>,
    /// The clients that begin attempts, in the order in which they do.
    pub(in crate::page) clients: Vec<String>,
    /// By name: the clients of a group, by position in `clients`.
    pub(in crate::page) groups: BTreeMap<String, BTreeSet<u32>>,
    /// By record.
    pub(in crate::page) questions: Vec<Question>,
    pub(in crate::page) states: States,
    /// How many take part.
    pub(in crate::page) lanes: usize,
}

/// What is compared of each client.
pub(super) type MetByClient<'a> = Clients<'a, &'a str>;

/// The states of the picture, and what becomes of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::page) struct States {
    pub(in crate::page) initial: BTreeMap<String, String>,
    /// The record after which a state is another one.
    pub(in crate::page) changes: Vec<(u32, String, String)>,
    /// By change: the change before of the same state.
    pub(in crate::page) before: Vec<Option<usize>>,
}

impl States {
    pub(in crate::page) fn new(initial: BTreeMap<String, String>, changes: Vec<(u32, String, String)>) -> Self {
        let mut last = BTreeMap::new();
        let before = changes.iter().enumerate().map(|(at, it)| last.insert(it.1.as_str(), at)).collect();
        Self { initial, changes, before }
    }
}

impl Course {
    /// How many records there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.class.len()
    }

    /// Whether a client begins attempts, or one of a group.
    #[must_use]
    pub(crate) fn has_client(&self, name: &str) -> bool {
        self.clients.iter().any(|it| it == name) || self.groups.get(name).is_some_and(|it| !it.is_empty())
    }

    /// The positions of a client, or of those of a group; none where nobody begins an attempt.
    pub(super) fn whom(&self, name: &str) -> BTreeSet<u32> {
        match self.clients.iter().position(|it| it == name) {
            Some(it) => BTreeSet::from([it as u32]),
            None => self.groups.get(name).cloned().unwrap_or_default(),
        }
    }

    /// Whether a record belongs to an attempt of one of these clients, or to nobody's.
    pub(super) fn concerns(&self, record: u32, whom: &BTreeSet<u32>) -> bool {
        self.attempt[record as usize].is_none_or(|it| whom.contains(&self.attempts[it as usize].0))
    }

    /// The fold in which a record stands.
    pub(super) fn fold(&self, record: u32) -> Option<u32> {
        self.fold.get(record as usize).copied().flatten()
    }

    /// Whether a span lies in a fold.
    pub(super) fn lies_in(&self, span: u32, fold: u32) -> bool {
        let (first, last) = self.folds[fold as usize];
        let span = &self.spans[span as usize];
        first <= span.first && span.last <= last
    }

    /// The spans in which a record stands, the innermost first.
    pub(super) fn spans_of(&self, record: u32) -> impl Iterator<Item = u32> + '_ {
        let innermost = self.span.get(record as usize).copied().flatten();
        std::iter::successors(innermost, |it| self.spans[*it as usize].parent)
    }

    /// What a span is called in any run in which there is one like it: its position among those of the same kind that
    /// lie beside it, for each span around it, then the number of the attempt and the client: `a0.l2:3:anna`.
    pub(super) fn key_of_span(&self, span: u32) -> String {
        self.key(span, &self.places_beside(), self.numbers()[self.spans[span as usize].attempt as usize])
    }

    /// The spans that are called so here.
    pub(super) fn spans_called(&self, keys: &BTreeSet<String>) -> BTreeSet<u32> {
        if keys.is_empty() {
            return BTreeSet::new();
        }
        let (beside, numbers) = (self.places_beside(), self.numbers());
        let is_called =
            |it: &u32| keys.contains(&self.key(*it, &beside, numbers[self.spans[*it as usize].attempt as usize]));
        (0..self.spans.len() as u32).filter(is_called).collect()
    }

    fn key(&self, span: u32, beside: &[u32], number: u32) -> String {
        let around = std::iter::successors(Some(span), |it| self.spans[*it as usize].parent);
        let mut path: Vec<_> =
            around.map(|it| format!("{}{}", self.spans[it as usize].kind.letter(), beside[it as usize])).collect();
        path.reverse();
        let (client, _) = self.attempts[self.spans[span as usize].attempt as usize];
        format!("{}:{number}:{}", path.join("."), self.clients[client as usize])
    }

    /// By span: its position among those of its kind that lie beside it.
    fn places_beside(&self) -> Vec<u32> {
        let mut counts = BTreeMap::new();
        let count = |it: &Span| {
            let count: &mut u32 = counts.entry((it.kind.letter(), it.parent, it.attempt)).or_default();
            *count += 1;
            *count - 1
        };
        self.spans.iter().map(count).collect()
    }

    /// By attempt: its number among those of its client.
    fn numbers(&self) -> Vec<u32> {
        let mut counts = vec![0; self.clients.len()];
        let count = |(client, _): &(u32, bool)| {
            counts[*client as usize] += 1;
            counts[*client as usize]
        };
        self.attempts.iter().map(count).collect()
    }

    /// Who takes part in a record.
    pub(super) fn parties(&self, record: u32) -> impl Iterator<Item = u32> {
        std::iter::once(self.lane[record as usize]).chain(self.to[record as usize])
    }

    /// Whether one of these takes part in a record.
    pub(super) fn is_of(&self, record: u32, lanes: &BTreeSet<u32>) -> bool {
        (record as usize) < self.len() && self.parties(record).any(|it| lanes.contains(&it))
    }

    /// What is asked before a record.
    pub(crate) fn question(&self, record: u32) -> Option<&Question> {
        self.questions.binary_search_by_key(&record, |it| it.record).ok().map(|it| &self.questions[it])
    }

    /// The records of an attempt, or all.
    pub(super) fn records_of(&self, attempt: Option<u32>) -> Vec<u32> {
        let is_of = |it: &u32| attempt.is_none() || self.attempt[*it as usize] == attempt;
        (0..self.len() as u32).filter(is_of).collect()
    }

    /// What is compared of an attempt, or of the whole run.
    pub(super) fn met(&self, attempt: Option<u32>) -> Met<&str> {
        let word = |it: u32| Some((it, self.words[self.met[it as usize]? as usize].as_str()));
        self.records_of(attempt).into_iter().filter_map(word).collect()
    }

    /// What is compared of each client.
    pub(super) fn met_by_client(&self) -> MetByClient<'_> {
        let mut attempts: Vec<_> = self.attempts.iter().map(|it| Attempt { well: it.1, met: Vec::new() }).collect();
        for (record, word) in self.met(None) {
            if let Some(attempt) = self.attempt[record as usize] {
                attempts[attempt as usize].met.push((record, word));
            }
        }
        let mut clients = Clients::new();
        for ((client, _), attempt) in self.attempts.iter().zip(attempts) {
            clients.entry(self.clients[*client as usize].as_str()).or_default().push(attempt);
        }
        clients
    }
}
