//! Which brackets belong together, and where is one missing or too many?
//!
//! In a sound text a stack tells. In any other, three things tell where a bracket should have been closed: another
//! bracket that is closed, a name or value that cannot stand where it does, and the layout: what stands at the
//! indentation of an outer level belongs there. Where several repairs are possible, each is tried on what follows, and
//! the one after which the fewest mistakes are left is taken.

use std::ops::Range;

use super::mistake::{Missing, Mistake, MistakeKind};
use super::token::{Lexer, Quotes, Token, is_sound_blank, unquoted};

/// How brackets are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairing {
    /// As RON does it.
    Strict,
    /// With repairs, by what stands in them only.
    Plain,
    /// With repairs, by the layout too.
    Layout,
}

/// What is to be done at a place for all brackets to have partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// So many brackets are closed before what begins here.
    Close(u32),
    /// The bracket here is passed over.
    Skip,
}

/// What was found about the brackets of a text.
#[derive(Debug, Default)]
pub(super) struct Paired {
    /// By place, in order.
    pub(super) repairs: Vec<(usize, Repair)>,
    /// Mistakes of brackets and of single tokens.
    pub(super) mistakes: Vec<Mistake>,
    /// Whether all brackets have partners and all texts and comments end.
    pub(super) sound: bool,
}

/// How many mistakes are repaired with care; after that, by the nearest way.
const CAREFUL: usize = 100;
/// How many tokens are looked at to see how good a repair is.
const AHEAD: usize = 200;
/// For how many mistakes a value after the scenario stands.
const AFTER_THE_END: usize = 3;
/// Deeper brackets are only counted.
const STACK: usize = 200;

/// An open bracket.
#[derive(Clone, Debug)]
struct Open {
    at: usize,
    bracket: char,
    /// The name before it.
    name: Range<usize>,
    /// The indentation of the line on which it stands.
    indent: usize,
    /// The indentation of what is in it, if that begins on a line of its own.
    inner: Option<usize>,
    /// Whether its layout says nothing.
    loose: bool,
    /// Whether nothing stands in it yet.
    fresh: bool,
    /// Whether names of fields stand in it.
    keyed: bool,
}

/// A token that counts, with its place in the layout.
#[derive(Clone, Debug)]
struct Mark {
    token: Token,
    span: Range<usize>,
    /// The indentation of its line.
    indent: usize,
    /// Whether it is the first on its line.
    first: bool,
}

/// Tokens without blanks and comments.
#[derive(Clone, Copy)]
struct Marks<'a> {
    lexer: Lexer<'a>,
    line: usize,
    first: bool,
    /// The indentation of the line, once something stands on it.
    indent: Option<usize>,
}

impl<'a> Marks<'a> {
    const fn new(text: &'a str, mending: bool) -> Self {
        Self { lexer: Lexer::new(text, mending), line: 0, first: true, indent: None }
    }

    /// The next token, with what is told of those on the way.
    fn next(&mut self, mut passed: impl FnMut(Token, &Range<usize>)) -> Option<Mark> {
        loop {
            let (token, span) = self.lexer.advance()?;
            passed(token, &span);
            let text = self.lexer.text;
            match token {
                Token::Blank { lines: 0 } => {}
                Token::Blank { .. } => {
                    self.line = span.start + text[span].rfind('\n').map_or(0, |it| it + 1);
                    (self.first, self.indent) = (true, None);
                }
                // What stands behind a comment of several lines has no layout.
                Token::Comment { .. } => {
                    self.indent.get_or_insert(span.start - self.line);
                    self.first = false;
                }
                _ => {
                    let indent = *self.indent.get_or_insert(span.start - self.line);
                    let first = std::mem::replace(&mut self.first, false);
                    return Some(Mark { token, span, indent, first });
                }
            }
        }
    }

    fn peek(mut self) -> Option<Mark> {
        self.next(|_, _| {})
    }
}

