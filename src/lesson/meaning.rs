//! Does a lesson make sense in itself?
//!
//! What can be told of `lesson.ron` alone; what hangs on the files around it is the business of the lint.

use super::written::Lesson;
use crate::diag::Diagnostic;
use crate::scenario::parse::read_as;

/// Reads `lesson.ron`.
///
/// # Errors
/// Everything that is wrong with its syntax and shape.
pub fn read(text: &str) -> Result<Lesson, Vec<Diagnostic>> {
    read_as(text)
}
