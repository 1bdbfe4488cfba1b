//! What does every code mean? `docs/diagnostics.md` is generated from here.

use std::fmt::Write;

use super::{Code, Severity};

/// The whole page (Markdown). `example` gives for each code what stands under it as an example: the report on a
/// file that has the problem.
#[must_use]
pub fn markdown(example: impl Fn(Code) -> Option<String>) -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("| code | about |\n|---|---|\n");
    for code in Code::ALL {
        writeln!(page, "| [{0}](#{anchor}) | {1} |", code.id(), about(*code), anchor = anchor(*code))
            .expect("a string takes everything");
    }
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error => "",
            Severity::Warning => " (warning)",
        };
        write!(page, "\n## {}: {}{severity}\n\n{}\n", code.id(), about(*code), code.explain())
            .expect("a string takes everything");
        if let Some(example) = example(*code) {
            write!(page, "\n```text\n{}\n```\n", example.trim_end()).expect("a string takes everything");
        }
    }
    page
}

fn about(code: Code) -> String {
    code.slug().replace('-', " ")
}

/// The anchor that Markdown viewers make of the heading of a code.
#[must_use]
pub fn anchor(code: Code) -> String {
    let warning = match code.severity() {
        Severity::Error => "",
        Severity::Warning => "-warning",
    };
    format!("{}-{}{warning}", code.id().to_lowercase(), code.slug())
}

const INTRODUCTION: &str = "\
# Diagnostics

<!-- Generated from the table of codes; do not edit. UPDATE_DOCS=1 cargo test bad:: rewrites it. -->

Before a scenario runs, everything that is wrong with its file is reported in one pass: each problem with file, line
and column, the text underlined, a code, and what to do about it. A code is stable. It is never used again for
something else, so that you can search for it.

* `S…`: the file cannot be read as a scenario (syntax and shape).
* `R…`: the file can be read, but its parts do not fit together (references and consistency).
* `W…`: a warning. The scenario runs, but probably does not show what you meant.

With an error nothing is run, and the exit code is 2. At most a hundred problems are shown.

";
