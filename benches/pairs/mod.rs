//! How are ours and a limit compared so that a busy machine does not spoil it? In each round every contestant runs
//! once, right after the other, and CPU time is counted; what is told is the median of the ratios within the rounds.
//! Memory is measured in a process of its own: what an earlier group took stays in the peak of the process.

#![allow(dead_code, reason = "each benchmark uses its part")]
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "what is measured is no more exact than that")]

use std::process::{Command, ExitCode};

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Only groups whose name contains one of these.
    filters: Vec<String>,
    /// How many rounds, instead of what each group does.
    rounds: Option<usize>,
    /// Only the names of the groups.
    list: bool,
    /// Whether cargo runs it as a benchmark. As a test each contestant runs once, for what it asserts.
    measures: bool,
    /// This process only runs what is named, and says how much memory it took.
    memory_of: Option<String>,
}

const USAGE: &str = "\
usage: cargo bench --bench NAME -- [OPTIONS] [TEXT]...

TEXT: only the groups whose name contains it
  --list         only name the groups
  --rounds N     compare N times (an odd number of rounds has one in the middle)
  --help         this text";

impl Options {
    /// Reads the command line. Whatever is not known is refused: an option that silently does nothing measures nothing.
    pub(crate) fn read() -> Result<Self, ExitCode> {
        let mut options = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let (name, mut value) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (argument.clone(), None),
            };
            let takes_value = matches!(name.as_str(), "--rounds" | "--memory-of");
            if takes_value && value.is_none() {
                value = arguments.next();
            }
            match (name.as_str(), value) {
                ("--bench", None) => options.measures = true,
                ("--list", None) => options.list = true,
                ("--help" | "-h", None) => {
                    println!("{USAGE}");
                    return Err(ExitCode::SUCCESS);
                }
                ("--memory-of", Some(of)) => options.memory_of = Some(of),
                ("--rounds", Some(value)) => match value.parse() {
                    Ok(rounds) if rounds > 0 => options.rounds = Some(rounds),
                    Ok(_) | Err(_) => return Err(refuse(&format!("--rounds takes a number from 1 on, not {value:?}"))),
                },
                (name, _) if name.starts_with('-') => return Err(refuse(&format!("there is no option {argument:?}"))),
                _ => options.filters.push(argument),
            }
        }
        Ok(options)
    }

    /// How many rounds, where nobody says otherwise so many.
    pub(crate) fn rounds(&self, otherwise: usize) -> usize {
        self.rounds.unwrap_or(otherwise)
    }

    /// The same for a benchmark that compares nothing, and so has no rounds.
    pub(crate) fn read_without_rounds() -> Result<Self, ExitCode> {
        let options = Self::read()?;
        if options.rounds.is_some() {
            Err(refuse("nothing is compared here: there are no rounds"))
        } else {
            Ok(options)
        }
    }

    /// Which of these are asked for; none where they are only to be named. To ask for what there is not is a mistake.
    pub(crate) fn chosen<'a>(&self, names: &[&'a str]) -> Result<Vec<&'a str>, ExitCode> {
        if let Some(text) = self.filters.iter().find(|text| !names.iter().any(|it| it.contains(text.as_str()))) {
            return Err(refuse(&format!("nothing is called {text:?}: there are {}", names.join(", "))));
        }
        let wants = |it: &str| self.filters.is_empty() || self.filters.iter().any(|text| it.contains(text.as_str()));
        let chosen: Vec<_> = names.iter().copied().filter(|it| wants(it)).collect();
        if self.list {
            for name in chosen {
                println!("{name}");
            }
            return Ok(Vec::new());
        }
        Ok(chosen)
    }

    /// What this process was started for, if it was to measure memory.
    pub(crate) fn memory_of(&self) -> Option<&str> {
        self.memory_of.as_deref()
    }

    /// How much memory a process takes at the most that runs what is named, where the system tells.
    pub(crate) fn memory(&self, of: &str) -> Option<String> {
        if !self.measures {
            return None;
        }
        let this = std::env::current_exe().expect("a benchmark knows where it stands");
        let output = Command::new(this).args(["--memory-of", of]).output().expect("a benchmark can start itself");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).expect("text");
        (!told.trim().is_empty()).then(|| told.trim().to_owned())
    }
}

