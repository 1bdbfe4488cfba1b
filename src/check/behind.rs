//! Which faults stand behind a service that does not run?
//!
//! Nobody comes as far as what is wrong behind a stopped service. So what was found to be stopped is started, what is
//! held is given back, and the clients are sent once more, until nothing new is met.

use super::FindingKind;
use super::look::Look;
use super::phases::send;
use crate::change::Org;
use crate::scenario::RequestedState;
use crate::world::{Action, Change, Service, ServiceId, ServiceState, StartType};

/// How many faults that stand one behind the other are looked behind.
const DEEP: usize = 4;

/// Adds what clients meet once the services run that were found to be stopped.
pub(super) fn look_behind(look: &mut Look<'_>, count: usize) {
    let mut world = look.world.clone();
    world.changes.truncate(count);
    for _ in 0..DEEP {
        let started = world.changes.len();
        let org = Org::with_changes(&world, started);
        for service in stopped(look) {
            if org.state(service) == ServiceState::Running || org.is_off(service.server()) {
                continue;
            }
            let mut does = Vec::new();
            for (component, by) in org.all_held(&world, service) {
                let active = |it| Action::SetComponent(service.server(), component, it, RequestedState::Active);
                does.extend(by.each().map(active));
            }
            if org.is_disabled(service) {
                does.push(Action::SetStartType(service, StartType::Automatic));
            }
            does.push(Action::Start(service));
            world.changes.extend(does.into_iter().map(|action| Change { at: look.at, action, written: 0, nth: 0 }));
        }
        if world.changes.len() == started {
            return;
        }
        let all = world.changes.len();
        let org = Org::with_changes(&world, all);
        let mut behind = Look::new(&world, look.scenario, &org, look.at);
        behind.found.clone_from(&look.found);
        send(&mut behind, all);
        look.found = behind.found;
    }
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
