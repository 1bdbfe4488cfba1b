//! What does each version of Exchange have, and what does it do?
//!
//! One row a version, one column a difference; nowhere else is a version compared by name, and a test holds it. Which
//! version opens or proxies to mailboxes of which stands in [`matrix`], row by row. What differs with nothing but a
//! setting's value is no column here: it is the setting's.

/// The one row of a table for two versions, by these two of its fields; nothing where there is none. Two do not
/// compile.
macro_rules! row_of {
    ($rows:ident, ($first:ident: $one:expr, $second:ident: $other:expr)) => {{
        let (mut found, mut at) = (None, 0);
        while at < $rows.len() {
            if $rows[at].$first as u8 == $one as u8 && $rows[at].$second as u8 == $other as u8 {
                assert!(found.is_none(), "a pair of versions stands twice in the table");
                found = Some($rows[at]);
            }
            at += 1;
        }
        found
    }};
}

pub mod build;
pub mod displayed;
pub mod event;
pub mod in_place;
pub mod matrix;
pub mod service;
pub mod together;

pub use build::Series;
pub use displayed::{Displayed, KnownBuild};
pub use event::Logged;
pub use in_place::InPlace;
pub use matrix::{EndpointSource, Pair};
pub use service::{ByProtocol, Protocol, WebService};
pub use together::BuildNumber;

use crate::rules::Rule;
use crate::scenario::{Cipher, InactiveComponent, TlsVersion, Version, Windows};

/// A row of the table: what one version has and does.
#[derive(Debug)]
pub struct Product {
    /// As it is said in a sentence: `Exchange 2010`.
    pub name: &'static str,
    /// As it is said in pictures: `2010`.
    pub year: &'static str,
    /// How it looks in pictures.
    pub look: Look,
    /// As it calls itself when a client signs off (section 11; 2007 composed in the same form).
    pub signature: &'static str,
    /// Whether that is so is not known: no public source has its own (newer-versions section 7).
    pub signature_assumed: bool,
    /// The builds that there are: each service pack, or none, with its updates.
    pub builds: &'static [Series],
    /// Which services it consists of (SVC-1, SVC-2).
    pub architecture: Architecture,
    /// Whether its roles are installed together only (VER-2).
    pub one_role: bool,
    /// The rule by which its Client Access servers (or its back ends) become candidates.
    pub candidates: Rule,
    /// The rule by which a candidate's endpoints are found.
    pub endpoints: Rule,
    /// As what that is shown, where the rule is an assumption without a switch.
    pub endpoints_assumed: Option<&'static str>,
    /// Which of its settings speaks of endpoints to other servers (section 2, DISC-1, DISC-7).
    pub found_by: FoundBy,
    /// Whether the components PopProxy and ImapProxy exist (CMP-1, CMP-6).
    pub components: bool,
    /// Whether `IsOutOfService` exists (HTTP-5).
    pub out_of_service: bool,
    /// How many session objects one user may have in the store, where the store counts them (LEG-9).
    pub store_sessions: Option<u32>,
    /// Which copy of a database gives its mailboxes their site (DET-6).
    pub site_of_mailbox: SiteOfMailbox,
    /// What its services and its store write to the event log.
    pub events: &'static [Logged],
    /// Whether its limit for one address is low enough for a front end to meet it (LEG-7).
    pub crowds_one_address: bool,
    /// From which service pack and update on it speaks TLS 1.2, if it ever does (LEG-5). Where the service pack is 0,
    /// the updates are counted through.
    pub tls12_from: Option<BuildNumber>,
    /// From which on it bears that TLS 1.0 and 1.1 are switched off, counted in the same way (TLS-3).
    pub tls10_off_from: Option<BuildNumber>,
    /// From which on it speaks TLS 1.3, where Windows does (TLS-6).
    pub tls13_from: Option<BuildNumber>,
    /// What its Setup leaves switched on of what Windows has (TLS-2, TLS-4).
    pub setup_tls: SetupTls,
    /// What an inactive component of it does, as its documents have it (CMP-4).
    pub inactive_component: InactiveComponent,
    /// From which build on it knows authentication policies (AUTH-2).
    pub authentication_policies_from: Option<BuildNumber>,
    /// From which build on a certificate with an ECC key serves POP3 and IMAP4 (CERT-1).
    pub ecc_from: Option<BuildNumber>,
    /// Whether a changed PopEnabled or ImapEnabled may wait for a restart (section 2: `mailbox_switch_needs_restart`).
    pub mailbox_switch_may_wait: bool,
    /// What its IMAP4 lists as it can do.
    pub capability: CapabilityWords,
    /// How its protocol log begins.
    pub log: Log,
    /// How its cmdlets import a certificate.
    pub certificate_file: CertificateFile,
    /// The Windows that carry it. Where nothing is written, it is taken to run on the first of them: one that was
    /// usual, and nothing newer, so that no TLS is promised that a real server may lack (LEG-5).
    pub windows: &'static [Windows],
    /// Further ones, each with the build from which on it carries it.
    pub newer_windows: &'static [(Windows, BuildNumber)],
}

