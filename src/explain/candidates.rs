//! Which actions may repair a trouble?
//!
//! A [`Step`] is something that an admin can do; whether it helps is found by a re-run. Candidates are drawn from the
//! facts of the trace: from each trouble the actions that undo it where it stands.

use std::collections::BTreeSet;

use super::Explanation;
use super::actions::{ClientTold, Writer};
use super::groups;
use super::harm::Kind;
use super::seen::{Seen, seen};
pub(crate) use super::steps::Step;
use super::steps::for_all;
use super::trouble::{OffloadFault, Trouble};
use super::undo::undo;
use crate::change::Org;
use crate::policy::Reason;
use crate::product::FoundBy;
use crate::scenario::settings::Value;
use crate::scenario::{Action, ExtendedProtection, Setting};
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, CertificateProblem, Disagreement, Limit, RecordId, RecordKind, Run, Timer, WhyProbeFails};
use crate::world::{
    self, BalancerId, CertificateErrors, Client, ClientId, DatabaseId, Defect, Endpoint, Host, HostRef, LinkId,
    LoginType, Mechanism, NameId, Password, Protocol, Requesters, Security, ServerId, Service, ServiceId, ServiceState,
    Settings, SiteId, TlsHalf, TlsSet, Version, World,
};

/// How many pool members and databases' copies are tried.
pub(super) const MOST: usize = 6;

pub(super) struct Draft<'a> {
    pub(super) world: &'a World,
    pub(super) write: Writer<'a>,
    client: ClientId,
    /// When the attempt began.
    pub(super) at: SimTime,
    /// Whether the trouble that is looked at is one of a leg.
    on_leg: bool,
    /// The service that the client reached.
    reached: Option<ServiceId>,
    steps: Vec<Step>,
}

/// The steps that may repair what several explanations tell, each for all of their clients, the least harmful first.
#[must_use]
pub(crate) fn candidates(
    world: &World,
    run: &Run,
    explanations: &[Explanation],
    failed: &BTreeSet<ClientId>,
) -> Vec<Step> {
    let wide = |step: Step| {
        let mut actions = Vec::with_capacity(step.actions.len());
        for it in step.actions.into_iter().flat_map(|it| groups::widened(world, failed, it)) {
            if !actions.contains(&it) {
                actions.push(it);
            }
        }
        Step { actions, kind: step.kind }
    };
    let seen = seen(world, run, explanations);
    let all = explanations.iter().zip(seen);
    let mut steps =
        for_all(all.map(|(it, seen)| of_one(world, run, it, seen).into_iter().map(wide).collect()).collect());
    steps.sort_by_key(|it| (it.kind.harm(), it.kind));
    steps
}

fn of_one(world: &World, run: &Run, explanation: &Explanation, seen: Seen) -> Vec<Step> {
    let attempt = run.trace.attempts[explanation.attempt.0 as usize];
    let at = run.trace.record(attempt.began).at();
    let org = Org::after(world, at);
    let client = attempt.client;
    let write = Writer { world, org: &org };
    let draft = Draft { world, write, client, at, on_leg: false, reached: seen.reached, steps: Vec::new() };
    draft.candidates(run, explanation, seen.not_offered)
}

/// What sets a limit to "as much as there is".
const MOST_TIMES: u32 = u32::MAX;

