//! What does Exchange decide, case by case?
//!
//! The tables under `tests/policy/` are organisations with rows of log-ons: left of `||` what is asked, right of it
//! what is decided and by which rules (`*`: an assumption decided). Each test reads a table, decides every row anew
//! and compares the whole text. `UPDATE_DOCS=1` writes the right side anew; read the difference before you keep it.

mod house;
mod services;
mod sides;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use coexist::policy::fallback::{self, Failed};
use coexist::policy::route::{Access, GssapiAndNtlm, Sites, Switches, login_type_refuses, matrix, route};
use coexist::policy::target::plan;
use coexist::policy::{Ask, LegAttempt, Reason, Refusal, Route, Silent};
use coexist::product::together::Together;
use coexist::world::{
    GssapiNtlmSetting, LoginType, Mechanism, Protocol, Security, ServerId, Service, ServiceId, Version,
};

use house::{House, version_of};

/// One decision: the route, who may be picked, what would be tried, and why.
#[derive(Debug, PartialEq)]
struct Decided {
    route: Route,
    candidates: Vec<ServerId>,
    steps: Vec<LegAttempt>,
    reasons: Vec<Reason>,
}

fn decide(house: &House, ask: &Ask) -> Decided {
    let (mut candidates, mut steps, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    let route = route(&house.view(), ask, &mut candidates, &mut reasons);
    if let Route::Proxy { only } = route {
        plan(&house.view(), ask, only, &candidates, &mut steps, &mut reasons);
    }
    Decided { route, candidates, steps, reasons }
}

// --- tables ----------------------------------------------------------------------------------------------------------

/// Compares a table of log-ons with what is decided now. Its rows are `at | user | came | by | switches || …`.
fn check(name: &str, answer: fn(&House, &Decided) -> Vec<String>) {
    check_rows(name, 5, |house, row| answer(house, &decide(house, &read_ask(house, row))));
}

/// Compares a table with what is decided now. Of the cells of a row so many ask; the last of them turns switches.
fn check_rows(name: &str, asking: usize, answer: impl Fn(&House, &[String]) -> Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policy").join(name);
    let text = fs::read_to_string(&path).expect("the table is there");
    let (head, rows) = text.split_once("\n\n").expect("an empty line between house and rows");
    let organisation: Vec<&str> = head.lines().filter(|it| !it.starts_with('#')).collect();
    let organisation = organisation.join("\n");
    let mut cells: Vec<Result<Vec<String>, String>> = Vec::new();
    // What is indented is the answer to the row above it.
    for row in rows.lines().filter(|it| !it.starts_with(' ')) {
        if row.is_empty() || row.starts_with('#') {
            cells.push(Err(row.to_owned()));
            continue;
        }
        let (left, _) = row.split_once("||").unwrap_or((row, ""));
        let mut row: Vec<String> = left.split('|').map(|it| it.trim().to_owned()).collect();
        let mut house = House::new(&organisation);
        assert_eq!(row.len(), asking, "{name}: {row:?}");
        row[asking - 1].split_whitespace().filter(|it| *it != "-").for_each(|it| house.switch(it));
        let answered = answer(&house, &row);
        row.extend(answered);
        cells.push(Ok(row));
    }
    let now = format!("{head}\n\n{}", aligned(&cells, asking));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, now).expect("the table can be written");
    } else {
        assert_eq!(text, now, "{name} says something else than policy decides");
    }
}

/// `EX13.Imap4 | anna | SSL | Login`.
fn read_ask(house: &House, row: &[String]) -> Ask {
    let (server, service) = row[0].split_once('.').expect("server and service");
    let service = Service::ALL.into_iter().find(|it| format!("{it:?}") == service).expect("a service");
    let came = [Security::Ssl, Security::Tls, Security::Plaintext].into_iter().find(|it| it.word() == row[2]);
    let by = [Mechanism::Login, Mechanism::Plain, Mechanism::Ntlm, Mechanism::Gssapi];
    Ask {
        service: ServiceId::new(house.server_id(server), service),
        account: house.user_id(&row[1]),
        user: house.user_id(&row[1]),
        arrived: came.unwrap_or_else(|| panic!("{} is no protection", row[2])),
        mechanism: by.into_iter().find(|it| format!("{it:?}") == row[3]).expect("a mechanism"),
    }
}

