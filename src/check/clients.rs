//! How many clients come over one address, and what do the planned changes bring about?

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::FindingKind;
use super::look::Look;
use crate::change::Org;
use crate::scenario::Setting;
use crate::time::Micros;
use crate::world::{Action, NameId, Protocol, ServerId, Service, ServiceId, Settings, World};

/// An answer that is kept for longer than this is told where its name moves.
const LONG: Micros = Micros::from_secs(300);

/// What the changes of a file are about, found once for all of its moments.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The names that move, and with which changes.
    moved: BTreeMap<NameId, Vec<usize>>,
    /// The services whose settings are changed, in the order in which that begins: with which change it does, and with
    /// which they are restarted last.
    set: Vec<((ServerId, Protocol), usize, Option<usize>)>,
    /// With which change a server is switched off, restarted or taken away last.
    off: BTreeMap<ServerId, usize>,
    /// The servers whose files a service pack writes anew, and with which change first.
    reset: Vec<(ServerId, usize)>,
}

impl Plan {
    /// Of the changes of a world.
    pub(super) fn of(world: &World) -> Self {
        let mut plan = Self::default();
        let (mut known, mut last) = (BTreeSet::new(), BTreeMap::new());
        for (at, change) in world.changes.iter().enumerate() {
            match change.action {
                Action::SetDns(name, _) => plan.moved.entry(name).or_default().push(at),
                Action::Set(server, protocol, _) if known.insert((server, protocol)) => {
                    plan.set.push(((server, protocol), at, None));
                }
                Action::Restart(it) | Action::Stop(it) => {
                    last.insert((it.server(), it.service().protocol()), at);
                }
                Action::ShutDown(it) | Action::Reboot(it) => {
                    for protocol in [Protocol::Imap4, Protocol::Pop3, Protocol::Http] {
                        last.insert((it, protocol), at);
                    }
                    plan.off.insert(it, at);
                }
                Action::RemoveServer(it) => {
                    plan.off.insert(it, at);
                }
                Action::ResetFiles(server, _) if !plan.reset.iter().any(|it| it.0 == server) => {
                    plan.reset.push((server, at));
                }
                _ => {}
            }
        }
        for (of, _, restarted) in &mut plan.set {
            *restarted = last.get(of).copied();
        }
        plan
    }
}

impl Look<'_> {
    /// LEG-7: everything that one front end proxies comes from one address.
    pub(super) fn too_many(&mut self) {
        let crowd = Rc::clone(self.crowd());
        for (protocol, waiting) in &crowd.staying {
            let protocol = *protocol;
            let front_ends = self.front_ends(protocol).len() as u32;
            for (&server, &clients) in waiting {
                let limit = self.goes_by(ServiceId::new(server, Service::of(protocol))).max_from_single_ip;
                if front_ends > 0 && limit.saturating_mul(front_ends) < clients {
                    self.add(FindingKind::TooMany { server, protocol, limit, clients });
                }
            }
        }
    }

    /// Written times after which the client was told not to come any more.
    pub(super) fn times(&mut self) {
        for (client, late) in &Rc::clone(self.crowd()).late {
            self.add(FindingKind::DroppedTimes(*client, late.clone()));
        }
    }

    /// What the changes that are still to come will bring about, and what those that were lack.
    pub(super) fn planned(&mut self, count: usize, plan: &Plan) {
        let mut moved: Vec<(usize, NameId)> = Vec::new();
        for (name, places) in &plan.moved {
            moved.extend(places.get(places.partition_point(|it| *it < count)).map(|it| (*it, *name)));
        }
        moved.sort_unstable();
        for (_, name) in moved {
            if let Some(longest) = self.longest_kept(self.org, name).filter(|it| LONG < *it) {
                self.add(FindingKind::LongTtl(name, longest));
            }
        }
        // That a service goes on with what it read is a fault only where nobody restarts it later.
        for &((server, protocol), first, restarted) in &plan.set {
            if first < count && restarted.is_none_or(|it| it < count) && self.is_stale(server, protocol) {
                self.add(FindingKind::NotRestarted(server, protocol));
            }
        }
        for server in self.servers() {
            let set = self.org.tls_of(self.world, server);
            let in_force = self.org.tls_in_force(server) == set;
            let restarts = || plan.off.get(&server).is_some_and(|it| count <= *it);
            if !in_force && !self.org.is_off(server) && !restarts() {
                self.add(FindingKind::TlsNotInForce(server, set));
            }
        }
    }

    /// SVC-9: what a service pack wrote anew, as long as nobody has set it again.
    pub(super) fn reset(&mut self, count: usize, plan: &Plan) {
        for &(server, first) in &plan.reset {
            if count <= first {
                continue;
            }
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
