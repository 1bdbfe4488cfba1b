//! What is the text with another value at a path?
//!
//! `servers.EX10.imap4.LoginType=PlainTextLogin`: fields by name, items of a list by their `name` or number. The text
//! around the value stays as it is, comments included. A field that is not written yet is added; the language tells
//! whether there is one of that name, and whether a value is a text that wants quotation marks.

mod one;

#[cfg(feature = "cli")]
use std::ops::Range;

use super::Scenario;
use super::change::{Change, When};
use super::clients::is_member;
use super::format::format;
use super::language::{Describe, Field, Form, Kind, StructKind};
use super::parse::nothing;
use super::settings::pasted::items;
use super::tree::{TreeNode, read};
use super::write::ToRon;
use crate::catalogue::edits;
use crate::diag::cut;
use crate::diag::suggest::closest;
use crate::lang::Text;
use crate::time::{Date, Time};

/// Why a text cannot be edited so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, in one sentence.
    pub message: Text,
    /// What was meant, or what there is.
    pub help: Option<Text>,
}

/// Where an entry is not found, so many names are told at the most of those that are there.
const NAMES_TOLD: usize = 12;

/// One step of a path as it is written: a name, or a number from 0.
type Steps = Vec<String>;

/// The text with the edit `PATH=VALUE` made.
///
/// # Errors
/// The edit is not of this form, the path leads nowhere, or the value cannot stand there.
pub fn set(text: &str, edit: &str) -> Result<String, Refused> {
    let Some((path, value)) = edit.split_once('=') else {
        return Err(Refused {
            message: edits::not_path_and_value(format_args!("{edit:?}")),
            help: Some(edits::for_example_login_type().into()),
        });
    };
    let steps = steps(path)?;
    let value = value.trim();
    if value.is_empty() {
        let message = edits::no_value(path);
        return Err(Refused { message, help: None });
    }
    let tree = read(text);
    let Some(top) = tree.top else {
        return Err(Refused { message: nothing(), help: None });
    };
    let edited = follow(text, &top, Scenario::KIND, &steps, 0, value)?;
    // What is added behind a value that is left open may stand in it: then nobody finds it where it was to be.
    let is_found = || {
        let top = read(&edited).top;
        top.is_some_and(|it| follow(&edited, &it, Scenario::KIND, &steps, 0, value).as_ref() == Ok(&edited))
    };
    if !tree.mistakes.is_empty() && !is_found() { Err(left_open(path)) } else { Ok(edited) }
}

fn left_open(path: &str) -> Refused {
    Refused { message: edits::left_open(path), help: Some(edits::brackets_and_marks().into()) }
}

/// The text with actions behind those that are carried out then, each as a scenario writes it
/// ([`ToRon`]): as changes of that moment, or among what was done before the run. A file in
/// canonical layout stays so.
///
/// # Errors
/// There is no scenario to add to, what stands before the place is left open, or an action is not exactly one value.
pub fn with(text: &str, actions: &[String], when: When) -> Result<String, Refused> {
    if actions.is_empty() {
        return Ok(text.to_owned());
    }
    for it in actions {
        one::value(&edits::an_action().into(), it.trim())?;
    }
    let (field, items): (_, Vec<String>) = match when {
        When::FromStart => ("from_start", actions.to_vec()),
        When::At(at) => {
            let at = Time::shown(at, date(text));
            ("changes", actions.iter().map(|it| format!("Change(at: \"{at}\", action: {it})")).collect())
        }
    };
    with_items(text, field, &items)
}

/// When the run of a text begins, if that is written.
fn date(text: &str) -> Option<Date> {
    let tree = read(text);
    let date = tree.top.as_ref()?.group.as_ref()?.field(text, "date")?.value.as_ref()?.said(text)?;
    Date::parse(&date).ok()
}

/// The text with lines that are typed at one moment, behind the changes that are there.
///
/// # Errors
/// As [`with`].
pub(crate) fn with_lines(text: &str, change: &Change) -> Result<String, Refused> {
    with_items(text, "changes", &[change.ron()])
}

