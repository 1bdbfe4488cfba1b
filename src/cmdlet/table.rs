//! Which cmdlets are there, in which versions, and what do they take?
//!
//! One row for each command that is understood: its names, the versions that have it, how it is told which server is
//! meant, when it takes force and what it can harm (`AtOnce` and nothing where neither is written), its parameters, and
//! where it is documented. The parameters of Set-ImapSettings and Set-PopSettings that are settings stand in the table
//! of settings, with their versions, ranges and roles. From these rows lines are read and commands are printed; a
//! printed parameter that has no row here fails a test.
//!
//! Sources: the Exchange PowerShell reference, the libraries of 2007 and 2010, and the reference of Windows PowerShell.

use super::harm::{Force, Harms};
use crate::product::CertificateFile;
use crate::scenario::Version;

/// Names every command once.
macro_rules! cmdlets {
    ($($(#[doc = $doc:literal])+ $name:ident = $typed:literal [$($alias:literal),*] on $on:ident by $by:ident
        $($force:ident [$($harms:ident),*])? {
        $($parameter:literal : $takes:ident $(in $versions:ident)?),* $(,)?
    })+) => {
        /// A command that is understood.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Cmdlet {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Cmdlet {
            /// What it does, and where that is documented (Markdown).
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What is known of it.
            #[must_use]
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$name => {
                        const ROW: &Row = &Row {
                        name: $typed,
                        aliases: &[$($alias),*],
                        versions: Versions::$on,
                        server: By::$by,
                        force: force!($($force)?),
                        harms: &[$($(Harms::$harms),*)?],
                        parameters: &[$(Parameter {
                            name: $parameter,
                            takes: ParameterKind::$takes,
                            versions: versions!($($versions)?),
                        }),*],
                        };
                        ROW
                    })+
                }
            }
        }
    };
}

/// The versions of a parameter: those that are written, or all.
macro_rules! versions {
    () => {
        Versions::Every
    };
    ($versions:ident) => {
        Versions::$versions
    };
}

/// When a command takes force: as is written, or at once.
macro_rules! force {
    () => {
        Force::AtOnce
    };
    ($force:ident) => {
        Force::$force
    };
}

/// What is known of a command.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its short names.
    pub aliases: &'static [&'static str],
    /// The versions of the server that it is for.
    pub versions: Versions,
    /// How it is told which server is meant.
    pub server: By,
    /// When what it did takes force.
    pub force: Force,
    /// What it can harm, by what it is told.
    pub harms: &'static [Harms],
    /// Its parameters.
    pub parameters: &'static [Parameter],
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name, without the dash.
    pub name: &'static str,
    /// What it takes.
    pub takes: ParameterKind,
    /// The versions that have it.
    pub versions: Versions,
}

/// Some of the versions. Which ones, the product's rows say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    /// All of them.
    Every,
    /// Those whose cmdlets administer other servers (2010 and later).
    Remote,
    /// Those whose certificate cmdlets work on the server itself (2007).
    Local,
    /// Those with components (2013 and later).
    Components,
    /// Those with `IsOutOfService` (2010).
    OutOfService,
    /// Those of which some build knows authentication policies (2019 and later).
    Policies,
    /// Those whose Import-ExchangeCertificate also takes a file's name (2013).
    FileName,
    /// Those with one role (2016 and later).
    OneRole,
}

impl Versions {
    /// Whether a version is among them.
    #[must_use]
    pub fn has(self, version: Version) -> bool {
        let it = version.product();
        match self {
            Self::Every => true,
            Self::Remote => it.certificate_file != CertificateFile::Path,
            Self::Local => it.certificate_file == CertificateFile::Path,
            Self::Components => it.components,
            Self::OutOfService => it.out_of_service,
            Self::Policies => it.authentication_policies_from.is_some(),
            Self::FileName => it.certificate_file == CertificateFile::AllBytes,
            Self::OneRole => it.one_role,
        }
    }
}

