//! Which log-ons show at once who gets in where?
//!
//! One client for every front end, protocol, port, type of connection and kind of mailbox; a kind is the version and
//! the site of the server with the active copy. They come one after the other, so that no limit of one user or one
//! address is met. What is wanted is a table that a person reads and a run that ends: beyond [`CLIENTS_MAX`] front ends
//! that are alike are asked once, and then kinds are told by version alone.

use std::collections::{BTreeMap, BTreeSet};

use super::base::{PROBE_MARK, comments};
use super::organisation::Organisation;
use super::organisation::settings::in_force;
use crate::lang::Lang;
use crate::scenario::format::format;
use crate::scenario::settings::{MailProtocol, Value};
use crate::scenario::write::{ToRon, quoted};
use crate::scenario::{
    ConnectionSetting, ProtocolSettings, Role, Security, Server, Setting, Version, defaults, full_name,
};
use crate::words::imported as say;

/// The most clients of a probe.
pub(crate) const CLIENTS_MAX: usize = 10_000;
/// How long after one door the next is tried, in seconds: longer than any log-on takes that is not refused at once.
const STEP: usize = 5;

/// A kind of mailbox: the version and the site of the server with the active copy.
type Kind<'a> = (Version, Option<&'a str>);

/// Where a client comes in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Door {
    protocol: &'static str,
    port: u16,
    security: Security,
}

/// A scenario that probes an organisation.
#[derive(Debug)]
pub(crate) struct Probe {
    /// The scenario, on top of another one.
    pub(crate) text: String,
    /// How many clients it has.
    pub(crate) clients: usize,
    /// What was left out because it would have been too many, in words.
    pub(crate) left_out: Vec<String>,
}

/// Makes the probe of an organisation, on top of the scenario of this path.
pub(crate) fn probe(organisation: &Organisation, base: &str, lang: Lang) -> Probe {
    let domain = organisation.domain.as_deref().unwrap_or(defaults::DOMAIN);
    let mut fronts: Vec<&Server> = organisation.servers.iter().map(|it| &it.entry).collect();
    fronts.retain(|it| it.roles().contains(&Role::ClientAccess));
    let fqdn = |it: &Server| full_name(&it.name, it.fqdn.as_deref(), domain);
    let mut kinds = kinds(organisation);
    let count = |fronts: &[&Server], kinds: usize| {
        fronts.iter().map(|it| doors(it, &fqdn(it)).len()).fold(0_usize, usize::saturating_add).saturating_mul(kinds)
    };
    let mut left_out = Vec::new();
    if count(&fronts, kinds.len()) > CLIENTS_MAX {
        let mut seen: BTreeSet<(Version, Option<&str>, Vec<Door>)> = BTreeSet::new();
        let before = fronts.len();
        fronts.retain(|it| seen.insert((it.version, it.site.as_deref(), doors(it, &fqdn(it)))));
        left_out.push(say::probe_alike(lang, before as u64, fronts.len() as u64));
    }
    if count(&fronts, kinds.len()) > CLIENTS_MAX {
        let mut seen: BTreeSet<Version> = BTreeSet::new();
        let before = kinds.len();
        kinds = kinds.into_iter().filter(|it| seen.insert(it.0.0)).collect();
        left_out.push(say::probe_kinds(lang, before as u64, kinds.len() as u64));
    }
    let before = fronts.len();
    while count(&fronts, kinds.len()) > CLIENTS_MAX {
        fronts.pop();
    }
    if fronts.len() < before {
        left_out.push(say::probe_first(lang, before as u64, fronts.len() as u64));
    }
    let has_sites = kinds.keys().filter_map(|it| it.1).collect::<BTreeSet<_>>().len() > 1;
    let called = called(kinds.keys(), has_sites);
    let (mut mailboxes, mut clients) = (String::new(), String::new());
    for (kind, database) in &kinds {
        mailboxes += &format!("Mailbox(name: {}, database: {}),\n", quoted(&called[kind]), quoted(database));
    }
    let (mut number, mut at) = (0, 0);
    for front in &fronts {
        let host = fqdn(front);
        for door in doors(front, &host) {
            for kind in kinds.keys() {
                clients += &client(front, &host, &door, &called[kind], at);
                number += 1;
            }
            at += STEP;
        }
    }
    let mut head = vec![say::probe_head(lang), say::probe_how(lang)];
    head.extend(left_out.iter().cloned());
    let title = quoted(&say::probe_title(lang));
    // A log-on takes some hundred events, more where it is proxied.
    let events = (number as u64).saturating_mul(1_000).clamp(defaults::EVENT_LIMIT, defaults::EVENT_LIMIT_MAX);
    let limit = if events > defaults::EVENT_LIMIT { format!("event_limit: {events},\n") } else { String::new() };
    let text = format!(
        "{PROBE_MARK}: {}\n{}Scenario(\nschema: 1,\nbase: {},\ntitle: {title},\n{limit}mailboxes: [\n{mailboxes}],\n\
         clients: [\n{clients}],\n)\n",
        say::probe_mark(lang),
        comments(&head),
        quoted(base),
    );
    Probe { text: format(&text), clients: number, left_out }
}

