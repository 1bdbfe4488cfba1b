//! What is the smallest scenario of which something still holds?
//!
//! Delta debugging over the tree of a text: whatever the language lets out, an item of a list or a field that has a
//! default, is left out in large parts, then in smaller ones, one by one in the end, and stays out where what is asked
//! for still holds. Whoever goes takes along who mentions it, so that no name is left that nobody has. It knows the
//! language and nothing of what holds: that is asked of the caller.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Scenario;
use super::format::format;
use super::language::{Describe, Field, Kind};
use super::mentions::NamesInFiles;
use super::tree::{Group, TreeEntry, TreeNode, plain, read};
use crate::diag::sources::Sources;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shrunk {
    /// The text, in canonical layout.
    pub text: String,
    /// How many texts were asked about.
    pub asked: u32,
    /// Whether nothing more can be left out: false where the number of questions was used up, or nobody answered.
    pub is_least: bool,
}

/// The fields at the top that stay: what the scenario shows in words, and what holds.
const STAY: [&str; 2] = ["title", "expect"];
/// The lists at the top on which most of the others hang come last: what needs them must go first.
const ORDER: [&str; 13] = [
    "clients",
    "changes",
    "steps",
    "from_start",
    "accepted",
    "mailboxes",
    "databases",
    "servers",
    "load_balancers",
    "dns",
    "authentication_policies",
    "links",
    "sites",
];
/// The field that says how many are in a group.
const COUNT: &str = "count";
/// The field in which lines stand as they are typed.
const LINES: &str = "run";

/// Makes a text that stands alone smaller for as long as `holds` says so of what is left. At most `most` texts are
/// asked about, and none once nothing is answered. What is handed in is taken to hold.
pub fn shrink(text: &str, most: u32, holds: &mut dyn FnMut(&str) -> Option<bool>) -> Shrunk {
    let mut search = Search { text: format(text), asked: 0, most, holds };
    loop {
        let before = search.text.clone();
        for list in ORDER {
            search.pass(|it| it.siblings.is_some() && it.list == Some(list));
        }
        search.counts();
        search.pass(|_| true);
        if search.text == before || search.is_over() {
            break;
        }
    }
    let is_least = !search.is_over();
    Shrunk { text: search.text, asked: search.asked, is_least }
}

/// How many parts of a text may be left out: items of lists, and fields that have a default.
#[must_use]
pub fn parts(text: &str) -> usize {
    Map::of(text).places.iter().filter(|it| it.can_go).count()
}

/// How many items each list at the top of a text has.
#[must_use]
pub fn lists(text: &str) -> Vec<(&'static str, usize)> {
    let map = Map::of(text);
    ORDER
        .into_iter()
        .map(|list| (list, map.places.iter().filter(|it| it.siblings.is_some() && it.list == Some(list)).count()))
        .collect()
}

struct Search<'a> {
    text: String,
    asked: u32,
    most: u32,
    holds: &'a mut dyn FnMut(&str) -> Option<bool>,
}

