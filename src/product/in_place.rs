//! Which version is installed over another one, on the same server?
//!
//! Setup of the newer one updates the server: name, settings, certificates and databases stay (migrations, section 3;
//! COEX-9). What the rows say holds for every build from the least one on.

use super::BuildNumber;
use crate::scenario::Version;

/// A version that is installed over another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InPlace {
    /// The version before.
    pub from: Version,
    /// The least build of it.
    pub least: BuildNumber,
    /// The version from then on.
    pub to: Version,
}

const ROWS: &[InPlace] = &[InPlace { from: Version::Exchange2019, least: (0, 14), to: Version::ExchangeSE }];

impl Version {
    /// How it becomes another version in place.
    #[must_use]
    pub fn in_place(self, to: Self) -> Option<InPlace> {
        ROWS.iter().copied().find(|it| it.from == self && it.to == to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Setting;
    use crate::scenario::settings::MailProtocol;

    /// What is built of a server before the run (services, settings, how it is found, its log) is asked of the world:
    /// it must be what the new version has too.
    #[test]
    fn what_a_server_is_made_of_stays() {
        for it in ROWS {
            let (a, b) = (it.from.product(), it.to.product());
            assert_eq!(it.from.build(it.least), Some(it.least));
            assert!(it.from < it.to && a.architecture == b.architecture && a.one_role == b.one_role);
            assert!(a.candidates == b.candidates && a.endpoints == b.endpoints && a.found_by == b.found_by);
            assert!(a.components == b.components && a.out_of_service == b.out_of_service);
            assert!(a.store_sessions == b.store_sessions && a.site_of_mailbox == b.site_of_mailbox);
            assert!(a.events == b.events && a.crowds_one_address == b.crowds_one_address);
            assert!(a.setup_tls == b.setup_tls && a.inactive_component == b.inactive_component);
            assert!(a.capability == b.capability && a.log == b.log && a.signature == b.signature);
            assert!(a.certificate_file == b.certificate_file && a.mailbox_switch_may_wait == b.mailbox_switch_may_wait);
            for setting in Setting::ALL {
                assert_eq!(setting.exists_on(it.from), setting.exists_on(it.to));
                assert!(setting.set_by(it.from) == setting.set_by(it.to));
                for protocol in [MailProtocol::Imap4, MailProtocol::Pop3] {
                    let of = |version| setting.default(version, protocol, "a.example");
                    assert_eq!(of(it.from), of(it.to), "{setting:?}");
                }
            }
        }
    }
}
