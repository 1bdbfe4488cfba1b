//! Which scenarios come with the program?
//!
//! Every file below `scenarios/` is part of the binary, so that a person with one file on a USB stick has them all.
//! A test walks the folder and fails where this list and the folder differ.

/// A scenario of the gallery. Its claim is its file's name: what the scenario shows, in one phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folder that it is in.
    pub topic: &'static str,
    /// The file's name without `.ron`.
    pub claim: &'static str,
    /// The text of the file.
    pub text: &'static str,
}

macro_rules! gallery {
    ($($topic:literal / $claim:literal)*) => {
        /// Every scenario of the gallery, by topic and claim.
        pub const ALL: &[Entry] = &[$(Entry {
            topic: $topic,
            claim: $claim,
            text: include_str!(concat!("../scenarios/", $topic, "/", $claim, ".ron")),
        }),*];
    };
}

gallery! {
    "change" / "added-server-is-seen-when-the-directory-is-read-again"
    "change" / "changed-login-type-waits-for-a-restart"
    "change" / "disabled-protocol-takes-effect-at-the-next-logon"
    "change" / "failover-between-sites-ends-sessions-and-turns-the-route"
    "change" / "failover-of-2010-turns-the-route-to-the-other-site"
    "change" / "front-end-keeps-the-old-answer-until-its-ttl-runs-out"
    "change" / "hung-service-wants-a-restart"
    "change" / "loop-ends-once-setting-and-front-end-are-renewed"
    "change" / "mailbox-move-to-2013-is-seen-at-the-next-poll"
    "change" / "mailbox-moves-from-2007-by-2010-to-2013"
    "change" / "mailbox-switch-is-seen-at-once"
    "change" / "mailbox-switch-waits-for-a-restart"
    "change" / "namespace-moves-to-2013-and-the-shared-name-loops"
    "change" / "poll-is-left-out-while-the-last-one-runs"
    "change" / "pool-change-moves-the-name-at-once"
    "change" / "refused-restart-changes-nothing"
    "change" / "repaired-name-waits-for-the-front-end"
    "change" / "restart-of-the-target-ends-sessions-through-it"
    "change" / "retries-run-out-before-the-repair"
    "change" / "retry-after-a-pause-lands-on-another-target"
    "change" / "started-service-is-found-at-the-next-poll"
    "component" / "banner-check-leaves-an-inactive-component-out"
    "component" / "draining-is-documented-for-transport-only"
    "component" / "every-requester-has-to-let-go"
    "component" / "inactive-component-of-2019-stops-the-service"
    "component" / "loopback-missing-from-bindings"
    "component" / "maintenance-without-stopped-services"
    "component" / "services-stop-and-stay-stopped"
    "discovery" / "2013-front-end-does-not-reach-a-2016-mailbox"
    "discovery" / "2013-front-end-reaches-a-2016-mailbox"
    "discovery" / "2016-and-2019-serve-mailboxes-on-older-back-ends"
    "discovery" / "2016-enumerates-the-connection-settings-of-2010"
    "discovery" / "account-without-a-mailbox-has-nothing-to-discover"
    "discovery" / "alias-of-the-servers-own-address-works"
    "discovery" / "connection-settings-may-name-another-server"
    "discovery" / "connection-settings-may-name-nothing"
    "discovery" / "discovery-in-the-front-end-site-costs-a-second-hop"
    "discovery" / "discovery-in-the-front-end-site-finds-nobody"
    "discovery" / "discovery-in-the-mailbox-site-finds-the-target"
    "discovery" / "empty-connection-settings-offer-no-endpoint"
    "discovery" / "front-end-looks-whether-the-back-end-runs"
    "discovery" / "mailbox-on-2007-is-reached-by-the-name-of-each-client-access-server"
    "discovery" / "mailbox-on-2010-is-reached-by-its-connection-settings"
    "discovery" / "mailbox-on-2013-goes-to-the-back-end-with-the-active-copy"
    "discovery" / "only-servers-of-the-mailboxs-version-are-candidates"
    "discovery" / "order-by-name-fails-every-logon"
    "discovery" / "order-random-fails-without-a-pattern"
    "discovery" / "order-round-robin-fails-every-third-logon"
    "discovery" / "pop3-and-imap4-have-settings-of-their-own"
    "discovery" / "ports-of-2007-are-those-of-its-bindings"
    "discovery" / "repaired-setting-is-unseen-until-the-topology-refresh"
    "discovery" / "restart-of-the-front-end-shows-the-repaired-setting"
    "discovery" / "se-and-its-neighbours"
    "discovery" / "server-without-connection-settings-is-passed-over"
    "discovery" / "site-without-a-client-access-server-has-no-candidate"
    "discovery" / "stopped-2007-server-stays-a-candidate"
    "discovery" / "topology-refresh-decides-when-a-repair-is-seen"
    "evidence" / "event-log-names-user-and-site"
    "evidence" / "protocol-log-begins-a-new-file"
    "evidence" / "protocol-log-is-written-once-the-service-has-read-the-setting"
    "evidence" / "protocol-log-names-each-failed-leg"
    "evidence" / "protocol-log-tells-a-failed-leg-from-a-wrong-password"
    "fallback" / "2010-defaults-offer-ssl-and-tls-but-no-plaintext"
    "fallback" / "dead-ssl-port-falls-through-to-tls"
    "fallback" / "dead-ssl-port-is-final-when-the-type-is-selected-once"
    "fallback" / "encrypted-client-reaches-2007-over-ssl"
    "fallback" / "encrypted-client-reaches-2010-over-ssl"
    "fallback" / "encrypted-client-reaches-2013-over-ssl"
    "fallback" / "encrypted-order-is-ssl-then-tls-then-plaintext"
    "fallback" / "encrypted-pop3-client-reaches-2010-over-ssl"
    "fallback" / "every-value-of-a-type-is-tried-in-turn"
    "fallback" / "failed-target-is-not-remembered"
    "fallback" / "hung-target-costs-21-seconds-for-each-type"
    "fallback" / "hung-target-costs-less-with-a-shorter-time-out"
    "fallback" / "longer-pre-authentication-time-out-lets-the-last-type-succeed"
    "fallback" / "plaintext-client-reaches-2007-over-plaintext"
    "fallback" / "plaintext-client-reaches-2010-over-ssl"
    "fallback" / "plaintext-client-reaches-2013-over-ssl-all-the-same"
    "fallback" / "plaintext-order-is-plaintext-then-ssl-then-tls"
    "fallback" / "plaintext-pop3-client-reaches-2010-over-ssl"
    "fallback" / "refused-log-on-at-the-target-is-final"
    "fallback" / "refused-log-on-at-the-target-moves-on-to-the-next-type"
    "fallback" / "second-server-is-not-tried-when-the-first-is-stopped"
    "fallback" / "second-server-is-tried-when-the-first-is-stopped"
    "fallback" / "second-value-of-a-type-is-not-tried"
    "fallback" / "selected-once-passes-over-candidates-without-the-type"
    "fallback" / "ssl-setting-that-names-the-clear-text-port-falls-through"
    "fallback" / "starttls-client-counts-as-encrypted"
    "fallback" / "starttls-client-counts-as-plaintext-by-its-port"
    "fallback" / "target-without-a-certificate-offers-no-starttls"
    "fallback" / "three-silent-types-outlast-the-clients-own-clock"
    "fallback" / "unresolvable-host-in-the-setting-falls-through"
    "http" / "2007-without-a-legacy-namespace"
    "http" / "failed-request-may-be-tried-elsewhere"
    "http" / "five-services-and-three-versions"
    "http" / "nobody-healthy-is-left"
    "http" / "out-of-service-is-for-web-clients-only"
    "http" / "probe-takes-a-dead-target-out-and-brings-it-back"
    "http" / "same-outage-browser-unharmed-imap-failing"
    "http" / "web-requests-to-2010-itself"
    "incidents" / "i-01-connection-settings-name-the-shared-name"
    "incidents" / "i-01-no-common-tls-version"
    "incidents" / "i-01-service-stopped-on-2010"
    "incidents" / "i-03-hung-target-piles-up-the-attempts-of-one-user"
    "incidents" / "i-04-password-with-a-star-fails-only-when-proxied"
    "incidents" / "i-13-inactive-component-leaves-the-screen-blank"
    "incidents" / "i-14-service-stops-as-soon-as-somebody-connects"
    "incidents" / "i-16-services-stay-stopped-after-maintenance"
    "incidents" / "i-18-ntlm-fails-where-the-alias-is-another-name"
    "incidents" / "i-19-service-account-on-a-shared-mailbox"
    "incidents" / "i-30-ticket-system-without-encryption"
    "incidents" / "i-32-client-ignores-logindisabled"
    "incidents" / "i-33-client-obeys-logindisabled"
    "incidents" / "i-34-starttls-inside-ssl"
    "incidents" / "i-35-headline-is-the-second-error"
    "incidents" / "i-37-gssapi-without-a-ticket"
    "incidents" / "i-39-port-993-is-filtered"
    "incidents" / "i-39-tls-hello-on-143-and-nothing-on-993"
    "incidents" / "i-44-ten-failed-commands-end-the-session"
    "incidents" / "i-46-credentials-accepted-mailbox-not-opened"
    "incidents" / "i-49-one-member-with-a-hung-service"
    "incidents" / "i-49-one-member-with-an-inactive-component"
    "incidents" / "i-54-hash-gives-a-few-servers-most-of-the-load"
    "incidents" / "i-55-ntlm-leaves-nothing-to-replay"
    "leg" / "2007-accepts-twenty-connections-from-one-front-end"
    "leg" / "2007-without-an-ssl-binding-is-reached-by-starttls"
    "leg" / "certificate-errors-are-ignored-by-default"
    "leg" / "certificate-errors-fail-the-leg-when-enforced"
    "leg" / "disabled-protocol-is-refused-by-the-front-end"
    "leg" / "disabled-protocol-shows-only-behind-the-log-on"
    "leg" / "enforced-certificate-errors-do-not-concern-a-plaintext-leg"
    "leg" / "enforcing-certificate-errors-meets-the-self-signed-default"
    "leg" / "login-type-of-the-target-refuses-a-plaintext-leg"
    "leg" / "login-type-of-the-target-takes-a-restart-to-be-relaxed"
    "leg" / "name-and-password-are-replayed-to-2010-and-2007"
    "leg" / "ntlm-cannot-be-proxied-to-2010-or-2007"
    "leg" / "ntlm-works-to-a-2013-back-end"
    "leg" / "only-the-disabled-protocol-is-closed"
    "leg" / "store-allows-sixteen-sessions-of-one-user"
    "load-balancer" / "balancer-no-longer-begins-tls-anew"
    "load-balancer" / "balancer-that-ends-tls-makes-plaintext-clients"
    "load-balancer" / "banner-check-leaves-a-hung-service-out"
    "load-balancer" / "certificate-check-does-not-catch-the-shared-name"
    "load-balancer" / "changed-banner-takes-a-member-out"
    "load-balancer" / "least-connections-avoids-the-busy-member"
    "load-balancer" / "limit-per-address-counts-the-balancer"
    "load-balancer" / "loop-ends-at-maxconnectionfromsingleip"
    "load-balancer" / "loop-ends-at-the-pre-authentication-timeout"
    "load-balancer" / "loop-guard-is-blind-to-the-other-front-end"
    "load-balancer" / "loop-guard-refuses-the-servers-own-logon"
    "load-balancer" / "member-is-used-until-its-third-failed-check"
    "load-balancer" / "mixed-pool-of-2013-and-2016"
    "load-balancer" / "old-and-new-targets-are-used-until-the-ttl-runs-out"
    "load-balancer" / "pop3-loop-ends-at-maxconnectionsperuser"
    "load-balancer" / "round-robin-deals-connections-out-in-turn"
    "load-balancer" / "self-signed-certificate-ends-the-loop-at-once"
    "load-balancer" / "shared-name-before-2010-fails-every-other-logon"
    "load-balancer" / "shared-name-before-2010-loses-the-choice-of-site"
    "load-balancer" / "shared-name-loops-through-2013"
    "load-balancer" / "source-hash-keeps-a-client-on-its-member"
    "load-balancer" / "tcp-check-passes-on-a-hung-service"
    "load-balancer" / "tls-ended-at-the-balancer-meets-secure-login-of-2019"
    "load-balancer" / "transparent-balancer-shows-each-address"
    "load-balancer" / "two-front-ends-loop-with-a-count-each"
    "login" / "administrator-may-not-use-imap"
    "login" / "authentication-policy-blocks-imap"
    "login" / "authentication-policy-looked-at-by-the-target"
    "login" / "command-longer-than-max-command-size"
    "login" / "command-that-is-too-long-closes-the-connection"
    "login" / "every-form-of-a-log-on-name"
    "login" / "extended-protection-refuses-ntlm-behind-a-balancer-that-ends-tls"
    "login" / "failed-leg-looks-like-a-wrong-password"
    "login" / "failed-leg-looks-like-a-wrong-password-over-pop3"
    "login" / "log-on-names-of-one-report-only"
    "login" / "login-without-tls-is-refused-by-secure-login"
    "login" / "mailbox-is-discovered-before-a-target-is-picked"
    "login" / "name-forms-of-which-reports-disagree"
    "login" / "ntlm-is-not-offered-where-it-is-switched-off"
    "login" / "ntlm-setting-concerns-every-connection"
    "login" / "ntlm-setting-may-concern-plaintext-only"
    "login" / "one-program-opens-several-connections"
    "login" / "own-authentication-policy-comes-before-the-default-one"
    "login" / "plain-text-authentication-lets-only-ntlm-in-without-tls"
    "login" / "program-tries-the-next-mechanism-after-a-refusal"
    "login" / "relayed-session-is-the-targets"
    "login" / "stopped-target-stays-a-candidate-login-after-login"
    "login" / "strongest-mechanism-cannot-be-proxied"
    "login" / "three-connections-each-and-a-limit-of-two"
    "login" / "user-without-smtp-address-is-refused-at-the-front-end"
    "login" / "wrong-password-never-reaches-a-target"
    "migration" / "2007-mailbox-server-is-gone-and-its-mailboxes-with-it"
    "migration" / "2007-server-taken-away-while-it-holds-mailboxes"
    "migration" / "everybody-is-back-ten-minutes-after-the-move"
    "migration" / "from-2007-to-2013"
    "migration" / "from-2007-to-2013-with-the-limit-for-one-address"
    "migration" / "from-2007-to-2016-by-way-of-2013"
    "migration" / "from-2010-to-2016"
    "migration" / "from-2010-to-2016-with-the-back-end-left-stopped"
    "migration" / "from-2010-to-2016-with-the-shared-name-in-the-settings"
    "migration" / "from-2013-to-2019"
    "migration" / "from-2013-to-2019-without-the-login-type-of-before"
    "migration" / "from-2013-to-2019-without-tls-first"
    "migration" / "from-2016-to-se"
    "migration" / "from-2016-to-se-with-a-mailbox-left-behind"
    "migration" / "from-2019-to-se"
    "migration" / "from-2019-to-se-in-place"
    "migration" / "from-2019-to-se-in-place-with-a-failed-setup"
    "migration" / "from-2019-to-se-with-services-that-do-not-come-back"
    "migration" / "namespace-is-cut-over-and-rolled-back"
    "migration" / "offices-move-in-one-night-one-after-the-other"
    "migration" / "road-from-2010-and-2007-to-2013"
    "migration" / "road-from-2010-to-2016"
    "migration" / "road-from-2013-to-2019"
    "migration" / "road-from-2016-to-se"
    "network" / "address-that-nobody-has-is-never-answered"
    "network" / "addresses-as-listed-never-reach-the-second"
    "network" / "clear-text-on-an-ssl-port-waits-for-ever"
    "network" / "cut-link-drops-an-open-session"
    "network" / "cut-link-is-bypassed-over-the-hub"
    "network" / "cut-link-is-silence-until-it-is-mended"
    "network" / "database-without-a-way-to-its-site"
    "network" / "failed-look-up-is-not-kept"
    "network" / "impatient-client-gives-up-before-the-front-end"
    "network" / "lossy-link-slows-logons-down"
    "network" / "name-is-resolved-where-the-front-end-stands"
    "network" / "one-way-cut-looks-like-a-dead-server"
    "network" / "phones-behind-one-address-use-up-its-limit"
    "network" / "rotating-addresses-hit-the-dead-one-in-turn"
    "network" / "site-without-a-link-gets-no-answer"
    "network" / "split-dns-sends-each-site-to-its-own-front-end"
    "network" / "starttls-is-not-offered-without-a-certificate"
    "network" / "tls-hello-on-a-clear-text-port-fails-at-once"
    "network" / "very-lossy-link-fails-logons-by-chance"
    "network" / "way-over-two-links-is-found"
    "service" / "2013-back-end-without-its-front-end-refuses-every-client"
    "service" / "2013-front-end-without-its-back-end-fails-as-a-wrong-password"
    "service" / "a-client-may-speak-the-other-protocol"
    "service" / "a-disabled-service-does-not-start"
    "service" / "a-failed-update-leaves-services-disabled"
    "service" / "a-second-address-where-nobody-answers"
    "service" / "a-service-answers-at-the-address-it-is-bound-to"
    "service" / "all-four-services-on-every-server"
    "service" / "back-end-keeps-its-limits-at-the-defaults"
    "service" / "connection-limit-closes-without-a-greeting"
    "service" / "connection-setting-does-not-follow-the-bindings"
    "service" / "each-protocol-is-a-service-of-its-own"
    "service" / "each-version-listens-on-the-same-four-ports"
    "service" / "eleventh-connection-of-a-user-is-refused-by-2007"
    "service" / "fail-over-to-a-server-without-back-end"
    "service" / "hung-front-end-accepts-and-never-greets"
    "service" / "idle-session-is-closed-after-thirty-minutes"
    "service" / "nothing-listens-until-somebody-starts-it"
    "service" / "raised-limit-needs-front-end-and-back-end-restarted"
    "service" / "server-comes-back-with-its-automatic-services-only"
    "service" / "service-pack-resets-the-configuration-files"
    "service" / "services-disabled-after-a-failed-update-of-2019"
    "service" / "seventeenth-connection-of-a-user-is-refused-by-2013"
    "service" / "stopped-fails-at-once-and-hung-fails-late"
    "service" / "stopped-target-stays-a-candidate"
    "service" / "target-that-is-off-costs-21-seconds-a-type"
    "sites" / "2007-opens-a-mailbox-over-the-link-and-not-without-it"
    "sites" / "2007-refuses-mailboxes-of-another-site"
    "sites" / "2007-serves-across-sites-where-that-is-allowed"
    "sites" / "2007-serves-mailboxes-of-its-own-site"
    "sites" / "2007-serves-no-newer-mailbox-of-another-site"
    "sites" / "2007-serves-no-newer-mailbox-of-its-site"
    "sites" / "2010-does-not-proxy-to-2007"
    "sites" / "2010-mailbox-follows-its-active-copy"
    "sites" / "2010-mailbox-keeps-its-home-site"
    "sites" / "2010-proxies-to-2007"
    "sites" / "2010-serves-mailboxes-of-its-own-site"
    "sites" / "2010-serves-no-mailbox-on-2013"
    "sites" / "2013-hands-over-to-back-ends-of-any-site"
    "sites" / "2013-proxies-to-2007-of-any-site"
    "sites" / "2013-proxies-to-2010-of-any-site"
    "sites" / "mailbox-in-another-site-is-proxied-over-ssl"
    "sites" / "proxying-across-sites-keeps-to-the-well-known-port"
    "sites" / "shared-name-loops-between-2010-servers-too"
    "sites" / "stopped-target-in-another-site-has-no-second-choice"
    "sites" / "target-without-an-ssl-value-is-not-reached-across-sites"
    "sites" / "unreached-mailbox-server-may-be-told-as-unavailable"
    "sites" / "wrong-2007-site-refuses-by-its-own-rule"
    "sites" / "wrong-2007-site-serves-where-that-is-allowed"
    "tls" / "2016-before-cu8-speaks-no-tls-1-2"
    "tls" / "2019-and-2013-before-cu19-share-no-version"
    "tls" / "a-wildcard-certificate-is-named-and-not-enabled"
    "tls" / "a-wildcard-certificate-on-2016-is-not-enabled"
    "tls" / "accepted-and-not-offered"
    "tls" / "an-old-build-speaks-no-tls-1-2"
    "tls" / "an-update-brings-tls-1-2"
    "tls" / "builds-as-they-were-released"
    "tls" / "certificate-expires-while-clients-poll"
    "tls" / "certificate-has-to-be-enabled-for-the-service"
    "tls" / "client-minds-the-certificate"
    "tls" / "ecc-certificate-on-2016"
    "tls" / "ecc-certificate-on-2019-cu15-and-se"
    "tls" / "enabling-a-certificate-also-names-it"
    "tls" / "no-common-cipher-fails-the-handshake"
    "tls" / "no-common-version-fails-whatever-is-enforced"
    "tls" / "old-client-meets-2019"
    "tls" / "old-client-meets-a-hardened-front-end"
    "tls" / "renewed-certificate-breaks-even-plaintext-clients"
    "tls" / "tls-1-3-for-mail"
    "tls" / "tls-1-3-is-not-for-mail"
    "tls" / "update-switches-tls-1-0-off-and-back-on"
    "tls" / "windows-2025-in-front-of-2012-r2"
    "tls" / "windows-2025-with-tls-1-0"
}

