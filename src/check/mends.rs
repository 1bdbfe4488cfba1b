//! What mends a finding, in the organisation as it is when it holds?

use super::look::Look;
use super::{FindingKind, LimitKind, NotAllowed, NotTaken};
use crate::change::Org;
use crate::explain::actions::ClientTold;
use crate::explain::harm::Kind;
use crate::explain::trouble::OffloadFault;
use crate::product::matrix::{Cell, Pair};
use crate::scenario::settings::Value;
use crate::scenario::{Action, Setting};
use crate::time::Micros;
use crate::trace::Timer;
use crate::world::{
    AfterLogon, BalancerId, Binding, CertificateErrors, Client, ClientId, DatabaseId, Enabled, Endpoint, Host, HostRef,
    LoginType, Mechanism, NameId, NoCertificate, Password, Protocol, Security, ServerId, Service, ServiceId,
    ServiceState, SiteId, TlsHalf, TlsSet, Version, defaults,
};

impl Look<'_> {
    /// Lists of actions, each of which mends it, the least harmful first.
    pub(super) fn mends(&self, what: &FindingKind) -> Vec<Vec<Action>> {
        let mut mends: Vec<Vec<Action>> = Vec::new();
        for it in self.all_mends(what) {
            if !it.is_empty() && !mends.contains(&it) {
                mends.push(it);
            }
        }
        let write = self.write();
        mends.sort_by_key(|it| it.iter().map(|it| Kind::of(write, it).harm()).max());
        mends
    }

    fn all_mends(&self, what: &FindingKind) -> Vec<Vec<Action>> {
        let write = self.write();
        let one = |it: Action| vec![vec![it]];
        let maybe = |it: Option<Action>| it.map(|it| vec![it]).into_iter().collect::<Vec<_>>();
        match *what {
            FindingKind::NothingToAccept(_)
            | FindingKind::LongTtl(..)
            | FindingKind::SessionsEnd(_)
            | FindingKind::DroppedTimes(..)
            | FindingKind::WrongWindows(..)
            | FindingKind::TooOldForTls12Alone(_)
            | FindingKind::TooOldForTls13(..)
            | FindingKind::NoCandidate(..)
            | FindingKind::OutOfTime(_, Timer::Proxy, _) => Vec::new(),
            FindingKind::NotRestarted(server, protocol) => {
                let front = ServiceId::new(server, Service::of(protocol));
                let stale = [front, Look::back_end(server, protocol)];
                let waits = |it: ServiceId| self.org.is_stale(self.world, it) || self.org.switches_wait(self.world, it);
                let stale = stale.into_iter().filter(|it| self.runs(*it) && waits(*it));
                vec![stale.map(|it| write.restart(it)).collect()]
            }
            FindingKind::ForeignName(server, endpoint, _) | FindingKind::NotOwnName(server, endpoint) => {
                let protocol = self.offers(server, endpoint).map_or(Protocol::Imap4, |it| it.0);
                maybe(write.own_fqdn(server, protocol))
            }
            FindingKind::NotBound(server, endpoint) => {
                let protocol = self.offers(server, endpoint).map_or(Protocol::Imap4, |it| it.0);
                let usual = maybe(self.offer_usual(server, protocol, endpoint));
                let ssl = endpoint.security == Security::Ssl;
                [usual, maybe(write.bind(server, protocol, endpoint.port, ssl))].concat()
            }
            FindingKind::OtherKind(server, endpoint) => {
                let protocol = self.offers(server, endpoint).map_or(Protocol::Imap4, |it| it.0);
                maybe(self.offer_usual(server, protocol, endpoint))
            }
            FindingKind::CandidateStopped(it) | FindingKind::NoBackEnd(it) => vec![self.started(it)],
            FindingKind::ServiceDisabled(it) => vec![self.given_back_and_started(it)],
            FindingKind::NoneRuns(site, version, protocol) => {
                let servers = self.world.client_access(site, version);
                let first = servers.iter().find(|it| !self.org.is_off(**it));
                first.map(|it| self.started(ServiceId::new(*it, Service::of(protocol)))).into_iter().collect()
            }
            FindingKind::NoEndpoint(site, _, protocol) => {
                let all = self.servers().filter(|it| self.world.servers[it.index()].site == site);
                let empty = all.filter(|it| {
                    let here = &self.world.servers[it.index()];
                    here.client_access
                        && here.version.is_found_by_settings()
                        && self.settings(*it, protocol).internal.is_empty()
                });
                vec![empty.filter_map(|it| write.offer(it, protocol, Security::Ssl)).collect()]
            }
            FindingKind::PlaintextRefused(server, protocol) => {
                let value = Value::LoginType(LoginType::PlainTextLogin);
                let by_login_type = maybe(write.set(server, protocol, Setting::LoginType, value));
                [maybe(self.without_plaintext(server, protocol)), by_login_type].concat()
            }
            FindingKind::NoCertificate(service, why) => {
                [self.chosen_anew(service, None), self.certificate(service, why)].concat()
            }
            FindingKind::CertificateRejected { by, server, endpoint, protocol, .. } => {
                let covering = match endpoint.host {
                    HostRef::Name(name) => vec![vec![write.import(server, name, protocol)]],
                    HostRef::Address(_) => maybe(write.own_fqdn(server, protocol)),
                };
                let named = self.named_anew(server, endpoint, protocol);
                let off = Value::Switch(false);
                let lax = maybe(write.set(by, protocol, Setting::EnforceCertificateErrors, off));
                [named, covering, lax].concat()
            }
            FindingKind::NoCommonTls(by, server, own, other) => {
                let both = [write.tls(server, TlsHalf::Accepts, own), write.tls(by, TlsHalf::Offers, other)];
                both.into_iter().flatten().map(|it| vec![it]).collect()
            }
            FindingKind::TooMany { server, protocol, clients, .. } => {
                let value = Value::Number(clients.saturating_mul(2));
                maybe(write.set(server, protocol, Setting::MaxConnectionFromSingleIP, value))
            }
            FindingKind::NoLoopback(it, _) => {
                let mut actions = write.bind_loopback(it.server(), it.service().protocol());
                if let Some((component, by)) = self.org.held(self.world, it) {
                    actions.extend(write.activate(it.server(), component, by));
                }
                vec![actions]
            }
            FindingKind::Inactive(it, component, by) => {
                vec![write.activate(it.server(), component, by)]
            }
            FindingKind::LoopLimit(..) => Vec::new(),
            FindingKind::ClientToStopped(_, it) => vec![self.given_back_and_started(it)],
            FindingKind::Unresolved(host) => [self.by_a_name_that_leads(host), self.lead_home(host)].concat(),
            FindingKind::DeadMember(_, it) => {
                let held = self.org.held(self.world, it);
                let mut up = held.map_or_else(Vec::new, |(component, by)| write.activate(it.server(), component, by));
                if !self.runs(it) {
                    up.extend(self.bring_up(it));
                }
                vec![up]
            }
            FindingKind::NothingToReplay(client, _) => self.told(client, |it| it.mechanism = Some(Mechanism::Plain)),
            FindingKind::Disabled(client, protocol) => {
                one(write.cas_mailbox(self.org.client(self.world, client).mailbox, protocol))
            }
            FindingKind::ClientInPlaintext(client, _) | FindingKind::OtherProtocol(client, ..) => {
                self.connect(client, defaults::ssl_port(self.protocol(client)), Security::Ssl)
            }
            FindingKind::WrongMode(client, endpoint) => {
                let protocol = self.protocol(client);
                let mut mends = Vec::new();
                if endpoint.security != Security::Ssl {
                    mends = self.connect(client, endpoint.port, Security::Ssl);
                } else if endpoint.port != defaults::ssl_port(protocol) {
                    mends = self.connect(client, endpoint.port, Security::Tls);
                }
                [mends, self.connect(client, defaults::ssl_port(protocol), Security::Ssl)].concat()
            }
            FindingKind::InsideTls(client) => self.told(client, |it| it.starttls_inside_ssl = Some(false)),
            FindingKind::Hung(it) => one(write.restart(it)),
            FindingKind::WrongVersion { host, client, server, mailbox } => {
                self.to_front_end(host, client, server, mailbox)
            }
            FindingKind::AcrossSites(server, site) => {
                let on = Value::Switch(true);
                let all = [Protocol::Imap4, Protocol::Pop3].into_iter().filter(|it| self.protocols().contains(it));
                let set = all.filter_map(|it| write.set(server, it, Setting::AllowCrossSiteSessions, on.clone()));
                vec![set.collect(), self.beside_their_mailboxes(server, site)]
            }
            FindingKind::ClientNoTls(client, server) => {
                let theirs = self.org.client(self.world, client).tls;
                let reached = ServiceId::new(server, Service::of(self.protocol(client)));
                let newer = maybe(write.client_tls(client, self.org.accepts(reached)));
                [newer, maybe(write.tls(server, TlsHalf::Accepts, theirs))].concat()
            }
            FindingKind::NoMechanism(client, _) => self.told(client, |it| it.mechanism = Some(Mechanism::Login)),
            FindingKind::NoTicket(client) => [
                self.told(client, |it| it.kerberos_ticket = Some(true)),
                self.told(client, |it| it.mechanism = Some(Mechanism::Plain)),
            ]
            .concat(),
            FindingKind::NobodysName(client) => {
                let name = write.plain_name(client);
                self.told(client, |it| it.log_on_as = Some(name))
            }
            FindingKind::WrongPassword(client) => {
                let it = self.org.client(self.world, client);
                if it.account == Some(it.user) {
                    return self.told(client, |it| it.password = Some(Password::Right));
                }
                let name = self.world.users[it.user.index()].log_on_name.clone();
                self.told(client, |it| it.log_on_as = Some(name))
            }
            FindingKind::ClientMinds(client, server, _) => {
                let it = self.org.client(self.world, client);
                let import = match it.connect.host {
                    HostRef::Name(name) => one(write.import(server, name, it.protocol)),
                    HostRef::Address(_) => Vec::new(),
                };
                let accept = self.told(client, |it| it.certificate_errors = Some(CertificateErrors::Accept));
                let host = match it.connect.host {
                    HostRef::Name(name) => Some(name),
                    HostRef::Address(_) => None,
                };
                let anew = self.chosen_anew(ServiceId::new(server, Service::of(it.protocol)), host);
                [anew, import, accept].concat()
            }
            FindingKind::NothingListens(server, port) => self.listens(server, port),
            FindingKind::NotForwarded(balancer, port) => one(write.forward(balancer, port)),
            FindingKind::NoMember(balancer) => vec![self.members_up(balancer)],
            FindingKind::ServerOff(server) => self.without_the_server(server),
            FindingKind::NoWay(link) => link.map(|it| vec![write.mend(it)]).into_iter().collect(),
            FindingKind::NotAllowed(_, why) => match why {
                NotAllowed::Policy { user, policy, protocol, .. } => write.unblock(user, policy, protocol),
                NotAllowed::NoSmtpAddress(user) => one(write.smtp_address(user)),
                NotAllowed::NoRights(user, mailbox) => one(write.full_access(mailbox, user)),
                NotAllowed::NoMailbox(_) | NotAllowed::Reserved(_) => Vec::new(),
            },
            FindingKind::LimitMet(service, kind) => self.raised(service, kind),
            FindingKind::OutOfTime(client, timer, service) => self.patience(client, timer, service),
            FindingKind::NotTaken(client, server, NotTaken::TooLong) => {
                let AfterLogon::SendCommand { bytes } = self.org.client(self.world, client).then else {
                    return Vec::new();
                };
                let longer = Value::Number(bytes.saturating_add(64));
                maybe(write.set(server, self.protocol(client), Setting::MaxCommandSize, longer))
            }
            FindingKind::NotTaken(..) => Vec::new(),
            FindingKind::Offload(balancer, fault) => {
                let mut mends: Vec<_> = write.for_offload(balancer, fault).into_iter().map(|it| vec![it]).collect();
                match fault {
                    OffloadFault::InClear(it) => {
                        let (server, protocol) = (it.server(), it.service().protocol());
                        let value = Value::LoginType(LoginType::PlainTextLogin);
                        mends.extend(maybe(write.set(server, protocol, Setting::LoginType, value)));
                    }
                    OffloadFault::NoTls(it) => {
                        mends.extend(maybe(write.tls(it.server(), TlsHalf::Accepts, TlsSet::all())));
                    }
                    OffloadFault::OtherKind(..)
                    | OffloadFault::NothingListens(..)
                    | OffloadFault::NoKey
                    | OffloadFault::Rejected { .. } => {}
                }
                mends
            }
            FindingKind::TextMissing(balancer, it) => self.greets_alike(balancer, it),
            FindingKind::KnownDefect(server, defect) => one(write.update(self.defective(server, defect), defect)),
        }
    }

    fn protocol(&self, client: ClientId) -> Protocol {
        self.world.clients[client.index()].protocol
    }

    fn told(&self, client: ClientId, tell: impl FnOnce(&mut ClientTold)) -> Vec<Vec<Action>> {
        let mut told = ClientTold::default();
        tell(&mut told);
        vec![vec![self.write().client(client, told)]]
    }

    fn connect(&self, client: ClientId, port: u16, security: Security) -> Vec<Vec<Action>> {
        let now = self.org.client(self.world, client).connect;
        let new = Endpoint { port, security, ..now };
        if new == now { Vec::new() } else { self.told(client, |it| it.connect = Some(new)) }
    }

    /// In place of one value of InternalConnectionSettings: the usual one of its kind, or nothing where that is it.
    fn offer_usual(&self, server: ServerId, protocol: Protocol, instead: Endpoint) -> Option<Action> {
        let write = self.write();
        let host = HostRef::Name(self.world.servers[server.index()].fqdn);
        let bound = self.goes_by(ServiceId::new(server, Service::of(protocol)));
        let own = self.world.servers[server.index()].address;
        let answers = |all: &[Binding]| all.iter().find(|it| it.answers(own, it.port)).map(|it| it.port);
        let (port, security) = match instead.security {
            Security::Ssl => (answers(&bound.ssl_bindings)?, Security::Ssl),
            other => (answers(&bound.plain_bindings)?, other),
        };
        let usual = Endpoint { host, port, security };
        let mut all = Vec::new();
        for it in &self.settings(server, protocol).internal {
            let it = if *it == instead { usual } else { *it };
            if !all.contains(&it) {
                all.push(it);
            }
        }
        let value = Value::Endpoints(all.into_iter().map(|it| write.endpoint(it)).collect());
        write.set(server, protocol, Setting::InternalConnectionSettings, value)
    }

    /// InternalConnectionSettings without the values in plaintext; where nothing encrypted is left, with SSL in their
    /// place.
    fn without_plaintext(&self, server: ServerId, protocol: Protocol) -> Option<Action> {
        let write = self.write();
        let now = &self.settings(server, protocol).internal;
        let kept: Vec<_> = now.iter().filter(|it| it.security != Security::Plaintext).collect();
        if kept.len() == now.len() {
            return None;
        }
        let mut all: Vec<Endpoint> = kept.into_iter().copied().collect();
        if all.is_empty() {
            let own = &self.world.servers[server.index()];
            let bound = &self.goes_by(ServiceId::new(server, Service::of(protocol))).ssl_bindings;
            let port = bound.iter().find(|it| it.answers(own.address, it.port))?.port;
            all.push(Endpoint { host: HostRef::Name(own.fqdn), port, security: Security::Ssl });
        }
        let value = Value::Endpoints(all.into_iter().map(|it| write.endpoint(it)).collect());
        write.set(server, protocol, Setting::InternalConnectionSettings, value)
    }

    /// LEG-6: a certificate that is there is enabled or named before another is bought; and what is named is covered.
    fn certificate(&self, service: ServiceId, why: NoCertificate) -> Vec<Vec<Action>> {
        let write = self.write();
        let (server, protocol) = (service.server(), service.service().protocol());
        let here = &self.world.servers[server.index()];
        let name = self.settings(server, protocol).certificate_name.clone();
        let fqdn = self.world.name(here.fqdn).to_lowercase();
        let installed: Vec<_> = self.org.certificates(self.world, server).collect();
        let covering = |of: &str, serves: bool| {
            let all = installed.iter().find(|it| {
                let certificate = &self.world.certificates[it.0.index()];
                certificate.covers(of)
                    && certificate.serves(it.1, protocol) == serves
                    && certificate.has_key_for(protocol)
            });
            all.map(|it| it.0)
        };
        let mut mends = Vec::new();
        match (why, covering(&name, false)) {
            (NoCertificate::NotEnabled, Some(certificate)) => {
                mends.push(vec![write.enable(server, certificate, protocol)]);
            }
            _ if covering(&fqdn, true).is_some() && name != fqdn => {
                mends.extend(
                    write.set(server, protocol, Setting::X509CertificateName, Value::Text(fqdn)).map(|it| vec![it]),
                );
            }
            _ => {}
        }
        mends.push(vec![write.import(server, here.fqdn, protocol)]);
        mends
    }

    /// A certificate that has come since the service started, and is in order for a name, waits for its restart.
    fn chosen_anew(&self, service: ServiceId, host: Option<NameId>) -> Vec<Vec<Action>> {
        let Ok(next) = self.org.certificate_at_start(self.world, service, self.at) else { return Vec::new() };
        let host = host.map(|it| self.world.name(it).to_lowercase());
        let date = self.world.date.at(self.at);
        let fits = host.is_none_or(|it| {
            crate::world::tls::problem(&self.world.certificates[next.index()], Some(&it), date).is_none()
        });
        if !fits || !self.runs(service) || self.org.certificate(service) == Ok(next) {
            return Vec::new();
        }
        vec![vec![self.write().restart(service)]]
    }

    /// A certificate that is there and covers what is offered is named.
    fn named_anew(&self, server: ServerId, endpoint: Endpoint, protocol: Protocol) -> Vec<Vec<Action>> {
        let HostRef::Name(host) = endpoint.host else { return Vec::new() };
        let host = self.world.name(host).to_lowercase();
        let date = self.world.date.at(self.at);
        let good = |it: &(crate::world::CertificateId, Enabled)| {
            let certificate = &self.world.certificates[it.0.index()];
            certificate.has_key_for(protocol)
                && certificate.serves(it.1, protocol)
                && crate::world::tls::problem(certificate, Some(&host), date).is_none()
        };
        if !self.org.certificates(self.world, server).any(|it| good(&it)) {
            return Vec::new();
        }
        let value = Value::Text(host.clone());
        let set = self.write().set(server, protocol, Setting::X509CertificateName, value);
        set.map(|it| vec![it]).into_iter().collect()
    }

    /// A name that leads to nobody leads to the newest front end; one that a candidate offers becomes its own.
    fn lead_home(&self, host: HostRef) -> Vec<Vec<Action>> {
        let write = self.write();
        let HostRef::Name(name) = host else { return Vec::new() };
        let mut own = Vec::new();
        for server in self.servers() {
            for protocol in self.protocols() {
                if self.settings(server, protocol).internal.iter().any(|it| it.host == host) {
                    own.extend(write.own_fqdn(server, protocol));
                }
            }
        }
        let asked = self.world.clients.iter().enumerate().any(|(at, it)| {
            it.protocol.is_mail() && self.org.client(self.world, ClientId::at(at)).connect.host == host
        });
        if asked {
            own.extend(self.front_end(|_| true).map(|it| write.dns(name, self.world.servers[it.index()].address)));
        }
        if own.is_empty() { Vec::new() } else { vec![own] }
    }

    /// Where nobody has registered the name, the clients are told one that leads to a server.
    fn by_a_name_that_leads(&self, host: HostRef) -> Vec<Vec<Action>> {
        let HostRef::Name(name) = host else { return Vec::new() };
        if !self.world.names[name.index()].views.is_empty() {
            return Vec::new();
        }
        let site = |client: ClientId| self.org.client(self.world, client).site;
        let leads = |client: ClientId| {
            let mut names = (0..self.world.names.len()).map(NameId::at);
            names.find(|it| {
                let servers = self.hosts(HostRef::Name(*it), site(client));
                !servers.is_empty() && servers.iter().all(|to| self.world.servers[to.index()].fqdn != *it)
            })
        };
        let mut told = Vec::new();
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            if it.connect.host == host && it.protocol.is_mail() {
                let Some(better) = leads(client) else { return Vec::new() };
                let connect = Endpoint { host: HostRef::Name(better), ..it.connect };
                told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
            }
        }
        vec![told]
    }

    /// Clients whose mailboxes are in a site connect to a server of that site instead of another.
    fn beside_their_mailboxes(&self, not: ServerId, site: SiteId) -> Vec<Action> {
        let version = self.world.servers[not.index()].version;
        let mut told = Vec::new();
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            let runs = |at: &&ServerId| self.runs(ServiceId::new(**at, Service::of(it.protocol)));
            let Some(there) = self.world.client_access(site, version).iter().find(runs) else { continue };
            let mailbox = self.org.database(it.mailbox).map(|it| self.org.active(it));
            let is_there = mailbox.is_some_and(|it| self.world.servers[it.index()].site == site);
            if is_there && it.protocol.is_mail() && self.hosts(it.connect.host, it.site).contains(&not) {
                let host = HostRef::Name(self.world.servers[there.index()].fqdn);
                let connect = Endpoint { host, ..it.connect };
                told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
            }
        }
        told
    }

    /// The server to which clients of any version may be sent: the newest one that runs what they ask for.
    fn front_end(&self, serves: impl Fn(&ServerId) -> bool) -> Option<ServerId> {
        let runs = |it: &ServerId| self.protocols().iter().any(|of| self.runs(ServiceId::new(*it, Service::of(*of))));
        let reached = self.servers().filter(|it| self.world.servers[it.index()].client_access);
        let all: Vec<_> = reached.filter(|it| !self.org.is_off(*it) && serves(it)).collect();
        all.iter().copied().max_by_key(|it| (self.world.servers[it.index()].version, runs(it), std::cmp::Reverse(*it)))
    }

    /// The name, the pool or the client itself is sent to the newest version.
    fn to_front_end(&self, host: HostRef, client: ClientId, not: ServerId, mailbox: Version) -> Vec<Vec<Action>> {
        let write = self.write();
        let version = |it: &ServerId| self.world.servers[it.index()].version;
        let serves = |it: &ServerId| {
            version(it) != version(&not) && Pair::of(version(it), mailbox).same_site != Cell::NotSupported
        };
        let Some(front_end) = self.front_end(serves) else { return Vec::new() };
        let here = &self.world.servers[front_end.index()];
        let by_name = |name: NameId| self.world.servers.iter().any(|it| it.fqdn == name);
        let told = |fqdn| {
            let now = self.org.client(self.world, client).connect;
            self.told(client, |it| it.connect = Some(Endpoint { host: HostRef::Name(fqdn), ..now }))
        };
        match host {
            HostRef::Name(name) if !by_name(name) => {
                let site = self.org.client(self.world, client).site;
                match self.resolve(host, site).and_then(|it| self.world.host(it)) {
                    Some(Host::Balancer(it)) => vec![vec![write.pool(it, &[front_end])]],
                    _ => vec![vec![write.dns(name, here.address)]],
                }
            }
            _ => told(here.fqdn),
        }
    }

    /// It is switched on, unless it was taken out of the organisation; or those whom a name leads to it are led to
    /// another that serves them.
    fn without_the_server(&self, off: ServerId) -> Vec<Vec<Action>> {
        let write = self.write();
        let mut mends = Vec::new();
        if !self.org.directory(self.world).is_removed(off) {
            mends.push(vec![write.start_server(off)]);
        }
        let mut led = Vec::new();
        for client in (0..self.world.clients.len()).map(ClientId::at) {
            let it = self.org.client(self.world, client);
            let HostRef::Name(name) = it.connect.host else { continue };
            let is_own = self.world.servers.iter().any(|it| it.fqdn == name);
            let leads = |host| self.resolve(host, it.site).and_then(|it| self.world.host(it));
            if is_own || !it.protocol.is_mail() || leads(it.connect.host) != Some(Host::Server(off)) {
                continue;
            }
            let Some(mailbox) = self.org.database(it.mailbox).map(|it| self.world.databases[it.index()].version) else {
                continue;
            };
            let serves = |at: &ServerId| {
                let version = self.world.servers[at.index()].version;
                *at != off
                    && Pair::of(version, mailbox).same_site != Cell::NotSupported
                    && self.runs(ServiceId::new(*at, Service::of(it.protocol)))
            };
            let Some(front_end) = self.front_end(serves) else { continue };
            let dns = write.dns(name, self.world.servers[front_end.index()].address);
            if !led.contains(&dns) {
                led.push(dns);
            }
        }
        mends.push(led);
        let lost = self.world.databases.iter().enumerate().filter_map(|(at, it)| {
            let id = DatabaseId::at(at);
            let up = it.copies.iter().find(|it| !self.org.is_off(**it))?;
            (self.org.active(id) == off).then(|| write.fail_over(id, *up))
        });
        mends.push(lost.collect());
        mends
    }

    fn listens(&self, server: ServerId, port: u16) -> Vec<Vec<Action>> {
        let mut mends = Vec::new();
        let clients = (0..self.world.clients.len()).map(ClientId::at);
        let mut told = Vec::new();
        for client in clients {
            let it = self.org.client(self.world, client);
            if it.protocol.is_mail() && it.connect.port == port {
                let ssl = defaults::ssl_port(it.protocol);
                if self.hosts(it.connect.host, it.site).contains(&server) {
                    // A server without the service never will listen: the client belongs to a front end.
                    let other = self.front_end(|it| *it != server).map(|it| self.world.servers[it.index()].fqdn);
                    let host = match other.filter(|_| !self.has(ServiceId::new(server, Service::of(it.protocol)))) {
                        Some(name) => HostRef::Name(name),
                        None => it.connect.host,
                    };
                    let connect = Endpoint { host, port: ssl, security: Security::Ssl };
                    told.extend(self.told(client, |it| it.connect = Some(connect)).concat());
                }
            }
        }
        for protocol in self.protocols() {
            let (plain, ssl) = (defaults::plain_port(protocol), defaults::ssl_port(protocol));
            if (port == plain || port == ssl) && self.has(ServiceId::new(server, Service::of(protocol))) {
                mends.extend(self.write().bind(server, protocol, port, port == ssl).map(|it| vec![it]));
            }
        }
        if mends.is_empty() && !told.is_empty() {
            mends.push(told);
        }
        mends
    }

    /// Whatever keeps the members of a pool from serving is done away with.
    fn members_up(&self, balancer: BalancerId) -> Vec<Action> {
        let write = self.write();
        let mut up = Vec::new();
        for server in &self.world.pools[self.org.pool(balancer).index()] {
            if self.org.is_off(*server) {
                up.push(write.start_server(*server));
            }
            for protocol in self.protocols() {
                let service = ServiceId::new(*server, Service::of(protocol));
                if self.has(service) {
                    up.extend(self.bound_for(balancer, *server, protocol));
                }
                if self.has(service) && !self.runs(service) {
                    up.extend(self.bring_up(service));
                }
                if let (true, Err(why)) = (self.has(service), self.org.certificate(service)) {
                    up.extend(self.certificate(service, why).into_iter().next().unwrap_or_default());
                }
                if let Some((component, by)) = self.org.held(self.world, service) {
                    up.extend(write.activate(*server, component, by));
                }
            }
        }
        up
    }

    /// Bindings for the ports that clients ask a balancer for, where nothing of a member answers on them.
    fn bound_for(&self, balancer: BalancerId, server: ServerId, protocol: Protocol) -> Vec<Action> {
        let asked = |port: u16| {
            self.world
                .clients
                .iter()
                .enumerate()
                .any(|(at, _)| self.org.client(self.world, ClientId::at(at)).connect.port == port)
        };
        let bound = self.settings(server, protocol);
        let address = self.world.servers[server.index()].address;
        let answers = |all, port| Binding::any_answers(all, address, port);
        let ports = self.org.ports(self.world, balancer).iter().copied().filter(|it| asked(*it));
        let ports = ports.map(|it| self.org.offload(self.world, balancer).port_of_member(it));
        let usual = [defaults::plain_port(protocol), defaults::ssl_port(protocol)];
        let unbound = ports.filter(|it| {
            usual.contains(it) && !answers(&bound.ssl_bindings, *it) && !answers(&bound.plain_bindings, *it)
        });
        unbound.filter_map(|it| self.write().bind(server, protocol, it, it == usual[1])).collect()
    }

    /// The Banner that another member has and that the check knows, or else the text alone.
    fn greets_alike(&self, balancer: BalancerId, service: ServiceId) -> Vec<Vec<Action>> {
        let Some(text) = &self.world.balancers[balancer.index()].check_text else { return Vec::new() };
        let members = self.world.pools[self.org.pool(balancer).index()].iter();
        let has = members.map(|it| ServiceId::new(*it, service.service())).filter(|it| self.has(*it));
        let protocol = service.service().protocol();
        let before = Org::with_changes(self.world, 0);
        let before = &before.directory(self.world).settings(service.server(), protocol).banner;
        let known = has.map(|it| &self.goes_by(it).banner).chain([before]).find(|it| it.contains(text)).unwrap_or(text);
        let set = self.write().set(service.server(), protocol, Setting::Banner, Value::Text(known.clone()));
        set.map(|it| vec![it]).into_iter().collect()
    }

    fn bring_up(&self, service: ServiceId) -> Vec<Action> {
        match self.state(service) {
            ServiceState::Hung => vec![self.write().restart(service)],
            ServiceState::Stopped | ServiceState::Running => self.started(service),
        }
    }

    /// What starts a service: one that is disabled gets another start type first (SVC-8).
    fn started(&self, service: ServiceId) -> Vec<Action> {
        let enabled = self.org.is_disabled(service).then(|| self.write().start_by_itself(service));
        enabled.into_iter().chain([self.write().start(service)]).collect()
    }

    /// As [`Self::started`]; with its component held it would greet nobody, or stop again as soon as somebody connects
    /// (CMP-3, CMP-4).
    fn given_back_and_started(&self, service: ServiceId) -> Vec<Action> {
        let held = self.has(service).then(|| self.org.held(self.world, service)).flatten();
        let up = held.map_or_else(Vec::new, |(component, by)| self.write().activate(service.server(), component, by));
        up.into_iter().chain(self.started(service)).collect()
    }

    fn raised(&self, service: ServiceId, kind: LimitKind) -> Vec<Vec<Action>> {
        let write = self.write();
        let (server, protocol) = (service.server(), service.service().protocol());
        let setting = match kind {
            LimitKind::Connections => Setting::MaxConnections,
            LimitKind::FromSingleIp => Setting::MaxConnectionFromSingleIP,
            LimitKind::PerUser(_) => Setting::MaxConnectionsPerUser,
            LimitKind::StoreSessions(_) => {
                let limit = self.org.store_sessions(server);
                let times = self.times_for(limit, None);
                return vec![vec![write.store_sessions(server, limit.saturating_mul(times))]];
            }
        };
        let now = self.settings(server, protocol).value(setting);
        let Some(Value::Number(now)) = now else { return Vec::new() };
        let times = self.times_for(now, Some(protocol));
        write.raise(server, protocol, setting, times).map(|it| vec![it]).into_iter().collect()
    }

    /// How many times a limit has to be raised for all connections that the clients of the file may open together: to
    /// no more than is asked for.
    fn times_for(&self, limit: u32, protocol: Option<Protocol>) -> u32 {
        let opens = |it: &Client| {
            let often = it.times.len().max(1) as u32;
            if it.protocol.is_mail() && protocol.is_none_or(|of| of == it.protocol) {
                it.connections.max(1).saturating_mul(often)
            } else {
                0
            }
        };
        let all: u32 = self.world.clients.iter().map(opens).fold(0, u32::saturating_add);
        let mut times = 2_u32;
        while limit.max(1).saturating_mul(times) < all {
            times = times.saturating_mul(2);
        }
        times
    }

    fn patience(&self, client: ClientId, timer: Timer, service: Option<ServiceId>) -> Vec<Vec<Action>> {
        let it = self.org.client(self.world, client);
        let setting = match timer {
            Timer::PreAuthenticated => Setting::PreAuthenticatedConnectionTimeout,
            Timer::Authenticated => Setting::AuthenticatedConnectionTimeout,
            Timer::Proxy | Timer::Client => {
                let timeout = Micros(it.timeout.0.saturating_mul(10)).max(Micros::from_secs(600));
                return self.told(client, |it| it.timeout = Some(timeout));
            }
        };
        let times = match (timer, it.then, service) {
            (Timer::Authenticated, AfterLogon::Stay { wait }, Some(at)) => {
                let now = self.settings(at.server(), it.protocol).authenticated_timeout.max(Micros(1));
                u32::try_from(wait.0 / now.0 + 1).unwrap_or(u32::MAX).saturating_mul(2)
            }
            _ => 1_000,
        };
        let raised = service.and_then(|at| self.write().raise(at.server(), it.protocol, setting, times));
        vec![raised.into_iter().collect()]
    }

    /// Where a known defect is: on the server itself, or on whoever replays to it.
    pub(super) fn defective(&self, server: ServerId, defect: crate::world::Defect) -> ServerId {
        let has = |it: &ServerId| self.org.defects(*it).without(defect) != self.org.defects(*it);
        if has(&server) { server } else { self.servers().find(has).unwrap_or(server) }
    }
}
