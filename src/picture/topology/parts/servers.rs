//! What does a server say, and which of its services are needed?

use std::collections::BTreeSet;

use super::{At, Collect, Part, Parts, Spec, Zone, targets};
use crate::change::Org;
use crate::picture::topology::{ChipKind, NodeKind};
use crate::words::topology as say;
use crate::world::{
    Action, ClientId, Component, DrainingComponent, Host, HostRef, NameId, Protocol, ServerId, Service, ServiceId,
    ServiceState, World,
};

impl Collect<'_> {
    /// By server: whether clients, names or balancers lead to it.
    fn front(&self) -> Vec<bool> {
        let world = self.world;
        let mut front = vec![false; world.servers.len()];
        let own = self.own_names();
        let mut mark = |host: Option<Host>| {
            if let Some(Host::Server(it)) = host {
                front[it.index()] = true;
            }
        };
        for it in &world.clients {
            mark(match it.connect.host {
                HostRef::Name(name) => own.get(&name).copied(),
                HostRef::Address(address) => world.host(address),
            });
        }
        for index in (0..world.names.len()).filter(|it| !own.contains_key(&NameId::at(*it))) {
            for address in self.targets(NameId::at(index)) {
                mark(world.host(address));
            }
        }
        for it in &world.balancers {
            for member in &world.pools[it.pool.index()] {
                mark(Some(Host::Server(*member)));
            }
        }
        front
    }

    /// The boxes of the servers: each alone, or several that are alike.
    pub(super) fn servers(&self, parts: &mut Parts, at: &mut At) {
        let front = self.front();
        let single: Vec<Part> = (0..front.len()).map(|it| self.server(it, front[it])).collect();
        at.servers = vec![0; single.len()];
        for members in self.alike(&single, parts.large) {
            let mut part = single[members[0]].clone();
            if members.len() > 1 {
                self.stack(&mut part, &single, &members);
            }
            self.databases(&mut part, &members, parts.large);
            for it in members {
                at.servers[it] = parts.nodes.len();
            }
            parts.nodes.push(part);
        }
    }

    fn server(&self, index: usize, is_front: bool) -> Part {
        let (lang, it, id) = (self.lang, &self.world.servers[index], ServerId::at(index));
        let (version, off) = (self.org.version(id), self.org.is_off(id));
        // Where there is one role, it is called Mailbox (VER-2).
        let roles = match (it.client_access && !version.product().one_role, it.mailbox) {
            (true, false) => say::client_access_role(lang),
            (false, true) => say::mailbox_role(lang),
            (true, true) | (false, false) => say::both_roles(lang),
        };
        let zone = match (is_front, it.client_access) {
            (true, _) => Zone::Front,
            (false, true) => Zone::Other,
            (false, false) => Zone::Mailbox,
        };
        let name = self.names.text(&it.name).into_owned();
        let mut part = Part::new(NodeKind::Server, index, it.site.index(), zone, name);
        part.at = it.place;
        part.version = Some(version);
        part.later = self.world.versions_of(id).into_iter().skip_while(|it| *it != version).skip(1).collect();
        part.classes.push(version.product().look.class);
        part.classes.extend(off.then_some("off"));
        let goes = |it: Action| matches!(it, Action::ShutDown(s) | Action::RemoveServer(s) if s.index() == index);
        let may_be_off = off || self.world.changes.iter().any(|it| goes(it.action));
        part.power = may_be_off.then(|| say::off(lang));
        part.lines.push(roles);
        // Services of a protocol that nobody speaks: by their state.
        let mut unused: Vec<(String, Vec<&'static str>)> = Vec::new();
        for service in Service::ALL {
            if it.services[service].is_none() {
                continue;
            }
            let Some(chip) = self.service(ServiceId::new(id, service), off) else {
                if service != Service::W3SVC {
                    let state = self.state(ServiceId::new(id, service), off).1;
                    match unused.iter_mut().find(|it| it.0 == state) {
                        Some(known) => known.1.push(short(service)),
                        None => unused.push((state, vec![short(service)])),
                    }
                }
                continue;
            };
            part.chips.push(chip);
        }
        if version.product().components {
            part.chips.extend(self.components(id));
        }
        for (state, services) in unused {
            part.lines.push(say::not_used(lang, services.join(", "), state));
        }
        part
    }

    /// The state of a service, and how it is said where nobody needs it.
    fn state(&self, id: ServiceId, off: bool) -> (&'static str, String) {
        let lang = self.lang;
        match self.org.state(id) {
            _ if off => ("off", say::off(lang)),
            ServiceState::Running => ("running", say::running(lang)),
            ServiceState::Stopped => ("stopped", say::stopped(lang)),
            ServiceState::Hung => ("hung", say::hung(lang)),
        }
    }

    /// The chip of a service; none where nobody uses it and nothing is done to it.
    fn service(&self, id: ServiceId, off: bool) -> Option<Spec> {
        let (lang, service) = (self.lang, id.service());
        let touched = self.world.changes.iter().any(|it| match it.action {
            Action::Start(it) | Action::Stop(it) | Action::Hang(it) | Action::Restart(it) => it == id,
            _ => false,
        });
        let changed = self.sight.changed.contains(&id);
        let used = match service {
            // The web server is there on every Client Access server; without web clients nobody asks for it.
            Service::W3SVC => self.web || self.org.state(id) != ServiceState::Running,
            _ => self.spoken.contains(&service.protocol()),
        };
        if !used && !touched && !changed {
            return None;
        }
        let needed = self.needed.contains(&id);
        let mut classes = Vec::new();
        classes.extend(needed.then_some("needed"));
        classes.extend(changed.then_some("changed"));
        let refuses = self.sight.acting.as_ref().is_some_and(|it| it.bad && it.refuses == Some(id));
        classes.extend(refuses.then_some("refusing"));
        let (stopped, hung) = if needed {
            (say::stopped_needed(lang), say::hung_needed(lang))
        } else {
            (say::stopped(lang), say::hung(lang))
        };
        Some(Spec {
            key: format!("server:{}:{}", id.server().index(), service.windows_name()),
            kind: ChipKind::Service,
            name: short(service).to_owned(),
            class: if off { "off" } else { state_class(self.org.state(id)) },
            classes,
            states: vec![
                ("running", say::running(lang)),
                ("stopped", stopped),
                ("hung", hung),
                ("off", say::off(lang)),
            ],
            by: None,
        })
    }

    /// The components that somebody holds, or to which something is done.
    fn components(&self, id: ServerId) -> Vec<Spec> {
        let (lang, index) = (self.lang, id.index());
        let mut chips = Vec::new();
        for component in [Component::ImapProxy, Component::PopProxy, Component::ServerWideOffline] {
            let holds = self.org.components(id)[component];
            let touched = || {
                let sets = |it: Action| matches!(it, Action::SetComponent(s, c, ..) if s == id && c == component);
                self.world.changes.iter().any(|it| sets(it.action))
            };
            let by = holds.held_by(DrainingComponent::AsInactive);
            if by.is_none() && !touched() {
                continue;
            }
            let inactive = holds.held_by(DrainingComponent::AsActive).is_some();
            let by = by.map(|it| {
                let words: Vec<_> = it.each().map(|it| it.word().to_owned()).collect();
                say::held_by(lang, crate::words::list(lang, &words))
            });
            chips.push(Spec {
                key: format!("server:{index}:{}", component.word()),
                kind: ChipKind::Component,
                name: component.word().to_owned(),
                class: match (inactive, holds.drains()) {
                    (true, _) => "inactive",
                    (false, true) => "draining",
                    (false, false) => "active",
                },
                classes: Vec::new(),
                states: vec![
                    ("active", say::active(lang)),
                    ("inactive", say::inactive(lang)),
                    ("draining", say::draining(lang)),
                ],
                by,
            });
        }
        chips
    }
}

