//! Do certificates and TLS fit, on the servers themselves and on every leg?

use super::FindingKind;
use super::look::Look;
use crate::product::FoundBy;
use crate::world::{
    BalancerTls, Binding, CertificateId, ClientId, Endpoint, Host, HostRef, NameId, Protocol, Security, ServerId,
    Service, ServiceId, SiteId, TlsVersion, tls,
};

impl Look<'_> {
    /// LEG-4, LEG-5 and LEG-6.
    pub(super) fn certificates(&mut self) {
        for protocol in self.protocols() {
            for server in self.servers() {
                self.unused(server, protocol);
                for service in [ServiceId::new(server, Service::of(protocol)), Look::back_end(server, protocol)] {
                    if let Err(why) = self.org.certificate(service)
                        && self.has(service)
                        && self.runs(service)
                    {
                        self.add(FindingKind::NoCertificate(service, why));
                    }
                }
            }
            self.behind_one_name(protocol);
            for front_end in self.front_ends(protocol) {
                for target in self.servers() {
                    self.between(front_end, target, protocol);
                }
            }
        }
    }

    /// CERT-1: a certificate that cannot be used, and nobody notices as another one serves.
    fn unused(&mut self, server: ServerId, protocol: Protocol) {
        let service = ServiceId::new(server, Service::of(protocol));
        if self.org.takes_ecc(server) || !self.runs(service) || self.org.certificate(service).is_err() {
            return;
        }
        let name = &self.settings(server, protocol).certificate_name;
        let installed = self.org.certificates(self.world, server).map(|it| it.0);
        let meant = |it: &CertificateId| {
            let certificate = &self.world.certificates[it.index()];
            certificate.ecc && certificate.covers(name)
        };
        let unused: Vec<_> = installed.filter(meant).collect();
        for certificate in unused {
            self.add(FindingKind::EccUnused(server, certificate));
        }
    }

    /// CERT-2: the servers to which one name leads show certificates and take TLS alike.
    fn behind_one_name(&mut self, protocol: Protocol) {
        let asked = (0..self.world.clients.len()).map(|it| self.org.client(self.world, ClientId::at(it)));
        let asked = asked.filter(|it| it.protocol == protocol && it.connect.security != Security::Plaintext);
        let mut asked: Vec<_> = asked.map(|it| (it.connect.host, it.site)).collect();
        asked.sort_unstable();
        asked.dedup();
        for (host, site) in asked {
            let HostRef::Name(name) = host else { continue };
            let mut servers = self.all_behind(name, site);
            servers.retain(|it| self.runs(ServiceId::new(*it, Service::of(protocol))));
            let Some((first, others)) = servers.split_first() else { continue };
            let (first, others) = (*first, others.to_vec());
            let is_good = |it: ServerId| {
                let shown = self.org.certificate(ServiceId::new(it, Service::of(protocol)));
                let (text, now) = (self.world.name(name), self.world.date.at(self.at));
                shown.is_ok_and(|it| tls::problem(&self.world.certificates[it.index()], Some(text), now).is_none())
            };
            let versions = |it: ServerId| {
                let all = self.org.accepts(ServiceId::new(it, Service::of(protocol)));
                [TlsVersion::Tls10, TlsVersion::Tls11, TlsVersion::Tls12].map(|it| all.speaks(it))
            };
            let bad = others.iter().copied().find(|it| is_good(first) != is_good(*it));
            let found = bad.map(|it| if is_good(first) { (first, it) } else { (it, first) });
            let apart = others.iter().copied().find(|it| versions(first) != versions(*it));
            if let Some((good, bad)) = found {
                self.add(FindingKind::OtherCertificate(name, good, bad));
            }
            if let Some(other) = apart {
                self.add(FindingKind::OtherTls(name, first, other));
            }
        }
    }

    /// Every server to which a name leads: a pool that does not end TLS itself, or several addresses.
    fn all_behind(&self, name: NameId, site: SiteId) -> Vec<ServerId> {
        let views = self.world.names[name.index()].views.clone();
        let all = views.map(|it| (it as usize, &self.world.views[it as usize]));
        let fitting = all.filter(|it| it.1.sites.is_empty() || it.1.sites.contains(&site));
        let Some((at, _)) = fitting.min_by_key(|it| it.1.sites.is_empty()) else { return Vec::new() };
        let addresses = &self.world.answers[self.org.answers[at].index()].addresses;
        let mut found = Vec::new();
        for address in addresses {
            match self.world.host(*address) {
                Some(Host::Server(it)) => found.push(it),
                Some(Host::Balancer(it)) if self.org.offload(self.world, it).tls == BalancerTls::PassThrough => {
                    found.extend(&self.world.pools[self.org.pool(it).index()]);
                }
                Some(Host::Balancer(_)) | None => {}
            }
        }
        found
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
    pub(super) fn offered_to_front_ends(&self, server: ServerId, protocol: Protocol) -> Vec<Endpoint> {
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
