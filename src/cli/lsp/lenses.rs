//! How does the scenario come out as it is now?
//!
//! Marks beside the expectations, and lines above what can be run and explained.

use std::ops::Range;

use lsp_types::{CodeLens, InlayHint, InlayHintKind, InlayHintLabel, InlayHintTooltip};
use serde_json::{Value, json};

use super::commands::COMMANDS;
use super::places::{position, range};
use super::said::Said;
use crate::diag::Lines;
use crate::lang::Lang;
use crate::scenario::clients::is_member;
use crate::scenario::tree::{Group, TreeNode, read};
use crate::verdict::Held;
use crate::words::editor as say;

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
