//! Does a sweep say what would have come out if every fault had been written down and run?

#[cfg(target_os = "linux")]
mod slurm;

use crate::process;
use crate::worlds;

use std::fs;
use std::path::Path;

use coexist::gallery;
use coexist::resolve::load;
use coexist::scenario::{When, edit};
use coexist::sim::Simulator;
use coexist::sim::tracer::Ends;
use coexist::sweep::{FaultKind, Sweep, Worker};

use process::{call, call_in, folder};

/// The scenarios of the gallery with all that may befall them.
fn swept() -> impl Iterator<Item = (&'static str, Sweep)> {
    gallery::ALL.iter().map(|it| {
        let world = load(it.text, it.claim).expect("the gallery loads").world;
        (it.claim, Sweep::new(it.text, &world))
    })
}

/// What lies on the world is the same as what is written into the scenario.
fn is_as_written(claim: &str, sweep: &Sweep, worker: &mut Worker<'_>, set: &[u32]) -> bool {
    let named: Vec<_> = set.iter().map(|it| &sweep.faults()[*it as usize]).collect();
    let written = sweep.resolved(set);
    assert!(worker.run(set).is_some(), "{claim}: {named:?}");
    let Some(written) = written else { return false };
    let mut simulator = Simulator::<Ends>::default();
    let expected = simulator.ends(&written);
    assert_eq!(worker.ends().attempts, expected.attempts, "{claim}: {named:?}");
    true
}

