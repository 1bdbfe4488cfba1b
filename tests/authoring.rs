//! Does an editor know what is named in a scenario, what can be done about what is wrong, and how it comes out?

use crate::lsp::{URI, at, diagnostics, note, open, place, range, request, session, uri};
use crate::process;

use std::fmt::Write;
use std::fs;

use coexist::gallery;
use coexist::resolve::load;

use serde_json::{Value, json};

use process::{Editor, folder};

const ORGANISATION: &str = r#"Scenario(
    schema: 1,
    servers: [
        Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(name: "EX10", version: Exchange2010, running: [Imap4]),
    ],
    databases: [Database(name: "DB10", on: ["EX10"])],
    mailboxes: [Mailbox(name: "anna", database: "DB10")],
    clients: [Client(name: "laptop", user: "anna", connect: "ex13.contoso.com:993:SSL")],
    changes: [
        // At night.
        Change(at: "5min", run: "Stop-Service MSExchangeIMAP4 -ComputerName EX10"),
        Change(at: "6min", action: StartService(server: "EX10", service: Imap4)),
    ],
    expect: [Expect(client: "laptop", outcome: LoggedOn)],
)
"#;

/// The answer to one question about a text.
fn answer(text: &str, method: &str, params: &Value) -> Value {
    let mut params = params.clone();
    params["textDocument"] = json!({ "uri": URI });
    let said = session(&[open(text), request(1, method, &params)]);
    said.iter().find(|it| it["id"] == 1).expect("it is answered").clone()
}

fn position(text: &str, part: &str, after: usize) -> Value {
    let (line, character) = place(text, text.find(part).expect("the part is there") + after);
    json!({ "line": line, "character": character })
}

/// What an answer says at the place of a part of the text.
fn about(text: &str, part: &str, after: usize, method: &str) -> Value {
    answer(text, &format!("textDocument/{method}"), &json!({ "position": position(text, part, after) }))["result"]
        .clone()
}

/// The byte of a position.
fn byte(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a number") as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().expect("a number") as usize;
    let rest = text[start..].chars();
    let taken = rest.take_while(|it| {
        let goes_on = units > 0;
        units = units.saturating_sub(it.len_utf16());
        goes_on
    });
    start + taken.map(char::len_utf8).sum::<usize>()
}

/// A text after edits.
fn edited(text: &str, edits: &Value) -> String {
    let mut all: Vec<(usize, usize, String)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|it| {
            let [start, end] = ["start", "end"].map(|at| byte(text, &it["range"][at]));
            (start, end, it["newText"].as_str().expect("a text").to_owned())
        })
        .collect();
    all.sort();
    let mut text = text.to_owned();
    for (start, end, new) in all.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    text
}

/// Everything that can be done at what is said: the title, and the text after it.
fn done(text: &str, range: &Value) -> Vec<(String, String)> {
    let params = json!({ "range": range, "context": { "diagnostics": [] } });
    let found = answer(text, "textDocument/codeAction", &params)["result"].clone();
    let each = found.as_array().expect("a list").iter();
    each.map(|it| (it["title"].as_str().expect("a title").to_owned(), edited(text, &it["edit"]["changes"][URI])))
        .collect()
}

fn codes(text: &str) -> Vec<String> {
    let code = |it: &Value| it["code"].as_str().expect("a code").to_owned();
    diagnostics(text).iter().map(code).collect()
}

