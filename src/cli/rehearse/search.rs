//! How is a plan run again and again, in several threads, until all is known or somebody ends it?

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::known::{Kept, Known};
use crate::cli::long::Counted;
use crate::cli::output::Shell;
use crate::cli::together::together;
use crate::rehearsal::orders::{Orders, edges, of_prices, price, searched};
use crate::rehearsal::otherwise::{carried_out, ways};
use crate::rehearsal::pauses::{Pause, pause};
use crate::rehearsal::{Rehearsed, Rehearser, StepPlan};
use crate::render::rehearsal::{Left, OtherwiseTold, why};
use crate::world::{StepId, World};

/// What is asked of a plan, and what is known of it by now.
pub(super) struct Search<'a> {
    plan: (&'a World, &'a StepPlan, &'a Rehearsed),
    kept: Mutex<Kept>,
    threads: Option<u16>,
    stopped: &'a AtomicBool,
    shell: Shell,
    left: RefCell<Vec<Left>>,
}

impl<'a> Search<'a> {
    pub(super) const fn new(
        plan: (&'a World, &'a StepPlan, &'a Rehearsed),
        kept: Kept,
        threads: Option<u16>,
        stopped: &'a AtomicBool,
        shell: Shell,
    ) -> Self {
        Self { plan, kept: Mutex::new(kept), threads, stopped, shell, left: RefCell::new(Vec::new()) }
    }

    /// What comes of the plan when it is carried out otherwise; what is told is in the order of the ways.
    pub(super) fn otherwise(&self) -> OtherwiseTold {
        let (plan, lang) = (self.plan, self.shell.lang);
        let (ways, beyond) = ways(plan.1);
        let known = self.known(|it| (0..ways.len()).map(|at| it.ways.get(&at).cloned()).collect());
        let came = self.in_threads(
            (&ways, known),
            &|rehearser, how| carried_out(plan, *how, rehearser, |world, cause| why(world, cause, lang)),
            &|known, at, it| {
                known.ways.insert(at, it.clone());
            },
        );
        self.note(&came, Left::Ways);
        OtherwiseTold { came: came.into_iter().flatten().collect(), beyond }
    }

    /// What comes of the orders that the needs of the steps allow: of all of them, or of those that a search runs.
    /// Nothing where it was ended before they could be compared.
    pub(super) fn orders(&self) -> Option<Orders> {
        let (world, plan, _) = self.plan;
        let Some(edges) = edges(world) else { return self.searched() };
        let known = self.known(|it| edges.iter().map(|edge| it.orders.prices.get(edge).copied()).collect());
        let prices = self.in_threads(
            (&edges, known),
            &|rehearser, edge| price(plan, world, *edge, rehearser),
            &|known, at, it| {
                known.orders.prices.insert(edges[at], *it);
            },
        );
        self.note(&prices, Left::Steps);
        let prices: Option<Vec<_>> = prices.into_iter().collect();
        let prices = edges.into_iter().zip(prices?).collect();
        Some(of_prices((plan, world), &prices, &mut Rehearser::default()))
    }

    fn searched(&self) -> Option<Orders> {
        let (world, plan, _) = self.plan;
        if self.is_stopped() {
            self.left.borrow_mut().push(Left::Orders);
            return None;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let goes_on = || !self.is_stopped();
        let known = &mut kept.known.orders;
        let (orders, is_whole) = searched((plan, world), known, &mut Rehearser::default(), &goes_on);
        if !is_whole {
            self.left.borrow_mut().push(Left::Orders);
        }
        Some(orders)
    }

    /// How long must be waited after each step but the last.
    pub(super) fn pauses(&self) -> Vec<Pause<String>> {
        let ((world, plan, _), lang) = (self.plan, self.shell.lang);
        let steps: Vec<StepId> = (1..plan.len()).map(|it| StepId::at(it - 1)).collect();
        let known = self.known(|it| (0..steps.len()).map(|at| it.pauses.get(&at).cloned()).collect());
        let pauses = self.in_threads(
            (&steps, known),
            &|rehearser, step| pause((plan, world), *step, rehearser, |world, cause| why(world, cause, lang)),
            &|known, at, it| {
                known.pauses.insert(at, it.clone());
            },
        );
        self.note(&pauses, Left::Waits);
        pauses.into_iter().flatten().collect()
    }

    /// What was not run because somebody ended it; keeps what is known, and says whether that could be done.
    pub(super) fn end(self) -> (Vec<Left>, bool) {
        let kept = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        (self.left.into_inner(), kept.end(self.shell))
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn known<R>(&self, of: impl FnOnce(&Known) -> R) -> R {
        of(&self.kept.lock().unwrap_or_else(PoisonError::into_inner).known)
    }

    fn note<R>(&self, came: &[Option<R>], left: fn(usize, usize) -> Left) {
        let done = came.iter().flatten().count();
        if done < came.len() {
            self.left.borrow_mut().push(left(done, came.len()));
        }
    }

    /// Does something with each of many of which nothing is known, in several threads; what comes of each stands in its
    /// place, and nothing where it was ended before.
    fn in_threads<T: Sync, R: Send>(
        &self,
        (all, mut known): (&[T], Vec<Option<R>>),
        each: &(dyn Fn(&mut Rehearser, &T) -> R + Sync),
        note: &(dyn Fn(&mut Known, usize, &R) + Sync),
    ) -> Vec<Option<R>> {
        let open: Vec<usize> = (0..all.len()).filter(|it| known[*it].is_none()).collect();
        let available = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or(available, usize::from).min(open.len()).max(1);
        let bar = Counted::of(open.len() as u64, self.shell.lang);
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, R)>> = Mutex::default();
        let (kept, stopped) = (&self.kept, self.stopped);
        let one = |_| {
            let mut rehearser = Rehearser::default();
            while !stopped.load(Ordering::Relaxed) {
                let Some(&at) = open.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                let result = each(&mut rehearser, &all[at]);
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                note(&mut kept.known, at, &result);
                kept.now_and_then();
                drop(kept);
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                bar.more(1);
            }
        };
        together(0..threads, one);
        bar.done();
        for (at, result) in done.into_inner().unwrap_or_else(PoisonError::into_inner) {
            known[at] = Some(result);
        }
        known
    }
}