/// The rows with their cells below each other; comments and empty lines as they are.
fn aligned(rows: &[Result<Vec<String>, String>], asking: usize) -> String {
    let columns = rows.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().flatten().filter(|it| it.len() > column + 1).filter_map(|it| it.get(column));
        cells.map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        match row {
            Err(line) => writeln!(text, "{line}").expect("a string takes all"),
            Ok(cells) => {
                let mut line = String::new();
                for (at, cell) in cells.iter().enumerate() {
                    let before = ["", " | ", " || "][usize::from(at > 0) + usize::from(at == asking)];
                    write!(line, "{before}{cell:<0$}", widths[at]).expect("a string takes all");
                }
                writeln!(text, "{}", line.trim_end()).expect("a string takes all");
            }
        }
    }
    text
}

/// The choice, what would be tried, and the rules.
fn short(house: &House, decided: &Decided) -> Vec<String> {
    vec![choice(house, decided), steps(house, &decided.steps), rules_of(&decided.reasons)]
}

/// The rules of the reasons, each once; `*` where an assumption decided.
fn rules_of(reasons: &[Reason]) -> String {
    let mut rules: Vec<String> = Vec::new();
    for reason in reasons {
        let rule = format!("{}{}", reason.rule().id(), if reason.assumed().is_some() { "*" } else { "" });
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules.join(", ")
}

fn choice(house: &House, decided: &Decided) -> String {
    let names: Vec<&str> = decided.candidates.iter().map(|&it| house.server_name(it)).collect();
    match decided.route {
        Route::Serve => "serve".to_owned(),
        Route::Refuse(why) => format!("refuse {why:?}"),
        Route::Proxy { only: None } => format!("proxy {}", names.join(" ")),
        Route::Proxy { only: Some(only) } => format!("proxy {} only {}", names.join(" "), only.word()),
    }
}

/// The endpoints in the order in which they are tried, after the candidate whose they are.
fn steps(house: &House, steps: &[LegAttempt]) -> String {
    let mut text = String::new();
    for (at, step) in steps.iter().enumerate() {
        if at == 0 || steps[at - 1].candidate != step.candidate {
            write!(text, "{}: ", house.server_name(step.candidate)).expect("a string takes all");
        }
        let back_end = if step.back_end { " (back end)" } else { "" };
        write!(text, "{}{back_end} ", house.endpoint(step.endpoint)).expect("a string takes all");
    }
    if text.is_empty() { "-".to_owned() } else { text.trim_end().to_owned() }
}

/// Every reason in full.
fn told(house: &House, decided: &Decided) -> Vec<String> {
    let reasons = decided.reasons.iter().map(|&reason| {
        let assumed = reason.assumed().map_or(String::new(), |it| format!(" ({it})"));
        format!("\n    {:<9} {}{assumed}", reason.rule().id(), spelled(house, reason))
    });
    vec![choice(house, decided) + &reasons.collect::<String>()]
}

#[test]
fn a_2013_front_end_discovers() {
    check("discovery.txt", short);
}

#[test]
fn connection_types_follow_the_client() {
    check("fallback.txt", short);
}

#[test]
fn legacy_servers_keep_to_their_matrix() {
    check("legacy.txt", short);
}

#[test]
fn decisions_are_told_in_full() {
    check("told.txt", told);
}

// --- the version matrix ----------------------------------------------------------------------------------------------

/// Section 7 as it is documented; `+` marks the rows with a switch turned.
#[test]
fn the_matrix_is_section_7() {
    const SECTION_7: &str = "
client hits | mailbox on | same site    | other site
2007        | 2007       | Served       | RefusedAcrossSites
2007        | 2010       | NotSupported | NotSupported
2007        | 2013       | NotSupported | NotSupported
2010        | 2007       | To2007       | To2007
2010        | 2010       | Served       | ToMailboxSite
2010        | 2013       | NotSupported | NotSupported
2010        | 2016       | NotSupported | NotSupported
2013        | 2007       | ToDownLevel  | ToDownLevel
2013        | 2010       | ToDownLevel  | ToDownLevel
2013        | 2013       | ToBackEnd    | ToBackEnd
2013        | 2016       | ToNewerBackEnd | ToNewerBackEnd
2013        | 2019       | ToNewerBackEnd | ToNewerBackEnd
2016        | 2010       | ToDownLevel  | ToDownLevel
2016        | 2013       | ToBackEnd    | ToBackEnd
2016        | 2016       | ToBackEnd    | ToBackEnd
2016        | 2019       | ToNewerBackEnd | ToNewerBackEnd
2016        | SE         | ToNewerBackEnd | ToNewerBackEnd
2019        | 2013       | ToBackEnd    | ToBackEnd
2019        | 2016       | ToBackEnd    | ToBackEnd
2019        | 2019       | ToBackEnd    | ToBackEnd
2019        | SE         | ToNewerBackEnd | ToNewerBackEnd
SE          | 2016       | ToBackEnd    | ToBackEnd
SE          | 2019       | ToBackEnd    | ToBackEnd
SE          | SE         | ToBackEnd    | ToBackEnd

with AllowCrossSiteSessions
2007        | 2007       | Served       | ServedAcrossSites

with proxy_2010_to_2007: false
2010        | 2007       | NotProxied   | NotProxied

with proxy_up: false
2013        | 2016       | NotProxiedUp | NotProxiedUp
2013        | 2019       | NotProxiedUp | NotProxiedUp
2016        | 2019       | NotProxiedUp | NotProxiedUp
2016        | SE         | NotProxiedUp | NotProxiedUp
2019        | SE         | NotProxiedUp | NotProxiedUp
";
    let usual = Switches { cross_site_sessions: false, proxy_2010_to_2007: true, proxy_up: true };
    let cell = |access: Access| format!("{access:?}");
    let all = Version::ALL.map(|it| it.product().year);
    let rows = |switches: Switches, other_than: Option<Switches>| {
        let mut text = String::new();
        let pairs = all.iter().flat_map(|front| all.iter().map(move |mailbox| (front, mailbox)));
        for (front, mailbox) in pairs.filter(|it| Together::may_be(version_of(it.0), version_of(it.1))) {
            let row = |switches| {
                let access = |sites| cell(matrix(version_of(front), version_of(mailbox), sites, switches));
                format!("{front:<11} | {mailbox:<10} | {:<12} | {}\n", access(Sites::Same), access(Sites::Other))
            };
            if other_than.is_none_or(|it| row(it) != row(switches)) {
                text += &row(switches);
            }
        }
        text
    };
    let now = format!(
        "\nclient hits | mailbox on | same site    | other site\n{}\nwith AllowCrossSiteSessions\n{}\nwith \
         proxy_2010_to_2007: false\n{}\nwith proxy_up: false\n{}",
        rows(usual, None),
        rows(Switches { cross_site_sessions: true, ..usual }, Some(usual)),
        rows(Switches { proxy_2010_to_2007: false, ..usual }, Some(usual)),
        rows(Switches { proxy_up: false, ..usual }, Some(usual)),
    );
    assert_eq!(now, SECTION_7);
}

// --- small questions -------------------------------------------------------------------------------------------------

/// Section 2, LoginType: in clear; over SSL and after STARTTLS everything is taken.
#[test]
fn login_type_decides_in_clear_only() {
    const TABLE: &str = "
PlainTextLogin          takes   takes   takes   takes
PlainTextAuthentication refuses refuses takes   takes
SecureLogin             refuses refuses refuses refuses
";
    let mechanisms = [Mechanism::Login, Mechanism::Plain, Mechanism::Ntlm, Mechanism::Gssapi];
    let mut now = "\n".to_owned();
    for login_type in [LoginType::PlainTextLogin, LoginType::PlainTextAuthentication, LoginType::SecureLogin] {
        let word = |it| if login_type_refuses(login_type, it, Security::Plaintext) { "refuses" } else { "takes" };
        let cells = mechanisms.map(|it| format!("{:<7}", word(it)));
        writeln!(now, "{:<23} {}", format!("{login_type:?}"), cells.join(" ")).expect("a string takes all");
        for (mechanism, security) in mechanisms.iter().flat_map(|&it| [(it, Security::Ssl), (it, Security::Tls)]) {
            assert!(!login_type_refuses(login_type, mechanism, security), "{login_type:?} {mechanism:?} {security:?}");
        }
    }
    assert_eq!(now.lines().map(str::trim_end).collect::<Vec<_>>(), TABLE.lines().collect::<Vec<_>>());
}

#[test]
fn ntlm_and_gssapi_need_the_setting() {
    let house = House::new("server EX07 2007 HQ\nserver EX10 2010 HQ\n");
    let offered = |server, concerns| {
        let server = house.server_id(server);
        let version = house.world.servers[server.index()].version;
        let setting = GssapiAndNtlm::of(house.view().settings(server, Protocol::Imap4), version, concerns);
        [Security::Ssl, Security::Tls, Security::Plaintext].map(|it| setting.offered(it))
    };
    for concerns in [GssapiNtlmSetting::AllConnections, GssapiNtlmSetting::WithoutTls] {
        assert_eq!(offered("EX07", concerns), [false; 3], "2007 has neither");
        assert_eq!(offered("EX10", concerns), [true; 3]);
    }
}

/// DISC-9: the endpoints are those of the front end's view, which may be older than the directory.
#[test]
fn a_front_end_sees_the_settings_that_it_has_read() {
    let mut house = House::new(
        "server EX10 2010 HQ\nserver EX13 2013 HQ\ndatabase DB10 EX10\ndatabase DB13 EX13\nuser anna DB10\nuser ben DB13",
    );
    house.apply("EX10", Protocol::Imap4, "InternalConnectionSettings", &["new.contoso.com:1:SSL"]);
    house.apply("EX10", Protocol::Pop3, "InternalConnectionSettings", &["pop.contoso.com:2:SSL"]);
    house.apply("EX10", Protocol::Imap4, "InternalConnectionSettings", &["newer.contoso.com:3:SSL"]);
    house.apply("EX13", Protocol::Imap4, "ProxyTargetPort", &["4"]);
    let mut seen = Vec::new();
    for read in 0..=4 {
        house.read = read;
        let tried = |user| {
            let row = ["EX13.Imap4", user, "SSL", "Login"].map(str::to_owned);
            steps(&house, &decide(&house, &read_ask(&house, &row)).steps)
        };
        seen.push(format!("{} | {}", tried("anna"), tried("ben")));
    }
    let old = "EX10: ex10:993:SSL ex10:143:TLS | EX13: ex13:1993:SSL (back end)";
    let new = "EX10: new:1:SSL | EX13: ex13:1993:SSL (back end)";
    let newer = "EX10: newer:3:SSL | EX13: ex13:1993:SSL (back end)";
    assert_eq!(seen, [old, new, new, newer, "EX10: newer:3:SSL | EX13: ex13:4:SSL (back end)"]);
}

/// What comes after a failure (FALL-3, FALL-6, FALL-7): the position that failed, how, and what is told.
#[test]
fn after_a_failure_comes_the_next_step_or_the_end() {
    let house = |switches: &str| {
        let mut house = House::new(TWO_TARGETS);
        switches.split_whitespace().for_each(|it| house.switch(it));
        house
    };
    for (switches, at, failed, next, wanted) in [
        ("", 0, Failed::Before, Some(1), "FALL-3 next TLS (fallback)"),
        ("", 0, Failed::LogonRefused, None, "FALL-7 a refusal is final: true (retry_after_login_refused)"),
        (
            "retry_after_login_refused=true",
            0,
            Failed::LogonRefused,
            Some(1),
            "FALL-7 a refusal is final: false (retry_after_login_refused), FALL-3 next TLS (fallback)",
        ),
        ("", 1, Failed::Before, None, "FALL-6 no next target (next_target)"),
        ("", 1, Failed::LogonRefused, None, "FALL-7 a refusal is final: true (retry_after_login_refused)"),
        ("retry_after_login_refused=true", 1, Failed::LogonRefused, None, "FALL-6 no next target (next_target)"),
        ("next_target=EachCandidate", 1, Failed::Before, Some(2), "FALL-6 next target EX10B (next_target)"),
        ("next_target=EachCandidate", 3, Failed::Before, None, ""),
        ("fallback=SelectOnce", 0, Failed::Before, None, "FALL-3 only SSL (fallback)"),
        (
            "fallback=SelectOnce",
            0,
            Failed::LogonRefused,
            None,
            "FALL-7 a refusal is final: true (retry_after_login_refused)",
        ),
        (
            "same_type_endpoints=Each",
            0,
            Failed::Before,
            Some(1),
            "FALL-4 EX10A SSL, several: Each (same_type_endpoints)",
        ),
    ] {
        let house = house(switches);
        let row = ["EX13.Imap4", "anna", "SSL", "Login"].map(str::to_owned);
        let decided = decide(&house, &read_ask(&house, &row));
        let Route::Proxy { only } = decided.route else { panic!("{:?}", decided.route) };
        let mut reasons = Vec::new();
        let of = (only, decided.candidates.len());
        let now = fallback::next(&house.world.assumptions, &decided.steps, at, failed, of, &mut reasons);
        let spell = |&it: &Reason| {
            let assumed = it.assumed().map_or(String::new(), |it| format!(" ({it})"));
            format!("{} {}{assumed}", it.rule().id(), spelled(&house, it))
        };
        let told: Vec<String> = reasons.iter().map(spell).collect();
        assert_eq!((now, told.join(", ")), (next, wanted.to_owned()), "{switches} {at} {failed:?}");
    }
}

const TWO_TARGETS: &str = "
server EX10A 2010 HQ
server EX10B 2010 HQ
server EX13 2013 HQ
set EX10A imap4 InternalConnectionSettings a:993:SSL a:994:SSL a:143:TLS
database DB10 EX10A
user anna DB10
";

// --- every reason ----------------------------------------------------------------------------------------------------

macro_rules! kinds {
    (routes: $($policy:ident)*; services: $($service:ident)*;) => {
        /// The reasons that are given on the way of a route.
        const OF_ROUTES: &[&str] = &[$(stringify!($policy)),*];
        /// All others: each has a row in the tables of [`services`].
        const OF_SERVICES: &[&str] = &[$(stringify!($service)),*];

        /// The variant of a reason. A new one has to be listed.
        fn kind(reason: Reason) -> &'static str {
            match reason {
                $(Reason::$policy { .. } => stringify!($policy),)*
                $(Reason::$service { .. } => stringify!($service),)*
            }
        }
    };
}
kinds! {
    routes:
        Mailbox HomeServerSite ActiveCopySite NoMailbox DiscoverySite Candidate Offers BackEnd OtherVersion OtherSites
        Removed OffersNothing NoCandidate NoEndpoint Picked NotChecked EncryptedOrder PlaintextOrder StartTlsCounts NotOffered
        SameType NextType SelectedOnce NoNextTarget NextTarget RefusalIsFinal Replays NoPassword HandsOver Served
        ServedAcrossSites RefusedAcrossSites ProxiedAcrossSites Proxies2010To2007 ProxiesUp ProxiesDown Checked Unchecked NotSupported NotHere;
    services:
        WebOwnVersion WebNotModelled WebProxied WebRedirected WebBackEnd ProbedDown OutOfService NoHealthyTarget NoTargetInService HashPicked WebRetry StoreOff StoreNotThere StoreNotReached UnknownName Reserved NtlmAlias UnquotedReplay NoRights StoreSessions PasswordRight PasswordWrong NoSmtpAddress UserLimit OwnLogon LoginTypeRefuses MechanismOff MechanismStays NotBound ProtocolDisabled PolicyBlocks PolicyNotKnown MailboxSwitch;
}

