//! What is the organisation once everything that was done has been done?
//!
//! For whoever asks about a moment without a run, and for what was done before the run begins.

use super::Org;
use crate::scenario::When;
use crate::time::SimTime;
use crate::world::{ByProtocol, Protocol, ServerId, Service, ServiceId, World};

impl Org {
    /// The organisation at the start.
    #[must_use]
    pub(crate) fn at_start(world: &World) -> Self {
        Self::with_changes(world, 0)
    }

    /// The organisation when actions are carried out: before the run, or after all changes up to that moment.
    #[must_use]
    pub(crate) fn at(world: &World, when: When) -> Self {
        match when {
            When::FromStart => Self::at_start(world),
            When::At(span) => Self::after(world, SimTime::ZERO + span),
        }
    }

    /// The organisation after all changes of the scenario up to a moment, as far as changes alone go.
    #[must_use]
    pub(crate) fn after(world: &World, moment: SimTime) -> Self {
        Self::with_changes(world, world.changes.partition_point(|it| it.at <= moment))
    }

    /// The organisation after so many changes.
    #[must_use]
    pub(crate) fn with_changes(world: &World, count: usize) -> Self {
        let mut org = Self::default();
        org.reset(world);
        for change in &world.changes[..count] {
            org.apply(world, change.at, change.action);
        }
        org
    }

    /// Makes of what the organisation is now what it is at the start, in `world` from which this one began. Services go
    /// by what is set, and nobody remembers how it came.
    pub fn begin(self, world: &mut World) {
        let directory: Vec<_> = (0..world.servers.len())
            .map(|at| {
                let view = self.directory(world);
                let id = ServerId::at(at);
                let settings = ByProtocol::of(|it| view.settings_id(id, it));
                let shown = ByProtocol::of(|it| self.choose(world, id, it, settings[it], SimTime::ZERO));
                (settings, shown, view.is_removed(id))
            })
            .collect();
        let Self {
            times_changed: _,
            services,
            applied: _,
            applied_at: _,
            off,
            out_of_service,
            components,
            taken_offline: _,
            removed: _,
            in_and_out: _,
            databases,
            active,
            installed,
            start_types,
            versions,
            builds,
            tls,
            tls_in_force: _,
            enabled,
            switched: _,
            granted,
            smtp_address,
            policies,
            defects,
            store_sessions,
            clients,
            ports,
            answers,
            pools,
            offloads,
            cut,
        } = self;
        let tables = &mut **world;
        for (at, (settings, shown, is_removed)) in directory.into_iter().enumerate() {
            let id = ServerId::at(at);
            let it = &mut tables.servers[at];
            for service in Service::ALL {
                if let Some(state) = &mut it.services[service] {
                    *state = services[ServiceId::new(id, service)].state;
                }
            }
            (it.settings, it.shown, it.removed, it.off) = (settings, shown, is_removed, off[at]);
            (it.out_of_service, it.components) = (out_of_service[at], components[at]);
            (it.start_types, it.version, it.build) = (start_types[at], versions[at], builds[at]);
            (it.defects, it.store_sessions) = (defects[at], store_sessions[at]);
            it.tls = tls.get(id).copied().unwrap_or(it.tls);
            if let Some(installed) = installed[at].changed() {
                it.certificates = installed.iter().map(|it| it.0).collect();
                for &(certificate, enabled) in installed {
                    tables.certificates[certificate.index()].enabled = enabled;
                }
            }
        }
        world.list_client_access();
        for (at, it) in world.users.iter_mut().enumerate() {
            (it.database, it.pop_enabled, it.imap_enabled) =
                (databases[at], enabled[at][Protocol::Pop3], enabled[at][Protocol::Imap4]);
        }
        for (user, has) in smtp_address {
            world.users[user.index()].has_smtp_address = has;
        }
        policies.begin(world);
        for ((mailbox, user), ()) in granted {
            world.users[mailbox.index()].full_access.push(user);
        }
        for (client, changed) in clients {
            let changed = world.changed_clients[changed.index()].clone();
            world.clients[client.index()] = changed;
        }
        for (it, active) in world.databases.iter_mut().zip(active) {
            it.active = active;
        }
        for (it, answer) in world.views.iter_mut().zip(answers) {
            it.answer = answer;
        }
        for (it, (pool, ports)) in world.balancers.iter_mut().zip(pools.into_iter().zip(ports)) {
            (it.pool, it.ports) = (pool, ports);
        }
        for (it, offload) in world.balancers.iter_mut().zip(offloads) {
            it.offload = offload;
        }
        for (it, cut) in world.links.iter_mut().zip(cut) {
            it.cut = cut;
        }
    }
}
