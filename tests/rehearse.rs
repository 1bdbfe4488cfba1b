//! Does `coexist rehearse` tell who loses mail, when, for how long and because of which step?
//!
//! Expected numbers are worked out by hand from the times of the log-ons: each test says how.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Came, call_in, folder};

/// Twenty phones on 2010 poll every four minutes, one every twelve seconds; a user on 2013 every ten minutes. The name
/// moves to 2013 at twenty minutes while the settings of 2010 still hold it; they are repaired at an hour.
pub(crate) const PLAN: &str = r#"Scenario(
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
        "Without mail: phones (20), for 40min at the longest and 13h20min in sum, because of step 1, \"Move the name\".",
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
    let json = call_in(&folder, &["run", "plan.ron", "--format", "json"], b"");
    let records = json.out.lines().map(|it| serde_json::from_str::<Value>(it).expect("a line is JSON"));
    let changed: Vec<Value> = records.filter(|it| it["what"] == "changed").collect();
    let steps: Vec<&str> = changed.iter().filter_map(|it| it["step"].as_str()).collect();
    assert_eq!(steps, ["Move the name", "Repair the settings", "Repair the settings", "Repair the settings"]);
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

/// A server that a step brings never comes where the step is left out: whoever is sent to it has no mail, and nothing is
/// said of the builds that stand together from the start.
#[test]
fn a_server_that_nobody_installs_is_not_there() {
    let folder = folder("rehearse-never-installed");
    let road = include_str!("../scenarios/migration/road-from-2013-to-2019.ron");
    let all = lines(&rehearse(&folder, road, &["--format", "json"]), "otherwise");
    let without = otherwise(&all, "left_out", "Install 2019");
    assert_eq!(without["refused"], Value::Null, "{without:#}");
    let mut hit: Vec<&str> = more(without).iter().map(|it| it.0).collect();
    hit.sort_unstable();
    assert_eq!(hit, ["careful", "printer", "staff", "tickets"]);
    let too_old = otherwise(&all, "left_out", "Bring 2013 to the build that 2019 asks for");
    assert!(too_old["refused"].as_str().is_some_and(|it| it.contains("COEX-6")), "{too_old:#}");
    // A plan that ends before the server comes is one without it.
    let back = otherwise(&all, "taken_back", "Bring 2013 to the build that 2019 asks for");
    assert_eq!(back["refused"], Value::Null, "{back:#}");
}

/// What comes of a plan that is carried out otherwise, of one kind and step.
fn otherwise<'a>(all: &'a [Value], how: &str, step: &str) -> &'a Value {
    let found = all.iter().find(|it| it["how"] == how && it["step"] == step);
    found.unwrap_or_else(|| panic!("{how} {step}: {all:#?}"))
}

/// Who loses more, and how many more log-ons fail.
fn more(it: &Value) -> Vec<(&str, u64)> {
    let all = it["more"].as_array().expect("a list").iter();
    all.map(|it| (it["client"].as_str().expect("a name"), it["failed"].as_u64().expect("a number"))).collect()
}

#[test]
fn what_could_go_wrong_with_the_plan_is_run() {
    let folder = folder("rehearse-otherwise");
    let came = rehearse(&folder, PLAN, &["--format", "json"]);
    let all = lines(&came, "otherwise");
    // Two steps of one and three actions: left out 2, swapped 1, half done 0 and 2, taken back 2.
    assert_eq!(all.len(), 7, "{all:#?}");
    // Without the repair every phone goes on failing after the hour, for the reason of before.
    let without = otherwise(&all, "left_out", "Repair the settings");
    assert_eq!(more(without).iter().map(|it| it.0).collect::<Vec<_>>(), ["phones"]);
    assert!(without["why"].as_str().is_some_and(|it| it.contains("LB-1")), "{without:#?}");
    // Whose mailbox is on 2013 has no mail as long as the name stays: 25, 35, 45 and 55min fail besides.
    assert_eq!(more(otherwise(&all, "swapped", "Move the name")), [("moved", 4)]);
    // Taken back when the next step would be done, at 60min: 65, 75, 85, 95, 105 and 115min fail.
    let back = otherwise(&all, "taken_back", "Move the name");
    assert_eq!((more(back), &back["not_restored"]), (vec![("moved", 6)], &Value::Array(Vec::new())));
    // All of it taken back as long after the last step as that was after the first, at 100min: 105 and 115min fail.
    let back = otherwise(&all, "taken_back", "Repair the settings");
    assert_eq!((more(back), &back["not_restored"]), (vec![("moved", 2)], &Value::Array(Vec::new())));
}

