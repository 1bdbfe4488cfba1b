//! Where in the files of a scenario does something have its name, and where else is it meant?
//!
//! For editors: from a name to what it means, to all who mention it, and to another name for it everywhere. As in
//! [`super::assist`] the tree of the text and the description of the language are followed side by side, so a text that
//! is not finished has its names too.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::clients::is_member;
use super::language::{Describe, Field, Kind};
use super::tree::{Group, Tree, TreeNode, plain, read_any};
use super::{Scenario, Setting, defaults};
use crate::catalogue::values;
use crate::diag::sources::Sources;

/// What can have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NamedKind {
    Site,
    Server,
    LoadBalancer,
    DnsName,
    Database,
    Mailbox,
    Policy,
    Client,
    Step,
    Certificate,
    /// The address that several clients share.
    Behind,
}

impl NamedKind {
    /// The list at the top of a scenario in which such things stand; of what stands elsewhere the field.
    pub(crate) const fn list(self) -> &'static str {
        match self {
            Self::Site => "sites",
            Self::Server => "servers",
            Self::LoadBalancer => "load_balancers",
            Self::DnsName => "dns",
            Self::Database => "databases",
            Self::Mailbox => "mailboxes",
            Self::Policy => "authentication_policies",
            Self::Client => "clients",
            Self::Step => "steps",
            Self::Certificate => "certificates",
            Self::Behind => "behind",
        }
    }
}

/// The struct in which something has its name.
const DECLARED: [(&str, NamedKind); 10] = [
    ("Site", NamedKind::Site),
    ("Server", NamedKind::Server),
    ("LoadBalancer", NamedKind::LoadBalancer),
    ("DnsName", NamedKind::DnsName),
    ("Database", NamedKind::Database),
    ("Mailbox", NamedKind::Mailbox),
    ("AuthenticationPolicy", NamedKind::Policy),
    ("Client", NamedKind::Client),
    ("Step", NamedKind::Step),
    ("Certificate", NamedKind::Certificate),
];

/// Whom the text in a field means, by the name of the field.
const MENTIONED: [(&[&str], &[NamedKind]); 13] = [
    (&["site", "between", "for_sites"], &[NamedKind::Site]),
    (&["server", "active", "pool", "served_by", "to"], &[NamedKind::Server]),
    (&["load_balancer"], &[NamedKind::LoadBalancer]),
    (&["database"], &[NamedKind::Database]),
    (&["user", "mailbox", "FullAccess"], &[NamedKind::Mailbox]),
    (&["client"], &[NamedKind::Client]),
    (&["needs"], &[NamedKind::Step]),
    (&["certificate"], &[NamedKind::Certificate]),
    (&["behind"], &[NamedKind::Behind]),
    (
        &[
            "policy",
            "authentication_policy",
            "default_authentication_policy",
            "AuthenticationPolicy",
            "DefaultAuthenticationPolicy",
        ],
        &[NamedKind::Policy],
    ),
    (&["points_to", "name", "legacy_namespace"], HOSTS),
    (&["on"], &[NamedKind::Server]),
    (&["fqdn"], &[]),
];

/// What has a name in DNS.
const HOSTS: &[NamedKind] = &[NamedKind::LoadBalancer, NamedKind::DnsName, NamedKind::Server];
/// What an accepted finding may be about.
const ANYBODY: &[NamedKind] = &[
    NamedKind::Server,
    NamedKind::Client,
    NamedKind::LoadBalancer,
    NamedKind::DnsName,
    NamedKind::Database,
    NamedKind::Mailbox,
    NamedKind::Site,
    NamedKind::Policy,
];
/// What a word of a cmdlet line may mean.
const IN_LINES: &[NamedKind] = &[
    NamedKind::Server,
    NamedKind::Mailbox,
    NamedKind::Database,
    NamedKind::Policy,
    NamedKind::LoadBalancer,
    NamedKind::DnsName,
];

/// Whom the text in a field means.
pub(crate) fn meant_by(owner: &str, field: &str) -> &'static [NamedKind] {
    match (owner, field) {
        ("Accepted", "on") => ANYBODY,
        _ => MENTIONED.iter().find(|it| it.0.contains(&field)).map_or(&[], |it| it.1),
    }
}

