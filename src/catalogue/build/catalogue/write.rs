//! Which Rust do the sentences become?

use std::fmt::Write as _;

use super::check::{Entry, Hole, Topic, function};
use super::{LANGUAGES, Part, Shape};

/// A module for each topic.
pub(super) fn modules(topics: &[Topic]) -> String {
    let mut code = String::new();
    for topic in topics {
        let name = topic.name.replace('-', "_");
        put(&mut code, &format!("#[doc = {:?}]", topic.about));
        // Without the command line only a part of the sentences is said.
        put(&mut code, "#[cfg_attr(not(feature = \"cli\"), allow(dead_code, unused_imports))]");
        put(&mut code, &format!("pub(crate) mod {name} {{"));
        put(&mut code, "#[allow(unused_imports)] use crate::lang::{Fixed, In, Lang, Placeholder, Text, grouped};");
        match topic.shape {
            Shape::Said => topic.entries.iter().for_each(|it| said(&mut code, it)),
            Shape::Text => topic.entries.iter().for_each(|it| text(&mut code, it)),
            Shape::Table => table(&mut code, &topic.entries),
        }
        put(&mut code, "}");
    }
    code
}

fn put(code: &mut String, line: &str) {
    code.push_str(line);
    code.push('\n');
}

fn comment(code: &mut String, it: &Entry) {
    let comment = if it.comment.is_empty() { it.key.to_owned() } else { it.comment.join("\n") };
    put(code, &format!("#[doc = {comment:?}]"));
}

/// A function that says it in the language of its reader.
fn said(code: &mut String, it: &Entry) {
    comment(code, it);
    let mut parameters = "lang: Lang".to_owned();
    for hole in &it.holes {
        let of = if hole.is_number { "u64" } else { "impl std::fmt::Display" };
        let _ = write!(parameters, ", {}: {of}", variable(&hole.name));
    }
    put(code, &format!("pub(crate) fn {}({parameters}) -> String {{ match lang {{", function(it.key)));
    for ((_, lang), parts) in LANGUAGES.iter().zip(&it.said) {
        put(code, &format!("Lang::{lang} => {},", format(parts, &it.holes, None)));
    }
    put(code, "}}");
}

/// A function that says it in every language; without placeholders it is there before the program runs.
fn text(code: &mut String, it: &Entry) {
    comment(code, it);
    let name = function(it.key);
    if it.holes.is_empty() {
        put(code, &format!("pub(crate) const fn {name}() -> Fixed {{ {} }}", fixed(it)));
        return;
    }
    let mut parameters = Vec::new();
    for hole in &it.holes {
        let of = if hole.is_number { "u64" } else { "impl Placeholder" };
        parameters.push(format!("{}: {of}", variable(&hole.name)));
    }
    put(code, &format!("pub(crate) fn {name}({}) -> Text {{ Text::new(", parameters.join(", ")));
    for ((_, lang), parts) in LANGUAGES.iter().zip(&it.said) {
        put(code, &format!("{},", format(parts, &it.holes, Some(lang))));
    }
    put(code, ") }");
}

/// A table by key.
fn table(code: &mut String, entries: &[Entry]) {
    put(code, "/// Every text by its key.");
    put(code, "pub(crate) const ALL: &[(&str, Fixed)] = &[");
    for it in entries {
        put(code, &format!("({:?}, {}),", it.key, fixed(it)));
    }
    put(code, "];");
    put(code, "/// The text with this key; one that is not there does not build.");
    put(code, "#[allow(dead_code)]");
    put(code, "pub(crate) const fn get(key: &str) -> Fixed { crate::lang::find(ALL, key) }");
}

fn fixed(it: &Entry) -> String {
    let texts: Vec<_> = it.said.iter().map(|parts| format!("{:?}", numbered(parts, &it.holes))).collect();
    format!("Fixed::new({})", texts.join(", "))
}

/// The text with `{0}`, `{1}` … for its placeholders.
fn numbered(parts: &[Part], holes: &[Hole]) -> String {
    parts.iter().fold(String::new(), |text, part| match part {
        Part::Words(it) => text + it,
        Part::Hole(name) | Part::Plural { hole: name, .. } => {
            let number = holes.iter().position(|it| it.name == *name).unwrap_or_default();
            text + &format!("{{{number}}}")
        }
    })
}

/// An expression for what is said; in `every` language the placeholders are said in this one.
fn format(parts: &[Part], holes: &[Hole], every: Option<&str>) -> String {
    if let [Part::Plural { hole, variants, other }] = parts {
        return choice(hole, variants, other, holes, every);
    }
    let (mut template, mut values) = (String::new(), Vec::new());
    for part in parts {
        match part {
            Part::Words(it) => template.push_str(&it.replace('{', "{{").replace('}', "}}")),
            Part::Hole(name) => {
                template.push_str("{}");
                let is_number = holes.iter().any(|it| it.name == *name && it.is_number);
                values.push(match (is_number, every) {
                    (true, _) => format!("grouped({})", variable(name)),
                    (false, Some(lang)) => format!("In(&{}, Lang::{lang})", variable(name)),
                    (false, None) => variable(name),
                });
            }
            Part::Plural { hole, variants, other } => {
                template.push_str("{}");
                values.push(choice(hole, variants, other, holes, every));
            }
        }
    }
    if values.is_empty() {
        let words = parts.iter().find_map(|it| if let Part::Words(it) = it { Some(it.as_str()) } else { None });
        return format!("{:?}.to_owned()", words.unwrap_or_default());
    }
    format!("format!({template:?}, {})", values.join(", "))
}

fn choice(hole: &str, variants: &[(String, Vec<Part>)], other: &[Part], holes: &[Hole], every: Option<&str>) -> String {
    let mut code = format!("match {} {{", variable(hole));
    for (key, parts) in variants {
        let number = if key == "one" { "1" } else { key };
        let _ = write!(code, "{number} => {},", format(parts, holes, every));
    }
    let _ = write!(code, "_ => {} }}", format(other, holes, every));
    code
}

fn variable(name: &str) -> String {
    name.replace('-', "_")
}
