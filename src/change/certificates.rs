//! Which certificates does a server have, and which one does a service choose?

use super::Org;
use crate::time::SimTime;
use crate::world::{CertificateId, Enabled, NoCertificate, Protocol, ServerId, ServiceId, SettingsId, World, tls};

/// The certificates of one server, once they are not those of the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Installed {
    changed: bool,
    all: Vec<(CertificateId, Enabled)>,
}

impl Installed {
    pub(super) fn reset(&mut self) {
        self.changed = false;
        self.all.clear();
    }

    /// `None`: those of the start.
    pub(super) fn changed(&self) -> Option<&[(CertificateId, Enabled)]> {
        self.changed.then_some(&self.all)
    }
}

impl Org {
    pub(super) fn installed_on(&mut self, world: &World, server: ServerId) -> &mut Vec<(CertificateId, Enabled)> {
        let it = &mut self.installed[server.index()];
        if !std::mem::replace(&mut it.changed, true) {
            it.all.extend(at_the_start(world, server));
        }
        &mut it.all
    }

    /// The certificate that a service chooses when it starts (LEG-6).
    pub(super) fn choose(
        &self,
        world: &World,
        server: ServerId,
        protocol: Protocol,
        settings: SettingsId,
        now: SimTime,
    ) -> Result<CertificateId, NoCertificate> {
        let name = match protocol {
            Protocol::Imap4 | Protocol::Pop3 => world.settings[settings.index()].certificate_name.as_str(),
            Protocol::Http => world.name(world.servers[server.index()].fqdn),
        };
        let (all, date) = (&world.certificates, (world.date.at(now), self.takes_ecc(server)));
        match self.installed[server.index()].changed() {
            Some(installed) => tls::choose(all, installed.iter().copied(), name, protocol, date),
            None => tls::choose(all, at_the_start(world, server), name, protocol, date),
        }
    }

    /// Whether a server can use keys on elliptic curves for POP3 and IMAP4 now (CERT-1).
    #[must_use]
    pub(crate) fn takes_ecc(&self, server: ServerId) -> bool {
        self.version(server).product().takes_ecc(self.build(server))
    }

    /// The certificate that a service would choose if it started now.
    ///
    /// # Errors
    /// Why it would have none (LEG-6).
    pub fn certificate_at_start(
        &self,
        world: &World,
        service: ServiceId,
        now: SimTime,
    ) -> Result<CertificateId, NoCertificate> {
        let (server, protocol) = (service.server(), service.service().protocol());
        self.choose(world, server, protocol, self.directory(world).settings_id(server, protocol), now)
    }

    /// The certificates that are installed on a server now, and for which services each is enabled.
    pub fn certificates<'a>(
        &'a self,
        world: &'a World,
        server: ServerId,
    ) -> impl Iterator<Item = (CertificateId, Enabled)> + 'a {
        let changed = self.installed[server.index()].changed();
        let start = changed.is_none().then(|| at_the_start(world, server));
        changed.into_iter().flatten().copied().chain(start.into_iter().flatten())
    }

    /// The certificate that a service shows.
    ///
    /// # Errors
    /// Why it has none (LEG-6).
    pub fn certificate(&self, service: ServiceId) -> Result<CertificateId, NoCertificate> {
        self.services[service].shown
    }
}

/// The certificates of a server at the start.
fn at_the_start(world: &World, server: ServerId) -> impl Iterator<Item = (CertificateId, Enabled)> {
    world.servers[server.index()].certificates.iter().map(|&it| (it, world.certificates[it.index()].enabled))
}
