//! How is an imported organisation written, so that people can read it, check it and fill it in?
//!
//! As a scenario in canonical layout. At the top stands in words what no export said and what is assumed therefore, and
//! what Exchange cannot know, each with whom or what to ask; above an entry where it was read and what is remarkable
//! about it; at the end, as comments, lines for what people alone know. The file is written anew by each import: what
//! is written by hand stands in a file on top of it ([`hand`]).

use super::collect;
use super::organisation::remark::{self, names};
use super::organisation::{Namespace, NotedEntry, Organisation};
use super::record::Class;
use crate::lang::Lang;
use crate::render::text::wrapped;
use crate::scenario::format::format;
use crate::scenario::settings::MailProtocol;
use crate::scenario::write::{ToRon, quoted};
use crate::scenario::{Server, Version, defaults};
use crate::words::{imported as say, marks};

/// How the first line of a file begins that an import has written. By it the next import knows that it may write anew.
pub(crate) const MARK: &str = "// coexist import";
/// The same, of the file with the probes.
pub(crate) const PROBE_MARK: &str = "// coexist import --probe";
/// How wide a comment is.
const WIDTH: usize = 108;
/// What stands before a line that becomes a part of the scenario once its slashes are taken away.
const READY: &str = "//     ";

/// Lines of comments.
#[derive(Default)]
struct Comments {
    lines: String,
}

impl Comments {
    /// A paragraph, broken into lines.
    fn say(&mut self, text: &str) {
        for line in wrapped(&visible(text), WIDTH) {
            self.lines += &format!("// {line}\n");
        }
    }

    /// A point of a list.
    fn point(&mut self, text: &str) {
        for (at, line) in wrapped(&visible(text), WIDTH - 2).into_iter().enumerate() {
            self.lines += &format!("// {} {line}\n", if at == 0 { "*" } else { " " });
        }
    }

    /// An empty line of the comment.
    fn gap(&mut self) {
        self.lines += "//\n";
    }

    /// Something to be typed as it is.
    fn command(&mut self, text: &str) {
        self.lines += &format!("//   > {}\n", visible(text));
    }

    /// Lines of a scenario that are ready to be used.
    fn ready(&mut self, lines: &[String]) {
        for line in lines {
            self.lines += &format!("{READY}{line}\n");
        }
    }
}

/// A text without anything that would end the comment, or deceive the eye.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        if remark::turns_the_eye(it) { out.extend(it.escape_unicode()) } else { out.push(it) }
    }
    out
}

/// Paragraphs as a comment.
pub(crate) fn comments(paragraphs: &[String]) -> String {
    let mut all = Comments::default();
    for it in paragraphs {
        all.say(it);
    }
    all.lines
}

/// The base: the organisation as a scenario.
#[must_use]
pub(crate) fn base(organisation: &Organisation, lang: Lang) -> String {
    let mut text = format!("{MARK}: {}\n", say::head(lang));
    let mut head = Comments::default();
    head.say(&say::made_anew(lang));
    if !organisation.servers.is_empty() {
        head.gap();
        head.say(&say::not_said(lang));
        for (what, class) in unsaid(organisation, lang) {
            head.point(&what);
            if let Some(class) = class {
                head.command(collect::line(class));
            }
        }
        head.gap();
        head.say(&say::not_known(lang));
        let known_by_people = [
            say::balancers(lang),
            say::names(lang),
            say::firewalls(lang),
            say::mail_programs(lang),
            say::credentials(lang),
            say::stores(lang),
        ];
        for it in &known_by_people {
            head.point(it);
        }
        let aside = aside(organisation, lang);
        if !aside.is_empty() {
            head.gap();
            head.say(&say::aside(lang));
            for it in &aside {
                head.point(it);
            }
        }
    }
    text += &head.lines;
    text += "Scenario(\n";
    text += "schema: 1,\n";
    text += &format!("title: {},\n", quoted(&title(organisation, lang)));
    if let Some(date) = organisation.date {
        text += &format!("date: {},\n", date.ron());
    }
    if let Some(domain) = &organisation.domain {
        text += &format!("domain: {},\n", quoted(domain));
    }
    list(&mut text, "sites", &organisation.sites, lang);
    list(&mut text, "links", &organisation.links, lang);
    list(&mut text, "servers", &organisation.servers, lang);
    list(&mut text, "databases", &organisation.databases, lang);
    list(&mut text, "mailboxes", &organisation.mailboxes, lang);
    let mut tail = Comments::default();
    let lines = by_hand(organisation);
    if !lines.is_empty() {
        tail.say(&say::ready(lang));
        tail.ready(&lines);
    }
    text += &tail.lines;
    text += ")\n";
    format(&text)
}

