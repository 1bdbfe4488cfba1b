//! How is the tree of a text built?
//!
//! By descent, over tokens of which the brackets have been paired: one that is missing is a token without length, and
//! one too many is passed over. What else is wrong with the syntax is told here, each mistake once.

use std::ops::Range;

use super::brackets::{Paired, Repair};
use super::mistake::{Mistake, MistakeKind};
use super::token::{self, Lexer, Quotes, Token};
use super::{Closed, Comment, DEEPEST, Group, Tree, TreeEntry, TreeNode};

/// The tree of a text of which the brackets are paired. `most`: how many entries of one value, and of all, are kept.
pub(super) fn tree(text: &str, paired: Paired, mending: bool, most: (usize, usize)) -> Tree {
    let mut reader = Reader::new(text, paired, mending, most);
    let (mut head, blank) = reader.head();
    let mut inside = Vec::new();
    let entry_mistakes = reader.mistakes.len();
    let mut broken =
        matches!(reader.peek(), Some((Token::Text(Quotes::Open | Quotes::Typographic | Quotes::Single), _)));
    let top = reader.value(&mut inside);
    broken |= top.as_ref().is_some_and(|it| it.group.is_none()) && reader.mistakes.len() > entry_mistakes;
    let blank_between = blank && inside.is_empty();
    if let Some(first) = inside.first_mut() {
        first.blank_before = blank;
    }
    head.append(&mut inside);
    let tail = reader.tail();
    let mut mistakes = reader.mistakes;
    if let Some(nul) = text.find('\0').filter(|_| !mistakes.is_empty()) {
        // A text with such bytes is in another encoding, and nothing else that is told of it helps.
        mistakes = vec![Mistake { span: nul..nul + 1, kind: MistakeKind::Nul }];
    }
    mistakes.sort_by_key(|it| (it.span.start, it.span.end));
    mistakes.dedup_by(|later, first| later.span == first.span);
    Tree { head, blank_between, top, broken, tail, mistakes }
}

/// Where the text goes on behind its byte order mark and its attributes, unless one of them is for an extension.
pub(in crate::scenario) fn after_attributes(text: &str) -> Option<usize> {
    let mut reader = Reader::new(text, Paired::default(), false, (0, 0));
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (head, _) = reader.head();
    let last = head.iter().rev().find(|it| text[it.span.clone()].starts_with("#!"));
    let ok = !reader.mistakes.iter().any(|it| it.kind == MistakeKind::Extension);
    ok.then(|| last.map_or(bom, |it| it.span.end))
}

/// A place to which a reader can go back.
type Mark<'a> = (Lexer<'a>, usize, u32);

