//! How is the scenario language itself described?
//!
//! One macro, `language!`, writes each struct and enum of the language
//! twice from the same lines: as a serde type, which reads a correct file in one fast pass, and as a [`Kind`], which
//! drives the slow, tolerant pass that finds *every* problem of a bad file, the reference in `docs/scenario.md`, and
//! whatever else must know the language. The two cannot disagree, and a field without a doc comment does not compile
//! into the reference unnoticed.

use compact_str::CompactString;

use super::left_out::LeftOut;
use crate::catalogue::values;
use crate::lang::reference::said;
use crate::lang::{Fixed, Lang, Text};

/// What may stand in one place of a scenario file.
#[derive(Debug)]
pub enum Kind {
    /// `Name(field: value, …)`.
    Struct(&'static StructKind),
    /// One of several variants, each bare or with fields of its own.
    Enum(&'static EnumKind),
    /// `[value, …]`.
    List(&'static Kind),
    /// The same, or all values in one text, as a cmdlet prints them: `"{value, …}"`.
    ListOrText(&'static Kind),
    /// A value written as one RON scalar.
    Leaf(&'static LeafKind),
    /// `("a", "b")`.
    Pair(&'static Kind),
}

/// A struct of the language.
#[derive(Debug)]
pub struct StructKind {
    /// The name written before the bracket (it may be left out).
    pub name: &'static str,
    /// What it is, for the reference (Markdown).
    pub doc: &'static str,
    /// Its fields in the order of the reference.
    pub fields: &'static [Field],
    /// What text may stand in its place, where one may: a [`Kind::Leaf`].
    pub text: Option<&'static Kind>,
}

/// One field of a struct or of a variant.
#[derive(Debug)]
pub struct Field {
    /// The name as it is written.
    pub name: &'static str,
    /// What it means (Markdown).
    pub doc: &'static str,
    /// What may stand in it.
    pub kind: &'static Kind,
    /// What holds where it is left out; `None` where it may not be left out.
    pub default: Option<LeftOut>,
    /// All that is to be said of it, where a table prints it: its rule, where it exists, its limits (Markdown).
    pub said: Option<fn(Lang) -> String>,
}

impl Field {
    /// What it means, for the reference (Markdown).
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.said.map_or_else(|| said(lang, self.doc.trim()).into_owned(), |it| it(lang))
    }
}

/// A closed list of variants.
#[derive(Debug)]
pub struct EnumKind {
    /// The name of the list, for the reference; it is never written in a file.
    pub name: &'static str,
    /// What it chooses (Markdown).
    pub doc: &'static str,
    /// Its variants.
    pub variants: &'static [Variant],
}

/// One variant of an enum.
#[derive(Debug)]
pub struct Variant {
    /// The name as it is written.
    pub name: &'static str,
    /// What it means (Markdown).
    pub doc: &'static str,
    /// Its fields; empty for a bare variant.
    pub fields: &'static [Field],
}

/// A value written as one scalar.
#[derive(Debug)]
pub struct LeafKind {
    /// What it is called in messages, with its article: `a span of time`.
    pub name: Fixed,
    /// How it is written.
    pub form: Form,
    /// A correct value as it stands in a file.
    pub example: &'static str,
    /// The form of it as text, as a regular expression for the schema: what else is wrong with a value that has this
    /// form hangs on what it says. Empty: any text will do, or it is no text.
    pub pattern: fn() -> String,
    /// The largest number, where it is one.
    pub most: u64,
    /// Judges the value: for text, what stands between the quotes; for a number, how it is written. The error says
    /// what was expected.
    pub check: fn(&str) -> Result<(), Text>,
}

impl LeafKind {
    /// Whether any text will do.
    #[must_use]
    pub fn is_free_text(&self) -> bool {
        self.name == ANY_TEXT
    }
}

/// What a value is called that may be any text.
pub(crate) const ANY_TEXT: Fixed = values::any_text();

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In double quotes.
    Text,
    /// Digits.
    Number,
    /// Digits, or in double quotes.
    NumberOrText,
    /// `true` or `false`.
    Bool,
    /// The same, or in double quotes.
    BoolOrText,
}

/// A type that can stand in a scenario file.
pub trait Describe {
    /// What may stand there.
    const KIND: &'static Kind;
}

impl<T: Describe> Describe for Option<T> {
    const KIND: &'static Kind = T::KIND;
}

impl<T: Describe> Describe for Vec<T> {
    const KIND: &'static Kind = &Kind::List(T::KIND);
}

impl<T: Describe> Describe for (T, T) {
    const KIND: &'static Kind = &Kind::Pair(T::KIND);
}

impl Describe for String {
    const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
        name: ANY_TEXT,
        form: Form::Text,
        example: "\"HQ\"",
        pattern: String::new,
        most: 0,
        check: |_| Ok(()),
    });
}

impl Describe for CompactString {
    const KIND: &'static Kind = String::KIND;
}

impl Describe for bool {
    const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
        name: values::true_or_false(),
        form: Form::Bool,
        example: "true",
        pattern: String::new,
        most: 0,
        check: |_| Ok(()),
    });
}

