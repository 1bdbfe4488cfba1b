//! What may the switches of a scenario be turned to?
//!
//! The switches themselves stand in their table ([`super::switches`]).

use super::language::{Describe, Kind, language};
use super::left_out::Shown;
use crate::lang::Lang;
use crate::time::Micros;

language! {
    /// DISC-3.
    pub enum DiscoverySite {
        /// The site of the mailbox.
        MailboxSite,
        /// The site of the front end.
        FrontEndSite,
    }

    /// DISC-8.
    pub enum CandidateOrder {
        /// Drawn from the seed for each log-on.
        Random,
        /// One after the other, in the order of their names.
        RoundRobin,
        /// Always the first by name.
        ByName,
    }

    /// FALL-3.
    pub enum Fallback {
        /// One target is picked; after a failed attempt the next type is tried on it.
        FallThrough,
        /// The first type for which any candidate offers an endpoint is used; its failure is final.
        SelectOnce,
    }

    /// FALL-4.
    pub enum SameTypeEndpoints {
        /// Only the first value of the type.
        First,
        /// Each value of the type, in the order of the setting.
        Each,
    }

    /// FALL-6.
    pub enum NextTarget {
        /// The log-on fails.
        Never,
        /// Every other candidate is tried in turn.
        EachCandidate,
    }

    /// LEG-8.
    pub enum ProtocolCheckedAt {
        /// At the server that opens the mailbox.
        Target,
        /// At the front end of 2013 and later.
        FrontEnd,
    }

    /// Section 2.
    pub enum GssapiNtlmSetting {
        /// All of them, as one public log shows.
        AllConnections,
        /// Those without TLS, by the words of the reference: over TLS NTLM and GSSAPI stay.
        WithoutTls,
    }

    /// Section 2.
    pub enum OversizedCommand {
        /// It is refused, as reports say (`BAD Command Error. 10`).
        CommandError,
        /// It is refused as an argument that is not accepted (`BAD Command Argument Error. 11`).
        ArgumentError,
        /// The connection is closed.
        Close,
    }

    /// RPC-1.
    pub enum StoreNotReached {
        /// The words for a wrong password.
        LogonFailure,
        /// That the server is unavailable (`NO Server Unavailable. 15`).
        ServerUnavailable,
    }

    /// LEG-5.
    pub enum Builds {
        /// New enough for everything that the version ever spoke.
        NewEnough,
        /// That with which the version was released.
        AsReleased,
    }

    /// LB-3.
    pub enum LoopGuard {
        /// It does not notice.
        None,
        /// It refuses a log-on that came from itself.
        RefuseOwn,
    }

    /// CMP-4.
    pub enum InactiveComponent {
        /// As the documents of each version have it: CloseWithoutBanner on 2013 and 2016 (support article), StopService
        /// on 2019 and SE (cmdlet reference).
        AsDocumented,
        /// The connection is accepted and closed without a greeting.
        CloseWithoutBanner,
        /// The service stops as soon as somebody connects, and stays stopped until somebody starts it.
        StopService,
    }

    /// BIND-1.
    pub enum OfflineResponder {
        /// It does nothing.
        Off,
        /// It tries at this interval, and sets the component inactive after so many failures in a row. It lets go of it
        /// never: somebody has to.
        On {
            /// The interval.
            every: Micros,
            /// After how many failures in a row.
            after: u32,
        },
    }

    /// CMP-1.
    pub enum DrainingComponent {
        /// Nothing: the component works.
        AsActive,
        /// The same as Inactive.
        AsInactive,
    }

    /// CMP-5.
    pub enum ServerWideOffline {
        /// They are stopped, and stay stopped when the maintenance ends.
        StopServices,
        /// They go on running, and their components are inactive until the maintenance ends.
        KeepServices,
    }

    /// HTTP-1.
    pub enum HttpRetry {
        /// The request fails.
        Never,
        /// Every other healthy target is tried in turn.
        EachCandidate,
    }

    /// HTTP-2.
    pub(crate) struct HttpPing {
        /// The interval.
        every: Option<Micros> => Micros::from_secs(60),
        /// How long a probe waits.
        timeout: Option<Micros> => Micros::from_secs(10),
        /// How many must fail in a row.
        down_after: Option<u32> => 1,
        /// How many must pass in a row.
        up_after: Option<u32> => 1,
    }

    /// DET-6.
    pub enum SiteOf2010Mailbox {
        /// That of the server with the active copy.
        ActiveCopy,
        /// That of the database's first server.
        HomeServer,
    }

    /// TLS-8: whether a version of TLS that a Windows carries is switched on as it is installed.
    pub enum SchannelDefault {
        /// It is there and switched off.
        Off,
        /// It is switched on.
        On,
    }

    /// AUTH-3.
    pub enum AuthPolicyCheckedAt {
        /// The server to which the client came.
        FrontEnd,
        /// The server that opens the mailbox.
        Target,
    }

    /// DET-9.
    pub enum DnsOrder {
        /// Rotated with each answer.
        RoundRobin,
        /// As listed.
        AsListed,
    }
}

macro_rules! copy {
    ($($type:ident)*) => { $(impl Copy for $type {})* };
}
copy! {
    DiscoverySite CandidateOrder Fallback SameTypeEndpoints NextTarget ProtocolCheckedAt LoopGuard InactiveComponent
    DrainingComponent ServerWideOffline OversizedCommand GssapiNtlmSetting HttpRetry
    HttpPing SiteOf2010Mailbox StoreNotReached DnsOrder
    Builds SchannelDefault AuthPolicyCheckedAt OfflineResponder
}

impl HttpPing {
    /// Where nothing is written of it: each value has its own default.
    pub(crate) const DEFAULT: Self = Self { every: None, timeout: None, down_after: None, up_after: None };
}

impl Shown for HttpPing {
    /// Each value with its name.
    fn shown(&self, lang: Lang) -> String {
        let Kind::Struct(it) = Self::KIND else { return String::new() };
        let values = it.fields.iter().filter_map(|it| Some(format!("{} {}", it.name, it.default?.text(lang))));
        values.collect::<Vec<_>>().join(", ")
    }
}
