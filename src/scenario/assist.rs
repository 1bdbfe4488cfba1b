//! What may stand at this place of a text, and what does what stands there mean?
//!
//! For editors: people type, so the text is seldom finished. The tree of the text and the description of the language
//! are followed side by side down to the place.

use std::ops::Range;

use super::Scenario;
use super::clients::member_name;
use super::language::{Describe, Field, Form, Kind, Variant};
use super::tree::{Group, Tree, TreeEntry, TreeNode, read};
use super::{Role, Service, Setting, Version, defaults, full_name};
use crate::catalogue::{marks, values as values_};
use crate::diag::suggest::closest;
use crate::lang::Lang;
use crate::lang::reference::said;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// As it is shown.
    pub label: String,
    /// What is inserted.
    pub insert: String,
    /// What sort of thing it is.
    pub sort: CompletionKind,
    /// The same with places to fill in, as editors write them (`${1}`), where something must be.
    pub snippet: Option<String>,
    /// What it means (Markdown).
    pub doc: String,
}

impl Proposal {
    /// What is inserted after this text: inside quotation marks they are there already.
    #[must_use]
    pub(crate) fn inserted_after(&self, before: &str) -> &str {
        let bare = self.insert.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        bare.filter(|_| before.ends_with('"')).unwrap_or(&self.insert)
    }
}

/// Where the word before a place begins.
#[must_use]
pub(crate) fn word_before(text: &str, at: usize) -> usize {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    text[..at].char_indices().rev().take_while(|it| is_part(it.1)).last().map_or(at, |it| it.0)
}

/// How the brackets in which one types are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// All of it: `StopService(server, service)`.
    pub label: String,
    /// Its fields, each with its place in the label and what it means (Markdown).
    pub fields: Vec<(Range<usize>, String)>,
    /// The one that is typed.
    pub active: Option<usize>,
    /// What it is (Markdown).
    pub doc: String,
}

/// What sort of thing a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CompletionKind {
    /// A field.
    Field,
    /// A variant.
    Variant,
    /// The name of something in the file, or a value.
    Value,
}