#[test]
fn a_name_leads_to_where_it_is_given_and_to_all_who_mean_it() {
    let text = ORGANISATION;
    for (part, after) in
        [("on: [\"EX10\"]", 6), ("ComputerName EX10", 14), ("server: \"EX10\"", 10), ("name: \"EX10\"", 8)]
    {
        let found = about(text, part, after, "definition");
        assert_eq!(found[0]["range"], range_of(text, "name: \"EX10\"", 7, 4), "{part}");
        let all = about(text, part, after, "documentHighlight");
        assert_eq!(all.as_array().expect("a list").len(), 4, "{part}: {all}");
    }
    let host = about(text, "ex13.contoso", 2, "definition");
    assert_eq!(host[0]["range"], range_of(text, "name: \"EX13\"", 7, 4));
    let with = json!({ "position": position(text, "DB10", 1), "context": { "includeDeclaration": true } });
    let found = answer(text, "textDocument/references", &with);
    assert_eq!(found["result"].as_array().expect("a list").len(), 2, "{found}");
    assert_eq!(about(text, "Scenario(", 2, "definition"), Value::Null);
}

fn range_of(text: &str, part: &str, after: usize, length: usize) -> Value {
    let start = text.find(part).expect("the part is there") + after;
    let (a, b) = (place(text, start), place(text, start + length));
    json!({ "start": { "line": a.0, "character": a.1 }, "end": { "line": b.0, "character": b.1 } })
}

/// Another name stands wherever the old one did: in fields, in names of hosts (in small letters, as it was there), in
/// lines that are typed.
#[test]
fn another_name_stands_everywhere() {
    let renamed = |part: &str, after: usize, to: &str| {
        let params = json!({ "position": position(ORGANISATION, part, after), "newName": to });
        answer(ORGANISATION, "textDocument/rename", &params)
    };
    let edit = renamed("on: [\"EX10\"]", 6, "CAS-OLD");
    let after = edited(ORGANISATION, &edit["result"]["changes"][URI]);
    assert_eq!((after.matches("CAS-OLD").count(), after.matches("EX10").count()), (4, 0), "{after}");
    load(&after, "renamed").expect("it is sound");
    let edit = renamed("name: \"EX13\"", 8, "Front");
    let after = edited(ORGANISATION, &edit["result"]["changes"][URI]);
    assert!(after.contains("name: \"Front\"") && after.contains("\"front.contoso.com:993:SSL\""), "{after}");
    for (to, why) in
        [("ex10", "`servers`"), ("", "cannot be a name"), ("a\"b", "cannot be a name"), ("a b", "no longer be sound")]
    {
        let refused = renamed("name: \"EX13\"", 8, to);
        assert!(refused["error"]["message"].as_str().expect("a message").contains(why), "{to}: {refused}");
    }
    assert_eq!(about(ORGANISATION, "anna\", data", 1, "prepareRename")["placeholder"], "anna");
}

/// Whatever has a name in the gallery can be called otherwise, and the scenario stays sound.
#[test]
fn everything_in_the_gallery_can_be_called_otherwise() {
    let mut messages = Vec::new();
    let mut asked = Vec::new();
    // One of each: the server answers hundreds of questions in one session.
    for it in gallery::ALL.iter().step_by(9) {
        messages.push(open(it.text));
        for (at, part) in it.text.match_indices("name: \"") {
            let start = at + part.len();
            let length = it.text[start..].find('"').expect("it ends");
            let new = format!("{}z", it.text[start..start + length].trim_end_matches(".com"));
            let (line, character) = place(it.text, start);
            let params = json!({
                "textDocument": { "uri": URI }, "position": { "line": line, "character": character }, "newName": new,
            });
            messages.push(request(i32::try_from(asked.len()).expect("few"), "textDocument/rename", &params));
            asked.push((it.claim, it.text[start..start + length].to_owned()));
        }
    }
    let said = session(&messages);
    for (id, (scenario, name)) in asked.iter().enumerate() {
        let answer = said.iter().find(|it| it["id"] == id).expect("it is answered");
        assert!(answer["result"]["changes"].is_object(), "{scenario}: {name}: {answer}");
    }
    assert!(asked.len() > 150, "{}", asked.len());
}

