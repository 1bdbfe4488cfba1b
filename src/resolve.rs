//! How does a scenario become a world, and what in it cannot be?
//!
//! Names become ids, defaults are filled in, and every cross-check is made; all problems are collected, none stops
//! the rest. What can be moved out of the scenario is moved, and every look-up is a binary search, so that a large
//! organisation costs `n log n`. Where something is wrong, a placeholder stands in for it until the end; a world is
//! handed out only if nothing is wrong.

mod address;
mod builds;
mod certificates;
mod changes;
mod clients;
mod directory;
mod groups;
mod identity;
mod lines;
mod links;
mod load;
mod members;
mod moot;
mod names;
mod plan;
mod policies;
pub(crate) mod problem;
mod servers;
mod settings;
mod stores;
#[cfg(test)]
mod tests;
mod together;
mod wording;

use compact_str::CompactString;

pub(crate) use lines::typed;
pub use lines::{LineFault, LineProblem};
pub(crate) use lines::{Refusal, done_by_steps, plain, plain_with_places};
#[cfg(test)]
pub(crate) use load::judged;
#[cfg(feature = "cli")]
pub(crate) use load::load_both;
pub(crate) use load::load_while;
#[cfg(feature = "cli")]
pub(crate) use load::text_of;
pub use load::{Loaded, load, load_all, load_bytes};
pub use problem::{BadName, Entity, GroupFault, Path, PathSegment, Problem, ProblemKind};

use crate::diag::{REPORT_MAX, Severity};
use crate::lang::{Placeholder, Text};
use crate::scenario::parse::SCHEMA;
use crate::scenario::switches::switches;
use crate::scenario::{self, Scenario};
use crate::time::{Clock, Micros, SimTime};
use crate::world::{Action, Assumptions, AuthPolicyId, ClientId, Site, SiteId, UserId, World, WorldTables, defaults};
use directory::{Directory, judge_host, judge_text};
use names::Names;
use problem::path_to;

/// The most items that any list may hold.
pub(crate) const LIST_MAX: usize = 1_000_000;
/// The most characters that a name or a text may have.
pub(crate) const NAME_MAX: usize = 256;

/// The world of a scenario that was read before; `name` is its title if it has none. `None` where something is wrong
/// with it.
pub(crate) fn resolve(scenario: Scenario, name: &str) -> Option<World> {
    resolve_plain(scenario, Vec::new(), name)
}

/// The same, or the first thing that is wrong with it.
///
/// # Errors
/// What is wrong.
pub(crate) fn resolve_or_why(scenario: Scenario, name: &str) -> Result<World, Text> {
    let (world, report) = judge_all(scenario, Vec::new(), name, Report::default());
    match (report.problems.first(), world) {
        (None, Some(world)) => Ok(world),
        (Some(first), _) => Err(first.what.words().message),
        (None, None) => unreachable!("where there is no world, something is wrong"),
    }
}

/// The same of a scenario in which lines have become actions, with those that were refused ([`plain`]).
pub(crate) fn resolve_plain(scenario: Scenario, refusals: Vec<Refusal>, name: &str) -> Option<World> {
    let (world, report) = judge_all(scenario, refusals, name, Report::default());
    world.filter(|_| report.problems.is_empty())
}

/// The same with what may lie on the world: what each list of actions does if it was done before the run, beside all
/// that is written; nothing of one that cannot be.
pub(crate) fn resolve_with(
    scenario: Scenario,
    refusals: Vec<Refusal>,
    name: &str,
    overlays: Vec<Vec<scenario::Action>>,
) -> Option<(World, Vec<Option<Vec<Action>>>)> {
    let (world, overlays, report) = judge_with(scenario, refusals, name, Report::default(), overlays);
    world.filter(|_| report.problems.is_empty()).map(|it| (it, overlays))
}

