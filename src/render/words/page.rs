//! What does a page say, beside what the run says?
//!
//! One table; the page gets all of it, because its reader can turn from one language to the other.

use serde_json::{Map, Value, json};

macro_rules! table {
    ($($key:ident: $en:literal, $zh:literal;)*) => {
        /// Every text of the page: its key, English, Chinese.
        pub const TEXTS: &[(&str, &str, &str)] = &[$((stringify!($key), $en, $zh)),*];
    };
}

table! {
    play: "Play", "播放";
    pause: "Pause", "暂停";
}

/// The table as the page reads it: `{"play": ["Play", "播放"]}`.
#[must_use]
pub fn all() -> Value {
    Value::Object(TEXTS.iter().map(|(key, en, zh)| ((*key).to_owned(), json!([en, zh]))).collect::<Map<_, _>>())
}
