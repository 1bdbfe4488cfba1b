//! Does the pair for Slurm do on a real cluster what it says?
//!
//! A slurmctld and a slurmd of this machine, without munge, on ports of their own and in a folder of their own. They
//! belong to a shell that ends them, and whatever they have started, as soon as nobody holds its standard input any
//! more: at the end of the test, when it fails, and when somebody kills it.

#![allow(clippy::disallowed_types, reason = "daemons are waited for by the clock on the wall")]

use std::ffi::{OsStr, OsString};
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use super::engines::{has, prepared};
use super::{SMALL, told};
use crate::process::{read, write};

/// So long may a cluster take to come up, and a job to end.
const PATIENCE: Duration = Duration::from_secs(120);

/// Starts both daemons, and ends them with all that is theirs when its standard input is at its end. Theirs is what has
/// their file of settings in its environment: steps of jobs outlive the daemon that started them.
const KEEPER: &str = r#"
PATH="$PATH:/usr/sbin"
SLURM_CONF="$1" slurmctld -D >slurmctld.out 2>&1 &
SLURM_CONF="$1" slurmd -D -N here >slurmd.out 2>&1 &
cat >/dev/null
theirs() { grep -lzxF "SLURM_CONF=$1" /proc/[0-9]*/environ 2>/dev/null | tr -dc '0-9\n'; }
for at in $(seq 100); do
    all=$(theirs "$1")
    if [ -z "$all" ]; then break; fi
    if [ "$at" -le 20 ]; then kill $all; else kill -9 $all; fi 2>/dev/null
    sleep 0.1
done
wait
"#;

/// A cluster of this machine alone.
struct Cluster {
    keeper: Child,
    /// Where its files are, by a short way: the path of a socket has at most 107 bytes.
    short: PathBuf,
    /// Where they really are.
    folder: PathBuf,
}

impl Cluster {
    /// One that takes jobs.
    fn new(folder: &Path) -> Self {
        let short = env::temp_dir().join(format!("coexist-slurm-{}", std::process::id()));
        // Another program may take a port between its choice and its use.
        for _ in 0..3 {
            let cluster = Self::begun(folder, &short);
            if cluster.is_up() {
                return cluster;
            }
        }
        panic!("no cluster came up: {}", logs(folder));
    }

    fn begun(folder: &Path, short: &Path) -> Self {
        for it in ["state", "spool"] {
            let _ = fs::remove_dir_all(folder.join(it));
            fs::create_dir(folder.join(it)).expect("there is room");
        }
        let _ = fs::remove_file(short);
        symlink(folder, short).expect("a link can be made");
        write(folder, "slurm.conf", settings(short));
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(short.join("slurm.conf")).current_dir(folder);
        // Ctrl-C is for the test: the shell hears of it by its standard input.
        keeper.env_clear().envs(environment()).process_group(0).stdin(Stdio::piped());
        let keeper = keeper.spawn().expect("there is a shell");
        Self { keeper, short: short.to_owned(), folder: folder.to_owned() }
    }

