//! What mends a finding, in the organisation as it is when it holds?

use super::look::Look;
use super::{FindingKind, LimitKind, NotAllowed, NotTaken};
use crate::change::Stopped;
use crate::explain::actions::ClientTold;
use crate::explain::harm::Kind;
use crate::explain::trouble::OffloadFault;
use crate::scenario::settings::{MailProtocol, Takes, Value};
use crate::scenario::{Action, Setting};
use crate::time::Micros;
use crate::trace::Timer;
use crate::world::{
    AfterLogon, Binding, CertificateErrors, Client, ClientId, Enabled, Endpoint, HostRef, InactiveComponent, LoginType,
    Mechanism, NameId, NoCertificate, Password, Protocol, Security, ServerId, Service, ServiceId, ServiceState,
    StartType, TlsHalf, TlsSet, defaults, tls,
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
            | FindingKind::WillNotFit { .. }
            | FindingKind::LongTtl(..)
            | FindingKind::SessionsEnd(_)
            | FindingKind::DroppedTimes(..)
            | FindingKind::WrongWindows(..)
            | FindingKind::TooOldForTls12Alone(_)
            | FindingKind::TooOldForTls13(..)
            | FindingKind::EccUnused(..)
            | FindingKind::OtherCertificate(..)
            | FindingKind::OtherTls(..)
            | FindingKind::NoCandidate(..)
            | FindingKind::OutOfTime(_, Timer::Proxy, _) => Vec::new(),
            FindingKind::NotRestarted(server, protocol) => {
                let front = ServiceId::new(server, Service::of(protocol));
                let stale = [front, Look::back_end(server, protocol)];
                let waits = |it: ServiceId| self.org.is_stale(self.world, it) || self.org.switches_wait(self.world, it);
                let stale = stale.into_iter().filter(|it| self.runs(*it) && waits(*it));
                vec![stale.flat_map(|it| write.restarted(it)).collect()]
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
            FindingKind::ServiceDisabled(it) => vec![self.served_again(it)],
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
                // What is set already only waits for the restart of the computer (LEG-5).
                let set = |it: ServerId| self.org.tls_of(self.world, it);
                let waits = |it: ServerId, own, other| tls::agree(own, other).is_ok().then(|| write.reboot(it));
                let at_target = waits(server, own, set(server).accepts);
                let waiting = at_target.or_else(|| waits(by, set(by).offers, other));
                let both = [write.tls(server, TlsHalf::Accepts, own), write.tls(by, TlsHalf::Offers, other)];
                let set = both.into_iter().flatten().map(|it| vec![it]);
                waiting.map_or_else(|| set.collect(), |it| vec![it])
            }
            FindingKind::TooMany { server, protocol, clients, .. } => {
                let value = Value::Number(clients.saturating_mul(2));
                maybe(write.set(server, protocol, Setting::MaxConnectionFromSingleIP, value))
            }
            FindingKind::NoLoopback(it, _) => {
                let mut actions = write.bind_loopback(it.server(), it.service().protocol());
                for (component, by) in self.org.all_held(self.world, it) {
                    actions.extend(write.activate(it.server(), component, by));
                }
                vec![actions]
            }
            FindingKind::OtherAddress(it, port) => self.at_all_addresses(it, port),
            FindingKind::Inactive(it, ..) => vec![self.served_again(it)],
            FindingKind::LoopLimit(..) => Vec::new(),
            FindingKind::ClientToStopped(_, it) => vec![self.served_again(it)],
            FindingKind::Unresolved(host) => [self.by_a_name_that_leads(host), self.lead_home(host)].concat(),
            FindingKind::DeadMember(_, it) => vec![self.served_again(it)],
            FindingKind::NothingToReplay(client, _) => self.told(client, |it| it.mechanism = Some(Mechanism::Plain)),
            FindingKind::Disabled(client, protocol) => {
                one(write.cas_mailbox(self.org.client(self.world, client).mailbox, protocol))
            }
            FindingKind::ClientInPlaintext(client, _) => {
                self.connect(client, defaults::ssl_port(self.protocol(client)), Security::Ssl)
            }
            FindingKind::OtherProtocol(client, server, _) => {
                let port = self.connect(client, defaults::ssl_port(self.protocol(client)), Security::Ssl);
                [port, self.by_the_other_protocol(client, server)].concat()
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
            FindingKind::Hung(it) => vec![write.restarted(it)],
            FindingKind::WrongVersion { host, client, server, mailbox } => {
                self.to_front_end(host, client, server, mailbox)
            }
            FindingKind::AcrossSites(server, site, protocol) => {
                let allowed = maybe(write.set(server, protocol, Setting::AllowCrossSiteSessions, Value::Switch(true)));
                [allowed, vec![self.beside_their_mailboxes(server, site, protocol)]].concat()
            }
            FindingKind::FileReset(server, protocol, ref reset) => vec![self.as_before(server, protocol, reset)],
            FindingKind::TlsNotInForce(server, _) => vec![write.reboot(server)],
            FindingKind::ClientNoTls(client, server) => {
                let theirs = self.org.client(self.world, client).tls;
                if tls::agree(theirs, self.org.tls_of(self.world, server).accepts).is_ok() {
                    return vec![write.reboot(server)];
                }
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
                // One that does not know the password knows it under no name.
                let password = (it.password == Password::Wrong).then_some(Password::Right);
                self.told(client, |it| (it.log_on_as, it.password) = (Some(name.into()), password))
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
            FindingKind::NoMember(balancer, protocol) => vec![self.members_up(balancer, protocol)],
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
        self.org.client(self.world, client).protocol
    }

    pub(super) fn told(&self, client: ClientId, tell: impl FnOnce(&mut ClientTold)) -> Vec<Vec<Action>> {
        let mut told = ClientTold::default();
        tell(&mut told);
        vec![vec![self.write().client(client, told)]]
    }

    fn connect(&self, client: ClientId, port: u16, security: Security) -> Vec<Vec<Action>> {
        let now = self.org.client(self.world, client).connect;
        let new = Endpoint { port, security, ..now };
        if new == now { Vec::new() } else { self.told(client, |it| it.connect = Some(new)) }
    }

    /// The client speaks the protocol of the port, where the server and the mailbox serve it so.
    fn by_the_other_protocol(&self, client: ClientId, server: ServerId) -> Vec<Vec<Action>> {
        let other = match self.protocol(client) {
            Protocol::Imap4 => MailProtocol::Pop3,
            Protocol::Pop3 => MailProtocol::Imap4,
            Protocol::Http => return Vec::new(),
        };
        let mailbox = self.org.client(self.world, client).mailbox;
        let serves = self.runs(ServiceId::new(server, Service::of(other.into())));
        if !serves || !self.org.is_enabled(mailbox, other.into()) {
            return Vec::new();
        }
        self.told(client, |it| it.protocol = Some(other))
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
    pub(super) fn certificate(&self, service: ServiceId, why: NoCertificate) -> Vec<Vec<Action>> {
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
                    && certificate.has_key_for(protocol, self.org.takes_ecc(server))
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
                    write
                        .set(server, protocol, Setting::X509CertificateName, Value::Text(fqdn.into()))
                        .map(|it| vec![it]),
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
            certificate.has_key_for(protocol, self.org.takes_ecc(server))
                && certificate.serves(it.1, protocol)
                && crate::world::tls::problem(certificate, Some(&host), date).is_none()
        };
        if !self.org.certificates(self.world, server).any(|it| good(&it)) {
            return Vec::new();
        }
        let value = Value::Text(host.as_str().into());
        let set = self.write().set(server, protocol, Setting::X509CertificateName, value);
        set.map(|it| vec![it]).into_iter().collect()
    }

    /// What lets a service serve again. While its component is held it would close every connection, or stop again as
    /// soon as somebody connects (CMP-3, CMP-4).
    pub(super) fn served_again(&self, service: ServiceId) -> Vec<Action> {
        let server = service.server();
        let components = self.has(service) && self.world.servers[server.index()].version.product().components;
        // It works only once everybody who holds it, or the server as a whole, has given it back (CMP-2, CMP-5).
        let held = if components { self.org.all_held(self.world, service) } else { Vec::new() };
        let stops = self.world.assumptions.inactive_component == InactiveComponent::StopService;
        let mut up: Vec<_> =
            held.iter().flat_map(|(component, by)| self.write().activate(server, *component, *by)).collect();
        // What brought it down brought its own back end down too: one after the other nobody would be helped (SVC-2).
        let back_end = Look::back_end(server, service.service().protocol());
        let together = back_end != service
            && self.has(back_end)
            && self.state(back_end) == ServiceState::Stopped
            && self.org.stopped_by(back_end).is_some()
            && self.org.stopped_by(back_end) == self.org.stopped_by(service);
        if together {
            up.extend(self.started(back_end));
        }
        match self.state(service) {
            ServiceState::Hung => up.extend(self.write().restarted(service)),
            ServiceState::Stopped => up.extend(self.started(service)),
            // It stopped with the first connection, if there was one by now.
            ServiceState::Running if !held.is_empty() && stops => up.push(self.write().start(service)),
            ServiceState::Running => {}
        }
        up
    }

    /// What starts a service: one that is disabled gets its start type back first (SVC-8), and one that a restart of
    /// its server left stopped is to come back by itself from now on.
    pub(super) fn started(&self, service: ServiceId) -> Vec<Action> {
        let write = self.write();
        let start_type = match self.org.start_type(service) {
            StartType::Disabled => Some(write.start_type_of_before(service)),
            StartType::Manual if self.org.stopped_by(service) == Some(Stopped::PowerCut) => {
                Some(write.start_by_itself(service))
            }
            StartType::Manual | StartType::Automatic => None,
        };
        start_type.into_iter().chain([write.start(service)]).collect()
    }

    /// The settings that a service pack set back, as they were before it (SVC-9): each key of the file by itself.
    fn as_before(&self, server: ServerId, protocol: Protocol, reset: &[Setting]) -> Vec<Action> {
        let write = self.write();
        let Some(before) = self.before_the_service_pack(server, protocol) else { return Vec::new() };
        let value = |it: Setting| Some(before.value(it)?.with_endpoints(|it| write.endpoint(it)));
        reset.iter().filter_map(|it| write.set(server, protocol, *it, value(*it)?)).collect()
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
        let write = self.write();
        match (timer, service) {
            (Timer::PreAuthenticated, Some(at)) => {
                let setting = Setting::PreAuthenticatedConnectionTimeout;
                write.raise(at.server(), it.protocol, setting, 10).map(|it| vec![it]).into_iter().collect()
            }
            (Timer::Authenticated, Some(at)) => {
                let setting = Setting::AuthenticatedConnectionTimeout;
                let version = self.org.version(at.server());
                let most = it.protocol.mail().map(|it| setting.takes(version, it));
                let (AfterLogon::Stay { wait, .. }, Some(Takes::Span(_, most))) = (it.then, most) else {
                    return Vec::new();
                };
                // Who is silent for longer than the cmdlet takes is not helped by it.
                let now = self.settings(at.server(), it.protocol).authenticated_timeout.max(Micros(1));
                let times = u32::try_from(wait.0 / now.0 + 1).unwrap_or(u32::MAX).saturating_mul(2);
                let raised = write.raise(at.server(), it.protocol, setting, times).filter(|_| wait < most);
                raised.map(|it| vec![it]).into_iter().collect()
            }
            (Timer::Proxy | Timer::Client, _) => {
                let timeout = Micros(it.timeout.0.saturating_mul(10)).max(Micros::from_secs(600));
                self.told(client, |it| it.timeout = Some(timeout))
            }
            (Timer::PreAuthenticated | Timer::Authenticated, None) => Vec::new(),
        }
    }
}
