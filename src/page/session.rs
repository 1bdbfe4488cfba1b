//! What does a page ask while somebody walks, and what is it told?
//!
//! The core inside a page keeps the runs that were opened and one walk; a command is answered with what may be seen and
//! with what has changed, never with the whole run.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::form::walked;
use super::walk::course::Course;
use super::walk::pair::{Choice, Pair, PairView};
use super::walk::{Command, News, Start, Step, View, Walk};

/// What a page has opened, and where it is.
#[derive(Debug, Default)]
pub struct Session {
    runs: BTreeMap<u32, Arc<Course>>,
    walk: Option<Walk>,
    pair: Option<Pair>,
}

/// What is to stand on a side of a comparison.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    run: u32,
    /// An attempt, by its position, or the whole run.
    attempt: Option<u32>,
}

/// A move of two runs in step.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PairCommand {
    /// Both move.
    Go(Step),
    /// To where a side is at a row.
    Pick(usize, usize),
}

/// Why a question of a walk has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// The run was not opened.
    NotOpened,
    /// Nothing was begun.
    NotBegun,
}

#[derive(Serialize)]
struct Moved {
    walk: View,
    #[serde(flatten)]
    news: News,
}

#[derive(Serialize)]
struct PairMoved {
    pair: PairView,
    sides: [News; 2],
}

fn line(told: &impl Serialize) -> String {
    serde_json::to_string(told).expect("a view is plain data")
}

impl Session {
    /// Opens a run under a number: `text` is its page. An empty text closes it. Tells what is wrong with the text.
    ///
    /// # Errors
    /// If the text is no page.
    pub fn open(&mut self, run: u32, text: &str) -> Result<(), String> {
        if text.is_empty() {
            self.runs.remove(&run);
        } else {
            self.runs.insert(run, Arc::new(walked::read(text)?));
        }
        Ok(())
    }

    fn run(&self, run: u32) -> Result<Arc<Course>, Lost> {
        self.runs.get(&run).cloned().ok_or(Lost::NotOpened)
    }

    /// Begins to walk through a run; or goes on in it, from the run that is walked through.
    pub(super) fn begin(&mut self, run: u32, goes_on: bool, predict: bool) -> Result<String, Lost> {
        let course = self.run(run)?;
        match &mut self.walk {
            Some(walk) if goes_on => walk.change_to(course),
            walk => *walk = Some(Walk::new(course, &Start { predict, folds: true, ..Start::default() })),
        }
        self.moved(Vec::new())
    }

    /// Carries out commands.
    pub(super) fn moved(&mut self, commands: Vec<Command>) -> Result<String, Lost> {
        let walk = self.walk.as_mut().ok_or(Lost::NotBegun)?;
        for it in commands {
            walk.take(it);
        }
        Ok(line(&Moved { walk: walk.view(), news: walk.news() }))
    }

    /// Begins to compare.
    pub(super) fn compare(&mut self, chosen: [Chosen; 2]) -> Result<String, Lost> {
        let choice = |it: Chosen| self.run(it.run).map(|course| Choice { course, attempt: it.attempt });
        let [a, b] = chosen.map(choice);
        self.pair = Some(Pair::new(&[a?, b?]));
        self.pair_moved(Vec::new())
    }

    /// Moves both that are compared.
    pub(super) fn pair_moved(&mut self, commands: Vec<PairCommand>) -> Result<String, Lost> {
        let pair = self.pair.as_mut().ok_or(Lost::NotBegun)?;
        for it in commands {
            match it {
                PairCommand::Go(step) => pair.take(&step),
                PairCommand::Pick(side, row) => pair.pick(side, row),
            }
        }
        Ok(line(&PairMoved { pair: pair.view(), sides: pair.news() }))
    }
}
