//! What does the authentication of the newer versions decide about POP3 and IMAP4, and what does it leave alone?

use coexist::resolve::load;
use coexist::sim;
use coexist::verdict::judge;
use coexist::world::Outcome::{self, LoggedOn, LogonFailed};

/// The versions with one role.
const NEWER: [&str; 3] = ["Exchange2016", "Exchange2019", "ExchangeSE"];

/// How one log-on ends, over SSL, at a server of a version that was installed and started.
fn ends(version: &str, mailbox: &str, client: &str) -> Outcome {
    let text = format!(
        r#"(schema: 1,
            servers: [(name: "EX", version: {version}, running: [Imap4, Pop3, Imap4BE, Pop3BE])],
            databases: [(name: "DB", on: ["EX"])],
            mailboxes: [{mailbox}],
            clients: [(name: "c", {client})])"#
    );
    let world = load(&text, "authentication").unwrap_or_else(|it| panic!("{text}: {it:#?}")).world;
    let run = sim::run(&world);
    judge(&world, &run).attempts[0].outcome.expect("it ended")
}

const ANNA: &str = r#"(name: "anna", database: "DB")"#;

/// EP-1: that Extended Protection is on concerns directories of IIS. POP3 and IMAP4 have a setting of their own, which is
/// None as installed: a client that binds nothing logs on by NTLM.
#[test]
fn extended_protection_of_windows_leaves_pop3_and_imap4_alone() {
    for version in NEWER {
        for (protocol, port) in [("Imap4", 993), ("Pop3", 995)] {
            let client = format!(
                r#"user: "anna", protocol: {protocol}, connect: "ex.contoso.com:{port}:SSL", mechanism: Ntlm,
                    channel_binding: false"#
            );
            assert_eq!(ends(version, ANNA, &client), LoggedOn, "{version} {protocol}");
        }
    }
}

/// AUTH-6: Anonymous, Guest and Administrator are refused, and nobody else.
#[test]
fn reserved_accounts_are_refused() {
    for version in NEWER {
        for (name, outcome) in
            [("Administrator", LogonFailed), ("Guest", LogonFailed), ("Anonymous", LogonFailed), ("Admin", LoggedOn)]
        {
            let mailbox = format!(r#"(name: "{name}", database: "DB")"#);
            let client = format!(r#"user: "{name}", connect: "ex.contoso.com:993:SSL""#);
            assert_eq!(ends(version, &mailbox, &client), outcome, "{version} {name}");
        }
    }
}

/// AUTH-7: without a primary SMTP address the front end refuses.
#[test]
fn a_primary_smtp_address_is_needed() {
    for version in NEWER {
        let client = r#"user: "anna", protocol: Pop3, connect: "ex.contoso.com:995:SSL""#;
        let without = r#"(name: "anna", database: "DB", PrimarySmtpAddress: "")"#;
        assert_eq!((ends(version, ANNA, client), ends(version, without, client)), (LoggedOn, LogonFailed), "{version}");
    }
}

/// AUTH-2: policies are known from 2019 CU2 on; AUTH-4: what is blocked of modern authentication changes nothing.
#[test]
fn policies_are_known_from_a_build_on() {
    let of = |version: &str, lines: &str| {
        let text = format!(
            r#"(schema: 1,
                servers: [(name: "EX", version: {version}, running: [Imap4, Imap4BE])],
                databases: [(name: "DB", on: ["EX"])],
                mailboxes: [{ANNA}],
                clients: [(name: "c", user: "anna", connect: "ex.contoso.com:993:SSL", at: ["2s"])],
                changes: [(at: "1s", on: "EX", run: "{lines}")])"#
        );
        let loaded = load(&text, "policies").unwrap_or_else(|it| panic!("{text}: {it:#?}"));
        let run = sim::run(&loaded.world);
        (loaded.warnings.len(), judge(&loaded.world, &run).attempts[0].outcome.expect("it ended"))
    };
    let block = "New-AuthenticationPolicy Block -BlockLegacyAuthImap\\nSet-User anna -AuthenticationPolicy Block";
    let modern = "New-AuthenticationPolicy Modern -BlockModernAuthImap\\nSet-User anna -AuthenticationPolicy Modern";
    for version in ["Exchange2019", "Exchange2019, build: (update: 2)", "ExchangeSE"] {
        assert_eq!(of(version, block), (0, LogonFailed), "{version}");
        assert_eq!(of(version, modern), (0, LoggedOn), "{version}");
    }
    // Both lines are refused.
    for version in ["Exchange2013", "Exchange2016", "Exchange2019, build: (update: 1)"] {
        assert_eq!(of(version, block), (2, LoggedOn), "{version}");
    }
}

/// AUTH-2: a server that is updated knows policies from then on, whatever build it had at the start.
#[test]
fn an_update_brings_what_policies_block() {
    let text = r#"(schema: 1,
        servers: [
            (name: "A", version: Exchange2019, build: (update: 1), running: [Imap4, Imap4BE], automatic: [Imap4, Imap4BE]),
            (name: "B", version: Exchange2019, build: (update: 2), running: [Imap4, Imap4BE]),
        ],
        databases: [(name: "DB", on: ["B"])],
        authentication_policies: [(name: "Block", BlockLegacyAuthImap: true)],
        mailboxes: [(name: "anna", database: "DB", authentication_policy: "Block")],
        clients: [
            (name: "a", user: "anna", connect: "a.contoso.com:993:SSL", at: ["1s", "1min"]),
            (name: "b", user: "anna", connect: "b.contoso.com:993:SSL"),
        ],
        changes: [(at: "30s", action: UpdateServer(server: "A", build: (update: 2)))])"#;
    let world = load(text, "update").unwrap_or_else(|it| panic!("{it:#?}")).world;
    let verdict = judge(&world, &sim::run(&world));
    let of = |name: &str| -> Vec<Outcome> {
        let own = verdict.attempts.iter().filter(|it| world.clients[it.client.index()].name == name);
        own.map(|it| it.outcome.expect("it ended")).collect()
    };
    assert_eq!((of("a"), of("b")), (vec![LoggedOn, LogonFailed], vec![LogonFailed]));
}

