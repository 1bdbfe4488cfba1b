//! Does the explanation answer what admins ask, and is every remedy proven?
//!
//! The twelve questions that admins ask, in the order of how often they do, each with a scenario and the snapshot of
//! its explanation; and what must hold of every failure in the gallery.

use crate::worlds;
use coexist::explain::proof::Remedies;
use coexist::explain::trouble::Trouble;
use coexist::explain::{explain, failures};
use coexist::gallery;
use coexist::render::explain::Case;
use coexist::render::{Lang, Options, Plain, text};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::{RecordKind, Run, Timer};
use coexist::trial::{Ground, pivot, study};
use coexist::verdict::judge;
use coexist::world::{Outcome, World};

/// Each question, the scenario that asks it, the client that asks, and what the answer must name.
const QUESTIONS: [(&str, &str, &str, &[&str]); 12] = [
    (
        "01 right password, OWA works: which leg refused",
        "i-01-service-stopped-on-2010",
        "imap-ssl",
        &["On the leg that EX16 opened", "MSExchangeIMAP4 is stopped", "Start-Service", "SVC-4"],
    ),
    (
        "02 no banner: which component is off, on which server",
        "i-13-inactive-component-leaves-the-screen-blank",
        "imap-143",
        &["ImapProxy is held inactive by HealthAPI", "Set-ServerComponentState EX13", "CMP-3"],
    ),
    (
        "03 what breaks if the name moves today",
        "namespace-moves-to-2013-and-the-shared-name-loops",
        "laptop",
        &["Failure was inevitable from record", "without that change", "InternalConnectionSettings"],
    ),
    (
        "04 which certificate and TLS does each leg use",
        "renewed-certificate-breaks-even-plaintext-clients",
        "",
        &["certificate", "X509CertificateName", "LEG-6"],
    ),
    (
        "05 why only users on the old version",
        "i-01-no-common-tls-version",
        "pop-plain",
        &["logged on. They diverge at record", "LEG-5", "speak"],
    ),
    (
        "06 why only now and then",
        "i-49-one-member-with-a-hung-service",
        "tool",
        &["forwards to EX13B", "re-runs that were free to go another way", "Restart-Service"],
    ),
    (
        "07 what do LoginType, port and STARTTLS mean",
        "i-30-ticket-system-without-encryption",
        "",
        &["LoginType", "SecureLogin", "over SSL"],
    ),
    (
        "08 which limit, where, and does it need a restart",
        "seventeenth-connection-of-a-user-is-refused-by-2013",
        "",
        &["MaxConnectionsPerUser", "then restart", "LIM-1"],
    ),
    (
        "09 after maintenance everything is dead",
        "i-16-services-stay-stopped-after-maintenance",
        "imap",
        &["ServerWideOffline", "-Requester Maintenance -State Active", "Start-Service", "CMP-5"],
    ),
    (
        "10 the event log is empty: where to look, what the codes mean",
        "i-44-ten-failed-commands-end-the-session",
        "",
        &["Event log: nothing is written", "Protocol log of", "The number 14", "ten failed commands"],
    ),
    (
        "11 is InternalConnectionSettings for clients",
        "shared-name-loops-through-2013",
        "laptop",
        &["is for other servers, not for clients", "LB-1", "-InternalConnectionSettings \"ex10.contoso.com:993:SSL\""],
    ),
    (
        "12 which mechanism will the client choose",
        "strongest-mechanism-cannot-be-proxied",
        "",
        &["LEG-2", "leave no password to replay", "EnableGSSAPIAndNTLMAuth"],
    ),
];

fn text_of(claim: &str) -> &'static str {
    gallery::find(claim).unwrap_or_else(|| panic!("{claim} is in the gallery")).text
}

fn world(claim: &str) -> World {
    load(text_of(claim), claim).expect("the gallery is sound").world
}

/// The explanation of the first failure of a client; of the first client that failed, where none is named.
fn told(claim: &str, client: &str, lang: Lang) -> String {
    told_of(text_of(claim), client, lang)
}

fn told_of(text: &str, client: &str, lang: Lang) -> String {
    let world = &load(text, "explained").expect("it is sound").world;
    let run = sim::run(world);
    let verdict = judge(world, &run);
    let failures = failures(world, &verdict, world.whom(client));
    let first = failures.first().expect("something failed");
    let study = study(&Ground::new(text, world), world, &run, &verdict, first);
    let case = Case { alike: &first.alike, study: &study };
    let options = Options { lang, ..Options::default() };
    let mut out = String::new();
    text::explanation(world, &run, &verdict, &case, &options, &Plain, &mut out).expect("a String takes everything");
    out
}

