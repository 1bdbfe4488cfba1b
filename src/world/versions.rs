//! Which versions are there, and of which is what?

use super::{Action, ByVersion, DatabaseId, ServerId, Version, World};

impl World {
    /// The version of the server that holds the active copy of a database at the start (DAG-1).
    #[must_use]
    pub fn version_of(&self, database: DatabaseId) -> Version {
        self.servers[self.databases[database.index()].active.index()].version
    }

    /// The versions of a server, one after another: at the start, and those that it becomes in place.
    #[must_use]
    pub(crate) fn versions_of(&self, server: ServerId) -> Vec<Version> {
        let later = self.changes.iter().filter_map(|it| match it.action {
            Action::UpdateServer(it, (version, _), _) if it == server => Some(version),
            _ => None,
        });
        let mut all: Vec<_> = std::iter::once(self.servers[server.index()].version).chain(later).collect();
        all.dedup();
        all
    }

    /// Writes anew which Client Access servers there are of each version in each site, by name.
    pub(crate) fn list_client_access(&mut self) {
        let mut lists: Vec<ByVersion<Vec<ServerId>>> = vec![ByVersion::default(); self.sites.len()];
        let mut in_all: ByVersion<usize> = ByVersion::default();
        for (id, it) in self.servers.iter().enumerate().filter(|it| it.1.client_access) {
            lists[it.site.index()][it.version].push(ServerId::at(id));
            in_all[it.version] += 1;
        }
        self.client_access_in_all = in_all;
        self.client_access = lists;
    }
}
