//! What organisation does the scenario describe?
//!
//! Everything that does not change during a run, with typed ids instead of names and every default filled in. Arenas
//! are plain vectors, sorted by name where the order would otherwise depend on the file's, so that reordering a file
//! changes nothing. Immutable: what changes while the clock runs is kept by the engine, which starts from here.

pub(crate) mod assumptions;
pub mod component;
pub mod defaults;
mod groups;
mod network;
mod plan;
mod refused;
pub(crate) mod services;
pub(crate) mod settings;
mod sorted;
pub mod tls;
mod versions;

pub use groups::{Members, Whom};
pub use network::{DnsRecordSet, Link, Name, NameView, Site};
pub use plan::PlannedStep;
pub use refused::RefusedLine;
pub use services::{PerService, ServiceId};
pub(crate) use sorted::Sorted;

use std::net::Ipv4Addr;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use compact_str::CompactString;

pub use crate::product::{BuildNumber, ByProtocol, Protocol, WebService};
pub use crate::scenario::keyed::{ByComponent, ByOutcome, ByService, ByVersion};
pub use crate::scenario::{
    AfterLogon, AuthPolicyCheckedAt, BalancerTls, Binding, BoundTo, Builds, CandidateOrder, CertificateErrors, Check,
    Cipher, Component, Defect, DiscoverySite, DnsOrder, DrainingComponent, ExtendedProtection, Fallback,
    GssapiNtlmSetting, HttpRetry, InactiveComponent, LogRollOver, LoginDisabled, LoginType, LoopGuard, Mechanism,
    Method, NextTarget, OfflineResponder, OnFailure, OnRefusal, Outcome, OversizedCommand, Password, ProtocolCheckedAt,
    RequestedState, Requester, SameTypeEndpoints, SchannelDefault, Security, ServerWideOffline, Service,
    SiteOf2010Mailbox, StartType, StoreNotReached, TlsVersion, Version, Windows,
};
pub use assumptions::Assumptions;
pub use component::{Components, Holds, Requesters};
pub use settings::Settings;
pub(crate) use tls::TlsHalf;
pub use tls::{Agreed, Certificate, Enabled, Enabling, NoCertificate, TlsHalves, TlsSet};

use crate::rules::Rule;
use crate::scenario::Switch;
use crate::time::{Clock, Date, Micros, SimTime, TimeZone};

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)*) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its arena.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a position in the arena.
            ///
            /// # Panics
            /// If the arena holds more than 2³² entries.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).expect("an arena holds fewer than 2^32 entries"))
            }
        }
    )*};
}
ids! {
    /// A site in [`WorldTables::sites`].
    SiteId;
    /// A directed link in [`WorldTables::links`].
    LinkId;
    /// A server in [`WorldTables::servers`].
    ServerId;
    /// One state of the POP3 or IMAP4 settings of a server in [`WorldTables::settings`].
    SettingsId;
    /// A load balancer in [`WorldTables::balancers`].
    BalancerId;
    /// A list of pool members in [`WorldTables::pools`].
    PoolId;
    /// A list of ports in [`WorldTables::ports`].
    PortsId;
    /// What a balancer does about TLS, in [`WorldTables::offloads`].
    OffloadId;
    /// A DNS name in [`WorldTables::names`].
    NameId;
    /// A DNS answer in [`WorldTables::answers`].
    AnswerId;
    /// A database in [`WorldTables::databases`].
    DatabaseId;
    /// A user in [`WorldTables::users`].
    UserId;
    /// An authentication policy in [`WorldTables::auth_policies`].
    AuthPolicyId;
    /// A client in [`WorldTables::clients`].
    ClientId;
    /// A group of clients in [`WorldTables::groups`].
    GroupId;
    /// A group of mailboxes in [`WorldTables::mailbox_groups`].
    MailboxGroupId;
    /// What a client became by a change, in [`WorldTables::changed_clients`].
    ChangedClientId;
    /// An address from which connections come: the servers, then the balancers, then the clients; clients that are
    /// behind one thing have one.
    SourceId;
    /// A change in [`WorldTables::changes`].
    ChangeId;
    /// A step in [`WorldTables::steps`].
    StepId;
    /// A line that was refused, in [`WorldTables::refused_lines`].
    RefusedLineId;
    /// A certificate in [`WorldTables::certificates`].
    CertificateId;
}

