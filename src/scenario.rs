//! What may stand in a scenario file?
//!
//! The syntax of the language, written by admins and so in their words: settings bear the names that the cmdlets
//! give them and take the values that the cmdlets take. Names are not looked up here and defaults are not filled in:
//! that is the business of [`crate::world::resolve`]. Lists with names, never maps, because a duplicate key of a
//! RON map is silently lost. The doc comments below *are* the reference: `docs/scenario.md` is generated from them.

pub mod language;
pub mod leaf;
pub mod parse;
pub mod reference;

use language::language;
pub use leaf::{Address, Endpoint, Security, Share};

use crate::time::{Date, Micros};

language! {
    /// One organisation, what its clients do, and what changes while the clock runs.
    pub struct Scenario {
        /// The version of this language. Always 1.
        schema: u32,
        /// What the scenario shows, in one line. It heads every report.
        title: Option<String> = "the file's name",
        /// The seed of all chance. The same scenario and seed give the same bytes everywhere.
        seed: Option<u64> = "1",
        /// The day on which the run begins, at midnight or at the time that is written (UTC). It decides about the
        /// validity of certificates and stands in the product's logs.
        date: Option<Date> = "`2014-01-15`",
        /// When the run ends at the latest. A run that is cut off here while clients still have something to do is
        /// inconclusive.
        until: Option<Micros> = "24h",
        /// How many events may be delivered, at most 100,000,000. A run that is cut off here is inconclusive.
        event_limit: Option<u64> = "1,000,000",
        /// The DNS suffix of every server: `EX10` is reached as `ex10.<domain>`. It is also the search suffix for
        /// names without a dot.
        domain: Option<String> = "contoso.com",
        /// The Active Directory sites.
        sites: Vec<Site> = "one site, `Default-First-Site-Name`",
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
        /// The mail programs.
        clients: Vec<Client> = "none",
        /// What changes while the clock runs. Changes of the same instant happen in the order of the file, before
        /// anything that a client does at that instant.
        changes: Vec<Change> = "nothing changes",
        /// The switches for what no public source settles.
        assumptions: Option<Assumptions> = "every switch as in its own row",
        /// What must come out. It makes the scenario a test: exit code 1 when one of these does not hold.
        expect: Vec<Expect> = "nothing is expected",
    }

    /// An Active Directory site.
    pub struct Site {
        /// The name of the site.
        name: String,
        /// How long a packet takes between two hosts of the site, one way.
        latency: Option<Micros> = "500us",
    }

    /// A network link between two sites, for both directions unless `one_way` is set.
    pub struct Link {
        /// The two sites; with `one_way` from the first to the second.
        between: (String, String),
        /// How long a packet takes over the link, one way. A packet takes the way with the least latency over the
        /// links that are up, and the latencies add up.
        latency: Option<Micros> = "10ms",
        /// The most that chance adds to the latency of one packet.
        jitter: Option<Micros> = "0s",
        /// The share of packets that are lost. TCP sends them again: a connection request after 3 s and after 9 s,
        /// data after 0.3, 0.9, 2.1, 4.5 and 9.3 s; then the connection is lost.
        loss: Option<Share> = "0%",
        /// Whether the link is cut when the run begins.
        cut: Option<bool> = "false",
        /// Whether only the direction from the first to the second site is described. Without a second entry for the
        /// way back there is none.
        one_way: Option<bool> = "false",
    }

    /// An Exchange server.
    pub struct Server {
        /// The NetBIOS name, for example `EX10`.
        name: String,
        /// The version.
        version: Version,
        /// The site in which it stands.
        site: Option<String> = "the only site; must be written where there are several",
        /// The roles.
        roles: Vec<Role> = "`[ClientAccess, Mailbox]`",
        /// The services that run when the scenario begins. All others are stopped, as the product installs them
        /// (SVC-3).
        running: Vec<Service> = "none: every service is stopped",
        /// The services that hang when the scenario begins: they accept a connection and never answer (SVC-5).
        hung: Vec<Service> = "none",
        /// The IMAP4 settings, as in Set-ImapSettings.
        imap4: Option<ProtocolSettings> = "the version's defaults",
        /// The POP3 settings, as in Set-PopSettings.
        pop3: Option<ProtocolSettings> = "the version's defaults",
        /// The certificate that POP3 and IMAP4 present.
        certificate: Option<Certificate> = "self-signed, for the server's FQDN and NetBIOS name, as the product installs it",
        /// The fully qualified name.
        fqdn: Option<String> = "`<name>.<domain>`, in lower case",
        /// The address.
        address: Option<Address> = "the next free one of its site",
    }

    /// The version of an Exchange server.
    pub enum Version {
        /// Exchange Server 2007.
        Exchange2007,
        /// Exchange Server 2010.
        Exchange2010,
        /// Exchange Server 2013.
        Exchange2013,
    }

    /// A server role.
    pub enum Role {
        /// Client Access: clients and other servers connect here.
        ClientAccess,
        /// Mailbox: holds databases. On 2013 it also runs the back-end services.
        Mailbox,
    }

    /// A POP3 or IMAP4 service.
    pub enum Service {
        /// `MSExchangeIMAP4` of the Client Access role; on 2013 the front end.
        Imap4,
        /// `MSExchangePOP3` of the Client Access role; on 2013 the front end.
        Pop3,
        /// `MSExchangeIMAP4BE`: the back end on the Mailbox role of 2013.
        Imap4BE,
        /// `MSExchangePOP3BE`: the back end on the Mailbox role of 2013.
        Pop3BE,
    }

    /// POP3 or IMAP4 settings under the cmdlet's own names. A setting that the version does not have is refused.
    pub struct ProtocolSettings {
        /// Where other servers reach this one for proxying; any number of `HostName:Port:SSL|TLS`, third part empty
        /// = plaintext. Must hold the server's own FQDN (LB-1). Not on 2007.
        InternalConnectionSettings: Option<Vec<Endpoint>> = "`<FQDN>:993:SSL, <FQDN>:143:TLS` (POP3: 995, 110)",
        /// What users are told. It has no part in proxying. Not on 2007.
        ExternalConnectionSettings: Option<Vec<Endpoint>> = "empty",
        /// Which log-ons are accepted without TLS.
        LoginType: Option<LoginType> = "`SecureLogin`",
        /// The name of the certificate to present. One that the certificate does not cover leaves the service
        /// without a certificate: no SSL, no STARTTLS (LEG-6).
        X509CertificateName: Option<String> = "the FQDN of the server",
        /// Whether this server, when it proxies, refuses a target whose certificate has a wrong name, is expired or
        /// comes from an unknown issuer (LEG-4). Not on 2007.
        EnforceCertificateErrors: Option<bool> = "`false`",
        /// How many connections the service keeps open at once.
        MaxConnections: Option<u32> = "2,000; on 2013 2,147,483,647",
        /// How many of them may come from one address.
        MaxConnectionFromSingleIP: Option<u32> = "20 on 2007, 2,000 on 2010, 2,147,483,647 on 2013",
        /// How many authenticated connections one user may have.
        MaxConnectionsPerUser: Option<u32> = "10 on 2007, 16 on 2010 and 2013",
        /// The longest command in bytes.
        MaxCommandSize: Option<u32> = "10,240; POP3 512",
        /// How long a connection may last without log-on.
        PreAuthenticatedConnectionTimeout: Option<Micros> = "60s",
        /// How long an authenticated connection may be idle.
        AuthenticatedConnectionTimeout: Option<Micros> = "30min",
        /// Whether NTLM and GSSAPI are offered. Not on 2007.
        EnableGSSAPIAndNTLMAuth: Option<bool> = "`true`",
        /// Whether the protocol log is written.
        ProtocolLogEnabled: Option<bool> = "`false`",
        /// The greeting.
        Banner: Option<String> = "`The Microsoft Exchange IMAP4 service is ready.` (or POP3)",
        /// The ports for plaintext and STARTTLS.
        UnencryptedOrTLSBindings: Option<Vec<u16>> = "`[143]`; POP3 `[110]`",
        /// The ports for SSL.
        SSLBindings: Option<Vec<u16>> = "`[993]`; POP3 `[995]`",
        /// The port of the back end. Only on 2013.
        ProxyTargetPort: Option<u16> = "1993; POP3 1995",
        /// Whether a mailbox in another site is served over RPC instead of refused. Only on 2007.
        AllowCrossSiteSessions: Option<bool> = "`false`",
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

    /// A certificate.
    pub struct Certificate {
        /// The subject names, `*.contoso.com` allowed.
        names: Vec<String>,
        /// Whether its issuer is trusted by the other servers.
        trusted: Option<bool> = "true",
        /// Whether it is expired.
        expired: Option<bool> = "false",
    }

    /// A balancer with a virtual address that forwards TCP connections (LB-2). Its name is registered in DNS.
    pub struct LoadBalancer {
        /// The DNS name, for example `mail.contoso.com`.
        name: String,
        /// The servers to which it forwards.
        pool: Vec<String>,
        /// The ports that it forwards.
        ports: Vec<u16> = "`[110, 143, 993, 995]`",
        /// How it chooses among the members that it believes to be up.
        method: Option<Method> = "`RoundRobin`",
        /// How it finds out whether a member is up.
        check: Option<Check> = "`TcpConnect`",
        /// The interval of the check (DET-4).
        every: Option<Micros> = "10s, assumed",
        /// How many checks in a row must fail before a member is left out (DET-4).
        down_after: Option<u32> = "3, assumed",
        /// How many checks in a row must pass before it is used again (DET-4).
        up_after: Option<u32> = "1, assumed",
        /// Whether the members see the balancer's address instead of the client's (DET-3).
        source_nat: Option<bool> = "the switch `source_nat` in `assumptions`",
        /// The site in which it stands.
        site: Option<String> = "the site of the first member of its pool",
        /// The virtual address.
        address: Option<Address> = "the next free one of its site",
        /// How long a resolver may keep the DNS answer.
        ttl: Option<Micros> = "1h",
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
    pub struct DnsName {
        /// The name.
        name: String,
        /// What it points to: names of servers or load balancers, or IPv4 addresses. Empty: the name does not exist
        /// (for example until a change creates it).
        points_to: Vec<String>,
        /// How long a resolver may keep the answer.
        ttl: Option<Micros> = "1h",
        /// The sites whose resolvers get this answer (split DNS, DET-9). The same name may be listed once more for
        /// other sites.
        for_sites: Vec<String> = "every site for which no other entry of the name is given",
    }

    /// A mailbox database. Its version is that of its servers.
    pub struct Database {
        /// The name.
        name: String,
        /// The servers that hold a copy; one server = no copies. The first is the home server.
        on: Vec<String>,
        /// The server with the active copy.
        active: Option<String> = "the first of `on`",
    }

    /// A user, with or without a mailbox.
    pub struct Mailbox {
        /// The name, which is also the log-on name.
        name: String,
        /// The database that holds the mailbox. Empty: an account without a mailbox.
        database: String,
        /// Whether POP3 is enabled, as in Set-CASMailbox.
        PopEnabled: Option<bool> = "true",
        /// Whether IMAP4 is enabled, as in Set-CASMailbox.
        ImapEnabled: Option<bool> = "true",
        /// The primary SMTP address. Empty: the user has none, and 2013 refuses the log-on (FE-7).
        PrimarySmtpAddress: Option<String> = "`<name>@<domain>`; empty for an account without a mailbox",
    }

    /// A mail program. Every log-on that it tries is an *attempt*, numbered from 1.
    pub struct Client {
        /// The name.
        name: String,
        /// The mailbox (or account) that logs on.
        user: String,
        /// The protocol.
        protocol: Option<Protocol> = "`Imap4`",
        /// Where it was told to connect: `host:port:SSL`, `host:port:TLS` (STARTTLS or STLS before the log-on), or
        /// `host:port` (no encryption).
        connect: Endpoint,
        /// How it authenticates.
        mechanism: Option<Mechanism> = "`Login`",
        /// Whether the password is right.
        password: Option<Password> = "`Right`",
        /// When it logs on: one time or several.
        at: Vec<Micros> = "`[\"0s\"]`",
        /// How often it comes again after its first time. A poll that comes while an attempt is still running is
        /// left out.
        every: Option<Micros> = "never",
        /// When it stops coming again.
        until: Option<Micros> = "the end of the run, which is then inconclusive",
        /// What it does after log-on.
        then: Option<AfterLogon> = "`CheckMail`",
        /// What it does after a failed attempt, beside its times in `at` and `every`.
        on_failure: Option<OnFailure> = "`GiveUp`",
        /// How long it waits for one answer.
        timeout: Option<Micros> = "2min",
        /// The site whose network and resolver it uses.
        site: Option<String> = "the only site; must be written where there are several",
    }

    /// A client protocol.
    pub enum Protocol {
        /// IMAP4.
        Imap4,
        /// POP3.
        Pop3,
    }

    /// How a client proves who it is.
    pub enum Mechanism {
        /// `LOGIN` in IMAP4, `USER` and `PASS` in POP3.
        Login,
        /// `AUTHENTICATE PLAIN` or `AUTH PLAIN`.
        Plain,
        /// NTLM: the password never reaches the server.
        Ntlm,
        /// Kerberos: the password never reaches the server.
        Gssapi,
    }

    /// Whether a client knows the password.
    pub enum Password {
        /// The right one.
        Right,
        /// A wrong one.
        Wrong,
    }

    /// What a client does once it is logged on.
    pub enum AfterLogon {
        /// Looks for mail (`SELECT INBOX`, `STAT`) and logs out.
        CheckMail,
        /// Logs out at once.
        LogOut,
        /// Closes the connection without logging out.
        Disconnect,
        /// Looks for mail and stays connected, idle, then logs out.
        Stay {
            /// For how long.
            wait: Micros,
        },
    }

    /// What a client does after a failed attempt.
    pub enum OnFailure {
        /// Nothing: it comes again only at its next time, if it has one.
        GiveUp,
        /// Tries again after a pause.
        Retry {
            /// The pause.
            after: Micros,
            /// How many times at the most, counted from the attempt that failed first.
            times: u32,
        },
    }

    /// Something that changes at one moment.
    pub struct Change {
        /// When.
        at: Micros,
        /// What.
        action: Action,
    }

    /// What can change.
    pub enum Action {
        /// Starts a service that is stopped. It reads its settings and the directory now. One that hangs wants a
        /// restart.
        StartService {
            /// The server.
            server: String,
            /// The service.
            service: Service,
        },
        /// Stops a service. Its connections are closed (DET-7).
        StopService {
            /// The server.
            server: String,
            /// The service.
            service: Service,
        },
        /// Lets a service hang: it goes on accepting connections and answers nothing (SVC-5).
        HangService {
            /// The server.
            server: String,
            /// The service.
            service: Service,
        },
        /// Stops and starts a service. It reads its settings and the directory anew (SVC-6).
        RestartService {
            /// The server.
            server: String,
            /// The service.
            service: Service,
        },
        /// Set-ImapSettings: what is left out stays as it is. Takes effect when the service restarts (SVC-6).
        SetImapSettings {
            /// The server.
            server: String,
            /// The settings to change.
            settings: ProtocolSettings,
        },
        /// Set-PopSettings: what is left out stays as it is. Takes effect when the service restarts (SVC-6).
        SetPopSettings {
            /// The server.
            server: String,
            /// The settings to change.
            settings: ProtocolSettings,
        },
        /// Set-CASMailbox: allows or forbids a protocol for one mailbox.
        SetCASMailbox {
            /// The mailbox.
            mailbox: String,
            /// Whether POP3 is enabled from now on.
            PopEnabled: Option<bool> = "as it is",
            /// Whether IMAP4 is enabled from now on.
            ImapEnabled: Option<bool> = "as it is",
        },
        /// Moves a mailbox to another database, of whatever version.
        MoveMailbox {
            /// The mailbox.
            mailbox: String,
            /// The database that holds it from now on.
            database: String,
        },
        /// Activates another copy of a database. Sessions on it end (DET-7).
        FailOver {
            /// The database.
            database: String,
            /// The server whose copy becomes the active one.
            to: String,
        },
        /// Changes what a DNS name points to. Resolvers keep the old answer until its TTL has run out (LB-6).
        SetDns {
            /// The name: one of `dns`, or that of a load balancer or server.
            name: String,
            /// What it points to from now on; empty removes the name.
            points_to: Vec<String>,
            /// The TTL of the new answer.
            ttl: Option<Micros> = "as it was",
        },
        /// Changes the pool of a load balancer. Connections that are open stay.
        SetPool {
            /// The load balancer.
            load_balancer: String,
            /// The servers from now on.
            pool: Vec<String>,
        },
        /// Cuts a link: packets over it are lost.
        CutLink {
            /// The two sites.
            between: (String, String),
            /// Whether only the direction from the first to the second is cut.
            one_way: Option<bool> = "false",
        },
        /// Mends a link that was cut.
        MendLink {
            /// The two sites.
            between: (String, String),
            /// Whether only the direction from the first to the second is mended.
            one_way: Option<bool> = "false",
        },
    }

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
        /// LB-3: whether a front end notices that it proxies to itself.
        loop_guard: Option<LoopGuard> = "`None`",
        /// CMP-4: what an inactive component does. Component states are not modelled yet.
        inactive_component: Option<InactiveComponent> = "`CloseWithoutBanner`",
        /// HTTP-2: the probes of the HTTP proxy. HTTP clients are not modelled yet.
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
        /// The service stops.
        StopService,
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

    /// What must come out of the attempts of one client.
    pub struct Expect {
        /// The client.
        client: String,
        /// Which of its attempts, from 1.
        attempt: Option<u32> = "every attempt of the client",
        /// How many of the client's attempts must have this outcome, instead of all of them.
        count: Option<u32> = "not counted",
        /// How the attempt ends.
        outcome: Outcome,
        /// Rules that must have decided something in the attempt (in one of them, where several are meant).
        rules: Vec<String> = "none",
        /// Rules that must not have decided anything in the attempt (in any of them).
        not_rules: Vec<String> = "none",
        /// The server that serves the mailbox, or to which the log-on was handed last.
        served_by: Option<String> = "any",
    }

    /// How an attempt ends, as the client sees it.
    pub enum Outcome {
        /// The user is logged on, and what the client did after that went well.
        LoggedOn,
        /// The log-on was refused, in the words for a wrong password (`NO LOGIN failed.`, `-ERR Logon failure…`).
        LogonFailed,
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

macro_rules! copy {
    ($($type:ident)*) => { $(impl Copy for $type {})* };
}
copy! {
    Version Role Service LoginType Method Check Protocol Mechanism Password AfterLogon OnFailure DiscoverySite
    CandidateOrder Fallback SameTypeEndpoints NextTarget ProtocolCheckedAt LoopGuard InactiveComponent HttpPing
    SiteOf2010Mailbox DnsOrder Outcome
}