    /// Whether its node waits for jobs, before patience is at an end or a daemon says that its port is taken.
    fn is_up(&self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let state = self.command("sinfo").args(["-h", "-o", "%T"]).output().expect("it is installed");
            if String::from_utf8_lossy(&state.stdout).trim() == "idle" {
                return true;
            }
            let said = logs(&self.folder);
            if said.contains("Address already in use") {
                return false;
            }
            assert!(!said.contains("fatal:"), "{said}");
            thread::sleep(Duration::from_millis(100));
        }
        false
    }

    /// A command of somebody who works on the cluster.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(environment()).env("SLURM_CONF", self.short.join("slurm.conf"));
        command
    }

    /// Hands a sweep in with the lines that stand in the shipped file, this part of them written otherwise; the number
    /// of the job that puts the parts together.
    fn submits(&self, folder: &Path, path: &str, (from, to): (&str, &str), shards: Option<&str>) -> String {
        let engines = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/engines");
        let shipped = read(engines.join("slurm-run.sh"));
        let lines: Vec<&str> = shipped.lines().filter_map(|it| it.strip_prefix("#     ")).collect();
        assert!(lines.len() == 2 && lines.iter().all(|it| it.contains("sbatch ")), "{lines:?}");
        let lines = lines.join("\n");
        assert!(lines.contains(from), "{from}: {lines}");
        let lines = lines.replace(from, to).replace("FILE.ron", "small.ron");
        let mut command = self.command("sh");
        command.args(["-euc", &lines]).current_dir(folder).env("PATH", path).env("COEXIST_LANG", "en");
        for it in ["slurm-run.sh", "slurm-merge.sh"] {
            fs::copy(engines.join(it), folder.join(it)).expect("there is room");
        }
        if let Some(shards) = shards {
            command.env("SHARDS", shards);
        }
        let came = command.output().expect("there is a shell");
        let (out, err) = (String::from_utf8_lossy(&came.stdout), String::from_utf8_lossy(&came.stderr));
        assert!(came.status.success(), "{lines}: {out}{err}{}", logs(&self.folder));
        out.split_whitespace().last().expect("it is told").to_owned()
    }

    /// How a job ended.
    fn ended(&self, job: &str) -> String {
        let begun = Instant::now();
        loop {
            let shown = self.command("scontrol").args(["-o", "show", "job", job]).output().expect("it is installed");
            let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
            let state = shown.split_whitespace().find_map(|it| it.strip_prefix("JobState="));
            match state {
                None | Some("PENDING" | "RUNNING" | "COMPLETING" | "CONFIGURING") => {}
                Some(it) => return it.to_owned(),
            }
            assert!(begun.elapsed() < PATIENCE, "{shown}{}", logs(&self.folder));
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
        let _ = fs::remove_file(&self.short);
    }
}

/// The environment of this test, without what a cluster says on which it may itself be run.
fn environment() -> impl Iterator<Item = (OsString, OsString)> {
    let of_slurm = |it: &OsStr| ["SLURM", "SBATCH", "SINFO"].iter().any(|own| it.to_string_lossy().starts_with(own));
    env::vars_os().filter(move |it| !of_slurm(&it.0))
}

/// What the daemons are told. Both listen to this machine alone: whoever speaks to them is believed.
fn settings(folder: &Path) -> String {
    let ports = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("there are ports"));
    let [controller, node] = ports.map(|it| it.local_addr().expect("it has one").port());
    let said = |command: &mut Command| {
        let out = command.output().expect("every system has it").stdout;
        String::from_utf8(out).expect("a name").trim().to_owned()
    };
    let user = said(Command::new("id").arg("-un"));
    // The controller knows its machine by the first part of its name, which need not lead anywhere.
    let host = said(Command::new("uname").arg("-n"));
    let host = host.split('.').next().expect("it has a first part");
    let folder = folder.display();
    format!(
        "ClusterName=coexist\n\
         SlurmctldHost={host}(127.0.0.1)\n\
         SlurmctldPort={controller}\n\
         SlurmUser={user}\n\
         SlurmdUser={user}\n\
         SlurmdParameters=config_overrides\n\
         CommunicationParameters=NoCtldInAddrAny,NoInAddrAny\n\
         AuthType=auth/none\n\
         CredType=cred/none\n\
         ProctrackType=proctrack/linuxproc\n\
         TaskPlugin=task/none\n\
         MpiDefault=none\n\
         SelectType=select/cons_tres\n\
         SelectTypeParameters=CR_CPU\n\
         SchedulerParameters=sched_interval=1,bf_interval=1\n\
         ReturnToService=2\n\
         MailProg=/bin/true\n\
         StateSaveLocation={folder}/state\n\
         SlurmdSpoolDir={folder}/spool\n\
         SlurmctldPidFile={folder}/slurmctld.pid\n\
         SlurmdPidFile={folder}/slurmd.pid\n\
         NodeName=here NodeAddr=127.0.0.1 Port={node} CPUs=4 State=UNKNOWN\n\
         PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP\n"
    )
}

/// What the daemons said.
fn logs(folder: &Path) -> String {
    let of = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    ["slurmctld.out", "slurmd.out"].map(|it| format!("\n== {it}\n{}", of(it))).concat()
}