/// The probes of the HTTP proxy (HTTP-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpPing {
    /// The interval.
    pub every: Micros,
    /// How long a probe waits.
    pub timeout: Micros,
    /// Failures in a row until a target is left out.
    pub down_after: u32,
    /// Passes in a row until it is used again.
    pub up_after: u32,
}

/// The organisation, and what will happen to it.
///
/// Worlds that differ in nothing but their switches share the rest: to clone one copies nothing else. Whoever changes
/// something else of one that is shared gets a copy of all of it.
#[derive(Clone, Debug)]
pub struct World {
    /// The switches, every default filled in.
    pub assumptions: Assumptions,
    tables: Arc<WorldTables>,
}

impl Deref for World {
    type Target = WorldTables;

    fn deref(&self) -> &WorldTables {
        &self.tables
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut WorldTables {
        Arc::make_mut(&mut self.tables)
    }
}

/// The organisation, and what will happen to it, but for the switches.
#[derive(Clone, Debug)]
pub struct WorldTables {
    /// What heads every report.
    pub title: CompactString,
    /// What is asked of those who predict, in place of the title.
    pub question: Option<CompactString>,
    /// The seed of all chance.
    pub seed: u64,
    /// Where web clients reach 2007 (HTTP-3).
    pub legacy_namespace: Option<NameId>,
    /// When the run begins, in local time.
    pub date: Date,
    /// Whether somebody said so: then moments are told by the clock.
    pub has_clock: bool,
    /// How far the local time is from UTC.
    pub time_zone: TimeZone,
    /// When the run ends at the latest.
    pub until: SimTime,
    /// How many events are delivered at the most.
    pub event_limit: u64,
    /// Sorted by name.
    pub sites: Vec<Site>,
    /// Directed links, sorted by the names of their ends.
    pub links: Vec<Link>,
    /// Sorted by name.
    pub servers: Vec<Server>,
    /// Every certificate that is installed somewhere at some time.
    pub certificates: Vec<Certificate>,
    /// Every state that the settings of a server are in at some time.
    pub settings: Vec<Settings>,
    /// Sorted by name.
    pub balancers: Vec<Balancer>,
    /// Every pool that a balancer has at some time.
    pub pools: Vec<Vec<ServerId>>,
    /// Every list of ports that a balancer forwards at some time.
    pub ports: Vec<Vec<u16>>,
    /// What balancers do about TLS at some time.
    pub offloads: Vec<Offload>,
    /// DNS names, sorted by their text. Also those that nobody registered but somebody asks for.
    pub names: Vec<Name>,
    /// Views of names: which answer the resolvers of which sites get.
    pub views: Vec<NameView>,
    /// Every DNS answer that is given at some time.
    pub answers: Vec<DnsRecordSet>,
    /// Who has which address, sorted by address.
    pub hosts: Vec<(Ipv4Addr, Host)>,
    /// Sorted by name.
    pub databases: Vec<Database>,
    /// Sorted by name.
    pub users: Vec<User>,
    /// The groups of mailboxes, sorted by name.
    pub mailbox_groups: Vec<Members<UserId>>,
    /// Those of the file sorted by name, and behind them those that changes make.
    pub auth_policies: Vec<AuthPolicy>,
    /// The policy at the start of all who have none of their own (AUTH-2).
    pub default_auth_policy: Option<AuthPolicyId>,
    /// Sorted by name.
    pub clients: Vec<Client>,
    /// The groups of clients, sorted by name.
    pub groups: Vec<Members<ClientId>>,
    /// Every client as it is after a change of it.
    pub changed_clients: Vec<Client>,
    /// In the order in which they happen.
    pub changes: Vec<Change>,
    /// The steps of the plan, in the order in which they are done.
    pub steps: Vec<PlannedStep>,
    /// The lines that the cmdlets refuse, in the order in which they are typed.
    pub refused_lines: Vec<RefusedLine>,
    /// In the order of the file, and behind them what the steps verify.
    pub expects: Vec<Expect>,
    /// The Client Access servers of each site, by version, sorted by name.
    pub client_access: Vec<ByVersion<Vec<ServerId>>>,
    /// How many there are in all sites, by version.
    pub client_access_in_all: ByVersion<usize>,
}

/// How a service is at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceState {
    /// It listens and answers.
    Running,
    /// It does not listen (SVC-4).
    Stopped,
    /// It accepts connections and never answers (SVC-5).
    Hung,
}

