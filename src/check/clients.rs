//! How many clients come over one address, and what do the planned changes bring about?

use std::collections::BTreeMap;

use super::FindingKind;
use super::look::Look;
use crate::time::Micros;
use crate::world::{Action, ClientId, Protocol, ServerId, Service, ServiceId};

/// An answer that is kept for longer than this is told where its name moves.
const LONG: Micros = Micros::from_secs(300);

impl Look<'_> {
    /// LEG-7: everything that one front end proxies comes from one address.
    pub(super) fn too_many(&mut self) {
        for protocol in self.protocols() {
            let mut waiting: BTreeMap<ServerId, u32> = BTreeMap::new();
            for client in (0..self.world.clients.len()).map(ClientId::at) {
                let it = self.org.client(self.world, client);
                let Some(database) = self.org.database(it.mailbox).filter(|_| it.protocol == protocol) else {
                    continue;
                };
                let site = self.world.servers[self.org.active(database).index()].site;
                let version = self.world.databases[database.index()].version;
                let stays = matches!(it.then, crate::world::AfterLogon::Stay { .. });
                if version.product().crowds_one_address && stays {
                    for server in self.world.client_access(site, version) {
                        *waiting.entry(*server).or_default() += 1;
                    }
                }
            }
            let front_ends = self.front_ends(protocol).len() as u32;
            for (server, clients) in waiting {
                let limit = self.goes_by(ServiceId::new(server, Service::of(protocol))).max_from_single_ip;
                if front_ends > 0 && limit.saturating_mul(front_ends) < clients {
                    self.add(FindingKind::TooMany { server, protocol, limit, clients });
                }
            }
        }
    }

    /// Written times after which the client was told not to come any more.
    pub(super) fn times(&mut self) {
        for (at, it) in self.world.clients.iter().enumerate() {
            let late: Vec<_> =
                it.times.iter().copied().filter(|time| it.until.is_some_and(|until| until < *time)).collect();
            if !late.is_empty() {
                self.add(FindingKind::DroppedTimes(ClientId::at(at), late));
            }
        }
    }

    /// What the changes that are still to come will bring about, and what those that were lack.
    pub(super) fn planned(&mut self, count: usize) {
        for change in &self.world.changes[count..] {
            if let Action::SetDns(name, _) = change.action {
                let views = self.world.names[name.index()].views.clone();
                let kept = views.map(|it| self.world.answers[self.org.answers[it as usize].index()].ttl);
                if let Some(longest) = kept.max().filter(|it| LONG < *it) {
                    self.add(FindingKind::LongTtl(name, longest));
                }
            }
        }
        // That a service goes on with what it read is a fault only where nobody restarts it later.
        for change in &self.world.changes[..count] {
            let Action::Set(server, protocol, _) = change.action else { continue };
            let restarted = self.world.changes[count..].iter().any(|it| match it.action {
                Action::Restart(it) | Action::Stop(it) => it.server() == server && it.service().protocol() == protocol,
                Action::ShutDown(it) => it == server,
                _ => false,
            });
            let stale = self.is_stale(server, protocol);
            if stale && !restarted {
                self.add(FindingKind::NotRestarted(server, protocol));
            }
        }
    }

    fn is_stale(&self, server: ServerId, protocol: Protocol) -> bool {
        let front = ServiceId::new(server, Service::of(protocol));
        [front, Look::back_end(server, protocol)]
            .into_iter()
            .any(|it| self.has(it) && self.runs(it) && self.org.is_stale(self.world, it))
    }
}