#[test]
fn the_twelve_questions_are_answered() {
    for (question, claim, client, names) in QUESTIONS {
        let text = told(claim, client, Lang::En);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for name in names {
            assert!(words.contains(name), "{question}: nothing about {name:?} in\n{text}");
        }
        insta::assert_snapshot!(format!("question_{}", question.replace([' ', ':', ','], "_")), text);
    }
}

/// The same in Chinese: nothing of the frame is left in English.
#[test]
fn the_twelve_questions_are_answered_in_chinese() {
    for (question, claim, client, _) in QUESTIONS {
        let text = told(claim, client, Lang::Zh);
        assert!(text.contains("最先失败的一步") && text.contains("从何时起失败已不可避免"), "{text}");
        insta::assert_snapshot!(format!("question_zh_{}", &question[..2]), text);
    }
}

/// A time that ran out, or a leg that failed, follows from something; but for a session in which nobody said anything.
fn is_follow_up(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Leg(..) => true,
        Trouble::Waited(timer, _) => *timer != Timer::Authenticated,
        _ => false,
    }
}

/// No plan sets one thing twice, and none that weakens something stands before one that does not.
fn keeps_the_laws_of_plans(told: &str, text: &str) {
    let from = text.find("\nWhat helps").expect("it says what helps");
    let text = &text[from..text[from..].find("\nWhat else").map_or(text.len(), |it| from + it)];
    let text = text.split("This helps one and harms another").next().unwrap_or_default();
    let (mut weakened, mut set) = (false, Vec::new());
    let mut plans: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        let number = line.trim_start().split(". ").next().and_then(|it| it.parse::<usize>().ok());
        if number == Some(plans.len() + 1) {
            plans.push(Vec::new());
        }
        if let Some(plan) = plans.last_mut() {
            plan.push(line.trim());
        }
    }
    for plan in &plans {
        let weakens = |it: &&&str| {
            ["passwords cross the network in clear", "takes any certificate", "weakens every connection"]
                .iter()
                .any(|word| it.contains(word))
        };
        let is_weak = plan.iter().any(|it| weakens(&it));
        assert!(is_weak || !weakened, "{told}: what weakens stands before what does not:\n{text}");
        weakened |= is_weak;
        set.clear();
        let one_of_several = |it: &str| it.contains("ComponentState") || it.starts_with("Set-Service");
        for command in plan.iter().filter(|it| it.starts_with("Set-") && !one_of_several(it)) {
            let mut words = command.split_whitespace();
            let cmdlet = words.next().unwrap_or_default();
            let server = command.split("-Server ").nth(1).and_then(|it| it.split(' ').next()).unwrap_or_default();
            for parameter in words.filter(|it| it.starts_with('-') && *it != "-Server") {
                let it = (cmdlet, server, parameter);
                assert!(!set.contains(&it), "{told}: {it:?} twice in one plan:\n{text}");
                set.push(it);
            }
        }
    }
}

/// No two remedies of one failure are the same set of actions, in whatever order each takes them.
fn no_remedy_is_told_twice(told: &str, remedies: &Remedies) {
    let mut known: Vec<Vec<String>> = Vec::new();
    for remedy in remedies.proven.iter().chain(&remedies.harmful) {
        let mut actions = remedy.written();
        actions.sort();
        assert!(!known.contains(&actions), "{told}: the same twice:\n{}", actions.join("\n"));
        known.push(actions);
    }
}

