//! Of which places of a file with mistakes can nothing more be said?
//!
//! What could not be read is left out of the scenario or has a stand-in there. Neither may be the reason of another
//! complaint: whoever judges the scenario asks here before.

use std::collections::BTreeSet;

use super::locate::PathSegment;

/// The places of a file about which nothing more can be said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubts {
    /// Values that are wrong, missing, or not written where they may be meant.
    bad: BTreeSet<Vec<PathSegment>>,
    /// Lists that may hold more than can be seen, or something of which the name is not known.
    open: BTreeSet<Vec<PathSegment>>,
    /// The fields of entries of a list at the top that are bad in any of them.
    fields: BTreeSet<(&'static str, &'static str)>,
    /// The lists at the top of which an entry as a whole is bad.
    entries: BTreeSet<&'static str>,
}

impl Doubts {
    /// Nothing can be said of the value at `path`.
    pub(super) fn bad(&mut self, path: Vec<PathSegment>) {
        match path[..] {
            [PathSegment::Field(list), PathSegment::Item(_), PathSegment::Field(field), ..] => {
                self.fields.insert((list, field));
            }
            [PathSegment::Field(list), PathSegment::Item(_)] => {
                self.entries.insert(list);
            }
            _ => {}
        }
        self.bad.insert(path);
    }

    /// The list at `path` may hold more.
    pub(super) fn open(&mut self, path: Vec<PathSegment>) {
        self.open.insert(path);
    }

    /// Whether nothing can be said of the value at `path`, because it or what it is in could not be read.
    #[must_use]
    pub(crate) fn about(&self, path: &[PathSegment]) -> bool {
        (0..=path.len()).any(|it| self.bad.contains(&path[..it]))
    }

    /// Whether the value at `path` is not known as a whole: it, what it is in, or something in it could not be read.
    #[must_use]
    pub(crate) fn within(&self, path: &[PathSegment]) -> bool {
        let below =
            |all: &BTreeSet<Vec<PathSegment>>| all.range(path.to_vec()..).next().is_some_and(|it| it.starts_with(path));
        self.about(path) || below(&self.bad) || below(&self.open)
    }

    /// Whether a list at the top of the file may hold names that are not known.
    #[must_use]
    pub(crate) fn is_open(&self, list: &'static str) -> bool {
        let path = [PathSegment::Field(list)];
        self.about(&path) || self.open.contains(&path[..])
    }

    /// Whether the field is in doubt in any entry of a list at the top of the file.
    #[must_use]
    pub(crate) fn anywhere(&self, list: &'static str, field: &'static str) -> bool {
        self.is_open(list) || self.entries.contains(list) || self.fields.contains(&(list, field))
    }
}
