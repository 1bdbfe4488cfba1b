//! An organisation from a few lines of text, as the tables under `tests/policy/` begin with it.
//!
//! ```text
//! server EX10 2010 HQ                                 roles ClientAccess and Mailbox; `-cas`: no Client Access role;
//!                                                     `ntlm-alias-mismatch`, `unquoted-replay`: what its build does
//! set EX10 imap4 InternalConnectionSettings a:993:SSL nothing after the name: empty
//! database DB10 EX10A EX10B*                          the first is the home server, the star marks the active copy
//! user anna DB10                                      without a database: an account without a mailbox; after it
//!                                                     `reserved`, `no-smtp`, `alias-differs`, `quotes`, `access=ben`
//! legacy legacy.contoso.com                           the legacy namespace
//! ```
//!
//! Only what policy looks at is filled in with care; the loader of scenario files is deliberately not used, so that
//! these tests stand on their own.

use coexist::policy::{Applied, ServiceStates, View};
use coexist::time::{Micros, SimTime};
use coexist::world::{
    Assumptions, AuthPolicyCheckedAt, Binding, BoundTo, ByProtocol, ByService, ByVersion, CandidateOrder, Components,
    Database, DatabaseId, Defects, DiscoverySite, Endpoint, Fallback, GssapiNtlmSetting, HostRef, HttpRetry,
    InactiveComponent, LoopGuard, Name, NameId, NextTarget, NoCertificate, Protocol, ProtocolCheckedAt,
    SameTypeEndpoints, Security, Server, ServerId, ServiceId, ServiceState, Settings, SettingsId, Site, SiteId,
    SiteOf2010Mailbox, StoreNotReached, TlsHalves, TlsSet, User, UserId, Version, World, WorldTables, defaults,
};

/// The organisation and where everything is in it now.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) databases: Vec<Option<DatabaseId>>,
    pub(crate) active: Vec<ServerId>,
    pub(crate) versions: Vec<Version>,
    pub(crate) defects: Vec<Defects>,
    pub(crate) applied: Vec<Applied>,
    pub(crate) read: usize,
    pub(crate) removed: Vec<(ServerId, bool, u32)>,
}

/// The value of a switch that has two.
macro_rules! either {
    ($text:expr, $type:ident :: $a:ident | $b:ident) => {
        match $text {
            stringify!($a) => $type::$a,
            stringify!($b) => $type::$b,
            other => panic!("{other} is no {}", stringify!($type)),
        }
    };
}

impl ServiceStates for House {
    /// As at the start.
    fn state(&self, service: ServiceId) -> ServiceState {
        self.world.servers[service.server().index()].services[service.service()].unwrap_or(ServiceState::Stopped)
    }
}

impl House {
    /// Reads the lines of a house.
    pub(crate) fn new(text: &str) -> Self {
        let mut house = Self {
            world: bare(),
            databases: Vec::new(),
            active: Vec::new(),
            versions: Vec::new(),
            defects: Vec::new(),
            applied: Vec::new(),
            read: 0,
            removed: Vec::new(),
        };
        let lines = || text.lines().map(|it| it.split_whitespace().collect::<Vec<_>>());
        for words in lines().filter(|it| it.first() == Some(&"server")) {
            house.site(words[3]);
        }
        for words in lines() {
            match words.as_slice() {
                [] => {}
                ["server", name, version, site, rest @ ..] => house.server(name, version, site, rest),
                ["set", server, protocol, setting, values @ ..] => {
                    let (server, protocol) = (house.server_id(server), protocol_of(protocol));
                    let id = house.world.servers[server.index()].settings[protocol];
                    let mut settings = house.world.settings[id.index()].clone();
                    house.change(&mut settings, setting, values);
                    house.world.settings[id.index()] = settings;
                }
                ["database", name, servers @ ..] => house.database(name, servers),
                ["removed", name] => house.removed.push((house.server_id(name), true, 0)),
                ["user", name, rest @ ..] => house.user(name, rest),
                ["legacy", name] => house.world.legacy_namespace = Some(house.name(name)),
                other => panic!("not a line of a house: {other:?}"),
            }
        }
        house.fill_client_access();
        house.versions = house.world.servers.iter().map(|it| it.version).collect();
        house.defects = house.world.servers.iter().map(|it| it.defects).collect();
        house
    }

