//! What is shown of a run, in which rows, folded how?
//!
//! Rows of ids and enums, without language and without format: which records are shown and what stands where others
//! are left out, who takes part, which attempts are told together, of which blocks an explanation is made. Text, page,
//! full screen and pictures take these rows and only say and draw them.

pub(crate) mod content;
pub(crate) mod fold;

use crate::world::ClientId;

/// Which part of a run is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// Only the attempts of this client (and what changes meanwhile).
    pub client: Option<ClientId>,
    /// How much of them.
    pub length: Length,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// What repeats is told once, with a line that says what was left out.
    #[default]
    Bounded,
    /// Everything.
    All,
}

impl Scope {
    /// Whether the attempts of a client are shown.
    pub(crate) fn has(&self, client: ClientId) -> bool {
        self.client.is_none_or(|it| it == client)
    }

    /// At most so many, or all where everything is wanted.
    pub(crate) fn most(&self, bounded: usize) -> usize {
        match self.length {
            Length::Bounded => bounded,
            Length::All => usize::MAX,
        }
    }
}
