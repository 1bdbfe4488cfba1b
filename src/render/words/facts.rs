//! How is each thing that happens said in one line? The actor stands before it.

use super::sentences;

sentences! {
    /// An attempt begins.
    begins(number) { En: "begins attempt {number}" }
    /// A poll was left out.
    skipped() { En: "leaves this poll out: the attempt before it is still running" }
    /// An attempt ends; the outcome as the scenario language names it.
    ended(number, outcome) { En: "attempt {number} ends: {outcome}" }
    /// A name was resolved by a fresh look-up.
    resolved(name, address, host, ttl) { En: "resolves {name}: {address}{host}, kept for {ttl}" }
    /// A name was resolved from what the resolver kept.
    resolved_cached(name, address, host, ttl) {
        En: "resolves {name}: {address}{host}, kept from before, for another {ttl}"
    }
    /// Who has an address, behind it.
    host_is(host) { En: " ({host})" }
    /// A host that is a load balancer.
    load_balancer(name) { En: "load balancer {name}" }
    /// A host that is a load balancer, whose name was asked for.
    the_load_balancer() { En: "the load balancer" }
    /// An address that nobody has.
    nobody() { En: " (nobody has this address)" }
    /// A name was not resolved.
    not_resolved(name) { En: "cannot resolve {name}" }
    /// A connection request to a host whose name was resolved in the same breath.
    connects_resolved(endpoint, security, address, host, ttl) {
        En: "→ {endpoint} {security}   {address}{host}, TTL {ttl}"
    }
    /// A connection request to a host whose name was resolved in the same breath, from what was kept.
    connects_cached(endpoint, security, address, host, ttl) {
        En: "→ {endpoint} {security}   {address}{host}, kept from before, for another {ttl}"
    }
    /// A connection request.
    connects(endpoint, security) { En: "→ {endpoint} {security}" }
    /// Over SSL or TLS.
    over(security) { En: "over {security}" }
    /// Without protection.
    in_plaintext() { En: "in plaintext" }
    /// A balancer passes a connection on.
    forwards(member, up, of) { En: "forwards to {member} ({up} of {of} members believed up)" }
    /// A balancer has nobody to pass it on to.
    no_member() { En: "refuses the connection: it believes that no member of its pool is up" }
    /// A connection is accepted.
    accepts() { En: "accepts the connection" }
    /// A front end accepts a connection from itself.
    accepts_own() { En: "accepts the connection, which comes from itself" }
    /// A front end accepts a connection from another front end.
    accepts_from_front_end(opener) { En: "accepts the connection, which comes from the front end {opener}" }
    /// A service is stopped.
    refuses_stopped(service) { En: "refuses the connection: {service} is stopped" }
    /// Nothing listens.
    refuses_nothing_listens(port) { En: "refuses the connection: nothing listens on port {port}" }
    /// A service that maintenance has stopped.
    refuses_since_maintenance(service) {
        En: "refuses the connection: {service} is stopped since ServerWideOffline was inactive"
    }
    /// A service that has stopped because of its component.
    refuses_since_component(service, component) {
        En: "refuses the connection: {service} has stopped itself, because {component} was inactive"
    }
    /// A service that did not come back with its server.
    refuses_since_power_cut(service) {
        En: "refuses the connection: {service} is stopped since its server was switched off"
    }
    /// The balancer does not forward a port.
    refuses_not_forwarded(port) { En: "refuses the connection: port {port} is not forwarded" }
    /// Too many connections.
    closes_for_connections(limit) { En: "accepts and closes without a greeting: MaxConnections is {limit}" }
    /// Too many connections from one address.
    closes_for_address(limit, address) {
        En: "accepts and closes without a greeting: MaxConnectionFromSingleIP is {limit}, and {address} has as many"
    }
    /// A component is inactive.
    closes_for_component(component, requesters) {
        En: "accepts and closes without a greeting: {component} is held inactive by {requesters}"
    }
    /// The same where the service stops.
    stops_for_component(component, requesters) {
        En: "stops, because somebody connected: {component} is held inactive by {requesters}"
    }
    /// Nobody answers.
    is_off() { En: "answers nothing: the server is switched off" }
    /// A component is set.
    sets_component(component, server, state, requester) { En: "sets {component} on {server} {state} for {requester}" }
    /// A probe fails.
    probed_down(target) { En: "leaves {target} out for web clients: its probe failed" }
    /// A probe passes again.
    probed_up(target) { En: "uses {target} again for web clients: its probe passed" }
    /// IsOutOfService.
    out_of_service(server) { En: "takes {server} out of service for web clients" }
    /// IsOutOfService, back.
    in_service(server) { En: "puts {server} into service again for web clients" }
    /// A server is switched off.
    shuts_down(server) { En: "switches {server} off" }
    /// A server is switched on.
    starts_server(server) { En: "switches {server} on" }
    /// A server is removed.
    removes_server(server) { En: "takes {server} out of the organisation" }
    /// A packet is lost on a link.
    lost(from, to, sent) { En: "loses the packet between {from} and {to} (sent {sent} so far)" }
    /// There is no way.
    no_way(sent) { En: "loses the packet: there is no way to that site (sent {sent} so far)" }
    /// TCP gives up.
    broken() { En: "gives the connection up: packets were sent again and again in vain" }
    /// TLS is up.
    secured(version, cipher, certificate) { En: "sets up {version} ({cipher}), certificate {certificate}" }
    /// TLS is up although something is wrong.
    secured_although(version, cipher, certificate, problem) {
        En: "sets up {version} ({cipher}), certificate {certificate}; ignored by the other side: {problem}"
    }
    /// The certificate is for another name.
    name_mismatch() { En: "the certificate does not cover the name" }
    /// The certificate is expired.
    expired() { En: "the certificate is expired" }
    /// It is too new.
    not_yet_valid() { En: "the certificate is not valid yet" }
    /// The issuer is unknown.
    unknown_issuer() { En: "the issuer of the certificate is not trusted" }
    /// No certificate.
    no_certificate(server, name) {
        En: "cannot set up TLS: no certificate on {server} covers X509CertificateName {name}"
    }
    /// The certificate is not enabled for the service.
    certificate_not_enabled(server, name) {
        En: "cannot set up TLS: the certificate on {server} for X509CertificateName {name} is not enabled for this service"
    }
    /// No common version.
    no_common_version(own, server, other) {
        En: "cannot set up TLS, no common version: own {own}; {server} {other}"
    }
    /// No common cipher.
    no_common_cipher(version, own, server, other) {
        En: "cannot set up TLS, no common cipher for {version}: own {own}; {server} {other}"
    }
    /// One side speaks no TLS.
    no_tls_at_all() { En: "none" }
    /// Not spoken here.
    tls_not_spoken() { En: "cannot set up TLS: one side speaks it, and the other does not expect it on this port" }
    /// STARTTLS is not offered.
    tls_not_offered() {
        En: "cannot set up TLS: the service has no usable certificate, so it offers no STARTTLS (STLS)"
    }
    /// The certificate is refused.
    rejects_certificate(problem) { En: "closes the connection, because EnforceCertificateErrors is set: {problem}" }
    /// A mail program refuses the certificate.
    client_rejects_certificate(problem) { En: "does not accept the certificate and closes the connection: {problem}" }
    /// A certificate is installed.
    imports_certificate(certificate, server) { En: "installs certificate {certificate} on {server}" }
    /// A certificate is removed.
    removes_certificate(certificate, server) { En: "removes certificate {certificate} from {server}" }
    /// A certificate is enabled.
    enables_certificate(certificate, server, services) {
        En: "enables certificate {certificate} on {server} for {services}"
    }
    /// A certificate is enabled for nothing.
    disables_certificate(certificate, server) {
        En: "enables certificate {certificate} on {server} for neither IMAP nor POP"
    }
    /// Schannel.
    sets_tls(server, what) { En: "lets {server} speak {what}, once its services have restarted" }
    /// PreAuthenticatedConnectionTimeout.
    timed_out_pre_authenticated() { En: "saw no log-on within PreAuthenticatedConnectionTimeout" }
    /// AuthenticatedConnectionTimeout.
    timed_out_authenticated() { En: "saw nothing for AuthenticatedConnectionTimeout" }
    /// The proxying service waited in vain.
    timed_out_proxy() { En: "got no answer within proxy_connect_timeout" }
    /// The client waited in vain.
    timed_out_client() { En: "got no answer within its own time-out" }
    /// Closed, done.
    closes_done() { En: "closes the connection" }
    /// The relayed connection ended.
    closes_other_side() { En: "closes the connection, because the one that is relayed to it has ended" }
    /// Gave up.
    closes_gave_up() { En: "gives up and closes the connection" }
    /// Service stopped.
    closes_service_stopped() { En: "closes the connection, because the service stops" }
    /// Failed over.
    closes_failed_over() { En: "closes the connection, because the database fails over" }
    /// Timed out.
    closes_timed_out() { En: "closes the connection after its time ran out" }
    /// A leg failed.
    leg_failed(endpoint, candidate, how) { En: "fails at {endpoint} for {candidate}: {how}" }
    /// Leg failure: name.
    leg_name() { En: "the name is not resolved" }
    /// Leg failure: refused.
    leg_refused() { En: "the connection is refused" }
    /// Leg failure: nothing answers the connection request.
    leg_no_answer() { En: "nothing answers the connection request" }
    /// Leg failure: silence after the connection.
    leg_silence() { En: "the connection is accepted, then nothing is said" }
    /// Leg failure: TLS.
    leg_tls() { En: "TLS cannot be set up" }
    /// Leg failure: certificate.
    leg_certificate() { En: "the certificate is not accepted" }
    /// Leg failure: no STARTTLS.
    leg_no_starttls() { En: "STARTTLS (STLS) is not offered" }
    /// Leg failure: log-on refused.
    leg_logon_refused() { En: "the log-on is refused there" }
    /// Leg failure: closed.
    leg_closed() { En: "the connection is closed before the log-on is answered" }
    /// Leg failure: IMAP4 meets POP3.
    leg_other_protocol() { En: "the greeting is that of the other protocol" }
    /// Leg failure: the client went.
    leg_abandoned() { En: "the leg is cut off" }
    /// A check changed its mind: up.
    checked_up(member, port) { En: "now believes {member} up on port {port}" }
    /// A check changed its mind: down.
    checked_down(member, port) { En: "now believes {member} down on port {port}" }
    /// 1008.
    logs_1008(user) { En: "logs event 1008: refused, because the mailbox of {user} is in another site" }
    /// 9646.
    logs_9646(user) { En: "logs event 9646: {user} has too many session objects in the store" }
    /// LOGINDISABLED is obeyed.
    obeys_logindisabled() { En: "sends no LOGIN, because LOGINDISABLED is listed" }
    /// No ticket.
    no_ticket() { En: "breaks GSSAPI off: there is no Kerberos ticket" }
    /// TLS inside TLS.
    tls_inside_tls() { En: "cannot begin TLS once more inside TLS" }
    /// Command too long.
    closes_too_long() { En: "closes the connection, because the command is longer than MaxCommandSize" }
    /// Ten failed commands.
    closes_too_many_errors() { En: "closes the connection after ten failed commands" }
    /// 1009.
    logs_1009(user) { En: "logs event 1009: {user} has too many connections" }
    /// Change: start.
    starts(service, server) { En: "starts {service} on {server}" }
    /// Change: stop.
    stops(service, server) { En: "stops {service} on {server}" }
    /// Change: hang.
    hangs(service, server) { En: "lets {service} on {server} hang" }
    /// Change: restart.
    restarts(service, server) { En: "restarts {service} on {server}" }
    /// Change: settings.
    sets(protocol, server) {
        En: "changes the {protocol} settings of {server}; they are read at the next start of the service"
    }
    /// Change: CAS mailbox.
    sets_cas_mailbox(user, what) { En: "sets {what} for the mailbox of {user}" }
    /// Change: move.
    moves(user, database) { En: "moves the mailbox of {user} to {database}" }
    /// Change: fail over.
    fails_over(database, server) { En: "activates the copy of {database} on {server}" }
    /// Change: DNS.
    sets_dns(name, addresses) { En: "lets {name} point to {addresses}" }
    /// Change: DNS name removed.
    removes_dns(name) { En: "removes {name} from DNS" }
    /// Change: pool.
    sets_pool(balancer, members) { En: "gives {balancer} the pool {members}" }
    /// Change: empty pool.
    empties_pool(balancer) { En: "empties the pool of {balancer}" }
    /// Change: cut one way.
    cuts_one_way(from, to) { En: "cuts the link from {from} to {to}" }
    /// Change: cut both ways.
    cuts(from, to) { En: "cuts the link between {from} and {to}" }
    /// Change: mend one way.
    mends_one_way(from, to) { En: "mends the link from {from} to {to}" }
    /// Change: mend both ways.
    mends(from, to) { En: "mends the link between {from} and {to}" }
    /// The actor of changes.
    admin() { En: "admin" }
    /// The actor of losses.
    network() { En: "network" }
    /// A back end beside the front end of the same server.
    back_end(server) { En: "{server} (back end)" }
}
