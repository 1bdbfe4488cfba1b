//! Which organisation do the records of all exports describe?
//!
//! Records are merged by what they are about: servers by their FQDNs, settings by server and protocol, databases by
//! name, mailboxes by what two records of one have in common. Of two that contradict each other the newer is taken, and
//! both are told. What comes out are entries of a scenario, each with what is remarkable about it, and what nobody
//! said.

mod certificates;
mod mailboxes;
mod merged;
pub(crate) mod names;
mod read;
pub(crate) mod remark;
mod servers;
mod services;
pub(crate) mod settings;
mod sites;
mod stores;
#[cfg(test)]
mod tests;
mod unplaced;

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Class, ExportRecord};
use crate::product::KnownBuild;
use crate::scenario::settings::{MailProtocol, ProtocolSettings};
use crate::scenario::{
    Certificate, Component, Database, Link, Mailbox, Server, Service, Setting, Site, StartType, Version, WrittenBuild,
};
use crate::time::Date;
use mailboxes::Mailboxes;
use merged::{Merged, as_list};
use remark::Remark;
use servers::{Directory, ListedServer, named_in};
use services::KnownServices;
use unplaced::Unplaced;

/// An entry of a scenario with what is remarkable about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotedEntry<T> {
    /// The entry.
    pub(crate) entry: T,
    /// What stands above it.
    pub(crate) remarks: Vec<Remark>,
}

/// What nobody said, and of which servers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unsaid {
    /// Whether some of their services run.
    pub(crate) services: Vec<String>,
    /// Which of their components are inactive.
    pub(crate) components: Vec<String>,
    /// Which certificates they have.
    pub(crate) certificates: Vec<String>,
    /// Which rollup they have.
    pub(crate) builds: Vec<String>,
    /// Their settings.
    pub(crate) settings: Vec<(String, MailProtocol)>,
    /// Some of their settings: of a protocol which, and of which servers.
    pub(crate) some_settings: Vec<(MailProtocol, Vec<&'static str>, Vec<String>)>,
    /// How sites are linked.
    pub(crate) links: bool,
    /// In which sites servers stand.
    pub(crate) sites: bool,
    /// Who may use which protocol.
    pub(crate) switches: bool,
    /// Which mailboxes there are.
    pub(crate) mailboxes: bool,
    /// Which databases there are.
    pub(crate) databases: bool,
    /// When the exports were made.
    pub(crate) date: bool,
    /// The same, but that files are dated.
    pub(crate) date_of_files: bool,
    /// Which update a build number stands for: it is told by a list.
    pub(crate) build_list: bool,
    /// Which other servers hold copies of databases that belong to an availability group.
    pub(crate) copies: Vec<String>,
}

/// What was read and serves little or nothing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aside {
    /// Database availability groups, each with the servers that hold copies.
    pub(crate) groups: Vec<(String, Vec<String>)>,
    /// How many databases name the Client Access array of Outlook.
    pub(crate) arrays: u64,
    /// How many virtual directories there are.
    pub(crate) directories: u64,
}

impl Unsaid {
    /// Settings of a server of which no export speaks, beside others of whom the same is not said.
    fn settings_of(&mut self, server: &str, protocol: MailProtocol, missing: Vec<&'static str>) {
        if missing.is_empty() {
            return;
        }
        match self.some_settings.iter_mut().find(|it| (it.0, &it.1) == (protocol, &missing)) {
            Some((.., servers)) => servers.push(server.to_owned()),
            None => self.some_settings.push((protocol, missing, vec![server.to_owned()])),
        }
    }
}

/// A name that clients may use and that no server has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Namespace {
    /// In lower case.
    pub(crate) name: String,
    /// The servers that name it.
    pub(crate) servers: Vec<String>,
}

/// The organisation, as a scenario has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Organisation {
    pub(crate) domain: Option<String>,
    /// The day on which the newest export was made.
    pub(crate) date: Option<Date>,
    pub(crate) sites: Vec<NotedEntry<Site>>,
    pub(crate) links: Vec<NotedEntry<Link>>,
    pub(crate) servers: Vec<NotedEntry<Server>>,
    pub(crate) databases: Vec<NotedEntry<Database>>,
    pub(crate) mailboxes: Vec<NotedEntry<Mailbox>>,
    pub(crate) namespaces: Vec<Namespace>,
    /// What is told with the import.
    pub(crate) remarks: Vec<Remark>,
    pub(crate) unsaid: Unsaid,
    pub(crate) aside: Aside,
}

/// The records that were read so far.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    records: BTreeMap<Class, Vec<ExportRecord>>,
    mailboxes: Mailboxes,
}

