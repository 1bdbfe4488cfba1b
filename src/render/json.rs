//! How does another program read a run?
//!
//! One JSON object a line: the run, its records, the attempts, the expectations, the end. Names, not ids; the form of
//! each line is a type of its own (`record`, `reason`, `verdict`), written by serde and described in
//! `docs/trace.md`, which is generated from the same types. The core promises nothing about the form of its own.

mod change;
mod mirror;
mod reason;
mod record;
pub mod reference;
mod verdict;
mod words;

use std::fmt::{Result, Write};

use serde::Serialize;

use super::{Options, digest};
use crate::reading::{Moment, Reading};
use crate::telling::people::each;
use crate::trace::{AttemptId, RecordKind, Run};
use crate::verdict::Verdict;
use crate::words::names::Names;
use crate::words::rows::wire;
use crate::words::say::Say;
use crate::world::World;

/// The version of this format. It grows when a field is renamed or removed; new fields may come at any time.
pub(crate) const SCHEMA: u32 = 1;

/// Writes the whole run. Narrowed to one client, the records of other clients' attempts are left out, and so are their
/// verdicts; ids and counts stay those of the whole run.
///
/// # Errors
/// Those of `out`.
pub(crate) fn run(world: &World, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::raw(world);
    line(&verdict::run(&names, SCHEMA, options), out)?;
    let mut text = String::new();
    let mut reading = Reading::new(world, &run.trace);
    let say = Say::new(names);
    while let Some(moment) = reading.advance() {
        let meant = |attempt: AttemptId| {
            options.client.is_none_or(|it| it.is(world, run.trace.attempts[attempt.0 as usize].client))
        };
        if moment.record.attempt().is_none_or(meant) {
            text.clear();
            record(&say, moment, &mut text);
            out.write_str(&text)?;
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
pub(crate) fn verdict(world: &World, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::raw(world);
    line(&verdict::run(&names, SCHEMA, options), out)?;
    after(&names, run, found, options, out)
}

fn after(names: &Names<'_>, run: &Run, found: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let people = each(names.world, run, found, options.scope());
    for (number, it) in people.causes.iter().enumerate() {
        line(&verdict::cause(names, found, number, it), out)?;
    }
    for row in &people.rows {
        line(&verdict::who(names, &people, row), out)?;
    }
    for it in found.attempts.iter().filter(|it| options.client.is_none_or(|whom| whom.is(names.world, it.client))) {
        line(&verdict::attempt(names, it), out)?;
    }
    for (expect, of) in names.world.expects.iter().zip(&found.expectations) {
        line(&verdict::expectation(names, found, expect, of), out)?;
    }
    line(&verdict::end(names, run, found, &digest(names.world, run)), out)
}

/// Writes one object as a line.
fn line(object: &impl Serialize, out: &mut dyn Write) -> Result {
    writeln!(out, "{}", serde_json::to_string(object).expect("the format is plain data"))
}

/// Writes one object at the end of a text that is used again and again.
fn append(object: &impl Serialize, out: &mut String) {
    let mut bytes = std::mem::take(out).into_bytes();
    serde_json::to_writer(&mut bytes, object).expect("the format is plain data, and memory takes everything");
    *out = String::from_utf8(bytes).expect("JSON is UTF-8");
}

/// What a record holds without the text of what is said on the wire and what the clock shows: both follow from the rest
/// of the run.
pub(crate) fn facts<'a>(say: &Say<'a>, moment: Moment<'_>) -> impl Serialize + use<'a> {
    record::record(&say.names, moment.trace(), moment.id, moment.rules(), None)
}

/// Writes one record as a line.
pub(crate) fn record(say: &Say<'_>, moment: Moment<'_>, out: &mut String) {
    let says = matches!(moment.record.kind(), RecordKind::Says { .. });
    let text = says.then(|| wire(moment));
    let mut line = record::record(&say.names, moment.trace(), moment.id, moment.rules(), text);
    line.clock = say.names.world.clock().iso(moment.record.at());
    append(&line, out);
    out.push('\n');
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
        let (cause, who) = (&lines[records + 1], &lines[records + 2]);
        assert_eq!((&cause["type"], &cause["failed"]), (&"cause".into(), &1.into()));
        assert_eq!((&who["type"], &who["cells"][0]["causes"][0]["cause"]), (&"who".into(), &0.into()));
        let attempt = &lines[records + 3];
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
        let lines = lines(&sample::world(name), &Options { client: Some(ClientId(0).into()), ..Options::default() });
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
