//! How is said what an admin can do, and what a re-run with it showed?

use super::sentences;

sentences! {
    /// Start a service.
    start(service, server) { En: "Start {service} on {server}, and let it start with the server", Zh: "启动 {server} 上的 {service}，并设为自动启动" }
    /// Restart a service.
    restart(service, server) { En: "Restart {service} on {server}", Zh: "重启 {server} 上的 {service}" }
    /// Switch a server on.
    start_server(server) { En: "Switch {server} on", Zh: "启动服务器 {server}" }
    /// Activate a component.
    activate(component, server, by) {
        En: "Set {component} on {server} active for {by}, who holds it",
        Zh: "以持有它的请求者 {by} 将 {server} 上的 {component} 设为 Active",
    }
    /// Own FQDN.
    own_fqdn(server) {
        En: "Let InternalConnectionSettings of {server} name its own FQDN",
        Zh: "让 {server} 的 InternalConnectionSettings 使用其自己的 FQDN",
    }
    /// Offer an endpoint.
    offer(server, kind) {
        En: "Add an endpoint {kind} to InternalConnectionSettings of {server}",
        Zh: "在 {server} 的 InternalConnectionSettings 中添加一个{kind}端点",
    }
    /// Kind of endpoint.
    kind_ssl() { En: "over SSL", Zh: " SSL " }
    /// Kind of endpoint.
    kind_tls() { En: "over TLS", Zh: " TLS " }
    /// Kind of endpoint.
    kind_plaintext() { En: "in plaintext", Zh: "明文" }
    /// A setting.
    set(setting, value, server) { En: "Set {setting} of {server} to {value}", Zh: "将 {server} 的 {setting} 设为 {value}" }
    /// A binding.
    bind(port, server) { En: "Bind port {port} on {server}", Zh: "在 {server} 上绑定端口 {port}" }
    /// Enable a certificate.
    enable(certificate, server, service) {
        En: "Enable certificate {certificate} on {server} for {service}",
        Zh: "在 {server} 上为 {service} 启用证书 {certificate}",
    }
    /// Install a certificate.
    import(server, name, service) {
        En: "Give {server} a certificate for {service} that is valid, trusted and covers {name}, in place of the one it shows",
        Zh: "为 {server} 的 {service} 换上有效、受信任且涵盖 {name} 的证书，取代现在出示的证书",
    }
    /// TLS versions.
    tls(server, versions) {
        En: "Let {server} speak {versions}, with the ciphers that go with it",
        Zh: "让 {server} 支持 {versions} 及相应的密码套件",
    }
    /// DNS.
    dns(name, address) { En: "Let {name} point to {address}", Zh: "让 {name} 指向 {address}" }
    /// Link.
    mend(from, to) { En: "Mend the link between {from} and {to}", Zh: "修复 {from} 与 {to} 之间的链路" }
    /// Pool.
    pool(balancer, members) { En: "Give {balancer} the pool {members}", Zh: "将 {balancer} 的池改为 {members}" }
    /// Forward.
    forward(balancer, port) { En: "Let {balancer} forward port {port}", Zh: "让 {balancer} 转发端口 {port}" }
    /// Protocol of a mailbox.
    cas_mailbox(protocol, user) { En: "Enable {protocol} for the mailbox of {user}", Zh: "为 {user} 的邮箱启用 {protocol}" }
    /// Rights.
    full_access(user, mailbox) {
        En: "Give {user} full access to the mailbox of {mailbox}",
        Zh: "授予 {user} 对 {mailbox} 的邮箱的完全访问权限",
    }
    /// SMTP address.
    smtp(user) {
        En: "Give {user} a primary SMTP address (an account with a mailbox has one)",
        Zh: "为 {user} 提供主 SMTP 地址（有邮箱的帐户自带）",
    }
    /// Update.
    update_cu21(server) { En: "Update {server} to CU21 or later", Zh: "将 {server} 更新到 CU21 或更高版本" }
    /// Update.
    update_kb(server) { En: "Install the update of KB 932605 on {server}", Zh: "在 {server} 上安装 KB 932605 的更新" }
    /// Store sessions.
    store_sessions(server, limit) {
        En: "Allow each user {limit} service sessions in the store of {server}",
        Zh: "允许每个用户在 {server} 的存储中有 {limit} 个服务会话",
    }
    /// Fail over.
    fail_over(database, server) { En: "Activate the copy of {database} on {server}", Zh: "激活 {database} 在 {server} 上的副本" }
    /// In service.
    in_service(server) { En: "Put {server} into service again for web clients", Zh: "让 {server} 重新为 Web 客户端服务" }
    /// Client: connect.
    client_connect(client, endpoint, security) {
        En: "Let {client} connect to {endpoint} {security}",
        Zh: "让 {client} 连接到 {endpoint} {security}",
    }
    /// Client: mechanism.
    client_mechanism(client, mechanism) { En: "Let {client} log on with {mechanism}", Zh: "让 {client} 使用 {mechanism} 登录" }
    /// Client: password.
    client_password(client) { En: "Give {client} the right password", Zh: "在 {client} 中输入正确的密码" }
    /// Client: name.
    client_name(client, name) { En: "Let {client} log on as {name}", Zh: "让 {client} 以 {name} 登录" }
    /// Client: TLS inside TLS.
    client_tls(client) { En: "Switch STARTTLS off in {client}, which uses SSL already", Zh: "在已使用 SSL 的 {client} 中关闭 STARTTLS" }
    /// Client: certificate.
    client_accept(client) {
        En: "Let {client} accept the certificate as it is",
        Zh: "让 {client} 接受现有的证书",
    }
    /// Client: patience.
    client_patience(client, span) { En: "Let {client} wait for up to {span}", Zh: "让 {client} 最多等待 {span}" }
    /// Client: ticket.
    client_ticket(client) { En: "See that {client} has a Kerberos ticket", Zh: "确保 {client} 有 Kerberos 票据" }

    /// In the client, not on a server.
    in_the_client() { En: "in the settings of the mail program", Zh: "在邮件程序的设置中" }
    /// On the balancer.
    on_the_balancer() { En: "in the settings of the load balancer", Zh: "在负载均衡器的设置中" }
    /// On the network.
    on_the_network() { En: "in the network", Zh: "在网络中" }
    /// At the machine.
    at_the_machine() { En: "at the machine", Zh: "在该计算机上" }
    /// By an update.
    by_update() { En: "run Setup of the update on the server", Zh: "在服务器上运行更新的安装程序" }

    /// Numbered.
    numbered(number, text) { En: "{number}. {text}", Zh: "{number}. {text}" }
    /// A pair.
    both(one, other) { En: "{one}; and {other}", Zh: "{one}；并且{other}" }
    /// Restart: command follows.
    then_restart() { En: "then restart, which ends the open sessions:", Zh: "然后重启，这会结束已打开的会话：" }
    /// No restart.
    no_restart(refresh) {
        En: "nothing to restart; front ends read it within {refresh} (assumed: topology_refresh), or when they start",
        Zh: "无需重启；前端会在 {refresh} 内（假定：topology_refresh）或启动时读取",
    }
    /// Reboot.
    reboot(server) { En: "then restart {server}", Zh: "然后重新启动 {server}" }
    /// When.
    at_the_moment(at) {
        En: "shown by a re-run in which it was done at {at}, just before the attempt",
        Zh: "已通过在登录前 {at} 执行该操作的重新运行证明",
    }
    /// Also helps.
    also_helps(clients) { En: "also lets log on: {clients}", Zh: "同时使其登录成功：{clients}" }
    /// Of all failures.
    repaired(repaired, of) { En: "{repaired} of {of} failed attempts then log on", Zh: "{of} 次失败的登录中有 {repaired} 次随之成功" }
    /// Heading: harmful.
    harmful() { En: "This helps one and harms another:", Zh: "以下操作对一方有利而对另一方有害：" }
    /// Harms.
    harms(clients) { En: "but these can no longer log on: {clients}", Zh: "但以下客户端将无法登录：{clients}" }
    /// Nothing helps.
    nothing_helps(candidates, runs) {
        En: "Nothing that was tried lets this attempt log on ({candidates}, alone and in pairs, {runs}).",
        Zh: "所尝试的都不能使本次登录成功（{candidates}，单独及两两组合，{runs}）。",
    }
    /// No candidates.
    no_candidates() {
        En: "No single setting or state that could be changed stands behind this failure.",
        Zh: "该失败背后没有任何可以更改的单个设置或状态。",
    }
    /// Nothing single helps.
    only_pairs() { En: "No single change is enough; these pairs are:", Zh: "任何单项更改都不够；以下组合可以：" }
    /// Bound.
    cut_off(runs) {
        En: "The search ended at its bound ({runs}); there may be more that helps.",
        Zh: "搜索到达上限（{runs}）后停止；可能还有其他有效的修复。",
    }
    /// In vain.
    in_vain(list) { En: "Tried in vain: {list}.", Zh: "尝试无效：{list}。" }
}
