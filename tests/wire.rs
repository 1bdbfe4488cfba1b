//! What do clients, wires and the network between do in whole runs? Cases that once came out wrong, each with what must
//! come out, by hand.

use coexist::explain::failures;
use coexist::render::explain::Case;
use coexist::render::protocol_log::{self, LogFilter};
use coexist::render::{Options, Plain, text};
use coexist::resolve::load;
use coexist::rules::Rule;
use coexist::sim::run;
use coexist::trace::Run;
use coexist::trial::{Ground, study};
use coexist::verdict::{Verdict, judge};
use coexist::world::{Outcome, World};

/// A case, run.
fn case(name: &str) -> (World, Run, Verdict) {
    played(&source(name))
}

/// The text of a case.
fn source(name: &str) -> String {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the case is there")
}

fn played(source: &str) -> (World, Run, Verdict) {
    let world = load(source, "case").unwrap_or_else(|it| panic!("{it:#?}\n{source}")).world;
    let run = run(&world);
    let verdict = judge(&world, &run);
    (world, run, verdict)
}

fn outcomes(verdict: &Verdict) -> Vec<Outcome> {
    verdict.attempts.iter().filter_map(|it| it.outcome).collect()
}

/// The whole report in one line.
fn report((world, run, verdict): &(World, Run, Verdict)) -> String {
    let mut out = String::new();
    text::report(world, run, verdict, &Options::default(), &Plain, &mut out).expect("a String takes everything");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The explanation of the first failure in one line.
fn explained(source: &str, (world, run, verdict): &(World, Run, Verdict)) -> String {
    let ground = Ground::new(source, world);
    let failure = failures(world, verdict, None).into_iter().next().expect("it failed");
    let case = Case { alike: &failure.alike, study: &study(&ground, world, run, verdict, &failure) };
    let mut out = String::new();
    text::explanation(world, run, verdict, &case, &Options::default(), &Plain, &mut out)
        .expect("a String takes everything");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// RPC-1: a Mailbox server behind a cut link opens no mailbox, and the loss is told as the cause.
#[test]
fn a_mailbox_behind_a_cut_link_is_not_opened() {
    let it = case("rpc-over-a-cut-link");
    assert_eq!(outcomes(&it.2), [Outcome::LogonFailed]);
    let said = report(&it);
    for wanted in [
        "asks MBXB over RPC to open the mailbox RPC-1",
        "there is no way to that site (sent 6 so far)",
        "MBXB with the database is not reached over the network",
        "assumed: store_not_reached",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    // The same without the cut: the way over the link and back, once.
    let source = source("rpc-over-a-cut-link");
    let (_, run, verdict) = played(&source.replace(", cut: true", ""));
    assert_eq!(outcomes(&verdict), [Outcome::LoggedOn]);
    let took = verdict.attempts[0].duration.expect("it ended");
    assert!(took.0 >= 400_000 && took.0 < 500_000, "200 ms there and 200 ms back: {took}, {run:?}");
}

/// DET-11: a refused mechanism is not the end of the session.
#[test]
fn the_next_mechanism_is_tried_in_the_same_session() {
    let it = case("fall-back-to-the-next-mechanism");
    assert_eq!(outcomes(&it.2), [Outcome::LoggedOn]);
    let said = report(&it);
    for wanted in ["AUTHENTICATE GSSAPI", "C: *", "BAD AUTHENTICATE cancelled.", "AUTHENTICATE PLAIN ****** DET-11"] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    assert_eq!(it.1.trace.connections.iter().filter(|it| it.depth == 0).count(), 1, "one session");
}

/// Section 11: what reports say that the server answers to a command that is too long, and what else is assumed.
#[test]
fn a_command_that_is_too_long_is_refused_as_reports_say() {
    let source = source("command-that-is-too-long");
    let with =
        |value: &str| source.replace("schema: 1,", &format!("schema: 1, assumptions: (oversized_command: {value}),"));
    for (source, wanted) in [
        (source.clone(), "S: a2 BAD Command Error. 10"),
        (with("ArgumentError"), "S: a2 BAD Command Argument Error. 11"),
        (with("Close"), "closes the connection"),
    ] {
        let said = report(&played(&source));
        assert!(said.contains(wanted), "{wanted}\n{said}");
        assert!(said.contains("oversized_command"), "{said}");
    }
}

/// DET-11: no log-on that is written is lost, although the session of the first is still open.
#[test]
fn times_that_come_while_a_session_is_open_are_connections_more() {
    let it = case("times-that-are-dropped");
    assert_eq!(outcomes(&it.2), [Outcome::LoggedOn; 3]);
    let began: Vec<_> = it.2.attempts.iter().map(|it| it.began.0).collect();
    assert_eq!(began, [1_000_000, 2_000_000, 3_000_000]);
    assert!(it.2.attempts.iter().all(|it| it.duration.is_some_and(|it| it.0 > 240_000_000)), "all stay");
}

/// HTTP-5: a server that is out of service has failed no probe; the explanation says so and puts it into service.
#[test]
fn out_of_service_is_no_failed_probe() {
    let it = case("out-of-service-is-not-a-failed-probe");
    assert_eq!(outcomes(&it.2), [Outcome::ServiceUnavailable]);
    let rules = it.2.attempts[0].rules;
    assert!(rules.contains(Rule::Http5) && !rules.contains(Rule::Http1), "{rules:?}");
    let said = explained(&source("out-of-service-is-not-a-failed-probe"), &it);
    for wanted in ["every Exchange 2010 Client Access server", "IsOutOfService", "HTTP-5"] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    assert!(!said.contains("HTTP-1") && !said.contains("probe fails"), "{said}");
}

/// Section 2: EnableGSSAPIAndNTLMAuth off takes NTLM away over SSL, as a public log shows, or not, by the words of the
/// reference; either is told as what it is.
#[test]
fn the_ntlm_setting_is_read_both_ways_over_ssl() {
    let written = source("ntlm-setting-over-ssl");
    for (value, wanted, words) in [
        ("AllConnections", Outcome::LogonFailed, "NTLM is not offered"),
        ("WithoutTls", Outcome::LoggedOn, "NTLM stays over TLS, although EnableGSSAPIAndNTLMAuth is off"),
    ] {
        let turned = format!("Scenario(schema: 1, assumptions: (gssapi_ntlm_setting: {value}),");
        let it = played(&written.replace("Scenario(schema: 1,", &turned));
        assert_eq!(outcomes(&it.2), [wanted], "{value}");
        let said = report(&it);
        assert!(said.contains(words) && said.contains("assumed: gssapi_ntlm_setting"), "{value}\n{said}");
    }
    assert_eq!(outcomes(&case("ntlm-setting-over-ssl").2), [Outcome::LogonFailed], "the default is what was reported");
}

/// LB-7: a balancer that ends TLS shows its own certificate, and a member whose port does not fit never greets.
#[test]
fn a_balancer_that_ends_tls_shows_its_own_certificate() {
    let of = |tls: &str, more: &str| {
        format!(
            "Scenario(schema: 1, servers: [Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE], \
             imap4: (LoginType: PlainTextLogin))], \
             load_balancers: [LoadBalancer(name: \"mail.contoso.com\", pool: [\"EX13\"], tls: {tls}{more})], \
             databases: [Database(name: \"DB\", on: [\"EX13\"])], mailboxes: [Mailbox(name: \"a\", database: \"DB\")], \
             clients: [Client(name: \"c\", user: \"a\", connect: \"mail.contoso.com:993:SSL\", \
             certificate_errors: Refuse)])"
        )
    };
    for (tls, more, wanted) in [
        // The member's is the self-signed one, for another name.
        ("PassThrough", "", Outcome::TlsFailed),
        ("Terminate", "", Outcome::LoggedOn),
        ("ReEncrypt", "", Outcome::LoggedOn),
        ("Terminate", ", certificate: (subject_names: [\"other.contoso.com\"])", Outcome::TlsFailed),
        ("ReEncrypt", ", certificate: (subject_names: [\"mail.contoso.com\"], trusted: false)", Outcome::TlsFailed),
        // In clear to a port for SSL, where the member waits for TLS; TLS to a port in clear, where none is expected.
        ("Terminate", ", map_ports: [(993, 993)]", Outcome::NoGreeting),
        ("ReEncrypt", ", map_ports: [(993, 143)]", Outcome::NoGreeting),
        ("Terminate", ", map_ports: [(993, 1143)]", Outcome::ConnectionRefused),
    ] {
        let it = played(&of(tls, more));
        assert_eq!(outcomes(&it.2), [wanted], "{tls}{more}\n{}", report(&it));
    }
}

/// The log of 2007 has the columns of its documentation: a line for each event of a session.
#[test]
fn the_log_of_2007_is_as_its_documentation_says() {
    let it = played(
        "Scenario(schema: 1, servers: [Server(name: \"EX07\", version: Exchange2007, running: [Imap4], \
         imap4: (ProtocolLogEnabled: true))], databases: [Database(name: \"DB\", on: [\"EX07\"])], \
         mailboxes: [Mailbox(name: \"a\", database: \"DB\")], \
         clients: [Client(name: \"c\", user: \"a\", connect: \"ex07.contoso.com:993:SSL\")])",
    );
    let mut out = String::new();
    protocol_log::write(&it.0, &it.1, &LogFilter::default(), &Options::default(), &mut out)
        .expect("a String takes everything");
    let fields =
        "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context";
    assert!(out.contains(fields), "{out}");
    let events: Vec<_> = out
        .lines()
        .filter(|it| !it.starts_with('#'))
        .map(|it| it.split(',').skip(6).collect::<Vec<_>>().join(","))
        .collect();
    let wanted = [
        "+,,",
        ">,* OK The Microsoft Exchange IMAP4 service is ready.,",
        "<,login a ******,",
        ">,a1 OK LOGIN completed.,",
        "<,select INBOX,",
        ">,* 0 EXISTS,",
        ">,a2 OK [READ-WRITE] SELECT completed.,",
        "<,logout,",
        ">,* BYE Microsoft Exchange Server 2007 IMAP4 server signing off.,",
        ">,a3 OK LOGOUT completed.,",
        "-,,",
    ];
    assert_eq!(events, wanted, "{out}");
}

/// STLS inside the TLS that a balancer ends: the balancer hands it on in clear, so that the member answers it, and the
/// client, whatever it is told then, comes to an end.
#[test]
fn tls_inside_the_tls_that_a_balancer_ends_is_the_members() {
    for mechanisms in ["", ", mechanisms: [Gssapi, Ntlm, Plain]"] {
        for protocol in ["Pop3", "Imap4"] {
            let port = if protocol == "Pop3" { "995" } else { "993" };
            let (_, _, verdict) = played(&format!(
                r#"Scenario(
                    schema: 1,
                    servers: [Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE, Pop3, Pop3BE])],
                    load_balancers: [LoadBalancer(
                        name: "mail.contoso.com",
                        pool: ["EX13"],
                        tls: Terminate,
                        map_ports: [(993, 143), (995, 110)],
                    )],
                    databases: [Database(name: "DB", on: ["EX13"])],
                    mailboxes: [Mailbox(name: "anna", database: "DB")],
                    clients: [Client(
                        name: "program",
                        user: "anna",
                        protocol: {protocol},
                        connect: "mail.contoso.com:{port}:SSL",
                        starttls_inside_ssl: true{mechanisms},
                    )],
                )"#
            ));
            // To the member it is the STLS of a client in clear text, after which it is encrypted: SecureLogin takes it.
            assert_eq!(outcomes(&verdict), [Outcome::LoggedOn], "{protocol}{mechanisms}");
        }
    }
}
