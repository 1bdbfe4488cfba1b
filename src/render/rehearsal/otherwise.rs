//! How does it read what comes of a plan that is carried out otherwise?

use std::fmt::{Result, Write};

use serde::Serialize;

use super::json::line;
use super::{Told, block, lasting, named};
use crate::catalogue::rehearsal as say;
use crate::lang::Lang;
use crate::rehearsal::otherwise::{Came, OTHERWISE_MAX, Otherwise};
use crate::rehearsal::restore::NotRestored;
use crate::render::PaintRole;
use crate::render::explain::{Block, Kind};
use crate::telling::people::WhyNot;
use crate::words::names::{Names, clean};
use crate::words::people::{cause_by_rule, party};
use crate::words::{list, marks, thousands};
use crate::world::{StepId, World};

/// How much of what is not as it was is told of one plan.
const DIFFERENCES: usize = 4;

/// What came of each way in which the plan is carried out otherwise.
#[derive(Debug)]
pub(crate) struct OtherwiseTold {
    pub(crate) came: Vec<Came<String>>,
    /// How many ways were not run.
    pub(crate) beyond: usize,
}

/// What fails, as it is told.
pub(crate) fn why(world: &World, cause: &WhyNot, lang: Lang) -> String {
    cause_by_rule(&Names::new(world, lang), cause)
}

/// What is told of them: first what hurts, then what nobody notices.
pub(super) fn blocks(names: &Names<'_>, told: Told<'_>) -> Vec<Block> {
    let Some(OtherwiseTold { came, beyond }) = told.otherwise else { return Vec::new() };
    let lang = names.lang;
    let mut blocks = vec![block(Kind::Heading, PaintRole::Title, say::otherwise_heading(lang))];
    for it in came.iter().filter(|it| !it.is_harmless()) {
        one(names, told, it, &mut blocks);
    }
    let harmless: Vec<String> = came.iter().filter(|it| it.is_harmless()).map(|it| way(names, told, it.how)).collect();
    if !harmless.is_empty() {
        let text = say::harmless(lang, harmless.len(), came.len(), harmless.join(&marks::semicolon(lang)));
        blocks.push(block(Kind::Text(2), PaintRole::Good, text));
    }
    if *beyond > 0 {
        let text = say::ways_beyond(lang, thousands(*beyond as u64), thousands(OTHERWISE_MAX as u64));
        blocks.push(block(Kind::Text(2), PaintRole::Note, text));
    }
    blocks
}

/// One that hurts somebody, cannot be, or leaves something behind.
fn one(names: &Names<'_>, told: Told<'_>, came: &Came<String>, blocks: &mut Vec<Block>) {
    let lang = names.lang;
    let how = way(names, told, came.how);
    let mut put = |role, text| blocks.push(block(Kind::Text(4), role, text));
    if let Some(refused) = &came.refused {
        let what = say::cannot_be(lang, clean(refused.of(lang)));
        blocks.push(block(Kind::Text(2), PaintRole::Note, say::otherwise_comes(lang, how, what)));
        return;
    }
    let (what, role) = match hurt(names, told, came) {
        Some(it) => (it, PaintRole::Bad),
        None => (say::nobody_here(lang), PaintRole::Plain),
    };
    put(role, say::otherwise_comes(lang, how, what));
    if let Some(last) = blocks.last_mut() {
        last.kind = Kind::Text(2);
    }
    let mut put = |role, text| blocks.push(block(Kind::Text(4), role, text));
    if let Some(why) = &came.why {
        put(PaintRole::Bad, why.clone());
        let tells = match came.told_by.as_slice() {
            [] => say::would_not_be_told(lang),
            steps => say::would_be_told(lang, steps_named(names, told, steps)),
        };
        put(PaintRole::Note, tells);
    }
    for it in came.not_restored.iter().take(DIFFERENCES) {
        put(PaintRole::Bad, difference(names, it));
    }
    let more = came.not_restored.len().saturating_sub(DIFFERENCES);
    if more > 0 {
        put(PaintRole::Note, say::more_not_restored(lang, more));
    }
    if !came.not_restored.is_empty() && !came.final_steps.is_empty() {
        put(PaintRole::Note, say::nothing_takes_back(lang, steps_named(names, told, &came.final_steps)));
    }
}

/// What is not as it was.
fn difference(names: &Names<'_>, it: &NotRestored) -> String {
    let lang = names.lang;
    let value = |it: &str| if it.is_empty() { say::empty_value(lang) } else { clean(it).into_owned() };
    let (is, was) = (value(&it.is), value(&it.was));
    if it.of.is_empty() {
        return say::not_restored_at_all(lang, &it.part, is, was);
    }
    say::not_restored(lang, clean(&it.of), &it.part, is, was)
}

