//! How is a single value written: a span of time, an address, a share, an endpoint?
//!
//! Each leaf is judged where it stands, so that RON attaches the position to what is wrong with it.

use std::fmt;
use std::net::Ipv4Addr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::language::{Describe, Form, Kind, LeafKind};
use crate::lang::{Fixed, Lang, Text, both, fixed};
use crate::time::{Date, Micros};

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
pub struct Endpoint {
    /// A DNS name or an IPv4 address, as written.
    pub host: String,
    /// The TCP port.
    pub port: u16,
    /// The third part.
    pub security: Security,
}

impl Endpoint {
    /// Reads `HostName:Port:SSL|TLS`, third part empty or missing = plaintext.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = fixed!(
            "HostName:Port:SSL, HostName:Port:TLS or HostName:Port, for example \"ex10.contoso.com:993:SSL\"",
            "HostName:Port:SSL、HostName:Port:TLS 或 HostName:Port，例如 \"ex10.contoso.com:993:SSL\"",
        );
        let mut parts = text.split(':');
        let (Some(host), Some(port), third, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(WANTED.into());
        };
        check_host(host)?;
        let port = match port.trim().parse::<u16>() {
            Ok(port) if port > 0 => port,
            _ => {
                return Err(both!(
                    "{wanted}; the port is a number from 1 to 65535",
                    "{wanted}；端口是从 1 到 65535 的数字",
                    wanted = WANTED
                ));
            }
        };
        let security = match third.unwrap_or("").trim() {
            it if it.eq_ignore_ascii_case("SSL") => Security::Ssl,
            it if it.eq_ignore_ascii_case("TLS") => Security::Tls,
            "" => Security::Plaintext,
            _ => {
                return Err(both!(
                    "{wanted}; the third part is SSL, TLS or nothing",
                    "{wanted}；第三部分为 SSL、TLS 或不写",
                    wanted = WANTED
                ));
            }
        };
        Ok(Self { host: host.to_owned(), port, security })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)?;
        if self.security == Security::Plaintext { Ok(()) } else { write!(f, ":{}", self.security.setting()) }
    }
}

/// Judges a host: a DNS name (letters, digits, `-`, `_`, dots; any script) or an IPv4 address.
///
/// # Errors
/// What was expected.
pub fn check_host(host: &str) -> Result<(), Text> {
    let fine = !host.is_empty()
        && host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && label.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_')
        });
    if fine {
        Ok(())
    } else {
        Err(both!(
            "a DNS name or an IPv4 address, for example \"mail.contoso.com\"",
            "DNS 名称或 IPv4 地址，例如 \"mail.contoso.com\""
        ))
    }
}

/// A share of all packets, in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share(pub u32);

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
    pub fn parse(text: &str) -> Result<Self, Text> {
        const WANTED: Fixed = fixed!(
            "a share from \"0%\" to \"100%\" with at most four decimals, for example \"0.5%\"",
            "从 \"0%\" 到 \"100%\" 的百分比，最多四位小数，例如 \"0.5%\"",
        );
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

macro_rules! text_leaf {
    ($type:ty, $en:literal, $zh:literal, $example:literal, $parse:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Leaf;
                impl Visitor<'_> for Leaf {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($en)
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
                name: fixed!($en, $zh),
                form: Form::Text,
                example: $example,
                check: |text| $parse(text).map(drop).map_err(Text::from),
            });
        }
    };
}
text_leaf!(Micros, "a span of time", "时间长度", "\"250ms\"", Micros::parse);
text_leaf!(Date, "a date", "日期", "\"2014-01-15\"", Date::parse);
text_leaf!(Endpoint, "a connection setting", "连接设置", "\"ex10.contoso.com:993:SSL\"", Endpoint::parse);
text_leaf!(Share, "a share", "百分比", "\"0.5%\"", Share::parse);
text_leaf!(Address, "an IPv4 address", "IPv4 地址", "\"10.0.0.5\"", Address::parse);
text_leaf!(FindingId, "the code of a finding", "发现的代码", "\"F001\"", FindingId::parse);

/// The code of a finding, as `coexist check` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingId(pub String);

impl FindingId {
    /// Reads `F001`.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Text> {
        let text = text.trim();
        let digits =
            text.strip_prefix(['F', 'f']).filter(|it| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit()));
        match digits {
            Some(digits) => Ok(Self(format!("F{digits}"))),
            None => Err(both!(
                "the code of a finding: F and three digits, for example \"F001\"",
                "发现的代码：F 加三位数字，例如 \"F001\""
            )),
        }
    }
}

/// An IPv4 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(pub Ipv4Addr);

impl Address {
    /// Reads an address that a host can have.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Text> {
        match text.trim().parse::<Ipv4Addr>() {
            Ok(it) if !it.is_unspecified() && !it.is_broadcast() && !it.is_multicast() => Ok(Self(it)),
            _ => {
                Err(both!("an IPv4 address of a host, for example \"10.0.0.5\"", "主机的 IPv4 地址，例如 \"10.0.0.5\""))
            }
        }
    }
}
