//! What does a mail program do, and when?

use super::connection::{End, OpenedBy, Segment, Slot, Source};
use super::connections::Opening;
use super::{ClientNow, Event, Seat, SeatId, Simulator, Stage};
use crate::actor::logon::{ClientQuirks, Credentials, Failure, InTurn, Input, LogonEffect};
use crate::actor::resolver::Holder;
use crate::net::REQUEST_TIMEOUT;
use crate::policy::patience;
use crate::protocol::Line;
use crate::sim::tracer::Tracer;
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, Attempt, AttemptId, RecordKind, Timer, WhyClosed, WhyNoTls};
use crate::world::{
    AfterLogon, Client, ClientId, Endpoint, LoginDisabled, OnFailure, OnRefusal, Outcome, Password, Security, World,
};

impl<T: Tracer> Simulator<T> {
    pub(super) fn reset_clients(&mut self, world: &World) {
        self.clients.clear();
        self.seats.clear();
        for (at, client) in world.clients.iter().enumerate() {
            self.clients.push(ClientNow { attempts: 0, times: 0, polls: false, more: 0, expected: 0 });
            self.seats.push(Seat::new(ClientId::at(at), client));
        }
        for at in 0..world.clients.len() {
            self.expect_next_time(world, ClientId::at(at));
        }
    }

    // --- seats ---------------------------------------------------------------------------------------------------

    pub(super) fn seat(&self, id: SeatId) -> &Seat {
        &self.seats[id.0 as usize]
    }

    fn seat_mut(&mut self, id: SeatId) -> &mut Seat {
        &mut self.seats[id.0 as usize]
    }

    fn seats_of(&self, id: ClientId) -> impl Iterator<Item = SeatId> {
        std::iter::successors(Some(SeatId(id.0)), |it| self.seat(*it).next)
    }

    /// The seats of a client on which an attempt is under way.
    pub(super) fn busy_seats(&self, id: ClientId) -> impl Iterator<Item = SeatId> {
        self.seats_of(id).filter(|it| self.seat(*it).stage != Stage::Idle)
    }

    /// A seat of the client that is free, a new one where none is.
    fn free_seat(&mut self, world: &World, id: ClientId) -> SeatId {
        let mut last = SeatId(id.0);
        for seat in self.seats_of(id) {
            if self.seat(seat).stage == Stage::Idle {
                return seat;
            }
            last = seat;
        }
        let new = SeatId(u32::try_from(self.seats.len()).expect("fewer than 2^32 attempts at once"));
        self.seats.push(Seat::new(id, &world.clients[id.index()]));
        self.seat_mut(last).next = Some(new);
        new
    }

    // --- times ---------------------------------------------------------------------------------------------------

    /// Schedules the client's next time, if it has one: its listed times, then its polls.
    fn expect_next_time(&mut self, world: &World, id: ClientId) {
        let client = &world.clients[id.index()];
        let now = &mut self.clients[id.index()];
        let (at, is_poll) = match (client.times.get(now.times as usize), client.every) {
            (Some(&at), _) => {
                now.times += 1;
                (at, false)
            }
            (None, Some(every)) => (self.now + every, true),
            (None, None) => return,
        };
        now.polls = is_poll;
        if client.until.is_none_or(|until| at <= until) {
            now.expected += 1;
            if is_poll {
                self.schedule_in_line(at, Event::Attempt(id));
            } else {
                self.schedule(at, Event::Attempt(id));
            }
        }
    }

