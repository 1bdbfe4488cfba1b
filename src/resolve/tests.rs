//! Is the world what the scenario says?

use std::net::Ipv4Addr;

use super::load;
use crate::diag::Code;
use crate::time::{Micros, SimTime};
use crate::world::*;

#[track_caller]
fn world(body: &str) -> World {
    load(&format!("(schema: 1, {body})"), "small").unwrap_or_else(|it| panic!("{it:#?}")).world
}

/// The codes of what is wrong with a scenario.
#[track_caller]
fn wrong(body: &str) -> Vec<Code> {
    let problems = load(&format!("(schema: 1, {body})"), "small").expect_err("the scenario is wrong");
    problems.iter().map(|it| it.code).collect()
}

fn answer(world: &World, view: usize) -> &[Ipv4Addr] {
    &world.answers[world.views[view].answer.index()].addresses
}

#[test]
fn names_become_ids_in_the_order_of_the_names() {
    let world = world(
        r#"sites: [(name: "HQ"), (name: "Branch")], links: [(between: ("HQ", "Branch"), latency: "18ms", jitter: "2ms")],
        servers: [
            (name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
            (name: "EX10", version: Exchange2010, site: "hq", hung: [Imap4], roles: [ClientAccess, Mailbox]),
        ],
        databases: [(name: "DB10", on: ["ex10"])], mailboxes: [(name: "bob", database: ""), (name: "Anna", database: "db10")],
        clients: [(name: "laptop", user: "ANNA", connect: "ex13:993:SSL", site: "HQ", at: ["5s", "1s"])]"#,
    );
    assert_eq!(world.title, "small");
    assert!(world.sites.iter().map(|it| &it.name).eq(["Branch", "HQ"]));
    assert!(world.users.iter().map(|it| &it.name).eq(["Anna", "bob"]));
    assert_eq!((world.links.len(), world.links[0].from, world.links[1].from), (2, SiteId(0), SiteId(1)));
    let [old, new] = &world.servers[..] else { panic!("two servers") };
    assert_eq!((old.name.as_str(), old.site, new.name.as_str()), ("EX10", SiteId(1), "EX13"));
    assert_eq!(
        old.services,
        ByService::new([
            Some(ServiceState::Hung),
            Some(ServiceState::Stopped),
            None,
            None,
            Some(ServiceState::Running)
        ])
    );
    assert_eq!(new.services[Service::Imap4BE], Some(ServiceState::Running));
    assert_eq!(world.clients[0].connect.host, HostRef::Name(new.fqdn));
    assert_eq!(world.clients[0].times, [SimTime(1_000_000), SimTime(5_000_000)]);
    assert_eq!(world.users[0].database, Some(DatabaseId(0)));
    assert!(world.users[0].has_smtp_address && !world.users[1].has_smtp_address);
    assert_eq!(world.client_access(SiteId(1), Version::Exchange2010), [ServerId(0)]);
    assert_eq!(world.client_access(SiteId(0), Version::Exchange2010), []);
}

#[test]
fn the_order_of_the_file_changes_nothing() {
    let lists: &[(&str, &[&str])] = &[
        ("sites", &[r#"(name: "HQ")"#, r#"(name: "Branch")"#, r#"(name: "Attic")"#]),
        ("links", &[r#"(between: ("HQ", "Branch"))"#, r#"(between: ("Attic", "HQ"), one_way: true)"#]),
        (
            "servers",
            &[
                r#"(name: "EX13", version: Exchange2013, site: "HQ")"#,
                r#"(name: "EX10", version: Exchange2010, site: "Branch")"#,
                r#"(name: "EX07", version: Exchange2007, site: "HQ", address: "10.1.0.1")"#,
            ],
        ),
        (
            "load_balancers",
            &[r#"(name: "mail.contoso.com", pool: ["EX13"])"#, r#"(name: "imap.contoso.com", pool: ["EX10"])"#],
        ),
        ("dns", &[r#"(name: "x", points_to: ["EX13"], for_sites: ["HQ"])"#, r#"(name: "x", points_to: ["EX10"])"#]),
        ("databases", &[r#"(name: "DB13", on: ["EX13"])"#, r#"(name: "DB10", on: ["EX10"])"#]),
        ("mailboxes", &[r#"(name: "bob", database: "DB10")"#, r#"(name: "anna", database: "DB13")"#]),
        (
            "clients",
            &[
                r#"(name: "l", user: "bob", connect: "x:143", site: "HQ")"#,
                r#"(name: "k", user: "anna", connect: "y:1", site: "HQ")"#,
            ],
        ),
    ];
    let forth: Vec<_> = lists.iter().map(|(list, items)| format!("{list}: [{}]", items.join(", "))).collect();
    let back: Vec<_> = lists
        .iter()
        .rev()
        .map(|(list, items)| {
            let items: Vec<_> = items.iter().rev().copied().collect();
            format!("{list}: [{}]", items.join(", "))
        })
        .collect();
    assert_eq!(format!("{:?}", world(&forth.join(", "))), format!("{:?}", world(&back.join(", "))));
}

#[test]
fn defaults_are_those_of_the_version() {
    let world = world(
        r#"servers: [(name: "EX07", version: Exchange2007), (name: "EX10", version: Exchange2010),
            (name: "EX13", version: Exchange2013)]"#,
    );
    let of = |server: usize, protocol: Protocol| {
        let it = &world.settings[world.servers[server].settings[protocol].index()];
        (it.internal.len(), it.max_connections, it.max_from_single_ip, it.max_per_user, it.gssapi_and_ntlm)
    };
    assert_eq!(of(0, Protocol::Imap4), (0, 2_000, 20, 10, false));
    assert_eq!(of(1, Protocol::Pop3), (2, 2_000, 2_000, 16, true));
    assert_eq!(of(2, Protocol::Imap4), (2, 2_147_483_647, 2_147_483_647, 16, true));
    let pop = &world.settings[world.servers[2].settings[Protocol::Pop3].index()];
    let ports: Vec<_> = pop.internal.iter().map(|it| (it.port, it.security)).collect();
    assert_eq!(ports, [(995, Security::Ssl), (110, Security::Tls)]);
    assert_eq!((pop.proxy_target_port, pop.max_command_size), (1995, 512));
    assert_eq!(world.certificates[0].names, ["ex07.contoso.com", "ex07"]);
    assert!(!world.certificates[0].trusted && world.servers[2].shown.values().all(Result::is_ok));
    assert_eq!(world.sites[0].name, "Default-First-Site-Name");
    assert_eq!((world.seed, world.until, world.event_limit), (1, SimTime(86_400_000_000), 1_000_000));
}

#[test]
fn a_star_in_a_certificate_stands_for_one_label() {
    for (names, name, usable) in [
        (r#""*.contoso.com""#, "mail.contoso.com", true),
        (r#""*.contoso.com""#, "MAIL.Contoso.COM", true),
        (r#""*.contoso.com""#, "a.mail.contoso.com", false),
        (r#""*.contoso.com""#, "contoso.com", false),
        (r#""*.contoso.com""#, "mail.fabrikam.com", false),
        (r#""x.contoso.com", "mail.contoso.com""#, "mail.contoso.com", true),
    ] {
        let world = world(&format!(
            r#"servers: [(name: "EX10", version: Exchange2010, certificates: [(subject_names: [{names}])],
                imap4: (X509CertificateName: "{name}"))]"#
        ));
        assert_eq!(world.servers[0].shown[Protocol::Imap4].is_ok(), usable, "{names} for {name}");
    }
}

#[test]
fn addresses_are_given_around_those_that_are_written() {
    let world = world(
        r#"servers: [(name: "A", version: Exchange2010), (name: "B", version: Exchange2010, address: "10.0.0.2"),
            (name: "C", version: Exchange2010)],
        load_balancers: [(name: "mail", pool: ["A"])], mailboxes: [(name: "u", database: "")],
        clients: [(name: "l", user: "u", connect: "10.0.0.2:143")]"#,
    );
    let last: Vec<_> = world.servers.iter().map(|it| it.address.octets()[3]).collect();
    assert_eq!(
        (last, world.balancers[0].address.octets()[3], world.clients[0].address.octets()[3]),
        (vec![1, 2, 3], 4, 5)
    );
    assert_eq!(world.host(Ipv4Addr::new(10, 0, 0, 4)), Some(Host::Balancer(BalancerId(0))));
    assert_eq!(world.clients[0].connect.host, HostRef::Address(Ipv4Addr::new(10, 0, 0, 2)));
    assert_eq!(world.name(world.balancers[0].name), "mail.contoso.com");
}

#[test]
fn a_site_may_have_more_hosts_than_a_network_has_addresses() {
    let names = (0..70_000).map(|it| format!("(name: \"c{it}\", user: \"u\", connect: \"h:1\")")).collect::<Vec<_>>();
    let world = world(&format!("mailboxes: [(name: \"u\", database: \"\")], clients: [{}]", names.join(",")));
    let mut addresses: Vec<_> = world.clients.iter().map(|it| it.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), 70_000);
}

#[test]
fn each_site_gets_its_own_view_of_a_name() {
    let world = world(
        r#"sites: [(name: "A"), (name: "B"), (name: "C")],
        servers: [(name: "EX10", version: Exchange2010, site: "A")],
        dns: [(name: "mail", points_to: ["EX10"]), (name: "mail", points_to: ["10.9.9.9"], for_sites: ["C", "B"], ttl: "5s"),
            (name: "later", points_to: [])],
        changes: [(at: "2s", action: SetDns(name: "mail", points_to: ["10.9.9.8"])),
            (at: "1s", action: SetDns(name: "mail", points_to: ["ex10.contoso.com"], ttl: "7s"))]"#,
    );
    let mail = world.names.iter().find(|it| it.text == "mail.contoso.com").unwrap();
    let views = mail.views.start as usize..mail.views.end as usize;
    assert_eq!(world.views[views.start].sites, [SiteId(1), SiteId(2)]);
    assert_eq!(world.views[views.end - 1].sites, []);
    assert_eq!(answer(&world, views.start), [Ipv4Addr::new(10, 9, 9, 9)]);
    assert_eq!(answer(&world, views.end - 1), [world.servers[0].address]);
    let changes: Vec<_> = world.names.iter().map(|it| (it.text.as_str(), it.changes)).collect();
    assert_eq!(changes, [("ex10.contoso.com", false), ("later.contoso.com", false), ("mail.contoso.com", true)]);
    // The TTL of the first change in time holds for the second.
    let ttls = world.changes.iter().map(|it| match it.action {
        Action::SetDns(_, answer) => (it.at, world.answers[answer.index()].ttl),
        ref other => panic!("{other:?}"),
    });
    let seconds = |it| Micros::from_secs(it);
    assert_eq!(ttls.collect::<Vec<_>>(), [(SimTime(1_000_000), seconds(7)), (SimTime(2_000_000), seconds(7))]);
}

#[test]
fn settings_are_complete_at_every_moment() {
    let world = world(
        r#"servers: [(name: "EX10", version: Exchange2010)],
        changes: [
            (at: "9s", action: SetImapSettings(server: "EX10", settings: (MaxConnectionsPerUser: 5))),
            (at: "3s", action: SetImapSettings(server: "ex10", settings: (LoginType: PlainTextLogin,
                InternalConnectionSettings: ["EX10:993:SSL", "new.contoso.com:143", "10.9.9.9:143:TLS"]))),
            (at: "3s", action: SetPopSettings(server: "EX10", settings: (MaxConnections: 7))),
        ]"#,
    );
    let ids: Vec<_> = world
        .changes
        .iter()
        .map(|it| match it.action {
            Action::Set(ServerId(0), protocol, id) => (protocol, &world.settings[id.index()]),
            ref other => panic!("{other:?}"),
        })
        .collect();
    let [(Protocol::Imap4, first), (Protocol::Pop3, pop), (Protocol::Imap4, last)] = ids[..] else { panic!("{ids:?}") };
    assert_eq!((first.login_type, first.max_per_user), (LoginType::PlainTextLogin, 16));
    assert_eq!((last.login_type, last.max_per_user), (LoginType::PlainTextLogin, 5));
    assert_eq!((pop.login_type, pop.max_connections), (LoginType::SecureLogin, 7));
    assert_eq!(first.internal[0].host, HostRef::Name(world.servers[0].fqdn));
    let HostRef::Name(unregistered) = first.internal[1].host else { panic!("a name") };
    assert!(world.names[unregistered.index()].views.is_empty());
    assert_eq!(first.internal[2].host, HostRef::Address(Ipv4Addr::new(10, 9, 9, 9)));
    assert_eq!(world.settings[0].login_type, LoginType::SecureLogin);
}

#[test]
fn links_are_cut_in_one_direction_or_in_both() {
    let links = r#"sites: [(name: "A"), (name: "B"), (name: "C")],
        links: [(between: ("A", "B")), (between: ("B", "C"), one_way: true)],"#;
    let cut = |between: &str| format!("{links} changes: [(at: \"1s\", action: CutLink(between: {between}))]");
    let action = |between: &str| world(&cut(between)).changes[0].action;
    assert_eq!(action(r#"("A", "B")"#), Action::Cut(LinkId(0), Some(LinkId(1))));
    assert_eq!(action(r#"("A", "B"), one_way: true"#), Action::Cut(LinkId(0), None));
    assert_eq!(action(r#"("C", "B")"#), Action::Cut(LinkId(2), None));
    assert_eq!(wrong(&cut(r#"("C", "B"), one_way: true"#)), [Code::R012]);
    assert_eq!(wrong(&cut(r#"("C", "A")"#)), [Code::R012]);
}

#[test]
fn one_mistake_is_reported_once() {
    // An unknown database makes no account without a mailbox, and an unknown server no empty database.
    assert_eq!(
        wrong(
            r#"databases: [(name: "DB", on: ["EX10"])], mailboxes: [(name: "anna", database: "DBX")],
            changes: [(at: "1s", action: SetCASMailbox(mailbox: "anna", ImapEnabled: false))]"#
        ),
        [Code::R003, Code::R004]
    );
    assert_eq!(
        wrong(r#"servers: [(name: "A", version: Exchange2010), (name: "a", version: Exchange2010)]"#),
        [Code::R001]
    );
}

#[test]
fn the_ports_of_all_services_of_a_server_are_compared() {
    let server = |roles: &str, settings: &str| {
        format!("servers: [(name: \"EX13\", version: Exchange2013, roles: [{roles}], {settings})]")
    };
    let both = "ClientAccess, Mailbox";
    assert_eq!(wrong(&server(both, "imap4: (ProxyTargetPort: 993)")), [Code::R023]);
    assert_eq!(wrong(&server(both, "pop3: (SSLBindings: [995, 1993])")), [Code::R023]);
    // BIND-1: at an address of its own a port is not shared; at every address it is.
    let two = |imap4: &str, pop3: &str| {
        server(both, &format!("imap4: (SSLBindings: [{imap4}]), pop3: (SSLBindings: [{pop3}])"))
    };
    assert_eq!(wrong(&two("993", r#""10.0.0.5:993""#)), [Code::R023]);
    assert_eq!(wrong(&two(r#""0.0.0.0:993""#, r#""10.0.0.5:993""#)), [Code::R023]);
    assert_eq!(wrong(&two(r#""[::]:993""#, "993")), [Code::R023]);
    world(&two(r#""10.0.0.6:993""#, r#""10.0.0.5:993""#));
    world(&two(r#""[::]:993""#, r#""10.0.0.5:993""#));
    // One value twice, though one of them is written by its port alone.
    assert_eq!(wrong(&two(r#"993, "[::]:993""#, "995")), wrong(&two("993, 993", "995")));
    // A service that is not there binds nothing.
    world(&server("ClientAccess", "pop3: (SSLBindings: [995, 1993])"));
    world(&server(both, "imap4: (UnencryptedOrTLSBindings: [])"));
}

/// A server that is added is off, in no directory and in no DNS before; what somebody wrote to DNS stays.
#[test]
fn a_server_is_not_there_before_it_is_added() {
    let of = |actions: &str| {
        world(&format!(
            r#"servers: [(name: "EX16", version: Exchange2016, automatic: [Imap4])], until: "1h", {actions}"#
        ))
    };
    let added = |at: &str| format!(r#"(at: "{at}", action: AddServer(server: "ex16"))"#);
    let address = of("").servers[0].address;

    let world = of(&format!("changes: [{}]", added("1s")));
    let it = &world.servers[0];
    assert!(it.removed && it.off && world.names[it.fqdn.index()].changes);
    assert!(answer(&world, 0).is_empty());
    let Action::AddServer(ServerId(0), Some(later)) = world.changes[0].action else { panic!("{:?}", world.changes) };
    assert_eq!(world.answers[later.index()].addresses, [address]);

    let written = r#"(at: "1s", action: SetDns(name: "EX16", points_to: ["10.9.9.9"]))"#;
    let world = of(&format!("changes: [{written}, {}]", added("2s")));
    assert_eq!(world.changes[1].action, Action::AddServer(ServerId(0), None));

    // What is done before the run is done at its start; whoever is taken out first was there.
    let world = of(r#"from_start: [AddServer(server: "EX16")]"#);
    assert!(!world.servers[0].removed && !world.servers[0].off);
    assert_eq!(world.servers[0].services[Service::Imap4], Some(ServiceState::Running));
    assert_eq!(world.servers[0].services[Service::Imap4BE], Some(ServiceState::Stopped));
    assert_eq!(answer(&world, 0), [address]);
    let removed = r#"(at: "1s", action: RemoveServer(server: "EX16"))"#;
    assert!(!of(&format!("changes: [{}, {removed}]", added("2s"))).servers[0].removed);
}

/// With its build a server speaks what is switched on and the build can; what is switched on meanwhile counts too.
#[test]
fn an_update_brings_the_tls_that_is_switched_on() {
    let build = |update: u32| format!(r#"UpdateServer(server: "EX16", build: Build(update: {update}))"#);
    let tls = |actions: &str| {
        let world = world(&format!(
            r#"servers: [(name: "EX16", version: Exchange2016, build: Build(update: 7))], until: "1h", {actions}"#
        ));
        let of = |it: Action| match it {
            Action::UpdateServer(_, _, it) | Action::SetTls(_, it) => Some(it.accepts.speaks(TlsVersion::Tls12)),
            _ => None,
        };
        let start = world.servers[0].tls.accepts.speaks(TlsVersion::Tls12);
        let changes = world.changes.iter().filter_map(|it| of(it.action));
        std::iter::once(start).chain(changes).collect::<Vec<_>>()
    };
    let change = |at: u32, action: &str| format!(r#"(at: "{at}s", action: {action}),"#);
    let all = r#"SetTls(server: "EX16", tls: Tls(versions: [Tls10, Tls12]))"#;
    let old = r#"SetTls(server: "EX16", tls: Tls(versions: [Tls10]))"#;
    assert_eq!(tls(&format!("changes: [{}]", change(1, &build(8)))), [false, true]);
    assert_eq!(tls(&format!("changes: [{}{}]", change(1, all), change(2, &build(8)))), [false, false, true]);
    assert_eq!(tls(&format!("changes: [{}{}]", change(1, old), change(2, &build(8)))), [false, false, false]);
    assert_eq!(tls(&format!("changes: [{}{}]", change(1, &build(8)), change(2, all))), [false, true, true]);
    assert_eq!(tls(&format!("from_start: [{}]", build(8))), [true]);
}
