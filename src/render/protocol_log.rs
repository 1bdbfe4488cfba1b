//! What would the real servers have written into their POP3 and IMAP4 protocol logs?
//!
//! One log for each service whose ProtocolLogEnabled was set when it started (SVC-6), in the columns of Exchange 2013
//! (section 11): a line when a session opens and closes, and one for each command, written when it is answered; 2007
//! has a line for each event of a session instead, in the columns of its documentation. It is the only place where a
//! failed proxy leg looks like itself: the client hears the words for a wrong password, the log holds `Msg=Proxy:…`
//! and `ErrMsg=ProxyNotAuthenticated` (FE-4, FE-5).
//!
//! What no source settles is told in docs/log.md: which port the client's end has, what stands in the log when a
//! log-on tries several endpoints, and that the versions beside 2013 are given its columns.

use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use super::{Options, stamp};
use crate::policy::Reason;
use crate::product::LogColumns;
use crate::protocol::Line;
use crate::reading::{Moment, Reading};
use crate::scenario::settings::SetBy;
use crate::scenario::{LogRollOver, Setting};
use crate::telling::content::log_on_name;
use crate::time::{Date, SimTime};
use crate::trace::{Actor, ConnectionId, Decision, LegFailure, Record, RecordKind, Run, Trace};
use crate::words::evidence as words;
use crate::words::names::{self, Names};
use crate::words::rows::wire;
use crate::world::{Endpoint, Protocol, Security, ServerId, ServiceId, Version, World};

/// Which logs are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Of these protocols; empty: of both.
    pub protocols: Vec<Protocol>,
    /// Of these servers; empty: of all.
    pub servers: Vec<ServerId>,
}

impl LogFilter {
    fn wants(&self, service: ServiceId) -> bool {
        let (server, protocol) = (service.server(), service.service().protocol());
        (self.servers.is_empty() || self.servers.contains(&server))
            && (self.protocols.is_empty() || self.protocols.contains(&protocol))
    }
}

/// The columns.
const FIELDS: &str = "dateTime,sessionId,seqNumber,sIp,cIp,user,duration,rqsize,rpsize,command,parameters,context";

/// The columns of 2007.
const FIELDS_OF_EVENTS: &str =
    "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context";

/// Where the ports begin that operating systems give to the side that connects (RFC 6335).
const DYNAMIC_PORTS: u32 = 49_152;

/// Writes the logs that are asked for, one after the other, in the order of servers and services.
///
/// # Errors
/// What `out` returns.
pub fn write(world: &World, run: &Run, wanted: &LogFilter, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::new(world, options.lang);
    let mut keeper = Keeper::new(world, &run.trace, options, wanted);
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        keeper.observe(moment);
    }
    keeper.end();
    let mut first = true;
    for (&service, file) in &keeper.files {
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        // A log is as many files as it has begun (LogFileRollOverSettings); one of another version begins a new one.
        let mut files = file.lines.chunk_by(|a, b| (&a.file, a.version) == (&b.file, b.version)).peekable();
        if files.peek().is_none() {
            let version = world.servers[service.server().index()].version;
            head(world, &names, (service, &Begun { version, name: None, at: SimTime::ZERO }), options, out)?;
        }
        let (mut before, mut number) = ("", 1);
        for (nth, lines) in files.enumerate() {
            if nth > 0 {
                writeln!(out)?;
            }
            let LogLine { at, version, ref file, .. } = lines[0];
            number = if nth > 0 && before == file.as_str() { number + 1 } else { 1 };
            before = file;
            let name = (!file.is_empty()).then(|| format!("{file}-{number}.LOG"));
            let at = if nth == 0 { SimTime::ZERO } else { at };
            head(world, &names, (service, &Begun { version, name, at }), options, out)?;
            for line in lines {
                writeln!(out, "{}", line.text)?;
            }
        }
    }
    silent(world, &names, &keeper, wanted, options, first, out)
}

/// A file of a log.
struct Begun {
    /// The version of the service, as it was started.
    version: Version,
    /// Its name; `None` where there is no setting that begins new ones.
    name: Option<String>,
    /// When it was begun.
    at: SimTime,
}

