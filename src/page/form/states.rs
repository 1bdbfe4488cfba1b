//! Which states does the picture of the organisation show, and when do they change?
//!
//! Services, components, servers, links, the active copies of databases, and of names and balancers that change to
//! whom they lead, under the keys that the picture gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::change::Org;
use crate::picture::topology::sight::Appearances;
use crate::reading::Reading;
use crate::trace::Trace;
use crate::world::{Action, BalancerId, Host, LinkId, ServerId, Service, ServiceId, ServiceState, World};

/// The states at the start, and what becomes of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct States {
    pub(super) initial: BTreeMap<String, String>,
    /// The record after which a state is another one.
    pub(super) changes: Vec<(u32, String, String)>,
}

/// The states of a run.
pub(super) fn states(world: &World, trace: &Trace, seen: Appearances) -> States {
    // Only balancers whose pool changes are told of.
    let pools: BTreeSet<BalancerId> = world
        .changes
        .iter()
        .filter_map(|it| match it.action {
            Action::SetPool(balancer, _) => Some(balancer),
            _ => None,
        })
        .collect();
    let mut reading = Reading::new(world, trace);
    let mut now = look(world, reading.org(), &pools);
    let mut states = States { initial: now.clone(), changes: Vec::new() };
    while let Some(moment) = reading.advance() {
        if !moment.changes_organisation() {
            continue;
        }
        let next = look(world, moment.org(), &pools);
        for (key, state) in &next {
            if now.get(key) != Some(state) {
                states.changes.push((moment.id.0, key.clone(), state.clone()));
            }
        }
        now = next;
    }
    // What the picture shows beside: marks, and the lines to where connection settings lead.
    states.initial.extend(seen.initial);
    states.changes.extend(seen.changes);
    states.changes.sort_by_key(|it| it.0);
    states
}

/// The key of what has an address, or the address.
fn host(world: &World, address: Ipv4Addr) -> String {
    match world.host(address) {
        Some(Host::Server(it)) => format!("server:{}", it.index()),
        Some(Host::Balancer(it)) => format!("balancer:{}", it.index()),
        None => address.to_string(),
    }
}

fn look(world: &World, org: &Org, pools: &BTreeSet<BalancerId>) -> BTreeMap<String, String> {
    let mut states = BTreeMap::new();
    for (index, server) in world.servers.iter().enumerate() {
        let id = ServerId::at(index);
        let off = org.is_off(id);
        states.insert(format!("server:{index}"), if off { "off" } else { "on" }.to_owned());
        for service in Service::ALL.into_iter().filter(|it| server.services[*it].is_some()) {
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
    for balancer in pools {
        let members = world.pools[org.pool(*balancer).index()].iter().map(|it| format!("server:{}", it.index()));
        states.insert(format!("balancer:{}", balancer.index()), members.collect::<Vec<_>>().join(","));
    }
    for index in 0..world.databases.len() {
        let active = org.active(crate::world::DatabaseId::at(index));
        states.insert(format!("database:{index}"), format!("server:{}", active.index()));
    }
    for index in 0..world.links.len() {
        states.insert(format!("link:{index}"), if org.is_cut(LinkId::at(index)) { "cut" } else { "up" }.to_owned());
    }
    states
}