/// What is wrong and what is suspicious. Bounded: what does not fit is counted.
#[derive(Debug, Default)]
pub(super) struct Report {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    more: usize,
    /// Where the file could not be read: what follows from that is not reported.
    unread: Option<moot::Unread>,
    /// Whether what is found now was said before: of the members of a group the first speaks for all.
    muted: bool,
    /// Whether a time is none of the run: what would follow from that is not reported.
    lost_in_time: bool,
}

impl Report {
    /// Adds a problem; `path` is asked only if it is kept.
    fn add(&mut self, what: ProblemKind, path: impl FnOnce() -> Path) {
        self.push(what, path, || None);
    }

    /// Adds a problem that has to do with a second place.
    fn add_pair(&mut self, what: ProblemKind, path: impl FnOnce() -> Path, other: impl FnOnce() -> Path) {
        self.push(what, path, || Some(other()));
    }

    fn push(&mut self, what: ProblemKind, path: impl FnOnce() -> Path, other: impl FnOnce() -> Option<Path>) {
        if self.muted {
            return;
        }
        if let Some(unread) = &self.unread {
            let problem = Problem { path: path(), other: other(), what };
            if unread.is_moot(&problem) {
                return;
            }
            return self.keep(problem.what, || problem.path, || problem.other);
        }
        self.keep(what, path, other);
    }

    fn keep(&mut self, what: ProblemKind, path: impl FnOnce() -> Path, other: impl FnOnce() -> Option<Path>) {
        if self.lost_in_time && what.follows_from_a_time() {
            return;
        }
        match what.code().severity() {
            Severity::Error if self.is_full() => self.more += 1,
            Severity::Error => self.problems.push(Problem { path: path(), other: other(), what }),
            Severity::Warning if self.warnings.len() >= REPORT_MAX => {}
            Severity::Warning => self.warnings.push(Problem { path: path(), other: other(), what }),
        }
    }

    /// Whether another problem would only be counted, or not even that: then nobody needs to know what was meant.
    fn is_full(&self) -> bool {
        self.muted || self.problems.len() >= REPORT_MAX
    }

    /// Says of an entry what is wrong with it, where it is not one of a group of which that was said already.
    fn of(&mut self, directory: &Directory, id: usize) {
        self.muted = !directory.speaks(id);
    }

    /// Reports the items of the list at `path` that are the same as an earlier one.
    fn listed_twice<T: Ord, N: Placeholder>(
        &mut self,
        items: &[Option<T>],
        name: impl Fn(usize) -> N,
        path: impl Fn() -> Path,
    ) {
        if items.len() < 2 {
            return;
        }
        let mut sorted: Vec<_> = items.iter().enumerate().filter_map(|(at, it)| Some((it.as_ref()?, at))).collect();
        sorted.sort_unstable();
        for pair in sorted.windows(2) {
            if pair[0].0 == pair[1].0 {
                let (first, at) = (pair[0].1, pair[1].1);
                self.add_pair(
                    ProblemKind::ListedTwice(Text::from_hole(&name(at))),
                    || path().with(at),
                    || path().with(first),
                );
            }
        }
    }
}

/// What everything else refers to: the names of the organisation.
struct SymbolTables {
    domain: CompactString,
    sites: Directory,
    servers: Directory,
    balancers: Directory,
    databases: Directory,
    mailboxes: Directory,
    clients: Directory,
    policies: Directory,
    names: Names,
}

impl SymbolTables {
    /// The site of an entity: written, or the only one.
    fn site(
        &self,
        report: &mut Report,
        written: Option<&str>,
        entity: (Entity, &str),
        path: impl Fn() -> Path,
    ) -> Option<SiteId> {
        match written {
            Some(name) => look_up(&self.sites, report, name, || path().with("site")).map(SiteId::at),
            None if self.sites.names.len() == 1 => Some(SiteId(0)),
            None => {
                report.add(ProblemKind::SiteMissing(entity.0, entity.1.to_owned()), path);
                None
            }
        }
    }
}

