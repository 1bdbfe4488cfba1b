//! Who is told together, of many clients?
//!
//! The members of a group are alike to whoever reads of them, as long as the same happens to them: then they are told
//! as one, with how many of how many they are and one of them as the example. A client without a group is told by
//! itself.

use std::collections::BTreeMap;

use crate::trace::{Actor, Decision, RecordKind};
use crate::world::{ClientId, GroupId, World};

/// Clients that are told together, with their attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Crowd {
    /// One client, and the numbers of its attempts.
    One(ClientId, Vec<u32>),
    /// Several of a group.
    Many {
        /// Which.
        group: GroupId,
        /// How many of its clients.
        clients: u32,
        /// How many attempts they made together.
        attempts: u64,
        /// The one of them that comes first, and the number of its attempt.
        first: (ClientId, u32),
    },
}

/// Clients with the numbers of their attempts, those of a group together, in the order of the first of each.
pub(crate) fn crowds<'a>(world: &World, all: impl IntoIterator<Item = (ClientId, &'a [u32])>) -> Vec<Crowd> {
    let mut known: BTreeMap<GroupId, usize> = BTreeMap::new();
    let mut crowds: Vec<Crowd> = Vec::new();
    for (client, numbers) in all {
        let at = world.clients[client.index()].group.and_then(|it| known.get(&it).copied());
        let Some(at) = at else {
            if let Some(group) = world.clients[client.index()].group {
                known.insert(group, crowds.len());
            }
            crowds.push(Crowd::One(client, numbers.to_vec()));
            continue;
        };
        match &mut crowds[at] {
            Crowd::One(first, theirs) if *first == client => theirs.extend(numbers),
            Crowd::One(first, theirs) => {
                let group = world.clients[client.index()].group.unwrap_or(GroupId(0));
                let attempts = (theirs.len() + numbers.len()) as u64;
                let first = (*first, theirs.first().copied().unwrap_or(1));
                crowds[at] = Crowd::Many { group, clients: 2, attempts, first };
            }
            Crowd::Many { clients, attempts, .. } => {
                *clients += 1;
                *attempts += numbers.len() as u64;
            }
        }
    }
    crowds
}

/// An actor as it is compared with others: of a group its first client.
pub(super) fn actor(world: &World, it: Actor) -> Actor {
    match it {
        Actor::Client(it) => Actor::Client(world.stands_for(it)),
        other => other,
    }
}

/// What a record says as it is compared with others: of a group of mailboxes it speaks as of the first of them.
pub(super) fn what(world: &World, it: RecordKind) -> RecordKind {
    let of = |it| world.mailbox_stands_for(it);
    let RecordKind::Decides { decision, reasons } = it else { return it };
    let decision = match decision {
        Decision::Authenticates { user, accepted } => Decision::Authenticates { user: of(user), accepted },
        Decision::Serves(it) => Decision::Serves(of(it)),
        Decision::Proxies { user, to } => Decision::Proxies { user: of(user), to },
        Decision::Refuses { user, why } => Decision::Refuses { user: of(user), why },
        Decision::Redirects(it) => Decision::Redirects(of(it)),
        Decision::NotAllowed(it) => Decision::NotAllowed(of(it)),
        Decision::Tries(_) | Decision::GivesUp => decision,
    };
    RecordKind::Decides { decision, reasons }
}
