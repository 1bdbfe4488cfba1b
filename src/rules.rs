//! Which rules of the product does the simulator know, and how certain is each?
//!
//! The table of every rule id, in the order of the specification, with its mark and its sentence. Decisions and
//! records cite rules from here and nowhere else; `docs/rules.md` is generated from here. A rule id is stable:
//! it is never renamed and never used again for another rule.

use crate::lang::Lang;

/// A rule that applies, and what is assumed where it does: a switch, or something for which there is none.
pub type Citation = (Rule, Option<&'static str>);

/// How far a rule is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Said by the article that the project starts from.
    Article,
    /// Documented by Microsoft.
    Documented,
    /// Reported by admins from real systems, with logs.
    Reported,
    /// Assumed: no public source settles it.
    Assumed,
}

macro_rules! rules {
    ($($variant:ident, $id:literal, $marks:literal, $note:literal, $switch:literal, $text:literal, $zh:literal;)*) => {
        /// A rule of the product, by its stable id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "` (", $note, "). ", $text)] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id as it is written everywhere, for example `DISC-3`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The rule itself, in the words of the specification (Markdown).
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The same in Chinese.
            #[must_use]
            pub const fn text_zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),* }
            }

            /// The mark as the specification words it, for example `S, D` or `A, no switch`.
            #[must_use]
            pub const fn mark_note(self) -> &'static str {
                match self { $(Self::$variant => $note),* }
            }

            /// The switches in the scenario's `assumptions` that hold this rule, or nothing.
            #[must_use]
            pub const fn switches(self) -> &'static str {
                match self { $(Self::$variant => $switch),* }
            }

            const fn mark_letters(self) -> &'static str {
                match self { $(Self::$variant => $marks),* }
            }
        }
    };
}

