//! What does `coexist test` do?
//!
//! Every scenario below the paths is run, its `expect` is held, and its report is compared with the snapshot beside it.
//! Files are worked on by several processes of the program itself, each of which is given one after the other: a bug of
//! ours ends the process in which it comes up, and no more than that. What is written depends on the order of the names
//! of the files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::color::Screen;
use super::files::{below_all, replace, scenarios};
use super::lang::code as lang_code;
use super::long;
use super::memory;
use super::output::{Output, Shell, complain};
use super::source;
use super::together::together;
use super::{UNUSABLE, bug, inner};
use crate::catalogue::marks;
use crate::diag::render::{Color, report_all};
use crate::render::people::Beside;
use crate::render::text::nothing_expected;
use crate::render::text::summary::expectations;
use crate::render::{Hearer, Lang, Options, Paint, PaintRole, Plain, text};
use crate::sim::Simulator;
use crate::sim::tracer::Full;
use crate::telling::people::{People, people};
use crate::trace::Run;
use crate::verdict::{Held, Overall, Verdict, judge};
use crate::words::markup::xml;
use crate::words::names::Names;
use crate::words::test as say;
use crate::world::World;

/// How the name of a snapshot ends.
const SNAPSHOT: &str = ".snap.txt";
/// How many lines of a difference are shown.
const DIFFERENCE: usize = 60;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long)]
    accept: bool,
    #[arg(long, requires = "accept")]
    prune: bool,
    #[arg(long, conflicts_with = "accept")]
    require_snapshots: bool,
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

/// How a file came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Result {
    Passed,
    New,
    Accepted,
    Inconclusive,
    Failed,
    Unusable,
    Bug,
}

/// A file that was tested.
#[derive(Debug, Serialize, Deserialize)]
struct Tested {
    result: Result,
    /// What is said about it, in color where color is wanted.
    told: String,
    /// The same without color, for JUnit.
    plain: String,
    /// What is to be known of one that passed.
    note: Option<String>,
    /// The first expectation that did not hold, and why.
    miss: Option<String>,
    /// How many milliseconds that took.
    #[serde(skip)]
    millis: u64,
}

/// Tests scenarios and returns the exit code.
pub(super) fn test(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    if inner::told().is_worker {
        return work(arguments, lang, output);
    }
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let all = match scenarios(&paths) {
        Ok(all) => all,
        Err((path, error)) => {
            complain(shell, &crate::words::cli::cannot_read(lang, path.display(), error), None);
            return UNUSABLE;
        }
    };
    let wanted = |it: &&PathBuf| arguments.filter.as_ref().is_none_or(|text| it.to_string_lossy().contains(text));
    let files: Vec<PathBuf> = all.iter().filter(wanted).cloned().collect();
    if files.is_empty() {
        let folders: Vec<_> = paths.iter().map(|it| it.display().to_string()).collect();
        let help = say::no_scenario_help(lang);
        complain(shell, &say::no_scenario(lang, folders.join(&marks::item(lang))), Some(&help));
        return UNUSABLE;
    }
    let tested = all_tested(&files, arguments, lang, output.paint());
    let mut counts: BTreeMap<Result, usize> = BTreeMap::new();
    for it in &tested {
        *counts.entry(it.result).or_default() += 1;
        output.text(&it.told);
    }
    let stale: Vec<_> = stale(&paths, &all).into_iter().filter(|it| wanted(&it)).collect();
    for path in stale {
        let name = path.display();
        if arguments.prune {
            match std::fs::remove_file(&path) {
                Ok(()) => output.text(&format!("{}\n", say::pruned(lang, name))),
                Err(error) => {
                    complain(shell, &crate::words::cli::cannot_write(lang, name, error), None);
                    *counts.entry(Result::Unusable).or_default() += 1;
                }
            }
        } else {
            output.text(&format!("{}\n", say::stale(lang, name)));
        }
    }
    output.text(&format!("{}\n", summary(lang, &counts)));
    if let Some(path) = &arguments.junit
        && let Err(error) = replace(path, junit(&files, &tested, lang).as_bytes())
    {
        complain(shell, &crate::words::cli::cannot_write(lang, path.display(), error), None);
        return UNUSABLE;
    }
    exit_code(&counts)
}

