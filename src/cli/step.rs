//! What does `coexist step` do?
//!
//! Fills the terminal with a walk through a run, for people on a server without a browser. Where one is, what may be
//! seen and what is asked is decided by the machine that a page uses too ([`crate::page::walk`]); what each key does
//! by [`walk`], and how it looks by a pure drawing ([`draw`]). Here is only what a terminal needs: its keys, and the
//! clock that makes the walk step by itself.

mod draw;
mod lines;
mod panes;
mod quiz;
mod story;
#[cfg(test)]
mod tests;
mod theme;
mod walk;

use std::io::{self, IsTerminal};
use std::rc::Rc;

use anstream::ColorChoice;
use clap::Args;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::{event, style};

use super::load::{client, loaded};
use super::long;
use super::output::{Shell, complain, is_dumb};
use super::source::{self, Missing};
use super::terminal::{Taken, key, signals};
use super::{UNUSABLE, bug};
use crate::words::step as words;
use story::Story;
use walk::{Start, Walk};

/// How long it waits for a key before it looks whether the process is to end, in milliseconds.
const PATIENCE: u32 = 250;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    at: usize,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(long)]
    predict: bool,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
}

/// Walks through a run and returns the exit code: 0, whatever came out of the run.
pub(super) fn step(arguments: &Arguments, shell: Shell) -> u8 {
    let lang = shell.lang;
    if is_dumb() || !io::stdout().is_terminal() {
        complain(shell, &words::no_terminal(lang), Some(&words::run_instead(lang)));
        return UNUSABLE;
    }
    let walk = match prepare(arguments, shell) {
        Ok(walk) => walk,
        Err(code) => return code,
    };
    let _at_work = bug::at_work(shell, &walk.story.world);
    match show(walk) {
        Ok(code) => code,
        Err(error) => {
            complain(shell, &words::terminal_failed(lang, error), Some(&words::run_instead(lang)));
            UNUSABLE
        }
    }
}

/// Finds, loads and runs the scenario. What is wrong is told here.
fn prepare(arguments: &Arguments, shell: Shell) -> Result<Walk, u8> {
    let lang = shell.lang;
    let refuse = |Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let unusable = |message: String| {
        complain(shell, &message, None);
        UNUSABLE
    };
    let source = source::find(arguments.scenario.as_deref(), lang).map_err(refuse)?;
    let mut world = loaded(&source, shell)?;
    world.seed = arguments.seed.unwrap_or(world.seed);
    let client =
        arguments.client.as_deref().map(|it| client(&world, it, lang)).transpose().map_err(refuse)?.map(|it| it.client);
    let _at_work = bug::at_work(shell, &world);
    let run = long::run(&world, shell);
    let story = Story::new(&source.name, &source.text(), world, run);
    let Some(last) = story.told().checked_sub(1) else { return Err(unusable(words::nothing_happens(lang))) };
    if arguments.at > last {
        return Err(unusable(words::no_record(lang, arguments.at, last)));
    }
    if let Some(client) = client
        && story.run.trace.attempts.iter().all(|it| it.client != client)
    {
        return Err(unusable(words::never_connects(lang, story.client(client))));
    }
    let colors = shell.color.stdout() != ColorChoice::Never;
    let start = Start { lang, colors, client, at: arguments.at, predict: arguments.predict };
    if colors {
        style::force_color_output(true);
    }
    Ok(Walk::new(Rc::new(story), &start))
}

/// Shows a walk until somebody leaves it.
fn show(mut walk: Walk) -> io::Result<u8> {
    let signal = signals::watch()?;
    // Put back last.
    let _taken = Taken::screen()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    signals::guard(&signal)?;
    let mut clock = Clock::default();
    while !walk.is_over {
        let size = terminal.size()?;
        walk.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height));
        terminal.draw(|frame| draw::draw(frame, &walk))?;
        bug::where_asked_for(&walk.story.world);
        if walk.has_work() {
            walk.work();
            continue;
        }
        let is_due = clock.wait(walk.is_playing().then(|| walk.pace()))?;
        if let Some(code) = signals::code(&signal) {
            return Ok(code);
        }
        if is_due {
            walk.tick();
        }
        // Keys that are held come faster than screens are drawn.
        while !walk.is_over && Clock::has_event()? {
            if let Some(key) = key(&event::read()?) {
                walk.key(key);
            }
        }
    }
    Ok(0)
}

/// The clock on the wall: the only one in the program, for a walk that steps by itself.
#[allow(clippy::disallowed_types, reason = "a terminal is waited for, and a walk plays in the time of its viewer")]
#[derive(Debug, Default)]
struct Clock {
    /// When the step before was due.
    last: Option<std::time::Instant>,
}

#[allow(clippy::disallowed_types, reason = "a terminal is waited for, and a walk plays in the time of its viewer")]
impl Clock {
    /// Waits for a key, a step that is due every `pace` milliseconds, or for a moment. Tells whether a step is due.
    fn wait(&mut self, pace: Option<u32>) -> io::Result<bool> {
        use std::time::{Duration, Instant};
        let most = Duration::from_millis(PATIENCE.into());
        let Some(pace) = pace else {
            self.last = None;
            event::poll(most)?;
            return Ok(false);
        };
        let due = *self.last.get_or_insert_with(Instant::now) + Duration::from_millis(pace.into());
        event::poll(due.saturating_duration_since(Instant::now()).min(most))?;
        let is_due = due <= Instant::now();
        if is_due {
            self.last = Some(Instant::now());
        }
        Ok(is_due)
    }

    fn has_event() -> io::Result<bool> {
        event::poll(std::time::Duration::ZERO)
    }
}