/// The file for what people write by hand, on top of the base: nothing but lines that are ready to be filled in.
#[must_use]
pub(crate) fn hand(organisation: &Organisation, base: &str, lang: Lang) -> String {
    let mut head = Comments::default();
    head.say(&say::hand_head(lang));
    let mut body = Comments::default();
    body.say(&say::ready_servers(lang));
    body.ready(&servers_by_hand(organisation));
    body.say(&say::ready(lang));
    body.ready(&by_hand(organisation));
    let title = quoted(&say::hand_title(lang));
    let text =
        format!("{}Scenario(\nschema: 1,\nbase: {},\ntitle: {title},\n{})\n", head.lines, quoted(base), body.lines);
    format(&text)
}

/// The title: how many servers of which versions, and how many mailboxes.
fn title(organisation: &Organisation, lang: Lang) -> String {
    let of = |version: Version| organisation.servers.iter().filter(|it| it.entry.version == version).count();
    let versions = Version::ALL.into_iter().map(|it| (it, of(it))).filter(|it| it.1 > 0);
    let versions: Vec<_> =
        versions.map(|(version, count)| say::servers_of(lang, count as u64, version.product().year)).collect();
    let mailboxes: u64 = organisation.mailboxes.iter().map(|it| u64::from(it.entry.count.unwrap_or(1))).sum();
    say::title(lang, names(lang, &versions), mailboxes)
}

/// A list of the scenario. An empty one is left out.
fn list<T: ToRon>(text: &mut String, name: &str, entries: &[NotedEntry<T>], lang: Lang) {
    if entries.is_empty() {
        return;
    }
    *text += &format!("{name}: [\n");
    for it in entries {
        let mut comments = Comments::default();
        for remark in &it.remarks {
            comments.say(&remark.said(lang));
        }
        *text += &comments.lines;
        it.entry.write(text);
        *text += ",\n";
    }
    *text += "],\n";
}

/// What no export said and what is assumed, with what exports it.
pub(crate) fn unsaid(organisation: &Organisation, lang: Lang) -> Vec<(String, Option<Class>)> {
    let it = &organisation.unsaid;
    let mut all = Vec::new();
    let mut of = |names_of: &[String], said: fn(Lang, String) -> String, class: Option<Class>| {
        if !names_of.is_empty() {
            all.push((said(lang, names(lang, names_of)), class));
        }
    };
    of(&it.services, say::services, Some(Class::Service));
    let settings = |wanted: MailProtocol| {
        let of_protocol = it.settings.iter().filter(|it| it.1 == wanted);
        of_protocol.map(|it| it.0.clone()).collect::<Vec<_>>()
    };
    of(&settings(MailProtocol::Imap4), say::imap_settings, Some(Class::ImapSettings));
    of(&settings(MailProtocol::Pop3), say::pop_settings, Some(Class::PopSettings));
    for (protocol, settings, servers) in &it.some_settings {
        let (servers, settings) = (names(lang, servers), settings.join(&marks::item(lang)));
        all.push(match protocol {
            MailProtocol::Imap4 => (say::some_imap_settings(lang, servers, settings), Some(Class::ImapSettings)),
            MailProtocol::Pop3 => (say::some_pop_settings(lang, servers, settings), Some(Class::PopSettings)),
        });
    }
    let mut of = |names_of: &[String], said: fn(Lang, String) -> String, class: Option<Class>| {
        if !names_of.is_empty() {
            all.push((said(lang, names(lang, names_of)), class));
        }
    };
    of(&it.components, say::components, Some(Class::Component));
    of(&it.certificates, say::certificates, Some(Class::Certificate));
    of(&it.builds, say::builds, None);
    of(&it.copies, say::copies, Some(Class::Database));
    let mut one = |holds: bool, said: String, class: Option<Class>| {
        if holds {
            all.push((said, class));
        }
    };
    one(it.databases, say::databases(lang), Some(Class::Database));
    one(it.mailboxes, say::mailboxes(lang), Some(Class::MailboxCount));
    one(it.switches, say::switches(lang), Some(Class::CasMailbox));
    one(it.sites, say::sites(lang, defaults::SITE), Some(Class::Site));
    one(it.links, say::links(lang), Some(Class::SiteLink));
    one(it.build_list, say::build_list(lang), None);
    one(it.date, say::date(lang, defaults::DATE), None);
    let date = organisation.date.filter(|_| it.date_of_files);
    one(date.is_some(), date.map_or_else(String::new, |it| say::date_of_files(lang, it)), Some(Class::Manifest));
    let has_links = !organisation.links.is_empty();
    one(has_links, say::latency(lang, defaults::LINK_LATENCY), None);
    one(!organisation.servers.is_empty(), say::windows(lang), None);
    one(!organisation.servers.is_empty(), say::restarts(lang), None);
    one(organisation.servers.iter().any(|it| it.entry.version.has_back_end()), say::back_ends(lang), None);
    all
}

