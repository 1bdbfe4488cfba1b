//! How is JSON read, which ConvertTo-Json writes?
//!
//! One object, a list of them, `{"value": […], "Count": 2}`, or an object with lists under names. Lists are read object by
//! object, so that only the object at hand is in memory.

use std::fmt;
use std::rc::Rc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::item::{self, Item};
use super::{Out, Raw, number};
use crate::import::class;
use crate::import::notes::Noted;
use crate::import::record::property;

/// Lists of objects that are part of what an object says, though they look as if they were objects of their own.
const PARTS: [&str; 2] = ["LocalStates", "RemoteStates"];

/// Reads a text that begins as JSON does.
pub(super) fn read(text: &str, out: &mut Out) {
    let mut from = serde_json::Deserializer::from_str(text);
    let mut done = Root { out, under: None }.deserialize(&mut from);
    if done.is_ok() {
        done = from.end();
    }
    let Err(error) = done else { return };
    let (line, column) = (number(error.line()), number(error.column()));
    let why = error.to_string();
    let why = why.rfind(" at line ").map_or(why.as_str(), |at| &why[..at]);
    out.note(if error.is_eof() { Noted::JsonCut(line) } else { Noted::JsonBroken { line, column, why: why.into() } });
}

/// What stands at the top, or in lists there.
struct Root<'a, 'b> {
    out: &'a mut Out<'b>,
    under: Option<Rc<str>>,
}

impl<'de> DeserializeSeed<'de> for Root<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Root<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            objects(value, self.under.clone(), self.out);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut own = Map::new();
        let before = self.out.objects;
        while let Some(key) = fields.next_key::<String>()? {
            let under = if key == "value" { self.under.clone() } else { Some(Rc::from(key.as_str())) };
            let may_be_list = !PARTS.contains(&key.as_str());
            if let Some(value) = fields.next_value_seed(Field { out: self.out, under, may_be_list })? {
                own.insert(key, value);
            }
        }
        if self.out.objects == before {
            objects(Value::Object(own), self.under, self.out);
        } else {
            // What stands beside lists of objects are single objects, and words about the whole.
            for (key, value) in own {
                if holds(&key, &value) {
                    objects(value, Some(key.into()), self.out);
                }
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The value of a field of the object at the top: None where it was a list of objects and those were handed on.
struct Field<'a, 'b> {
    out: &'a mut Out<'b>,
    under: Option<Rc<str>>,
    may_be_list: bool,
}

impl<'de> DeserializeSeed<'de> for Field<'_, '_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field<'_, '_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut kept = Vec::new();
        let mut is_list = false;
        while let Some(value) = list.next_element::<Value>()? {
            is_list |= self.may_be_list && kept.is_empty() && has_objects(&value);
            if is_list {
                objects(value, self.under.clone(), self.out);
            } else {
                kept.push(value);
            }
        }
        Ok(if is_list { None } else { Some(Value::Array(kept)) })
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(fields)).map(Some)
    }

    fn visit_bool<E>(self, it: bool) -> Result<Self::Value, E> {
        Ok(Some(it.into()))
    }

    fn visit_i64<E>(self, it: i64) -> Result<Self::Value, E> {
        Ok(Some(it.into()))
    }

    fn visit_u64<E>(self, it: u64) -> Result<Self::Value, E> {
        Ok(Some(it.into()))
    }

    fn visit_f64<E>(self, it: f64) -> Result<Self::Value, E> {
        Ok(Some(it.into()))
    }

    fn visit_str<E>(self, it: &str) -> Result<Self::Value, E> {
        Ok(Some(it.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }
}

/// Whether a value is an object of which its properties say what it is, or holds such.
fn has_objects(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.first().is_some_and(has_objects),
        Value::Object(fields) => tells(fields) || inner(fields).any(|it| has_objects(it.1)),
        _ => false,
    }
}

/// Whether what stands under a name are objects: they say it, or the name does.
fn holds(name: &str, value: &Value) -> bool {
    let are_objects = match value {
        Value::Array(items) => items.first().is_some_and(Value::is_object),
        value => value.is_object(),
    };
    has_objects(value) || are_objects && (name == "value" || class::is_word(name))
}

fn tells(fields: &Map<String, Value>) -> bool {
    class::tell(&|name| fields.keys().any(|it| property(it) == Some(name)))
}

/// The fields of an object in which other objects may stand.
fn inner(fields: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let is_inner = |it: &(&String, &Value)| it.1.is_array() || it.1.is_object();
    fields.iter().filter(is_inner).filter(|it| !PARTS.contains(&it.0.as_str()))
}

/// Hands on an object, or those that are in it.
fn objects(value: Value, under: Option<Rc<str>>, out: &mut Out) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|it| objects(it, under.clone(), out)),
        Value::Object(fields) if !tells(&fields) && inner(&fields).any(|it| holds(it.0, it.1)) => {
            for (key, value) in fields {
                if holds(&key, &value) {
                    let under = if key == "value" { under.clone() } else { Some(key.into()) };
                    objects(value, under, out);
                }
            }
        }
        Value::Object(fields) => {
            let of_use = fields.into_iter().filter_map(|(key, value)| Some((property(&key)?, reduced(value))));
            out.object(&Raw { type_name: None, under, fields: of_use.collect() });
        }
        _ => {}
    }
}

fn reduced(value: Value) -> Item {
    match value {
        Value::Null => Item::Nil,
        Value::Bool(it) => Item::Text(it.to_string().into()),
        Value::Number(it) => Item::Number(it.to_string().into()),
        Value::String(it) => Item::Text(it.into()),
        Value::Array(items) => Item::List(items.into_iter().map(reduced).collect()),
        Value::Object(fields) => {
            let asked = fields.into_iter().filter(|it| item::is_asked_for(&it.0));
            Item::Fields(asked.map(|(key, value)| (key.into(), reduced(value))).collect())
        }
    }
}
