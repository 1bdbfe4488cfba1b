//! What does a page say, beside what the run says?
//!
//! The table of `page.ftl`; the page gets all of it, because its reader can turn from one language to the other.

use serde_json::{Map, Value, json};

#[cfg(feature = "cli")]
pub(crate) use crate::catalogue::course_page::ALL as OF_COURSE;
pub(crate) use crate::catalogue::page::ALL;
use crate::lang::Lang;

/// The key of a text as the page asks for it.
#[must_use]
pub(crate) fn key(key: &str) -> String {
    key.replace('-', "_")
}

/// The table as the page reads it: `{"play": ["Play", "播放"]}`.
#[must_use]
pub(crate) fn all() -> Value {
    table(ALL)
}

/// What the page of a course says beside it.
#[cfg(feature = "cli")]
#[must_use]
pub(crate) fn of_course() -> Value {
    table(OF_COURSE)
}

fn table(of: &[(&str, crate::lang::Fixed)]) -> Value {
    let both = |(name, text): &(&str, crate::lang::Fixed)| (key(name), json!([text.of(Lang::En), text.of(Lang::Zh)]));
    Value::Object(of.iter().map(both).collect::<Map<_, _>>())
}
