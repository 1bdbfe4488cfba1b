//! How does the side behave that opens a connection and logs on?
//!
//! Connect, TLS from the first byte or by STARTTLS (DET-1), greeting, log-on. After STARTTLS everything that was
//! learned before is forgotten (DET-2). A mail program and the leg of a proxying server speak the same dialog. It
//! ends in [`Answer::LoggedOn`] or [`Answer::Failed`]; what comes after the log-on is the caller's business.

use crate::protocol::Line;
use crate::world::{Mechanism, Protocol, Security};

/// How a log-on is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// With one of the mechanisms of the protocol.
    Mechanism(Mechanism),
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
    /// Nothing more: logged on, or failed.
    Over,
}

/// What happened on the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
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
pub enum Answer {
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
pub enum Failure {
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
    /// The server kept silent in the middle.
    Silence,
}

/// One log-on as the side sees it that opened the connection.
#[derive(Clone, Copy, Debug)]
pub struct Logon {
    protocol: Protocol,
    security: Security,
    proof: Proof,
    /// Whether the capabilities are asked for before and after STARTTLS. Mail programs do; a leg knows its target.
    asks_capability: bool,
    secured: bool,
    state: State,
}

impl Logon {
    /// A log-on that is about to connect.
    #[must_use]
    pub const fn new(protocol: Protocol, security: Security, proof: Proof, asks_capability: bool) -> Self {
        Self { protocol, security, proof, asks_capability, secured: false, state: State::Connecting }
    }

    /// The protocol that this side speaks.
    #[must_use]
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// What to do about what happened.
    pub fn handle(&mut self, input: Input) -> Answer {
        let answer = match input {
            Input::Said(line) => self.said(line),
            Input::Accepted => {
                assert!(self.state == State::Connecting, "accepted twice: {self:?}");
                if self.security == Security::Ssl {
                    self.state = State::Securing { greeted: false };
                    Answer::Handshake
                } else {
                    self.state = State::Greeting;
                    Answer::Wait
                }
            }
            Input::Secured => {
                self.secured = true;
                if let State::Securing { greeted: true } = self.state {
                    self.after_starttls()
                } else {
                    self.state = State::Greeting;
                    Answer::Wait
                }
            }
            Input::Refused => Answer::Failed(Failure::Refused),
            Input::TlsFailed => Answer::Failed(Failure::Tls),
            Input::OtherProtocol => Answer::Failed(Failure::OtherProtocol),
            Input::Closed | Input::Broken => Answer::Failed(self.cut_short(true)),
            Input::TimedOut => Answer::Failed(self.cut_short(false)),
        };
        if matches!(answer, Answer::LoggedOn | Answer::Failed(_)) {
            self.state = State::Over;
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
            | State::Over => {
                if closed {
                    Failure::Lost
                } else {
                    Failure::Silence
                }
            }
        }
    }

    fn said(&mut self, line: Line) -> Answer {
        match (self.state, line) {
            (_, Line::ByeTimeout) => Answer::Failed(Failure::Bye),
            (State::Greeting, Line::Greeting) => self.greeted(),
            (State::Capability, Line::Capability(capability)) => {
                if self.security == Security::Tls && !self.secured {
                    if capability.facts().tls_available {
                        self.state = State::BeginTls;
                        Answer::Say(Line::StartTls)
                    } else {
                        Answer::Failed(Failure::StartTlsNotOffered)
                    }
                } else {
                    self.log_on()
                }
            }
            (State::BeginTls, Line::BeginTls) => {
                self.state = State::Securing { greeted: true };
                Answer::Handshake
            }
            (State::BeginTls, _) => Answer::Failed(Failure::StartTlsNotOffered),
            (State::UserAnswer, Line::UserAccepted) => {
                self.state = State::Result;
                Answer::Say(Line::Pass)
            }
            (State::Challenge, Line::Continue) => {
                self.state = State::Result;
                Answer::Say(Line::AuthenticateData)
            }
            (State::Result, Line::LoggedOn) => Answer::LoggedOn,
            (State::UserAnswer | State::Challenge | State::Result, refusal) => {
                Answer::Failed(Failure::Refusal(refusal))
            }
            (state, line) => unreachable!("{line:?} while waiting for {state:?}"),
        }
    }

    fn greeted(&mut self) -> Answer {
        if self.security != Security::Tls {
            self.log_on()
        } else if self.asks_capability {
            self.state = State::Capability;
            Answer::Say(Line::AskCapability)
        } else {
            self.state = State::BeginTls;
            Answer::Say(Line::StartTls)
        }
    }

    fn after_starttls(&mut self) -> Answer {
        if self.asks_capability {
            self.state = State::Capability;
            Answer::Say(Line::AskCapability)
        } else {
            self.log_on()
        }
    }

    fn log_on(&mut self) -> Answer {
        let (state, line) = match (self.proof, self.protocol) {
            (Proof::HandOver, _) => (State::Result, Line::HandOver),
            (Proof::Mechanism(Mechanism::Login), Protocol::Imap4) => (State::Result, Line::Login),
            (Proof::Mechanism(Mechanism::Login), Protocol::Pop3) => (State::UserAnswer, Line::User),
            (Proof::Mechanism(Mechanism::Plain), _) => (State::Result, Line::Authenticate(Mechanism::Plain)),
            (Proof::Mechanism(mechanism @ (Mechanism::Ntlm | Mechanism::Gssapi)), _) => {
                (State::Challenge, Line::Authenticate(mechanism))
            }
        };
        self.state = state;
        Answer::Say(line)
    }
}
