//! Which databases are there, on which servers, and which groups of mailboxes are in each?

use std::collections::{BTreeMap, BTreeSet};

use compact_str::{CompactString, format_compact};

use super::mailboxes::{KeptMailbox, KnownMailbox, Mailboxes};
use super::merged::{Merged, as_list};
use super::remark::{Remark, What};
use super::servers::{Directory, Found};
use super::{NotedEntry, names};
use crate::import::record::ExportRecord;
use crate::scenario::{Database, Mailbox, Version};

/// The databases of the organisation, and by what they are found.
#[derive(Debug, Default)]
pub(super) struct Stores {
    pub(super) databases: Vec<NotedEntry<Database>>,
    /// By the name that the exports use, in lower case; of several of one name each with its server.
    by_name: BTreeMap<String, Vec<(Option<usize>, usize)>>,
    /// Names of those that are left out, in lower case.
    left_out: BTreeSet<String>,
    /// Names that are taken, in lower case.
    taken: BTreeSet<String>,
    /// Database availability groups with the servers that hold copies.
    groups: BTreeMap<String, BTreeSet<String>>,
    /// Databases of such a group of whose other copies nothing is said.
    pub(super) copies_unsaid: Vec<String>,
}

impl Stores {
    /// Reads the databases.
    pub(super) fn of(records: &[ExportRecord], directory: &Directory, told: &mut Vec<Remark>) -> Self {
        let name = |it: &ExportRecord| {
            let name = it.text("Name").map(str::to_owned).or_else(|| it.text("Identity").map(names::database))?;
            Some(names::clean(&name)).filter(|it| !it.is_empty())
        };
        // On 2007 a name is one server's own: several servers of one file have a "Mailbox Database" each.
        let mut holders: BTreeMap<(String, &str), BTreeSet<Option<usize>>> = BTreeMap::new();
        let server = |it: &ExportRecord| {
            let named = ["Server", "ServerName", "MountedOnServer"].into_iter().find_map(|property| it.text(property));
            named.and_then(|it| directory.one(it))
        };
        for it in records {
            if let Some(name) = name(it) {
                holders.entry((name.to_lowercase(), &it.origin.file)).or_default().insert(server(it));
            }
        }
        let shared: BTreeSet<String> = holders.into_iter().filter(|it| it.1.len() > 1).map(|it| it.0.0).collect();
        let merged = Merged::by(records, |it| {
            let folded = name(it)?.to_lowercase();
            let of = if shared.contains(&folded) { server(it) } else { None };
            Some((folded, of))
        });
        let mut all = Self::default();
        let (mut recovery, mut elsewhere, mut dismounted) = (Vec::new(), Vec::new(), Vec::new());
        for ((folded, _), it) in merged {
            let written = name(it.first()).unwrap_or_else(|| folded.clone());
            let whose = What::Database(written.clone());
            if it.switch(&whose, "Recovery", told) == Some(true) {
                recovery.push(written);
                all.left_out.insert(folded);
                continue;
            }
            let Some((on, active)) = copies(&whose, &it, directory, told) else {
                elsewhere.push(written);
                all.left_out.insert(folded);
                continue;
            };
            if it.switch(&whose, "Mounted", told) == Some(false) {
                dismounted.push(written.clone());
            }
            if let Some(group) = group(&whose, &it, directory, told) {
                let names = on.iter().map(|it| directory.servers[*it].name.clone());
                all.groups.entry(group).or_default().extend(names);
                let are_said = COPIES.iter().any(|property| it.says(property));
                if !are_said {
                    all.copies_unsaid.push(written.clone());
                }
            }
            let is_shared = shared.contains(&folded);
            let servers = |it: usize| directory.servers[it].name.clone();
            let called = if is_shared { format!("{written} ({})", servers(active)) } else { written };
            let mut remarks = vec![Remark::From(it.origins())];
            if let Some(raw) = it.first().text("Name").filter(|it| names::clean(it) != it.trim()) {
                remarks.push(Remark::Renamed(raw.to_owned(), called.clone()));
            }
            let entry = Database {
                name: called.into(),
                active: (on[0] != active).then(|| servers(active).into()),
                on: on.into_iter().map(|it| servers(it).into()).collect(),
            };
            all.add(folded, is_shared.then_some(active), NotedEntry { entry, remarks });
        }
        for (found, remark) in [
            (recovery, Remark::Recovery as fn(_) -> _),
            (elsewhere, Remark::DatabasesLeftOut),
            (dismounted, Remark::Dismounted),
        ] {
            if !found.is_empty() {
                told.push(remark(found));
            }
        }
        if !all.copies_unsaid.is_empty() {
            told.push(Remark::CopiesNotSaid(all.copies_unsaid.clone()));
        }
        let without: Vec<Version> = Version::ALL
            .into_iter()
            .filter(|version| {
                let of = |it: &&super::servers::ListedServer| it.version == *version && it.has_mailbox;
                let names: Vec<_> = directory.servers.iter().filter(of).map(|it| it.name.as_str()).collect();
                let holds = |it: &NotedEntry<Database>| it.entry.on.iter().any(|it| names.contains(&it.as_str()));
                !records.is_empty() && !names.is_empty() && !all.databases.iter().any(holds)
            })
            .collect();
        if !without.is_empty() {
            told.push(Remark::NoDatabasesOf(without));
        }
        all
    }

