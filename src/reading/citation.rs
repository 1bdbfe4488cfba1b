//! Which rules speak in a record that is no decision?
//!
//! A decision carries the rules of its reasons. Every other record is a plain fact; the table here says of which
//! rules it is an instance. Some facts need what came before (a silence is SVC-5 only if the service hangs), so the
//! records are observed in order.

use super::{Reading, disagreement, protocol};
use crate::change::Stopped;
use crate::policy::Reason;
use crate::policy::accept::WhyTurnedAway;
use crate::protocol::Line;
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::trace::{
    Actor, Connection, ConnectionId, Decision, Event, LegFailure, Limit, Record, RecordKind, Timer, Trace, WhyClosed,
    WhyNoTls, WhyRefused,
};
use crate::world::{
    Action, BalancerId, Builds, Check, Component, Endpoint, Host, HostRef, NoCertificate, OffloadId, RequestedState,
    Requester, Requesters, ServerId, ServiceId, ServiceState, Version, World,
};

pub use crate::rules::Citation;

/// Assumed without a switch.
const NO_SWITCH: &str = "no switch";

/// The switch of DET-4 that keeps a dead member in use, and then leaves it out.
const DOWN_AFTER: &str = Switch::down_after.name();

impl Reading<'_> {
    /// Tells the rules of which the next record is an instance, and remembers what is needed for later ones. The rules
    /// of a decision's reasons are not among them.
    pub(super) fn cite(&mut self, record: Record<'_>, rules: &mut Vec<Citation>) {
        let connection = record.connection().map(|it| self.trace.connections[it.0 as usize]);
        match record.kind() {
            RecordKind::Resolved { cached, .. } if cached => rules.push(plain(Rule::Lb6)),
            RecordKind::NotResolved(_) => rules.push(plain(Rule::Det9)),
            RecordKind::Connects { endpoint } => self.connects(record, endpoint, rules),
            RecordKind::Forwards { member, up, of } => {
                rules.push(plain(Rule::Lb2));
                // The check decided who was left out.
                if up < of {
                    rules.push((Rule::Det4, Some(DOWN_AFTER)));
                    self.left_out_for_a_text(record.actor(), connection, rules);
                }
                if let Some(it) = record.connection() {
                    self.so_far.connections[it.0 as usize].checked = self.checks(record.actor());
                    self.so_far.connections[it.0 as usize].through = self.passed_on(record.actor());
                }
                if connection.is_some_and(|it| it.depth > 0) && self.version(member).is_found_by_settings() {
                    rules.push(plain(Rule::Lb4));
                }
            }
            RecordKind::NoMember => {
                rules.push(plain(Rule::Lb2));
                self.left_out_for_a_text(record.actor(), connection, rules);
            }
            RecordKind::Accepts => self.accepts(record, connection.as_ref(), rules),
            RecordKind::Refuses(why) => self.refuses(record, why, rules),
            RecordKind::ClosesForComponent { component, by } => {
                rules.extend(WhyTurnedAway::Component { component, by, stops: false }.rules());
                self.by_the_responder(record.actor(), component, by, rules);
            }
            RecordKind::StopsForComponent { component, by } => {
                rules.extend(WhyTurnedAway::Component { component, by, stops: true }.rules());
                self.by_the_responder(record.actor(), component, by, rules);
            }
            RecordKind::IsOff | RecordKind::NoTicket => {}
            RecordKind::DoesNotStart => rules.push(plain(Rule::Svc8)),
            RecordKind::ObeysLoginDisabled => rules.push(plain(Rule::Section11)),
            RecordKind::Closes(WhyClosed::TooLong) => {
                rules.push((Rule::Section2, Some(Switch::oversized_command.name())));
            }
            RecordKind::Closes(WhyClosed::TooManyErrors) => rules.push(plain(Rule::Section11)),
            RecordKind::ClosesForLimit(limit) => self.limit(connection.as_ref(), limit, rules),
            RecordKind::Secured { .. } if matches!(record.actor(), Actor::Balancer(_)) => rules.push(plain(Rule::Lb7)),
            RecordKind::Secured { ignored: Some(_), .. }
                if connection.is_some_and(|it| it.depth > 0 && protocol(self.trace, &it).is_mail()) =>
            {
                rules.push(plain(Rule::Leg4));
            }
            RecordKind::TlsFailed(why) => match why {
                WhyNoTls::NoCertificate(NoCertificate::KeyNotUsable) => {
                    rules.extend([plain(Rule::Cert1), plain(Rule::Leg6)]);
                }
                WhyNoTls::NoCertificate(_) => rules.push(plain(Rule::Leg6)),
                WhyNoTls::Disagree(why) => {
                    let assumed = (self.world.assumptions.builds == Builds::AsReleased).then(|| Switch::builds.name());
                    rules.push((Rule::Leg5, assumed));
                    if let Some(connection) = connection {
                        rules.extend(disagreement::cited(self.world, &self.so_far.org, &connection, why));
                    }
                }
                WhyNoTls::InsideTls => rules.push(plain(Rule::Det2)),
                WhyNoTls::NotSpokenHere => rules.push(plain(Rule::Det2)),
                WhyNoTls::NotOffered => rules.extend([plain(Rule::Leg6), plain(Rule::Det1)]),
            },
            // LEG-4 is about servers: a mail program does as it was told.
            RecordKind::RejectsCertificate(_) => {
                if let Actor::Service(_) = record.actor() {
                    rules.push(plain(Rule::Leg4));
                }
                // It is the balancer's where that ends TLS.
                let asked = connection.map(|it| it.endpoint.port);
                if let (Some(on), Some(asked)) = (record.connection(), asked)
                    && self.through(on).is_some_and(|it| it.1.ends_tls(asked))
                {
                    rules.push(plain(Rule::Lb7));
                }
            }
            RecordKind::Says { line, .. } => self.says(record, line, rules),
            RecordKind::TimedOut(timer) => {
                // One side waits for TLS and the other for a greeting, so neither says anything.
                if record.connection().is_some_and(|it| self.waits_for_tls(it)) {
                    rules.push(plain(Rule::Det1));
                }
                match timer {
                    Timer::PreAuthenticated => rules.push(plain(Rule::Fall8)),
                    Timer::Proxy if connection.is_some_and(|it| protocol(self.trace, &it).is_mail()) => {
                        rules.push((Rule::Fall7, Some(Switch::proxy_connect_timeout.name())));
                    }
                    Timer::Proxy => {}
                    Timer::Authenticated => rules.push(plain(Rule::Section2)),
                    Timer::Client => {}
                }
                self.silence(connection.as_ref(), rules);
            }
            RecordKind::Closes(WhyClosed::ServiceStopped | WhyClosed::FailedOver) => rules.push(plain(Rule::Det7)),
            RecordKind::Decides { decision, reasons } => self.decides(record, decision, reasons, rules),
            RecordKind::LegFailed { endpoint, candidate, how } => {
                // Where the name was not resolved there is no leg: the record belongs to what wanted to open it.
                let unopened = how == LegFailure::NameNotResolved;
                if let Some(parent) = if unopened { record.connection() } else { self.parent(record) } {
                    self.so_far.connections[parent.0 as usize].leg_failed = true;
                }
                // A name that is not even resolved leads nowhere, so not to the candidate either.
                if unopened
                    && self.version(candidate).is_found_by_settings()
                    && names_another(self.world, endpoint, candidate, None)
                {
                    rules.push(plain(Rule::Lb1));
                }
                let is_mail = match record.actor() {
                    Actor::Service(by) => by.service().protocol().is_mail(),
                    Actor::Client(_) | Actor::Server(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => true,
                };
                if is_mail {
                    rules.push((Rule::Fall7, Some(fall7_switch(how))));
                }
                // The log of the service that proxies is where the leg looks like itself.
                if let Actor::Service(by) = record.actor()
                    && self.so_far.org.settings(self.world, by).protocol_log
                {
                    rules.push(plain(Rule::Fe5));
                }
                if how == (LegFailure::NoAnswer { connected: true }) {
                    self.silence(connection.as_ref(), rules);
                }
            }
            RecordKind::Changed(change) => {
                let action = self.world.changes[change.index()].action;
                Self::changed(action, rules);
                if let Action::Import(_, it, enabling, _) | Action::Enable(_, it, enabling, _) = action
                    && self.world.certificates[it.index()].ecc
                    && !self.world.certificates[it.index()].is_wildcard()
                    && enabling.asked != enabling.granted
                {
                    rules.push(plain(Rule::Cert1));
                }
            }
            RecordKind::LineRefused(line) => {
                rules.extend(self.world.refused_lines[line.index()].why.rule().map(plain));
            }
            RecordKind::TakenOffline { why, .. } => {
                rules.extend([(Rule::Bind1, Some(Switch::offline_responder.name())), plain(Rule::Cmp2)]);
                rules.extend(why.rule().map(plain));
            }
            RecordKind::Probed { .. } => {
                rules.extend([plain(Rule::Http1), (Rule::Http2, Some(Switch::http_ping.name()))]);
            }
            RecordKind::Checked { up, member, port } => {
                rules.push((Rule::Det4, Some(if up { Switch::up_after.name() } else { DOWN_AFTER })));
                if !up && self.lacks_the_text(record.actor(), member, port) {
                    rules.push(plain(Rule::Lb8));
                }
            }
            RecordKind::Logs(event) => rules.push(plain(match event {
                Event::RefusedAcrossSites(_) => Rule::Site2,
                Event::TooManyForUser(_) => Rule::Lim1,
                Event::StoreSessions(_) => Rule::Leg9,
                Event::NoCertificate(_) => Rule::Leg6,
            })),
            RecordKind::CallsStore { .. } => rules.push(plain(Rule::Rpc1)),
            RecordKind::Began { .. } => self.begins(record, rules),
            RecordKind::Ended(_) => self.ends(record),
            RecordKind::StoreAnswers
            | RecordKind::Skipped
            | RecordKind::Resolved { .. }
            | RecordKind::Lost { .. }
            | RecordKind::Broken
            | RecordKind::Secured { .. }
            | RecordKind::Closes(
                WhyClosed::Done | WhyClosed::OtherSideEnded | WhyClosed::GaveUp | WhyClosed::TimedOut,
            ) => {}
        }
    }

    /// An attempt of a client that has others under way is one more connection of it (DET-11).
    fn begins(&mut self, record: Record<'_>, rules: &mut Vec<Citation>) {
        let Actor::Client(client) = record.actor() else { return };
        let under_way = &mut self.so_far.under_way[client.index()];
        if *under_way > 0 {
            rules.push(plain(Rule::Det11));
        }
        *under_way += 1;
    }

    fn ends(&mut self, record: Record<'_>) {
        if let Actor::Client(client) = record.actor() {
            self.so_far.under_way[client.index()] -= 1;
        }
    }

    fn accepts(&self, record: Record<'_>, connection: Option<&Connection>, rules: &mut Vec<Citation>) {
        if connection.is_some_and(|it| self.is_loop(it)) {
            rules.push((Rule::Lb3, Some(Switch::loop_guard.name())));
        }
        if let Actor::Service(service) = record.actor()
            && self.so_far.org.is_stale(self.world, service)
        {
            rules.push(plain(Rule::Svc6));
        }
    }

    fn refuses(&self, record: Record<'_>, why: WhyRefused, rules: &mut Vec<Citation>) {
        rules.push(plain(why.rule()));
        if let WhyRefused::Stopped(service) = why {
            rules.extend(self.so_far.org.stopped_by(service).map(|it| match it {
                Stopped::Maintenance => (Rule::Cmp5, Some(Switch::server_wide_offline.name())),
                Stopped::Component => (Rule::Cmp4, Some(Switch::inactive_component.name())),
                Stopped::PowerCut => plain(Rule::Svc3),
                Stopped::FailedUpdate => plain(Rule::Svc8),
            }));
        }
        if let WhyRefused::Stopped(service) = why
            && self.so_far.org.is_disabled(service)
            && !rules.contains(&plain(Rule::Svc8))
        {
            rules.push(plain(Rule::Svc8));
        }
        // A balancer that checks passed the connection on to a dead member: its check has not noticed yet.
        if record.connection().is_some_and(|it| self.so_far.connections[it.0 as usize].checked) {
            rules.push((Rule::Det4, Some(DOWN_AFTER)));
        }
    }

    /// The balancer that passes a connection on, and what it does about TLS now.
    fn passed_on(&self, actor: Actor) -> Option<(BalancerId, OffloadId)> {
        match actor {
            Actor::Balancer(id) => Some((id, self.so_far.org.offload_id(id))),
            Actor::Client(_) | Actor::Service(_) | Actor::Server(_) | Actor::Network | Actor::Admin => None,
        }
    }

    /// Whether a member fails a balancer's check for nothing but the text that its greeting does not have (LB-8).
    fn lacks_the_text(&self, actor: Actor, member: ServerId, port: u16) -> bool {
        let Actor::Balancer(id) = actor else { return false };
        let balancer = &self.world.balancers[id.index()];
        let Some(text) = &balancer.check_text else { return false };
        let port = self.so_far.org.offload(self.world, id).port_of_member(port);
        let listener = self.so_far.org.listener(self.world, member, port);
        let runs = listener.filter(|it| it.state == ServiceState::Running && !self.so_far.org.is_off(member));
        runs.is_some_and(|it| !self.so_far.org.settings(self.world, it.service).banner.contains(text.as_str()))
    }

    /// LB-8: whether a member is left out for nothing but the text that its greeting does not have.
    fn left_out_for_a_text(&self, actor: Actor, connection: Option<Connection>, rules: &mut Vec<Citation>) {
        let (Actor::Balancer(id), Some(connection)) = (actor, connection) else { return };
        let pool = &self.world.pools[self.so_far.org.pool(id).index()];
        if pool.iter().any(|it| self.lacks_the_text(actor, *it, connection.endpoint.port)) {
            rules.push(plain(Rule::Lb8));
        }
    }

    /// Whether a balancer checks its members at all.
    fn checks(&self, actor: Actor) -> bool {
        match actor {
            Actor::Balancer(id) => match self.world.balancers[id.index()].check {
                Check::None => false,
                Check::TcpConnect | Check::Banner => true,
            },
            Actor::Client(_) | Actor::Service(_) | Actor::Server(_) | Actor::Network | Actor::Admin => false,
        }
    }

    /// A leg that goes somewhere else than to its candidate (LB-1).
    fn connects(&mut self, record: Record<'_>, endpoint: Endpoint, rules: &mut Vec<Citation>) {
        let Some(parent) = self.parent(record) else { return };
        self.so_far.connections[parent.0 as usize].has_leg = true;
        let Some(candidate) = self.so_far.connections[parent.0 as usize].candidate else { return };
        if self.version(candidate).is_found_by_settings()
            && names_another(self.world, endpoint, candidate, resolved(self.trace, record))
        {
            rules.push(plain(Rule::Lb1));
        }
    }

    fn limit(&self, connection: Option<&Connection>, limit: Limit, rules: &mut Vec<Citation>) {
        rules.extend(WhyTurnedAway::Limit(limit).rules());
        match limit {
            Limit::Connections(_) => {}
            Limit::FromSingleIp(..) => {
                if let Some(Connection { opener: Actor::Service(_), service: Some(service), .. }) = connection
                    && self.version(service.server()).product().crowds_one_address
                {
                    rules.push(plain(Rule::Leg7));
                }
            }
        }
    }

    fn says(&mut self, record: Record<'_>, line: Line, rules: &mut Vec<Citation>) {
        let Some(connection) = record.connection() else { return };
        let by_front_end = match record.actor() {
            Actor::Service(service) => is_front_end(self.world, service),
            Actor::Client(_) | Actor::Server(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => false,
        };
        match line {
            Line::LogonFailed
            | Line::AuthenticateFailed
            | Line::AuthenticateCancelled
            | Line::InvalidState
            | Line::ServerUnavailable => self.so_far.connections[connection.0 as usize].refused = true,
            // The one that was refused before was another mechanism.
            Line::Login | Line::User | Line::Authenticate(_)
                if matches!(record.actor(), Actor::Client(_))
                    && self.so_far.connections[connection.0 as usize].refused =>
            {
                rules.push(plain(Rule::Det11));
            }
            _ => {}
        }
        match line {
            Line::LogonFailed | Line::AuthenticateFailed
                if by_front_end && self.so_far.connections[connection.0 as usize].leg_failed =>
            {
                rules.push(plain(Rule::Fe4));
            }
            Line::LoggedOn if by_front_end && self.so_far.connections[connection.0 as usize].has_leg => {
                rules.push(plain(Rule::Fe6));
            }
            // The greeting tells POP3 from IMAP4: whoever speaks the other one does not go on.
            Line::Greeting if self.speaks_another(connection) => rules.push(plain(Rule::Port1)),
            Line::ByeTimeout => rules.push(plain(self.clock(record))),
            Line::ByeErrors | Line::UnknownCommand => rules.push(plain(Rule::Section11)),
            // No public source has what these versions sign off with.
            Line::SignOff => {
                if let Actor::Service(service) = record.actor()
                    && self.version(service.server()).product().signature_assumed
                {
                    rules.push((Rule::Section11, Some(NO_SWITCH)));
                }
            }
            Line::ArgumentError | Line::CommandTooLong => {
                rules.push((Rule::Section2, Some(Switch::oversized_command.name())));
            }
            Line::AskCapability
            | Line::StartTls
            | Line::Login
            | Line::User
            | Line::UserAccepted
            | Line::Pass
            | Line::Authenticate(_)
            | Line::AuthenticateData
            | Line::HandOver
            | Line::CancelAuthenticate
            | Line::WebRequest
            | Line::WebAnswer
            | Line::WebRedirect
            | Line::WebUnauthorized
            | Line::WebUnavailable
            | Line::ProbeFolder
            | Line::LongCommand
            | Line::NoSuchFolder
            | Line::ServerUnavailable
            | Line::OpenInbox
            | Line::LogOut
            | Line::Greeting
            | Line::Capability(_)
            | Line::BeginTls
            | Line::Continue
            | Line::LoggedOn
            | Line::LogonFailed
            | Line::AuthenticateFailed
            | Line::AuthenticateCancelled
            | Line::InvalidState
            | Line::NotConnected
            | Line::InboxOpened => {}
        }
    }

    /// Whether who opened a connection speaks another protocol than the service that accepted it (PORT-1).
    fn speaks_another(&self, connection: ConnectionId) -> bool {
        speaks_another(self.trace, &self.trace.connections[connection.0 as usize])
    }

    /// Whose time ran out when a server says goodbye: that of a client that had not logged on (FALL-8), or that of a
    /// session (AuthenticatedConnectionTimeout). Words that are relayed lead back to those of the target.
    fn clock(&self, record: Record<'_>) -> Rule {
        let mut cause = record.cause();
        while let Some(id) = cause {
            match self.trace.record(id).kind() {
                RecordKind::TimedOut(Timer::Authenticated) => return Rule::Section2,
                RecordKind::Says { line: Line::ByeTimeout, .. } => cause = self.trace.record(id).cause(),
                _ => break,
            }
        }
        Rule::Fall8
    }

    /// Nothing came on a connection that was accepted: if its service hangs, that is why (SVC-5).
    fn silence(&self, connection: Option<&Connection>, rules: &mut Vec<Citation>) {
        if connection.and_then(|it| it.service).is_some_and(|it| self.so_far.org.state(it) == ServiceState::Hung) {
            rules.push(plain(Rule::Svc5));
        }
    }

    fn decides(
        &mut self,
        record: Record<'_>,
        decision: Decision,
        reasons: crate::trace::Reasons,
        rules: &mut Vec<Citation>,
    ) {
        let reasons = self.trace.reasons(reasons);
        let Some(connection) = record.connection() else { return };
        if let Decision::Proxies { to, .. } = decision {
            self.so_far.connections[connection.0 as usize].candidate = Some(to);
        }
        for reason in reasons {
            if let Reason::NextTarget(server) = reason {
                self.so_far.connections[connection.0 as usize].candidate = Some(*server);
            }
            rules.extend(self.also(record, *reason));
        }
    }

    /// What speaks in one reason of a decision beside the reason's own rule.
    pub(super) fn also(&self, record: Record<'_>, reason: Reason) -> Option<Citation> {
        let connection = &self.trace.connections[record.connection()?.0 as usize];
        match reason {
            // Whether the log-on name is understood is a matter of a switch.
            Reason::UnknownName | Reason::PasswordRight(_) if connection.depth == 0 => {
                let client = self.trace.attempts[connection.attempt.0 as usize].client;
                let switch = self.so_far.org.client(self.world, client).name_by?;
                Some((Rule::Det10, Some(switch.name())))
            }
            // In clear only because a balancer ended TLS on the way.
            Reason::LoginTypeRefuses { .. } | Reason::PlaintextOrder | Reason::NotBound(_)
                if self.is_in_clear(record.connection()?) =>
            {
                Some(plain(Rule::Lb7))
            }
            Reason::UserLimit { .. } if self.is_loop(connection) => Some((Rule::Lim4, Some(NO_SWITCH))),
            Reason::UserLimit { .. } if keeps_the_defaults(self.world, record.actor()) => {
                Some((Rule::Role1, Some(NO_SWITCH)))
            }
            // The directory no longer has it: the service goes by what it has read.
            Reason::Candidate(server, _) if self.so_far.org.directory(self.world).is_removed(server) => {
                Some((Rule::Disc9, Some(Switch::topology_refresh.name())))
            }
            // IsOutOfService is another by now: the service goes by what it has read.
            Reason::OutOfService(server) if !self.so_far.org.is_out_of_service(server) => {
                Some((Rule::Disc9, Some(Switch::topology_refresh.name())))
            }
            Reason::HashPicked(server, _) if self.so_far.org.is_out_of_service(server) => {
                Some((Rule::Disc9, Some(Switch::topology_refresh.name())))
            }
            // The candidate's settings say something else by now: the service goes by what it has read.
            Reason::Offers(server, version, endpoint) if version.is_found_by_settings() => {
                let protocol = protocol(self.trace, connection);
                let now = &self.so_far.org.directory(self.world).settings(server, protocol).internal;
                (!now.contains(&endpoint)).then_some((Rule::Disc9, Some(Switch::topology_refresh.name())))
            }
            _ => None,
        }
    }

    /// A component that Managed Availability holds inactive, for what its local probe met (BIND-1).
    fn by_the_responder(&self, actor: Actor, component: Component, by: Requesters, rules: &mut Vec<Citation>) {
        let Actor::Service(service) = actor else { return };
        if self.so_far.org.held_by_the_responder(service, component, by).is_some() {
            // Who holds it is told where it was taken offline.
            if by == Requesters::only(Requester::HealthAPI) {
                rules.retain(|it| it.0 != Rule::Cmp2);
            }
            rules.push((Rule::Bind1, Some(Switch::offline_responder.name())));
        }
    }

    fn changed(action: Action, rules: &mut Vec<Citation>) {
        match action {
            Action::Hang(_) => rules.push(plain(Rule::Svc5)),
            Action::Stop(_) | Action::Restart(_) | Action::FailOver(..) => rules.push(plain(Rule::Det7)),
            Action::Set(..) => rules.push(plain(Rule::Svc6)),
            Action::SetComponent(_, component, _, state) => {
                rules.push(plain(Rule::Cmp1));
                if component == Component::ServerWideOffline && state == RequestedState::Inactive {
                    rules.push((Rule::Cmp5, Some(Switch::server_wide_offline.name())));
                }
            }
            Action::SetOutOfService(..) => rules.push((Rule::Http5, Some(Switch::topology_refresh.name()))),
            Action::RemoveServer(_) | Action::AddServer(..) => {
                rules.push((Rule::Disc9, Some(Switch::topology_refresh.name())));
            }
            Action::StartUp(_) | Action::Reboot(_) | Action::UpdateServer(..) => rules.push(plain(Rule::Svc3)),
            Action::SetStartType(..) | Action::FailedUpdate(_) => rules.push(plain(Rule::Svc8)),
            Action::ResetFiles(..) => rules.push(plain(Rule::Svc9)),
            Action::SetDns(..) | Action::AddDns(..) => rules.push(plain(Rule::Lb6)),
            Action::Import(..) | Action::Enable(..) | Action::Uninstall(..) => rules.push(plain(Rule::Leg6)),
            Action::SetTls(..) => rules.push(plain(Rule::Leg5)),
            Action::SetOffload(..) => rules.push(plain(Rule::Lb7)),
            Action::SetSmtpAddress(..) => rules.push(plain(Rule::Fe7)),
            Action::SetAuthPolicy { .. } | Action::SetUserPolicy(..) | Action::SetDefaultPolicy(_) => {
                rules.push(plain(Rule::Auth2));
            }
            Action::SetStoreSessions(..) => rules.push(plain(Rule::Leg9)),
            Action::Grant { .. } => rules.push(plain(Rule::Det10)),
            Action::Start(_)
            | Action::InstallUpdate(..)
            | Action::SetClient(..)
            | Action::SetPorts(..)
            | Action::ShutDown(_)
            | Action::SetCasMailbox { .. }
            | Action::Move(..)
            | Action::SetPool(..)
            | Action::Cut(..)
            | Action::Mend(..) => {}
        }
    }

    fn version(&self, server: ServerId) -> Version {
        self.world.servers[server.index()].version
    }

    /// The connection because of which the record's connection was opened.
    fn parent(&self, record: Record<'_>) -> Option<ConnectionId> {
        record.connection().and_then(|it| self.trace.connections[it.0 as usize].parent)
    }

    fn is_loop(&self, connection: &Connection) -> bool {
        is_loop(self.world, connection)
    }
}

/// What FALL-7 leaves to a switch in a leg that failed so.
#[must_use]
pub(crate) const fn fall7_switch(how: LegFailure) -> &'static str {
    match how {
        LegFailure::NoAnswer { .. } => Switch::proxy_connect_timeout.name(),
        LegFailure::LogonRefused
        | LegFailure::NameNotResolved
        | LegFailure::Refused
        | LegFailure::OtherProtocol
        | LegFailure::TlsHandshake
        | LegFailure::Certificate(_)
        | LegFailure::StartTlsNotOffered
        | LegFailure::Closed
        | LegFailure::Abandoned => NO_SWITCH,
    }
}

