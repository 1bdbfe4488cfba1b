//! What comes of a line?
//!
//! Facts only; they are worded where problems of a file are worded. A cmdlet that refuses a line leaves everything as
//! it was. What a line lacks is asked for by name. What is not understood is told by name, and is never passed over.

use super::script::SyntaxFault;
use crate::rules::Rule;
use crate::scenario::{Action, Role, Version};
use crate::time::Micros;

/// What came of one line, and which one it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The line, from 1.
    pub line: u32,
    /// What came of it.
    pub what: Outcome,
}

/// What came of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// An action, and how long after the first line it is carried out (`Start-Sleep`, moves that take time).
    Does(Micros, Action),
    /// The cmdlet refuses it.
    Refused(RefusedCommand),
    /// It is right and not modelled, by name.
    NotModelled(String),
    /// It lacks something.
    Asks(Question),
}

/// A line that a cmdlet refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCommand {
    /// Why.
    pub why: CommandRefusal,
    /// The server that was meant, where one was.
    pub server: Option<String>,
    /// How long after the first line it is typed.
    pub(crate) after: Micros,
    /// What it would have done as it was perhaps meant: with the name that is nearest, or the value at the end of the
    /// range. Nothing where nobody can tell.
    pub(crate) meant: Vec<Action>,
}

/// Why PowerShell or a cmdlet refuses a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandRefusal {
    /// No command has this name; the one that was perhaps meant.
    NoSuchCommand(String, Option<&'static str>),
    /// A version does not have the cmdlet: its name, the server, the version.
    NotInVersion(&'static str, String, Version),
    /// The cmdlet has no such parameter: its name, the parameter, the one that was perhaps meant.
    NoSuchParameter(&'static str, String, Option<String>),
    /// A version does not have the parameter: cmdlet, parameter, server, version.
    ParameterNotInVersion(&'static str, String, String, Version),
    /// It is no parameter but a key of the service's configuration file: setting, key, server.
    InAFile(&'static str, &'static str, String),
    /// The command never takes the name of a computer: its name. The services have to come through a pipe.
    NoComputerName(&'static str),
    /// A shortened parameter that could be several.
    Ambiguous(String, Vec<String>),
    /// A parameter that is written twice.
    Twice(String),
    /// A parameter without its value.
    NoValue(String),
    /// A parameter that has to be written.
    Missing(&'static str, &'static str),
    /// A value that the parameter does not take, and what it takes.
    BadValue(String, String, Wanted),
    /// A value for which no parameter is left.
    Surplus(String),
    /// A number out of range: parameter, value, from, to.
    OutOfRange(String, u64, u64, u64),
    /// A span of time out of range.
    SpanOutOfRange(String, Micros, Micros, Micros),
    /// The setting belongs to the other role (ROLE-1): setting, server, the role that has it.
    ReadOnly(&'static str, String, Role),
    /// No server of this name; the one that was perhaps meant.
    NoSuchServer(String, Option<String>),
    /// The server has no such service.
    NoSuchService(String, String),
    /// No mailbox of this name.
    NoSuchMailbox(String, Option<String>),
    /// No authentication policy of this name.
    NoSuchPolicy(String, Option<String>),
    /// An authentication policy of this name is there already.
    PolicyExists(String),
    /// No database of this name.
    NoSuchDatabase(String, Option<String>),
    /// The server has no certificate of this thumbprint.
    NoSuchCertificate(String, String),
    /// No certificate is known to be in this file.
    NoSuchFile(String),
    /// With a server's name the file has to be given by a UNC path.
    NotUnc(String),
    /// A certificate with a star cannot be enabled for POP3 or IMAP4 (LEG-6): certificate, server.
    Wildcard(String, String),
    /// A certificate whose key is on an elliptic curve cannot be enabled for POP3 or IMAP4 (CERT-1): certificate,
    /// server, version.
    EccKey(String, String, Version),
    /// `sc` is Set-Content in PowerShell.
    SetContent,
}

impl CommandRefusal {
    /// The rule by which it is refused, where it is not the cmdlet alone that does.
    #[must_use]
    pub(crate) const fn rule(&self) -> Option<Rule> {
        match self {
            Self::ReadOnly(..) => Some(Rule::Role1),
            Self::Wildcard(..) => Some(Rule::Leg6),
            Self::EccKey(..) => Some(Rule::Cert1),
            _ => None,
        }
    }

    /// Its name in the trace.
    #[must_use]
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::NoSuchCommand(..) => "no_such_command",
            Self::NotInVersion(..) => "not_in_version",
            Self::NoSuchParameter(..) => "no_such_parameter",
            Self::ParameterNotInVersion(..) => "parameter_not_in_version",
            Self::InAFile(..) => "in_a_file",
            Self::NoComputerName(_) => "no_computer_name",
            Self::Ambiguous(..) => "ambiguous",
            Self::Twice(_) => "twice",
            Self::NoValue(_) => "no_value",
            Self::Missing(..) => "missing",
            Self::BadValue(..) => "bad_value",
            Self::Surplus(_) => "surplus",
            Self::OutOfRange(..) | Self::SpanOutOfRange(..) => "out_of_range",
            Self::ReadOnly(..) => "read_only",
            Self::NoSuchServer(..) => "no_such_server",
            Self::NoSuchService(..) => "no_such_service",
            Self::NoSuchMailbox(..) => "no_such_mailbox",
            Self::NoSuchPolicy(..) => "no_such_policy",
            Self::PolicyExists(_) => "policy_exists",
            Self::NoSuchDatabase(..) => "no_such_database",
            Self::NoSuchCertificate(..) => "no_such_certificate",
            Self::NoSuchFile(_) => "no_such_file",
            Self::NotUnc(_) => "not_unc",
            Self::Wildcard(..) => "wildcard",
            Self::EccKey(..) => "ecc_key",
            Self::SetContent => "set_content",
        }
    }
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `$true` or `$false`.
    Bool,
    /// A whole number.
    Number,
    /// `hh:mm:ss`, a day `1.00:00:00`.
    Span,
    /// One of its words.
    Words(&'static [&'static str]),
    /// `address:port`.
    Binding,
    /// `host:port:SSL`, `host:port:TLS`, or `host:port:` for clear text.
    Endpoint,
    /// One text.
    Text,
    /// A list that replaces; `@{Add=…}` is of 2010 and later.
    WholeList,
}

/// What a line lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// On which server it is typed.
    Host,
    /// What a variable holds.
    Variable(String),
    /// When the move of this mailbox ends.
    MoveEnds(String),
    /// On which server the copy of this database is activated.
    Copy(String),
}

/// A script that nothing of is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScriptFault {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub fault: SyntaxFault,
}
