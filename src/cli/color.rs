//! When is the output colored, and how?

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::render::{Paint, PaintRole};

/// When to color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

impl When {
    /// What that means for standard output.
    pub(super) fn stdout(self) -> ColorChoice {
        self.choice(|| anstream::AutoStream::choice(&std::io::stdout()))
    }

    /// What that means for standard error.
    pub(super) fn stderr(self) -> ColorChoice {
        self.choice(|| anstream::AutoStream::choice(&std::io::stderr()))
    }

    fn choice(self, auto: impl Fn() -> ColorChoice) -> ColorChoice {
        match self {
            Self::Auto => auto(),
            Self::Always => ColorChoice::AlwaysAnsi,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Standard output as text is put on it: colors by role, and as wide as the terminal. Nothing is told by color alone,
/// and nothing is dimmed: gray on a projector is invisible.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    /// Whether it has colors.
    pub(super) is_colored: bool,
    /// How many columns there are.
    pub(super) columns: usize,
}

impl Paint for Screen {
    fn columns(&self) -> usize {
        self.columns
    }

    fn start(&self, role: PaintRole) -> String {
        if self.is_colored { style(role).render().to_string() } else { String::new() }
    }

    fn end(&self, role: PaintRole) -> String {
        if self.is_colored { style(role).render_reset().to_string() } else { String::new() }
    }
}

const fn style(role: PaintRole) -> Style {
    match role {
        PaintRole::Plain => Style::new(),
        PaintRole::Title => Style::new().bold(),
        // Plain: blue and gray are hard to read from the back of a room.
        PaintRole::Time => Style::new(),
        PaintRole::Actor => AnsiColor::Cyan.on_default(),
        PaintRole::Wire => AnsiColor::Magenta.on_default(),
        PaintRole::Rule => AnsiColor::Yellow.on_default(),
        PaintRole::Note => Style::new().italic(),
        PaintRole::Good => AnsiColor::Green.on_default(),
        PaintRole::Warning => AnsiColor::Yellow.on_default().bold(),
        PaintRole::Bad => AnsiColor::Red.on_default(),
    }
}
