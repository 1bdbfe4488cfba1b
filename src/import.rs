//! How does an organisation become a scenario from what its servers say of themselves?
//!
//! What people export comes in many shapes ([`shapes`]); each reduces to one neutral [`record::Record`], and one mapping
//! makes the scenario from records ([`base`]). Nothing below knows files: [`sources`] is what was read of them.

pub mod collect;
pub mod record;
