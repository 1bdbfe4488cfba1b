//! In which words is it told what comes of a line?

use super::super::lines::{LineFault, LineProblem};
use crate::catalogue::lines;
use crate::cmdlet::{CommandRefusal, Question, SyntaxFault, Wanted};
use crate::lang::{Fixed, Text};

/// What is wrong with a line, and what to do about it.
pub(crate) struct Said {
    /// What is wrong, with the number of the line.
    pub message: Text,
    /// What is said at the underlined text.
    pub label: Text,
    /// What to do about it.
    pub help: Text,
}

impl LineProblem {
    /// In words.
    #[must_use]
    pub(crate) fn said(&self) -> Said {
        match &self.what {
            LineFault::Script(fault) => Said {
                message: lines::script_does_not_run(self.line),
                label: fault_said(*fault),
                help: match fault {
                    SyntaxFault::BacktickBlank => lines::fault_backtick_help().into(),
                    SyntaxFault::StrayParameter => lines::fault_parameter_help().into(),
                    SyntaxFault::Quote
                    | SyntaxFault::Bracket(_)
                    | SyntaxFault::Surplus(_)
                    | SyntaxFault::EmptyPipe
                    | SyntaxFault::NoValue
                    | SyntaxFault::TooDeep => lines::fault_help().into(),
                },
            },
            LineFault::NotModelled(name) => Said {
                message: lines::in_line(self.line, lines::not_modelled(name)),
                label: lines::not_modelled_label().into(),
                help: lines::not_modelled_help().into(),
            },
            LineFault::Refused(it) => {
                let (what, help) = refused(&it.why);
                Said { message: lines::in_line(self.line, what), label: lines::refused_label().into(), help }
            }
            LineFault::Asks(it) => {
                let (what, help) = asks(it);
                Said { message: lines::in_line(self.line, what), label: lines::lacks_label().into(), help }
            }
        }
    }
}

impl CommandRefusal {
    /// Why a line is refused, in words.
    #[must_use]
    pub(crate) fn said(&self) -> Text {
        refused(self).0
    }
}

fn fault_said(fault: SyntaxFault) -> Text {
    match fault {
        SyntaxFault::Quote => lines::fault_quote().into(),
        SyntaxFault::Bracket(it) => lines::fault_bracket(it.to_string()),
        SyntaxFault::Surplus(it) => lines::fault_surplus(it.to_string()),
        SyntaxFault::BacktickBlank => lines::fault_backtick().into(),
        SyntaxFault::EmptyPipe => lines::fault_pipe().into(),
        SyntaxFault::StrayParameter => lines::fault_parameter().into(),
        SyntaxFault::NoValue => lines::fault_value().into(),
        SyntaxFault::TooDeep => lines::fault_deep().into(),
    }
}

/// A name as it was written, without what a terminal would obey.
fn shown(text: &str) -> String {
    text.escape_debug().to_string().replace("\\'", "'").replace("\\\\", "\\").replace("\\\"", "\"")
}

fn meant(name: Option<&str>) -> Text {
    name.map_or_else(|| lines::check_the_name().into(), lines::meant)
}

