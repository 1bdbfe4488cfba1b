//! What does a connection request meet at a host, and what does a check or a probe of it see? (Sections 1, 8 and 9.)
//!
//! Whoever connects finds a service, nobody, or somebody who closes again before a word is said. How many connections
//! are open is handed in as numbers; counting them is the engine's business.

use std::net::Ipv4Addr;

use crate::rules::{Citation, Rule};
use crate::scenario::Switch;
use crate::scenario::settings::UNLIMITED;
use crate::world::{
    Binding, Check, Component, InactiveComponent, Requesters, ServerId, ServiceId, ServiceState, Settings, World,
};

/// Whether a port is for TLS from the first byte, or for plaintext and STARTTLS (STLS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// One of SSLBindings, or the ProxyTargetPort of a back end.
    Ssl,
    /// One of UnencryptedOrTLSBindings.
    UnencryptedOrTls,
}

/// A service of the server that was asked, and what it read when it started.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The service.
    pub service: ServiceId,
    /// How it is now.
    pub state: ServiceState,
    /// Its settings (SVC-6).
    pub settings: &'a Settings,
}

/// The service that is bound to the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The service.
    pub service: ServiceId,
    /// How it is now: one that is stopped is bound and does not listen (SVC-4).
    pub state: ServiceState,
    /// What the port is for.
    pub port: Port,
}

/// Which of the services of a server is bound to `port` (PORT-1, PORT-2). One that is not stopped comes before one
/// that is: two services may be bound to one port, as long as one of them is stopped. A binding to one address answers
/// at that one alone (BIND-1); `own` is the address to which people connect.
pub fn listener<'a>(services: impl Iterator<Item = Candidate<'a>>, own: Ipv4Addr, port: u16) -> Option<Listener> {
    let mut stopped = None;
    for Candidate { service, state, settings } in services {
        let port = if service.service().is_back_end() {
            (settings.proxy_target_port == port).then_some(Port::Ssl)
        } else if Binding::any_answers(&settings.ssl_bindings, own, port) {
            Some(Port::Ssl)
        } else {
            Binding::any_answers(&settings.plain_bindings, own, port).then_some(Port::UnencryptedOrTls)
        };
        let Some(port) = port else { continue };
        let listener = Listener { service, state, port };
        match state {
            ServiceState::Running | ServiceState::Hung => return Some(listener),
            ServiceState::Stopped => stopped = stopped.or(Some(listener)),
        }
    }
    stopped
}

/// Whether a service of the server is bound to `port` at whatever address, running or not.
pub fn is_bound<'a>(services: impl Iterator<Item = Candidate<'a>>, port: u16) -> bool {
    let mut fronts = services.filter(|it| !it.service.service().is_back_end());
    fronts.any(|it| it.settings.ssl_bindings.iter().chain(&it.settings.plain_bindings).any(|it| it.port == port))
}

/// One connection request, as the host sees it to which it was sent.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The host.
    pub server: ServerId,
    /// Whether it is switched off.
    pub off: bool,
    /// The port that was asked for.
    pub port: u16,
    /// The address from which the request comes.
    pub source: Ipv4Addr,
    /// Who is bound to the port.
    pub listener: Option<Listener>,
    /// Whether nobody is but at another address (BIND-1).
    pub elsewhere: bool,
    /// The component that is not active for that service, and who holds it so (CMP-2).
    pub held: Option<(Component, Requesters)>,
}

/// How many connections a service has open, log-on or not (LIM-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenConnections {
    /// In all.
    pub all: u32,
    /// From the address of the request.
    pub from_source: u32,
}

/// What a connection request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// Nothing answers: the host is switched off.
    Silence,
    /// It is refused at once.
    Refused(WhyRefused),
    /// The service accepts it and closes it again, before a word is said.
    Closed(Listener, WhyTurnedAway),
    /// The service accepts it.
    Accepted {
        /// The service.
        by: Listener,
        /// Whether it greets at once. On a port for SSL the greeting waits for TLS; a service that hangs says nothing.
        greets: bool,
    },
}

/// Why a connection was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyRefused {
    /// The service that would listen there is stopped (SVC-4).
    Stopped(ServiceId),
    /// Nothing listens on the port (PORT-2).
    NothingListens(u16),
    /// The port is bound, but to another address (BIND-1).
    OtherAddress(u16),
    /// The balancer does not forward the port.
    NotForwarded(u16),
}

/// A limit on open connections (LIM-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// MaxConnections.
    Connections(u32),
    /// MaxConnectionFromSingleIP, and the address.
    FromSingleIp(u32, Ipv4Addr),
}

