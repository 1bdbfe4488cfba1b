//! Does what is read off the records agree with what the engine did?
//!
//! The organisation at every record is compared with the engine's own, for every action in every state; and the cases
//! in `tests/cases`, of which each was once told wrongly, come out as their first lines say.

use std::net::Ipv4Addr;

use coexist::change::{Org, Stopped};
use coexist::check;
use coexist::explain::trouble::Trouble;
use coexist::explain::{Failure, explain, failures};
use coexist::page::form::{About, page};
use coexist::picture::sequence;
use coexist::policy::Reason;
use coexist::protocol::Line;
use coexist::reading::{Nature, Reading};
use coexist::render::protocol_log::{self, LogFilter};
use coexist::render::{Options, Paint, PaintRole, Plain, text};
use coexist::resolve::load;
use coexist::rules::Rule;
use coexist::sim::tracer::{Full, Tracer};
use coexist::sim::{Simulator, run};
use coexist::time::{Micros, SimTime};
use coexist::trace::{
    Actor, Attempt, AttemptId, Connection, ConnectionId, Decision, RecordId, RecordKind, RecordPlace, Run,
};
use coexist::trial::{Ground, study};
use coexist::verdict::{Verdict, judge};
use coexist::world::{
    Action, BalancerId, Change, ClientId, DatabaseId, LinkId, Outcome, Protocol, ServerId, Service, ServiceId,
    ServiceState, StartType, UserId, World,
};

/// Keeps the trace, and the engine's organisation before each record.
#[derive(Default)]
struct Watching {
    full: Full,
    before: Vec<Org>,
}

impl Tracer for Watching {
    const KEEPS: bool = true;
    type Why = Vec<Reason>;
    type Cause = Option<RecordId>;

    fn clear(&mut self) {
        self.full.clear();
        self.before.clear();
    }
    fn organisation(&mut self, org: &Org) {
        self.before.push(org.clone());
    }
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind) {
        self.full.record(at, actor, place, what);
        assert_eq!(self.before.len(), self.full.trace.records().len(), "the organisation is told before each record");
    }
    fn why(&mut self) -> &mut Vec<Reason> {
        self.full.why()
    }
    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision) {
        self.full.decide(at, actor, place, decision);
    }
    fn cause(&self) -> Option<RecordId> {
        self.full.cause()
    }
    fn set_cause(&mut self, cause: Option<RecordId>) {
        self.full.set_cause(cause);
    }
    fn scheduled(&mut self) -> Option<RecordId> {
        self.full.scheduled()
    }
    fn delivered(&mut self, cause: Option<RecordId>) {
        self.full.delivered(cause);
    }
    fn connection(&mut self, connection: Connection) {
        self.full.connection(connection);
    }
    fn accepted(&mut self, connection: ConnectionId, service: ServiceId, source: Ipv4Addr) {
        self.full.accepted(connection, service, source);
    }
    fn attempt(&mut self, attempt: Attempt) {
        self.full.attempt(attempt);
    }
    fn next_record(&self) -> RecordId {
        self.full.next_record()
    }
}

