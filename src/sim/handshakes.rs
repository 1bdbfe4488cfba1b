//! How is TLS begun, and what does its opener do about the certificate?
//!
//! It carries out what [`crate::policy::handshake`] decides.

use super::Simulator;
use super::connection::{End, OpenedBy, Segment, Slot};
use crate::actor::logon::Failure;
use crate::actor::session::SessionInput;
use crate::policy::accept::Port;
use crate::policy::handshake::{self, HandshakeAsk, Looks, Seen};
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, RecordKind, WhyClosed, WhyNoTls};
use crate::world::{
    BalancerId, BalancerTls, CertificateId, HostRef, NoCertificate, OffloadId, ServiceId, ServiceState, TlsSet, World,
};

impl<T: Tracer> Simulator<T> {
    /// The client has begun TLS. Without a usable certificate there is none (LEG-6).
    pub(super) fn handshake(&mut self, world: &World, slot: Slot, service: ServiceId) {
        let acceptor = &self.connections[slot].acceptor;
        let ask = HandshakeAsk {
            port: acceptor.port(),
            starttls: acceptor.session().awaits_tls(),
            shown: self.org.certificate(service),
            opener: self.opener_tls(world, slot),
            acceptor: self.org.accepts(service),
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

    /// The client has begun TLS, which a balancer ends (LB-7): it shows its own certificate, and speaks every TLS.
    pub(super) fn handshake_at_balancer(&mut self, world: &World, slot: Slot, (id, offload): (BalancerId, OffloadId)) {
        let offload = &world.offloads[offload.index()];
        let (shown, all) = (offload.certificate, TlsSet::up_to_tls12());
        let certificate = world.certificates[shown.index()].private_key.then_some(shown);
        let ask = HandshakeAsk {
            port: Port::Ssl,
            starttls: false,
            shown: certificate.ok_or(NoCertificate::NotCovered),
            opener: self.opener_tls(world, slot),
            acceptor: all,
        };
        let (agreed, shown) = match handshake::handshake(&ask) {
            Ok(it) => it,
            Err(why) => return self.send(world, slot, End::Acceptor, Segment::NoTls(why)),
        };
        let seen = self.opener_sees(world, slot, shown);
        let (ignored, taken) = match seen {
            Seen::Taken(problem) => (problem, true),
            Seen::Rejected(_) => (None, false),
        };
        let actor = Actor::Balancer(id);
        self.record(slot, actor, RecordKind::Secured { agreed, shown, ignored });
        let greets = match offload.tls {
            // What the member says in clear is passed on; it has greeted long ago, if it greets at all.
            BalancerTls::PassThrough | BalancerTls::Terminate => self.connections[slot].acceptor.has_greeted(),
            BalancerTls::ReEncrypt => match self.member_secured(world, slot, id) {
                Ok(greets) => greets,
                Err(why) => {
                    self.record(slot, actor, RecordKind::TlsFailed(why));
                    self.send(world, slot, End::Acceptor, Segment::Finished { greets: false });
                    return self.close(world, slot, End::Acceptor, WhyClosed::OtherSideEnded);
                }
            },
        };
        self.send(world, slot, End::Acceptor, Segment::Finished { greets: greets && taken });
    }

    /// The balancer begins TLS anew with the member (`ReEncrypt`), and minds nothing about its certificate. Whether
    /// that one greets then: one that hangs says nothing.
    fn member_secured(&mut self, world: &World, slot: Slot, id: BalancerId) -> Result<bool, WhyNoTls> {
        let acceptor = &self.connections[slot].acceptor;
        let (service, port) = (acceptor.service(), acceptor.port());
        if self.org.state(service) == ServiceState::Hung {
            return Ok(false);
        }
        let (shown, acceptor) = (self.org.certificate(service), self.org.accepts(service));
        let ask = HandshakeAsk { port, starttls: false, shown, opener: TlsSet::up_to_tls12(), acceptor };
        let (agreed, shown) = handshake::handshake(&ask)?;
        self.connections[slot].acceptor.handle(SessionInput::Secured, self.tracer.why());
        let name = Some(world.name(world.balancers[id.index()].name));
        let ignored = match handshake::look(&world.certificates[shown.index()], name, world.date.at(self.now), false) {
            Seen::Taken(problem) => problem,
            Seen::Rejected(problem) => Some(problem),
        };
        let actor = Actor::Service(service);
        self.record(slot, actor, RecordKind::Secured { agreed, shown, ignored });
        self.greet(slot, actor);
        Ok(true)
    }

    /// What TLS the side offers that opened a connection: a client, or the server that proxies.
    fn opener_tls(&self, world: &World, slot: Slot) -> TlsSet {
        let connection = &self.connections[slot];
        match (connection.opener.by(), connection.opener.service()) {
            (_, Some(service)) => self.org.offers(service),
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
        let shown = match self.connections[slot].way().tls_ends {
            Some((_, offload)) => Ok(world.offloads[offload.index()].certificate),
            None => self.org.certificate(self.connections[slot].acceptor.service()),
        };
        let Ok(shown) = shown else { return true };
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