/// Whom it hurts, and for how long.
fn hurt(names: &Names<'_>, told: Told<'_>, came: &Came<String>) -> Option<String> {
    let lang = names.lang;
    let worst = came.more.iter().map(|it| it.1.longest).max()?;
    let outage = came.more.iter().map(|it| it.1.outage.0).sum::<u64>();
    let who = named(names, told, came.more.iter().map(|(party, loss)| (*party, loss.hit)));
    Some(if outage == 0 {
        let failed = came.more.iter().map(|it| it.1.failed).sum::<u64>();
        say::fails_more(lang, who, thousands(failed))
    } else {
        say::loses_more(lang, who, lasting(worst), lasting(crate::time::Micros(outage)))
    })
}

/// How the plan is carried out.
fn way(names: &Names<'_>, told: Told<'_>, how: Otherwise) -> String {
    let lang = names.lang;
    let step = |it: StepId| say::step_named(lang, it.index() + 1, names.text(&told.world.steps[it.index()].name));
    match how {
        Otherwise::Without(it) => say::left_out(lang, step(it)),
        Otherwise::Swapped(it) => say::swapped(lang, step(it), step(StepId::at(it.index() + 1))),
        Otherwise::Half(it, count) => say::half_done(lang, step(it), count, told.plan.does(it).len()),
        Otherwise::TakenBack(it) => say::taken_back(lang, step(it)),
    }
}

fn steps_named(names: &Names<'_>, told: Told<'_>, steps: &[StepId]) -> String {
    let name =
        |it: &StepId| say::step_named(names.lang, it.index() + 1, names.text(&told.world.steps[it.index()].name));
    list(names.lang, &steps.iter().map(name).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct OtherwiseLine<'a> {
    r#type: &'static str,
    /// `left_out`, `swapped` (with the next one), `half_done` or `taken_back`.
    how: &'static str,
    step: &'a str,
    /// Of `half_done`: how many actions.
    #[serde(skip_serializing_if = "Option::is_none")]
    actions: Option<usize>,
    /// Why it cannot be carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'a str>,
    /// Whether nobody notices and nothing is left behind.
    harmless: bool,
    /// Who loses more than with the plan itself.
    more: Vec<MoreObject>,
    why: Option<&'a str>,
    /// The steps whose `verify` does not hold.
    told_by: Vec<&'a str>,
    not_restored: Vec<NotRestoredObject<'a>>,
    /// The steps that nothing takes back.
    final_steps: Vec<&'a str>,
}

#[derive(Serialize)]
struct MoreObject {
    client: String,
    hit: u32,
    failed: u64,
    outage_us: u64,
    longest_us: u64,
}

#[derive(Serialize)]
struct NotRestoredObject<'a> {
    of: &'a str,
    part: &'a str,
    was: &'a str,
    is: &'a str,
}

/// Writes a line for each of them.
///
/// # Errors
/// Those of `out`.
pub(super) fn json(told: Told<'_>, out: &mut dyn Write) -> Result {
    let Some(OtherwiseTold { came, .. }) = told.otherwise else { return Ok(()) };
    let names = Names::raw(told.world);
    let name = |it: StepId| told.world.steps[it.index()].name.as_str();
    for it in came {
        let (how, step, actions) = match it.how {
            Otherwise::Without(step) => ("left_out", step, None),
            Otherwise::Swapped(step) => ("swapped", step, None),
            Otherwise::Half(step, count) => ("half_done", step, Some(count)),
            Otherwise::TakenBack(step) => ("taken_back", step, None),
        };
        let more = it.more.iter().map(|(at, loss)| MoreObject {
            client: party(&names, told.rehearsed.lost.parties[*at].0),
            hit: loss.hit,
            failed: loss.failed,
            outage_us: loss.outage.0,
            longest_us: loss.longest.0,
        });
        let differences = it.not_restored.iter();
        let object = OtherwiseLine {
            r#type: "otherwise",
            how,
            step: name(step),
            actions,
            refused: it.refused.as_ref().map(|it| it.of(Lang::En)),
            harmless: it.is_harmless(),
            more: more.collect(),
            why: it.why.as_deref(),
            told_by: it.told_by.iter().map(|it| name(*it)).collect(),
            not_restored: differences
                .map(|it| NotRestoredObject { of: &it.of, part: &it.part, was: &it.was, is: &it.is })
                .collect(),
            final_steps: it.final_steps.iter().map(|it| name(*it)).collect(),
        };
        line(&object, out)?;
    }
    Ok(())
}
