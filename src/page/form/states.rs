//! Which states does the picture of the organisation show, and when do they change?
//!
//! Services, components, servers, links, the active copies of databases, and of names and balancers that change to
//! whom they lead, under the keys that the picture gives them. The changes of the trace are carried out once more on an
//! [`Org`], which knows what follows from each.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::change::Org;
use crate::trace::{Actor, RecordKind, Trace};
use crate::world::{Action, BalancerId, Host, LinkId, PoolId, ServerId, Service, ServiceId, ServiceState, World};

/// Organisations with more servers are not drawn, so their states are not kept either.
pub(super) const SERVERS_DRAWN: usize = 120;

/// The states at the start, and what becomes of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct States {
    pub(super) initial: BTreeMap<String, String>,
    /// The record after which a state is another one.
    pub(super) changes: Vec<(u32, String, String)>,
}

/// The states of a run.
pub(super) fn states(world: &World, trace: &Trace) -> States {
    if world.servers.len() > SERVERS_DRAWN {
        return States::default();
    }
    let mut org = Org::default();
    org.reset(world);
    let mut cut: Vec<bool> = world.links.iter().map(|it| it.cut).collect();
    // Only balancers whose pool changes are told of.
    let mut pools: BTreeMap<BalancerId, PoolId> = BTreeMap::new();
    for change in &world.changes {
        if let Action::SetPool(balancer, _) = change.action {
            pools.insert(balancer, world.balancers[balancer.index()].pool);
        }
    }
    let mut now = look(world, &org, &cut, &pools);
    let mut states = States { initial: now.clone(), changes: Vec::new() };
    for (index, record) in trace.records.iter().enumerate() {
        match (record.what, record.actor) {
            (RecordKind::Changed(change), _) => {
                let action = world.changes[change.index()].action;
                link(action, &mut cut);
                if let Action::SetPool(balancer, pool) = action {
                    pools.insert(balancer, pool);
                }
                org.apply(world, record.at, action);
            }
            (RecordKind::StopsForComponent { .. }, Actor::Service(service)) => org.stop(service),
            _ => continue,
        }
        let next = look(world, &org, &cut, &pools);
        for (key, state) in &next {
            if now.get(key) != Some(state) {
                states.changes.push((index as u32, key.clone(), state.clone()));
            }
        }
        now = next;
    }
    states
}

fn link(action: Action, cut: &mut [bool]) {
    let (one, other, is_cut) = match action {
        Action::Cut(one, other) => (one, other, true),
        Action::Mend(one, other) => (one, other, false),
        _ => return,
    };
    for id in [Some(one), other].into_iter().flatten() {
        cut[id.index()] = is_cut;
    }
}

/// The key of what has an address, or the address.
fn host(world: &World, address: Ipv4Addr) -> String {
    match world.host(address) {
        Some(Host::Server(it)) => format!("server:{}", it.index()),
        Some(Host::Balancer(it)) => format!("balancer:{}", it.index()),
        None => address.to_string(),
    }
}

fn look(world: &World, org: &Org, cut: &[bool], pools: &BTreeMap<BalancerId, PoolId>) -> BTreeMap<String, String> {
    let mut states = BTreeMap::new();
    for (index, server) in world.servers.iter().enumerate() {
        let id = ServerId::at(index);
        let off = org.is_off(id);
        states.insert(format!("server:{index}"), if off { "off" } else { "on" }.to_owned());
        for service in Service::ALL.into_iter().filter(|it| server.services[*it as usize].is_some()) {
            let service = ServiceId::new(id, service);
            let state = match org.state(service) {
                _ if off => "off",
                ServiceState::Running => "running",
                ServiceState::Stopped => "stopped",
                ServiceState::Hung => "hung",
            };
            states.insert(format!("server:{index}:{}", service.service().windows_name()), state.to_owned());
            if service.service().protocol().is_mail() && !service.service().is_back_end() {
                let held = org.held(world, service);
                let by = held.map_or_else(String::new, |(component, by)| {
                    let by: Vec<_> = by.each().map(crate::world::Requester::word).collect();
                    format!("{} {}", component.word(), by.join(" "))
                });
                states.insert(format!("held:{index}:{}", service.service().windows_name()), by);
            }
        }
    }
    for (index, name) in world.names.iter().enumerate().filter(|it| it.1.changes) {
        let views = name.views.clone().map(|view| {
            let answer = &world.answers[org.answers[view as usize].index()];
            answer.addresses.iter().map(|it| host(world, *it)).collect::<Vec<_>>().join(",")
        });
        states.insert(format!("name:{index}"), views.collect::<Vec<_>>().join(";"));
    }
    for (balancer, pool) in pools {
        let members = world.pools[pool.index()].iter().map(|it| format!("server:{}", it.index()));
        states.insert(format!("balancer:{}", balancer.index()), members.collect::<Vec<_>>().join(","));
    }
    for index in 0..world.databases.len() {
        let active = org.active(crate::world::DatabaseId::at(index));
        states.insert(format!("database:{index}"), format!("server:{}", active.index()));
    }
    for (index, is_cut) in cut.iter().enumerate() {
        let _ = LinkId::at(index);
        states.insert(format!("link:{index}"), if *is_cut { "cut" } else { "up" }.to_owned());
    }
    states
}
