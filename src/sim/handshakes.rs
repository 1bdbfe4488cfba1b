//! What comes of a TLS handshake, and what does its opener say to the certificate?

use super::Simulator;
use super::connection::{End, OpenedBy, Segment, Slot};
use crate::actor::logon::Failure;
use crate::actor::session::SessionInput;
use crate::policy::accept::Port;
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, CertificateProblem, RecordKind, WhyNoTls};
use crate::world::{CertificateErrors, HostRef, ServiceId, TlsSet, World, tls};

impl<T: Tracer> Simulator<T> {
    /// The client has begun TLS. Without a usable certificate there is none (LEG-6).
    pub(super) fn handshake(&mut self, world: &World, slot: Slot, service: ServiceId) {
        let connection = &self.connections[slot];
        let starttls = connection.acceptor.session().awaits_tls();
        let agreed = if connection.acceptor.port() == Port::UnencryptedOrTls && !starttls {
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
        self.connections[slot].acceptor.handle(SessionInput::Secured, self.tracer.why());
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
    fn opener_tls(&self, world: &World, slot: Slot) -> TlsSet {
        let connection = &self.connections[slot];
        match (connection.opener.by(), connection.opener.service()) {
            (_, Some(service)) => self.org.tls(service),
            (OpenedBy::Client(client), None) => self.client(world, client).tls,
            (OpenedBy::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// Whether the opener of a connection refuses a certificate that is not good enough: a service by its setting
    /// (LEG-4), a mail program as the scenario says.
    fn opener_enforces(&self, world: &World, slot: Slot) -> bool {
        let connection = &self.connections[slot];
        match (connection.opener.by(), connection.opener.service()) {
            (_, Some(service)) => self.org.settings(world, service).enforce_certificate_errors,
            (OpenedBy::Client(client), None) => {
                self.client(world, client).certificate_errors == CertificateErrors::Refuse
            }
            (OpenedBy::Leg(_), None) => unreachable!("a leg is opened by a service"),
        }
    }

    /// TLS is up for the opener: it looks at the certificate. False where that is not good enough for it (LEG-4).
    pub(super) fn opener_secured(&mut self, world: &World, slot: Slot) -> bool {
        if !self.opener_enforces(world, slot) {
            return true;
        }
        let Some(problem) = self.certificate_problem(world, slot) else { return true };
        let actor = self.opener_actor(slot);
        self.record(slot, actor, RecordKind::RejectsCertificate(problem));
        match self.connections[slot].opener.by() {
            OpenedBy::Client(client) => self.client_failed(world, slot, client, Failure::Tls),
            OpenedBy::Leg(parent) => self.leg_rejects(world, slot, parent, problem),
        }
        false
    }

    fn certificate_problem(&self, world: &World, slot: Slot) -> Option<CertificateProblem> {
        let connection = &self.connections[slot];
        let shown = self.org.certificate(self.connections[slot].acceptor.service()).ok()?;
        let host = match connection.about().endpoint.host {
            HostRef::Name(name) => Some(world.name(name)),
            HostRef::Address(_) => None,
        };
        tls::problem(&world.certificates[shown.index()], host, world.date.at(self.now))
    }
}
