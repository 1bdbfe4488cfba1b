//! How is an action said in one sentence, as something to be done, and where is it made?

use crate::explain::actions::Writer;
use crate::explain::candidates::Step;
use crate::explain::harm::{Harms, Kind};
use crate::render::Lang;
use crate::scenario::settings::Value;
use crate::scenario::{Action, ConnectionSetting, Defect, ProtocolSettings, Setting, Version};
use crate::words::names::{self, Names, clean};
use crate::words::{self, list, marks, powershell, remedy as cure};
use crate::world::{Binding, BoundTo, Enabled, Mechanism, Protocol, Security, Service, TlsHalves, TlsSet, TlsVersion};

fn mechanism(lang: Lang, mechanism: Mechanism) -> String {
    match mechanism {
        Mechanism::Login => words::reasons::mechanism_login(lang),
        Mechanism::Plain => "PLAIN".to_owned(),
        Mechanism::Ntlm => "NTLM".to_owned(),
        Mechanism::Gssapi => "GSSAPI".to_owned(),
    }
}

/// Where an action is made, if it is not made in a shell; or what is waited for before the next.
pub(crate) fn place(names: &Names<'_>, at: Writer<'_>, action: &Action) -> Option<String> {
    let lang = names.lang;
    if let Some((file, key, value)) = powershell::in_a_file(names.world, action) {
        return Some(cure::in_a_file(lang, key, value, file));
    }
    if let Some(server) = powershell::commands(at, action).on {
        return Some(cure::on_the_server_itself(lang, clean(&server)));
    }
    match action {
        Action::SetTls { server, tls } => {
            let all = || TlsHalves::both(TlsSet::all());
            let now = at.named(server).map_or_else(all, |it| at.org.tls_of(at.world, it));
            let words = |it: &[TlsVersion]| list(lang, &it.iter().map(|it| it.word().to_owned()).collect::<Vec<_>>());
            match now.new_in(tls) {
                [accepts, offers] if accepts.is_empty() && offers.is_empty() => None,
                [accepts, offers] if accepts == offers => Some(cure::in_schannel(lang, clean(server), words(&accepts))),
                [accepts, offers] if offers.is_empty() => {
                    Some(cure::in_schannel_accepts(lang, clean(server), words(&accepts)))
                }
                [accepts, offers] if accepts.is_empty() => {
                    Some(cure::in_schannel_offers(lang, clean(server), words(&offers)))
                }
                [accepts, offers] => Some(cure::in_schannel_each(lang, clean(server), words(&accepts), words(&offers))),
            }
        }
        Action::SetStoreSessions { server, store_sessions_per_user } => {
            Some(cure::in_the_store_key(lang, clean(server), store_sessions_per_user))
        }
        Action::SetPrimarySmtpAddress { user, PrimarySmtpAddress } if !PrimarySmtpAddress.is_empty() => {
            Some(cure::in_proxy_addresses(lang, clean(user), clean(PrimarySmtpAddress)))
        }
        Action::MoveMailbox { .. } if powershell::commands(at, action).lines.is_empty() => {
            Some(cure::by_move_of_2007(lang))
        }
        Action::RestartServer { server } => Some(cure::until_it_is_back(lang, clean(server))),
        Action::SetClient { .. } => Some(cure::in_the_client(lang)),
        Action::SetPool { .. } | Action::SetPorts { .. } | Action::SetBalancerTls { .. } => {
            Some(cure::on_the_balancer(lang))
        }
        Action::SetDns { .. } | Action::AddDnsRecord { .. } => Some(cure::on_the_dns_server(lang)),
        Action::CutLink { .. } | Action::MendLink { .. } => Some(cure::on_the_network(lang)),
        Action::ShutDownServer { .. }
        | Action::StartServer { .. }
        | Action::RemoveServer { .. }
        | Action::AddServer { .. }
        | Action::UpdateServer { .. }
        | Action::FailedUpdate { .. } => Some(cure::at_the_machine(lang)),
        Action::InstallUpdate { .. } | Action::InstallServicePack { .. } => Some(cure::by_update(lang)),
        _ => None,
    }
}

