//! Does each road from one version to the next need every one of its steps, and does each fail by what it is there for?
//!
//! The roads stand in `scenarios/migration` as plans. The tables say what a migration's own step list says of each step:
//! who is hurt where it is left out, and by which rule. They were written from it by hand.

use std::collections::BTreeSet;
use std::fmt::Write;

use coexist::lang::Lang;
use coexist::resolve::load;
use coexist::sim;
use coexist::verdict::{Verdict, judge};
use coexist::world::{Outcome, World};

/// What a step that is left out brings.
#[derive(Clone, Copy)]
enum Brings {
    /// Setup refuses a later step by this rule: the file is none.
    Refused(&'static str),
    /// These fail, each by this rule.
    Fail(&'static [&'static str], &'static str),
    /// As [`Self::Fail`], of whom at least the first is hit: chance picks the target of each.
    FailByChance(&'static [&'static str], &'static str),
    /// As [`Self::Fail`], where of the step only the lines with this are left out: without the rest there is no road.
    FailWithout(&'static str, &'static [&'static str], &'static str),
    /// The programs of these do not accept the certificate. It is the client that decides, and no rule of a server.
    NotAccepted(&'static [&'static str]),
    /// Nobody notices while the clients of the road come.
    Nothing,
    /// A server that never comes: the road has no meaning without.
    NoRoad,
}
use Brings::{Fail, FailByChance, FailWithout, NoRoad, NotAccepted, Nothing, Refused};

struct Road {
    text: &'static str,
    /// The step that moves the name.
    name: &'static str,
    /// By the beginning of its name: each step, in order.
    steps: &'static [(&'static str, Brings)],
}

const ALL_OF_1: &[&str] = &["staff", "branch", "scanner", "kiosk", "careful"];
const ALL_OF_3: &[&str] = &["staff", "printer", "tickets", "careful"];

const ROADS: [Road; 4] = [
    Road {
        text: include_str!("../scenarios/migration/road-from-2010-and-2007-to-2013.ron"),
        name: "Move the name to 2013",
        steps: &[
            ("Bring 2007 and 2010 to the builds", Refused("COEX-0")),
            ("Let the settings of 2010 name", FailByChance(&["staff", "kiosk", "careful"], "LB-1")),
            ("Start IMAP4 on the server of 2010", FailByChance(&["staff", "kiosk", "careful"], "SVC-4")),
            ("Raise the limit of 2007", Fail(&["branch"], "LEG-7")),
            ("Let 2007 take log-ons in clear", Fail(&["scanner"], "LEG-3")),
            ("Install 2013, with the TLS", FailWithout("SetTls(", ALL_OF_1, "LEG-5")),
            ("Give 2013 a certificate and", Fail(&["scanner", "careful"], "section 2")),
            ("Start the front end", Fail(ALL_OF_1, "SVC-4")),
            ("Start the back end", Fail(&["staff", "scanner", "kiosk", "careful"], "SVC-4")),
            ("Lower the TTL", Fail(&["staff"], "LB-6")),
            ("Take NTLM from", Fail(&["kiosk"], "LEG-2")),
            ("Move the name", FailByChance(&["staff", "scanner", "kiosk", "careful"], "section 7")),
            ("Move the mailboxes of 2010", Fail(&["staff", "kiosk", "careful"], "DISC-1")),
            ("Move the mailboxes of 2007", Fail(&["scanner"], "DISC-2")),
            ("Remove 2010 and 2007", Nothing),
        ],
    },
    Road {
        text: include_str!("../scenarios/migration/road-from-2010-to-2016.ron"),
        name: "Give the name to 2016",
        steps: &[
            ("Bring 2010 to the build", Refused("COEX-2")),
            ("Let the settings of 2010", Fail(&["staff", "kiosk"], "LB-1")),
            ("Install 2016", NoRoad),
            ("Start the services on the first", FailByChance(&["staff", "kiosk"], "SVC-4")),
            ("Start the services on the second", FailByChance(&["staff", "kiosk"], "SVC-4")),
            ("Take NTLM from", Fail(&["kiosk"], "LEG-2")),
            ("Give the name to 2016", FailByChance(&["staff", "kiosk"], "section 7")),
            ("Move the mailboxes", Fail(&["staff", "kiosk"], "DISC-1")),
            ("Remove 2010", Nothing),
            ("Let the database fail over", Nothing),
        ],
    },
    Road {
        text: include_str!("../scenarios/migration/road-from-2013-to-2019.ron"),
        name: "Give the name to 2019",
        steps: &[
            ("Bring 2013 to the build", Refused("COEX-6")),
            ("Bring 2013 to TLS 1.2", Fail(ALL_OF_3, "LEG-5")),
            ("Install 2019", NoRoad),
            ("Give 2019 the LoginType", Fail(&["printer"], "section 2")),
            ("Give 2019 the limits", Fail(&["tickets"], "LIM-1")),
            ("Give 2019 the certificate", NotAccepted(&["careful"])),
            ("Start the services", Fail(ALL_OF_3, "LB-2")),
            ("Give the name", Fail(ALL_OF_3, "LB-2")),
            ("Move the mailboxes", Fail(ALL_OF_3, "DISC-4")),
            ("Remove 2013", Nothing),
        ],
    },
    Road {
        text: include_str!("../scenarios/migration/road-from-2016-to-se.ron"),
        name: "Give the name to SE",
        steps: &[
            ("Bring 2016 to the build", Refused("COEX-9")),
            ("Install SE", NoRoad),
            ("Give SE the limits", Fail(&["tickets"], "LIM-1")),
            ("Start the services", Fail(&["staff", "tickets"], "LB-2")),
            ("Give the name", Fail(&["staff", "tickets"], "LB-2")),
            ("Move the mailboxes", Fail(&["staff", "tickets"], "DISC-4")),
            ("Remove 2016", Refused("COEX-9")),
            ("Bring SE to CU2", Nothing),
        ],
    },
];

