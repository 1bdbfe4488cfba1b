//! Which pool member gets a connection, and which is believed to be up?
//!
//! One memory for each balancer. A check that fails `down_after` times in a row takes a member out for that port,
//! one that passes `up_after` times brings it back; between a failure and the next checks the dead member is still
//! used (DET-4). The balancer knows nothing of POP3, IMAP4 or Exchange (LB-2).

use std::net::Ipv4Addr;

use crate::chance::fnv1a;
use crate::world::{Balancer, Check, Method, PoolId, PortsId, ServerId, World};

/// What a balancer believes of one port of one member.
#[derive(Clone, Copy, Debug)]
struct Health {
    up: bool,
    /// How many checks in a row said the opposite.
    against: u32,
}

/// The memory of one balancer.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    /// The pool that it has now.
    pub pool: PoolId,
    /// The ports that it forwards now.
    ports: PortsId,
    /// Whether the last round of checks found everything as believed: until something changes, so will the next.
    settled: bool,
    /// By member and port.
    health: Vec<Health>,
    /// How many connections it has passed on, for the rotation.
    forwarded: u64,
    /// How many connections are open to each server through it (by position in the pool).
    open: Vec<u32>,
    /// Memory for the two lists when they are made anew.
    spare: (Vec<Health>, Vec<u32>),
}

/// A member that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// The member.
    pub member: ServerId,
    /// How many members are believed to be up for the port.
    pub up: u32,
}

impl Default for Memory {
    /// That of a balancer before its first run.
    fn default() -> Self {
        let (pool, ports, spare) = (PoolId(0), PortsId(0), (Vec::new(), Vec::new()));
        Self { pool, ports, settled: true, health: Vec::new(), forwarded: 0, open: Vec::new(), spare }
    }
}

impl Memory {
    /// It is the memory of a balancer that has been at work for long: it knows of every member whether its check
    /// passes.
    pub(crate) fn begin(
        &mut self,
        world: &World,
        balancer: &Balancer,
        (pool, ports): (PoolId, PortsId),
        mut passes: impl FnMut(ServerId, u16) -> bool,
    ) {
        let members = &world.pools[pool.index()];
        let forwarded = &world.ports[ports.index()];
        self.health.clear();
        for &member in members {
            for &port in forwarded {
                let up = balancer.check == Check::None || passes(member, port);
                self.health.push(Health { up, against: 0 });
            }
        }
        self.open.clear();
        self.open.resize(members.len(), 0);
        (self.pool, self.ports, self.settled, self.forwarded) = (pool, ports, true, 0);
    }

    /// Another pool: what is known of members that stay is kept, new ones count as up until a check says otherwise.
    pub(crate) fn change_pool(&mut self, world: &World, pool: PoolId) {
        let (old, new) = (&world.pools[self.pool.index()], &world.pools[pool.index()]);
        let ports = world.ports[self.ports.index()].len();
        let (mut health, mut open) = std::mem::take(&mut self.spare);
        health.clear();
        open.clear();
        for member in new {
            let place = old.iter().position(|it| it == member);
            open.push(place.map_or(0, |at| self.open[at]));
            for port in 0..ports {
                health.push(place.map_or(Health { up: true, against: 0 }, |at| self.health[at * ports + port]));
            }
        }
        // Copied and not exchanged: each list keeps its own room, and a run after the first needs no more of it.
        self.health.clone_from(&health);
        self.open.clone_from(&open);
        self.spare = (health, open);
        (self.pool, self.settled) = (pool, false);
    }

    /// Other ports: what is known of those that stay is kept, at new ones every member counts as up until a check says
    /// otherwise.
    pub(crate) fn change_ports(&mut self, world: &World, ports: PortsId) {
        let (old, new) = (&world.ports[self.ports.index()], &world.ports[ports.index()]);
        let members = world.pools[self.pool.index()].len();
        let mut health = std::mem::take(&mut self.spare.0);
        health.clear();
        for member in 0..members {
            for port in new {
                let known = old.iter().position(|it| it == port);
                let known = known.map(|at| self.health[member * old.len() + at]);
                health.push(known.unwrap_or(Health { up: true, against: 0 }));
            }
        }
        self.health.clone_from(&health);
        self.spare.0 = health;
        (self.ports, self.settled) = (ports, false);
    }

    /// Chooses the member for a connection from `source` to `port`; `None` where none is believed to be up, or the
    /// port is not forwarded.
    pub(crate) fn choose(
        &mut self,
        world: &World,
        balancer: &Balancer,
        source: Ipv4Addr,
        port: u16,
        drawn: Option<u32>,
    ) -> Option<Chosen> {
        let ports = &world.ports[self.ports.index()];
        let port_at = ports.iter().position(|&it| it == port)?;
        let ports = ports.len();
        let members = &world.pools[self.pool.index()];
        let is_up = |at: usize| self.health[at * ports + port_at].up;
        let up = (0..members.len()).filter(|&at| is_up(at)).count();
        if up == 0 {
            return None;
        }
        let nth_up = |nth: usize| (0..members.len()).filter(|&at| is_up(at)).nth(nth).expect("nth is below the count");
        let at = match balancer.method {
            Method::RoundRobin => nth_up((drawn.map_or(self.forwarded, u64::from) % up as u64) as usize),
            Method::SourceHash => nth_up((fnv1a(&source.octets()) % up as u64) as usize),
            Method::LeastConnections => {
                (0..members.len()).filter(|&at| is_up(at)).min_by_key(|&at| self.open[at]).expect("one is up")
            }
        };
        self.forwarded += 1;
        self.open[at] += 1;
        Some(Chosen { member: members[at], up: up as u32 })
    }

    /// A connection through the balancer to `member` has ended.
    pub(crate) fn ended(&mut self, world: &World, member: ServerId) {
        if let Some(at) = world.pools[self.pool.index()].iter().position(|&it| it == member) {
            self.open[at] = self.open[at].saturating_sub(1);
        }
    }

    /// Something that checks look at may have changed.
    pub(crate) const fn unsettle(&mut self) {
        self.settled = false;
    }

    /// Runs one round of checks; tells of each change of mind as member, port and whether it is up from now on. Gives
    /// how many checks had to be worked out: none where all of them must come out as the last time.
    pub(crate) fn check(
        &mut self,
        world: &World,
        balancer: &Balancer,
        mut passes: impl FnMut(ServerId, u16) -> bool,
        changed: &mut Vec<(ServerId, u16, bool)>,
    ) -> u64 {
        if self.settled {
            return 0;
        }
        self.settled = true;
        let ports = &world.ports[self.ports.index()];
        for (at, &member) in world.pools[self.pool.index()].iter().enumerate() {
            for (port_at, &port) in ports.iter().enumerate() {
                let health = &mut self.health[at * ports.len() + port_at];
                if passes(member, port) == health.up {
                    health.against = 0;
                    continue;
                }
                self.settled = false;
                health.against += 1;
                let needed = if health.up { balancer.down_after } else { balancer.up_after };
                if needed <= health.against {
                    *health = Health { up: !health.up, against: 0 };
                    changed.push((member, port, health.up));
                }
            }
        }
        self.health.len() as u64
    }
}
