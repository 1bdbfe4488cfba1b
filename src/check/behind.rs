//! Which faults stand behind a service that does not run, or behind what a client was told wrong?
//!
//! Nobody comes as far as what is wrong behind a stopped service, and a client that was told a wrong port never shows
//! that its password is wrong too. So what was found to be stopped is started, what is held is given back, and each
//! client is told what is right; then the clients are sent once more, until nothing new is met. Of what is mended
//! elsewhere nothing is looked behind: a mend at a client changes nothing for anybody else.

use super::look::Look;
use super::phases::send;
use super::{FindingKind, Room};
use crate::change::Org;
use crate::resolve;
use crate::scenario::{Action as WrittenAction, RequestedState, When};
use crate::time::SimTime;
use crate::world::{Action, Change, Service, ServiceId, ServiceState, StartType, World};

/// How many faults that stand one behind the other are looked behind.
const DEEP: usize = 6;
/// The most clients of a file whose own faults are looked behind: the file is resolved anew for it, at every step.
const CLIENTS: usize = 2_000;

/// What shows only behind something, about a client, and what mends it there: a password that is wrong for the name of
/// nobody is another thing than one that is wrong for the right name.
pub(super) type Behind = Vec<(FindingKind, Vec<Vec<WrittenAction>>)>;

/// Adds what clients meet once the services run that were found to be stopped, and the clients are told what is right:
/// `met` is what they meet before.
pub(super) fn look_behind(look: &mut Look<'_>, (count, mut met): (usize, Vec<FindingKind>), room: &Room) -> Behind {
    let mut shown = Behind::new();
    let mut world = look.world.clone();
    world.changes.truncate(count);
    let mut before = world.changes.len();
    let (mut told, mut started) = (Vec::new(), Vec::new());
    let mut looked_behind = Vec::new();
    for _ in 0..DEEP {
        let org = Org::with_changes(&world, world.changes.len());
        let now = Look::new(&world, look.scenario, &org, look.at);
        let is_small = world.clients.len() <= CLIENTS;
        let tells = if is_small { tells(&now, met, &mut looked_behind) } else { Vec::new() };
        // Who comes to a stopped service only then is told so: services are started when nobody is told any more.
        let starts = if tells.is_empty() { starts(look, &world, &org) } else { Vec::new() };
        if starts.is_empty() && tells.is_empty() {
            break;
        }
        started.extend(starts);
        if !tells.is_empty() {
            told.extend(tells);
            let Some(it) = with_clients_told(look, count, &told) else { break };
            before = it.changes.len();
            world = it;
        }
        world.changes.truncate(before);
        world.changes.extend(&started);
        let all = world.changes.len();
        let org = Org::with_changes(&world, all);
        let mut behind = Look::new(&world, look.scenario, &org, look.at);
        behind.found.clone_from(&look.found);
        met = send(&mut behind, all, room);
        let new = behind.found[look.found.len()..].iter().filter(|it| it.client().is_some());
        shown.extend(new.map(|it| (it.clone(), behind.mends(it))));
        look.found = behind.found;
    }
    shown
}

/// The world after so many changes of the file, and clients told something then.
fn with_clients_told(look: &Look<'_>, count: usize, told: &[WrittenAction]) -> Option<World> {
    let (mut scenario, refusals) = resolve::plain(look.scenario.clone());
    let written = scenario.changes.len();
    let from_start = count == 0 && look.at == SimTime::ZERO;
    scenario.add(told, if from_start { When::FromStart } else { When::At(look.at.since(SimTime::ZERO)) });
    let mut world = resolve::resolve_plain(scenario, refusals, &look.world.title)?;
    let (old, new): (Vec<_>, Vec<_>) =
        std::mem::take(&mut world.changes).into_iter().partition(|it| (it.written as usize) < written);
    world.changes = old.into_iter().take(count).chain(new).collect();
    // What was found speaks of names by their numbers: these stay, for nobody is told a name that the file has not.
    let is_same = world.names.len() == look.world.names.len() && world.clients.len() == look.world.clients.len();
    is_same.then_some(world)
}

/// What tells clients what is right: to each the mend of the first that it meets now, as far as the client alone can
/// mend it and nothing was told for it before.
fn tells(now: &Look<'_>, met: Vec<FindingKind>, looked_behind: &mut Vec<FindingKind>) -> Vec<WrittenAction> {
    let mut told: Vec<WrittenAction> = Vec::new();
    let whom = |it: &WrittenAction| match it {
        WrittenAction::SetClient { client, .. } => Some(client.clone()),
        _ => None,
    };
    for what in met {
        // For how long somebody waits is nothing that was told wrong.
        if looked_behind.contains(&what) || matches!(what, FindingKind::OutOfTime(..)) {
            continue;
        }
        let is_told = |it: &Vec<WrittenAction>| it.iter().all(|it| whom(it).is_some());
        let mut mends = now.mends(&what).into_iter();
        // What is about one client shows what is behind it however it is mended; a name may lead elsewhere.
        let mend = if what.client().is_some() { mends.find(is_told) } else { mends.next().filter(is_told) };
        let Some(mend) = mend else { continue };
        if mend.iter().all(|it| !told.iter().any(|told| whom(told) == whom(it))) {
            looked_behind.push(what);
            told.extend(mend);
        }
    }
    told
}

/// What starts the services that findings say are stopped, and gives back what is held.
fn starts(look: &Look<'_>, world: &World, org: &Org) -> Vec<Change> {
    let mut does = Vec::new();
    for service in stopped(look) {
        if org.state(service) == ServiceState::Running || org.is_off(service.server()) {
            continue;
        }
        for (component, by) in org.all_held(world, service) {
            let active = |it| Action::SetComponent(service.server(), component, it, RequestedState::Active);
            does.extend(by.each().map(active));
        }
        if org.is_disabled(service) {
            does.push(Action::SetStartType(service, StartType::Automatic));
        }
        does.push(Action::Start(service));
    }
    does.into_iter().map(|action| Change { at: look.at, action, written: 0, nth: 0 }).collect()
}

/// The services that findings say are stopped where log-ons need them.
fn stopped(look: &Look<'_>) -> Vec<ServiceId> {
    let mut all = Vec::new();
    for it in &look.found {
        match *it {
            FindingKind::ClientToStopped(_, service)
            | FindingKind::NoBackEnd(service)
            | FindingKind::CandidateStopped(service)
            | FindingKind::ServiceDisabled(service) => all.push(service),
            FindingKind::NoneRuns(site, version, protocol) => {
                let there = look.world.client_access(site, version).iter();
                all.extend(there.map(|it| ServiceId::new(*it, Service::of(protocol))));
            }
            _ => {}
        }
    }
    all.retain(|it| look.has(*it));
    all
}
