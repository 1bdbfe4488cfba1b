//! How does a whole file become a world?
//!
//! The one entry point. A file without problems and warnings is read once and resolved once; only where there is
//! something to say is it looked for in the text.

use super::moot::Unread;
use super::wording::Words;
use super::{Path, Problem, Report};
use crate::catalogue::organisation;
use crate::diag::sources::Sources;
use crate::diag::{self, Code, Diagnostic, Severity};
use crate::scenario::Scenario;
use crate::scenario::parse::{self, Broken, FILE_MAX, Origins};
use crate::world::World;

/// A world, and what is suspicious about its scenario.
#[derive(Debug)]
pub struct Loaded {
    /// The world.
    pub world: World,
    /// Suspicious but runnable, in the order of the file; at most a hundred.
    pub warnings: Vec<Diagnostic>,
}

/// Reads and resolves a scenario that stands alone; `name` is its title if it has none.
///
/// # Errors
/// Every problem of the file, in its order, at most a hundred and the number of the others. Warnings follow them.
pub fn load(text: &str, name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    load_all(&Sources::of("", text), name)
}

/// As [`load`], of a scenario with its bases.
///
/// # Errors
/// As [`load`]; those of its own text come first.
pub fn load_all(sources: &Sources<'_>, name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    judged(sources, name, parse::understand_all(sources))
}

/// As [`load_all`], with the scenario beside the world.
///
/// # Errors
/// As [`load_all`].
#[cfg(feature = "cli")]
pub(crate) fn load_both(sources: &Sources<'_>, name: &str) -> Result<(Loaded, Scenario, Origins), Vec<Diagnostic>> {
    load_while(sources, name, &mut || true).expect("it is wanted to the end")
}

/// The same, for as long as somebody wants it: nothing where they do no longer once it is read.
pub(crate) fn load_while(
    sources: &Sources<'_>,
    name: &str,
    is_wanted: &mut dyn FnMut() -> bool,
) -> Option<Result<(Loaded, Scenario, Origins), Vec<Diagnostic>>> {
    let understood = parse::understand_all(sources);
    if !is_wanted() {
        return None;
    }
    // A copy costs less than reading the text again.
    let both = understood.as_ref().ok().cloned();
    Some(judged(sources, name, understood).map(|loaded| {
        let (scenario, origins) = both.expect("what cannot be read gives no world");
        (loaded, scenario, origins)
    }))
}

/// As [`load_all`], of texts that were read already.
///
/// # Errors
/// As [`load_all`].
pub(crate) fn judged(
    sources: &Sources<'_>,
    name: &str,
    read: Result<(Scenario, Origins), Broken>,
) -> Result<Loaded, Vec<Diagnostic>> {
    let (scenario, origins) = read.map_err(|it| all(sources, name, it))?;
    let (world, report) = super::judge(scenario, name, Report::default());
    let Report { problems, warnings, more, .. } = report;
    let told = |problems: &[Problem]| diagnostics(sources, &origins, problems);
    match world {
        Some(world) if problems.is_empty() => {
            Ok(Loaded { world, warnings: if warnings.is_empty() { Vec::new() } else { told(&warnings) } })
        }
        _ => {
            let mut found = told(&problems);
            if more > 0 {
                found.push(diag::more(more));
            }
            found.extend(told(&warnings));
            Err(found)
        }
    }
}

/// Everything that is wrong with a file that could not be read as a whole: what is understood of it is judged too, but
/// nothing is said that follows from what could not be read.
fn all(sources: &Sources<'_>, name: &str, broken: Broken) -> Vec<Diagnostic> {
    let mut problems = broken.problems;
    let Some((scenario, doubts)) = broken.scenario.map(|it| *it) else { return problems.finish() };
    let unread = Unread::new(&scenario, doubts);
    let (_, report) = super::judge(scenario, name, Report { unread: Some(unread), ..Report::default() });
    let told = |problems: &[Problem]| diagnostics(sources, &Origins::default(), problems);
    for it in told(&report.problems) {
        problems.add(it.code, || it);
    }
    problems.skip(report.more);
    let mut found = problems.finish();
    found.extend(told(&report.warnings));
    found
}

/// As [`load`], for bytes that may not be text. A byte order mark is accepted.
///
/// # Errors
/// As [`load`]. Where the bytes are not UTF-8, the place is that of the first byte that is not; it is the same place
/// in the text that [`String::from_utf8_lossy`] makes of them.
pub fn load_bytes(bytes: &[u8], name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    load(text_of(bytes)?, name)
}

/// The text that the bytes of a file are.
///
/// # Errors
/// That they are too many, or not UTF-8.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, Vec<Diagnostic>> {
    if bytes.len() > FILE_MAX {
        return Err(vec![parse::too_large()]);
    }
    std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(bytes, error.valid_up_to())])
}

fn not_utf8(bytes: &[u8], at: usize) -> Diagnostic {
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let message = if is_utf16 { organisation::the_file_is_utf_16() } else { organisation::the_file_is_not_utf() };
    Diagnostic {
        code: Code::S001,
        severity: Severity::Error,
        span: at..at + 1,
        entity: String::new(),
        message: message.into(),
        label: organisation::the_first_byte().into(),
        help: Some(organisation::save_it_as_utf_8().into()),
        notes: Vec::new(),
    }
}

/// Words and places for problems, in the order of the files.
fn diagnostics(sources: &Sources<'_>, origins: &Origins, problems: &[Problem]) -> Vec<Diagnostic> {
    let paths: Vec<Path> = problems.iter().map(|it| it.path.clone()).collect();
    let others = problems.iter().filter_map(|it| it.other.clone());
    let steps: Vec<_> = paths.into_iter().chain(others).map(|it| it.0).collect();
    let places = parse::places(sources, origins, &steps);
    let (own, others) = places.split_at(problems.len());
    let mut others = others.iter();
    let mut found = Vec::with_capacity(problems.len());
    for (problem, place) in problems.iter().zip(own) {
        let Words { message, label, help, other } = problem.what.words();
        let second = problem.other.as_ref().and_then(|_| others.next());
        let diagnostic = Diagnostic {
            code: problem.code(),
            severity: problem.code().severity(),
            span: place.span.clone(),
            entity: place.entity.clone(),
            message,
            label,
            help,
            notes: second.map(|it| (it.span.clone(), other.into())).into_iter().collect(),
        }
        .shortened();
        found.push(diagnostic);
    }
    diag::in_file_order(&mut found);
    found
}
