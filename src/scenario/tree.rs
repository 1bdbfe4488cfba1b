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
    /// Comments before it, and those inside it that stand before its value begins.
    pub before: Vec<Comment>,
    /// A comment behind it on its line.
    pub after: Option<Range<usize>>,
    /// Whether a blank line stands before it (and before its comments).
    pub blank_before: bool,
    /// Whether a blank line stands between its comments and it.
    pub blank_between: bool,
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
    /// Comments and attributes before the value.
    pub head: Vec<Comment>,
    /// Whether a blank line stands between them and the value.
    pub blank_between: bool,
    /// The value.
    pub top: Option<Node>,
    /// Comments after it.
    pub tail: Vec<Comment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Blank { lines: usize },
    Comment,
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
    // In a finished text a text in quotation marks may go over several lines. Where one does not end, somebody is
    // typing, and it is better to take it as ended with its line than to lose all that follows.
    let tokens = tokens(text, true).or_else(|| tokens(text, false)).unwrap_or_default();
    let mut reader = Reader { text, tokens, at: 0, depth: 0 };
    let (mut head, blank) = reader.head();
    let mut inside = Vec::new();
    let top = reader.value(&mut inside);
    let blank_between = blank && inside.is_empty();
    if let Some(first) = inside.first_mut() {
        first.blank_before = blank;
    }
    head.append(&mut inside);
    let tail = reader.tail();
    Tree { head, blank_between, top, tail }
}

/// The tokens of a text; `None` if texts may go `across` lines and one does not end.
fn tokens(text: &str, across: bool) -> Option<Vec<(Token, Range<usize>)>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = match first {
            it if is_blank(it) => {
                let blank = rest.len() - rest.trim_start_matches(is_blank).len();
                (Token::Blank { lines: rest[..blank].matches('\n').count() }, blank)
            }
            '/' if rest.starts_with("//") => (Token::Comment, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (Token::Comment, super::parse::block_comment(rest).unwrap_or(rest.len())),
            '(' | '[' | '{' => (Token::Open(first), 1),
            ')' | ']' | '}' => (Token::Close(first), 1),
            ':' => (Token::Colon, 1),
            ',' => (Token::Comma, 1),
            '"' => match quoted(rest) {
                Some(length) => (Token::Text, length),
                None if across => return None,
                None => (Token::Text, rest.find('\n').unwrap_or(rest.len())),
            },
            'r' if raw(rest).is_some() => (Token::Text, raw(rest).unwrap_or(1)),
            it if is_word(it) => (Token::Word, rest.find(|it| !is_word(it)).unwrap_or(rest.len())),
            it => (Token::Other, it.len_utf8()),
        };
        all.push((token, at..at + length));
        at += length;
    }
    Some(all)
}

/// What RON takes as a blank, and what may slip in where somebody types.
fn is_blank(it: char) -> bool {
    it.is_whitespace() || matches!(it, '\u{feff}' | '\u{200e}' | '\u{200f}')
}

/// Words and numbers alike.
fn is_word(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '.' | '-' | '+' | '#')
}

/// The length of a text with escapes, if it ends.
fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
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
    depth: usize,
}

/// How deep brackets are looked into. No file that can be read has so many.
const DEEPEST: usize = 200;

