//! Does the schema accept what the program accepts, and nothing else?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use serde_json::{Map, Value, json};

use super::schema;
use crate::diag::Code;
use crate::diag::sources::Sources;
use crate::gallery;
use crate::scenario::Scenario;
use crate::scenario::language::{Describe, Field, Kind, LeafKind};
use crate::scenario::parse::{parse, understand_all};
use crate::scenario::tree::{TreeNode, read};
use crate::scenario::write::ToRon;

/// As much of JSON Schema as the schema uses.
struct Judge {
    schema: Value,
    patterns: BTreeMap<String, Regex>,
}

impl Judge {
    fn new() -> Self {
        let schema = schema();
        let mut patterns = BTreeMap::new();
        collect(&schema, &mut patterns);
        Self { schema, patterns }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.fits(&self.schema, value)
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let known = [
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "title",
            "description",
            "examples",
            "oneOf",
            "if",
            "then",
            "else",
            "type",
            "pattern",
            "const",
            "minimum",
            "maximum",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "properties",
            "required",
            "additionalProperties",
        ];
        let schema = schema.as_object().expect("a schema is an object");
        assert!(schema.keys().all(|it| known.contains(&it.as_str())), "the judge knows every word: {schema:?}");
        let is_of = |name: &str| match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_u64() || value.is_i64(),
            "boolean" => value.is_boolean(),
            other => panic!("{other}"),
        };
        schema.iter().all(|(word, wanted)| match word.as_str() {
            "$ref" => {
                let name = wanted.as_str().and_then(|it| it.strip_prefix("#/$defs/")).expect("a definition");
                self.fits(&self.schema["$defs"][name], value)
            }
            "oneOf" => wanted.as_array().is_some_and(|all| all.iter().filter(|it| self.fits(it, value)).count() == 1),
            "if" => self.fits(&schema[if self.fits(wanted, value) { "then" } else { "else" }], value),
            "type" => wanted.as_str().is_some_and(is_of),
            "const" => wanted == value,
            "pattern" => value.as_str().is_none_or(|it| self.patterns[wanted.as_str().expect("a text")].is_match(it)),
            "minimum" => value.as_i64().is_none_or(|it| it >= 0),
            "maximum" => value.as_u64().is_none_or(|it| it <= wanted.as_u64().expect("a number")),
            "items" => value.as_array().is_none_or(|all| all.iter().all(|it| self.fits(wanted, it))),
            "prefixItems" => value.as_array().is_none_or(|all| {
                all.iter().zip(wanted.as_array().expect("a list")).all(|(it, wanted)| self.fits(wanted, it))
            }),
            "minItems" => value.as_array().is_none_or(|it| it.len() as u64 >= wanted.as_u64().expect("a number")),
            "maxItems" => value.as_array().is_none_or(|it| it.len() as u64 <= wanted.as_u64().expect("a number")),
            "properties" => value.as_object().is_none_or(|all| {
                all.iter().all(|(name, it)| wanted.get(name).is_none_or(|wanted| self.fits(wanted, it)))
            }),
            "required" => value.as_object().is_none_or(|all| {
                wanted.as_array().expect("a list").iter().all(|it| all.contains_key(it.as_str().expect("a name")))
            }),
            "additionalProperties" => {
                value.as_object().is_none_or(|all| all.keys().all(|it| schema["properties"].get(it).is_some()))
            }
            _ => true,
        })
    }
}

fn collect(schema: &Value, patterns: &mut BTreeMap<String, Regex>) {
    match schema {
        Value::Object(all) => {
            if let Some(Value::String(it)) = all.get("pattern") {
                patterns.entry(it.clone()).or_insert_with(|| Regex::new(it).expect("it is a pattern"));
            }
            all.values().for_each(|it| collect(it, patterns));
        }
        Value::Array(all) => all.iter().for_each(|it| collect(it, patterns)),
        _ => {}
    }
}

/// A scenario in RON as JSON.
fn as_json(text: &str, node: &TreeNode, kind: &Kind) -> Value {
    let group = node.group.as_ref();
    let items = |kind: &Kind| {
        let all = group.map_or(&[][..], |it| &it.entries);
        all.iter().filter_map(|it| it.value.as_ref()).map(|it| as_json(text, it, kind)).collect::<Vec<_>>()
    };
    let fields = |kinds: &[Field]| {
        let mut all = Map::new();
        for entry in group.map_or(&[][..], |it| &it.entries) {
            let name = &text[entry.key.clone().expect("a name")];
            let field = kinds.iter().find(|it| it.name == name).expect("it is known");
            all.insert(name.to_owned(), as_json(text, entry.value.as_ref().expect("a value"), field.kind));
        }
        Value::Object(all)
    };
    match kind {
        Kind::Struct(_) if group.is_none() => json!(node.said(text)),
        Kind::Struct(it) => fields(it.fields),
        Kind::Enum(it) => match group {
            None => json!(text[node.span.clone()]),
            Some(group) => {
                let name = &text[group.name.clone().expect("a variant")];
                let variant = it.variants.iter().find(|it| it.name == name).expect("it is known");
                json!({ name: fields(variant.fields) })
            }
        },
        Kind::ListOrText(_) if group.is_none() => json!(node.said(text)),
        Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner) => json!(items(inner)),
        Kind::Leaf(_) => match node.said(text) {
            Some(said) => json!(said),
            None => serde_json::from_str(&text[node.span.clone()].replace('_', "")).expect("a number or a truth"),
        },
    }
}

