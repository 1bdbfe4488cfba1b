//! Which records belong together where one walks: those of an attempt, of a leg, of a wait in vain?
//!
//! Each is a span that can be folded by hand to one row, which says how many records it stands for, how long they took
//! and how it ended. Spans lie within one another: a leg within the attempt, what was opened because of it within the
//! leg.

use serde::{Deserialize, Serialize};

use crate::reading::{Nature, nature};
use crate::trace::{ConnectionId, LegFailure, Record, RecordKind, Trace};

/// Of which kind a span is. A page reads the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SpanKind {
    /// An attempt of a client.
    Attempt,
    /// A connection that was opened because of another one; a client's own where it opens several.
    Leg,
    /// Nothing came until somebody gave up.
    Wait,
}

impl SpanKind {
    /// By which it is told in what a span is called.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Attempt => 'a',
            Self::Leg => 'l',
            Self::Wait => 'w',
        }
    }
}

/// Records that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span {
    pub(crate) kind: SpanKind,
    /// The span in which it lies.
    pub(crate) parent: Option<u32>,
    /// The position of the attempt.
    pub(crate) attempt: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// How many records they are.
    records: u32,
    /// The record that tells how it ended.
    end: u32,
}

/// The spans of a run, and by record the innermost in which it stands.
#[derive(Debug, Default)]
pub(super) struct Spans {
    pub(super) all: Vec<Span>,
    pub(super) of: Vec<Option<u32>>,
}

/// The spans of the first `most` records.
pub(super) fn spans(trace: &Trace, most: usize) -> Spans {
    let records: Vec<Record<'_>> = trace.records().iter().take(most).collect();
    let mut found = Found { trace, all: Vec::new(), of: vec![None; records.len()] };
    let attempts: Vec<u32> =
        (0..trace.attempts.len()).map(|it| found.begin(SpanKind::Attempt, None, it as u32)).collect();
    let own = |it: &crate::trace::Connection| it.depth == 0;
    let mut many = vec![0_u32; attempts.len()];
    for it in trace.connections.iter().filter(|it| own(it)) {
        many[it.attempt.0 as usize] += 1;
    }
    let mut legs: Vec<u32> = Vec::with_capacity(trace.connections.len());
    for it in &trace.connections {
        let around = it.parent.map_or(attempts[it.attempt.0 as usize], |it| legs[it.0 as usize]);
        let is_leg = !own(it) || many[it.attempt.0 as usize] > 1;
        legs.push(if is_leg { found.begin(SpanKind::Leg, Some(around), it.attempt.0) } else { around });
    }
    for (index, record) in records.iter().enumerate() {
        let place = record.connection().map(|it| legs[it.0 as usize]);
        found.of[index] = place.or_else(|| record.attempt().map(|it| attempts[it.0 as usize]));
    }
    found.waits(&records);
    found.measure(records.len());
    found.ends(&records, &legs);
    found.kept()
}

struct Found<'a> {
    trace: &'a Trace,
    all: Vec<Span>,
    of: Vec<Option<u32>>,
}

impl Found<'_> {
    fn begin(&mut self, kind: SpanKind, parent: Option<u32>, attempt: u32) -> u32 {
        self.all.push(Span { kind, parent, attempt, first: u32::MAX, last: 0, records: 0, end: u32::MAX });
        self.all.len() as u32 - 1
    }

    /// Where a side of a connection waits in vain and nothing else happens in the attempt meanwhile.
    fn waits(&mut self, records: &[Record<'_>]) {
        // By attempt: the last record that was no packet in vain, and those in vain since then.
        let mut since: Vec<Option<(u32, Vec<u32>)>> = vec![None; self.trace.attempts.len()];
        for (index, record) in records.iter().enumerate() {
            let (Some(attempt), index) = (record.attempt(), index as u32) else { continue };
            let waits = &mut since[attempt.0 as usize];
            if matches!(record.kind(), RecordKind::Lost { .. } | RecordKind::IsOff) {
                if let Some(it) = waits {
                    it.1.push(index);
                }
                continue;
            }
            if let (true, Some((begin, between))) = (is_in_vain(record.kind()), waits.take()) {
                let before = records[begin as usize];
                let all = || between.iter().copied().chain([begin, index]);
                let connection = |it: u32| records[it as usize].connection();
                if before.at() < record.at()
                    && record.connection().is_some()
                    && all().all(|it| connection(it) == record.connection())
                {
                    let wait = self.begin(SpanKind::Wait, self.of[index as usize], attempt.0);
                    all().for_each(|it| self.of[it as usize] = Some(wait));
                }
            }
            *waits = Some((index, Vec::new()));
        }
    }

    /// How far each reaches, with all that lies in it.
    fn measure(&mut self, records: usize) {
        for index in 0..records as u32 {
            let mut at = self.of[index as usize];
            while let Some(span) = at {
                let span = &mut self.all[span as usize];
                (span.first, span.last, span.records) = (span.first.min(index), span.last.max(index), span.records + 1);
                at = span.parent;
            }
        }
    }

    /// Which record tells how each ended: of a leg the last that told of a failure of its own.
    fn ends(&mut self, records: &[Record<'_>], legs: &[u32]) {
        for (index, record) in records.iter().enumerate() {
            let Some(ConnectionId(it)) = record.connection() else { continue };
            let span = &mut self.all[legs[it as usize] as usize];
            if span.kind == SpanKind::Leg && matches!(nature(*record), Nature::Trouble | Nature::Refusal) {
                span.end = index as u32;
            }
        }
        for span in &mut self.all {
            if span.end == u32::MAX {
                span.end = span.last;
            }
        }
    }

    /// Those of at least two records.
    fn kept(self) -> Spans {
        let mut next = 0;
        let mut kept = Vec::with_capacity(self.all.len());
        for span in &self.all {
            kept.push((span.records > 1).then(|| {
                next += 1;
                next - 1
            }));
        }
        let nearest = |mut at: Option<u32>| {
            while let Some(span) = at {
                if kept[span as usize].is_some() {
                    return kept[span as usize];
                }
                at = self.all[span as usize].parent;
            }
            None
        };
        let all = self.all.iter().filter(|it| it.records > 1);
        let all = all.map(|it| Span { parent: nearest(it.parent), ..it.clone() }).collect();
        Spans { all, of: self.of.iter().map(|it| nearest(*it)).collect() }
    }
}

/// Whether somebody waited in vain.
const fn is_in_vain(what: RecordKind) -> bool {
    matches!(
        what,
        RecordKind::TimedOut(_) | RecordKind::Broken | RecordKind::LegFailed { how: LegFailure::NoAnswer { .. }, .. }
    )
}
