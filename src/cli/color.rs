//! When is the output colored, and how?

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::render::{Paint, Role};

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

/// Colors by role. Nothing is told by color alone, and nothing is dimmed: gray on a projector is invisible.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colors;

impl Paint for Colors {
    fn start(&self, role: Role) -> String {
        style(role).render().to_string()
    }

    fn end(&self, role: Role) -> String {
        style(role).render_reset().to_string()
    }
}

const fn style(role: Role) -> Style {
    match role {
        Role::Plain => Style::new(),
        Role::Title => Style::new().bold(),
        // Plain: blue and gray are hard to read from the back of a room.
        Role::Time => Style::new(),
        Role::Actor => AnsiColor::Cyan.on_default(),
        Role::Wire => AnsiColor::Magenta.on_default(),
        Role::Rule => AnsiColor::Yellow.on_default(),
        Role::Note => Style::new().italic(),
        Role::Good => AnsiColor::Green.on_default(),
        Role::Warning => AnsiColor::Yellow.on_default().bold(),
        Role::Bad => AnsiColor::Red.on_default(),
    }
}
