//! In which order are the steps best done?
//!
//! What a step does hangs on what was done before it, and not on the order in which that was: two orders that lead to
//! the same organisation share what follows. So each step is run once behind every set of steps behind which it may
//! stand, for as long as it is the last, and orders are put together of these. What the best of them comes to is
//! measured by running it as a whole.
//!
//! Where there are too many sets, orders are run one after the other, and of each that fails the smallest pair is
//! learned that must not stand so, as Snowcap does for routing (Schneider and others, SIGCOMM 2021).

use std::collections::BTreeMap;

use super::plan::StepPlan;
use super::{Rehearsed, Rehearser};
use crate::resolve::resolve_or_why;
use crate::time::{Micros, SimTime};
use crate::world::{Client, StepId, World};

/// How many steps that may stand anywhere are tried in every order.
pub const FREE_MAX: u32 = 9;
/// How often a step is run behind a set of others at the most: that many steps behind all sets of the rest.
pub const EDGES_MAX: usize = (FREE_MAX as usize) << (FREE_MAX - 1);
/// How many steps may be put into another order at all.
pub const STEPS_MAX: usize = 64;
/// How many orders the search runs at the most, and how many single steps for them.
pub const SEARCH_MAX: u32 = 200;
/// How many dependencies are told.
const MATTERS: usize = 3;

/// What an order costs: the outage of everybody, and the log-ons that fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price {
    /// How long clients are without mail, all together.
    pub outage: Micros,
    /// The log-ons that fail, and the sessions that are cut.
    pub failed: u64,
}

impl Price {
    fn plus(self, other: Self) -> Self {
        Self { outage: self.outage + other.outage, failed: self.failed + other.failed }
    }
}

/// An order that was run as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOrder {
    /// The steps of the plan in it.
    pub steps: Vec<StepId>,
    /// What it costs.
    pub price: Price,
    /// How many clients fail in it behind the first step.
    pub hit: u32,
}

/// A step behind others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepBehind {
    /// What was done before, a bit for each step.
    pub done: u64,
    /// What is done then.
    pub next: StepId,
}

/// An order that was run as a whole, and how many log-ons fail behind each of its steps; nothing where it cannot be
/// carried out.
pub type WholeOrder = Option<(StepOrder, Vec<u64>)>;

/// What is known of orders before anything is run: what was run for the same plan before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOrders {
    /// What a step costs behind others.
    pub prices: BTreeMap<StepBehind, Option<Price>>,
    /// Orders that were run as a whole.
    pub whole: BTreeMap<Vec<StepId>, WholeOrder>,
}

/// A dependency that decides how much an order costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matters {
    /// What comes first.
    pub first: StepId,
    /// What comes later.
    pub later: StepId,
    /// The best order in which it is so.
    pub so: StepOrder,
    /// The best order in which it is the other way round.
    pub otherwise: StepOrder,
}

/// What came of the orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// How many orders the needs of the steps allow; nothing where they were not counted.
    pub allowed: Option<u64>,
    /// How often a step was run behind others, and how many orders were run whole.
    pub runs: (u32, u32),
    /// The plan as it is.
    pub planned: StepOrder,
    /// The best order that was found; nothing where no other can be carried out.
    pub best: Option<StepOrder>,
    /// The dependencies that matter most.
    pub matters: Vec<Matters>,
    /// What the search learned: which must come before which.
    pub learned: Vec<(StepId, StepId)>,
}

/// Every step behind every set of steps behind which it may stand; nothing where there are too many.
#[must_use]
pub fn edges(world: &World) -> Option<Vec<StepBehind>> {
    let count = world.steps.len();
    if STEPS_MAX < count {
        return None;
    }
    let needs: Vec<u64> = world.steps.iter().map(|it| it.needs.iter().map(|it| bit(*it)).sum()).collect();
    let mut sets = vec![0_u64];
    let mut edges = Vec::new();
    for _ in 0..count {
        let mut next_sets = Vec::new();
        for done in sets {
            for next in (0..count).map(StepId::at) {
                if done & bit(next) == 0 && needs[next.index()] & !done == 0 {
                    edges.push(StepBehind { done, next });
                    next_sets.push(done | bit(next));
                }
            }
            if EDGES_MAX < edges.len() {
                return None;
            }
        }
        next_sets.sort_unstable();
        next_sets.dedup();
        sets = next_sets;
    }
    Some(edges)
}

