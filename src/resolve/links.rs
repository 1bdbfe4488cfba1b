//! Which sites are connected?

use super::problem::{ProblemKind, path_to};
use super::{Report, SymbolTables, look_up};
use crate::scenario;
use crate::world::{Link, LinkId, SiteId};

/// The directed links, sorted by the names of their ends (which is the order of the ids).
pub(super) fn links(written: Vec<scenario::Link>, ground: &SymbolTables, report: &mut Report) -> Vec<Link> {
    let mut links: Vec<(Link, u32)> = Vec::with_capacity(written.len() * 2);
    for (place, it) in (0..).zip(written) {
        let Some((from, to)) =
            ends((&it.between.0, &it.between.1), ground, report, || path_to!["links", place, "between"])
        else {
            continue;
        };
        if from == to {
            report.add(ProblemKind::LinkToItself(it.between.0.to_string()), || path_to!["links", place, "between"]);
            continue;
        }
        let directions: &[_] = if it.one_way() { &[(from, to)] } else { &[(from, to), (to, from)] };
        for &(from, to) in directions {
            let link = Link { from, to, latency: it.latency(), jitter: it.jitter(), loss: it.loss().0, cut: it.cut() };
            links.push((link, place));
        }
    }
    links.sort_by_key(|(it, place)| (it.from, it.to, *place));
    let mut reported = None;
    for pair in links.windows(2) {
        let ((first, first_place), (second, place)) = (&pair[0], &pair[1]);
        let twice = (first.from, first.to) == (second.from, second.to);
        // Two entries for both directions are one mistake, not two.
        if twice && reported != Some((*first_place, *place)) {
            reported = Some((*first_place, *place));
            let name = |site: SiteId| ground.sites.names[site.index()].to_string();
            let (from, to) = (first.from.min(first.to), first.from.max(first.to));
            report.add_pair(
                ProblemKind::DuplicateLink(name(from), name(to)),
                || path_to!["links", *place, "between"],
                || path_to!["links", *first_place, "between"],
            );
        }
    }
    links.into_iter().map(|(it, _)| it).collect()
}

/// The two sites of a link.
pub(super) fn ends(
    between: (&str, &str),
    ground: &SymbolTables,
    report: &mut Report,
    path: impl Fn() -> super::Path,
) -> Option<(SiteId, SiteId)> {
    let from = look_up(&ground.sites, report, between.0, || path().with(0_usize));
    let to = look_up(&ground.sites, report, between.1, || path().with(1_usize));
    Some((SiteId::at(from?), SiteId::at(to?)))
}

/// The link in one direction.
pub(super) fn find(links: &[Link], from: SiteId, to: SiteId) -> Option<LinkId> {
    links.binary_search_by_key(&(from, to), |it| (it.from, it.to)).ok().map(LinkId::at)
}
