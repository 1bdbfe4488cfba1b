//! What does a line do?
//!
//! Statements are gone through as PowerShell would: a line that is refused leaves everything as it was, and the next
//! one runs. Commands bind their arguments by the table; what they do is an action of the language.

use std::collections::BTreeMap;

use super::bind::Bound;
use super::organisation::{Organisation, name_of};
use super::script::{self, Call, Expr, Script, Stage, Statement, What, written};
use super::table::{By, Cmdlet, only_looks};
use super::told::{CommandRefusal, Outcome, Question, ScriptFault, Told};
use crate::diag::suggest::closest;
use crate::scenario::Action;
use crate::scenario::settings::MailProtocol;
use crate::scenario::{CertificateService, Role, Service};
use crate::time::Micros;

/// What a script cannot know.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context<'a> {
    /// The server on which it is typed.
    pub here: Option<&'a str>,
    /// What variables hold, by their names without `$`; `move` and `copy` answer for the lines that lack them.
    pub answers: &'a [(String, String)],
}

/// Reads a script for an organisation, which then is as the script leaves it.
///
/// # Errors
/// A fault for which nothing of it runs.
pub(crate) fn read(
    text: &str,
    organisation: &mut Organisation,
    context: &Context<'_>,
) -> Result<Vec<Told>, ScriptFault> {
    let script = script::read(text).map_err(|it| ScriptFault { line: it.line, fault: it.fault })?;
    let here = context.here.and_then(|it| organisation.server(it));
    let mut run = Run {
        organisation,
        here,
        answers: context.answers,
        variables: BTreeMap::new(),
        delay: Micros::ZERO,
        line: 1,
        dry: false,
        depth: 0,
        told: Vec::new(),
        steps: 0,
        call: None,
        server: None,
        corrected: 0,
    };
    run.script(&script);
    Ok(run.told)
}

/// A value while a script runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Bool(bool),
    Null,
    List(Vec<Value>),
    Hash(Vec<(String, Value)>),
    Block(String, u32),
    Object(Object),
    /// What nobody can know here, as it is written.
    Unknown(String),
}

/// What a command hands to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// A server, by its name.
    Server(String),
    /// The settings of a server.
    Settings(String, MailProtocol),
    /// A service of a server.
    Service(String, Service),
    /// A certificate of a server.
    Certificate(String, String),
    /// A mailbox.
    Mailbox(String),
}

/// Why a command stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Refused(CommandRefusal),
    NotModelled(String),
    Asks(Question),
}

impl From<CommandRefusal> for Stop {
    fn from(it: CommandRefusal) -> Self {
        Self::Refused(it)
    }
}

/// A run of a script.
pub(super) struct Run<'a> {
    pub(super) organisation: &'a mut Organisation,
    /// The server on which the line is typed.
    pub(super) here: Option<usize>,
    pub(super) answers: &'a [(String, String)],
    pub(super) variables: BTreeMap<String, Value>,
    pub(super) delay: Micros,
    pub(super) line: u32,
    /// Whether the line only says what it would do (`-WhatIf`).
    pub(super) dry: bool,
    /// How deep blocks stand in blocks.
    pub(super) depth: u32,
    pub(super) told: Vec<Told>,
    /// How many statements were carried out.
    pub(super) steps: u32,
    /// The command that is carried out, and what comes to it through the pipe.
    pub(super) call: Option<(Call, Option<Vec<Value>>)>,
    /// The server that it means, as far as that is known by then.
    pub(super) server: Option<usize>,
    /// How often the command was corrected to see what it would have done.
    pub(super) corrected: u32,
}

/// How deep blocks may stand in blocks.
const DEPTH_MAX: u32 = 16;
/// The most lines that are told of one script: loops over loops end here.
pub(crate) const TOLD_MAX: usize = 100_000;
/// The most statements that are carried out of one script, whether they do something or not.
pub(crate) const STEPS_MAX: u32 = 1_000_000;
/// The longest text, in bytes, and the longest list that a value may be: texts of texts of texts end here.
const VALUE_MAX: usize = 1 << 20;

