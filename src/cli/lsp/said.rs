//! What is said of a document, and what can be done about it?

use std::ops::Range as Bytes;

use lsp_types::{
    Diagnostic as LspDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Uri,
};

use super::Serving;
use super::places::range;
use crate::check::{Checked, Finding, check_while};
use crate::cli::check::mends;
use crate::diag::sources::Sources;
use crate::diag::{Diagnostic, Lines};
use crate::render::Lang;
use crate::render::check::remark::{Remark, RemarkWorth};
use crate::render::text::summary::expectations;
use crate::sim;
use crate::verdict::{Held, Overall, judge};
use crate::words::names::Names;
use crate::world::World;

/// All that is known of a document and its bases.
#[derive(Default)]
pub(super) struct Said {
    /// What is underlined, each in the file with this number.
    pub(super) diagnostics: Vec<(usize, LspDiagnostic)>,
    /// What findings can be answered with.
    pub(super) answers: Vec<Answer>,
    /// How each expectation of the document itself came out, in their order. Empty where that is not known.
    pub(super) held: Vec<(Held, String)>,
    /// Clients with an attempt that went wrong, each as its group is called where it is of one.
    pub(super) failed: Vec<String>,
    /// How many attempts logged on, and how many there were; `None` where the run was too long, or there is none.
    pub(super) counts: Option<(usize, usize)>,
}

/// A finding, and what can be done about it.
pub(super) struct Answer {
    /// The code of the finding.
    pub(super) code: String,
    /// The file in which it is, and where.
    pub(super) file: usize,
    pub(super) range: Range,
    /// What it is about, as `accepted` names it.
    pub(super) on: Option<String>,
    /// What mends it, each with the actions as a scenario writes them.
    pub(super) mends: Vec<(String, Vec<String>)>,
}

/// Reads, checks and runs a scenario; nothing where nobody wants to know it any more.
pub(super) fn said(
    sources: &Sources<'_>,
    uris: &[String],
    serving: &Serving,
    is_wanted: &mut dyn FnMut() -> bool,
) -> Option<Said> {
    let lang = serving.lang;
    let lines: &Vec<_> = &sources.files().iter().map(|it| Lines::new(&it.text)).collect();
    let at = |span: &Bytes<usize>| {
        let file = sources.index(span.start);
        (file, range(&lines[file], &sources.files()[file].inner(span)))
    };
    let mistake = |it: &Diagnostic| {
        let (file, range) = at(&it.span);
        let others = it.notes.iter().filter_map(|(span, text)| {
            let (file, range) = at(span);
            let location = Location { uri: uris.get(file)?.parse::<Uri>().ok()?, range };
            Some(DiagnosticRelatedInformation { location, message: text.of(lang).to_owned() })
        });
        let others: Vec<_> = others.collect();
        let related_information = (!others.is_empty()).then_some(others);
        (file, LspDiagnostic { related_information, ..mistake(range, it, lang) })
    };
    Some(match check_while(sources, "scenario", serving.budget, is_wanted)? {
        Err(mistakes) => Said { diagnostics: mistakes.iter().map(mistake).collect(), ..Said::default() },
        Ok(Checked { world, warnings, findings, .. }) => {
            let mut said = Said { diagnostics: warnings.iter().map(mistake).collect(), ..Said::default() };
            for it in findings.iter().filter(|it| it.accepted.is_none()) {
                let (file, range) = at(&it.place.span);
                said.diagnostics.push((file, finding(&world, range, it, lang)));
                said.answers.push(answer(&world, (file, range), it, lang));
            }
            if !is_wanted() {
                return None;
            }
            outcome(&world, serving, &mut said);
            said
        }
    })
}

fn finding(world: &World, range: Range, it: &Finding, lang: Lang) -> LspDiagnostic {
    remarked(range, Remark::of_finding(world, it, lang))
}

fn answer(world: &World, (file, range): (usize, Range), it: &Finding, lang: Lang) -> Answer {
    Answer { code: it.what.code().id().to_owned(), file, range, on: it.about(world), mends: mends(world, lang, it) }
}

/// Runs the scenario, as far as an editor waits for it.
fn outcome(world: &World, serving: &Serving, said: &mut Said) {
    let mut world = world.clone();
    let limit = world.event_limit;
    world.event_limit = limit.min(serving.events_most);
    let run = sim::run_within(&world, serving.budget, u64::MAX, &mut |_| true);
    let verdict = judge(&world, &run);
    if verdict.overall == Overall::Inconclusive && limit > serving.events_most {
        return;
    }
    said.counts = Some((verdict.logged_on(), verdict.attempts.len()));
    said.held = expectations(&Names::new(&world, serving.lang), &verdict);
    for it in verdict.attempts.iter().filter(|it| it.went_wrong()) {
        let name = world.called(it.client);
        if said.failed.iter().all(|it| it != name) {
            said.failed.push(name.to_owned());
        }
    }
}

fn mistake(range: Range, it: &Diagnostic, lang: Lang) -> LspDiagnostic {
    remarked(range, Remark::of_mistake(it, lang))
}

fn remarked(range: Range, it: Remark) -> LspDiagnostic {
    let severity = match it.worth {
        RemarkWorth::Error => DiagnosticSeverity::ERROR,
        RemarkWorth::Warning => DiagnosticSeverity::WARNING,
        RemarkWorth::Advice => DiagnosticSeverity::INFORMATION,
    };
    diagnostic(range, severity, it.code, it.message)
}

/// Something that is said at a place.
pub(super) fn diagnostic(range: Range, severity: DiagnosticSeverity, code: &str, message: String) -> LspDiagnostic {
    LspDiagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some("coexist".to_owned()),
        message,
        ..LspDiagnostic::default()
    }
}
