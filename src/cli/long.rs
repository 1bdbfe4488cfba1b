//! How far is a long run?
//!
//! A run that lasts over a second shows a bar on standard error, where that is a terminal: the simulated time, the
//! events, and how many of them are simulated in a second. It says nothing of how a run comes out.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

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
use crate::time::{Micros, SimTime};
use crate::trace::Run;
use crate::verdict::Verdict;
use crate::verdict::listen::Hold;
use crate::words::{cli as say, thousands};
use crate::world::World;

/// After how many events somebody looks: some thirty times a second.
pub(super) const EACH: u64 = 32_768;
/// From when on a bar is shown, in milliseconds.
const LONG: u128 = 1_000;
/// How often what is known is kept, where it is, in seconds.
pub(super) const KEPT: u64 = 10;
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

/// The same of a plan that is rehearsed, up to its end or until somebody wants it to end.
pub(super) fn rehearsed(world: &World, stopped: &AtomicBool, lang: Lang) -> Rehearsed {
    until_stopped(world, stopped, lang, |each, watch| Rehearser::default().rehearse(world, each, watch))
}

/// The same of one that is compared with another.
pub(super) fn compared<'a>(name: &'a str, world: &'a World, lang: Lang) -> Side<'a> {
    let side = watched(world, lang, |each, watch| Side::heard(name, world, each, watch));
    memory::note(side.run());
    side
}

fn watched<R>(world: &World, lang: Lang, run: impl FnOnce(u64, &mut dyn FnMut(Progress) -> bool) -> R) -> R {
    until_stopped(world, &AtomicBool::new(false), lang, run)
}

fn until_stopped<R>(
    world: &World,
    stopped: &AtomicBool,
    lang: Lang,
    run: impl FnOnce(u64, &mut dyn FnMut(Progress) -> bool) -> R,
) -> R {
    let goes_on = || !stopped.load(Ordering::Relaxed);
    if !std::io::stderr().is_terminal() {
        return run(EACH, &mut |_| goes_on());
    }
    let bar = bar("{bar:24} {msg}", STEPS);
    let run = run(EACH, &mut |it| {
        if let Some(passed) = shown(&bar) {
            bar.set_position(steps(world, it));
            bar.set_message(said(world, it, passed, lang));
        }
        goes_on()
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
    run: impl FnOnce(u64, &mut dyn FnMut(Progress) -> bool) -> R,
) -> R {
    if !std::io::stderr().is_terminal() {
        return run(u64::MAX, &mut |_| true);
    }
    let own = ProgressBar::hidden();
    run(EACH, &mut |it| {
        let passed = own.elapsed().as_millis();
        if LONG <= passed {
            tell(said(world, it, passed, lang));
        }
        true
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

/// Many runs of one search: how many of them are done, how many in a second, and how long the rest will take.
pub(super) struct Counted {
    bar: ProgressBar,
    is_seen: bool,
    lang: Lang,
}

impl Counted {
    /// So many of them.
    pub(super) fn of(count: u64, lang: Lang) -> Self {
        Self { bar: bar("{bar:24} {pos}/{len} {msg}", count), is_seen: std::io::stderr().is_terminal(), lang }
    }

    /// It is so many.
    pub(super) fn set_length(&self, count: u64) {
        self.bar.set_length(count);
    }

    /// So many more are done.
    pub(super) fn more(&self, count: u64) {
        self.bar.inc(count);
        if self.is_shown() {
            let rate = self.bar.position() / self.passed().max(1);
            let left = Micros::from_secs(self.bar.eta().as_secs());
            self.bar.set_message(say::far_of_many(self.lang, thousands(rate), left));
        }
    }

    /// So many are done, of a search that may come to its end before all of them: what is known of it.
    pub(super) fn at(&self, position: u64, far: impl FnOnce(u64) -> String) {
        self.bar.set_position(position);
        if self.is_shown() {
            self.bar.set_message(far(self.passed().max(1)));
        }
    }

    /// Whether anybody sees it by now.
    pub(super) fn is_shown(&self) -> bool {
        self.is_seen && shown(&self.bar).is_some()
    }

    /// How many seconds it has taken so far.
    pub(super) fn passed(&self) -> u64 {
        self.bar.elapsed().as_secs()
    }

    /// They are through, or somebody has ended it.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
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
