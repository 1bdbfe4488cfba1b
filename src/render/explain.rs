//! How does an explanation read, block by block?
//!
//! What is in it is decided in [`crate::telling::explain`]; here it is worded, for every renderer that shows it: a
//! terminal in columns, a page with links and buttons.

mod alike;
mod causes;
mod contrast;
mod plan;
mod remedy;

use std::fmt::Write;

pub(crate) use plan::plan_blocks;
#[cfg(feature = "cli")]
pub(crate) use plan::{together, without_look_alikes};
use remedy::step_title;
pub(crate) use remedy::{danger, place, title};

use super::text::summary::{headline_of, wrong_target};
use crate::catalogue::marks;
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::explain::proof::{Afterwards, At, Pivot, Remedy, Uncovered, When};
use crate::explain::trouble::Trouble;
use crate::explain::{Fault, Leg};
use crate::policy::Reason;
use crate::protocol::Line;
use crate::reading::Citation;
use crate::render::{Lang, PaintRole};
use crate::scenario::settings::TakesEffect;
use crate::scenario::{Action, ProtocolSettings};
use crate::telling::content::{Quotes, quotes};
use crate::telling::crowd::crowds;
use crate::telling::explain as rows;
pub use crate::telling::explain::Case;
use crate::telling::explain::{Cause, Part};
use crate::time::{Micros, SimTime};
use crate::trace::{Actor, Limit, RecordId, RecordKind, Run, Timer};
use crate::verdict::Verdict;
use crate::words::names::{self, Names};
use crate::words::powershell;
use crate::words::rows::quote;
use crate::words::say::Say;
use crate::words::{self, explain as words_, list, remedy as cure};
use crate::world::{
    BalancerId, ClientId, Endpoint, Host, HostRef, NoCertificate, Protocol, ServerId, ServiceId, User, World,
};

/// What a block of an explanation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// How the attempt ended: the first block.
    Headline,
    /// The heading of a part.
    Heading,
    /// A finding, with its rules.
    Fault,
    /// A record that proves it.
    Evidence(RecordId),
    /// A remedy: its position among those that were proven, and then among those that harm somebody.
    Remedy(usize),
    /// A line that can be copied.
    Command,
    /// Text that belongs to the block before it, indented by so many columns on a terminal.
    Text(usize),
}

/// One block of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub kind: Kind,
    /// How it is meant.
    pub role: PaintRole,
    /// What it says.
    pub text: String,
    /// The rules of which it speaks.
    pub rules: Vec<Citation>,
}

/// The explanation of one failure.
#[must_use]
pub(crate) fn blocks(world: &World, run: &Run, verdict: &Verdict, case: &Case<'_>, lang: Lang) -> Vec<Block> {
    let rows::Blocks { blocks, quotes } = rows::blocks(world, run, verdict, case);
    let names = Names::new(world, lang);
    let mut page = Page { names, say: Say::new(names), world, run, case, quotes, blocks: Vec::new() };
    for block in &blocks {
        page.block(block);
    }
    page.blocks
}

