//! What comes of a log-on: whom does policy let in, and what is done then?

use super::Simulator;
use super::connection::{OpenedBy, Slot};
use crate::actor::session::SessionInput;
use crate::change::MailboxSwitch;
use crate::policy::authenticate::{Authentication, LogonAsk, Proof, authenticate, proved};
use crate::policy::route::route;
use crate::policy::serve::{self, Hears, Store, StoreAsk, WithoutMailbox};
use crate::policy::{Ask, Event, Refusal, Route, Silent};
use crate::protocol::Line;
use crate::sim::tracer::{ProxyQuestion, Tracer};
use crate::trace::{Actor, CountsFor, Decision, RecordKind};
use crate::world::{Password, ProtocolCheckedAt, ServerId, ServiceId, UserId, World};

impl<T: Tracer> Simulator<T> {
    /// A decision of the service that accepted the connection, for the reasons told since the last one.
    pub(super) fn decide(&mut self, slot: Slot, decision: Decision) {
        self.tracer.organisation(&self.org);
        self.tracer.decide(self.now, self.acceptor_actor(slot), self.place(slot), decision);
        self.remember_last(slot);
    }

    /// A decision on what may have been asked before: then the reasons are those that it had then.
    pub(super) fn decide_as_asked(&mut self, slot: Slot, decision: Decision, question: &ProxyQuestion) {
        self.tracer.organisation(&self.org);
        self.tracer.decide_as_asked(self.now, self.acceptor_actor(slot), self.place(slot), decision, question);
        self.remember_last(slot);
    }

    /// A web request: the password, and nothing else that POP3 and IMAP4 look at.
    pub(super) fn web_request(&mut self, world: &World, slot: Slot, service: ServiceId) {
        let connection = &self.connections[slot];
        let user = connection.about().user;
        let known = self.client(world, connection.about().client).account.is_some();
        let proof = if connection.opener.password_right() { Proof::Right } else { Proof::Wrong };
        let accepted = proved(user, known, proof, self.tracer.why());
        self.decide(slot, Decision::Authenticates { user, accepted });
        if accepted {
            self.web(world, slot, service);
        } else {
            self.tell_session(world, slot, SessionInput::WebRefused(Line::WebUnauthorized));
        }
    }

    /// The credentials of a log-on are there.
    pub(super) fn log_on(&mut self, world: &World, slot: Slot, service: ServiceId, handed_over: bool) {
        let asked = self.logon_ask(world, slot, service, handed_over);
        let (user, mailbox) = (asked.user, asked.mailbox);
        let decided = authenticate(world, &asked, self.tracer.why());
        self.decide(slot, Decision::Authenticates { user, accepted: decided == Authentication::Accepted });
        if let Authentication::Refused(event) = decided {
            if let Some(event) = event {
                self.record(slot, Actor::Service(service), RecordKind::Logs(event));
            }
            return self.refuse_log_on(world, slot, Hears::LogonFailure);
        }
        let connection = &mut self.connections[slot];
        self.counts.authenticated(&mut connection.acceptor.counted, service, user);
        self.tracer.counts(connection.id(), CountsFor::Authenticated);
        let (arrived, mechanism) = (connection.acceptor.session().arrived(), connection.acceptor.session().mechanism());
        let ask = Ask { service, account: user, user: mailbox, arrived, mechanism };
        let mut candidates = std::mem::take(&mut self.candidates);
        let view = self.org.view(world, self.now, service);
        let question = ProxyQuestion { ask, read: view.read, times_changed: self.org.times_changed() };
        let is_known = self.tracer.knows(&question);
        let routed = if is_known {
            route(&view, &ask, &mut candidates, &mut Silent)
        } else {
            route(&view, &ask, &mut candidates, self.tracer.why())
        };
        match routed {
            Route::Serve => self.serve(world, slot, &ask),
            Route::Refuse(why) => {
                self.decide(slot, Decision::Refuses { user: mailbox, why });
                if let Some(event) = why.event(self.org.version(service.server()), mailbox) {
                    self.record(slot, Actor::Service(service), RecordKind::Logs(event));
                }
                self.refuse_log_on(world, slot, why.hears(world.assumptions.store_not_reached));
            }
            Route::Proxy { only } => self.proxy(world, slot, (&question, is_known), only, &mut candidates),
        }
        self.candidates = candidates;
    }

    fn logon_ask(&self, world: &World, slot: Slot, service: ServiceId, handed_over: bool) -> LogonAsk {
        let connection = &self.connections[slot];
        let (client, user) = (self.client(world, connection.about().client), connection.about().user);
        let mailbox = client.mailbox;
        let switch = self.org.mailbox_switch(world, service, mailbox);
        LogonAsk {
            service,
            user,
            known: client.account.is_some(),
            mailbox,
            proof: match (connection.opener.password_right(), client.password) {
                _ if handed_over => Proof::HandedOver,
                (true, _) => Proof::Right,
                // The client knows the password: it was spoiled on its way here.
                (false, Password::Right) => Proof::Spoiled,
                (false, Password::Wrong) => Proof::Wrong,
            },
            mechanism: connection.acceptor.session().mechanism(),
            opened_by: connection.opener.service().map(ServiceId::server),
            open: self.counts.of_user(user, service),
            limit: self.org.settings(world, service).max_per_user,
            enabled: switch.enabled,
            switch_waits: switch.waits,
            has_smtp_address: self.org.has_smtp_address(world, user),
            blocked_by: self.org.blocked_by(world, user, service.service().protocol()),
            knows_policies: {
                let server = service.server();
                self.org.version(server).product().has_authentication_policies(self.org.build(server))
            },
            defects: self.org.defects(service.server()),
        }
    }