/// The kinds of mailboxes, each with a database in which there is one; the first by name.
fn kinds(organisation: &Organisation) -> BTreeMap<Kind<'_>, &str> {
    let servers: BTreeMap<&str, &Server> =
        organisation.servers.iter().map(|it| (it.entry.name.as_str(), &it.entry)).collect();
    let mut kinds = BTreeMap::new();
    for it in organisation.databases.iter().map(|it| &it.entry) {
        let active = it.active.as_ref().or_else(|| it.on.first());
        if let Some(server) = active.and_then(|it| servers.get(it.as_str())) {
            kinds.entry((server.version, server.site.as_deref())).or_insert(it.name.as_str());
        }
    }
    kinds
}

/// What the mailboxes of each kind are called: `2010`, or `2010-branch` where there are several sites.
fn called<'a>(kinds: impl Iterator<Item = &'a Kind<'a>>, has_sites: bool) -> BTreeMap<Kind<'a>, String> {
    let mut taken = BTreeSet::new();
    let mut all = BTreeMap::new();
    for kind in kinds {
        let year = kind.0.product().year;
        let name = match kind.1.filter(|_| has_sites) {
            Some(site) => format!("{year}-{}", plain(site)),
            None => year.to_owned(),
        };
        let (mut free, mut number) = (name.clone(), 1);
        while !taken.insert(free.clone()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        all.insert(*kind, free);
    }
    all
}

/// A name without anything that a log-on name gives a meaning.
fn plain(name: &str) -> String {
    name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect()
}

/// Where clients come in at a server: each port with SSL, or with STARTTLS and without.
fn doors(server: &Server, fqdn: &str) -> Vec<Door> {
    let mut all = Vec::new();
    for protocol in MailProtocol::ALL {
        let (word, settings): (_, &Option<ProtocolSettings>) = match protocol {
            MailProtocol::Imap4 => ("Imap4", &server.imap4),
            MailProtocol::Pop3 => ("Pop3", &server.pop3),
        };
        let ports = |setting| match in_force(setting, settings.as_ref(), (server.version, fqdn), protocol) {
            Value::Bindings(it) => it.iter().map(|it| it.port).collect::<BTreeSet<_>>(),
            _ => BTreeSet::new(),
        };
        let mut add = |ports: BTreeSet<u16>, security| {
            all.extend(ports.into_iter().map(|port| Door { protocol: word, port, security }));
        };
        add(ports(Setting::SSLBindings), Security::Ssl);
        add(ports(Setting::UnencryptedOrTLSBindings), Security::Tls);
        add(ports(Setting::UnencryptedOrTLSBindings), Security::Plaintext);
    }
    all
}

fn client(front: &Server, host: &str, door: &Door, mailbox: &str, at: usize) -> String {
    let connect = ConnectionSetting { host: host.into(), port: door.port, security: door.security };
    let name = format!("{}-{}-{}-{}-{mailbox}", front.name, door.protocol, door.port, door.security.word());
    let protocol = if door.protocol == "Imap4" { String::new() } else { format!(", protocol: {}", door.protocol) };
    let site = front.site.as_deref().map(|it| format!(", site: {}", quoted(it))).unwrap_or_default();
    let at = if at == 0 { String::new() } else { format!(", at: [\"{at}s\"]") };
    format!(
        "Client(name: {}, user: {}{protocol}, connect: {}{at}{site}),\n",
        quoted(&name),
        quoted(mailbox),
        connect.ron()
    )
}
