//! Does what happens to admins come out right? Small scenarios after what is reported again and again: services that
//! nobody started, certificates, names, limits, a cut-over. Each with what must stand in its explanation and in what
//! `check` says, in this order, and what must not.

use coexist::check::check;
use coexist::render::{Lang, check as tell};

use crate::repairs::{explained, says_in_order};

/// A case; what its explanations say in this order, and what they do not say.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

/// On one line, so that it does not matter where lines are broken.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each finding in a few lines: how bad it is, its code, what it says, when it holds, and what mends it.
fn found(name: &str) -> String {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(&path).expect("the case is there");
    let checked = check(&source, name).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
    let each = checked.findings.iter().map(|it| {
        let lines: Vec<_> = tell::lines(&checked.world, Lang::En, it).into_iter().map(|it| it.1).collect();
        let severity = tell::severity(Lang::En, it.severity);
        let message = tell::message(&checked.world, Lang::En, it);
        format!("{severity} {}: {message} {}", it.what.code().id(), lines.join(" | "))
    });
    on_one_line(&each.collect::<Vec<_>>().join(" || "))
}

const EXPLAINED: [Row; 25] = [
    (
        "a-server-that-was-off-and-came-back",
        &["EX has been switched off and says nothing more.", "Since 10min: somebody switches EX off"],
        &["A time ran out before the log-on was answered"],
    ),
    (
        "a-public-certificate-for-the-web-alone",
        &[
            "1. Enable certificate public on EX10 for IMAP4",
            "Enable-ExchangeCertificate -Server EX10 -Thumbprint $thumbprint_public -Services IMAP",
            "MSExchangeIMAP4 | Restart-Service",
            "2. Give EX10 a certificate",
            "3. Let phone accept",
        ],
        &["InternalConnectionSettings"],
    ),
    (
        "a-ticket-system-on-2007",
        &[
            "one user on EX07. Changing it takes a restart of its service.",
            "1. Set MaxConnectionsPerUser of EX07 to 20",
        ],
        &["back end"],
    ),
    (
        "an-update-that-failed",
        &[
            "1. Set ServerWideOffline on EX13 Active for Functional",
            "Set-ServerComponentState EX13 -Component ServerWideOffline -Requester Functional -State Active",
            "Set-Service -ComputerName EX13 -Name MSExchangePOP3 -StartupType Automatic",
            "MSExchangePOP3 | Start-Service",
            "14 of 14 failed attempts",
        ],
        &[],
    ),
    (
        "hardened-at-night",
        &[
            "Since 1h: somebody lets EX13 speak TLS 1.2",
            "In force since 1h5min: somebody restarts the server EX13",
            "1. Let EX10 speak SSL 3.0, TLS 1.0 and TLS 1.2",
            "2. Let EX13 speak TLS 1.0",
            "careful: TLS 1.0 weakens",
        ],
        &[],
    ),
    (
        "a-printer-with-an-old-tls",
        &["1. Let printer speak TLS 1.0 and TLS 1.2", "2. Let EX13 speak", "careful: TLS 1.0 weakens"],
        &[],
    ),
    (
        "a-pool-name-on-every-server",
        &[
            "1. Let InternalConnectionSettings of CAS10A name its own FQDN; Let InternalConnectionSettings of CAS10B \
             name its own FQDN",
            "2. Let mail.contoso.com point to",
            "careful: every protocol",
        ],
        &["2. Let InternalConnectionSettings"],
    ),
    (
        "a-certificate-that-expires",
        &[
            "Failure was inevitable from 02-01 00:00 on, when certificate old expired",
            "1. Give EX10 a certificate",
            "2. Set EnforceCertificateErrors of EX13 to $false",
            "careful: EX13 then takes any certificate",
        ],
        &["from the start"],
    ),
    (
        "one-fault-behind-a-stopped-service",
        &[
            "1. Set X509CertificateName of EX07 to ex07.contoso.com; and Start MSExchangeIMAP4 on EX07",
            "2. Give EX07 a certificate",
            "3. Set LoginType of EX07 to PlainTextLogin",
            "careful: passwords cross the network in clear",
        ],
        &["-Server EX07 -Thumbprint"],
    ),
    ("a-fault-behind-the-fault-of-others", &["Set-CASMailbox b3 -ImapEnabled $true", "3 of 3 failed attempts"], &[]),
    (
        "a-name-that-leads-to-a-server-taken-away",
        &[
            "EX10 is not installed, not yet or no longer: nothing answers at its address.",
            "1. Let tb connect to ex13.contoso.com:993 over SSL",
            "2. Let mail.contoso.com point to EX13",
            "careful: every protocol",
        ],
        &["Switch EX10 on", "stays a candidate", "these together"],
    ),
    (
        "a-moved-mailbox-behind-the-old-name",
        &[
            "Since 35min: somebody moves the mailbox of bob to DB13",
            "1. Let bob connect to ex13.contoso.com:993 over SSL",
            "2. Move the mailbox of bob to DB10",
            "3. Let mail.contoso.com point to EX13",
        ],
        &[],
    ),
    ("the-last-candidate-taken-away", &["somebody takes CAS10 out of the organisation"], &["Switch CAS10 on"]),
    (
        "a-renewal-under-another-name",
        &[
            "Since 16min: somebody enables certificate pub on EX13",
            "1. Set X509CertificateName of EX13 to ex13.contoso.com",
            "5 of 5 failed attempts",
            "2. Give EX13 a certificate",
        ],
        &["Set InternalConnectionSettings"],
    ),
    (
        "a-name-with-a-slip",
        &["1. Let tb connect to mail.contoso.com:993 over SSL", "Add a DNS record for mial.contoso.com"],
        &[],
    ),
    (
        "a-port-that-nobody-listens-on",
        &["1. Let InternalConnectionSettings of EX10 name", "-InternalConnectionSettings \"ex10.contoso.com:993:SSL\""],
        &["Let tb connect"],
    ),
    (
        "a-banner-that-a-check-looks-for",
        &["1. Set Banner of EX13 to 'The Microsoft Exchange IMAP4 service is ready.'", "4 of 4 failed attempts"],
        &[],
    ),
    (
        "a-phone-that-idles",
        &["the log-on is not concerned", "1. Set AuthenticatedConnectionTimeout of EX13 to 02:00:00"],
        &["A time ran out before the log-on was answered"],
    ),
    (
        "a-node-down-with-its-copy-active",
        &[
            "nobody asks whether it answers",
            "1. Switch EX13A on",
            "2. Activate the copy of DB1 on EX13B",
            "careful: all sessions on DB1 end",
        ],
        &["stays a candidate"],
    ),
    (
        "three-users-three-faults",
        &[
            "1. Start MSExchangeIMAP4 on CASBJ",
            "1. Let InternalConnectionSettings of CASA name its own FQDN",
            "scan, attempt 3",
            "1. Let InternalConnectionSettings of CASA name its own FQDN; and Let scan connect to mail.contoso.com:993",
            "2. Give mail.contoso.com the pool CASA",
        ],
        &["over SSL; and Give mail.contoso.com the pool CASA"],
    ),
    (
        "renewed-and-not-restarted",
        &[
            "when certificate old expired",
            "1. Restart MSExchangeIMAP4 on EX13",
            "3 of 3 failed attempts",
            "2. Let phone accept",
        ],
        // What restarts the service, too, and buys a certificate besides, is no repair of its own.
        &["Give EX13 a certificate"],
    ),
    ("a-client-of-the-mailbox-role", &["1. Let tb connect to cas13.contoso.com:993 over SSL"], &["Bind port"]),
    (
        "a-2007-server-of-another-site",
        &["AllowCrossSiteSessions = true in", "Let tb connect to ex07bj.contoso.com"],
        &[],
    ),
    (
        "a-name-that-leads-to-an-old-address",
        &[
            "1. Let tb connect to ex13.contoso.com:993 over SSL",
            "2. Let mail.contoso.com point to EX13",
            "careful: every",
        ],
        &["A time ran out"],
    ),
    ("a-defect-of-the-front-end", &["1. Install the update of KB 932605 on EX13"], &["on EX10"]),
];