/// A place in one of the files: its number among them, and the bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceInFile {
    pub(crate) file: usize,
    pub(crate) span: Range<usize>,
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) kind: NamedKind,
    pub(crate) name: String,
    /// The name alone, without its quotation marks.
    pub(crate) at: PlaceInFile,
    /// All that is written of it.
    pub(crate) whole: PlaceInFile,
    /// How it is called in DNS, where that does not follow from its name.
    fqdn: Option<String>,
    /// The server to whose certificates it belongs.
    server: Option<String>,
    /// Whether it is a group, whose members have names of their own.
    pub(crate) is_group: bool,
}

/// A place where something is meant.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// What stands for its name there: of `ex10.contoso.com` the first part, of `phones-7` the part before the number.
    pub(crate) at: PlaceInFile,
    /// Which of the [`Declared`] it means: several where several have the name.
    pub(crate) of: Vec<usize>,
    /// Whether its name stands there, so that another name must stand there too if it gets one.
    pub(crate) by_name: bool,
}

/// All names of a scenario and its bases.
#[derive(Debug, Default)]
pub(crate) struct NamesInFiles {
    pub(crate) declared: Vec<Declared>,
    pub(crate) mentions: Vec<Mention>,
    by_name: BTreeMap<(NamedKind, String), Vec<usize>>,
    /// Servers by what they are called in DNS, and whether that follows from their names.
    by_fqdn: BTreeMap<String, (usize, bool)>,
    domain: String,
}

/// A text that means somebody, before it is known whom.
struct Raw {
    at: PlaceInFile,
    text: String,
    kinds: &'static [NamedKind],
    /// The server beside it, whose certificates are meant.
    server: Option<String>,
    /// What is written around it: where nobody else has the name, it is where that one is made.
    whole: Range<usize>,
}

/// The mailboxes that a text means and does not have itself: those of a file that it stands on.
#[must_use]
pub(crate) fn mailboxes_of_others(text: &str) -> Vec<String> {
    let (mut declared, mut raw) = (Vec::new(), Vec::new());
    Walk { text, file: 0, declared: &mut declared, raw: &mut raw, server: None }.all(&read_any(text));
    let is_own = |name: &str| {
        declared.iter().any(|it: &Declared| it.kind == NamedKind::Mailbox && it.name.eq_ignore_ascii_case(name))
    };
    let meant = raw.into_iter().filter(|it: &Raw| it.kinds == [NamedKind::Mailbox] && !it.text.is_empty());
    let mut all: Vec<String> = meant.map(|it| it.text).filter(|it| !is_own(it)).collect();
    all.sort();
    all.dedup();
    all
}

impl NamesInFiles {
    /// All names of these files.
    #[must_use]
    pub(crate) fn of(sources: &Sources<'_>) -> Self {
        let mut found = Self { domain: defaults::DOMAIN.to_owned(), ..Self::default() };
        let mut raw = Vec::new();
        for (file, it) in sources.files().iter().enumerate().rev() {
            let tree = read_any(&it.text);
            let mut walk = Walk { text: &it.text, file, declared: &mut found.declared, raw: &mut raw, server: None };
            walk.all(&tree);
            // That of the scenario itself comes last, and holds.
            if let Some(domain) = top_text(&it.text, &tree, "domain") {
                found.domain = domain;
            }
        }
        for (at, it) in found.declared.iter().enumerate() {
            found.by_name.entry((it.kind, it.name.to_lowercase())).or_default().push(at);
            if it.kind == NamedKind::Server {
                let own = format!("{}.{}", it.name, found.domain).to_lowercase();
                let fqdn = it.fqdn.as_deref().map_or(own, str::to_lowercase);
                found.by_fqdn.insert(fqdn, (at, it.fqdn.is_none()));
            }
        }
        for it in raw {
            found.settle(it);
        }
        found.mentions.sort_by_key(|it| (it.at.file, it.at.span.start, it.at.span.end));
        found
    }

