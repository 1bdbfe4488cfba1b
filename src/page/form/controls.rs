//! What can be set in a page?
//!
//! The entities of the file with the values that are written, and the kinds of values that the language takes at each
//! field. Nothing is listed by hand: a setting that the language learns can be set in the page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::lang::Lang;
use crate::scenario::language::{Describe, Field, Form, Kind};
use crate::scenario::tree::{TreeNode, read};
use crate::scenario::{Scenario, Setting, Version};

/// The lists of a scenario of which the entries can be set, and the struct of the assumptions.
const LISTS: [&str; 7] = ["servers", "clients", "links", "load_balancers", "dns", "databases", "mailboxes"];
/// Fields that say what something is, not how it is set.
const FIXED: [&str; 4] = ["name", "version", "roles", "place"];
/// What takes a server out for browsers: only some versions have it.
const OUT_OF_SERVICE: &str = "IsOutOfService";
/// Larger organisations are not offered entity by entity.
const ENTITIES_MAX: usize = 400;

/// Something in the file that can be set.
#[derive(Debug, Serialize)]
pub(crate) struct Entity {
    /// The path as edits take it: `servers["EX10"]`.
    path: String,
    /// The list it stands in, or `assumptions`.
    list: &'static str,
    /// What it is called.
    label: String,
    /// What is written, by field: `imap4.LoginType`.
    values: BTreeMap<String, String>,
}

/// A field that can be set.
#[derive(Debug, Serialize)]
pub(crate) struct Settable {
    /// The field, as in `imap4.LoginType`.
    field: String,
    /// `bool`, `number`, `text`, `choice`, `choices` or `texts`.
    form: &'static str,
    /// What may be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<&'static str>,
    /// What it means and takes, in both languages (Markdown).
    text: [String; 2],
    /// What holds where nothing is written, in both languages (Markdown).
    default: [Cow<'static, str>; 2],
    /// The versions that have it, as a file writes them; all where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    versions: Option<Vec<String>>,
    /// A correct value.
    example: &'static str,
}

/// The fields that can be set, by list.
#[must_use]
pub(crate) fn settable() -> BTreeMap<&'static str, Vec<Settable>> {
    let Kind::Struct(scenario) = Scenario::KIND else { return BTreeMap::new() };
    let mut all = BTreeMap::new();
    for field in scenario.fields {
        let inner = match field.kind {
            Kind::List(inner) if LISTS.contains(&field.name) => *inner,
            kind @ Kind::Struct(_) if field.name == "assumptions" => kind,
            _ => continue,
        };
        let mut found = Vec::new();
        collect(inner, "", &mut found);
        all.insert(field.name, found);
    }
    all
}

fn collect(kind: &'static Kind, before: &str, found: &mut Vec<Settable>) {
    let Kind::Struct(it) = kind else { return };
    for field in it.fields.iter().filter(|it| !FIXED.contains(&it.name)) {
        let path = format!("{before}{}", field.name);
        match form(field) {
            Some((form, options, example)) => {
                let both = [Lang::En, Lang::Zh];
                let default = both.map(|lang| field.default.map_or(Cow::Borrowed(""), |it| it.text(lang)));
                let text = both.map(|lang| field.text(lang));
                found.push(Settable {
                    versions: versions(field.name),
                    field: path,
                    form,
                    options,
                    text,
                    default,
                    example,
                });
            }
            None => collect(field.kind, &format!("{path}."), found),
        }
    }
}

/// The versions that have a setting, where not all do.
fn versions(field: &str) -> Option<Vec<String>> {
    let setting = Setting::ALL.iter().find(|it| it.name() == field);
    let has = |it: Version| match setting {
        Some(setting) => setting.exists_on(it),
        None if field == OUT_OF_SERVICE => it.product().out_of_service,
        None => true,
    };
    let found: Vec<Version> = Version::ALL.into_iter().filter(|it| has(*it)).collect();
    (found.len() < Version::ALL.len()).then(|| found.into_iter().map(|it| format!("{it:?}")).collect())
}

fn form(field: &'static Field) -> Option<(&'static str, Vec<&'static str>, &'static str)> {
    match field.kind {
        Kind::Leaf(leaf) => Some((
            match leaf.form {
                Form::Text | Form::NumberOrText => "text",
                Form::Number => "number",
                Form::Bool | Form::BoolOrText => "bool",
            },
            Vec::new(),
            leaf.example.trim_matches('"'),
        )),
        Kind::Enum(it) if it.variants.iter().all(|it| it.fields.is_empty()) => Some((
            "choice",
            it.variants.iter().map(|it| it.name).collect(),
            it.variants.first().map_or("", |it| it.name),
        )),
        Kind::List(Kind::Enum(it)) if it.variants.iter().all(|it| it.fields.is_empty()) => {
            Some(("choices", it.variants.iter().map(|it| it.name).collect(), ""))
        }
        Kind::List(Kind::Leaf(leaf)) | Kind::ListOrText(Kind::Leaf(leaf)) if leaf.form == Form::Text => {
            Some(("texts", Vec::new(), leaf.example))
        }
        _ => None,
    }
}

