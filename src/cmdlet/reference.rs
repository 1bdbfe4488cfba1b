//! What may be typed? `docs/commands.md` is generated from here.

use std::fmt::Write;

use super::table::{COMMON, Cmdlet, ParameterKind, Versions};
use crate::lang::Lang;
use crate::lang::reference::Reference;
use crate::scenario::settings::SetBy;
use crate::scenario::{Setting, Version};

/// The whole page (Markdown).
#[must_use]
pub fn markdown(reference: &Reference) -> String {
    let lang = reference.lang;
    let head = match lang {
        Lang::En => "| parameter | for | |",
        Lang::Zh => "| 参数 | 适用于 | |",
    };
    let mut page = String::from(match lang {
        Lang::En => INTRODUCTION,
        Lang::Zh => include_str!("reference.zh.md"),
    });
    for cmdlet in Cmdlet::ALL {
        let row = cmdlet.row();
        page.push_str(&format!("\n## {}\n\n", row.name));
        if !row.aliases.is_empty() {
            let aliases = row.aliases.join("`, `");
            line(&mut page, &in_either(lang, format!("Also `{aliases}`."), format!("也写作 `{aliases}`。")));
        }
        if row.versions != Versions::Every {
            let years = years(row.versions, lang);
            line(&mut page, &in_either(lang, format!("For {years} only."), format!("仅限 {years}。")));
        }
        let told = std::iter::once(row.force.sentence()).chain(row.harms.iter().map(|it| it.sentence()));
        let told: Vec<_> = std::iter::once(cmdlet.about()).chain(told.filter(|it| !it.is_empty())).collect();
        line(&mut page, &reference.say(&told.join(" ")));
        page.push_str(&format!("\n{head}\n|---|---|---|\n"));
        for it in row.parameters {
            let note = reference.say(match it.takes {
                ParameterKind::Value => "",
                ParameterKind::First => "may stand without its name",
                ParameterKind::Switch => "takes no value",
                ParameterKind::Aside | ParameterKind::SwitchAside => "has no part in what is modelled",
                ParameterKind::Never => "**does not exist**; hand the service over through a pipe",
            });
            let versions = if it.versions == Versions::Every { String::new() } else { years(it.versions, lang) };
            writeln!(page, "| `-{}` | {versions} | {note} |", it.name).expect("a string takes everything");
        }
        if cmdlet.protocol().is_some() {
            let note = reference.say("a setting: [scenario.md](scenario.md#protocolsettings)");
            for setting in Setting::ALL {
                let with: Vec<_> = Version::ALL.into_iter().filter(|it| setting.set_by(*it) == SetBy::Cmdlet).collect();
                if !with.is_empty() {
                    let all = with.len() == Version::ALL.len();
                    let names = if all { String::new() } else { named(&with, lang) };
                    writeln!(page, "| `-{}` | {names} | {note} |", setting.name()).expect("a string takes everything");
                }
            }
        }
    }
    let common: Vec<_> = COMMON.iter().map(|it| format!("`-{}`", it.0)).collect();
    let (en, zh) = (common.join(", "), common.join("、"));
    let end = in_either(lang, format!("Every command also takes {en}."), format!("每个命令还接受 {zh}。"));
    page.push_str(&format!("\n{end}\n"));
    page
}

fn in_either(lang: Lang, en: String, zh: String) -> String {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

fn named(versions: &[Version], lang: Lang) -> String {
    crate::scenario::keyed::years(versions, lang)
}

fn years(versions: Versions, lang: Lang) -> String {
    named(&Version::ALL.into_iter().filter(|it| versions.has(*it)).collect::<Vec<_>>(), lang)
}

/// What stands above the table: how lines are read.
const INTRODUCTION: &str = include_str!("reference.md");
