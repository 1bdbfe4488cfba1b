//! What does the end know that accepted a connection?

use super::{Side, Slot};
use crate::actor::session::{Session, SessionEffect, SessionInput};
use crate::policy::accept::{Listener, Port};
use crate::policy::{LegAttempt, ReasonSink};
use crate::sim::counts::Counted;
use crate::world::{DatabaseId, Security, ServiceId};

/// A service that has accepted a connection.
#[derive(Clone, Copy, Debug)]
struct Accepted {
    service: ServiceId,
    port: Port,
    /// Whether it has greeted, and so can say something.
    greeted: bool,
    session: Session,
}

/// The end that accepted a connection, or will.
#[derive(Debug)]
pub(in crate::sim) struct Acceptor {
    side: Side,
    /// Once a service has accepted it.
    accepted: Option<Accepted>,
    /// The database of the mailbox that is opened here.
    database: Option<DatabaseId>,
    /// How many times a Mailbox server was asked in vain for the mailbox (RPC-1).
    pub calls: u32,
    /// What it counts for.
    pub counted: Counted,
    /// Its connections to targets.
    pub legs: Legs,
}

impl Acceptor {
    /// Nobody has accepted yet.
    pub(super) fn new() -> Self {
        Self {
            side: Side::new(false),
            accepted: None,
            database: None,
            calls: 0,
            counted: Counted::default(),
            legs: Legs::default(),
        }
    }

    /// Of another connection in the same place nobody has accepted anything either.
    pub(super) fn begin(&mut self) {
        self.side.begin(false);
        (self.accepted, self.database, self.calls, self.counted) = (None, None, 0, Counted::default());
        self.legs.begin();
    }

    pub(super) const fn side(&self) -> &Side {
        &self.side
    }

    pub(super) const fn side_mut(&mut self) -> &mut Side {
        &mut self.side
    }

    /// A service accepts the connection.
    pub(in crate::sim) fn accept(&mut self, by: Listener) {
        self.side.open();
        let session = Session::new(by.service.service().protocol(), by.port);
        self.accepted = Some(Accepted { service: by.service, port: by.port, greeted: false, session });
    }

    /// The service that has accepted, if one has.
    pub(in crate::sim) fn accepted_by(&self) -> Option<ServiceId> {
        self.accepted.as_ref().map(|it| it.service)
    }

    const fn accepted(&self) -> &Accepted {
        self.accepted.as_ref().expect("a service has accepted whatever has a session")
    }

    const fn accepted_mut(&mut self) -> &mut Accepted {
        self.accepted.as_mut().expect("a service has accepted whatever has a session")
    }

    /// The service that has accepted.
    pub(in crate::sim) const fn service(&self) -> ServiceId {
        self.accepted().service
    }

    pub(in crate::sim) const fn port(&self) -> Port {
        self.accepted().port
    }

    pub(in crate::sim) const fn greet(&mut self) {
        self.accepted_mut().greeted = true;
    }

    pub(in crate::sim) const fn has_greeted(&self) -> bool {
        self.accepted().greeted
    }

    pub(in crate::sim) const fn session(&self) -> &Session {
        &self.accepted().session
    }

    /// Something happened to the session.
    pub(in crate::sim) fn handle(&mut self, input: SessionInput<'_>, reasons: &mut impl ReasonSink) -> SessionEffect {
        self.accepted_mut().session.handle(input, reasons)
    }

    pub(in crate::sim) const fn database(&self) -> Option<DatabaseId> {
        self.database
    }

    /// A mailbox of this database is opened.
    pub(in crate::sim) const fn open_mailbox(&mut self, database: Option<DatabaseId>) {
        self.database = database;
    }
}

/// Where a log-on is handed on: the plan, how far it has come, and the connection that is tried now.
#[derive(Debug, Default)]
pub(in crate::sim) struct Legs {
    leg: Option<Slot>,
    steps: Vec<LegAttempt>,
    at: usize,
    /// What the route said: the one connection type, if there is but one, and from how many candidates was picked.
    picked_from: (Option<Security>, usize),
}

impl Legs {
    /// Nothing is planned.
    fn begin(&mut self) {
        self.steps.clear();
        (self.leg, self.at, self.picked_from) = (None, 0, (None, 0));
    }

    /// The list of steps, empty, to lay out a plan in it.
    pub(in crate::sim) fn take_memory(&mut self) -> Vec<LegAttempt> {
        let mut steps = std::mem::take(&mut self.steps);
        steps.clear();
        steps
    }

    /// A plan was laid out.
    pub(in crate::sim) fn plan(&mut self, steps: Vec<LegAttempt>, picked_from: (Option<Security>, usize)) {
        self.steps = steps;
        self.at = 0;
        self.picked_from = picked_from;
    }

    pub(in crate::sim) fn steps(&self) -> &[LegAttempt] {
        &self.steps
    }

    /// The position of the step that is tried.
    pub(in crate::sim) const fn at(&self) -> usize {
        self.at
    }

    pub(in crate::sim) const fn picked_from(&self) -> (Option<Security>, usize) {
        self.picked_from
    }

    /// The step that is tried.
    pub(in crate::sim) fn step(&self) -> &LegAttempt {
        &self.steps[self.at]
    }

    /// Another step is tried.
    pub(in crate::sim) fn go_to(&mut self, next: usize) -> &LegAttempt {
        self.at = next;
        self.step()
    }

    /// The connection to the target, if there is one.
    pub(in crate::sim) const fn leg(&self) -> Option<Slot> {
        self.leg
    }

    pub(in crate::sim) const fn opened(&mut self, leg: Slot) {
        self.leg = Some(leg);
    }

    pub(in crate::sim) const fn over(&mut self) -> Option<Slot> {
        self.leg.take()
    }
}
