//! How does a run read on a terminal, or on a projector?
//!
//! One fact a line, in fixed columns: the time when it changes, the actor, what it does, and at the right the rule.
//! Legs are indented by their depth, reasons by one step more. After the trace each attempt is summed up, then come
//! the expectations and one line with the counts. The columns are explained in `docs/trace.md`.

mod explain;
pub(crate) mod row;
pub(crate) mod summary;

use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use super::view::{Left, View, ViewItem, view};
use super::{Length, Options, Paint, PaintRole};
use crate::policy::Reason;
use crate::reading::{Citation, Moment, Nature, Reading};
use crate::time::SimTime;
use crate::trace::{Actor, Decision, LegFailure, Record, RecordId, RecordKind, Run, Trace};
use crate::verdict::Verdict;
use crate::words::names::{self, Names};
use crate::words::say::Say;
use crate::words::{self, reasons as reason_words, summary as sum};
use crate::world::World;
pub use explain::{explanation, preface};
pub(crate) use row::wrapped;
use row::{Layout, Row};

/// How many reasons of one decision are shown at its beginning and at its end.
const REASONS_SHOWN: usize = 8;

/// Writes the whole report: header, trace, summary.
///
/// # Errors
/// Those of `out`.
pub fn report(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    header(world, options, paint, out)?;
    trace(world, &run.trace, options, paint, out)?;
    summary::paragraphs(world, run, verdict, options, paint, out)?;
    summary::end(world, run, verdict, options, paint, out)
}

/// Writes the verdict alone: a line for each attempt, the expectations, the counts.
///
/// # Errors
/// Those of `out`.
pub fn verdict(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    summary::lines(world, run, verdict, options, paint, out)?;
    summary::end(world, run, verdict, options, paint, out)
}

fn header(world: &World, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let title = names::clean(&world.title);
    row::paragraph(
        paint,
        PaintRole::Title,
        &sum::header(options.lang, env!("CARGO_PKG_VERSION"), title, world.seed),
        out,
    )?;
    out.write_char('\n')
}

/// Writes the trace.
fn trace(world: &World, trace: &Trace, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let view = view(world, trace, options);
    let names = Names::new(world, options.lang);
    let mut told = Telling {
        say: Say::new(names, trace),
        reading: Reading::new(world, trace),
        view: &view,
        options,
        layout: layout(&names, trace, &view.steps),
        at: None,
    };
    let mut steps = view.steps.iter().peekable();
    while let Some(step) = steps.next() {
        match step {
            ViewItem::Record(id) => {
                let joined = match steps.peek() {
                    Some(ViewItem::Record(next)) if joins(trace, *id, *next) => Some(*next),
                    _ => None,
                };
                told.record(*id, joined, paint, out)?;
                if joined.is_some() {
                    steps.next();
                }
            }
            ViewItem::Levels(left) => told.left_out(&levels(options, *left), left.first, paint, out)?,
            ViewItem::Alike(client, numbers, left) => {
                let attempts = words::attempts(options.lang, numbers);
                let (first, last) = (left.first.0, left.last.0);
                let text = sum::like_shown(options.lang, names.client(*client), attempts, first, last);
                told.left_out(&text, left.first, paint, out)?;
            }
            ViewItem::Attempts(attempts, clients) => {
                let attempts = words::counts::attempts(options.lang, *attempts);
                let clients = words::counts::clients(options.lang, *clients);
                row::line(paint, PaintRole::Note, &sum::beyond_bound(options.lang, attempts, clients), out)?;
            }
            ViewItem::Events(count) => {
                let count = words::counts::changes_and_checks(options.lang, *count);
                row::line(paint, PaintRole::Note, &sum::events_beyond_bound(options.lang, count), out)?;
            }
        }
    }
    out.write_char('\n')
}

fn levels(options: &Options, left: Left) -> String {
    let lang = options.lang;
    let levels = if left.levels == 1 { sum::one_level(lang) } else { sum::levels(lang, left.levels) };
    sum::loop_levels(lang, levels, left.first.0, left.last.0)
}

/// Whether a look-up and the connection request after it are told in one line.
fn joins(trace: &Trace, first: RecordId, second: RecordId) -> bool {
    let (resolved, connects) = (trace.record(first), trace.record(second));
    match (resolved.what, connects.what) {
        (RecordKind::Resolved { name, .. }, RecordKind::Connects { endpoint }) => {
            resolved.at == connects.at
                && resolved.actor == connects.actor
                && resolved.attempt == connects.attempt
                && endpoint.host == crate::world::HostRef::Name(name)
        }
        _ => false,
    }
}

