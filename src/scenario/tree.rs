//! Which values, names and comments stand in a text, and where?
//!
//! Every byte is accounted for, and a text that is not finished still has a tree: what is missing is simply not there.
//! Formatting, edits by path and the help of editors all go by it. Whether the values are right is not its business.

use std::ops::Range;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// From its first byte to its last.
    pub span: Range<usize>,
    /// What is inside, if it is in brackets.
    pub group: Option<Group>,
}

/// What stands in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name before the bracket.
    pub name: Option<Range<usize>>,
    /// `(`, `[` or `{`.
    pub open: char,
    /// Where the inside begins: after the opening bracket.
    pub start: usize,
    /// Where the inside ends: before the closing bracket, or where the text ends.
    pub end: usize,
    /// Whether it is closed.
    pub closed: bool,
    /// What is in it.
    pub entries: Vec<Entry>,
    /// Comments after the last entry, and whether a blank line stands before them.
    pub last_comments: Vec<Comment>,
}

/// A value in brackets, with its name and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `name:` before the value.
    pub key: Option<Range<usize>>,
    /// The value, if it is there already.
    pub value: Option<Node>,
    /// The end of the entry, its comma included.
    pub end: usize,
    /// Comments on lines of their own before it.
    pub before: Vec<Comment>,
    /// A comment behind it on its line.
    pub after: Option<Range<usize>>,
    /// Whether a blank line stands before it (and before its comments).
    pub blank_before: bool,
}

/// A comment on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The comment.
    pub span: Range<usize>,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// What stands before the value: comments and attributes.
    pub head: Range<usize>,
    /// The value.
    pub top: Option<Node>,
    /// What stands after it.
    pub tail: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Blank { lines: usize },
    Comment { line: bool },
    Word,
    Text,
    Open(char),
    Close(char),
    Colon,
    Comma,
    Other,
}

/// Reads a text, finished or not.
#[must_use]
pub fn read(text: &str) -> Tree {
    let tokens = tokens(text);
    let mut reader = Reader { text, tokens, at: 0 };
    let head_end = reader.skip_head();
    let top = reader.value();
    let tail = top.as_ref().map_or(head_end, |it| it.span.end);
    Tree { head: 0..head_end, top, tail: tail..text.len() }
}

fn tokens(text: &str) -> Vec<(Token, Range<usize>)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = match first {
            it if it.is_whitespace() || it == '\u{feff}' => {
                let blank =
                    rest.len() - rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}').len();
                (Token::Blank { lines: rest[..blank].matches('\n').count() }, blank)
            }
            '/' if rest.starts_with("//") => (Token::Comment { line: true }, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => {
                (Token::Comment { line: false }, super::parse::block_comment(rest).unwrap_or(rest.len()))
            }
            '(' | '[' | '{' => (Token::Open(first), 1),
            ')' | ']' | '}' => (Token::Close(first), 1),
            ':' => (Token::Colon, 1),
            ',' => (Token::Comma, 1),
            '"' => (Token::Text, quoted(rest)),
            'r' if raw(rest).is_some() => (Token::Text, raw(rest).unwrap_or(1)),
            it if is_word(it) => (Token::Word, rest.find(|it| !is_word(it)).unwrap_or(rest.len())),
            it => (Token::Other, it.len_utf8()),
        };
        all.push((token, at..at + length));
        at += length;
    }
    all
}

/// Words and numbers alike.
fn is_word(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '.' | '-' | '+' | '#')
}

/// The length of a text with escapes. One that does not end goes to the end of its line.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            '\n' => return at,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw text.
fn raw(text: &str) -> Option<usize> {
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let rest = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - rest.len();
    Some(rest.find(&end).map_or(text.len(), |it| start + it + end.len()))
}

