//! Which edits may repair a trouble?
//!
//! An [`Edit`] is something that an admin can do, in ids; what it does to the organisation, and whether it helps, is
//! found by a re-run. Candidates are drawn from the facts of the trace: from each trouble the edits that undo it where
//! it stands.

use std::net::Ipv4Addr;

use super::Explanation;
use super::trouble::Trouble;
use crate::policy::Reason;
use crate::time::Micros;
use crate::trace::{Actor, CertificateProblem, Decision, Disagreement, Limit, RecordId, RecordKind, Run, Timer};
use crate::world::{
    Action, BalancerId, CertificateId, ClientId, Component, DatabaseId, Defect, Endpoint, Host, HostRef, LinkId,
    LoginType, Mechanism, NameId, NoCertificate, Password, Protocol, Requesters, Security, ServerId, Service,
    ServiceId, ServiceState, Settings, SiteId, TlsSet, TlsVersion, UserId, Version, World,
};

/// Something that an admin can do about a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Start a service.
    Start(ServiceId),
    /// Restart a service that hangs.
    Restart(ServiceId),
    /// Switch a server on.
    StartServer(ServerId),
    /// Set a component active for each requester that holds it.
    Activate(ServerId, Component, Requesters),
    /// Change a setting.
    Set(ServerId, Protocol, Setting),
    /// Enable an installed certificate for a protocol.
    Enable(ServerId, CertificateId, Protocol),
    /// Install a valid certificate for a name, of an issuer whom everybody trusts, and enable it for a protocol.
    Import(ServerId, NameId, Protocol),
    /// Let a server speak a version and the ciphers that go with it.
    Tls(ServerId, TlsSet),
    /// Let a name point to an address.
    Dns(NameId, Ipv4Addr),
    /// Mend a link.
    Mend(LinkId),
    /// Give a balancer another pool.
    Pool(BalancerId, Vec<ServerId>),
    /// Let a balancer forward a port.
    Forward(BalancerId, u16),
    /// Enable a protocol for a mailbox.
    CasMailbox(UserId, Protocol),
    /// Give a user the right to open a mailbox.
    FullAccess {
        /// The mailbox.
        mailbox: UserId,
        /// Who may open it.
        user: UserId,
    },
    /// Give an account a primary SMTP address.
    SmtpAddress(UserId),
    /// Install the update that mends a defect.
    Update(ServerId, Defect),
    /// Allow a user more session objects in the store.
    StoreSessions(ServerId, u32),
    /// Activate another copy of a database.
    FailOver(DatabaseId, ServerId),
    /// Put a server into service for web clients again.
    InService(ServerId),
    /// Change what a client was given.
    Client(ClientId, ClientEdit),
}

/// A change of the POP3 or IMAP4 settings of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Every value of InternalConnectionSettings names the server's own FQDN.
    OwnFqdn,
    /// InternalConnectionSettings gains a value for the server's own FQDN.
    Offer(Security),
    /// LoginType.
    LoginType(LoginType),
    /// EnforceCertificateErrors.
    Enforce(bool),
    /// X509CertificateName.
    CertificateName(String),
    /// MaxConnections.
    MaxConnections(u32),
    /// MaxConnectionFromSingleIP.
    MaxFromSingleIp(u32),
    /// MaxConnectionsPerUser.
    MaxPerUser(u32),
    /// MaxCommandSize.
    MaxCommandSize(u32),
    /// PreAuthenticatedConnectionTimeout.
    PreAuthenticated(Micros),
    /// AuthenticatedConnectionTimeout.
    Authenticated(Micros),
    /// EnableGSSAPIAndNTLMAuth.
    GssapiAndNtlm(bool),
    /// A binding is added; over SSL or not.
    Bind(u16, bool),
    /// AllowCrossSiteSessions.
    CrossSite,
}

/// A change of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientEdit {
    /// Where and how it connects.
    Connect(Endpoint),
    /// How it authenticates.
    Mechanism(Mechanism),
    /// It knows the password.
    RightPassword,
    /// It logs on by the plain name of its account.
    PlainName,
    /// It no longer begins TLS inside TLS.
    NoTlsInsideTls,
    /// It accepts a certificate that is not in order.
    AcceptCertificate,
    /// It waits for so long.
    Timeout(Micros),
    /// It has a Kerberos ticket.
    Ticket,
}

