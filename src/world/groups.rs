//! Which mailboxes and clients belong together?
//!
//! A group is written once and is many: each member is a mailbox or a client like any other, and to the engine there is
//! nothing else. That they belong together matters to those who tell of them.

use compact_str::CompactString;

use super::{ClientId, GroupId, UserId, World};

/// A group.
#[derive(Clone, Debug)]
pub struct Members<Id> {
    /// Its name, as it is written.
    pub name: CompactString,
    /// Its members by number: that with the number 1 comes first. There is at least one.
    pub members: Vec<Id>,
}

impl<Id: Copy> Members<Id> {
    /// The member that stands for all as the example where nothing else speaks for another.
    #[must_use]
    pub fn first(&self) -> Id {
        self.members[0]
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.members.len() as u32
    }
}

/// Whose attempts are meant: those of one client, or of all of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The client; of a group the first.
    pub client: ClientId,
    /// The group, where all of its clients are meant.
    pub group: Option<GroupId>,
}

impl From<ClientId> for Whom {
    fn from(client: ClientId) -> Self {
        Self { client, group: None }
    }
}

impl Whom {
    /// Whether a client is meant.
    #[must_use]
    pub fn is(self, world: &World, client: ClientId) -> bool {
        match self.group {
            None => self.client == client,
            Some(_) => world.clients[client.index()].group == self.group,
        }
    }

    /// What they are called in the file.
    #[must_use]
    pub fn name(self, world: &World) -> &str {
        match self.group {
            None => &world.clients[self.client.index()].name,
            Some(it) => &world.groups[it.index()].name,
        }
    }
}

impl World {
    /// Who has this name: a client, or a group of clients.
    #[must_use]
    pub fn whom(&self, name: &str) -> Option<Whom> {
        if let Some(index) = self.clients.iter().position(|it| it.name == name) {
            return Some(ClientId::at(index).into());
        }
        let group = self.groups.iter().position(|it| it.name == name)?;
        Some(Whom { client: self.groups[group].first(), group: Some(GroupId::at(group)) })
    }

    /// The group of a client.
    #[must_use]
    pub fn group_of(&self, client: ClientId) -> Option<&Members<ClientId>> {
        self.clients[client.index()].group.map(|it| &self.groups[it.index()])
    }

    /// The client that stands for all of its group, which is the first; a client without one stands for itself.
    #[must_use]
    pub fn stands_for(&self, client: ClientId) -> ClientId {
        self.group_of(client).map_or(client, Members::first)
    }

    /// The mailbox that stands for all of its group, which is the first; one without a group stands for itself.
    #[must_use]
    pub fn mailbox_stands_for(&self, user: UserId) -> UserId {
        self.users[user.index()].group.map_or(user, |it| self.mailbox_groups[it.index()].first())
    }

    /// What a client is called among many: by its group, where it has one.
    #[must_use]
    pub fn called(&self, client: ClientId) -> &str {
        self.group_of(client).map_or(&self.clients[client.index()].name, |it| &it.name)
    }
}

impl super::Expect {
    /// The clients that it is about: one, or all of a group.
    pub fn clients<'a>(&self, world: &'a World) -> impl Iterator<Item = ClientId> + use<'a> {
        let members = self.group.map_or(&[][..], |it| &world.groups[it.index()].members);
        self.group.is_none().then_some(self.client).into_iter().chain(members.iter().copied())
    }
}
