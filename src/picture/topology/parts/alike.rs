//! Which servers are alike, and which parties are left out?

use std::collections::BTreeMap;

use super::{Collect, Part, Parts, Zone};
use crate::picture::topology::NodeKind;
use crate::words::topology as say;
use crate::words::{list, thousands};
use crate::world::{ServerId, Version};

impl Collect<'_> {
    /// The servers by boxes. In a large organisation those share one that differ in nothing but their name.
    pub(super) fn alike(&self, single: &[Part], large: bool) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, it) in single.iter().enumerate() {
            let apart = !large || it.at.is_some() || self.sight.focus.is_some() && self.is_in_focus(&it.key);
            let like = if apart { format!("{index}") } else { self.like(index, it) };
            let at = *first.entry(like.clone()).or_insert(index);
            groups.entry((at, like)).or_default().push(index);
        }
        groups.into_values().collect()
    }

    /// Everything in which a server can differ from another, as text.
    fn like(&self, index: usize, part: &Part) -> String {
        let world = self.world;
        let chips: Vec<_> = part.chips.iter().map(|it| (&it.name, it.class, &it.classes, &it.by)).collect();
        let marks = self.sight.marks.iter().filter(|it| it.0.on == (NodeKind::Server, index));
        let marks: Vec<_> = marks.map(|it| (it.0.tone, &it.0.says, it.1)).collect();
        let reaches = self.sight.reaches.iter().filter(|it| it.0.0.index() == index);
        let reaches: Vec<_> = reaches.map(|it| (it.0.1, it.1)).collect();
        let pools: Vec<_> =
            (0..world.balancers.len()).filter(|it| self.pool(*it).contains(&ServerId::at(index))).collect();
        let address = world.servers[index].address;
        let names: Vec<_> = (0..world.names.len())
            .map(crate::world::NameId::at)
            .filter(|it| *it != world.servers[index].fqdn && self.targets(*it).contains(&address))
            .collect();
        let fqdn = crate::world::HostRef::Name(world.servers[index].fqdn);
        let direct = world.clients.iter().any(|it| it.connect.host == fqdn);
        let holds = world.databases.iter().any(|it| it.copies.iter().any(|it| it.index() == index));
        let acting = self.sight.acting.as_ref().filter(|it| it.from == part.key || it.to.as_ref() == Some(&part.key));
        let alone = if direct || acting.is_some() { index } else { usize::MAX };
        let own = (part.site, part.zone, part.version, &part.later, &part.classes, &part.lines, &part.power);
        format!("{own:?} {chips:?} {marks:?} {reaches:?} {pools:?} {names:?} {holds} {alone}")
    }

    /// Makes of the box of a server one for several.
    pub(super) fn stack(&self, part: &mut Part, single: &[Part], members: &[usize]) {
        let names: Vec<_> = members.iter().map(|it| single[*it].name.clone()).collect();
        part.members = members.iter().flat_map(|it| single[*it].members.iter().cloned()).collect();
        part.count = members.len();
        part.name = say::servers_like(self.lang, members.len(), part.version.map_or("", |it| it.product().year));
        part.lines.insert(0, self.few(&names, names.len(), ""));
    }

    /// Takes away what is not in focus. What it was is said in one box of each site.
    pub(super) fn leave_out(&self, parts: &mut Parts) {
        parts.order = (0..parts.sites).collect();
        let Some(focus) = &self.sight.focus else { return };
        let kept: Vec<bool> =
            parts.nodes.iter().map(|it| it.members.iter().any(|key| focus.contains(key)) || it.at.is_some()).collect();
        let mut numbers = Vec::new();
        let mut nodes = Vec::new();
        let mut left: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
        for (part, kept) in std::mem::take(&mut parts.nodes).into_iter().zip(kept) {
            if kept {
                numbers.push(Some(nodes.len()));
                nodes.push(part);
            } else {
                numbers.push(None);
                left.entry(part.site).or_default().push(part);
            }
        }
        let whole: Vec<bool> = (0..parts.sites).map(|site| nodes.iter().any(|it: &Part| it.site == site)).collect();
        // Where the picture should be low, the box stands below others and takes no column for itself.
        let zone = |site: usize| {
            let of = |zone: Zone| nodes.iter().filter(|it: &&Part| it.site == site && it.zone == zone).count();
            let there = Zone::ALL.into_iter().filter(|it| self.sight.flat && of(*it) > 0);
            there.min_by_key(|it| of(*it)).unwrap_or(Zone::Clients)
        };
        let zones: Vec<_> = (0..parts.sites).map(zone).collect();
        let rest = |(site, left): (usize, Vec<Part>)| Part { zone: zones[site], ..self.rest(site, &left, whole[site]) };
        nodes.extend(left.into_iter().map(rest));
        parts.nodes = nodes;
        parts.wires.retain_mut(|it| match (numbers[it.from], numbers[it.to]) {
            (Some(from), Some(to)) => {
                (it.from, it.to) = (from, to);
                true
            }
            _ => false,
        });
        // Those in which something happens come first.
        parts.order.sort_by_key(|it| !whole[*it]);
    }

    /// The box that stands for all of a site that is left out.
    fn rest(&self, site: usize, left: &[Part], more: bool) -> Part {
        let lang = self.lang;
        let mut versions: BTreeMap<Version, usize> = BTreeMap::new();
        let (mut servers, mut clients, mut others) = (0, 0, 0);
        for it in left {
            match it.kind {
                NodeKind::Server => {
                    servers += it.count;
                    *versions.entry(it.version.unwrap_or(Version::NEWEST)).or_default() += it.count;
                }
                NodeKind::Client => clients += it.count,
                NodeKind::Name | NodeKind::Balancer | NodeKind::Rest => others += it.count,
            }
        }
        let name = match (servers, more) {
            (0, true) => say::rest_more(lang, clients + others),
            (0, false) => say::rest_things(lang, clients + others),
            (_, true) => say::rest_more_servers(lang, servers),
            (_, false) => say::rest_servers(lang, servers),
        };
        let mut part = Part::new(NodeKind::Rest, site, site, Zone::Clients, name);
        part.members.extend(left.iter().flat_map(|it| it.members.iter().cloned()));
        let versions: Vec<_> =
            versions.into_iter().map(|(it, count)| say::servers_like(lang, count, it.product().year)).collect();
        part.lines.extend((!versions.is_empty()).then(|| list(lang, &versions)));
        part.lines.extend((clients > 0).then(|| say::clients_like(lang, thousands(clients as u64))));
        part
    }
}
