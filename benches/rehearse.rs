//! How long is somebody kept waiting who rehearses a plan? The whole program, as it is typed: ten steps with ten thousand
//! clients that poll for twelve hours, and all orders of eight steps with a thousand. What came out is asserted on.

mod organisation;
mod pairs;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, ExitCode, Stdio};

use pairs::Options;

/// How many lines of each type the program says of a plan.
fn rehearse(text: &str, arguments: &[&str]) -> BTreeMap<String, usize> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["rehearse", "-", "--format", "json"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    program.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("it reads");
    let came = program.wait_with_output().expect("it ends");
    assert!(came.status.code().is_some_and(|it| it < 2), "{}", came.status);
    let mut types = BTreeMap::new();
    for line in came.stdout.split(|it| *it == b'\n').filter(|it| !it.is_empty()) {
        let line: serde_json::Value = serde_json::from_slice(line).expect("it is JSON");
        *types.entry(line["type"].as_str().expect("it has a type").to_owned()).or_default() += 1;
    }
    types
}

/// The median of so many times, in seconds by the clock: it is a person who waits.
fn waited(options: &Options, name: &str, aim: f64, rounds: usize, once: impl Fn()) {
    let rounds = options.rounds(rounds);
    #[allow(clippy::disallowed_types, reason = "a benchmark is the place for a clock")]
    let mut took: Vec<f64> = (0..rounds)
        .map(|_| {
            let began = std::time::Instant::now();
            once();
            began.elapsed().as_secs_f64()
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!("{name}: {:.2} s (median of {rounds}), aim {aim} s", took[rounds / 2]);
}

fn ten_steps(options: &Options) {
    let text = organisation::plan(10_000, 10);
    waited(options, "ten steps, 10,000 clients, 12 hours", 3.0, 5, || {
        let came = rehearse(&text, &["--once"]);
        assert_eq!(came["step"], 10);
    });
}

fn eight_free_steps(options: &Options) {
    let text = organisation::plan(1_000, 8);
    waited(options, "all orders of eight steps, 1,000 clients", 60.0, 3, || {
        let came = rehearse(&text, &["--once", "--orders"]);
        assert_eq!((came["step"], came["orders"]), (8, 1));
    });
}

fn main() -> ExitCode {
    match Options::read() {
        Ok(options) => pairs::run(&options, &[("ten steps", ten_steps), ("eight free steps", eight_free_steps)]),
        Err(code) => code,
    }
}
