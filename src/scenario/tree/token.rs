//! Which tokens does a text have?
//!
//! The only place that knows how texts, comments and words are written. Every byte belongs to a token, and a token
//! that is not finished is one too. Nothing is kept: tokens are read again where they are needed again.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Blanks, with so many line ends among them.
    Blank { lines: usize },
    /// `//…` or `/*…*/`; or `#…`, as PowerShell has it.
    Comment { closed: bool },
    /// A word or a number; or `$word`, as PowerShell has it.
    Word,
    /// A text in quotation marks.
    Text(Quotes),
    /// A value of RON that this language has no use for: `'c'`, `b"…"`.
    Literal,
    /// An opening bracket.
    Open(char),
    /// A closing bracket.
    Close(char),
    /// `:`, or `=` in its place.
    Colon,
    /// `,`, or `;` in its place.
    Comma,
    /// Anything else: one character.
    Other,
}

/// How a text is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// As it should be.
    Closed,
    /// It is never closed.
    Open,
    /// With typographic quotation marks.
    Typographic,
    /// With apostrophes, as PowerShell has it.
    Single,
}

/// After so many texts that are not closed, the next one takes all that is left: nobody reads about more, and each
/// may cost a look at the whole text.
const UNCLOSED_MAX: u32 = 100;
/// How far behind a text is looked for something that shows that it ended there.
const LOOK_MAX: usize = 200;

/// Reads tokens.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Whether a text that is not closed ends with its line, or before. Otherwise it may go over several lines, as
    /// RON has it, and one that is not closed takes all that is left.
    mending: bool,
    unclosed: u32,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str, mending: bool) -> Self {
        Self { text, at: 0, mending, unclosed: 0 }
    }

    /// The length of a text in quotation marks, and how it is quoted.
    fn quoted(&mut self, rest: &str) -> (Quotes, usize) {
        let end = closing_quote(rest);
        if !self.mending {
            return end.map_or((Quotes::Open, rest.len()), |it| (Quotes::Closed, it));
        }
        if self.unclosed == UNCLOSED_MAX {
            return (Quotes::Open, rest.len());
        }
        let line = rest.find('\n').unwrap_or(rest.len());
        let line = line - usize::from(rest[..line].ends_with('\r'));
        match end {
            // A letter right behind it: this is where the next text begins, and this one was never closed.
            Some(end) if end <= line && !rest[end..].starts_with(|it: char| it.is_alphanumeric() || it == '"') => {
                (Quotes::Closed, end)
            }
            Some(end) if end > line && ends_a_value(&rest[end..]) => (Quotes::Closed, end),
            Some(_) | None => {
                self.unclosed += 1;
                let mark = |it: &(usize, char)| matches!(it.1, ',' | ')' | ']' | '}');
                let mut marks = rest[..line].char_indices().filter(mark);
                let found = marks.find(|it| goes_on(&rest[it.0..line]));
                (Quotes::Open, found.map_or_else(|| rest[..line].trim_end().len(), |it| it.0))
            }
        }
    }
}

impl Lexer<'_> {
    /// The next token.
    pub(super) fn advance(&mut self) -> Option<(Token, Range<usize>)> {
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let (token, length) = match first {
            it if is_blank(it) => {
                let (length, lines) = blanks(rest);
                (Token::Blank { lines }, length)
            }
            '/' if rest.starts_with("//") => (Token::Comment { closed: true }, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => match block_comment(rest) {
                Some(length) => (Token::Comment { closed: true }, length),
                None => (Token::Comment { closed: false }, rest.len()),
            },
            '(' | '[' | '{' => (Token::Open(first), 1),
            ')' | ']' | '}' => (Token::Close(first), 1),
            '（' => (Token::Open('('), first.len_utf8()),
            '［' | '【' => (Token::Open('['), first.len_utf8()),
            '）' => (Token::Close(')'), first.len_utf8()),
            '］' | '】' => (Token::Close(']'), first.len_utf8()),
            ':' | '：' | '=' => (Token::Colon, first.len_utf8()),
            ',' | '，' | '、' | ';' | '；' => (Token::Comma, first.len_utf8()),
            // `#![…]` is an attribute of RON.
            '#' if !rest.starts_with("#!") => {
                (Token::Comment { closed: true }, rest.lines().next().map_or(rest.len(), str::len))
            }
            '$' if rest[1..].starts_with(is_word) => {
                (Token::Word, 1 + rest[1..].find(|it| !is_word(it)).unwrap_or(rest.len() - 1))
            }
            '"' => {
                let (quotes, length) = self.quoted(rest);
                (Token::Text(quotes), length)
            }
            '\'' => match (character(rest), single(rest)) {
                (Some(length), _) => (Token::Literal, length),
                (None, Some(length)) => (Token::Text(Quotes::Single), length),
                (None, None) => (Token::Other, 1),
            },
            it if is_typographic(it) => match typographic(rest) {
                Some(length) => (Token::Text(Quotes::Typographic), length),
                None => (Token::Other, it.len_utf8()),
            },
            it if is_word(it) => word(rest),
            it => (Token::Other, it.len_utf8()),
        };
        let start = self.at;
        self.at += length;
        Some((token, start..self.at))
    }
}

