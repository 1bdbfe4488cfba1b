//! Which small organisation do the tests of verdict and renderers run?
//!
//! The one of the front page: the namespace has moved to a 2013 front end, and the InternalConnectionSettings of the
//! 2010 server still hold the shared name. Built by hand, so that these tests need neither files nor the parser.

use std::net::Ipv4Addr;

use crate::policy::rules::Rule;
use crate::scenario::settings::MailProtocol;
use crate::sim;
use crate::time::{Micros, SimTime};
use crate::trace::Run;
use crate::world::{
    AfterLogon, AnswerId, Assumptions, Balancer, BalancerId, BalancerTls, ByProtocol, ByService, ByVersion,
    Certificate, CertificateId, Check, Client, ClientId, Database, DatabaseId, Defects, DnsRecordSet, Endpoint, Expect,
    Host, HostRef, Mechanism, Method, Name, NameId, NameView, Offload, OffloadId, OnFailure, Outcome, Password, PoolId,
    PortsId, Protocol, Security, Server, ServerId, ServiceState, Settings, SettingsId, Site, SiteId, SourceId, TlsSet,
    User, UserId, Version, World, WorldTables, defaults,
};

/// The balancer's name, `ex10.contoso.com` and `ex13.contoso.com`.
pub(crate) const MAIL: NameId = NameId(2);
const EX10: ServerId = ServerId(0);
const EX13: ServerId = ServerId(1);

fn settings(version: Version, host: NameId, protocol: MailProtocol) -> Settings {
    let mut settings = Settings::installed(version, protocol, HostRef::Name(host), "");
    settings.internal.truncate(1);
    settings
}

fn server(name: &str, fqdn: NameId, version: Version, at: u8, first_settings: u32) -> Server {
    let running = Some(ServiceState::Running);
    Server {
        name: name.into(),
        fqdn,
        version,
        site: SiteId(0),
        client_access: true,
        mailbox: true,
        address: Ipv4Addr::new(10, 0, 0, at),
        more_addresses: Vec::new(),
        services: ByService::of(|it| if version.has_service(it, |_| true) { running } else { None }),
        settings: ByProtocol::new([
            SettingsId(first_settings),
            SettingsId(first_settings + 1),
            SettingsId(first_settings),
        ]),
        start_types: ByService::of(|_| crate::world::StartType::Manual),
        out_of_service: false,
        off: false,
        components: crate::world::Components::default(),
        store_sessions: defaults::STORE_SESSIONS,
        defects: Defects::default(),
        removed: false,
        possible_tls: TlsSet::up_to_tls12(),
        certificates: vec![crate::world::CertificateId(0)],
        shown: ByProtocol::new([Ok(crate::world::CertificateId(0)); 3]),
        tls: crate::world::TlsHalves::both(TlsSet::up_to_tls12()),
        switched_on: crate::world::TlsHalves::both(TlsSet::up_to_tls12()),
        installed_tls: TlsSet::up_to_tls12(),
        windows: version.product().windows[0],
        build: None,
        place: None,
    }
}

