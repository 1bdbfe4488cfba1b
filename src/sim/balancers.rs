//! When does a balancer check, choose and pass on?

use super::connection::{End, Segment, Slot, Source, Way};
use super::{Event, Simulator};
use crate::actor::balancer::Memory;
use crate::policy::accept::check_passes;
use crate::sim::tracer::Tracer;
use crate::trace::{Actor, RecordKind, RecordPlace, WhyRefused};
use crate::world::{Balancer, BalancerId, Host, PoolId, PortsId, ServerId, ServiceId, World};

/// So many checks of one round count as one more event, so that the event limit bounds the work of a run.
const CHECKS_AN_EVENT: u64 = 1_024;

impl<T: Tracer> Simulator<T> {
    pub(super) fn reset_balancers(&mut self, world: &World) {
        self.balancers.resize_with(world.balancers.len(), Memory::default);
        for (at, (balancer, memory)) in world.balancers.iter().zip(&mut self.balancers).enumerate() {
            let (org, net) = (&self.org, &mut self.net);
            let id = BalancerId::at(at);
            let (offload, begins) = (org.offload(world, id), (org.pool(id), org.ports_id(id)));
            memory.begin(world, balancer, begins, |member, port| {
                passes(world, org, net, balancer, member, offload.port_of_member(port))
            });
        }
    }

    pub(super) fn change_pool(&mut self, world: &World, id: BalancerId, pool: PoolId) {
        self.balancers[id.index()].change_pool(world, pool);
    }

    pub(super) fn change_ports(&mut self, world: &World, id: BalancerId, ports: PortsId) {
        self.balancers[id.index()].change_ports(world, ports);
    }

    pub(super) fn check_due(&mut self, world: &World, id: BalancerId) {
        let balancer = &world.balancers[id.index()];
        let mut changed = std::mem::take(&mut self.checked);
        let (org, net) = (&self.org, &mut self.net);
        let offload = org.offload(world, id);
        let test = |member, port| passes(world, org, net, balancer, member, offload.port_of_member(port));
        let worked_out = self.balancers[id.index()].check(world, balancer, test, &mut changed);
        self.extra_events += worked_out / CHECKS_AN_EVENT;
        for (member, port, up) in changed.drain(..) {
            self.tracer.set_cause(None);
            self.tell(Actor::Balancer(id), RecordPlace::default(), RecordKind::Checked { member, port, up });
        }
        self.checked = changed;
        self.schedule_background(self.now + balancer.every, Event::Check(id));
    }

    /// A connection request has reached a balancer: it chooses a member and passes the request on (LB-2).
    pub(super) fn forward(&mut self, world: &World, slot: Slot, id: BalancerId) {
        let balancer = &world.balancers[id.index()];
        let connection = &self.connections[slot];
        let (port, source) = (connection.about().endpoint.port, connection.way().source);
        let refusal = if self.org.ports(world, id).contains(&port) {
            let drawn = self.drawn_anew(u32::from(u16::MAX));
            match self.balancers[id.index()].choose(world, balancer, source.address, port, drawn) {
                Some(chosen) => {
                    let of = world.pools[self.balancers[id.index()].pool.index()].len() as u32;
                    self.record(
                        slot,
                        Actor::Balancer(id),
                        RecordKind::Forwards { member: chosen.member, up: chosen.up, of },
                    );
                    let offload = self.org.offload(world, id);
                    let tls_ends = offload.ends_tls(port).then_some((id, self.org.offload_id(id)));
                    let site = world.servers[chosen.member.index()].site;
                    let own = Source { address: balancer.address, id: world.source_of(Host::Balancer(id)) };
                    let source = if balancer.source_nat { own } else { source };
                    self.connections[slot].forwarded(Way {
                        host: Some(Host::Server(chosen.member)),
                        site,
                        balancer: Some(id),
                        to: world.servers[chosen.member.index()].address,
                        port: offload.port_of_member(port),
                        tls_ends,
                        source,
                    });
                    self.send_request_from(world, slot, balancer.site);
                    return;
                }
                None => RecordKind::NoMember,
            }
        } else {
            RecordKind::Refuses(WhyRefused::NotForwarded(port))
        };
        self.record(slot, Actor::Balancer(id), refusal);
        self.send(world, slot, End::Acceptor, Segment::Refused);
    }

    /// Tells the balancer of a connection, if it has one, that it has ended.
    pub(super) fn tell_balancer(&mut self, world: &World, slot: Slot) {
        let connection = &self.connections[slot];
        if let (Some(id), Some(Host::Server(member))) = (connection.way().balancer, connection.way().host) {
            self.balancers[id.index()].ended(world, member);
        }
    }
}

/// Whether a balancer's check of one port of a member passes right now: whether it gets there, and what it meets.
fn passes(
    world: &World,
    org: &crate::change::Org,
    net: &mut crate::net::Net,
    balancer: &Balancer,
    member: ServerId,
    port: u16,
) -> bool {
    let site = world.servers[member.index()].site;
    if !net.reaches(world, balancer.site, site) || !net.reaches(world, site, balancer.site) {
        return false;
    }
    if org.is_off(member) {
        return false;
    }
    let listener = org.listener(world, member, port);
    let held = |service| org.held(world, service).is_some();
    let certificate = |service| org.certificate(service).is_ok();
    let reads = |service| greets_with(world, org, service, balancer.check_text.as_deref());
    check_passes(balancer.check, listener, held, certificate, reads)
}

/// Whether the greeting of a service has what a check looks for (LB-8). Web servers say nothing by themselves.
fn greets_with(world: &World, org: &crate::change::Org, service: ServiceId, text: Option<&str>) -> bool {
    let Some(text) = text.filter(|_| service.service().protocol().is_mail()) else { return true };
    org.settings(world, service).banner.contains(text)
}
