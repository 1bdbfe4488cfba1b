//! Which servers are there, and of which builds?
//!
//! Servers come and go, and the directory tells it to whoever reads it (DISC-9). With its build a server speaks other
//! TLS (TLS-3, TLS-6).

use super::{Consequence, Org};
use crate::policy::Applied;
use crate::time::SimTime;
use crate::world::{
    Action, AnswerId, BuildNumber, DatabaseId, NameId, Protocol, ServerId, TlsHalves, TlsSet, Version, World,
};

impl Org {
    /// A server is taken out: it is off, and no longer in the directory.
    pub(super) fn remove(&mut self, world: &World, server: ServerId, now: SimTime) -> Consequence {
        self.place_in_directory(world, now, server);
        self.removed.push((server, true, self.applied.len() as u32));
        self.shut_down(server)
    }

    /// A server comes into the organisation: it is in the directory and in DNS, and is switched on.
    pub(super) fn add(
        &mut self,
        world: &World,
        server: ServerId,
        answer: Option<AnswerId>,
        now: SimTime,
    ) -> Consequence {
        self.place_in_directory(world, now, server);
        self.removed.push((server, false, self.applied.len() as u32));
        if let Some(answer) = answer {
            self.answer(world, world.servers[server.index()].fqdn, answer);
        }
        self.switch_on(world, server, Action::StartUp(server), now);
        Consequence::Nothing
    }

    /// A server has another build, and starts anew with it. One that is off has it once it is switched on.
    pub(super) fn update(
        &mut self,
        world: &World,
        server: ServerId,
        ((version, build), tls): ((Version, BuildNumber), TlsHalves),
        now: SimTime,
    ) -> Consequence {
        self.versions[server.index()] = version;
        self.builds[server.index()] = Some(build);
        self.tls.insert(server, tls);
        self.reboot(world, server, Action::Reboot(server), now)
    }

    /// Every view of a name gives this answer from now on.
    pub(super) fn answer(&mut self, world: &World, name: NameId, answer: AnswerId) {
        for view in world.names[name.index()].views.clone() {
            self.answers[view as usize] = answer;
        }
    }

    /// An entry that changes no setting, so that what else the directory holds of a server has its place among the
    /// changes of the directory (DISC-9).
    pub(super) fn place_in_directory(&mut self, world: &World, now: SimTime, server: ServerId) {
        let settings = self.view_at(world, self.applied.len()).settings_id(server, Protocol::Imap4);
        self.applied.push(Applied { server, protocol: Protocol::Imap4, settings });
        self.applied_at.push(now);
    }

    /// The version of a server now.
    #[must_use]
    pub fn version(&self, server: ServerId) -> Version {
        self.versions[server.index()]
    }

    /// The version of a database now: that of the server with its active copy (DAG-1).
    #[must_use]
    pub(crate) fn version_of(&self, database: DatabaseId) -> Version {
        self.version(self.active(database))
    }

    /// Whether a server is one of the organisation now: it came, if it was not there at the start, and was not taken
    /// out.
    #[must_use]
    pub(crate) fn is_there(&self, server: ServerId) -> bool {
        self.removed.iter().rev().find(|it| it.0 == server).is_none_or(|it| !it.1)
    }

    /// The build of a server now, where one is known.
    #[must_use]
    pub(crate) fn build(&self, server: ServerId) -> Option<BuildNumber> {
        self.builds[server.index()]
    }

    /// What of TLS the build of a server can speak for POP3 and IMAP4 now, whatever Windows does (TLS-3, TLS-6).
    pub(crate) fn speakable(&self, world: &World, server: ServerId) -> TlsSet {
        let product = self.version(server).product();
        TlsSet::of_build(product, self.build(server), world.assumptions.tls13_for_mail)
    }

    /// What of TLS a server could be made to speak by switching it on.
    #[must_use]
    pub(crate) fn possible_tls(&self, world: &World, server: ServerId) -> TlsSet {
        world.servers[server.index()].possible_tls.and(self.speakable(world, server))
    }

    /// The server that is not in the directory, where a name that is not in DNS is its own: it will be in both.
    #[must_use]
    pub(crate) fn not_yet_there(&self, world: &World, name: NameId) -> Option<ServerId> {
        let mut views = world.names[name.index()].views.clone();
        if !views.all(|it| world.answers[self.answers[it as usize].index()].addresses.is_empty()) {
            return None;
        }
        let mut servers = (0..world.servers.len()).map(ServerId::at);
        servers.find(|it| world.servers[it.index()].fqdn == name && !self.is_there(*it))
    }
}
