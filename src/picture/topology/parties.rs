//! Who takes part in an attempt?
//!
//! Everybody whom a record of it names, the name that was asked for, and the server that has the mailbox: what is drawn
//! whole where the rest of a large organisation is left out.

use std::collections::BTreeSet;

use super::parts::SERVERS_APART;
use crate::reading::Reading;
use crate::telling::node;
use crate::trace::{RecordKind, Run};
use crate::world::{Action, Host, HostRef, NameId, ServerId, World};

/// Whether an organisation is so large that a picture of a moment shows those who take part, and of all others how
/// many there are.
#[must_use]
pub fn is_large(world: &World) -> bool {
    world.servers.len() > SERVERS_APART
}

/// By attempt: the keys of those that take part.
#[must_use]
pub fn parties(world: &World, run: &Run) -> Vec<BTreeSet<String>> {
    let mut all: Vec<BTreeSet<String>> = vec![BTreeSet::new(); run.trace.attempts.len()];
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        let record = moment.record;
        // What the admin changes belongs to every attempt.
        if let RecordKind::Changed(change) = record.kind() {
            let touched = touched(world, world.changes[change.index()].action);
            for it in &mut all {
                it.extend(touched.clone());
            }
        }
        let Some(attempt) = record.attempt() else { continue };
        let party = &mut all[attempt.0 as usize];
        party.insert(node(record.actor()));
        party.extend(moment.points_to().map(node));
        match record.kind() {
            RecordKind::Resolved { name, .. } | RecordKind::NotResolved(name) => party.extend(own(world, name)),
            RecordKind::Forwards { member, .. } => party.extend([format!("server:{}", member.index())]),
            RecordKind::LegFailed { endpoint, candidate, .. } => {
                party.insert(format!("server:{}", candidate.index()));
                party.extend(host(world, endpoint.host));
            }
            RecordKind::Connects { endpoint } => {
                party.extend(host(world, endpoint.host));
                let candidate = moment.connection().and_then(|it| it.parent).and_then(|it| moment.candidate(it));
                party.extend(candidate.map(|it| format!("server:{}", it.index())));
            }
            RecordKind::Began { .. } => {
                let client = run.trace.attempts[attempt.0 as usize].client;
                party.insert(format!("client:{}", client.index()));
                let user = moment.org().client(world, client).user;
                let active = moment.org().database(user).map(|it| moment.org().active(it));
                party.extend(active.map(|it| format!("server:{}", it.index())));
            }
            _ => {}
        }
    }
    all
}

/// The key of the box that stands for a name.
fn own(world: &World, name: NameId) -> Option<String> {
    let server = world.servers.iter().position(|it| it.fqdn == name).map(|it| format!("server:{it}"));
    let balancer = || world.balancers.iter().position(|it| it.name == name).map(|it| format!("balancer:{it}"));
    server.or_else(balancer).or_else(|| Some(format!("name:{}", name.index())))
}

fn host(world: &World, host: HostRef) -> Option<String> {
    match host {
        HostRef::Name(name) => own(world, name),
        HostRef::Address(address) => match world.host(address)? {
            Host::Server(it) => Some(format!("server:{}", it.index())),
            Host::Balancer(it) => Some(format!("balancer:{}", it.index())),
        },
    }
}

/// What a change is seen on.
fn touched(world: &World, action: Action) -> Option<String> {
    let server = |it: ServerId| Some(format!("server:{}", it.index()));
    match action {
        Action::Start(it) | Action::Stop(it) | Action::Hang(it) | Action::Restart(it) => server(it.server()),
        Action::Set(it, ..)
        | Action::SetComponent(it, ..)
        | Action::ShutDown(it)
        | Action::StartUp(it)
        | Action::Reboot(it)
        | Action::AddServer(it, _)
        | Action::RemoveServer(it)
        | Action::FailOver(_, it) => server(it),
        Action::SetDns(name, _) | Action::AddDns(name, _) => own(world, name),
        Action::SetPool(it, _) | Action::SetPorts(it, _) | Action::SetOffload(it, _) => {
            Some(format!("balancer:{}", it.index()))
        }
        _ => None,
    }
}
