//! When does Managed Availability probe the front ends of its own server, and what does its responder do? (BIND-1)
//!
//! Only where the switch `offline_responder` is on: otherwise there is no event. The responder sets a component
//! inactive and never active again. While anybody holds a component inactive it is not probed, so that after somebody
//! has set it active it takes as many failures as before. A server that is switched off probes nothing.

use super::{Event, Simulator};
use crate::actor::balancer::Memory;
use crate::policy::accept::local_probe;
use crate::sim::tracer::Tracer;
use crate::time::SimTime;
use crate::trace::{Actor, RecordKind};
use crate::world::{Component, OfflineResponder, Protocol, ServerId, Service, ServiceId, World};

/// So many probes of one round count as one more event, so that the event limit bounds the work of a run.
const PROBES_AN_EVENT: u64 = 1_024;

impl<T: Tracer> Simulator<T> {
    pub(super) fn reset_local_probes(&mut self, world: &World) {
        if let OfflineResponder::On { every, .. } = world.assumptions.offline_responder {
            self.failed_probes.reset(world.servers.len(), |_| 0);
            self.schedule_background(SimTime::ZERO + every, Event::LocalProbe);
        }
    }

    /// Each front end with components is probed on its own server.
    pub(super) fn local_probe_due(&mut self, world: &World) {
        let OfflineResponder::On { every, after } = world.assumptions.offline_responder else { return };
        let mut probed = 0;
        for server in (0..world.servers.len()).map(ServerId::at) {
            let here = &world.servers[server.index()];
            if !here.version.product().components || self.org.is_off(server) {
                continue;
            }
            for protocol in [Protocol::Imap4, Protocol::Pop3] {
                if here.services[Service::of(protocol)].is_some() {
                    probed += 1;
                    self.probe_locally(world, ServiceId::new(server, Service::of(protocol)), after);
                }
            }
        }
        self.extra_events += probed / PROBES_AN_EVENT;
        self.schedule_background(self.now + every, Event::LocalProbe);
    }

    fn probe_locally(&mut self, world: &World, service: ServiceId, after: u32) {
        let free = self.org.held(world, service).is_none();
        let settings = self.org.settings(world, service);
        let fails = local_probe(self.org.state(service), settings, self.org.certificate(service).is_ok());
        let failed = &mut self.failed_probes[service];
        let (Some(why), Some(component), true) = (fails, Component::of(service.service().protocol()), free) else {
            *failed = 0;
            return;
        };
        *failed += 1;
        if *failed < after {
            return;
        }
        *failed = 0;
        self.tracer.set_cause(None);
        self.record_outside(Actor::Service(service), None, RecordKind::TakenOffline { component, why });
        self.org.take_offline(service, why);
        self.balancers.iter_mut().for_each(Memory::unsettle);
    }
}