impl Run<'_> {
    fn script(&mut self, script: &Script) {
        for statement in &script.statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        if !self.goes_on() {
            return;
        }
        self.line = statement.line;
        (self.call, self.server) = (None, None);
        let ended = match &statement.what {
            What::Pipeline(stages) => self.pipeline(stages).and_then(|_| calls_unknown(stages)),
            What::Assign(name, stages) => self.assign(name, stages),
            What::ForEach(name, list, body) => self.for_each(name, list, body),
            What::Other(word) => Err(Stop::NotModelled(word.clone())),
        };
        if let Err(stop) = ended {
            self.tell(stop);
        }
    }

    /// Whether another statement may be carried out. Where a script goes on for ever, that is told and it ends.
    fn goes_on(&mut self) -> bool {
        if self.steps < STEPS_MAX && self.told.len() < TOLD_MAX {
            self.steps += 1;
            return true;
        }
        let more = Outcome::NotModelled(format!("> {STEPS_MAX}"));
        if self.told.last().is_none_or(|it| it.what != more) {
            self.told.push(Told { line: self.line, what: more });
        }
        false
    }

    pub(super) fn tell(&mut self, stop: Stop) {
        let what = match stop {
            Stop::Refused(why) => Outcome::Refused(self.refused(why)),
            Stop::NotModelled(it) => Outcome::NotModelled(it),
            Stop::Asks(it) => Outcome::Asks(it),
        };
        let told = Told { line: self.line, what };
        // What is lacking is asked for once.
        let is_asked = matches!(told.what, Outcome::Asks(_)) && self.told.iter().any(|it| it.what == told.what);
        if !is_asked {
            self.told.push(told);
        }
    }

    /// Enables a certificate for services. Where the line has just imported it, both are one action, as in the
    /// language.
    pub(super) fn act_enabling(&mut self, server: String, name: String, services: Vec<CertificateService>) {
        if let Some(Told { line, what: Outcome::Does(_, Action::ImportCertificate { server: on, certificate }) }) =
            self.told.last_mut()
            && *line == self.line
            && *on == server
            && name_of(certificate).eq_ignore_ascii_case(&name)
        {
            certificate.services = Some(services);
            return;
        }
        self.act(Action::EnableCertificate { server, certificate: name, services });
    }

    /// Carries an action out.
    pub(super) fn act(&mut self, action: Action) {
        if !self.dry {
            self.organisation.apply(&action);
            self.told.push(Told { line: self.line, what: Outcome::Does(self.delay, action) });
        }
    }

    fn assign(&mut self, name: &str, stages: &[Stage]) -> Result<(), Stop> {
        let mut values = self.pipeline(stages)?;
        let value = if values.len() == 1 { values.remove(0) } else { Value::List(values) };
        // An empty value is a blank to be filled in.
        let is_blank = matches!(&value, Value::Text(it) if it.trim().is_empty());
        let value = match self.answer(name) {
            Some(answer) if is_blank => Value::Text(answer),
            None if is_blank => {
                self.variables.remove(name);
                return Ok(());
            }
            _ => value,
        };
        self.variables.insert(name.to_owned(), value);
        Ok(())
    }

    fn for_each(&mut self, name: &str, list: &[Stage], body: &[Statement]) -> Result<(), Stop> {
        for it in self.pipeline(list)? {
            self.variables.insert(name.to_owned(), it);
            for statement in body {
                self.statement(statement);
            }
        }
        Ok(())
    }

    /// What somebody answered for a name.
    pub(super) fn answer(&self, name: &str) -> Option<String> {
        self.answers.iter().find(|it| it.0.trim_start_matches('$').eq_ignore_ascii_case(name)).map(|it| it.1.clone())
    }

    /// What comes out of a pipeline.
    pub(super) fn pipeline(&mut self, stages: &[Stage]) -> Result<Vec<Value>, Stop> {
        let mut stream: Option<Vec<Value>> = None;
        for stage in stages {
            stream = Some(match stage {
                Stage::Value(it) => flat(self.value(it)?),
                Stage::Command(call) => self.command(call, stream)?,
            });
        }
        Ok(stream.unwrap_or_default())
    }

    /// Runs a block with `$_` for each of these; without any, once.
    pub(super) fn block(&mut self, text: &str, line: u32, each: Option<Vec<Value>>) -> Result<Vec<Value>, Stop> {
        if self.depth >= DEPTH_MAX {
            return Err(Stop::NotModelled("{".to_owned()));
        }
        let script = script::read_block(text, line).map_err(|_| Stop::NotModelled(format!("{{{text}}}")))?;
        self.depth += 1;
        let kept = self.variables.get("_").cloned();
        let mut out = Vec::new();
        let each = each.map_or_else(|| vec![None], |it| it.into_iter().map(Some).collect());
        for it in each {
            if let Some(it) = it {
                self.variables.insert("_".to_owned(), it);
            }
            for statement in &script.statements {
                if !self.goes_on() {
                    break;
                }
                // What a block's only command hands out goes on.
                match &statement.what {
                    What::Pipeline(stages) => {
                        self.line = statement.line;
                        match self.pipeline(stages) {
                            Ok(values) => out.extend(values),
                            Err(stop) => self.tell(stop),
                        }
                    }
                    _ => self.statement(statement),
                }
            }
        }
        match kept {
            Some(it) => self.variables.insert("_".to_owned(), it),
            None => self.variables.remove("_"),
        };
        self.depth -= 1;
        Ok(out)
    }

    /// A value as it is now.
    pub(super) fn value(&mut self, it: &Expr) -> Result<Value, Stop> {
        Ok(match it {
            Expr::Text(it) => Value::Text(it.clone()),
            Expr::Parts(parts) => {
                let mut text = String::new();
                for part in parts {
                    let part = self.value(part)?;
                    text.push_str(&text_of(&part).ok_or_else(|| Stop::NotModelled(written(it)))?);
                    if text.len() > VALUE_MAX {
                        return Err(Stop::NotModelled(format!("\"…\" > {VALUE_MAX}")));
                    }
                }
                Value::Text(text)
            }
            Expr::Bool(it) => Value::Bool(*it),
            Expr::Null => Value::Null,
            Expr::List(items) => {
                let mut values = Vec::new();
                for it in items {
                    values.extend(flat(self.value(it)?));
                    if values.len() > VALUE_MAX {
                        return Err(Stop::NotModelled(format!("@(…) > {VALUE_MAX}")));
                    }
                }
                Value::List(values)
            }
            Expr::Hash(fields) => {
                let mut values = Vec::new();
                for (name, it) in fields {
                    values.push((name.clone(), self.value(it)?));
                }
                Value::Hash(values)
            }
            Expr::Block(text, line) => Value::Block(text.clone(), *line),
            Expr::Variable(name) => match self.variables.get(name) {
                Some(it) => it.clone(),
                None if name == "env:computername" && self.here.is_some() => {
                    Value::Text(self.here.map_or_else(String::new, |it| self.organisation.servers[it].name.clone()))
                }
                None => match self.answer(name) {
                    Some(it) => Value::Text(it),
                    None => return Err(Stop::Asks(Question::Variable(name.clone()))),
                },
            },
            Expr::Property(of, name) => match self.value(of)? {
                Value::Object(it) => self.property(&it, name).unwrap_or_else(|| Value::Unknown(format!("….{name}"))),
                Value::List(items) => {
                    let each = items.into_iter().map(|it| match it {
                        Value::Object(it) => {
                            self.property(&it, name).unwrap_or_else(|| Value::Unknown(format!("….{name}")))
                        }
                        _ => Value::Unknown(format!("….{name}")),
                    });
                    Value::List(each.collect())
                }
                _ => Value::Unknown(written(it)),
            },
            Expr::Pipeline(stages) => {
                let mut values = self.pipeline(stages)?;
                if values.len() == 1 { values.remove(0) } else { Value::List(values) }
            }
            // The bytes of a file stand for the file.
            Expr::Static(name, method, arguments)
                if name.eq_ignore_ascii_case("System.IO.File") && method.eq_ignore_ascii_case("ReadAllBytes") =>
            {
                match arguments.first() {
                    Some(path) => self.value(path)?,
                    None => Value::Unknown(written(it)),
                }
            }
            Expr::Method(of, name, inner) => self.method(of, name, inner)?,
            Expr::Static(..) | Expr::Other(_) => Value::Unknown(written(it)),
        })
    }

    /// `….Start()` and the like of services; whatever else a method does is not known.
    fn method(&mut self, of: &Expr, name: &str, inner: &str) -> Result<Value, Stop> {
        let objects = flat(self.value(of)?);
        let services = objects.iter().map(|it| match it {
            Value::Object(Object::Service(server, service)) => Some((server.clone(), *service)),
            _ => None,
        });
        let services = services.collect::<Option<Vec<_>>>().filter(|_| inner.trim().is_empty());
        let starts = match name.to_lowercase().as_str() {
            "start" => true,
            "stop" => false,
            _ => return Ok(Value::Unknown(format!("….{name}"))),
        };
        let Some(services) = services else { return Ok(Value::Unknown(format!("….{name}"))) };
        for (server, service) in services {
            self.act(if starts {
                Action::StartService { server, service }
            } else {
                Action::StopService { server, service }
            });
        }
        Ok(Value::Null)
    }

    /// A property of an object; nothing where it is not modelled.
    pub(super) fn property(&self, object: &Object, name: &str) -> Option<Value> {
        let name = name.to_lowercase();
        let text = |it: &str| Some(Value::Text(it.to_owned()));
        match object {
            Object::Server(server) | Object::Settings(server, _) => {
                let it = &self.organisation.servers[self.organisation.server(server)?];
                let has = |role| Some(Value::Bool(it.roles.contains(&role)));
                match name.as_str() {
                    "name" | "identity" | "server" | "id" => text(&it.name),
                    "fqdn" => text(&it.fqdn),
                    "site" => it.site.as_deref().map(|it| Value::Text(it.to_owned())),
                    "isclientaccessserver" => has(crate::scenario::Role::ClientAccess),
                    "ismailboxserver" => has(crate::scenario::Role::Mailbox),
                    "serverrole" => {
                        let is_named = |role: &&Role| !it.version.product().one_role || **role == Role::Mailbox;
                        let roles: Vec<_> = it.roles.iter().filter(is_named).map(|it| format!("{it:?}")).collect();
                        text(&roles.join(", "))
                    }
                    "admindisplayversion" => {
                        // The log's own pads its parts with noughts.
                        let parts = it.version.product().log.version.split('.').take(2);
                        let parts: Vec<_> = parts.map(|it| it.parse().unwrap_or(0_u32).to_string()).collect();
                        let number = parts.join(".");
                        text(&format!("Version {number}"))
                    }
                    _ => None,
                }
            }
            Object::Service(server, service) => match name.as_str() {
                "name" | "servicename" => text(service.windows_name()),
                "machinename" => text(server),
                _ => None,
            },
            Object::Certificate(server, certificate) => match name.as_str() {
                "thumbprint" => text(certificate),
                "subject" | "certificatedomains" => {
                    let at = self.organisation.server(server)?;
                    let it = self.organisation.servers[at].certificate(certificate)?;
                    text(&it.subject_names.join(", "))
                }
                _ => None,
            },
            Object::Mailbox(mailbox) => match name.as_str() {
                "name" | "identity" | "alias" => text(mailbox),
                "database" => text(&self.organisation.mailbox(mailbox)?.1),
                _ => None,
            },
        }
    }

    pub(super) fn command(&mut self, call: &Call, input: Option<Vec<Value>>) -> Result<Vec<Value>, Stop> {
        self.call = Some((call.clone(), input.clone()));
        self.server = self.named_in(call, input.as_deref());
        let Some(cmdlet) = Cmdlet::named(&call.name) else {
            return self.unknown_command(call);
        };
        let bound = match Bound::new(self, cmdlet, call) {
            Ok(it) => it,
            // What it hands out is not known; it passes unless somebody goes by it.
            Err(Stop::NotModelled(it)) if cmdlet.looks() => return Ok(vec![Value::Unknown(it)]),
            Err(stop) => return Err(stop),
        };
        let kept = self.dry;
        self.dry |= bound.only_says;
        let result = match cmdlet.row().server {
            By::Here if bound.text("InputObject").is_none() => self.services(cmdlet, &bound, input),
            _ => self.run(cmdlet, &bound, input),
        };
        self.dry = kept;
        result
    }

    /// A command that is in no row: it looks, it is misspelt, or it is not modelled.
    fn unknown_command(&mut self, call: &Call) -> Result<Vec<Value>, Stop> {
        let name = call.name.as_str();
        if only_looks(name) {
            // `Get-Content F` hands out what is in the file, which stands for it.
            let file = call.arguments.iter().find_map(|it| match it {
                script::Argument::Value(it) => Some(it),
                script::Argument::Named(..) => None,
            });
            let reads = ["get-content", "gc", "cat", "type"].iter().any(|it| it.eq_ignore_ascii_case(name));
            return match file {
                Some(file) if reads => Ok(vec![self.value(file)?]),
                _ => Ok(vec![Value::Unknown(name.to_owned())]),
            };
        }
        if name.eq_ignore_ascii_case("sc") {
            return Err(CommandRefusal::SetContent.into());
        }
        if name.eq_ignore_ascii_case("Get-Credential") || name.eq_ignore_ascii_case("ConvertTo-SecureString") {
            return Ok(vec![Value::Unknown(name.to_owned())]);
        }
        if let Some(done) = self.program(call) {
            return done;
        }
        match misspelt(name) {
            Some(meant) => Err(CommandRefusal::NoSuchCommand(name.to_owned(), Some(meant)).into()),
            None => Err(Stop::NotModelled(name.to_owned())),
        }
    }

    /// The servers that a command means: those of its parameter, those that come through the pipe, or the one on which
    /// it is typed.
    pub(super) fn targets(&mut self, bound: &Bound, by: &str, input: Option<Vec<Value>>) -> Result<Vec<usize>, Stop> {
        let named = match bound.value(by) {
            Some(it) => flat(it.clone()),
            None => match input {
                Some(input) => input,
                None => return self.here.map(|it| vec![it]).ok_or(Stop::Asks(Question::Host)),
            },
        };
        let mut found = Vec::new();
        for it in named {
            let name = match &it {
                Value::Object(
                    Object::Server(name)
                    | Object::Settings(name, _)
                    | Object::Service(name, _)
                    | Object::Certificate(name, _),
                ) => name.clone(),
                it => text_of(it).ok_or_else(|| Stop::NotModelled(shown(it)))?,
            };
            let server = self.server(&name)?;
            // To the cmdlets of Exchange a server is what the directory has; to those of Windows, a computer.
            if by != "ComputerName" && !self.organisation.servers[server].in_directory {
                return Err(CommandRefusal::NoSuchServer(name, None).into());
            }
            found.push(server);
        }
        Ok(found)
    }

    pub(super) fn server(&self, name: &str) -> Result<usize, Stop> {
        // `localhost` and `.` are the server on which the line is typed.
        if matches!(name, "." | "localhost") {
            return self.here.ok_or(Stop::Asks(Question::Host));
        }
        self.organisation.server(name).ok_or_else(|| {
            let meant = closest(name, self.organisation.servers.iter().map(|it| it.name.as_str()));
            CommandRefusal::NoSuchServer(name.to_owned(), meant.map(str::to_owned)).into()
        })
    }

    /// The services of a name, which may hold stars.
    pub(super) fn services_named(&self, server: usize, name: &str) -> Result<Vec<Service>, Stop> {
        let of = self.organisation.servers[server].services();
        let found: Vec<_> = of.into_iter().filter(|it| is_like(it.windows_name(), name)).collect();
        if !found.is_empty() || name.contains(['*', '?']) {
            return Ok(found);
        }
        let is_known = Service::ALL.iter().any(|it| it.windows_name().eq_ignore_ascii_case(name));
        let distance =
            |it: &Service| strsim::damerau_levenshtein(&it.windows_name().to_lowercase(), &name.to_lowercase());
        if is_known || Service::ALL.iter().any(|it| distance(it) <= 2) {
            let server = self.organisation.servers[server].name.clone();
            return Err(CommandRefusal::NoSuchService(server, name.to_owned()).into());
        }
        Err(Stop::NotModelled(name.to_owned()))
    }
}

