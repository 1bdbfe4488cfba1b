//! What does an explanation say, block by block?
//!
//! From the top: how the attempt ended and what the user sees; the first failing step with its evidence and what it
//! means; what came then; the connections; who fared otherwise; from when it was certain; what else looks like this;
//! and what helps, each remedy with the commands and with what its re-run showed. One list of blocks, which every
//! renderer shows in its own way: a terminal in columns, a page with links and buttons.

mod likeness;
mod remedy;

use std::fmt::Write;

use likeness::possible;
use remedy::place;
pub(crate) use remedy::title;

use super::text::summary::{headline_of, quotes_of};
use crate::explain::edit::Edit;
use crate::explain::proof::{At, Pivot, Remedies, Remedy, When};
use crate::explain::trouble::Trouble;
use crate::explain::{Explanation, Fault, Leg};
use crate::policy::Reason;
use crate::protocol::Line;
use crate::reading::Citation;
use crate::render::{Lang, PaintRole};
use crate::scenario::Setting;
use crate::time::SimTime;
use crate::trace::{Actor, Limit, RecordId, RecordKind, Run};
use crate::verdict::Verdict;
use crate::words::names::{self, Names};
use crate::words::powershell;
use crate::words::say::Say;
use crate::words::{self, explain as words_, list, remedy as cure};
use crate::world::{ClientId, HostRef, Outcome, Protocol, ServerId, ServiceId, World};

/// How many records stand as evidence of one finding.
const EVIDENCE: usize = 3;
/// How many findings are told after the first.
const THEN: usize = 6;
/// How many edits that did not help are named.
const IN_VAIN: usize = 4;

/// Everything that is told about one failure.
#[derive(Debug)]
pub struct Case<'a> {
    /// Why it failed.
    pub explanation: &'a Explanation,
    /// The attempts that failed alike, by client, this one among them.
    pub alike: &'a [(ClientId, Vec<u32>)],
    /// From when it was certain.
    pub pivot: Pivot,
    /// What helps.
    pub remedies: &'a Remedies,
}

/// What a block of an explanation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// How the attempt ended: the first block.
    Headline,
    /// The heading of a part.
    Heading,
    /// A finding, with its rules.
    Finding,
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
    let mut page = Page { names: Names::new(world, lang), world, run, verdict, case, blocks: Vec::new() };
    page.write();
    page.blocks
}

