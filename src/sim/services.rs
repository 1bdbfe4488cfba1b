//! What does a POP3 or IMAP4 service do with a connection that reaches its server?

use super::{End, NONE, Opener, Segment, Simulator};
use crate::actor::balancer::Memory;
use crate::actor::logon::Failure;
use crate::actor::session::{ServiceConfig, SessionEffect, State};
use crate::policy::route::route;
use crate::policy::{Ask, Reason, Refusal, Route};
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{
    Actor, CertificateProblem, ConnectionId, Decision, Event, Limit, RecordKind, Timer, WhyClosed, WhyNoTls, WhyRefused,
};
use crate::world::{
    AfterLogon, CertificateErrors, HostRef, InactiveComponent, LoopGuard, Mechanism, Password, Protocol,
    ProtocolCheckedAt, ServerId, ServiceId, ServiceState, TlsSet, World, tls,
};

/// After so many failed commands IMAP4 says goodbye (section 11).
const FAILED_COMMANDS: u8 = 10;

/// Limits from here on cannot be met: they are the product's way to say that there is none.
const UNLIMITED: u32 = 2_147_483_647;

impl<T: Tracer> Simulator<T> {
    // --- the connection ------------------------------------------------------------------------------------------

    /// A connection request has reached a server. A service that is stopped does not listen (SVC-4), and nothing makes
    /// the port that was asked for one that anybody listens on (PORT-2). One that hangs accepts, and says nothing
    /// (SVC-5). One whose component is inactive accepts and closes before a word is said (CMP-3), or stops (CMP-4).
    pub(super) fn accept(&mut self, world: &World, slot: u32, server: ServerId) {
        let port = self.connections[slot as usize].endpoint.port;
        let Some((service, ssl)) = self.org.bound(world, server, port) else {
            return self.refuse(world, slot, Actor::Server(server), WhyRefused::NothingListens(port));
        };
        if self.org.state(service) == ServiceState::Stopped {
            return self.refuse(world, slot, Actor::Server(server), WhyRefused::Stopped(service));
        }
        let held = match self.org.state(service) {
            ServiceState::Running => self.org.held(world, service),
            ServiceState::Hung | ServiceState::Stopped => None,
        };
        let limit = if held.is_none() { self.limit_met(world, slot, service) } else { None };
        let connection = &mut self.connections[slot as usize];
        connection.service = Some(service);
        connection.ssl_port = ssl;
        connection.session = crate::actor::session::Session::new(ssl);
        connection.open[End::Acceptor as usize] = true;
        self.open_connections[service.index()] += 1;
        self.tracer.accepted(ConnectionId(connection.serial), service, connection.source);
        let actor = Actor::Service(service);
        if held.is_some() || limit.is_some() {
            let stops = world.assumptions.inactive_component == InactiveComponent::StopService;
            match (held, limit) {
                (Some((component, by)), _) if stops => {
                    self.record(slot, actor, RecordKind::StopsForComponent { component, by });
                    self.org.stop_for_component(service);
                }
                (Some((component, by)), _) => {
                    self.record(slot, actor, RecordKind::ClosesForComponent { component, by });
                }
                (None, Some(limit)) => self.record(slot, actor, RecordKind::ClosesForLimit(limit)),
                (None, None) => unreachable!("one of them is there"),
            }
            self.send(world, slot, End::Acceptor, Segment::Accepted { greets: false });
            self.send(world, slot, End::Acceptor, Segment::Close);
            self.shut(world, slot, End::Acceptor);
            if held.is_some() && stops {
                self.balancers.iter_mut().for_each(Memory::unsettle);
                self.close_connections_of(world, service);
            }
            return;
        }
        self.record(slot, actor, RecordKind::Accepts);
        let greets = !ssl && self.org.state(service) == ServiceState::Running;
        if greets {
            self.greet(slot, actor);
        }
        self.send(world, slot, End::Acceptor, Segment::Accepted { greets });
        let timeout = self.org.settings(world, service).pre_authenticated_timeout;
        self.wait_until(slot, End::Acceptor, self.now + timeout);
    }

    /// The greeting travels with the segment that comes before it.
    fn greet(&mut self, slot: u32, actor: Actor) {
        self.connections[slot as usize].greeted = true;
        self.record(slot, actor, RecordKind::Says { line: Line::Greeting, tag: 0 });
    }

