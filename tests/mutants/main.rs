//! Which changes of the program would no test notice?
//!
//! cargo-mutants builds the program anew for each mutant, which takes days for all of policy, product, verdict,
//! reading, network, TLS and cmdlets. Here all mutants (`mutants.rs`) are woven into a copy of the sources and built
//! once, each behind a question whether it is the one that lives; then the tests that say what is right are run once
//! for each, until one fails. Which tests, and which mutants may live for which reason, stands in
//! `.cargo/mutants.toml`, for both. Who has minutes (`--within`) is answered by the quick ones of them.
//!
//! `coexist-mutants COPY FOLDER[=N]… [--since REVISION] [--within SECONDS]`, in the folder of the program: `COPY` is a
//! copy of it, which is made or brought to what the program is now; the mutants are those of the sources in these
//! folders, with a number one of so many of them, and with a revision those of lines that changed since. `.ci/weekly
//! mutants` calls it, and `.ci/run`.

mod asked;
mod consts;
mod mutants;

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use asked::Suite;
use mutants::{Mutant, Woven, modules_of_tests, weave};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What the compiler sees to be wrong in a mutant, and would not build.
const ALLOWED: &str = "#![allow(arithmetic_overflow, unconditional_panic, overflowing_literals, invalid_value)]
#![allow(unconditional_recursion)]
#![allow(warnings, clippy::all)]
";
/// Where that stands.
const ROOT: &str = "src/lib.rs";
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

/// What is wanted.
struct Wanted {
    copy: PathBuf,
    /// Each folder, and of how many of its mutants one is asked.
    folders: Vec<(String, usize)>,
    /// The revision since which a line must have changed for its mutants to be asked.
    since: Option<String>,
    /// When what is not known yet stays unknown.
    until: Option<Instant>,
}

impl Wanted {
    fn read() -> Result<Self> {
        let begun = Instant::now();
        let mut arguments = std::env::args().skip(1);
        let copy = std::path::absolute(arguments.next().ok_or("coexist-mutants COPY FOLDER[=N]…")?)?;
        let mut wanted = Self { copy, folders: Vec::new(), since: None, until: None };
        while let Some(it) = arguments.next() {
            match it.as_str() {
                "--since" => wanted.since = Some(arguments.next().ok_or("behind --since stands a revision")?),
                "--within" => {
                    let seconds = arguments.next().and_then(|it| it.parse().ok());
                    wanted.until = Some(begun + Duration::from_secs(seconds.ok_or("behind --within stand seconds")?));
                }
                it => {
                    let (folder, every) = it.split_once('=').unwrap_or((it, "1"));
                    let every =
                        every.parse().ok().filter(|it| *it > 0).ok_or("behind = stands of how many one is asked")?;
                    wanted.folders.push((folder.to_owned(), every));
                }
            }
        }
        Ok(wanted)
    }
}

/// A mutant that is asked.
struct Asked {
    number: usize,
    /// The folder for which it counts, by its place.
    folder: usize,
    /// Its place, and what it does.
    name: String,
}

