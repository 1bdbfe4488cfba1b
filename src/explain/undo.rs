//! What undoes a change?
//!
//! The same action with what was there before, for the changes that leave something to go back to.

use super::actions::Writer;
use crate::change::Org;
use crate::scenario::{Action, ProtocolSettings, Setting};
use crate::world::{self, ChangeId, Endpoint, Host, NameId, Protocol, ServerId, Settings, SettingsId, World};

/// What undoes a change of the scenario; `None` where nothing does, or what mends its trouble is that already.
#[must_use]
pub(crate) fn undo(world: &World, change: ChangeId) -> Option<Action> {
    let before = Org::with_changes(world, change.index());
    let write = Writer { world, org: &before };
    match world.changes[change.index()].action {
        world::Action::Set(server, protocol, now) => settings(write, server, protocol, now),
        world::Action::SetDns(name, _) | world::Action::AddDns(name, _) => dns(write, name),
        world::Action::SetPool(balancer, _) => Some(write.pool(balancer, &world.pools[before.pool(balancer).index()])),
        world::Action::SetPorts(balancer, _) => Some(write.ports(balancer, before.ports(world, balancer).to_vec())),
        world::Action::SetOffload(balancer, _) => {
            let it = before.offload(world, balancer);
            Some(write.balancer_tls(balancer, it.tls, it.map_ports.clone()))
        }
        world::Action::FailOver(database, _) => Some(write.fail_over(database, before.active(database))),
        world::Action::SetOutOfService(server, true) => Some(write.in_service(server)),
        world::Action::Move(user, _) => before.database(user).map(|it| write.move_mailbox(user, it)),
        world::Action::SetDefaultPolicy(_) => Some(write.default_policy(before.default_policy())),
        world::Action::SetUserPolicy(user, _) => Some(write.user_policy(user, before.own_policy(world, user))),
        world::Action::Start(_)
        | world::Action::Stop(_)
        | world::Action::Hang(_)
        | world::Action::Restart(_)
        | world::Action::SetCasMailbox { .. }
        | world::Action::Grant { .. }
        | world::Action::SetSmtpAddress(..)
        | world::Action::SetAuthPolicy { .. }
        | world::Action::InstallUpdate(..)
        | world::Action::SetStoreSessions(..)
        // What was switched off was switched off for a reason: what is missing is switched on by itself.
        | world::Action::SetTls(..)
        | world::Action::SetClient(..)
        | world::Action::Import(..)
        | world::Action::Enable(..)
        | world::Action::Uninstall(..)
        | world::Action::SetComponent(..)
        | world::Action::SetOutOfService(_, false)
        | world::Action::ShutDown(_)
        | world::Action::StartUp(_)
        | world::Action::Reboot(_)
        | world::Action::FailedUpdate(_)
        | world::Action::ResetFiles(..)
        | world::Action::SetStartType(..)
        | world::Action::RemoveServer(_)
        | world::Action::AddServer(..)
        | world::Action::UpdateServer(..)
        | world::Action::Cut(..)
        | world::Action::Mend(..) => None,
    }
}

/// The settings that were changed, with the values that they had.
fn settings(write: Writer<'_>, server: ServerId, protocol: Protocol, now: SettingsId) -> Option<Action> {
    let old: &Settings = write.settings(server, protocol);
    let new = &write.world.settings[now.index()];
    let mut written = ProtocolSettings::default();
    for setting in Setting::ALL {
        if let (Some(was), Some(is)) = (old.value(*setting), new.value(*setting))
            && was != is
        {
            let fits = written.write(*setting, was.with_endpoints(|it: Endpoint| write.endpoint(it)));
            debug_assert!(fits, "{} has one type in the language and in the world", setting.name());
        }
    }
    (written != ProtocolSettings::default()).then(|| write.all_settings(server, protocol, written))
}

/// The addresses that a name had, where it had the same for everybody.
fn dns(write: Writer<'_>, name: NameId) -> Option<Action> {
    let world = write.world;
    let mut answers =
        world.names[name.index()].views.clone().map(|it| &world.answers[write.org.answers[it as usize].index()]);
    let first = answers.next()?;
    if answers.any(|it| it.addresses != first.addresses) || first.addresses.is_empty() {
        return None;
    }
    let points_to = first.addresses.iter().map(|it| match world.host(*it) {
        Some(Host::Server(server)) => world.servers[server.index()].name.to_string(),
        Some(Host::Balancer(balancer)) => world.name(world.balancers[balancer.index()].name).to_owned(),
        None => it.to_string(),
    });
    Some(Action::SetDns { name: world.name(name).to_owned(), points_to: points_to.collect(), ttl: None })
}
