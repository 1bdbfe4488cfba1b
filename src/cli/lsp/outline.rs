//! What is the shape of a document: its parts, what can be folded, what each word is?

use std::cmp::Reverse;
use std::ops::Range as Bytes;

use lsp_types::{
    DocumentLink, DocumentSymbol, FoldingRange, FoldingRangeKind, SemanticToken, SemanticTokenType, SemanticTokens,
    SymbolKind, Uri,
};
use serde_json::{Value, json};

use super::places::{position, range};
use crate::diag::Lines;
use crate::diag::sources::Sources;
use crate::scenario::colored::{WordKind, colored, each_comment, each_group};
use crate::scenario::tree::{Closed, Tree, TreeEntry, TreeNode, read};

/// How many items of lists an outline names, and how many places can be folded. Nobody reads more, and of a document of
/// many megabytes all of them would be an answer that is longer than the document.
pub(crate) const PARTS_MAX: usize = 10_000;
/// How many words are colored, from the beginning on. Behind them the editor's own grammar colors.
pub(crate) const TOKENS_MAX: usize = 200_000;

/// What a word can be, as editors call it, in the order of [`WordKind`].
pub(super) const TOKENS: [SemanticTokenType; 8] = [
    SemanticTokenType::CLASS,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::STRING,
    SemanticTokenType::NUMBER,
    SemanticTokenType::KEYWORD,
    SemanticTokenType::COMMENT,
    SemanticTokenType::VARIABLE,
];

/// The lists of a scenario with what is in them. Of long ones the first items are named; how many there are stands
/// beside the name of the list.
pub(super) fn symbols(text: &str) -> Value {
    let tree = read(text);
    let lines = Lines::new(text);
    let mut left = PARTS_MAX;
    let Some(top) = tree.top.as_ref().and_then(|it| it.group.as_ref()) else { return json!([]) };
    let all: Vec<_> = top.entries.iter().filter_map(|it| symbol(text, &lines, it, &mut left)).collect();
    json!(all)
}

fn symbol(text: &str, lines: &Lines<'_>, entry: &TreeEntry, left: &mut usize) -> Option<DocumentSymbol> {
    let (key, value) = (entry.key.clone()?, entry.value.as_ref()?);
    let name = text[key.clone()].to_owned();
    let kind = match name.as_str() {
        "servers" | "load_balancers" => SymbolKind::CLASS,
        "databases" | "mailboxes" => SymbolKind::STRUCT,
        "clients" => SymbolKind::INTERFACE,
        "changes" | "steps" | "from_start" => SymbolKind::EVENT,
        "expect" => SymbolKind::BOOLEAN,
        "sites" | "links" | "dns" => SymbolKind::NAMESPACE,
        _ => SymbolKind::PROPERTY,
    };
    let items = value.group.as_ref().map_or(&[][..], |it| &it.entries);
    let items: Vec<&TreeNode> =
        items.iter().filter_map(|it| it.value.as_ref().filter(|it| it.group.is_some())).collect();
    let detail = (!items.is_empty()).then(|| items.len().to_string());
    let children: Vec<_> = items.iter().take(*left).filter_map(|it| item(text, lines, it, kind)).collect();
    *left -= children.len();
    let whole = key.start..value.span.end;
    Some(made(name, detail, kind, range(lines, &whole), range(lines, &key), children))
}

/// Something in a list: by its name, else by what says most of it.
fn item(text: &str, lines: &Lines<'_>, node: &TreeNode, kind: SymbolKind) -> Option<DocumentSymbol> {
    let group = node.group.as_ref()?;
    let said = |field: &str| {
        let value = group.field(text, field)?.value.as_ref()?;
        Some(value.said(text).map_or_else(|| short(&text[value.span.clone()]), std::borrow::Cow::into_owned))
    };
    let word = group.name.clone().map(|it| text[it].to_owned());
    let name = said("name").or_else(|| said("at")).or_else(|| said("client")).or_else(|| said("finding"));
    let name = name.or(word).unwrap_or_else(|| short(&text[node.span.clone()]));
    let detail = ["version", "pool", "points_to", "on", "database", "connect", "action", "run", "outcome", "server"];
    let detail = detail.iter().find_map(|it| said(it));
    let place = range(lines, &node.span);
    Some(made(name, detail, kind, place, place, Vec::new()))
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = line.chars().take(60).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

fn made(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: lsp_types::Range,
    selection_range: lsp_types::Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    // An editor refuses what has no name.
    let name = if name.trim().is_empty() { "-".to_owned() } else { name };
    #[allow(deprecated, reason = "the type has a field that nobody may use any more")]
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: Some(children),
    }
}

