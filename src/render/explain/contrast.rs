//! How is it told who fared otherwise, and where both parted?

use super::{Page, words_};
use crate::catalogue::{marks, reasons};
use crate::policy::Reason;
use crate::trace::{Decision, RecordId, RecordKind};
use crate::verdict::AttemptVerdict;

impl Page<'_> {
    /// The nearest attempt that logged on, and where both part.
    pub(super) fn contrast(&self, other: &AttemptVerdict, parts: Option<(RecordId, RecordId)>) -> String {
        let lang = self.lang();
        let began = self.world.moment(other.began);
        let mut text = words_::contrast(lang, self.names.client(other.client), other.number, began);
        if let Some((here, there)) = parts {
            let (mine, others) = self.differing(here, there);
            let said = |it: RecordId, reason: Option<Reason>| {
                let (_, actor, mut text) = self.said(it);
                if let Some(reason) = reason {
                    let decision = self.say.content(&self.quotes[&it].content);
                    // In the trace reasons stand in columns.
                    let reason = self.say.reason(reason).split_whitespace().collect::<Vec<_>>().join(" ");
                    text = reasons::because(lang, decision, reason);
                }
                format!("{actor} {text}")
            };
            text.push_str(&marks::space(lang));
            text.push_str(&words_::parts(lang, here.0, said(here, mine), there.0, said(there, others)));
        }
        text
    }

    /// The reasons of two decisions to hand a log-on on that are not the same: what both give would tell nothing.
    fn differing(&self, here: RecordId, there: RecordId) -> (Option<Reason>, Option<Reason>) {
        let trace = &self.run.trace;
        let reasons = |it: RecordId| match trace.record(it).kind() {
            RecordKind::Decides { decision: Decision::Proxies { .. }, reasons } => trace.reasons(reasons),
            _ => &[],
        };
        let chooses = |it: &&Reason| matches!(it, Reason::Picked(..) | Reason::HashPicked(..) | Reason::NextTarget(_));
        let only = |mine: &[Reason], others: &[Reason]| {
            let mut only = mine.iter().filter(|it| !others.contains(it));
            only.clone().find(chooses).or_else(|| only.next()).copied()
        };
        let (mine, others) = (reasons(here), reasons(there));
        match (only(mine, others), only(others, mine)) {
            (Some(mine), Some(others)) => (Some(mine), Some(others)),
            _ => (None, None),
        }
    }
}
