//! How does a rehearsal read: step by step, as a table of steps against groups, and in one sentence?
//!
//! Who loses what is counted in [`crate::rehearsal`]. Here it is worded and laid out.

mod csv;
mod json;
mod orders;
mod otherwise;
mod table;
mod timeline;

use std::fmt::{Result, Write};

use super::explain::{Block, Kind, place, title};
use super::markdown;
use super::text::explain::all;
use super::text::summary::expectations;
use super::{Options, Paint, PaintRole};
use crate::catalogue::rehearsal as say;
use crate::change::Org;
use crate::explain::actions::Writer;
use crate::rehearsal::losses::Toll;
use crate::rehearsal::orders::Orders;
use crate::rehearsal::pauses::Pause;
use crate::rehearsal::{KindOfFailure, Rehearsed, StepPlan};
use crate::scenario::Action;
use crate::telling::people::Whose;
use crate::time::Micros;
use crate::verdict::Held;
use crate::words::names::Names;
use crate::words::{counts, list, marks, people, powershell, thousands};
use crate::world::{StepId, World};
pub(crate) use csv::csv;
pub(crate) use json::{LossObject, json};
pub(crate) use otherwise::{OtherwiseTold, why};
pub(crate) use timeline::timeline;

/// How many parties are named in one sentence, how many kinds of failure of one step are told.
const NAMED: usize = 6;
const KINDS: usize = 4;

/// What is told of: the world with the plan, what each step does, and what came of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) world: &'a World,
    pub(crate) plan: &'a StepPlan,
    pub(crate) rehearsed: &'a Rehearsed,
    /// What if it is carried out otherwise; nothing where that is not asked.
    pub(crate) otherwise: Option<&'a OtherwiseTold>,
    /// What came of the orders of its steps; nothing where that is not asked.
    pub(crate) orders: Option<&'a Orders>,
    /// How long must be waited after each step; nothing where that is not asked.
    pub(crate) pauses: Option<&'a [Pause<String>]>,
    /// Whether somebody ended it: the plan itself among it, and what else was not run.
    pub(crate) ended: Option<(bool, &'a [Left])>,
}

/// What was not run because somebody ended it: how many of how many were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Ways in which the plan is carried out otherwise.
    Ways(usize, usize),
    /// Single steps of which orders are put together.
    Steps(usize, usize),
    /// The search for an order.
    Orders,
    /// Waits after steps.
    Waits(usize, usize),
}

/// That somebody ended it, and what is not known because of that.
fn ended(names: &Names<'_>, told: Told<'_>) -> Option<String> {
    let (in_the_plan, left) = told.ended?;
    let lang = names.lang;
    let count = |it: usize| thousands(it as u64);
    let each = left.iter().map(|it| match *it {
        Left::Ways(done, all) => say::left_ways(lang, count(done), count(all)),
        Left::Steps(done, all) => say::left_steps(lang, count(done), count(all)),
        Left::Orders => say::left_orders(lang),
        Left::Waits(done, all) => say::left_waits(lang, count(done), count(all)),
    });
    let plan = in_the_plan.then(|| say::left_plan(lang, told.world.moment(told.rehearsed.run.ended)));
    let each: Vec<String> = plan.into_iter().chain(each).collect();
    Some(say::ended(lang, each.join(&marks::semicolon(lang))))
}

/// Writes a rehearsal for people.
///
/// # Errors
/// Those of `out`.
pub(crate) fn text(told: Told<'_>, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let names = Names::new(told.world, options.lang);
    super::text::title(told.world, options, paint, out)?;
    all(&blocks(&names, told), options, paint, out)?;
    table::text(&names, told, options, paint, out)?;
    all(&otherwise::blocks(&names, told), options, paint, out)?;
    all(&orders::blocks(&names, told), options, paint, out)?;
    out.write_char('\n')?;
    let role = if told.rehearsed.went_well() { PaintRole::Good } else { PaintRole::Bad };
    conclusions(&names, told).iter().try_for_each(|it| super::text::row::paragraph(paint, role, it, out))
}

/// Writes a rehearsal for a change request.
///
/// # Errors
/// Those of `out`.
pub(crate) fn markdown(told: Told<'_>, options: &Options, out: &mut dyn Write) -> Result {
    let names = Names::new(told.world, options.lang);
    writeln!(out, "# {}\n", markdown::escaped(&names.title()))?;
    markdown::explanation(&blocks(&names, told), out)?;
    table::markdown(&names, told, out)?;
    out.write_char('\n')?;
    markdown::explanation(&otherwise::blocks(&names, told), out)?;
    markdown::explanation(&orders::blocks(&names, told), out)?;
    conclusions(&names, told).iter().try_for_each(|it| writeln!(out, "**{}**\n", markdown::escaped(it)))
}

