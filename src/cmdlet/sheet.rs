//! Which steps has a script?
//!
//! A comment at the beginning of a line names what follows it up to the next one, as people write the run sheet of a
//! night into their script. A time in front of the name says when: `# 22:00 Move the namespace`.

use super::script::{self, Expr, Stage, What};
use super::table::only_looks;

/// A step of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScriptStep {
    /// The comment that names it; none where the script begins without one.
    pub name: Option<String>,
    /// When it is done, where the comment says so.
    pub at: Option<String>,
    /// The line on which its lines begin, from 1.
    pub line: u32,
    /// Its lines.
    pub lines: Vec<String>,
}

/// How often it is asked whether a comment stands within a statement: a script with more of them has no steps there.
const ASKED_MAX: u32 = 10_000;

/// The steps of a script, in its order. Variables that are set to values before are set again in each step that
/// mentions them.
pub(crate) fn steps(text: &str) -> Vec<ScriptStep> {
    let mut steps: Vec<ScriptStep> = Vec::new();
    let mut open = ScriptStep { name: None, at: None, line: 1, lines: Vec::new() };
    let (mut in_block, mut asked) = (false, 0);
    for (number, line) in (1_u32..).zip(text.lines()) {
        let comment = line.strip_prefix('#').filter(|it| !it.to_lowercase().starts_with("requires"));
        let is_within = |lines: &[String]| script::read(&lines.join("\n")).is_err();
        match comment {
            Some(comment) if asked < ASKED_MAX && !is_within(&open.lines) => {
                asked += 1;
                // Further lines of one comment tell more of the same step.
                if !in_block {
                    let next = ScriptStep { name: None, at: None, line: number + 1, lines: Vec::new() };
                    let done = std::mem::replace(&mut open, next);
                    steps.extend(Some(done).filter(|it| says_something(&it.lines)));
                    let (at, name) = timed(comment.trim_matches(['#', ' ', '\t', '-', '=']).trim());
                    (open.name, open.at) = (Some(name.to_owned()).filter(|it| !it.is_empty()), at.map(str::to_owned));
                }
                in_block = true;
            }
            _ => {
                asked += u32::from(comment.is_some());
                in_block = false;
                if open.lines.is_empty() && line.trim().is_empty() {
                    continue;
                }
                if open.lines.is_empty() {
                    open.line = number;
                }
                open.lines.push(line.to_owned());
            }
        }
    }
    if says_something(&open.lines) {
        steps.push(open);
    }
    carry_variables(&mut steps);
    for it in &mut steps {
        while it.lines.last().is_some_and(|it| it.trim().is_empty()) {
            it.lines.pop();
        }
    }
    steps
}

/// Whether anything stands in lines but comments.
fn says_something(lines: &[String]) -> bool {
    script::read(&lines.join("\n")).map_or(true, |it| !it.statements.is_empty())
}

/// The time in front of a name, and the name.
fn timed(comment: &str) -> (Option<&str>, &str) {
    let (first, rest) = comment.split_once(char::is_whitespace).unwrap_or((comment, ""));
    let first = first.trim_end_matches(['-', ',', ';']);
    let is_time = first.contains(':')
        && first.split(':').all(|it| (1..=2).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit()));
    if is_time { (Some(first), rest.trim_start_matches(['-', '–', ':', ' ']).trim()) } else { (None, comment) }
}

/// Puts the variables that were set to values before in front of each step that mentions them.
fn carry_variables(steps: &mut [ScriptStep]) {
    let mut set: Vec<(String, String)> = Vec::new();
    for step in steps {
        let text = step.lines.join("\n");
        let Ok(script) = script::read(&text) else { continue };
        let lower = text.to_lowercase();
        let needed: Vec<String> =
            set.iter().filter(|it| lower.contains(&format!("${}", it.0))).map(|it| it.1.clone()).collect();
        for (at, statement) in script.statements.iter().enumerate() {
            let What::Assign(name, value) = &statement.what else { continue };
            let only_reads = value.iter().all(|it| match it {
                Stage::Value(it) => !matches!(it, Expr::Method(..)),
                Stage::Command(call) => only_looks(&call.name),
            });
            if !only_reads {
                continue;
            }
            let from = statement.line as usize - 1;
            let until = script.statements.get(at + 1).map_or(step.lines.len(), |it| it.line as usize - 1);
            let written = step.lines[from..until.max(from + 1)].join("\n").trim_end().to_owned();
            let name = name.to_lowercase();
            set.retain(|it| it.0 != name);
            set.push((name, written));
        }
        step.lines.splice(0..0, needed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<String>, Option<String>, String)> {
        steps(text).into_iter().map(|it| (it.name, it.at, it.lines.join("\n"))).collect()
    }

    #[test]
    fn a_comment_names_what_follows_it() {
        let some = |it: &str| Some(it.to_owned());
        let script = "<# the night #>\n# 22:00 - Repair the settings\n# ticket 4711\nA -B c\nD\n\n## Move the name\nforeach ($x in 1,2) {\n# within\n  E $x\n}\n";
        assert_eq!(
            told(script),
            [
                (some("Repair the settings"), some("22:00"), "A -B c\nD".to_owned()),
                (some("Move the name"), None, "foreach ($x in 1,2) {\n# within\n  E $x\n}".to_owned()),
            ]
        );
        assert_eq!(told("A\n# Then\nB"), [(None, None, "A".to_owned()), (some("Then"), None, "B".to_owned())]);
        assert_eq!(told("#Requires -Version 5\n# Nothing\n"), []);
    }

    #[test]
    fn variables_are_known_in_later_steps() {
        let script = "$all = 'EX10','EX11'\n# One\n$all | A\n# Two\nB\n";
        let lines: Vec<String> = told(script).into_iter().map(|it| it.2).collect();
        assert_eq!(lines, ["$all = 'EX10','EX11'", "$all = 'EX10','EX11'\n$all | A", "B"]);
    }
}