/// The comment lines with which a file of a log begins. The first names the service, because several logs may follow
/// each other.
fn head(
    world: &World,
    names: &Names<'_>,
    (service, file): (ServiceId, &Begun),
    options: &Options,
    out: &mut dyn Write,
) -> Result {
    let (version, product) = (file.version, file.version.product());
    let log = &product.log;
    writeln!(
        out,
        "# {}",
        words::log_of(options.lang, names.server(service.server()), service.service().windows_name())
    )?;
    if let Some(name) = &file.name {
        writeln!(out, "# {}", words::log_file(options.lang, name))?;
    }
    match log.columns {
        LogColumns::Commands => {}
        LogColumns::CommandsAssumed => {
            writeln!(out, "# {}", words::columns_assumed(options.lang, version.word()))?;
        }
        LogColumns::Events => writeln!(out, "# {}", words::in_substance(options.lang))?,
    }
    if log.version_assumed {
        writeln!(out, "# {}", words::version_assumed(options.lang, version.word(), log.version))?;
    }
    if product.signature_assumed {
        writeln!(out, "# {}", words::signature_assumed(options.lang, product.signature))?;
    }
    writeln!(out, "#Software: Microsoft Exchange Server")?;
    writeln!(out, "#Version: {}", log.version)?;
    writeln!(out, "#Log-type: {} Log", protocol_name(service.service().protocol()))?;
    writeln!(out, "#Date: {}", stamp(world, file.at))?;
    let fields = if log.columns == LogColumns::Events { FIELDS_OF_EVENTS } else { FIELDS };
    writeln!(out, "#Fields: {fields}")
}

const fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap4 => "IMAP4",
        Protocol::Pop3 => "POP3",
        Protocol::Http => "HTTP",
    }
}

/// Says of every service that accepted a connection and keeps no log that it does not, and what turns it on.
fn silent(
    world: &World,
    names: &Names<'_>,
    keeper: &Keeper<'_>,
    wanted: &LogFilter,
    options: &Options,
    mut first: bool,
    out: &mut dyn Write,
) -> Result {
    let lang = options.lang;
    let mut told: Vec<(ServerId, Protocol)> = Vec::new();
    let mut any = false;
    for &service in &keeper.unlogged {
        let key = (service.server(), service.service().protocol());
        if told.contains(&key) || keeper.files.contains_key(&service) {
            continue;
        }
        told.push(key);
        if !any && !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        any = true;
        let name = names.server(key.0);
        let text = match Setting::ProtocolLogEnabled.set_by(world.servers[key.0.index()].version) {
            SetBy::File(_) => words::no_log_2007(lang, name, protocol_name(key.1)),
            SetBy::Cmdlet | SetBy::Nothing => {
                let noun = match key.1 {
                    Protocol::Imap4 => "Imap",
                    Protocol::Pop3 => "Pop",
                    Protocol::Http => unreachable!("the web server keeps no such log"),
                };
                words::no_log(lang, name, protocol_name(key.1), noun)
            }
        };
        writeln!(out, "# {text}")?;
    }
    if keeper.files.is_empty() && !any {
        let what = if wanted.servers.is_empty() {
            words::nobody_came(lang)
        } else {
            let servers: Vec<String> = wanted.servers.iter().map(|it| names.server(*it).into_owned()).collect();
            words::nobody_came_to(lang, crate::words::list(lang, &servers))
        };
        writeln!(out, "# {what}")?;
    }
    Ok(())
}

/// The log of one service.
#[derive(Debug, Default)]
struct File {
    /// How many sessions it has had.
    sessions: u64,
    /// Its lines.
    lines: Vec<LogLine>,
}

/// A line of a log.
#[derive(Debug)]
struct LogLine {
    /// When it was written.
    at: SimTime,
    /// The file in which it stands, without its number; empty where there is no such setting.
    file: String,
    /// The version of the service that wrote it.
    version: Version,
    /// The line.
    text: String,
}

/// A session that is being logged.
#[derive(Debug)]
struct Session {
    service: ServiceId,
    /// The version of the service, as it was started.
    version: Version,
    /// How often it begins a new file.
    rolls: Option<LogRollOver>,
    id: u64,
    sequence: u32,
    /// The user, once one tried to log on.
    user: String,
    /// The command that is being answered.
    command: Option<Command>,
    /// When something of it happened last, and when one end closed the connection.
    last: SimTime,
    ended: Option<SimTime>,
    /// Whether the target answers from here on: what is relayed stands in the target's log.
    relays: bool,
}