/// What goes over several lines.
pub(super) fn folds(text: &str) -> Value {
    let tree = read(text);
    let lines = Lines::new(text);
    let mut found = Vec::new();
    let mut add = |span: &Bytes<usize>, kind: Option<FoldingRangeKind>| {
        let (start, end) = (position(&lines, span.start).line, position(&lines, span.end).line);
        // The last line, with the bracket, stays in sight.
        let end_line = if kind.is_none() { end.saturating_sub(1) } else { end };
        if end_line > start {
            found.push(FoldingRange { start_line: start, end_line, kind, ..FoldingRange::default() });
        }
    };
    each_group(&tree, &mut |group, span| {
        if group.closed == Closed::Bracket {
            add(span, None);
        }
    });
    for it in comments(text, &tree) {
        add(&it, Some(FoldingRangeKind::Comment));
    }
    found.sort_by_key(|it| (it.start_line, it.end_line));
    found.dedup();
    if found.len() > PARTS_MAX {
        // The longest are those that help in a long document.
        found.sort_by_key(|it| Reverse(it.end_line - it.start_line));
        found.truncate(PARTS_MAX);
        found.sort_by_key(|it| (it.start_line, it.end_line));
    }
    json!(found)
}

/// Comments, those that follow each other line by line as one.
fn comments(text: &str, tree: &Tree) -> Vec<Bytes<usize>> {
    let mut all: Vec<Bytes<usize>> = Vec::new();
    each_comment(tree, &mut |it| all.push(it.clone()));
    all.sort_by_key(|it| it.start);
    let mut joined: Vec<Bytes<usize>> = Vec::new();
    for it in all {
        match joined.last_mut() {
            Some(last)
                if text[last.end..it.start].trim().is_empty() && text[last.end..it.start].matches('\n').count() < 2 =>
            {
                last.end = it.end;
            }
            _ => joined.push(it),
        }
    }
    joined
}

/// What each word is.
pub(super) fn tokens(sources: &Sources<'_>) -> Value {
    let mut all = colored(sources);
    all.truncate(TOKENS_MAX);
    json!(SemanticTokens { result_id: None, data: encoded(&sources.own().text, &all) })
}

/// As the protocol writes tokens: each relative to the one before it, none over the end of a line.
fn encoded(text: &str, all: &[(Bytes<usize>, WordKind)]) -> Vec<SemanticToken> {
    let lines = Lines::new(text);
    let (mut before, mut found) = ((0, 0), Vec::with_capacity(all.len()));
    for (span, kind) in all {
        let mut at = span.start;
        for part in text[span.clone()].split_inclusive('\n') {
            let shown = part.trim_end_matches(['\r', '\n']);
            let place = position(&lines, at);
            at += part.len();
            let length: usize = shown.chars().map(char::len_utf16).sum();
            if length == 0 {
                continue;
            }
            let delta_line = place.line - before.0;
            let delta_start = if delta_line == 0 { place.character - before.1 } else { place.character };
            before = (place.line, place.character);
            found.push(SemanticToken {
                delta_line,
                delta_start,
                length: u32::try_from(length).unwrap_or(u32::MAX),
                token_type: *kind as u32,
                token_modifiers_bitset: 0,
            });
        }
    }
    found
}

/// The base of a scenario as a link to its file.
pub(super) fn links(sources: &Sources<'_>, uris: &[String]) -> Value {
    let text = &sources.own().text;
    let tree = read(text);
    let base = tree.top.as_ref().and_then(|it| it.group.as_ref()?.field(text, "base")?.value.as_ref());
    let target = uris.get(1).and_then(|it| it.parse::<Uri>().ok());
    let (Some(base), Some(target)) = (base, target) else { return json!([]) };
    let range = range(&Lines::new(text), &base.span);
    json!([DocumentLink { range, target: Some(target), tooltip: None, data: None }])
}