#[test]
fn a_name_in_a_base_is_known_above_it() {
    let dir = folder("authoring-base");
    let base = ORGANISATION.replace("    expect: [Expect(client: \"laptop\", outcome: LoggedOn)],\n", "");
    fs::write(dir.join("base.ron"), &base).expect("it can be written");
    let uri = uri(&dir.join("top.ron"));
    let text = "Scenario(schema: 1, base: \"base.ron\", expect: [Expect(client: \"laptop\", outcome: LoggedOn)])";
    let opened = note(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": uri, "languageId": "ron", "version": 1, "text": text } }),
    );
    let (line, character) = place(text, text.find("laptop").expect("it is there") + 1);
    let params = |more: Value| {
        let mut all = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
        all.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        all
    };
    let said = session(&[
        opened,
        request(1, "textDocument/definition", &params(json!({}))),
        request(2, "textDocument/rename", &params(json!({ "newName": "tablet" }))),
        request(3, "textDocument/documentLink", &params(json!({}))),
    ]);
    let result = |id: i32| said.iter().find(|it| it["id"] == id).expect("it is answered")["result"].clone();
    assert!(result(1)[0]["uri"].as_str().expect("a file").ends_with("/base.ron"), "{}", result(1));
    assert_eq!(result(2)["changes"].as_object().expect("files").len(), 2, "{}", result(2));
    assert!(result(3)[0]["target"].as_str().expect("a file").ends_with("/base.ron"), "{}", result(3));
}

#[test]
fn what_is_named_is_told() {
    let told = |part: &str, after: usize| {
        about(ORGANISATION, part, after, "hover")["contents"]["value"].as_str().expect("a text").to_owned()
    };
    let database = told("database: \"DB10\"", 12);
    assert!(database.starts_with("**DB10**: on EX10, active on EX10 (Exchange2010)"), "{database}");
    assert!(database.contains("Database(name: \"DB10\", on: [\"EX10\"])"), "{database}");
    assert!(told("user: \"anna\"", 8).starts_with("**anna**: in DB10, on EX10"));
    assert!(told("\"ex13.contoso", 3).starts_with("**EX13**: ex13.contoso.com"));
    assert!(told("name: \"EX10\"", 8).ends_with("Meant in 3 other places."));
    assert!(told("name: \"EX10\"", 1).starts_with("**name**"), "beside the name the field is told");
}

/// Where the message asks "did you mean", the editor can do it, in every file of the gallery of bad files; and the
/// mistake is gone then.
#[test]
fn what_was_meant_can_be_taken() {
    let mut taken = 0;
    for it in fs::read_dir("tests/bad").expect("the gallery of bad files") {
        let path = it.expect("a file").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if path.extension().is_none_or(|it| it != "ron") || text.len() > 20_000 {
            continue;
        }
        for it in diagnostics(&text) {
            let message = it["message"].as_str().expect("a message");
            let Some((_, rest)) = message.split_once("\ndid you mean `") else { continue };
            let meant = rest.split('`').next().expect("a word").trim_matches('"');
            let all = done(&text, &it["range"]);
            let found = all.iter().find(|it| it.0 == format!("Did you mean `{meant}`?"));
            let Some((_, after)) = found else {
                panic!("{}: {message}: {:?}", path.display(), all.iter().map(|it| &it.0).collect::<Vec<_>>())
            };
            assert!(!diagnostics(after).contains(&it), "{}: {message}: {after}", path.display());
            taken += 1;
        }
    }
    assert!(taken > 8, "{taken}");
}

#[test]
fn a_bracket_that_is_missing_can_be_added() {
    for missing in ["Imap4BE]", "database: \"DB10\")]", "service: Imap4))", "outcome: LoggedOn)]"] {
        let text = ORGANISATION.replacen(missing, &missing[..missing.len() - 1], 1);
        let said = diagnostics(&text);
        assert_eq!(said.len(), 1, "{missing}: {said:?}");
        let all = done(&text, &said[0]["range"]);
        let (title, after) = all.first().unwrap_or_else(|| panic!("{missing}: nothing can be done"));
        assert!(title.starts_with("Add the missing `"), "{title}");
        assert_eq!(codes(after), codes(ORGANISATION), "{missing}: {after}");
    }
}

