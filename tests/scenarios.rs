//! Does every scenario of the gallery come out as it says, and does its report still read the same?
//!
//! Of every scenario a few lines are kept: how each attempt ended and why, the rules that were cited, and the digest,
//! which covers every record. One file for each topic, so that a change is read in one place. Of [`IN_FULL`] the whole
//! report is kept as well. The `expect` of the file is asserted apart from both, so that accepting a snapshot without
//! reading it cannot bless a wrong outcome.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use coexist::diag::Lines;
use coexist::render::{Lang, Options, Plain, text};
use coexist::resolve::load;
use coexist::rules::Rule;
use coexist::sim;
use coexist::trace::Run;
use coexist::verdict::{Overall, RuleSet, Verdict, judge};
use coexist::world::World;

/// The scenarios whose whole report is kept: each way of discovery, both orders of fallback, and what a report shows.
const IN_FULL: [&str; 20] = [
    "change/front-end-keeps-the-old-answer-until-its-ttl-runs-out",
    "change/loop-ends-once-setting-and-front-end-are-renewed",
    "component/every-requester-has-to-let-go",
    "discovery/mailbox-on-2007-is-reached-by-the-name-of-each-client-access-server",
    "discovery/mailbox-on-2010-is-reached-by-its-connection-settings",
    "discovery/mailbox-on-2013-goes-to-the-back-end-with-the-active-copy",
    "evidence/protocol-log-names-each-failed-leg",
    "fallback/encrypted-order-is-ssl-then-tls-then-plaintext",
    "fallback/plaintext-order-is-plaintext-then-ssl-then-tls",
    "http/five-services-and-three-versions",
    "incidents/i-16-services-stay-stopped-after-maintenance",
    "leg/login-type-of-the-target-refuses-a-plaintext-leg",
    "load-balancer/shared-name-before-2010-loses-the-choice-of-site",
    "load-balancer/shared-name-loops-through-2013",
    "login/failed-leg-looks-like-a-wrong-password",
    "migration/namespace-is-cut-over-and-rolled-back",
    "network/very-lossy-link-fails-logons-by-chance",
    "service/stopped-target-stays-a-candidate",
    "sites/wrong-2007-site-refuses-by-its-own-rule",
    "tls/renewed-certificate-breaks-even-plaintext-clients",
];

/// The longest scenario, in lines: one that needs more shows two things.
const LINES_MAX: usize = 60;
/// The longest plan, in lines: a road from one version to the next is shown whole.
const PLAN_MAX: usize = 260;

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
            // Lessons have scenarios that are wrong on purpose; their lint judges them.
            if path.is_dir() && !path.ends_with("lessons") {
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
    let warnings = loaded.warnings.iter().map(|it| it.line(&Lines::new(text), stem(path), Lang::En) + "\n").collect();
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

/// What is kept of a scenario that is not kept in full.
fn gist(played: &Played) -> String {
    let Played { world, warnings, run, verdict } = played;
    let mut out = warnings.clone();
    text::verdict(world, run, verdict, &Options::default(), &Plain, &mut out).expect("a string takes everything");
    let cited: RuleSet = verdict.attempts.iter().flat_map(|it| it.rules.iter()).collect();
    let cited: Vec<_> = cited.iter().map(Rule::id).collect();
    out + "cited: " + &cited.join(" ") + "\n"
}

#[test]
fn every_scenario_comes_out_as_it_did() {
    let mut topics: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in scenarios() {
        let topic = path.parent().and_then(Path::file_name).and_then(|it| it.to_str()).expect("each has a topic");
        let of_topic = topics.entry(topic.to_owned()).or_default();
        *of_topic += &format!("## {}\n{}\n", stem(&path), gist(&play(&path, &text)));
    }
    for (topic, gists) in topics {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("scenarios-{topic}"), gists);
        });
    }
}

#[test]
fn the_reports_that_are_kept_read_as_they_did() {
    for claim in IN_FULL {
        let path = gallery().join(claim).with_extension("ron");
        let text = std::fs::read_to_string(&path).expect("scenarios are UTF-8");
        // The version changes with every release and says nothing about the run.
        let report = report(&play(&path, &text)).replacen(env!("CARGO_PKG_VERSION"), "<version>", 1);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("report-{}", stem(&path)), report);
        });
    }
}

/// A projector shows 110 columns.
#[test]
fn no_line_of_a_report_is_too_long() {
    for (path, text) in scenarios() {
        let report = report(&play(&path, &text));
        let long = report.lines().find(|it| it.chars().count() > 110);
        assert!(long.is_none(), "{}: {long:?}", path.display());
    }
}

#[test]
fn every_scenario_is_a_claim_that_fits_on_a_page() {
    let scenarios = scenarios();
    assert!(scenarios.len() > 50, "the gallery has shrunk to {}", scenarios.len());
    let mut wrong = Vec::new();
    for (path, text) in &scenarios {
        let name = stem(path);
        let kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        let most = if text.contains("\n    steps: [\n") { PLAN_MAX } else { LINES_MAX };
        let comment = text.lines().take_while(|it| it.starts_with("// ")).count();
        for (fits, what) in [
            (name.chars().all(kebab) && name.contains('-'), "its name is no claim in kebab-case".to_owned()),
            ((2..=6).contains(&comment), format!("{comment} lines of comment instead of 2 to 6")),
            (text.lines().count() <= most, format!("{} lines", text.lines().count())),
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