fn exit_code(counts: &BTreeMap<Result, usize>) -> u8 {
    let code = |(result, count): (&Result, &usize)| match result {
        _ if *count == 0 => 0,
        Result::Passed | Result::New | Result::Accepted => 0,
        Result::Failed => 1,
        Result::Unusable => UNUSABLE,
        Result::Inconclusive => 3,
        Result::Bug => super::BUG,
    };
    super::several::worst(&counts.iter().map(code).collect::<Vec<_>>())
}

/// Tests files in several processes, each of them watched by a thread; the results are in the order of the files.
fn all_tested(files: &[PathBuf], arguments: &Arguments, lang: Lang, paint: Screen) -> Vec<Tested> {
    let available = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.threads.map_or(available, usize::from).min(files.len());
    let bar = long::Several::of(files.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Tested>>> = Mutex::new(files.iter().map(|_| None).collect());
    let one = |_| {
        let mut idle = Idle::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(at) else { break };
            #[allow(clippy::disallowed_types, reason = "services that run tests show how long each takes")]
            let began = std::time::Instant::now();
            let mut tested = by_worker(&mut idle, path, arguments, (lang, paint), (threads, &bar));
            tested.millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            let mut results = results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            results[at] = Some(tested);
            bar.one_more();
        }
    };
    together(0..threads, one);
    bar.done();
    let results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.into_iter().map(|it| it.expect("every file was tested")).collect()
}

/// A process that tests the files whose paths it is told, one a line, and answers each with a line. Both are JSON.
struct Worker {
    process: Child,
    paths: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    /// How far a long run is.
    Far(String),
    /// What came of the file.
    Tested(Tested),
}

impl Worker {
    fn start(arguments: &Arguments, lang: Lang, paint: Screen, threads: usize) -> io::Result<Self> {
        let mut command = inner::worker()?;
        command.arg("test");
        command.args(["--color", if paint.is_colored { "always" } else { "never" }]);
        command.args(["--lang", lang_code(lang)]);
        // All of them together take no more than one may.
        command.args(["--memory", &format!("{}MB", memory::of_each(threads) / 1_000_000)]);
        command.args(arguments.accept.then_some("--accept"));
        command.args(arguments.require_snapshots.then_some("--require-snapshots"));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let missing = || io::Error::from(io::ErrorKind::BrokenPipe);
        let paths = process.stdin.take().ok_or_else(missing)?;
        let answers = BufReader::new(process.stdout.take().ok_or_else(missing)?);
        Ok(Self { process, paths, answers })
    }

    /// `None`: the process has ended over it.
    fn test(&mut self, path: &Path, bar: &long::Several) -> Option<Tested> {
        writeln!(self.paths, "{}", serde_json::json!(path.to_string_lossy())).ok()?;
        loop {
            let mut line = String::new();
            self.answers.read_line(&mut line).ok()?;
            match serde_json::from_str(&line).ok()? {
                Answer::Far(far) => bar.hears(far),
                Answer::Tested(tested) => return Some(tested),
            }
        }
    }

    /// Whether what ended was the program.
    fn end(mut self) -> bool {
        /// What a process ends with that could not become the program: most systems say so where it is started, some
        /// that stand in for another one (QEMU) only here.
        const NOT_STARTED: i32 = 127;
        drop(self.paths);
        self.process.wait().is_ok_and(|it| it.code() != Some(NOT_STARTED))
    }
}

/// What a thread has to test with, while it has nothing to do.
#[derive(Default)]
struct Idle {
    worker: Option<Worker>,
    tester: Tester,
}

impl Drop for Idle {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
    }
}

/// Has a file tested by the worker, which is started where there is none.
fn by_worker(
    idle: &mut Idle,
    path: &Path,
    arguments: &Arguments,
    (lang, paint): (Lang, Screen),
    (threads, bar): (usize, &long::Several),
) -> Tested {
    let worker = match idle.worker.take() {
        Some(worker) => Ok(worker),
        None => Worker::start(arguments, lang, paint, threads),
    };
    let mut is_ours = false;
    if let Ok(mut worker) = worker {
        let tested = worker.test(path, bar);
        if let Some(tested) = tested {
            idle.worker = Some(worker);
            return tested;
        }
        is_ours = worker.end();
    }
    // Where the system lets the program start nothing, it tests the files itself, and a bug ends it.
    if !is_ours {
        return idle.tester.test(path, arguments, (lang, &paint), &mut |far| bar.hears(far));
    }
    told(&path.display().to_string(), Result::Bug, &crate::words::cli::report_bug(lang), lang, &paint)
}