#[test]
fn a_finding_can_be_mended_or_accepted() {
    let text = ORGANISATION.replace("Exchange2010, running: [Imap4]", "Exchange2010");
    let text =
        text.replace("running: [Imap4, Imap4BE]", "running: [Imap4, Imap4BE], imap4: (LoginType: PlainTextLogin)");
    let findings: Vec<_> =
        diagnostics(&text).into_iter().filter(|it| it["code"].as_str().expect("a code").starts_with('F')).collect();
    assert!(!findings.is_empty(), "{:?}", codes(&text));
    let mut mended = 0;
    for it in &findings {
        let code = it["code"].as_str().expect("a code");
        let all = done(&text, &it["range"]);
        for (title, after) in all.iter().filter(|it| it.0.starts_with(&format!("{code}: "))) {
            let left = diagnostics(after).iter().filter(|it| it["code"] == code).count();
            assert!(left < findings.iter().filter(|it| it["code"] == code).count(), "{title}: {after}");
            mended += 1;
        }
        let (_, after) =
            all.iter().find(|it| it.0.starts_with(&format!("Accept {code} "))).expect("it can be accepted");
        let left = diagnostics(after).iter().filter(|it| it["code"] == code).count();
        assert!(left < findings.iter().filter(|it| it["code"] == code).count(), "{after}");
        assert!(after.contains("reason: \"why it is meant\""), "{after}");
    }
    assert!(mended > 0, "{findings:?}");
}

#[test]
fn how_it_comes_out_is_marked_while_one_types() {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = |text: &str| answer(text, "textDocument/inlayHint", &json!({ "range": whole }))["result"].clone();
    let lenses = |text: &str| answer(text, "textDocument/codeLens", &json!({}))["result"].clone();
    assert_eq!(hints(ORGANISATION)[0]["label"], "✓");
    assert_eq!(lenses(ORGANISATION)[0]["command"]["title"], "▶ run: 1 of 1 attempts logged on");
    let down = ORGANISATION.replace("Exchange2010, running: [Imap4]", "Exchange2010");
    let hint = hints(&down)[0]["label"].as_str().expect("a label").to_owned();
    assert!(hint.starts_with("✕ not held laptop, every attempt: LoggedOn"), "{hint}");
    assert!(codes(&down).contains(&"expect".to_owned()), "{:?}", codes(&down));
    let all = lenses(&down);
    let titles: Vec<_> =
        all.as_array().expect("a list").iter().map(|it| it["command"]["title"].as_str().expect("a title")).collect();
    assert!(titles.contains(&"▶ run: 0 of 1 expectations held"), "{titles:?}");
    assert!(titles.contains(&"✕ explain why laptop cannot log on"), "{titles:?}");
    // What is asked for is what a terminal shows.
    let command = |name: &str, arguments: Value| {
        request(2, "workspace/executeCommand", &json!({ "command": name, "arguments": arguments }))
    };
    for (lang, name, arguments, told) in [
        ("en", "coexist.explain", json!([URI, "laptop"]), "The first failing step"),
        ("zh", "coexist.explain", json!([URI, "laptop"]), "最先失败的一步"),
        ("en", "coexist.run", json!([URI]), "laptop"),
    ] {
        let mut editor = Editor::open_in(lang);
        editor.tells(&open(&down));
        editor.says(&command(name, arguments));
        let answer = editor.hears();
        assert_eq!(answer["id"], 2, "{answer}");
        let text = answer["result"].as_str().expect("a text").to_owned();
        assert!(text.contains(told), "{name}: {text}");
    }
    let said = session(&[open(&down), command("coexist.format-disk", json!([URI]))]);
    assert_eq!(said[1]["error"]["code"], -32602);
}

