//! How far is a long run?
//!
//! A run that lasts over a second shows a bar on standard error, where that is a terminal: the simulated time, the
//! events, and how many of them are simulated in a second. It says nothing of how a run comes out.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use super::memory;
use super::output::Shell;
use crate::rehearsal::{Rehearsed, Rehearser};
use crate::render::diff::Side;
use crate::render::{Hearer, Lang};
use crate::sim::tracer::Full;
use crate::sim::{self, Progress, Simulator};
use crate::telling::Scope;
use crate::telling::people::People;
use crate::time::SimTime;
use crate::trace::Run;
use crate::verdict::Verdict;
use crate::verdict::listen::Hold;
use crate::words::{cli as say, thousands};
use crate::world::World;

/// After how many events somebody looks: some thirty times a second.
const EACH: u64 = 32_768;
/// From when on a bar is shown, in milliseconds.
const LONG: u128 = 1_000;
/// How many steps the bar has.
const STEPS: u64 = 1_000;

/// Runs a scenario and keeps what happens, as far as there is room; whoever waits long sees how far it is.
pub(super) fn run(world: &World, shell: Shell) -> Run {
    memory::foretell(world, 1, shell);
    let budget = memory::of_one(1);
    let run = watched(world, shell.lang, |each, watch| sim::run_within(world, budget, each, watch));
    memory::note(&run);
    run
}

/// The same of a run of which nothing but the verdict is wanted.
pub(super) fn heard(world: &World, (scope, folds): (Scope, bool), lang: Lang) -> (Run, Verdict, People) {
    watched(world, lang, |each, watch| crate::render::heard(world, (scope, folds), Hold::default(), each, watch))
}

/// The same of a plan that is rehearsed.
pub(super) fn rehearsed(world: &World, lang: Lang) -> Rehearsed {
    watched(world, lang, |each, watch| Rehearser::default().rehearse(world, each, watch))
}

/// The same of one that is compared with another.
pub(super) fn compared<'a>(name: &'a str, world: &'a World, lang: Lang) -> Side<'a> {
    let side = watched(world, lang, |each, watch| Side::heard(name, world, each, watch));
    memory::note(side.run());
    side
}

fn watched<R>(world: &World, lang: Lang, run: impl FnOnce(u64, &mut dyn FnMut(Progress)) -> R) -> R {
    if !std::io::stderr().is_terminal() {
        return run(u64::MAX, &mut |_| {});
    }
    let bar = bar("{bar:24} {msg}", STEPS);
    let run = run(EACH, &mut |it| {
        if let Some(passed) = shown(&bar) {
            bar.set_position(steps(world, it));
            bar.set_message(said(world, it, passed, lang));
        }
    });
    bar.finish_and_clear();
    run
}

/// Runs one of several; while it is long, and somebody looks, `tell` hears how far it is.
pub(super) fn run_telling(
    simulator: &mut Simulator<Full>,
    world: &World,
    lang: Lang,
    tell: &mut dyn FnMut(String),
) -> Run {
    telling(world, lang, tell, |each, watch| simulator.keep(world, memory::of_one(1), each, watch))
}

/// The same of one of which nothing but the verdict is wanted.
pub(super) fn heard_telling(
    hearer: &mut Hearer,
    (world, scope): (&World, Scope),
    lang: Lang,
    tell: &mut dyn FnMut(String),
) -> (Run, Verdict, People) {
    telling(world, lang, tell, |each, watch| hearer.heard(world, (scope, true), Hold::default(), each, watch))
}

fn telling<R>(
    world: &World,
    lang: Lang,
    tell: &mut dyn FnMut(String),
    run: impl FnOnce(u64, &mut dyn FnMut(Progress)) -> R,
) -> R {
    if !std::io::stderr().is_terminal() {
        return run(u64::MAX, &mut |_| {});
    }
    let own = ProgressBar::hidden();
    run(EACH, &mut |it| {
        let passed = own.elapsed().as_millis();
        if LONG <= passed {
            tell(said(world, it, passed, lang));
        }
    })
}

/// A bar that nobody sees yet.
fn bar(template: &str, length: u64) -> ProgressBar {
    let bar = ProgressBar::hidden();
    bar.set_style(ProgressStyle::with_template(template).expect("it names what there is"));
    bar.set_length(length);
    bar
}

/// Shows a bar as soon as it has been waited for long enough; how long that is by now.
fn shown(bar: &ProgressBar) -> Option<u128> {
    let passed = bar.elapsed().as_millis();
    if passed < LONG {
        return None;
    }
    if bar.is_hidden() {
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }
    Some(passed)
}

fn said(world: &World, it: Progress, passed: u128, lang: Lang) -> String {
    let rate = u128::from(it.events) * 1_000 / passed.max(1);
    let rate = u64::try_from(rate).unwrap_or(u64::MAX);
    say::far(lang, world.moment(full_second(it.at)), thousands(it.events), thousands(rate))
}

/// Several scenarios that are run one beside the other: how many of them are done, and how far the one is that was
/// heard of last.
pub(super) struct Several {
    /// None where nobody would see it.
    bar: Option<ProgressBar>,
}

impl Several {
    /// So many of them.
    pub(super) fn of(count: usize) -> Self {
        let bar = || bar("{bar:24} {pos}/{len} {msg}", count as u64);
        Self { bar: std::io::stderr().is_terminal().then(bar) }
    }

    /// Shows how far one of them is.
    pub(super) fn hears(&self, far: String) {
        if let Some(bar) = &self.bar
            && shown(bar).is_some()
        {
            bar.set_message(far);
        }
    }

    /// One of them is done.
    pub(super) fn one_more(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            shown(bar);
        }
    }

    /// All are.
    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn full_second(at: SimTime) -> SimTime {
    SimTime(at.0 / 1_000_000 * 1_000_000)
}

/// How far a run is that ends at its time or at its limit, whichever comes first. It may end before both.
fn steps(world: &World, it: Progress) -> u64 {
    let part = |done: u64, all: u64| u128::from(done) * u128::from(STEPS) / u128::from(all.max(1));
    let most = part(it.at.0, world.until.0).max(part(it.events, world.event_limit));
    u64::try_from(most).unwrap_or(STEPS).min(STEPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_far_as_what_ends_the_run_first() {
        let world = crate::verdict::sample::world(crate::gallery::DEFAULT);
        let far = |at, events| steps(&world, Progress { at: SimTime(at), events });
        assert_eq!(far(0, 0), 0);
        assert_eq!(far(world.until.0 / 2, 0), STEPS / 2);
        assert_eq!(far(0, world.event_limit / 4), STEPS / 4);
        assert_eq!(far(world.until.0, world.event_limit), STEPS);
    }
}