/// Asks all, and says whether enough were caught.
fn whole() -> Result<bool> {
    let wanted = Wanted::read()?;
    let settings: toml::Table = fs::read_to_string(".cargo/mutants.toml")?.parse()?;
    let may_live = regex::RegexSet::new(words(&settings, "exclude_re"))?;
    let changed = wanted.since.as_deref().map(changed).transpose()?;
    let is_changed = |file: &str, line: usize| {
        changed.as_ref().is_none_or(|it| it.iter().any(|(path, lines)| path == file && lines.contains(&line)))
    };
    let mut files = files_of(wanted.folders.iter().map(|it| it.0.as_str()))?;
    if let Some(it) = &changed {
        files.retain(|file| it.iter().any(|(path, _)| path == file));
    }
    // Tests and comments have none.
    let mut has_some = false;
    for file in &files {
        let woven = weave(&fs::read_to_string(file)?, 0, &|_| false, &|_| false)?;
        has_some |= woven.mutants.iter().any(|it| is_changed(file, it.line));
    }
    if !has_some {
        println!("nothing changed there that has mutants");
        return Ok(true);
    }
    copied(&wanted.copy, &files)?;
    let all = woven(&files, &wanted.copy)?;
    let (mut asked, mut may) = (Vec::new(), vec![0; wanted.folders.len()]);
    for (folder, (path, every)) in wanted.folders.iter().enumerate() {
        let mutants = all.iter().filter(|(file, ..)| is_in(file, path)).flat_map(|(file, first, it)| {
            let woven = it.mutants.iter().enumerate().filter(|(_, it)| it.is_woven && is_changed(file, it.line));
            woven.map(move |(at, Mutant { line, column, what, .. })| Asked {
                number: first + at,
                folder,
                name: format!("{file}:{line}:{column}: {what}"),
            })
        });
        let (live, others): (Vec<_>, Vec<_>) = mutants.step_by(*every).partition(|it| may_live.is_match(&it.name));
        may[folder] = live.len();
        asked.extend(others);
    }
    println!("{} are asked", asked.len());
    if asked.is_empty() {
        return Ok(true);
    }
    let has_some = |folder: usize| asked.iter().any(|it| it.folder == folder);
    let folders = wanted.folders.iter().enumerate().filter(|it| has_some(it.0));
    let modules: Vec<String> = folders.map(|(_, it)| format!("{}::", part(&it.0).replace('/', "::"))).collect();
    let suite = Suite::built(&wanted.copy, &words(&settings, "additional_cargo_test_args"), &modules, wanted.until)?;
    let known = known(&suite, &asked)?;
    if known.len() < asked.len() {
        println!("the time was over when {} of them were known", known.len());
    }
    let lives: Vec<usize> = known.iter().filter(|it| !it.1).map(|it| it.0).collect();
    let names: Vec<&str> = lives.iter().map(|it| asked[*it].name.as_str()).collect();
    fs::write(wanted.copy.join("target/lives.txt"), names.join("\n"))?;
    let mut is_enough = true;
    for (at, (folder, _)) in wanted.folders.iter().enumerate() {
        let part = part(folder);
        let of_folder = known.iter().filter(|it| asked[it.0].folder == at).count();
        let alive = lives.iter().filter(|it| asked[**it].folder == at).count();
        let caught = of_folder - alive;
        // Of what somebody just wrote, none may live.
        let least = if changed.is_some() {
            100
        } else if part == "policy" {
            97
        } else {
            92
        };
        is_enough &= caught * 100 >= of_folder * least;
        let share = caught as f64 * 100.0 / of_folder.max(1) as f64;
        println!("{part}: {caught} caught, {alive} live, {} may: {share:.1} % of at least {least} %", may[at]);
    }
    Ok(is_enough)
}

/// Asks them, as many at once as there are cores. Says of each that is known in time whether it is noticed.
fn known(suite: &Suite, asked: &[Asked]) -> Result<Vec<(usize, bool)>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let (mut known, mut failed) = (Vec::new(), 0);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(Asked { number, name, .. }) = asked.get(at) else { break };
            let Some(noticed) = suite.notice(*number, &mut failed).map_err(|it| it.to_string())? else { break };
            if !noticed {
                println!("lives: {name} (COEXIST_MUTANT={number})");
            }
            known.push((at, noticed));
        }
        Ok::<_, String>(known)
    };
    let mut all = Vec::new();
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, Into::into);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        for it in workers {
            all.extend(it.join().map_err(|_| "a worker has failed")??);
        }
        Ok::<_, Box<dyn std::error::Error>>(())
    })?;
    all.sort_unstable();
    Ok(all)
}

