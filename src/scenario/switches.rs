//! Which switches are there for what no public source settles, and what holds where nobody turned them?
//!
//! One row for each switch: the words of the reference in every language, the name, the type, the default as a value,
//! the rule that it holds, and how certain the default is. From the rows come the `assumptions` of the language, their
//! reference, the switches of the world, the ledger's list of which rule has which switch, and the names in citations.

#[cfg(test)]
mod tests;

use super::left_out::{LeftOut, Shown};
use super::named::named;
use super::{
    AuthPolicyCheckedAt, Builds, CandidateOrder, DiscoverySite, DnsOrder, DrainingComponent, Fallback,
    GssapiNtlmSetting, HttpPing, HttpRetry, InactiveComponent, LoopGuard, NextTarget, OfflineResponder,
    OversizedCommand, ProtocolCheckedAt, SameTypeEndpoints, SchannelDefault, ServerWideOffline, SiteOf2010Mailbox,
    StoreNotReached, language,
};
use crate::lang::Lang;
use crate::rules::{Mark, Rule};
use crate::time::Micros;

/// Hands the rows to a macro.
macro_rules! switches {
    ($callback:ident) => {
        $callback! {
            /// in which site the front end looks for targets.
            "前端在哪个站点寻找目标。"
            discovery_site: DiscoverySite = DiscoverySite::MailboxSite, Disc3, Assumed;

            /// in which order equal candidates are taken.
            "同等候选的先后顺序。"
            candidate_order: CandidateOrder = CandidateOrder::Random, Disc8, Assumed;

            /// how long the front end keeps its view of the directory.
            "前端把目录的视图保留多久。"
            topology_refresh: Micros = Micros::from_secs(900), Disc9, Assumed;

            /// what "SSL first, then TLS, then plaintext" means.
            "“先 SSL，再 TLS，再明文”是什么意思。"
            fallback: Fallback = Fallback::FallThrough, Fall3, Article;

            /// how many of the values of one connection type a target is tried on.
            "对一个目标尝试同一连接类型的多少个值。"
            same_type_endpoints: SameTypeEndpoints = SameTypeEndpoints::First, Fall4, Assumed;

            /// whether a client that came by STARTTLS or STLS counts as encrypted.
            "通过 STARTTLS 或 STLS 连接的客户端是否算作加密。"
            starttls_counts_as_encrypted: bool = true, Fall5, Assumed;

            /// whether another target is tried when every type has failed on the first.
            "第一个目标的每种类型都失败之后，是否尝试另一个目标。"
            next_target: NextTarget = NextTarget::Never, Fall6, Assumed;

            // Three connection requests of TCP on Windows.
            /// how long the front end waits for each answer of a target.
            "前端对目标的每个应答等待多久。"
            proxy_connect_timeout: Micros = Micros::from_secs(21), Fall7, Assumed;

            /// whether the next type is tried when a target refuses the log-on.
            "目标拒绝登录时是否尝试下一种类型。"
            retry_after_login_refused: bool = false, Fall7, Assumed;

            /// where PopEnabled and ImapEnabled are looked at.
            "在哪里检查 PopEnabled 和 ImapEnabled。"
            protocol_disabled_checked_at: ProtocolCheckedAt = ProtocolCheckedAt::Target, Leg8, Assumed;

            /// which build a server has that writes none: whether it speaks TLS 1.2.
            "未写明 `build` 的服务器是哪个版本号：是否支持 TLS 1.2。"
            builds: Builds = Builds::NewEnough, Leg5, Assumed;

            /// what a client hears whose mailbox cannot be opened, because its Mailbox server is not reached.
            "邮箱服务器联系不上、邮箱打不开时，客户端看到什么。"
            store_not_reached: StoreNotReached = StoreNotReached::LogonFailure, Rpc1, Assumed;

            /// whether a front end proxies to the back end of a newer version.
            "前端是否代理到更新版本的后端。"
            proxy_up: bool = true, Disc10, Assumed;

            /// whether a front end looks, before it proxies to a back end, whether that runs.
            "前端在代理到后端之前是否查看该后端是否在运行。"
            checks_back_end: bool = false, Fe3, Assumed;

            /// whether POP3 and IMAP4 speak TLS 1.3 where Windows and build do.
            "在 Windows 和版本号都支持时，POP3 和 IMAP4 是否使用 TLS 1.3。"
            tls13_for_mail: bool = false, Tls6, Assumed;

            /// whether Windows Server 2025 has TLS 1.0 and 1.1 switched on as it is installed.
            "Windows Server 2025 安装后 TLS 1.0 和 1.1 是否启用。"
            server_2025_tls10: SchannelDefault = SchannelDefault::Off, Tls1, Assumed;

            /// where authentication policies are looked at.
            "在哪里检查身份验证策略。"
            auth_policy_checked_at: AuthPolicyCheckedAt = AuthPolicyCheckedAt::FrontEnd, Auth3, Assumed;

            /// whether a changed PopEnabled or ImapEnabled waits for a restart of the services, on 2016 and later.
            "在 2016 及更高版本上，更改后的 PopEnabled 或 ImapEnabled 是否要等服务重启才生效。"
            mailbox_switch_needs_restart: bool = false, Section2, Assumed;

            /// whether a 2010 server proxies for a mailbox on 2007.
            "2010 服务器是否为 2007 上的邮箱代理。"
            proxy_2010_to_2007: bool = true, Section7, Assumed;

            /// whether `user@domain\\alias` is a log-on name for a shared mailbox, as `DOMAIN\\user\\alias` is.
            "`user@domain\\\\alias` 是否与 `DOMAIN\\\\user\\\\alias` 一样是共享邮箱的登录名。"
            upn_with_mailbox: bool = false, Det10, Assumed;

            /// whether `/` in a log-on name stands for `\\`.
            "登录名中的 `/` 是否代表 `\\\\`。"
            slash_as_separator: bool = false, Det10, Assumed;

            /// which connections EnableGSSAPIAndNTLMAuth concerns.
            "EnableGSSAPIAndNTLMAuth 涉及哪些连接。"
            gssapi_ntlm_setting: GssapiNtlmSetting = GssapiNtlmSetting::AllConnections, Section2, Reported;

            /// what becomes of a command that is longer than MaxCommandSize.
            "比 MaxCommandSize 长的命令会怎样。"
            oversized_command: OversizedCommand = OversizedCommand::CommandError, Section2, Reported;

            /// whether a front end notices that it proxies to itself.
            "前端是否察觉它代理到了自己。"
            loop_guard: LoopGuard = LoopGuard::None, Lb3, Assumed;

            /// what an inactive component does.
            "非活动的组件做什么。"
            inactive_component: InactiveComponent = InactiveComponent::AsDocumented, Cmp4, Documented;

            /// what Draining does, which is documented for transport only.
            "Draining 有什么作用；只有传输的文档说明了这一点。"
            draining_component: DrainingComponent = DrainingComponent::AsActive, Cmp1, Assumed;

            /// whether Managed Availability sets a component inactive whose front end does not answer at 127.0.0.1, and
            /// when.
            "前端在 127.0.0.1 上不应答时，Managed Availability 是否将其组件设为非活动，以及何时。"
            offline_responder: OfflineResponder = OfflineResponder::Off, Bind1, Assumed;

            /// what becomes of the POP3 and IMAP4 services when `ServerWideOffline` is inactive.
            "`ServerWideOffline` 为非活动时，POP3 和 IMAP4 服务会怎样。"
            server_wide_offline: ServerWideOffline = ServerWideOffline::StopServices, Cmp5, Documented;

            /// whether the front end tries another target when one that its probe believed to be up fails.
            "探测认为正常的目标失败时，前端是否尝试另一个目标。"
            http_retry: HttpRetry = HttpRetry::Never, Http1, Assumed;

            /// the probes of the HTTP proxy.
            "HTTP 代理的探测。"
            http_ping: HttpPing = HttpPing::DEFAULT, Http2, Assumed;

            /// whether a load balancer puts its own address in place of the client's.
            "负载均衡器是否用自己的地址代替客户端的地址。"
            source_nat: bool = true, Det3, Assumed;

            /// the interval of a load balancer's check.
            "负载均衡器检查的间隔。"
            check_every: Micros = Micros::from_secs(10), Det4, Assumed;

            /// how many checks in a row must fail before a member is left out.
            "连续多少次检查失败后，成员被排除。"
            down_after: u32 = 3, Det4, Assumed;

            /// how many checks in a row must pass before a member is used again.
            "连续多少次检查成功后，成员重新使用。"
            up_after: u32 = 1, Det4, Assumed;

            /// which site a mailbox on 2010 is in.
            "2010 上的邮箱在哪个站点。"
            site_of_2010_mailbox: SiteOf2010Mailbox = SiteOf2010Mailbox::ActiveCopy, Det6, Assumed;

            /// in which order a name with several addresses is answered. The first address is used.
            "有多个地址的名称按什么顺序应答。使用第一个地址。"
            dns_order: DnsOrder = DnsOrder::RoundRobin, Det9, Assumed;
        }
    };
}
pub(crate) use switches;

