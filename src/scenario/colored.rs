//! What is each word of a scenario, as an editor colors it?

use std::ops::Range;

use super::mentions::NamesInFiles;
use super::tree::{Group, Tree, TreeNode, read};
use crate::diag::sources::Sources;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordKind {
    /// What stands before brackets with fields.
    Class,
    /// The name of a field.
    Property,
    /// A value that is one of several.
    Member,
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true`, `false` and `None`.
    Truth,
    /// A comment.
    Comment,
    /// A name that is given to something in the file, or mentions it.
    Name,
}

/// What each word is, in their order.
#[must_use]
pub(crate) fn colored(sources: &Sources<'_>) -> Vec<(Range<usize>, WordKind)> {
    let text = &sources.own().text;
    let tree = read(text);
    let mut all: Vec<(Range<usize>, WordKind)> = Vec::new();
    each_comment(&tree, &mut |it| all.push((it.clone(), WordKind::Comment)));
    let mut open: Vec<&TreeNode> = tree.top.iter().collect();
    while let Some(node) = open.pop() {
        let Some(group) = &node.group else {
            all.push((node.span.clone(), kind(text, node)));
            continue;
        };
        if let Some(name) = &group.name {
            let is_top = group.entries.iter().any(|it| it.key.is_some());
            all.push((name.clone(), if is_top { WordKind::Class } else { WordKind::Member }));
        }
        for entry in &group.entries {
            if let Some(key) = &entry.key {
                all.push((key.clone(), WordKind::Property));
            }
            open.extend(&entry.value);
        }
    }
    // A name that means something stands out of the text around it.
    let names = NamesInFiles::of(sources);
    let own = names.declared.iter().map(|it| &it.at).chain(names.mentions.iter().map(|it| &it.at));
    let mut own: Vec<_> = own.filter(|it| it.file == 0).map(|it| it.span.clone()).collect();
    own.sort_by_key(|it| (it.start, it.end));
    own.dedup();
    all = all.into_iter().flat_map(|it| around(it, &own)).collect();
    all.extend(own.into_iter().map(|it| (it, WordKind::Name)));
    all.sort_by_key(|it| it.0.start);
    all
}

/// A word without the names that stand in it; the names are in order.
fn around((span, kind): (Range<usize>, WordKind), names: &[Range<usize>]) -> Vec<(Range<usize>, WordKind)> {
    if !matches!(kind, WordKind::Text) {
        return vec![(span, kind)];
    }
    let first = names.partition_point(|it| it.start < span.start);
    let inside = names[first..].iter().take_while(|it| it.end <= span.end);
    let mut parts = Vec::new();
    let mut from = span.start;
    for it in inside {
        parts.push((from..it.start, kind));
        from = it.end;
    }
    parts.push((from..span.end, kind));
    parts.retain(|it| !it.0.is_empty());
    parts
}

fn kind(text: &str, node: &TreeNode) -> WordKind {
    let word = &text[node.span.clone()];
    match word {
        "true" | "false" | "None" => WordKind::Truth,
        _ if word.starts_with(|it: char| it.is_ascii_digit() || it == '-' || it == '+') => WordKind::Number,
        _ if word.starts_with(char::is_alphabetic) && !word.contains('"') => WordKind::Member,
        _ => WordKind::Text,
    }
}

/// Every comment.
pub(crate) fn each_comment(tree: &Tree, tell: &mut impl FnMut(&Range<usize>)) {
    for it in tree.head.iter().chain(&tree.tail) {
        tell(&it.span);
    }
    each_group(tree, &mut |group, _| {
        for it in group.entries.iter().flat_map(|it| &it.before).chain(&group.last_comments) {
            tell(&it.span);
        }
        for it in group.entries.iter().filter_map(|it| it.after.as_ref()) {
            tell(it);
        }
    });
}

/// Every pair of brackets, from outside to inside.
pub(crate) fn each_group(tree: &Tree, tell: &mut impl FnMut(&Group, &Range<usize>)) {
    let mut open: Vec<&TreeNode> = tree.top.iter().collect();
    while let Some(node) = open.pop() {
        if let Some(group) = &node.group {
            tell(group, &node.span);
            open.extend(group.entries.iter().filter_map(|it| it.value.as_ref()));
        }
    }
}
