//! In which colors is it shown?
//!
//! The sixteen colors that every terminal has, with the background named too, so that a screen reads the same
//! whatever the terminal's own colors are. Nothing is told by color alone: each tone goes with a sign or a word.

use ratatui::style::{Color, Modifier, Style};

/// A set of colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// No colors.
    Plain,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Plain text.
    Plain,
    /// The first line.
    Bar,
    /// A heading.
    Title,
    /// Lines between parts.
    Line,
    /// Who does something.
    Actor,
    /// What a client, or a server as a client, says.
    Command,
    /// What a server answers.
    Reply,
    /// A decision.
    Decision,
    /// A rule id.
    Rule,
    /// What is assumed, and other remarks.
    Note,
    /// What went well.
    Good,
    /// What is not as it should be.
    Warning,
    /// What went wrong.
    Bad,
    /// A key.
    Key,
    /// Where one is.
    Here,
}

impl Theme {
    /// The next one.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Plain,
            Self::Plain => Self::Dark,
        }
    }

    /// The colors of everything that has none of its own.
    pub(super) fn base(self) -> Style {
        match self {
            Self::Dark => Style::new().fg(Color::White).bg(Color::Black),
            Self::Light => Style::new().fg(Color::Black).bg(Color::White),
            Self::Plain => Style::new(),
        }
    }

    /// The colors of a piece of text.
    pub(super) fn style(self, tone: Tone) -> Style {
        let (dark, light, modifier) = match tone {
            Tone::Plain => return self.base(),
            Tone::Bar | Tone::Here => return self.base().add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Tone::Line => (Color::Gray, Color::Black, Modifier::empty()),
            Tone::Title => (Color::White, Color::Black, Modifier::BOLD),
            Tone::Actor => (Color::LightCyan, Color::Blue, Modifier::empty()),
            Tone::Command => (Color::LightMagenta, Color::Magenta, Modifier::empty()),
            Tone::Reply => (Color::White, Color::Black, Modifier::empty()),
            Tone::Decision => (Color::LightYellow, Color::Blue, Modifier::BOLD),
            Tone::Rule => (Color::LightYellow, Color::Blue, Modifier::empty()),
            Tone::Note => (Color::White, Color::Black, Modifier::ITALIC),
            Tone::Good => (Color::LightGreen, Color::Green, Modifier::BOLD),
            Tone::Warning => (Color::Yellow, Color::Magenta, Modifier::BOLD),
            Tone::Bad => (Color::LightRed, Color::Red, Modifier::BOLD),
            Tone::Key => (Color::LightYellow, Color::Blue, Modifier::BOLD),
        };
        let base = self.base().add_modifier(modifier);
        match self {
            Self::Dark => base.fg(dark),
            Self::Light => base.fg(light),
            Self::Plain => base,
        }
    }
}