/// The id of a name; reports one that is not defined.
fn look_up(directory: &Directory, report: &mut Report, name: &str, path: impl FnOnce() -> Path) -> Option<usize> {
    let found = directory.find(name);
    if found.is_none() {
        if let Some(group) = directory.group(name) {
            let count = group.members.len() as u32;
            report.add(ProblemKind::Group(GroupFault::OneWanted(directory.entity, name.to_owned(), count)), path);
            return group.members.first().map(|it| *it as usize);
        }
        let meant = if report.is_full() { None } else { directory.meant(name) };
        report.add(ProblemKind::Unknown { entity: directory.entity, name: name.to_owned(), meant }, path);
    }
    found
}

/// Resolves what can be resolved and reports what cannot. No world where a list is too long to look at.
pub(crate) fn judge(scenario: Scenario, name: &str, report: Report) -> (Option<World>, Report) {
    judge_all(scenario, Vec::new(), name, report)
}

fn judge_all(scenario: Scenario, refusals: Vec<Refusal>, name: &str, report: Report) -> (Option<World>, Report) {
    let (world, _, report) = judge_with(scenario, refusals, name, report, Vec::new());
    (world, report)
}

fn judge_with(
    mut scenario: Scenario,
    mut refusals: Vec<Refusal>,
    name: &str,
    mut report: Report,
    overlays: Vec<Vec<scenario::Action>>,
) -> (Option<World>, Vec<Option<Vec<Action>>>, Report) {
    if !lists_are_bounded(&scenario, &mut report) {
        return (None, Vec::new(), report);
    }
    if scenario.schema != SCHEMA {
        report.add(ProblemKind::Schema(scenario.schema), || path_to!["schema"]);
        return (None, Vec::new(), report);
    }
    groups::judge(&scenario, &mut report);
    judge_times(&mut scenario, &mut report);
    let lines::CarriedOut { origins, refusals: more, mut unfolded } = lines::carry_out(&mut scenario, &mut report);
    refusals.extend(more);
    let (seed, date, time_zone) = (scenario.seed(), scenario.date(), scenario.time_zone());
    let clock = Clock { start: scenario.date };
    let until = positive(scenario.until().after(), "until", &mut report, || path_to!["until"]);
    let event_limit = scenario.event_limit();
    let written_domain = scenario.domain();
    let title = text(scenario.title, &mut report, "title").unwrap_or_else(|| name.into());
    let question = text(scenario.question, &mut report, "question");
    let domain = domain(written_domain, &mut report);
    if event_limit == 0 {
        report.add(ProblemKind::ZeroCount("event_limit"), || path_to!["event_limit"]);
    } else if event_limit > defaults::EVENT_LIMIT_MAX {
        let what = ProblemKind::TooMany("event_limit", event_limit, defaults::EVENT_LIMIT_MAX);
        report.add(what, || path_to!["event_limit"]);
    }
    let assumptions = scenario.assumptions.unwrap_or_default();
    judge_assumptions(&assumptions, &mut report);
    let assumptions = Assumptions::from(&assumptions);

    let written_sites = if scenario.sites.is_empty() {
        vec![scenario::Site { name: CompactString::const_new(defaults::SITE), latency: None }]
    } else {
        scenario.sites
    };
    let (sites, written_sites) = Directory::sort(written_sites, &mut report);
    let (servers, mut written_servers) = Directory::sort(scenario.servers, &mut report);
    let (balancers, mut written_balancers) = Directory::sort(scenario.load_balancers, &mut report);
    let (databases, written_databases) = Directory::sort(scenario.databases, &mut report);
    let (mailboxes, written_mailboxes) = Directory::sort(scenario.mailboxes, &mut report);
    let (clients, written_clients) = Directory::sort(scenario.clients, &mut report);
    let (policies, written_policies) = Directory::sort(scenario.authentication_policies, &mut report);

    servers::fill_names(&mut written_servers, &servers, &domain, &mut report);
    let names = Names::collect(
        &names::Sources {
            domain: &domain,
            servers: &written_servers,
            balancers: &balancers,
            dns: &scenario.dns,
            clients: &written_clients,
            from_start: &scenario.from_start,
            changes: &scenario.changes,
            overlays: &overlays,
            legacy: scenario.legacy_namespace.as_deref(),
        },
        &mut report,
    );
    let ground = SymbolTables { domain, sites, servers, balancers, databases, mailboxes, clients, policies, names };

    if let Some(bad) = scenario.legacy_namespace.as_deref().and_then(judge_host) {
        let name = scenario.legacy_namespace.clone().unwrap_or_default();
        report.add(ProblemKind::BadText(name.into(), bad), || path_to!["legacy_namespace"]);
    }
    let legacy_namespace = scenario.legacy_namespace.as_deref().and_then(|it| ground.names.find(it, &ground.domain));
    let links = links::links(scenario.links, &ground, &mut report);
    let server_sites = servers::sites(&written_servers, &ground, &mut report);
    let pools = servers::pools(&mut written_balancers, &ground, &mut report);
    let balancer_sites = servers::balancer_sites(&written_balancers, &pools, &server_sites, &ground, &mut report);
    let client_sites = clients::sites(&written_clients, &ground, &mut report);
    let addresses = address::addresses(
        &address::Sources {
            servers: &written_servers,
            server_sites: &server_sites,
            balancers: &written_balancers,
            balancer_sites: &balancer_sites,
            clients: &written_clients,
            client_sites: &client_sites,
        },
        &ground,
        &mut report,
    );
    let mut arenas = servers::Arenas {
        settings: Vec::with_capacity(written_servers.len() * 2),
        certificates: Vec::with_capacity(written_servers.len()),
    };
    let updates = members::updates(&scenario.from_start, &scenario.changes);
    let absent = members::absent(&scenario.from_start, &scenario.changes, &ground);
    let world_servers = servers::servers(
        written_servers,
        &absent,
        (&server_sites, &addresses.servers, date, &assumptions),
        &mut arenas,
        &ground,
        &mut report,
    );
    let mut ports = Vec::with_capacity(written_balancers.len());
    let mut offloads = Vec::with_capacity(written_balancers.len());
    let balancers = servers::balancers(
        written_balancers,
        &balancer_sites,
        &addresses.balancers,
        &assumptions,
        &ground,
        (&mut ports, &mut offloads, &mut arenas.certificates),
        &mut report,
    );
    let databases = stores::databases(written_databases, &world_servers, &ground, &mut report);
    let netbios = text(scenario.netbios_domain, &mut report, "netbios_domain");
    let accounts =
        identity::Accounts::new(&written_mailboxes, &ground.mailboxes.names, (&ground.domain, netbios), &assumptions);
    let auth_policies = policies::policies(written_policies, (&world_servers, &updates), &ground, &mut report);
    let default_auth_policy = scenario.default_authentication_policy.as_deref().and_then(|name| {
        let found = look_up(&ground.policies, &mut report, name, || path_to!["default_authentication_policy"]);
        found.map(AuthPolicyId::at)
    });
    let users = stores::users(written_mailboxes, &accounts, &ground, &mut report);
    let places = clients::Places {
        sites: &client_sites,
        addresses: &addresses.clients,
        sources: &addresses.client_sources,
        until,
        clock,
    };
    let passwords = written_clients.iter().map(scenario::Client::password).collect();
    let clients = clients::clients(written_clients, &places, &accounts, &ground, &mut report);
    let registered =
        names::Registered::new(&scenario.dns, &world_servers, &balancers, &addresses, &ground, &mut report);
    let registry = names::Registry::build(scenario.dns, &world_servers, &balancers, &registered, &ground, &mut report);
    let tables = WorldTables {
        title,
        question,
        seed,
        legacy_namespace,
        date,
        has_clock: clock.start.is_some(),
        time_zone,
        until: SimTime::ZERO + until,
        event_limit,
        sites: Vec::new(),
        links,
        servers: world_servers,
        certificates: arenas.certificates,
        settings: arenas.settings,
        balancers: balancers.into_iter().map(|it| it.0).collect(),
        pools,
        ports,
        offloads,
        names: registry.names,
        views: registry.views,
        answers: registry.answers,
        hosts: Vec::new(),
        databases,
        users,
        auth_policies,
        default_auth_policy,
        groups: groups::of(&ground.clients, ClientId::at),
        mailbox_groups: groups::of(&ground.mailboxes, UserId::at),
        clients,
        changed_clients: Vec::new(),
        changes: Vec::new(),
        steps: plan::steps(&unfolded, clock, SimTime::ZERO + until, &mut report),
        refused_lines: Vec::new(),
        expects: Vec::new(),
        client_access: Vec::new(),
        client_access_in_all: crate::world::ByVersion::default(),
    };
    let mut world = World::new(assumptions, tables);
    let known = changes::Known { registered: &registered, accounts: &accounts, passwords, ground: &ground };
    let undo = unfolded.undo();
    let written = changes::Written {
        from_start: scenario.from_start,
        changes: scenario.changes,
        origins,
        refusals,
        undo,
        overlays,
    };
    let changes::Before { done, overlays } = changes::changes(written, &absent, &mut world, known, &mut report);
    world.hosts = addresses.hosts;
    world.expects = clients::expects(scenario.expect.into_iter().zip(unfolded.expects), &world, &ground, &mut report);
    name_all(&mut world, ground, written_sites);
    world.list_client_access();
    let laid = overlays.iter().flatten().flatten().copied();
    let all = done.iter().copied().chain(world.changes.iter().map(|it| it.action)).chain(laid).collect::<Vec<_>>();
    let tables = &mut *world;
    for action in all {
        if let Action::SetClient(client, changed) = action {
            tables.changed_clients[changed.index()].name.clone_from(&tables.clients[client.index()].name);
        }
    }
    changes::begin(&mut world, done);
    (Some(world), overlays, report)
}

