//! When have two runs done the same?
//!
//! A digest of all that happened: of each record what its JSON line holds ([`super::json`]), without the words on the
//! wire and the clock, which follow from the rest. The fields are hashed as they are, without being written, so that a
//! digest costs a fraction of the text. It depends on names and never on the numbers that stand for them in memory.

use serde::ser::{self, Impossible, Serialize};

use crate::reading::{Moment, Reading};
use crate::trace::Run;
use crate::words::names::Names;
use crate::words::say::Say;
use crate::world::World;

/// The digest of a run, in eight hex digits.
#[must_use]
pub fn digest(world: &World, run: &Run) -> String {
    let hash = run.digest.unwrap_or_else(|| {
        let (say, mut digest) = (Say::new(Names::raw(world)), Digest::default());
        let mut reading = Reading::new(world, &run.trace);
        while let Some(moment) = reading.advance() {
            digest.pass(&say, moment);
        }
        digest.hash()
    });
    format!("{:08x}", (hash >> 32) as u32 ^ hash as u32)
}

/// The digest of what has happened so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }
}

/// What tells values of different kinds apart that have the same digits.
#[derive(Clone, Copy, Debug)]
enum Mark {
    Nothing = 1,
    Number,
    Text,
    List,
    Object,
    End,
}

impl Digest {
    /// The next record.
    pub(crate) fn pass(&mut self, say: &Say<'_>, moment: Moment<'_>) {
        let line = super::json::facts(say, moment);
        line.serialize(&mut *self).expect("the format is plain data");
    }

    /// All 64 bits of it.
    pub(crate) const fn hash(self) -> u64 {
        let mut hash = self.0;
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }

    const fn word(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    const fn mark(&mut self, mark: Mark) {
        self.word(mark as u64);
    }

    fn text(&mut self, text: &str) {
        self.word(Mark::Text as u64 | (text.len() as u64) << 8);
        for part in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn number(&mut self, number: u64) {
        self.mark(Mark::Number);
        self.word(number);
    }
}

/// The format holds nothing that cannot be hashed.
#[derive(Debug)]
pub(crate) struct NotPlain(String);

impl std::fmt::Display for NotPlain {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for NotPlain {}

impl ser::Error for NotPlain {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Done = Result<(), NotPlain>;

/// Numbers of every width are the same number.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, it: $type) -> Done {
            self.number(u64::from(it));
            Ok(())
        })*
    };
}

/// What lines of JSON hold: no fractions, no bytes, no negative numbers.
macro_rules! not_plain {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, it: $type) -> Done {
            Err(ser::Error::custom(format!("{it:?} is not plain")))
        })*
    };
}

impl<'a> ser::Serializer for &'a mut Digest {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Impossible<(), NotPlain>;
    type SerializeTupleVariant = Impossible<(), NotPlain>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Impossible<(), NotPlain>;

    numbers!(serialize_bool: bool, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    not_plain!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    not_plain!(serialize_f32: f32, serialize_f64: f64, serialize_bytes: &[u8]);

    fn serialize_char(self, it: char) -> Done {
        self.text(it.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, it: &str) -> Done {
        self.text(it);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Done {
        it.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.mark(Mark::Nothing);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, it: &T) -> Done {
        it.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        of: &'static str,
        it: &T,
    ) -> Done {
        self.text(of);
        it.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, NotPlain> {
        self.mark(Mark::List);
        Ok(Parts(self))
    }

    fn serialize_tuple(self, len: usize) -> Result<Parts<'a>, NotPlain> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NotPlain> {
        Err(ser::Error::custom(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotPlain> {
        Err(ser::Error::custom(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, NotPlain> {
        self.mark(Mark::Object);
        Ok(Parts(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, NotPlain> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotPlain> {
        Err(ser::Error::custom(name))
    }
}

/// A list or an object whose parts follow.
#[derive(Debug)]
pub(crate) struct Parts<'a>(&'a mut Digest);

impl Parts<'_> {
    fn part<T: Serialize + ?Sized>(&mut self, it: &T) -> Done {
        it.serialize(&mut *self.0)
    }

    const fn end(self) {
        self.0.mark(Mark::End);
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, it: &T) -> Done {
        self.part(it)
    }

    fn end(self) -> Done {
        self.end();
        Ok(())
    }
}

impl ser::SerializeTuple for Parts<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, it: &T) -> Done {
        self.part(it)
    }

    fn end(self) -> Done {
        self.end();
        Ok(())
    }
}

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, it: &T) -> Done {
        self.part(it)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Done {
        self.part(it)
    }

    fn end(self) -> Done {
        self.end();
        Ok(())
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, it: &T) -> Done {
        self.0.text(name);
        self.part(it)
    }

    fn end(self) -> Done {
        self.end();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(value: &serde_json::Value) -> u64 {
        let mut digest = Digest::default();
        value.serialize(&mut digest).expect("it is plain");
        digest.hash()
    }

    /// A digest is the same on every machine. The number was worked out apart, from what stands above.
    #[test]
    fn a_digest_is_pinned() {
        let value = json!({"type": "record", "id": 7, "rules": [{"rule": "LB-1", "assumed": null}]});
        assert_eq!(of(&value), 0x6224_9446_1a93_e618);
    }

    #[test]
    fn what_differs_has_another_digest() {
        let all = [
            json!([]),
            json!({}),
            json!(null),
            json!([[]]),
            json!([1]),
            json!([1, 2]),
            json!([2, 1]),
            json!(["1"]),
            json!(["", ""]),
            json!([""]),
            json!(["a", "b"]),
            json!(["ab", ""]),
            json!(["ab"]),
            json!(["ab\u{0}"]),
            json!([["a"], "b"]),
            json!([["a", "b"]]),
            json!({"a": "b"}),
            json!({"b": "a"}),
            json!({"a": null}),
            json!(u64::MAX),
            json!("abcdefgh"),
            json!("abcdefghi"),
        ];
        for (at, it) in all.iter().enumerate() {
            for other in &all[..at] {
                assert_ne!(of(it), of(other), "{it} {other}");
            }
        }
    }
}
