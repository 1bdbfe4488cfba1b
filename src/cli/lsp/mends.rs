//! What can be done about what is said at a place?
//!
//! "Did you mean", the bracket that is missing, what mends a finding, and accepting it: each the edit that makes one
//! text of another, so nothing else in the document is touched.

use std::ops::Range as Bytes;

use lsp_types::{CodeAction, CodeActionKind, Diagnostic as LspDiagnostic, NumberOrString, Range};
use serde_json::{Value, json};

use super::places::{offset, range};
use super::said::Answer;
use crate::diag::Lines;
use crate::lang::Lang;
use crate::scenario::assist::meant;
use crate::scenario::change::When;
use crate::scenario::edit;
use crate::scenario::tree::{Missing, MistakeKind, read};
use crate::words::editor as say;

/// A document, and what an action is about in it.
pub(super) struct Place<'a> {
    pub(super) uri: &'a str,
    pub(super) text: &'a str,
    pub(super) range: Range,
    pub(super) lang: Lang,
}

impl Place<'_> {
    /// Everything that can be done in the range.
    pub(super) fn actions(&self, said: &[LspDiagnostic], answers: &[Answer]) -> Value {
        let mut all: Vec<CodeAction> = Vec::new();
        for it in said.iter().filter(|it| touch(it.range, self.range)) {
            all.extend(self.meant(it));
        }
        all.extend(self.brackets(said));
        for it in answers.iter().filter(|it| it.file == 0 && touch(it.range, self.range)) {
            all.extend(self.mends(it, said));
            all.extend(self.accepts(it, said));
        }
        json!(all)
    }

    /// The word that was perhaps meant, in place of the one that is underlined.
    fn meant(&self, it: &LspDiagnostic) -> Option<CodeAction> {
        let span = offset(self.text, it.range.start)..offset(self.text, it.range.end);
        let (span, word) = meant(self.text, &span)?;
        let title = say::replace_by(self.lang, word.trim_matches('"'));
        Some(self.action(title, CodeActionKind::QUICKFIX, &[(span, word)], Some(it.clone()), true))
    }

    /// The brackets that are missing, each where it belongs.
    fn brackets(&self, said: &[LspDiagnostic]) -> Vec<CodeAction> {
        let mut found = Vec::new();
        for it in read(self.text).mistakes {
            let MistakeKind::Unclosed { open, others, missing } = &it.kind else { continue };
            let at = match missing {
                Missing::Instead(at, _) => *at,
                // A comma that stands there already parts what is closed from what follows.
                Missing::Behind(it) | Missing::AtTheEnd(it) => {
                    let before = self.text[..it.end].trim_end();
                    if before.ends_with(',') { before.len() - 1 } else { it.end }
                }
            };
            let lines = Lines::new(self.text);
            let (here, there) = (range(&lines, &it.span), range(&lines, &(at..at)));
            if !touch(here, self.range) && !touch(there, self.range) {
                continue;
            }
            let all = std::iter::once(*open).chain(others.iter().filter_map(|at| self.text[*at..].chars().next()));
            let closing: String = all.map(closing).collect();
            let title = say::add_bracket(self.lang, &closing);
            let of = said.iter().find(|it| it.range == here).cloned();
            found.push(self.action(title, CodeActionKind::QUICKFIX, &[(at..at, closing)], of, true));
        }
        found
    }

    /// What mends a finding, done before the run begins.
    fn mends(&self, answer: &Answer, said: &[LspDiagnostic]) -> Vec<CodeAction> {
        let each = answer.mends.iter().filter_map(|(what, actions)| {
            let after = edit::with(self.text, actions, When::FromStart).ok()?;
            let title = say::mend(self.lang, &answer.code, what);
            let edit = edit::difference(self.text, &after);
            Some(self.action(title, CodeActionKind::QUICKFIX, &[edit], of(answer, said), false))
        });
        each.collect()
    }

    /// The finding is meant, and the file says so.
    fn accepts(&self, answer: &Answer, said: &[LspDiagnostic]) -> Option<CodeAction> {
        let on = answer.on.as_ref().map_or_else(String::new, |it| format!("on: {it:?}, "));
        let reason = say::accept_reason(self.lang);
        let item = format!("Accepted(finding: {:?}, {on}reason: {reason:?})", answer.code);
        let after = edit::with_items(self.text, "accepted", &[item]).ok()?;
        let title = match &answer.on {
            Some(on) => say::accept_of(self.lang, &answer.code, on),
            None => say::accept(self.lang, &answer.code),
        };
        let edit = edit::difference(self.text, &after);
        Some(self.action(title, CodeActionKind::QUICKFIX, &[edit], of(answer, said), false))
    }

    fn action(
        &self,
        title: String,
        kind: CodeActionKind,
        edits: &[(Bytes<usize>, String)],
        of: Option<LspDiagnostic>,
        is_preferred: bool,
    ) -> CodeAction {
        let lines = Lines::new(self.text);
        let edits: Vec<_> =
            edits.iter().map(|(span, text)| json!({ "range": range(&lines, span), "newText": text })).collect();
        let edit = json!({ "changes": { self.uri: edits } });
        CodeAction {
            title,
            kind: Some(kind),
            diagnostics: of.map(|it| vec![it]),
            edit: serde_json::from_value(edit).ok(),
            is_preferred: Some(is_preferred),
            ..CodeAction::default()
        }
    }
}

/// What is said of a finding.
fn of(answer: &Answer, said: &[LspDiagnostic]) -> Option<LspDiagnostic> {
    let code = Some(NumberOrString::String(answer.code.clone()));
    said.iter().find(|it| it.range == answer.range && it.code == code).cloned()
}

fn touch(a: Range, b: Range) -> bool {
    a.start <= b.end && b.start <= a.end
}

const fn closing(open: char) -> char {
    match open {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}