/// The widths of the columns.
fn layout(names: &Names<'_>, trace: &Trace, steps: &[ViewItem]) -> Layout {
    let mut layout = Layout { time: 6, actor: 6 };
    let mut last: Option<Actor> = None;
    for step in steps {
        let ViewItem::Record(id) = step else { continue };
        let record = trace.record(*id);
        layout.time = layout.time.max(record.at.to_string().len());
        if last != Some(record.actor) {
            last = Some(record.actor);
            layout.actor = layout.actor.max(names.actor(record.actor).width().min(row::ACTOR_MOST));
        }
    }
    layout
}

/// The state of the telling.
struct Telling<'a> {
    say: Say<'a>,
    reading: Reading<'a>,
    view: &'a View,
    options: &'a Options,
    layout: Layout,
    at: Option<SimTime>,
}

impl Telling<'_> {
    fn record(&mut self, id: RecordId, joined: Option<RecordId>, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let trace = self.say.trace;
        let record = *trace.record(id);
        let mut rules = self.reading.advance_to(id).rules().to_vec();
        if let Some(joined) = joined {
            rules.extend(self.reading.advance_to(joined).rules());
        }
        let told = joined.map_or(record, |it| *trace.record(it));
        let indent = self.depth(&told, joined.unwrap_or(id));
        let time = self.time(record.at);
        let moment = self.reading.now();
        let mut head = Row {
            time,
            indent,
            actor: self.say.names.actor(record.actor).into_owned(),
            role: role(moment),
            ..Row::default()
        };
        match told.what {
            RecordKind::Says { line, .. } => {
                let side = if line.is_command() { "C:" } else { "S:" };
                self.rules_into(&mut head, &rules);
                let lines = self.say.wire(moment);
                for (index, text) in lines.iter().enumerate() {
                    head.text = format!("{side} {text}");
                    if index + 1 < lines.len() {
                        let rules = std::mem::take(&mut head.rules);
                        head.write(&self.layout, paint, out)?;
                        head = Row { time: String::new(), actor: String::new(), rules, ..head };
                    }
                }
                head.write(&self.layout, paint, out)
            }
            RecordKind::Decides { decision, reasons } => {
                let reasons = trace.reasons(reasons);
                head.text = match decision {
                    Decision::GivesUp if reasons.is_empty() => reason_words::gives_up_at_last(self.options.lang),
                    _ => self.say.decision(decision),
                };
                if let [only] = reasons {
                    head.text = reason_words::because(self.options.lang, head.text, self.say.reason(*only));
                    self.reason_rules_into(&mut head, *only);
                    return head.write(&self.layout, paint, out);
                }
                head.write(&self.layout, paint, out)?;
                self.reasons(reasons, indent, paint, out)
            }
            _ => {
                head.text = match (record.what, joined) {
                    (RecordKind::Resolved { .. }, Some(_)) => self.joined(&record, &told),
                    _ => self.say.what(moment),
                };
                self.rules_into(&mut head, &rules);
                head.write(&self.layout, paint, out)
            }
        }
    }

    /// A look-up and the connection request after it.
    fn joined(&self, resolved: &Record, connects: &Record) -> String {
        let (RecordKind::Resolved { name, address, ttl, cached }, RecordKind::Connects { endpoint }) =
            (resolved.what, connects.what)
        else {
            unreachable!("{resolved:?} and {connects:?} are not told in one line")
        };
        let (lang, names) = (self.options.lang, &self.say.names);
        let (place, security, host) =
            (names.place(endpoint), names.security(endpoint.security), names.behind(name, address));
        if cached {
            words::facts::connects_cached(lang, place, security, address, host, ttl)
        } else {
            words::facts::connects_resolved(lang, place, security, address, host, ttl)
        }
    }

    fn reason_rules_into(&self, row: &mut Row, reason: Reason) {
        row.add(self.options.lang, reason.rule(), reason.assumed());
        self.rules_into(row, self.reading.now().also(reason).as_slice());
    }

    fn reasons(&self, reasons: &[Reason], indent: usize, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let lang = self.options.lang;
        let bounded = self.options.length == Length::Bounded && reasons.len() > 2 * REASONS_SHOWN + 1;
        for (index, reason) in reasons.iter().enumerate() {
            let mut row = Row { indent: indent + 1, ..Row::default() };
            if bounded && index >= REASONS_SHOWN && index < reasons.len() - REASONS_SHOWN {
                if index == REASONS_SHOWN {
                    row.text = reason_words::more_reasons(lang, reasons.len() - 2 * REASONS_SHOWN);
                    row.role = PaintRole::Note;
                    row.write(&self.layout, paint, out)?;
                }
                continue;
            }
            row.text = self.say.reason(*reason);
            self.reason_rules_into(&mut row, *reason);
            row.write(&self.layout, paint, out)?;
        }
        Ok(())
    }

    fn rules_into(&self, row: &mut Row, rules: &[Citation]) {
        for (rule, assumed) in rules {
            row.add(self.options.lang, *rule, *assumed);
        }
    }

    fn left_out(&mut self, text: &str, first: RecordId, paint: &dyn Paint, out: &mut dyn Write) -> Result {
        let indent = self.depth(self.say.trace.record(first), first);
        let row = Row { indent, text: text.to_owned(), role: PaintRole::Note, is_note: true, ..Row::default() };
        row.write(&self.layout, paint, out)
    }

    /// How deep a record is told: what the opener of a leg does to open it, and how it fails, belong to the opener.
    fn depth(&self, record: &Record, id: RecordId) -> usize {
        let Some(place) = self.view.places[id.0 as usize] else { return 0 };
        let depth = self.say.trace.connections[place.0 as usize].depth;
        let by_opener = match record.what {
            RecordKind::Connects { .. } => true,
            // A look-up is told with the connection request after it, if there was one.
            RecordKind::Resolved { .. } => record.connection != Some(place),
            // Without a name there was no leg, and the record is the opener's already.
            RecordKind::LegFailed { how, .. } => how != LegFailure::NameNotResolved,
            _ => false,
        };
        let depth = if by_opener { depth.saturating_sub(1) } else { depth };
        self.view.indent(record.attempt, depth) as usize
    }

    /// The time, where it differs from that of the line before.
    fn time(&mut self, at: SimTime) -> String {
        if self.at == Some(at) {
            return String::new();
        }
        self.at = Some(at);
        at.to_string()
    }
}