/// What an action endangers, which is said before anything else of it: the harm by which it is ranked, in words.
pub(crate) fn danger(names: &Names<'_>, at: Writer<'_>, action: &Action) -> Option<String> {
    let lang = names.lang;
    let on = clean(of_what(action)).into_owned();
    let say: fn(Lang, String) -> String = match Kind::of(at, action).harms() {
        Harms::Nobody | Harms::Sessions | Harms::Tls | Harms::Build | Harms::Gone => return None,
        Harms::DefaultPolicy => return Some(cure::danger_default_policy(lang)),
        Harms::OwnPolicy => {
            let Action::SetUser { AuthenticationPolicy: it, .. } = action else { return None };
            return Some(cure::danger_own_policy(lang, on, clean(it)));
        }
        Harms::OldTls => {
            let old = old_tls(at, action)?;
            return Some(cure::danger_old_tls(lang, on, old.word()));
        }
        Harms::InClear => cure::danger_in_clear,
        Harms::AnyCertificate => cure::danger_any_certificate,
        Harms::Mechanisms => cure::danger_mechanisms,
        Harms::Policy => cure::danger_policy,
        Harms::Name => cure::danger_name,
        Harms::BalancerTls => cure::danger_balancer_tls,
        Harms::Pool => cure::danger_pool,
        Harms::Server => cure::danger_restart_server,
        Harms::Store => cure::danger_store,
        Harms::Database => cure::danger_fail_over,
    };
    Some(say(lang, on))
}

/// The oldest TLS version that is new by an action, and no longer safe.
fn old_tls(at: Writer<'_>, action: &Action) -> Option<TlsVersion> {
    let new: Vec<TlsVersion> = match action {
        Action::SetTls { server, tls } => at.org.tls_of(at.world, at.named(server)?).new_in(tls).concat(),
        Action::SetClient { tls: Some(tls), client, .. } => {
            let now = at.org.client(at.world, at.world.whom(client)?.client).tls;
            let new = tls.versions.iter().flatten().copied();
            new.filter(|it| !now.versions().any(|had| had == *it)).collect()
        }
        _ => return None,
    };
    new.into_iter().min_by_key(|it| *it as u8).filter(|it| (*it as u8) < TlsVersion::Tls12 as u8)
}

/// The name of what an action is about, where that can be endangered.
fn of_what(action: &Action) -> &str {
    match action {
        Action::SetImapSettings { server, .. }
        | Action::SetPopSettings { server, .. }
        | Action::SetTls { server, .. }
        | Action::RestartServer { server }
        | Action::SetStoreSessions { server, .. } => server,
        Action::SetClient { client, .. } => client,
        Action::SetAuthenticationPolicy { policy, .. } => policy,
        Action::SetUser { user, .. } => user,
        Action::SetDns { name, .. } | Action::AddDnsRecord { name, .. } => name,
        Action::SetBalancerTls { load_balancer, .. } | Action::SetPool { load_balancer, .. } => load_balancer,
        Action::FailOver { database, .. } => database,
        _ => "",
    }
}

/// A step in one sentence.
#[must_use]
pub(crate) fn step_title(names: &Names<'_>, at: Writer<'_>, step: &Step) -> String {
    let mut titles: Vec<_> = step.actions.iter().map(|it| title(names, at, it)).collect();
    // POP3 and IMAP4 of one server are told once.
    titles.dedup();
    titles.join(&marks::semicolon(names.lang))
}

