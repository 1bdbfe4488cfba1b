//! What may change while the clock runs, as an admin writes it?

use super::language::language;
use super::{
    BalancerTls, Certificate, CertificateErrors, CertificateService, Component, ConnectionSetting, Defect,
    MailProtocol, Mechanism, Password, ProtocolSettings, RequestedState, Requester, Service, StartType, Tls,
    WrittenBuild,
};
use crate::time::{Micros, Time};

/// When actions are carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Before the run begins (`from_start`).
    FromStart,
    /// At this moment, after everything else that changes then (`changes`).
    At(Micros),
}

language! {
    /// Something that changes at one moment: an `action`, or what the lines in `run` do.
    pub(crate) struct Change {
        /// When.
        at: Time,
        /// What.
        action: Option<Action> = "`run` says it",
        /// Lines as an admin types them into the Exchange Management Shell, one or several. What the cmdlets would
        /// refuse is refused, and changes nothing.
        run: Option<String> = "`action` says it",
        /// The server on which the lines are typed. Those that name no server work on this one.
        on: Option<String> = "none: every line must name its server",
        /// What the variables of the lines hold: pairs of a name without `$` and a value. `move` says how long a move
        /// of a mailbox takes, `copy` on which server a copy becomes the active one, where the lines leave that open.
        answers: Vec<(String, String)> = "nothing",
    }

    /// What can change.
    pub(crate) enum Action {
        /// Starts a service that is stopped. It reads its settings and the directory now. One that hangs wants a
        /// restart; one that is disabled does not start (SVC-8).
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
        /// Stops and starts a service. It reads its settings and the directory anew (SVC-6). One that is disabled
        /// stops and stays so (SVC-8).
        RestartService {
            /// The server.
            server: String,
            /// The service.
            service: Service,
        },
        /// Set-Service -StartupType: when a service starts from now on. What runs goes on (SVC-8).
        SetStartType {
            /// The server.
            server: String,
            /// The service.
            service: Service,
            /// The start type from now on.
            start_type: StartType,
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
        /// Import-ExchangeCertificate and Enable-ExchangeCertificate: one more certificate on a server, enabled for
        /// the services that it lists, as by `EnableCertificate`. A service that runs goes on showing what it chose
        /// when it started (SVC-6).
        ImportCertificate {
            /// The server.
            server: String,
            /// The certificate.
            certificate: Certificate,
        },
        /// Enable-ExchangeCertificate: a certificate is enabled for these services too. For IMAP4 and POP3 its first
        /// name is also written into X509CertificateName, which the service reads when it restarts (LEG-6, SVC-6). One
        /// with a star there is not enabled for IMAP4 and POP3, and the setting stays. Nothing takes a certificate
        /// away from a service again but another one that is enabled for it.
        EnableCertificate {
            /// The server.
            server: String,
            /// The certificate, by its `name`.
            certificate: String,
            /// The services.
            services: Vec<CertificateService>,
        },
        /// Remove-ExchangeCertificate.
        RemoveCertificate {
            /// The server.
            server: String,
            /// The certificate, by its `name`.
            certificate: String,
        },
        /// Changes what TLS a server speaks (Schannel in the registry). Takes effect when the server restarts, not with
        /// its services (LEG-5).
        SetTls {
            /// The server.
            server: String,
            /// What it speaks from then on. What is left out is as Windows installs it.
            tls: Tls,
        },
        /// Set-ServerComponentState, of 2013 and later only (CMP-1).
        SetServerComponentState {
            /// The server.
            server: String,
            /// The component.
            component: Component,
            /// Who asks for it.
            requester: Requester,
            /// The state from now on, as far as this requester is concerned.
            state: RequestedState,
        },
        /// Switches a whole server off: nothing answers at its address any more, connections to it and from it are
        /// not even closed, and the databases that are active on it cannot be opened.
        ShutDownServer {
            /// The server.
            server: String,
        },
        /// Switches a server on again. Its services stay stopped but for those that are `automatic` (SVC-3).
        StartServer {
            /// The server.
            server: String,
        },
        /// Restarts a whole server, in no time: its services stop, and those that are `automatic` start again. What TLS
        /// it speaks is read anew (LEG-5). Where it takes time, `ShutDownServer` and `StartServer` do the same.
        /// Automatic services that stay stopped after it (SVC-8) are stopped by `StopService` at the same moment.
        RestartServer {
            /// The server.
            server: String,
        },
        /// An update that fails on the way: the POP3 and IMAP4 services of the server are stopped and disabled, and
        /// where there are components, `ServerWideOffline` is inactive for the requester Functional (SVC-8).
        FailedUpdate {
            /// The server.
            server: String,
        },
        /// Takes a server out of the organisation: it is switched off, and out of the directory, which front ends
        /// notice when they read it again (DISC-9). Its name stays in DNS, and what it holds stays where it is.
        RemoveServer {
            /// The server.
            server: String,
        },
        /// Brings a server into the organisation, one of `servers` that is none of it until then. Before that it is
        /// not in the directory, its name is not in DNS, and nothing answers at its address. From then on it is as
        /// Setup leaves it: its services are stopped but for those that are `automatic` (SVC-3), and its settings are
        /// those of `servers`. Front ends notice it when they read the directory again (DISC-9). A server that was
        /// taken out comes back with what it had.
        AddServer {
            /// The server.
            server: String,
        },
        /// Installs an update or service pack on a server, in no time: its services stop, the build is the new one, and
        /// those that are `automatic` start again. What TLS it speaks is read anew (LEG-5, TLS-3). Automatic services
        /// that stay stopped after it (SVC-8) are stopped by `StopService` at the same moment; an update that fails is
        /// `FailedUpdate`. Where Setup of a newer version updates a server in place, the build names that version:
        /// `"SE RTM"` on a server of 2019 from CU14 on. Name, settings, certificates and databases stay.
        UpdateServer {
            /// The server.
            server: String,
            /// The build from then on.
            build: WrittenBuild,
        },
        /// Set-ClientAccessServer, of 2010 only: keeps web clients away from a server, or lets them come again
        /// (HTTP-5).
        SetClientAccessServer {
            /// The server.
            server: String,
            /// Whether it is out of service from now on.
            IsOutOfService: bool,
        },
        /// Set-CASMailbox: allows or forbids a protocol for one mailbox.
        SetCASMailbox {
            /// The mailbox. Where it is a group, all of its mailboxes are meant.
            mailbox: String,
            /// Whether POP3 is enabled from now on.
            PopEnabled: Option<bool> = "as it is",
            /// Whether IMAP4 is enabled from now on.
            ImapEnabled: Option<bool> = "as it is",
        },
        /// Add-MailboxPermission with the right FullAccess: one more user may open a mailbox.
        AddMailboxPermission {
            /// The mailbox. Where it is a group, all of its mailboxes are meant.
            mailbox: String,
            /// Who may open it from now on.
            user: String,
        },
        /// Gives a user another primary SMTP address, or takes it away (FE-7).
        SetPrimarySmtpAddress {
            /// The mailbox, or an account without one. Where it is a group, all of its members are meant.
            user: String,
            /// The address from now on; empty: none.
            PrimarySmtpAddress: String,
        },
        /// New-AuthenticationPolicy and Set-AuthenticationPolicy: which protocols a policy blocks. One that is not
        /// there is made; it blocks nothing else (AUTH-2).
        SetAuthenticationPolicy {
            /// The policy.
            policy: String,
            /// Whether it blocks IMAP4 from now on.
            BlockLegacyAuthImap: Option<bool> = "as it is",
            /// Whether it blocks POP3 from now on.
            BlockLegacyAuthPop: Option<bool> = "as it is",
        },
        /// Set-User -AuthenticationPolicy: a user gets a policy of its own (AUTH-2).
        SetUser {
            /// The mailbox, or an account without one. Where it is a group, all of its members are meant.
            user: String,
            /// The policy from now on; empty: the default one.
            AuthenticationPolicy: String,
        },
        /// Set-OrganizationConfig -DefaultAuthenticationPolicy: the policy of all who have none of their own (AUTH-2).
        SetOrganizationConfig {
            /// The policy from now on; empty: none.
            DefaultAuthenticationPolicy: String,
        },
        /// Installs the update that mends a defect of a server's build. Its services restart by an action of their own.
        InstallUpdate {
            /// The server.
            server: String,
            /// What it mends.
            mends: Defect,
        },
        /// Installs Service Pack 1 of 2007, which writes the configuration files of POP3 and IMAP4 anew:
        /// AllowCrossSiteSessions and the protocol log are off again (SVC-9). Services read it when they restart.
        InstallServicePack {
            /// The server.
            server: String,
        },
        /// Changes how many session objects one user may have in the store of a server (LEG-9), of 2010 only. On a
        /// real server the store must restart for that.
        SetStoreSessions {
            /// The server.
            server: String,
            /// How many from now on.
            store_sessions_per_user: u32,
        },
        /// Changes what a mail program was told or can do. An attempt that runs goes on as it began.
        SetClient {
            /// The client. Where it is a group, all of its clients are meant.
            client: String,
            /// Where it connects from now on.
            connect: Option<ConnectionSetting> = "as it was",
            /// Which protocol it speaks from now on. A web client stays one.
            protocol: Option<MailProtocol> = "as it was",
            /// How it authenticates from now on. It takes this one even where it took the strongest.
            mechanism: Option<Mechanism> = "as it was",
            /// Whether it knows the password from now on.
            password: Option<Password> = "as it was",
            /// The log-on name from now on.
            log_on_as: Option<String> = "as it was",
            /// Whether it has a Kerberos ticket from now on.
            kerberos_ticket: Option<bool> = "as it was",
            /// Whether it begins TLS inside TLS from now on.
            starttls_inside_ssl: Option<bool> = "as it was",
            /// What it does about a certificate that is not in order from now on.
            certificate_errors: Option<CertificateErrors> = "as it was",
            /// What TLS it speaks from now on.
            tls: Option<Tls> = "as it was",
            /// How long it waits for one answer from now on.
            timeout: Option<Micros> = "as it was",
        },
        /// Moves a mailbox to another database, of whatever version.
        MoveMailbox {
            /// The mailbox. Where it is a group, all of its mailboxes are meant.
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
        /// Add-DnsServerResourceRecordA: further addresses for a name, beside those that it has. A name that nobody
        /// registered exists from then on.
        AddDnsRecord {
            /// The name.
            name: String,
            /// What else it points to from now on.
            points_to: Vec<String>,
        },
        /// Lets a load balancer forward these ports, and no others. Connections that are open stay. A port that was
        /// not forwarded before counts as up at every member until a check says otherwise.
        SetPorts {
            /// The load balancer.
            load_balancer: String,
            /// The ports from now on.
            ports: Vec<u16>,
        },
        /// What a load balancer does about TLS from now on (LB-7). Connections that are open stay.
        SetBalancerTls {
            /// The load balancer.
            load_balancer: String,
            /// Whether it ends TLS on 993 and 995, and begins it anew with the member.
            tls: BalancerTls,
            /// The certificate that it shows where it ends TLS.
            certificate: Option<Certificate> = "the one that it has",
            /// To which port of a member it passes a port on, where that is another one.
            map_ports: Vec<(u16, u16)> = "with `tls: Terminate` 993 to 143 and 995 to 110; otherwise none",
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
}

/// The names of the servers that are not there at the start: what comes first of them is that they are added.
pub(crate) fn added_first<'a>(from_start: &'a [Action], changes: &'a [Change]) -> Vec<&'a str> {
    let mut order: Vec<_> = changes.iter().collect();
    order.sort_by_key(|it| it.at.after());
    let (mut known, mut added): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for action in from_start.iter().chain(order.into_iter().filter_map(|it| it.action.as_ref())) {
        let (server, comes) = match action {
            Action::AddServer { server } => (server, true),
            Action::RemoveServer { server } => (server, false),
            _ => continue,
        };
        if !known.iter().any(|it| it.eq_ignore_ascii_case(server)) {
            known.push(server);
            added.extend(comes.then_some(&**server));
        }
    }
    added
}

impl Change {
    /// One action at one moment.
    #[must_use]
    pub(crate) fn of(at: Micros, action: Action) -> Self {
        Self { at: at.into(), action: Some(action), run: None, on: None, answers: Vec::new() }
    }
}
