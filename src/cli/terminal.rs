//! How does a command take the terminal for itself, and how is it put back?
//!
//! A command that hears single keys changes the modes of the terminal, and one that fills the screen takes the other
//! screen, too. However such a command ends (by itself, by a signal, by a bug, with its terminal), the terminal is as
//! it was: what was taken is kept in one place, and [`restore`] gives it back once.

use std::io;
use std::sync::atomic::{AtomicU8, Ordering};

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::crossterm::{cursor, execute, style, terminal};

/// What is taken of the terminal.
static TAKEN: AtomicU8 = AtomicU8::new(NOTHING);
const NOTHING: u8 = 0;
/// Keys are heard one by one, and not shown.
const KEYS: u8 = 1;
/// That, and the other screen is shown.
const SCREEN: u8 = 2;

/// The terminal, as long as this lives.
#[derive(Debug)]
pub(super) struct Taken(());

impl Taken {
    /// Takes the keys.
    ///
    /// # Errors
    /// It is no terminal.
    pub(super) fn keys() -> io::Result<Self> {
        Self::noted(KEYS, terminal::enable_raw_mode)
    }

    /// Takes the keys and the screen.
    ///
    /// # Errors
    /// It is no terminal.
    pub(super) fn screen() -> io::Result<Self> {
        let take = || {
            terminal::enable_raw_mode()
                .and_then(|()| execute!(io::stdout(), terminal::EnterAlternateScreen, cursor::Hide))
        };
        Self::noted(SCREEN, take)
    }

    /// What is taken is noted before it is, so that nothing can come in between.
    fn noted(what: u8, take: impl FnOnce() -> io::Result<()>) -> io::Result<Self> {
        TAKEN.store(what, Ordering::Relaxed);
        let taken = Self(());
        take().map(|()| taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal back, once: a second time would put the cursor where it was, over what was written meanwhile.
/// What fails here has nobody left to be told. A panic is told after that, on the screen that was there before.
pub(super) fn restore() {
    let taken = TAKEN.swap(NOTHING, Ordering::Relaxed);
    if taken == SCREEN {
        let _ = execute!(io::stdout(), style::ResetColor, terminal::LeaveAlternateScreen, cursor::Show);
    }
    if taken != NOTHING {
        let _ = terminal::disable_raw_mode();
    }
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character; capital letters with Shift.
    Char(char),
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A screen back.
    PageUp,
    /// A screen on.
    PageDown,
    /// Yes.
    Enter,
    /// Away.
    Esc,
    /// Ctrl-C.
    Interrupt,
}

/// What was pressed, if it means something to any command.
pub(super) fn key(event: &Event) -> Option<Key> {
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

/// A process that is told to end still puts its terminal back.
#[cfg(unix)]
pub(super) mod signals {
    use std::io::{self, IsTerminal};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    /// How often the terminal is looked at.
    #[allow(clippy::disallowed_types, reason = "a terminal that goes away is noticed in real time")]
    const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(250);
    /// The exit code where the terminal is gone: that of its signal.
    const GONE: u8 = 128 + 1;

    /// Hears signals from now on.
    ///
    /// # Errors
    /// They cannot be heard.
    pub(in crate::cli) fn watch() -> io::Result<Arc<AtomicUsize>> {
        let signal = Arc::new(AtomicUsize::new(0));
        for it in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register_usize(it, Arc::clone(&signal), usize::try_from(it).unwrap_or(0))?;
        }
        Ok(signal)
    }

    /// Looks after a process that waits for keys, until it ends. Where its terminal is gone, the wait for a key may
    /// never end, whatever signal comes: then the process ends from here. One that still reacts has a moment to end by
    /// itself.
    ///
    /// # Errors
    /// No thread can be started.
    pub(in crate::cli) fn guard(signal: &Arc<AtomicUsize>) -> io::Result<()> {
        let signal = Arc::clone(signal);
        let watch = move || {
            let mut before = None;
            loop {
                std::thread::sleep(LOOK_EVERY);
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
    pub(in crate::cli) fn code(signal: &Arc<AtomicUsize>) -> Option<u8> {
        match signal.load(Ordering::Relaxed) {
            0 => None,
            signal => u8::try_from(128 + signal).ok(),
        }
    }
}

#[cfg(not(unix))]
pub(super) mod signals {
    pub(in crate::cli) fn watch() -> std::io::Result<()> {
        Ok(())
    }

    pub(in crate::cli) fn guard((): &()) -> std::io::Result<()> {
        Ok(())
    }

    pub(in crate::cli) fn code((): &()) -> Option<u8> {
        None
    }
}