/// Blanks of RON, and what may slip in where somebody types.
fn is_blank(it: char) -> bool {
    it.is_whitespace() || matches!(it, '\u{feff}' | '\u{200e}' | '\u{200f}')
}

/// The blanks at the beginning of a text: how long they are, and how many lines end in them.
fn blanks(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut at, mut lines) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => (at, lines) = (at + 1, lines + 1),
            b' ' | b'\t' | b'\r' => at += 1,
            _ => match text[at..].chars().next().filter(|it| is_blank(*it)) {
                Some(blank) => at += blank.len_utf8(),
                None => break,
            },
        }
    }
    (at, lines)
}

/// What RON takes as a blank.
pub(super) fn is_sound_blank(it: char) -> bool {
    matches!(it, ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}')
        || matches!(it, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Words and numbers alike.
fn is_word(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '.' | '-' | '+')
}

pub(super) fn is_typographic(it: char) -> bool {
    matches!(it, '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}' | '\u{ff02}')
}

/// The length of a text with escapes, if it ends.
fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// Whether a value can end before `rest`: a mark or the end of the line follows.
fn ends_a_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with([',', ')', ']', '}', '\n'])
}

/// Whether `rest`, which ends with its line, goes on as it does behind a value: brackets that close, and then the end
/// of the line, or a comma and another value or name.
fn goes_on(rest: &str) -> bool {
    let mut end = rest.len().min(LOOK_MAX);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let seen = &rest[..end];
    let behind = seen.trim_start_matches([' ', '\t', ')', ']', '}']);
    let Some(next) = behind.strip_prefix(',') else { return behind.trim_end().is_empty() && end == rest.len() };
    let next = next.trim_start_matches([' ', '\t', ',', ')', ']', '}']);
    let name = next.trim_start_matches(|it: char| it.is_alphanumeric() || it == '_');
    next.is_empty()
        || next.starts_with("//")
        || next.starts_with('"')
        || (name.len() < next.len() && name.trim_start().starts_with([':', '(']))
}

/// Whether a text that is not closed ends where it surely should have.
pub(super) fn surely_ends(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let line = rest.find('\n').unwrap_or(rest.len());
    rest.starts_with([',', ')', ']', '}']) && goes_on(rest[..line].trim_end_matches('\r'))
}

/// The length of the block comment at the beginning of `text`; `None` where it does not end. They nest.
fn block_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'/', b'*') => (depth, at) = (depth + 1, at + 2),
            (b'*', b'/') => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// The length of `'c'`, if it is one.
fn character(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).take(14);
    match letters.next()? {
        (_, '\\') => letters.skip(1).find(|it| it.1 == '\'').map(|it| it.0 + 1),
        (_, '\'' | '\n') => None,
        _ => letters.next().filter(|it| it.1 == '\'').map(|it| it.0 + 1),
    }
}

/// The length of a text between apostrophes that ends on its line, with nothing of another text in it.
fn single(text: &str) -> Option<usize> {
    let end = text[1..].find(['\'', '"', '\n'])? + 1;
    text[end..].starts_with('\'').then_some(end + 1)
}

/// The length of a text in typographic quotation marks that ends on its line.
fn typographic(text: &str) -> Option<usize> {
    let line = text.split('\n').next().unwrap_or_default();
    let mut letters = line.char_indices().skip(1);
    letters.find(|it| is_typographic(it.1) || it.1 == '"').map(|it| it.0 + it.1.len_utf8())
}

/// A word or number, or what begins like one: a raw text, `b'c'`, `b"…"`.
fn word(text: &str) -> (Token, usize) {
    let raw = |from: usize| {
        let hashes = text[from..].len() - text[from..].trim_start_matches('#').len();
        let body = from + hashes;
        text[body..].starts_with('"').then(|| {
            let end = format!("\"{}", "#".repeat(hashes));
            let found = text[body + 1..].find(&end).map(|it| body + 1 + it + end.len());
            (if found.is_some() { Quotes::Closed } else { Quotes::Open }, found.unwrap_or(text.len()))
        })
    };
    if let Some((quotes, length)) = text.strip_prefix('r').and_then(|_| raw(1)) {
        return (Token::Text(quotes), length);
    }
    if let Some(bytes) = text.strip_prefix('b') {
        if let Some(length) = character(bytes).filter(|_| bytes.starts_with('\'')) {
            // RON takes it as a number.
            return (Token::Word, 1 + length);
        }
        if bytes.starts_with('"') {
            return (Token::Literal, 1 + closing_quote(bytes).unwrap_or(bytes.len()));
        }
        if let Some((_, length)) = bytes.strip_prefix('r').and_then(|_| raw(2)) {
            return (Token::Literal, length);
        }
    }
    // `r#name` is `name`.
    let start = if text.starts_with("r#") { 2 } else { 0 };
    (Token::Word, text[start..].find(|it| !is_word(it)).map_or(text.len(), |it| it + start))
}