impl Edit {
    /// In which order edits of one remedy are made: what a service needs comes before its start.
    #[must_use]
    pub const fn turn(&self) -> u32 {
        match self {
            Self::StartServer(_) => 0,
            Self::Start(_) | Self::Restart(_) => 2,
            _ => 1,
        }
    }

    /// How much of an intrusion it is: the smaller, the earlier it is shown.
    #[must_use]
    pub const fn weight(&self) -> u32 {
        match self {
            Self::Start(_) => 1,
            Self::Restart(_) => 2,
            Self::Activate(..) => 3,
            Self::CasMailbox(..) | Self::FullAccess { .. } | Self::SmtpAddress(_) | Self::InService(_) => 4,
            Self::StartServer(_) => 5,
            Self::Mend(_) => 6,
            Self::Set(_, _, Setting::OwnFqdn) => 7,
            Self::Set(_, _, Setting::Offer(Security::Ssl)) => 8,
            Self::Set(_, _, Setting::Offer(Security::Tls)) => 9,
            Self::Enable(..) => 10,
            Self::Import(..) => 11,
            Self::Set(
                _,
                _,
                Setting::MaxConnections(_)
                | Setting::MaxFromSingleIp(_)
                | Setting::MaxPerUser(_)
                | Setting::MaxCommandSize(_)
                | Setting::PreAuthenticated(_)
                | Setting::Authenticated(_)
                | Setting::CertificateName(_)
                | Setting::Bind(..)
                | Setting::CrossSite,
            ) => 12,
            Self::StoreSessions(..) => 13,
            Self::Client(_, ClientEdit::RightPassword | ClientEdit::PlainName | ClientEdit::NoTlsInsideTls) => 13,
            Self::Set(_, _, Setting::GssapiAndNtlm(_)) => 14,
            Self::Client(..) => 15,
            // What makes the organisation less safe comes after what does not.
            Self::Set(_, _, Setting::LoginType(_)) => 16,
            Self::Set(_, _, Setting::Enforce(_)) => 17,
            Self::Set(_, _, Setting::Offer(Security::Plaintext)) => 18,
            Self::Tls(..) => 19,
            Self::Update(..) => 20,
            Self::Dns(..) => 21,
            Self::FailOver(..) => 22,
            Self::Forward(..) => 23,
            Self::Pool(..) => 24,
        }
    }

    /// The services that must be restarted before it takes effect (SVC-6).
    #[must_use]
    pub fn restarts(&self, world: &World) -> Vec<ServiceId> {
        let of = |server: ServerId, is_meant: &dyn Fn(Service) -> bool| {
            let has = |it: &Service| world.servers[server.index()].services[*it].is_some();
            Service::ALL
                .into_iter()
                .filter(has)
                .filter(|it| is_meant(*it))
                .map(|it| ServiceId::new(server, it))
                .collect()
        };
        match self {
            Self::Set(_, _, Setting::OwnFqdn | Setting::Offer(_)) => Vec::new(),
            Self::Set(server, protocol, _) | Self::Enable(server, _, protocol) | Self::Import(server, _, protocol) => {
                of(*server, &|it| it.protocol() == *protocol)
            }
            Self::Tls(server, _) | Self::Update(server, _) => of(*server, &|it| it.protocol().is_mail()),
            _ => Vec::new(),
        }
    }
}

/// A limit that is no limit any more.
const NO_LIMIT: u32 = 2_147_483_647;
/// How many pool members and databases' copies are tried.
const MOST: usize = 6;

/// The edits that may repair what an explanation tells, without repetition, the least intrusive first.
#[must_use]
pub(crate) fn candidates(world: &World, run: &Run, explanation: &Explanation) -> Vec<Edit> {
    let client = run.trace.attempts[explanation.attempt.0 as usize].client;
    let mut draft = Draft { world, client, edits: Vec::new() };
    for finding in &explanation.findings {
        draft.for_trouble(&finding.trouble);
        draft.for_change(run, finding.since);
    }
    draft.for_targets(run, explanation);
    let mut edits = Vec::new();
    for edit in draft.edits {
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    edits.sort_by_key(Edit::weight);
    edits
}

struct Draft<'a> {
    world: &'a World,
    client: ClientId,
    edits: Vec<Edit>,
}

