//! What travels on the wire?
//!
//! The lines of POP3 and IMAP4 as values. A [`Line`] is what one side says at once; the text of it is made by
//! [`imap4`] and [`pop3`] when somebody wants to read it (or when a real socket stands behind a service).

pub(crate) mod http;
pub(crate) mod imap4;
pub(crate) mod pop3;

use crate::world::{LoginType, Mechanism, Version, WebService};

/// What one side of a connection says at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    // --- said by the side that opened the connection -------------------------------------------------------------
    /// Asks what the server can do (`CAPABILITY`, `CAPA`).
    AskCapability,
    /// Asks for TLS on this connection (`STARTTLS`, `STLS`).
    StartTls,
    /// IMAP4 `LOGIN user password`.
    Login,
    /// POP3 `USER name`.
    User,
    /// POP3 `PASS password`.
    Pass,
    /// `AUTHENTICATE mechanism` or `AUTH mechanism`; PLAIN with its data.
    Authenticate(Mechanism),
    /// The second message of NTLM or GSSAPI.
    AuthenticateData,
    /// A 2013 front end hands the authenticated user to a back end. How it does so is not modelled.
    HandOver,
    /// Breaks off a mechanism that was begun (`*`).
    CancelAuthenticate,
    /// Asks for a folder (POP3: a message) that does not exist.
    ProbeFolder,
    /// A command that the server does not know, of a length that the scenario names.
    LongCommand,
    /// A web request.
    WebRequest,
    /// Opens the inbox (`SELECT INBOX`, `STAT`).
    OpenInbox,
    /// `LOGOUT`, `QUIT`.
    LogOut,
    // --- said by the server --------------------------------------------------------------------------------------
    /// The banner.
    Greeting,
    /// What it can do.
    Capability(Capability),
    /// Go ahead with TLS.
    BeginTls,
    /// Go on (`+`), between the messages of NTLM and GSSAPI.
    Continue,
    /// POP3: the name of `USER` is taken, whoever it is; the password comes next (`+OK`).
    UserAccepted,
    /// The log-on succeeded.
    LoggedOn,
    /// The log-on failed, in the words for a wrong password.
    LogonFailed,
    /// `AUTHENTICATE` failed, in the words for a wrong password.
    AuthenticateFailed,
    /// A mechanism that the client broke off is at an end (`BAD`, RFC 3501).
    AuthenticateCancelled,
    /// This command is not accepted in this state (`BAD Command received in Invalid state.`).
    InvalidState,
    /// `BAD User is authenticated but not connected.`
    NotConnected,
    /// There is no such folder or message.
    NoSuchFolder,
    /// The command is not known (`BAD Command Error. 12`).
    UnknownCommand,
    /// The argument is not accepted (`BAD Command Argument Error. 11`).
    ArgumentError,
    /// The command is longer than the server takes (`BAD Command Error. 10`).
    CommandTooLong,
    /// The mailbox cannot be opened now (`NO Server Unavailable. 15`).
    ServerUnavailable,
    /// The server closes after ten failed commands (`* BYE Connection closed. 14`).
    ByeErrors,
    /// The web request is answered (`200 OK`).
    WebAnswer,
    /// The web client is sent to another name (`302 Found`).
    WebRedirect,
    /// The password of the web request is wrong (`401 Unauthorized`).
    WebUnauthorized,
    /// Nobody can serve the web request (`503 Service Unavailable`).
    WebUnavailable,
    /// The inbox is open.
    InboxOpened,
    /// The server says goodbye after `LOGOUT` or `QUIT`.
    SignOff,
    /// The server closes, because a time ran out (`* BYE Connection is closed. 13`).
    ByeTimeout,
}

/// What decides the text of a capability reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapabilityFacts {
    /// The version of the server.
    pub version: Version,
    /// Whether the connection is protected.
    pub encrypted: bool,
    /// Whether the user is logged on.
    pub authenticated: bool,
    /// LoginType.
    pub login_type: LoginType,
    /// EnableGSSAPIAndNTLMAuth.
    pub gssapi_and_ntlm: bool,
    /// Whether STARTTLS (STLS) can be offered: there is a usable certificate.
    pub tls_available: bool,
}

/// [`CapabilityFacts`] in two bytes, so that a line on its way fits into a small event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Capability {
    version: Version,
    flags: u8,
}

const _: () = assert!(size_of::<Line>() == size_of::<Capability>(), "a line has grown");

impl From<CapabilityFacts> for Capability {
    fn from(facts: CapabilityFacts) -> Self {
        Self {
            version: facts.version,
            flags: facts.login_type as u8
                | u8::from(facts.encrypted) << 4
                | u8::from(facts.authenticated) << 5
                | u8::from(facts.gssapi_and_ntlm) << 6
                | u8::from(facts.tls_available) << 7,
        }
    }
}

impl CapabilityFacts {
    /// Whether a mechanism is among those that the server lists over IMAP4. LOGIN is listed by its absence: where
    /// LOGINDISABLED is not.
    #[must_use]
    pub fn lists(&self, mechanism: Mechanism) -> bool {
        match mechanism {
            Mechanism::Login => !imap4::is_login_disabled(self),
            Mechanism::Plain => imap4::lists_plain(self),
            Mechanism::Ntlm | Mechanism::Gssapi => imap4::lists_ntlm_and_gssapi(self),
        }
    }
}

