//! What is understood of a text, whatever is wrong with it, and which scenario is that?
//!
//! The serde types of the language are made from it, as they are made from RON.

use serde::de::value::{EnumAccessDeserializer, Error, MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::scenario::language::{Field, Form, Kind};

/// A value of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Understood {
    /// A text.
    Text(String),
    /// A number.
    Number(u64),
    /// `true` or `false`.
    Bool(bool),
    /// The fields of a struct.
    Fields(Vec<(&'static str, Understood)>),
    /// A variant with its fields.
    Variant(&'static str, Vec<(&'static str, Understood)>),
    /// The items of a list or pair.
    Items(Vec<Understood>),
}

impl Understood {
    /// Something that may stand where this kind is wanted.
    pub(super) fn stand_in(kind: &'static Kind) -> Self {
        match kind {
            Kind::Struct(it) => Self::Fields(stand_ins(it.fields)),
            Kind::Enum(it) => {
                let first = it.variants.first();
                Self::Variant(first.map_or("", |it| it.name), first.map_or_else(Vec::new, |it| stand_ins(it.fields)))
            }
            Kind::List(_) | Kind::ListOrText(_) => Self::Items(Vec::new()),
            Kind::Pair(inner) => Self::Items(vec![Self::stand_in(inner), Self::stand_in(inner)]),
            Kind::Leaf(leaf) => match leaf.form {
                Form::Text => Self::Text(leaf.example.trim_matches('"').to_owned()),
                Form::Number | Form::NumberOrText => Self::number(leaf.example).unwrap_or(Self::Number(1)),
                Form::Bool | Form::BoolOrText => Self::Bool(false),
            },
        }
    }

    /// What serde makes of it.
    pub(super) fn make<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        match self {
            Self::Text(it) => seed.deserialize(it.into_deserializer()),
            Self::Number(it) => seed.deserialize(it.into_deserializer()),
            Self::Bool(it) => seed.deserialize(it.into_deserializer()),
            Self::Fields(it) => seed.deserialize(MapAccessDeserializer::new(Fields::new(it))),
            Self::Variant(name, fields) => seed.deserialize(EnumAccessDeserializer::new(Choice { name, fields })),
            Self::Items(it) => seed.deserialize(SeqAccessDeserializer::new(Items(it.into_iter()))),
        }
    }

    /// A number as it is written.
    pub(super) fn number(written: &str) -> Option<Self> {
        // A suffix says of which type it is.
        let small = || ron::from_str::<u32>(written).map(u64::from);
        let smaller = || ron::from_str::<u16>(written).map(u64::from);
        let number = ron::from_str(written).or_else(|_| small()).or_else(|_| smaller());
        number.ok().map(Self::Number)
    }
}

fn stand_ins(fields: &'static [Field]) -> Vec<(&'static str, Understood)> {
    let must = fields.iter().filter(|it| it.default.is_none());
    must.map(|it| (it.name, Understood::stand_in(it.kind))).collect()
}

struct Fields {
    left: std::vec::IntoIter<(&'static str, Understood)>,
    value: Option<Understood>,
}

impl Fields {
    fn new(fields: Vec<(&'static str, Understood)>) -> Self {
        Self { left: fields.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.value.take().expect("a value is asked for after its name").make(seed)
    }
}

struct Items(std::vec::IntoIter<Understood>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|it| it.make(seed)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Choice {
    name: &'static str,
    fields: Vec<(&'static str, Understood)>,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(StrDeserializer::new(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        Understood::Fields(self.fields).make(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.struct_variant(&[], visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Fields::new(self.fields))
    }
}
