//! What may an editor expect in a scenario? A JSON Schema of the same structure.
//!
//! RON is not JSON: a struct becomes an object, a variant with fields an object with the variant's name as its only
//! key, and a pair an array of two. Made from the description of the language, so the two cannot disagree.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Scenario;
use super::language::{Describe, Field, Form, Kind};
use crate::lang::Lang;

/// The schema (JSON Schema, draft 2020-12).
#[must_use]
pub(crate) fn schema() -> Value {
    let mut definitions = BTreeMap::new();
    let top = of(Scenario::KIND, &mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.invalid/coexist/scenario.schema.json",
        "title": "A scenario of coexist",
        "$ref": top["$ref"],
        "$defs": definitions,
    })
}

fn of(kind: &Kind, definitions: &mut BTreeMap<String, Value>) -> Value {
    match kind {
        Kind::Struct(it) => {
            if !definitions.contains_key(it.name) {
                // Set before it is filled, so that a type that contains itself ends.
                definitions.insert(it.name.to_owned(), Value::Null);
                let value = object(it.fields, it.doc, definitions);
                definitions.insert(it.name.to_owned(), value);
            }
            let fields = json!({ "$ref": format!("#/$defs/{}", it.name) });
            match it.text {
                Some(text) => json!({ "anyOf": [fields, of(text, definitions)] }),
                None => fields,
            }
        }
        Kind::Enum(it) => {
            if !definitions.contains_key(it.name) {
                definitions.insert(it.name.to_owned(), Value::Null);
                let variants: Vec<Value> = it
                    .variants
                    .iter()
                    .map(|variant| {
                        let doc = variant.doc.trim();
                        if variant.fields.is_empty() {
                            return json!({ "const": variant.name, "description": doc });
                        }
                        let mut properties = Map::new();
                        properties.insert(variant.name.to_owned(), object(variant.fields, variant.doc, definitions));
                        json!({
                            "type": "object",
                            "description": doc,
                            "properties": properties,
                            "required": [variant.name],
                            "additionalProperties": false,
                        })
                    })
                    .collect();
                let value = json!({ "description": it.doc.trim(), "oneOf": variants });
                definitions.insert(it.name.to_owned(), value);
            }
            json!({ "$ref": format!("#/$defs/{}", it.name) })
        }
        Kind::List(inner) => json!({ "type": "array", "items": of(inner, definitions) }),
        Kind::Pair(inner) => {
            let item = of(inner, definitions);
            json!({ "type": "array", "prefixItems": [item, item], "minItems": 2, "maxItems": 2 })
        }
        Kind::Leaf(it) => {
            let form = match it.form {
                Form::Text => json!("string"),
                Form::Number => json!("integer"),
                Form::NumberOrText => json!(["integer", "string"]),
                Form::Bool => json!("boolean"),
            };
            let mut value = json!({ "type": form });
            if !it.is_free_text() && it.form != Form::Bool {
                let example: Value = serde_json::from_str(it.example).unwrap_or(Value::Null);
                value["description"] = json!(it.name.of(Lang::En));
                value["examples"] = json!([example]);
            }
            value
        }
    }
}

fn object(fields: &[Field], doc: &str, definitions: &mut BTreeMap<String, Value>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let mut value = of(field.kind, definitions);
        let mut text = field.text(Lang::En);
        match field.default {
            Some(default) => text.push_str(&format!("\n\nLeft out: {}.", default.text(Lang::En))),
            None => required.push(field.name),
        }
        value["description"] = json!(text);
        properties.insert(field.name.to_owned(), value);
    }
    json!({
        "type": "object",
        "description": doc.trim(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