/// The organisation; `name` is that of its only client.
pub(crate) fn world(name: &str) -> World {
    let both = |version, host| MailProtocol::ALL.map(|it| settings(version, host, it));
    let mut all = Vec::from(both(Version::Exchange2010, MAIL));
    all.extend(both(Version::Exchange2013, NameId(1)));
    let addresses = [1, 2, 3].map(|it| Ipv4Addr::new(10, 0, 0, it));
    let name_of = |text: &str, view| Name { text: text.into(), views: view..view + 1, changes: false, place: None };
    let tables = WorldTables {
        groups: Vec::new(),
        mailbox_groups: Vec::new(),
        date: crate::world::defaults::DATE,
        has_clock: false,
        time_zone: crate::time::TimeZone(0),
        legacy_namespace: None,
        question: None,
        title: "the shared name loops through 2013".into(),
        seed: 7,
        until: SimTime(defaults::UNTIL.0),
        event_limit: defaults::EVENT_LIMIT,
        sites: vec![Site { name: "HQ".into(), latency: defaults::SITE_LATENCY }],
        links: Vec::new(),
        servers: vec![
            server("EX10", NameId(0), Version::Exchange2010, 1, 0),
            server("EX13", NameId(1), Version::Exchange2013, 2, 2),
        ],
        certificates: vec![Certificate {
            private_key: true,
            ecc: false,
            name: "wildcard".into(),
            names: vec!["*.contoso.com".into()],
            trusted: true,
            from: crate::time::Date(0),
            to: crate::time::Date(u64::MAX),
            enabled: crate::world::Enabled { imap: true, pop: true, iis: true },
            thumbprint: None,
        }],
        settings: all,
        balancers: vec![Balancer {
            name: MAIL,
            site: SiteId(0),
            address: addresses[2],
            pool: PoolId(0),
            ports: PortsId(0),
            method: Method::RoundRobin,
            check: Check::None,
            every: Assumptions::default().check_every,
            down_after: Assumptions::default().down_after,
            up_after: Assumptions::default().up_after,
            source_nat: true,
            offload: OffloadId(0),
            check_text: None,
            place: None,
        }],
        pools: vec![vec![EX13]],
        ports: vec![vec![110, 143, 993, 995]],
        offloads: vec![Offload { tls: BalancerTls::PassThrough, certificate: CertificateId(0), map_ports: Vec::new() }],
        names: vec![name_of("ex10.contoso.com", 0), name_of("ex13.contoso.com", 1), name_of("mail.contoso.com", 2)],
        views: (0..3).map(|it| NameView { sites: Vec::new(), answer: AnswerId(it) }).collect(),
        answers: addresses.map(|it| DnsRecordSet { addresses: vec![it], ttl: defaults::TTL }).into(),
        hosts: vec![
            (addresses[0], Host::Server(EX10)),
            (addresses[1], Host::Server(EX13)),
            (addresses[2], Host::Balancer(BalancerId(0))),
        ],
        databases: vec![Database { name: "DB10".into(), copies: vec![EX10], active: EX10 }],
        users: vec![User {
            group: None,
            name: "anna".into(),
            log_on_name: "anna".into(),
            database: Some(DatabaseId(0)),
            pop_enabled: true,
            imap_enabled: true,
            has_smtp_address: true,
            auth_policy: None,
            full_access: Vec::new(),
            alias: "anna".into(),
            alias_is_sam: true,
            password_needs_quotes: false,
            reserved: false,
        }],
        clients: vec![client(name)],
        auth_policies: Vec::new(),
        default_auth_policy: None,
        changed_clients: Vec::new(),
        changes: Vec::new(),
        refused_lines: Vec::new(),
        steps: Vec::new(),
        expects: vec![expect(Outcome::LogonFailed)],
        client_access: vec![ByVersion::of(|it| match it {
            Version::Exchange2010 => vec![EX10],
            Version::Exchange2013 => vec![EX13],
            _ => Vec::new(),
        })],
        client_access_in_all: ByVersion::of(|it| {
            usize::from(matches!(it, Version::Exchange2010 | Version::Exchange2013))
        }),
    };
    World::new(Assumptions::default(), tables)
}

fn client(name: &str) -> Client {
    Client {
        group: None,
        behind: None,
        name: name.into(),
        user: UserId(0),
        account: Some(UserId(0)),
        mailbox: UserId(0),
        log_on_as: None,
        meant: None,
        name_by: None,
        strongest_mechanism: false,
        kerberos_ticket: true,
        channel_binding: true,
        login_disabled: crate::world::LoginDisabled::Ignore,
        starttls_inside_ssl: false,
        on_refusal: crate::world::OnRefusal::Close,
        protocol: Protocol::Imap4,
        web: None,
        connect: Endpoint { host: HostRef::Name(MAIL), port: 993, security: Security::Ssl },
        mechanism: Mechanism::Login,
        mechanisms: Vec::new(),
        connections: 1,
        password: Password::Right,
        times: vec![SimTime::ZERO],
        every: None,
        until: None,
        then: AfterLogon::CheckMail,
        on_failure: OnFailure::GiveUp,
        certificate_errors: crate::world::CertificateErrors::Accept,
        tls: TlsSet::up_to_tls12(),
        timeout: defaults::CLIENT_TIMEOUT,
        site: SiteId(0),
        address: Ipv4Addr::new(10, 0, 0, 200),
        source: SourceId(3),
        place: None,
    }
}

/// The expectation that every attempt of the client ends so, by LB-3.
pub(crate) fn expect(outcome: Outcome) -> Expect {
    Expect {
        group: None,
        client: ClientId(0),
        attempt: None,
        from: None,
        until: None,
        count: None,
        of_members: false,
        outcome,
        rules: vec![Rule::Lb3],
        not_rules: Vec::new(),
        served_by: None,
    }
}

/// The same organisation after the repair: EX10's InternalConnectionSettings hold its own name.
pub(crate) fn repaired(name: &str) -> World {
    let mut world = world(name);
    world.settings[0].internal[0].host = HostRef::Name(NameId(0));
    world.expects = vec![Expect { rules: Vec::new(), served_by: Some(EX10), ..expect(Outcome::LoggedOn) }];
    world
}

/// The client comes again every five minutes, so many times.
pub(crate) fn polls(mut world: World, times: u64) -> World {
    world.clients[0].every = Some(Micros::from_secs(300));
    world.clients[0].until = Some(SimTime(Micros::from_secs(300 * times - 1).0));
    world
}

pub(crate) fn run(world: &World) -> Run {
    sim::run(world)
}