impl Search<'_> {
    const fn is_over(&self) -> bool {
        self.most <= self.asked
    }

    fn holds(&mut self, text: &str) -> bool {
        if self.is_over() {
            return false;
        }
        self.asked += 1;
        (self.holds)(text).unwrap_or_else(|| {
            self.most = self.asked;
            false
        })
    }

    /// Leaves out of those that are meant as many as can be.
    fn pass(&mut self, is_meant: impl Fn(&Place) -> bool) {
        let text = self.text.clone();
        let map = Map::of(&text);
        let meant = (0..map.places.len()).filter(|it| map.places[*it].can_go && is_meant(&map.places[*it]));
        let mut left: Vec<usize> = meant.collect();
        let mut gone = Gone::default();
        let mut size = left.len();
        while size > 0 && !self.is_over() {
            let mut at = 0;
            while at < left.len() {
                let part = &left[at..left.len().min(at + size)];
                let ways: Vec<Gone> = Climb::EACH.iter().filter_map(|how| map.with(&gone, part, *how)).collect();
                match ways.into_iter().find(|it| self.holds(&map.without(it))) {
                    Some(more) => {
                        gone = more;
                        left.retain(|it| !gone.has(&map.places[*it].range));
                    }
                    None => at += size,
                }
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
        self.text = format(&map.without(&gone));
    }

    /// Makes groups as small as can be: all at once, as those of people and of mailboxes go together, then each alone.
    fn counts(&mut self) {
        let written = |text: &str| -> Vec<(Range<usize>, u64)> {
            let map = Map::of(text);
            map.counts.into_iter().filter_map(|it| Some((it.clone(), text[it].parse().ok()?))).collect()
        };
        let most = written(&self.text).iter().map(|it| it.1).max().unwrap_or(0);
        let smaller = (0..).map(|it| 1_u64 << it).take_while(|it| *it < most);
        for many in smaller {
            let less = written(&self.text).into_iter().filter(|it| many < it.1).map(|it| it.0);
            let text = replaced(&self.text, less, &many.to_string());
            if self.holds(&text) {
                self.text = text;
                break;
            }
        }
        for at in 0..written(&self.text).len() {
            if self.is_over() {
                break;
            }
            let (mut holds_not, mut holds) = (0, written(&self.text)[at].1);
            while holds_not + 1 < holds && !self.is_over() {
                let middle = holds_not.midpoint(holds);
                let range = written(&self.text)[at].0.clone();
                let text = replaced(&self.text, [range], &middle.to_string());
                if self.holds(&text) {
                    (self.text, holds) = (text, middle);
                } else {
                    holds_not = middle;
                }
            }
        }
    }
}

fn replaced(text: &str, places: impl IntoIterator<Item = Range<usize>>, by: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for it in places {
        new.push_str(&text[from..it.start]);
        new.push_str(by);
        from = it.end;
    }
    new + &text[from..]
}

/// Something that stands in a text, with what is inside.
struct Place {
    /// All that goes with it: its comments and its comma.
    range: Range<usize>,
    /// In what it stands.
    up: Option<usize>,
    /// The list at the top of which it is an item.
    list: Option<&'static str>,
    /// Whether it is an item of a list, of so many.
    siblings: Option<usize>,
    /// Whether the language lets it out.
    can_go: bool,
}

/// How far up goes who mentions somebody that is left out.
#[derive(Clone, Copy)]
enum Climb {
    /// No further than it must: a server stays when its site goes, if it may be without.
    Least,
    /// As a whole: the server goes with its site.
    ToTheItem,
    /// Not at all: a host may be named that is not in DNS.
    Stay,
}

impl Climb {
    const EACH: [Self; 3] = [Self::Least, Self::ToTheItem, Self::Stay];
}

/// What is left out.
#[derive(Clone, Default)]
struct Gone(BTreeSet<(usize, usize)>);

impl Gone {
    /// Whether all of a range is gone: it is in one that is.
    fn has(&self, range: &Range<usize>) -> bool {
        // None of those that are gone stands in another.
        self.0.range(..=(range.start, usize::MAX)).next_back().is_some_and(|it| range.end <= it.1)
    }

    /// One range more, and those in it no more.
    fn add(&mut self, range: &Range<usize>) {
        let inside = self.0.range((range.start, 0)..(range.end, 0)).copied().collect::<Vec<_>>();
        for it in inside {
            self.0.remove(&it);
        }
        self.0.insert((range.start, range.end));
    }
}

/// What stands in a text, and who mentions whom.
struct Map<'a> {
    text: &'a str,
    places: Vec<Place>,
    /// The numbers of groups.
    counts: Vec<Range<usize>>,
    /// By where each stands: what has a name, and where it is mentioned.
    names: Vec<(Range<usize>, Vec<usize>)>,
}

impl<'a> Map<'a> {
    fn of(text: &'a str) -> Self {
        let mut map = Self { text, places: Vec::new(), counts: Vec::new(), names: Vec::new() };
        if let Some(top) = &read(text).top {
            map.node(top, Scenario::KIND, None, 0);
        }
        let names = NamesInFiles::of(&Sources::of("", text));
        let mut mentioned = vec![Vec::new(); names.declared.len()];
        for mention in &names.mentions {
            for it in mention.of.iter().flat_map(|it| names.same(*it)) {
                mentioned[it].push(mention.at.span.start);
            }
        }
        map.names = names.declared.into_iter().map(|it| it.whole.span).zip(mentioned).collect();
        map.names.sort_by_key(|it| it.0.start);
        map
    }

    fn node(&mut self, node: &TreeNode, kind: &'static Kind, up: Option<usize>, depth: usize) {
        let Some(group) = &node.group else { return };
        match kind {
            Kind::Struct(it) => self.fields(group, it.fields, up, depth),
            Kind::Enum(it) => {
                let name = group.name.clone().map_or("", |it| plain(&self.text[it]));
                if let Some(variant) = it.variants.iter().find(|it| it.name == name) {
                    self.fields(group, variant.fields, up, depth);
                }
            }
            Kind::List(inner) | Kind::ListOrText(inner) => {
                let siblings = Some(group.entries.len());
                let list = up.filter(|_| depth == 1).and_then(|it| self.places[it].list);
                self.entries(group, up, |_, _| (*inner, true, siblings, list), depth);
            }
            Kind::Pair(_) | Kind::Leaf(_) => {}
        }
    }

