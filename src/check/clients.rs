//! How many clients come over one address, and what do the planned changes bring about?

use std::collections::BTreeMap;

use super::FindingKind;
use super::look::Look;
use crate::change::Org;
use crate::scenario::Setting;
use crate::time::Micros;
use crate::world::{Action, Change, ClientId, Protocol, ServerId, Service, ServiceId, Settings};

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
                let version = self.org.version_of(database);
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
            if let Action::SetDns(name, _) = change.action
                && let Some(longest) = self.longest_kept(self.org, name).filter(|it| LONG < *it)
            {
                self.add(FindingKind::LongTtl(name, longest));
            }
        }
        // That a service goes on with what it read is a fault only where nobody restarts it later.
        for change in &self.world.changes[..count] {
            let Action::Set(server, protocol, _) = change.action else { continue };
            let restarted = self.world.changes[count..].iter().any(|it| match it.action {
                Action::Restart(it) | Action::Stop(it) => it.server() == server && it.service().protocol() == protocol,
                Action::ShutDown(it) | Action::Reboot(it) => it == server,
                _ => false,
            });
            let stale = self.is_stale(server, protocol);
            if stale && !restarted {
                self.add(FindingKind::NotRestarted(server, protocol));
            }
        }
        for server in self.servers() {
            let set = self.org.tls_of(self.world, server);
            let restarts = |it: &Change| match it.action {
                Action::ShutDown(it) | Action::Reboot(it) | Action::RemoveServer(it) => it == server,
                _ => false,
            };
            let in_force = self.org.tls_in_force(server) == set;
            if !in_force && !self.org.is_off(server) && !self.world.changes[count..].iter().any(restarts) {
                self.add(FindingKind::TlsNotInForce(server, set));
            }
        }
    }

    /// SVC-9: what a service pack wrote anew, as long as nobody has set it again.
    pub(super) fn reset(&mut self, count: usize) {
        for change in &self.world.changes[..count] {
            let Action::ResetFiles(server, _) = change.action else { continue };
            let version = self.org.version(server);
            for protocol in self.protocols() {
                let Some(before) = self.before_the_service_pack(server, protocol) else { continue };
                let now = self.settings(server, protocol);
                let reset = Setting::ALL.iter().copied().filter(|it| it.stands_in_a_file(version));
                let reset: Vec<_> = reset.filter(|it| before.value(*it) != now.value(*it)).collect();
                if !reset.is_empty() {
                    self.add(FindingKind::FileReset(server, protocol, reset));
                }
            }
        }
    }

    /// The settings of a server before the last service pack that changed any of them.
    pub(super) fn before_the_service_pack(&self, server: ServerId, protocol: Protocol) -> Option<&Settings> {
        let so_far = self.world.changes.iter().take_while(|it| it.at <= self.at).enumerate();
        let resets = so_far.filter(|(_, it)| match it.action {
            Action::ResetFiles(at, new) => at == server && new.each().any(|it| it.0 == protocol),
            _ => false,
        });
        let before = Org::with_changes(self.world, resets.last()?.0);
        let id = before.directory(self.world).settings_id(server, protocol);
        Some(&self.world.settings[id.index()])
    }

    fn is_stale(&self, server: ServerId, protocol: Protocol) -> bool {
        let front = ServiceId::new(server, Service::of(protocol));
        [front, Look::back_end(server, protocol)]
            .into_iter()
            .any(|it| self.has(it) && self.runs(it) && self.org.is_stale(self.world, it))
    }
}