/// An action in one sentence.
#[must_use]
pub(crate) fn title(names: &Names<'_>, at: Writer<'_>, action: &Action) -> String {
    let lang = names.lang;
    let service = |it: &Service| it.windows_name();
    match action {
        Action::StartService { server, service: it } => cure::start(lang, service(it), clean(server)),
        Action::StopService { server, service: it } => cure::stop(lang, service(it), clean(server)),
        Action::HangService { server, service: it } => cure::hang(lang, service(it), clean(server)),
        Action::RestartService { server, service: it } => cure::restart(lang, service(it), clean(server)),
        Action::SetImapSettings { server, settings } => settings_title(names, at, server, Protocol::Imap4, settings),
        Action::SetPopSettings { server, settings } => settings_title(names, at, server, Protocol::Pop3, settings),
        Action::ImportCertificate { server, certificate } => {
            let covered: Vec<_> = certificate.subject_names.iter().map(|it| clean(it).into_owned()).collect();
            let services = services(lang, Enabled::of(&certificate.services()));
            cure::import(lang, clean(server), list(lang, &covered), services)
        }
        Action::EnableCertificate { server, certificate, services: it } => {
            cure::enable(lang, clean(certificate), clean(server), services(lang, Enabled::of(it)))
        }
        Action::RemoveCertificate { server, certificate } => {
            cure::remove_certificate(lang, clean(certificate), clean(server))
        }
        Action::SetTls { server, tls } => {
            let words = |it: &Option<Vec<TlsVersion>>| {
                let versions: Vec<_> = it.iter().flatten().map(|it| it.word().to_owned()).collect();
                list(lang, &versions)
            };
            match (&tls.accepts, &tls.offers) {
                (None, None) => cure::tls(lang, clean(server), words(&tls.versions)),
                (accepts, offers) => {
                    let half = |own: &Option<Vec<TlsVersion>>| words(if own.is_some() { own } else { &tls.versions });
                    cure::tls_halves(lang, clean(server), half(accepts), half(offers))
                }
            }
        }
        Action::SetServerComponentState { server, component, requester, state } => {
            cure::set_component(lang, component.word(), clean(server), state.word(), requester.word())
        }
        Action::ShutDownServer { server } => cure::shut_down(lang, clean(server)),
        Action::RestartServer { server } => cure::restart_server(lang, clean(server)),
        Action::FailedUpdate { server } => cure::failed_update(lang, clean(server)),
        Action::InstallServicePack { server } => cure::service_pack(lang, clean(server)),
        Action::SetStartType { server, service: it, start_type } => {
            cure::start_type(lang, service(it), clean(server), start_type.word())
        }
        Action::StartServer { server } => cure::start_server(lang, clean(server)),
        Action::RemoveServer { server } => cure::remove_server(lang, clean(server)),
        Action::AddServer { server } => cure::add_server(lang, clean(server)),
        Action::UpdateServer { server, build } => {
            let now = at.named(server).map_or(Version::NEWEST, |it| at.org.version(it));
            let version = build.version().unwrap_or(now);
            let word = version.build_word(version.build(build.number()).unwrap_or(build.number()));
            let word = if version == now { word } else { format!("{} {word}", version.word()) };
            cure::update_server(lang, word, clean(server))
        }
        Action::SetClientAccessServer { server, IsOutOfService: false } => cure::in_service(lang, clean(server)),
        Action::SetClientAccessServer { server, IsOutOfService: true } => cure::out_of_service(lang, clean(server)),
        Action::SetCASMailbox { mailbox, PopEnabled, ImapEnabled } => {
            let each = [(PopEnabled, Protocol::Pop3), (ImapEnabled, Protocol::Imap4)];
            let of = |(on, protocol): (&Option<bool>, Protocol)| {
                let protocol = names::protocol(protocol);
                on.map(|on| {
                    let say = if on { cure::cas_mailbox } else { cure::cas_mailbox_off };
                    say(lang, protocol, clean(mailbox))
                })
            };
            each.into_iter().filter_map(of).collect::<Vec<_>>().join(&marks::semicolon(lang))
        }
        Action::AddMailboxPermission { mailbox, user } => cure::full_access(lang, clean(user), clean(mailbox)),
        Action::SetPrimarySmtpAddress { user, PrimarySmtpAddress } if PrimarySmtpAddress.is_empty() => {
            cure::no_smtp(lang, clean(user))
        }
        Action::SetPrimarySmtpAddress { user, .. } => cure::smtp(lang, clean(user)),
        Action::SetAuthenticationPolicy { policy, BlockLegacyAuthImap, BlockLegacyAuthPop } => {
            let is_there = at.world.auth_policies.iter().any(|it| it.name.eq_ignore_ascii_case(policy));
            let each = [(BlockLegacyAuthPop, Protocol::Pop3), (BlockLegacyAuthImap, Protocol::Imap4)];
            let of = |(blocks, protocol): (&Option<bool>, Protocol)| {
                let protocol = names::protocol(protocol);
                blocks.map(|blocks| match blocks {
                    true => cure::policy_blocks(lang, clean(policy), protocol),
                    false if is_there => cure::policy_allows(lang, clean(policy), protocol),
                    false => cure::new_policy(lang, clean(policy), protocol),
                })
            };
            each.into_iter().filter_map(of).collect::<Vec<_>>().join(&marks::semicolon(lang))
        }
        Action::SetUser { user, AuthenticationPolicy: it } if it.is_empty() => cure::no_policy(lang, clean(user)),
        Action::SetUser { user, AuthenticationPolicy: it } => cure::own_policy(lang, clean(user), clean(it)),
        Action::SetOrganizationConfig { DefaultAuthenticationPolicy: it } if it.is_empty() => {
            cure::no_default_policy(lang)
        }
        Action::SetOrganizationConfig { DefaultAuthenticationPolicy: it } => cure::default_policy(lang, clean(it)),
        Action::InstallUpdate { server, mends: Defect::NtlmAliasMismatch } => cure::update_cu21(lang, clean(server)),
        Action::InstallUpdate { server, mends: Defect::UnquotedReplay } => cure::update_kb(lang, clean(server)),
        Action::InstallUpdate { server, mends: Defect::WildcardWritten } => {
            cure::update_kb_wildcard(lang, clean(server))
        }
        Action::SetStoreSessions { server, store_sessions_per_user } => {
            cure::store_sessions(lang, clean(server), store_sessions_per_user)
        }
        Action::SetClient { client, .. } => client_title(names, action, &clean(client)),
        Action::MoveMailbox { mailbox, database } => cure::move_mailbox(lang, clean(mailbox), clean(database)),
        Action::FailOver { database, to } => cure::fail_over(lang, clean(database), clean(to)),
        Action::SetDns { name, points_to, .. } if points_to.is_empty() => cure::remove_dns(lang, clean(name)),
        Action::SetDns { name, points_to, .. } => cure::dns(lang, clean(name), all(lang, points_to)),
        Action::AddDnsRecord { name, points_to } => cure::add_dns(lang, clean(name), all(lang, points_to)),
        Action::SetPorts { load_balancer, ports } => {
            let ports: Vec<_> = ports.iter().map(ToString::to_string).collect();
            cure::forward(lang, clean(load_balancer), list(lang, &ports))
        }
        Action::SetBalancerTls { load_balancer, certificate: Some(it), .. } => {
            cure::balancer_certificate(lang, clean(load_balancer), all(lang, &it.subject_names))
        }
        Action::SetBalancerTls { load_balancer, tls, map_ports, .. } => {
            let does = crate::words::offload::does(lang, *tls, map_ports);
            cure::balancer_tls(lang, clean(load_balancer), does)
        }
        Action::SetPool { load_balancer, pool } => cure::pool(lang, clean(load_balancer), all(lang, pool)),
        Action::CutLink { between, .. } => cure::cut(lang, clean(&between.0), clean(&between.1)),
        Action::MendLink { between, .. } => cure::mend(lang, clean(&between.0), clean(&between.1)),
    }
}

