//! Who is let in, limited, refused and served: the tables beside those of routes.
//!
//! Each table is an organisation and rows, as in `policy.rs`; what a row is given beside its question (how many
//! connections are open, who holds a component, who proxies) stands in a column of its own, `-` where it is nothing.

use std::cell::RefCell;
use std::collections::BTreeSet;

use coexist::policy::accept::{
    self, Candidate, OpenConnections, Reception, Request, WhyRefused, WhyTurnedAway, check_passes,
};
use coexist::policy::authenticate::{Authentication, LogonAsk, MechanismAsk, Proof, authenticate, mechanism};
use coexist::policy::http::{self, Health, WebRoute};
use coexist::policy::route::GssapiAndNtlm;
use coexist::policy::serve::{self, Store, StoreAsk, WithoutMailbox};
use coexist::policy::{Reason, Refusal, View};
use coexist::rules::Rule;
use coexist::world::{
    AuthPolicyId, Check, Component, ExtendedProtection, LoginType, Mechanism, Protocol, RequestedState, Requester,
    Security, ServerId, Service, ServiceId, ServiceState, UserId, Version, WebService,
};

use super::house::House;
use super::{check_rows, kind, rules_of};

thread_local! {
    /// The kinds of reasons that the tables of this thread have shown.
    static SHOWN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// The rules of reasons, and a note of which reasons there were.
fn told(reasons: &[Reason]) -> String {
    SHOWN.with_borrow_mut(|shown| shown.extend(reasons.iter().map(|&it| kind(it))));
    let rules = rules_of(reasons);
    if rules.is_empty() { "-".to_owned() } else { rules }
}

fn cited(rules: &[(Rule, Option<&'static str>)]) -> String {
    let rules: Vec<String> =
        rules.iter().map(|it| format!("{}{}", it.0.id(), if it.1.is_some() { "*" } else { "" })).collect();
    if rules.is_empty() { "-".to_owned() } else { rules.join(", ") }
}

/// What a row is given: `open=16 disabled` is asked by `given("open")` and `given("disabled")`.
pub(super) struct Given<'a>(pub(super) &'a str);

impl Given<'_> {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.split_whitespace().find_map(|it| it.strip_prefix(name)?.strip_prefix('='))
    }

    fn number(&self, name: &str) -> u32 {
        self.value(name).map_or(0, |it| it.parse().expect(name))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.split_whitespace().any(|it| it == name)
    }

    /// Nothing else may be given: a misspelled word would be a row that tests nothing.
    pub(super) fn knows(&self, names: &[&str]) {
        for word in self.0.split_whitespace().filter(|it| *it != "-") {
            let name = word.split('=').next().expect("there is a first part");
            assert!(names.contains(&name), "{word} is nothing that can be given here");
        }
    }
}

/// The variant that is written like `text`.
pub(super) fn named<V: Copy + std::fmt::Debug>(all: &[V], text: &str) -> V {
    *all.iter().find(|it| format!("{it:?}") == text).unwrap_or_else(|| panic!("{text} is none of {all:?}"))
}

const MECHANISMS: [Mechanism; 4] = [Mechanism::Login, Mechanism::Plain, Mechanism::Ntlm, Mechanism::Gssapi];
const STATES: [ServiceState; 3] = [ServiceState::Running, ServiceState::Stopped, ServiceState::Hung];

fn service(house: &House, text: &str) -> ServiceId {
    let (server, service) = text.split_once('.').expect("server and service");
    ServiceId::new(house.server_id(server), named(&Service::ALL, service))
}

fn word(house: &House, service: ServiceId) -> String {
    format!("{}.{:?}", house.server_name(service.server()), service.service())
}

// --- connection requests ---------------------------------------------------------------------------------------------

/// The services of a server as `Imap4=Running Imap4BE=Stopped` gives them, at a port.
fn listener(house: &House, given: &Given<'_>, server: ServerId, port: u16) -> (Option<accept::Listener>, bool) {
    let installed = Service::ALL.into_iter().filter_map(|it| Some((it, given.value(&format!("{it:?}"))?)));
    let candidates = installed.map(|(it, state)| Candidate {
        service: ServiceId::new(server, it),
        state: named(&STATES, state),
        settings: house.view().settings(server, it.protocol()),
    });
    let candidates: Vec<_> = candidates.collect();
    let listener = accept::listener(candidates.iter().copied(), house.world.servers[server.index()].address, port);
    (listener, accept::is_bound(candidates.into_iter(), port))
}

