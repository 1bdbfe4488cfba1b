//! How are misconfigurations told: to people, to programs, and on the page of findings?

pub(crate) mod remark;
#[cfg(feature = "cli")]
mod sarif;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::Lang;
use super::explain::{danger, place, title};
use crate::change::Org;
use crate::check::{
    Cause, Finding, FindingCode, FindingKind, FindingSeverity, LimitKind, NotAllowed, NotTaken, Odds, Turn,
};
use crate::diag::sources::Places;
use crate::explain::actions::Writer;
use crate::scenario::{Action, Setting};
use crate::sim::Budget;
use crate::telling::crowd::{Crowd, crowds};
use crate::time::SimTime;
use crate::trace::{CertificateProblem, Timer};
use crate::words::names::{self, Names};
use crate::words::powershell;
use crate::words::{self, check as words_, list};
use crate::world::{Binding, Cipher, ClientId, Host, HostRef, NoCertificate, TlsSet, TlsVersion, World};

#[cfg(feature = "cli")]
pub(crate) use sarif::{report, sarif};

/// A finding in one sentence.
#[must_use]
pub fn message(world: &World, lang: Lang, finding: &Finding) -> String {
    let names = Names::new(world, lang);
    let server = |it| names.server(it);
    let service = Names::service;
    let many = finding.who.len() > 1;
    let who = |it: ClientId| if many { names.crowd(&finding.who).concat() } else { names.client(it).into_owned() };
    let whose = |it| if many { names.mailboxes(it, finding.who.len()) } else { names.user(it).into_owned() };
    match &finding.what {
        FindingKind::NothingToAccept(code) => words_::nothing_to_accept(lang, code),
        FindingKind::WillNotFit { needed, budget } => {
            let [needed, allowed] = [*needed, budget.bytes].map(|it| words::bytes(Budget::asked(it, 1)));
            words_::will_not_fit(lang, needed, allowed)
        }
        FindingKind::ForeignName(it, endpoint, host) => {
            let host = match host {
                Host::Server(it) => names.server(*it).into_owned(),
                Host::Balancer(it) => words::facts::load_balancer(lang, names.balancer(*it)),
            };
            words_::foreign_name(lang, server(*it), names.setting(*endpoint), host)
        }
        FindingKind::NotBound(it, endpoint) => {
            words_::not_bound(lang, server(*it), names.setting(*endpoint), endpoint.port)
        }
        FindingKind::OtherKind(it, endpoint) => {
            words_::other_kind(lang, server(*it), names.setting(*endpoint), endpoint.port)
        }
        FindingKind::CandidateStopped(it) => words_::candidate_stopped(lang, server(it.server()), service(*it)),
        FindingKind::NoCandidate(site, version) => words_::no_candidate(lang, names.site(*site), version.word()),
        FindingKind::NoneRuns(site, version, protocol) => {
            words_::none_runs(lang, names.site(*site), version.word(), names::protocol(*protocol))
        }
        FindingKind::NoBackEnd(it) => words_::no_back_end(lang, server(it.server()), service(*it)),
        FindingKind::PlaintextRefused(it, protocol) => {
            let login_type = login_type(world, *it, *protocol);
            words_::plaintext_refused(lang, server(*it), names::protocol(*protocol), login_type)
        }
        FindingKind::NoCertificate(it, NoCertificate::WildcardName) => {
            words_::certificate_name_with_a_star(lang, server(it.server()), service(*it))
        }
        FindingKind::NoCertificate(it, NoCertificate::KeyNotUsable) => {
            let version = Org::at(world, finding.when()).version(it.server());
            words_::certificate_key_not_usable(lang, server(it.server()), service(*it), version.word())
        }
        FindingKind::NoCertificate(it, _) => {
            let org = Org::at(world, finding.when());
            let name = names.text(&org.settings(world, *it).certificate_name);
            words_::no_certificate(lang, server(it.server()), service(*it), name)
        }
        FindingKind::CertificateRejected { by, server: it, endpoint, shown, .. } => {
            let certificate = names.certificate(*shown);
            words_::certificate_minded(lang, server(*by), server(*it), names.place(*endpoint), certificate)
        }
        FindingKind::NoCommonTls(by, it, own, other) => {
            words_::no_common_tls(lang, server(*by), server(*it), tls(lang, *own), tls(lang, *other))
        }
        FindingKind::TooMany { server: it, limit, clients, .. } => words_::too_many(lang, server(*it), limit, clients),
        FindingKind::LongTtl(name, ttl) => words_::long_ttl(lang, names.host(HostRef::Name(*name)), ttl),
        FindingKind::Inactive(it, component, by) => {
            let by: Vec<_> = by.each().map(|it| it.word().to_owned()).collect();
            words_::inactive(lang, component.word(), server(it.server()), list(lang, &by))
        }
        FindingKind::LoopLimit(it, _, limit) => words_::loop_limit(lang, server(*it), limit),
        FindingKind::ClientToStopped(client, it) => {
            words_::client_to_stopped(lang, who(*client), service(*it), server(it.server()))
        }
        FindingKind::Unresolved(host) => words_::unresolved(lang, names.host(*host)),
        FindingKind::DeadMember(balancer, it) => {
            words_::dead_member(lang, names.balancer(*balancer), server(it.server()), service(*it))
        }
        FindingKind::NothingToReplay(client, it) => words_::nothing_to_replay(lang, who(*client), server(*it)),
        FindingKind::Disabled(client, protocol) => {
            let user = whose(world.clients[client.index()].mailbox);
            words_::disabled(lang, who(*client), names::protocol(*protocol), user)
        }
        FindingKind::ClientInPlaintext(client, it) => {
            let login_type = login_type(world, *it, spoken(world, *client, finding));
            words_::client_in_plaintext(lang, who(*client), server(*it), login_type)
        }
        FindingKind::NotRestarted(it, protocol) => words_::not_restarted(lang, server(*it), names::protocol(*protocol)),
        FindingKind::Hung(it) => words_::hung(lang, server(it.server()), service(*it)),
        FindingKind::NoEndpoint(site, _, protocol) => {
            words_::no_endpoint(lang, names.site(*site), names::protocol(*protocol))
        }
        FindingKind::WrongVersion { host, server: it, mailbox, client } => {
            words_::wrong_version(lang, who(*client), names.host(*host), server(*it), mailbox.word())
        }
        FindingKind::NotOwnName(it, endpoint) => words_::not_own_name(lang, server(*it), names.setting(*endpoint)),
        FindingKind::OtherProtocol(client, it, port) => words_::other_protocol(lang, who(*client), port, server(*it)),
        FindingKind::WrongMode(client, endpoint) => words_::wrong_mode(lang, who(*client), names.setting(*endpoint)),
        FindingKind::InsideTls(client) => words_::inside_tls(lang, who(*client)),
        FindingKind::ClientNoTls(client, it) => words_::client_no_tls(lang, who(*client), server(*it)),
        FindingKind::NoMechanism(client, it) => words_::no_mechanism(lang, who(*client), server(*it)),
        FindingKind::NoTicket(client) => words_::no_ticket(lang, who(*client)),
        FindingKind::NobodysName(client) => words_::nobodys_name(lang, who(*client)),
        FindingKind::WrongPassword(client) => words_::wrong_password(lang, who(*client)),
        FindingKind::ClientMinds(client, it, problem) => {
            let problem = match problem {
                CertificateProblem::NameMismatch => words_::problem_name(lang),
                CertificateProblem::NotYetValid => words_::problem_not_yet(lang),
                CertificateProblem::Expired => words_::problem_expired(lang),
                CertificateProblem::UnknownIssuer => words_::problem_issuer(lang),
            };
            words_::client_minds(lang, who(*client), server(*it), problem)
        }
        FindingKind::TlsNotInForce(it, set) => {
            let versions = |it: TlsSet| list(lang, &it.versions().map(|it| it.word().to_owned()).collect::<Vec<_>>());
            words_::tls_not_in_force(lang, server(*it), versions(set.accepts), versions(set.offers))
        }
        FindingKind::FileReset(it, protocol, reset) => {
            let reset: Vec<_> = reset.iter().map(|it| it.name().to_owned()).collect();
            words_::file_reset(lang, server(*it), names::protocol(*protocol), list(lang, &reset))
        }
        FindingKind::AcrossSites(it, site, protocol) => {
            words_::across_sites(lang, server(*it), names::protocol(*protocol), names.site(*site))
        }
        FindingKind::NothingListens(it, port) => words_::nothing_listens(lang, server(*it), port),
        FindingKind::NotForwarded(it, port) => words_::not_forwarded(lang, names.balancer(*it), port),
        FindingKind::NoMember(it, protocol) => words_::no_member(lang, names.balancer(*it), names::protocol(*protocol)),
        FindingKind::ServerOff(it) if !Org::at(world, finding.when()).is_there(*it) => {
            words_::server_not_there(lang, server(*it))
        }
        FindingKind::ServerOff(it) => words_::server_off(lang, server(*it)),
        FindingKind::NoWay(Some(link)) => {
            let link = &world.links[link.index()];
            words_::link_cut(lang, names.site(link.from), names.site(link.to))
        }
        FindingKind::NoWay(None) => words_::no_way(lang),
        FindingKind::NotAllowed(client, why) => {
            let client = who(*client);
            match *why {
                NotAllowed::NoMailbox(user) => words_::no_mailbox(lang, client, whose(user)),
                NotAllowed::NoSmtpAddress(user) => words_::no_smtp_address(lang, client, whose(user)),
                NotAllowed::Policy { user, policy, own, protocol } => {
                    let (user, policy) = (whose(user), names.policy(policy));
                    let say = if own { words_::own_policy_blocks } else { words_::default_policy_blocks };
                    say(lang, client, user, policy, names::protocol(protocol))
                }
                NotAllowed::NoRights(user, mailbox) => words_::no_rights(lang, client, whose(user), whose(mailbox)),
                NotAllowed::Reserved(user) => words_::reserved(lang, client, whose(user)),
            }
        }
        FindingKind::LimitMet(it, kind) => {
            let setting = match kind {
                LimitKind::Connections => Setting::MaxConnections.name(),
                LimitKind::FromSingleIp => Setting::MaxConnectionFromSingleIP.name(),
                LimitKind::PerUser(_) => Setting::MaxConnectionsPerUser.name(),
                LimitKind::StoreSessions(_) => "store_sessions_per_user",
            };
            words_::limit_met(lang, server(it.server()), service(*it), setting)
        }
        FindingKind::SessionsEnd(it) => words_::sessions_end(lang, server(it.server()), service(*it)),
        FindingKind::OutOfTime(client, timer, at) => {
            let timer = match timer {
                Timer::PreAuthenticated => words_::timer_pre_authenticated(lang),
                Timer::Authenticated => words_::timer_authenticated(lang),
                Timer::Proxy => words_::timer_proxy(lang),
                Timer::Client => words_::timer_client(lang),
            };
            match at {
                Some(at) => words_::out_of_time_at(lang, who(*client), server(at.server()), service(*at), timer),
                None => words_::out_of_time(lang, who(*client), timer),
            }
        }
        FindingKind::NotTaken(client, it, NotTaken::TooLong) => words_::too_long(lang, who(*client), server(*it)),
        FindingKind::NotTaken(client, it, NotTaken::TooMany) => {
            words_::too_many_errors(lang, who(*client), server(*it))
        }
        FindingKind::DroppedTimes(client, times) => {
            let times: Vec<_> = times.iter().map(|it| world.moment(*it)).collect();
            words_::dropped_times(lang, who(*client), list(lang, &times))
        }
        FindingKind::WrongWindows(it, windows) => {
            let version = Org::at(world, finding.when()).version(*it);
            let name = format!("{windows:?}");
            match version.product().newer_windows.iter().find(|it| it.0 == *windows) {
                Some((_, from)) => {
                    let from = version.build_word(*from);
                    words_::windows_of_a_later_build(lang, server(*it), version.word(), name, from)
                }
                None => words_::wrong_windows(lang, server(*it), version.word(), name),
            }
        }
        FindingKind::TooOldForTls13(it, windows) => {
            let version = Org::at(world, finding.when()).version(*it);
            let from = version.product().tls13_from.map_or_else(String::new, |it| version.build_word(it));
            words_::tls13_before_its_build(lang, server(*it), version.word(), format!("{windows:?}"), from)
        }
        FindingKind::EccUnused(it, certificate) => {
            let version = Org::at(world, finding.when()).version(*it);
            words_::ecc_unused(lang, names.certificate(*certificate), server(*it), version.word())
        }
        FindingKind::OtherCertificate(name, one, other) => {
            words_::other_certificate(lang, names.host(HostRef::Name(*name)), server(*one), server(*other))
        }
        FindingKind::OtherTls(name, one, other) => {
            words_::other_tls(lang, names.host(HostRef::Name(*name)), server(*one), server(*other))
        }
        FindingKind::TooOldForTls12Alone(it) => {
            let product = Org::at(world, finding.when()).version(*it).product();
            match product.tls10_off_from {
                None => words_::tls_off_on_no_build(lang, server(*it), product.name),
                Some((0, update)) => words_::tls_off_before_update(lang, server(*it), product.name, update),
                Some((pack, update)) => words_::tls_off_before_rollup(lang, server(*it), product.name, pack, update),
            }
        }
        FindingKind::NoLoopback(it, port) => words_::no_loopback(lang, server(it.server()), service(*it), *port),
        FindingKind::OtherAddress(it, port) => {
            let org = Org::at(world, finding.when());
            let (settings, here) = (org.settings(world, *it), &world.servers[it.server().index()]);
            let answers = |at: &Ipv4Addr| {
                [&settings.ssl_bindings, &settings.plain_bindings]
                    .iter()
                    .any(|all| Binding::any_answers(all, *at, *port))
            };
            let (at, not): (Vec<_>, Vec<_>) = here.addresses().partition(answers);
            let listed = |all: Vec<Ipv4Addr>| list(lang, &all.iter().map(ToString::to_string).collect::<Vec<_>>());
            words_::other_address(lang, service(*it), server(it.server()), port, listed(at), listed(not))
        }
        FindingKind::ServiceDisabled(it) => words_::service_disabled(lang, server(it.server()), service(*it)),
        FindingKind::Offload(balancer, fault) => {
            let org = Org::at(world, finding.when());
            words::offload::fault(&names, &org, *balancer, *fault)
        }
        FindingKind::TextMissing(balancer, it) => {
            let text = world.balancers[balancer.index()].check_text.as_deref().unwrap_or_default();
            let at = server(it.server());
            words_::text_missing(lang, names.balancer(*balancer), names.text(text), at, service(*it))
        }
        FindingKind::KnownDefect(it, defect) => words_::known_defect(lang, server(*it), format!("{defect:?}")),
    }
}

