//! What is the organisation after an edit?
//!
//! A copy of the world in which the edit is in force from the start, or is made at a moment, after everything else
//! that happens at that moment. From the start means always: a setting that the scenario changes later carries the
//! edit then too, so that what is tried is the organisation in which the mistake was never made.

use crate::explain::edit::{ClientEdit, Edit, Setting};
use crate::explain::proof::When;
use crate::time::{Date, SimTime};
use crate::world::{
    Action, AnswerId, Certificate, CertificateErrors, CertificateId, Change, Defect, DnsRecordSet, Enabled, Endpoint,
    HostRef, PoolId, Protocol, RequestedState, Requester, Security, ServerId, ServiceId, ServiceState, Settings,
    SettingsId, World, tls,
};

/// The world with these edits. `None` where one cannot be made at that time.
#[must_use]
pub fn apply(world: &World, edits: &[Edit], when: When) -> Option<World> {
    let mut world = world.clone();
    for edit in edits {
        match when {
            When::Always => always(&mut world, edit),
            When::At(at) => later(&mut world, edit, at)?,
        }
    }
    Some(world)
}

fn always(world: &mut World, edit: &Edit) {
    match edit {
        Edit::Start(service) | Edit::Restart(service) => {
            run_service(world, *service);
        }
        Edit::StartServer(server) => {
            let it = &mut world.servers[server.index()];
            it.off = false;
        }
        Edit::Activate(server, component, by) => {
            for requester in by.each() {
                world.servers[server.index()].components[*component].set(requester, RequestedState::Active);
            }
        }
        Edit::Set(server, protocol, setting) => {
            for id in states(world, *server, *protocol) {
                let fqdn = world.servers[server.index()].fqdn;
                set(&mut world.settings[id.index()], *protocol, HostRef::Name(fqdn), setting);
            }
            choose_certificates(world, *server);
        }
        Edit::Enable(server, certificate, protocol) => {
            world.certificates[certificate.index()].enabled =
                with(world.certificates[certificate.index()].enabled, *protocol);
            choose_certificates(world, *server);
        }
        Edit::Import(server, name, protocol) => {
            let replaced = replaced(world, *server, *protocol);
            let id = certificate(world, *server, *name, *protocol);
            let installed = &mut world.servers[server.index()].certificates;
            installed.retain(|it| !replaced.contains(it));
            installed.push(id);
            choose_certificates(world, *server);
        }
        Edit::Tls(server, set) => {
            world.servers[server.index()].tls = *set;
            for change in &mut world.changes {
                if let Action::SetTls(it, tls) = &mut change.action
                    && it == server
                {
                    *tls = *set;
                }
            }
        }
        Edit::Dns(name, address) => {
            let answer = answer(world, *name, *address);
            let views = world.names[name.index()].views.clone();
            if views.is_empty() {
                register(world, *name, answer);
            }
            for view in views {
                world.views[view as usize].answer = answer;
            }
            for change in &mut world.changes {
                if let Action::SetDns(it, given) = &mut change.action
                    && it == name
                {
                    *given = answer;
                }
            }
        }
        Edit::Mend(link) => world.links[link.index()].cut = false,
        Edit::Pool(balancer, members) => {
            let pool = pool(world, members);
            world.balancers[balancer.index()].pool = pool;
            for change in &mut world.changes {
                if let Action::SetPool(it, given) = &mut change.action
                    && it == balancer
                {
                    *given = pool;
                }
            }
        }
        Edit::CasMailbox(user, protocol) => {
            let it = &mut world.users[user.index()];
            match protocol {
                Protocol::Imap4 => it.imap_enabled = true,
                Protocol::Pop3 => it.pop_enabled = true,
                Protocol::Http => {}
            }
        }
        Edit::FailOver(database, server) => world.databases[database.index()].active = *server,
        Edit::InService(server) => world.servers[server.index()].out_of_service = false,
        Edit::Forward(..)
        | Edit::FullAccess { .. }
        | Edit::SmtpAddress(_)
        | Edit::Update(..)
        | Edit::StoreSessions(..)
        | Edit::Client(..) => standing(world, edit),
    }
}

/// What has no moment: it is so or it is not.
fn standing(world: &mut World, edit: &Edit) {
    match edit {
        Edit::Forward(balancer, port) => world.balancers[balancer.index()].ports.push(*port),
        Edit::FullAccess { mailbox, user } => world.users[mailbox.index()].full_access.push(*user),
        Edit::SmtpAddress(user) => world.users[user.index()].has_smtp_address = true,
        Edit::Update(server, Defect::NtlmAliasMismatch) => world.servers[server.index()].ntlm_alias_mismatch = false,
        Edit::Update(server, Defect::UnquotedReplay) => world.servers[server.index()].unquoted_replay = false,
        Edit::StoreSessions(server, limit) => world.servers[server.index()].store_sessions = *limit,
        Edit::Client(client, edit) => {
            let plain = world.clients[client.index()].user;
            let it = &mut world.clients[client.index()];
            match edit {
                ClientEdit::Connect(endpoint) => it.connect = *endpoint,
                ClientEdit::Mechanism(mechanism) => {
                    it.mechanism = *mechanism;
                    it.strongest_mechanism = false;
                }
                ClientEdit::RightPassword => it.password = crate::world::Password::Right,
                ClientEdit::PlainName => {
                    it.log_on_as = None;
                    it.account = Some(plain);
                    it.mailbox = plain;
                }
                ClientEdit::NoTlsInsideTls => it.starttls_inside_ssl = false,
                ClientEdit::AcceptCertificate => it.certificate_errors = CertificateErrors::Accept,
                ClientEdit::Timeout(timeout) => it.timeout = *timeout,
                ClientEdit::Ticket => it.kerberos_ticket = true,
            }
        }
        _ => {}
    }
}