fn refused(it: &CommandRefusal) -> (Text, Text) {
    let fixed = |it: Fixed| Text::from(it);
    match it {
        CommandRefusal::NoSuchCommand(name, nearest) => (lines::no_such_command(shown(name)), meant(*nearest)),
        CommandRefusal::NotInVersion(cmdlet, server, version) => {
            (lines::not_in_version(cmdlet, server, version.word()), fixed(lines::not_in_version_help()))
        }
        CommandRefusal::NoSuchParameter(cmdlet, name, nearest) => {
            let help = nearest.as_deref().map_or_else(|| lines::no_such_parameter_help().into(), lines::meant);
            (lines::no_such_parameter(cmdlet, shown(name)), help)
        }
        CommandRefusal::ParameterNotInVersion(cmdlet, name, server, version) => (
            lines::parameter_not_in_version(cmdlet, name, server, version.word()),
            fixed(lines::no_such_parameter_help()),
        ),
        CommandRefusal::InAFile(setting, key, server) => {
            (lines::in_a_file(setting, server), lines::in_a_file_help(key, server))
        }
        CommandRefusal::NoComputerName(cmdlet) => {
            (lines::no_computer_name(cmdlet), lines::no_computer_name_help(cmdlet))
        }
        CommandRefusal::Ambiguous(name, names) => {
            (lines::ambiguous(shown(name), names.join(", ")), fixed(lines::ambiguous_help()))
        }
        CommandRefusal::Twice(name) => (lines::twice(name), fixed(lines::no_such_parameter_help())),
        CommandRefusal::NoValue(name) => (lines::no_value(name), fixed(lines::write_a_value())),
        CommandRefusal::Missing(cmdlet, name) => (lines::missing(cmdlet, name), lines::missing_help(name)),
        CommandRefusal::BadValue(name, value, takes) => (lines::bad_value(name, shown(value)), wanted(*takes)),
        CommandRefusal::Surplus(value) => (lines::surplus(shown(value)), fixed(lines::surplus_help())),
        CommandRefusal::OutOfRange(name, value, from, to) => {
            (lines::out_of_range(name, value, from, to), fixed(lines::out_of_range_help()))
        }
        CommandRefusal::SpanOutOfRange(name, value, from, to) => {
            (lines::out_of_range(name, value, from, to), fixed(lines::out_of_range_help()))
        }
        CommandRefusal::ReadOnly(setting, server, role) => {
            (lines::read_only(setting, server), lines::read_only_help(format!("{role:?}")))
        }
        CommandRefusal::NoSuchServer(name, nearest) => (lines::no_such_server(shown(name)), meant(nearest.as_deref())),
        CommandRefusal::NoSuchService(server, name) => {
            (lines::no_such_service(server, shown(name)), fixed(lines::check_the_name()))
        }
        CommandRefusal::NoSuchMailbox(name, nearest) => {
            (lines::no_such_mailbox(shown(name)), meant(nearest.as_deref()))
        }
        CommandRefusal::NoSuchPolicy(name, nearest) => (lines::no_such_policy(shown(name)), meant(nearest.as_deref())),
        CommandRefusal::PolicyExists(name) => (lines::policy_exists(shown(name)), fixed(lines::policy_exists_help())),
        CommandRefusal::NoSuchDatabase(name, nearest) => {
            (lines::no_such_database(shown(name)), meant(nearest.as_deref()))
        }
        CommandRefusal::NoSuchCertificate(thumbprint, server) => {
            (lines::no_such_certificate(server, shown(thumbprint)), fixed(lines::no_such_certificate_help()))
        }
        CommandRefusal::NoSuchFile(path) => (lines::no_such_file(shown(path)), lines::no_such_file_help(shown(path))),
        CommandRefusal::NotUnc(path) => (lines::not_unc(shown(path)), fixed(lines::not_unc_help())),
        CommandRefusal::Wildcard(certificate, server) => {
            (lines::wildcard(certificate, server), fixed(lines::wildcard_help()))
        }
        CommandRefusal::EccKey(certificate, server, version) => {
            (lines::ecc_key(certificate, server, version.word()), fixed(lines::ecc_key_help()))
        }
        CommandRefusal::SetContent => (fixed(lines::set_content()), fixed(lines::set_content_help())),
    }
}

fn wanted(it: Wanted) -> Text {
    match it {
        Wanted::Bool => lines::wanted_bool().into(),
        Wanted::Number => lines::wanted_number().into(),
        Wanted::Span => lines::wanted_span().into(),
        Wanted::Words(words) => lines::wanted_words(words.join(", ")),
        Wanted::Binding => lines::wanted_binding().into(),
        Wanted::Endpoint => lines::wanted_endpoint().into(),
        Wanted::Text => lines::wanted_text().into(),
        Wanted::WholeList => lines::wanted_list().into(),
    }
}

fn asks(it: &Question) -> (Text, Text) {
    match it {
        Question::Host => (lines::asks_host().into(), lines::asks_host_help().into()),
        Question::Variable(name) => (lines::asks_variable(shown(name)), lines::asks_variable_help(shown(name))),
        Question::MoveEnds(mailbox) => (lines::asks_move(mailbox), lines::asks_move_help().into()),
        Question::Copy(database) => (lines::asks_copy(database), lines::asks_copy_help().into()),
    }
}