/// The most characters of an action that are told; the rest stands in the file.
const ACTION: usize = 110;

fn by(names: &Names<'_>, turn: &Turn) -> String {
    match &turn.by {
        Cause::Change(_, action) => {
            let short: String = action.chars().take(ACTION).collect();
            if short.len() < action.len() { format!("{short}…") } else { short }
        }
        Cause::Expires(it) => words_::certificate_expires(names.lang, names.certificate(*it)),
        Cause::BecomesValid(it) => words_::certificate_becomes_valid(names.lang, names.certificate(*it)),
    }
}

/// Since when and until when a finding holds, and by which changes.
#[must_use]
pub fn holds(world: &World, lang: Lang, finding: &Finding) -> String {
    let names = &Names::new(world, lang);
    match (&finding.since, &finding.until) {
        (None, None) => words_::from_start(lang),
        (None, Some(until)) => words_::from_start_until(lang, world.moment(until.at), by(names, until)),
        (Some(since), None) => words_::since(lang, world.moment(since.at), by(names, since)),
        (Some(since), Some(until)) => words_::since_until(
            lang,
            world.moment(since.at),
            by(names, since),
            world.moment(until.at),
            by(names, until),
        ),
    }
}

/// What the runs of the file say of it.
fn odds(world: &World, lang: Lang, finding: &Finding) -> String {
    let odds = match finding.odds {
        Odds { met: 0, of } if finding.behind => return words_::odds_behind(lang, of),
        Odds { met: 0, of } => return words_::odds_none(lang, of),
        Odds { met, of } if met == of => words_::odds_all(lang, of),
        Odds { met, of } => words_::odds_some(lang, met, of),
    };
    let names = Names::new(world, lang);
    let met_by = met_by(world, finding);
    let told = met_by.iter().take(WHO);
    let mut who: Vec<String> = told.map(|(crowd, times)| words_::who(lang, names.of_crowd(crowd), times)).collect();
    let more = met_by.len().saturating_sub(WHO);
    if more > 0 {
        who.push(words_::who_else(lang, more));
    }
    words_::odds_and_who(lang, odds, list(lang, &who))
}