/// The text with items behind those of a list at its top.
pub(crate) fn with_items(text: &str, field: &str, items: &[String]) -> Result<String, Refused> {
    let nothing = || Refused { message: nothing(), help: None };
    let tree = read(text);
    let top = tree.top.as_ref().ok_or_else(nothing)?;
    let group = top.group.as_ref().ok_or_else(nothing)?;
    let joined = items.join(", ");
    let list = group.field(text, field).and_then(|it| it.value.as_ref());
    let added = match list.map(|it| (it, it.group.as_ref())) {
        Some((list, Some(group))) => match group.entries.last() {
            Some(last) => {
                let end = last.value.as_ref().map_or(last.end, |it| it.span.end);
                splice(text, end..end, &format!(", {joined}"))
            }
            None => splice(text, list.span.clone(), &format!("[{joined}]")),
        },
        Some((value, None)) => splice(text, value.span.clone(), &format!("[{joined}]")),
        None => insert(text, top, &format!("{field}: [{joined}]")),
    };
    if !tree.mistakes.is_empty() && !ends_with(&added, field, items) {
        return Err(left_open(field));
    }
    Ok(if format(text) == text { format(&added) } else { added })
}

/// Whether these are the last items of a list at the top of a text: what is added behind an item that is left open may
/// stand in it.
fn ends_with(text: &str, field: &str, items: &[String]) -> bool {
    let top = read(text).top;
    let list = top.as_ref().and_then(|it| it.group.as_ref()?.field(text, field)?.value.as_ref()?.group.as_ref());
    list.is_some_and(|list| {
        let written = list.entries.iter().filter_map(|it| it.value.as_ref()).map(|it| &text[it.span.clone()]);
        written.rev().zip(items.iter().rev()).filter(|(written, item)| written == item).count() == items.len()
    })
}

/// The text with one item more, as somebody typed it, in a list at its top.
///
/// # Errors
/// There is no scenario to add to, or what was typed is not exactly one value.
#[cfg(feature = "cli")]
pub(crate) fn with_typed(text: &str, field: &str, item: &str) -> Result<String, Refused> {
    one::value(&Text::same(field), item)?;
    with_items(text, field, &[item.to_owned()])
}

/// The text without a field at its top.
#[cfg(feature = "cli")]
#[must_use]
pub(crate) fn without_field(text: &str, field: &str) -> String {
    let tree = read(text);
    let group = tree.top.as_ref().and_then(|it| it.group.as_ref());
    match group.and_then(|it| it.field(text, field)) {
        Some(entry) => {
            let start = entry.key.as_ref().map_or(entry.end, |it| it.start);
            splice(text, start..entry.end, "")
        }
        None => text.to_owned(),
    }
}

/// The smallest edit that makes one text of another: what is the same before and behind it stays.
#[cfg(feature = "cli")]
pub(crate) fn difference(before: &str, after: &str) -> (Range<usize>, String) {
    let ahead = before.char_indices().zip(after.chars()).find(|((_, left), right)| left != right);
    let shorter = before.len().min(after.len());
    let start = ahead.map_or(shorter, |((at, _), _)| at);
    let behind = before[start..].chars().rev().zip(after[start..].chars().rev());
    let length: usize = behind.take_while(|(left, right)| left == right).map(|it| it.0.len_utf8()).sum();
    (start..before.len() - length, after[start..after.len() - length].to_owned())
}

/// How many changes are written in a text.
#[must_use]
pub(crate) fn changes(text: &str) -> usize {
    read(text).top.as_ref().and_then(|it| written_changes(text, it)).map_or(0, |it| it.1.len())
}

/// The text without the change of this number, counted from 1 as they are written, or without all.
#[must_use]
pub(crate) fn without(text: &str, number: Option<usize>) -> String {
    let tree = read(text);
    let Some((list, items)) = tree.top.as_ref().and_then(|it| written_changes(text, it)) else {
        return text.to_owned();
    };
    let stays = |at: usize| number.is_some_and(|number| at + 1 != number);
    let kept: Vec<_> = items.iter().enumerate().filter(|it| stays(it.0)).map(|it| &text[it.1.span.clone()]).collect();
    splice(text, list.span.clone(), &format!("[{}]", kept.join(", ")))
}