/// A rule of which nothing is assumed here.
const fn plain(rule: Rule) -> Citation {
    (rule, None)
}

/// Whether a front end accepted this connection from a front end (LB-3).
#[must_use]
pub(crate) fn is_loop(world: &World, connection: &Connection) -> bool {
    match (connection.opener, connection.service) {
        (Actor::Service(opener), Some(service)) => is_front_end(world, opener) && is_front_end(world, service),
        _ => false,
    }
}

/// Whether who opened a connection speaks another protocol than the service that accepted it (PORT-1).
#[must_use]
pub(crate) fn speaks_another(trace: &Trace, connection: &Connection) -> bool {
    let mine = match connection.opener {
        Actor::Client(_) => trace.attempts[connection.attempt.0 as usize].protocol,
        Actor::Service(service) => service.service().protocol(),
        Actor::Server(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => return false,
    };
    connection.service.is_some_and(|it| it.service().protocol() != mine)
}

/// Whether it is a front-end service (SVC-2).
#[must_use]
pub(crate) fn is_front_end(world: &World, service: ServiceId) -> bool {
    world.servers[service.server().index()].version.has_back_end() && !service.service().is_back_end()
}

/// Whether the endpoint leads somewhere else than to `candidate`. Where the address to which its name was resolved is
/// known, the address decides; otherwise the name.
#[must_use]
pub(crate) fn names_another(
    world: &World,
    endpoint: Endpoint,
    candidate: ServerId,
    address: Option<std::net::Ipv4Addr>,
) -> bool {
    let host = match (endpoint.host, address) {
        (HostRef::Address(address), _) | (HostRef::Name(_), Some(address)) => world.host(address),
        (HostRef::Name(name), None) => return name != world.servers[candidate.index()].fqdn,
    };
    host != Some(Host::Server(candidate))
}

/// The address to which the name of a connection was resolved: the nearest such record among its causes.
#[must_use]
pub(crate) fn resolved(trace: &Trace, connects: Record<'_>) -> Option<std::net::Ipv4Addr> {
    let RecordKind::Connects { endpoint } = connects.kind() else { return None };
    let mut cause = connects.cause();
    // The look-up is at most a few steps back; a longer chain belongs to something else.
    for _ in 0..4 {
        let record = trace.record(cause?);
        match record.kind() {
            RecordKind::Resolved { name, address, .. } if endpoint.host == HostRef::Name(name) => return Some(address),
            _ => cause = record.cause(),
        }
    }
    None
}

/// Whether a service counts by limits that nobody can set: those of a back end whose server has no Client Access role
/// (ROLE-1).
fn keeps_the_defaults(world: &World, actor: Actor) -> bool {
    let Actor::Service(service) = actor else { return false };
    service.service().is_back_end() && !world.servers[service.server().index()].client_access
}