/// What a worker does: it tests what it is told, for as long as it is told anything.
fn work(arguments: &Arguments, lang: Lang, output: &mut Output) -> u8 {
    let paint = output.paint();
    let mut tester = Tester::default();
    for line in io::stdin().lock().lines() {
        let Some(path) = line.ok().and_then(|it| serde_json::from_str::<PathBuf>(&it).ok()) else { break };
        let mut say = |answer: Answer| {
            output.text(&format!("{}\n", serde_json::json!(answer)));
            output.flush()
        };
        let tested = tester.test(&path, arguments, (lang, &paint), &mut |far| {
            say(Answer::Far(far));
        });
        if !say(Answer::Tested(tested)) {
            break;
        }
    }
    0
}

/// The snapshot beside a scenario.
fn snapshot_of(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(stem + SNAPSHOT)
}

/// What is said of a file.
fn told(name: &str, result: Result, detail: &str, lang: Lang, paint: &dyn Paint) -> Tested {
    let line = |paint: &dyn Paint| {
        let (role, word) = match result {
            Result::Passed => (PaintRole::Good, say::passed(lang)),
            Result::New => (PaintRole::Note, say::new(lang)),
            Result::Accepted => (PaintRole::Note, say::accepted(lang)),
            Result::Inconclusive => (PaintRole::Bad, say::inconclusive(lang)),
            Result::Failed => (PaintRole::Bad, say::failed(lang)),
            Result::Unusable => (PaintRole::Bad, say::unusable(lang)),
            Result::Bug => (PaintRole::Bad, say::bug(lang)),
        };
        format!("{}{word}{}  {name}\n", paint.start(role), paint.end(role))
    };
    let indent = |it: &str| if it.is_empty() { "\n".to_owned() } else { format!("    {it}\n") };
    let indented = |text: &str| text.lines().map(indent).collect::<String>();
    let (told, plain) = (line(paint) + &indented(detail), strip(detail));
    Tested { result, told, plain, note: None, miss: None, millis: 0 }
}

/// Whoever tests one file after the other: each is run in the memory of those before.
#[derive(Default)]
struct Tester {
    keeping: Simulator<Full>,
    hearing: Hearer,
}

/// A run that was tested.
struct Ran {
    run: Run,
    verdict: Verdict,
    people: People,
    /// Its report, where there is something to compare it with: then the run was kept.
    report: Option<String>,
}

/// What is the same for all that is said of a file.
struct About<'a> {
    name: String,
    snapshot: PathBuf,
    arguments: &'a Arguments,
    lang: Lang,
    paint: &'a dyn Paint,
}

impl About<'_> {
    fn told(&self, result: Result, detail: &str) -> Tested {
        told(&self.name, result, detail, self.lang, self.paint)
    }
}

impl Tester {
    /// Tests a file; while its run is long, `tell` hears how far it is.
    fn test(
        &mut self,
        path: &Path,
        arguments: &Arguments,
        (lang, paint): (Lang, &dyn Paint),
        tell: &mut dyn FnMut(String),
    ) -> Tested {
        let about = About { name: path.display().to_string(), snapshot: snapshot_of(path), arguments, lang, paint };
        let found = match source::file(&about.name, lang) {
            Ok(found) => found,
            Err(missing) => return about.told(Result::Unusable, &missing.message),
        };
        let world = match found.load() {
            Ok(loaded) => loaded.world,
            Err(mistakes) => {
                let told = report_all(&found.sources(&about.name), &mistakes, lang, Color::Never);
                return about.told(Result::Unusable, &told);
            }
        };
        bug::where_asked_for(&world);
        // A report is the same in every language and version of the reader: what the header says is left out.
        let options = Options { lang: Lang::En, ..Options::default() };
        let ran = self.run(&world, &options, &about, tell);
        let tested = tested(&world, &ran, &options, &about);
        if ran.report.is_some() {
            self.keeping.take_back(ran.run);
        } else {
            self.hearing.take_back(ran.run, ran.verdict);
        }
        tested
    }

