//! Which certificate does a service show, is it good enough, and on which TLS do both sides agree?
//!
//! Rules LEG-4 to LEG-6. That a handshake fails for want of a common version or cipher is one thing; that a side
//! does not like the certificate is another, and only a side that looks at it can mind.

use compact_str::CompactString;

use crate::product::{BuildNumber, Product};
use crate::scenario::{CertificateService, Cipher, SchannelDefault, Tls, TlsVersion, Windows};
use crate::time::Date;

use super::{CertificateId, Protocol};

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// What it is called.
    pub name: CompactString,
    /// The subject names in lower case.
    pub names: Vec<CompactString>,
    /// Whether other servers and clients trust its issuer.
    pub trusted: bool,
    /// The first second of its validity.
    pub from: Date,
    /// The first second after it.
    pub to: Date,
    /// Whether its private key is there.
    pub private_key: bool,
    /// Whether its key is on an elliptic curve, which not every build can use for POP3 and IMAP4 (CERT-1).
    pub ecc: bool,
    /// For which services it is enabled when it is installed.
    pub enabled: Enabled,
    /// Its thumbprint, where one is written.
    pub thumbprint: Option<CompactString>,
}

impl Certificate {
    /// Whether its own name is one with a star: it cannot be enabled for IMAP4 and POP3, and serves them wherever
    /// X509CertificateName is a name that it covers (LEG-6).
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.names.first().is_some_and(|it| is_wildcard(it))
    }

    /// For which of these services it can be enabled where keys on elliptic curves can be used, or not (LEG-6, CERT-1).
    #[must_use]
    pub fn can_be(&self, enabled: Enabled, takes_ecc: bool) -> Enabled {
        let for_mail = !self.is_wildcard() && (takes_ecc || !self.ecc);
        Enabled { imap: enabled.imap && for_mail, pop: enabled.pop && for_mail, ..enabled }
    }

    /// Whether a service of a protocol could show it: its key is there, and of a kind that the server can use (LEG-6,
    /// CERT-1).
    #[must_use]
    pub fn has_key_for(&self, protocol: Protocol, takes_ecc: bool) -> bool {
        self.private_key && (takes_ecc || !self.ecc || !protocol.is_mail())
    }

    /// Whether the services of a protocol may show it, where it is enabled so (LEG-6).
    #[must_use]
    pub fn serves(&self, enabled: Enabled, protocol: Protocol) -> bool {
        enabled.serves(protocol) || protocol.is_mail() && self.is_wildcard()
    }

    /// Whether it covers a host name: one of its names is the same, or a wildcard for its first label.
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        self.names.iter().any(|name| match name.strip_prefix("*.") {
            Some(parent) => {
                host.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && rest.eq_ignore_ascii_case(parent))
            }
            None => name.eq_ignore_ascii_case(host),
        })
    }
}

/// Whether a name stands for every name of a domain.
#[must_use]
pub fn is_wildcard(name: &str) -> bool {
    name.starts_with("*.")
}

/// For which services a certificate is enabled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enabled {
    /// IMAP4.
    pub imap: bool,
    /// POP3.
    pub pop: bool,
    /// The web server.
    pub iis: bool,
}

impl Enabled {
    /// For these services, and no others.
    #[must_use]
    pub fn of(services: &[CertificateService]) -> Self {
        let mut enabled = Self::default();
        for it in services {
            match it {
                CertificateService::Imap => enabled.imap = true,
                CertificateService::Pop => enabled.pop = true,
                CertificateService::Iis => enabled.iis = true,
            }
        }
        enabled
    }

    /// For these services and for those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { imap: self.imap || other.imap, pop: self.pop || other.pop, iis: self.iis || other.iis }
    }

    /// Whether it is enabled for the services of a protocol.
    #[must_use]
    pub const fn serves(self, protocol: Protocol) -> bool {
        match protocol {
            Protocol::Imap4 => self.imap,
            Protocol::Pop3 => self.pop,
            Protocol::Http => self.iis,
        }
    }
}

/// Why a service has no certificate to show (LEG-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCertificate {
    /// No certificate of the server covers X509CertificateName.
    NotCovered,
    /// One does, but it is not enabled for the service.
    NotEnabled,
    /// One does, and its private key is missing.
    NoPrivateKey,
    /// One does, and its key is of a kind that the version or the build cannot use for POP3 and IMAP4 (CERT-1).
    KeyNotUsable,
    /// X509CertificateName is a name with a star, which no server has.
    WildcardName,
}

/// The versions and cipher families that one side speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TlsSet(u16);

impl std::fmt::Debug for TlsSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.versions()).entries(self.ciphers()).finish()
    }
}