fn all(lang: Lang, texts: &[impl AsRef<str>]) -> String {
    list(lang, &texts.iter().map(|it| clean(it.as_ref()).into_owned()).collect::<Vec<_>>())
}

fn services(lang: Lang, enabled: Enabled) -> String {
    let named = [(enabled.imap, Protocol::Imap4), (enabled.pop, Protocol::Pop3), (enabled.iis, Protocol::Http)];
    let named: Vec<_> = named.iter().filter(|it| it.0).map(|it| names::protocol(it.1).to_owned()).collect();
    list(lang, &named)
}

fn settings_title(
    names: &Names<'_>,
    at: Writer<'_>,
    server: &str,
    protocol: Protocol,
    settings: &ProtocolSettings,
) -> String {
    let lang = names.lang;
    let values = settings.values();
    let each = values.iter().map(|(setting, value)| match (setting, value) {
        (Setting::InternalConnectionSettings, Value::Endpoints(endpoints)) => {
            connection_settings(names, at, server, protocol, endpoints)
                .unwrap_or_else(|| cure::set(lang, setting.name(), value.argument(), clean(server)))
        }
        (setting, Value::Bindings(bindings)) => match one_more_port(at, server, protocol, bindings) {
            Some(port) => cure::bind(lang, port, clean(server)),
            None => cure::set(
                lang,
                setting.name(),
                Value::<ConnectionSetting>::Bindings(bindings.clone()).argument(),
                clean(server),
            ),
        },
        (setting, value) => cure::set(lang, setting.name(), value.argument(), clean(server)),
    });
    each.collect::<Vec<_>>().join(&marks::semicolon(lang))
}

