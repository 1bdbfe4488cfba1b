//! How does the side behave that opens a connection and logs on?
//!
//! Connect, TLS from the first byte or by STARTTLS (DET-1), greeting, log-on. After STARTTLS everything that was
//! learned before is forgotten (DET-2). A mail program and the leg of a proxying server speak the same dialog. It
//! ends in [`LogonEffect::LoggedOn`] or [`LogonEffect::Failed`]; what comes after the log-on is the caller's business.

use crate::protocol::{Capability, CapabilityFacts, Line};
use crate::world::{Mechanism, Protocol, Security};

/// How a log-on is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    /// With one of the mechanisms of the protocol.
    Mechanism(Mechanism),
    /// By a web request.
    Web,
    /// By handing over a user who is already authenticated (2013 front end to back end).
    HandOver,
}

/// What the opener of a connection has come to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The answer to the connection request.
    Connecting,
    /// The end of the TLS handshake; `greeted` where the greeting came before it (STARTTLS).
    Securing { greeted: bool },
    /// The greeting.
    Greeting,
    /// The capabilities.
    Capability,
    /// The leave to begin TLS.
    BeginTls,
    /// The answer to `USER`.
    UserAnswer,
    /// The challenge of NTLM or GSSAPI.
    Challenge,
    /// The answer to the log-on.
    Result,
    /// Nothing more: it is logged on, or goes on as if it were.
    LoggedOn,
    /// Nothing more: it failed.
    Failed,
}

/// What happened on the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// The connection was accepted.
    Accepted,
    /// The connection was refused.
    Refused,
    /// TLS is up.
    Secured,
    /// TLS could not be set up.
    TlsFailed,
    /// The server said something.
    Said(Line),
    /// The server greeted in the other protocol.
    OtherProtocol,
    /// The server closed the connection.
    Closed,
    /// The connection was broken off.
    Broken,
    /// Nothing came for as long as this side is willing to wait.
    TimedOut,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogonEffect {
    /// Nothing but to wait.
    Wait,
    /// Begin the TLS handshake.
    Handshake,
    /// Say this.
    Say(Line),
    /// Done: the user is logged on.
    LoggedOn,
    /// Done: it failed.
    Failed(Failure),
}

/// How the dialog failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The connection was refused.
    Refused,
    /// Nothing answered the connection request.
    NoAnswer,
    /// Connected, but the server never said anything: it closed the connection (`closed`) or kept silent.
    NoGreeting {
        /// Whether it closed the connection.
        closed: bool,
    },
    /// Connected, but the greeting is that of the other protocol: a port of POP3 where IMAP4 is meant, or the reverse.
    OtherProtocol,
    /// TLS could not be set up.
    Tls,
    /// STARTTLS or STLS is not offered.
    StartTlsNotOffered,
    /// The log-on was refused with this line.
    Refusal(Line),
    /// The server said goodbye because a time ran out.
    Bye,
    /// The connection was closed or broken in the middle.
    Lost,
    /// LOGINDISABLED is listed, and so no LOGIN was sent.
    LoginDisabled,
    /// TLS was to begin inside TLS, and the server would not have it (DET-2).
    TlsInsideTls,
    /// The server kept silent in the middle.
    Silence,
}

/// Mechanisms that a mail program tries one after the other in the same session, each after the one before it was
/// refused (DET-11); none where it knows but one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct InTurn {
    mechanisms: [Option<Mechanism>; 4],
    /// How many of them have been tried or passed over.
    done: usize,
}

impl InTurn {
    /// These, of which none is listed twice.
    pub(crate) fn of(mechanisms: &[Mechanism]) -> Self {
        let mut all = [None; 4];
        for (place, mechanism) in all.iter_mut().zip(mechanisms) {
            *place = Some(*mechanism);
        }
        Self { mechanisms: all, done: 0 }
    }

    const fn is_empty(&self) -> bool {
        self.mechanisms[0].is_none()
    }

    /// The next one that the server takes, as far as it has said.
    fn next(&mut self, takes: impl Fn(Mechanism) -> bool) -> Option<Mechanism> {
        while let Some(it) = self.mechanisms.get(self.done).copied().flatten() {
            self.done += 1;
            if takes(it) {
                return Some(it);
            }
        }
        None
    }
}

/// What one side does that not every side does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClientQuirks {
    /// It asks for the capabilities before and after STARTTLS. Mail programs do; a leg knows its target.
    pub asks_capability: bool,
    /// It sends no LOGIN where LOGINDISABLED is listed.
    pub obeys_login_disabled: bool,
    /// It takes the strongest mechanism that is listed.
    pub strongest: bool,
    /// It tries these, one after the other.
    pub in_turn: InTurn,
    /// It has no Kerberos ticket.
    pub no_ticket: bool,
    /// It begins TLS inside TLS.
    pub starttls_inside_ssl: bool,
}

impl ClientQuirks {
    /// Whether it must know the capabilities before it logs on.
    const fn must_know(self) -> bool {
        self.obeys_login_disabled || self.strongest || !self.in_turn.is_empty()
    }
}