/// What stands at a place.
#[derive(Default)]
struct At<'a> {
    /// The brackets around the place, from outside to inside, each with what it is called and what that means.
    around: Vec<(&'a Group, &'static str, &'static str)>,
    /// The fields that may stand there, and those that do.
    fields: Option<(&'static [Field], &'a Group)>,
    /// The kind of value that stands there, or should; with the name of the field that it is in.
    value: Option<(&'static Kind, &'static str)>,
    /// The field whose name is under the place.
    field: Option<(&'static Field, Range<usize>)>,
    /// The variant whose name is under the place.
    variant: Option<(&'static Variant, Range<usize>)>,
}

/// What the thing at a byte means: its span, and a text (Markdown).
#[must_use]
pub(crate) fn hover(text: &str, at: usize, lang: Lang) -> Option<(Range<usize>, String)> {
    let tree = read(text);
    let place = place(text, &tree, at);
    if let Some((field, span)) = place.field {
        let default = match (field.default, lang) {
            (Some(default), Lang::En) => format!("Left out: {}.", default.text(lang)),
            (Some(default), Lang::Zh) => format!("省略时：{}。", said(lang, &default.text(lang))),
            (None, Lang::En) => "It must be written.".to_owned(),
            (None, Lang::Zh) => "必须写出。".to_owned(),
        };
        let (name, kind, meaning) = (field.name, kind_word(field.kind, lang), field.text(lang));
        return Some((span, format!("**{name}**{}{kind}\n\n{meaning}\n\n{default}", marks::colon(lang))));
    }
    let (variant, span) = place.variant?;
    Some((span, format!("**{}**\n\n{}", variant.name, said(lang, variant.doc.trim()))))
}

/// What may be typed at a byte.
#[must_use]
pub(crate) fn complete(text: &str, at: usize, lang: Lang) -> Vec<Proposal> {
    let tree = read(text);
    let place = place(text, &tree, at);
    if let Some((kind, field)) = place.value {
        let server = server_here(text, &tree, &place.around);
        return values(text, &tree, (kind, field), server, lang);
    }
    let Some((fields, group)) = place.fields else { return Vec::new() };
    let version = server_here(text, &tree, &place.around).and_then(|it| version_of(text, it));
    // A version has settings of its own.
    let is_there = |it: &&Field| match (version, Setting::ALL.iter().find(|setting| setting.name() == it.name)) {
        (Some(version), Some(setting)) => setting.exists_on(version),
        _ => true,
    };
    fields
        .iter()
        .filter(is_there)
        .filter(|it| group.field(text, it.name).is_none_or(|entry| touches(entry.key.as_ref(), at)))
        .map(|it| Proposal {
            label: it.name.to_owned(),
            insert: format!("{}: {}", it.name, beginning(it.kind)),
            snippet: Some(format!("{}: {}", it.name, snippet(it.kind, &mut 0))),
            sort: CompletionKind::Field,
            doc: it.text(lang),
        })
        .collect()
}

/// What was perhaps meant by what stands at these bytes: which of them, and what belongs there. `None` where what
/// stands there is a word of the language or of the file, or is like none.
#[must_use]
pub(crate) fn meant(text: &str, span: &Range<usize>) -> Option<(Range<usize>, String)> {
    let written = text.get(span.clone())?;
    let is_text = written.starts_with('"');
    let (tree, inside) = (read(text), span.start + usize::from(is_text));
    let length = if is_text {
        written[1..].find('"')?
    } else {
        written.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '-'))).unwrap_or(written.len())
    };
    let word = &text[inside..inside + length];
    let place = place(text, &tree, inside);
    if word.is_empty() || place.field.is_some() || place.variant.is_some() {
        return None;
    }
    let proposals = match (place.value, place.fields) {
        (Some(value), _) => values(text, &tree, value, server_here(text, &tree, &place.around), Lang::En)
            .into_iter()
            .map(|it| it.label)
            .collect(),
        (None, Some((fields, group))) => {
            let is_free = |it: &&Field| group.field(text, it.name).is_none();
            fields.iter().filter(is_free).map(|it| it.name.to_owned()).collect::<Vec<_>>()
        }
        (None, None) => return None,
    };
    let of_words = match place.value {
        Some((Kind::Enum(list), _)) => Some(list),
        _ => None,
    };
    let is_right = |it: &String| it == word || is_text && of_words.is_none() && it.eq_ignore_ascii_case(word);
    if proposals.iter().any(is_right) && !(is_text && of_words.is_some()) {
        return None;
    }
    let other = of_words.and_then(|list| super::parse::meant::word(list, word));
    let meant = other.or_else(|| closest(word, proposals.iter().map(String::as_str)))?;
    // A word of the language stands without quotation marks.
    let whole = if is_text && of_words.is_some() { span.clone() } else { inside..inside + length };
    Some((whole, meant.to_owned()))
}

/// How the brackets around a byte are filled.
#[must_use]
pub(crate) fn signature(text: &str, at: usize, lang: Lang) -> Option<Signature> {
    let tree = read(text);
    let place = place(text, &tree, at);
    let (group, name, doc) = *place.around.last()?;
    let (fields, _) = place.fields.filter(|it| std::ptr::eq(it.1, group))?;
    let mut label = format!("{name}(");
    let mut told = Vec::with_capacity(fields.len());
    for (number, it) in fields.iter().enumerate() {
        label.push_str(if number > 0 { ", " } else { "" });
        let start = label.len();
        label.push_str(it.name);
        label.push_str(if it.default.is_some() { "?" } else { "" });
        told.push((start..label.len(), format!("{}{}{}", kind_word(it.kind, lang), marks::colon(lang), it.text(lang))));
    }
    label.push(')');
    let key = entry_at(group, at).and_then(|it| it.key.clone());
    let active = key.and_then(|key| fields.iter().position(|it| it.name == &text[key.clone()]));
    Some(Signature { label, fields: told, active, doc: said(lang, doc.trim()).into_owned() })
}

