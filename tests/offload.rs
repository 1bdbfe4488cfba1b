//! What goes wrong behind a balancer that ends TLS or maps ports (LB-7), and is the balancer named for it? One row for
//! each way in which it can go wrong: what `explain` names first and repairs first, and what `check` finds. By hand.

use coexist::check::{FindingSeverity, check};
use coexist::explain::failures;
use coexist::picture::topology::{self, Sight};
use coexist::render::explain::Case;
use coexist::render::{Lang, Options, Plain, check as tell, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::trial::{Ground, study};
use coexist::verdict::judge;
use coexist::world::Outcome;

use crate::repairs::says_in_order;

/// An organisation with one server, a balancer that does `tls`, and a client that is told `connect`.
fn organisation(tls: &str, server: &str, client: &str) -> String {
    format!(
        r#"Scenario(schema: 1,
        servers: [Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE]{server})],
        databases: [Database(name: "DB13", on: ["EX13"])],
        mailboxes: [Mailbox(name: "anna", database: "DB13")],
        clients: [Client(name: "laptop", user: "anna"{client})],
        load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], {tls})],
        )"#
    )
}

const SSL: &str = r#", connect: "mail.contoso.com:993:SSL""#;
const REFUSES: &str = r#", connect: "mail.contoso.com:993:SSL", certificate_errors: Refuse"#;
const OTHER: &str = r#"certificate: (subject_names: ["other.contoso.com"])"#;

/// How it goes wrong; what the explanation says, in this order; what `check` finds.
struct Row {
    tls: String,
    server: &'static str,
    client: &'static str,
    outcome: Outcome,
    says: &'static [&'static str],
    finds: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |tls: &str, server, client, outcome, says, finds| Row {
        tls: tls.to_owned(),
        server,
        client,
        outcome,
        says,
        finds,
    };
    vec![
        row(
            "tls: Terminate",
            "",
            SSL,
            Outcome::LogonDisabled,
            &[
                "mail.contoso.com ends TLS and passes log-ons on in clear, which the LoginType of MSExchangeIMAP4 on EX13",
                "it ends at mail.contoso.com, so EX13 sees a log-on in clear",
                "Change what mail.contoso.com does about TLS: ends TLS and begins it anew",
                "in the settings of the load balancer",
                "careful: passwords cross the network in clear",
                "Set-ImapSettings -Server EX13 -LoginType PlainTextLogin",
            ],
            "F047 mail.contoso.com ends TLS and passes log-ons on in clear",
        ),
        row(
            "tls: Terminate, map_ports: [(993, 993)], ports: [993]",
            "",
            SSL,
            Outcome::NoGreeting,
            &[
                "mail.contoso.com leads port 993 to port 993 of EX13, where one side speaks TLS and the other does not",
                "begins it anew; 993→993",
            ],
            "F047 mail.contoso.com leads port 993 to port 993 of EX13",
        ),
        row(
            "tls: ReEncrypt, map_ports: [(993, 143)], ports: [993]",
            "",
            SSL,
            Outcome::NoGreeting,
            &[
                "mail.contoso.com leads port 993 to port 143 of EX13, where one side speaks TLS and the other does not",
                "Change what mail.contoso.com does about TLS: ends TLS and begins it anew",
            ],
            "F047 mail.contoso.com leads port 993 to port 143 of EX13",
        ),
        row(
            "map_ports: [(993, 143)], ports: [993]",
            "",
            SSL,
            Outcome::TlsFailed,
            &["mail.contoso.com leads port 993 to port 143 of EX13", "passes TLS through"],
            "F047 mail.contoso.com leads port 993 to port 143 of EX13",
        ),
        // The other way round: who rightly begins in clear is led to where TLS is waited for.
        row(
            "map_ports: [(143, 993)], ports: [143]",
            "",
            r#", connect: "mail.contoso.com:143:TLS""#,
            Outcome::NoGreeting,
            &["mail.contoso.com leads port 143 to port 993 of EX13, where one side speaks TLS and the other does not"],
            "F047 mail.contoso.com leads port 143 to port 993 of EX13",
        ),
        row(
            "map_ports: [(993, 9993)], check: None",
            "",
            SSL,
            Outcome::ConnectionRefused,
            &["mail.contoso.com leads port 993 to port 9993 of EX13, to which nothing is bound"],
            "F047 mail.contoso.com leads port 993 to port 9993 of EX13, to which nothing is bound",
        ),
        // The check takes the member out before anybody comes: it is the mapping all the same.
        row(
            "map_ports: [(993, 9993)]",
            "",
            SSL,
            Outcome::ConnectionRefused,
            &["mail.contoso.com leads port 993 to port 9993 of EX13, to which nothing is bound"],
            "F047 mail.contoso.com leads port 993 to port 9993 of EX13, to which nothing is bound",
        ),
        row(
            &format!("tls: ReEncrypt, {OTHER}"),
            "",
            REFUSES,
            Outcome::TlsFailed,
            &[
                "laptop does not accept the certificate of mail.contoso.com, which ends TLS, for mail.contoso.com",
                "its own certificate counts, whatever the servers behind it show",
                "Give mail.contoso.com a certificate from a trusted issuer for mail.contoso.com",
            ],
            "F047 laptop does not accept the certificate of mail.contoso.com",
        ),
        row(
            "tls: ReEncrypt, certificate: (subject_names: [\"mail.contoso.com\"], private_key: false)",
            "",
            SSL,
            Outcome::TlsFailed,
            &[
                "mail.contoso.com ends TLS, and its certificate has no private key",
                "Give mail.contoso.com a certificate",
            ],
            "F047 mail.contoso.com ends TLS, and its certificate has no private key",
        ),
        // What is wrong with the member itself stays its own: it has no certificate for the leg behind the balancer.
        row(
            "tls: ReEncrypt",
            r#", imap4: (X509CertificateName: "nowhere.contoso.com")"#,
            SSL,
            Outcome::NoGreeting,
            &["Give EX13 a certificate"],
            "F006 MSExchangeIMAP4 on EX13",
        ),
        // A client that waits for a greeting where the balancer waits for TLS.
        row(
            "tls: ReEncrypt",
            "",
            r#", connect: "mail.contoso.com:993:TLS""#,
            Outcome::NoGreeting,
            &["while mail.contoso.com waits for TLS from the first byte on port 993", "Let laptop connect to"],
            "F024 laptop",
        ),
    ]
}