/// What color a record has.
const fn role(moment: Moment<'_>) -> PaintRole {
    match (moment.nature(), moment.record.what) {
        (Nature::Trouble | Nature::Refusal, _) => PaintRole::Bad,
        (Nature::Warning, _) => PaintRole::Warning,
        (Nature::Good, _) => PaintRole::Good,
        (Nature::Neutral, RecordKind::Says { .. }) => PaintRole::Wire,
        (Nature::Neutral, RecordKind::Began { .. }) => PaintRole::Title,
        (Nature::Neutral, _) => PaintRole::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Plain;
    use crate::verdict::{judge, sample};

    fn text(world: &World, options: &Options) -> String {
        let run = sample::run(world);
        let verdict = judge(world, &run);
        let mut out = String::new();
        report(world, &run, &verdict, options, &Plain, &mut out).expect("a String takes everything");
        out
    }

    /// A loop shows its first levels and its deepest, and says what it left out.
    #[test]
    fn a_loop_is_told_on_one_screen() {
        insta::assert_snapshot!(text(&sample::world("laptop"), &Options::default()));
    }

    /// Chinese names take two columns a sign, and the columns stay where they are.
    #[test]
    fn a_poller_is_told_twice_and_once_more() {
        let world = sample::polls(sample::repaired("电脑"), 100);
        insta::assert_snapshot!(text(&world, &Options::default()));
    }

    /// Whatever is left out is in the full text, and nothing of the full text is told twice in the shorter one.
    #[test]
    fn nothing_is_missing_where_all_is_shown() {
        let world = sample::world("laptop");
        let run = sample::run(&world);
        let all = text(&world, &Options { length: Length::All, ..Options::default() });
        assert!(!all.contains('…'), "{all}");
        let accepts = run.trace.records.iter().filter(|it| it.what == RecordKind::Accepts).count();
        assert_eq!(all.matches("accepts the connection").count(), accepts);
        let says = run.trace.records.iter().filter(|it| matches!(it.what, RecordKind::Says { .. })).count();
        assert!(all.matches(" C: ").count() + all.matches(" S: ").count() >= says);
        let short = text(&world, &Options::default());
        assert!(short.lines().count() < 80 && short.contains("--all shows them"), "{short}");
    }

    #[test]
    fn no_line_ends_in_a_blank_or_begins_with_a_color() {
        for line in text(&sample::world("laptop"), &Options::default()).lines() {
            assert_eq!(line.trim_end(), line);
            assert!(!line.contains('\x1b'));
        }
    }

    #[test]
    fn the_verdict_alone_is_a_line_for_each_end() {
        let world = sample::polls(sample::world("laptop"), 3);
        let run = sample::run(&world);
        let mut out = String::new();
        verdict(&world, &run, &judge(&world, &run), &Options::default(), &Plain, &mut out).expect("it is written");
        insta::assert_snapshot!(out);
    }

    /// Color adds to the text and changes nothing of it.
    #[test]
    fn color_leaves_the_text_as_it_is() {
        struct Marks;
        impl Paint for Marks {
            fn start(&self, _: PaintRole) -> String {
                "\u{1}".to_owned()
            }
            fn end(&self, _: PaintRole) -> String {
                "\u{2}".to_owned()
            }
        }
        let world = sample::world("laptop");
        let run = sample::run(&world);
        let mut out = String::new();
        let found = judge(&world, &run);
        report(&world, &run, &found, &Options::default(), &Marks, &mut out).expect("it is written");
        assert!(out.contains('\u{1}'));
        assert_eq!(out.replace(['\u{1}', '\u{2}'], ""), text(&world, &Options::default()));
    }
}
