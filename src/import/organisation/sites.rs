//! Which sites are there, and how are they linked?

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use super::merged::{Merged, Use, as_list, as_text};
use super::remark::{Remark, What};
use super::servers::Directory;
use super::{NotedEntry, names};
use crate::import::record::{ExportRecord, ExportValue};
use crate::scenario::{Link, Site};

/// The most pairs that are written for one site link. Beyond, every site is linked to the first.
const PAIRS_MAX: usize = 1_000;

/// The sites that are listed, and those in which servers stand, sorted.
pub(super) fn sites(records: &[ExportRecord], directory: &Directory) -> Vec<NotedEntry<Site>> {
    let of = |it: &ExportRecord| {
        let name = it.text("Name").or_else(|| it.text("Identity")).or_else(|| it.text("DistinguishedName"))?;
        Some(names::clean(&names::object(name))).filter(|it| !it.is_empty())
    };
    // Names compare without capitals; that of the newest record is kept.
    let listed = Merged::by(records, |it| of(it).map(|it| it.to_lowercase()));
    let mut all: BTreeMap<String, (String, Vec<Remark>)> = BTreeMap::new();
    for (folded, it) in listed {
        let name = of(it.first()).unwrap_or_else(|| folded.clone());
        all.insert(folded, (name, vec![Remark::From(it.origins())]));
    }
    for it in directory.servers.iter().filter_map(|it| it.site.as_deref()) {
        all.entry(it.to_lowercase()).or_insert_with(|| (it.to_owned(), Vec::new()));
    }
    let entry = |(name, remarks): (String, _)| NotedEntry { entry: Site { name: name.into(), latency: None }, remarks };
    all.into_values().map(entry).collect()
}

/// The links between sites that are listed; where nothing is, one between all of them.
pub(super) fn links(
    records: &[ExportRecord],
    sites: &[NotedEntry<Site>],
    told: &mut Vec<Remark>,
) -> (Vec<NotedEntry<Link>>, bool) {
    let known: BTreeMap<CompactString, &str> =
        sites.iter().map(|it| (it.entry.name.to_lowercase(), it.entry.name.as_str())).collect();
    let merged = Merged::by(records, |it| Some(names::clean(&names::object(it.text("Name")?))));
    let mut links = Links::default();
    for (name, it) in merged {
        let whose = What::SiteLink(name.clone());
        let of = it.get(&whose, "Sites", names_of_sites, told).unwrap_or_default();
        let mut ends: Vec<&str> = of.iter().filter_map(|it| known.get(it.as_str()).copied()).collect();
        ends.sort_unstable();
        ends.dedup();
        let cost =
            ["ExchangeCost", "ADCost", "Cost"].into_iter().find_map(|property| it.get(&whose, property, as_text, told));
        links.add(&ends, &[Remark::Cost(name.clone(), cost), Remark::From(it.origins())], &name);
    }
    let assumed = links.all.is_empty() && sites.len() > 1;
    if assumed {
        let all: Vec<&str> = sites.iter().map(|it| it.entry.name.as_str()).collect();
        links.add(&all, &[Remark::LinksAssumed], "");
    }
    (links.all, assumed)
}

/// The names of the sites of a link, in lower case and sorted: their order means nothing.
fn names_of_sites(value: &ExportValue) -> Use<Vec<String>> {
    match as_list(value) {
        Use::As(all) => {
            let mut all: Vec<_> = all.iter().map(|it| names::clean(&names::object(it)).to_lowercase()).collect();
            all.sort();
            Use::As(all)
        }
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}

/// Links that were written so far.
#[derive(Default)]
struct Links {
    all: Vec<NotedEntry<Link>>,
    pairs: BTreeSet<(CompactString, CompactString)>,
}

impl Links {
    /// Links every pair of these sites that is not linked yet. What is said stands at the first of them.
    fn add(&mut self, ends: &[&str], said: &[Remark], name: &str) {
        let mut said = said.to_vec();
        let is_star = ends.len() * ends.len().saturating_sub(1) / 2 > PAIRS_MAX;
        if is_star {
            said.push(Remark::Star(name.to_owned(), ends[0].to_owned()));
        }
        let firsts = if is_star { 1 } else { ends.len() };
        for (at, one) in ends.iter().enumerate().take(firsts) {
            for other in &ends[at + 1..] {
                let pair = (CompactString::from(*one), CompactString::from(*other));
                if !self.pairs.insert(pair.clone()) {
                    continue;
                }
                let remarks = std::mem::take(&mut said);
                let entry = Link { between: pair, latency: None, jitter: None, loss: None, cut: None, one_way: None };
                self.all.push(NotedEntry { entry, remarks });
            }
        }
    }
}