/// How a command is told which server is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// `-Server`; without it the one on which it is typed.
    Server,
    /// `-Identity`, which may stand first without its name.
    Identity,
    /// `-ComputerName`; without it the one on which it is typed.
    ComputerName,
    /// Nothing: it works on the one on which it is typed.
    Here,
    /// Nothing: no server is meant.
    Nobody,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// A value that decides something here.
    Value,
    /// The same, and it may stand without its name, in the order of the rows.
    First,
    /// Nothing: it is said or not. `-Name:$false` takes it back.
    Switch,
    /// A value that has no part in what is modelled.
    Aside,
    /// Nothing, and it has no part in what is modelled.
    SwitchAside,
    /// It belongs to other commands: the command has no such parameter, and people think it has.
    Never,
}

cmdlets! {
    /// Sets what IMAP4 goes by (OPS; 2007 library). A list replaces all values: an address family that is left out is
    /// lost.
    SetImapSettings = "Set-ImapSettings" [] on Every by Server BySetting [InClear, AnyCertificate, Mechanisms] {
        "Server": Value, "DomainController": Aside, "LogFileLocation": Aside, "LogPerFileSizeQuota": Aside,
        "CalendarItemRetrievalOption": Aside, "EnableExactRFC822Size": Aside,
        "MessageRetrievalMimeFormat": Aside, "OwaServerUrl": Aside, "ShowHiddenFoldersEnabled": Aside,
        "SuppressReadReceipt": Aside in Remote,
    }
    /// Sets what POP3 goes by (OPS; 2007 library).
    SetPopSettings = "Set-PopSettings" [] on Every by Server BySetting [InClear, AnyCertificate, Mechanisms] {
        "Server": Value, "DomainController": Aside, "LogFileLocation": Aside, "LogPerFileSizeQuota": Aside,
        "CalendarItemRetrievalOption": Aside, "EnableExactRFC822Size": Aside,
        "MessageRetrievalMimeFormat": Aside, "MessageRetrievalSortOrder": Aside, "OwaServerUrl": Aside,
        "SuppressReadReceipt": Aside in Remote,
    }
    /// Starts a stopped service. It never takes the name of a computer.
    StartService = "Start-Service" ["sasv"] on Every by Here {
        "Name": First, "InputObject": Value, "DisplayName": Value, "Include": Aside, "Exclude": Aside,
        "PassThru": SwitchAside, "ComputerName": Never,
    }
    /// Stops a service. It never takes the name of a computer.
    StopService = "Stop-Service" ["spsv"] on Every by Here AtOnce [Sessions, Gone] {
        "Name": First, "InputObject": Value, "DisplayName": Value, "Force": SwitchAside, "NoWait": SwitchAside,
        "Include": Aside, "Exclude": Aside, "PassThru": SwitchAside, "ComputerName": Never,
    }
    /// Stops and starts a service, and starts a stopped one. It never takes the name of a computer.
    RestartService = "Restart-Service" [] on Every by Here AtOnce [Sessions] {
        "Name": First, "InputObject": Value, "DisplayName": Value, "Force": SwitchAside, "Include": Aside,
        "Exclude": Aside, "PassThru": SwitchAside, "ComputerName": Never,
    }
    /// Changes how a service starts. Of Windows PowerShell 2.0 to 5.1; later ones have no `-ComputerName`.
    SetService = "Set-Service" [] on Every by ComputerName AtOnce [Gone] {
        "Name": First, "ComputerName": Value, "StartupType": Value, "Status": Value, "DisplayName": Aside,
        "Description": Aside, "InputObject": Value, "PassThru": SwitchAside,
    }
    /// Restarts a computer.
    RestartComputer = "Restart-Computer" [] on Every by ComputerName AtOnce [Server] {
        "ComputerName": First, "Force": SwitchAside, "Wait": SwitchAside, "For": Aside, "Timeout": Aside,
        "Delay": Aside, "Credential": Aside,
    }
    /// Switches a computer off.
    StopComputer = "Stop-Computer" [] on Every by ComputerName AtOnce [Gone] {
        "ComputerName": First, "Force": SwitchAside, "Credential": Aside,
    }
    /// Enables a certificate for services, beside those for which it is (OPS; KB 948896). For POP and IMAP it also
    /// writes the name of the certificate into X509CertificateName. It cannot be taken back but by enabling another
    /// one.
    EnableExchangeCertificate = "Enable-ExchangeCertificate" [] on Every by Server ServiceRestart [] {
        "Server": Value in Remote, "Thumbprint": First, "Services": Value, "Force": SwitchAside in Remote,
        "DoNotRequireSsl": SwitchAside in Remote, "NetworkServiceAllowed": SwitchAside in Remote,
        "DomainController": Aside,
    }
    /// Installs a certificate (OPS; 2007 and 2010 library).
    ImportExchangeCertificate = "Import-ExchangeCertificate" [] on Every by Server ServiceRestart [] {
        "Server": Value in Remote, "Path": Value in Local, "FileData": Value in Remote, "FileName": Value in FileName,
        "Password": Aside, "FriendlyName": Aside, "PrivateKeyExportable": Aside, "DomainController": Aside,
    }
    /// Removes a certificate (OPS; 2007 library). Never printed: it may serve the web server, SMTP or federation.
    RemoveExchangeCertificate = "Remove-ExchangeCertificate" [] on Every by Server AtOnce [Gone] {
        "Server": Value in Remote, "Thumbprint": First, "DomainController": Aside,
    }
    /// Sets what one requester wants of a component (OPS). The wrong requester completes without an error and changes
    /// nothing; after Active the services may have to be started by hand.
    SetServerComponentState = "Set-ServerComponentState" [] on Components by Identity AtOnce [Gone] {
        "Identity": First, "Component": Value, "Requester": Value, "State": Value, "LocalOnly": Switch,
        "RemoteOnly": Switch, "TimeoutInSeconds": Aside, "DomainController": Aside,
    }
    /// Allows or forbids protocols for a mailbox (OPS; 2007 library).
    SetCasMailbox = "Set-CASMailbox" [] on Every by Nobody MayWait [Gone] {
        "Identity": First, "ImapEnabled": Value, "PopEnabled": Value, "OWAEnabled": Aside, "MAPIEnabled": Aside,
        "ActiveSyncEnabled": Aside, "EwsEnabled": Aside in Remote, "ECPEnabled": Aside in Remote,
        "ImapUseProtocolDefaults": Aside, "PopUseProtocolDefaults": Aside, "ImapMessagesRetrievalMimeFormat": Aside,
        "PopMessagesRetrievalMimeFormat": Aside, "ImapEnableExactRFC822Size": Aside,
        "PopEnableExactRFC822Size": Aside, "DomainController": Aside,
    }
    /// Lets one more user open a mailbox (OPS; 2007 library).
    AddMailboxPermission = "Add-MailboxPermission" [] on Every by Nobody {
        "Identity": First, "User": Value, "AccessRights": Value, "AutoMapping": Aside in Remote,
        "InheritanceType": Aside, "DomainController": Aside,
    }
    /// Makes an authentication policy (OPS): it blocks what is said, and nothing else. What it blocks of modern
    /// authentication plays no part in POP3 and IMAP4 (AUTH-4).
    NewAuthenticationPolicy = "New-AuthenticationPolicy" [] on Policies by Nobody AtOnce [Gone] {
        "Name": First, "BlockLegacyAuthImap": Switch, "BlockLegacyAuthPop": Switch,
        "BlockLegacyAuthActiveSync": SwitchAside, "BlockLegacyAuthAutodiscover": SwitchAside,
        "BlockLegacyAuthMapi": SwitchAside, "BlockLegacyAuthOfflineAddressBook": SwitchAside,
        "BlockLegacyAuthRpc": SwitchAside, "BlockLegacyAuthWebServices": SwitchAside,
        "BlockModernAuthImap": SwitchAside, "BlockModernAuthPop": SwitchAside,
        "BlockModernAuthActiveSync": SwitchAside, "BlockModernAuthAutodiscover": SwitchAside,
        "BlockModernAuthMapi": SwitchAside, "BlockModernAuthOfflineAddressBook": SwitchAside,
        "BlockModernAuthRpc": SwitchAside, "BlockModernAuthWebServices": SwitchAside, "DomainController": Aside,
    }
    /// Changes what an authentication policy blocks (OPS).
    SetAuthenticationPolicy = "Set-AuthenticationPolicy" [] on Policies by Nobody AtOnce [Policy, Gone] {
        "Identity": First, "BlockLegacyAuthImap": Switch, "BlockLegacyAuthPop": Switch,
        "BlockLegacyAuthActiveSync": SwitchAside, "BlockLegacyAuthAutodiscover": SwitchAside,
        "BlockLegacyAuthMapi": SwitchAside, "BlockLegacyAuthOfflineAddressBook": SwitchAside,
        "BlockLegacyAuthRpc": SwitchAside, "BlockLegacyAuthWebServices": SwitchAside,
        "BlockModernAuthImap": SwitchAside, "BlockModernAuthPop": SwitchAside,
        "BlockModernAuthActiveSync": SwitchAside, "BlockModernAuthAutodiscover": SwitchAside,
        "BlockModernAuthMapi": SwitchAside, "BlockModernAuthOfflineAddressBook": SwitchAside,
        "BlockModernAuthRpc": SwitchAside, "BlockModernAuthWebServices": SwitchAside, "DomainController": Aside,
    }
    /// Makes a client access rule (OPS). In 2019 and later it knows the administration center and remote PowerShell
    /// alone: none ever blocks POP3 or IMAP4 (AUTH-5), and nothing of it has a part in what is modelled.
    NewClientAccessRule = "New-ClientAccessRule" [] on Policies by Nobody {
        "Name": First, "Action": Aside, "AnyOfProtocols": Value, "ExceptAnyOfProtocols": Value,
        "AnyOfClientIPAddressesOrRanges": Aside, "ExceptAnyOfClientIPAddressesOrRanges": Aside,
        "UsernameMatchesAnyOfPatterns": Aside, "ExceptUsernameMatchesAnyOfPatterns": Aside, "Scope": Aside,
        "UserRecipientFilter": Aside, "Priority": Aside, "Enabled": Aside, "DomainController": Aside,
    }
    /// Changes a client access rule (OPS; AUTH-5).
    SetClientAccessRule = "Set-ClientAccessRule" [] on Policies by Nobody {
        "Identity": First, "Name": Aside, "Action": Aside, "AnyOfProtocols": Value, "ExceptAnyOfProtocols": Value,
        "AnyOfClientIPAddressesOrRanges": Aside, "ExceptAnyOfClientIPAddressesOrRanges": Aside,
        "UsernameMatchesAnyOfPatterns": Aside, "ExceptUsernameMatchesAnyOfPatterns": Aside, "Scope": Aside,
        "UserRecipientFilter": Aside, "Priority": Aside, "Enabled": Aside, "DomainController": Aside,
    }
    /// Removes a client access rule (OPS; AUTH-5).
    RemoveClientAccessRule = "Remove-ClientAccessRule" [] on Policies by Nobody {
        "Identity": First, "DomainController": Aside,
    }
    /// Gives a user an authentication policy of its own, which comes before the default one (OPS).
    SetUser = "Set-User" [] on Every by Nobody AtOnce [OwnPolicy] {
        "Identity": First, "AuthenticationPolicy": Value in Policies, "DisplayName": Aside, "FirstName": Aside,
        "LastName": Aside, "Department": Aside, "Title": Aside, "Company": Aside, "DomainController": Aside,
    }
    /// Says which authentication policy those have who have none of their own (OPS).
    SetOrganizationConfig = "Set-OrganizationConfig" [] on Every by Nobody AtOnce [DefaultPolicy] {
        "DefaultAuthenticationPolicy": Value in Policies, "OAuth2ClientProfileEnabled": Aside in Components,
        "DomainController": Aside,
    }
    /// Moves a mailbox (OPS).
    NewMoveRequest = "New-MoveRequest" [] on Remote by Nobody WhenDone [] {
        "Identity": First, "TargetDatabase": Value, "BadItemLimit": Aside, "AcceptLargeDataLoss": SwitchAside,
        "BatchName": Aside, "Priority": Aside, "AllowLargeItems": SwitchAside, "LargeItemLimit": Aside,
        "DomainController": Aside,
    }
    /// Activates another copy of a database (OPS; 2010 library).
    MoveActiveMailboxDatabase = "Move-ActiveMailboxDatabase" [] on Remote by Nobody AtOnce [Database] {
        "Identity": First, "ActivateOnServer": Value, "MountDialOverride": Aside, "MoveComment": Aside,
        "SkipClientExperienceChecks": SwitchAside, "SkipHealthChecks": SwitchAside, "SkipLagChecks": SwitchAside,
        "SkipActiveCopyChecks": SwitchAside, "DomainController": Aside,
    }
    /// Keeps web clients away from a server (2010 library).
    SetClientAccessServer = "Set-ClientAccessServer" [] on Every by Identity AtOnce [Gone] {
        "Identity": First, "IsOutOfService": Value in OutOfService, "AutoDiscoverServiceInternalUri": Aside,
        "AutoDiscoverSiteScope": Aside, "DomainController": Aside,
    }
    /// Sets what Autodiscover answers: in place of Set-ClientAccessServer in 2013 and later (OPS). Nothing of it has a
    /// part in what is modelled; `-IsOutOfService` went with 2010.
    SetClientAccessService = "Set-ClientAccessService" [] on Components by Identity {
        "Identity": First, "AutoDiscoverServiceInternalUri": Aside, "AutoDiscoverSiteScope": Aside,
        "DomainController": Aside,
    }
    /// Adds an address beside those that a name has; it replaces nothing. Never printed.
    AddDnsRecord = "Add-DnsServerResourceRecordA" [] on Every by Nobody AtOnce [Name] {
        "Name": First, "ZoneName": Value, "IPv4Address": Value, "ComputerName": Aside, "TimeToLive": Aside,
        "CreatePtr": SwitchAside, "AllowUpdateAny": SwitchAside, "PassThru": SwitchAside,
    }
    /// Deletes every record of a name without asking. Read where somebody types it; never printed.
    RemoveDnsRecord = "Remove-DnsServerResourceRecord" [] on Every by Nobody AtOnce [Name, Gone] {
        "ZoneName": First, "RRType": First, "Name": First, "RecordData": Value, "ComputerName": Aside,
        "Force": SwitchAside, "PassThru": SwitchAside,
    }
    /// Waits before the next line.
    StartSleep = "Start-Sleep" ["sleep"] on Every by Nobody {
        "Seconds": First, "Milliseconds": Value,
    }
    /// Runs a block on other servers.
    InvokeCommand = "Invoke-Command" ["icm"] on Every by ComputerName {
        "ComputerName": First, "ScriptBlock": First, "Credential": Aside,
    }
    /// Does something for each object.
    ForEachObject = "ForEach-Object" ["foreach", "%"] on Every by Nobody {
        "Process": First,
    }
    /// Lets some objects through.
    WhereObject = "Where-Object" ["where", "?"] on Every by Nobody {
        "FilterScript": First, "Property": First, "Value": First,
        "eq": SwitchAside, "ne": SwitchAside, "like": SwitchAside, "notlike": SwitchAside, "match": SwitchAside,
    }
    /// The servers (looks only).
    GetExchangeServer = "Get-ExchangeServer" [] on Every by Nobody {
        "Identity": First, "DomainController": Aside, "Status": SwitchAside,
    }
    /// The servers with the Client Access role (looks only).
    GetClientAccessServer = "Get-ClientAccessServer" [] on Every by Nobody {
        "Identity": First, "DomainController": Aside,
    }
    /// The same, as 2016 and later have it (looks only; OPS).
    GetClientAccessService = "Get-ClientAccessService" [] on OneRole by Nobody {
        "Identity": First, "DomainController": Aside,
    }
    /// The servers with the Mailbox role (looks only).
    GetMailboxServer = "Get-MailboxServer" [] on Every by Nobody {
        "Identity": First, "DomainController": Aside,
    }
    /// The IMAP4 settings of a server (looks only).
    GetImapSettings = "Get-ImapSettings" [] on Every by Server {
        "Server": Value, "DomainController": Aside,
    }
    /// The POP3 settings of a server (looks only).
    GetPopSettings = "Get-PopSettings" [] on Every by Server {
        "Server": Value, "DomainController": Aside,
    }
    /// Services (looks only).
    GetService = "Get-Service" ["gsv"] on Every by ComputerName {
        "Name": First, "ComputerName": Value, "DisplayName": Value, "Include": Aside, "Exclude": Aside,
    }
    /// Certificates (looks only).
    GetExchangeCertificate = "Get-ExchangeCertificate" [] on Every by Server {
        "Server": Value in Remote, "Thumbprint": First, "DomainName": Value, "DomainController": Aside,
    }
    /// Asks a probe of Managed Availability now (looks only; OPS): `IMAP.Proxy\\ImapProxyTestProbe`. In place of
    /// Test-ImapConnectivity and Test-PopConnectivity in 2013 and later.
    InvokeMonitoringProbe = "Invoke-MonitoringProbe" [] on Components by Server {
        "Identity": First, "Server": Value, "Account": Aside, "Password": Aside, "Endpoint": Aside,
        "SecondaryAccount": Aside, "SecondaryPassword": Aside, "SecondaryEndpoint": Aside,
        "ItemTargetExtension": Aside, "PropertyOverride": Aside, "TimeOutSeconds": Aside,
    }
    /// What Managed Availability holds of a server (looks only; OPS).
    GetServerHealth = "Get-ServerHealth" ["Get-HealthReport"] on Components by Identity {
        "Identity": First, "HealthSet": Aside, "HaImpactingOnly": SwitchAside, "Server": Aside,
    }
    /// The components of a server (looks only; OPS).
    GetServerComponentState = "Get-ServerComponentState" [] on Components by Identity {
        "Identity": First, "Component": Aside, "DomainController": Aside,
    }
    /// Mailboxes (looks only).
    GetMailbox = "Get-Mailbox" ["Get-CASMailbox"] on Every by Nobody {
        "Identity": First, "Database": Value, "ResultSize": Aside, "DomainController": Aside, "Server": Value,
    }
}

