//! How does an explanation read on a terminal?
//!
//! From the top: how the attempt ended and what the user sees; the first failing step with its evidence and what it
//! means; what came then; the connections; who fared otherwise; from when it was certain; what else looks like this;
//! and what helps, each remedy with the commands and with what its re-run showed.

use std::fmt::{Result, Write};

use super::row;
use super::summary::{self, headline_of, quotes_of};
use crate::explain::edit::{ClientEdit, Edit, Setting};
use crate::explain::proof::{At, Pivot, Remedies, Remedy, When};
use crate::explain::trouble::Trouble;
use crate::explain::{Explanation, Finding, Leg};
use crate::policy::Reason;
use crate::render::names::{self, Names};
use crate::render::powershell;
use crate::render::say::Say;
use crate::render::words::{self, explain as words_, list, remedy as cure};
use crate::render::{Lang, Options, Paint, Role};
use crate::rules::Rule;
use crate::time::SimTime;
use crate::trace::{Actor, Limit, RecordId, Run, What};
use crate::verdict::Verdict;
use crate::world::{ClientId, Defect, HostRef, Mechanism, Outcome, Protocol, Security, ServerId, ServiceId, World};

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

/// Writes what stands above all explanations.
///
/// # Errors
/// Those of `out`.
pub fn preface(world: &World, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    super::header(world, options, paint, out)
}

/// Writes the explanation of one failure.
///
/// # Errors
/// Those of `out`.
pub fn explanation(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    case: &Case<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let mut page = Page { names: Names::new(world, options.lang), world, run, verdict, case, paint, out };
    page.write()
}

