//! How is a format described once, for serde and for its page in the documentation?
//!
//! The core types promise nothing about their form. What other programs read is written down here a second time, as
//! types that mirror them: [`mirror!`] makes a serde type and its description from the same lines, [`values!`] a closed
//! list of words. Renaming a variant of the core changes no file of anybody, and a field without its meaning does not
//! compile.

use std::borrow::Cow;

/// What stands in one place of the format.
#[derive(Debug)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Truth,
    /// One word of a closed list.
    Word(&'static Words),
    /// An object.
    Object(&'static Object),
    /// One of several objects, told apart by one of their fields.
    Choice(&'static Choice),
    /// A list.
    List(&'static Shape),
    /// What may not apply.
    Optional(&'static Shape),
}

/// A closed list of words.
#[derive(Debug)]
pub(super) struct Words {
    /// What they tell.
    pub(super) doc: &'static str,
    /// Each with what it means.
    pub(super) rows: &'static [(&'static str, &'static str)],
}

/// An object.
#[derive(Debug)]
pub(super) struct Object {
    /// What it is.
    pub(super) doc: &'static str,
    /// Its fields, in the order in which they are written.
    pub(super) fields: &'static [Field],
}

/// Several objects.
#[derive(Debug)]
pub(super) struct Choice {
    /// What they are.
    pub(super) doc: &'static str,
    /// The field that tells them apart.
    pub(super) tag: &'static str,
    /// Each with its word.
    pub(super) rows: &'static [Row],
}

/// One of several objects.
#[derive(Debug)]
pub(super) struct Row {
    /// What stands in the field that tells them apart.
    pub(super) word: &'static str,
    /// What it is.
    pub(super) doc: &'static str,
    /// Its further fields.
    pub(super) fields: &'static [Field],
}

/// A field.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What it means.
    pub(super) doc: &'static str,
    /// What stands in it.
    pub(super) shape: Shape,
    /// Whether what stands in it is written into the object itself, and the name never is.
    pub(super) is_inside: bool,
    /// Whether the field is left out, instead of being `null`, where it does not apply.
    pub(super) is_left_out: bool,
}

/// A type of the format.
pub(super) trait Described {
    /// What it looks like.
    const SHAPE: Shape;
}

impl Described for Cow<'_, str> {
    const SHAPE: Shape = Shape::Text;
}
impl Described for &str {
    const SHAPE: Shape = Shape::Text;
}
impl Described for String {
    const SHAPE: Shape = Shape::Text;
}
impl Described for bool {
    const SHAPE: Shape = Shape::Truth;
}
impl Described for u16 {
    const SHAPE: Shape = Shape::Number;
}
impl Described for u32 {
    const SHAPE: Shape = Shape::Number;
}
impl Described for u64 {
    const SHAPE: Shape = Shape::Number;
}
impl Described for usize {
    const SHAPE: Shape = Shape::Number;
}
impl Described for std::net::Ipv4Addr {
    const SHAPE: Shape = Shape::Text;
}
impl<T: Described> Described for Option<T> {
    const SHAPE: Shape = Shape::Optional(&T::SHAPE);
}
impl<T: Described> Described for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
}

/// Writes a closed list of words: a type that serde writes as its word, and how the core's values become it.
macro_rules! values {
    ($($(#[doc = $doc:literal])+ $name:ident of $type:ty {
        $($(#[doc = $row:literal])+ $pattern:pat => $word:literal,)+
    })*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(transparent)]
        pub(super) struct $name(pub(super) &'static str);

        impl From<$type> for $name {
            fn from(it: $type) -> Self {
                Self(match it { $($pattern => $word),+ })
            }
        }

        impl Described for $name {
            const SHAPE: Shape = Shape::Word(&Words {
                doc: concat!($($doc),+),
                rows: &[$(($word, concat!($($row),+))),+],
            });
        }
    )*};
}

/// Writes the types of the format.
///
/// `struct Name<'a> { /// what it means  field: Type, }` is an object; serde's own attributes say what is left out
/// (`skip_serializing_if`) and what is written into the object itself (`flatten`). `choice Name<'a> by "tag" { /// what
/// it is  Variant "word" { fields }, }` is one of several objects; of `parts` the caller writes the tag, which is had
/// from `word()`, and the fields that come between it and those of the variant.
macro_rules! mirror {
    () => {};
    ($(#[doc = $doc:literal])+ struct $name:ident $(<$life:lifetime>)? {
        $($(#[doc = $fdoc:literal])+ $(#[serde($($how:tt)*)])? $field:ident : $type:ty,)*
    } $($rest:tt)*) => {
        $(#[doc = $doc])+
        #[derive(Debug, serde::Serialize)]
        pub(super) struct $name $(<$life>)? {
            $($(#[doc = $fdoc])+ $(#[serde($($how)*)])? pub(super) $field: $type,)*
        }
        impl $(<$life>)? Described for $name $(<$life>)? {
            const SHAPE: Shape = Shape::Object(&Object {
                doc: concat!($($doc),+),
                fields: &[$(Field {
                    name: stringify!($field),
                    doc: concat!($($fdoc),+),
                    shape: <$type as Described>::SHAPE,
                    is_inside: is_flatten(stringify!($($($how)*)?)),
                    is_left_out: is_skipped(stringify!($($($how)*)?)),
                }),*],
            });
        }
        mirror! { $($rest)* }
    };
    ($(#[doc = $doc:literal])+
     choice $name:ident $(<$life:lifetime>)? by $tag:tt { $($rows:tt)* } $($rest:tt)*) => {
        mirror!(@choice [$($doc)+] [tag = $tag] $name [$($life)?] $tag { $($rows)* });
        mirror! { $($rest)* }
    };
    ($(#[doc = $doc:literal])+
     parts $name:ident $(<$life:lifetime>)? by $tag:tt { $($rows:tt)* } $($rest:tt)*) => {
        mirror!(@choice [$($doc)+] [untagged] $name [$($life)?] $tag { $($rows)* });
        mirror!(@word $name [$($life)?] { $($rows)* });
        mirror! { $($rest)* }
    };
    (@choice [$($doc:literal)+] [$($serde:tt)*] $name:ident [$($life:lifetime)?] $tag:tt {
        $($(#[doc = $vdoc:literal])+ $variant:ident $word:tt {
            $($(#[doc = $fdoc:literal])+ $(#[serde($($how:tt)*)])? $field:ident : $type:ty,)*
        },)*
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, serde::Serialize)]
        #[serde($($serde)*)]
        pub(super) enum $name $(<$life>)? {
            $($(#[doc = $vdoc])+ #[serde(rename = $word)] $variant {
                $($(#[doc = $fdoc])+ $(#[serde($($how)*)])? $field: $type,)*
            },)*
        }
        impl $(<$life>)? Described for $name $(<$life>)? {
            const SHAPE: Shape = Shape::Choice(&Choice {
                doc: concat!($($doc),+),
                tag: $tag,
                rows: &[$(Row {
                    word: $word,
                    doc: concat!($($vdoc),+),
                    fields: &[$(Field {
                        name: stringify!($field),
                        doc: concat!($($fdoc),+),
                        shape: <$type as Described>::SHAPE,
                        is_inside: is_flatten(stringify!($($($how)*)?)),
                    is_left_out: is_skipped(stringify!($($($how)*)?)),
                    }),*],
                }),*],
            });
        }
    };
    (@word $name:ident [$($life:lifetime)?] {
        $($(#[doc = $vdoc:literal])+ $variant:ident $word:tt { $($fields:tt)* },)*
    }) => {
        impl $(<$life>)? $name $(<$life>)? {
            /// The word that tells it from the others.
            pub(super) const fn word(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $word),* }
            }
        }
    };
}

/// Whether serde's attribute says that the fields are written into the object itself.
pub(super) const fn is_flatten(attribute: &str) -> bool {
    matches!(attribute.as_bytes(), b"flatten")
}

/// Whether serde's attribute says that the field may be left out.
pub(super) const fn is_skipped(attribute: &str) -> bool {
    matches!(attribute.as_bytes(), [b's', b'k', b'i', b'p', ..])
}

pub(super) use {mirror, values};