impl Capability {
    /// The facts again.
    #[must_use]
    pub const fn facts(self) -> CapabilityFacts {
        CapabilityFacts {
            version: self.version,
            login_type: match self.flags & 3 {
                0 => LoginType::PlainTextLogin,
                1 => LoginType::PlainTextAuthentication,
                _ => LoginType::SecureLogin,
            },
            encrypted: self.flags & 1 << 4 != 0,
            authenticated: self.flags & 1 << 5 != 0,
            gssapi_and_ntlm: self.flags & 1 << 6 != 0,
            tls_available: self.flags & 1 << 7 != 0,
        }
    }
}

impl std::fmt::Debug for Capability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.facts().fmt(f)
    }
}

/// What a line needs from its surroundings to become text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The number of the command on its connection, from 1: the tag is `a<number>`.
    pub tag: u32,
    /// The log-on name.
    pub user: &'a str,
    /// The banner of the server.
    pub banner: &'a str,
    /// The version of the server.
    pub version: Version,
    /// How long a [`Line::LongCommand`] is, in bytes.
    pub bytes: u32,
    /// What a web client asks for.
    pub web: Option<WebService>,
    /// Where web clients are sent whose mailbox is on 2007.
    pub legacy: &'a str,
}

impl Line {
    /// Whether it tells a client that its command has failed.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(
            self,
            Self::LogonFailed
                | Self::AuthenticateFailed
                | Self::AuthenticateCancelled
                | Self::InvalidState
                | Self::NotConnected
                | Self::NoSuchFolder
                | Self::UnknownCommand
                | Self::ArgumentError
                | Self::CommandTooLong
                | Self::ServerUnavailable
        )
    }

    /// Whether the opener of the connection says it.
    #[must_use]
    pub const fn is_command(self) -> bool {
        matches!(
            self,
            Self::AskCapability
                | Self::StartTls
                | Self::Login
                | Self::User
                | Self::Pass
                | Self::Authenticate(_)
                | Self::AuthenticateData
                | Self::HandOver
                | Self::CancelAuthenticate
                | Self::WebRequest
                | Self::ProbeFolder
                | Self::LongCommand
                | Self::OpenInbox
                | Self::LogOut
        )
    }

    /// Whether it begins a new command, and so takes a new tag in IMAP4.
    #[must_use]
    pub const fn takes_tag(self) -> bool {
        self.is_command() && !matches!(self, Self::AuthenticateData | Self::CancelAuthenticate)
    }
}

/// The name of a SASL mechanism.
const fn mechanism_name(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::Login => "LOGIN",
        Mechanism::Plain => "PLAIN",
        Mechanism::Ntlm => "NTLM",
        Mechanism::Gssapi => "GSSAPI",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line; the match keeps the list complete.
    pub(super) fn all_lines() -> Vec<Line> {
        use Line::*;
        let capability = capability("2013 SecureLogin").into();
        let all = vec![
            AskCapability,
            StartTls,
            Login,
            User,
            Pass,
            Authenticate(Mechanism::Login),
            Authenticate(Mechanism::Plain),
            Authenticate(Mechanism::Ntlm),
            Authenticate(Mechanism::Gssapi),
            AuthenticateData,
            HandOver,
            CancelAuthenticate,
            ProbeFolder,
            LongCommand,
            NoSuchFolder,
            UnknownCommand,
            ArgumentError,
            ServerUnavailable,
            ByeErrors,
            OpenInbox,
            LogOut,
            Greeting,
            Capability(capability),
            BeginTls,
            Continue,
            UserAccepted,
            LoggedOn,
            LogonFailed,
            AuthenticateFailed,
            AuthenticateCancelled,
            CommandTooLong,
            InvalidState,
            NotConnected,
            InboxOpened,
            SignOff,
            ByeTimeout,
        ];
        for line in &all {
            match line {
                AskCapability
                | StartTls
                | Login
                | User
                | Pass
                | Authenticate(_)
                | AuthenticateData
                | HandOver
                | CancelAuthenticate
                | ProbeFolder
                | LongCommand
                | NoSuchFolder
                | UnknownCommand
                | ArgumentError
                | ServerUnavailable
                | ByeErrors
                | OpenInbox
                | LogOut
                | WebRequest
                | WebAnswer
                | WebRedirect
                | WebUnauthorized
                | WebUnavailable
                | Greeting
                | Capability(_)
                | BeginTls
                | Continue
                | UserAccepted
                | LoggedOn
                | LogonFailed
                | AuthenticateFailed
                | AuthenticateCancelled
                | CommandTooLong
                | InvalidState
                | NotConnected
                | InboxOpened
                | SignOff
                | ByeTimeout => {}
            }
        }
        all
    }

    /// A capability from words: version, LoginType, then `tls`, `in`, `nocert`, `nontlm` where they hold.
    pub(super) fn capability(words: &str) -> CapabilityFacts {
        let words: Vec<&str> = words.split_whitespace().collect();
        let has = |word: &str| words[2..].contains(&word);
        CapabilityFacts {
            version: Version::ALL.into_iter().find(|it| it.product().year == words[0]).expect("a version"),
            encrypted: has("tls"),
            authenticated: has("in"),
            login_type: match words[1] {
                "SecureLogin" => LoginType::SecureLogin,
                "PlainTextAuthentication" => LoginType::PlainTextAuthentication,
                "PlainTextLogin" => LoginType::PlainTextLogin,
                other => panic!("LoginType {other}"),
            },
            gssapi_and_ntlm: !has("nontlm"),
            tls_available: !has("nocert"),
        }
    }
}