/// Who holds a component of the service's protocol: `ImapProxy=Maintenance`.
fn held(house: &House, given: &Given<'_>, service: ServiceId) -> Option<(Component, coexist::world::Requesters)> {
    let mut components = coexist::world::Components::default();
    for component in [Component::ImapProxy, Component::PopProxy, Component::ServerWideOffline] {
        if let Some(requester) = given.value(component.word()) {
            let all = [Requester::HealthAPI, Requester::Maintenance, Requester::Functional];
            components[component].set(named(&all, requester), RequestedState::Inactive);
        }
    }
    let draining = house.world.assumptions.draining_component;
    coexist::world::component::held(&components, service.service().protocol(), draining)
}

const AT_A_HOST: [&str; 11] =
    ["Imap4", "Pop3", "Imap4BE", "Pop3BE", "W3SVC", "ImapProxy", "PopProxy", "ServerWideOffline", "off", "all", "from"];

/// `EX13:993 | Imap4=Running | switches`.
fn receives(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[1]);
    given.knows(&AT_A_HOST);
    let (server, port) = row[0].split_once(':').expect("server and port");
    let (server, port) = (house.server_id(server), port.parse().expect("a port"));
    let (listener, is_bound) = listener(house, &given, server, port);
    let request = Request {
        server,
        off: given.has("off"),
        port,
        source: [10, 0, 9, 9].into(),
        listener,
        elsewhere: listener.is_none() && is_bound,
        held: listener.and_then(|it| held(house, &given, it.service)),
    };
    let settings = listener.map(|it| house.view().settings(server, it.service.service().protocol()));
    let open = OpenConnections { all: given.number("all"), from_source: given.number("from") };
    let reception = accept::receive(&house.world, &request, settings, open);
    let said = match reception {
        Reception::Silence => "silence".to_owned(),
        Reception::Refused(WhyRefused::Stopped(it)) => format!("refused: {} is stopped", word(house, it)),
        Reception::Refused(WhyRefused::NothingListens(port)) => format!("refused: nothing listens on {port}"),
        Reception::Refused(WhyRefused::OtherAddress(port)) => format!("refused: {port} is bound elsewhere"),
        Reception::Refused(why @ WhyRefused::NotForwarded(_)) => panic!("a server forwards nothing: {why:?}"),
        Reception::Closed(by, WhyTurnedAway::Limit(limit)) => format!("{} closes: {limit:?}", word(house, by.service)),
        Reception::Closed(by, WhyTurnedAway::Component { component, by: requesters, stops }) => {
            let requesters: Vec<_> = requesters.each().map(Requester::word).collect();
            let does = if stops { "stops" } else { "closes" };
            format!("{} {does}: {} by {}", word(house, by.service), component.word(), requesters.join(", "))
        }
        Reception::Accepted { by, greets } => {
            format!("{} accepts, {}", word(house, by.service), if greets { "greets" } else { "says nothing" })
        }
    };
    vec![said, cited(&reception.rules())]
}

#[test]
fn a_connection_request_meets_a_service_or_nobody() {
    check_rows("accept.txt", 3, receives);
}

/// `EX13:143 | Imap4=Running certificate`: whether each kind of check passes.
fn checks(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[1]);
    given.knows(&[&AT_A_HOST[..], &["certificate", "othertext"]].concat());
    let (server, port) = row[0].split_once(':').expect("server and port");
    let server = house.server_id(server);
    let (listener, _) = listener(house, &given, server, port.parse().expect("a port"));
    let held = listener.is_some_and(|it| held(house, &given, it.service).is_some());
    let passes = |check| {
        let passes = check_passes(check, listener, |_| held, |_| given.has("certificate"), |_| !given.has("othertext"));
        if passes { "passes" } else { "fails" }.to_owned()
    };
    vec![passes(Check::TcpConnect), passes(Check::Banner)]
}

