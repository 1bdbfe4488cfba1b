//! What was the organisation at each record, which rules were at work, what nature has the record, to whom does it
//! point?
//!
//! The records of a run are walked through once, in order, and every change in them is carried out on the engine's own
//! [`Org`]. At each record stands a [`Moment`] that answers. Verdict, explanation and whatever shows a run ask it:
//! nobody else replays changes or decides what a record means.

pub(crate) mod citation;
mod class;
mod disagreement;
mod nature;
mod target;

pub use citation::Citation;
pub use class::{RecordClass, class};
pub use nature::{Nature, nature, says_no};

use crate::change::Org;
use crate::policy::Reason;
use crate::trace::{Actor, AttemptId, Connection, ConnectionId, Record, RecordId, RecordKind, Trace, Window};
use crate::world::{
    BalancerId, BalancerTls, Binding, Offload, OffloadId, Protocol, Security, ServerId, ServiceId, ServiceState,
    Settings, World,
};

/// A run as it is read, record by record.
#[derive(Debug)]
pub struct Reading<'a> {
    world: &'a World,
    trace: &'a Trace,
    so_far: SoFar,
}

/// What must be known of the records that have been read, to read on.
#[derive(Debug, Default)]
pub(crate) struct SoFar {
    org: Org,
    /// How many records have been read.
    read: u32,
    /// Whether the last one told of a change of the organisation.
    changes: bool,
    /// By [`ConnectionId`]: what must be remembered of its earlier records.
    connections: Window<Remembered>,
    /// By client: how many of its attempts are under way.
    under_way: Vec<u32>,
    /// The rules at work in the last record.
    rules: Vec<Citation>,
}

impl SoFar {
    /// Before the first record.
    pub(crate) fn begin(&mut self, world: &World) {
        self.org.reset(world);
        self.read = 0;
        self.changes = false;
        self.connections.clear();
        self.under_way.clear();
        self.under_way.resize(world.clients.len(), 0);
        self.rules.clear();
    }

    /// How many records have been read.
    pub(crate) const fn read(&self) -> usize {
        self.read as usize
    }

    /// Forgets what is remembered of connections of attempts that are not wanted.
    pub(crate) fn sift(&mut self, trace: &Trace, wanted: impl Fn(AttemptId) -> bool) {
        self.connections.sift(|at, _| wanted(trace.connections[at as usize].attempt));
    }
}

/// What must be remembered of the earlier records of a connection.
#[derive(Clone, Copy, Debug, Default)]
struct Remembered {
    /// Whether a balancer that checks its members passed it on.
    checked: bool,
    /// Whether a leg was opened because of it, and whether one failed.
    has_leg: bool,
    leg_failed: bool,
    /// The balancer that passed it on, and what that did about TLS then.
    through: Option<(BalancerId, OffloadId)>,
    /// Whether a log-on was refused on it.
    refused: bool,
    /// The candidate to which its log-on is being handed.
    candidate: Option<ServerId>,
}

/// One record and everything around it, as it is once the record has happened.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'m> {
    /// The number of the record.
    pub id: RecordId,
    /// What happened.
    pub record: Record<'m>,
    reading: &'m Reading<'m>,
}

impl<'a> Reading<'a> {
    /// Before the first record.
    #[must_use]
    pub fn new(world: &'a World, trace: &'a Trace) -> Self {
        let mut so_far = SoFar::default();
        so_far.begin(world);
        Self { world, trace, so_far }
    }

    /// Reads on where whoever listens to a run has stopped.
    pub(crate) const fn resumed(world: &'a World, trace: &'a Trace, so_far: SoFar) -> Self {
        Self { world, trace, so_far }
    }

    /// Stops reading for now.
    pub(crate) fn paused(self) -> SoFar {
        self.so_far
    }