/// A field that may be left out. Where it is written, its value is written as it is: there is no `Some(…)` in the
/// language, and no `None` that would mean "left out" (and would hide the variant `None` of an enum).
pub(crate) trait Written<'de>: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// Those of the value.
    fn written<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: serde::Deserialize<'de>> Written<'de> for Option<T> {
    fn written<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

impl<'de, T: serde::Deserialize<'de>> Written<'de> for Vec<T> {
    fn written<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }
}

macro_rules! describe_number {
    ($($number:ty, $name:expr, $example:literal;)*) => {$(
        impl Describe for $number {
            const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
                name: $name,
                form: Form::Number,
                example: $example,
                pattern: String::new,
                most: <$number>::MAX as u64,
                check: |text| {
                    ron::from_str::<$number>(text).map(drop).map_err(|_| {
                        let (least, most) = (<$number>::MIN, <$number>::MAX);
                        values::whole_number(least, most)
                    })
                },
            });
        }
    )*};
}
describe_number! {
    u16, values::whole_number_up_to_65535(), "993";
    u32, values::a_whole_number(), "16";
    u64, values::a_whole_number(), "7";
}

/// Writes the types of the scenario language; see the module.
///
/// A field is `name: T` (must be written), or `name: Option<T>` or `name: Vec<T>` (may be left out) with what holds
/// then: a value behind `=>`, which is printed into the reference and handed out by a method of the field's name, or
/// words behind `=` where it is no value, or a function behind `|` that prints the words from values elsewhere.
macro_rules! language {
    () => {};
    ($(#[doc = $doc:literal])+ $vis:vis struct $name:ident { $($fields:tt)* } $($rest:tt)*) => {
        language!(@struct [$($doc)+] [$vis] $name { $($fields)* });
        language! { $($rest)* }
    };
    ($(#[doc = $doc:literal])+ $vis:vis enum $name:ident {
        $($(#[doc = $vdoc:literal])+ $variant:ident $({ $($fields:tt)* })?,)*
    } $($rest:tt)*) => {
        language!(@enum [$($doc)+] [$vis] $name { $([$($vdoc)+] $variant { $($($fields)*)? })* });
        language! { $($rest)* }
    };
    (@struct [$($doc:literal)+] [$vis:vis] $name:ident {
        $($(#[doc = $fdoc:literal])+
        $field:ident : $type:ty $(= $default:literal)? $(| $print:expr)? $(=> $value:expr)?,)*
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(non_snake_case, reason = "settings bear the names that the cmdlets give them")]
        $vis struct $name {
            $($(#[doc = $fdoc])+ $(#[doc = concat!("\n\nLeft out: ", $default, ".")] #[serde(default, deserialize_with = "crate::scenario::language::Written::written")])? $(#[doc = concat!("\n\nLeft out: `", stringify!($value), "`.")] #[serde(default, deserialize_with = "crate::scenario::language::Written::written")])? $(#[doc = concat!("\n\nLeft out: `", stringify!($print), "`.")] #[serde(default, deserialize_with = "crate::scenario::language::Written::written")])? pub(crate) $field: $type,)*
        }
        #[allow(non_snake_case, reason = "settings bear the names that the cmdlets give them")]
        impl $name {
            $($(
                #[doc = concat!("What is written of `", stringify!($field), "`, or else the default: `", stringify!($value), "`.")]
                #[must_use]
                pub(crate) fn $field(&self) -> <$type as $crate::scenario::left_out::MayBeLeftOut>::Filled {
                    $crate::scenario::left_out::MayBeLeftOut::filled(&self.$field, || $value)
                }
            )?)*
        }
        impl $crate::scenario::write::ToRon for $name {
            fn write(&self, out: &mut String) {
                out.push_str(concat!(stringify!($name), "("));
                let mut first = true;
                $({
                    const LEFT_OUT: &[&str] =
                        &[$($default,)? $(stringify!($print),)? $(stringify!($value),)?];
                    let may = !LEFT_OUT.is_empty();
                    $crate::scenario::write::field(out, &mut first, stringify!($field), &self.$field, may);
                })*
                out.push(')');
            }
        }
        impl $crate::scenario::language::Describe for $name {
            const KIND: &'static $crate::scenario::language::Kind =
                &$crate::scenario::language::Kind::Struct(&$crate::scenario::language::StructKind {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    fields: &[$(language!(
                        @field $field, $type, [$($fdoc)+] $($default)? $(=> $value)? $(| $print)?
                    )),*],
                    text: None,
                });
        }
    };
    (@enum [$($doc:literal)+] [$vis:vis] $name:ident {
        $([$($vdoc:literal)+] $variant:ident {
            $($(#[doc = $fdoc:literal])+ $field:ident : $type:ty $(= $default:literal)?,)*
        })*
    }) => {
        language!(@enum_type [$($doc)+] [$vis] $name {}
            $([$($vdoc)+] $variant { $([$($fdoc)+] $field : $type, $($default)?;)* })*);
        impl $crate::scenario::write::ToRon for $name {
            fn write(&self, out: &mut String) {
                match self {
                    $(Self::$variant { $($field),* } => {
                        const FIELDS: &[&str] = &[$(stringify!($field)),*];
                        out.push_str(stringify!($variant));
                        if !FIELDS.is_empty() {
                            out.push('(');
                            language!(@write out, $($field ($($default)?))*);
                            out.push(')');
                        }
                    })*
                }
            }
        }
        impl $crate::scenario::language::Describe for $name {
            const KIND: &'static $crate::scenario::language::Kind =
                &$crate::scenario::language::Kind::Enum(&$crate::scenario::language::EnumKind {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    variants: &[$($crate::scenario::language::Variant {
                        name: stringify!($variant),
                        doc: concat!($($vdoc, "\n"),+),
                        fields: &[$(language!(@field $field, $type, [$($fdoc)+] $($default)?)),*],
                    }),*],
                });
        }
    };
    (@enum_type [$($doc:literal)+] [$vis:vis] $name:ident { $($done:tt)* }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(non_snake_case, reason = "settings bear the names that the cmdlets give them")]
        $vis enum $name { $($done)* }
        impl $crate::scenario::left_out::Shown for $name {
            fn shown(&self, _: $crate::lang::Lang) -> String {
                format!("`{self:?}`")
            }
        }
    };
    (@enum_type [$($doc:literal)+] [$vis:vis] $name:ident { $($done:tt)* }
        [$($vdoc:literal)+] $variant:ident {} $($rest:tt)*
    ) => {
        language!(@enum_type [$($doc)+] [$vis] $name { $($done)* $(#[doc = $vdoc])+ $variant, } $($rest)*);
    };
    (@enum_type [$($doc:literal)+] [$vis:vis] $name:ident { $($done:tt)* } [$($vdoc:literal)+] $variant:ident {
        $([$($fdoc:literal)+] $field:ident : $type:ty, $($default:literal)?;)+
    } $($rest:tt)*) => {
        language!(@enum_type [$($doc)+] [$vis] $name { $($done)* $(#[doc = $vdoc])+ $variant {
            $($(#[doc = $fdoc])+ $(#[doc = concat!("\n\nLeft out: ", $default, ".")] #[serde(default, deserialize_with = "crate::scenario::language::Written::written")])? $field: $type,)+
        }, } $($rest)*);
    };
    (@write $out:ident,) => {};
    (@write $out:ident, $($field:ident ($($default:literal)?))+) => {
        let mut first = true;
        $({
            const LEFT_OUT: &[&str] = &[$($default)?];
            let may = !LEFT_OUT.is_empty();
            $crate::scenario::write::field($out, &mut first, stringify!($field), $field, may);
        })+
    };
    (@field $field:ident, $type:ty, [$($fdoc:literal)+]) => {
        $crate::scenario::language::Field {
            name: stringify!($field),
            doc: concat!($($fdoc, "\n"),+),
            kind: <$type as $crate::scenario::language::Describe>::KIND,
            default: None,
            said: None,
        }
    };
    (@field $field:ident, $type:ty, [$($fdoc:literal)+] => $value:expr) => {
        $crate::scenario::language::Field {
            name: stringify!($field),
            doc: concat!($($fdoc, "\n"),+),
            kind: <$type as $crate::scenario::language::Describe>::KIND,
            default: Some($crate::scenario::left_out::LeftOut::Value(|lang| {
                let value: <$type as $crate::scenario::left_out::MayBeLeftOut>::Filled = $value;
                $crate::scenario::left_out::Shown::shown(&value, lang)
            })),
            said: None,
        }
    };
    (@field $field:ident, $type:ty, [$($fdoc:literal)+] | $print:expr) => {
        $crate::scenario::language::Field {
            name: stringify!($field),
            doc: concat!($($fdoc, "\n"),+),
            kind: <$type as $crate::scenario::language::Describe>::KIND,
            default: Some($crate::scenario::left_out::LeftOut::Value($print)),
            said: None,
        }
    };
    (@field $field:ident, $type:ty, [$($fdoc:literal)+] $default:literal) => {
        $crate::scenario::language::Field {
            name: stringify!($field),
            doc: concat!($($fdoc, "\n"),+),
            kind: <$type as $crate::scenario::language::Describe>::KIND,
            default: Some($crate::scenario::left_out::LeftOut::Prose($default)),
            said: None,
        }
    };
}
pub(crate) use language;