/// Of every failure in the gallery: something is named as the first failing step, its evidence comes first, and each
/// remedy that is shown does what is said of it when it is run once more.
#[test]
fn every_failure_is_explained_and_every_remedy_is_proven() {
    let (mut explained, mut proven, mut without, mut vague) = (0, 0, Vec::new(), Vec::new());
    for entry in gallery::ALL {
        let world = world(entry.claim);
        let ground = Ground::new(entry.text, &world);
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        for failure in failures(&world, &verdict, None) {
            let attempt = &verdict.attempts[failure.attempt.0 as usize];
            let explanation = explain(&world, &run, &verdict, failure.attempt);
            let told = format!("{}: {:?} {}", entry.claim, world.clients[attempt.client.index()].name, attempt.number);
            let first = explanation.findings.first().unwrap_or_else(|| panic!("nothing is named in {told}"));
            for later in &explanation.findings {
                assert!(first.records.iter().min() <= later.records.iter().min(), "{told}: {explanation:?}");
            }
            for finding in &explanation.findings {
                for id in &finding.records {
                    let record = run.trace.record(*id);
                    assert!(record.attempt() == Some(failure.attempt), "{told}: evidence of another attempt");
                    assert!(!matches!(record.kind(), RecordKind::Ended(_)), "{told}: the end is no cause");
                }
                // Which rule speaks is told of all but what happened to no service.
                let nameless = matches!(
                    finding.trouble,
                    Trouble::Lost(_)
                        | Trouble::Nobody(..)
                        | Trouble::Waited(..)
                        | Trouble::NoTicket
                        | Trouble::Off(_)
                        | Trouble::CertificateRejected { .. }
                        | Trouble::NoCertificate(..)
                        | Trouble::Cut(_)
                );
                assert!(nameless || !finding.rules.is_empty(), "{told}: no rule for {:?}", finding.trouble);
            }
            if is_follow_up(&first.trouble) {
                vague.push(format!("{told}: {:?}", first.trouble));
            }
            explained += 1;
            let study = study(&ground, &world, &run, &verdict, &failure);
            let remedies = &study.remedies;
            let case = Case { alike: &failure.alike, study: &study };
            let mut out = String::new();
            text::explanation(&world, &run, &verdict, &case, &Options::default(), &Plain, &mut out)
                .expect("a String takes everything");
            assert_eq!(out.matches("● ").count(), 1, "{told}: one look-alike is its own cause\n{out}");
            keeps_the_laws_of_plans(&told, &out);
            no_remedy_is_told_twice(&told, remedies);
            if remedies.proven.is_empty() {
                without.push(told.clone());
            }
            for remedy in remedies.proven.iter().chain(&remedies.harmful) {
                // What is handed out is what was run.
                let printed = remedy.scenario(entry.text).expect("actions can be added");
                let repaired =
                    load(&printed, entry.claim).unwrap_or_else(|it| panic!("{told}: {it:#?}\n{printed}")).world;
                let tried = ground.tried(remedy).expect("it was carried out before");
                let ran = sim::run(&repaired);
                let digest = |world: &World, run: &Run| coexist::render::digest(world, run);
                assert_eq!(digest(&repaired, &ran), digest(&tried, &sim::run(&tried)), "{told}: {remedy:?}");
                let again = judge(&repaired, &ran);
                let of = |client, number| {
                    again
                        .attempts
                        .iter()
                        .find(|it| it.client == client && it.number == number)
                        .and_then(|it| it.outcome)
                };
                assert_eq!(of(attempt.client, attempt.number), Some(Outcome::LoggedOn), "{told}: {remedy:?}");
                for before in verdict.attempts.iter().filter(|it| it.outcome == Some(Outcome::LoggedOn)) {
                    let after = of(before.client, before.number);
                    let worse = after.is_some_and(|it| it != Outcome::LoggedOn);
                    assert!(!worse || remedy.harms.contains(&before.client), "{told}: {remedy:?} harms unsaid");
                }
                proven += 1;
            }
        }
    }
    assert!(vague.is_empty(), "only a follow-up is named of\n{}", vague.join("\n"));
    assert!(explained > 150 && proven > 200, "{explained} explained, {proven} proven");
    // What no setting can repair: no mailbox, a role that is missing, a session that something ended from outside.
    assert!(without.len() * 8 < explained, "{} of {explained} have no remedy:\n{}", without.len(), without.join("\n"));
}

/// A run with no open choice and no change says so; a run with one names it; both the same each time.
#[test]
fn the_pivot_is_what_made_the_failure_certain() {
    use coexist::explain::proof::At;
    let of = |claim: &str, client: &str| {
        let world = world(claim);
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        let failure = failures(&world, &verdict, world.whom(client)).remove(0);
        let ground = Ground::new(text_of(claim), &world);
        let found = pivot(&ground, &world, &run, &verdict, failure.attempt);
        assert_eq!(found, pivot(&ground, &world, &run, &verdict, failure.attempt));
        (found, run)
    };
    assert_eq!(of("shared-name-loops-through-2013", "laptop").0.at, At::Start);
    let (found, run) = of("i-49-one-member-with-a-hung-service", "tool");
    let At::Step { record, logged_on, of: 16 } = found.at else { panic!("{found:?}") };
    assert!(matches!(run.trace.record(record).kind(), RecordKind::Forwards { .. }) && (1..16).contains(&logged_on));
    let (found, run) = of("i-16-services-stay-stopped-after-maintenance", "imap");
    let At::Change(record) = found.at else { panic!("{found:?}") };
    assert!(matches!(run.trace.record(record).kind(), RecordKind::Changed(_)));
}

