//! What if it happens exactly then? Into a small organisation each kind of change is injected at every instant at
//! which anything happens in the undisturbed run, for each kind of client. Nothing may break, and every attempt ends.

use std::collections::BTreeSet;

use coexist::resolve::load;
use coexist::sim::run;
use coexist::time::SimTime;
use coexist::trace::{RecordKind, Stop};
use coexist::verdict::judge;

/// 2013 in front, 2010 and 2007 behind, 2013 mailboxes too, a balancer before the front end.
fn organisation(client: &str, change: &str) -> String {
    format!(
        r#"Scenario(schema: 1, until: "2h", event_limit: 100000, legacy_namespace: "ex07.contoso.com",
        sites: [Site(name: "HQ"), Site(name: "Branch")],
        links: [Link(between: ("HQ", "Branch"), latency: "5ms")],
        assumptions: (candidate_order: ByName, next_target: EachCandidate),
        servers: [
            Server(name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE, Pop3, Pop3BE],
                imap4: (LoginType: PlainTextLogin), pop3: (LoginType: PlainTextLogin)),
            Server(name: "EX13-B", version: Exchange2013, site: "HQ", automatic: [Imap4]),
            Server(name: "EX10", version: Exchange2010, site: "Branch", running: [Imap4, Pop3],
                imap4: (LoginType: PlainTextLogin), pop3: (LoginType: PlainTextLogin)),
            Server(name: "EX10-B", version: Exchange2010, site: "HQ", running: [Imap4, Pop3]),
            Server(name: "EX07", version: Exchange2007, site: "HQ", running: [Imap4, Pop3],
                imap4: (LoginType: PlainTextLogin), pop3: (LoginType: PlainTextLogin)),
        ],
        load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], method: LeastConnections, every: "1s")],
        databases: [Database(name: "DB13", on: ["EX13"]), Database(name: "DB10", on: ["EX10", "EX10-B"]), Database(name: "DB07", on: ["EX07"])],
        mailboxes: [Mailbox(name: "new", database: "DB13"), Mailbox(name: "mid", database: "DB10"), Mailbox(name: "old", database: "DB07")],
        clients: [Client(name: "laptop", site: "HQ", on_failure: Retry(after: "30s", times: 1), {client})],
        changes: [{change}],
    )"#
    )
}

const CHANGES: [&str; 44] = [
    r#"ShutDownServer(server: "EX13")"#,
    r#"ShutDownServer(server: "EX10")"#,
    r#"RestartServer(server: "EX13")"#,
    r#"FailedUpdate(server: "EX13")"#,
    r#"SetStartType(server: "EX13", service: Imap4, start_type: Disabled)"#,
    r#"RemoveServer(server: "EX07")"#,
    r#"AddServer(server: "EX13-B")"#,
    r#"UpdateServer(server: "EX13", build: Build(update: 15))"#,
    r#"SetServerComponentState(server: "EX13", component: ImapProxy, requester: HealthAPI, state: Inactive)"#,
    r#"SetServerComponentState(server: "EX13", component: ServerWideOffline, requester: Maintenance, state: Inactive)"#,
    r#"ImportCertificate(server: "EX13", certificate: (subject_names: ["*.contoso.com"]))"#,
    r#"RemoveCertificate(server: "EX10", certificate: "self-signed")"#,
    r#"EnableCertificate(server: "EX13", certificate: "self-signed", services: [Imap])"#,
    r#"SetTls(server: "EX10", tls: (versions: [Tls12]))"#,
    r#"SetClientAccessServer(server: "EX10", IsOutOfService: true)"#,
    r#"StopService(server: "EX10", service: W3SVC)"#,
    r#"HangService(server: "EX10-B", service: W3SVC)"#,
    r#"StopService(server: "EX13", service: Imap4)"#,
    r#"StopService(server: "EX10", service: Imap4)"#,
    r#"StopService(server: "EX13", service: Imap4BE)"#,
    r#"HangService(server: "EX13", service: Imap4)"#,
    r#"HangService(server: "EX10", service: Imap4)"#,
    r#"HangService(server: "EX07", service: Pop3)"#,
    r#"RestartService(server: "EX13", service: Imap4)"#,
    r#"RestartService(server: "EX10", service: Imap4)"#,
    r#"RestartService(server: "EX13", service: Pop3)"#,
    r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"]))"#,
    r#"MoveMailbox(mailbox: "mid", database: "DB13")"#,
    r#"MoveMailbox(mailbox: "new", database: "DB07")"#,
    r#"FailOver(database: "DB10", to: "EX10-B")"#,
    r#"SetCASMailbox(mailbox: "mid", ImapEnabled: false, PopEnabled: false)"#,
    r#"SetDns(name: "mail.contoso.com", points_to: [])"#,
    r#"SetDns(name: "ex10.contoso.com", points_to: ["mail.contoso.com"])"#,
    r#"SetPool(load_balancer: "mail.contoso.com", pool: ["EX10-B"])"#,
    r#"CutLink(between: ("HQ", "Branch"))"#,
    r#"CutLink(between: ("Branch", "HQ"), one_way: true)"#,
    r#"AddDnsRecord(name: "mail.contoso.com", points_to: ["EX10-B"])"#,
    r#"SetPorts(load_balancer: "mail.contoso.com", ports: [443, 2993])"#,
    r#"SetBalancerTls(load_balancer: "mail.contoso.com", tls: Terminate)"#,
    r#"AddMailboxPermission(mailbox: "new", user: "mid")"#,
    r#"SetPrimarySmtpAddress(user: "mid", PrimarySmtpAddress: "")"#,
    r#"InstallUpdate(server: "EX13", mends: UnquotedReplay)"#,
    r#"SetStoreSessions(server: "EX10", store_sessions_per_user: 1)"#,
    r#"SetClient(client: "laptop", connect: "ex10.contoso.com:443:SSL", password: Wrong, timeout: "2s")"#,
];

