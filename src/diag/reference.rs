//! What does every code mean? `docs/diagnostics.md` is generated from here.

use std::fmt::Write;

use super::{Code, Severity};
use crate::lang::Lang;
use crate::lang::reference::Reference;

/// The whole page (Markdown). `example` gives for each code what stands under it as an example: the report on a
/// file that has the problem.
#[must_use]
pub fn markdown(reference: &Reference, example: impl Fn(Code) -> Option<String>) -> String {
    let (introduction, head) = match reference.lang {
        Lang::En => (INTRODUCTION, "| code | about |"),
        Lang::Zh => (include_str!("reference.zh.md"), "| 代码 | 内容 |"),
    };
    let mut page = format!("{introduction}\n{head}\n|---|---|\n");
    for code in Code::ALL {
        let (id, about) = (code.id(), about(reference, *code));
        writeln!(page, "| [{id}](#{}) | {about} |", anchor(reference, *code)).expect("a string takes everything");
    }
    for code in Code::ALL {
        let (heading, explained) = (heading(reference, *code), reference.say(code.explain()));
        write!(page, "\n## {heading}\n\n{explained}\n").expect("a string takes everything");
        if let Some(example) = example(*code) {
            write!(page, "\n```text\n{}\n```\n", example.trim_end()).expect("a string takes everything");
        }
    }
    page
}

fn about(reference: &Reference, code: Code) -> String {
    reference.say(&code.slug().replace('-', " "))
}

fn heading(reference: &Reference, code: Code) -> String {
    let (colon, warning) = match reference.lang {
        Lang::En => (": ", " (warning)"),
        Lang::Zh => ("：", "（警告）"),
    };
    let warning = match code.severity() {
        Severity::Error => "",
        Severity::Warning => warning,
    };
    format!("{}{colon}{}{warning}", code.id(), about(reference, code))
}

/// The anchor that Markdown viewers make of the heading of a code.
#[must_use]
pub fn anchor(reference: &Reference, code: Code) -> String {
    heading(reference, code)
        .to_lowercase()
        .chars()
        .filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'))
        .map(|it| if it == ' ' { '-' } else { it })
        .collect()
}

const INTRODUCTION: &str = "\
# Diagnostics

[中文](zh/diagnostics.md)

<!-- Generated from the table of codes; do not edit. UPDATE_DOCS=1 cargo test bad:: rewrites it. -->

Before a scenario runs, everything that is wrong with its file is reported in one pass: each problem with file, line
and column, the text underlined, a code, and what to do about it. A code is stable. It is never used again for
something else, so that you can search for it.

* `S…`: the file cannot be read as a scenario (syntax and shape).
* `L…`: a lesson is not as it should be; `coexist lesson lint` tells these.
* `R…`: the file can be read, but its parts do not fit together (references and consistency).
* `W…`: a warning. The scenario runs, but probably does not show what you meant.

With an error nothing is run, and the exit code is 2. At most a hundred problems are shown.
";