#[test]
fn a_fault_that_is_laid_on_the_world_is_as_if_it_were_written() {
    let mut kinds = Vec::new();
    let mut compared = 0;
    for (place, (claim, sweep)) in swept().enumerate() {
        let mut worker = Worker::new(&sweep);
        for fault in (0..sweep.faults().len()).filter(|it| (it + place) % 5 == 0) {
            let is_laid = worker.anew;
            if is_as_written(claim, &sweep, &mut worker, &[fault as u32]) && is_laid == worker.anew {
                compared += 1;
                kinds.push(sweep.faults()[fault].kind);
            }
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, FaultKind::ALL, "every kind was compared");
    assert!(compared > 2_000, "{compared}");
}

/// The same of small organisations that nobody wrote.
#[test]
fn a_fault_of_any_organisation_is_as_if_it_were_written() {
    let mut compared = 0;
    for seed in worlds::sample(24) {
        let text = worlds::text(seed);
        let Ok(loaded) = load(&text, "generated") else { continue };
        let sweep = Sweep::new(&text, &loaded.world);
        let mut worker = Worker::new(&sweep);
        for fault in (0..sweep.faults().len() as u32).filter(|it| (u64::from(*it) + seed) % 9 == 0) {
            compared += u32::from(is_as_written(&format!("seed {seed}"), &sweep, &mut worker, &[fault]));
        }
    }
    assert!(compared > 50, "{compared}");
}

/// What a re-run is asked for, on the command line and in the cells of the page, is the fault itself.
#[test]
fn a_fault_that_is_asked_for_is_as_if_it_were_written() {
    let (mut kinds, mut mute) = (Vec::new(), Vec::new());
    for (place, it) in gallery::ALL.iter().enumerate() {
        // As it is when somebody asks: with all that it stands on.
        let claim = it.claim;
        let whole = if it.text.contains("base:") { call(&["flatten", claim]).out } else { it.text.to_owned() };
        let sweep = Sweep::new(&whole, &load(&whole, claim).expect("it loads").world);
        let mut worker = Worker::new(&sweep);
        for (at, fault) in sweep.faults().iter().enumerate() {
            let is_rare = [FaultKind::CertificateExpired, FaultKind::NameStays].contains(&fault.kind);
            if !is_rare && (at + place) % 7 != 0 {
                continue;
            }
            let asked = sweep.asked(fault);
            if asked.is_empty() {
                mute.push((claim, fault.names.clone()));
                continue;
            }
            let (mut text, mut actions) = (whole.clone(), Vec::new());
            for it in &asked {
                match it.strip_prefix("--set=") {
                    Some(set) => text = edit::set(&text, set).unwrap_or_else(|it| panic!("{claim}: {set}: {it:?}")),
                    None => actions.push(it.strip_prefix("--do=").expect("it is done or set").to_owned()),
                }
            }
            let text = edit::with(&text, &actions, When::FromStart).expect("it can be added");
            let world = load(&text, claim).unwrap_or_else(|it| panic!("{claim}: {asked:?}: {it:#?}")).world;
            let expected = worker.run(&[at as u32]).is_some().then(|| worker.ends().attempts.clone());
            let mut simulator = Simulator::<Ends>::default();
            assert_eq!(Some(&simulator.ends(&world).attempts), expected.as_ref(), "{claim}: {asked:?}");
            kinds.push(fault.kind);
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, FaultKind::ALL, "every kind was asked for");
    assert_eq!(mute, [], "each fault has a way to ask for it");
}

#[test]
fn what_a_run_never_touches_cannot_change_it() {
    let mut skipped = 0;
    for (place, (claim, sweep)) in swept().enumerate() {
        let mut worker = Worker::new(&sweep);
        let touched = worker.touch(&[]).expect("nothing is to be written").1;
        let plain = worker.run(&[]).is_some().then(|| worker.ends().attempts.clone());
        let untouched = (0..sweep.faults().len()).filter(|it| !touched.has(*it));
        for fault in untouched.filter(|it| (it + place) % 3 == 0) {
            skipped += 1;
            worker.run(&[fault as u32]);
            let named = &sweep.faults()[fault];
            assert_eq!(Some(&worker.ends().attempts), plain.as_ref(), "{claim}: {named:?}");
        }
    }
    assert!(skipped > 40, "{skipped}");
}

/// Two servers and a balancer, two groups: small enough that every set of two faults is run in a moment.
const SMALL: &str = r#"Scenario(
    schema: 1,
    title: "Two front ends",
    sites: [Site(name: "HQ"), Site(name: "Branch")],
    links: [Link(between: ("HQ", "Branch"))],
    servers: [
        Server(name: "A", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
        Server(name: "B", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
    ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["A", "B"], down_after: 1, every: "1s")],
    databases: [Database(name: "DB", on: ["A", "B"])],
    mailboxes: [Mailbox(name: "hq", count: 3, database: "DB"), Mailbox(name: "branch", database: "DB")],
    clients: [
        Client(name: "desks", count: 3, user: "hq", site: "HQ", protocol: Imap4, connect: "mail.contoso.com:993:SSL",
            at: ["10s"], every: "1min", until: "5min"),
        Client(name: "away", user: "branch", site: "Branch", protocol: Imap4, connect: "mail.contoso.com:993:SSL",
            at: ["20s"], every: "1min", until: "5min"),
    ],
)"#;

fn small() -> Sweep {
    Sweep::new(SMALL, &load(SMALL, "small").expect("it loads").world)
}

#[test]
fn pairs_are_as_if_they_were_written() {
    let sweep = small();
    let mut worker = Worker::new(&sweep);
    let (count, mut compared) = (sweep.faults().len() as u32, 0);
    for one in 0..count {
        for other in (one + 1..count).filter(|it| (one + it) % 7 == 0 && !sweep.excludes(one, *it)) {
            compared += u32::from(is_as_written("small", &sweep, &mut worker, &[one, other]));
        }
    }
    assert!(compared > 300, "{compared}");
}

/// What is told of a sweep as JSON.
fn told(folder: &Path, arguments: &[&str], code: u8) -> serde_json::Value {
    let all: Vec<&str> = ["sweep"].into_iter().chain(arguments.iter().copied()).collect();
    let came = call_in(folder, &all, b"");
    assert_eq!(came.code, i32::from(code), "{all:?}: {}{}", came.out, came.err);
    serde_json::from_str(&came.out).unwrap_or_else(|it| panic!("{all:?}: {it}: {}", came.out))
}

fn fails(folder: &Path, arguments: &[&str], code: i32, says: &str) {
    let all: Vec<&str> = ["sweep"].into_iter().chain(arguments.iter().copied()).collect();
    let came = call_in(folder, &all, b"");
    assert_eq!(came.code, code, "{all:?}: {}{}", came.out, came.err);
    assert!(came.err.contains(says), "{all:?} says {says:?}: {}", came.err);
}

/// Whom a set of faults locks out: what each fault says, and the group.
fn locked(found: &serde_json::Value) -> Vec<(Vec<String>, String)> {
    let rows = found["found"].as_array().expect("there are rows").iter();
    let locked = rows.filter(|it| it["locked_out"] == true).map(|it| {
        let said = |at: &serde_json::Value| {
            let at = usize::try_from(at.as_u64().expect("a number")).expect("it is small");
            found["faults"][at]["said"].as_str().expect("it is said").to_owned()
        };
        let group = usize::try_from(it["group"].as_u64().expect("a number")).expect("it is small");
        let faults = it["faults"].as_array().expect("there are faults").iter().map(said).collect();
        (faults, found["groups"][group]["name"].as_str().expect("it has a name").to_owned())
    });
    locked.collect()
}

#[test]
fn single_points_of_failure_are_found_and_pairs_behind_them() {
    let folder = folder("sweep-small");
    fs::write(folder.join("small.ron"), SMALL).expect("it is written");
    let alone = told(&folder, &["small.ron", "--format", "json"], 1);
    let alone = locked(&alone);
    let has = |all: &[(Vec<String>, String)], faults: &[&str], group: &str| {
        all.iter().any(|it| it.0 == faults && it.1 == group)
    };
    // One name leads to everything; one link to the branch alone; of two front ends one is enough.
    for group in ["desks", "away"] {
        assert!(has(&alone, &["mail.contoso.com does not exist in DNS"], group), "{alone:?}");
        assert!(!has(&alone, &["B is switched off"], group), "{alone:?}");
    }
    assert!(has(&alone, &["the link between Branch and HQ is cut"], "away"), "{alone:?}");
    assert!(!has(&alone, &["the link between Branch and HQ is cut"], "desks"), "{alone:?}");
    let pairs = locked(&told(&folder, &["small.ron", "--faults", "2", "--format", "json"], 1));
    assert!(alone.iter().all(|it| pairs.contains(it)));
    let both = ["MSExchangeIMAP4 on A is stopped", "MSExchangeIMAP4 on B is stopped"];
    assert!(has(&pairs, &both, "desks") && has(&pairs, &both, "away"), "{pairs:?}");
    // Nothing that holds a smaller set is told of the same group.
    for (set, group) in pairs.iter().filter(|it| it.0.len() == 2) {
        assert!(set.iter().all(|it| !has(&alone, &[it], group)), "{set:?} {group}");
    }
}

#[test]
fn parts_together_say_what_the_whole_says_however_many_and_on_however_many_threads() {
    let folder = folder("sweep-parts");
    fs::write(folder.join("small.ron"), SMALL).expect("it is written");
    let whole = told(&folder, &["small.ron", "--faults", "2", "--format", "json", "--threads", "1"], 1);
    assert_eq!(told(&folder, &["small.ron", "--faults", "2", "--format", "json", "--threads", "3"], 1), whole);
    for of in [1, 7, 40] {
        let parts = format!("parts-{of}");
        fs::create_dir_all(folder.join(&parts)).expect("it is made");
        for at in (1..=of).rev() {
            let shard = format!("{at}/{of}");
            let came = call_in(
                &folder,
                &["sweep", "run", "small.ron", "--faults", "2", "--shard", &shard, "-o", &parts, "--threads", "2"],
                b"",
            );
            assert_eq!(came.code, 0, "{}", came.err);
        }
        assert_eq!(told(&folder, &["merge", &parts, "--format", "json"], 1), whole, "{of} parts");
    }
    // Whoever has the parts has the page too, in which each cell opens its run.
    let page = |of: &[&str]| {
        let came = call_in(&folder, &[&["sweep"], of, &["--format", "html"]].concat(), b"");
        assert_eq!(came.code, 1, "{}", came.err);
        came.out
    };
    assert!(page(&["merge", "parts-7"]) == page(&["small.ron", "--faults", "2"]));
    let part = |at: u32| folder.join(format!("parts-7/part-{at}-of-7.json"));
    let kept = fs::read(part(3)).expect("it is there");
    // A part that is missing is named, and what is known is told.
    fs::remove_file(part(3)).expect("it was there");
    fails(&folder, &["merge", "parts-7"], 3, "parts are missing");
    // One that is cut off is no part.
    fs::write(part(3), &kept[..kept.len() / 2]).expect("it is written");
    fails(&folder, &["merge", "parts-7"], 2, "part-3-of-7.json is cut off or changed");
    // One of another sweep is foreign.
    let other = SMALL.replace("5min", "6min");
    fs::write(folder.join("other.ron"), other).expect("it is written");
    let run = ["sweep", "run", "other.ron", "--faults", "2", "--shard", "3/7", "-o", "parts-7"];
    assert_eq!(call_in(&folder, &run, b"").code, 0);
    fails(&folder, &["merge", "parts-7"], 2, "is not of the same sweep");
    // What is no part at all is passed over, and said.
    fs::write(part(3), &kept).expect("it is written");
    fs::write(folder.join("parts-7/notes.json"), "[1, 2]").expect("it is written");
    fails(&folder, &["merge", "parts-7"], 1, "no parts, and were passed over: 1");
    fs::create_dir_all(folder.join("empty")).expect("it is made");
    fails(&folder, &["merge", "empty"], 2, "there is no part of a sweep in empty");
    for wrong in ["0/4", "5/4", "4", "x"] {
        fails(&folder, &["run", "small.ron", "--shard", wrong], 2, "is no part of a sweep");
    }
    fails(&folder, &["run", "small.ron", "--shard", "1/2", "-o", "nowhere"], 2, "nowhere is no folder");
}

#[test]
fn a_sweep_goes_on_from_where_it_was_kept() {
    let folder = folder("sweep-resume");
    fs::write(folder.join("small.ron"), SMALL).expect("it is written");
    let asked = ["small.ron", "--faults", "2", "--format", "json"];
    let whole = told(&folder, &asked, 1);
    // A part that begins at the beginning is what a sweep that was ended leaves behind.
    let run = ["sweep", "run", "small.ron", "--faults", "2", "--shard", "1/3"];
    assert_eq!(call_in(&folder, &run, b"").code, 0);
    fs::rename(folder.join("part-1-of-3.json"), folder.join("known.json")).expect("it is there");
    let on = [&asked[..], &["--resume", "known.json"]].concat();
    assert_eq!(told(&folder, &on, 1), whole);
    // Now everything is known, and nothing is run again.
    assert_eq!(told(&folder, &on, 1), whole);
    fails(&folder, &["small.ron", "--resume", "known.json"], 2, "known.json belongs to another sweep");
}

#[test]
fn a_space_of_ones_own_is_combined_and_what_is_wrong_with_it_is_said() {
    let folder = folder("sweep-space");
    fs::write(folder.join("small.ron"), SMALL).expect("it is written");
    let factor = |server: &str| {
        format!(
            "Factor(name: \"{server}\", values: [Value(name: \"runs\"), Value(name: \"hangs\", actions: \
             [HangService(server: \"{server}\", service: Imap4)]), Value(name: \"stopped\", actions: \
             [StopService(server: \"{server}\", service: Imap4)])])"
        )
    };
    let name = "Factor(name: \"name\", values: [Value(name: \"there\"), Value(name: \"gone\", actions: \
                [SetDns(name: \"mail.contoso.com\", points_to: [])])])";
    let space = format!("Space(factors: [{}, {}, {name}])", factor("A"), factor("B"));
    fs::write(folder.join("space.ron"), space).expect("it is written");
    for more in [&[][..], &["--strength", "2"]] {
        let plan = [&["small.ron", "--space", "space.ron"], more].concat();
        let asked = [&plan[..], &["--format", "json"]].concat();
        let found = told(&folder, &asked, 1);
        // However many machines share it out, the same is told, in every form.
        let parts = format!("parts-{}", more.len());
        fs::create_dir_all(folder.join(&parts)).expect("it is made");
        for at in 1..=4 {
            let shard = format!("{at}/4");
            let run = [&["sweep", "run"], &plan[..], &["--shard", &shard, "-o", &parts]].concat();
            assert_eq!(call_in(&folder, &run, b"").code, 0);
        }
        assert_eq!(told(&folder, &["merge", &parts, "--format", "json"], 1), found, "{more:?}");
        for form in ["text", "csv", "markdown", "html"] {
            let whole = [&["sweep"], &plan[..], &["--format", form]].concat();
            let merged = call_in(&folder, &["sweep", "merge", &parts, "--format", form], b"");
            assert_eq!(merged, call_in(&folder, &whole, b""), "{more:?} {form}");
        }
        assert_eq!(found["combinations"], "18");
        let all = locked(&found);
        for group in ["desks", "away"] {
            assert!(all.contains(&(vec!["name: gone".to_owned()], group.to_owned())), "{all:?}");
            // Both together lock out; where the turn always comes to one of them, that one does so alone.
            for values in [["A: stopped", "B: stopped"], ["A: hangs", "B: hangs"]] {
                let is_part =
                    |it: &(Vec<String>, String)| it.1 == group && it.0.iter().all(|it| values.contains(&it.as_str()));
                assert!(all.iter().any(is_part), "{values:?}: {all:?}");
            }
            assert!(!all.contains(&(vec!["A: stopped".to_owned()], group.to_owned())), "{all:?}");
        }
    }
    let values: Vec<String> = (0..10).map(|it| format!("Value(name: \"{it}\")")).collect();
    let values = values.join(", ");
    let factors: Vec<String> = (0..15).map(|it| format!("Factor(name: \"{it}\", values: [{values}])")).collect();
    let factors = factors.join(", ");
    fs::write(folder.join("large.ron"), format!("Space(factors: [{factors}])")).expect("it is written");
    fails(&folder, &["small.ron", "--space", "large.ron"], 2, "1000000000000000 combinations");
    fails(&folder, &["small.ron", "--space", "large.ron"], 2, "--strength 3");
    fs::write(folder.join("bad.ron"), "Space(factors: [\n  Factor(nome: 1)])").expect("it is written");
    fails(&folder, &["small.ron", "--space", "bad.ron"], 2, "bad.ron:2:");
    let nobody = "Space(factors: [Factor(name: \"f\", values: [Value(name: \"v\", actions: \
                  [ShutDownServer(server: \"X\")])])])";
    fs::write(folder.join("nobody.ron"), nobody).expect("it is written");
    fails(&folder, &["small.ron", "--space", "nobody.ron"], 2, "the actions of \"v\" of the factor \"f\"");
}

#[test]
fn every_form_tells_of_the_same_faults() {
    let folder = folder("sweep-forms");
    fs::write(folder.join("small.ron"), SMALL).expect("it is written");
    let said = "mail.contoso.com does not exist in DNS";
    for form in ["text", "csv", "html", "markdown", "json"] {
        let came = call_in(&folder, &["sweep", "small.ron", "--format", form], b"");
        assert_eq!(came.code, 1, "{}", came.err);
        assert!(came.out.replace('\\', "").contains(said), "{form}: {}", came.out);
    }
    // A program without Parquet says how to get it before anything is run, and writes nothing under the name.
    #[cfg(not(feature = "parquet"))]
    for of in [&["small.ron"][..], &["merge", "."]] {
        let asked = [of, &["--format", "parquet", "-o", "x.parquet"]].concat();
        for says in ["was built without Parquet", "--features parquet", "--format csv"] {
            fails(&folder, &asked, 2, says);
        }
        assert!(!folder.join("x.parquet").exists());
    }
    // Nobody can be locked out where nobody gets in.
    let came = call_in(&folder, &["sweep"], b"");
    assert_eq!(came.code, 0);
    assert!(came.out.contains("nobody logs on in this scenario"), "{}", came.out);
}

/// The commands of a page.
fn commands(page: &str) -> Vec<&str> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|it| it.split_once("```"));
    blocks.flat_map(|it| it.0.lines()).collect()
}

