//! What does a log-on that failed say of the organisation?
//!
//! Every trouble that an attempt can meet is a condition of the catalogue, or chance, or only what follows from another
//! trouble. That way `check` cannot know less than a run.

use super::look::Look;
use super::{FindingKind, LimitKind, NotAllowed, NotTaken};
use crate::change::Org;
use crate::explain::Fault;
use crate::explain::trouble::Trouble;
use crate::policy::Reason;
use crate::time::Micros;
use crate::trace::{Actor, LegFailure, Timer, WhyProbeFails};
use crate::world::{
    Action, AfterLogon, Binding, Client, ClientId, Defect, Endpoint, Host, HostRef, LinkId, NameId, NoCertificate,
    Protocol, Security, ServerId, Service, ServiceId, ServiceState, Version, defaults,
};

/// Drops what only follows: what ends a circle, where the name that leads back is told; and the try in plaintext, the
/// last that a client with encryption is given (FALL-1), where what kept the ones before from succeeding is told.
pub(super) fn only_causes(met: &mut Vec<FindingKind>, client: &Client) {
    if met.iter().any(|it| matches!(it, FindingKind::ForeignName(..))) {
        met.retain(|it| !matches!(it, FindingKind::LimitMet(..) | FindingKind::OutOfTime(..)));
    }
    let before = |it: &FindingKind| {
        matches!(
            it,
            FindingKind::NoCommonTls(..)
                | FindingKind::NoCertificate(..)
                | FindingKind::CertificateRejected { .. }
                | FindingKind::NotBound(..)
                | FindingKind::OtherKind(..)
        )
    };
    if client.connect.security != Security::Plaintext && met.iter().any(before) {
        met.retain(|it| !matches!(it, FindingKind::PlaintextRefused(..)));
    }
}