/// Makes everything of the language from the rows.
macro_rules! written {
    ($(
        $(#[doc = $doc:literal])+ $zh:literal $name:ident : $type:ident = $default:expr, $rule:ident, $mark:ident;
    )+) => {
        /// The switches for what no public source settles. Trace and report say "assumed" wherever one of them decides.
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Assumptions {
            $(
                #[doc = concat!("[`Rule::", stringify!($rule), "`]:", $($doc, "\n"),+)]
                #[serde(default, deserialize_with = "crate::scenario::language::Written::written")]
                pub $name: Option<$type>,
            )+
        }

        impl super::write::ToRon for Assumptions {
            fn write(&self, out: &mut String) {
                out.push('(');
                let mut first = true;
                $(super::write::field(out, &mut first, stringify!($name), &self.$name, true);)+
                out.push(')');
            }
        }

        impl language::Describe for Assumptions {
            const KIND: &'static language::Kind = &language::Kind::Struct(&language::StructKind {
                name: "Assumptions",
                doc: "The switches for what no public source settles. Trace and report say \"assumed\" wherever one of \
                      them decides.",
                fields: &[$(language::Field {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    kind: <$type as language::Describe>::KIND,
                    default: Some(LeftOut::Value(|lang| {
                        let value: $type = $default;
                        Shown::shown(&value, lang)
                    })),
                    said: Some(|lang| Switch::$name.said(lang)),
                }),+],
                text: None,
            });
        }

        impl Assumptions {
            /// Takes over how a switch is turned elsewhere.
            pub(crate) fn take(&mut self, switch: Switch, from: &Self) {
                match switch { $(Switch::$name => self.$name.clone_from(&from.$name)),+ }
            }

            $(
                #[doc = concat!("What is written of `", stringify!($name), "`, or else the default.")]
                #[must_use]
                pub(crate) fn $name(&self) -> $type {
                    self.$name.unwrap_or($default)
                }
            )+
        }

        named! {
            /// A switch in `assumptions`, by the name that it has there.
            #[allow(non_camel_case_types, reason = "switches bear the names that the language gives them")]
            Switch { $($(#[doc = $doc])+ $zh $name,)+ }
        }

        impl Switch {
            /// The rule that it holds.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self { $(Self::$name => Rule::$rule),+ }
            }

            /// What may stand there.
            fn kind(self) -> &'static language::Kind {
                match self { $(Self::$name => <$type as language::Describe>::KIND),+ }
            }

            /// How it is turned, as a file writes it.
            #[must_use]
            pub(crate) fn turned(self, written: &Assumptions) -> String {
                match self { $(Self::$name => super::write::ToRon::ron(&written.$name())),+ }
            }

            /// How certain the default is.
            #[must_use]
            pub const fn mark(self) -> Mark {
                match self { $(Self::$name => Mark::$mark),+ }
            }
        }
    };
}
switches!(written);

