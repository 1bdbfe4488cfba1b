//! How are problems shown to somebody who has the file open?
//!
//! The text around the place with the place underlined, as compilers do it; `file:line:column` as every editor
//! understands it. Plain text unless color is asked for.

use std::ops::Range;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::sources::Sources;
use super::{Diagnostic, Lines, Severity};
use crate::catalogue::{marks, problems};
use crate::lang::{Fixed, Lang, Text};

/// Places, and what stands beside them.
const BLUE: Style = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);

/// The same colors everywhere: those that the library has by default are others on Windows.
const fn renderer(color: Color) -> Renderer {
    let yellow = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
    match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled()
            .warning(yellow)
            .info(BLUE)
            .line_num(BLUE)
            .context(BLUE)
            .emphasis(Style::new().effects(Effects::BOLD)),
    }
}

/// Whether the report may use colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text, fit for a file or a snapshot.
    Never,
    /// With terminal escapes.
    Always,
}

/// Longer stretches of the file are not shown in one piece (bytes).
const WINDOW_MAX: usize = 16_384;

/// Something to be shown at a place: a diagnostic, or what else is found in a file.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The code.
    pub id: String,
    /// What kind of thing it is.
    pub kind: ShownKind,
    /// In one sentence.
    pub message: String,
    /// What is said at the underlined text.
    pub label: String,
    /// The place, in bytes.
    pub span: Range<usize>,
    /// What stands below: the name of the line, and the line.
    pub lines: Vec<(String, String)>,
}

/// What kind of thing is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownKind {
    /// An error, by the word for it.
    Error(String),
    /// Advice, by the word for it.
    Advice(String),
}

/// Shows things at their places.
#[must_use]
pub fn shown(sources: &Sources<'_>, all: &[Shown], lang: Lang, color: Color) -> String {
    let renderer = renderer(color);
    let (mut text, texts) = (String::new(), Texts::new(sources));
    for it in all {
        let level = match &it.kind {
            ShownKind::Error(word) => Level::ERROR.with_name(word.as_str()),
            ShownKind::Advice(word) => Level::NOTE.with_name(word.as_str()),
        };
        let mut group = Group::with_title(level.primary_title(it.message.as_str()).id(it.id.as_str()));
        if it.span.is_empty() {
            group = group.element(Origin::path(&*sources.file(it.span.start).name));
        } else {
            let primary = (it.span.clone(), it.label.as_str(), AnnotationKind::Primary);
            group = group.elements(texts.elements(primary, Vec::new()));
        }
        for (name, line) in &it.lines {
            group = group.element(Level::HELP.with_name(name.as_str()).message(line.as_str()));
        }
        text.push_str(&punctuated(renderer.render(&[group]), lang));
        text.push_str("\n\n");
    }
    text
}

/// With the colon of the language behind what heads a line; it is as wide as the one that the library writes.
fn punctuated(text: String, lang: Lang) -> String {
    let colon = marks::colon(lang);
    if colon == ": " {
        return text;
    }
    let punctuated = |line: &str| {
        let Some(at) = line.find(": ") else { return line.to_owned() };
        // Letters in front of `m` are those of a colored terminal.
        let head: String = line[..at].split('\u{1b}').map(|it| it.split_once('m').map_or(it, |it| it.1)).collect();
        let is_head = head.trim_start().starts_with("= ") || head.ends_with(']') && !head.starts_with([' ', '-']);
        if is_head { format!("{}{colon}{}", &line[..at], &line[at + 2..]) } else { line.to_owned() }
    };
    text.split('\n').map(punctuated).collect::<Vec<_>>().join("\n")
}

/// The name of the line that says what a problem is about.
const AT: Fixed = problems::at();
/// The name of the line that says what to do.
const HELP: Fixed = problems::help();

/// The report on all `diagnostics` of the file called `file` whose text is `source`, with a line at the end that
/// counts them. Empty for no diagnostics.
#[must_use]
pub fn report(source: &str, file: &str, diagnostics: &[Diagnostic], lang: Lang, color: Color) -> String {
    report_all(&Sources::of(file, source), diagnostics, lang, color)
}

/// The same of a scenario with its bases.
#[must_use]
pub fn report_all(sources: &Sources<'_>, diagnostics: &[Diagnostic], lang: Lang, color: Color) -> String {
    let renderer = renderer(color);
    let (mut text, texts) = (String::new(), Texts::new(sources));
    for it in diagnostics {
        text.push_str(&punctuated(renderer.render(&[group(&texts, it, lang)]), lang));
        text.push_str("\n\n");
    }
    text.push_str(&count(diagnostics, lang));
    text
}