    /// Reads the next record that is there. `None` at the end.
    pub fn advance(&mut self) -> Option<Moment<'_>> {
        let record = loop {
            let next = self.so_far.read as usize;
            match self.trace.records().get(next) {
                Some(it) => break it,
                None if next < self.trace.records().len() => self.so_far.read += 1,
                None => return None,
            }
        };
        self.so_far.read += 1;
        self.so_far.connections.grow(self.trace.connections.len());
        self.so_far.changes = replay(&mut self.so_far.org, self.world, record);
        let mut rules = std::mem::take(&mut self.so_far.rules);
        rules.clear();
        self.cite(record, &mut rules);
        self.so_far.rules = rules;
        Some(self.now())
    }

    /// Reads on until a record has been read.
    ///
    /// # Panics
    /// If there is no such record, or one after it has been read already.
    pub fn advance_to(&mut self, id: RecordId) -> Moment<'_> {
        while self.so_far.read <= id.0 {
            assert!(self.advance().is_some(), "{id:?} is not in the trace");
        }
        assert_eq!(self.so_far.read, id.0 + 1, "records are read in order");
        self.now()
    }

    /// The record that was read last.
    ///
    /// # Panics
    /// Before the first.
    #[must_use]
    pub fn now(&self) -> Moment<'_> {
        let id = RecordId(self.so_far.read.checked_sub(1).expect("a record has been read"));
        Moment { id, record: self.trace.record(id), reading: self }
    }

    /// Whether the service of a connection waits for TLS from the first byte, and its opener for a greeting in clear.
    fn waits_for_tls(&self, on: ConnectionId) -> bool {
        let connection = &self.trace.connections[on.0 as usize];
        let Some(service) = connection.service else { return false };
        let asked = connection.endpoint.port;
        let mut begins_with_tls = connection.endpoint.security == Security::Ssl;
        let mut port = asked;
        if let Some((_, offload)) = self.through(on) {
            port = offload.port_of_member(asked);
            if offload.ends_tls(asked) {
                // The balancer itself waits for it (LB-7); to the member it begins TLS anew or not.
                if !begins_with_tls {
                    return true;
                }
                begins_with_tls = offload.tls == BalancerTls::ReEncrypt;
            }
        }
        if begins_with_tls {
            return false;
        }
        let settings = self.so_far.org.settings(self.world, service);
        if service.service().is_back_end() {
            settings.proxy_target_port == port
        } else {
            // A balancer passes it on to the first address.
            let to = match self.through(on) {
                Some(_) => self.world.servers[service.server().index()].address,
                None => self.trace.connections[on.0 as usize].to,
            };
            Binding::any_answers(&settings.ssl_bindings, to, port)
        }
    }

    /// The balancer that passed a connection on, and what that did about TLS then.
    fn through(&self, on: ConnectionId) -> Option<(BalancerId, &Offload)> {
        let (balancer, offload) = self.so_far.connections[on.0 as usize].through?;
        Some((balancer, &self.world.offloads[offload.index()]))
    }

    /// Whether a balancer passes a connection on in clear that came to it over TLS (LB-7).
    fn is_in_clear(&self, on: ConnectionId) -> bool {
        let asked = self.trace.connections[on.0 as usize].endpoint.port;
        self.through(on).is_some_and(|(_, it)| it.tls == BalancerTls::Terminate && it.ends_tls(asked))
    }

    /// The organisation as it is before the next record.
    #[must_use]
    pub const fn org(&self) -> &Org {
        &self.so_far.org
    }
}