/// A group of contestants: its name, and what prepares it and lets them run.
pub(crate) type Group = (&'static str, fn(&Options));

/// Runs the groups that are asked for; one that is not is not even prepared.
pub(crate) fn run(options: &Options, groups: &[Group]) -> ExitCode {
    let names: Vec<_> = groups.iter().map(|it| it.0).collect();
    match options.chosen(&names) {
        Ok(chosen) => {
            for (_, group) in groups.iter().filter(|it| chosen.contains(&it.0)) {
                group(options);
            }
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("error: {why}\n\n{USAGE}");
    ExitCode::from(2)
}

/// The most memory that this process has had so far, where the system tells.
pub(crate) fn tell_peak_memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap_or_default();
    if kilobytes > 0 {
        println!("{}.{} MB", kilobytes / 1000, kilobytes / 100 % 10);
    }
}

/// Who runs in each round.
pub(crate) struct Contestant<'a> {
    name: &'static str,
    run: Box<dyn FnMut() + 'a>,
    /// How often it runs in a round, so that the clock has something to measure.
    repeats: u32,
    seconds: Vec<f64>,
}

impl<'a> Contestant<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut() + 'a) -> Self {
        Self { name, run: Box::new(run), repeats: 1, seconds: Vec::new() }
    }

    fn measure(&mut self) -> f64 {
        let start = cpu_seconds();
        for _ in 0..self.repeats {
            (self.run)();
        }
        (cpu_seconds() - start) / f64::from(self.repeats)
    }

    /// One round takes long enough to be measured.
    fn warm_up(&mut self) {
        const LONG_ENOUGH: f64 = 0.05;
        loop {
            let all = self.measure() * f64::from(self.repeats);
            if LONG_ENOUGH <= all {
                return;
            }
            let factor = if all <= 0.0 { 64.0 } else { (1.2 * LONG_ENOUGH / all).clamp(2.0, 64.0) };
            self.repeats = (f64::from(self.repeats) * factor) as u32;
        }
    }
}

/// A ratio that is told: ours, the limit, and what it is to be.
pub(crate) struct Ratio {
    pub(crate) ours: &'static str,
    pub(crate) limit: &'static str,
    pub(crate) aim: Option<f64>,
}

/// A ratio without an aim.
pub(crate) const fn ratio(ours: &'static str, limit: &'static str) -> Ratio {
    Ratio { ours, limit, aim: None }
}

/// A ratio that is to be at least this.
pub(crate) const fn aim(ours: &'static str, limit: &'static str, aim: f64) -> Ratio {
    Ratio { ours, limit, aim: Some(aim) }
}

/// What one run of a contestant is worth.
#[derive(Clone, Copy)]
pub(crate) struct Worth {
    pub(crate) count: u64,
    pub(crate) of: &'static str,
}

/// Lets the contestants run in rounds and tells how fast each is, and the medians of the ratios.
pub(crate) fn compare(
    options: &Options,
    group: &str,
    rounds: usize,
    worth: Worth,
    contestants: &mut [Contestant<'_>],
    ratios: &[Ratio],
) {
    if !options.measures {
        for it in contestants {
            (it.run)();
        }
        println!("{group}: every contestant ran once");
        return;
    }
    contestants.iter_mut().for_each(Contestant::warm_up);
    let rounds = options.rounds(rounds);
    for round in 0..rounds {
        // Whoever runs first finds the caches of the one before: everybody is first in turn.
        for turn in 0..contestants.len() {
            let it = &mut contestants[(round + turn) % contestants.len()];
            let seconds = it.measure();
            it.seconds.push(seconds);
        }
    }
    for it in contestants.iter() {
        let seconds = quantile(&it.seconds, 0.5);
        println!("{group:<22} {:<28} {:>12} {} a second", it.name, rounded(worth.count as f64 / seconds), worth.of);
    }
    for Ratio { ours, limit, aim } in ratios {
        let of = |name| {
            let found = contestants.iter().find(|it| it.name == name);
            &found.unwrap_or_else(|| panic!("{group}: nobody is called {name}")).seconds
        };
        let all: Vec<f64> = of(*limit).iter().zip(of(*ours)).map(|(limit, ours)| limit / ours).collect();
        let median = quantile(&all, 0.5);
        let held = match aim {
            None => String::new(),
            Some(aim) if *aim <= median => format!("   aim {aim}"),
            Some(aim) => format!("   aim {aim}: missed by {:.2}", aim - median),
        };
        let (low, high) = (quantile(&all, 0.25), quantile(&all, 0.75));
        println!("{group:<22} ratio {ours}: {median:.2} of {limit} ({low:.2} to {high:.2}){held}");
    }
}

fn rounded(number: f64) -> String {
    match number {
        it if it < 10.0 => format!("{it:.2}"),
        it if it < 10_000.0 => format!("{it:.0}"),
        it => format!("{:.0},000", it / 1000.0),
    }
}

/// The value below which this share of all lies.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

/// The CPU time of this thread: what others do on the machine is not in it.
#[cfg(unix)]
fn cpu_seconds() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9
}

/// Where the system has no such clock: that on the wall, and a quiet machine.
#[cfg(not(unix))]
#[allow(clippy::disallowed_types, reason = "a benchmark is the place for a clock")]
fn cpu_seconds() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}