/// What can be set in a file.
#[must_use]
pub(crate) fn entities(source: &str) -> Vec<Entity> {
    let tree = read(source);
    let Some(top) = tree.top.as_ref().and_then(|it| it.group.as_ref()) else { return Vec::new() };
    let mut found = Vec::new();
    for list in LISTS {
        let items = top.field(source, list).and_then(|it| it.value.as_ref()).and_then(|it| it.group.as_ref());
        let names: Vec<_> =
            items.iter().flat_map(|it| &it.entries).filter_map(|it| it.value.as_ref()?.name(source)).collect();
        for (index, node) in items.into_iter().flat_map(|it| &it.entries).filter_map(|it| it.value.as_ref()).enumerate()
        {
            if found.len() < ENTITIES_MAX {
                found.push(entity(source, list, index, node, &names));
            }
        }
    }
    let written = top.field(source, "assumptions").and_then(|it| it.value.as_ref());
    let mut values = BTreeMap::new();
    if let Some(node) = written {
        note(source, node, "", &mut values);
    }
    found.push(Entity { path: "assumptions".to_owned(), list: "assumptions", label: "assumptions".to_owned(), values });
    found
}

fn entity(source: &str, list: &'static str, index: usize, node: &TreeNode, names: &[String]) -> Entity {
    let mut values = BTreeMap::new();
    note(source, node, "", &mut values);
    let name = node.name(source);
    let (path, label) = match &name {
        // A quotation mark cannot be written in a path, and views of one DNS name share it: then the number says which.
        Some(name)
            if !name.contains(['"', '\\']) && names.iter().filter(|it| it.eq_ignore_ascii_case(name)).count() == 1 =>
        {
            (format!("{list}[\"{name}\"]"), name.clone())
        }
        Some(name) => (format!("{list}[{index}]"), name.clone()),
        None => (format!("{list}[{index}]"), values.get("between").cloned().unwrap_or_default()),
    };
    Entity { path, list, label: crate::words::names::clean(&label).into_owned(), values }
}

/// Notes what is written, structs field by field.
fn note(source: &str, node: &TreeNode, before: &str, values: &mut BTreeMap<String, String>) {
    let Some(group) = node.group.as_ref() else { return };
    for entry in &group.entries {
        let (Some(key), Some(value)) = (&entry.key, &entry.value) else { continue };
        let path = format!("{before}{}", &source[key.clone()]);
        let is_struct =
            value.group.as_ref().is_some_and(|it| it.open == '(' && it.entries.iter().any(|it| it.key.is_some()));
        if is_struct {
            note(source, value, &format!("{path}."), values);
        } else {
            values.insert(path, source[value.span.clone()].to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;
    use crate::scenario::edit::set;

    /// Whatever is written can be written again by its path, and leaves the file as it is.
    #[test]
    fn every_value_of_the_gallery_can_be_set_by_its_path() {
        let mut count = 0;
        for entry in gallery::ALL {
            for entity in entities(entry.text) {
                for (field, value) in &entity.values {
                    let edit = format!("{}.{field}={value}", entity.path);
                    let text = set(entry.text, &edit).unwrap_or_else(|it| panic!("{}: {edit}: {it:?}", entry.claim));
                    // What is written raw comes back as any text does.
                    assert!(text == entry.text || value.starts_with("r\""), "{}: {edit}", entry.claim);
                    count += 1;
                }
            }
        }
        assert!(count > 1000, "{count}");
    }

    #[test]
    fn whatever_may_be_written_of_a_server_can_be_set() {
        let all = settable();
        let find = |list: &str, field: &str| all[list].iter().find(|it| it.field == field).expect("it can be set");
        assert_eq!(
            find("servers", "imap4.LoginType").options,
            ["PlainTextLogin", "PlainTextAuthentication", "SecureLogin"]
        );
        assert_eq!(find("servers", "running").form, "choices");
        assert_eq!(find("servers", "imap4.InternalConnectionSettings").form, "texts");
        assert_eq!(find("links", "cut").form, "bool");
        assert_eq!(find("assumptions", "fallback").options, ["FallThrough", "SelectOnce"]);
        assert!(all["servers"].iter().all(|it| it.field != "name"));
    }
}
