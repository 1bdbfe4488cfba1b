//! What is otherwise in one organisation than in another?
//!
//! Two scenarios are compared as they are written in full, entry by entry and field by field, along the tables of the
//! language: a field that the language gets is compared without anybody having thought of it. What is no part of the
//! organisation (clients, changes, what is expected) is left to those who compare runs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Scenario;
use super::language::{Describe, Field, Kind};
use super::left_out::LeftOut;
use super::parse::understand_all;
use super::tree::{Tree, TreeNode, read};
use super::write::ToRon;
use crate::diag::sources::Sources;
use crate::lang::Lang;

/// What stands in a scenario beside its organisation.
const NO_ORGANISATION: [&str; 13] = [
    "schema",
    "base",
    "title",
    "question",
    "seed",
    "until",
    "event_limit",
    "clients",
    "changes",
    "steps",
    "assumptions",
    "expect",
    "accepted",
];

/// What heads a scenario, and what it expects.
const NO_CONTENT: [&str; 6] = ["schema", "base", "title", "question", "expect", "accepted"];

/// What differs alike in one or several entries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// The list in which the entries stand, as a scenario calls it; empty for what stands at the top by itself.
    pub(crate) list: &'static str,
    /// Which field of them, as a path: `imap4.LoginType`. Empty for the entries as a whole.
    pub(crate) path: String,
    /// What became of it.
    pub(crate) what: Became,
    /// The entries by name, in the order of their names; of what stands at the top none.
    pub(crate) entries: Vec<String>,
}

/// What became of something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Became {
    /// It is there no more.
    Removed,
    /// It is new.
    Added,
    /// It was the one and is the other.
    Value(Held, Held),
    /// Of a list: what is new in it, and what is there no more.
    Items(Vec<String>, Vec<String>),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Held {
    /// What is written.
    Written(String),
    /// What holds where nothing is written: of a value that is the same on every version, the value.
    LeftOut(Option<String>),
}

/// What is otherwise in the second than in the first, by list and field in the order of the language. Nothing where one
/// of them cannot be understood, which whoever loads it tells.
pub(crate) fn between(a: &Sources<'_>, b: &Sources<'_>) -> Vec<Difference> {
    let written = |it: &Sources<'_>| understand_all(it).ok().map(|(scenario, _)| scenario.ron());
    match (written(a), written(b)) {
        (Some(a), Some(b)) => between_texts(&a, &b, &NO_ORGANISATION),
        _ => Vec::new(),
    }
}

/// What the second scenario says otherwise than the first, its clients and its plan included: everything but what
/// heads it and what it expects. A default that is written is no difference.
pub(crate) fn of_all(a: &Scenario, b: &Scenario) -> Vec<Difference> {
    let is_default = |it: &Became| match it {
        Became::Value(Held::Written(written), Held::LeftOut(left))
        | Became::Value(Held::LeftOut(left), Held::Written(written)) => left.as_ref() == Some(written),
        Became::Value(..) | Became::Removed | Became::Added | Became::Items(..) => false,
    };
    let mut found = between_texts(&a.ron(), &b.ron(), &NO_CONTENT);
    found.retain(|it| !is_default(&it.what));
    found
}

/// The same of two scenarios that stand alone, but for some fields at their top.
fn between_texts(a: &str, b: &str, but: &[&str]) -> Vec<Difference> {
    let (of_a, of_b) = (read(a), read(b));
    let (Some(a), Some(b)) = (Written::whole(a, &of_a), Written::whole(b, &of_b)) else { return Vec::new() };
    let Kind::Struct(scenario) = Scenario::KIND else { return Vec::new() };
    let mut found = Found::default();
    for (at, field) in scenario.fields.iter().enumerate().filter(|it| !but.contains(&it.1.name)) {
        let place = Place { order: vec![at], list: "", entry: None, path: field.name.to_owned() };
        found.value(&place, field, (a.field(field.name), b.field(field.name)));
    }
    found.0.into_iter().map(|(it, entries)| it.of(entries)).collect()
}

/// A value, and the text in which it is written.
#[derive(Clone, Copy)]
struct Written<'a> {
    text: &'a str,
    node: &'a TreeNode,
}

impl<'a> Written<'a> {
    fn whole(text: &'a str, tree: &'a Tree) -> Option<Self> {
        tree.top.as_ref().map(|node| Self { text, node })
    }

    /// As people read it: a text without its quotation marks.
    fn read(self) -> String {
        self.node.said(self.text).map_or_else(|| self.text[self.node.span.clone()].to_owned(), Cow::into_owned)
    }

    fn field(self, name: &str) -> Option<Self> {
        let node = self.node.group.as_ref()?.field(self.text, name)?.value.as_ref()?;
        Some(Self { node, ..self })
    }

