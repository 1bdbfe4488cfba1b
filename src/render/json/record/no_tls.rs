//! Why was there no TLS, as JSON says it?

use super::{NoTls, tls};
use crate::trace::{Disagreement, WhyNoTls};
use crate::world::NoCertificate;

pub(super) fn no_tls(why: WhyNoTls) -> NoTls {
    match why {
        WhyNoTls::NoCertificate(NoCertificate::NotCovered) => NoTls::NoCertificate {},
        WhyNoTls::NoCertificate(NoCertificate::NotEnabled) => NoTls::CertificateNotEnabled {},
        WhyNoTls::NoCertificate(NoCertificate::NoPrivateKey) => NoTls::NoPrivateKey {},
        WhyNoTls::NoCertificate(NoCertificate::KeyNotUsable) => NoTls::KeyNotUsable {},
        WhyNoTls::NoCertificate(NoCertificate::WildcardName) => NoTls::WildcardName {},
        WhyNoTls::Disagree(Disagreement::Version { opener, acceptor }) => {
            NoTls::NoCommonVersion { opener: tls(opener), acceptor: tls(acceptor) }
        }
        WhyNoTls::Disagree(Disagreement::Cipher { opener, acceptor, .. }) => {
            NoTls::NoCommonCipher { opener: tls(opener), acceptor: tls(acceptor) }
        }
        WhyNoTls::NotSpokenHere => NoTls::NotSpokenHere {},
        WhyNoTls::InsideTls => NoTls::InsideTls {},
        WhyNoTls::NotOffered => NoTls::NotOffered {},
    }
}
