//! Which brackets and quotation marks belong together?
//!
//! RON's parser says that a text is broken, but not where a bracket was opened that nobody closed. This looks at
//! brackets, texts and comments only, and stops at the first that has no partner.

use super::level::block_comment;

/// Something that was opened and has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpaired {
    /// A bracket, opened here; it is still open at the end of the text, or where another bracket is closed.
    Bracket {
        /// Where it was opened.
        opened: usize,
        /// The bracket that is closed instead, and where.
        instead: Option<(usize, char)>,
    },
    /// A bracket that is closed and was never opened.
    Closing(usize),
    /// A text that does not end, or not on its line.
    Text(usize),
    /// A comment that does not end.
    Comment(usize),
}

impl Unpaired {
    /// Up to where everything was in order.
    pub(super) fn noticed(self, text: &str) -> usize {
        match self {
            Self::Bracket { instead, .. } => instead.map_or(text.len(), |it| it.0),
            Self::Closing(at) | Self::Text(at) | Self::Comment(at) => at,
        }
    }
}

/// The first thing in `text` that has no partner.
pub(super) fn unpaired(text: &str) -> Option<Unpaired> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut tokens = Tokens { text, at: 0 };
    while let Some((at, token)) = tokens.next() {
        match token {
            Token::Open(bracket) => open.push((at, bracket)),
            Token::Close(bracket) => match open.pop() {
                None => return Some(Unpaired::Closing(at)),
                Some((_, opened)) if closing(opened) == bracket => {}
                Some((opened, _)) => return Some(Unpaired::Bracket { opened, instead: Some((at, bracket)) }),
            },
            Token::Text { closed: false, .. } | Token::Text { lines: true, raw: false, .. } => {
                return Some(Unpaired::Text(at));
            }
            Token::Text { .. } | Token::Other => {}
            Token::UnclosedComment => return Some(Unpaired::Comment(at)),
        }
    }
    open.pop().map(|(opened, _)| Unpaired::Bracket { opened, instead: None })
}

/// The bracket that closes `open`.
pub(super) const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Where the value at the beginning of `text` ends.
pub(super) fn end_of_value(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut tokens = Tokens { text, at: 0 };
    let mut end = 0;
    while let Some((at, token)) = tokens.next() {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) if depth <= 1 => return if depth == 0 { at } else { tokens.at },
            Token::Close(_) => depth -= 1,
            Token::Text { .. } if depth == 0 => return tokens.at,
            // A number or word ends where anything else follows.
            Token::Other if depth == 0 && text[at..].starts_with([',', ':']) => return end.min(at),
            Token::Other if depth == 0 && end > 0 && at > end => return end,
            Token::Text { .. } | Token::Other | Token::UnclosedComment => {}
        }
        end = tokens.at;
    }
    if depth == 0 { end } else { text.len() }
}

enum Token {
    Open(char),
    Close(char),
    Text {
        closed: bool,
        /// It holds a line break.
        lines: bool,
        /// `r"…"`, where line breaks are meant.
        raw: bool,
    },
    UnclosedComment,
    Other,
}

/// Brackets, texts and everything else, without blanks and comments.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<(usize, Token)> {
        loop {
            let rest = &self.text[self.at..];
            let first = rest.chars().next()?;
            let start = self.at;
            self.at += first.len_utf8();
            let token = match first {
                it if it.is_whitespace() => continue,
                '/' if rest.starts_with("//") => {
                    self.at = rest.find('\n').map_or(self.text.len(), |it| start + it);
                    continue;
                }
                '/' if rest.starts_with("/*") => {
                    if let Some(length) = block_comment(rest) {
                        self.at = start + length;
                        continue;
                    }
                    self.at = self.text.len();
                    Token::UnclosedComment
                }
                '(' | '[' | '{' => Token::Open(first),
                ')' | ']' | '}' => Token::Close(first),
                '"' => self.quoted(start),
                '\'' => {
                    self.character(rest);
                    Token::Other
                }
                it if it.is_alphanumeric() || it == '_' => self.word(start),
                _ => Token::Other,
            };
            return Some((start, token));
        }
    }

    /// A text with escapes, from its first quotation mark on.
    fn quoted(&mut self, start: usize) -> Token {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let closed = at < bytes.len();
        // An escape may have led past the end, or into a character.
        self.at = (at + 1).min(bytes.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Token::Text { closed, lines: self.text[start..self.at].contains('\n'), raw: false }
    }

    /// `'('`: the bracket in it is none.
    fn character(&mut self, rest: &str) {
        let mut letters = rest.char_indices().skip(1);
        let (Some((_, letter)), Some((end, next))) = (letters.next(), letters.next()) else { return };
        if letter != '\\' && next == '\'' {
            self.at += end;
        }
    }

    /// A word, or a raw text that begins like one.
    fn word(&mut self, start: usize) -> Token {
        let rest = &self.text[start..];
        let length = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        self.at = start + length;
        if !matches!(&rest[..length], "r" | "br" | "b") {
            return Token::Other;
        }
        let after = &rest[length..];
        if &rest[..length] == "b" {
            if after.starts_with('"') {
                self.at += 1;
                return self.quoted(start);
            }
            return Token::Other;
        }
        let hashes = after.len() - after.trim_start_matches('#').len();
        if !after[hashes..].starts_with('"') {
            return Token::Other;
        }
        let body = start + length + hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        let found = self.text[body..].find(&end);
        self.at = found.map_or(self.text.len(), |it| body + it + end.len());
        Token::Text { closed: found.is_some(), lines: false, raw: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        for (text, end) in [
            ("\"a)b\" // c", 5),
            ("(a: [1, 2]) /* ) */ ", 11),
            ("Imap4 , x", 5),
            ("993 // c", 3),
            ("Stay(wait: \"5s\")", 16),
            ("r#\"a\"b\"# ", 8),
        ] {
            assert_eq!(end_of_value(text), end, "{text}");
        }
    }

    #[test]
    fn what_has_no_partner_is_found_where_it_was_opened() {
        for (text, found) in [
            ("(a: [1, 2)", Some(Unpaired::Bracket { opened: 4, instead: Some((9, ')')) })),
            ("(a: \"b)", Some(Unpaired::Text(4))),
            ("(a: \"b,\nc: \"d\")", Some(Unpaired::Text(4))),
            ("(a /* (b)", Some(Unpaired::Comment(3))),
            ("(a", Some(Unpaired::Bracket { opened: 0, instead: None })),
            ("a)", Some(Unpaired::Closing(1))),
            ("(a: \"(\", b: '(', c: r\"(\") // (", None),
        ] {
            assert_eq!(unpaired(text), found, "{text}");
        }
    }
}
