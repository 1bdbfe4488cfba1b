//! How is it said who gets on, and when: a column, a cell, a cause in a few words?

use super::names::{self, Names};
use super::{Lang, counts, list, marks, thousands};
use crate::catalogue::people as words;
use crate::policy::Reason;
use crate::scenario::Setting;
use crate::telling::matrix::NoMatrix;
use crate::telling::people::{People, RowOfPeople, Stretch, Tally, Whose, WhyNot};
use crate::trace::{CertificateProblem, Limit, Timer};
use crate::verdict::trouble::Trouble;
use crate::world::{Mechanism, ServerId, Service, ServiceId, Version};

/// How many names stand in one cell or one line, where there is little room.
pub(crate) const NAMES: usize = 3;
/// How many causes stand in one cell.
const CAUSES: usize = 2;

/// The heading of a column.
pub(crate) fn column(names: &Names<'_>, column: Stretch) -> String {
    let at = |it| names.world.moment(it);
    match (column.from, column.until) {
        (None, None) => words::always(names.lang),
        (None, Some(until)) => words::until(names.lang, at(until)),
        (Some(from), Some(until)) => words::between(names.lang, at(from), at(until)),
        (Some(from), None) => words::from(names.lang, at(from)),
    }
}

/// Whose row it is, by name alone.
pub(crate) fn party(names: &Names<'_>, whose: Whose) -> String {
    match whose {
        Whose::Client(it) => names.client(it).into_owned(),
        Whose::Group(it) => names::clean(&names.world.groups[it.index()].name).into_owned(),
    }
}

/// Whose row it is; of a group with how many they are.
pub(crate) fn whose(names: &Names<'_>, whose: Whose) -> String {
    match whose {
        Whose::Client(it) => names.client(it).into_owned(),
        Whose::Group(it) => {
            let group = &names.world.groups[it.index()];
            words::several(names.lang, names::clean(&group.name), thousands(u64::from(group.count())))
        }
    }
}

/// Everybody of a row, or the first few of them, so many at the most.
pub(crate) fn row(names: &Names<'_>, row: &RowOfPeople, most: usize) -> String {
    let shown: Vec<String> = row.whose.iter().take(most).map(|it| whose(names, *it)).collect();
    let said = shown.join(&marks::item(names.lang));
    let more = row.whose.len() - shown.len();
    let said = if more > 0 { words::and_more(names.lang, said, more) } else { said };
    if row.whose.len() > 1 && row.whose.len() == row.clients {
        words::several(names.lang, said, thousands(row.clients as u64))
    } else {
        said
    }
}

/// What is said in a cell.
pub(crate) fn cell(names: &Names<'_>, people: &People, cell: &Tally) -> String {
    let lang = names.lang;
    if cell.tried == 0 {
        return "–".to_owned();
    }
    if cell.is_well() {
        return "✓".to_owned();
    }
    let mut why: Vec<String> =
        cell.causes.iter().take(CAUSES).map(|it| cause_by_rule(names, &people.causes[it.0])).collect();
    if cell.causes.len() > CAUSES {
        why.push(words::more_causes(lang, cell.causes.len() - CAUSES));
    }
    if cell.running > 0 {
        why.push(words::running(lang));
    }
    let why = why.join(&marks::semicolon(lang));
    let (well, tried) = (thousands(u64::from(cell.well)), thousands(u64::from(cell.tried)));
    match (cell.is_group, cell.well) {
        (true, _) => words::number_and_cause(lang, words::members_of(lang, well, tried), why),
        (false, 0) => why,
        (false, _) => words::number_and_cause(lang, words::well_of(lang, well, tried), why),
    }
}