/// Whose log-ons failed by a finding, those of a group together, and how many.
fn met_by(world: &World, finding: &Finding) -> Vec<(Crowd, u64)> {
    let mut of_party: BTreeMap<ClientId, u64> = BTreeMap::new();
    for (client, times) in &finding.met_by {
        *of_party.entry(world.stands_for(*client)).or_default() += u64::from(*times);
    }
    let each = crowds(world, finding.met_by.iter().map(|it| (it.0, &[][..])));
    let times = |it: &Crowd| match it {
        Crowd::One(client, _) | Crowd::Many { first: (client, _), .. } => of_party[&world.stands_for(*client)],
    };
    each.into_iter().map(|it| (it.clone(), times(&it))).collect()
}

/// How many clients are named.
const WHO: usize = 5;

/// Which protocol a client speaks where a finding is mended.
fn spoken(world: &World, client: crate::world::ClientId, finding: &Finding) -> crate::world::Protocol {
    crate::change::Org::at(world, finding.when()).client(world, client).protocol
}

fn login_type(world: &World, server: crate::world::ServerId, protocol: crate::world::Protocol) -> &'static str {
    let here = &world.servers[server.index()];
    crate::words::say::login_type_name(world.settings[here.settings[protocol].index()].login_type)
}

fn tls(lang: Lang, set: TlsSet) -> String {
    let mut all: Vec<_> = set.versions().map(|it: TlsVersion| it.word().to_owned()).collect();
    all.extend(set.ciphers().map(|it: Cipher| it.word().to_owned()));
    if all.is_empty() { words::facts::no_tls_at_all(lang) } else { all.join(&words::marks::item(lang)) }
}

