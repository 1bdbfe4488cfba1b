//! How far is a long run?
//!
//! A run that lasts over a second shows a bar on standard error, where that is a terminal: the simulated time, the
//! events, and how many of them are simulated in a second. It says nothing of how a run comes out.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::render::Lang;
use crate::sim::{self, Progress};
use crate::time::SimTime;
use crate::trace::Run;
use crate::words::{cli as say, thousands};
use crate::world::World;

/// After how many events somebody looks: some thirty times a second.
const EACH: u64 = 32_768;
/// From when on a bar is shown, in milliseconds.
const LONG: u128 = 1_000;
/// How many steps the bar has.
const STEPS: u64 = 1_000;

/// Runs a scenario; whoever waits long sees how far it is.
pub(super) fn run(world: &World, lang: Lang) -> Run {
    if !std::io::stderr().is_terminal() {
        return sim::run(world);
    }
    let bar = ProgressBar::hidden();
    let style = ProgressStyle::with_template("{bar:24} {msg}").expect("it names what there is");
    bar.set_style(style);
    bar.set_length(STEPS);
    let run = sim::run_watched(world, EACH, &mut |it| {
        let passed = bar.elapsed().as_millis();
        if LONG <= passed {
            if bar.is_hidden() {
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            bar.set_position(steps(world, it));
            let rate = u128::from(it.events) * 1_000 / passed;
            let rate = u64::try_from(rate).unwrap_or(u64::MAX);
            bar.set_message(say::far(lang, world.moment(full_second(it.at)), thousands(it.events), thousands(rate)));
        }
    });
    bar.finish_and_clear();
    run
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