/// Processes that have this file of settings in their environment.
fn left(settings: &Path) -> Vec<String> {
    let wanted = format!("SLURM_CONF={}", settings.display());
    let processes = fs::read_dir("/proc").expect("this is Linux").filter_map(Result::ok);
    let is_one = |it: &fs::DirEntry| {
        let variables = fs::read(it.path().join("environ")).unwrap_or_default();
        variables.split(|it| *it == 0).any(|it| it == wanted.as_bytes())
    };
    processes.filter(is_one).map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_pair_on_a_cluster_says_what_one_process_says() {
    let is_here = |it: &&str| has("sh", &["-c", &format!("PATH=\"$PATH:/usr/sbin\" command -v {it}")]);
    let missing = ["slurmctld", "slurmd", "sbatch"].into_iter().find(|it| !is_here(it));
    if let Some(missing) = missing {
        println!("skipped: {missing} is not installed (apt-get install slurmctld slurmd slurm-client)");
        assert!(env::var_os("COEXIST_SLURM").is_none_or(|it| it != "required"), "{missing} is required");
        return;
    }
    let (folder, path) = prepared("sweep-cluster");
    let whole = told(&folder, &["small.ron", "--faults", "2", "--format", "json"], 1);
    let daemons = folder.join("daemons");
    fs::create_dir(&daemons).expect("there is room");
    let cluster = Cluster::new(&daemons);
    let settings = cluster.short.join("slurm.conf");
    assert!(left(&settings).len() >= 2, "{}", logs(&daemons));
    let parts = |of: &str| fs::read_dir(folder.join(of)).expect("it is there").count();
    let outputs = || {
        let all = fs::read_dir(&folder).expect("it is there").filter_map(Result::ok).map(|it| it.path());
        all.filter(|it| it.extension().is_some_and(|it| it == "out")).map(read).collect::<String>()
    };

    // As the lines stand there: one part for each task. Then fewer tasks than parts, which are not counted from 0 by 1.
    let as_it_stands = cluster.submits(&folder, &path, ("PARTS", "parts"), None);
    let ways = ("--array=0-9 slurm-run.sh FILE.ron PARTS", "--array=3-11:4 slurm-run.sh FILE.ron PARTS");
    assert_eq!(cluster.ended(&as_it_stands), "COMPLETED", "{}", outputs());
    assert_eq!(parts("parts"), 10);
    let fewer = cluster.submits(&folder, &path, ways, Some("auto/7"));
    assert_eq!(cluster.ended(&fewer), "COMPLETED", "{}", outputs());
    assert_eq!(parts("PARTS"), 7);
    for of in ["parts.json", "PARTS.json"] {
        let merged: serde_json::Value = serde_json::from_str(&read(folder.join(of))).expect("it is JSON");
        assert_eq!(merged, whole, "{of}");
    }

    // Where a task fails there is nothing to put together, and nothing waits for ever.
    write(&folder, "small.ron", SMALL.replace("Imap4BE", "Imap5"));
    let never = cluster.submits(&folder, &path, ("PARTS", "none"), None);
    assert_eq!(cluster.ended(&never), "CANCELLED", "{}", outputs());
    assert!(!folder.join("none.json").exists());

    // What is at work when the test ends is ended with it.
    write(&folder, "long.sh", "#!/bin/sh\nsleep 1000\n");
    let came = cluster.command("sbatch").args(["--parsable", "long.sh"]).current_dir(&folder).output();
    let job = String::from_utf8(came.expect("it is installed").stdout).expect("a number");
    let begun = Instant::now();
    let is_running = || {
        let shown = cluster.command("squeue").args(["-h", "-o", "%T", "-j", job.trim()]).output();
        String::from_utf8_lossy(&shown.expect("it is installed").stdout).trim() == "RUNNING"
    };
    while !is_running() {
        assert!(begun.elapsed() < PATIENCE, "{}", logs(&daemons));
        thread::sleep(Duration::from_millis(100));
    }
    drop(cluster);
    assert_eq!(left(&settings), Vec::<String>::new());
}