/// Of a very long document no more is told than somebody reads (docs/limits.md).
#[test]
fn the_shape_of_a_long_document_has_an_end() {
    let mut boxes = String::new();
    (0..12_000).for_each(|it| {
        writeln!(boxes, "    (name: \"m{it}\",\n    database: \"DB\",\n    ),").expect("a text takes it");
    });
    let text = format!("Scenario(schema: 1, title: \"long\", mailboxes: [\n{boxes}], clients: [(name: \"anna\")])\n");
    let of = |it: &Value| it.as_array().expect("a list").len();
    let symbols = answer(&text, "textDocument/documentSymbol", &json!({}))["result"].clone();
    assert_eq!((of(&symbols[2]["children"]), of(&symbols[3]["children"])), (10_000, 0));
    assert_eq!((&symbols[2]["detail"], &symbols[3]["detail"]), (&json!("12000"), &json!("1")));
    let folds = answer(&text, "textDocument/foldingRange", &json!({}))["result"].clone();
    assert_eq!((of(&folds), &folds[0]["endLine"]), (10_000, &json!(36_000)));
    let mut words = String::new();
    (0..30_000)
        .for_each(|it| writeln!(words, "    (name: \"m{it}\", database: \"DB\", count: 2),").expect("a text takes it"));
    let text = format!("Scenario(schema: 1, mailboxes: [\n{words}])\n");
    let tokens = answer(&text, "textDocument/semanticTokens/full", &json!({}))["result"]["data"].clone();
    assert_eq!(of(&tokens), 5 * 200_000, "each is five numbers");
}

