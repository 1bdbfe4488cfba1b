//! Which changes of the program would no test notice?
//!
//! cargo-mutants builds the program anew for each mutant, which takes days for all of policy, product, verdict,
//! reading, network, TLS and cmdlets. Here all mutants (`mutants.rs`) are woven into a copy of the sources and built
//! once, each behind a question whether it is the one that lives; then the tests that say what is right are run once
//! for each, until one fails. Which tests, and which mutants may live for which reason, stands in
//! `.cargo/mutants.toml`, for both.
//!
//! `coexist-mutants COPY FOLDER[=N]…`, in the folder of the program: `COPY` is a copy of it, which is written to; the
//! mutants are those of the sources in these folders, with a number one of so many of them. `.ci/weekly mutants` calls
//! it.

mod asked;
mod consts;
mod mutants;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use asked::Suite;
use mutants::{Mutant, Woven, modules_of_tests, weave};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What each question calls, in the copy alone.
const QUESTION: &str = "
/// Whether this mutant is the one that lives.
pub fn is_mutant(number: usize) -> bool {
    static LIVES: std::sync::LazyLock<Option<usize>> =
        std::sync::LazyLock::new(|| std::env::var(\"COEXIST_MUTANT\").ok()?.parse().ok());
    *LIVES == Some(number)
}
";

fn main() -> ExitCode {
    match whole() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(it) => {
            eprintln!("{it}");
            ExitCode::from(2)
        }
    }
}

/// Asks all, and says whether enough were caught.
fn whole() -> Result<bool> {
    let mut arguments = std::env::args().skip(1);
    let copy = PathBuf::from(arguments.next().ok_or("coexist-mutants COPY FOLDER[=N]…")?);
    // Each folder, and of how many of its mutants one is asked.
    let mut folders = Vec::new();
    for it in arguments {
        let (folder, every) = it.split_once('=').unwrap_or((&it, "1"));
        let every: usize = every.parse().ok().filter(|it| *it > 0).ok_or("behind = stands of how many one is asked")?;
        folders.push((folder.to_owned(), every));
    }
    let settings: toml::Table = fs::read_to_string(".cargo/mutants.toml")?.parse()?;
    let may_live = regex::RegexSet::new(words(&settings, "exclude_re"))?;
    let files = files_of(folders.iter().map(|it| it.0.as_str()))?;
    let texts = files_of(["src"])?.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    let (mut left_out, mut stays_const) = (BTreeSet::new(), consts::of(&texts)?);
    let all = loop {
        let woven = write(&files, &copy, &left_out, &stays_const)?;
        let (wrong, consts) = refused(&copy, &woven)?;
        if wrong.is_empty() && consts.is_empty() {
            break woven;
        }
        println!("{} that the compiler does not take, {} functions that stay const", wrong.len(), consts.len());
        left_out.extend(wrong);
        stays_const.extend(consts);
    };
    let count: usize = all.iter().map(|(.., it)| it.mutants.len()).sum();
    let taken = all.iter().flat_map(|(.., it)| &it.mutants).filter(|it| it.is_woven).count();
    println!("{count} mutants, {taken} of which the compiler takes here");
    let suite = Suite::built(&copy, &words(&settings, "additional_cargo_test_args"))?;
    let (mut is_enough, mut lived) = (true, Vec::new());
    for (folder, every) in &folders {
        let part = folder.trim_start_matches("src/");
        let of_folder = all.iter().filter(|(file, ..)| is_in(file, folder));
        let woven = of_folder.flat_map(|(file, first, it)| {
            let woven = it.mutants.iter().enumerate().filter(|(_, it)| it.is_woven);
            woven.map(move |(at, Mutant { line, column, what, .. })| {
                (first + at, format!("{file}:{line}:{column}: {what}"))
            })
        });
        let (mut caught, mut alive, mut may) = (0, 0, 0);
        for (number, name) in woven.step_by(*every) {
            if may_live.is_match(&name) {
                may += 1;
            } else if suite.notice(number)? {
                caught += 1;
            } else {
                alive += 1;
                println!("lives: {name}");
                lived.push(name);
            }
        }
        let least = if part == "policy" { 97 } else { 92 };
        is_enough &= caught * 100 >= (caught + alive) * least;
        let share = f64::from(caught) * 100.0 / f64::from((caught + alive).max(1));
        println!("{part}: {caught} caught, {alive} live, {may} may: {share:.1} % of at least {least} %");
        fs::write(copy.join("lives.txt"), lived.join("\n"))?;
    }
    Ok(is_enough)
}

/// Whether a file is that of a folder, or stands in it.
fn is_in(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|it| it == ".rs" || it.starts_with('/'))
}

