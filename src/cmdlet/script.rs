//! How is a line that an admin types or pastes made up?
//!
//! A subset of PowerShell, read as PowerShell reads it: what is typed, what is pasted from a web page (en dashes, curly
//! quotation marks), and what stands in a script. Nothing is guessed and nothing is corrected. A fault here means that
//! nothing of the script runs; what is right and not understood is kept by its name, so that it can be told.
//!
//! Source: the language as it is documented (about_Parsing, about_Quoting_Rules, about_Special_Characters,
//! about_Pipelines, about_Foreach). There is no grammar of it in the registries that is small, kept up, and runs in a
//! page.

mod values;

/// A script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Script {
    /// Its statements, in their order.
    pub statements: Vec<Statement>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// What it is.
    pub what: What,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// `a | b | c`.
    Pipeline(Vec<Stage>),
    /// `$name = …`.
    Assign(String, Vec<Stage>),
    /// `foreach ($name in …) { … }`.
    ForEach(String, Vec<Stage>, Vec<Statement>),
    /// A statement that is right and not understood, by its first word.
    Other(String),
}

/// A part of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A command.
    Command(Call),
    /// A value, as in `'EX10','EX11' | …`.
    Value(Expr),
}

/// A command with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The name as it is written.
    pub name: String,
    /// What follows.
    pub arguments: Vec<Argument>,
}

/// An argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// `-Name`, and the value of `-Name:value`.
    Named(String, Option<Expr>),
    /// A value.
    Value(Expr),
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A text, quoted or bare.
    Text(String),
    /// `"… $name …"`: the parts.
    Parts(Vec<Expr>),
    /// `$true` or `$false`.
    Bool(bool),
    /// `$null`.
    Null,
    /// `a,b` or `@(a,b)`.
    List(Vec<Expr>),
    /// `@{Name=value; …}`.
    Hash(Vec<(String, Expr)>),
    /// `{ … }`, as it is written.
    Block(String, u32),
    /// `$name`; `$_` is called `_`.
    Variable(String),
    /// `….Name`.
    Property(Box<Expr>, String),
    /// `( … )`.
    Pipeline(Vec<Stage>),
    /// `….Start()`, as it is written.
    Method(Box<Expr>, String, String),
    /// `[Type]::Method(…)`.
    Static(String, String, Vec<Expr>),
    /// Something that is not understood, as it is written.
    Other(String),
}

/// Why a script cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxFault {
    /// A quotation mark that is not closed.
    Quote,
    /// A bracket that is not closed.
    Bracket(char),
    /// A bracket that was never opened.
    Surplus(char),
    /// A backtick with a blank after it, which no longer continues the line.
    BacktickBlank,
    /// `|` with nothing on one side.
    EmptyPipe,
    /// A line that begins with a parameter: the line before was not continued.
    StrayParameter,
    /// A comma or an equals sign with nothing behind it.
    NoValue,
    /// Brackets within brackets, deeper than anybody writes.
    TooDeep,
}

/// A fault and the line on which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Faulty {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub fault: SyntaxFault,
}

/// How deep brackets may nest.
const DEPTH_MAX: u32 = 32;

/// Reads a script.
///
/// # Errors
/// A fault for which PowerShell would run nothing of it.
pub(crate) fn read(text: &str) -> Result<Script, Faulty> {
    let mut reader = Reader::new(text, 1, 0);
    let statements = reader.statements(None)?;
    Ok(Script { statements })
}

/// Reads what stands in a block that begins on this line.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_block(text: &str, line: u32) -> Result<Script, Faulty> {
    let mut reader = Reader::new(text, line, 1);
    let statements = reader.statements(None)?;
    Ok(Script { statements })
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: u32,
    depth: u32,
}

/// Words that begin a statement of the language and no command.
const KEYWORDS: [&str; 17] = [
    "if", "while", "for", "foreach", "do", "switch", "try", "function", "filter", "param", "return", "exit", "throw",
    "break", "continue", "trap", "begin",
];

