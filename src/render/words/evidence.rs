//! What is said around the product's own logs? The logs themselves are in the product's English.

use super::sentences;

sentences! {
    /// Before the protocol log of a service.
    log_of(server, service) { En: "{server}, {service}" }
    /// Below it, where the columns are not documented for the version.
    columns_assumed(version) { En: "assumed: {version} writes the columns of Exchange 2013 (docs/log.md)" }
    /// A service to which somebody came keeps no log.
    no_log(server, protocol, noun) {
        En: "{server} keeps no {protocol} log: ProtocolLogEnabled is false. \
             Set-{noun}Settings -Server {server} -ProtocolLogEnabled $true, then restart the services."
    }
    /// The same of a 2007 server, where the setting stands in a file.
    no_log_2007(server, protocol) {
        En: "{server} keeps no {protocol} log: ProtocolLogEnabled is false. On 2007 it stands in the configuration \
             file of the service (in a scenario: in the settings). Restart the service after it is changed."
    }
    /// No connection reached any service that was asked for.
    nobody_came() { En: "no log: no connection reached a POP3 or IMAP4 service" }
    /// The same for single servers.
    nobody_came_to(servers) { En: "no log: no connection reached a POP3 or IMAP4 service on {servers}" }
    /// Nothing was written to any event log.
    no_events() {
        En: "no events. A failed proxy leg writes none, nor does an inactive component: look at the protocol log (--log)."
    }
    /// Event 1008.
    event_1008(user, server, site) {
        En: "User {user} was refused by Client Access server {server}: the mailbox is in another site, {site}."
    }
    /// Event 9646.
    event_9646(user, limit) {
        En: "{user} has exceeded the maximum of {limit} objects of type session in the store."
    }
    /// Event 1009.
    event_1009(user, server, limit) {
        En: "User {user} has exceeded the maximum number of connections per user ({limit}). \
             Client Access server: {server}."
    }
}