struct Reader<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<(Token, Range<usize>)> {
        self.tokens.get(self.at).cloned()
    }

    /// Comments and attributes before the value.
    fn skip_head(&mut self) -> usize {
        loop {
            match self.peek() {
                Some((Token::Blank { .. } | Token::Comment { .. }, _)) => self.at += 1,
                // An attribute: `#![…]`.
                Some((Token::Word, span)) if self.text[span.clone()].starts_with('#') => {
                    self.at += 1;
                    while let Some((token, _)) = self.peek() {
                        self.at += 1;
                        if matches!(token, Token::Close(_)) {
                            break;
                        }
                    }
                }
                Some((_, span)) => return span.start,
                None => return self.text.len(),
            }
        }
    }

    /// A value, if one stands here; blanks and comments before it are left out.
    fn value(&mut self) -> Option<Node> {
        let start = self.at;
        while let Some((Token::Blank { .. } | Token::Comment { .. }, _)) = self.peek() {
            self.at += 1;
        }
        match self.peek() {
            Some((Token::Open(open), span)) => Some(self.group(None, open, span)),
            Some((Token::Word, span)) => {
                self.at += 1;
                let after_word = self.at;
                while let Some((Token::Blank { lines: 0 }, _)) = self.peek() {
                    self.at += 1;
                }
                if let Some((Token::Open('('), open)) = self.peek() {
                    return Some(self.group(Some(span), '(', open));
                }
                self.at = after_word;
                Some(Node { span, group: None })
            }
            Some((Token::Text | Token::Other, span)) => {
                self.at += 1;
                Some(Node { span, group: None })
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn group(&mut self, name: Option<Range<usize>>, open: char, bracket: Range<usize>) -> Node {
        self.at += 1;
        let mut group = Group {
            start: bracket.end,
            end: self.text.len(),
            closed: false,
            entries: Vec::new(),
            last_comments: Vec::new(),
            name: name.clone(),
            open,
        };
        let mut comments = Vec::new();
        let mut blank = false;
        let mut same_line = true;
        let mut end = self.text.len();
        while let Some((token, span)) = self.peek() {
            match token {
                Token::Blank { lines } => {
                    self.at += 1;
                    blank |= lines > 1;
                    same_line &= lines == 0;
                }
                Token::Comment { .. } => {
                    self.at += 1;
                    match group.entries.last_mut() {
                        Some(last) if same_line && comments.is_empty() && last.after.is_none() => {
                            last.after = Some(span);
                        }
                        _ => comments.push(Comment { span, blank_before: std::mem::take(&mut blank) }),
                    }
                }
                Token::Close(_) => {
                    self.at += 1;
                    group.end = span.start;
                    group.closed = true;
                    end = span.end;
                    break;
                }
                // A comma that belongs to no value.
                Token::Comma => self.at += 1,
                Token::Colon => self.at += 1,
                Token::Word | Token::Text | Token::Open(_) | Token::Other => {
                    let entry = self.entry(std::mem::take(&mut comments), std::mem::take(&mut blank));
                    group.entries.push(entry);
                    same_line = true;
                }
            }
        }
        group.last_comments = comments;
        let start = name.map_or(bracket.start, |it| it.start);
        Node { span: start..end, group: Some(group) }
    }

    fn entry(&mut self, before: Vec<Comment>, blank: bool) -> Entry {
        let blank_before = before.first().map_or(blank, |it| it.blank_before);
        let mut entry = Entry { key: None, value: None, end: 0, before, after: None, blank_before };
        let first = self.at;
        if let Some((Token::Word, span)) = self.peek() {
            self.at += 1;
            self.skip_blank();
            if let Some((Token::Colon, colon)) = self.peek() {
                self.at += 1;
                entry.key = Some(span);
                entry.end = colon.end;
                // What stands on a later line after a colon without a value is another entry, unless a value begins it.
                let before_value = self.at;
                entry.value = self.value();
                if entry.value.is_none() {
                    self.at = before_value;
                }
            } else {
                self.at = first;
            }
        }
        if entry.key.is_none() {
            entry.value = self.value();
        }
        if let Some(value) = &entry.value {
            entry.end = value.span.end;
        }
        let after_value = self.at;
        self.skip_blank();
        if let Some((Token::Comma, span)) = self.peek() {
            self.at += 1;
            entry.end = span.end;
        } else {
            self.at = after_value;
        }
        entry
    }

    fn skip_blank(&mut self) {
        while let Some((Token::Blank { .. }, _)) = self.peek() {
            self.at += 1;
        }
    }
}

impl Group {
    /// The entry with this name.
    #[must_use]
    pub fn field<'a>(&'a self, text: &str, name: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|it| it.key.clone().is_some_and(|key| &text[key] == name))
    }
}

impl Node {
    /// The value of its field `name`, if it is a text: by which an item of a list is known.
    #[must_use]
    pub fn name(&self, text: &str) -> Option<String> {
        let value = self.group.as_ref()?.field(text, "name")?.value.as_ref()?;
        ron::from_str(&text[value.span.clone()]).ok()
    }
}