    fn items(self) -> impl Iterator<Item = Self> + 'a {
        let entries = self.node.group.as_ref().map(|it| it.entries.as_slice()).unwrap_or_default();
        entries.iter().filter_map(|it| it.value.as_ref()).map(move |node| Self { node, ..self })
    }

    /// Whether it is written as one value where fields may stand too: `build: "CU23"`.
    fn is_one(self) -> bool {
        self.node.group.is_none()
    }
}

/// Where something stands: its place in the order of the language, and what it is called.
#[derive(Clone)]
struct Place {
    order: Vec<usize>,
    list: &'static str,
    entry: Option<String>,
    path: String,
}

impl Place {
    /// A field of it.
    fn field(&self, at: usize, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        let order = self.order.iter().copied().chain([at]).collect();
        Self { order, path, ..self.clone() }
    }

    /// An entry of the list that stands here: of one at the top it is the entry that the difference is of.
    fn entry(&self, list: &'static str, name: String) -> Self {
        if self.list.is_empty() {
            return Self { order: self.order.clone(), list, entry: Some(name), path: String::new() };
        }
        Self { path: format!("{}[{name}]", self.path), ..self.clone() }
    }
}

/// What is alike in the entries that it is of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    order: Vec<usize>,
    list: &'static str,
    path: String,
    what: Became,
}

impl Alike {
    fn of(self, entries: BTreeSet<String>) -> Difference {
        let Self { list, path, what, .. } = self;
        Difference { list, path, what, entries: entries.into_iter().collect() }
    }
}

/// What was found, and of which entries.
#[derive(Default)]
struct Found(BTreeMap<Alike, BTreeSet<String>>);

/// A value on either side.
type InBoth<'a> = (Option<Written<'a>>, Option<Written<'a>>);

impl Found {
    fn add(&mut self, place: &Place, what: Became) {
        let Place { order, list, entry, path } = place.clone();
        self.0.entry(Alike { order, list, path, what }).or_default().extend(entry);
    }

    /// Compares what a field holds.
    fn value(&mut self, place: &Place, field: &'static Field, (a, b): InBoth<'_>) {
        match field.kind {
            Kind::Struct(it) if ![a, b].iter().flatten().any(|it| it.is_one()) => self.fields(place, it.fields, (a, b)),
            Kind::List(Kind::Struct(it)) => match (by_name(it.fields, a), by_name(it.fields, b)) {
                (Some(of_a), Some(of_b)) => self.entries(place, field.name, it.fields, (&of_a, &of_b)),
                _ => self.items(place, field, (a, b)),
            },
            Kind::List(_) | Kind::ListOrText(_) => self.items(place, field, (a, b)),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Leaf(_) | Kind::Pair(_) => self.one(place, field, (a, b)),
        }
    }

    fn fields(&mut self, place: &Place, fields: &'static [Field], (a, b): InBoth<'_>) {
        for (at, field) in fields.iter().enumerate() {
            let pair = (a.and_then(|it| it.field(field.name)), b.and_then(|it| it.field(field.name)));
            self.value(&place.field(at, field.name), field, pair);
        }
    }

    /// Compares the entries of a list: those of one name field by field.
    fn entries(
        &mut self,
        place: &Place,
        list: &'static str,
        fields: &'static [Field],
        (a, b): (&BTreeMap<String, Written<'_>>, &BTreeMap<String, Written<'_>>),
    ) {
        for name in a.keys().chain(b.keys()).collect::<BTreeSet<_>>() {
            let place = place.entry(list, name.clone());
            match (a.get(name), b.get(name)) {
                (Some(a), Some(b)) => self.fields(&place, fields, (Some(*a), Some(*b))),
                (Some(_), None) => self.add(&place, Became::Removed),
                (None, _) => self.add(&place, Became::Added),
            }
        }
    }

    /// Compares lists of values: their order says nothing of the organisation.
    fn items(&mut self, place: &Place, field: &'static Field, (a, b): InBoth<'_>) {
        // What holds where a list is left out may be more than an empty one.
        let is_none = matches!(field.default, Some(LeftOut::Prose(it)) if it.starts_with(NONE));
        if !is_none && (a.is_none() || b.is_none()) {
            return self.one(place, field, (a, b));
        }
        let mut gone: Vec<String> = a.iter().flat_map(|it| it.items()).map(Written::read).collect();
        let mut new = Vec::new();
        for it in b.iter().flat_map(|it| it.items()).map(Written::read) {
            match gone.iter().position(|gone| *gone == it) {
                Some(at) => drop(gone.remove(at)),
                None => new.push(it),
            }
        }
        if !(new.is_empty() && gone.is_empty()) {
            gone.sort();
            new.sort();
            self.add(place, Became::Items(new, gone));
        }
    }

