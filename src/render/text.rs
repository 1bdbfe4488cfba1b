//! How does a run read on a terminal, or on a projector?
//!
//! One fact a line, in fixed columns: the time when it changes, the actor, what it does, and at the right the rule.
//! Legs are indented by their depth, reasons by one step more. After the trace each attempt is summed up, then come
//! the expectations and one line with the counts. The columns are explained in `docs/trace.md`.

pub(crate) mod explain;
pub(crate) mod row;
pub(crate) mod summary;

use std::fmt::{Result, Write};

use unicode_width::UnicodeWidthStr;

use super::people::Beside;
use super::{Options, Paint, PaintRole};
use crate::reading::{Nature, RecordClass};
use crate::telling::fold::LeftOut;
use crate::telling::matrix::Matrix;
use crate::telling::people::{People, people};
use crate::telling::rows::{self, Says, rows};
use crate::trace::{Actor, Run, Trace};
use crate::verdict::Verdict;
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::{self, reasons as reason_words, summary as sum};
use crate::world::World;
pub use explain::{explanation, preface};
pub(crate) use row::wrapped;
use row::{Layout, Row};
#[cfg(feature = "cli")]
pub(crate) use summary::nothing_expected;

/// Writes the whole report: header, trace, who gets on when, summary.
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
    let people = people(world, run, verdict, options.scope());
    report_with((world, run, verdict), &people, Beside::default(), options, paint, out)
}

/// The same with the table of who gets on as it was laid out before, and what is told beside it.
///
/// # Errors
/// Those of `out`.
pub(crate) fn report_with(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    beside: Beside<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    header(world, options, paint, out)?;
    trace(world, &run.trace, options, paint, out)?;
    // Of a single log-on the paragraph below says all of it.
    if verdict.attempts.len() > 1 {
        super::people::text((world, run, verdict), people, beside, options, paint, out)?;
    }
    summary::attempts(world, run, verdict, options, paint, out)?;
    summary::end(world, run, verdict, options, paint, out)
}

/// Writes the verdict alone: who gets on when, the expectations, the counts.
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
    let people = people(world, run, verdict, options.scope());
    verdict_with((world, run, verdict), &people, Beside::default(), options, paint, out)
}

/// The same with the table of who gets on as it was laid out before, and what is told beside it.
///
/// # Errors
/// Those of `out`.
pub(crate) fn verdict_with(
    (world, run, verdict): (&World, &Run, &Verdict),
    people: &People,
    beside: Beside<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    super::people::text((world, run, verdict), people, beside, options, paint, out)?;
    summary::end(world, run, verdict, options, paint, out)
}

/// The same of a matrix of mailboxes and ways in.
///
/// # Errors
/// Those of `out`.
pub(crate) fn matrix_with(
    (world, run, verdict): (&World, &Run, &Verdict),
    shown: (&Matrix, &People),
    beside: Beside<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    super::matrix::text((world, verdict), shown, beside, options, paint, out)?;
    summary::end(world, run, verdict, options, paint, out)
}

fn header(world: &World, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    title(world, options, paint, out)?;
    out.write_char('\n')
}

/// Writes the line at the top.
///
/// # Errors
/// Those of `out`.
pub(super) fn title(world: &World, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let title = Names::new(world, options.lang).title();
    let text = sum::header(options.lang, env!("CARGO_PKG_VERSION"), title, world.seed);
    row::paragraph(paint, PaintRole::Title, &text, out)
}

/// Writes the trace.
fn trace(world: &World, trace: &Trace, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let say = Say::new(Names::new(world, options.lang));
    let rows = rows(world, trace, options.scope());
    let (layout, clock) = (layout(&say.names, &rows, paint.columns()), world.clock());
    let mut at = None;
    for row in &rows {
        let lines = lines(&say, row);
        if let Says::LeftOut(LeftOut::Attempts(..) | LeftOut::Events(_)) = row.says {
            row::line(paint, PaintRole::Note, &lines.concat(), out)?;
            continue;
        }
        let mut line = Row { indent: row.depth as usize, role: role(row), ..Row::default() };
        line.is_note = matches!(row.says, Says::LeftOut(_));
        if let Some(head) = row.head {
            // The time stands where it differs from that of the row before.
            line.time = if at == Some(head.at) { String::new() } else { clock.exact(head.at) };
            line.actor = say.names.actor(head.actor).into_owned();
            at = Some(head.at);
        }
        let last = lines.len().saturating_sub(1);
        for (index, text) in lines.into_iter().enumerate() {
            line.text = text;
            if index == last {
                line.cite(options.lang, &row.rules);
            }
            line.write(&layout, paint, out)?;
            (line.time, line.actor) = (String::new(), String::new());
        }
    }
    out.write_char('\n')
}

/// The widths of the columns.
fn layout(names: &Names<'_>, rows: &[rows::Row], columns: usize) -> Layout {
    let mut layout = Layout { time: 6, actor: 6 };
    let mut last: Option<Actor> = None;
    for head in rows.iter().filter_map(|it| it.head) {
        layout.time = layout.time.max(names.world.clock().exact(head.at).len());
        if last != Some(head.actor) {
            last = Some(head.actor);
            layout.actor = layout.actor.max(names.actor(head.actor).width().min(columns / row::ACTOR_MOST));
        }
    }
    layout
}

/// What a row says: several lines only where so many stand on the wire.
fn lines(say: &Say<'_>, row: &rows::Row) -> Vec<String> {
    let (lang, names) = (say.names.lang, &say.names);
    let text = match &row.says {
        Says::Record(content, None) => return words::rows::lines(say, content),
        Says::Record(content, Some(reason)) => reason_words::because(lang, say.content(content), say.reason(*reason)),
        Says::Connects { name, address, ttl, cached, endpoint } => {
            let (place, security) = (names.place(*endpoint), names.security(endpoint.security));
            let host = names.behind(*name, *address);
            if *cached {
                words::facts::connects_cached(lang, place, security, address, host, ttl)
            } else {
                words::facts::connects_resolved(lang, place, security, address, host, ttl)
            }
        }
        Says::Reason(reason) => say.reason(*reason),
        Says::MoreReasons(more) => reason_words::more_reasons(lang, more),
        Says::LeftOut(left) => words::rows::left_out(names, left),
    };
    vec![text]
}

/// What color a row has.
const fn role(row: &rows::Row) -> PaintRole {
    let head = match (row.head, &row.says) {
        (Some(head), _) => head,
        (None, Says::MoreReasons(_) | Says::LeftOut(_)) => return PaintRole::Note,
        (None, Says::Record(..) | Says::Connects { .. } | Says::Reason(_)) => return PaintRole::Plain,
    };
    match (head.nature, head.class) {
        (Nature::Trouble | Nature::Refusal, _) => PaintRole::Bad,
        (Nature::Warning, _) => PaintRole::Warning,
        (Nature::Good, _) => PaintRole::Good,
        (Nature::Neutral, RecordClass::Command | RecordClass::Reply) => PaintRole::Wire,
        (Nature::Neutral, RecordClass::Begins) => PaintRole::Title,
        (Nature::Neutral, _) => PaintRole::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Length, Plain};
    use crate::trace::RecordKind;
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
        let accepts = run.trace.records().iter().filter(|it| it.kind() == RecordKind::Accepts).count();
        assert_eq!(all.matches("accepts the connection").count(), accepts);
        let says = run.trace.records().iter().filter(|it| matches!(it.kind(), RecordKind::Says { .. })).count();
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
    fn the_verdict_alone_is_a_table_of_who_gets_on() {
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
