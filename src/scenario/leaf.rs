//! How is a single value written: a span of time, an address, a share, an endpoint?
//!
//! Each leaf is judged where it stands, so that RON attaches the position to what is wrong with it.

use std::collections::BTreeSet;
use std::fmt;
use std::net::Ipv4Addr;

use compact_str::CompactString;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::language::{Describe, Form, Kind, LeafKind};
use crate::catalogue::values;
use crate::lang::{Fixed, Lang, Text};
use crate::time::{Date, Micros, Time, TimeZone, span_pattern};

/// How a connection is protected; the third part of a connection setting (DET-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Security {
    /// TLS from the first byte.
    Ssl,
    /// Greeting in clear, then STARTTLS (IMAP4) or STLS (POP3).
    Tls,
    /// Clear text throughout.
    Plaintext,
}

impl Security {
    /// As the third part of a connection setting; empty for plaintext.
    #[must_use]
    pub const fn setting(self) -> &'static str {
        match self {
            Self::Ssl => "SSL",
            Self::Tls => "TLS",
            Self::Plaintext => "",
        }
    }

    /// As it is said in a sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ssl => "SSL",
            Self::Tls => "TLS",
            Self::Plaintext => "plaintext",
        }
    }
}

/// `HostName:Port:SSL`, `HostName:Port:TLS` or `HostName:Port`: one value of InternalConnectionSettings, or what a
/// client was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionSetting {
    /// A DNS name or an IPv4 address, as written.
    pub host: CompactString,
    /// The TCP port.
    pub port: u16,
    /// The third part.
    pub security: Security,
}

impl ConnectionSetting {
    /// Reads `HostName:Port:SSL|TLS`, third part empty or missing = plaintext.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = values::connection_setting();
        let mut parts = text.split(':');
        let (Some(host), Some(port), third, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(WANTED.into());
        };
        check_host(host)?;
        let port = match port.trim().parse::<u16>() {
            Ok(port) if port > 0 => port,
            _ => {
                return Err(values::connection_setting_port(WANTED));
            }
        };
        let security = match third.unwrap_or("").trim() {
            it if it.eq_ignore_ascii_case("SSL") => Security::Ssl,
            it if it.eq_ignore_ascii_case("TLS") => Security::Tls,
            "" => Security::Plaintext,
            _ => {
                return Err(values::connection_setting_security(WANTED));
            }
        };
        Ok(Self { host: host.into(), port, security })
    }
}

impl fmt::Display for ConnectionSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)?;
        if self.security == Security::Plaintext { Ok(()) } else { write!(f, ":{}", self.security.setting()) }
    }
}

/// To which addresses of a server a protocol is bound (BIND-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundTo {
    /// Every address of both families, as it is installed: `[::]` and `0.0.0.0`.
    Every,
    /// `[::]`: every IPv6 address. Nobody connects to one here (DET-9).
    EveryIpv6,
    /// One IPv4 address; `0.0.0.0` is every one.
    Address(Ipv4Addr),
}

/// An address and a port on which a service listens (BIND-1); a port alone is that port at every address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Binding {
    /// The TCP port.
    pub port: u16,
    /// The address.
    pub to: BoundTo,
}

impl Binding {
    /// A port at every address.
    #[must_use]
    pub const fn every(port: u16) -> Self {
        Self { port, to: BoundTo::Every }
    }