/// What a text says: the token without quotation marks and escapes.
///
/// # Errors
/// Where an escape is none, in bytes of the token.
pub(super) fn unquoted(token: &str) -> Result<Cow<'_, str>, usize> {
    if let Some(raw) = token.strip_prefix('r') {
        let inner = raw.trim_start_matches('#');
        let inner = inner.strip_prefix('"').unwrap_or(inner);
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        return Ok(inner.strip_suffix(&format!("\"{}", "#".repeat(hashes))).unwrap_or(inner).into());
    }
    let first = token.chars().next().map_or(0, char::len_utf8);
    let inner = &token[first..];
    let last = |it: char| it == '"' || is_typographic(it) || (it == '\'' && token.starts_with('\''));
    let inner = inner.strip_suffix(last).unwrap_or(inner);
    if inner.contains('\\') { unescaped(inner).map(Cow::Owned).map_err(|at| at + first) } else { Ok(inner.into()) }
}

/// Resolves the escapes that RON has.
fn unescaped(text: &str) -> Result<String, usize> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find('\\') {
        out.push_str(&text[at..at + found]);
        let escape = at + found;
        let (letter, length) = escape_at(&text[escape..]).ok_or(escape)?;
        out.push(letter);
        at = escape + length;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

/// The escape at the beginning of a text: what it stands for, and how long it is.
fn escape_at(text: &str) -> Option<(char, usize)> {
    let simple = match text[1..].chars().next()? {
        it @ ('\'' | '"' | '\\') => it,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'x' => return bytes_at(text),
        'u' => {
            let digits = text[2..].strip_prefix('{')?;
            let length = digits.find('}').filter(|it| (1..=6).contains(it))?;
            let is_hex = digits[..length].bytes().all(|it| it.is_ascii_hexdigit());
            let code = u32::from_str_radix(&digits[..length], 16).ok().filter(|_| is_hex)?;
            return Some((char::from_u32(code)?, length + 4));
        }
        _ => return None,
    };
    Some((simple, 2))
}

/// `\xC3\xA9`: the bytes of one character.
fn bytes_at(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    let mut rest = text;
    while bytes.len() < 4 {
        let digits = rest.strip_prefix("\\x")?.get(..2).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[4..];
        if let Ok(letter) = std::str::from_utf8(&bytes) {
            return Some((letter.chars().next()?, bytes.len() * 4));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, mending: bool) -> Vec<(Token, &str)> {
        let mut lexer = Lexer::new(text, mending);
        let tokens = std::iter::from_fn(|| lexer.advance()).filter(|it| !matches!(it.0, Token::Blank { .. }));
        tokens.map(|(token, span)| (token, &text[span])).collect()
    }

    #[test]
    fn every_byte_belongs_to_a_token() {
        for text in
            ["(a: \"b\", [1.5] /* x */ // y", "“总部” （：，）", "r#\"\"# b'c' '\\n' br\"x\" \\ \u{feff}@", "\"\\"]
        {
            for mending in [false, true] {
                let mut at = 0;
                let mut lexer = Lexer::new(text, mending);
                while let Some((_, span)) = lexer.advance() {
                    assert_eq!(span.start, at, "{text}");
                    assert!(span.end > at, "{text}");
                    at = span.end;
                }
                assert_eq!(at, text.len(), "{text}");
            }
        }
    }

    #[test]
    fn a_text_that_is_not_closed_ends_where_its_value_should() {
        for (text, wanted) in [
            ("\"EX10, version: Exchange2010)", "\"EX10"),
            ("\"EX10)),", "\"EX10"),
            ("\"mail:993:SSL, at: \"5s\")", "\"mail:993:SSL"),
            ("\"EX10, \"EX13\"]", "\"EX10"),
            ("\"It's mail, that works\nname: \"x\"", "\"It's mail, that works"),
            ("\"a, (b) c, Server(name: \"x\")", "\"a, (b) c"),
        ] {
            assert_eq!(kinds(text, true)[0], (Token::Text(Quotes::Open), wanted), "{text}");
        }
        for text in ["\"a, b\"", "\"a\\\", b\"", "\"two\nlines\",", "\"\""] {
            assert_eq!(kinds(text, true)[0].0, Token::Text(Quotes::Closed), "{text}");
        }
    }

    #[test]
    fn escapes_are_those_of_ron() {
        for text in [
            "\"a\"",
            "\"\\n\\t\\r\\0\\\\\\\"\\'\"",
            "\"\\u{41}\\u{1F600}\"",
            "\"\\x41\\xC3\\xA9\"",
            "r\"a\\b\"",
            "r##\"a\"#b\"##",
            "\"\\q\"",
            "\"\\u{}\"",
            "\"\\u{110000}\"",
            "\"\\u41\"",
            "\"\\x4\"",
            "\"\\xC3\"",
            "\"\\u{1234567}\"",
            "\"总\\u{603b}\"",
        ] {
            let own = unquoted(text).ok().map(Cow::into_owned);
            assert_eq!(own, ron::from_str::<String>(text).ok(), "{text}");
        }
    }
}