/// The lines of each step, those before and those behind them.
fn split(text: &'static str) -> (Vec<&'static str>, Vec<Vec<&'static str>>, Vec<&'static str>) {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|it| *it == "    steps: [").expect("it is a plan") + 1;
    let end = at + lines[at..].iter().position(|it| *it == "    ],").expect("they end");
    let mut steps: Vec<Vec<&str>> = Vec::new();
    for line in &lines[at..end] {
        if line.starts_with("        Step(") {
            steps.push(Vec::new());
        }
        steps.last_mut().expect("a step begins").push(line);
    }
    (lines[..at].to_vec(), steps, lines[end..].to_vec())
}

fn is_called(step: &[&str], name: &str) -> bool {
    step.iter().any(|it| it.contains(&format!("name: \"{name}")))
}

/// A plan of these steps. What one of them needs may be missing: that is what is tried.
fn plan(before: &[&str], steps: &[Vec<&str>], behind: &[&str]) -> String {
    let mut text = String::new();
    for line in before {
        let _ = writeln!(text, "{line}");
    }
    for step in steps {
        let mut needs = false;
        for line in step {
            needs |= line.starts_with("            needs: [");
            if !needs {
                let _ = writeln!(text, "{}", without_needs(line));
            }
            needs &= !line.ends_with("],");
        }
    }
    for line in behind {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// A step on one line.
fn without_needs(line: &str) -> String {
    match line.split_once("needs: [") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("], ").expect("they end").1),
        None => line.to_owned(),
    }
}

fn run(text: &str) -> Result<(World, Verdict), String> {
    let loaded = load(text, "road").map_err(|it| it.iter().map(|it| it.message.of(Lang::En)).collect::<String>())?;
    let run = sim::run(&loaded.world);
    let verdict = judge(&loaded.world, &run);
    Ok((loaded.world, verdict))
}

/// Who fails, by the names of the file.
fn failing<'w>(world: &'w World, verdict: &Verdict) -> BTreeSet<&'w str> {
    let failed = verdict.attempts.iter().filter(|it| it.outcome != Some(Outcome::LoggedOn));
    failed.map(|it| world.called(it.client)).collect()
}

