//! What does the page of a rehearsal show: steps along the top, and for each client or group when it is without mail?
//!
//! Data alone, in both languages; the page draws it. Every moment leads to a record of the run that the page has beside
//! it, so that one can walk on from there.

use serde_json::{Value, json};

use super::{Told, conclusions, lasting};
use crate::catalogue::rehearsal as say;
use crate::lang::Lang;
use crate::rehearsal::Without;
use crate::telling::people::Whose;
use crate::time::SimTime;
use crate::trace::{AttemptId, Run};
use crate::verdict::Held;
use crate::words::names::Names;
use crate::words::{people, thousands};
use crate::world::{ClientId, PlannedStep, StepId};

/// The timeline of a plan; `run` is the same run with all its records.
pub(crate) fn timeline(told: Told<'_>, run: &Run) -> Value {
    let Told { world, rehearsed, .. } = told;
    let both = |say: &dyn Fn(&Names<'_>) -> String| [Lang::En, Lang::Zh].map(|lang| say(&Names::new(world, lang)));
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| conclusions(&Names::new(world, lang), told));
    let said: Vec<[String; 2]> = en.into_iter().zip(zh).map(|(en, zh)| [en, zh]).collect();
    let (from, to) = reach(told);
    let step = |(at, it): (usize, &PlannedStep)| {
        let verified = rehearsed.verified(world, StepId::at(at)).map(|it| it == Held::Yes);
        json!({
            "name": both(&|names| names.text(&it.name).into_owned()), "at": it.at.0, "record": at_time(run, it.at),
            "moment": world.moment(it.at), "verified": verified,
        })
    };
    let row = |(at, (whose, clients)): (usize, &(Whose, Vec<ClientId>))| {
        let spans = rehearsed.lost.spans[at].iter().map(|it| {
            let stretch = world.steps.partition_point(|step| step.at <= it.from);
            let behind = rehearsed.lost.cells.get(&(at, stretch)).map_or(0, |it| it.hit).max(1);
            let moments = (world.moment(it.from), world.moment(it.to));
            let said = both(&|names| {
                let (lang, of) = (names.lang, clients.len() as u64);
                let who = thousands(u64::from(behind).min(of));
                let long = lasting(it.to.since(it.from));
                say::timeline_without(lang, &moments.0, &moments.1, long, who, thousands(of))
            });
            json!({ "from": it.from.0, "to": it.to.0, "record": of_client(run, it), "said": said })
        });
        let spans: Vec<Value> = spans.collect();
        json!({ "name": both(&|names| people::whose(names, *whose)), "spans": spans })
    };
    json!({
        "kind": "timeline",
        "said": said,
        "well": rehearsed.went_well() && told.ended.is_none(),
        "from": from.0,
        "to": to.0,
        "ends": [world.moment(from), world.moment(to)],
        "steps": world.steps.iter().enumerate().map(step).collect::<Vec<_>>(),
        "rows": rehearsed.lost.parties.iter().enumerate().map(row).collect::<Vec<_>>(),
    })
}

/// From when to when the timeline goes: all steps and everything that anybody lacks, and some time on both sides.
fn reach(told: Told<'_>) -> (SimTime, SimTime) {
    let steps = told.world.steps.iter().map(|it| (it.at, it.at));
    let spans = told.rehearsed.lost.spans.iter().flatten().map(|it| (it.from, it.to));
    let all: Vec<(SimTime, SimTime)> = steps.chain(spans).collect();
    let first = all.iter().map(|it| it.0).min().unwrap_or_default();
    let last = all.iter().map(|it| it.1).max().unwrap_or_default();
    let room = (last.since(first).0 / 12).max(60_000_000);
    let end = told.rehearsed.run.ended.max(last);
    (SimTime(first.0.saturating_sub(room)), SimTime(last.0 + room).min(end).max(SimTime(first.0 + 1)))
}

/// The first record from a moment on.
fn at_time(run: &Run, at: SimTime) -> usize {
    let records = run.trace.records();
    let (mut low, mut high) = (0, records.len());
    while low < high {
        let middle = low.midpoint(high);
        match records.get(middle) {
            Some(it) if it.at() < at => low = middle + 1,
            _ => high = middle,
        }
    }
    low.min(records.len().saturating_sub(1))
}

/// The first record from a moment on that is about whoever is first without mail then.
fn of_client(run: &Run, without: &Without) -> usize {
    let first = at_time(run, without.from);
    let whose = |it: AttemptId| run.trace.attempts[it.0 as usize].client;
    let records = run.trace.records();
    let own =
        (first..records.len()).take_while(|at| records.get(*at).is_some_and(|it| it.at() <= without.to)).find(|at| {
            let client = records.get(*at).and_then(crate::trace::Record::attempt).map(whose);
            client == Some(without.first)
        });
    own.unwrap_or(first)
}