/// Every action of the language at least once, on what it can matter for.
const ACTIONS: [&str; 70] = [
    r#"StartService(server: "EX13", service: Imap4)"#,
    r#"StopService(server: "EX13", service: Imap4)"#,
    r#"HangService(server: "EX13", service: Imap4)"#,
    r#"RestartService(server: "EX13", service: Imap4)"#,
    r#"StartService(server: "EX13", service: Imap4BE)"#,
    r#"StopService(server: "EX13", service: Imap4BE)"#,
    r#"HangService(server: "EX13", service: Imap4BE)"#,
    r#"RestartService(server: "EX13", service: Imap4BE)"#,
    r#"StartService(server: "EX13", service: Pop3)"#,
    r#"HangService(server: "EX13", service: Pop3)"#,
    r#"StopService(server: "EX10", service: Imap4)"#,
    r#"HangService(server: "EX10", service: Imap4)"#,
    r#"StartService(server: "EX10", service: Imap4)"#,
    r#"HangService(server: "EX13", service: W3SVC)"#,
    r#"SetImapSettings(server: "EX13", settings: (Banner: "NEW", ProtocolLogEnabled: true))"#,
    r#"SetImapSettings(server: "EX13", settings: (X509CertificateName: "new.contoso.com"))"#,
    r#"SetImapSettings(server: "EX13", settings: (SSLBindings: [2993]))"#,
    r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"]))"#,
    r#"SetPopSettings(server: "EX13", settings: (LoginType: SecureLogin))"#,
    r#"SetCASMailbox(mailbox: "mid", ImapEnabled: false)"#,
    r#"MoveMailbox(mailbox: "mid", database: "DB13")"#,
    r#"FailOver(database: "DB10", to: "EX10-B")"#,
    r#"SetServerComponentState(server: "EX13", component: ImapProxy, requester: HealthAPI, state: Inactive)"#,
    r#"SetServerComponentState(server: "EX13", component: ImapProxy, requester: HealthAPI, state: Active)"#,
    r#"SetServerComponentState(server: "EX13", component: PopProxy, requester: Maintenance, state: Draining)"#,
    r#"SetServerComponentState(server: "EX13", component: ServerWideOffline, requester: Maintenance, state: Inactive)"#,
    r#"SetServerComponentState(server: "EX13", component: ServerWideOffline, requester: Functional, state: Inactive)"#,
    r#"SetServerComponentState(server: "EX13", component: ServerWideOffline, requester: Maintenance, state: Active)"#,
    r#"SetClientAccessServer(server: "EX10", IsOutOfService: true)"#,
    r#"ShutDownServer(server: "EX13")"#,
    r#"StartServer(server: "EX13")"#,
    r#"ShutDownServer(server: "EX10")"#,
    r#"StartServer(server: "EX10")"#,
    r#"SetStartType(server: "EX13", service: Imap4BE, start_type: Disabled)"#,
    r#"RestartService(server: "EX13", service: Imap4BE)"#,
    r#"StartService(server: "EX13", service: Imap4BE)"#,
    r#"SetStartType(server: "EX13", service: Imap4BE, start_type: Automatic)"#,
    r#"RestartServer(server: "EX13")"#,
    r#"FailedUpdate(server: "EX10-B")"#,
    r#"StartService(server: "EX10-B", service: Pop3)"#,
    r#"RemoveServer(server: "EX10-B")"#,
    r#"AddServer(server: "EX13-B")"#,
    r#"UpdateServer(server: "EX10", build: Build(service_pack: 3, update: 19))"#,
    r#"UpdateServer(server: "EX13", build: Build(update: 15))"#,
    r#"ImportCertificate(server: "EX13", certificate: (name: "new", subject_names: ["*.contoso.com"], services: [Imap, Pop]))"#,
    r#"EnableCertificate(server: "EX13", certificate: "self-signed", services: [Imap])"#,
    r#"RemoveCertificate(server: "EX10", certificate: "self-signed")"#,
    r#"SetTls(server: "EX10", tls: (versions: [Tls12]))"#,
    r#"SetTls(server: "EX13", tls: (versions: [Tls10]))"#,
    r#"SetTls(server: "EX13", tls: (accepts: [Tls12], offers: [Tls10]))"#,
    r#"SetDns(name: "ex10.contoso.com", points_to: ["mail.contoso.com"])"#,
    r#"SetDns(name: "mail.contoso.com", points_to: [])"#,
    r#"SetPool(load_balancer: "mail.contoso.com", pool: ["EX10"])"#,
    r#"AddDnsRecord(name: "mail.contoso.com", points_to: ["EX10"])"#,
    r#"AddDnsRecord(name: "later.contoso.com", points_to: ["EX13"])"#,
    r#"SetPorts(load_balancer: "mail.contoso.com", ports: [993, 143, 2993])"#,
    r#"SetBalancerTls(load_balancer: "mail.contoso.com", tls: Terminate)"#,
    r#"SetBalancerTls(load_balancer: "mail.contoso.com", tls: ReEncrypt, certificate: (subject_names: ["x.contoso.com"]))"#,
    r#"SetBalancerTls(load_balancer: "mail.contoso.com", tls: PassThrough, map_ports: [(993, 2993)])"#,
    r#"AddMailboxPermission(mailbox: "mid", user: "new")"#,
    r#"SetPrimarySmtpAddress(user: "mid", PrimarySmtpAddress: "")"#,
    r#"InstallUpdate(server: "EX13", mends: UnquotedReplay)"#,
    r#"SetStoreSessions(server: "EX10", store_sessions_per_user: 3)"#,
    r#"SetClient(client: "near", connect: "ex13.contoso.com:993:SSL", mechanism: Plain, password: Wrong)"#,
    r#"SetClient(client: "near", timeout: "1s")"#,
    r#"SetClient(client: "near", protocol: Pop3)"#,
    r#"SetClient(client: "near", protocol: Imap4, connect: "ex13.contoso.com:995:SSL")"#,
    r#"CutLink(between: ("HQ", "Branch"))"#,
    r#"MendLink(between: ("HQ", "Branch"))"#,
    r#"CutLink(between: ("Branch", "HQ"), one_way: true)"#,
];