struct Page<'a> {
    names: Names<'a>,
    say: Say<'a>,
    world: &'a World,
    run: &'a Run,
    case: &'a Case<'a>,
    quotes: Quotes,
    blocks: Vec<Block>,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.names.lang
    }

    fn block(&mut self, block: &rows::Block<'_>) {
        let lang = self.lang();
        match block {
            rows::Block::Ended(it) => {
                self.put(Kind::Headline, PaintRole::Bad, headline_of(&self.names, self.run, it));
            }
            rows::Block::Running(it) => {
                let text = words_::still_running(lang, self.names.client(it.client), it.number);
                self.put(Kind::Headline, PaintRole::Bad, text);
            }
            rows::Block::Alike { client, others } => {
                let others = self.others(*client, others);
                self.line(PaintRole::Note, words_::alike(lang, some(lang, others)));
            }
            rows::Block::Heading(part) => self.put(Kind::Heading, PaintRole::Title, self.heading(*part)),
            rows::Block::NoFinding => self.line(PaintRole::Note, words_::no_finding(lang)),
            rows::Block::Fault { finding, place, record } => self.finding(finding, *place, *record),
            rows::Block::Evidence(id) => {
                let (at, actor, text) = self.said(*id);
                let at = self.world.clock().exact(at);
                self.put(Kind::Evidence(*id), PaintRole::Note, words_::record(lang, id.0, at, actor, text));
            }
            rows::Block::MoreEvidence(more) => {
                self.put(Kind::Text(6), PaintRole::Note, words_::more_records(lang, more));
            }
            rows::Block::Since(id) => {
                let (at, _, text) = self.said(*id);
                self.put(Kind::Text(4), PaintRole::Plain, words_::since(lang, self.world.moment(at), text, id.0));
            }
            rows::Block::InForce(id) => {
                let (at, _, text) = self.said(*id);
                self.put(Kind::Text(4), PaintRole::Plain, words_::in_force(lang, self.world.moment(at), text, id.0));
            }
            rows::Block::Refused(it) => {
                let (at, _, text) = self.said(it.record);
                let all = it.logs_on.iter().map(|it| (it.0, it.1.as_slice()));
                let well = crowds(self.world, all).iter().map(|it| self.with_attempts(it)).collect();
                let well = some(lang, well);
                self.put(
                    Kind::Text(4),
                    PaintRole::Plain,
                    words_::since_refused(lang, self.world.moment(at), text, it.record.0, well),
                );
            }
            rows::Block::Meaning(finding) => {
                if let Some(text) = self.meaning(&finding.trouble, finding.depth) {
                    self.put(Kind::Text(4), PaintRole::Plain, text);
                }
            }
            rows::Block::Leg(leg) => {
                let how = leg.failed.map_or_else(|| words_::leg_fine(lang), |it| self.how(it));
                let role = if leg.failed.is_some() { PaintRole::Plain } else { PaintRole::Note };
                self.line(role, format!("{}   {how}", self.leg(leg)));
            }
            rows::Block::MoreLegs(more) => self.line(PaintRole::Note, words_::legs_more(lang, more)),
            rows::Block::NoContrast => self.line(PaintRole::Note, words_::no_contrast(lang)),
            rows::Block::Contrast { other, parts } => self.line(PaintRole::Plain, self.contrast(other, *parts)),
            rows::Block::Pivot(pivot) => self.line(PaintRole::Plain, self.pivot(*pivot)),
            rows::Block::Event(event, server) => {
                let server = self.names.server(*server);
                self.line(
                    PaintRole::Plain,
                    match event.logged().number() {
                        Some(number) => words_::look_event(lang, number, server),
                        None => words_::look_event_at_start(lang, server),
                    },
                );
            }
            rows::Block::NoEvent => self.line(PaintRole::Plain, words_::look_no_event(lang)),
            rows::Block::Log(service, is_kept) => self.line(PaintRole::Plain, self.log(*service, *is_kept)),
            rows::Block::OnlyTheClient => self.line(PaintRole::Plain, words_::look_client_only(lang)),
            rows::Block::Code(code, line) => {
                let meaning = code_meaning(lang, *line);
                self.line(PaintRole::Plain, words_::look_code(lang, code, meaning));
            }
            rows::Block::Possible(cause, is_here) => self.possible(*cause, *is_here),
            rows::Block::NoCandidates => self.line(PaintRole::Note, cure::no_candidates(lang)),
            rows::Block::NothingHelps => {
                let text = cure::nothing_helps(lang, self.candidates(), self.runs());
                self.line(PaintRole::Note, text);
            }
            rows::Block::OnlyPairs => self.line(PaintRole::Plain, cure::only_pairs(lang)),
            rows::Block::Remedy(number, remedy) => self.remedy(*number, remedy),
            rows::Block::Harmful => self.line(PaintRole::Bad, cure::harmful(lang)),
            rows::Block::Uncovered(it) => self.uncovered(it),
            rows::Block::Waiting(it) => self.waiting(it),
            rows::Block::Assumed(it) => {
                let rules = vec![(it.switch.rule(), None)];
                let values = it.logs_on.join(&marks::item(lang));
                let text = words_::assumed_turns(lang, it.switch.name(), &it.is, values);
                self.blocks.push(Block { kind: Kind::Fault, role: PaintRole::Plain, text, rules });
            }
            rows::Block::AssumedInVain(all) => {
                let each: Vec<_> = all.iter().map(|it| format!("{}: {}", it.switch.name(), it.is)).collect();
                self.line(PaintRole::Note, words_::assumed_in_vain(lang, each.join(&marks::semicolon(lang))));
            }
            rows::Block::InVain(steps) => {
                let org = Org::after(self.world, self.began());
                let at = Writer { world: self.world, org: &org };
                let named: Vec<_> = steps.iter().map(|it| step_title(&self.names, at, it)).collect();
                self.line(PaintRole::Note, cure::in_vain(lang, named.join(&marks::semicolon(lang))));
            }
            rows::Block::CutOff => self.line(PaintRole::Note, cure::cut_off(lang, self.runs())),
        }
    }

    fn put(&mut self, kind: Kind, role: PaintRole, text: String) {
        self.blocks.push(Block { kind, role, text, rules: Vec::new() });
    }

    fn line(&mut self, role: PaintRole, text: String) {
        self.put(Kind::Text(2), role, text);
    }

    fn heading(&self, part: Part) -> String {
        let lang = self.lang();
        match part {
            Part::First => words_::heading_first(lang),
            Part::Then => words_::heading_then(lang),
            Part::Assumed => words_::heading_assumed(lang),
            Part::Legs => words_::heading_legs(lang),
            Part::Contrast => words_::heading_contrast(lang),
            Part::Pivot => words_::heading_pivot(lang),
            Part::Look => words_::heading_look(lang),
            Part::Others => words_::heading_others(lang),
            Part::Remedies => words_::heading_remedies(lang, self.candidates(), self.runs()),
        }
    }

    /// When a record was, who did it, and what.
    fn said(&self, id: RecordId) -> (SimTime, String, String) {
        let it = &self.quotes[&id];
        let actor = self.names.actor(it.content.actor).into_owned();
        (self.run.trace.record(id).at(), actor, quote(&self.say, it))
    }

    fn finding(&mut self, finding: &Fault, place: rows::Place, record: RecordId) {
        let lang = self.lang();
        let place = match place {
            rows::Place::Leg(opener) => words_::on_leg(lang, self.names.actor(opener)),
            rows::Place::Own => words_::on_own_connection(lang),
            rows::Place::Store(service, server) => {
                words_::on_the_way_to_the_store(lang, self.names.actor(service), self.names.server(server))
            }
        };
        let text = match finding.trouble {
            Trouble::Elsewhere { candidate, endpoint, host } => {
                let (balancer, reached) = match host {
                    Some(Host::Balancer(it)) => {
                        let pool = self.world.balancers[it.index()].pool;
                        (Some(it), self.world.pools[pool.index()].as_slice())
                    }
                    Some(Host::Server(ref it)) => (None, std::slice::from_ref(it)),
                    None => (None, &[][..]),
                };
                wrong_target(&self.names, candidate, endpoint, balancer, reached)
            }
            // The record is a time that ran out, or a greeting: what it means is said first.
            Trouble::ClearMeetsTls(service, endpoint)
                if !matches!(self.run.trace.record(record).kind(), RecordKind::TlsFailed(_)) =>
            {
                let way = self.names.security(endpoint.security);
                let opener = self.names.actor(self.opener(record)).into_owned();
                let ends = self.who_ends_tls(endpoint, record);
                let whose = ends.map_or_else(|| self.names.server(service.server()), |it| self.names.balancer(it));
                words_::clear_on_a_tls_port(lang, opener, way, endpoint.port, whose)
            }
            Trouble::Hung(service) if !matches!(self.run.trace.record(record).kind(), RecordKind::TimedOut(_)) => {
                words_::hangs(lang, Names::service(service), self.names.server(service.server()))
            }
            Trouble::Cut(it) if !matches!(self.run.trace.record(record).kind(), RecordKind::Closes(_)) => {
                words_::goes_silent(lang, self.names.server(it.server()))
            }
            Trouble::OtherProtocol(service, endpoint) => {
                let opener = self.opener(record);
                let spoken = match opener {
                    Actor::Service(it) => it.service().protocol(),
                    _ => self.run.trace.attempts[self.case.study.explanation.attempt.0 as usize].protocol,
                };
                let (spoken, bound) = (names::protocol(spoken), names::protocol(service.service().protocol()));
                let opener = self.names.actor(opener).into_owned();
                let server = self.names.server(service.server());
                words_::speaks_another(lang, opener, spoken, endpoint.port, server, bound)
            }
            Trouble::Offload(balancer, fault) => {
                let org = Org::after(self.world, self.run.trace.record(record).at());
                words::offload::fault(&self.names, &org, balancer, fault)
            }
            _ => {
                let (_, actor, text) = self.said(record);
                words::summary::fact(lang, actor, text)
            }
        };
        let text = format!("{place}{}{text}", marks::colon(lang));
        self.blocks.push(Block { kind: Kind::Fault, role: PaintRole::Plain, text, rules: finding.rules.clone() });
    }

    /// The balancer that ends TLS at an endpoint at the time of a record (LB-7).
    fn who_ends_tls(&self, endpoint: Endpoint, record: RecordId) -> Option<BalancerId> {
        let org = Org::after(self.world, self.run.trace.record(record).at());
        (0..self.world.balancers.len()).map(BalancerId::at).find(|it| {
            HostRef::Name(self.world.balancers[it.index()].name) == endpoint.host
                && org.offload(self.world, *it).ends_tls(endpoint.port)
        })
    }

    /// Who opened the connection of a record.
    fn opener(&self, record: RecordId) -> Actor {
        let record = self.run.trace.record(record);
        record.connection().map_or(record.actor(), |it| self.run.trace.connections[it.0 as usize].opener)
    }

    /// Whose attempt is explained.
    fn client(&self) -> ClientId {
        self.run.trace.attempts[self.case.study.explanation.attempt.0 as usize].client
    }

    /// What is nobody's log-on name, but nearly somebody's: the alias of an account with another sAMAccountName.
    fn nearly(&self) -> Option<String> {
        let client = Org::after(self.world, self.began()).client(self.world, self.client()).clone();
        let name = client.log_on_as?;
        let bare = name.rsplit('\\').next().unwrap_or(&name).to_lowercase();
        let is_alias = |it: &&User| it.alias.to_lowercase() == bare && it.log_on_name.to_lowercase() != bare;
        let user = self.world.users.iter().find(is_alias)?;
        let (alias, sam) = (names::clean(&user.alias).into_owned(), names::clean(&user.log_on_name).into_owned());
        Some(words_::means_alias_is_no_name(self.lang(), alias, names::clean(&user.name), sam))
    }

    /// What an admin should know about it.
    fn meaning(&self, trouble: &Trouble, depth: u32) -> Option<String> {
        let lang = self.lang();
        let server = |it: ServerId| self.names.server(it);
        let of = |it: ServiceId| self.names.server(it.server());
        Some(match *trouble {
            Trouble::Stopped(it) => words_::means_stopped(lang, Names::service(it), of(it)),
            Trouble::Hung(it) => words_::means_hung(lang, Names::service(it), of(it)),
            Trouble::Off(it) if !Org::after(self.world, self.began()).is_there(it) => {
                words_::means_not_there(lang, server(it))
            }
            Trouble::Off(it) if depth == 0 => words_::means_off_client(lang, server(it)),
            Trouble::Off(it) if self.world.servers[it.index()].version.has_back_end() => {
                words_::means_off_active(lang, server(it))
            }
            Trouble::Off(it) => words_::means_off(lang, server(it)),
            Trouble::Elsewhere { candidate, .. } => words_::means_elsewhere(lang, server(candidate)),
            Trouble::NameUnknown(name, _) => words_::means_name_unknown(lang, self.names.host(HostRef::Name(name))),
            Trouble::Nobody(endpoint, _) => words_::means_nobody(lang, self.names.host(endpoint.host)),
            Trouble::Lost(..) => words_::means_lost(lang),
            Trouble::NothingListens(_, port) => words_::means_nothing_listens(lang, port),
            Trouble::NotForwarded(_, port) => words_::means_not_forwarded(lang, port),
            Trouble::NoMember(_) => words_::means_no_member(lang),
            Trouble::Component { service: it, component, probe: Some(why), .. } => {
                let why = self.say.probe(why);
                words_::means_taken_offline(lang, of(it), component.word(), why)
            }
            Trouble::Component { component, .. } => words_::means_component(lang, component.word()),
            Trouble::Cut(_) => words_::means_cut(lang),
            Trouble::NoCertificate(it, NoCertificate::KeyNotUsable) => words_::means_key_not_usable(lang, of(it)),
            Trouble::NoCertificate(it, _) | Trouble::StartTlsMissing(it) => words_::means_no_certificate(lang, of(it)),
            Trouble::Disagree(..) => words_::means_disagree(lang),
            Trouble::ClearMeetsTls(..) => words_::means_clear_meets_tls(lang),
            Trouble::OtherProtocol(..) => words_::means_other_protocol(lang),
            Trouble::TlsInsideTls => words_::means_tls_inside(lang),
            Trouble::CertificateRejected { by: Actor::Service(_), .. } => words_::means_enforced(lang),
            Trouble::CertificateRejected { .. } => words_::means_client_rejects(lang),
            Trouble::Offload(balancer, fault) => words::offload::meaning(&self.names, balancer, fault),
            Trouble::Limit(it, Limit::FromSingleIp(..)) => {
                let behind = self.world.clients[self.client().index()].behind.as_deref();
                match behind.filter(|_| depth == 0) {
                    Some(behind) => words_::means_limit_of_nat(lang, self.names.text(behind), of(it)),
                    None => words_::means_source_limit(lang, of(it)),
                }
            }
            Trouble::Limit(it, Limit::Connections(_)) => words_::means_limit(lang, of(it)),
            Trouble::NoTicket => words_::means_ticket(lang),
            Trouble::LoginDisabled(it) => words_::means_login_type(lang, of(it)),
            Trouble::TooLong(it) => words_::means_too_long(lang, of(it)),
            Trouble::TooManyErrors(_) => words_::means_too_many_errors(lang),
            Trouble::Waited(Timer::Authenticated, _) => words_::means_idle(lang),
            Trouble::Waited(..) => words_::means_waited(lang),
            Trouble::Leg(..) => return None,
            Trouble::Decided(it, reason) => match reason {
                Reason::PasswordWrong(_) => words_::means_password(lang),
                Reason::UnknownName => self.nearly().unwrap_or_else(|| words_::means_name(lang)),
                Reason::Reserved(_) => words_::means_reserved(lang),
                Reason::NtlmAlias(_) => words_::means_alias(lang),
                Reason::UnquotedReplay(_) => words_::means_quotes(lang),
                Reason::NoRights { .. } => words_::means_rights(lang),
                Reason::StoreSessions { server: it, .. } => words_::means_store_sessions(lang, server(it)),
                Reason::NoSmtpAddress(_) => words_::means_smtp(lang),
                Reason::PolicyBlocks { .. } => words_::means_policy(lang),
                Reason::UserLimit { .. } if is_kept(self.world, it) => words_::means_user_limit_kept(lang, of(it)),
                Reason::UserLimit { .. } if self.world.servers[it.server().index()].version.has_back_end() => {
                    words_::means_user_limit(lang, of(it))
                }
                Reason::UserLimit { .. } => words_::means_user_limit_alone(lang, of(it)),
                Reason::LoginTypeRefuses { .. } => words_::means_login_type(lang, of(it)),
                Reason::NotBound(_) => words_::means_not_bound(lang, of(it)),
                Reason::MechanismOff(..) => words_::means_mechanism_off(lang, of(it)),
                Reason::NoPassword(_) => words_::means_no_password(lang),
                Reason::ProtocolDisabled { .. } => words_::means_disabled(lang),
                Reason::NoCandidate(..) => words_::means_no_candidate(lang),
                Reason::NoEndpoint(..) => words_::means_no_endpoint(lang),
                Reason::StoreOff(_) => words_::means_store_off(lang),
                Reason::StoreNotThere(_) => words_::means_store_not_there(lang),
                Reason::NoHealthyTarget(..) => words_::means_web(lang),
                Reason::NoTargetInService(..) => words_::means_out_of_service(lang),
                Reason::RefusedAcrossSites(_)
                | Reason::Proxies2010To2007(_)
                | Reason::ProxiesUp { .. }
                | Reason::NotSupported(..)
                | Reason::NotHere(_) => words_::means_matrix(lang),
                _ => return None,
            },
        })
    }

    /// How a connection failed: of a leg only how, for whither is told already.
    fn how(&self, id: RecordId) -> String {
        match self.run.trace.record(id).kind() {
            RecordKind::LegFailed { how, .. } => self.say.leg(how),
            _ => self.said(id).2,
        }
    }

    fn leg(&self, leg: &Leg) -> String {
        let lang = self.lang();
        let connection = &self.run.trace.connections[leg.connection.0 as usize];
        // Where no service accepted: who has the address to which it was opened.
        let meant = leg.service.map(Actor::Service).or_else(|| match self.world.host(connection.to)? {
            Host::Server(it) => Some(Actor::Server(it)),
            Host::Balancer(it) => Some(Actor::Balancer(it)),
        });
        let acceptor = meant.map_or_else(|| words_::leg_nobody(lang), |it| self.names.actor(it).into_owned());
        let endpoint = self.names.place(connection.endpoint);
        let security = self.names.security(connection.endpoint.security);
        let way = words_::leg(lang, self.names.actor(leg.opener), acceptor, endpoint, security);
        let tls = match leg.secured.map(|it| self.run.trace.record(it).kind()) {
            Some(RecordKind::Secured { agreed, shown, ignored: Some(_) }) => words_::leg_secured_although(
                lang,
                agreed.version.word(),
                agreed.cipher.word(),
                self.names.certificate(shown),
            ),
            Some(RecordKind::Secured { agreed, shown, .. }) => {
                words_::leg_secured(lang, agreed.version.word(), agreed.cipher.word(), self.names.certificate(shown))
            }
            _ => words_::leg_clear(lang),
        };
        format!("{way}   {tls}")
    }

    fn pivot(&self, pivot: Pivot) -> String {
        let (lang, runs) = (self.lang(), words::counts::re_runs(self.lang(), u64::from(pivot.runs)));
        match pivot.at {
            At::Start if pivot.cut_off => words_::pivot_cut_off(lang, runs),
            At::Start if pivot.runs == 0 => words_::pivot_nothing_open(lang),
            At::Start => words_::pivot_start(lang, runs),
            At::Step { record, logged_on, of } => {
                let (at, actor, text) = self.said(record);
                words_::pivot_step(lang, record.0, self.world.moment(at), actor, text, logged_on, of)
            }
            At::Expires(certificate, at) => {
                words_::pivot_expires(lang, self.world.moment(at), self.names.certificate(certificate), runs)
            }
            At::Change(record) => {
                let (at, _, text) = self.said(record);
                words_::pivot_change(lang, record.0, self.world.moment(at), text, runs)
            }
        }
    }

    /// The protocol log of a service.
    fn log(&self, service: ServiceId, is_kept: bool) -> String {
        let (lang, server) = (self.lang(), self.names.server(service.server()));
        let protocol = service.service().protocol();
        if is_kept {
            words_::look_log(lang, server, names::protocol(protocol))
        } else {
            let on = ProtocolSettings { ProtocolLogEnabled: Some(true), ..ProtocolSettings::default() };
            let named = self.world.servers[service.server().index()].name.clone();
            let action = match protocol {
                Protocol::Pop3 => Action::SetPopSettings { server: named.into(), settings: on },
                Protocol::Imap4 | Protocol::Http => Action::SetImapSettings { server: named.into(), settings: on },
            };
            let at = Writer { world: self.world, org: &Org::at_start(self.world) };
            let command = powershell::commands(at, &action).lines.pop();
            words_::look_log_off(lang, server, command.or_else(|| place(&self.names, at, &action)).unwrap_or_default())
        }
    }

    fn possible(&mut self, cause: Cause, is_here: bool) {
        let lang = self.lang();
        let (cause, test) = causes::cause_and_test(lang, cause);
        let mark = if is_here { "●" } else { "○" };
        let mut text = format!("{mark} {}", words_::possible(lang, cause, test));
        if is_here {
            let _ = write!(text, "  ← {}", words_::is_the_case(lang));
        }
        self.line(if is_here { PaintRole::Plain } else { PaintRole::Note }, text);
    }

    fn runs(&self) -> String {
        words::counts::re_runs(self.lang(), u64::from(self.case.study.remedies.runs))
    }

    fn candidates(&self) -> String {
        words::counts::possible_repairs(self.lang(), u64::from(self.case.study.remedies.candidates))
    }

    /// When the attempt began.
    fn began(&self) -> SimTime {
        self.run.trace.record(self.run.trace.attempts[self.case.study.explanation.attempt.0 as usize].began).at()
    }

    fn remedy(&mut self, number: usize, remedy: &Remedy) {
        let lang = self.lang();
        self.blocks.extend(done(&self.names, number, remedy));
        let mut notes = Vec::new();
        if let When::At(at) = remedy.when
            && at > Micros::ZERO
        {
            notes.push(cure::at_the_moment(lang, self.world.moment(SimTime::ZERO + at)));
        }
        if remedy.when == When::FromStart {
            match remedy.afterwards {
                Afterwards::LogsOn(at) => {
                    notes.push(cure::also_afterwards(lang, self.world.moment(SimTime::ZERO + at)));
                }
                Afterwards::Fails => notes.push(cure::from_the_start(lang)),
                Afterwards::NotAsked if self.began() > SimTime::ZERO => notes.push(cure::as_if_always(lang)),
                Afterwards::NotAsked => {}
            }
        }
        if remedy.alike.1 > 1 {
            notes.push(cure::repaired(lang, remedy.alike.0, remedy.alike.1));
        }
        if !remedy.also_helps.is_empty() {
            notes.push(cure::also_helps(lang, self.clients(&remedy.also_helps)));
        }
        if !remedy.harms.is_empty() {
            notes.push(cure::harms(lang, self.clients(&remedy.harms)));
        }
        for note in notes {
            let role = if remedy.harms.is_empty() { PaintRole::Note } else { PaintRole::Bad };
            self.put(Kind::Text(5), role, note);
        }
    }

    /// What is enough by the last failure.
    fn waiting(&mut self, remedy: &Remedy) {
        let (When::At(when), Afterwards::LogsOn(again)) = (remedy.when, remedy.afterwards) else { return };
        let lang = self.lang();
        let org = Org::at(self.world, remedy.when);
        let at = Writer { world: self.world, org: &org };
        let titles: Vec<_> = remedy.steps.iter().map(|it| step_title(&self.names, at, it)).collect();
        let (when, again) = (self.world.moment(SimTime::ZERO + when), self.world.moment(SimTime::ZERO + again));
        self.line(PaintRole::Plain, cure::only_waits(lang, when, titles.join(&marks::semicolon(lang)), again));
        for action in remedy.actions() {
            for command in powershell::commands(at, &action).lines {
                self.put(Kind::Command, PaintRole::Wire, command);
            }
            if let Some(place) = place(&self.names, at, &action) {
                self.put(Kind::Text(5), PaintRole::Note, place);
            }
        }
    }

    /// What repairs the first of several faults, and what shows then.
    fn uncovered(&mut self, it: &Uncovered) {
        let lang = self.lang();
        let org = Org::at(self.world, it.remedy.when);
        let at = Writer { world: self.world, org: &org };
        let titles: Vec<_> = it.remedy.steps.iter().map(|it| step_title(&self.names, at, it)).collect();
        let Some(record) = it.fault.records.first().copied() else { return };
        let names = Names::new(&it.world, lang);
        let quotes = quotes(&it.world, &it.run.trace, vec![record]);
        let (world, run, case, say) = (&it.world, &it.run, self.case, Say::new(names));
        let mut there = Page { names, say, world, run, case, quotes, blocks: Vec::new() };
        there.finding(&it.fault, rows::place(run, &it.fault, record), record);
        self.line(PaintRole::Plain, cure::uncovers(lang, titles.join(&marks::semicolon(lang))));
        for block in there.blocks {
            self.blocks.push(Block { kind: Kind::Fault, ..block });
        }
    }
}

