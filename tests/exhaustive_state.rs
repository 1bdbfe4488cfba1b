//! Every small state of a proxied log-on: LoginType on both sides, mechanism, component, certificate, what is enforced,
//! TLS and version. And small worlds of loops and of outages. Whatever comes out, some things must hold.

use std::collections::BTreeSet;

use coexist::policy::Reason;
use coexist::product::SetupTls;
use coexist::product::together::Together;
use coexist::reading::Reading;
use coexist::render::Options;
use coexist::render::protocol_log::{LogFilter, write};
use coexist::resolve::load;
use coexist::rules::{Mark, Rule};
use coexist::sim::run;
use coexist::trace::{Actor, CertificateProblem, Decision, LegFailure, RecordKind, Run, Stop, Timer, WhyNoTls};
use coexist::verdict::judge;
use coexist::world::{Mechanism, Outcome, Security, Version, World};

const LOGIN_TYPES: [&str; 3] = ["PlainTextLogin", "PlainTextAuthentication", "SecureLogin"];
const MECHANISMS: [(&str, Mechanism); 3] =
    [("Login", Mechanism::Login), ("Plain", Mechanism::Plain), ("Ntlm", Mechanism::Ntlm)];
const CONNECTS: [(&str, Security); 3] =
    [("993:SSL", Security::Ssl), ("143:TLS", Security::Tls), ("143", Security::Plaintext)];
/// What a LoginType refuses, by the documentation of Set-ImapSettings: whatever is protected is taken.
const REFUSED: [(&str, &str, &str); 5] = [
    ("PlainTextAuthentication", "Login", "143"),
    ("PlainTextAuthentication", "Plain", "143"),
    ("SecureLogin", "Login", "143"),
    ("SecureLogin", "Plain", "143"),
    ("SecureLogin", "Ntlm", "143"),
];
/// In order; expired; for another name; not enabled for IMAP.
const CERTIFICATES: [&str; 4] = [
    r#"Certificate(subject_names: ["target.contoso.com"])"#,
    r#"Certificate(subject_names: ["target.contoso.com"], valid_to: "2014-01-01")"#,
    r#"Certificate(subject_names: ["other.contoso.com"])"#,
    r#"Certificate(subject_names: ["target.contoso.com"], services: [Pop])"#,
];
/// Everything in common; no version; no cipher.
const TLS: [&str; 3] = ["", "tls: Tls(versions: [Tls12]),", "tls: Tls(ciphers: [AesGcm]),"];

fn world(text: &str) -> World {
    load(text, "small").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
}

/// All combinations of so many choices each.
fn combinations(sizes: &[usize]) -> Vec<Vec<usize>> {
    let count: usize = sizes.iter().product();
    let digits = |mut rest: usize| {
        let digit = |&size: &usize| {
            let digit = rest % size;
            rest /= size;
            digit
        };
        sizes.iter().map(digit).collect()
    };
    (0..count).map(digits).collect()
}

fn leg_failures(run: &Run) -> Vec<LegFailure> {
    let how = |what| match what {
        RecordKind::LegFailed { how, .. } => Some(how),
        _ => None,
    };
    run.trace.records().iter().filter_map(|it| how(it.kind())).collect()
}

/// What is assumed is never shown as fact: wherever a rule speaks that rests on assumption alone, the record says so.
fn nothing_assumed_is_shown_as_fact(world: &World, run: &Run) {
    let only_assumed = |rule: Rule| rule.marks().all(|it| it == Mark::Assumed);
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        let record = moment.record;
        for (rule, assumed) in moment.rules() {
            assert!(!only_assumed(*rule) || assumed.is_some(), "{}: {} as fact: {record:?}", world.title, rule.id());
        }
        if let RecordKind::Decides { reasons, .. } = record.kind() {
            for reason in run.trace.reasons(reasons) {
                // Where there is but one candidate, or one place to look, nothing was chosen and nothing assumed.
                let no_choice = matches!(reason, Reason::Picked(_, 1, _) | Reason::ProtocolDisabled { at: None, .. });
                let told = reason.assumed().is_some() || no_choice || moment.also(*reason).is_some();
                assert!(!only_assumed(reason.rule()) || told, "{}: {reason:?} as fact", world.title);
            }
        }
    }
}

