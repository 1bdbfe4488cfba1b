//! How does an organisation become a scenario from what its servers say of themselves?
//!
//! What people export comes in many shapes ([`shapes`]); each is reduced to one neutral [`record::ExportRecord`], and
//! one mapping makes the scenario from records ([`base`]). Nothing below knows files: [`sources`] is what was read of
//! them.

pub(crate) mod base;
mod class;
pub mod collect;
pub mod notes;
pub(crate) mod organisation;
pub(crate) mod probe;
pub mod record;
pub(crate) mod redact;
pub mod shapes;
pub mod sources;
#[cfg(test)]
mod tests;
mod text;
#[cfg(test)]
mod traps;