impl<'m> Moment<'m> {
    /// The organisation of the run.
    #[must_use]
    pub const fn world(&self) -> &'m World {
        self.reading.world
    }

    /// The run.
    #[must_use]
    pub const fn trace(&self) -> &'m Trace {
        self.reading.trace
    }

    /// The organisation as it is now.
    #[must_use]
    pub const fn org(&self) -> &'m Org {
        &self.reading.so_far.org
    }

    /// Whether the organisation is another one than before the record.
    #[must_use]
    pub const fn changes_organisation(&self) -> bool {
        self.reading.so_far.changes
    }

    /// The settings by which a service goes now (SVC-6).
    #[must_use]
    pub fn settings(&self, service: ServiceId) -> &'m Settings {
        self.reading.so_far.org.settings(self.reading.world, service)
    }

    /// How many session objects one user may have in the store of a server now (LEG-9).
    #[must_use]
    pub fn store_sessions(&self, server: ServerId) -> u32 {
        self.reading.so_far.org.store_sessions(server)
    }

    /// The rules of which the record is an instance. Those of a decision's reasons are not among them.
    #[must_use]
    pub fn rules(&self) -> &'m [Citation] {
        &self.reading.so_far.rules
    }

    /// What speaks in one reason of a decision beside the reason's own rule.
    #[must_use]
    pub fn also(&self, reason: Reason) -> Option<Citation> {
        self.reading.also(self.record, reason)
    }

    /// What nature the record has.
    #[must_use]
    pub fn nature(&self) -> Nature {
        nature(self.record)
    }

    /// What the record is to whoever draws it.
    #[must_use]
    pub fn class(&self) -> RecordClass {
        class(self.record)
    }

    /// To whom the record points, where it is an arrow and not a note.
    #[must_use]
    pub fn points_to(&self) -> Option<Actor> {
        target::points_to(self.reading.world, self.reading.trace, self.record)
    }

    /// The connection on which it happened.
    #[must_use]
    pub fn connection(&self) -> Option<&'m Connection> {
        self.record.connection().map(|it| &self.reading.trace.connections[it.0 as usize])
    }

    /// Whether nothing can come on a connection because its service hangs (SVC-5).
    #[must_use]
    pub(crate) fn is_hung(&self, connection: &Connection) -> bool {
        connection.service.is_some_and(|it| self.org().state(it) == ServiceState::Hung)
    }

    /// Whether the service of a connection waits for TLS from the first byte, and its opener for a greeting in clear.
    #[must_use]
    pub(crate) fn waits_for_tls(&self, on: ConnectionId) -> bool {
        self.reading.waits_for_tls(on)
    }

    /// The balancer that passed a connection on, and what that did about TLS then.
    #[must_use]
    pub(crate) fn through(&self, on: ConnectionId) -> Option<(BalancerId, &'m Offload)> {
        self.reading.through(on)
    }

    /// Whether a balancer passes a connection on in clear that came to it over TLS (LB-7).
    #[must_use]
    pub(crate) fn is_in_clear(&self, on: ConnectionId) -> bool {
        self.reading.is_in_clear(on)
    }

    /// The candidate to which the log-on of a connection is being handed.
    #[must_use]
    pub fn candidate(&self, connection: ConnectionId) -> Option<ServerId> {
        self.reading.so_far.connections[connection.0 as usize].candidate
    }
}

/// Carries out on `org` what the engine did to its own when it told of a record. The engine does nothing to it beside.
/// Whether there was anything to carry out.
fn replay(org: &mut Org, world: &World, record: Record<'_>) -> bool {
    match (record.kind(), record.actor()) {
        (RecordKind::Changed(change), _) => {
            org.apply(world, record.at(), world.changes[change.index()].action);
            true
        }
        (RecordKind::StopsForComponent { .. }, Actor::Service(service)) => {
            org.stop_for_component(service);
            true
        }
        (RecordKind::TakenOffline { why, .. }, Actor::Service(service)) => {
            org.take_offline(service, why);
            true
        }
        _ => false,
    }
}

/// The protocol that is spoken on a connection: that of the service that accepted it. An opener that speaks the other
/// one hears the greeting and says nothing.
#[must_use]
pub(crate) fn protocol(trace: &Trace, connection: &Connection) -> Protocol {
    if let Some(service) = connection.service {
        return service.service().protocol();
    }
    trace.attempts[connection.attempt.0 as usize].protocol
}