/// A command that waits for its answer.
#[derive(Debug)]
struct Command {
    /// As it stood on the wire, without its tag.
    text: String,
    /// When the service began to work on it.
    began: Option<SimTime>,
    /// `Msg=` and `ErrMsg=`, in order.
    messages: Vec<String>,
    /// How the last leg stands that it has opened.
    leg: LoggedLeg,
}

/// How the last leg of a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoggedLeg {
    /// There is none, or it has failed.
    None,
    /// It is open.
    Open,
}

impl Command {
    fn leg_failed(&mut self) {
        if std::mem::replace(&mut self.leg, LoggedLeg::None) == LoggedLeg::Open {
            self.messages.push("ErrMsg=ProxyNotAuthenticated".to_owned());
        }
    }
}

/// Follows the records and keeps the logs.
struct Keeper<'a> {
    world: &'a World,
    trace: &'a Trace,
    options: &'a Options,
    wanted: &'a LogFilter,
    names: Names<'a>,
    files: BTreeMap<ServiceId, File>,
    sessions: BTreeMap<ConnectionId, Session>,
    /// The port of the member, where a balancer passed the connection on.
    ports: BTreeMap<ConnectionId, u16>,
    /// Services to which somebody came and which keep no log.
    unlogged: Vec<ServiceId>,
}

/// One line but for its time, session and addresses.
struct Row<'a> {
    duration: SimTime,
    request: usize,
    reply: usize,
    command: &'a str,
    parameters: &'a str,
    context: String,
    /// What the service said.
    said: Vec<String>,
}

impl<'a> Keeper<'a> {
    fn new(world: &'a World, trace: &'a Trace, options: &'a Options, wanted: &'a LogFilter) -> Self {
        Self {
            world,
            trace,
            options,
            wanted,
            names: Names::new(world, options.lang),
            files: BTreeMap::new(),
            sessions: BTreeMap::new(),
            ports: BTreeMap::new(),
            unlogged: Vec::new(),
        }
    }

    fn observe(&mut self, moment: Moment<'_>) {
        let record = moment.record;
        let Some(connection) = record.connection() else { return };
        self.touch(connection, record.at());
        match record.kind() {
            RecordKind::Forwards { .. } => {
                if let Actor::Balancer(balancer) = record.actor() {
                    let asked = self.trace.connections[connection.0 as usize].endpoint.port;
                    let port = moment.org().offload(self.world, balancer).port_of_member(asked);
                    self.ports.insert(connection, port);
                }
            }
            RecordKind::Accepts => self.accepted(moment, connection),
            RecordKind::Connects { endpoint } => self.leg(connection, endpoint),
            RecordKind::LegFailed { endpoint, how: LegFailure::NameNotResolved, .. } => {
                self.tries(connection, endpoint);
                self.leg_failed(connection);
            }
            RecordKind::LegFailed { .. } => {
                if let Some(parent) = self.trace.connections[connection.0 as usize].parent {
                    self.leg_failed(parent);
                }
            }
            RecordKind::Says { line, .. } => self.says(moment, connection, line),
            RecordKind::Decides { decision, reasons } => {
                self.works(connection, record.actor(), record.at());
                if let Decision::Authenticates { accepted: false, .. } = decision {
                    self.refused(connection, self.trace.reasons(reasons));
                }
            }
            RecordKind::Closes(_) | RecordKind::Broken => self.closes(record, connection),
            _ => self.works(connection, record.actor(), record.at()),
        }
    }

    fn is_logged(&self, connection: ConnectionId) -> bool {
        let it = &self.trace.connections[connection.0 as usize];
        let client = self.trace.attempts[it.attempt.0 as usize].client;
        it.service.is_some_and(|it| self.wanted.wants(it))
            && self.options.client.is_none_or(|it| it.is(self.world, client))
    }

