//! Which servers are there, of which version, with which roles, and where?

use std::collections::BTreeMap;

use super::merged::{Merged, Use, as_text};
use super::names;
use super::remark::{LeftOutBecause, Remark, What};
use crate::import::record::{Class, ExportRecord, ExportValue, Origin};
use crate::product::Displayed;
use crate::scenario::{Role, Version};

/// A server of the organisation.
#[derive(Clone, Debug)]
pub(super) struct ListedServer {
    /// Its name in the scenario.
    pub(super) name: String,
    /// In lower case.
    pub(super) fqdn: String,
    pub(super) displayed: Displayed,
    pub(super) version: Version,
    pub(super) site: Option<String>,
    /// Whether it has the Client Access role, and whether it has the Mailbox role.
    pub(super) has_client_access: bool,
    pub(super) has_mailbox: bool,
    /// Where it was read.
    pub(super) origins: Vec<Origin>,
    /// What is remarkable about it.
    pub(super) remarks: Vec<Remark>,
}

impl ListedServer {
    /// Its roles, as a scenario has them.
    pub(super) fn roles(&self) -> Vec<Role> {
        let client_access = self.has_client_access.then_some(Role::ClientAccess);
        client_access.into_iter().chain(self.has_mailbox.then_some(Role::Mailbox)).collect()
    }
}

/// All servers, sorted by name, and by what they are found.
#[derive(Debug, Default)]
pub(super) struct Directory {
    pub(super) servers: Vec<ListedServer>,
    by_label: BTreeMap<String, Vec<usize>>,
    by_fqdn: BTreeMap<String, usize>,
    /// Names of those that are left out.
    left_out: Vec<String>,
    /// The domain in which most of them are.
    pub(super) domain: Option<String>,
}

/// Which server a text names.
pub(super) enum Found {
    /// This one.
    One(usize),
    /// One that is left out, which was told.
    LeftOut,
    /// None.
    Nobody,
}

impl Directory {
    /// The server that a text names.
    pub(super) fn find(&self, text: &str) -> Found {
        let name = names::server(text);
        let folded = name.to_lowercase();
        if let Some(&at) = self.by_fqdn.get(&folded) {
            return Found::One(at);
        }
        let label = names::label(&name);
        match self.by_label.get(&label).map(Vec::as_slice) {
            // Of several of one name nobody knows which is meant.
            Some([only]) => Found::One(*only),
            _ if self.left_out.contains(&label) => Found::LeftOut,
            _ => Found::Nobody,
        }
    }

    /// The server that a text names, where there is one.
    pub(super) fn one(&self, text: &str) -> Option<usize> {
        if let Found::One(at) = self.find(text) { Some(at) } else { None }
    }

    /// Makes the list of what Get-ExchangeServer says. `hints` are other records that tell a server's version: those of
    /// databases and mailboxes.
    pub(super) fn of(records: &[ExportRecord], remarks: &mut Vec<Remark>) -> Self {
        let key = |it: &ExportRecord| {
            let name = it.text("Fqdn").or_else(|| it.text("Name")).or_else(|| it.text("Identity"))?;
            Some(names::server(name).to_lowercase()).filter(|it| !it.is_empty())
        };
        let fqdns: Vec<String> = records.iter().filter_map(|it| it.text("Fqdn")).map(str::to_lowercase).collect();
        // A record that says the name alone belongs to the one server of that name whose FQDN another one says.
        let whole = |key: String| {
            let mut same = fqdns.iter().filter(|it| names::label(it) == key).collect::<Vec<_>>();
            same.dedup();
            match same.as_slice() {
                [only, ..] if same.iter().all(|it| it == only) && !key.contains('.') => (*only).clone(),
                _ => key,
            }
        };
        let merged = Merged::by(records, |it| key(it).map(whole));
        let domain = most_common(fqdns.iter().filter_map(|it| it.split_once('.').map(|it| it.1)));
        let mut all = Self { domain, ..Self::default() };
        let mut left_out: BTreeMap<LeftOutBecause, Vec<String>> = BTreeMap::new();
        for (key, it) in merged {
            match all.server(&key, &it, remarks) {
                Ok(server) => all.servers.push(server),
                Err((because, said)) => {
                    all.left_out.push(names::label(&key));
                    left_out.entry(because).or_default().push(said);
                }
            }
        }
        remarks.extend(left_out.into_iter().map(|(because, all)| Remark::ServersLeftOut(because, all)));
        all.tell_apart(remarks);
        all.servers.sort_by_cached_key(|it| (it.name.to_lowercase(), it.fqdn.clone()));
        for (at, it) in all.servers.iter().enumerate() {
            all.by_label.entry(names::label(&it.fqdn)).or_default().push(at);
            all.by_fqdn.insert(it.fqdn.clone(), at);
        }
        all
    }

