//! What lies over the screen: why, rules, details, keys, clients?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::{Pen, assumed, detail, put};
use crate::catalogue::marks;
use crate::cli::step::lines::{cut, fixed, fold};
use crate::cli::step::panes;
use crate::cli::step::theme::Tone;
use crate::cli::step::walk::{Overlay, Walk};
use crate::page::form::Known;
use crate::page::form::read::{CitedRule, clean};
use crate::render::explain::{Case, Kind, blocks};
use crate::render::{Lang, PaintRole};
use crate::rules::{Mark, Rule};
use crate::scenario::Switch;
use crate::words::step as words;

/// How many records of a transcript are shown in full.
const TRANSCRIPT: usize = 1_000;

/// Draws it.
pub(super) fn draw(buffer: &mut Buffer, walk: &Walk, screen: Rect) {
    let Some(overlay) = walk.overlay else { return };
    let lines = lines(walk, panes::overlay_width(screen));
    let (frame, text) = panes::overlay(screen, lines.len());
    Clear.render(frame, buffer);
    // A wide character that is half covered would hide the frame.
    for y in frame.y..frame.bottom() {
        if let Some(cell) = frame.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
            && cell.symbol().width() > 1
        {
            cell.set_symbol(" ");
        }
    }
    buffer.set_style(frame, walk.theme.base());
    let title = match overlay {
        Overlay::Why(_) => words::why(walk.lang),
        Overlay::Rules => words::rules(walk.lang),
        Overlay::Detail => detail::title(walk),
        Overlay::Help => words::keys(walk.lang),
        Overlay::Clients(_) => words::whose(walk.lang),
    };
    let pen = Pen(walk);
    let title = Line::from(pen.text(Tone::Title, format!(" {} ", cut(&title, usize::from(frame.width) - 6))));
    let mut block = Block::bordered().border_style(walk.theme.style(Tone::Line)).title(title);
    let room = usize::from(text.height);
    let from = first(walk, lines.len(), room);
    if lines.len() > room {
        let last = (from + room).min(lines.len());
        let place = format!(" ↑↓ {}–{last} / {} ", from + 1, lines.len());
        block = block.title_bottom(Line::from(pen.text(Tone::Key, place)).right_aligned());
    }
    block.render(frame, buffer);
    put(buffer, text, &lines[from..]);
}

/// The first line that is shown.
fn first(walk: &Walk, lines: usize, room: usize) -> usize {
    let from = match walk.overlay {
        Some(Overlay::Clients(choice)) => choice.saturating_sub(room / 2),
        _ => walk.scroll,
    };
    from.min(lines.saturating_sub(room))
}

/// How many lines an overlay has.
pub(in crate::cli::step) fn height(walk: &Walk, width: u16) -> usize {
    lines(walk, width).len()
}

/// How many of them are visible at once.
pub(in crate::cli::step) fn room(walk: &Walk, screen: Rect) -> usize {
    if panes::panes(screen).is_none() {
        return 1;
    }
    usize::from(panes::overlay(screen, height(walk, panes::overlay_width(screen))).1.height)
}

fn lines(walk: &Walk, width: u16) -> Vec<Line<'static>> {
    let width = usize::from(width);
    match walk.overlay {
        None => Vec::new(),
        Some(Overlay::Why(attempt)) => match walk.known.get(&attempt) {
            Some(known) => why(walk, known, width),
            None => vec![Line::from(Pen(walk).text(Tone::Note, words::running_again(walk.lang)))],
        },
        Some(Overlay::Rules) => rules(walk, width),
        Some(Overlay::Detail) => detail::lines(walk, width, TRANSCRIPT),
        Some(Overlay::Help) => help(walk, width),
        Some(Overlay::Clients(choice)) => clients(walk, choice, width),
    }
}

fn why(walk: &Walk, known: &Known, width: usize) -> Vec<Line<'static>> {
    let (pen, story, lang) = (Pen(walk), &walk.story, walk.lang);
    let case = Case { alike: &known.failure.alike, study: &known.study };
    let mut lines = Vec::new();
    for block in blocks(&story.world, &story.run, &story.verdict, &case, lang) {
        let tone = match block.role {
            PaintRole::Title => Tone::Title,
            PaintRole::Actor => Tone::Actor,
            PaintRole::Wire => Tone::Command,
            PaintRole::Rule => Tone::Rule,
            PaintRole::Note => Tone::Note,
            PaintRole::Good => Tone::Good,
            PaintRole::Warning => Tone::Warning,
            PaintRole::Bad => Tone::Bad,
            PaintRole::Plain | PaintRole::Time => Tone::Plain,
        };
        let indent = match block.kind {
            Kind::Headline => 0,
            Kind::Heading => {
                lines.push(Line::default());
                0
            }
            Kind::Fault | Kind::Remedy(_) => 2,
            Kind::Evidence(_) => 6,
            Kind::Command => 6,
            Kind::Text(indent) => indent,
        };
        let tone = if matches!(block.kind, Kind::Command) { Tone::Command } else { tone };
        let text = fold(&block.text, width.saturating_sub(indent + 2));
        for (index, text) in text.into_iter().enumerate() {
            let indent = if index == 0 { indent } else { indent + 2 };
            lines.push(Line::from(pen.text(tone, format!("{}{text}", " ".repeat(indent)))));
        }
        if !block.rules.is_empty() {
            let word = |(rule, switch): &(Rule, Option<&'static str>)| match assumed(lang, *switch) {
                Some(note) => marks::beside(lang, rule.id(), note),
                None => rule.id().to_owned(),
            };
            let text = block.rules.iter().map(word).collect::<Vec<_>>().join("  ");
            for text in fold(&text, width - 4) {
                lines.push(Line::from(pen.text(Tone::Rule, format!("    {text}"))));
            }
        }
    }
    lines
}

