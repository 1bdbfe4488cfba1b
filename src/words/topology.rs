//! What is said only in pictures of an organisation?

use super::sentences;

sentences! {
    /// The heading of a column.
    clients() { En: "Clients", Zh: "客户端" }
    /// The heading of a column.
    names() { En: "DNS names", Zh: "DNS 名称" }
    /// The heading of a column.
    balancers() { En: "Load balancers", Zh: "负载均衡器" }
    /// The heading of the column of servers to which clients connect.
    front_servers() { En: "Client-facing servers", Zh: "面向客户端的服务器" }
    /// The heading of the column of all other servers with the Client Access role.
    other_servers() { En: "Other Client Access", Zh: "其他客户端访问" }
    /// The heading of the column of servers with the Mailbox role only.
    mailbox_servers() { En: "Mailbox servers", Zh: "邮箱服务器" }
    /// The heading of a column.
    databases() { En: "Databases", Zh: "数据库" }
    /// A site.
    site(name) { En: "Site {name}", Zh: "站点 {name}" }
    /// A server with both roles.
    both_roles() { En: "Client Access, Mailbox", Zh: "客户端访问、邮箱" }
    /// A server with one role.
    client_access_role() { En: "Client Access", Zh: "客户端访问" }
    /// A server with one role.
    mailbox_role() { En: "Mailbox", Zh: "邮箱" }
    /// The state of a service.
    running() { En: "● running", Zh: "● 正在运行" }
    /// The state of a service.
    stopped() { En: "○ stopped", Zh: "○ 已停止" }
    /// The state of a service.
    hung() { En: "◐ hung", Zh: "◐ 挂起" }
    /// The state of a service whose server is switched off, and of the server.
    off() { En: "✕ off", Zh: "✕ 已关机" }
    /// The state of a component.
    active() { En: "● Active", Zh: "● Active" }
    /// The state of a component.
    inactive() { En: "✕ Inactive", Zh: "✕ Inactive" }
    /// The state of a component.
    draining() { En: "◐ Draining", Zh: "◐ Draining" }
    /// Who holds a component.
    held_by(requesters) { En: "held by {requesters}", Zh: "由 {requesters} 设置" }
    /// Who logs on, over which protocol.
    logs_on(user, protocol) { En: "{user} over {protocol}", Zh: "{user}，{protocol}" }
    /// How many clients stand in one box.
    clients_like(count) { En: "{count} clients", Zh: "{count} 个客户端" }
    /// How many databases stand in one box.
    databases_like(count) { En: "{count} databases", Zh: "{count} 个数据库" }
    /// A few names of many.
    and_more(names, count) { En: "{names}, {count} more", Zh: "{names}，另有 {count} 个" }
    /// How long resolvers keep an answer.
    ttl(ttl) { En: "TTL {ttl}", Zh: "TTL {ttl}" }
    /// To what a name points.
    points_to(targets) { En: "→ {targets}", Zh: "→ {targets}" }
    /// To what a name points for some sites.
    points_to_for(sites, targets) { En: "{sites} → {targets}", Zh: "{sites} → {targets}" }
    /// To what a name points for the sites that are not named.
    elsewhere(targets) { En: "elsewhere → {targets}", Zh: "其他站点 → {targets}" }
    /// A name that nobody registered.
    not_registered() { En: "not in DNS", Zh: "DNS 中没有" }
    /// The lines of a box that do not fit.
    more_lines(count) { En: "… {count} more", Zh: "……另有 {count} 项" }
    /// How a balancer chooses, and among how many.
    pool(method, count) { En: "{method}, pool of {count}", Zh: "{method}，池中 {count} 个成员" }
    /// How a balancer checks.
    checks(check, every) { En: "{check} every {every}", Zh: "{check}，间隔 {every}" }
    /// A balancer that does not check.
    no_check() { En: "no check", Zh: "不检查" }
    /// Where the active copy of a database is.
    active_on(server) { En: "active on {server}", Zh: "活动副本在 {server}" }
    /// Where the other copies are.
    copies_on(servers) { En: "copies on {servers}", Zh: "副本在 {servers}" }
    /// How many mailboxes a database holds.
    mailboxes(count) { En: "{count} mailboxes", Zh: "{count} 个邮箱" }
    /// One mailbox.
    one_mailbox() { En: "1 mailbox", Zh: "1 个邮箱" }
    /// No mailbox.
    no_mailbox() { En: "no mailbox", Zh: "没有邮箱" }
    /// The mailboxes of a database by name.
    mailboxes_named(count, names) { En: "{count}: {names}", Zh: "{count}：{names}" }
    /// A link: the other site and how long a packet takes.
    link(arrow, site, latency) { En: "{arrow} {site} · {latency}", Zh: "{arrow} {site} · {latency}" }
    /// What chance adds to the latency.
    jitter(jitter) { En: " ±{jitter}", Zh: " ±{jitter}" }
    /// Packets that are lost.
    loss(share) { En: " · {share} lost", Zh: " · 丢包 {share}" }
    /// A link that is cut.
    cut() { En: " · ✕ cut", Zh: " · ✕ 已切断" }
    /// The legend of a line.
    line_connects() { En: "connects, points to, forwards", Zh: "连接、指向、转发" }
    /// The legend of a line.
    line_active() { En: "active copy", Zh: "活动副本" }
    /// The legend of a line.
    line_passive() { En: "other copy", Zh: "其他副本" }
    /// The legend, where copies are too many for lines.
    copies_are_named() { En: "copies are named in the databases", Zh: "副本写在数据库中" }
    /// The legend of a line.
    line_link() { En: "link between sites", Zh: "站点间链路" }
    /// What the picture is, for those who cannot see it.
    about(title, sites, servers, clients) {
        En: "{title}: an organisation with {sites} sites, {servers} servers and {clients} clients.",
        Zh: "{title}：一个组织，有 {sites} 个站点、{servers} 台服务器和 {clients} 个客户端。",
    }
    /// One server of the description.
    about_server(server, version, site, services) { En: "{server} ({version}, {site}): {services}.", Zh: "{server}（{version}，{site}）：{services}。" }
    /// What more there is than the description tells.
    about_more(count) { En: "And {count} more servers.", Zh: "另有 {count} 台服务器。" }
}
