//! How is each thing that happens said in one line? The actor stands before it.

use super::sentences;

sentences! {
    /// An attempt begins.
    begins(number) { En: "begins attempt {number}", Zh: "开始第 {number} 次登录" }
    /// A poll was left out.
    skipped() { En: "leaves this poll out: the attempt before it is still running", Zh: "略过本次轮询：上一次登录仍在进行" }
    /// An attempt ends; the outcome as the scenario language names it.
    ended(number, outcome) { En: "attempt {number} ends: {outcome}", Zh: "第 {number} 次登录结束：{outcome}" }
    /// A name was resolved by a fresh look-up.
    resolved(name, address, host, ttl) { En: "resolves {name}: {address}{host}, kept for {ttl}", Zh: "解析 {name}：{address}{host}，保留 {ttl}" }
    /// A name was resolved from what the resolver kept.
    resolved_cached(name, address, host, ttl) {
        En: "resolves {name}: {address}{host}, kept from before, for another {ttl}", Zh: "解析 {name}：{address}{host}，沿用先前的应答，还可保留 {ttl}"
    }
    /// Who has an address, behind it.
    host_is(host) { En: " ({host})", Zh: "（{host}）" }
    /// A host that is a load balancer.
    load_balancer(name) { En: "load balancer {name}", Zh: "负载均衡器 {name}" }
    /// A host that is a load balancer, whose name was asked for.
    the_load_balancer() { En: "the load balancer", Zh: "即该负载均衡器" }
    /// An address that nobody has.
    nobody() { En: " (nobody has this address)", Zh: "（没有主机使用此地址）" }
    /// A name was not resolved.
    not_resolved(name) { En: "cannot resolve {name}", Zh: "无法解析 {name}" }
    /// A connection request to a host whose name was resolved in the same breath.
    connects_resolved(endpoint, security, address, host, ttl) {
        En: "→ {endpoint} {security}   {address}{host}, TTL {ttl}", Zh: "→ {endpoint} {security}   {address}{host}，TTL {ttl}"
    }
    /// A connection request to a host whose name was resolved in the same breath, from what was kept.
    connects_cached(endpoint, security, address, host, ttl) {
        En: "→ {endpoint} {security}   {address}{host}, kept from before, for another {ttl}", Zh: "→ {endpoint} {security}   {address}{host}，沿用先前的应答，还可保留 {ttl}"
    }
    /// A connection request.
    connects(endpoint, security) { En: "→ {endpoint} {security}", Zh: "→ {endpoint} {security}" }
    /// Over SSL or TLS.
    over(security) { En: "over {security}", Zh: "经 {security}" }
    /// Without protection.
    in_plaintext() { En: "in plaintext", Zh: "以明文" }
    /// A balancer passes a connection on.
    forwards(member, up, of) { En: "forwards to {member} ({up} of {of} members believed up)", Zh: "转发到 {member}（{of} 个成员中有 {up} 个视为可用）" }
    /// A balancer has nobody to pass it on to.
    no_member() { En: "refuses the connection: it believes that no member of its pool is up", Zh: "拒绝连接：认为池中没有任何成员可用" }
    /// A connection is accepted.
    accepts() { En: "accepts the connection", Zh: "接受连接" }
    /// A front end accepts a connection from itself.
    accepts_own() { En: "accepts the connection, which comes from itself", Zh: "接受来自自己的连接" }
    /// A front end accepts a connection from another front end.
    accepts_from_front_end(opener) { En: "accepts the connection, which comes from the front end {opener}", Zh: "接受来自前端 {opener} 的连接" }
    /// A service is stopped.
    refuses_stopped(service) { En: "refuses the connection: {service} is stopped", Zh: "拒绝连接：{service} 已停止" }
    /// Nothing listens.
    refuses_nothing_listens(port) { En: "refuses the connection: nothing listens on port {port}", Zh: "拒绝连接：没有服务侦听端口 {port}" }
    /// A service that maintenance has stopped.
    refuses_since_maintenance(service) {
        En: "refuses the connection: {service} is stopped since ServerWideOffline was inactive", Zh: "拒绝连接：自 ServerWideOffline 为 Inactive 以来 {service} 一直停止"
    }
    /// A service that has stopped because of its component.
    refuses_since_component(service, component) {
        En: "refuses the connection: {service} has stopped itself, because {component} was inactive", Zh: "拒绝连接：因 {component} 为 Inactive，{service} 已自行停止"
    }
    /// A service that did not come back with its server.
    refuses_since_power_cut(service) {
        En: "refuses the connection: {service} is stopped since its server was switched off", Zh: "拒绝连接：自服务器关机以来 {service} 一直停止"
    }
    /// The balancer does not forward a port.
    refuses_not_forwarded(port) { En: "refuses the connection: port {port} is not forwarded", Zh: "拒绝连接：未转发端口 {port}" }
    /// Too many connections.
    closes_for_connections(limit) { En: "accepts and closes without a greeting: MaxConnections is {limit}", Zh: "接受后不发问候语即关闭：MaxConnections 为 {limit}" }
    /// Too many connections from one address.
    closes_for_address(limit, address) {
        En: "accepts and closes without a greeting: MaxConnectionFromSingleIP is {limit}, and {address} has as many", Zh: "接受后不发问候语即关闭：MaxConnectionFromSingleIP 为 {limit}，而 {address} 已达到"
    }
    /// A component is inactive.
    closes_for_component(component, requesters) {
        En: "accepts and closes without a greeting: {component} is held inactive by {requesters}", Zh: "接受后不发问候语即关闭：{component} 被 {requesters} 设为 Inactive"
    }
    /// The same where the service stops.
    stops_for_component(component, requesters) {
        En: "stops, because somebody connected: {component} is held inactive by {requesters}", Zh: "因有人连接而停止：{component} 被 {requesters} 设为 Inactive"
    }
    /// Nobody answers.
    is_off() { En: "answers nothing: the server is switched off", Zh: "没有任何应答：服务器已关机" }
    /// A component is set.
    sets_component(component, server, state, requester) { En: "sets {component} on {server} {state} for {requester}", Zh: "以 {requester} 将 {server} 上的 {component} 设为 {state}" }
    /// A probe fails.
    probed_down(target) { En: "leaves {target} out for web clients: its probe failed", Zh: "对 Web 客户端移出 {target}：探测失败" }
    /// A probe passes again.
    probed_up(target) { En: "uses {target} again for web clients: its probe passed", Zh: "对 Web 客户端重新使用 {target}：探测通过" }
    /// IsOutOfService.
    out_of_service(server) { En: "takes {server} out of service for web clients", Zh: "让 {server} 停止为 Web 客户端服务" }
    /// IsOutOfService, back.
    in_service(server) { En: "puts {server} into service again for web clients", Zh: "让 {server} 恢复为 Web 客户端服务" }
    /// A server is switched off.
    shuts_down(server) { En: "switches {server} off", Zh: "关闭服务器 {server}" }
    /// A server is switched on.
    starts_server(server) { En: "switches {server} on", Zh: "启动服务器 {server}" }
    /// A server is removed.
    removes_server(server) { En: "takes {server} out of the organisation", Zh: "将 {server} 从组织中移除" }
    /// A packet is lost on a link.
    lost(from, to, sent) { En: "loses the packet between {from} and {to} (sent {sent} so far)", Zh: "丢失 {from} 与 {to} 之间的数据包（至今已发送 {sent} 次）" }
    /// There is no way.
    no_way(sent) { En: "loses the packet: there is no way to that site (sent {sent} so far)", Zh: "丢失数据包：没有通往该站点的路径（至今已发送 {sent} 次）" }
    /// TCP gives up.
    broken() { En: "gives the connection up: packets were sent again and again in vain", Zh: "放弃连接：数据包多次重发均无结果" }
    /// TLS is up.
    secured(version, cipher, certificate) { En: "sets up {version} ({cipher}), certificate {certificate}", Zh: "建立 {version}（{cipher}），证书 {certificate}" }
    /// TLS is up although something is wrong.
    secured_although(version, cipher, certificate, problem) {
        En: "sets up {version} ({cipher}), certificate {certificate}; ignored by the other side: {problem}", Zh: "建立 {version}（{cipher}），证书 {certificate}；对方忽略的问题：{problem}"
    }
    /// The certificate is for another name.
    name_mismatch() { En: "the certificate does not cover the name", Zh: "证书不涵盖该名称" }
    /// The certificate is expired.
    expired() { En: "the certificate is expired", Zh: "证书已过期" }
    /// It is too new.
    not_yet_valid() { En: "the certificate is not valid yet", Zh: "证书尚未生效" }
    /// The issuer is unknown.
    unknown_issuer() { En: "the issuer of the certificate is not trusted", Zh: "证书的颁发者不受信任" }
    /// No certificate.
    no_certificate(server, name) {
        En: "cannot set up TLS: no certificate on {server} covers X509CertificateName {name}", Zh: "无法建立 TLS：{server} 上没有涵盖 X509CertificateName {name} 的证书"
    }
    /// The certificate is not enabled for the service.
    certificate_not_enabled(server, name) {
        En: "cannot set up TLS: the certificate on {server} for X509CertificateName {name} is not enabled for this service", Zh: "无法建立 TLS：{server} 上用于 X509CertificateName {name} 的证书未为此服务启用"
    }
    /// No common version.
    no_common_version(own, server, other) {
        En: "cannot set up TLS, no common version: own {own}; {server} {other}", Zh: "无法建立 TLS，没有共同的版本：本方 {own}；{server} {other}"
    }
    /// No common cipher.
    no_common_cipher(version, own, server, other) {
        En: "cannot set up TLS, no common cipher for {version}: own {own}; {server} {other}", Zh: "无法建立 TLS，{version} 没有共同的密码套件：本方 {own}；{server} {other}"
    }
    /// One side speaks no TLS.
    no_tls_at_all() { En: "none", Zh: "无" }
    /// Not spoken here.
    tls_not_spoken() { En: "cannot set up TLS: one side speaks it, and the other does not expect it on this port", Zh: "无法建立 TLS：一方使用 TLS，而另一方在此端口上并不期待它" }
    /// STARTTLS is not offered.
    tls_not_offered() {
        En: "cannot set up TLS: the service has no usable certificate, so it offers no STARTTLS (STLS)", Zh: "无法建立 TLS：该服务没有可用证书，因此不提供 STARTTLS（STLS）"
    }
    /// The certificate is refused.
    rejects_certificate(problem) { En: "closes the connection, because EnforceCertificateErrors is set: {problem}", Zh: "关闭连接，因为已设置 EnforceCertificateErrors：{problem}" }
    /// A mail program refuses the certificate.
    client_rejects_certificate(problem) { En: "does not accept the certificate and closes the connection: {problem}", Zh: "不接受证书并关闭连接：{problem}" }
    /// A certificate is installed.
    imports_certificate(certificate, server) { En: "installs certificate {certificate} on {server}", Zh: "在 {server} 上安装证书 {certificate}" }
    /// A certificate is removed.
    removes_certificate(certificate, server) { En: "removes certificate {certificate} from {server}", Zh: "从 {server} 移除证书 {certificate}" }
    /// A certificate is enabled.
    enables_certificate(certificate, server, services) {
        En: "enables certificate {certificate} on {server} for {services}", Zh: "在 {server} 上为 {services} 启用证书 {certificate}"
    }
    /// A certificate is enabled for nothing.
    disables_certificate(certificate, server) {
        En: "enables certificate {certificate} on {server} for neither IMAP nor POP", Zh: "在 {server} 上既不为 IMAP 也不为 POP 启用证书 {certificate}"
    }
    /// Schannel.
    sets_tls(server, what) { En: "lets {server} speak {what}, once its services have restarted", Zh: "让 {server} 支持 {what}，其服务重启后生效" }
    /// PreAuthenticatedConnectionTimeout.
    timed_out_pre_authenticated() { En: "saw no log-on within PreAuthenticatedConnectionTimeout", Zh: "在 PreAuthenticatedConnectionTimeout 内没有收到登录" }
    /// AuthenticatedConnectionTimeout.
    timed_out_authenticated() { En: "saw nothing for AuthenticatedConnectionTimeout", Zh: "在 AuthenticatedConnectionTimeout 内没有收到任何内容" }
    /// The proxying service waited in vain.
    timed_out_proxy() { En: "got no answer within proxy_connect_timeout", Zh: "在 proxy_connect_timeout 内没有得到应答" }
    /// The client waited in vain.
    timed_out_client() { En: "got no answer within its own time-out", Zh: "在其自身的超时时间内没有得到应答" }
    /// Closed, done.
    closes_done() { En: "closes the connection", Zh: "关闭连接" }
    /// The relayed connection ended.
    closes_other_side() { En: "closes the connection, because the one that is relayed to it has ended", Zh: "关闭连接，因为与之中继的连接已结束" }
    /// Gave up.
    closes_gave_up() { En: "gives up and closes the connection", Zh: "放弃并关闭连接" }
    /// Service stopped.
    closes_service_stopped() { En: "closes the connection, because the service stops", Zh: "关闭连接，因为服务停止" }
    /// Failed over.
    closes_failed_over() { En: "closes the connection, because the database fails over", Zh: "关闭连接，因为数据库故障转移" }
    /// Timed out.
    closes_timed_out() { En: "closes the connection after its time ran out", Zh: "时间已到，关闭连接" }
    /// A leg failed.
    leg_failed(endpoint, candidate, how) { En: "fails at {endpoint} for {candidate}: {how}", Zh: "在 {endpoint} 上为 {candidate} 的尝试失败：{how}" }
    /// Leg failure: name.
    leg_name() { En: "the name is not resolved", Zh: "名称无法解析" }
    /// Leg failure: refused.
    leg_refused() { En: "the connection is refused", Zh: "连接被拒绝" }
    /// Leg failure: nothing answers the connection request.
    leg_no_answer() { En: "nothing answers the connection request", Zh: "连接请求没有应答" }
    /// Leg failure: silence after the connection.
    leg_silence() { En: "the connection is accepted, then nothing is said", Zh: "连接被接受，之后没有任何应答" }
    /// Leg failure: TLS.
    leg_tls() { En: "TLS cannot be set up", Zh: "无法建立 TLS" }
    /// Leg failure: certificate.
    leg_certificate() { En: "the certificate is not accepted", Zh: "证书不被接受" }
    /// Leg failure: no STARTTLS.
    leg_no_starttls() { En: "STARTTLS (STLS) is not offered", Zh: "没有提供 STARTTLS（STLS）" }
    /// Leg failure: log-on refused.
    leg_logon_refused() { En: "the log-on is refused there", Zh: "登录在该处被拒绝" }
    /// Leg failure: closed.
    leg_closed() { En: "the connection is closed before the log-on is answered", Zh: "登录得到答复之前连接已关闭" }
    /// Leg failure: IMAP4 meets POP3.
    leg_other_protocol() { En: "the greeting is that of the other protocol", Zh: "问候语属于另一种协议" }
    /// Leg failure: the client went.
    leg_abandoned() { En: "the leg is cut off", Zh: "该段连接被中断" }
    /// A check changed its mind: up.
    checked_up(member, port) { En: "now believes {member} up on port {port}", Zh: "现在认为 {member} 的端口 {port} 可用" }
    /// A check changed its mind: down.
    checked_down(member, port) { En: "now believes {member} down on port {port}", Zh: "现在认为 {member} 的端口 {port} 不可用" }
    /// 1008.
    logs_1008(user) { En: "logs event 1008: refused, because the mailbox of {user} is in another site", Zh: "记录事件 1008：拒绝，因为 {user} 的邮箱在另一站点" }
    /// 9646.
    logs_9646(user) { En: "logs event 9646: {user} has too many session objects in the store", Zh: "记录事件 9646：{user} 在存储中的会话对象过多" }
    /// LOGINDISABLED is obeyed.
    obeys_logindisabled() { En: "sends no LOGIN, because LOGINDISABLED is listed", Zh: "不发送 LOGIN，因为列出了 LOGINDISABLED" }
    /// No ticket.
    no_ticket() { En: "breaks GSSAPI off: there is no Kerberos ticket", Zh: "中止 GSSAPI：没有 Kerberos 票据" }
    /// TLS inside TLS.
    tls_inside_tls() { En: "cannot begin TLS once more inside TLS", Zh: "不能在 TLS 之内再次开始 TLS" }
    /// Command too long.
    closes_too_long() { En: "closes the connection, because the command is longer than MaxCommandSize", Zh: "关闭连接，因为命令长度超过 MaxCommandSize" }
    /// Ten failed commands.
    closes_too_many_errors() { En: "closes the connection after ten failed commands", Zh: "十条命令失败后关闭连接" }
    /// 1009.
    logs_1009(user) { En: "logs event 1009: {user} has too many connections", Zh: "记录事件 1009：{user} 的连接过多" }
    /// Change: start.
    starts(service, server) { En: "starts {service} on {server}", Zh: "启动 {server} 上的 {service}" }
    /// Change: stop.
    stops(service, server) { En: "stops {service} on {server}", Zh: "停止 {server} 上的 {service}" }
    /// Change: hang.
    hangs(service, server) { En: "lets {service} on {server} hang", Zh: "让 {server} 上的 {service} 挂起" }
    /// Change: restart.
    restarts(service, server) { En: "restarts {service} on {server}", Zh: "重启 {server} 上的 {service}" }
    /// Change: settings.
    sets(protocol, server) {
        En: "changes the {protocol} settings of {server}; they are read at the next start of the service", Zh: "更改 {server} 的 {protocol} 设置；服务下次启动时读取"
    }
    /// Change: CAS mailbox.
    sets_cas_mailbox(user, what) { En: "sets {what} for the mailbox of {user}", Zh: "为 {user} 的邮箱设置 {what}" }
    /// Change: move.
    moves(user, database) { En: "moves the mailbox of {user} to {database}", Zh: "将 {user} 的邮箱移动到 {database}" }
    /// Change: fail over.
    fails_over(database, server) { En: "activates the copy of {database} on {server}", Zh: "激活 {database} 在 {server} 上的副本" }
    /// Change: DNS.
    sets_dns(name, addresses) { En: "lets {name} point to {addresses}", Zh: "让 {name} 指向 {addresses}" }
    /// Change: DNS name removed.
    removes_dns(name) { En: "removes {name} from DNS", Zh: "从 DNS 中移除 {name}" }
    /// Change: pool.
    sets_pool(balancer, members) { En: "gives {balancer} the pool {members}", Zh: "将 {balancer} 的池设为 {members}" }
    /// Change: empty pool.
    empties_pool(balancer) { En: "empties the pool of {balancer}", Zh: "清空 {balancer} 的池" }
    /// Change: cut one way.
    cuts_one_way(from, to) { En: "cuts the link from {from} to {to}", Zh: "切断从 {from} 到 {to} 的链路" }
    /// Change: cut both ways.
    cuts(from, to) { En: "cuts the link between {from} and {to}", Zh: "切断 {from} 与 {to} 之间的链路" }
    /// Change: mend one way.
    mends_one_way(from, to) { En: "mends the link from {from} to {to}", Zh: "恢复从 {from} 到 {to} 的链路" }
    /// Change: mend both ways.
    mends(from, to) { En: "mends the link between {from} and {to}", Zh: "恢复 {from} 与 {to} 之间的链路" }
    /// The actor of changes.
    admin() { En: "admin", Zh: "管理员" }
    /// The actor of losses.
    network() { En: "network", Zh: "网络" }
    /// A back end beside the front end of the same server.
    back_end(server) { En: "{server} (back end)", Zh: "{server}（后端）" }
}