/// What other values of InternalConnectionSettings mean, where that is plain beside those of that time.
fn connection_settings(
    names: &Names<'_>,
    at: Writer<'_>,
    server: &str,
    protocol: Protocol,
    new: &[ConnectionSetting],
) -> Option<String> {
    let (lang, world) = (names.lang, names.world);
    let here = at.named(server)?;
    let own = world.name(world.servers[here.index()].fqdn);
    let old = &at.settings(here, protocol).internal;
    let kept = |it: &&ConnectionSetting| {
        old.iter().any(|old| names.place(*old) == format!("{}:{}", it.host, it.port) && old.security == it.security)
    };
    let added: Vec<_> = new.iter().filter(|it| !kept(it)).collect();
    match added.as_slice() {
        [it] if it.host.eq_ignore_ascii_case(own) && old.len() < new.len() => {
            let kind = match it.security {
                Security::Ssl => cure::kind_ssl(lang),
                Security::Tls => cure::kind_tls(lang),
                Security::Plaintext => cure::kind_plaintext(lang),
            };
            Some(cure::offer(lang, clean(server), kind))
        }
        [_, ..] if new.iter().all(|it| it.host.eq_ignore_ascii_case(own)) => Some(cure::own_fqdn(lang, clean(server))),
        _ => None,
    }
}

fn client_title(names: &Names<'_>, action: &Action, client: &str) -> String {
    let lang = names.lang;
    let Action::SetClient {
        client: _,
        connect,
        protocol,
        mechanism: how,
        password,
        log_on_as,
        kerberos_ticket,
        starttls_inside_ssl,
        certificate_errors,
        tls,
        timeout,
    } = action
    else {
        return String::new();
    };
    let told = [
        connect.as_ref().map(|it| {
            let place = format!("{}:{}", clean(&it.host), it.port);
            cure::client_connect(lang, client, place, names.security(it.security))
        }),
        protocol.map(|it| cure::client_protocol(lang, client, names::protocol(it.into()))),
        how.map(|it| cure::client_mechanism(lang, client, mechanism(lang, it))),
        password.map(|it| match it {
            crate::world::Password::Right => cure::client_password(lang, client),
            crate::world::Password::Wrong => cure::client_wrong_password(lang, client),
        }),
        log_on_as.as_ref().map(|it| cure::client_name(lang, client, clean(it))),
        starttls_inside_ssl
            .map(|it| if it { cure::client_tls_inside(lang, client) } else { cure::client_tls(lang, client) }),
        certificate_errors.map(|it| match it {
            crate::world::CertificateErrors::Accept => cure::client_accept(lang, client),
            crate::world::CertificateErrors::Refuse => cure::client_refuse(lang, client),
        }),
        tls.as_ref().map(|it| {
            let versions: Vec<_> = it.versions.iter().flatten().map(|it| it.word().to_owned()).collect();
            cure::tls(lang, client, list(lang, &versions))
        }),
        timeout.map(|it| cure::client_patience(lang, client, it)),
        kerberos_ticket
            .map(|it| if it { cure::client_ticket(lang, client) } else { cure::client_no_ticket(lang, client) }),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(&marks::semicolon(lang))
}

/// The port that is bound at every address beside those of that time.
fn one_more_port(at: Writer<'_>, server: &str, protocol: Protocol, new: &[Binding]) -> Option<u16> {
    let old = at.settings(at.named(server)?, protocol);
    let old = || old.ssl_bindings.iter().chain(&old.plain_bindings);
    let added: Vec<_> = new.iter().filter(|it| !old().any(|old| old == *it)).collect();
    match added.as_slice() {
        // One that was bound to a single address until then is told in full.
        [one] if one.to == BoundTo::Every && !old().any(|it| it.port == one.port) => Some(one.port),
        _ => None,
    }
}