impl Draft<'_> {
    fn push(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    fn set(&mut self, server: ServerId, protocol: Protocol, setting: Setting) {
        self.push(Edit::Set(server, protocol, setting));
    }

    fn client_edit(&mut self, edit: ClientEdit) {
        self.push(Edit::Client(self.client, edit));
    }

    fn settings(&self, server: ServerId, protocol: Protocol) -> &Settings {
        &self.world.settings[self.world.servers[server.index()].settings[protocol].index()]
    }

    fn for_trouble(&mut self, trouble: &Trouble) {
        let world = self.world;
        let protocol = world.clients[self.client.index()].protocol;
        match *trouble {
            Trouble::NameUnknown(name, candidate) => {
                if let Some(server) = candidate {
                    self.set(server, protocol, Setting::OwnFqdn);
                    self.push(Edit::Dns(name, world.servers[server.index()].address));
                } else {
                    self.point_to_front_ends(name, protocol);
                }
            }
            Trouble::Nobody(endpoint, candidate) => {
                if let Some(server) = candidate {
                    self.set(server, protocol, Setting::OwnFqdn);
                    if let HostRef::Name(name) = endpoint.host {
                        self.push(Edit::Dns(name, world.servers[server.index()].address));
                    }
                } else if let HostRef::Name(name) = endpoint.host {
                    self.point_to_front_ends(name, protocol);
                }
            }
            Trouble::Elsewhere { candidate, endpoint, host } => {
                self.set(candidate, protocol, Setting::OwnFqdn);
                let address = world.servers[candidate.index()].address;
                if let HostRef::Name(name) = endpoint.host {
                    self.push(Edit::Dns(name, address));
                }
                if let Some(Host::Balancer(balancer)) = host {
                    self.push(Edit::Pool(balancer, vec![candidate]));
                }
            }
            Trouble::Lost(link) => {
                let cut = |it: &LinkId| world.links[it.index()].cut || link == Some(*it) || link.is_none();
                (0..world.links.len()).map(LinkId::at).filter(cut).take(MOST).for_each(|it| self.push(Edit::Mend(it)));
            }
            Trouble::Stopped(service) => self.push(Edit::Start(service)),
            Trouble::Hung(service) => self.push(Edit::Restart(service)),
            Trouble::Cut(service) => self.push(Edit::Start(service)),
            Trouble::Off(server) => self.push(Edit::StartServer(server)),
            Trouble::NothingListens(server, port) => {
                let ssl = matches!(port, 443 | 993 | 995);
                if world.servers[server.index()].services[Service::of(protocol)].is_some() {
                    self.set(server, protocol, Setting::Bind(port, ssl));
                }
                self.other_ports(protocol);
            }
            Trouble::NotForwarded(balancer, port) => {
                self.push(Edit::Forward(balancer, port));
                self.other_ports(protocol);
            }
            Trouble::NoMember(balancer) => self.members(balancer, protocol),
            Trouble::Component { service, component, by, stops } => {
                self.push(Edit::Activate(service.server(), component, by));
                if stops {
                    self.push(Edit::Start(service));
                }
            }
            Trouble::NoCertificate(service, why) => self.certificate(service, Some(why)),
            Trouble::StartTlsMissing(service) => self.certificate(service, None),
            Trouble::Disagree(opener, service, why) => self.tls(opener, service, why),
            Trouble::ClearMeetsTls(service, endpoint) => self.other_kind(service, endpoint, protocol),
            Trouble::TlsInsideTls => self.client_edit(ClientEdit::NoTlsInsideTls),
            Trouble::CertificateRejected { by, service, endpoint, problem } => {
                if let HostRef::Name(name) = endpoint.host {
                    self.push(Edit::Import(service.server(), name, protocol));
                }
                if problem == CertificateProblem::NameMismatch {
                    self.set(service.server(), protocol, Setting::OwnFqdn);
                }
                match by {
                    Actor::Service(by) => self.set(by.server(), protocol, Setting::Enforce(false)),
                    _ => self.client_edit(ClientEdit::AcceptCertificate),
                }
            }
            Trouble::Limit(service, limit) => {
                let (server, protocol) = (service.server(), service.service().protocol());
                match limit {
                    Limit::Connections(limit) => {
                        self.set(server, protocol, Setting::MaxConnections(limit.saturating_mul(10)));
                        self.set(server, protocol, Setting::MaxConnections(NO_LIMIT));
                    }
                    Limit::FromSingleIp(limit, _) => {
                        self.set(server, protocol, Setting::MaxFromSingleIp(limit.saturating_mul(10)));
                        self.set(server, protocol, Setting::MaxFromSingleIp(NO_LIMIT));
                    }
                }
            }
            Trouble::Decided(service, reason) => self.for_reason(service, reason),
            Trouble::NoTicket => {
                self.client_edit(ClientEdit::Ticket);
                self.client_edit(ClientEdit::Mechanism(Mechanism::Plain));
                self.front_ends(protocol, &Setting::GssapiAndNtlm(false));
            }
            Trouble::LoginDisabled(service) => {
                self.other_ports(protocol);
                self.set(service.server(), protocol, Setting::LoginType(LoginType::PlainTextLogin));
            }
            Trouble::TooLong(service) => {
                let size = self.settings(service.server(), protocol).max_command_size;
                self.set(service.server(), protocol, Setting::MaxCommandSize(size.saturating_mul(4)));
                self.set(service.server(), protocol, Setting::MaxCommandSize(size.saturating_mul(40)));
            }
            Trouble::Waited(timer, service) => match (timer, service) {
                (Timer::PreAuthenticated, Some(service)) => {
                    let length = self.settings(service.server(), protocol).pre_authenticated_timeout;
                    let longer = Setting::PreAuthenticated(Micros(length.0.saturating_mul(4)));
                    self.set(service.server(), protocol, longer);
                }
                (Timer::Authenticated, Some(service)) => {
                    let length = self.settings(service.server(), protocol).authenticated_timeout;
                    let longer = Setting::Authenticated(Micros(length.0.saturating_mul(4)));
                    self.set(service.server(), protocol, longer);
                }
                _ => {
                    let timeout = world.clients[self.client.index()].timeout;
                    self.client_edit(ClientEdit::Timeout(Micros(timeout.0.saturating_mul(4))));
                }
            },
            Trouble::Leg(..) | Trouble::TooManyErrors(_) => {}
        }
    }

    /// Whoever took a component away gives it back; what stopped with it is started for itself.
    fn for_change(&mut self, run: &Run, since: Option<RecordId>) {
        let Some(RecordKind::Changed(change)) = since.map(|it| run.trace.record(it).what) else { return };
        if let Action::SetComponent(server, component, requester, _) = self.world.changes[change.index()].action {
            self.push(Edit::Activate(server, component, Requesters::only(requester)));
        }
    }

    fn for_reason(&mut self, service: ServiceId, reason: Reason) {
        let world = self.world;
        let (server, protocol) = (service.server(), service.service().protocol());
        match reason {
            Reason::PasswordWrong(_) if world.clients[self.client.index()].password == Password::Wrong => {
                self.client_edit(ClientEdit::RightPassword);
            }
            Reason::UnknownName => self.client_edit(ClientEdit::PlainName),
            Reason::NtlmAlias(_) => {
                self.client_edit(ClientEdit::Mechanism(Mechanism::Plain));
                self.push(Edit::Update(server, Defect::NtlmAliasMismatch));
            }
            Reason::UnquotedReplay(_) | Reason::PasswordWrong(_) => {
                for (at, it) in world.servers.iter().enumerate() {
                    if it.unquoted_replay {
                        self.push(Edit::Update(ServerId::at(at), Defect::UnquotedReplay));
                    }
                }
            }
            Reason::NoRights { user, mailbox } => self.push(Edit::FullAccess { mailbox, user }),
            Reason::NoSmtpAddress(user) => self.push(Edit::SmtpAddress(user)),
            Reason::StoreSessions { server, limit, .. } => {
                self.push(Edit::StoreSessions(server, limit.saturating_mul(2)));
                self.push(Edit::StoreSessions(server, limit.saturating_mul(20)));
            }
            Reason::UserLimit { limit, .. } => {
                self.set(server, protocol, Setting::MaxPerUser(limit.saturating_mul(2)));
                self.set(server, protocol, Setting::MaxPerUser(limit.saturating_mul(20)));
            }
            Reason::LoginTypeRefuses { on_leg, .. } => {
                if on_leg {
                    self.set(server, protocol, Setting::Offer(Security::Ssl));
                    self.set(server, protocol, Setting::Offer(Security::Tls));
                }
                self.other_ports(protocol);
                self.set(server, protocol, Setting::LoginType(LoginType::PlainTextLogin));
            }
            Reason::MechanismOff(_) => {
                self.client_edit(ClientEdit::Mechanism(Mechanism::Login));
                self.set(server, protocol, Setting::GssapiAndNtlm(true));
            }
            Reason::NoPassword(_) => {
                self.client_edit(ClientEdit::Mechanism(Mechanism::Plain));
                self.client_edit(ClientEdit::Mechanism(Mechanism::Login));
                self.set(server, protocol, Setting::GssapiAndNtlm(false));
            }
            Reason::ProtocolDisabled { user, protocol, .. } => self.push(Edit::CasMailbox(user, protocol)),
            Reason::NoEndpoint(site, _) => self.offer_in(site, protocol),
            Reason::StoreOff(off) => {
                self.push(Edit::StartServer(off));
                self.copies(off);
            }
            Reason::NoHealthyTarget(site, version) => {
                for &server in world.client_access(site, version) {
                    self.push(Edit::InService(server));
                    self.push(Edit::Start(ServiceId::new(server, Service::of(protocol))));
                    self.push(Edit::Restart(ServiceId::new(server, Service::of(protocol))));
                }
            }
            Reason::RefusedAcrossSites(_) => {
                self.set(server, protocol, Setting::CrossSite);
                self.other_front_ends(protocol);
            }
            Reason::Proxies2010To2007(_) | Reason::NotSupported(..) | Reason::NotHere(_) => {
                self.other_front_ends(protocol);
            }
            _ => {}
        }
    }

    /// Other types on the targets that were tried: an endpoint more, where every one that is offered has failed.
    fn for_targets(&mut self, run: &Run, explanation: &Explanation) {
        let trace = &run.trace;
        let protocol = self.world.clients[self.client.index()].protocol;
        let tried = trace.records.iter().filter(|it| it.attempt == Some(explanation.attempt));
        for record in tried {
            let RecordKind::Decides { decision: Decision::Proxies { to, .. }, reasons } = record.what else { continue };
            if !self.world.servers[to.index()].version.is_found_by_settings() || !protocol.is_mail() {
                continue;
            }
            for reason in trace.reasons(reasons) {
                if let Reason::NotOffered(server, security) = reason {
                    self.set(*server, protocol, Setting::Offer(*security));
                }
            }
        }
    }

    fn point_to_front_ends(&mut self, name: NameId, protocol: Protocol) {
        for (at, it) in self.world.servers.iter().enumerate() {
            let runs = it.services[Service::of(protocol)] == Some(ServiceState::Running);
            if it.version.has_back_end() && it.client_access && runs {
                self.push(Edit::Dns(name, self.world.servers[at].address));
            }
        }
    }

    /// The client connects over another port of the same host.
    fn other_ports(&mut self, protocol: Protocol) {
        let mut connect = self.world.clients[self.client.index()].connect;
        let (ssl, plain) = match protocol {
            Protocol::Imap4 => (993, 143),
            Protocol::Pop3 => (995, 110),
            Protocol::Http => return,
        };
        let given = connect;
        for (port, security) in [(ssl, Security::Ssl), (plain, Security::Tls)] {
            (connect.port, connect.security) = (port, security);
            if connect != given {
                self.client_edit(ClientEdit::Connect(connect));
            }
        }
    }

    /// One side speaks TLS on a port where the other does not: either gives in.
    fn other_kind(&mut self, service: ServiceId, endpoint: Endpoint, protocol: Protocol) {
        if self.world.clients[self.client.index()].connect == endpoint {
            self.other_ports(protocol);
            if protocol.is_mail() {
                let ssl = endpoint.security != Security::Ssl;
                let security = if ssl { Security::Ssl } else { Security::Tls };
                self.client_edit(ClientEdit::Connect(Endpoint { security, ..endpoint }));
            }
        } else {
            self.set(service.server(), protocol, Setting::Offer(Security::Ssl));
            self.set(service.server(), protocol, Setting::Offer(Security::Tls));
        }
    }

    fn front_ends(&mut self, protocol: Protocol, setting: &Setting) {
        if let HostRef::Name(name) = self.world.clients[self.client.index()].connect.host {
            for (at, it) in self.world.servers.iter().enumerate() {
                let meant = it.fqdn == name || it.version.has_back_end();
                if it.client_access && meant {
                    self.set(ServerId::at(at), protocol, setting.clone());
                }
            }
        }
    }

    /// The client is given another Client Access server: a 2013 one first, then one beside the mailbox.
    fn other_front_ends(&mut self, protocol: Protocol) {
        let connect = self.world.clients[self.client.index()].connect;
        let mut servers: Vec<_> = self.world.servers.iter().filter(|it| it.client_access).collect();
        servers.sort_by_key(|it| std::cmp::Reverse(it.version));
        for server in servers.into_iter().take(MOST) {
            let runs = server.services[Service::of(protocol)] == Some(ServiceState::Running);
            if runs && connect.host != HostRef::Name(server.fqdn) {
                let connect = Endpoint { host: HostRef::Name(server.fqdn), ..connect };
                self.client_edit(ClientEdit::Connect(connect));
            }
        }
    }

    fn members(&mut self, balancer: BalancerId, protocol: Protocol) {
        let pool = &self.world.pools[self.world.balancers[balancer.index()].pool.index()];
        for &member in pool.iter().take(MOST) {
            let service = Service::of(protocol);
            match self.world.servers[member.index()].services[service] {
                Some(ServiceState::Hung) => self.push(Edit::Restart(ServiceId::new(member, service))),
                Some(_) => self.push(Edit::Start(ServiceId::new(member, service))),
                None => {}
            }
        }
        let others = |it: &ServerId| self.world.servers[it.index()].client_access && !pool.contains(it);
        let others: Vec<_> = (0..self.world.servers.len()).map(ServerId::at).filter(others).take(MOST).collect();
        for other in others {
            self.push(Edit::Pool(balancer, vec![other]));
        }
    }

    fn certificate(&mut self, service: ServiceId, why: Option<NoCertificate>) {
        let (server, protocol) = (service.server(), service.service().protocol());
        let world = self.world;
        let here = &world.servers[server.index()];
        let name = self.settings(server, protocol).certificate_name.clone();
        for &id in &here.certificates {
            let it = &world.certificates[id.index()];
            if it.covers(&name) && !it.enabled.serves(protocol) {
                self.push(Edit::Enable(server, id, protocol));
            }
            if !it.covers(&name)
                && why != Some(NoCertificate::NotEnabled)
                && it.enabled.serves(protocol)
                && let Some(covered) = it.names.iter().find(|it| !it.starts_with('*'))
            {
                self.set(server, protocol, Setting::CertificateName(covered.clone()));
            }
        }
        if let Some(at) = world.names.iter().position(|it| it.text.eq_ignore_ascii_case(&name)) {
            self.push(Edit::Import(server, NameId::at(at), protocol));
        }
        let fqdn = world.name(here.fqdn);
        if !fqdn.eq_ignore_ascii_case(&name) {
            self.set(server, protocol, Setting::CertificateName(fqdn.to_lowercase()));
        }
    }

    fn tls(&mut self, opener: Actor, service: ServiceId, why: Disagreement) {
        let (a, b) = match why {
            Disagreement::Version { opener, acceptor } | Disagreement::Cipher { opener, acceptor, .. } => {
                (opener, acceptor)
            }
        };
        // Only the best version of the other side: nobody should switch on an older one than is needed.
        let both = |more: TlsSet, own: TlsSet| {
            let versions: Vec<TlsVersion> = own.versions().chain(more.versions().next_back()).collect();
            let ciphers: Vec<_> = own.ciphers().chain(more.ciphers()).collect();
            TlsSet::new(&versions, &ciphers)
        };
        self.push(Edit::Tls(service.server(), both(a, b)));
        if let Actor::Service(opener) = opener {
            self.push(Edit::Tls(opener.server(), both(b, a)));
        }
    }

    fn offer_in(&mut self, site: SiteId, protocol: Protocol) {
        let world = self.world;
        for version in Version::ALL.into_iter().rev().filter(|it| it.is_down_level()) {
            for &server in world.client_access(site, version).iter().take(MOST) {
                match version.product().found_by {
                    crate::product::FoundBy::ConnectionSettings => {
                        self.set(server, protocol, Setting::Offer(Security::Ssl));
                        self.set(server, protocol, Setting::Offer(Security::Tls));
                    }
                    crate::product::FoundBy::Bindings | crate::product::FoundBy::BackEnd => {
                        let port = if protocol == Protocol::Pop3 { 995 } else { 993 };
                        self.set(server, protocol, Setting::Bind(port, true));
                    }
                }
            }
        }
    }

    fn copies(&mut self, off: ServerId) {
        for (at, it) in self.world.databases.iter().enumerate() {
            if it.copies.contains(&off) {
                for &copy in it.copies.iter().filter(|it| **it != off).take(MOST) {
                    self.push(Edit::FailOver(DatabaseId::at(at), copy));
                }
            }
        }
    }
}