    fn accepted(&mut self, moment: Moment<'_>, connection: ConnectionId) {
        let record = moment.record;
        let Actor::Service(service) = record.actor() else { return };
        if !service.service().protocol().is_mail() || !self.is_logged(connection) {
            return;
        }
        if !moment.settings(service).protocol_log {
            if !self.unlogged.contains(&service) {
                self.unlogged.push(service);
            }
            return;
        }
        let version = moment.org().version(service.server());
        let has_files = Setting::LogFileRollOverSettings.exists_on(version);
        let rolls = has_files.then_some(moment.settings(service).log_roll_over);
        let file = self.files.entry(service).or_default();
        file.sessions += 1;
        let session = Session {
            service,
            version,
            rolls,
            id: file.sessions,
            sequence: 0,
            user: String::new(),
            command: None,
            last: record.at(),
            ended: None,
            relays: false,
        };
        self.sessions.insert(connection, session);
    }

    /// Something happened on a connection: in its session, and in that because of which it was opened.
    fn touch(&mut self, connection: ConnectionId, at: SimTime) {
        let parent = self.trace.connections[connection.0 as usize].parent;
        for it in [Some(connection), parent].into_iter().flatten() {
            if let Some(session) = self.sessions.get_mut(&it) {
                session.last = at;
            }
        }
    }

    /// The service has begun to work on the command of a session.
    fn works(&mut self, connection: ConnectionId, actor: Actor, at: SimTime) {
        if let Some(session) = self.sessions.get_mut(&connection)
            && actor == Actor::Service(session.service)
            && let Some(command) = &mut session.command
        {
            command.began.get_or_insert(at);
        }
    }

    /// A connection was opened: a leg, if it has a parent.
    fn leg(&mut self, connection: ConnectionId, endpoint: Endpoint) {
        if let Some(parent) = self.trace.connections[connection.0 as usize].parent {
            self.tries(parent, endpoint);
        }
    }

    /// `Msg=Proxy:…` of an endpoint that is tried.
    fn tries(&mut self, connection: ConnectionId, endpoint: Endpoint) {
        let host = self.names.host(endpoint.host).into_owned();
        let kind = match endpoint.security {
            Security::Ssl => "SSL",
            Security::Tls => "TLS",
            Security::Plaintext => "",
        };
        if let Some(command) = self.sessions.get_mut(&connection).and_then(|it| it.command.as_mut()) {
            command.messages.push(format!("Msg=Proxy:{host}:{}:{kind}", endpoint.port));
            command.leg = LoggedLeg::Open;
        }
    }

    /// The endpoint that was tried last did not let the user in.
    fn leg_failed(&mut self, connection: ConnectionId) {
        if let Some(command) = self.sessions.get_mut(&connection).and_then(|it| it.command.as_mut()) {
            command.leg_failed();
        }
    }

    fn refused(&mut self, connection: ConnectionId, reasons: &[Reason]) {
        let Some(session) = self.sessions.get_mut(&connection) else { return };
        let log = &self.world.servers[session.service.server().index()].version.product().log;
        let Some(command) = &mut session.command else { return };
        for reason in reasons {
            match reason {
                Reason::NoSmtpAddress(_) => command.messages.push("Msg=NoPrimarySmtpAddress".to_owned()),
                Reason::UserLimit { .. } if log.user_limit => {
                    command.messages.push("Msg=UserConnectionLimitReached".to_owned());
                }
                _ => {}
            }
        }
    }

    fn says(&mut self, moment: Moment<'_>, connection: ConnectionId, line: Line) {
        let record = moment.record;
        let Some(session) = self.sessions.get(&connection) else { return };
        if session.relays {
            return;
        }
        let wire = wire(moment);
        if line.is_command() {
            return self.command(connection, line, &wire);
        }
        match line {
            Line::Greeting => {
                let row = Row { said: wire.clone(), ..Row::session("OpenSession", wire.concat().len()) };
                self.line(connection, record.at(), row);
            }
            // Between the messages of a mechanism the command goes on.
            Line::Continue => self.works(connection, record.actor(), record.at()),
            _ => self.answered(connection, record.at(), line, &wire),
        }
    }

