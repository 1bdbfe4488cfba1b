//! How does a walk look on the screen?
//!
//! A pure function of the walk and the size. Only the rows that are visible are made, so that a long run is drawn as
//! fast as a short one.

mod detail;
pub(super) mod overlay;
mod sequence;
mod topology;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::lines::cut;
use super::panes::panes;
use super::theme::Tone;
use super::walk::{Overlay, Walk};
use crate::render::Lang;
use crate::trace::RecordId;
use crate::words::{step as words, summary as sum};

/// Draws everything.
pub(super) fn draw(frame: &mut Frame<'_>, walk: &Walk) {
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    buffer.set_style(screen, walk.theme.base());
    let Some(panes) = panes(screen) else {
        let text = words::too_small(walk.lang, screen.width, screen.height);
        for (line, text) in (screen.y..screen.bottom()).zip(super::lines::fold(&text, screen.width.into())) {
            put(buffer, Rect { y: line, height: 1, ..screen }, &[Line::from(text)]);
        }
        return;
    };
    top(buffer, walk, panes.top);
    topology::draw(buffer, walk, panes.topology);
    sequence::draw(buffer, walk, panes.sequence);
    detail::draw(buffer, walk, panes.detail);
    for y in panes.topology.y..panes.topology.bottom() {
        buffer.set_string(panes.topology.right(), y, "│", walk.theme.style(Tone::Line));
    }
    if panes.detail.x > panes.sequence.x {
        for y in panes.sequence.y..panes.sequence.bottom() {
            buffer.set_string(panes.sequence.right(), y, "│", walk.theme.style(Tone::Line));
        }
    }
    keys(buffer, walk, panes.keys);
    if walk.overlay.is_some() {
        overlay::draw(buffer, walk, screen);
    }
}

/// Writes lines from the top of an area on; what does not fit is left out.
fn put(buffer: &mut Buffer, area: Rect, lines: &[Line<'_>]) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        line.render(Rect { y, height: 1, ..area }, buffer);
    }
}

/// Makes spans of one theme.
struct Pen<'a>(&'a Walk);

impl Pen<'_> {
    fn text(&self, tone: Tone, text: impl Into<String>) -> Span<'static> {
        Span::styled(text.into(), self.0.theme.style(tone))
    }

    /// `─ Sequence ─────`.
    fn heading(&self, text: &str, width: u16) -> Line<'static> {
        let text = cut(text, usize::from(width).saturating_sub(4));
        let rest = usize::from(width).saturating_sub(text.width() + 3);
        Line::from(vec![
            self.text(Tone::Line, "─ "),
            self.text(Tone::Title, text),
            self.text(Tone::Line, format!(" {}", "─".repeat(rest))),
        ])
    }
}

/// The title and the verdict; then where one is.
fn top(buffer: &mut Buffer, walk: &Walk, area: Rect) {
    let (lang, pen, page) = (walk.lang, Pen(walk), &walk.story.page);
    let width = usize::from(area.width);
    let view = walk.machine.view();
    let overall = match (view.hides, page.overall()) {
        (true, _) => "…".to_owned(),
        (false, "pass") => format!("✓ {}", words::as_expected(lang)),
        (false, "nothing_expected") => {
            let failed = page.failed();
            let said = match failed {
                0 => sum::footer_nothing_expected(lang),
                _ => sum::footer_nothing_expected_failed(lang, failed, page.tried()),
            };
            format!("○ {said}")
        }
        (false, "fail") => format!("✗ {}", words::not_as_expected(lang)),
        (false, _) => format!("? {}", words::inconclusive(lang)),
    };
    let title = super::lines::fixed(&format!(" {}", page.title(lang)), width.saturating_sub(overall.width() + 3));
    let first = Line::from(pen.text(Tone::Bar, format!("{title}  {overall} ")));
    let mut second = vec![pen.text(Tone::Title, format!(" {}", words::position(lang, walk.at(), page.told() - 1)))];
    let mut add = |tone, text: String| {
        second.push(pen.text(Tone::Line, " · "));
        second.push(pen.text(tone, text));
    };
    if page.told() < page.total() {
        add(Tone::Note, words::longer(lang, page.total()));
    }
    let record = walk.story.run.trace.record(RecordId(walk.at() as u32));
    add(Tone::Plain, walk.story.world.clock().exact(record.at()));
    if let Some(attempt) = record.attempt() {
        let went = page.attempt(attempt.0 as usize);
        let is_known = went.ended.is_some_and(|it| it as usize <= walk.at());
        let (tone, outcome) = match went.outcome.filter(|_| is_known) {
            None => (Tone::Plain, "…".to_owned()),
            Some(outcome) if went.well => (Tone::Good, format!("✓ {outcome}")),
            Some(outcome) => (Tone::Bad, format!("✗ {outcome}")),
        };
        add(tone, words::attempt(lang, cut(went.client, 20), went.number, outcome));
    }
    if view.playing {
        let pace = walk.pace();
        let text =
            if pace < 1_000 { words::plays(lang, 1_000 / pace) } else { words::plays_slowly(lang, pace / 1_000) };
        add(Tone::Good, format!("► {text}"));
    }
    if let Some(name) = &view.client {
        add(Tone::Key, words::only(lang, cut(name, 20)));
    }
    if let Some((right, answers)) = view.score {
        add(Tone::Key, words::predicting(lang, right, answers));
    }
    put(buffer, area, &[first, Line::from(second)]);
}

