//! How does the sequence of records look around the current one?
//!
//! One line for each record. How deep its connection is stands before its actor: a leg, a leg of a leg.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::{Pen, put};
use crate::cli::step::lines::{cut, fixed};
use crate::cli::step::theme::Tone;
use crate::cli::step::walk::Walk;
use crate::page::form::read::Row;
use crate::reading::{Nature, RecordClass};
use crate::trace::RecordId;
use crate::words::step as words;

/// How many levels are drawn; deeper ones are counted.
const LEVELS: u32 = 4;

/// Draws the records around the current one.
pub(super) fn draw(buffer: &mut Buffer, walk: &Walk, area: Rect) {
    put(buffer, area, &[Pen(walk).heading(&words::sequence(walk.lang), area.width)]);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let room = usize::from(body.height);
    let view = walk.machine.view();
    let from = view.row.saturating_sub(room / 2).min(view.rows.saturating_sub(room));
    let end = view.rows.min(from + room);
    // What is beyond is not even looked at: its length could tell something.
    let known = (from..end.min(view.shown)).filter_map(|it| walk.machine.record_of(it));
    let known: Vec<usize> = known.map(|it| it as usize).collect();
    let columns = Columns::new(walk, &known, usize::from(area.width));
    let mut lines: Vec<Line<'static>> = known.iter().map(|it| columns.row(walk, *it)).collect();
    if view.shown < end {
        let text = if walk.quiz.is_some() { "  ◆ ?" } else { "  …" };
        lines.push(Line::from(Pen(walk).text(Tone::Decision, text)));
    }
    put(buffer, body, &lines);
}

struct Columns {
    time: usize,
    actor: usize,
    width: usize,
}

impl Columns {
    fn new(walk: &Walk, known: &[usize], width: usize) -> Self {
        let time = known.iter().map(|it| walk.story.time(*it).width()).max();
        let page = &walk.story.page;
        // Of everybody, not only of who is visible, so that nothing jumps from step to step.
        let actor = page.lanes().iter().map(|it| page.name(it, walk.lang).width()).max();
        let most = if width >= 80 { 16 } else { 9 };
        Self { time: time.unwrap_or(0).max(9), actor: actor.unwrap_or(0).min(most), width }
    }

    fn row(&self, walk: &Walk, at: usize) -> Line<'static> {
        let (pen, story) = (Pen(walk), &walk.story);
        let row = story.page.row(&story.run, at, walk.lang);
        let (record, time) = (story.run.trace.record(RecordId(at as u32)), story.time(at));
        let depth = record.connection().map_or(0, |it| story.run.trace.connections[it.0 as usize].depth);
        let is_here = at == walk.at();
        let (sign, tone) = sign(&row);
        let depth = match depth {
            0 => String::new(),
            1..=LEVELS => "│".repeat(depth as usize),
            _ => format!("{depth:>3}│"),
        };
        let head = format!(
            "{}{} {depth}{sign} {} ",
            if is_here { "►" } else { " " },
            fixed(&time, self.time),
            fixed(row.actor, self.actor)
        );
        let (text, rules) = (text(&row, self.width >= 100), rules(&row));
        let room = self.width.saturating_sub(head.width() + 1);
        // Rules have a column of their own where there is room for one.
        let rules = if self.width >= 70 && !rules.is_empty() { format!(" {rules}") } else { String::new() };
        let text = fixed(&text, room.saturating_sub(rules.width()));
        if is_here {
            return Line::from(pen.text(Tone::Here, format!("{head}{text}{rules} ")));
        }
        let (time, rest) = head.split_at(1 + fixed(&time, self.time).len());
        let actor_from = 1 + depth.len() + sign.len() + 1;
        let (before, actor) = rest.split_at(actor_from);
        Line::from(vec![
            pen.text(Tone::Plain, time),
            pen.text(tone, before),
            pen.text(Tone::Actor, actor),
            pen.text(tone, text),
            pen.text(Tone::Rule, rules),
        ])
    }
}

/// What a record says in one line.
fn text(row: &Row<'_>, with_target: bool) -> String {
    let mut lines = row.text.lines();
    let first = lines.next().unwrap_or_default();
    let left = lines.count();
    let more = if left == 0 { String::new() } else { format!(" … +{left}") };
    match (row.class, row.to) {
        (RecordClass::Command | RecordClass::Reply, Some(to)) if with_target => {
            format!("→ {}  {first}{more}", cut(to, 16))
        }
        _ => format!("{first}{more}"),
    }
}

/// The first rule that speaks, and how many more.
fn rules(row: &Row<'_>) -> String {
    match row.rules {
        [] => String::new(),
        [only] => only.0.to_owned(),
        [first, more @ ..] => format!("{} +{}", first.0, more.len()),
    }
}

/// The sign of a record, so that color is never needed, and its color.
pub(super) const fn sign(row: &Row<'_>) -> (&'static str, Tone) {
    let (sign, tone) = match row.class {
        RecordClass::Command => ("→", Tone::Command),
        RecordClass::Reply => ("←", Tone::Reply),
        RecordClass::Connects => ("»", Tone::Plain),
        RecordClass::Decides => ("◆", Tone::Decision),
        RecordClass::Refuses | RecordClass::Fails | RecordClass::EndsBadly => ("✗", Tone::Bad),
        RecordClass::Changes => ("▲", Tone::Decision),
        RecordClass::Begins => ("┌", Tone::Title),
        RecordClass::EndsWell => ("✓", Tone::Good),
        RecordClass::Note | RecordClass::Accepts | RecordClass::Watches => ("·", Tone::Plain),
    };
    match row.nature {
        Nature::Trouble | Nature::Refusal => (sign, Tone::Bad),
        Nature::Warning => (sign, Tone::Warning),
        Nature::Good | Nature::Neutral => (sign, tone),
    }
}