/// What Setup of a version does to the TLS that it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupTls {
    /// Nothing: Exchange takes what Windows has (TLS-2).
    AsWindows,
    /// It leaves these versions and families of ciphers on, and switches all others off (TLS-4).
    Only(&'static [TlsVersion], &'static [Cipher]),
}

/// TLS 1.2 alone, and what is newer; DES, 3DES, RC2, RC4 and MD5 are off (TLS-4).
const TLS12_ONLY: SetupTls = SetupTls::Only(&[TlsVersion::Tls12, TlsVersion::Tls13], &[Cipher::AesCbc, Cipher::AesGcm]);

/// Which services a version consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// The Client Access server's services do all: they open mailboxes or proxy (SVC-1).
    OneService,
    /// Front ends on the Client Access role take the log-on, back ends on the Mailbox role open the mailbox (SVC-2).
    FrontAndBackEnd,
}

/// What of a server tells others where it can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// Its bindings; it has no connection settings (DISC-2, DISC-7).
    Bindings,
    /// InternalConnectionSettings (DISC-1).
    ConnectionSettings,
    /// `ProxyTargetPort` of its back end. InternalConnectionSettings exists and plays no part (DISC-4).
    BackEnd,
}

/// Which copy of a database gives its mailboxes their site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteOfMailbox {
    /// The active one: there is no other reading.
    ActiveCopy,
    /// Nobody says; the assumption `site_of_2010_mailbox` does.
    Assumed,
}

/// How a version looks in pictures. It is told from others by its label and its corners, never by the color alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The class of its color, and the name of the property that holds it.
    pub class: &'static str,
    /// The classes of a server of it.
    pub server_class: &'static str,
    /// The color of the head of a server, on paper and on a dark ground.
    pub color: &'static str,
    /// The radius of its corners.
    pub corner: i32,
    /// The same in the legend, where all is smaller.
    pub corner_in_legend: i32,
}

/// What IMAP4 lists as it can do, beside what all versions have (section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapabilityWords {
    /// Further words, between `UIDPLUS` and `CHILDREN`.
    pub more: Option<&'static str>,
    /// A further word for users who are logged on.
    pub after_log_on: Option<&'static str>,
    /// Whether PLAIN stands before NTLM and GSSAPI, as 2013 has it (documented), or behind them, as 2010 does (two
    /// logs).
    pub plain_first: bool,
    /// Whether NTLM and GSSAPI are listed where LoginType would refuse them: 2013 does not, 2010 does (both
    /// documented).
    pub lists_refused: bool,
}

/// What a line of a protocol log is, and what its columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogColumns {
    /// An event of a session, as the documentation of 2007 has it: connect, receive, send, disconnect, information.
    Events,
    /// A command with its answer, as 2013 writes it, and as public logs show it; assumed of this version.
    CommandsAssumed,
    /// The same, documented.
    Commands,
}

/// How a protocol log begins (section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// What it says as its version.
    pub version: &'static str,
    /// Whether that is so is not known.
    pub version_assumed: bool,
    /// What its lines are.
    pub columns: LogColumns,
    /// Whether it says that a user has too many connections (LIM-1).
    pub user_limit: bool,
}

