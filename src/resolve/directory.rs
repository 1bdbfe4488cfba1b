//! Which entity has this name?
//!
//! Every list of the file, sorted by name without regard to case: the position is the id. Look-ups are binary
//! searches; nothing here is hashed, so nothing depends on a hash's order.

use std::cmp::Ordering;

use super::problem::{BadName, Entity, ProblemKind, path_to};
use super::{NAME_MAX, Report};
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
pub(super) trait Named {
    /// What it is.
    const ENTITY: Entity;
    /// Its name.
    fn name(&mut self) -> &mut String;
}

macro_rules! named {
    ($($type:ident $entity:ident;)*) => {$(
        impl Named for $type {
            const ENTITY: Entity = Entity::$entity;
            fn name(&mut self) -> &mut String {
                &mut self.name
            }
        }
    )*};
}
named! {
    Site Site; Server Server; LoadBalancer Balancer; Database Database; Mailbox Mailbox; Client Client;
    AuthenticationPolicy Policy;
}

/// The names of one kind of entity, sorted. The position is the id.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) entity: Entity,
    /// By id.
    pub(super) names: Vec<String>,
    /// The position in the file, by id.
    pub(super) places: Vec<u32>,
}

impl Directory {
    /// Sorts a list of the file by name and takes the names out of it. Bad and duplicate names are reported.
    pub(super) fn sort<T: Named>(mut list: Vec<T>, report: &mut Report) -> (Self, Vec<T>) {
        let entity = T::ENTITY;
        let mut keys: Vec<(String, u32)> =
            (0..).zip(&mut list).map(|(place, it)| (std::mem::take(it.name()), place)).collect();
        for (name, place) in &keys {
            if let Some(bad) = judge_name(entity, name) {
                report.add(ProblemKind::BadName(entity, name.clone(), bad), || path_to![entity.list(), *place, "name"]);
            }
        }
        let in_order = keys.is_sorted_by(|left, right| folded_cmp(&left.0, &right.0) != Ordering::Greater);
        if !in_order {
            keys.sort_by(|left, right| folded_cmp(&left.0, &right.0).then(left.1.cmp(&right.1)));
            let mut slots: Vec<Option<T>> = list.into_iter().map(Some).collect();
            list = keys.iter().filter_map(|(_, place)| slots[*place as usize].take()).collect();
        }
        for pair in keys.windows(2) {
            if same_name(&pair[0].0, &pair[1].0) {
                report.add_pair(
                    ProblemKind::DuplicateName(entity, pair[1].0.clone()),
                    || path_to![entity.list(), pair[1].1, "name"],
                    || path_to![entity.list(), pair[0].1, "name"],
                );
            }
        }
        let (names, places) = keys.into_iter().unzip();
        (Self { entity, names, places }, list)
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
        crate::diag::suggest::closest(name, self.names.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// What is wrong with the name of an entity.
fn judge_name(entity: Entity, name: &str) -> Option<BadName> {
    match entity {
        Entity::Server if name.contains('.') => Some(BadName::Dot),
        Entity::Server | Entity::Balancer | Entity::DnsName => judge_host(name),
        Entity::Site | Entity::Database | Entity::Mailbox | Entity::Client | Entity::Policy => judge_text(name),
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