struct Page<'a> {
    names: Names<'a>,
    world: &'a World,
    run: &'a Run,
    verdict: &'a Verdict,
    case: &'a Case<'a>,
    paint: &'a dyn Paint,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.names.lang
    }

    fn write(&mut self) -> Result {
        let lang = self.lang();
        let attempt = &self.verdict.attempts[self.case.explanation.attempt.0 as usize];
        let headline = match attempt.outcome {
            Some(_) => headline_of(&self.names, self.run, attempt),
            None => words_::still_running(lang, self.names.client(attempt.client), attempt.number),
        };
        row::paragraph(self.paint, Role::Bad, &headline, self.out)?;
        let mut others = Vec::new();
        for (client, numbers) in self.case.alike {
            let other = |it: &u32| *client != attempt.client || *it != attempt.number;
            let numbers: Vec<u32> = numbers.iter().copied().filter(other).collect();
            match numbers.as_slice() {
                [] => {}
                _ if *client == attempt.client => others.push(summary::attempts(lang, &numbers)),
                [1] => others.push(self.names.client(*client).into_owned()),
                _ => others.push(format!("{} ({})", self.names.client(*client), summary::attempts(lang, &numbers))),
            }
        }
        if !others.is_empty() {
            self.line(Role::Note, &words_::alike(lang, some(lang, others)))?;
        }
        self.findings()?;
        self.legs()?;
        if attempt.outcome.is_some() {
            self.contrast()?;
            self.pivot()?;
            self.remedies()?;
            self.others(attempt.outcome)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result {
        self.out.write_char('\n')?;
        row::line(self.paint, Role::Title, text, self.out)
    }

    fn sentence(&mut self, role: Role, text: &str, rules: &[(Rule, Option<&'static str>)]) -> Result {
        row::sentence(text, self.lang(), rules, role, self.paint, self.out)
    }

    fn line(&mut self, role: Role, text: &str) -> Result {
        self.indented(2, role, text)
    }

    /// A text that begins in a column, over as many lines as it needs.
    fn indented(&mut self, indent: usize, role: Role, text: &str) -> Result {
        for (index, part) in row::wrapped(text, row::WIDTH - indent - 2).into_iter().enumerate() {
            let indent = if index == 0 { indent } else { indent + 2 };
            write!(self.out, "{:indent$}", "")?;
            row::line(self.paint, role, &part, self.out)?;
        }
        Ok(())
    }

    /// A line that can be copied: whole, however long.
    fn command(&mut self, text: &str) -> Result {
        self.out.write_str("       ")?;
        row::line(self.paint, Role::Wire, text, self.out)
    }

    fn findings(&mut self) -> Result {
        let lang = self.lang();
        self.heading(&words_::heading_first(lang))?;
        let explanation = self.case.explanation;
        let Some((first, then)) = explanation.findings.split_first() else {
            return self.line(Role::Note, &words_::no_finding(lang));
        };
        self.finding(first)?;
        if !then.is_empty() {
            self.heading(&words_::heading_then(lang))?;
            for finding in then.iter().take(THEN) {
                self.finding(finding)?;
            }
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding) -> Result {
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
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        self.sentence(Role::Plain, &format!("{place}{colon}{text}"), &finding.rules)?;
        for id in finding.records.iter().take(EVIDENCE) {
            let quote = &quotes[id];
            let at = self.run.trace.record(*id).at;
            self.indented(6, Role::Note, &words_::record(lang, id.0, at, &quote.actor, &quote.text))?;
        }
        if finding.records.len() > EVIDENCE {
            let more = words_::more_records(lang, finding.records.len() - EVIDENCE);
            self.indented(6, Role::Note, &more)?;
        }
        if let Some(since) = finding.since {
            let at = self.run.trace.record(since).at;
            let text = words_::since(lang, at, &quotes[&since].text, since.0);
            self.indented(4, Role::Plain, &text)?;
        }
        match self.meaning(&finding.trouble) {
            Some(text) => self.indented(4, Role::Plain, &text),
            None => Ok(()),
        }
    }

    /// What went wrong, in one sentence.
    fn trouble(&self, finding: &Finding, actor: &str, text: &str) -> String {
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

    fn legs(&mut self) -> Result {
        let lang = self.lang();
        if self.case.explanation.legs.is_empty() {
            return Ok(());
        }
        self.heading(&words_::heading_legs(lang))?;
        let ids: Vec<RecordId> = self.case.explanation.legs.iter().filter_map(|it| it.failed).collect();
        let quotes = quotes_of(&self.names, self.run, ids);
        for leg in &self.case.explanation.legs {
            let text = self.leg(leg);
            let how = leg.failed.map_or_else(|| words_::leg_fine(lang), |it| self.how(it, &quotes[&it].text));
            let role = if leg.failed.is_some() { Role::Plain } else { Role::Note };
            self.line(role, &format!("{text}   {how}"))?;
        }
        match self.case.explanation.legs_left_out {
            0 => Ok(()),
            more => self.line(Role::Note, &words_::legs_more(lang, more)),
        }
    }

    /// Of a leg that failed only how: whither is told already.
    fn how(&self, id: RecordId, text: &str) -> String {
        match self.run.trace.record(id).what {
            What::LegFailed { how, .. } => Say::new(self.names, &self.run.trace).leg(how),
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
            Some(What::Secured { agreed, shown, .. }) => {
                words_::leg_secured(lang, agreed.version.word(), agreed.cipher.word(), self.names.certificate(shown))
            }
            _ => words_::leg_clear(lang),
        };
        format!("{way}   {tls}")
    }

    fn contrast(&mut self) -> Result {
        let lang = self.lang();
        self.heading(&words_::heading_contrast(lang))?;
        let Some(contrast) = self.case.explanation.contrast else {
            return self.line(Role::Note, &words_::no_contrast(lang));
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
        self.line(Role::Plain, &text)
    }

    fn pivot(&mut self) -> Result {
        let lang = self.lang();
        self.heading(&words_::heading_pivot(lang))?;
        let runs = runs(lang, self.case.pivot.runs);
        let told = |page: &Self, id: RecordId| {
            let mut quotes = quotes_of(&page.names, page.run, [id]);
            (page.run.trace.record(id).at, quotes.remove(&id).unwrap_or_default())
        };
        let text = match self.case.pivot.at {
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
        self.line(Role::Plain, &text)
    }

    /// What else the user would see just so.
    fn others(&mut self, outcome: Option<Outcome>) -> Result {
        let lang = self.lang();
        let Some(outcome) = outcome else { return Ok(()) };
        let found: Vec<_> = self.case.explanation.findings.iter().map(|it| it.trouble).collect();
        let rows = possible(outcome);
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(&words_::heading_others(lang))?;
        for (is_it, cause, test) in rows {
            let here = found.iter().any(is_it);
            let mark = if here { "●" } else { "○" };
            let mut text = format!("{mark} {}", words_::possible(lang, cause(lang), test(lang)));
            if here {
                let _ = write!(text, "  ← {}", words_::is_the_case(lang));
            }
            self.line(if here { Role::Plain } else { Role::Note }, &text)?;
        }
        Ok(())
    }

    fn remedies(&mut self) -> Result {
        let lang = self.lang();
        let remedies = self.case.remedies;
        let candidates = candidates(lang, remedies.candidates);
        let runs = runs(lang, remedies.runs);
        self.heading(&words_::heading_remedies(lang, &candidates, &runs))?;
        if remedies.candidates == 0 {
            return self.line(Role::Note, &cure::no_candidates(lang));
        }
        if remedies.proven.is_empty() && remedies.harmful.is_empty() {
            self.line(Role::Note, &cure::nothing_helps(lang, candidates, &runs))?;
        }
        if remedies.proven.first().is_some_and(|it| it.edits.len() > 1) {
            self.line(Role::Plain, &cure::only_pairs(lang))?;
        }
        for (index, remedy) in remedies.proven.iter().enumerate() {
            self.remedy(index + 1, remedy)?;
        }
        if !remedies.harmful.is_empty() {
            self.line(Role::Bad, &cure::harmful(lang))?;
            for (index, remedy) in remedies.harmful.iter().enumerate() {
                self.remedy(remedies.proven.len() + index + 1, remedy)?;
            }
        }
        if !remedies.in_vain.is_empty() && !remedies.proven.is_empty() {
            let named: Vec<_> = remedies.in_vain.iter().take(IN_VAIN).map(|it| title(&self.names, it)).collect();
            let separator = if lang == Lang::Zh { "；" } else { "; " };
            self.line(Role::Note, &cure::in_vain(lang, named.join(separator)))?;
        }
        if remedies.cut_off {
            self.line(Role::Note, &cure::cut_off(lang, &runs))?;
        }
        Ok(())
    }

    fn remedy(&mut self, number: usize, remedy: &Remedy) -> Result {
        let lang = self.lang();
        let titles: Vec<_> = remedy.edits.iter().map(|it| title(&self.names, it)).collect();
        let text = match titles.as_slice() {
            [one, other] => cure::both(lang, one, other),
            all => all.join("; "),
        };
        self.line(Role::Good, &cure::numbered(lang, number, text))?;
        for edit in &remedy.edits {
            for command in powershell::commands(self.world, edit) {
                self.command(&command)?;
            }
            if let Some(place) = place(lang, edit) {
                self.indented(5, Role::Note, &place)?;
            }
            let restarts = edit.restarts(self.world);
            if let Edit::Tls(server, _) = edit {
                self.indented(5, Role::Plain, &cure::reboot(lang, self.names.server(*server)))?;
            } else if !restarts.is_empty() {
                self.indented(5, Role::Plain, &cure::then_restart(lang))?;
                for service in restarts {
                    self.command(&powershell::restart(self.world, service))?;
                }
            } else if matches!(edit, Edit::Set(..)) {
                let refresh = self.world.assumptions.topology_refresh;
                self.indented(5, Role::Note, &cure::no_restart(lang, refresh))?;
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
            let role = if remedy.harms.is_empty() { Role::Note } else { Role::Bad };
            self.indented(5, role, &note)?;
        }
        Ok(())
    }

    fn clients(&self, clients: &[ClientId]) -> String {
        some(self.lang(), clients.iter().map(|it| self.names.client(*it).into_owned()).collect())
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
    match lang {
        Lang::En => words::count(lang, u64::from(runs), "re-run", "re-runs"),
        Lang::Zh => format!("{runs} 次重新运行"),
    }
}

fn candidates(lang: Lang, candidates: u32) -> String {
    match lang {
        Lang::En => words::count(lang, u64::from(candidates), "possible repair", "possible repairs"),
        Lang::Zh => format!("{candidates} 种可能的修复"),
    }
}

fn mechanism(lang: Lang, mechanism: Mechanism) -> String {
    match mechanism {
        Mechanism::Login => words::reasons::mechanism_login(lang),
        Mechanism::Plain => "PLAIN".to_owned(),
        Mechanism::Ntlm => "NTLM".to_owned(),
        Mechanism::Gssapi => "GSSAPI".to_owned(),
    }
}

/// Where an edit is made, if it is not made in a shell.
fn place(lang: Lang, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Client(..) => Some(cure::in_the_client(lang)),
        Edit::Pool(..) | Edit::Forward(..) => Some(cure::on_the_balancer(lang)),
        Edit::Mend(_) => Some(cure::on_the_network(lang)),
        Edit::StartServer(_) => Some(cure::at_the_machine(lang)),
        Edit::Update(..) => Some(cure::by_update(lang)),
        _ => None,
    }
}

/// An edit in one sentence.
#[must_use]
pub(in crate::render) fn title(names: &Names<'_>, edit: &Edit) -> String {
    let (lang, world) = (names.lang, names.world);
    let protocol = |it: &Protocol| names::protocol(*it);
    match edit {
        Edit::Start(it) => cure::start(lang, Names::service(*it), names.server(it.server())),
        Edit::Restart(it) => cure::restart(lang, Names::service(*it), names.server(it.server())),
        Edit::StartServer(it) => cure::start_server(lang, names.server(*it)),
        Edit::Activate(server, component, by) => {
            let by: Vec<_> = by.each().map(|it| it.word().to_owned()).collect();
            cure::activate(lang, component.word(), names.server(*server), list(lang, &by))
        }
        Edit::Set(server, _, Setting::OwnFqdn) => cure::own_fqdn(lang, names.server(*server)),
        Edit::Set(server, _, Setting::Offer(security)) => {
            let kind = match security {
                Security::Ssl => cure::kind_ssl(lang),
                Security::Tls => cure::kind_tls(lang),
                Security::Plaintext => cure::kind_plaintext(lang),
            };
            cure::offer(lang, names.server(*server), kind)
        }
        Edit::Set(server, _, Setting::Bind(port, _)) => cure::bind(lang, port, names.server(*server)),
        Edit::Set(server, protocol, setting) => {
            let (setting, value) = powershell::value(world, *server, *protocol, setting);
            cure::set(lang, setting, value, names.server(*server))
        }
        Edit::Enable(server, certificate, it) => {
            cure::enable(lang, names.certificate(*certificate), names.server(*server), protocol(it))
        }
        Edit::Import(server, name, it) => {
            cure::import(lang, names.server(*server), names.host(HostRef::Name(*name)), protocol(it))
        }
        Edit::Tls(server, set) => {
            let versions: Vec<_> = set.versions().map(|it| it.word().to_owned()).collect();
            cure::tls(lang, names.server(*server), list(lang, &versions))
        }
        Edit::Dns(name, address) => cure::dns(lang, names.host(HostRef::Name(*name)), names.who(*address)),
        Edit::Mend(link) => {
            let link = &world.links[link.index()];
            cure::mend(lang, names.site(link.from), names.site(link.to))
        }
        Edit::Pool(balancer, members) => cure::pool(lang, names.balancer(*balancer), names.servers(members)),
        Edit::Forward(balancer, port) => cure::forward(lang, names.balancer(*balancer), port),
        Edit::CasMailbox(user, it) => cure::cas_mailbox(lang, protocol(it), names.user(*user)),
        Edit::FullAccess { mailbox, user } => cure::full_access(lang, names.user(*user), names.user(*mailbox)),
        Edit::SmtpAddress(user) => cure::smtp(lang, names.user(*user)),
        Edit::Update(server, Defect::NtlmAliasMismatch) => cure::update_cu21(lang, names.server(*server)),
        Edit::Update(server, Defect::UnquotedReplay) => cure::update_kb(lang, names.server(*server)),
        Edit::StoreSessions(server, limit) => cure::store_sessions(lang, names.server(*server), limit),
        Edit::FailOver(database, server) => cure::fail_over(lang, names.database(*database), names.server(*server)),
        Edit::InService(server) => cure::in_service(lang, names.server(*server)),
        Edit::Client(client, edit) => {
            let name = names.client(*client);
            match edit {
                ClientEdit::Connect(endpoint) => {
                    cure::client_connect(lang, name, names.place(*endpoint), names.security(endpoint.security))
                }
                ClientEdit::Mechanism(it) => cure::client_mechanism(lang, name, mechanism(lang, *it)),
                ClientEdit::RightPassword => cure::client_password(lang, name),
                ClientEdit::PlainName => cure::client_name(lang, name, names.user(world.clients[client.index()].user)),
                ClientEdit::NoTlsInsideTls => cure::client_tls(lang, name),
                ClientEdit::AcceptCertificate => cure::client_accept(lang, name),
                ClientEdit::Patience(span) => cure::client_patience(lang, name, span),
                ClientEdit::Ticket => cure::client_ticket(lang, name),
            }
        }
    }
}

/// A possible cause: whether a trouble is it, what it is, and what tells it apart.
type Possible = (fn(&Trouble) -> bool, fn(Lang) -> String, fn(Lang) -> String);

/// What the user would see just so for other reasons, by what the client met.
fn possible(outcome: Outcome) -> Vec<Possible> {
    let password: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::PasswordWrong(_) | Reason::UnknownName)),
        words_::cause_password,
        words_::test_password,
    );
    let elsewhere: Possible =
        (|it| matches!(it, Trouble::Elsewhere { .. }), words_::cause_elsewhere, words_::test_elsewhere);
    let stopped: Possible =
        (|it| matches!(it, Trouble::Stopped(_) | Trouble::Off(_)), words_::cause_stopped, words_::test_stopped);
    let own_stopped: Possible =
        (|it| matches!(it, Trouble::Stopped(_)), words_::cause_own_stopped, words_::test_own_stopped);
    let hung: Possible = (|it| matches!(it, Trouble::Hung(_)), words_::cause_hung, words_::test_hung);
    let tls: Possible = (|it| matches!(it, Trouble::Disagree(..)), words_::cause_tls, words_::test_tls);
    let certificate: Possible = (
        |it| {
            matches!(it, Trouble::NoCertificate(..) | Trouble::StartTlsMissing(_) | Trouble::CertificateRejected { .. })
        },
        words_::cause_certificate,
        words_::test_certificate,
    );
    let login_type: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: true, .. })),
        words_::cause_login_type,
        words_::test_login_type,
    );
    let limit: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::UserLimit { .. }) | Trouble::Limit(..)),
        words_::cause_limit,
        words_::test_limit,
    );
    let disabled: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::ProtocolDisabled { .. })),
        words_::cause_disabled,
        words_::test_disabled,
    );
    let mechanism: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::NoPassword(_) | Reason::MechanismOff(_)) | Trouble::NoTicket),
        words_::cause_mechanism,
        words_::test_mechanism,
    );
    let component: Possible =
        (|it| matches!(it, Trouble::Component { .. }), words_::cause_component, words_::test_component);
    let address_limit: Possible =
        (|it| matches!(it, Trouble::Limit(..)), words_::cause_address_limit, words_::test_address_limit);
    let binding: Possible =
        (|it| matches!(it, Trouble::NothingListens(..)), words_::cause_binding, words_::test_binding);
    let balancer: Possible = (
        |it| matches!(it, Trouble::NoMember(_) | Trouble::NotForwarded(..)),
        words_::cause_balancer,
        words_::test_balancer,
    );
    let network: Possible =
        (|it| matches!(it, Trouble::Lost(..) | Trouble::Nobody(..)), words_::cause_network, words_::test_network);
    let off: Possible = (|it| matches!(it, Trouble::Off(_)), words_::cause_off, words_::test_off);
    let secure_login: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: false, .. })),
        words_::cause_secure_login,
        words_::test_secure_login,
    );
    let tls_inside: Possible =
        (|it| matches!(it, Trouble::TlsInsideTls), words_::cause_tls_inside, words_::test_tls_inside);
    let goes_on: Possible = (|_| false, words_::cause_goes_on, words_::test_goes_on);
    match outcome {
        Outcome::LogonFailed => {
            vec![password, stopped, elsewhere, hung, tls, certificate, login_type, limit, mechanism, disabled]
        }
        Outcome::NoGreeting | Outcome::ClosedByServer | Outcome::ConnectionLost => {
            vec![component, hung, address_limit, certificate]
        }
        Outcome::ConnectionRefused => vec![own_stopped, binding, balancer],
        Outcome::NoAnswer | Outcome::ClientGaveUp => vec![network, off, hung],
        Outcome::LogonDisabled | Outcome::LogonNotSent => vec![secure_login, tls_inside, goes_on],
        Outcome::TlsFailed => vec![certificate, tls],
        Outcome::LoggedOn | Outcome::NotConnected | Outcome::NameNotResolved | Outcome::ServiceUnavailable => {
            Vec::new()
        }
    }
}