/// What is done, by its number: in one sentence, with what it endangers, its commands, where it is made and what
/// restarts.
fn done(names: &Names<'_>, number: usize, remedy: &Remedy) -> Vec<Block> {
    let (lang, world) = (names.lang, names.world);
    let mut blocks = Vec::new();
    let mut put = |kind, role, text| blocks.push(Block { kind, role, text, rules: Vec::new() });
    let org = Org::at(world, remedy.when);
    let at = Writer { world, org: &org };
    let titles: Vec<_> = remedy.steps.iter().map(|it| step_title(names, at, it)).collect();
    let text = match titles.as_slice() {
        [all @ .., last] if !all.is_empty() => cure::both(lang, all.join(&marks::semicolon(lang)), last),
        all => all.join(&marks::semicolon(lang)),
    };
    put(Kind::Remedy(number - 1), PaintRole::Good, cure::numbered(lang, number, text));
    let mut place_told = None;
    let mut dangers = Vec::new();
    for action in remedy.steps.iter().flat_map(|it| &it.actions) {
        let danger = danger(names, at, action);
        if let Some(danger) = danger.filter(|it| !dangers.contains(it)) {
            put(Kind::Text(5), PaintRole::Bad, danger.clone());
            dangers.push(danger);
        }
        for command in powershell::commands(at, action).lines {
            put(Kind::Command, PaintRole::Wire, command);
        }
        let place = place(names, at, action);
        if let Some(place) = place.clone().filter(|_| place != place_told) {
            put(Kind::Text(5), PaintRole::Note, place);
        }
        place_told = place;
        if reads_later(action) {
            let refresh = world.assumptions.topology_refresh;
            put(Kind::Text(5), PaintRole::Note, cure::no_restart(lang, refresh));
        }
    }
    if !remedy.restarts.is_empty() {
        put(Kind::Text(5), PaintRole::Plain, cure::then_restart(lang));
    }
    for it in &remedy.restarts {
        let commands = powershell::commands(at, it).lines.into_iter().map(|it| (true, it));
        for (is_command, text) in commands.chain(place(names, at, it).map(|it| (false, it))) {
            if is_command {
                put(Kind::Command, PaintRole::Wire, text);
            } else {
                put(Kind::Text(5), PaintRole::Note, text);
            }
        }
    }
    blocks
}

