//! Which entity has this name?
//!
//! Every list of the file, sorted by name without regard to case: the position is the id. A group stands in it member
//! by member, as if each were written. Look-ups are binary searches; nothing here is hashed, so nothing depends on a
//! hash's order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use compact_str::CompactString;

use super::problem::{BadName, Entity, ProblemKind, path_to};
use super::{NAME_MAX, Report};
use crate::scenario::clients::{member_name, numbered};
use crate::scenario::leaf::check_host;
use crate::scenario::{AuthenticationPolicy, Client, Database, LoadBalancer, Mailbox, Server, Site};

/// Names are compared without regard to case.
pub(super) fn folded_cmp(left: &str, right: &str) -> Ordering {
    // Nearly every name is ASCII, and nearly every comparison is decided within a few bytes.
    for (one, other) in left.bytes().zip(right.bytes()) {
        if !(one | other).is_ascii() {
            let right = right.chars().flat_map(char::to_lowercase);
            return left.chars().flat_map(char::to_lowercase).cmp(right);
        }
        let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
        if one != other {
            return one.cmp(&other);
        }
    }
    left.len().cmp(&right.len())
}

/// Whether two names are the same.
pub(super) fn same_name(left: &str, right: &str) -> bool {
    folded_cmp(left, right) == Ordering::Equal
}

/// An entry of the file with a name.
pub(super) trait Named: Clone {
    /// What it is.
    const ENTITY: Entity;
    /// Its name.
    fn name(&mut self) -> &mut CompactString;

    /// How many it stands for, where it is a group.
    fn count(&self) -> Option<u32> {
        None
    }

    /// Makes the member with this number of what is written of a group.
    fn become_member(&mut self, _number: u32) {}
}

macro_rules! named {
    ($($type:ident $entity:ident;)*) => {$(
        impl Named for $type {
            const ENTITY: Entity = Entity::$entity;
            fn name(&mut self) -> &mut CompactString {
                &mut self.name
            }
        }
    )*};
}
named! {
    Site Site; Server Server; LoadBalancer Balancer; Database Database; AuthenticationPolicy Policy;
}

impl Named for Mailbox {
    const ENTITY: Entity = Entity::Mailbox;

    fn name(&mut self) -> &mut CompactString {
        &mut self.name
    }

    fn count(&self) -> Option<u32> {
        self.count
    }

    fn become_member(&mut self, number: u32) {
        for it in [&mut self.SamAccountName, &mut self.Alias, &mut self.UserPrincipalName].into_iter().flatten() {
            *it = numbered(it, number).into();
        }
    }
}

impl Named for Client {
    const ENTITY: Entity = Entity::Client;

    fn name(&mut self) -> &mut CompactString {
        &mut self.name
    }

    fn count(&self) -> Option<u32> {
        self.count
    }

    fn become_member(&mut self, number: u32) {
        if let Some(it) = &mut self.log_on_as {
            *it = numbered(it, number).into();
        }
    }
}

/// A group of a list.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: CompactString,
    /// Where it stands in the file.
    place: u32,
    /// Its members by number: that with the number 1 comes first.
    pub(super) members: Vec<u32>,
}

/// Which member of which group an entry is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// The group in [`Directory::groups`].
    pub(super) group: u32,
    /// Its number, from 1.
    pub(super) number: u32,
}

/// The names of one kind of entity, sorted. The position is the id.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) entity: Entity,
    /// By id.
    pub(super) names: Vec<CompactString>,
    /// The position in the file, by id.
    pub(super) places: Vec<u32>,
    /// The groups, sorted by name.
    pub(super) groups: Vec<Group>,
    /// By id; empty where there are no groups.
    members: Vec<Option<Member>>,
}

/// The first bytes of a name, without regard to case, as one number that is compared at once. Names of which one is not
/// ASCII in them are compared as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Prefix(u128);

impl Prefix {
    const BYTES: usize = size_of::<u128>();
    const NOT_ASCII: Self = Self(u128::MAX);

    fn of(name: &str) -> Self {
        let mut bytes = [0; Self::BYTES];
        let length = name.len().min(Self::BYTES);
        bytes[..length].copy_from_slice(&name.as_bytes()[..length]);
        bytes.make_ascii_lowercase();
        if bytes.is_ascii() { Self(u128::from_be_bytes(bytes)) } else { Self::NOT_ASCII }
    }

    /// The order of two names, where their first bytes decide it.
    fn decides(self, other: Self) -> Option<Ordering> {
        let decides = self != other && self != Self::NOT_ASCII && other != Self::NOT_ASCII;
        decides.then(|| self.0.cmp(&other.0))
    }
}