#[test]
fn the_shape_is_told() {
    let symbols = answer(ORGANISATION, "textDocument/documentSymbol", &json!({}))["result"].clone();
    let names: Vec<_> =
        symbols.as_array().expect("a list").iter().map(|it| it["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["schema", "servers", "databases", "mailboxes", "clients", "changes", "expect"]);
    assert_eq!(
        (&symbols[1]["children"][1]["name"], &symbols[1]["children"][1]["detail"]),
        (&json!("EX10"), &json!("Exchange2010"))
    );
    assert_eq!(symbols[5]["children"][0]["name"], "5min");
    let folds = answer(ORGANISATION, "textDocument/foldingRange", &json!({}))["result"].clone();
    let lines: Vec<_> =
        folds.as_array().expect("a list").iter().map(|it| (it["startLine"].clone(), it["endLine"].clone())).collect();
    assert_eq!(lines, [(0, 14), (2, 4), (9, 12)].map(|(a, b)| (json!(a), json!(b))));
    // Tokens follow each other, each within its line, and none lies over another.
    let data = answer(ORGANISATION, "textDocument/semanticTokens/full", &json!({}))["result"]["data"].clone();
    let data: Vec<u64> = data.as_array().expect("a list").iter().map(|it| it.as_u64().expect("a number")).collect();
    let (mut line, mut column, mut end) = (0, 0, 0);
    let mut words = Vec::new();
    for it in data.chunks(5) {
        if it[0] > 0 {
            (line, column, end) = (line + it[0], 0, 0);
        }
        column += it[1];
        assert!(column >= end, "line {line}: a token lies over another");
        end = column + it[2];
        let text = ORGANISATION.lines().nth(line as usize).expect("a line");
        words.push((text[column as usize..end as usize].to_owned(), it[3]));
    }
    for (word, kind) in
        [("Scenario", 0), ("servers", 1), ("Exchange2010", 2), ("1", 4), ("// At night.", 6), ("EX10", 7), ("ex13", 7)]
    {
        assert!(words.contains(&(word.to_owned(), kind)), "{word}: {words:?}");
    }
}

#[test]
fn brackets_tell_what_belongs_in_them() {
    let text = "Scenario(schema: 1, changes: [Change(at: \"1s\", action: FailOver(database: \"D\", ))])";
    let found = about(text, "\"D\", ", 5, "signatureHelp");
    assert_eq!(found["signatures"][0]["label"], "FailOver(database, to)");
    assert_eq!(found["signatures"][0]["parameters"][0]["label"], json!([9, 17]));
    let found = about(text, "\"D\"", 1, "signatureHelp");
    assert_eq!(found["activeParameter"], 0);
}

/// Names to connect to, services and settings of the version, and what must be filled in.
#[test]
fn what_is_proposed_fits_the_place() {
    let proposed = |text: &str| {
        let (line, character) = place(text, text.find('|').expect("the place is marked"));
        let text = text.replacen('|', "", 1);
        let said = session(&[open(&text), at(1, "completion", (line, character))]);
        let all = said[1]["result"].as_array().expect("a list").clone();
        all.iter().map(|it| it["label"].as_str().expect("a label").to_owned()).collect::<Vec<_>>()
    };
    let all = proposed(
        "Scenario(servers: [Server(name: \"EX10\")], load_balancers: [LoadBalancer(name: \"mail.contoso.com\")], clients: [Client(connect: |)])",
    );
    assert!(
        all.contains(&"mail.contoso.com:993:SSL".to_owned()) && all.contains(&"ex10.contoso.com:143:TLS".to_owned()),
        "{all:?}"
    );
    let services = |version: &str| {
        proposed(&format!("Scenario(servers: [Server(name: \"A\", version: {version}, running: [|])])"))
    };
    assert!(services("Exchange2013").contains(&"Imap4BE".to_owned()));
    assert!(!services("Exchange2010").contains(&"Imap4BE".to_owned()), "2010 has no back end");
    let by_name = proposed(
        "Scenario(servers: [Server(name: \"A\", version: Exchange2010)], changes: [Change(action: StopService(server: \"A\", service: |))])",
    );
    assert!(by_name.contains(&"Imap4".to_owned()) && !by_name.contains(&"Imap4BE".to_owned()), "{by_name:?}");
    let filled = {
        let text = "Scenario(changes: [Change(at: \"1s\", action: )])";
        let (line, character) = place(text, text.find(")])").expect("it is there"));
        let capable = json!({ "capabilities": { "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } } });
        let said = crate::lsp::session_with(&capable, &[open(text), at(1, "completion", (line, character))]);
        let all = said[1]["result"].as_array().expect("a list").clone();
        all.iter().find(|it| it["label"] == "StopService").expect("it is proposed").clone()
    };
    assert_eq!(
        (&filled["textEdit"]["newText"], &filled["insertTextFormat"]),
        (&json!("StopService(server: \"${1}\", service: ${2})"), &json!(2))
    );
}

/// An editor sends parts of a text, too.
#[test]
fn parts_of_a_text_are_changed() {
    let change = |edits: Value| {
        note(
            "textDocument/didChange",
            &json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": edits }),
        )
    };
    let broken = ORGANISATION.replace("Exchange2013", "Exchange20😀");
    let place_of = range(&broken, "Exchange20😀");
    let said = session(&[
        open(&broken),
        change(json!([{ "range": place_of, "text": "Exchange" }, { "range": {
            "start": { "line": place_of["start"]["line"], "character": place_of["start"]["character"].as_u64().expect("a number") + 8 },
            "end": { "line": place_of["start"]["line"], "character": place_of["start"]["character"].as_u64().expect("a number") + 8 } },
            "text": "2013" }])),
    ]);
    // What has come in the meantime is gathered: only the last text is judged.
    let mistakes = |said: &[Value]| {
        let last = said.last().expect("it is judged");
        last["params"]["diagnostics"].as_array().expect("a list").iter().filter(|it| it["severity"] == 1).count()
    };
    assert_ne!(mistakes(&session(&[open(&broken)])), 0);
    assert_eq!(mistakes(&said), 0, "{said:?}");
}
