//! When does a balancer check, choose and pass on?

use super::{Event, Segment, Simulator};
use crate::actor::balancer::Memory;
use crate::sim::tracer::{Place, Tracer};
use crate::trace::{Actor, RecordKind, WhyRefused};
use crate::world::{Balancer, BalancerId, Check, Host, PoolId, ServerId, ServiceState, World};

/// So many checks of one round count as one more event, so that the event limit bounds the work of a run.
const CHECKS_AN_EVENT: u64 = 1_024;

impl<T: Tracer> Simulator<T> {
    pub(super) fn reset_balancers(&mut self, world: &World) {
        self.balancers.clear();
        for balancer in &world.balancers {
            let (org, net) = (&self.org, &mut self.net);
            let memory = Memory::new(world, balancer, balancer.pool, |member, port| {
                passes(world, org, net, balancer, member, port)
            });
            self.balancers.push(memory);
        }
    }

    pub(super) fn change_pool(&mut self, world: &World, id: BalancerId, pool: PoolId) {
        self.balancers[id.index()].change_pool(world, &world.balancers[id.index()], pool);
    }

    pub(super) fn check_due(&mut self, world: &World, id: BalancerId) {
        let balancer = &world.balancers[id.index()];
        let mut changed = std::mem::take(&mut self.checked);
        let (org, net) = (&self.org, &mut self.net);
        let test = |member, port| passes(world, org, net, balancer, member, port);
        let worked_out = self.balancers[id.index()].check(world, balancer, test, &mut changed);
        self.extra_events += worked_out / CHECKS_AN_EVENT;
        for (member, port, up) in changed.drain(..) {
            self.tracer.set_cause(None);
            self.tell(Actor::Balancer(id), Place::default(), RecordKind::Checked { member, port, up });
        }
        self.checked = changed;
        self.schedule_background(self.now + balancer.every, Event::Check(id));
    }

    /// A connection request has reached a balancer: it chooses a member and passes the request on (LB-2).
    pub(super) fn forward(&mut self, world: &World, slot: u32, id: BalancerId) {
        let balancer = &world.balancers[id.index()];
        let connection = &self.connections[slot as usize];
        let (port, source) = (connection.endpoint.port, connection.source);
        let refusal = if balancer.ports.contains(&port) {
            let drawn = self.drawn_anew(u32::from(u16::MAX));
            match self.balancers[id.index()].choose(world, balancer, source, port, drawn) {
                Some(chosen) => {
                    let of = world.pools[self.balancers[id.index()].pool.index()].len() as u32;
                    self.record(
                        slot,
                        Actor::Balancer(id),
                        RecordKind::Forwards { member: chosen.member, up: chosen.up, of },
                    );
                    let connection = &mut self.connections[slot as usize];
                    connection.balancer = Some(id);
                    connection.host = Some(Host::Server(chosen.member));
                    connection.acceptor_site = world.servers[chosen.member.index()].site;
                    if balancer.source_nat {
                        connection.source = balancer.address;
                    }
                    self.send_request_from(world, slot, balancer.site);
                    return;
                }
                None => RecordKind::NoMember,
            }
        } else {
            RecordKind::Refuses(WhyRefused::NotForwarded(port))
        };
        self.record(slot, Actor::Balancer(id), refusal);
        self.send_to_opener(world, slot, Segment::Refused);
    }

    /// Tells the balancer of a connection, if it has one, that it has ended.
    pub(super) fn tell_balancer(&mut self, world: &World, slot: u32) {
        let connection = &self.connections[slot as usize];
        if let (Some(id), Some(Host::Server(member))) = (connection.balancer, connection.host) {
            self.balancers[id.index()].ended(world, member);
        }
    }
}

/// Whether a balancer's check of one port of a member passes right now. A TCP check passes wherever something
/// listens, hung or not; a check of the greeting wants an answer (LB-2).
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
    let Some((service, ssl)) = org.bound(world, member, port) else { return false };
    match (org.state(service), balancer.check) {
        (_, Check::None) => true,
        (ServiceState::Stopped, _) => false,
        (ServiceState::Running | ServiceState::Hung, Check::TcpConnect) => true,
        (ServiceState::Hung, Check::Banner) => false,
        // Without a banner there is nothing to pass on; TCP is none the wiser (LB-2).
        (ServiceState::Running, Check::Banner) if org.held(world, service).is_some() => false,
        (ServiceState::Running, Check::Banner) => !ssl || org.certificate(service).is_ok(),
    }
}
