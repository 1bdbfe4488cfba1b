//! What may a scenario assume where no public source settles the matter?

use super::language::language;
use crate::time::Micros;

language! {
    /// The switches for what no public source settles. Trace and report say "assumed" wherever one of them decides.
    pub struct Assumptions {
        /// DISC-3: in which site the front end looks for targets.
        discovery_site: Option<DiscoverySite> = "`MailboxSite`",
        /// DISC-8: in which order equal candidates are taken.
        candidate_order: Option<CandidateOrder> = "`Random`",
        /// DISC-9: how long the front end keeps its view of the directory.
        topology_refresh: Option<Micros> = "15min",
        /// FALL-3: what "SSL first, then TLS, then plaintext" means.
        fallback: Option<Fallback> = "`FallThrough`",
        /// FALL-4: how many of the values of one connection type a target is tried on.
        same_type_endpoints: Option<SameTypeEndpoints> = "`First`",
        /// FALL-5: whether a client that came by STARTTLS or STLS counts as encrypted.
        starttls_counts_as_encrypted: Option<bool> = "true",
        /// FALL-6: whether another target is tried when every type has failed on the first.
        next_target: Option<NextTarget> = "`Never`",
        /// FALL-7: how long the front end waits for each answer of a target.
        proxy_connect_timeout: Option<Micros> = "21s",
        /// FALL-7: whether the next type is tried when a target refuses the log-on.
        retry_after_login_refused: Option<bool> = "false",
        /// LEG-8: where PopEnabled and ImapEnabled are looked at.
        protocol_disabled_checked_at: Option<ProtocolCheckedAt> = "`Target`",
        /// Section 7: whether a 2010 server proxies for a mailbox on 2007.
        proxy_2010_to_2007: Option<bool> = "true",
        /// Section 2: what becomes of a command that is longer than MaxCommandSize.
        oversized_command: Option<OversizedCommand> = "`ArgumentError`",
        /// LB-3: whether a front end notices that it proxies to itself.
        loop_guard: Option<LoopGuard> = "`None`",
        /// CMP-4: what an inactive component does.
        inactive_component: Option<InactiveComponent> = "`CloseWithoutBanner`",
        /// CMP-1: what Draining does, which is documented for transport only.
        draining_component: Option<DrainingComponent> = "`AsActive`",
        /// CMP-5: what becomes of the POP3 and IMAP4 services when `ServerWideOffline` is inactive.
        server_wide_offline: Option<ServerWideOffline> = "`StopServices`",
        /// HTTP-1: whether the front end tries another target when one that its probe believed to be up fails.
        http_retry: Option<HttpRetry> = "`Never`",
        /// HTTP-2: the probes of the HTTP proxy.
        http_ping: Option<HttpPing> = "every 60s, 10s, 1, 1",
        /// DET-3: whether a load balancer puts its own address in place of the client's.
        source_nat: Option<bool> = "true",
        /// DET-4: the interval of a load balancer's check.
        check_every: Option<Micros> = "10s",
        /// DET-4: how many checks in a row must fail before a member is left out.
        down_after: Option<u32> = "3",
        /// DET-4: how many checks in a row must pass before a member is used again.
        up_after: Option<u32> = "1",
        /// DET-6: which site a mailbox on 2010 is in.
        site_of_2010_mailbox: Option<SiteOf2010Mailbox> = "`ActiveCopy`",
        /// DET-9: in which order a name with several addresses is answered. The first address is used.
        dns_order: Option<DnsOrder> = "`RoundRobin`",
    }

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
        /// At the 2013 front end.
        FrontEnd,
    }

    /// Section 2.
    pub enum OversizedCommand {
        /// It is refused (`BAD Command Argument Error. 11`).
        ArgumentError,
        /// The connection is closed.
        Close,
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
        /// The connection is accepted and closed without a greeting.
        CloseWithoutBanner,
        /// The service stops as soon as somebody connects.
        StopService,
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
    pub struct HttpPing {
        /// The interval.
        every: Option<Micros> = "60s",
        /// How long a probe waits.
        timeout: Option<Micros> = "10s",
        /// How many must fail in a row.
        down_after: Option<u32> = "1",
        /// How many must pass in a row.
        up_after: Option<u32> = "1",
    }

    /// DET-6.
    pub enum SiteOf2010Mailbox {
        /// That of the server with the active copy.
        ActiveCopy,
        /// That of the database's first server.
        HomeServer,
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
    DrainingComponent ServerWideOffline OversizedCommand HttpRetry
    HttpPing SiteOf2010Mailbox DnsOrder
}
