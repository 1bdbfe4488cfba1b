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
        line(&mut page, cmdlet.about());
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
    versions.iter().map(|it| it.product().year).collect::<Vec<_>>().join(", ")
}

fn years(versions: Versions) -> String {
    named(&Version::ALL.into_iter().filter(|it| versions.has(*it)).collect::<Vec<_>>())
}

const INTRODUCTION: &str = r#"# Lines that may be typed

Lines as an admin types them into the Exchange Management Shell, or pastes them from a run sheet, are read and carried out:

```
coexist what-if mine.ron --run "Set-ImapSettings -Server EX10 -LoginType PlainTextLogin"
coexist what-if mine.ron --run @night.ps1 --at 22h
```

and in a scenario, where something changes while the clock runs:

```ron
changes: [
    Change(at: "22h", run: "Get-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Start-Service"),
],
```

The commands that `explain` and `check` print are made from the same table, and a test reads back every one of them.

* **Refused as the cmdlet would.** A parameter that this version lacks, a value out of range, a setting of the other role, a name
  that nobody has, `Restart-Service -ComputerName`: the line leaves everything as it was, it is told why, and the next line runs.
* **Nothing is corrected and nothing is guessed.** A misspelt name is refused with the right one. A fault of syntax means that nothing
  of the script runs. What a line lacks (on which server it is typed, what a variable holds, when a move ends, which copy is meant)
  is asked for by name: `on` and `answers` beside `run`, `--on` and `--answer` at the command line.
* **What people paste is read**: en dashes and curly quotation marks, prompts, `-P:value`, backticks, `@(…)`, `@{Add=…;Remove=…}`,
  lists as the cmdlet prints them (`{host:993:SSL}`), names shortened as long as they are unambiguous, `foreach`, `ForEach-Object`,
  `Where-Object`, `Invoke-Command`, pipelines from Get-ExchangeServer, Get-ClientAccessServer, Get-Service and the like, `-WhatIf`.
* **Lines that only look** (`Get-…`, `Test-…`, `Format-…`, comments) pass without noise.
* **Everything else is refused by name**: "not modelled: …". `--skip-unknown` passes over such lines, and still tells of each.
* A thumbprint is that of a certificate's `thumbprint` in the scenario, or its `name`. What is in a file that is imported is said in
  `files`.

Printed commands have a blank where only you know the value (`$thumbprint_… = ''`): fill it in. A forgotten blank makes the cmdlet
refuse the line. What has no command is said in words: the registry of Windows, DNS, balancers, firewalls, configuration files.
"#;
