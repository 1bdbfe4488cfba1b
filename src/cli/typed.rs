//! What do lines do that an admin types, and what is told of those that do nothing?

use std::io::Read;

use super::UNUSABLE;
use super::output::{Shell, complain, warn};
use super::source::Source;
use crate::cmdlet::{Context, Organisation};
use crate::resolve::{LineFault, typed};
use crate::scenario::write::ToRon;
use crate::scenario::{When, edit, parse};
use crate::time::Micros;
use crate::words::cli as words;

/// The largest script that is read, in bytes.
pub(super) const SCRIPT_MAX: u64 = 1 << 20;

/// What is typed, and what the lines leave open.
#[derive(Debug)]
pub(super) struct Typed<'a> {
    /// Lines, or `@` and the path of a file with lines.
    pub lines: &'a [String],
    /// The server on which they are typed.
    pub on: Option<&'a str>,
    /// `NAME=VALUE`: what variables hold.
    pub answers: &'a [String],
    /// Whether lines that are not modelled are passed over.
    pub skip_unknown: bool,
}

/// A source with lines carried out.
#[derive(Debug)]
pub(super) struct CarriedOut {
    /// The source.
    pub text: String,
    /// What the lines are called.
    pub what: String,
    /// Lines that the cmdlets refused, each with why: they changed nothing, which belongs to the result.
    pub refused: Vec<String>,
}

/// The source with the lines carried out. Lines that the cmdlets refuse are told and change nothing.
///
/// # Errors
/// The exit code, where they cannot be carried out; everything that hinders it has been told.
pub(super) fn carried_out(base: &Source, typed_in: &Typed<'_>, when: When, shell: Shell) -> Result<CarriedOut, u8> {
    let lang = shell.lang;
    let (place, script) = script(typed_in.lines, shell)?;
    let answers = answers(typed_in.answers, shell)?;
    let mut text = base.text();
    let Ok(scenario) = parse::understand(&text) else { return Err(UNUSABLE) };
    if let Some(on) = typed_in.on
        && Organisation::of(&scenario).server(on).is_none()
    {
        complain(shell, &words::no_server(lang, on), None);
        return Err(UNUSABLE);
    }
    let context = Context { here: typed_in.on, answers: &answers };
    let (mut actions, mut said_no, mut fails) = (Vec::new(), Vec::new(), false);
    for it in typed(&scenario, &script, when, &context) {
        let problem = match it {
            Ok((delay, _, action)) => {
                actions.push((delay, action.ron()));
                continue;
            }
            Err(it) => it,
        };
        let said = problem.said();
        let message = match &place {
            Some(place) => words::in_file(lang, place, said.message.of(lang)),
            None => said.message.of(lang).to_owned(),
        };
        if matches!(problem.what, LineFault::Refused(_)) {
            said_no.push(message.clone());
        }
        let message = match problem.what {
            LineFault::NotModelled(_) => message,
            _ => words::line_and_label(lang, message, said.label.of(lang)),
        };
        let skipped = typed_in.skip_unknown && matches!(problem.what, LineFault::NotModelled(_));
        if problem.is_error() && !skipped {
            fails = true;
            complain(shell, &message, Some(said.help.of(lang)));
        } else {
            warn(shell, &message, Some(said.help.of(lang)));
        }
    }
    if fails {
        return Err(UNUSABLE);
    }
    let refused = |it: edit::Refused| {
        complain(shell, it.message.of(lang), it.help.as_ref().map(|it| it.of(lang)));
        UNUSABLE
    };
    let mut at: Option<(Micros, Vec<String>)> = None;
    let moment = |delay: Micros| match when {
        When::FromStart => When::FromStart,
        When::At(at) => When::At(at + delay),
    };
    for (delay, action) in actions {
        match &mut at {
            Some((same, together)) if *same == delay => together.push(action),
            _ => {
                if let Some((delay, together)) = at.take() {
                    text = edit::with(&text, &together, moment(delay)).map_err(refused)?;
                }
                at = Some((delay, vec![action]));
            }
        }
    }
    if let Some((delay, together)) = at {
        text = edit::with(&text, &together, moment(delay)).map_err(refused)?;
    }
    let what = place.unwrap_or_else(|| script.lines().collect::<Vec<_>>().join("; "));
    Ok(CarriedOut { text, what, refused: said_no })
}

/// The lines of all that was given, and the file that they stand in, where it is one alone.
fn script(lines: &[String], shell: Shell) -> Result<(Option<String>, String), u8> {
    let mut script = String::new();
    let mut place = None;
    for it in lines {
        let text = match it.strip_prefix('@') {
            // `@(…)` and `@{…}` begin a line of PowerShell, and no name of a file.
            Some(path) if !path.starts_with(['(', '{']) => {
                place = Some(path.to_owned());
                read(path, shell)?
            }
            _ => it.clone(),
        };
        script.push_str(&text);
        script.push('\n');
    }
    Ok((place.filter(|_| lines.len() == 1), script))
}

/// The text of a file with lines.
///
/// # Errors
/// The exit code, where it cannot be read, which has been told.
pub(super) fn read(path: &str, shell: Shell) -> Result<String, u8> {
    let read = || {
        let mut bytes = Vec::new();
        // A device has no end; a script has one.
        std::fs::File::open(path)?.take(SCRIPT_MAX + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error: std::io::Error| {
        complain(shell, &words::cannot_read(shell.lang, path, error), None);
        UNUSABLE
    })?;
    if bytes.len() as u64 > SCRIPT_MAX {
        complain(shell, &words::script_too_large(shell.lang, path, SCRIPT_MAX >> 20), None);
        return Err(UNUSABLE);
    }
    Ok(text_of(&bytes))
}

/// What variables hold, each written as `NAME=VALUE`.
///
/// # Errors
/// The exit code, where one is not written so, which has been told.
pub(super) fn answers(written: &[String], shell: Shell) -> Result<Vec<(String, String)>, u8> {
    let one = |it: &String| match it.split_once('=') {
        Some((name, value)) => Ok((name.trim_start_matches('$').to_owned(), value.to_owned())),
        None => {
            complain(shell, &words::answer_without_value(shell.lang, it), None);
            Err(UNUSABLE)
        }
    };
    written.iter().map(one).collect()
}

/// The text of a script: UTF-8, or UTF-16 as Windows PowerShell writes it.
fn text_of(bytes: &[u8]) -> String {
    let wide = |little: bool| {
        let pairs = bytes[2..].chunks_exact(2);
        let units: Vec<u16> = pairs
            .map(|it| if little { u16::from_le_bytes([it[0], it[1]]) } else { u16::from_be_bytes([it[0], it[1]]) })
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(true),
        [0xFE, 0xFF, ..] => wide(false),
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').to_owned(),
    }
}