    /// Reads `address:port`, or a port.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = values::binding();
        let (address, port) = match text.trim().rsplit_once(':') {
            Some((address, port)) => (Some(address.trim()), port.trim()),
            None => (None, text.trim()),
        };
        let digits = !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit());
        let port = port.parse::<u16>().ok().filter(|_| digits).ok_or(WANTED)?;
        let to = match address {
            None => BoundTo::Every,
            Some("[::]") => BoundTo::EveryIpv6,
            Some(it) => match it.parse::<Ipv4Addr>() {
                Ok(it) if !it.is_broadcast() && !it.is_multicast() => BoundTo::Address(it),
                _ => return Err(WANTED.into()),
            },
        };
        Ok(Self { port, to })
    }

    /// Whether a connection to this address and port finds it.
    #[must_use]
    pub fn answers(self, address: Ipv4Addr, port: u16) -> bool {
        self.port == port
            && match self.to {
                BoundTo::Every => true,
                BoundTo::EveryIpv6 => false,
                BoundTo::Address(it) => it.is_unspecified() || it == address,
            }
    }

    /// Whether one of these does.
    #[must_use]
    pub fn any_answers(all: &[Self], address: Ipv4Addr, port: u16) -> bool {
        all.iter().any(|it| it.answers(address, port))
    }

    /// Whether some address and port is of both.
    #[must_use]
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let family = |it: Self| match it.to {
            BoundTo::Every => (true, Some(Ipv4Addr::UNSPECIFIED)),
            BoundTo::EveryIpv6 => (true, None),
            BoundTo::Address(it) => (false, Some(it)),
        };
        let ((six, four), (other_six, other_four)) = (family(self), family(other));
        let both = four.zip(other_four);
        let same = |(a, b): (Ipv4Addr, Ipv4Addr)| a == b || a.is_unspecified() || b.is_unspecified();
        self.port == other.port && (six && other_six || both.is_some_and(same))
    }

    /// One value for each family, as a cmdlet takes it.
    #[must_use]
    pub(crate) fn each_family(self) -> Vec<Self> {
        match self.to {
            BoundTo::Every => [BoundTo::EveryIpv6, BoundTo::Address(Ipv4Addr::UNSPECIFIED)]
                .map(|to| Self { port: self.port, to })
                .to_vec(),
            BoundTo::EveryIpv6 | BoundTo::Address(_) => vec![self],
        }
    }

    /// The same with both families of a port in one value, where the first of them stood.
    #[must_use]
    pub(crate) fn folded(all: &[Self]) -> Vec<Self> {
        let all_of = |to| all.iter().filter(move |it| it.to == to).map(|it| it.port).collect::<BTreeSet<_>>();
        let (six, four) = (all_of(BoundTo::EveryIpv6), all_of(BoundTo::Address(Ipv4Addr::UNSPECIFIED)));
        let mut done = BTreeSet::new();
        let mut folded = Vec::with_capacity(all.len());
        for &it in all {
            let is_half = it.each_family() == [it] && !matches!(it.to, BoundTo::Address(it) if !it.is_unspecified());
            if !is_half || !six.contains(&it.port) || !four.contains(&it.port) {
                folded.push(it);
            } else if done.insert(it.port) {
                folded.push(Self::every(it.port));
            }
        }
        folded
    }
}

impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            BoundTo::Every => write!(f, "{}", self.port),
            BoundTo::EveryIpv6 => write!(f, "[::]:{}", self.port),
            BoundTo::Address(it) => write!(f, "{it}:{}", self.port),
        }
    }
}

impl<'de> Deserialize<'de> for Binding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Leaf;
        impl Visitor<'_> for Leaf {
            type Value = Binding;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(values::a_binding().of(Lang::En))
            }
            fn visit_u64<E: Error>(self, port: u64) -> Result<Binding, E> {
                let port = u16::try_from(port).map_err(|_| E::custom(values::binding().of(Lang::En)))?;
                Ok(Binding::every(port))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Binding, E> {
                Binding::parse(text).map_err(|it| E::custom(it.of(Lang::En)))
            }
        }
        deserializer.deserialize_any(Leaf)
    }
}

impl Describe for Binding {
    const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
        name: values::a_binding(),
        form: Form::NumberOrText,
        example: "993",
        pattern: || format!(r"(({IPV4}|\[::\])\s*:\s*)?0*({PORT}|0)"),
        most: u16::MAX as u64,
        check: |text| Self::parse(text).map(drop),
    });
}

/// Judges a host: a DNS name (letters, digits, `-`, `_`, dots; any script) or an IPv4 address.
///
/// # Errors
/// What was expected.
pub(crate) fn check_host(host: &str) -> Result<(), Text> {
    let fine = !host.is_empty()
        && host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && label.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_')
        });
    if fine { Ok(()) } else { Err(values::host().into()) }
}

/// A share of all packets, in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share(pub u32);

impl fmt::Display for Share {
    /// `0.5%`, with as many decimals as it needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 10_000, self.0 % 10_000);
        let decimals = format!("{part:04}");
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{whole}%"),
            decimals => write!(f, "{whole}.{decimals}%"),
        }
    }
}

