//! In which language does the user read?

use clap::ValueEnum;

use crate::render::Lang;

/// A language as it is written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    En,
    Zh,
}

/// A language as it is written on the command line.
pub(super) const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh",
    }
}

/// The variables that tell the language, the first that is set and not empty counts.
const VARIABLES: [&str; 4] = ["COEXIST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that is asked for, or that of the locale.
pub(super) fn choose(asked: Option<Choice>) -> Lang {
    match asked {
        Some(Choice::En) => Lang::En,
        Some(Choice::Zh) => Lang::Zh,
        None => of_locale(|name| std::env::var(name).ok()),
    }
}

/// The language that the environment tells. Whatever is not Chinese is English.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = VARIABLES.iter().find_map(|it| variable(it).filter(|it| !it.is_empty()));
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// The language of a command line that has not been read yet: its help must speak it already.
pub(super) fn before_reading(arguments: &[std::ffi::OsString]) -> Lang {
    let mut asked = None;
    let mut words = arguments.iter().filter_map(|it| it.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        asked = value.and_then(|it| Choice::from_str(it, true).ok()).or(asked);
    }
    choose(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_tells() {
        let rows: [(&[(&str, &str)], Lang); 7] = [
            (&[], Lang::En),
            (&[("LANG", "zh_CN.UTF-8")], Lang::Zh),
            (&[("LANG", "de_DE.UTF-8")], Lang::En),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], Lang::En),
            (&[("LANG", "en_US"), ("LC_MESSAGES", "zh_TW"), ("LC_ALL", "")], Lang::Zh),
            (&[("LANG", "zh_CN"), ("COEXIST_LANG", "en")], Lang::En),
            (&[("LC_ALL", "C"), ("COEXIST_LANG", "ZH")], Lang::Zh),
        ];
        for (set, lang) in rows {
            let variable = |name: &str| set.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
            assert_eq!(of_locale(variable), lang, "{set:?}");
        }
    }

    #[test]
    fn the_help_speaks_what_is_asked_for() {
        let of = |words: &[&str]| before_reading(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(of(&["coexist", "--lang", "zh", "--help"]), Lang::Zh);
        assert_eq!(of(&["coexist", "run", "--lang=zh", "--lang=en"]), Lang::En);
    }
}