#[test]
fn a_check_sees_what_it_looks_at() {
    check_rows("checks.txt", 3, checks);
}

/// `EX13.Imap4 | Running certificate | switches`: what the local probe meets, and by which rule.
fn probed(house: &House, row: &[String]) -> Vec<String> {
    let (service, given) = (service(house, &row[0]), Given(&row[1]));
    given.knows(&["Running", "Stopped", "Hung", "certificate"]);
    let state = STATES.into_iter().find(|it| given.has(&format!("{it:?}"))).expect("a state");
    let settings = house.view().settings(service.server(), service.service().protocol());
    let met = accept::local_probe(state, settings, given.has("certificate"));
    let said = met.map(|it| format!("{it:?}, {}", it.rule().map_or("BIND-1 alone", Rule::id)));
    vec![said.unwrap_or_else(|| "passes".to_owned())]
}

#[test]
fn the_local_probe_asks_each_port_at_127_0_0_1() {
    check_rows("probe.txt", 3, probed);
}

// --- mechanisms and log-ons ------------------------------------------------------------------------------------------

/// `EX10 | Login | plaintext | client | LoginType=SecureLogin`.
fn takes(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[4]);
    given.knows(&["LoginType", "off", "proved", "unbound", "policy"]);
    let server = house.server_id(&row[0]);
    let mut settings = house.view().settings(server, Protocol::Imap4).clone();
    settings.gssapi_and_ntlm &= !given.has("off");
    let version = house.world.servers[server.index()].version;
    let policies = [ExtendedProtection::None, ExtendedProtection::Allow, ExtendedProtection::Require];
    let policy = given.value("policy").map_or(ExtendedProtection::None, |it| named(&policies, it));
    let types = [LoginType::PlainTextLogin, LoginType::PlainTextAuthentication, LoginType::SecureLogin];
    let ask = MechanismAsk {
        mechanism: named(&MECHANISMS, &row[1]),
        arrived: *[Security::Ssl, Security::Tls, Security::Plaintext]
            .iter()
            .find(|it| it.word() == row[2])
            .expect("a protection"),
        login_type: given.value("LoginType").map_or(settings.login_type, |it| named(&types, it)),
        gssapi_and_ntlm: GssapiAndNtlm::of(&settings, version, house.world.assumptions.gssapi_ntlm_setting),
        proved: given.has("proved").then_some((!given.has("unbound"), policy)),
        on_leg: match row[3].as_str() {
            "client" => false,
            "leg" => true,
            other => panic!("{other} opens no connection"),
        },
    };
    let mut reasons = Vec::new();
    let taken = mechanism(&ask, &mut reasons);
    vec![format!("{taken:?}"), told(&reasons)]
}

#[test]
fn a_service_takes_a_mechanism_or_refuses_it() {
    check_rows("mechanisms.txt", 6, takes);
}

/// `anna`, or `anna→shared` where she asks for another mailbox; `nobody` is a name that nobody has.
fn who(house: &House, text: &str) -> (bool, UserId, UserId) {
    if text == "nobody" {
        let first = UserId::at(0);
        return (false, first, first);
    }
    let (account, mailbox) = text.split_once('→').unwrap_or((text, text));
    (true, house.user_id(account), house.user_id(mailbox))
}

/// `EX13.Imap4 | anna | right | Login | open=16 | switches`.
fn authenticates(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[4]);
    given.knows(&["open", "from", "disabled", "blocked", "stale"]);
    let (known, user, mailbox) = who(house, &row[1]);
    let service = service(house, &row[0]);
    let ask = LogonAsk {
        service,
        user,
        known,
        mailbox,
        proof: named(&[Proof::Right, Proof::Wrong, Proof::Spoiled, Proof::HandedOver], &row[2]),
        mechanism: named(&MECHANISMS, &row[3]),
        opened_by: given.value("from").map(|it| house.server_id(it)),
        open: given.number("open"),
        limit: house.view().settings(service.server(), service.service().protocol()).max_per_user,
        enabled: !given.has("disabled"),
        has_smtp_address: house.world.users[user.index()].has_smtp_address,
        switch_waits: given.has("stale").then_some(house.world.assumptions.mailbox_switch_needs_restart),
        knows_policies: {
            let server = &house.world.servers[service.server().index()];
            server.version.product().has_authentication_policies(server.build)
        },
        blocked_by: given.has("blocked").then_some((AuthPolicyId(0), true)),
        defects: house.defects[service.server().index()],
    };
    let mut reasons = Vec::new();
    let said = match authenticate(&house.world, &ask, &mut reasons) {
        Authentication::Accepted => "accepted".to_owned(),
        Authentication::Refused(None) => "refused".to_owned(),
        Authentication::Refused(Some(event)) => format!("refused, logs {}", event.logged().number().expect("known")),
    };
    vec![said, told(&reasons)]
}