#[test]
fn the_commands_of_the_page_do_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [english, chinese] =
        ["docs/sweep.md", "docs/zh/sweep.md"].map(|it| fs::read_to_string(root.join(it)).expect("the page is there"));
    assert_eq!(commands(&english), commands(&chinese));
    // The space that is shown is the one that is run.
    let space = fs::read_to_string(root.join("docs/spaces/contoso.ron")).expect("it is there");
    for page in [&english, &chinese] {
        let shown = page.split_once("```ron\n").and_then(|it| it.1.split_once("```")).expect("it is shown").0;
        assert!(space.ends_with(shown), "{shown}");
        // Every kind stands in the table.
        for kind in FaultKind::ALL {
            assert!(page.contains(&format!("`{}`", kind.id())), "{kind:?}");
        }
    }
    let folder = folder("sweep-page");
    for it in ["docs/examples/contoso.ron", "docs/spaces/contoso.ron"] {
        fs::create_dir_all(folder.join(it).parent().expect("it is in a folder")).expect("it is made");
        fs::copy(root.join(it), folder.join(it)).expect("there is room");
    }
    let mut codes = Vec::new();
    for command in commands(&english) {
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(words[0], "coexist", "{command}");
        let came = call_in(&folder, &words[1..], b"");
        assert!(came.code < 2, "{command}: {}", came.err);
        codes.push(came.code);
    }
    // Alone, in pairs, a space as a whole and by its pairs; a plan, its two parts, and both together.
    assert_eq!(codes, [1, 1, 1, 1, 0, 0, 0, 1]);
}

