//! What is said about a mistake of syntax?

use std::ops::Range;

use super::plain as said;
use crate::catalogue::syntax;
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::Fixed;
use crate::scenario::tree::{Missing, Mistake, MistakeKind, closing};

/// Reports the mistakes of syntax, each in words for people who write scenarios.
pub(super) fn report(text: &str, mistakes: &[Mistake], sink: &mut Sink) {
    for it in mistakes {
        sink.add(code(&it.kind), || diagnostic(text, it));
    }
}

/// Under which code a mistake is told.
const fn code(kind: &MistakeKind) -> Code {
    match kind {
        MistakeKind::Unclosed { .. } | MistakeKind::Text | MistakeKind::Comment => Code::S005,
        MistakeKind::TooDeep => Code::S006,
        MistakeKind::AfterTheEnd => Code::S007,
        MistakeKind::Extension => Code::S008,
        MistakeKind::Nul => Code::S009,
        MistakeKind::NeverOpened
        | MistakeKind::Typographic
        | MistakeKind::FullWidth
        | MistakeKind::SingleQuoted
        | MistakeKind::Hash
        | MistakeKind::Variable
        | MistakeKind::Equals
        | MistakeKind::Semicolon
        | MistakeKind::Escape
        | MistakeKind::Comma
        | MistakeKind::Colon
        | MistakeKind::SecondColon
        | MistakeKind::Name
        | MistakeKind::Value
        | MistakeKind::Stray => Code::S004,
    }
}

fn diagnostic(text: &str, mistake: &Mistake) -> Diagnostic {
    let span = word_at(text, mistake);
    let s = |message: Fixed, label: Fixed, help: Fixed| {
        said(code(&mistake.kind), span.clone(), message.into(), label.into(), help.into())
    };
    match &mistake.kind {
        MistakeKind::Unclosed { open, others, missing } => unclosed(&span, *open, others, missing),
        MistakeKind::NeverOpened => s(syntax::closes_nothing(), syntax::never_opened(), syntax::remove_or_open()),
        MistakeKind::Text => s(syntax::text_not_closed(), syntax::opened_here(), syntax::add_closing_quotation_mark()),
        MistakeKind::Comment => s(syntax::comment_never_closed(), syntax::opened_here(), syntax::close_the_comment()),
        MistakeKind::TooDeep => s(syntax::nested_too_deep(), syntax::too_deep(), syntax::few_levels_are_needed()),
        MistakeKind::AfterTheEnd => {
            s(syntax::more_after_the_end(), syntax::ended_before_this(), syntax::remove_or_find_early_close())
        }
        MistakeKind::Extension => s(syntax::no_extensions(), syntax::not_needed(), syntax::remove_this_line()),
        MistakeKind::Nul => s(syntax::nul_byte(), syntax::here(), syntax::save_as_utf_8()),
        MistakeKind::Typographic => {
            s(syntax::typographic_mark(), syntax::not_the_keyboard_mark(), syntax::use_straight_mark())
        }
        MistakeKind::FullWidth => {
            s(syntax::full_width_mark(), syntax::not_the_expected_mark(), syntax::use_latin_marks())
        }
        MistakeKind::SingleQuoted => s(syntax::single_quoted(), syntax::not_a_text_here(), syntax::use_straight_mark()),
        MistakeKind::Hash => s(syntax::hash_comment(), syntax::begins_no_comment(), syntax::comments_begin_with()),
        MistakeKind::Variable => variable(&text[span.clone()], &span),
        MistakeKind::Equals => s(syntax::equals_sign(), syntax::expected_colon(), syntax::write_name_and_value()),
        MistakeKind::Semicolon => s(syntax::semicolon(), syntax::expected_comma(), syntax::separate_by_commas()),
        MistakeKind::Escape => s(syntax::not_a_valid_escape(), syntax::not_an_escape(), syntax::double_the_backslash()),
        MistakeKind::Comma => s(syntax::comma_missing(), syntax::comma_before_this(), syntax::separate_by_commas()),
        MistakeKind::Colon => s(syntax::colon_missing(), syntax::expected_colon(), syntax::write_name_and_value()),
        MistakeKind::SecondColon => {
            s(syntax::second_colon(), syntax::not_expected_here(), syntax::quote_texts_with_colon())
        }
        MistakeKind::Name => s(syntax::name_expected(), syntax::not_a_name(), syntax::write_name_unquoted()),
        MistakeKind::Value => s(syntax::value_missing(), syntax::no_value_before_this(), syntax::remove_or_add_value()),
        MistakeKind::Stray => s(syntax::cannot_be_read(), syntax::not_expected_here(), syntax::what_a_value_is()),
    }
}

/// A variable of PowerShell: what it is called here.
fn variable(written: &str, span: &Range<usize>) -> Diagnostic {
    let name = written.trim_start_matches('$').to_ascii_lowercase();
    let help = match &*name {
        "true" | "false" => syntax::write_without_dollar(name),
        "null" => syntax::leave_out_null().into(),
        _ => syntax::write_the_value().into(),
    };
    said(Code::S004, span.clone(), syntax::no_variables(written), syntax::not_known_as_value().into(), help)
}

/// Where a bracket was opened, and where it should have been closed.
fn unclosed(span: &Range<usize>, open: char, others: &[usize], missing: &Missing) -> Diagnostic {
    let close = closing(open);
    let mut it = said(
        Code::S005,
        span.clone(),
        syntax::never_closed(open),
        syntax::opened_here().into(),
        syntax::add_closing_bracket(close),
    );
    it.notes.push(match missing {
        Missing::Instead(at, found) => (*at..*at + 1, syntax::other_bracket_instead(found, close)),
        Missing::Behind(last) => (last.clone(), syntax::missing_after_this(close)),
        Missing::AtTheEnd(last) => (last.clone(), syntax::missing_at_the_end(close)),
    });
    // A file that was cut off says so once.
    if !matches!(missing, Missing::AtTheEnd(_)) {
        it.notes.extend(others.iter().map(|at| (*at..*at + 1, syntax::not_closed_either().into())));
    }
    it
}

/// What to underline: a word as a whole, where it is told by its beginning.
fn word_at(text: &str, mistake: &Mistake) -> Range<usize> {
    let Range { start, end } = mistake.span;
    match mistake.kind {
        MistakeKind::Comma | MistakeKind::AfterTheEnd => {
            let rest = &text[start..end];
            let word = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
            let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
            start..start + length
        }
        _ => start..end,
    }
}