    fn add(&mut self, folded: String, of: Option<usize>, mut database: NotedEntry<Database>) -> usize {
        let mut number = 1;
        let wanted = database.entry.name.clone();
        while !self.taken.insert(database.entry.name.to_lowercase().into()) {
            number += 1;
            database.entry.name = format_compact!("{wanted} {number}");
        }
        self.databases.push(database);
        let at = self.databases.len() - 1;
        self.by_name.entry(folded).or_default().push((of, at));
        at
    }

    /// The database that a mailbox names.
    fn find(&self, name: &str, server: Option<usize>) -> Option<usize> {
        match self.by_name.get(&name.to_lowercase())?.as_slice() {
            [(_, only)] => Some(*only),
            several => several.iter().find(|it| it.0 == server && server.is_some()).map(|it| it.1),
        }
    }

    /// The database availability groups, by name.
    pub(super) fn groups(&self) -> Vec<(String, Vec<String>)> {
        self.groups.iter().map(|(name, servers)| (name.clone(), servers.iter().cloned().collect())).collect()
    }

    /// Sorts the databases by name. Nothing is looked up after that.
    pub(super) fn sorted(mut self) -> Vec<NotedEntry<Database>> {
        self.databases.sort_by_cached_key(|it| it.entry.name.to_lowercase());
        self.databases
    }
}

/// The properties that say which servers hold copies.
const COPIES: [&str; 2] = ["ActivationPreference", "Servers"];

/// The database availability group to which a database belongs. Where there is none, the property names a server.
fn group(whose: &What, records: &Merged<'_>, directory: &Directory, told: &mut Vec<Remark>) -> Option<String> {
    let master = records.text(whose, "MasterServerOrAvailabilityGroup", told)?;
    let name = names::clean(&names::server(&master));
    (matches!(directory.find(&master), Found::Nobody) && !name.is_empty()).then_some(name)
}

/// The servers that hold a copy, that of the first preference first, and the one with the active copy. Nothing where
/// none of them is in the organisation.
fn copies(
    whose: &What,
    records: &Merged<'_>,
    directory: &Directory,
    told: &mut Vec<Remark>,
) -> Option<(Vec<usize>, usize)> {
    let mut on: Vec<usize> = Vec::new();
    let mut add = |name: &str| {
        if let Some(at) = directory.one(name)
            && !on.contains(&at)
        {
            on.push(at);
        }
    };
    // `[EX10A, 1]`, or the two halves of it in two elements.
    let preferences = records.get(whose, "ActivationPreference", as_list, told).unwrap_or_default();
    let mut preferences: Vec<(u32, String)> = preferences
        .join(",")
        .split(']')
        .filter_map(|it| {
            let (name, number) = it.trim_start_matches([',', ' ', '[']).rsplit_once(',')?;
            Some((number.trim().parse().ok()?, name.trim().to_owned()))
        })
        .collect();
    preferences.sort();
    for (_, name) in &preferences {
        add(name);
    }
    let servers = records.get(whose, "Servers", as_list, told).unwrap_or_default();
    for name in &servers {
        add(name);
    }
    // The server on which it is mounted is known only where the status was asked for.
    let holders = ["MountedOnServer", "Server", "ServerName", "MasterServerOrAvailabilityGroup"];
    let active = holders.into_iter().find_map(|property| {
        let name = records.text(whose, property, told)?;
        directory.one(&name)
    });
    let active = active.or_else(|| on.first().copied())?;
    if !on.contains(&active) {
        on.insert(0, active);
    }
    Some((on, active))
}

/// What mailboxes of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    database: usize,
    pop_enabled: bool,
    imap_enabled: bool,
}