/// Moves the names, which were needed for looking up until now, to what they name.
fn name_all(world: &mut World, ground: SymbolTables, sites: Vec<scenario::Site>) {
    world.sites =
        ground.sites.names.into_iter().zip(sites).map(|(name, it)| Site { name, latency: it.latency() }).collect();
    for (it, name) in world.servers.iter_mut().zip(ground.servers.names) {
        it.name = name;
    }
    for (it, name) in world.databases.iter_mut().zip(ground.databases.names) {
        it.name = name;
    }
    for (it, name) in world.users.iter_mut().zip(ground.mailboxes.names) {
        it.name = name;
    }
    for (it, name) in world.clients.iter_mut().zip(ground.clients.names) {
        it.name = name;
    }
    for (it, text) in world.names.iter_mut().zip(ground.names.texts) {
        it.text = text;
    }
}

/// Reports lists that are too long; false if there is one.
fn lists_are_bounded(scenario: &Scenario, report: &mut Report) -> bool {
    let members = |counts: &mut dyn Iterator<Item = Option<u32>>| {
        counts.map(|it| it.map_or(1, |it| it as usize)).fold(0, usize::saturating_add)
    };
    let lengths = [
        ("sites", scenario.sites.len()),
        ("links", scenario.links.len()),
        ("servers", scenario.servers.len()),
        ("load_balancers", scenario.load_balancers.len()),
        ("dns", scenario.dns.len()),
        ("databases", scenario.databases.len()),
        ("mailboxes", members(&mut scenario.mailboxes.iter().map(|it| it.count))),
        ("clients", members(&mut scenario.clients.iter().map(|it| it.count))),
        ("authentication_policies", scenario.authentication_policies.len()),
        ("changes", scenario.changes.len()),
        ("steps", scenario.steps.len()),
        ("from_start", scenario.from_start.len()),
        ("expect", scenario.expect.len()),
    ];
    let mut fine = true;
    for (list, length) in lengths {
        if length > LIST_MAX {
            report.add(ProblemKind::ListTooLong(list, length), || path_to![list]);
            fine = false;
        }
    }
    fine
}