/// Every switch of policy with its values.
const SWITCHES: &[[&str; 2]] = &[
    ["discovery_site=MailboxSite", "discovery_site=FrontEndSite"],
    ["site_of_2010_mailbox=ActiveCopy", "site_of_2010_mailbox=HomeServer"],
    ["starttls_counts_as_encrypted=true", "starttls_counts_as_encrypted=false"],
    ["same_type_endpoints=First", "same_type_endpoints=Each"],
    ["proxy_2010_to_2007=true", "proxy_2010_to_2007=false"],
    ["fallback=FallThrough", "fallback=SelectOnce"],
    ["next_target=Never", "next_target=EachCandidate"],
    ["retry_after_login_refused=false", "retry_after_login_refused=true"],
];

/// Those that speak of back ends of other versions.
const OF_BACK_ENDS: &[[&str; 2]] =
    &[["proxy_up=true", "proxy_up=false"], ["checks_back_end=false", "checks_back_end=true"]];

/// Three versions with back ends, of which one runs.
const BACK_ENDS: &str = "
server EX13 2013 HQ
server EX16 2016 HQ +be
server EX19 2019 Branch
database DB13 EX13
database DB16 EX16
database DB19 EX19
user u13 DB13
user u16 DB16
user u19 DB19
";

/// One of everything: three versions in two sites, a site without Client Access, odd settings, copies elsewhere.
const EVERYTHING: &str = "
server EX07A 2007 HQ
server EX07B 2007 Branch
server EX07C 2007 Lab -cas
server EX10A 2010 HQ
server EX10B 2010 HQ
server EX10C 2010 Branch
server EX10D 2010 Lab
server EX10E 2010 HQ
server EX13A 2013 HQ
server EX13B 2013 Branch
removed EX10E
set EX07A imap4 SSLBindings
set EX07B imap4 AllowCrossSiteSessions true
set EX10A imap4 InternalConnectionSettings a:143:TLS a:144:TLS a:145
set EX10B imap4 InternalConnectionSettings
set EX10C imap4 InternalConnectionSettings c:993:SSL c:994:SSL 10.0.0.9:143
set EX10D imap4 InternalConnectionSettings
database DB07A EX07A
database DB07B EX07B
database DB07C EX07C
database DB10A EX10A EX10C*
database DB10B EX10B
database DB10C EX10C EX10A*
database DB10D EX10D
database DB13 EX13A EX13B*
user u07a DB07A
user u07b DB07B
user u07c DB07C
user u10a DB10A
user u10b DB10B
user u10c DB10C
user u10d DB10D
user u13 DB13
user service
";