/// The known defects of a server's build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defects {
    /// NTLM fails for users whose alias is not their sAMAccountName.
    pub ntlm_alias_mismatch: bool,
    /// Name and password are replayed without quotation marks.
    pub unquoted_replay: bool,
    /// The name of a wildcard certificate is written into X509CertificateName.
    pub wildcard_written: bool,
}

impl Defects {
    /// Those that are listed.
    #[must_use]
    pub fn of(listed: &[Defect]) -> Self {
        let mut all = Self::default();
        for it in listed {
            *all.at(*it) = true;
        }
        all
    }

    /// Without one of them.
    #[must_use]
    pub fn without(mut self, mended: Defect) -> Self {
        *self.at(mended) = false;
        self
    }

    const fn at(&mut self, defect: Defect) -> &mut bool {
        match defect {
            Defect::NtlmAliasMismatch => &mut self.ntlm_alias_mismatch,
            Defect::UnquotedReplay => &mut self.unquoted_replay,
            Defect::WildcardWritten => &mut self.wildcard_written,
        }
    }
}

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The NetBIOS name.
    pub name: CompactString,
    /// The fully qualified name.
    pub fqdn: NameId,
    /// The version at the start.
    pub version: Version,
    /// The site.
    pub site: SiteId,
    /// Whether it has the Client Access role.
    pub client_access: bool,
    /// Whether it has the Mailbox role.
    pub mailbox: bool,
    /// The address.
    pub address: Ipv4Addr,
    /// Further ones.
    pub more_addresses: Vec<Ipv4Addr>,
    /// The state at the start of each service that it has; `None` where it has none.
    pub services: ByService<Option<ServiceState>>,
    /// The settings at the start.
    pub settings: ByProtocol<SettingsId>,
    /// When each service starts.
    pub start_types: ByService<StartType>,
    /// Whether web clients are kept away from it at the start (HTTP-5).
    pub out_of_service: bool,
    /// Whether it is switched off at the start.
    pub off: bool,
    /// How many session objects one user may have in its store (LEG-9); only 2010 counts them.
    pub store_sessions: u32,
    /// The known defects of its build at the start.
    pub defects: Defects,
    /// Whether it is none of the organisation at the start: taken out before, or not yet there.
    pub removed: bool,
    /// Who holds its components at the start.
    pub components: Components,
    /// The certificates that are installed at the start, in the order of the file.
    pub certificates: Vec<CertificateId>,
    /// The certificate that its services show at the start.
    pub shown: ByProtocol<Result<CertificateId, NoCertificate>>,
    /// What TLS it speaks at the start.
    pub tls: TlsHalves,
    /// What TLS is switched on in its file, whatever its build can speak of it (TLS-3).
    pub switched_on: TlsHalves,
    /// What TLS Windows and Setup have switched on as they are installed.
    pub installed_tls: TlsSet,
    /// What of TLS its Windows can be made to speak.
    pub possible_tls: TlsSet,
    /// Its Windows.
    pub windows: Windows,
    /// Its build at the start, where one is known; where not, it is new enough for whatever is asked (`builds`).
    pub build: Option<BuildNumber>,
    /// Where the scenario places it in pictures: column and row in the box of its site.
    pub place: Option<(u32, u32)>,
}

