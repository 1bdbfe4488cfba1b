//! Which servers and load balancers are there, and what runs on them?

use std::net::Ipv4Addr;

use compact_str::CompactString;

use super::directory::{Directory, judge_host, judge_text};
use super::problem::{Entity, ProblemKind, path_to};
use super::{Path, Report, SymbolTables, builds, certificates, counted, look_up, positive, settings};
use crate::catalogue::organisation;
use crate::lang::Text;
use crate::product::{Product, SetupTls};
use crate::scenario::settings::MailProtocol;
use crate::scenario::{self, Role, Service, Version};
use crate::time::{Date, Micros};
use crate::world::{
    Assumptions, Balancer, Builds, ByProtocol, ByService, Certificate, CertificateId, Components, Defects, HostRef,
    Offload, OffloadId, PoolId, PortsId, Protocol, Server, ServerId, ServiceState, Settings, SiteId, StartType,
    TlsHalves, TlsSet, defaults,
};

/// Writes the FQDN into every server that leaves it out, and judges those that are written.
pub(super) fn fill_names(servers: &mut [scenario::Server], directory: &Directory, domain: &str, report: &mut Report) {
    for (id, it) in servers.iter_mut().enumerate() {
        if let Some(fqdn) = &it.fqdn
            && let Some(bad) = judge_host(fqdn)
        {
            report
                .add(ProblemKind::BadText(fqdn.to_string(), bad), || path_to!["servers", directory.place(id), "fqdn"]);
        }
        it.fqdn = Some(scenario::full_name(&directory.names[id], it.fqdn.as_deref(), domain));
    }
}

/// The site of each server.
pub(super) fn sites(servers: &[scenario::Server], ground: &SymbolTables, report: &mut Report) -> Vec<SiteId> {
    let directory = &ground.servers;
    let site = |(id, it): (usize, &scenario::Server)| {
        let path = || path_to!["servers", directory.place(id)];
        let entity = (Entity::Server, directory.names[id].as_str());
        ground.site(report, it.site.as_deref(), entity, path).unwrap_or(SiteId(0))
    };
    servers.iter().enumerate().map(site).collect()
}