    fn refuse(&mut self, world: &World, slot: u32, actor: Actor, why: WhyRefused) {
        self.record(slot, actor, RecordKind::Refuses(why));
        self.send(world, slot, End::Acceptor, Segment::Refused);
    }

    /// Whether one more connection would be one too many (LIM-2), and otherwise counts it for its address.
    fn limit_met(&mut self, world: &World, slot: u32, service: ServiceId) -> Option<Limit> {
        let settings = self.org.settings(world, service);
        let (most, most_from_one) = (settings.max_connections, settings.max_from_single_ip);
        if most <= self.open_connections[service.index()] {
            return Some(Limit::Connections(most));
        }
        if most_from_one < UNLIMITED {
            let source = self.connections[slot as usize].source;
            let count = self.from_source.entry((service, source)).or_default();
            if most_from_one <= *count {
                return Some(Limit::FromSingleIp(most_from_one, source));
            }
            *count += 1;
            self.connections[slot as usize].counted_source = true;
        }
        None
    }

    /// A connection has ended for its acceptor: it counts no longer.
    pub(super) fn uncount(&mut self, slot: u32) {
        self.uncount_user(slot);
        let connection = &mut self.connections[slot as usize];
        let Some(service) = connection.service else { return };
        self.open_connections[service.index()] -= 1;
        if std::mem::take(&mut connection.counted_source)
            && let Some(count) = self.from_source.get_mut(&(service, connection.source))
        {
            *count -= 1;
        }
    }

    fn uncount_user(&mut self, slot: u32) {
        let connection = &mut self.connections[slot as usize];
        if let Some(server) = connection.counted_store.take()
            && let Some(count) = self.by_store.get_mut(&(server, connection.user))
        {
            *count -= 1;
        }
        let connection = &mut self.connections[slot as usize];
        if let (true, Some(service)) = (std::mem::take(&mut connection.counted_user), connection.service) {
            let counts = &mut self.by_user[connection.user.index()];
            let at = counts.iter().position(|it| it.0 == service).expect("the connection was counted");
            counts[at].1 -= 1;
            if counts[at].1 == 0 {
                counts.swap_remove(at);
            }
        }
    }

    pub(super) fn acceptor_gets(&mut self, world: &World, slot: u32, segment: Segment) {
        if segment == Segment::Close {
            self.close_leg_of(world, slot, WhyClosed::OtherSideEnded);
            return self.shut(world, slot, End::Acceptor);
        }
        let service = self.service_of(slot);
        if self.org.state(service) == ServiceState::Hung {
            return;
        }
        match segment {
            Segment::Hello => self.handshake(world, slot, service),
            Segment::Said(line) => self.service_hears(world, slot, service, line),
            Segment::Accepted { .. }
            | Segment::Refused
            | Segment::Finished { .. }
            | Segment::NoTls(_)
            | Segment::Close => unreachable!("{segment:?} to the acceptor"),
        }
    }

    fn service_of(&self, slot: u32) -> ServiceId {
        self.connections[slot as usize].service.expect("a connection with an open acceptor has a service")
    }

    /// The client has begun TLS. Without a usable certificate there is none (LEG-6).
    fn handshake(&mut self, world: &World, slot: u32, service: ServiceId) {
        let connection = &mut self.connections[slot as usize];
        let starttls = connection.session.state == State::Securing;
        let agreed = if !connection.ssl_port && !starttls {
            Err(WhyNoTls::NotSpokenHere)
        } else {
            match self.org.certificate(service) {
                Err(why) => Err(WhyNoTls::NoCertificate(why)),
                Ok(shown) => tls::agree(self.opener_tls(world, slot), self.org.tls(service))
                    .map(|agreed| (agreed, shown))
                    .map_err(WhyNoTls::Disagree),
            }
        };
        let (agreed, shown) = match agreed {
            Ok(it) => it,
            Err(why) => return self.send(world, slot, End::Acceptor, Segment::NoTls(why)),
        };
        self.connections[slot as usize].session.secured();
        let enforces = self.opener_enforces(world, slot);
        let problem = if T::KEEPS || enforces { self.certificate_problem(world, slot) } else { None };
        let actor = Actor::Service(service);
        let rejected = enforces && problem.is_some();
        let ignored = if rejected { None } else { problem };
        self.record(slot, actor, RecordKind::Secured { agreed, shown, ignored });
        let greets = !starttls && !rejected && service.service().protocol().is_mail();
        if greets {
            self.greet(slot, actor);
        }
        self.send(world, slot, End::Acceptor, Segment::Finished { greets });
    }

