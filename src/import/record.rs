//! What did one object of an export say, whatever shape it came in?

use std::fmt;
use std::rc::Rc;

use crate::scenario::Setting;

/// What an object describes: the class of a cmdlet's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Get-ExchangeServer.
    Server,
    /// Get-PopSettings.
    PopSettings,
    /// Get-ImapSettings.
    ImapSettings,
    /// Get-MailboxDatabase.
    Database,
    /// Get-Mailbox.
    Mailbox,
    /// Get-CASMailbox.
    CasMailbox,
    /// Mailboxes counted by database: Get-Mailbox through Group-Object.
    MailboxCount,
    /// Get-ADSite.
    Site,
    /// Get-ADSiteLink.
    SiteLink,
    /// Get-ClientAccessServer, Get-ClientAccessService.
    FrontEnd,
    /// Get-ServerComponentState.
    Component,
    /// Get-Service or Win32_Service.
    Service,
    /// Get-ExchangeCertificate.
    Certificate,
    /// Get-OwaVirtualDirectory and its like: only the names of hosts in it are of use.
    VirtualDirectory,
    /// A part of the manifest that the script of `coexist collect` writes: when, with which version, which errors.
    Manifest,
}

/// Where something was read, for people: the file, and the object in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file as it was named, with `archive.zip/` before a member of an archive.
    pub file: Rc<str>,
    /// The object in the file, from 1; 0 for the file as a whole.
    pub object: u32,
    /// When the export was made, in seconds since 1970, UTC: of the file, or of the member of an archive. None where
    /// nobody knows. Of two that contradict each other the newer is taken.
    pub made: Option<i64>,
}

/// The value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportValue {
    /// Said to be unset: `<Nil/>`, an empty text, `$null`. A property that is absent is not in the record at all.
    Unset,
    /// One value, as its text.
    Text(Box<str>),
    /// Several, each as its text; empty elements are left out.
    List(Vec<Box<str>>),
    /// The shape has lost it. It is refused, never used; the note about it was made by who read it.
    Lost,
}

/// One object of an export: what it describes, and what it says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRecord {
    /// What it describes.
    pub class: Class,
    /// Its properties, by the names that [`property`] gives; others are of no use here.
    pub fields: Vec<(&'static str, ExportValue)>,
    /// Where it stood.
    pub origin: Origin,
}

/// The properties that are of use beside the POP3 and IMAP4 settings, which have a table of their own, over all
/// classes, as Exchange writes them. Names compare without case.
pub const PROPERTIES: &[&str] = &[
    "AcceptedDomains",
    "ActivationPreference",
    "ADCost",
    "AdminDisplayVersion",
    "CertificateDomains",
    "Cmdlet",
    "Component",
    "Cost",
    "Count",
    "Database",
    "DatabaseCopies",
    "DistinguishedName",
    "EnableExactRFC822Size",
    "Errors",
    "ExchangeCost",
    "ExternalUrl",
    "Fqdn",
    "Guid",
    "HasPrivateKey",
    "HubSiteEnabled",
    "Id",
    "Identity",
    "ImapEnabled",
    "InternalUrl",
    "IsClientAccessServer",
    "IsEdgeServer",
    "IsMailboxServer",
    "IsProvisionedServer",
    "Issuer",
    "IsSelfSigned",
    "MachineName",
    "Made",
    "MasterServerOrAvailabilityGroup",
    "Mounted",
    "MountedOnServer",
    "Name",
    "NotAfter",
    "NotBefore",
    "PopEnabled",
    "PrimarySmtpAddress",
    "ProtocolName",
    "PSComputerName",
    "RawData",
    "Recovery",
    "RpcClientAccessServer",
    "SamAccountName",
    "Server",
    "ServerFqdn",
    "ServerLegacyDN",
    "ServerName",
    "ServerRole",
    "Servers",
    "ServerWideOfflineIsOffline",
    "ServiceName",
    "Services",
    "Site",
    "Sites",
    "StartMode",
    "StartType",
    "State",
    "Status",
    "Subject",
    "SystemName",
    "Thumbprint",
    "UserPrincipalName",
];

/// The name of a property as Exchange writes it, if it is of use.
#[must_use]
pub fn property(written: &str) -> Option<&'static str> {
    let settings = Setting::ALL.iter().map(|it| it.name());
    PROPERTIES.iter().copied().chain(settings).find(|it| it.eq_ignore_ascii_case(written))
}

impl ExportRecord {
    /// What it says of a property: None where this export does not say.
    #[must_use]
    pub fn get(&self, property: &str) -> Option<&ExportValue> {
        self.fields.iter().find(|(name, _)| *name == property).map(|(_, value)| value)
    }

    /// The text of a property that has one.
    #[must_use]
    pub fn text(&self, property: &str) -> Option<&str> {
        match self.get(property)? {
            ExportValue::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.object > 0 { write!(f, ", object {}", self.object) } else { Ok(()) }
    }
}