/// Methods that change nothing.
const LOOKING_METHODS: &[&str] =
    &["start", "stop", "refresh", "waitforstatus", "tostring", "trim", "tolower", "toupper", "split", "replace"];

/// A line that is a call of a method alone does something, and what it does is not known.
fn calls_unknown(stages: &[Stage]) -> Result<(), Stop> {
    match stages {
        [Stage::Value(it @ Expr::Method(of, name, _))]
            if !LOOKING_METHODS.contains(&&*name.to_lowercase())
                || matches!(&**of, Expr::Other(_) | Expr::Static(..) | Expr::Method(..)) =>
        {
            Err(Stop::NotModelled(written(it)))
        }
        [Stage::Value(it @ Expr::Static(..))] => Err(Stop::NotModelled(written(it))),
        _ => Ok(()),
    }
}

/// The command that was perhaps meant: one of the same verb whose noun is nearly the same, or the same noun behind no
/// verb at all.
fn misspelt(name: &str) -> Option<&'static str> {
    const VERBS: [&str; 24] = [
        "get", "set", "new", "remove", "add", "enable", "disable", "start", "stop", "restart", "move", "test",
        "import", "export", "suspend", "resume", "update", "clear", "invoke", "mount", "dismount", "complete",
        "install", "out",
    ];
    let (verb, noun) = name.split_once('-')?;
    let (verb, noun) = (verb.to_lowercase(), noun.to_lowercase());
    let known = |it: &&Cmdlet| it.row().name.split_once('-').is_some();
    let parts = |it: Cmdlet| {
        let (verb, noun) = it.row().name.split_once('-').unwrap_or_default();
        (verb.to_lowercase(), noun.to_lowercase())
    };
    Cmdlet::ALL.iter().copied().filter(|it| known(&it)).find_map(|it| {
        let (its_verb, its_noun) = parts(it);
        let same_verb = its_verb == verb && strsim::damerau_levenshtein(&its_noun, &noun) <= 2;
        let same_noun =
            its_noun == noun && !VERBS.contains(&&*verb) && strsim::damerau_levenshtein(&its_verb, &verb) <= 2;
        (same_verb || same_noun).then_some(it.row().name)
    })
}

