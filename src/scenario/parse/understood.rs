//! What is understood of a text, whatever is wrong with it, and which scenario is that?
//!
//! The serde types of the language are made from it, as they are made from RON.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

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
            Kind::List(_) => Self::Items(Vec::new()),
            Kind::Pair(inner) => Self::Items(vec![Self::stand_in(inner), Self::stand_in(inner)]),
            Kind::Leaf(leaf) => match leaf.form {
                Form::Text => Self::Text(leaf.example.trim_matches('"').to_owned()),
                Form::Number => Self::number(leaf.example).unwrap_or(Self::Number(1)),
                Form::Bool => Self::Bool(false),
            },
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

impl<'de> Deserializer<'de> for Understood {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(it) => visitor.visit_string(it),
            Self::Number(it) => visitor.visit_u64(it),
            Self::Bool(it) => visitor.visit_bool(it),
            Self::Fields(it) => visitor.visit_map(Fields { left: it.into_iter(), value: None }),
            Self::Variant(name, fields) => visitor.visit_enum(Choice { name, fields }),
            Self::Items(it) => visitor.visit_seq(Items(it.into_iter())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Understood {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Fields {
    left: std::vec::IntoIter<(&'static str, Understood)>,
    value: Option<Understood>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.value.take().expect("a value is asked for after its name"))
    }
}

struct Items(std::vec::IntoIter<Understood>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|it| seed.deserialize(it)).transpose()
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
        seed.deserialize(Understood::Fields(self.fields))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.struct_variant(&[], visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { left: self.fields.into_iter(), value: None })
    }
}
