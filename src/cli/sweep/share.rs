//! How is a sweep shared out to machines, and put together again?
//!
//! A plan tells how many sets there are. Whoever runs a part of it goes through all smaller sets, which are few, and
//! through its own of the largest size, and writes what came of them into a file: beside it first, then in its place,
//! so that a part is there as a whole or not at all. To merge is to add. Each part names its plan, so that a foreign
//! one is known, and its numbers, so that a missing one is.

use std::fs;
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::work::Workers;
use super::{Plan, Prepared, Shown, told};
use crate::catalogue::sweep as words;
use crate::cli::files::replace;
use crate::cli::interrupt::stop;
use crate::cli::output::{Output, Shell, complain, warn};
use crate::cli::{INCONCLUSIVE, UNUSABLE};
use crate::render::sweep::json::{PartObject, SCHEMA, SweepObject};
use crate::sweep::{FaultKind, Results, Space};
use crate::words::{cli as say, thousands};
use clap::Args;

/// So many bytes may a part have.
const PART_MAX: u64 = 1 << 30;
/// So many parts that are missing are named.
const NAMED: usize = 12;

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    plan: Plan,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct RunArguments {
    #[command(flatten)]
    plan: Plan,
    #[arg(long, value_name = "I/N|auto|auto/N")]
    shard: String,
    #[arg(short, long, value_name = "FOLDER", default_value = ".")]
    output: PathBuf,
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    shown: Shown,
}

/// Tells what there is to run.
pub(super) fn plan(arguments: &PlanArguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let Prepared { sweep, size, all, mark, .. } = Prepared::new(&arguments.plan, shell)?;
    let shared = sweep.count(size);
    let kinds = FaultKind::ALL.iter().copied().chain([FaultKind::Own]);
    let count = |kind: FaultKind| sweep.faults().iter().filter(|it| it.kind == kind).count();
    let kinds: Vec<(FaultKind, usize)> = kinds.map(|it| (it, count(it))).filter(|it| it.1 > 0).collect();
    if arguments.json {
        let fault = |it: &crate::sweep::SweepFault| serde_json::json!({ "kind": it.kind.id(), "names": it.names });
        let faults: Vec<_> = sweep.faults().iter().map(fault).collect();
        let groups: Vec<_> = sweep.groups().iter().map(|it| &it.name).collect();
        let values = sweep.space().map(Space::sizes);
        let plan = serde_json::json!({
            "schema": SCHEMA, "plan": mark, "title": sweep.world().title, "seed": sweep.world().seed,
            "size": size, "sets": all, "shared": shared, "values": values, "groups": groups, "faults": faults,
        });
        output.text(&format!("{plan}\n"));
        return Ok(0);
    }
    let lang = shell.lang;
    output.text(&format!("{}\n", words::plan(lang, mark, thousands(all), thousands(shared))));
    for (kind, count) in kinds {
        output.text(&format!("  {}\n", words::plan_kind(lang, kind.id(), thousands(count as u64))));
    }
    Ok(0)
}

/// Which part: one of how many, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shard {
    at: u64,
    of: u64,
}

impl Shard {
    /// Its numbers out of so many: parts differ by one at the most.
    fn numbers(self, count: u64) -> std::ops::Range<u64> {
        let edge = |at: u64| u64::try_from(u128::from(count) * u128::from(at) / u128::from(self.of)).unwrap_or(count);
        edge(self.at - 1)..edge(self.at)
    }

    /// How its file is called.
    fn file(self) -> String {
        let digits = self.of.to_string().len();
        format!("part-{:0digits$}-of-{}.json", self.at, self.of)
    }
}