/// The keys that matter here; or what is to be said.
fn keys(buffer: &mut Buffer, walk: &Walk, area: Rect) {
    let (lang, pen) = (walk.lang, Pen(walk));
    if let Some(note) = &walk.note {
        put(buffer, area, &[Line::from(pen.text(Tone::Bar, format!(" {} ", cut(note, usize::from(area.width) - 2))))]);
        return;
    }
    let space = words::key_space(lang);
    let play = if walk.is_playing() { words::bar_pause(lang) } else { words::bar_play(lang) };
    let quiz = walk.quiz.is_some();
    let all: Vec<(&str, String)> = match walk.overlay {
        Some(Overlay::Clients(_)) => {
            vec![("↑↓", words::bar_scroll(lang)), ("Enter", words::bar_choose(lang)), ("Esc", words::bar_close(lang))]
        }
        Some(_) => vec![("↑↓", words::bar_scroll(lang)), ("Esc", words::bar_close(lang))],
        None if quiz => {
            put(buffer, area, &[Line::from(pen.text(Tone::Plain, format!(" {}", words::how_to_answer(lang))))]);
            return;
        }
        // In the order of their weight: what has no room is in the help.
        None => vec![
            ("?", words::bar_help(lang)),
            ("q", words::bar_quit(lang)),
            ("←→", words::bar_step(lang)),
            (&space, play),
            ("d", words::bar_decision(lang)),
            ("f", words::bar_failure(lang)),
            ("w", words::bar_why(lang)),
            ("Enter", words::bar_detail(lang)),
            ("p", words::bar_predict(lang)),
            ("r", words::bar_rules(lang)),
            ("a", words::bar_attempt(lang)),
            ("c", words::bar_client(lang)),
            ("l", words::bar_language(lang)),
            ("t", words::bar_theme(lang)),
        ],
    };
    let mut lines = vec![Vec::new()];
    let mut used = 0;
    for (key, label) in &all {
        let width = 1 + key.width() + 1 + label.width() + 1;
        if used + width > usize::from(area.width) {
            // A shorter one may still have room.
            if lines.len() == usize::from(area.height) {
                continue;
            }
            lines.push(Vec::new());
            used = 0;
        }
        let line = lines.last_mut().expect("there is always a line");
        line.push(pen.text(Tone::Key, format!(" {key}")));
        line.push(pen.text(Tone::Plain, format!(" {label} ")));
        used += width;
    }
    put(buffer, area, &lines.into_iter().map(Line::from).collect::<Vec<_>>());
}

/// `assumed: loop_guard`.
fn assumed(lang: Lang, switch: Option<&str>) -> Option<String> {
    use crate::words::summary;
    switch
        .map(|it| if it.ends_with("no switch") { summary::assumed_no_switch(lang) } else { summary::assumed(lang, it) })
}
