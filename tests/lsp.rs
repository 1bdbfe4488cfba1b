//! Does `coexist lsp` serve an editor, and outlive whatever the editor sends?

use crate::process;

use std::path::Path;

use coexist::scenario::format::format;
use serde_json::{Value, json};

use process::{Editor, SMALL, call_in};

pub(crate) const URI: &str = "file:///c%3A/lab/%E7%BB%84%E7%BB%87.ron";

/// The name that an editor gives a file: what is neither a letter nor a digit of ASCII is written as bytes (RFC 3986), as
/// a folder may have any name.
pub(crate) fn uri(path: &Path) -> String {
    let path = path.to_str().expect("a path of Unicode").replace('\\', "/");
    let start = if path.starts_with('/') { "file://" } else { "file:///" };
    let encoded = |it: u8| match it {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(it).to_string(),
        it => format!("%{it:02X}"),
    };
    start.to_owned() + &path.bytes().map(encoded).collect::<String>()
}

fn frame(message: &Value) -> Vec<u8> {
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

pub(crate) fn request(id: i32, method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

pub(crate) fn note(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

pub(crate) fn open(text: &str) -> Value {
    note(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": URI, "languageId": "ron", "version": 1, "text": text } }),
    )
}

fn change(text: &str) -> Value {
    let document = json!({ "uri": URI, "version": 2 });
    note("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }))
}

/// A request about a place.
pub(crate) fn at(id: i32, method: &str, (line, character): (usize, usize)) -> Value {
    let position = json!({ "line": line, "character": character });
    request(id, &format!("textDocument/{method}"), &json!({ "textDocument": { "uri": URI }, "position": position }))
}

fn formatting(id: i32) -> Value {
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    request(id, "textDocument/formatting", &json!({ "textDocument": { "uri": URI }, "options": options }))
}

/// Everything that the server says when it hears this, and its exit code.
fn said(input: &[u8], lang: &str) -> (Vec<Value>, i32) {
    let came = call_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["lsp", "--lang", lang], input);
    assert_eq!(came.err, "", "nothing is said beside the protocol");
    let mut rest = came.out.as_str();
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (head, body) = rest.split_once("\r\n\r\n").expect("a message has a header");
        let length = head.strip_prefix("Content-Length: ").and_then(|it| it.parse().ok()).expect("it has a length");
        let message: Value = serde_json::from_str(&body[..length]).expect("a message is JSON");
        assert_eq!(message["jsonrpc"], "2.0");
        all.push(message);
        rest = &body[length..];
    }
    (all, came.code)
}

/// A session from `initialize` to `exit`: what is said between the two.
pub(crate) fn session(messages: &[Value]) -> Vec<Value> {
    session_in("en", messages)
}

pub(crate) fn session_in(lang: &str, messages: &[Value]) -> Vec<Value> {
    session_of(lang, &json!({ "processId": null, "rootUri": null, "capabilities": {} }), messages)
}

/// With an editor that says of itself what it can.
pub(crate) fn session_with(editor: &Value, messages: &[Value]) -> Vec<Value> {
    session_of("en", editor, messages)
}

fn session_of(lang: &str, editor: &Value, messages: &[Value]) -> Vec<Value> {
    let mut input = frame(&request(900, "initialize", editor));
    input.extend(frame(&note("initialized", &json!({}))));
    for it in messages {
        input.extend(frame(it));
    }
    input.extend(frame(&json!({ "jsonrpc": "2.0", "id": 901, "method": "shutdown" })));
    input.extend(frame(&json!({ "jsonrpc": "2.0", "method": "exit" })));
    let (mut all, code) = said(&input, lang);
    assert_eq!(code, 0);
    assert_eq!(all[0]["id"], 900);
    assert_eq!(all.pop(), Some(json!({ "jsonrpc": "2.0", "id": 901, "result": null })));
    all.remove(0);
    all
}

/// What is said of each of some texts, where the next one comes only then.
fn one_by_one(messages: &[Value]) -> Vec<Value> {
    let mut editor = Editor::open();
    messages.iter().flat_map(|it| editor.tells(it)).collect()
}

/// Who types fast is answered for what is there in the end; what is said meanwhile of older texts is little, and every
/// request in between is answered with the text as it was then.
#[test]
fn of_many_changes_the_last_is_judged() {
    let boxes =
        (0..4_000).map(|it| format!("Mailbox(name: \"m{it}\", database: \"DB\"), ")).collect::<Vec<_>>().concat();
    let broken =
        SMALL.replace("(name: \"anna\", database: \"DB\")", &format!("{boxes}(name: \"anna\", databas: \"DB\")"));
    assert!(broken.len() > 100_000);
    let changes = 40;
    let mut messages = vec![open(&broken)];
    for it in 0..changes {
        messages.push(change(&broken.replace("title: \"small\"", &format!("title: \"{it}\""))));
        messages.push(formatting(it));
    }
    messages.push(change(SMALL));
    let said = session(&messages);
    let told: Vec<_> = said.iter().filter(|it| it["method"] == "textDocument/publishDiagnostics").collect();
    assert!(told.len() < 40, "{} of {changes} texts were judged", told.len());
    assert_eq!(told.last().expect("one is told")["params"]["diagnostics"], json!([]), "the last one is in order");
    let answers: Vec<_> = said.iter().filter_map(|it| it["id"].as_i64()).collect();
    assert_eq!(answers, (0..i64::from(changes)).collect::<Vec<_>>());
}

/// The diagnostics of one text.
pub(crate) fn diagnostics(text: &str) -> Vec<Value> {
    let said = session(&[open(text)]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(
        (&said[0]["method"], &said[0]["params"]["uri"]),
        (&json!("textDocument/publishDiagnostics"), &json!(URI))
    );
    said[0]["params"]["diagnostics"].as_array().expect("a list").clone()
}

/// The line and the UTF-16 column of a byte, as the protocol counts.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().expect("there is a last line");
    (before.matches('\n').count(), line.encode_utf16().count())
}

/// The text without its `|`, and where that stood.
fn marked(text: &str) -> (String, (usize, usize)) {
    let at = text.find('|').expect("the place is marked");
    (text.replacen('|', "", 1), place(text, at))
}

pub(crate) fn range(text: &str, part: &str) -> Value {
    let start = text.find(part).expect("the part is there");
    let (a, b) = (place(text, start), place(text, start + part.len()));
    json!({ "start": { "line": a.0, "character": a.1 }, "end": { "line": b.0, "character": b.1 } })
}

#[test]
fn it_says_what_it_can() {
    let mut input = frame(&request(1, "initialize", &json!({ "capabilities": {} })));
    input.extend(frame(&note("exit", &Value::Null)));
    let (said, code) = said(&input, "en");
    assert_eq!(code, 1, "exit without shutdown is not how it should end");
    let result = &said[0]["result"];
    assert_eq!(result["serverInfo"], json!({ "name": "coexist", "version": env!("CARGO_PKG_VERSION") }));
    let can = &result["capabilities"];
    assert_eq!((&can["textDocumentSync"], &can["hoverProvider"]), (&json!(2), &json!(true)));
    assert_eq!(can["documentFormattingProvider"], true);
    assert!(can["completionProvider"]["triggerCharacters"].as_array().expect("a list").contains(&json!("\"")));
}

/// Columns are counted in UTF-16: a Chinese letter is one, an emoji two.
#[test]
fn mistakes_stand_where_an_editor_counts() {
    for before in ["", "/* 组织 */ ", "/* 😀😀 é */ ", "/* 组 */ \t"] {
        let mark = if before.is_empty() { "\u{feff}" } else { "" };
        let text = format!(
            "{mark}// 注释 😀\r\nScenario(schema: 1,\n{before}titel: \"标题 😀\", {before}sites: [Site(nmae: \"总部\")])"
        );
        let found = diagnostics(&text);
        let of = |part: &str| {
            let wanted = range(&text, part);
            found.iter().find(|it| it["range"] == wanted).unwrap_or_else(|| panic!("{part} in {text}: {found:#?}"))
        };
        let titel = of("titel");
        assert_eq!(
            (&titel["code"], &titel["severity"], &titel["source"]),
            (&json!("S011"), &json!(1), &json!("coexist"))
        );
        let message = titel["message"].as_str().expect("a text");
        assert!(message.contains("`titel`") && message.contains("did you mean `title`?"), "{message}");
        assert_eq!(of("nmae")["code"], "S011");
    }
}

#[test]
fn warnings_and_findings_appear_and_go() {
    let suspicious =
        SMALL.replace("outcome: LoggedOn)", "outcome: LoggedOn), (client: \"laptop\", attempt: 7, outcome: LoggedOn)");
    let finding = SMALL.replace(":993:SSL", ":143");
    let accepted =
        finding.replace("expect:", "accepted: [(finding: \"F018\", on: \"laptop\", reason: \"known\")], expect:");
    let close = note("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    let said = one_by_one(&[
        open("Scenario("),
        change(SMALL),
        change(&suspicious),
        change(&finding),
        change(&accepted),
        close,
    ]);
    let all: Vec<&Vec<Value>> = said.iter().map(|it| it["params"]["diagnostics"].as_array().expect("a list")).collect();
    let codes = |at: usize| all[at].iter().map(|it| it["code"].as_str().expect("a code")).collect::<Vec<_>>();
    assert_eq!((codes(0), &all[0][0]["severity"]), (vec!["S005"], &json!(1)));
    assert_eq!(codes(1), [""; 0]);
    // Beside the suspicion it is said that the expectation did not hold.
    assert_eq!((codes(2).len(), codes(2)[0].starts_with('W'), &all[2][0]["severity"]), (2, true, &json!(2)));
    assert_eq!((codes(2)[1], &all[2][1]["severity"]), ("expect", &json!(2)));
    assert_eq!((codes(3), &all[3][0]["severity"]), (vec!["F018", "expect"], &json!(2)));
    let message = all[3][0]["message"].as_str().expect("a text");
    assert!(message.contains("over SSL"), "a finding says what mends it: {message}");
    assert!(!codes(4).contains(&"F018"), "what is accepted is not told again: {:?}", all[4]);
    assert_eq!(codes(5), [""; 0], "what is closed has no mistakes");
    let chinese = session_in("zh", &[open(&finding)]);
    let message = chinese[0]["params"]["diagnostics"][0]["message"].as_str().expect("a text");
    assert!(message.chars().any(|it| ('\u{4e00}'..'\u{9fff}').contains(&it)), "{message}");
}

#[test]
fn what_may_stand_at_the_cursor_is_proposed() {
    for (text, wanted, not, inserted) in [
        ("Scenario(schema: 1, /* 😀 */ servers: [Server(name: \"EX13\", |)])", "version", "name", "version: "),
        ("Scenario(schema: 1, ser|)", "servers", "schema", "servers: ["),
        ("Scenario(servers: [(name: \"总部\", version: Exch|)])", "Exchange2013", "EX13", "Exchange2013"),
        ("Scenario(\n  servers: [(imap4: (LoginType: |))])", "SecureLogin", "name", "SecureLogin"),
        ("Scenario(servers: [(name: \"EX13\")], databases: [(on: [|])])", "EX13", "EX10", "\"EX13\""),
        ("Scenario(servers: [(name: \"EX13\")], databases: [(on: [\"E|\"])])", "EX13", "EX10", "EX13"),
        ("Scenario(mailboxes: [(name: \"anna\")], clients: [(user: \"", "anna", "laptop", "anna"),
        ("|", "Scenario", "servers", "Scenario("),
    ] {
        let (text, place) = if text.contains('|') { marked(text) } else { (text.to_owned(), place(text, text.len())) };
        let said = session(&[open(&text), at(7, "completion", place)]);
        assert_eq!(said[1]["id"], 7);
        let items = said[1]["result"].as_array().expect("a list");
        let of = |label: &str| items.iter().find(|it| it["label"] == label);
        let found = of(wanted).unwrap_or_else(|| panic!("{wanted} is not proposed in {text}: {items:#?}"));
        assert!(of(not).is_none(), "{not} is proposed in {text}");
        let edit = &found["textEdit"];
        assert_eq!(edit["newText"], inserted, "{text}");
        let end = json!({ "line": place.0, "character": place.1 });
        assert_eq!(edit["range"]["end"], end, "it takes the place of what was typed");
    }
}

#[test]
fn what_stands_at_the_cursor_is_told() {
    let reference =
        coexist::scenario::reference::markdown(&coexist::lang::reference::Reference::new(coexist::lang::Lang::En));
    for (text, part, title) in [
        ("Scenario(servers: [(/* 😀 */ run|ning: [Imap4])])", "running", "**running**"),
        ("Scenario(servers: [(imap4: (Login|Type: SecureLogin))])", "LoginType", "**LoginType**"),
        ("Scenario(servers: [(imap4: (LoginType: Secure|Login))])", "SecureLogin", "**SecureLogin**"),
        ("Scenario(changes: [(action: Stop|Service(server: \"A\"))])", "StopService", "**StopService**"),
    ] {
        let (text, place) = marked(text);
        let said = session(&[open(&text), at(1, "hover", place)]);
        let hover = &said[1]["result"];
        assert_eq!(hover["range"], range(&text, part), "{text}");
        assert_eq!(hover["contents"]["kind"], "markdown");
        let told = hover["contents"]["value"].as_str().expect("a text");
        assert!(told.starts_with(title), "{told}");
        // The text of the reference, whose tables keep it on one line.
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut parts =
            told.split("\n\n").skip(1).filter(|it| !it.starts_with("Left out") && !it.starts_with("It must"));
        let doc = squeezed(parts.next().expect("there is a text"));
        assert!(squeezed(&reference).contains(&doc), "{doc:?} is not in the reference");
    }
    let (text, nothing) = marked("Scenario(servers: [ | ])");
    assert_eq!(session(&[open(&text), at(1, "hover", nothing)])[1]["result"], Value::Null);
}

#[test]
fn formatting_replaces_the_whole_text() {
    let ugly = SMALL.replace("    ", "\t").replace("title: \"small\"", "// 😀\n title: \"组织 😀\"") + "// 😀";
    let said = session(&[open(&ugly), formatting(1), change(SMALL), formatting(2), change("Scenario("), formatting(3)]);
    let result = |id: i32| &said.iter().find(|it| it["id"] == id).expect("it is answered")["result"];
    let end = place(&ugly, ugly.len());
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": end.0, "character": end.1 } });
    assert_eq!(*result(1), json!([{ "range": range, "newText": format(&ugly) }]));
    assert_eq!(*result(2), json!([]), "nothing to do");
    assert_eq!(*result(3), Value::Null, "what cannot be read is left alone");
}

/// Out of turn, unknown, empty or about nothing: each is answered, and the next one is served.
#[test]
fn what_makes_no_sense_is_answered() {
    let none =
        json!({ "textDocument": { "uri": "file:///never-opened.ron" }, "position": { "line": 9, "character": 9 } });
    let options = json!({ "textDocument": { "uri": "file:///never-opened.ron" }, "options": { "tabSize": 4, "insertSpaces": true } });
    let said = session(&[
        request(1, "textDocument/moniker", &json!({})),
        request(2, "textDocument/hover", &json!({})),
        request(3, "textDocument/completion", &json!([1, 2])),
        request(4, "textDocument/hover", &none),
        request(5, "textDocument/completion", &none),
        request(6, "textDocument/formatting", &options),
        request(7, "initialize", &json!({})),
        json!({ "jsonrpc": "2.0", "id": "eight", "method": "$/x" }),
        json!({ "jsonrpc": "2.0", "id": 9, "result": null }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen" }),
        note("textDocument/didChange", &json!({ "textDocument": { "uri": URI }, "contentChanges": [] })),
        note("textDocument/didClose", &json!({ "textDocument": {} })),
        note("$/cancelRequest", &json!({ "id": 3 })),
        json!({ "jsonrpc": "2.0" }),
        json!([1]),
        json!(null),
        open(SMALL),
        at(10, "hover", (usize::MAX >> 33, usize::MAX >> 33)),
        at(11, "completion", (0, 4_000_000_000)),
    ]);
    let code = |id: Value| said.iter().find(|it| it["id"] == id).map(|it| it["error"]["code"].clone());
    for (id, wanted) in [
        (json!(1), json!(-32601)),
        (json!(2), json!(-32602)),
        (json!(3), json!(-32602)),
        (json!(4), Value::Null),
        (json!(5), Value::Null),
        (json!(6), Value::Null),
        (json!(7), json!(-32600)),
        (json!("eight"), json!(-32601)),
        (json!(10), Value::Null),
        (json!(11), Value::Null),
    ] {
        assert_eq!(code(id.clone()), Some(wanted), "{id}: {said:#?}");
    }
    for id in [4, 5, 6] {
        assert_eq!(said.iter().find(|it| it["id"] == id).expect("it is answered")["result"], Value::Null);
    }
    assert_eq!(code(json!(9)), None, "an answer is not answered");
    let nobody: Vec<_> = said.iter().filter(|it| it.get("id") == Some(&Value::Null)).collect();
    assert_eq!(nobody.len(), 3, "what is no message is answered without a number: {nobody:?}");
    assert!(nobody.iter().all(|it| it["error"]["code"] == -32600));
    assert_eq!(said.iter().filter(|it| it["method"] == "textDocument/publishDiagnostics").count(), 1);
}

#[test]
fn what_is_broken_on_the_wire_does_not_end_it() {
    let mut input = frame(&request(1, "textDocument/hover", &json!({})));
    input.extend(frame(&note("textDocument/didOpen", &json!({}))));
    input.extend(frame(&request(2, "initialize", &json!({ "capabilities": {} }))));
    for broken in [
        "Content-Length: 4\r\n\r\n{\"a\"",
        "Content-Length: x\r\n\r\n",
        "X-Header: 1\r\n\r\n",
        "Content-Length: 2\r\n\r\n\u{e9}",
    ] {
        input.extend(broken.as_bytes());
    }
    input.extend(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    let deep = "[".repeat(100_000);
    input.extend(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    input.extend(frame(&open(SMALL)));
    input.extend(frame(&request(3, "shutdown", &Value::Null)));
    input.extend(frame(&formatting(4)));
    input.extend(frame(&open(SMALL)));
    input.extend(frame(&note("exit", &Value::Null)));
    input.extend(b"and nobody reads this");
    let (said, code) = said(&input, "en");
    assert_eq!(code, 0);
    let codes: Vec<_> = said.iter().filter_map(|it| it["error"]["code"].as_i64()).collect();
    assert_eq!(codes, [-32002, -32700, -32700, -32700, -32700, -32700, -32700, -32600], "{said:#?}");
    assert_eq!(said.iter().filter(|it| it["method"].is_string()).count(), 1, "before and after nothing is opened");
}

#[test]
fn the_end_of_the_input_is_the_end() {
    assert_eq!(said(b"", "en"), (Vec::new(), 0));
    assert_eq!(said(b"Content-Length: 99\r\n\r\n{", "en"), (Vec::new(), 0));
}

/// An editor sends every state of a text while somebody types; the worst of them, too.
#[test]
fn no_text_ends_it() {
    let mut messages = Vec::new();
    for text in [
        "",
        "\"",
        "(",
        "Scenario(",
        "\u{feff}",
        "😀",
        "/*",
        "//",
        "r#\"",
        "Scenario(servers: [(name: \"\\",
        "\0",
        "Scenario(schema: 99)",
        "#![enable(implicit_some)]",
        "Scenario(title: \"a\nb",
        "\r\r\n\u{2028}",
    ] {
        messages.push(open(text));
        for place in [(0, 0), (0, 1), (0, 9), (1, 0)] {
            messages.extend([at(1, "hover", place), at(2, "completion", place)]);
        }
        messages.push(formatting(3));
    }
    for deep in ["(", "[", "a:(", "Scenario(servers:["] {
        messages.push(open(&deep.repeat(20_000)));
        messages.extend([at(1, "hover", (0, 50_000)), at(2, "completion", (0, 50_000)), formatting(3)]);
    }
    let answers = messages.len();
    assert_eq!(one_by_one(&messages).len(), answers, "each request is answered, each text judged");
}

/// Whoever runs or explains something long is answered meanwhile, and so is whoever does not want it any more.
#[test]
fn what_takes_long_holds_nobody_up() {
    // A hundred million events: nothing that is asked beside waits for that.
    let long = SMALL
        .replace("SSL\")]", "SSL\", every: \"1us\", until: \"1h\")]")
        .replace("title:", "event_limit: 100000000, title:");
    let command =
        |id: i32, name: &str| request(id, "workspace/executeCommand", &json!({ "command": name, "arguments": [URI] }));
    let is_cancelled = |it: &Value, id: i32| it["id"] == id && it["error"]["code"] == -32800;
    let mut editor = Editor::open();
    editor.tells(&open(&long));
    let server = place(&long, long.find("servers").expect("there are servers"));
    editor.says(&command(1, "coexist.explain"));
    let said = editor.tells(&at(2, "hover", server));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0]["result"]["contents"]["value"].as_str().is_some_and(|it| it.starts_with("**servers**")),
        "{said:?}"
    );
    // Another one is not the one that is meant.
    assert_eq!(editor.tells(&note("$/cancelRequest", &json!({ "id": 2 }))), [Value::Null; 0]);
    let said = editor.tells(&note("$/cancelRequest", &json!({ "id": 1 })));
    assert!(said.len() == 1 && is_cancelled(&said[0], 1), "{said:?}");
    // A newer one takes the place of an older one, whatever it asks for.
    editor.says(&command(3, "coexist.run"));
    let said = editor.tells(&command(4, "coexist.run"));
    assert!(said.len() == 1 && is_cancelled(&said[0], 3), "{said:?}");
    editor.tells(&change(SMALL));
    editor.says(&command(5, "coexist.run"));
    assert!(is_cancelled(&editor.hears(), 4));
    let done = editor.hears();
    assert!(done["id"] == 5 && done["result"].as_str().is_some_and(|it| it.contains("1 logged on")), "{done}");
    // Whoever leaves does not wait either.
    editor.tells(&change(&long));
    editor.says(&command(6, "coexist.run"));
    let said = editor.tells(&request(7, "shutdown", &Value::Null));
    assert!(said.len() == 2 && is_cancelled(&said[0], 6) && said[1]["id"] == 7, "{said:?}");
}
