//! Who is meant where a group is named?
//!
//! A group of mailboxes or clients is its members: an action on it is one on each, in the order of their numbers, and
//! what is wrong with that is said once.

use std::collections::BTreeSet;

use compact_str::CompactString;

use super::directory::{Directory, same_name};
use super::problem::{ProblemKind, path_to};
use super::{GroupFault, Path, Report, SymbolTables, look_up};
use crate::scenario::clients::{NUMBER, member_name, numbered};
use crate::scenario::{Action, Scenario};
use crate::world::Members;

/// Reports what is written for all members of a group and can be that of one alone, and what only a group has.
pub(super) fn judge(scenario: &Scenario, report: &mut Report) {
    let is_same = |text: &Option<CompactString>| text.as_ref().is_some_and(|it| !it.contains(NUMBER));
    let mut groups = BTreeSet::new();
    for (place, it) in (0_u32..).zip(&scenario.mailboxes).filter(|it| it.1.count.is_some_and(|it| it > 1)) {
        groups.insert(it.name.to_lowercase());
        for (field, text) in
            [("SamAccountName", &it.SamAccountName), ("Alias", &it.Alias), ("UserPrincipalName", &it.UserPrincipalName)]
        {
            if is_same(text) {
                report.add(ProblemKind::Group(GroupFault::SameForAll(field)), || path_to!["mailboxes", place, field]);
            }
        }
    }
    for (place, it) in (0_u32..).zip(&scenario.clients) {
        if it.count.is_none() && it.spread.is_some() {
            report.add(ProblemKind::Group(GroupFault::SpreadAlone), || path_to!["clients", place, "spread"]);
        }
        let are_many = it.count.is_some_and(|it| it > 1);
        if are_many && is_same(&it.log_on_as) && groups.contains(&it.user.to_lowercase()) {
            let what = ProblemKind::Group(GroupFault::SameForAll("log_on_as"));
            report.add(what, || path_to!["clients", place, "log_on_as"]);
        }
    }
}

/// The groups of a list, by name.
pub(super) fn of<Id>(directory: &Directory, id: impl Fn(usize) -> Id) -> Vec<Members<Id>> {
    let group = |it: &super::directory::Group| Members {
        name: it.name.clone(),
        members: it.members.iter().map(|it| id(*it as usize)).collect(),
    };
    directory.groups.iter().map(group).collect()
}

/// Whose mailbox or account a client uses that is the member with a number of a group, or none: the member with the
/// same number where that is a group too.
pub(super) fn user(
    name: &str,
    client: usize,
    ground: &SymbolTables,
    report: &mut Report,
    path: impl FnOnce() -> Path,
) -> Option<usize> {
    let (Some(member), Some(group)) = (ground.clients.member(client), ground.mailboxes.group(name)) else {
        return look_up(&ground.mailboxes, report, name, path);
    };
    let (has, wanted) = (group.members.len() as u32, ground.clients.siblings(client));
    if has < wanted {
        report.add(ProblemKind::Group(GroupFault::TooFew { user: name.to_owned(), has, wanted }), path);
    }
    group.members.get(member.number as usize - 1).map(|it| *it as usize)
}

/// What an action is for each of those whom it names, in the order of their numbers; itself where it names no group.
pub(super) fn each(action: Action, ground: &SymbolTables) -> Vec<Action> {
    let Some((name, directory)) = named(&action, ground) else { return vec![action] };
    let Some(group) = directory.group(name) else { return vec![action] };
    let name = group.name.clone();
    let count = group.members.len() as u32;
    (1..=count).map(|number| of_member(&action, member_name(&name, number).into(), number)).collect()
}

/// The name in an action that may be that of a group.
fn named<'a>(action: &'a Action, ground: &'a SymbolTables) -> Option<(&'a str, &'a Directory)> {
    let is_group = |it: &str| ground.mailboxes.group(it).is_some();
    match action {
        // Where one of the two is a group, that is it; of two, the second is said to be one too many.
        Action::AddMailboxPermission { mailbox, user } => {
            Some((if is_group(mailbox) { mailbox } else { user }, &ground.mailboxes))
        }
        Action::SetCASMailbox { mailbox: name, .. }
        | Action::MoveMailbox { mailbox: name, .. }
        | Action::SetPrimarySmtpAddress { user: name, .. }
        | Action::SetUser { user: name, .. } => Some((name, &ground.mailboxes)),
        Action::SetClient { client, .. } => Some((client, &ground.clients)),
        _ => None,
    }
}

/// The same action on a member of the group that it names.
fn of_member(action: &Action, member: String, number: u32) -> Action {
    let group = member.len() - 1 - number.to_string().len();
    let is_meant = |it: &str| same_name(it, &member[..group]);
    let mut action = action.clone();
    match &mut action {
        Action::AddMailboxPermission { mailbox, user } => {
            if is_meant(mailbox) {
                *mailbox = member;
            } else {
                *user = member;
            }
        }
        Action::SetPrimarySmtpAddress { user, PrimarySmtpAddress } => {
            *user = member;
            *PrimarySmtpAddress = numbered(PrimarySmtpAddress, number);
        }
        Action::SetCASMailbox { mailbox: name, .. }
        | Action::MoveMailbox { mailbox: name, .. }
        | Action::SetUser { user: name, .. } => *name = member,
        Action::SetClient { client, log_on_as, .. } => {
            *client = member;
            if let Some(it) = log_on_as {
                *it = numbered(it, number);
            }
        }
        _ => {}
    }
    action
}
