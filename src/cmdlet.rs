//! What may be typed, and what does it do?
//!
//! The cmdlets as a table ([`table`]): from it lines are read, as an admin types or pastes them, and become actions of
//! the language (`read`); from it the commands of a repair are made (`write`), which are proven by being read back.

mod bind;
mod correct;
mod filter;
pub mod harm;
pub(crate) mod organisation;
mod policies;
mod program;
pub(crate) mod read;
pub mod reference;
mod run;
mod script;
#[cfg(feature = "cli")]
pub(crate) mod sheet;
pub mod table;
mod told;
mod values;
pub(crate) mod write;

pub use script::SyntaxFault;
pub use told::{CommandRefusal, Question, RefusedCommand, ScriptFault, Wanted};

pub(crate) use organisation::Organisation;
pub(crate) use read::{Context, read};
pub(crate) use told::{Outcome, Told};
