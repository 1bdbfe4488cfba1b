//! How is each decision, and each reason of one, said in one line?

use super::sentences;

sentences! {
    /// Decision: authenticated.
    authenticates(user) { En: "authenticates {user}" }
    /// Decision: not authenticated.
    rejects(user) { En: "refuses the log-on of {user}" }
    /// Decision: served here.
    serves(user) { En: "opens the mailbox of {user}" }
    /// Decision: handed on.
    proxies(user, to) { En: "hands the log-on of {user} on, to {to} first" }
    /// Decision: refused.
    refuses(user, why) { En: "refuses {user}: {why}" }
    /// Decision: an endpoint.
    tries(endpoint, security) { En: "tries {endpoint} {security}" }
    /// Decision: gives up.
    gives_up() { En: "gives the log-on up" }
    /// Decision: gives up, told without a reason.
    gives_up_at_last() { En: "gives the log-on up: nothing is left to try" }
    /// Decision: not allowed.
    not_allowed(user) { En: "authenticates {user}, but does not connect to the mailbox" }
    /// A decision and its only reason.
    because(decision, reason) { En: "{decision}: {reason}" }

    /// Refusal: no mailbox.
    refusal_no_mailbox() { En: "the account has no mailbox" }
    /// Refusal: unsupported.
    refusal_not_supported() { En: "this version neither opens nor proxies to such a mailbox" }
    /// Refusal: another site.
    refusal_other_site() { En: "the mailbox is in another site" }
    /// Refusal: 2010 to 2007.
    refusal_not_proxied() { En: "2010 does not proxy to 2007 here" }
    /// Refusal: nobody.
    refusal_no_candidate() { En: "there is no Client Access server of the mailbox's version in the site" }
    /// Refusal: nothing offered.
    refusal_no_endpoint() { En: "no candidate offers an endpoint" }
    /// Refusal: no password to replay.
    refusal_no_password() { En: "there is no password to replay" }
    /// Refusal: not the active copy.
    refusal_store_off() { En: "the server with the database is switched off" }
    /// No candidate any more.
    removed(server) { En: "no candidate {server}   it is no longer in the directory" }
    /// The store cannot be opened.
    store_off(server) { En: "the database is on {server}, which is switched off" }
    /// The refusal of a back end without the active copy.
    refusal_not_here() { En: "the active copy is not on this server" }

    /// FE-1.
    password_right() { En: "the password is right" }
    /// FE-1.
    password_wrong() { En: "the password is wrong" }
    /// FE-7.
    web_proxied(service, version) { En: "{service} for a mailbox on {version} is proxied" }
    /// OWA and ECP to 2007.
    web_redirected(service) { En: "{service} for a mailbox on Exchange 2007 is redirected to the legacy namespace" }
    /// EWS and OAB to 2007.
    web_by_autodiscover(service) {
        En: "{service} for a mailbox on Exchange 2007 is reached by the URL that Autodiscover hands out"
    }
    /// To the server with the active copy.
    web_back_end(server) { En: "the active copy is on {server}" }
    /// A web request for the own version.
    web_own_version(version) { En: "{version} answers web requests for its own mailboxes" }
    /// A web request for another version.
    web_not_modelled(version, mailbox) {
        En: "not modelled: what {version} does with a web request for a mailbox on {mailbox}"
    }
    /// Not modelled.
    refusal_not_modelled() { En: "not modelled" }
    /// Left out.
    probed_down(server) { En: "no candidate {server}   its probe failed" }
    /// Out of service.
    out_of_service(server) { En: "no candidate {server}   IsOutOfService" }
    /// Nobody left.
    no_healthy_target(version, site) { En: "no healthy {version} Client Access server in {site}" }
    /// The only healthy one.
    picked_only_healthy(server) { En: "picked    {server}, the only healthy candidate" }
    /// By hash.
    hash_picked(server, of) { En: "picked    {server}, one of {of} healthy candidates, by a hash of the user" }
    /// Tries the next.
    web_retries() { En: "the next healthy candidate is tried" }
    /// Does not.
    web_does_not_retry() { En: "no other candidate is tried for the same request" }
    /// Sends a web client elsewhere.
    redirects(user, name) { En: "sends the client of {user} to {name}" }
    /// Nobody can serve it.
    refusal_no_healthy_target() { En: "no healthy target" }
    /// Nowhere to send it.
    refusal_no_legacy() { En: "there is no legacy namespace (`legacy_namespace`)" }
    /// The log-on name is nobody's.
    unknown_name() { En: "the log-on name is nobody's in any of its forms" }
    /// Anonymous, Guest, Administrator.
    reserved(user) { En: "{user} is one of Anonymous, Guest and Administrator, who may not use POP3 and IMAP4" }
    /// NTLM with another alias.
    ntlm_alias(user) { En: "a defect of this build: NTLM fails where the alias of {user} is not the sAMAccountName" }
    /// Replayed without quotation marks.
    unquoted_replay(user) { En: "a defect of this build: name and password of {user} are replayed without quotation marks" }
    /// No rights on the mailbox.
    no_rights(user, mailbox) { En: "{user} has no Full Access to the mailbox {mailbox}" }
    /// Too many session objects.
    store_sessions(user, server, limit) { En: "{user} has {limit} session objects in the store of {server}, which is the limit" }
    /// Refused for session objects.
    refusal_store_sessions() { En: "too many session objects in the store" }
    /// No primary SMTP address.
    no_smtp_address(user) { En: "{user} has no primary SMTP address" }
    /// LIM-1.
    user_limit(user, open, limit) { En: "{user} has {open} here, MaxConnectionsPerUser is {limit}" }
    /// LB-3.
    own_logon(server) { En: "the log-on came from {server} itself" }
    /// LEG-3.
    login_type_refuses(login_type, mechanism) { En: "LoginType {login_type} refuses {mechanism} without TLS" }
    /// Section 2.
    mechanism_off(mechanism) { En: "{mechanism} is not offered" }
    /// LEG-8.
    protocol_disabled(setting, user) { En: "{setting} is false for {user}" }
    /// LEG-8.
    protocol_disabled_at_target(setting, user) {
        En: "{setting} is false for {user} (looked at by the server that opens the mailbox)"
    }
    /// LEG-8.
    protocol_disabled_at_front_end(setting, user) { En: "{setting} is false for {user} (looked at by the front end)" }
    /// FE-2.
    mailbox(user, database, version, server, site) {
        En: "{user} → {database} → {version}, active on {server}, site {site}"
    }
    /// DET-6.
    home_server_site(site) { En: "the mailbox counts as in {site}, the site of its home server" }
    /// DET-6.
    active_copy_site(site) { En: "the mailbox counts as in {site}, the site of its active copy" }
    /// FE-2.
    no_mailbox(user) { En: "{user} has no mailbox" }
    /// DISC-3.
    discovery_site_of_mailbox(site) { En: "targets are looked for in {site}, the site of the mailbox" }
    /// DISC-3.
    discovery_site_of_front_end(site) { En: "targets are looked for in {site}, the site of the front end" }
    /// DISC-1, DISC-2.
    candidate(server, version) { En: "candidate {server}   {version}" }
    /// DISC-1.
    offers(server, endpoint) { En: "offered   {endpoint}   by {server}" }
    /// DISC-1, a name that is a balancer's.
    offers_balancer(server, endpoint) { En: "offered   {endpoint}   by {server}, the name of a load balancer" }
    /// DISC-4.
    back_end(server, endpoint) { En: "the back end of {server}, {endpoint}" }
    /// DISC-5.
    other_version(server, version) { En: "no candidate {server}   it is {version}" }
    /// DISC-3.
    other_sites(count) { En: "no candidates: {count} of the right version in other sites" }
    /// DISC-6.
    offers_nothing(server, lacks) { En: "no candidate {server}   {lacks}" }
    /// DISC-6: what a server lacks.
    lacks_connection_settings() { En: "InternalConnectionSettings is empty" }
    /// DISC-6: what a server lacks.
    lacks_ssl_value() { En: "InternalConnectionSettings has no SSL value" }
    /// DISC-6: what a server lacks.
    lacks_bindings() { En: "there is no binding" }
    /// DISC-6: what a server lacks.
    lacks_ssl_bindings() { En: "SSLBindings is empty" }
    /// DISC-1, DISC-2.
    no_candidate(site, version) { En: "no {version} Client Access server stands in {site}" }
    /// DISC-6.
    no_endpoint(site, lacks) { En: "no candidate in {site} offers an endpoint: {lacks}" }
    /// DISC-8.
    picked_only(server) { En: "picked    {server}, the only candidate" }
    /// DISC-8.
    picked(server, of, order) { En: "picked    {server}, one of {of}, {order}" }
    /// DISC-8.
    order_random() { En: "by chance" }
    /// DISC-8.
    order_round_robin() { En: "in turn" }
    /// DISC-8.
    order_by_name() { En: "the first by name" }
    /// FE-3.
    not_checked(server) { En: "whether {server}'s service runs is not asked" }
    /// FALL-1.
    encrypted_order() { En: "the client came encrypted: SSL, then TLS, then plaintext" }
    /// FALL-2.
    plaintext_order() { En: "the client came in plaintext: plaintext, then SSL, then TLS" }
    /// FALL-5.
    starttls_counts() { En: "STARTTLS (STLS) before the log-on counts as encrypted" }
    /// FALL-5.
    starttls_does_not_count() { En: "STARTTLS (STLS) before the log-on does not count as encrypted" }
    /// FALL-4.
    not_offered(server, security) { En: "{server} offers nothing over {security}" }
    /// FALL-4.
    not_offered_plaintext(server) { En: "{server} offers nothing in plaintext" }
    /// FALL-4.
    same_type_first(server, security) { En: "{server} offers several endpoints {security}: the first is tried" }
    /// FALL-4.
    same_type_each(server, security) { En: "{server} offers several endpoints {security}: each is tried" }
    /// FALL-3.
    next_type(security) { En: "next on the same target, {security}" }
    /// FALL-3.
    selected_once(security) { En: "{security} is the type that is used, and no other" }
    /// FALL-6.
    no_next_target() { En: "every type failed there, and no other target is tried" }
    /// FALL-6.
    next_target(server) { En: "the next target is {server}" }
    /// FALL-7.
    refusal_is_final() { En: "a refused log-on is final" }
    /// FALL-7.
    refusal_is_not_final() { En: "a refused log-on is a failure like any other" }
    /// LEG-1.
    replays(user) { En: "name and password of {user} are replayed" }
    /// LEG-2.
    no_password(mechanism) { En: "{mechanism} left no password to replay" }
    /// DISC-4.
    hands_over(user) { En: "the back end is handed {user} as authenticated" }
    /// Section 7.
    served_on_same(by) { En: "the mailbox is on {by} itself" }
    /// Section 7.
    served(by, on) { En: "{by} opens a mailbox on {on}" }
    /// Section 7.
    served_across_sites(site) { En: "AllowCrossSiteSessions is set: the mailbox in {site} is reached by RPC" }
    /// SITE-2.
    refused_across_sites(site) { En: "2007 does not serve a mailbox in another site, and this one is in {site}" }
    /// DET-5.
    proxied_across_sites(site) {
        En: "the mailbox is in {site}: proxied to a 2010 Client Access server there, over SSL"
    }
    /// Section 7.
    proxies_2010_to_2007() { En: "2010 proxies for a mailbox on 2007" }
    /// Section 7.
    does_not_proxy_2010_to_2007() { En: "2010 does not proxy for a mailbox on 2007" }
    /// Section 7.
    not_supported(version, mailbox) { En: "{version} does not serve mailboxes on {mailbox}" }
    /// DISC-4.
    not_here(server) { En: "{server} does not hold the active copy" }

    /// One connection.
    one_connection() { En: "1 connection logged on" }
    /// Several connections.
    connections(count) { En: "{count} connections logged on" }
    /// The mechanism, as it is typed.
    mechanism_login() { En: "LOGIN (USER and PASS)" }
    /// Too many reasons to show all.
    more_reasons(count) { En: "…  {count} more reasons (--all shows them)" }
}