    /// Where there is nothing to compare a report with, the run is listened to and not kept.
    fn run(&mut self, world: &World, options: &Options, about: &About<'_>, tell: &mut dyn FnMut(String)) -> Ran {
        if !(about.arguments.accept || about.snapshot.exists()) {
            let who = (world, options.scope());
            let (run, verdict, people) = long::heard_telling(&mut self.hearing, who, about.lang, tell);
            return Ran { run, verdict, people, report: None };
        }
        let run = long::run_telling(&mut self.keeping, world, about.lang, tell);
        let verdict = judge(world, &run);
        let mut report = String::new();
        text::report(world, &run, &verdict, options, &Plain, &mut report).expect("a String takes everything");
        let people = people(world, &run, &verdict, options.scope());
        Ran { run, verdict, people, report: Some(report) }
    }
}

/// How a run came out.
fn tested(world: &World, ran: &Ran, options: &Options, about: &About<'_>) -> Tested {
    let (Ran { run, verdict, people, report }, lang) = (ran, about.lang);
    let mut misses = String::new();
    let told = (world, run, verdict);
    text::verdict_with(told, people, Beside::default(), &Options { lang, ..*options }, &Plain, &mut misses)
        .expect("a String takes everything");
    let note = (verdict.overall == Overall::NothingExpected).then(|| nothing_expected(lang, verdict));
    let failed = match verdict.overall {
        Overall::Fail => Some((Result::Failed, Held::No)),
        Overall::Inconclusive => Some((Result::Inconclusive, Held::Open)),
        Overall::Pass | Overall::NothingExpected => None,
    };
    if let Some((result, held)) = failed {
        let mut all = expectations(&Names::new(world, lang), verdict).into_iter();
        let miss = all.find(|it| it.0 == held).map(|it| it.1.split_whitespace().collect::<Vec<_>>().join(" "));
        return Tested { miss, ..about.told(result, &misses) };
    }
    let mut result = compared(&without_version(report.as_deref().unwrap_or_default()), about);
    // What expects nothing and has not changed has passed, and yet nothing has been tested but that.
    if let (Some(note), Result::Passed | Result::New) = (note, result.result) {
        result.told = format!("{}  {note}\n", result.told.trim_end());
        result.note = Some(note);
    }
    result
}

/// Compares a report with its snapshot.
fn compared(report: &str, about: &About<'_>) -> Tested {
    let About { snapshot: path, arguments, lang, paint, .. } = about;
    let (lang, name) = (*lang, &path.display());
    let accept = || match replace(path, report.as_bytes()) {
        Ok(()) => about.told(Result::Accepted, ""),
        Err(error) => about.told(Result::Unusable, &crate::words::cli::cannot_write(lang, name, error)),
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return match (arguments.accept, arguments.require_snapshots) {
                (true, _) => accept(),
                (false, true) => about.told(Result::Failed, &say::no_snapshot(lang, name)),
                (false, false) => about.told(Result::New, ""),
            };
        }
        Err(_) if path.is_dir() => return about.told(Result::Unusable, &say::snapshot_is_folder(lang, name)),
        Err(error) => {
            return about.told(Result::Unusable, &crate::words::cli::cannot_read(lang, name, error));
        }
    };
    let Some(before) = String::from_utf8(bytes).ok().filter(|it| !it.contains('\0')) else {
        return if arguments.accept {
            accept()
        } else {
            about.told(Result::Unusable, &say::snapshot_is_no_text(lang, name))
        };
    };
    let before = before.replace("\r\n", "\n");
    if before == report {
        about.told(Result::Passed, "")
    } else if arguments.accept {
        accept()
    } else {
        about.told(Result::Failed, &difference(&before, report, lang, *paint))
    }
}

/// The report without the first line's version, so that a new version does not touch every snapshot.
fn without_version(report: &str) -> String {
    let version = concat!("coexist ", env!("CARGO_PKG_VERSION"), " · ");
    report.strip_prefix(version).map_or_else(|| report.to_owned(), |rest| format!("coexist · {rest}"))
}