    fn command(&mut self, connection: ConnectionId, line: Line, wire: &[String]) {
        // They belong to the command that has begun the mechanism.
        if matches!(line, Line::AuthenticateData | Line::CancelAuthenticate) {
            return;
        }
        let pop = self.protocol(connection) == Protocol::Pop3;
        let user = match line {
            Line::Login | Line::User | Line::Authenticate(_) | Line::HandOver => {
                let on = &self.trace.connections[connection.0 as usize];
                Some(log_on_name(self.world, self.trace, on).to_owned())
            }
            _ => None,
        };
        let text = wire.concat();
        let text = if line == Line::HandOver {
            format!("- {text}")
        } else if pop {
            text
        } else {
            text.split_once(' ').map_or(String::new(), |it| it.1.to_owned())
        };
        let session = self.sessions.get_mut(&connection).expect("a command belongs to a session");
        session.command = Some(Command { text, began: None, messages: Vec::new(), leg: LoggedLeg::None });
        if let Some(user) = user {
            session.user = user;
        }
    }

    fn protocol(&self, connection: ConnectionId) -> Protocol {
        let service = self.sessions[&connection].service;
        service.service().protocol()
    }

    /// A reply was said: the command has its line.
    fn answered(&mut self, connection: ConnectionId, at: SimTime, line: Line, wire: &[String]) {
        let session = self.sessions.get_mut(&connection).expect("a reply belongs to a session");
        let Some(mut command) = session.command.take() else { return };
        session.relays = line == Line::LoggedOn && command.leg == LoggedLeg::Open;
        let good = reply_is_good(line);
        if !good {
            command.leg_failed();
        }
        let last = wire.last().map_or("", String::as_str);
        let mut context = vec![if good { "R=ok".to_owned() } else { format!("R=\"{last}\"") }];
        context.append(&mut command.messages);
        self.write_command(connection, at, &command, wire, context.join(";"));
    }

    fn write_command(&mut self, connection: ConnectionId, at: SimTime, it: &Command, said: &[String], context: String) {
        let (verb, parameters) = it.text.split_once(' ').unwrap_or((&it.text, ""));
        let verb = verb.to_ascii_lowercase();
        let duration = SimTime(at.0 - it.began.unwrap_or(at).0);
        let (request, reply) = (it.text.len(), said.iter().map(String::len).sum::<usize>());
        let row = Row { duration, request, reply, command: &verb, parameters, context, said: said.to_vec() };
        self.line(connection, at, row);
    }

    /// One end closed the connection. Where it was the other end, the session goes on until it hears of it; in a loop
    /// the two are the same service, so what happens last is known only when the records are over.
    fn closes(&mut self, record: Record<'_>, connection: ConnectionId) {
        if let Some(session) = self.sessions.get_mut(&connection) {
            session.ended.get_or_insert(record.at());
        }
    }

    /// Nothing more happens in a session: what it was working on gets its line, and so does its end.
    fn over(&mut self, connection: ConnectionId) {
        let Some(session) = self.sessions.get_mut(&connection) else { return };
        let Some(at) = session.ended.map(|it| it.max(session.last)) else { return };
        if let Some(mut command) = session.command.take() {
            command.leg_failed();
            let context = command.messages.join(";");
            self.write_command(connection, at, &command, &[], context);
        }
        // Nothing was opened in the eyes of the log before the greeting.
        if self.sessions[&connection].sequence > 0 {
            self.line(connection, at, Row::session("CloseSession", 0));
        }
        self.sessions.remove(&connection);
    }

