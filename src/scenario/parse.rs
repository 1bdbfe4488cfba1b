//! How does text become a scenario?
//!
//! A correct file is read in one fast pass by its serde types. Only when that fails is the text read again, slowly
//! and tolerantly, against the description of the language, and everything that is wrong with it is reported.

#[cfg(test)]
mod differential;
pub(crate) mod doubts;
pub(crate) mod locate;
mod meaning;
mod meant;
mod place;
mod shape;
mod syntax;
mod understood;

use std::marker::PhantomData;
use std::ops::Range;

use ron::error::SpannedError;

use super::Scenario;
use super::language::Describe;
use super::tree::{self, Tree};
use crate::catalogue::problems;
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Text;
use doubts::Doubts;

/// The largest file that is read, in bytes.
pub(crate) const FILE_MAX: usize = 64 << 20;
/// The only version of the language so far.
pub(crate) const SCHEMA: u32 = 1;

/// A file that is not as the language wants it.
#[derive(Debug)]
pub(crate) struct Broken {
    /// What is wrong with its syntax and shape.
    pub problems: Sink,
    /// What can be understood all the same, and what of it is in doubt.
    pub scenario: Option<Box<(Scenario, Doubts)>>,
}

/// Reads a scenario.
///
/// # Errors
/// Every problem of its syntax and shape, in the order of the file and at most a hundred of them; problems between
/// its entities are found by [`crate::resolve::load`].
pub fn parse(text: &str) -> Result<Scenario, Vec<Diagnostic>> {
    understand(text).map_err(|it| it.problems.finish())
}

/// Reads a scenario, and as much as can be understood of one that is not right.
///
/// # Errors
/// What is wrong, and what can be understood all the same.
pub(crate) fn understand(text: &str) -> Result<Scenario, Broken> {
    if text.len() > FILE_MAX {
        let mut problems = Sink::default();
        problems.add(Code::S002, too_large);
        return Err(Broken { problems, scenario: None });
    }
    // A byte order mark and attributes for editors may stand before the scenario.
    let read = tree::after_attributes(text).map(|start| (start, read(&text[start..])));
    match read {
        Some((_, Ok(scenario))) => Ok(scenario),
        Some((start, Err(error))) => Err(broken(text, Some((start, &error)))),
        None => Err(broken(text, None)),
    }
}

/// The fast pass.
fn read(body: &str) -> Result<Scenario, SpannedError> {
    ron::Options::default().from_str(body)
}

/// Why was the text refused, and what can be understood? `error` is what the fast pass says, about the text from a
/// place on.
fn broken(text: &str, error: Option<(usize, &SpannedError)>) -> Broken {
    let mut broken = slow(text);
    if broken.problems.is_empty()
        && let Some((start, error)) = error
    {
        // The two passes disagree, which the property test has not seen yet. The file is still refused.
        let at = start + byte_of(&text[start..], error.span.start);
        let stray = [tree::Mistake { span: at..at, kind: tree::MistakeKind::Stray }];
        syntax::report(text, &stray, &mut broken.problems);
        broken.scenario = None;
    }
    broken
}

/// The slow pass: what is wrong with a text, and what can be understood of it?
fn slow(text: &str) -> Broken {
    let mut problems = Sink::default();
    let tree = tree::read_bounded(text);
    if tree.top.is_none() && tree.mistakes.is_empty() {
        problems.add(Code::S003, || empty(text));
        return Broken { problems, scenario: None };
    }
    syntax::report(text, &tree.mistakes, &mut problems);
    if let Some(other) = other_schema(text, &tree) {
        problems.add(Code::S020, || other);
        return Broken { problems, scenario: None };
    }
    if tree.mistakes.iter().any(|it| it.kind == tree::MistakeKind::Nul) {
        return Broken { problems, scenario: None };
    }
    let scenario = understood(text, &tree, &mut problems);
    Broken { problems, scenario: scenario.map(Box::new) }
}

/// What can be understood of a tree.
fn understood(text: &str, tree: &Tree, problems: &mut Sink) -> Option<(Scenario, Doubts)> {
    let mut doubts = Doubts::default();
    let value = shape::check(text, tree, Scenario::KIND, problems, &mut doubts)?;
    Some((value.make(PhantomData::<Scenario>).ok()?, doubts))
}

/// The byte of a position, whose columns count characters from 1.
fn byte_of(text: &str, position: ron::error::Position) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    before + line.char_indices().nth(position.col.saturating_sub(1)).map_or(line.len(), |it| it.0)
}

/// A diagnostic about the file rather than about something in it.
fn plain(code: Code, span: Range<usize>, message: Text, label: Text, help: Text) -> Diagnostic {
    Diagnostic {
        code,
        severity: code.severity(),
        span,
        entity: String::new(),
        message,
        label,
        help: Some(help),
        notes: Vec::new(),
    }
}

/// The file is not read at all.
pub(crate) fn too_large() -> Diagnostic {
    let most = FILE_MAX >> 20;
    let message = problems::too_large(most);
    plain(Code::S002, 0..0, message, Text::default(), problems::is_it_the_right_file().into())
}

/// There is nothing in the file.
pub(crate) fn nothing() -> Text {
    problems::no_scenario().into()
}

fn empty(text: &str) -> Diagnostic {
    let end = text.len()..text.len();
    plain(Code::S003, end, nothing(), Text::default(), problems::the_smallest_scenario().into())
}

/// A file for another version of the language is not judged by this one.
fn other_schema(text: &str, tree: &Tree) -> Option<Diagnostic> {
    let entry = tree.top.as_ref()?.group.as_ref()?.field(text, "schema")?;
    let value = entry.value.as_ref().filter(|_| !entry.broken)?;
    let schema = ron::from_str::<u32>(&text[value.span.clone()]).ok().filter(|it| *it != SCHEMA)?;
    Some(Diagnostic {
        code: Code::S020,
        severity: Code::S020.severity(),
        span: place::span(text, value),
        entity: "schema".to_owned(),
        message: schema_message(schema),
        label: not_understood(),
        help: Some(schema_help()),
        notes: Vec::new(),
    })
}

/// What is said about a file for another version of the language.
pub(crate) fn schema_message(schema: u32) -> Text {
    problems::other_schema(schema, SCHEMA)
}

/// What is said at its place.
pub(crate) fn not_understood() -> Text {
    problems::not_understood().into()
}

/// What can be done about it.
pub(crate) fn schema_help() -> Text {
    problems::write_schema_1().into()
}

/// Where in the text is what these paths name?
pub(crate) fn places(text: &str, paths: &[Vec<locate::PathSegment>]) -> Vec<locate::Place> {
    if paths.is_empty() {
        return Vec::new();
    }
    locate::locate(text, &tree::read_bounded(text), paths)
}