/// Why the clients are no matrix.
pub(crate) fn no_matrix(names: &Names<'_>, why: NoMatrix) -> String {
    let lang = names.lang;
    match why {
        NoMatrix::Small => words::matrix_small(lang),
        NoMatrix::Changes => words::matrix_changes(lang),
        NoMatrix::Group(it) => words::matrix_group(lang, party(names, Whose::Group(it))),
        NoMatrix::Often(it) => words::matrix_often(lang, names.client(it)),
        NoMatrix::Twice(a, b) => words::matrix_twice(lang, names.client(a), names.client(b)),
        NoMatrix::Missing(mailbox, way) => {
            let (protocol, host) = (names::protocol(way.kind.protocol), names.host(way.host));
            let to = format!("{host}:{}:{}", way.kind.port, way.kind.security.setting());
            words::matrix_missing(lang, names.user(mailbox), to.trim_end_matches(':'), protocol)
        }
    }
}

/// A cause in a few words, with its rule.
pub(crate) fn cause_by_rule(names: &Names<'_>, it: &WhyNot) -> String {
    let said = cause(names, it);
    it.rule.map_or(said.clone(), |(rule, _)| words::by_rule(names.lang, said, rule.id()))
}

/// Whom a cause hits, and when.
pub(crate) fn who(names: &Names<'_>, people: &People, cause: &WhyNot) -> String {
    let lang = names.lang;
    let each = cause.who.iter().map(|(rows, spans)| {
        let whose: Vec<Whose> = rows.iter().flat_map(|it| &people.rows[*it].whose).copied().collect();
        let mut shown: Vec<String> = whose.iter().take(NAMES).map(|it| self::whose(names, *it)).collect();
        if whose.len() > shown.len() {
            shown = vec![words::and_more(lang, shown.join(&marks::item(lang)), whose.len() - shown.len())];
        }
        let when: Vec<String> = spans
            .iter()
            .map(|(first, last)| {
                let (from, until) = (people.columns[*first].from, people.columns[*last].until);
                column(names, Stretch { from, until })
            })
            .collect();
        words::who_when(lang, list(lang, &shown), list(lang, &when))
    });
    each.collect::<Vec<_>>().join(&marks::semicolon(lang))
}

/// How many a cause hits: clients and log-ons.
pub(crate) fn hits(lang: Lang, people: &People, cause: &WhyNot) -> String {
    let clients = counts::clients(lang, people.hit(cause) as u64);
    words::hits(lang, clients, counts::attempts(lang, u64::from(cause.failed)))
}

/// A cause in a few words, with its rule, as it is said at a front end: what it met in itself is said alike of every
/// one.
pub(crate) fn cause_at(names: &Names<'_>, it: &WhyNot, front_end: Option<ServerId>) -> String {
    let said = match (it.trouble, it.servers.as_slice(), front_end) {
        (Some(trouble), [only], Some(own)) if *only == own => brief(names, trouble, &|it| {
            if it == own { words::front_end_itself(names.lang) } else { names.server(it).into_owned() }
        }),
        _ => cause(names, it),
    };
    it.rule.map_or(said.clone(), |(rule, _)| words::by_rule(names.lang, said, rule.id()))
}

/// A cause in a few words.
pub(crate) fn cause(names: &Names<'_>, cause: &WhyNot) -> String {
    let lang = names.lang;
    let Some(trouble) = cause.trouble else {
        let outcomes: Vec<String> = cause.outcomes.iter().map(|it| names::outcome_said(lang, *it).to_owned()).collect();
        return words::brief_nothing(lang, list(lang, &outcomes));
    };
    let server = |it: ServerId| match cause.servers.as_slice() {
        [] => names.server(it).into_owned(),
        all => {
            let mut all: Vec<String> = all.iter().map(|it| names.server(*it).into_owned()).collect();
            if all.len() > NAMES {
                let more = all.len() - NAMES;
                all.truncate(NAMES);
                return words::and_more(lang, all.join(&marks::item(lang)), more);
            }
            list(lang, &all)
        }
    };
    brief(names, trouble, &server)
}

