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
}
