//! What is asked of one record, and of all of them?
//!
//! A record is read where it is kept: a [`Record`] points to it and answers. How it is kept is nobody else's business.

use super::stored::Stored;
use super::{Actor, AttemptId, ConnectionId, RecordId, RecordKind, Trace};
use crate::time::SimTime;

/// One thing that happened.
#[derive(Clone, Copy)]
pub struct Record<'t> {
    stored: &'t Stored,
    trace: &'t Trace,
}

impl Record<'_> {
    /// When.
    #[must_use]
    pub const fn at(self) -> SimTime {
        self.stored.at
    }

    /// Who did it.
    #[must_use]
    pub fn actor(self) -> Actor {
        self.stored.actor()
    }

    /// What brought it about; always earlier in the trace. `None` for what the scenario itself starts.
    #[must_use]
    pub fn cause(self) -> Option<RecordId> {
        self.stored.cause()
    }

    /// On which connection, where it belongs to one.
    #[must_use]
    pub fn connection(self) -> Option<ConnectionId> {
        self.stored.place.connection()
    }

    /// In which attempt, where it belongs to one.
    #[must_use]
    pub fn attempt(self) -> Option<AttemptId> {
        self.stored.place.attempt(&self.trace.connections)
    }

    /// What.
    #[must_use]
    pub fn kind(self) -> RecordKind {
        let connection = self.connection().map(|it| &self.trace.connections[it.0 as usize]);
        self.stored.kind.get(&self.trace.large, connection)
    }
}

impl PartialEq for Record<'_> {
    fn eq(&self, other: &Self) -> bool {
        let all = |it: Self| (it.at(), it.actor(), it.cause(), it.connection(), it.attempt(), it.kind());
        all(*self) == all(*other)
    }
}

impl std::fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record")
            .field("at", &self.at())
            .field("actor", &self.actor())
            .field("cause", &self.cause())
            .field("connection", &self.connection())
            .field("attempt", &self.attempt())
            .field("kind", &self.kind())
            .finish()
    }
}

/// All records of a run, in order.
#[derive(Clone, Copy)]
pub struct Records<'t> {
    trace: &'t Trace,
}

impl<'t> Records<'t> {
    pub(super) const fn of(trace: &'t Trace) -> Self {
        Self { trace }
    }

    /// How many have come, those that are forgotten included.
    #[must_use]
    pub fn len(self) -> usize {
        self.trace.stored.len()
    }

    /// Whether none has come.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.trace.stored.is_empty()
    }

    /// How many are held.
    #[must_use]
    pub fn held(self) -> usize {
        self.trace.stored.held()
    }

    /// The one with this number. `None` where it is forgotten, or has not come.
    #[must_use]
    pub fn get(self, at: usize) -> Option<Record<'t>> {
        let stored = self.trace.stored.get(at)?;
        Some(Record { stored, trace: self.trace })
    }

    /// The one that came last, where it is held.
    #[must_use]
    pub fn last(self) -> Option<Record<'t>> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All of them.
    ///
    /// # Panics
    /// If one is forgotten: who asks for all must have listened to all.
    #[must_use]
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Record<'t>> + ExactSizeIterator + Clone + use<'t> {
        let trace = self.trace;
        trace.stored.iter().map(move |stored| Record { stored, trace })
    }

    /// Those that are held, each with its number, in order.
    #[must_use]
    pub fn numbered(self) -> impl DoubleEndedIterator<Item = (u32, Record<'t>)> + use<'t> {
        let trace = self.trace;
        trace.stored.numbered().map(move |(at, stored)| (at, Record { stored, trace }))
    }
}

impl PartialEq for Records<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl std::fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
