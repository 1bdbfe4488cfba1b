//! What does a server say of its databases?
//!
//! Each copy is a chip, the active one with its mailboxes, so that a failover is two chips that change. Where there
//! are many, they are counted.

use std::collections::BTreeMap;

use super::{Collect, NAMED, Part, Spec};
use crate::picture::topology::ChipKind;
use crate::words::thousands;
use crate::words::topology as say;
use crate::world::{Action, DatabaseId, ServerId};

/// So many databases of a box have a chip each, in a large organisation and in any other, before they are counted.
const CHIPS: (usize, usize) = (3, 6);

impl Collect<'_> {
    /// Adds the databases that these servers have.
    pub(super) fn databases(&self, part: &mut Part, servers: &[usize], large: bool) {
        let world = self.world;
        let has = |it: &DatabaseId| world.databases[it.index()].copies.iter().any(|it| servers.contains(&it.index()));
        let all: Vec<DatabaseId> = (0..world.databases.len()).map(DatabaseId::at).filter(has).collect();
        let active = |it: &DatabaseId| servers.contains(&self.org.active(*it).index());
        part.members.extend(all.iter().filter(|it| active(it)).map(|it| format!("database:{}", it.index())));
        let most = match (servers.len(), large) {
            (1, true) => CHIPS.0,
            (1, false) => CHIPS.1,
            // Servers that are alike are told by numbers.
            _ => 0,
        };
        // What fails over is seen to do so.
        let moves = |it: &DatabaseId| {
            world.changes.iter().any(|change| matches!(change.action, Action::FailOver(database, _) if database == *it))
        };
        let (apart, counted): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| moves(it));
        let (apart, counted) = if apart.len() + counted.len() <= most {
            ([apart, counted].concat(), Vec::new())
        } else {
            (apart, counted)
        };
        for it in apart {
            for on in world.databases[it.index()].copies.iter().filter(|it| servers.contains(&it.index())) {
                part.chips.push(self.database(it, *on));
            }
        }
        if !counted.is_empty() {
            let here: Vec<_> = counted.iter().filter(|it| active(it)).copied().collect();
            let mailboxes: usize = here.iter().map(|it| self.users(*it).len()).sum();
            let copies = counted.len() - here.len();
            if !here.is_empty() {
                let mailboxes = thousands(mailboxes as u64);
                part.lines.push(say::databases_like(self.lang, here.len(), mailboxes));
            }
            if copies > 0 {
                part.lines.push(say::copies_like(self.lang, copies));
            }
        }
    }

    /// A copy of a database.
    fn database(&self, id: DatabaseId, on: ServerId) -> Spec {
        let lang = self.lang;
        let users = self.users(id);
        let (names, listed) = self.mailboxes(&users);
        let held = match users.len() {
            0 => say::no_mailbox(lang),
            // Two are told by their names: how many they are says nothing more.
            _ if listed <= 2 => names.join(", "),
            count => {
                let before = say::mailboxes(lang, thousands(count as u64));
                self.few(&names, listed, &before)
            }
        };
        Spec {
            key: format!("database:{}@{}", id.index(), on.index()),
            kind: ChipKind::Database,
            name: self.names.database(id).into_owned(),
            class: if self.org.active(id) == on { "active" } else { "passive" },
            classes: Vec::new(),
            states: vec![("active", say::active_copy(lang, held)), ("passive", say::passive_copy(lang))],
            by: None,
        }
    }

    /// The users whose mailboxes are in a database now.
    fn users(&self, id: DatabaseId) -> Vec<usize> {
        let users = 0..self.world.users.len();
        users.filter(|it| self.org.database(crate::world::UserId::at(*it)) == Some(id)).collect()
    }

    /// The first few of so many mailboxes, those of a group as one; and how many there are to be named.
    fn mailboxes(&self, users: &[usize]) -> (Vec<String>, usize) {
        let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
        let mut names = Vec::new();
        let mut listed = 0;
        for it in users {
            let user = &self.world.users[*it];
            if let Some(group) = user.group {
                *groups.entry(group.index()).or_default() += 1;
                continue;
            }
            listed += 1;
            if names.len() <= NAMED {
                names.push(self.names.text(&user.name).into_owned());
            }
        }
        listed += groups.len();
        let first = |group: usize| self.world.mailbox_groups[group].first();
        names.splice(0..0, groups.into_iter().map(|(group, count)| self.names.mailboxes(first(group), count)));
        names.truncate(NAMED + 1);
        (names, listed)
    }
}
