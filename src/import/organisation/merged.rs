//! What do several exports say of one thing, and what is taken where they contradict each other?
//!
//! The newest that says something is taken, property by property; whatever says otherwise is told with it. Where nobody
//! knows when an export was made, the one that was read last is taken.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::remark::{Contradiction, Remark, What};
use crate::import::record::{ExportRecord, ExportValue, Origin};

/// The records of one thing, the newest first.
pub(super) struct Merged<'a> {
    records: Vec<&'a ExportRecord>,
}

/// What of a value can be used.
pub(super) enum Use<T> {
    /// This.
    As(T),
    /// Nothing: it is not said, or it was lost, which was told by whoever read it.
    Unsaid,
    /// It is said, and cannot be understood.
    NotUnderstood,
}

impl<'a> Merged<'a> {
    /// The records by what they are about, as `key` has it.
    pub(super) fn by<K: Ord>(
        records: &'a [ExportRecord],
        mut key: impl FnMut(&ExportRecord) -> Option<K>,
    ) -> BTreeMap<K, Self> {
        let mut all: BTreeMap<K, Self> = BTreeMap::new();
        for it in records {
            if let Some(key) = key(it) {
                all.entry(key).or_insert_with(|| Self { records: Vec::new() }).records.push(it);
            }
        }
        for it in all.values_mut() {
            // What is read later comes first among those of the same time.
            it.records.reverse();
            it.records.sort_by_key(|it| Reverse(it.origin.made));
        }
        all
    }

    /// The newest record.
    pub(super) fn first(&self) -> &'a ExportRecord {
        self.records[0]
    }

    /// Where all of it was read, in the order of the files.
    pub(super) fn origins(&self) -> Vec<Origin> {
        let mut all: Vec<_> = self.records.iter().map(|it| it.origin.clone()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Whether anything that can be used is said of a property, if only that it is unset.
    pub(super) fn says(&self, property: &str) -> bool {
        self.records.iter().any(|it| it.get(property).is_some_and(|it| *it != ExportValue::Lost))
    }

    /// What is said of a property.
    pub(super) fn get<T: PartialEq>(
        &self,
        whose: &What,
        property: &'static str,
        read: impl Fn(&ExportValue) -> Use<T>,
        remarks: &mut Vec<Remark>,
    ) -> Option<T> {
        let mut taken: Option<(T, &ExportRecord, &ExportValue)> = None;
        for record in &self.records {
            let Some(value) = record.get(property) else { continue };
            match (read(value), &taken) {
                (Use::Unsaid, _) => {}
                (Use::NotUnderstood, _) => remarks.push(Remark::NotUnderstood {
                    whose: whose.clone(),
                    property,
                    value: words(value),
                    origin: record.origin.clone(),
                }),
                (Use::As(it), None) => taken = Some((it, record, value)),
                (Use::As(it), Some((first, by, said))) if it != *first => {
                    remarks.push(Remark::Contradiction(Box::new(Contradiction {
                        whose: whose.clone(),
                        property,
                        taken: (words(said), by.origin.clone()),
                        other: (words(value), record.origin.clone()),
                        is_newer: by.origin.made > record.origin.made && record.origin.made.is_some(),
                    })));
                }
                (Use::As(_), Some(_)) => {}
            }
        }
        taken.map(|it| it.0)
    }

    /// What is said of a property that is a text.
    pub(super) fn text(&self, whose: &What, property: &'static str, remarks: &mut Vec<Remark>) -> Option<String> {
        self.get(whose, property, as_text, remarks)
    }

    /// What is said of a property that is yes or no.
    pub(super) fn switch(&self, whose: &What, property: &'static str, remarks: &mut Vec<Remark>) -> Option<bool> {
        self.get(whose, property, as_switch, remarks)
    }
}

/// A text; one that is unset says nothing.
pub(super) fn as_text(value: &ExportValue) -> Use<String> {
    match value {
        ExportValue::Text(it) if !it.trim().is_empty() => Use::As(it.trim().to_owned()),
        ExportValue::Text(_) | ExportValue::Unset | ExportValue::Lost => Use::Unsaid,
        ExportValue::List(it) => match it.as_slice() {
            [] => Use::Unsaid,
            [only] => Use::As(only.trim().to_owned()),
            _ => Use::NotUnderstood,
        },
    }
}

/// `True`, `false`, `$true`, `1`.
pub(super) fn as_switch(value: &ExportValue) -> Use<bool> {
    match as_text(value) {
        Use::As(text) => match text.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "true" | "1" => Use::As(true),
            "false" | "0" => Use::As(false),
            _ => Use::NotUnderstood,
        },
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}

/// Several texts; unset is none of them.
pub(super) fn as_list(value: &ExportValue) -> Use<Vec<String>> {
    match value {
        ExportValue::List(it) => {
            Use::As(it.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect())
        }
        ExportValue::Text(it) => {
            let it = it.trim();
            let it = it.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(it);
            Use::As(it.split([',', ';']).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect())
        }
        ExportValue::Unset => Use::As(Vec::new()),
        ExportValue::Lost => Use::Unsaid,
    }
}

/// A value, for people.
pub(super) fn words(value: &ExportValue) -> String {
    match value {
        ExportValue::Unset | ExportValue::Lost => String::new(),
        ExportValue::Text(it) => it.to_string(),
        ExportValue::List(it) => it.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "),
    }
}