/// One log-on as the side sees it that opened the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Logon {
    protocol: Protocol,
    security: Security,
    proof: Credentials,
    /// What this side does that not every side does.
    ways: ClientQuirks,
    secured: bool,
    /// The mechanism that was tried.
    tried: Mechanism,
    /// What the server listed last.
    listed: Option<Capability>,
    state: State,
}

impl Logon {
    /// A log-on that is about to connect.
    #[must_use]
    pub(crate) const fn new(protocol: Protocol, security: Security, proof: Credentials, ways: ClientQuirks) -> Self {
        let (tried, listed) = (Mechanism::Login, None);
        Self { protocol, security, proof, ways, secured: false, tried, listed, state: State::Connecting }
    }

    /// The protocol that this side speaks.
    #[must_use]
    pub(crate) const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Whether the log-on is over and whoever opened the connection goes on after it.
    #[must_use]
    pub(crate) const fn is_logged_on(&self) -> bool {
        matches!(self.state, State::LoggedOn)
    }

    /// Goes on after a refusal as if nothing had happened.
    pub(crate) const fn go_on(&mut self) {
        self.state = State::LoggedOn;
    }

    /// What to do about what happened.
    pub(crate) fn handle(&mut self, input: Input) -> LogonEffect {
        let answer = match input {
            Input::Said(line) => self.said(line),
            Input::Accepted => {
                assert!(self.state == State::Connecting, "accepted twice: {self:?}");
                if self.security == Security::Ssl {
                    self.state = State::Securing { greeted: false };
                    LogonEffect::Handshake
                } else {
                    self.state = State::Greeting;
                    LogonEffect::Wait
                }
            }
            Input::Secured => {
                self.secured = true;
                if self.proof == Credentials::Web {
                    self.log_on()
                } else if let State::Securing { greeted: true } = self.state {
                    self.after_starttls()
                } else {
                    self.state = State::Greeting;
                    LogonEffect::Wait
                }
            }
            Input::Refused => LogonEffect::Failed(Failure::Refused),
            Input::TlsFailed => LogonEffect::Failed(Failure::Tls),
            Input::OtherProtocol => LogonEffect::Failed(Failure::OtherProtocol),
            Input::Closed | Input::Broken => LogonEffect::Failed(self.cut_short(true)),
            Input::TimedOut => LogonEffect::Failed(self.cut_short(false)),
        };
        match answer {
            LogonEffect::LoggedOn => self.state = State::LoggedOn,
            LogonEffect::Failed(_) => self.state = State::Failed,
            LogonEffect::Wait | LogonEffect::Handshake | LogonEffect::Say(_) => {}
        }
        answer
    }

    /// The connection ended (`closed`) or fell silent before the log-on was answered.
    fn cut_short(&self, closed: bool) -> Failure {
        match self.state {
            State::Connecting => Failure::NoAnswer,
            State::Greeting | State::Securing { greeted: false } => Failure::NoGreeting { closed },
            State::Securing { greeted: true }
            | State::Capability
            | State::BeginTls
            | State::UserAnswer
            | State::Challenge
            | State::Result
            | State::LoggedOn
            | State::Failed => {
                if closed {
                    Failure::Lost
                } else {
                    Failure::Silence
                }
            }
        }
    }

    fn said(&mut self, line: Line) -> LogonEffect {
        match (self.state, line) {
            (_, Line::ByeTimeout | Line::ByeErrors) => LogonEffect::Failed(Failure::Bye),
            (State::Greeting, Line::Greeting) => self.greeted(),
            (State::Capability, Line::Capability(capability)) => {
                if self.security == Security::Tls && !self.secured {
                    if capability.facts().tls_available {
                        self.state = State::BeginTls;
                        LogonEffect::Say(Line::StartTls)
                    } else {
                        LogonEffect::Failed(Failure::StartTlsNotOffered)
                    }
                } else if !self.ways.in_turn.is_empty() {
                    self.listed = Some(capability);
                    self.first_in_turn()
                } else if self.ways.strongest {
                    self.log_on_with(self.strongest(capability.facts()))
                } else if self.ways.obeys_login_disabled
                    && self.proof == Credentials::Mechanism(Mechanism::Login)
                    && self.protocol == Protocol::Imap4
                    && !capability.facts().lists(Mechanism::Login)
                {
                    LogonEffect::Failed(Failure::LoginDisabled)
                } else {
                    self.log_on()
                }
            }
            (State::BeginTls, Line::BeginTls) => {
                self.state = State::Securing { greeted: true };
                LogonEffect::Handshake
            }
            (State::BeginTls, _) if self.secured => LogonEffect::Failed(Failure::TlsInsideTls),
            (State::BeginTls, _) => LogonEffect::Failed(Failure::StartTlsNotOffered),
            (State::UserAnswer, Line::UserAccepted) => {
                self.state = State::Result;
                LogonEffect::Say(Line::Pass)
            }
            (State::Challenge, Line::Continue) => {
                self.state = State::Result;
                let lacks_ticket = self.ways.no_ticket && self.tried == Mechanism::Gssapi;
                LogonEffect::Say(if lacks_ticket { Line::CancelAuthenticate } else { Line::AuthenticateData })
            }
            (State::Result, Line::LoggedOn | Line::WebAnswer) => LogonEffect::LoggedOn,
            (State::UserAnswer | State::Challenge | State::Result, refusal) => {
                self.log_on_in_turn().unwrap_or(LogonEffect::Failed(Failure::Refusal(refusal)))
            }
            (state, line) => unreachable!("{line:?} while waiting for {state:?}"),
        }
    }