/// The mailboxes as groups by database and by what differs, and single ones where somebody is kept by name. Whether
/// anything was assumed about who may use which protocol.
pub(super) fn groups(
    mailboxes: &Mailboxes,
    counted: &[ExportRecord],
    stores: &mut Stores,
    directory: &Directory,
    told: &mut Vec<Remark>,
) -> Vec<NotedEntry<Mailbox>> {
    let mut groups: BTreeMap<Alike, u64> = BTreeMap::new();
    let mut single: Vec<(Alike, &KeptMailbox)> = Vec::new();
    let mut missing: BTreeMap<String, u64> = BTreeMap::new();
    let (mut not_placed, mut by_server) = (0, 0);
    let on_server = of_servers(stores, directory);
    for it in &mailboxes.all {
        let server = it.server.and_then(|it| directory.one(mailboxes.text(it)));
        let database = match it.database {
            Some(named) => place(mailboxes.text(named), server, stores, directory, &mut missing),
            None => {
                let only = server.and_then(|it| on_server.get(&it)).and_then(|it| *it);
                by_server += u64::from(only.is_some());
                not_placed += u64::from(only.is_none());
                only
            }
        };
        let Some(database) = database else { continue };
        let alike = alike(database, it);
        match it.kept {
            Some(kept) => single.push((alike, &mailboxes.kept[kept as usize])),
            None => *groups.entry(alike).or_default() += 1,
        }
    }
    count(counted, stores, directory, &mut groups, &single, &mut missing, told);
    // Of several files that only count, that with the most is taken: each may be a part.
    let mut most: BTreeMap<usize, u64> = BTreeMap::new();
    for ((database, server), files) in &mailboxes.nameless {
        let server = server.and_then(|it| directory.one(mailboxes.text(it)));
        let number = files.values().copied().max().unwrap_or_default();
        match place(mailboxes.text(*database), server, stores, directory, &mut missing) {
            Some(at) => *most.entry(at).or_default() += number,
            // One was counted where it was not found.
            None => *missing.entry(lost(mailboxes.text(*database))).or_default() += number - 1,
        }
    }
    for (database, number) in most {
        let listed = groups.iter().filter(|it| it.0.database == database).map(|it| *it.1).sum::<u64>();
        let listed = listed + single.iter().filter(|it| it.0.database == database).count() as u64;
        if listed == 0 {
            groups.insert(Alike { database, pop_enabled: true, imap_enabled: true }, number);
        } else if listed < number {
            told.push(Remark::CountDiffers(stores.databases[database].entry.name.to_string(), listed, number));
        }
    }
    told.extend(missing.into_iter().map(|(name, count)| Remark::DatabaseNotListed(name, count)));
    for (count, remark) in [(not_placed, Remark::MailboxesNotPlaced as fn(_) -> _), (by_server, Remark::PlacedByServer)]
    {
        if count > 0 {
            told.push(remark(count));
        }
    }
    written(groups, single, stores)
}

fn alike(database: usize, it: &KnownMailbox) -> Alike {
    Alike { database, pop_enabled: it.pop_enabled.unwrap_or(true), imap_enabled: it.imap_enabled.unwrap_or(true) }
}

/// The only database of each server; nothing of a server with several.
fn of_servers(stores: &Stores, directory: &Directory) -> BTreeMap<usize, Option<usize>> {
    let mut all = BTreeMap::new();
    for (at, it) in stores.databases.iter().enumerate() {
        let active = it.entry.active.as_ref().unwrap_or(&it.entry.on[0]);
        if let Some(server) = directory.servers.iter().position(|it| it.name == *active) {
            all.entry(server).and_modify(|it| *it = None).or_insert(Some(at));
        }
    }
    all
}

/// The database of this name. One that no list has stands on the server that the mailbox names.
fn place(
    named: &str,
    server: Option<usize>,
    stores: &mut Stores,
    directory: &Directory,
    missing: &mut BTreeMap<String, u64>,
) -> Option<usize> {
    let whole = names::clean(named);
    let name =
        if stores.by_name.contains_key(&whole.to_lowercase()) { whole } else { names::clean(&names::database(named)) };
    let server = server.or_else(|| if named.contains('\\') { directory.one(named) } else { None });
    if let Some(at) = stores.find(&name, server) {
        return Some(at);
    }
    let folded = name.to_lowercase();
    let Some(server) = server.filter(|_| !stores.left_out.contains(&folded) && !name.is_empty()) else {
        *missing.entry(name).or_default() += 1;
        return None;
    };
    let entry = Database { name: name.into(), on: vec![directory.servers[server].name.as_str().into()], active: None };
    Some(stores.add(folded, None, NotedEntry { entry, remarks: vec![Remark::DatabaseFromMailboxes] }))
}

