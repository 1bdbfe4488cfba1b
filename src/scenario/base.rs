//! Which texts does a scenario stand on?
//!
//! A scenario names its base by a path, relative to its own. The texts are asked of the caller: nothing here reads a
//! file.

use std::ops::Range;

use super::parse::FILE_MAX;
use super::tree::{self, Tree};
use crate::catalogue::problems;
use crate::diag::sources::Sources;
use crate::diag::{Code, Diagnostic};
use crate::lang::Text;

/// The most bases that stand on each other.
const DEEPEST: usize = 16;

/// What hinders reading a base, and where it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseFault {
    place: Range<usize>,
    why: WhyNoBase,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum WhyNoBase {
    /// There is no such file.
    NotThere(String),
    /// It stands on this one itself.
    Circle(String),
    /// Too many stand on each other.
    TooMany,
}

/// A scenario's own text with those that it stands on, as far as they are there. `find` is asked for the text at a
/// path, which begins where `name` does.
pub fn gather<'a>(
    name: &str,
    text: impl Into<std::borrow::Cow<'a, str>>,
    find: &mut dyn FnMut(&str) -> Option<String>,
) -> Sources<'a> {
    let mut sources = Sources::of(name, text);
    while let Ok(Some((path, _))) = next(&sources) {
        match find(&path) {
            Some(text) => sources.add(path, text),
            None => break,
        }
    }
    sources
}

/// What hinders reading the next base, if something does: all that are at hand are among `sources`.
pub(crate) fn fault(sources: &Sources<'_>) -> Option<BaseFault> {
    match next(sources) {
        Ok(None) => None,
        Ok(Some((path, place))) => Some(BaseFault { place, why: WhyNoBase::NotThere(path) }),
        Err(it) => Some(it),
    }
}

/// The path of the base of the last text and where it is named, if it has one that can be looked for.
fn next(sources: &Sources<'_>) -> Result<Option<(String, Range<usize>)>, BaseFault> {
    let last = sources.last();
    let Some((base, place)) = named(&last.text) else { return Ok(None) };
    let (path, place) = (joined(&last.name, &base), last.outer(place));
    if sources.files().iter().any(|it| simple(&it.name) == path) {
        return Err(BaseFault { place, why: WhyNoBase::Circle(path) });
    }
    if sources.files().len() > DEEPEST {
        return Err(BaseFault { place, why: WhyNoBase::TooMany });
    }
    Ok(Some((path, place)))
}

/// The base that a text names, and where.
fn named(text: &str) -> Option<(String, Range<usize>)> {
    if text.len() > FILE_MAX || !mentions(text) {
        return None;
    }
    let tree: Tree = tree::read_any(text);
    let entry = tree.top.as_ref()?.group.as_ref()?.field(text, "base")?;
    let value = entry.value.as_ref()?;
    Some((value.said(text)?.into_owned(), value.span.clone()))
}

/// Whether a text names a base.
#[must_use]
pub(crate) fn has(text: &str) -> bool {
    named(text).is_some()
}

/// Whether the word stands in a text with a colon behind it. Most files do not, and are not read for it.
fn mentions(text: &str) -> bool {
    text.match_indices("base").any(|(at, word)| {
        let is_part = |it: char| it.is_alphanumeric() || it == '_';
        let rest = text[at + word.len()..].trim_start_matches('"').trim_start();
        !text[..at].ends_with(is_part) && (rest.starts_with(':') || rest.starts_with('/'))
    })
}

/// A path that is written in the file `from`.
fn joined(from: &str, path: &str) -> String {
    let path = path.trim().replace('\\', "/");
    let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    let from = from.replace('\\', "/");
    match from.rsplit_once('/') {
        Some((folder, _)) if !is_absolute => simple(&format!("{folder}/{path}")),
        _ => simple(&path),
    }
}

/// A path without steps that lead nowhere.
fn simple(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            "" if !steps.is_empty() => {}
            ".." if steps.last().is_some_and(|it| !matches!(*it, ".." | "")) => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

impl BaseFault {
    /// Under which code it is told.
    pub(crate) const fn code(&self) -> Code {
        match self.why {
            WhyNoBase::NotThere(_) => Code::S022,
            WhyNoBase::Circle(_) | WhyNoBase::TooMany => Code::S023,
        }
    }

    /// As a problem of the file that names it.
    pub(crate) fn diagnostic(self) -> Diagnostic {
        let code = self.code();
        let (message, label, help): (Text, Text, Text) = match self.why {
            WhyNoBase::NotThere(path) => {
                (problems::no_base(path), problems::not_found().into(), problems::base_beside().into())
            }
            WhyNoBase::Circle(path) => {
                (problems::base_in_a_circle(path), problems::comes_back().into(), problems::break_the_circle().into())
            }
            WhyNoBase::TooMany => {
                (problems::too_many_bases(DEEPEST), problems::one_more().into(), problems::flatten_some().into())
            }
        };
        Diagnostic {
            code,
            severity: code.severity(),
            span: self.place,
            entity: "base".to_owned(),
            message,
            label,
            help: Some(help),
            notes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_where_its_file_is() {
        for (from, path, wanted) in [
            ("mine.ron", "contoso.ron", "contoso.ron"),
            ("a/mine.ron", "contoso.ron", "a/contoso.ron"),
            ("a/b/mine.ron", "../contoso.ron", "a/contoso.ron"),
            ("./mine.ron", "../contoso.ron", "../contoso.ron"),
            ("mine.ron", "../../contoso.ron", "../../contoso.ron"),
            ("/a/mine.ron", "./x/../contoso.ron", "/a/contoso.ron"),
            ("a\\mine.ron", "b\\contoso.ron", "a/b/contoso.ron"),
            ("a/mine.ron", "/contoso.ron", "/contoso.ron"),
            ("a/mine.ron", "C:\\contoso.ron", "C:/contoso.ron"),
            ("", "contoso.ron", "contoso.ron"),
        ] {
            assert_eq!(joined(from, path), wanted, "{from} {path}");
        }
    }

    #[test]
    fn a_base_is_found_where_it_is_named() {
        for (text, wanted) in [
            ("(schema: 1, base: \"x.ron\")", Some("x.ron")),
            ("Scenario(base /* why */ : \"x.ron\",", Some("x.ron")),
            ("{\"schema\": 1, \"base\": \"x.ron\"}", Some("x.ron")),
            ("(schema: 1, databases: [(name: \"base: x\", on: [])])", None),
            ("// base: none\n(schema: 1)", None),
            ("(servers: [(base: \"x\")])", None),
        ] {
            assert_eq!(named(text).map(|it| it.0).as_deref(), wanted, "{text}");
        }
    }
}