/// Every log-on at every service of `EVERYTHING`, under every combination of the switches.
fn everywhere(text: &str, switches: &[[&str; 2]], mut visit: impl FnMut(&[usize], &House, &Ask, Decided)) {
    for combination in 0..1_usize << switches.len() {
        let bits: Vec<usize> = (0..switches.len()).map(|it| combination >> it & 1).collect();
        let mut house = House::new(text);
        bits.iter().zip(switches).for_each(|(&bit, switch)| house.switch(switch[bit]));
        for ask in asks(&house) {
            visit(&bits, &house, &ask, decide(&house, &ask));
        }
    }
}

fn asks(house: &House) -> Vec<Ask> {
    let mut asks = Vec::new();
    for (at, server) in house.world.servers.iter().enumerate() {
        for service in Service::ALL {
            if service.is_back_end() && !server.version.has_back_end() {
                continue;
            }
            for user in 0..house.world.users.len() {
                for arrived in [Security::Ssl, Security::Tls, Security::Plaintext] {
                    for mechanism in [Mechanism::Plain, Mechanism::Ntlm] {
                        let service = ServiceId::new(ServerId::at(at), service);
                        let user = coexist::world::UserId::at(user);
                        asks.push(Ask { service, account: user, user, arrived, mechanism });
                    }
                }
            }
        }
    }
    asks
}

