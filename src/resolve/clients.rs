//! Who logs on, and what must come out?

use std::net::Ipv4Addr;

use compact_str::CompactString;

use super::directory::{folded_cmp, judge_text};
use super::groups;
use super::identity::{Accounts, Identity};
use super::problem::{Entity, ProblemKind, path_to};
use super::{Path, Report, SymbolTables, look_up, positive};
use crate::rules::Rule;
use crate::scenario;
use crate::scenario::plan::ExpectPlace;
use crate::time::{Clock, Micros, SimTime, Time};
use crate::world::{
    Bounds, Client, ClientId, Endpoint, Expect, GroupId, OnFailure, Password, Protocol, Security, ServerId, SiteId,
    SourceId, TlsHalves, TlsSet, UserId, WebService, World,
};

/// The site of each client.
pub(super) fn sites(clients: &[scenario::Client], ground: &SymbolTables, report: &mut Report) -> Vec<SiteId> {
    let directory = &ground.clients;
    let site = |(id, it): (usize, &scenario::Client)| {
        let entity = (Entity::Client, directory.told(id));
        let path = || path_to!["clients", directory.place(id)];
        report.of(directory, id);
        ground.site(report, it.site.as_deref(), entity, path).unwrap_or(SiteId(0))
    };
    let sites = clients.iter().enumerate().map(site).collect();
    report.muted = false;
    sites
}

/// Where the clients are, and how long they have.
pub(super) struct Places<'a> {
    pub(super) sites: &'a [SiteId],
    pub(super) addresses: &'a [Ipv4Addr],
    pub(super) sources: &'a [SourceId],
    pub(super) until: Micros,
    pub(super) clock: Clock,
}

