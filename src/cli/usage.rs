//! What is wrong with the arguments, in another language than that of the library that reads them?

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::output::{Shell, complain};
use crate::catalogue::{help, marks};
use crate::lang::Lang;
use crate::words::cli as say;

/// Says it, and whether it has: help and version, and what the library says in English, are left to the library.
pub(super) fn said(error: &clap::Error, shell: Shell) -> bool {
    let lang = shell.lang;
    if lang != Lang::En && !error.use_stderr() {
        return shown(error, lang);
    }
    let Some((message, help)) = worded(error, lang) else { return false };
    complain(shell, &message, Some(&help));
    true
}

/// What is wrong and what to do about it; nothing where the library says that itself.
pub(super) fn worded(error: &clap::Error, lang: Lang) -> Option<(String, String)> {
    if lang == Lang::En || !error.use_stderr() {
        return None;
    }
    let text = |kind| error.get(kind).and_then(|it| text(it, lang));
    let quoted = |kind| text(kind).map(|it| format!("{it:?}"));
    let argument = text(ContextKind::InvalidArg);
    let message = match (error.kind(), argument) {
        (ErrorKind::InvalidSubcommand, _) => {
            say::no_command(lang, quoted(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        (ErrorKind::UnknownArgument, Some(it)) => say::no_argument(lang, format!("{it:?}")),
        (ErrorKind::MissingRequiredArgument, Some(it)) => say::argument_missing(lang, it),
        (ErrorKind::ArgumentConflict, Some(it)) => {
            say::argument_beside(lang, it, text(ContextKind::PriorArg).unwrap_or_default())
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(it)) => match text(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => say::not_a_value(lang, format!("{value:?}"), it),
            _ => say::value_missing(lang, it),
        },
        (_, Some(it)) => say::arguments_cannot_be_read(lang, it),
        (_, None) => return None,
    };
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let help = match suggested.into_iter().find_map(quoted) {
        Some(meant) => say::did_you_mean(lang, meant),
        None => match text(ContextKind::ValidValue).filter(|it| !it.is_empty()) {
            Some(values) => say::there_are(lang, values),
            None => say::usage_shows(lang),
        },
    };
    Some((message, help))
}

/// Prints help and version, with the colon of the language behind each heading.
fn shown(error: &clap::Error, lang: Lang) -> bool {
    let mut text = error.render().ansi().to_string();
    for key in ["options", "arguments", "commands"] {
        let heading = help::get(key).of(lang);
        text = text.replace(&format!("{heading}:"), &format!("{heading}{}", marks::colon(lang)));
    }
    let _ = anstream::stdout().write_all(text.as_bytes());
    true
}

fn text(value: &ContextValue, lang: Lang) -> Option<String> {
    match value {
        ContextValue::String(it) => Some(it.clone()),
        ContextValue::Strings(all) => Some(all.join(&marks::item(lang))),
        _ => None,
    }
}
