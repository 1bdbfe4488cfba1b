//! How do the attempts, the expectations and the end of a run stand in JSON?

use std::fmt::{Result, Write};

use super::object::{Object, string};
use super::{actor, kinds, what};
use crate::render::Options;
use crate::rules::Rule;
use crate::trace::{Pending, Run};
use crate::verdict::{Held, KeyFact, Miss, Verdict};
use crate::words::names::{self, Names};
use crate::world::{Outcome, ServerId};

/// Writes a line for each attempt.
pub(super) fn attempts(names: &Names<'_>, verdict: &Verdict, options: &Options, out: &mut dyn Write) -> Result {
    let mut line = String::new();
    for it in verdict.attempts.iter().filter(|it| options.client.is_none_or(|client| client == it.client)) {
        line.clear();
        let mut object = Object::open(&mut line);
        object.text("type", "attempt");
        object.text("client", &names.client(it.client));
        object.number("number", u64::from(it.number));
        object.number("began_us", it.began.0);
        object.optional_number("duration_us", it.duration.map(|it| it.0));
        object.optional("outcome", it.outcome.map(names::outcome));
        object.optional("served_by", it.served_by.map(|it| names.server(it)).as_deref());
        object.optional_number("heard", it.heard.map(|it| u64::from(it.0)));
        object.list("rules", it.rules.iter(), |it: Rule, out| string(it.id(), out));
        match &it.why {
            Some(why) => object.list("why", &why.facts, |it, out| fact(names, it, out)),
            None => object.null("why"),
        }
        object.close();
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn fact(names: &Names<'_>, fact: &KeyFact, out: &mut String) {
    let mut object = Object::open(out);
    object.text("fact", kinds::fact(fact));
    match fact {
        KeyFact::WrongTarget { candidate, endpoint, balancer, reached } => {
            object.text("candidate", &names.server(*candidate));
            what::endpoint(names, *endpoint, object.key("endpoint"));
            object.optional("balancer", balancer.map(|it| names.balancer(it)).as_deref());
            servers(names, "reached", reached, &mut object);
        }
        KeyFact::Loop { through, depth, end } => {
            servers(names, "through", through, &mut object);
            object.number("depth", u64::from(*depth));
            object.optional_number("end", end.map(|it| u64::from(it.0)));
        }
        KeyFact::Leg { by, candidate, endpoint, how, cause, times } => {
            actor(names, *by, object.key("by"));
            object.text("candidate", &names.server(*candidate));
            what::endpoint(names, *endpoint, object.key("endpoint"));
            what::leg_failure(*how, &mut object);
            object.optional_number("cause", cause.map(|it| u64::from(it.0)));
            object.number("times", u64::from(*times));
        }
        KeyFact::Decided(id) | KeyFact::Met(id) => object.number("record", u64::from(id.0)),
    }
    object.close();
}

fn servers(names: &Names<'_>, key: &str, servers: &[ServerId], object: &mut Object<'_>) {
    object.list(key, servers, |it, out| string(&names.server(*it), out));
}

/// Writes a line for each expectation.
pub(super) fn expectations(names: &Names<'_>, verdict: &Verdict, out: &mut dyn Write) -> Result {
    let mut line = String::new();
    for (expect, found) in names.world.expects.iter().zip(&verdict.expectations) {
        line.clear();
        let mut object = Object::open(&mut line);
        object.text("type", "expectation");
        object.text("client", &names.client(expect.client));
        object.optional_number("attempt", expect.attempt.map(u64::from));
        object.optional_number("count", expect.count.map(u64::from));
        object.text("outcome", names::outcome(expect.outcome));
        object.list("rules", &expect.rules, |it, out| string(it.id(), out));
        object.list("not_rules", &expect.not_rules, |it, out| string(it.id(), out));
        object.optional("served_by", expect.served_by.map(|it| names.server(it)).as_deref());
        object.text("held", kinds::held(found.held()));
        object.list("misses", &found.misses, |it, out| miss(names, verdict, *it, out));
        object.close();
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn miss(names: &Names<'_>, verdict: &Verdict, miss: Miss, out: &mut String) {
    let mut object = Object::open(out);
    object.text("miss", kinds::miss(miss));
    let number = |id: crate::trace::AttemptId| u64::from(verdict.attempts[id.0 as usize].number);
    match miss {
        Miss::NoAttempt | Miss::NotYet => {}
        Miss::Outcome(id, outcome) => {
            object.number("attempt", number(id));
            object.text("outcome", names::outcome(outcome));
        }
        Miss::Count(found) | Miss::CountSoFar(found) => object.number("found", u64::from(found)),
        Miss::Silent(rule) => object.text("rule", rule.id()),
        Miss::Spoke(id, rule) => {
            object.number("attempt", number(id));
            object.text("rule", rule.id());
        }
        Miss::ServedBy(id, server) => {
            object.number("attempt", number(id));
            object.optional("served_by", server.map(|it| names.server(it)).as_deref());
        }
    }
    object.close();
}

/// Writes the last line.
pub(super) fn end(names: &Names<'_>, run: &Run, verdict: &Verdict, digest: &str, out: &mut dyn Write) -> Result {
    let count = |number: usize| number as u64;
    let mut line = String::new();
    let mut object = Object::open(&mut line);
    object.text("type", "end");
    object.text("verdict", kinds::overall(verdict.overall));
    object.text("stop", kinds::stop(run.stop));
    object.number("ended_us", run.ended.0);
    object.list("pending", &run.pending, |it, out| pending(names, verdict, *it, out));
    object.number("clients", count(names.world.clients.len()));
    object.number("attempts", count(verdict.attempts.len()));
    let logged_on = verdict.attempts.iter().filter(|it| it.outcome == Some(Outcome::LoggedOn)).count();
    object.number("logged_on", count(logged_on));
    object.number("expectations", count(verdict.expectations.len()));
    object.number("held", count(verdict.expectations.iter().filter(|it| it.held() == Held::Yes).count()));
    object.number("records", count(run.trace.records.len()));
    object.text("digest", digest);
    object.close();
    writeln!(out, "{line}")
}

fn pending(names: &Names<'_>, verdict: &Verdict, pending: Pending, out: &mut String) {
    let mut object = Object::open(out);
    object.text("pending", kinds::pending(pending));
    match pending {
        Pending::Attempt(id) => {
            let attempt = &verdict.attempts[id.0 as usize];
            object.text("client", &names.client(attempt.client));
            object.number("number", u64::from(attempt.number));
        }
        Pending::Client(client) => object.text("client", &names.client(client)),
        Pending::Change(id) => object.number("at_us", names.world.changes[id.index()].at.0),
    }
    object.close();
}