#[test]
fn every_change_at_every_instant_leaves_a_run_in_order() {
    let (mut runs, mut disturbed) = (0, BTreeSet::new());
    for user in ["new", "mid", "old"] {
        for (protocol, plain, ssl) in [("Imap4", 143, 993), ("Pop3", 110, 995), ("Owa", 443, 443)] {
            for connect in [format!("{ssl}:SSL"), format!("{plain}:TLS"), plain.to_string()] {
                let then = match (protocol, connect.ends_with("SSL")) {
                    ("Owa", true) => "",
                    ("Owa", false) => continue,
                    (_, true) => r#", then: Stay(wait: "10s")"#,
                    (_, false) => ", then: CheckMail",
                };
                let client =
                    format!(r#"user: "{user}", protocol: {protocol}, connect: "mail.contoso.com:{connect}"{then}"#);
                let load = |change: &str| {
                    let text = organisation(&client, change);
                    load(&text, "injection").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
                };
                let undisturbed = run(&load(""));
                let times: BTreeSet<u64> = undisturbed.trace.records().iter().map(|it| it.at().0).collect();
                for (kind, action) in CHANGES.iter().enumerate() {
                    for at in &times {
                        let world = load(&format!(r#"Change(at: "{at}us", action: {action})"#));
                        let run = run(&world);
                        let what = format!("{client}: {action} at {at}us");
                        assert_eq!(run.stop, Stop::Finished, "{what}");
                        let records = run.trace.records();
                        let mut last = SimTime::ZERO;
                        for (at, record) in records.iter().enumerate() {
                            assert!(record.cause().is_none_or(|it| (it.0 as usize) < at), "{what}: record {at}");
                            assert!(last <= record.at(), "{what}: record {at}");
                            last = record.at();
                        }
                        let ended = records.iter().filter(|it| matches!(it.kind(), RecordKind::Ended(_))).count();
                        assert_eq!(ended, run.trace.attempts.len(), "{what}: an attempt does not end, or ends twice");
                        let outcome = judge(&world, &run).attempts[0].outcome;
                        if outcome != judge(&world, &undisturbed).attempts[0].outcome {
                            disturbed.insert(kind);
                        }
                        runs += 1;
                    }
                }
            }
        }
    }
    assert!(runs > 5_000, "the test has stopped finding instants: {runs}");
    // A pool of servers or a setting that changes while somebody is connected leaves that connection alone.
    assert!(disturbed.len() >= 18, "few changes matter at any instant: {disturbed:?}");
}