/// Whatever is asked: a decision has a reason; policy gives the same answer to one who does not ask why; the
/// candidates are of the mailbox's version; a leg that 2010 opens is over SSL; a password that is not there is not
/// replayed; no refusal has a step. And each reason, each switch and each refusal occurs.
#[test]
fn whatever_is_asked_the_answer_is_sound() {
    let mut kinds = BTreeSet::new();
    let mut switches = BTreeSet::new();
    let mut refusals = BTreeSet::new();
    let mut count = 0;
    let mut look = |_: &[usize], house: &House, ask: &Ask, decided: Decided| {
        count += 1;
        let what = || format!("{ask:?} {decided:?}");
        let mut silent = (Vec::new(), Vec::new());
        let again = route(&house.view(), ask, &mut silent.0, &mut Silent);
        let version = |it: ServerId| house.world.servers[it.index()].version;
        assert_eq!((again, &silent.0), (decided.route, &decided.candidates), "{}", what());
        assert!(!decided.reasons.is_empty(), "{}", what());
        match decided.route {
            Route::Serve => assert!(decided.candidates.is_empty(), "{}", what()),
            Route::Refuse(why) => {
                refusals.insert(format!("{why:?}"));
                assert!(decided.candidates.is_empty() && decided.steps.is_empty(), "{}", what());
            }
            Route::Proxy { only } => {
                plan(&house.view(), ask, only, &decided.candidates, &mut silent.1, &mut Silent);
                assert_eq!(silent.1, decided.steps, "{}", what());
                assert!(!decided.steps.is_empty() && decided.candidates.is_sorted(), "{}", what());
                let database = house.databases[ask.user.index()].expect("a mailbox");
                let mailbox = house.world.version_of(database);
                assert!(decided.candidates.iter().all(|&it| version(it) == mailbox), "{}", what());
                let down_level = mailbox.is_down_level();
                assert!(!down_level || ask.mechanism == Mechanism::Plain, "{}", what());
                assert!(decided.steps.iter().all(|it| it.back_end != down_level), "{}", what());
                let ssl_only = version(ask.service.server()) == Version::Exchange2010 || !down_level;
                assert!(
                    !ssl_only || decided.steps.iter().all(|it| it.endpoint.security == Security::Ssl),
                    "{}",
                    what()
                );
                let assumptions = &house.world.assumptions;
                for (at, &failed) in (0..decided.steps.len())
                    .flat_map(|at| [Failed::Before, Failed::LogonRefused].iter().map(move |failed| (at, failed)))
                {
                    let mut reasons = Vec::new();
                    let of = (only, decided.candidates.len());
                    let next = fallback::next(assumptions, &decided.steps, at, failed, of, &mut reasons);
                    assert!(next.is_none_or(|it| it == at + 1 && it < decided.steps.len()), "{}", what());
                    kinds.extend(reasons.iter().map(|&it| kind(it)));
                    switches.extend(reasons.iter().filter_map(|it| it.assumed()));
                }
            }
        }
        kinds.extend(decided.reasons.iter().map(|&it| kind(it)));
        switches.extend(decided.reasons.iter().filter_map(|it| it.assumed()));
    };
    everywhere(EVERYTHING, SWITCHES, &mut look);
    everywhere(BACK_ENDS, OF_BACK_ENDS, &mut look);
    assert!(count > 100_000, "{count}");
    assert_eq!(kinds, OF_ROUTES.iter().copied().collect());
    for [switch, _] in SWITCHES.iter().chain(OF_BACK_ENDS) {
        let name = switch.split_once('=').expect("a switch and its value").0;
        assert!(switches.contains(name), "{name} never decides");
    }
    let all = [
        Refusal::NoMailbox,
        Refusal::NotSupported,
        Refusal::OtherSite,
        Refusal::NotProxied,
        Refusal::BackEndDown,
        Refusal::NoCandidate,
        Refusal::NoEndpoint,
        Refusal::NoPassword,
        Refusal::NotHere,
    ];
    assert_eq!(refusals, all.iter().map(|it| format!("{it:?}")).collect());
}