fn later(world: &mut World, edit: &Edit, at: SimTime) -> Option<()> {
    let mut actions: Vec<Action> = Vec::new();
    match edit {
        Edit::Start(service) => actions.push(Action::Start(*service)),
        Edit::Restart(service) => actions.push(Action::Restart(*service)),
        Edit::StartServer(server) => actions.push(Action::StartUp(*server)),
        Edit::Activate(server, component, by) => {
            actions.extend(
                by.each().map(|it: Requester| Action::SetComponent(*server, *component, it, RequestedState::Active)),
            );
        }
        Edit::Set(server, protocol, setting) => {
            let current = *states_until(world, *server, *protocol, at).last()?;
            let mut settings = world.settings[current.index()].clone();
            set(&mut settings, *protocol, HostRef::Name(world.servers[server.index()].fqdn), setting);
            let id = SettingsId::at(world.settings.len());
            world.settings.push(settings);
            actions.push(Action::Set(*server, *protocol, id));
        }
        Edit::Enable(server, id, protocol) => {
            let enabled = with(world.certificates[id.index()].enabled, *protocol);
            actions.push(Action::Enable(*server, *id, enabled));
        }
        Edit::Import(server, name, protocol) => {
            let replaced = replaced(world, *server, *protocol);
            let id = certificate(world, *server, *name, *protocol);
            actions.push(Action::Import(*server, id));
            actions.extend(replaced.into_iter().map(|it| Action::Uninstall(*server, it)));
        }
        Edit::Tls(server, set) => actions.push(Action::SetTls(*server, *set)),
        Edit::Dns(name, address) => {
            let answer = answer(world, *name, *address);
            if world.names[name.index()].views.is_empty() {
                return None;
            }
            actions.push(Action::SetDns(*name, answer));
            world.names[name.index()].changes = true;
        }
        Edit::Mend(link) => actions.push(Action::Mend(*link, opposite(world, *link))),
        Edit::Pool(balancer, members) => {
            let pool = pool(world, members);
            actions.push(Action::SetPool(*balancer, pool));
        }
        Edit::CasMailbox(user, protocol) => actions.push(Action::SetCasMailbox {
            user: *user,
            pop: (*protocol == Protocol::Pop3).then_some(true),
            imap: (*protocol == Protocol::Imap4).then_some(true),
        }),
        Edit::FailOver(database, server) => actions.push(Action::FailOver(*database, *server)),
        Edit::InService(server) => actions.push(Action::SetOutOfService(*server, false)),
        Edit::Forward(..)
        | Edit::FullAccess { .. }
        | Edit::SmtpAddress(_)
        | Edit::Update(..)
        | Edit::StoreSessions(..)
        | Edit::Client(..) => {
            standing(world, edit);
            return Some(());
        }
    }
    actions.extend(edit.restarts(world).into_iter().map(Action::Restart));
    let place = world.changes.partition_point(|it| it.at <= at);
    world.changes.splice(place..place, actions.into_iter().map(|action| Change { at, action }));
    Some(())
}

fn run_service(world: &mut World, service: ServiceId) {
    let state = &mut world.servers[service.server().index()].services[service.service()];
    if state.is_some() {
        *state = Some(ServiceState::Running);
    }
}

/// Every state that the settings of a server are ever in.
fn states(world: &World, server: ServerId, protocol: Protocol) -> Vec<SettingsId> {
    states_until(world, server, protocol, SimTime::NEVER)
}

fn states_until(world: &World, server: ServerId, protocol: Protocol, until: SimTime) -> Vec<SettingsId> {
    let first = world.servers[server.index()].settings[protocol];
    let later = world.changes.iter().filter(|it| it.at <= until).filter_map(|it| match it.action {
        Action::Set(a, b, id) if a == server && b == protocol => Some(id),
        _ => None,
    });
    std::iter::once(first).chain(later).collect()
}

