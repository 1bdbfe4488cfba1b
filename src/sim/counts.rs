//! How many connections are open, of which service, from which address, of which user?
//!
//! Counted here, limited by policy. What a connection counts for is kept with the connection ([`Counted`]), so that it
//! is counted once and no longer than it lives.

use crate::policy::accept::OpenConnections;
use crate::world::{PerService, ServerId, ServiceId, SourceId, UserId, World};

/// What one connection counts for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    source: Option<SourceId>,
    user: bool,
    /// The server in whose store it has a session object.
    store: Option<ServerId>,
}

/// All counts of a run.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Open connections of each service.
    open: PerService<u32>,
    /// Those from each address, by service, where a limit makes that matter.
    by_source: Vec<Vec<(ServiceId, u32)>>,
    /// Authenticated connections of each user, by service.
    by_user: Vec<Vec<(ServiceId, u32)>>,
    /// Session objects of each user, by 2010 Mailbox server (LEG-9).
    by_store: Vec<Vec<(ServerId, u32)>>,
}

impl Counts {
    pub(super) fn reset(&mut self, world: &World, servers: usize) {
        self.open.reset(servers, |_| 0);
        let lists = [(&mut self.by_source, world.sources()), (&mut self.by_user, world.users.len())];
        for (lists, count) in lists {
            lists.iter_mut().for_each(Vec::clear);
            lists.resize_with(count, Vec::new);
        }
        self.by_store.iter_mut().for_each(Vec::clear);
        self.by_store.resize_with(world.users.len(), Vec::new);
    }

    /// How many connections a service has open; those from one address only where that is asked for.
    pub(super) fn open(&self, service: ServiceId, source: Option<SourceId>) -> OpenConnections {
        let of = |source: SourceId| count(&self.by_source[source.index()], service);
        OpenConnections { all: self.open[service], from_source: source.map_or(0, of) }
    }

    /// A service has accepted a connection. One that it closes again at once counts for no address.
    pub(super) fn accepted(&mut self, counted: &mut Counted, service: ServiceId, source: Option<SourceId>) {
        self.open[service] += 1;
        if let Some(source) = source {
            one_more(&mut self.by_source[source.index()], service);
        }
        counted.source = source;
    }

    /// A connection has ended for its acceptor.
    pub(super) fn ended(&mut self, counted: &mut Counted, service: ServiceId, user: UserId) {
        self.logged_off(counted, service, user);
        self.open[service] -= 1;
        if let Some(source) = counted.source.take() {
            one_less(&mut self.by_source[source.index()], service);
        }
    }

    /// How many authenticated connections the user has at this service (LIM-1).
    pub(super) fn of_user(&self, user: UserId, service: ServiceId) -> u32 {
        count(&self.by_user[user.index()], service)
    }

    /// How many session objects the user has in the store of this server (LEG-9).
    pub(super) fn sessions(&self, user: UserId, server: ServerId) -> u32 {
        count(&self.by_store[user.index()], server)
    }

    /// The user is authenticated on the connection; however often, it is one connection.
    pub(super) fn authenticated(&mut self, counted: &mut Counted, service: ServiceId, user: UserId) {
        if !std::mem::replace(&mut counted.user, true) {
            one_more(&mut self.by_user[user.index()], service);
        }
    }

    /// The store has opened a session object for the connection.
    pub(super) fn session_opened(&mut self, counted: &mut Counted, server: ServerId, user: UserId) {
        one_more(&mut self.by_store[user.index()], server);
        counted.store = Some(server);
    }

    /// Nobody is logged on over the connection any more.
    pub(super) fn logged_off(&mut self, counted: &mut Counted, service: ServiceId, user: UserId) {
        if let Some(server) = counted.store.take() {
            one_less(&mut self.by_store[user.index()], server);
        }
        if std::mem::take(&mut counted.user) {
            one_less(&mut self.by_user[user.index()], service);
        }
    }
}

// A user is logged on at a handful of places at the most, and an address is connected to as few: a short list beats a
// tree. One that has emptied keeps its memory, so that nothing is allocated in the next run.

fn count<K: Copy + PartialEq>(counts: &[(K, u32)], of: K) -> u32 {
    counts.iter().find(|it| it.0 == of).map_or(0, |it| it.1)
}

fn one_more<K: Copy + PartialEq>(counts: &mut Vec<(K, u32)>, of: K) {
    match counts.iter_mut().find(|it| it.0 == of) {
        Some(it) => it.1 += 1,
        None => counts.push((of, 1)),
    }
}

fn one_less<K: Copy + PartialEq>(counts: &mut Vec<(K, u32)>, of: K) {
    let at = counts.iter().position(|it| it.0 == of).expect("what ends was counted when it began");
    counts[at].1 -= 1;
    if counts[at].1 == 0 {
        counts.swap_remove(at);
    }
}
