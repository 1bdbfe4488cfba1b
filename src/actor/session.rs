//! How does a service hold a conversation with whoever connected to it?
//!
//! One session a connection. It answers what it can answer by itself; whether a log-on is accepted, and what becomes
//! of it, it leaves to policy ([`SessionEffect::LogOn`]) and is told the outcome. After a proxied log-on it relays
//! (FE-6).

use crate::policy::route::{login_type_refuses, mechanism_offered};
use crate::protocol::{CapabilityFacts, Line};
use crate::world::{LoginType, Mechanism, OversizedCommand, Security, Version};

/// What a session knows of its own service; as its service read it when it started (SVC-6).
#[derive(Clone, Copy, Debug)]
pub struct ServiceConfig {
    /// The version of the server.
    pub version: Version,
    /// LoginType.
    pub login_type: LoginType,
    /// EnableGSSAPIAndNTLMAuth.
    pub gssapi_and_ntlm: bool,
    /// Whether there is a usable certificate.
    pub certificate: bool,
    /// Whether a long command is longer than MaxCommandSize.
    pub oversized: bool,
    /// What becomes of it then.
    pub oversized_command: OversizedCommand,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody is logged on. `challenged` between the two messages of NTLM or GSSAPI.
    Fresh {
        /// The mechanism that is half way through.
        challenged: Option<Mechanism>,
    },
    /// The TLS handshake after STARTTLS is under way.
    Securing,
    /// A log-on has been accepted and is being handed on.
    Proxying,
    /// The user is logged on, and the target answers for this service.
    Relaying,
    /// The user is logged on here. `connected` where the mailbox may be used.
    Serving {
        /// Whether there is a mailbox behind it.
        connected: bool,
    },
}

/// One connection as its service sees it.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// How the connection is protected: SSL, TLS once STARTTLS has been done, or plaintext.
    pub arrived: Security,
    /// How far it has come.
    pub state: State,
    /// How the client tried to log on last.
    pub mechanism: Mechanism,
    /// How many of its commands have failed.
    pub failed: u8,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEffect {
    /// Say this.
    Say(Line),
    /// Say this and close the connection.
    SayAndClose(Line),
    /// Refuse, because LoginType does not allow this mechanism without TLS (LEG-3).
    RefuseLogin(Mechanism),
    /// Refuse, because the mechanism is not offered.
    RefuseMechanism(Mechanism),
    /// Ask policy about this log-on.
    LogOn,
    /// Pass it on to the target.
    Relay(Line),
    /// Close the connection, because the command is too long.
    Close,
    /// Nothing: a log-on is being decided, and the client has to wait.
    Wait,
}

impl Session {
    /// A connection that was just accepted on a port for SSL or for plaintext.
    #[must_use]
    pub const fn new(ssl: bool) -> Self {
        Self {
            arrived: if ssl { Security::Ssl } else { Security::Plaintext },
            state: State::Fresh { challenged: None },
            mechanism: Mechanism::Login,
            failed: 0,
        }
    }

    /// Whether somebody is logged on, so that the time limit for authenticated connections applies.
    #[must_use]
    pub const fn is_authenticated(&self) -> bool {
        matches!(self.state, State::Relaying | State::Serving { .. })
    }

    /// TLS is up after STARTTLS: everything learned before is forgotten (DET-2).
    pub fn secured(&mut self) {
        if self.state == State::Securing {
            self.arrived = Security::Tls;
            self.state = State::Fresh { challenged: None };
        }
    }

    /// The words for a refused log-on; the same whatever the reason (FE-4).
    #[must_use]
    pub const fn refusal(&self) -> Line {
        match self.mechanism {
            Mechanism::Login => Line::LogonFailed,
            Mechanism::Plain | Mechanism::Ntlm | Mechanism::Gssapi => Line::AuthenticateFailed,
        }
    }