/// Why a service closes a connection that it has just accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyTurnedAway {
    /// It would be one too many (LIM-2).
    Limit(Limit),
    /// A component is inactive (CMP-3).
    Component {
        /// The component: that of the protocol, or the whole server (CMP-5).
        component: Component,
        /// Who holds it inactive (CMP-2).
        by: Requesters,
        /// Whether the service stops because of it (CMP-4).
        stops: bool,
    },
}

impl WhyRefused {
    /// The rule of which it is an instance.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Stopped(_) => Rule::Svc4,
            Self::NothingListens(_) => Rule::Port2,
            Self::OtherAddress(_) => Rule::Bind1,
            Self::NotForwarded(_) => Rule::Lb2,
        }
    }
}

impl WhyTurnedAway {
    /// The rules of which it is an instance, each with the switch that decided.
    #[must_use]
    pub const fn rules(self) -> &'static [Citation] {
        const CLOSES: Citation = (Rule::Cmp3, None);
        // What an inactive component does is documented in two ways: either is a reading.
        const READ: Citation = (Rule::Cmp4, Some(Switch::inactive_component.name()));
        const HELD: Citation = (Rule::Cmp2, None);
        const WHOLE_SERVER: Citation = (Rule::Cmp5, None);
        match self {
            Self::Limit(_) => &[(Rule::Lim2, Some("no switch"))],
            Self::Component { component: Component::ServerWideOffline, stops: false, .. } => {
                &[CLOSES, READ, HELD, WHOLE_SERVER]
            }
            Self::Component { component: Component::ServerWideOffline, stops: true, .. } => &[READ, HELD, WHOLE_SERVER],
            Self::Component { component: Component::ImapProxy | Component::PopProxy, stops: false, .. } => {
                &[CLOSES, READ, HELD]
            }
            Self::Component { component: Component::ImapProxy | Component::PopProxy, stops: true, .. } => &[READ, HELD],
        }
    }
}

impl Reception {
    /// The rules of which it is an instance, each with the switch that decided.
    #[must_use]
    pub fn rules(self) -> Vec<Citation> {
        match self {
            Self::Silence => Vec::new(),
            Self::Refused(why) => vec![(why.rule(), None)],
            Self::Closed(_, why) => why.rules().to_vec(),
            Self::Accepted { by, .. } => match by.state {
                ServiceState::Hung => vec![(Rule::Svc5, None)],
                ServiceState::Running | ServiceState::Stopped => Vec::new(),
            },
        }
    }
}

/// Whether a service with these settings has to know how many connections come from one address.
#[must_use]
pub(crate) const fn counts_addresses(settings: &Settings) -> bool {
    settings.max_from_single_ip < UNLIMITED
}

/// What a connection request meets. A service that is stopped does not listen (SVC-4), and nothing makes the port that
/// was asked for one that anybody listens on (PORT-2), nor the address one that it is bound to (BIND-1). One that
/// hangs accepts, and says nothing (SVC-5). One whose component is inactive accepts and closes before a word is said
/// (CMP-3), or stops (CMP-4). The others accept as many as their limits let them (LIM-2); `settings` are those that the
/// listener read, `open` what it has open already.
#[must_use]
pub fn receive(world: &World, request: &Request, settings: Option<&Settings>, open: OpenConnections) -> Reception {
    if request.off {
        return Reception::Silence;
    }
    let (Some(by), Some(settings)) = (request.listener, settings) else {
        let why = if request.elsewhere { WhyRefused::OtherAddress } else { WhyRefused::NothingListens };
        return Reception::Refused(why(request.port));
    };
    let held = match by.state {
        ServiceState::Stopped => return Reception::Refused(WhyRefused::Stopped(by.service)),
        ServiceState::Running => request.held,
        ServiceState::Hung => None,
    };
    if let Some((component, requesters)) = held {
        let stops = match inactive_component(world, by.service) {
            InactiveComponent::AsDocumented => unreachable!("a version's documents say the one or the other"),
            InactiveComponent::CloseWithoutBanner => false,
            InactiveComponent::StopService => true,
        };
        return Reception::Closed(by, WhyTurnedAway::Component { component, by: requesters, stops });
    }
    match limit_met(settings, request.source, open) {
        Some(limit) => Reception::Closed(by, WhyTurnedAway::Limit(limit)),
        None => {
            let greets = by.port == Port::UnencryptedOrTls && by.state == ServiceState::Running;
            Reception::Accepted { by, greets }
        }
    }
}