impl Server {
    /// Every address that it has, the first one first.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = Ipv4Addr> {
        std::iter::once(self.address).chain(self.more_addresses.iter().copied())
    }
}

/// Where to connect: a name to be resolved or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HostRef {
    /// A DNS name.
    Name(NameId),
    /// An address as written.
    Address(Ipv4Addr),
}

/// Where and how to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The host.
    pub host: HostRef,
    /// The TCP port.
    pub port: u16,
    /// The protection.
    pub security: Security,
}

/// A load balancer.
#[derive(Clone, Debug)]
pub struct Balancer {
    /// The name, which DNS knows.
    pub name: NameId,
    /// The site.
    pub site: SiteId,
    /// The virtual address.
    pub address: Ipv4Addr,
    /// The pool at the start.
    pub pool: PoolId,
    /// The ports that it forwards at the start.
    pub ports: PortsId,
    /// How it chooses.
    pub method: Method,
    /// How it checks.
    pub check: Check,
    /// The interval of the check.
    pub every: Micros,
    /// Failures in a row until a member is left out.
    pub down_after: u32,
    /// Passes in a row until it is used again.
    pub up_after: u32,
    /// Whether members see the balancer's address.
    pub source_nat: bool,
    /// What it does about TLS at the start (LB-7).
    pub offload: OffloadId,
    /// The text that its check looks for in a greeting (LB-8).
    pub check_text: Option<CompactString>,
    /// Where the scenario places it in pictures: column and row in the box of its site.
    pub place: Option<(u32, u32)>,
}

/// What a balancer does about TLS on the way, and to which ports it leads (LB-7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offload {
    /// Whether it ends TLS, and begins it anew.
    pub tls: BalancerTls,
    /// The certificate that it shows where it ends TLS.
    pub certificate: CertificateId,
    /// To which other port of a member it passes which port on.
    pub map_ports: Vec<(u16, u16)>,
}

impl Offload {
    /// The port of a member to which a port is passed on.
    #[must_use]
    pub fn port_of_member(&self, port: u16) -> u16 {
        self.map_ports.iter().find(|it| it.0 == port).map_or(port, |it| it.1)
    }

    /// Whether it ends TLS on a port: those of IMAP4 and POP3 for SSL (LB-7).
    #[must_use]
    pub const fn ends_tls(&self, port: u16) -> bool {
        match self.tls {
            BalancerTls::PassThrough => false,
            BalancerTls::Terminate | BalancerTls::ReEncrypt => {
                port == defaults::ssl_port(Protocol::Imap4) || port == defaults::ssl_port(Protocol::Pop3)
            }
        }
    }
}

/// Who has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A server.
    Server(ServerId),
    /// A load balancer.
    Balancer(BalancerId),
}

/// A mailbox database.
#[derive(Clone, Debug)]
pub struct Database {
    /// The name.
    pub name: CompactString,
    /// The servers with a copy; the first is the home server.
    pub copies: Vec<ServerId>,
    /// The server with the active copy at the start.
    pub active: ServerId,
}

/// A user.
#[derive(Clone, Debug)]
pub struct User {
    /// The name.
    pub name: CompactString,
    /// Of which group it is one.
    pub group: Option<MailboxGroupId>,
    /// The plain name by which it logs on (DET-10): the sAMAccountName.
    pub log_on_name: CompactString,
    /// The database at the start; `None` for an account without a mailbox.
    pub database: Option<DatabaseId>,
    /// Whether POP3 is enabled at the start.
    pub pop_enabled: bool,
    /// Whether IMAP4 is enabled at the start.
    pub imap_enabled: bool,
    /// Whether the user has a primary SMTP address.
    pub has_smtp_address: bool,
    /// The authentication policy of its own at the start (AUTH-2).
    pub auth_policy: Option<AuthPolicyId>,
    /// Who else may open the mailbox.
    pub full_access: Vec<UserId>,
    /// The alias.
    pub alias: CompactString,
    /// Whether alias and sAMAccountName are the same.
    pub alias_is_sam: bool,
    /// Whether the password needs quotation marks in IMAP4.
    pub password_needs_quotes: bool,
    /// Whether it is one of the accounts that may not use POP3 and IMAP4 on 2013.
    pub reserved: bool,
}