/// Strings under a key.
fn words(settings: &toml::Table, key: &str) -> Vec<String> {
    let all = settings.get(key).and_then(|it| it.as_array()).into_iter().flatten();
    all.filter_map(|it| it.as_str().map(ToOwned::to_owned)).collect()
}

/// The sources of folders and of the files beside them, in order, without those that are there for tests alone.
fn files_of<'a>(folders: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> =
        folders.into_iter().flat_map(|it| [PathBuf::from(it), PathBuf::from(format!("{it}.rs"))]).collect();
    open.retain(|it| it.exists());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for it in fs::read_dir(&path)? {
                open.push(it?.path());
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    found.dedup();
    let mut of_tests = BTreeSet::new();
    for file in &found {
        let folder = file.trim_end_matches(".rs");
        for it in modules_of_tests(&fs::read_to_string(file)?)? {
            of_tests.insert(format!("{folder}/{it}.rs"));
        }
    }
    found.retain(|it| !of_tests.contains(it));
    Ok(found)
}

/// Writes the sources with their mutants into the copy. Of each: its path, the number of its first mutant, what it
/// became.
fn write(
    files: &[String],
    copy: &Path,
    left_out: &BTreeSet<usize>,
    stays_const: &BTreeSet<String>,
) -> Result<Vec<(String, usize, Woven)>> {
    let mut all = Vec::new();
    let mut first = 0;
    for file in files {
        let text = fs::read_to_string(file)?;
        let woven = weave(&text, first, &|it| left_out.contains(&it), &|it| stays_const.contains(it))
            .map_err(|it| format!("{file}: {it}"))?;
        fs::write(copy.join(file), &woven.text)?;
        let count = woven.mutants.len();
        all.push((file.clone(), first, woven));
        first += count;
    }
    fs::write(copy.join("src/lib.rs"), fs::read_to_string("src/lib.rs")? + QUESTION)?;
    Ok(all)
}

/// The mutants that the compiler does not take, and the functions that something is computed by while it compiles.
fn refused(copy: &Path, woven: &[(String, usize, Woven)]) -> Result<(BTreeSet<usize>, BTreeSet<String>)> {
    let output = asked::cargo(copy)
        .args(["check", "--lib", "--profile", "test", "--message-format=json"])
        .stderr(Stdio::null())
        .output()?;
    let (mut wrong, mut consts) = (BTreeSet::new(), BTreeSet::new());
    let of_const = regex::Regex::new("cannot call non-const .*?(?:`|::)([a-z_0-9]+)(?:::<[^`]*)?`")?;
    let mut strange = String::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(it) = serde_json::from_str::<Value>(line) else { continue };
        let message = &it["message"];
        let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        if message["level"] != "error" || spans.is_empty() {
            continue;
        }
        if let Some(it) = of_const.captures(message["message"].as_str().unwrap_or_default()) {
            consts.insert(it[1].to_owned());
            continue;
        }
        let owners = spans.iter().filter_map(|it| {
            let at = usize::try_from(it["byte_start"].as_u64()?).ok()?;
            let (_, _, file) = woven.iter().find(|(path, ..)| it["file_name"] == path.as_str())?;
            file.owned
                .iter()
                .filter(|(range, _)| range.contains(&at))
                .min_by_key(|(range, _)| range.len())
                .map(|it| it.1)
        });
        let owners: Vec<usize> = owners.collect();
        if owners.is_empty() {
            strange += message["rendered"].as_str().unwrap_or_default();
        }
        wrong.extend(owners);
    }
    if wrong.is_empty() && consts.is_empty() && !output.status.success() {
        return Err(format!("the copy does not build, and no mutant is the reason:\n{strange}").into());
    }
    Ok((wrong, consts))
}