/// What mends a finding, in words.
#[derive(Clone, Debug)]
pub(crate) struct Mend {
    /// What is done.
    pub what: String,
    /// What it endangers.
    pub careful: Vec<String>,
    /// The commands that do it, in their order.
    pub commands: Vec<String>,
    /// Where it is done, as far as there is no command.
    pub places: Vec<String>,
    /// Both in the order in which they are done: what is set comes before the restart that reads it.
    pub steps: Vec<String>,
}

impl Mend {
    /// What is to be read before it is typed, and then what is typed or done elsewhere, one after the other.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &String> {
        self.careful.iter().chain(&self.steps)
    }
}

/// What mends a finding: what is done, what that endangers, and the commands that do it.
#[must_use]
pub(crate) fn mends(world: &World, lang: Lang, finding: &Finding) -> Vec<Mend> {
    let names = Names::new(world, lang);
    let org = Org::at(world, finding.when());
    let write = Writer { world, org: &org };
    let titled = |actions: &Vec<Action>| {
        let titles: Vec<_> = actions.iter().map(|it| title(&names, write, it)).collect();
        titles.join(&words::marks::semicolon(lang))
    };
    let each = finding.mends.iter().filter(|it| !it.is_empty()).map(|actions| {
        let all = finding.with_restarts(world, actions);
        let mut steps: Vec<String> = Vec::new();
        for it in &all {
            steps.extend(powershell::commands(write, it).lines);
            steps.extend(place(&names, write, it).filter(|it| steps.last() != Some(it)));
        }
        let mut careful: Vec<String> = all.iter().filter_map(|it| danger(&names, write, it)).collect();
        let mut said = Vec::new();
        careful.retain(|it| {
            !said.contains(it) && {
                said.push(it.clone());
                true
            }
        });
        Mend {
            steps,
            what: titled(actions),
            careful,
            commands: all.iter().flat_map(|it| powershell::commands(write, it).lines).collect(),
            places: all.iter().filter_map(|it| place(&names, write, it)).collect(),
        }
    });
    each.collect()
}