#[test]
fn what_must_hold_holds_in_every_small_state() {
    let mut seen = BTreeSet::new();
    let mut runs = 0;
    // Those that may stand beside 2013 and speak what Windows does: 2019 has nothing in common with this Windows.
    let versions: Vec<_> = Version::ALL
        .into_iter()
        .filter(|it| Together::may_be(Version::Exchange2013, *it))
        .filter(|it| it.product().setup_tls == SetupTls::AsWindows)
        .collect();
    for it in combinations(&[3, 2, 3, 3, 2, 4, 2, 3, versions.len()]) {
        let [login, target_login, connect, mechanism, component, certificate, enforce, tls, version] = it[..] else {
            unreachable!("nine choices")
        };
        let target_login = [0, 2][target_login];
        let held = if component == 1 {
            "components: [ComponentState(component: ImapProxy, requester: HealthAPI, state: Inactive)],"
        } else {
            ""
        };
        let version = versions[version];
        let services = if version.has_back_end() { "Imap4, Imap4BE" } else { "Imap4" };
        let text = format!(
            r#"Scenario(schema: 1,
            servers: [
                Server(name: "FRONT", version: Exchange2013, roles: [ClientAccess], running: [Imap4], {held} {}
                    imap4: ProtocolSettings(LoginType: {}, EnforceCertificateErrors: {}, ProtocolLogEnabled: true)),
                Server(name: "TARGET", version: {version:?}, running: [{services}], windows: WindowsServer2008R2,
                    certificates: [{}],
                    imap4: ProtocolSettings(LoginType: {}, X509CertificateName: "{}.contoso.com")),
            ],
            databases: [Database(name: "DB", on: ["TARGET"])],
            mailboxes: [Mailbox(name: "anna", database: "DB")],
            clients: [Client(name: "laptop", user: "anna", connect: "front.contoso.com:{}", mechanism: {},
                tls: Tls(versions: [Tls10, Tls12]))],
        )"#,
            TLS[tls],
            LOGIN_TYPES[login],
            enforce == 1,
            CERTIFICATES[certificate],
            LOGIN_TYPES[target_login],
            if certificate == 2 { "other" } else { "target" },
            CONNECTS[connect].0,
            MECHANISMS[mechanism].0,
        );
        let world = world(&text);
        let run = run(&world);
        runs += 1;
        assert_eq!(run.stop, Stop::Finished, "{it:?} does not end");
        let verdict = judge(&world, &run);
        let outcome = verdict.attempts[0].outcome.expect("the attempt ended");
        let (mechanism_at, security, mechanism) = (mechanism, CONNECTS[connect].1, MECHANISMS[mechanism].1);
        let failures = leg_failures(&run);
        let legs = run.trace.connections.iter().filter(|it| it.depth > 0).count();
        seen.insert(outcome as u8);
        nothing_assumed_is_shown_as_fact(&world, &run);

        // An inactive component lets nobody in, before anything else is looked at (CMP-3).
        if component == 1 {
            assert_eq!((outcome, legs), (Outcome::NoGreeting, 0), "{it:?}");
            continue;
        }
        // The client's own handshake: with TLS 1.2 only, or AES-GCM only, this client and FRONT agree or do not.
        if tls == 2 && security != Security::Plaintext && outcome == Outcome::TlsFailed {
            continue;
        }
        // LoginType decides about the client before anything else (section 2).
        let asked = (LOGIN_TYPES[login], MECHANISMS[mechanism_at].0, CONNECTS[connect].0);
        let refused = REFUSED.contains(&asked);
        assert_eq!(refused, outcome == Outcome::LogonDisabled, "{it:?}: {outcome:?}");
        if refused {
            assert_eq!(legs, 0, "{it:?}: a refused log-on reached a target");
            continue;
        }
        // NTLM leaves no password to replay (LEG-2), and to a back end it needs none.
        if mechanism == Mechanism::Ntlm && !version.has_back_end() {
            assert_eq!((outcome, legs), (Outcome::LogonFailed, 0), "{it:?}");
            continue;
        }
        // No common TLS: every protected leg fails, whatever is enforced (LEG-5), and never by the certificate.
        let certificate_problem = match certificate {
            1 => Some(CertificateProblem::Expired),
            2 => Some(CertificateProblem::NameMismatch),
            _ => None,
        };
        for record in run.trace.records().iter() {
            if let RecordKind::LegFailed { endpoint, how, .. } = record.kind() {
                let protected = endpoint.security != Security::Plaintext;
                match how {
                    LegFailure::TlsHandshake => assert!(protected && (tls != 0 || certificate == 3), "{it:?}"),
                    LegFailure::StartTlsNotOffered => assert_eq!(certificate, 3, "{it:?}"),
                    LegFailure::Certificate(problem) => {
                        assert!(tls == 0 && enforce == 1 && protected, "{it:?}");
                        assert_eq!(Some(problem), certificate_problem, "{it:?}");
                    }
                    // LEG-3: the target's LoginType, on a leg without protection.
                    LegFailure::LogonRefused => assert!(!protected && target_login == 2, "{it:?}"),
                    other => panic!("{it:?}: {other:?}"),
                }
            }
            if let RecordKind::TlsFailed(WhyNoTls::Disagree(_)) = record.kind() {
                assert_ne!(tls, 0, "{it:?}");
            }
        }
        // It succeeds exactly if some leg can: a protected one with TLS in common, a certificate to show and nothing
        // to mind about it; or a plaintext one that the target's LoginType allows (only 2007 offers it).
        let protected = tls == 0 && certificate != 3 && (enforce == 0 || certificate_problem.is_none());
        let plaintext = version == Version::Exchange2007 && target_login == 0;
        // A client in plaintext begins with the plaintext leg, and a refusal there is final (FALL-2, FALL-7).
        let begins_in_clear = version == Version::Exchange2007 && security == Security::Plaintext;
        let expected = if begins_in_clear { plaintext } else { protected || plaintext };
        assert_eq!(outcome == Outcome::LoggedOn, expected, "{it:?}: {outcome:?} {failures:?}");
        if outcome == Outcome::LoggedOn {
            continue;
        }
        // A failed leg looks like a wrong password to the client, and like itself in the protocol log (FE-4, FE-5).
        assert_eq!(outcome, Outcome::LogonFailed, "{it:?}");
        let mut log = String::new();
        write(&world, &run, &LogFilter::default(), &Options::default(), &mut log).expect("a string takes all");
        assert!(legs > 0 && log.matches("Msg=Proxy:").count() == legs, "{it:?}\n{log}");
        assert_eq!(log.matches("ErrMsg=ProxyNotAuthenticated").count(), failures.len(), "{it:?}\n{log}");
    }
    assert_eq!(runs, 3 * 2 * 3 * 3 * 2 * 4 * 2 * 3 * 4);
    let expected = [Outcome::LoggedOn, Outcome::LogonFailed, Outcome::LogonDisabled, Outcome::NoGreeting];
    assert!(expected.iter().all(|it| seen.contains(&(*it as u8))), "{seen:?}");
}

