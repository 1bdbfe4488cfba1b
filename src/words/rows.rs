//! In which words are rows said: of a diagram, of records that are quoted, of attempts, of what was left out?

use super::names::{Names, clean};
use super::say::Say;
use super::{counts, diagram, marks, reasons, summary};
use crate::lang::Lang;
use crate::reading::{Citation, Moment};
use crate::telling::content::{self, Content, Quote};
use crate::telling::crowd::Crowd;
use crate::telling::fold::LeftOut;
use crate::telling::scene::{Row, Says, Scene};
use crate::trace::{Decision, RecordKind};

/// What a row says.
pub(crate) fn text(say: &Say<'_>, row: &Row) -> String {
    let lang = say.names.lang;
    match &row.says {
        Says::Record(content, None) => say.content(content),
        Says::Record(content, Some(reason)) => reasons::because(lang, say.content(content), say.reason(*reason)),
        Says::LeftOut(left) => left_out(&say.names, left),
        Says::Cut(steps) => cut(lang, *steps),
        Says::Nothing => diagram::nothing(lang),
    }
}

/// That so many steps were cut.
pub(crate) fn cut(lang: Lang, steps: u64) -> String {
    diagram::cut(lang, counts::steps(lang, steps))
}

/// The rules of a row; empty where there are none.
pub(crate) fn rules(lang: Lang, rules: &[Citation]) -> String {
    let said = |(rule, assumed): &Citation| match assumed {
        Some(_) => diagram::assumed(lang, rule.id()),
        None => rule.id().to_owned(),
    };
    rules.iter().map(said).collect::<Vec<_>>().join(&marks::item(lang))
}

/// A party of a diagram: several clients of a group by the name of the group.
pub(crate) fn party(names: &Names<'_>, scene: &Scene, number: usize) -> String {
    match scene.groups[number] {
        Some(group) => names.group(group),
        None => names.actor(scene.parties[number]).into_owned(),
    }
}

/// What was left out.
pub(crate) fn left_out(names: &Names<'_>, left: &LeftOut) -> String {
    let lang = names.lang;
    match left {
        LeftOut::Levels(levels, span) => {
            let levels = if *levels == 1 { summary::one_level(lang) } else { summary::levels(lang, levels) };
            summary::loop_levels(lang, levels, span.first.0, span.last.0)
        }
        LeftOut::Alike(crowd, span) => {
            let attempts = match crowd {
                Crowd::One(_, numbers) => super::attempts(lang, numbers),
                Crowd::Many { attempts, .. } => counts::attempts(lang, *attempts),
            };
            summary::like_shown(lang, names.of_crowd(crowd), attempts, span.first.0, span.last.0)
        }
        LeftOut::SameChange(more, span) => {
            summary::same_change(lang, super::thousands(u64::from(*more)), span.first.0, span.last.0)
        }
        LeftOut::Attempts(attempts, clients) => {
            summary::beyond_bound(lang, counts::attempts(lang, *attempts), counts::clients(lang, *clients))
        }
        LeftOut::Events(count) => summary::events_beyond_bound(lang, counts::changes_and_checks(lang, *count)),
    }
}

/// What a row says that stands for what it leaves out, where one can open it.
pub(crate) fn folded(names: &Names<'_>, left: &[LeftOut]) -> String {
    let lang = names.lang;
    let each = left.iter().map(|it| match it {
        LeftOut::Levels(levels, _) => {
            let levels = if *levels == 1 { summary::one_level(lang) } else { summary::levels(lang, levels) };
            summary::folded_levels(lang, levels)
        }
        LeftOut::Alike(crowd, _) => {
            let attempts = match crowd {
                Crowd::One(_, numbers) => super::attempts(lang, numbers),
                Crowd::Many { attempts, .. } => counts::attempts(lang, *attempts),
            };
            summary::folded_alike(lang, names.of_crowd(crowd), attempts)
        }
        LeftOut::SameChange(more, _) => summary::folded_change(lang, super::thousands(u64::from(*more))),
        LeftOut::Attempts(..) | LeftOut::Events(_) => left_out(names, it),
    });
    each.collect::<Vec<_>>().join(&marks::semicolon(lang))
}

/// The lines of a record on the wire, as they may go to a terminal.
pub(crate) fn wire(moment: Moment<'_>) -> Vec<String> {
    content::wire(moment).iter().map(|it| clean(it).into_owned()).collect()
}

/// What a record says where there is room for all of it: every line on the wire, with the side that it comes from.
pub(crate) fn lines(say: &Say<'_>, content: &Content) -> Vec<String> {
    match content.what {
        RecordKind::Says { line, .. } => {
            let side = if line.is_command() { "C:" } else { "S:" };
            content.wire.iter().map(|it| format!("{side} {}", clean(it))).collect()
        }
        RecordKind::Decides { decision: Decision::GivesUp, .. } if content.is_bare => {
            vec![reasons::gives_up_at_last(say.names.lang)]
        }
        _ => vec![say.content(content)],
    }
}

/// What a record says that is quoted: of a decision with the reason that decided, of silence with the service that
/// hangs.
pub(crate) fn quote(say: &Say<'_>, quote: &Quote) -> String {
    let (lang, names) = (say.names.lang, &say.names);
    let text = say.content(&quote.content);
    match (quote.content.what, quote.reason) {
        (RecordKind::Decides { decision: Decision::Refuses { user, .. }, .. }, Some(reason)) => {
            reasons::refuses(lang, names.user(user), say.reason(reason))
        }
        (_, Some(reason)) => reasons::because(lang, text, say.reason(reason)),
        (_, None) => match quote.hung {
            Some(it) => summary::because_it_hangs(lang, text, Names::service(it), names.server(it.server())),
            None => text,
        },
    }
}