/// What stands above the table.
fn blocks(names: &Names<'_>, told: Told<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if told.rehearsed.lost.kinds.iter().any(|it| it.stretch == 0) {
        blocks.push(block(Kind::Heading, PaintRole::Title, say::before_the_plan(names.lang)));
        kinds(names, told, 0, &mut blocks);
    }
    for step in (0..told.world.steps.len()).map(StepId::at) {
        of_step(names, told, step, &mut blocks);
    }
    blocks
}

fn block(kind: Kind, role: PaintRole, text: String) -> Block {
    Block { kind, role, text, rules: Vec::new() }
}

/// A step: what is done, who is better and worse, what fails, and whether what it verifies holds.
fn of_step(names: &Names<'_>, told: Told<'_>, step: StepId, blocks: &mut Vec<Block>) {
    let (lang, world) = (names.lang, told.world);
    let it = &world.steps[step.index()];
    let heading = say::step(lang, step.index() + 1, world.moment(it.at), names.text(&it.name));
    blocks.push(block(Kind::Heading, PaintRole::Title, heading));
    let has_lines = !told.plan.lines(step).is_empty();
    let before = world.changes_of(step).next().map_or(0, |it| it.0.index());
    let org = Org::with_changes(world, before);
    let written = told.plan.does(step);
    for (_, action) in written {
        done(names, Writer { world, org: &org }, action, has_lines, blocks);
    }
    for line in told.plan.lines(step).iter().flat_map(|it| it.lines()) {
        blocks.push(block(Kind::Command, PaintRole::Wire, crate::words::names::clean(line).into_owned()));
    }
    if written.is_empty() && !has_lines {
        blocks.push(block(Kind::Text(4), PaintRole::Note, say::nothing_is_done(lang)));
    }
    who(names, told, step.index() + 1, blocks);
    kinds(names, told, step.index() + 1, blocks);
    let verify = it.verify.clone();
    let all = expectations(names, &told.rehearsed.verdict);
    for (held, text) in verify.filter_map(|it| all.get(it as usize)) {
        let role = match held {
            Held::Yes => PaintRole::Good,
            Held::No => PaintRole::Bad,
            Held::Open => PaintRole::Note,
        };
        blocks.push(block(Kind::Text(4), role, say::verified(lang, text)));
    }
}

/// What is done: in one sentence, with its commands and where it is made; of lines the sentence alone.
fn done(names: &Names<'_>, at: Writer<'_>, action: &Action, is_line: bool, blocks: &mut Vec<Block>) {
    blocks.push(block(Kind::Text(4), PaintRole::Plain, title(names, at, action)));
    if is_line {
        return;
    }
    for command in powershell::commands(at, action).lines {
        blocks.push(block(Kind::Command, PaintRole::Wire, command));
    }
    if let Some(place) = place(names, at, action) {
        blocks.push(block(Kind::Text(7), PaintRole::Note, place));
    }
}

/// Who is better and worse than before a step.
fn who(names: &Names<'_>, told: Told<'_>, stretch: usize, blocks: &mut Vec<Block>) {
    let lang = names.lang;
    let cells = || {
        let all = told.rehearsed.lost.cells.iter().filter(move |it| it.0.1 == stretch);
        all.map(|((party, _), loss)| (*party, loss))
    };
    let named = |count: fn(&Toll) -> u32| {
        let hit = cells().filter(|it| count(it.1) > 0);
        named(names, told, hit.map(|(party, loss)| (party, count(loss))))
    };
    let (worse, better) = (cells().map(|it| it.1.worse).sum::<u32>(), cells().any(|it| it.1.better > 0));
    if worse > 0 {
        let back = cells().map(|it| it.1.back).sum::<u32>();
        let text = if back == worse {
            say::worse_and_back(lang, named(|it| it.worse))
        } else if back == 0 {
            say::worse_throughout(lang, named(|it| it.worse))
        } else {
            say::worse(lang, named(|it| it.worse), thousands(u64::from(worse - back)))
        };
        blocks.push(block(Kind::Text(4), PaintRole::Bad, text));
    }
    if better {
        blocks.push(block(Kind::Text(4), PaintRole::Good, say::better(lang, named(|it| it.better))));
    }
    let tries = cells().any(|it| it.1.is_any());
    if worse == 0 && !better && !tries {
        blocks.push(block(Kind::Text(4), PaintRole::Good, say::nobody_here(lang)));
    }
}