/// The list of changes, and the values in it.
fn written_changes<'a>(text: &str, top: &'a TreeNode) -> Option<(&'a TreeNode, Vec<&'a TreeNode>)> {
    let list = top.group.as_ref()?.field(text, "changes")?.value.as_ref()?;
    let items = list.group.as_ref()?.entries.iter().filter_map(|it| it.value.as_ref()).collect();
    Some((list, items))
}

/// `servers.EX10`, `servers[EX10]`, `servers["EX 10"]`, `links[0]`.
fn steps(path: &str) -> Result<Steps, Refused> {
    let mut steps = Vec::new();
    let mut rest = path.trim();
    let broken = || Refused { message: edits::path_incomplete(format_args!("{path:?}")), help: None };
    while !rest.is_empty() {
        let (step, after) = if let Some(inner) = rest.strip_prefix('[') {
            let (step, after) = match inner.strip_prefix('"') {
                Some(quoted) => quoted.split_once("\"]").ok_or_else(broken)?,
                None => inner.split_once(']').ok_or_else(broken)?,
            };
            (step, after.strip_prefix('.').unwrap_or(after))
        } else if let Some(quoted) = rest.strip_prefix('"') {
            let (step, after) = quoted.split_once('"').ok_or_else(broken)?;
            (step, after.strip_prefix('.').unwrap_or(after))
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let after = &rest[end..];
            (&rest[..end], after.strip_prefix('.').unwrap_or(after))
        };
        if step.trim().is_empty() {
            return Err(broken());
        }
        steps.push(step.trim().to_owned());
        rest = after;
    }
    if steps.is_empty() { Err(broken()) } else { Ok(steps) }
}

fn follow(text: &str, node: &TreeNode, kind: &Kind, steps: &Steps, at: usize, value: &str) -> Result<String, Refused> {
    let Some(step) = steps.get(at) else {
        let value = written(kind, value, steps)?;
        return Ok(splice(text, node.span.clone(), &value));
    };
    let Some(group) = &node.group else { return Err(no_way(steps, at)) };
    match kind {
        Kind::Struct(it) => {
            let field = field(it.fields, step, steps, at)?;
            match group.field(text, field.name).and_then(|it| it.value.as_ref()) {
                Some(next) => follow(text, next, field.kind, steps, at + 1, value),
                None => {
                    let value = made(field.kind, steps, at + 1, value)?;
                    Ok(insert(text, node, &format!("{}: {value}", field.name)))
                }
            }
        }
        Kind::Enum(it) => {
            let name = group.name.clone().map_or("", |it| &text[it]);
            let Some(variant) = it.variants.iter().find(|it| it.name == name) else { return Err(no_way(steps, at)) };
            let field = field(variant.fields, step, steps, at)?;
            match group.field(text, field.name).and_then(|it| it.value.as_ref()) {
                Some(next) => follow(text, next, field.kind, steps, at + 1, value),
                None => {
                    let value = made(field.kind, steps, at + 1, value)?;
                    Ok(insert(text, node, &format!("{}: {value}", field.name)))
                }
            }
        }
        Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner) => {
            let items: Vec<&TreeNode> = group.entries.iter().filter_map(|it| it.value.as_ref()).collect();
            let named = items.iter().find(|it| it.name(text).is_some_and(|name| name.eq_ignore_ascii_case(step)));
            let numbered = || step.parse::<usize>().ok().and_then(|it| items.get(it));
            // A name may have dots in it, as those of balancers and DNS have: as many steps as make one are its name.
            let dotted = || {
                let joined = (at + 2..=steps.len()).rev().map(|end| (steps[at..end].join("."), end));
                joined.into_iter().find_map(|(name, end)| {
                    let is = |it: &&&TreeNode| it.name(text).is_some_and(|it| it.eq_ignore_ascii_case(&name));
                    items.iter().find(is).map(|it| (it, end))
                })
            };
            match named.or_else(numbered).map(|it| (it, at + 1)).or_else(dotted) {
                Some((next, end)) => follow(text, next, inner, steps, end, value),
                None => {
                    let names: Vec<String> = items.iter().filter_map(|it| it.name(text)).collect();
                    let list = steps[..at].join(".");
                    let count = items.len();
                    let group = items.iter().find(|it| {
                        let counted = it.group.as_ref().is_some_and(|it| it.field(text, "count").is_some());
                        counted && it.name(text).is_some_and(|name| is_member(step, &name))
                    });
                    let group = group.and_then(|it| it.name(text));
                    let help = match (group, closest(step, names.iter().map(String::as_str))) {
                        (Some(group), _) => edits::one_of_a_group(group, &list, step),
                        (None, Some(meant)) => did_you_mean(meant),
                        (None, None) if (1..=NAMES_TOLD).contains(&names.len()) => edits::there_are(names.join(", ")),
                        (None, None) => edits::has_entries(&list, count),
                    };
                    let message = edits::no_such_entry(list, format_args!("{step:?}"));
                    Err(Refused { message, help: Some(help) })
                }
            }
        }
        Kind::Leaf(_) => Err(no_way(steps, at)),
    }
}

