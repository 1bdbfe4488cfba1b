//! What is meant by an error of the RON parser, and where does it come from?

use ron::error::{Error, Position, SpannedError};

use super::plain as said;
use super::tokens::{Unpaired, closing, unpaired};
use crate::diag::{Code, Diagnostic};

/// The one diagnostic about a text that is not RON.
pub(super) fn diagnose(text: &str, error: &SpannedError) -> Diagnostic {
    let noticed = byte_of(text, error.span.start).max(byte_of(text, error.span.end).saturating_sub(1));
    if let Some(nul) = text.find('\0') {
        return said(
            Code::S009,
            nul..nul + 1,
            "the text holds a NUL byte",
            "here",
            "save the file as UTF-8; UTF-16 (\"Unicode\" in some editors) has such bytes",
        );
    }
    if error.code == Error::ExceededRecursionLimit {
        return said(
            Code::S006,
            token_at(text, noticed),
            "brackets are nested more than 128 deep",
            "too deep",
            "the language needs fewer than ten levels",
        );
    }
    // Where the text just ends, the parser may complain about the last word instead.
    let at_the_end = super::level::skip_blank(&text[token_at(text, noticed).end..]).is_empty();
    match unpaired(text) {
        Some(it) if it.noticed(text) <= noticed || at_the_end => unclosed(text, it),
        Some(_) | None => spoken(text, error, noticed),
    }
}

/// Something was opened and not closed.
fn unclosed(text: &str, unpaired: Unpaired) -> Diagnostic {
    match unpaired {
        Unpaired::Bracket { opened, instead } => {
            let open = text[opened..].chars().next().unwrap_or('(');
            let close = closing(open);
            let mut it = said(
                Code::S005,
                opened..opened + 1,
                &format!("this `{open}` is never closed"),
                "opened here",
                &format!("add the closing `{close}`, and a comma where more follows"),
            );
            it.notes.push(if let Some((at, found)) = instead {
                (at..at + 1, format!("`{found}` stands where `{close}` is missing"))
            } else {
                let end = text.trim_end().len();
                (end.saturating_sub(1).max(opened)..end, format!("the file ends and `{close}` is missing"))
            });
            settle(text, it)
        }
        Unpaired::Closing(at) => said(
            Code::S004,
            at..at + 1,
            "this bracket closes nothing",
            "never opened",
            "remove it, or add the opening bracket",
        ),
        Unpaired::Text(at) => {
            let line = text[at..].find('\n').unwrap_or(text.len() - at);
            let end = at + text[at..at + line].trim_end().len();
            said(
                Code::S005,
                at..end,
                "this text is not closed on its line",
                "opened here",
                "add the closing quotation mark `\"`",
            )
        }
        Unpaired::Comment(at) => said(
            Code::S005,
            at..at + 2,
            "this comment is never closed",
            "opened here",
            "add `*/`, or use `//` for a comment that ends with its line",
        ),
    }
}

/// Keeps the places of the notes on the borders of characters.
fn settle(text: &str, mut it: Diagnostic) -> Diagnostic {
    for (span, _) in &mut it.notes {
        while !text.is_char_boundary(span.start) {
            span.start -= 1;
        }
    }
    it
}

/// What RON's parser says, in words for people who write scenarios.
fn spoken(text: &str, error: &SpannedError, noticed: usize) -> Diagnostic {
    let span = token_at(text, noticed);
    let token = text[span.clone()].to_owned();
    let s004 = |message: &str, label: &str, help: &str| said(Code::S004, span.clone(), message, label, help);
    match &error.code {
        Error::TrailingCharacters => said(
            Code::S007,
            span,
            "there is more text after the end of the scenario",
            "the scenario ended before this",
            "remove it, or look for a bracket that is closed too early",
        ),
        _ if token.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ff02}']) => s004(
            "this is a typographic quotation mark",
            "not the one on the keyboard",
            "use the straight quotation mark `\"`",
        ),
        _ if token.starts_with(['\u{ff0c}', '\u{ff1a}', '\u{ff08}', '\u{ff09}', '\u{3001}']) => s004(
            "this is a full-width punctuation mark",
            "not the one that is expected",
            "use the marks of the Latin keyboard: `,` `:` `(` `)` `[` `]`",
        ),
        Error::ExpectedComma if token.starts_with(':') => s004(
            "there is a second colon here",
            "not expected here",
            "texts with a colon are written in quotation marks: \"mail.contoso.com:993:SSL\"",
        ),
        Error::ExpectedComma => s004(
            "a comma is missing before this",
            "a comma belongs before this",
            "values of a list and fields are separated by commas",
        ),
        Error::ExpectedMapColon => {
            s004("a colon is missing here", "expected `:`", "fields are written as `name: value`")
        }
        Error::InvalidEscape(_) => s004(
            "a backslash in a text begins an escape, and this is none",
            "not an escape",
            "write a backslash twice: \"CONTOSO\\\\anna\"",
        ),
        Error::SuggestRawIdentifier(word) => s004(
            &format!("`{word}` is not a word of the language"),
            "not a word",
            &format!("names and other texts are written in quotation marks: \"{word}\""),
        ),
        Error::ExpectedIdentifier => s004(
            "the name of a field is expected here",
            "not a name",
            "fields are written as `name: value`, without quotation marks around the name",
        ),
        Error::Eof => s004("the file ends too early", "the end", "something is missing after this"),
        _ if token.starts_with(',') => {
            s004("a value is missing before this comma", "no value before this", "remove the comma, or add the value")
        }
        _ => s004(
            "this cannot be read",
            "not expected here",
            "a value is a text in quotation marks, a number, a word of the language, or `(…)` or `[…]`",
        ),
    }
}

/// The byte of a position, whose columns count characters from 1.
fn byte_of(text: &str, position: Position) -> usize {
    let mut line_start = 0;
    for _ in 1..position.line {
        match text[line_start..].find('\n') {
            Some(end) => line_start += end + 1,
            None => return text.len(),
        }
    }
    let mut letters = text[line_start..].char_indices();
    letters.nth(position.col.saturating_sub(1)).map_or(text.len(), |it| line_start + it.0)
}

/// The token at a place, blanks before it left aside: a word, or one character.
fn token_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let rest = super::level::skip_blank(&text[at..]);
    let start = text.len() - rest.len();
    let word = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    start..start + length
}