/// What an inactive component of a service does: as the switch says, or the documents of its version (CMP-4).
fn inactive_component(world: &World, service: ServiceId) -> InactiveComponent {
    match world.assumptions.inactive_component {
        InactiveComponent::AsDocumented => world.servers[service.server().index()].version.product().inactive_component,
        written => written,
    }
}

/// Whether one more connection would be one too many (LIM-2).
fn limit_met(settings: &Settings, source: Ipv4Addr, open: OpenConnections) -> Option<Limit> {
    if settings.max_connections <= open.all {
        Some(Limit::Connections(settings.max_connections))
    } else if counts_addresses(settings) && settings.max_from_single_ip <= open.from_source {
        Some(Limit::FromSingleIp(settings.max_from_single_ip, source))
    } else {
        None
    }
}

/// Whether a balancer's check passes where this service is bound to the port. A TCP check passes wherever something
/// listens, hung or not; a check of the greeting wants an answer (LB-2), which a service does not give that hangs
/// (SVC-5), whose component is not active (`held`, CMP-3), or that has no certificate on a port for SSL (LEG-6), and
/// which must have the text that it looks for, if any (`reads`, LB-8). All are asked only where they matter: a balancer
/// of thousands of members checks often.
#[must_use]
pub fn check_passes(
    check: Check,
    listener: Option<Listener>,
    held: impl FnOnce(ServiceId) -> bool,
    certificate: impl FnOnce(ServiceId) -> bool,
    reads: impl FnOnce(ServiceId) -> bool,
) -> bool {
    let Some(listener) = listener else { return false };
    match (listener.state, check) {
        (_, Check::None) => true,
        (ServiceState::Stopped, Check::TcpConnect | Check::Banner) => false,
        (ServiceState::Running | ServiceState::Hung, Check::TcpConnect) => true,
        (ServiceState::Hung, Check::Banner) => false,
        (ServiceState::Running, Check::Banner) => {
            !held(listener.service)
                && match listener.port {
                    Port::Ssl => certificate(listener.service),
                    Port::UnencryptedOrTls => true,
                }
                && reads(listener.service)
        }
    }
}

/// Why the local probe of Managed Availability fails (BIND-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyProbeFails {
    /// The service is bound to this port at other addresses than 127.0.0.1.
    NoLoopback(u16),
    /// The service is bound to nothing.
    NotBound,
    /// The service is stopped (SVC-4).
    Stopped,
    /// The service hangs (SVC-5).
    Hung,
    /// The service has no certificate to show on its port for SSL (LEG-6).
    NoCertificate,
}

impl WhyProbeFails {
    /// The rule of which it is an instance, beside BIND-1.
    #[must_use]
    pub const fn rule(self) -> Option<Rule> {
        match self {
            Self::NoLoopback(_) | Self::NotBound => None,
            Self::Stopped => Some(Rule::Svc4),
            Self::Hung => Some(Rule::Svc5),
            Self::NoCertificate => Some(Rule::Leg6),
        }
    }
}

/// The first port of a front end that does not answer at 127.0.0.1 (BIND-1).
#[must_use]
pub fn port_without_loopback(settings: &Settings) -> Option<u16> {
    let all = [&settings.ssl_bindings, &settings.plain_bindings];
    let mut ports = all.into_iter().flat_map(|all| all.iter().map(move |it| (all, it.port)));
    ports.find(|(all, port)| !Binding::any_answers(all, Ipv4Addr::LOCALHOST, *port)).map(|it| it.1)
}

/// What the local probe of Managed Availability meets, which connects to 127.0.0.1 on each port of a front end and
/// waits for its greeting (BIND-1; that it is each of them is assumed with the rest). `settings` are those that the
/// service read, or will read.
#[must_use]
pub fn local_probe(state: ServiceState, settings: &Settings, certificate: bool) -> Option<WhyProbeFails> {
    match state {
        ServiceState::Stopped => return Some(WhyProbeFails::Stopped),
        ServiceState::Hung => return Some(WhyProbeFails::Hung),
        ServiceState::Running => {}
    }
    let ssl = !settings.ssl_bindings.is_empty();
    if !ssl && settings.plain_bindings.is_empty() {
        Some(WhyProbeFails::NotBound)
    } else if let Some(port) = port_without_loopback(settings) {
        Some(WhyProbeFails::NoLoopback(port))
    } else {
        (ssl && !certificate).then_some(WhyProbeFails::NoCertificate)
    }
}