rules! {
    Svc1, "SVC-1", "D", "D", "",
        r"2007 and 2010: the Client Access role runs `MSExchangePOP3` and `MSExchangeIMAP4`.",
        "2007 和 2010：客户端访问角色运行 `MSExchangePOP3` 和 `MSExchangeIMAP4`。";
    Svc2, "SVC-2", "D", "D", "",
        r"2013: the Client Access role runs the front-end services `MSExchangePOP3` and `MSExchangeIMAP4`; the Mailbox role runs the back-end services `MSExchangePOP3BE` and `MSExchangeIMAP4BE`. Both must run for the protocol to work. Clients never connect to the back end.",
        "2013：客户端访问角色运行前端服务 `MSExchangePOP3` 和 `MSExchangeIMAP4`；邮箱角色运行后端服务 `MSExchangePOP3BE` 和 `MSExchangeIMAP4BE`。两者都必须运行，该协议才能工作。客户端从不连接到后端。";
    Svc3, "SVC-3", "D", "D", "",
        r#"All of them are stopped by default (start type Manual; "disabled" in the wording for 2007/2010)."#,
        "它们默认都是停止的（启动类型为手动；2007/2010 的文档称为“已禁用”）。";
    Svc4, "SVC-4", "D", "D", "",
        r"A stopped service does not listen: a connection to its port is refused at once (not timed out).",
        "已停止的服务不侦听：到其端口的连接会立即被拒绝（而不是超时）。";
    Svc5, "SVC-5", "R", "R", "",
        r"A hung service accepts the TCP connection and never answers. It is a state of its own, distinct from stopped.",
        "挂起的服务接受 TCP 连接却从不应答。这是一种单独的状态，不同于已停止。";
    Svc6, "SVC-6", "D", "D", "",
        r"Settings are read when the service starts: a changed setting takes effect only after a restart of the service (2013: front end and back end).",
        "设置在服务启动时读取：更改后的设置要在重启服务（2013：前端和后端）之后才生效。";
    Svc7, "SVC-7", "D", "D", "",
        r"Every site with a Mailbox server also needs a Client Access server of the same version.",
        "每个有邮箱服务器的站点还需要一台相同版本的客户端访问服务器。";
    Port1, "PORT-1", "D", "D", "",
        r"Bindings: `UnencryptedOrTLSBindings` POP3 110, IMAP4 143; `SSLBindings` POP3 995, IMAP4 993. Back end 2013: `ProxyTargetPort` POP3 1995, IMAP4 1993.",
        "绑定：`UnencryptedOrTLSBindings` 为 POP3 110、IMAP4 143；`SSLBindings` 为 POP3 995、IMAP4 993。2013 后端：`ProxyTargetPort` 为 POP3 1995、IMAP4 1993。";
    Port2, "PORT-2", "D", "D", "",
        r"Nothing makes the ports in InternalConnectionSettings agree with the bindings: a setting that names a port nobody listens on is refused at connect.",
        "没有任何机制使 InternalConnectionSettings 中的端口与绑定一致：设置中写了无人侦听的端口，连接时即被拒绝。";
    Fe1, "FE-1", "S", "S", "",
        r"The front end authenticates the client first. A wrong password ends here and never reaches a target.",
        "前端首先验证客户端的身份。密码错误到此为止，从不到达目标。";
    Fe2, "FE-2", "S", "S", "",
        r"Then it discovers the service: mailbox → database → version and site → candidates → endpoints.",
        "然后进行发现：邮箱 → 数据库 → 版本和站点 → 候选服务器 → 端点。";
    Fe3, "FE-3", "S", "S", "",
        r"Before proxying it does not check that the target's POP3 or IMAP4 service is available. A stopped target stays a candidate, login after login.",
        "代理之前它不检查目标的 POP3 或 IMAP4 服务是否可用。已停止的目标仍是候选，每次登录都是如此。";
    Fe4, "FE-4", "R", "R (two independent reports)", "",
        r"A failed proxy leg looks to the client exactly like a wrong password: IMAP4 `<tag> NO LOGIN failed.` (`NO AUTHENTICATE failed.`), POP3 `-ERR Logon failure: unknown user name or bad password.`. Only the protocol log tells them apart.",
        "在客户端看来，失败的代理连接与密码错误完全一样：IMAP4 为 `<tag> NO LOGIN failed.`（`NO AUTHENTICATE failed.`），POP3 为 `-ERR Logon failure: unknown user name or bad password.`。只有协议日志能区分二者。";
    Fe5, "FE-5", "R", "R", "",
        r"The protocol log (off by default) carries `Msg=Proxy:<host>:<port>:<SSL or TLS or nothing>` and `ErrMsg=ProxyNotAuthenticated` for such a leg.",
        "对于这样的代理连接，协议日志（默认关闭）中有 `Msg=Proxy:<host>:<port>:<SSL or TLS or nothing>` 和 `ErrMsg=ProxyNotAuthenticated`。";
    Fe6, "FE-6", "D", "D", "",
        r"After a successful proxy login the front end relays; what the client sees is the target's session.",
        "代理登录成功之后，前端只作中继；客户端看到的是目标的会话。";
    Fe7, "FE-7", "D", "D", "",
        r"The user needs a primary SMTP address; without one the login is refused at the front end (log `Msg=NoPrimarySmtpAddress`).",
        "用户需要有主 SMTP 地址；没有时前端拒绝登录（日志 `Msg=NoPrimarySmtpAddress`）。";
    Disc1, "DISC-1", "SD", "S, D", "",
        r"Mailbox on 2010: the candidates are the 2010 Client Access servers of one site; the endpoints are the values of their POP3 or IMAP4 `InternalConnectionSettings`. The host in the value is taken as it stands and resolved by DNS: it may name anything.",
        "邮箱在 2010 上：候选是一个站点中的 2010 客户端访问服务器；端点是其 POP3 或 IMAP4 的 `InternalConnectionSettings` 的值。值中的主机按原样采用并由 DNS 解析：它可以指向任何主机。";
    Disc2, "DISC-2", "S", "S", "",
        r"Mailbox on 2007: the candidates are the FQDNs of every 2007 Client Access server of one site. No connection setting is read.",
        "邮箱在 2007 上：候选是一个站点中每台 2007 客户端访问服务器的 FQDN。不读取任何连接设置。";
    Disc3, "DISC-3", "A", "A", "discovery_site",
        r#"Which site: the article says "this site"; Microsoft's later text says the mailbox's site. `discovery_site: MailboxSite` (default) or `FrontEndSite`."#,
        "哪个站点：文章说是“本站点”；Microsoft 后来的文本说是邮箱所在的站点。`discovery_site: MailboxSite`（默认）或 `FrontEndSite`。";
    Disc4, "DISC-4", "D", "D", "",
        r"Mailbox on 2013: the back end of the Mailbox server that holds the active copy of the database, in whatever site, port `ProxyTargetPort`, SSL. InternalConnectionSettings plays no part.",
        "邮箱在 2013 上：持有该数据库活动副本的邮箱服务器的后端，无论在哪个站点，端口为 `ProxyTargetPort`，使用 SSL。InternalConnectionSettings 不起作用。";
    Disc5, "DISC-5", "SD", "S, D", "",
        r"Only servers of the mailbox's own version are candidates.",
        "只有与邮箱版本相同的服务器才是候选。";
    Disc6, "DISC-6", "A", "A, no switch", "",
        r"A 2010 server whose InternalConnectionSettings is empty offers no endpoint. If no candidate offers one, the login fails without a connection.",
        "InternalConnectionSettings 为空的 2010 服务器不提供端点。若没有候选服务器提供端点，登录在没有建立连接的情况下失败。";
    Disc7, "DISC-7", "A", "A, no switch", "",
        r"The ports of a 2007 candidate are those of its bindings.",
        "2007 候选服务器的端口是其绑定的端口。";
    Disc8, "DISC-8", "A", "A", "candidate_order",
        r"Order among equal candidates: `candidate_order: Random` (default, drawn from the seed for each login), `RoundRobin` or `ByName`.",
        "同等候选之间的顺序：`candidate_order: Random`（默认，每次登录由种子抽取）、`RoundRobin` 或 `ByName`。";
    Disc9, "DISC-9", "A", "A", "topology_refresh",
        r"The front end's view of the directory is cached: `topology_refresh`, default 15 min. A restart of the front-end service reads it anew. Moving a mailbox to another database is seen at the next login.",
        "前端对目录的视图是缓存的：`topology_refresh`，默认 15 分钟。重启前端服务会重新读取。邮箱移动到另一数据库则在下次登录时即可看到。";
    Fall1, "FALL-1", "S", "S", "",
        r"Client connection encrypted (995, 993): SSL first, then TLS, then plaintext.",
        "客户端连接已加密（995、993）：先 SSL，再 TLS，再明文。";
    Fall2, "FALL-2", "S", "S", "",
        r"Client connection plaintext: plaintext first, then SSL, then TLS.",
        "客户端连接为明文：先明文，再 SSL，再 TLS。";
    Fall3, "FALL-3", "SA", "S / A", "fallback",
        r#"Two readings of "then", both to be simulated. `fallback: FallThrough` (default, the article's words): one target is picked; after a failed attempt the next type is tried on it. `SelectOnce` (Microsoft's wording is "locate"): the first type for which any candidate offers an endpoint is used; its failure is final. They differ exactly when an endpoint is offered but dead."#,
        "“再”有两种读法，两种都可模拟。`fallback: FallThrough`（默认，文章的说法）：选定一个目标；尝试失败后在该目标上尝试下一类型。`SelectOnce`（Microsoft 的措辞是“locate”）：采用第一个有候选服务器提供端点的类型；它失败即为最终结果。两种读法恰在端点已提供但不可用时不同。";
    Fall4, "FALL-4", "DA", "D, A", "",
        r"Only offered endpoints are tried. With default settings a 2010 server offers SSL and TLS and no plaintext; a 2007 binding on 110/143 serves both TLS and plaintext.",
        "只尝试已提供的端点。在默认设置下，2010 服务器提供 SSL 和 TLS 而不提供明文；2007 在 110/143 上的绑定同时提供 TLS 和明文。";
    Fall5, "FALL-5", "A", "A", "starttls_counts_as_encrypted",
        r"A client that completed STARTTLS / STLS before login counts as encrypted: `starttls_counts_as_encrypted: true`.",
        "登录前完成了 STARTTLS / STLS 的客户端视为加密：`starttls_counts_as_encrypted: true`。";
    Fall6, "FALL-6", "A", "A", "next_target",
        r"When every type has failed on the target: `next_target: Never` (default; the login fails) or `EachCandidate`.",
        "目标上每种类型都失败时：`next_target: Never`（默认；登录失败）或 `EachCandidate`。";
    Fall7, "FALL-7", "A", "A", "proxy_connect_timeout, retry_after_login_refused",
        r"An attempt fails by: name not resolved, refused, no answer within `proxy_connect_timeout` (default 21 s), TLS handshake, certificate (only with EnforceCertificateErrors), no STARTTLS offered, target's refusal of the login. A refused login on the target is a failure of the leg; whether it moves on to the next type is `retry_after_login_refused: false`.",
        "一次尝试的失败原因有：名称无法解析、被拒绝、在 `proxy_connect_timeout`（默认 21 s）内没有应答、TLS 握手、证书（仅当 EnforceCertificateErrors 时）、没有提供 STARTTLS、目标拒绝登录。目标拒绝登录属于该段代理连接的失败；是否接着尝试下一类型由 `retry_after_login_refused: false` 决定。";
    Fall8, "FALL-8", "DR", "D, R", "",
        r"The client's own clock runs meanwhile: at PreAuthenticatedConnectionTimeout the front end closes the connection (`* BYE Connection is closed. 13`).",
        "在此期间客户端自己的时钟仍在走：到达 PreAuthenticatedConnectionTimeout 时前端关闭连接（`* BYE Connection is closed. 13`）。";
    Fall9, "FALL-9", "S", "S", "",
        r"A failed target is not remembered.",
        "不记住失败的目标。";
    Leg1, "LEG-1", "A", "A (R for 2007 to 2003, Basic for 2010 to 2010)", "",
        r"To 2007 and 2010 the front end replays the user's name and password; over plaintext or TLS with the commands of the protocol.",
        "对 2007 和 2010，前端重放用户的用户名和密码；经明文或 TLS 时使用协议的命令。";
    Leg2, "LEG-2", "A", "A", "",
        r"A client that authenticated with NTLM or GSSAPI left no password: proxying down-level is impossible. To a 2013 back end it works.",
        "以 NTLM 或 GSSAPI 验证身份的客户端没有留下密码：无法代理到旧版本。对 2013 后端则可以。";
    Leg3, "LEG-3", "D", "D", "",
        r"The target's LoginType applies to the leg: SecureLogin or PlainTextAuthentication refuses a login on a plaintext leg.",
        "目标的 LoginType 适用于该段代理连接：SecureLogin 或 PlainTextAuthentication 拒绝明文连接上的登录。";
    Leg4, "LEG-4", "D", "D", "",
        r"EnforceCertificateErrors false (default): name mismatch, expiry and unknown issuer on the target are ignored. True: any of them fails the leg.",
        "EnforceCertificateErrors 为 false（默认）：忽略目标证书的名称不符、过期和未知颁发者。为 true：其中任何一项都会使该段代理连接失败。";
    Leg5, "LEG-5", "R", "R", "",
        r"No common TLS version, or no common cipher family: the handshake fails, whatever EnforceCertificateErrors says. Windows Server 2003/2008 hosts offer TLS 1.0 and older unless stated.",
        "没有共同的 TLS 版本，或没有共同的密码套件系列：无论 EnforceCertificateErrors 如何设置，握手都失败。Windows Server 2003/2008 主机若未另行说明，只提供 TLS 1.0 及更旧版本。";
    Leg6, "LEG-6", "R", "R", "",
        r"X509CertificateName must name an installed certificate that is enabled for the service. On 2013, replacing the POP/IMAP certificate such that the back end has no usable one breaks front end → back end, and so even plaintext clients.",
        "X509CertificateName 必须指向已安装且已为该服务启用的证书。在 2013 上，如果更换 POP/IMAP 证书后后端没有可用的证书，前端到后端的连接即中断，因此连明文客户端也会失败。";
    Leg7, "LEG-7", "D", "D (consequence)", "",
        r"All proxied connections of one front end come from one address: 2007's limit of 20 from a single address is soon met.",
        "一台前端的所有代理连接都来自同一地址：很快就会达到 2007 对单一地址 20 个连接的限制。";
    Leg8, "LEG-8", "A", "A", "protocol_disabled_checked_at",
        r"PopEnabled / ImapEnabled false: `protocol_disabled_checked_at: Target` (default; client sees IMAP4 `BAD User is authenticated but not connected.`, POP3 a log-on failure) or `FrontEnd`.",
        "PopEnabled / ImapEnabled 为 false：`protocol_disabled_checked_at: Target`（默认；客户端看到 IMAP4 的 `BAD User is authenticated but not connected.`，POP3 则为登录失败）或 `FrontEnd`。";
    Leg9, "LEG-9", "D", "D", "",
        r"Session objects in the 2010 store: 16 service sessions per user; excess gives `NO Server Unavailable. 15` / `-ERR Server Unavailable. 21` and event 9646 on the Mailbox server. The POP/IMAP limits do not raise it.",
        "2010 存储中的会话对象：每个用户 16 个服务会话；超出时得到 `NO Server Unavailable. 15` / `-ERR Server Unavailable. 21`，邮箱服务器上记录事件 9646。POP/IMAP 的限制不能提高它。";
    Site1, "SITE-1", "D", "D", "",
        r"POP3 and IMAP4 are never redirected, only served, proxied or refused.",
        "POP3 和 IMAP4 从不重定向，只会被服务、代理或拒绝。";
    Site2, "SITE-2", "D", "D", "",
        r"Event 1008 names the user, the mailbox's site and the Client Access server.",
        "事件 1008 写明用户、邮箱所在的站点和客户端访问服务器。";
    Lb1, "LB-1", "SD", "S, D", "",
        r"InternalConnectionSettings must hold the server's own FQDN, never a load-balanced name.",
        "InternalConnectionSettings 中必须是该服务器自己的 FQDN，绝不能是负载均衡的名称。";
    Lb2, "LB-2", "D", "D", "",
        r"A load-balanced name resolves to a virtual address; the balancer forwards each connection to a pool member by its own method (round robin, source hash, least connections) and its own health check (none, TCP connect, banner). POP3 and IMAP4 have no health page: a TCP check passes on a server whose component is inactive or whose service is hung.",
        "负载均衡的名称解析为虚拟地址；负载均衡器以自己的方法（轮询、源地址哈希、最少连接）和自己的运行状况检查（无、TCP 连接、问候语）将每个连接转发到池的一个成员。POP3 和 IMAP4 没有运行状况页：组件未激活或服务挂起的服务器也能通过 TCP 检查。";
    Lb3, "LB-3", "A", "A", "loop_guard",
        r"If the pool is 2013 front ends (the usual state after the namespace moved): the front end proxies to a front end, which authenticates, discovers the same name and proxies again. There is no loop guard (`loop_guard: None`, **A**); the loop ends when MaxConnectionsPerUser, MaxConnectionFromSingleIP or the pre-authentication time-out ends it. The client sees a wrong password.",
        "如果池中是 2013 前端（命名空间迁移后的通常状态）：前端代理到前端，后者验证身份、发现同一名称并再次代理。没有循环保护（`loop_guard: None`，**A**）；直到 MaxConnectionsPerUser、MaxConnectionFromSingleIP 或验证前的超时使循环结束。客户端看到的是密码错误。";
    Lb4, "LB-4", "S", "S (consequence)", "",
        r"If the pool is 2010 servers: the login lands on any member, perhaps in another site, with or without the service running. The choice made by discovery is lost, and failures become intermittent.",
        "如果池中是 2010 服务器：登录落到任一成员上，它可能在另一站点，其服务可能在运行也可能没有。发现所作的选择丢失，失败变得时有时无。";
    Lb5, "LB-5", "A", "A (consequence)", "",
        r"A certificate for the shared name matches the shared name: EnforceCertificateErrors does not catch this mistake.",
        "用于共享名称的证书与共享名称相符：EnforceCertificateErrors 发现不了这个错误。";
    Lb6, "LB-6", "D", "D", "",
        r"DNS answers are cached for their TTL: after a cut-over old and new targets are both in use until it runs out.",
        "DNS 应答在其 TTL 内被缓存：切换之后，新旧目标会同时使用，直到 TTL 用尽。";
    Cmp1, "CMP-1", "D", "D", "",
        r"Components `PopProxy` and `ImapProxy`, states Active, Inactive, Draining; requesters HealthAPI, Maintenance, Sidelined, Functional, Deployment.",
        "组件 `PopProxy` 和 `ImapProxy`，状态 Active、Inactive、Draining；请求者 HealthAPI、Maintenance、Sidelined、Functional、Deployment。";
    Cmp2, "CMP-2", "D", "D", "",
        r"State is kept per requester; the component is effectively active only if no requester holds it inactive.",
        "状态按请求者分别保存；只有没有任何请求者将其设为 Inactive 时，组件才实际处于活动状态。";
    Cmp3, "CMP-3", "D", "D", "",
        r"Inactive: TCP connects, no banner comes, the connection is closed; on an SSL port this happens before the TLS handshake. The event log is silent.",
        "未激活：TCP 能连接，没有问候语，连接随即关闭；在 SSL 端口上这发生在 TLS 握手之前。事件日志没有记录。";
    Cmp4, "CMP-4", "R", "R", "inactive_component",
        r"Some builds stop the service instead: `inactive_component: CloseWithoutBanner` (default) or `StopService`.",
        "有些版本会改为停止服务：`inactive_component: CloseWithoutBanner`（默认）或 `StopService`。";
    Cmp5, "CMP-5", "D", "D", "",
        r"`ServerWideOffline` inactive takes every component along; afterwards the services may stay stopped.",
        "`ServerWideOffline` 未激活时会带走所有组件；之后服务可能仍保持停止。";
    Cmp6, "CMP-6", "D", "D", "",
        r"2007 and 2010 have no components.",
        "2007 和 2010 没有组件。";
    Http1, "HTTP-1", "S", "S", "",
        r"For EWS, OAB, OWA, ActiveSync and ECP the 2013 front end probes down-level servers at intervals (for 2010: `HttpProxy.ClientAccessServer2010Ping`). A target whose probe fails is left out until it answers again. POP3 and IMAP4 have no such probe.",
        "对于 EWS、OAB、OWA、ActiveSync 和 ECP，2013 前端定期探测旧版本服务器（对 2010：`HttpProxy.ClientAccessServer2010Ping`）。探测失败的目标会被移出，直到它再次应答。POP3 和 IMAP4 没有这样的探测。";
    Http2, "HTTP-2", "A", "A", "http_ping",
        r"Probe interval 60 s, time-out 10 s, down after 1 failure, up after 1 success: `http_ping: (…)`.",
        "探测间隔 60 s，超时 10 s，失败 1 次即为不可用，成功 1 次即为可用：`http_ping: (…)`。";
    Http3, "HTTP-3", "DR", "D, R", "",
        r"Mailbox on 2010: all five are proxied. Mailbox on 2007: OWA and ECP are redirected to the legacy namespace, EWS and OAB are reached by the URL that Autodiscover hands out, ActiveSync is proxied.",
        "邮箱在 2010 上：五种都予以代理。邮箱在 2007 上：OWA 和 ECP 重定向到旧命名空间，EWS 和 OAB 使用自动发现给出的 URL，ActiveSync 予以代理。";
    Http4, "HTTP-4", "D", "D", "",
        r"Among healthy candidates a hash of the user chooses.",
        "在正常的候选中按用户的哈希选择。";
    Http5, "HTTP-5", "DA", "D / A", "",
        r"`IsOutOfService` on a 2010 server takes it out for HTTP; for POP3 and IMAP4 it is ignored.",
        "2010 服务器上的 `IsOutOfService` 使其不再用于 HTTP；对 POP3 和 IMAP4 则忽略。";
    Det1, "DET-1", "D", "D", "",
        r"A connection setting or a client's target is `host:port:mode`. SSL = TLS from the first byte. TLS = greeting in clear, then STARTTLS (IMAP4) or STLS (POP3), then log-on; a server that does not offer it fails the attempt. Empty = clear text throughout.",
        "连接设置或客户端的目标是 `host:port:mode`。SSL = 从第一个字节起即为 TLS。TLS = 明文问候语，然后 STARTTLS（IMAP4）或 STLS（POP3），再登录；服务器不提供时该次尝试失败。为空 = 始终明文。";
    Det2, "DET-2", "D", "D (RFC 2595, 3501)", "",
        r"After STARTTLS or STLS both sides forget what they learned before it: capabilities are asked anew. TLS inside TLS, and a TLS hello on a clear-text port, are protocol errors, not time-outs.",
        "STARTTLS 或 STLS 之后，双方忘记此前得知的内容：重新询问功能。TLS 之内再 TLS，以及在明文端口上发送 TLS 问候，都是协议错误，而不是超时。";
    Det3, "DET-3", "A", "A", "source_nat",
        r"A balancer forwards TCP: TLS, certificate and greeting are the member's. `source_nat: true`: members see the balancer's address (so limits per address meet it first); false: they see the client's.",
        "负载均衡器转发 TCP：TLS、证书和问候语都是成员的。`source_nat: true`：成员看到的是负载均衡器的地址（因此最先达到按地址的限制）；false：看到的是客户端的地址。";
    Det4, "DET-4", "A", "A", "check_every, down_after, up_after",
        r"A balancer's check runs at intervals (`every: 10s`, `down_after: 3`, `up_after: 1`), TCP connect or greeting; between a failure and the next checks the dead member is still used.",
        "负载均衡器的检查定期进行（`every: 10s`、`down_after: 3`、`up_after: 1`），检查 TCP 连接或问候语；从失效到后续检查之间，仍会使用已失效的成员。";
    Det5, "DET-5", "DA", "D, A", "",
        r"2010 to 2010 across sites: the host is that of the SSL entry in the target's InternalConnectionSettings (so LB-1 applies here too), the port 995 or 993.",
        "2010 跨站点到 2010：主机取自目标 InternalConnectionSettings 中的 SSL 项（因此 LB-1 在此也适用），端口为 995 或 993。";
    Det6, "DET-6", "DA", "D / A", "site_of_2010_mailbox",
        r"A database with copies: on 2013 the route follows the active copy. On 2010 the mailbox's site is that of the active copy: `site_of_2010_mailbox: ActiveCopy` (default) or `HomeServer`.",
        "有副本的数据库：在 2013 上路由跟随活动副本。在 2010 上，邮箱的站点是活动副本的站点：`site_of_2010_mailbox: ActiveCopy`（默认）或 `HomeServer`。";
    Det7, "DET-7", "D", "D", "",
        r"Stopping or restarting a service closes its connections; proxied connections through it end with it. A database that fails over ends the sessions on it; the next log-on takes the new route.",
        "停止或重启服务会关闭其连接；经由它的代理连接也随之结束。数据库故障转移会结束其上的会话；下次登录走新的路由。";
    Det8, "DET-8", "D", "D", "",
        r"A client that fails does what the scenario says: give up (default), retry after a pause, or come again at its next poll. Interactive clients keep the host name that they were given: POP3 and IMAP4 know no redirect.",
        "失败的客户端按场景所写行事：放弃（默认）、间隔之后重试，或在下次轮询时再来。交互式客户端沿用所给的主机名：POP3 和 IMAP4 没有重定向。";
    Det9, "DET-9", "DA", "D, A", "",
        r"The resolver of the server that connects answers the name, not the client's: split DNS matters. Answers are kept for their TTL; a failed look-up is not kept. IPv4 only.",
        "名称由发起连接的服务器所用的 DNS 解析，而不是客户端的：拆分 DNS 因此重要。应答在其 TTL 内保留；失败的查询不保留。仅 IPv4。";
    Det10, "DET-10", "D", "D", "",
        r"The same account may be asked for in several log-on forms; authentication and mailbox are two questions: whose password, and whose mailbox.",
        "同一帐户可以用多种登录形式指定；身份验证与邮箱是两个问题：谁的密码，以及谁的邮箱。";
    Lim1, "LIM-1", "RA", "R, A", "",
        r"MaxConnectionsPerUser counts the authenticated connections of one user, per protocol and per server; it is checked once the password is right and before discovery. Excess: the log-on fails; log `Msg=UserConnectionLimitReached` (2013), event 1009 (2007, 2010).",
        "MaxConnectionsPerUser 按协议、按服务器统计一个用户的已验证连接；在密码正确之后、发现之前检查。超出：登录失败；日志 `Msg=UserConnectionLimitReached`（2013），事件 1009（2007、2010）。";
    Lim2, "LIM-2", "A", "A", "",
        r"MaxConnections and MaxConnectionFromSingleIP count open connections, log-on or not; excess is closed after the accept and without a greeting.",
        "MaxConnections 和 MaxConnectionFromSingleIP 统计打开的连接，无论是否已登录；超出的连接在接受之后不发问候语即关闭。";
    Lim3, "LIM-3", "R", "R", "",
        r"On 2013 both front end and back end count. A limit that was changed takes effect after both services restarted.",
        "在 2013 上前端和后端各自统计。更改后的限制要在两个服务都重启之后才生效。";
    Lim4, "LIM-4", "A", "A (consequence)", "",
        r"In a loop every level is one authenticated connection of the same user on the front end that it reached; with several front ends in the pool each has its own count.",
        "在循环中，每一层都是同一用户在所到达前端上的一个已验证连接；池中有多台前端时各有自己的计数。";
    Section2, "section 2", "D", "D", "",
        r"Settings and their defaults, by version.",
        "各版本的设置及其默认值。";
    Section7, "section 7", "DRSA", "D, R, S, A", "",
        r"Which server may serve which mailbox (POP3, IMAP4).",
        "哪台服务器可以为哪个邮箱服务（POP3、IMAP4）。";
    Section11, "section 11", "D", "D", "",
        r"What stands on the wire: greetings, capabilities, replies, log-on names, events.",
        "线路上的内容：问候语、功能、答复、登录名、事件。";
}