/// The word for how bad a finding is.
#[must_use]
pub fn severity(lang: Lang, severity: FindingSeverity) -> String {
    match severity {
        FindingSeverity::Error => words::cli::error(lang),
        FindingSeverity::Advice => words_::advice(lang),
    }
}

/// What stands below a finding: why it matters, what mends it, and where to read more; each with the name of its line.
#[must_use]
pub fn lines(world: &World, lang: Lang, finding: &Finding) -> Vec<(String, String)> {
    let code = finding.what.code();
    let (why, fix, page) = (words_::label_why(lang), words_::label_fix(lang), words_::label_page(lang));
    let matters = super::text::wrapped(words_::matters(lang, code), 92).join("\n");
    let mut lines = vec![(why, matters)];
    if finding.odds.of > 0 {
        lines.insert(0, (words_::label_when(lang), holds(world, lang, finding)));
        lines.push((words_::label_runs(lang), odds(world, lang, finding)));
    }
    for mend in mends(world, lang, finding) {
        let mut text = mend.what.clone();
        for line in mend.lines() {
            let _ = write!(text, "\n{line}");
        }
        lines.push((fix.clone(), text));
    }
    let rules: Vec<_> = code.rules().iter().map(|it| it.id()).collect();
    let read_more = match rules.as_slice() {
        [] => words_::page_alone(lang, code.id()),
        rules => words_::page(lang, code.id(), rules.join(&words::marks::item(lang))),
    };
    lines.push((page, read_more));
    lines
}