/// An entry before the list is sorted.
struct Entry {
    prefix: Prefix,
    name: CompactString,
    place: u32,
    /// The number of a member of a group; 0 where it is none.
    number: u32,
    /// Where the rest of it stands.
    slot: u32,
}

impl Entry {
    fn new(name: CompactString, place: u32, number: u32, slot: u32) -> Self {
        Self { prefix: Prefix::of(&name), name, place, number, slot }
    }

    /// By name, as [`folded_cmp`] compares.
    fn cmp_name(&self, other: &Self) -> Ordering {
        self.prefix.decides(other.prefix).unwrap_or_else(|| folded_cmp(&self.name, &other.name))
    }
}

impl Directory {
    /// Sorts a list of the file by name and takes the names out of it; groups become their members. Bad and duplicate
    /// names are reported.
    pub(super) fn sort<T: Named>(mut list: Vec<T>, report: &mut Report) -> (Self, Vec<T>) {
        let entity = T::ENTITY;
        let names: Vec<CompactString> = list.iter_mut().map(|it| std::mem::take(it.name())).collect();
        for (place, name) in (0_u32..).zip(&names) {
            if let Some(bad) = judge_name(entity, name) {
                report.add(ProblemKind::BadName(entity, name.to_string(), bad), || {
                    path_to![entity.list(), place, "name"]
                });
            }
        }
        let mut groups = Vec::new();
        let mut keys = Vec::with_capacity(names.len());
        if list.iter().any(|it| it.count().is_some()) {
            list = expand(list, names, &mut keys, &mut groups, report);
        } else {
            keys.extend((0..).zip(names).map(|(place, name)| Entry::new(name, place, 0, place)));
        }
        let in_order = keys.is_sorted_by(|left, right| left.cmp_name(right) != Ordering::Greater);
        if !in_order {
            // Slots are in the order of the file.
            keys.sort_unstable_by(|left, right| left.cmp_name(right).then(left.slot.cmp(&right.slot)));
            let mut slots: Vec<Option<T>> = list.into_iter().map(Some).collect();
            list = keys.iter().filter_map(|it| slots[it.slot as usize].take()).collect();
        }
        groups.sort_by(|left, right| folded_cmp(&left.name, &right.name).then(left.place.cmp(&right.place)));
        report_twice(entity, &keys, &groups, report);
        let members = members(&keys, &mut groups);
        let (names, places) = keys.into_iter().map(|it| (it.name, it.place)).unzip();
        (Self { entity, names, places, groups, members }, list)
    }

    /// The group of this name.
    pub(super) fn group(&self, name: &str) -> Option<&Group> {
        self.groups.binary_search_by(|it| folded_cmp(&it.name, name)).ok().map(|at| &self.groups[at])
    }

    /// Which member of which group an entry is.
    pub(super) fn member(&self, id: usize) -> Option<Member> {
        self.members.get(id).copied().flatten()
    }

    /// Whether what is wrong with an entry is to be told: of all members of a group the first speaks.
    pub(super) fn speaks(&self, id: usize) -> bool {
        self.member(id).is_none_or(|it| it.number == 1)
    }

    /// How many entries are written in the place of this one.
    pub(super) fn siblings(&self, id: usize) -> u32 {
        self.member(id).map_or(1, |it| self.groups[it.group as usize].members.len() as u32)
    }

    /// What an entry is called in the file: a member by the name of its group.
    pub(super) fn told(&self, id: usize) -> &str {
        self.member(id).map_or(&self.names[id], |it| &self.groups[it.group as usize].name)
    }

    /// The position of `name`.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|it| folded_cmp(it, name)).ok()
    }

    /// The position of the first entry in the file: where other places of the report can point.
    pub(super) fn place(&self, id: usize) -> u32 {
        self.places[id]
    }

    /// What `name` was perhaps meant to be.
    pub(super) fn meant(&self, name: &str) -> Option<String> {
        let group = name.rsplit_once('-').filter(|it| it.1.bytes().all(|it| it.is_ascii_digit()));
        if let Some(last) = group.and_then(|it| self.group(it.0)?.members.last().copied()) {
            return Some(self.names[last as usize].to_string());
        }
        crate::diag::suggest::closest(name, self.names.iter().map(CompactString::as_str)).map(str::to_owned)
    }
}

