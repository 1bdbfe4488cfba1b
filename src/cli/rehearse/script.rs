//! How does a script become the steps of a plan?

use super::Arguments;
use crate::cli::output::{Shell, complain};
use crate::cli::source::Source;
use crate::cli::{UNUSABLE, typed};
use crate::cmdlet::sheet;
use crate::scenario::times::time_of_run;
use crate::scenario::write::ToRon;
use crate::scenario::{Step, edit, parse};
use crate::time::Micros;
use crate::words::{cli as say, rehearsal as words};

/// How far the steps of a script are apart where nobody says otherwise.
const APART: Micros = Micros::from_secs(300);

/// The scenario with the steps of a script behind its own.
pub(super) fn with_script(
    base: &Source,
    path: &std::path::Path,
    arguments: &Arguments,
    shell: Shell,
) -> Result<Source, u8> {
    let lang = shell.lang;
    let script = typed::read(&path.to_string_lossy(), shell)?;
    let refuse = |message: String, help: Option<String>| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let text = base.text();
    let Ok(scenario) = parse::understand(&text) else { return Err(UNUSABLE) };
    let time = |written: &str| {
        let told = time_of_run(written, scenario.date);
        told.map_err(|it| refuse(say::bad_value(lang, "--at", written, it.of(lang)), None))
    };
    let apart = match &arguments.apart {
        Some(it) => Micros::parse(it).map_err(|why| refuse(say::bad_value(lang, "--apart", it, why.of(lang)), None))?,
        None => APART,
    };
    let steps = sheet::steps(&script);
    let Some(first) = steps.first() else {
        return Err(refuse(say::script_says_nothing(lang, path.display()), None));
    };
    if arguments.at.is_none() && first.at.is_none() {
        return Err(refuse(say::script_without_time(lang, path.display()), Some(say::script_without_time_help(lang))));
    }
    let mut names: Vec<String> = scenario.steps.iter().map(|it| it.name.to_lowercase()).collect();
    let answers = typed::answers(&arguments.answer, shell)?;
    let mut written = Vec::new();
    for (nth, step) in steps.into_iter().enumerate() {
        let at = match (&step.at, &arguments.at) {
            (Some(it), _) => Some(time(it)?),
            (None, Some(it)) if nth == 0 => Some(time(it)?),
            (None, _) => None,
        };
        let plain = step.name.unwrap_or_else(|| words::lines_from(lang, step.line));
        let plain = crate::diag::cut(&plain);
        let mut name = plain.clone();
        for number in 2_u32.. {
            if !names.contains(&name.to_lowercase()) {
                break;
            }
            name = words::once_more(lang, &plain, number);
        }
        names.push(name.to_lowercase());
        written.push(
            Step {
                name,
                at,
                after: at.is_none().then_some(apart),
                needs: Vec::new(),
                actions: Vec::new(),
                run: step.lines,
                on: arguments.on.clone(),
                answers: answers.clone(),
                verify: Vec::new(),
                undo: Vec::new(),
            }
            .ron(),
        );
    }
    let text = edit::with_items(&text, "steps", &written)
        .map_err(|it| refuse(it.message.of(lang).to_owned(), it.help.map(|it| it.of(lang).to_owned())))?;
    let place = format!("{} + {}", base.place, path.display());
    Ok(Source { file: place.clone(), place, is_of_gallery: false, name: base.name.clone(), bytes: text.into_bytes() })
}
