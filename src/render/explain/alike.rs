//! How are many told of that failed alike, or that a repair touches?

use super::{Page, some};
use crate::telling::crowd::{Crowd, crowds};
use crate::words::{self, marks};
use crate::world::ClientId;

impl Page<'_> {
    /// Attempts that failed alike; those of the same client without its name, those of a group together.
    pub(super) fn others(&self, same: ClientId, all: &[(ClientId, Vec<u32>)]) -> Vec<String> {
        let own = all.iter().filter(|it| it.0 == same).map(|it| words::attempts(self.lang(), &it.1));
        let others = all.iter().filter(|it| it.0 != same).map(|it| (it.0, it.1.as_slice()));
        let others = crowds(self.world, others);
        own.chain(others.iter().map(|it| match it {
            Crowd::One(client, numbers) if numbers == &[1] => self.names.client(*client).into_owned(),
            _ => self.with_attempts(it),
        }))
        .collect()
    }

    /// Whom of them, with their attempts.
    pub(super) fn with_attempts(&self, crowd: &Crowd) -> String {
        let lang = self.lang();
        let attempts = match crowd {
            Crowd::One(_, numbers) => words::attempts(lang, numbers),
            Crowd::Many { attempts, .. } => words::counts::attempts(lang, *attempts),
        };
        marks::beside(lang, self.names.of_crowd(crowd), attempts)
    }

    /// Clients, those of a group together.
    pub(super) fn clients(&self, clients: &[ClientId]) -> String {
        some(self.lang(), self.names.crowd(clients))
    }
}