/// An authentication policy.
#[derive(Clone, Debug)]
pub struct AuthPolicy {
    /// The name.
    pub name: CompactString,
    /// What it blocks at the start.
    pub blocks: ByProtocol<bool>,
    /// Whether it is not there at the start, and a change makes it.
    pub made: bool,
}

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    /// The name.
    pub name: CompactString,
    /// Of which group it is one.
    pub group: Option<GroupId>,
    /// Whose password it knows.
    pub user: UserId,
    /// Whose account its log-on name stands for; `None`: nobody's (DET-10).
    pub account: Option<UserId>,
    /// Whose mailbox it asks for.
    pub mailbox: UserId,
    /// The log-on name that it was given, where that is not the name of `user`.
    pub log_on_as: Option<CompactString>,
    /// Where its log-on name does not stand for its user: the same name as it is understood, if it nearly was.
    pub meant: Option<CompactString>,
    /// The switch that decides whether its log-on name is understood, if one does.
    pub name_by: Option<Switch>,
    /// Whether it takes the strongest mechanism that is listed.
    pub strongest_mechanism: bool,
    /// Whether it has a Kerberos ticket.
    pub kerberos_ticket: bool,
    /// Whether it binds NTLM and GSSAPI to its TLS connection.
    pub channel_binding: bool,
    /// What it does about LOGINDISABLED.
    pub login_disabled: LoginDisabled,
    /// Whether it begins TLS inside TLS.
    pub starttls_inside_ssl: bool,
    /// What it does after a refusal.
    pub on_refusal: OnRefusal,
    /// The protocol.
    pub protocol: Protocol,
    /// What it asks for, if it is a web client.
    pub web: Option<WebService>,
    /// Where it connects.
    pub connect: Endpoint,
    /// How it authenticates.
    pub mechanism: Mechanism,
    /// The mechanisms that it tries one after the other in the same session instead (DET-11); usually none.
    pub mechanisms: Vec<Mechanism>,
    /// How many connections it opens at once at each of its times (DET-11).
    pub connections: u32,
    /// Whether it knows the password.
    pub password: Password,
    /// When it logs on, ascending.
    pub times: Vec<SimTime>,
    /// How often it comes again.
    pub every: Option<Micros>,
    /// When it stops coming again.
    pub until: Option<SimTime>,
    /// What it does after log-on.
    pub then: AfterLogon,
    /// What it does after a failure.
    pub on_failure: OnFailure,
    /// What it does about a certificate that is not in order.
    pub certificate_errors: CertificateErrors,
    /// What TLS it speaks.
    pub tls: TlsSet,
    /// How long it waits for one answer.
    pub timeout: Micros,
    /// Its site.
    pub site: SiteId,
    /// Its address, or that of what it is behind.
    pub address: Ipv4Addr,
    /// The number of that address.
    pub source: SourceId,
    /// What it is behind: an address that is written, or the name of what several are behind.
    pub behind: Option<CompactString>,
    /// Where the scenario places it in pictures: column and row in the box of its site.
    pub place: Option<(u32, u32)>,
}

impl Client {
    /// How it authenticates: with one mechanism, or with several in turn (DET-11).
    pub fn mechanisms(&self) -> impl Iterator<Item = Mechanism> {
        let only = self.mechanisms.is_empty().then_some(self.mechanism);
        only.into_iter().chain(self.mechanisms.iter().copied())
    }

    /// When it comes for the last time by itself, in a run with this end.
    #[must_use]
    pub(crate) fn last_comes(&self, end: SimTime) -> SimTime {
        let last = self.times.last().copied().unwrap_or(SimTime::ZERO);
        if self.every.is_some() { self.until.unwrap_or(end).min(end).max(last) } else { last.min(end) }
    }
}