/// What a database is called that was not found.
fn lost(named: &str) -> String {
    names::clean(&names::database(named))
}

/// Adds the mailboxes that were only counted.
fn count(
    counted: &[ExportRecord],
    stores: &Stores,
    directory: &Directory,
    groups: &mut BTreeMap<Alike, u64>,
    single: &[(Alike, &KeptMailbox)],
    missing: &mut BTreeMap<String, u64>,
    told: &mut Vec<Remark>,
) {
    let merged = Merged::by(counted, |it| it.text("Name").map(str::to_lowercase));
    for (_, it) in merged {
        let named = it.first().text("Name").unwrap_or_default();
        let whole = names::clean(named);
        let is_whole = stores.by_name.contains_key(&whole.to_lowercase());
        let name = if is_whole { whole } else { names::clean(&names::database(named)) };
        let whose = What::Database(name.clone());
        let number = it.text(&whose, "Count", told).and_then(|it| it.parse::<u64>().ok());
        let Some(number) = number else { continue };
        let server = if named.contains('\\') { directory.one(named) } else { None };
        let Some(database) = stores.find(&name, server) else {
            *missing.entry(name).or_default() += number;
            continue;
        };
        let of = |it: &Alike| it.database == database;
        let listed = groups.iter().filter(|it| of(it.0)).map(|it| *it.1).sum::<u64>();
        let listed = listed + single.iter().filter(|it| of(&it.0)).count() as u64;
        if listed == 0 {
            groups.insert(Alike { database, pop_enabled: true, imap_enabled: true }, number);
        } else if listed != number {
            told.push(Remark::CountDiffers(name, listed, number));
        }
    }
}

/// The entries, by database.
fn written(
    groups: BTreeMap<Alike, u64>,
    single: Vec<(Alike, &KeptMailbox)>,
    stores: &Stores,
) -> Vec<NotedEntry<Mailbox>> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut free = |wanted: String| {
        let (mut name, mut number) = (wanted.clone(), 1);
        while !taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{wanted}-{number}");
        }
        name
    };
    let mut all: Vec<(CompactString, u8, NotedEntry<Mailbox>)> = Vec::new();
    for (alike, kept) in single {
        let database = &stores.databases[alike.database].entry.name;
        let called = kept.account.clone().unwrap_or_else(|| kept.asked.clone());
        let called = names::clean(called.split('@').next().unwrap_or(&called));
        let mut it = mailbox(free(called), database, alike, None);
        it.PrimarySmtpAddress = kept.smtp.as_deref().map(|it| names::clean(it).into());
        it.UserPrincipalName = kept.upn.as_deref().map(|it| names::clean(it).into());
        all.push((database.to_lowercase(), 0, NotedEntry { entry: it, remarks: Vec::new() }));
    }
    // Those for whom nothing is switched off come first.
    for (alike, count) in groups.into_iter().rev().filter(|it| it.1 > 0) {
        let database = &stores.databases[alike.database].entry.name;
        let without = match (alike.pop_enabled, alike.imap_enabled) {
            (true, true) => "",
            (false, true) => "-no-pop3",
            (true, false) => "-no-imap4",
            (false, false) => "-neither",
        };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let it = mailbox(free(format!("{}{without}", slug(database))), database, alike, Some(count));
        all.push((database.to_lowercase(), 1, NotedEntry { entry: it, remarks: Vec::new() }));
    }
    all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    all.into_iter().map(|it| it.2).collect()
}

fn mailbox(name: String, database: &str, alike: Alike, count: Option<u32>) -> Mailbox {
    Mailbox {
        name: name.into(),
        count: count.filter(|it| *it > 1),
        database: database.into(),
        SamAccountName: None,
        Alias: None,
        UserPrincipalName: None,
        FullAccess: Vec::new(),
        password_needs_quotes: None,
        PopEnabled: (!alike.pop_enabled).then_some(false),
        ImapEnabled: (!alike.imap_enabled).then_some(false),
        PrimarySmtpAddress: None,
        authentication_policy: None,
    }
}

/// A name that a log-on can use, of the name of a database.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    format!("in-{}", if slug.is_empty() { "database" } else { slug })
}
