//! Which POP3 and IMAP4 settings are there, what do they take, and what holds where nobody set them?
//!
//! One row for each setting: the words of the reference in every language, the name (which is the cmdlet's own), the
//! written type, the field of the resolved settings, how it is set by version, the default, what it takes, on which
//! role it stands, and what it needs to come into effect. From the rows come the written settings here, their
//! reference, the resolved settings of the world, their defaults and their checks, and the values as a cmdlet takes
//! them. A column that differs by version has a cell for each up to the last that differs; what came after it has that
//! one's.
//!
//! Sources: sections 1 and 2 of the specification (the reference of Set-ImapSettings and Set-PopSettings, the 2007
//! library), and for the ranges the same references by version.

pub(crate) mod pasted;
#[cfg(test)]
mod tests;
pub(crate) mod value;

use compact_str::CompactString;

use super::keyed::{ByVersion, years};
use super::leaf::{Binding, ConnectionSetting, Security};
use super::left_out::{LeftOut, Shown};
use super::named::named;
use super::{ExtendedProtection, LogRollOver, LoginType, Role, Version};
use crate::lang::Lang;
use crate::time::Micros;
pub(crate) use value::{PresetText, SettingType, Value, Valued};

impl ProtocolSettings {
    /// The bindings of a setting as they are written, value for value.
    #[must_use]
    pub(crate) fn bindings(&self, setting: Setting) -> Option<&[Binding]> {
        if setting == Setting::SSLBindings {
            self.SSLBindings.as_deref()
        } else if setting == Setting::UnencryptedOrTLSBindings {
            self.UnencryptedOrTLSBindings.as_deref()
        } else {
            None
        }
    }
}

