//! How is what was found told to other tools, and to those who read a ticket?

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::check::FindingCode;
use crate::lang::Lang;
use crate::render::markdown;
use crate::words::check as words_;

/// A SARIF 2.1.0 log of the objects that [`super::object`] makes, with those of the mistakes of unusable files.
#[must_use]
pub(crate) fn sarif(lang: Lang, objects: &[Value]) -> Value {
    let mut rules: Vec<_> = FindingCode::ALL
        .iter()
        .map(|it| {
            json!({
                "id": it.id(),
                "shortDescription": { "text": words_::title(lang, *it) },
                "fullDescription": { "text": words_::matters(lang, *it) },
                "help": {
                    "text": format!("coexist help {}", it.id()),
                    "markdown": format!("{}\n\n`coexist help {}`", words_::matters(lang, *it), it.id()),
                },
            })
        })
        .collect();
    // Where the program is published its page of findings is known.
    let home = env!("CARGO_PKG_REPOSITORY");
    for (rule, it) in rules.iter_mut().zip(FindingCode::ALL).filter(|_| !home.is_empty()) {
        rule["helpUri"] = json!(format!("{home}/blob/main/docs/findings.md#{}", it.id().to_lowercase()));
    }
    // A mistake of the file has its rule, too: every result names one of the list.
    let mistakes: BTreeSet<_> =
        objects.iter().filter(|it| it["kind"] == "mistake").filter_map(|it| it["code"].as_str()).collect();
    rules.extend(mistakes.into_iter().map(|it| json!({ "id": it })));
    let results: Vec<_> = objects
        .iter()
        .map(|it| {
            let level = match it["severity"].as_str() {
                Some("error") => "error",
                Some("warning") => "warning",
                _ => "note",
            };
            let text = match (it["message"].as_str(), it["when"].as_str()) {
                (Some(message), Some(when)) => json!(format!("{message} ({when})")),
                _ => it["message"].clone(),
            };
            let mut result = json!({
                "ruleId": it["code"],
                "level": level,
                "message": { "text": text },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(it["file"].as_str().unwrap_or_default()) },
                        "region": {
                            "startLine": it["line"],
                            "startColumn": it["column"],
                            "endLine": it["end_line"],
                            "endColumn": it["end_column"],
                        },
                    },
                }],
            });
            if it["kind"] == "finding" {
                let of = |name: &str| it[name].clone();
                result["properties"] = json!({
                    "since": of("since"), "until": of("until"), "failingRuns": of("failing_runs"), "runs": of("runs"),
                });
            }
            if let Some(all) = it["mend"].as_array().filter(|it| !it.is_empty()) {
                result["message"]["markdown"] =
                    json!(with_mends(result["message"]["text"].as_str().unwrap_or_default(), all));
            }
            if let Some(all) = it["fixes"].as_array().filter(|it| !it.is_empty()) {
                result["fixes"] = all.iter().map(fix).collect();
            }
            if let Some(reason) = it["accepted"].as_str() {
                result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "coexist",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// What mends a finding, as an edit that a tool can make.
fn fix(of: &Value) -> Value {
    json!({
        "description": { "text": of["what"] },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(of["file"].as_str().unwrap_or_default()) },
            "replacements": [{
                "deletedRegion": {
                    "startLine": of["line"], "startColumn": of["column"],
                    "endLine": of["end_line"], "endColumn": of["end_column"],
                },
                "insertedContent": { "text": of["inserted"] },
            }],
        }],
    })
}

/// What is found and what mends it, with the lines to be typed (Markdown).
fn with_mends(message: &str, mends: &[Value]) -> String {
    let mut text = format!("{}\n", markdown::escaped(message));
    for it in mends {
        let of = |name: &str| it[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
        let _ = write!(text, "\n**{}**\n\n", markdown::escaped(it["what"].as_str().unwrap_or_default()));
        for careful in of("careful") {
            let _ = write!(text, "> {}\n\n", markdown::escaped(careful));
        }
        let steps = of("steps");
        if !steps.is_empty() {
            let _ = markdown::fence(&steps, &mut text);
        }
    }
    text
}

/// What was found in files, for a ticket (Markdown): of the objects that [`super::object`] makes, with those of the
/// mistakes of unusable files.
#[must_use]
pub(crate) fn report(objects: &[Value]) -> String {
    let mut text = String::new();
    let mut file = None;
    for it in objects {
        let of = |name: &str| it[name].as_str().unwrap_or_default();
        if file != Some(of("file")) {
            file = Some(of("file"));
            let _ = write!(text, "# {}\n\n", markdown::escaped(of("file")));
        }
        let place = format!("{}:{}", it["line"], it["column"]);
        let _ = write!(text, "## {} {} ({place})\n\n", of("code"), markdown::escaped(of("at")));
        let said = match it["when"].as_str() {
            Some(when) => format!("{} ({when})", of("message")),
            None => of("message").to_owned(),
        };
        text.push_str(&with_mends(&said, it["mend"].as_array().map_or(&[], Vec::as_slice)));
        text.push('\n');
    }
    text
}

/// A path as a reference that SARIF takes: from the root of the disk as a `file:`, else as it is.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if drive || path.starts_with('/') {
        out.push_str(if drive { "file:///" } else { "file://" });
    }
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b':' if drive => out.push(':'),
            it if it.is_ascii_alphanumeric() => out.push(char::from(it)),
            it => {
                let _ = write!(out, "%{it:02X}");
            }
        }
    }
    out
}