impl Reader<'_> {
    fn peek(&self) -> Option<(Token, Range<usize>)> {
        self.tokens.get(self.at).cloned()
    }

    /// Comments and attributes before the value, and whether a blank line stands after them.
    fn head(&mut self) -> (Vec<Comment>, bool) {
        let mut head = Vec::new();
        let mut blank = false;
        loop {
            match self.peek() {
                Some((Token::Blank { lines }, _)) => {
                    self.at += 1;
                    blank |= lines > 1;
                }
                Some((Token::Comment, span)) => {
                    self.at += 1;
                    head.push(Comment { span, blank_before: std::mem::take(&mut blank) });
                }
                // An attribute: `#![…]`.
                Some((Token::Word, span)) if self.text[span.clone()].starts_with('#') => {
                    let end = self.skip_attribute();
                    head.push(Comment { span: span.start..end, blank_before: std::mem::take(&mut blank) });
                }
                _ => return (head, blank),
            }
        }
    }

    /// Skips from `#` to the bracket that closes it.
    fn skip_attribute(&mut self) -> usize {
        let mut depth = 0_usize;
        let mut end = self.text.len();
        while let Some((token, span)) = self.peek() {
            self.at += 1;
            end = span.end;
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) if depth <= 1 => break,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
        }
        end
    }

    /// Comments after the value.
    fn tail(&mut self) -> Vec<Comment> {
        let mut tail = Vec::new();
        let mut blank = false;
        while let Some((token, span)) = self.peek() {
            self.at += 1;
            match token {
                Token::Blank { lines } => blank |= lines > 1,
                Token::Comment => tail.push(Comment { span, blank_before: std::mem::take(&mut blank) }),
                _ => {}
            }
        }
        tail
    }

    /// A value, if one stands here. Comments before it, and between its name and its bracket, go to `comments`.
    fn value(&mut self, comments: &mut Vec<Comment>) -> Option<Node> {
        let (start, count) = (self.at, comments.len());
        self.skip(comments);
        match self.peek() {
            Some((Token::Open(open), span)) => Some(self.group(None, open, span)),
            Some((Token::Word, span)) => {
                self.at += 1;
                let (after_word, count) = (self.at, comments.len());
                self.skip(comments);
                if let Some((Token::Open('('), open)) = self.peek() {
                    return Some(self.group(Some(span), '(', open));
                }
                self.at = after_word;
                comments.truncate(count);
                Some(Node { span, group: None })
            }
            Some((Token::Text | Token::Other, span)) => {
                self.at += 1;
                Some(Node { span, group: None })
            }
            _ => {
                self.at = start;
                comments.truncate(count);
                None
            }
        }
    }

    fn group(&mut self, name: Option<Range<usize>>, open: char, bracket: Range<usize>) -> Node {
        self.at += 1;
        if self.depth == DEEPEST {
            return self.unseen(name, open, bracket);
        }
        self.depth += 1;
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
                Token::Comment => {
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
        self.depth -= 1;
        group.last_comments = comments;
        let start = name.map_or(bracket.start, |it| it.start);
        Node { span: start..end, group: Some(group) }
    }

    /// A value in brackets that is too deep to be looked into.
    fn unseen(&mut self, name: Option<Range<usize>>, open: char, bracket: Range<usize>) -> Node {
        let (mut depth, mut inside, mut end) = (1_usize, bracket.end..self.text.len(), self.text.len());
        while depth > 0
            && let Some((token, span)) = self.peek()
        {
            self.at += 1;
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                (inside.end, end) = (span.start, span.end);
            }
        }
        let start = name.as_ref().map_or(bracket.start, |it| it.start);
        let group = Group {
            name,
            open,
            start: inside.start,
            end: inside.end,
            closed: depth == 0,
            entries: Vec::new(),
            last_comments: Vec::new(),
        };
        Node { span: start..end, group: Some(group) }
    }

    /// `blank`: whether a blank line stands right before it, after its comments if it has any.
    fn entry(&mut self, before: Vec<Comment>, blank: bool) -> Entry {
        let blank_before = before.first().map_or(blank, |it| it.blank_before);
        let blank_between = blank && !before.is_empty();
        let mut entry = Entry { key: None, value: None, end: 0, before, after: None, blank_before, blank_between };
        let mut inside = Vec::new();
        let first = self.at;
        if let Some((Token::Word, span)) = self.peek() {
            self.at += 1;
            self.skip(&mut inside);
            if let Some((Token::Colon, colon)) = self.peek() {
                self.at += 1;
                entry.key = Some(span);
                entry.end = colon.end;
                entry.value = self.value(&mut inside);
            } else {
                self.at = first;
                inside.clear();
            }
        }
        if entry.key.is_none() {
            entry.value = self.value(&mut inside);
        }
        if let Some(first) = inside.first_mut() {
            first.blank_before = std::mem::take(&mut entry.blank_between);
        }
        entry.before.append(&mut inside);
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

    /// Skips blanks and collects comments.
    fn skip(&mut self, comments: &mut Vec<Comment>) {
        loop {
            match self.peek() {
                Some((Token::Blank { .. }, _)) => {}
                Some((Token::Comment, span)) => comments.push(Comment { span, blank_before: false }),
                _ => return,
            }
            self.at += 1;
        }
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
