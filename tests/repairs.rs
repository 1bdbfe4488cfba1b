//! Would a careful colleague say it so? Cases in which a repair once was wrong, impossible or unsafe, each with what must
//! stand in the explanation of its failures, in which order, and what must not.

use coexist::explain::failures;
use coexist::render::explain::Case;
use coexist::render::{Options, Plain, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::Run;
use coexist::trial::{Ground, printed, study};
use coexist::verdict::judge;
use coexist::world::{Outcome, World};

/// What helps, of every failure of a case, on one line.
fn helps(name: &str) -> String {
    let part = |out: &String| {
        let from = out.find("\nWhat helps").expect("it says what helps");
        let to = out[from..].find("\nWhat else looks like this").map_or(out.len(), |it| from + it);
        out[from..to].to_owned()
    };
    let all: String = explained(name).iter().map(part).collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The explanation of every failure of a case.
pub(crate) fn explained(name: &str) -> Vec<String> {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    explained_text(&std::fs::read_to_string(&path).expect("the case is there"), name)
}

/// The explanation of every failure of a scenario.
pub(crate) fn explained_text(source: &str, name: &str) -> Vec<String> {
    let world = load(source, name).unwrap_or_else(|it| panic!("{name}: {it:#?}")).world;
    let ground = Ground::new(source, &world);
    let run = sim::run(&world);
    let verdict = judge(&world, &run);
    let mut all = Vec::new();
    for failure in failures(&world, &verdict, None) {
        let study = study(&ground, &world, &run, &verdict, &failure);
        let case = Case { alike: &failure.alike, study: &study };
        let mut out = String::new();
        text::explanation(&world, &run, &verdict, &case, &Options::default(), &Plain, &mut out)
            .expect("a String takes everything");
        all.push(out);
    }
    all
}

/// A case, what its explanation says in this order, and what it does not say.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: [Row; 17] = [
    (
        "client-of-the-other-protocol",
        &["1. Let listener connect to ex13.contoso.com:993 over SSL", "Let listener speak POP3", "in the settings"],
        &["careful"],
    ),
    (
        "only-the-restart-is-wanting",
        &[
            "-LoginType PlainTextLogin then restart",
            "3 of 3 failed attempts then log on",
            "By 18min only the restart is wanting, for what is set waits for it: Restart MSExchangeIMAP4 on EX13.",
            "A new log-on at 2h18min then succeeds",
            "Get-Service -ComputerName EX13 -Name MSExchangeIMAP4 | Restart-Service",
        ],
        &["Did not help: Restart MSExchangeIMAP4 on EX13"],
    ),
    ("repair-that-what-if-refutes", &["1. Let imap log on as a.meier"], &["log on as anna "]),
    ("repair-opens-another-mailbox", &["1. Let imap log on as CONTOSO\\svc\\team"], &["log on as svc"]),
    (
        "tls-that-this-windows-cannot-speak",
        &[
            "1. Let EX13 speak TLS 1.0 and TLS 1.2",
            "careful: TLS 1.0 weakens every connection of EX13",
            "Restart-Computer -ComputerName EX13",
            "2. Set LoginType of EX07 to PlainTextLogin",
            "careful: passwords cross the network in clear",
        ],
        &["Let EX07 speak"],
    ),
    (
        "no-common-tls-with-windows-2003",
        &["1. Let EX13 speak TLS 1.0", "2. Set LoginType of EX07 to PlainTextLogin", "careful: passwords"],
        &["Let EX07 speak"],
    ),
    (
        "plaintext-as-a-repair",
        &[
            "1. Give EX07 a certificate",
            "careful: EX13 then takes any certificate",
            "-EnforceCertificateErrors $false",
            "careful: passwords cross the network in clear",
            "-LoginType PlainTextLogin",
        ],
        &["Remove-ExchangeCertificate"],
    ),
    (
        "dated-to-a-change-that-did-not-cause-it",
        &["1. Restart MSExchangeIMAP4 on EX10", "just before the attempt"],
        &["to SecureLogin"],
    ),
    (
        "a-renewal-that-breaks-one-version",
        &["1. Give EX10 a certificate", "covers mail.contoso.com and ex10.contoso.com", "4 of 4 failed attempts"],
        &["these together", "2. ", "Remove-ExchangeCertificate"],
    ),
    (
        "bindings-lose-an-address-family",
        &["-SSLBindings \"[::]:9993\",\"0.0.0.0:9993\",\"[::]:993\",\"0.0.0.0:993\""],
        &[],
    ),
    (
        "certificate-cmdlets-of-2007",
        &[
            "Enable-ExchangeCertificate -Thumbprint",
            "on EX07 itself",
            "Import-ExchangeCertificate -Path",
            "on EX07 itself",
        ],
        &["-Server EX07 -Thumbprint", "Remove-ExchangeCertificate"],
    ),
    (
        "a-name-that-everybody-uses",
        &[
            "1. Let InternalConnectionSettings of EX10 name its own FQDN",
            "Let mail.contoso.com point to EX10",
            "careful: every protocol of mail.contoso.com follows",
            "on the DNS server",
        ],
        &["DnsServerResourceRecord"],
    ),
    (
        "a-certificate-that-is-not-enabled-since-a-change",
        &["1. Enable certificate new on EX10 for IMAP4", "-Thumbprint $thumbprint_new -Services IMAP then restart"],
        &[],
    ),
    (
        "tls-that-a-change-switched-off",
        &[
            "Let EX13 speak TLS 1.0 and TLS 1.2",
            "careful: TLS 1.0 weakens",
            "in the registry of Windows on EX13: TLS 1.0 below",
        ],
        &[],
    ),
    (
        "printed-commands-are-not-what-was-simulated",
        &[
            "1. Enable certificate self-signed on EX13 for IMAP4 and POP3",
            "-Thumbprint $thumbprint_self_signed -Services IMAP,POP",
            "2 of 2 failed attempts",
            "2. Enable certificate web on EX13 for IMAP4 and POP3",
            "-Thumbprint $thumbprint_web -Services IMAP,POP",
            "2 of 2 failed attempts",
        ],
        &["Remove-ExchangeCertificate"],
    ),
    (
        "tls-of-one-half",
        &[
            "Let EX13 accept TLS 1.2 and offer TLS 1.0 and TLS 1.2",
            "in the registry of Windows on EX13: TLS 1.2 below",
            "in Client (made",
        ],
        &["EX13 speak", "EX13: TLS 1.0"],
    ),
    ("one-setting-twice-in-a-pair", &["Nothing that was tried"], &["AuthenticatedConnectionTimeout of"]),
];

/// Holds that a text says all of this, in this order, and nothing of that.
pub(crate) fn says_in_order(name: &str, text: &str, says: &[&str], never: &[&str]) {
    let mut rest = text;
    for it in says {
        let Some(at) = rest.find(it) else { panic!("{name}: no {it:?} (in this order) in\n{text}") };
        rest = &rest[at + it.len()..];
    }
    for it in never {
        assert!(!text.contains(it), "{name}: {it:?} stands in\n{text}");
    }
}

#[test]
fn a_careful_colleague_would_say_it_so() {
    for (name, says, never) in ROWS {
        says_in_order(name, &helps(name), says, never);
    }
}

/// What is printed is typed as it stands: both protocols log on, and no certificate is gone.
#[test]
fn the_printed_commands_repair_everybody_whom_the_repair_names() {
    let name = "printed-commands-are-not-what-was-simulated";
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(&path).expect("the case is there");
    let world = load(&source, name).unwrap_or_else(|it| panic!("{name}: {it:#?}")).world;
    let run = sim::run(&world);
    let outcomes = |of: &World, run: &Run| -> Vec<_> {
        let attempts = judge(of, run).attempts;
        attempts.iter().map(|it| (of.clients[it.client.index()].name.clone(), it.outcome)).collect()
    };
    let failed = Some(Outcome::TlsFailed);
    assert_eq!(outcomes(&world, &run), [("pop".into(), failed), ("imap".into(), failed)]);
    let claims = printed::claims(&source, &world, &run);
    assert!(claims.len() >= 3, "{claims:#?}");
    for claim in claims {
        let lines = claim.lines.join("\n");
        assert_eq!(claim.told, Vec::<String>::new(), "{lines}");
        assert!(!lines.contains("Remove-"), "{lines}");
        let typed = claim.typed.expect("the lines can be carried out");
        let well = Some(Outcome::LoggedOn);
        let after = outcomes(&typed, &sim::run(&typed));
        assert_eq!(after, [("pop".into(), well), ("imap".into(), well)], "{lines}");
    }
}

/// What 2007 keeps in files of its services is no parameter of a cmdlet, wherever it is told.
#[test]
fn what_2007_keeps_in_files_is_no_parameter() {
    let all = explained("cmdlet-that-2007-does-not-have").concat();
    assert!(all.contains("ProtocolLog = true in"), "{all}");
    assert!(!all.contains("-ProtocolLogEnabled") && !all.contains("-AllowCrossSiteSessions"), "{all}");
}

/// What would help is dropped where the organisation that comes of it never stood (R070): a server does not come earlier,
/// beside a version beside which it cannot be installed.
#[test]
fn no_repair_brings_versions_together_that_never_stood_together() {
    let text = |older: &str| {
        format!(
            r#"(schema: 1, until: "4h",
                servers: [
                    (name: "OLD", version: {older}, running: [Imap4]),
                    (name: "MID", version: Exchange2013, running: [Imap4, Imap4BE]),
                    (name: "NEW", version: Exchange2016, automatic: [Imap4, Imap4BE]),
                ],
                databases: [(name: "DB", on: ["NEW"])],
                mailboxes: [(name: "anna", database: "DB")],
                clients: [(name: "c", user: "anna", connect: "mid.contoso.com:143:TLS", at: ["1h"])],
                changes: [
                    (at: "2h", action: RemoveServer(server: "OLD")),
                    (at: "3h", action: AddServer(server: "NEW")),
                ])"#
        )
    };
    let said = |older: &str| explained_text(&text(older), older).concat();
    // Beside 2010 the new server may come at once; beside 2007 its Setup never ran (COEX-1).
    let comes = said("Exchange2010");
    assert!(comes.contains("Bring NEW into the organisation"), "{comes}");
    let refused = said("Exchange2007");
    assert!(!refused.contains("Bring NEW into the organisation"), "{refused}");
}