/// What was read and serves little or nothing here.
fn aside(organisation: &Organisation, lang: Lang) -> Vec<String> {
    let it = &organisation.aside;
    let mut all = Vec::new();
    if !it.groups.is_empty() {
        let of = |(name, servers): &(String, Vec<String>)| marks::beside(lang, name, names(lang, servers));
        all.push(say::groups(lang, names(lang, &it.groups.iter().map(of).collect::<Vec<_>>())));
    }
    if it.arrays > 0 {
        all.push(say::arrays(lang, it.arrays));
    }
    if it.directories > 0 {
        all.push(say::directories(lang, it.directories));
    }
    all
}

/// Lines for what people alone know: balancers, names, mail programs.
fn by_hand(organisation: &Organisation) -> Vec<String> {
    let is_front = |it: &&NotedEntry<Server>| it.entry.roles().contains(&crate::scenario::Role::ClientAccess);
    let fronts: Vec<&Server> = organisation.servers.iter().filter(is_front).map(|it| &it.entry).collect();
    let Some(first) = fronts.first() else { return Vec::new() };
    let domain = organisation.domain.as_deref().unwrap_or(defaults::DOMAIN);
    let mut namespaces = organisation.namespaces.clone();
    if namespaces.is_empty() {
        let pool = fronts.iter().take(2).map(|it| it.name.to_string()).collect();
        namespaces.push(Namespace { name: format!("mail.{domain}"), servers: pool });
    }
    let mut lines = vec!["load_balancers: [".to_owned()];
    for it in &namespaces {
        let pool: Vec<_> = it.servers.iter().map(|it| quoted(it)).collect();
        lines.push(format!("    LoadBalancer(name: {}, pool: [{}]),", quoted(&it.name), pool.join(", ")));
    }
    lines.push("],".to_owned());
    let is_free = |name: &String| {
        let of_server =
            |it: &NotedEntry<Server>| crate::scenario::full_name(&it.entry.name, it.entry.fqdn.as_deref(), domain);
        namespaces.iter().all(|it| it.name != *name)
            && organisation.servers.iter().all(|it| !of_server(it).eq_ignore_ascii_case(name))
    };
    if let Some(name) = ["imap", "pop", "outlook"].into_iter().map(|it| format!("{it}.{domain}")).find(is_free) {
        lines.push(format!("dns: [DnsName(name: {}, points_to: [{}])],", quoted(&name), quoted(&first.name)));
    }
    if let Some(mailbox) = organisation.mailboxes.first() {
        let site = first.site.as_deref().map(|it| format!(", site: {}", quoted(it))).unwrap_or_default();
        let count = mailbox.entry.count.map(|it| format!(", count: {it}")).unwrap_or_default();
        let connect = quoted(&format!("{}:993:SSL", namespaces[0].name));
        lines.push("clients: [".to_owned());
        let user = quoted(&mailbox.entry.name);
        lines.push(format!("    Client(name: \"mail programs\"{count}, user: {user}, connect: {connect}{site}),"));
        lines.push("],".to_owned());
    }
    lines
}

/// Lines for what of each server no export said: which Windows, which rollup, which services run.
fn servers_by_hand(organisation: &Organisation) -> Vec<String> {
    if organisation.servers.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["servers: [".to_owned()];
    for NotedEntry { entry, .. } in &organisation.servers {
        let mut fields = vec![format!("name: {}", quoted(&entry.name))];
        if let Some(windows) = entry.version.product().windows.first() {
            fields.push(format!("windows: {windows:?}"));
        }
        if organisation.unsaid.services.iter().any(|it| *it == entry.name) {
            fields.push(format!("running: {}", entry.running.ron()));
        }
        lines.push(format!("    Server({}),", fields.join(", ")));
    }
    lines.push("],".to_owned());
    lines
}