/// How Import-ExchangeCertificate of a version is given a certificate, and with it where the certificate cmdlets work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFile {
    /// By a path: they work on the server itself, and take no server's name (2007 library).
    Path,
    /// As bytes that Get-Content reads, to a server by its name (2010 library).
    Bytes,
    /// The same, as bytes that .NET reads; also by the name of a file (OPS).
    AllBytes,
    /// The same, and not by the name of a file (OPS).
    AllBytesOnly,
}

const EXCHANGE_2007: Product = Product {
    name: "Exchange 2007",
    year: "2007",
    look: Look { class: "v2007", server_class: "server v2007", color: "#8a4b00", corner: 1, corner_in_legend: 1 },
    builds: &[Series::to(0, 7), Series::to(1, 10), Series::to(2, 5), Series::to(3, 23)],
    signature: "Microsoft Exchange Server 2007",
    signature_assumed: false,
    architecture: Architecture::OneService,
    one_role: false,
    candidates: Rule::Disc2,
    endpoints: Rule::Disc7,
    endpoints_assumed: Some("DISC-7, no switch"),
    found_by: FoundBy::Bindings,
    components: false,
    out_of_service: false,
    store_sessions: None,
    site_of_mailbox: SiteOfMailbox::ActiveCopy,
    events: &[Logged::RefusedAcrossSites, Logged::TooManyForUser, Logged::NoCertificate],
    crowds_one_address: true,
    tls12_from: None,
    tls10_off_from: None,
    tls13_from: None,
    setup_tls: SetupTls::AsWindows,
    inactive_component: InactiveComponent::CloseWithoutBanner,
    authentication_policies_from: None,
    ecc_from: None,
    mailbox_switch_may_wait: false,
    capability: CapabilityWords { more: None, after_log_on: None, plain_first: false, lists_refused: true },
    log: Log { version: "8.0.0.0", version_assumed: false, columns: LogColumns::Events, user_limit: false },
    certificate_file: CertificateFile::Path,
    windows: &[Windows::WindowsServer2008, Windows::WindowsServer2003, Windows::WindowsServer2008R2],
    newer_windows: &[],
};

const EXCHANGE_2010: Product = Product {
    name: "Exchange 2010",
    year: "2010",
    look: Look { class: "v2010", server_class: "server v2010", color: "#0b5aa8", corner: 7, corner_in_legend: 4 },
    builds: &[Series::to(0, 5), Series::to(1, 8), Series::to(2, 8), Series::to(3, 32)],
    signature: "Microsoft Exchange Server 2010",
    candidates: Rule::Disc1,
    endpoints: Rule::Disc1,
    endpoints_assumed: None,
    found_by: FoundBy::ConnectionSettings,
    out_of_service: true,
    store_sessions: Some(16),
    site_of_mailbox: SiteOfMailbox::Assumed,
    events: &[Logged::StoreSessions, Logged::TooManyForUser, Logged::NoCertificate],
    crowds_one_address: false,
    tls12_from: Some((3, 19)),
    tls10_off_from: Some((3, 20)),
    log: Log { version: "14.0.0.0", version_assumed: false, columns: LogColumns::CommandsAssumed, user_limit: false },
    certificate_file: CertificateFile::Bytes,
    windows: &[
        Windows::WindowsServer2008R2,
        Windows::WindowsServer2008,
        Windows::WindowsServer2012,
        Windows::WindowsServer2012R2,
    ],
    ..EXCHANGE_2007
};

const EXCHANGE_2013: Product = Product {
    name: "Exchange 2013",
    year: "2013",
    look: Look { class: "v2013", server_class: "server v2013", color: "#00664f", corner: 14, corner_in_legend: 9 },
    builds: &[Series::to(0, 23), Series::alias(1, 4)],
    signature: "Microsoft Exchange Server 2013",
    architecture: Architecture::FrontAndBackEnd,
    candidates: Rule::Disc4,
    endpoints: Rule::Disc4,
    found_by: FoundBy::BackEnd,
    components: true,
    out_of_service: false,
    store_sessions: None,
    site_of_mailbox: SiteOfMailbox::ActiveCopy,
    // A failed leg writes no event, and neither does an inactive component (CMP-3).
    events: &[Logged::NoCertificate],
    tls12_from: Some((0, 19)),
    tls10_off_from: Some((0, 20)),
    // Where in the list XPROXY3 stands is not documented.
    capability: CapabilityWords {
        more: Some("MOVE ID"),
        after_log_on: Some("XPROXY3"),
        plain_first: true,
        lists_refused: false,
    },
    log: Log { version: "15.0.0.0", version_assumed: false, columns: LogColumns::Commands, user_limit: true },
    certificate_file: CertificateFile::AllBytes,
    windows: &[Windows::WindowsServer2012, Windows::WindowsServer2008R2, Windows::WindowsServer2012R2],
    ..EXCHANGE_2010
};

