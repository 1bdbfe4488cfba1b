//! What is a scenario that stands on a base?
//!
//! Lists of what has an identity are united by it: a name, for DNS entries with their sites, for links the two sites,
//! for files the path. What is written of an entry on top replaces what the base says of the same field; of a value
//! with fields of its own each field for itself. Other lists (changes, expectations and so on) are added to those of
//! the base. Everything else on top replaces what is below.

use std::collections::BTreeMap;

use super::locate::{PathSegment, Place, matched, place_of};
use super::understood::Understood;
use crate::diag::sources::Sources;
use crate::scenario::Scenario;
use crate::scenario::language::{Describe, Field, Kind};
use crate::scenario::tree;

type Fields = Vec<(&'static str, Understood)>;
/// Where an entry is written: in which files, the one on top first, and there in which place.
type Layers = Vec<(usize, usize)>;

/// Where the entries of each list at the top come from. Empty: everything is in one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    lists: BTreeMap<&'static str, Vec<Layers>>,
}

/// Puts scenarios on each other, the one on top first.
pub(super) fn merged(files: Vec<Fields>) -> (Fields, Origins) {
    let mut origins = Origins::default();
    let mut all = Fields::new();
    for (file, fields) in files.into_iter().enumerate().rev() {
        for (name, value) in fields.into_iter().filter(|it| it.0 != "base") {
            let Some(kind) = field(name) else { continue };
            match (kind, value) {
                (Kind::List(inner), Understood::Items(items)) => {
                    let at = all.iter().position(|it| it.0 == name).unwrap_or_else(|| {
                        all.push((name, Understood::Items(Vec::new())));
                        all.len() - 1
                    });
                    let Understood::Items(below) = &mut all[at].1 else { continue };
                    unite(name, inner, below, (file, items), origins.lists.entry(name).or_default());
                }
                (kind, value) => put(&mut all, name, kind, value),
            }
        }
    }
    (all, origins)
}

/// The kind of a field of the scenario.
fn field(name: &str) -> Option<&'static Kind> {
    let Kind::Struct(scenario) = Scenario::KIND else { return None };
    scenario.fields.iter().find(|it| it.name == name).map(|it| it.kind)
}

/// Adds the items of a file to a list.
fn unite(
    list: &str,
    kind: &'static Kind,
    below: &mut Vec<Understood>,
    (file, items): (usize, Vec<Understood>),
    layers: &mut Vec<Layers>,
) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, it) in below.iter().enumerate() {
        if let Some(it) = identity(list, it) {
            known.entry(it).or_insert(at);
        }
    }
    for (place, item) in items.into_iter().enumerate() {
        // The same twice in one file stays twice, and is told as such.
        let same = identity(list, &item).and_then(|it| known.remove(&it));
        match same {
            Some(at) => {
                layers[at].insert(0, (file, place));
                if let (Understood::Fields(under), Understood::Fields(mut over), Kind::Struct(kind)) =
                    (&mut below[at], item, kind)
                {
                    // A name stays as the base spells it.
                    over.retain(|it| !KNOWN_BY.contains(&it.0));
                    cover(under, over, kind.fields);
                }
            }
            None => {
                below.push(item);
                layers.push(vec![(file, place)]);
            }
        }
    }
}

/// Puts fields over those that are there.
fn cover(under: &mut Fields, over: Fields, kinds: &'static [Field]) {
    for (name, value) in over {
        if let Some(field) = kinds.iter().find(|it| it.name == name) {
            put(under, name, field.kind, value);
        }
    }
}

/// Puts a value in place of the one that is there; of a value with fields each for itself.
fn put(fields: &mut Fields, name: &'static str, kind: &'static Kind, value: Understood) {
    match (fields.iter_mut().find(|it| it.0 == name), kind, value) {
        (Some((_, Understood::Fields(under))), Kind::Struct(kind), Understood::Fields(over)) => {
            cover(under, over, kind.fields);
        }
        (Some((_, there)), _, value) => *there = value,
        (None, _, value) => fields.push((name, value)),
    }
}

/// By what an entry of a list at the top is the same as another one; nothing where each stands for itself.
fn identity(list: &str, item: &Understood) -> Option<String> {
    let text = |name: &str| match value(item, name)? {
        Understood::Text(it) => Some(it.to_lowercase()),
        _ => None,
    };
    let texts = |name: &str| match value(item, name) {
        Some(Understood::Items(all)) => {
            let text = |it: &Understood| if let Understood::Text(it) = it { it.to_lowercase() } else { String::new() };
            all.iter().map(text).collect()
        }
        _ => Vec::new(),
    };
    match list {
        "dns" => {
            let mut sites: Vec<String> = texts("for_sites");
            sites.sort();
            Some(format!("{:?} {sites:?}", text("name")?))
        }
        "links" => {
            let (mut between, one_way) = (texts("between"), value(item, "one_way") == Some(&Understood::Bool(true)));
            if !one_way {
                between.sort();
            }
            Some(format!("{between:?} {one_way}"))
        }
        "files" => text("path"),
        _ => text("name"),
    }
}

/// The fields by which an entry is known, and without which it is nothing.
pub(crate) const KNOWN_BY: [&str; 3] = ["name", "path", "between"];

/// What is understood of a field.
pub(super) fn value<'a>(item: &'a Understood, name: &str) -> Option<&'a Understood> {
    let Understood::Fields(fields) = item else { return None };
    fields.iter().find(|it| it.0 == name).map(|it| &it.1)
}

impl Origins {
    /// The place among all of the entry that stands in a file at this one.
    pub(super) fn among_all(&self, list: &str, file: usize, place: usize) -> Option<usize> {
        self.lists.get(list)?.iter().position(|it| it.contains(&(file, place)))
    }

    /// Where what a path names may be written, the file on top first: the number of the file, and the path there.
    fn candidates(&self, path: &[PathSegment], files: usize) -> Vec<(usize, Vec<PathSegment>)> {
        if let [PathSegment::Field(list), PathSegment::Item(item), rest @ ..] = path
            && let Some(layers) = self.lists.get(list).and_then(|it| it.get(*item as usize))
        {
            let of = |&(file, place): &(usize, usize)| {
                let entry = [PathSegment::Field(list), PathSegment::from(place)];
                (file, entry.into_iter().chain(rest.iter().copied()).collect())
            };
            return layers.iter().map(of).collect();
        }
        (0..files).map(|file| (file, path.to_vec())).collect()
    }
}

/// Where in the texts is what these paths name? In the file on top of those in which most of the path is written.
pub(crate) fn places(sources: &Sources<'_>, origins: &Origins, paths: &[Vec<PathSegment>]) -> Vec<Place> {
    if paths.is_empty() {
        return Vec::new();
    }
    let trees: Vec<_> = sources.files().iter().map(|it| tree::read_any_bounded(&it.text)).collect();
    let place = |path: &Vec<PathSegment>| {
        let mut best: Option<(usize, usize, Vec<PathSegment>)> = None;
        for (file, path) in origins.candidates(path, trees.len()) {
            let depth = if trees.len() == 1 { 0 } else { matched(&sources.files()[file].text, &trees[file], &path) };
            if best.as_ref().is_none_or(|it| it.0 < depth) {
                best = Some((depth, file, path));
            }
        }
        let Some((_, file, path)) = best else { return Place::default() };
        let Place { span, entity } = place_of(&sources.files()[file].text, &trees[file], &path);
        Place { span: sources.files()[file].outer(span), entity }
    };
    paths.iter().map(place).collect()
}