impl Gathered {
    /// Nothing yet; these mailboxes will be kept by name, and those that are meant where they are found.
    pub(crate) fn keeping(keep: &[String], meant: &[String]) -> Self {
        Self { mailboxes: Mailboxes::keeping(keep, meant), ..Self::default() }
    }

    /// Takes a record. Of a mailbox is kept what joins it to another record and what it says.
    pub(crate) fn take(&mut self, record: ExportRecord) {
        match record.class {
            Class::Mailbox | Class::CasMailbox => self.mailboxes.take(&record),
            class => self.records.entry(class).or_default().push(record),
        }
    }

    /// The records of a class.
    fn of(&self, class: Class) -> &[ExportRecord] {
        self.records.get(&class).map_or(&[], Vec::as_slice)
    }

    /// The organisation that they describe. It has no servers where nobody says which version any has.
    pub(crate) fn organisation(mut self) -> Organisation {
        self.date_records();
        let mut told = Vec::new();
        let mut unplaced = Unplaced::default();
        let directory = Directory::of(self.of(Class::Server), &mut told);
        let mut unsaid = Unsaid::default();
        let known = Known {
            settings: MailProtocol::ALL.map(|it| {
                let class = match it {
                    MailProtocol::Imap4 => Class::ImapSettings,
                    MailProtocol::Pop3 => Class::PopSettings,
                };
                (it, placed(self.of(class), &directory, &mut unplaced))
            }),
            services: services::services(self.of(Class::Service), &directory, &mut unplaced, &mut told),
            components: services::components(self.of(Class::Component), &directory, &mut unplaced, &mut told),
            certificates: certificates::certificates(self.of(Class::Certificate), &directory, &mut unplaced, &mut told),
        };
        let sites = sites::sites(self.of(Class::Site), &directory);
        let main_site = servers::most_common(directory.servers.iter().filter_map(|it| it.site.as_deref()));
        let main_site = main_site.or_else(|| sites.first().map(|it| it.entry.name.to_string()));
        unsaid.sites = main_site.is_none() && !directory.servers.is_empty();
        let mut servers = Vec::with_capacity(directory.servers.len());
        for (at, it) in directory.servers.iter().enumerate() {
            let site = (it.site.as_deref(), main_site.as_deref());
            servers.push(server((at, it), site, &directory, &known, &mut unsaid, &mut told));
        }
        let beyond = servers.iter().filter(|it| it.remarks.iter().any(|it| matches!(it, Remark::OutOfRange(..))));
        let beyond: Vec<_> = beyond.map(|it| it.entry.name.to_string()).collect();
        if !beyond.is_empty() {
            told.push(Remark::OutOfRangeOn(beyond));
        }
        let lack = servers.iter().filter(|it| it.remarks.iter().any(|it| matches!(it, Remark::NoClearEntry(_))));
        let lack: Vec<String> = lack.map(|it| it.entry.name.to_string()).collect();
        if !lack.is_empty() {
            told.push(Remark::NoClearEntryOn(lack));
        }
        let (links, is_assumed) = sites::links(self.of(Class::SiteLink), &sites, &mut told);
        unsaid.links = is_assumed;
        let mut stores = stores::Stores::of(self.of(Class::Database), &directory, &mut told);
        unsaid.databases = self.of(Class::Database).is_empty() && !directory.servers.is_empty();
        let counted = self.of(Class::MailboxCount);
        let mailboxes = stores::groups(&self.mailboxes, counted, &mut stores, &directory, &mut told);
        unsaid.mailboxes = self.mailboxes.is_empty() && counted.is_empty();
        unsaid.switches = !unsaid.mailboxes && !self.mailboxes.is_switch_known;
        self.mailboxes.tell(&mut told);
        self.failures(&mut told);
        // A list of front ends says nothing that a list of servers does not, but for those that it lacks.
        for it in self.of(Class::FrontEnd) {
            unplaced.server(it, &directory);
        }
        unplaced.tell(&mut told);
        let said = self.date_said();
        let date = said.or_else(|| self.date_of_files());
        unsaid.date = date.is_none();
        unsaid.date_of_files = said.is_none() && date.is_some();
        unsaid.copies.clone_from(&stores.copies_unsaid);
        let names_array = |it: &&ExportRecord| it.text("RpcClientAccessServer").is_some_and(|it| !it.trim().is_empty());
        let aside = Aside {
            groups: stores.groups(),
            arrays: self.of(Class::Database).iter().filter(names_array).count() as u64,
            directories: self.of(Class::VirtualDirectory).len() as u64,
        };
        let namespaces = self.namespaces(&servers, &directory);
        told.sort_by_key(order);
        Organisation {
            domain: directory.domain.clone().filter(|it| it != crate::scenario::defaults::DOMAIN),
            date,
            sites,
            links,
            databases: stores.sorted(),
            servers,
            mailboxes,
            namespaces,
            remarks: told,
            unsaid,
            aside,
        }
    }

