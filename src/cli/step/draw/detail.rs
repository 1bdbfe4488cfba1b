//! What is there to see of the current record: the decision, the transcript of its connection, or a question?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::sequence::sign;
use super::{Pen, assumed, put};
use crate::catalogue::marks;
use crate::cli::step::lines::fold;
use crate::cli::step::quiz::{Quiz, SECURITIES};
use crate::cli::step::theme::Tone;
use crate::cli::step::walk::Walk;
use crate::page::form::read::{Asked, ReasonText, Row, way};
use crate::page::walk::Said;
use crate::reading::RecordClass;
use crate::trace::{ConnectionId, RecordId};
use crate::words::step as words;
use crate::world::Security;

/// How many records of a transcript are made into lines at the most.
const TRANSCRIPT: usize = 1_000;

/// Draws what there is to see.
pub(super) fn draw(buffer: &mut Buffer, walk: &Walk, area: Rect) {
    let pen = Pen(walk);
    let width = usize::from(area.width).saturating_sub(2);
    let body = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    if let Some(quiz) = &walk.quiz {
        put(buffer, area, &[pen.heading(&words::question(walk.lang), area.width)]);
        put(buffer, body, &question(walk, quiz, width));
        return;
    }
    put(buffer, area, &[pen.heading(&title(walk), area.width)]);
    let room = usize::from(body.height);
    let mut lines = lines(walk, width, room);
    let left = lines.len().saturating_sub(room);
    if left > 0 {
        // Of a decision the beginning counts, of a transcript the end.
        if is_decision(walk) {
            lines.truncate(room - 1);
            lines.push(Line::from(pen.text(Tone::Note, words::more_lines(walk.lang, left + 1))));
        } else {
            lines.drain(..=left);
            lines.insert(0, Line::from(pen.text(Tone::Note, words::earlier_lines(walk.lang, left + 1))));
        }
    }
    put(buffer, body, &lines);
    // Below a short decision there is room for what was said before it.
    let used = area.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2));
    let rest = Rect { y: area.y + used, height: area.height - used, ..area };
    let connection = walk.story.connection(walk.at());
    if let Some(connection) = connection.filter(|_| is_decision(walk) && rest.height >= 4) {
        let room = usize::from(rest.height) - 1;
        let mut lines = transcript(walk, connection, width, room);
        lines.drain(..lines.len().saturating_sub(room));
        put(buffer, rest, &[pen.heading(&wire(walk, connection), rest.width)]);
        put(buffer, Rect { y: rest.y + 1, height: rest.height - 1, ..body }, &lines);
    }
}

fn is_decision(walk: &Walk) -> bool {
    walk.story.class(walk.at()) == RecordClass::Decides
}

/// What heads it.
pub(super) fn title(walk: &Walk) -> String {
    let (story, lang) = (&walk.story, walk.lang);
    let row = story.page.row(&story.run, walk.at(), lang);
    if row.decision.is_some() {
        return words::decision(lang, row.actor);
    }
    story.connection(walk.at()).map_or_else(|| words::record(lang), |it| wire(walk, it))
}

fn wire(walk: &Walk, connection: ConnectionId) -> String {
    words::wire(walk.lang, way(&walk.story.world, &walk.story.run, connection, walk.lang))
}

/// All of the current record, but of a transcript no more than the records that could fill `most` lines.
pub(super) fn lines(walk: &Walk, width: usize, most: usize) -> Vec<Line<'static>> {
    let (pen, story, at) = (Pen(walk), &walk.story, walk.at());
    let row = story.page.row(&story.run, at, walk.lang);
    let mut lines = verdict(walk, width);
    if let Some(decision) = row.decision {
        lines.extend(folded(&pen, Tone::Decision, "◆ ", row.text, width));
        for part in ["candidate", "offered", "rejected", "chosen", "because"] {
            for reason in decision.reasons.iter().filter(|it| it.part == part) {
                lines.extend(because(walk, reason, width));
            }
        }
        return lines;
    }
    let Some(connection) = story.connection(at) else {
        let (sign, tone) = sign(&row);
        lines.extend(folded(&pen, tone, &format!("{sign} "), row.text, width));
        lines.extend(spoken(walk, &row, width));
        return lines;
    };
    lines.extend(transcript(walk, connection, width, most));
    if !story.is_in_transcript(at) || story.run.trace.record(RecordId(at as u32)).connection().is_none() {
        lines.extend(told(walk, &row, true, width));
    }
    lines
}

/// What happened on a connection up to the current record: the last records, as many as could fill `most` lines.
fn transcript(walk: &Walk, connection: ConnectionId, width: usize, most: usize) -> Vec<Line<'static>> {
    let (story, at) = (&walk.story, walk.at());
    let mut lines = Vec::new();
    let transcript = story.transcript(connection, at);
    let from = transcript.len().saturating_sub(most.clamp(1, TRANSCRIPT) + 1);
    for record in &transcript[from..] {
        let record = *record as usize;
        let said = story.page.row(&story.run, record, walk.lang);
        lines.extend(told(walk, &said, record == at, width));
    }
    lines
}

