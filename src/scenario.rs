//! What may stand in a scenario file?
//!
//! The syntax of the language, written by admins and so in their words: settings bear the names that the cmdlets
//! give them and take the values that the cmdlets take. Names are not looked up here and defaults are not filled in:
//! that is the business of [`crate::resolve`]. Lists with names, never maps, because a duplicate key of a
//! RON map is silently lost. The doc comments below *are* the reference: `docs/scenario.md` is generated from them.

pub(crate) mod assist;
pub(crate) mod assumptions;
pub mod base;
pub(crate) mod build;
pub(crate) mod change;
pub(crate) mod clients;
pub(crate) mod colored;
pub(crate) mod component;
pub(crate) mod defaults;
pub(crate) mod differences;
pub mod edit;
pub mod format;
pub(crate) mod keyed;
pub mod language;
pub(crate) mod leaf;
pub(crate) mod left_out;
pub(crate) mod mentions;
mod named;
pub mod parse;
pub(crate) mod plan;
pub mod reference;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod settings;
#[cfg(feature = "cli")]
pub mod shrink;
pub(crate) mod switches;
pub(crate) mod times;
pub mod tree;
pub mod write;

use compact_str::{CompactString, format_compact};

pub use assumptions::*;
pub(crate) use build::WrittenBuild;
pub use change::When;
pub(crate) use change::*;
pub use clients::*;
pub use component::*;
use language::language;
pub(crate) use leaf::{Address, FindingId, Share};
pub use leaf::{Binding, BoundTo, ConnectionSetting, Security};
pub(crate) use plan::Step;
pub use security::*;
pub(crate) use settings::ProtocolSettings;
pub use settings::Setting;
pub(crate) use switches::Assumptions;
pub use switches::Switch;

use crate::time::{Date, Micros, Time, TimeZone};