const fn bit(step: StepId) -> u64 {
    1 << step.0
}

/// What a step costs behind others, until the next one would be done; nothing where it cannot be done then.
#[must_use]
pub fn price(plan: &StepPlan, world: &World, edge: StepBehind, rehearser: &mut Rehearser) -> Option<Price> {
    let slot = edge.done.count_ones() as usize;
    let from = plan.time(StepId::at(slot));
    let to = if slot + 1 < plan.len() { plan.time(StepId::at(slot + 1)) } else { world.until };
    let scenario = plan.behind(edge.done, edge.next, from);
    let mut other = resolve_or_why(scenario, &world.title).ok()?;
    // As long as the slowest client waits, so that everybody was there before.
    let warm = other.clients.iter().filter_map(|it| it.every).max().unwrap_or_default();
    let begins = SimTime(from.0.saturating_sub(warm.0));
    for it in &mut other.clients {
        clip(it, begins, to);
    }
    let rehearsed = rehearser.rehearse_until(&other, &[from], to);
    let behind = rehearsed.lost.behind.iter();
    let price =
        behind.fold(Price::default(), |sum, it| sum.plus(Price { outage: it.outage, failed: it.failed + it.cut }));
    rehearser.take_back(rehearsed);
    Some(price)
}

/// Leaves a client only those of its times that lie from one moment to another.
fn clip(client: &mut Client, from: SimTime, to: SimTime) {
    let last = client.times.last().copied();
    let ends = client.until.map_or(SimTime(to.0.saturating_sub(1)), |it| it.min(SimTime(to.0.saturating_sub(1))));
    client.times.retain(|it| from <= *it && *it < to);
    match (last, client.every) {
        (Some(last), Some(every)) if every > Micros::ZERO => {
            if client.times.last() == Some(&last) {
                client.until = Some(ends);
                return;
            }
            let turns = from.0.saturating_sub(last.0).div_ceil(every.0).max(1);
            let first = SimTime(last.0.saturating_add(every.0.saturating_mul(turns)));
            if last < from && first <= ends {
                client.times.push(first);
                client.until = Some(ends);
            } else {
                // Its polls begin later.
                client.every = None;
                client.until = None;
            }
        }
        _ => {}
    }
}

/// The cheapest way to each set of steps.
struct Table<'a> {
    count: usize,
    prices: &'a BTreeMap<StepBehind, Option<Price>>,
}

impl Table<'_> {
    /// The cheapest order, of those in which one step comes before another where that is wanted.
    fn best(&self, wanted: Option<(StepId, StepId)>) -> Option<(Price, Vec<StepId>)> {
        let mut best: BTreeMap<u64, (Price, Option<StepId>)> = BTreeMap::new();
        best.insert(0, (Price::default(), None));
        // A set comes behind every set that is a part of it, as a number.
        let mut edges: Vec<(&StepBehind, Price)> =
            self.prices.iter().filter_map(|(edge, it)| Some((edge, (*it)?))).collect();
        edges.sort_by_key(|it| (it.0.done.count_ones(), *it.0));
        for (edge, price) in edges {
            if wanted.is_some_and(|(first, later)| later == edge.next && edge.done & bit(first) == 0) {
                continue;
            }
            let Some((so_far, _)) = best.get(&edge.done) else { continue };
            let sum = so_far.plus(price);
            let set = edge.done | bit(edge.next);
            // Of equal ones the order of the plan: there the later step comes last.
            let is_better = best.get(&set).is_none_or(|(known, last)| {
                (sum, std::cmp::Reverse(Some(edge.next))) < (*known, std::cmp::Reverse(*last))
            });
            if is_better {
                best.insert(set, (sum, Some(edge.next)));
            }
        }
        let all = if self.count == STEPS_MAX { u64::MAX } else { (1 << self.count) - 1 };
        let (price, _) = best.get(&all)?;
        let (mut order, mut set) = (Vec::with_capacity(self.count), all);
        while let Some((_, Some(last))) = best.get(&set) {
            order.push(*last);
            set &= !bit(*last);
        }
        order.reverse();
        Some((*price, order))
    }

    /// How many orders there are.
    fn allowed(&self) -> u64 {
        let mut ways: BTreeMap<u64, u64> = BTreeMap::from([(0, 1)]);
        let mut edges: Vec<&StepBehind> = self.prices.keys().collect();
        edges.sort_by_key(|it| (it.done.count_ones(), **it));
        for edge in edges {
            let before = ways.get(&edge.done).copied().unwrap_or(0);
            let of = ways.entry(edge.done | bit(edge.next)).or_default();
            *of = of.saturating_add(before);
        }
        ways.get(&((1 << self.count) - 1)).copied().unwrap_or(0)
    }
}

