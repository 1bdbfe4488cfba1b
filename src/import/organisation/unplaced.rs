//! Which records speak of servers that nobody lists, or of none?

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::remark::Remark;
use super::servers::{Directory, Found, named_in};
use crate::import::record::{Class, ExportRecord, Origin};

/// What could not be given to a server.
#[derive(Debug, Default)]
pub(super) struct Unplaced {
    not_listed: BTreeSet<String>,
    no_server: BTreeMap<Class, Vec<Origin>>,
}

impl Unplaced {
    /// The server of which a record speaks, by its place in the directory.
    pub(super) fn server(&mut self, record: &ExportRecord, directory: &Directory) -> Option<usize> {
        let Some(named) = named_in(record, directory) else {
            self.no_server.entry(record.class).or_default().push(record.origin.clone());
            return None;
        };
        match directory.find(&named) {
            Found::One(at) => return Some(at),
            Found::LeftOut => {}
            Found::Nobody => {
                self.not_listed.insert(names::clean(&names::server(&named)));
            }
        }
        None
    }

    /// What is to be told of them.
    pub(super) fn tell(self, remarks: &mut Vec<Remark>) {
        if !self.not_listed.is_empty() {
            remarks.push(Remark::ServersNotListed(self.not_listed.into_iter().collect()));
        }
        remarks.extend(self.no_server.into_iter().map(|(class, mut at)| {
            at.sort();
            Remark::NoServer(class, at)
        }));
    }
}