/// The rules at the current record, those of its reasons too.
fn rules(walk: &Walk, width: usize) -> Vec<Line<'static>> {
    let (pen, lang) = (Pen(walk), walk.lang);
    let row = walk.story.page.row(&walk.story.run, walk.at(), lang);
    let mut cited: Vec<CitedRule> = row.rules.to_vec();
    let reasons = row.decision.iter().flat_map(|it| &it.reasons);
    cited.extend(reasons.map(|it| CitedRule(it.rule, it.assumed)));
    let mut lines = Vec::new();
    let mut told: Vec<Rule> = Vec::new();
    for CitedRule(id, switch) in cited {
        let Some(rule) = Rule::from_id(id) else { continue };
        if told.contains(&rule) {
            continue;
        }
        told.push(rule);
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let mut head = vec![pen.text(Tone::Rule, id), pen.text(Tone::Plain, "   ")];
        head.push(pen.text(Tone::Plain, words::mark(lang, rule.mark_said(lang))));
        if let Some(note) = assumed(lang, switch) {
            head.push(pen.text(Tone::Note, format!("   {note}")));
        }
        lines.push(Line::from(head));
        let text = rule.said(lang).replace('`', "").replace("**", "");
        let mut add = |tone, text: &str| {
            lines.extend(fold(text, width - 2).into_iter().map(|it| Line::from(pen.text(tone, format!("  {it}")))));
        };
        add(Tone::Plain, &text);
        add(Tone::Note, &words::source(lang, sources(lang, rule)));
        let switches = Switch::names_of(rule);
        if !switches.is_empty() {
            add(Tone::Note, &words::switch(lang, switches));
        }
    }
    if lines.is_empty() {
        lines.push(Line::from(pen.text(Tone::Note, words::no_rule(lang))));
    }
    lines
}

fn sources(lang: Lang, rule: Rule) -> String {
    let word = |it| match it {
        Mark::Article => words::by_article(lang),
        Mark::Documented => words::by_documentation(lang),
        Mark::Reported => words::by_reports(lang),
        Mark::Assumed => words::by_assumption(lang),
    };
    let words: Vec<_> = rule.marks().map(word).collect();
    words.join(&marks::semicolon(lang))
}

fn help(walk: &Walk, width: usize) -> Vec<Line<'static>> {
    let (pen, lang) = (Pen(walk), walk.lang);
    let space = words::key_space(lang);
    let keys = [
        ("→ ←", words::help_step(lang)),
        (&space, words::help_play(lang)),
        ("+ -", words::help_speed(lang)),
        ("d D", words::help_decision(lang)),
        ("f F", words::help_failure(lang)),
        ("a A", words::help_attempt(lang)),
        ("g G", words::help_change(lang)),
        ("PgDn PgUp", words::help_page(lang)),
        ("Home End", words::help_ends(lang)),
        ("Enter", words::help_detail(lang)),
        ("w", words::help_why(lang)),
        ("r", words::help_rules(lang)),
        ("p", words::help_predict(lang)),
        ("c", words::help_client(lang)),
        ("l", words::help_language(lang)),
        ("t", words::help_theme(lang)),
        ("q", words::help_quit(lang)),
    ];
    let signs = [
        ("●", Tone::Good, words::sign_running(lang)),
        ("○", Tone::Plain, words::sign_stopped(lang)),
        ("◐", Tone::Bad, words::sign_hung(lang)),
        ("✕", Tone::Bad, words::sign_off(lang)),
        ("⊘", Tone::Bad, words::sign_inactive(lang)),
        ("►", Tone::Key, words::sign_actor(lang)),
        ("◆", Tone::Decision, words::sign_decision(lang)),
        ("✗", Tone::Bad, words::sign_failure(lang)),
        ("✓", Tone::Good, words::sign_success(lang)),
        ("▲", Tone::Decision, words::sign_change(lang)),
        ("│", Tone::Plain, words::sign_depth(lang)),
    ];
    let line = |tone, sign: &str, text: &str| {
        let text = cut(text, width.saturating_sub(11));
        Line::from(vec![pen.text(tone, fixed(sign, 11)), pen.text(Tone::Plain, text)])
    };
    let mut lines: Vec<_> = keys.iter().map(|(key, text)| line(Tone::Key, key, text)).collect();
    lines.push(Line::default());
    lines.extend(signs.iter().map(|(sign, tone, text)| line(*tone, sign, text)));
    lines
}

fn clients(walk: &Walk, choice: usize, width: usize) -> Vec<Line<'static>> {
    let pen = Pen(walk);
    let all = std::iter::once(words::all_clients(walk.lang));
    let names = all.chain(walk.story.world.clients.iter().map(|it| clean(&it.name).into_owned()));
    let line = |(index, name): (usize, String)| {
        let (mark, tone) = if index == choice { ("► ", Tone::Here) } else { ("  ", Tone::Plain) };
        let name = cut(&name, width.saturating_sub(mark.width()));
        Line::from(pen.text(tone, format!("{mark}{name}")))
    };
    names.enumerate().map(line).collect()
}
