//! Which protocols do clients speak, and which service speaks each?

use crate::scenario::keyed::keyed;
use crate::scenario::{Role, Service, StartType, Version};

/// A protocol that clients speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// IMAP4.
    Imap4,
    /// POP3.
    Pop3,
    /// HTTP, which is here for contrast (section 10).
    Http,
}

/// What a web client asks for (section 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebService {
    /// Outlook on the web.
    Owa,
    /// The Exchange Control Panel.
    Ecp,
    /// Exchange Web Services.
    Ews,
    /// Exchange ActiveSync.
    ActiveSync,
    /// The offline address book.
    Oab,
}

keyed! {
    /// A value for each protocol.
    ByProtocol by Protocol { Imap4, Pop3, Http }
}

impl Protocol {
    /// Whether it is POP3 or IMAP4.
    #[must_use]
    pub const fn is_mail(self) -> bool {
        match self {
            Self::Imap4 | Self::Pop3 => true,
            Self::Http => false,
        }
    }
}

impl StartType {
    /// As Windows calls it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Automatic => "Automatic",
            Self::Manual => "Manual",
            Self::Disabled => "Disabled",
        }
    }
}

impl WebService {
    /// As it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owa => "OWA",
            Self::Ecp => "ECP",
            Self::Ews => "EWS",
            Self::ActiveSync => "ActiveSync",
            Self::Oab => "OAB",
        }
    }
}

impl Service {
    /// The protocol that it speaks.
    #[must_use]
    pub const fn protocol(self) -> Protocol {
        match self {
            Self::Imap4 | Self::Imap4BE => Protocol::Imap4,
            Self::Pop3 | Self::Pop3BE => Protocol::Pop3,
            Self::W3SVC => Protocol::Http,
        }
    }

    /// Whether it is a back end (SVC-2).
    #[must_use]
    pub const fn is_back_end(self) -> bool {
        matches!(self, Self::Imap4BE | Self::Pop3BE)
    }

    /// The service that clients of `protocol` connect to.
    #[must_use]
    pub const fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Imap4 => Self::Imap4,
            Protocol::Pop3 => Self::Pop3,
            Protocol::Http => Self::W3SVC,
        }
    }

    /// The back end of `protocol`; the web server has none here.
    #[must_use]
    pub const fn back_end_of(protocol: Protocol) -> Option<Self> {
        match protocol {
            Protocol::Imap4 => Some(Self::Imap4BE),
            Protocol::Pop3 => Some(Self::Pop3BE),
            Protocol::Http => None,
        }
    }

    /// The name under which Windows knows it.
    #[must_use]
    pub const fn windows_name(self) -> &'static str {
        match self {
            Self::Imap4 => "MSExchangeIMAP4",
            Self::Pop3 => "MSExchangePOP3",
            Self::Imap4BE => "MSExchangeIMAP4BE",
            Self::Pop3BE => "MSExchangePOP3BE",
            Self::W3SVC => "W3SVC",
        }
    }
}

impl Version {
    /// Whether a server of this version has a service; `has` says which roles the server has (SVC-1, SVC-2).
    #[must_use]
    pub fn has_service(self, service: Service, has: impl Fn(Role) -> bool) -> bool {
        match service {
            Service::Imap4 | Service::Pop3 | Service::W3SVC => has(Role::ClientAccess),
            Service::Imap4BE | Service::Pop3BE => self.has_back_end() && has(Role::Mailbox),
        }
    }
}