/// The server about which something is said at a place: the one that is described there, or that is named beside it.
fn server_here<'a>(text: &str, tree: &'a Tree, around: &[(&'a Group, &str, &str)]) -> Option<&'a Group> {
    let name = around.iter().rev().find_map(|(group, name, _)| match *name {
        "Server" => Some(Err(*group)),
        _ => Some(Ok(group.field(text, "server")?.value.as_ref()?.said(text)?.into_owned())),
    })?;
    let name = match name {
        Err(group) => return Some(group),
        Ok(name) => name,
    };
    let top = tree.top.as_ref()?.group.as_ref()?;
    let servers = top.field(text, "servers")?.value.as_ref()?.group.as_ref()?.entries.iter();
    let mut servers = servers.filter_map(|it| it.value.as_ref());
    servers.find(|it| it.name(text).is_some_and(|it| it.eq_ignore_ascii_case(&name)))?.group.as_deref()
}

fn version_of(text: &str, server: &Group) -> Option<Version> {
    let word = &text[server.field(text, "version")?.value.as_ref()?.span.clone()];
    ron::from_str(word).ok()
}

/// Whether a server may have a service, by its version and roles.
fn has_service(text: &str, server: &Group, service: &str) -> bool {
    let (Some(version), Ok(service)) = (version_of(text, server), ron::from_str::<Service>(service)) else {
        return true;
    };
    let roles = server.field(text, "roles").and_then(|it| it.value.as_ref()?.group.as_ref());
    let written = roles.map(|it| it.entries.iter().filter_map(|it| it.value.as_ref()));
    let written: Option<Vec<_>> =
        written.map(|it| it.filter_map(|it| ron::from_str(&text[it.span.clone()]).ok()).collect());
    version.has_service(service, |role: Role| written.as_ref().is_none_or(|it| it.contains(&role)))
}

/// What is inserted for a value of this kind, with places for all that must be written.
fn snippet(kind: &Kind, number: &mut u32) -> String {
    let mut next = || {
        *number += 1;
        *number
    };
    match kind {
        Kind::Leaf(leaf) if matches!(leaf.form, Form::Text) => format!("\"${{{}}}\"", next()),
        Kind::Leaf(_) | Kind::Enum(_) => format!("${{{}}}", next()),
        Kind::Pair(inner) => format!("({}, {})", snippet(inner, number), snippet(inner, number)),
        Kind::List(inner) | Kind::ListOrText(inner) => format!("[{}]", snippet(inner, number)),
        Kind::Struct(it) => filled(it.name, it.fields, number),
    }
}

/// A name with its brackets, and in them what must be written.
fn filled(name: &str, fields: &[Field], number: &mut u32) -> String {
    let needed: Vec<_> = fields.iter().filter(|it| it.default.is_none()).collect();
    if needed.is_empty() && !fields.is_empty() {
        *number += 1;
        return format!("{name}(${{{number}}})");
    }
    let each: Vec<_> = needed.iter().map(|it| format!("{}: {}", it.name, snippet(it.kind, number))).collect();
    format!("{name}({})", each.join(", "))
}

fn touches(span: Option<&Range<usize>>, at: usize) -> bool {
    span.is_some_and(|it| it.start <= at && at <= it.end)
}

/// How a value begins.
const fn beginning(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(it) if it.text.is_some() => "\"",
        Kind::Struct(_) | Kind::Pair(_) => "(",
        Kind::List(_) | Kind::ListOrText(_) => "[",
        Kind::Leaf(leaf) => match leaf.form {
            Form::Text => "\"",
            Form::Number | Form::NumberOrText | Form::Bool | Form::BoolOrText => "",
        },
        Kind::Enum(_) => "",
    }
}

fn kind_word(kind: &Kind, lang: Lang) -> String {
    match kind {
        Kind::Struct(it) => match (it.text, lang) {
            (Some(text), Lang::En) => format!("`{}(…)` or {}", it.name, kind_word(text, lang)),
            (Some(text), Lang::Zh) => format!("`{}(…)` 或{}", it.name, kind_word(text, lang)),
            (None, _) => format!("`{}(…)`", it.name),
        },
        Kind::Enum(it) => {
            it.variants.iter().map(|it| format!("`{}`", it.name)).collect::<Vec<_>>().join(&marks::item(lang))
        }
        Kind::List(inner) | Kind::ListOrText(inner) => match lang {
            Lang::En => format!("a list of {}", kind_word(inner, lang)),
            Lang::Zh => format!("{}的列表", kind_word(inner, lang)),
        },
        Kind::Pair(inner) => match lang {
            Lang::En => format!("two of {}", kind_word(inner, lang)),
            Lang::Zh => format!("一对{}", kind_word(inner, lang)),
        },
        Kind::Leaf(it) => match lang {
            Lang::En => format!("{}, as `{}`", it.name.of(lang), it.example),
            Lang::Zh => format!("{}，例如 `{}`", it.name.of(lang), it.example),
        },
    }
}

fn place<'a>(text: &str, tree: &'a Tree, at: usize) -> At<'a> {
    let mut found = At::default();
    match &tree.top {
        Some(top) => follow(text, top, Scenario::KIND, "", at, &mut found),
        None => found.value = Some((Scenario::KIND, "")),
    }
    found
}

