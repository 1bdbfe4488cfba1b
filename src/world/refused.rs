//! What is known of a line that a cmdlet refuses?

use compact_str::CompactString;

use super::ServerId;
use crate::cmdlet::CommandRefusal;
use crate::scenario::Action;
use crate::time::SimTime;

/// A line that a cmdlet refuses: it leaves everything as it was.
#[derive(Clone, Debug)]
pub struct RefusedLine {
    /// When it is typed.
    pub at: SimTime,
    /// How many changes come before it.
    pub before: usize,
    /// Which of the file's changes it stands in, counted from 0.
    pub written: u32,
    /// The server that was meant, where one was.
    pub server: Option<ServerId>,
    /// Which line it is, from 1.
    pub line: u32,
    /// What it says, cut where it is long.
    pub text: CompactString,
    /// Why it is refused.
    pub why: CommandRefusal,
    /// What it would have done as it was perhaps meant; nothing where nobody can tell.
    pub(crate) meant: Vec<Action>,
}