/// The lines that differ, with two lines around them.
fn difference(before: &str, after: &str, lang: Lang, paint: &dyn Paint) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let mut text = format!("{}\n", say::differs(lang));
    let mut lines = 0;
    for group in diff.grouped_ops(2) {
        if lines > 0 && lines < DIFFERENCE {
            text.push_str("…\n");
        }
        for change in group.iter().flat_map(|it| diff.iter_changes(it)) {
            lines += 1;
            if lines > DIFFERENCE {
                continue;
            }
            let (role, sign) = match change.tag() {
                similar::ChangeTag::Delete => (PaintRole::Bad, '-'),
                similar::ChangeTag::Insert => (PaintRole::Good, '+'),
                similar::ChangeTag::Equal => (PaintRole::Plain, ' '),
            };
            let line = match change.value().trim_end_matches('\n') {
                "" => sign.to_string().trim_end().to_owned(),
                line => format!("{sign} {line}"),
            };
            text.push_str(&format!("{}{line}{}\n", paint.start(role), paint.end(role)));
        }
    }
    if lines > DIFFERENCE {
        text.push_str(&format!("{}\n", say::more_lines(lang, lines - DIFFERENCE)));
    }
    text.push_str(&say::accept_help(lang));
    text
}

/// Text without terminal escapes.
fn strip(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Snapshots below the paths that belong to none of the scenarios.
fn stale(paths: &[PathBuf], scenarios: &[PathBuf]) -> Vec<PathBuf> {
    let folders: Vec<_> = paths.iter().filter(|it| it.is_dir()).cloned().collect();
    let wanted: BTreeSet<_> = scenarios.iter().map(|it| snapshot_of(it)).collect();
    let found = below_all(&folders, SNAPSHOT).unwrap_or_default();
    found.into_iter().filter(|it| !wanted.contains(it)).collect()
}

fn summary(lang: Lang, counts: &BTreeMap<Result, usize>) -> String {
    let of = |it: Result| counts.get(&it).copied().unwrap_or(0);
    let mut parts = vec![say::count_passed(lang, of(Result::Passed) + of(Result::New) + of(Result::Accepted))];
    let rest = [Result::New, Result::Accepted, Result::Failed, Result::Inconclusive, Result::Unusable, Result::Bug];
    parts.extend(rest.into_iter().filter(|it| of(*it) > 0).map(|it| match it {
        Result::Passed => say::count_passed(lang, of(it)),
        Result::New => say::count_new(lang, of(it)),
        Result::Accepted => say::count_accepted(lang, of(it)),
        Result::Failed => say::count_failed(lang, of(it)),
        Result::Inconclusive => say::count_inconclusive(lang, of(it)),
        Result::Unusable => say::count_unusable(lang, of(it)),
        Result::Bug => say::count_bugs(lang, of(it)),
    }));
    parts.join(" · ")
}

/// The results as JUnit XML. How long each took is all in it that differs from run to run.
fn junit(files: &[PathBuf], tested: &[Tested], lang: Lang) -> String {
    let count = |is: fn(Result) -> bool| tested.iter().filter(|it| is(it.result)).count();
    let failures = count(|it| matches!(it, Result::Failed | Result::Inconclusive));
    let errors = count(|it| matches!(it, Result::Unusable | Result::Bug));
    let seconds = |millis: u64| format!("{}.{:03}", millis / 1_000, millis % 1_000);
    let mut suite = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"coexist\" tests=\"{}\" \
         failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\" time=\"{}\">\n",
        tested.len(),
        seconds(tested.iter().map(|it| it.millis).sum())
    );
    for (path, it) in files.iter().zip(tested) {
        let name = path.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        let folder = path.parent().map_or_else(String::new, |it| it.display().to_string());
        let (file, took) = (path.display().to_string(), seconds(it.millis));
        let case = format!(
            "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" time=\"{took}\"",
            xml(&name),
            xml(&folder),
            xml(&file)
        );
        let (tag, word) = match it.result {
            Result::Passed | Result::New | Result::Accepted => {
                match &it.note {
                    None => suite.push_str(&format!("{case}/>\n")),
                    Some(note) => {
                        let note = xml(note);
                        suite.push_str(&format!("{case}>\n      <system-out>{note}</system-out>\n    </testcase>\n"));
                    }
                }
                continue;
            }
            Result::Failed => ("failure", say::failed(lang)),
            Result::Inconclusive => ("failure", say::inconclusive(lang)),
            Result::Unusable => ("error", say::unusable(lang)),
            Result::Bug => ("error", say::bug(lang)),
        };
        let (text, word) = (xml(&it.plain), it.miss.clone().unwrap_or(word));
        suite.push_str(&format!("{case}>\n      <{tag} message=\"{}\">{text}</{tag}>\n    </testcase>\n", xml(&word)));
    }
    suite.push_str("  </testsuite>\n</testsuites>\n");
    suite
}