/// The claim of the scenario that runs when none is named.
pub const DEFAULT: &str = "shared-name-loops-through-2013";

/// The scenario called `claim` or `topic/claim`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|it| it.claim == name || name.split_once('/') == Some((it.topic, it.claim)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::edit;
    use crate::scenario::parse::parse;

    #[test]
    fn the_default_is_there_and_every_claim_is_unique() {
        assert!(find(DEFAULT).is_some());
        assert_eq!(find("load-balancer/shared-name-loops-through-2013"), find(DEFAULT));
        assert_eq!(find("settings/shared-name-loops-through-2013"), None);
        for pair in ALL.windows(2) {
            assert!((pair[0].topic, pair[0].claim) < (pair[1].topic, pair[1].claim), "{pair:?} are not in order");
        }
        for it in ALL {
            assert_eq!(ALL.iter().filter(|other| other.claim == it.claim).count(), 1, "{}", it.claim);
        }
    }

    /// Whatever change is left out of whatever scenario: the rest is a scenario, or its mistakes are told.
    #[test]
    fn changes_are_taken_out_of_every_scenario() {
        let mut taken = 0;
        for it in ALL {
            let count = edit::changes(it.text);
            assert_eq!(count, parse(it.text).expect("it is sound").changes.len(), "{}", it.claim);
            for number in 1..=count {
                let mut wanted = parse(it.text).expect("it is sound");
                wanted.changes.remove(number - 1);
                assert_eq!(parse(&edit::without(it.text, Some(number))).as_ref(), Ok(&wanted), "{} {number}", it.claim);
                taken += 1;
            }
            let mut wanted = parse(it.text).expect("it is sound");
            wanted.changes.clear();
            assert_eq!(parse(&edit::without(it.text, None)).as_ref(), Ok(&wanted), "{}", it.claim);
        }
        assert!(taken > 40, "{taken}");
    }
}