/// The services without which a log-on of a client fails, or one that is tried for it: those of the servers to which
/// it may come, and those of the candidates for its mailbox.
pub(super) fn needed(world: &World, org: &Org) -> BTreeSet<ServiceId> {
    let mut needed = BTreeSet::new();
    let mut known = BTreeSet::new();
    for index in 0..world.clients.len() {
        let client = org.client(world, ClientId::at(index));
        let Some(database) = org.database(client.user) else { continue };
        if !known.insert((client.connect.host, client.protocol, database)) {
            continue;
        }
        let fronts = fronts(world, org, client.connect.host);
        needed.extend(fronts.iter().map(|it| ServiceId::new(*it, Service::of(client.protocol))));
        let active = org.active(database);
        let (site, version) = (world.servers[active.index()].site, org.version(active));
        if version.has_back_end() {
            needed.insert(ServiceId::new(active, back_end(client.protocol)));
        } else if fronts.iter().any(|it| org.version(*it) != version || world.servers[it.index()].site != site) {
            let candidates = &world.client_access[site.index()][version];
            needed.extend(candidates.iter().map(|it| ServiceId::new(*it, Service::of(client.protocol))));
        }
    }
    needed
}

const fn back_end(protocol: Protocol) -> Service {
    match protocol {
        Protocol::Imap4 => Service::Imap4BE,
        Protocol::Pop3 => Service::Pop3BE,
        Protocol::Http => Service::W3SVC,
    }
}

/// The servers to which a connection may come.
fn fronts(world: &World, org: &Org, host: HostRef) -> Vec<ServerId> {
    let addresses = match host {
        HostRef::Address(it) => vec![it],
        HostRef::Name(name) => targets(world, org, name),
    };
    let mut fronts = Vec::new();
    for it in addresses {
        match world.host(it) {
            Some(Host::Server(it)) => fronts.push(it),
            Some(Host::Balancer(it)) => fronts.extend(&world.pools[org.pool(it).index()]),
            None => {}
        }
    }
    fronts
}

/// A service, short.
const fn short(service: Service) -> &'static str {
    match service {
        Service::Imap4 => "IMAP4",
        Service::Pop3 => "POP3",
        Service::Imap4BE => "IMAP4BE",
        Service::Pop3BE => "POP3BE",
        Service::W3SVC => "W3SVC",
    }
}

/// A state as a class.
const fn state_class(state: ServiceState) -> &'static str {
    match state {
        ServiceState::Running => "running",
        ServiceState::Stopped => "stopped",
        ServiceState::Hung => "hung",
    }
}