    /// The mailbox is opened here: on this server, or on the Mailbox server that has it (RPC-1).
    fn serve(&mut self, world: &World, slot: Slot, ask: &Ask) {
        let active = self.org.database(ask.user).map(|it| self.org.active(it));
        match serve::over_rpc(ask.service.server(), active).filter(|it| !self.org.is_off(*it)) {
            Some(server) => {
                self.decide(slot, Decision::Serves(ask.user));
                self.call_store(world, slot, server);
            }
            None => self.opens(world, slot, false),
        }
    }

    /// The store is asked, and opens the mailbox where it, the mailbox and its owner let the user. `decided` where that
    /// the mailbox is opened here has been told already.
    pub(super) fn opens(&mut self, world: &World, slot: Slot, decided: bool) {
        let about = self.connections[slot].about();
        let (account, user) = (about.user, self.client(world, about.client).mailbox);
        let service = self.connections[slot].acceptor.service();
        let active = self.org.database(user).map(|it| self.org.active(it));
        let asked = StoreAsk {
            account,
            active,
            off: active.is_some_and(|it| self.org.is_off(it)),
            there: active.is_none_or(|it| self.org.is_there(it)),
            sessions: serve::counts_sessions(world, active).map_or(0, |it| self.counts.sessions(account, it)),
            limit: active.map_or(0, |it| self.org.store_sessions(it)),
        };
        match serve::store(world, &asked, self.tracer.why()) {
            Store::Refuses(why, event) => {
                let whose = if why == Refusal::StoreSessions { account } else { user };
                return self.store_refuses(world, slot, whose, why, event);
            }
            Store::Opens(Some(server)) => {
                let counted = &mut self.connections[slot].acceptor.counted;
                self.counts.session_opened(counted, server, account);
                self.tracer.counts(self.connections[slot].id(), CountsFor::Session(server));
            }
            Store::Opens(None) => {}
        }
        let protocol = service.service().protocol();
        let MailboxSwitch { enabled, waits } = self.org.mailbox_switch(world, service, user);
        if !decided {
            if world.assumptions.protocol_disabled_checked_at == ProtocolCheckedAt::Target {
                serve::tell_switch(user, protocol, waits, self.tracer.why());
            }
            self.decide(slot, Decision::Serves(user));
        }
        let behind = !enabled && serve::behind_front_end(world, self.passed_by(slot));
        if !serve::enabled(user, protocol, enabled, behind, self.tracer.why()) {
            self.decide(slot, Decision::NotAllowed(account));
            if serve::without_mailbox(protocol) == WithoutMailbox::LogonFails {
                return self.refuse_log_on(world, slot, Hears::LogonFailure);
            }
        }
        let entitled = serve::entitled(account, user, self.org.may_open(world, account, user), self.tracer.why());
        if !entitled {
            self.decide(slot, Decision::NotAllowed(account));
            if serve::without_mailbox(protocol) == WithoutMailbox::LogonFails {
                return self.refuse_log_on(world, slot, Hears::LogonFailure);
            }
        }
        let database = self.org.database(user);
        self.connections[slot].acceptor.open_mailbox(database);
        self.logged_on_here(world, slot, SessionInput::Opened { connected: enabled && entitled });
    }

    fn store_refuses(
        &mut self,
        world: &World,
        slot: Slot,
        user: UserId,
        why: Refusal,
        event: Option<(ServerId, Event)>,
    ) {
        self.decide(slot, Decision::Refuses { user, why });
        if let Some((server, event)) = event {
            self.record(slot, Actor::Server(server), RecordKind::Logs(event));
        }
        self.refuse_log_on(world, slot, why.hears(world.assumptions.store_not_reached));
    }

    /// The servers whose services have let the log-on pass before it came here, the last first.
    fn passed_by(&self, slot: Slot) -> impl Iterator<Item = ServerId> {
        let parent = |slot: Slot| match self.connections[slot].opener.by() {
            OpenedBy::Client(_) => None,
            OpenedBy::Leg(parent) => Some(parent),
        };
        std::iter::successors(parent(slot), move |&it| parent(it))
            .map(|it| self.connections[it].acceptor.service().server())
    }

    /// The log-on failed, whatever the reason.
    pub(super) fn refuse_log_on(&mut self, world: &World, slot: Slot, hears: Hears) {
        let service = self.connections[slot].acceptor.service();
        let connection = &mut self.connections[slot];
        let user = connection.about().user;
        self.counts.logged_off(&mut connection.acceptor.counted, service, user);
        self.tracer.counts(connection.id(), CountsFor::LoggedOff);
        self.tell_session(world, slot, SessionInput::Refused(hears));
    }

    /// The user is logged on: here, or at the target for which this service relays.
    pub(super) fn logged_on_here(&mut self, world: &World, slot: Slot, input: SessionInput<'_>) {
        self.tell_session(world, slot, input);
        self.service_waits(world, slot, true);
    }
}
