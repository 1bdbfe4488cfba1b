//! What would have happened otherwise?
//!
//! The only room above the engine that runs it again: with further actions ([`mod@remedies`]), with other draws from
//! some step on, or without a change ([`mod@pivot`], [`mod@since`]), or with a switch turned ([`mod@study`]).
//! Everything that it says was run.

pub mod ground;
pub mod pivot;
pub mod plan;
#[cfg(feature = "cli")]
pub mod printed;
pub mod remedies;
pub mod since;
pub mod study;

use crate::trace::AttemptId;
use crate::verdict::{AttemptVerdict, Verdict};
use crate::world::ClientId;

pub use ground::Ground;
pub use pivot::pivot;
pub use remedies::remedies;
pub use study::study;

/// The attempt of a client with a number.
fn attempt_of(verdict: &Verdict, client: ClientId, number: u32) -> Option<&AttemptVerdict> {
    verdict.attempts.iter().find(|it| it.client == client && it.number == number)
}

/// The client of an attempt, and its number.
fn named(verdict: &Verdict, attempt: AttemptId) -> (ClientId, u32) {
    let it = &verdict.attempts[attempt.0 as usize];
    (it.client, it.number)
}