static JUDGE: LazyLock<Judge> = LazyLock::new(Judge::new);
static GALLERY: LazyLock<Vec<(&str, Value)>> = LazyLock::new(gallery_as_json);
static LEAVES: LazyLock<Vec<(&LeafKind, Regex)>> = LazyLock::new(leaves);

fn gallery_as_json() -> Vec<(&'static str, Value)> {
    let all = gallery::ALL.iter().map(|it| {
        let text = parse(it.text).expect("it is sound").ron();
        let tree = read(&text);
        (it.claim, as_json(&text, tree.top.as_ref().expect("a scenario"), Scenario::KIND))
    });
    all.collect()
}

/// What is wrong with a value although it has the right form: it hangs on what it says, so no schema tells.
fn is_about_the_value(text: &str, leaf: &LeafKind) -> bool {
    // Too long a span, more decimals than a microsecond has, the 31st of April, `0.0.0.0`, a host with too long a name.
    let spans = ["a span of time", "a time"];
    match leaf.name.of(crate::lang::Lang::En) {
        it if spans.contains(&it) && text.contains(['.', 'd', 'D', 'h', 'H', 'm', 's']) => true,
        "a time" | "a date" => text.contains('-'),
        "an IPv4 address" => matches!(text.trim(), "0.0.0.0" | "255.255.255.255"),
        "a binding" => text.contains("255.255.255.255"),
        "a connection setting" => !text.is_ascii() || text.len() > 60,
        "a build by its name" => true,
        "a limit" => text.len() > 9,
        _ => false,
    }
}

/// The single values of the language that are texts of a form, each once.
fn leaves() -> Vec<(&'static LeafKind, Regex)> {
    fn visit(kind: &'static Kind, depth: usize, found: &mut Vec<&'static LeafKind>) {
        let mut all = |fields: &'static [Field]| fields.iter().for_each(|it| visit(it.kind, depth + 1, found));
        match kind {
            _ if depth > 12 => {}
            Kind::Struct(it) => {
                all(it.fields);
                it.text.into_iter().for_each(|it| visit(it, depth + 1, found));
            }
            Kind::Enum(it) => it.variants.iter().for_each(|it| all(it.fields)),
            Kind::List(it) | Kind::ListOrText(it) | Kind::Pair(it) => visit(it, depth + 1, found),
            Kind::Leaf(it) => {
                if !(it.pattern)().is_empty() && !found.iter().any(|known| known.name == it.name) {
                    found.push(it);
                }
            }
        }
    }
    let mut found = Vec::new();
    visit(Scenario::KIND, 0, &mut found);
    let form = |it: &LeafKind| Regex::new(&format!(r"^\s*({})\s*$", (it.pattern)())).expect("a pattern");
    found.into_iter().map(|it| (it, form(it))).collect()
}

#[test]
fn everything_of_the_gallery_is_accepted_and_read_as_the_same() {
    for (claim, json) in &*GALLERY {
        assert!(JUDGE.accepts(json), "{claim}: {json:#}");
        let text = gallery::find(claim).expect("it is there").text;
        assert_eq!(parse(&json.to_string()).as_ref(), parse(text).as_ref(), "{claim}");
    }
}

#[test]
fn what_is_wrong_is_refused() {
    for wrong in [
        json!({}),
        json!({ "schema": 2 }),
        json!({ "schema": 1, "date": "bogus" }),
        json!({ "schema": 1, "until": "30" }),
        json!({ "schema": 1, "seed": -1 }),
        json!({ "schema": 1, "title": null }),
        json!({ "schema": 1, "servers": [{ "name": "EX10" }] }),
        json!({ "schema": 1, "servers": {} }),
        json!({ "schema": 1, "links": [{ "between": ["a", "b"], "loss": "500%" }] }),
        json!({ "schema": 1, "links": [{ "between": ["a"] }] }),
        json!({ "schema": 1, "clients": [{ "name": "a", "user": "b", "connect": "x" }] }),
        json!({ "schema": 1, "clients": [{ "name": "a", "user": "b", "connect": "x:993", "then": "Stay" }] }),
        json!({ "schema": 1, "changes": [{ "at": "25:00" }] }),
    ] {
        assert!(!JUDGE.accepts(&wrong), "{wrong}");
        assert!(parse(&wrong.to_string()).is_err(), "{wrong}");
    }
    let on_top = json!({ "schema": 1, "base": "x.ron", "servers": [{ "name": "EX10", "running": ["Imap4"] }] });
    assert!(JUDGE.accepts(&on_top));
}

