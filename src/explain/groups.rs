//! To whom is a step of a repair done, where one of a group stands for others?
//!
//! Of many that failed alike a few are looked at, and what helps one of a group is proposed for all of it that failed:
//! one action on the group, where that is everybody or nearly; else one on each.

use std::collections::BTreeSet;

use crate::scenario::Action;
use crate::scenario::clients::NUMBER;
use crate::world::{ClientId, UserId, World};

/// So many of a group that failed are named one by one; of more the group is.
const NAMED: usize = 24;

/// An action for one of those that failed, as it is for all of its group that did.
pub(crate) fn widened(world: &World, failed: &BTreeSet<ClientId>, action: Action) -> Vec<Action> {
    let Some(subject) = subject(&action) else { return vec![action] };
    let (name, members, number, meant) = match subject {
        Subject::Client(name) => {
            let Some(id) = world.clients.iter().position(|it| it.name == *name).map(ClientId::at) else {
                return vec![action];
            };
            let Some(group) = world.group_of(id) else { return vec![action] };
            let meant: Vec<usize> = places(&group.members, |it| failed.contains(&it));
            (&group.name, group.members.len(), group.members.iter().position(|it| *it == id), meant)
        }
        Subject::Mailbox(name) => {
            let Some(id) = world.users.iter().position(|it| it.name == *name).map(UserId::at) else {
                return vec![action];
            };
            let Some(group) = world.users[id.index()].group.map(|it| &world.mailbox_groups[it.index()]) else {
                return vec![action];
            };
            let of = |it: &ClientId| {
                let it = &world.clients[it.index()];
                [it.mailbox, it.user, it.account.unwrap_or(it.user)]
            };
            let users: BTreeSet<UserId> = failed.iter().flat_map(of).collect();
            let meant = places(&group.members, |it| users.contains(&it));
            (&group.name, group.members.len(), group.members.iter().position(|it| *it == id), meant)
        }
    };
    let Some(number) = number.map(|it| it + 1) else { return vec![action] };
    if meant.len() == members || meant.len() > NAMED {
        let mut whole = action;
        rename(&mut whole, name, |text| text.replacen(&format!("-{number}"), &format!("-{NUMBER}"), 1));
        return vec![whole];
    }
    let mut each = Vec::with_capacity(meant.len());
    for place in meant {
        let mut one = action.clone();
        let other = place + 1;
        rename(&mut one, &format!("{name}-{other}"), |text| {
            text.replacen(&format!("-{number}"), &format!("-{other}"), 1)
        });
        each.push(one);
    }
    if each.is_empty() { vec![action] } else { each }
}

/// Where those stand that are meant.
fn places<Id: Copy>(members: &[Id], is: impl Fn(Id) -> bool) -> Vec<usize> {
    (0..members.len()).filter(|it| is(members[*it])).collect()
}

/// Whom an action is about, where that may be one of a group.
enum Subject<'a> {
    Client(&'a String),
    Mailbox(&'a String),
}

const fn subject(action: &Action) -> Option<Subject<'_>> {
    match action {
        Action::SetClient { client, .. } => Some(Subject::Client(client)),
        Action::SetCASMailbox { mailbox, .. }
        | Action::MoveMailbox { mailbox, .. }
        | Action::AddMailboxPermission { mailbox, .. } => Some(Subject::Mailbox(mailbox)),
        Action::SetPrimarySmtpAddress { user, .. } | Action::SetUser { user, .. } => Some(Subject::Mailbox(user)),
        _ => None,
    }
}

/// The action for somebody else, with the texts that are each one's own.
fn rename(action: &mut Action, name: &str, own: impl Fn(&str) -> String) {
    match action {
        Action::SetClient { client, log_on_as, .. } => {
            name.clone_into(client);
            if let Some(it) = log_on_as {
                *it = own(it);
            }
        }
        Action::SetCASMailbox { mailbox, .. } | Action::MoveMailbox { mailbox, .. } => name.clone_into(mailbox),
        // Who opens the mailbox of one of a group may be one of a group as well: of the two only one can be all.
        Action::AddMailboxPermission { mailbox, .. } => name.clone_into(mailbox),
        Action::SetPrimarySmtpAddress { user, PrimarySmtpAddress } => {
            name.clone_into(user);
            *PrimarySmtpAddress = own(PrimarySmtpAddress);
        }
        Action::SetUser { user, .. } => name.clone_into(user),
        _ => {}
    }
}