struct Page<'a> {
    names: Names<'a>,
    world: &'a World,
    run: &'a Run,
    verdict: &'a Verdict,
    case: &'a Case<'a>,
    blocks: Vec<Block>,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.names.lang
    }

    fn write(&mut self) {
        let lang = self.lang();
        let attempt = &self.verdict.attempts[self.case.explanation.attempt.0 as usize];
        let headline = match attempt.outcome {
            Some(_) => headline_of(&self.names, self.run, attempt),
            None => words_::still_running(lang, self.names.client(attempt.client), attempt.number),
        };
        self.put(Kind::Headline, PaintRole::Bad, headline);
        let mut others = Vec::new();
        for (client, numbers) in self.case.alike {
            let other = |it: &u32| *client != attempt.client || *it != attempt.number;
            let numbers: Vec<u32> = numbers.iter().copied().filter(other).collect();
            match numbers.as_slice() {
                [] => {}
                _ if *client == attempt.client => others.push(words::attempts(lang, &numbers)),
                [1] => others.push(self.names.client(*client).into_owned()),
                _ => others.push(format!("{} ({})", self.names.client(*client), words::attempts(lang, &numbers))),
            }
        }
        if !others.is_empty() {
            self.line(PaintRole::Note, words_::alike(lang, some(lang, others)));
        }
        self.findings();
        self.legs();
        if attempt.outcome.is_some() {
            self.contrast();
            self.pivot();
            self.look();
            self.remedies();
            self.others(attempt.outcome);
        }
    }

    fn put(&mut self, kind: Kind, role: PaintRole, text: String) {
        self.blocks.push(Block { kind, role, text, rules: Vec::new() });
    }

    fn heading(&mut self, text: String) {
        self.put(Kind::Heading, PaintRole::Title, text);
    }

    fn line(&mut self, role: PaintRole, text: String) {
        self.put(Kind::Text(2), role, text);
    }

    fn findings(&mut self) {
        let lang = self.lang();
        self.heading(words_::heading_first(lang));
        let explanation = self.case.explanation;
        let Some((first, then)) = explanation.findings.split_first() else {
            return self.line(PaintRole::Note, words_::no_finding(lang));
        };
        self.finding(first);
        if !then.is_empty() {
            self.heading(words_::heading_then(lang));
            for finding in then.iter().take(THEN) {
                self.finding(finding);
            }
        }
    }

    fn finding(&mut self, finding: &Fault) {
        let lang = self.lang();
        let main = *finding.records.first().expect("a finding has a record");
        let ids = finding.records.iter().copied().chain(finding.since);
        let quotes = quotes_of(&self.names, self.run, ids);
        let connection = self.run.trace.record(main).connection.map(|it| &self.run.trace.connections[it.0 as usize]);
        let place = match (finding.depth, connection.map(|it| it.opener)) {
            (1.., Some(opener)) => words_::on_leg(lang, self.names.actor(opener)),
            _ => words_::on_own_connection(lang),
        };
        let text = self.trouble(finding, &quotes[&main].actor, &quotes[&main].text);
        let text = format!("{place}{}{text}", crate::catalogue::marks::colon(lang));
        self.blocks.push(Block { kind: Kind::Finding, role: PaintRole::Plain, text, rules: finding.rules.clone() });
        for id in finding.records.iter().take(EVIDENCE) {
            let quote = &quotes[id];
            let at = self.run.trace.record(*id).at;
            self.put(Kind::Evidence(*id), PaintRole::Note, words_::record(lang, id.0, at, &quote.actor, &quote.text));
        }
        if finding.records.len() > EVIDENCE {
            let more = words_::more_records(lang, finding.records.len() - EVIDENCE);
            self.put(Kind::Text(6), PaintRole::Note, more);
        }
        if let Some(since) = finding.since {
            let at = self.run.trace.record(since).at;
            let text = words_::since(lang, at, &quotes[&since].text, since.0);
            self.put(Kind::Text(4), PaintRole::Plain, text);
        }
        if let Some(text) = self.meaning(&finding.trouble) {
            self.put(Kind::Text(4), PaintRole::Plain, text);
        }
    }

    /// What went wrong, in one sentence.
    fn trouble(&self, finding: &Fault, actor: &str, text: &str) -> String {
        let lang = self.lang();
        match finding.trouble {
            Trouble::Elsewhere { candidate, endpoint, host } => {
                let (candidate, setting) = (self.names.server(candidate), self.names.setting(endpoint));
                match host {
                    Some(crate::world::Host::Balancer(it)) => {
                        let pool = &self.world.pools[self.world.balancers[it.index()].pool.index()];
                        let reached = words::summary::in_front_of(lang, self.names.servers(pool));
                        let name = self.names.balancer(it);
                        words::summary::wrong_target_balancer(lang, candidate, setting, name, reached)
                    }
                    Some(crate::world::Host::Server(it)) => {
                        let reached = words::summary::but_to(lang, self.names.server(it));
                        words::summary::wrong_target(lang, candidate, setting, reached)
                    }
                    None => words::summary::wrong_target(lang, candidate, setting, ""),
                }
            }
            _ => words::summary::fact(lang, actor, text),
        }
    }

    /// What an admin should know about it.
    fn meaning(&self, trouble: &Trouble) -> Option<String> {
        let lang = self.lang();
        let server = |it: ServerId| self.names.server(it);
        let of = |it: ServiceId| self.names.server(it.server());
        Some(match *trouble {
            Trouble::Stopped(it) => words_::means_stopped(lang, Names::service(it), of(it)),
            Trouble::Hung(it) => words_::means_hung(lang, Names::service(it), of(it)),
            Trouble::Off(it) => words_::means_off(lang, server(it)),
            Trouble::Elsewhere { candidate, .. } => words_::means_elsewhere(lang, server(candidate)),
            Trouble::NameUnknown(name, _) => words_::means_name_unknown(lang, self.names.host(HostRef::Name(name))),
            Trouble::Nobody(endpoint, _) => words_::means_nobody(lang, self.names.host(endpoint.host)),
            Trouble::Lost(..) => words_::means_lost(lang),
            Trouble::NothingListens(_, port) => words_::means_nothing_listens(lang, port),
            Trouble::NotForwarded(_, port) => words_::means_not_forwarded(lang, port),
            Trouble::NoMember(_) => words_::means_no_member(lang),
            Trouble::Component { component, .. } => words_::means_component(lang, component.word()),
            Trouble::Cut(_) => words_::means_cut(lang),
            Trouble::NoCertificate(it, _) | Trouble::StartTlsMissing(it) => words_::means_no_certificate(lang, of(it)),
            Trouble::Disagree(..) => words_::means_disagree(lang),
            Trouble::ClearMeetsTls(..) => words_::means_clear_meets_tls(lang),
            Trouble::TlsInsideTls => words_::means_tls_inside(lang),
            Trouble::CertificateRejected { by: Actor::Service(_), .. } => words_::means_enforced(lang),
            Trouble::CertificateRejected { .. } => words_::means_client_rejects(lang),
            Trouble::Limit(it, Limit::FromSingleIp(..)) => words_::means_source_limit(lang, of(it)),
            Trouble::Limit(it, Limit::Connections(_)) => words_::means_limit(lang, of(it)),
            Trouble::NoTicket => words_::means_ticket(lang),
            Trouble::LoginDisabled(it) => words_::means_login_type(lang, of(it)),
            Trouble::TooLong(it) => words_::means_too_long(lang, of(it)),
            Trouble::TooManyErrors(_) => words_::means_too_many_errors(lang),
            Trouble::Waited(..) => words_::means_waited(lang),
            Trouble::Leg(..) => return None,
            Trouble::Decided(it, reason) => match reason {
                Reason::PasswordWrong(_) => words_::means_password(lang),
                Reason::UnknownName => words_::means_name(lang),
                Reason::Reserved(_) => words_::means_reserved(lang),
                Reason::NtlmAlias(_) => words_::means_alias(lang),
                Reason::UnquotedReplay(_) => words_::means_quotes(lang),
                Reason::NoRights { .. } => words_::means_rights(lang),
                Reason::StoreSessions { server: it, .. } => words_::means_store_sessions(lang, server(it)),
                Reason::NoSmtpAddress(_) => words_::means_smtp(lang),
                Reason::UserLimit { .. } => words_::means_user_limit(lang, of(it)),
                Reason::LoginTypeRefuses { .. } => words_::means_login_type(lang, of(it)),
                Reason::MechanismOff(_) => words_::means_mechanism_off(lang, of(it)),
                Reason::NoPassword(_) => words_::means_no_password(lang),
                Reason::ProtocolDisabled { .. } => words_::means_disabled(lang),
                Reason::NoCandidate(..) => words_::means_no_candidate(lang),
                Reason::NoEndpoint(..) => words_::means_no_endpoint(lang),
                Reason::StoreOff(_) => words_::means_store_off(lang),
                Reason::NoHealthyTarget(..) => words_::means_web(lang),
                Reason::RefusedAcrossSites(_)
                | Reason::Proxies2010To2007(_)
                | Reason::NotSupported(..)
                | Reason::NotHere(_) => words_::means_matrix(lang),
                _ => return None,
            },
        })
    }

    fn legs(&mut self) {
        let lang = self.lang();
        if self.case.explanation.legs.is_empty() {
            return;
        }
        self.heading(words_::heading_legs(lang));
        let ids: Vec<RecordId> = self.case.explanation.legs.iter().filter_map(|it| it.failed).collect();
        let quotes = quotes_of(&self.names, self.run, ids);
        for leg in &self.case.explanation.legs {
            let text = self.leg(leg);
            let how = leg.failed.map_or_else(|| words_::leg_fine(lang), |it| self.how(it, &quotes[&it].text));
            let role = if leg.failed.is_some() { PaintRole::Plain } else { PaintRole::Note };
            self.line(role, format!("{text}   {how}"));
        }
        if self.case.explanation.legs_left_out > 0 {
            self.line(PaintRole::Note, words_::legs_more(lang, self.case.explanation.legs_left_out));
        }
    }

    /// Of a leg that failed only how: whither is told already.
    fn how(&self, id: RecordId, text: &str) -> String {
        match self.run.trace.record(id).what {
            RecordKind::LegFailed { how, .. } => Say::new(self.names, &self.run.trace).leg(how),
            _ => text.to_owned(),
        }
    }

    fn leg(&self, leg: &Leg) -> String {
        let lang = self.lang();
        let connection = &self.run.trace.connections[leg.connection.0 as usize];
        let acceptor = leg
            .service
            .map_or_else(|| words_::leg_nobody(lang), |it| self.names.actor(Actor::Service(it)).into_owned());
        let endpoint = self.names.place(connection.endpoint);
        let security = self.names.security(connection.endpoint.security);
        let way = words_::leg(lang, self.names.actor(leg.opener), acceptor, endpoint, security);
        let tls = match leg.secured.map(|it| self.run.trace.record(it).what) {
            Some(RecordKind::Secured { agreed, shown, .. }) => {
                words_::leg_secured(lang, agreed.version.word(), agreed.cipher.word(), self.names.certificate(shown))
            }
            _ => words_::leg_clear(lang),
        };
        format!("{way}   {tls}")
    }

    fn contrast(&mut self) {
        let lang = self.lang();
        self.heading(words_::heading_contrast(lang));
        let Some(contrast) = self.case.explanation.contrast else {
            return self.line(PaintRole::Note, words_::no_contrast(lang));
        };
        let other = &self.verdict.attempts[contrast.other.0 as usize];
        let mut text = words_::contrast(lang, self.names.client(other.client), other.number, other.began);
        if let Some((here, there)) = contrast.parts {
            let quotes = quotes_of(&self.names, self.run, [here, there]);
            let said = |it: &RecordId| format!("{} {}", quotes[it].actor, quotes[it].text);
            if lang == Lang::En {
                text.push(' ');
            }
            text.push_str(&words_::parts(lang, here.0, said(&here), there.0, said(&there)));
        }
        self.line(PaintRole::Plain, text);
    }

    fn pivot(&mut self) {
        let lang = self.lang();
        self.heading(words_::heading_pivot(lang));
        let runs = runs(lang, self.case.pivot.runs);
        let told = |page: &Self, id: RecordId| {
            let mut quotes = quotes_of(&page.names, page.run, [id]);
            (page.run.trace.record(id).at, quotes.remove(&id).unwrap_or_default())
        };
        let text = match self.case.pivot.at {
            At::Start if self.case.pivot.cut_off => words_::pivot_cut_off(lang, runs),
            At::Start if self.case.pivot.runs == 0 => words_::pivot_nothing_open(lang),
            At::Start => words_::pivot_start(lang, runs),
            At::Step { record, logged_on, of } => {
                let (at, quote) = told(self, record);
                words_::pivot_step(lang, record.0, at, quote.actor, quote.text, logged_on, of)
            }
            At::Change(record) => {
                let (at, quote) = told(self, record);
                words_::pivot_change(lang, record.0, at, quote.text, runs)
            }
        };
        self.line(PaintRole::Plain, text);
    }

    /// Where the real servers show the failure, and what the number in the reply means.
    fn look(&mut self) {
        let lang = self.lang();
        let attempt = self.case.explanation.attempt;
        let trace = &self.run.trace;
        self.heading(words_::heading_look(lang));
        let mut events = Vec::new();
        let mut services = Vec::new();
        for record in trace.records.iter().filter(|it| it.attempt == Some(attempt)) {
            let Actor::Service(service) = record.actor else { continue };
            if let RecordKind::Logs(event) = record.what {
                let number = event.logged().number();
                let text = words_::look_event(lang, number, self.names.server(service.server()));
                if !events.contains(&text) {
                    events.push(text);
                }
            }
            let logs = matches!(
                record.what,
                RecordKind::Decides { .. } | RecordKind::LegFailed { .. } | RecordKind::Says { .. }
            );
            if logs && service.service().protocol().is_mail() && !services.contains(&service) {
                services.push(service);
            }
        }
        if events.is_empty() {
            self.line(PaintRole::Plain, words_::look_no_event(lang));
        }
        for text in events {
            self.line(PaintRole::Plain, text);
        }
        match services.first() {
            None => self.line(PaintRole::Plain, words_::look_client_only(lang)),
            Some(&service) => self.look_log(service),
        }
        let heard = self.verdict.attempts[attempt.0 as usize].heard.map(|it| trace.record(it).what);
        let Some(RecordKind::Says { line, .. }) = heard else { return };
        let pop = service_is_pop(services.first().copied());
        let (code, meaning) = match line {
            Line::ArgumentError => ("11", words_::code_11(lang)),
            Line::UnknownCommand => ("12", words_::code_12(lang)),
            Line::ByeTimeout => ("13", words_::code_13(lang)),
            Line::ByeErrors => ("14", words_::code_14(lang)),
            Line::ServerUnavailable => (if pop { "21" } else { "15" }, words_::code_15(lang)),
            _ => return,
        };
        self.line(PaintRole::Plain, words_::look_code(lang, code, meaning));
    }

    /// The protocol log of the service that the client talked to.
    fn look_log(&mut self, service: ServiceId) {
        let (lang, server) = (self.lang(), self.names.server(service.server()).into_owned());
        let protocol = service.service().protocol();
        let here = &self.world.servers[service.server().index()];
        let text = if self.world.settings[here.settings[protocol].index()].protocol_log {
            words_::look_log(lang, server, names::protocol(protocol))
        } else {
            let log = Setting::ProtocolLogEnabled.name();
            let command = format!("{} -Server {server} -{log} $true", powershell::cmdlet(protocol));
            words_::look_log_off(lang, server, command)
        };
        self.line(PaintRole::Plain, text);
    }

    /// What else the user would see just so.
    fn others(&mut self, outcome: Option<Outcome>) {
        let lang = self.lang();
        let Some(outcome) = outcome else { return };
        let found: Vec<_> = self.case.explanation.findings.iter().map(|it| it.trouble).collect();
        let rows = possible(outcome);
        if rows.is_empty() {
            return;
        }
        self.heading(words_::heading_others(lang));
        for (is_it, cause, test) in rows {
            let here = found.iter().any(is_it);
            let mark = if here { "●" } else { "○" };
            let mut text = format!("{mark} {}", words_::possible(lang, cause(lang), test(lang)));
            if here {
                let _ = write!(text, "  ← {}", words_::is_the_case(lang));
            }
            self.line(if here { PaintRole::Plain } else { PaintRole::Note }, text);
        }
    }

    fn remedies(&mut self) {
        let lang = self.lang();
        let remedies = self.case.remedies;
        let candidates = candidates(lang, remedies.candidates);
        let runs = runs(lang, remedies.runs);
        self.heading(words_::heading_remedies(lang, &candidates, &runs));
        if remedies.candidates == 0 {
            return self.line(PaintRole::Note, cure::no_candidates(lang));
        }
        if remedies.proven.is_empty() && remedies.harmful.is_empty() {
            self.line(PaintRole::Note, cure::nothing_helps(lang, candidates, &runs));
        }
        if remedies.proven.first().is_some_and(|it| it.edits.len() > 1) {
            self.line(PaintRole::Plain, cure::only_pairs(lang));
        }
        for (index, remedy) in remedies.proven.iter().enumerate() {
            self.remedy(index + 1, remedy);
        }
        if !remedies.harmful.is_empty() {
            self.line(PaintRole::Bad, cure::harmful(lang));
            for (index, remedy) in remedies.harmful.iter().enumerate() {
                self.remedy(remedies.proven.len() + index + 1, remedy);
            }
        }
        if !remedies.in_vain.is_empty() && !remedies.proven.is_empty() {
            let named: Vec<_> = remedies.in_vain.iter().take(IN_VAIN).map(|it| title(&self.names, it)).collect();
            self.line(PaintRole::Note, cure::in_vain(lang, named.join(&crate::catalogue::marks::semicolon(lang))));
        }
        if remedies.cut_off {
            self.line(PaintRole::Note, cure::cut_off(lang, &runs));
        }
    }

    fn remedy(&mut self, number: usize, remedy: &Remedy) {
        let lang = self.lang();
        let titles: Vec<_> = remedy.edits.iter().map(|it| title(&self.names, it)).collect();
        let text = match titles.as_slice() {
            [one, other] => cure::both(lang, one, other),
            all => all.join(&crate::catalogue::marks::semicolon(lang)),
        };
        self.put(Kind::Remedy(number - 1), PaintRole::Good, cure::numbered(lang, number, text));
        for edit in &remedy.edits {
            for command in powershell::commands(self.world, edit) {
                self.put(Kind::Command, PaintRole::Wire, command);
            }
            if let Some(place) = place(lang, edit) {
                self.put(Kind::Text(5), PaintRole::Note, place);
            }
            let restarts = edit.restarts(self.world);
            if let Edit::Tls(server, _) = edit {
                self.put(Kind::Text(5), PaintRole::Plain, cure::reboot(lang, self.names.server(*server)));
            } else if !restarts.is_empty() {
                self.put(Kind::Text(5), PaintRole::Plain, cure::then_restart(lang));
                for service in restarts {
                    self.put(Kind::Command, PaintRole::Wire, powershell::restart(self.world, service));
                }
            } else if matches!(edit, Edit::Set(..)) {
                let refresh = self.world.assumptions.topology_refresh;
                self.put(Kind::Text(5), PaintRole::Note, cure::no_restart(lang, refresh));
            }
        }
        let mut notes = Vec::new();
        if let When::At(at) = remedy.when
            && at > SimTime::ZERO
        {
            notes.push(cure::at_the_moment(lang, at));
        }
        if remedy.repaired.0 > 1 {
            notes.push(cure::repaired(lang, remedy.repaired.1, remedy.repaired.0));
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

    fn clients(&self, clients: &[ClientId]) -> String {
        some(self.lang(), clients.iter().map(|it| self.names.client(*it).into_owned()).collect())
    }
}

const fn service_is_pop(service: Option<ServiceId>) -> bool {
    match service {
        Some(it) => matches!(it.service().protocol(), Protocol::Pop3),
        None => false,
    }
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

fn runs(lang: Lang, runs: u32) -> String {
    words::counts::re_runs(lang, u64::from(runs))
}

fn candidates(lang: Lang, candidates: u32) -> String {
    words::counts::possible_repairs(lang, u64::from(candidates))
}