/// Texts that look nearly like each single value.
fn nearly() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "",
        " ",
        "0",
        "1",
        "5",
        "9",
        "12",
        "23",
        "24",
        "30",
        "60",
        "00",
        "100",
        "255",
        "256",
        "993",
        "65535",
        "65536",
        ":",
        "::",
        ".",
        "-",
        "+",
        "%",
        "$",
        "{",
        "}",
        "[",
        "]",
        "[::]",
        ",",
        "h",
        "m",
        "min",
        "mins",
        "s",
        "ms",
        "us",
        "d",
        "day",
        "Days",
        "hours",
        "M",
        "true",
        "False",
        "unlimited",
        "UTC",
        "F0",
        "f001",
        "2014-03-21",
        "2014-02-30",
        "1989",
        "22:00",
        "00:30:00",
        "1.00:00:00",
        "10.0.0.5",
        "224.0.0.1",
        "0.0.0.0",
        "mail",
        "ex10.contoso.com",
        "_a-b",
        "-a",
        "SSL",
        "tls",
        "总部",
        "x",
    ]);
    prop::collection::vec(bits, 0..6).prop_map(|it| it.concat())
}

/// A place in a value, counted through, and what is put there.
fn damaged(mut value: Value, place: usize, put: &Value) -> Value {
    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(all) => all.iter().map(count).sum(),
            Value::Object(all) => all.values().map(count).sum::<usize>(),
            _ => 0,
        }
    }
    fn replace(value: &mut Value, place: &mut usize, put: &Value) -> bool {
        if *place == 0 {
            // In an object a field more, or none of its fields.
            match (&mut *value, put) {
                (Value::Object(all), Value::Bool(true)) => drop(all.insert("nonsense".to_owned(), json!(1))),
                (Value::Object(all), Value::Bool(false)) => all.clear(),
                (value, put) => *value = put.clone(),
            }
            return true;
        }
        *place -= 1;
        match value {
            Value::Array(all) => all.iter_mut().any(|it| replace(it, place, put)),
            Value::Object(all) => all.values_mut().any(|it| replace(it, place, put)),
            _ => false,
        }
    }
    let mut place = place % count(&value);
    replace(&mut value, &mut place, put);
    value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_single_value_has_the_form_that_the_schema_says(text in nearly(), at in any::<usize>()) {
        let (leaf, form) = &LEAVES[at % LEAVES.len()];
        let (form, judged) = (form.is_match(&text), (leaf.check)(&text).is_ok());
        let name = leaf.name.of(crate::lang::Lang::En);
        prop_assert!(form || !judged, "the schema refuses {text:?}, which is {name}");
        prop_assert!(judged || !form || is_about_the_value(&text, leaf), "the schema accepts {text:?} as {name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// A scenario of the gallery with something else in one place.
    #[test]
    fn a_scenario_is_accepted_by_both_or_by_none(
        which in any::<usize>(),
        place in any::<usize>(),
        put in prop_oneof![
            Just(json!(true)), Just(json!(false)), Just(json!(null)), Just(json!(7)), Just(json!(-7)), Just(json!([])),
            Just(json!({})), Just(json!(["HQ", "HQ"])), Just(json!("Imap4")), Just(json!("22:00")), Just(json!(70000)),
            nearly().prop_map(|it| json!(it)),
        ],
    ) {
        let (claim, json) = &GALLERY[which % GALLERY.len()];
        let damaged = damaged(json.clone(), place, &put);
        let accepted = JUDGE.accepts(&damaged);
        let text = damaged.to_string();
        let found = match understand_all(&Sources::of("", text.as_str())) {
            Ok(_) => Vec::new(),
            Err(it) => it.problems.finish(),
        };
        if damaged.get("base").is_some() {
            return Ok(());
        }
        let said = put.as_str().unwrap_or_default();
        let by_value = found.iter().all(|it| it.code == Code::S016) && LEAVES.iter().any(|(leaf, form)| {
            form.is_match(said) && is_about_the_value(said, leaf)
        });
        let fine = found.is_empty() || by_value;
        prop_assert!(accepted == found.is_empty() || (accepted && fine), "{claim}: {accepted} {found:#?}\n{text}");
    }
}
