//! How is a repair written in the language?
//!
//! Whatever can be done about a failure is an action of the language, so that it is carried out, printed and typed by
//! the code that does so for every action. Here ids become names, and a setting gets the whole value that the cmdlet
//! would be given: what a list holds already is kept.

use std::net::Ipv4Addr;

use compact_str::CompactString;

use crate::change::Org;
use crate::cmdlet::table::Cmdlet;
use crate::product::SetupTls;
use crate::scenario::settings::{Takes, Value};
use crate::scenario::{self, Action, CertificateService, ProtocolSettings, Setting};
use crate::time::Micros;
use crate::verdict::trouble::OffloadFault;
use crate::world::{
    AuthPolicyId, BalancerId, BalancerTls, Binding, CertificateId, ClientId, Component, DatabaseId, Enabled, Endpoint,
    Host, HostRef, LinkId, NameId, Protocol, Requesters, Security, ServerId, Service, ServiceId, ServiceState,
    Settings, StartType, TlsHalf, TlsHalves, TlsSet, UserId, World, defaults, tls,
};

/// Writes actions for an organisation as it is at some moment.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    /// The organisation.
    pub world: &'a World,
    /// As it is at the moment.
    pub org: &'a Org,
}

impl Writer<'_> {
    fn server(&self, id: ServerId) -> String {
        self.world.servers[id.index()].name.to_string()
    }

    /// The server of a name.
    #[must_use]
    pub(crate) fn named(&self, server: &str) -> Option<ServerId> {
        self.world.servers.iter().position(|it| it.name == server).map(ServerId::at)
    }

    /// The settings that the directory holds.
    #[must_use]
    pub(crate) fn settings(&self, server: ServerId, protocol: Protocol) -> &Settings {
        self.org.directory(self.world).settings(server, protocol)
    }

    /// SetStartType to what a service that is disabled was before it was (SVC-8): as it was at the start, or Automatic.
    #[must_use]
    pub(crate) fn start_type_of_before(&self, service: ServiceId) -> Action {
        let before = self.world.servers[service.server().index()].start_types[service.service()];
        let start_type = if before == StartType::Disabled { StartType::Automatic } else { before };
        Action::SetStartType { server: self.server(service.server()), service: service.service(), start_type }
    }

    /// SetStartType to Automatic.
    #[must_use]
    pub(crate) fn start_by_itself(&self, service: ServiceId) -> Action {
        let (server, start_type) = (self.server(service.server()), StartType::Automatic);
        Action::SetStartType { server, service: service.service(), start_type }
    }

    /// StartService.
    #[must_use]
    pub(crate) fn start(&self, service: ServiceId) -> Action {
        Action::StartService { server: self.server(service.server()), service: service.service() }
    }

    /// RestartService.
    #[must_use]
    pub(crate) fn restart(&self, service: ServiceId) -> Action {
        Action::RestartService { server: self.server(service.server()), service: service.service() }
    }

    /// A service restarts. One that is disabled would stop and not start again: it gets its start type back first.
    #[must_use]
    pub(crate) fn restarted(&self, service: ServiceId) -> Vec<Action> {
        let start_type = self.org.is_disabled(service).then(|| self.start_type_of_before(service));
        start_type.into_iter().chain([self.restart(service)]).collect()
    }

    /// StartServer; AddServer for one that is not there.
    #[must_use]
    pub(crate) fn start_server(&self, server: ServerId) -> Action {
        if !self.org.is_there(server) {
            return Action::AddServer { server: self.server(server) };
        }
        Action::StartServer { server: self.server(server) }
    }

    /// SetServerComponentState, for each requester that is meant.
    #[must_use]
    pub(crate) fn activate(&self, server: ServerId, component: Component, by: Requesters) -> Vec<Action> {
        let state = scenario::RequestedState::Active;
        let action =
            |requester| Action::SetServerComponentState { server: self.server(server), component, requester, state };
        by.each().map(action).collect()
    }

    /// Sets one setting; `None` where the version or the role does not have it, or the value is none that it takes.
    #[must_use]
    pub(crate) fn set(&self, server: ServerId, protocol: Protocol, setting: Setting, value: Value) -> Option<Action> {
        let version = self.org.version(server);
        let fits = match (setting.takes(version, protocol.mail()?), &value) {
            (Takes::Number(from, to), Value::Number(it)) => (from..=to).contains(it),
            (Takes::Span(from, to), Value::Span(it)) => (from..=to).contains(it),
            _ => true,
        };
        let here = &self.world.servers[server.index()];
        let on_role = setting.roles().iter().any(|it| match it {
            scenario::Role::ClientAccess => here.client_access,
            scenario::Role::Mailbox => here.mailbox,
        });
        let mut settings = ProtocolSettings::default();
        if !fits || !on_role || !setting.exists_on(version) || !settings.write(setting, value) {
            return None;
        }
        Some(self.all_settings(server, protocol, settings))
    }

    /// SetImapSettings or SetPopSettings.
    #[must_use]
    pub(crate) fn all_settings(&self, server: ServerId, protocol: Protocol, settings: ProtocolSettings) -> Action {
        let server = self.server(server);
        match protocol {
            Protocol::Pop3 => Action::SetPopSettings { server, settings },
            Protocol::Imap4 | Protocol::Http => Action::SetImapSettings { server, settings },
        }
    }

    /// Raises a limit or a span to so many times what it is, or to the most that the version takes.
    #[must_use]
    pub(crate) fn raise(&self, server: ServerId, protocol: Protocol, setting: Setting, times: u32) -> Option<Action> {
        let version = self.org.version(server);
        let now = self.settings(server, protocol).value(setting)?;
        let raised = match (setting.takes(version, protocol.mail()?), now) {
            (Takes::Number(_, most), Value::Number(it)) if it < most => {
                Value::Number(it.saturating_mul(times).min(most))
            }
            (Takes::Span(_, most), Value::Span(it)) if it < most => {
                Value::Span(Micros(it.0.saturating_mul(u64::from(times))).min(most))
            }
            _ => return None,
        };
        self.set(server, protocol, setting, raised)
    }

    /// An endpoint as the language writes it.
    #[must_use]
    pub(crate) fn endpoint(&self, it: Endpoint) -> scenario::ConnectionSetting {
        let host = match it.host {
            HostRef::Name(name) => self.world.name(name).to_owned(),
            HostRef::Address(address) => address.to_string(),
        };
        scenario::ConnectionSetting { host: host.into(), port: it.port, security: it.security }
    }

    fn internal(&self, server: ServerId, protocol: Protocol, endpoints: &[Endpoint]) -> Option<Action> {
        let endpoints = endpoints.iter().map(|it| self.endpoint(*it)).collect();
        self.set(server, protocol, Setting::InternalConnectionSettings, Value::Endpoints(endpoints))
    }

    /// Every value of InternalConnectionSettings names the server's own FQDN.
    #[must_use]
    pub(crate) fn own_fqdn(&self, server: ServerId, protocol: Protocol) -> Option<Action> {
        let host = HostRef::Name(self.world.servers[server.index()].fqdn);
        let now = &self.settings(server, protocol).internal;
        let mut own: Vec<Endpoint> = Vec::with_capacity(now.len());
        for it in now {
            let it = Endpoint { host, ..*it };
            if !own.contains(&it) {
                own.push(it);
            }
        }
        self.internal(server, protocol, &own)
    }

    /// InternalConnectionSettings names ports that are bound: in place of one that is not, the first that is for its
    /// connection type (PORT-2). `None` where none is.
    #[must_use]
    pub(crate) fn ports_that_are_bound(&self, server: ServerId, protocol: Protocol) -> Option<Action> {
        let settings = self.settings(server, protocol);
        let own = self.world.servers[server.index()].address;
        let mut all: Vec<Endpoint> = Vec::new();
        for it in &settings.internal {
            let bound = if it.security == Security::Ssl { &settings.ssl_bindings } else { &settings.plain_bindings };
            let first = bound.iter().find(|it| it.answers(own, it.port)).map(|it| it.port);
            let port = if Binding::any_answers(bound, own, it.port) { it.port } else { first? };
            let it = Endpoint { port, ..*it };
            if !all.contains(&it) {
                all.push(it);
            }
        }
        if all == settings.internal { None } else { self.internal(server, protocol, &all) }
    }

    /// InternalConnectionSettings gains a value for the server's own FQDN, in place of those of the same kind.
    #[must_use]
    pub(crate) fn offer(&self, server: ServerId, protocol: Protocol, security: Security) -> Option<Action> {
        let host = HostRef::Name(self.world.servers[server.index()].fqdn);
        let port = match security {
            Security::Ssl => defaults::ssl_port(protocol),
            Security::Tls | Security::Plaintext => defaults::plain_port(protocol),
        };
        let mut endpoints = self.settings(server, protocol).internal.clone();
        endpoints.retain(|it| it.security != security);
        endpoints.push(Endpoint { host, port, security });
        self.internal(server, protocol, &endpoints)
    }

    /// One more port is bound.
    #[must_use]
    pub(crate) fn bind(&self, server: ServerId, protocol: Protocol, port: u16, ssl: bool) -> Option<Action> {
        let setting = if ssl { Setting::SSLBindings } else { Setting::UnencryptedOrTLSBindings };
        let settings = self.settings(server, protocol);
        let mut bindings = if ssl { settings.ssl_bindings.clone() } else { settings.plain_bindings.clone() };
        if self.world.servers[server.index()].addresses().all(|it| Binding::any_answers(&bindings, it, port)) {
            return None;
        }
        // At every address, which has each single one in it.
        bindings.retain(|it| it.port != port);
        bindings.push(Binding::every(port));
        self.set(server, protocol, setting, Value::Bindings(bindings))
    }

    /// Every port that does not answer at 127.0.0.1 is bound at every address, which has each single one in it
    /// (BIND-1).
    #[must_use]
    pub(crate) fn bind_loopback(&self, server: ServerId, protocol: Protocol) -> Vec<Action> {
        let settings = self.settings(server, protocol);
        let lists = [
            (Setting::SSLBindings, &settings.ssl_bindings),
            (Setting::UnencryptedOrTLSBindings, &settings.plain_bindings),
        ];
        let mut actions = Vec::new();
        for (setting, now) in lists {
            let mut bindings: Vec<Binding> = Vec::with_capacity(now.len());
            for it in now {
                let answers = Binding::any_answers(now, std::net::Ipv4Addr::LOCALHOST, it.port);
                let it = if answers { *it } else { Binding::every(it.port) };
                if !bindings.contains(&it) {
                    bindings.push(it);
                }
            }
            if bindings != *now {
                actions.extend(self.set(server, protocol, setting, Value::Bindings(bindings)));
            }
        }
        actions
    }

    /// The certificate is enabled for one protocol more.
    #[must_use]
    pub(crate) fn enable(&self, server: ServerId, certificate: CertificateId, protocol: Protocol) -> Action {
        let services = services(with(Enabled::default(), protocol));
        let certificate = self.world.certificates[certificate.index()].name.to_string();
        Action::EnableCertificate { server: self.server(server), certificate, services }
    }

    /// A certificate that is valid, of an issuer whom everybody trusts, for a name and for what the service asks for.
    /// It takes the place of those that the service could choose before; none is removed.
    #[must_use]
    pub(crate) fn import(&self, server: ServerId, name: impl Into<Option<NameId>>, protocol: Protocol) -> Action {
        let asked = match protocol {
            Protocol::Imap4 | Protocol::Pop3 => self.settings(server, protocol).certificate_name.clone(),
            Protocol::Http => self.world.name(self.world.servers[server.index()].fqdn).to_lowercase().into(),
        };
        // One certificate with all names, so that nobody who comes by another of them is turned away next.
        let fqdn = self.world.name(self.world.servers[server.index()].fqdn).to_lowercase();
        let mut subject_names = Vec::new();
        for it in name
            .into()
            .map(|it| CompactString::from(self.world.name(it).to_lowercase()))
            .into_iter()
            .chain([asked, fqdn.into()])
        {
            if !subject_names.contains(&it) && !it.contains('*') {
                subject_names.push(it);
            }
        }
        // A name that no certificate has at any time of the run.
        let all = &self.world.certificates;
        let free = |name: &String| all.iter().all(|it| !it.name.eq_ignore_ascii_case(name));
        let numbered = |it| if it == 1 { "new".to_owned() } else { format!("new-{it}") };
        let mut names = (1..=all.len() + 1).map(numbered);
        let certificate = scenario::Certificate {
            services: Some(services(with(Enabled::default(), protocol))),
            ..scenario::Certificate::named(names.find(free).map(Into::into), subject_names)
        };
        Action::ImportCertificate { server: self.server(server), certificate }
    }

    /// SetTls: what a server needs to meet the other side, where its Windows and its build can; `None` where that is
    /// nothing. Of versions only the best of the other side: nobody should switch on an older one than is needed, and
    /// nothing that Setup of the version switches off (TLS-4, TLS-5: the other side is what has to change). Where both
    /// halves are alike they stay so, as Microsoft has both switched on; otherwise the one that lacks it is set.
    #[must_use]
    pub(crate) fn tls(&self, server: ServerId, half: TlsHalf, other: TlsSet) -> Option<Action> {
        let versions: Vec<_> = other.versions().next_back().into_iter().collect();
        let ciphers: Vec<_> = other.ciphers().collect();
        let more = TlsSet::new(&versions, &ciphers);
        let possible = self.org.possible_tls(self.world, server);
        let now = self.org.tls_of(self.world, server);
        let left_on = match self.org.version(server).product().setup_tls {
            SetupTls::AsWindows => TlsSet::all(),
            SetupTls::Only(versions, ciphers) => TlsSet::new(versions, ciphers),
        };
        let with = |set: TlsSet| set.or(more.and(possible).and(left_on));
        let (accepts, offers) = (with(now.accepts), with(now.offers));
        let set = match half {
            _ if now.accepts == now.offers => TlsHalves { accepts, offers },
            TlsHalf::Accepts => TlsHalves { accepts, ..now },
            TlsHalf::Offers => TlsHalves { offers, ..now },
        };
        let helps = match half {
            TlsHalf::Accepts => tls::agree(other, set.accepts),
            TlsHalf::Offers => tls::agree(set.offers, other),
        };
        (set != now && helps.is_ok()).then(|| Action::SetTls { server: self.server(server), tls: set.ron() })
    }

    /// A client learns the best TLS version of the other side; `None` where it knows it already.
    #[must_use]
    pub(crate) fn client_tls(&self, client: ClientId, theirs: TlsSet) -> Option<Action> {
        let mine = self.org.client(self.world, client).tls;
        let versions: Vec<_> = theirs.versions().next_back().into_iter().collect();
        let set = mine.or(TlsSet::new(&versions, &theirs.ciphers().collect::<Vec<_>>()));
        let (versions, ciphers) = (set.versions().collect(), set.ciphers().collect());
        let tls = scenario::Tls { versions: Some(versions), ciphers: Some(ciphers), accepts: None, offers: None };
        (set != mine).then(|| self.client(client, ClientTold { tls: Some(tls), ..ClientTold::default() }))
    }

    /// MoveMailbox.
    #[must_use]
    pub(crate) fn move_mailbox(&self, user: UserId, to: DatabaseId) -> Action {
        Action::MoveMailbox { mailbox: self.user(user), database: self.world.databases[to.index()].name.to_string() }
    }

    /// A name points to an address and to nothing else; where nobody had registered it, it gets its first record.
    #[must_use]
    pub(crate) fn dns(&self, name: NameId, address: Ipv4Addr) -> Action {
        let points_to = vec![match self.world.host(address) {
            Some(Host::Server(server)) => self.server(server),
            Some(Host::Balancer(balancer)) => self.balancer(balancer),
            None => address.to_string(),
        }];
        let is_new = self.world.names[name.index()].views.is_empty();
        let name = self.world.name(name).to_owned();
        if is_new { Action::AddDnsRecord { name, points_to } } else { Action::SetDns { name, points_to, ttl: None } }
    }

    /// MendLink, both ways where both are described.
    #[must_use]
    pub(crate) fn mend(&self, link: LinkId) -> Action {
        let it = &self.world.links[link.index()];
        let site = |id: crate::world::SiteId| self.world.sites[id.index()].name.to_string();
        Action::MendLink { between: (site(it.from), site(it.to)), one_way: None }
    }

    fn balancer(&self, balancer: BalancerId) -> String {
        self.world.name(self.world.balancers[balancer.index()].name).to_owned()
    }

    /// SetPool.
    #[must_use]
    pub(crate) fn pool(&self, balancer: BalancerId, members: &[ServerId]) -> Action {
        let pool = members.iter().map(|it| self.server(*it)).collect();
        Action::SetPool { load_balancer: self.balancer(balancer), pool }
    }

    /// A balancer forwards one port more.
    #[must_use]
    pub(crate) fn forward(&self, balancer: BalancerId, port: u16) -> Action {
        let mut ports = self.org.ports(self.world, balancer).to_vec();
        if !ports.contains(&port) {
            ports.push(port);
        }
        self.ports(balancer, ports)
    }

    /// What is to be changed at a balancer for what it does about TLS to work, the best first.
    #[must_use]
    pub(crate) fn for_offload(&self, balancer: BalancerId, fault: OffloadFault) -> Vec<Action> {
        let now = self.org.offload(self.world, balancer);
        let without = |it: &dyn Fn(u16) -> bool| now.map_ports.iter().copied().filter(|pair| !it(pair.0)).collect();
        // Without a mapping a balancer that ends TLS speaks to a port for TLS: so it begins TLS anew.
        let anew = if now.tls == BalancerTls::Terminate { BalancerTls::ReEncrypt } else { now.tls };
        let certified = |names: Vec<CompactString>| {
            let certificate = Some(scenario::Certificate::named(Some(CompactString::const_new("balancer")), names));
            let (load_balancer, map_ports) = (self.balancer(balancer), now.map_ports.clone());
            Action::SetBalancerTls { load_balancer, tls: now.tls, certificate, map_ports }
        };
        let own = self.world.name(self.world.balancers[balancer.index()].name).to_lowercase();
        match fault {
            OffloadFault::InClear(_) => {
                vec![self.balancer_tls(balancer, anew, without(&|it| now.ends_tls(it)))]
            }
            OffloadFault::OtherKind(_, asked) => {
                let mut all = Vec::new();
                // What is in clear meets a port for TLS.
                if now.ends_tls(asked) && anew != now.tls {
                    all.push(self.balancer_tls(balancer, anew, now.map_ports.clone()));
                }
                all.push(self.balancer_tls(balancer, anew, without(&|it| it == asked)));
                all
            }
            OffloadFault::NothingListens(_, asked) => {
                vec![self.balancer_tls(balancer, anew, without(&|it| it == asked))]
            }
            OffloadFault::NoTls(_) => Vec::new(),
            OffloadFault::NoKey => vec![certified(vec![own.into()])],
            OffloadFault::Rejected { endpoint, .. } => match endpoint.host {
                HostRef::Name(name) => {
                    let asked = self.world.name(name).to_lowercase();
                    let mut names = vec![CompactString::from(asked)];
                    if names[0] != own {
                        names.push(own.into());
                    }
                    vec![certified(names)]
                }
                HostRef::Address(_) => Vec::new(),
            },
        }
    }

    /// SetBalancerTls.
    #[must_use]
    pub(crate) fn balancer_tls(&self, balancer: BalancerId, tls: BalancerTls, map_ports: Vec<(u16, u16)>) -> Action {
        Action::SetBalancerTls { load_balancer: self.balancer(balancer), tls, certificate: None, map_ports }
    }

    /// SetPorts.
    #[must_use]
    pub(crate) fn ports(&self, balancer: BalancerId, ports: Vec<u16>) -> Action {
        Action::SetPorts { load_balancer: self.balancer(balancer), ports }
    }

    fn user(&self, user: UserId) -> String {
        self.world.users[user.index()].name.to_string()
    }

    /// A protocol is enabled for a mailbox.
    #[must_use]
    pub(crate) fn cas_mailbox(&self, user: UserId, protocol: Protocol) -> Action {
        let on = |it| (protocol == it).then_some(true);
        Action::SetCASMailbox {
            mailbox: self.user(user),
            PopEnabled: on(Protocol::Pop3),
            ImapEnabled: on(Protocol::Imap4),
        }
    }

    /// A user may open a mailbox.
    #[must_use]
    pub(crate) fn full_access(&self, mailbox: UserId, user: UserId) -> Action {
        Action::AddMailboxPermission { mailbox: self.user(mailbox), user: self.user(user) }
    }

    /// A user gets a primary SMTP address in the domain of the servers.
    #[must_use]
    pub(crate) fn smtp_address(&self, user: UserId) -> Action {
        let server = self.world.servers.first().map_or("", |it| self.world.name(it.fqdn));
        let domain = server.split_once('.').map_or("contoso.com", |it| it.1);
        let name = self.user(user);
        let local: String = name.chars().filter(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '_')).collect();
        Action::SetPrimarySmtpAddress { user: name, PrimarySmtpAddress: format!("{local}@{domain}") }
    }

    /// A user has a policy of its own, or the default one.
    #[must_use]
    pub(crate) fn user_policy(&self, user: UserId, policy: Option<AuthPolicyId>) -> Action {
        Action::SetUser { user: self.user(user), AuthenticationPolicy: self.policy(policy) }
    }

    /// All who have none of their own have this policy, or none.
    #[must_use]
    pub(crate) fn default_policy(&self, policy: Option<AuthPolicyId>) -> Action {
        Action::SetOrganizationConfig { DefaultAuthenticationPolicy: self.policy(policy) }
    }

    /// What lets a user in whom a policy blocks, each for itself, what concerns the fewest first (AUTH-2): a policy of
    /// the user's own that does not block, one that is there or one that is made; or that policy blocks nobody.
    #[must_use]
    pub(crate) fn unblock(&self, user: UserId, policy: AuthPolicyId, protocol: Protocol) -> Vec<Vec<Action>> {
        // A policy that takes another protocol away, which the user has, helps nobody.
        let takes = |it: AuthPolicyId, of: Protocol| {
            self.org.policy_blocks(it, of) && (of == protocol || self.org.blocked_by(self.world, user, of).is_none())
        };
        let lets = |it: &AuthPolicyId| self.org.has_policy(*it) && !Protocol::ALL.iter().any(|of| takes(*it, *of));
        let on = |it| (protocol == it).then_some(false);
        let allow = |policy: String| Action::SetAuthenticationPolicy {
            policy,
            BlockLegacyAuthImap: on(Protocol::Imap4),
            BlockLegacyAuthPop: on(Protocol::Pop3),
        };
        let mut ways = Vec::new();
        let all = || (0..self.world.auth_policies.len()).map(AuthPolicyId::at);
        match all().find(lets) {
            Some(it) => ways.push(vec![self.user_policy(user, Some(it))]),
            None => {
                let name = format!("Allow {}", if protocol == Protocol::Pop3 { "POP3" } else { "IMAP4" });
                if !self.world.auth_policies.iter().any(|it| it.name.eq_ignore_ascii_case(&name)) {
                    let own = Action::SetUser { user: self.user(user), AuthenticationPolicy: name.clone() };
                    ways.push(vec![allow(name), own]);
                }
            }
        }
        ways.push(vec![allow(self.policy(Some(policy)))]);
        ways
    }

    fn policy(&self, policy: Option<AuthPolicyId>) -> String {
        policy.map(|it| self.world.auth_policies[it.index()].name.to_string()).unwrap_or_default()
    }

    /// A defect of a server's build is mended.
    #[must_use]
    pub(crate) fn update(&self, server: ServerId, mends: scenario::Defect) -> Action {
        Action::InstallUpdate { server: self.server(server), mends }
    }

    /// A user may have more session objects in the store of a server.
    #[must_use]
    pub(crate) fn store_sessions(&self, server: ServerId, limit: u32) -> Action {
        Action::SetStoreSessions { server: self.server(server), store_sessions_per_user: limit }
    }

    /// Another copy of a database is activated.
    #[must_use]
    pub(crate) fn fail_over(&self, database: DatabaseId, to: ServerId) -> Action {
        Action::FailOver { database: self.world.databases[database.index()].name.to_string(), to: self.server(to) }
    }

    /// Web clients come to a server again.
    #[must_use]
    pub(crate) fn in_service(&self, server: ServerId) -> Action {
        Action::SetClientAccessServer { server: self.server(server), IsOutOfService: false }
    }

    /// A client is told something; `told` fills in what.
    #[must_use]
    pub(crate) fn client(&self, client: ClientId, told: ClientTold) -> Action {
        let ClientTold {
            connect,
            protocol,
            mechanism,
            password,
            log_on_as,
            kerberos_ticket,
            starttls_inside_ssl,
            certificate_errors,
            tls,
            timeout,
        } = told;
        Action::SetClient {
            client: self.world.clients[client.index()].name.to_string(),
            connect: connect.map(|it| self.endpoint(it)),
            protocol,
            mechanism,
            password,
            log_on_as,
            kerberos_ticket,
            starttls_inside_ssl,
            certificate_errors,
            tls,
            timeout,
        }
    }

    /// A name by which a client logs on: the one that was meant, or the plain name of the account whose password it
    /// knows.
    #[must_use]
    pub(crate) fn plain_name(&self, client: ClientId) -> String {
        if let Some(meant) = &self.org.client(self.world, client).meant {
            return meant.to_string();
        }
        self.world.users[self.world.clients[client.index()].user.index()].log_on_name.to_string()
    }

    /// What must restart before an action takes effect for a protocol, or for all (SVC-6), of what runs: nothing else
    /// may be started by it.
    #[must_use]
    pub(crate) fn restarts(&self, action: &Action, protocol: Option<Protocol>) -> Vec<Action> {
        let of = |server: &str, is_meant: &dyn Fn(Service) -> bool| -> Vec<Action> {
            let Some(id) = self.named(server) else { return Vec::new() };
            let services = Service::ALL.into_iter().filter(|it| is_meant(*it)).map(|it| ServiceId::new(id, it));
            let has = |it: &ServiceId| self.world.servers[id.index()].services[it.service()].is_some();
            services
                .filter(|it| has(it) && self.org.state(*it) != ServiceState::Stopped)
                .flat_map(|it| self.restarted(it))
                .collect()
        };
        let sets = |it: &Cmdlet, settings: &ProtocolSettings| {
            it.row().force.waits(settings.values().iter().map(|(it, _)| it.takes_effect()))
        };
        let does = |it: &Cmdlet| it.row().force.waits(std::iter::empty());
        let serves = |enabled: Enabled| {
            move |it: Service| enabled.serves(it.protocol()) && protocol.is_none_or(|meant| meant == it.protocol())
        };
        match action {
            Action::SetImapSettings { server, settings } if sets(&Cmdlet::SetImapSettings, settings) => {
                of(server, &|it| it.protocol() == Protocol::Imap4)
            }
            Action::SetPopSettings { server, settings } if sets(&Cmdlet::SetPopSettings, settings) => {
                of(server, &|it| it.protocol() == Protocol::Pop3)
            }
            Action::EnableCertificate { server, services, .. } if does(&Cmdlet::EnableExchangeCertificate) => {
                of(server, &serves(Enabled::of(services)))
            }
            Action::ImportCertificate { server, certificate } if does(&Cmdlet::ImportExchangeCertificate) => {
                of(server, &serves(Enabled::of(&certificate.services())))
            }
            Action::InstallUpdate { server, .. } => of(server, &|it| it.protocol().is_mail()),
            Action::SetTls { server, .. } => self.named(server).map(|it| self.reboot(it)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// A server restarts, and the services that ran and do not come back by themselves are started.
    #[must_use]
    pub(crate) fn reboot(&self, id: ServerId) -> Vec<Action> {
        let services = Service::ALL.into_iter().map(|it| ServiceId::new(id, it));
        let stay = services.filter(|it| {
            let has = self.world.servers[id.index()].services[it.service()].is_some();
            has && self.org.state(*it) != ServiceState::Stopped && self.org.start_type(*it) != StartType::Automatic
        });
        let restart = Action::RestartServer { server: self.server(id) };
        let started = stay.flat_map(|it| {
            let start_type = self.org.is_disabled(it).then(|| self.start_type_of_before(it));
            start_type.into_iter().chain([self.start(it)])
        });
        std::iter::once(restart).chain(started).collect()
    }
}

/// What a client may be told by a repair.
#[derive(Clone, Default)]
pub(crate) struct ClientTold {
    /// Where and how it connects.
    pub connect: Option<Endpoint>,
    /// Which protocol it speaks.
    pub protocol: Option<scenario::MailProtocol>,
    /// How it authenticates.
    pub mechanism: Option<scenario::Mechanism>,
    /// Whether it knows the password.
    pub password: Option<scenario::Password>,
    /// The log-on name.
    pub log_on_as: Option<String>,
    /// Whether it has a Kerberos ticket.
    pub kerberos_ticket: Option<bool>,
    /// Whether it begins TLS inside TLS.
    pub starttls_inside_ssl: Option<bool>,
    /// What it does about a certificate that is not in order.
    pub certificate_errors: Option<scenario::CertificateErrors>,
    /// What TLS it speaks.
    pub tls: Option<scenario::Tls>,
    /// How long it waits.
    pub timeout: Option<Micros>,
}

const fn with(enabled: Enabled, protocol: Protocol) -> Enabled {
    match protocol {
        Protocol::Imap4 => Enabled { imap: true, ..enabled },
        Protocol::Pop3 => Enabled { pop: true, ..enabled },
        Protocol::Http => Enabled { iis: true, ..enabled },
    }
}

fn services(enabled: Enabled) -> Vec<CertificateService> {
    let all = [
        (enabled.imap, CertificateService::Imap),
        (enabled.pop, CertificateService::Pop),
        (enabled.iis, CertificateService::Iis),
    ];
    all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}