/// A service as it is said in a cell.
fn service(lang: Lang, it: ServiceId) -> String {
    match it.service() {
        Service::W3SVC => Names::service(it).to_owned(),
        Service::Imap4 | Service::Pop3 => names::protocol(it.service().protocol()).to_owned(),
        Service::Imap4BE | Service::Pop3BE => words::back_end(lang, names::protocol(it.service().protocol())),
    }
}

/// What went wrong, in a few words.
#[cfg(feature = "cli")]
pub(crate) fn in_short(names: &Names<'_>, trouble: Trouble) -> String {
    brief(names, trouble, &|it| names.server(it).into_owned())
}

/// What went wrong, in a few words. A server is named as `server` does.
fn brief(names: &Names<'_>, trouble: Trouble, server: &dyn Fn(ServerId) -> String) -> String {
    let lang = names.lang;
    let at = |it: ServiceId| server(it.server());
    match trouble {
        Trouble::NameUnknown(name, _) => words::brief_name_unknown(lang, names.host(crate::world::HostRef::Name(name))),
        Trouble::Nobody(endpoint, _) => words::brief_nobody(lang, names.host(endpoint.host)),
        Trouble::Elsewhere { candidate, .. } => words::brief_elsewhere(lang, server(candidate)),
        Trouble::Lost(Some(link)) => {
            let link = &names.world.links[link.index()];
            words::brief_lost_on_link(lang, names.site(link.from), names.site(link.to))
        }
        Trouble::Lost(None) => words::brief_no_way(lang),
        Trouble::Stopped(it) => words::brief_stopped(lang, service(lang, it), at(it)),
        Trouble::Hung(it) => words::brief_hung(lang, service(lang, it), at(it)),
        Trouble::Off(it) => words::brief_off(lang, server(it)),
        Trouble::NothingListens(it, port) => words::brief_nothing_listens(lang, port, server(it)),
        Trouble::NotForwarded(it, port) => words::brief_not_forwarded(lang, names.balancer(it), port),
        Trouble::NoMember(it) => words::brief_no_member(lang, names.balancer(it)),
        Trouble::Component { service: it, component, .. } => words::brief_component(lang, component.word(), at(it)),
        Trouble::Cut(it) => words::brief_cut(lang, service(lang, it), at(it)),
        Trouble::NoCertificate(it, _) => words::brief_no_certificate(lang, at(it)),
        Trouble::Disagree(_, it, _) => words::brief_disagree(lang, at(it)),
        Trouble::ClearMeetsTls(it, endpoint) => words::brief_clear_meets_tls(lang, endpoint.port, at(it)),
        Trouble::OtherProtocol(it, endpoint) => {
            words::brief_other_protocol(lang, endpoint.port, names::protocol(it.service().protocol()))
        }
        Trouble::TlsInsideTls => words::brief_tls_inside(lang),
        Trouble::StartTlsMissing(it) => words::brief_no_starttls(lang, at(it)),
        Trouble::CertificateRejected { service: it, problem, .. } => {
            let problem = match problem {
                CertificateProblem::NameMismatch => words::problem_name(lang),
                CertificateProblem::NotYetValid => words::problem_not_yet(lang),
                CertificateProblem::Expired => words::problem_expired(lang),
                CertificateProblem::UnknownIssuer => words::problem_issuer(lang),
            };
            words::brief_rejected(lang, at(it), problem)
        }
        Trouble::Offload(it, _) => words::brief_offload(lang, names.balancer(it)),
        Trouble::Limit(it, limit) => {
            let setting = match limit {
                Limit::Connections(_) => Setting::MaxConnections.name(),
                Limit::FromSingleIp(..) => Setting::MaxConnectionFromSingleIP.name(),
            };
            words::brief_limit(lang, setting, at(it))
        }
        Trouble::NoTicket => words::brief_no_ticket(lang),
        Trouble::LoginDisabled(it) => words::brief_login_disabled(lang, at(it)),
        Trouble::TooLong(it) => words::brief_too_long(lang, at(it)),
        Trouble::TooManyErrors(it) => words::brief_too_many_errors(lang, at(it)),
        Trouble::Waited(Timer::PreAuthenticated, Some(it)) => words::brief_log_on_too_slow(lang, at(it)),
        Trouble::Waited(Timer::Authenticated, Some(it)) => words::brief_idle(lang, at(it)),
        Trouble::Waited(..) => words::brief_too_slow(lang),
        Trouble::Leg(endpoint, _) => words::brief_leg(lang, names.host(endpoint.host)),
        Trouble::Decided(it, reason) => decided(names, it, reason, server),
    }
}

