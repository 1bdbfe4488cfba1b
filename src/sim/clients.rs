//! What does a mail program do, and when?

use super::connection::{End, OpenedBy, Segment, Slot};
use super::connections::Opening;
use super::{ClientNow, Event, Simulator, Stage};
use crate::actor::logon::{ClientQuirks, Credentials, Failure, Input, LogonEffect};
use crate::actor::resolver::Holder;
use crate::net::REQUEST_TIMEOUT;
use crate::policy::patience;
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{Actor, Attempt, AttemptId, RecordKind, WhyClosed, WhyNoTls};
use crate::world::{
    AfterLogon, Client, ClientId, Endpoint, LoginDisabled, OnFailure, OnRefusal, Outcome, Password, Security, World,
};

impl<T: Tracer> Simulator<T> {
    pub(super) fn reset_clients(&mut self, world: &World) {
        self.clients.clear();
        for (at, client) in world.clients.iter().enumerate() {
            self.clients.push(ClientNow {
                stage: Stage::Idle,
                changed: None,
                attempts: 0,
                attempt: AttemptId(0),
                times: 0,
                retries_left: retries(client.on_failure),
                probes_left: 0,
                expected: 0,
            });
            self.expect_next_time(world, ClientId::at(at));
        }
    }

    /// Schedules the client's next time, if it has one: its listed times, then its polls.
    fn expect_next_time(&mut self, world: &World, id: ClientId) {
        let client = self.client(world, id);
        let now = &mut self.clients[id.index()];
        let (at, is_poll) = match (client.times.get(now.times as usize), client.every) {
            (Some(&at), _) => {
                now.times += 1;
                (at, false)
            }
            (None, Some(every)) => (self.now + every, true),
            (None, None) => return,
        };
        if client.until.is_none_or(|until| at <= until) {
            self.clients[id.index()].expected += 1;
            if is_poll {
                self.schedule_in_line(at, Event::Attempt(id));
            } else {
                self.schedule(at, Event::Attempt(id));
            }
        }
    }