    /// A client's time has come: it opens a connection, or as many as it is used to (DET-11). A poll waits for the one
    /// before it; a time that is written does not, whatever the client is at.
    pub(super) fn attempt_due(&mut self, world: &World, id: ClientId) {
        self.tracer.set_cause(None);
        let now = &mut self.clients[id.index()];
        now.expected -= 1;
        let is_poll = now.polls;
        self.expect_next_time(world, id);
        let busy = self.busy_seats(id).next();
        match busy.filter(|_| is_poll) {
            Some(seat) => {
                let attempt = self.seat(seat).attempt;
                self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Skipped);
            }
            None => {
                self.clients[id.index()].more = world.clients[id.index()].connections - 1;
                self.begin_anew(world, id);
            }
        }
    }

    /// A client opens one more connection at the same time.
    pub(super) fn another_due(&mut self, world: &World, id: ClientId) {
        self.tracer.set_cause(None);
        let now = &mut self.clients[id.index()];
        now.expected -= 1;
        now.more -= 1;
        self.begin_anew(world, id);
    }

    fn begin_anew(&mut self, world: &World, id: ClientId) {
        if self.clients[id.index()].more > 0 {
            self.clients[id.index()].expected += 1;
            self.schedule(self.now, Event::Another(id));
        }
        let seat = self.free_seat(world, id);
        self.seat_mut(seat).retries_left = retries(world.clients[id.index()].on_failure);
        self.begin(world, seat);
    }

    /// A client tries again after a failure (DET-8).
    pub(super) fn retry_due(&mut self, world: &World, seat: SeatId) {
        let id = self.seat(seat).client;
        self.clients[id.index()].expected -= 1;
        if self.seat(seat).stage == Stage::Idle {
            self.begin(world, seat);
        }
    }

    /// A client as it was when the attempt began that it makes on this seat.
    pub(super) fn client<'a>(&self, world: &'a World, seat: SeatId) -> &'a Client {
        let seat = self.seat(seat);
        match seat.changed {
            None => &world.clients[seat.client.index()],
            Some(it) => &world.changed_clients[it.index()],
        }
    }

    fn begin(&mut self, world: &World, seat: SeatId) {
        let id = self.seat(seat).client;
        self.seat_mut(seat).changed = self.org.changed_client(id);
        let client = self.client(world, seat);
        let attempt = AttemptId(self.next_attempt);
        self.next_attempt += 1;
        self.running_attempts += 1;
        self.clients[id.index()].attempts += 1;
        let number = self.clients[id.index()].attempts;
        let now = self.seat_mut(seat);
        now.stage = Stage::LoggingOn;
        now.attempt = attempt;
        let began = self.tracer.next_record();
        self.tracer.attempt(Attempt { client: id, number, protocol: client.protocol, began });
        self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Began { number });
        let opening = self.opening_of(world, seat, client.connect);
        let opened = self.open(world, opening);
        self.opened(world, seat, opened);
    }

    /// What a client opens: where it was told to connect, or where it was sent.
    pub(super) fn opening_of(&self, world: &World, seat: SeatId, endpoint: Endpoint) -> Opening {
        let client = self.client(world, seat);
        let Seat { client: id, attempt, .. } = *self.seat(seat);
        Opening {
            opener: OpenedBy::Client(seat),
            actor: Actor::Client(id),
            attempt,
            depth: 0,
            client: seat,
            user: client.account.unwrap_or(client.user),
            password_right: client.password == Password::Right,
            endpoint,
            protocol: client.protocol,
            proof: if client.web.is_some() { Credentials::Web } else { Credentials::Mechanism(client.mechanism) },
            ways: ClientQuirks {
                asks_capability: client.connect.security == Security::Tls,
                obeys_login_disabled: client.login_disabled == LoginDisabled::Obey,
                strongest: client.strongest_mechanism,
                in_turn: InTurn::of(&client.mechanisms),
                no_ticket: !client.kerberos_ticket,
                starttls_inside_ssl: client.starttls_inside_ssl,
            },
            site: client.site,
            source: Source { address: client.address, id: client.source },
            holder: Holder::Client(id),
        }
    }

    fn opened(&mut self, world: &World, seat: SeatId, opened: Option<Slot>) {
        let client = self.client(world, seat);
        match opened {
            Some(slot) => {
                self.wait_until(slot, End::Opener, self.now + client.timeout.min(REQUEST_TIMEOUT));
            }
            None => self.end_attempt(world, seat, Outcome::NameNotResolved),
        }
    }

    /// Something happened on the connection of whoever opened it: a client or a proxying service.
    pub(super) fn opener_input(&mut self, world: &World, slot: Slot, input: Input) {
        match self.connections[slot].opener.by() {
            OpenedBy::Client(seat) if self.connections[slot].opener.is_logged_on() => {
                self.client_hears(world, slot, seat, input);
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

    /// How long whoever opened a connection waits for the next answer.
    fn opener_patience(&self, world: &World, slot: Slot) -> (Timer, Micros) {
        let client = match self.connections[slot].opener.by() {
            OpenedBy::Client(seat) => Some(self.client(world, seat)),
            OpenedBy::Leg(_) => None,
        };
        patience::of_opener(world, client)
    }

    /// Whoever opened a connection waits for the next answer, no longer than it does.
    pub(super) fn opener_waits(&mut self, world: &World, slot: Slot) {
        let (_, span) = self.opener_patience(world, slot);
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
            (LogonEffect::LoggedOn, OpenedBy::Client(seat)) => self.client_logged_on(world, slot, seat),
            (LogonEffect::LoggedOn, OpenedBy::Leg(parent)) => self.leg_logged_on(world, slot, parent),
            (LogonEffect::Failed(failure), OpenedBy::Client(seat)) => self.client_failed(world, slot, seat, failure),
            (LogonEffect::Failed(failure), OpenedBy::Leg(parent)) => self.leg_failed(world, slot, parent, failure),
        }
    }

    pub(super) fn client_failed(&mut self, world: &World, slot: Slot, seat: SeatId, failure: Failure) {
        let outcome = match failure {
            Failure::Refused => Outcome::ConnectionRefused,
            Failure::NoAnswer => Outcome::NoAnswer,
            Failure::NoGreeting { .. } | Failure::OtherProtocol => Outcome::NoGreeting,
            Failure::Tls | Failure::StartTlsNotOffered | Failure::TlsInsideTls => Outcome::TlsFailed,
            Failure::LoginDisabled => Outcome::LogonNotSent,
            Failure::Refusal(Line::WebRedirect) => {
                self.hang_up(world, slot, WhyClosed::Done);
                let opened = self.follow(world, seat);
                return self.opened(world, seat, opened);
            }
            Failure::Refusal(Line::WebUnavailable) => Outcome::ServiceUnavailable,
            Failure::Refusal(Line::InvalidState) => Outcome::LogonDisabled,
            Failure::Refusal(_) => Outcome::LogonFailed,
            Failure::Bye => Outcome::ClosedByServer,
            Failure::Lost => Outcome::ConnectionLost,
            Failure::Silence => Outcome::ClientGaveUp,
        };
        let goes_on = match (self.client(world, seat).on_refusal, failure) {
            (OnRefusal::GoOn, Failure::Refusal(_)) => true,
            (OnRefusal::GoOn | OnRefusal::Close, _) => false,
        };
        if goes_on {
            // As far as the tool is concerned the log-on is over; what the session answers is told by the next error.
            self.connections[slot].opener.go_on();
            return self.client_says(world, slot, seat, Stage::GoingOn(outcome), Line::OpenInbox);
        }
        self.leave(world, slot, seat, WhyClosed::GaveUp, outcome);
    }

    /// The client closes its connection, where it still has one, and the attempt is over.
    fn leave(&mut self, world: &World, slot: Slot, seat: SeatId, why: WhyClosed, outcome: Outcome) {
        self.hang_up(world, slot, why);
        self.end_attempt(world, seat, outcome);
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

    fn client_logged_on(&mut self, world: &World, slot: Slot, seat: SeatId) {
        if self.client(world, seat).web.is_some() {
            return self.leave(world, slot, seat, WhyClosed::Done, Outcome::LoggedOn);
        }
        match self.client(world, seat).then {
            AfterLogon::CheckMail | AfterLogon::Stay { .. } => {
                self.client_says(world, slot, seat, Stage::Opening, Line::OpenInbox);
            }
            AfterLogon::ProbeFolders { missing } => {
                self.seat_mut(seat).probes_left = missing;
                self.probe(world, slot, seat);
            }
            AfterLogon::SendCommand { .. } => self.client_says(world, slot, seat, Stage::Sending, Line::LongCommand),
            AfterLogon::LogOut => self.client_says(world, slot, seat, Stage::LeavingWell, Line::LogOut),
            AfterLogon::Disconnect => self.leave(world, slot, seat, WhyClosed::Done, Outcome::LoggedOn),
        }
    }

    /// Asks for the next folder, or logs out where none is left.
    fn probe(&mut self, world: &World, slot: Slot, seat: SeatId) {
        let left = &mut self.seat_mut(seat).probes_left;
        let (stage, line) =
            if *left == 0 { (Stage::LeavingWell, Line::LogOut) } else { (Stage::Probing, Line::ProbeFolder) };
        *left = left.saturating_sub(1);
        self.client_says(world, slot, seat, stage, line);
    }

    fn client_says(&mut self, world: &World, slot: Slot, seat: SeatId, stage: Stage, line: Line) {
        self.seat_mut(seat).stage = stage;
        self.say(world, slot, End::Opener, line);
        self.opener_waits(world, slot);
    }

    /// What a client does about what happens after its log-on.
    fn client_hears(&mut self, world: &World, slot: Slot, seat: SeatId, input: Input) {
        let stage = self.seat(seat).stage;
        match (input, stage) {
            (Input::Said(Line::InboxOpened), Stage::Opening) => match self.client(world, seat).then {
                AfterLogon::Stay { wait } => {
                    self.seat_mut(seat).stage = Stage::Staying;
                    self.wait_until(slot, End::Opener, self.now + wait);
                }
                AfterLogon::CheckMail
                | AfterLogon::LogOut
                | AfterLogon::Disconnect
                | AfterLogon::ProbeFolders { .. }
                | AfterLogon::SendCommand { .. } => {
                    self.client_says(world, slot, seat, Stage::LeavingWell, Line::LogOut);
                }
            },
            (Input::Said(Line::SignOff), Stage::LeavingWell) => {
                self.leave(world, slot, seat, WhyClosed::Done, Outcome::LoggedOn);
            }
            (Input::Said(_), Stage::GoingOn(outcome)) => self.leave(world, slot, seat, WhyClosed::GaveUp, outcome),
            (Input::Said(Line::NoSuchFolder), Stage::Probing) => self.probe(world, slot, seat),
            (Input::Said(Line::UnknownCommand | Line::ArgumentError | Line::CommandTooLong), Stage::Sending) => {
                self.client_says(world, slot, seat, Stage::LeavingWell, Line::LogOut);
            }
            (Input::Said(Line::NotConnected), _) => {
                self.leave(world, slot, seat, WhyClosed::GaveUp, Outcome::NotConnected);
            }
            (Input::Said(Line::ByeTimeout | Line::ByeErrors), _) => {
                self.leave(world, slot, seat, WhyClosed::GaveUp, Outcome::ClosedByServer);
            }
            (Input::Said(_), _) => self.leave(world, slot, seat, WhyClosed::GaveUp, Outcome::ConnectionLost),
            (Input::TimedOut, Stage::Staying) => {
                self.client_says(world, slot, seat, Stage::LeavingWell, Line::LogOut);
            }
            (Input::TimedOut, _) => self.leave(world, slot, seat, WhyClosed::GaveUp, Outcome::ClientGaveUp),
            (Input::Closed | Input::Broken, _) => {
                self.leave(world, slot, seat, WhyClosed::GaveUp, Outcome::ConnectionLost);
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
            OpenedBy::Client(seat) if self.seat(seat).stage == Stage::Staying => {}
            OpenedBy::Client(_) | OpenedBy::Leg(_) => {
                let (timer, _) = self.opener_patience(world, slot);
                let actor = self.opener_actor(slot);
                self.record(slot, actor, RecordKind::TimedOut(timer));
            }
        }
        self.opener_input(world, slot, Input::TimedOut);
    }

    fn end_attempt(&mut self, world: &World, seat: SeatId, outcome: Outcome) {
        let now = self.seat_mut(seat);
        now.stage = Stage::Idle;
        let Seat { client: id, attempt, retries_left, .. } = *now;
        self.running_attempts -= 1;
        self.record_outside(Actor::Client(id), Some(attempt), RecordKind::Ended(outcome));
        if let OnFailure::Retry { after, .. } = self.client(world, seat).on_failure
            && outcome != Outcome::LoggedOn
            && retries_left > 0
        {
            self.seat_mut(seat).retries_left -= 1;
            self.clients[id.index()].expected += 1;
            self.schedule(SimTime(self.now.0 + after.0), Event::Retry(seat));
        }
    }
}

impl Seat {
    /// A seat on which nothing was attempted yet.
    fn new(id: ClientId, client: &Client) -> Self {
        Self {
            client: id,
            stage: Stage::Idle,
            changed: None,
            attempt: AttemptId(0),
            retries_left: retries(client.on_failure),
            probes_left: 0,
            next: None,
        }
    }
}

const fn retries(on_failure: OnFailure) -> u32 {
    match on_failure {
        OnFailure::GiveUp => 0,
        OnFailure::Retry { times, .. } => times,
    }
}
