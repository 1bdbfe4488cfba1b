//! What would stand in the event logs of the servers?
//!
//! One line for each entry, in the order in which they were written: when, on which server, in which log, from which
//! source, its number and what it says. Only the events of section 11 are modelled. That the list is empty is an
//! answer too: a failed proxy leg on 2013 writes no event, and neither does an inactive component (CMP-3).

use std::fmt::{Result, Write};

use super::{Options, stamp};
use crate::policy::Reason;
use crate::product::event::STORE;
use crate::reading::{Moment, Reading};
use crate::trace::{Actor, Event, Record, RecordKind, Run, Trace};
use crate::words::evidence as words;
use crate::words::names::Names;
use crate::words::say::Say;
use crate::world::{SiteId, World};

/// One entry, but for when.
struct Entry {
    server: String,
    source: &'static str,
    number: Option<u16>,
    text: String,
}

/// Writes every entry of every server's event log.
///
/// # Errors
/// What `out` returns.
pub fn write(world: &World, run: &Run, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::new(world, options.lang);
    let say = Say::new(names);
    let mut entries = Vec::new();
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        let record = moment.record;
        let RecordKind::Logs(event) = record.kind() else { continue };
        let client = record.attempt().map(|it| run.trace.attempts[it.0 as usize].client);
        if options.client.is_none_or(|it| client.is_some_and(|client| it.is(world, client))) {
            entries.push((stamp(world, record.at()), entry(&say, moment, event)));
        }
    }
    if entries.is_empty() {
        return writeln!(out, "# {}", words::no_events(options.lang));
    }
    let width = |of: fn(&Entry) -> usize| entries.iter().map(|it| of(&it.1)).max().unwrap_or(0);
    let (servers, sources) = (width(|it| it.server.chars().count()), width(|it| it.source.len()));
    for (at, Entry { server, source, number, text }) in &entries {
        let number = number.map_or_else(|| "?".to_owned(), |it| it.to_string());
        writeln!(out, "{at}  {server:servers$}  Application  {source:sources$}  {number:>5}  {text}")?;
    }
    Ok(())
}

fn entry(say: &Say<'_>, moment: Moment<'_>, event: Event) -> Entry {
    let (names, record) = (&say.names, moment.record);
    let lang = names.lang;
    let (server, source, limit) = match record.actor() {
        Actor::Service(service) => {
            (service.server(), service.service().windows_name(), moment.settings(service).max_per_user)
        }
        // The store of a Mailbox server.
        Actor::Server(server) => (server, STORE, moment.store_sessions(server)),
        other => unreachable!("{other:?} has no event log"),
    };
    let server = names.server(server).into_owned();
    let text = match event {
        Event::RefusedAcrossSites(user) => {
            let site = site_of_refusal(moment.trace(), record).map_or("?".into(), |it| names.site(it));
            words::event_1008(lang, names.user(user), &server, site)
        }
        Event::StoreSessions(user) => words::event_9646(lang, names.user(user), limit),
        Event::TooManyForUser(user) => words::event_1009(lang, names.user(user), &server, limit),
        Event::NoCertificate(_) => {
            let name = match record.actor() {
                Actor::Service(service) => names.text(&moment.settings(service).certificate_name),
                other => unreachable!("{other:?} shows no certificate"),
            };
            words::event_no_certificate(lang, name)
        }
    };
    Entry { server, source, number: event.logged().number(), text }
}

/// The mailbox's site, which the decision to refuse has found (SITE-2).
fn site_of_refusal(trace: &Trace, record: Record<'_>) -> Option<SiteId> {
    let RecordKind::Decides { reasons, .. } = trace.record(record.cause()?).kind() else { return None };
    trace.reasons(reasons).iter().find_map(|it| match it {
        Reason::RefusedAcrossSites(site) => Some(*site),
        _ => None,
    })
}
