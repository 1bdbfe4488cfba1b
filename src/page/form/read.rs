//! How does the program itself read a page, record by record?
//!
//! A page is written for a browser, in columns and with positions instead of texts. Here it is read back for whoever
//! walks through it on a terminal, so that both show the same.

use super::Page;
pub(crate) use super::questions::{Asked, Question};
pub(crate) use super::records::{Decided, Lane, ReasonText};
use crate::reading::{Nature, RecordClass, class, nature};
use crate::render::Lang;
use crate::trace::{ConnectionId, RecordId, Run};
use crate::words::names::{self, Names};
use crate::world::World;

pub(crate) use super::CitedRule;

/// One record as it is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// What it is.
    pub(crate) class: RecordClass,
    /// What nature it has.
    pub(crate) nature: Nature,
    /// Who.
    pub(crate) actor: &'a str,
    /// To whom it points, where it is an arrow.
    pub(crate) to: Option<&'a str>,
    /// What.
    pub(crate) text: &'a str,
    /// The rules that speak in it.
    pub(crate) rules: &'a [CitedRule],
    /// Why it was decided, where it is a decision.
    pub(crate) decision: Option<&'a Decided>,
}

/// How an attempt went.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Went<'a> {
    /// Whose.
    pub(crate) client: &'a str,
    /// Its number among the attempts of that client.
    pub(crate) number: u32,
    /// The record that ends it.
    pub(crate) ended: Option<u32>,
    /// How it ended, as the scenario language names it.
    pub(crate) outcome: Option<&'static str>,
    /// Whether it logged on.
    pub(crate) well: bool,
}

impl Page {
    /// How many records are told: fewer than the run has where it is very long.
    pub(crate) fn told(&self) -> usize {
        self.records.text.len()
    }

    /// How many records the run has.
    pub(crate) const fn total(&self) -> usize {
        self.total
    }

    /// What heads every report.
    pub(crate) fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.title[0],
            Lang::Zh => &self.title[1],
        }
    }

    /// `pass`, `nothing_expected`, `fail` or `inconclusive`.
    pub(crate) const fn overall(&self) -> &'static str {
        self.overall
    }

    /// How many attempts there are.
    pub(crate) fn tried(&self) -> usize {
        self.attempts.len()
    }

    /// How many of them ended otherwise than with a log-on.
    pub(crate) fn failed(&self) -> usize {
        self.attempts.iter().filter(|it| it.outcome.is_some() && !it.well).count()
    }

    /// A record.
    pub(crate) fn row(&self, run: &Run, at: usize, lang: Lang) -> Row<'_> {
        let records = &self.records;
        let rules = usize::try_from(records.rules[at]).map_or(&[][..], |it| &self.rules[it]);
        Row {
            class: class(run.trace.record(RecordId(at as u32))),
            nature: nature(run.trace.record(RecordId(at as u32))),
            actor: self.name(self.lane(at), lang),
            to: self.target(at).map(|it| self.name(it, lang)),
            text: self.text(records.text[at], lang),
            rules,
            decision: usize::try_from(records.decision[at]).ok().map(|it| &self.decisions[it]),
        }
    }

    /// Who a record is of.
    pub(crate) fn lane(&self, at: usize) -> &Lane {
        &self.lanes[self.records.lane[at] as usize]
    }

    /// At whom it points.
    pub(crate) fn target(&self, at: usize) -> Option<&Lane> {
        usize::try_from(self.records.to[at]).ok().map(|it| &self.lanes[it])
    }

    /// All who take part.
    pub(crate) fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// What a lane is called.
    pub(crate) fn name(&self, lane: &Lane, lang: Lang) -> &str {
        self.text(lane.name, lang)
    }

    /// What a reason says.
    pub(crate) fn because(&self, reason: &ReasonText, lang: Lang) -> &str {
        self.text(reason.text, lang)
    }

    /// How an attempt went.
    pub(crate) fn attempt(&self, at: usize) -> Went<'_> {
        let it = &self.attempts[at];
        Went { client: &it.client, number: it.number, ended: it.ended, outcome: it.outcome, well: it.well }
    }

    /// What is asked before a record.
    pub(crate) fn question(&self, record: usize) -> Option<&Question> {
        let found = self.questions.binary_search_by_key(&record, |it| it.record as usize);
        found.ok().map(|it| &self.questions[it])
    }

    fn text(&self, id: super::texts::TextId, lang: Lang) -> &str {
        let text = &self.texts[id.0 as usize];
        match lang {
            Lang::En => &text.0,
            Lang::Zh => &text.1,
        }
    }
}

/// Text from the file as it may go to a terminal.
pub(crate) fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    names::clean(text)
}

/// `EX13 → mail.contoso.com:993:SSL`: the way of a connection.
pub(crate) fn way(world: &World, run: &Run, connection: ConnectionId, lang: Lang) -> String {
    let names = Names::new(world, lang);
    let it = &run.trace.connections[connection.0 as usize];
    format!("{} → {}", names.actor(it.opener), names.setting(it.endpoint))
}