    /// Dates the records as the manifest beside their file does: files are dated anew where they are copied.
    fn date_records(&mut self) {
        let of = |it: &ExportRecord| Some((names::beside(&it.origin.file, it.text("Name")?).to_lowercase(), made(it)?));
        let said: BTreeMap<String, i64> = self.of(Class::Manifest).iter().filter_map(of).collect();
        if said.is_empty() {
            return;
        }
        for it in self.records.values_mut().flatten() {
            if let Some(made) = said.get(&it.origin.file.to_lowercase()) {
                it.origin.made = Some(*made);
            }
        }
    }

    /// The day of the newest export, as the script says it.
    fn date_said(&self) -> Option<Date> {
        self.of(Class::Manifest).iter().filter_map(made).filter_map(day).max()
    }

    /// The same as the files are dated.
    fn date_of_files(&self) -> Option<Date> {
        self.records.values().flatten().filter_map(|it| it.origin.made).filter_map(day).max()
    }

    /// What the script that exported could not read.
    fn failures(&self, told: &mut Vec<Remark>) {
        for it in self.of(Class::Manifest) {
            let errors = it.get("Errors").map(as_list);
            if let Some(merged::Use::As(errors)) = errors {
                let part = it.text("Name").unwrap_or_default();
                told.extend(errors.into_iter().map(|error| Remark::ExportFailed(names::clean(part), error)));
            }
        }
    }

    /// The names that settings, certificates' names and virtual directories use and no server has.
    fn namespaces(&self, servers: &[NotedEntry<Server>], directory: &Directory) -> Vec<Namespace> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut add = |host: &str, server: &str| {
            let host = host.to_lowercase();
            let is_address = host.parse::<std::net::Ipv4Addr>().is_ok();
            if host.contains('.') && !host.starts_with('*') && !is_address && directory.one(&host).is_none() {
                all.entry(host).or_default().insert(server.to_owned());
            }
        };
        for it in servers {
            for settings in [&it.entry.imap4, &it.entry.pop3].into_iter().flatten() {
                settings.X509CertificateName.iter().for_each(|host| add(host, &it.entry.name));
                let internal = settings.InternalConnectionSettings.iter().flatten();
                let external = settings.ExternalConnectionSettings.iter().flatten();
                internal.chain(external).for_each(|setting| add(&setting.host, &it.entry.name));
            }
        }
        for it in self.of(Class::VirtualDirectory) {
            let Some(at) = named_in(it, directory).and_then(|it| directory.one(&it)) else { continue };
            for property in ["InternalUrl", "ExternalUrl"] {
                if let Some(host) = it.text(property).and_then(names::host_of_url) {
                    add(&host, &directory.servers[at].name);
                }
            }
        }
        let namespace = |(name, servers): (_, BTreeSet<_>)| Namespace { name, servers: servers.into_iter().collect() };
        all.into_iter().map(namespace).collect()
    }
}

/// When the part of an export was made of which a manifest speaks, in seconds since 1970.
fn made(manifest: &ExportRecord) -> Option<i64> {
    let (day, clock) = manifest.text("Made")?.trim().split_once('T')?;
    let date = Date::parse(&format!("{day} {}", clock.trim_end_matches('Z'))).ok()?;
    i64::try_from(date.0).ok()
}

/// The day of a moment. A scenario has days of some decades; a clock that was never set is in none of them.
fn day(seconds: i64) -> Option<Date> {
    const DAY: i64 = 86_400;
    let day = Date(u64::try_from(seconds - seconds.rem_euclid(DAY)).ok()?);
    Date::parse(&day.to_string()).is_ok().then_some(day)
}

/// What is told first: what was left out, then what contradicts itself, then the rest, in the order in which it came.
const fn order(remark: &Remark) -> u8 {
    match remark {
        Remark::ExportFailed(..) => 0,
        Remark::ServersLeftOut(..) | Remark::ServersNotListed(_) | Remark::NoServer(..) | Remark::SameName(_) => 1,
        Remark::NoDatabasesOf(_)
        | Remark::DatabaseNotListed(..)
        | Remark::DatabasesLeftOut(_)
        | Remark::CopiesNotSaid(_) => 2,
        Remark::Contradiction(_) => 3,
        Remark::NotUnderstood { .. } => 4,
        _ => 5,
    }
}