/// `2 errors, 1 warning`.
fn count(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let of = |severity: Severity| diagnostics.iter().filter(|it| it.severity == severity).count() as u64;
    let counts =
        [(of(Severity::Error), problems::errors as fn(u64) -> Text), (of(Severity::Warning), problems::warnings)];
    let parts: Vec<_> =
        counts.into_iter().filter(|it| it.0 > 0).map(|(count, said)| said(count).of(lang).to_owned()).collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(&marks::comma(lang))) }
}

/// One problem: title, place, text, help.
fn group<'a>(texts: &Texts<'a>, it: &'a Diagnostic, lang: Lang) -> Group<'a> {
    let level = match it.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(it.severity.said(lang));
    let mut group = Group::with_title(level.primary_title(it.message.of(lang)).id(it.code.id()));
    let primary = (it.span.clone(), it.label.of(lang), AnnotationKind::Primary);
    if it.span.is_empty() {
        group = group.element(Origin::path(&*texts.sources.file(it.span.start).name));
    } else {
        let others = it.notes.iter().map(|(span, label)| (span.clone(), label.of(lang), AnnotationKind::Context));
        group = group.elements(texts.elements(primary, others.collect()));
    }
    if !it.entity.is_empty() {
        group = group.element(Level::NOTE.with_name(AT.of(lang)).message(it.entity.as_str()));
    }
    if let Some(help) = &it.help {
        group = group.element(Level::HELP.with_name(HELP.of(lang)).message(help.of(lang)));
    }
    group
}

/// A place, what is said there, and whether it is the main one.
type Mark<'a> = (Range<usize>, &'a str, AnnotationKind);

/// The texts and their lines.
struct Texts<'a> {
    sources: &'a Sources<'a>,
    lines: Vec<Lines<'a>>,
}

impl<'a> Texts<'a> {
    fn new(sources: &'a Sources<'a>) -> Self {
        Self { sources, lines: sources.files().iter().map(|it| Lines::new(&it.text)).collect() }
    }

    /// The text around the places: in one piece where they are in one text and near each other.
    fn elements(&self, primary: Mark<'a>, others: Vec<Mark<'a>>) -> Vec<Element<'a>> {
        let mut pieces: Vec<(usize, Vec<Mark<'a>>)> = Vec::new();
        for (span, label, kind) in [primary].into_iter().chain(others) {
            let at = self.sources.index(span.start);
            let span = self.sources.files()[at].inner(&span);
            let is_near = |marks: &[Mark<'a>]| {
                let start = marks.iter().map(|it| it.0.start).min().unwrap_or(0).min(span.start);
                let end = marks.iter().map(|it| it.0.end).max().unwrap_or(0).max(span.end);
                end - start <= WINDOW_MAX
            };
            match pieces.iter_mut().find(|it| it.0 == at && is_near(&it.1)) {
                Some(piece) => piece.1.push((span, label, kind)),
                None => pieces.push((at, vec![(span, label, kind)])),
            }
        }
        let piece = |(at, marks): (usize, _)| {
            let file = &self.sources.files()[at];
            element((&file.text, &self.lines[at]), &file.name, marks)
        };
        pieces.into_iter().map(piece).collect()
    }
}

/// One piece of text with its marks; only the place where a line is too long to be shown.
fn element<'a>((source, lines): (&'a str, &Lines<'a>), file: &'a str, marks: Vec<Mark<'a>>) -> Element<'a> {
    let first = marks.iter().map(|it| it.0.start).min().unwrap_or(0);
    let last = marks.iter().map(|it| it.0.end).max().unwrap_or(0);
    let mut start = source[..floor(source, first)].rfind('\n').map_or(0, |it| it + 1);
    let from = floor(source, last);
    let end = source[from..].find('\n').map_or(source.len(), |it| from + it);
    if end - start > 2 * WINDOW_MAX {
        let (line, column) = lines.place(marks[0].0.start);
        return Origin::path(file).line(line).char_column(column).into();
    }
    if start == 0 && source.starts_with('\u{feff}') {
        start = '\u{feff}'.len_utf8();
    }
    let line = lines.before(start).0 + 1;
    let mut snippet = Snippet::source(&source[start..end]).path(file).line_start(line);
    for (span, label, kind) in marks {
        let from = floor(source, span.start).saturating_sub(start);
        let to = floor(source, span.end).saturating_sub(start).max(from);
        let label = if label.is_empty() { None } else { Some(label) };
        snippet = snippet.annotation(kind.span(from..to).label(label));
    }
    snippet.into()
}

/// The border of a character at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}
