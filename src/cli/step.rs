//! What does `coexist step` do?
//!
//! Fills the terminal with a walk through a run, for people on a server without a browser. Where one is, what may be
//! seen and what is asked is decided by the machine that a page uses too ([`crate::page::walk`]); what each key does
//! by [`walk`], and how it looks by a pure drawing ([`draw`]). Here is only what a terminal needs: its modes, its keys,
//! and the clock that makes the walk step by itself.

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
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::ColorChoice;
use clap::Args;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::crossterm::{cursor, execute, style, terminal};

use super::load::{client, loaded};
use super::long;
use super::output::{Shell, complain, is_dumb};
use super::source::{self, Missing};
use super::{UNUSABLE, bug};
use crate::words::step as words;
use story::Story;
use walk::{Key, Start, Walk};

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

// --- the terminal ----------------------------------------------------------------------------------------------------

/// A terminal in full screen. However it is left, it is put back.
struct Screen {
    terminal: Terminal<CrosstermBackend<io::Stdout>>,
}

impl Screen {
    fn open() -> io::Result<Self> {
        IS_OPEN.store(true, Ordering::Relaxed);
        let opened = terminal::enable_raw_mode()
            .and_then(|()| execute!(io::stdout(), terminal::EnterAlternateScreen, cursor::Hide))
            .and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())));
        match opened {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether the other screen is shown.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Puts the terminal back, once: a second time would put the cursor where it was, over what was written meanwhile.
/// What fails here has nobody left to be told. A panic is told after that, on the screen that was there before.
pub(super) fn restore() {
    if !IS_OPEN.swap(false, Ordering::Relaxed) {
        return;
    }
    let _ = execute!(io::stdout(), style::ResetColor, terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// Shows a walk until somebody leaves it.
fn show(mut walk: Walk) -> io::Result<u8> {
    let signal = signals::watch()?;
    let mut screen = Screen::open()?;
    signals::guard(&signal)?;
    let mut clock = Clock::default();
    while !walk.is_over {
        let size = screen.terminal.size()?;
        walk.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height));
        screen.terminal.draw(|frame| draw::draw(frame, &walk))?;
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

/// What was pressed, if it means something here.
fn key(event: &Event) -> Option<Key> {
    let Event::Key(KeyEvent { code, modifiers, kind, .. }) = event else { return None };
    if *kind == KeyEventKind::Release {
        return None;
    }
    let is_control = modifiers.contains(KeyModifiers::CONTROL);
    Some(match code {
        KeyCode::Char('c' | 'd') if is_control => Key::Interrupt,
        KeyCode::Char(_) if is_control => return None,
        KeyCode::Char(letter) => Key::Char(*letter),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        _ => return None,
    })
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

/// A process that is told to end still puts its terminal back.
#[cfg(unix)]
mod signals {
    use std::io::{self, IsTerminal};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    /// How often the terminal is looked at.
    #[allow(clippy::disallowed_types, reason = "a terminal that goes away is noticed in real time")]
    const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(250);
    /// The exit code where the terminal is gone: that of its signal.
    const GONE: u8 = 128 + 1;

    pub(super) fn watch() -> io::Result<Arc<AtomicUsize>> {
        let signal = Arc::new(AtomicUsize::new(0));
        for it in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register_usize(it, Arc::clone(&signal), usize::try_from(it).unwrap_or(0))?;
        }
        Ok(signal)
    }

    /// Looks after a process that waits for keys. Where its terminal is gone, the wait for a key may never end,
    /// whatever signal comes: then the process ends from here. One that still reacts has a moment to end by itself.
    pub(super) fn guard(signal: &Arc<AtomicUsize>) -> io::Result<()> {
        let signal = Arc::clone(signal);
        let watch = move || {
            let mut before = None;
            loop {
                std::thread::sleep(LOOK_EVERY);
                if !super::IS_OPEN.load(Ordering::Relaxed) {
                    return;
                }
                let is_gone = !io::stdout().is_terminal();
                let now = code(&signal).or_else(|| is_gone.then_some(GONE));
                if let (Some(code), true) = (now, before == now) {
                    if !is_gone {
                        super::restore();
                    }
                    std::process::exit(code.into());
                }
                before = now;
            }
        };
        std::thread::Builder::new().spawn(watch).map(drop)
    }

    /// The exit code of a process that was ended by a signal.
    pub(super) fn code(signal: &Arc<AtomicUsize>) -> Option<u8> {
        match signal.load(Ordering::Relaxed) {
            0 => None,
            signal => u8::try_from(128 + signal).ok(),
        }
    }
}

#[cfg(not(unix))]
mod signals {
    pub(super) fn watch() -> std::io::Result<()> {
        Ok(())
    }

    pub(super) fn guard((): &()) -> std::io::Result<()> {
        Ok(())
    }

    pub(super) fn code((): &()) -> Option<u8> {
        None
    }
}
