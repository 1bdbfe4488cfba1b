//! How does the scenario come out as it is now?
//!
//! Marks beside the expectations, and lines above what can be run and explained. What is run is the program itself, so
//! that an editor shows what a terminal shows.

use std::io::{Read as _, Write as _};
use std::ops::Range;
use std::process::{Command, Stdio};

use lsp_types::{CodeLens, InlayHint, InlayHintKind, InlayHintLabel, InlayHintTooltip};
use serde_json::{Value, json};

use super::places::{position, range};
use super::said::Said;
use crate::cli::lang::code;
use crate::diag::Lines;
use crate::diag::sources::Sources;
use crate::lang::Lang;
use crate::scenario::clients::is_member;
use crate::scenario::parse::flattened;
use crate::scenario::tree::{Group, TreeNode, read};
use crate::verdict::Held;
use crate::words::editor as say;

/// What an editor may ask the server to do.
pub(super) const COMMANDS: [&str; 2] = ["coexist.run", "coexist.explain"];
/// No answer is longer.
const LONGEST: u64 = 4 << 20;

fn items<'a>(text: &str, top: Option<&'a Group>, list: &str) -> Vec<&'a TreeNode> {
    let list = top.and_then(|it| it.field(text, list)?.value.as_ref()?.group.as_ref());
    list.map_or_else(Vec::new, |it| it.entries.iter().filter_map(|it| it.value.as_ref()).collect())
}

/// Where the expectations of a text stand.
pub(super) fn expected(text: &str) -> Vec<Range<usize>> {
    let tree = read(text);
    let all = items(text, tree.top.as_ref().and_then(|it| it.group.as_deref()), "expect");
    all.into_iter().map(|it| it.span.clone()).collect()
}

/// Behind each expectation whether it held.
pub(super) fn hints(text: &str, said: &Said) -> Value {
    let expected = expected(text);
    // Where a base expects something, too, nobody could tell which is which.
    if expected.len() != said.held.len() {
        return json!([]);
    }
    let lines = Lines::new(text);
    let each = expected.iter().zip(&said.held).map(|(node, (held, told))| {
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let sign = match held {
            Held::Yes => "✓".to_owned(),
            Held::No => format!("✕ {told}"),
            Held::Open => format!("… {told}"),
        };
        InlayHint {
            position: position(&lines, node.end),
            label: InlayHintLabel::String(sign),
            kind: None::<InlayHintKind>,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(told)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    });
    json!(each.collect::<Vec<_>>())
}

/// Above the scenario and its expectations: run; above a client that cannot log on: explain.
pub(super) fn lenses(uri: &str, text: &str, said: &Said, lang: Lang) -> Value {
    let tree = read(text);
    let Some(top) = &tree.top else { return json!([]) };
    let lines = Lines::new(text);
    let lens = |at: usize, title: String, command: &str, arguments: Value| {
        let command = json!({ "title": title, "command": command, "arguments": arguments });
        CodeLens { range: range(&lines, &(at..at)), command: serde_json::from_value(command).ok(), data: None }
    };
    let run = match said.counts {
        Some((logged_on, of)) => say::lens_run(lang, logged_on as u64, of as u64),
        None => say::lens_run_alone(lang),
    };
    let mut all = vec![lens(top.span.start, run, COMMANDS[0], json!([uri]))];
    let group = top.group.as_deref();
    if let Some(key) = group.and_then(|it| it.field(text, "expect")?.key.clone())
        && !said.held.is_empty()
    {
        let held = said.held.iter().filter(|it| it.0 == Held::Yes).count() as u64;
        all.push(lens(key.start, say::lens_held(lang, held, said.held.len() as u64), COMMANDS[0], json!([uri])));
    }
    for it in items(text, group, "clients") {
        let Some(name) = it.name(text) else { continue };
        let fails = |failed: &String| failed.eq_ignore_ascii_case(&name) || is_member(failed, &name);
        if said.failed.iter().any(fails) {
            all.push(lens(it.span.start, say::lens_explain(lang, &name), COMMANDS[1], json!([uri, name])));
        }
    }
    json!(all)
}

/// What the program says of a scenario, as in a terminal.
pub(super) fn told(command: &str, sources: &Sources<'_>, client: Option<&str>, lang: Lang) -> String {
    let text = flattened(sources).unwrap_or_else(|_| sources.own().text.to_string());
    // A name may begin as an option does.
    let client = client.map(|it| format!("--client={it}"));
    let mut arguments = match command {
        "coexist.explain" => vec!["explain", "-"],
        _ => vec!["run", "-q", "-"],
    };
    arguments.extend(client.as_deref());
    arguments.extend(["--lang", code(lang), "--color", "never"]);
    came(&arguments, &text).unwrap_or_else(|error| error.to_string())
}

/// Gives the program a text, and takes what it says: the answer, or what is wrong.
fn came(arguments: &[&str], text: &str) -> std::io::Result<String> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (mut to, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let read = |from: Option<Box<dyn std::io::Read + Send>>| {
        let mut bytes = Vec::new();
        if let Some(from) = from {
            let _ = from.take(LONGEST).read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (out, err) = std::thread::scope(|scope| {
        // It may answer before it has read all.
        scope.spawn(move || to.take().map(|mut it| it.write_all(text.as_bytes())));
        let err = scope.spawn(move || read(err.map(|it| Box::new(it) as _)));
        (read(out.map(|it| Box::new(it) as _)), err.join().unwrap_or_default())
    });
    child.wait()?;
    Ok(if out.is_empty() { err } else { out })
}