impl Rule {
    /// The marks of the rule; more than one where the specification gives more than one.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        self.mark_letters().chars().map(move |letter| match letter {
            'S' => Mark::Article,
            'D' => Mark::Documented,
            'R' => Mark::Reported,
            'A' => Mark::Assumed,
            other => unreachable!("mark {other} of {self:?}"),
        })
    }

    /// The mark note in a language: the letters are the same in all, the remarks are not.
    #[must_use]
    pub fn mark_said(self, lang: Lang) -> &'static str {
        let note = self.mark_note();
        match lang {
            Lang::En => note,
            Lang::Zh => match note {
                "A, no switch" => "A，没有开关",
                "A (consequence)" => "A（推论）",
                "D (consequence)" => "D（推论）",
                "S (consequence)" => "S（推论）",
                "R (two independent reports)" => "R（两份独立的报告）",
                "D (RFC 2595, 3501)" => "D（RFC 2595、3501）",
                "A (R for 2007 to 2003, Basic for 2010 to 2010)" => "A（2007 到 2003 为 R，2010 到 2010 用 Basic）",
                letters => letters,
            },
        }
    }

    /// The rule itself in a language (Markdown).
    #[must_use]
    pub const fn said(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.text(),
            Lang::Zh => self.text_zh(),
        }
    }

    /// The rule with this id, in whatever case it is written.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::has_chinese;

    #[test]
    fn every_rule_is_there_in_chinese() {
        for rule in Rule::ALL {
            let (en, zh) = (rule.text(), rule.text_zh());
            assert!(has_chinese(zh) && !has_chinese(en), "{}", rule.id());
            // What is typed and what is heard is the same in both: settings, switches, lines on the wire.
            for code in en.split('`').skip(1).step_by(2) {
                assert!(zh.contains(&format!("`{code}`")), "{}: `{code}` is not in {zh}", rule.id());
            }
            let mark = rule.mark_said(Lang::Zh);
            let remark = rule.mark_note().contains(|it: char| it.is_ascii_lowercase()) || mark.contains('(');
            assert!(!remark || has_chinese(mark), "{}: {mark}", rule.id());
        }
    }
}