/// Each file that changed since a revision, with lines of it that did.
fn changed(since: &str) -> Result<Vec<(String, Range<usize>)>> {
    let output = Command::new("git").args(["diff", "--unified=0", "--no-ext-diff", since, "--", "src"]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let (mut all, mut file) = (Vec::new(), String::new());
    let lines = regex::Regex::new(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some(it) = line.strip_prefix("+++ b/") {
            it.clone_into(&mut file);
        } else if let Some(it) = lines.captures(line) {
            let first: usize = it[1].parse()?;
            let count = it.get(2).map_or(Ok(1), |it| it.as_str().parse::<usize>())?;
            all.push((file.clone(), first..first + count));
        }
    }
    Ok(all)
}

/// The mutants of these files, woven into the copy, where the compiler takes what stands there. What it does not take is
/// kept there, too, so that nothing is built again when the same is asked again.
fn woven(files: &[String], copy: &Path) -> Result<Vec<(String, usize, Woven)>> {
    let texts = files_of(["src"])?.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    let mut hasher = DefaultHasher::new();
    (files, &texts).hash(&mut hasher);
    let (of, kept) = (hasher.finish(), copy.join("target/refused.json"));
    let known = fs::read(&kept).ok().and_then(|it| serde_json::from_slice::<(u64, _, _)>(&it).ok());
    let (mut left_out, mut stays_const) = match known.filter(|it| it.0 == of) {
        Some((_, left_out, stays_const)) => (left_out, stays_const),
        None => (BTreeSet::new(), consts::of(&texts)?),
    };
    let all = loop {
        let woven = write(files, copy, &left_out, &stays_const)?;
        let (wrong, consts) = refused(copy, &woven)?;
        if wrong.is_empty() && consts.is_empty() {
            break woven;
        }
        println!("{} that the compiler does not take, {} functions that stay const", wrong.len(), consts.len());
        left_out.extend(wrong);
        stays_const.extend(consts);
    };
    fs::write(kept, serde_json::to_vec(&(of, left_out, stays_const))?)?;
    let count: usize = all.iter().map(|(.., it)| it.mutants.len()).sum();
    let taken = all.iter().flat_map(|(.., it)| &it.mutants).filter(|it| it.is_woven).count();
    println!("{count} mutants, {taken} of which the compiler takes here");
    Ok(all)
}

/// What a folder is called among the sources.
fn part(folder: &str) -> &str {
    folder.trim_start_matches("src/")
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

/// Brings the copy to what the program is now, but for what is woven.
fn copied(copy: &Path, woven: &[String]) -> Result<()> {
    fs::create_dir_all(copy.join("target"))?;
    let output = Command::new("git").args(["ls-files", "-z"]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let listed = String::from_utf8(output.stdout)?;
    let listed: BTreeSet<&str> = listed.split('\0').filter(|it| Path::new(it).is_file()).collect();
    let is_woven = |it: &str| it == ROOT || woven.iter().any(|file| file == it);
    for it in listed.iter().filter(|it| !is_woven(it)) {
        let to = copy.join(it);
        if !fs::read(&to).is_ok_and(|there| fs::read(it).is_ok_and(|here| here == there)) {
            fs::create_dir_all(to.parent().ok_or("a file stands in a folder")?)?;
            fs::copy(it, to)?;
        }
    }
    let mut open: Vec<PathBuf> = ["src", "tests", "scenarios"].map(|it| copy.join(it)).into();
    while let Some(path) = open.pop() {
        let here = path.strip_prefix(copy)?.to_string_lossy().into_owned();
        if path.is_dir() {
            open.extend(fs::read_dir(&path)?.map(|it| Ok(it?.path())).collect::<io::Result<Vec<_>>>()?);
        } else if !listed.contains(here.as_str()) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
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
        renew(&copy.join(file), &woven.text)?;
        let count = woven.mutants.len();
        all.push((file.clone(), first, woven));
        first += count;
    }
    renew(&copy.join(ROOT), &(ALLOWED.to_owned() + &fs::read_to_string(ROOT)? + QUESTION))?;
    Ok(all)
}

/// Writes a file where it has another text, so that what was built of it stays as new as it was.
fn renew(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|it| it == text) { Ok(()) } else { fs::write(path, text) }
}

/// The mutants that the compiler does not take, and the functions that something is computed by while it compiles.
fn refused(copy: &Path, woven: &[(String, usize, Woven)]) -> Result<(BTreeSet<usize>, BTreeSet<String>)> {
    let output = asked::cargo(copy).args(["check", "--lib", "--message-format=json"]).stderr(Stdio::null()).output()?;
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
