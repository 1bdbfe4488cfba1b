//! What is said around the product's own logs? The logs themselves are in the product's English.

use super::sentences;

sentences! {
    /// Before the protocol log of a service.
    log_of(server, service) { En: "{server}, {service}", Zh: "{server}，{service}" }
    /// Below it, where the columns are not documented for the version.
    columns_assumed(version) { En: "assumed: {version} writes the columns of Exchange 2013 (docs/log.md)", Zh: "假定：{version} 写入 Exchange 2013 的列（docs/log.md）" }
    /// A service to which somebody came keeps no log.
    no_log(server, protocol, noun) {
        En: "{server} keeps no {protocol} log: ProtocolLogEnabled is false. \
             Set-{noun}Settings -Server {server} -ProtocolLogEnabled $true, then restart the services.", Zh: "{server} 没有 {protocol} 日志：ProtocolLogEnabled 为 false。请运行 Set-{noun}Settings -Server {server} -ProtocolLogEnabled $true，然后重启服务。"
    }
    /// The same of a 2007 server, where the setting stands in a file.
    no_log_2007(server, protocol) {
        En: "{server} keeps no {protocol} log: ProtocolLogEnabled is false. On 2007 it stands in the configuration \
             file of the service (in a scenario: in the settings). Restart the service after it is changed.", Zh: "{server} 没有 {protocol} 日志：ProtocolLogEnabled 为 false。在 2007 上它位于服务的配置文件中（在场景中：位于设置中）。更改后请重启服务。"
    }
    /// No connection reached any service that was asked for.
    nobody_came() { En: "no log: no connection reached a POP3 or IMAP4 service", Zh: "没有日志：没有连接到达 POP3 或 IMAP4 服务" }
    /// The same for single servers.
    nobody_came_to(servers) { En: "no log: no connection reached a POP3 or IMAP4 service on {servers}", Zh: "没有日志：没有连接到达 {servers} 上的 POP3 或 IMAP4 服务" }
    /// Nothing was written to any event log.
    no_events() {
        En: "no events. A failed proxy leg writes none, nor does an inactive component: look at the protocol log (--log).", Zh: "没有事件。失败的代理连接不会写入事件，未激活的组件也不会：请查看协议日志（--log）。"
    }
    /// Event 1008.
    event_1008(user, server, site) {
        En: "User {user} was refused by Client Access server {server}: the mailbox is in another site, {site}.", Zh: "客户端访问服务器 {server} 拒绝了用户 {user}：邮箱在另一站点 {site}。"
    }
    /// Event 9646.
    event_9646(user, limit) {
        En: "{user} has exceeded the maximum of {limit} objects of type session in the store.", Zh: "{user} 在存储中的会话对象超过上限 {limit}。"
    }
    /// Event 1009.
    event_1009(user, server, limit) {
        En: "User {user} has exceeded the maximum number of connections per user ({limit}). \
             Client Access server: {server}.", Zh: "用户 {user} 的连接数超过每用户上限（{limit}）。客户端访问服务器：{server}。"
    }
}
