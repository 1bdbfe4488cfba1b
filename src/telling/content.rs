//! What does a record say, with everything from around it that saying it takes?
//!
//! Whoever words a record needs no more than its [`Content`], in whatever language; and two records of equal content
//! say the same.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::change::Stopped;
use crate::policy::Reason;
use crate::protocol::{Context, http, imap4, pop3};
use crate::reading::citation::is_loop;
use crate::reading::{Citation, Moment, Reading, protocol};
use crate::rules::Rule;
use crate::trace::{Actor, Connection, Reasons, Record, RecordId, RecordKind, Trace, WhyNoTls, WhyRefused};
use crate::world::{AfterLogon, BalancerId, Client, Protocol, ServerId, ServiceId, Version, World};

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    /// Who did it.
    pub(crate) actor: Actor,
    /// What: of a line on the wire without its number, of a decision without its reasons.
    pub(crate) what: RecordKind,
    /// Of an end: the number of the attempt.
    pub(crate) attempt: Option<u32>,
    /// Of a connection that is accepted, and of TLS that failed: the server that accepted.
    pub(crate) acceptor: Option<ServerId>,
    /// Of TLS and its certificate: the balancer that ends it on the way (LB-7), where that is its own.
    pub(crate) balancer: Option<BalancerId>,
    /// Of a connection that is accepted: the front end that opened it, where front ends proxy to front ends.
    pub(crate) front_end: Option<ServerId>,
    /// Of a service that refuses: what stopped it.
    pub(crate) stopped_by: Option<Stopped>,
    /// Of a server that answers nothing: whether it is none of the organisation, not yet or no longer.
    pub(crate) is_gone: bool,
    /// Of a certificate that cannot be used: its name, as the settings have it.
    pub(crate) certificate: Option<CompactString>,
    /// Of a decision: whether it comes without any reason.
    pub(crate) is_bare: bool,
    /// The lines on the wire.
    pub(crate) wire: Vec<String>,
}

impl Content {
    /// What the record of a moment says.
    pub(crate) fn of(moment: Moment<'_>) -> Self {
        let record = moment.record;
        let service = moment.connection().and_then(|it| it.service);
        let mut content = Self {
            actor: record.actor(),
            what: record.kind(),
            attempt: None,
            acceptor: None,
            balancer: None,
            front_end: None,
            stopped_by: None,
            is_gone: false,
            certificate: None,
            is_bare: false,
            wire: Vec::new(),
        };
        match &mut content.what {
            RecordKind::Ended(_) => {
                content.attempt = record.attempt().map(|it| moment.trace().attempts[it.0 as usize].number);
            }
            RecordKind::Accepts => {
                let looped = moment.connection().filter(|it| is_loop(moment.world(), it));
                content.front_end = looped.and_then(|it| match it.opener {
                    Actor::Service(opener) => Some(opener.server()),
                    _ => None,
                });
                content.acceptor = service.map(ServiceId::server);
            }
            RecordKind::Refuses(WhyRefused::Stopped(service)) => {
                content.stopped_by = moment.org().stopped_by(*service);
            }
            RecordKind::IsOff => {
                let Actor::Server(server) = record.actor() else { return content };
                content.is_gone = !moment.org().is_there(server);
            }
            RecordKind::RejectsCertificate(_) => content.balancer = ends_tls(moment),
            RecordKind::TlsFailed(why) => {
                content.acceptor = service.map(ServiceId::server);
                // The balancer tells of the member itself.
                if !matches!(record.actor(), Actor::Balancer(_)) {
                    content.balancer = ends_tls(moment);
                }
                if matches!(why, WhyNoTls::NoCertificate(_)) {
                    content.certificate = service.map(|it| moment.settings(it).certificate_name.clone());
                }
            }
            RecordKind::Says { tag, .. } => {
                content.wire = wire(moment);
                *tag = 0;
            }
            RecordKind::Decides { reasons, .. } => {
                content.is_bare = moment.trace().reasons(*reasons).is_empty();
                *reasons = Reasons::NONE;
            }
            _ => {}
        }
        content
    }
}

/// The balancer that ends TLS on the connection of a moment (LB-7).
fn ends_tls(moment: Moment<'_>) -> Option<BalancerId> {
    let (on, connection) = (moment.record.connection()?, moment.connection()?);
    moment.through(on).filter(|it| it.1.ends_tls(connection.endpoint.port)).map(|it| it.0)
}

