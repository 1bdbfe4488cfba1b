//! How is a value of a line written: a text, a list, a table, a block, a variable?

use super::{
    Expr, Faulty, Reader, Stage, SyntaxFault, is_blank, is_double_quote, is_name, is_single_quote, named, written,
};

impl Reader {
    pub(super) fn expression(&mut self) -> Result<Expr, Faulty> {
        let mut it = match self.peek() {
            Some(it) if is_single_quote(it) || is_double_quote(it) => self.quoted()?,
            Some('$') if self.second() == Some('(') => {
                self.next();
                self.bracketed()?
            }
            Some('$') => self.variable(),
            Some('(') => self.bracketed()?,
            Some('@') if self.second() == Some('(') => {
                self.next();
                match self.bracketed()? {
                    Expr::Pipeline(stages) if stages.is_empty() => Expr::List(Vec::new()),
                    Expr::Pipeline(stages) => match stages.as_slice() {
                        [Stage::Value(it)] => match it.clone() {
                            list @ Expr::List(_) => list,
                            it => Expr::List(vec![it]),
                        },
                        _ => Expr::Pipeline(stages),
                    },
                    it => it,
                }
            }
            Some('@') if self.second() == Some('{') => {
                self.next();
                self.hash()?
            }
            Some('{') => {
                let line = self.line;
                Expr::Block(self.raw_block()?, line)
            }
            Some('[') => match self.typed()? {
                Some(it) => it,
                None => Expr::Text(self.bare()?),
            },
            _ => Expr::Text(self.bare()?),
        };
        let may_have_members = matches!(it, Expr::Variable(_) | Expr::Pipeline(_) | Expr::Property(..));
        while may_have_members && self.peek() == Some('.') && self.second().is_some_and(is_name) {
            self.next();
            let name: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it)).collect();
            self.at += name.chars().count();
            if self.peek() == Some('(') {
                let inner = self.raw('(', ')')?;
                it = Expr::Method(Box::new(it), name, inner);
                break;
            }
            it = Expr::Property(Box::new(it), name);
        }
        if may_have_members && self.peek() == Some('[') {
            let inner = self.raw('[', ']')?;
            it = Expr::Other(format!("{}[{inner}]", written(&it)));
        }
        Ok(it)
    }

    /// `[Type]value`, which is the value, or `[Type]::Method(…)`; nothing where it is no type, as in `[::]:143`.
    fn typed(&mut self) -> Result<Option<Expr>, Faulty> {
        let before = (self.at, self.line);
        let name = self.raw('[', ']')?;
        let is_type = name.chars().next().is_some_and(char::is_alphabetic);
        match self.peek() {
            Some('(' | '$' | '@') if is_type => self.expression().map(Some),
            Some(it) if is_type && (is_single_quote(it) || is_double_quote(it)) => self.expression().map(Some),
            Some(':') if is_type && self.second() == Some(':') => {
                self.at += 2;
                let method: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it)).collect();
                self.at += method.chars().count();
                let mut arguments = Vec::new();
                if self.peek() == Some('(') {
                    match self.bracketed()? {
                        Expr::Pipeline(stages) => {
                            for it in stages {
                                match it {
                                    Stage::Value(Expr::List(items)) => arguments.extend(items),
                                    Stage::Value(it) => arguments.push(it),
                                    Stage::Command(call) => arguments.push(Expr::Other(call.name)),
                                }
                            }
                        }
                        it => arguments.push(it),
                    }
                }
                Ok(Some(Expr::Static(name, method, arguments)))
            }
            _ => {
                (self.at, self.line) = before;
                Ok(None)
            }
        }
    }

    fn variable(&mut self) -> Expr {
        self.next();
        if self.peek() == Some('{') {
            let rest: String = self.chars[self.at + 1..].iter().take_while(|it| **it != '}').collect();
            self.at = (self.at + rest.chars().count() + 2).min(self.chars.len());
            return named(&rest);
        }
        let name: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it) || *it == ':').collect();
        // `"$name:"` in a text: the colon belongs to the name only where a name follows.
        let name = name.trim_end_matches(':').to_owned();
        self.at += name.chars().count();
        named(&name)
    }

    /// `( … )`.
    pub(super) fn bracketed(&mut self) -> Result<Expr, Faulty> {
        let began = self.line;
        self.take('(');
        self.deeper()?;
        self.blanks(true)?;
        if self.take(')') {
            self.depth -= 1;
            return Ok(Expr::Pipeline(Vec::new()));
        }
        let stages = self.pipeline()?;
        self.blanks(true)?;
        if !self.take(')') {
            return Err(Faulty { line: began, fault: SyntaxFault::Bracket('(') });
        }
        self.depth -= 1;
        Ok(Expr::Pipeline(stages))
    }

    /// `@{ Name = value; … }`.
    fn hash(&mut self) -> Result<Expr, Faulty> {
        let began = self.line;
        self.take('{');
        self.deeper()?;
        let mut fields = Vec::new();
        loop {
            while matches!(self.peek(), Some(it) if is_blank(it) || it == '\n' || it == ';') {
                self.next();
            }
            self.blanks(true)?;
            match self.peek() {
                None => return Err(Faulty { line: began, fault: SyntaxFault::Bracket('{') }),
                Some('}') => {
                    self.next();
                    self.depth -= 1;
                    return Ok(Expr::Hash(fields));
                }
                Some(_) => {}
            }
            let key = match self.peek() {
                Some(it) if is_single_quote(it) || is_double_quote(it) => written(&self.quoted()?),
                _ => {
                    let key: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it)).collect();
                    self.at += key.chars().count();
                    key
                }
            };
            self.blanks(false)?;
            if key.is_empty() || !self.take('=') {
                return self.fault(SyntaxFault::NoValue);
            }
            self.blanks(true)?;
            if matches!(self.peek(), None | Some(';' | '}')) {
                return self.fault(SyntaxFault::NoValue);
            }
            fields.push((key, self.value()?));
        }
    }

    /// `{ … }` as it is written.
    pub(super) fn raw_block(&mut self) -> Result<String, Faulty> {
        self.raw('{', '}')
    }

    /// What stands between two brackets; those in quotation marks do not count.
    pub(super) fn raw(&mut self, open: char, close: char) -> Result<String, Faulty> {
        let began = self.line;
        self.take(open);
        let start = self.at;
        let mut depth = 1;
        loop {
            match self.peek() {
                None => return Err(Faulty { line: began, fault: SyntaxFault::Bracket(open) }),
                Some(it) if is_single_quote(it) || is_double_quote(it) => {
                    self.quoted()?;
                }
                Some(it) => {
                    self.next();
                    if it == open {
                        depth += 1;
                    } else if it == close {
                        depth -= 1;
                        if depth == 0 {
                            return Ok(self.chars[start..self.at - 1].iter().collect());
                        }
                    }
                }
            }
        }
    }

    /// A quoted text: `'it''s'`, `"of $name"`.
    pub(super) fn quoted(&mut self) -> Result<Expr, Faulty> {
        let began = self.line;
        let single = self.next().is_some_and(is_single_quote);
        let (mut parts, mut text) = (Vec::new(), String::new());
        let closes = |it: char| if single { is_single_quote(it) } else { is_double_quote(it) };
        loop {
            match self.next() {
                None => return Err(Faulty { line: began, fault: SyntaxFault::Quote }),
                Some(it) if closes(it) => {
                    if self.peek().is_some_and(closes) {
                        text.push(if single { '\'' } else { '"' });
                        self.next();
                    } else {
                        break;
                    }
                }
                Some('`') if !single => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some(it) => text.push(it),
                    None => return Err(Faulty { line: began, fault: SyntaxFault::Quote }),
                },
                Some('$') if !single && self.peek().is_some_and(|it| is_name(it) || it == '{' || it == '(') => {
                    self.at -= 1;
                    parts.push(Expr::Text(std::mem::take(&mut text)));
                    let part = if self.second() == Some('(') {
                        self.next();
                        self.bracketed()?
                    } else {
                        self.variable()
                    };
                    parts.push(part);
                }
                Some(it) => text.push(it),
            }
        }
        if parts.is_empty() {
            return Ok(Expr::Text(text));
        }
        parts.push(Expr::Text(text));
        parts.retain(|it| *it != Expr::Text(String::new()));
        Ok(Expr::Parts(parts))
    }

    /// A word without quotation marks.
    pub(super) fn bare(&mut self) -> Result<String, Faulty> {
        let mut text = String::new();
        while let Some(it) = self.peek() {
            match it {
                '\n' | ';' | '|' | ',' | '(' | ')' | '{' | '}' => break,
                it if is_blank(it) || is_double_quote(it) => break,
                '`' => {
                    if self.second().is_none_or(|it| it == '\n') {
                        break;
                    }
                    self.next();
                    text.extend(self.next());
                }
                _ => text.extend(self.next()),
            }
        }
        if text.is_empty() {
            // A bracket where none can stand; it is taken so that reading goes on.
            return match self.next() {
                Some(it @ ('(' | '{')) => self.fault(SyntaxFault::Bracket(it)),
                Some(it @ (')' | '}')) => self.fault(SyntaxFault::Surplus(it)),
                _ => self.fault(SyntaxFault::NoValue),
            };
        }
        Ok(text)
    }
}
