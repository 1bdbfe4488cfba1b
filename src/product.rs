//! What does each version of Exchange have, and what does it do?
//!
//! One row a version, one column a difference; nowhere else is a version compared by name, and a test holds it. Which
//! version opens or proxies to mailboxes of which stands in [`matrix`], row by row. What differs with nothing but a
//! setting's value is no column here: it is the setting's.

pub mod keyed;
pub mod matrix;
pub mod service;

pub use keyed::{ByComponent, ByOutcome, ByProtocol, ByService, ByVersion};
pub use matrix::{EndpointSource, Pair};
pub use service::{Protocol, WebService};

use crate::rules::Rule;
use crate::scenario::{Version, Windows};

/// A row of the table: what one version has and does.
#[derive(Debug)]
pub struct Product {
    /// As it is said in a sentence: `Exchange 2010`.
    pub name: &'static str,
    /// As it is said in pictures: `2010`.
    pub year: &'static str,
    /// The class of its color in pictures.
    pub class: &'static str,
    /// The classes of a server of it in pictures.
    pub server_class: &'static str,
    /// As it calls itself when a client signs off (section 11; 2007 composed in the same form).
    pub signature: &'static str,
    /// Which services it consists of (SVC-1, SVC-2).
    pub architecture: Architecture,
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
    /// Where it tells that a user has too many connections (LIM-1).
    pub user_limit: ToldIn,
    /// Whether its limit for one address is low enough for a front end to meet it (LEG-7).
    pub crowds_one_address: bool,
    /// What its IMAP4 lists as it can do.
    pub capability: Capability,
    /// How its protocol log begins.
    pub log: Log,
    /// Which form of the cmdlets it takes.
    pub dialect: Dialect,
    /// The Windows on which it is taken to run where nothing is written. Of those that carry it, one that was usual:
    /// nothing newer, so that no TLS is promised that a real server may lack (LEG-5).
    pub windows: Windows,
}

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

/// Where a refusal is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldIn {
    /// In the event log, with an event of its own.
    EventLog,
    /// In the protocol log alone.
    ProtocolLog,
}

/// What IMAP4 lists as it can do, beside what all versions have (section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capability {
    /// Further words, between `UIDPLUS` and `CHILDREN`.
    pub more: Option<&'static str>,
    /// A further word for users who are logged on.
    pub after_log_on: Option<&'static str>,
    /// Whether NTLM and GSSAPI are listed where LoginType would refuse them: 2013 does not, 2010 does (both
    /// documented).
    pub lists_refused: bool,
}

/// How a protocol log begins (section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// What it says as its version.
    pub version: &'static str,
    /// Whether its columns are documented; where not, those of 2013 are assumed.
    pub documented: bool,
}

/// Which form of the cmdlets a version takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Run on the server itself: certificates are imported from a path, and no cmdlet takes a server's name for them.
    Local,
    /// Run anywhere: certificates are imported as bytes, to a server by its name.
    Remote,
}

const EXCHANGE_2007: Product = Product {
    name: "Exchange 2007",
    year: "2007",
    class: "v2007",
    server_class: "server v2007",
    signature: "Microsoft Exchange Server 2007",
    architecture: Architecture::OneService,
    candidates: Rule::Disc2,
    endpoints: Rule::Disc7,
    endpoints_assumed: Some("DISC-7, no switch"),
    found_by: FoundBy::Bindings,
    components: false,
    out_of_service: false,
    store_sessions: None,
    site_of_mailbox: SiteOfMailbox::ActiveCopy,
    user_limit: ToldIn::EventLog,
    crowds_one_address: true,
    capability: Capability { more: None, after_log_on: None, lists_refused: true },
    log: Log { version: "8.0.0.0", documented: false },
    dialect: Dialect::Local,
    windows: Windows::WindowsServer2008,
};

const EXCHANGE_2010: Product = Product {
    name: "Exchange 2010",
    year: "2010",
    class: "v2010",
    server_class: "server v2010",
    signature: "Microsoft Exchange Server 2010",
    architecture: Architecture::OneService,
    candidates: Rule::Disc1,
    endpoints: Rule::Disc1,
    endpoints_assumed: None,
    found_by: FoundBy::ConnectionSettings,
    components: false,
    out_of_service: true,
    store_sessions: Some(16),
    site_of_mailbox: SiteOfMailbox::Assumed,
    user_limit: ToldIn::EventLog,
    crowds_one_address: false,
    capability: Capability { more: None, after_log_on: None, lists_refused: true },
    log: Log { version: "14.0.0.0", documented: false },
    dialect: Dialect::Remote,
    windows: Windows::WindowsServer2008R2,
};

const EXCHANGE_2013: Product = Product {
    name: "Exchange 2013",
    year: "2013",
    class: "v2013",
    server_class: "server v2013",
    signature: "Microsoft Exchange Server 2013",
    architecture: Architecture::FrontAndBackEnd,
    candidates: Rule::Disc4,
    endpoints: Rule::Disc4,
    endpoints_assumed: None,
    found_by: FoundBy::BackEnd,
    components: true,
    out_of_service: false,
    store_sessions: None,
    site_of_mailbox: SiteOfMailbox::ActiveCopy,
    user_limit: ToldIn::ProtocolLog,
    crowds_one_address: false,
    // Where in the list XPROXY3 stands is not documented.
    capability: Capability { more: Some("MOVE ID"), after_log_on: Some("XPROXY3"), lists_refused: false },
    log: Log { version: "15.0.0.0", documented: true },
    dialect: Dialect::Remote,
    windows: Windows::WindowsServer2012,
};

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
        }
    }

    /// As it is said in a sentence: `Exchange 2010`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.product().name
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
