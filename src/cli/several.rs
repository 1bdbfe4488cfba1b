//! How does a command that takes one scenario take several, and folders of them?
//!
//! Each is told in the order in which it was named, the files of a folder by their paths, below a line that names it.
//! The exit code is the worst of all.

use super::output::{Output, Shell, complain};
use super::source::{self, Missing};
use super::{BUG, UNUSABLE, bug, inner};
use crate::render::{Paint, PaintRole};
use crate::words::cli as say;

/// Exit codes, the worst first: a bug of ours, a file that cannot be used, what was expected did not come out, cut off.
const WORST_FIRST: [u8; 4] = [BUG, UNUSABLE, 1, 3];

/// The exit code of several.
pub(super) fn worst(codes: &[u8]) -> u8 {
    WORST_FIRST.into_iter().find(|it| codes.contains(it)).unwrap_or(0)
}

/// Tells each of the scenarios that are named by `one`, which returns its exit code. None named is one, the default.
/// Several, or the files of a folder, are told only where little is told of each.
pub(super) fn each(
    names: &[String],
    is_short: bool,
    shell: Shell,
    output: &mut Output,
    one: &mut dyn FnMut(Option<&str>, &mut Output) -> u8,
) -> u8 {
    match names {
        [] => return one(None, output),
        [name] if !is_short => return one(Some(name), output),
        _ if !is_short => {
            complain(shell, &say::several_at_once(shell.lang), Some(&say::several_need_quiet(shell.lang)));
            return UNUSABLE;
        }
        _ => {}
    }
    let files = match source::files_below(names, shell.lang) {
        Ok(files) => files,
        Err(Missing { message, help }) => {
            complain(shell, &message, help.as_deref());
            return UNUSABLE;
        }
    };
    if let ([name], [file]) = (names, &files[..])
        && name == file
    {
        return one(Some(file), output);
    }
    let paint = output.paint();
    let mut codes = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate().skip(inner::told().after) {
        bug::one_of_several(index + 1);
        let gap = if index > 0 { "\n" } else { "" };
        let (start, end) = (paint.start(PaintRole::Title), paint.end(PaintRole::Title));
        output.text(&format!("{gap}{start}{file}{end}\n"));
        output.flush();
        codes.push(one(Some(file), output));
        if !output.flush() {
            break;
        }
    }
    bug::one_of_several(0);
    worst(&codes)
}
