//! How is each decision, and each reason of one, said in one line?

use super::sentences;

sentences! {
    /// Decision: authenticated.
    authenticates(user) { En: "authenticates {user}", Zh: "验证 {user} 的身份" }
    /// Decision: not authenticated.
    rejects(user) { En: "refuses the log-on of {user}", Zh: "拒绝 {user} 的登录" }
    /// Decision: served here.
    serves(user) { En: "opens the mailbox of {user}", Zh: "打开 {user} 的邮箱" }
    /// Decision: handed on.
    proxies(user, to) { En: "hands the log-on of {user} on, to {to} first", Zh: "转交 {user} 的登录，首先交给 {to}" }
    /// Decision: refused.
    refuses(user, why) { En: "refuses {user}: {why}", Zh: "拒绝 {user}：{why}" }
    /// Decision: an endpoint.
    tries(endpoint, security) { En: "tries {endpoint} {security}", Zh: "尝试 {endpoint} {security}" }
    /// Decision: gives up.
    gives_up() { En: "gives the log-on up", Zh: "放弃该登录" }
    /// Decision: gives up, told without a reason.
    gives_up_at_last() { En: "gives the log-on up: nothing is left to try", Zh: "放弃该登录：没有其他可尝试的" }
    /// Decision: not allowed.
    not_allowed(user) { En: "authenticates {user}, but does not connect to the mailbox", Zh: "验证 {user} 的身份，但不连接到邮箱" }
    /// A decision and its only reason.
    because(decision, reason) { En: "{decision}: {reason}", Zh: "{decision}：{reason}" }

    /// Refusal: no mailbox.
    refusal_no_mailbox() { En: "the account has no mailbox", Zh: "该帐户没有邮箱" }
    /// Refusal: unsupported.
    refusal_not_supported() { En: "this version neither opens nor proxies to such a mailbox", Zh: "此版本既不打开也不代理这样的邮箱" }
    /// Refusal: another site.
    refusal_other_site() { En: "the mailbox is in another site", Zh: "邮箱在另一站点" }
    /// Refusal: 2010 to 2007.
    refusal_not_proxied() { En: "2010 does not proxy to 2007 here", Zh: "此处 2010 不代理到 2007" }
    /// Refusal: nobody.
    refusal_no_candidate() { En: "there is no Client Access server of the mailbox's version in the site", Zh: "该站点中没有与邮箱版本相同的客户端访问服务器" }
    /// Refusal: nothing offered.
    refusal_no_endpoint() { En: "no candidate offers an endpoint", Zh: "没有候选服务器提供端点" }
    /// Refusal: no password to replay.
    refusal_no_password() { En: "there is no password to replay", Zh: "没有可重放的密码" }
    /// Refusal: not the active copy.
    refusal_store_off() { En: "the server with the database is switched off", Zh: "数据库所在的服务器已关机" }
    /// No candidate any more.
    removed(server) { En: "no candidate {server}   it is no longer in the directory", Zh: "非候选 {server}   已不在目录中" }
    /// The store cannot be opened.
    store_off(server) { En: "the database is on {server}, which is switched off", Zh: "数据库在 {server} 上，而该服务器已关机" }
    /// The refusal of a back end without the active copy.
    refusal_not_here() { En: "the active copy is not on this server", Zh: "活动副本不在此服务器上" }

    /// FE-1.
    password_right() { En: "the password is right", Zh: "密码正确" }
    /// FE-1.
    password_wrong() { En: "the password is wrong", Zh: "密码错误" }
    /// FE-7.
    web_proxied(service, version) { En: "{service} for a mailbox on {version} is proxied", Zh: "对 {version} 邮箱的 {service} 予以代理" }
    /// OWA and ECP to 2007.
    web_redirected(service) { En: "{service} for a mailbox on Exchange 2007 is redirected to the legacy namespace", Zh: "对 Exchange 2007 邮箱的 {service} 重定向到旧命名空间" }
    /// EWS and OAB to 2007.
    web_by_autodiscover(service) {
        En: "{service} for a mailbox on Exchange 2007 is reached by the URL that Autodiscover hands out", Zh: "对 Exchange 2007 邮箱的 {service} 使用自动发现给出的 URL"
    }
    /// To the server with the active copy.
    web_back_end(server) { En: "the active copy is on {server}", Zh: "活动副本在 {server} 上" }
    /// A web request for the own version.
    web_own_version(version) { En: "{version} answers web requests for its own mailboxes", Zh: "{version} 答复对自己邮箱的 Web 请求" }
    /// A web request for another version.
    web_not_modelled(version, mailbox) {
        En: "not modelled: what {version} does with a web request for a mailbox on {mailbox}", Zh: "未建模：{version} 如何处理对 {mailbox} 邮箱的 Web 请求"
    }
    /// Not modelled.
    refusal_not_modelled() { En: "not modelled", Zh: "未建模" }
    /// Left out.
    probed_down(server) { En: "no candidate {server}   its probe failed", Zh: "非候选 {server}   探测失败" }
    /// Out of service.
    out_of_service(server) { En: "no candidate {server}   IsOutOfService", Zh: "非候选 {server}   IsOutOfService" }
    /// Nobody left.
    no_healthy_target(version, site) { En: "no healthy {version} Client Access server in {site}", Zh: "{site} 中没有正常的 {version} 客户端访问服务器" }
    /// The only healthy one.
    picked_only_healthy(server) { En: "picked    {server}, the only healthy candidate", Zh: "选中    {server}，唯一正常的候选" }
    /// By hash.
    hash_picked(server, of) { En: "picked    {server}, one of {of} healthy candidates, by a hash of the user", Zh: "选中    {server}，{of} 个正常候选之一，按用户的哈希" }
    /// Tries the next.
    web_retries() { En: "the next healthy candidate is tried", Zh: "尝试下一个正常的候选" }
    /// Does not.
    web_does_not_retry() { En: "no other candidate is tried for the same request", Zh: "同一请求不再尝试其他候选" }
    /// Sends a web client elsewhere.
    redirects(user, name) { En: "sends the client of {user} to {name}", Zh: "将 {user} 的客户端引到 {name}" }
    /// Nobody can serve it.
    refusal_no_healthy_target() { En: "no healthy target", Zh: "没有正常的目标" }
    /// Nowhere to send it.
    refusal_no_legacy() { En: "there is no legacy namespace (`legacy_namespace`)", Zh: "没有旧命名空间（`legacy_namespace`）" }
    /// The log-on name is nobody's.
    unknown_name() { En: "the log-on name is nobody's in any of its forms", Zh: "该登录名的任何形式都不属于任何人" }
    /// Anonymous, Guest, Administrator.
    reserved(user) { En: "{user} is one of Anonymous, Guest and Administrator, who may not use POP3 and IMAP4", Zh: "{user} 属于 Anonymous、Guest、Administrator 之一，不能使用 POP3 和 IMAP4" }
    /// NTLM with another alias.
    ntlm_alias(user) { En: "a defect of this build: NTLM fails where the alias of {user} is not the sAMAccountName", Zh: "此版本的缺陷：{user} 的别名与 sAMAccountName 不同时 NTLM 失败" }
    /// Replayed without quotation marks.
    unquoted_replay(user) { En: "a defect of this build: name and password of {user} are replayed without quotation marks", Zh: "此版本的缺陷：重放 {user} 的用户名和密码时没有加引号" }
    /// No rights on the mailbox.
    no_rights(user, mailbox) { En: "{user} has no Full Access to the mailbox {mailbox}", Zh: "{user} 对邮箱 {mailbox} 没有完全访问权限" }
    /// Too many session objects.
    store_sessions(user, server, limit) { En: "{user} has {limit} session objects in the store of {server}, which is the limit", Zh: "{user} 在 {server} 的存储中有 {limit} 个会话对象，已达上限" }
    /// Refused for session objects.
    refusal_store_sessions() { En: "too many session objects in the store", Zh: "存储中的会话对象过多" }
    /// No primary SMTP address.
    no_smtp_address(user) { En: "{user} has no primary SMTP address", Zh: "{user} 没有主 SMTP 地址" }
    /// LIM-1.
    user_limit(user, open, limit) { En: "{user} has {open} here, MaxConnectionsPerUser is {limit}", Zh: "{user} 在此有 {open}，MaxConnectionsPerUser 为 {limit}" }
    /// LB-3.
    own_logon(server) { En: "the log-on came from {server} itself", Zh: "登录来自 {server} 自己" }
    /// LEG-3.
    login_type_refuses(login_type, mechanism) { En: "LoginType {login_type} refuses {mechanism} without TLS", Zh: "LoginType {login_type} 在没有 TLS 时拒绝 {mechanism}" }
    /// Section 2.
    mechanism_off(mechanism) { En: "{mechanism} is not offered", Zh: "未提供 {mechanism}" }
    /// LEG-8.
    protocol_disabled(setting, user) { En: "{setting} is false for {user}", Zh: "{user} 的 {setting} 为 false" }
    /// LEG-8.
    protocol_disabled_at_target(setting, user) {
        En: "{setting} is false for {user} (looked at by the server that opens the mailbox)", Zh: "{user} 的 {setting} 为 false（由打开邮箱的服务器检查）"
    }
    /// LEG-8.
    protocol_disabled_at_front_end(setting, user) { En: "{setting} is false for {user} (looked at by the front end)", Zh: "{user} 的 {setting} 为 false（由前端检查）" }
    /// FE-2.
    mailbox(user, database, version, server, site) {
        En: "{user} → {database} → {version}, active on {server}, site {site}", Zh: "{user} → {database} → {version}，活动副本在 {server}，站点 {site}"
    }
    /// DET-6.
    home_server_site(site) { En: "the mailbox counts as in {site}, the site of its home server", Zh: "邮箱视为在 {site}，即其主服务器的站点" }
    /// DET-6.
    active_copy_site(site) { En: "the mailbox counts as in {site}, the site of its active copy", Zh: "邮箱视为在 {site}，即其活动副本的站点" }
    /// FE-2.
    no_mailbox(user) { En: "{user} has no mailbox", Zh: "{user} 没有邮箱" }
    /// DISC-3.
    discovery_site_of_mailbox(site) { En: "targets are looked for in {site}, the site of the mailbox", Zh: "在邮箱所在的站点 {site} 中查找目标" }
    /// DISC-3.
    discovery_site_of_front_end(site) { En: "targets are looked for in {site}, the site of the front end", Zh: "在前端所在的站点 {site} 中查找目标" }
    /// DISC-1, DISC-2.
    candidate(server, version) { En: "candidate {server}   {version}", Zh: "候选 {server}   {version}" }
    /// DISC-1.
    offers(server, endpoint) { En: "offered   {endpoint}   by {server}", Zh: "提供   {endpoint}   由 {server}" }
    /// DISC-1, a name that is a balancer's.
    offers_balancer(server, endpoint) { En: "offered   {endpoint}   by {server}, the name of a load balancer", Zh: "提供   {endpoint}   由 {server}，这是负载均衡器的名称" }
    /// DISC-4.
    back_end(server, endpoint) { En: "the back end of {server}, {endpoint}", Zh: "{server} 的后端，{endpoint}" }
    /// DISC-5.
    other_version(server, version) { En: "no candidate {server}   it is {version}", Zh: "非候选 {server}   它是 {version}" }
    /// DISC-3.
    other_sites(count) { En: "no candidates: {count} of the right version in other sites", Zh: "非候选：其他站点中有 {count} 台相同版本的服务器" }
    /// DISC-6.
    offers_nothing(server, lacks) { En: "no candidate {server}   {lacks}", Zh: "非候选 {server}   {lacks}" }
    /// DISC-6: what a server lacks.
    lacks_connection_settings() { En: "InternalConnectionSettings is empty", Zh: "InternalConnectionSettings 为空" }
    /// DISC-6: what a server lacks.
    lacks_ssl_value() { En: "InternalConnectionSettings has no SSL value", Zh: "InternalConnectionSettings 没有 SSL 值" }
    /// DISC-6: what a server lacks.
    lacks_bindings() { En: "there is no binding", Zh: "没有绑定" }
    /// DISC-6: what a server lacks.
    lacks_ssl_bindings() { En: "SSLBindings is empty", Zh: "SSLBindings 为空" }
    /// DISC-1, DISC-2.
    no_candidate(site, version) { En: "no {version} Client Access server stands in {site}", Zh: "{site} 中没有 {version} 客户端访问服务器" }
    /// DISC-6.
    no_endpoint(site, lacks) { En: "no candidate in {site} offers an endpoint: {lacks}", Zh: "{site} 中没有候选服务器提供端点：{lacks}" }
    /// DISC-8.
    picked_only(server) { En: "picked    {server}, the only candidate", Zh: "选中    {server}，唯一的候选" }
    /// DISC-8.
    picked(server, of, order) { En: "picked    {server}, one of {of}, {order}", Zh: "选中    {server}，{of} 个之一，{order}" }
    /// DISC-8.
    order_random() { En: "by chance", Zh: "随机" }
    /// DISC-8.
    order_round_robin() { En: "in turn", Zh: "轮流" }
    /// DISC-8.
    order_by_name() { En: "the first by name", Zh: "按名称的第一个" }
    /// FE-3.
    not_checked(server) { En: "whether {server}'s service runs is not asked", Zh: "不询问 {server} 的服务是否在运行" }
    /// FALL-1.
    encrypted_order() { En: "the client came encrypted: SSL, then TLS, then plaintext", Zh: "客户端以加密方式到来：先 SSL，再 TLS，再明文" }
    /// FALL-2.
    plaintext_order() { En: "the client came in plaintext: plaintext, then SSL, then TLS", Zh: "客户端以明文到来：先明文，再 SSL，再 TLS" }
    /// FALL-5.
    starttls_counts() { En: "STARTTLS (STLS) before the log-on counts as encrypted", Zh: "登录前的 STARTTLS（STLS）视为加密" }
    /// FALL-5.
    starttls_does_not_count() { En: "STARTTLS (STLS) before the log-on does not count as encrypted", Zh: "登录前的 STARTTLS（STLS）不视为加密" }
    /// FALL-4.
    not_offered(server, security) { En: "{server} offers nothing over {security}", Zh: "{server} 没有提供 {security}" }
    /// FALL-4.
    not_offered_plaintext(server) { En: "{server} offers nothing in plaintext", Zh: "{server} 没有提供明文" }
    /// FALL-4.
    same_type_first(server, security) { En: "{server} offers several endpoints {security}: the first is tried", Zh: "{server} 提供多个 {security} 端点：尝试第一个" }
    /// FALL-4.
    same_type_each(server, security) { En: "{server} offers several endpoints {security}: each is tried", Zh: "{server} 提供多个 {security} 端点：逐个尝试" }
    /// FALL-3.
    next_type(security) { En: "next on the same target, {security}", Zh: "在同一目标上接着尝试 {security}" }
    /// FALL-3.
    selected_once(security) { En: "{security} is the type that is used, and no other", Zh: "使用 {security} 这一类型，且仅此一种" }
    /// FALL-6.
    no_next_target() { En: "every type failed there, and no other target is tried", Zh: "该处每种类型都失败了，不再尝试其他目标" }
    /// FALL-6.
    next_target(server) { En: "the next target is {server}", Zh: "下一个目标是 {server}" }
    /// FALL-7.
    refusal_is_final() { En: "a refused log-on is final", Zh: "被拒绝的登录即为最终结果" }
    /// FALL-7.
    refusal_is_not_final() { En: "a refused log-on is a failure like any other", Zh: "被拒绝的登录与其他失败一样" }
    /// LEG-1.
    replays(user) { En: "name and password of {user} are replayed", Zh: "重放 {user} 的用户名和密码" }
    /// LEG-2.
    no_password(mechanism) { En: "{mechanism} left no password to replay", Zh: "{mechanism} 没有留下可重放的密码" }
    /// DISC-4.
    hands_over(user) { En: "the back end is handed {user} as authenticated", Zh: "以已验证的身份将 {user} 交给后端" }
    /// Section 7.
    served_on_same(by) { En: "the mailbox is on {by} itself", Zh: "邮箱就在 {by} 上" }
    /// Section 7.
    served(by, on) { En: "{by} opens a mailbox on {on}", Zh: "{by} 打开 {on} 上的邮箱" }
    /// Section 7.
    served_across_sites(site) { En: "AllowCrossSiteSessions is set: the mailbox in {site} is reached by RPC", Zh: "已设置 AllowCrossSiteSessions：通过 RPC 访问 {site} 中的邮箱" }
    /// SITE-2.
    refused_across_sites(site) { En: "2007 does not serve a mailbox in another site, and this one is in {site}", Zh: "2007 不服务其他站点的邮箱，而此邮箱在 {site}" }
    /// DET-5.
    proxied_across_sites(site) {
        En: "the mailbox is in {site}: proxied to a 2010 Client Access server there, over SSL", Zh: "邮箱在 {site}：通过 SSL 代理到该处的 2010 客户端访问服务器"
    }
    /// Section 7.
    proxies_2010_to_2007() { En: "2010 proxies for a mailbox on 2007", Zh: "2010 代理 2007 上的邮箱" }
    /// Section 7.
    does_not_proxy_2010_to_2007() { En: "2010 does not proxy for a mailbox on 2007", Zh: "2010 不代理 2007 上的邮箱" }
    /// Section 7.
    not_supported(version, mailbox) { En: "{version} does not serve mailboxes on {mailbox}", Zh: "{version} 不服务 {mailbox} 上的邮箱" }
    /// DISC-4.
    not_here(server) { En: "{server} does not hold the active copy", Zh: "{server} 没有活动副本" }

    /// One connection.
    one_connection() { En: "1 connection logged on", Zh: "1 个已登录的连接" }
    /// Several connections.
    connections(count) { En: "{count} connections logged on", Zh: "{count} 个已登录的连接" }
    /// The mechanism, as it is typed.
    mechanism_login() { En: "LOGIN (USER and PASS)", Zh: "LOGIN（USER 和 PASS）" }
    /// Too many reasons to show all.
    more_reasons(count) { En: "…  {count} more reasons (--all shows them)", Zh: "……  另有 {count} 条原因（--all 显示全部）" }
}