impl Mechanism {
    /// LEG-2: whether a server that has authenticated the user so holds a password that it can replay.
    #[must_use]
    pub const fn leaves_password(self) -> bool {
        match self {
            Self::Login | Self::Plain => true,
            Self::Ntlm | Self::Gssapi => false,
        }
    }
}

/// Something that changes at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// When.
    pub at: SimTime,
    /// What.
    pub action: Action,
    /// Which of the file's changes it comes of, counted from 0 as they are written, those of steps last. Lines may
    /// bring about several.
    pub written: u32,
    /// Which action it comes of, counted from 0 as they happen: one on a group is many changes.
    pub nth: u32,
}

/// The settings of a server where something else than Set-ImapSettings and Set-PopSettings has changed them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewSettings {
    /// Those of IMAP4.
    pub imap: Option<SettingsId>,
    /// Those of POP3.
    pub pop: Option<SettingsId>,
}

impl NewSettings {
    /// Each protocol with its settings.
    pub fn each(self) -> impl Iterator<Item = (Protocol, SettingsId)> {
        [(Protocol::Imap4, self.imap), (Protocol::Pop3, self.pop)]
            .into_iter()
            .filter_map(|(protocol, settings)| Some((protocol, settings?)))
    }
}

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A service starts.
    Start(ServiceId),
    /// A service stops.
    Stop(ServiceId),
    /// A service hangs.
    Hang(ServiceId),
    /// A service restarts.
    Restart(ServiceId),
    /// A service starts in another way from now on.
    SetStartType(ServiceId, StartType),
    /// The settings of a server become these.
    Set(ServerId, Protocol, SettingsId),
    /// POP3 and IMAP4 of a mailbox are from now on enabled or not.
    SetCasMailbox {
        /// The mailbox.
        user: UserId,
        /// PopEnabled, where it changes.
        pop: Option<bool>,
        /// ImapEnabled, where it changes.
        imap: Option<bool>,
    },
    /// Who may open a mailbox, beside those who could.
    Grant {
        /// The mailbox.
        mailbox: UserId,
        /// Who may open it.
        user: UserId,
    },
    /// A user has a primary SMTP address from now on, or none.
    SetSmtpAddress(UserId, bool),
    /// An authentication policy blocks these protocols from now on, or no longer.
    SetAuthPolicy {
        /// Which.
        policy: AuthPolicyId,
        /// BlockLegacyAuthImap, where it changes.
        imap: Option<bool>,
        /// BlockLegacyAuthPop, where it changes.
        pop: Option<bool>,
    },
    /// A user has an authentication policy of its own from now on, or the default one.
    SetUserPolicy(UserId, Option<AuthPolicyId>),
    /// All who have none of their own have this authentication policy from now on, or none.
    SetDefaultPolicy(Option<AuthPolicyId>),
    /// A defect of a server's build is mended.
    InstallUpdate(ServerId, Defect),
    /// So many session objects one user may have in the store of a server.
    SetStoreSessions(ServerId, u32),
    /// A client becomes this one.
    SetClient(ClientId, ChangedClientId),
    /// A mailbox is in another database.
    Move(UserId, DatabaseId),
    /// A certificate is installed and enabled for these services.
    Import(ServerId, CertificateId, Enabling, NewSettings),
    /// A certificate is enabled for these services too.
    Enable(ServerId, CertificateId, Enabling, NewSettings),
    /// A certificate is removed.
    Uninstall(ServerId, CertificateId),
    /// A server speaks this TLS, once it has restarted.
    SetTls(ServerId, TlsHalves),
    /// A requester wants another state of a component.
    SetComponent(ServerId, Component, Requester, RequestedState),
    /// Web clients are kept away from a server, or may come again.
    SetOutOfService(ServerId, bool),
    /// A server is switched off.
    ShutDown(ServerId),
    /// A server is switched on.
    StartUp(ServerId),
    /// A server restarts.
    Reboot(ServerId),
    /// An update fails on a server.
    FailedUpdate(ServerId),
    /// The settings that stand in files are as installed again.
    ResetFiles(ServerId, NewSettings),
    /// A server is taken out of the organisation.
    RemoveServer(ServerId),
    /// A server comes into the organisation. Where its name is not in DNS yet, it gets this answer there.
    AddServer(ServerId, Option<AnswerId>),
    /// A server has another build from now on, and speaks this TLS.
    UpdateServer(ServerId, (Version, BuildNumber), TlsHalves),
    /// Another copy is the active one.
    FailOver(DatabaseId, ServerId),
    /// Every view of a name gives this answer.
    SetDns(NameId, AnswerId),
    /// Each view of a name gives an answer with more addresses: this one and those behind it, in the order of the
    /// views.
    AddDns(NameId, AnswerId),
    /// A balancer forwards other ports.
    SetPorts(BalancerId, PortsId),
    /// A balancer does something else about TLS.
    SetOffload(BalancerId, OffloadId),
    /// A balancer has another pool.
    SetPool(BalancerId, PoolId),
    /// A link is cut, in one direction or both.
    Cut(LinkId, Option<LinkId>),
    /// A link is mended, in one direction or both.
    Mend(LinkId, Option<LinkId>),
}