/// The two halves of what a computer speaks (LEG-5): a server may accept what it does not offer, and the reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TlsHalves {
    /// What it takes from those that connect to it (the Server keys).
    pub accepts: TlsSet,
    /// What it proposes where it connects itself (the Client keys).
    pub offers: TlsSet,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TlsHalf {
    /// What it accepts.
    Accepts,
    /// What it offers.
    Offers,
}

impl TlsHalves {
    /// The same in both.
    #[must_use]
    pub const fn both(set: TlsSet) -> Self {
        Self { accepts: set, offers: set }
    }

    /// What is written, and for the rest what was there.
    #[must_use]
    pub(crate) fn written(tls: Option<Tls>, installed: TlsSet) -> Self {
        let Some(Tls { versions, ciphers, accepts, offers }) = tls else { return Self::both(installed) };
        let versions = versions.unwrap_or_else(|| installed.versions().collect());
        let ciphers = ciphers.unwrap_or_else(|| installed.ciphers().collect());
        let half = |own: Option<Vec<TlsVersion>>| TlsSet::new(own.as_ref().unwrap_or(&versions), &ciphers);
        Self { accepts: half(accepts), offers: half(offers) }
    }

    /// The one as the language writes it.
    #[must_use]
    pub(crate) fn ron(self) -> Tls {
        let Self { accepts, offers } = self;
        let versions = |set: TlsSet| Some(set.versions().collect());
        let ciphers = Some(accepts.or(offers).ciphers().collect());
        if accepts == offers {
            Tls { versions: versions(accepts), ciphers, accepts: None, offers: None }
        } else {
            Tls { versions: None, ciphers, accepts: versions(accepts), offers: versions(offers) }
        }
    }

    /// What of it a build can speak.
    #[must_use]
    pub(crate) const fn and(self, build: TlsSet) -> Self {
        Self { accepts: self.accepts.and(build), offers: self.offers.and(build) }
    }

    /// The versions that somebody switches on who writes this, by half.
    #[must_use]
    pub(crate) fn new_in(self, tls: &Tls) -> [Vec<TlsVersion>; 2] {
        let new = |own: &Option<Vec<TlsVersion>>, now: TlsSet| {
            let written = own.as_ref().or(tls.versions.as_ref()).into_iter().flatten().copied();
            written.filter(|it| !now.speaks(*it)).collect()
        };
        [new(&tls.accepts, self.accepts), new(&tls.offers, self.offers)]
    }
}

/// What both sides of a TLS connection have agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The version.
    pub version: TlsVersion,
    /// The family of ciphers.
    pub cipher: Cipher,
}

const VERSIONS: [TlsVersion; 5] =
    [TlsVersion::Ssl3, TlsVersion::Tls10, TlsVersion::Tls11, TlsVersion::Tls12, TlsVersion::Tls13];
/// The bit of the weakest family of ciphers; those of the versions stand before it.
const FIRST_CIPHER: u32 = 8;
const CIPHERS: [Cipher; 4] = [Cipher::Rc4, Cipher::TripleDes, Cipher::AesCbc, Cipher::AesGcm];

impl TlsSet {
    /// These versions and ciphers.
    #[must_use]
    pub fn new(versions: &[TlsVersion], ciphers: &[Cipher]) -> Self {
        let versions = versions.iter().fold(0, |set, it| set | 1 << *it as u16);
        let ciphers = ciphers.iter().fold(0, |set, it| set | 1 << FIRST_CIPHER << *it as u16);
        Self(versions | ciphers)
    }

    /// What a build can speak for POP3 and IMAP4, whatever Windows does (TLS-3, TLS-6).
    #[must_use]
    pub(crate) fn of_build(product: &Product, build: Option<BuildNumber>, tls13_for_mail: bool) -> Self {
        let mut set = Self::all();
        if !product.speaks_tls12(build) {
            set = set.without(TlsVersion::Tls12);
        }
        if !(tls13_for_mail && product.speaks_tls13(build)) {
            set = set.without(TlsVersion::Tls13);
        }
        set
    }

    /// Everything: a mail program of which nothing is said.
    #[must_use]
    pub fn all() -> Self {
        Self::new(&VERSIONS, &CIPHERS)
    }

    /// Everything before TLS 1.3: a balancer, of which the scenario says nothing more.
    #[must_use]
    pub(crate) fn up_to_tls12() -> Self {
        Self::all().without(TlsVersion::Tls13)
    }