/// Policies in a file, and nobody who knows them at the start: an update or a server that comes brings them (AUTH-2).
#[test]
fn who_knows_policies_may_come_later() {
    let of = |servers: &str, changes: &str| {
        let text = format!(
            r#"(schema: 1, until: "1h", servers: [{servers}],
                databases: [(name: "DB", on: ["A"])],
                authentication_policies: [(name: "Block", BlockLegacyAuthImap: true)],
                mailboxes: [(name: "anna", database: "DB")],
                clients: [(name: "c", user: "anna", connect: "a.contoso.com:993:SSL", at: ["1s", "30min"])],
                changes: [{changes}])"#
        );
        let loaded = load(&text, "later").map_err(|it| it[0].code)?;
        let verdict = judge(&loaded.world, &sim::run(&loaded.world));
        let own = verdict.attempts.iter().map(|it| it.outcome.expect("it ended"));
        Ok::<Vec<_>, coexist::diag::Code>(own.collect())
    };
    let a =
        r#"(name: "A", version: Exchange2019, build: "CU1", running: [Imap4, Imap4BE], automatic: [Imap4, Imap4BE])"#;
    let user = r#"(at: "20min", action: SetUser(user: "anna", AuthenticationPolicy: "Block"))"#;
    let update = r#"(at: "10min", action: UpdateServer(server: "A", build: "CU2"))"#;
    assert_eq!(of(a, &format!("{update}, {user}")), Ok(vec![LoggedOn, LogonFailed]));
    // Before the update nobody has the parameter.
    let early = update.replace("10min", "25min");
    assert_eq!(of(a, &format!("{user}, {early}")), Err(coexist::diag::Code::R020));
    assert_eq!(of(a, ""), Err(coexist::diag::Code::R020));
    // A server that comes knows them, and the old one does not look at them.
    let two = format!("{a}, (name: \"B\", version: Exchange2019, build: \"CU14\")");
    let add = r#"(at: "10min", action: AddServer(server: "B"))"#;
    assert_eq!(of(&two, &format!("{add}, {user}")), Ok(vec![LoggedOn, LoggedOn]));
    assert_eq!(of(&two, &format!("{user}, {}", add.replace("10min", "25min"))), Err(coexist::diag::Code::R020));
}

/// AUTH-5: client access rules of 2019 and later are about the administration center and remote PowerShell alone, so
/// that none of them blocks POP3 or IMAP4; older versions have no such cmdlet.
#[test]
fn client_access_rules_never_block_pop3_and_imap4() {
    let of = |version: &str, line: &str| {
        let text = format!(
            r#"(schema: 1,
                servers: [(name: "EX", version: {version}, running: [Imap4, Imap4BE, Pop3, Pop3BE])],
                databases: [(name: "DB", on: ["EX"])],
                mailboxes: [(name: "anna", database: "DB")],
                clients: [
                    (name: "i", user: "anna", connect: "ex.contoso.com:993:SSL", at: ["2s"]),
                    (name: "p", user: "anna", protocol: Pop3, connect: "ex.contoso.com:995:SSL", at: ["2s"]),
                ],
                changes: [(at: "1s", on: "EX", run: "{line}")])"#
        );
        let loaded = load(&text, "rules").unwrap_or_else(|it| panic!("{text}: {it:#?}"));
        let verdict = judge(&loaded.world, &sim::run(&loaded.world));
        let logs_on = verdict.attempts.iter().all(|it| it.outcome == Some(LoggedOn));
        (loaded.warnings.len(), logs_on)
    };
    let all = "New-ClientAccessRule Block -Action DenyAccess -AnyOfProtocols ExchangeAdminCenter,RemotePowerShell";
    let mail = "New-ClientAccessRule Block -Action DenyAccess -AnyOfProtocols IMAP4,POP3";
    for version in ["Exchange2019", "ExchangeSE"] {
        assert_eq!(of(version, all), (0, true), "{version}");
        assert_eq!(of(version, mail), (1, true), "{version}: refused");
        assert_eq!(of(version, "Remove-ClientAccessRule Block"), (0, true), "{version}");
    }
    for version in ["Exchange2013", "Exchange2016"] {
        assert_eq!(of(version, all), (1, true), "{version}: no such cmdlet");
    }
}