/// What must come out.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The client; of a group the first.
    pub client: ClientId,
    /// The group, where all of its clients are meant.
    pub group: Option<GroupId>,
    /// Which attempt; all where it is `None`.
    pub attempt: Option<u32>,
    /// Only attempts that begin at this time or later.
    pub from: Option<SimTime>,
    /// Only attempts that begin before this time.
    pub until: Option<SimTime>,
    /// How many must have the outcome: at the least, and at the most.
    pub count: Option<Bounds>,
    /// Whether it is members of the group that are counted, and not attempts.
    pub of_members: bool,
    /// The outcome.
    pub outcome: Outcome,
    /// Rules that must have decided something.
    pub rules: Vec<Rule>,
    /// Rules that must not.
    pub not_rules: Vec<Rule>,
    /// The server to which the log-on came last.
    pub served_by: Option<ServerId>,
}

/// How many there must be. One of both is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At the least.
    pub least: Option<u32>,
    /// At the most.
    pub most: Option<u32>,
}

impl Bounds {
    /// Exactly so many.
    #[must_use]
    pub const fn exactly(count: u32) -> Self {
        Self { least: Some(count), most: Some(count) }
    }
}

impl World {
    /// A world of these tables.
    #[must_use]
    pub fn new(assumptions: Assumptions, tables: WorldTables) -> Self {
        Self { assumptions, tables: Arc::new(tables) }
    }

    /// What the clock on the wall shows.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock { start: self.has_clock.then_some(self.date) }
    }

    /// A moment as people write it in a sentence ([`Clock::moment`]): `22:00`, `03-22 06:30`; without a date `22h`.
    #[must_use]
    pub fn moment(&self, at: SimTime) -> String {
        self.clock().moment(at)
    }

    /// The Client Access servers of `version` in `site`, by name.
    #[must_use]
    pub fn client_access(&self, site: SiteId, version: Version) -> &[ServerId] {
        &self.client_access[site.index()][version]
    }

    /// The text of a DNS name.
    #[must_use]
    pub fn name(&self, name: NameId) -> &str {
        &self.names[name.index()].text
    }

    /// How many addresses there are from which connections come.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.servers.len() + self.balancers.len() + self.clients.len()
    }

    /// The number of the address of a host.
    #[must_use]
    pub fn source_of(&self, host: Host) -> SourceId {
        match host {
            Host::Server(it) => SourceId::at(it.index()),
            Host::Balancer(it) => SourceId::at(self.servers.len() + it.index()),
        }
    }

    /// Who has `address`.
    #[must_use]
    pub fn host(&self, address: Ipv4Addr) -> Option<Host> {
        self.hosts.binary_search_by_key(&address, |it| it.0).ok().map(|at| self.hosts[at].1)
    }
}
