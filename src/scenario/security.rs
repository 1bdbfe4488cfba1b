//! What may be written about certificates and TLS?

use compact_str::CompactString;

use super::language::language;
use crate::time::Date;

language! {
    /// A certificate in the store of a server.
    pub(crate) struct Certificate {
        /// What changes call it.
        name: Option<CompactString> = "its first subject name",
        /// The subject names, `*.contoso.com` allowed. A star stands for one label.
        subject_names: Vec<CompactString>,
        /// Whether its issuer is trusted by the other servers and by clients.
        trusted: Option<bool> => true,
        /// The first day of its validity.
        valid_from: Option<Date> = "valid since ever",
        /// When it expires.
        valid_to: Option<Date> = "never",
        /// Its thumbprint, by which commands call it.
        thumbprint: Option<CompactString> = "unknown: commands call it by its `name`",
        /// Whether its private key is there. Without it no service can show it.
        private_key: Option<bool> => true,
        /// The kind of its key. One on an elliptic curve serves POP3 and IMAP4 from 2019 CU15 on, and on SE (CERT-1):
        /// elsewhere Enable-ExchangeCertificate refuses it for them, and what was enabled before stays.
        key: Option<CertificateKey> => CertificateKey::Rsa,
        /// The services for which it is enabled, as with Enable-ExchangeCertificate. One whose first name has a star
        /// cannot be enabled for IMAP4 and POP3; there X509CertificateName alone picks it (LEG-6).
        services: Option<Vec<CertificateService>> =>
            vec![CertificateService::Imap, CertificateService::Pop, CertificateService::Iis],
    }

    /// The kind of a certificate's key.
    pub enum CertificateKey {
        /// RSA.
        Rsa,
        /// An elliptic curve (ECC).
        Ecc,
    }

    /// A service for which a certificate can be enabled.
    pub enum CertificateService {
        /// IMAP4.
        Imap,
        /// POP3.
        Pop,
        /// The web server.
        Iis,
    }

    /// What one side of a TLS connection is able to do. On Windows it is set for the whole computer (Schannel).
    pub struct Tls {
        /// The versions that are switched on, in both halves.
        versions: Option<Vec<TlsVersion>> = "those of the Windows version",
        /// The families of ciphers that are switched on: Windows has one list of them for both halves.
        ciphers: Option<Vec<Cipher>> = "those of the Windows version",
        /// The versions that a server takes from those that connect to it, where they are others (the Server keys). A
        /// mail program takes nobody's connection: in its `tls` this has no effect (W009).
        accepts: Option<Vec<TlsVersion>> = "`versions`",
        /// The versions that it proposes where it connects itself, where they are others (the Client keys). A mail
        /// program only connects: of its `tls`, this half alone counts.
        offers: Option<Vec<TlsVersion>> = "`versions`",
    }

    /// A version of TLS. Both sides take the highest that they have in common.
    pub enum TlsVersion {
        /// SSL 3.0.
        Ssl3,
        /// TLS 1.0.
        Tls10,
        /// TLS 1.1.
        Tls11,
        /// TLS 1.2.
        Tls12,
        /// TLS 1.3.
        Tls13,
    }

    /// A family of cipher suites.
    pub enum Cipher {
        /// RC4.
        Rc4,
        /// Triple DES.
        TripleDes,
        /// AES in CBC mode; not with SSL 3.0.
        AesCbc,
        /// AES in GCM mode; only with TLS 1.2 and 1.3.
        AesGcm,
    }

    /// The version of Windows, which decides what TLS the server speaks unless `tls` says otherwise (LEG-5).
    pub enum Windows {
        /// Windows Server 2003: SSL 3.0 and TLS 1.0; RC4 and Triple DES.
        WindowsServer2003,
        /// Windows Server 2008: SSL 3.0 and TLS 1.0; also AES (CBC).
        WindowsServer2008,
        /// Windows Server 2008 R2: as 2008. TLS 1.1 and 1.2 are there and switched off.
        WindowsServer2008R2,
        /// Windows Server 2012: SSL 3.0 to TLS 1.2; RC4, Triple DES, AES (CBC).
        WindowsServer2012,
        /// Windows Server 2012 R2: as 2012, and AES (GCM).
        WindowsServer2012R2,
        /// Windows Server 2016: TLS 1.0 to TLS 1.2; RC4, Triple DES, AES (CBC, GCM).
        WindowsServer2016,
        /// Windows Server 2019: as 2016, without RC4.
        WindowsServer2019,
        /// Windows Server 2022: as 2019, and TLS 1.3.
        WindowsServer2022,
        /// Windows Server 2025: as 2022; TLS 1.0 and 1.1 are there and switched off (`server_2025_tls10`).
        WindowsServer2025,
    }
}

impl Certificate {
    /// One of which nothing is said but what it is called and for which names it is.
    #[must_use]
    pub(crate) const fn named(name: Option<CompactString>, subject_names: Vec<CompactString>) -> Self {
        Self {
            name,
            subject_names,
            trusted: None,
            valid_from: None,
            valid_to: None,
            thumbprint: None,
            private_key: None,
            key: None,
            services: None,
        }
    }
}

macro_rules! copy {
    ($($type:ident)*) => { $(impl Copy for $type {})* };
}
copy! { CertificateKey CertificateService TlsVersion Cipher Windows }
