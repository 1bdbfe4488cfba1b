//! How does it read in which order the steps are best done, and how long must be waited after each?

use std::fmt::{Result, Write};

use serde::Serialize;

use super::json::line;
use super::{Told, block, lasting};
use crate::catalogue::rehearsal as say;
use crate::rehearsal::orders::{Price, StepOrder};
use crate::render::PaintRole;
use crate::render::explain::{Block, Kind};
use crate::time::Micros;
use crate::words::names::Names;
use crate::words::{counts, marks, thousands};
use crate::world::StepId;

/// What is told of orders and waits, as far as somebody asked.
pub(super) fn blocks(names: &Names<'_>, told: Told<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    orders(names, told, &mut blocks);
    pauses(names, told, &mut blocks);
    blocks
}

fn orders(names: &Names<'_>, told: Told<'_>, blocks: &mut Vec<Block>) {
    let Some(orders) = told.orders else { return };
    let lang = names.lang;
    let mut put = |role, text| blocks.push(block(Kind::Text(2), role, text));
    let (singles, whole) = (thousands(u64::from(orders.runs.0)), thousands(u64::from(orders.runs.1)));
    let compared = match orders.allowed {
        Some(count) => say::orders_compared(lang, thousands(count), singles),
        None => say::orders_searched(lang, whole, singles),
    };
    put(PaintRole::Note, compared);
    let best = orders.best.as_ref().unwrap_or(&orders.planned);
    if best.steps == orders.planned.steps {
        put(role(best), say::order_is_planned(lang, price(names, best)));
    } else {
        let steps: Vec<String> = best.steps.iter().map(|it| named(names, told, *it)).collect();
        put(role(best), say::order_best(lang, steps.join(&marks::semicolon(lang)), price(names, best)));
        put(role(&orders.planned), say::order_planned(lang, price(names, &orders.planned)));
    }
    put(
        role(best),
        match (best.price == Price::default(), orders.allowed) {
            (true, _) => say::order_without_outage(lang),
            (false, Some(_)) => say::order_none_without(lang),
            (false, None) => say::order_none_found(lang),
        },
    );
    for it in &orders.matters {
        let (first, later) = (named(names, told, it.first), named(names, told, it.later));
        let text = say::order_matters(lang, first, later, price(names, &it.so), price(names, &it.otherwise));
        put(PaintRole::Plain, text);
    }
    for (first, later) in &orders.learned {
        put(PaintRole::Note, say::order_learned(lang, named(names, told, *first), named(names, told, *later)));
    }
    blocks.insert(0, block(Kind::Heading, PaintRole::Title, say::orders_heading(lang)));
}

fn pauses(names: &Names<'_>, told: Told<'_>, blocks: &mut Vec<Block>) {
    let Some(pauses) = told.pauses else { return };
    let lang = names.lang;
    blocks.push(block(Kind::Heading, PaintRole::Title, say::pauses_heading(lang)));
    for it in pauses {
        let (step, planned) = (named(names, told, it.step), lasting(it.planned));
        let (role, text) = match it.least {
            None => (PaintRole::Note, say::pause_cannot_be(lang, step)),
            Some(Micros::ZERO) => (PaintRole::Good, say::pause_none(lang, step, planned)),
            Some(least) => {
                let role = if it.planned < least { PaintRole::Bad } else { PaintRole::Good };
                (role, say::pause_least(lang, step, lasting(least), planned))
            }
        };
        blocks.push(block(Kind::Text(2), role, text));
        if let Some((more, why)) = &it.with_less {
            let clients = counts::clients(lang, u64::from(*more));
            blocks.push(block(Kind::Text(4), PaintRole::Note, say::pause_with_less(lang, clients, why)));
        }
        if it.even_so > 0 {
            let clients = counts::clients(lang, u64::from(it.even_so));
            blocks.push(block(Kind::Text(4), PaintRole::Note, say::pause_even_so(lang, clients, lasting(it.tried))));
        }
    }
}

fn role(order: &StepOrder) -> PaintRole {
    if order.price == Price::default() { PaintRole::Good } else { PaintRole::Bad }
}

/// What an order costs.
fn price(names: &Names<'_>, order: &StepOrder) -> String {
    if order.price == Price::default() {
        return say::price_nothing(names.lang);
    }
    let clients = counts::clients(names.lang, u64::from(order.hit));
    let failed = counts::attempts(names.lang, order.price.failed);
    say::price(names.lang, lasting(order.price.outage), clients, failed)
}

fn named(names: &Names<'_>, told: Told<'_>, step: StepId) -> String {
    say::step_named(names.lang, step.index() + 1, names.text(&told.world.steps[step.index()].name))
}

#[derive(Serialize)]
struct OrdersLine<'a> {
    r#type: &'static str,
    /// How many orders are allowed; `null` where they were not counted.
    allowed: Option<u64>,
    planned: OrderObject<'a>,
    best: Option<OrderObject<'a>>,
    matters: Vec<MattersObject<'a>>,
    /// What a search learned: pairs of which the first must come before the second.
    learned: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct OrderObject<'a> {
    steps: Vec<&'a str>,
    outage_us: u64,
    failed: u64,
    hit: u32,
}

#[derive(Serialize)]
struct MattersObject<'a> {
    first: &'a str,
    later: &'a str,
    so: OrderObject<'a>,
    otherwise: OrderObject<'a>,
}

#[derive(Serialize)]
struct PauseLine<'a> {
    r#type: &'static str,
    step: &'a str,
    planned_us: u64,
    /// `null` where the plan cannot be carried out with another wait.
    least_us: Option<u64>,
    tried_us: u64,
    /// How many clients fail with the longest wait.
    even_so: u32,
    /// How many more fail with less.
    with_less: Option<u32>,
    why: Option<&'a str>,
}

/// Writes a line for the orders, and one for each wait.
///
/// # Errors
/// Those of `out`.
pub(super) fn json(told: Told<'_>, out: &mut dyn Write) -> Result {
    let name = |it: StepId| told.world.steps[it.index()].name.as_str();
    let order = |it: &StepOrder| OrderObject {
        steps: it.steps.iter().map(|it| name(*it)).collect(),
        outage_us: it.price.outage.0,
        failed: it.price.failed,
        hit: it.hit,
    };
    if let Some(orders) = told.orders {
        let matters = orders.matters.iter().map(|it| MattersObject {
            first: name(it.first),
            later: name(it.later),
            so: order(&it.so),
            otherwise: order(&it.otherwise),
        });
        let object = OrdersLine {
            r#type: "orders",
            allowed: orders.allowed,
            planned: order(&orders.planned),
            best: orders.best.as_ref().map(order),
            matters: matters.collect(),
            learned: orders.learned.iter().map(|it| (name(it.0), name(it.1))).collect(),
        };
        line(&object, out)?;
    }
    for it in told.pauses.unwrap_or_default() {
        let object = PauseLine {
            r#type: "pause",
            step: name(it.step),
            planned_us: it.planned.0,
            least_us: it.least.map(|it| it.0),
            tried_us: it.tried.0,
            even_so: it.even_so,
            with_less: it.with_less.as_ref().map(|it| it.0),
            why: it.with_less.as_ref().map(|it| it.1.as_str()),
        };
        line(&object, out)?;
    }
    Ok(())
}