/// A record as it stands in a transcript.
fn told(walk: &Walk, row: &Row<'_>, is_here: bool, width: usize) -> Vec<Line<'static>> {
    let pen = Pen(walk);
    let mark = if is_here { "► " } else { "  " };
    let (sign, tone) = sign(row);
    let tone = if is_here { Tone::Here } else { tone };
    let mut lines = Vec::new();
    if matches!(row.class, RecordClass::Command | RecordClass::Reply) {
        for (index, line) in row.text.lines().enumerate() {
            lines.extend(folded(&pen, tone, if index == 0 { mark } else { "  " }, line, width));
        }
    } else {
        let colon = marks::colon(walk.lang);
        lines.extend(folded(&pen, tone, mark, &format!("{sign} {}{colon}{}", row.actor, row.text), width));
    }
    if is_here {
        lines.extend(spoken(walk, row, width));
    }
    lines
}

/// Text over as many lines as it needs, the first after a mark.
fn folded(pen: &Pen<'_>, tone: Tone, mark: &str, text: &str, width: usize) -> Vec<Line<'static>> {
    let indent = mark.width();
    let lines = fold(text, width.saturating_sub(indent + 2)).into_iter().enumerate();
    let line = |(index, text): (usize, String)| {
        let head = if index == 0 { mark.to_owned() } else { " ".repeat(indent + 2) };
        Line::from(pen.text(tone, format!("{head}{text}")))
    };
    lines.map(line).collect()
}

/// A reason with its rule at the right.
fn because(walk: &Walk, reason: &ReasonText, width: usize) -> Vec<Line<'static>> {
    let pen = Pen(walk);
    let (sign, tone) = match reason.part {
        "chosen" => ("✓", Tone::Good),
        "rejected" => ("✗", Tone::Bad),
        "candidate" | "offered" => ("•", Tone::Plain),
        _ => ("·", Tone::Plain),
    };
    let text = walk.story.page.because(reason, walk.lang);
    let note = assumed(walk.lang, reason.assumed).map_or_else(String::new, |it| format!("{it}  "));
    let right = note.width() + reason.rule.width();
    let lines = fold(text, width.saturating_sub(4 + right + 2));
    let mut out = Vec::new();
    for (index, text) in lines.into_iter().enumerate() {
        let head = if index == 0 { format!("  {sign} ") } else { "      ".to_owned() };
        let mut spans: Vec<Span<'static>> = vec![pen.text(tone, format!("{head}{text}"))];
        if index == 0 {
            let used = head.width() + text.width();
            spans.push(pen.text(Tone::Plain, " ".repeat(width.saturating_sub(used + right))));
            spans.push(pen.text(Tone::Note, note.clone()));
            spans.push(pen.text(Tone::Rule, reason.rule));
        }
        out.push(Line::from(spans));
    }
    out
}

/// The rules that speak in a record that is no decision.
fn spoken(walk: &Walk, row: &Row<'_>, width: usize) -> Vec<Line<'static>> {
    if row.rules.is_empty() {
        return Vec::new();
    }
    let word = |it: &crate::page::form::read::CitedRule| match assumed(walk.lang, it.1) {
        Some(note) => marks::beside(walk.lang, it.0, note),
        None => it.0.to_owned(),
    };
    let text = row.rules.iter().map(word).collect::<Vec<_>>().join("  ");
    folded(&Pen(walk), Tone::Rule, "    ", &text, width)
}

/// Whether the answer to the question of this decision was right.
fn verdict(walk: &Walk, width: usize) -> Vec<Line<'static>> {
    let lang = walk.lang;
    let Some(feedback) = walk.machine.view().feedback.filter(|it| it.said != Said::Nothing) else { return Vec::new() };
    let answer = match feedback.about {
        Asked::Accepted { answer } => Said::Accepted(answer),
        Asked::Next { server, security, .. } => Said::Next(server, security),
    };
    let answer = in_words(walk, &answer);
    if feedback.is_right {
        folded(&Pen(walk), Tone::Good, "✓ ", &words::right(lang, answer), width)
    } else {
        folded(&Pen(walk), Tone::Bad, "✗ ", &words::wrong(lang, in_words(walk, &feedback.said), answer), width)
    }
}

fn in_words(walk: &Walk, said: &Said) -> String {
    let lang = walk.lang;
    match said {
        Said::Accepted(true) => words::yes(lang),
        Said::Accepted(false) => words::no(lang),
        Said::Next(Some(server), Some(it)) if it == Security::Plaintext.word() => words::in_plaintext(lang, server),
        Said::Next(Some(server), Some(security)) => words::over(lang, server, security),
        Said::Next(Some(server), None) => server.clone(),
        Said::Next(None, _) => words::nobody(lang),
        Said::Nothing => String::new(),
    }
}

fn question(walk: &Walk, quiz: &Quiz, width: usize) -> Vec<Line<'static>> {
    let (pen, lang, story) = (Pen(walk), walk.lang, &walk.story);
    let Some(question) = story.page.question(quiz.record) else { return Vec::new() };
    let actor = story.page.name(story.page.lane(quiz.record), lang);
    let (ask, answers) = match &question.about {
        Asked::Accepted { .. } => (words::ask_accepted(lang, actor), vec![words::yes(lang), words::no(lang)]),
        Asked::Next { servers, .. } => match &quiz.server {
            None => {
                let nobody = [words::nobody(lang)];
                (words::ask_server(lang, actor), servers.iter().cloned().chain(nobody).collect())
            }
            Some(server) => {
                let words = SECURITIES.iter().map(|it| match it {
                    Security::Ssl => words::ssl(lang),
                    Security::Tls => words::tls(lang),
                    Security::Plaintext => words::plaintext(lang),
                });
                (words::ask_security(lang, server), words.collect())
            }
        },
    };
    let mut lines = folded(&pen, Tone::Decision, "◆ ", &ask, width);
    for (index, answer) in answers.iter().enumerate() {
        let is_marked = index == quiz.choice;
        let mark = format!("{} {} ", if is_marked { "►" } else { " " }, index + 1);
        lines.extend(folded(&pen, if is_marked { Tone::Here } else { Tone::Plain }, &mark, answer, width));
    }
    lines
}