#[test]
fn with_every_step_nobody_loses_a_log_on() {
    for road in &ROADS {
        let (world, verdict) = run(road.text).expect("it is sound");
        assert!(verdict.attempts.len() > 100, "{}", world.title);
        assert_eq!(failing(&world, &verdict), BTreeSet::new(), "{}", world.title);
    }
}

#[test]
fn each_step_left_out_fails_by_what_it_is_there_for() {
    for road in &ROADS {
        let (before, steps, behind) = split(road.text);
        assert_eq!(steps.len(), road.steps.len(), "{}", road.name);
        for (at, &(name, brings)) in road.steps.iter().enumerate() {
            assert!(is_called(&steps[at], name), "{name}: {:?}", steps[at]);
            let mut others = steps.clone();
            match brings {
                FailWithout(part, ..) => {
                    let whole = others[at].len();
                    others[at].retain(|it| !it.contains(part));
                    assert_eq!(others[at].len() + 1, whole, "{name}");
                }
                _ => drop(others.remove(at)),
            }
            let came = run(&plan(&before, &others, &behind));
            match (brings, came) {
                (NoRoad, _) => {}
                (Refused(rule), Err(said)) => assert!(said.contains(rule), "{name}: {said}"),
                (Nothing, Ok((world, verdict))) => {
                    assert_eq!(failing(&world, &verdict), BTreeSet::new(), "{name}");
                }
                (Fail(who, rule) | FailWithout(_, who, rule), Ok((world, verdict))) => {
                    let hit: BTreeSet<_> = who.iter().copied().collect();
                    assert_eq!(failing(&world, &verdict), hit, "{name}");
                    speaks(&verdict, rule, name);
                }
                (NotAccepted(who), Ok((world, verdict))) => {
                    let hit: BTreeSet<_> = who.iter().copied().collect();
                    assert_eq!(failing(&world, &verdict), hit, "{name}");
                    assert!(verdict.attempts.iter().any(|it| it.outcome == Some(Outcome::TlsFailed)), "{name}");
                }
                (FailByChance(who, rule), Ok((world, verdict))) => {
                    let hit = failing(&world, &verdict);
                    assert!(hit.contains(who[0]) && hit.iter().all(|it| who.contains(it)), "{name}: {hit:?}");
                    speaks(&verdict, rule, name);
                }
                (_, Ok((_, verdict))) => panic!("{name}: {:?}", verdict.counts),
                (_, Err(said)) => panic!("{name}: {said}"),
            }
        }
    }
}

/// A rule had a part in every kind of failure, or at least in some of the failures.
fn speaks(verdict: &Verdict, rule: &str, name: &str) {
    let failed = || verdict.attempts.iter().filter(|it| it.outcome != Some(Outcome::LoggedOn));
    let said: BTreeSet<&str> = failed().flat_map(|it| it.rules.iter().map(coexist::rules::Rule::id)).collect();
    assert!(said.contains(rule), "{name}: {said:?}");
}

/// The name goes to the new servers and back again an hour later, before any mailbox has moved: nobody notices.
#[test]
fn the_name_goes_there_and_back() {
    for road in &ROADS {
        let (before, steps, behind) = split(road.text);
        let at = steps.iter().position(|it| is_called(it, road.name)).expect("it is there");
        let undo = steps[at].iter().find(|it| it.trim_start().starts_with("undo: [")).expect("it can be taken back");
        let back = format!("Step(name: \"Back\", after: \"5h\", {})", undo.trim().replace("undo:", "actions:"));
        let mut some = steps[..=at].to_vec();
        let line = format!("        {back},").replace(",)", ")");
        some.push(vec![&line]);
        let (world, verdict) = run(&plan(&before, &some, &behind)).expect("it is sound");
        assert_eq!(world.steps.len(), at + 2, "{}", road.name);
        let hit = failing(&world, &verdict);
        // Later nobody is there who would have changed what the road changes behind the name.
        assert_eq!(hit, BTreeSet::new(), "{}", road.name);
    }
}