const FOUND: [Row; 15] = [
    (
        "freshly-installed",
        &[
            "advice F004: EX13 holds mailboxes, and its back end MSExchangeIMAP4BE does not run",
            "error F013: tb is sent to EX13, where MSExchangeIMAP4 does not run",
        ],
        &[],
    ),
    (
        "an-update-that-failed",
        &[
            "error F044: MSExchangeIMAP4 on EX13 is disabled",
            "Set-ServerComponentState EX13 -Component ServerWideOffline -Requester Functional -State Active",
            "MSExchangeIMAP4 | Start-Service",
        ],
        &[],
    ),
    (
        "hardened-at-night",
        &[
            "error F008",
            "since 1h5min, by RestartServer",
            "in the registry of Windows on EX10: TLS 1.2 below",
            "Restart-Computer -ComputerName EX10",
            "in the registry of Windows on EX13: TLS 1.0 below",
            "Restart-Computer -ComputerName EX13",
        ],
        &[],
    ),
    ("a-printer-with-an-old-tls", &["error F025", "Let printer speak TLS 1.0 and TLS 1.2", "Let EX13 speak"], &[]),
    ("a-ticket-system-on-2007", &["error F037", "-MaxConnectionsPerUser 20"], &["-MaxConnectionsPerUser 500"]),
    (
        "one-fault-behind-a-stopped-service",
        &["error F003", "advice F006: MSExchangeIMAP4 on EX07 has no usable certificate"],
        &[],
    ),
    (
        "a-fault-behind-the-fault-of-others",
        &["error F004: EX13B", "advice F017: b3 asks for the mailbox of b3, for which IMAP4 is disabled"],
        &[],
    ),
    (
        "a-name-that-leads-to-a-server-taken-away",
        &["error F034: EX10 is not installed", "Let mail.contoso.com point to EX13"],
        &["Switch EX10 on"],
    ),
    ("a-2007-server-of-another-site", &["error F030", "Let tb connect to ex07bj.contoso.com:993 over SSL"], &[]),
    (
        "a-name-with-a-slip",
        &["error F014", "Let tb connect to mail.contoso.com:993 over SSL", "Add a DNS record for mial.contoso.com"],
        &[],
    ),
    (
        "a-name-that-leads-to-an-old-address",
        &["error F014: mail.contoso.com leads to nobody", "Let mail.contoso.com point to EX13"],
        &["F039"],
    ),
    (
        "an-endpoint-in-plaintext-alone",
        &[
            "error F005",
            "-InternalConnectionSettings \"ex10.contoso.com:993:SSL\"",
            "careful: passwords",
            "-LoginType PlainTextLogin",
        ],
        &[],
    ),
    ("a-defect-of-the-front-end", &["error F043: the build of EX13 has a known defect"], &["the build of EX10"]),
    ("a-phone-that-idles", &["error F039", "-AuthenticatedConnectionTimeout 02:00:00"], &["1.00:00:00"]),
    ("renewed-and-not-restarted", &["error F029", "Restart MSExchangeIMAP4 on EX13", "Give EX13 a certificate"], &[]),
];

#[test]
fn what_admins_report_is_explained() {
    for (name, says, never) in EXPLAINED {
        let all: String = explained(name).iter().map(|it| on_one_line(before_look_alikes(it)) + " ").collect();
        says_in_order(name, &all, says, never);
    }
}

/// An explanation without what else looks like it.
fn before_look_alikes(text: &str) -> &str {
    text.split("\nWhat else looks like this").next().unwrap_or(text)
}

#[test]
fn what_admins_report_is_found() {
    for (name, says, never) in FOUND {
        says_in_order(name, &found(name), says, never);
    }
}