    fn fields(&mut self, group: &Group, fields: &'static [Field], up: Option<usize>, depth: usize) {
        const NOTHING: &Kind = &Kind::Pair(Scenario::KIND);
        let of = |text: &str, entry: &TreeEntry| {
            let name = entry.key.clone().map_or("", |it| plain(&text[it]));
            let field = fields.iter().find(|it| it.name == name);
            let stays = depth == 0 && STAY.contains(&name);
            let list = field.map(|it| it.name).filter(|_| depth == 0);
            (field.map_or(NOTHING, |it| it.kind), !stays && field.is_some_and(|it| it.default.is_some()), None, list)
        };
        self.entries(group, up, of, depth);
    }

    /// What stands in brackets: of each its kind, whether it may go, how many are beside it, and its list.
    fn entries(
        &mut self,
        group: &Group,
        up: Option<usize>,
        of: impl Fn(&str, &TreeEntry) -> (&'static Kind, bool, Option<usize>, Option<&'static str>),
        depth: usize,
    ) {
        let mut from = group.start;
        for entry in &group.entries {
            let end = entry.after.as_ref().map_or(entry.end, |it| it.end.max(entry.end));
            let (kind, can_go, siblings, list) = of(self.text, entry);
            let number = self.places.len();
            self.places.push(Place { range: from..end, up, list, siblings, can_go });
            from = end;
            let Some(value) = &entry.value else { continue };
            let stays = depth == 0 && entry.key.clone().is_some_and(|it| STAY.contains(&&self.text[it]));
            if !stays {
                self.node(value, kind, Some(number), depth + 1);
                self.leaf(entry, value, number);
            }
        }
    }

    /// What is in a value without brackets: the number of a group, the lines of a run sheet.
    fn leaf(&mut self, entry: &TreeEntry, value: &TreeNode, up: usize) {
        let name = entry.key.clone().map_or("", |it| plain(&self.text[it]));
        if name == COUNT {
            self.counts.push(value.span.clone());
        }
        let written = &self.text[value.span.clone()];
        if name != LINES || !written.contains('\n') {
            return;
        }
        let inner = written.trim_end_matches(['#', '"']).len();
        let mut from = value.span.start;
        let lines = written[..inner].split_inclusive('\n');
        for (at, line) in lines.enumerate() {
            // The first begins behind what opens the text.
            let skipped = if at == 0 { line.len() - line.trim_start_matches(['r', '#', '"']).len() } else { 0 };
            let range = from + skipped..from + line.len();
            from += line.len();
            self.places.push(Place { range, up: Some(up), list: None, siblings: None, can_go: true });
        }
    }

    /// What is gone if these go too, with who mentions them. None where somebody would have to go who cannot.
    fn with(&self, gone: &Gone, part: &[usize], how: Climb) -> Option<Gone> {
        let mut gone = gone.clone();
        let mut todo: Vec<usize> = part.iter().rev().copied().collect();
        while let Some(at) = todo.pop() {
            let range = &self.places[at].range;
            if gone.has(range) {
                continue;
            }
            gone.add(range);
            if matches!(how, Climb::Stay) {
                continue;
            }
            let first = self.names.partition_point(|it| it.0.start < range.start);
            for (_, mentions) in self.names[first..].iter().take_while(|it| it.0.end <= range.end) {
                for mention in mentions {
                    if !gone.has(&(*mention..mention + 1)) {
                        todo.push(self.goes_for(*mention, &gone, how)?);
                    }
                }
            }
        }
        Some(gone)
    }

    /// What goes where somebody is mentioned who has gone.
    fn goes_for(&self, mention: usize, gone: &Gone, how: Climb) -> Option<usize> {
        // Places stand in the order of the text, each before what is in it.
        let last = self.places.partition_point(|it| it.range.start <= mention).checked_sub(1)?;
        let up = |it: usize| self.places[it].up;
        let mut at = last;
        while !self.places[at].range.contains(&mention) {
            at = up(at)?;
        }
        let is_last_of_its_list = |it: usize| {
            let beside = |other: &&Place| other.up == up(it) && other.siblings.is_some();
            let left = self.places.iter().filter(beside).filter(|it| !gone.has(&it.range)).count();
            self.places[it].siblings.is_some() && self.places[it].list.is_none() && left <= 1
        };
        let is_item = |it: usize| self.places[it].siblings.is_some() && self.places[it].list.is_some();
        while !self.places[at].can_go
            || is_last_of_its_list(at)
            || (matches!(how, Climb::ToTheItem) && !is_item(at) && up(at).is_some_and(|it| up(it).is_some()))
        {
            at = up(at)?;
        }
        Some(at)
    }

    fn without(&self, gone: &Gone) -> String {
        replaced(self.text, gone.0.iter().map(|it| it.0..it.1), "")
    }
}