/// Makes its members of each group: the rest of an entry stands in the list that is handed out.
fn expand<T: Named>(
    list: Vec<T>,
    names: Vec<CompactString>,
    keys: &mut Vec<Entry>,
    groups: &mut Vec<Group>,
    report: &mut Report,
) -> Vec<T> {
    let mut all = Vec::with_capacity(list.len());
    for ((place, it), name) in (0_u32..).zip(list).zip(names) {
        let Some(count) = it.count() else {
            keys.push(Entry::new(name, place, 0, all.len() as u32));
            all.push(it);
            continue;
        };
        if count == 0 {
            report.add(ProblemKind::ZeroCount("count"), || path_to![T::ENTITY.list(), place, "count"]);
        }
        // Of a group without members there is one nonetheless, so that what else is wrong with it is told too.
        for number in 1..=count.max(1) {
            keys.push(Entry::new(member_name(&name, number), place, number, all.len() as u32));
            let mut member = it.clone();
            member.become_member(number);
            all.push(member);
        }
        groups.push(Group { name, place, members: vec![0; count.max(1) as usize] });
    }
    all
}

/// Says of each entry which member of which group it is, and tells the groups where their members are.
fn members(keys: &[Entry], groups: &mut [Group]) -> Vec<Option<Member>> {
    if groups.is_empty() {
        return Vec::new();
    }
    let mut by_place: Vec<(u32, u32)> = (0..).zip(&*groups).map(|(at, it)| (it.place, at)).collect();
    by_place.sort_unstable();
    let member = |(id, it): (u32, &Entry)| {
        let number = it.number.checked_sub(1)?;
        let at = by_place.binary_search_by_key(&it.place, |it| it.0).ok()?;
        let group = by_place[at].1;
        groups[group as usize].members[number as usize] = id;
        Some(Member { group, number: it.number })
    };
    (0..).zip(keys).map(member).collect()
}

/// Reports two entries of one name: members of groups too, and groups themselves; each pair of places once.
fn report_twice(entity: Entity, keys: &[Entry], groups: &[Group], report: &mut Report) {
    let mut told = BTreeSet::new();
    let mut tell = |name: &str, one: u32, other: u32, report: &mut Report| {
        let (first, second) = (one.min(other), one.max(other));
        if groups.is_empty() || told.insert((first, second)) {
            report.add_pair(
                ProblemKind::DuplicateName(entity, name.to_owned()),
                || path_to![entity.list(), second, "name"],
                || path_to![entity.list(), first, "name"],
            );
        }
    };
    for pair in groups.windows(2).filter(|it| same_name(&it[0].name, &it[1].name)) {
        tell(&pair[1].name, pair[0].place, pair[1].place, report);
    }
    for group in groups {
        if let Ok(at) = keys.binary_search_by(|it| folded_cmp(&it.name, &group.name)) {
            tell(&group.name, keys[at].place, group.place, report);
        }
    }
    for pair in keys.windows(2).filter(|it| it[0].cmp_name(&it[1]) == Ordering::Equal) {
        tell(&pair[1].name, pair[0].place, pair[1].place, report);
    }
}

/// What is wrong with the name of an entity.
fn judge_name(entity: Entity, name: &str) -> Option<BadName> {
    match entity {
        Entity::Server if name.contains('.') => Some(BadName::Dot),
        Entity::Server | Entity::Balancer | Entity::DnsName => judge_host(name),
        Entity::Site | Entity::Database | Entity::Mailbox | Entity::Client | Entity::Policy | Entity::Step => {
            judge_text(name)
        }
    }
}

/// What is wrong with a DNS name.
pub(crate) fn judge_host(name: &str) -> Option<BadName> {
    judge_text(name).or_else(|| check_host(name).err().map(|_| BadName::NotDns))
}

/// What is wrong with a text that must say something.
pub(crate) fn judge_text(name: &str) -> Option<BadName> {
    if name.is_empty() {
        Some(BadName::Empty)
    } else if name.chars().any(char::is_control) {
        Some(BadName::Control)
    } else if name.starts_with(char::is_whitespace) || name.ends_with(char::is_whitespace) {
        Some(BadName::Space)
    } else if name.len() > NAME_MAX && name.chars().count() > NAME_MAX {
        Some(BadName::TooLong(NAME_MAX))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the first bytes decide, the whole names say too: upper case, other scripts, a Kelvin sign that is a k.
    #[test]
    fn the_first_bytes_decide_as_the_whole_names_do() {
        let parts = ["", "a", "B", "b", "k", "\u{212a}", "ä", "Ä", "z", "邮", "-", "0123456789", "exchange-server"];
        let mut names: Vec<CompactString> = Vec::new();
        for one in parts {
            names.extend(
                parts.iter().flat_map(|two| parts.iter().map(move |three| format!("{one}{two}{three}").into())),
            );
        }
        let mut decided = 0;
        for one in &names {
            for other in &names {
                if let Some(order) = Prefix::of(one).decides(Prefix::of(other)) {
                    assert_eq!(order, folded_cmp(one, other), "{one:?} {other:?}");
                    decided += 1;
                }
            }
        }
        assert!(decided > names.len() * names.len() / 10, "{decided}");
    }
}
