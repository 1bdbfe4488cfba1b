//! How does a service open a mailbox that is on another server? (RPC-1.)
//!
//! One request and one answer over the links between the two. TCP sends again what was lost, as it does on any
//! connection; what RPC does inside is not modelled.

use super::connection::{End, Slot};
use super::{Event, Simulator};
use crate::actor::session::SessionInput;
use crate::net::{DATA_AGAIN, Fate};
use crate::policy::serve;
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, Decision, RecordKind};
use crate::world::{ServerId, ServiceId, World};

impl<T: Tracer> Simulator<T> {
    /// The mailbox that the log-on asks for is on `server`, which is asked to open it.
    pub(super) fn call_store(&mut self, world: &World, slot: Slot, server: ServerId) {
        let service = self.connections[slot].acceptor.service();
        self.record(slot, Actor::Service(service), RecordKind::CallsStore { server });
        self.tell_session(world, slot, SessionInput::CallsStore);
        self.connections[slot].acceptor.calls = 0;
        self.send_to_store(world, slot, server);
    }

    /// A request was lost and is sent again.
    pub(super) fn call_again(&mut self, world: &World, slot: Slot, server: ServerId) {
        if self.connections[slot].is_open(End::Acceptor) {
            self.send_to_store(world, slot, server);
        }
    }

    fn send_to_store(&mut self, world: &World, slot: Slot, server: ServerId) {
        self.branch_net();
        let service = self.connections[slot].acceptor.service();
        let site = |it: ServerId| world.servers[it.index()].site;
        let (here, there) = (site(service.server()), site(server));
        let it = self.connections.reference(slot);
        match (self.net.send(world, here, there), self.net.send(world, there, here)) {
            (Fate::Arrives(one), Fate::Arrives(other)) => {
                self.schedule(self.now + one + other, Event::StoreAnswers(it, server));
            }
            (Fate::Lost(link), _) | (_, Fate::Lost(link)) => {
                let calls = &mut self.connections[slot].acceptor.calls;
                *calls += 1;
                let sent = *calls;
                self.record(slot, Actor::Network, RecordKind::Lost { link, sent });
                match DATA_AGAIN.get(sent as usize - 1) {
                    Some(pause) => self.schedule(self.now + *pause, Event::StoreAgain(it, server)),
                    None => self.store_not_reached(world, slot, server),
                }
            }
        }
    }

    fn store_not_reached(&mut self, world: &World, slot: Slot, server: ServerId) {
        let user = self.client(world, self.connections[slot].about().client).mailbox;
        let why = serve::not_reached(server, self.tracer.why());
        self.decide(slot, Decision::Refuses { user, why });
        self.refuse_log_on(world, slot, why.hears(world.assumptions.store_not_reached));
    }

    /// The Mailbox server has answered: what it says to one more session is asked now.
    pub(super) fn store_answers(&mut self, world: &World, slot: Slot, server: ServerId) {
        if !self.connections[slot].is_open(End::Acceptor) {
            return;
        }
        let user = self.client(world, self.connections[slot].about().client).mailbox;
        // The active copy may have gone elsewhere meanwhile, and the one that was asked does not have it any more.
        let active = self.org.database(user).map(|it| self.org.active(it));
        let service: ServiceId = self.connections[slot].acceptor.service();
        match serve::over_rpc(service.server(), active) {
            Some(now) if now != server => self.call_store(world, slot, now),
            Some(_) | None => {
                self.record(slot, Actor::Server(server), RecordKind::StoreAnswers);
                self.opens(world, slot, true);
            }
        }
    }
}