/// Of every failure in generated worlds: a first cause is named, it is no follow-up of something else, and exactly one of
/// the look-alikes is it.
#[test]
fn every_failure_of_small_worlds_has_a_first_cause() {
    let (mut asked, mut vague) = (0, Vec::new());
    for seed in worlds::sample(2_000) {
        let Some(world) = worlds::world(seed) else { continue };
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        for failure in failures(&world, &verdict, None) {
            asked += 1;
            let findings = &verdict.attempts[failure.attempt.0 as usize].findings;
            if findings.first().is_none_or(|it| is_follow_up(&it.trouble)) {
                vague.push(format!("{seed}: attempt {}: {:?}", failure.attempt.0, findings.first()));
            }
        }
    }
    assert!(asked > 1_000, "{asked} asked");
    assert!(vague.is_empty(), "{} of {asked} have no first cause:\n{}", vague.len(), vague.join("\n"));
}

/// The same of what is made of them: one look-alike is marked, plans keep their laws, and what a remedy claims is so.
#[test]
fn plans_of_small_worlds_keep_the_laws() {
    let (mut asked, mut proven) = (0, 0);
    for seed in worlds::sample_up_to(60, 600) {
        let Some(world) = worlds::world(seed) else { continue };
        let ground = Ground::new(&worlds::text(seed), &world);
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        for failure in failures(&world, &verdict, None) {
            let told = format!("small world {seed}, attempt {}", failure.attempt.0);
            let study = study(&ground, &world, &run, &verdict, &failure);
            let case = Case { alike: &failure.alike, study: &study };
            let mut out = String::new();
            text::explanation(&world, &run, &verdict, &case, &Options::default(), &Plain, &mut out)
                .expect("a String takes everything");
            assert_eq!(out.matches("● ").count(), 1, "{told}: one look-alike is its own cause\n{out}");
            keeps_the_laws_of_plans(&told, &out);
            no_remedy_is_told_twice(&told, &study.remedies);
            asked += 1;
            for remedy in &study.remedies.proven {
                let tried = ground.tried(remedy).expect("it was carried out before");
                let again = judge(&tried, &sim::run(&tried));
                let attempt = &verdict.attempts[failure.attempt.0 as usize];
                let it = again.attempts.iter().find(|it| (it.client, it.number) == (attempt.client, attempt.number));
                assert_eq!(it.and_then(|it| it.outcome), Some(Outcome::LoggedOn), "{told}: {remedy:?}");
                proven += 1;
            }
        }
    }
    assert!(asked > 50 && proven > 50, "{asked} asked, {proven} proven");
}

/// A connection to a server's further address, where nothing is bound, names that server and what happened there
/// (BIND-1): it is not a connection to nobody.
#[test]
fn a_connection_to_a_further_address_names_its_server() {
    let text =
        std::fs::read_to_string("scenarios/service/a-second-address-where-nobody-answers.ron").expect("a scenario");
    let told = told_of(&text, "liwei", Lang::En);
    let connections = told.split("The connections of this attempt").nth(1).expect("a part of its own");
    let line = connections.lines().find(|it| it.contains(" → ")).expect("a connection");
    assert!(line.trim_start().starts_with("liwei → EX10 "), "{line}");
    assert!(line.contains("refuses the connection: port 993 is bound to"), "{line}");
}

/// The checks of a balancer stand in the evidence where what it believed decided (LB-2): those that took every member
/// out, and the one that let in whom it chose in vain. Where its members were down from the start there is none.
#[test]
fn what_a_balancer_had_seen_stands_in_the_evidence() {
    let evidence = |changes: &str, at: &str| {
        let text = format!(
            "Scenario(schema: 1, servers: [Server(name: \"EX10\", version: Exchange2010, running: [Imap4])], \
             load_balancers: [LoadBalancer(name: \"mail.contoso.com\", pool: [\"EX10\"], every: \"1min\")], \
             databases: [Database(name: \"DB\", on: [\"EX10\"])], \
             mailboxes: [Mailbox(name: \"anna\", database: \"DB\")], clients: [Client(name: \"laptop\", \
             user: \"anna\", connect: \"mail.contoso.com:993:SSL\", at: [\"{at}\"])], \
             changes: [{changes}])"
        );
        let told = told_of(&text, "laptop", Lang::En);
        let step = told.split("The connections of this attempt").next().expect("the first part").to_owned();
        let lines = step.lines().filter(|it| it.contains("now believes EX10"));
        lines.map(|it| it.rsplit("  ").next().expect("what happened").trim().to_owned()).collect::<Vec<_>>()
    };
    let change =
        |at: &str, what: &str| format!("Change(at: \"{at}\", action: {what}(server: \"EX10\", service: Imap4)), ");
    let stopped = change("2min", "StopService");
    assert_eq!(evidence(&stopped, "20min"), ["now believes EX10 down on port 993"]);
    let again = [stopped, change("30min", "StartService"), change("50min", "StopService")].concat();
    assert_eq!(evidence(&again, "3001s"), ["now believes EX10 up on port 993"]);
    assert!(evidence(&change("0s", "StopService"), "1s").is_empty());
}
