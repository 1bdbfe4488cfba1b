//! Does `coexist rehearse` tell who loses mail, when, for how long and because of which step?
//!
//! Expected numbers are worked out by hand from the times of the log-ons: each test says how.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Came, call_in, folder};

/// Twenty phones on 2010 poll every four minutes, one every twelve seconds; a user on 2013 every ten minutes. The name
/// moves to 2013 at twenty minutes while the settings of 2010 still hold it; they are repaired at an hour.
const PLAN: &str = r#"Scenario(
    schema: 1,
    title: "The name moves before the settings are repaired",
    until: "2h",
    servers: [
        Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(
            name: "EX10",
            version: Exchange2010,
            running: [Imap4],
            imap4: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"]),
        ),
    ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX10"])],
    databases: [Database(name: "DB10", on: ["EX10"]), Database(name: "DB13", on: ["EX13"])],
    mailboxes: [Mailbox(name: "staff", count: 20, database: "DB10"), Mailbox(name: "moved", database: "DB13")],
    clients: [
        Client(
            name: "phones",
            count: 20,
            user: "staff",
            connect: "mail.contoso.com:993:SSL",
            at: ["1min"],
            every: "4min",
            until: "119min",
            spread: "4min",
        ),
        Client(
            name: "moved",
            user: "moved",
            connect: "mail.contoso.com:993:SSL",
            at: ["5min"],
            every: "10min",
            until: "119min",
        ),
    ],
    steps: [
        Step(
            name: "Move the name",
            at: "20min",
            actions: [SetPool(load_balancer: "mail.contoso.com", pool: ["EX13"])],
            verify: [Expect(client: "phones", outcome: LoggedOn), Expect(client: "moved", outcome: LoggedOn)],
            undo: [SetPool(load_balancer: "mail.contoso.com", pool: ["EX10"])],
        ),
        Step(
            name: "Repair the settings",
            after: "40min",
            run: [
                "Set-ImapSettings -Server EX10 -InternalConnectionSettings ex10.contoso.com:993:SSL",
                "Get-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Restart-Service -Force",
                "Get-Service -ComputerName EX13 -Name MSExchangeIMAP4 | Restart-Service -Force",
            ],
            undo: [
                SetImapSettings(
                    server: "EX10",
                    settings: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"]),
                ),
                RestartService(server: "EX10", service: Imap4),
                RestartService(server: "EX13", service: Imap4),
            ],
        ),
    ],
)
"#;

fn rehearse(folder: &Path, text: &str, more: &[&str]) -> Came {
    fs::write(folder.join("plan.ron"), text).expect("it is written");
    let all: Vec<&str> = ["rehearse", "plan.ron"].into_iter().chain(more.iter().copied()).collect();
    call_in(folder, &all, b"")
}

/// The lines of a rehearsal in JSON, of one type.
fn lines(came: &Came, of: &str) -> Vec<Value> {
    let all = came.out.lines().map(|it| serde_json::from_str::<Value>(it).expect("a line is JSON"));
    all.filter(|it| it["type"] == of).collect()
}

fn one<'a>(all: &'a [Value], client: &str, step: impl Into<Value>) -> &'a Value {
    let step = step.into();
    let mut found = all.iter().filter(|it| it["client"] == client && it["step"] == step);
    let it = found.next().unwrap_or_else(|| panic!("{client} behind {step}: {all:#?}"));
    assert!(found.next().is_none(), "{client} behind {step} twice");
    it
}

const MINUTE: u64 = 60_000_000;

#[test]
fn an_outage_lasts_from_the_first_failed_log_on_to_the_next_good_one() {
    let folder = folder("rehearse-outage");
    let came = rehearse(&folder, PLAN, &["--format", "json"]);
    assert_eq!(came.code, 1, "{}", came.err);
    let losses = lines(&came, "loss");
    // Every phone polls ten times between 20min and 1h (40min, every 4min), and each of these fails.
    let behind = one(&losses, "phones", 1);
    assert_eq!((&behind["failed"], &behind["hit"], &behind["worse"]), (&200.into(), &20.into(), &20.into()));
    assert_eq!((&behind["back"], &behind["better"]), (&0.into(), &0.into()));
    // The first failed log-on of each is 40min before its first good one: twenty times 40min, all begun behind step 1.
    let all = one(&losses, "phones", Value::Null);
    assert_eq!((&all["outage_us"], &all["longest_us"]), (&(800 * MINUTE).into(), &(40 * MINUTE).into()));
    assert_eq!((&all["failed"], &all["hit"]), (&200.into(), &20.into()));
    assert_eq!(one(&losses, "phones", 2)["better"], 20);
    // The two parts of it are the whole.
    let part = |step: u64| one(&losses, "phones", step)["outage_us"].as_u64().expect("a number");
    assert_eq!(part(1) + part(2), 800 * MINUTE);
    // Whose mailbox is on 2013 had no mail at 5min and 15min, which is nobody's fault, and has it from 25min on.
    let before = one(&losses, "moved", 0);
    assert_eq!((&before["failed"], &before["outage_us"]), (&2.into(), &(15 * MINUTE).into()));
    assert_eq!(one(&losses, "moved", 1)["better"], 1);
    assert_eq!(one(&losses, "moved", Value::Null)["hit"], 0);
    let end = &lines(&came, "end")[0];
    assert_eq!((&end["well"], &end["hit"], &end["without_before"]), (&false.into(), &20.into(), &1.into()));
}