const EXCHANGE_2016: Product = Product {
    name: "Exchange 2016",
    year: "2016",
    look: Look { class: "v2016", server_class: "server v2016", color: "#480048", corner: 4, corner_in_legend: 3 },
    builds: &[Series::to(0, 23)],
    signature: "Microsoft Exchange Server 2016",
    signature_assumed: true,
    one_role: true,
    tls12_from: Some((0, 8)),
    tls10_off_from: Some((0, 9)),
    mailbox_switch_may_wait: true,
    log: Log { version: "15.01.0.0", version_assumed: true, columns: LogColumns::CommandsAssumed, user_limit: true },
    certificate_file: CertificateFile::AllBytesOnly,
    windows: &[Windows::WindowsServer2016, Windows::WindowsServer2012, Windows::WindowsServer2012R2],
    ..EXCHANGE_2013
};

const EXCHANGE_2019: Product = Product {
    name: "Exchange 2019",
    year: "2019",
    look: Look { class: "v2019", server_class: "server v2019", color: "#101828", corner: 10, corner_in_legend: 6 },
    // No capture is known: 2016's.
    builds: &[Series::to(0, 15)],
    signature: "Microsoft Exchange Server 2016",
    tls12_from: Some((0, 0)),
    tls10_off_from: Some((0, 0)),
    tls13_from: Some((0, 15)),
    setup_tls: TLS12_ONLY,
    inactive_component: InactiveComponent::StopService,
    authentication_policies_from: Some((0, 2)),
    ecc_from: Some((0, 15)),
    log: Log { version: "15.02.0.0", version_assumed: true, columns: LogColumns::CommandsAssumed, user_limit: true },
    windows: &[Windows::WindowsServer2019],
    newer_windows: &[(Windows::WindowsServer2022, (0, 12)), (Windows::WindowsServer2025, (0, 14))],
    ..EXCHANGE_2016
};

const EXCHANGE_SE: Product = Product {
    name: "Exchange SE",
    year: "SE",
    look: Look { class: "vSE", server_class: "server vSE", color: "#6d1fe0", corner: 18, corner_in_legend: 12 },
    builds: &[Series::open(0)],
    tls13_from: Some((0, 0)),
    authentication_policies_from: Some((0, 0)),
    ecc_from: Some((0, 0)),
    windows: &[Windows::WindowsServer2022, Windows::WindowsServer2019, Windows::WindowsServer2025],
    newer_windows: &[],
    ..EXCHANGE_2019
};

/// Whether a build has what came with another one; one that is not known is taken to be new enough.
const fn has_from(from: Option<BuildNumber>, build: Option<BuildNumber>) -> bool {
    match (from, build) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(from), Some(build)) => together::is_at_least(build, from),
    }
}

impl Product {
    /// Whether a build speaks TLS 1.2: service pack and update, or `None` where all there is to know is that it is new
    /// enough (LEG-5).
    #[must_use]
    pub const fn speaks_tls12(&self, build: Option<BuildNumber>) -> bool {
        has_from(self.tls12_from, build)
    }

    /// Whether a build bears that TLS 1.0 and 1.1 are switched off (TLS-3).
    #[must_use]
    pub const fn bears_tls12_alone(&self, build: Option<BuildNumber>) -> bool {
        has_from(self.tls10_off_from, build)
    }

    /// Whether it is known to speak TLS 1.3 for some protocol (TLS-6).
    #[must_use]
    pub const fn speaks_tls13(&self, build: Option<BuildNumber>) -> bool {
        has_from(self.tls13_from, build)
    }