/// One finding as a JSON object.
#[must_use]
pub(crate) fn object(world: &World, lang: Lang, finding: &Finding, places: &Places<'_>) -> Value {
    let code = finding.what.code();
    let (file, (line, column), (end_line, end_column)) = places.of(&finding.place.span);
    let mends: Vec<_> = mends(world, lang, finding)
        .into_iter()
        .map(|it| {
            let Mend { what, careful, commands, places, steps } = it;
            json!({ "what": what, "careful": careful, "commands": commands, "places": places, "steps": steps })
        })
        .collect();
    let turn = |it: &Turn| {
        let (change, action) = match &it.by {
            Cause::Change(change, action) => (Some(change.index() + 1), Some(action)),
            Cause::Expires(_) | Cause::BecomesValid(_) => (None, None),
        };
        let by = by(&Names::new(world, lang), it);
        let clock = world.clock().iso(it.at);
        json!({ "at": it.at.since(SimTime::ZERO).to_string(), "clock": clock, "change": change, "action": action, "by": by })
    };
    let severity = match finding.severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Advice => "advice",
    };
    json!({
        "kind": "finding",
        "file": file,
        "code": code.id(),
        "severity": severity,
        "at": finding.place.entity,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": message(world, lang, finding),
        "when": (finding.odds.of > 0).then(|| holds(world, lang, finding)),
        "since": finding.since.as_ref().map(turn),
        "until": finding.until.as_ref().map(turn),
        "failing_runs": finding.odds.met,
        "runs": finding.odds.of,
        "met_by": met_by(world, finding).iter().map(|it| met_by_object(world, it)).collect::<Vec<_>>(),
        "why": words_::matters(lang, code),
        "rules": code.rules().iter().map(|it| it.id()).collect::<Vec<_>>(),
        "mend": mends,
        "accepted": finding.accepted,
    })
}