    fn settle(&mut self, raw: Raw) {
        let Raw { at, text, kinds, server, whole } = raw;
        let mut found: Option<Mention> = None;
        for kind in kinds {
            let of = self.named(*kind, &text, server.as_deref());
            if !of.is_empty() {
                found = Some(Mention { at: at.clone(), of, by_name: true });
            } else if matches!(kind, NamedKind::Mailbox | NamedKind::Client) {
                found = self.group_of(*kind, &text).map(|group| {
                    let length = self.declared[group].name.len();
                    Mention { at: shortened(&at, length), of: vec![group], by_name: true }
                });
            } else if *kind == NamedKind::Server && kinds.contains(&NamedKind::DnsName) {
                let full = if text.contains('.') { text.to_lowercase() } else { format!("{text}.{}", self.domain) };
                found = self.by_fqdn.get(&full.to_lowercase()).map(|&(server, follows)| {
                    let length = if follows { self.declared[server].name.len() } else { text.len() };
                    Mention { at: shortened(&at, length), of: vec![server], by_name: follows }
                });
            }
            if found.is_some() {
                break;
            }
        }
        // Who is behind one address makes it by saying so, and a policy may be made by a change.
        let makes = [NamedKind::Behind, NamedKind::Policy].into_iter().find(|it| kinds == [*it]);
        if let (None, Some(kind), false) = (&found, makes, text.is_empty()) {
            let number = self.declared.len();
            self.by_name.entry((kind, text.to_lowercase())).or_default().push(number);
            let whole = PlaceInFile { file: at.file, span: whole };
            let (fqdn, server, is_group) = (None, None, false);
            self.declared.push(Declared { kind, name: text, at, whole, fqdn, server, is_group });
            return;
        }
        self.mentions.extend(found);
    }

    /// Those of a kind with a name; of certificates those of the server.
    fn named(&self, kind: NamedKind, name: &str, server: Option<&str>) -> Vec<usize> {
        let full = (kind == NamedKind::DnsName || kind == NamedKind::LoadBalancer) && !name.contains('.');
        let key = |name: String| self.by_name.get(&(kind, name)).cloned().unwrap_or_default();
        let mut all = key(name.to_lowercase());
        if all.is_empty() && full {
            all = key(format!("{name}.{}", self.domain).to_lowercase());
        }
        if let Some(server) = server.filter(|_| kind == NamedKind::Certificate) {
            let of = |it: &usize| self.declared[*it].server.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(server));
            if all.iter().any(of) {
                all.retain(of);
            }
        }
        all
    }

    fn group_of(&self, kind: NamedKind, name: &str) -> Option<usize> {
        let (group, _) = name.rsplit_once('-')?;
        let all = self.by_name.get(&(kind, group.to_lowercase()))?;
        all.iter().copied().find(|it| self.declared[*it].is_group && is_member(name, &self.declared[*it].name))
    }

    /// What is named at a place, and the name that stands there.
    #[must_use]
    pub(crate) fn at(&self, file: usize, at: usize) -> Option<(&[usize], &PlaceInFile)> {
        let touches = |it: &PlaceInFile| it.file == file && it.span.start <= at && at <= it.span.end;
        let mention = self.mentions.iter().find(|it| touches(&it.at));
        mention.map(|it| (&*it.of, &it.at))
    }

    /// What has its name at a place.
    #[must_use]
    pub(crate) fn declared_at(&self, file: usize, at: usize) -> Option<usize> {
        let touches = |it: &PlaceInFile| it.file == file && it.span.start <= at && at <= it.span.end;
        self.declared.iter().position(|it| touches(&it.at))
    }

    /// Everything of the same kind with the same name: one thing that is written in several places.
    #[must_use]
    pub(crate) fn same(&self, one: usize) -> Vec<usize> {
        let it = &self.declared[one];
        self.named(it.kind, &it.name, it.server.as_deref())
    }

    /// The declarations that are meant at a place, whether the name is given there or mentioned.
    #[must_use]
    pub(crate) fn meant(&self, file: usize, at: usize) -> Option<(Vec<usize>, PlaceInFile)> {
        if let Some(one) = self.declared_at(file, at) {
            return Some((self.same(one), self.declared[one].at.clone()));
        }
        let (of, place) = self.at(file, at)?;
        let all = of.iter().flat_map(|it| self.same(*it));
        let mut all: Vec<usize> = all.collect();
        all.sort_unstable();
        all.dedup();
        Some((all, place.clone()))
    }

    /// The places that mention one of these.
    pub(crate) fn mentions_of<'a>(&'a self, of: &'a [usize]) -> impl Iterator<Item = &'a Mention> {
        self.mentions.iter().filter(|it| it.of.iter().any(|it| of.contains(it)))
    }

    /// Those of a kind, in the order of the files.
    pub(crate) fn of_kind(&self, kind: NamedKind) -> impl Iterator<Item = &Declared> {
        self.declared.iter().filter(move |it| it.kind == kind)
    }

    /// What it is called in DNS.
    #[must_use]
    pub(crate) fn host(&self, it: &Declared) -> String {
        let full = |name: &str| if name.contains('.') { name.to_owned() } else { format!("{name}.{}", self.domain) };
        match (it.kind, &it.fqdn) {
            (_, Some(fqdn)) => full(fqdn),
            (NamedKind::Server, None) => full(&it.name).to_lowercase(),
            _ => full(&it.name),
        }
    }
}

