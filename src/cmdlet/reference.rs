//! What may be typed? `docs/commands.md` is generated from here.

use std::fmt::Write;

use super::table::{COMMON, Cmdlet, ParameterKind, Versions};
use crate::scenario::settings::SetBy;
use crate::scenario::{Setting, Version};

/// The whole page (Markdown).
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    for cmdlet in Cmdlet::ALL {
        let row = cmdlet.row();
        page.push_str(&format!("\n## {}\n\n", row.name));
        if !row.aliases.is_empty() {
            line(&mut page, &format!("Also `{}`.", row.aliases.join("`, `")));
        }
        if row.versions != Versions::Every {
            line(&mut page, &format!("For {} only.", years(row.versions)));
        }
        let told = std::iter::once(row.force.sentence()).chain(row.harms.iter().map(|it| it.sentence()));
        let told: Vec<_> = std::iter::once(cmdlet.about()).chain(told.filter(|it| !it.is_empty())).collect();
        line(&mut page, &told.join(" "));
        page.push_str("\n| parameter | for | |\n|---|---|---|\n");
        for it in row.parameters {
            let note = match it.takes {
                ParameterKind::Value => "",
                ParameterKind::First => "may stand without its name",
                ParameterKind::Switch => "takes no value",
                ParameterKind::Aside | ParameterKind::SwitchAside => "has no part in what is modelled",
                ParameterKind::Never => "**does not exist**; hand the service over through a pipe",
            };
            let versions = if it.versions == Versions::Every { String::new() } else { years(it.versions) };
            writeln!(page, "| `-{}` | {versions} | {note} |", it.name).expect("a string takes everything");
        }
        if cmdlet.protocol().is_some() {
            for setting in Setting::ALL {
                let with: Vec<_> = Version::ALL.into_iter().filter(|it| setting.set_by(*it) == SetBy::Cmdlet).collect();
                if !with.is_empty() {
                    let all = with.len() == Version::ALL.len();
                    let names = if all { String::new() } else { named(&with) };
                    writeln!(
                        page,
                        "| `-{}` | {names} | a setting: [scenario.md](scenario.md#protocolsettings) |",
                        setting.name()
                    )
                    .expect("a string takes everything");
                }
            }
        }
    }
    let common: Vec<_> = COMMON.iter().map(|it| format!("`-{}`", it.0)).collect();
    page.push_str(&format!("\nEvery command also takes {}.\n", common.join(", ")));
    page
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

fn named(versions: &[Version]) -> String {
    crate::scenario::keyed::years(versions, crate::lang::Lang::En)
}

fn years(versions: Versions) -> String {
    named(&Version::ALL.into_iter().filter(|it| versions.has(*it)).collect::<Vec<_>>())
}

/// What stands above the table: how lines are read.
const INTRODUCTION: &str = include_str!("reference.md");