    /// What every service of the house sees.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            world: &self.world,
            removed: &self.removed,
            in_and_out: &[],
            applied: &self.applied,
            read: self.read,
            databases: &self.databases,
            active: &self.active,
            versions: &self.versions,
            defects: &self.defects,
            services: self,
        }
    }

    /// Sets a switch, `discovery_site=FrontEndSite`.
    pub(crate) fn switch(&mut self, text: &str) {
        let (name, value) = text.split_once('=').expect("a switch and its value");
        let to = &mut self.world.assumptions;
        match name {
            "discovery_site" => to.discovery_site = either!(value, DiscoverySite::MailboxSite | FrontEndSite),
            "fallback" => to.fallback = either!(value, Fallback::FallThrough | SelectOnce),
            "same_type_endpoints" => to.same_type_endpoints = either!(value, SameTypeEndpoints::First | Each),
            "starttls_counts_as_encrypted" => to.starttls_counts_as_encrypted = value == "true",
            "next_target" => to.next_target = either!(value, NextTarget::Never | EachCandidate),
            "retry_after_login_refused" => to.retry_after_login_refused = value == "true",
            "proxy_2010_to_2007" => to.proxy_2010_to_2007 = value == "true",
            "site_of_2010_mailbox" => {
                to.site_of_2010_mailbox = either!(value, SiteOf2010Mailbox::ActiveCopy | HomeServer);
            }
            "candidate_order" => {
                to.candidate_order = match value {
                    "Random" => CandidateOrder::Random,
                    other => either!(other, CandidateOrder::ByName | RoundRobin),
                };
            }
            "proxy_connect_timeout" => to.proxy_connect_timeout = Micros::from_secs(value.parse().expect("seconds")),
            "inactive_component" => {
                to.inactive_component = either!(value, InactiveComponent::CloseWithoutBanner | StopService);
            }
            "loop_guard" => to.loop_guard = either!(value, LoopGuard::None | RefuseOwn),
            "protocol_disabled_checked_at" => {
                to.protocol_disabled_checked_at = either!(value, ProtocolCheckedAt::Target | FrontEnd);
            }
            "auth_policy_checked_at" => {
                to.auth_policy_checked_at = either!(value, AuthPolicyCheckedAt::FrontEnd | Target);
            }
            "gssapi_ntlm_setting" => {
                to.gssapi_ntlm_setting = either!(value, GssapiNtlmSetting::AllConnections | WithoutTls);
            }
            "store_not_reached" => {
                to.store_not_reached = either!(value, StoreNotReached::LogonFailure | ServerUnavailable);
            }
            "proxy_up" => to.proxy_up = value == "true",
            "checks_back_end" => to.checks_back_end = value == "true",
            "mailbox_switch_needs_restart" => to.mailbox_switch_needs_restart = value == "true",
            "http_retry" => to.http_retry = either!(value, HttpRetry::Never | EachCandidate),
            other => panic!("no switch of policy: {other}"),
        }
    }

    /// Records a change of a server's settings after the start, as the directory holds it.
    pub(crate) fn apply(&mut self, server: &str, protocol: Protocol, setting: &str, values: &[&str]) {
        let server = self.server_id(server);
        let mut settings = self.view().settings(server, protocol).clone();
        self.change(&mut settings, setting, values);
        let id = SettingsId::at(self.world.settings.len());
        self.world.settings.push(settings);
        self.applied.push(Applied { server, protocol, settings: id });
    }

    pub(crate) fn server_id(&self, name: &str) -> ServerId {
        ServerId::at(self.world.servers.iter().position(|it| it.name == name).expect(name))
    }

    pub(crate) fn user_id(&self, name: &str) -> UserId {
        UserId::at(self.world.users.iter().position(|it| it.name == name).expect(name))
    }

    pub(crate) fn server_name(&self, id: ServerId) -> &str {
        &self.world.servers[id.index()].name
    }

    pub(crate) fn site_name(&self, id: SiteId) -> &str {
        &self.world.sites[id.index()].name
    }

    /// `host:port:SSL`, without the domain that they all have.
    pub(crate) fn endpoint(&self, endpoint: Endpoint) -> String {
        let host = match endpoint.host {
            HostRef::Name(name) => self.world.name(name).trim_end_matches(".contoso.com").to_owned(),
            HostRef::Address(address) => address.to_string(),
        };
        let kind = match endpoint.security {
            Security::Ssl => ":SSL",
            Security::Tls => ":TLS",
            Security::Plaintext => "",
        };
        format!("{host}:{}{kind}", endpoint.port)
    }

    fn site(&mut self, name: &str) {
        if !self.world.sites.iter().any(|it| it.name == name) {
            self.world.sites.push(Site { name: name.into(), latency: defaults::SITE_LATENCY });
            self.world.sites.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }

    fn server(&mut self, name: &str, version: &str, site: &str, rest: &[&str]) {
        let version = version_of(version);
        let fqdn = self.name(&format!("{}.contoso.com", name.to_lowercase()));
        let settings = [Protocol::Imap4, Protocol::Pop3].map(|protocol| {
            self.world.settings.push(settings(version, protocol, HostRef::Name(fqdn)));
            SettingsId::at(self.world.settings.len() - 1)
        });
        let site = SiteId::at(self.world.sites.iter().position(|it| it.name == site).expect(site));
        let address = [10, 0, 0, self.world.servers.len() as u8 + 1].into();
        self.world.servers.push(Server {
            name: name.into(),
            fqdn,
            version,
            site,
            client_access: !rest.contains(&"-cas"),
            mailbox: true,
            address,
            more_addresses: Vec::new(),
            services: ByService::of(|it| {
                let runs = it.is_back_end() && rest.contains(&"+be");
                runs.then_some(ServiceState::Running)
            }),
            settings: ByProtocol::new([settings[0], settings[1], settings[0]]),
            start_types: ByService::of(|_| coexist::world::StartType::Manual),
            out_of_service: false,
            off: false,
            components: Components::default(),
            store_sessions: 16,
            defects: Defects {
                ntlm_alias_mismatch: rest.contains(&"ntlm-alias-mismatch"),
                unquoted_replay: rest.contains(&"unquoted-replay"),
                wildcard_written: false,
            },
            removed: false,
            possible_tls: TlsSet::all(),
            certificates: Vec::new(),
            shown: ByProtocol::new([Err(NoCertificate::NotCovered); 3]),
            tls: TlsHalves::both(TlsSet::all()),
            switched_on: TlsHalves::both(TlsSet::all()),
            installed_tls: TlsSet::all(),
            windows: version.product().windows[0],
            build: None,
            place: None,
        });
        assert!(self.world.servers.is_sorted_by(|a, b| a.name < b.name), "servers are listed by name, as in a world");
    }

    fn change(&mut self, settings: &mut Settings, setting: &str, values: &[&str]) {
        let bindings = || {
            let each = values.iter().map(|it| match it.rsplit_once(':') {
                None => Binding::every(it.parse().expect("a port")),
                Some((address, port)) => Binding {
                    port: port.parse().expect("a port"),
                    to: match address {
                        "[::]" => BoundTo::EveryIpv6,
                        it => BoundTo::Address(it.parse().expect("an address")),
                    },
                },
            });
            each.collect()
        };
        let span = || Micros::from_secs(values[0].parse().expect("seconds"));
        match setting {
            "InternalConnectionSettings" => {
                settings.internal = values
                    .iter()
                    .map(|it| {
                        let (host, port, security) = match it.split(':').collect::<Vec<_>>()[..] {
                            [host, port, "SSL"] => (host, port, Security::Ssl),
                            [host, port, "TLS"] => (host, port, Security::Tls),
                            [host, port] => (host, port, Security::Plaintext),
                            _ => panic!("{it} is no connection setting"),
                        };
                        let host = host.parse().map_or_else(|_| HostRef::Name(self.name(host)), HostRef::Address);
                        Endpoint { host, port: port.parse().expect("a port"), security }
                    })
                    .collect();
            }
            "UnencryptedOrTLSBindings" => settings.plain_bindings = bindings(),
            "SSLBindings" => settings.ssl_bindings = bindings(),
            "ProxyTargetPort" => settings.proxy_target_port = values[0].parse().expect("a port"),
            "MaxConnections" => settings.max_connections = values[0].parse().expect("a number"),
            "MaxConnectionFromSingleIP" => settings.max_from_single_ip = values[0].parse().expect("a number"),
            "PreAuthenticatedConnectionTimeout" => settings.pre_authenticated_timeout = span(),
            "AuthenticatedConnectionTimeout" => settings.authenticated_timeout = span(),
            "AllowCrossSiteSessions" => settings.cross_site_sessions = values == ["true"],
            other => panic!("no setting that policy looks at: {other}"),
        }
    }

    fn database(&mut self, name: &str, servers: &[&str]) {
        let copies: Vec<_> = servers.iter().map(|it| self.server_id(it.trim_end_matches('*'))).collect();
        let active = copies[servers.iter().position(|it| it.ends_with('*')).unwrap_or(0)];
        self.world.databases.push(Database { name: name.into(), copies, active });
        self.active.push(active);
    }

    fn user(&mut self, name: &str, rest: &[&str]) {
        let database =
            rest.first().map(|it| DatabaseId::at(self.world.databases.iter().position(|db| db.name == *it).expect(it)));
        let full_access = rest.iter().filter_map(|it| Some(self.user_id(it.strip_prefix("access=")?))).collect();
        self.world.users.push(User {
            group: None,
            name: name.into(),
            log_on_name: name.into(),
            database,
            pop_enabled: true,
            imap_enabled: true,
            has_smtp_address: !rest.contains(&"no-smtp"),
            auth_policy: None,
            full_access,
            alias: name.into(),
            alias_is_sam: !rest.contains(&"alias-differs"),
            password_needs_quotes: rest.contains(&"quotes"),
            reserved: rest.contains(&"reserved"),
        });
        self.databases.push(database);
    }

    fn name(&mut self, text: &str) -> NameId {
        let known = self.world.names.iter().position(|it| it.text == text);
        NameId::at(known.unwrap_or_else(|| {
            self.world.names.push(Name { text: text.into(), views: 0..0, changes: false, place: None });
            self.world.names.len() - 1
        }))
    }

    fn fill_client_access(&mut self) {
        self.world.client_access = vec![ByVersion::default(); self.world.sites.len()];
        let tables = &mut *self.world;
        for (at, server) in tables.servers.iter().enumerate().filter(|it| it.1.client_access) {
            tables.client_access[server.site.index()][server.version].push(ServerId::at(at));
            tables.client_access_in_all[server.version] += 1;
        }
    }
}

