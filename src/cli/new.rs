//! What does `coexist new` do?

use std::path::PathBuf;

use clap::Args;

use super::UNUSABLE;
use super::files::replace;
use super::output::{Output, Shell, already_there, complain};
use super::source::closest;
use crate::catalogue::marks;
use crate::catalogue::situations;
use crate::render::Lang;
use crate::words::{cli, test as say, typed};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    situation: Option<String>,
    #[arg(short, long, value_name = "FILE", requires = "situation")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

/// A starting file.
struct Situation {
    name: &'static str,
    about: fn(Lang) -> String,
    text: &'static str,
}

const SITUATIONS: [Situation; 9] = [
    Situation { name: "2010-to-2013", about: say::situation_2010, text: include_str!("new/2010-to-2013.ron") },
    Situation { name: "2007-to-2013", about: say::situation_2007, text: include_str!("new/2007-to-2013.ron") },
    Situation { name: "2010-to-2016", about: say::situation_2010_2016, text: include_str!("new/2010-to-2016.ron") },
    Situation { name: "2013-to-2016", about: say::situation_2013_2016, text: include_str!("new/2013-to-2016.ron") },
    Situation { name: "2013-to-2019", about: say::situation_2013_2019, text: include_str!("new/2013-to-2019.ron") },
    Situation { name: "2016-to-se", about: say::situation_2016_se, text: include_str!("new/2016-to-se.ron") },
    Situation { name: "all-three", about: say::situation_all, text: include_str!("new/all-three.ron") },
    Situation { name: "two-sites", about: say::situation_sites, text: include_str!("new/two-sites.ron") },
    Situation { name: "load-balancer", about: say::situation_balancer, text: include_str!("new/load-balancer.ron") },
];

/// The situations, and what each is about.
pub(super) fn situations(lang: Lang) -> Vec<(String, String)> {
    SITUATIONS.iter().map(|it| (it.name.to_owned(), (it.about)(lang))).collect()
}

/// Writes a commented starting file.
pub(super) fn new(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let Some(name) = &arguments.situation else {
        output.text(&format!("{}\n", say::situations(lang)));
        for it in &SITUATIONS {
            output.text(&format!("  {:14}  {}\n", it.name, (it.about)(lang)));
        }
        output.text(&format!("\n{}\n", say::new_help(lang)));
        return 0;
    };
    let Some(situation) = SITUATIONS.iter().find(|it| it.name.eq_ignore_ascii_case(name)) else {
        let names = || SITUATIONS.iter().map(|it| it.name);
        let help = closest(name, names()).map_or_else(
            || cli::there_are(lang, names().collect::<Vec<_>>().join(&marks::item(lang))),
            |it| cli::did_you_mean(lang, format!("{it:?}")),
        );
        complain(shell, &say::no_situation(lang, format!("{name:?}")), Some(&help));
        return UNUSABLE;
    };
    let text = in_words(situation.text, lang);
    let Some(path) = &arguments.output else {
        output.text(&text);
        return 0;
    };
    if path.exists() && !arguments.force {
        return already_there(shell, path);
    }
    match replace(path, text.as_bytes()) {
        Ok(()) => {
            output.text(&format!("{}\n", say::written(lang, path.display(), typed(&path.to_string_lossy()))));
            0
        }
        Err(error) => {
            complain(shell, &cli::cannot_write(lang, path.display(), error), None);
            UNUSABLE
        }
    }
}

/// A starting file with its comments and its title in a language. A comment or title that is a key in braces is
/// replaced by what is said; each line of that is a comment of its own.
fn in_words(text: &str, lang: Lang) -> String {
    let mut all = String::new();
    for line in text.lines() {
        match line.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            Some((before, (key, after))) => {
                for said in situations::get(key).of(lang).lines() {
                    all += &format!("{before}{said}{after}\n");
                }
            }
            None => all += &format!("{line}\n"),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::has_chinese;
    use crate::scenario::parse::parse;

    #[test]
    fn every_starting_file_is_a_scenario_with_comments_in_each_language() {
        for it in &SITUATIONS {
            let texts = [Lang::En, Lang::Zh].map(|lang| in_words(it.text, lang));
            let [english, chinese] = texts.each_ref().map(|it| parse(it).expect("it is sound"));
            assert_ne!(english.title, chinese.title, "{}", it.name);
            assert_eq!((english.servers, english.expect), (chinese.servers, chinese.expect), "{}", it.name);
            for line in texts[1].lines().filter_map(|it| it.split_once("// ")).map(|it| it.1) {
                let is_cmdlet = line.starts_with("  ") || line == "Get-MailboxDatabase | ft Name, Server";
                assert!(is_cmdlet || has_chinese(line), "{}: {line}", it.name);
            }
            assert!(!has_chinese(&texts[0]), "{}", it.name);
        }
    }

    #[test]
    fn every_comment_has_its_place() {
        for (key, _) in situations::ALL {
            assert!(
                SITUATIONS.iter().any(|it| it.text.contains(&format!("{{{key}}}"))),
                "{key} is in no starting file"
            );
        }
    }
}