/// The field of this name.
fn field<'a>(fields: &'a [Field], step: &str, steps: &Steps, at: usize) -> Result<&'a Field, Refused> {
    let exact = fields.iter().find(|it| it.name == step);
    let found = exact.or_else(|| fields.iter().find(|it| it.name.eq_ignore_ascii_case(step)));
    found.ok_or_else(|| {
        let place = steps[..at].join(".");
        let names = || fields.iter().map(|it| it.name);
        let help = closest(step, names())
            .map_or_else(|| edits::there_are(names().collect::<Vec<_>>().join(", ")), did_you_mean);
        let message = if at == 0 {
            edits::scenario_has_no_field(format_args!("{step:?}"))
        } else {
            edits::has_no_field(place, format_args!("{step:?}"))
        };
        Refused { message, help: Some(help) }
    })
}

/// The text of a value that is not there yet, down to the end of the path.
fn made(kind: &Kind, steps: &Steps, at: usize, value: &str) -> Result<String, Refused> {
    let Some(step) = steps.get(at) else { return written(kind, value, steps) };
    match kind {
        Kind::Struct(it) => {
            let field = field(it.fields, step, steps, at)?;
            Ok(format!("({}: {})", field.name, made(field.kind, steps, at + 1, value)?))
        }
        Kind::List(_) | Kind::ListOrText(_) | Kind::Pair(_) => {
            let list = steps[..at].join(".");
            let message = edits::entry_not_written(list, format_args!("{step:?}"));
            Err(Refused { message, help: None })
        }
        Kind::Enum(_) | Kind::Leaf(_) => Err(no_way(steps, at)),
    }
}

fn no_way(steps: &Steps, at: usize) -> Refused {
    let (place, step) = (steps[..at].join("."), &steps[at]);
    let message = edits::single_value(place, format_args!("{step:?}"));
    Refused { message, help: None }
}

fn did_you_mean(meant: &str) -> Text {
    edits::did_you_mean(format_args!("{meant:?}"))
}

/// A value that cannot stand at the end of the path.
fn cannot_be(steps: &Steps, value: &str) -> Text {
    let place = steps.join(".");
    edits::cannot_be(place, format_args!("\"{}\"", cut(value)))
}