/// Hands the rows to a macro:
///
/// ```text
/// /// What it is (Markdown).
/// "The same in Chinese."
/// Name: WrittenType => resolved_field {
///     set_by: by version, default: By<…>, takes: By<Takes>, roles: […], effect: …
/// }
/// ```
macro_rules! settings {
    ($callback:ident) => {
        $callback! {
            /// Where other servers reach this one for proxying; any number of `HostName:Port:SSL|TLS`, third part empty
            /// = plaintext. Must hold the server's own FQDN (LB-1).
            "其他服务器为代理而连接此服务器之处；任意多个 `HostName:Port:SSL|TLS`，第三部分为空即明文。必须是服务器自己的 FQDN（LB-1）。"
            InternalConnectionSettings: Vec<ConnectionSetting> => internal {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::each([&[], OWN_IMAP4, OWN_IMAP4], [&[], OWN_POP3, OWN_POP3]),
                takes: By::all(Takes::Endpoints),
                roles: &[Role::ClientAccess],
                // Other servers read it from the directory, with their own view of it (DISC-9).
                effect: TakesEffect::AtOnce,
            }

            /// What users are told. It has no part in proxying.
            "告知用户的内容。与代理无关。"
            ExternalConnectionSettings: Vec<ConnectionSetting> {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::all(&[]),
                takes: By::all(Takes::Endpoints),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::WebServerRestart,
            }

            /// Which log-ons are accepted without TLS.
            "不使用 TLS 时接受哪些登录。"
            LoginType: LoginType => login_type {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::all(LoginType::SecureLogin),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// The name of the certificate to present. Where no installed certificate that is enabled for the service
            /// covers it, the service has none: no SSL, no STARTTLS (LEG-6). A wildcard certificate has not to be (and
            /// cannot be) enabled; a name with a star finds none. Of several, one that is valid comes before
            /// one that is not, then the one that is valid for longest, then the one that was installed last. The
            /// service chooses when it starts (SVC-6).
            "要出示的证书的名称。若没有为该服务启用的已安装证书涵盖此名称，则服务没有证书：没有 SSL，也没有 STARTTLS（LEG-6）。通配符证书无须（也不能）启用；带星号的名称找不到证书。有多个时，有效的先于无效的，其次是有效期最长的，再次是最后安装的。服务在启动时选择（SVC-6）。"
            X509CertificateName: CompactString => certificate_name {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::all(PresetText::OwnName),
                takes: By::all(Takes::CertificateName),
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// Whether this server, when it proxies, refuses a target whose certificate has a wrong name, is expired or
            /// comes from an unknown issuer (LEG-4).
            "此服务器代理时是否拒绝证书名称不符、已过期或颁发者未知的目标（LEG-4）。"
            EnforceCertificateErrors: bool => enforce_certificate_errors {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::all(false),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// How many connections the service keeps open at once.
            "服务同时保持多少个打开的连接。"
            MaxConnections: u32 => max_connections {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::versions([2_000, 2_000, UNLIMITED]),
                takes: By::versions([Takes::Number(1, 25_000), Takes::Number(1, 25_000), Takes::Number(1, UNLIMITED)]),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// How many of them may come from one address.
            "其中有多少个可以来自同一地址。"
            MaxConnectionFromSingleIP: u32 => max_from_single_ip {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::versions([20, 2_000, UNLIMITED]),
                takes: By::versions([Takes::Number(1, 1_000), Takes::Number(1, 25_000), Takes::Number(1, UNLIMITED)]),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            // For 2007 the library says 10; one KB article says 16.
            /// How many authenticated connections one user may have.
            "一个用户可以有多少个已验证的连接。"
            MaxConnectionsPerUser: u32 => max_per_user {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::versions([10, 16, 16]),
                takes: By::versions([Takes::Number(1, 1_000), Takes::Number(1, 25_000), Takes::Number(1, UNLIMITED)]),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// The longest command in bytes.
            "最长的命令，以字节计。"
            MaxCommandSize: u32 => max_command_size {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::protocols(10_240, 512),
                takes: By::protocols(Takes::Number(1_024, 16_384), Takes::Number(40, 1_024)),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            // For 2010 the range is that of the console. For 2007 none is known: it is taken as 2010's, so that no
            // repair asks for more than what is known to be taken.
            /// How long a connection may last without log-on.
            "连接在没有登录的情况下可以持续多久。"
            PreAuthenticatedConnectionTimeout: Micros => pre_authenticated_timeout {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::all(Micros::from_secs(60)),
                takes: By::versions([CONSOLE_BEFORE_LOG_ON, CONSOLE_BEFORE_LOG_ON, Takes::Span(HALF_MINUTE, HOUR)]),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            // As above.
            /// How long an authenticated connection may be idle.
            "已验证的连接可以空闲多久。"
            AuthenticatedConnectionTimeout: Micros => authenticated_timeout {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::all(Micros::from_secs(1_800)),
                takes: By::versions([CONSOLE_AFTER_LOG_ON, CONSOLE_AFTER_LOG_ON, Takes::Span(HALF_MINUTE, DAY)]),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// Whether NTLM and GSSAPI are offered.
            "是否提供 NTLM 和 GSSAPI。"
            EnableGSSAPIAndNTLMAuth: bool => gssapi_and_ntlm {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::versions([false, true, true]),
                takes: By::all(Takes::Words),
                // The lists by role do not name it (ROLE-1); it stands beside LoginType.
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// Whether NTLM and GSSAPI must be bound to the TLS connection on which they come (Extended Protection):
            /// under `Require` neither works in clear, nor behind a load balancer that ends TLS.
            "NTLM 和 GSSAPI 是否必须与其所在的 TLS 连接绑定（扩展保护）：设为 `Require` 时，两者在明文连接上以及在终止 TLS 的负载均衡器之后都不起作用。"
            ExtendedProtectionPolicy: ExtendedProtection => extended_protection {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::all(ExtendedProtection::None),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// Whether the protocol log is written.
            "是否写入协议日志。"
            ProtocolLogEnabled: bool => protocol_log {
                set_by: [File("ProtocolLog"), Cmdlet, Cmdlet],
                default: By::all(false),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// How often the protocol log begins a new file.
            "协议日志多久开始一个新文件。"
            LogFileRollOverSettings: LogRollOver => log_roll_over {
                set_by: [Nothing, Cmdlet, Cmdlet],
                default: By::versions([
                    LogRollOver::Daily,
                    LogRollOver::Daily,
                    LogRollOver::Daily,
                    LogRollOver::Hourly,
                ]),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess, Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// The greeting.
            "横幅（Banner）。"
            Banner: CompactString => banner {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::protocols(
                    PresetText::Is("The Microsoft Exchange IMAP4 service is ready."),
                    PresetText::Is("The Microsoft Exchange POP3 service is ready."),
                ),
                takes: By::all(Takes::Line),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// Where it listens for plaintext and STARTTLS: a port, for every address, or `"address:port"`, which
            /// answers at that address alone (BIND-1): `"0.0.0.0:143"` is every IPv4 address, `"[::]:143"` every IPv6
            /// one.
            "在何处侦听明文和 STARTTLS：只写端口即每个地址，或写 `\"地址:端口\"`，则只在该地址应答（BIND-1）：`\"0.0.0.0:143\"` 是每个 IPv4 地址，`\"[::]:143\"` 是每个 IPv6 地址。"
            UnencryptedOrTLSBindings: Vec<Binding> => plain_bindings {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::protocols(&[143], &[110]),
                takes: By::all(Takes::Bindings),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// Where it listens for SSL, written like UnencryptedOrTLSBindings (BIND-1).
            "在何处侦听 SSL，写法与 UnencryptedOrTLSBindings 相同（BIND-1）。"
            SSLBindings: Vec<Binding> => ssl_bindings {
                set_by: [Cmdlet, Cmdlet, Cmdlet],
                default: By::protocols(&[993], &[995]),
                takes: By::all(Takes::Bindings),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }

            /// The port of the back end.
            "后端的端口。"
            ProxyTargetPort: u16 => proxy_target_port {
                // The cmdlets of 2010 have the parameter too, but there is no back end that it could be the port of.
                set_by: [Nothing, Nothing, Cmdlet],
                default: By::protocols(1993, 1995),
                takes: By::all(Takes::Port),
                roles: &[Role::Mailbox],
                effect: TakesEffect::ServiceRestart,
            }

            /// Whether a mailbox in another site is served over RPC instead of refused.
            "另一站点中的邮箱是否通过 RPC 提供服务而不是被拒绝。"
            AllowCrossSiteSessions: bool => cross_site_sessions {
                set_by: [File("AllowCrossSiteSessions"), Nothing, Nothing],
                default: By::all(false),
                takes: By::all(Takes::Words),
                roles: &[Role::ClientAccess],
                effect: TakesEffect::ServiceRestart,
            }
        }
    };
}
pub(crate) use settings;

/// The most that a limit of 2013 and later takes, which is its default: no limit.
pub(crate) const UNLIMITED: u32 = 2_147_483_647;
const HALF_MINUTE: Micros = Micros::from_secs(30);
const HOUR: Micros = Micros::from_secs(3_600);
const DAY: Micros = Micros::from_secs(86_400);
/// What the console of 2010 takes for the time before a log-on.
const CONSOLE_BEFORE_LOG_ON: Takes = Takes::Span(Micros::from_secs(1), Micros::from_secs(200));
/// What it takes for the time after.
const CONSOLE_AFTER_LOG_ON: Takes = Takes::Span(Micros::from_secs(1), Micros::from_secs(18_000));
const OWN_IMAP4: &[(u16, Security)] = &[(993, Security::Ssl), (143, Security::Tls)];
const OWN_POP3: &[(u16, Security)] = &[(995, Security::Ssl), (110, Security::Tls)];

pub(crate) use super::MailProtocol;

impl MailProtocol {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Imap4, Self::Pop3];

    /// The cmdlet.
    #[must_use]
    pub const fn cmdlet(self) -> &'static str {
        match self {
            Self::Imap4 => "Set-ImapSettings",
            Self::Pop3 => "Set-PopSettings",
        }
    }
}

/// How many versions there are.
const VERSIONS: usize = Version::ALL.len();

/// One value for each version, in their order; the newer ones have what the last one has that is written. Nobody
/// documents more than one page for 2013 and all that came after it, so a further version needs no cell here unless
/// something differs.
const fn and_newer<T: Copy, const N: usize>(values: [T; N]) -> ByVersion<T> {
    let mut all = [values[N - 1]; VERSIONS];
    let mut at = 0;
    while at < N {
        all[at] = values[at];
        at += 1;
    }
    ByVersion::new(all)
}

/// A value for each version and protocol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By<T> {
    imap4: ByVersion<T>,
    pop3: ByVersion<T>,
}

impl<T: Copy> By<T> {
    /// The same everywhere.
    #[must_use]
    pub(crate) const fn all(value: T) -> Self {
        Self::versions([value])
    }

    /// One for each version, in their order, whatever the protocol. Versions after the last one that is written have
    /// what that one has.
    #[must_use]
    pub(crate) const fn versions<const N: usize>(values: [T; N]) -> Self {
        Self::each(values, values)
    }

    /// One for each protocol, whatever the version.
    #[must_use]
    pub(crate) const fn protocols(imap4: T, pop3: T) -> Self {
        Self::each([imap4], [pop3])
    }

    /// One for each version and protocol.
    #[must_use]
    pub(crate) const fn each<const N: usize>(imap4: [T; N], pop3: [T; N]) -> Self {
        Self { imap4: and_newer(imap4), pop3: and_newer(pop3) }
    }

    /// The value of a version and protocol.
    #[must_use]
    pub(crate) const fn of(&self, version: Version, protocol: MailProtocol) -> T {
        match protocol {
            MailProtocol::Imap4 => *self.imap4.at(version),
            MailProtocol::Pop3 => *self.pop3.at(version),
        }
    }

    /// The value of a protocol on the newest version.
    #[must_use]
    pub(crate) const fn newest(&self, protocol: MailProtocol) -> T {
        match protocol {
            MailProtocol::Imap4 => *self.imap4.at(Version::ALL[VERSIONS - 1]),
            MailProtocol::Pop3 => *self.pop3.at(Version::ALL[VERSIONS - 1]),
        }
    }

    /// In words: by version where the versions that count differ, by protocol where the protocols differ.
    fn words(&self, lang: Lang, counts: impl Fn(Version) -> bool, print: impl Fn(T) -> String) -> String {
        let of = |protocol| {
            let mut groups: Vec<(String, Vec<Version>)> = Vec::new();
            for version in Version::ALL.into_iter().filter(|it| counts(*it)) {
                let text = print(self.of(version, protocol));
                match groups.iter_mut().find(|it| it.0 == text) {
                    Some(group) => group.1.push(version),
                    None => groups.push((text, vec![version])),
                }
            }
            match (groups.as_slice(), lang) {
                ([(text, _)], _) => text.clone(),
                (groups, Lang::En) => {
                    let parts: Vec<_> =
                        groups.iter().map(|(text, all)| format!("{text} on {}", years(all, lang))).collect();
                    parts.join(", ")
                }
                (groups, Lang::Zh) => {
                    let parts: Vec<_> =
                        groups.iter().map(|(text, all)| format!("{} 上为 {text}", years(all, lang))).collect();
                    parts.join("，")
                }
            }
        };
        let (imap4, pop3) = (of(MailProtocol::Imap4), of(MailProtocol::Pop3));
        match lang {
            _ if imap4 == pop3 => imap4,
            Lang::En => format!("{imap4}; POP3 {pop3}"),
            Lang::Zh => format!("{imap4}；POP3 为 {pop3}"),
        }
    }
}

/// How a version has a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// Not at all.
    Nothing,
    /// As a parameter of the cmdlet, under the setting's own name.
    Cmdlet,
    /// As a key of the service's configuration file, by this name.
    File(&'static str),
}

/// What a setting needs to come into effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakesEffect {
    /// Nothing: others read it from the directory.
    AtOnce,
    /// A restart of the service; on 2013 and later of front end and back end (SVC-6).
    ServiceRestart,
    /// A restart of the web server, which shows it to users.
    WebServerRestart,
}

/// Which values a setting takes, beside being of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Each of the words of its type.
    Words,
    /// A number from the one to the other.
    Number(u32, u32),
    /// A span of time from the one to the other.
    Span(Micros, Micros),
    /// A DNS name, or one with a star for its first label.
    CertificateName,
    /// A line of text.
    Line,
    /// A port from 1.
    Port,
    /// Addresses with ports from 1, each once.
    Bindings,
    /// Any number of `HostName:Port:SSL|TLS`.
    Endpoints,
}

impl Takes {
    /// The range, in words, where there is one.
    fn words(self, lang: Lang) -> Option<String> {
        let (from, to) = match self {
            Self::Number(from, to) => (from.shown(lang), to.shown(lang)),
            Self::Span(from, to) => (from.shown(lang), to.shown(lang)),
            Self::Words | Self::CertificateName | Self::Line | Self::Port | Self::Bindings | Self::Endpoints => {
                return None;
            }
        };
        Some(match lang {
            Lang::En => format!("{from} to {to}"),
            Lang::Zh => format!("{from} 到 {to}"),
        })
    }
}

/// Makes everything of the language from the rows.
macro_rules! written {
    ($($(#[doc = $doc:literal])+ $zh:literal $name:ident : $type:ty $(=> $field:ident)? {
        set_by: [$($set_by:expr),+ $(,)?],
        default: $default:expr,
        takes: $takes:expr,
        roles: $roles:expr,
        effect: $effect:expr,
    })+) => {
        /// POP3 or IMAP4 settings under the cmdlet's own names. A setting that the version does not have is refused.
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(non_snake_case, reason = "settings bear the names that the cmdlets give them")]
        pub(crate) struct ProtocolSettings {
            $($(#[doc = $doc])+
            #[serde(default, deserialize_with = "crate::scenario::settings::pasted::written")]
            pub $name: Option<$type>,)+
        }

        impl super::language::Describe for ProtocolSettings {
            const KIND: &'static super::language::Kind =
                &super::language::Kind::Struct(&super::language::StructKind {
                    name: "ProtocolSettings",
                    doc: "POP3 or IMAP4 settings under the cmdlet's own names. A setting that the version does not \
                          have is refused.",
                    fields: &[$(super::language::Field {
                        name: stringify!($name),
                        doc: concat!($($doc, "\n"),+),
                        kind: <$type as pasted::Pasted>::KIND,
                        default: Some(LeftOut::Value(|lang| Setting::$name.default_words(lang))),
                        said: Some(|lang| Setting::$name.said(lang)),
                    }),+],
                    text: None,
                });
        }

        impl super::write::ToRon for ProtocolSettings {
            fn write(&self, out: &mut String) {
                out.push('(');
                let mut first = true;
                $(super::write::field(out, &mut first, stringify!($name), &self.$name, true);)+
                out.push(')');
            }
        }

        impl ProtocolSettings {
            /// What is written, in the order of the table.
            #[must_use]
            pub(crate) fn values(&self) -> Vec<(Setting, Value)> {
                let mut values = Vec::new();
                $(if let Some(value) = &self.$name {
                    values.push((Setting::$name, value.value()));
                })+
                values
            }

            /// Whether a port is written on which a service listens.
            #[must_use]
            pub(crate) fn binds(&self) -> bool {
                self.values().iter().any(|(_, value)| matches!(value, Value::Port(_) | Value::Bindings(_)))
            }

            /// Writes a value; false where it is not of the setting's type.
            pub(crate) fn write(&mut self, setting: Setting, value: Value) -> bool {
                match setting {
                    $(Setting::$name => {
                        let value = <$type as Valued<ConnectionSetting>>::of_value(value);
                        let fits = value.is_some();
                        if fits {
                            self.$name = value;
                        }
                        fits
                    })+
                }
            }
        }

        named! {
            /// A POP3 or IMAP4 setting. Its name is that of the field in a scenario, and of the cmdlet's parameter.
            Setting { $($(#[doc = $doc])+ $zh $name,)+ }
        }

        impl Setting {
            /// How a version has it.
            #[must_use]
            pub const fn set_by(self, version: Version) -> SetBy {
                use SetBy::{Cmdlet, File, Nothing};
                let by = match self { $(Self::$name => and_newer([$($set_by),+])),+ };
                *by.at(version)
            }

            /// Which values it takes.
            #[must_use]
            pub const fn takes(self, version: Version, protocol: MailProtocol) -> Takes {
                match self { $(Self::$name => {
                    const BY: By<Takes> = $takes;
                    BY.of(version, protocol)
                })+ }
            }

            /// On which roles it stands, where a version has split roles (ROLE-1): on the other it is read-only.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => $roles),+ }
            }

            /// What it needs to come into effect.
            #[must_use]
            pub const fn takes_effect(self) -> TakesEffect {
                match self { $(Self::$name => $effect),+ }
            }

            /// What it is on a server of this FQDN where nobody set it.
            pub(crate) fn default(self, version: Version, protocol: MailProtocol, fqdn: &str) -> Value {
                match self {
                    $(Self::$name => {
                        <$type as SettingType>::of_preset(PRESETS.$name.of(version, protocol), fqdn).value()
                    })+
                }
            }

            /// The default as the reference says it (Markdown).
            fn default_words(self, lang: Lang) -> String {
                match self {
                    $(Self::$name => PRESETS.$name.words(
                        lang,
                        |it| self.exists_on(it),
                        |it| <$type as SettingType>::shown(it, lang),
                    ),)+
                }
            }
        }

        /// The defaults of every setting, by version and protocol. Where a version lacks the setting, it is what the
        /// version does all the same.
        #[derive(Debug)]
        #[allow(non_snake_case, reason = "settings bear the names that the cmdlets give them")]
        pub(crate) struct Presets {
            $($(#[doc = $doc])+ pub $name: By<<$type as SettingType>::Preset>,)+
        }

        /// The defaults of every setting.
        pub(crate) const PRESETS: &Presets = &Presets { $($name: $default),+ };
    };
}
settings!(written);

impl Setting {
    /// Whether a version has it.
    #[must_use]
    pub const fn exists_on(self, version: Version) -> bool {
        !matches!(self.set_by(version), SetBy::Nothing)
    }

    /// Whether it stands in a configuration file of the service, which Service Pack 1 writes anew (SVC-9).
    #[must_use]
    pub const fn stands_in_a_file(self, version: Version) -> bool {
        matches!(self.set_by(version), SetBy::File(_))
    }

    /// What it is, in which versions it exists and what it takes there, on which role it stands and when it comes into
    /// effect (Markdown).
    #[must_use]
    pub fn said(self, lang: Lang) -> String {
        let sentences = [self.meaning(lang).trim().to_owned(), self.limits(lang), self.comes_into_effect(lang)];
        let gap = match lang {
            Lang::En => " ",
            Lang::Zh => "",
        };
        sentences.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(gap)
    }

    /// On which role it stands (ROLE-1) and what it needs to come into effect, as a sentence.
    fn comes_into_effect(self, lang: Lang) -> String {
        let both = self.roles().len() > 1;
        let role = match (self.roles().first(), lang) {
            (_, Lang::En) if both => "both roles",
            (_, Lang::Zh) if both => "两种角色",
            (Some(Role::Mailbox), Lang::En) => "the Mailbox role",
            (Some(Role::Mailbox), Lang::Zh) => "邮箱角色",
            (Some(Role::ClientAccess) | None, Lang::En) => "the Client Access role",
            (Some(Role::ClientAccess) | None, Lang::Zh) => "客户端访问角色",
        };
        let effect = match (self.takes_effect(), lang) {
            (TakesEffect::AtOnce, Lang::En) => "without a restart",
            (TakesEffect::AtOnce, Lang::Zh) => "无需重启即",
            (TakesEffect::ServiceRestart, Lang::En) => "when its service restarts",
            (TakesEffect::ServiceRestart, Lang::Zh) => "服务重启后",
            (TakesEffect::WebServerRestart, Lang::En) => "when the web server restarts",
            (TakesEffect::WebServerRestart, Lang::Zh) => "Web 服务器重启后",
        };
        match lang {
            Lang::En => format!("On {role}; comes into effect {effect}."),
            Lang::Zh => format!("位于{role}；{effect}生效。"),
        }
    }

    /// In which versions it exists and what it takes there, as sentences; nothing where every version has it and takes
    /// anything.
    fn limits(self, lang: Lang) -> String {
        let (with, without): (Vec<_>, Vec<_>) = Version::ALL.into_iter().partition(|it| self.exists_on(*it));
        let mut sentences = Vec::new();
        match (with.as_slice(), without.as_slice(), lang) {
            (_, [], _) => {}
            // What came with a later version than the second is said by those that have it.
            (some, none, Lang::En) if some.len() == 1 || none.len() > 1 => {
                sentences.push(format!("Only on {}.", years(some, lang)));
            }
            (some, none, Lang::Zh) if some.len() == 1 || none.len() > 1 => {
                sentences.push(format!("仅限 {}。", years(some, lang)));
            }
            (_, none, Lang::En) => sentences.push(format!("Not on {}.", years(none, lang))),
            (_, none, Lang::Zh) => sentences.push(format!("{} 上没有。", years(none, lang))),
        }
        let takes = By::each(
            Version::ALL.map(|it| self.takes(it, MailProtocol::Imap4)),
            Version::ALL.map(|it| self.takes(it, MailProtocol::Pop3)),
        );
        let range = takes.words(lang, |it| self.exists_on(it), |it| it.words(lang).unwrap_or_default());
        match lang {
            _ if range.is_empty() => {}
            Lang::En => sentences.push(format!("It takes {range}.")),
            Lang::Zh => sentences.push(format!("取值为 {range}。")),
        }
        sentences.join(" ")
    }
}
