//! What does a record look like in JSON: what happened, what was decided, what was changed?

mod no_tls;

use std::borrow::Cow;
use std::net::Ipv4Addr;

use no_tls::no_tls;

use super::change::{ChangeObject, change};
use super::mirror::{Choice, Described, Field, Object, Row, Shape, is_flatten, is_skipped, mirror};
use super::reason::ReasonLine;
use super::words::{
    CertificateWord, ClosedWord, EventWord, LineWord, MechanismWord, OutcomeWord, ProbeWord, RefusalWord, TimerWord,
};
use crate::protocol::Line;
use crate::reading::Citation;
use crate::trace::{self, Decision, Event, LegFailure, Limit, RecordId, RecordKind, Trace, WhyProbeFails, WhyRefused};
use crate::words::names::Names;
use crate::world::{self, Cipher, HostRef, Requester, TlsSet, TlsVersion};

mirror! {
    /// One thing that happened.
    struct RecordLine<'a> {
        /// `record`.
        r#type: &'static str,
        /// Its number, from 0.
        id: u32,
        /// When.
        t_us: u64,
        /// What the clock shows then; only with a `date` in the scenario.
        #[serde(skip_serializing_if = "Option::is_none")]
        clock: Option<String>,
        /// Who.
        actor: ActorObject<'a>,
        /// In which attempt.
        attempt: Option<AttemptObject<'a>>,
        /// On which TCP connection, numbered over the whole run.
        connection: Option<u32>,
        /// How deep the connection is: 0 for a client's own, 1 for a leg opened because of it, and so on.
        depth: Option<u32>,
        /// The `id` of the record that brought it about.
        cause: Option<u32>,
        /// What happened.
        #[serde(flatten)]
        what: What<'a>,
        /// Only of `says`: the lines as on the wire, passwords masked.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<Vec<String>>,
        /// The rules of which the fact is an instance.
        rules: Vec<RuleObject>,
        /// Only of `decides`: the reasons in order, the deciding one last.
        #[serde(skip_serializing_if = "Option::is_none")]
        reasons: Option<Vec<ReasonLine<'a>>>,
    }

    /// An attempt.
    struct AttemptObject<'a> {
        /// Whose.
        client: Cow<'a, str>,
        /// Its number among the attempts of that client, from 1.
        number: u32,
    }

    /// A rule.
    struct RuleObject {
        /// Its id.
        rule: &'static str,
        /// The switch that decided, `no switch`, or `null` where nothing is assumed.
        assumed: Option<&'static str>,
    }

    /// Where to connect.
    struct EndpointObject<'a> {
        /// A name or an address.
        host: Cow<'a, str>,
        /// The TCP port.
        port: u16,
        /// `SSL`, `TLS` or `plaintext`.
        security: &'static str,
    }

    /// What TLS one side speaks.
    struct TlsObject {
        /// The versions.
        versions: Vec<&'static str>,
        /// The families of ciphers.
        ciphers: Vec<&'static str>,
    }

    /// A port that a balancer passes on to another.
    struct MappedObject {
        /// The port of the balancer.
        from: u16,
        /// The port of the member.
        to: u16,
    }

    /// Who did it.
    choice ActorObject<'a> by "kind" {
        /// A mail program.
        Client "client" {
            /// Its name.
            name: Cow<'a, str>,
        },
        /// A service on a server.
        Service "service" {
            /// The server.
            name: Cow<'a, str>,
            /// The name that Windows knows.
            service: &'static str,
        },
        /// A server's host, where no service of it is concerned.
        Server "server" {
            /// Its name.
            name: Cow<'a, str>,
        },
        /// A load balancer.
        Balancer "balancer" {
            /// Its name.
            name: Cow<'a, str>,
        },
        /// The network between.
        Network "network" {},
        /// The admin: a change of the scenario.
        Admin "admin" {},
    }

    /// What happened.
    choice What<'a> by "what" {
        /// An attempt begins.
        Began "began" {
            /// Its number.
            number: u32,
        },
        /// A poll was left out, because the attempt before it was still running.
        Skipped "skipped" {},
        /// An attempt ends.
        Ended "ended" {
            /// How, as in the scenario language.
            outcome: OutcomeWord,
        },
        /// A name was resolved.
        Resolved "resolved" {
            /// The name.
            name: Cow<'a, str>,
            /// The address.
            address: Ipv4Addr,
            /// For how long the answer may still be kept.
            ttl_us: u64,
            /// Whether it was kept from an earlier look-up.
            cached: bool,
        },
        /// A name could not be resolved.
        NotResolved "not_resolved" {
            /// The name.
            name: Cow<'a, str>,
        },
        /// A connection request was sent.
        Connects "connects" {
            /// Where to.
            endpoint: EndpointObject<'a>,
        },
        /// A balancer passes a connection on.
        Forwards "forwards" {
            /// To which member.
            member: Cow<'a, str>,
            /// How many members it believes to be up.
            up: u32,
            /// How many the pool has.
            of: u32,
        },
        /// The balancer believes that nobody is up.
        NoMember "no_member" {},
        /// The client has no Kerberos ticket, and breaks GSSAPI off.
        NoTicket "no_ticket" {},
        /// The client sends no LOGIN, because LOGINDISABLED is listed.
        ObeysLoginDisabled "obeys_logindisabled" {},
        /// The TCP connection is accepted.
        Accepts "accepts" {},
        /// The TCP connection is refused at once.
        Refuses "refuses" {
            /// Why.
            #[serde(flatten)]
            why: Refused<'a>,
        },
        /// The TCP connection is accepted and closed again without a greeting, because a limit is met.
        ClosesForLimit "closes_for_limit" {
            /// Which limit.
            #[serde(flatten)]
            why: LimitObject,
        },
        /// The same, because a component is inactive.
        ClosesForComponent "closes_for_component" {
            /// `ImapProxy`, `PopProxy` or `ServerWideOffline`.
            component: &'static str,
            /// Who hold it inactive.
            requesters: Vec<&'static str>,
        },
        /// The service stops, because a component is inactive.
        StopsForComponent "stops_for_component" {
            /// `ImapProxy`, `PopProxy` or `ServerWideOffline`.
            component: &'static str,
            /// Who hold it inactive.
            requesters: Vec<&'static str>,
        },
        /// Nothing answers: the server is switched off.
        IsOff "is_off" {},
        /// A service does not start, because it is disabled.
        DoesNotStart "does_not_start" {},
        /// A packet is lost; TCP sends it again.
        Lost "lost" {
            /// The link; `null`: there is no way.
            from: Option<Cow<'a, str>>,
            /// The link.
            to: Option<Cow<'a, str>>,
            /// How many times it was sent so far.
            sent: u32,
        },
        /// TCP gave up sending.
        Broken "broken" {},
        /// TLS is up.
        Secured "secured" {
            /// The version.
            version: &'static str,
            /// The family of ciphers.
            cipher: &'static str,
            /// The one that is shown.
            certificate: Cow<'a, str>,
            /// What is wrong with it, and the other side does not mind.
            ignored: Option<CertificateWord>,
        },
        /// TLS could not be set up.
        TlsFailed "tls_failed" {
            /// Why.
            #[serde(flatten)]
            why: NoTls,
        },
        /// The opener closes, because the certificate is not good enough.
        RejectsCertificate "rejects_certificate" {
            /// What is wrong with it.
            why: CertificateWord,
        },
        /// A line was sent.
        Says "says" {
            /// Which.
            line: LineWord,
            /// Whether it is a command; a reply otherwise.
            command: bool,
            /// The number of the command on its connection, from 1; for a reply that of its command.
            tag: u32,
            /// Only of `authenticate`.
            #[serde(skip_serializing_if = "Option::is_none")]
            mechanism: Option<MechanismWord>,
        },
        /// One side waited in vain.
        TimedOut "timed_out" {
            /// Which time ran out.
            timer: TimerWord,
        },
        /// One side closes the connection.
        Closes "closes" {
            /// Why.
            why: ClosedWord,
        },
        /// A service decided something.
        Decides "decides" {
            /// What.
            #[serde(flatten)]
            decision: DecisionObject<'a>,
        },
        /// A service asks a Mailbox server over RPC to open the mailbox (RPC-1).
        CallsStore "calls_store" {
            /// The Mailbox server.
            server: Cow<'a, str>,
        },
        /// The Mailbox server has answered.
        StoreAnswers "store_answers" {},
        /// A leg failed.
        LegFailed "leg_failed" {
            /// Where it went.
            endpoint: EndpointObject<'a>,
            /// On behalf of which candidate.
            candidate: Cow<'a, str>,
            /// How.
            #[serde(flatten)]
            how: How,
        },
        /// The admin changed something.
        Changed "changed" {
            /// What.
            #[serde(flatten)]
            change: ChangeObject<'a>,
            /// The step of the plan that does it, where one does.
            #[serde(skip_serializing_if = "Option::is_none")]
            step: Option<Cow<'a, str>>,
        },
        /// The admin typed a line, and the cmdlet refuses it: nothing changes by it.
        LineRefused "line_refused" {
            /// The server that was meant, where one was.
            server: Option<Cow<'a, str>>,
            /// Which line of the change it is, from 1.
            line: u32,
            /// What it says, cut where it is long.
            text: Cow<'a, str>,
            /// Why it is refused.
            why: &'static str,
        },
        /// A balancer's check changed its mind.
        Checked "checked" {
            /// About which member.
            member: Cow<'a, str>,
            /// The port that was checked.
            port: u16,
            /// Whether it is believed to be up from now on.
            up: bool,
        },
        /// A probe of the HTTP proxy changed its mind.
        Probed "probed" {
            /// About which target.
            target: Cow<'a, str>,
            /// Whether it is believed to be up from now on.
            up: bool,
        },
        /// Managed Availability sets the component of a front end inactive, because its local probe failed.
        TakenOffline "taken_offline" {
            /// `ImapProxy` or `PopProxy`.
            component: &'static str,
            /// What the probe met last.
            why: ProbeWord,
            /// Only where it is not bound to 127.0.0.1: the port.
            port: Option<u16>,
        },
        /// A service writes an event to the event log of its server.
        Logs "logs" {
            /// Its number.
            event: EventWord,
            /// Whose log-on it was, where it was about one.
            user: Option<Cow<'a, str>>,
        },
    }

    /// Why a connection was refused.
    choice Refused<'a> by "why" {
        /// The service that would listen there is stopped.
        Stopped "stopped" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
        },
        /// Nothing listens on the port.
        NothingListens "nothing_listens" {
            /// The port.
            port: u16,
        },
        /// The port is bound to another address.
        OtherAddress "other_address" {
            /// The port.
            port: u16,
        },
        /// The balancer does not forward the port.
        NotForwarded "not_forwarded" {
            /// The port.
            port: u16,
        },
    }

    /// A limit on open connections.
    choice LimitObject by "why" {
        /// MaxConnections.
        Connections "max_connections" {
            /// Its value.
            limit: u32,
        },
        /// MaxConnectionFromSingleIP.
        FromSingleIp "max_connection_from_single_ip" {
            /// Its value.
            limit: u32,
            /// The address that met it.
            address: Ipv4Addr,
        },
    }

    /// Why there is no TLS.
    choice NoTls by "why" {
        /// No installed certificate covers X509CertificateName.
        NoCertificate "no_certificate" {},
        /// One does, and is not enabled for the service.
        CertificateNotEnabled "certificate_not_enabled" {},
        /// One does, and its private key is missing.
        NoPrivateKey "no_private_key" {},
        /// Its key is of a kind that the version or the build cannot use for POP3 and IMAP4.
        KeyNotUsable "key_not_usable" {},
        /// X509CertificateName is a name with a star.
        WildcardName "wildcard_name" {},
        /// Both sides have no version in common.
        NoCommonVersion "no_common_version" {
            /// What the side that opened the connection has.
            opener: TlsObject,
            /// What the other has.
            acceptor: TlsObject,
        },
        /// Both sides have no cipher in common.
        NoCommonCipher "no_common_cipher" {
            /// What the side that opened the connection has.
            opener: TlsObject,
            /// What the other has.
            acceptor: TlsObject,
        },
        /// TLS is not expected on this port.
        NotSpokenHere "not_spoken_here" {},
        /// TLS was to begin inside TLS.
        InsideTls "inside_tls" {},
        /// STARTTLS or STLS is not offered.
        NotOffered "not_offered" {},
    }

    /// What was decided.
    choice DecisionObject<'a> by "decision" {
        /// Whether the log-on is accepted so far.
        Authenticates "authenticates" {
            /// Who logs on.
            user: Cow<'a, str>,
            /// Whether it goes on.
            accepted: bool,
        },
        /// The mailbox is opened here.
        Serves "serves" {
            /// Who logs on.
            user: Cow<'a, str>,
        },
        /// The log-on is proxied.
        Proxies "proxies" {
            /// Who logs on.
            user: Cow<'a, str>,
            /// The candidate that was picked.
            to: Cow<'a, str>,
        },
        /// The log-on is refused without a connection.
        Refuses "refuses_logon" {
            /// Who logs on.
            user: Cow<'a, str>,
            /// Why.
            why: RefusalWord,
        },
        /// The next endpoint is tried.
        Tries "tries" {
            /// Which.
            endpoint: EndpointObject<'a>,
        },
        /// Nothing is left to try.
        GivesUp "gives_up" {},
        /// The user is authenticated, but may not use this protocol on the mailbox.
        NotAllowed "not_allowed" {
            /// Who.
            user: Cow<'a, str>,
        },
        /// A web client is sent to the legacy namespace.
        Redirects "redirects" {
            /// Who.
            user: Cow<'a, str>,
        },
    }

    /// How a leg failed.
    choice How by "how" {
        /// The name of the host was not resolved.
        NameNotResolved "name_not_resolved" {},
        /// The connection was refused.
        Refused "refused" {},
        /// Nothing answered the connection request.
        NoAnswer "no_answer" {},
        /// The connection was accepted, and then nothing was said.
        Silence "silence" {},
        /// The greeting is that of the other protocol: POP3 where IMAP4 is meant, or the reverse.
        OtherProtocol "other_protocol" {},
        /// TLS could not be set up.
        TlsHandshake "tls_handshake" {},
        /// The certificate is not good enough, and EnforceCertificateErrors is set.
        Certificate "certificate" {
            /// What is wrong with it.
            certificate: CertificateWord,
        },
        /// STARTTLS or STLS is not offered.
        StartTlsNotOffered "starttls_not_offered" {},
        /// The target refused the log-on.
        LogonRefused "logon_refused" {},
        /// The connection was closed or broken before the log-on was answered.
        Closed "closed" {},
        /// The connection because of which it was opened ended before the leg was done.
        Abandoned "abandoned" {},
    }
}