    /// A client's time has come.
    pub(super) fn attempt_due(&mut self, world: &World, id: ClientId) {
        self.tracer.set_cause(None);
        self.clients[id.index()].expected -= 1;
        self.expect_next_time(world, id);
        if self.clients[id.index()].stage == Stage::Idle {
            self.clients[id.index()].retries_left = retries(self.client(world, id).on_failure);
            self.begin(world, id);
        } else {
            let attempt = self.clients[id.index()].attempt;
            self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Skipped);
        }
    }

    /// A client tries again after a failure (DET-8).
    pub(super) fn retry_due(&mut self, world: &World, id: ClientId) {
        self.clients[id.index()].expected -= 1;
        if self.clients[id.index()].stage == Stage::Idle {
            self.begin(world, id);
        }
    }

    /// A client as it was when the attempt began that it makes now.
    pub(super) fn client<'a>(&self, world: &'a World, id: ClientId) -> &'a Client {
        match self.clients[id.index()].changed {
            None => &world.clients[id.index()],
            Some(it) => &world.changed_clients[it.index()],
        }
    }

    fn begin(&mut self, world: &World, id: ClientId) {
        self.clients[id.index()].changed = self.org.changed_client(id);
        let client = self.client(world, id);
        let attempt = AttemptId(self.next_attempt);
        self.next_attempt += 1;
        self.running_attempts += 1;
        let now = &mut self.clients[id.index()];
        now.attempts += 1;
        now.stage = Stage::LoggingOn;
        now.attempt = attempt;
        let number = now.attempts;
        let began = self.tracer.next_record();
        self.tracer.attempt(Attempt { client: id, number, began });
        self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Began { number });
        let opening = self.opening_of(world, id, client.connect);
        let opened = self.open(world, opening);
        self.opened(world, id, opened);
    }

    /// What a client opens: where it was told to connect, or where it was sent.
    pub(super) fn opening_of(&self, world: &World, id: ClientId, endpoint: Endpoint) -> Opening {
        let client = self.client(world, id);
        let attempt = self.clients[id.index()].attempt;
        Opening {
            opener: OpenedBy::Client(id),
            actor: Actor::Client(id),
            attempt,
            depth: 0,
            client: id,
            user: client.account.unwrap_or(client.user),
            password_right: client.password == Password::Right,
            endpoint,
            protocol: client.protocol,
            proof: if client.web.is_some() { Credentials::Web } else { Credentials::Mechanism(client.mechanism) },
            ways: ClientQuirks {
                asks_capability: client.connect.security == Security::Tls,
                obeys_login_disabled: client.login_disabled == LoginDisabled::Obey,
                strongest: client.strongest_mechanism,
                no_ticket: !client.kerberos_ticket,
                starttls_inside_ssl: client.starttls_inside_ssl,
            },
            site: client.site,
            source: client.address,
            holder: Holder::Client(id),
        }
    }

    fn opened(&mut self, world: &World, id: ClientId, opened: Option<Slot>) {
        let client = self.client(world, id);
        match opened {
            Some(slot) => {
                self.wait_until(slot, End::Opener, self.now + client.timeout.min(REQUEST_TIMEOUT));
            }
            None => self.end_attempt(world, id, Outcome::NameNotResolved),
        }
    }

    /// Something happened on the connection of whoever opened it: a client or a proxying service.
    pub(super) fn opener_input(&mut self, world: &World, slot: Slot, input: Input) {
        match self.connections[slot].opener.by() {
            OpenedBy::Client(id) if self.connections[slot].opener.is_logged_on() => {
                self.client_hears(world, slot, id, input);
            }
            OpenedBy::Leg(parent) if self.connections[slot].opener.is_logged_on() => {
                self.relay_back(world, slot, parent, input);
            }
            opener @ (OpenedBy::Client(_) | OpenedBy::Leg(_)) => {
                let answer = self.connections[slot].opener.handle(input);
                self.opener_does(world, slot, opener, answer);
            }
        }
    }

    /// The client that opened a connection; none where a service did.
    fn opening_client(&self, slot: Slot) -> Option<ClientId> {
        match self.connections[slot].opener.by() {
            OpenedBy::Client(id) => Some(id),
            OpenedBy::Leg(_) => None,
        }
    }

    /// Whoever opened a connection waits for the next answer, no longer than it does.
    pub(super) fn opener_waits(&mut self, world: &World, slot: Slot) {
        let (_, span) = patience::of_opener(world, self.opening_client(slot));
        self.wait_until(slot, End::Opener, self.now + span);
    }

    fn opener_does(&mut self, world: &World, slot: Slot, opener: OpenedBy, answer: LogonEffect) {
        let told = match answer {
            LogonEffect::Failed(Failure::StartTlsNotOffered) => Some(RecordKind::TlsFailed(WhyNoTls::NotOffered)),
            LogonEffect::Failed(Failure::TlsInsideTls) => Some(RecordKind::TlsFailed(WhyNoTls::InsideTls)),
            LogonEffect::Failed(Failure::LoginDisabled) => Some(RecordKind::ObeysLoginDisabled),
            _ => None,
        };
        if let Some(what) = told {
            let actor = self.opener_actor(slot);
            self.record(slot, actor, what);
        }
        match (answer, opener) {
            (LogonEffect::Wait, _) => self.opener_waits(world, slot),
            (LogonEffect::Handshake, _) => {
                self.send(world, slot, End::Opener, Segment::Hello);
                self.opener_waits(world, slot);
            }
            (LogonEffect::Say(line), _) => {
                if line == Line::CancelAuthenticate {
                    let actor = self.opener_actor(slot);
                    self.record(slot, actor, RecordKind::NoTicket);
                }
                self.say(world, slot, End::Opener, line);
                self.opener_waits(world, slot);
            }
            (LogonEffect::LoggedOn, OpenedBy::Client(id)) => self.client_logged_on(world, slot, id),
            (LogonEffect::LoggedOn, OpenedBy::Leg(parent)) => self.leg_logged_on(world, slot, parent),
            (LogonEffect::Failed(failure), OpenedBy::Client(id)) => self.client_failed(world, slot, id, failure),
            (LogonEffect::Failed(failure), OpenedBy::Leg(parent)) => self.leg_failed(world, slot, parent, failure),
        }
    }

    pub(super) fn client_failed(&mut self, world: &World, slot: Slot, id: ClientId, failure: Failure) {
        let outcome = match failure {
            Failure::Refused => Outcome::ConnectionRefused,
            Failure::NoAnswer => Outcome::NoAnswer,
            Failure::NoGreeting { .. } | Failure::OtherProtocol => Outcome::NoGreeting,
            Failure::Tls | Failure::StartTlsNotOffered | Failure::TlsInsideTls => Outcome::TlsFailed,
            Failure::LoginDisabled => Outcome::LogonNotSent,
            Failure::Refusal(Line::WebRedirect) => {
                self.hang_up(world, slot, WhyClosed::Done);
                let opened = self.follow(world, id);
                return self.opened(world, id, opened);
            }
            Failure::Refusal(Line::WebUnavailable) => Outcome::ServiceUnavailable,
            Failure::Refusal(Line::InvalidState) => Outcome::LogonDisabled,
            Failure::Refusal(_) => Outcome::LogonFailed,
            Failure::Bye => Outcome::ClosedByServer,
            Failure::Lost => Outcome::ConnectionLost,
            Failure::Silence => Outcome::ClientGaveUp,
        };
        let goes_on = match (self.client(world, id).on_refusal, failure) {
            (OnRefusal::GoOn, Failure::Refusal(_)) => true,
            (OnRefusal::GoOn | OnRefusal::Close, _) => false,
        };
        if goes_on {
            // As far as the tool is concerned the log-on is over; what the session answers is told by the next error.
            self.connections[slot].opener.go_on();
            return self.client_says(world, slot, id, Stage::GoingOn(outcome), Line::OpenInbox);
        }
        self.leave(world, slot, id, WhyClosed::GaveUp, outcome);
    }

    /// The client closes its connection, where it still has one, and the attempt is over.
    fn leave(&mut self, world: &World, slot: Slot, id: ClientId, why: WhyClosed, outcome: Outcome) {
        self.hang_up(world, slot, why);
        self.end_attempt(world, id, outcome);
    }

    /// Closes the client's end of its connection, where it still has one.
    fn hang_up(&mut self, world: &World, slot: Slot, why: WhyClosed) {
        if self.connections[slot].is_open(End::Opener) {
            if self.connections[slot].is_open(End::Acceptor) {
                self.close(world, slot, End::Opener, why);
            } else {
                self.shut(world, slot, End::Opener);
            }
        }
    }

    fn client_logged_on(&mut self, world: &World, slot: Slot, id: ClientId) {
        if self.client(world, id).web.is_some() {
            return self.leave(world, slot, id, WhyClosed::Done, Outcome::LoggedOn);
        }
        match self.client(world, id).then {
            AfterLogon::CheckMail | AfterLogon::Stay { .. } => {
                self.client_says(world, slot, id, Stage::Opening, Line::OpenInbox);
            }
            AfterLogon::ProbeFolders { missing } => {
                self.clients[id.index()].probes_left = missing;
                self.probe(world, slot, id);
            }
            AfterLogon::SendCommand { .. } => self.client_says(world, slot, id, Stage::Sending, Line::LongCommand),
            AfterLogon::LogOut => self.client_says(world, slot, id, Stage::LeavingWell, Line::LogOut),
            AfterLogon::Disconnect => self.leave(world, slot, id, WhyClosed::Done, Outcome::LoggedOn),
        }
    }

    /// Asks for the next folder, or logs out where none is left.
    fn probe(&mut self, world: &World, slot: Slot, id: ClientId) {
        let left = &mut self.clients[id.index()].probes_left;
        let (stage, line) =
            if *left == 0 { (Stage::LeavingWell, Line::LogOut) } else { (Stage::Probing, Line::ProbeFolder) };
        *left = left.saturating_sub(1);
        self.client_says(world, slot, id, stage, line);
    }

    fn client_says(&mut self, world: &World, slot: Slot, id: ClientId, stage: Stage, line: Line) {
        self.clients[id.index()].stage = stage;
        self.say(world, slot, End::Opener, line);
        self.opener_waits(world, slot);
    }

    /// What a client does about what happens after its log-on.
    fn client_hears(&mut self, world: &World, slot: Slot, id: ClientId, input: Input) {
        let stage = self.clients[id.index()].stage;
        match (input, stage) {
            (Input::Said(Line::InboxOpened), Stage::Opening) => match self.client(world, id).then {
                AfterLogon::Stay { wait } => {
                    self.clients[id.index()].stage = Stage::Staying;
                    self.wait_until(slot, End::Opener, self.now + wait);
                }
                AfterLogon::CheckMail
                | AfterLogon::LogOut
                | AfterLogon::Disconnect
                | AfterLogon::ProbeFolders { .. }
                | AfterLogon::SendCommand { .. } => {
                    self.client_says(world, slot, id, Stage::LeavingWell, Line::LogOut);
                }
            },
            (Input::Said(Line::SignOff), Stage::LeavingWell) => {
                self.leave(world, slot, id, WhyClosed::Done, Outcome::LoggedOn);
            }
            (Input::Said(_), Stage::GoingOn(outcome)) => self.leave(world, slot, id, WhyClosed::GaveUp, outcome),
            (Input::Said(Line::NoSuchFolder), Stage::Probing) => self.probe(world, slot, id),
            (Input::Said(Line::UnknownCommand | Line::ArgumentError), Stage::Sending) => {
                self.client_says(world, slot, id, Stage::LeavingWell, Line::LogOut);
            }
            (Input::Said(Line::NotConnected), _) => {
                self.leave(world, slot, id, WhyClosed::GaveUp, Outcome::NotConnected);
            }
            (Input::Said(Line::ByeTimeout | Line::ByeErrors), _) => {
                self.leave(world, slot, id, WhyClosed::GaveUp, Outcome::ClosedByServer);
            }
            (Input::Said(_), _) => self.leave(world, slot, id, WhyClosed::GaveUp, Outcome::ConnectionLost),
            (Input::TimedOut, Stage::Staying) => {
                self.client_says(world, slot, id, Stage::LeavingWell, Line::LogOut);
            }
            (Input::TimedOut, _) => self.leave(world, slot, id, WhyClosed::GaveUp, Outcome::ClientGaveUp),
            (Input::Closed | Input::Broken, _) => {
                self.leave(world, slot, id, WhyClosed::GaveUp, Outcome::ConnectionLost);
            }
            (Input::Accepted | Input::Refused | Input::Secured | Input::TlsFailed | Input::OtherProtocol, _) => {
                unreachable!("{input:?} after the log-on")
            }
        }
    }

    /// The opener of a connection has waited in vain.
    pub(super) fn opener_waited(&mut self, world: &World, slot: Slot) {
        match self.connections[slot].opener.by() {
            // A client that stays connected for a while has not waited for anybody.
            OpenedBy::Client(id) if self.clients[id.index()].stage == Stage::Staying => {}
            OpenedBy::Client(_) | OpenedBy::Leg(_) => {
                let (timer, _) = patience::of_opener(world, self.opening_client(slot));
                let actor = self.opener_actor(slot);
                self.record(slot, actor, RecordKind::TimedOut(timer));
            }
        }
        self.opener_input(world, slot, Input::TimedOut);
    }

    fn end_attempt(&mut self, world: &World, id: ClientId, outcome: Outcome) {
        let now = &mut self.clients[id.index()];
        now.stage = Stage::Idle;
        let attempt = now.attempt;
        self.running_attempts -= 1;
        self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Ended(outcome));
        if let OnFailure::Retry { after, .. } = self.client(world, id).on_failure
            && outcome != Outcome::LoggedOn
            && self.clients[id.index()].retries_left > 0
        {
            self.clients[id.index()].retries_left -= 1;
            self.clients[id.index()].expected += 1;
            self.schedule(SimTime(self.now.0 + after.0), Event::Retry(id));
        }
    }
}

const fn retries(on_failure: OnFailure) -> u32 {
    match on_failure {
        OnFailure::GiveUp => 0,
        OnFailure::Retry { times, .. } => times,
    }
}