impl Look<'_> {
    /// The conditions that the faults of one failed attempt tell of.
    pub(super) fn met(&self, client: ClientId, faults: &[Fault]) -> Vec<FindingKind> {
        let mut met: Vec<FindingKind> = Vec::new();
        for it in faults {
            met.extend(self.of_fault(client, it));
        }
        if met.is_empty() || met.iter().all(|it| matches!(it, FindingKind::OutOfTime(..))) {
            // Nothing was said that could be read: the two sides do not speak the same at all.
            let door = self.at_the_door(client);
            if !door.is_empty() {
                met = door;
            }
        }
        only_causes(&mut met, self.began.client(self.world, client));
        met
    }

    /// What is wrong where a client knocks: the port belongs to the other protocol, or wants TLS from the first byte.
    fn at_the_door(&self, client: ClientId) -> Vec<FindingKind> {
        let it = self.began.client(self.world, client);
        let mut found = Vec::new();
        let offload = match self.resolve(it.connect.host, it.site).and_then(|it| self.world.host(it)) {
            Some(Host::Balancer(balancer)) => Some(self.org.offload(self.world, balancer)),
            Some(Host::Server(_)) | None => None,
        };
        let port = offload.map_or(it.connect.port, |of| of.port_of_member(it.connect.port));
        let ends = offload.is_some_and(|of| of.ends_tls(it.connect.port));
        for server in self.hosts(it.connect.host, it.site) {
            let to = self.reached(it.connect.host, it.site, server);
            let Some(listener) = self.org.listener_at(self.world, server, to, port) else { continue };
            let settings = self.goes_by(listener.service);
            if listener.service.service().protocol() != it.protocol {
                found.push(FindingKind::OtherProtocol(client, server, it.connect.port));
            } else if ends {
                // To the member the balancer speaks: what it speaks to the client is TLS.
                if it.connect.security != Security::Ssl {
                    found.push(FindingKind::WrongMode(client, it.connect));
                }
            } else if (it.connect.security == Security::Ssl) != Binding::any_answers(&settings.ssl_bindings, to, port)
                && !listener.service.service().is_back_end()
            {
                found.push(FindingKind::WrongMode(client, it.connect));
            }
        }
        found
    }

    fn of_fault(&self, client: ClientId, fault: &Fault) -> Option<FindingKind> {
        let it = self.began.client(self.world, client);
        let on_leg = fault.depth > 0;
        let stays = matches!(it.then, AfterLogon::Stay { .. });
        Some(match fault.trouble {
            Trouble::NameUnknown(name, _) => FindingKind::Unresolved(HostRef::Name(name)),
            Trouble::Nobody(endpoint, _) => FindingKind::Unresolved(endpoint.host),
            Trouble::Elsewhere { candidate, endpoint, host: Some(host) } => {
                let own = host == Host::Server(candidate);
                if own {
                    FindingKind::NotOwnName(candidate, self.offered(candidate, endpoint))
                } else {
                    FindingKind::ForeignName(candidate, self.offered(candidate, endpoint), host)
                }
            }
            Trouble::Elsewhere { endpoint, host: None, .. } => FindingKind::Unresolved(endpoint.host),
            Trouble::Lost(link) => return self.no_way(link),
            Trouble::Stopped(service) => self.stopped(client, service, on_leg),
            Trouble::Hung(service) => FindingKind::Hung(service),
            Trouble::Off(server) => {
                let kept = if on_leg { None } else { self.by_a_kept_answer(client, server) };
                kept.unwrap_or(FindingKind::ServerOff(server))
            }
            Trouble::NothingListens(server, port) => {
                if let Some(found) = self.at_another_address(server, it.protocol, port) {
                    return Some(found);
                }
                let offered = [it.protocol].map(|it| self.settings(server, it).internal.clone()).concat();
                match offered.into_iter().find(|it| it.port == port).filter(|_| on_leg) {
                    Some(endpoint) => FindingKind::NotBound(server, endpoint),
                    None => FindingKind::NothingListens(server, port),
                }
            }
            Trouble::NotForwarded(balancer, port) => FindingKind::NotForwarded(balancer, port),
            Trouble::NoMember(balancer) if !on_leg && Self::is_of_the_other(it) => {
                let pool = &self.world.pools[self.org.pool(balancer).index()];
                FindingKind::OtherProtocol(client, *pool.first()?, it.connect.port)
            }
            Trouble::NoMember(balancer) => match self.kept_out_by_a_text(balancer, it.protocol) {
                Some(service) => FindingKind::TextMissing(balancer, service),
                None => FindingKind::NoMember(balancer, it.protocol),
            },
            Trouble::Component { service, probe: Some(WhyProbeFails::NoLoopback(port)), .. } => {
                FindingKind::NoLoopback(service, port)
            }
            Trouble::Component { service, component, by, .. } => FindingKind::Inactive(service, component, by),
            Trouble::Cut(service) => FindingKind::SessionsEnd(service),
            Trouble::NoCertificate(service, why) => FindingKind::NoCertificate(service, why),
            Trouble::StartTlsMissing(service) => {
                let why = self.org.certificate(service).err().unwrap_or(NoCertificate::NotCovered);
                FindingKind::NoCertificate(service, why)
            }
            Trouble::Disagree(Actor::Service(by), service, _) => {
                let (own, other) = (self.org.offers(by), self.org.accepts(service));
                FindingKind::NoCommonTls(by.server(), service.server(), own, other)
            }
            Trouble::Disagree(_, service, _) => FindingKind::ClientNoTls(client, service.server()),
            Trouble::ClearMeetsTls(service, endpoint) if on_leg => FindingKind::OtherKind(service.server(), endpoint),
            Trouble::ClearMeetsTls(..) => FindingKind::WrongMode(client, it.connect),
            Trouble::OtherProtocol(_, endpoint) if on_leg => return self.of_leg(endpoint, LegFailure::OtherProtocol),
            Trouble::OtherProtocol(service, endpoint) => {
                FindingKind::OtherProtocol(client, service.server(), endpoint.port)
            }
            Trouble::TlsInsideTls => FindingKind::InsideTls(client),
            Trouble::CertificateRejected { by: Actor::Service(by), service, endpoint, .. } => {
                let Ok(shown) = self.org.certificate(service) else { return None };
                let (by, server) = (by.server(), service.server());
                FindingKind::CertificateRejected { by, server, endpoint, shown, protocol: it.protocol }
            }
            // The certificate of the other protocol is not what is to be mended: the port is.
            Trouble::CertificateRejected { service, .. } if service.service().protocol() != it.protocol => {
                FindingKind::OtherProtocol(client, service.server(), it.connect.port)
            }
            Trouble::CertificateRejected { service, problem, .. } => {
                FindingKind::ClientMinds(client, service.server(), problem)
            }
            Trouble::Limit(service, limit) => FindingKind::LimitMet(service, limit.into()),
            Trouble::Decided(service, reason) => return self.of_reason(client, service, reason),
            Trouble::Offload(balancer, fault) => FindingKind::Offload(balancer, fault),
            Trouble::NoTicket => FindingKind::NoTicket(client),
            Trouble::LoginDisabled(service) => FindingKind::ClientInPlaintext(client, service.server()),
            Trouble::TooLong(service) => FindingKind::NotTaken(client, service.server(), NotTaken::TooLong),
            Trouble::TooManyErrors(service) => FindingKind::NotTaken(client, service.server(), NotTaken::TooMany),
            // Who is connected to a server that is switched off hears nothing of it.
            Trouble::Waited(Timer::Client, Some(service)) if stays && self.was_one_shut_down() => {
                FindingKind::SessionsEnd(service)
            }
            Trouble::Waited(timer, service) => FindingKind::OutOfTime(client, timer, service),
            Trouble::Leg(endpoint, how) => return self.of_leg(endpoint, how),
        })
    }

    /// Whether a client connects to a port that is usual for the other protocol.
    fn is_of_the_other(client: &Client) -> bool {
        let other = if client.protocol == Protocol::Pop3 { Protocol::Imap4 } else { Protocol::Pop3 };
        [defaults::plain_port(other), defaults::ssl_port(other)].contains(&client.connect.port)
    }

    /// Whether a server was switched off by now: whichever stood behind the session.
    fn was_one_shut_down(&self) -> bool {
        let so_far = self.world.changes.iter().filter(|it| it.at <= self.at);
        so_far.into_iter().any(|it| matches!(it.action, Action::ShutDown(_) | Action::RemoveServer(_)))
    }

    /// The value that a candidate offers, where what was tried is not written so: 2010 takes only its host (DET-5).
    fn offered(&self, candidate: ServerId, endpoint: Endpoint) -> Endpoint {
        let all = [Protocol::Imap4, Protocol::Pop3].map(|it| self.settings(candidate, it).internal.clone()).concat();
        if all.contains(&endpoint) {
            return endpoint;
        }
        let alike = |it: &&Endpoint| it.host == endpoint.host && it.security == endpoint.security;
        all.iter().find(alike).copied().unwrap_or(endpoint)
    }

    /// A way that is cut, or that there never was. A packet that chance took is no condition.
    pub(super) fn no_way(&self, link: Option<LinkId>) -> Option<FindingKind> {
        let links = (0..self.world.links.len()).map(LinkId::at);
        let dead = |it: &LinkId| self.org.is_cut(*it) || self.world.links[it.index()].loss >= 1_000_000;
        match link {
            Some(it) if !dead(&it) => None,
            Some(it) => Some(FindingKind::NoWay(Some(self.one_of_both(it)))),
            None => Some(FindingKind::NoWay(links.into_iter().find(dead).map(|it| self.one_of_both(it)))),
        }
    }

    /// Of the two directions of a link always the same one.
    fn one_of_both(&self, link: LinkId) -> LinkId {
        let of = |it: LinkId| &self.world.links[it.index()];
        let ends = [of(link).from, of(link).to];
        let same = |it: &LinkId| ends.contains(&of(*it).from) && ends.contains(&of(*it).to);
        (0..self.world.links.len()).map(LinkId::at).find(same).unwrap_or(link)
    }

    fn stopped(&self, client: ClientId, service: ServiceId, on_leg: bool) -> FindingKind {
        let server = &self.world.servers[service.server().index()];
        if !on_leg {
            return FindingKind::ClientToStopped(client, service);
        }
        if service.service().is_back_end() {
            return FindingKind::NoBackEnd(service);
        }
        let protocol = service.service().protocol();
        let others = self.world.client_access(server.site, server.version);
        let none = others.iter().all(|it| !self.runs(ServiceId::new(*it, Service::of(protocol))));
        if none && server.version.is_down_level() {
            return FindingKind::NoneRuns(server.site, server.version, protocol);
        }
        FindingKind::CandidateStopped(service)
    }

    fn of_reason(&self, client: ClientId, service: ServiceId, reason: Reason) -> Option<FindingKind> {
        let it = self.began.client(self.world, client);
        let (server, protocol) = (service.server(), service.service().protocol());
        Some(match reason {
            Reason::PasswordWrong(_) => FindingKind::WrongPassword(client),
            Reason::UnknownName => FindingKind::NobodysName(client),
            Reason::Reserved(user) => FindingKind::NotAllowed(client, NotAllowed::Reserved(user)),
            Reason::NtlmAlias(_) => FindingKind::KnownDefect(server, Defect::NtlmAliasMismatch),
            Reason::UnquotedReplay(_) => {
                FindingKind::KnownDefect(self.defective(server, Defect::UnquotedReplay), Defect::UnquotedReplay)
            }
            Reason::NoRights { user, mailbox } => FindingKind::NotAllowed(client, NotAllowed::NoRights(user, mailbox)),
            Reason::NoSmtpAddress(user) => FindingKind::NotAllowed(client, NotAllowed::NoSmtpAddress(user)),
            Reason::PolicyBlocks { user, policy, own, protocol, .. } => {
                FindingKind::NotAllowed(client, NotAllowed::Policy { user, policy, own, protocol })
            }
            Reason::NoMailbox(user) => FindingKind::NotAllowed(client, NotAllowed::NoMailbox(user)),
            Reason::StoreSessions { user, server, .. } => {
                let store = ServiceId::new(server, service.service());
                FindingKind::LimitMet(store, LimitKind::StoreSessions(user))
            }
            Reason::UserLimit { user, .. } => FindingKind::LimitMet(service, LimitKind::PerUser(user)),
            Reason::LoginTypeRefuses { on_leg: true, .. } => FindingKind::PlaintextRefused(server, protocol),
            Reason::LoginTypeRefuses { on_leg: false, .. } => FindingKind::ClientInPlaintext(client, server),
            Reason::MechanismOff(..) | Reason::NotBound(_) => FindingKind::NoMechanism(client, server),
            Reason::ProtocolDisabled { user, protocol, .. } if self.org.is_enabled(user, protocol) => {
                FindingKind::NotRestarted(server, protocol)
            }
            Reason::ProtocolDisabled { protocol, .. } => FindingKind::Disabled(client, protocol),
            Reason::StoreOff(it) | Reason::StoreNotThere(it) => FindingKind::ServerOff(it),
            Reason::Checked(it, false) if self.org.is_off(it) => FindingKind::ServerOff(it),
            Reason::Checked(it, false) => {
                let back_end = Look::back_end(it, protocol);
                match self.state(back_end) {
                    ServiceState::Hung => FindingKind::Hung(back_end),
                    ServiceState::Stopped | ServiceState::Running => FindingKind::NoBackEnd(back_end),
                }
            }
            Reason::NoCandidate(site, version) => FindingKind::NoCandidate(site, version),
            Reason::NoEndpoint(site, source) => FindingKind::NoEndpoint(site, source, protocol),
            Reason::NoPassword(_) => FindingKind::NothingToReplay(client, server),
            Reason::RefusedAcrossSites(site) => FindingKind::AcrossSites(server, site, protocol),
            Reason::NotSupported(_, mailbox) => self.led_to(client, server, mailbox),
            Reason::Proxies2010To2007(_) | Reason::ProxiesUp { .. } => {
                let database = self.org.database(it.mailbox)?;
                self.led_to(client, server, self.org.version_of(database))
            }
            // What a candidate offers leads in a circle, or to another back end: that is told by where it leads.
            _ => return None,
        })
    }

    /// Who was led to a version that cannot serve the mailbox: by its name, or by an answer of before the name was
    /// moved (LB-6).
    fn led_to(&self, client: ClientId, server: ServerId, mailbox: Version) -> FindingKind {
        let host = self.began.client(self.world, client).connect.host;
        let kept = self.by_a_kept_answer(client, server);
        kept.unwrap_or(FindingKind::WrongVersion { host, server, mailbox, client })
    }

    /// The finding of an answer that is still kept, where a client comes to a server to which its name no longer leads.
    fn by_a_kept_answer(&self, client: ClientId, server: ServerId) -> Option<FindingKind> {
        let it = self.began.client(self.world, client);
        let HostRef::Name(name) = it.connect.host else { return None };
        let moved = !self.hosts(it.connect.host, it.site).contains(&server);
        moved.then(|| self.was_kept(name)).flatten().map(|ttl| FindingKind::LongTtl(name, ttl))
    }

    /// How long an answer was kept from which a name has been moved away, if it has.
    fn was_kept(&self, name: NameId) -> Option<Micros> {
        let mut so_far = self.world.changes.iter().take_while(|it| it.at <= self.at);
        let moved = so_far.position(|it| matches!(it.action, Action::SetDns(it, _) if it == name))?;
        self.longest_kept(&Org::with_changes(self.world, moved), name)
    }

    /// The longest that an answer for a name is kept.
    pub(super) fn longest_kept(&self, org: &Org, name: NameId) -> Option<Micros> {
        let views = self.world.names[name.index()].views.clone();
        views.map(|it| self.world.answers[org.answers[it as usize].index()].ttl).max()
    }

    /// A leg that failed, and nothing but the leg says why.
    fn of_leg(&self, endpoint: Endpoint, how: LegFailure) -> Option<FindingKind> {
        match how {
            LegFailure::OtherProtocol
            | LegFailure::StartTlsNotOffered
            | LegFailure::TlsHandshake
            | LegFailure::NoAnswer { .. } => {}
            _ => return None,
        }
        let offers = |it: &ServerId| {
            [Protocol::Imap4, Protocol::Pop3].iter().any(|of| self.settings(*it, *of).internal.contains(&endpoint))
        };
        self.servers().find(offers).map(|it| FindingKind::OtherKind(it, endpoint))
    }
}