/// The clients by id.
pub(super) fn clients(
    written: Vec<scenario::Client>,
    &Places { sites, addresses, sources, until, clock }: &Places<'_>,
    accounts: &Accounts,
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<Client> {
    let client = |(id, it): (usize, scenario::Client)| {
        let place = ground.clients.place(id);
        report.of(&ground.clients, id);
        let user = groups::user(&it.user, id, ground, report, || path_to!["clients", place, "user"]);
        let on_failure = it.on_failure();
        let mechanisms: Vec<_> = it.mechanisms.iter().map(|it| Some(*it as u8)).collect();
        report.listed_twice(
            &mechanisms,
            |at| format!("{:?}", it.mechanisms[at]),
            || path_to!["clients", place, "mechanisms"],
        );
        if it.connections == Some(0) {
            report.add(ProblemKind::ZeroCount("connections"), || path_to!["clients", place, "connections"]);
        }
        let later = Later::of(&it, id, ground);
        judge_times(&it, ground.clients.told(id), place, (until, clock, later), report);
        let mut times: Vec<_> = it.at().into_iter().map(|it| SimTime::ZERO + it.after() + later.own).collect();
        times.sort_unstable();
        let connect = Endpoint {
            host: ground.names.host(&it.connect.host, &ground.domain),
            port: it.connect.port,
            security: it.connect.security,
        };
        let timeout = positive(it.timeout(), "timeout", report, || path_to!["clients", place, "timeout"]);
        let user = UserId::at(user.unwrap_or(0));
        if let Some(name) = &it.log_on_as
            && let Some(bad) = judge_text(name)
        {
            report.add(ProblemKind::BadText(name.to_string(), bad), || path_to!["clients", place, "log_on_as"]);
        }
        let (protocol, web) = speaks(it.protocol());
        if web.is_some() {
            judge_web(&it, place, report);
        }
        let identity =
            it.log_on_as.as_deref().map_or(Identity { account: Some(user), mailbox: None }, |it| accounts.identify(it));
        let (account, password) = (identity.account, it.password());
        Client {
            name: CompactString::default(),
            group: ground.clients.member(id).map(|it| GroupId(it.group)),
            user,
            account,
            mailbox: identity.mailbox.or(account).unwrap_or(user),
            meant: it
                .log_on_as
                .as_deref()
                .filter(|_| account.is_none())
                .and_then(|it| accounts.meant(it, user))
                .map(Into::into),
            name_by: it.log_on_as.as_deref().and_then(|it| accounts.decides(it)),
            strongest_mechanism: it.strongest_mechanism(),
            kerberos_ticket: it.kerberos_ticket(),
            channel_binding: it.channel_binding(),
            login_disabled: it.login_disabled(),
            starttls_inside_ssl: it.starttls_inside_ssl(),
            on_refusal: it.on_refusal(),
            protocol,
            web,
            connect,
            mechanism: it.mechanisms.first().copied().unwrap_or(it.mechanism()),
            mechanisms: it.mechanisms.clone(),
            connections: it.connections(),
            // The password of one account does not open another.
            password: if account.is_none_or(|it| it == user) { password } else { Password::Wrong },
            times,
            every: it.every,
            until: it.until.map(|it| SimTime::ZERO + it.after()),
            then: it.then(),
            on_failure,
            certificate_errors: it.certificate_errors(),
            timeout,
            site: sites[id],
            address: addresses[id],
            source: sources[id],
            behind: it.behind,
            place: super::place(it.place, report, || path_to!["clients", place, "place"]),
            log_on_as: it.log_on_as,
            tls: {
                judge_tls(it.tls.as_ref(), report, || path_to!["clients", place, "tls"]);
                TlsHalves::written(it.tls, TlsSet::all()).offers
            },
        }
    };
    let clients = written.into_iter().enumerate().map(client).collect();
    report.muted = false;
    clients
}

/// How much later than written the times of a member of a group come.
#[derive(Clone, Copy)]
struct Later {
    /// Those of this one.
    own: Micros,
    /// Those of the last of the group.
    last: Micros,
}

impl Later {
    fn of(it: &scenario::Client, id: usize, ground: &SymbolTables) -> Self {
        let (Some(spread), Some(member)) = (it.spread, ground.clients.member(id)) else {
            return Self { own: Micros::ZERO, last: Micros::ZERO };
        };
        let count = ground.clients.siblings(id);
        // In full precision: the spans between two neighbours are as even as microseconds can be.
        let of = |before: u32| {
            let span = u128::from(spread.0) * u128::from(before) / u128::from(count);
            Micros(u64::try_from(span).expect("no longer than the span that is written"))
        };
        Self { own: of(member.number - 1), last: of(count - 1) }
    }
}

/// What a change tells a client; what is `None` stays as it was.
#[derive(Default, PartialEq)]
pub(super) struct Told {
    pub(super) connect: Option<scenario::ConnectionSetting>,
    pub(super) protocol: Option<scenario::MailProtocol>,
    pub(super) mechanism: Option<scenario::Mechanism>,
    pub(super) password: Option<Password>,
    pub(super) log_on_as: Option<String>,
    pub(super) kerberos_ticket: Option<bool>,
    pub(super) starttls_inside_ssl: Option<bool>,
    pub(super) certificate_errors: Option<scenario::CertificateErrors>,
    pub(super) tls: Option<scenario::Tls>,
    pub(super) timeout: Option<Micros>,
}

/// A client after it was told something. `knows` is whether it knows the password of its user.
pub(super) fn told(
    mut client: Client,
    told: Told,
    knows: Password,
    accounts: &Accounts,
    ground: &SymbolTables,
    report: &mut Report,
    path: impl Fn() -> super::Path,
) -> Client {
    let at = |field: &'static str| path().with(field);
    let is_web = client.web.is_some();
    for (field, is_written) in [
        ("protocol", told.protocol.is_some()),
        ("mechanism", told.mechanism.is_some()),
        ("kerberos_ticket", told.kerberos_ticket.is_some()),
        ("starttls_inside_ssl", told.starttls_inside_ssl.is_some()),
    ] {
        if is_web && is_written {
            report.add(ProblemKind::NotForWeb(field), || at(field));
        }
    }
    if let Some(it) = told.connect {
        if is_web && it.security != Security::Ssl {
            report.add(ProblemKind::WebNeedsSsl(it.to_string()), || at("connect"));
        }
        client.connect =
            Endpoint { host: ground.names.host(&it.host, &ground.domain), port: it.port, security: it.security };
    }
    if let Some(it) = told.protocol.filter(|_| !is_web) {
        client.protocol = it.into();
    }
    if let Some(it) = told.mechanism {
        (client.mechanism, client.strongest_mechanism) = (it, false);
        client.mechanisms.clear();
    }
    if let Some(name) = told.log_on_as {
        if let Some(bad) = judge_text(&name) {
            report.add(ProblemKind::BadText(name.clone(), bad), || at("log_on_as"));
        }
        let identity = accounts.identify(&name);
        client.account = identity.account;
        client.mailbox = identity.mailbox.or(client.account).unwrap_or(client.user);
        client.meant = if client.account.is_none() { accounts.meant(&name, client.user).map(Into::into) } else { None };
        client.name_by = accounts.decides(&name);
        client.log_on_as = Some(name.into());
    }
    // The password of one account does not open another.
    client.password = if client.account.is_none_or(|it| it == client.user) { knows } else { Password::Wrong };
    client.kerberos_ticket = told.kerberos_ticket.unwrap_or(client.kerberos_ticket);
    client.starttls_inside_ssl = told.starttls_inside_ssl.unwrap_or(client.starttls_inside_ssl);
    client.certificate_errors = told.certificate_errors.unwrap_or(client.certificate_errors);
    judge_tls(told.tls.as_ref(), report, || at("tls"));
    client.tls = TlsHalves::written(told.tls, client.tls).offers;
    if let Some(it) = told.timeout {
        client.timeout = positive(it, "timeout", report, || at("timeout"));
    }
    client
}

/// The protocol of a client, and what it asks for if that is HTTP.
const fn speaks(written: scenario::Protocol) -> (Protocol, Option<WebService>) {
    match written {
        scenario::Protocol::Imap4 => (Protocol::Imap4, None),
        scenario::Protocol::Pop3 => (Protocol::Pop3, None),
        scenario::Protocol::Owa => (Protocol::Http, Some(WebService::Owa)),
        scenario::Protocol::Ecp => (Protocol::Http, Some(WebService::Ecp)),
        scenario::Protocol::Ews => (Protocol::Http, Some(WebService::Ews)),
        scenario::Protocol::ActiveSync => (Protocol::Http, Some(WebService::ActiveSync)),
        scenario::Protocol::Oab => (Protocol::Http, Some(WebService::Oab)),
    }
}

/// Reports what a web client cannot have.
fn judge_web(it: &scenario::Client, place: u32, report: &mut Report) {
    let at = |field: &'static str| path_to!["clients", place, field];
    if it.connect.security != Security::Ssl {
        report.add(ProblemKind::WebNeedsSsl(it.connect.to_string()), || at("connect"));
    }
    for (field, is_written) in [
        ("mechanism", it.mechanism.is_some()),
        ("mechanisms", !it.mechanisms.is_empty()),
        ("then", it.then.is_some()),
        ("strongest_mechanism", it.strongest_mechanism.is_some()),
        ("kerberos_ticket", it.kerberos_ticket.is_some()),
        ("channel_binding", it.channel_binding.is_some()),
        ("login_disabled", it.login_disabled.is_some()),
        ("starttls_inside_ssl", it.starttls_inside_ssl.is_some()),
        ("on_refusal", it.on_refusal.is_some()),
    ] {
        if is_written {
            report.add(ProblemKind::NotForWeb(field), || at(field));
        }
    }
}

/// Reports what a client is said to accept: it only offers (LEG-5).
fn judge_tls(tls: Option<&scenario::Tls>, report: &mut Report, path: impl FnOnce() -> super::Path) {
    if tls.is_some_and(|it| it.accepts.is_some()) {
        report.add(ProblemKind::ClientAccepts, || path().with("accepts"));
    }
}

/// Reports times that cannot be, and those that never come.
fn judge_times(
    it: &scenario::Client,
    name: &str,
    place: u32,
    (run, clock, later): (Micros, Clock, Later),
    report: &mut Report,
) {
    let said = |it: Micros| clock.moment(SimTime::ZERO + it);
    let at = |field: &'static str| path_to!["clients", place, field];
    let name = || name.to_owned();
    let times: Vec<_> = it.at.iter().map(|it| Some(it.after())).collect();
    report.listed_twice(&times, |at| format!("{}", it.at[at]), || at("at"));
    for (index, time) in it.at.iter().enumerate() {
        if time.after() > run {
            report.add(ProblemKind::LogonAfterEnd(said(time.after()), said(run)), || at("at").with(index));
        }
    }
    if it.spread == Some(Micros::ZERO) {
        report.add(ProblemKind::ZeroTime("spread"), || at("spread"));
    }
    let times = || it.at.iter().map(|it| it.after());
    let last = times().filter(|it| *it <= run).max().unwrap_or(Micros::ZERO) + later.last;
    if last > run {
        report.add(ProblemKind::LogonAfterEnd(said(last), said(run)), || at("spread"));
    }
    let first = times().min().unwrap_or(Micros::ZERO) + later.last;
    match (it.every, it.until.map(Time::after)) {
        (Some(Micros::ZERO), _) => report.add(ProblemKind::ZeroTime("every"), || at("every")),
        (Some(_), None) => report.add(ProblemKind::EveryWithoutUntil(name()), || at("every")),
        (Some(_), Some(until)) if until < first => {
            report.add(ProblemKind::UntilBeforeStart(name(), said(until), said(first)), || at("until"));
        }
        (None, Some(_)) => report.add(ProblemKind::UntilWithoutEvery(name()), || at("until")),
        (Some(_), Some(_)) | (None, None) => {}
    }
    match it.on_failure {
        Some(OnFailure::Retry { after: Micros::ZERO, .. }) => {
            report.add(ProblemKind::ZeroTime("after"), || at("on_failure").with("after"));
        }
        Some(OnFailure::Retry { times: 0, .. }) => {
            report.add(ProblemKind::ZeroCount("times"), || at("on_failure").with("times"));
        }
        Some(OnFailure::Retry { .. } | OnFailure::GiveUp) | None => {}
    }
}

/// What must come out, in the order of the file.
pub(super) fn expects(
    written: impl Iterator<Item = (scenario::Expect, ExpectPlace)>,
    world: &World,
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<Expect> {
    let mut expects = Vec::new();
    for (it, place) in written {
        let at = |field: &'static str| Path(place.path()).with(field);
        let group = ground.clients.groups.binary_search_by(|group| folded_cmp(&group.name, &it.client)).ok();
        let client = match group {
            Some(at) => ground.clients.groups[at].members.first().map(|it| *it as usize),
            None => look_up(&ground.clients, report, &it.client, || at("client")),
        };
        let group = group.map(GroupId::at);
        match (it.attempt, it.count) {
            (Some(_), Some(_)) => report.add_pair(ProblemKind::AttemptWithCount, || at("count"), || at("attempt")),
            (Some(0), None) => report.add(ProblemKind::AttemptZero, || at("attempt")),
            (Some(wanted), None) => {
                judge_wanted(wanted, (client, group, false), world, ground, report, || at("attempt"));
            }
            (None, Some(wanted)) => judge_wanted(wanted, (client, group, true), world, ground, report, || at("count")),
            (None, None) => {}
        }
        let count = bounds(&it, place, report);
        judge_window(&it, (client, group), place, (world, ground), report);
        let rules = rules(&it.rules, report, || at("rules"));
        let not_rules = self::rules(&it.not_rules, report, || at("not_rules"));
        for (index, rule) in not_rules.iter().enumerate() {
            if rule.is_some() && rules.contains(rule) {
                report.add(ProblemKind::RuleBothWays(it.not_rules[index].to_string()), || at("not_rules").with(index));
            }
        }
        let served_by = it.served_by.as_deref();
        let served_by = served_by.and_then(|it| look_up(&ground.servers, report, it, || at("served_by")));
        expects.push(Expect {
            client: ClientId::at(client.unwrap_or(0)),
            group,
            attempt: it.attempt,
            from: it.from.map(|it| SimTime(it.after().0)),
            until: it.until.map(|it| SimTime(it.after().0)),
            count,
            of_members: group.is_some() && (it.at_least.is_some() || it.at_most.is_some()),
            outcome: it.outcome,
            rules: rules.into_iter().flatten().collect(),
            not_rules: not_rules.into_iter().flatten().collect(),
            served_by: served_by.map(ServerId::at),
        });
    }
    expects
}

/// How many attempts there must be. Two ways of counting must not contradict each other.
fn bounds(it: &scenario::Expect, place: ExpectPlace, report: &mut Report) -> Option<Bounds> {
    let at = |field: &'static str| Path(place.path()).with(field);
    match (it.count, it.at_least, it.at_most) {
        (None, None, None) => None,
        (Some(_), Some(_), _) => {
            report.add_pair(ProblemKind::CountedTwice("at_least"), || at("at_least"), || at("count"));
            None
        }
        (Some(_), _, Some(_)) => {
            report.add_pair(ProblemKind::CountedTwice("at_most"), || at("at_most"), || at("count"));
            None
        }
        (None, Some(least), Some(most)) if most < least => {
            report.add_pair(ProblemKind::BoundsCross(least, most), || at("at_most"), || at("at_least"));
            None
        }
        (Some(count), None, None) => Some(Bounds::exactly(count)),
        (None, least, most) => {
            if it.attempt.is_some() {
                let field = if least.is_some() { "at_least" } else { "at_most" };
                report.add_pair(ProblemKind::AttemptWithCount, || at(field), || at("attempt"));
            }
            Some(Bounds { least, most })
        }
    }
}

/// Reports a stretch of time that is none, and warns where the client begins no attempt in it.
fn judge_window(
    it: &scenario::Expect,
    (client, group): (Option<usize>, Option<GroupId>),
    place: ExpectPlace,
    (world, ground): (&World, &SymbolTables),
    report: &mut Report,
) {
    let at = |field: &'static str| Path(place.path()).with(field);
    let (from, until) = (it.from.map_or(Micros::ZERO, Time::after), it.until.map(Time::after));
    if let Some(until) = until.filter(|it| *it <= from) {
        let said = |it: Micros| world.moment(SimTime(it.0));
        report.add_pair(ProblemKind::WindowOfNothing(said(from), said(until)), || at("until"), || at("from"));
    } else if let Some(id) = client.filter(|_| it.from.is_some() || until.is_some()) {
        let tries = |id: usize| begins_between(&world.clients[id], world.until, from, until);
        let members = group.map_or(&[][..], |it| &world.groups[it.index()].members);
        if tries(id) || members.iter().any(|it| tries(it.index())) {
            return;
        }
        let field = if it.from.is_some() { "from" } else { "until" };
        report.add(ProblemKind::NothingInWindow(ground.clients.told(id).to_owned()), || at(field));
    }
}

/// Whether a client may begin an attempt in a stretch of time. When it tries again after a failure cannot be told.
fn begins_between(client: &Client, end: SimTime, from: Micros, until: Option<Micros>) -> bool {
    if client.on_failure != OnFailure::GiveUp {
        return true;
    }
    let last = until.map_or(end, |it| SimTime(it.0.saturating_sub(1)).min(end));
    let inside = |it: SimTime| from.0 <= it.0 && it <= last;
    let first = client.times.first().copied().unwrap_or(SimTime::ZERO);
    let poll = client.every.filter(|it| *it > Micros::ZERO).is_some_and(|every| {
        // The first poll that is not before the stretch.
        let turns = from.0.saturating_sub(first.0).div_ceil(every.0).max(1);
        let at = first.0.saturating_add(every.0.saturating_mul(turns));
        inside(SimTime(at)) && client.until.is_none_or(|it| at <= it.0)
    });
    poll || client.times.iter().any(|it| inside(*it))
}

/// Warns about an attempt that a client cannot make, or about so many that all who are meant cannot.
fn judge_wanted(
    wanted: u32,
    (client, group, of_all): (Option<usize>, Option<GroupId>, bool),
    world: &World,
    ground: &SymbolTables,
    report: &mut Report,
    path: impl FnOnce() -> super::Path,
) {
    let Some(id) = client else { return };
    let most = match group.filter(|_| of_all) {
        None => most_attempts(&world.clients[id], world.until),
        Some(group) => {
            let members = world.groups[group.index()].members.iter();
            members.map(|it| most_attempts(&world.clients[it.index()], world.until)).fold(0, u64::saturating_add)
        }
    };
    if u64::from(wanted) > most {
        let name = if group.is_some() { ground.clients.told(id) } else { &ground.clients.names[id] };
        report.add(ProblemKind::NeverTested(name.to_owned(), wanted, most), path);
    }
}

/// The most attempts that a client can make: its own times, its polls, and the retries of each.
fn most_attempts(client: &Client, end: SimTime) -> u64 {
    let times = client.times.iter().filter(|it| **it <= end).count() as u64;
    let first = client.times.first().copied().unwrap_or(SimTime::ZERO);
    let last = client.until.map_or(end, |it| it.min(end));
    let polls = match client.every {
        Some(every) if every > Micros::ZERO && first <= last => last.since(first).0 / every.0,
        Some(_) | None => 0,
    };
    let tries = match client.on_failure {
        OnFailure::GiveUp => 1,
        OnFailure::Retry { times, .. } => 1 + u64::from(times),
    };
    times.saturating_add(polls).saturating_mul(tries).saturating_mul(u64::from(client.connections))
}

/// The rules with these ids.
fn rules(ids: &[CompactString], report: &mut Report, path: impl Fn() -> super::Path) -> Vec<Option<Rule>> {
    let mut rules = Vec::with_capacity(ids.len());
    for (at, id) in ids.iter().enumerate() {
        let rule = Rule::from_id(id);
        if rule.is_none() {
            let known = Rule::ALL.iter().map(|it| it.id());
            let meant = crate::diag::suggest::closest(id, known).map(str::to_owned);
            report.add(ProblemKind::UnknownRule(id.to_string(), meant), || path().with(at));
        }
        rules.push(rule);
    }
    report.listed_twice(&rules, |at| ids[at].clone(), path);
    rules
}
