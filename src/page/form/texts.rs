//! Which texts are there, each only once?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

/// A text in both languages. Where both are the same, as of a line on the wire, it is written once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text(pub(super) String, pub(super) String);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 == self.1 { self.0.serialize(serializer) } else { [&self.0, &self.1].serialize(serializer) }
    }
}

/// The position of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TextId(pub(super) u32);

/// Collects texts. Runs repeat themselves, so most of them are there already.
#[derive(Debug, Default)]
pub(super) struct Texts {
    known: BTreeMap<Text, u32>,
}

impl Texts {
    /// A text in both languages.
    pub(super) fn both(&mut self, en: String, zh: String) -> TextId {
        let next = u32::try_from(self.known.len()).expect("fewer than 2^32 texts");
        TextId(*self.known.entry(Text(en, zh)).or_insert(next))
    }

    /// All texts, by their position.
    pub(super) fn finish(self) -> Vec<Text> {
        let mut all: Vec<_> = self.known.into_iter().collect();
        all.sort_unstable_by_key(|it| it.1);
        all.into_iter().map(|it| it.0).collect()
    }
}