/// The parts that are meant: `17/40`, or what the engine says that runs this task. `auto/4000` shares so many parts out
/// to the tasks, each of which does every so many-th.
fn shards(written: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<Vec<Shard>> {
    let number = |name: &str| variable(name).and_then(|it| it.trim().parse::<u64>().ok());
    let (at, of) = match written.split_once('/') {
        Some((at, of)) => (at, Some(of.parse::<u64>().ok()?)),
        None => (written, None),
    };
    if at != "auto" {
        let shard = Shard { at: at.parse().ok()?, of: of? };
        return (1 <= shard.at && shard.at <= shard.of).then(|| vec![shard]);
    }
    let slurm = || {
        let (first, step) = (number("SLURM_ARRAY_TASK_MIN")?, number("SLURM_ARRAY_TASK_STEP").unwrap_or(1).max(1));
        let task = number("SLURM_ARRAY_TASK_ID")?.checked_sub(first)? / step;
        Some((task, Some(number("SLURM_ARRAY_TASK_COUNT")?)))
    };
    let (task, tasks) = slurm().or_else(|| Some((number("JOB_COMPLETION_INDEX")?, None)))?;
    let of = of.or(tasks)?;
    let every = tasks.unwrap_or(of).max(1);
    let parts: Vec<Shard> = (task + 1..=of).step_by(usize::try_from(every).ok()?).map(|at| Shard { at, of }).collect();
    (task < every && of > 0).then_some(parts)
}

/// Runs a part, or several.
pub(super) fn run(arguments: &RunArguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let Some(shards) = shards(&arguments.shard, &|it| std::env::var(it).ok()) else {
        let written = format!("{:?}", arguments.shard);
        complain(shell, &say::no_shard(lang, written), Some(&say::what_a_shard_is(lang)));
        return Err(UNUSABLE);
    };
    if !arguments.output.is_dir() {
        complain(shell, &say::no_folder(lang, arguments.output.display()), None);
        return Err(UNUSABLE);
    }
    let prepared = Prepared::new(&arguments.plan, shell)?;
    let count = prepared.sweep.count(prepared.size);
    let stopped = stop();
    for shard in shards {
        let numbers = shard.numbers(count);
        let workers = Workers::new(&prepared.sweep, arguments.threads, &stopped, lang);
        let (known, behind) = workers.run(&prepared, numbers.clone(), &mut |_, _| {});
        if behind != Some(numbers.end) {
            complain(shell, &say::part_not_whole(lang, shard.file()), None);
            return Err(INCONCLUSIVE);
        }
        let path = arguments.output.join(shard.file());
        write(&path, &part(&prepared, &known, numbers), shell)?;
        output.text(&format!("{}\n", say::wrote_part(lang, path.display())));
        output.flush();
    }
    Ok(0)
}

fn part(prepared: &Prepared, known: &Results, numbers: std::ops::Range<u64>) -> PartObject {
    PartObject {
        schema: SCHEMA,
        plan: prepared.mark.clone(),
        first: numbers.start,
        behind: numbers.end,
        of: prepared.sweep.count(prepared.size),
        scenario: prepared.scenario.clone(),
        known: SweepObject::of_part(known),
    }
}

fn write(path: &Path, part: &PartObject, shell: Shell) -> Result<(), u8> {
    let text = format!("{}\n", serde_json::json!(part));
    replace(path, text.as_bytes()).map_err(|error| {
        complain(shell, &say::cannot_write(shell.lang, path.display(), error), None);
        UNUSABLE
    })
}

/// What a file says that holds a part.
enum Read {
    /// A part, with what is known of it.
    Part(Box<(PartObject, Results)>),
    /// Something else.
    Other,
    /// A part that is cut off or changed.
    Broken,
}

fn read(path: &Path) -> std::io::Result<Read> {
    let about = fs::metadata(path)?;
    // A device may be read without end.
    if !about.is_file() || about.len() > PART_MAX {
        return Ok(Read::Other);
    }
    let bytes = fs::read(path)?;
    let Ok(part) = serde_json::from_slice::<PartObject>(&bytes) else {
        // Whatever else it is, a part begins with its first field.
        let begins = bytes.starts_with(b"{\"behind\":") || bytes.starts_with(b"{\"schema\":");
        return Ok(if begins || bytes.is_empty() { Read::Broken } else { Read::Other });
    };
    let is_right = part.schema == SCHEMA && part.first <= part.behind && part.behind <= part.of;
    Ok(match part.known.results().filter(|_| is_right) {
        Some(results) => Read::Part(Box::new((part, results))),
        None => Read::Broken,
    })
}

/// Puts the parts in a folder together.
pub(super) fn merge(arguments: &MergeArguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let unusable = |message: &str, help: Option<&str>| {
        complain(shell, message, help);
        UNUSABLE
    };
    let cannot = |path: &Path, error: std::io::Error| unusable(&say::cannot_read(lang, path.display(), error), None);
    arguments.shown.may_write(shell)?;
    let folder = &arguments.folder;
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|it| cannot(folder, it))? {
        let path = entry.map_err(|it| cannot(folder, it))?.path();
        if path.extension().is_some_and(|it| it == "json") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let (mut parts, mut others) = (Vec::new(), 0);
    for path in paths {
        match read(&path).map_err(|it| cannot(&path, it))? {
            Read::Part(it) => parts.push((path, it)),
            Read::Other => others += 1,
            Read::Broken => {
                let help = say::part_broken_help(lang);
                return Err(unusable(&say::part_broken(lang, path.display()), Some(&help)));
            }
        }
    }
    if others > 0 {
        warn(shell, &say::no_parts(lang, others), None);
    }
    let Some((first, one)) = parts.first() else {
        return Err(unusable(&say::without_parts(lang, folder.display()), Some(&say::without_parts_help(lang))));
    };
    let is_foreign = |it: &&(PathBuf, Box<(PartObject, Results)>)| {
        it.1.0.plan != one.0.plan || it.1.0.of != one.0.of || !it.1.1.is_of_one_plan(&one.1)
    };
    if let Some((path, _)) = parts.iter().find(is_foreign) {
        let help = say::foreign_part_help(lang);
        return Err(unusable(&say::foreign_part(lang, path.display(), first.display()), Some(&help)));
    }
    let (of, scenario) = (one.0.of, one.0.scenario.clone());
    parts.sort_by_key(|it| (it.1.0.first, it.1.0.behind));
    let (mut results, mut next, mut missing): (Option<Results>, u64, Vec<(u64, u64)>) = (None, 0, Vec::new());
    for (path, it) in parts {
        let (part, known) = *it;
        if part.first < next {
            // The same part once more says the same; one that overlaps is of another sharing.
            if part.behind <= next && part.first != part.behind {
                warn(shell, &say::part_twice(lang, path.display()), None);
                continue;
            }
            if part.first != part.behind {
                let help = say::foreign_part_help(lang);
                return Err(unusable(&say::part_overlaps(lang, path.display()), Some(&help)));
            }
        }
        if next < part.first {
            missing.push((next, part.first));
        }
        next = next.max(part.behind);
        match &mut results {
            None => results = Some(known),
            Some(sum) => sum.add(known),
        }
    }
    if next < of {
        missing.push((next, of));
    }
    let mut results = results.expect("there is a part");
    results.settle();
    let code = told(&results, &scenario, &arguments.shown, shell, output)?;
    if missing.is_empty() {
        return Ok(code);
    }
    let named = missing.iter().take(NAMED).map(|(first, behind)| format!("{first}..{behind}"));
    let named: Vec<String> = named.chain((missing.len() > NAMED).then(|| "…".to_owned())).collect();
    warn(shell, &say::parts_missing(lang, named.join(", "), of), Some(&say::parts_missing_help(lang)));
    Ok(INCONCLUSIVE)
}

/// What was known when a sweep was ended: up to which number, and what; nothing where there is no such file yet.
pub(super) fn begun(path: &Path, prepared: &Prepared, shell: Shell) -> Result<Option<(u64, Results)>, u8> {
    let lang = shell.lang;
    let (message, help) = match read(path) {
        Ok(Read::Part(it)) if it.0.plan == prepared.mark && it.0.first == 0 => return Ok(Some((it.0.behind, it.1))),
        Ok(Read::Part(_)) => (say::foreign_resume(lang, path.display()), Some(say::foreign_resume_help(lang))),
        Ok(Read::Other | Read::Broken) => {
            (say::part_broken(lang, path.display()), Some(say::foreign_resume_help(lang)))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => (say::cannot_read(lang, path.display(), error), None),
    };
    complain(shell, &message, help.as_deref());
    Err(UNUSABLE)
}

/// Keeps what is known by now, so that the next call goes on from there.
pub(super) fn keep(
    path: &Path,
    prepared: &Prepared,
    (before, known): (Option<&Results>, &Results),
    behind: u64,
    shell: Shell,
) -> Result<(), u8> {
    let mut all = before.cloned();
    match &mut all {
        None => all = Some(known.clone()),
        Some(sum) => sum.add(known.clone()),
    }
    let all = all.expect("one of both is there");
    write(path, &part(prepared, &all, 0..behind), shell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(written: &str, variables: &[(&str, &str)]) -> Option<Vec<(u64, u64)>> {
        let variable = |name: &str| variables.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        shards(written, &variable).map(|it| it.into_iter().map(|it| (it.at, it.of)).collect())
    }

    #[test]
    fn a_shard_is_written_or_told_by_the_engine() {
        assert_eq!(of("3/7", &[]), Some(vec![(3, 7)]));
        for wrong in ["0/7", "8/7", "7", "a/b", "auto", "1/0", "-1/2", ""] {
            assert_eq!(of(wrong, &[]), None, "{wrong}");
        }
        let slurm = [("SLURM_ARRAY_TASK_ID", "12"), ("SLURM_ARRAY_TASK_MIN", "10"), ("SLURM_ARRAY_TASK_COUNT", "4")];
        assert_eq!(of("auto", &slurm), Some(vec![(3, 4)]));
        assert_eq!(of("auto/10", &slurm), Some(vec![(3, 10), (7, 10)]));
        assert_eq!(of("auto/5", &[("JOB_COMPLETION_INDEX", "4")]), Some(vec![(5, 5)]));
        assert_eq!(of("auto", &[("JOB_COMPLETION_INDEX", "4")]), None);
        assert_eq!(of("auto/4", &[("JOB_COMPLETION_INDEX", "4")]), None);
    }

    #[test]
    fn shards_together_are_everything_and_each_number_once() {
        for (count, of) in [(0, 3), (1, 1), (10, 3), (100, 40), (5, 7), (u64::MAX, 3)] {
            let mut next = 0;
            for at in 1..=of {
                let numbers = Shard { at, of }.numbers(count);
                assert_eq!(numbers.start, next);
                next = numbers.end;
            }
            assert_eq!(next, count);
        }
    }
}