/// An organisation in which all of [`ACTIONS`] happen, one after the other. POP3 on EX13 does not run at the start and
/// starts by itself with the server; so does IMAP4 on EX10.
fn organisation(assumptions: &str) -> World {
    let changes = ACTIONS.iter().enumerate().map(|(at, it)| format!(r#"Change(at: "{at}s", action: {it}),"#));
    with_actions(assumptions, &format!("changes: [{}]", changes.collect::<String>()))
}

fn with_actions(assumptions: &str, actions: &str) -> World {
    let text = format!(
        r#"Scenario(schema: 1, until: "10m",
        sites: [Site(name: "HQ"), Site(name: "Branch")],
        links: [Link(between: ("HQ", "Branch"), latency: "5ms", loss: "20%")],
        assumptions: ({assumptions}),
        servers: [
            Server(name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE], automatic: [Pop3],
                defects: [UnquotedReplay]),
            Server(name: "EX13-B", version: Exchange2013, site: "HQ", automatic: [Imap4, Imap4BE]),
            Server(name: "EX10", version: Exchange2010, site: "Branch", running: [Imap4], automatic: [Imap4]),
            Server(name: "EX10-B", version: Exchange2010, site: "HQ", running: [Imap4, Pop3]),
        ],
        load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], check: TcpConnect, every: "2s")],
        databases: [Database(name: "DB13", on: ["EX13"]), Database(name: "DB10", on: ["EX10", "EX10-B"])],
        mailboxes: [Mailbox(name: "new", database: "DB13"), Mailbox(name: "mid", database: "DB10")],
        clients: [
            Client(name: "near", user: "new", site: "Branch", connect: "mail.contoso.com:993:SSL", timeout: "3s",
                at: ["1s"], every: "4s", until: "45s", then: Stay(wait: "2s")),
            Client(name: "far", user: "mid", site: "HQ", connect: "mail.contoso.com:143:TLS", timeout: "3s",
                at: ["2s"], every: "5s", until: "45s"),
            Client(name: "pop", user: "mid", site: "HQ", protocol: Pop3, connect: "mail.contoso.com:995:SSL",
                timeout: "3s", at: ["3s"], every: "7s", until: "45s"),
        ],
        {actions},
    )"#
    );
    load(&text, "reading").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).world
}

/// What is read before each record is what the engine has at that moment: states of services, settings in force,
/// certificates shown, components, directory, databases, names, pools, links. Every action, in the state that every
/// other has left.
#[test]
fn what_is_read_is_what_the_engine_did() {
    let (mut compared, mut stops) = (0, 0);
    for assumptions in [
        "",
        "server_wide_offline: KeepServices, draining_component: AsInactive",
        "inactive_component: StopService, topology_refresh: \"7s\"",
        "offline_responder: On(every: \"3s\", after: 2)",
    ] {
        let all = organisation(assumptions);
        let actions: Vec<Action> = all.changes.iter().map(|it| it.action).collect();
        assert_eq!(actions.len(), ACTIONS.len());
        let mut simulator = Simulator::<Watching>::default();
        for first in &actions {
            for second in &actions {
                let mut world = all.clone();
                let at = |secs| SimTime(Micros::from_secs(secs).0);
                world.changes = vec![
                    Change { at: at(12), action: *first, written: 0, nth: 0 },
                    Change { at: at(24), action: *second, written: 1, nth: 1 },
                ];
                simulator.run(&world);
                let watched = &simulator.tracer;
                let trace = &watched.full.trace;
                let mut reading = Reading::new(&world, trace);
                for (index, org) in watched.before.iter().enumerate() {
                    assert_eq!(reading.org(), org, "{first:?}, then {second:?}, before record {index}");
                    let moment = reading.advance().expect("there is a record for each organisation");
                    stops += usize::from(matches!(moment.record.kind(), RecordKind::StopsForComponent { .. }));
                    compared += 1;
                }
                assert!(reading.advance().is_none(), "every record was compared");
            }
        }
    }
    assert!(compared > 100_000, "the test has stopped comparing: {compared}");
    assert!(stops > 10, "no service stops by itself any more: {stops}");
}

