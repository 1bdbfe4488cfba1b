//! How does another program read a run?
//!
//! One JSON object a line: the run, its records, the attempts, the expectations, the end. Names, not ids; field names
//! are stable and documented in `docs/trace.md`. The core types promise nothing about their form: what is written is
//! decided here and in [`kinds`], so that renaming a variant changes no file of anybody.

pub mod kinds;
mod object;
mod verdict;
mod what;

use std::fmt::{Result, Write};

use super::names::Names;
use super::{Options, digest};
use crate::rules::Rule;
use crate::trace::{Actor, AttemptId, RecordId, Run, Trace, What};
use crate::verdict::Verdict;
use crate::verdict::facts::{Facts, assumed};
use crate::world::World;
use object::Object;

/// The version of this format. It grows when a field is renamed or removed; new fields may come at any time.
pub const SCHEMA: u32 = 1;

/// Writes the whole run. Narrowed to one client, the records of other clients' attempts are left out, and so are their
/// verdicts; ids and counts stay those of the whole run.
///
/// # Errors
/// Those of `out`.
pub fn run(world: &World, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::raw(world);
    let mut line = String::new();
    let mut object = Object::open(&mut line);
    object.text("type", "run");
    object.text("coexist", env!("CARGO_PKG_VERSION"));
    object.number("schema", u64::from(SCHEMA));
    object.text("title", &world.title);
    object.number("seed", world.seed);
    object.optional("client", options.client.map(|it| names.client(it)).as_deref());
    object.close();
    writeln!(out, "{line}")?;
    let mut facts = Facts::new(world, &run.trace);
    let mut rules = Vec::new();
    for (index, it) in run.trace.records.iter().enumerate() {
        let id = RecordId(index as u32);
        rules.clear();
        facts.observe(id, &mut rules);
        let meant =
            |attempt: AttemptId| options.client.is_none_or(|it| it == run.trace.attempts[attempt.0 as usize].client);
        if it.attempt.is_none_or(meant) {
            line.clear();
            record(world, &run.trace, id, &rules, &mut line);
            out.write_str(&line)?;
        }
    }
    verdict::attempts(&names, found, options, out)?;
    verdict::expectations(&names, found, out)?;
    verdict::end(&names, run, found, &digest(world, run), out)
}

/// Writes one record as a line. `rules` are those of the fact itself ([`Facts::observe`]).
pub(super) fn record(world: &World, trace: &Trace, id: RecordId, rules: &[Rule], out: &mut String) {
    let names = Names::raw(world);
    let record = trace.record(id);
    let mut object = Object::open(out);
    object.text("type", "record");
    object.number("id", u64::from(id.0));
    object.number("t_us", record.at.0);
    actor(&names, record.actor, object.key("actor"));
    match record.attempt.map(|it| trace.attempts[it.0 as usize]) {
        Some(attempt) => {
            let mut inner = Object::open(object.key("attempt"));
            inner.text("client", &names.client(attempt.client));
            inner.number("number", u64::from(attempt.number));
            inner.close();
        }
        None => object.null("attempt"),
    }
    object.optional_number("connection", record.connection.map(|it| u64::from(it.0)));
    object.optional_number("depth", record.connection.map(|it| u64::from(trace.connections[it.0 as usize].depth)));
    object.optional_number("cause", record.cause.map(|it| u64::from(it.0)));
    what::fields(&names, record.what, &mut object);
    object.list("rules", rules, |rule, out| {
        let mut object = Object::open(out);
        object.text("rule", rule.id());
        object.optional("assumed", assumed(*rule, record.what));
        object.close();
    });
    if let What::Decides { reasons, .. } = record.what {
        object.list("reasons", trace.reasons(reasons), |reason, out| what::reason(&names, *reason, out));
    }
    object.close();
    out.push('\n');
}

/// Writes what a record says, without anything that tells it from another record that says the same.
pub(super) fn what(world: &World, trace: &Trace, by: Actor, what: What, out: &mut String) {
    let names = Names::raw(world);
    let mut object = Object::open(out);
    actor(&names, by, object.key("actor"));
    what::fields(&names, what, &mut object);
    if let What::Decides { reasons, .. } = what {
        object.list("reasons", trace.reasons(reasons), |reason, out| what::reason(&names, *reason, out));
    }
    object.close();
}

/// Writes an actor: `kind` and `name`, and for a service `service`.
fn actor(names: &Names<'_>, actor: Actor, out: &mut String) {
    let mut object = Object::open(out);
    object.text("kind", kinds::actor(actor));
    match actor {
        Actor::Client(id) => object.text("name", &names.client(id)),
        Actor::Service(id) => {
            object.text("name", &names.server(id.server()));
            object.text("service", Names::service(id));
        }
        Actor::Server(id) => object.text("name", &names.server(id)),
        Actor::Balancer(id) => object.text("name", &names.balancer(id)),
        Actor::Network | Actor::Admin => {}
    }
    object.close();
}