/// Parties, each with how many of it.
fn named(names: &Names<'_>, told: Told<'_>, all: impl Iterator<Item = (usize, u32)>) -> String {
    let each = all.map(|(party, count)| match told.rehearsed.lost.parties[party].0 {
        Whose::Client(it) => names.client(it).into_owned(),
        Whose::Group(it) => names.part(it, count),
    });
    let mut each: Vec<String> = each.collect();
    if each.len() > NAMED {
        let more = each.len() - NAMED;
        each.truncate(NAMED);
        return crate::catalogue::people::and_more(names.lang, each.join(&marks::item(names.lang)), more);
    }
    list(names.lang, &each)
}

/// The first failing decision of each kind of failure behind so many steps.
fn kinds(names: &Names<'_>, told: Told<'_>, stretch: usize, blocks: &mut Vec<Block>) {
    let lang = names.lang;
    let all = || told.rehearsed.lost.kinds.iter().zip(&told.rehearsed.blamed).filter(|it| it.0.stretch == stretch);
    for (kind, blamed) in all().take(KINDS) {
        let mut told_of = block(Kind::Fault, PaintRole::Bad, failure(names, told, kind));
        told_of.rules.extend(kind.why.rule);
        blocks.push(told_of);
        let step = blamed.filter(|it| it.index() + 1 != stretch);
        if let Some(step) = step {
            let name = names.text(&told.world.steps[step.index()].name);
            blocks.push(block(Kind::Text(7), PaintRole::Note, say::brought_about_by(lang, step.index() + 1, name)));
        }
    }
    let more = all().count().saturating_sub(KINDS);
    if more > 0 {
        blocks.push(block(Kind::Text(4), PaintRole::Note, say::more_kinds(lang, more)));
    }
}

/// A kind of failure: why, how many, and the first of them.
fn failure(names: &Names<'_>, told: Told<'_>, kind: &KindOfFailure) -> String {
    let why = people::cause(names, &kind.why);
    let failed = counts::attempts(names.lang, u64::from(kind.why.failed));
    match told.rehearsed.verdict.attempts.get(kind.why.first.0 as usize) {
        Some(first) => {
            let at = told.world.moment(first.began);
            say::fails(names.lang, why, failed, names.client(first.client), at)
        }
        None => format!("{why}{}{failed}", marks::colon(names.lang)),
    }
}

/// A length of time as it is told: whole seconds, rounded up.
pub(crate) fn lasting(span: Micros) -> String {
    if span < Micros::from_secs(1) {
        return Micros::from_millis(span.0.div_ceil(1_000)).to_string();
    }
    Micros::from_secs(span.0.div_ceil(1_000_000)).to_string()
}

/// What comes of the plan in a sentence or two: nobody, or who, for how long, because of which step.
fn conclusions(names: &Names<'_>, told: Told<'_>) -> Vec<String> {
    let (lang, world, lost) = (names.lang, told.world, &told.rehearsed.lost);
    let mut said: Vec<String> = ended(names, told).into_iter().collect();
    if lost.all.hit == 0 {
        let clients = counts::clients(lang, world.clients.len() as u64);
        said.push(say::nobody(lang, clients, counts::steps(lang, world.steps.len() as u64)));
    } else {
        let hit = lost.parts.iter().enumerate().filter(|it| it.1.hit > 0);
        let who = named(names, told, hit.map(|it| (it.0, it.1.hit)));
        let (longest, outage) = (lasting(lost.all.longest), lasting(lost.all.outage));
        said.push(say::somebody(lang, who, longest, outage, because_of(names, told)));
    }
    let verified = told.rehearsed.verdict.expectations.iter().filter(|it| it.held() != Held::Yes).count();
    if verified > 0 {
        let all = told.rehearsed.verdict.expectations.len();
        said.push(say::not_all_held(lang, all - verified, all));
    }
    if lost.without_before > 0 {
        let clients = counts::clients(lang, u64::from(lost.without_before));
        said.push(say::without_mail_before(lang, clients));
    }
    said
}

/// The steps that bring failures about.
fn because_of(names: &Names<'_>, told: Told<'_>) -> String {
    let mut steps: Vec<StepId> = Vec::new();
    for (kind, blamed) in told.rehearsed.lost.kinds.iter().zip(&told.rehearsed.blamed) {
        if kind.stretch > 0
            && let Some(step) = blamed
            && !steps.contains(step)
        {
            steps.push(*step);
        }
    }
    steps.sort_unstable();
    let each = steps
        .iter()
        .map(|it| say::step_named(names.lang, it.index() + 1, names.text(&told.world.steps[it.index()].name)));
    list(names.lang, &each.collect::<Vec<_>>())
}
