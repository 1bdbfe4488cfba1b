//! Which components are held, by whom, and why does Managed Availability? (CMP-2, BIND-1)

use super::Org;
use crate::policy::accept::WhyProbeFails;
use crate::world::{
    Component, Components, RequestedState, Requester, Requesters, ServerId, ServiceId, World, component,
};

impl Org {
    /// The component that keeps a service from taking connections, and who holds it (CMP-2, CMP-5). Only the front
    /// end of 2013 has one.
    #[must_use]
    pub fn held(&self, world: &World, service: ServiceId) -> Option<(Component, Requesters)> {
        if service.service().is_back_end() {
            return None;
        }
        let components = &self.components[service.server().index()];
        component::held(components, service.service().protocol(), world.assumptions.draining_component)
    }

    /// Every component that keeps a front end from working, and who holds each.
    #[must_use]
    pub(crate) fn all_held(&self, world: &World, service: ServiceId) -> Vec<(Component, Requesters)> {
        if service.service().is_back_end() {
            return Vec::new();
        }
        let components = &self.components[service.server().index()];
        component::all_held(components, service.service().protocol(), world.assumptions.draining_component).collect()
    }

    /// Who holds the components of a server now.
    #[must_use]
    pub(crate) fn components(&self, server: ServerId) -> &Components {
        &self.components[server.index()]
    }

    /// A requester has asked for a state of a component: what is asked for in the name of HealthAPI last is somebody's.
    pub(super) fn asked(&mut self, server: ServerId, component: Component, requester: Requester) {
        if requester == Requester::HealthAPI {
            let of = |it: ServiceId| (it.server(), Component::of(it.service().protocol()));
            self.taken_offline.retain(|it| of(it) != (server, Some(component)));
        }
    }

    /// Managed Availability sets the component of a front end inactive, because its local probe failed (BIND-1).
    pub fn take_offline(&mut self, service: ServiceId, why: WhyProbeFails) {
        self.times_changed += 1;
        if let Some(component) = Component::of(service.service().protocol()) {
            let holds = &mut self.components[service.server().index()][component];
            holds.set(Requester::HealthAPI, RequestedState::Inactive);
            self.taken_offline.insert(service, why);
        }
    }

    /// Why Managed Availability holds the component of a front end inactive, if it does (BIND-1).
    #[must_use]
    pub fn taken_offline(&self, service: ServiceId) -> Option<WhyProbeFails> {
        self.taken_offline.get(service).copied()
    }

    /// The same, for a front end that turned somebody away because `by` hold `component`.
    #[must_use]
    pub(crate) fn held_by_the_responder(
        &self,
        service: ServiceId,
        component: Component,
        by: Requesters,
    ) -> Option<WhyProbeFails> {
        let its_own = component != Component::ServerWideOffline && by.each().any(|it| it == Requester::HealthAPI);
        self.taken_offline(service).filter(|_| its_own)
    }
}