/// Where turning a switch changes what is decided, both decisions say that they rest on it. The switches that bite
/// only after a failure (`fallback`, `next_target`, `retry_after_login_refused`) are told there, by `fallback::next`.
#[test]
fn what_rests_on_a_switch_says_so() {
    says_so(EVERYTHING, SWITCHES, 5);
    says_so(BACK_ENDS, OF_BACK_ENDS, 2);
}

fn says_so(text: &str, switches: &[[&str; 2]], of: usize) {
    let mut decisions = Vec::new();
    everywhere(text, switches, |_, _, _, decided| decisions.push(decided));
    let asks = decisions.len() >> switches.len();
    for (bit, [switch, _]) in switches.iter().enumerate().take(of) {
        let name = switch.split_once('=').expect("a switch and its value").0;
        let mut changed = 0;
        for combination in (0..1_usize << switches.len()).filter(|it| it >> bit & 1 == 0) {
            for ask in 0..asks {
                let one = &decisions[combination * asks + ask];
                let other = &decisions[(combination | 1 << bit) * asks + ask];
                if (one.route, &one.candidates, &one.steps) != (other.route, &other.candidates, &other.steps) {
                    changed += 1;
                    let says = |it: &Decided| it.reasons.iter().any(|it| it.assumed() == Some(name));
                    assert!(says(one) && says(other), "{name}\n{one:?}\n{other:?}");
                }
            }
        }
        assert!(changed > 0, "{name} changes nothing");
    }
}