/// Parameters that every cmdlet has, and whether each takes a value.
pub(crate) const COMMON: &[(&str, bool)] = &[
    ("Confirm", false),
    ("WhatIf", false),
    ("Verbose", false),
    ("Debug", false),
    ("ErrorAction", true),
    ("WarningAction", true),
    ("InformationAction", true),
    ("ErrorVariable", true),
    ("WarningVariable", true),
    ("OutVariable", true),
    ("OutBuffer", true),
];

/// Verbs of commands that change nothing of an organisation, and commands that only prepare a session.
pub(crate) const LOOKS: &[&str] = &[
    "get-",
    "test-",
    "format-",
    "select-",
    "sort-",
    "measure-",
    "group-",
    "write-",
    "out-",
    "export-csv",
    "compare-",
    "start-transcript",
    "stop-transcript",
    "import-module",
    "add-pssnapin",
    "set-location",
    "set-executionpolicy",
    "set-adserversettings",
    "invoke-monitoringprobe",
    "resolve-dnsname",
    "clear-host",
    "clear-dnsclientcache",
    "convertto-",
    "show-",
    "tee-object",
];

/// Short names of such commands, and programs that only look.
pub(crate) const LOOKS_SHORT: &[&str] = &[
    "fl", "ft", "fw", "select", "sort", "measure", "group", "echo", "cd", "cls", "ls", "dir", "cat", "type", "gc",
    "gci", "pwd", "nslookup", "ping", "telnet", "tracert", "ipconfig", "netstat", "hostname", "whoami", "tee", "more",
    "chcp",
];

/// Programs of Windows that are read beside the cmdlets; they are never printed.
pub(crate) const PROGRAMS: &[&str] = &["net", "sc", "iisreset", "shutdown"];

impl Cmdlet {
    /// The command of a name.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        let is_meant = |it: &&Self| {
            let row = it.row();
            row.name.eq_ignore_ascii_case(name) || row.aliases.iter().any(|it| it.eq_ignore_ascii_case(name))
        };
        Self::ALL.iter().find(is_meant).copied()
    }
}

impl Row {
    /// A parameter by its whole name.
    #[must_use]
    pub(crate) fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }
}

/// Whether a command of this name changes nothing.
#[must_use]
pub(crate) fn only_looks(name: &str) -> bool {
    let name = name.to_lowercase();
    LOOKS_SHORT.contains(&&*name) || LOOKS.iter().any(|it| name.starts_with(it))
}