/// Puts orders together of what each step costs behind others, and runs those that are told.
pub fn of_prices(
    (plan, world): (&StepPlan, &World),
    prices: &BTreeMap<StepBehind, Option<Price>>,
    rehearser: &mut Rehearser,
) -> Orders {
    let table = Table { count: plan.len(), prices };
    let planned: Vec<StepId> = (0..plan.len()).map(StepId::at).collect();
    let mut whole = Whole { plan, world, rehearser, known: BTreeMap::new() };
    let as_planned = whole.run(&planned).unwrap_or_else(|| unreachable!("the plan itself was run before"));
    // What was put together is measured: of both that which costs less stands.
    let found = table.best(None).and_then(|it| whole.run(&it.1));
    let best = found.map(|it| if as_planned.price <= it.price { as_planned.clone() } else { it });
    let mut pairs = Vec::new();
    for first in &planned {
        for later in &planned {
            if first == later {
                continue;
            }
            let (Some(so), Some(otherwise)) = (table.best(Some((*first, *later))), table.best(Some((*later, *first))))
            else {
                continue;
            };
            if so.0 < otherwise.0 {
                pairs.push((
                    otherwise.0.outage.0.saturating_sub(so.0.outage.0),
                    otherwise.0.failed,
                    *first,
                    *later,
                    so.1,
                    otherwise.1,
                ));
            }
        }
    }
    pairs.sort_by_key(|it| (std::cmp::Reverse(it.0), it.2, it.3));
    let mut matters: Vec<Matters> = Vec::new();
    for (_, _, first, later, so, otherwise) in pairs {
        if matters.len() == MATTERS {
            break;
        }
        let (Some(so), Some(otherwise)) = (whole.run(&so), whole.run(&otherwise)) else { continue };
        if so.price < otherwise.price {
            matters.push(Matters { first, later, so, otherwise });
        }
    }
    let runs = (prices.len() as u32, whole.known.len() as u32);
    Orders { allowed: Some(table.allowed()), runs, planned: as_planned, best, matters, learned: Vec::new() }
}

/// Runs orders as a whole, each once.
struct Whole<'a> {
    plan: &'a StepPlan,
    world: &'a World,
    rehearser: &'a mut Rehearser,
    /// Those that this search has asked for.
    known: BTreeMap<Vec<StepId>, WholeOrder>,
}

impl Whole<'_> {
    fn run(&mut self, steps: &[StepId]) -> Option<StepOrder> {
        self.told(steps).map(|it| it.0)
    }

    /// An order, and how many log-ons fail behind each of its steps.
    fn told(&mut self, steps: &[StepId]) -> WholeOrder {
        if let Some(known) = self.known.get(steps) {
            return known.clone();
        }
        let found = self.anew(steps);
        self.known.insert(steps.to_vec(), found.clone());
        found
    }

    fn anew(&mut self, steps: &[StepId]) -> WholeOrder {
        let other = resolve_or_why(self.plan.in_order(steps), &self.world.title).ok()?;
        let times: Vec<SimTime> = self.world.steps.iter().map(|it| it.at).collect();
        let run = self.rehearser.rehearse_by(&other, &times, u64::MAX, &mut |_| true);
        let order = measured(steps, &run);
        let mut fails = vec![0; steps.len()];
        for ((_, stretch), loss) in &run.lost.cells {
            if let Some(at) = stretch.checked_sub(1) {
                fails[at] += loss.failed + loss.cut;
            }
        }
        self.rehearser.take_back(run);
        Some((order, fails))
    }
}

/// What an order that was run costs.
fn measured(steps: &[StepId], run: &Rehearsed) -> StepOrder {
    let behind = run.lost.behind.iter();
    let price = behind
        .clone()
        .fold(Price::default(), |sum, it| sum.plus(Price { outage: it.outage, failed: it.failed + it.cut }));
    StepOrder { steps: steps.to_vec(), price, hit: behind.map(|it| it.hit).sum() }
}