    /// Whether a build knows authentication policies (AUTH-2).
    #[must_use]
    pub const fn has_authentication_policies(&self, build: Option<BuildNumber>) -> bool {
        has_from(self.authentication_policies_from, build)
    }

    /// Whether a certificate with an ECC key serves POP3 and IMAP4 on a build (CERT-1).
    #[must_use]
    pub const fn takes_ecc(&self, build: Option<BuildNumber>) -> bool {
        has_from(self.ecc_from, build)
    }

    /// Whether a Windows carries a build of it. Of a build that is not known it is taken to be new enough.
    #[must_use]
    pub fn runs_on(&self, windows: Windows, build: Option<BuildNumber>) -> bool {
        self.windows.contains(&windows)
            || self.newer_windows.iter().any(|it| it.0 == windows && has_from(Some(it.1), build))
    }

    /// Whether its services or its store write such an entry to the event log.
    #[must_use]
    pub fn writes(&self, logged: Logged) -> bool {
        self.events.contains(&logged)
    }
}

impl Version {
    /// The newest one.
    pub const NEWEST: Self = Self::ALL[Self::ALL.len() - 1];

    /// What this version has and does.
    #[must_use]
    pub const fn product(self) -> &'static Product {
        match self {
            Self::Exchange2007 => &EXCHANGE_2007,
            Self::Exchange2010 => &EXCHANGE_2010,
            Self::Exchange2013 => &EXCHANGE_2013,
            Self::Exchange2016 => &EXCHANGE_2016,
            Self::Exchange2019 => &EXCHANGE_2019,
            Self::ExchangeSE => &EXCHANGE_SE,
        }
    }

    /// As it is said in a sentence: `Exchange 2010`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.product().name
    }

    /// A build of it as it is said: `SP3 RU11`, `CU21`.
    #[must_use]
    pub fn build_word(self, (service_pack, update): BuildNumber) -> String {
        match (self.has_back_end(), service_pack) {
            (true, _) if update == 0 => "RTM".to_owned(),
            (true, _) => format!("CU{update}"),
            (false, 0) if update == 0 => "RTM".to_owned(),
            (false, 0) => format!("RU{update}"),
            (false, _) if update == 0 => format!("SP{service_pack}"),
            (false, _) => format!("SP{service_pack} RU{update}"),
        }
    }

    /// Whether front ends and back ends share the work (SVC-2).
    #[must_use]
    pub const fn has_back_end(self) -> bool {
        matches!(self.product().architecture, Architecture::FrontAndBackEnd)
    }

    /// Whether newer front ends reach its mailboxes through its own Client Access servers (SVC-7, DISC-5).
    #[must_use]
    pub const fn is_down_level(self) -> bool {
        !self.has_back_end()
    }

    /// Whether other servers find its endpoints in InternalConnectionSettings (DISC-1).
    #[must_use]
    pub const fn is_found_by_settings(self) -> bool {
        matches!(self.product().found_by, FoundBy::ConnectionSettings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and classes are those of the year, and no two versions look the same.
    #[test]
    fn every_version_is_told_from_the_others() {
        for (at, version) in Version::ALL.into_iter().enumerate() {
            let it = version.product();
            assert_eq!(format!("{version:?}"), format!("Exchange{}", it.year));
            assert_eq!((it.name, it.look.class), (&*format!("Exchange {}", it.year), &*format!("v{}", it.year)));
            assert_eq!(it.look.server_class, format!("server {}", it.look.class));
            for other in Version::ALL.into_iter().take(at).map(|it| it.product().look) {
                assert!(other.color != it.look.color && other.corner != it.look.corner);
                assert_ne!(other.corner_in_legend, it.look.corner_in_legend);
            }
        }
    }

    /// What is counted in the store is told in the event log, and each kind of entry is written by some version.
    #[test]
    fn events_are_those_of_the_rows() {
        for it in Version::ALL.map(Version::product) {
            assert_eq!(it.store_sessions.is_some(), it.writes(Logged::StoreSessions), "{}", it.name);
        }
        for logged in Logged::ALL {
            assert!(Version::ALL.into_iter().any(|it| it.product().writes(logged)), "{logged:?}");
        }
    }
}