#[test]
fn the_balancer_is_named_for_what_it_does() {
    for Row { tls, server, client, outcome, says, finds } in rows() {
        let source = organisation(&tls, server, client);
        let world = load(&source, "offload").unwrap_or_else(|it| panic!("{tls}: {it:#?}")).world;
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        assert_eq!(verdict.attempts[0].outcome, Some(outcome), "{tls}");
        let ground = Ground::new(&source, &world);
        let failure = failures(&world, &verdict, None).remove(0);
        let study = study(&ground, &world, &run, &verdict, &failure);
        let case = Case { alike: &failure.alike, study: &study };
        let mut out = String::new();
        text::explanation(&world, &run, &verdict, &case, &Options::default(), &Plain, &mut out)
            .expect("a String takes everything");
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        says_in_order(&tls, &out, says, &["No single step"]);
        let checked = check(&source, "offload").expect("it is sound");
        let errors = checked.findings.iter().filter(|it| it.severity == FindingSeverity::Error);
        let told = |it| tell::message(&checked.world, Lang::En, it);
        let errors: Vec<_> = errors.map(|it| format!("{} {}", it.what.code().id(), told(it))).collect();
        assert!(errors.iter().any(|it| it.starts_with(finds)), "{tls}: {errors:#?}");
        assert!(checked.findings.iter().any(|it| !it.mends().is_empty()), "{tls}: nothing mends it");
    }
}

/// The box of a balancer says what it does about TLS and which ports it maps, in every picture and language; one that
/// only passes everything through says nothing of it.
#[test]
fn pictures_say_where_tls_ends() {
    let of = |tls: &str| load(&organisation(tls, "", SSL), "offload").expect("it is sound").world;
    let lines = |tls: &str, lang: Lang| {
        let picture = topology::layout(&Sight::start(&of(tls)), lang);
        let node = picture.node("balancer:0").expect("it is there");
        node.labels.iter().map(|it| it.text.clone()).collect::<Vec<_>>().join("|")
    };
    let ends = lines("tls: Terminate", Lang::En);
    assert!(ends.contains("|ends TLS|993→143, 995→110|"), "{ends}");
    let anew = lines("tls: ReEncrypt", Lang::En);
    assert!(anew.contains("|ends TLS and begins it anew|"), "{anew}");
    let chinese = lines("tls: Terminate", Lang::Zh);
    assert!(chinese.contains("|终止 TLS|993→143"), "{chinese}");
    assert!(!lines("source_nat: true", Lang::En).contains("TLS"));
    let world = of("tls: Terminate");
    for text in [topology::dot(&Sight::start(&world), Lang::En), topology::mermaid(&Sight::start(&world), Lang::En)] {
        assert!(text.contains("ends TLS") && text.contains("993→143"), "{text}");
    }
}

/// Twenty mail programs that were told a wrong port get one plan, which repairs all of them.
#[test]
fn a_plan_for_the_clients_is_for_all_of_them() {
    let one =
        |it| format!(r#"Client(name: "pc{it}", user: "anna", connect: "ex13.contoso.com:2993:SSL", at: ["{it}s"])"#);
    let clients = (1..=20).map(one).collect::<Vec<_>>().join(", ");
    let source = organisation("ports: [993]", "", SSL)
        .replace("clients: [Client(name: \"laptop\"", &format!("clients: [{clients}, Client(name: \"laptop\""));
    let world = load(&source, "offload").unwrap_or_else(|it| panic!("{it:#?}")).world;
    let run = sim::run(&world);
    let verdict = judge(&world, &run);
    let ground = Ground::new(&source, &world);
    let failure = failures(&world, &verdict, None).remove(0);
    let found = study(&ground, &world, &run, &verdict, &failure).remedies.proven;
    let of_clients = found.iter().find(|it| it.written().iter().all(|it| it.starts_with("SetClient")));
    let of_clients = of_clients.unwrap_or_else(|| panic!("no plan is for the clients: {found:#?}"));
    assert_eq!((of_clients.alike, of_clients.written().len()), ((20, 20), 20));
}