/// Searches for an order in which nobody loses mail, where there are too many to put together all of them; what was run
/// before for the same plan is not run again. `goes_on` is asked before each run: whether it came to its end.
pub fn searched(
    (plan, world): (&StepPlan, &World),
    before: &mut KnownOrders,
    rehearser: &mut Rehearser,
    goes_on: &dyn Fn() -> bool,
) -> (Orders, bool) {
    let planned: Vec<StepId> = (0..plan.len()).map(StepId::at).collect();
    let mut learned: Vec<(StepId, StepId)> = Vec::new();
    let mut whole = Whole { plan, world, rehearser, known: BTreeMap::new() };
    let as_planned = whole.run(&planned).unwrap_or_else(|| unreachable!("the plan itself was run before"));
    let (mut best, mut singles) = (as_planned.clone(), 0);
    if STEPS_MAX < plan.len() {
        let (runs, matters) = ((0, 1), Vec::new());
        return (Orders { allowed: None, runs, planned: as_planned, best: None, matters, learned }, true);
    }
    while (whole.known.len() as u32) < SEARCH_MAX && singles < SEARCH_MAX && goes_on() {
        let Some(order) = in_order(world, &learned) else { break };
        if let Some(known) = before.whole.get(&order) {
            whole.known.insert(order.clone(), known.clone());
        }
        let told = whole.told(&order);
        before.whole.insert(order.clone(), told.clone());
        let Some((told, fails)) = told else { break };
        if told.price < best.price {
            best = told;
        }
        let mut costs = |edge: StepBehind| {
            singles += 1;
            if let Some(known) = before.prices.get(&edge) {
                return *known;
            }
            if !goes_on() {
                return None;
            }
            let found = price(plan, world, edge, whole.rehearser);
            before.prices.insert(edge, found);
            found
        };
        let pair = (0..order.len())
            .filter(|it| fails[*it] > 0)
            .find_map(|slot| smallest_pair(world, (&order, slot), &learned, &mut costs));
        match pair {
            Some(pair) => learned.push(pair),
            None => break,
        }
    }
    let runs = (singles, whole.known.len() as u32);
    let orders = Orders { allowed: None, runs, planned: as_planned, best: Some(best), matters: Vec::new(), learned };
    (orders, goes_on())
}

/// The steps in an order that keeps what they need and what was learned, as near to the plan as can be; nothing where
/// none does.
fn in_order(world: &World, learned: &[(StepId, StepId)]) -> Option<Vec<StepId>> {
    let mut order: Vec<StepId> = Vec::new();
    let all: Vec<StepId> = (0..world.steps.len()).map(StepId::at).collect();
    while order.len() < all.len() {
        let is_free = |it: &&StepId| {
            !order.contains(it)
                && world.steps[it.index()].needs.iter().all(|it| order.contains(it))
                && learned.iter().all(|(first, later)| *later != **it || order.contains(first))
        };
        let next = *all.iter().find(is_free)?;
        order.push(next);
    }
    Some(order)
}

/// Of an order in which log-ons fail behind a step the smallest pair that must not stand so: with which other step
/// before it, or not before it, nobody fails.
fn smallest_pair(
    world: &World,
    (order, slot): (&[StepId], usize),
    learned: &[(StepId, StepId)],
    costs: &mut dyn FnMut(StepBehind) -> Option<Price>,
) -> Option<(StepId, StepId)> {
    let step = order[slot];
    let done: u64 = order[..slot].iter().map(|it| bit(*it)).sum();
    let mut is_well = |done: u64| costs(StepBehind { done, next: step }) == Some(Price::default());
    let fits = |pair: (StepId, StepId)| {
        let with: Vec<_> = learned.iter().copied().chain([pair]).collect();
        !learned.contains(&pair) && in_order(world, &with).is_some()
    };
    let later = order[slot + 1..].iter().find(|it| fits((**it, step)) && is_well(done | bit(**it)));
    if let Some(first) = later {
        return Some((*first, step));
    }
    let earlier = order[..slot].iter().find(|it| fits((step, **it)) && is_well(done & !bit(**it)));
    earlier.map(|it| (step, *it))
}
