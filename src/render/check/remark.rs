//! What does an editor say of a mistake or of a finding?

use std::ops::Range;

use serde::Serialize;

use super::{mends, message};
use crate::check::{Finding, FindingSeverity};
use crate::diag::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::world::World;

/// How much a remark is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RemarkWorth {
    /// Nothing can be run before this is mended.
    Error,
    /// Somebody loses something by it.
    Warning,
    /// It would be better otherwise.
    Advice,
}

/// Something that is said of a place in a text.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    /// Of how much.
    pub span: Range<usize>,
    /// How much it is worth.
    pub worth: RemarkWorth,
    /// Its code.
    pub code: &'static str,
    /// All that is said, with what helps.
    pub message: String,
}

impl Remark {
    /// What is said of a mistake.
    pub(crate) fn of_mistake(it: &Diagnostic, lang: Lang) -> Self {
        let worth = match it.severity {
            Severity::Error => RemarkWorth::Error,
            Severity::Warning => RemarkWorth::Warning,
        };
        let help = it.help.as_ref().map_or(String::new(), |it| format!("\n{}", it.of(lang)));
        let message = format!("{}{help}", it.message.of(lang));
        Self { span: it.span.clone(), worth, code: it.code.id(), message }
    }

    /// What is said of a finding.
    pub(crate) fn of_finding(world: &World, it: &Finding, lang: Lang) -> Self {
        let mut said = message(world, lang, it);
        for mend in mends(world, lang, it) {
            let lines: Vec<_> = mend.lines().map(String::as_str).collect();
            said.push_str(&format!("\n{}\n{}", mend.what, lines.join("\n")));
        }
        let worth = match it.severity {
            FindingSeverity::Error => RemarkWorth::Warning,
            FindingSeverity::Advice => RemarkWorth::Advice,
        };
        Self { span: it.place.span.clone(), worth, code: it.what.code().id(), message: said }
    }
}