/// One record. `rules` are those of the fact itself, `text` what was said on the wire, where it is wanted.
pub(super) fn record<'a>(
    names: &Names<'a>,
    trace: &Trace,
    id: RecordId,
    rules: &[Citation],
    text: Option<Vec<String>>,
) -> RecordLine<'a> {
    let record = trace.record(id);
    RecordLine {
        r#type: "record",
        id: id.0,
        t_us: record.at().0,
        clock: None,
        actor: actor(names, record.actor()),
        attempt: record
            .attempt()
            .map(|it| trace.attempts[it.0 as usize])
            .map(|it| AttemptObject { client: names.client(it.client), number: it.number }),
        connection: record.connection().map(|it| it.0),
        depth: record.connection().map(|it| trace.connections[it.0 as usize].depth),
        cause: record.cause().map(|it| it.0),
        what: what(names, record.kind()),
        text,
        rules: rules.iter().map(|(rule, assumed)| RuleObject { rule: rule.id(), assumed: *assumed }).collect(),
        reasons: reasons(names, trace, record.kind()),
    }
}

fn reasons<'a>(names: &Names<'a>, trace: &Trace, kind: RecordKind) -> Option<Vec<ReasonLine<'a>>> {
    let RecordKind::Decides { reasons, .. } = kind else { return None };
    Some(trace.reasons(reasons).iter().map(|it| ReasonLine::of(names, *it)).collect())
}

