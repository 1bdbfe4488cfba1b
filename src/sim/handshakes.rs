//! How is TLS begun, and what does its opener do about the certificate?
//!
//! It carries out what [`crate::policy::handshake`] decides.

use super::Simulator;
use super::connection::{End, OpenedBy, Segment, Slot};
use crate::actor::logon::Failure;
use crate::actor::session::SessionInput;
use crate::policy::handshake::{self, HandshakeAsk, Looks, Seen};
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, RecordKind};
use crate::world::{CertificateId, HostRef, ServiceId, TlsSet, World};

impl<T: Tracer> Simulator<T> {
    /// The client has begun TLS. Without a usable certificate there is none (LEG-6).
    pub(super) fn handshake(&mut self, world: &World, slot: Slot, service: ServiceId) {
        let acceptor = &self.connections[slot].acceptor;
        let ask = HandshakeAsk {
            port: acceptor.port(),
            starttls: acceptor.session().awaits_tls(),
            shown: self.org.certificate(service),
            opener: self.opener_tls(world, slot),
            acceptor: self.org.tls(service),
        };
        let (agreed, shown) = match handshake::handshake(&ask) {
            Ok(it) => it,
            Err(why) => return self.send(world, slot, End::Acceptor, Segment::NoTls(why)),
        };
        self.connections[slot].acceptor.handle(SessionInput::Secured, self.tracer.why());
        // What nobody minds is worth a look only where somebody reads of it.
        let looks = T::KEEPS || handshake::minds(self.opener_looks(world, slot));
        let seen = if looks { self.opener_sees(world, slot, shown) } else { Seen::Taken(None) };
        let (ignored, taken) = match seen {
            Seen::Taken(problem) => (problem, true),
            Seen::Rejected(_) => (None, false),
        };
        let actor = Actor::Service(service);
        self.record(slot, actor, RecordKind::Secured { agreed, shown, ignored });
        let greets = taken && handshake::greets(ask.starttls, service.service().protocol());
        if greets {
            self.greet(slot, actor);
        }
        self.send(world, slot, End::Acceptor, Segment::Finished { greets });
    }

    /// What TLS the side speaks that opened a connection: a client, or the server that proxies.
    fn opener_tls(&self, world: &World, slot: Slot) -> TlsSet {
        let connection = &self.connections[slot];
        match (connection.opener.by(), connection.opener.service()) {
            (_, Some(service)) => self.org.tls(service),
            (OpenedBy::Client(client), None) => self.client(world, client).tls,
            (OpenedBy::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// By what the opener of a connection looks at the certificate.
    fn opener_looks<'a>(&self, world: &'a World, slot: Slot) -> Looks<'a> {
        let connection = &self.connections[slot];
        match (connection.opener.by(), connection.opener.service()) {
            (_, Some(service)) => Looks::Service(self.org.settings(world, service)),
            (OpenedBy::Client(client), None) => Looks::Client(self.client(world, client).certificate_errors),
            (OpenedBy::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// TLS is up for the opener: it looks at the certificate. False where that is not good enough for it (LEG-4).
    pub(super) fn opener_secured(&mut self, world: &World, slot: Slot) -> bool {
        if !handshake::minds(self.opener_looks(world, slot)) {
            return true;
        }
        let Ok(shown) = self.org.certificate(self.connections[slot].acceptor.service()) else { return true };
        let Seen::Rejected(problem) = self.opener_sees(world, slot, shown) else { return true };
        let actor = self.opener_actor(slot);
        self.record(slot, actor, RecordKind::RejectsCertificate(problem));
        match self.connections[slot].opener.by() {
            OpenedBy::Client(client) => self.client_failed(world, slot, client, Failure::Tls),
            OpenedBy::Leg(parent) => self.leg_rejects(world, slot, parent, problem),
        }
        false
    }

    fn opener_sees(&self, world: &World, slot: Slot, shown: CertificateId) -> Seen {
        let host = match self.connections[slot].about().endpoint.host {
            HostRef::Name(name) => Some(world.name(name)),
            HostRef::Address(_) => None,
        };
        let minds = handshake::minds(self.opener_looks(world, slot));
        handshake::look(&world.certificates[shown.index()], host, world.date.at(self.now), minds)
    }
}