/// LB-3, LIM-4: every loop ends, and by a limit that the trace names.
#[test]
fn every_loop_ends_by_a_named_limit() {
    let mut ends = BTreeSet::new();
    for it in combinations(&[3, 2, 2, 2, 2, 2]) {
        let [per_user, from_one, all, timeout, pool, nat] = it[..] else { unreachable!("six choices") };
        let settings = format!(
            "MaxConnectionsPerUser: {}, MaxConnectionFromSingleIP: {}, MaxConnections: {}, \
             PreAuthenticatedConnectionTimeout: \"{}\"",
            [3, 16, 100_000][per_user],
            [2_147_483_647_u32, 6][from_one],
            [2_147_483_647_u32, 9][all],
            ["30s", "60s"][timeout],
        );
        let pool = ["\"A\"", "\"A\", \"B\""][pool];
        let text = format!(
            r#"Scenario(schema: 1, sites: [Site(name: "HQ", latency: "30ms")],
            servers: [
                Server(name: "A", version: Exchange2013, running: [Imap4], imap4: ProtocolSettings({settings})),
                Server(name: "B", version: Exchange2013, running: [Imap4], imap4: ProtocolSettings({settings})),
                Server(name: "EX10", version: Exchange2010,
                    imap4: ProtocolSettings(InternalConnectionSettings: ["mail.contoso.com:993:SSL"])),
            ],
            load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: [{pool}], source_nat: {})],
            databases: [Database(name: "DB", on: ["EX10"])],
            mailboxes: [Mailbox(name: "anna", database: "DB")],
            clients: [Client(name: "laptop", user: "anna", connect: "mail.contoso.com:993:SSL")],
            assumptions: Assumptions(proxy_connect_timeout: "{}"),
        )"#,
            nat == 1,
            ["21s", "5min"][timeout],
        );
        let world = world(&text);
        let run = run(&world);
        assert_eq!(run.stop, Stop::Finished, "{it:?} does not end");
        nothing_assumed_is_shown_as_fact(&world, &run);
        let named = run.trace.records().iter().find_map(|record| match record.kind() {
            RecordKind::Decides { decision: Decision::Authenticates { accepted: false, .. }, reasons } => {
                run.trace.reasons(reasons).iter().any(|it| matches!(it, Reason::UserLimit { .. })).then_some("per user")
            }
            RecordKind::ClosesForLimit(coexist::trace::Limit::Connections(_)) => Some("connections"),
            RecordKind::ClosesForLimit(coexist::trace::Limit::FromSingleIp(..)) => Some("from one address"),
            RecordKind::TimedOut(Timer::PreAuthenticated) => Some("time"),
            // Where the loop is slow, the outermost leg has waited long enough before that (FALL-7).
            RecordKind::TimedOut(Timer::Proxy) => Some("waiting for the leg"),
            _ => None,
        });
        ends.insert(named.unwrap_or_else(|| panic!("{it:?}: the loop ends without a named limit")));
        let outcome = judge(&world, &run).attempts[0].outcome.expect("the attempt ended");
        assert!(matches!(outcome, Outcome::LogonFailed | Outcome::ClosedByServer), "{it:?}: {outcome:?}");
    }
    assert_eq!(
        ends.into_iter().collect::<Vec<_>>(),
        ["connections", "from one address", "per user", "time", "waiting for the leg"]
    );
}