    /// The records are over. What was still on its way when the run ended stays open.
    fn end(&mut self) {
        for connection in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.over(connection);
        }
        self.files.values_mut().for_each(|it| it.lines.sort_by_key(|it| it.at));
    }

    fn line(&mut self, connection: ConnectionId, at: SimTime, row: Row<'_>) {
        let service = self.sessions[&connection].service;
        let server = &self.world.servers[service.server().index()];
        match server.version.product().log.columns {
            LogColumns::Events => self.events(connection, at, &row),
            LogColumns::Commands | LogColumns::CommandsAssumed => {
                let Row { duration, request, reply, command, parameters, context, .. } = row;
                let rest = format!(
                    "{},{},{request},{reply},{},{},{}",
                    cell(&self.sessions[&connection].user),
                    duration.0 / 1_000,
                    cell(command),
                    cell(parameters),
                    cell(&context),
                );
                self.put(connection, at, None, &rest);
            }
        }
    }

    /// The events of 2007 that make up a row: `+` connect, `<` receive, `*` information, `>` send, `-` disconnect.
    fn events(&mut self, connection: ConnectionId, at: SimTime, row: &Row<'_>) {
        let protocol = protocol_name(self.protocol(connection));
        let mut event = |at, sign: &str, data: &str, context: &str| {
            self.put(connection, at, Some(protocol), &format!("{sign},{},{}", cell(data), cell(context)));
        };
        match row.command {
            "OpenSession" => event(at, "+", "", ""),
            "CloseSession" => event(at, "-", "", ""),
            command => {
                let began = SimTime(at.0 - row.duration.0);
                event(began, "<", format!("{command} {}", row.parameters).trim_end(), "");
                row.context.split(';').filter(|it| it.contains("Msg=")).for_each(|it| event(at, "*", "", it));
            }
        }
        row.said.iter().for_each(|it| event(at, ">", it, ""));
    }

    /// Writes a line: when, in which session, between whom, and the rest. `connector` where there is that column.
    fn put(&mut self, connection: ConnectionId, at: SimTime, connector: Option<&str>, rest: &str) {
        let it = &self.trace.connections[connection.0 as usize];
        let session = self.sessions.get_mut(&connection).expect("a line belongs to a session");
        let sequence = session.sequence;
        session.sequence += 1;
        let own = &self.world.servers[session.service.server().index()];
        // A balancer passes it on to the first address.
        let server = if own.more_addresses.contains(&it.to) { it.to } else { own.address };
        let local = self.ports.get(&connection).copied().unwrap_or(it.endpoint.port);
        let remote = DYNAMIC_PORTS + connection.0 % (65_536 - DYNAMIC_PORTS);
        let connector = connector.map_or(String::new(), |it| format!("{it},"));
        let text = format!(
            "{},{connector}{:016X},{sequence},{server}:{local},{}:{remote},{rest}",
            stamp(self.world, at),
            session.id,
            it.source,
        );
        let (service, version, rolls) = (session.service, session.version, session.rolls);
        let file = rolls.map_or_else(String::new, |it| file_name(self.world, at, it, service.service().protocol()));
        let lines = &mut self.files.get_mut(&service).expect("the session was counted").lines;
        lines.push(LogLine { at, file, version, text });
    }
}

impl Row<'_> {
    /// The line with which a session begins or ends.
    fn session(command: &'static str, reply: usize) -> Self {
        let (context, said) = (String::new(), Vec::new());
        Self { duration: SimTime::ZERO, request: 0, reply, command, parameters: "", context, said }
    }
}

/// The file of a moment, without its number: the protocol, and the time when it was begun. That a week begins on Monday
/// is assumed, and so is the form.
fn file_name(world: &World, at: SimTime, rolls: LogRollOver, protocol: Protocol) -> String {
    const DAY: u64 = 86_400;
    let now = world.date.at(at);
    let begun = match rolls {
        // 1970-01-01 was a Thursday.
        LogRollOver::Weekly => Date(now.0 / DAY * DAY - (now.0 / DAY + 3) % 7 * DAY),
        LogRollOver::Hourly | LogRollOver::Daily | LogRollOver::Monthly => now,
    };
    let it = begun.moment(SimTime::ZERO);
    let date = match rolls {
        LogRollOver::Hourly => format!("{:04}{:02}{:02}{:02}", it.year, it.month, it.day, it.hour),
        LogRollOver::Daily | LogRollOver::Weekly => format!("{:04}{:02}{:02}", it.year, it.month, it.day),
        LogRollOver::Monthly => format!("{:04}{:02}", it.year, it.month),
    };
    format!("{}{date}", protocol_name(protocol))
}

/// Whether a reply says yes.
const fn reply_is_good(line: Line) -> bool {
    matches!(
        line,
        Line::Capability(_) | Line::BeginTls | Line::UserAccepted | Line::LoggedOn | Line::InboxOpened | Line::SignOff
    )
}

/// A cell of a table of comma-separated values (RFC 4180).
fn cell(text: &str) -> String {
    let text = names::clean(text);
    if text.contains([',', '"', ';', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
}