impl Share {
    /// Reads `"0.5%"`.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = values::share();
        let number = text.trim().strip_suffix('%').ok_or(WANTED)?.trim();
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 4 || whole.len() > 3 {
            return Err(WANTED.into());
        }
        let whole: u32 = whole.parse().map_err(|_| WANTED)?;
        let part: u32 = format!("{part:0<4}").parse().map_err(|_| WANTED)?;
        let share = whole * 10_000 + part;
        if share > 1_000_000 { Err(WANTED.into()) } else { Ok(Self(share)) }
    }
}

/// The form of a port from 1.
const PORT: &str = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";
/// The form of an IPv4 address that is none of a group.
const IPV4: &str =
    r"(2[01][0-9]|22[0-3]|2[4-5][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}";
/// The form of a name in DNS, or an address.
const HOST: &str = r"[\p{Alphabetic}\p{N}_][\p{Alphabetic}\p{N}_-]*(\.[\p{Alphabetic}\p{N}_][\p{Alphabetic}\p{N}_-]*)*";
/// The form of a time on the clock.
const TIME_OF_DAY: &str = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";
/// The form of a date.
const DATE: &str = r"(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( \s*([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?";

macro_rules! text_leaf {
    ($type:ty, $name:expr, $example:literal, $parse:expr, $pattern:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Leaf;
                impl Visitor<'_> for Leaf {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($name.of(Lang::En))
                    }
                    fn visit_str<E: Error>(self, text: &str) -> Result<$type, E> {
                        // Nobody reads this: what is wrong is told by the slow pass, in every language.
                        $parse(text).map_err(|it| E::custom(Text::from(it).of(Lang::En)))
                    }
                }
                deserializer.deserialize_str(Leaf)
            }
        }

        impl Describe for $type {
            const KIND: &'static Kind = &Kind::Leaf(&LeafKind {
                name: $name,
                form: Form::Text,
                example: $example,
                pattern: || $pattern,
                most: 0,
                check: |text| $parse(text).map(drop).map_err(Text::from),
            });
        }
    };
}
text_leaf!(Micros, values::a_span_of_time(), "\"250ms\"", Micros::parse, span_pattern());
text_leaf!(Time, values::a_time(), "\"22:00\"", Time::parse, format!("{TIME_OF_DAY}|{DATE}|{}", span_pattern()));
text_leaf!(
    TimeZone,
    values::a_time_zone(),
    "\"+08:00\"",
    TimeZone::parse,
    r"UTC|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00".to_owned()
);
text_leaf!(Date, values::a_date(), "\"2014-01-15\"", Date::parse, DATE.to_owned());
text_leaf!(
    ConnectionSetting,
    values::a_connection_setting(),
    "\"ex10.contoso.com:993:SSL\"",
    ConnectionSetting::parse,
    format!(r"{HOST}:\s*\+?0*{PORT}\s*(:\s*([sS][sS][lL]|[tT][lL][sS])?)?")
);
text_leaf!(
    Share,
    values::a_share(),
    "\"0.5%\"",
    Share::parse,
    r"(0?[0-9]{1,2}(\.[0-9]{1,4})?|100(\.0{1,4})?)\s*%".to_owned()
);
text_leaf!(Address, values::an_ipv4_address(), "\"10.0.0.5\"", Address::parse, IPV4.to_owned());
text_leaf!(FindingId, values::a_finding_code(), "\"F001\"", FindingId::parse, "[Ff][0-9]{3}".to_owned());

/// The code of a finding, as `coexist check` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FindingId(pub String);

impl FindingId {
    /// Reads `F001`.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Text> {
        let text = text.trim();
        let digits =
            text.strip_prefix(['F', 'f']).filter(|it| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit()));
        match digits {
            Some(digits) => Ok(Self(format!("F{digits}"))),
            None => Err(values::finding_code().into()),
        }
    }
}

/// An IPv4 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address(pub Ipv4Addr);

impl Address {
    /// Reads an address that a host can have.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Text> {
        match text.trim().parse::<Ipv4Addr>() {
            Ok(it) if !it.is_unspecified() && !it.is_broadcast() && !it.is_multicast() => Ok(Self(it)),
            _ => Err(values::host_address().into()),
        }
    }
}