language! {
    /// One organisation, what its clients do, and what changes while the clock runs.
    pub struct Scenario {
        /// The version of this language. Always 1.
        schema: u32,
        /// A scenario on which this one stands, by the path of its file, relative to this one. What is written here
        /// comes on top; see *Scenarios that stand on another*.
        base: Option<CompactString> = "it stands alone",
        /// What the scenario shows, in one line. It heads every report.
        title: Option<CompactString> = "the file's name",
        /// What is asked of those who predict what happens, in one line that tells no outcome. A page shows it in place
        /// of the title until they have answered.
        question: Option<CompactString> = "none",
        /// The seed of all chance. The same scenario and seed give the same bytes everywhere.
        seed: Option<u64> => 1,
        /// The day on which the run begins, at midnight or at the time that is written, in local time. With it every
        /// time may be written as the clock shows it, and every output shows the clock. It decides about the validity
        /// of certificates and stands in the product's logs.
        date: Option<Date> => defaults::DATE,
        /// How far the local time is from UTC, in which the product writes its logs.
        time_zone: Option<TimeZone> => TimeZone::default(),
        /// When the run ends at the latest. A run that is cut off here while clients still have something to do is
        /// inconclusive.
        until: Option<Time> => Time::from(defaults::UNTIL),
        /// How many events may be delivered, at most 100,000,000. A run that is cut off here is inconclusive.
        event_limit: Option<u64> => defaults::EVENT_LIMIT,
        /// The DNS suffix of every server: `EX10` is reached as `ex10.<domain>`. It is also the search suffix for
        /// names without a dot.
        domain: Option<CompactString> => CompactString::const_new(defaults::DOMAIN),
        /// The NetBIOS name of the domain, as in `CONTOSO\\anna`.
        netbios_domain: Option<CompactString> = "the first part of `domain`, in capital letters",
        /// The name under which 2007 is reached by web clients once 2013 has the usual one (HTTP-3).
        legacy_namespace: Option<CompactString> = "none",
        /// The Active Directory sites.
        sites: Vec<Site> | defaults::one_site,
        /// The links between sites. Sites without a link (or a chain of links) between them cannot reach each other.
        links: Vec<Link> = "none",
        /// The Exchange servers.
        servers: Vec<Server> = "none",
        /// The load balancers.
        load_balancers: Vec<LoadBalancer> = "none",
        /// DNS names beside those of the servers and load balancers, which are registered by themselves.
        dns: Vec<DnsName> = "none",
        /// The mailbox databases.
        databases: Vec<Database> = "none",
        /// The mailboxes, and the accounts without one.
        mailboxes: Vec<Mailbox> = "none",
        /// The authentication policies (AUTH-2). Only where a server knows them: from 2019 CU2 on.
        authentication_policies: Vec<AuthenticationPolicy> = "none",
        /// The policy of all who have none of their own, as in Set-OrganizationConfig -DefaultAuthenticationPolicy.
        default_authentication_policy: Option<CompactString> = "none: nothing is blocked",
        /// The mail programs.
        clients: Vec<Client> = "none",
        /// What changes while the clock runs. Changes of the same instant happen in the order of the file, before
        /// anything that a client does at that instant.
        changes: Vec<Change> = "nothing changes",
        /// The plan: steps that are done one after the other, each with a name. They are changes as those above, behind
        /// them where it is the same instant; `coexist rehearse` tells of them step by step.
        steps: Vec<Step> = "there is no plan",
        /// What was done to the organisation before the run begins, in this order: the same actions as in `changes`.
        /// It is as if all of it had always been so: services have read what was set, and no record tells of it.
        from_start: Vec<Action> = "nothing",
        /// Certificates in files, which lines that import one (`run` in `changes`) refer to by their paths.
        files: Vec<CertificateFile> = "none",
        /// The switches for what no public source settles.
        assumptions: Option<Assumptions> = "every switch as in its own row",
        /// What must come out. It makes the scenario a test: exit code 1 when one of these does not hold.
        expect: Vec<Expect> = "nothing is expected",
        /// Findings of `coexist check` that are known and meant, each with the reason.
        accepted: Vec<Accepted> = "every finding is reported",
    }

    /// A certificate in a file.
    pub(crate) struct CertificateFile {
        /// The path, as lines write it.
        path: CompactString,
        /// The certificate. When it is imported, it is enabled for nothing.
        certificate: Certificate,
    }

    /// A finding that is known and meant.
    pub(crate) struct Accepted {
        /// Its code, as in `"F001"` (see findings.md).
        finding: FindingId,
        /// The server, client or whatever else it is about.
        on: Option<CompactString> = "every finding of this code",
        /// Why it is meant.
        reason: CompactString,
    }

    /// An Active Directory site.
    pub(crate) struct Site {
        /// The name of the site.
        name: CompactString,
        /// How long a packet takes between two hosts of the site, one way.
        latency: Option<Micros> => defaults::SITE_LATENCY,
    }

    /// A network link between two sites, for both directions unless `one_way` is set.
    pub(crate) struct Link {
        /// The two sites; with `one_way` from the first to the second.
        between: (CompactString, CompactString),
        /// How long a packet takes over the link, one way. A packet takes the way with the least latency over the
        /// links that are up, and the latencies add up.
        latency: Option<Micros> => defaults::LINK_LATENCY,
        /// The most that chance adds to the latency of one packet.
        jitter: Option<Micros> => Micros::ZERO,
        /// The share of packets that are lost. TCP sends them again: a connection request after 3 s and after 9 s,
        /// data after 0.3, 0.9, 2.1, 4.5 and 9.3 s; then the connection is lost.
        loss: Option<Share> => Share::default(),
        /// Whether the link is cut when the run begins.
        cut: Option<bool> => false,
        /// Whether only the direction from the first to the second site is described. Without a second entry for the
        /// way back there is none.
        one_way: Option<bool> => false,
    }

    /// An Exchange server.
    pub(crate) struct Server {
        /// The NetBIOS name, for example `EX10`.
        name: CompactString,
        /// The version.
        version: Version,
        /// The site in which it stands.
        site: Option<CompactString> = "the only site; must be written where there are several",
        /// The roles.
        roles: Vec<Role> => vec![Role::ClientAccess, Role::Mailbox],
        /// The services that run when the scenario begins. All others are stopped, as the product installs them
        /// (SVC-3).
        running: Vec<Service> = "none: every service is stopped",
        /// The services that hang when the scenario begins: they accept a connection and never answer (SVC-5).
        hung: Vec<Service> = "none",
        /// Of the services that run without being listed (`W3SVC`), those that do not.
        stopped: Vec<Service> = "none",
        /// Whether web clients are kept away from it, as with Set-ClientAccessServer; POP3 and IMAP4 ignore it
        /// (HTTP-5). Only on 2010.
        IsOutOfService: Option<bool> => false,
        /// The services whose start type is Automatic: they come back when the server starts (SVC-3). That of the
        /// others is Manual, but for W3SVC.
        automatic: Vec<Service> = "none: all are started by hand",
        /// The services whose start type is Disabled: they cannot be started (SVC-8).
        disabled: Vec<Service> = "none",
        /// Whether the whole server is switched off when the scenario begins: nothing answers at its address.
        off: Option<bool> => false,
        /// How many session objects one user may have in the store of this Mailbox server, over all Client Access
        /// servers and both protocols (LEG-9). Only on 2010.
        store_sessions_per_user: Option<u32> => defaults::STORE_SESSIONS,
        /// Known defects of its build.
        defects: Vec<Defect> = "none",
        /// What requesters want of its components, where that is not Active. Only on 2013 and later (CMP-6).
        components: Vec<ComponentState> = "every component is active",
        /// The IMAP4 settings, as in Set-ImapSettings.
        imap4: Option<ProtocolSettings> = "the version's defaults",
        /// The POP3 settings, as in Set-PopSettings.
        pop3: Option<ProtocolSettings> = "the version's defaults",
        /// The certificates that are installed. X509CertificateName picks among them (LEG-6).
        certificates: Vec<Certificate> = "one called `self-signed`, for the server's FQDN and NetBIOS name, as the product installs it",
        /// The version of Windows: what TLS the server speaks (LEG-5).
        windows: Option<Windows> = "2007: `WindowsServer2008`, 2010: `WindowsServer2008R2`, 2013: `WindowsServer2012`, 2016: `WindowsServer2016`, 2019: `WindowsServer2019`, SE: `WindowsServer2022`",
        /// The build, as far as it decides about TLS (LEG-5, TLS-3) and about who stands beside it (COEX). 2010 speaks
        /// TLS 1.2 from `(service_pack: 3, update: 19)` on, 2013 from `(update: 19)`, 2016 from `(update: 8)`; 2007
        /// never does. TLS 1.0 and 1.1 may be switched off from the update after that on; on an older build it is done
        /// all the same, and `check` advises against it (F046).
        build: Option<WrittenBuild> = "as the switch `builds` says",
        /// What TLS the server speaks, where that is not as Windows installs it: what it accepts and what it
        /// offers (LEG-5).
        tls: Option<Tls> = "as Windows installs it",
        /// The fully qualified name.
        fqdn: Option<CompactString> = "`<name>.<domain>`, in lower case",
        /// The address.
        address: Option<Address> = "the next free one of its site",
        /// Further addresses that it has beside that one. Whoever connects to one of them reaches it, as far as a
        /// service is bound there (BIND-1). Windows registers all of them under its name; in `points_to` its name
        /// means `address` alone. Balancers pass connections on to `address`, and those that it opens come from there.
        more_addresses: Vec<Address> = "none",
        /// Where it stands in pictures (`coexist diagram`): column and row in the box of its site, counted from
        /// `(0, 0)` at the top left, in whole boxes; at most `(31, 99)`. Where the cell is taken, it stands in the next
        /// free one below. It has no part in a run.
        place: Option<(u32, u32)> = "the picture decides",
    }

    /// How far a server is updated. As a text it may also be called as admins call it: `"CU23"`, `"SP3 RU11"`, `"RTM"`.
    pub(crate) struct Build {
        /// The service pack.
        service_pack: Option<u32> => 0,
        /// The Update Rollup (2007, 2010) or Cumulative Update (2013 and later) after that.
        update: Option<u32> => 0,
    }

    /// A known defect of a build.
    pub enum Defect {
        /// 2013 before CU21: NTLM fails for users whose alias is not their sAMAccountName.
        NtlmAliasMismatch,
        /// Name and password are replayed to an IMAP4 target without quotation marks (KB 932605).
        UnquotedReplay,
        /// 2007 before its fixes: Enable-ExchangeCertificate writes a name with a star into X509CertificateName too,
        /// after which the service finds no certificate (KB 948896).
        WildcardWritten,
    }

    /// The version of an Exchange server.
    pub enum Version {
        /// Exchange Server 2007.
        Exchange2007,
        /// Exchange Server 2010.
        Exchange2010,
        /// Exchange Server 2013.
        Exchange2013,
        /// Exchange Server 2016.
        Exchange2016,
        /// Exchange Server 2019.
        Exchange2019,
        /// Exchange Server Subscription Edition.
        ExchangeSE,
    }

    /// A server role.
    pub enum Role {
        /// Client Access: clients and other servers connect here.
        ClientAccess,
        /// Mailbox: holds databases. On 2013 and later it also runs the back-end
        /// services, and from 2016 on it is the one role, with the front end (VER-2).
        Mailbox,
    }

    /// A POP3 or IMAP4 service.
    pub enum Service {
        /// `MSExchangeIMAP4` of the Client Access role; on 2013 and later the front end.
        Imap4,
        /// `MSExchangePOP3` of the Client Access role; on 2013 and later the front end.
        Pop3,
        /// `MSExchangeIMAP4BE`: the back end on the Mailbox role of 2013 and later.
        Imap4BE,
        /// `MSExchangePOP3BE`: the back end on the Mailbox role of 2013 and later.
        Pop3BE,
        /// `W3SVC`: the web server of the Client Access role, for OWA, ECP, EWS, ActiveSync and OAB. It runs unless it
        /// is stopped.
        W3SVC,
    }

    /// When a service starts (Set-Service -StartupType).
    pub enum StartType {
        /// With its server.
        Automatic,
        /// When somebody starts it.
        Manual,
        /// Not at all: a start fails (SVC-8).
        Disabled,
    }

    /// The values of LoginType.
    pub enum LoginType {
        /// Every log-on is accepted, encrypted or not.
        PlainTextLogin,
        /// Without TLS only NTLM and GSSAPI are accepted.
        PlainTextAuthentication,
        /// Without TLS no log-on is accepted.
        SecureLogin,
    }

    /// The values of ExtendedProtectionPolicy.
    pub enum ExtendedProtection {
        /// NTLM and GSSAPI are not bound to anything.
        None,
        /// They are where the client does so.
        Allow,
        /// They must be bound to the TLS connection on which they come.
        Require,
    }

    /// The values of LogFileRollOverSettings.
    pub enum LogRollOver {
        /// A new file each hour.
        Hourly,
        /// Each day.
        Daily,
        /// Each week.
        Weekly,
        /// Each month.
        Monthly,
    }

    /// A balancer with a virtual address that forwards TCP connections (LB-2). Its name is registered in DNS.
    pub(crate) struct LoadBalancer {
        /// The DNS name, for example `mail.contoso.com`.
        name: CompactString,
        /// The servers to which it forwards.
        pool: Vec<CompactString>,
        /// The ports that it forwards.
        ports: Vec<u16> => vec![110, 143, 443, 993, 995],
        /// How it chooses among the members that it believes to be up.
        method: Option<Method> => Method::RoundRobin,
        /// What it does about TLS (LB-7).
        tls: Option<BalancerTls> => BalancerTls::PassThrough,
        /// The certificate that it shows where it ends TLS.
        certificate: Option<Certificate> = "one for its own name, from a trusted issuer",
        /// To which port of a member it passes a port on, where that is another one.
        map_ports: Vec<(u16, u16)> = "with `tls: Terminate` 993 to 143 and 995 to 110; otherwise none",
        /// How it finds out whether a member is up.
        check: Option<Check> => Check::TcpConnect,
        /// The text that its check looks for in the greeting of IMAP4 and POP3; only with `check: Banner` (LB-8).
        check_text: Option<CompactString> = "none: any greeting will do",
        /// The interval of the check (DET-4).
        every: Option<Micros> | |lang| Switch::check_every.stands_in(lang),
        /// How many checks in a row must fail before a member is left out (DET-4).
        down_after: Option<u32> | |lang| Switch::down_after.stands_in(lang),
        /// How many checks in a row must pass before it is used again (DET-4).
        up_after: Option<u32> | |lang| Switch::up_after.stands_in(lang),
        /// Whether the members see the balancer's address instead of the client's (DET-3).
        source_nat: Option<bool> | |lang| Switch::source_nat.stands_in(lang),
        /// The site in which it stands.
        site: Option<CompactString> = "the site of the first member of its pool",
        /// The virtual address.
        address: Option<Address> = "the next free one of its site",
        /// How long a resolver may keep the DNS answer.
        ttl: Option<Micros> => defaults::TTL,
        /// Where it stands in pictures (`coexist diagram`): column and row in the box of its site, counted from
        /// `(0, 0)` at the top left, in whole boxes; at most `(31, 99)`. Where the cell is taken, it stands in the next
        /// free one below. It has no part in a run.
        place: Option<(u32, u32)> = "the picture decides",
    }

    /// How a balancer chooses a member.
    pub enum Method {
        /// One after the other, in the order of the pool.
        RoundRobin,
        /// By a hash of the source address: one source stays on one member.
        SourceHash,
        /// The member with the fewest open connections through the balancer.
        LeastConnections,
    }

    /// What a balancer does about TLS on ports 993 and 995; on every other port it passes everything through. With
    /// STARTTLS and STLS it has nothing to do.
    pub enum BalancerTls {
        /// Nothing: TLS, certificate and greeting are the member's.
        PassThrough,
        /// It ends TLS with its own certificate, and the member sees a connection in clear.
        Terminate,
        /// It ends TLS with its own certificate, and begins TLS anew with the member, whatever that one's certificate.
        ReEncrypt,
    }

    /// How a balancer checks a member.
    pub enum Check {
        /// Not at all: every member counts as up.
        None,
        /// It opens a TCP connection. A hung service passes.
        TcpConnect,
        /// It waits for the greeting. A hung service fails.
        Banner,
    }

    /// A name in DNS.
    pub(crate) struct DnsName {
        /// The name.
        name: CompactString,
        /// What it points to: names of servers or load balancers, or IPv4 addresses. Empty: the name does not exist
        /// (for example until a change creates it).
        points_to: Vec<CompactString>,
        /// How long a resolver may keep the answer.
        ttl: Option<Micros> => defaults::TTL,
        /// The sites whose resolvers get this answer (split DNS, DET-9). The same name may be listed once more for
        /// other sites.
        for_sites: Vec<CompactString> = "every site for which no other entry of the name is given",
        /// Where it stands in pictures (`coexist diagram`): column and row in the box of its site, counted from
        /// `(0, 0)` at the top left, in whole boxes; at most `(31, 99)`. Where the cell is taken, it stands in the next
        /// free one below. It has no part in a run.
        place: Option<(u32, u32)> = "the picture decides",
    }

    /// A mailbox database. Its version is that of its servers.
    pub(crate) struct Database {
        /// The name.
        name: CompactString,
        /// The servers that hold a copy; one server = no copies. The first is the home server.
        on: Vec<CompactString>,
        /// The server with the active copy.
        active: Option<CompactString> = "the first of `on`",
    }

    /// An authentication policy: which protocols it takes from its users (AUTH-2).
    pub(crate) struct AuthenticationPolicy {
        /// The name.
        name: CompactString,
        /// Whether it blocks IMAP4, by whatever mechanism somebody logs on.
        BlockLegacyAuthImap: Option<bool> => false,
        /// Whether it blocks POP3.
        BlockLegacyAuthPop: Option<bool> => false,
    }

    /// What must come out of the attempts of one client, or of all clients of a group.
    pub(crate) struct Expect {
        /// The client. Where it is a group, all of its clients are meant.
        client: CompactString,
        /// Which of its attempts, from 1.
        attempt: Option<u32> = "every attempt of the client",
        /// Only the attempts that begin at this time or later, for example `"22:10"`.
        from: Option<Time> = "from the start",
        /// Only the attempts that begin before this time.
        until: Option<Time> = "to the end",
        /// How many of these attempts must have this outcome, instead of all of them.
        count: Option<u32> = "not counted",
        /// How many of them must have it at the least; of a group how many members of whom each of them has it.
        at_least: Option<u32> = "all of them",
        /// How many of them may have it at the most, with 0 none; of a group how many members of whom any has it.
        at_most: Option<u32> = "all of them",
        /// How the attempt ends.
        outcome: Outcome,
        /// Rules that must have decided something in the attempt (in one of them, where several are meant).
        rules: Vec<CompactString> = "none",
        /// Rules that must not have decided anything in the attempt (in any of them).
        not_rules: Vec<CompactString> = "none",
        /// The server that serves the mailbox, or to which the log-on was handed last.
        served_by: Option<CompactString> = "any",
    }

    /// How an attempt ends, as the client sees it.
    pub enum Outcome {
        /// The user is logged on, and what the client did after that went well. A web client: the request was answered.
        LoggedOn,
        /// The log-on was refused, in the words for a wrong password (`NO LOGIN failed.`, `-ERR Logon failure…`).
        LogonFailed,
        /// The client did not even try to log on, because the server lists LOGINDISABLED.
        LogonNotSent,
        /// A web client was answered that nobody can serve it now (`503 Service Unavailable`).
        ServiceUnavailable,
        /// The server does not accept this log-on without TLS (`BAD Command received in Invalid state.`).
        LogonDisabled,
        /// Authenticated, but no mailbox behind it (`BAD User is authenticated but not connected.`).
        NotConnected,
        /// The host name could not be resolved.
        NameNotResolved,
        /// The TCP connection was refused.
        ConnectionRefused,
        /// Nothing answered the TCP connection.
        NoAnswer,
        /// Connected, but no greeting of the protocol came: the connection was closed, nothing was said until the
        /// client gave up, or the greeting was that of the other protocol.
        NoGreeting,
        /// TLS could not be set up, or STARTTLS was not offered.
        TlsFailed,
        /// The server closed the connection because a time ran out (`* BYE Connection is closed. 13`).
        ClosedByServer,
        /// The client gave up waiting for an answer.
        ClientGaveUp,
        /// The connection was lost, before or after the log-on.
        ConnectionLost,
    }
}

/// The fully qualified name of a server: as it is written, or its name in lower case. As every other name without a
/// dot, it gets the suffix.
pub(crate) fn full_name(name: &str, fqdn: Option<&str>, domain: &str) -> CompactString {
    match fqdn {
        Some(fqdn) if fqdn.contains('.') => fqdn.into(),
        Some(fqdn) => format_compact!("{fqdn}.{domain}"),
        None => {
            let mut whole = format_compact!("{name}.{domain}");
            whole.make_ascii_lowercase();
            whole
        }
    }
}

impl Scenario {
    /// Adds actions behind those that are carried out then.
    pub(crate) fn add(&mut self, actions: &[Action], when: change::When) {
        let actions = actions.iter().cloned();
        match when {
            change::When::FromStart => self.from_start.extend(actions),
            change::When::At(at) => self.changes.extend(actions.map(|action| Change::of(at, action))),
        }
    }
}

macro_rules! copy {
    ($($type:ident)*) => { $(impl Copy for $type {})* };
}
copy! {
    Version Role Service LoginType Method Check Protocol MailProtocol Mechanism Password AfterLogon OnFailure Outcome
    CertificateErrors LoginDisabled OnRefusal Defect ExtendedProtection LogRollOver BalancerTls StartType
}
