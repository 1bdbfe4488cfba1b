//! What does a trainer do with lessons?

use anstream::ColorChoice;

use super::super::output::{Output, Shell};
use super::folder;
use super::{Lint, LintFormat};
use crate::diag::render::{Color, report};
use crate::diag::{Diagnostic, Lines};
use crate::lesson::lint::{LintProblem, lint as linted};
use crate::lesson::shipped;
use crate::words::lesson as say;

/// Something is wrong with a lesson.
const WRONG: u8 = 1;

/// Tells everything that is wrong with a course, or with one lesson.
pub(super) fn lint(arguments: &Lint, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let files = match &arguments.folder {
        Some(folder) => folder::course(folder, shell)?,
        None => shipped::files(),
    };
    // A folder that is a lesson itself has no course around it.
    let alone = files.course.is_none() && files.lessons.len() == 1 && files.stray.is_empty();
    let only = files.lessons.first().filter(|_| alone).map(|it| it.name.clone());
    let found = linted(&files, only.as_deref());
    let paint = if shell.color.stdout() == ColorChoice::Never { Color::Never } else { Color::Always };
    for of_file in found.chunk_by(|one, other| one.path == other.path) {
        let LintProblem { path, text, .. } = &of_file[0];
        let problems: Vec<Diagnostic> = of_file.iter().map(|it| it.problem.clone()).collect();
        match arguments.format {
            LintFormat::Text => {
                let told = report(text, path, &problems, shell.lang, paint);
                output.text(&format!("{}\n\n", told.trim_end()));
            }
            LintFormat::Short => {
                let lines = Lines::new(text);
                for it in &problems {
                    output.text(&format!("{}\n", it.line(&lines, path, shell.lang)));
                }
            }
        }
    }
    output.text(&format!("{}\n", say::linted(shell.lang, files.lessons.len(), found.len())));
    Ok(if found.is_empty() { 0 } else { WRONG })
}
