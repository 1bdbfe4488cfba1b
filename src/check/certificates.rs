//! Do certificates and TLS fit, on the servers themselves and on every leg?

use super::FindingKind;
use super::look::Look;
use crate::product::FoundBy;
use crate::world::{Binding, Endpoint, HostRef, Protocol, Security, ServerId, Service, ServiceId, tls};

impl Look<'_> {
    /// LEG-4, LEG-5 and LEG-6.
    pub(super) fn certificates(&mut self) {
        for protocol in self.protocols() {
            for server in self.servers() {
                for service in [ServiceId::new(server, Service::of(protocol)), Look::back_end(server, protocol)] {
                    if let Err(why) = self.org.certificate(service)
                        && self.has(service)
                        && self.runs(service)
                    {
                        self.add(FindingKind::NoCertificate(service, why));
                    }
                }
            }
            for front_end in self.front_ends(protocol) {
                for target in self.servers() {
                    self.between(front_end, target, protocol);
                }
            }
        }
    }

    /// One leg: from a front end to what a server offers, or to its back end.
    fn between(&mut self, front_end: ServerId, target: ServerId, protocol: Protocol) {
        let here = &self.world.servers[target.index()];
        let opener = ServiceId::new(front_end, Service::of(protocol));
        let back_end = here.version.has_back_end();
        let (service, is_there) = if back_end {
            (Look::back_end(target, protocol), here.mailbox)
        } else {
            (ServiceId::new(target, Service::of(protocol)), here.client_access)
        };
        if !is_there || !self.runs(service) {
            return;
        }
        let offered = self.offered_to_front_ends(target, protocol);
        if offered.iter().all(|it| it.security == Security::Plaintext) {
            return;
        }
        let (own, other) = (self.org.offers(opener), self.org.accepts(service));
        if tls::agree(own, other).is_err() {
            self.add(FindingKind::NoCommonTls(front_end, target, own, other));
        }
        if !self.goes_by(opener).enforce_certificate_errors {
            return;
        }
        let Ok(shown) = self.org.certificate(service) else { return };
        for endpoint in offered.into_iter().filter(|it| it.security != Security::Plaintext) {
            let host = match endpoint.host {
                HostRef::Name(name) => Some(self.world.name(name)),
                HostRef::Address(_) => None,
            };
            if tls::problem(&self.world.certificates[shown.index()], host, self.world.date.at(self.at)).is_some() {
                let (by, server) = (front_end, target);
                self.add(FindingKind::CertificateRejected { by, server, endpoint, shown, protocol });
                return;
            }
        }
    }

    /// What a front end would find on a server.
    fn offered_to_front_ends(&self, server: ServerId, protocol: Protocol) -> Vec<Endpoint> {
        let settings = self.settings(server, protocol);
        let here = &self.world.servers[server.index()];
        let host = HostRef::Name(here.fqdn);
        match here.version.product().found_by {
            FoundBy::ConnectionSettings => settings.internal.clone(),
            FoundBy::Bindings => {
                let of = |bindings: &[Binding], security| {
                    bindings.iter().map(|it| Endpoint { host, port: it.port, security }).collect::<Vec<_>>()
                };
                [of(&settings.ssl_bindings, Security::Ssl), of(&settings.plain_bindings, Security::Tls)].concat()
            }
            FoundBy::BackEnd => vec![Endpoint { host, port: settings.proxy_target_port, security: Security::Ssl }],
        }
    }
}