    fn server(
        &self,
        key: &str,
        records: &Merged<'_>,
        told: &mut Vec<Remark>,
    ) -> Result<ListedServer, (LeftOutBecause, String)> {
        let first = records.first();
        let written = first.text("Name").or_else(|| first.text("Identity")).map(names::server);
        let name = written.unwrap_or_else(|| names::label(key));
        // The name of a computer has no dot; where the FQDN stands for the name, its first label is the name.
        let name = names::clean(name.split('.').next().unwrap_or(&name));
        let whose = What::Server(name.clone());
        let mut remarks = Vec::new();
        if records.switch(&whose, "IsEdgeServer", told) == Some(true)
            || records.switch(&whose, "IsProvisionedServer", told) == Some(true)
        {
            return Err((LeftOutBecause::Edge, name));
        }
        let displayed = records.get(
            &whose,
            "AdminDisplayVersion",
            |value| match as_text(value) {
                Use::As(text) => Displayed::parse(&text).map_or(Use::NotUnderstood, Use::As),
                Use::Unsaid => Use::Unsaid,
                Use::NotUnderstood => Use::NotUnderstood,
            },
            told,
        );
        let Some(displayed) = displayed else { return Err((LeftOutBecause::NoVersion, name)) };
        let Some(version) = displayed.version() else {
            return Err((LeftOutBecause::NotSimulated, format!("{name} ({displayed})")));
        };
        let (has_client_access, has_mailbox) = roles(&whose, records, version, told).unwrap_or_else(|| {
            remarks.push(Remark::RolesAssumed(name.clone()));
            told.push(Remark::RolesAssumed(name.clone()));
            (true, true)
        });
        if !has_client_access && !has_mailbox {
            return Err((LeftOutBecause::OtherRoles, name));
        }
        let site = records.get(&whose, "Site", site, told);
        let fqdn = if key.contains('.') {
            key.to_owned()
        } else {
            let domain = self.domain.as_deref().unwrap_or(crate::scenario::defaults::DOMAIN);
            let fqdn = format!("{key}.{domain}");
            remarks.push(Remark::FqdnAssumed(fqdn.clone()));
            fqdn
        };
        let origins = records.origins();
        Ok(ListedServer { name, fqdn, displayed, version, site, has_client_access, has_mailbox, origins, remarks })
    }

    /// Servers of one name in several domains get names of their own.
    fn tell_apart(&mut self, remarks: &mut Vec<Remark>) {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, it) in self.servers.iter().enumerate() {
            by_name.entry(it.name.to_lowercase()).or_default().push(at);
        }
        let taken: Vec<String> = by_name.keys().cloned().collect();
        for all in by_name.into_values().filter(|it| it.len() > 1) {
            let mut told = Vec::new();
            for (number, at) in (1..).zip(all) {
                let it = &mut self.servers[at];
                let domain = it.fqdn.split('.').nth(1).unwrap_or_default().to_uppercase();
                let mut name = format!("{}-{domain}", it.name);
                if taken.contains(&name.to_lowercase()) {
                    name = format!("{name}-{number}");
                }
                told.push(format!("{} = {name}", it.fqdn));
                it.name = name;
            }
            remarks.push(Remark::SameName(told));
        }
    }
}

