//! What was a refused line perhaps meant to do?
//!
//! Nothing is corrected in silence: a refused line does nothing. But whoever asks why a failure was not mended has to
//! know what the line would have done without its slip: with the name that is nearest, on the computer that it names,
//! with the value at the end of the range.

use std::collections::BTreeMap;

use super::read::{Object, Run, Value};
use super::script::{Argument, Call, Expr};
use super::told::{CommandRefusal, Outcome, RefusedCommand};
use crate::scenario::Action;
use crate::scenario::settings::value::time_span;

/// How many slips of one line are corrected.
const SLIPS_MAX: u32 = 3;

impl Run<'_> {
    /// A refusal with what it is about.
    pub(super) fn refused(&mut self, why: CommandRefusal) -> RefusedCommand {
        let server = self.server.or(self.here).map(|it| self.organisation.servers[it].name.clone());
        let meant = self.meant(&why);
        RefusedCommand { why, server, after: self.delay, meant }
    }

    /// The server that a command names, or that comes to it through the pipe.
    pub(super) fn named_in(&self, call: &Call, input: Option<&[Value]>) -> Option<usize> {
        let named = call.arguments.iter().find_map(|it| {
            let (Argument::Named(_, Some(Expr::Text(text))) | Argument::Value(Expr::Text(text))) = it else {
                return None;
            };
            self.organisation.server(text)
        });
        let piped = || match input?.first()? {
            Value::Object(
                Object::Server(name)
                | Object::Settings(name, _)
                | Object::Service(name, _)
                | Object::Certificate(name, _),
            )
            | Value::Text(name) => self.organisation.server(name),
            _ => None,
        };
        named.or_else(piped)
    }

    /// What the command that is carried out would have done without what it is refused for.
    fn meant(&mut self, why: &CommandRefusal) -> Vec<Action> {
        if self.dry || self.corrected >= SLIPS_MAX {
            return Vec::new();
        }
        let Some((mut call, input)) = self.call.clone() else { return Vec::new() };
        let mut organisation = self.organisation.clone();
        let mut here = self.here;
        if !correct(&mut call, why, |name| organisation.server(name), &mut here) {
            return Vec::new();
        }
        let mut run = Run {
            here,
            organisation: &mut organisation,
            answers: self.answers,
            variables: BTreeMap::clone(&self.variables),
            delay: self.delay,
            line: self.line,
            dry: false,
            depth: self.depth,
            told: Vec::new(),
            steps: self.steps,
            call: None,
            server: None,
            corrected: self.corrected + 1,
        };
        if let Err(stop) = run.command(&call, input) {
            run.tell(stop);
        }
        let does = |it: super::told::Told| match it.what {
            Outcome::Does(_, action) => vec![action],
            Outcome::Refused(it) => it.meant,
            Outcome::NotModelled(_) | Outcome::Asks(_) => Vec::new(),
        };
        run.told.into_iter().flat_map(does).collect()
    }
}

/// Takes out of a command what it is refused for; whether that can be told.
fn correct(
    call: &mut Call,
    why: &CommandRefusal,
    server: impl Fn(&str) -> Option<usize>,
    here: &mut Option<usize>,
) -> bool {
    match why {
        CommandRefusal::NoSuchCommand(_, Some(nearest)) => {
            (*nearest).clone_into(&mut call.name);
            true
        }
        CommandRefusal::NoSuchParameter(_, written, Some(nearest)) => {
            let is_it = |it: &&mut Argument| matches!(it, Argument::Named(name, _) if name == written);
            let Some(Argument::Named(name, _)) = call.arguments.iter_mut().find(is_it) else { return false };
            name.clone_from(nearest);
            true
        }
        CommandRefusal::NoComputerName(_) => {
            let is_it = |it: &Argument| matches!(it, Argument::Named(name, _) if "computername".starts_with(&name.to_lowercase()));
            let Some(at) = call.arguments.iter().position(is_it) else { return false };
            let value = match call.arguments.remove(at) {
                Argument::Named(_, Some(value)) => value,
                _ if at < call.arguments.len() => match call.arguments.remove(at) {
                    Argument::Value(value) => value,
                    Argument::Named(..) => return false,
                },
                _ => return false,
            };
            let Expr::Text(name) = value else { return false };
            *here = server(&name);
            here.is_some()
        }
        CommandRefusal::OutOfRange(name, value, from, to) => {
            replace(call, name, &(*value).clamp(*from, *to).to_string())
        }
        CommandRefusal::SpanOutOfRange(name, value, from, to) => {
            replace(call, name, &time_span((*value).clamp(*from, *to)))
        }
        CommandRefusal::NoSuchServer(written, Some(nearest))
        | CommandRefusal::NoSuchMailbox(written, Some(nearest))
        | CommandRefusal::NoSuchPolicy(written, Some(nearest))
        | CommandRefusal::NoSuchDatabase(written, Some(nearest)) => {
            let values = call.arguments.iter_mut().filter_map(|it| match it {
                Argument::Named(_, value) => value.as_mut(),
                Argument::Value(value) => Some(value),
            });
            let mut found = false;
            for value in values.filter(|it| matches!(it, Expr::Text(text) if text == written)) {
                *value = Expr::Text(nearest.clone());
                found = true;
            }
            found
        }
        _ => false,
    }
}

/// Gives the parameter of a name, which may be shortened, another value.
fn replace(call: &mut Call, name: &str, with: &str) -> bool {
    let name = name.to_lowercase();
    let is_it = |it: &Argument| matches!(it, Argument::Named(it, _) if name.starts_with(&it.to_lowercase()));
    let Some(at) = call.arguments.iter().position(is_it) else { return false };
    let value = Expr::Text(with.to_owned());
    match &mut call.arguments[at..] {
        [Argument::Named(_, Some(it)), ..] | [Argument::Named(_, None), Argument::Value(it), ..] => *it = value,
        _ => return false,
    }
    true
}