/// The lines of a [`RecordKind::Says`], as they stand on the wire.
pub(crate) fn wire(moment: Moment<'_>) -> Vec<String> {
    let (world, trace, record) = (moment.world(), moment.trace(), moment.record);
    let (RecordKind::Says { line, tag }, Some(connection)) = (record.kind(), moment.connection()) else {
        return Vec::new();
    };
    let client = client(world, trace, connection);
    let context = Context {
        tag,
        user: log_on_name(world, trace, connection),
        web: client.web,
        legacy: world.legacy_namespace.map_or("", |it| world.name(it)),
        bytes: match client.then {
            AfterLogon::SendCommand { bytes } => bytes,
            AfterLogon::CheckMail
            | AfterLogon::LogOut
            | AfterLogon::Disconnect
            | AfterLogon::ProbeFolders { .. }
            | AfterLogon::Stay { .. } => 0,
        },
        banner: connection.service.map_or("", |it| &moment.settings(it).banner),
        version: author(trace, record).map_or(Version::NEWEST, |it| world.servers[it.index()].version),
    };
    match protocol(trace, connection) {
        Protocol::Imap4 => imap4::text(line, &context),
        Protocol::Pop3 => pop3::text(line, &context),
        Protocol::Http => http::text(line, &context),
    }
}

fn client<'a>(world: &'a World, trace: &Trace, connection: &Connection) -> &'a Client {
    &world.clients[trace.attempts[connection.attempt.0 as usize].client.index()]
}

/// The log-on name that stands on the wire.
pub(crate) fn log_on_name<'a>(world: &'a World, trace: &Trace, connection: &Connection) -> &'a str {
    let client = client(world, trace, connection);
    client.log_on_as.as_deref().unwrap_or(&world.users[client.user.index()].name)
}

/// The server whose words a line is: of a reply that a front end relays, the target's (FE-6).
fn author(trace: &Trace, record: Record<'_>) -> Option<ServerId> {
    let line = |it: Record<'_>| match it.kind() {
        RecordKind::Says { line, .. } => Some(line),
        _ => None,
    };
    let mut record = record;
    loop {
        let connection = record.connection()?;
        let from = record.cause().map(|it| trace.record(it)).filter(|it| {
            it.connection().is_some_and(|it| trace.connections[it.0 as usize].parent == Some(connection))
                && line(*it) == line(record)
        });
        match from {
            Some(from) => record = from,
            None => return trace.connections[connection.0 as usize].service.map(ServiceId::server),
        }
    }
}

/// A record of which a summary or an explanation speaks.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// What it says.
    pub(crate) content: Content,
    /// Of a decision: the reason that decided, which is the last.
    pub(crate) reason: Option<Reason>,
    /// The service that hangs, where the record says that it kept silent (SVC-5): who waited in vain is no help.
    pub(crate) hung: Option<ServiceId>,
    /// The rules that are cited in it.
    pub(crate) rules: Vec<Citation>,
}

/// Quotes, by their records.
pub(crate) type Quotes = BTreeMap<RecordId, Quote>;

impl Quote {
    fn of(moment: Moment<'_>) -> Self {
        let mut rules = moment.rules().to_vec();
        let (mut reason, mut hung) = (None, None);
        if let RecordKind::Decides { reasons, .. } = moment.record.kind() {
            let reasons = moment.trace().reasons(reasons);
            reason = reasons.last().copied();
            // That nobody was found may be because of where was looked (DISC-3).
            let looked = reasons.iter().filter(|it| matches!(it, Reason::DiscoverySite(..)));
            rules.extend(looked.map(|it| (it.rule(), it.assumed())));
            rules.splice(0..0, reason.map(|it| (it.rule(), it.assumed())));
        } else if matches!(moment.record.kind(), RecordKind::TimedOut(_)) && rules.iter().any(|it| it.0 == Rule::Svc5) {
            hung = moment.connection().and_then(|it| it.service);
        }
        Self { content: Content::of(moment), reason, hung, rules }
    }
}

/// These records.
pub(crate) fn quotes(world: &World, trace: &Trace, ids: impl IntoIterator<Item = RecordId>) -> Quotes {
    let mut ids: Vec<RecordId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut reading = Reading::new(world, trace);
    ids.into_iter().map(|it| (it, Quote::of(reading.advance_to(it)))).collect()
}