    /// What TLS the side speaks that opened a connection: a client, or the server that proxies.
    fn opener_tls(&self, world: &World, slot: u32) -> TlsSet {
        let connection = &self.connections[slot as usize];
        match (connection.opener, connection.opener_service) {
            (_, Some(service)) => self.org.tls(service),
            (Opener::Client(client), None) => world.clients[client.index()].tls,
            (Opener::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// Whether the opener of a connection refuses a certificate that is not good enough: a service by its setting
    /// (LEG-4), a mail program as the scenario says.
    fn opener_enforces(&self, world: &World, slot: u32) -> bool {
        let connection = &self.connections[slot as usize];
        match (connection.opener, connection.opener_service) {
            (_, Some(service)) => self.org.settings(world, service).enforce_certificate_errors,
            (Opener::Client(client), None) => {
                world.clients[client.index()].certificate_errors == CertificateErrors::Refuse
            }
            (Opener::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// TLS is up for the opener: it looks at the certificate. False where that is not good enough for it (LEG-4).
    pub(super) fn opener_secured(&mut self, world: &World, slot: u32) -> bool {
        if !self.opener_enforces(world, slot) {
            return true;
        }
        let Some(problem) = self.certificate_problem(world, slot) else { return true };
        let actor = self.opener_actor(slot);
        self.record(slot, actor, RecordKind::RejectsCertificate(problem));
        match self.connections[slot as usize].opener {
            Opener::Client(client) => self.client_failed(world, slot, client, Failure::Tls),
            Opener::Leg(parent) => self.leg_rejects(world, slot, parent, problem),
        }
        false
    }

    fn certificate_problem(&self, world: &World, slot: u32) -> Option<CertificateProblem> {
        let connection = &self.connections[slot as usize];
        let shown = self.org.certificate(self.service_of(slot)).ok()?;
        let host = match connection.endpoint.host {
            HostRef::Name(name) => Some(world.name(name)),
            HostRef::Address(_) => None,
        };
        tls::problem(&world.certificates[shown.index()], host, world.date.at(self.now))
    }

    // --- the conversation ----------------------------------------------------------------------------------------

    fn facts(&self, world: &World, slot: u32, service: ServiceId) -> ServiceConfig {
        let settings = self.org.settings(world, service);
        ServiceConfig {
            version: world.servers[service.server().index()].version,
            login_type: settings.login_type,
            gssapi_and_ntlm: settings.gssapi_and_ntlm,
            certificate: self.org.certificate(service).is_ok(),
            oversized: match world.clients[self.connections[slot as usize].client.index()].then {
                AfterLogon::SendCommand { bytes } => settings.max_command_size < bytes,
                AfterLogon::CheckMail
                | AfterLogon::LogOut
                | AfterLogon::Disconnect
                | AfterLogon::ProbeFolders { .. }
                | AfterLogon::Stay { .. } => false,
            },
            oversized_command: world.assumptions.oversized_command,
        }
    }

    fn service_hears(&mut self, world: &World, slot: u32, service: ServiceId, line: Line) {
        let facts = self.facts(world, slot, service);
        let connection = &mut self.connections[slot as usize];
        let answer = connection.session.handle(line, &facts);
        let (authenticated, user) = (connection.session.is_authenticated(), connection.user);
        if authenticated {
            let timeout = self.org.settings(world, service).authenticated_timeout;
            self.wait_until(slot, End::Acceptor, self.now + timeout);
        }
        match answer {
            SessionEffect::Wait => {}
            SessionEffect::Say(line) => self.reply(world, slot, line),
            SessionEffect::Close => self.close(world, slot, End::Acceptor, WhyClosed::TooLong),
            SessionEffect::SayAndClose(line) => {
                self.say(world, slot, End::Acceptor, line);
                self.close(world, slot, End::Acceptor, WhyClosed::Done);
            }
            SessionEffect::Relay(line) => self.relay(world, slot, line),
            SessionEffect::RefuseLogin(mechanism) => {
                let on_leg = matches!(self.connections[slot as usize].opener, super::Opener::Leg(_));
                self.push_reason(Reason::LoginTypeRefuses { login_type: facts.login_type, mechanism, on_leg });
                self.decide(slot, Decision::Authenticates { user, accepted: false });
                self.reply(world, slot, Line::InvalidState);
            }
            SessionEffect::RefuseMechanism(mechanism) => {
                self.push_reason(Reason::MechanismOff(mechanism));
                self.decide(slot, Decision::Authenticates { user, accepted: false });
                self.reply(world, slot, Line::AuthenticateFailed);
            }
            SessionEffect::LogOn if line == Line::HandOver && !service.service().is_back_end() => {
                self.say(world, slot, End::Acceptor, Line::InvalidState);
            }
            SessionEffect::LogOn if line == Line::WebRequest => self.web_request(world, slot, service),
            SessionEffect::LogOn => self.log_on(world, slot, service, line == Line::HandOver),
        }
    }

    /// Answers a command. After ten failed ones in a session IMAP4 closes the connection (section 11).
    fn reply(&mut self, world: &World, slot: u32, line: Line) {
        self.say(world, slot, End::Acceptor, line);
        if !line.is_failure() || self.service_of(slot).service().protocol() != Protocol::Imap4 {
            return;
        }
        let session = &mut self.connections[slot as usize].session;
        session.failed += 1;
        if session.failed == FAILED_COMMANDS {
            self.say(world, slot, End::Acceptor, Line::ByeErrors);
            self.close(world, slot, End::Acceptor, WhyClosed::TooManyErrors);
        }
    }

    /// A decision of the service that accepted the connection, for the reasons told since the last one.
    pub(super) fn decide(&mut self, slot: u32, decision: Decision) {
        let actor = self.acceptor_actor(slot);
        let connection = &self.connections[slot as usize];
        let place =
            super::Place { connection: Some(ConnectionId(connection.serial)), attempt: Some(connection.attempt) };
        self.tracer.organisation(&self.org);
        self.tracer.decide(self.now, actor, place, decision);
        self.remember_last(slot);
    }

    // --- the log-on ----------------------------------------------------------------------------------------------

    /// A web request: the password, and nothing else that POP3 and IMAP4 look at.
    fn web_request(&mut self, world: &World, slot: u32, service: ServiceId) {
        let connection = &self.connections[slot as usize];
        let (user, right) = (connection.user, connection.password_right);
        let accepted = if world.clients[connection.client.index()].account.is_none() {
            self.push_reason(Reason::UnknownName);
            false
        } else {
            self.push_reason(if right { Reason::PasswordRight(user) } else { Reason::PasswordWrong(user) });
            right
        };
        self.decide(slot, Decision::Authenticates { user, accepted });
        if accepted {
            self.web(world, slot, service);
        } else {
            self.web_refuses(world, slot, Line::WebUnauthorized);
        }
    }

    fn log_on(&mut self, world: &World, slot: u32, service: ServiceId, handed_over: bool) {
        let user = self.connections[slot as usize].user;
        let accepted = self.authenticate(world, slot, service, handed_over);
        self.decide(slot, Decision::Authenticates { user, accepted });
        if !accepted {
            return self.refuse_log_on(world, slot);
        }
        self.count_user(slot, service);
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let view = self.org.view(world, self.now, service);
        let connection = &self.connections[slot as usize];
        let user = world.clients[connection.client.index()].mailbox;
        let ask = Ask { service, user, arrived: connection.session.arrived, mechanism: connection.session.mechanism };
        let decision = route(&view, &ask, &mut candidates, self.tracer.why());
        match decision {
            Route::Serve => self.serve(world, slot, service),
            Route::Refuse(why) => {
                self.decide(slot, Decision::Refuses { user, why });
                if why == Refusal::OtherSite {
                    self.record(slot, Actor::Service(service), RecordKind::Logs(Event::RefusedAcrossSites(user)));
                }
                self.refuse_log_on(world, slot);
            }
            Route::Proxy { only } => self.proxy(world, slot, &ask, only, &mut candidates),
        }
        self.candidates = candidates;
    }

    /// Whether the log-on is accepted so far: password, address, limits (FE-1, FE-7, LIM-1). Tells the reasons.
    fn authenticate(&mut self, world: &World, slot: u32, service: ServiceId, handed_over: bool) -> bool {
        let connection = &self.connections[slot as usize];
        let (user, password_right) = (connection.user, connection.password_right);
        let client = connection.client;
        if world.clients[client.index()].account.is_none() {
            self.push_reason(Reason::UnknownName);
            return false;
        }
        if handed_over {
            self.push_reason(Reason::HandsOver(user));
        } else {
            if !password_right {
                // The client knows the password: it was spoiled on its way here.
                let spoiled = world.clients[client.index()].password == Password::Right;
                self.push_reason(if spoiled { Reason::UnquotedReplay(user) } else { Reason::PasswordWrong(user) });
                return false;
            }
            self.push_reason(Reason::PasswordRight(user));
        }
        let server = &world.servers[service.server().index()];
        let front_end = server.version.has_back_end() && !service.service().is_back_end();
        let about = &world.users[user.index()];
        if front_end && about.reserved {
            self.push_reason(Reason::Reserved(user));
            return false;
        }
        let ntlm = self.connections[slot as usize].session.mechanism == Mechanism::Ntlm;
        if front_end && ntlm && server.ntlm_alias_mismatch && !about.alias_is_sam {
            self.push_reason(Reason::NtlmAlias(user));
            return false;
        }
        if front_end && !about.has_smtp_address {
            self.push_reason(Reason::NoSmtpAddress(user));
            return false;
        }
        if world.assumptions.loop_guard == LoopGuard::RefuseOwn && front_end && self.comes_from(slot, service.server())
        {
            self.push_reason(Reason::OwnLogon(service.server()));
            return false;
        }
        let limit = self.org.settings(world, service).max_per_user;
        let open = self.by_user[user.index()].iter().find(|it| it.0 == service).map_or(0, |it| it.1);
        if limit <= open {
            self.push_reason(Reason::UserLimit { user, open, limit });
            if server.version.product().user_limit == crate::product::ToldIn::EventLog {
                self.pending_event = Some(Event::TooManyForUser(user));
            }
            return false;
        }
        let at = world.assumptions.protocol_disabled_checked_at;
        let protocol = service.service().protocol();
        if front_end
            && at == ProtocolCheckedAt::FrontEnd
            && !self.org.is_enabled(world.clients[client.index()].mailbox, protocol)
        {
            let user = world.clients[client.index()].mailbox;
            self.push_reason(Reason::ProtocolDisabled { user, protocol, at: Some(at) });
            return false;
        }
        true
    }

    /// Whether the connection was opened by a front end of this server.
    fn comes_from(&self, slot: u32, server: ServerId) -> bool {
        self.connections[slot as usize].opener_service.is_some_and(|it| it.server() == server)
    }

    /// Whether a 2013 front end has let the log-on pass before it came here.
    fn behind_front_end(&self, world: &World, slot: u32) -> bool {
        match self.connections[slot as usize].opener {
            super::Opener::Client(_) => false,
            super::Opener::Leg(parent) => {
                let opener = self.service_of(parent).server();
                world.servers[opener.index()].version.has_back_end() || self.behind_front_end(world, parent)
            }
        }
    }

    fn count_user(&mut self, slot: u32, service: ServiceId) {
        let connection = &mut self.connections[slot as usize];
        if std::mem::replace(&mut connection.counted_user, true) {
            return;
        }
        let counts = &mut self.by_user[connection.user.index()];
        match counts.iter_mut().find(|it| it.0 == service) {
            Some(it) => it.1 += 1,
            None => counts.push((service, 1)),
        }
    }

    /// The log-on failed, whatever the reason: the client hears the words for a wrong password (FE-4).
    pub(super) fn refuse_log_on(&mut self, world: &World, slot: u32) {
        if let Some(event) = self.pending_event.take() {
            let actor = self.acceptor_actor(slot);
            self.record(slot, actor, RecordKind::Logs(event));
        }
        self.uncount_user(slot);
        let session = &mut self.connections[slot as usize].session;
        session.state = State::Fresh { challenged: None };
        let refusal = session.refusal();
        self.reply(world, slot, refusal);
    }

    /// The mailbox is opened here, unless the protocol is disabled for it (LEG-8).
    fn serve(&mut self, world: &World, slot: u32, service: ServiceId) {
        let (account, client) = (self.connections[slot as usize].user, self.connections[slot as usize].client);
        let user = world.clients[client.index()].mailbox;
        let protocol = service.service().protocol();
        let active = self.org.database(user).map(|it| self.org.active(it));
        if let Some(active) = active.filter(|it| self.org.is_off(*it)) {
            self.push_reason(Reason::StoreOff(active));
            self.decide(slot, Decision::Refuses { user, why: Refusal::StoreOff });
            return self.refuse_log_on(world, slot);
        }
        if let Some(server) = active.filter(|it| world.servers[it.index()].version.product().store_sessions.is_some()) {
            let limit = world.servers[server.index()].store_sessions;
            let open = self.by_store.entry((server, account)).or_default();
            if limit <= *open {
                self.push_reason(Reason::StoreSessions { user: account, server, limit });
                self.decide(slot, Decision::Refuses { user: account, why: Refusal::StoreSessions });
                self.record(slot, Actor::Server(server), RecordKind::Logs(Event::StoreSessions(account)));
                self.uncount_user(slot);
                self.connections[slot as usize].session.state = State::Fresh { challenged: None };
                return self.reply(world, slot, Line::ServerUnavailable);
            }
            *open += 1;
            self.connections[slot as usize].counted_store = Some(server);
        }
        self.decide(slot, Decision::Serves(user));
        let enabled = self.org.is_enabled(user, protocol);
        if !enabled {
            let behind = self.behind_front_end(world, slot);
            let at = behind.then_some(ProtocolCheckedAt::Target);
            self.push_reason(Reason::ProtocolDisabled { user, protocol, at });
            self.decide(slot, Decision::NotAllowed(account));
            if protocol == Protocol::Pop3 {
                return self.refuse_log_on(world, slot);
            }
        }
        let may = user == account || world.users[user.index()].full_access.contains(&account);
        if !may {
            self.push_reason(Reason::NoRights { user: account, mailbox: user });
            self.decide(slot, Decision::NotAllowed(account));
            if protocol == Protocol::Pop3 {
                return self.refuse_log_on(world, slot);
            }
        }
        let enabled = enabled && may;
        let database = self.org.database(user);
        let connection = &mut self.connections[slot as usize];
        connection.database = database;
        connection.session.state = State::Serving { connected: enabled };
        self.logged_on_here(world, slot, service);
    }

    /// The user is logged on: here, or at the target for which this service relays.
    pub(super) fn logged_on_here(&mut self, world: &World, slot: u32, service: ServiceId) {
        self.say(world, slot, End::Acceptor, Line::LoggedOn);
        let timeout = self.org.settings(world, service).authenticated_timeout;
        self.wait_until(slot, End::Acceptor, self.now + timeout);
    }

    /// The acceptor of a connection has waited long enough: without log-on (FALL-8), or idle after it.
    pub(super) fn acceptor_waited(&mut self, world: &World, slot: u32) {
        let service = self.service_of(slot);
        let actor = Actor::Service(service);
        let timer = if self.connections[slot as usize].session.is_authenticated() {
            Timer::Authenticated
        } else {
            Timer::PreAuthenticated
        };
        if self.org.state(service) == ServiceState::Hung {
            return self.wait_until(slot, End::Acceptor, SimTime::NEVER);
        }
        self.record(slot, actor, RecordKind::TimedOut(timer));
        // On a port for SSL nothing can be said before the handshake.
        if self.connections[slot as usize].greeted && service.service().protocol().is_mail() {
            self.say(world, slot, End::Acceptor, Line::ByeTimeout);
        }
        self.close_leg_of(world, slot, WhyClosed::TimedOut);
        self.close(world, slot, End::Acceptor, WhyClosed::TimedOut);
    }

    /// The leg that belongs to a connection, if there is one.
    pub(super) fn leg_of(&self, slot: u32) -> Option<u32> {
        let leg = self.connections[slot as usize].leg;
        (leg != NONE).then_some(leg)
    }
}
