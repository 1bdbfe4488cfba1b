//! How may the value of a setting be written: as the language writes it, or as a cmdlet prints it?
//!
//! What Get-ImapSettings prints is taken as it is, in quotation marks: `"$true"` or `"True"`, `"Unlimited"`,
//! `"00:30:00"`, and several values in one text, `"{[::]:993, 0.0.0.0:993}"`.

use std::fmt;
use std::marker::PhantomData;

use compact_str::CompactString;
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::UNLIMITED;
use crate::catalogue::values;
use crate::lang::{Lang, Text};
use crate::scenario::language::{Describe, Form, Kind, LeafKind};
use crate::scenario::{Binding, ConnectionSetting, ExtendedProtection, LogRollOver, LoginType};
use crate::time::Micros;

/// A type of which settings are written.
pub(crate) trait Pasted: Sized {
    /// What may stand there.
    const KIND: &'static Kind;

    /// Reads the value.
    ///
    /// # Errors
    /// Those of the value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a setting that is written.
///
/// # Errors
/// Those of the value.
pub(crate) fn written<'de, T: Pasted, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::read(deserializer).map(Some)
}

/// Types that are written in one way alone.
macro_rules! as_elsewhere {
    ($($type:ty)+) => {$(
        impl Pasted for $type {
            const KIND: &'static Kind = <$type as Describe>::KIND;

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )+};
}
as_elsewhere!(u16 Micros LogRollOver LoginType ExtendedProtection CompactString);

/// `$true`, `True`, `$false`, `False`.
fn switch(text: &str) -> Result<bool, Text> {
    let word = text.trim();
    let word = word.strip_prefix('$').unwrap_or(word);
    [true, false].into_iter().find(|it| it.to_string().eq_ignore_ascii_case(word)).ok_or(values::switch().into())
}

/// `Unlimited`, or a number in digits.
fn limit(text: &str) -> Result<u32, Text> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("Unlimited") {
        return Ok(UNLIMITED);
    }
    let digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(values::limit().into())
}

/// The values in one text, with or without braces, between commas.
pub(crate) fn items(text: &str) -> Vec<&str> {
    let text = text.trim();
    let text = text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(text).trim();
    if text.is_empty() { Vec::new() } else { text.split(',').map(str::trim).collect() }
}

struct Switch;
impl Visitor<'_> for Switch {
    type Value = bool;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(values::a_switch().of(Lang::En))
    }
    fn visit_bool<E: Error>(self, it: bool) -> Result<bool, E> {
        Ok(it)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        switch(text).map_err(|it| E::custom(it.of(Lang::En)))
    }
}

/// The form of a list in one text, of items of this form.
pub(crate) fn pattern(item: &str) -> String {
    let items = format!(r"({item})(\s*,\s*({item}))*");
    format!(r"({items})?|\{{\s*({items})?\s*\}}")
}

impl Pasted for bool {
    const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
        name: values::a_switch(),
        form: Form::BoolOrText,
        example: "true",
        pattern: || r"\$?([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])".to_owned(),
        most: 0,
        check: |text| switch(text).map(drop),
    });

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Switch)
    }
}

struct Limit;
impl Visitor<'_> for Limit {
    type Value = u32;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(values::a_limit().of(Lang::En))
    }
    fn visit_u64<E: Error>(self, it: u64) -> Result<u32, E> {
        u32::try_from(it).map_err(|_| E::custom(values::limit().of(Lang::En)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<u32, E> {
        limit(text).map_err(|it| E::custom(it.of(Lang::En)))
    }
}

impl Pasted for u32 {
    const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
        name: values::a_limit(),
        form: Form::NumberOrText,
        example: "16",
        pattern: || r"[uU][nN][lL][iI][mM][iI][tT][eE][dD]|[0-9]+".to_owned(),
        most: u32::MAX as u64,
        check: |text| limit(text).map(drop),
    });

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Limit)
    }
}

struct Several<T>(PhantomData<T>);
impl<'de, T: Deserialize<'de> + Describe> Visitor<'de> for Several<T> {
    type Value = Vec<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(values::several().of(Lang::En))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Vec<T>, A::Error> {
        let mut found = Vec::new();
        while let Some(it) = all.next_element()? {
            found.push(it);
        }
        Ok(found)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
        items(text).into_iter().map(|it| T::deserialize(StrDeserializer::new(it))).collect()
    }
}

/// Lists that may be written as one text.
macro_rules! lists {
    ($($item:ty)+) => {$(
        impl Pasted for Vec<$item> {
            const KIND: &'static Kind = &Kind::ListOrText(<$item as Describe>::KIND);

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Several(PhantomData))
            }
        }
    )+};
}
lists!(Binding ConnectionSetting);

#[cfg(test)]
mod tests {
    use crate::scenario::parse::parse;
    use crate::scenario::write::ToRon;

    fn settings(written: &str) -> Option<String> {
        let text = format!(
            "Scenario(schema: 1, servers: [Server(name: \"EX13\", version: Exchange2013, imap4: ({written}))])"
        );
        parse(&text).ok().and_then(|it| it.servers[0].imap4.as_ref().map(ToRon::ron))
    }

    /// Left what a cmdlet prints, right what the language writes.
    #[test]
    fn what_a_cmdlet_prints_is_what_the_language_writes() {
        for (pasted, written) in [
            ("ProtocolLogEnabled: \"$true\"", "ProtocolLogEnabled: true"),
            ("ProtocolLogEnabled: \"False\"", "ProtocolLogEnabled: false"),
            ("MaxConnections: \"Unlimited\"", "MaxConnections: 2147483647"),
            ("MaxConnectionsPerUser: \"16\"", "MaxConnectionsPerUser: 16"),
            ("AuthenticatedConnectionTimeout: \"00:30:00\"", "AuthenticatedConnectionTimeout: \"30min\""),
            ("SSLBindings: \"{[::]:993, 0.0.0.0:993}\"", "SSLBindings: [\"[::]:993\", \"0.0.0.0:993\"]"),
            ("SSLBindings: \"{}\", Banner: \"a, b\"", "Banner: \"a, b\", SSLBindings: []"),
            ("SSLBindings: \"993\"", "SSLBindings: [993]"),
            (
                "InternalConnectionSettings: \"a:993:SSL, b:143:TLS\"",
                "InternalConnectionSettings: [\"a:993:SSL\", \"b:143:TLS\"]",
            ),
            ("InternalConnectionSettings: \"{a:993:SSL}\"", "InternalConnectionSettings: [\"a:993:SSL\"]"),
        ] {
            assert_eq!(settings(pasted), settings(written), "{pasted}");
            assert!(settings(pasted).is_some(), "{pasted}");
        }
        for wrong in [
            "ProtocolLogEnabled: \"yes\"",
            "ProtocolLogEnabled: 1",
            "MaxConnections: \"many\"",
            "MaxConnections: \"-1\"",
            "SSLBindings: \"{[::]:993, }\"",
            "SSLBindings: \"{[::]:993\"",
            "InternalConnectionSettings: \"a:993:SSL b:143:TLS\"",
            "InternalConnectionSettings: true",
        ] {
            assert_eq!(settings(wrong), None, "{wrong}");
        }
    }
}
