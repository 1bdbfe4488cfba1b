//! What does a DNS name stand for, as one host sees it at one moment?
//!
//! Each host keeps an answer for its TTL and asks anew after that (LB-6, DET-9); a failed look-up is not kept. Names
//! that never change during a run need no memory: a kept answer and a fresh one are the same.

use std::net::Ipv4Addr;

use crate::time::{Micros, SimTime};
use crate::world::{AnswerId, ClientId, DnsOrder, NameId, ServerId, SiteId, World};

/// Who asks, and so whose memory it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    /// A mail program's computer.
    Client(ClientId),
    /// A server.
    Server(ServerId),
}

/// A look-up: who wants to know what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Who asks.
    pub holder: Holder,
    /// Where it is: views of DNS differ by site.
    pub site: SiteId,
    /// The name that is asked for.
    pub name: NameId,
}

/// An answer to a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// The address to connect to.
    pub address: Ipv4Addr,
    /// For how long the answer may still be kept.
    pub ttl: Micros,
    /// Whether it was kept from an earlier look-up.
    pub cached: bool,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    answer: AnswerId,
    until: SimTime,
}

/// The memories of all hosts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolver {
    /// By client, and by server behind them: each asks for a handful of names that change.
    kept: Vec<Vec<(NameId, Kept)>>,
    /// How many times each answer was given, for the rotation of answers with several addresses.
    given: Vec<usize>,
}

impl Resolver {
    /// Forgets everything and keeps the memory.
    pub(crate) fn reset(&mut self, world: &World) {
        self.kept.iter_mut().for_each(Vec::clear);
        self.kept.resize_with(world.clients.len() + world.servers.len(), Vec::new);
        self.given.clear();
        self.given.resize(world.answers.len(), 0);
    }

    /// Looks a name up. `current` holds the answer of every view of every name right now; `drawn` tells where the
    /// rotation begins, where that is tried anew.
    pub(crate) fn resolve(
        &mut self,
        world: &World,
        current: &[AnswerId],
        now: SimTime,
        Question { holder, site, name }: Question,
        drawn: Option<u32>,
    ) -> Option<Resolved> {
        let changes = world.names[name.index()].changes;
        let memory = match holder {
            Holder::Client(it) => it.index(),
            Holder::Server(it) => world.clients.len() + it.index(),
        };
        let of_name = |it: &&(NameId, Kept)| it.0 == name && now < it.1.until;
        let kept = if changes { self.kept[memory].iter().find(of_name).map(|it| it.1) } else { None };
        let (answer, ttl) = if let Some(kept) = kept {
            (kept.answer, kept.until.since(now))
        } else {
            let answer = look_up(world, current, site, name)?;
            (answer, world.answers[answer.index()].ttl)
        };
        let addresses = &world.answers[answer.index()].addresses;
        let address = match addresses.len() {
            0 => return None,
            1 => addresses[0],
            count => match world.assumptions.dns_order {
                DnsOrder::AsListed => addresses[0],
                DnsOrder::RoundRobin => {
                    let given = &mut self.given[answer.index()];
                    *given += 1;
                    addresses[drawn.map_or(*given - 1, |it| it as usize) % count]
                }
            },
        };
        if changes && kept.is_none() {
            let kept = &mut self.kept[memory];
            kept.retain(|it| it.0 != name);
            kept.push((name, Kept { answer, until: now + ttl }));
        }
        Some(Resolved { address, ttl, cached: kept.is_some() })
    }
}

/// The answer that resolvers of `site` get now: that of the view made for the site, or of the one for all others.
fn look_up(world: &World, current: &[AnswerId], site: SiteId, name: NameId) -> Option<AnswerId> {
    let views = world.names[name.index()].views.clone();
    let mut general = None;
    for view in views {
        let sites = &world.views[view as usize].sites;
        if sites.contains(&site) {
            return Some(current[view as usize]);
        }
        if sites.is_empty() {
            general = Some(current[view as usize]);
        }
    }
    general
}
