//! Do certificates and TLS fit, on the servers themselves and between front ends and targets?

use super::{FindingKind, Look};
use crate::product::FoundBy;
use crate::scenario::Setting;
use crate::scenario::settings::Value;
use crate::time::SimTime;
use crate::world::{Endpoint, HostRef, NoCertificate, Protocol, Security, ServerId, Service, ServiceId, tls};

impl Look<'_> {
    /// LEG-4, LEG-5 and LEG-6 at the start.
    pub(super) fn certificates(&mut self) {
        for protocol in self.protocols() {
            for server in self.servers() {
                self.usable(server, protocol);
            }
            for front_end in self.front_ends(protocol) {
                for target in self.servers() {
                    if target != front_end && self.world.servers[target.index()].version.is_down_level() {
                        self.between(front_end, target, protocol);
                    }
                }
            }
        }
    }

    /// LEG-6.
    fn usable(&mut self, server: ServerId, protocol: Protocol) {
        let service = ServiceId::new(server, Service::of(protocol));
        let here = &self.world.servers[server.index()];
        let Err(why) = here.shown[protocol] else { return };
        if !self.has(service) || !self.ever_runs(service) {
            return;
        }
        let name = self.settings(server, protocol).certificate_name.clone();
        let enable = here.certificates.iter().find(|it| {
            let it = &self.world.certificates[it.index()];
            it.covers(&name) && !it.serves(it.enabled, protocol)
        });
        let fqdn = self.world.name(here.fqdn).to_lowercase();
        let own = here.certificates.iter().any(|it| {
            let it = &self.world.certificates[it.index()];
            it.covers(&fqdn) && it.serves(it.enabled, protocol) && it.private_key
        });
        let mends = match (why, enable) {
            (NoCertificate::NotEnabled, Some(certificate)) => vec![self.write().enable(server, *certificate, protocol)],
            // A certificate for the server's own name is there: it has only to be named.
            (NoCertificate::NotCovered | NoCertificate::WildcardName, _) if own => {
                let named = Setting::X509CertificateName;
                self.write().set(server, protocol, named, Value::Text(fqdn)).into_iter().collect()
            }
            _ => vec![self.write().import(server, here.fqdn, protocol)],
        };
        let path = match why {
            NoCertificate::NotCovered | NoCertificate::WildcardName => {
                self.setting_path(server, protocol, Setting::X509CertificateName)
            }
            NoCertificate::NotEnabled | NoCertificate::NoPrivateKey => {
                let mut path = self.server_path(server);
                path.push("certificates".into());
                path
            }
        };
        self.add(FindingKind::NoCertificate(service, why), path, mends);
    }

    fn between(&mut self, front_end: ServerId, target: ServerId, protocol: Protocol) {
        let here = &self.world.servers[target.index()];
        let service = ServiceId::new(target, Service::of(protocol));
        if !here.client_access || !self.ever_runs(service) {
            return;
        }
        let offered = self.offered(target, protocol);
        if offered.iter().all(|it| it.security == Security::Plaintext) {
            return;
        }
        let (own, other) = (self.world.servers[front_end.index()].tls, here.tls);
        if tls::agree(own, other).is_err() {
            let mut path = self.server_path(target);
            path.push("tls".into());
            let mends = [(target, own), (front_end, other)].map(|(server, more)| self.write().tls(server, more));
            let mends: Vec<_> = mends.into_iter().flatten().collect();
            self.add(FindingKind::NoCommonTls(front_end, target, own, other), path, mends);
        }
        if !self.settings(front_end, protocol).enforce_certificate_errors {
            return;
        }
        let Ok(shown) = here.shown[protocol] else { return };
        for endpoint in offered.into_iter().filter(|it| it.security != Security::Plaintext) {
            let host = match endpoint.host {
                HostRef::Name(name) => Some(self.world.name(name)),
                HostRef::Address(_) => None,
            };
            let date = self.world.date.at(SimTime::ZERO);
            if tls::problem(&self.world.certificates[shown.index()], host, date).is_some() {
                let path = self.setting_path(front_end, protocol, Setting::EnforceCertificateErrors);
                let mends = match endpoint.host {
                    HostRef::Name(name) => vec![self.write().import(target, name, protocol)],
                    HostRef::Address(_) => self.write().own_fqdn(target, protocol).into_iter().collect(),
                };
                let what = FindingKind::CertificateRejected { by: front_end, server: target, endpoint, shown };
                self.add(what, path, mends);
                return;
            }
        }
    }

    /// What a front end of 2013 would find on a server.
    fn offered(&self, server: ServerId, protocol: Protocol) -> Vec<Endpoint> {
        let settings = self.settings(server, protocol);
        let here = &self.world.servers[server.index()];
        match here.version.product().found_by {
            FoundBy::ConnectionSettings => settings.internal.clone(),
            FoundBy::Bindings => {
                let host = HostRef::Name(here.fqdn);
                let of = |ports: &[u16], security| {
                    ports.iter().map(|port| Endpoint { host, port: *port, security }).collect::<Vec<_>>()
                };
                [of(&settings.ssl_ports, Security::Ssl), of(&settings.plain_ports, Security::Tls)].concat()
            }
            FoundBy::BackEnd => Vec::new(),
        }
    }
}