/// A text at the top of the file that must say something where it is written.
fn text(written: Option<CompactString>, report: &mut Report, field: &'static str) -> Option<CompactString> {
    if let Some(bad) = written.as_deref().and_then(judge_text) {
        report.add(ProblemKind::BadText(written.clone().unwrap_or_default().into(), bad), || path_to![field]);
    }
    written
}

/// The DNS suffix.
fn domain(domain: CompactString, report: &mut Report) -> CompactString {
    if let Some(bad) = judge_host(&domain) {
        report.add(ProblemKind::BadText(domain.to_string(), bad), || path_to!["domain"]);
    }
    domain
}

/// Reports times that are none of the run.
fn judge_times(scenario: &mut Scenario, report: &mut Report) {
    let date = scenario.date;
    scenario.each_time(&mut |time, path| {
        if let Err(why) = time.within(date) {
            report.lost_in_time = true;
            let start = date.map(|it| it.to_string()).unwrap_or_default();
            report.add(ProblemKind::NoSuchTime(why, time.to_string(), start), || Path(path()));
        }
    });
}

/// A span of time that must be longer than nothing.
fn positive(span: Micros, field: &'static str, report: &mut Report, path: impl FnOnce() -> Path) -> Micros {
    if span == Micros::ZERO {
        report.add(ProblemKind::ZeroTime(field), path);
    }
    span
}

