//! How does one plan for all that fails read, and what else looks like several failures?

use super::{Block, Kind, done};
use crate::explain::proof::When;
use crate::render::{Lang, PaintRole};
use crate::time::{Micros, SimTime};
use crate::trial::plan::Plan;
use crate::words::names::Names;
use crate::words::{self, explain as words_, list, remedy as cure};

/// Remedies that together mend everything, and the proof.
#[must_use]
pub(crate) fn plan_blocks(plan: &Plan, lang: Lang) -> Vec<Block> {
    let block = |kind, role, text| Block { kind, role, text, rules: Vec::new() };
    let runs = words::counts::re_runs(lang, u64::from(plan.runs));
    let mut blocks = vec![block(Kind::Heading, PaintRole::Title, cure::plan_heading(lang, runs))];
    for (index, (world, remedy)) in plan.steps.iter().enumerate() {
        blocks.extend(done(&Names::new(world, lang), index + 1, remedy));
        if let When::At(at) = remedy.when
            && at > Micros::ZERO
        {
            let text = cure::at_the_moment(lang, world.moment(SimTime::ZERO + at));
            blocks.push(block(Kind::Text(5), PaintRole::Note, text));
        }
    }
    let (failed, mended) = plan.mended;
    blocks.push(block(Kind::Text(2), PaintRole::Plain, cure::plan_proof(lang, mended, failed)));
    if let Some((world, _)) = plan.steps.first()
        && !plan.harms.is_empty()
    {
        let names = Names::new(world, lang);
        let clients: Vec<_> = plan.harms.iter().map(|it| names.client(*it).into_owned()).collect();
        blocks.push(block(Kind::Text(2), PaintRole::Bad, cure::harms(lang, list(lang, &clients))));
    }
    blocks
}

/// Takes what else looks like a failure out of an explanation: its heading and its lines.
pub(crate) fn without_look_alikes(blocks: &mut Vec<Block>, lang: Lang) -> Vec<Block> {
    let heading = words_::heading_others(lang);
    match blocks.iter().position(|it| it.kind == Kind::Heading && it.text == heading) {
        Some(at) => blocks.split_off(at),
        None => Vec::new(),
    }
}

/// What else looks like several failures, each cause once: those that are the case here marked so.
pub(crate) fn together(all: Vec<Vec<Block>>) -> Vec<Block> {
    let cause = |it: &Block| it.text.trim_start_matches(['●', '○', ' ']).split("  ← ").next().map(str::to_owned);
    let mut told: Vec<Block> = Vec::new();
    for block in all.into_iter().flatten() {
        match told.iter_mut().find(|it| it.kind == block.kind && cause(it) == cause(&block)) {
            Some(known) if block.text.starts_with('●') => *known = block,
            Some(_) => {}
            None => told.push(block),
        }
    }
    told
}