/// Who did it.
pub(super) fn actor<'a>(names: &Names<'a>, actor: trace::Actor) -> ActorObject<'a> {
    match actor {
        trace::Actor::Client(id) => ActorObject::Client { name: names.client(id) },
        trace::Actor::Service(id) => {
            ActorObject::Service { name: names.server(id.server()), service: Names::service(id) }
        }
        trace::Actor::Server(id) => ActorObject::Server { name: names.server(id) },
        trace::Actor::Balancer(id) => ActorObject::Balancer { name: names.balancer(id) },
        trace::Actor::Network => ActorObject::Network {},
        trace::Actor::Admin => ActorObject::Admin {},
    }
}

/// Where to connect.
pub(super) fn endpoint<'a>(names: &Names<'a>, endpoint: world::Endpoint) -> EndpointObject<'a> {
    EndpointObject { host: names.host(endpoint.host), port: endpoint.port, security: endpoint.security.word() }
}

/// How a leg failed.
pub(super) fn how(how: LegFailure) -> How {
    match how {
        LegFailure::NameNotResolved => How::NameNotResolved {},
        LegFailure::Refused => How::Refused {},
        LegFailure::NoAnswer { connected: false } => How::NoAnswer {},
        LegFailure::NoAnswer { connected: true } => How::Silence {},
        LegFailure::OtherProtocol => How::OtherProtocol {},
        LegFailure::TlsHandshake => How::TlsHandshake {},
        LegFailure::Certificate(problem) => How::Certificate { certificate: problem.into() },
        LegFailure::StartTlsNotOffered => How::StartTlsNotOffered {},
        LegFailure::LogonRefused => How::LogonRefused {},
        LegFailure::Closed => How::Closed {},
        LegFailure::Abandoned => How::Abandoned {},
    }
}

