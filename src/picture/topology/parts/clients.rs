//! Which boxes of clients are there?

use std::collections::BTreeMap;

use super::{Collect, Part, Parts, Zone};
use crate::picture::topology::NodeKind;
use crate::words::names;
use crate::words::topology as say;
use crate::world::ClientId;

/// So many clients of a site, and in all, stand in a box each, before those that connect alike share one.
const CLIENTS_APART: (usize, usize) = (6, 24);

impl Collect<'_> {
    pub(super) fn clients(&self, parts: &mut Parts) {
        let mut of_site = vec![0_usize; self.world.sites.len()];
        let first = |index: usize| self.world.stands_for(ClientId::at(index)).index();
        for (index, it) in self.world.clients.iter().enumerate() {
            of_site[it.site.index()] += usize::from(first(index) == index);
        }
        let all: usize = of_site.iter().sum();
        // A group is one box. Where it connects, over what, and when: those that do all this alike may share a box.
        let mut groups: BTreeMap<(usize, String, String), Vec<usize>> = BTreeMap::new();
        for (index, it) in self.world.clients.iter().enumerate() {
            let focused = self.sight.focus.is_some() && self.is_in_focus(&format!("client:{index}"));
            let many = !focused && (of_site[it.site.index()] > CLIENTS_APART.0 || all > CLIENTS_APART.1);
            let merged = many && it.place.is_none() && it.group.is_none();
            let alone = if merged { String::new() } else { format!("{:08}", first(index)) };
            let like = format!(
                "{} {}",
                self.speaks(index),
                self.names.setting(self.org.client(self.world, ClientId::at(index)).connect)
            );
            groups.entry((it.site.index(), alone, like)).or_default().push(index);
        }
        for members in groups.into_values() {
            let first = &self.world.clients[members[0]];
            let connect = self.names.setting(self.org.client(self.world, ClientId::at(members[0])).connect);
            let (name, mut lines) = if let Some(group) = first.group {
                let user = self.names.mailboxes(first.user, members.len());
                let name = self.names.part(group, members.len() as u32);
                (name, vec![say::logs_on(self.lang, user, self.speaks(members[0])), connect])
            } else if let [only] = members[..] {
                let name = self.names.client(ClientId::at(only)).into_owned();
                (name, vec![say::logs_on(self.lang, self.user(only), self.speaks(only)), connect])
            } else {
                let names: Vec<_> =
                    members.iter().map(|it| self.names.client(ClientId::at(*it)).into_owned()).collect();
                let count = crate::words::thousands(members.len() as u64);
                let few = self.few(&names, names.len(), "");
                (say::clients_like(self.lang, count), vec![few, self.speaks(members[0]).to_owned(), connect])
            };
            let behind = |index: &usize| self.world.clients[*index].behind.as_deref();
            if let Some(it) = behind(&members[0])
                && members.iter().all(|other| behind(other) == Some(it))
            {
                lines.push(say::behind(self.lang, self.names.text(it)));
            }
            let mut part = Part::new(NodeKind::Client, members[0], first.site.index(), Zone::Clients, name);
            part.members = members.iter().map(|it| format!("client:{it}")).collect();
            part.count = members.len();
            if members.len() > 1 {
                part.classes.push("group");
            }
            part.at = if members.len() == 1 || first.group.is_some() { first.place } else { None };
            part.lines = lines;
            parts.nodes.push(part);
        }
    }

    fn user(&self, client: usize) -> String {
        let client = &self.world.clients[client];
        match &client.log_on_as {
            Some(it) => self.names.text(it).into_owned(),
            None => self.names.user(client.user).into_owned(),
        }
    }

    fn speaks(&self, client: usize) -> &'static str {
        let client = &self.world.clients[client];
        client.web.map_or_else(|| names::protocol(client.protocol), crate::world::WebService::word)
    }
}