/// Whether an action sets what other servers read in the directory, so that nothing restarts.
fn reads_later(action: &Action) -> bool {
    match action {
        Action::SetImapSettings { settings, .. } | Action::SetPopSettings { settings, .. } => {
            settings.values().iter().all(|(it, _)| it.takes_effect() == TakesEffect::AtOnce)
        }
        _ => false,
    }
}

/// What the number means that stands in a reply.
fn code_meaning(lang: Lang, line: Line) -> String {
    match line {
        Line::CommandTooLong => words_::code_10(lang),
        Line::ArgumentError => words_::code_11(lang),
        Line::UnknownCommand => words_::code_12(lang),
        Line::ByeTimeout => words_::code_13(lang),
        Line::ByeErrors => words_::code_14(lang),
        _ => words_::code_15(lang),
    }
}

/// Whether nobody can set the limits of a service: those of a back end without the Client Access role (ROLE-1).
fn is_kept(world: &World, it: ServiceId) -> bool {
    it.service().is_back_end() && !world.servers[it.server().index()].client_access
}

/// The first few of a list, and how many more there are.
fn some(lang: Lang, mut named: Vec<String>) -> String {
    const MOST: usize = 6;
    if named.len() > MOST {
        let more = words::summary::and_more(lang, named.len() - MOST);
        named.truncate(MOST);
        named.push(more);
    }
    list(lang, &named)
}