/// The files for engines are run with the engines, where those are installed.
#[cfg(unix)]
mod engines {
    use super::*;
    use std::process::Command;

    /// A folder with the scenario, in which `coexist` is found by its name.
    pub(super) fn prepared(name: &str) -> (std::path::PathBuf, String) {
        let folder = folder(name);
        fs::write(folder.join("small.ron"), SMALL).expect("it is written");
        let bin = Path::new(env!("CARGO_BIN_EXE_coexist")).parent().expect("it is in a folder").to_owned();
        let path = std::env::var("PATH").unwrap_or_default();
        (folder, format!("{}:{path}", bin.display()))
    }

    /// Whether a program is installed.
    pub(super) fn has(program: &str, arguments: &[&str]) -> bool {
        Command::new(program).args(arguments).output().is_ok_and(|it| it.status.success())
    }

    #[test]
    fn the_slurm_pair_says_what_one_process_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/engines");
        let (folder, path) = prepared("sweep-slurm");
        let whole = told(&folder, &["small.ron", "--faults", "2", "--format", "json"], 1);
        // What Slurm tells a task stands in its environment: so the files are run also where there is no Slurm.
        let run = |task: &str| {
            let mut command = Command::new("sh");
            command.arg(root.join("slurm-run.sh")).args(["small.ron", "parts", "--faults", "2"]);
            command.current_dir(&folder).env("PATH", &path).env("SHARDS", "auto/5");
            let tasks = [("SLURM_ARRAY_TASK_ID", task), ("SLURM_ARRAY_TASK_MIN", "0"), ("SLURM_ARRAY_TASK_COUNT", "2")];
            command.envs(tasks).output().expect("there is a shell")
        };
        for task in ["0", "1"] {
            let came = run(task);
            assert!(came.status.success(), "{}", String::from_utf8_lossy(&came.stderr));
        }
        let mut merge = Command::new("sh");
        merge.arg(root.join("slurm-merge.sh")).arg("parts").current_dir(&folder).env("PATH", &path);
        let came = merge.output().expect("there is a shell");
        assert!(came.status.success(), "{}", String::from_utf8_lossy(&came.stderr));
        let merged = fs::read(folder.join("parts.json")).expect("it was written");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&merged).expect("it is JSON"), whole);
    }

    #[test]
    fn workers_of_dask_say_what_one_process_says() {
        if !has("python3", &["-c", "import dask.distributed"]) {
            println!("skipped: Dask is not installed (pip install 'dask[distributed]')");
            return;
        }
        let (folder, path) = prepared("sweep-dask");
        let whole = told(&folder, &["small.ron", "--faults", "2", "--format", "json"], 1);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/engines/dask_sweep.py");
        let mut command = Command::new("python3");
        command.arg(script).args(["small.ron", "parts", "3", "--faults", "2"]).current_dir(&folder).env("PATH", &path);
        let came = command.output().expect("there is Python");
        assert_eq!(came.status.code(), Some(1), "{}", String::from_utf8_lossy(&came.stderr));
        assert_eq!(told(&folder, &["merge", "parts", "--format", "json"], 1), whole);
    }
}
