//! How does text become a scenario?
//!
//! A correct file is read in one fast pass by its serde types. Only when that fails is the text read again, slowly
//! and tolerantly, against the description of the language, and everything that is wrong with it is reported.

use super::Scenario;
use crate::diag::{Code, Diagnostic};

/// Reads a scenario.
///
/// # Errors
/// Every problem of its syntax and shape; problems between its entities are found by [`crate::world::load`].
pub fn parse(text: &str) -> Result<Scenario, Vec<Diagnostic>> {
    ron::Options::default().from_str(text).map_err(|it| {
        vec![Diagnostic {
            code: Code::S004,
            severity: Code::S004.severity(),
            span: 0..0,
            entity: String::new(),
            message: it.to_string(),
            label: String::new(),
            help: None,
            notes: Vec::new(),
        }]
    })
}