/// The place of something in pictures.
fn place(written: Option<(u32, u32)>, report: &mut Report, path: impl FnOnce() -> Path) -> Option<(u32, u32)> {
    let (column, row) = written?;
    if column > defaults::PLACE_MAX.0 || row > defaults::PLACE_MAX.1 {
        report.add(ProblemKind::PlaceOutOfRange(column, row), path);
    }
    written
}

/// A count that must be at least 1.
fn counted(count: u32, field: &'static str, report: &mut Report, path: impl FnOnce() -> Path) -> u32 {
    if count == 0 {
        report.add(ProblemKind::ZeroCount(field), path);
    }
    count
}

/// Reports switches for a time or a number of which zero is written.
fn judge_assumptions(written: &scenario::Assumptions, report: &mut Report) {
    macro_rules! judge {
        ($($(#[doc = $doc:literal])+ $zh:literal $name:ident : $type:ident = $default:expr, $rule:ident, $mark:ident;)+)
        => {
            $(judge!(@ $type, $name);)+
        };
        (@ Micros, $name:ident) => {
            positive(written.$name(), stringify!($name), report, || path_to!["assumptions", stringify!($name)]);
        };
        (@ u32, $name:ident) => {
            counted(written.$name(), stringify!($name), report, || path_to!["assumptions", stringify!($name)]);
        };
        (@ $other:ident, $name:ident) => {};
    }
    switches!(judge);
    if let scenario::OfflineResponder::On { every, after } = written.offline_responder() {
        let at = |field: &'static str| path_to!["assumptions", "offline_responder", field];
        positive(every, "every", report, || at("every"));
        counted(after, "after", report, || at("after"));
    }
    let ping = written.http_ping();
    let at = |field: &'static str| path_to!["assumptions", "http_ping", field];
    positive(ping.every(), "every", report, || at("every"));
    positive(ping.timeout(), "timeout", report, || at("timeout"));
    counted(ping.down_after(), "down_after", report, || at("down_after"));
    counted(ping.up_after(), "up_after", report, || at("up_after"));
}