/// What an organisation is to those who are in it, as text.
fn seen(world: &World, org: &Org) -> String {
    let mut seen = String::new();
    let directory = org.directory(world);
    for at in 0..world.servers.len() {
        let server = ServerId::at(at);
        for service in Service::ALL.into_iter().filter(|it| world.servers[at].services[*it].is_some()) {
            let id = ServiceId::new(server, service);
            let shown = org.certificate(id).map(|it| world.certificates[it.index()].clone());
            let listens = org.state(id) != ServiceState::Stopped;
            let goes_by = listens.then(|| (org.settings(world, id).clone(), shown, (org.accepts(id), org.offers(id))));
            let held = org.held(world, id);
            seen += &format!("{id:?} {:?} {held:?} {goes_by:?}\n", org.state(id));
        }
        let settings = Protocol::ALL.map(|it| directory.settings(server, it).clone());
        let installed: Vec<_> =
            org.certificates(world, server).map(|it| (&world.certificates[it.0.index()].name, it.1)).collect();
        let facts = (org.is_off(server), org.is_out_of_service(server), directory.is_removed(server));
        seen += &format!("{server:?} {facts:?} {settings:?} {installed:?}");
        seen += &format!(" {:?} {}\n", org.defects(server), org.store_sessions(server));
    }
    for at in 0..world.users.len() {
        let user = UserId::at(at);
        let rights: Vec<_> = (0..world.users.len()).map(|it| org.may_open(world, UserId::at(it), user)).collect();
        let enabled = Protocol::ALL.map(|it| org.is_enabled(user, it));
        seen += &format!("{:?} {enabled:?} {rights:?} {}\n", org.database(user), org.has_smtp_address(world, user));
    }
    for at in 0..world.clients.len() {
        seen += &format!("{:?}\n", org.client(world, ClientId::at(at)));
    }
    for at in 0..world.databases.len() {
        seen += &format!("{:?}\n", org.active(DatabaseId::at(at)));
    }
    for name in &world.names {
        let answers: Vec<_> = name.views.clone().map(|it| &world.answers[org.answers[it as usize].index()]).collect();
        let known = answers.iter().any(|it| !it.addresses.is_empty());
        seen += &format!("{} {:?}\n", name.text, known.then_some(answers));
    }
    for at in 0..world.balancers.len() {
        let id = BalancerId::at(at);
        let (pool, ports) = (&world.pools[org.pool(id).index()], org.ports(world, id));
        seen += &format!("{pool:?} {ports:?} {:?}\n", org.offload(world, id));
    }
    for at in 0..world.links.len() {
        seen += &format!("{}\n", org.is_cut(LinkId::at(at)));
    }
    seen
}

/// A server and each of its services start anew, and are then as they were.
fn restart_all(world: &World, org: &mut Org, server: ServerId) {
    let has = |it: &Service| world.servers[server.index()].services[*it].is_some();
    let services: Vec<_> = Service::ALL.into_iter().filter(has).map(|it| ServiceId::new(server, it)).collect();
    let before: Vec<_> = services.iter().map(|it| (*it, org.state(*it), org.start_type(*it))).collect();
    let mut apply = |action| {
        org.apply(world, SimTime::ZERO, action);
    };
    apply(Action::Reboot(server));
    for (id, state, start_type) in before {
        apply(Action::SetStartType(id, StartType::Manual));
        apply(Action::Restart(id));
        match state {
            ServiceState::Running => {}
            ServiceState::Hung => apply(Action::Hang(id)),
            ServiceState::Stopped => apply(Action::Stop(id)),
        }
        apply(Action::SetStartType(id, start_type));
    }
}