impl Draft<'_> {
    fn candidates(mut self, run: &Run, explanation: &Explanation, not_offered: Vec<(ServerId, Security)>) -> Vec<Step> {
        let draft = &mut self;
        for finding in &explanation.findings {
            draft.on_leg = finding.depth > 0;
            draft.for_stale(&finding.trouble);
            draft.for_trouble(&finding.trouble);
            finding.since.iter().for_each(|it| draft.for_change(run, *it));
        }
        draft.for_targets(not_offered);
        let mut steps: Vec<Step> = Vec::new();
        for step in self.steps {
            if !steps.iter().any(|it| it.actions == step.actions) {
                steps.push(step);
            }
        }
        steps
    }

    pub(super) fn push(&mut self, actions: impl IntoIterator<Item = Action>) {
        let actions: Vec<_> = actions.into_iter().collect();
        // A link is mended both ways.
        if let [Action::MendLink { between: (from, to), one_way: None }] = actions.as_slice() {
            let back = Action::MendLink { between: (to.clone(), from.clone()), one_way: None };
            if self.steps.iter().any(|it| it.actions == [back.clone()]) {
                return;
            }
        }
        let kind = actions.iter().map(|it| Kind::of(self.write, it)).max_by_key(|it| (it.harm(), *it));
        if let Some(kind) = kind {
            self.steps.push(Step { actions, kind });
        }
    }

    pub(super) fn start(&mut self, service: ServiceId) {
        let start = self.write.start(service);
        if self.write.org.is_disabled(service) {
            self.push([self.write.start_by_itself(service), start]);
        } else {
            self.push([start]);
        }
    }

    pub(super) fn restart(&mut self, service: ServiceId) {
        self.push([self.write.restart(service)]);
    }

    fn set(&mut self, server: ServerId, protocol: Protocol, setting: Setting, value: Value) {
        // What is set already only waits for a restart.
        let now = self.settings(server, protocol).value(setting);
        if now.is_some_and(|it| it.with_endpoints(|it| self.write.endpoint(it)) == value) {
            return;
        }
        self.push(self.write.set(server, protocol, setting, value));
    }

    /// LoginType, which makes log-ons less safe.
    fn any_login_type(&mut self, server: ServerId, protocol: Protocol) {
        let value = Value::LoginType(LoginType::PlainTextLogin);
        self.set(server, protocol, Setting::LoginType, value);
    }

    fn own_fqdn(&mut self, server: ServerId, protocol: Protocol) {
        self.push(self.write.own_fqdn(server, protocol));
    }

    pub(super) fn offer(&mut self, server: ServerId, protocol: Protocol, security: Security) {
        self.push(self.write.offer(server, protocol, security));
    }

    pub(super) fn certificate_name(&mut self, server: ServerId, protocol: Protocol, name: String) {
        self.set(server, protocol, Setting::X509CertificateName, Value::Text(name.into()));
    }

    /// A limit is raised a little, or as far as it goes.
    fn raise(&mut self, server: ServerId, protocol: Protocol, setting: Setting, times: [u32; 2]) {
        for it in times {
            self.push(self.write.raise(server, protocol, setting, it));
        }
    }

    pub(super) fn dns(&mut self, name: NameId, address: std::net::Ipv4Addr) {
        self.push([self.write.dns(name, address)]);
    }

    pub(super) fn pool(&mut self, balancer: BalancerId, members: &[ServerId]) {
        self.push([self.write.pool(balancer, members)]);
    }

    fn activate(&mut self, server: ServerId, component: world::Component, by: Requesters) {
        self.push(self.write.activate(server, component, by));
    }

    pub(super) fn told(&mut self, told: ClientTold) {
        self.push([self.write.client(self.client, told)]);
    }

    pub(super) fn connect(&mut self, connect: Endpoint) {
        self.told(ClientTold { connect: Some(connect), ..ClientTold::default() });
    }

    fn mechanism(&mut self, mechanism: Mechanism) {
        self.told(ClientTold { mechanism: Some(mechanism), ..ClientTold::default() });
    }

    fn plain_name(&mut self) {
        let log_on_as = Some(self.write.plain_name(self.client));
        self.told(ClientTold { log_on_as, ..ClientTold::default() });
    }

    pub(super) fn mine(&self) -> &Client {
        self.write.org.client(self.world, self.client)
    }

    pub(super) fn settings(&self, server: ServerId, protocol: Protocol) -> &Settings {
        self.write.settings(server, protocol)
    }

    /// A service that was not restarted since a setting was changed: what was meant may be what is set already (SVC-6).
    fn for_stale(&mut self, trouble: &Trouble) {
        let (Trouble::Decided(service, _)
        | Trouble::LoginDisabled(service)
        | Trouble::TooLong(service)
        | Trouble::Limit(service, _)
        | Trouble::NoCertificate(service, _)
        | Trouble::StartTlsMissing(service)
        | Trouble::Disagree(_, service, _)
        | Trouble::CertificateRejected { service, .. }
        | Trouble::Waited(_, Some(service))) = *trouble
        else {
            return;
        };
        // A certificate is chosen at the start of the service: one that has come since then waits for it, too.
        let org = self.write.org;
        let about_certificates = matches!(
            trouble,
            Trouble::CertificateRejected { .. } | Trouble::NoCertificate(..) | Trouble::StartTlsMissing(_)
        );
        let chooses = || org.certificate_at_start(self.world, service, self.at);
        let other = about_certificates && chooses().is_ok_and(|it| org.certificate(service) != Ok(it));
        if other || org.is_stale(self.world, service) {
            self.restart(service);
        }
    }

    fn for_trouble(&mut self, trouble: &Trouble) {
        let world = self.world;
        let protocol = self.mine().protocol;
        match *trouble {
            Trouble::NameUnknown(name, candidate) => {
                if let Some(comes) = self.write.org.not_yet_there(world, name) {
                    self.push([self.write.start_server(comes)]);
                } else if let Some(server) = candidate {
                    self.own_fqdn(server, protocol);
                    self.dns(name, world.servers[server.index()].address);
                } else {
                    if world.names[name.index()].views.is_empty() {
                        self.other_names(protocol);
                    }
                    self.point_to_front_ends(name, protocol);
                }
            }
            Trouble::Nobody(endpoint, candidate) => {
                if let Some(server) = candidate {
                    self.own_fqdn(server, protocol);
                    if let HostRef::Name(name) = endpoint.host {
                        self.dns(name, world.servers[server.index()].address);
                    }
                } else if let HostRef::Name(name) = endpoint.host {
                    self.other_front_ends(protocol);
                    self.point_to_front_ends(name, protocol);
                } else {
                    self.other_front_ends(protocol);
                }
            }
            Trouble::Elsewhere { candidate, endpoint, host } => {
                self.own_fqdns(candidate, endpoint.host, protocol);
                let address = world.servers[candidate.index()].address;
                if let HostRef::Name(name) = endpoint.host {
                    self.dns(name, address);
                }
                if let Some(Host::Balancer(balancer)) = host {
                    self.pool(balancer, &[candidate]);
                }
            }
            Trouble::Lost(link) => {
                let cut = |it: &LinkId| world.links[it.index()].cut || link == Some(*it) || link.is_none();
                (0..world.links.len())
                    .map(LinkId::at)
                    .filter(cut)
                    .take(MOST)
                    .for_each(|it| self.push([self.write.mend(it)]));
            }
            Trouble::Stopped(service) => self.start(service),
            Trouble::Hung(service) => self.restart(service),
            Trouble::Cut(service) => self.start(service),
            Trouble::Off(server) => {
                // What was taken out of the organisation does not come back by being switched on.
                if !self.write.org.directory(world).is_removed(server) {
                    self.push([self.write.start_server(server)]);
                }
                if self.on_leg {
                    self.copies(server);
                } else {
                    self.led_elsewhere(server, protocol);
                }
            }
            Trouble::NothingListens(server, port) => {
                let offered = self.settings(server, protocol).internal.iter().find(|it| self.on_leg && it.port == port);
                let ssl = offered.map_or(matches!(port, 443 | 993 | 995), |it| it.security == Security::Ssl);
                let is_installed = world.servers[server.index()].services[Service::of(protocol)].is_some();
                if is_installed {
                    self.push(self.write.bind(server, protocol, port, ssl));
                }
                if !is_installed && !self.on_leg {
                    self.other_front_ends(protocol);
                } else if self.on_leg {
                    self.push(self.write.ports_that_are_bound(server, protocol));
                } else {
                    self.other_ports(protocol);
                }
            }
            Trouble::NotForwarded(balancer, port) => {
                self.push([self.write.forward(balancer, port)]);
                self.other_ports(protocol);
            }
            Trouble::NoMember(balancer) => self.members(balancer, protocol),
            Trouble::Component { service, component, by, stops, probe } => {
                // What made the local probe fail comes first: without it the component is taken again (BIND-1).
                let mut actions = probe.map_or_else(Vec::new, |why| self.probe_passes(service, why));
                actions.extend(self.write.activate(service.server(), component, by));
                // A service that has stopped for it stays stopped when the component is given back (CMP-4).
                if stops && !actions.contains(&self.write.start(service)) {
                    actions.push(self.write.start(service));
                }
                self.push(actions);
            }
            Trouble::NoCertificate(service, _) | Trouble::StartTlsMissing(service) => self.certificate(service),
            Trouble::Disagree(opener, service, why) => self.tls(opener, service, why),
            Trouble::ClearMeetsTls(service, endpoint) => self.other_kind(service, endpoint, protocol),
            Trouble::OtherProtocol(service, endpoint) => self.other_protocol(service, endpoint, protocol),
            Trouble::TlsInsideTls => {
                self.told(ClientTold { starttls_inside_ssl: Some(false), ..ClientTold::default() });
            }
            Trouble::CertificateRejected { by, service, endpoint, problem } => {
                if let HostRef::Name(name) = endpoint.host {
                    self.covering(service.server(), name, protocol);
                    self.import(service.server(), Some(name), protocol);
                }
                let offered = self.on_leg && !service.service().is_back_end();
                if problem == CertificateProblem::NameMismatch && offered {
                    self.own_fqdn(service.server(), protocol);
                }
                match by {
                    Actor::Service(by) => {
                        self.set(by.server(), protocol, Setting::EnforceCertificateErrors, Value::Switch(false));
                    }
                    _ => self.told(ClientTold {
                        certificate_errors: Some(CertificateErrors::Accept),
                        ..ClientTold::default()
                    }),
                }
            }
            Trouble::Offload(balancer, fault) => self.offload(balancer, fault, protocol),
            Trouble::Limit(service, limit) => {
                let (server, protocol) = (service.server(), service.service().protocol());
                let setting = match limit {
                    Limit::Connections(_) => Setting::MaxConnections,
                    Limit::FromSingleIp(..) => Setting::MaxConnectionFromSingleIP,
                };
                self.raise(server, protocol, setting, [10, MOST_TIMES]);
            }
            Trouble::Decided(service, reason) => self.for_reason(service, reason),
            Trouble::NoTicket => {
                self.told(ClientTold { kerberos_ticket: Some(true), ..ClientTold::default() });
                self.mechanism(Mechanism::Plain);
                self.no_gssapi_at_front_ends(protocol);
            }
            Trouble::LoginDisabled(service) => {
                self.other_ports(protocol);
                self.any_login_type(service.server(), protocol);
            }
            Trouble::TooLong(service) => {
                self.raise(service.server(), protocol, Setting::MaxCommandSize, [4, 40]);
            }
            Trouble::Waited(timer, service) => {
                self.over_ssl(protocol);
                self.for_time_out(timer, service, protocol);
            }
            Trouble::Leg(..) | Trouble::TooManyErrors(_) => {}
        }
    }

    /// What makes the local probe of Managed Availability pass.
    fn probe_passes(&self, service: ServiceId, why: WhyProbeFails) -> Vec<Action> {
        match why {
            WhyProbeFails::NoLoopback(_) => self.write.bind_loopback(service.server(), service.service().protocol()),
            WhyProbeFails::Stopped if self.write.org.is_disabled(service) => {
                vec![self.write.start_by_itself(service), self.write.start(service)]
            }
            WhyProbeFails::Stopped => vec![self.write.start(service)],
            WhyProbeFails::Hung => vec![self.write.restart(service)],
            WhyProbeFails::NotBound | WhyProbeFails::NoCertificate => Vec::new(),
        }
    }

    fn for_time_out(&mut self, timer: Timer, service: Option<ServiceId>, protocol: Protocol) {
        match (timer, service) {
            (Timer::PreAuthenticated, Some(service)) => {
                let setting = Setting::PreAuthenticatedConnectionTimeout;
                self.push(self.write.raise(service.server(), protocol, setting, 4));
            }
            (Timer::Authenticated, Some(service)) => {
                let setting = Setting::AuthenticatedConnectionTimeout;
                self.push(self.write.raise(service.server(), protocol, setting, 4));
            }
            _ => {
                let timeout = self.mine().timeout;
                self.told(ClientTold { timeout: Some(Micros(timeout.0.saturating_mul(4))), ..ClientTold::default() });
            }
        }
    }

    /// Whoever took a component away gives it back; what stopped with it is started for itself. What else a change has
    /// brought about is undone.
    fn for_change(&mut self, run: &Run, since: RecordId) {
        let RecordKind::Changed(change) = run.trace.record(since).kind() else { return };
        if let world::Action::SetComponent(server, component, requester, _) = self.world.changes[change.index()].action
        {
            self.activate(server, component, Requesters::only(requester));
        }
        // What no service has read yet cannot have broken anything.
        let unread = match self.world.changes[change.index()].action {
            world::Action::Set(server, protocol, _) => {
                let services = Service::ALL.into_iter().filter(|it| it.protocol() == protocol);
                services.map(|it| ServiceId::new(server, it)).any(|it| self.write.org.is_stale(self.world, it))
            }
            _ => false,
        };
        if !unread {
            self.push(undo(self.world, change));
        }
    }

    fn for_reason(&mut self, service: ServiceId, reason: Reason) {
        let world = self.world;
        let (server, protocol) = (service.server(), service.service().protocol());
        match reason {
            // The password of one account does not open another.
            Reason::PasswordWrong(_) if self.mine().account != Some(self.mine().user) => self.plain_name(),
            Reason::PasswordWrong(_) if self.mine().password == Password::Wrong => {
                self.told(ClientTold { password: Some(Password::Right), ..ClientTold::default() });
            }
            Reason::UnknownName => self.plain_name(),
            Reason::NtlmAlias(_) => {
                self.mechanism(Mechanism::Plain);
                self.push([self.write.update(server, Defect::NtlmAliasMismatch)]);
            }
            Reason::UnquotedReplay(_) | Reason::PasswordWrong(_) => {
                for (at, it) in world.servers.iter().enumerate() {
                    if it.defects.unquoted_replay {
                        self.push([self.write.update(ServerId::at(at), Defect::UnquotedReplay)]);
                    }
                }
            }
            Reason::NoRights { user, mailbox } => self.push([self.write.full_access(mailbox, user)]),
            Reason::NoSmtpAddress(user) => self.push([self.write.smtp_address(user)]),
            Reason::PolicyBlocks { user, policy, .. } => {
                self.write.unblock(user, policy, protocol).into_iter().for_each(|it| self.push(it));
            }
            Reason::StoreSessions { server, limit, .. } => {
                self.push([self.write.store_sessions(server, limit.saturating_mul(2))]);
                self.push([self.write.store_sessions(server, limit.saturating_mul(20))]);
            }
            Reason::UserLimit { .. } => self.raise(server, protocol, Setting::MaxConnectionsPerUser, [2, 20]),
            Reason::LoginTypeRefuses { on_leg, .. } => {
                if on_leg {
                    self.offer(server, protocol, Security::Ssl);
                    self.offer(server, protocol, Security::Tls);
                }
                self.other_ports(protocol);
                self.any_login_type(server, protocol);
            }
            Reason::NotBound(_) => {
                self.mechanism(Mechanism::Login);
                let value = Value::ExtendedProtection(ExtendedProtection::Allow);
                self.set(server, protocol, Setting::ExtendedProtectionPolicy, value);
            }
            Reason::MechanismOff(..) => {
                self.mechanism(Mechanism::Login);
                self.set(server, protocol, Setting::EnableGSSAPIAndNTLMAuth, Value::Switch(true));
            }
            Reason::NoPassword(_) => {
                self.mechanism(Mechanism::Plain);
                self.mechanism(Mechanism::Login);
                self.no_gssapi_at_front_ends(protocol);
            }
            // What is enabled by now waits for the restart of the service (section 2).
            Reason::ProtocolDisabled { user, protocol, .. } if self.write.org.is_enabled(user, protocol) => {
                self.restart(service);
            }
            Reason::ProtocolDisabled { user, protocol, .. } => self.push([self.write.cas_mailbox(user, protocol)]),
            Reason::NoEndpoint(site, _) => self.offer_in(site, protocol),
            Reason::StoreOff(off) | Reason::StoreNotThere(off) => {
                self.push([self.write.start_server(off)]);
                self.copies(off);
            }
            Reason::NoTargetInService(site, version) | Reason::NoHealthyTarget(site, version) => {
                for &server in world.client_access(site, version) {
                    self.push([self.write.in_service(server)]);
                    if matches!(reason, Reason::NoHealthyTarget(..)) {
                        self.start(ServiceId::new(server, Service::of(protocol)));
                        self.restart(ServiceId::new(server, Service::of(protocol)));
                    }
                }
            }
            Reason::RefusedAcrossSites(_) => {
                self.set(server, protocol, Setting::AllowCrossSiteSessions, Value::Switch(true));
                self.other_front_ends(protocol);
            }
            Reason::Checked(target, false) => self.back_end_up(target, protocol),
            Reason::NotSupported(..) | Reason::ProxiesUp { .. } => self.led_elsewhere(server, protocol),
            Reason::Proxies2010To2007(_) | Reason::NotHere(_) => self.other_front_ends(protocol),
            _ => {}
        }
    }

    /// Other types on the targets that were tried: an endpoint more, where every one that is offered has failed.
    fn for_targets(&mut self, not_offered: Vec<(ServerId, Security)>) {
        let protocol = self.mine().protocol;
        if protocol.is_mail() {
            for (server, security) in not_offered {
                self.offer(server, protocol, security);
            }
        }
    }

    /// What a balancer does about TLS: at the balancer, past it, or at the server behind it.
    fn offload(&mut self, balancer: BalancerId, fault: OffloadFault, protocol: Protocol) {
        for it in self.write.for_offload(balancer, fault) {
            self.push([it]);
        }
        match fault {
            OffloadFault::InClear(service) => {
                self.other_ports(protocol);
                self.other_front_ends(protocol);
                self.any_login_type(service.server(), protocol);
            }
            OffloadFault::NothingListens(server, asked) => {
                let (port, ssl) = (self.write.org.offload(self.world, balancer).port_of_member(asked), asked > 900);
                self.push(self.write.bind(server, protocol, port, ssl));
                self.other_ports(protocol);
            }
            OffloadFault::OtherKind(..) | OffloadFault::NoKey => {
                self.other_ports(protocol);
                self.other_front_ends(protocol);
            }
            OffloadFault::NoTls(service) => {
                self.push(self.write.tls(service.server(), TlsHalf::Accepts, TlsSet::all()));
            }
            OffloadFault::Rejected { by: Actor::Service(by), .. } => {
                self.set(by.server(), protocol, Setting::EnforceCertificateErrors, Value::Switch(false));
            }
            OffloadFault::Rejected { .. } => {
                self.told(ClientTold { certificate_errors: Some(CertificateErrors::Accept), ..ClientTold::default() });
            }
        }
    }

    /// NTLM and GSSAPI are no longer offered where the client came to: at the server, or at every member of the pool.
    fn no_gssapi_at_front_ends(&mut self, protocol: Protocol) {
        let Some(reached) = self.reached.map(ServiceId::server) else { return };
        let pools = (0..self.world.balancers.len()).map(BalancerId::at).map(|it| self.write.org.pool(it));
        let mut pools = pools.map(|it| &self.world.pools[it.index()]).filter(|it| it.contains(&reached));
        let name = self.world.servers[reached.index()].fqdn;
        let mut servers = vec![reached];
        if self.mine().connect.host != HostRef::Name(name)
            && let Some(pool) = pools.next()
        {
            servers.extend(pool.iter().filter(|it| **it != reached));
        }
        let off = |it: &ServerId| self.write.set(*it, protocol, Setting::EnableGSSAPIAndNTLMAuth, Value::Switch(false));
        let actions: Vec<_> = servers.iter().filter_map(off).collect();
        self.push(actions);
    }

    fn members(&mut self, balancer: BalancerId, protocol: Protocol) {
        let org = self.write.org;
        let pool = &self.world.pools[org.pool(balancer).index()];
        for &member in pool.iter().take(MOST) {
            let service = ServiceId::new(member, Service::of(protocol));
            if self.world.servers[member.index()].services[service.service()].is_none() {
                continue;
            }
            match org.state(service) {
                ServiceState::Hung => self.restart(service),
                ServiceState::Stopped => self.start(service),
                ServiceState::Running => {
                    let held = org.all_held(self.world, service);
                    let write = self.write;
                    self.push(held.into_iter().flat_map(|(component, by)| write.activate(member, component, by)));
                    self.greets_as_the_check_wants(balancer, service);
                }
            }
        }
        let others = |it: &ServerId| self.world.servers[it.index()].client_access && !pool.contains(it);
        let others: Vec<_> = (0..self.world.servers.len()).map(ServerId::at).filter(others).take(MOST).collect();
        for other in others {
            self.pool(balancer, &[other]);
        }
    }

    /// LB-8: the Banner has the text again that a check looks for: as it was at the start, or else the text alone.
    fn greets_as_the_check_wants(&mut self, balancer: BalancerId, service: ServiceId) {
        let Some(text) = &self.world.balancers[balancer.index()].check_text else { return };
        let (server, protocol) = (service.server(), service.service().protocol());
        if self.settings(server, protocol).banner.contains(text.as_str()) {
            return;
        }
        let before = Org::with_changes(self.world, 0);
        let before = &before.directory(self.world).settings(server, protocol).banner;
        let banner = if before.contains(text.as_str()) { before.to_string() } else { text.to_string() };
        self.set(server, protocol, Setting::Banner, Value::Text(banner.into()));
    }

    fn certificate(&mut self, service: ServiceId) {
        let (server, protocol) = (service.server(), service.service().protocol());
        let world = self.world;
        let here = &world.servers[server.index()];
        let name = self.settings(server, protocol).certificate_name.clone();
        let lacks = |it| here.services[it].is_some() && self.write.org.certificate(ServiceId::new(server, it)).is_err();
        let both_lack = lacks(Service::Imap4) && lacks(Service::Pop3);
        for (id, enabled) in self.write.org.certificates(world, server) {
            let it = &world.certificates[id.index()];
            // Enabling it also names it: one command for both protocols, where neither finds a certificate.
            let is_meant = !it.serves(enabled, protocol) || both_lack && !it.covers(&name) && !it.is_wildcard();
            if it.has_key_for(protocol, self.write.org.takes_ecc(server)) && is_meant {
                self.push([self.write.enable(server, id, protocol)]);
            }
            if !it.covers(&name)
                && it.serves(enabled, protocol)
                && let Some(covered) = it.names.iter().find(|it| !it.starts_with('*'))
            {
                self.certificate_name(server, protocol, covered.to_string());
            }
        }
        self.import(server, None, protocol);
        let fqdn = world.name(here.fqdn);
        if !fqdn.eq_ignore_ascii_case(&name) {
            self.certificate_name(server, protocol, fqdn.to_lowercase());
        }
    }

    fn import(&mut self, server: ServerId, name: Option<NameId>, protocol: Protocol) {
        self.push([self.write.import(server, name, protocol)]);
    }

    fn tls(&mut self, opener: Actor, service: ServiceId, why: Disagreement) {
        let (a, b) = match why {
            Disagreement::Version { opener, acceptor } | Disagreement::Cipher { opener, acceptor, .. } => {
                (opener, acceptor)
            }
        };
        self.push(self.write.tls(service.server(), TlsHalf::Accepts, a));
        match opener {
            Actor::Service(opener) => self.push(self.write.tls(opener.server(), TlsHalf::Offers, b)),
            Actor::Client(_) => self.push(self.write.client_tls(self.client, b)),
            Actor::Server(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => {}
        }
    }

    fn offer_in(&mut self, site: SiteId, protocol: Protocol) {
        let world = self.world;
        for version in Version::ALL.into_iter().rev().filter(|it| it.is_down_level()) {
            for &server in world.client_access(site, version).iter().take(MOST) {
                match version.product().found_by {
                    FoundBy::ConnectionSettings => {
                        self.offer(server, protocol, Security::Ssl);
                        self.offer(server, protocol, Security::Tls);
                    }
                    FoundBy::Bindings | FoundBy::BackEnd => {
                        let port = if protocol == Protocol::Pop3 { 995 } else { 993 };
                        self.push(self.write.bind(server, protocol, port, true));
                    }
                }
            }
        }
    }

    pub(super) fn copies(&mut self, off: ServerId) {
        for (at, it) in self.world.databases.iter().enumerate() {
            if it.copies.contains(&off) && self.write.org.active(DatabaseId::at(at)) == off {
                for &copy in it.copies.iter().filter(|it| **it != off).take(MOST) {
                    self.push([self.write.fail_over(DatabaseId::at(at), copy)]);
                }
            }
        }
    }
}