/// Pairs the brackets of a text from `start` on.
pub(super) fn pair(text: &str, how: Pairing) -> Paired {
    let mut paired = Paired { sound: true, ..Paired::default() };
    let mut marks = Marks::new(text, how != Pairing::Strict);
    let mut state = State { text, how, open: Vec::new(), deeper: 0, last: None, ended: false, count: 0 };
    let mut cut_off = false;
    loop {
        let mark = marks.next(|token, span| {
            let takes_the_rest = judge(text, token, span, &mut paired);
            cut_off = if matches!(token, Token::Blank { .. }) { cut_off } else { takes_the_rest };
        });
        let Some(mark) = mark else { break };
        if how == Pairing::Strict && !state.is_sound(&mark) {
            paired.sound = false;
            return paired;
        }
        state.step(&mark, &marks, Some(&mut paired));
    }
    // A comment or text that takes the rest may hold the brackets that are missing.
    if let Some(innermost) = state.open.pop() {
        paired.sound = false;
        if !cut_off {
            let end = text.trim_end().len();
            let last = text[..end].char_indices().next_back().map_or(0, |it| it.0);
            let missing = Missing::AtTheEnd(last.max(innermost.at)..end.max(innermost.at + 1));
            paired.mistakes.push(unclosed(text, &innermost, missing, state.open.iter().rev().map(|it| it.at)));
        }
    }
    paired
}

fn unclosed(text: &str, open: &Open, missing: Missing, others: impl Iterator<Item = usize>) -> Mistake {
    let length = text[open.at..].chars().next().map_or(1, char::len_utf8);
    let kind = MistakeKind::Unclosed { open: open.bracket, others: others.collect(), missing };
    Mistake { span: open.at..open.at + length, kind }
}

/// Notes what is wrong with a single token. Whether it takes all that is left because it does not end.
fn judge(text: &str, token: Token, span: &Range<usize>, paired: &mut Paired) -> bool {
    let is_last = span.end == text.len() || text[span.end..].trim_end().is_empty();
    let mut add = |span: Range<usize>, kind| paired.mistakes.push(Mistake { span, kind });
    match token {
        Token::Comment { closed: true } if text[span.clone()].starts_with('#') => {
            add(span.start..span.start + 1, MistakeKind::Hash);
        }
        Token::Word if text[span.clone()].starts_with('$') => add(span.clone(), MistakeKind::Variable),
        Token::Comment { closed: true } | Token::Word | Token::Literal | Token::Other => {}
        Token::Comment { closed: false } => {
            add(span.start..span.start + 2, MistakeKind::Comment);
            paired.sound = false;
            return true;
        }
        Token::Text(Quotes::Open) => {
            add(span.clone(), MistakeKind::Text);
            paired.sound = false;
            return is_last;
        }
        Token::Text(Quotes::Typographic) => add(span.clone(), MistakeKind::Typographic),
        Token::Text(Quotes::Single) => add(span.clone(), MistakeKind::SingleQuoted),
        Token::Text(Quotes::Closed) => {
            if let Err(at) = unquoted(&text[span.clone()]) {
                let start = span.start + at;
                let end = text[start + 1..].chars().next().map_or(start + 1, |it| start + 1 + it.len_utf8());
                add(start..end.min(span.end), MistakeKind::Escape);
            }
        }
        Token::Blank { .. } => {
            let from = if span.start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let blank = &text[span.clone()];
            let odd = || blank[from..].char_indices().find(|it| !is_sound_blank(it.1));
            if let Some((at, odd)) = (!blank.is_ascii()).then(odd).flatten() {
                let start = span.start + from + at;
                add(start..start + odd.len_utf8(), MistakeKind::Stray);
            }
        }
        Token::Open(_) | Token::Close(_) | Token::Colon | Token::Comma => match text[span.clone()].chars().next() {
            Some('=') => add(span.clone(), MistakeKind::Equals),
            Some(';') => add(span.clone(), MistakeKind::Semicolon),
            _ if span.len() > 1 => add(span.clone(), MistakeKind::FullWidth),
            _ => {}
        },
    }
    false
}

#[derive(Clone)]
struct State<'a> {
    text: &'a str,
    how: Pairing,
    open: Vec<Open>,
    /// Open brackets beyond [`STACK`].
    deeper: usize,
    /// The last token.
    last: Option<(Token, Range<usize>)>,
    /// Whether the scenario has ended.
    ended: bool,
    /// How many mistakes there are.
    count: usize,
}

/// What a bracket without a partner is taken for.
#[derive(Clone, Copy)]
enum Taken {
    /// It closes the bracket with so many around it; those in that are not closed.
    Outer(usize),
    /// It is the wrong kind of bracket.
    Wrong,
    /// It is too many.
    Extra,
}