/// Whether a name fits a pattern with `*` and `?`.
pub(super) fn is_like(name: &str, pattern: &str) -> bool {
    let lower = |it: &str| it.to_lowercase().chars().collect::<Vec<_>>();
    let (name, pattern) = (lower(name), lower(pattern));
    let (mut at, mut part) = (0, 0);
    // Where the last star stands, and how much of the name it takes: where what follows does not fit, it takes more.
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(part) {
            Some('*') => {
                star = Some((part, at));
                part += 1;
            }
            Some(it) if *it == '?' || *it == name[at] => {
                at += 1;
                part += 1;
            }
            _ => {
                let Some((place, taken)) = star else { return false };
                star = Some((place, taken + 1));
                at = taken + 1;
                part = place + 1;
            }
        }
    }
    pattern[part..].iter().all(|it| *it == '*')
}

/// The items of a list, or the value alone.
pub(super) fn flat(it: Value) -> Vec<Value> {
    match it {
        Value::List(items) => items,
        it => vec![it],
    }
}

/// A value as a text, as PowerShell makes one of it; nothing where that is not known.
pub(super) fn text_of(it: &Value) -> Option<String> {
    match it {
        Value::Text(it) => Some(it.clone()),
        Value::Bool(true) => Some("True".to_owned()),
        Value::Bool(false) => Some("False".to_owned()),
        Value::Null => Some(String::new()),
        Value::Object(Object::Server(it) | Object::Mailbox(it)) => Some(it.clone()),
        Value::Object(Object::Settings(..) | Object::Service(..) | Object::Certificate(..))
        | Value::List(_)
        | Value::Hash(_)
        | Value::Block(..)
        | Value::Unknown(_) => None,
    }
}

/// A value as it may be quoted in a message.
pub(super) fn shown(it: &Value) -> String {
    match it {
        Value::Text(it) | Value::Unknown(it) => it.clone(),
        Value::Bool(it) => format!("${it}"),
        Value::Null => "$null".to_owned(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        Value::Hash(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, it)| format!("{name}={}", shown(it))).collect();
            format!("@{{{}}}", fields.join("; "))
        }
        Value::Block(text, _) => format!("{{{text}}}"),
        Value::Object(Object::Server(it) | Object::Settings(it, _) | Object::Mailbox(it)) => it.clone(),
        Value::Object(Object::Service(server, service)) => format!("{} ({server})", service.windows_name()),
        Value::Object(Object::Certificate(_, it)) => it.clone(),
    }
}

/// The certificate of a name on a server.
pub(super) fn certificate_of(organisation: &Organisation, server: usize, thumbprint: &str) -> Result<String, Stop> {
    let it = &organisation.servers[server];
    match it.certificate(thumbprint) {
        Some(it) => Ok(name_of(it)),
        None => Err(CommandRefusal::NoSuchCertificate(thumbprint.to_owned(), it.name.clone()).into()),
    }
}
