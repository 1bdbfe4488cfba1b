//! Where is a byte, as the Language Server Protocol counts: lines, and columns in UTF-16?

use std::ops::Range as Bytes;

use lsp_types::{Position, Range};

use crate::diag::Lines;

/// The range of some bytes.
pub(super) fn range(lines: &Lines<'_>, span: &Bytes<usize>) -> Range {
    Range { start: position(lines, span.start), end: position(lines, span.end.max(span.start)) }
}

/// The line and the UTF-16 column of a byte, both from 0.
pub(super) fn position(lines: &Lines<'_>, at: usize) -> Position {
    let (line, before) = lines.before(at);
    let column: usize = before.chars().map(char::len_utf16).sum();
    Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: u32::try_from(column).unwrap_or(u32::MAX) }
}

/// The byte of a position; what lies beyond a line or the text is its end.
pub(super) fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or_default();
    let mut units = 0;
    for (at, letter) in line.char_indices() {
        if units >= position.character as usize {
            return start + at;
        }
        units += letter.len_utf16();
    }
    start + line.trim_end_matches('\r').len()
}

/// The smallest edit that makes one text of another: what is the same before and behind it stays.
pub(super) fn difference(before: &str, after: &str) -> (Bytes<usize>, String) {
    let ahead = before.char_indices().zip(after.chars()).find(|((_, left), right)| left != right);
    let shorter = before.len().min(after.len());
    let start = ahead.map_or(shorter, |((at, _), _)| at);
    let behind = before[start..].chars().rev().zip(after[start..].chars().rev());
    let length: usize = behind.take_while(|(left, right)| left == right).map(|it| it.0.len_utf8()).sum();
    (start..before.len() - length, after[start..after.len() - length].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_in_utf_16() {
        let text = "a中😀b\r\nx";
        let lines = Lines::new(text);
        for (at, line, character) in [(0, 0, 0), (1, 0, 1), (4, 0, 2), (8, 0, 4), (9, 0, 5), (11, 1, 0), (12, 1, 1)] {
            assert_eq!(position(&lines, at), Position { line, character });
            assert_eq!(offset(text, Position { line, character }), at);
        }
        assert_eq!(offset(text, Position { line: 0, character: 99 }), 9);
        assert_eq!(offset(text, Position { line: 9, character: 0 }), text.len());
        assert_eq!(position(&lines, 2), position(&lines, 1));
    }

    #[test]
    fn only_what_differs_is_edited() {
        for (before, after, edit) in [
            ("[a, b]", "[a, x, b]", (4..4, "x, ")),
            ("[a]", "[]", (1..2, "")),
            ("中文", "中外文", (3..3, "外")),
            ("", "x", (0..0, "x")),
            ("aa", "aaa", (2..2, "a")),
            ("same", "same", (4..4, "")),
        ] {
            assert_eq!(difference(before, after), (edit.0, edit.1.to_owned()), "{before} {after}");
        }
    }
}