/// `2013`: what is short enough for a cell.
fn year(it: Version) -> &'static str {
    it.word().trim_start_matches("Exchange ")
}

fn mechanism(it: Mechanism) -> &'static str {
    match it {
        Mechanism::Login => "LOGIN",
        Mechanism::Plain => "PLAIN",
        Mechanism::Ntlm => "NTLM",
        Mechanism::Gssapi => "GSSAPI",
    }
}

/// Why a service refused, in a few words.
fn decided(names: &Names<'_>, it: ServiceId, reason: Reason, server: &dyn Fn(ServerId) -> String) -> String {
    let lang = names.lang;
    let at = || server(it.server());
    match reason {
        Reason::PasswordWrong(_) => words::brief_password(lang),
        Reason::UnknownName => words::brief_unknown_name(lang),
        Reason::Reserved(_) => words::brief_reserved(lang),
        Reason::NtlmAlias(_) => words::brief_ntlm_alias(lang),
        Reason::UnquotedReplay(_) => words::brief_unquoted(lang),
        Reason::NoRights { .. } => words::brief_no_rights(lang),
        Reason::StoreSessions { server, .. } => words::brief_store_sessions(lang, names.server(server)),
        Reason::NoSmtpAddress(_) => words::brief_no_smtp(lang),
        Reason::PolicyBlocks { policy, .. } => words::brief_policy(lang, names.policy(policy)),
        Reason::UserLimit { .. } => words::brief_limit(lang, Setting::MaxConnectionsPerUser.name(), at()),
        Reason::LoginTypeRefuses { login_type, .. } => words::brief_login_type(lang, format!("{login_type:?}"), at()),
        Reason::MechanismOff(it, _) => words::brief_mechanism_off(lang, mechanism(it), at()),
        Reason::NotBound(it) => words::brief_not_bound(lang, mechanism(it)),
        Reason::ProtocolDisabled { protocol, .. } => words::brief_disabled(lang, names::protocol(protocol)),
        Reason::NoMailbox(_) => words::brief_no_mailbox(lang),
        Reason::StoreOff(it) => words::brief_store_off(lang, names.server(it)),
        Reason::StoreNotReached(it) => words::brief_store_not_reached(lang, names.server(it)),
        Reason::NoCandidate(site, version) => words::brief_no_candidate(lang, year(version), names.site(site)),
        Reason::NoEndpoint(..) => words::brief_no_endpoint(lang),
        Reason::NoPassword(it) => words::brief_no_password(lang, mechanism(it)),
        Reason::WebNotModelled(..) => words::brief_not_modelled(lang),
        Reason::NoHealthyTarget(site, version) => words::brief_none_healthy(lang, year(version), names.site(site)),
        Reason::NoTargetInService(site, version) => words::brief_none_in_service(lang, year(version), names.site(site)),
        Reason::RefusedAcrossSites(site) => words::brief_other_site(lang, names.site(site)),
        Reason::ProxiesUp { front, mailbox, .. } => words::brief_does_not_proxy(lang, year(front), year(mailbox)),
        Reason::Proxies2010To2007(_) => words::brief_not_proxied(lang),
        Reason::NotSupported(front, mailbox) => words::brief_not_supported(lang, year(front), year(mailbox)),
        Reason::NotHere(it) => words::brief_not_here(lang, names.server(it)),
        Reason::Checked(it, _) => words::brief_back_end_down(lang, names.server(it)),
        _ => words::brief_refused(lang, at()),
    }
}