/// A dash of any kind: what PowerShell takes for one.
const fn is_dash(it: char) -> bool {
    matches!(it, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

const fn is_single_quote(it: char) -> bool {
    matches!(it, '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}')
}

const fn is_double_quote(it: char) -> bool {
    matches!(it, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

/// White space within a line; a page on the web gives other kinds of it than a keyboard.
const fn is_blank(it: char) -> bool {
    matches!(it, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{3000}' | '\u{FEFF}')
}

fn is_name(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

impl Reader {
    fn new(text: &str, line: u32, depth: u32) -> Self {
        // What a console shows before what was typed, and the frame of a transcript, is no part of a line.
        let typed: Vec<&str> = text.lines().map(without_prompt).collect();
        Self { chars: typed.join("\n").chars().collect(), at: 0, line, depth }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn second(&self) -> Option<char> {
        self.chars.get(self.at + 1).copied()
    }

    fn next(&mut self) -> Option<char> {
        let it = self.peek()?;
        self.at += 1;
        if it == '\n' {
            self.line += 1;
        }
        Some(it)
    }

    fn take(&mut self, it: char) -> bool {
        let there = self.peek() == Some(it);
        if there {
            self.next();
        }
        there
    }

    fn fault<T>(&self, fault: SyntaxFault) -> Result<T, Faulty> {
        Err(Faulty { line: self.line, fault })
    }

    fn deeper(&mut self) -> Result<(), Faulty> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { self.fault(SyntaxFault::TooDeep) } else { Ok(()) }
    }

    /// Skips blanks, comments and continued lines, and line ends where `lines` says so.
    fn blanks(&mut self, lines: bool) -> Result<(), Faulty> {
        loop {
            match self.peek() {
                Some(it) if is_blank(it) => {
                    self.next();
                }
                Some('\n') if lines => {
                    self.next();
                }
                Some('#') => {
                    while self.peek().is_some_and(|it| it != '\n') {
                        self.next();
                    }
                }
                Some('<') if self.second() == Some('#') => {
                    let began = self.line;
                    self.at += 2;
                    loop {
                        match self.next() {
                            None => return Err(Faulty { line: began, fault: SyntaxFault::Bracket('<') }),
                            Some('#') if self.take('>') => break,
                            Some(_) => {}
                        }
                    }
                }
                Some('`') => match self.second() {
                    Some('\n') => {
                        self.next();
                        self.next();
                    }
                    Some(it) if is_blank(it) => {
                        let rest = self.chars[self.at + 1..].iter().take_while(|it| **it != '\n');
                        if rest.clone().all(|it| is_blank(*it)) {
                            return self.fault(SyntaxFault::BacktickBlank);
                        }
                        return Ok(());
                    }
                    Some(_) | None => return Ok(()),
                },
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// Statements up to the closing bracket, or to the end.
    fn statements(&mut self, closing: Option<char>) -> Result<Vec<Statement>, Faulty> {
        let began = self.line;
        let mut found = Vec::new();
        loop {
            self.blanks(true)?;
            match self.peek() {
                None => {
                    return match closing {
                        None => Ok(found),
                        Some(_) => Err(Faulty { line: began, fault: SyntaxFault::Bracket('{') }),
                    };
                }
                Some(';') => {
                    self.next();
                }
                Some(it) if closing == Some(it) => {
                    self.next();
                    return Ok(found);
                }
                Some(it @ (')' | '}')) => return self.fault(SyntaxFault::Surplus(it)),
                Some(_) => {
                    let line = self.line;
                    let what = self.statement()?;
                    found.push(Statement { line, what });
                }
            }
        }
    }

    fn statement(&mut self) -> Result<What, Faulty> {
        if self.peek().is_some_and(is_dash) && self.second().is_some_and(char::is_alphabetic) {
            return self.fault(SyntaxFault::StrayParameter);
        }
        let word: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it)).collect();
        let word = word.to_lowercase();
        let ends =
            self.chars.get(self.at + word.chars().count()).is_none_or(|it| is_blank(*it) || "({\n;".contains(*it));
        if ends && KEYWORDS.contains(&&*word) {
            return self.keyword(word);
        }
        if self.peek() == Some('$') {
            let began = (self.at, self.line);
            let target = self.expression()?;
            self.blanks(false)?;
            if self.peek() == Some('=') && self.second() != Some('=') {
                self.next();
                self.blanks(true)?;
                if self.peek().is_none() {
                    return self.fault(SyntaxFault::NoValue);
                }
                let value = self.pipeline()?;
                return Ok(match target {
                    Expr::Variable(name) => What::Assign(name, value),
                    other => What::Other(written(&other)),
                });
            }
            if matches!(self.peek(), Some('+' | '-' | '*')) && self.second() == Some('=') {
                let target = written(&target);
                self.skip_statement()?;
                return Ok(What::Other(target));
            }
            (self.at, self.line) = began;
        }
        Ok(What::Pipeline(self.pipeline()?))
    }

    /// `foreach ($it in …) { … }` is understood; of the others only where they end.
    fn keyword(&mut self, word: String) -> Result<What, Faulty> {
        self.at += word.chars().count();
        self.blanks(true)?;
        if word == "foreach" && self.peek() == Some('(') {
            let began = (self.at, self.line);
            if let Some(what) = self.for_each()? {
                return Ok(what);
            }
            (self.at, self.line) = began;
        }
        self.skip_statement()?;
        Ok(What::Other(word))
    }

    fn for_each(&mut self) -> Result<Option<What>, Faulty> {
        self.take('(');
        self.deeper()?;
        self.blanks(true)?;
        if self.peek() != Some('$') {
            return Ok(None);
        }
        let Expr::Variable(name) = self.expression()? else { return Ok(None) };
        self.blanks(true)?;
        let word: String = self.chars[self.at..].iter().take(2).collect();
        if !word.eq_ignore_ascii_case("in") {
            return Ok(None);
        }
        self.at += 2;
        self.blanks(true)?;
        let list = self.pipeline()?;
        self.blanks(true)?;
        if !self.take(')') {
            return self.fault(SyntaxFault::Bracket('('));
        }
        self.blanks(true)?;
        if !self.take('{') {
            return self.fault(SyntaxFault::NoValue);
        }
        let body = self.statements(Some('}'))?;
        self.depth -= 1;
        Ok(Some(What::ForEach(name, list, body)))
    }

    /// Skips to the end of a statement: a line end, outside brackets and not before another part of the same statement.
    fn skip_statement(&mut self) -> Result<(), Faulty> {
        loop {
            match self.peek() {
                None | Some(';' | ')' | '}') => return Ok(()),
                Some('\n') => {
                    let rest: String =
                        self.chars[self.at..].iter().copied().skip_while(|it| it.is_whitespace()).take(8).collect();
                    let rest = rest.to_lowercase();
                    let goes_on = ["else", "catch", "finally", "until", "{"].iter().any(|it| rest.starts_with(it));
                    if !goes_on {
                        return Ok(());
                    }
                    self.blanks(true)?;
                }
                Some('{') => {
                    self.raw_block()?;
                }
                Some('(') => {
                    self.raw('(', ')')?;
                }
                Some(it) if is_single_quote(it) || is_double_quote(it) => {
                    self.quoted()?;
                }
                Some('#') => self.blanks(false)?,
                Some(_) => {
                    self.next();
                }
            }
        }
    }

    fn pipeline(&mut self) -> Result<Vec<Stage>, Faulty> {
        let mut stages = Vec::new();
        loop {
            self.blanks(false)?;
            match self.peek() {
                None | Some('\n' | ';' | '|' | ')' | '}') => return self.fault(SyntaxFault::EmptyPipe),
                Some(_) => stages.push(self.stage()?),
            }
            self.blanks(false)?;
            if !self.take('|') {
                return Ok(stages);
            }
            self.blanks(true)?;
        }
    }

    fn stage(&mut self) -> Result<Stage, Faulty> {
        let first = self.peek().unwrap_or(' ');
        // `& command` calls it; anything else that is no name is a value.
        if first == '&' {
            self.next();
            self.blanks(false)?;
            let name = match self.value()? {
                Expr::Text(it) => it,
                other => return Ok(Stage::Value(Expr::Other(written(&other)))),
            };
            return Ok(Stage::Command(Call { name, arguments: self.arguments()? }));
        }
        let is_value = matches!(first, '$' | '(' | '@' | '[' | '{') || is_single_quote(first) || is_double_quote(first);
        if is_value || first.is_ascii_digit() {
            let it = self.value()?;
            self.blanks(false)?;
            // `$a -eq $b` and the like.
            if !matches!(self.peek(), None | Some('\n' | ';' | '|' | ')' | '}')) {
                let text = written(&it);
                self.skip_statement()?;
                return Ok(Stage::Value(Expr::Other(text)));
            }
            return Ok(Stage::Value(it));
        }
        let name = self.bare()?;
        Ok(Stage::Command(Call { name, arguments: self.arguments()? }))
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Faulty> {
        let mut arguments = Vec::new();
        loop {
            self.blanks(false)?;
            match self.peek() {
                None | Some('\n' | ';' | '|' | ')' | '}') => return Ok(arguments),
                Some(it) if is_dash(it) && self.second().is_some_and(|it| it.is_alphabetic() || it == '?') => {
                    self.next();
                    let name: String = self.chars[self.at..].iter().copied().take_while(|it| is_name(*it)).collect();
                    self.at += name.chars().count();
                    let mut value = None;
                    if self.take(':') {
                        self.blanks(false)?;
                        if matches!(self.peek(), None | Some('\n' | ';' | '|' | ')' | '}')) {
                            return self.fault(SyntaxFault::NoValue);
                        }
                        value = Some(self.value()?);
                    }
                    arguments.push(Argument::Named(name, value));
                }
                // `2>&1`, `> file` and the like.
                Some('>' | '<') => {
                    self.next();
                    self.blanks(false)?;
                    self.bare()?;
                }
                Some(_) => arguments.push(Argument::Value(self.value()?)),
            }
        }
    }

    /// One value, or several with commas.
    fn value(&mut self) -> Result<Expr, Faulty> {
        let first = self.expression()?;
        let mut items = vec![first];
        loop {
            let before = (self.at, self.line);
            self.blanks(false)?;
            if !self.take(',') {
                (self.at, self.line) = before;
                break;
            }
            self.blanks(true)?;
            if matches!(self.peek(), None | Some(';' | '|' | ')' | '}')) {
                return self.fault(SyntaxFault::NoValue);
            }
            items.push(self.expression()?);
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Expr::List(items) })
    }
}

/// A variable, or one of the values that have a name.
fn named(name: &str) -> Expr {
    match name.to_lowercase().as_str() {
        "true" => Expr::Bool(true),
        "false" => Expr::Bool(false),
        "null" => Expr::Null,
        "psitem" => Expr::Variable("_".to_owned()),
        name => Expr::Variable(name.to_owned()),
    }
}

/// A line without what a console shows before it.
fn without_prompt(line: &str) -> &str {
    let trimmed = line.trim_start_matches(is_blank);
    if !trimmed.is_empty() && trimmed.len() > 10 && trimmed.trim_end().chars().all(|it| it == '*') {
        return "";
    }
    let after_mark = |mark: &str| {
        let rest = trimmed.strip_prefix(mark)?;
        let (place, typed) = rest.split_once('>')?;
        let is_place = place.is_empty() || place.contains(":\\") || place.contains("\\\\");
        is_place.then_some(typed)
    };
    after_mark("[PS] ").or_else(|| after_mark("PS ")).unwrap_or(line)
}

/// A value as it may be quoted in a message.
pub(crate) fn written(it: &Expr) -> String {
    match it {
        Expr::Text(it) => it.clone(),
        Expr::Parts(parts) => parts.iter().map(written).collect(),
        Expr::Bool(true) => "$true".to_owned(),
        Expr::Bool(false) => "$false".to_owned(),
        Expr::Null => "$null".to_owned(),
        Expr::List(items) => items.iter().map(written).collect::<Vec<_>>().join(","),
        Expr::Hash(fields) => {
            let fields: Vec<_> = fields.iter().map(|(key, it)| format!("{key}={}", written(it))).collect();
            format!("@{{{}}}", fields.join("; "))
        }
        Expr::Block(text, _) => format!("{{{text}}}"),
        Expr::Variable(name) => format!("${name}"),
        Expr::Property(of, name) => format!("{}.{name}", written(of)),
        Expr::Pipeline(stages) => {
            let stages: Vec<_> = stages.iter().map(stage_written).collect();
            format!("({})", stages.join(" | "))
        }
        Expr::Method(of, name, inner) => format!("{}.{name}({inner})", written(of)),
        Expr::Static(name, method, _) => format!("[{name}]::{method}"),
        Expr::Other(text) => text.clone(),
    }
}

fn stage_written(stage: &Stage) -> String {
    match stage {
        Stage::Command(call) => call.name.clone(),
        Stage::Value(it) => written(it),
    }
}
