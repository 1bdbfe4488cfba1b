//! Does a test notice that a mutant lives?

use std::io::{BufRead, BufReader, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Result;

/// Cargo in a copy of the program, where what is asked often is optimized a little. All as in `.ci/run`, so that what it
/// has built of other people's is not built again.
pub fn cargo(copy: &Path) -> Command {
    let mut it = Command::new("cargo");
    it.current_dir(copy)
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env("CARGO_PROFILE_TEST_DEBUG", "none")
        .env("CARGO_PROFILE_TEST_OPT_LEVEL", "1");
    it
}

/// Laws over all that can be drawn or counted up. Who has minutes asks them only of what has their name: what was just
/// written is to be noticed by a table, a scenario or a unit test too.
const LAWS: [&str; 6] = ["lines::", "listening::", "storm::", "exhaustive", "injection::", "reading::"];

/// The tests, in the order in which they are asked: first those that are soon done.
pub struct Suite {
    copy: PathBuf,
    stages: Vec<Stage>,
    /// When nobody waits any more.
    until: Option<Instant>,
}

/// Some of the tests.
struct Stage {
    executable: PathBuf,
    arguments: Vec<String>,
    /// How long they may take.
    longest: Duration,
    /// Two mutants are never asked the same at once: each test has a folder of its own.
    turn: Mutex<()>,
}

impl Suite {
    /// Builds the tests, and runs them once without a mutant, unless time is short. The unit tests of these modules are a
    /// part of their own.
    ///
    /// # Errors
    /// When they cannot be built, or one of them fails by itself.
    pub fn built(copy: &Path, arguments: &[String], modules: &[String], until: Option<Instant>) -> Result<Self> {
        // Where few are asked most of the time is that of the build.
        let is_brief = until.is_some();
        let brief = is_brief.then_some(["--config", "profile.test.package.coexist.opt-level=0"]);
        let output = cargo(copy)
            .args(brief.into_iter().flatten())
            .args(["test", "--no-run", "--lib", "--test", "all", "--message-format=json"])
            .stderr(Stdio::inherit())
            .output()?;
        let mut found = [None, None];
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(it) = serde_json::from_str::<Value>(line) else { continue };
            if it["message"]["level"] == "error" {
                eprintln!("{}", it["message"]["rendered"].as_str().unwrap_or_default());
            }
            // The program that the tests call has the name of the library.
            let is_test = it["profile"]["test"] == true;
            let name = it["target"]["name"].as_str().filter(|_| is_test).unwrap_or_default();
            if let (Some(path), Some(at)) =
                (it["executable"].as_str(), ["coexist", "all"].iter().position(|it| *it == name))
            {
                found[at] = Some(PathBuf::from(path));
            }
        }
        if !output.status.success() {
            return Err("the tests of the copy cannot be built".into());
        }
        let [Some(units), Some(all)] = found else { return Err("the tests of the copy were not found".into()) };
        // The words behind `--`.
        let filters: Vec<String> = arguments.iter().skip_while(|it| *it != "--").skip(1).cloned().collect();
        let mut suite = Self { copy: copy.to_owned(), stages: Vec::new(), until };
        let longest = Duration::from_secs(600);
        let of = |executable: &PathBuf, filter: String| (executable.clone(), vec![filter]);
        let mut stages: Vec<_> = modules.iter().map(|it| of(&units, it.clone())).collect();
        stages.extend(filters.into_iter().map(|it| of(&all, it)));
        stages.push((units, Vec::new()));
        if is_brief {
            let is_law = |it: &String| LAWS.contains(&it.as_str()) && !modules.contains(it);
            stages.retain(|(_, filter)| filter.first().is_some_and(|it| !is_law(it)));
        }
        for (executable, arguments) in stages {
            let mut stage = Stage { executable, arguments, longest, turn: Mutex::new(()) };
            // Whoever asks few has just run all, and asks in the order in which they are written.
            if is_brief {
                suite.stages.push(stage);
                continue;
            }
            let begun = Instant::now();
            let name = stage.arguments.first().map_or("units", String::as_str).to_owned();
            if suite.holds(&stage, None)? == Some(false) {
                return Err(format!("{name} fails without any mutant").into());
            }
            let took = begun.elapsed();
            println!("{name} takes {:.1} s", took.as_secs_f64());
            stage.longest = took * 5 + Duration::from_secs(20);
            suite.stages.push(stage);
        }
        if !is_brief {
            suite.stages.sort_by_key(|it| it.longest);
        }
        Ok(suite)
    }

    /// Whether a test fails with this mutant; those behind it are not asked any more. What failed with the mutant before
    /// is asked first: it often stands beside. Nothing where the time is over before it is known.
    ///
    /// # Errors
    /// When they cannot be started.
    pub fn notice(&self, mutant: usize, failed: &mut usize) -> Result<Option<bool>> {
        let others = (0..self.stages.len()).filter(|it| it != failed);
        for at in iter::once(*failed).chain(others) {
            let stage = &self.stages[at];
            let _turn = stage.turn.lock().map_err(|_| "somebody else has failed")?;
            match self.holds(stage, Some(mutant))? {
                Some(true) => {}
                Some(false) => {
                    *failed = at;
                    return Ok(Some(true));
                }
                None => return Ok(None),
            }
        }
        Ok(Some(false))
    }

    /// Whether all of these tests pass, in this time. Nobody waits for the others when one has failed.
    fn holds(&self, stage: &Stage, mutant: Option<usize>) -> Result<Option<bool>> {
        let left = self.until.map(|it| it.saturating_duration_since(Instant::now()));
        if left.is_some_and(|it| it.is_zero()) {
            return Ok(None);
        }
        let longest = left.map_or(stage.longest, |it| it.min(stage.longest));
        let mut command = Command::new(&stage.executable);
        command
            .args(&stage.arguments)
            .current_dir(&self.copy)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command.env("INSTA_UPDATE", "no").env("INSTA_FORCE_PASS", "0").env("RUST_BACKTRACE", "0");
        // Each law is asked of as few as it is by whoever runs the tests.
        command.env_remove("COEXIST_WORLDS").env_remove("COEXIST_CORE");
        if let Some(it) = mutant {
            command.env("COEXIST_MUTANT", it.to_string());
        }
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or("it has no output")?;
        let (tell, told) = mpsc::channel();
        let reads = thread::spawn(move || read(output, &tell));
        let heard = told.recv_timeout(longest);
        let is_late = heard == Err(RecvTimeoutError::Timeout);
        let status = ended(&mut child, is_late || heard.is_ok())?;
        let _ = reads.join();
        let is_over = is_late && left == Some(longest);
        Ok((!is_over).then(|| !is_late && heard.is_err() && status))
    }
}

/// Tells when a line says that a test has failed.
fn read(output: impl Read, tell: &mpsc::Sender<()>) {
    for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
        if line.ends_with("FAILED") {
            let _ = tell.send(());
            return;
        }
    }
}

/// Waits for it, or ends it.
fn ended(child: &mut Child, is_over: bool) -> std::io::Result<bool> {
    if is_over {
        child.kill()?;
    }
    Ok(child.wait()?.success())
}