#[test]
fn a_log_on_is_accepted_or_refused() {
    check_rows("authenticate.txt", 6, authenticates);
}

// --- the mailbox -----------------------------------------------------------------------------------------------------

/// `EX10.Imap4 | anna | sessions=16 off disabled via=EX13 | switches`.
fn serves(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[2]);
    given.knows(&["sessions", "off", "gone", "unreached", "disabled", "via"]);
    let (_, account, mailbox) = who(house, &row[1]);
    let protocol = service(house, &row[0]).service().protocol();
    let active = house.databases[mailbox.index()].map(|it| house.active[it.index()]);
    let limit = active.map_or(0, |it| house.world.servers[it.index()].store_sessions);
    let ask = StoreAsk {
        account,
        active,
        off: given.has("off"),
        there: !given.has("gone"),
        sessions: given.number("sessions"),
        limit,
    };
    let mut reasons = Vec::new();
    if given.has("unreached") {
        let why = serve::not_reached(active.expect("somebody is asked"), &mut reasons);
        let hears = why.hears(house.world.assumptions.store_not_reached);
        return vec![format!("refuses {why:?}, hears {hears:?}"), told(&reasons)];
    }
    let counted = match serve::store(&house.world, &ask, &mut reasons) {
        Store::Refuses(why, event) => {
            let logs = event.map_or(String::new(), |(server, event)| {
                format!(", {} logs {}", house.server_name(server), event.logged().number().expect("known"))
            });
            return vec![
                format!("refuses {why:?}, hears {:?}{logs}", why.hears(house.world.assumptions.store_not_reached)),
                told(&reasons),
            ];
        }
        Store::Opens(counted) => counted,
    };
    let via = given.value("via").into_iter().flat_map(|it| it.split(','));
    let behind = serve::behind_front_end(&house.world, via.map(|it| house.server_id(it)));
    let enabled = serve::enabled(mailbox, protocol, !given.has("disabled"), behind, &mut reasons);
    let entitled = serve::entitled(
        account,
        mailbox,
        house.world.users[mailbox.index()].full_access.contains(&account),
        &mut reasons,
    );
    let opened = match (enabled && entitled, serve::without_mailbox(protocol)) {
        (true, _) => "opens the mailbox".to_owned(),
        (false, WithoutMailbox::NotConnected) => "authenticated, not connected".to_owned(),
        (false, WithoutMailbox::LogonFails) => "the log-on fails".to_owned(),
    };
    let counted = counted.map_or(String::new(), |it| format!(", a session on {}", house.server_name(it)));
    vec![opened + &counted, told(&reasons)]
}

#[test]
fn a_mailbox_is_opened_or_not() {
    check_rows("serve.txt", 4, serves);
}

