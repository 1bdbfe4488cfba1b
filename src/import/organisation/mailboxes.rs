//! Which mailboxes are in which database, and in what do they differ?
//!
//! A hundred thousand records are not kept: of each is kept what joins it to another and what it says.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::remark::{Remark, USUAL_RESULT};
use crate::import::record::{Class, ExportRecord, ExportValue, Origin};

/// What is known of one mailbox.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownMailbox {
    /// The database, as a number of [`Mailboxes::texts`].
    pub(super) database: Option<u32>,
    /// The server.
    pub(super) server: Option<u32>,
    pub(super) pop_enabled: Option<bool>,
    pub(super) imap_enabled: Option<bool>,
    /// Whom of those that are kept by name it is.
    pub(super) kept: Option<u32>,
}

/// Somebody who is kept by name.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptMailbox {
    /// As it was asked for.
    pub(super) asked: String,
    /// Whether a file by hand means somebody of this name, who may be of a group, or of that file.
    is_meant: bool,
    pub(super) is_found: bool,
    pub(super) smtp: Option<String>,
    pub(super) account: Option<String>,
    pub(super) upn: Option<String>,
}

/// The mailboxes that were read so far.
#[derive(Debug, Default)]
pub(crate) struct Mailboxes {
    pub(super) all: Vec<KnownMailbox>,
    by_key: BTreeMap<Box<str>, u32>,
    /// Names of databases and servers, each once.
    texts: Vec<String>,
    by_text: BTreeMap<String, u32>,
    pub(super) kept: Vec<KeptMailbox>,
    /// How many there are in each file.
    files: BTreeMap<Origin, u64>,
    /// Those that nothing joins to another record, by database and server, in each file: they are only counted.
    pub(super) nameless: BTreeMap<(u32, Option<u32>), BTreeMap<Origin, u64>>,
    /// Whether anything says who may use which protocol.
    pub(super) is_switch_known: bool,
}

impl Mailboxes {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.nameless.is_empty()
    }
}

/// What two records of one mailbox have in common: the strongest first.
const KEYS: [&str; 6] =
    ["Guid", "Id", "DistinguishedName", "PrimarySmtpAddress", "SamAccountName", "UserPrincipalName"];

impl Mailboxes {
    /// Those to be kept by name, and those whom a file by hand means, where they are found.
    pub(crate) fn keeping(keep: &[String], meant: &[String]) -> Self {
        let kept = |it: &String, is_meant| KeptMailbox { asked: it.clone(), is_meant, ..KeptMailbox::default() };
        let is_new = |it: &&String| !keep.iter().any(|known| known.eq_ignore_ascii_case(it));
        let asked = keep.iter().map(|it| kept(it, false));
        let kept = asked.chain(meant.iter().filter(is_new).map(|it| kept(it, true))).collect();
        Self { kept, ..Self::default() }
    }

    /// A text that was numbered.
    pub(super) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.by_text.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.by_text.insert(text.to_owned(), number);
        number
    }

    /// Takes a record of Get-Mailbox or Get-CASMailbox.
    pub(crate) fn take(&mut self, record: &ExportRecord) {
        if record.class == Class::Mailbox {
            *self.files.entry(Origin { object: 0, ..record.origin.clone() }).or_default() += 1;
        }
        let keys: Vec<Box<str>> = KEYS
            .into_iter()
            .filter_map(|property| {
                // An id is a GUID, whatever the column is called.
                let kind = if property == "Id" { "Guid" } else { property };
                let text = record.text(property)?.trim();
                (!text.is_empty()).then(|| format!("{kind} {}", text.to_lowercase()).into_boxed_str())
            })
            .collect();
        let whole_file = Origin { object: 0, ..record.origin.clone() };
        if keys.is_empty()
            && let Some(database) = record.text("Database").filter(|it| !it.trim().is_empty())
        {
            let database = self.number(database.trim());
            let server = record.text("ServerName").map(|it| names::server(it).to_lowercase());
            let server = server.map(|it| self.number(&it));
            *self.nameless.entry((database, server)).or_default().entry(whole_file).or_default() += 1;
            return;
        }
        let at = keys.iter().find_map(|it| self.by_key.get(it).copied()).unwrap_or_else(|| {
            self.all.push(KnownMailbox::default());
            u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
        });
        for key in keys {
            self.by_key.entry(key).or_insert(at);
        }
        let database = record.text("Database").filter(|it| !it.trim().is_empty()).map(|it| self.number(it.trim()));
        let by_name = ["ServerName", "ServerLegacyDN"].into_iter().find_map(|it| record.text(it));
        let server = by_name.map(|it| names::server(it).to_lowercase()).map(|it| self.number(&it));
        let kept = self.keep(record);
        let switch = |property| record.get(property).and_then(as_switch);
        let (pop, imap) = (switch("PopEnabled"), switch("ImapEnabled"));
        self.is_switch_known |= pop.is_some() || imap.is_some();
        let it = &mut self.all[at as usize];
        it.database = database.or(it.database);
        it.server = server.or(it.server);
        it.pop_enabled = pop.or(it.pop_enabled);
        it.imap_enabled = imap.or(it.imap_enabled);
        it.kept = kept.or(it.kept);
    }

    /// Whom of those that are to be kept a record is about.
    fn keep(&mut self, record: &ExportRecord) -> Option<u32> {
        if self.kept.is_empty() {
            return None;
        }
        let text = |property: &str| record.text(property).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let (smtp, account, upn) = (text("PrimarySmtpAddress"), text("SamAccountName"), text("UserPrincipalName"));
        let identity = text("Identity").map(|it| names::object(&it));
        let mut called: BTreeSet<String> = BTreeSet::new();
        for it in [&smtp, &account, &upn, &identity, &text("Name")].into_iter().flatten() {
            let it = it.to_lowercase();
            called.extend(it.split_once('@').map(|it| it.0.to_owned()));
            called.insert(it);
        }
        let at = self.kept.iter().position(|it| called.contains(&it.asked.to_lowercase()))?;
        let it = &mut self.kept[at];
        it.is_found = true;
        it.smtp = it.smtp.take().or(smtp);
        it.account = it.account.take().or(account);
        it.upn = it.upn.take().or(upn);
        u32::try_from(at).ok()
    }

    /// Files that hold as many mailboxes as a shell shows where nobody asks for more, and who was asked for and is
    /// nowhere.
    pub(super) fn tell(&self, remarks: &mut Vec<Remark>) {
        let full = self.files.iter().filter(|it| *it.1 == USUAL_RESULT);
        remarks.extend(full.map(|it| Remark::Thousand(it.0.clone())));
        let nobody = self.kept.iter().filter(|it| !it.is_found && !it.is_meant);
        remarks.extend(nobody.map(|it| Remark::NobodyToKeep(it.asked.clone())));
    }
}

fn as_switch(value: &ExportValue) -> Option<bool> {
    match super::merged::as_switch(value) {
        super::merged::Use::As(it) => Some(it),
        _ => None,
    }
}
