//! Which pictures of the organisation tell a run, one after the other?
//!
//! One for each row of the sequence: at its record, with who does what. What repeats is folded there, and so it is one
//! picture here.

use std::fmt::Write;

use super::topology::{self, Sight};
use crate::render::Options;
use crate::telling::scene::{Says, scene};
use crate::trace::{AttemptId, RecordId, Run};
use crate::verdict::Verdict;
use crate::words::names::Names;
use crate::words::{Lang, diagram as words, rows as said};
use crate::world::World;

/// How many pictures a series has before the rest is counted, and how many where everything is wanted.
const SHOWN: (usize, usize) = (240, 5_000);

/// One picture of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// The record at which it is; of the first that of none.
    record: Option<RecordId>,
    /// What it says in the place of the record, where something is left out.
    says: Option<String>,
}

/// The pictures of the attempts that are meant.
#[must_use]
pub fn stills(world: &World, run: &Run, options: &Options, attempt: Option<AttemptId>) -> Vec<Still> {
    let scene = scene(world, run, options.scope(), attempt, SHOWN);
    let names = Names::new(world, options.lang);
    let mut stills = vec![Still { record: None, says: None }];
    let mut last = None;
    for row in &scene.rows {
        match (&row.says, row.record) {
            (Says::LeftOut(left), _) => {
                stills.push(Still { record: last, says: Some(said::left_out(&names, left)) });
            }
            (_, Some(record)) => {
                last = Some(record);
                stills.push(Still { record: last, says: None });
            }
            (_, None) => {}
        }
    }
    if scene.cut > 0 {
        stills.push(Still { record: last, says: Some(said::cut(options.lang, scene.cut)) });
    }
    stills
}

/// What is seen at a record. Of a large organisation those who take part in its attempt, unless all is wanted.
#[must_use]
pub fn at<'a>(world: &'a World, run: &'a Run, verdict: &Verdict, record: RecordId, whole: bool) -> Sight<'a> {
    let sight = Sight::at(world, run, verdict, record);
    match run.trace.record(record).attempt().filter(|_| topology::is_large(world) && !whole) {
        Some(attempt) => sight.focused(topology::parties(world, run).swap_remove(attempt.0 as usize)),
        None => sight,
    }
}

impl Still {
    /// What is seen in it.
    #[must_use]
    pub fn sight<'a>(&self, world: &'a World, run: &'a Run, verdict: &Verdict, whole: bool) -> Sight<'a> {
        let Some(record) = self.record else { return Sight::start(world) };
        let sight = at(world, run, verdict, record, whole);
        match &self.says {
            Some(text) => sight.saying(text.clone()),
            None => sight,
        }
    }
}

/// The index of a series: its files, and what each shows.
#[must_use]
pub fn index(world: &World, files: &[(String, String)], lang: Lang) -> String {
    let cell = |it: &str| it.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;");
    let mut out = format!("# {}\n\n", cell(&Names::new(world, lang).title()));
    let _ = writeln!(out, "| {} | {} |\n|---|---|", words::file(lang), words::shows(lang));
    for (file, shows) in files {
        let _ = writeln!(out, "| {file} | {} |", cell(shows));
    }
    out
}
