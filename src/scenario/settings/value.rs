//! What is the value of a setting?
//!
//! One enum with a variant for each type that a setting can have, so that values of any setting can be kept, compared
//! and printed together: as a scenario writes them, and as a cmdlet takes them. The endpoints are those of the
//! language, with hosts as texts, or those of the world, with ids.

use std::fmt::Display;

use compact_str::CompactString;

use crate::lang::Lang;
use crate::scenario::leaf::Binding;
use crate::scenario::left_out::Shown;
use crate::scenario::write::{ToRon, quoted};
use crate::scenario::{ConnectionSetting, ExtendedProtection, LogRollOver, LoginType, Security};
use crate::time::Micros;

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<E = ConnectionSetting> {
    /// Yes or no.
    Switch(bool),
    /// A number.
    Number(u32),
    /// A port.
    Port(u16),
    /// Addresses with ports, folded ([`Binding::folded`]).
    Bindings(Vec<Binding>),
    /// A span of time.
    Span(Micros),
    /// A value of LoginType.
    LoginType(LoginType),
    /// A value of ExtendedProtectionPolicy.
    ExtendedProtection(ExtendedProtection),
    /// A value of LogFileRollOverSettings.
    LogRollOver(LogRollOver),
    /// A text.
    Text(CompactString),
    /// Values of a connection setting.
    Endpoints(Vec<E>),
}

impl<E> Value<E> {
    /// Whether it is a list. A cmdlet that is given one replaces all values: what is left out is lost.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        match self {
            Self::Bindings(_) | Self::Endpoints(_) => true,
            Self::Switch(_)
            | Self::Number(_)
            | Self::Port(_)
            | Self::Span(_)
            | Self::LoginType(_)
            | Self::ExtendedProtection(_)
            | Self::LogRollOver(_)
            | Self::Text(_) => false,
        }
    }

    /// The same with other endpoints.
    #[must_use]
    pub fn with_endpoints<F>(self, other: impl FnMut(E) -> F) -> Value<F> {
        match self {
            Self::Switch(it) => Value::Switch(it),
            Self::Number(it) => Value::Number(it),
            Self::Port(it) => Value::Port(it),
            Self::Bindings(it) => Value::Bindings(it),
            Self::Span(it) => Value::Span(it),
            Self::LoginType(it) => Value::LoginType(it),
            Self::ExtendedProtection(it) => Value::ExtendedProtection(it),
            Self::LogRollOver(it) => Value::LogRollOver(it),
            Self::Text(it) => Value::Text(it),
            Self::Endpoints(it) => Value::Endpoints(it.into_iter().map(other).collect()),
        }
    }
}

impl<E: Display> Value<E> {
    /// As a scenario writes it.
    #[must_use]
    pub fn ron(&self) -> String {
        let bracketed = |items: Vec<String>| format!("[{}]", items.join(", "));
        match self {
            Self::Switch(it) => it.to_string(),
            Self::Number(it) => it.to_string(),
            Self::Port(it) => it.to_string(),
            Self::Bindings(it) => bracketed(it.iter().map(ToRon::ron).collect()),
            Self::Span(it) => format!("\"{it}\""),
            Self::LoginType(it) => format!("{it:?}"),
            Self::ExtendedProtection(it) => format!("{it:?}"),
            Self::LogRollOver(it) => format!("{it:?}"),
            Self::Text(it) => quoted(it),
            Self::Endpoints(it) => bracketed(it.iter().map(|it| quoted(&it.to_string())).collect()),
        }
    }

    /// As a cmdlet takes it, for the Exchange Management Shell.
    #[must_use]
    pub fn argument(&self) -> String {
        match self {
            Self::Switch(true) => "$true".to_owned(),
            Self::Switch(false) => "$false".to_owned(),
            Self::Number(it) => it.to_string(),
            Self::Port(it) => it.to_string(),
            // A list replaces what was there, so both address families are written.
            Self::Bindings(it) => list(it.iter().flat_map(|it| it.each_family()).map(|it| it.to_string())),
            Self::Span(it) => time_span(*it),
            Self::LoginType(it) => format!("{it:?}"),
            Self::ExtendedProtection(it) => format!("{it:?}"),
            Self::LogRollOver(it) => format!("{it:?}"),
            Self::Text(it) => argument(it),
            Self::Endpoints(it) => list(it.iter().map(|it| endpoint(&it.to_string()))),
        }
    }
}

/// `host:143:`: a cmdlet wants the second colon even where no encryption follows it.
fn endpoint(text: &str) -> String {
    if text.matches(':').count() < 2 { format!("{text}:") } else { text.to_owned() }
}

/// A list as an argument; an empty one takes all values away.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.map(|it| format!("\"{it}\"")).collect();
    if items.is_empty() { "$null".to_owned() } else { items.join(",") }
}