/// What was done before the run is what the same action makes of the organisation at its first moment, once the
/// services that run have read it.
#[test]
fn what_was_done_before_the_run_is_the_start_of_it() {
    for assumptions in ["", "server_wide_offline: KeepServices"] {
        for action in ACTIONS {
            // A certificate can be removed or enabled where it is; no action here needs another before it.
            let changed = with_actions(assumptions, &format!(r#"changes: [Change(at: "0s", action: {action})]"#));
            let begun = with_actions(assumptions, &format!("from_start: [{action}]"));
            let mut start = Org::default();
            start.reset(&begun);
            let mut org = Org::default();
            org.reset(&changed);
            org.apply(&changed, SimTime::ZERO, changed.changes[0].action);
            for server in (0..changed.servers.len()).map(ServerId::at).filter(|it| !org.is_off(*it)).collect::<Vec<_>>()
            {
                restart_all(&changed, &mut org, server);
            }
            assert_eq!(seen(&begun, &start), seen(&changed, &org), "{assumptions} {action}");
            assert!(begun.changes.is_empty());
        }
    }
}

/// Every action changes something in some state: a look-alike that left one out could not agree.
#[test]
fn every_action_changes_the_organisation_in_some_state() {
    let world = organisation("");
    let mut changed = vec![false; ACTIONS.len()];
    for first in &world.changes {
        let mut org = Org::default();
        org.reset(&world);
        org.apply(&world, SimTime(1), first.action);
        for (at, second) in world.changes.iter().enumerate() {
            let mut next = org.clone();
            next.apply(&world, SimTime(2), second.action);
            changed[at] |= next != org;
        }
    }
    let idle: Vec<_> = ACTIONS.iter().zip(&changed).filter(|it| !it.1).map(|it| it.0).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// A case of `tests/cases`.
struct Case {
    text: String,
    world: World,
    run: Run,
    verdict: Verdict,
}

fn case(name: &str) -> Case {
    let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    Case::of(std::fs::read_to_string(&path).expect("the case is there"))
}

impl Case {
    fn of(text: String) -> Self {
        let world = load(&text, "case").unwrap_or_else(|problems| panic!("{problems:#?}")).world;
        let run = run(&world);
        let verdict = judge(&world, &run);
        Self { text, world, run, verdict }
    }

    /// The natures of the records as the page numbers them.
    fn natures(&self) -> Vec<u64> {
        let Self { text, world, run, verdict } = self;
        let page = page(&About {
            name: "case",
            source: text,
            world,
            run,
            verdict,
            known: &[],
            plan: None,
            base: None,
            most: usize::MAX,
        });
        let page = serde_json::to_value(page).expect("a page can be written");
        let column = page["records"]["nature"].as_array().expect("there is a column of natures");
        column.iter().map(|it| it.as_u64().expect("a number")).collect()
    }

    fn report(&self) -> String {
        let mut out = String::new();
        text::report(&self.world, &self.run, &self.verdict, &Options::default(), &Plain, &mut out)
            .expect("a String takes everything");
        out
    }

    /// Whether the rule decided something, by attempt.
    fn cites(&self, rule: Rule) -> Vec<bool> {
        self.verdict.attempts.iter().map(|it| it.rules.contains(rule)).collect()
    }

    fn first_cause(&self, attempt: u32) -> Trouble {
        explain(&self.world, &self.run, &self.verdict, AttemptId(attempt)).findings[0].trouble
    }

    fn finds_changed_settings_without_restart(&self) -> bool {
        let checked = check::check(&self.text, "case").expect("the case can be run");
        checked.findings.iter().any(|it| it.what.code().id() == "F019")
    }

    /// The lines of the report in which a server greets.
    fn greetings(&self) -> Vec<String> {
        let report = self.report();
        let greets = |it: &&str| it.contains("S: * OK");
        report.lines().filter(greets).map(|it| it.split_once("S: ").expect("it greets").1.trim().to_owned()).collect()
    }
}

const IMAP4: ServiceId = ServiceId::new(ServerId(0), Service::Imap4);
const IMAP4_BE: ServiceId = ServiceId::new(ServerId(0), Service::Imap4BE);

#[test]
fn starting_a_service_that_runs_leaves_it_with_its_old_settings() {
    for name in ["start-of-a-running-service", "changed-settings-without-a-start"] {
        let case = case(name);
        let ready = "* OK The Microsoft Exchange IMAP4 service is ready.";
        assert_eq!(case.greetings(), [ready, ready], "{name}");
        assert_eq!(case.cites(Rule::Svc6), [true, true], "{name}");
        let outcomes: Vec<_> = case.verdict.attempts.iter().map(|it| it.outcome).collect();
        assert_eq!(outcomes, [Some(Outcome::LogonDisabled); 2], "{name}: the old LoginType decides");
        assert!(case.finds_changed_settings_without_restart(), "{name}");
    }
}

#[test]
fn starting_a_service_that_hangs_does_not_help_it() {
    let case = case("start-of-a-hung-service");
    assert_eq!(case.cites(Rule::Svc5), [true, true]);
    assert_eq!(failures(&case.world, &case.verdict, None).len(), 1, "both fail alike");
    for attempt in [0, 1] {
        assert_eq!(case.first_cause(attempt), Trouble::Hung(IMAP4));
        let ground = Ground::new(&case.text, &case.world);
        let failure = Failure { attempt: AttemptId(attempt), alike: Vec::new() };
        let found = study(&ground, &case.world, &case.run, &case.verdict, &failure).remedies;
        assert!(!found.proven.is_empty(), "a restart lets attempt {} log on", attempt + 1);
    }
}

#[test]
fn server_wide_offline_leaves_a_hung_back_end_hung() {
    let case = case("hung-back-end-and-server-wide-offline");
    assert_eq!(case.cites(Rule::Svc5), [true, true]);
    let mut reading = Reading::new(&case.world, &case.run.trace);
    let mut last = None;
    while let Some(moment) = reading.advance() {
        last = Some((moment.org().state(IMAP4), moment.org().stopped_by(IMAP4), moment.org().state(IMAP4_BE)));
    }
    assert_eq!(last, Some((ServiceState::Stopped, Some(Stopped::Maintenance), ServiceState::Hung)));
    for attempt in [0, 1] {
        assert_eq!(case.first_cause(attempt), Trouble::Hung(IMAP4_BE));
    }
}

#[test]
fn server_wide_offline_that_keeps_services_leaves_a_hung_one_hung() {
    let case = case("server-wide-offline-that-keeps-services");
    assert_eq!(case.cites(Rule::Svc5), [true, true]);
    assert_eq!(failures(&case.world, &case.verdict, None).len(), 1, "both fail alike");
    assert_eq!([0, 1].map(|it| case.first_cause(it)), [Trouble::Hung(IMAP4); 2]);
}

#[test]
fn a_log_that_no_service_keeps_is_not_printed() {
    let case = case("a-log-that-is-not-kept");
    let mut log = String::new();
    let wanted = LogFilter { protocols: vec![Protocol::Imap4], servers: Vec::new() };
    protocol_log::write(&case.world, &case.run, &wanted, &Options::default(), &mut log)
        .expect("a String takes everything");
    assert!(log.lines().all(|it| it.starts_with("# ")), "{log}");
    assert!(log.contains("EX13"), "it says who keeps none: {log}");
}

/// Marks each piece of text that is colored as a warning or as a failure.
struct Marks;

impl Paint for Marks {
    fn start(&self, role: PaintRole) -> String {
        match role {
            PaintRole::Warning => "<warning>".to_owned(),
            PaintRole::Bad => "<bad>".to_owned(),
            _ => String::new(),
        }
    }
    fn end(&self, _: PaintRole) -> String {
        String::new()
    }
}

#[test]
fn a_lost_packet_has_one_nature() {
    let case = case("a-lost-packet");
    let mut reading = Reading::new(&case.world, &case.run.trace);
    let mut lost = Vec::new();
    while let Some(moment) = reading.advance() {
        if matches!(moment.record.kind(), RecordKind::Lost { .. }) {
            assert_eq!(moment.nature(), Nature::Warning);
            lost.push(moment.id.0);
        }
    }
    assert!(!lost.is_empty(), "nothing is lost any more");
    let mut report = String::new();
    text::report(&case.world, &case.run, &case.verdict, &Options::default(), &Marks, &mut report)
        .expect("a String takes everything");
    assert_eq!(report.matches("<warning>").count(), lost.len(), "{report}");
    let picture = sequence::svg(
        &sequence::layout(&case.world, &case.run, &Options::default(), None),
        coexist::picture::topology::Style::Inside,
    );
    for id in lost {
        assert!(picture.contains(&format!(r#"class="rung note warn" data-record="{id}""#)), "record {id}");
        assert_eq!(case.natures()[id as usize], 2, "the page's number of a warning");
    }
}

/// What a line on the wire means is known to whoever says it: how a banner reads has nothing to do with it.
#[test]
fn a_banner_that_begins_with_no_is_no_refusal() {
    let case = Case::of(
        r#"Scenario(schema: 1,
        servers: [Server(name: "EX13", version: Exchange2013, running: [Pop3, Pop3BE],
            pop3: (Banner: "NO ENTRY WITHOUT A BADGE"))],
        databases: [Database(name: "DB", on: ["EX13"])],
        mailboxes: [Mailbox(name: "anna", database: "DB")],
        clients: [Client(name: "laptop", user: "anna", protocol: Pop3, connect: "ex13.contoso.com:995:SSL",
            password: Wrong)],
    )"#
        .to_owned(),
    );
    let mut reading = Reading::new(&case.world, &case.run.trace);
    let (mut greets, mut refuses) = (0, 0);
    while let Some(moment) = reading.advance() {
        let RecordKind::Says { line, .. } = moment.record.kind() else { continue };
        let (nature, number) = (moment.nature(), case.natures()[moment.id.0 as usize]);
        match line {
            Line::Greeting => {
                greets += 1;
                assert_eq!((nature, number), (Nature::Neutral, 0));
            }
            Line::LogonFailed => {
                refuses += 1;
                assert_eq!((nature, number), (Nature::Refusal, 3));
            }
            other => assert_eq!((nature, number), (Nature::Neutral, 0), "{other:?}"),
        }
    }
    assert!(case.report().contains("S: +OK NO ENTRY WITHOUT A BADGE"));
    assert_eq!((greets, refuses), (1, 1));
}

/// The page receives the nature of each record, and looks into no text for it.
#[test]
fn no_script_of_the_page_reads_replies() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/page");
    let mut scripts = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_some_and(|it| it == "js") {
            let text = std::fs::read_to_string(&path).expect("scripts are UTF-8");
            for sign in ["-ERR", "NO|BAD", "HTTP\\/"] {
                assert!(!text.contains(sign), "{}: {sign}", path.display());
            }
            scripts += 1;
        }
    }
    assert!(scripts > 5, "the scripts are elsewhere: {scripts}");
}

/// What a service that refuses connections tells of who stopped it.
#[test]
fn who_stopped_a_service_is_known() {
    let mut world = organisation("");
    let at = |secs| SimTime(Micros::from_secs(secs).0);
    let offline = world.changes[25].action;
    let Action::SetComponent(server, ..) = offline else { panic!("{offline:?}") };
    let (imap4, shut_down) = (ServiceId::new(server, Service::Imap4), Action::ShutDown(server));
    world.changes = Vec::new();
    for (actions, stopped) in [
        (vec![Action::Stop(imap4)], None),
        (vec![offline], Some(Stopped::Maintenance)),
        (vec![Action::Stop(imap4), offline], None),
        (vec![offline, Action::Start(imap4)], None),
        (vec![shut_down], Some(Stopped::PowerCut)),
        (vec![offline, shut_down, Action::StartUp(server)], Some(Stopped::Maintenance)),
        (vec![Action::Hang(imap4), shut_down, Action::StartUp(server)], Some(Stopped::PowerCut)),
    ] {
        let mut org = Org::default();
        org.reset(&world);
        for action in &actions {
            org.apply(&world, at(1), *action);
        }
        assert_eq!(org.stopped_by(imap4), stopped, "{actions:?}");
        assert_eq!(org.state(imap4) == ServiceState::Running, actions.last() == Some(&Action::Start(imap4)));
    }
}