fn shortened(at: &PlaceInFile, length: usize) -> PlaceInFile {
    let PlaceInFile { file, span } = at;
    PlaceInFile { file: *file, span: span.start..span.end.min(span.start + length) }
}

fn top_text(text: &str, tree: &Tree, field: &str) -> Option<String> {
    let top = tree.top.as_ref()?.group.as_ref()?;
    top.field(text, field)?.value.as_ref()?.said(text).map(Cow::into_owned)
}

/// What a text says, and where that stands inside its quotation marks; `None` where it is written with escapes.
fn inside(text: &str, node: &TreeNode) -> Option<(String, Range<usize>)> {
    let said = node.said(text)?.into_owned();
    let written = &text[node.span.clone()];
    let start = node.span.start + written.find('"').map_or(0, |it| it + 1);
    let span = start..start + said.len();
    (text.get(span.clone()) == Some(&said)).then_some((said, span))
}

struct Walk<'a> {
    text: &'a str,
    file: usize,
    declared: &'a mut Vec<Declared>,
    raw: &'a mut Vec<Raw>,
    /// The server that is being read.
    server: Option<String>,
}

impl Walk<'_> {
    fn all(&mut self, tree: &Tree) {
        if let Some(top) = &tree.top {
            self.value(top, Scenario::KIND, "", None, top);
        }
    }

    /// A value of this kind, in a field of `owner`: its name, and what stands beside it.
    fn value(
        &mut self,
        node: &TreeNode,
        kind: &'static Kind,
        owner: &str,
        field: Option<(&'static str, &Group)>,
        whole: &TreeNode,
    ) {
        match (kind, &node.group) {
            (Kind::Struct(it), Some(group)) => self.fields(group, it.fields, it.name, node),
            (Kind::Struct(it), None) => {
                if let Some(text) = it.text {
                    self.value(node, text, owner, field, whole);
                }
            }
            (Kind::Enum(it), Some(group)) => {
                let word = group.name.clone().map_or("", |it| &self.text[it]);
                if let Some(variant) = it.variants.iter().find(|it| it.name == word) {
                    self.fields(group, variant.fields, variant.name, node);
                }
            }
            (Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner), Some(group)) => {
                for value in group.entries.iter().filter_map(|it| it.value.as_ref()) {
                    self.value(value, inner, owner, field, whole);
                }
            }
            (Kind::ListOrText(_), None) => self.pasted(node, field, whole),
            (Kind::Leaf(_), None) => self.leaf(node, kind, owner, field, whole),
            (Kind::Enum(_) | Kind::List(_) | Kind::Pair(_), None) | (Kind::Leaf(_), Some(_)) => {}
        }
    }

    fn fields(&mut self, group: &Group, fields: &'static [Field], owner: &'static str, node: &TreeNode) {
        let outer = self.server.clone();
        if owner == "Server" {
            self.server = node.name(self.text);
        }
        for entry in &group.entries {
            let (Some(key), Some(value)) = (&entry.key, &entry.value) else { continue };
            let Some(field) = fields.iter().find(|it| it.name == plain(&self.text[key.clone()])) else { continue };
            self.value(value, field.kind, owner, Some((field.name, group)), node);
        }
        self.server = outer;
    }

    fn leaf(
        &mut self,
        node: &TreeNode,
        kind: &'static Kind,
        owner: &str,
        field: Option<(&'static str, &Group)>,
        whole: &TreeNode,
    ) {
        let Some((field, beside)) = field else { return };
        match (owner, field) {
            ("Change", "run") => return self.words(node, IN_LINES, whole),
            // `CONTOSO\anna`, `anna@contoso.com`
            (_, "log_on_as") => return self.words(node, &[NamedKind::Mailbox], whole),
            _ => {}
        }
        let Some((said, span)) = inside(self.text, node) else { return };
        if matches!(kind, Kind::Leaf(it) if it.name == values::a_connection_setting()) {
            return self.host(&said, span.start, whole);
        }
        if (owner, field) == ("Change", "answers") {
            return self.mention(&said, span, IN_LINES, None, whole);
        }
        if field == "name"
            && let Some(&(_, kind)) = DECLARED.iter().find(|it| it.0 == owner)
        {
            let text_of = |name: &str| beside.field(self.text, name)?.value.as_ref()?.said(self.text);
            let it = Declared {
                kind,
                name: said,
                at: self.place(span),
                whole: self.place(whole.span.clone()),
                fqdn: text_of("fqdn").map(Cow::into_owned),
                server: self.server.clone(),
                is_group: beside.field(self.text, "count").is_some(),
            };
            self.declared.push(it);
            return;
        }
        let server = beside.field(self.text, "server").and_then(|it| it.value.as_ref()?.said(self.text));
        let server = server.map(Cow::into_owned);
        self.mention(&said, span, meant_by(owner, field), server, whole);
    }

    fn place(&self, span: Range<usize>) -> PlaceInFile {
        PlaceInFile { file: self.file, span }
    }

    fn mention(
        &mut self,
        text: &str,
        span: Range<usize>,
        kinds: &'static [NamedKind],
        server: Option<String>,
        whole: &TreeNode,
    ) {
        if !kinds.is_empty() {
            let at = self.place(span);
            self.raw.push(Raw { at, text: text.to_owned(), kinds, server, whole: whole.span.clone() });
        }
    }

    /// `host:port:SSL`, which begins at a byte.
    fn host(&mut self, setting: &str, start: usize, whole: &TreeNode) {
        let host = setting.split(':').next().unwrap_or_default();
        self.mention(host, start..start + host.len(), HOSTS, None, whole);
    }

    /// A list as a cmdlet prints it: `{host:port:SSL, host:port}`.
    fn pasted(&mut self, node: &TreeNode, field: Option<(&'static str, &Group)>, whole: &TreeNode) {
        let Some((said, span)) = inside(self.text, node) else { return };
        if field.is_none_or(|it| it.0 != Setting::InternalConnectionSettings.name()) {
            return;
        }
        let mut start = span.start;
        for part in said.split([',', '{', '}']) {
            let before = part.len() - part.trim_start().len();
            self.host(part.trim(), start + before, whole);
            start += part.len() + 1;
        }
    }

    /// Lines as somebody types them, or a log-on name: every word that is the name of something, but for parameters.
    fn words(&mut self, node: &TreeNode, kinds: &'static [NamedKind], whole: &TreeNode) {
        let is_part = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
        let end = node.span.end;
        let mut at = node.span.start;
        while at < end {
            let rest = &self.text[at..end];
            if rest.starts_with('\\') {
                // An escape is no part of a word.
                at += rest.chars().take(2).map(char::len_utf8).sum::<usize>();
                continue;
            }
            let length = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
            let word = rest[..length].trim_end_matches('.').to_owned();
            let is_variable = self.text[..at].ends_with('$');
            if !word.is_empty() && !word.starts_with('-') && !is_variable {
                self.mention(&word, at..at + word.len(), kinds, None, whole);
            }
            at += if length > 0 { length } else { rest.chars().next().map_or(1, char::len_utf8) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Sources;
    use crate::gallery;

    /// What is meant where `|` stands, as it is called, with how often it is meant.
    fn meant(text: &str) -> Option<(NamedKind, String, usize)> {
        let at = text.find('|').expect("the place is marked");
        let text = text.replacen('|', "", 1);
        let names = NamesInFiles::of(&Sources::of("", text));
        let (of, _) = names.meant(0, at)?;
        let it = &names.declared[of[0]];
        Some((it.kind, it.name.clone(), names.mentions_of(&of).count()))
    }

    #[test]
    fn names_are_known_wherever_they_stand() {
        let world = |more: &str| {
            format!(
                "Scenario(schema: 1, servers: [Server(name: \"EX10\", version: Exchange2010), Server(name: \"EX13\", \
                 fqdn: \"mail13.contoso.com\")], databases: [Database(name: \"DB\", on: [\"EX10\"])], \
                 mailboxes: [Mailbox(name: \"branch\", count: 9, database: \"DB\"), Mailbox(name: \"anna\")], \
                 load_balancers: [LoadBalancer(name: \"mail.contoso.com\", pool: [\"EX13\"])], {more})"
            )
        };
        for (more, kind, name, times) in [
            ("clients: [Client(user: \"br|anch-7\")]", NamedKind::Mailbox, "branch", 1),
            ("clients: [Client(connect: \"ex|10.contoso.com:993:SSL\")]", NamedKind::Server, "EX10", 2),
            ("clients: [Client(connect: \"mail13.con|toso.com:993\")]", NamedKind::Server, "EX13", 2),
            ("clients: [Client(connect: \"ma|il:993\")]", NamedKind::LoadBalancer, "mail.contoso.com", 1),
            ("clients: [Client(log_on_as: \"CONTOSO\\\\an|na\")]", NamedKind::Mailbox, "anna", 1),
            (
                "changes: [Change(run: \"Set-ImapSettings -Server E|X10 -X y\\nGet-Mailbox DB\")]",
                NamedKind::Server,
                "EX10",
                2,
            ),
            (
                "changes: [Change(run: \"Get-Service MSExchangeIMAP4 -ComputerName EX10\\nMove-Mailbox a|nna\")]",
                NamedKind::Mailbox,
                "anna",
                1,
            ),
            ("dns: [DnsName(name: \"x\", points_to: [\"EX1|0\"])]", NamedKind::Server, "EX10", 2),
            ("accepted: [Accepted(on: \"D|B\")]", NamedKind::Database, "DB", 2),
        ] {
            assert_eq!(meant(&world(more)), Some((kind, name.to_owned(), times)), "{more}");
        }
        assert_eq!(meant(&world("title: \"EX|10\"")), None, "a title names nobody");
        assert_eq!(meant(&world("changes: [Change(run: \"Get-Service -EX1|0\")]")), None, "a parameter names nobody");
    }

    /// In every scenario whatever must name something does.
    #[test]
    fn every_name_of_the_gallery_is_known() {
        let mut mentions = 0;
        for it in gallery::ALL {
            let names = NamesInFiles::of(&Sources::of("", it.text));
            assert!(!names.declared.is_empty(), "{}", it.claim);
            for found in &names.mentions {
                assert!(!found.of.is_empty() && !found.at.span.is_empty(), "{}: {found:?}", it.claim);
                let written = it.text[found.at.span.clone()].to_lowercase();
                let name = names.declared[found.of[0]].name.to_lowercase();
                assert!(
                    !found.by_name || written == name || name.starts_with(&format!("{written}.")),
                    "{}: {written} {name}",
                    it.claim
                );
            }
            mentions += names.mentions.len();
        }
        assert!(mentions > 3_000, "{mentions}");
    }
}
