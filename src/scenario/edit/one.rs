//! Is what somebody typed exactly one value, so that it can be put into a text and nothing comes with it?
//!
//! `[Imap4], imap4: (…)` would set two things, `[Imap4] // …` would make a comment of what stands behind it, and
//! `Pop3], off: [` would end the list that it stands in.

use std::ops::Range;

use super::Refused;
use crate::catalogue::edits;
use crate::diag::cut;
use crate::lang::Text;
use crate::scenario::tree::{MistakeKind, TreeEntry, TreeNode, read};

/// The value as a tree, where it is one value from its first byte to its last.
///
/// # Errors
/// It is none, or more stands behind it.
pub(super) fn value(place: &Text, written: &str) -> Result<TreeNode, Refused> {
    let tree = read(written);
    let whole = 0..written.len();
    match tree.top {
        Some(top) if top.span == whole && tree.mistakes.is_empty() => Ok(top),
        Some(top) if goes_on(tree.mistakes.first().map(|it| &it.kind)) && top.span.start == 0 => {
            let (first, more) = (quoted(written, 0..top.span.end), quoted(written, top.span.end..whole.end));
            let message = edits::more_than_one(place, first, more);
            Err(Refused { message, help: Some(edits::each_by_itself().into()) })
        }
        _ => {
            let message = edits::no_whole_value(place, quoted(written, whole));
            Err(Refused { message, help: Some(edits::brackets_and_marks().into()) })
        }
    }
}

/// The values of a list whose brackets were left out, where it is one: `(name: "A"), (name: "B")`.
pub(super) fn values(written: &str) -> Option<Vec<String>> {
    let text = format!("[{written}\n]");
    let tree = read(&text);
    let top = tree.top.filter(|it| it.span == (0..text.len()) && tree.mistakes.is_empty())?;
    let entries = top.group?.entries;
    let bare = |it: &TreeEntry| {
        let span = it.value.as_ref().filter(|_| it.key.is_none())?.span.clone();
        Some(text[span].to_owned())
    };
    entries.iter().map(bare).collect()
}

/// Whether the value itself is whole and something stands behind it: a comment is no mistake.
fn goes_on(mistake: Option<&MistakeKind>) -> bool {
    matches!(mistake, None | Some(MistakeKind::AfterTheEnd | MistakeKind::NeverOpened))
}

fn quoted(text: &str, span: Range<usize>) -> String {
    format!("`{}`", cut(text[span].trim_start_matches(',').trim()))
}