/// What TLS one side speaks.
pub(super) fn tls(set: TlsSet) -> TlsObject {
    TlsObject {
        versions: set.versions().map(TlsVersion::word).collect(),
        ciphers: set.ciphers().map(Cipher::word).collect(),
    }
}

fn what<'a>(names: &Names<'a>, kind: RecordKind) -> What<'a> {
    match kind {
        RecordKind::Began { number } => What::Began { number },
        RecordKind::Skipped => What::Skipped {},
        RecordKind::Ended(outcome) => What::Ended { outcome: outcome.into() },
        RecordKind::Resolved { name, address, ttl, cached } => {
            What::Resolved { name: names.host(HostRef::Name(name)), address, ttl_us: ttl.0, cached }
        }
        RecordKind::NotResolved(name) => What::NotResolved { name: names.host(HostRef::Name(name)) },
        RecordKind::Connects { endpoint: it } => What::Connects { endpoint: endpoint(names, it) },
        RecordKind::Forwards { member, up, of } => What::Forwards { member: names.server(member), up, of },
        RecordKind::NoMember => What::NoMember {},
        RecordKind::NoTicket => What::NoTicket {},
        RecordKind::ObeysLoginDisabled => What::ObeysLoginDisabled {},
        RecordKind::Accepts => What::Accepts {},
        RecordKind::Refuses(why) => What::Refuses {
            why: match why {
                WhyRefused::Stopped(it) => {
                    Refused::Stopped { server: names.server(it.server()), service: Names::service(it) }
                }
                WhyRefused::NothingListens(port) => Refused::NothingListens { port },
                WhyRefused::OtherAddress(port) => Refused::OtherAddress { port },
                WhyRefused::NotForwarded(port) => Refused::NotForwarded { port },
            },
        },
        RecordKind::ClosesForLimit(limit) => What::ClosesForLimit {
            why: match limit {
                Limit::Connections(limit) => LimitObject::Connections { limit },
                Limit::FromSingleIp(limit, address) => LimitObject::FromSingleIp { limit, address },
            },
        },
        RecordKind::ClosesForComponent { component, by } => What::ClosesForComponent {
            component: component.word(),
            requesters: by.each().map(Requester::word).collect(),
        },
        RecordKind::StopsForComponent { component, by } => What::StopsForComponent {
            component: component.word(),
            requesters: by.each().map(Requester::word).collect(),
        },
        RecordKind::IsOff => What::IsOff {},
        RecordKind::DoesNotStart => What::DoesNotStart {},
        RecordKind::Lost { link, sent } => {
            let ends = link.map(|it| &names.world.links[it.index()]);
            What::Lost { from: ends.map(|it| names.site(it.from)), to: ends.map(|it| names.site(it.to)), sent }
        }
        RecordKind::Broken => What::Broken {},
        RecordKind::Secured { agreed, shown, ignored } => What::Secured {
            version: agreed.version.word(),
            cipher: agreed.cipher.word(),
            certificate: names.certificate(shown),
            ignored: ignored.map(Into::into),
        },
        RecordKind::TlsFailed(why) => What::TlsFailed { why: no_tls(why) },
        RecordKind::RejectsCertificate(problem) => What::RejectsCertificate { why: problem.into() },
        RecordKind::Says { line, tag } => What::Says {
            line: line.into(),
            command: line.is_command(),
            tag,
            mechanism: if let Line::Authenticate(it) = line { Some(it.into()) } else { None },
        },
        RecordKind::TimedOut(timer) => What::TimedOut { timer: timer.into() },
        RecordKind::Closes(why) => What::Closes { why: why.into() },
        RecordKind::Decides { decision: it, .. } => What::Decides { decision: decision(names, it) },
        RecordKind::CallsStore { server } => What::CallsStore { server: names.server(server) },
        RecordKind::StoreAnswers => What::StoreAnswers {},
        RecordKind::LegFailed { endpoint: at, candidate, how: it } => {
            What::LegFailed { endpoint: endpoint(names, at), candidate: names.server(candidate), how: how(it) }
        }
        RecordKind::Changed(id) => What::Changed {
            change: change(names, names.world.changes[id.index()].action),
            step: names.world.step_of(id).map(|it| names.world.steps[it.index()].name.as_str().into()),
        },
        RecordKind::LineRefused(id) => {
            let it = &names.world.refused_lines[id.index()];
            What::LineRefused {
                server: it.server.map(|it| names.server(it)),
                line: it.line,
                text: Cow::Borrowed(&it.text),
                why: it.why.word(),
            }
        }
        RecordKind::Checked { member, port, up } => What::Checked { member: names.server(member), port, up },
        RecordKind::TakenOffline { component, why } => What::TakenOffline {
            component: component.word(),
            why: why.into(),
            port: if let WhyProbeFails::NoLoopback(port) = why { Some(port) } else { None },
        },
        RecordKind::Probed { target, up } => What::Probed { target: names.server(target), up },
        RecordKind::Logs(event) => {
            let user = match event {
                Event::RefusedAcrossSites(user) | Event::TooManyForUser(user) | Event::StoreSessions(user) => {
                    Some(user)
                }
                Event::NoCertificate(_) => None,
            };
            What::Logs { event: event.into(), user: user.map(|it| names.user(it)) }
        }
    }
}

fn decision<'a>(names: &Names<'a>, decision: Decision) -> DecisionObject<'a> {
    match decision {
        Decision::Authenticates { user, accepted } => {
            DecisionObject::Authenticates { user: names.user(user), accepted }
        }
        Decision::Serves(user) => DecisionObject::Serves { user: names.user(user) },
        Decision::Proxies { user, to } => DecisionObject::Proxies { user: names.user(user), to: names.server(to) },
        Decision::Refuses { user, why } => DecisionObject::Refuses { user: names.user(user), why: why.into() },
        Decision::Tries(at) => DecisionObject::Tries { endpoint: endpoint(names, at) },
        Decision::GivesUp => DecisionObject::GivesUp {},
        Decision::NotAllowed(user) => DecisionObject::NotAllowed { user: names.user(user) },
        Decision::Redirects(user) => DecisionObject::Redirects { user: names.user(user) },
    }
}