/// FE-3 against HTTP-1: whatever state two 2010 servers are in, IMAP4 goes to the same one first, and HTTP never goes
/// to one that its probe has seen down.
#[test]
fn http_avoids_what_its_probe_has_seen_down_and_imap4_does_not() {
    let mut first_legs = BTreeSet::new();
    let mut avoided = 0;
    for it in combinations(&[4, 4, 2]) {
        let state = |at: usize| ["running: [Imap4]", "stopped: [W3SVC]", "hung: [Imap4, W3SVC]", "off: true"][it[at]];
        let user = ["anna", "bob"][it[2]];
        let text = format!(
            r#"Scenario(schema: 1,
            servers: [
                Server(name: "EX13", version: Exchange2013, running: [Imap4]),
                Server(name: "EX10-A", version: Exchange2010, roles: [ClientAccess], {}),
                Server(name: "EX10-B", version: Exchange2010, roles: [ClientAccess], {}),
                Server(name: "EX10-M", version: Exchange2010, roles: [Mailbox]),
            ],
            databases: [Database(name: "DB", on: ["EX10-M"])],
            mailboxes: [Mailbox(name: "{user}", database: "DB")],
            clients: [
                Client(name: "browser", user: "{user}", protocol: Owa, connect: "ex13.contoso.com:443:SSL", at: ["2min"]),
                Client(name: "laptop", user: "{user}", connect: "ex13.contoso.com:993:SSL"),
            ],
            assumptions: Assumptions(candidate_order: ByName),
        )"#,
            state(0),
            state(1)
        );
        let world = world(&text);
        let run = run(&world);
        assert_eq!(run.stop, Stop::Finished, "{it:?}");
        nothing_assumed_is_shown_as_fact(&world, &run);
        let verdict = judge(&world, &run);
        let healthy = [it[0], it[1]].iter().filter(|it| **it == 0).count();
        for attempt in &verdict.attempts {
            let legs = || run.trace.connections.iter().filter(|leg| leg.depth > 0 && leg.attempt == attempt.id);
            if world.clients[attempt.client.index()].web.is_some() {
                let wanted = if healthy > 0 { Outcome::LoggedOn } else { Outcome::ServiceUnavailable };
                assert_eq!(attempt.outcome, Some(wanted), "{it:?}");
                assert_eq!(legs().count(), usize::from(healthy > 0), "{it:?}: a request went to a dead server");
                avoided += usize::from(healthy == 1);
            } else {
                first_legs.extend(legs().next().map(|leg| format!("{:?}", leg.endpoint)));
            }
        }
        let probed = run
            .trace
            .records()
            .iter()
            .any(|it| matches!((it.kind(), it.actor()), (RecordKind::Probed { .. }, Actor::Service(_))));
        assert!(!probed, "{it:?}: nothing changes, so no probe changes its mind");
    }
    assert_eq!(first_legs.len(), 1, "the first IMAP4 leg depends on the state of the targets: {first_legs:?}");
    assert!(avoided > 0);
}

/// The same for the gallery.
#[test]
fn the_gallery_shows_nothing_assumed_as_fact() {
    for entry in coexist::gallery::ALL {
        let world = world(entry.text);
        nothing_assumed_is_shown_as_fact(&world, &run(&world));
    }
}
