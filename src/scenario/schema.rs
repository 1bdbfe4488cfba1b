//! What may stand in a scenario that is JSON? A JSON Schema, for editors, generators and forms.
//!
//! RON is not JSON: a struct becomes an object, a variant with fields an object with the variant's name as its only
//! key, and a pair an array of two. Made from the description of the language, so the two cannot disagree.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Scenario;
use super::language::{Describe, Field, Form, Kind, LeafKind, StructKind};
use super::parse::{KNOWN_BY, SCHEMA};
use super::settings::pasted;
use crate::lang::Lang;

/// The schema (JSON Schema, draft 2020-12).
#[must_use]
pub(crate) fn schema() -> Value {
    let mut made = Made::default();
    let Kind::Struct(scenario) = Scenario::KIND else { return Value::Null };
    let alone = made.whole(scenario, false);
    let on_top = made.whole(scenario, true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.invalid/coexist/scenario.schema.json",
        "title": "A scenario of coexist",
        "description": scenario.doc.trim(),
        "if": { "required": ["base"] },
        "then": on_top,
        "else": alone,
        "$defs": made.definitions,
    })
}

/// The definitions so far.
#[derive(Default)]
struct Made {
    definitions: BTreeMap<String, Value>,
}

impl Made {
    /// A scenario that stands alone, or one on top of another: there an entry may leave to the base what it must have.
    fn whole(&mut self, scenario: &'static StructKind, on_top: bool) -> Value {
        let name = if on_top { "ScenarioOnTop" } else { scenario.name };
        let fields: Vec<&Field> = scenario.fields.iter().filter(|it| on_top || it.name != "base").collect();
        let (mut properties, mut required) = (Map::new(), vec!["schema"]);
        for field in fields {
            let value = match field.kind {
                Kind::List(Kind::Struct(entry)) if on_top && entry.fields.iter().any(|it| is_known_by(entry, it)) => {
                    json!({ "type": "array", "items": self.structure(entry, true) })
                }
                _ if field.name == "schema" => json!({ "const": SCHEMA }),
                kind => self.of(kind),
            };
            properties.insert(field.name.to_owned(), described(field, value));
        }
        if on_top {
            required.push("base");
        }
        let value = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        self.definitions.insert(name.to_owned(), value);
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn of(&mut self, kind: &'static Kind) -> Value {
        match kind {
            Kind::Struct(it) => self.structure(it, false),
            Kind::Enum(it) => {
                if !self.definitions.contains_key(it.name) {
                    // Set before it is filled, so that a type that contains itself ends.
                    self.definitions.insert(it.name.to_owned(), Value::Null);
                    let mut variants = Vec::with_capacity(it.variants.len());
                    for variant in it.variants {
                        let doc = variant.doc.trim();
                        if variant.fields.is_empty() {
                            variants.push(json!({ "const": variant.name, "description": doc }));
                            continue;
                        }
                        let mut properties = Map::new();
                        let fields = self.object(variant.fields, doc, |it| it.default.is_none());
                        properties.insert(variant.name.to_owned(), fields);
                        variants.push(json!({
                            "type": "object",
                            "description": doc,
                            "properties": properties,
                            "required": [variant.name],
                            "additionalProperties": false,
                        }));
                    }
                    let value = json!({ "description": it.doc.trim(), "oneOf": variants });
                    self.definitions.insert(it.name.to_owned(), value);
                }
                json!({ "$ref": format!("#/$defs/{}", it.name) })
            }
            Kind::List(inner) => json!({ "type": "array", "items": self.of(inner) }),
            Kind::ListOrText(inner) => {
                let text = match inner {
                    Kind::Leaf(leaf) => text(&pasted::pattern(&(leaf.pattern)())),
                    _ => json!({ "type": "string" }),
                };
                json!({ "oneOf": [{ "type": "array", "items": self.of(inner) }, text] })
            }
            Kind::Pair(inner) => {
                let item = self.of(inner);
                json!({ "type": "array", "prefixItems": [item, item], "minItems": 2, "maxItems": 2 })
            }
            Kind::Leaf(it) if (it.pattern)().is_empty() => leaf(it),
            Kind::Leaf(it) => {
                let name = name_of(it);
                let value = leaf(it);
                let reference = json!({ "$ref": format!("#/$defs/{name}") });
                self.definitions.entry(name).or_insert(value);
                reference
            }
        }
    }

    /// An object; on top of another one with what it is known by alone.
    fn structure(&mut self, it: &'static StructKind, on_top: bool) -> Value {
        let name = if on_top { format!("{}OnTop", it.name) } else { it.name.to_owned() };
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), Value::Null);
            let must = |field: &Field| field.default.is_none() && (!on_top || is_known_by(it, field));
            let value = self.object(it.fields, it.doc, must);
            self.definitions.insert(name.clone(), value);
        }
        let fields = json!({ "$ref": format!("#/$defs/{name}") });
        match it.text {
            Some(text) => json!({ "oneOf": [fields, self.of(text)] }),
            None => fields,
        }
    }

    fn object(&mut self, fields: &'static [Field], doc: &str, must: impl Fn(&Field) -> bool) -> Value {
        let mut properties = Map::new();
        for field in fields {
            let value = self.of(field.kind);
            properties.insert(field.name.to_owned(), described(field, value));
        }
        let required: Vec<&str> = fields.iter().filter(|it| must(it)).map(|it| it.name).collect();
        json!({
            "type": "object",
            "description": doc.trim(),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}

/// Whether an entry of a list is known by this field.
fn is_known_by(entry: &StructKind, field: &Field) -> bool {
    KNOWN_BY.contains(&field.name) && entry.fields.iter().any(|it| it.name == field.name)
}

/// The schema of a field's value with what the field means.
fn described(field: &Field, mut value: Value) -> Value {
    let mut text = field.text(Lang::En);
    if let Some(default) = field.default {
        text.push_str(&format!("\n\nLeft out: {}.", default.text(Lang::En)));
    }
    value["description"] = json!(text);
    value
}

/// A text of a form; none: any text. Blanks around it do not count.
fn text(pattern: &str) -> Value {
    if pattern.is_empty() {
        return json!({ "type": "string" });
    }
    json!({ "type": "string", "pattern": format!(r"^\s*({pattern})\s*$") })
}

/// What a single value is called among the definitions: `a span of time` is `spanOfTime`.
fn name_of(it: &LeafKind) -> String {
    let said = it.name.of(Lang::En);
    let words = said.split(|it: char| !it.is_alphanumeric()).filter(|it| !matches!(*it, "" | "a" | "an" | "the"));
    let mut name = String::new();
    for word in words {
        let (first, rest) = word.split_at(1);
        name += &if name.is_empty() { first.to_lowercase() } else { first.to_uppercase() };
        name += rest;
    }
    name
}

fn leaf(it: &LeafKind) -> Value {
    let number = || json!({ "type": "integer", "minimum": 0, "maximum": it.most });
    let mut value = match it.form {
        Form::Text => text(&(it.pattern)()),
        Form::Number => number(),
        Form::NumberOrText => json!({ "oneOf": [number(), text(&(it.pattern)())] }),
        Form::Bool => json!({ "type": "boolean" }),
        Form::BoolOrText => json!({ "oneOf": [{ "type": "boolean" }, text(&(it.pattern)())] }),
    };
    if !it.is_free_text() && it.form != Form::Bool {
        let example: Value = serde_json::from_str(it.example).unwrap_or(Value::Null);
        value["description"] = json!(it.name.of(Lang::En));
        value["examples"] = json!([example]);
    }
    value
}