/// A reason in a few words, its ids as names.
fn spelled(house: &House, reason: Reason) -> String {
    let server = |it| house.server_name(it);
    let site = |it| house.site_name(it);
    let user = |it: coexist::world::UserId| &house.world.users[it.index()].name;
    match reason {
        Reason::Mailbox { user: it, database, version, server: on, site: place } => {
            let database = &house.world.databases[database.index()].name;
            format!("{} → {database} → {} on {}, site {}", user(it), version.word(), server(on), site(place))
        }
        Reason::HomeServerSite(it) => format!("the home server's site {}", site(it)),
        Reason::ActiveCopySite(it) => format!("the active copy's site {}", site(it)),
        Reason::NoMailbox(it) => format!("{} has no mailbox", user(it)),
        Reason::DiscoverySite(it, reading) => format!("looks in {}, {reading:?}", site(it)),
        Reason::Candidate(it, version) => format!("candidate {}, {}", server(it), version.word()),
        Reason::Offers(it, _, endpoint) => format!("{} offers {}", server(it), house.endpoint(endpoint)),
        Reason::BackEnd(it, endpoint) => format!("back end {} {}", server(it), house.endpoint(endpoint)),
        Reason::Removed(it) => format!("not {}: removed", server(it)),
        Reason::StoreNotReached(it) => format!("{} is not reached", server(it)),
        Reason::StoreOff(it) => format!("{} is off", server(it)),
        Reason::StoreNotThere(it) => format!("{} is not there", server(it)),
        Reason::OtherVersion(it) => format!("not {}: other version", server(it)),
        Reason::OtherSites(count) => format!("not {count} in other sites"),
        Reason::OffersNothing(it, leg) => format!("{} offers nothing ({leg:?})", server(it)),
        Reason::NoCandidate(it, version) => format!("no {} in {}", version.word(), site(it)),
        Reason::NoEndpoint(it, _) => format!("no endpoint in {}", site(it)),
        Reason::Picked(it, count, order) => format!("picked {}, 1 of {count}, {order:?}", server(it)),
        Reason::NotChecked(it) => format!("{} is not asked whether it runs", server(it)),
        Reason::EncryptedOrder => "SSL, TLS, plaintext".to_owned(),
        Reason::PlaintextOrder => "plaintext, SSL, TLS".to_owned(),
        Reason::StartTlsCounts(it) => format!("STARTTLS counts as encrypted: {it}"),
        Reason::NotOffered(it, security) => format!("{} offers no {}", server(it), security.word()),
        Reason::SameType(it, security, each) => format!("{} {}, several: {each:?}", server(it), security.word()),
        Reason::NextType(security) => format!("next {}", security.word()),
        Reason::SelectedOnce(security) => format!("only {}", security.word()),
        Reason::NoNextTarget => "no next target".to_owned(),
        Reason::NextTarget(it) => format!("next target {}", server(it)),
        Reason::RefusalIsFinal(it) => format!("a refusal is final: {it}"),
        Reason::Replays(it) => format!("replays name and password of {}", user(it)),
        Reason::NoPassword(mechanism) => format!("{mechanism:?} left no password"),
        Reason::HandsOver(it) => format!("hands {} over", user(it)),
        Reason::Served { by, on } => format!("{} opens the mailbox on {}", server(by), server(on)),
        Reason::ServedAcrossSites(it) => format!("served over RPC from {}", site(it)),
        Reason::RefusedAcrossSites(it) => format!("refused: the mailbox is in {}", site(it)),
        Reason::ProxiedAcrossSites(it) => format!("proxied into {}", site(it)),
        Reason::ProxiesUp { front, mailbox, does } => {
            format!("{} proxies up to {}: {does}", front.product().year, mailbox.product().year)
        }
        Reason::ProxiesDown(front, mailbox) => {
            format!("{} proxies down to {}", front.product().year, mailbox.product().year)
        }
        Reason::Unchecked(it) => format!("{} does not run, and nobody looked", server(it)),
        Reason::Checked(it, runs) => format!("{} looked at: runs {runs}", server(it)),
        Reason::Proxies2010To2007(it) => format!("2010 proxies to 2007: {it}"),
        Reason::NotSupported(front, mailbox) => format!("{} serves no mailbox of {}", front.word(), mailbox.word()),
        Reason::NotHere(it) => format!("not on {}", server(it)),
        Reason::PasswordRight(_)
        | Reason::PasswordWrong(_)
        | Reason::NoSmtpAddress(_)
        | Reason::UnknownName
        | Reason::WebProxied(..)
        | Reason::WebOwnVersion(_)
        | Reason::WebNotModelled(..)
        | Reason::WebRedirected(_)
        | Reason::WebBackEnd(_)
        | Reason::ProbedDown(_)
        | Reason::OutOfService(_)
        | Reason::NoHealthyTarget(..)
        | Reason::NoTargetInService(..)
        | Reason::HashPicked(..)
        | Reason::WebRetry(_)
        | Reason::Reserved(_)
        | Reason::NtlmAlias(_)
        | Reason::UnquotedReplay(_)
        | Reason::NoRights { .. }
        | Reason::StoreSessions { .. }
        | Reason::UserLimit { .. }
        | Reason::OwnLogon(_)
        | Reason::LoginTypeRefuses { .. }
        | Reason::MechanismOff(..)
        | Reason::MechanismStays(_)
        | Reason::NotBound(_)
        | Reason::PolicyBlocks { .. }
        | Reason::PolicyNotKnown(_)
        | Reason::MailboxSwitch { .. }
        | Reason::ProtocolDisabled { .. } => unreachable!("policy gives no such reason: {reason:?}"),
    }
}