/// Records by the server of which they speak.
fn placed<'a>(
    records: &'a [ExportRecord],
    directory: &Directory,
    unplaced: &mut Unplaced,
) -> BTreeMap<usize, Merged<'a>> {
    Merged::by(records, |it| unplaced.server(it, directory))
}

/// What is known of the servers, by their places in the directory.
struct Known<'a> {
    settings: [(MailProtocol, BTreeMap<usize, Merged<'a>>); 2],
    services: KnownServices,
    components: BTreeMap<usize, Vec<crate::scenario::ComponentState>>,
    certificates: BTreeMap<usize, Vec<Certificate>>,
}

/// The entry of a server.
fn server(
    (at, it): (usize, &ListedServer),
    (site, main_site): (Option<&str>, Option<&str>),
    directory: &Directory,
    known: &Known<'_>,
    unsaid: &mut Unsaid,
    told: &mut Vec<Remark>,
) -> NotedEntry<Server> {
    let mut remarks = it.remarks.clone();
    let mut origins = it.origins.clone();
    if let (None, Some(main)) = (site, main_site) {
        remarks.push(Remark::SiteAssumed(it.name.clone(), main.to_owned()));
        told.push(Remark::SiteAssumed(it.name.clone(), main.to_owned()));
    }
    let mut entry = bare(it);
    entry.site = site.or(main_site).map(Into::into);
    let roles = it.roles();
    entry.roles = if roles == entry.roles() { Vec::new() } else { roles };
    let own_domain = directory.domain.as_deref().unwrap_or(crate::scenario::defaults::DOMAIN);
    let usual = crate::scenario::full_name(&it.name, None, own_domain);
    entry.fqdn = (usual != it.fqdn).then(|| it.fqdn.as_str().into());
    match it.displayed.build() {
        KnownBuild::Whole(build) => {
            unsaid.build_list = true;
            entry.build = WrittenBuild::named(&it.version.build_word(build));
        }
        KnownBuild::ServicePack(pack) => {
            unsaid.builds.push(it.name.clone());
            remarks.push(Remark::RollupUnknown(pack));
        }
        KnownBuild::Nothing => {
            unsaid.builds.push(it.name.clone());
            remarks.push(Remark::BuildUnknown(it.displayed.to_string()));
        }
    }
    for (protocol, of) in &known.settings {
        let settings = match of.get(&at) {
            Some(records) if it.has_client_access || it.version.has_back_end() => {
                origins.extend(records.origins());
                let mut missing = Vec::new();
                let written = settings::written(it, *protocol, records, (told, &mut remarks), &mut missing);
                unsaid.settings_of(&it.name, *protocol, missing);
                if settings::lacks_clear_entry(it, *protocol, &written) {
                    remarks.push(Remark::NoClearEntry(*protocol));
                }
                written
            }
            None if it.has_client_access => {
                unsaid.settings.push((it.name.clone(), *protocol));
                remarks.push(Remark::NoSettings(it.name.clone(), *protocol));
                told.push(Remark::NoSettings(it.name.clone(), *protocol));
                ProtocolSettings::default()
            }
            Some(_) | None => ProtocolSettings::default(),
        };
        let settings = (settings != ProtocolSettings::default()).then_some(settings);
        match protocol {
            MailProtocol::Imap4 => entry.imap4 = settings,
            MailProtocol::Pop3 => entry.pop3 = settings,
        }
    }
    running((at, it), &known.services, &mut entry, &mut remarks, unsaid);
    components((at, it), known, &mut entry, &mut remarks, unsaid);
    certificates((at, it), known, &mut entry, &mut remarks, unsaid);
    origins.sort();
    origins.dedup();
    remarks.insert(0, Remark::From(origins));
    // What is remarkable stands at the entry and is told too.
    told.extend(remarks.iter().filter(|it| is_told(it)).cloned());
    NotedEntry { entry, remarks }
}

/// Whether what stands at an entry is told with the import, too.
const fn is_told(remark: &Remark) -> bool {
    matches!(remark, Remark::Ipv6(..) | Remark::TextLeftOut(..) | Remark::NoListener(..))
}

/// A server of which nothing is said but its name and its version.
fn bare(it: &ListedServer) -> Server {
    Server {
        name: it.name.as_str().into(),
        version: it.version,
        site: None,
        roles: Vec::new(),
        running: Vec::new(),
        hung: Vec::new(),
        stopped: Vec::new(),
        IsOutOfService: None,
        automatic: Vec::new(),
        disabled: Vec::new(),
        off: None,
        store_sessions_per_user: None,
        defects: Vec::new(),
        components: Vec::new(),
        imap4: None,
        pop3: None,
        certificates: Vec::new(),
        windows: None,
        build: None,
        tls: None,
        fqdn: None,
        address: None,
        more_addresses: Vec::new(),
        place: None,
    }
}

/// Which services run and how they start. One of which nothing is said is taken to run: that is what an import is for,
/// and it is told.
fn running(
    (at, it): (usize, &ListedServer),
    known: &KnownServices,
    entry: &mut Server,
    remarks: &mut Vec<Remark>,
    unsaid: &mut Unsaid,
) {
    let mut assumed = Vec::new();
    for service in Service::ALL.into_iter().filter(|service| services::has(it, *service)) {
        let is = known.get(&(at, service)).copied().unwrap_or_default();
        let runs_unlisted = service == Service::W3SVC;
        match is.runs {
            Some(true) if !runs_unlisted => entry.running.push(service),
            Some(false) if runs_unlisted => entry.stopped.push(service),
            None if !runs_unlisted && is.starts != Some(StartType::Disabled) => {
                entry.running.push(service);
                assumed.push(service);
            }
            Some(_) | None => {}
        }
        match is.starts {
            Some(StartType::Automatic) if !runs_unlisted => entry.automatic.push(service),
            Some(StartType::Disabled) => entry.disabled.push(service),
            Some(StartType::Automatic | StartType::Manual) | None => {}
        }
    }
    if !assumed.is_empty() {
        unsaid.services.push(it.name.clone());
        remarks.push(Remark::RunningAssumed(assumed));
    }
}

/// Which components are inactive.
fn components(
    (at, it): (usize, &ListedServer),
    known: &Known<'_>,
    entry: &mut Server,
    remarks: &mut Vec<Remark>,
    unsaid: &mut Unsaid,
) {
    if !it.version.product().components {
        return;
    }
    let Some(of) = known.components.get(&at) else {
        unsaid.components.push(it.name.clone());
        return;
    };
    entry.components.clone_from(of);
    if of.is_empty() {
        return;
    }
    // Where the whole server is held, each component shows so; whether one is held of itself nobody can tell.
    if of.iter().any(|it| it.component == Component::ServerWideOffline) && of.len() > 1 {
        entry.components.retain(|it| it.component == Component::ServerWideOffline);
        remarks.push(Remark::OfflineAsWhole);
    }
    remarks.push(Remark::RequesterAssumed);
}

/// Which certificates there are. Where nothing is said, one is taken to be there for the name that the settings want.
fn certificates(
    (at, it): (usize, &ListedServer),
    known: &Known<'_>,
    entry: &mut Server,
    remarks: &mut Vec<Remark>,
    unsaid: &mut Unsaid,
) {
    if let Some(of) = known.certificates.get(&at) {
        entry.certificates.clone_from(of);
        return;
    }
    unsaid.certificates.push(it.name.clone());
    let wanted = MailProtocol::ALL.map(|protocol| {
        let settings = match protocol {
            MailProtocol::Imap4 => entry.imap4.as_ref(),
            MailProtocol::Pop3 => entry.pop3.as_ref(),
        };
        settings.and_then(|it| it.X509CertificateName.clone())
    });
    let own = [it.fqdn.clone(), names::label(&it.fqdn), it.name.to_lowercase()];
    let mut wanted: Vec<String> = wanted.into_iter().flatten().map(|it| it.to_lowercase().into()).collect();
    wanted.retain(|it| !own.contains(it) && !it.starts_with('*'));
    wanted.sort();
    wanted.dedup();
    for name in &wanted {
        remarks.push(Remark::CertificateAssumed(name.clone()));
        entry.certificates.push(Certificate::named(None, vec![name.as_str().into()]));
    }
    if !wanted.is_empty() {
        // The one that the product installs is there beside it.
        let names = vec![it.fqdn.as_str().into(), it.name.to_lowercase().into()];
        entry.certificates.push(Certificate { trusted: Some(false), ..Certificate::named(None, names) });
        entry.certificates.sort_by(|one, other| one.subject_names.cmp(&other.subject_names));
    }
}

/// The greetings that versions install.
pub(crate) fn banners() -> Vec<String> {
    let of = |protocol| match Setting::Banner.default(Version::NEWEST, protocol, "") {
        crate::scenario::settings::Value::Text(it) => it.into(),
        _ => String::new(),
    };
    MailProtocol::ALL.map(of).to_vec()
}