    /// What a version of Windows has switched on as it is installed (Microsoft: Protocols in TLS/SSL (Schannel SSP);
    /// LEG-5).
    #[must_use]
    pub fn of(windows: Windows, server_2025_tls10: SchannelDefault) -> Self {
        use Cipher::{AesCbc, AesGcm, Rc4, TripleDes};
        use TlsVersion::{Ssl3, Tls10, Tls11, Tls12, Tls13};
        let before_tls13 = [Ssl3, Tls10, Tls11, Tls12];
        match windows {
            Windows::WindowsServer2003 => Self::new(&[Ssl3, Tls10], &[Rc4, TripleDes]),
            Windows::WindowsServer2008 | Windows::WindowsServer2008R2 => {
                Self::new(&[Ssl3, Tls10], &[Rc4, TripleDes, AesCbc])
            }
            Windows::WindowsServer2012 => Self::new(&before_tls13, &[Rc4, TripleDes, AesCbc]),
            Windows::WindowsServer2012R2 => Self::new(&before_tls13, &CIPHERS),
            // RC4 is off from Windows 10 1709 on, of which no Windows Server 2016 is.
            Windows::WindowsServer2016 => Self::new(&[Tls10, Tls11, Tls12], &CIPHERS),
            Windows::WindowsServer2019 => Self::new(&[Tls10, Tls11, Tls12], &[TripleDes, AesCbc, AesGcm]),
            Windows::WindowsServer2022 => Self::new(&[Tls10, Tls11, Tls12, Tls13], &[TripleDes, AesCbc, AesGcm]),
            Windows::WindowsServer2025 => {
                let versions: &[_] = match server_2025_tls10 {
                    SchannelDefault::Off => &[Tls12, Tls13],
                    SchannelDefault::On => &[Tls10, Tls11, Tls12, Tls13],
                };
                Self::new(versions, &[TripleDes, AesCbc, AesGcm])
            }
        }
    }

    /// What a version of Windows can be made to speak: its versions, whether switched on or not, and the ciphers that
    /// it has (Microsoft: Protocols in TLS/SSL (Schannel SSP)).
    #[must_use]
    pub fn possible(windows: Windows) -> Self {
        use TlsVersion::{Ssl3, Tls10, Tls11, Tls12};
        let versions: &[TlsVersion] = match windows {
            // TLS 1.2 came to 2008 by an update for which no guidance for Exchange exists.
            Windows::WindowsServer2003 | Windows::WindowsServer2008 => &[Ssl3, Tls10],
            Windows::WindowsServer2008R2
            | Windows::WindowsServer2012
            | Windows::WindowsServer2012R2
            | Windows::WindowsServer2016
            | Windows::WindowsServer2019 => &[Ssl3, Tls10, Tls11, Tls12],
            Windows::WindowsServer2022 | Windows::WindowsServer2025 => &VERSIONS,
        };
        let ciphers: Vec<_> = Self::of(windows, SchannelDefault::On).ciphers().collect();
        Self::new(versions, &ciphers)
    }

    /// The same but for a version.
    #[must_use]
    pub(crate) const fn without(self, version: TlsVersion) -> Self {
        Self(self.0 & !(1 << version as u16))
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either has.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a version is switched on.
    #[must_use]
    pub const fn speaks(self, version: TlsVersion) -> bool {
        self.0 & 1 << version as u16 != 0
    }

    /// Whether a family of ciphers is switched on.
    #[must_use]
    pub const fn has(self, cipher: Cipher) -> bool {
        self.0 & 1 << FIRST_CIPHER << cipher as u16 != 0
    }

    /// The versions that are switched on, the lowest first.
    #[must_use]
    pub fn versions(self) -> impl DoubleEndedIterator<Item = TlsVersion> {
        VERSIONS.into_iter().filter(move |it| self.speaks(*it))
    }

    /// The families of ciphers that are switched on, the weakest first.
    #[must_use]
    pub fn ciphers(self) -> impl DoubleEndedIterator<Item = Cipher> {
        CIPHERS.into_iter().filter(move |it| self.has(*it))
    }
}

impl TlsVersion {
    /// As it is said.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ssl3 => "SSL 3.0",
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }
}

impl Cipher {
    /// As it is said.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rc4 => "RC4",
            Self::TripleDes => "3DES",
            Self::AesCbc => "AES-CBC",
            Self::AesGcm => "AES-GCM",
        }
    }

    /// Whether the family can be used with a version: AES-GCM came with TLS 1.2 (RFC 5288), AES-CBC with TLS 1.0
    /// (RFC 3268); TLS 1.3 has nothing older than AES-GCM (RFC 8446).
    #[must_use]
    pub const fn goes_with(self, version: TlsVersion) -> bool {
        match self {
            Self::Rc4 | Self::TripleDes => !matches!(version, TlsVersion::Tls13),
            Self::AesCbc => !matches!(version, TlsVersion::Ssl3 | TlsVersion::Tls13),
            Self::AesGcm => matches!(version, TlsVersion::Tls12 | TlsVersion::Tls13),
        }
    }
}

