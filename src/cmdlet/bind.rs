//! Which argument is which parameter?
//!
//! As PowerShell binds: a name may be shortened as long as it is unambiguous, a switch takes no value, what has no name
//! goes to the parameters that may stand first, in their order. What no row knows is refused.

use super::read::{Run, Stop, Value, shown, text_of};
use super::script::{Argument, Call, Expr, written};
use super::table::{COMMON, Cmdlet, ParameterKind, only_looks};
use super::told::CommandRefusal;
use crate::diag::suggest::closest;
use crate::scenario::Setting;
use crate::scenario::settings::MailProtocol;

/// A command with its arguments where they belong.
#[derive(Debug, Default)]
pub(super) struct Bound {
    values: Vec<(&'static str, Value)>,
    /// The settings that are among them.
    pub(super) settings: Vec<(Setting, Value)>,
    /// Whether it only says what it would do (`-WhatIf`).
    pub(super) only_says: bool,
}

/// A parameter of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    Row(&'static str, ParameterKind),
    Setting(Setting),
    Common(&'static str, bool),
}

impl Meant {
    fn name(self) -> &'static str {
        match self {
            Self::Row(name, _) | Self::Common(name, _) => name,
            Self::Setting(it) => it.name(),
        }
    }

    const fn wants_value(self) -> bool {
        match self {
            Self::Row(_, takes) => !matches!(takes, ParameterKind::Switch | ParameterKind::SwitchAside),
            Self::Setting(_) => true,
            Self::Common(_, wants) => wants,
        }
    }
}

impl Cmdlet {
    /// Whose settings it sets.
    #[must_use]
    pub(crate) const fn protocol(self) -> Option<MailProtocol> {
        match self {
            Self::SetImapSettings => Some(MailProtocol::Imap4),
            Self::SetPopSettings => Some(MailProtocol::Pop3),
            _ => None,
        }
    }

    /// Whether its row names every parameter that it has.
    const fn row_is_whole(self) -> bool {
        matches!(
            self,
            Self::SetImapSettings
                | Self::SetPopSettings
                | Self::StartService
                | Self::StopService
                | Self::RestartService
                | Self::SetService
                | Self::EnableExchangeCertificate
                | Self::ImportExchangeCertificate
                | Self::RemoveExchangeCertificate
                | Self::SetServerComponentState
        )
    }

    /// Whether it changes nothing.
    #[must_use]
    pub(super) fn looks(self) -> bool {
        only_looks(self.row().name)
    }

    fn parameters(self) -> Vec<Meant> {
        let rows = self.row().parameters.iter().map(|it| Meant::Row(it.name, it.takes));
        let settings = Setting::ALL.iter().filter(|_| self.protocol().is_some()).map(|it| Meant::Setting(*it));
        rows.chain(settings).chain(COMMON.iter().map(|it| Meant::Common(it.0, it.1))).collect()
    }

    /// The parameter of a name that may be shortened.
    fn meant(self, name: &str) -> Result<Meant, Stop> {
        let all = self.parameters();
        if let Some(it) = all.iter().find(|it| it.name().eq_ignore_ascii_case(name)) {
            return Ok(*it);
        }
        let lower = name.to_lowercase();
        let begins = |it: &&Meant| !lower.is_empty() && it.name().to_lowercase().starts_with(&lower);
        let found: Vec<_> = all.iter().filter(begins).copied().collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => {
                let meant = closest(name, all.iter().map(|it| it.name())).map(str::to_owned);
                // Where the row names some of the parameters only, another one may well exist.
                if meant.is_none() && !self.row_is_whole() {
                    return Err(Stop::NotModelled(format!("{} -{name}", self.row().name)));
                }
                Err(CommandRefusal::NoSuchParameter(self.row().name, name.to_owned(), meant).into())
            }
            several => {
                let names = several.iter().map(|it| it.name().to_owned()).collect();
                Err(CommandRefusal::Ambiguous(name.to_owned(), names).into())
            }
        }
    }
}

impl Bound {
    pub(super) fn new(run: &mut Run<'_>, cmdlet: Cmdlet, call: &Call) -> Result<Self, Stop> {
        let mut bound = Self::default();
        let mut loose = Vec::new();
        let mut arguments = call.arguments.iter().peekable();
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument {
                // `@parameters` hands over a table of them.
                Argument::Value(Expr::Text(it)) if it.len() > 1 && it.starts_with('@') => {
                    return Err(Stop::NotModelled(it.clone()));
                }
                Argument::Value(it) => {
                    loose.push(it);
                    continue;
                }
                Argument::Named(name, value) => (name, value),
            };
            let meant = cmdlet.meant(name)?;
            let value = match value {
                Some(it) => Some(run.value(it)?),
                None if meant.wants_value() => match arguments.next_if(|it| matches!(it, Argument::Value(_))) {
                    Some(Argument::Value(it)) => Some(run.value(it)?),
                    _ => return Err(CommandRefusal::NoValue(meant.name().to_owned()).into()),
                },
                None => None,
            };
            bound.put(cmdlet, meant, value)?;
        }
        let mut first = cmdlet.row().parameters.iter().filter(|it| it.takes == ParameterKind::First);
        for it in loose {
            let place = loop {
                match first.next() {
                    Some(place) if bound.value(place.name).is_none() => break place,
                    Some(_) => {}
                    None => return Err(CommandRefusal::Surplus(written(it)).into()),
                }
            };
            let value = run.value(it)?;
            bound.values.push((place.name, value));
        }
        Ok(bound)
    }

    fn put(&mut self, cmdlet: Cmdlet, meant: Meant, value: Option<Value>) -> Result<(), Stop> {
        let is_there = match meant {
            Meant::Setting(setting) => self.settings.iter().any(|it| it.0 == setting),
            Meant::Row(name, _) | Meant::Common(name, _) => self.values.iter().any(|it| it.0 == name),
        };
        if is_there {
            return Err(CommandRefusal::Twice(meant.name().to_owned()).into());
        }
        match meant {
            Meant::Row(_, ParameterKind::Never) => return Err(CommandRefusal::NoComputerName(cmdlet.row().name).into()),
            Meant::Row(name, _) => self.values.push((name, value.unwrap_or(Value::Bool(true)))),
            Meant::Setting(setting) => self.settings.push((setting, value.unwrap_or(Value::Null))),
            Meant::Common(name, _) => {
                if name == "WhatIf" {
                    self.only_says = value != Some(Value::Bool(false));
                }
                self.values.push((name, value.unwrap_or(Value::Bool(true))));
            }
        }
        Ok(())
    }

    /// The names of the parameters that are written.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.values.iter().map(|it| it.0)
    }

    /// The value of a parameter, if it is written.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|it| it.0 == name).map(|it| &it.1)
    }

    /// The value of a parameter as a text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.value(name).and_then(text_of)
    }

    /// The value of a parameter that must be written, as a text.
    pub(super) fn must(&self, cmdlet: Cmdlet, name: &'static str) -> Result<String, Stop> {
        match self.value(name) {
            None => Err(CommandRefusal::Missing(cmdlet.row().name, name).into()),
            Some(it) => text_of(it).ok_or_else(|| Stop::NotModelled(shown(it))),
        }
    }
}
