//! Which mailboxes and clients belong together?
//!
//! A group is written once and is many: each member is a mailbox or a client like any other, and to the engine there is
//! nothing else. That they belong together matters to those who tell of them.

use super::{ClientId, World};

/// A group.
#[derive(Clone, Debug)]
pub struct Members<Id> {
    /// Its name, as it is written.
    pub name: String,
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

impl World {
    /// The group of a client.
    #[must_use]
    pub fn group_of(&self, client: ClientId) -> Option<&Members<ClientId>> {
        self.clients[client.index()].group.map(|it| &self.groups[it.index()])
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