/// What is wrong with a certificate (LEG-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateProblem {
    /// It does not cover the name that was connected to.
    NameMismatch,
    /// Its validity has not begun.
    NotYetValid,
    /// It is expired.
    Expired,
    /// Its issuer is not trusted.
    UnknownIssuer,
}

/// Why two sides cannot agree on TLS (LEG-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// They have no version in common.
    Version {
        /// What the side speaks that opened the connection.
        opener: TlsSet,
        /// What the side speaks that accepted it.
        acceptor: TlsSet,
    },
    /// They have no family of ciphers in common that goes with their highest common version.
    Cipher {
        /// What the side speaks that opened the connection.
        opener: TlsSet,
        /// What the side speaks that accepted it.
        acceptor: TlsSet,
        /// The highest version that both speak.
        version: TlsVersion,
    },
}

/// What somebody asks that a certificate is enabled for, and what comes of it (LEG-6, CERT-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enabling {
    /// What is asked.
    pub asked: Enabled,
    /// For what it is enabled.
    pub granted: Enabled,
}

/// The certificate that a service shows: of those that cover X509CertificateName and are enabled for the service (or
/// cannot be, as they are wildcard certificates), with their private key, one that is valid now before one that is not,
/// then the one that is valid for longest, then the one that was installed last (LEG-6; the order among several is
/// assumed).
///
/// # Errors
/// Why there is none.
pub(crate) fn choose(
    certificates: &[Certificate],
    installed: impl Iterator<Item = (CertificateId, Enabled)>,
    name: &str,
    protocol: Protocol,
    (now, takes_ecc): (Date, bool),
) -> Result<CertificateId, NoCertificate> {
    if is_wildcard(name) {
        return Err(NoCertificate::WildcardName);
    }
    let mut why = NoCertificate::NotCovered;
    let mut best: Option<(CertificateId, (bool, Date))> = None;
    for (id, enabled) in installed {
        let it = &certificates[id.index()];
        if !it.covers(name) {
            continue;
        }
        let worth = (it.from <= now && now < it.to, it.to);
        if protocol.is_mail() && it.ecc && !takes_ecc {
            if why == NoCertificate::NotCovered {
                why = NoCertificate::KeyNotUsable;
            }
        } else if !it.serves(enabled, protocol) {
            why = NoCertificate::NotEnabled;
        } else if !it.private_key {
            if why == NoCertificate::NotCovered {
                why = NoCertificate::NoPrivateKey;
            }
        } else if best.is_none_or(|best| best.1 <= worth) {
            best = Some((id, worth));
        }
    }
    best.map(|it| it.0).ok_or(why)
}

/// What is wrong with a certificate for whoever connected to `host` (`None`: an address), the first thing of several
/// (LEG-4).
#[must_use]
pub(crate) fn problem(it: &Certificate, host: Option<&str>, now: Date) -> Option<CertificateProblem> {
    if !host.is_some_and(|host| it.covers(host)) {
        Some(CertificateProblem::NameMismatch)
    } else if now < it.from {
        Some(CertificateProblem::NotYetValid)
    } else if it.to <= now {
        Some(CertificateProblem::Expired)
    } else if it.trusted {
        None
    } else {
        Some(CertificateProblem::UnknownIssuer)
    }
}

/// The last of those that a set of as many bits holds.
fn highest<T: Copy, const N: usize>(all: [T; N], set: u16) -> Option<T> {
    set.checked_ilog2().map(|at| all[at as usize])
}

/// The highest version that both sides speak, and the strongest family of ciphers that both have for it (LEG-5).
///
/// # Errors
/// What they do not have in common.
pub(crate) fn agree(opener: TlsSet, acceptor: TlsSet) -> Result<Agreed, Disagreement> {
    // Every handshake comes by here, so the sets are cut as the bits that they are.
    let common = opener.0 & acceptor.0;
    let Some(version) = highest(VERSIONS, common & 0b1_1111) else {
        return Err(Disagreement::Version { opener, acceptor });
    };
    let usable = match version {
        TlsVersion::Ssl3 => 0b0011,
        TlsVersion::Tls10 | TlsVersion::Tls11 => 0b0111,
        TlsVersion::Tls12 => 0b1111,
        TlsVersion::Tls13 => 0b1000,
    };
    match highest(CIPHERS, common >> FIRST_CIPHER & usable) {
        Some(cipher) => Ok(Agreed { version, cipher }),
        None => Err(Disagreement::Cipher { opener, acceptor, version }),
    }
}

#[cfg(test)]
mod tests;
