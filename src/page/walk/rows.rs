//! Which records are rows, and who takes part in them?

use std::collections::BTreeSet;

use super::Shown;
use super::course::Course;

/// What stands together as one row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Together<'a> {
    /// What repeats, but for the folds that are open; nothing where each record of it is a row.
    pub(super) unfolded: Option<&'a BTreeSet<u32>>,
    /// The spans that were folded by hand.
    pub(super) shut: Option<&'a BTreeSet<u32>>,
}

/// For what a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StandsFor {
    /// A fold that is not open.
    Fold(u32),
    /// A span that was folded by hand.
    Span(u32),
}

impl Together<'_> {
    fn is_nothing(&self, course: &Course) -> bool {
        (self.unfolded.is_none() || course.folds.is_empty()) && self.shut.is_none_or(BTreeSet::is_empty)
    }

    /// For what the row of a record stands: for the fold where the span lies in it, else for the span.
    pub(super) fn of(&self, course: &Course, record: u32) -> Option<StandsFor> {
        let unfolded = self.unfolded;
        let fold = course.fold(record).filter(|it| unfolded.is_some_and(|open| !open.contains(it)));
        let shut = self.shut.filter(|it| !it.is_empty());
        let span = shut.and_then(|shut| course.spans_of(record).filter(|it| shut.contains(it)).last());
        match (fold, span) {
            (Some(fold), Some(span)) if course.lies_in(span, fold) => Some(StandsFor::Fold(fold)),
            (_, Some(span)) => Some(StandsFor::Span(span)),
            (Some(fold), None) => Some(StandsFor::Fold(fold)),
            (None, None) => None,
        }
    }
}

/// The records that are rows, in their order.
#[derive(Debug)]
pub(super) struct Rows {
    /// All records of the run, or these.
    records: Option<Vec<u32>>,
    count: usize,
}

impl Rows {
    pub(super) const fn all(count: usize) -> Self {
        Self { records: None, count }
    }

    pub(super) fn some(records: Vec<u32>) -> Self {
        Self { count: records.len(), records: Some(records) }
    }

    /// The records of a client or a group, without those of hidden parties; of what stands together the first stands
    /// for all. Without any of these each record is a row.
    pub(super) fn of(course: &Course, client: Option<&str>, hidden: &BTreeSet<u32>, together: Together<'_>) -> Self {
        if client.is_none() && hidden.is_empty() && together.is_nothing(course) {
            return Self::all(course.len());
        }
        let whom = client.map(|it| course.whom(it));
        let is_meant =
            |it: &u32| whom.as_ref().is_none_or(|whom| course.concerns(*it, whom)) && !course.is_of(*it, hidden);
        let mut begun = BTreeSet::new();
        let mut is_shown = |it: &u32| together.of(course, *it).is_none_or(|it| begun.insert(it));
        Self::some((0..course.len() as u32).filter(is_meant).filter(|it| is_shown(it)).collect())
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) fn record(&self, row: usize) -> Option<u32> {
        match &self.records {
            Some(records) => records.get(row).copied(),
            None => (row < self.count).then_some(row as u32),
        }
    }

    /// How many rows there are up to a record.
    pub(super) fn up_to(&self, record: u32) -> usize {
        match &self.records {
            Some(records) => records.partition_point(|it| *it <= record),
            None => (record as usize).saturating_add(1).min(self.count),
        }
    }

    /// The row of a record, or the last one before it.
    pub(super) fn at_or_before(&self, record: u32) -> usize {
        self.up_to(record).saturating_sub(1)
    }

    pub(super) fn has(&self, record: u32) -> bool {
        match &self.records {
            Some(records) => records.binary_search(&record).is_ok(),
            None => (record as usize) < self.count,
        }
    }

    pub(super) fn shown(&self) -> Shown {
        self.records.clone().map_or(Shown::All, Shown::Records)
    }
}

/// Who takes part in the records of a client up to some record.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// By position among the lanes: how many records.
    records: Vec<u32>,
    /// In the order of their appearance.
    order: Vec<u32>,
    /// The record up to which it was counted.
    counted: usize,
}

impl Parties {
    /// Counts on, up to a record. Tells whether there was something to count.
    pub(super) fn count(&mut self, course: &Course, client: Option<&str>, until: u32) -> bool {
        let end = (until as usize).saturating_add(1).min(course.len());
        if end <= self.counted {
            return false;
        }
        let whom = client.filter(|it| course.has_client(it)).map(|it| course.whom(it));
        for record in self.counted as u32..end as u32 {
            if whom.as_ref().is_none_or(|it| course.concerns(record, it)) {
                self.add(course, record);
            }
        }
        self.counted = end;
        true
    }

    pub(super) fn add(&mut self, course: &Course, record: u32) {
        self.records.resize(course.lanes, 0);
        for lane in course.parties(record) {
            let records = &mut self.records[lane as usize];
            if *records == 0 {
                self.order.push(lane);
            }
            *records += 1;
        }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.order.iter().map(|it| (*it, self.records[*it as usize]))
    }
}
