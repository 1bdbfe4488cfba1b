//! What comes of a certificate that is to be enabled for services?

use super::Resolver;
use crate::world::{CertificateId, Enabled, Enabling, NewSettings, Protocol, ServerId, Settings, SettingsId};

impl Resolver<'_> {
    /// What comes of it that a certificate is to be enabled, by the build that the server has by now (CERT-1).
    pub(super) fn enabling(&self, server: ServerId, certificate: CertificateId, asked: Enabled) -> Enabling {
        let takes_ecc = self.members.takes_ecc(server);
        Enabling { asked, granted: self.world.certificates[certificate.index()].can_be(asked, takes_ecc) }
    }

    /// What Enable-ExchangeCertificate also writes: the name of the certificate into X509CertificateName. That of a
    /// wildcard certificate it leaves alone, but for a build with a defect (LEG-6), and one that it refuses (CERT-1).
    pub(super) fn named(&mut self, server: ServerId, certificate: CertificateId, enabled: Enabled) -> NewSettings {
        let it = &self.world.certificates[certificate.index()];
        let Some(name) = it.names.first().cloned() else { return NewSettings::default() };
        let usable = !it.ecc || self.members.takes_ecc(server);
        let written = usable && (!it.is_wildcard() || self.defects[server.index()].wildcard_written);
        let mut of = |protocol: Protocol| {
            let current = self.settings_by_now(server)[protocol];
            let settings = &self.world.settings[current.index()];
            if !written || !enabled.serves(protocol) || settings.certificate_name == name {
                return None;
            }
            let settings = Settings { certificate_name: name.as_str().into(), ..settings.clone() };
            self.world.settings.push(settings);
            let new = SettingsId::at(self.world.settings.len() - 1);
            self.current.insert((server, protocol), new);
            Some(new)
        };
        NewSettings { imap: of(Protocol::Imap4), pop: of(Protocol::Pop3) }
    }
}