/// The pool at the start of each load balancer.
pub(super) fn pools(
    balancers: &mut [scenario::LoadBalancer],
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<Vec<ServerId>> {
    let pool = |(id, it): (usize, &mut scenario::LoadBalancer)| {
        let place = ground.balancers.place(id);
        let names = std::mem::take(&mut it.pool);
        pool(&names, &ground.balancers.names[id], ground, report, || path_to!["load_balancers", place, "pool"])
    };
    balancers.iter_mut().enumerate().map(pool).collect()
}

/// The members of a pool.
pub(super) fn pool(
    names: &[impl AsRef<str>],
    balancer: &str,
    ground: &SymbolTables,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Vec<ServerId> {
    if names.is_empty() {
        report.add(ProblemKind::EmptyPool(balancer.to_owned()), &path);
    }
    let mut found = Vec::with_capacity(names.len());
    for (at, name) in names.iter().map(AsRef::as_ref).enumerate() {
        let member = if ground.servers.find(name).is_none() && ground.balancers.find(name).is_some() {
            report.add(ProblemKind::BalancerInPool(name.to_owned()), || path().with(at));
            None
        } else {
            look_up(&ground.servers, report, name, || path().with(at)).map(ServerId::at)
        };
        found.push(member);
    }
    report.listed_twice(&found, |at| names[at].as_ref().to_owned(), path);
    found.into_iter().flatten().collect()
}

/// The site of each load balancer: written, or that of the first member.
pub(super) fn balancer_sites(
    balancers: &[scenario::LoadBalancer],
    pools: &[Vec<ServerId>],
    server_sites: &[SiteId],
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<SiteId> {
    let site = |(id, it): (usize, &scenario::LoadBalancer)| {
        let first = pools[id].first().map(|it| server_sites[it.index()]);
        match &it.site {
            None => first.unwrap_or(SiteId(0)),
            Some(name) => {
                let path = || path_to!["load_balancers", ground.balancers.place(id), "site"];
                look_up(&ground.sites, report, name, path).map_or(SiteId(0), SiteId::at)
            }
        }
    };
    balancers.iter().enumerate().map(site).collect()
}

/// Where the settings and certificates of all servers go.
pub(super) struct Arenas {
    pub(super) settings: Vec<Settings>,
    pub(super) certificates: Vec<Certificate>,
}

/// The servers by id; their settings and certificates go into the arenas.
pub(super) fn servers(
    written: Vec<scenario::Server>,
    absent: &[ServerId],
    (sites, addresses, date, assumptions): (&[SiteId], &[Ipv4Addr], Date, &Assumptions),
    arenas: &mut Arenas,
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<Server> {
    let mut servers = Vec::with_capacity(written.len());
    for (id, it) in written.into_iter().enumerate() {
        let place = ground.servers.place(id);
        if it.roles.len() > 1 {
            let roles: Vec<_> = it.roles.iter().map(|it| Some(*it as u8)).collect();
            report.listed_twice(&roles, |at| format!("{:?}", it.roles[at]), || path_to!["servers", place, "roles"]);
        }
        let roles = it.roles();
        let one_role = it.version.product().one_role;
        for (at, _) in it.roles.iter().enumerate().filter(|(_, role)| one_role && **role == Role::ClientAccess) {
            report.add(ProblemKind::NoSeparateRole(it.version), || path_to!["servers", place, "roles"].with(at));
        }
        // Where there is one role, it holds the services of both (VER-2).
        let has = |role| one_role || roles.contains(&role);
        let (client_access, mailbox) = (has(Role::ClientAccess), has(Role::Mailbox));
        let store_sessions = store_sessions(&it, place, report);
        let is_absent = absent.contains(&ServerId::at(id));
        let services = services(&it, is_absent, (client_access, mailbox), &ground.servers.names[id], place, report);
        let (out_of_service, off) = (it.IsOutOfService(), it.off() || is_absent);
        let fqdn_text = it.fqdn.unwrap_or_default();
        let fqdn = ground.names.find(&fqdn_text, &ground.domain).expect("every FQDN was collected");
        let name = &ground.servers.names[id];
        let windows = it.windows.unwrap_or(it.version.product().windows[0]);
        let build = match (&it.build, assumptions.builds) {
            (Some(build), _) => {
                Some(builds::of_server(it.version, build, report, || path_to!["servers", place, "build"]))
            }
            (None, Builds::NewEnough) => None,
            (None, Builds::AsReleased) => Some((0, 0)),
        };
        let installed_tls = after_setup(it.version.product(), TlsSet::of(windows, assumptions.server_2025_tls10));
        let switched_on = TlsHalves::written(it.tls, installed_tls);
        let path = || path_to!["servers", place, "certificates"];
        let takes_ecc = it.version.product().takes_ecc(build);
        let of_server = (fqdn_text.as_str(), name.as_str(), takes_ecc);
        let certificates =
            certificates::certificates(it.certificates, of_server, &mut arenas.certificates, report, path);
        let arena = &mut arenas.settings;
        let owner =
            settings::Owner { version: it.version, roles: (client_access, mailbox), fqdn, fqdn_text: &fqdn_text };
        let mut of = |protocol: MailProtocol, written: Option<scenario::ProtocolSettings>, field: &'static str| {
            let mut settings = owner.installed(protocol);
            if let Some(written) = written {
                let path = || path_to!["servers", place, field];
                settings::apply(&mut settings, &written, (&owner, protocol), ground, report, path);
            }
            arena.push(settings);
            crate::world::SettingsId::at(arena.len() - 1)
        };
        let (imap4, pop3) = (of(MailProtocol::Imap4, it.imap4, "imap4"), of(MailProtocol::Pop3, it.pop3, "pop3"));
        // Those of the web server are the same for all, and come last.
        let settings = ByProtocol::of(|it| match it {
            Protocol::Imap4 => imap4,
            Protocol::Pop3 => pop3,
            Protocol::Http => crate::world::SettingsId(0),
        });
        let server = Server {
            name: CompactString::default(),
            fqdn,
            version: it.version,
            site: sites[id],
            client_access,
            mailbox,
            address: addresses[id],
            more_addresses: it.more_addresses.iter().map(|it| it.0).collect(),
            services,
            settings,
            start_types: ByService::of(|service| {
                if it.disabled.contains(&service) {
                    StartType::Disabled
                } else if service == Service::W3SVC || it.automatic.contains(&service) {
                    StartType::Automatic
                } else {
                    StartType::Manual
                }
            }),
            out_of_service,
            off,
            store_sessions,
            defects: Defects::of(&it.defects),
            removed: is_absent,
            components: components(&it.components, it.version, &ground.servers.names[id], report, || {
                path_to!["servers", place, "components"]
            }),
            shown: certificates::shown(
                &arenas.certificates,
                &certificates,
                ByProtocol::of(|it| match it {
                    Protocol::Imap4 | Protocol::Pop3 => arena[settings[it].index()].certificate_name.as_str(),
                    Protocol::Http => &fqdn_text,
                }),
                (date, takes_ecc),
            ),
            certificates,
            tls: switched_on.and(TlsSet::of_build(it.version.product(), build, assumptions.tls13_for_mail)),
            switched_on,
            installed_tls,
            possible_tls: TlsSet::possible(windows),
            windows,
            build,
            place: super::place(it.place, report, || path_to!["servers", place, "place"]),
        };
        let written_ports =
            |protocol: Protocol| path_to!["servers", place, if protocol == Protocol::Imap4 { "imap4" } else { "pop3" }];
        settings::check_ports(&server, arena, settings, report, written_ports);
        servers.push(server);
    }
    if let Some(first) = servers.first() {
        arenas.settings.push(crate::world::Settings::of_web(first.version, HostRef::Name(first.fqdn)));
        let web = crate::world::SettingsId::at(arenas.settings.len() - 1);
        for it in &mut servers {
            it.settings[Protocol::Http] = web;
        }
    }
    servers
}

/// What Setup leaves of what Windows has switched on (TLS-2, TLS-4).
fn after_setup(product: &Product, windows: TlsSet) -> TlsSet {
    match product.setup_tls {
        SetupTls::AsWindows => windows,
        SetupTls::Only(versions, ciphers) => windows.and(TlsSet::new(versions, ciphers)),
    }
}

/// How many session objects one user may have in the store.
fn store_sessions(it: &scenario::Server, place: u32, report: &mut Report) -> u32 {
    let path = || path_to!["servers", place, "store_sessions_per_user"];
    if it.store_sessions_per_user.is_some() {
        check_store_sessions(it.version, report, path);
    }
    counted(it.store_sessions_per_user(), STORE_SESSIONS, report, path)
}

/// What the limit of the store is called.
pub(super) const STORE_SESSIONS: &str = "store_sessions_per_user";

/// Reports a limit of the store on a version that counts nothing (LEG-9).
pub(super) fn check_store_sessions(version: Version, report: &mut Report, path: impl Fn() -> Path) {
    if version.product().store_sessions.is_none() {
        report.add(ProblemKind::NoSuchSetting(STORE_SESSIONS, version), path);
    }
}

/// What requesters want of the components of a server.
fn components(
    written: &[scenario::ComponentState],
    version: Version,
    name: &str,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Components {
    let mut components = Components::default();
    if !written.is_empty() {
        check_components(version, name, report, &path);
    }
    let keys: Vec<_> = written.iter().map(|it| Some((it.component, it.requester as u8))).collect();
    let name = |at: usize| {
        let (component, requester) = (written[at].component.word(), written[at].requester.word());
        organisation::component_of_requester(component, requester)
    };
    report.listed_twice(&keys, name, &path);
    for it in written {
        components[it.component].set(it.requester, it.state);
    }
    components
}

/// Reports components on a server that has none (CMP-6).
pub(super) fn check_components(version: Version, server: &str, report: &mut Report, path: impl Fn() -> Path) {
    if !version.product().components {
        report.add(ProblemKind::NoComponents(server.to_owned(), version), path);
    }
}

/// How each service is at the start: stopped unless stated (SVC-3).
fn services(
    server: &scenario::Server,
    is_absent: bool,
    (client_access, mailbox): (bool, bool),
    name: &str,
    place: u32,
    report: &mut Report,
) -> ByService<Option<ServiceState>> {
    let has_role = |role| match role {
        Role::ClientAccess => client_access,
        Role::Mailbox => mailbox,
    };
    let has = |service| server.version.has_service(service, has_role);
    let mut states = ByService::of(|it| has(it).then_some(ServiceState::Stopped));
    if has(Service::W3SVC) {
        states[Service::W3SVC] = Some(ServiceState::Running);
    }
    for (at, service) in server.stopped.iter().copied().enumerate() {
        let path = || path_to!["servers", place, "stopped", at];
        match &mut states[service] {
            None => {
                report.add(
                    ProblemKind::NoSuchService { server: name.to_owned(), version: server.version, service },
                    path,
                );
            }
            Some(it) => *it = ServiceState::Stopped,
        }
    }
    if server.IsOutOfService.is_some() && !server.version.product().out_of_service {
        let path = || path_to!["servers", place, "IsOutOfService"];
        report.add(ProblemKind::NoSuchSetting("IsOutOfService", server.version), path);
    }
    for (field, list) in [("automatic", &server.automatic), ("disabled", &server.disabled)] {
        for (at, service) in list.iter().copied().enumerate() {
            let path = || path_to!["servers", place, field, at];
            if !has(service) {
                let what = ProblemKind::NoSuchService { server: name.to_owned(), version: server.version, service };
                report.add(what, path);
            } else if field == "disabled" && server.automatic.contains(&service) {
                report.add(ProblemKind::ListedTwice(Text::same(&format!("{service:?}"))), path);
            }
        }
    }
    if server.off == Some(true) || is_absent {
        let what = if is_absent { ProblemKind::RunningWhileAbsent } else { ProblemKind::RunningWhileOff };
        for (field, list) in [("running", &server.running), ("hung", &server.hung)] {
            if !list.is_empty() {
                report.add(what(name.to_owned()), || path_to!["servers", place, field]);
            }
        }
    }
    let lists = [("running", &server.running, ServiceState::Running), ("hung", &server.hung, ServiceState::Hung)];
    for (field, list, state) in lists {
        for (at, service) in list.iter().copied().enumerate() {
            let path = || path_to!["servers", place, field, at];
            match &mut states[service] {
                None => {
                    report.add(
                        ProblemKind::NoSuchService { server: name.to_owned(), version: server.version, service },
                        path,
                    );
                }
                Some(ServiceState::Running) if state == ServiceState::Hung && service != Service::W3SVC => {
                    report.add(ProblemKind::RunningAndHung(name.to_owned(), service), path);
                }
                Some(it) if *it == state && service != Service::W3SVC => {
                    report.add(ProblemKind::ListedTwice(Text::same(&format!("{service:?}"))), path);
                }
                Some(it) => *it = state,
            }
        }
    }
    states
}

/// The load balancers by id, each with the TTL of its name.
pub(super) fn balancers(
    written: Vec<scenario::LoadBalancer>,
    sites: &[SiteId],
    addresses: &[Ipv4Addr],
    switches: &Assumptions,
    ground: &SymbolTables,
    (lists, offloads, certificates): (&mut Vec<Vec<u16>>, &mut Vec<Offload>, &mut Vec<Certificate>),
    report: &mut Report,
) -> Vec<(Balancer, Micros)> {
    let mut balancers = Vec::with_capacity(written.len());
    for (id, it) in written.into_iter().enumerate() {
        let place = ground.balancers.place(id);
        let at = |field: &'static str| path_to!["load_balancers", place, field];
        let name = ground.names.host(&ground.balancers.names[id], &ground.domain);
        let ports = it.ports();
        forwarded_ports(&ports, ground, report, || at("ports"));
        let map_ports = map_ports(it.tls(), &it.map_ports, report, || at("map_ports"));
        if let Some(bad) = it.check_text.as_deref().and_then(judge_text) {
            report.add(ProblemKind::BadText(it.check_text.as_deref().unwrap_or_default().to_owned(), bad), || {
                at("check_text")
            });
        }
        let certificate =
            it.certificate.clone().map(|it| certificates::certificate(it, true, report, || at("certificate")));
        certificates.push(certificate.unwrap_or_else(|| certificates::own(&ground.balancers.names[id])));
        let certificate = CertificateId::at(certificates.len() - 1);
        offloads.push(Offload { tls: it.tls(), certificate, map_ports });
        let balancer = Balancer {
            name: match name {
                HostRef::Name(name) => name,
                HostRef::Address(_) => {
                    let name = ground.balancers.names[id].to_string();
                    report.add(ProblemKind::BadName(Entity::Balancer, name, super::BadName::NotDns), || at("name"));
                    crate::world::NameId(0)
                }
            },
            site: sites[id],
            address: addresses[id],
            pool: PoolId::at(id),
            ports: PortsId::at(id),
            method: it.method(),
            check: it.check(),
            every: positive(it.every.unwrap_or(switches.check_every), "every", report, || at("every")),
            down_after: counted(it.down_after.unwrap_or(switches.down_after), "down_after", report, || {
                at("down_after")
            }),
            up_after: counted(it.up_after.unwrap_or(switches.up_after), "up_after", report, || at("up_after")),
            source_nat: it.source_nat.unwrap_or(switches.source_nat),
            offload: OffloadId::at(id),
            check_text: it.check_text.clone(),
            place: super::place(it.place, report, || at("place")),
        };
        lists.push(ports);
        balancers.push((balancer, it.ttl()));
    }
    balancers
}

/// Which ports of a balancer lead to which others of a member (LB-7).
pub(super) fn map_ports(
    tls: scenario::BalancerTls,
    written: &[(u16, u16)],
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Vec<(u16, u16)> {
    let (from, to): (Vec<u16>, Vec<u16>) = written.iter().copied().unzip();
    settings::judge_ports(&from, report, &path);
    for (at, port) in to.iter().enumerate() {
        if *port == 0 {
            report.add(ProblemKind::PortZero, || path().with(at));
        }
    }
    match tls {
        scenario::BalancerTls::Terminate if written.is_empty() => {
            [Protocol::Imap4, Protocol::Pop3].map(|it| (defaults::ssl_port(it), defaults::plain_port(it))).to_vec()
        }
        _ => written.to_vec(),
    }
}

/// Reports ports that a balancer cannot forward.
pub(super) fn forwarded_ports(ports: &[u16], ground: &SymbolTables, report: &mut Report, path: impl Fn() -> Path) {
    settings::judge_ports(ports, report, &path);
    // A balancer remembers every port of every member, and any server may become one.
    let watched = ports.len() as u64 * ground.servers.names.len() as u64;
    if watched > defaults::WATCHED_MAX {
        report.add(ProblemKind::TooMany("ports × servers", watched, defaults::WATCHED_MAX), path);
    }
}