/// FE-4: the words are those for a wrong password, whatever the reason, but for what the store says (LEG-9); and a
/// refusal across sites is the one that a service writes to the event log (SITE-2).
#[test]
fn a_refused_client_hears_the_words_for_a_wrong_password() {
    use coexist::world::StoreNotReached;
    use serve::Hears::{LogonFailure, Unavailable};
    let user = UserId::at(0);
    for (why, hears, event) in [
        (Refusal::NoMailbox, LogonFailure, None),
        (Refusal::NotSupported, LogonFailure, None),
        (Refusal::OtherSite, LogonFailure, Some(1008)),
        (Refusal::NotProxied, LogonFailure, None),
        (Refusal::NoCandidate, LogonFailure, None),
        (Refusal::NoEndpoint, LogonFailure, None),
        (Refusal::NoPassword, LogonFailure, None),
        (Refusal::NotHere, LogonFailure, None),
        (Refusal::StoreOff, LogonFailure, None),
        (Refusal::StoreNotReached, LogonFailure, None),
        (Refusal::StoreSessions, Unavailable, None),
    ] {
        let written = Version::ALL.into_iter().find_map(|it| why.event(it, user));
        assert_eq!(
            (why.hears(StoreNotReached::LogonFailure), written.and_then(|it| it.logged().number())),
            (hears, event),
            "{why:?}"
        );
        // RPC-1: the one refusal whose words a switch settles.
        let told = if why == Refusal::StoreNotReached { Unavailable } else { hears };
        assert_eq!(why.hears(StoreNotReached::ServerUnavailable), told, "{why:?}");
    }
}

// --- section 10 ------------------------------------------------------------------------------------------------------

/// What a front end knows of its targets, as `down=EX10A out=EX10B` gives it.
struct Known<'a>(&'a House, Given<'a>);

impl Known<'_> {
    fn names(&self, what: &str, target: ServerId) -> bool {
        self.1.value(what).is_some_and(|it| it.split(',').any(|it| it == self.0.server_name(target)))
    }
}

impl Health for Known<'_> {
    fn probed_down(&self, target: ServerId) -> bool {
        self.names("down", target)
    }
}

/// `EX13 | anna | Owa | down=EX10A out=EX10B | switches`; the targets, and what is tried after the first.
fn web(house: &House, row: &[String]) -> Vec<String> {
    let known = Known(house, Given(&row[3]));
    known.1.knows(&["down", "out"]);
    let all = [WebService::Owa, WebService::Ecp, WebService::Ews, WebService::ActiveSync, WebService::Oab];
    let asked =
        (ServiceId::new(house.server_id(&row[0]), Service::W3SVC), house.user_id(&row[1]), named(&all, &row[2]));
    let (mut candidates, mut reasons) = (Vec::new(), Vec::new());
    let out: Vec<_> = (0..house.world.servers.len())
        .map(ServerId::at)
        .filter(|it| known.names("out", *it))
        .map(|it| (it, true, 0))
        .collect();
    let view = View { in_and_out: &out, ..house.view() };
    let said = match http::route(&view, asked, &known, &mut candidates, &mut reasons) {
        WebRoute::Serve => "serve".to_owned(),
        WebRoute::Refuse(why) => format!("refuse {why:?}"),
        WebRoute::Redirect(name) => format!("redirect to {}", house.world.name(name)),
        WebRoute::Proxy => {
            let next = http::next(&house.world.assumptions, 0, candidates.len(), &mut reasons);
            let next = next.map_or("nobody", |it| house.server_name(candidates[it]));
            format!("proxy, 1 of {}, then {next}", candidates.len())
        }
    };
    vec![said, told(&reasons)]
}

#[test]
fn a_web_request_finds_a_healthy_target() {
    check_rows("web.txt", 5, web);
    check_rows("web-sites.txt", 5, web);
}

/// HTTP-1: a probe is answered, refused, or never answered.
#[test]
fn a_probe_passes_fails_or_waits() {
    use http::Probe::{Fails, Passes, Waits};
    assert_eq!(STATES.map(|it| http::probe(true, it)), [Passes, Fails, Waits]);
    assert_eq!(STATES.map(|it| http::probe(false, it)), [Waits; 3]);
}

/// Every reason that is not given on the way of a route has its row in one of the tables above.
#[test]
fn every_reason_of_a_service_has_a_row() {
    SHOWN.with_borrow_mut(BTreeSet::clear);
    a_service_takes_a_mechanism_or_refuses_it();
    a_log_on_is_accepted_or_refused();
    a_mailbox_is_opened_or_not();
    a_web_request_finds_a_healthy_target();
    let missing: Vec<_> =
        SHOWN.with_borrow(|shown| super::OF_SERVICES.iter().copied().filter(|it| !shown.contains(it)).collect());
    assert!(missing.is_empty(), "no table has a row for {missing:?}");
}
