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

use super::{Options, digest};
use crate::trace::{Actor, AttemptId, RecordId, RecordKind, Run, Trace};
use crate::verdict::Verdict;
use crate::verdict::facts::{Citation, Facts};
use crate::words::names::Names;
use crate::words::say::Say;
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
    header(&names, options, out)?;
    let mut line = String::new();
    let mut facts = Facts::new(world, &run.trace);
    let mut say = Say::new(names, &run.trace);
    let mut rules = Vec::new();
    for (index, it) in run.trace.records.iter().enumerate() {
        let id = RecordId(index as u32);
        rules.clear();
        facts.observe(id, &mut rules);
        say.pass(it);
        let meant =
            |attempt: AttemptId| options.client.is_none_or(|it| it == run.trace.attempts[attempt.0 as usize].client);
        if it.attempt.is_none_or(meant) {
            line.clear();
            record(&say, id, &rules, With::Text, &mut line);
            out.write_str(&line)?;
        }
    }
    after(&names, run, found, options, out)
}

/// Writes the whole run into a `String`, which takes everything.
pub fn write(world: &World, run: &Run, found: &Verdict, out: &mut String) {
    self::run(world, run, found, &Options::default(), out).expect("a String takes everything");
}

/// Writes the run without its records: the header, the attempts, the expectations, the end.
///
/// # Errors
/// Those of `out`.
pub fn verdict(world: &World, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::raw(world);
    header(&names, options, out)?;
    after(&names, run, found, options, out)
}

fn after(names: &Names<'_>, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    verdict::attempts(names, found, options, out)?;
    verdict::expectations(names, found, out)?;
    verdict::end(names, run, found, &digest(names.world, run), out)
}

fn header(names: &Names<'_>, options: &Options, out: &mut dyn Write) -> Result {
    let world = names.world;
    let mut line = String::new();
    let mut object = Object::open(&mut line);
    object.text("type", "run");
    object.text("coexist", env!("CARGO_PKG_VERSION"));
    object.number("schema", u64::from(SCHEMA));
    object.text("title", &world.title);
    object.number("seed", world.seed);
    object.optional("client", options.client.map(|it| names.client(it)).as_deref());
    object.close();
    writeln!(out, "{line}")
}

/// Whether a record carries the text of what is said on the wire. It follows from the rest of the run, so the digest
/// does without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum With {
    /// It does; [`Say::pass`] was called for every record up to it.
    Text,
    /// It does not.
    Facts,
}

/// Writes one record as a line. `rules` are those of the fact itself ([`Facts::observe`]).
pub(crate) fn record(say: &Say<'_>, id: RecordId, rules: &[Citation], with: With, out: &mut String) {
    let (names, trace) = (say.names, say.trace);
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
    if with == With::Text && matches!(record.what, RecordKind::Says { .. }) {
        object.list("text", &say.wire(record), |line, out| object::string(line, out));
    }
    object.list("rules", rules, |(rule, assumed), out| {
        let mut object = Object::open(out);
        object.text("rule", rule.id());
        object.optional("assumed", *assumed);
        object.close();
    });
    if let RecordKind::Decides { reasons, .. } = record.what {
        object.list("reasons", trace.reasons(reasons), |reason, out| what::reason(&names, *reason, out));
    }
    object.close();
    out.push('\n');
}

/// Writes what a record says, without anything that tells it from another record that says the same.
pub(crate) fn what(world: &World, trace: &Trace, by: Actor, what: RecordKind, out: &mut String) {
    let names = Names::raw(world);
    let mut object = Object::open(out);
    actor(&names, by, object.key("actor"));
    what::fields(&names, what, &mut object);
    if let RecordKind::Decides { reasons, .. } = what {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{judge, sample};
    use crate::world::ClientId;

    fn lines(world: &World, options: &Options) -> Vec<serde_json::Value> {
        let found = sample::run(world);
        let mut out = String::new();
        run(world, &found, &judge(world, &found), options, &mut out).expect("a String takes everything");
        out.lines().map(|it| serde_json::from_str(it).expect("every line is JSON")).collect()
    }

    #[test]
    fn every_line_is_an_object_that_says_what_it_is() {
        let lines = lines(&sample::world("laptop"), &Options::default());
        let kinds: Vec<_> = lines.iter().map(|it| it["type"].as_str().expect("it has a type")).collect();
        assert_eq!((kinds[0], kinds[1], kinds[kinds.len() - 1]), ("run", "record", "end"));
        let records = kinds.iter().filter(|it| **it == "record").count();
        let end = &lines[lines.len() - 1];
        assert_eq!(end["records"], records);
        assert_eq!((&end["verdict"], &end["held"]), (&"pass".into(), &1.into()));
        let attempt = &lines[records + 1];
        assert_eq!((&attempt["type"], &attempt["outcome"]), (&"attempt".into(), &"LogonFailed".into()));
        assert_eq!(attempt["why"][1]["fact"], "loop");
    }

    /// The form of a record is a promise; this is the promise.
    #[test]
    fn a_record_reads_so() {
        let world = sample::world("laptop");
        let found = sample::run(&world);
        let mut out = String::new();
        run(&world, &found, &judge(&world, &found), &Options::default(), &mut out).expect("a String takes everything");
        let find = |text: &str| out.lines().find(|it| it.contains(text)).expect("it happens");
        let lines = [
            find("\"type\":\"run\""),
            find("\"what\":\"resolved\""),
            find("\"security\":\"SSL\"},\"rules\":[{\"rule\":\"LB-1\""),
            find("\"what\":\"accepts\",\"rules\":[{"),
            find("\"accepted\":false"),
            find("\"type\":\"attempt\""),
            find("\"type\":\"expectation\""),
            find("\"type\":\"end\""),
        ];
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn what_is_said_stands_as_on_the_wire() {
        let lines = lines(&sample::repaired("laptop"), &Options::default());
        let said: Vec<_> = lines.iter().filter(|it| it["what"] == "says").collect();
        assert!(said.iter().all(|it| it["text"].as_array().is_some_and(|it| !it.is_empty())), "{said:?}");
        let text = |line: &str| &said.iter().find(|it| it["line"] == line).expect("it is said")["text"];
        assert_eq!(text("login"), &serde_json::json!(["a1 LOGIN anna ******"]));
        let goodbye = ["* BYE Microsoft Exchange Server 2010 IMAP4 server signing off.", "a3 OK LOGOUT completed."];
        assert_eq!(text("sign_off"), &serde_json::json!(goodbye));
        let others = lines.iter().filter(|it| it["what"] != "says");
        assert!(others.into_iter().all(|it| it["text"].is_null()));
    }

    #[test]
    fn names_stand_as_in_the_file() {
        let name = "lap\"top\u{1b}\u{202e}\\ 电脑";
        let lines = lines(&sample::world(name), &Options { client: Some(ClientId(0)), ..Options::default() });
        assert_eq!(lines[0]["client"], name);
        assert_eq!(lines[1]["actor"]["name"], name);
    }

    /// The digest tells runs apart, and does not depend on anything but the run.
    #[test]
    fn the_digest_is_that_of_the_run() {
        let of = |world: &World| digest(world, &sample::run(world));
        assert_eq!(of(&sample::world("laptop")), of(&sample::world("laptop")));
        assert_ne!(of(&sample::world("laptop")), of(&sample::repaired("laptop")));
        assert_eq!(of(&sample::world("laptop")).len(), 8);
    }
}
