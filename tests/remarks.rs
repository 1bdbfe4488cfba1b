//! Do `coexist explain` and `coexist check` say what is the case, also where there is little to say?

use crate::process;

use std::collections::BTreeSet;

use coexist::gallery;
use serde_json::Value;

use process::{Came, SMALL, call, call_with, cut_off, folder, stopped, write};

fn explain(text: &str, arguments: &[&str]) -> Came {
    call_with(&[&["explain", "-"], arguments].concat(), text.as_bytes())
}

#[test]
fn where_nothing_failed_there_is_nothing_to_explain() {
    let all = explain(SMALL, &[]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let told = all.out.lines().last().expect("there is a line");
    assert!(told.contains("1 attempt"), "{told}");
    for arguments in [&["--client", "laptop"][..], &["--attempt", "1"], &["--client", "laptop", "--attempt", "1"]] {
        let came = explain(SMALL, arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        assert!(came.out.contains("laptop") && !came.out.contains("first failing step"), "{}", came.out);
    }
    let failed = explain(&stopped(), &["--attempt", "1"]);
    assert_eq!(failed.code, 0);
    assert!(failed.out.contains("The first failing step") && failed.out.contains("Start-Service"), "{}", failed.out);
}

#[test]
fn a_run_that_was_cut_off_is_explained_as_such() {
    let came = explain(&cut_off(), &[]);
    assert_eq!(came.code, 3, "{}", came.err);
    assert!(came.err.starts_with("warning[W004]"), "{}", came.err);
    assert!(came.out.contains("cut off") && !came.out.contains("The first failing step"), "{}", came.out);
    // What failed before is explained all the same.
    let failing = cut_off().replace(", running: [Imap4]", "").replace("(client: \"laptop\", outcome: LoggedOn)", "");
    let came = explain(&failing, &[]);
    assert_eq!(came.code, 3, "{}", came.err);
    assert!(came.out.contains("cut off") && came.out.contains("The first failing step"), "{}", came.out);
}

#[test]
fn nobody_who_connects_is_nobody_to_explain() {
    let silent = SMALL
        .replace(":993:SSL\")]", ":993:SSL\", at: [])]")
        .replace("expect: [(client: \"laptop\", outcome: LoggedOn)],", "");
    let two = silent
        .replace("clients: [", "clients: [(name: \"phone\", user: \"anna\", connect: \"ex10.contoso.com:993:SSL\"), ");
    for (text, arguments, wanted) in
        [("Scenario(schema: 1)", &[][..], "no client"), (&two, &["--client", "laptop"], "laptop")]
    {
        let came = explain(text, arguments);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{arguments:?}");
        assert!(came.out.contains(wanted) && came.out.lines().count() == 3, "{}", came.out);
    }
    assert_ne!(explain(&two, &["--client", "laptop"]).out, explain(&two, &["--client", "phone"]).out);
}

#[test]
fn who_and_what_is_not_there_is_told() {
    let two = SMALL
        .replace("clients: [", "clients: [(name: \"phone\", user: \"anna\", connect: \"ex10.contoso.com:993:SSL\"), ");
    for (text, arguments, wanted) in [
        (SMALL, &["--client", "lapto"][..], "did you mean \"laptop\"?"),
        (SMALL, &["--client", "zzz"], "there are: laptop"),
        (SMALL, &["--attempt", "2"], "laptop has no attempt 2: it began 1 attempt"),
        (SMALL, &["--attempt", "0"], "no attempt 0"),
        (SMALL, &["--attempt", "4294967295"], "no attempt 4294967295"),
        (SMALL, &["--attempt", "x"], "invalid"),
        (&two, &["--attempt", "1"], "--attempt needs --client"),
        ("Scenario(", &[], "S005"),
    ] {
        let came = explain(text, arguments);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{arguments:?}");
        assert!(came.err.starts_with("error") && came.err.contains(wanted), "{arguments:?}: {}", came.err);
    }
    let missing = call(&["explain", "no-such-scenario"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
}

const FORTY: &str = "tests/bad/forty-mistakes.ron";
const FINDING: &str = "tests/findings/F018-client-in-plaintext.ron";
const ADVICE: &str = "tests/findings/F000-nothing-to-accept.ron";

fn json_lines(came: &Came) -> Vec<Value> {
    came.out.lines().map(|it| serde_json::from_str(it).unwrap_or_else(|error| panic!("{error}: {it}"))).collect()
}

/// One file with every mistake at once: all are told, in every form, and they are the same.
#[test]
fn forty_mistakes_are_told_at_once() {
    let text = call(&["check", FORTY]);
    assert_eq!((text.code, text.out.as_str()), (2, ""));
    let lines: Vec<_> = text.err.lines().collect();
    let of_text: Vec<_> = lines.iter().filter(|it| it.starts_with("error[") || it.starts_with("warning[")).collect();
    assert!(of_text.len() >= 40, "{}", text.err);
    assert_eq!(lines.last(), Some(&"57 errors, 6 warnings"));

    let json = call(&["check", FORTY, "--format", "json"]);
    assert_eq!((json.code, json.err.as_str()), (2, ""));
    let objects = json_lines(&json);
    assert_eq!(objects.len(), 63);
    let source = std::fs::read_to_string(FORTY).expect("it is there");
    for it in &objects {
        assert_eq!((it["kind"].as_str(), it["file"].as_str()), (Some("mistake"), Some(FORTY)), "{it}");
        let line = source.lines().nth(it["line"].as_u64().expect("a number") as usize - 1).expect("the line is there");
        let column = it["column"].as_u64().expect("a number") as usize;
        assert!(column >= 1 && column <= line.chars().count() + 1, "{it}");
        assert!(!it["message"].as_str().expect("a text").is_empty());
    }
    let headings: BTreeSet<_> = objects
        .iter()
        .map(|it| {
            format!(
                "{}[{}]: {}",
                it["severity"].as_str().unwrap(),
                it["code"].as_str().unwrap(),
                it["message"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(headings, of_text.iter().map(ToString::to_string).collect());
}

/// The shape of SARIF 2.1.0, as far as it is used.
fn sarif(came: &Came) -> (BTreeSet<String>, Vec<Value>) {
    let log: Value = serde_json::from_str(&came.out).unwrap_or_else(|error| panic!("{error}: {}", came.out));
    assert_eq!((log["version"].as_str(), log["runs"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    assert!(log["$schema"].as_str().expect("a text").ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "coexist");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let ids: BTreeSet<_> = rules.iter().map(|it| it["id"].as_str().expect("a text").to_owned()).collect();
    assert_eq!(ids.len(), rules.len(), "each rule is there once");
    let results = run["results"].as_array().expect("a list");
    for it in results {
        assert!(ids.contains(it["ruleId"].as_str().expect("a text")), "{it}");
        assert!(["error", "warning", "note"].contains(&it["level"].as_str().expect("a text")), "{it}");
        assert!(!it["message"]["text"].as_str().expect("a text").is_empty());
        let place = &it["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a text");
        assert!(uri.chars().all(|it| it.is_ascii_graphic() && !"\\<>\"{}^`|".contains(it)), "{uri}");
        let number = |name: &str| place["region"][name].as_u64().expect("a number");
        let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
        assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{it}");
    }
    (ids, results.clone())
}

#[test]
fn sarif_has_the_shape_of_sarif() {
    let folder = folder("check-sarif");
    let odd = write(&folder, "组 a.ron", SMALL.replace(":993:SSL", ":143"));
    let came = call(&["check", FORTY, FINDING, ADVICE, &odd, "--format", "sarif"]);
    assert_eq!((came.code, came.err.as_str()), (2, ""));
    let (ids, results) = sarif(&came);
    assert!(coexist::check::FindingCode::ALL.iter().all(|it| ids.contains(it.id())));
    let level = |id: &str| results.iter().find(|it| it["ruleId"] == id).map(|it| it["level"].clone());
    assert_eq!(
        ["R042", "W002", "F018", "F000"].map(|it| level(it).unwrap_or_default()),
        ["error", "warning", "error", "note"].map(Value::from)
    );
    let last = &results.last().expect("there are results")["locations"][0]["physicalLocation"]["artifactLocation"];
    assert!(last["uri"].as_str().expect("a text").ends_with("/%E7%BB%84%20a.ron"), "{last}");
    // Files without any finding make a log, too; and so do bytes that are no text.
    let (_, none) = sarif(&call_with(&["check", "-", "--format", "sarif"], SMALL.as_bytes()));
    assert_eq!(none, [Value::Null; 0]);
    let (_, one) = sarif(&call_with(&["check", "-", "--format", "sarif"], b"\xff"));
    assert_eq!((one.len(), &one[0]["ruleId"]), (1, &Value::from("S001")));
}

#[test]
fn what_is_accepted_is_hidden_until_it_is_asked_for() {
    let finding = SMALL.replace(":993:SSL", ":143");
    let accepted =
        finding.replace("expect:", "accepted: [(finding: \"F018\", on: \"laptop\", reason: \"old 打印机\")], expect:");
    let check = |text: &str, arguments: &[&str]| call_with(&[&["check", "-"], arguments].concat(), text.as_bytes());
    let open = check(&finding, &[]);
    assert_eq!((open.code, open.err.as_str()), (1, ""));
    assert!(open.out.contains("error[F018]") && open.out.contains("errors: 1 ·"), "{}", open.out);
    let hidden = check(&accepted, &[]);
    assert_eq!((hidden.code, hidden.err.as_str()), (0, ""));
    assert_eq!(hidden.out, "standard input: errors: 0 · advice: 0 · accepted: 1\n");
    let shown = check(&accepted, &["--accepted"]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("F018") && shown.out.contains("old 打印机"), "{}", shown.out);
    let lines = |arguments: &[&str]| json_lines(&check(&accepted, &[&["--format", "json"], arguments].concat()));
    assert_eq!(lines(&[]), [Value::Null; 0]);
    let object = &lines(&["--accepted"])[0];
    assert_eq!((object["code"].as_str(), object["accepted"].as_str()), (Some("F018"), Some("old 打印机")));
    // SARIF knows suppressions, so they are always in it.
    let (_, results) = sarif(&check(&accepted, &["--format", "sarif"]));
    assert_eq!(results[0]["suppressions"][0]["justification"], "old 打印机");
    // An acceptance that fits nothing is advice.
    let stale = check(&SMALL.replace("expect:", "accepted: [(finding: \"F018\", reason: \"x\")], expect:"), &[]);
    assert!(stale.code == 0 && stale.out.contains("advice[F000]"), "{}", stale.out);
    assert!(stale.out.lines().all(|it| it.trim_end() == it), "{}", stale.out);
}

#[test]
fn several_files_have_the_exit_code_of_the_worst() {
    let folder = folder("check-several");
    let good = write(&folder, "good.ron", SMALL);
    for (files, code) in [
        (&[good.as_str()][..], 0),
        (&[ADVICE], 0),
        (&[&good, FINDING], 1),
        (&[FINDING, &good], 1),
        (&[FORTY, FINDING], 2),
        (&[FINDING, FORTY, &good], 2),
        (&["nowhere.ron", &good], 2),
        (&[FINDING, "nowhere.ron"], 2),
    ] {
        for form in ["text", "json", "sarif"] {
            let came = call(&[&["check", "--format", form], files].concat());
            assert_eq!(came.code, code, "{files:?} as {form}: {}", came.err);
        }
    }
    let several = call(&["check", &good, FINDING, "nowhere.ron"]);
    assert!(several.out.starts_with(&format!("{good}: no findings\n")), "{}", several.out);
    assert!(several.out.ends_with("\n3 files, 1 findings\n") && several.err.contains("nowhere.ron"), "{}", several.out);
    assert_eq!(call(&["check"]).code, 2);
}

/// Every scenario of the gallery can be checked, in every form, and the forms agree.
#[test]
fn the_forms_agree_over_the_gallery() {
    let claims: Vec<_> = gallery::ALL.iter().map(|it| format!("{}/{}", it.topic, it.claim)).collect();
    let of = |form: &str| {
        let arguments = ["check", "--accepted", "--format", form].into_iter().chain(claims.iter().map(String::as_str));
        call(&arguments.collect::<Vec<_>>())
    };
    let (json, log) = (of("json"), of("sarif"));
    assert_eq!((json.code, json.err.as_str(), log.code, log.err.as_str()), (1, "", 1, ""));
    let objects = json_lines(&json);
    let (_, results) = sarif(&log);
    let codes = |all: &[Value], name: &str| all.iter().map(|it| it[name].clone()).collect::<Vec<_>>();
    assert_eq!(codes(&objects, "code"), codes(&results, "ruleId"));
    assert!(objects.len() > 20, "{}", objects.len());
}

/// The byte of a line and a column in letters, both from 1.
fn byte(text: &str, line: &Value, column: &Value) -> usize {
    let number = |it: &Value| it.as_u64().expect("a number") as usize;
    let start: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
    start + text[start..].chars().take(number(column) - 1).map(char::len_utf8).sum::<usize>()
}

/// What SARIF offers as a fix mends what it is a fix of, in every scenario of the gallery that has such a finding.
#[test]
fn a_fix_of_sarif_mends_what_was_found() {
    let mut tried = 0;
    for it in gallery::ALL.iter().step_by(7) {
        let (_, results) = sarif(&call_with(&["check", "-", "--format", "sarif"], it.text.as_bytes()));
        let count = |results: &[Value], code: &Value| results.iter().filter(|it| &it["ruleId"] == code).count();
        for found in &results {
            let Some(fix) = found["fixes"].as_array().and_then(|it| it.first()) else { continue };
            let edit = &fix["artifactChanges"][0]["replacements"][0];
            let region = &edit["deletedRegion"];
            let [start, end] =
                ["start", "end"].map(|at| byte(it.text, &region[format!("{at}Line")], &region[format!("{at}Column")]));
            let mut text = it.text.to_owned();
            text.replace_range(start..end, edit["insertedContent"]["text"].as_str().expect("a text"));
            let (_, after) = sarif(&call_with(&["check", "-", "--format", "sarif"], text.as_bytes()));
            let code = &found["ruleId"];
            assert!(
                !after.iter().any(|it| it["ruleId"].as_str().is_some_and(|it| it.starts_with(['S', 'R']))),
                "{text}"
            );
            // What comes about later in the run is not mended by what is done before it.
            if found["properties"]["since"].is_null() && found["properties"]["until"].is_null() {
                assert!(count(&after, code) < count(&results, code), "{}: {code}: {text}", it.claim);
                tried += 1;
            }
        }
    }
    assert!(tried > 10, "{tried}");
}

/// For a ticket: nothing of the file is markup, and commands stand in blocks that are copied as a whole.
#[test]
fn an_explanation_is_written_for_a_ticket() {
    let failing = stopped().replace("title: \"small\"", "title: \"a <b> *c* | d\"");
    let came = explain(&failing, &["--format", "markdown"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(
        came.out.starts_with("# a \\<b\\> \\*c\\* \\| d\n\n## laptop, attempt 1: ConnectionRefused"),
        "{}",
        came.out
    );
    let command = "```powershell\nGet-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Start-Service\n```\n";
    assert!(came.out.contains("\n### The first failing step\n") && came.out.contains(command), "{}", came.out);
    let chinese = call_with(&["explain", "-", "--format", "markdown", "--lang", "zh"], failing.as_bytes());
    assert!(chinese.out.contains("\n### 最先失败的一步\n") && chinese.out.contains(command), "{}", chinese.out);
    // Of several causes the table comes first, and there is one title.
    let several = call(&["explain", "scenarios/migration", "-q", "--format", "markdown"]);
    assert!(several.out.lines().any(|it| it.starts_with("|---|")), "{}", several.out);
    let good = explain(SMALL, &["--format", "markdown"]);
    assert!(good.code == 0 && good.out.starts_with("# "), "{}", good.out);
}

#[test]
fn what_is_found_is_written_for_a_ticket() {
    let came = call(&["check", FINDING, "--format", "markdown"]);
    assert_eq!((came.code, came.err.as_str()), (1, ""));
    assert!(came.out.starts_with("# ") && came.out.contains("\n## F018 "), "{}", came.out);
    assert!(came.out.contains("\n```powershell\n"), "{}", came.out);
    let none = call_with(&["check", "-", "--format", "markdown"], SMALL.as_bytes());
    assert_eq!((none.code, none.out.as_str()), (0, "-: no findings\n"));
    let broken = call_with(&["check", "-", "--format", "markdown"], b"Scenario(schema: 1");
    assert_eq!(broken.code, 2);
    assert!(broken.out.contains("## S005 "), "{}", broken.out);
}
