//! Can every form of expectation fail, and is it said how?
//!
//! The gallery of failures (`tests/failing`) stands beside the gallery of scenarios: above each expectation stands, by hand,
//! the line that a report has to say of it, and at the top what the whole has to come out as.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use coexist::render::{Options, Plain, heard, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::telling::{Length, Scope};
use coexist::verdict::listen::Hold;
use coexist::verdict::{Held, Miss, judge};

use crate::process::call;

/// Every file, by path.
pub(crate) fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/failing");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|it| it.expect("it can be read").path())
        .map(|it| (it.clone(), std::fs::read_to_string(it).expect("scenarios are UTF-8")))
        .collect();
    files.sort();
    files
}

/// Whether a line begins what is said of an expectation.
fn begins(line: &str) -> bool {
    ["held ", "not held ", "open "].iter().any(|it| line.starts_with(it))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands above each expectation of a text.
fn wanted(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut above: Option<String> = None;
    for line in text.lines().skip_while(|it| it.trim() != "expect: [").skip(1).map(str::trim) {
        match (line.strip_prefix("// "), &mut above) {
            (Some(said), _) if begins(said) => above = Some(said.to_owned()),
            (Some(said), Some(above)) => *above += &format!(" {said}"),
            (None, _) if line.starts_with("Expect(") => {
                all.push(words(&above.take().unwrap_or_else(|| panic!("nothing is said of {line}"))));
            }
            _ => {}
        }
    }
    all
}

/// What a report says of each expectation.
fn said(report: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut inside = false;
    for line in report.lines() {
        if begins(line) {
            all.push(line.to_owned());
        } else if inside && line.starts_with("  ") {
            *all.last_mut().expect("a line was begun") += line;
        }
        inside = begins(line) || (inside && line.starts_with("  "));
    }
    all.iter().map(|it| words(it)).collect()
}

#[test]
fn every_failure_says_what_failed() {
    let (mut failed, mut kinds) = (0, BTreeSet::new());
    for (path, text) in files() {
        let name = path.file_stem().and_then(|it| it.to_str()).expect("a name");
        let world = load(&text, name).unwrap_or_else(|it| panic!("{name}: {it:#?}")).world;
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        let mut report = String::new();
        text::verdict(&world, &run, &verdict, &Options::default(), &Plain, &mut report).expect("a string takes all");
        assert_eq!(said(&report), wanted(&text), "{name}");
        let came = format!("// comes out: {:?}", verdict.overall);
        assert!(text.lines().any(|it| it == came), "{name}: {came}");
        for it in &verdict.expectations {
            failed += usize::from(it.held() == Held::No);
            kinds.extend(it.misses.iter().map(|it| format!("{it:?}").split('(').next().map(str::to_owned)));
        }
        // Those who keep everything and those who keep nothing end the same.
        let path = path.to_str().expect("a path in UTF-8");
        for arguments in [&["run", path][..], &["run", "-q", path], &["test", path]] {
            let code = call(arguments).code;
            assert_eq!(code, i32::from(verdict.overall.exit_code()), "{arguments:?}");
        }
    }
    assert!(failed >= 60, "{failed}");
    assert_eq!(kinds.len(), 8, "{kinds:?}");
}

/// Whoever listens says the same, and still has the attempts of which it speaks.
#[test]
fn every_failure_is_heard() {
    let scope = Scope { client: None, length: Length::All };
    for (path, text) in files() {
        let world = load(&text, "failing").expect("it can be read").world;
        let kept = judge(&world, &sim::run(&world)).expectations;
        let hold = Hold { batch: 1, records: 1 };
        let (_, verdict, _) = heard(&world, (scope, true), hold, u64::MAX, &mut |_| true);
        for (at, (it, kept)) in verdict.expectations.iter().zip(kept).enumerate() {
            let told = format!("{}: expectation {at}", path.display());
            assert_eq!(it.misses.len() + it.more, kept.misses.len(), "{told}");
            // The first are named; what is said of the whole comes behind all that are.
            assert!(it.more == 0 && it.misses == kept.misses || it.misses[..8] == kept.misses[..8], "{told}");
            for miss in &it.misses {
                if let Miss::Outcome(id, _) | Miss::Spoke(id, _) | Miss::ServedBy(id, _) = miss {
                    assert!(verdict.attempts.get(id.0 as usize).is_some_and(|it| it.id == *id), "{told}: {miss:?}");
                }
            }
        }
    }
}

/// What is said of them is there in Chinese.
#[test]
fn every_failure_is_told_in_chinese() {
    for (path, _) in files() {
        let out = call(&["run", "--lang", "zh", path.to_str().expect("a path in UTF-8")]).out;
        let lines: Vec<_> = out.lines().filter(|it| it.starts_with("不成立") || it.starts_with("未定")).collect();
        assert!(!lines.is_empty(), "{out}");
        assert!(lines.iter().all(|it| !it.contains("attempt")), "{lines:#?}");
    }
}