/// Whether it has the Client Access role and the Mailbox role; nothing where nobody says. From 2016 on `ServerRole`
/// shows `Mailbox` alone, though the front end stands on every such server.
fn roles(whose: &What, records: &Merged<'_>, version: Version, told: &mut Vec<Remark>) -> Option<(bool, bool)> {
    let front = records.switch(whose, "IsClientAccessServer", told);
    let mailbox = records.switch(whose, "IsMailboxServer", told);
    if let (Some(front), Some(mailbox)) = (front, mailbox) {
        return Some(if version.product().one_role { (front || mailbox, front || mailbox) } else { (front, mailbox) });
    }
    let shown = records.get(whose, "ServerRole", roles_shown, told)?;
    let (shown_front, shown_mailbox) = shown;
    let has = (front.unwrap_or(shown_front), mailbox.unwrap_or(shown_mailbox));
    Some(if version.product().one_role && (has.0 || has.1) { (true, true) } else { has })
}

/// `Mailbox, ClientAccess`, or the number of it: 2 is Mailbox, 4 is ClientAccess.
fn roles_shown(value: &ExportValue) -> Use<(bool, bool)> {
    let text = match value {
        ExportValue::Text(it) => it.to_string(),
        ExportValue::List(all) => all.join(","),
        ExportValue::Unset | ExportValue::Lost => return Use::Unsaid,
    };
    if let Ok(bits) = text.trim().parse::<u32>() {
        return Use::As((bits & 4 > 0, bits & 2 > 0));
    }
    let has = |role: Role| text.split(',').any(|it| it.trim().eq_ignore_ascii_case(&format!("{role:?}")));
    Use::As((has(Role::ClientAccess), has(Role::Mailbox)))
}

/// The site of a canonical or distinguished name.
fn site(value: &ExportValue) -> Use<String> {
    match as_text(value) {
        Use::As(text) => Use::As(names::clean(&names::object(&text))),
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}

/// What comes most often; of several the first in order.
pub(super) fn most_common<'a>(all: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in all {
        *counts.entry(it).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|it| it.1 == most).map(|it| it.0.to_owned())
}

/// The server of which a record speaks: the text that names it. Where the record does not say, the name of its file
/// does, if it begins with that of a server.
pub(super) fn named_in(record: &ExportRecord, directory: &Directory) -> Option<String> {
    let said =
        |property: &str| record.text(property).map(str::to_owned).filter(|it| it.trim() != "." && !it.is_empty());
    let of_object = || said("Identity").filter(|it| it.contains('\\')).or_else(|| said("DistinguishedName"));
    let direct = match record.class {
        Class::PopSettings | Class::ImapSettings | Class::Database => said("Server").or_else(|| said("ServerName")),
        Class::FrontEnd => said("Fqdn").or_else(|| said("Name")).or_else(|| said("Identity")),
        Class::Component => said("ServerFqdn").or_else(|| said("ServerName")).or_else(|| said("Server")),
        _ => ["ServerName", "Server", "SystemName", "MachineName"].into_iter().find_map(said),
    };
    let of_settings = matches!(record.class, Class::PopSettings | Class::ImapSettings);
    let direct = direct.or_else(|| of_settings.then(of_object).flatten());
    direct.or_else(|| of_file(&record.origin.file, directory))
}

/// `EX10A-ImapSettings.xml` is a file of EX10A.
fn of_file(file: &str, directory: &Directory) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next()?;
    let begins = |it: &&ListedServer| {
        let (label, rest) = (names::label(&it.fqdn), name.to_lowercase());
        rest.strip_prefix(&label).is_some_and(|rest| rest.starts_with(['-', '.', '_', ' ']))
    };
    let mut all = directory.servers.iter().filter(begins);
    let longest = all.by_ref().max_by_key(|it| it.fqdn.len())?;
    Some(longest.fqdn.clone())
}