/// A text as an argument: bare where nothing in it has a meaning of its own.
#[must_use]
pub(crate) fn argument(text: &str) -> String {
    let is_bare = |it: char| it.is_alphanumeric() || matches!(it, '.' | '-' | '_');
    let begins = text.starts_with(char::is_alphanumeric);
    if begins && text.chars().all(is_bare) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// `00:04:00`; with days `1.00:00:00`.
#[must_use]
pub(crate) fn time_span(span: Micros) -> String {
    let seconds = span.0 / 1_000_000;
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let clock = format!("{hours:02}:{:02}:{:02}", seconds / 60 % 60, seconds % 60);
    if days > 0 { format!("{days}.{clock}") } else { clock }
}

/// A type of which settings have values; `E` is what an endpoint is where the value stands.
pub(crate) trait Valued<E>: Sized {
    /// The value.
    fn value(&self) -> Value<E>;

    /// Out of a value; nothing where it is of another type.
    fn of_value(value: Value<E>) -> Option<Self>;
}

/// Says of a type which variant holds its values.
macro_rules! valued {
    ($([$($for:tt)*] $type:ty, $endpoint:ty, $variant:ident;)+) => {$(
        impl $($for)* $crate::scenario::settings::Valued<$endpoint> for $type {
            fn value(&self) -> $crate::scenario::settings::Value<$endpoint> {
                $crate::scenario::settings::Value::$variant(self.clone())
            }

            fn of_value(value: $crate::scenario::settings::Value<$endpoint>) -> Option<Self> {
                if let $crate::scenario::settings::Value::$variant(it) = value { Some(it) } else { None }
            }
        }
    )+};
}
pub(crate) use valued;

valued! {
    [<E>] bool, E, Switch;
    [<E>] u32, E, Number;
    [<E>] u16, E, Port;
    [<E>] Micros, E, Span;
    [<E>] LoginType, E, LoginType;
    [<E>] ExtendedProtection, E, ExtendedProtection;
    [<E>] LogRollOver, E, LogRollOver;
    [<E>] CompactString, E, Text;
    [] Vec<ConnectionSetting>, ConnectionSetting, Endpoints;
}

/// What is written in two values may be one.
impl<E> Valued<E> for Vec<Binding> {
    fn value(&self) -> Value<E> {
        Value::Bindings(Binding::folded(self))
    }

    fn of_value(value: Value<E>) -> Option<Self> {
        if let Value::Bindings(it) = value { Some(it) } else { None }
    }
}

/// A default text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PresetText {
    /// The FQDN of the server.
    OwnName,
    /// This one.
    Is(&'static str),
}

/// A type that a setting has in the language.
pub(crate) trait SettingType: Valued<ConnectionSetting> {
    /// A default of it, as a row writes it.
    type Preset: Copy;

    /// The default on a server of this FQDN.
    fn of_preset(preset: Self::Preset, fqdn: &str) -> Self;

    /// The default as the reference says it (Markdown).
    fn shown(preset: Self::Preset, lang: Lang) -> String;
}

/// Types of which a default is written as it is; words of the language are shown as such.
macro_rules! plain {
    ($($type:ty, $preset:ident, $lang:ident => $shown:expr;)+) => {$(
        impl SettingType for $type {
            type Preset = Self;

            fn of_preset(preset: Self, _: &str) -> Self {
                preset
            }

            fn shown($preset: Self, $lang: Lang) -> String {
                $shown
            }
        }
    )+};
}
plain! {
    bool, preset, _lang => format!("`{preset}`");
    u32, preset, lang => preset.shown(lang);
    u16, preset, lang => preset.shown(lang);
    Micros, preset, lang => preset.shown(lang);
    LoginType, preset, _lang => format!("`{preset:?}`");
    ExtendedProtection, preset, _lang => format!("`{preset:?}`");
    LogRollOver, preset, _lang => format!("`{preset:?}`");
}

impl SettingType for Vec<Binding> {
    /// These ports at every address.
    type Preset = &'static [u16];

    fn of_preset(preset: Self::Preset, _: &str) -> Self {
        preset.iter().copied().map(Binding::every).collect()
    }

    fn shown(preset: Self::Preset, _: Lang) -> String {
        format!("`{preset:?}`")
    }
}

impl SettingType for CompactString {
    type Preset = PresetText;

    fn of_preset(preset: PresetText, fqdn: &str) -> Self {
        match preset {
            PresetText::OwnName => fqdn.into(),
            PresetText::Is(text) => Self::const_new(text),
        }
    }

    fn shown(preset: PresetText, lang: Lang) -> String {
        match (preset, lang) {
            (PresetText::OwnName, Lang::En) => "the FQDN of the server".to_owned(),
            (PresetText::OwnName, Lang::Zh) => "服务器的 FQDN".to_owned(),
            (PresetText::Is(text), _) => format!("`{text}`"),
        }
    }
}

impl SettingType for Vec<ConnectionSetting> {
    /// The server's own FQDN with each of these.
    type Preset = &'static [(u16, Security)];

    fn of_preset(preset: Self::Preset, fqdn: &str) -> Self {
        preset.iter().map(|&(port, security)| ConnectionSetting { host: fqdn.into(), port, security }).collect()
    }

    fn shown(preset: Self::Preset, lang: Lang) -> String {
        let values: Vec<_> = Self::of_preset(preset, "<FQDN>").iter().map(ToString::to_string).collect();
        match lang {
            _ if !values.is_empty() => format!("`{}`", values.join(", ")),
            Lang::En => "empty".to_owned(),
            Lang::Zh => "空".to_owned(),
        }
    }
}