pub(crate) fn version_of(text: &str) -> Version {
    let found = Version::ALL.into_iter().find(|it| it.product().year == text);
    found.unwrap_or_else(|| panic!("version {text}"))
}

pub(crate) fn protocol_of(text: &str) -> Protocol {
    match text {
        "imap4" => Protocol::Imap4,
        "pop3" => Protocol::Pop3,
        other => panic!("protocol {other}"),
    }
}

fn settings(version: Version, protocol: Protocol, fqdn: HostRef) -> Settings {
    Settings::installed(version, protocol.mail().expect("POP3 or IMAP4"), fqdn, "")
}

/// A world with nobody in it, every switch at its default; candidates by name, because policy lists them so.
fn bare() -> World {
    let assumptions = Assumptions { candidate_order: CandidateOrder::ByName, ..Assumptions::default() };
    let tables = WorldTables {
        question: None,
        date: coexist::world::defaults::DATE,
        has_clock: false,
        time_zone: coexist::time::TimeZone::default(),
        legacy_namespace: None,
        title: "".into(),
        seed: 1,
        until: SimTime::NEVER,
        event_limit: 1,
        sites: Vec::new(),
        links: Vec::new(),
        servers: Vec::new(),
        certificates: Vec::new(),
        settings: Vec::new(),
        balancers: Vec::new(),
        pools: Vec::new(),
        names: Vec::new(),
        views: Vec::new(),
        answers: Vec::new(),
        hosts: Vec::new(),
        databases: Vec::new(),
        users: Vec::new(),
        mailbox_groups: Vec::new(),
        clients: Vec::new(),
        groups: Vec::new(),
        auth_policies: Vec::new(),
        default_auth_policy: None,
        changed_clients: Vec::new(),
        ports: Vec::new(),
        offloads: Vec::new(),
        changes: Vec::new(),
        steps: Vec::new(),
        refused_lines: Vec::new(),
        expects: Vec::new(),
        client_access: Vec::new(),
        client_access_in_all: ByVersion::default(),
    };
    World::new(assumptions, tables)
}