impl State<'_> {
    /// Whether nothing has to be repaired at this token.
    fn is_sound(&self, mark: &Mark) -> bool {
        match mark.token {
            Token::Close(bracket) => {
                self.deeper > 0 || self.open.last().is_some_and(|it| closing(it.bracket) == bracket)
            }
            _ => true,
        }
    }

    /// Takes one token. `record` is where repairs go, unless this only tries what would follow.
    fn step(&mut self, mark: &Mark, ahead: &Marks<'_>, mut record: Option<&mut Paired>) {
        let may_be_key = self.how != Pairing::Strict && matches!(mark.token, Token::Word | Token::Text(_));
        let next = if may_be_key { ahead.peek() } else { None };
        let is_colon = |it: &Mark| it.token == Token::Colon;
        let is_key = next.as_ref().is_some_and(is_colon);
        if self.deeper == 0 && self.how != Pairing::Strict {
            let behind = self.to_be_closed(mark, is_key, next.as_ref());
            if behind > 0 {
                let last = self.last.as_ref().map_or(0..1, |it| it.1.clone());
                self.close(behind, mark.span.start, Missing::Behind(last), record.as_deref_mut());
            }
        }
        match mark.token {
            Token::Open(bracket) => {
                if self.open.is_empty() && self.ended {
                    self.count += AFTER_THE_END;
                }
                self.open(mark, bracket);
            }
            Token::Close(bracket) => self.closed(mark, bracket, ahead, record),
            Token::Colon | Token::Comma => {}
            _ => {
                if self.open.is_empty() && self.ended {
                    self.count += 1;
                }
                if let Some(open) = self.open.last_mut() {
                    open.keyed |= is_key;
                    self.count += usize::from(is_key && open.bracket == '[');
                }
                self.content(mark);
            }
        }
        self.last = Some((mark.token, mark.span.clone()));
    }

    /// Something stands in the innermost bracket.
    fn content(&mut self, mark: &Mark) {
        let Some(open) = self.open.last_mut() else {
            self.ended |= !matches!(mark.token, Token::Word);
            return;
        };
        if std::mem::replace(&mut open.fresh, false) && mark.first {
            open.inner = Some(mark.indent);
            open.loose |= mark.indent <= open.indent;
        }
    }

    fn open(&mut self, mark: &Mark, bracket: char) {
        self.content(mark);
        if self.open.len() == STACK {
            self.deeper += 1;
            return;
        }
        let name = match &self.last {
            Some((Token::Word, span)) if bracket == '(' => span.clone(),
            _ => 0..0,
        };
        let loose = self.open.last().is_some_and(|it| it.loose);
        let open = Open {
            at: mark.span.start,
            bracket,
            name,
            indent: mark.indent,
            inner: None,
            loose,
            fresh: true,
            keyed: false,
        };
        self.open.push(open);
    }

    /// How many brackets must have been closed before this token.
    fn to_be_closed(&self, mark: &Mark, is_key: bool, next: Option<&Mark>) -> usize {
        let depth = self.open.len();
        let mut left = depth;
        if self.how == Pairing::Layout && mark.first {
            let is_close = matches!(mark.token, Token::Close(_));
            while left > 1 {
                let open = &self.open[left - 1];
                let begins = open.fresh && left == depth;
                let belongs_out = if is_close {
                    mark.indent < open.indent
                } else if begins {
                    mark.indent <= open.indent && is_key && open.bracket == '['
                } else {
                    mark.indent <= open.indent
                };
                if open.loose || !belongs_out {
                    break;
                }
                left -= 1;
            }
            if is_close && left == 1 && depth > 1 && mark.indent > self.open[0].indent {
                left = depth;
            }
        }
        // A name cannot stand in a list, and a struct of the same name without a name not among fields.
        if left > 1 {
            let (open, outer) = (&self.open[left - 1], self.open[left - 2].bracket);
            let named = is_key && open.bracket == '[' && outer == '(';
            left -= usize::from(named || (open.keyed && outer == '[' && self.is_sibling(mark, next, open)));
        }
        depth - left
    }

    /// Whether a struct begins here that is written like `open` and stands beside it.
    fn is_sibling(&self, mark: &Mark, next: Option<&Mark>, open: &Open) -> bool {
        let last = self.last.as_ref().map(|it| it.0);
        if !matches!(last, Some(Token::Comma | Token::Close(_))) {
            return false;
        }
        match mark.token {
            Token::Word => {
                next.is_some_and(|it| it.token == Token::Open('('))
                    && self.text[mark.span.clone()] == self.text[open.name.clone()]
            }
            Token::Open('(') => open.name.is_empty(),
            _ => false,
        }
    }

    /// Closes the innermost brackets, because their own are missing before `at`.
    fn close(&mut self, count: usize, at: usize, missing: Missing, record: Option<&mut Paired>) {
        self.count += 1;
        let mut closed = self.open.split_off(self.open.len() - count).into_iter().rev();
        let (Some(innermost), Some(paired)) = (closed.next(), record) else { return };
        paired.sound = false;
        paired.repairs.push((at, Repair::Close(u32::try_from(count).unwrap_or(u32::MAX))));
        paired.mistakes.push(unclosed(self.text, &innermost, missing, closed.map(|it| it.at)));
    }

    fn closed(&mut self, mark: &Mark, bracket: char, ahead: &Marks<'_>, record: Option<&mut Paired>) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(innermost) = self.open.last() else { return self.pass_over(mark, record) };
        if closing(innermost.bracket) == bracket && !self.is_one_too_many(mark, innermost, ahead) {
            self.open.pop();
            self.ended |= self.open.is_empty();
            return;
        }
        let outer = self.open.iter().rposition(|it| closing(it.bracket) == bracket);
        let outer = outer.map(|it| self.open.len() - 1 - it);
        let careful = self.count < CAREFUL && record.is_some();
        let matches = outer == Some(0);
        let taken = match outer {
            Some(_) if matches => Taken::Extra,
            _ if careful => self.best(mark, bracket, outer, ahead),
            Some(outer) => Taken::Outer(outer),
            None => Taken::Extra,
        };
        self.take(taken, mark, bracket, record);
    }

    /// Whether a bracket that could close the innermost one is too many: what follows stands on lines of its own, as
    /// far in as what stood there before.
    fn is_one_too_many(&self, mark: &Mark, open: &Open, ahead: &Marks<'_>) -> bool {
        let Some(inner) = open.inner.filter(|_| self.how == Pairing::Layout && !mark.first && !open.loose) else {
            return false;
        };
        let mut ahead = *ahead;
        let mut next = ahead.next(|_, _| {});
        if next.as_ref().is_some_and(|it| it.token == Token::Comma) {
            next = ahead.next(|_, _| {});
        }
        let is_key = next.as_ref().is_some_and(|it| it.token == Token::Word)
            && ahead.peek().is_some_and(|it| it.token == Token::Colon);
        next.is_some_and(|it| it.first && it.indent == inner && inner > open.indent && (open.bracket == '[' || is_key))
    }

    /// The repair after which the fewest mistakes follow.
    fn best(&self, mark: &Mark, bracket: char, outer: Option<usize>, ahead: &Marks<'_>) -> Taken {
        let outer = outer.map(Taken::Outer);
        let all = outer.into_iter().chain([Taken::Wrong, Taken::Extra]);
        let cost = |taken: &Taken| {
            let mut state = self.clone();
            state.take(*taken, mark, bracket, None);
            state.last = Some((mark.token, mark.span.clone()));
            let mut marks = *ahead;
            for _ in 0..AHEAD {
                let Some(mark) = marks.next(|_, _| {}) else {
                    return state.count + usize::from(!state.open.is_empty());
                };
                state.step(&mark, &marks, None);
            }
            state.count
        };
        all.min_by_key(cost).unwrap_or(Taken::Extra)
    }

    fn take(&mut self, taken: Taken, mark: &Mark, bracket: char, record: Option<&mut Paired>) {
        match taken {
            Taken::Outer(count) => {
                self.close(count, mark.span.start, Missing::Instead(mark.span.start, bracket), record);
                self.open.pop();
            }
            Taken::Wrong => {
                self.count += 1;
                if let (Some(open), Some(paired)) = (self.open.pop(), record) {
                    paired.sound = false;
                    let missing = Missing::Instead(mark.span.start, bracket);
                    paired.mistakes.push(unclosed(self.text, &open, missing, std::iter::empty()));
                }
            }
            Taken::Extra => self.pass_over(mark, record),
        }
        self.ended |= self.open.is_empty();
    }

    fn pass_over(&mut self, mark: &Mark, record: Option<&mut Paired>) {
        self.count += 1;
        if let Some(paired) = record {
            paired.sound = false;
            paired.repairs.push((mark.span.start, Repair::Skip));
            paired.mistakes.push(Mistake { span: mark.span.clone(), kind: MistakeKind::NeverOpened });
        }
    }
}

/// The bracket that closes `open`.
pub(in crate::scenario) const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
