//! What is kept of a run that is compared with another?
//!
//! Of each attempt how it ended, and of each record that is compared its number and the number of its words: nothing
//! of what happened. What is quoted of it in the end is heard when the run happens once more.

use std::collections::{BTreeMap, BTreeSet};

use super::parting::{Attempt, Clients, Meets, Met};
use crate::lang::Lang;
use crate::reading::Moment;
use crate::sim::Progress;
use crate::time::SimTime;
use crate::trace::{AttemptId, RecordId, RecordKind, Run, Trace};
use crate::verdict::listen::{Audience, Hold, listen};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::world::{ClientId, Outcome, World};

/// One of the two.
#[derive(Debug)]
pub struct Side<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its world.
    pub world: &'a World,
    run: Run,
    verdict: Verdict,
    heard: Heard,
}

/// What was heard of a run.
#[derive(Debug, Default)]
struct Heard {
    /// The words that were met, each with its number.
    words: BTreeMap<String, u32>,
    /// By [`AttemptId`].
    attempts: Vec<Went>,
}

/// How an attempt went.
#[derive(Debug)]
struct Went {
    client: ClientId,
    outcome: Option<Outcome>,
    met: Met<u32>,
}

impl Audience for Heard {
    fn hear(&mut self, moment: Moment<'_>) {
        let Some(attempt) = moment.record.attempt() else { return };
        if let Some(text) = Meets::new(moment.world()).text(moment) {
            let next = self.words.len() as u32;
            let word = *self.words.entry(text).or_insert(next);
            self.attempts[attempt.0 as usize].met.push((moment.id.0, word));
        }
    }
    fn begins(&mut self, _: &World, client: ClientId, attempt: AttemptId, _: SimTime) {
        debug_assert_eq!(attempt.0 as usize, self.attempts.len(), "attempts begin in the order of their numbers");
        self.attempts.push(Went { client, outcome: None, met: Met::new() });
    }
    fn ends(&mut self, _: &World, _: &Trace, attempt: &AttemptVerdict) {
        self.attempts[attempt.id.0 as usize].outcome = attempt.outcome;
    }
}

impl<'a> Side<'a> {
    /// Runs a world and hears what is compared of it; after every so many events somebody sees how far it is.
    #[must_use]
    pub fn heard(name: &'a str, world: &'a World, each: u64, watch: &mut dyn FnMut(Progress) -> bool) -> Self {
        let (run, verdict, heard) = listen(world, Heard::default(), Hold::default(), each, watch);
        Self { name, world, run, verdict, heard }
    }

    /// Its run, of which nothing but how it stopped is kept.
    #[must_use]
    pub const fn run(&self) -> &Run {
        &self.run
    }

    /// What came out.
    pub(super) const fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    fn clients<T>(&self, of: impl Fn(&Went) -> T) -> BTreeMap<&'a str, Vec<T>> {
        let world = self.world;
        let mut all: BTreeMap<&str, Vec<T>> = world.clients.iter().map(|it| (it.name.as_str(), Vec::new())).collect();
        for it in &self.heard.attempts {
            all.entry(&world.clients[it.client.index()].name).or_default().push(of(it));
        }
        all
    }

    /// How the attempts of each client ended.
    pub(super) fn by_client(&self) -> BTreeMap<&'a str, Vec<Option<Outcome>>> {
        self.clients(|it| it.outcome)
    }

    /// What is compared of it: of each client its attempts, with the numbers that the words have on the first side.
    pub(super) fn met(&self, first: &Side<'_>) -> Clients<'a, u32> {
        let known = &first.heard.words;
        let mut numbers = vec![0; self.heard.words.len()];
        for (text, own) in &self.heard.words {
            numbers[*own as usize] = known.get(text).copied().unwrap_or(known.len() as u32 + own);
        }
        self.clients(|it| Attempt {
            well: it.outcome == Some(Outcome::LoggedOn),
            met: it.met.iter().map(|(record, word)| (*record, numbers[*word as usize])).collect(),
        })
    }

    /// What is quoted of some records: the run happens once more, because none of them was kept.
    pub(super) fn quotes(&self, lang: Lang, wanted: BTreeSet<RecordId>) -> Quotes {
        if wanted.is_empty() {
            return Quotes::new();
        }
        let quoting = Quoting { lang, wanted, quotes: Quotes::new() };
        listen(self.world, quoting, Hold::default(), u64::MAX, &mut |_| true).2.quotes
    }
}

/// What is quoted of a record.
#[derive(Debug)]
pub(super) struct Quote {
    /// When it happened.
    pub(super) at: String,
    /// Who did what.
    pub(super) text: String,
    /// Of a decision, why.
    pub(super) reasons: Vec<String>,
}

/// By record.
pub(super) type Quotes = BTreeMap<RecordId, Quote>;

/// Somebody who quotes some records.
#[derive(Debug, Default)]
struct Quoting {
    lang: Lang,
    wanted: BTreeSet<RecordId>,
    quotes: Quotes,
}

impl Audience for Quoting {
    fn hear(&mut self, moment: Moment<'_>) {
        if !self.wanted.contains(&moment.id) {
            return;
        }
        let (record, names) = (moment.record, Names::new(moment.world(), self.lang));
        let say = Say::new(names);
        let reasons = match record.kind() {
            RecordKind::Decides { reasons, .. } => moment.trace().reasons(reasons),
            _ => &[],
        };
        let quote = Quote {
            at: moment.world().clock().exact(record.at()),
            text: format!("{} {}", names.actor(record.actor()), say.what(moment)),
            reasons: reasons.iter().map(|it| say.reason(*it)).collect(),
        };
        self.quotes.insert(moment.id, quote);
    }
}