/// Whose log-ons failed: of a group one as the example, and how many of how many.
fn met_by_object(world: &World, (crowd, times): &(Crowd, u64)) -> Value {
    match crowd {
        Crowd::One(client, _) => json!({ "client": world.clients[client.index()].name, "log_ons": times }),
        Crowd::Many { group, clients, first, .. } => json!({
            "client": world.clients[first.0.index()].name,
            "group": world.groups[group.index()].name,
            "clients": clients,
            "log_ons": times,
        }),
    }
}

/// The page of findings (Markdown). `example` gives for each code what `check` says of a file that has it.
#[must_use]
pub fn markdown(lang: Lang, example: impl Fn(FindingCode) -> Option<String>) -> String {
    let in_either = |en, zh| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let mut page = String::from(in_either(INTRODUCTION, include_str!("check.zh.md")));
    page.push_str(in_either("\n| code | what |\n|---|---|\n", "\n| 代码 | 内容 |\n|---|---|\n"));
    let mut say = |text: std::fmt::Arguments<'_>| page.write_fmt(text).expect("a String takes everything");
    for it in FindingCode::ALL {
        let is_advice = it.severity() == FindingSeverity::Advice;
        let kind = if is_advice { in_either(" (advice)", "（建议）") } else { "" };
        let (id, title) = (it.id(), words_::title(lang, it));
        say(format_args!("| [{id}](#{}) | {title}{kind} |\n", id.to_lowercase()));
    }
    for it in FindingCode::ALL {
        let rules: Vec<_> = it.rules().iter().map(|it| it.id()).collect();
        let none = in_either("none", "无").to_owned();
        let rules = if rules.is_empty() { none } else { rules.join(in_either(", ", "、")) };
        let (id, title, matters) = (it.id(), words_::title(lang, it), words_::matters(lang, it));
        match lang {
            Lang::En => say(format_args!("\n## {id}\n\n**{title}.** {matters}\n\nRules: {rules}.\n")),
            Lang::Zh => say(format_args!("\n## {id}\n\n**{title}。** {matters}\n\n规则：{rules}。\n")),
        }
        if let Some(example) = example(it) {
            say(format_args!("\n```text\n{}\n```\n", example.trim_end()));
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Findings

[中文](zh/findings.md)

<!-- Generated from the table of codes; do not edit. UPDATE_DOCS=1 cargo test check:: rewrites it. -->

`coexist check FILE` looks for misconfigurations at the start, after every change, and on the day a certificate ends. It
sends every client to log on at each of these moments, and runs the file with four seeds: an error is a failure of every
run; what depends on order or chance, or what nobody of the file meets, is advice, with the odds. Each finding says from
when it holds, by which change, and until when. What is known and meant is accepted in the file, with the reason:

```ron
accepted: [Accepted(finding: \"F015\", on: \"EX13-B\", reason: \"drained for maintenance until Friday\")],
```
";