#[test]
fn an_undo_that_does_not_restore_is_told_with_the_difference() {
    let folder = folder("rehearse-undo");
    let text = PLAN.replace(
        "undo: [SetPool(load_balancer: \"mail.contoso.com\", pool: [\"EX10\"])]",
        "undo: [SetPool(load_balancer: \"mail.contoso.com\", pool: [\"EX10\", \"EX13\"])]",
    );
    assert_ne!(text, PLAN);
    let came = rehearse(&folder, &text, &["--format", "json"]);
    let all = lines(&came, "otherwise");
    let left = &otherwise(&all, "taken_back", "Move the name")["not_restored"];
    let wanted = serde_json::json!([{ "of": "mail.contoso.com", "part": "pool", "was": "EX10", "is": "EX10, EX13" }]);
    assert_eq!(*left, wanted);
    let told = rehearse(&folder, &text, &[]).out;
    assert!(told.contains("pool of mail.contoso.com is EX10, EX13, and was EX10"), "{told}");
}

#[test]
fn the_best_order_is_that_of_all_orders() {
    let folder = folder("rehearse-orders");
    // A third step that hangs on neither.
    let third = "        Step(name: \"Nothing\", after: \"20min\"),\n    ],\n)";
    let text = PLAN.replace("    ],\n)", third);
    let came = rehearse(&folder, &text, &["--once", "--orders", "--format", "json"]);
    let told = &lines(&came, "orders")[0];
    assert_eq!(told["allowed"], 6);
    let named = |it: &Value| {
        it["steps"].as_array().map(|it| it.iter().map(|it| it.as_str().unwrap_or("").to_owned()).collect::<Vec<_>>())
    };
    // Every order in a file of its own, run as it is written: what it costs stands as that of its plan.
    let (begin, end) = (text.find("        Step(").expect("a step"), text.rfind("    ],\n)").expect("the end"));
    let steps: Vec<&str> = text[begin..end].split_inclusive("\n        ),\n").collect();
    let steps = [steps[0], steps[1], steps[2]];
    let times = ["at: \"20min\"", "after: \"40min\"", "after: \"20min\""];
    let bare: Vec<String> = steps.iter().zip(times).map(|(it, time)| it.replace(time, "at: \"TIME\"")).collect();
    let mut costs = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let slots = ["20min", "60min", "80min"];
        let steps: String = order.iter().zip(slots).map(|(it, at)| bare[*it].replace("TIME", at)).collect();
        let file = format!("{}{steps}{}", &text[..begin], &text[end..]);
        let came = rehearse(&folder, &file, &["--once", "--orders", "--format", "json"]);
        let planned = lines(&came, "orders")[0]["planned"].clone();
        costs.push((planned["outage_us"].as_u64(), planned["failed"].as_u64()));
    }
    let best = &told["best"];
    let least = costs.iter().min().expect("six");
    assert_eq!((best["outage_us"].as_u64(), best["failed"].as_u64()), *least, "{costs:?} {told:#?}");
    let place = |name: &str| named(best).and_then(|it| it.iter().position(|it| it == name));
    assert!(place("Repair the settings") < place("Move the name"), "{best:#?}");
    // At the best the name moves at 60min and the settings are repaired at 80min: each phone fails five times, and
    // "moved" at 25, 35, 45 and 55min. The other way round those four are all.
    let matters = &told["matters"][0];
    assert_eq!((&matters["first"], &matters["later"]), (&"Repair the settings".into(), &"Move the name".into()));
    assert_eq!((&matters["otherwise"]["failed"], &matters["otherwise"]["hit"]), (&104.into(), &21.into()));
    assert_eq!((&matters["so"]["failed"], &matters["so"]["hit"]), (&4.into(), &1.into()));
    // Where the repair needs the move, one order is left of these two, and three with the third step.
    let needy = text.replace(
        "name: \"Repair the settings\",",
        "name: \"Repair the settings\",\n            needs: [\"move the NAME\"],",
    );
    let came = rehearse(&folder, &needy, &["--once", "--orders", "--format", "json"]);
    assert_eq!(lines(&came, "orders")[0]["allowed"], 3, "{}", came.err);
}

#[test]
fn where_there_are_too_many_orders_the_smallest_pair_is_learned() {
    let folder = folder("rehearse-search");
    let one = |it: u32| format!("        Step(name: \"Nothing {it}\", after: \"1min\"),\n");
    let more = (1..=10).map(one).collect::<Vec<_>>().concat();
    let text = PLAN.replace("    ],\n)", &format!("{more}    ],\n)"));
    // Without whoever has no mail from the beginning.
    let (begin, end) =
        (text.find("        Client(\n            name: \"moved\"").expect("moved"), text.find("    ],\n    steps"));
    let text = format!("{}{}", &text[..begin], &text[end.expect("steps")..]);
    let text = text.replace(", Expect(client: \"moved\", outcome: LoggedOn)", "");
    let came = rehearse(&folder, &text, &["--once", "--orders", "--format", "json"]);
    let told = &lines(&came, "orders")[0];
    assert_eq!(told["allowed"], Value::Null, "{}", came.err);
    assert_eq!(told["learned"], serde_json::json!([["Repair the settings", "Move the name"]]));
    assert_eq!((&told["best"]["failed"], &told["best"]["hit"]), (&0.into(), &0.into()));
    assert_eq!(told["planned"]["failed"], 200);
}