/// Follows a value of this kind, in the field `name`, down to the place.
fn follow<'a>(text: &str, node: &'a TreeNode, kind: &'static Kind, name: &'static str, at: usize, found: &mut At<'a>) {
    let Some(group) = &node.group else {
        found.value = Some((kind, name));
        if let Kind::Enum(it) = kind {
            let word = &text[node.span.clone()];
            found.variant = it.variants.iter().find(|it| it.name == word).map(|it| (it, node.span.clone()));
        }
        return;
    };
    if at < group.start {
        // On the name before the bracket.
        if let (Kind::Enum(it), Some(span)) = (kind, &group.name) {
            let word = &text[span.clone()];
            found.variant = it.variants.iter().find(|it| it.name == word).map(|it| (it, span.clone()));
            found.value = Some((kind, name));
        }
        return;
    }
    match kind {
        Kind::Struct(it) => {
            found.around.push((group, it.name, it.doc));
            fields(text, group, it.fields, at, found);
        }
        Kind::Enum(it) => {
            let word = group.name.clone().map_or("", |it| &text[it]);
            if let Some(variant) = it.variants.iter().find(|it| it.name == word) {
                found.around.push((group, variant.name, variant.doc));
                fields(text, group, variant.fields, at, found);
            }
        }
        Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner) => {
            match entry_at(group, at).and_then(|it| it.value.as_ref()) {
                Some(value) => follow(text, value, inner, name, at, found),
                None => found.value = Some((inner, name)),
            }
        }
        Kind::Leaf(_) => {}
    }
}

fn fields<'a>(text: &str, group: &'a Group, fields: &'static [Field], at: usize, found: &mut At<'a>) {
    found.fields = Some((fields, group));
    let Some(entry) = entry_at(group, at) else { return };
    let Some(key) = &entry.key else { return };
    let Some(field) = fields.iter().find(|it| it.name == &text[key.clone()]) else { return };
    if at <= key.end {
        found.field = Some((field, key.clone()));
        return;
    }
    match &entry.value {
        Some(value) if value.span.start <= at => follow(text, value, field.kind, field.name, at, found),
        _ => found.value = Some((field.kind, field.name)),
    }
}

/// The entry in which the place is.
fn entry_at(group: &Group, at: usize) -> Option<&TreeEntry> {
    group.entries.iter().find(|it| {
        let start = it.key.as_ref().map(|it| it.start).or(it.value.as_ref().map(|it| it.span.start)).unwrap_or(it.end);
        let end = it.value.as_ref().map_or(it.end, |it| it.span.end);
        // After a colon without a value, what is typed next is the value.
        let open = it.value.is_none();
        start <= at && (at <= end || (open && at <= end + 1))
    })
}

