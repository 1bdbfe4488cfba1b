//! What do names in DNS and load balancers say?

use std::collections::BTreeSet;

use super::{Collect, Part, Zone};
use crate::picture::topology::NodeKind;
use crate::words::{self, topology as say};
use crate::world::{BalancerId, BalancerTls, Check, Host, HostRef, NameId, ServerId};

/// How many lines a name in DNS has at the most.
const VIEWS_SHOWN: usize = 4;
/// How many ports that a balancer maps stand on a line.
const MAPPED: usize = 3;

impl Collect<'_> {
    /// The pool of a balancer now.
    pub(super) fn pool(&self, balancer: usize) -> &[ServerId] {
        &self.world.pools[self.org.pool(BalancerId::at(balancer)).index()]
    }

    pub(super) fn name(&self, index: usize) -> Part {
        let (id, lang) = (NameId::at(index), self.lang);
        let range = self.world.names[index].views.clone();
        let views = || range.clone().map(|it| (it, &self.world.views[it as usize]));
        let split = views().any(|it| !it.1.sites.is_empty());
        let mut lines = Vec::new();
        let mut ttls = BTreeSet::new();
        for (number, view) in views() {
            let answer = &self.world.answers[self.org.answers[number as usize].index()];
            let hosts: Vec<_> = answer.addresses.iter().map(|it| self.host(*it)).collect();
            let hosts = if hosts.is_empty() { say::not_registered(lang) } else { hosts.join(", ") };
            let sites: Vec<_> = view.sites.iter().map(|it| self.names.site(*it).into_owned()).collect();
            lines.push(if !sites.is_empty() {
                say::points_to_for(lang, sites.join(", "), hosts)
            } else if split {
                say::elsewhere(lang, hosts)
            } else {
                say::points_to(lang, hosts)
            });
            ttls.insert(answer.ttl);
        }
        if range.is_empty() {
            lines.push(say::not_registered(lang));
        }
        let left = lines.len().saturating_sub(VIEWS_SHOWN);
        if left > 0 {
            lines.truncate(VIEWS_SHOWN);
            lines.push(say::more_lines(lang, left));
        }
        if !ttls.is_empty() {
            lines.push(say::ttl(lang, ttls.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")));
        }
        let target = self.targets(id).into_iter().find_map(|it| self.world.host(it));
        let site = match target {
            Some(Host::Server(it)) => self.world.servers[it.index()].site.index(),
            Some(Host::Balancer(it)) => self.world.balancers[it.index()].site.index(),
            None => {
                let asks = self.world.clients.iter().find(|it| it.connect.host == HostRef::Name(id));
                asks.map_or(0, |it| it.site.index())
            }
        };
        let text = self.names.text(self.world.name(id)).into_owned();
        let mut part = Part::new(NodeKind::Name, index, site, Zone::Names, text);
        part.at = self.world.names[index].place;
        part.lines = lines;
        part
    }

    pub(super) fn balancer(&self, index: usize) -> Part {
        let (lang, it) = (self.lang, &self.world.balancers[index]);
        let pool = self.pool(index);
        let check = match it.check {
            Check::None => say::no_check(lang),
            Check::TcpConnect | Check::Banner => say::checks(lang, format!("{:?}", it.check), it.every),
        };
        let mut lines = vec![say::pool(lang, format!("{:?}", it.method), pool.len()), check];
        // What it does about TLS, and to which ports it leads (LB-7); what it only passes through needs no word.
        let offload = self.org.offload(self.world, BalancerId::at(index));
        if offload.tls != BalancerTls::PassThrough {
            lines.push(words::offload::does(lang, offload.tls, &[]));
        }
        for pairs in offload.map_ports.chunks(MAPPED) {
            lines.push(words::offload::mapped(lang, pairs));
        }
        if let Some(view) = self.world.names[it.name.index()].views.clone().next() {
            lines.push(say::ttl(lang, self.world.answers[self.org.answers[view as usize].index()].ttl));
        }
        let text = self.names.text(self.world.name(it.name)).into_owned();
        let mut part = Part::new(NodeKind::Balancer, index, it.site.index(), Zone::Balancers, text);
        part.at = it.place;
        part.lines = lines;
        part
    }
}