/// Phones come by a name whose answers each keeps for ten minutes; it moves to the other server at 20min, and the old
/// front end stops. A phone asks for the name when it first comes (1min to 4min 48s), and again at its third poll after
/// that, 12min later, before the name moves. It goes by that answer for two polls more: the last of them all at 24min
/// 48s, when the front end must still be there. So it may stop a second later.
#[test]
fn the_shortest_wait_is_that_of_the_answer_that_is_kept() {
    let folder = folder("rehearse-pauses");
    let text = r#"Scenario(
    schema: 1,
    until: "2h",
    servers: [
        Server(name: "EX13A", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(name: "EX13B", version: Exchange2013, running: [Imap4, Imap4BE]),
    ],
    dns: [DnsName(name: "mail.contoso.com", points_to: ["EX13A"], ttl: "10min")],
    databases: [Database(name: "DB13", on: ["EX13B"])],
    mailboxes: [Mailbox(name: "staff", count: 20, database: "DB13")],
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
    ],
    steps: [
        Step(
            name: "Move the name",
            at: "20min",
            actions: [SetDns(name: "mail.contoso.com", points_to: ["EX13B"])],
        ),
        Step(name: "Stop the old front end", after: "1h", actions: [StopService(server: "EX13A", service: Imap4)]),
    ],
)
"#;
    let came = rehearse(&folder, text, &["--once", "--pauses", "--format", "json"]);
    assert_eq!(came.code, 0, "{}{}", came.out, came.err);
    let told = &lines(&came, "pause")[0];
    let least = told["least_us"].as_u64().expect("a wait") / 1_000_000;
    assert_eq!(least, 4 * 60 + 49, "{told:#?}");
    assert!(told["why"].as_str().is_some_and(|it| it.contains("EX13A")), "{told:#?}");
    assert_eq!(told["even_so"], 0);
    // With that wait nobody fails, and with a second less somebody does.
    let waiting = |seconds: u64| {
        let text = text.replace("after: \"1h\"", &format!("after: \"{seconds}s\""));
        rehearse(&folder, &text, &["--once"]).code
    };
    assert_eq!((waiting(least), waiting(least - 1)), (0, 1));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = folder("rehearse-threads");
    let told = |threads: &str| rehearse(&folder, PLAN, &["--orders", "--pauses", "--threads", threads]).out;
    let one = told("1");
    assert!(one.contains("Nobody notices"), "{one}");
    assert_eq!(one, told("5"));
}

mod documented {
    //! Does docs/rehearse.md tell the truth? Its commands are run, and what it shows is what they say.

    use super::*;

    const PAGES: [(&str, &str); 2] = [("en", "docs/rehearse.md"), ("zh", "docs/zh/rehearse.md")];

    #[test]
    fn what_the_page_shows_comes_of_its_commands() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (lang, path) in PAGES {
            let page = fs::read_to_string(root.join(path)).expect("the page is there");
            let mut told = String::new();
            let mut rest = page.as_str();
            let mut shown = 0;
            while let Some((before, block)) = rest.split_once("```sh\n") {
                let (command, after) = block.split_once("\n```\n").expect("a block ends");
                let words: Vec<&str> = command.split_whitespace().skip(1).chain(["--lang", lang]).collect();
                let came = call_in(root, &words, b"");
                assert!(came.code < 2, "{command}: {}", came.err);
                told.push_str(&format!("{before}```sh\n{command}\n```\n"));
                // What comes next is what it says, as far as the page shows it.
                let (gap, block) = after.split_once("```text\n").expect("what it says");
                let (_, after) = block.split_once("```\n").expect("a block ends");
                let from = gap.split_once("<!-- from: ").and_then(|it| it.1.split_once(" -->")).map(|it| it.0);
                let out = match from {
                    Some(from) => &came.out[came.out.find(from).unwrap_or_else(|| panic!("{from}: {}", came.out))..],
                    None => came.out.as_str(),
                };
                told.push_str(&format!("{gap}```text\n{}\n```\n", out.trim_end()));
                shown += 1;
                rest = after;
            }
            told.push_str(rest);
            assert_eq!(shown, 4, "{path}");
            if told != page {
                assert!(
                    std::env::var_os("UPDATE_DOCS").is_some(),
                    "{path} is out of date; UPDATE_DOCS=1 cargo test writes it"
                );
                fs::write(root.join(path), told).expect("the page can be written");
            }
        }
    }
}
