//! How is a run shown?
//!
//! The only place where text is made. Every renderer reads the same records; every sentence stands in [`crate::words`].
//! Nothing is left out silently: where a renderer shortens, it says what is missing and how to see it.

pub mod check;
pub mod diff;
mod digest;
pub mod event_log;
pub mod explain;
mod heard;
pub mod json;
pub(crate) mod markdown;
pub mod matrix;
#[cfg(feature = "cli")]
pub mod pcapng;
pub mod people;
pub mod protocol_log;
#[cfg(feature = "cli")]
pub(crate) mod rehearsal;
pub mod sweep;
pub mod text;

use crate::telling::Scope;
use crate::time::SimTime;
use crate::world::{Whom, World};

pub(crate) use digest::Digest;
pub use digest::digest;
pub use heard::{Hearer, heard};

pub use crate::lang::Lang;
pub use crate::telling::Length;

/// What the user wants to see of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// In which language.
    pub lang: Lang,
    /// Only the attempts of this client, or of this group (and what changes meanwhile).
    pub client: Option<Whom>,
    /// Everything, however long.
    pub length: Length,
}

impl Options {
    /// Which part of the run is shown.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        Scope { client: self.client, length: self.length }
    }
}

/// What a piece of text is, for whoever wants to color it. The text is the same with and without color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintRole {
    /// Plain text.
    Plain,
    /// A heading.
    Title,
    /// The time of a record.
    Time,
    /// Who does something.
    Actor,
    /// A line on the wire.
    Wire,
    /// A rule id.
    Rule,
    /// What is assumed, and what was left out.
    Note,
    /// What went well.
    Good,
    /// What is not as it should be.
    Warning,
    /// What went wrong.
    Bad,
}

/// How many columns there are for text where nobody says otherwise: in files, pipes and snapshots.
pub const COLUMNS: usize = 110;

/// What text is put on: it may have colors, and so many columns.
pub trait Paint {
    /// How many columns there are for text: lines go on below rather than beyond it.
    fn columns(&self) -> usize {
        COLUMNS
    }

    /// What is written before text of this role.
    fn start(&self, role: PaintRole) -> String;
    /// What is written after it.
    fn end(&self, role: PaintRole) -> String;
}

/// No color.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Paint for Plain {
    fn start(&self, _: PaintRole) -> String {
        String::new()
    }
    fn end(&self, _: PaintRole) -> String {
        String::new()
    }
}

/// A moment of the run as the product's own logs write it, in UTC: `2014-01-15T00:00:01.250Z`.
fn stamp(world: &World, at: SimTime) -> String {
    let it = world.time_zone.utc(world.date).moment(at);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        it.year, it.month, it.day, it.hour, it.minute, it.second, it.millisecond
    )
}