/// A value as it stands in a file: a text gets its quotation marks, a list its brackets. It is exactly one value in the
/// form of its kind; what stands in its brackets is judged when the file is read.
fn written(kind: &Kind, value: &str, steps: &Steps) -> Result<String, Refused> {
    let place = || Text::same(&steps.join("."));
    let wrong = |help: Text| Refused { message: cannot_be(steps, value), help: Some(help) };
    match kind {
        Kind::Leaf(leaf) if is_quoted(leaf.form, value) => {
            let bare = match ron::from_str::<String>(value) {
                Ok(bare) => bare,
                Err(_) if value.starts_with('"') => {
                    one::value(&place(), value)?;
                    value.to_owned()
                }
                Err(_) => value.to_owned(),
            };
            judged(leaf, &bare, steps)?;
            Ok(format!("{bare:?}"))
        }
        Kind::Leaf(leaf) => {
            one::value(&place(), value)?;
            judged(leaf, value, steps)?;
            Ok(value.to_owned())
        }
        // A list of addresses with ports may begin with a bracket that is none of a list, as in `[::]:993`.
        Kind::List(inner) | Kind::ListOrText(inner) if !value.starts_with('[') || value.starts_with("[::]") => {
            let bare = ron::from_str::<String>(value).unwrap_or_else(|_| value.to_owned());
            let plain = || items(&bare).into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect();
            let all = if value.contains(['(', '"']) { one::values(value) } else { None }.unwrap_or_else(plain);
            let items: Result<Vec<_>, _> = all.iter().map(|it| written(inner, it, steps)).collect();
            Ok(format!("[{}]", items?.join(", ")))
        }
        Kind::Enum(it) if !value.contains('(') => {
            let names = || it.variants.iter().map(|it| it.name);
            match names().find(|it| it.eq_ignore_ascii_case(value)) {
                Some(name) => Ok(name.to_owned()),
                None => Err(wrong(edits::it_takes(names().collect::<Vec<_>>().join(", ")))),
            }
        }
        Kind::Struct(StructKind { text: Some(text), .. }) if !value.contains('(') => written(text, value, steps),
        Kind::List(_) | Kind::ListOrText(_) | Kind::Enum(_) | Kind::Struct(_) | Kind::Pair(_) => {
            let node = one::value(&place(), value)?;
            let open = if matches!(kind, Kind::List(_) | Kind::ListOrText(_)) { '[' } else { '(' };
            if node.group.is_some_and(|it| it.open == open) {
                return Ok(value.to_owned());
            }
            let wanted = if open == '[' { edits::in_square_brackets() } else { edits::in_round_brackets() };
            Err(wrong(wanted.into()))
        }
    }
}

/// Whether a value stands in quotation marks.
fn is_quoted(form: Form, value: &str) -> bool {
    match form {
        Form::Text => true,
        Form::NumberOrText => !value.starts_with(|it: char| it.is_ascii_digit()) || value.contains([':', '.']),
        Form::BoolOrText => !matches!(value, "true" | "false"),
        Form::Number | Form::Bool => false,
    }
}

fn judged(leaf: &super::language::LeafKind, value: &str, steps: &Steps) -> Result<(), Refused> {
    (leaf.check)(value)
        .map_err(|wanted| Refused { message: cannot_be(steps, value), help: Some(edits::expected(wanted)) })
}

fn splice(text: &str, span: std::ops::Range<usize>, value: &str) -> String {
    format!("{}{value}{}", &text[..span.start], &text[span.end..])
}

/// Adds a field to a value in brackets, behind its last one.
fn insert(text: &str, node: &TreeNode, field: &str) -> String {
    let Some(group) = &node.group else { return text.to_owned() };
    match group.entries.last() {
        None => splice(text, group.start..group.start, field),
        Some(last) => {
            let value_end = last.value.as_ref().map_or(last.end, |it| it.span.end);
            splice(text, value_end..value_end, &format!(", {field}"))
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_edited() {
        for (before, after, edit) in [
            ("[a, b]", "[a, x, b]", (4..4, "x, ")),
            ("[a]", "[]", (1..2, "")),
            ("中文", "中外文", (3..3, "外")),
            ("", "x", (0..0, "x")),
            ("aa", "aaa", (2..2, "a")),
            ("same", "same", (4..4, "")),
        ] {
            assert_eq!(difference(before, after), (edit.0, edit.1.to_owned()), "{before} {after}");
        }
    }
}