#[test]
fn each_step_tells_what_is_done_what_fails_first_and_whether_it_held() {
    let folder = folder("rehearse-steps");
    let came = rehearse(&folder, PLAN, &["--format", "json"]);
    let steps = lines(&came, "step");
    let held = |it: usize| steps[it]["verified"].clone();
    assert_eq!((held(0), held(1)), ("not_held".into(), Value::Null));
    assert_eq!(steps[1]["at_us"], 60 * MINUTE);
    assert_eq!(steps[1]["does"].as_array().map(Vec::len), Some(3), "{:#?}", steps[1]);
    let failures = lines(&came, "failure");
    let behind: Vec<_> = failures.iter().filter(|it| it["step"] == 1).collect();
    assert_eq!(behind.len(), 1, "{failures:#?}");
    assert_eq!((&behind[0]["rule"], &behind[0]["failed"]), (&"LB-1".into(), &200.into()));
    assert_eq!(behind[0]["because_of"], "Move the name");
    let text = rehearse(&folder, PLAN, &[]).out;
    for line in [
        "Give mail.contoso.com the pool EX13",
        "Set-ImapSettings -Server EX10 -InternalConnectionSettings ex10.contoso.com:993:SSL",
        "phones (20) lose mail, for 40min at the longest and 13h20min in sum, because of step 1, \"Move the name\".",
        "1 of 2 expectations held.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn where_the_settings_are_repaired_first_nobody_loses_mail() {
    let folder = folder("rehearse-well");
    let (from, to) =
        (PLAN.find("        Step(\n").expect("a step"), PLAN.find("        Step(\n            name: \"Rep"));
    let to = to.expect("a second step");
    let second = PLAN[to..].replace("after: \"40min\"", "at: \"10min\"");
    let end = second.rfind("    ],\n)").expect("the end of the steps");
    let text = format!("{}{}{}{}", &PLAN[..from], &second[..end], &PLAN[from..to], &second[end..]);
    let came = rehearse(&folder, &text, &[]);
    assert!(came.out.contains("Nobody loses mail: 21 clients, 2 steps."), "{}{}", came.out, came.err);
    assert_eq!(came.code, 0);
}

#[test]
fn other_commands_know_steps_as_changes() {
    let folder = folder("rehearse-others");
    fs::write(folder.join("plan.ron"), PLAN).expect("it is written");
    let run = call_in(&folder, &["run", "-q", "plan.ron"], b"");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("phones (20), every attempt 20min to 1h: LoggedOn"), "{}", run.out);
    let check = call_in(&folder, &["check", "plan.ron"], b"");
    assert!(check.out.contains("steps[\"Move the name\"]") || check.out.contains("plan.ron:4"), "{}", check.out);
    // Laid out it is the same plan.
    let before = rehearse(&folder, PLAN, &[]).out;
    assert_eq!(call_in(&folder, &["fmt", "plan.ron"], b"").code, 0);
    assert_eq!(call_in(&folder, &["rehearse", "plan.ron"], b"").out, before);
    assert_eq!(call_in(&folder, &["fmt", "--check", "plan.ron"], b"").code, 0);
}

#[test]
fn a_script_is_a_plan_whose_comments_are_the_names() {
    let folder = folder("rehearse-script");
    let from = PLAN.find("    steps: [").expect("steps");
    let base = format!("{})\n", &PLAN[..from]);
    let script = "# 20min Move the mailboxes\n$who = 'moved'\nNew-MoveRequest $who -TargetDatabase DB10\n\n\
                  # Restart the front end\nGet-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Restart-Service -Force\n";
    fs::write(folder.join("night.ps1"), script.replace("20min ", "")).expect("it is written");
    let without = rehearse(&folder, &base, &["--script", "night.ps1"]);
    assert_eq!((without.code, without.out.as_str()), (2, ""), "{}", without.err);
    assert!(without.err.contains("nobody knows when the lines of night.ps1 are run"), "{}", without.err);
    let came = rehearse(
        &folder,
        &base,
        &["--script", "night.ps1", "--at", "20min", "--apart", "10min", "--answer", "move=1min", "--format", "json"],
    );
    let steps = lines(&came, "step");
    let told: Vec<_> = steps.iter().map(|it| (it["name"].clone(), it["at_us"].clone())).collect();
    let wanted = [("Move the mailboxes", 20 * MINUTE), ("Restart the front end", 30 * MINUTE)];
    assert_eq!(told, wanted.map(|it| (Value::from(it.0), Value::from(it.1))), "{}", came.err);
    // Moved to 2010 at 21min: the log-ons at 5min and 15min failed, that at 25min does not.
    assert_eq!(one(&lines(&came, "loss"), "moved", 1)["better"], 1);
}

#[test]
fn what_is_no_plan_is_refused() {
    let folder = folder("rehearse-none");
    let none = rehearse(&folder, "Scenario(schema: 1)", &[]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("the scenario has no plan") && none.err.contains("--script"), "{}", none.err);
}
