//! Does every scenario of the gallery come out as it says, and does its report still read the same?
//!
//! The snapshot holds the whole text report: trace, summary, expectations. The `expect` of the file is asserted apart
//! from it, so that accepting a snapshot without reading it cannot bless a wrong outcome.

use std::path::{Path, PathBuf};

use coexist::render::{Options, Plain, text};
use coexist::rules::Rule;
use coexist::sim;
use coexist::trace::Run;
use coexist::verdict::{Overall, Verdict, judge};
use coexist::world::{World, load};

/// The longest scenario, in lines: one that needs more shows two things.
const LINES_MAX: usize = 60;

/// The rules of which the engine knows nothing yet, so that no scenario can show them.
const NOT_MODELED: [&str; 14] = [
    "LEG-5", "LEG-9", "CMP-1", "CMP-2", "CMP-3", "CMP-4", "CMP-5", "CMP-6", "HTTP-1", "HTTP-2", "HTTP-3", "HTTP-4",
    "HTTP-5", "DET-10",
];

/// The rules that speak in no record, because they are what everything rests on, each with a scenario that shows it.
const SHOWN_BY: [(&str, &str); 16] = [
    ("SVC-1", "service/each-protocol-is-a-service-of-its-own"),
    ("SVC-2", "service/2013-front-end-without-its-back-end-fails-as-a-wrong-password"),
    ("SVC-3", "service/nothing-listens-until-somebody-starts-it"),
    ("SVC-6", "leg/login-type-of-the-target-takes-a-restart-to-be-relaxed"),
    ("SVC-7", "discovery/site-without-a-client-access-server-has-no-candidate"),
    ("PORT-1", "service/each-version-listens-on-the-same-four-ports"),
    ("FE-5", "login/protocol-log-would-name-each-failed-leg"),
    ("DISC-9", "discovery/repaired-setting-is-unseen-until-the-topology-refresh"),
    ("FALL-9", "fallback/failed-target-is-not-remembered"),
    ("SITE-1", "sites/mailbox-in-another-site-is-proxied-over-ssl"),
    ("LB-5", "load-balancer/certificate-check-does-not-catch-the-shared-name"),
    ("DET-3", "load-balancer/limit-per-address-counts-the-balancer"),
    ("DET-4", "load-balancer/member-is-used-until-its-third-failed-check"),
    ("DET-8", "change/retry-after-a-pause-lands-on-another-target"),
    ("LIM-3", "service/raised-limit-needs-front-end-and-back-end-restarted"),
    ("section 11", "login/login-without-tls-is-refused-by-secure-login"),
];

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Every scenario with its text, by path.
fn scenarios() -> Vec<(PathBuf, String)> {
    let mut open = vec![gallery()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "ron") {
                let text = std::fs::read_to_string(&path).expect("scenarios are UTF-8");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|it| it.to_str()).expect("scenarios have ASCII names")
}

/// A scenario that was run.
struct Played {
    world: World,
    /// What is suspicious about the file, a line each.
    warnings: String,
    run: Run,
    verdict: Verdict,
}

fn play(path: &Path, text: &str) -> Played {
    let loaded = load(text, stem(path)).unwrap_or_else(|it| panic!("{}: {it:#?}", path.display()));
    let warnings = loaded.warnings.iter().map(|it| it.line(text, stem(path)) + "\n").collect();
    let run = sim::run(&loaded.world);
    let verdict = judge(&loaded.world, &run);
    Played { world: loaded.world, warnings, run, verdict }
}

fn report(played: &Played) -> String {
    let mut out = played.warnings.clone();
    text::report(&played.world, &played.run, &played.verdict, &Options::default(), &Plain, &mut out)
        .expect("a string takes everything");
    out
}

#[test]
fn every_scenario_comes_out_as_it_expects() {
    let mut wrong = Vec::new();
    for (path, text) in scenarios() {
        let played = play(&path, &text);
        let verdict = &played.verdict;
        if verdict.overall != Overall::Pass {
            let misses: Vec<_> = verdict.expectations.iter().flat_map(|it| &it.misses).collect();
            wrong.push(format!("{}: {:?}: {misses:?}\n{}", path.display(), verdict.overall, report(&played)));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} scenarios", wrong.join("\n"), wrong.len());
}

#[test]
fn every_scenario_reads_as_it_did() {
    insta::glob!("../scenarios", "**/*.ron", |path| {
        let text = std::fs::read_to_string(path).expect("scenarios are UTF-8");
        // The version changes with every release and says nothing about the run.
        let report = report(&play(path, &text)).replacen(env!("CARGO_PKG_VERSION"), "<version>", 1);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(report);
        });
    });
}

#[test]
fn every_scenario_is_a_claim_that_fits_on_a_page() {
    let scenarios = scenarios();
    assert!(scenarios.len() > 50, "the gallery has shrunk to {}", scenarios.len());
    let mut wrong = Vec::new();
    for (path, text) in &scenarios {
        let name = stem(path);
        let kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        let comment = text.lines().take_while(|it| it.starts_with("// ")).count();
        for (fits, what) in [
            (name.chars().all(kebab) && name.contains('-'), "its name is no claim in kebab-case".to_owned()),
            ((2..=6).contains(&comment), format!("{comment} lines of comment instead of 2 to 6")),
            (text.lines().count() <= LINES_MAX, format!("{} lines", text.lines().count())),
            (text.contains("    title: "), "no title".to_owned()),
        ] {
            if !fits {
                wrong.push(format!("{}: {what}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_scenarios_have_the_same_name() {
    let scenarios = scenarios();
    let mut names: Vec<_> = scenarios.iter().map(|(path, _)| stem(path)).collect();
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|it| it[0] == it[1]).map(|it| it[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// A rule is shown where an expectation names it, or where it is a plain state of affairs (which ports there are, that
/// nothing is remembered), by the scenario of the table.
#[test]
fn every_rule_that_is_modeled_is_shown_by_a_scenario() {
    let scenarios = scenarios();
    let mut expected = Vec::new();
    for (path, text) in &scenarios {
        let loaded = load(text, stem(path)).unwrap_or_else(|it| panic!("{}: {it:#?}", path.display()));
        expected.extend(loaded.world.expects.iter().flat_map(|it| it.rules.iter().copied()));
    }
    let mut wrong = Vec::new();
    for (rule, scenario) in SHOWN_BY {
        if !gallery().join(scenario).with_extension("ron").is_file() {
            wrong.push(format!("{rule} is shown by {scenario}, which does not exist"));
        }
    }
    for rule in Rule::ALL {
        let shown = expected.contains(rule) || SHOWN_BY.iter().any(|it| it.0 == rule.id());
        if shown == NOT_MODELED.contains(&rule.id()) {
            wrong.push(format!("{} is {}shown", rule.id(), if shown { "" } else { "not " }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