struct Reader<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    /// The token that was looked at last, and where the lexer is behind it.
    seen: Option<(Token, Range<usize>, Lexer<'a>)>,
    repairs: Vec<(usize, Repair)>,
    /// The next repair.
    repair: usize,
    /// How many brackets are still to be closed before the next token.
    owed: u32,
    mistakes: Vec<Mistake>,
    depth: usize,
    /// How many entries of one value are kept.
    items: usize,
    /// How many entries are still kept at all.
    entries: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, paired: Paired, mending: bool, (items, entries): (usize, usize)) -> Self {
        let Paired { repairs, mistakes, sound: _ } = paired;
        let lexer = Lexer::new(text, mending);
        Self { text, lexer, seen: None, repairs, repair: 0, owed: 0, mistakes, depth: 0, items, entries }
    }

    /// The next token. A bracket that is missing is a token without length, and one too many is none.
    fn peek(&mut self) -> Option<(Token, Range<usize>)> {
        loop {
            let here = self.lexer.at;
            match self.repairs.get(self.repair) {
                Some((at, Repair::Close(count))) if *at == here => {
                    self.owed = *count;
                    self.repair += 1;
                }
                Some((at, Repair::Skip)) if *at == here && self.owed == 0 => {
                    self.repair += 1;
                    self.lexer.advance();
                    continue;
                }
                _ => {}
            }
            if self.owed > 0 {
                return Some((Token::Close(' '), here..here));
            }
            if let Some((token, span, _)) = self.seen.as_ref().filter(|it| it.1.start == here) {
                return Some((*token, span.clone()));
            }
            let mut lexer = self.lexer;
            let (token, span) = lexer.advance()?;
            self.seen = Some((token, span.clone(), lexer));
            return Some((token, span));
        }
    }

    /// Goes past the token that [`Self::peek`] tells.
    fn take(&mut self, span: &Range<usize>) {
        if self.owed > 0 && span.is_empty() {
            self.owed -= 1;
        } else if let Some((_, _, lexer)) = self.seen.as_ref().filter(|it| it.1 == *span) {
            self.lexer = *lexer;
        } else {
            self.lexer.advance();
        }
    }

    fn mistake(&mut self, span: Range<usize>, kind: MistakeKind) {
        self.mistakes.push(Mistake { span, kind });
    }

    /// Comments and attributes before the value, and whether a blank line stands after them.
    fn head(&mut self) -> (Vec<Comment>, bool) {
        let mut head = Vec::new();
        let mut blank = false;
        loop {
            match self.peek() {
                Some((Token::Blank { lines }, span)) => {
                    self.take(&span);
                    blank |= lines > 1;
                }
                Some((Token::Comment { .. }, span)) => {
                    self.take(&span);
                    head.push(Comment { span, blank_before: std::mem::take(&mut blank) });
                }
                // An attribute: `#![…]`.
                Some((Token::Other, span)) if self.text[span.clone()].starts_with('#') => {
                    let span = span.start..self.skip_attribute();
                    if self.text[span.clone()].contains("enable") {
                        self.mistake(span.clone(), MistakeKind::Extension);
                    }
                    head.push(Comment { span, blank_before: std::mem::take(&mut blank) });
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
            self.take(&span);
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
        let mut told = false;
        while let Some((token, span)) = self.peek() {
            self.take(&span);
            match token {
                Token::Blank { lines } => blank |= lines > 1,
                Token::Comment { .. } => tail.push(Comment { span, blank_before: std::mem::take(&mut blank) }),
                _ if span.is_empty() => {}
                _ => {
                    if !std::mem::replace(&mut told, true) {
                        self.mistake(span, MistakeKind::AfterTheEnd);
                    }
                }
            }
        }
        tail
    }

    /// A value, if one stands here. Comments before it, and between its name and its bracket, go to `comments`.
    fn value(&mut self, comments: &mut Vec<Comment>) -> Option<TreeNode> {
        let (start, count) = (self.mark(), comments.len());
        self.skip(comments);
        match self.peek() {
            Some((Token::Open(open), span)) => Some(self.group(None, open, &span)),
            Some((Token::Word, span)) => {
                self.take(&span);
                let (after_word, count) = (self.mark(), comments.len());
                self.skip(comments);
                if let Some((Token::Open('('), open)) = self.peek() {
                    return Some(self.group(Some(span), '(', &open));
                }
                self.reset(after_word);
                comments.truncate(count);
                Some(TreeNode { span, group: None })
            }
            Some((Token::Text(_) | Token::Literal, span)) => {
                self.take(&span);
                Some(TreeNode { span, group: None })
            }
            _ => {
                self.reset(start);
                comments.truncate(count);
                None
            }
        }
    }

    fn mark(&self) -> Mark<'a> {
        (self.lexer, self.repair, self.owed)
    }

    fn reset(&mut self, (lexer, repair, owed): Mark<'a>) {
        (self.lexer, self.repair, self.owed) = (lexer, repair, owed);
    }

    fn group(&mut self, name: Option<Range<usize>>, open: char, bracket: &Range<usize>) -> TreeNode {
        self.take(bracket);
        let start = name.as_ref().map_or(bracket.start, |it| it.start);
        let mut group = Group {
            name,
            open,
            start: bracket.end,
            end: self.text.len(),
            closed: Closed::CutOff,
            entries: Vec::new(),
            count: 0,
            last_comments: Vec::new(),
        };
        if self.depth == DEEPEST {
            self.mistake(bracket.clone(), MistakeKind::TooDeep);
            let end = self.unseen(&mut group);
            return TreeNode { span: start..end, group: Some(Box::new(group)) };
        }
        self.depth += 1;
        let mut comments = Vec::new();
        let mut blank = false;
        let mut same_line = true;
        let mut end = self.text.len();
        let mut needs_comma = false;
        while let Some((token, span)) = self.peek() {
            match token {
                Token::Blank { lines } => {
                    self.take(&span);
                    blank |= lines > 1;
                    same_line &= lines == 0;
                }
                Token::Comment { .. } => {
                    self.take(&span);
                    match group.entries.last_mut() {
                        Some(last) if same_line && comments.is_empty() && last.after.is_none() => {
                            last.after = Some(span);
                        }
                        _ => comments.push(Comment { span, blank_before: std::mem::take(&mut blank) }),
                    }
                }
                Token::Close(_) => {
                    self.take(&span);
                    group.end = span.start;
                    group.closed = if span.is_empty() { Closed::Mended } else { Closed::Bracket };
                    end = span.end;
                    break;
                }
                Token::Comma => {
                    // A comma that belongs to no value; between the two a comment may stand.
                    if !std::mem::take(&mut needs_comma) {
                        self.mistake(span.clone(), MistakeKind::Value);
                    }
                    self.take(&span);
                }
                Token::Colon => {
                    self.colon(&mut group, span);
                }
                Token::Other => {
                    // It may stand in place of a comma.
                    self.stray(&mut group, span);
                    needs_comma = false;
                }
                Token::Word | Token::Text(_) | Token::Literal | Token::Open(_) => {
                    if needs_comma {
                        self.mistake(span.clone(), MistakeKind::Comma);
                    }
                    let before = std::mem::take(&mut comments);
                    let (entry, comma) = self.entry(open, before, std::mem::take(&mut blank));
                    needs_comma = !comma;
                    group.count += 1;
                    if group.entries.len() < self.items && self.entries > 0 {
                        self.entries -= 1;
                        group.entries.push(entry);
                    }
                    same_line = true;
                }
            }
        }
        self.depth -= 1;
        group.last_comments = comments;
        self.names(&mut group);
        TreeNode { span: start..end, group: Some(Box::new(group)) }
    }

    /// Something that cannot be read, with what is glued to it.
    fn stray(&mut self, group: &mut Group, stray: Range<usize>) {
        let mut end = stray.start;
        while let Some((Token::Other | Token::Word | Token::Text(_) | Token::Literal, span)) = self.peek() {
            end = span.end;
            self.take(&span);
        }
        if let Some(last) = group.entries.last_mut().filter(|it| end > stray.end && it.end == stray.start) {
            last.broken = true;
            last.end = end;
        }
        self.mistake(stray, MistakeKind::Stray);
    }

    /// A colon where none belongs, with what follows it up to the next comma or line.
    fn colon(&mut self, group: &mut Group, colon: Range<usize>) {
        self.mistake(colon.clone(), MistakeKind::SecondColon);
        let mut end = colon.end;
        while let Some((token, span)) = self.peek() {
            match token {
                Token::Blank { lines: 1.. } | Token::Comma | Token::Close(_) | Token::Open(_) => break,
                _ => {}
            }
            end = span.end;
            self.take(&span);
        }
        if let Some(last) = group.entries.last_mut() {
            last.broken = true;
            last.end = end;
        }
        if let Some((Token::Comma, span)) = self.peek() {
            self.take(&span);
        }
    }

    /// Among fields with names, each has one: what has none lacks its colon or its name.
    fn names(&mut self, group: &mut Group) {
        if group.open != '(' || group.entries.iter().all(|it| it.key.is_none()) {
            return;
        }
        for entry in group.entries.iter_mut().filter(|it| it.key.is_none() && !it.broken) {
            let Some(value) = &mut entry.value else { continue };
            entry.broken = true;
            match &mut value.group {
                Some(inner) if inner.name.is_some() => {
                    let bracket = inner.start - 1..inner.start;
                    entry.key = inner.name.take();
                    value.span.start = bracket.start;
                    self.mistakes.push(Mistake { span: bracket, kind: MistakeKind::Colon });
                }
                Some(inner) => {
                    let bracket = inner.start - 1..inner.start;
                    self.mistakes.push(Mistake { span: bracket, kind: MistakeKind::Name });
                }
                None => {
                    let word = self.text[value.span.clone()].starts_with(|it: char| it.is_alphabetic() || it == '_');
                    let kind = if word { MistakeKind::Colon } else { MistakeKind::Name };
                    let end = value.span.end;
                    let span = if word { Self::behind(self.text, end) } else { value.span.clone() };
                    // Where the text just ends, nothing more is missing than the rest.
                    if !(group.closed == Closed::CutOff && self.text[end..].trim_end().is_empty()) {
                        self.mistakes.push(Mistake { span, kind });
                    }
                    if word {
                        entry.key = entry.value.take().map(|it| it.span);
                    }
                }
            }
        }
    }

    /// The character at or after a place that is no blank.
    fn behind(text: &str, at: usize) -> Range<usize> {
        let rest = text[at..].trim_start();
        let start = text.len() - rest.len();
        start..start + rest.chars().next().map_or(0, char::len_utf8)
    }

    /// A value in brackets that is too deep to be looked into. Returns its end.
    fn unseen(&mut self, group: &mut Group) -> usize {
        let mut depth = 1_usize;
        while let Some((token, span)) = self.peek() {
            self.take(&span);
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                group.end = span.start;
                return span.end;
            }
        }
        self.text.len()
    }

    /// An entry, and whether a comma or the end of the value follows. `blank`: whether a blank line stands right
    /// before it, after its comments if it has any.
    fn entry(&mut self, open: char, before: Vec<Comment>, blank: bool) -> (TreeEntry, bool) {
        let blank_before = before.first().map_or(blank, |it| it.blank_before);
        let blank_between = blank && !before.is_empty();
        let mut entry = TreeEntry {
            key: None,
            value: None,
            end: 0,
            before,
            after: None,
            blank_before,
            blank_between,
            broken: false,
        };
        let mut inside = Vec::new();
        self.key(open, &mut entry, &mut inside);
        if entry.key.is_none() {
            entry.broken |= self.unreadable();
            entry.value = self.value(&mut inside);
        }
        if let Some(first) = inside.first_mut() {
            first.blank_before = std::mem::take(&mut entry.blank_between);
        }
        entry.before.append(&mut inside);
        if let Some(value) = &entry.value {
            entry.end = value.span.end;
        }
        let after_value = self.mark();
        self.skip_blank();
        let next = self.peek();
        if let Some((Token::Comma, span)) = next {
            self.take(&span);
            entry.end = span.end;
            return (entry, true);
        }
        let closed = entry.value.as_ref().and_then(|it| it.group.as_ref()).map(|it| it.closed);
        let ends = matches!(closed, Some(Closed::Mended | Closed::CutOff));
        if next.is_none() && entry.value.as_ref().is_some_and(|it| it.group.is_none()) {
            // The text ends with it: it may be the beginning of something else.
            entry.broken = true;
        }
        self.reset(after_value);
        (entry, ends)
    }

    /// What stands between the quotation marks of a text, of which the second may be missing.
    fn between_quotes(&self, span: &Range<usize>, token: Token) -> Range<usize> {
        let written = &self.text[span.clone()];
        let start = span.start + written.chars().next().map_or(0, char::len_utf8);
        let close = written.chars().next_back().filter(|_| token != Token::Text(Quotes::Open));
        start..(span.end - close.map_or(0, char::len_utf8)).max(start)
    }

    /// The name of an entry, and its value if it has a name.
    fn key(&mut self, open: char, entry: &mut TreeEntry, inside: &mut Vec<Comment>) {
        let first = self.mark();
        let Some((token @ (Token::Word | Token::Text(_)), span)) = self.peek() else { return };
        self.take(&span);
        self.skip(inside);
        let next = self.peek();
        let quoted = matches!(token, Token::Text(_));
        match next {
            // In a list it is the second colon that is told, in a map it is as it should be.
            Some((Token::Colon, colon)) if open == '(' || (open == '{' && !quoted) => {
                self.take(&colon);
                if quoted {
                    self.mistake(span.clone(), MistakeKind::Name);
                    entry.key = Some(self.between_quotes(&span, token));
                } else {
                    entry.key = Some(span);
                }
                entry.end = colon.end;
                entry.broken |= self.unreadable();
                entry.value = self.value(inside);
                if entry.value.is_none() {
                    self.no_value(entry);
                }
            }
            Some((Token::Colon, colon)) if open == '{' => {
                self.take(&colon);
                entry.end = colon.end;
                entry.value = self.value(inside);
            }
            // A word and a value: the colon is missing.
            Some((Token::Word | Token::Text(_) | Token::Literal | Token::Open('[' | '{'), value))
                if open == '(' && !quoted && self.text[span.clone()].starts_with(char::is_alphabetic) =>
            {
                self.mistake(value, MistakeKind::Colon);
                entry.end = span.end;
                entry.key = Some(span);
                entry.broken |= self.unreadable();
                entry.value = self.value(inside);
            }
            _ => {
                self.reset(first);
                inside.clear();
            }
        }
    }

    /// Something stands where a value belongs, or nothing does.
    fn no_value(&mut self, entry: &mut TreeEntry) {
        entry.broken = true;
        let after_colon = self.mark();
        self.skip(&mut Vec::new());
        if let Some((token, span)) = self.peek() {
            match token {
                // Told where it is passed over.
                Token::Other | Token::Colon => {}
                // A bracket that is missing itself is told already.
                Token::Close(_) if span.is_empty() => {}
                _ => self.mistake(span, MistakeKind::Value),
            }
        }
        self.reset(after_colon);
    }

    /// Whether the next token is a text that was told to be written wrongly.
    fn unreadable(&mut self) -> bool {
        let start = self.mark();
        self.skip(&mut Vec::new());
        let next = self.peek();
        self.reset(start);
        match next {
            Some((Token::Text(Quotes::Open | Quotes::Typographic | Quotes::Single), _)) => true,
            Some((Token::Word, span)) => self.text[span].starts_with('$'),
            Some((Token::Text(Quotes::Closed), span)) => token::unquoted(&self.text[span]).is_err(),
            _ => false,
        }
    }

    /// Skips blanks and collects comments.
    fn skip(&mut self, comments: &mut Vec<Comment>) {
        while let Some((token, span)) = self.peek() {
            match token {
                Token::Blank { .. } => {}
                Token::Comment { .. } => comments.push(Comment { span: span.clone(), blank_before: false }),
                _ => return,
            }
            self.take(&span);
        }
    }

    fn skip_blank(&mut self) {
        while let Some((Token::Blank { .. }, span)) = self.peek() {
            self.take(&span);
        }
    }
}
