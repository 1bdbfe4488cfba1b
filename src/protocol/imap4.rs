//! How does a line read in IMAP4 (RFC 3501, and section 11 of the specification)?

use super::{Context, Line};

/// The line as it stands on the wire, the password masked. More than one line where the reply has more than one.
#[must_use]
pub fn text(line: Line, context: &Context<'_>) -> Vec<String> {
    let _ = (line, context);
    unimplemented!()
}