fn set(it: &mut Settings, protocol: Protocol, own: HostRef, setting: &Setting) {
    let (ssl, plain) = match protocol {
        Protocol::Imap4 => (993, 143),
        Protocol::Pop3 => (995, 110),
        Protocol::Http => (443, 80),
    };
    match setting {
        Setting::OwnFqdn => it.internal.iter_mut().for_each(|it| it.host = own),
        Setting::Offer(security) => {
            let port = if *security == Security::Ssl { ssl } else { plain };
            it.internal.retain(|it| it.security != *security);
            it.internal.push(Endpoint { host: own, port, security: *security });
        }
        Setting::LoginType(login_type) => it.login_type = *login_type,
        Setting::Enforce(enforce) => it.enforce_certificate_errors = *enforce,
        Setting::CertificateName(name) => it.certificate_name.clone_from(name),
        Setting::MaxConnections(limit) => it.max_connections = *limit,
        Setting::MaxFromSingleIp(limit) => it.max_from_single_ip = *limit,
        Setting::MaxPerUser(limit) => it.max_per_user = *limit,
        Setting::MaxCommandSize(size) => it.max_command_size = *size,
        Setting::PreAuthenticated(length) => it.pre_authenticated_timeout = *length,
        Setting::Authenticated(length) => it.authenticated_timeout = *length,
        Setting::GssapiAndNtlm(on) => it.gssapi_and_ntlm = *on,
        Setting::Bind(port, ssl) => {
            let ports = if *ssl { &mut it.ssl_ports } else { &mut it.plain_ports };
            if !ports.contains(port) {
                ports.push(*port);
            }
        }
        Setting::CrossSite => it.cross_site_sessions = true,
    }
}

const fn with(enabled: Enabled, protocol: Protocol) -> Enabled {
    match protocol {
        Protocol::Imap4 => Enabled { imap: true, ..enabled },
        Protocol::Pop3 => Enabled { pop: true, ..enabled },
        Protocol::Http => Enabled { iis: true, ..enabled },
    }
}

/// The certificates in whose place a new one comes: those that the service could choose now.
fn replaced(world: &World, server: ServerId, protocol: Protocol) -> Vec<CertificateId> {
    let names: Vec<_> = states(world, server, protocol)
        .into_iter()
        .map(|it| world.settings[it.index()].certificate_name.clone())
        .collect();
    let could = |it: &CertificateId| {
        let it = &world.certificates[it.index()];
        it.enabled.serves(protocol) && names.iter().any(|name| it.covers(name))
    };
    world.servers[server.index()].certificates.iter().copied().filter(could).collect()
}

/// A new certificate for a name and for what the service asks for by X509CertificateName.
fn certificate(world: &mut World, server: ServerId, name: crate::world::NameId, protocol: Protocol) -> CertificateId {
    let mut enabled = Enabled { imap: false, pop: false, iis: false };
    for it in replaced(world, server, protocol) {
        let it = world.certificates[it.index()].enabled;
        enabled = Enabled { imap: enabled.imap || it.imap, pop: enabled.pop || it.pop, iis: enabled.iis || it.iis };
    }
    let mut names = vec![world.name(name).to_lowercase()];
    for id in states(world, server, protocol) {
        let other = world.settings[id.index()].certificate_name.clone();
        if !names.contains(&other) {
            names.push(other);
        }
    }
    let id = CertificateId::at(world.certificates.len());
    let (from, to) = (Date(0), Date(u64::MAX));
    let name = format!("new ({})", names[0]);
    world.certificates.push(Certificate { name, names, trusted: true, from, to, enabled: with(enabled, protocol) });
    id
}

/// LEG-6, as the services find it when they start with the organisation.
fn choose_certificates(world: &mut World, server: ServerId) {
    for protocol in [Protocol::Imap4, Protocol::Pop3, Protocol::Http] {
        let it = &world.servers[server.index()];
        let name = match protocol {
            Protocol::Http => world.name(it.fqdn),
            Protocol::Imap4 | Protocol::Pop3 => &world.settings[it.settings[protocol].index()].certificate_name,
        };
        let installed = it.certificates.iter().map(|id| (*id, world.certificates[id.index()].enabled));
        let date = world.date.at(SimTime::ZERO);
        let shown = tls::choose(&world.certificates, installed, name, protocol, date);
        world.servers[server.index()].shown[protocol] = shown;
    }
}

/// A new answer, kept for as long as the name's answers are.
fn answer(world: &mut World, name: crate::world::NameId, address: std::net::Ipv4Addr) -> AnswerId {
    let view = world.names[name.index()].views.clone().next();
    let ttl = view
        .map_or(crate::time::Micros::from_secs(3_600), |it| world.answers[world.views[it as usize].answer.index()].ttl);
    world.answers.push(DnsRecordSet { addresses: vec![address], ttl });
    AnswerId::at(world.answers.len() - 1)
}

/// A name that nobody had registered gets a view for every site.
fn register(world: &mut World, name: crate::world::NameId, answer: AnswerId) {
    let at = world.views.len() as u32;
    world.views.push(crate::world::NameView { sites: Vec::new(), answer });
    world.names[name.index()].views = at..at + 1;
}

fn pool(world: &mut World, members: &[ServerId]) -> PoolId {
    world.pools.push(members.to_vec());
    PoolId::at(world.pools.len() - 1)
}

fn opposite(world: &World, link: crate::world::LinkId) -> Option<crate::world::LinkId> {
    let it = &world.links[link.index()];
    world.links.iter().position(|other| other.from == it.to && other.to == it.from).map(crate::world::LinkId::at)
}