    /// Whether TLS is to begin once more on a connection over SSL.
    const fn begins_inside(&self) -> bool {
        self.ways.starttls_inside_ssl && matches!(self.security, Security::Ssl)
    }

    fn greeted(&mut self) -> LogonEffect {
        if self.begins_inside() {
            self.state = State::BeginTls;
            LogonEffect::Say(Line::StartTls)
        } else if self.security != Security::Tls && !self.ways.must_know() {
            self.log_on()
        } else if self.security != Security::Tls || self.ways.asks_capability {
            self.state = State::Capability;
            LogonEffect::Say(Line::AskCapability)
        } else {
            self.state = State::BeginTls;
            LogonEffect::Say(Line::StartTls)
        }
    }

    fn after_starttls(&mut self) -> LogonEffect {
        if self.ways.asks_capability || self.ways.must_know() {
            self.state = State::Capability;
            LogonEffect::Say(Line::AskCapability)
        } else {
            self.log_on()
        }
    }

    /// The strongest mechanism that the server lists. POP3 lists PLAIN (section 11).
    fn strongest(&self, capability: CapabilityFacts) -> Credentials {
        const BY_STRENGTH: [Mechanism; 3] = [Mechanism::Gssapi, Mechanism::Ntlm, Mechanism::Plain];
        let listed = match self.protocol {
            Protocol::Imap4 => BY_STRENGTH.into_iter().find(|it| capability.lists(*it)),
            Protocol::Pop3 | Protocol::Http => Some(Mechanism::Plain),
        };
        Credentials::Mechanism(listed.unwrap_or(Mechanism::Login))
    }

    /// The first mechanism that it has and that the server lists; the first of all where none is listed (DET-11).
    fn first_in_turn(&mut self) -> LogonEffect {
        if let Some(it) = self.log_on_in_turn() {
            return it;
        }
        let mut all = InTurn { done: 0, ..self.ways.in_turn };
        match all.next(|it| !self.ways.obeys_login_disabled || it != Mechanism::Login) {
            Some(first) => self.log_on_with(Credentials::Mechanism(first)),
            None => LogonEffect::Failed(Failure::LoginDisabled),
        }
    }

    /// The next mechanism that it has and that the server lists (DET-11). Only a program that obeys LOGINDISABLED
    /// passes LOGIN over.
    fn log_on_in_turn(&mut self) -> Option<LogonEffect> {
        let (protocol, obeys) = (self.protocol, self.ways.obeys_login_disabled);
        let listed = self.listed.map(Capability::facts);
        let takes = |it: Mechanism| match (protocol, it, listed) {
            (_, _, None) => true,
            (Protocol::Imap4, Mechanism::Login, Some(facts)) => !obeys || facts.lists(it),
            (Protocol::Imap4, Mechanism::Plain | Mechanism::Ntlm | Mechanism::Gssapi, Some(facts)) => facts.lists(it),
            (Protocol::Pop3 | Protocol::Http, it, Some(_)) => matches!(it, Mechanism::Login | Mechanism::Plain),
        };
        let next = self.ways.in_turn.next(takes)?;
        Some(self.log_on_with(Credentials::Mechanism(next)))
    }

    fn log_on(&mut self) -> LogonEffect {
        self.log_on_with(self.proof)
    }

    fn log_on_with(&mut self, proof: Credentials) -> LogonEffect {
        if let Credentials::Mechanism(mechanism) = proof {
            self.tried = mechanism;
        }
        let (state, line) = match (proof, self.protocol) {
            (Credentials::Web, _) | (_, Protocol::Http) => (State::Result, Line::WebRequest),
            (Credentials::HandOver, _) => (State::Result, Line::HandOver),
            (Credentials::Mechanism(Mechanism::Login), Protocol::Imap4) => (State::Result, Line::Login),
            (Credentials::Mechanism(Mechanism::Login), Protocol::Pop3) => (State::UserAnswer, Line::User),
            (Credentials::Mechanism(Mechanism::Plain), _) => (State::Result, Line::Authenticate(Mechanism::Plain)),
            (Credentials::Mechanism(mechanism @ (Mechanism::Ntlm | Mechanism::Gssapi)), _) => {
                (State::Challenge, Line::Authenticate(mechanism))
            }
        };
        self.state = state;
        LogonEffect::Say(line)
    }
}