    /// What to do about a line of the client.
    pub fn handle(&mut self, line: Line, facts: &ServiceConfig) -> SessionEffect {
        match (self.state, line) {
            (State::Relaying, line) => SessionEffect::Relay(line),
            (State::Proxying | State::Securing, _) => SessionEffect::Wait,
            (_, Line::AskCapability) => SessionEffect::Say(Line::Capability(self.capability(facts).into())),
            (_, Line::LogOut) => SessionEffect::SayAndClose(Line::SignOff),
            (State::Fresh { .. }, Line::StartTls) => {
                if self.arrived != Security::Plaintext || !facts.certificate {
                    return SessionEffect::Say(Line::InvalidState);
                }
                self.state = State::Securing;
                SessionEffect::Say(Line::BeginTls)
            }
            (State::Fresh { challenged: None }, Line::User) => SessionEffect::Say(Line::UserAccepted),
            (State::Fresh { challenged: None }, Line::Login | Line::Pass) => self.log_on(Mechanism::Login, facts),
            (State::Fresh { challenged: None }, Line::Authenticate(Mechanism::Plain)) => {
                self.log_on(Mechanism::Plain, facts)
            }
            (State::Fresh { challenged: None }, Line::Authenticate(mechanism)) => self.challenge(mechanism, facts),
            (State::Fresh { challenged: Some(mechanism) }, Line::AuthenticateData) => {
                self.state = State::Fresh { challenged: None };
                self.log_on(mechanism, facts)
            }
            (State::Fresh { .. }, Line::HandOver | Line::WebRequest) => SessionEffect::LogOn,
            (State::Fresh { challenged: Some(_) }, Line::CancelAuthenticate) => {
                self.state = State::Fresh { challenged: None };
                SessionEffect::Say(Line::AuthenticateFailed)
            }
            (State::Fresh { .. } | State::Serving { .. }, Line::LongCommand) => match facts.oversized_command {
                OversizedCommand::ArgumentError if facts.oversized => SessionEffect::Say(Line::ArgumentError),
                OversizedCommand::Close if facts.oversized => SessionEffect::Close,
                OversizedCommand::ArgumentError | OversizedCommand::Close => SessionEffect::Say(Line::UnknownCommand),
            },
            (State::Serving { connected: true }, Line::ProbeFolder) => SessionEffect::Say(Line::NoSuchFolder),
            (State::Serving { connected: false }, Line::ProbeFolder) => SessionEffect::Say(Line::NotConnected),
            (State::Serving { connected: true }, Line::OpenInbox) => SessionEffect::Say(Line::InboxOpened),
            (State::Serving { connected: false }, Line::OpenInbox) => SessionEffect::Say(Line::NotConnected),
            (State::Fresh { .. } | State::Serving { .. }, _) => SessionEffect::Say(Line::InvalidState),
        }
    }

    fn challenge(&mut self, mechanism: Mechanism, facts: &ServiceConfig) -> SessionEffect {
        self.mechanism = mechanism;
        if !mechanism_offered(facts.gssapi_and_ntlm, mechanism) {
            SessionEffect::RefuseMechanism(mechanism)
        } else if login_type_refuses(facts.login_type, mechanism, self.arrived) {
            SessionEffect::RefuseLogin(mechanism)
        } else {
            self.state = State::Fresh { challenged: Some(mechanism) };
            SessionEffect::Say(Line::Continue)
        }
    }

    fn log_on(&mut self, mechanism: Mechanism, facts: &ServiceConfig) -> SessionEffect {
        self.mechanism = mechanism;
        if login_type_refuses(facts.login_type, mechanism, self.arrived) {
            SessionEffect::RefuseLogin(mechanism)
        } else {
            SessionEffect::LogOn
        }
    }

    fn capability(&self, facts: &ServiceConfig) -> CapabilityFacts {
        CapabilityFacts {
            version: facts.version,
            encrypted: self.arrived != Security::Plaintext,
            authenticated: self.is_authenticated(),
            login_type: facts.login_type,
            gssapi_and_ntlm: facts.gssapi_and_ntlm,
            tls_available: facts.certificate && self.arrived == Security::Plaintext,
        }
    }
}