/// The values that may stand in the field `name`.
fn values(
    text: &str,
    tree: &Tree,
    (kind, name): (&'static Kind, &str),
    server: Option<&Group>,
    lang: Lang,
) -> Vec<Proposal> {
    let value = |label: String, insert: String, doc: &str| Proposal {
        label,
        insert,
        snippet: None,
        sort: CompletionKind::Value,
        doc: doc.to_owned(),
    };
    match kind {
        Kind::Enum(of) => of
            .variants
            .iter()
            .filter(|it| of.name != "Service" || server.is_none_or(|server| has_service(text, server, it.name)))
            .map(|it| Proposal {
                label: it.name.to_owned(),
                snippet: (!it.fields.is_empty()).then(|| filled(it.name, it.fields, &mut 0)),
                insert: if it.fields.is_empty() { it.name.to_owned() } else { format!("{}(", it.name) },
                sort: CompletionKind::Variant,
                doc: said(lang, it.doc.trim()).into_owned(),
            })
            .collect(),
        Kind::List(inner) | Kind::ListOrText(inner) => values(text, tree, (inner, name), server, lang),
        Kind::Struct(it) => vec![Proposal {
            label: it.name.to_owned(),
            insert: format!("{}(", it.name),
            snippet: Some(filled(it.name, it.fields, &mut 0)),
            sort: CompletionKind::Value,
            doc: said(lang, it.doc.trim()).into_owned(),
        }],
        Kind::Leaf(leaf) if matches!(leaf.form, Form::Bool | Form::BoolOrText) => {
            ["true", "false"].iter().map(|it| value((*it).to_owned(), (*it).to_owned(), "")).collect()
        }
        Kind::Leaf(leaf) if leaf.is_free_text() => {
            referenced(text, tree, name).into_iter().map(|it| value(it.clone(), format!("{it:?}"), "")).collect()
        }
        Kind::Leaf(leaf) if leaf.name == values_::a_connection_setting() => {
            let all = connections(text, tree).into_iter();
            all.map(|it| value(it.clone(), format!("{it:?}"), leaf.name.of(lang))).collect()
        }
        Kind::Leaf(leaf) => vec![value(leaf.example.to_owned(), leaf.example.to_owned(), leaf.name.of(lang))],
        Kind::Pair(inner) => values(text, tree, (inner, name), server, lang),
    }
}

/// Where one may connect to: the names of balancers and DNS, and of servers, each by what is usual.
fn connections(text: &str, tree: &Tree) -> Vec<String> {
    const MOST: usize = 40;
    let top = tree.top.as_ref().and_then(|it| it.group.as_deref());
    let said = |group: &Group, field: &str| Some(group.field(text, field)?.value.as_ref()?.said(text)?.into_owned());
    let domain = top.and_then(|it| said(it, "domain")).unwrap_or_else(|| defaults::DOMAIN.to_owned());
    let mut hosts: Vec<String> = Vec::new();
    for list in ["load_balancers", "dns", "servers"] {
        let items = top.and_then(|it| it.field(text, list)?.value.as_ref()?.group.as_deref());
        for it in items.map_or(&[][..], |it| &it.entries).iter().filter_map(|it| it.value.as_ref()?.group.as_deref()) {
            let Some(name) = said(it, "name") else { continue };
            let own = full_name(&name, said(it, "fqdn").as_deref(), &domain);
            let host = if list == "servers" || !name.contains('.') { own.into() } else { name };
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
    }
    let ways = ["993:SSL", "143:TLS", "143", "995:SSL", "110:TLS", "110"];
    hosts.iter().take(MOST).flat_map(|host| ways.map(|way| format!("{host}:{way}"))).collect()
}

/// The names in the file that a field may refer to.
fn referenced(text: &str, tree: &Tree, field: &str) -> Vec<String> {
    let lists: &[&str] = match field {
        "site" | "between" | "for_sites" | "from" | "to" => &["sites"],
        "server" | "on" | "active" | "pool" | "served_by" => &["servers"],
        "points_to" => &["servers", "load_balancers"],
        "load_balancer" => &["load_balancers"],
        "database" => &["databases"],
        "user" | "mailbox" | "FullAccess" => &["mailboxes"],
        "client" => &["clients"],
        "rules" | "not_rules" => {
            return crate::rules::Rule::ALL.iter().map(|it| it.id().to_owned()).collect();
        }
        _ => return Vec::new(),
    };
    let Some(top) = tree.top.as_ref().and_then(|it| it.group.as_ref()) else { return Vec::new() };
    let mut names = Vec::new();
    for list in lists {
        let items = top.field(text, list).and_then(|it| it.value.as_ref()).and_then(|it| it.group.as_ref());
        for item in items.map_or(&[][..], |it| &it.entries) {
            let Some(value) = item.value.as_ref() else { continue };
            let Some(name) = value.name(text) else { continue };
            // Of a group one may be meant: the first shows how they are called.
            let is_group = value.group.as_ref().is_some_and(|it| it.field(text, "count").is_some());
            let first = is_group.then(|| member_name(&name, 1).into());
            names.extend([name].into_iter().chain(first));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place is where `|` stands.
    fn labels(text: &str) -> Vec<String> {
        let at = text.find('|').expect("the place is marked");
        complete(&text.replacen('|', "", 1), at, Lang::En).into_iter().map(|it| it.label).collect()
    }

    fn hovered(text: &str) -> String {
        let at = text.find('|').expect("the place is marked");
        hover(&text.replacen('|', "", 1), at, Lang::En).map_or_else(String::new, |it| it.1)
    }

    #[test]
    fn a_group_is_proposed_and_its_first_member() {
        let text = r#"(schema: 1, clients: [Client(name: "phones", count: 12), Client(name: "pc")], expect: [Expect(client: "|")])"#;
        assert_eq!(labels(text), ["phones", "phones-1", "pc"]);
    }

    #[test]
    fn what_may_stand_here_is_proposed() {
        let has = |text: &str, wanted: &[&str], not: &[&str]| {
            let labels = labels(text);
            for it in wanted {
                assert!(labels.iter().any(|label| label == it), "{it} is not proposed in {text}: {labels:?}");
            }
            for it in not {
                assert!(labels.iter().all(|label| label != it), "{it} is proposed in {text}");
            }
        };
        has("Scenario(schema: 1, |)", &["servers", "clients", "expect"], &["schema", "running"]);
        has("Scenario(schema: 1, servers: [Server(name: \"A\", |)])", &["version", "imap4"], &["name", "clients"]);
        has("Scenario(schema: 1, servers: [Server(name: \"A\", version: |", &["Exchange2010"], &["version"]);
        has("Scenario(servers: [(name: \"A\", version: Exch|)])", &["Exchange2007", "Exchange2013"], &["name"]);
        has("Scenario(servers: [(running: [Imap4, |])])", &["Pop3BE"], &["running"]);
        has("Scenario(servers: [(imap4: (LoginType: |))])", &["SecureLogin"], &[]);
        has("Scenario(changes: [(at: \"1s\", action: |)])", &["StopService", "SetDns"], &[]);
        has("Scenario(changes: [(action: StopService(|))])", &["server", "service"], &["at"]);
        has(
            "Scenario(servers: [(name: \"EX10\"), (name: \"EX13\")], databases: [(name: \"D\", on: [|])])",
            &["EX10", "EX13"],
            &[],
        );
        has("Scenario(mailboxes: [(name: \"anna\")], clients: [(user: \"|\")])", &["anna"], &[]);
        has("Scenario(expect: [(rules: [\"|\"])])", &["LB-1"], &[]);
        has("|", &["Scenario"], &[]);
    }

    #[test]
    fn what_stands_here_is_told() {
        assert!(hovered("Scenario(serv|ers: [])").contains("**servers**"));
        assert!(hovered("Scenario(servers: [(imap4: (Login|Type: SecureLogin))])").contains("Left out: `SecureLogin`"));
        assert!(hovered("Scenario(servers: [(imap4: (LoginType: Secure|Login))])").starts_with("**SecureLogin**"));
        assert!(hovered("Scenario(changes: [(action: Stop|Service(server: \"A\"))])").contains("Stops a service"));
        assert_eq!(hovered("Scenario(|nonsense: 1)"), "");
        assert_eq!(hovered("// no |scenario"), "");
    }

    #[test]
    fn what_stands_here_is_told_in_chinese() {
        let hovered = |text: &str| {
            let at = text.find('|').expect("there is a cursor");
            hover(&text.replacen('|', "", 1), at, Lang::Zh).map_or_else(String::new, |it| it.1)
        };
        let found = hovered("Scenario(servers: [(imap4: (Login|Type: SecureLogin))])");
        assert!(found.starts_with("**LoginType**：") && found.contains("省略时：`SecureLogin`。"), "{found}");
        assert!(hovered("Scenario(changes: [(action: Stop|Service(server: \"A\"))])").contains("停止服务"));
        assert!(hovered("Scenario(clients: [(us|er: \"A\")])").contains("必须写出。"));
    }

    /// Wherever the cursor is in a text that is not finished, nothing breaks.
    #[test]
    fn every_place_of_every_beginning_can_be_asked_about() {
        let text =
            "Scenario(schema: 1, // 注释\n servers: [Server(name: \"EX10\", imap4: (LoginType: PlainTextLogin))])";
        for end in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
            let part = &text[..end];
            for at in (0..=end).filter(|it| part.is_char_boundary(*it)) {
                let _ = (complete(part, at, Lang::Zh), hover(part, at, Lang::Zh));
            }
        }
    }
}