impl Switch {
    /// Those that hold a rule.
    pub fn of(rule: Rule) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |it| it.rule() == rule)
    }

    /// The names of those that hold a rule, with commas between them; nothing where none does.
    #[must_use]
    pub fn names_of(rule: Rule) -> String {
        let names: Vec<_> = Self::of(rule).map(Self::name).collect();
        names.join(", ")
    }

    /// The other ways in which it can be turned, as a file writes them: every other word; of a span of time and of a
    /// number a tenth and ten times as much.
    #[must_use]
    pub(crate) fn others(self, now: &str) -> Vec<String> {
        match self.kind() {
            language::Kind::Enum(all) => {
                let bare = all.variants.iter().filter(|it| it.fields.is_empty() && it.name != now);
                bare.map(|it| it.name.to_owned()).collect()
            }
            language::Kind::Leaf(leaf) => match leaf.form {
                language::Form::Bool | language::Form::BoolOrText => vec![(now != "true").to_string()],
                language::Form::Number => {
                    let now: u32 = now.parse().unwrap_or_default();
                    let tenth = Some((now / 10).max(1)).filter(|it| *it != now);
                    tenth.into_iter().chain(now.checked_mul(10)).map(|it| it.to_string()).collect()
                }
                language::Form::Text | language::Form::NumberOrText => {
                    let Ok(now) = Micros::parse(now.trim_matches('"')) else { return Vec::new() };
                    [now.0 / 10, now.0.saturating_mul(10)].map(|it| Micros(it).to_string()).to_vec()
                }
            },
            language::Kind::Struct(_)
            | language::Kind::List(_)
            | language::Kind::ListOrText(_)
            | language::Kind::Pair(_) => Vec::new(),
        }
    }

    /// The switches of a scenario in which this one is turned to a value as a file writes it; `None` where it cannot
    /// stand there.
    pub(crate) fn written(self, value: &str) -> Option<Assumptions> {
        let text = format!("Scenario(schema: {}, assumptions: ({}: {value}))", super::parse::SCHEMA, self.name());
        super::parse::understand(&text).ok()?.assumptions
    }

    /// Whether it is asked when a world is resolved, and not only while it runs.
    #[must_use]
    pub(crate) const fn is_asked_at_the_start(self) -> bool {
        matches!(
            self,
            Self::builds
                | Self::server_2025_tls10
                | Self::tls13_for_mail
                | Self::source_nat
                | Self::check_every
                | Self::down_after
                | Self::up_after
                | Self::upn_with_mailbox
                | Self::slash_as_separator
        )
    }

    /// That it holds where a field is left out (Markdown).
    pub(super) fn stands_in(self, lang: Lang) -> String {
        match lang {
            Lang::En => format!("the switch `{}` in `assumptions`", self.name()),
            Lang::Zh => format!("`assumptions` 中的开关 `{}`", self.name()),
        }
    }

    /// The rule and what the switch settles (Markdown).
    fn said(self, lang: Lang) -> String {
        let id = self.rule().id();
        let id = format!("{}{}", id[..1].to_uppercase(), &id[1..]);
        match lang {
            Lang::En => format!("{id}: {}", self.meaning(lang).trim()),
            Lang::Zh => format!("{id}：{}", self.meaning(lang)),
        }
    }
}
