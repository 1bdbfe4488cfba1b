//! What are the POP3 and IMAP4 settings of a server, complete?
//!
//! The same rows as in the language ([`crate::scenario::settings`]), with every default filled in and hosts as ids. A
//! setting that has no part in a run has no field.

use compact_str::CompactString;

use super::{Binding, Endpoint, ExtendedProtection, HostRef, LogRollOver, LoginType, Protocol, Security, Version};
use crate::scenario::settings::value::valued;
use crate::scenario::settings::{
    MailProtocol, PRESETS, PresetText, Setting, TakesEffect, UNLIMITED, Value, Valued, settings,
};
use crate::time::Micros;

/// What the rows call a connection setting: here with its host as an id.
type ConnectionSetting = Endpoint;

macro_rules! resolved {
    ($($(#[doc = $doc:literal])+ $zh:literal $name:ident : $type:ty $(=> $field:ident)? {
        set_by: $set_by:tt, default: $default:expr, takes: $takes:expr, roles: $roles:expr, effect: $effect:expr,
    })+) => {
        /// The POP3 or IMAP4 settings of a server, complete.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Settings {
            $($(#[doc = concat!("[`Setting::", stringify!($name), "`].")] pub $field: $type,)?)+
        }

        impl Settings {
            /// As the product installs them on a server of this name; `fqdn` is the same as a text.
            #[must_use]
            pub fn installed(version: Version, protocol: MailProtocol, own: HostRef, fqdn: &str) -> Self {
                let here = Here { own, fqdn };
                Self { $($($field: Installed::installed(PRESETS.$name.of(version, protocol), &here),)?)+ }
            }

            /// Whether a setting has a part in a run, and so a field here.
            #[must_use]
            pub const fn keep(setting: Setting) -> bool {
                match setting {
                    $(Setting::$name => {
                        const FIELDS: &[&str] = &[$(stringify!($field))?];
                        !FIELDS.is_empty()
                    })+
                }
            }

            /// Whether one differs that waits for the restart of its service: by which the service itself goes, and
            /// which it reads when it starts (SVC-6).
            #[must_use]
            pub fn differ_in_what_waits(&self, other: &Self) -> bool {
                false $($(|| matches!($effect, TakesEffect::ServiceRestart) && self.$field != other.$field)?)+
            }

            /// The value of a setting that has a field here.
            #[must_use]
            pub fn value(&self, setting: Setting) -> Option<Value<Endpoint>> {
                match setting {
                    $(Setting::$name => only([$(self.$field.value())?]),)+
                }
            }

            /// Sets a value. False, and nothing done, where the setting has no field here or another type.
            pub fn set(&mut self, setting: Setting, value: Value<Endpoint>) -> bool {
                match setting {
                    $(Setting::$name => {
                        $(if let Some(value) = Valued::of_value(value) {
                            self.$field = value;
                            return true;
                        })?
                    })+
                }
                false
            }
        }
    };
}
settings!(resolved);

fn only<T, const N: usize>(values: [T; N]) -> Option<T> {
    values.into_iter().next()
}

valued! {
    [] Vec<Endpoint>, Endpoint, Endpoints;
}

/// Whose settings they are.
struct Here<'a> {
    own: HostRef,
    fqdn: &'a str,
}

/// What a default of a row comes to on a server.
trait Installed<P> {
    fn installed(preset: P, here: &Here<'_>) -> Self;
}

macro_rules! as_written {
    ($($type:ty)+) => {$(
        impl Installed<Self> for $type {
            fn installed(preset: Self, _: &Here<'_>) -> Self {
                preset
            }
        }
    )+};
}
as_written!(bool u32 u16 Micros LoginType ExtendedProtection LogRollOver);

impl Installed<&[u16]> for Vec<Binding> {
    fn installed(preset: &[u16], _: &Here<'_>) -> Self {
        preset.iter().copied().map(Binding::every).collect()
    }
}

impl Installed<PresetText> for CompactString {
    fn installed(preset: PresetText, here: &Here<'_>) -> Self {
        match preset {
            // Names are compared in lower case.
            PresetText::OwnName => Self::from_str_to_lowercase(here.fqdn),
            PresetText::Is(text) => Self::const_new(text),
        }
    }
}

impl Installed<&[(u16, Security)]> for Vec<Endpoint> {
    fn installed(preset: &[(u16, Security)], here: &Here<'_>) -> Self {
        preset.iter().map(|&(port, security)| Endpoint { host: here.own, port, security }).collect()
    }
}

/// How long a web server waits for a request (IIS, connectionTimeout).
const WEB_TIMEOUT: Micros = Micros::from_secs(120);

impl Settings {
    /// Those of the web server, the same for all: no limit, and port 443.
    #[must_use]
    pub fn of_web(version: Version, own: HostRef) -> Self {
        use super::defaults::{proxy_target_port, ssl_port};
        Self {
            internal: Vec::new(),
            certificate_name: CompactString::default(),
            max_connections: UNLIMITED,
            max_from_single_ip: UNLIMITED,
            max_per_user: UNLIMITED,
            max_command_size: UNLIMITED,
            pre_authenticated_timeout: WEB_TIMEOUT,
            banner: CompactString::default(),
            plain_bindings: Vec::new(),
            ssl_bindings: vec![Binding::every(ssl_port(Protocol::Http))],
            proxy_target_port: proxy_target_port(Protocol::Http),
            ..Self::installed(version, MailProtocol::Imap4, own, "")
        }
    }
}

impl From<MailProtocol> for Protocol {
    fn from(it: MailProtocol) -> Self {
        match it {
            MailProtocol::Imap4 => Self::Imap4,
            MailProtocol::Pop3 => Self::Pop3,
        }
    }
}

impl Protocol {
    /// The one whose settings a cmdlet sets; none for the web.
    #[must_use]
    pub const fn mail(self) -> Option<MailProtocol> {
        match self {
            Self::Imap4 => Some(MailProtocol::Imap4),
            Self::Pop3 => Some(MailProtocol::Pop3),
            Self::Http => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::NameId;

    /// What waits for a restart is what its row says.
    #[test]
    fn what_waits_is_what_the_rows_say() {
        let own = HostRef::Name(NameId(0));
        let one = Settings::installed(Version::NEWEST, MailProtocol::Imap4, own, "ex.contoso.com");
        assert!(!one.differ_in_what_waits(&one));
        let mut kept = 0;
        for &setting in Setting::ALL {
            let Some(value) = one.value(setting) else { continue };
            let mut other = one.clone();
            let changed = match value {
                Value::Switch(it) => Value::Switch(!it),
                Value::Number(it) => Value::Number(it - 1),
                Value::Port(it) => Value::Port(it + 1),
                Value::Bindings(_) => Value::Bindings(Vec::new()),
                Value::Span(it) => Value::Span(it + it),
                Value::ExtendedProtection(_) => Value::ExtendedProtection(ExtendedProtection::Require),
                Value::LogRollOver(_) => Value::LogRollOver(LogRollOver::Monthly),
                Value::LoginType(_) => Value::LoginType(LoginType::PlainTextLogin),
                Value::Text(it) => Value::Text(it + "."),
                Value::Endpoints(_) => Value::Endpoints(Vec::new()),
            };
            assert!(other.set(setting, changed) && other != one, "{}", setting.name());
            let waits = setting.takes_effect() == TakesEffect::ServiceRestart;
            assert_eq!(one.differ_in_what_waits(&other), waits, "{}", setting.name());
            kept += 1;
        }
        assert!(kept > 10, "{kept}");
    }
}