    fn one(&mut self, place: &Place, field: &'static Field, (a, b): InBoth<'_>) {
        let held =
            |it: Option<Written<'_>>| it.map_or_else(|| Held::LeftOut(default(field)), |it| Held::Written(it.read()));
        let (a, b) = (held(a), held(b));
        if a != b {
            self.add(place, Became::Value(a, b));
        }
    }
}

/// With what the words begin that say that a list which is left out is empty.
const NONE: &str = "none";

/// The entries of a list by name, if they have names and each has its own.
fn by_name<'a>(fields: &'static [Field], list: Option<Written<'a>>) -> Option<BTreeMap<String, Written<'a>>> {
    let first = || fields.first().filter(|it| it.default.is_none());
    let known_by = fields.iter().find(|it| it.name == "name").or_else(first)?;
    let mut entries = BTreeMap::new();
    for it in list.into_iter().flat_map(Written::items) {
        if entries.insert(it.field(known_by.name)?.read(), it).is_some() {
            return None;
        }
    }
    Some(entries)
}

/// What holds where a field is left out, if it is one value, whatever the version.
fn default(field: &Field) -> Option<String> {
    let LeftOut::Value(print) = field.default? else { return None };
    let text = print(Lang::En);
    let bare = text.strip_prefix('`').and_then(|it| it.strip_suffix('`')).unwrap_or(&text);
    (!bare.contains([' ', '`'])).then(|| bare.to_owned())
}

impl Difference {
    /// In how many places it is: fields, and items of lists.
    pub(crate) fn places(&self) -> usize {
        let each = match &self.what {
            Became::Removed | Became::Added | Became::Value(..) => 1,
            Became::Items(new, gone) => new.len().max(gone.len()),
        };
        each * self.entries.len().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"(schema: 1, title: "old", domain: "contoso.com",
        sites: [(name: "A"), (name: "B")], links: [(between: ("A", "B"), latency: "40ms")],
        servers: [
            (name: "EX10", version: Exchange2010, site: "A", running: [Imap4, Pop3], imap4: (LoginType: PlainTextLogin)),
            (name: "EX13-1", version: Exchange2013, site: "A", pop3: (MaxConnections: 7)),
            (name: "EX13-2", version: Exchange2013, site: "A"),
        ],
        databases: [(name: "DB1", on: ["EX10"])], mailboxes: [(name: "anna", database: "DB1", count: 3)],
        clients: [(name: "x", user: "anna-1", connect: "ex10.contoso.com:993:SSL")])"#;

    fn said(new: &str) -> Vec<String> {
        let told = |it: Difference| format!("{}/{}/{:?}/{}", it.list, it.path, it.what, it.entries.join(","));
        between_texts(OLD, new, &NO_ORGANISATION).into_iter().map(told).collect()
    }

    #[test]
    fn what_is_no_part_of_the_organisation_is_not_compared() {
        assert!(said(&OLD.replace("\"old\"", "\"new\"").replace("\"x\"", "\"y\"")).is_empty());
        assert!(said(&OLD.replace("[Imap4, Pop3]", "[Pop3, Imap4]")).is_empty());
    }

    #[test]
    fn what_changed_alike_is_one_difference_and_what_is_new_or_gone_is_said() {
        let new = OLD
            .replace("site: \"A\", pop3: (MaxConnections: 7)),", "site: \"A\", imap4: (LoginType: PlainTextLogin)),")
            .replace(
                "(name: \"EX13-2\", version: Exchange2013, site: \"A\"",
                "(name: \"EX13-2\", version: Exchange2013, site: \"A\", imap4: (LoginType: PlainTextLogin)",
            )
            .replace("[Imap4, Pop3], imap4: (LoginType: PlainTextLogin)", "[Imap4, Imap4BE]")
            .replace("[(name: \"A\"), (name: \"B\")]", "[(name: \"A\"), (name: \"C\")]")
            .replace("40ms", "50ms")
            .replace("count: 3", "count: 4");
        assert_eq!(
            said(&new),
            [
                "sites//Removed/B",
                "sites//Added/C",
                r#"links/latency/Value(Written("40ms"), Written("50ms"))/("A", "B")"#,
                r#"servers/running/Items(["Imap4BE"], ["Pop3"])/EX10"#,
                r#"servers/imap4.LoginType/Value(Written("PlainTextLogin"), LeftOut(Some("SecureLogin")))/EX10"#,
                r#"servers/imap4.LoginType/Value(LeftOut(Some("SecureLogin")), Written("PlainTextLogin"))/EX13-1,EX13-2"#,
                r#"servers/pop3.MaxConnections/Value(Written("7"), LeftOut(None))/EX13-1"#,
                r#"mailboxes/count/Value(Written("3"), Written("4"))/anna"#,
            ]
        );
    }
}
