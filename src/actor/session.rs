//! How does a service hold a conversation with whoever connected to it?
//!
//! One session a connection. It answers what it can answer by itself; whether a log-on is accepted, and what becomes
//! of it, it leaves to policy ([`SessionEffect::LogOn`]) and is told the outcome. After a proxied log-on it relays
//! (FE-6). Its state is its own: it changes by [`Session::handle`] and by nothing else.

use crate::policy::ReasonSink;
use crate::policy::accept::Port;
use crate::policy::authenticate::{MechanismAsk, Mechanisms, mechanism};
use crate::policy::route::GssapiAndNtlm;
use crate::policy::serve::Hears;
use crate::protocol::{CapabilityFacts, Line};
use crate::world::{ExtendedProtection, LoginType, Mechanism, OversizedCommand, Protocol, Security, Version};

/// After so many failed commands IMAP4 says goodbye (section 11).
const FAILED_COMMANDS: u8 = 10;

/// What a session knows of its own service; as its service read it when it started (SVC-6).
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServiceConfig {
    /// The version of the server.
    pub version: Version,
    /// Whether it is a back end, to which a user can be handed over (DISC-4).
    pub back_end: bool,
    /// LoginType.
    pub login_type: LoginType,
    /// EnableGSSAPIAndNTLMAuth.
    pub gssapi_and_ntlm: GssapiAndNtlm,
    /// ExtendedProtectionPolicy.
    pub extended_protection: ExtendedProtection,
    /// Whether whoever logs on binds NTLM and GSSAPI to a TLS connection that ends at this service.
    pub bound: bool,
    /// Whether there is a usable certificate.
    pub certificate: bool,
    /// Whether a proxying service is at the other side.
    pub on_leg: bool,
    /// Whether a long command is longer than MaxCommandSize.
    pub oversized: bool,
    /// What becomes of it then.
    pub oversized_command: OversizedCommand,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nobody is logged on. `challenged` between the two messages of NTLM or GSSAPI.
    Fresh {
        /// The mechanism that is half way through.
        challenged: Option<Mechanism>,
    },
    /// The TLS handshake after STARTTLS is under way.
    Securing,
    /// A log-on has been accepted and is being handed on.
    Proxying,
    /// A log-on has been accepted, and the Mailbox server is being asked for the mailbox (RPC-1).
    Opening,
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
pub(crate) struct Session {
    protocol: Protocol,
    /// How the connection is protected: SSL, TLS once STARTTLS has been done, or plaintext.
    arrived: Security,
    state: State,
    /// How the client tried to log on last.
    mechanism: Mechanism,
    /// How many of its commands have failed.
    failed: u8,
}

/// What happens to a session.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SessionInput<'a> {
    /// The client has said something, to a service that is like this.
    Heard(Line, &'a ServiceConfig),
    /// TLS is up.
    Secured,
    /// Policy has the log-on handed to a target.
    Proxied,
    /// Another server is asked to open the mailbox (RPC-1).
    CallsStore,
    /// The target has logged the user on.
    TargetLoggedOn,
    /// Policy has the mailbox opened here. `connected` where it may be used.
    Opened {
        /// Whether there is a mailbox behind it.
        connected: bool,
    },
    /// The log-on is refused, by policy or because every target failed.
    Refused(Hears),
    /// A web request is not answered here: this is said instead.
    WebRefused(Line),
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionEffect {
    /// Say this, and then.
    Say(Line, Then),
    /// Policy has refused the mechanism: record that, say this, and then.
    RefuseMechanism(Line, Then),
    /// Ask policy about this log-on.
    LogOn {
        /// Whether a front end hands over a user whom it has authenticated.
        handed_over: bool,
    },
    /// Ask policy about this web request.
    WebRequest,
    /// Pass it on to the target.
    Relay(Line),
    /// Close the connection, because the command is too long.
    Close,
    /// Nothing: a log-on is being decided, and the client has to wait.
    Wait,
}

/// What comes after a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// The conversation goes on.
    GoOn,
    /// The connection is closed: both are done.
    Close,
    /// The service says goodbye and closes the connection, because too many commands have failed (section 11).
    SayGoodbye,
}

impl Session {
    /// A connection that was just accepted on a port of this kind.
    #[must_use]
    pub(crate) const fn new(protocol: Protocol, port: Port) -> Self {
        let arrived = match port {
            Port::Ssl => Security::Ssl,
            Port::UnencryptedOrTls => Security::Plaintext,
        };
        let (state, mechanism) = (State::Fresh { challenged: None }, Mechanism::Login);
        Self { protocol, arrived, state, mechanism, failed: 0 }
    }

    /// How the connection is protected now.
    #[must_use]
    pub(crate) const fn arrived(&self) -> Security {
        self.arrived
    }

    /// How the client tried to log on last.
    #[must_use]
    pub(crate) const fn mechanism(&self) -> Mechanism {
        self.mechanism
    }

    /// Whether the TLS handshake after STARTTLS is awaited.
    #[must_use]
    pub(crate) const fn awaits_tls(&self) -> bool {
        matches!(self.state, State::Securing)
    }

    /// Whether somebody is logged on, so that the time limit for authenticated connections applies.
    #[must_use]
    pub(crate) const fn is_authenticated(&self) -> bool {
        matches!(self.state, State::Relaying | State::Serving { .. })
    }

    /// What to do about what happened. Policy pushes its reasons where it decides about a mechanism.
    pub(crate) fn handle(&mut self, input: SessionInput<'_>, reasons: &mut impl ReasonSink) -> SessionEffect {
        match (self.state, input) {
            (_, SessionInput::Heard(line, config)) => self.hears(line, config, reasons),
            // Everything learned before is forgotten (DET-2).
            (State::Securing, SessionInput::Secured) => {
                self.arrived = Security::Tls;
                self.state = State::Fresh { challenged: None };
                SessionEffect::Wait
            }
            // TLS from the first byte: nothing was learned yet.
            (State::Fresh { .. }, SessionInput::Secured) => SessionEffect::Wait,
            (State::Fresh { .. }, SessionInput::Proxied) => {
                self.state = State::Proxying;
                SessionEffect::Wait
            }
            (State::Fresh { .. } | State::Opening, SessionInput::CallsStore) => {
                self.state = State::Opening;
                SessionEffect::Wait
            }
            (State::Proxying, SessionInput::TargetLoggedOn) => {
                self.state = State::Relaying;
                self.logged_on()
            }
            (State::Fresh { .. } | State::Opening, SessionInput::Opened { connected }) => {
                self.state = State::Serving { connected };
                self.logged_on()
            }
            (State::Fresh { .. } | State::Proxying | State::Opening, SessionInput::Refused(hears)) => {
                self.state = State::Fresh { challenged: None };
                self.answer(match hears {
                    Hears::LogonFailure => self.refusal(),
                    Hears::Unavailable => Line::ServerUnavailable,
                })
            }
            (State::Fresh { .. } | State::Proxying | State::Opening, SessionInput::WebRefused(line)) => {
                self.state = State::Fresh { challenged: None };
                self.answer(line)
            }
            (state, input) => unreachable!("{input:?} in a session that is {state:?}"),
        }
    }

    fn logged_on(&self) -> SessionEffect {
        let line = if self.protocol.is_mail() { Line::LoggedOn } else { Line::WebAnswer };
        SessionEffect::Say(line, Then::GoOn)
    }

    /// The words for a refused log-on; the same whatever the reason (FE-4).
    const fn refusal(&self) -> Line {
        match self.mechanism {
            Mechanism::Login => Line::LogonFailed,
            Mechanism::Plain | Mechanism::Ntlm | Mechanism::Gssapi => Line::AuthenticateFailed,
        }
    }

    /// Answers a command. After ten failed ones in a session IMAP4 closes the connection (section 11).
    fn answer(&mut self, line: Line) -> SessionEffect {
        SessionEffect::Say(line, self.after(line))
    }

    fn after(&mut self, line: Line) -> Then {
        if !line.is_failure() || self.protocol != Protocol::Imap4 {
            return Then::GoOn;
        }
        self.failed += 1;
        if self.failed == FAILED_COMMANDS { Then::SayGoodbye } else { Then::GoOn }
    }

    /// What to do about a line of the client.
    fn hears(&mut self, line: Line, config: &ServiceConfig, reasons: &mut impl ReasonSink) -> SessionEffect {
        match (self.state, line) {
            (State::Relaying, line) => SessionEffect::Relay(line),
            (State::Proxying | State::Opening | State::Securing, _) => SessionEffect::Wait,
            (_, Line::AskCapability) => self.answer(Line::Capability(self.capability(config).into())),
            (_, Line::LogOut) => SessionEffect::Say(Line::SignOff, Then::Close),
            (State::Fresh { .. }, Line::StartTls) => {
                if self.arrived != Security::Plaintext || !config.certificate {
                    return self.answer(Line::InvalidState);
                }
                self.state = State::Securing;
                self.answer(Line::BeginTls)
            }
            (State::Fresh { challenged: None }, Line::User) => self.answer(Line::UserAccepted),
            (State::Fresh { challenged: None }, Line::Login | Line::Pass) => {
                self.log_on(Mechanism::Login, config, reasons)
            }
            (State::Fresh { challenged: None }, Line::Authenticate(Mechanism::Plain)) => {
                self.log_on(Mechanism::Plain, config, reasons)
            }
            (State::Fresh { challenged: None }, Line::Authenticate(mechanism)) => {
                self.challenge(mechanism, config, reasons)
            }
            (State::Fresh { challenged: Some(mechanism) }, Line::AuthenticateData) => {
                self.state = State::Fresh { challenged: None };
                self.log_on(mechanism, config, reasons)
            }
            (State::Fresh { .. }, Line::HandOver) if config.back_end => SessionEffect::LogOn { handed_over: true },
            (State::Fresh { .. }, Line::WebRequest) => SessionEffect::WebRequest,
            (State::Fresh { challenged: Some(_) }, Line::CancelAuthenticate) => {
                self.state = State::Fresh { challenged: None };
                self.answer(Line::AuthenticateCancelled)
            }
            (State::Fresh { .. } | State::Serving { .. }, Line::LongCommand) => match config.oversized_command {
                _ if !config.oversized => self.answer(Line::UnknownCommand),
                OversizedCommand::CommandError => self.answer(Line::CommandTooLong),
                OversizedCommand::ArgumentError => self.answer(Line::ArgumentError),
                OversizedCommand::Close => SessionEffect::Close,
            },
            (State::Serving { connected: true }, Line::ProbeFolder) => self.answer(Line::NoSuchFolder),
            (State::Serving { connected: false }, Line::ProbeFolder) => self.answer(Line::NotConnected),
            (State::Serving { connected: true }, Line::OpenInbox) => self.answer(Line::InboxOpened),
            (State::Serving { connected: false }, Line::OpenInbox) => self.answer(Line::NotConnected),
            (State::Fresh { .. } | State::Serving { .. }, _) => self.answer(Line::InvalidState),
        }
    }

    fn challenge(
        &mut self,
        mechanism: Mechanism,
        config: &ServiceConfig,
        reasons: &mut impl ReasonSink,
    ) -> SessionEffect {
        if let Some(refused) = self.refuses(mechanism, config, false, reasons) {
            return refused;
        }
        self.state = State::Fresh { challenged: Some(mechanism) };
        self.answer(Line::Continue)
    }

    fn log_on(&mut self, mechanism: Mechanism, config: &ServiceConfig, reasons: &mut impl ReasonSink) -> SessionEffect {
        self.refuses(mechanism, config, true, reasons).unwrap_or(SessionEffect::LogOn { handed_over: false })
    }

    /// Asks policy about the mechanism, when it is named and once it has `proved` who it is, and says what the client
    /// hears if it is not taken.
    fn refuses(
        &mut self,
        named: Mechanism,
        config: &ServiceConfig,
        proved: bool,
        reasons: &mut impl ReasonSink,
    ) -> Option<SessionEffect> {
        self.mechanism = named;
        let &ServiceConfig { login_type, gssapi_and_ntlm, on_leg, .. } = config;
        let (arrived, proved) = (self.arrived, proved.then_some((config.bound, config.extended_protection)));
        let ask = MechanismAsk { mechanism: named, arrived, login_type, gssapi_and_ntlm, on_leg, proved };
        let line = match mechanism(&ask, reasons) {
            Mechanisms::Taken => return None,
            Mechanisms::RefusedByLoginType => Line::InvalidState,
            Mechanisms::NotOffered | Mechanisms::NotBound => Line::AuthenticateFailed,
        };
        Some(SessionEffect::RefuseMechanism(line, self.after(line)))
    }

    fn capability(&self, config: &ServiceConfig) -> CapabilityFacts {
        CapabilityFacts {
            version: config.version,
            encrypted: self.arrived != Security::Plaintext,
            authenticated: self.is_authenticated(),
            login_type: config.login_type,
            gssapi_and_ntlm: config.gssapi_and_ntlm.offered(self.arrived),
            tls_available: config.certificate && self.arrived == Security::Plaintext,
        }
    }
}
